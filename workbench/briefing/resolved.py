"""A paper in one language with every figure filled in: what the renderers are given.

A filled text reads as plain text (``str``) and knows its stretches: which is bold, which is a figure and whose field,
where a footnote is called, which is a cross-reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec
from workbench.domain.profile import StyleProfile
from workbench.domain.text import Lang, LocalText


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text. figure: name of the field it was filled from; note: number of the footnote called here
    (``text`` is that number); ref: anchor referred to (``text`` is the number or label as it stands now).
    """

    text: str
    bold: bool = False
    figure: str = ""
    note: int = 0
    ref: str = ""


class FilledText(str):
    """A text with its figures filled in. As a ``str`` it holds the words and figures, ``**`` around what is bold,
    and no footnote marks; ``spans`` hold the stretches.
    """

    spans: tuple[Span, ...]

    def __new__(cls, spans: Iterable[Span]) -> FilledText:
        """From its stretches."""
        held = tuple(span for span in spans if span.text)
        parts = [f"**{span.text}**" if span.bold else span.text for span in held if not span.note]
        text = super().__new__(cls, "".join(parts).replace("****", ""))
        text.spans = held
        return text


@dataclass(frozen=True, slots=True)
class TracedFigure:
    """Where the figure of a field came from. ``texts``: as printed in each language."""

    name: str
    kind: str
    series_id: str
    period: str
    value: float | None
    texts: LocalText
    show: str = "value_unit"
    qualifier: str = ""
    vintage: str = ""
    source_id: str = ""
    source: LocalText = field(default_factory=LocalText)
    place: str = ""
    file_name: str = ""
    cell: str = ""
    confidence: str = ""
    status: tuple[str, ...] = ()
    definition: str = ""
    scenario_id: str = ""
    snapshot_id: str = ""
    unit: str = ""
    multiplier: int = 0
    decimals: int | None = None
    method: str = ""


@dataclass(frozen=True, slots=True)
class FilledHeading:
    """A heading; level 1 is a section of the paper."""

    text: str
    level: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FilledParagraph:
    """``number``: ``3`` or ``(a)``, "" where not numbered; renderers that number by themselves come to the same."""

    text: str
    number: str
    level: int
    anchor: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class FilledList:
    """A list; ``labels`` as printed (bullets are "•")."""

    items: tuple[str, ...]
    labels: tuple[str, ...]
    style: str


@dataclass(frozen=True, slots=True)
class FilledTable:
    """``numeric[column]``: every cell below the head is a figure, so the column is set to the right."""

    number: int
    label: str
    caption: str
    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    widths: tuple[float, ...]
    numeric: tuple[bool, ...]
    notes: tuple[str, ...]
    source: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FilledChart:
    """A chart with its number and caption."""

    number: int
    label: str
    caption: str
    spec: ChartSpec
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FilledNote:
    """A note in smaller type."""

    text: str


@dataclass(frozen=True, slots=True)
class FilledBreak:
    """A new page."""


@dataclass(frozen=True, slots=True)
class FilledAnnex:
    """A new page headed ``label`` (*Annex A*, *附件A*) at the top right."""

    label: str
    title: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A new part on a new page; paragraphs are counted from the first number again. head: see ``PartStart``."""

    id: str
    title: str
    label: str
    head: str


@dataclass(frozen=True, slots=True)
class FilledContents:
    """The contents: ``entries`` of level, label, title and anchor, in order; pages are for the renderer to find."""

    title: str
    level: int
    entries: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class FilledSignature:
    """The signature and the month."""


FilledBlock = (
    FilledHeading
    | FilledParagraph
    | FilledTable
    | FilledChart
    | FilledNote
    | FilledBreak
    | FilledAnnex
    | FilledList
    | FilledPart
    | FilledContents
    | FilledSignature
)


@dataclass(frozen=True, slots=True)
class FilledPack:
    """A paper in one language. ``dated``: the month of the signature in words; ``created``: ISO date for properties.

    mark: the line at the top of every page (draft, classification). version: the moment of the data, at the foot of
    every page. footnotes: their texts by number, from 1. manifest: what the file says of itself invisibly.
    """

    id: str
    lang: Lang
    title: str
    paper_no: str
    status: str
    committee: str
    classification: str
    blocks: tuple[FilledBlock, ...]
    signature: tuple[str, ...]
    dated: str
    created: str
    figures: tuple[TracedFigure, ...] = ()
    profile: StyleProfile | None = None
    mark: str = ""
    version: str = ""
    head: str = "paper"
    file_ref: str = ""
    footnotes: tuple[str, ...] = ()
    manifest: bytes = b""
    contents_pages: tuple[int, ...] = ()  # pages of the entries of the contents, where they are known


def with_signature(pack: FilledPack) -> list[FilledBlock]:
    """The blocks with the signature in its place: where the pack says, else before the first annex or second part."""
    blocks: list[FilledBlock] = list(pack.blocks)
    if pack.head in ("cover", "sheet") or any(isinstance(block, FilledSignature) for block in blocks):
        return blocks
    place = next((n for n, block in enumerate(blocks) if isinstance(block, FilledAnnex)), len(blocks))
    if pack.signature or pack.dated:
        blocks.insert(place, FilledSignature())
    return blocks


def spans(text: str) -> tuple[Span, ...]:
    """The stretches of a filled text; of a plain one, what is bold."""
    if isinstance(text, FilledText):
        return text.spans
    return tuple(Span(part, bold) for part, bold in runs(text))


def runs(text: str) -> list[tuple[str, bool]]:
    """Stretches of a text with whether they are **bold**; an unpaired mark is text."""
    found = []
    for place, part in enumerate(re.split(r"\*\*(.+?)\*\*", text)):
        if part:
            found.append((part, place % 2 == 1))
    return found


def plain(text: str) -> str:
    """A text without its marks."""
    if isinstance(text, FilledText):
        return "".join(span.text for span in text.spans if not span.note)
    return "".join(part for part, _ in runs(text))


def table_notes(table: FilledTable, lang: Lang) -> list[str]:
    """Notes and source below a table: several plain notes are counted, those of a mark begin with it."""
    counted = [note for note in table.notes if note[:1] not in "#@^"]
    found = []
    for note in table.notes:
        if note not in counted:
            found.append(note)
        elif len(counted) == 1:
            found.append(word("packs.note", lang, text=note))
        else:
            number = counted.index(note) + 1
            found.append(word("packs.note-numbered", lang, number=number, text=note))
    if table.source:
        found.append(word("packs.source", lang, source=table.source))
    return found
