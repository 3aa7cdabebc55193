"""A briefing pack as neutral blocks. Texts hold ``{name}`` fields; each field is bound to a figure, in one place.

Both languages are filled from the same fields, so their numbers cannot part. Inside a text

* ``{name}`` is a figure field or a word of the head (:data:`HEAD_FIELDS`);
* ``{^name}`` is the mark of a footnote of the pack;
* ``{>anchor}`` is a cross-reference to the block with that anchor (*4*, *Table 1*, *Annex A*);
* ``**bold**`` is bold, and a line feed begins a new line.

Each block may carry ``only``: languages, formats or parts in which alone it stands (see :func:`stands_in`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.text import LANGS, Lang, LocalText

FieldKind = Literal["observation", "target", "scenario", "rating", "delivery"]
FieldShow = Literal["value", "value_unit", "period", "source", "vintage"]
ListStyle = Literal["bullet", "letter", "roman", "part"]
ChartKind = Literal["indicator", "combination", "scenarios", "delivery"]
LiveKind = Literal["indicators", "sources", "measures", "overdue", "commitments", "scenarios", "revisions"]
HeadKind = Literal["", "paper", "brief", "reply", "cover", "sheet"]

PACK_FORMATS = ("docx", "pdf", "pptx", "xlsx")
HEAD_FIELDS = frozenset({"meeting_date", "panel", "bureau", "dated", "paper_no", "version", "title", "as_at"})
"""Words of the head that a text may name: meeting date, panel and bureau as named on that date, month of signature,
number of the paper, moment of the data, title of the paper, and the date to which the statements of delivery speak."""


@dataclass(frozen=True, slots=True)
class FigureField:
    """A figure in a text or table cell.

    kind *observation*: the latest vintage (or that known on ``as_of``, or that of ``snapshot_id``, or exactly
    ``vintage``) of ``series_id`` for ``period`` (``latest`` = newest period with a value, ``latest-official`` = the
    same without outside sources). kind *target*: the reference figure of the indicator for the column year in
    ``period``. kind *scenario*: the value of the scenario's variable for the indicator in ``period``. kind *rating*:
    ``series_id`` is the indicator, ``period`` the column year, ``method`` the rating method; the rating in words.
    kind *delivery*: ``series_id``
    names a count of measures (``all``, ``completed``, ``overdue`` …) or, with ``method``, a fact of one measure.
    show: *value* (number and qualifier, no unit) or *value_unit* (with unit and qualifier in the style of the
    language) or *period* (the reference period of that figure, as text), *source* (title and place) or *vintage*
    (the date from which it was known). as_of: ISO date; the vintage known then ("" = the newest).
    qualifier: ``source`` = as the figure itself has it; otherwise what is to be printed ("" = none), which the check
    reports where it differs from the figure's own.
    """

    name: str
    kind: FieldKind
    series_id: str
    period: str
    scenario_id: str = ""
    show: FieldShow = "value_unit"
    decimals: int | None = None
    as_of: str = ""
    vintage: str = ""
    snapshot_id: str = ""
    qualifier: str = "source"
    method: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page, called by ``{^name}``; its text may hold figure fields."""

    name: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the paper."""

    text: LocalText
    level: int = 1
    only: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``numbered`` ones are counted through the whole paper, the same in both languages.

    level: 1 = (a), (b) below a numbered paragraph, 2 = (i), (ii) below that. look: how an unnumbered one is set.
    """

    text: LocalText
    numbered: bool = True
    level: int = 0
    only: tuple[str, ...] = ()
    anchor: str = ""
    look: Literal["", "question", "answer", "quote", "caution", "centre"] = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list: bullets, (a) (b), (i) (ii), or the parts of a question: (1) in English, （一） in Chinese."""

    items: tuple[LocalText, ...]
    style: ListStyle = "bullet"
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. ``rows`` are texts with fields; the first ``header_rows`` repeat on each page."""

    caption: LocalText
    rows: tuple[tuple[LocalText, ...], ...]
    header_rows: int = 1
    widths: tuple[float, ...] = ()  # shares of the width
    notes: tuple[LocalText, ...] = ()
    source: LocalText = field(default_factory=LocalText)
    only: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class LiveTable:
    """A table that is filled from the workspace when the paper is made: rows are whatever is there then.

    kind: *indicators* (the reference indicators with their columns), *sources* (of their latest figures), *measures*
    (of a bureau: ``params["bureau"]``), *overdue* (measures whose date has passed), *commitments* (dated or quantified
    promises), *scenarios* (outcomes of ``params["scenarios"]``, ids separated by commas), *revisions* (vintages of
    ``params["series"]``). ``params["as_of"]``: ISO date for delivery.
    """

    kind: LiveKind
    caption: LocalText
    params: dict[str, str] = field(default_factory=dict)
    notes: tuple[LocalText, ...] = ()
    only: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """The chart of an indicator, with the projection of a scenario where one is named.

    kind *combination*: columns of ``indicator_id`` and a line of ``second_id`` on a second axis. *scenarios*: history
    and every scenario of ``scenario_id`` (ids separated by commas). *delivery*: measures by state and direction.
    interval: bars from the lower to the upper end of the scenario's likely range.
    """

    indicator_id: str
    caption: LocalText
    scenario_id: str = ""
    first_year: int | None = None
    kind: ChartKind = "indicator"
    second_id: str = ""
    interval: bool = False
    as_of: str = ""
    only: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note in smaller type below what it explains."""

    text: LocalText
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""

    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexStart:
    """A new page headed *Annex A* / *附件A* at the top right."""

    letter: str
    title: LocalText
    only: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PartStart:
    """A new part of a pack (paper, speaking note, line-to-take …): a new page, paragraphs counted from 1 again.

    id: named in ``only`` of blocks. label: *Tab 2*. head: how the part is headed; *paper* repeats the head of the
    paper. Everything up to the next part belongs to it.
    """

    id: str
    title: LocalText
    label: LocalText = field(default_factory=LocalText)
    head: HeadKind = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsBlock:
    """The list of parts, headings and annexes with their pages."""

    title: LocalText
    level: int = 1  # down to which level of headings
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where the signature stands; without one it follows the body, before the first annex."""

    only: tuple[str, ...] = ()


