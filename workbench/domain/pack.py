"""A briefing pack as neutral blocks. Texts hold ``{name}`` fields; each field is bound to a figure, in one place.

Both languages are filled from the same fields, so their numbers cannot part. ``**bold**`` is the only inline mark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class FigureField:
    """A figure in a text or table cell.

    kind *observation*: the latest vintage (or that known on ``as_of``) of ``series_id`` for ``period`` (``latest`` =
    newest period with a value, ``latest-official`` = the same without outside sources). kind *target*: the reference
    figure of the indicator for the column year in ``period``. kind *scenario*: the value of the scenario's variable
    for the indicator in ``period``.
    show: *value* (number and qualifier, no unit) or *value_unit* (with unit and qualifier in the style of the
    language) or *period* (the reference period of that figure, as text), *source* (title and place) or *vintage*
    (the date from which it was known). as_of: ISO date; the vintage known then ("" = the newest).
    """

    name: str
    kind: Literal["observation", "target", "scenario"]
    series_id: str
    period: str
    scenario_id: str = ""
    show: Literal["value", "value_unit", "period", "source", "vintage"] = "value_unit"
    decimals: int | None = None
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the paper."""

    text: LocalText
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``numbered`` ones are counted through the whole paper, the same in both languages."""

    text: LocalText
    numbered: bool = True
    level: int = 0  # 1 = (a), (b) below a numbered paragraph


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. ``rows`` are texts with fields; the first ``header_rows`` repeat on each page."""

    caption: LocalText
    rows: tuple[tuple[LocalText, ...], ...]
    header_rows: int = 1
    widths: tuple[float, ...] = ()  # shares of the width
    notes: tuple[LocalText, ...] = ()
    source: LocalText = field(default_factory=LocalText)


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """The chart of an indicator, with the projection of a scenario where one is named."""

    indicator_id: str
    caption: LocalText
    scenario_id: str = ""
    first_year: int | None = None


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note in smaller type below what it explains."""

    text: LocalText


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


@dataclass(frozen=True, slots=True)
class AnnexStart:
    """A new page headed *Annex A* / *附件A* at the top right."""

    letter: str
    title: LocalText


Block = Heading | Paragraph | TableBlock | ChartBlock | NoteBlock | PageBreak | AnnexStart


@dataclass(frozen=True, slots=True)
class Pack:
    """A paper: head (number, status, body, title), blocks, fields and signature."""

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
