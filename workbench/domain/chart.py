"""One description of a chart, drawn on screen, in print, as a native Office chart, and spoken. No drawing here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.figure import Qualifier, Unit
from workbench.domain.period import Period
from workbench.domain.text import Lang

PointFlag = Literal["provisional", "estimate", "break", "outside"]
ChartKind = Literal[
    "line", "column", "stacked", "share", "slope", "multiples", "bullet", "waterfall", "scatter", "table"
]


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a period; ``None`` breaks the line. ``text`` is the figure as it is to be printed."""

    period: Period
    value: float | None
    text: str = ""
    flags: frozenset[PointFlag] = frozenset()
    source: str = ""
    low: float | None = None  # ends of the likely range, drawn as a bar through the point
    high: float | None = None
    x: float | None = None  # where it stands along the bottom, if not at its period (scatter)


@dataclass(frozen=True, slots=True)
class Dense:
    """Very many points as bare numbers: decimal years in ascending order, and values (NaN where missing)."""

    years: Sequence[float]
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Line:
    """A series of points. A new ``segment`` starts where the definition changes: segments are not joined.

    shape: drawn as a line, as columns, or as columns on top of one another. secondary: on the second axis, at the right.
    """

    id: str
    label: str
    segments: tuple[tuple[Point, ...], ...]
    color: int
    dashed: bool = False  # a projection
    shape: Literal["line", "column", "stacked"] = "line"
    secondary: bool = False
    path: bool = False  # what would lead to a target: neither known nor projected, drawn dotted
    dense: Dense | None = None  # instead of segments


@dataclass(frozen=True, slots=True)
class TargetMark:
    """A target: a hollow diamond with its figure written beside it. series: id of the line it belongs to, if several."""

    period: Period
    value: float
    text: str
    label: str
    color: int
    qualifier: Qualifier = ""
    series: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of the time axis that is tinted and headed with words; decimal years."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Words that a person wrote beside a point."""

    series: str
    period: Period
    text: str


@dataclass(frozen=True, slots=True)
class EventMark:
    """A vertical line with words: a break in the method, a milestone."""

    period: Period
    text: str
    kind: Literal["break", "milestone"] = "milestone"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart in one language. ``title`` states the finding, ``subtitle`` the measure and unit.

    kind: how it is drawn on screen; *share*: stacked parts of 100; *multiples*: a panel a line; *bullet*: a row a line, its
    newest figure against its targets; *waterfall*: categories, the first and last total, between them what was added;
    *scatter*: points by ``x``, in ``x_unit``. log: the value axis is logarithmic (all values above zero).
    second_unit: of the second axis. categories: names along the axis where it is not time; the periods 1, 2, … (years)
    of the points stand for them.
    """

    lang: Lang
    title: str
    subtitle: str
    unit: Unit
    lines: tuple[Line, ...]
    targets: tuple[TargetMark, ...] = ()
    events: tuple[EventMark, ...] = ()
    projection_from: Period | None = None
    projection_label: str = ""
    source_line: str = ""
    kind: ChartKind = "line"
    alt: str = ""
    zero_based: bool = True
    notes: tuple[str, ...] = field(default_factory=tuple)
    second_unit: Unit | None = None
    categories: tuple[str, ...] = ()
    log: bool = False
    highlights: tuple[Highlight, ...] = ()
    remarks: tuple[NoteMark, ...] = ()
    x_unit: Unit | None = None
    x_label: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is lines over time on one axis."""
        return not self.categories and all(line.shape == "line" and not line.secondary for line in self.lines)
