"""A text in both languages side by side, or one above the other where there is little room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.domain.text import LANGS, LocalText
from workbench.gui.language import bind, bind_text
from workbench.gui.panes.briefing.chips import ChipText

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.text import Lang
    from workbench.gui.language import Text
    from workbench.gui.panes.briefing.chips import ChipLook
    from workbench.gui.theme import Theme

_NARROW = 300  # pixels of the design: below it the languages stand one above the other
NAMES: dict[Lang, str] = {"en": "English", "zh-Hant": "繁體中文"}


class TextPair(QWidget):
    """English and Chinese of one text. ``written(LocalText)`` when either was written; ``entered`` when one has the focus."""

    written = Signal(object)
    entered = Signal(object)
    opened = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: Text,
        look: Callable[[str, Lang], ChipLook],
        parent: QWidget | None = None,
        *,
        lines: int = 1,
        fixed: bool = True,
        number: int = 0,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = LocalText()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        self.title = QLabel(self)
        self.title.setProperty("role", "section")
        bind_text(self.title, self.title.setText, title, number=number)
        column.addWidget(self.title)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(6))
        column.addLayout(self._row, 1)
        self.texts: dict[Lang, ChipText] = {}
        for lang in LANGS:
            text = ChipText(theme, _of_lang(look, lang), self)
            text.set_lines(lines, fixed=fixed)
            words = partial(_name, text, lang)
            bind_text(text, words, title, number=number)
            bind(
                text, text.setPlaceholderText, "composer", "{language}: not written yet", language=NAMES[lang]
            )
            text.written.connect(partial(self._written, lang))
            text.entered.connect(lambda: self.entered.emit(self))
            text.opened.connect(self.opened)
            where = Qt.AlignmentFlag.AlignTop if fixed else Qt.AlignmentFlag(0)
            self._row.addWidget(text, 1, where)
            self.texts[lang] = text

    def set_text(self, text: LocalText) -> None:
        """Show a text; what is being written stays."""
        self._text = text
        for lang, edit in self.texts.items():
            if not edit.unsaved or not edit.hasFocus():
                edit.set_template(text.get(lang) or "")

    @property
    def said(self) -> LocalText:
        """As it stands, unsaved words included."""
        return LocalText(*(self.texts[lang].template() or None for lang in LANGS))

    def _written(self, lang: Lang, _: str) -> None:
        said = {
            one: edit.template() if one == lang else self._text.get(one) for one, edit in self.texts.items()
        }
        self._text = LocalText(said["en"] or None, said["zh-Hant"] or None)
        self.written.emit(self._text)

    def flush(self) -> None:
        """Tell what was written and not told yet."""
        for edit in self.texts.values():
            edit.flush()

    def insert_name(self, name: str) -> None:
        """Put a chip into both languages, each at its cursor."""
        for edit in self.texts.values():
            edit.insert_name(name)
        self.flush()

    def refresh_chips(self) -> None:
        """What chips print has changed."""
        for edit in self.texts.values():
            edit.refresh_chips()

    def set_read_only(self, read_only: bool) -> None:
        """Whether it can be written."""
        for edit in self.texts.values():
            edit.setReadOnly(read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= self._theme.px(_NARROW)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)

    def focus_lang(self, lang: Lang | str) -> None:
        """Put the cursor into one language."""
        edit = self.texts["zh-Hant" if lang == "zh-Hant" else "en"]
        edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _of_lang(look: Callable[[str, Lang], ChipLook], lang: Lang) -> Callable[[str], ChipLook]:
    return lambda name: look(name, lang)


def _name(edit: ChipText, lang: Lang, words: str) -> None:
    edit.setAccessibleName(f"{words}, {NAMES[lang]}")
