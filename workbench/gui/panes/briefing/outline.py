"""The outline of a pack: head, blocks, footnotes; moved by dragging and by keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from workbench.gui.theme import Theme

_MIME = "application/x-workbench-block"
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """A row. at: ``head``, ``block:3``, ``footnote:name``. icon: of the worst open mark, "" for none."""

    at: str
    words: str
    indent: int = 0
    bold: bool = False
    muted: bool = False
    icon: str = ""
    tip: str = ""


class OutlineModel(QAbstractListModel):
    """Rows of :class:`Entry`."""

    dropped = Signal(int, int)  # block, number it is to have

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; where as many are shown, only what they say changes."""
        new = tuple(entries)
        if len(new) == len(self.entries):
            self.entries = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.entries = new
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Rows."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and looks."""
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "   " * entry.indent + entry.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.words}. {entry.tip}" if entry.icon else entry.words
        if role == Qt.ItemDataRole.FontRole and entry.bold:
            return self._theme.font(bold=True)
        if role == Qt.ItemDataRole.ForegroundRole and entry.muted:
            return self._theme.color("muted")
        if role == Qt.ItemDataRole.DecorationRole and entry.icon:
            return self._theme.icon(entry.icon, entry.icon if entry.icon in ("bad", "warn") else "muted")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Blocks can be dragged; anything can be dropped between rows."""
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        if self.entries[index.row()].at.startswith("block:"):
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Moving."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only our own."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The block by its number."""
        made = QMimeData()
        made.setData(_MIME, self.entries[indexes[0].row()].at.encode())
        return made

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; the rows change when the pack has."""
        at = bytes(data.data(_MIME).data()).decode()
        if not at.startswith("block:"):
            return False
        if row < 0:
            row = parent.row() if parent.isValid() else len(self.entries)
        source = int(at[6:])
        before = sum(1 for entry in self.entries[:row] if entry.at.startswith("block:"))
        target = before - 1 if before > source else before
        if target != source:
            self.dropped.emit(source, target)
        return False  # else the view would take the row out itself

    def row_of(self, at: str) -> int:
        """The row of a place, -1 if none."""
        return next((row for row, entry in enumerate(self.entries) if entry.at == at), -1)


class Outline(QListView):
    """The view. Alt+↑ ↓ moves a block, Delete takes it out, Ctrl+D copies it, Insert adds one, Enter goes to its text."""

    moved = Signal(int)  # -1 up, +1 down
    removed = Signal()
    duplicated = Signal()
    adding = Signal()
    opened = Signal()
    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = OutlineModel(theme, self)
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(theme.px(13), theme.px(13)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.selectionModel().currentChanged.connect(self._current)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    @property
    def at(self) -> str:
        """The chosen place, "" if none."""
        row = self.currentIndex().row()
        return self.rows.entries[row].at if 0 <= row < len(self.rows.entries) else ""

    def choose(self, at: str) -> None:
        """Choose a place."""
        row = self.rows.row_of(at)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.rows.index(row))
            self.scrollTo(self.rows.index(row))

    def _current(self, *_: object) -> None:
        if self.at:
            self.chosen.emit(self.at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the outline."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.removed.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.duplicated.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.adding.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
