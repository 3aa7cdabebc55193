"""The snapshots as a table, newest first; name and comment are changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.gui.language import mark, say, tr
from workbench.gui.widgets.steps import moment, snapshot_words, unnamed
from workbench.gui.widgets.text_table import Cell

if TYPE_CHECKING:
    from workbench.domain.snapshot import Snapshot
    from workbench.gui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NAME, KIND, TAKEN, SINCE, BY, COMMENT = range(6)
_HEADS = (
    mark("snapshots", "Name"),
    mark("snapshots", "Kind"),
    mark("snapshots", "Taken"),
    mark("snapshots", "Steps since"),
    mark("snapshots", "By"),
    mark("snapshots", "Comment"),
)


class SnapshotModel(QAbstractTableModel):
    """Rows of snapshots. What is typed into a name or comment goes to the session at once."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._items: tuple[Snapshot, ...] = ()
        self._since: dict[str, int] = {}
        self.broken: frozenset[str] = frozenset()
        self.verified: frozenset[str] = frozenset()

    def refresh(self, *, automatic: bool = True) -> None:
        """Read the session; a list of the same snapshots keeps its selection."""
        session = self._workspace.session
        items = tuple(item for item in reversed(session.snapshots()) if automatic or not item.auto)
        steps = [step.id for step in session.history()]
        self._since = {item.id: sum(step > item.change_id for step in steps) for item in items}
        if [item.id for item in items] == [item.id for item in self._items]:
            self._items = items
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, COMMENT))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COMMENT)
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def mark_checked(self, broken: set[str]) -> None:
        """Remember the outcome of the check of the chain."""
        self.verified = frozenset(item.id for item in self._workspace.session.snapshots())
        self.broken = frozenset(broken)
        if self._items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, COMMENT))

    def snapshot(self, row: int) -> Snapshot:
        """The snapshot of a row."""
        return self._items[row]

    def row_of(self, snapshot_id: str) -> int:
        """Row of a snapshot, −1 if it is not shown."""
        return next((row for row, item in enumerate(self._items) if item.id == snapshot_id), -1)

    def cell(self, row: int, column: int) -> Cell:
        """Words of a cell."""
        return Cell(str(self.index(row, column).data()), key=self._items[row].id)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Snapshots."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads."""
        if orientation != Qt.Orientation.Horizontal or section >= len(_HEADS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(_HEADS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    def _side(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column == SINCE else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Name and comment can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (NAME, COMMENT) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, sign of the kind, and what is told on hovering."""
        if not index.isValid():
            return None
        item, column, theme = self._items[index.row()], index.column(), self._workspace.theme
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(item, column)
        if role == Qt.ItemDataRole.EditRole:
            return "" if column == NAME and unnamed(item) else item.name if column == NAME else item.comment
        if role == Qt.ItemDataRole.DecorationRole and column == KIND:
            if item.id in self.broken:
                return theme.icon("bad", "bad")
            return theme.icon(
                "pin" if item.pinned else "recent" if item.auto else "snapshot",
                "muted" if item.auto and not item.pinned else "accent",
            )
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.FontRole and column == NAME and not unnamed(item):
            return theme.font(bold=True)
        if role == Qt.ItemDataRole.ForegroundRole:
            if item.id in self.broken and column == KIND:
                return theme.color("bad")
            if unnamed(item) and column == NAME:
                return theme.color("muted")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(item)
        return None

    def _words(self, item: Snapshot, column: int) -> str:
        if column == KIND:
            if item.id in self.broken:
                return tr("snapshots", "Changed from outside")
            if item.pinned:
                return tr("snapshots", "Pinned")
            return tr("snapshots", "Automatic") if item.auto else tr("snapshots", "Named")
        return {
            NAME: tr("snapshots", "When saved") if unnamed(item) else item.name,
            TAKEN: moment(item.at),
            SINCE: str(self._since[item.id]),
            BY: item.by,
            COMMENT: item.comment,
        }[column]

    def _tip(self, item: Snapshot) -> str:
        lines = [snapshot_words(item), item.comment]
        if item.auto and not item.pinned and not item.comment:
            lines.append(
                tr("snapshots", "Taken when the file was saved; let go with time unless pinned or commented.")
            )
        else:
            lines.append(tr("snapshots", "Kept whatever its age."))
        if item.id in self.verified:
            lines.append(
                tr("snapshots", "It no longer follows from the change log.")
                if item.id in self.broken
                else tr("snapshots", "Verified: it follows from the change log.")
            )
        lines.append(tr("snapshots", "Digest {digest}", digest=item.digest[:16]))
        return "\n".join(line for line in lines if line)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A new name or comment. An empty name leaves the old one."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        item, text = self._items[index.row()], str(value).strip()
        field = "name" if index.column() == NAME else "comment"
        if text == getattr(item, field) or (field == "name" and not text):
            return False
        session = self._workspace.session
        change = {field: text}
        return self._workspace.attempt(lambda: session.describe_snapshot(item.id, **change)) is not None  # type: ignore[arg-type]
