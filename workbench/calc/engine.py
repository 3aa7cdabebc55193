"""The scenario engine: drivers along their paths, identities over them, for one set of assumptions or
many draws.

Rules for a driver, in this order: an actual wins · a level given for the year · growth from the year before
(``by_year`` before ``trend`` before ``growth``), starting at the last actual (or the first level where
there is no actual) · for a driver of kind *level*: the last level given holds. Years missing between
actuals stay missing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from workbench.base.messages import word
from workbench.calc.evaluate import BoolArray, FloatArray, IntArray
from workbench.calc.evaluate import evaluate as evaluate_formula
from workbench.calc.model import Compiled, compile_model
from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath, Model, Variable
from workbench.domain.text import LANGS, Lang, LocalText

History = Mapping[str, Mapping[int, float]]  # variable → year → value in the variable's unit


@dataclass(frozen=True, slots=True)
class NotComputable:
    """Why a variable has no value in a year (``None``: in any year to come). ``code``: message code.

    label: the variable's name for people; its own name where there is none.
    """

    variable: str
    year: int | None
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    label: LocalText = field(default_factory=LocalText)

    @property
    def message(self) -> LocalText:
        """In words."""
        return LocalText(*(self._words(lang) for lang in LANGS))

    def _words(self, lang: Lang) -> str:
        name = self.label.get(lang) or self.variable
        return word(self.code, lang, **{"variable": name, "year": self.year or "", **self.params})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A driver's path for many draws: arrays ``(draws, years)`` or ``(draws, 1)``; NaN = not given."""

    growth: FloatArray
    levels: FloatArray | None = None


Path = DriverPath | Drawn


@dataclass(frozen=True, slots=True)
class Result:
    """A run. ``values``: shape ``(years,)``, or ``(draws, years)`` where a driver was drawn; NaN = missing.

    ``actual``: where a value rests on actuals alone. ``growth``: the growth a year that each driver was
    given or derived, NaN where none was needed. ``last_actual``: of each driver.
    """

    years: IntArray
    values: dict[str, FloatArray]
    actual: dict[str, BoolArray]
    problems: tuple[NotComputable, ...]
    growth: dict[str, FloatArray]
    last_actual: dict[str, int | None]

    def at(self, name: str, year: int) -> float | None:
        """One value of a run without draws; ``None`` where missing or outside the years."""
        place = year - int(self.years[0])
        if not 0 <= place < self.years.size:
            return None
        value = float(self.values[name][place])
        return None if math.isnan(value) else value


def compound_rate(first: float, last: float, years: int) -> float:
    """Growth a year that leads from *first* to *last* in so many years, as a fraction.

    Raises :class:`RuleError` ``scenario.trend-sign`` unless both values are above zero and *years* ≥ 1.
    """
    if years < 1 or not (first > 0 and last > 0):
        raise RuleError("scenario.trend-sign", first=first, last=last, years=years)
    return float((last / first) ** (1 / years) - 1)


def check_path(name: str, path: DriverPath) -> None:
    """Refuse assumptions that mean nothing.

    Raises :class:`RuleError` ``scenario.growth-below`` (a fall of 100 % or more), ``scenario.not-a-number``,
    ``scenario.trend-window`` (empty or inverted), with ``field`` = *name*.
    """
    rates: list[tuple[int | str, float]] = list(path.by_year.items())
    if path.growth is not None:
        rates.append(("", path.growth))
    for year, rate in rates:
        if not math.isfinite(rate):
            raise RuleError("scenario.not-a-number", field=name, variable=name, year=year)
        if rate <= -1:
            raise RuleError(
                "scenario.growth-below", field=name, variable=name, year=year, percent=f"{rate * 100:g}"
            )
    for year, level in path.levels.items():
        if not math.isfinite(level):
            raise RuleError("scenario.not-a-number", field=name, variable=name, year=year)
    if path.trend is not None and path.trend[0] >= path.trend[1]:
        raise RuleError(
            "scenario.trend-window", field=name, variable=name, first=path.trend[0], last=path.trend[1]
        )


