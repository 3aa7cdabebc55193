"""A new workspace: which plan it follows, and where it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark, show, tr

if TYPE_CHECKING:
    from workbench.gui.main_window import MainWindow

SUFFIX = ".wbk"


def with_suffix(path: Path) -> Path:
    """*path* ending in ``.wbk``."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


class NewDialog(Dialog):
    """A plan (or none) and a file that is not there yet."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(mark("new", "New workspace"), window)
        from workbench.services.frameworks import EMPTY, available

        self._window = window
        self._plans = available()
        self.setMinimumWidth(window.theme.px(520))
        self.plan = QComboBox(self)
        for plan_id in self._plans:
            self.plan.addItem("", plan_id)
        self.plan.addItem("", EMPTY)
        self.field(mark("new", "&Plan"), self.plan)
        self.words(
            mark(
                "new",
                "The plan, its indicators and sources are copied into the workspace; what you change stays there.",
            ),
            "small",
        )
        label = QLabel(self)
        bind(label, label.setText, "new", "&File")
        self.column.addWidget(label)
        self.file = QLineEdit(str(window.settings.folder("open") / f"workspace{SUFFIX}"), self)
        label.setBuddy(self.file)
        bind(self.file, self.file.setAccessibleName, "new", "File")
        choose = QPushButton(self)
        choose.setAutoDefault(False)
        bind(choose, choose.setText, "new", "&Choose…")
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        self.column.addLayout(row)
        self.error = QLabel(self)
        self.error.setProperty("tone", "bad")
        self.error.setWordWrap(True)
        self.error.hide()
        self.column.addWidget(self.error)
        self.buttons(mark("new", "Create"))
        self.file.textChanged.connect(self._check)
        language.changed.connect(self._retranslate)
        self._retranslate()

    @property
    def path(self) -> Path:
        """Where it will be kept."""
        return with_suffix(Path(self.file.text().strip()))

    def _retranslate(self) -> None:
        for row, title in enumerate(self._plans.values()):
            self.plan.setItemText(row, show(title))
        self.plan.setItemText(len(self._plans), tr("new", "None: an empty workspace"))
        self._check()

    def _check(self) -> None:
        words = ""
        if not self.file.text().strip():
            words = tr("new", "Give the file a name.")
        elif not self.path.parent.is_dir():
            words = tr("new", "The folder does not exist.")
        elif self.path.exists():
            words = tr("new", "There is already a file of that name. Choose another; nothing is overwritten.")
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.ok.setEnabled(not words)

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("files", "New workspace"), str(self.path), tr("files", "Workspaces (*.wbk)")
        )
        if name:
            self.file.setText(name)

    def accept(self) -> None:
        """Create it, after the question about unsaved changes."""
        plan, path = self.plan.currentData(), self.path
        if self._window.files.may_close():
            super().accept()
            self._window.files.create(path, plan)
