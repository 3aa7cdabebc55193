"""Walking a chart by keyboard: a cursor over series and points, and the sentence spoken at each stop. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec, PointFlag
from workbench.domain.period import Period
from workbench.domain.text import Lang

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


@dataclass(frozen=True, slots=True)
class Trail:
    """The stops of one series in order of time."""

    series_id: str
    label: str
    stops: tuple[Stop, ...]


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
        stops = tuple(
            Stop(
                line.id,
                line.label,
                point.period,
                point.value,
                point.text,
                point.flags,
                point.source,
                line.color,
                projected=line.dashed,
            )
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
    if stop.target:
        parts.insert(0, word("chartview.target", lang))
    code = "chartview.stop-marked" if parts else "chartview.stop"
    return word(
        code,
        lang,
        series=stop.label,
        period=stop.period.label(lang),
        value=text,
        marks=join_words(parts, lang),
    )


class Walk:
    """The keyboard cursor of one chart. It starts at the newest actual of the first series."""

    def __init__(self, spec: ChartSpec) -> None:
        self.trails = trails(spec)
        self._trail = 0
        self._stop = 0
        for index, trail in enumerate(self.trails):
            actual = [
                number for number, stop in enumerate(trail.stops) if not stop.projected and not stop.target
            ]
            if actual:
                self._trail, self._stop = index, actual[-1]
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
        self.near(here.period.decimal_year)
        return self.current

    def near(self, year: float) -> Stop | None:
        """To the point of this series nearest to *year*."""
        if not self.trails:
            return None
        stops = self.trails[self._trail].stops
        self._stop = min(range(len(stops)), key=lambda index: abs(stops[index].period.decimal_year - year))
        return self.current

    def go(self, stop: Stop) -> None:
        """Stand on a given stop, if it is one of this chart's."""
        for index, trail in enumerate(self.trails):
            if stop in trail.stops:
                self._trail, self._stop = index, trail.stops.index(stop)
                return

    def find(self, series_id: str, period: Period) -> Stop | None:
        """The stop of that series and period, if there is one; the cursor stays."""
        for trail in self.trails:
            for stop in trail.stops:
                if stop.series_id == series_id and stop.period == period:
                    return stop
        return None


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The chart as rows of text: a header, then one row for each period, newest last."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Tab-separated, for the clipboard."""
        return "\n".join("\t".join(row) for row in (self.header, *self.rows))


def chart_table(spec: ChartSpec, *, full_precision: bool = False) -> ChartTable:
    """All values of a chart by period; flags stand in brackets behind the figure.

    With *full_precision* cells hold the bare numbers (for the clipboard), without flags.
    """
    lang = spec.lang
    series = trails(spec)
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
    header = (word("chartview.period", lang), *(trail.label for trail in series))
    rows = tuple(
        (period.label(lang), *(cells.get((trail.series_id, period), "") for trail in series))
        for period in periods
    )
    return ChartTable(header, rows)
