"""Language, theme and size: each takes effect while the dialog is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import mark, say
from workbench.gui.theme import CHOICES, SCALES

if TYPE_CHECKING:
    from workbench.gui.handlers.views import Views
    from workbench.gui.theme import Theme

_THEMES = {
    "system": mark("preferences", "As the system"),
    "light": mark("preferences", "Light"),
    "dark": mark("preferences", "Dark"),
    "contrast": mark("preferences", "High contrast"),
}


class PreferencesDialog(Dialog):
    """Three choices, no OK needed."""

    def __init__(self, parent: QWidget, views: Views, theme: Theme) -> None:
        super().__init__(mark("preferences", "Preferences"), parent)
        self._views, self._theme = views, theme
        self.setMinimumWidth(theme.px(360))
        self.language = QComboBox(self)
        self.language.addItem("繁體中文", "zh-Hant")
        self.language.addItem("English", "en")
        self.field(mark("preferences", "&Language"), self.language)
        self.theme = QComboBox(self)
        for choice in CHOICES:
            self.theme.addItem("", choice)
        self.field(mark("preferences", "&Theme"), self.theme)
        self.scale = QComboBox(self)
        for scale in SCALES:
            self.scale.addItem(f"{scale:.0%}", scale)
        self.field(mark("preferences", "&Size"), self.scale)
        self.words(
            mark("preferences", "The language of the window is apart from the language of exported papers."),
            "small",
        )
        self.buttons()
        self._show()
        self.language.activated.connect(self._set_language)
        self.theme.activated.connect(self._set_theme)
        self.scale.activated.connect(self._set_scale)
        language.changed.connect(self._show)

    def _show(self) -> None:
        for row, choice in enumerate(CHOICES):
            self.theme.setItemText(row, say(_THEMES[choice]))
        self.language.setCurrentIndex(self.language.findData(language.current()))
        self.theme.setCurrentIndex(self.theme.findData(self._theme.choice))
        nearest = min(range(len(SCALES)), key=lambda row: abs(SCALES[row] - self._theme.scale))
        self.scale.setCurrentIndex(nearest)

    def _set_language(self) -> None:
        self._views.set_language(self.language.currentData())

    def _set_theme(self) -> None:
        self._views.set_theme(self.theme.currentData())

    def _set_scale(self) -> None:
        self._views.set_scale(self.scale.currentData())
