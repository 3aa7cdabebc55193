"""The history: every step, undo, redo and restoring, newest first; branches that were undone stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.language import bind, mark, say, tr
from workbench.gui.panes.snapshots.words import STANDINGS
from workbench.gui.widgets.steps import moment, quoted, snapshot_words, step_words
from workbench.gui.widgets.text_table import Cell
from workbench.services.timeline import snapshots_after, timeline

if TYPE_CHECKING:
    from workbench.domain.snapshot import Snapshot
    from workbench.gui.theme import Theme
    from workbench.gui.workspace import Workspace
    from workbench.services.timeline import Step

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
WORDS, STANDING, WHEN, BY, REASON = range(5)
_HEADS = (
    mark("snapshots", "Step"),
    mark("snapshots", "State"),
    mark("snapshots", "When"),
    mark("snapshots", "By"),
    mark("snapshots", "Reason"),
)
ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Entry:
    """A row: a step, or a snapshot taken between two steps."""

    step: Step | None = None
    snapshot: Snapshot | None = None

    @property
    def change_id(self) -> int:
        """Where in the log it stands."""
        if self.step is not None:
            return self.step.change.id
        assert self.snapshot is not None
        return self.snapshot.change_id


class HistoryModel(QAbstractTableModel):
    """Rows of the history, newest first."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: list[Entry] = []
        self._names: dict[int, Step] = {}

    def refresh(self, *, moves: bool) -> None:
        """Read the session. moves: undos and redos are rows of their own."""
        session = self._workspace.session
        steps = timeline(session.history())
        marks = snapshots_after(item for item in session.snapshots() if not item.auto)
        rows: list[Entry] = [Entry(snapshot=item) for item in marks.get(0, ())]
        for step in steps:
            if moves or step.of is None:
                rows.append(Entry(step))
            rows += [Entry(snapshot=item) for item in marks.get(step.change.id, ())]
        self.beginResetModel()
        self._names = {step.change.id: step for step in steps}
        self._rows = rows[::-1]
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """One row."""
        return self._rows[row]

    def row_of(self, change_id: int) -> int:
        """Row of a step; −1 if it is not shown."""
        return next(
            (row for row, item in enumerate(self._rows) if item.step and item.step.change.id == change_id), -1
        )

    def cell(self, row: int, column: int) -> Cell:
        """Words of a cell."""
        return Cell(str(self.index(row, column).data() or ""), key=str(self._rows[row].change_id))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Entries."""
        return 0 if parent.isValid() else len(self._rows)

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
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and looks."""
        if not index.isValid():
            return None
        entry, theme = self._rows[index.row()], self._workspace.theme
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                text
                for text in (
                    self._words(entry, WORDS),
                    self._words(entry, STANDING),
                    self._words(entry, REASON),
                )
                if text
            )
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = entry.step is not None and entry.step.standing != "in-force"
            return theme.color("muted") if quiet or (entry.snapshot and index.column() != WORDS) else None
        if role == Qt.ItemDataRole.FontRole and index.column() == WORDS:
            font = theme.font(bold=entry.snapshot is not None or bool(entry.step and entry.step.present))
            font.setStrikeOut(entry.step is not None and entry.step.standing in ("undone", "left-aside"))
            return font
        if role == ENTRY:
            return entry
        return None

    def _words(self, entry: Entry, column: int) -> str:
        if entry.snapshot is not None:
            item = entry.snapshot
            return {
                WORDS: tr("snapshots", "Snapshot “{name}”", name=snapshot_words(item)),
                STANDING: tr("snapshots", "Snapshot"),
                WHEN: moment(item.at),
                BY: item.by,
                REASON: item.comment,
            }[column]
        step = entry.step
        assert step is not None
        if column == WORDS:
            return self.step_name(step)
        if column == STANDING:
            words = say(STANDINGS[step.standing])
            if step.present:
                return tr("snapshots", "{standing} · now", standing=words)
            if step.standing == "left-aside":
                return tr("snapshots", "{standing}, branch {number}", standing=words, number=step.branch)
            return words
        return {WHEN: moment(step.change.at), BY: step.change.by, REASON: step.change.reason}[column]

    def step_name(self, step: Step) -> str:
        """The step in words; of a going to another step also that one's."""
        change = step.change
        if change.label == "operation.go-to" and change.params.get("step", "").isdigit():
            goal = self._names.get(int(change.params["step"]))
            if goal is not None and goal.change.label != "operation.go-to":
                words = tr("snapshots", "Back to: {step}", step=step_words(goal.change, language.current()))
                if change.of == "undo":
                    return tr("snapshots", "Undone: {step}", step=words)
                return tr("snapshots", "Redone: {step}", step=words) if change.of == "redo" else words
        return step_words(change, language.current())


