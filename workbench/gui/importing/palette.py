"""Legend and palette in one: each role as it looks in the sheet, with its key; pressing one paints what is selected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from workbench.gui import language
from workbench.gui.importing.roles import ROLE_LOOKS, Role, role_icon
from workbench.gui.language import bind, say, tr

if TYPE_CHECKING:
    from workbench.gui.theme import Theme


class Palette(QWidget):
    """``chosen(role)``: a role was pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        label = QLabel(self)
        label.setProperty("role", "section")
        label.setWordWrap(True)
        bind(label, label.setText, "import", "Paint selected cells as (key)")
        column.addWidget(label)
        grid = QGridLayout()
        grid.setSpacing(theme.px(1))
        self.buttons: dict[Role, QToolButton] = {}
        for number, role in enumerate(ROLE_LOOKS):
            button = QToolButton(self)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(theme.px(26), theme.px(16)))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.chosen.emit, role))
            self.buttons[role] = button
            grid.addWidget(button, number % 5, number // 5)
        column.addLayout(grid)
        theme.changed.connect(self._dress)
        language.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        for role, button in self.buttons.items():
            look = ROLE_LOOKS[role]
            name = say(look.name)
            button.setIcon(role_icon(role, self._theme, self.devicePixelRatioF()))
            button.setText(f"{look.key} {name}")
            button.setToolTip(f"{name}: {say(look.why)} ({look.key})")
            button.setAccessibleName(tr("import", "Paint as {role}, key {key}", role=name, key=look.key))
