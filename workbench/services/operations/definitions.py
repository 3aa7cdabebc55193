"""Linking two definitions of a series, with the reason; taking the link away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from workbench.domain.errors import RuleError
from workbench.services.definitions import LINKS

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


@dataclass(slots=True)
class LinkDefinitions:
    """Read figures of two definitions as one line. *note*: why that is sound; without one the link is refused."""

    label: ClassVar[str] = "operation.link-definitions"
    series_id: str
    first: str
    second: str
    note: str
    _kept: dict[str, list[dict[str, Any]]] = field(default_factory=dict, init=False, repr=False)

    def params(self, session: Session) -> dict[str, str]:
        """The series, in both languages."""
        return _named(session, self.series_id)

    def prepare(self, session: Session) -> None:
        """Refuses a link without a note, of one definition with itself, and of definitions the series does not have."""
        if not self.note.strip():
            raise RuleError("definitions.needs-note", field="note", series=self.series_id)
        known = {item.id for item in session.definitions(self.series_id)}
        for name in (self.first, self.second):
            if name not in known:
                raise RuleError("definitions.unknown", field="definition", series=self.series_id, name=name)
        if self.first == self.second:
            raise RuleError("definitions.same", field="definition", series=self.series_id)
        self._kept = _without(session, self.series_id, self.first, self.second)
        self._kept.setdefault(self.series_id, []).append(
            {"first": self.first, "second": self.second, "note": self.note.strip()}
        )

    def apply(self, store: Store) -> None:
        """Writes it."""
        store.put_setting(LINKS, self._kept)


@dataclass(slots=True)
class UnlinkDefinitions:
    """Take the link of two definitions away: they are two lines again."""

    label: ClassVar[str] = "operation.unlink-definitions"
    series_id: str
    first: str
    second: str
    _kept: dict[str, list[dict[str, Any]]] = field(default_factory=dict, init=False, repr=False)

    def params(self, session: Session) -> dict[str, str]:
        """The series, in both languages."""
        return _named(session, self.series_id)

    def prepare(self, session: Session) -> None:
        """Refuses where the two are not linked."""
        self._kept = _without(session, self.series_id, self.first, self.second)
        if self._kept == session.setting(LINKS, {}):
            raise RuleError("definitions.not-linked", field="definition", series=self.series_id)

    def apply(self, store: Store) -> None:
        """Writes what is left."""
        store.put_setting(LINKS, self._kept)


def _named(session: Session, series_id: str) -> dict[str, str]:
    name = session.indicator(series_id).name
    return {"name_en": name.show("en"), "name_zh": name.show("zh-Hant")}


def _without(session: Session, series_id: str, first: str, second: str) -> dict[str, list[dict[str, Any]]]:
    kept = {series: list(items) for series, items in session.setting(LINKS, {}).items()}
    pair = {first, second}
    left = [item for item in kept.get(series_id, []) if {item["first"], item["second"]} != pair]
    kept.pop(series_id, None)
    return {**kept, series_id: left} if left else kept
