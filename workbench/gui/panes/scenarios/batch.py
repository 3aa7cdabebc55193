"""A table of variations of a scenario: pasted or opened, run together, compared, written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import FileProblem, StorageError, WorkbenchError
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.batch_panels import BatchPanels
from workbench.gui.panes.scenarios.parts import knob_setting, tool
from workbench.gui.widgets.text_table import Cell, TextTable

if TYPE_CHECKING:
    from typing import Any

    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace
    from workbench.services.batch import Batch

_CONTEXT = "ScenariosPane"


def _batch_work(ctx: JobContext, session: Any, scenario_id: str, text: str) -> Batch:
    from workbench.services.batch import read_table, run_batch
    from workbench.services.scenario_data import inputs_of

    ctx.report(-1.0)
    variations = read_table(text, inputs_of(session, scenario_id))
    ctx.check_cancelled()
    return run_batch(session, scenario_id, variations)


class BatchDialog(QDialog):
    """Text at the top, results below as a table and as small multiples."""

    def __init__(self, workspace: Workspace, scenario_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._scenario_id = scenario_id
        self._job: Job | None = None
        self.batch: Batch | None = None
        px = workspace.theme.px
        self.resize(px(980), px(660))
        bind(self, self.setWindowTitle, _CONTEXT, "Batch of variations")
        column = QVBoxLayout(self)
        about = QLabel(self)
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        bind(
            about,
            about.setText,
            _CONTEXT,
            "Paste a table from Excel: names in the first column; heads such as rd_business.growth, gdp.growth.2027, "
            "unicorns.level.2030. Empty cells keep the scenario’s assumption.",
        )
        column.addWidget(about)
        split = QSplitter(Qt.Orientation.Vertical, self)
        column.addWidget(split, 1)
        self.text = QPlainTextEdit(split)
        self.text.setTabChangesFocus(True)
        self.text.setFont(workspace.theme.font("small"))
        bind(self.text, self.text.setAccessibleName, _CONTEXT, "Table of variations")
        self.text.textChanged.connect(self._edited)
        split.addWidget(self.text)
        self.tabs = QTabWidget(split)
        split.addWidget(self.tabs)
        self.text.setMinimumHeight(px(110))
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 3)
        split.setSizes([px(150), px(400)])
        self.table = TextTable(workspace.theme, self.tabs)
        self.table.setFont(workspace.theme.font("small"))
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Variations compared")
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self._add(self.table, mark(_CONTEXT, "Table"))
        self.panels = BatchPanels(workspace.theme, self.tabs)
        self._add(self.panels, mark(_CONTEXT, "Panels"))
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        column.addWidget(self.wrong)
        foot = QHBoxLayout()
        self.go = tool(self, foot, mark(_CONTEXT, "Run"), self.run, primary=True)
        tool(self, foot, mark(_CONTEXT, "Open file…"), self.open)
        self.example = tool(self, foot, mark(_CONTEXT, "Example"), self.fill_example)
        self.export_button = tool(self, foot, mark(_CONTEXT, "Export…"), self.export)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setMaximumWidth(px(120))
        self.progress.hide()
        foot.addWidget(self.progress)
        self.cancel = tool(self, foot, mark(_CONTEXT, "Cancel"), self.stop)
        self.cancel.hide()
        foot.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        foot.addWidget(buttons)
        column.addLayout(foot)
        self.export_button.setEnabled(False)
        workspace.changes.connect(self._edited)
        self.fill_example()

    def _add(self, page: QWidget, title: Any) -> None:
        place = self.tabs.addTab(page, "")
        bind_text(page, lambda text: self.tabs.setTabText(place, text), title)

    def fill_example(self) -> None:
        """The first driver of the model at seven rates, to show the form."""
        from workbench.services.scenario_data import inputs_of

        inputs = inputs_of(self._workspace.reading, self._scenario_id)
        drivers = [variable for variable in inputs.ready.drivers if variable.kind == "growth"]
        if not drivers:
            return
        lines = [f"{tr(_CONTEXT, 'name')}\t{drivers[0].name}.growth"]
        lines += [f"{drivers[0].name} {rate}%\t{rate}%" for rate in range(0, 21, 3)]
        self.text.setPlainText("\n".join(lines))

    def open(self) -> None:
        """Ask for a CSV file."""
        name, _ = QFileDialog.getOpenFileName(
            self, tr(_CONTEXT, "Table of variations"), "", tr(_CONTEXT, "Tables (*.csv *.tsv *.txt)")
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take the table of a file."""
        try:
            self.text.setPlainText(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            problem = FileProblem("app.unreadable", file=path.name, reason=str(error))
            self.wrong.setText(problem.words(language.current()))

    def _edited(self, *_: object) -> None:
        """A result of another table, or of earlier assumptions, is not shown as current."""
        self.wrong.clear()
        if self.batch is not None:
            self.batch = None
            self.table.show_rows([], [])
            self.panels.show_batch(None, self._workspace.reading)
            self.export_button.setEnabled(False)

    def run(self) -> None:
        """Run all variations, on the pool."""
        from workbench.services.frozen import FrozenSession

        self.stop()
        self.wrong.clear()
        job = self._workspace.jobs.start(
            mark(_CONTEXT, "Running the variations"),
            _batch_work,
            FrozenSession(self._workspace.reading),
            self._scenario_id,
            self.text.toPlainText(),
        )
        self._job = job
        self._busy(True)
        job.done.connect(self._came)
        job.failed.connect(self._failed)

    def _busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.go.setEnabled(not busy)

    def stop(self) -> None:
        """Break off."""
        if self._job is not None:
            job, self._job = self._job, None
            job.done.disconnect()
            job.cancel()
        self._busy(False)

    def done(self, code: int) -> None:
        """Closing breaks off what is under way."""
        self.stop()
        super().done(code)

    def _failed(self, error: object) -> None:
        self._job = None
        self._busy(False)
        if isinstance(error, WorkbenchError):
            self.wrong.setText(error.words(language.current()))

    def _came(self, batch: Batch) -> None:
        from workbench.services.batch import table_of

        self._job = None
        self._busy(False)
        self.batch = batch
        rows = table_of(batch, self._workspace.reading, language.current())
        header = [
            Cell("" if cell is None else str(cell), right=place > 0) for place, cell in enumerate(rows[0])
        ]
        lines: list[list[Cell]] = []
        for number, row in enumerate(rows[1:]):
            cells: list[Cell] = []
            for place, cell in enumerate(row):
                text = "" if cell is None else f"{cell:,.6g}" if isinstance(cell, float) else str(cell)
                if isinstance(cell, float) and 0 < place <= len(batch.knobs):
                    text = knob_setting(batch.knobs[place - 1], cell, None)
                copy = repr(cell) if isinstance(cell, float) else ""
                cells.append(
                    Cell(
                        text,
                        right=place > 0,
                        bold=number == 0,
                        copy=copy,
                        key=str(number) if not place else "",
                    )
                )
            lines.append(cells)
        self.table.show_rows(header, lines, stretch=-1)
        self.panels.show_batch(batch, self._workspace.reading)
        self.export_button.setEnabled(True)
        known = set(batch.base.problems)  # years before anything is known are no news
        missing = [each for outcome in batch.outcomes for each in outcome.problems if each not in known]
        if missing:
            name, year = missing[0]
            label = show(self._workspace.reading.indicator(name).name)
            self.wrong.setText(
                tr(
                    _CONTEXT,
                    "{n} values are not computable, the first: {name} in {year}.",
                    n=len(missing),
                    name=label,
                    year=year,
                )
            )

    def _row_chosen(self) -> None:
        key = self.table.current_key()
        self.panels.light_up(int(key) - 1 if key else -1)

    def export(self) -> None:
        """Ask for a file and write the comparison."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr(_CONTEXT, "Export result"),
            "batch.xlsx",
            tr(_CONTEXT, "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"),
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """As a workbook, or as CSV."""
        from workbench.services.batch import write_csv, write_xlsx

        batch = self.batch
        if batch is None:
            return

        def work() -> bool:
            write = write_csv if path.suffix.lower() == ".csv" else write_xlsx
            try:
                write(batch, self._workspace.reading, path, language.current())
            except OSError as error:
                raise StorageError(
                    "app.not-written", file=path.name, reason=error.strerror or str(error)
                ) from error
            return True

        if self._workspace.attempt(work):
            self._workspace.notify.good(mark(_CONTEXT, "Written: {file}"), file=path.name)
