"""Every step ever made in this workspace, newest first, and the way back one step at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark, say
from workbench.gui.widgets.steps import moment, step_words

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.gui.workspace import Workspace


class HistoryDialog(Dialog):
    """A list that follows the session while it is open."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(mark("history", "History"), parent)
        self._workspace = workspace
        self.resize(workspace.theme.px(640), workspace.theme.px(460))
        self.list = QTreeWidget(self)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnCount(4)
        self.list.header().setStretchLastSection(False)
        bind(self.list, self.list.setAccessibleName, "history", "Steps, newest first")
        self.column.addWidget(self.list)
        self.words(
            mark("history", "Undone steps stay in the list: nothing that was done here is forgotten."),
            "small",
        )
        box = self.buttons()
        self.undo, self.redo = QPushButton(self), QPushButton(self)
        bind(self.undo, self.undo.setText, "history", "&Undo a step")
        bind(self.redo, self.redo.setText, "history", "&Redo a step")
        for button in (self.undo, self.redo):
            button.setAutoDefault(False)
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.undo.clicked.connect(lambda: workspace.attempt(workspace.session.undo))
        self.redo.clicked.connect(lambda: workspace.attempt(workspace.session.redo))
        workspace.changes.connect(self._changed)
        language.changed.connect(self.refresh)
        self.refresh()

    def _changed(self, _: ChangeSet) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the steps anew."""
        session = self._workspace.session
        heads = (
            mark("history", "When"),
            mark("history", "What"),
            mark("history", "Reason"),
            mark("history", "Who"),
        )
        self.list.setHeaderLabels([say(head) for head in heads])
        self.list.clear()
        lang = language.current()
        for change in reversed(session.history()):
            words = step_words(change, lang)
            item = QTreeWidgetItem([moment(change.at), words, change.reason, change.by])
            item.setToolTip(1, words)
            if change.of == "undo":
                item.setForeground(1, self._workspace.theme.color("muted"))
            self.list.addTopLevelItem(item)
        header = self.list.header()
        for column in (0, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.undo.setEnabled(session.undo_step() is not None)
        self.redo.setEnabled(session.redo_step() is not None)