def run(compiled: Compiled, paths: Mapping[str, Path], history: History) -> Result:
    """Evaluate a compiled model. See :func:`evaluate` for the errors."""
    years = compiled.years
    problems: list[NotComputable] = []
    values: dict[str, FloatArray] = {}
    actual: dict[str, BoolArray] = {}
    growth: dict[str, FloatArray] = {}
    last_actual: dict[str, int | None] = {}
    for variable in compiled.drivers:
        name = variable.name
        path = paths.get(name)
        known = _clean(name, history.get(name, {}))
        last_actual[name] = max(known) if known else None
        if isinstance(path, Drawn):
            outcome = _drawn(variable, path, known, years, problems)
        else:
            if path is not None:
                check_path(name, path)
            outcome = _single(variable, path or DriverPath(), known, years, problems)
        values[name], actual[name], growth[name] = outcome
    for variable, node in compiled.formulas:
        name = variable.name
        value = evaluate_formula(node, values, years)
        values[name] = value.array
        rests = np.array(np.isfinite(value.array).reshape(-1, years.size).all(axis=0))
        for need in compiled.needs[name]:
            rests = rests & actual[need]
        # A formula without variables is an assumption, not an actual.
        actual[name] = rests if compiled.needs[name] else np.zeros(years.shape, dtype=np.bool_)
        for fault in value.faults:
            where = np.broadcast_to(fault.where, value.array.shape).reshape(-1, years.size).any(axis=0)
            for place in np.flatnonzero(where):
                problems.append(
                    NotComputable(
                        name, int(years[place]), f"scenario.{fault.reason}", {"position": fault.position}
                    )
                )
    labels = {variable.name: variable.label for variable in compiled.model.variables} if problems else {}
    named = tuple(replace(problem, label=labels[problem.variable]) for problem in problems)
    return Result(years, values, actual, named, growth, last_actual)


def evaluate(model: Model, paths: Mapping[str, Path], history: History) -> Result:
    """Evaluate a model: paths and history by the names of its drivers.

    Never raises for what cannot be computed in a year: that is NaN and a :class:`NotComputable`. Raises
    :class:`RuleError` for a model (:func:`compile_model`) or path (:func:`check_path`) that means
    nothing, and ``scenario.unknown-driver`` for a path of something that is not a driver.
    """
    compiled = compile_model(model)
    drivers = {variable.name for variable in compiled.drivers}
    for name in paths:
        if name not in drivers:
            raise RuleError("scenario.unknown-driver", field=name, variable=name)
    return run(compiled, paths, history)


def _clean(name: str, known: Mapping[int, float]) -> dict[int, float]:
    for year, value in known.items():
        if not math.isfinite(value):
            raise RuleError("scenario.not-a-number", field=name, variable=name, year=year)
    return dict(known)


def trend_growth(
    variable: str, path: DriverPath, known: Mapping[int, float], problems: list[NotComputable] | None = None
) -> float | None:
    """The constant growth of a path: of its trend where it has one; ``None`` (and a problem) without data."""
    if path.trend is None:
        return path.growth
    first, last = path.trend
    for year in (first, last):
        if year not in known:
            if problems is not None:
                problems.append(
                    NotComputable(variable, year, "scenario.trend-no-data", {"first": first, "last": last})
                )
            return None
    try:
        return compound_rate(known[first], known[last], last - first)
    except RuleError:
        if problems is not None:
            problems.append(
                NotComputable(
                    variable, last, "scenario.trend-sign", {"first": known[first], "last": known[last]}
                )
            )
        return None


_Outcome = tuple[FloatArray, BoolArray, FloatArray]


