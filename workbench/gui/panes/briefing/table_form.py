"""The cells of a table, both languages in each; rows and columns added and taken out; pasted from a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark
from workbench.services.pack_edit import with_lang

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.pack import TableBlock
    from workbench.domain.text import Lang
    from workbench.gui.language import Text
    from workbench.gui.theme import Theme


class _Cells(QTableWidget):
    pasted = Signal(str)
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the text, Ctrl+V takes cells of a spreadsheet."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QApplication.clipboard().text())
        else:
            super().keyPressEvent(event)


class TableGrid(QWidget):
    """``changed(TableBlock)``: rows or columns were changed or cells pasted; ``chosen``: another cell is to be written."""

    changed = Signal(object)
    chosen = Signal()
    leaving = Signal()
    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        plain: Callable[[LocalText, Lang], str],
        current: Callable[[], TableBlock],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._plain, self._current_block = plain, current
        self.slot = "r0c0"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.cells = _Cells(self)
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cells.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.cells.setTabKeyNavigation(False)
        self.cells.setWordWrap(True)
        self.cells.setMinimumHeight(theme.px(170))
        self.cells.horizontalHeader().setDefaultSectionSize(theme.px(110))
        self.cells.verticalHeader().setDefaultSectionSize(theme.px(56))
        bind(
            self.cells, self.cells.setAccessibleName, "composer", "Cells of the table, both languages in each"
        )
        self.cells.currentCellChanged.connect(self._current)
        self.cells.pasted.connect(self.paste)
        self.cells.opened.connect(self.opened)
        column.addWidget(self.cells, 1)
        row = QHBoxLayout()
        for text, deed in (
            (mark("composer", "+ row"), lambda: self.grow_rows(1)),
            (mark("composer", "− row"), lambda: self.grow_rows(-1)),
            (mark("composer", "+ column"), lambda: self.grow_columns(1)),
            (mark("composer", "− column"), lambda: self.grow_columns(-1)),
        ):
            row.addWidget(self._button(text, deed))
        row.addStretch(1)
        column.addLayout(row)

    def _button(self, text: Text, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        bind_text(button, button.setText, text)
        button.clicked.connect(lambda _=False: deed())
        return button

    def show_block(self, block: TableBlock) -> None:
        """Show the cells; the chosen one stays chosen."""
        rows, columns = len(block.rows), len(block.rows[0])
        with QSignalBlocker(self.cells):
            at = self.cells.currentRow(), self.cells.currentColumn()
            self.cells.setRowCount(rows)
            self.cells.setColumnCount(columns)
            for r, cells in enumerate(block.rows):
                for c, cell in enumerate(cells):
                    self._show_cell(r, c, cell, head=r < block.header_rows)
            row, column = max(0, min(at[0], rows - 1)), max(0, min(at[1], columns - 1))
            self.cells.setCurrentCell(row, column)
        self.slot = f"r{row}c{column}"

    def _show_cell(self, row: int, column: int, cell: LocalText, *, head: bool) -> None:
        item = self.cells.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.cells.setItem(row, column, item)
        words = [self._plain(cell, lang) if cell.get(lang) else "—" for lang in ("en", "zh-Hant")]
        item.setText("\n".join(words) if cell.as_dict() else "")
        font = item.font()
        font.setBold(head)
        item.setFont(font)

    def _current(self, row: int, column: int, *_: int) -> None:
        if row >= 0 and column >= 0:
            self.leaving.emit()
            self.slot = f"r{row}c{column}"
            self.chosen.emit()

    # ── rows and columns ─────────────────────────────────────────────────────────────────────────────────

    def grow_rows(self, by: int) -> None:
        """A row after the chosen one, or the chosen one taken out."""
        self.leaving.emit()
        block = self._current_block()
        at = max(0, self.cells.currentRow())
        rows = list(block.rows)
        if by > 0:
            rows.insert(at + 1, tuple(LocalText() for _ in rows[0]))
        elif len(rows) > 1:
            del rows[at]
        header = min(block.header_rows, len(rows))
        self.changed.emit(replace(block, rows=tuple(rows), header_rows=header))

    def grow_columns(self, by: int) -> None:
        """A column after the chosen one, or the chosen one taken out; the widths are shared anew."""
        self.leaving.emit()
        block = self._current_block()
        at = max(0, self.cells.currentColumn())
        rows = [list(cells) for cells in block.rows]
        if by < 0 and len(rows[0]) == 1:
            return
        for cells in rows:
            if by > 0:
                cells.insert(at + 1, LocalText())
            else:
                del cells[at]
        self.changed.emit(replace(block, rows=tuple(tuple(cells) for cells in rows), widths=()))

    def paste(self, text: str) -> None:
        """Cells of a spreadsheet from the chosen one on, in the language of the window; rows are added as needed."""
        if not text.strip():
            return
        self.leaving.emit()
        block = self._current_block()
        first, left = max(0, self.cells.currentRow()), max(0, self.cells.currentColumn())
        rows = [list(cells) for cells in block.rows]
        for r, line in enumerate(text.rstrip("\r\n").replace("\r\n", "\n").split("\n")):
            while first + r >= len(rows):
                rows.append([LocalText() for _ in rows[0]])
            for c, words in enumerate(line.split("\t")):
                if left + c < len(rows[0]):
                    said = words.strip().replace("{", "{{").replace("}", "}}")
                    cell = rows[first + r][left + c]
                    rows[first + r][left + c] = with_lang(cell, language.current(), said)
        self.changed.emit(replace(block, rows=tuple(tuple(cells) for cells in rows)))
