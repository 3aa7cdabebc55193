"""The drivers of a scenario: the table with sliders, and the table to and from Excel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.language import mark, show, tr
from workbench.gui.panes.scenarios.drivers import DriverTable
from workbench.gui.panes.scenarios.parts import labels_of, path_text
from workbench.gui.panes.scenarios.paths import level_text, value_of, value_text, varies
from workbench.services.operations.assumptions import SetPaths

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import DriverRow, ScenarioRun

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"


class DriverPage(QWidget):
    """Rows with the parent's assumption and this one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run: ScenarioRun | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workspace.theme.px(3))
        self.table = DriverTable(workspace.theme, self)
        column.addWidget(self.table, 1)
        self.hint = QLabel(self)
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        column.addWidget(self.hint)

    def show_run(self, run: ScenarioRun, parent: ScenarioRun | None) -> None:
        """Fill the rows."""
        self._run = run
        self.table.set_drivers(run.drivers)
        above = {row.variable.name: row for row in parent.drivers} if parent is not None else {}
        any_varies = False
        for row in run.drivers:
            any_varies = any_varies or varies(row)
            parent_row = above.get(row.variable.name)
            parent_text = "—"
            if parent_row is not None and parent is not None:
                parent_text = value_text(row.variable, value_of(parent_row, parent), finer=False)
            own = row.origin in ("", run.scenario.id) and run.scenario.parent is not None
            self.table.controls[row.variable.name].show_row(
                row,
                run,
                parent_text,
                partial(self._tip, row, run),
                own=own,
                can_reset=row.variable.name in run.scenario.paths,
            )
        self.hint.setVisible(any_varies)
        self.hint.setText(
            tr(
                _CONTEXT,
                "* Fixed for some years; the growth shown holds for the others. Moving the slider replaces both.",
            )
        )

    def _tip(self, row: DriverRow, run: ScenarioRun) -> str:
        """Where the assumption comes from, and the recent past for comparison."""
        variable, path = row.variable, row.path
        grid = run.inputs.ready.grid
        parts = [show(variable.label), path_text(variable, path, grid, labels_of(run.model))]
        if path is not None and path.levels:
            levels = sorted(path.levels.items())[:8]
            years = " · ".join(f"{grid.code(year)}: {level_text(variable, level)}" for year, level in levels)
            parts.append(tr(_CONTEXT, "Fixed: {years} ({unit})", years=years, unit=variable.unit))
        if path is not None and path.reason:
            parts.append(path.reason)
        if row.recent is not None and row.last_actual is not None:
            rate = (
                value_text(variable, row.recent) if variable.kind == "growth" else f"{row.recent * 100:.1f}%"
            )
            back = {"A": 5, "S": 10, "Q": 20, "M": 60}[run.model.frequency]
            first, last = grid.code(row.last_actual - back), grid.code(row.last_actual)
            parts.append(
                tr(_CONTEXT, "Growth a year {first}–{last}: {rate}", first=first, last=last, rate=rate)
            )
        limits = (value_text(variable, variable.minimum), value_text(variable, variable.maximum))
        parts.append(tr(_CONTEXT, "Slider from {low} to {high}", low=limits[0], high=limits[1]))
        if row.origin and row.origin != run.scenario.id:
            name = show(self._workspace.reading.scenario(row.origin).name)
            parts.append(tr(_CONTEXT, "Taken from “{name}”", name=name))
        parts += [
            problem.message.show(language.current())
            for problem in run.problems
            if problem.variable == variable.name
        ]
        return "\n".join(parts)

    def copy(self) -> None:
        """All drivers by year, for Excel."""
        from workbench.services.driver_table import table_text

        if self._run is not None:
            QApplication.clipboard().setText(table_text(self._run, language.current()))
            self._workspace.notify.good(mark(_CONTEXT, "Copied."))

    def paste(self) -> None:
        """Take a table from the clipboard: one step of undo; what is wrong is told with line and column."""
        from workbench.services.driver_table import read_paste

        if self._run is None:
            return
        scenario_id = self._run.scenario.id
        try:
            pasted = read_paste(self._workspace.reading, scenario_id, QApplication.clipboard().text())
            if pasted.paths:
                self._workspace.execute_or_raise(SetPaths(scenario_id, pasted.paths), initiator=_INITIATOR)
        except WorkbenchError as error:
            self._workspace.notify.error(error)
            return
        if pasted.skipped:
            self._workspace.notify.warn(
                mark(_CONTEXT, "{n} cells were left out: their years are actual."), n=len(pasted.skipped)
            )
        self._workspace.notify.good(mark(_CONTEXT, "{n} drivers pasted."), n=len(pasted.paths))
