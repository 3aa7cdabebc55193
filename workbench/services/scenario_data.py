"""What a model runs on: itself made ready, the actuals of its drivers in its own units, a scenario's assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from workbench.calc.engine import Effect, NotComputable
from workbench.calc.expression import parse
from workbench.calc.model import Compiled, compile_model
from workbench.calc.scenarios import Assumed, Resolved, assumed
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.grid import step_of
from workbench.services.actuals import is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.calc.expression import Node
    from workbench.domain.figure import Confidence, Indicator, Unit
    from workbench.domain.scenario import ActualsRange, DriverPath, Model, Scenario, Variable
    from workbench.services.reading import Reading

ActualOrigin = Literal["published", "reported", "derived"]
_ORIGIN: dict[Confidence, ActualOrigin] = {
    "official": "published",
    "outside": "reported",
    "derived": "derived",
}
SERIES = "ª"  # stands for @ in formulas of history: one letter, so that places of errors stay true

# Words for powers of ten in unit names written by hand in a model, longest first.
_POWERS: tuple[tuple[str, int], ...] = (
    *(("100 million", 8), ("10 000", 4), ("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3)),
    *(("萬億", 12), ("十億", 9), ("百萬", 6), ("億", 8), ("萬", 4)),
)


@lru_cache(maxsize=32)
def compiled(model: Model) -> Compiled:
    """The model made ready to run, kept for the next slider move."""
    return compile_model(model)


_known_units: list[tuple[tuple[Indicator, ...], tuple[Unit, ...]]] = []


def _units(indicators: tuple[Indicator, ...]) -> tuple[Unit, ...]:
    """The different units of a workspace's series; worked out once for each state of it (sliders ask often)."""
    for held, units in _known_units:
        if held is indicators:
            return units
    units = tuple(dict.fromkeys(indicator.unit for indicator in indicators))
    _known_units[:] = [(indicators, units), *_known_units[:3]]
    return units


@lru_cache(maxsize=64)
def _formula(text: str) -> Node:
    return parse(text)


def multiplier_of(variable: Variable, units: Sequence[Unit]) -> int | None:
    """Power of ten in which a variable is counted, from its ``unit``; ``None`` where that cannot be told.

    The unit is a name of one of the workspace's units (*HK$ million*), its code where that is not
    ambiguous, or other words for it.
    """
    for names in (
        {unit.multiplier for unit in units if variable.unit in (unit.text.en, unit.text.zh_hant)},
        {unit.multiplier for unit in units if variable.unit == unit.code},
    ):
        if names:
            return names.pop() if len(names) == 1 else None
    return next((power for word, power in _POWERS if word in variable.unit), 0)


@dataclass(frozen=True, slots=True)
class ModelData:
    """Actuals for a model by variable (and ``@series``) and period of its grid, in the units the model states.

    origins: who says so (*derived* = worked out from others, by hand or by a variable's ``history``). breaks: first
    periods of new definitions. problems: variables whose unit cannot be converted (they then have no history).
    """

    history: dict[str, dict[int, float]] = field(default_factory=dict)
    origins: dict[str, dict[int, ActualOrigin]] = field(default_factory=dict)
    breaks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    problems: tuple[NotComputable, ...] = ()


def model_data(
    session: Reading,
    model: Model,
    *,
    as_of: str | None = None,
    actuals: Mapping[str, ActualsRange] | None = None,
    series: Sequence[str] = (),
) -> ModelData:
    """Newest vintages known of everything that a model rests on. series: further ones (``@id``) that links follow.

    actuals: variables of which only some actuals, or none, are to be used. Raises :class:`UsageError` for an
    unknown series.
    """
    units = _units(session.indicators())
    found = ModelData()
    problems: list[NotComputable] = []
    for variable in model.variables:
        wanted = variable.is_driver or variable.actuals == "replace" or variable.name in (actuals or {})
        if not wanted or not variable.series_id:
            continue
        power = multiplier_of(variable, units)
        if power is None:
            problems.append(
                NotComputable(
                    variable.name, None, "scenario.unit-unknown", {"unit": variable.unit}, variable.label
                )
            )
            continue
        shift = session.indicator(variable.series_id).unit.multiplier - power
        _read(session, model, variable.series_id, variable.name, shift, as_of, found)
    for name in series:
        _read(session, model, name.removeprefix("@"), name, 0, as_of, found)
    for variable in model.variables:
        if variable.history:
            _worked_out(session, model, variable, as_of, found)
    for name, rule in (actuals or {}).items():
        if name in found.history:
            kept = {step: value for step, value in found.history[name].items() if _within(rule, step)}
            found.history[name] = kept
    return replace(found, problems=tuple(problems))


def _within(rule: ActualsRange, step: int) -> bool:
    return (
        rule.use and (rule.first is None or step >= rule.first) and (rule.last is None or step <= rule.last)
    )


def _read(
    session: Reading, model: Model, series_id: str, name: str, shift: int, as_of: str | None, found: ModelData
) -> None:
    """One series into *found* under *name*."""
    values: dict[int, float] = {}
    origins: dict[int, ActualOrigin] = {}
    definitions: dict[int, str] = {}
    for item in session.observations(series_id, as_of=as_of):
        if item.period.frequency == model.frequency and is_figure(item) and item.value is not None:
            step = step_of(item.period)
            values[step] = _scaled(item.value, shift)
            origins[step] = _ORIGIN[item.confidence]
            definitions[step] = item.definition
    found.history[name], found.origins[name] = dict(sorted(values.items())), origins
    steps = sorted(values)
    breaks = tuple(two for one, two in pairwise(steps) if definitions[one] != definitions[two])
    if breaks:
        found.breaks[name] = breaks


