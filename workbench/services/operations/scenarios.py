"""Changes to scenarios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath, Scenario
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


def refuse_path(driver: str, path: DriverPath) -> None:
    """Refuse a path that says nothing or means nothing; raises :class:`RuleError` ``scenario.*``."""
    from workbench.calc.paths import check_path

    growths = [*path.by_year.values(), *([] if path.growth is None else [path.growth])]
    if any(not -1 < growth < 10 for growth in growths):
        raise RuleError("scenario.growth-out-of-range", field="growth", driver=driver)
    if path.trend is not None and path.trend[0] >= path.trend[1]:
        raise RuleError("scenario.empty-window", field="trend", driver=driver)
    check_path(driver, path)
    if not (growths or path.levels or path.trend or path.shape or path.link):
        raise RuleError("scenario.empty-path", field="growth", driver=driver)


@dataclass(frozen=True, slots=True)
class SetDriverPath:
    """Assume a path for a driver of a scenario; ``None`` takes the parent's again."""

    label: ClassVar[str] = "operation.set-driver"
    scenario_id: str
    driver: str
    path: DriverPath | None

    def params(self, session: Session) -> dict[str, str]:
        """Names driver and scenario in both languages."""
        scenario = session.scenario(self.scenario_id)
        variable = session.model(scenario.model_id).variable(self.driver)
        return {
            "driver_en": variable.label.show("en"),
            "driver_zh": variable.label.show("zh-Hant"),
            "scenario_en": scenario.name.show("en"),
            "scenario_zh": scenario.name.show("zh-Hant"),
        }

    def prepare(self, session: Session) -> None:
        """Refuses a driver that the model does not have, growth of −100 % or less, and a path that says nothing."""
        scenario = session.scenario(self.scenario_id)
        try:
            variable = session.model(scenario.model_id).variable(self.driver)
        except KeyError:
            raise RuleError("scenario.unknown-driver", field="driver", variable=self.driver) from None
        if not variable.is_driver:
            raise RuleError("scenario.not-a-driver", field="driver", driver=self.driver)
        if self.path is not None:
            refuse_path(self.driver, self.path)

    def apply(self, store: Store) -> None:
        """Writes the scenario with the path changed."""
        scenario = store.get("scenario", self.scenario_id)
        assert scenario is not None
        paths = {name: path for name, path in scenario.paths.items() if name != self.driver}
        if self.path is not None:
            paths[self.driver] = self.path
        store.put("scenario", replace(scenario, paths=paths))


@dataclass(frozen=True, slots=True)
class CreateScenario:
    """Add a scenario."""

    label: ClassVar[str] = "operation.create-scenario"
    scenario: Scenario

    def params(self, session: Session) -> dict[str, str]:
        """Names it in both languages."""
        return _name(self.scenario.name)

    def prepare(self, session: Session) -> None:
        """Refuses a nameless one, an id in use, an unknown model or parent, and a parent of another model."""
        _needs_name(self.scenario.name)
        if any(other.id == self.scenario.id for other in session.scenarios()):
            raise RuleError("scenario.id-in-use", id=self.scenario.id)
        session.model(self.scenario.model_id)
        if (
            self.scenario.parent is not None
            and session.scenario(self.scenario.parent).model_id != self.scenario.model_id
        ):
            raise RuleError("scenario.parent-of-other-model", field="parent")

    def apply(self, store: Store) -> None:
        """Writes it."""
        store.put("scenario", self.scenario)


@dataclass(frozen=True, slots=True)
class RenameScenario:
    """Give a scenario another name."""

    label: ClassVar[str] = "operation.rename-scenario"
    scenario_id: str
    name: LocalText

    def params(self, session: Session) -> dict[str, str]:
        """The new name in both languages."""
        return _name(self.name)

    def prepare(self, session: Session) -> None:
        """Refuses an empty name."""
        session.scenario(self.scenario_id)
        _needs_name(self.name)

    def apply(self, store: Store) -> None:
        """Writes the name."""
        scenario = store.get("scenario", self.scenario_id)
        assert scenario is not None
        store.put("scenario", replace(scenario, name=self.name))


@dataclass(frozen=True, slots=True)
class RemoveScenario:
    """Remove a scenario that no other one inherits from."""

    label: ClassVar[str] = "operation.remove-scenario"
    scenario_id: str

    def params(self, session: Session) -> dict[str, str]:
        """Names it in both languages."""
        return _name(session.scenario(self.scenario_id).name)

    def prepare(self, session: Session) -> None:
        """Refuses while children inherit from it."""
        children = [other for other in session.scenarios() if other.parent == self.scenario_id]
        if children:
            raise RuleError("scenario.has-children", child=children[0].name.show("en"))

    def apply(self, store: Store) -> None:
        """Removes it."""
        store.remove("scenario", self.scenario_id)


def _name(name: LocalText) -> dict[str, str]:
    return {"scenario_en": name.show("en"), "scenario_zh": name.show("zh-Hant")}


def _needs_name(name: LocalText) -> None:
    if not (name.en or "").strip() and not (name.zh_hant or "").strip():
        raise RuleError("scenario.needs-name", field="name")
