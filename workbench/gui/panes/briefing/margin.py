"""What is wrong with the paper, below it: go there, mend it, or let it stand for a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from workbench.gui.language import Text, bind, bind_text, mark, say, show, tr
from workbench.gui.widgets.text_table import Cell, TextTable

if TYPE_CHECKING:
    from workbench.gui.theme import Theme
    from workbench.services.pack_marks import Fix, Margin, Mark

SHAPES = {"error": "▼", "warning": "◢", "info": "○"}
_TONES = {"error": "bad", "warning": "warn", "info": "muted"}
FIXES: dict[Fix, Text] = {
    "as-told": mark("composer", "Make the change"),
    "same-figures": mark("composer", "Put the same figures into both languages"),
    "nearest": mark("composer", "Use the nearest name"),
    "drop-field": mark("composer", "Take the unused figure out"),
    "own-qualifier": mark("composer", "Print the qualifier of the figure"),
    "official": mark("composer", "Use the latest official figure"),
    "accept": mark("composer", "Take the new figure"),
    "hold": mark("composer", "Keep the earlier figure"),
}


class _Table(TextTable):
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class MarginList(QWidget):
    """``going(Mark)``, ``mending(Mark, fix)``, ``excusing(Mark)``, ``accepting``: all figures that moved."""

    going = Signal(object)
    mending = Signal(object, str)
    excusing = Signal(object)
    accepting = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: tuple[Mark, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        row = QHBoxLayout()
        self.verdict = QLabel(self)
        self.verdict.setProperty("role", "small")
        self.verdict.setWordWrap(True)
        row.addWidget(self.verdict, 1)
        self.all_new = self._button(mark("composer", "Take all new figures"))
        self.all_new.clicked.connect(lambda: self.accepting.emit())
        self.go = self._button(mark("composer", "Go there"))
        self.go.clicked.connect(lambda: self._send(self.going))
        self.mend = self._button(mark("composer", "Mend"))
        self.menu = QMenu(self.mend)
        self.mend.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)
        self.excuse = self._button(mark("composer", "Let it stand…"))
        self.excuse.clicked.connect(lambda: self._send(self.excusing))
        for button in (self.all_new, self.go, self.mend, self.excuse):
            row.addWidget(button)
        column.addLayout(row)
        self.table = _Table(theme, self)
        self.table.horizontalHeader().hide()
        self.table.setMinimumHeight(theme.px(60))
        bind(self.table, self.table.setAccessibleName, "composer", "Findings of the check")
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._allow())
        self.table.doubleClicked.connect(lambda _: self._send(self.going))
        self.table.opened.connect(lambda: self._send(self.going))
        column.addWidget(self.table, 1)
        self.read_only = False

    def _button(self, text: Text) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        bind_text(button, button.setText, text)
        return button

    @property
    def chosen(self) -> Mark | None:
        """The chosen finding."""
        row = self.table.currentIndex().row()
        return self.marks[row] if 0 <= row < len(self.marks) else None

    def show_margin(self, margin: Margin | None) -> None:
        """Show the findings, those with a reason last."""
        found = margin.marks if margin is not None else ()
        self.marks = (*(one for one in found if not one.reason), *(one for one in found if one.reason))
        self.table.show_rows([Cell("")], [[self._cell(one)] for one in self.marks])
        self.table.setVisible(bool(self.marks))
        open_ = [one for one in self.marks if not one.reason]
        must = [one for one in open_ if one.must]
        moved = [one for one in open_ if one.moved is not None]
        if margin is None:
            self.verdict.setText("")
        elif must:
            self.verdict.setText(tr("composer", "{n} findings keep this pack from going out.", n=len(must)))
        elif moved:
            self.verdict.setText(
                tr("composer", "Stale: {n} figures have changed since you last saw them.", n=len(moved))
            )
        elif open_:
            self.verdict.setText(tr("composer", "{n} things to look at; the pack can go out.", n=len(open_)))
        else:
            self.verdict.setText(
                tr("composer", "✓ Every figure is filled in, and both languages say the same numbers.")
            )
        self.all_new.setVisible(bool(moved) and not self.read_only)
        if self.marks and self.chosen is None:
            self.table.selectRow(0)
        self._allow()

    def _cell(self, one: Mark) -> Cell:
        words = show(one.message)
        if one.reason:
            told = tr("composer", "{finding} Let stand: {reason}", finding=words, reason=one.reason)
            return Cell(f"✓ {told}", tone="muted", tip=told, key=one.key)
        return Cell(f"{SHAPES[one.severity]} {words}", tone=_TONES[one.severity], tip=words, key=one.key)

    def _allow(self) -> None:
        one = self.chosen
        for button in (self.go, self.mend, self.excuse):
            button.setVisible(bool(self.marks))
        self.go.setEnabled(one is not None and bool(one.at))
        self.mend.setEnabled(one is not None and bool(one.fixes) and not one.reason and not self.read_only)
        self.excuse.setEnabled(one is not None and not one.must and not self.read_only)
        self.excuse.setText(
            tr("composer", "Take the reason back…")
            if one is not None and one.reason
            else tr("composer", "Let it stand…")
        )

    def _fill(self) -> None:
        self.menu.clear()
        one = self.chosen
        for fix in one.fixes if one is not None else ():
            action = self.menu.addAction(say(FIXES[fix]))
            action.triggered.connect(lambda _=False, mark=one, deed=fix: self.mending.emit(mark, deed))

    def _send(self, signal: object) -> None:
        one = self.chosen
        if one is not None:
            signal.emit(one)  # type: ignore[attr-defined]
