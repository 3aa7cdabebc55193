"""What an operation is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


class Operation(Protocol):
    """A change a user makes. It is validated, then applied in one transaction, and becomes one step of undo."""

    label: ClassVar[str]
    """Message code of the step's name, such as ``operation.set-status``."""

    def params(self, session: Session) -> dict[str, str]:
        """Parameters of the step's name, read before the change."""

    def prepare(self, session: Session) -> None:
        """Check the rules. Raises :class:`workbench.domain.errors.RuleError`; then nothing is changed."""

    def apply(self, store: Store) -> None:
        """Write the change. Runs inside the session's transaction."""


def reason_of(operation: Operation) -> str:
    """The reason the user gave, for the change log; empty where the operation asks for none."""
    return str(getattr(operation, "reason", ""))
