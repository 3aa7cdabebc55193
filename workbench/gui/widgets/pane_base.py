"""What every tab of the centre shares: it shows the session, refreshes when something it shows has changed, and lets go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from workbench.gui import language

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet, Kind
    from workbench.gui.workspace import Workspace


class Pane(QWidget):
    """A tab. A subclass names the ``kinds`` it shows and fills itself in :meth:`refresh`.

    A change of those kinds (or of the language, as content has two) refreshes it once, soon; while hidden it only
    becomes stale and is refreshed when shown.
    """

    kinds: ClassVar[tuple[Kind, ...]] = ()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.reading
        self._stale = True
        self._released = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._catch_up)
        workspace.changes.connect(self._changed)
        language.changed.connect(self._language_changed)
        workspace.theme.changed.connect(self._theme_changed)
        workspace.known.changed.connect(self.update_soon)

    # ── for subclasses ───────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Show the session as it is now."""

    def concerns(self, change: ChangeSet) -> bool:
        """Whether this pane shows anything that *change* touched."""
        return change.touches(*self.kinds)

    def px(self, pixels: float) -> int:
        """Pixels of the design at the scale chosen."""
        return self.workspace.theme.px(pixels)

    # ── keeping up ───────────────────────────────────────────────────────────────────────────────

    @property
    def stale(self) -> bool:
        """Whether something changed that is not shown yet."""
        return self._stale

    def update_soon(self) -> None:
        """Refresh once when the events at hand are done, or when next shown."""
        if self._released:
            return
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _catch_up(self) -> None:
        if self._stale and not self._released and self.isVisible():
            self._stale = False
            self.refresh()
            QCoreApplication.sendPostedEvents(
                None, QEvent.Type.LayoutRequest
            )  # no half-laid-out first picture

    def _changed(self, change: ChangeSet) -> None:
        if self.concerns(change):
            self.update_soon()

    def _language_changed(self, _: str) -> None:
        self.update_soon()

    def _theme_changed(self) -> None:
        self.update_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up before the first picture."""
        super().showEvent(event)
        self._catch_up()

    def release(self) -> None:
        """The session closes: listen no more, touch it no more."""
        if self._released:
            return
        self._released = True
        self._soon.stop()
        self.workspace.changes.disconnect(self._changed)
        language.changed.disconnect(self._language_changed)
        self.workspace.theme.changed.disconnect(self._theme_changed)
        self.workspace.known.changed.disconnect(self.update_soon)
