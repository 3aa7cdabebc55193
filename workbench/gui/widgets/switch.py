"""The 中 | EN switch and the search box at the right of the menu bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from workbench.gui import language
from workbench.gui.language import bind

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.gui.theme import Theme


class LanguageSwitch(QWidget):
    """Two buttons, one of them down. ``chosen(lang)`` when the user presses the other."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        self.buttons: dict[Lang, QPushButton] = {}
        words: tuple[tuple[Lang, str, str], ...] = (("zh-Hant", "中", "left"), ("en", "EN", "right"))
        for lang, letters, side in words:
            button = QPushButton(letters, self)
            button.setCheckable(True)
            button.setProperty("segment", side)
            group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _=False, lang=lang: self.chosen.emit(lang))
            self.buttons[lang] = button
        chinese, english = self.buttons["zh-Hant"], self.buttons["en"]
        bind(chinese, chinese.setToolTip, "switch", "Show the window in Chinese (F9)")
        bind(chinese, chinese.setAccessibleName, "switch", "Show the window in Chinese (F9)")
        bind(english, english.setToolTip, "switch", "Show the window in English (F9)")
        bind(english, english.setAccessibleName, "switch", "Show the window in English (F9)")
        language.changed.connect(self.show_current)
        self.show_current()

    def show_current(self) -> None:
        """Press the button of the language of the window."""
        self.buttons[language.current()].setChecked(True)


class SearchButton(QPushButton):
    """Looks like a search box; opens the palette."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("search", True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        bind(self, self.setText, "switch", "Search or command…    Ctrl+K")
        bind(self, self.setAccessibleName, "switch", "Search or command")
        theme.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Icon and width at the scale chosen; a large scale leaves less room beside the menus."""
        theme = self._theme
        self.setIcon(theme.icon("search", "muted"))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setMinimumWidth(theme.px(250) if theme.scale <= 1.25 else theme.px(120))
