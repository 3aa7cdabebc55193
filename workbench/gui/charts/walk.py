"""Walking a chart by keyboard: a cursor over series and points, and the sentence spoken at each stop. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec, Line, Point, PointFlag
from workbench.domain.period import Period
from workbench.domain.text import Lang

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FLAG_ORDER: tuple[PointFlag, ...] = ("provisional", "estimate", "break", "outside")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to stand: a point of a line, or a target. ``series_id`` is the line's id (of a target: its label's)."""

    series_id: str
    label: str
    period: Period
    value: float
    text: str
    flags: frozenset[PointFlag]
    source: str
    color: int
    target: bool = False
    projected: bool = False
    path: bool = False  # on the way that would lead to a target
    place: str = ""  # what stands along the bottom, where that is not time
    at: float | None = None

    @property
    def x(self) -> float:
        """Where it stands along the bottom."""
        return self.period.decimal_year if self.at is None else self.at

    def where(self, lang: Lang) -> str:
        """The period, or what stands for it along the bottom."""
        return self.place or self.period.label(lang)


class DenseStops(Sequence[Stop]):
    """The stops of very many points, each made when it is asked for."""

    def __init__(self, line: Line, years: Numbers, values: Numbers) -> None:
        self._line, self.years, self.values = line, years, values

    def __len__(self) -> int:
        return len(self.years)

    @overload
    def __getitem__(self, index: int) -> Stop: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Stop]: ...

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        at, value = float(self.years[index]), float(self.values[index])
        whole = int(at)
        day = date(whole, 1, 1) + timedelta(days=int((at - whole) * 365))
        line = self._line
        return Stop(
            line.id, line.label, Period(day.isoformat(), "D", day), value, f"{value:.10g}", frozenset(), "",
            line.color, at=at,
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Trail:
    """The stops of one series in order of time."""

    series_id: str
    label: str
    stops: Sequence[Stop]

    @cached_property
    def xs(self) -> Numbers:
        """Where the stops stand along the bottom."""
        if isinstance(self.stops, DenseStops):
            return self.stops.years
        return np.array([stop.x for stop in self.stops], dtype=np.float64)

    @cached_property
    def special(self) -> NDArray[np.intp]:
        """Which stops are always drawn: the last, provisional ones and those from outside."""
        last = len(self.stops) - 1
        if isinstance(self.stops, DenseStops):
            return np.array([last])
        marked = [
            n for n, stop in enumerate(self.stops) if n == last or stop.flags & {"provisional", "outside"}
        ]
        return np.array(marked)

    def at(self, x: float) -> list[int]:
        """Which of its stops stand there."""
        if isinstance(self.stops, DenseStops):
            near = int(np.argmin(np.abs(self.xs - x)))
            return [near] if abs(float(self.xs[near]) - x) < 1e-9 else []
        return np.flatnonzero(np.abs(self.xs - x) <= 1e-6).tolist()

    @cached_property
    def ys(self) -> Numbers:
        """Their values."""
        if isinstance(self.stops, DenseStops):
            return self.stops.values
        return np.array([stop.value for stop in self.stops], dtype=np.float64)


def trails(spec: ChartSpec) -> tuple[Trail, ...]:
    """One trail for each line that has values, then one for the targets.

    A projection starts from the last actual: that point belongs to the actuals alone, and is never called projected.
    """
    found: list[Trail] = []
    actual = {
        (point.period, point.value)
        for line in spec.lines
        if not line.dashed
        for segment in line.segments
        for point in segment
    }
    for line in spec.lines:
        if line.dense is not None:
            years = np.asarray(line.dense.years, dtype=np.float64)
            values = np.asarray(line.dense.values, dtype=np.float64)
            kept = np.isfinite(values)
            if kept.any():
                found.append(Trail(line.id, line.label, DenseStops(line, years[kept], values[kept])))
            continue
        stops = tuple(
            _stop(spec, line, point)
            for segment in line.segments
            for point in segment
            if point.value is not None and not (line.dashed and (point.period, point.value) in actual)
        )
        if stops:
            found.append(Trail(line.id, line.label, tuple(sorted(stops, key=lambda stop: stop.period))))
    if spec.targets:
        label = word("chartview.targets", spec.lang)
        stops = tuple(
            Stop(
                "targets",
                mark.label or label,
                mark.period,
                mark.value,
                mark.text,
                frozenset(),
                "",
                mark.color,
                target=True,
            )
            for mark in sorted(spec.targets, key=lambda mark: mark.period)
        )
        found.append(Trail("targets", label, stops))
    return tuple(found)


def _stop(spec: ChartSpec, line: Line, point: Point) -> Stop:
    assert point.value is not None
    place = ""
    if spec.categories:
        number = point.period.start.year - 1
        place = spec.categories[number] if 0 <= number < len(spec.categories) else ""
    return Stop(
        line.id,
        line.label,
        point.period,
        point.value,
        point.text,
        point.flags,
        point.source,
        line.color,
        projected=line.dashed,
        path=line.path,
        place=place,
        at=point.x,
    )


def flag_words(flags: frozenset[PointFlag], lang: Lang) -> list[str]:
    """The flags as words, in a fixed order."""
    return [word(f"chartview.flag-{flag}", lang) for flag in FLAG_ORDER if flag in flags]


def join_words(parts: list[str], lang: Lang) -> str:
    """A list in one sentence part."""
    return ("、" if lang == "zh-Hant" else ", ").join(parts)


def stop_sentence(stop: Stop, lang: Lang) -> str:
    """What is said at a stop: series, period, value, flags; for a target, that it is one."""
    text = stop.text or f"{stop.value:g}"
    parts = flag_words(stop.flags, lang)
    if stop.projected:
        parts.insert(0, word("chartview.projected", lang))
    if stop.path:
        parts.insert(0, word("chartview.path", lang))
    if stop.target:
        parts.insert(0, word("chartview.target", lang))
    code = "chartview.stop-marked" if parts else "chartview.stop"
    return word(
        code,
        lang,
        series=stop.label,
        period=stop.where(lang),
        value=text,
        marks=join_words(parts, lang),
    )


class Walk:
    """The keyboard cursor of one chart. It starts at the newest actual of the first series."""

    def __init__(self, spec: ChartSpec, found: tuple[Trail, ...] | None = None) -> None:
        self.trails = trails(spec) if found is None else found
        self._trail = 0
        self._stop = 0
        for index, trail in enumerate(self.trails):
            last = trail.stops[-1]
            if not (last.projected or last.target or last.path):
                self._trail, self._stop = index, len(trail.stops) - 1
                break

    @property
    def current(self) -> Stop | None:
        """Where the cursor stands; ``None`` on an empty chart."""
        if not self.trails:
            return None
        return self.trails[self._trail].stops[self._stop]

    def along(self, by: int) -> Stop | None:
        """To the next or previous point of the series, staying at the ends."""
        if not self.trails:
            return None
        last = len(self.trails[self._trail].stops) - 1
        self._stop = min(max(self._stop + by, 0), last)
        return self.current

    def to_end(self, *, last: bool) -> Stop | None:
        """To the first or last point of the series."""
        return self.along(10**6 if last else -(10**6))

    def across(self, by: int) -> Stop | None:
        """To the next or previous series, at the point nearest in time."""
        here = self.current
        if here is None:
            return None
        self._trail = (self._trail + by) % len(self.trails)
        self.near(here.x)
        return self.current

    def near(self, year: float) -> Stop | None:
        """To the point of this series nearest to *year*."""
        if not self.trails:
            return None
        self._stop = int(np.argmin(np.abs(self.trails[self._trail].xs - year)))
        return self.current

    def go(self, stop: Stop) -> None:
        """Stand on a given stop, if it is one of this chart's."""
        for index, trail in enumerate(self.trails):
            if trail.label != stop.label and trail.series_id != stop.series_id:
                continue
            at = int(np.searchsorted(trail.xs, stop.x)) if isinstance(trail.stops, DenseStops) else -1
            if at < 0 and stop in trail.stops:
                at = trail.stops.index(stop)
            if 0 <= at < len(trail.stops):
                self._trail, self._stop = index, at
                return

    def find(self, series_id: str, period: Period) -> Stop | None:
        """The stop of that series and period, if there is one; the cursor stays."""
        for trail in self.trails:
            if isinstance(trail.stops, DenseStops):
                if trail.series_id == series_id:
                    return trail.stops[int(np.argmin(np.abs(trail.xs - period.decimal_year)))]
                continue
            for stop in trail.stops:
                if stop.series_id == series_id and stop.period == period:
                    return stop
        return None


MOST_ROWS = 20_000
"""A series of more points is not listed in the table of a chart: the Data tab has them."""


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The chart as rows of text: a header, then one row for each period, newest last."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Tab-separated, for the clipboard."""
        return "\n".join("\t".join(row) for row in (self.header, *self.rows))


def chart_table(
    spec: ChartSpec, found: tuple[Trail, ...] | None = None, *, full_precision: bool = False
) -> ChartTable:
    """All values of a chart by period; flags stand in brackets behind the figure.

    With *full_precision* cells hold the bare numbers (for the clipboard), without flags.
    """
    lang = spec.lang
    series = [trail for trail in found or trails(spec) if len(trail.stops) <= MOST_ROWS]
    periods = sorted({stop.period for trail in series for stop in trail.stops})
    cells: dict[tuple[str, Period], str] = {}
    for trail in series:
        for stop in trail.stops:
            if full_precision:
                cells[trail.series_id, stop.period] = (
                    repr(stop.value) if stop.value != int(stop.value) else str(int(stop.value))
                )
                continue
            marks = join_words(flag_words(stop.flags, lang), lang)
            brackets = "（{}）" if lang == "zh-Hant" else " ({})"
            cells[trail.series_id, stop.period] = (stop.text or f"{stop.value:g}") + (
                brackets.format(marks) if marks else ""
            )
    places = {stop.period: stop.place for trail in series for stop in trail.stops}
    header = (word("chartview.period", lang), *(trail.label for trail in series))
    rows = tuple(
        (
            places.get(period) or period.label(lang),
            *(cells.get((trail.series_id, period), "") for trail in series),
        )
        for period in periods
    )
    return ChartTable(header, rows)
