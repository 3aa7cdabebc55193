"""Everything that is wrong with a model, each where it stands: variable, field, and the character in its formula."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING, Any, Literal

from workbench.base.messages import both
from workbench.calc.expression import check_names, dependencies, parse
from workbench.calc.model import order
from workbench.calc.units import Measure, check_result, measure, unit_of
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.text import LocalText
from workbench.services.scenario_data import SERIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.calc.expression import Node
    from workbench.domain.figure import Unit
    from workbench.domain.scenario import Model, Variable
    from workbench.services.session import Session

_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class ModelProblem:
    """One finding. variable: name, or a lever's id ("" = the model itself). position: in the formula, from 1.

    *warning*: a unit that the workspace does not know, so that it cannot be checked.
    """

    variable: str
    field: str
    code: str
    params: dict[str, Any] = dataclass_field(default_factory=dict)
    position: int | None = None
    severity: Literal["error", "warning"] = "error"

    @property
    def message(self) -> LocalText:
        """In words."""
        return LocalText.of(
            both(self.code, **{"variable": self.variable, "name": self.variable, **self.params})
        )


def check_model(session: Session, model: Model) -> tuple[ModelProblem, ...]:
    """All problems, in printed order of the variables; empty for a sound model."""
    found: list[ModelProblem] = []
    if model.first_year > model.last_year:
        found.append(
            ModelProblem("", "years", "model.years", {"first": model.first_year, "last": model.last_year})
        )
    if not model.variables:
        found.append(ModelProblem("", "variables", "model.no-variables"))
    names = [variable.name for variable in model.variables]
    nodes: dict[str, Node] = {}
    units = [indicator.unit for indicator in session.indicators()]
    for at, variable in enumerate(model.variables):
        found += _check_variable(session, variable, names, at)
        if variable.formula:
            node = _read(variable, variable.formula, "formula", set(names), found)
            if node is not None:
                nodes[variable.name] = node
        if variable.history:
            _check_history(session, variable, names[:at], found)
    try:
        order({name: dependencies(node) for name, node in nodes.items()})
    except RuleError as problem:
        ring = problem.params["names"]
        for name in dict.fromkeys(ring):
            place = _place_of(nodes[name], ring)
            found.append(
                ModelProblem(name, "formula", problem.code, {"cycle": problem.params["cycle"]}, place)
            )
        return tuple(found)
    found += _check_units(model, nodes, units)
    for lever in model.levers:
        if lever.variable not in names:
            found.append(
                ModelProblem(lever.id, "variable", "scenario.unknown-variable", {"variable": lever.variable})
            )
    return tuple(found)


def _check_variable(
    session: Session, variable: Variable, names: Sequence[str], at: int
) -> list[ModelProblem]:
    name = variable.name
    found: list[ModelProblem] = []
    if not _NAME.fullmatch(name):
        found.append(ModelProblem(name, "name", "model.bad-name", {"name": name}))
    if name in names[:at]:
        found.append(ModelProblem(name, "name", "model.twice", {"name": name}))
    for what, linked in (("series_id", variable.series_id), ("indicator_id", variable.indicator_id)):
        if linked:
            try:
                session.indicator(linked)
            except UsageError:
                found.append(ModelProblem(name, what, "model.unknown-series", {"id": linked}))
    if variable.is_driver and (
        not variable.minimum < variable.maximum or (variable.kind == "growth" and variable.minimum <= -1)
    ):
        params = {"name": name, "low": variable.minimum, "high": variable.maximum}
        found.append(ModelProblem(name, "minimum", "model.bounds", params))
    return found


def _read(
    variable: Variable, text: str, where: str, known: set[str], found: list[ModelProblem]
) -> Node | None:
    try:
        return parse(text, known)
    except RuleError as problem:
        found.append(
            ModelProblem(variable.name, where, problem.code, problem.params, problem.params.get("position"))
        )
        return None


def _check_history(
    session: Session, variable: Variable, above: Sequence[str], found: list[ModelProblem]
) -> None:
    text = variable.history
    known = {*above, *(f"{SERIES}{indicator.id}" for indicator in session.indicators())}
    try:
        check_names(parse(text.replace("@", SERIES)), known)
    except RuleError as problem:
        params = {
            key: value.replace(SERIES, "@") if isinstance(value, str) else value
            for key, value in problem.params.items()
        }
        found.append(
            ModelProblem(variable.name, "history", problem.code, params, problem.params.get("position"))
        )


def _place_of(node: Node, ring: Sequence[str]) -> int | None:
    """Where a formula names the next one in the ring."""
    from workbench.calc.expression import Name, walk

    return next((part.position for part in walk(node) if isinstance(part, Name) and part.name in ring), None)


def _measure_of(variable: Variable, units: Sequence[Unit]) -> Measure | None:
    """The measure of a variable's unit as the workspace knows it by name or code; ``None`` = not known."""
    known = {
        measure(unit.code, unit.kind, unit.multiplier)
        for unit in units
        if variable.unit in (unit.text.en, unit.text.zh_hant)
    } or {measure(unit.code, unit.kind, unit.multiplier) for unit in units if variable.unit == unit.code}
    return known.pop() if len(known) == 1 else None


def _check_units(model: Model, nodes: dict[str, Node], units: Sequence[Unit]) -> list[ModelProblem]:
    """Unit clashes of identities whose parts all have units that the workspace knows."""
    measures = {variable.name: _measure_of(variable, units) for variable in model.variables}
    found: list[ModelProblem] = []
    for variable in model.variables:
        node = nodes.get(variable.name)
        if node is None:
            continue
        parts = {name: measures.get(name) for name in dependencies(node)}
        unknown = [name for name, each in parts.items() if each is None]
        if unknown:
            for name in unknown:
                told = {"name": name, "unit": model.variable(name).unit}
                found.append(
                    ModelProblem(variable.name, "formula", "model.unit-unknown", told, severity="warning")
                )
            continue
        try:
            result = unit_of(node, {name: each for name, each in parts.items() if each}, variable.formula)
            declared = measures[variable.name]
            if declared is not None:
                check_result(result, declared, variable.formula)
        except RuleError as problem:
            found.append(
                ModelProblem(
                    variable.name, "formula", problem.code, problem.params, problem.params.get("position")
                )
            )
    return found
