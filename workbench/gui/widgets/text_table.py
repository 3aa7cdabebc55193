"""A table of finished words: cells with alignment, tone and tooltip. For strips and short lists, not for bulk data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView, QWidget

if TYPE_CHECKING:
    from workbench.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
KEY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Cell:
    """Words of a cell. ``tone``: colour token ("" = the table's). ``key``: what the row stands for. ``copy``: for the clipboard."""

    text: str
    right: bool = False
    tone: str = ""
    tip: str = ""
    bold: bool = False
    key: str = ""
    copy: str = ""


class TextTableModel(QAbstractTableModel):
    """Rows of :class:`Cell` below a header."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._header: tuple[Cell, ...] = ()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def show_rows(self, header: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> None:
        """Show these; where the shape is unchanged the selection stays."""
        new_header, new_rows = tuple(header), tuple(tuple(row) for row in rows)
        if len(new_rows) == len(self._rows) and len(new_header) == len(self._header):
            self._header, self._rows = new_header, new_rows
            if new_rows and new_header:
                last = self.index(len(new_rows) - 1, len(new_header) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            if new_header:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(new_header) - 1)
            return
        self.beginResetModel()
        self._header, self._rows = new_header, new_rows
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        return self._rows[row][column]

    def rowCount(self, parent: Index = _NONE) -> int:
        """Rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Columns."""
        return 0 if parent.isValid() else len(self._header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and looks."""
        if not index.isValid():
            return None
        return self._answer(self._rows[index.row()][index.column()], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words of the header."""
        if orientation == Qt.Orientation.Horizontal and section < len(self._header):
            return self._answer(self._header[section], role)
        return None

    def _answer(self, cell: Cell, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and cell.tone:
            return self._theme.color(cell.tone)
        if role == Qt.ItemDataRole.FontRole and cell.bold:
            return self._theme.font(bold=True)
        if role == KEY:
            return cell.key
        return None

    def as_text(self, rows: Sequence[int] | None = None) -> str:
        """Tab-separated with header, for the clipboard."""
        chosen = range(len(self._rows)) if rows is None else rows
        lines = ["\t".join(cell.copy or cell.text for cell in self._header)]
        lines += ["\t".join(cell.copy or cell.text for cell in self._rows[row]) for row in chosen]
        return "\n".join(lines)


class TextTable(QTableView):
    """The view: no grid, no row numbers; Ctrl+C copies the chosen rows with the header."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, rows_shown: int = 0) -> None:
        super().__init__(parent)
        self._rows_shown = rows_shown
        self._stretch: list[int] = []
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows = TextTableModel(theme, self)
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(27))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(
        self,
        header: Sequence[Cell],
        rows: Sequence[Sequence[Cell]],
        *,
        stretch: int = 0,
        tight: Sequence[int] = (),
    ) -> None:
        """Fill; the column *stretch* takes what is left over (−1: all share it, save the *tight* ones)."""
        self.rows.show_rows(header, rows)
        columns = range(len(header)) if stretch < 0 else range(stretch, stretch + 1)
        self._stretch = [column for column in columns if column < len(header) and column not in tight]
        self._fit_columns()
        if self.wordWrap():
            self.resizeRowsToContents()
        if self._rows_shown:
            self._fit_rows()

    def _fit_columns(self) -> None:
        """Every column as wide as its words; what is left over goes to the stretching ones.

        Where there is too little room a single stretching column of long words is shortened; a strip is scrolled.
        """
        head = self.horizontalHeader()
        count = self.rows.columnCount()
        if not count:
            return
        widths = [
            max(self.sizeHintForColumn(column), head.sectionSizeHint(column)) for column in range(count)
        ]
        spare = self.viewport().width() - sum(widths)
        if self._stretch and (spare > 0 or len(self._stretch) == 1):
            share, rest = divmod(spare, len(self._stretch))
            for place, column in enumerate(self._stretch):
                widths[column] = max(head.minimumSectionSize() * 2, widths[column] + share + (place < rest))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit_columns()
        if self._rows_shown and event.size().width() != event.oldSize().width():
            self._fit_rows()

    def _fit_rows(self) -> None:
        """As high as its rows and, where the columns need one, its horizontal scroll bar."""
        count = self.rows.rowCount()
        height = (
            self.horizontalHeader().sizeHint().height() + sum(self.rowHeight(row) for row in range(count)) + 2
        )
        wanted = sum(self.columnWidth(column) for column in range(self.rows.columnCount()))
        if wanted > self.viewport().width() > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(height)

    def current_key(self) -> str:
        """What the chosen row stands for, "" if none."""
        index = self.currentIndex()
        return str(self.rows.cell(index.row(), 0).key) if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
            QApplication.clipboard().setText(self.rows.as_text(chosen or None))
            return
        super().keyPressEvent(event)
