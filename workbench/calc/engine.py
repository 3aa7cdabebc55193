"""The scenario engine: drivers along their paths, identities over them, for one set of assumptions or
many draws.

Rules for a driver, in this order: an actual wins · a level given for the year · interpolation, link, shape of the
path · growth from the year before (``by_year`` before ``trend`` before ``growth``), starting at the last actual (or
the first level where there is no actual) · for a driver of kind *level*: the last level given holds. Years missing
between actuals stay missing.

Then, in years that are not actual, what is laid over it (:class:`Effect`: levers and add factors): the value times
the factors plus the amounts. Growth goes on from the value without them. An identity is its formula, unless an
actual *replaces* it, and the same is laid over it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.base.messages import word
from workbench.calc.evaluate import BoolArray, FloatArray, IntArray
from workbench.calc.evaluate import evaluate as evaluate_formula
from workbench.calc.model import Compiled, compile_model, order
from workbench.calc.paths import (
    Complaint,
    Drawn,
    Path,
    Setting,
    check_path,
    compound_rate,
    trend_growth,
    walk,
)
from workbench.domain.errors import RuleError
from workbench.domain.period import Period
from workbench.domain.scenario import DriverPath, Model, Variable
from workbench.domain.text import LANGS, Lang, LocalText

if TYPE_CHECKING:
    from workbench.calc.expression import Node

__all__ = [
    "Drawn",
    "Effect",
    "History",
    "NotComputable",
    "Path",
    "Result",
    "check_path",
    "compound_rate",
    "evaluate",
    "run",
    "trend_growth",
]

History = Mapping[str, Mapping[int, float]]  # variable → year → value in the variable's unit


@dataclass(frozen=True, slots=True)
class NotComputable:
    """Why a variable has no value in a year (``None``: in any year to come). ``code``: message code.

    label: the variable's name for people; its own name where there is none. period: the year as a period of the
    grid, where that is not annual.
    """

    variable: str
    year: int | None
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    label: LocalText = field(default_factory=LocalText)
    period: str = ""

    @property
    def message(self) -> LocalText:
        """In words."""
        return LocalText(*(self._words(lang) for lang in LANGS))

    def _words(self, lang: Lang) -> str:
        name = self.label.get(lang) or self.variable
        when: Any = self.year or ""
        if self.period:
            # The Chinese sentences say “{year}年”; other periods have a label of their own.
            when = Period.parse(self.period).label(lang)
        said = word(self.code, lang, **{"variable": name, "year": when, **self.params})
        return said.replace(f"{when}年", f"{when}") if self.period else said


@dataclass(frozen=True, slots=True)
class Effect:
    """What is laid over a variable in years that are not actual: ``value × factor + amount``.

    Arrays ``(years,)`` or ``(draws, years)``; ``None`` = nothing.
    """

    amount: FloatArray | None = None
    factor: FloatArray | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A run. ``values``: shape ``(years,)``, or ``(draws, years)`` where a driver was drawn; NaN = missing.

    ``actual``: where a value rests on actuals alone. ``replaced``: where a published figure took the place of an
    identity's formula. ``growth``: the growth a year that each driver was given or derived, NaN where none was
    needed. ``last_actual``: of each driver.
    """

    years: IntArray
    values: dict[str, FloatArray]
    actual: dict[str, BoolArray]
    problems: tuple[NotComputable, ...]
    growth: dict[str, FloatArray]
    last_actual: dict[str, int | None]
    replaced: dict[str, BoolArray] = field(default_factory=dict)

    def at(self, name: str, year: int) -> float | None:
        """One value of a run without draws; ``None`` where missing or outside the years."""
        place = year - int(self.years[0])
        if not 0 <= place < self.years.size:
            return None
        value = float(self.values[name][place])
        return None if math.isnan(value) else value


def run(
    compiled: Compiled,
    paths: Mapping[str, Path],
    history: History,
    *,
    effects: Mapping[str, Effect] | None = None,
    breaks: Mapping[str, Sequence[int]] | None = None,
) -> Result:
    """Evaluate a compiled model.

    history: actuals of drivers; those of an identity replace its formula in their years; names that are no variable
    (``@series``) are only there to be followed by links. breaks: first periods of new definitions of drivers.
    See :func:`evaluate` for the errors; on a grid finer than years they name the period, not its number.
    """
    try:
        return _run(compiled, paths, history, effects or {}, breaks or {})
    except RuleError as problem:
        if compiled.grid.frequency != "A":
            for key in ("year", "first", "last"):
                if isinstance(problem.params.get(key), int):
                    problem.params[key] = compiled.grid.code(problem.params[key])
        raise


