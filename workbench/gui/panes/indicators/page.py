"""What the pages of the Indicators tab share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator
    from workbench.gui.workspace import Workspace


class Page(QWidget):
    """Shows one series; ``figure_asked(id)``: another series is to be shown.

    A page fills itself in :meth:`fill`. It is asked again only when another series is chosen or something has changed.
    """

    figure_asked = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.reading
        self.indicator_id = ""
        self._fresh = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.px(6))

    def px(self, pixels: float) -> int:
        """Pixels of the design at the scale chosen."""
        return self.workspace.theme.px(pixels)

    @property
    def indicator(self) -> Indicator:
        """The series shown."""
        return self.session.indicator(self.indicator_id)

    def forget(self) -> None:
        """Something has changed: what is shown is no longer to be trusted."""
        self._fresh = False

    def show_indicator(self, indicator_id: str) -> None:
        """Show this series."""
        if self._fresh and indicator_id == self.indicator_id:
            return
        other = indicator_id != self.indicator_id
        self.indicator_id = indicator_id
        if other:
            self.another()
        self._fresh = True
        self.fill()

    def another(self) -> None:
        """Another series is to be shown: let choices go that belong to the one before."""

    def fill(self) -> None:
        """Show ``self.indicator_id`` as it is now."""

    def release(self) -> None:
        """Listen no more."""

    def line(self, role: str = "") -> QLabel:
        """A line of words that wraps, added below."""
        label = QLabel(self)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        self.column.addWidget(label)
        return label
