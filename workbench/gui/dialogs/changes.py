"""Exporting a comparison as a paper: languages, formats, folder and name. The work goes on after the dialog is closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.base.clock import today
from workbench.gui.dialogs.paper_out import PaperDialog, write_paper
from workbench.gui.language import mark, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.text import Lang
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.settings import Settings
    from workbench.gui.workspace import Workspace
    from workbench.services.compare import Difference
    from workbench.services.readers import ReaderSource

_FORMATS = {
    "docx": mark("changes", "Word (.docx)"),
    "xlsx": mark("changes", "Excel (.xlsx)"),
    "pdf": mark("changes", "PDF (.pdf), accessible"),
}
_FORBIDDEN = '\\/:*?"<>|'


class ChangesDialog(PaperDialog):
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
        super().__init__(mark("changes", "Export changes"), workspace, settings, parent)
        self._found, self._since, self._until = list(found), since, until
        self.setMinimumWidth(workspace.theme.px(480))
        self.words(
            mark(
                "changes", "{n} changes, as they are shown in the comparison: filter and classes are heeded."
            ),
            "muted",
            n=len(self._found),
        )
        self.choices(_FORMATS, ("docx", "xlsx"))
        self.name = QLineEdit(f"changes-{today().isoformat()}", self)
        self.field(mark("changes", "&Name of the files"), self.name)
        self.name.textChanged.connect(lambda _: self.check())
        self.finish(mark("changes", "Export"))

    def targets(self) -> list[Path]:
        """The files that would be written."""
        folder, stem = Path(self.folder.text()), self.name.text().strip()
        return [
            folder / f"{stem}_{lang}.{name}"
            for lang in self.chosen_languages()
            for name in self.chosen_formats()
        ]

    def wrong(self) -> str:
        """Also: a name that no file can have."""
        stem = self.name.text().strip()
        told = super().wrong()
        if not told and (not stem or set(stem) & set(_FORBIDDEN) or stem.startswith(".")):
            return tr("changes", "Give a name that a file can have.")
        return told

    def warning(self) -> str:
        """What would be replaced."""
        there = ", ".join(path.name for path in self.targets() if path.exists())
        return tr("changes", "Already there and will be replaced: {files}", files=there) if there else ""

    def accept(self) -> None:
        """Start the work and leave."""
        folder = Path(self.folder.text())
        self.settings.set_folder("export", folder)
        wanted = Wanted(tuple(self._found), self._since, self._until, self.name.text().strip())
        export_changes(self.workspace, wanted, self.chosen_languages(), self.chosen_formats(), folder)
        super().accept()


@dataclass(frozen=True)
class Wanted:
    """The differences of a paper, the snapshots they lie between (until: "" for the present), and its file name."""

    found: tuple[Difference, ...]
    since: str
    until: str
    stem: str


def export_changes(
    workspace: Workspace, wanted: Wanted, langs: Sequence[Lang], formats: Sequence[str], folder: Path
) -> Job:
    """Write the paper as a job that reads the workspace for itself; tell when it is done, with a way to the folder."""
    return write_paper(
        workspace,
        mark("changes", "Exporting the changes"),
        _write,
        workspace.session.reader_source(),
        wanted,
        langs,
        formats,
        folder,
        folder=folder,
    )


def _write(
    ctx: JobContext,
    source: ReaderSource,
    wanted: Wanted,
    langs: Sequence[Lang],
    formats: Sequence[str],
    folder: Path,
) -> list[Path]:
    from workbench.services.change_report import report_of
    from workbench.services.packs import write_pack

    with source.open(lambda: ctx.cancelled) as reader:
        pack = report_of(reader, wanted.found, wanted.since, wanted.until or None)
        return write_pack(reader, replace(pack, id=wanted.stem), langs, formats, folder, ctx=ctx)
