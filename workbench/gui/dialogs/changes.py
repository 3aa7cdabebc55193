"""Exporting a comparison as a paper: languages, formats, folder and name. The work goes on after the dialog is closed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from workbench.base.clock import today
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.settings import Settings
    from workbench.gui.workspace import Workspace
    from workbench.services.compare import Difference
    from workbench.services.frozen import FrozenSession

_FORMATS = {
    "docx": mark("changes", "Word (.docx)"),
    "xlsx": mark("changes", "Excel (.xlsx)"),
    "pdf": mark("changes", "PDF (.pdf), accessible"),
}
_FORBIDDEN = '\\/:*?"<>|'


class ChangesDialog(Dialog):
    """What is shown in the comparison, as a paper."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        parent: QWidget,
        found: Sequence[Difference],
        since: str,
        until: str = "",
    ) -> None:
        super().__init__(mark("changes", "Export changes"), parent)
        self._workspace, self._settings = workspace, settings
        self._found, self._since, self._until = list(found), since, until
        self.setMinimumWidth(workspace.theme.px(480))
        self.words(
            mark(
                "changes", "{n} changes, as they are shown in the comparison: filter and classes are heeded."
            ),
            "muted",
            n=len(self._found),
        )
        self.languages: dict[Lang, QCheckBox] = {}
        self.words(mark("changes", "Languages (the same figures in both)"))
        row = QHBoxLayout()
        names: tuple[tuple[Lang, str], ...] = (("zh-Hant", "繁體中文"), ("en", "English"))
        for lang, name in names:
            self.languages[lang] = QCheckBox(name, self)
            row.addWidget(self.languages[lang])
        row.addStretch(1)
        self.column.addLayout(row)
        self.formats: dict[str, QCheckBox] = {}
        self.words(mark("changes", "Formats"))
        row = QHBoxLayout()
        for key, text in _FORMATS.items():
            self.formats[key] = box = QCheckBox(self)
            bind_text(box, box.setText, text)
            row.addWidget(box)
        row.addStretch(1)
        self.column.addLayout(row)
        for box in (*self.languages.values(), *self.formats.values()):
            box.setChecked(box is not self.formats["pdf"])
            box.toggled.connect(lambda _: self._check())
        self.folder = QLineEdit(str(settings.folder("export")), self)
        self.field(mark("changes", "&Folder"), self.folder)
        choose = QPushButton(self)
        choose.setAutoDefault(False)
        bind(choose, choose.setText, "changes", "&Choose…")
        choose.clicked.connect(self._choose)
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(choose)
        self.column.addLayout(line)
        self.name = QLineEdit(f"changes-{today().isoformat()}", self)
        self.field(mark("changes", "&Name of the files"), self.name)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.column.addWidget(self.said)
        self.buttons(mark("changes", "Export"))
        for field in (self.folder, self.name):
            field.textChanged.connect(lambda _: self._check())
        language.changed.connect(self._check)
        self._check()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("changes", "Folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    def targets(self) -> list[Path]:
        """The files that would be written."""
        langs = [lang for lang, box in self.languages.items() if box.isChecked()]
        formats = [name for name, box in self.formats.items() if box.isChecked()]
        folder, stem = Path(self.folder.text()), self.name.text().strip()
        return [folder / f"{stem}_{lang}.{name}" for lang in langs for name in formats]

    def _check(self) -> None:
        """Say what is missing or what would be replaced."""
        stem, wrong, told = self.name.text().strip(), "", ""
        if not any(box.isChecked() for box in self.languages.values()):
            wrong = tr("changes", "Choose at least one language.")
        elif not any(box.isChecked() for box in self.formats.values()):
            wrong = tr("changes", "Choose at least one format.")
        elif not Path(self.folder.text()).is_dir():
            wrong = tr("changes", "The folder does not exist.")
        elif not stem or set(stem) & set(_FORBIDDEN) or stem.startswith("."):
            wrong = tr("changes", "Give a name that a file can have.")
        else:
            there = [path.name for path in self.targets() if path.exists()]
            if there:
                told = tr("changes", "Already there and will be replaced: {files}", files=", ".join(there))
        self.said.setText(wrong or told)
        self.said.setProperty("tone", "bad" if wrong else "warn")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setVisible(bool(wrong or told))
        self.ok.setEnabled(not wrong)

    def accept(self) -> None:
        """Start the work and leave."""
        from workbench.services.change_report import report_of

        folder = Path(self.folder.text())
        self._settings.set_folder("export", folder)
        pack = report_of(self._workspace.session, self._found, self._since, self._until or None)
        langs = [lang for lang, box in self.languages.items() if box.isChecked()]
        formats = [name for name, box in self.formats.items() if box.isChecked()]
        export_changes(self._workspace, replace(pack, id=self.name.text().strip()), langs, formats, folder)
        super().accept()


def export_changes(
    workspace: Workspace, pack: Pack, langs: Sequence[Lang], formats: Sequence[str], folder: Path
) -> Job:
    """Write the paper as a job on the values as they are now; tell when it is done, with a way to the folder."""
    from workbench.services.frozen import FrozenSession

    job = workspace.jobs.start(
        mark("changes", "Exporting the changes"),
        _write,
        FrozenSession(workspace.session),
        pack,
        langs,
        formats,
        folder,
    )

    def done(written: object) -> None:
        assert isinstance(written, list)
        workspace.notify.good(
            mark("changes", "{n} files were written to {folder}"),
            action=(
                mark("changes", "Open folder"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            ),
            n=len(written),
            folder=str(folder),
        )

    job.done.connect(done)
    return job


def _write(
    ctx: JobContext,
    frozen: FrozenSession,
    pack: Pack,
    langs: Sequence[Lang],
    formats: Sequence[str],
    folder: Path,
) -> list[Path]:
    from workbench.services.packs import write_pack

    return write_pack(frozen, pack, langs, formats, folder, ctx=ctx)
