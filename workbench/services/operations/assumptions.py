"""Changes to what a scenario assumes besides its paths, and to where it stands in the tree of scenarios."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

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
from workbench.domain.text import LocalText
from workbench.services.operations.scenarios import refuse_path

if TYPE_CHECKING:
    from workbench.domain.scenario import Model
    from workbench.services.session import Session
    from workbench.store.store import Store


def _names(session: Session, scenario_id: str, name: str = "") -> dict[str, str]:
    """Scenario and variable (or lever) in both languages."""
    scenario = session.scenario(scenario_id)
    model = session.model(scenario.model_id)
    labels = {v.name: v.label for v in model.variables} | {each.id: each.label for each in model.levers}
    label = labels.get(name, LocalText(name, name))
    return {
        "scenario_en": scenario.name.show("en"),
        "scenario_zh": scenario.name.show("zh-Hant"),
        "name_en": label.show("en"),
        "name_zh": label.show("zh-Hant"),
    }


def _model(session: Session, scenario_id: str) -> Model:
    return session.model(session.scenario(scenario_id).model_id)


def _has_variable(session: Session, scenario_id: str, name: str) -> None:
    if name not in {variable.name for variable in _model(session, scenario_id).variables}:
        raise RuleError("scenario.unknown-variable", field=name, variable=name)


def _with(scenario: Scenario, attribute: str, name: str, value: Any) -> Scenario:
    """The scenario with one entry of a dictionary set, or taken out (``None``: the parent's again)."""
    kept = {key: held for key, held in getattr(scenario, attribute).items() if key != name}
    if value is not None:
        kept[name] = value
    changed: Any = {attribute: kept}
    return replace(scenario, **changed)


def _put(store: Store, scenario_id: str, attribute: str, name: str, value: Any) -> None:
    scenario = store.get("scenario", scenario_id)
    assert scenario is not None
    store.put("scenario", _with(scenario, attribute, name, value))


@dataclass(frozen=True, slots=True)
class SetAddFactors:
    """Lay add factors over a variable, each with its reason; ``()`` takes the parent's away, ``None`` takes them again."""

    label: ClassVar[str] = "operation.set-add-factors"
    scenario_id: str
    variable: str
    factors: tuple[AddFactor, ...] | None

    def params(self, session: Session) -> dict[str, str]:
        """Scenario and variable."""
        return _names(session, self.scenario_id, self.variable)

    def prepare(self, session: Session) -> None:
        """Refuses an unknown variable, empty or inverted years, numbers that are none, and a missing reason."""
        _has_variable(session, self.scenario_id, self.variable)
        for each in self.factors or ():
            if each.first > each.last:
                raise RuleError(
                    "scenario.add-window",
                    field="first",
                    variable=self.variable,
                    first=each.first,
                    last=each.last,
                )
            if not math.isfinite(each.value):
                raise RuleError(
                    "scenario.not-a-number", field="value", variable=self.variable, year=each.first
                )
            if not each.reason.strip():
                raise RuleError("scenario.add-reason", field="reason", variable=self.variable)

    def apply(self, store: Store) -> None:
        """Writes them."""
        _put(store, self.scenario_id, "add_factors", self.variable, self.factors)


@dataclass(frozen=True, slots=True)
class SetLever:
    """Switch a lever on or off, or give it other numbers; ``None`` takes the parent's again."""

    label: ClassVar[str] = "operation.set-lever"
    scenario_id: str
    lever_id: str
    setting: LeverSetting | None

    def params(self, session: Session) -> dict[str, str]:
        """Scenario and lever."""
        return _names(session, self.scenario_id, self.lever_id)

    def prepare(self, session: Session) -> None:
        """Refuses an unknown lever and numbers that mean nothing."""
        from workbench.calc.levers import in_force

        try:
            lever = _model(session, self.scenario_id).lever(self.lever_id)
        except KeyError:
            raise RuleError("scenario.unknown-lever", field="lever", id=self.lever_id) from None
        if self.setting is not None:
            in_force(lever, self.setting)

    def apply(self, store: Store) -> None:
        """Writes it."""
        _put(store, self.scenario_id, "levers", self.lever_id, self.setting)


@dataclass(frozen=True, slots=True)
class TickMeasure:
    """Switch all levers of a measure of the tree on or off in a scenario."""

    label: ClassVar[str] = "operation.tick-measure"
    scenario_id: str
    node_id: str
    on: bool

    def params(self, session: Session) -> dict[str, str]:
        """Scenario and measure."""
        node = session.node(self.node_id)
        said = _names(session, self.scenario_id)
        return {**said, "name_en": node.title.show("en"), "name_zh": node.title.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Refuses a measure without a lever in the scenario's model."""
        session.node(self.node_id)
        if not any(each.node_id == self.node_id for each in _model(session, self.scenario_id).levers):
            raise RuleError("scenario.no-lever-there", field="node", id=self.node_id)

    def apply(self, store: Store) -> None:
        """Writes the settings; numbers a scenario has given them stay."""
        scenario = store.get("scenario", self.scenario_id)
        assert scenario is not None
        model = store.get("model", scenario.model_id)
        assert model is not None
        for lever in model.levers:
            if lever.node_id == self.node_id:
                setting = replace(scenario.levers.get(lever.id, LeverSetting()), on=self.on)
                scenario = _with(scenario, "levers", lever.id, setting)
        store.put("scenario", scenario)


@dataclass(frozen=True, slots=True)
class SetActualsRange:
    """Say which actuals of a variable take the model's place; ``None`` takes the parent's rule again."""

    label: ClassVar[str] = "operation.set-actuals"
    scenario_id: str
    variable: str
    rule: ActualsRange | None

    def params(self, session: Session) -> dict[str, str]:
        """Scenario and variable."""
        return _names(session, self.scenario_id, self.variable)

    def prepare(self, session: Session) -> None:
        """Refuses an unknown variable and inverted years."""
        _has_variable(session, self.scenario_id, self.variable)
        rule = self.rule
        if rule is not None and rule.first is not None and rule.last is not None and rule.first > rule.last:
            raise RuleError(
                "scenario.actuals-window",
                field="first",
                variable=self.variable,
                first=rule.first,
                last=rule.last,
            )

    def apply(self, store: Store) -> None:
        """Writes it."""
        _put(store, self.scenario_id, "actuals", self.variable, self.rule)


@dataclass(frozen=True, slots=True)
class SetSpread:
    """Say how uncertain a driver (or a lever's elasticity) is; ``None`` takes the parent's again."""

    label: ClassVar[str] = "operation.set-spread"
    scenario_id: str
    name: str
    spread: Spread | None

    def params(self, session: Session) -> dict[str, str]:
        """Scenario and driver."""
        return _names(session, self.scenario_id, self.name)

    def prepare(self, session: Session) -> None:
        """Refuses what has no spread, and numbers that make no distribution."""
        from workbench.calc.sampling import quantile

        model = _model(session, self.scenario_id)
        levers = {each.id for each in model.levers}
        drivers = {variable.name for variable in model.variables if variable.is_driver}
        spread = self.spread
        if spread is None:
            return
        if spread.of == "elasticity" and self.name not in levers:
            raise RuleError("scenario.unknown-lever", field="name", id=self.name)
        if spread.of != "elasticity" and self.name not in drivers:
            raise RuleError("scenario.unknown-driver", field="name", variable=self.name)
        if spread.of == "level" and spread.around == "value":
            raise RuleError("scenario.spread-level", field="around", variable=self.name)
        if spread.window is not None and spread.window[0] >= spread.window[1]:
            raise RuleError(
                "scenario.trend-window",
                field="window",
                variable=self.name,
                first=spread.window[0],
                last=spread.window[1],
            )
        if spread.kind not in ("none", "past_growth", "past_errors"):
            more = {"values": list(spread.values)} if spread.kind == "empirical" else {}
            quantile({"kind": spread.kind, **spread.numbers, **more}, self.name)

    def apply(self, store: Store) -> None:
        """Writes it."""
        _put(store, self.scenario_id, "spreads", self.name, self.spread)


@dataclass(frozen=True, slots=True)
class SetCorrelations:
    """Correlate the spreads of a scenario; ``None`` takes the parent's again.

    Contradictory correlations are refused with the nearest that can be had (``sampling.impossible``).
    """

    label: ClassVar[str] = "operation.set-correlations"
    scenario_id: str
    correlations: tuple[Correlation, ...] | None

    def params(self, session: Session) -> dict[str, str]:
        """The scenario."""
        return _names(session, self.scenario_id)

    def prepare(self, session: Session) -> None:
        """Refuses unknown names, numbers outside −1 … 1, and a set that contradicts itself."""
        from workbench.calc.sampling import check_correlations

        model = _model(session, self.scenario_id)
        known = {variable.name for variable in model.variables} | {each.id for each in model.levers}
        for each in self.correlations or ():
            for name in (each.first, each.second):
                if name not in known:
                    raise RuleError("sampling.unknown-input", field="correlations", name=name)
        check_correlations([(each.first, each.second, each.value) for each in self.correlations or ()])

    def apply(self, store: Store) -> None:
        """Writes them."""
        scenario = store.get("scenario", self.scenario_id)
        assert scenario is not None
        store.put("scenario", replace(scenario, correlations=self.correlations))


@dataclass(frozen=True, slots=True)
class SetPaths:
    """Assume several paths at once: a pasted table, or the answer to a goal-seek."""

    label: ClassVar[str] = "operation.set-paths"
    scenario_id: str
    paths: dict[str, DriverPath]

    def params(self, session: Session) -> dict[str, str]:
        """Scenario and how many."""
        return {**_names(session, self.scenario_id), "count": str(len(self.paths))}

    def prepare(self, session: Session) -> None:
        """Refuses what is no driver and paths that mean nothing."""
        drivers = {v.name for v in _model(session, self.scenario_id).variables if v.is_driver}
        for name, path in self.paths.items():
            if name not in drivers:
                raise RuleError("scenario.unknown-driver", field=name, variable=name)
            refuse_path(name, path)

    def apply(self, store: Store) -> None:
        """Writes them."""
        scenario = store.get("scenario", self.scenario_id)
        assert scenario is not None
        store.put("scenario", replace(scenario, paths={**scenario.paths, **self.paths}))


@dataclass(frozen=True, slots=True)
class SetScenarioNote:
    """Write a scenario's note."""

    label: ClassVar[str] = "operation.set-scenario-note"
    scenario_id: str
    note: LocalText

    def params(self, session: Session) -> dict[str, str]:
        """The scenario."""
        return _names(session, self.scenario_id)

    def prepare(self, session: Session) -> None:
        """Nothing to refuse but an unknown scenario."""
        session.scenario(self.scenario_id)

    def apply(self, store: Store) -> None:
        """Writes it."""
        scenario = store.get("scenario", self.scenario_id)
        assert scenario is not None
        store.put("scenario", replace(scenario, note=self.note))


@dataclass(frozen=True, slots=True)
class CopyScenario:
    """Copy a scenario beside itself: the same parent, all it states itself."""

    label: ClassVar[str] = "operation.copy-scenario"
    scenario_id: str
    new_id: str
    name: LocalText

    def params(self, session: Session) -> dict[str, str]:
        """The scenario copied."""
        return _names(session, self.scenario_id)

    def prepare(self, session: Session) -> None:
        """Refuses an id in use and an empty name."""
        session.scenario(self.scenario_id)
        if any(other.id == self.new_id for other in session.scenarios()):
            raise RuleError("scenario.id-in-use", id=self.new_id)
        if not (self.name.en or "").strip() and not (self.name.zh_hant or "").strip():
            raise RuleError("scenario.needs-name", field="name")

    def apply(self, store: Store) -> None:
        """Writes the copy, after the original."""
        scenario = store.get("scenario", self.scenario_id)
        assert scenario is not None
        store.put("scenario", replace(scenario, id=self.new_id, name=self.name, order=scenario.order + 1))


@dataclass(frozen=True, slots=True)
class MoveScenario:
    """Put a scenario below another parent (``None``: a base case) and in another place among its siblings."""

    label: ClassVar[str] = "operation.move-scenario"
    scenario_id: str
    parent: str | None
    place: int

    def params(self, session: Session) -> dict[str, str]:
        """The scenario."""
        return _names(session, self.scenario_id)

    def prepare(self, session: Session) -> None:
        """Refuses a parent of another model, itself, or one that builds on it."""
        scenario = session.scenario(self.scenario_id)
        by_id = {each.id: each for each in session.scenarios()}
        above = self.parent
        while above is not None:
            if above == self.scenario_id:
                raise RuleError("scenario.own-ancestor", field="parent")
            held = by_id.get(above)
            if held is None:
                session.scenario(above)  # raises: unknown
                return
            if held.model_id != scenario.model_id:
                raise RuleError("scenario.parent-of-other-model", field="parent")
            above = held.parent

    def apply(self, store: Store) -> None:
        """Writes parent and the order of all siblings."""
        scenario = store.get("scenario", self.scenario_id)
        assert scenario is not None
        siblings = sorted(
            (
                each
                for each in store.all("scenario")
                if each.parent == self.parent and each.id != self.scenario_id
            ),
            key=lambda each: each.order,
        )
        siblings.insert(max(0, min(self.place, len(siblings))), replace(scenario, parent=self.parent))
        for order, each in enumerate(siblings, start=1):
            store.put("scenario", replace(each, order=order))