def _single(
    variable: Variable,
    path: DriverPath,
    known: Mapping[int, float],
    years: IntArray,
    problems: list[NotComputable],
) -> _Outcome:
    """One path, in plain floats: for a few dozen years that is faster than arrays."""
    name = variable.name
    first_year, count = int(years[0]), years.size
    last_actual = max(known) if known else None
    constant = trend_growth(name, path, known, problems)
    out = [math.nan] * count
    rates = [math.nan] * count
    is_actual = [False] * count
    # The last actual may lie before the grid: growth then starts from there, out of sight.
    start = first_year if last_actual is None else min(first_year, last_actual)
    before: float | None = None
    level_holds = complained = False
    for year in range(start, first_year + count):
        place = year - first_year
        rate: float | None = None
        if year in known:
            value: float | None = known[year]
            level_holds = False
        elif year in path.levels:
            value = path.levels[year]
            level_holds = variable.kind == "level"
        elif last_actual is not None and year < last_actual:
            value = None  # a gap between actuals stays one
        else:
            rate = path.by_year.get(year, constant)
            value = _grown(before, rate, holds=level_holds)
            waiting = last_actual is None and any(later > year for later in path.levels)
            if value is None and not complained and not waiting:
                problems += _why_not(variable, path, year, before, rate, last_actual)
                complained = True
        if place >= 0:
            is_actual[place] = year in known
            out[place] = math.nan if value is None else value
            rates[place] = math.nan if rate is None or value is None else rate
        before = value
    return np.array(out), np.array(is_actual, dtype=np.bool_), np.array(rates)


def _grown(before: float | None, rate: float | None, *, holds: bool) -> float | None:
    """The value after a year of growth; the same value where a level holds; ``None`` where there is none."""
    if before is None or rate is None:
        return before if holds else None
    value = before * (1 + rate)
    return value if math.isfinite(value) else None


def _why_not(
    variable: Variable,
    path: DriverPath,
    year: int,
    before: float | None,
    rate: float | None,
    last_actual: int | None,
) -> tuple[NotComputable, ...]:
    """The reason why nothing follows in *year*; none where the trend has been complained of already."""
    if before is None and last_actual is None:
        return (NotComputable(variable.name, None, "scenario.no-data"),)
    if rate is None:
        return () if path.trend is not None else (NotComputable(variable.name, year, "scenario.no-path"),)
    return (NotComputable(variable.name, year, "scenario.overflow", {"position": 1}),)


def _drawn(
    variable: Variable,
    path: Drawn,
    known: Mapping[int, float],
    years: IntArray,
    problems: list[NotComputable],
) -> _Outcome:
    """Many paths at once: a running product over the years, cut where a level is given."""
    name = variable.name
    if (path.growth <= -1).any():
        raise RuleError("scenario.growth-below", field=name, variable=name, year="", percent="-100")
    first_year, count = int(years[0]), years.size
    draws = path.growth.shape[0]
    growth = np.broadcast_to(path.growth, (draws, count))
    levels = None if path.levels is None else np.broadcast_to(path.levels, (draws, count))
    last_actual = max(known) if known else None
    if last_actual is None and (levels is None or np.isnan(levels).all()):
        problems.append(NotComputable(name, None, "scenario.no-data"))
    out = np.full((draws, count), np.nan)
    is_actual = np.zeros(count, dtype=np.bool_)
    before = np.full(draws, np.nan)
    if last_actual is not None and last_actual < first_year:
        # The years between the last actual and the grid have no draws of their own: the first one's
        # growth holds.
        before = known[last_actual] * (1 + growth[:, 0]) ** (first_year - 1 - last_actual)
    for place, year in enumerate(range(first_year, first_year + count)):
        if year in known:
            out[:, place] = known[year]
            is_actual[place] = True
        else:
            if last_actual is None or year > last_actual:
                out[:, place] = before * (1 + growth[:, place])
            if levels is not None:
                out[:, place] = np.where(np.isnan(levels[:, place]), out[:, place], levels[:, place])
        before = out[:, place]
    return out, is_actual, np.array(growth)
