"""Inheritance of scenarios: what a scenario assumes in the end, and from whom it has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.domain.scenario import DriverPath, Scenario


@dataclass(frozen=True, slots=True)
class Resolved:
    """The assumption in force for a driver. ``origin``: id of the scenario that states it."""

    path: DriverPath
    origin: str


def chain(scenario_id: str, scenarios: Mapping[str, Scenario]) -> tuple[Scenario, ...]:
    """The scenario and its ancestors, oldest first.

    Raises :class:`RuleError` ``scenario.unknown``, ``scenario.unknown-parent``, ``scenario.parent-cycle``,
    ``scenario.other-model`` (a parent for another model).
    """
    if scenario_id not in scenarios:
        raise RuleError("scenario.unknown", id=scenario_id)
    line = [scenarios[scenario_id]]
    while (parent := line[-1].parent) is not None:
        if parent not in scenarios:
            raise RuleError("scenario.unknown-parent", id=line[-1].id, parent=parent)
        if any(parent == scenario.id for scenario in line):
            ring = [scenario.id for scenario in line] + [parent]
            raise RuleError("scenario.parent-cycle", cycle=" → ".join(ring))
        line.append(scenarios[parent])
        if line[-1].model_id != line[0].model_id:
            raise RuleError("scenario.other-model", id=line[0].id, parent=parent)
    return tuple(reversed(line))


def resolve(scenario_id: str, scenarios: Mapping[str, Scenario]) -> dict[str, Resolved]:
    """Driver → assumption in force: the nearest that names the driver wins, whole paths at a time."""
    found: dict[str, Resolved] = {}
    for scenario in chain(scenario_id, scenarios):
        for driver, path in scenario.paths.items():
            found[driver] = Resolved(path, scenario.id)
    return found


def differences(
    first: Mapping[str, Resolved], second: Mapping[str, Resolved], drivers: Sequence[str]
) -> dict[str, tuple[DriverPath | None, DriverPath | None]]:
    """Drivers whose assumptions differ, in the order of *drivers* (reasons are not assumptions)."""

    def content(path: DriverPath | None) -> object:
        return None if path is None else (path.growth, path.by_year, path.levels, path.trend)

    found: dict[str, tuple[DriverPath | None, DriverPath | None]] = {}
    for driver in drivers:
        one = first[driver].path if driver in first else None
        two = second[driver].path if driver in second else None
        if content(one) != content(two):
            found[driver] = (one, two)
    return found
