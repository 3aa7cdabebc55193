"""A driver along its path: actuals, levels given, growth, trends, shapes, links and interpolation, period by period.

One walk serves a single path (plain floats: for a few dozen periods that is faster than arrays) and many draws
at once (an array a period). Rules in ``engine``.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.calc.evaluate import BoolArray, FloatArray, IntArray
from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath, Shape, Variable

if TYPE_CHECKING:
    from collections.abc import Callable

Complaint = tuple[str, int | None, str, dict[str, Any]]  # variable, period, code, parameters


@dataclass(frozen=True, slots=True)
class Drawn:
    """A driver for many draws. NaN = not given.

    growth, levels: ``(draws, periods)`` or ``(draws, 1)``; they win over what *base* says. added: the same shape,
    added to the growth that *base* (or *growth*) gives. base: the path that is drawn around.
    """

    growth: FloatArray | None = None
    levels: FloatArray | None = None
    base: DriverPath | None = None
    added: FloatArray | None = None

    @property
    def draws(self) -> int:
        """How many."""
        return next(len(part) for part in (self.growth, self.levels, self.added) if part is not None)


Path = DriverPath | Drawn


@dataclass(frozen=True, slots=True)
class Setting:
    """What a walk needs besides its path. ``breaks``: first periods of new definitions. ``others``: values of
    variables and series that a path may follow, over ``years`` (their own past before the grid in ``earlier``)."""

    years: IntArray
    breaks: Mapping[str, Sequence[int]] = field(default_factory=dict)
    others: Mapping[str, FloatArray] = field(default_factory=dict)
    earlier: Mapping[str, Mapping[int, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Walked:
    """values over ``(years,)`` or ``(draws, years)``; actual and growth over ``(years,)`` (growth of a path, not of draws)."""

    values: FloatArray
    actual: BoolArray
    growth: FloatArray


def compound_rate(first: float, last: float, years: int) -> float:
    """Growth a year that leads from *first* to *last* in so many years, as a fraction.

    Raises :class:`RuleError` ``scenario.trend-sign`` unless both values are above zero and *years* ≥ 1.
    """
    if years < 1 or not (first > 0 and last > 0):
        raise RuleError("scenario.trend-sign", first=first, last=last, years=years)
    return float((last / first) ** (1 / years) - 1)


def check_path(name: str, path: DriverPath, year: int | str = "") -> None:
    """Refuse assumptions that mean nothing. year: the first that a constant growth applies to, for the message.

    Raises :class:`RuleError` ``scenario.growth-below`` (a fall of 100 % or more), ``scenario.not-a-number``,
    ``scenario.trend-window`` (empty or inverted), ``scenario.shape-window``, ``scenario.link-lag``, with
    ``field`` = *name*.
    """
    rates: list[tuple[int | str, float]] = list(path.by_year.items())
    if path.growth is not None:
        rates.append((year, path.growth))
    numbers: list[tuple[int | str, float]] = [*rates, *path.levels.items()]
    if path.shape is not None:
        numbers += [(path.shape.first, path.shape.value), (path.shape.first, path.shape.steepness)]
        if path.shape.of == "growth":
            rates.append((path.shape.first, path.shape.value))
    if path.link is not None:
        numbers += [(year, path.link.factor), (year, path.link.add)]
    for when, number in numbers:
        if not math.isfinite(number):
            raise RuleError("scenario.not-a-number", field=name, variable=name, year=when)
    for when, rate in rates:
        if rate <= -1:
            raise RuleError(
                "scenario.growth-below", field=name, variable=name, year=when, percent=f"{rate * 100:g}"
            )
    if path.trend is not None and path.trend[0] >= path.trend[1]:
        raise RuleError(
            "scenario.trend-window", field=name, variable=name, first=path.trend[0], last=path.trend[1]
        )
    shape = path.shape
    if shape is not None and shape.kind != "step" and shape.last < shape.first:
        raise RuleError(
            "scenario.shape-window", field=name, variable=name, first=shape.first, last=shape.last
        )
    if shape is not None and shape.kind == "s_curve" and shape.steepness <= 0:
        raise RuleError("scenario.not-a-number", field=name, variable=name, year=shape.first)
    if path.link is not None and path.link.lag < 0:
        raise RuleError("scenario.link-lag", field=name, variable=name)


def trend_growth(
    variable: str,
    path: DriverPath,
    known: Mapping[int, float],
    complaints: list[Complaint] | None = None,
    breaks: Sequence[int] = (),
) -> float | None:
    """The constant growth of a path: of its trend where it has one; ``None`` (and a complaint) without data.

    *ends*: compound growth between the two ends; the step into a new definition (*breaks*) is left out, with the
    years it spans, as statistical offices print “–” there. *log_linear*: slope of the logarithms by least squares
    with a level of its own for each definition (a common slope).
    """
    if path.trend is None:
        return path.growth
    first, last = path.trend
    wrong: Complaint | None = None
    for year in (first, last):
        if year not in known and path.fit == "ends":
            wrong = (variable, year, "scenario.trend-no-data", {"first": first, "last": last})
            break
    window = sorted(year for year in known if first <= year <= last)
    if wrong is None and len(window) < 2:
        wrong = (variable, last, "scenario.trend-no-data", {"first": first, "last": last})
    if wrong is None and any(known[year] <= 0 for year in window):
        parameters = {"first": known[window[0]], "last": known[window[-1]]}
        if path.fit != "ends" or not (known[first] > 0 and known[last] > 0):
            wrong = (variable, last, "scenario.trend-sign", parameters)
    rate = (
        None if wrong is not None else _trend(path, known, window, [b for b in breaks if first < b <= last])
    )
    if wrong is None and rate is None:
        wrong = (variable, last, "scenario.trend-no-data", {"first": first, "last": last})
    if wrong is not None and complaints is not None:
        complaints.append(wrong)
    return rate


def _trend(
    path: DriverPath, known: Mapping[int, float], window: list[int], breaks: list[int]
) -> float | None:
    """The rate within segments of one definition each; ``None`` if no segment has two points."""
    segments: list[list[int]] = [[]]
    marks = sorted(breaks)
    for year in window:
        if segments[-1] and bisect_right(marks, segments[-1][-1]) != bisect_right(marks, year):
            segments.append([])
        segments[-1].append(year)
    whole = [segment for segment in segments if len(segment) > 1]
    if not whole:
        return None
    if path.fit == "ends":
        if len(segments) == 1:
            return compound_rate(known[window[0]], known[window[-1]], window[-1] - window[0])
        span = sum(segment[-1] - segment[0] for segment in whole)
        total = sum(math.log(known[segment[-1]] / known[segment[0]]) for segment in whole)
        return math.expm1(total / span)
    above = below = 0.0  # common slope with a mean of its own for each segment
    for segment in whole:
        middle = sum(segment) / len(segment)
        logs = [math.log(known[year]) for year in segment]
        mean = sum(logs) / len(logs)
        above += sum((year - middle) * (log - mean) for year, log in zip(segment, logs, strict=True))
        below += sum((year - middle) ** 2 for year in segment)
    return math.expm1(above / below)


def weight(shape: Shape, step: int) -> float:
    """How much of a ramp or S-curve is done in a period: 0 before *first*, 1 from *last* on.

    S-curve: the logistic curve between −k/2 and k/2, stretched to run from 0 to 1.
    """
    done = min(1.0, max(0.0, (step - shape.first + 1) / (shape.last - shape.first + 1)))
    if shape.kind != "s_curve" or done in (0.0, 1.0):
        return done

    def logistic(x: float) -> float:
        return 1 / (1 + math.exp(-x))

    low, high = logistic(-shape.steepness / 2), logistic(shape.steepness / 2)
    return (logistic(shape.steepness * (done - 0.5)) - low) / (high - low)


def walk(
    variable: Variable,
    path: Path,
    known: Mapping[int, float],
    setting: Setting,
    complaints: list[Complaint],
) -> Walked:
    """The driver over the grid. Raises :class:`RuleError` ``scenario.growth-below`` for a draw of −100 % or less."""
    drawn = path if isinstance(path, Drawn) else None
    plain = path if isinstance(path, DriverPath) else (path.base or DriverPath())
    name, years = variable.name, setting.years
    first_year, count = int(years[0]), years.size
    last_actual = max(known) if known else None
    own_growth = drawn is None or drawn.growth is None
    constant = (
        trend_growth(name, plain, known, complaints, setting.breaks.get(name, ())) if own_growth else None
    )
    levels = _levels_of(plain, drawn, first_year, count)
    fixed = sorted({*known, *(year for year in plain.levels)})
    out: list[Any] = [math.nan] * count
    rates: list[Any] = [math.nan] * count
    actual = np.zeros(count, dtype=np.bool_)
    # The last actual may lie before the grid: growth then starts from there, out of sight.
    start = first_year if last_actual is None else min(first_year, last_actual)
    if plain.levels and last_actual is None:
        start = min(start, min(plain.levels))
    before: Any = None
    ramp_start: Any = None
    shape = plain.shape
    holds = complained = False
    for year in range(start, first_year + count):
        place = year - first_year
        rate: Any = None
        value: Any = None
        if year in known:
            value = known[year]
            holds = plain.shape is not None
        elif (given := levels(year)) is not None:
            value = given
            holds = variable.kind == "level" or shape is not None
        elif plain.interpolate and (between := _between(plain, known, fixed, year)) is not None:
            value = between
        elif last_actual is not None and year < last_actual:
            pass  # a gap between actuals stays one
        elif plain.link is not None and own_growth:
            value, rate = _linked(plain, before, year, setting, drawn, place)
        elif shape is not None and shape.of == "level" and year >= shape.first and _shapes(shape, year):
            if ramp_start is None:
                ramp_start = before
            if shape.kind == "step":
                value = shape.value
            elif ramp_start is not None:
                value = ramp_start + (shape.value - ramp_start) * weight(shape, year)
            if drawn is not None and value is not None:
                value = np.broadcast_to(np.asarray(value, dtype=np.float64), (drawn.draws,))
            holds = True
        else:
            rate = plain.by_year.get(year, constant)
            if shape is not None and shape.of == "growth" and year >= shape.first:
                rate = _shaped_rate(shape, year, rate)
            rate = _drawn_rate(drawn, rate, place, count, name, year)
            value = _grown(before, rate, holds=holds)
            waiting = last_actual is None and any(later > year for later in plain.levels)
            if value is None and not complained and not waiting and not _given_later(drawn, place):
                complaints += _why_not(name, plain, year, before, rate, last_actual)
                complained = True
        later = last_actual is None or year > last_actual
        if value is None and plain.link is not None and own_growth and later and not complained:
            nothing = last_actual is None and before is None and plain.link.of == "growth"
            complaints.append(
                (name, None, "scenario.no-data", {})
                if nothing
                else (name, year, "scenario.link-missing", {"other": plain.link.variable})
            )
            complained = True
        if place >= 0:
            actual[place] = year in known
            out[place] = math.nan if value is None else value
            rates[place] = math.nan if rate is None or value is None else rate
        before = value
    if drawn is not None:  # the growth of every draw is not kept: it would double the cost
        return Walked(_gathered(out, drawn), actual, np.full(count, np.nan))
    return Walked(_gathered(out, drawn), actual, _gathered(rates, drawn))


def _gathered(parts: list[Any], drawn: Drawn | None) -> FloatArray:
    draws = max((part.size for part in parts if isinstance(part, np.ndarray)), default=0)
    if drawn is None and not draws:
        return np.array(parts, dtype=np.float64)
    whole = np.empty((len(parts), draws if drawn is None else drawn.draws))
    for place, part in enumerate(parts):
        whole[place] = part
    return whole.T


def _levels_of(plain: DriverPath, drawn: Drawn | None, first_year: int, count: int) -> Callable[[int], Any]:
    """What is given for a period, or ``None``."""
    if drawn is None or drawn.levels is None:
        return plain.levels.get
    table = np.broadcast_to(drawn.levels, (drawn.draws, count))
    some: BoolArray = np.logical_not(np.isnan(table).all(axis=0))

    def given(year: int) -> Any:
        place = year - first_year
        if 0 <= place < count and some[place]:
            return table[:, place]
        return plain.levels.get(year)

    return given


def _given_later(drawn: Drawn | None, place: int) -> bool:
    return (
        drawn is not None
        and drawn.levels is not None
        and not bool(np.isnan(drawn.levels[:, max(0, place) :]).all())
    )


def _between(plain: DriverPath, known: Mapping[int, float], fixed: list[int], year: int) -> float | None:
    """The value between the fixed points on either side; ``None`` outside them, or where growth has no sense."""
    at = bisect_right(fixed, year)
    if at in (0, len(fixed)):
        return None
    left, right = fixed[at - 1], fixed[at]
    one = known.get(left, plain.levels.get(left, math.nan))
    two = known.get(right, plain.levels.get(right, math.nan))
    part = (year - left) / (right - left)
    if plain.interpolate == "linear":
        return one + (two - one) * part
    if not (one > 0 and two > 0):
        return None
    return float(one * (two / one) ** part)


def _shapes(shape: Shape, year: int) -> bool:
    """Whether the shape itself says the value of this period; after it growth goes on, or the value holds."""
    return year == shape.first if shape.kind == "step" else year <= shape.last


def _shaped_rate(shape: Shape, year: int, rate: float | None) -> float:
    """Growth on its way from what the path says otherwise to the shape's own."""
    if shape.kind == "step" or rate is None:
        return shape.value
    return rate + (shape.value - rate) * weight(shape, year)


