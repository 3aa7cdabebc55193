"""Round numbers for axes, and how numbers are written on them. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.chart import ChartSpec, Dense, EventMark
from workbench.domain.figure import Unit
from workbench.domain.wording import number

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
# Share of a step: a value that lies on a line as far as the eye can tell does not ask for another line.
_OVER = 1e-3


@dataclass(frozen=True, slots=True)
class Scale:
    """Evenly spaced round numbers that enclose the data. ``decimals``: as many as the step needs."""

    low: float
    high: float
    step: float
    decimals: int

    @property
    def ticks(self) -> tuple[float, ...]:
        """All tick values from low to high."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + self.step * index for index in range(count + 1))


def decimals_of(step: float) -> int:
    """How many decimals numbers in steps of *step* need."""
    for places in range(9):
        if abs(round(step, places) - step) < abs(step) * 1e-6:
            return places
    return 9


def nice_step(span: float, intervals: int) -> float:
    """The smallest round step (1, 2, 2.5, 5 × 10ⁿ) that covers *span* in at most *intervals*."""
    rough = span / max(1, intervals)
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in _STEPS:
        if factor * power >= rough * (1 - 1e-9):
            return factor * power
    return 10.0 * power


def nice_scale(low: float, high: float, intervals: int = 5, *, from_zero: bool = False) -> Scale:
    """A scale for values from *low* to *high*.

    With *from_zero* the axis starts at 0 unless values are negative. Equal or non-finite limits are widened.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        low, high = 0.0, 1.0
    if low > high:
        low, high = high, low
    if from_zero:
        low, high = min(0.0, low), max(0.0, high)
    span = high - low
    largest = max(abs(low), abs(high))
    if span <= largest * 1e-12 or span < 1e-9:  # less than nine decimals can show
        pad = largest * 0.1 if largest > 1e-8 else 1.0
        low, high, span = low - pad, high + pad, 2 * pad
        if from_zero:
            low = min(0.0, low)
    step = nice_step(span, intervals)
    first = math.floor(low / step + _OVER) * step
    last = math.ceil(high / step - _OVER) * step
    return Scale(first, last, step, decimals_of(step))


def year_step(years: float, width: float, label_width: float) -> int:
    """Years between two labels so that labels of *label_width* pixels keep their distance over *width* pixels."""
    if years <= 0 or width <= 0:
        return 1
    fitting = max(1.0, width / (label_width * 1.6))
    for step in (1, 2, 5, 10, 20, 25, 50, 100):
        if years / step <= fitting:
            return step
    return 200


def year_ticks(low: float, high: float, step: int) -> tuple[int, ...]:
    """Multiples of *step* within the limits, as whole years."""
    first = math.ceil((low - 1e-6) / step) * step
    return tuple(range(first, math.floor(high + 1e-6) + 1, step))


def axis_text(value: float, decimals: int, unit: Unit) -> str:
    """A number beside an axis, written as the tables write it; a pair shows both its shares."""
    value = round(value, decimals + 2)
    return number(0.0 if value == 0 else value, unit, "en", decimals=decimals, style="screen")


def finite(values: Iterable[float | None]) -> list[float]:
    """The values that are numbers."""
    return [value for value in values if value is not None and math.isfinite(value)]


@dataclass(frozen=True, slots=True)
class Extent:
    """The data's own limits, in decimal years and in the unit of the chart."""

    x_low: float
    x_high: float
    y_low: float
    y_high: float


def extent(spec: ChartSpec) -> Extent | None:
    """Limits over lines and targets; ``None`` if there is nothing to draw."""
    points = [
        (point.x if point.x is not None else point.period.decimal_year, point.value)
        for line in spec.lines
        for segment in line.segments
        for point in segment
        if point.value is not None and math.isfinite(point.value)
    ]
    points += [(mark.period.decimal_year, mark.value) for mark in spec.targets if math.isfinite(mark.value)]
    ends = [_dense_ends(line.dense) for line in spec.lines if line.dense is not None]
    points += [corner for end in ends if end for corner in ((end.x_low, end.y_low), (end.x_high, end.y_high))]
    if not points:
        return None
    if spec.kind == "waterfall":
        points += [(x, y) for x, low, high in floating(spec) for y in (low, high)]
    elif any(line.shape == "stacked" for line in spec.lines):
        points += stacked_tops(spec)
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Extent(min(xs), max(xs), min(ys), max(ys))


