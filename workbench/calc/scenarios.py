"""Inheritance of scenarios: what a scenario assumes in the end, and from whom it has it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from workbench.domain.errors import RuleError
from workbench.domain.scenario import (
    ActualsRange,
    AddFactor,
    Correlation,
    DriverPath,
    LeverSetting,
    Scenario,
    Spread,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")
What = Literal["path", "add_factors", "lever", "actuals", "spread", "correlations"]


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """Something assumed. ``origin``: id of the scenario that states it."""

    value: T
    origin: str


@dataclass(frozen=True, slots=True)
class Assumed:
    """Everything in force for a scenario, by driver, variable or lever, each with who states it."""

    paths: dict[str, Resolved] = field(default_factory=dict)
    add_factors: dict[str, Held[tuple[AddFactor, ...]]] = field(default_factory=dict)
    levers: dict[str, Held[LeverSetting]] = field(default_factory=dict)
    actuals: dict[str, Held[ActualsRange]] = field(default_factory=dict)
    spreads: dict[str, Held[Spread]] = field(default_factory=dict)
    correlations: Held[tuple[Correlation, ...]] = field(default_factory=lambda: Held((), ""))


@dataclass(frozen=True, slots=True)
class Differs:
    """One assumption that is not alike in two scenarios. ``first``, ``second``: ``None`` = nothing assumed."""

    what: What
    name: str
    first: Any
    second: Any


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


def assumed(scenario_id: str, scenarios: Mapping[str, Scenario]) -> Assumed:
    """All that is in force: the nearest scenario that names a thing wins. Errors as :func:`chain`."""
    found = Assumed()
    correlations = found.correlations
    for scenario in chain(scenario_id, scenarios):
        own = scenario.id
        found.paths.update({name: Resolved(path, own) for name, path in scenario.paths.items()})
        found.add_factors.update({name: Held(each, own) for name, each in scenario.add_factors.items()})
        found.levers.update({name: Held(each, own) for name, each in scenario.levers.items()})
        found.actuals.update({name: Held(each, own) for name, each in scenario.actuals.items()})
        found.spreads.update({name: Held(each, own) for name, each in scenario.spreads.items()})
        if scenario.correlations is not None:
            correlations = Held(scenario.correlations, own)
    return replace(found, correlations=correlations)


def differences(
    first: Mapping[str, Resolved], second: Mapping[str, Resolved], drivers: Sequence[str]
) -> dict[str, tuple[DriverPath | None, DriverPath | None]]:
    """Drivers whose assumptions differ, in the order of *drivers* (reasons are not assumptions)."""
    found: dict[str, tuple[DriverPath | None, DriverPath | None]] = {}
    for driver in drivers:
        one = first[driver].path if driver in first else None
        two = second[driver].path if driver in second else None
        if _content(one) != _content(two):
            found[driver] = (one, two)
    return found


def what_differs(first: Assumed, second: Assumed) -> tuple[Differs, ...]:
    """Every assumption that is not alike, kind by kind, in the order in which they are first stated."""
    found: list[Differs] = []

    def side_by_side(what: What, one: Mapping[str, Any], two: Mapping[str, Any]) -> None:
        for name in dict.fromkeys((*one, *two)):
            left, right = one.get(name), two.get(name)
            if _content(left) != _content(right):
                found.append(Differs(what, name, left, right))

    side_by_side(
        "path",
        {name: item.path for name, item in first.paths.items()},
        {name: item.path for name, item in second.paths.items()},
    )
    groups: tuple[What, ...] = ("add_factors", "lever", "actuals", "spread")
    for what in groups:
        attribute = {"lever": "levers", "spread": "spreads"}.get(what, what)
        side_by_side(
            what,
            {name: held.value for name, held in getattr(first, attribute).items() if _says(held.value)},
            {name: held.value for name, held in getattr(second, attribute).items() if _says(held.value)},
        )
    if first.correlations.value != second.correlations.value:
        found.append(
            Differs("correlations", "", first.correlations.value or None, second.correlations.value or None)
        )
    return tuple(found)


def _says(value: Any) -> bool:
    """Whether it assumes anything: no add factors, or a lever that is off, is as good as nothing."""
    return bool(value.on) if isinstance(value, LeverSetting) else value != ()


def _content(value: Any) -> Any:
    """What counts when assumptions are compared: reasons, sources and confidence do not."""
    if isinstance(value, tuple):
        return tuple(_content(each) for each in value)
    if isinstance(value, DriverPath):
        return replace(value, reason="", source=None, confidence="")
    if isinstance(value, Spread):
        return replace(value, reason="", source=None)
    if isinstance(value, (AddFactor, LeverSetting, ActualsRange, Correlation)):
        return replace(value, reason="")
    return value
