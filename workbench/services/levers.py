"""Measures of the tree as levers: what each adds in a scenario, and which could close the gap to a target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.calc.gaps import gap
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.scenario import LeverSetting
from workbench.services.scenario_data import inputs_of

if TYPE_CHECKING:
    from workbench.calc.gaps import Gap
    from workbench.domain.scenario import Lever, Scenario
    from workbench.domain.strategy import Node
    from workbench.services.session import Session


@dataclass(frozen=True, slots=True)
class LeverRow:
    """A lever for the list of measures. on: in this scenario. origin: who says so ("" = nobody: off).

    node: ``None`` where the workspace's tree has no such measure.
    """

    lever: Lever
    node: Node | None
    on: bool
    setting: LeverSetting | None
    origin: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What one measure does to the gap of an indicator in a year.

    without, with_it: the indicator without and with the lever (everything else as in the scenario). closes: the part of the
    gap that it closes, 1 = all of it; ``None`` where there is no gap or nothing to compute. needed: how many times its
    amount (or effect) would close the gap alone; ``None`` where no multiple up to a thousand does.
    """

    row: LeverRow
    without: float | None
    with_it: float | None
    closes: float | None
    needed: float | None


@dataclass(frozen=True, slots=True)
class GapClosing:
    """Measures by what they do to a gap, most first, and all of them together."""

    indicator_id: str
    year: int
    target: float
    value: float | None
    gap: Gap | None
    measures: tuple[Closing, ...]
    together: float | None
    together_met: bool | None


def levers(session: Session, scenario_id: str, *, draft: Scenario | None = None) -> tuple[LeverRow, ...]:
    """All levers of the scenario's model in printed order, ticked or not. Raises :class:`RuleError` ``scenario.*``."""
    inputs = inputs_of(session, scenario_id, draft=draft)
    nodes = {node.id: node for node in session.nodes()}
    rows: list[LeverRow] = []
    for lever in inputs.model.levers:
        held = inputs.assumed.levers.get(lever.id)
        setting = held.value if held is not None else None
        rows.append(
            LeverRow(
                lever,
                nodes.get(lever.node_id),
                setting is not None and setting.on,
                setting,
                held.origin if held is not None and setting is not None and setting.on else "",
            )
        )
    return tuple(rows)


def close_the_gap(
    session: Session, scenario_id: str, indicator_id: str, year: int, *, draft: Scenario | None = None
) -> GapClosing:
    """Which measures could close the gap to the indicator's reference figure for *year*.

    Each lever is tried alone on the scenario, ticked or not; then all of them together. Raises :class:`RuleError`
    ``solve.no-target``, ``scenario.no-variable``; :class:`UsageError` for an unknown indicator.
    """
    from workbench.services.scenarios import evaluated

    indicator = session.indicator(indicator_id)
    target = next(
        (
            each
            for each in session.targets(indicator_id)
            if each.data_year == year and each.kind == "reference_target"
        ),
        None,
    )
    if target is None:
        raise RuleError("solve.no-target", field="year", id=indicator_id, year=year)
    scenario = draft if draft is not None else session.scenario(scenario_id)
    present = inputs_of(session, scenario_id, draft=scenario)
    variable = next((v for v in present.model.variables if v.indicator_id == indicator_id), None)
    if variable is None:
        raise RuleError("scenario.no-variable", field=indicator_id, id=indicator_id)
    step = present.ready.grid.last_of(year)

    def reached(settings: dict[str, LeverSetting]) -> float | None:
        tried = replace(scenario, levers={**scenario.levers, **settings})
        return evaluated(inputs_of(session, scenario_id, draft=tried)).at(variable.name, step)

    value = evaluated(present).at(variable.name, step)
    rows = levers(session, scenario_id, draft=scenario)
    found: list[Closing] = []
    for row in rows:
        known = row.setting or LeverSetting()
        with_it = reached({row.lever.id: replace(known, on=True)})
        without = reached({row.lever.id: replace(known, on=False)})
        if with_it is None or without is None or with_it == without:
            continue
        missing = target.value - without
        closes = None if missing == 0 else (with_it - without) / missing
        needed = None
        if closes is not None and closes > 0:
            needed = _times(row, known, reached, without, target.value)
        found.append(Closing(row, without, with_it, closes, needed))
    everything = {row.lever.id: replace(row.setting or LeverSetting(), on=True) for row in rows}
    together = reached(everything) if rows else value
    found.sort(key=lambda each: (-(each.closes or 0.0), each.row.lever.id))

    def judged(reached_value: float | None) -> Gap | None:
        if reached_value is None:
            return None
        return gap(reached_value, target.value, indicator.direction, target.qualifier)

    all_of_it = judged(together)
    return GapClosing(
        indicator_id,
        year,
        target.value,
        value,
        judged(value),
        tuple(found),
        together,
        None if all_of_it is None else all_of_it.met,
    )


def _times(
    row: LeverRow,
    known: LeverSetting,
    reached: object,
    without: float,
    target: float,
) -> float | None:
    """How many times the lever's amount closes the gap alone, verified by putting it back."""
    from scipy.optimize import brentq

    assert callable(reached)
    amount = known.amount if known.amount is not None else row.lever.amount
    side = 1.0 if target > without else -1.0

    def short(times: float) -> float:
        value = reached({row.lever.id: replace(known, on=True, amount=amount * times)})
        return -side if value is None else (value - target) * side

    high = 1.0
    while short(high) < 0:
        high *= 2
        if high > 1024:
            return None
    times = float(brentq(short, 0.0, high, xtol=1e-13, rtol=1e-14))
    return times if abs(short(times)) <= 1e-9 * abs(target or 1.0) else None


def lever_of(session: Session, scenario_id: str, node_id: str) -> LeverRow:
    """The lever of a measure, for its place in the tree. Raises :class:`UsageError` if there is none."""
    for row in levers(session, scenario_id):
        if row.lever.node_id == node_id:
            return row
    raise UsageError("session.unknown-id", kind="lever", id=node_id)
