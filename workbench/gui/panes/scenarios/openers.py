"""Opens the editor's dialogs, keeps those that stay open up to date, and closes them when their scenario is left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from workbench.domain.errors import StorageError
from workbench.gui import language
from workbench.gui.language import mark, show, tr

if TYPE_CHECKING:
    from workbench.domain.scenario import DriverPath
    from workbench.gui.panes.scenarios.dialogs import SolveDialog
    from workbench.gui.panes.scenarios.pane import ScenariosPane
    from workbench.gui.panes.scenarios.path_dialog import PathDialog
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"


class Openers(QObject):
    """The dialogs of the scenario editor."""

    def __init__(self, pane: ScenariosPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._path: PathDialog | None = None
        self._open: list[QDialog] = []

    def _keep(self, dialog: QDialog) -> None:
        self._open = [each for each in self._open if shiboken6.isValid(each)]
        self._open.append(dialog)

    def path(self, driver: str) -> PathDialog | None:
        """The driver's path: curve, table, kinds."""
        from workbench.gui.panes.scenarios.path_dialog import PathDialog

        run = self._pane.run
        if run is None:
            return None
        self._close_path()
        dialog = PathDialog(driver, self._pane.workspace.theme, self._pane.try_path, self._kept, self._pane)
        dialog.show_run(run, self._pane.parent_run)
        self._path = dialog
        self._keep(dialog)
        dialog.show()
        return dialog

    def _kept(self, driver: str, path: DriverPath | None) -> str:
        error = self._pane.keep_path(driver, path)
        if error is None and self._pane.live.isChecked():
            self._pane.recalculate()  # the next tool starts from what was just kept
        return error.words(language.current()) if error is not None else ""

    def show_run(self, run: ScenarioRun, parent: ScenarioRun | None) -> None:
        """Another result is shown."""
        if self._path is not None and shiboken6.isValid(self._path):
            self._path.show_run(run, parent)

    def _close_path(self) -> None:
        if self._path is not None and shiboken6.isValid(self._path):
            self._path.reject()
        self._path = None

    def scenario_left(self) -> None:
        """Another scenario is shown."""
        self._close_path()

    def solve(self) -> SolveDialog:
        """What it would take to meet a reference figure."""
        from workbench.gui.panes.scenarios.dialogs import SolveDialog

        pane = self._pane
        pane.finish()
        dialog = SolveDialog(pane.workspace, pane.scenario_id, pane.workspace.selection.indicator, pane)
        dialog.applied.connect(pane.set_path)
        dialog.applied_many.connect(pane.set_paths)
        self._keep(dialog)
        dialog.open()
        return dialog

    def answers(self) -> QDialog:
        """Gaps, measures, tornado, tables."""
        from workbench.gui.panes.scenarios.answers import AnswersDialog

        self._pane.finish()
        dialog = AnswersDialog(
            self._pane.workspace, self._pane.scenario_id, self._pane.workspace.selection.indicator, self._pane
        )
        self._keep(dialog)
        dialog.show()
        return dialog

    def uncertainty(self) -> QDialog:
        """Distributions, correlations, draws, shares, looking back."""
        from workbench.gui.panes.scenarios.uncertain import UncertaintyDialog

        self._pane.finish()
        dialog = UncertaintyDialog(
            self._pane.workspace, self._pane.scenario_id, self._pane.workspace.selection.indicator, self._pane
        )
        dialog.drawn.connect(self._pane.chances.take)
        self._keep(dialog)
        dialog.show()
        return dialog

    def batch(self) -> QDialog:
        """A table of variations."""
        from workbench.gui.panes.scenarios.batch import BatchDialog

        self._pane.finish()
        dialog = BatchDialog(self._pane.workspace, self._pane.scenario_id, self._pane)
        self._keep(dialog)
        dialog.show()
        return dialog

    def model(self) -> QDialog:
        """The model card, and the model itself; without any model, the place to write the first."""
        from workbench.gui.panes.scenarios.model_dialog import ModelDialog

        run = self._pane.run
        models = self._pane.workspace.reading.models()
        model_id = run.model.id if run is not None else models[0].id if models else ""
        dialog = ModelDialog(self._pane.workspace, model_id, self._pane)
        self._keep(dialog)
        dialog.show()
        return dialog

    def workbook(self) -> None:
        """Ask where, and write the scenario with live formulas."""
        run = self._pane.run
        if run is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self._pane,
            tr(_CONTEXT, "Scenario as a workbook"),
            f"{show(run.scenario.name)}.xlsx",
            tr(_CONTEXT, "Excel workbook (*.xlsx)"),
        )
        if name:
            self.write_workbook(Path(name))

    def write_workbook(self, path: Path) -> None:
        """The scenario with live formulas, in the language of the window."""
        from workbench.services.scenario_workbook import export_workbook

        workspace = self._pane.workspace

        def work() -> bool:
            try:
                export_workbook(workspace.reading, self._pane.scenario_id, path, language.current())
            except OSError as error:
                raise StorageError(
                    "app.not-written", file=path.name, reason=error.strerror or str(error)
                ) from error
            return True

        if workspace.attempt(work):
            workspace.notify.good(mark(_CONTEXT, "Written: {file}"), file=path.name)

    def release(self) -> None:
        """The session closes: its dialogs with it."""
        for dialog in self._open:
            if shiboken6.isValid(dialog):
                dialog.close()
        self._open, self._path = [], None
