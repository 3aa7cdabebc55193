"""Exporting a pack: which, in which languages and formats, where to, and whether it is going out."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from workbench.gui import language
from workbench.gui.dialogs.paper_out import PaperDialog, write_paper
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


class ExportDialog(PaperDialog):
    """Pack, languages, formats, folder; and the meeting, where the files are recorded as issued."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget, pack_id: str = "") -> None:
        super().__init__(mark("export", "Export pack"), workspace, settings, parent)
        self.setMinimumWidth(workspace.theme.px(500))
        self.pack = QComboBox(self)
        for pack in workspace.reading.packs():
            self.pack.addItem(show(pack.title), pack.id)
        self.pack.setCurrentIndex(max(0, self.pack.findData(pack_id)))
        self.field(mark("export", "&Pack"), self.pack)
        self.choices({name: _FORMATS[name] for name in available_formats()}, ("docx", "pdf"))
        self.record = QCheckBox(self)
        bind(
            self.record,
            self.record.setText,
            "export",
            "&Record as issued, with a snapshot of today's figures",
        )
        self.record.setEnabled(workspace.known.present)
        self.column.addWidget(self.record)
        self.meeting = QLineEdit(self)
        bind(
            self.meeting,
            self.meeting.setPlaceholderText,
            "export",
            "Such as: Panel on Commerce, Industry, Innovation and Technology, 24 November 2026",
        )
        label = self.field(mark("export", "&Meeting or purpose, and its date"), self.meeting)
        for part in (label, self.meeting):
            part.setEnabled(False)
            self.record.toggled.connect(part.setEnabled)
        self.record.toggled.connect(lambda _: self.check())
        self.meeting.textChanged.connect(lambda _: self.check())
        self.finish(mark("export", "Export"))
        language.changed.connect(self._retranslate)

    def _retranslate(self) -> None:
        for row in range(self.pack.count()):
            self.pack.setItemText(row, show(self.workspace.reading.pack(self.pack.itemData(row)).title))

    def wrong(self) -> str:
        """Also: no pack; a paper that is recorded without saying what for."""
        if not self.pack.count():
            return tr("export", "This workspace has no pack yet.")
        if self.record.isChecked() and not self.meeting.text().strip():
            return super().wrong() or tr("export", "Say for which meeting or purpose it is issued.")
        return super().wrong()

    def warning(self) -> str:
        """That the past is written, or that recording is for ever."""
        known = self.workspace.known
        if not known.present:
            return tr(
                "export", "{moment}: the paper is written with the figures of then.", moment=known.words()
            )
        if self.record.isChecked():
            return tr("export", "A paper that went out stays in the register: undo does not take it back.")
        return ""

    def accept(self) -> None:
        """Start the work and leave."""
        folder = Path(self.folder.text())
        self.settings.set_folder("export", folder)
        pack_id, meeting = str(self.pack.currentData()), self.meeting.text().strip()
        record = meeting if self.record.isChecked() else None
        export_pack(
            self.workspace, pack_id, self.chosen_languages(), self.chosen_formats(), folder, meeting=record
        )
        super().accept()


def export_pack(
    workspace: Workspace,
    pack_id: str,
    langs: Sequence[Lang],
    formats: Sequence[str],
    folder: Path,
    *,
    meeting: str | None = None,
) -> Job:
    """Build a pack as a job on the values as they are now; tell when it is done, with a way to the folder.

    meeting: record the files as issued for it, once they are written and if nothing was changed meanwhile; ``None``:
    they are not recorded.
    """
    from workbench.services.frozen import FrozenSession
    from workbench.services.issuing import record_files, state_of

    pack = workspace.reading.pack(pack_id)
    before = state_of(workspace.session)

    def written(paths: list[Path]) -> None:
        if meeting is None:
            return
        if state_of(workspace.session) != before:
            workspace.notify.warn(
                mark(
                    "export",
                    "The files were not recorded as issued: the workspace was changed while they were written. Export again.",
                )
            )
            return
        papers = workspace.attempt(lambda: record_files(workspace.session, pack, paths, meeting=meeting))
        if papers:
            workspace.notify.good(
                mark("export", "{n} files were recorded as issued for “{meeting}”"),
                action=(
                    mark("export", "Issued papers"),
                    lambda: workspace.trigger("briefing.issued"),
                ),
                n=len(papers),
                meeting=meeting,
            )

    return write_paper(
        workspace,
        mark("export", "Exporting “{pack}”"),
        _build if meeting is None else _build_to_issue,
        FrozenSession(workspace.reading),
        pack_id,
        langs,
        formats,
        folder,
        folder=folder,
        written=written,
        pack=pack.title,
    )


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


def _build_to_issue(
    ctx: JobContext,
    frozen: FrozenSession,
    pack_id: str,
    langs: Sequence[Lang],
    formats: Sequence[str],
    folder: Path,
) -> list[Path]:
    """As :func:`_build`, for a paper that goes out: refused while red lines of the check stand."""
    from workbench.services.before_issue import require_no_red

    require_no_red(frozen, frozen.pack(pack_id))
    return _build(ctx, frozen, pack_id, langs, formats, folder)