Block = (
    Heading
    | Paragraph
    | TableBlock
    | ChartBlock
    | NoteBlock
    | PageBreak
    | AnnexStart
    | ListBlock
    | LiveTable
    | PartStart
    | ContentsBlock
    | SignatureBlock
)


@dataclass(frozen=True, slots=True)
class Pack:
    """A paper: head (number, status, body, title), blocks, fields and signature.

    head: how the first page is headed. panel: id of a committee in ``data/legco``; its name on the meeting date fills
    ``{panel}``. bureau: code of a body, whose name on that date fills ``{bureau}``. profiles: language → id of a style
    profile ("" = Government). draft: marked as a draft on every page. version_line: the moment of the data is printed
    at the foot. template: a pattern to make packs from, not a paper of its own. order: place in lists.
    """

    id: str
    title: LocalText
    paper_no: LocalText
    status: LocalText
    committee: LocalText
    blocks: tuple[Block, ...]
    fields: tuple[FigureField, ...]
    signature: tuple[LocalText, ...] = ()
    dated: str = ""  # ISO year-month of the signature
    meeting_date: str = ""
    classification: LocalText = field(default_factory=LocalText)
    footnotes: tuple[Footnote, ...] = ()
    profiles: dict[str, str] = field(default_factory=dict)
    head: HeadKind = "paper"
    panel: str = ""
    bureau: str = ""
    file_ref: LocalText = field(default_factory=LocalText)
    draft: bool = False
    version_line: bool = False
    template: bool = False
    order: int = 0
    made_from: str = ""  # id of the template
    name: LocalText = field(default_factory=LocalText)  # of the template, in lists
    own: dict[str, str] = field(
        default_factory=dict
    )  # format → document of the workspace that is its template
    ignored: dict[str, str] = field(default_factory=dict)  # key of a finding → reason for letting it stand
    accepted: dict[str, str] = field(
        default_factory=dict
    )  # field → the figure as the author last saw it (services/pack_stale.py)


def stands_in(only: tuple[str, ...], lang: Lang, *, form: str = "", part: str = "") -> bool:
    """Whether a block with this condition stands in a paper of *lang*, format *form* and part *part*.

    Conditions of one sort (languages, formats, parts) are alternatives; those of different sorts must all hold. A
    condition on the format does not hold back a block where no format is asked about (``form=""``).
    """
    langs = [word for word in only if word in LANGS]
    forms = [word for word in only if word in PACK_FORMATS]
    parts = [word for word in only if word not in LANGS and word not in PACK_FORMATS]
    return (
        (not langs or lang in langs)
        and (not forms or not form or form in forms)
        and (not parts or part in parts)
    )
