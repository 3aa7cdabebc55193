"""The title of a dock: small grey words, float and close with names, in the size and language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from workbench.gui.language import bind

if TYPE_CHECKING:
    from workbench.gui.theme import Theme


class DockTitle(QWidget):
    """In place of Qt's own title bar, which keeps the system's font and names nothing. Dragging it moves the dock."""

    def __init__(self, dock: QDockWidget, theme: Theme) -> None:
        super().__init__(dock)
        self._theme = theme
        self.setProperty("panel", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._label = QLabel(self)
        self._label.setProperty("role", "section")
        self._row.addWidget(self._label, 1)
        self._float, self._close = QToolButton(self), QToolButton(self)
        bind(self._float, self._float.setToolTip, "dock", "Float or dock")
        bind(self._float, self._float.setAccessibleName, "dock", "Float or dock")
        bind(self._close, self._close.setToolTip, "dock", "Hide (View menu brings it back)")
        bind(self._close, self._close.setAccessibleName, "dock", "Hide (View menu brings it back)")
        self._float.clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self._close.clicked.connect(dock.hide)
        for button in (self._float, self._close):
            button.setProperty("quiet", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._row.addWidget(button)
        dock.windowTitleChanged.connect(self._label.setText)
        self._label.setText(dock.windowTitle())
        dock.setTitleBarWidget(self)
        theme.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Icons and margins at the scale chosen."""
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(6), px(6), px(4))
        self._row.setSpacing(px(2))
        for button, name in ((self._float, "float"), (self._close, "close")):
            button.setIcon(self._theme.icon(name, "muted"))
            button.setIconSize(QSize(px(12), px(12)))
