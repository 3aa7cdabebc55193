"""Fields of a form bound to a value: each shows what the value says, and gives a new value when it is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.language import Text, bind, bind_text, show
from workbench.gui.panes.briefing.pair import TextPair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.domain.text import Lang, LocalText
    from workbench.gui.panes.briefing.chips import ChipLook
    from workbench.gui.theme import Theme

    Words = Text | LocalText | str


_COLUMNS = 2


class Form(QWidget):
    """A value (a block, a footnote, the pack itself) and the fields that show it. ``changed(value)``: edited by the user."""

    changed = Signal(object)
    entered = Signal(object)  # the pair of texts that has the cursor
    opened = Signal(str)  # the name of a chip that is to be changed

    def __init__(
        self, theme: Theme, look: Callable[[str, Lang], ChipLook], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme, self.look = theme, look
        self.value: Any = None
        self.pairs: list[TextPair] = []
        self._updates: list[Callable[[Any], None]] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, theme.px(6), 0)
        self.column.setSpacing(theme.px(7))
        self._grid: QGridLayout | None = None
        self._cells = 0

    # ── what is shown ────────────────────────────────────────────────────────────────────────────────────

    def show_value(self, value: Any) -> None:
        """Show a value of the shape this form was made for."""
        self.value = value
        for update in self._updates:
            update(value)

    def put(self, value: Any) -> None:
        """The user has changed it."""
        if value != self.value:
            self.value = value
            self.changed.emit(value)

    def flush(self) -> None:
        """Tell what was written and not told yet."""
        for pair in self.pairs:
            pair.flush()

    def refresh_chips(self) -> None:
        """What chips print has changed."""
        for pair in self.pairs:
            pair.refresh_chips()

    def set_read_only(self, read_only: bool) -> None:
        """Whether anything can be changed."""
        for pair in self.pairs:
            pair.set_read_only(read_only)
        for kind in (QComboBox, QCheckBox, QSpinBox, QLineEdit, QPushButton):
            for widget in self.findChildren(kind):
                widget.setEnabled(not read_only)

    # ── fields ───────────────────────────────────────────────────────────────────────────────────────────

    def pair(
        self,
        title: Text,
        get: Callable[[Any], LocalText],
        put: Callable[[Any, LocalText], Any],
        *,
        lines: int = 1,
        fixed: bool = True,
        number: int = 0,
    ) -> TextPair:
        """A text in both languages."""
        pair = TextPair(self.theme, title, self.look, self, lines=lines, fixed=fixed, number=number)
        pair.written.connect(lambda text: self.put(put(self.value, text)))
        pair.entered.connect(self.entered)
        pair.opened.connect(self.opened)
        self._updates.append(lambda value: pair.set_text(get(value)))
        self.pairs.append(pair)
        self.column.addWidget(pair, 0 if fixed else 1)
        self._grid = None
        return pair

    def _cell(self, title: Text, widget: QWidget) -> None:
        if self._grid is None:
            self._grid, self._cells = QGridLayout(), 0
            self._grid.setHorizontalSpacing(self.theme.px(8))
            self._grid.setVerticalSpacing(self.theme.px(1))
            for column in range(_COLUMNS):
                self._grid.setColumnStretch(column, 1)
            self.column.addLayout(self._grid)
        label = QLabel(self)
        label.setProperty("role", "section")
        label.setBuddy(widget)
        bind_text(label, label.setText, title)
        bind_text(widget, widget.setAccessibleName, title)
        row, column = divmod(self._cells, _COLUMNS)
        self._grid.addWidget(label, row * 2, column, Qt.AlignmentFlag.AlignBottom)
        self._grid.addWidget(widget, row * 2 + 1, column)
        self._cells += 1

    def combo(
        self,
        title: Text,
        choices: Sequence[tuple[Any, Words]],
        get: Callable[[Any], Any],
        put: Callable[[Any, Any], Any],
    ) -> QComboBox:
        """One of several values, each with its words."""
        combo = QComboBox(self)
        combo.setMinimumContentsLength(4)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fill_combo(combo, choices)
        combo.activated.connect(lambda row: self.put(put(self.value, combo.itemData(row))))

        def update(value: Any) -> None:
            with QSignalBlocker(combo):
                row = combo.findData(get(value))
                if row < 0 and get(value) not in ("", None):  # something that is not offered stays what it is
                    combo.addItem(str(get(value)), get(value))
                    row = combo.count() - 1
                combo.setCurrentIndex(row)

        self._updates.append(update)
        self._cell(title, combo)
        return combo

    def check(self, title: Text, attribute: str) -> QCheckBox:
        """Yes or no."""
        box = QCheckBox(self)
        bind_text(box, box.setText, title)
        box.clicked.connect(lambda on: self.put(replace(self.value, **{attribute: on})))
        self._updates.append(lambda value: box.setChecked(bool(getattr(value, attribute))))
        self.column.addWidget(box)
        self._grid = None
        return box

    def spin(self, title: Text, attribute: str, first: int, last: int) -> QSpinBox:
        """A whole number."""
        spin = QSpinBox(self)
        spin.setRange(first, last)

        def update(value: Any) -> None:
            with QSignalBlocker(spin):
                spin.setValue(int(getattr(value, attribute) or first))

        spin.valueChanged.connect(lambda number: self.put(replace(self.value, **{attribute: number})))
        self._updates.append(update)
        self._cell(title, spin)
        return spin

    def line(
        self,
        title: Text,
        get: Callable[[Any], str],
        put: Callable[[Any, str], Any],
        *,
        hint: Text | None = None,
    ) -> QLineEdit:
        """A line of plain words, kept when it is left."""
        line = QLineEdit(self)
        if hint is not None:
            bind_text(line, line.setPlaceholderText, hint)
        line.editingFinished.connect(lambda: self.put(put(self.value, line.text().strip())))

        def update(value: Any) -> None:
            if not line.hasFocus() or not line.isModified():
                line.setText(get(value))

        self._updates.append(update)
        self._cell(title, line)
        return line

    def button(self, title: Text, deed: Callable[[], object]) -> QPushButton:
        """A button of the form."""
        button = QPushButton(self)
        button.setAutoDefault(False)
        bind_text(button, button.setText, title)
        button.clicked.connect(lambda _=False: deed())
        return button

    def words(self, title: Text) -> None:
        """A heading between fields."""
        label = QLabel(self)
        label.setProperty("role", "section")
        bind_text(label, label.setText, title)
        self.column.addWidget(label)
        self._grid = None

    def also(self, update: Callable[[Any], None]) -> None:
        """Call *update* with each value shown."""
        self._updates.append(update)


def fill_combo(combo: QComboBox, choices: Sequence[tuple[Any, Words]]) -> None:
    """Fill a box with values and their words, which follow the language."""
    for row, (value, words) in enumerate(choices):
        combo.addItem("", value)

        def put(text: str, at: int = row) -> None:
            if at < combo.count():
                combo.setItemText(at, text)

        if isinstance(words, Text):
            bind_text(combo, put, words)
        elif isinstance(words, str):
            combo.setItemText(row, words)
        else:
            bind(combo, put, "composer", "{words}", words=words)
            combo.setItemText(row, show(words))
