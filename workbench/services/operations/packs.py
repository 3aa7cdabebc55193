"""Changes to briefing packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from workbench.domain.pack import Pack

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class SavePack:
    """Add a pack or replace the one with its id."""

    label: ClassVar[str] = "operation.save-pack"
    pack: Pack

    def params(self, session: Session) -> dict[str, str]:
        """Its title in both languages."""
        return {"title_en": self.pack.title.show("en"), "title_zh": self.pack.title.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Nothing to refuse: an unfinished pack may be kept."""

    def apply(self, store: Store) -> None:
        """Writes it."""
        store.put("pack", self.pack)