def _drawn_rate(drawn: Drawn | None, rate: Any, place: int, count: int, name: str, year: int) -> Any:
    if drawn is None:
        return rate
    if drawn.growth is not None:
        rate = drawn.growth[:, max(0, place) if drawn.growth.shape[1] == count else 0]
    if drawn.added is not None and rate is not None:
        rate = rate + drawn.added[:, max(0, place) if drawn.added.shape[1] == count else 0]
    if rate is not None and np.min(rate) <= -1:
        raise RuleError(
            "scenario.growth-below",
            field=name,
            variable=name,
            year=year,
            percent=f"{float(np.min(rate)) * 100:g}",
        )
    return rate


def _linked(
    plain: DriverPath, before: Any, year: int, setting: Setting, drawn: Drawn | None, place: int
) -> tuple[Any, Any]:
    """Value and growth from the variable that is followed; ``None`` where it has none."""
    link = plain.link
    assert link is not None
    now = _other(setting, link.variable, year - link.lag)
    if link.of == "level":
        return (None if now is None else link.factor * now + link.add), None
    earlier = _other(setting, link.variable, year - link.lag - 1)
    if now is None or earlier is None or before is None or np.any(np.asarray(earlier) == 0):
        return None, None
    rate = link.factor * (now / earlier - 1) + link.add
    if drawn is not None and drawn.added is not None:
        rate = rate + drawn.added[:, max(0, place) if drawn.added.shape[1] > 1 else 0]
    return before * (1 + rate), rate


def _other(setting: Setting, name: str, year: int) -> Any:
    place = year - int(setting.years[0])
    if place < 0:
        return setting.earlier.get(name, {}).get(year)
    values = setting.others.get(name)
    if values is None or place >= setting.years.size:
        return setting.earlier.get(name, {}).get(year)
    column = values[..., place]
    return None if bool(np.isnan(column).any()) else column if column.ndim else float(column)


def _grown(before: Any, rate: Any, *, holds: bool) -> Any:
    """The value after a period of growth; the same value where it holds; ``None`` where there is none."""
    if before is None or rate is None:
        return before if holds else None
    value = before * (1 + rate)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return np.where(np.isfinite(value), value, np.nan)


def _why_not(
    name: str, plain: DriverPath, year: int, before: Any, rate: Any, last_actual: int | None
) -> list[Complaint]:
    """The reason why nothing follows in *year*; none where the trend has been complained of already."""
    if before is None and last_actual is None:
        return [(name, None, "scenario.no-data", {})]
    if rate is None:
        return [] if plain.trend is not None else [(name, year, "scenario.no-path", {})]
    return [(name, year, "scenario.overflow", {"position": 1})]
