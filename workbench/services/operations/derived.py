"""Defining an indicator by a formula, and removing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from workbench.calc.expression import dependencies, parse
from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator
    from workbench.services.session import Session
    from workbench.store.store import Store

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class DefineDerived:
    """Keep an indicator that is computed by its formula; the same id again changes it."""

    label: ClassVar[str] = "operation.define-derived"
    indicator: Indicator

    def params(self, session: Session) -> dict[str, str]:
        """Its name."""
        return {"name_en": self.indicator.name.show("en"), "name_zh": self.indicator.name.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Refuses a bad id, a series with figures, a missing name, and any fault of the formula or its units."""
        from workbench.services.derived import check_formula

        item = self.indicator
        if _ID.fullmatch(item.id) is None:
            raise RuleError("derived.id", field="id", id=item.id)
        known = {one.id: one for one in session.indicators()}
        if item.id in known and (not known[item.id].formula or session.vintages(item.id)):
            raise RuleError("derived.taken", field="id", id=item.id)
        if not (item.name.en or item.name.zh_hant):
            raise RuleError("derived.needs-name", field="name")
        check_formula(session, item.formula, unit=item.unit, own_id=item.id)

    def apply(self, store: Store) -> None:
        """Writes it."""
        store.put("indicator", self.indicator)


@dataclass(frozen=True, slots=True)
class RemoveDerived:
    """Take a derived indicator away."""

    label: ClassVar[str] = "operation.remove-derived"
    indicator_id: str

    def params(self, session: Session) -> dict[str, str]:
        """Its name."""
        name = session.indicator(self.indicator_id).name
        return {"name_en": name.show("en"), "name_zh": name.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Refuses a series that is not computed, and one that another formula needs."""
        if not session.indicator(self.indicator_id).formula:
            raise RuleError("derived.not-derived", field="id", id=self.indicator_id)
        others = [
            item.id
            for item in session.indicators()
            if item.formula and self.indicator_id in dependencies(parse(item.formula))
        ]
        if others:
            raise RuleError("derived.needed", field="id", id=self.indicator_id, others=", ".join(others))

    def apply(self, store: Store) -> None:
        """Removes it."""
        store.remove("indicator", self.indicator_id)
