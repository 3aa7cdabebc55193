"""From the session's plain listener to a Qt signal, and into the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.services.session import Session


class SessionBridge(QObject):
    """Sends ``changed(ChangeSet)`` for every change of *session* until :meth:`release`."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe = session.subscribe(self._forward)

    def release(self) -> None:
        """Stop listening."""
        self._unsubscribe()
        self._unsubscribe = lambda: None

    def _forward(self, change: ChangeSet) -> None:
        self.changed.emit(change)