def _worked_out(
    session: Reading, model: Model, variable: Variable, as_of: str | None, found: ModelData
) -> None:
    """The past of a driver that has no series, from its formula over others; its own series wins where it has one.

    Raises :class:`RuleError` ``expression.*`` with ``field`` = the variable.
    """
    import numpy as np

    from workbench.calc.evaluate import evaluate
    from workbench.calc.expression import dependencies

    try:
        node = _formula(variable.history.replace("@", SERIES))
    except RuleError as problem:
        problem.field = variable.name
        raise
    parts: dict[str, dict[int, float]] = {}
    for name in dependencies(node):
        if name.startswith(SERIES):
            series = name.removeprefix(SERIES)
            own = ModelData()
            _read(session, model, series, series, 0, as_of, own)
            parts[name] = own.history[series]
        else:
            parts[name] = found.history.get(name, {})
    steps = sorted({step for known in parts.values() for step in known})
    if not steps:
        return
    years = np.arange(steps[0], steps[-1] + 1, dtype=np.int64)
    arrays = {
        name: np.array([known.get(step, np.nan) for step in years.tolist()]) for name, known in parts.items()
    }
    value = evaluate(node, arrays, years).array
    known = found.history.setdefault(variable.name, {})
    origins = found.origins.setdefault(variable.name, {})
    for step, each in zip(years.tolist(), value.tolist(), strict=True):
        if step not in known and np.isfinite(each):
            known[step] = each
            origins[step] = "derived"
    found.history[variable.name] = dict(sorted(known.items()))


def model_history(
    session: Reading, model: Model, *, as_of: str | None = None
) -> tuple[dict[str, dict[int, float]], list[NotComputable]]:
    """Actuals of a model by variable, in its own units, and variables whose unit cannot be converted."""
    data = model_data(session, model, as_of=as_of)
    return data.history, list(data.problems)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a run rests on: give it to :func:`workbench.calc.engine.run`, or draw around it."""

    scenario: Scenario
    model: Model
    ready: Compiled
    assumed: Assumed
    data: ModelData
    effects: dict[str, Effect]

    @property
    def paths(self) -> dict[str, DriverPath]:
        """Driver → path in force."""
        return {name: item.path for name, item in self.assumed.paths.items()}


def inputs_of(
    session: Reading,
    scenario_id: str,
    *,
    overrides: Mapping[str, DriverPath] | None = None,
    draft: Scenario | None = None,
    as_of: str | None = None,
) -> Inputs:
    """Everything that a scenario rests on now.

    overrides: paths tried out without being stored. draft: the scenario with changes that are not stored (any field);
    it takes the place of the stored one of its id. Raises :class:`RuleError` ``scenario.*`` (inheritance, names that
    the model does not have, add factors, levers), ``expression.*``.
    """
    from workbench.calc.levers import effects, in_force

    scenarios = {scenario.id: scenario for scenario in session.scenarios()}
    if draft is not None:
        scenarios[draft.id] = draft
    else:
        session.scenario(scenario_id)
    scenario = scenarios[scenario_id]
    model = next((model for model in session.models() if model.id == scenario.model_id), None)
    if model is None:
        raise UsageError("session.unknown-id", kind="model", id=scenario.model_id)
    ready = compiled(model)
    force = assumed(scenario_id, scenarios)
    force.paths.update({name: Resolved(path, "") for name, path in (overrides or {}).items()})
    check_names(ready, force)
    followed = {item.path.link.variable for item in force.paths.values() if item.path.link is not None}
    data = model_data(
        session,
        model,
        as_of=as_of,
        actuals={name: held.value for name, held in force.actuals.items()},
        series=sorted(name for name in followed if name.startswith("@")),
    )
    levers = [
        in_force(lever, force.levers[lever.id].value)
        for lever in model.levers
        if lever.id in force.levers and force.levers[lever.id].value.on
    ]
    laid = effects(ready.years, levers, {name: held.value for name, held in force.add_factors.items()})
    return Inputs(scenario, model, ready, force, data, laid)


def check_names(ready: Compiled, force: Assumed) -> None:
    """Refuse assumptions about what the model does not have.

    Raises :class:`RuleError` ``scenario.unknown-driver``, ``scenario.unknown-variable``, ``scenario.unknown-lever``,
    ``field`` = the name.
    """
    drivers = {variable.name for variable in ready.drivers}
    names, levers = set(ready.names()), {lever.id for lever in ready.model.levers}
    for name in force.paths:
        if name not in drivers:
            raise RuleError("scenario.unknown-driver", field=name, variable=name)
    for name in (*force.add_factors, *force.actuals):
        if name not in names:
            raise RuleError("scenario.unknown-variable", field=name, variable=name)
    for name in force.levers:
        if name not in levers:
            raise RuleError("scenario.unknown-lever", field=name, id=name)
    for name, held in force.spreads.items():
        if name not in (levers if held.value.of == "elasticity" else drivers):
            code = "unknown-lever" if held.value.of == "elasticity" else "unknown-driver"
            raise RuleError(f"scenario.{code}", field=name, variable=name, id=name)


def _scaled(value: float, power: int) -> float:
    """The decimal point moved: dividing by 10ⁿ rounds once, multiplying by 0.1ⁿ would round twice."""
    return value * float(10**power) if power >= 0 else value / float(10**-power)
