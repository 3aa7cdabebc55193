"""Changes to figures. Observations are only ever added: a correction is a new vintage."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from workbench.domain.errors import RuleError
from workbench.domain.figure import MISSING_STATUSES, DefinitionVersion, Indicator, Observation

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class AddObservations:
    """Add observations, the series they belong to where these are new, and the recipe they were read with."""

    label: ClassVar[str] = "operation.import"
    observations: tuple[Observation, ...]
    indicators: tuple[Indicator, ...] = ()
    definitions: tuple[DefinitionVersion, ...] = ()
    recipe: tuple[str, dict[str, Any]] | None = None
    title: str = ""
    reason: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def params(self, session: Session) -> dict[str, str]:
        """Number of figures and the table's title."""
        return {"count": str(len(self.observations)), "title": self.title, **self.extra}

    def prepare(self, session: Session) -> None:
        """Refuses a figure without unit (series), vintage or source, and a value that says neither number nor missing."""
        known = {indicator.id for indicator in (*session.indicators(), *self.indicators)}
        for item in self.observations:
            place = {"series": item.series_id, "period": item.period.code}
            if item.series_id not in known:
                raise RuleError("figures.unknown-series", field="series", **place)
            if not item.vintage:
                raise RuleError("figures.needs-vintage", field="vintage", **place)
            if not (item.provenance.source_id or item.provenance.file_name):
                raise RuleError("figures.needs-source", field="source", **place)
            if item.value is None and not MISSING_STATUSES.intersection(item.status):
                raise RuleError("figures.missing-needs-status", field="status", **place)
            if item.value is not None and not math.isfinite(item.value):
                raise RuleError("figures.not-a-number", field="value", **place)

    def apply(self, store: Store) -> None:
        """Writes series first, then figures, then the recipe."""
        for indicator in self.indicators:
            store.put("indicator", indicator)
        for definition in self.definitions:
            store.put("definition", definition)
        store.add_observations(self.observations)
        if self.recipe is not None:
            store.put_recipe(*self.recipe)