def _run(
    compiled: Compiled,
    paths: Mapping[str, Path],
    history: History,
    laid: Mapping[str, Effect],
    breaks: Mapping[str, Sequence[int]],
) -> Result:
    years = compiled.years
    complaints: list[Complaint] = []
    values: dict[str, FloatArray] = {}
    actual: dict[str, BoolArray] = {}
    growth: dict[str, FloatArray] = {}
    replaced: dict[str, BoolArray] = {}
    last_actual: dict[str, int | None] = {}
    setting = Setting(years, breaks, values, history)
    for variable, node in _running_order(compiled, paths):
        name = variable.name
        known = _clean(name, history.get(name, {}))
        if node is not None:
            found, rests = _identity(variable, node, compiled, values, actual, complaints)
            if known:
                found, rests, replaced[name] = _replace(found, rests, known, years)
            values[name], actual[name] = _laid(found, rests, laid.get(name)), rests
            continue
        last_actual[name] = max(known) if known else None
        path = paths.get(name, DriverPath())
        if isinstance(path, DriverPath):
            check_path(name, path, max(known) + 1 if known else int(years[0]))
        walked = walk(variable, path, known, setting, complaints)
        values[name] = _laid(walked.values, walked.actual, laid.get(name))
        actual[name], growth[name] = walked.actual, walked.growth
    return Result(years, values, actual, _named(compiled, complaints), growth, last_actual, replaced)


def _running_order(compiled: Compiled, paths: Mapping[str, Path]) -> list[tuple[Variable, Node | None]]:
    """Drivers before identities, unless a driver follows another variable: then each after what it needs.

    Raises :class:`RuleError` ``expression.cycle`` (field: a driver in the ring) and ``scenario.link-unknown``.
    """
    plain: list[tuple[Variable, Node | None]] = [(variable, None) for variable in compiled.drivers]
    plain += compiled.formulas
    followed: dict[str, str] = {}
    for name, path in paths.items():
        base = path.base if isinstance(path, Drawn) else path
        if base is not None and base.link is not None:
            followed[name] = base.link.variable
    if not followed:
        return plain
    known = set(compiled.names())
    needs: dict[str, tuple[str, ...]] = {}
    for variable, _ in plain:
        other = followed.get(variable.name, "")
        if other and not other.startswith("@") and other not in known:
            raise RuleError("scenario.link-unknown", field=variable.name, variable=variable.name, other=other)
        needs[variable.name] = compiled.needs.get(variable.name, (other,) if other else ())
    try:
        running = order(needs)
    except RuleError as problem:
        problem.field = next((name for name in problem.params["names"] if name in followed), None)
        raise
    both = {variable.name: (variable, node) for variable, node in plain}
    return [both[name] for name in running]


def _identity(
    variable: Variable,
    node: Node,
    compiled: Compiled,
    values: Mapping[str, FloatArray],
    actual: Mapping[str, BoolArray],
    complaints: list[Complaint],
) -> tuple[FloatArray, BoolArray]:
    """A formula over what has been computed already, and where it rests on actuals alone."""
    years = compiled.years
    value = evaluate_formula(node, values, years)
    needs = compiled.needs[variable.name]
    # A formula without variables is an assumption, not an actual.
    rests = np.full(years.shape, bool(needs))
    if needs:
        rests &= np.isfinite(value.array).reshape(-1, years.size).all(axis=0)
    for need in needs:
        rests &= actual[need]
    for fault in value.faults:
        where = np.broadcast_to(fault.where, value.array.shape).reshape(-1, years.size).any(axis=0)
        for place in np.flatnonzero(where):
            complaints.append(
                (variable.name, int(years[place]), f"scenario.{fault.reason}", {"position": fault.position})
            )
    return value.array, rests


def _replace(
    found: FloatArray, rests: BoolArray, known: Mapping[int, float], years: IntArray
) -> tuple[FloatArray, BoolArray, BoolArray]:
    """Published figures in the place of the formula, in their years."""
    found, where = np.array(found), np.zeros(years.shape, dtype=np.bool_)
    for year, value in known.items():
        place = year - int(years[0])
        if 0 <= place < years.size:
            found[..., place] = value
            where[place] = True
    return found, rests | where, where


def _laid(values: FloatArray, actual: BoolArray, effect: Effect | None) -> FloatArray:
    if effect is None:
        return values
    result = values
    if effect.factor is not None:
        result = result * effect.factor
    if effect.amount is not None:
        result = result + effect.amount
    return np.where(actual, values, result)


def _named(compiled: Compiled, complaints: list[Complaint]) -> tuple[NotComputable, ...]:
    if not complaints:
        return ()
    labels = {variable.name: variable.label for variable in compiled.model.variables}
    grid = compiled.grid
    return tuple(
        NotComputable(
            name,
            year,
            code,
            params,
            labels[name],
            "" if year is None or grid.frequency == "A" else grid.code(year),
        )
        for name, year, code, params in complaints
    )


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
