"""What header rows and stub columns say, put together: labels in two languages, units, periods."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from workbench.domain.text import LocalText
from workbench.importers.grid import Grid
from workbench.importers.labels import (
    Languages,
    anchor,
    has_cjk,
    has_latin,
    is_aggregate,
    local,
    strip_references,
)
from workbench.importers.layout import Block
from workbench.importers.periods import PeriodLabel, read_period_text
from workbench.importers.units import unit_in_brackets, unit_of

LevelKind = Literal["label", "unit", "period", "code", "mark"]


@dataclass(slots=True)
class Mark:
    """A label at a row or column: its raw texts (one for each language cell) and footnote references."""

    texts: list[str]
    period: PeriodLabel | None = None
    references: tuple[str, ...] = ()
    source: tuple[int, int] = (-1, -1)  # the cell that it is written in
    unit: str = ""  # of a period that names one: ``2020 (£ million)``


@dataclass(slots=True)
class Level:
    """One header row (labels by column) or one stub column (labels by row)."""

    kind: LevelKind
    labels: dict[int, Mark] = field(default_factory=dict)
    place: int = -1  # number of the header row


@dataclass(frozen=True, slots=True)
class Heading:
    """Everything that a row or a column says of its figures."""

    path: tuple[LocalText, ...] = ()
    unit: LocalText = field(default_factory=LocalText)
    periods: tuple[PeriodLabel, ...] = ()
    unread_period: str = ""
    named: bool = True  # False: nothing at all is said of this row or column
    marks: tuple[str, ...] = ()  # standing in the stub, for the whole row
    parents: int = 0  # how many of the first labels are headings that the row stands under
    total: bool = False  # a heading above says that these are sums
    unit_first: bool = False  # the unit stands right above the rows: it wins over that of the column

    @property
    def aggregate(self) -> bool:
        """Whether a label of its own names a sum."""
        own = self.path[self.parents :]
        return self.total or any(is_aggregate(part.en or part.zh_hant or "") for part in own)


def languages(grid: Grid, block: Block) -> Languages:
    """The languages of header, stub and title. Figures alone count as English."""
    english = chinese = False
    rows = list(range(block.top, block.rows[0])) + block.rows
    data = set(block.rows)
    for row in rows:
        for col in grid.cols(row, "ty"):
            if col not in block.values or row not in data:
                text = grid.text(row, col)
                english = english or has_latin(text)
                chinese = chinese or has_cjk(text)
    return Languages(english or not chinese, chinese)


def heading_of(
    labels: list[tuple[LevelKind, Mark | None]], spoken: Languages, *, once: bool = True
) -> Heading:
    """Put levels together. once: a label that repeats the level above (a cell merged downwards) counts once."""
    path: list[LocalText] = []
    units: list[str] = []
    periods: list[PeriodLabel] = []
    seen: list[str] = []
    for kind, mark in labels:
        if mark is None or kind == "code":
            continue
        if kind == "period" and mark.period is not None:
            periods.append(mark.period)
        elif kind == "unit":
            units.extend(mark.texts)
        else:
            text = joined(mark.texts, spoken)
            key = anchor(" ".join(mark.texts))
            if key and not (once and key in seen[-1:]):
                path.append(text)
                seen.append(key)
    if not units:
        units = [
            unit
            for part in path
            for text in (part.en, part.zh_hant)
            if text and (unit := unit_in_brackets(text))
        ][-2:]
    return Heading(tuple(path), unit_of(units, spoken), tuple(periods), named=bool(path or periods or units))


def joined(texts: list[str], spoken: Languages) -> LocalText:
    """The wordings of one label in neighbouring cells as one bilingual text."""
    english = chinese = None
    for text in texts:
        part = local(text, chinese=spoken.chinese, english=spoken.english)
        english, chinese = english or part.en, chinese or part.zh_hant
    return LocalText(english, chinese)


def period_of(texts: list[str]) -> PeriodLabel | None:
    """The period that all wordings agree on."""
    found = [read_period_text(text) for text in texts]
    if not found or any(label is None for label in found):
        return None
    first = found[0]
    assert first is not None
    same = all(label is not None and replace(label, marks=()) == replace(first, marks=()) for label in found)
    return first if same else None


_RAISED_REFERENCE = re.compile(r"(?:\d{1,2}|[a-z]{1,2}|[*#@§φ†‡^]+)/?(?:\s*,\s*(?:\d{1,2}|[a-z])/?)*")


def plain_label(grid: Grid, row: int, col: int, text: str | None = None) -> tuple[str, tuple[str, ...]]:
    """A label without its footnote references, and the references; those set as superscripts count too (``EU¹``)."""
    text = grid.text(row, col) if text is None else text
    raised = (
        grid.sheet.look.superscript(row, col).strip() if isinstance(grid.sheet.value(row, col), str) else ""
    )
    if raised and _RAISED_REFERENCE.fullmatch(raised) and text.endswith(raised) and len(text) > len(raised):
        rest = text[: -len(raised)].rstrip()
        if not re.search(r"(?:^|[^A-Za-z])[kc]?m$", rest):  # square metres
            plain, references = strip_references(rest)
            return plain, (*references, raised)
    return strip_references(text)
