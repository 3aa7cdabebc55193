"""Scenarios of an open workspace: run, compare, seek a goal; what a result says of each reference indicator.

Numbers come from :mod:`workbench.calc`; here they meet the observations and targets of the session. Where to look:

* :func:`run` one scenario (slider: ``overrides`` or ``draft``), :func:`compare` several, :func:`differences` from its
  parent or any other, :func:`solve` one driver → one target. A run keeps the inputs that made it:
  :attr:`ScenarioRun.fingerprint`, :func:`is_current`.
* :mod:`workbench.services.goal_seek` several drivers with bounds and priorities → several targets.
* :mod:`workbench.services.uncertainty` draws, fans, probability of meeting a target, shares of variance.
* :mod:`workbench.services.sensitivity` one- and two-way tables, tornado. :mod:`workbench.services.levers` measures.
* :mod:`workbench.services.batch` 50–1,000 variations. :mod:`workbench.services.driver_table` paste from and to Excel.
  :mod:`workbench.services.scenario_workbook` the scenario as a workbook with live formulas.
* :mod:`workbench.services.back_test` the past. :mod:`workbench.services.model_card` the model itself,
  :mod:`workbench.services.model_check` everything that is wrong with one of the user's own.
* :mod:`workbench.services.scenario_passage` a result as a paragraph of a pack, :mod:`.scenario_sentences` in words.
* Changes: ``operations/scenarios.py`` (paths, create, rename, remove), ``operations/assumptions.py`` (levers, measures
  ticked, add factors, actuals, spreads, correlations, several paths, copy, move, note), ``operations/models.py``.

All of them read only ``models, scenarios, nodes, indicators, observations, definitions, targets, sources``, so a
:class:`~workbench.services.frozen.FrozenSession` on a pool thread serves as well. Words for a result are made on demand
(:meth:`IndicatorOutcome.words`), so that a slider need not pay for them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.calc.engine import NotComputable, Result, trend_growth
from workbench.calc.engine import run as run_model
from workbench.calc.gaps import gap
from workbench.calc.scenarios import Differs, Resolved, assumed, chain, differences, resolve, what_differs
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.scenario import DriverPath, Model, Scenario, Variable
from workbench.domain.text import LocalText
from workbench.services.scenario_data import (
    Inputs,
    compiled,
    inputs_of,
    model_data,
    model_history,
    multiplier_of,
)
from workbench.services.scenario_outcomes import IndicatorOutcome, Origin, TargetOutcome, outcome_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.calc.solve import Parameter, Solution
    from workbench.domain.figure import Indicator
    from workbench.services.session import Session

__all__ = [
    "Comparison",
    "Differs",
    "DriverRow",
    "GoalSeek",
    "IndicatorOutcome",
    "Inputs",
    "Origin",
    "ScenarioRun",
    "TargetOutcome",
    "assumptions",
    "compare",
    "compiled",
    "difference_list",
    "driver_rows",
    "evaluated",
    "inputs_of",
    "is_current",
    "model_data",
    "model_history",
    "model_of",
    "multiplier_of",
    "run",
    "solve",
]


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A driver in a run: the assumption in force, who states it ("" = an override of this run), and its
    values.

    growth: the constant growth in force (that of the trend where the path has one), ``None`` where there
    is none. recent: compound growth over the last five years of actuals, ``None`` without them.
    """

    variable: Variable
    path: DriverPath | None
    origin: str
    growth: float | None
    last_actual: int | None
    last_value: float | None
    recent: float | None


@dataclass(frozen=True, slots=True)
class ScenarioRun:
    """A result with the inputs that made it.

    warnings: what can be computed but should not be believed unread, such as a trend across a change of
    definition.
    """

    scenario: Scenario
    model: Model
    drivers: tuple[DriverRow, ...]
    result: Result
    indicators: tuple[IndicatorOutcome, ...]
    warnings: tuple[NotComputable, ...]
    inputs: Inputs
    as_of: str | None = None

    @property
    def problems(self) -> tuple[NotComputable, ...]:
        """Everything that could not be computed, and why."""
        return self.result.problems

    @property
    def fingerprint(self) -> str:
        """SHA-256 (64 hexadecimal digits) over everything that this result rests on."""
        return fingerprint(self.inputs)

    def indicator(self, indicator_id: str) -> IndicatorOutcome:
        """The outcome of one indicator. Raises :class:`UsageError` if this run does not have it."""
        for outcome in self.indicators:
            if outcome.indicator.id == indicator_id:
                return outcome
        raise UsageError("session.unknown-id", kind="indicator", id=indicator_id)


