"""A piece of evidence on an item of the plan: what was said or seen, when, where it stands, and the file it came in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from workbench.base.ids import new_id
from workbench.domain.errors import RuleError, WorkbenchError
from workbench.domain.evidence import Evidence, EvidenceKind, Reliability
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.words import evidence_words

if TYPE_CHECKING:
    from workbench.domain.strategy import Node
    from workbench.gui.language import Text
    from workbench.gui.workspace import Workspace
    from workbench.services.operations.evidence import AddEvidence, AttachDocument

_NEW_FILE = "\0file"  # stands in the list of documents for the file about to be attached


class EvidenceDialog(Dialog):
    """New evidence, or one to be changed. ``made``: the operation, once accepted.

    keep: carry the operation out; else it is left to whoever opened the dialog (a status is set with it in one step).
    """

    def __init__(
        self,
        workspace: Workspace,
        node: Node,
        parent: QWidget,
        evidence: Evidence | None = None,
        *,
        keep: bool = True,
    ) -> None:
        title = mark("evidence", "Add evidence") if evidence is None else mark("evidence", "Edit evidence")
        super().__init__(title, parent)
        self._workspace, self._node, self._keep = workspace, node, keep
        self._old = evidence or Evidence(new_id("evd"), node.id, "", LocalText())
        self._attach: AttachDocument | None = None
        self._error: WorkbenchError | None = None
        self.made: AddEvidence | None = None
        theme = workspace.theme
        self.setMinimumWidth(theme.px(600))
        self.words(mark("evidence", "{title}"), "strong", title=node.title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.kind, self.reliability = QComboBox(self), QComboBox(self)
        for key in get_args(EvidenceKind):
            self.kind.addItem("", key)
        for key in get_args(Reliability):
            self.reliability.addItem("", key)
        self.kind.setCurrentIndex(self.kind.findData(self._old.kind))
        self.reliability.setCurrentIndex(self.reliability.findData(self._old.reliability))
        self.date = QLineEdit(self._old.date, self)
        bind(self.date, self.date.setPlaceholderText, "evidence", "2026, 2026-03 or 2026-03-21")
        self.page = QLineEdit(self._old.page, self)
        self.zh, self.en = self._editor(self._old.text.zh_hant), self._editor(self._old.text.en)
        self.source, self.document = QComboBox(self), QComboBox(self)
        for box in (self.source, self.document):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(20)
        self.link = QLineEdit(self._old.link, self)
        bind(self.link, self.link.setPlaceholderText, "evidence", "https://…")
        self.attach = QPushButton(self)
        self.attach.setAutoDefault(False)
        bind(self.attach, self.attach.setText, "evidence", "Attach &file…")
        self.attach.clicked.connect(lambda _=False: self._ask_file())
        files = QHBoxLayout()
        files.setSpacing(theme.px(8))
        files.addWidget(self.document, 1)
        files.addWidget(self.attach)
        self._put(grid, 0, 0, mark("evidence", "&Kind"), self.kind)
        self._put(grid, 0, 1, mark("evidence", "&Date of what is told"), self.date)
        self._put(grid, 2, 0, mark("evidence", "Words in &Chinese"), self.zh)
        self._put(grid, 2, 1, mark("evidence", "Words in &English"), self.en)
        self._put(grid, 4, 0, mark("evidence", "&Source"), self.source)
        self._put(grid, 4, 1, mark("evidence", "&Page or paragraph"), self.page)
        self._put(grid, 6, 0, mark("evidence", "&Link"), self.link)
        self._put(grid, 6, 1, mark("evidence", "&Reliability"), self.reliability)
        self._put(grid, 8, 0, mark("evidence", "D&ocument kept in the workspace"), self.document, files)
        self.words(
            mark(
                "evidence",
                "Give a source, a link or a document. An attached file is kept inside the workspace.",
            ),
            "small",
        )
        self.error = QLabel(self)
        self.error.setProperty("tone", "bad")
        self.error.setWordWrap(True)
        self.error.hide()
        self.column.addWidget(self.error)
        self.buttons(
            mark("evidence", "Add evidence") if evidence is None else mark("evidence", "Keep changes")
        )
        language.changed.connect(self._retranslate)
        self._retranslate()
        self.source.setCurrentIndex(max(0, self.source.findData(self._old.source_id)))
        self.document.setCurrentIndex(max(0, self.document.findData(self._old.document_id)))
        self.date.setFocus()

    def _editor(self, words: str | None) -> QPlainTextEdit:
        editor = QPlainTextEdit(words or "", self)
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(self._workspace.theme.px(84))
        return editor

    def _put(
        self,
        grid: QGridLayout,
        row: int,
        column: int,
        text: Text,
        widget: QWidget,
        layout: QHBoxLayout | None = None,
    ) -> None:
        label = QLabel(self)
        label.setBuddy(widget)
        bind_text(label, label.setText, text)
        bind_text(widget, widget.setAccessibleName, text)
        span = 2 if layout is not None else 1
        grid.addWidget(label, row, column, 1, span)
        if layout is not None:
            grid.addLayout(layout, row + 1, column, 1, span)
        else:
            grid.addWidget(widget, row + 1, column)

    def _retranslate(self, _: str = "") -> None:
        for box in (self.kind, self.reliability):
            for row in range(box.count()):
                box.setItemText(row, evidence_words(str(box.itemData(row))))
        session = self._workspace.session
        self._refill(
            self.source,
            [(item.id, f"{show(item.title)}  ({item.id})") for item in session.sources().values()],
        )
        kept = [(item.id, show(item.title)) for item in session.documents()]
        if self._attach is not None:
            kept.insert(0, (_NEW_FILE, tr("evidence", "{file} (new)", file=self._attach.document.file_name)))
        self._refill(self.document, kept)
        if self._error is not None:
            self.error.setText(self._error.words(language.current()))

    def _refill(self, box: QComboBox, items: list[tuple[str, str]]) -> None:
        chosen = box.currentData()
        box.clear()
        box.addItem(tr("evidence", "None"), "")
        for key, words in items:
            box.addItem(words, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("evidence", "Attach file"))
        if name:
            self.attach_file(Path(name))

    def attach_file(self, path: Path) -> None:
        """Take the file at *path* in with the evidence; it is read now, and kept when the dialog is accepted."""
        from workbench.services.operations.evidence import AttachDocument

        try:
            self._attach = AttachDocument.of_file(path)
        except WorkbenchError as error:
            self._tell(error)
            return
        self._retranslate()
        self.document.setCurrentIndex(self.document.findData(_NEW_FILE))
        self.error.hide()

    def operation(self) -> AddEvidence:
        """What the fields say."""
        from workbench.services.operations.evidence import AddEvidence

        document, attach = str(self.document.currentData() or ""), None
        source = str(self.source.currentData() or "")
        if document == _NEW_FILE and self._attach is not None:
            attach = replace(self._attach, document=replace(self._attach.document, source_id=source))
            document = attach.document.id
        item = replace(
            self._old,
            date=self.date.text().strip(),
            text=LocalText(self.en.toPlainText().strip() or None, self.zh.toPlainText().strip() or None),
            source_id=source,
            link=self.link.text().strip(),
            page=self.page.text().strip(),
            reliability=self.reliability.currentData(),
            document_id=document,
            kind=self.kind.currentData(),
        )
        return AddEvidence(item, attach)

    def accept(self) -> None:
        """Carry it out, or leave it to the opener; a broken rule is told and the dialog stays."""
        operation = self.operation()
        try:
            if self._keep:
                self._workspace.execute_or_raise(operation, initiator="inspector")
            else:
                operation.prepare(self._workspace.session)
        except WorkbenchError as error:
            self._tell(error)
            return
        self.made = operation
        super().accept()

    def _tell(self, error: WorkbenchError) -> None:
        self._error = error
        self.error.setText(error.words(language.current()))
        self.error.show()
        places: dict[str, QWidget] = {"text": self.zh, "date": self.date, "source": self.source}
        if isinstance(error, RuleError) and error.field in places:
            places[error.field].setFocus()
