"""Taking a named snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from workbench.domain.errors import Cancelled, RuleError, WorkbenchError
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark

if TYPE_CHECKING:
    from workbench.domain.snapshot import Snapshot
    from workbench.gui.workspace import Workspace


class SnapshotDialog(Dialog):
    """A name and a comment."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(mark("snapshot", "Take snapshot"), parent)
        self._workspace = workspace
        self._error: WorkbenchError | None = None
        self.setMinimumWidth(workspace.theme.px(420))
        self.words(
            mark(
                "snapshot",
                "A snapshot marks the workspace as it is now. You can compare with it, quote it in a paper and come back to it.",
            ),
            "muted",
        )
        self.name = QLineEdit(self)
        bind(self.name, self.name.setPlaceholderText, "snapshot", "Such as: Panel paper January")
        self.field(mark("snapshot", "&Name"), self.name)
        self.comment = QPlainTextEdit(self)
        self.comment.setTabChangesFocus(True)
        self.comment.setMaximumHeight(workspace.theme.px(80))
        self.field(mark("snapshot", "&Comment"), self.comment)
        self.error = QLabel(self)
        self.error.setProperty("tone", "bad")
        self.error.setWordWrap(True)
        self.error.hide()
        self.column.addWidget(self.error)
        self.buttons(mark("snapshot", "Take snapshot"))
        self.name.setFocus()
        language.changed.connect(self._retranslate)

    def accept(self) -> None:
        """Take it; a missing name is told by the field."""
        session = self._workspace.session
        try:
            made = self._workspace.carry_out(
                mark("snapshot", "Taking the snapshot"), self._take, size=session.size_unsealed()
            )
        except RuleError as error:
            self._error = error
            self._retranslate()
            self.error.show()
            self.name.setFocus()
            return
        except Cancelled:
            return
        except WorkbenchError as error:
            self._workspace.notify.error(error)
            self.reject()
            return
        self._workspace.notify.good(mark("snapshot", "Snapshot “{name}” was taken."), name=made.name)
        super().accept()

    def _take(self) -> Snapshot:
        return self._workspace.session.create_snapshot(self.name.text(), self.comment.toPlainText())

    def _retranslate(self) -> None:
        if self._error is not None:
            self.error.setText(self._error.words(language.current()))