def fingerprint(inputs: Inputs, *more: object) -> str:
    """SHA-256 over model, assumptions, actuals and *more* (draws, seed, …); the same on any machine.

    Names, notes and reasons do not count: they change no figure.
    """
    force = inputs.assumed
    model = inputs.model
    parts = (
        (model.id, model.first_year, model.last_year, model.frequency),
        [(v.name, v.unit, v.formula, v.kind, v.series_id, v.history, v.actuals) for v in model.variables],
        [replace(lever, label=LocalText(), reason=LocalText()) for lever in model.levers],
        sorted((name, replace(item.path, reason="")) for name, item in force.paths.items()),
        sorted((name, repr(held.value)) for name, held in force.add_factors.items()),
        sorted((name, repr(held.value)) for name, held in force.levers.items()),
        sorted((name, repr(replace(held.value, reason=""))) for name, held in force.spreads.items()),
        [replace(each, reason="") for each in force.correlations.value],
        sorted((name, sorted(known.items())) for name, known in inputs.data.history.items()),
        sorted(inputs.data.breaks.items()),
        more,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def is_current(session: Session, made: ScenarioRun) -> bool:
    """Whether running the stored scenario now would rest on the same inputs; if not, the result is stale."""
    try:
        now = inputs_of(session, made.scenario.id, as_of=made.as_of)
    except (RuleError, UsageError):
        return False
    return fingerprint(now) == made.fingerprint


def model_of(session: Session, scenario: Scenario) -> Model:
    """The model of a scenario. Raises :class:`UsageError`."""
    for model in session.models():
        if model.id == scenario.model_id:
            return model
    raise UsageError("session.unknown-id", kind="model", id=scenario.model_id)


def assumptions(session: Session, scenario_id: str) -> dict[str, Resolved]:
    """Driver → assumption in force and who states it. Raises :class:`RuleError` ``scenario.*``."""
    session.scenario(scenario_id)
    return resolve(scenario_id, {scenario.id: scenario for scenario in session.scenarios()})


def difference_list(session: Session, scenario_id: str, other_id: str | None = None) -> tuple[Differs, ...]:
    """What a scenario assumes differently from *other_id* (first) or its parent; for a base case: all it states.

    Raises :class:`RuleError` ``scenario.*``.
    """
    scenarios = {scenario.id: scenario for scenario in session.scenarios()}
    line = chain(scenario_id, scenarios)
    other = other_id if other_id is not None else line[-1].parent
    from workbench.calc.scenarios import Assumed

    first = assumed(other, scenarios) if other is not None else Assumed()
    return what_differs(first, assumed(scenario_id, scenarios))


def evaluated(inputs: Inputs) -> Result:
    """The engine's result for some inputs, their own problems included."""
    result = run_model(
        inputs.ready, inputs.paths, inputs.data.history, effects=inputs.effects, breaks=inputs.data.breaks
    )
    if inputs.data.problems:
        result = replace(result, problems=(*inputs.data.problems, *result.problems))
    return result


def run(
    session: Session,
    scenario_id: str,
    *,
    overrides: Mapping[str, DriverPath] | None = None,
    draft: Scenario | None = None,
    as_of: str | None = None,
) -> ScenarioRun:
    """Evaluate a scenario on the session's data.

    overrides: paths tried out without being stored (a slider under way). draft: the whole scenario with changes that
    are not stored (levers, add factors, …). as_of: on data as known that day. What cannot be computed is among the
    problems, never an exception; :class:`RuleError` is for assumptions or models that mean nothing, with ``field`` =
    the variable.
    """
    inputs = inputs_of(session, scenario_id, overrides=overrides, draft=draft, as_of=as_of)
    result = evaluated(inputs)
    rows = driver_rows(inputs)
    outcomes = tuple(
        outcome_of(session, inputs.scenario, inputs.ready, result, indicator, as_of)
        for indicator in session.indicators()
        if indicator.role == "reference"
    )
    return ScenarioRun(
        inputs.scenario, inputs.model, rows, result, outcomes, _warnings(inputs), inputs, as_of
    )


def _warnings(inputs: Inputs) -> tuple[NotComputable, ...]:
    """Trends with a change of definition inside their window."""
    found: list[NotComputable] = []
    for variable in inputs.ready.drivers:
        item = inputs.assumed.paths.get(variable.name)
        trend = item.path.trend if item is not None else None
        if trend is None:
            continue
        across = [step for step in inputs.data.breaks.get(variable.name, ()) if trend[0] < step <= trend[1]]
        if across:
            grid = inputs.ready.grid
            params = {"first": grid.code(trend[0]), "last": grid.code(trend[1]), "at": grid.code(across[0])}
            found.append(
                NotComputable(variable.name, None, "scenario.trend-across-break", params, variable.label)
            )
    return tuple(found)


def driver_rows(inputs: Inputs) -> tuple[DriverRow, ...]:
    """The drivers of some inputs, without running the model."""
    return tuple(_driver_row(variable, inputs) for variable in inputs.ready.drivers)


def _driver_row(variable: Variable, inputs: Inputs) -> DriverRow:
    known = inputs.data.history.get(variable.name, {})
    breaks = inputs.data.breaks.get(variable.name, ())
    item = inputs.assumed.paths.get(variable.name)
    last = max(known) if known else None
    recent = None
    if last is not None:
        back = {"A": 5, "S": 10, "Q": 20, "M": 60}[inputs.model.frequency]
        recent = trend_growth(variable.name, DriverPath(trend=(last - back, last)), known, None, breaks)
    growth = trend_growth(variable.name, item.path, known, None, breaks) if item is not None else None
    return DriverRow(
        variable=variable,
        path=item.path if item is not None else None,
        origin=item.origin if item is not None else "",
        growth=growth,
        last_actual=last,
        last_value=None if last is None else known[last],
        recent=recent,
    )


def refuse_text(session: Session, indicator_id: str) -> None:
    """Refuse to seek a number for an indicator whose figures are words or missing (``scenario.text-target``)."""
    known = session.observations(indicator_id)
    if known and all(item.value is None for item in known):
        name = session.indicator(indicator_id).name
        raise RuleError(
            "scenario.text-target", field="indicator", name=name.show("en"), name_zh=name.show("zh-Hant")
        )


@dataclass(frozen=True, slots=True)
class GoalSeek:
    """An answer to “what would it take?”. ``already_met``: the scenario itself meets the target."""

    run: ScenarioRun
    driver: DriverRow
    indicator: Indicator
    data_year: int
    parameter: str
    solution: Solution
    already_met: bool | None

    def words(self) -> LocalText:
        """The answer in a sentence or two of each language."""
        from workbench.services.scenario_words import answer

        return LocalText(answer(self, "en"), answer(self, "zh-Hant"))

    @property
    def path(self) -> DriverPath | None:
        """The assumption to store so that the target is met; ``None`` if it cannot be."""
        if self.solution.value is None:
            return None
        if self.parameter == "growth":
            return DriverPath(growth=self.solution.value)
        base = self.driver.path or DriverPath()
        return replace(base, levels={**base.levels, self.data_year: self.solution.value})


def solve(
    session: Session,
    scenario_id: str,
    driver: str,
    indicator_id: str,
    data_year: int,
    value: float | None = None,
    *,
    parameter: Parameter = "growth",
    bounds: tuple[float, float] | None = None,
    overrides: Mapping[str, DriverPath] | None = None,
) -> GoalSeek:
    """Seek the driver's growth (or level) with which the indicator comes to *value* in the figures for
    *data_year*.

    value: by default the reference figure for that year. Raises :class:`RuleError` ``solve.*``,
    ``scenario.no-variable`` (the model does not project the indicator), ``solve.no-target``.
    """
    from workbench.calc.solve import solve as seek

    present = run(session, scenario_id, overrides=overrides)
    refuse_text(session, indicator_id)
    outcome = present.indicator(indicator_id)
    if outcome.variable is None:
        raise RuleError("scenario.no-variable", field="indicator", id=indicator_id)
    met: bool | None = None
    matching = [item for item in outcome.targets if item.target.data_year == data_year]
    if value is None:
        if not matching:
            raise RuleError("solve.no-target", field="year", id=indicator_id, year=data_year)
        value = matching[0].target.value
    projected = present.result.at(outcome.variable.name, data_year)
    if projected is not None:
        met = gap(projected, value, outcome.indicator.direction).met
    row = next((item for item in present.drivers if item.variable.name == driver), None)
    if row is None:
        raise RuleError("solve.not-a-driver", field="driver", variable=driver)
    inputs = present.inputs
    solution = seek(
        inputs.ready,
        inputs.paths,
        inputs.data.history,
        effects=inputs.effects,
        breaks=inputs.data.breaks,
        driver=driver,
        target=outcome.variable.name,
        year=data_year,
        value=value,
        parameter=parameter,
        bounds=bounds,
    )
    return GoalSeek(present, row, outcome.indicator, data_year, parameter, solution, met)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs side by side. ``changed``: driver → path in each run, where not alike in all.

    For levers, add factors and the rest see :func:`difference_list`.
    """

    runs: tuple[ScenarioRun, ...]
    changed: dict[str, tuple[DriverPath | None, ...]]


def compare(session: Session, scenario_ids: Sequence[str], *, as_of: str | None = None) -> Comparison:
    """Run several scenarios of one model. Raises :class:`RuleError` ``scenario.different-models``."""
    runs = tuple(run(session, scenario_id, as_of=as_of) for scenario_id in scenario_ids)
    if len({item.model.id for item in runs}) > 1:
        raise RuleError("scenario.different-models", ids=", ".join(scenario_ids))
    if not runs:
        return Comparison((), {})
    names = [row.variable.name for row in runs[0].drivers]
    resolved = [
        {row.variable.name: Resolved(row.path, row.origin) for row in item.drivers if row.path is not None}
        for item in runs
    ]
    changed: dict[str, tuple[DriverPath | None, ...]] = {}
    for other in resolved[1:]:
        for name in differences(resolved[0], other, names):
            changed[name] = tuple(item[name].path if name in item else None for item in resolved)
    return Comparison(runs, {name: changed[name] for name in names if name in changed})
