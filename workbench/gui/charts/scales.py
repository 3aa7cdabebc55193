"""Round numbers for axes, and how numbers are written on them. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.chart import ChartSpec, EventMark
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
        (point.period.decimal_year, point.value)
        for line in spec.lines
        for segment in line.segments
        for point in segment
        if point.value is not None and math.isfinite(point.value)
    ]
    points += [(mark.period.decimal_year, mark.value) for mark in spec.targets if math.isfinite(mark.value)]
    if not points:
        return None
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Extent(min(xs), max(xs), min(ys), max(ys))


def value_scale(spec: ChartSpec, found: Extent, intervals: int) -> Scale:
    """The scale of the value axis. A share or percentage is never given room below zero or above its whole."""
    scale = nice_scale(
        found.y_low, found.y_high, intervals, from_zero=spec.zero_based
    )  # words may stand above it
    if spec.unit.kind in ("percent", "pair") and found.y_high <= 100 < scale.high:
        scale = Scale(scale.low, 100.0, scale.step, scale.decimals) if _whole(100.0, scale) else scale
    if found.y_low >= 0 > scale.low:
        scale = Scale(0.0, scale.high, scale.step, scale.decimals)
    return scale


def _whole(value: float, scale: Scale) -> bool:
    steps = (value - scale.low) / scale.step
    return abs(steps - round(steps)) < 1e-6


def break_position(event: EventMark) -> float:
    """A break stands between the last period of the old method and the first of the new; a milestone at its year."""
    at = event.period.decimal_year
    return at - 0.5 if event.kind == "break" and event.period.frequency in ("A", "Y") else at