def _dense_ends(dense: Dense) -> Extent | None:
    import numpy as np

    values = np.asarray(dense.values)
    if not len(values) or not np.isfinite(values).any():
        return None
    years = dense.years
    return Extent(float(years[0]), float(years[-1]), float(np.nanmin(values)), float(np.nanmax(values)))


def stacked_tops(spec: ChartSpec) -> list[tuple[float, float]]:
    """How high (and, below zero, how low) the stacks stand."""
    up: dict[float, float] = {}
    down: dict[float, float] = {}
    for line in spec.lines:
        if line.shape != "stacked":
            continue
        for segment in line.segments:
            for point in segment:
                if point.value is not None:
                    side = up if point.value >= 0 else down
                    x = point.period.decimal_year
                    side[x] = side.get(x, 0.0) + point.value
    return [*up.items(), *down.items()]


def floating(spec: ChartSpec) -> list[tuple[float, float, float]]:
    """Of a waterfall, for each column: where it stands, and from where to where it reaches.

    The first and the last are totals and stand on zero; the others hang on the column before.
    """
    points = [point for line in spec.lines for segment in line.segments for point in segment]
    found: list[tuple[float, float, float]] = []
    level = 0.0
    for place, point in enumerate(points):
        value = point.value or 0.0
        start = 0.0 if place in (0, len(points) - 1) else level
        found.append((point.period.decimal_year, start, start + value))
        level = start + value
    return found


def value_scale(spec: ChartSpec, found: Extent, intervals: int) -> Scale:
    """The scale of the value axis. A share or percentage is never given room below zero or above its whole."""
    if spec.kind == "waterfall" and not spec.zero_based:
        inner = [y for _, low, high in floating(spec) for y in (low, high) if y]
        scale = nice_scale(min(inner), max(inner), intervals)
        return Scale(
            max(0.0, scale.low) if min(inner) >= 0 else scale.low, scale.high, scale.step, scale.decimals
        )
    if spec.kind == "share":
        return Scale(0.0, 100.0, 20.0, 0)
    scale = nice_scale(
        found.y_low, found.y_high, intervals, from_zero=spec.zero_based
    )  # words may stand above it
    if spec.unit.kind in ("percent", "pair") and found.y_high <= 100 < scale.high:
        scale = Scale(scale.low, 100.0, scale.step, scale.decimals) if _whole(100.0, scale) else scale
    if found.y_low >= 0 > scale.low:
        scale = Scale(0.0, scale.high, scale.step, scale.decimals)
    return scale


def log_limits(low: float, high: float) -> tuple[float, float]:
    """Limits of a logarithmic axis as powers of ten, a little beyond the data. Both values above zero."""
    bottom, top = math.log10(low), math.log10(high)
    pad = max(0.04, (top - bottom) * 0.06)
    return bottom - pad, top + pad


def log_ticks(low: float, high: float) -> list[float]:
    """Round values (1, 2, 5 × 10ⁿ; only 10ⁿ where there are many) between two powers of ten, as powers of ten."""
    factors = (1.0, 2.0, 5.0) if high - low <= 3 else (1.0,)
    if high - low < 0.5:
        step = nice_step(10**high - 10**low, 4)
        first = math.ceil(10**low / step)
        return [math.log10(step * n) for n in range(max(1, first), first + 8) if math.log10(step * n) <= high]
    found = [
        math.log10(factor * 10.0**power)
        for power in range(math.floor(low), math.ceil(high) + 1)
        for factor in factors
    ]
    return [value for value in found if low - 1e-9 <= value <= high + 1e-9]


def _whole(value: float, scale: Scale) -> bool:
    steps = (value - scale.low) / scale.step
    return abs(steps - round(steps)) < 1e-6


def break_position(event: EventMark) -> float:
    """A break stands between the last period of the old method and the first of the new; a milestone at its year."""
    at = event.period.decimal_year
    return at - 0.5 if event.kind == "break" and event.period.frequency in ("A", "Y") else at
