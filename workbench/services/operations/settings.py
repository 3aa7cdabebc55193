"""Changes to what the workspace remembers about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class PutSetting:
    """Keep a value under a key in the workspace."""

    label: ClassVar[str] = "operation.put-setting"
    key: str
    value: Any

    def params(self, session: Session) -> dict[str, str]:
        """The key."""
        return {"key": self.key}

    def prepare(self, session: Session) -> None:
        """Nothing to refuse."""

    def apply(self, store: Store) -> None:
        """Writes it."""
        store.put_setting(self.key, self.value)
