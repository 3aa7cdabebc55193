"""Setting the delivery status of a measure; none without a reason, and no claim of progress without evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from workbench.domain.errors import RuleError
from workbench.domain.strategy import CLAIMS_PROGRESS
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark, say, show, tr
from workbench.gui.words import STATUSES, evidence_words, progress_words

if TYPE_CHECKING:
    from workbench.domain.strategy import DeliveryStatus, Node
    from workbench.gui.dialogs.evidence import EvidenceDialog
    from workbench.gui.workspace import Workspace
    from workbench.services.operations.evidence import AddEvidence

_KEY = Qt.ItemDataRole.UserRole
_NEW = "\0new"


class StatusDialog(Dialog):
    """Status, date, evidence, reason, and what is wrong with them. New evidence and status are one step of undo."""

    def __init__(self, workspace: Workspace, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(mark("status", "Delivery status"), parent)
        self._workspace = workspace
        self._node = node
        self._error: RuleError | None = None
        self._new: AddEvidence | None = None
        self.setMinimumWidth(workspace.theme.px(520))
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
        self.date = QLineEdit(node.official_status_date, self)
        bind(
            self.date,
            self.date.setPlaceholderText,
            "status",
            "2026, 2026-03 or 2026-03-21; empty: as the evidence",
        )
        self.field(mark("status", "As &of"), self.date)
        self.evidence = QListWidget(self)
        self.evidence.setWordWrap(True)
        self.evidence.setFixedHeight(workspace.theme.px(132))
        self.evidence.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field(mark("status", "It &rests on"), self.evidence)
        row = QHBoxLayout()
        self.add = QPushButton(self)
        self.add.setAutoDefault(False)
        bind(self.add, self.add.setText, "status", "&Add evidence…")
        self.add.clicked.connect(lambda _=False: self.add_evidence())
        self.needed = QLabel(self)
        self.needed.setProperty("role", "small")
        self.needed.setWordWrap(True)
        row.addWidget(self.add)
        row.addWidget(self.needed, 1)
        self.column.addLayout(row)
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(workspace.theme.px(66))
        self.reason.setPlainText(node.official_status_reason)
        self.field(mark("status", "R&eason, in words"), self.reason)
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
        self._fill(set(node.official_status_evidence))
        self.status.currentIndexChanged.connect(lambda _: self._say_needed())
        self._say_needed()
        self.resize(self.minimumWidth(), self.sizeHint().height() + self.reason.maximumHeight() // 2)
        language.changed.connect(self._retranslate)

    def _fill(self, chosen: set[str]) -> None:
        """Evidence on the measure, then what its sources report, then the new one; the chosen ones checked."""
        session, node = self._workspace.session, self._node
        lines = [
            (item.id, f"{item.date} · {evidence_words(item.kind)} · {show(item.text)}")
            for item in session.evidence(node.id)
        ]
        sources = session.sources()
        for report in node.progress:
            name = report.source.source_id
            title = show(sources[name].title) if name in sources else name
            lines.append(
                (name, f"{report.as_of} · {progress_words(report.status)} · {show(report.text)} · {title}")
            )
        if self._new is not None:
            words = tr("status", "New: {words}", words=self._new.evidence.text)
            lines.append((_NEW, f"{self._new.evidence.date} · {words}"))
        self.evidence.clear()
        for key, words in lines:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setToolTip(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.evidence.addItem(item)

    def chosen(self) -> list[str]:
        """The evidence that is checked, each once."""
        items = [self.evidence.item(row) for row in range(self.evidence.count())]
        keys = [str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]
        return list(dict.fromkeys(keys))

    def choose(self, key: str) -> None:
        """Check a piece of evidence."""
        self._fill({*self.chosen(), key})

    def _say_needed(self) -> None:
        claims = self.status.currentData() in CLAIMS_PROGRESS
        self.needed.setText(
            tr("status", "This status claims progress: choose or add the evidence for it.")
            if claims and not self.evidence.count()
            else tr("status", "This status claims progress: choose what it rests on.")
            if claims
            else ""
        )

    def add_evidence(self) -> EvidenceDialog:
        """Ask for new evidence; it is added together with the status."""
        from workbench.gui.dialogs.evidence import EvidenceDialog

        dialog = EvidenceDialog(self._workspace, self._node, self, keep=False)
        dialog.accepted.connect(lambda: self._take(dialog.made))
        dialog.open()
        return dialog

    def _take(self, made: AddEvidence | None) -> None:
        self._new = made
        self._fill({*self.chosen(), _NEW})
        self._say_needed()

    def _retranslate(self) -> None:
        for row, text in enumerate(STATUSES.values()):
            self.status.setItemText(row, say(text))
        self._fill(set(self.chosen()))
        self._say_needed()
        if self._error is not None:
            self.error.setText(self._error.words(language.current()))

    def accept(self) -> None:
        """Carry it out; a broken rule is told by the field and the dialog stays."""
        from workbench.services.operations.strategy import SetOfficialStatus

        status = cast("DeliveryStatus", self.status.currentData())
        chosen = self.chosen()
        operation = SetOfficialStatus(
            self._node.id,
            status,
            self.reason.toPlainText(),
            self.date.text().strip(),
            tuple(key for key in chosen if key != _NEW),
            self._new if _NEW in chosen else None,
        )
        try:
            self._workspace.execute_or_raise(operation, initiator="inspector")
        except RuleError as error:
            self._error = error
            self.error.setText(error.words(language.current()))
            self.error.show()
            places = {"reason": self.reason, "evidence": self.add, "date": self.date}
            places.get(error.field or "", self.status).setFocus()
            return
        super().accept()
