"""Changes to briefing packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from workbench.domain.errors import RuleError
from workbench.domain.pack import Pack
from workbench.services.pack_texts import pack_texts, pieces

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
        """An unfinished pack may be kept; refused is only a text whose braces do not pair, which nothing can fill."""
        for text in pack_texts(self.pack):
            for words in text.as_dict().values():
                try:
                    list(pieces(words))
                except ValueError:
                    raise RuleError("packs.braces", text=words[:60]) from None

    def apply(self, store: Store) -> None:
        """Writes it."""
        store.put("pack", self.pack)


@dataclass(frozen=True, slots=True)
class SavePacks:
    """Add packs that belong together (a paper made again and its cover note), or replace those with their ids."""

    label: ClassVar[str] = "operation.save-packs"
    packs: tuple[Pack, ...]

    def params(self, session: Session) -> dict[str, str]:
        """How many, and the title of the first in both languages."""
        return {"count": str(len(self.packs)), **SavePack(self.packs[0]).params(session)}

    def prepare(self, session: Session) -> None:
        """As :class:`SavePack`."""
        for pack in self.packs:
            SavePack(pack).prepare(session)

    def apply(self, store: Store) -> None:
        """Writes them."""
        for pack in self.packs:
            store.put("pack", pack)


@dataclass(frozen=True, slots=True)
class RemovePack:
    """Take a pack out of the workspace. Papers made from it stay in the register."""

    label: ClassVar[str] = "operation.remove-pack"
    pack_id: str

    def params(self, session: Session) -> dict[str, str]:
        """Its title in both languages."""
        title = session.pack(self.pack_id).title
        return {"title_en": title.show("en"), "title_zh": title.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Refuses an unknown id."""
        session.pack(self.pack_id)

    def apply(self, store: Store) -> None:
        """Removes it."""
        store.remove("pack", self.pack_id)
