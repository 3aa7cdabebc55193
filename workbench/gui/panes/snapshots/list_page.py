"""The list of snapshots and what can be done with one or two of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.language import Text, bind, bind_text, mark, tr
from workbench.gui.panes.snapshots import work
from workbench.gui.panes.snapshots.list_model import COMMENT, NAME, SnapshotModel
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.snapshot import Snapshot
    from workbench.gui.workspace import Workspace


class SnapshotTable(QTableView):
    """One or two rows can be chosen; F2 or a double click edits name or comment."""

    def __init__(self, model: SnapshotModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(COMMENT, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(40)

    def chosen(self) -> list[Snapshot]:
        """The chosen snapshots, oldest first."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()}, reverse=True)
        return [self.rows.snapshot(row) for row in rows if row < self.rows.rowCount()]


class ListPage(QWidget):
    """``compare(since, until)``: two ids, *until* "" for the present. ``restore(id)``: go back to it, after asking."""

    compare = Signal(str, str)
    restore = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.bar = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.bar.setSizePolicy(policy)
        row = FlowLayout(self.bar, theme.px(6))
        self.create_button = self._button(
            row, mark("snapshots", "Take snapshot…"), lambda: workspace.trigger("snapshot.create")
        )
        self.create_button.setProperty("primary", True)
        self.compare_button = self._button(row, mark("snapshots", "Compare with now"), self._compare)
        self.restore_button = self._button(row, mark("snapshots", "Restore…"), self._restore)
        self.pin_button = self._button(row, mark("snapshots", "Pin"), self.toggle_pin)
        self.verify_button = self._button(row, mark("snapshots", "Verify"), self.verify)
        bind(
            self.verify_button,
            self.verify_button.setToolTip,
            "snapshots",
            "Check that every snapshot still follows from the change log",
        )
        self.automatic = QCheckBox(self.bar)
        self.automatic.setChecked(True)
        bind(self.automatic, self.automatic.setText, "snapshots", "Show automatic ones")
        self.automatic.toggled.connect(lambda _: self.refresh())
        row.addWidget(self.automatic)
        column.addWidget(self.bar)
        self.model = SnapshotModel(workspace, self)
        self.table = SnapshotTable(self.model, self)
        self.table.verticalHeader().setDefaultSectionSize(theme.px(30))
        bind(self.table, self.table.setAccessibleName, "snapshots", "Snapshots, newest first")
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.model.modelReset.connect(self._enable)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        column.addWidget(self.table, 1)
        self.hint = QLabel(self)
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        bind(
            self.hint,
            self.hint.setText,
            "snapshots",
            "Choose one to compare it with the present, two (Ctrl+click) to compare them with each other. F2 changes "
            "a name or comment.",
        )
        column.addWidget(self.hint)
        self.empty = EmptyState(
            theme,
            mark(
                "snapshots",
                "No snapshot yet. Take one before a paper goes out: its figures can then be checked and compared later.",
            ),
            mark("snapshots", "Take snapshot…"),
            lambda: workspace.trigger("snapshot.create"),
            self,
        )
        column.addWidget(self.empty, 1)

    def _button(self, row: FlowLayout, words: Text, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(self.bar)
        bind_text(button, button.setText, words)
        button.clicked.connect(lambda _=False: deed())
        row.addWidget(button)
        return button

    def refresh(self) -> None:
        """The list as it is now; what was chosen stays chosen."""
        chosen = {item.id for item in self.table.chosen()}
        current = self.table.currentIndex().column()
        self.model.refresh(automatic=self.automatic.isChecked())
        model = self.table.selectionModel()
        if not self.table.chosen():
            flag = QItemSelectionModel.SelectionFlag
            for snapshot_id in chosen:
                at = self.model.row_of(snapshot_id)
                if at >= 0:
                    index = self.model.index(at, max(0, current))
                    model.select(index, flag.Select | flag.Rows)
                    model.setCurrentIndex(index, flag.NoUpdate)
        some = bool(self._workspace.session.snapshots())
        for part in (self.bar, self.table, self.hint):
            part.setVisible(some)
        self.empty.setVisible(not some)
        self._enable()

    def chosen(self) -> list[Snapshot]:
        """The chosen snapshots, oldest first."""
        return self.table.chosen()

    def choose(self, *snapshot_ids: str) -> None:
        """Choose these."""
        model, flag = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        model.clearSelection()
        for snapshot_id in snapshot_ids:
            at = self.model.row_of(snapshot_id)
            if at >= 0:
                model.select(self.model.index(at, 0), flag.Select | flag.Rows)
                model.setCurrentIndex(self.model.index(at, 0), flag.NoUpdate)

    def _enable(self) -> None:
        chosen = self.table.chosen()
        self.compare_button.setEnabled(len(chosen) in (1, 2))
        bind_text(
            self.compare_button,
            self.compare_button.setText,
            mark("snapshots", "Compare the two")
            if len(chosen) == 2
            else mark("snapshots", "Compare with now"),
        )
        self.restore_button.setEnabled(len(chosen) == 1)
        self.pin_button.setEnabled(bool(chosen))
        pinned = bool(chosen) and all(item.pinned for item in chosen)
        bind_text(
            self.pin_button,
            self.pin_button.setText,
            mark("snapshots", "Unpin") if pinned else mark("snapshots", "Pin"),
        )

    def _compare(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) in (1, 2):
            self.compare.emit(chosen[0].id, chosen[1].id if len(chosen) == 2 else "")

    def _restore(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) == 1:
            self.restore.emit(chosen[0].id)

    def toggle_pin(self) -> None:
        """Pin the chosen ones, or let them loose where all are pinned."""
        chosen = self.table.chosen()
        pin = not all(item.pinned for item in chosen)
        for item in chosen:
            self._workspace.attempt(partial(self._workspace.session.describe_snapshot, item.id, pinned=pin))

    def verify(self) -> None:
        """Follow the chain of digests from the beginning, on a pool thread, and say what came of it."""
        self.verify_button.setEnabled(False)
        job = self._workspace.jobs.start(
            mark("snapshots", "Verifying the snapshots"),
            work.verify,
            self._workspace.session.reader_source(),
        )
        job.done.connect(self._say_verified)
        job.ended.connect(lambda: self.verify_button.setEnabled(True))

    def _say_verified(self, found: tuple[Snapshot, ...]) -> None:
        broken = {item.id for item in found}
        self.model.mark_checked(broken)
        notify = self._workspace.notify
        if broken:
            notify.warn(
                mark(
                    "snapshots",
                    "{n} snapshots no longer follow from the change log: the file was changed outside this program.",
                ),
                n=len(broken),
            )
        else:
            notify.good(
                mark("snapshots", "{n} snapshots verified: all as they were taken."),
                n=len(self.model.verified),
            )

    def _menu(self, at: QPoint) -> None:
        chosen = self.table.chosen()
        if not chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.compare_button.text(), self._compare).setEnabled(self.compare_button.isEnabled())
        menu.addAction(self.restore_button.text(), self._restore).setEnabled(len(chosen) == 1)
        menu.addAction(self.pin_button.text(), self.toggle_pin)
        menu.addSeparator()
        index = self.table.indexAt(at)
        for column, words in ((NAME, tr("snapshots", "Rename")), (COMMENT, tr("snapshots", "Comment"))):
            cell = self.model.index(index.row(), column)
            menu.addAction(words, partial(self.table.edit, cell))
        menu.popup(self.table.viewport().mapToGlobal(at))
