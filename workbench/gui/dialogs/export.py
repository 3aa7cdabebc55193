"""Exporting a pack: which, in which languages and formats, where to. The work goes on after the dialog is closed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark, show, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.text import Lang
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.settings import Settings
    from workbench.gui.workspace import Workspace
    from workbench.services.frozen import FrozenSession

_FORMATS = {
    "docx": mark("export", "Word (.docx)"),
    "pdf": mark("export", "PDF (.pdf), accessible"),
    "pptx": mark("export", "PowerPoint (.pptx)"),
    "xlsx": mark("export", "Excel (.xlsx)"),
}


def available_formats() -> tuple[str, ...]:
    """Formats whose renderer is built."""
    return tuple(name for name in _FORMATS if find_spec(f"workbench.briefing.{name}") is not None)


class ExportDialog(Dialog):
    """Pack, languages, formats, folder."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget, pack_id: str = "") -> None:
        super().__init__(mark("export", "Export pack"), parent)
        self._workspace, self._settings = workspace, settings
        self.setMinimumWidth(workspace.theme.px(500))
        self.pack = QComboBox(self)
        for pack in workspace.session.packs():
            self.pack.addItem(show(pack.title), pack.id)
        self.pack.setCurrentIndex(max(0, self.pack.findData(pack_id)))
        self.field(mark("export", "&Pack"), self.pack)
        self.languages: dict[Lang, QCheckBox] = {}
        names: tuple[tuple[Lang, str], ...] = (("zh-Hant", "繁體中文"), ("en", "English"))
        self.words(mark("export", "Languages (the same figures in both)"))
        self.column.addLayout(self._checks([(lang, name) for lang, name in names], self.languages))
        self.formats: dict[str, QCheckBox] = {}
        self.words(mark("export", "Formats"))
        self.column.addLayout(self._checks([(name, "") for name in available_formats()], self.formats))
        for name, box in self.formats.items():
            language.bind_text(box, box.setText, _FORMATS[name])
            box.setChecked(name in ("docx", "pdf"))
        self.folder = QLineEdit(str(settings.folder("export")), self)
        row = QHBoxLayout()
        choose = QPushButton(self)
        choose.setAutoDefault(False)
        bind(choose, choose.setText, "export", "&Choose…")
        choose.clicked.connect(self._choose)
        label = QLabel(self)
        label.setBuddy(self.folder)
        bind(label, label.setText, "export", "&Folder")
        bind(self.folder, self.folder.setAccessibleName, "export", "Folder")
        self.column.addWidget(label)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        self.column.addLayout(row)
        self.error = QLabel(self)
        self.error.setProperty("tone", "bad")
        self.error.setWordWrap(True)
        self.error.hide()
        self.column.addWidget(self.error)
        self.buttons(mark("export", "Export"))
        for box in (*self.languages.values(), *self.formats.values()):
            box.toggled.connect(self._check)
        self.folder.textChanged.connect(self._check)
        language.changed.connect(self._retranslate)
        self._check()

    def _checks(
        self, items: Sequence[tuple[str, str]], into: dict[Lang, QCheckBox] | dict[str, QCheckBox]
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        for key, words in items:
            box = QCheckBox(words, self)
            box.setChecked(True)
            into[key] = box  # type: ignore[index]
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _retranslate(self) -> None:
        for row in range(self.pack.count()):
            pack = self._workspace.session.pack(self.pack.itemData(row))
            self.pack.setItemText(row, show(pack.title))
        self._check()

    def _check(self) -> None:
        """Say what is missing, and let Export be pressed only when nothing is."""
        words = ""
        if not self.pack.count():
            words = tr("export", "This workspace has no pack yet.")
        elif not any(box.isChecked() for box in self.languages.values()):
            words = tr("export", "Choose at least one language.")
        elif not any(box.isChecked() for box in self.formats.values()):
            words = tr("export", "Choose at least one format.")
        elif not Path(self.folder.text()).is_dir():
            words = tr("export", "The folder does not exist.")
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.ok.setEnabled(not words)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("export", "Folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    def accept(self) -> None:
        """Start the work and leave."""
        folder = Path(self.folder.text())
        self._settings.set_folder("export", folder)
        langs = [lang for lang, box in self.languages.items() if box.isChecked()]
        formats = [name for name, box in self.formats.items() if box.isChecked()]
        export_pack(self._workspace, self.pack.currentData(), langs, formats, folder)
        super().accept()


def export_pack(
    workspace: Workspace, pack_id: str, langs: Sequence[Lang], formats: Sequence[str], folder: Path
) -> Job:
    """Build a pack as a job on the values as they are now; tell when it is done, with a way to the folder."""
    from workbench.services.frozen import FrozenSession

    frozen = FrozenSession(workspace.session)
    title = workspace.session.pack(pack_id).title
    job = workspace.jobs.start(
        mark("export", "Exporting “{pack}”"), _build, frozen, pack_id, langs, formats, folder, pack=title
    )
    job.matters = True

    def done(written: object) -> None:
        assert isinstance(written, list)
        workspace.notify.good(
            mark("export", "{n} files were written to {folder}"),
            action=(
                mark("export", "Open folder"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            ),
            n=len(written),
            folder=str(folder),
        )

    job.done.connect(done)
    return job


def _build(
    ctx: JobContext,
    frozen: FrozenSession,
    pack_id: str,
    langs: Sequence[Lang],
    formats: Sequence[str],
    folder: Path,
) -> list[Path]:
    from workbench.services.packs import build_pack

    return build_pack(frozen, pack_id, langs, formats, folder, ctx=ctx)
