"""A paper in one language with every figure filled in: what the renderers are given."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec
from workbench.domain.text import Lang, LocalText


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


@dataclass(frozen=True, slots=True)
class FilledHeading:
    """A heading; level 1 is a section of the paper."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class FilledParagraph:
    """``number``: ``3`` or ``(a)``, "" where not numbered; renderers that number by themselves come to the same."""

    text: str
    number: str
    level: int


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


@dataclass(frozen=True, slots=True)
class FilledChart:
    """A chart with its number and caption."""

    number: int
    label: str
    caption: str
    spec: ChartSpec


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


FilledBlock = (
    FilledHeading | FilledParagraph | FilledTable | FilledChart | FilledNote | FilledBreak | FilledAnnex
)


@dataclass(frozen=True, slots=True)
class FilledPack:
    """A paper in one language. ``dated``: the month of the signature in words; ``created``: ISO date for properties."""

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


def runs(text: str) -> list[tuple[str, bool]]:
    """Stretches of a text with whether they are **bold**; an unpaired mark is text."""
    found = []
    for place, part in enumerate(re.split(r"\*\*(.+?)\*\*", text)):
        if part:
            found.append((part, place % 2 == 1))
    return found


def plain(text: str) -> str:
    """A text without its marks."""
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
