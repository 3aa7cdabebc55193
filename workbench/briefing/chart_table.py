"""A chart as a table: periods down, one column for history, projection and targets; and its axis.

The same table is the workbook inside a native Office chart, the sheet behind a chart in Excel, and what is drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec, Line, Point
from workbench.domain.period import Period
from workbench.domain.wording import THIN

Shape = Literal["line", "column", "stacked"]
Role = Literal["history", "outside", "continued", "projection", "target"]
"""outside: points of other sources standing alone; continued: such points carrying the official line on."""


@dataclass(frozen=True, slots=True)
class Column:
    """A series of a chart over its periods. ``labels``: row → text beside the point; ``hollow``: rows drawn hollow."""

    name: str
    role: Role
    color: int
    values: tuple[float | None, ...]
    labels: dict[int, str] = field(default_factory=dict)
    hollow: frozenset[int] = frozenset()
    shape: Shape = "line"
    secondary: bool = False
    ranges: dict[int, tuple[float, float]] = field(default_factory=dict)  # row → how far below and above


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Periods and columns of a chart, in drawing order."""

    periods: tuple[Period, ...]
    labels: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis: from *low* to *high* in steps, with the decimals its labels need."""

    low: float
    high: float
    step: float
    decimals: int


def chart_table(spec: ChartSpec) -> ChartTable:
    """The table of a chart. Years are listed without a gap; other periods as far as they have a figure."""
    periods = _periods(spec)
    row = {period.code: place for place, period in enumerate(periods)}
    columns: list[Column] = []
    carried = carried_on(spec)
    for line in spec.lines:
        columns += _columns(line, row, spec, carried)
    if spec.targets:
        values: list[float | None] = [None] * len(periods)
        labels: dict[int, str] = {}
        for target in spec.targets:
            values[row[target.period.code]] = target.value
            labels[row[target.period.code]] = target.text
        name = word("briefing.series-target", spec.lang)
        columns.append(Column(name, "target", spec.targets[0].color, tuple(values), labels))
    if spec.categories:
        return ChartTable(periods, spec.categories, tuple(columns))
    return ChartTable(periods, tuple(period.label(spec.lang) for period in periods), tuple(columns))


def _periods(spec: ChartSpec) -> tuple[Period, ...]:
    if spec.categories:
        return tuple(Period.year(place) for place in range(1, len(spec.categories) + 1))
    found = {point.period for line in spec.lines for segment in line.segments for point in segment}
    found |= {target.period for target in spec.targets}
    if found and all(period.frequency == "A" for period in found):
        years = [period.start.year for period in found]
        return tuple(Period.year(year) for year in range(min(years), max(years) + 1))
    return tuple(sorted(found))


def _columns(line: Line, row: dict[str, int], spec: ChartSpec, carried: frozenset[Period]) -> list[Column]:
    role = role_of(line)
    if line.shape != "line" or spec.categories:
        points = tuple(point for segment in line.segments for point in segment)
        return [_column(line.label, "history", line, points, row, last=False)]
    if role == "outside":
        alone = tuple(segment[0] for segment in line.segments if len(segment) == 1)
        found = [_column(_name(line, spec), role, line, alone, row, last=False)] if alone else []
        return found + [
            _column(_part(line, segment, spec), "continued", line, segment, row, last=True)
            for segment in line.segments
            if len(segment) > 1
        ]
    if role == "history":
        several = len(line.segments) > 1
        return [
            _column(
                _part(line, segment, spec) if several else _name(line, spec),
                role,
                line,
                segment,
                row,
                last=segment is line.segments[-1] and segment[-1].period not in carried,
            )
            for segment in line.segments
        ]
    return [_column(line.label, role, line, tuple(p for s in line.segments for p in s), row, last=True)]


def _name(line: Line, spec: ChartSpec) -> str:
    """Name of a line; short where the chart is of one measure only, which its title and subtitle name already."""
    if len({other.id for other in spec.lines if role_of(other) == "history"}) > 1:
        return line.label
    return word(
        "briefing.series-outside" if role_of(line) == "outside" else "briefing.series-actual", spec.lang
    )


def _part(line: Line, segment: tuple[Point, ...], spec: ChartSpec) -> str:
    """Name of a stretch of a line: with the periods it covers."""
    first, last = segment[0].period.label(spec.lang), segment[-1].period.label(spec.lang)
    return word("briefing.series-part", spec.lang, name=_name(line, spec), first=first, last=last)


def carried_on(spec: ChartSpec) -> frozenset[Period]:
    """Periods of official points from which a projection or other sources go on: those need no label of their own."""
    return frozenset(
        segment[0].period
        for line in spec.lines
        for segment in line.segments
        if role_of(line) == "outside" and len(segment) > 1
    )


def _column(
    name: str, role: Role, line: Line, points: tuple[Point, ...], row: dict[str, int], *, last: bool
) -> Column:
    values: list[float | None] = [None] * len(row)
    hollow = set()
    for point in points:
        values[row[point.period.code]] = point.value
        if point.flags & {"provisional", "estimate", "outside"}:
            hollow.add(row[point.period.code])
    labels = {row[points[-1].period.code]: points[-1].text} if last and points else {}
    ranges = {
        row[p.period.code]: (p.value - p.low, p.high - p.value)
        for p in points
        if p.value is not None and p.low is not None and p.high is not None
    }
    return Column(
        name, role, line.color, tuple(values), labels, frozenset(hollow), line.shape, line.secondary, ranges
    )


def role_of(line: Line) -> Role:
    """What a line is: dashed lines are projections, and so is a required path (neither is a figure); a line with points
    from outside holds nothing official to itself.
    """
    if line.dashed or line.path:
        return "projection"
    flagged = any("outside" in point.flags for segment in line.segments for point in segment)
    return "outside" if flagged else "history"


def value_axis(spec: ChartSpec, *, secondary: bool = False) -> Axis:
    """A round value axis that holds every point and target, from zero where the chart asks for it."""
    lines = [line for line in spec.lines if line.secondary == secondary]
    points = [p for line in lines for s in line.segments for p in s]
    values = [p.value for p in points if p.value is not None]
    values += [end for p in points for end in (p.low, p.high) if end is not None]
    stacked: dict[str, float] = {}
    for line in lines:
        for point in (p for s in line.segments for p in s if line.shape == "stacked"):
            stacked[point.period.code] = stacked.get(point.period.code, 0.0) + (point.value or 0.0)
    values += [*stacked.values(), *([] if secondary else [target.value for target in spec.targets])]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if spec.zero_based or any(line.shape != "line" for line in lines):
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + (abs(low) or 1.0)
    step = _step((high - low) / 5)
    low, high = math.floor(low / step) * step, math.ceil(high / step + 0.08) * step
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return Axis(round(low, 10), round(high, 10), step, decimals)


def _step(rough: float) -> float:
    """The nearest of 1, 2, 2.5, 5 times a power of ten at or above *rough*."""
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1.0, 2.0, 2.5, 5.0):
        if rough <= factor * power * (1 + 1e-9):
            return factor * power
    return 10.0 * power


def axis_label(value: float, spec: ChartSpec, axis: Axis, *, secondary: bool = False) -> str:
    """A number on the value axis in the style of the unit."""
    unit = spec.second_unit if secondary and spec.second_unit is not None else spec.unit
    decimals = axis.decimals if axis.step * 10**axis.decimals % 1 < 1e-9 else axis.decimals + 1
    text = f"{value:,.{decimals}f}"
    if unit.kind != "money":
        text = text.replace(",", THIN)
    return f"{text}%" if unit.kind == "percent" else text.replace("-", "−")
