"""Scenarios of an open workspace: run, compare, seek a goal; what a result says of each reference indicator.

Numbers come from :mod:`workbench.calc`; here they meet the observations and targets of the session. A run
keeps the assumptions that made it. Words for a result are made on demand
(:meth:`IndicatorOutcome.words`), so that a slider need not pay for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.calc.engine import NotComputable, Result, trend_growth
from workbench.calc.engine import run as run_model
from workbench.calc.gaps import gap
from workbench.calc.scenarios import Resolved, differences, resolve
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.scenario import DriverPath, Model, Scenario, Variable
from workbench.domain.text import LocalText
from workbench.services.actuals import yearly
from workbench.services.scenario_data import compiled, model_history, multiplier_of
from workbench.services.scenario_outcomes import IndicatorOutcome, Origin, TargetOutcome, outcome_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.calc.solve import Parameter, Solution
    from workbench.domain.figure import Indicator
    from workbench.services.session import Session

__all__ = [
    "Comparison",
    "DriverRow",
    "GoalSeek",
    "IndicatorOutcome",
    "Origin",
    "ScenarioRun",
    "TargetOutcome",
    "assumptions",
    "compare",
    "compiled",
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
    warnings: tuple[NotComputable, ...] = ()

    @property
    def problems(self) -> tuple[NotComputable, ...]:
        """Everything that could not be computed, and why."""
        return self.result.problems

    def indicator(self, indicator_id: str) -> IndicatorOutcome:
        """The outcome of one indicator. Raises :class:`UsageError` if this run does not have it."""
        for outcome in self.indicators:
            if outcome.indicator.id == indicator_id:
                return outcome
        raise UsageError("session.unknown-id", kind="indicator", id=indicator_id)


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


def run(
    session: Session,
    scenario_id: str,
    *,
    overrides: Mapping[str, DriverPath] | None = None,
    as_of: str | None = None,
) -> ScenarioRun:
    """Evaluate a scenario on the session's data.

    overrides: assumptions tried out without being stored (a slider under way). as_of: on data as known
    that day. What cannot be computed is among the problems, never an exception; :class:`RuleError` is for
    assumptions or models that mean nothing, with ``field`` = the variable.
    """
    scenario = session.scenario(scenario_id)
    model = model_of(session, scenario)
    ready = compiled(model)
    resolved = assumptions(session, scenario_id)
    for name, path in (overrides or {}).items():
        resolved[name] = Resolved(path, "")
    drivers = {variable.name for variable in ready.drivers}
    for name in resolved:
        if name not in drivers:
            raise RuleError("scenario.unknown-driver", field=name, variable=name)
    history, problems = model_history(session, model, as_of=as_of)
    result = run_model(ready, {name: item.path for name, item in resolved.items()}, history)
    if problems:
        result = replace(result, problems=(*problems, *result.problems))
    rows = tuple(_driver_row(variable, resolved.get(variable.name), history) for variable in ready.drivers)
    outcomes = tuple(
        outcome_of(session, scenario, ready, result, indicator, as_of)
        for indicator in session.indicators()
        if indicator.role == "reference"
    )
    return ScenarioRun(scenario, model, rows, result, outcomes, _warnings(session, rows, as_of))


def _warnings(session: Session, rows: Sequence[DriverRow], as_of: str | None) -> tuple[NotComputable, ...]:
    """Trends whose two ends follow different definitions."""
    found: list[NotComputable] = []
    for row in rows:
        trend = row.path.trend if row.path is not None else None
        if trend is None or not row.variable.series_id:
            continue
        known = yearly(session, row.variable.series_id, as_of=as_of)
        ends = {year: known[year].definition for year in trend if year in known}
        if len(set(ends.values())) > 1:
            params = {"first": trend[0], "last": trend[1]}
            found.append(
                NotComputable(
                    row.variable.name, None, "scenario.trend-across-break", params, row.variable.label
                )
            )
    return tuple(found)


def _driver_row(
    variable: Variable, item: Resolved | None, history: Mapping[str, Mapping[int, float]]
) -> DriverRow:
    known = history.get(variable.name, {})
    last = max(known) if known else None
    recent = None
    if last is not None:
        recent = trend_growth(variable.name, DriverPath(trend=(last - 5, last)), known)
    growth = trend_growth(variable.name, item.path, known) if item is not None else None
    return DriverRow(
        variable=variable,
        path=item.path if item is not None else None,
        origin=item.origin if item is not None else "",
        growth=growth,
        last_actual=last,
        last_value=None if last is None else known[last],
        recent=recent,
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
    paths = {item.variable.name: item.path for item in present.drivers if item.path is not None}
    history, _ = model_history(session, present.model)
    solution = seek(
        compiled(present.model),
        paths,
        history,
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
    """Runs side by side. ``changed``: driver → assumption in each run, where not alike in all."""

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
