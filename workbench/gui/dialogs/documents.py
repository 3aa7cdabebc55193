"""Documents kept inside the workspace: what they are, who refers to them; add, open, export, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.documents import ask_and_save, open_document
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.widgets.steps import moment
from workbench.gui.widgets.text_table import Cell, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.evidence import Document
    from workbench.gui.language import Text
    from workbench.gui.settings import Settings
    from workbench.gui.workspace import Workspace

_SCRIPTS: dict[str, Text] = {
    "zh-Hant": mark("documents", "Traditional Chinese"),
    "zh-Hans": mark("documents", "Simplified Chinese"),
    "both": mark("documents", "Both Chinese scripts"),
    "en": mark("documents", "English"),
    "": mark("documents", "Chinese"),
}
_HEADS = (
    mark("documents", "Title"),
    mark("documents", "Published"),
    mark("documents", "Attached"),
    mark("documents", "Script"),
    mark("documents", "Size"),
    mark("documents", "SHA-256"),
    mark("documents", "Evidence on"),
)


class DocumentsDialog(Dialog):
    """A table and what can be done with the chosen row."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget) -> None:
        super().__init__(mark("documents", "Documents kept in the workspace"), parent)
        self._workspace, self._settings = workspace, settings
        theme = workspace.theme
        self.resize(theme.px(980), theme.px(460))
        self.words(
            mark(
                "documents",
                "They travel inside the file: one file hands over everything. Each may have 50 MB at most.",
            ),
            "muted",
        )
        self.table = TextTable(theme, self)
        bind(self.table, self.table.setAccessibleName, "documents", "Documents")
        self.table.selectionModel().currentChanged.connect(lambda *_: self._allow())
        self.table.doubleClicked.connect(lambda _: self.open_chosen())
        self.column.addWidget(self.table, 1)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        bind(
            self.empty,
            self.empty.setText,
            "documents",
            "No document yet. Add one here, or attach it to evidence on an item of the plan.",
        )
        self.column.addWidget(self.empty, 1)
        row = QHBoxLayout()
        self.add = self._button(row, mark("documents", "&Add…"), self._ask_add)
        self.show_button = self._button(row, mark("documents", "&Open"), self.open_chosen)
        self.export = self._button(row, mark("documents", "&Export…"), self._export)
        self.remove = self._button(row, mark("documents", "&Remove"), self.remove_chosen)
        row.addStretch(1)
        self.total = QLabel(self)
        self.total.setProperty("role", "small")
        row.addWidget(self.total)
        self.column.addLayout(row)
        self.said = QLabel(self)
        self.said.setProperty("tone", "bad")
        self.said.setWordWrap(True)
        self.said.hide()
        self.column.addWidget(self.said)
        self.buttons()
        workspace.changes.connect(self.refresh)
        language.changed.connect(self.refresh)
        self.refresh()

    def _button(self, row: QHBoxLayout, text: Text, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        bind_text(button, button.setText, text)
        button.clicked.connect(lambda _=False: deed())
        row.addWidget(button)
        return button

    @property
    def chosen(self) -> str:
        """Id of the chosen document, "" if none."""
        return self.table.current_key()

    def refresh(self) -> None:
        """Read the list anew."""
        documents = self._workspace.session.documents()
        header = [Cell(say(head), right=at == 4) for at, head in enumerate(_HEADS)]
        self.table.show_rows(header, [self._row(item) for item in documents], stretch=0)
        self.table.setVisible(bool(documents))
        self.empty.setVisible(not documents)
        size = sum(item.size for item in documents)
        self.total.setText(tr("documents", "{n} documents, {size}", n=len(documents), size=_size(size)))
        if documents and not self.chosen:
            self.table.selectRow(0)
        self._allow()

    def _row(self, item: Document) -> list[Cell]:
        from workbench.services.documents import script_of, used_by

        session = self._workspace.session
        source = session.sources().get(item.source_id)
        users = list(dict.fromkeys(one.node_id for one in used_by(session, item.id)))
        nodes = {node.id: node for node in session.nodes()}
        told = "\n".join(f"{name} {show(nodes[name].title)}" for name in users if name in nodes)
        title = show(item.title)
        return [
            Cell(title, tip=f"{title}\n{item.file_name}", key=item.id),
            Cell(source.published if source else "", tip=show(source.title) if source else ""),
            Cell(moment(item.added)),
            Cell(say(_SCRIPTS[script_of(item)])),
            Cell(_size(item.size), right=True, copy=str(item.size)),
            Cell(item.sha256[:10], tone="muted", tip=item.sha256, copy=item.sha256),
            Cell(", ".join(users) or "—", tip=told),
        ]

    def _allow(self) -> None:
        for button in (self.show_button, self.export, self.remove):
            button.setEnabled(bool(self.chosen))
        self.said.hide()

    def _ask_add(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("documents", "Add a document"), str(self._settings.folder("import"))
        )
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Keep the file at *path* in the workspace."""
        from workbench.domain.errors import WorkbenchError
        from workbench.services.operations.evidence import AttachDocument

        self._settings.set_folder("import", path.parent)
        try:
            self._workspace.execute_or_raise(AttachDocument.of_file(path), initiator="documents")
        except WorkbenchError as error:
            self._tell(error)

    def open_chosen(self) -> None:
        """Show it in its program."""
        if self.chosen:
            open_document(self._workspace, self.chosen)

    def _export(self) -> None:
        ask_and_save(self._workspace, self.chosen, self)

    def remove_chosen(self) -> None:
        """Take it off the list; refused, in words, while evidence rests on it."""
        from workbench.domain.errors import WorkbenchError
        from workbench.services.operations.evidence import RemoveDocument

        try:
            self._workspace.execute_or_raise(RemoveDocument(self.chosen), initiator="documents")
        except WorkbenchError as error:
            self._tell(error)

    def _tell(self, error: object) -> None:
        words = getattr(error, "words", str)
        self.said.setText(words(language.current()))
        self.said.show()


def _size(size: int) -> str:
    return language.locale().formattedDataSize(size, 1)
