"""The line above the tabs that says that the past is shown, and leads back to the present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from workbench.gui import language
from workbench.gui.language import bind, tr

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace


class KnownBanner(QFrame):
    """Hidden in the present."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        theme = workspace.theme
        self.setProperty("message", "warn")
        self.setFrameShape(QFrame.Shape.NoFrame)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(5), theme.px(8), theme.px(5))
        self._icon = QLabel(self)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        row.addWidget(self._icon)
        row.addWidget(self.label, 1)
        self.choose = self._button(row)
        bind(self.choose, self.choose.setText, "known", "Another date…")
        self.choose.clicked.connect(lambda: workspace.trigger("data.known"))
        self.back = self._button(row)
        bind(self.back, self.back.setText, "known", "Back to the present")
        self.back.clicked.connect(workspace.known.show_present)
        workspace.known.changed.connect(self.refresh)
        language.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def _button(self, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("link", True)
        row.addWidget(button)
        return button

    def refresh(self) -> None:
        """Say which moment is shown, and what of it."""
        known, theme = self._workspace.known, self._workspace.theme
        shown = not known.present and self.isHidden()
        self.setVisible(not known.present)
        if known.present:
            return
        side = theme.px(16)
        self._icon.setPixmap(theme.icon("recent", "warn").pixmap(QSize(side, side)))
        what = (
            tr("known", "Everything is as it was then; nothing can be changed.")
            if known.snapshot_id
            else tr("known", "Later figures are left out; nothing can be changed.")
        )
        self.label.setText(tr("known", "{moment}. {what}", moment=known.words(), what=what))
        if shown:
            QAccessible.updateAccessibility(QAccessibleEvent(self.label, QAccessible.Event.Alert))