class Rail(QStyledItemDelegate):
    """Paints a line with a dot for each step beside its words; what was undone stands on a line of its own."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for the rail."""
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize.setWidth(self._theme.px(40))
        option.decorationSize.setHeight(1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The words, then the rail before them."""
        super().paint(painter, option, index)
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        theme, rect = self._theme, option.rect
        first, second = rect.left() + theme.px(14), rect.left() + theme.px(32)
        middle, radius = rect.center().y() + 0.5, theme.px(4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QPen(theme.color("border"), max(1.0, theme.px(1)))
        painter.setPen(line)
        painter.drawLine(QPointF(first, rect.top()), QPointF(first, rect.bottom() + 1))
        step = entry.step
        if step is None:
            side = theme.px(14)
            theme.icon("snapshot", "accent").paint(
                painter, round(first - side / 2), round(middle - side / 2), side, side
            )
        elif step.standing == "in-force":
            painter.setBrush(theme.color("accent"))
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawEllipse(QPointF(first, middle), radius, radius)
            if step.present:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(first, middle), radius + 3, radius + 3)
        elif step.standing in ("undone", "left-aside"):
            painter.drawLine(QPointF(first, middle + radius * 2), QPointF(second, middle))
            painter.setBrush(theme.color("panel"))
            painter.setPen(QPen(theme.color("muted"), 1.4))
            painter.drawEllipse(QPointF(second, middle), radius, radius)
        else:
            side = theme.px(12)
            theme.icon(step.standing, "muted").paint(
                painter, round(second - side / 2), round(middle - side / 2), side, side
            )
        painter.restore()


class HistoryTable(QTableView):
    """The list."""

    def __init__(self, model: HistoryModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(28))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegateForColumn(WORDS, Rail(theme, self))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(REASON, theme.px(125))


class HistoryPage(QWidget):
    """The visible, named history; the way to any step of it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        self.go = QPushButton(self)
        self.go.setProperty("primary", True)
        bind(self.go, self.go.setText, "snapshots", "Go to this step")
        self.go.clicked.connect(lambda: self.go_to_chosen())
        self.undo, self.redo = QPushButton(self), QPushButton(self)
        bind(self.undo, self.undo.setText, "snapshots", "Undo")
        bind(self.redo, self.redo.setText, "snapshots", "Redo")
        self.undo.clicked.connect(lambda: workspace.trigger("edit.undo"))
        self.redo.clicked.connect(lambda: workspace.trigger("edit.redo"))
        for button in (self.go, self.undo, self.redo):
            row.addWidget(button)
        row.addStretch(1)
        self.moves = QCheckBox(self)
        self.moves.setChecked(True)
        bind(self.moves, self.moves.setText, "snapshots", "Show undos and redos")
        self.moves.toggled.connect(lambda _: self.refresh())
        row.addWidget(self.moves)
        column.addLayout(row)
        self.model = HistoryModel(workspace, self)
        self.table = HistoryTable(self.model, theme, self)
        bind(self.table, self.table.setAccessibleName, "snapshots", "Every step, newest first")
        self.table.selectionModel().currentRowChanged.connect(self._enable)
        self.table.activated.connect(lambda _: self.go_to_chosen())
        column.addWidget(self.table, 1)
        self.hint = QLabel(self)
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        bind(
            self.hint,
            self.hint.setText,
            "snapshots",
            "Nothing done here is forgotten: steps struck out were undone and can still be gone to. Going to a step is "
            "itself a step, which Undo takes back.",
        )
        column.addWidget(self.hint)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(
            self.empty,
            self.empty.setText,
            "snapshots",
            "Nothing has been changed in this workspace yet. Each change will stand here with its reason, who made it "
            "and when.",
        )
        column.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """The history as it is now; the chosen step stays chosen."""
        chosen = self.chosen()
        self.model.refresh(moves=self.moves.isChecked())
        at = self.model.row_of(chosen.change_id) if chosen is not None else -1
        if at >= 0:
            self.table.selectRow(at)
        some = self.model.rowCount() > 0
        for part in (self.table, self.hint, self.go, self.moves):
            part.setVisible(some)
        self.empty.setVisible(not some)
        session = self._workspace.session
        self.undo.setEnabled(session.undo_step() is not None)
        self.redo.setEnabled(session.redo_step() is not None)
        self._enable()

    def chosen(self) -> Entry | None:
        """The chosen row."""
        index = self.table.currentIndex()
        return self.model.entry(index.row()) if index.isValid() else None

    def _enable(self) -> None:
        entry = self.chosen()
        here = entry is not None and entry.step is not None and entry.step.present
        self.go.setEnabled(entry is not None and not here)

    def go_to_chosen(self) -> None:
        """Lead the workspace to how it was right after the chosen step; itself a step."""
        entry = self.chosen()
        if entry is None or not self.go.isEnabled():
            return
        name = (
            self.model.step_name(entry.step) if entry.step is not None else snapshot_words(entry.snapshot)  # type: ignore[arg-type]
        )
        workspace = self._workspace
        before = len(workspace.session.history())
        mark_id = entry.snapshot.id if entry.snapshot is not None else ""
        session = workspace.session
        try:
            change = workspace.carry_out(
                mark("snapshots", "Going back to “{name}”"),
                lambda: session.restore_snapshot(mark_id) if mark_id else session.go_to(entry.change_id),
                size=session.size_since(mark_id) if mark_id else session.size_since_step(entry.change_id),
                name=name,
            )
        except WorkbenchError as error:
            workspace.tell(error)
            return
        if change is not None:
            workspace.notify.good(
                mark("snapshots", "The workspace is as it was after “{step}”."),
                (mark("snapshots", "Undo"), lambda: workspace.trigger("edit.undo")),
                step=quoted(name),
            )
        elif len(workspace.session.history()) == before:
            workspace.notify.info(
                mark("snapshots", "Nothing to do: the workspace is as it was after that step.")
            )
