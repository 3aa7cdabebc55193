"""One description of a chart, drawn on screen, in print, as a native Office chart, and spoken. No drawing here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.figure import Qualifier, Unit
from workbench.domain.period import Period
from workbench.domain.text import Lang

PointFlag = Literal["provisional", "estimate", "break", "outside"]


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


@dataclass(frozen=True, slots=True)
class TargetMark:
    """A target: a hollow diamond with its figure written beside it."""

    period: Period
    value: float
    text: str
    label: str
    color: int
    qualifier: Qualifier = ""


@dataclass(frozen=True, slots=True)
class EventMark:
    """A vertical line with words: a break in the method, a milestone."""

    period: Period
    text: str
    kind: Literal["break", "milestone"] = "milestone"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart in one language. ``title`` states the finding, ``subtitle`` the measure and unit.

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
    kind: Literal["line", "column"] = "line"
    alt: str = ""
    zero_based: bool = True
    notes: tuple[str, ...] = field(default_factory=tuple)
    second_unit: Unit | None = None
    categories: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is lines over time on one axis."""
        return not self.categories and all(line.shape == "line" and not line.secondary for line in self.lines)
