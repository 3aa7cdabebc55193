"""Setting the delivery status of a measure; a status without a reason is not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QWidget

from workbench.domain.errors import RuleError
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import mark, say
from workbench.gui.words import STATUSES

if TYPE_CHECKING:
    from workbench.domain.strategy import DeliveryStatus, Node
    from workbench.gui.workspace import Workspace


class StatusDialog(Dialog):
    """Status, reason, and what is wrong with them, beside the field."""

    def __init__(self, workspace: Workspace, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(mark("status", "Delivery status"), parent)
        self._workspace = workspace
        self._node = node
        self._error: RuleError | None = None
        self.setMinimumWidth(workspace.theme.px(460))
        self.words(mark("status", "{title}"), "strong", title=node.title)
        self.status = QComboBox(self)
        for key, text in STATUSES.items():
            shape = workspace.theme.mark(key)
            icon = (
                workspace.theme.icon(shape.icon, shape.tone)
                if key
                else workspace.theme.icon("mark-unknown", "muted")
            )
            self.status.addItem(icon, say(text), key)
        self.status.setCurrentIndex(self.status.findData(node.official_status))
        self.field(mark("status", "&Status"), self.status)
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(workspace.theme.px(90))
        self.reason.setPlainText(node.official_status_reason)
        self.field(mark("status", "&Evidence or reason"), self.reason)
        self.words(
            mark(
                "status",
                "Say which document or figure it rests on. It is kept in the history and can be undone.",
            ),
            "small",
        )
        self.error = QLabel(self)
        self.error.setProperty("tone", "bad")
        self.error.setWordWrap(True)
        self.error.hide()
        self.column.addWidget(self.error)
        self.buttons(mark("status", "Set status"))
        language.changed.connect(self._retranslate)

    def _retranslate(self) -> None:
        for row, text in enumerate(STATUSES.values()):
            self.status.setItemText(row, say(text))
        if self._error is not None:
            self.error.setText(self._error.words(language.current()))

    def accept(self) -> None:
        """Carry it out; a broken rule is told by the field and the dialog stays."""
        from workbench.services.operations.strategy import SetOfficialStatus

        status = cast("DeliveryStatus", self.status.currentData())
        operation = SetOfficialStatus(self._node.id, status, self.reason.toPlainText())
        try:
            self._workspace.session.execute(operation, initiator="inspector")
        except RuleError as error:
            self._error = error
            self.error.setText(error.words(language.current()))
            self.error.show()
            (self.reason if error.field == "reason" else self.status).setFocus()
            return
        super().accept()
