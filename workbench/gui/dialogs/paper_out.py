"""What every dialog that writes a paper shares: languages, formats, a folder; and the work that goes on afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.domain.text import Lang
    from workbench.gui.jobs import Job
    from workbench.gui.language import Text
    from workbench.gui.settings import Settings
    from workbench.gui.workspace import Workspace

_LANGUAGES: tuple[tuple[Lang, str], ...] = (("zh-Hant", "繁體中文"), ("en", "English"))


class PaperDialog(Dialog):
    """A subclass puts its own fields around :meth:`choices` and ends its making with :meth:`finish`."""

    def __init__(self, title: Text, workspace: Workspace, settings: Settings, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.workspace, self.settings = workspace, settings
        self.languages: dict[Lang, QCheckBox] = {}
        self.formats: dict[str, QCheckBox] = {}

    # ---- fields -------------------------------------------------------------------------------------------------
    def choices(self, formats: Mapping[str, Text], chosen: tuple[str, ...]) -> None:
        """Checkboxes of languages and formats, and the folder."""
        self.words(mark("export", "Languages (the same figures in both)"))
        row = QHBoxLayout()
        for lang, name in _LANGUAGES:
            self.languages[lang] = QCheckBox(name, self)
            self.languages[lang].setChecked(True)
            row.addWidget(self.languages[lang])
        row.addStretch(1)
        self.column.addLayout(row)
        self.words(mark("export", "Formats"))
        grid = QGridLayout()
        for place, (key, text) in enumerate(formats.items()):
            self.formats[key] = box = QCheckBox(self)
            bind_text(box, box.setText, text)
            box.setChecked(key in chosen)
            grid.addWidget(box, place // 2, place % 2)
        self.column.addLayout(grid)
        self.folder = QLineEdit(str(self.settings.folder("export")), self)
        label = QLabel(self)
        label.setBuddy(self.folder)
        bind(label, label.setText, "export", "&Folder")
        bind(self.folder, self.folder.setAccessibleName, "export", "Folder")
        choose = QPushButton(self)
        choose.setAutoDefault(False)
        bind(choose, choose.setText, "export", "&Choose…")
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        self.column.addWidget(label)
        self.column.addLayout(row)

    def finish(self, accept: Text) -> None:
        """The line for what is wrong, the buttons, and from now on the check of what is chosen."""
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.column.addWidget(self.said)
        self.buttons(accept)
        for box in (*self.languages.values(), *self.formats.values()):
            box.toggled.connect(lambda _: self.check())
        self.folder.textChanged.connect(lambda _: self.check())
        language.changed.connect(self.check)
        self.check()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("export", "Folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    # ---- what is chosen -----------------------------------------------------------------------------------------
    def chosen_languages(self) -> list[Lang]:
        """The languages checked."""
        return [lang for lang, box in self.languages.items() if box.isChecked()]

    def chosen_formats(self) -> list[str]:
        """The formats checked."""
        return [name for name, box in self.formats.items() if box.isChecked()]

    def wrong(self) -> str:
        """What keeps the paper from being written, in words; "" for nothing."""
        if not self.chosen_languages():
            return tr("export", "Choose at least one language.")
        if not self.chosen_formats():
            return tr("export", "Choose at least one format.")
        if not Path(self.folder.text()).is_dir():
            return tr("export", "The folder does not exist.")
        return ""

    def warning(self) -> str:
        """What should be known before it is written; "" for nothing."""
        return ""

    def check(self) -> None:
        """Say what is wrong or should be known; the button can be pressed only when nothing is wrong."""
        wrong = self.wrong()
        told = wrong or self.warning()
        self.said.setText(told)
        self.said.setProperty("tone", "bad" if wrong else "warn")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setVisible(bool(told))
        self.ok.setEnabled(not wrong)


def write_paper(
    workspace: Workspace,
    title: Text,
    work: Callable[..., list[Path]],
    *given: Any,
    folder: Path,
    written: Callable[[list[Path]], object] = lambda _: None,
    **params: Any,
) -> Job:
    """Run *work* as a job that *params* name; tell when it is done, with a way to the folder, and call *written*."""
    job = workspace.jobs.start(title, work, *given, **params)
    job.matters = True

    def done(paths: object) -> None:
        assert isinstance(paths, list)
        workspace.notify.good(
            mark("export", "{n} files were written to {folder}"),
            action=(
                mark("export", "Open folder"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            ),
            n=len(paths),
            folder=str(folder),
        )
        written(paths)

    job.done.connect(done)
    return job
