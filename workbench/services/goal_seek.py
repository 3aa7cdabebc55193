"""Goal-seek with several drivers and targets: bounds, priorities, and which bound stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.calc.knobs import Knob
from workbench.calc.solve_many import Answer, Control, Goal, solve_many
from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath, LeverSetting
from workbench.services.scenario_data import Inputs, inputs_of
from workbench.services.scenarios import refuse_text
from workbench.services.uncertainty import base_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.domain.scenario import Scenario
    from workbench.domain.text import LocalText
    from workbench.services.session import Session


@dataclass(frozen=True, slots=True)
class Turning:
    """A driver's growth that may be turned (or its level in a year, or the elasticity of a lever that is on).

    low, high: ``None`` = the model's own bounds of the driver (growth).
    """

    name: str
    low: float | None = None
    high: float | None = None
    priority: int = 1
    knob: Knob | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """An indicator that is to come to *value* in the figures for *year*; ``None`` = its reference figure."""

    indicator_id: str
    year: int
    value: float | None = None


@dataclass(frozen=True, slots=True)
class ManySeek:
    """The answer with what was asked. paths: to store so that the targets are met; empty if they cannot be."""

    inputs: Inputs
    controls: tuple[Control, ...]
    aims: tuple[Aim, ...]
    answer: Answer
    paths: dict[str, DriverPath]
    levers: dict[str, LeverSetting]

    def words(self) -> LocalText:
        """The answer in a sentence or two of each language."""
        from workbench.services.scenario_sentences import many_words

        return many_words(self)


def seek(
    session: Session,
    scenario_id: str,
    turnings: Sequence[Turning],
    aims: Sequence[Aim],
    *,
    overrides: Mapping[str, DriverPath] | None = None,
    draft: Scenario | None = None,
) -> ManySeek:
    """Turn several drivers so that several indicators meet their targets.

    Drivers of priority 1 are turned alone if that is enough. Raises :class:`RuleError` ``solve.*`` and
    ``scenario.no-variable``, ``field`` = driver or indicator.
    """
    inputs = inputs_of(session, scenario_id, overrides=overrides, draft=draft)
    grid = inputs.ready.grid
    goals: list[Goal] = []
    wanted: list[Aim] = []
    for aim in aims:
        refuse_text(session, aim.indicator_id)
        variable = next((v for v in inputs.model.variables if v.indicator_id == aim.indicator_id), None)
        if variable is None:
            raise RuleError("scenario.no-variable", field=aim.indicator_id, id=aim.indicator_id)
        value = aim.value
        if value is None:
            value = next(
                (
                    target.value
                    for target in session.targets(aim.indicator_id)
                    if target.data_year == aim.year and target.kind == "reference_target"
                ),
                None,
            )
        if value is None:
            raise RuleError("solve.no-target", field=aim.indicator_id, id=aim.indicator_id, year=aim.year)
        goals.append(Goal(variable.name, grid.last_of(aim.year), value))
        wanted.append(replace(aim, value=value))
    controls = tuple(control_of(inputs, turning) for turning in turnings)
    answer = solve_many(base_of(inputs), controls, goals)
    paths: dict[str, DriverPath] = {}
    levers: dict[str, LeverSetting] = {}
    if answer.status == "solved":
        for control, value in zip(controls, answer.values, strict=True):
            if value == control.present:
                continue
            name = control.knob.name
            if control.knob.turn == "elasticity":
                held = inputs.assumed.levers[name].value
                levers[name] = replace(held, elasticity=value)
            elif control.knob.turn == "level" and control.knob.period is not None:
                base = paths.get(name) or inputs.paths.get(name, DriverPath())
                paths[name] = replace(base, levels={**base.levels, control.knob.period: value})
            else:
                paths[name] = DriverPath(growth=value)
    return ManySeek(inputs, controls, tuple(wanted), answer, paths, levers)


def control_of(inputs: Inputs, turning: Turning) -> Control:
    """The control of a turning, where it is now and within the bounds of its driver.

    Raises :class:`RuleError` ``solve.not-a-driver``, ``scenario.lever-off``.
    """
    from workbench.calc.engine import trend_growth

    knob = turning.knob or Knob(turning.name, "growth")
    if knob.turn == "elasticity":
        lever = next((each for each in base_of(inputs).levers if each.id == knob.name), None)
        if lever is None:
            raise RuleError("scenario.lever-off", field=knob.name, id=knob.name)
        low, high, present = 0.0, 1.0, lever.elasticity
    else:
        try:
            variable = inputs.model.variable(knob.name)
        except KeyError:
            raise RuleError("solve.not-a-driver", field=knob.name, variable=knob.name) from None
        known = inputs.data.history.get(knob.name, {})
        path = inputs.paths.get(knob.name, DriverPath())
        rate = trend_growth(knob.name, path, known, None, inputs.data.breaks.get(knob.name, ()))
        present = float("nan") if rate is None else rate
        low, high = (variable.minimum, variable.maximum) if variable.kind == "growth" else (-0.5, 1.0)
        if knob.turn == "level":
            last = known[max(known)] if known else 1.0
            low, high, present = abs(last) / 100, abs(last) * 100, last
            if variable.kind == "level":
                low, high = variable.minimum, variable.maximum
    return Control(
        knob,
        low if turning.low is None else turning.low,
        high if turning.high is None else turning.high,
        turning.priority,
        present,
    )
