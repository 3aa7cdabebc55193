"""The printed sheet that a figure was read from, with its cell lit; or which file is needed to show it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.importing.grid import SheetGrid
from workbench.gui.language import bind, mark, show, tr
from workbench.services.operations.evidence import AttachDocument
from workbench.services.printed_source import Located, PrintedCell, locate, open_printed, same_file

if TYPE_CHECKING:
    from workbench.domain.figure import Observation
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace


class PrintedDialog(Dialog):
    """Shows one figure as it was printed. folders: where its file may be, beside the workspace."""

    def __init__(
        self, workspace: Workspace, figure: Observation, folders: list[Path], parent: QWidget
    ) -> None:
        super().__init__(mark("import", "The printed cell"), parent)
        self._workspace, self._figure = workspace, figure
        self.located: Located = locate(workspace.session, figure, folders)
        self.cell: PrintedCell | None = None
        self._path: Path | None = None
        self._job: Job | None = None
        theme = workspace.theme
        size = parent.window().size()
        self.resize(
            max(theme.px(700), size.width() - theme.px(160)),
            max(theme.px(460), size.height() - theme.px(120)),
        )
        indicator = workspace.session.indicator(figure.series_id)
        title = QLabel(show(indicator.name), self)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        self.column.addWidget(title)
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.about)
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        self.line.setProperty("quiet", True)
        bind(self.line, self.line.setAccessibleName, "import", "The cell: address, role, text, format")
        self.column.addWidget(self.line)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        bind(self.bar, self.bar.setAccessibleName, "import", "Reading the file…")
        self.column.addWidget(self.bar)
        self.grid = SheetGrid(theme, self)
        self.grid.cell_chosen.connect(
            lambda row, col: self.line.setText(self.grid.sheet_model.describe(row, col))
        )
        self.column.addWidget(self.grid, 1)
        row = QHBoxLayout()
        self.finding = QPushButton(self)
        bind(self.finding, self.finding.setText, "import", "&Find the file…")
        self.finding.clicked.connect(self._ask)
        self.keep = QPushButton(self)
        bind(self.keep, self.keep.setText, "import", "&Keep it inside the workspace")
        self.keep.clicked.connect(self.keep_file)
        for button in (self.finding, self.keep):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.buttons()
        language.changed.connect(self._words)
        self._open_located()

    def _open_located(self) -> None:
        located = self.located
        if located.document is not None:
            content = self._workspace.session.document_content(located.document.id)
            folder = Path(tempfile.mkdtemp(prefix="workbench-"))
            self._path = folder / "printed"
            self._path.write_bytes(content)
            self._start(self._path, temporary=True)
        elif located.path is not None:
            self._start(located.path)
        else:
            self._words()

    def _start(self, path: Path, *, temporary: bool = False) -> None:
        self._job = self._workspace.jobs.start(
            mark("import", "Reading {file}"),
            _open,
            path,
            self._figure,
            temporary,
            file=self._figure.provenance.file_name,
        )
        self._job.done.connect(self._opened)
        self._job.failed.connect(self._failed)
        self._words()

    def _opened(self, cell: PrintedCell) -> None:
        self._job = None
        self.cell = cell
        self.grid.show_sheet(cell.sheet)
        own = next((one for one in cell.tables if one.roles.at(cell.row, cell.col) is not None), None)
        self.grid.set_roles(own.roles.at if own is not None else lambda *_: None)
        self._words()
        self.grid.setFocus()
        self.grid.light(cell.row, cell.col)

    def _failed(self, error: object) -> None:
        self._job = None
        self._words()
        if isinstance(error, WorkbenchError):
            self.about.setText(error.words(language.current()))

    def _words(self) -> None:
        where, located = self._figure.provenance, self.located
        self.bar.setVisible(self._job is not None)
        self.grid.setVisible(located.found)
        self.line.setVisible(located.found)
        self.finding.setVisible(not located.found)
        self.keep.setVisible(located.path is not None and located.document is None)
        if located.found:
            parts = [
                tr(
                    "import",
                    "{file}, sheet “{sheet}”, cell {cell}",
                    file=where.file_name,
                    sheet=where.sheet,
                    cell=where.cell,
                ),
                tr("import", "kept inside the workspace")
                if located.document is not None
                else str(located.path),
            ]
            words = " · ".join(parts)
            if self.cell is not None and not self.cell.same:
                words += "\n" + tr(
                    "import",
                    "Take care: the cell reads “{cell}”, the figure was taken as “{figure}”.",
                    cell=self.cell.text,
                    figure=self._figure.text,
                )
            self.about.setText(words)
            return
        source = self._workspace.session.sources().get(where.source_id)
        words = tr(
            "import",
            "To show this cell the file {file} is needed (sheet “{sheet}”, cell {cell}; SHA-256 begins {hash}).",
            file=where.file_name,
            sheet=where.sheet,
            cell=where.cell,
            hash=where.file_sha256[:16],
        )
        if source is not None:
            words += "\n" + tr("import", "Source: {source}", source=show(source.title))
        if located.other is not None:
            words += "\n" + tr(
                "import", "{path} has the same name but other content.", path=str(located.other)
            )
        self.about.setText(words)

    # ---- finding and keeping ------------------------------------------------------------------------------------
    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("import", "Find the file"), self._figure.provenance.file_name
        )
        if name:
            self.use(Path(name))

    def use(self, path: Path) -> None:
        """Show the cell in this file, if it is the very one the figure was read from."""
        if not same_file(path, self._figure.provenance):
            self.located = Located(self._figure.provenance, None, None, path)
            self._words()
            return
        self.located = Located(self._figure.provenance, None, path)
        self._start(path)

    def keep_file(self) -> None:
        """Keep the file inside the workspace, as one step of undo."""
        path = self.located.path
        if path is None:
            return
        done = self._workspace.attempt(
            lambda: self._workspace.session.execute(
                AttachDocument.of_file(path, source_id=self._known_source()), initiator="printed"
            )
        )
        if done is not None:
            self.located = locate(self._workspace.session, self._figure, [])
            self._words()

    def _known_source(self) -> str:
        source = self._figure.provenance.source_id
        return source if source in self._workspace.session.sources() else ""

    def done(self, result: int) -> None:
        """Leave; reading is stopped."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        super().done(result)


def _open(ctx: JobContext, path: Path, figure: Observation, temporary: bool) -> PrintedCell:
    try:
        return open_printed(path, figure, cancelled=lambda: ctx.cancelled)
    finally:
        if temporary:
            path.unlink(missing_ok=True)
            path.parent.rmdir()
