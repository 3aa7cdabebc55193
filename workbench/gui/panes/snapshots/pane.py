"""Snapshots: named states to come back to, and the history of every step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QSplitter, QVBoxLayout, QWidget

from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, tr
from workbench.gui.widgets.pane_base import Pane
from workbench.gui.widgets.steps import moment, step_words
from workbench.gui.widgets.text_table import Cell, TextTable

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.domain.snapshot import Snapshot
    from workbench.gui.language import Text
    from workbench.gui.workspace import Workspace

_CONTEXT = "SnapshotsPane"


class SnapshotsPane(Pane):
    """The last tab. Every change concerns it: each is a step of the history."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(self.px(16), self.px(10), self.px(16), self.px(8))
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(self.px(12))
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        column.addWidget(split)

        upper = QWidget(split)
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._section(upper, mark(_CONTEXT, "Snapshots")))
        row.addStretch(1)
        self.create_button = QPushButton(upper)
        self.create_button.setProperty("primary", True)
        bind(self.create_button, self.create_button.setText, _CONTEXT, "Take snapshot…")
        self.create_button.clicked.connect(lambda: workspace.trigger("snapshot.create"))
        self.restore_button = QPushButton(upper)
        bind(self.restore_button, self.restore_button.setText, _CONTEXT, "Restore…")
        self.restore_button.clicked.connect(self.ask_restore)
        row.addWidget(self.restore_button)
        row.addWidget(self.create_button)
        above.addLayout(row)
        self.empty = QLabel(upper)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        bind(
            self.empty,
            self.empty.setText,
            _CONTEXT,
            "No snapshot yet. Take one before a paper goes out: its figures can then be checked and compared later.",
        )
        above.addWidget(self.empty)
        self.snapshots = TextTable(theme, upper)
        bind(self.snapshots, self.snapshots.setAccessibleName, _CONTEXT, "Snapshots, newest first")
        self.snapshots.selectionModel().currentRowChanged.connect(self._enable)
        above.addWidget(self.snapshots, 8)
        above.addStretch(1)
        split.addWidget(upper)

        lower = QWidget(split)
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._section(lower, mark(_CONTEXT, "History")))
        row.addStretch(1)
        self.undo = QPushButton(lower)
        self.redo = QPushButton(lower)
        for button, words, action in (
            (self.undo, mark(_CONTEXT, "Undo"), "edit.undo"),
            (self.redo, mark(_CONTEXT, "Redo"), "edit.redo"),
        ):
            bind_text(button, button.setText, words)
            button.clicked.connect(partial(workspace.trigger, action))
            row.addWidget(button)
        below.addLayout(row)
        self.history = TextTable(theme, lower)
        bind(self.history, self.history.setAccessibleName, _CONTEXT, "Every step, newest first")
        below.addWidget(self.history, 8)
        self.no_steps = QLabel(lower)
        self.no_steps.setProperty("role", "muted")
        self.no_steps.setAlignment(Qt.AlignmentFlag.AlignTop)
        bind(
            self.no_steps, self.no_steps.setText, _CONTEXT, "Nothing has been changed in this workspace yet."
        )
        below.addWidget(self.no_steps)
        below.addStretch(1)
        split.addWidget(lower)
        split.setSizes([self.px(250), self.px(330)])

    def _section(self, parent: QWidget, words: Text) -> QLabel:
        label = QLabel(parent)
        label.setProperty("role", "section")
        bind_text(label, label.setText, words)
        return label

    def concerns(self, change: ChangeSet) -> bool:
        """Every step is shown here."""
        return True

    def refresh(self) -> None:
        """Both lists."""
        lang = language.current()
        chosen = self.snapshots.current_key()
        steps = self.session.history()
        header = [
            Cell(tr(_CONTEXT, "Name")),
            Cell(tr(_CONTEXT, "Taken")),
            Cell(tr(_CONTEXT, "By")),
            Cell(tr(_CONTEXT, "Steps since"), right=True),
            Cell(tr(_CONTEXT, "Comment")),
        ]
        rows = []
        for item in reversed(self.session.snapshots()):
            since = sum(1 for step in steps if step.id > item.change_id)
            rows.append(
                [
                    Cell(item.name, bold=True, key=item.id),
                    Cell(moment(item.at)),
                    Cell(item.by),
                    Cell(str(since), right=True),
                    Cell(item.comment, tip=item.comment),
                ]
            )
        self.snapshots.show_rows(header, rows, stretch=4)
        for number, row in enumerate(rows):
            if row[0].key == chosen:
                self.snapshots.selectRow(number)
        self.snapshots.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        history_header = [
            Cell(tr(_CONTEXT, "Step")),
            Cell(tr(_CONTEXT, "When")),
            Cell(tr(_CONTEXT, "By")),
            Cell(tr(_CONTEXT, "Reason")),
        ]
        self.history.show_rows(
            history_header,
            [
                [
                    Cell(step_words(step, lang), key=str(step.id), tip=step_words(step, lang)),
                    Cell(moment(step.at)),
                    Cell(step.by),
                    Cell(step.reason, tip=step.reason),
                ]
                for step in reversed(steps)
            ],
        )
        self.history.setVisible(bool(steps))
        self.no_steps.setVisible(not steps)
        self.undo.setEnabled(self.session.undo_step() is not None)
        self.redo.setEnabled(self.session.redo_step() is not None)
        self._enable()

    def _enable(self) -> None:
        self.restore_button.setEnabled(bool(self.snapshots.current_key()))

    def chosen(self) -> Snapshot | None:
        """The chosen snapshot."""
        key = self.snapshots.current_key()
        return next((item for item in self.session.snapshots() if item.id == key), None)

    def ask_restore(self) -> None:
        """Ask, without blocking, whether to go back to the chosen snapshot."""
        snapshot = self.chosen()
        if snapshot is None:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(tr(_CONTEXT, "Restore “{name}”?", name=snapshot.name))
        box.setInformativeText(
            tr(
                _CONTEXT,
                "The workspace goes back to how it was at {at}. Undo takes you back to how it is now.",
                at=moment(snapshot.at),
            )
        )
        yes = box.addButton(tr(_CONTEXT, "Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(yes)
        yes.clicked.connect(partial(self.restore, snapshot.id))
        box.open()

    def restore(self, snapshot_id: str) -> None:
        """Go back; itself a step that can be undone."""
        snapshot = next((item for item in self.session.snapshots() if item.id == snapshot_id), None)
        change = self.workspace.attempt(lambda: self.session.restore_snapshot(snapshot_id))
        if change is not None and snapshot is not None:
            undo = (mark(_CONTEXT, "Undo"), lambda: self.workspace.trigger("edit.undo"))
            self.workspace.notify.good(mark(_CONTEXT, "Restored “{name}”."), undo, name=snapshot.name)
