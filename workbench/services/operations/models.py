"""Changes to models: users write their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from workbench.domain.errors import RuleError
from workbench.domain.scenario import Model

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


def _title(model: Model) -> dict[str, str]:
    return {"model_en": model.title.show("en"), "model_zh": model.title.show("zh-Hant")}


@dataclass(frozen=True, slots=True)
class PutModel:
    """Add a model, or change one as a whole. It has to be sound (:mod:`workbench.services.model_check`)."""

    label: ClassVar[str] = "operation.put-model"
    model: Model

    def params(self, session: Session) -> dict[str, str]:
        """Its title."""
        return _title(self.model)

    def prepare(self, session: Session) -> None:
        """Refuses the first problem that the check finds, and taking away what scenarios assume something of."""
        from workbench.services.model_check import check_model

        if not (self.model.title.en or "").strip() and not (self.model.title.zh_hant or "").strip():
            raise RuleError("model.needs-title", field="title")
        for problem in check_model(session, self.model):
            if problem.severity == "error":
                raise RuleError(problem.code, field=problem.field, **problem.params)
        names = {variable.name for variable in self.model.variables}
        drivers = {variable.name for variable in self.model.variables if variable.is_driver}
        levers = {lever.id for lever in self.model.levers}
        for scenario in session.scenarios():
            if scenario.model_id != self.model.id:
                continue
            lost = [name for name in scenario.paths if name not in drivers]
            lost += [name for name in (*scenario.add_factors, *scenario.actuals) if name not in names]
            lost += [name for name in scenario.levers if name not in levers]
            lost += [name for name in scenario.spreads if name not in drivers | levers]
            if lost:
                raise RuleError(
                    "scenario.no-model-change", id=self.model.id, scenario=scenario.id, name=lost[0]
                )

    def apply(self, store: Store) -> None:
        """Writes it."""
        store.put("model", self.model)


@dataclass(frozen=True, slots=True)
class RemoveModel:
    """Remove a model that no scenario uses."""

    label: ClassVar[str] = "operation.remove-model"
    model_id: str

    def params(self, session: Session) -> dict[str, str]:
        """Its title."""
        return _title(session.model(self.model_id))

    def prepare(self, session: Session) -> None:
        """Refuses while scenarios use it."""
        session.model(self.model_id)
        for scenario in session.scenarios():
            if scenario.model_id == self.model_id:
                raise RuleError("model.in-use", scenario=scenario.name.show("en"))

    def apply(self, store: Store) -> None:
        """Removes it."""
        store.remove("model", self.model_id)
