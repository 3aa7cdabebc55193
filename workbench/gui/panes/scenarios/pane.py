"""The tab: scenarios at the left with what they assume, what they mean at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.domain.errors import WorkbenchError
from workbench.domain.scenario import DriverPath
from workbench.domain.text import LocalText
from workbench.gui.language import bind, mark
from workbench.gui.panes.scenarios.adjust import AdjustPage
from workbench.gui.panes.scenarios.chances import Chances
from workbench.gui.panes.scenarios.differences import DifferencesPage
from workbench.gui.panes.scenarios.driver_page import DriverPage
from workbench.gui.panes.scenarios.levers import LeversPage
from workbench.gui.panes.scenarios.openers import Openers
from workbench.gui.panes.scenarios.outcome import Outcome
from workbench.gui.panes.scenarios.parts import menu_button, segments, tool
from workbench.gui.panes.scenarios.paths import path_for
from workbench.gui.panes.scenarios.tree import ScenarioTree
from workbench.gui.panes.scenarios.words import WordsPanel
from workbench.gui.widgets.pane_base import Pane
from workbench.services import scenarios
from workbench.services.operations.assumptions import SetPaths
from workbench.services.operations.scenarios import SetDriverPath

if TYPE_CHECKING:
    from workbench.domain.changes import Kind
    from workbench.gui.panes.scenarios.dialogs import SolveDialog
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"


class ScenariosPane(Pane):
    """The third tab."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        "scenario",
        "model",
        "observation",
        "indicator",
        "target",
        "definition",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._scenario_id = workspace.selection.scenario
        self._run: ScenarioRun | None = None
        self._parent_run: ScenarioRun | None = None
        self._tried: dict[str, DriverPath] = {}
        self._preview = QTimer(self)
        self._preview.setSingleShot(True)
        self._preview.setInterval(12)  # moves in between are skipped, the last one is always shown
        self._preview.timeout.connect(self._show_preview)
        self.openers = Openers(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(self.px(16), self.px(8), self.px(16), self.px(8))
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(self.px(14))
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        outer.addWidget(split)
        self._split = split
        self.empty = QLabel(self)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(
            self.empty,
            self.empty.setText,
            _CONTEXT,
            "No scenario yet. A workspace made from a plan with a model brings its own; or write a model and give it a base case.",
        )
        self.empty.hide()
        outer.addWidget(self.empty, 1)
        self.first_model = tool(
            self, None, mark(_CONTEXT, "Write a model…"), self.openers.model, primary=True
        )
        self.first_model.hide()
        outer.addWidget(self.first_model, 0, Qt.AlignmentFlag.AlignHCenter)
        split.addWidget(self._left())
        self.outcome = Outcome(self.session, workspace.theme, self)
        self.outcome.chosen.connect(workspace.selection.select_indicator)
        self.outcome.failed.connect(workspace.notify.error)
        self.outcome.recalculate.connect(self.recalculate)
        self.chances = Chances(workspace, self.outcome)
        self.chances.changed.connect(self._show_result)
        self.outcome.head.addWidget(self.chances)
        split.addWidget(self.outcome)
        split.setStretchFactor(0, 11)
        split.setStretchFactor(1, 10)
        split.setSizes([self.px(398), self.px(346)])
        workspace.selection.scenario_changed.connect(self._scenario_selected)
        workspace.selection.indicator_changed.connect(self._indicator_selected)

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _left(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.px(5))
        self.tree_box = ScenarioTree(self.workspace, side)
        self.tree_box.chosen.connect(self.show_scenario)
        self.tree_box.leaving.connect(self.finish)
        self.tree, self.tree_model = self.tree_box.view, self.tree_box.model
        self.add_child, self.set_name = self.tree_box.add_child, self.tree_box.set_name
        self.remove_scenario = self.tree_box.remove_scenario
        column.addWidget(self.tree_box)
        self.model_button = tool(side, self.tree_box.row, mark(_CONTEXT, "Model…"), self.openers.model)
        self.tree_box.row.addStretch(1)
        self.live = tool(side, self.tree_box.row, mark(_CONTEXT, "Live"), self._live_switched)
        self.live.setCheckable(True)
        self.live.setChecked(True)
        bind(self.live, self.live.setToolTip, _CONTEXT, "Recalculate while a slider moves")
        row, self.page_buttons = segments(
            side,
            (
                mark(_CONTEXT, "Drivers"),
                mark(_CONTEXT, "Levers"),
                mark(_CONTEXT, "Adjustments"),
                mark(_CONTEXT, "Differences"),
            ),
            self.show_page,
        )
        column.addLayout(row)
        self.pages = QStackedWidget(side)
        self.driver_page = DriverPage(self.workspace, side)
        self.drivers = self.driver_page.table
        self.drivers.moving.connect(self._moving)
        self.drivers.settled.connect(self._settled)
        self.drivers.reset.connect(self.reset_driver)
        self.drivers.edit.connect(self.openers.path)
        self.levers = LeversPage(self.workspace, side)
        self.adjust = AdjustPage(self.workspace, side)
        self.differences = DifferencesPage(self.workspace, side)
        for page in (self.driver_page, self.levers, self.adjust, self.differences):
            self.pages.addWidget(page)
        column.addWidget(self.pages, 1)
        self.words_panel = WordsPanel(self.workspace, side)
        self.words = self.words_panel.words
        column.addWidget(self.words_panel)
        row = QHBoxLayout()
        row.setSpacing(self.px(2))
        self.solve_button = tool(side, row, mark(_CONTEXT, "Solve…"), self.open_solve, primary=True)
        self.answers_button = tool(side, row, mark(_CONTEXT, "Answers…"), self.openers.answers)
        self.uncertainty_button = tool(side, row, mark(_CONTEXT, "Uncertainty…"), self.openers.uncertainty)
        self.more = menu_button(
            side,
            row,
            mark(_CONTEXT, "More"),
            (
                (mark(_CONTEXT, "Batch of variations…"), self.openers.batch),
                (mark(_CONTEXT, "Copy driver table"), self.driver_page.copy),
                (mark(_CONTEXT, "Paste driver table"), self.driver_page.paste),
                (mark(_CONTEXT, "Export as workbook with formulas…"), self.openers.workbook),
            ),
        )
        row.addStretch(1)
        column.addLayout(row)
        return side

    # ── what is chosen ───────────────────────────────────────────────────────────────────────────

    @property
    def scenario_id(self) -> str:
        """The scenario shown."""
        return self._scenario_id

    @property
    def run(self) -> ScenarioRun | None:
        """The result shown."""
        return self._run

    @property
    def parent_run(self) -> ScenarioRun | None:
        """That of the parent."""
        return self._parent_run

    def focus_item(self, item_id: str) -> None:
        """Jump here from the palette."""
        self.show_scenario(item_id)

    def show_scenario(self, scenario_id: str) -> None:
        """Choose a scenario for the whole window."""
        self.workspace.selection.select_scenario(scenario_id)
        self._scenario_selected(scenario_id)

    def show_page(self, page: int) -> None:
        """0 drivers, 1 levers, 2 adjustments, 3 differences."""
        self.page_buttons[page].setChecked(True)
        self.pages.setCurrentIndex(page)
        self.words_panel.setVisible(page != 2)  # two tables need the room
        self._show_assumptions()

    def _scenario_selected(self, scenario_id: str) -> None:
        if scenario_id and scenario_id != self._scenario_id:
            self.finish()
            self._scenario_id = scenario_id
            self._tried = {}
            self.openers.scenario_left()
            self.update_soon()

    def _indicator_selected(self, indicator_id: str) -> None:
        self.outcome.choose(indicator_id)
        if self._run is not None and not self.outcome.stale:
            self._show_words(self._run)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Tree, assumptions, outcome."""
        every = self.session.scenarios()
        ids = {item.id for item in every}
        if self._scenario_id not in ids:
            self._scenario_id = next(
                (item.id for item in every if item.parent is None), every[0].id if every else ""
            )
            self._tried = {}
        self.tree_box.fill(every, self._scenario_id)
        for button in (self.solve_button, self.answers_button, self.uncertainty_button, self.more):
            button.setEnabled(bool(self._scenario_id))
        self.empty.setVisible(not self._scenario_id)
        self.first_model.setVisible(not self._scenario_id)
        self._split.setVisible(bool(self._scenario_id))
        if not self._scenario_id:
            self.outcome.clear()
            return
        self._parent_run = None
        self._update()

    def ready(self) -> bool:
        """Show the session as it is now, without waiting; whether there is a scenario to ask anything of."""
        if self.stale:
            self._stale = False
            self.refresh()
        return self._run is not None

    def _update(self) -> None:
        """Compute, or where that is switched off only mark what is shown as out of date."""
        fresh = self._run is None or self._run.scenario.id != self._scenario_id
        if self.live.isChecked() or fresh:
            self.recalculate()
        else:
            self._mark_stale()

    def recalculate(self) -> None:
        """Run the scenario as it stands, with what is being tried."""
        try:
            run = scenarios.run(self.session, self._scenario_id, overrides=self._tried or None)
            parent = run.scenario.parent
            if parent is None:
                self._parent_run = None
            elif self._parent_run is None or self._parent_run.scenario.id != parent:
                self._parent_run = scenarios.run(self.session, parent)
        except WorkbenchError as error:
            self._run = None
            self.words_panel.say(LocalText(error.words("en"), error.words("zh-Hant")))
            self.outcome.clear()
            return
        self._run = run
        self._show_assumptions()
        self._show_result()
        self.openers.show_run(run, self._parent_run)
        if not self._tried:
            self.chances.run_changed(run)

    def _mark_stale(self) -> None:
        """Assumptions as they are now beside a result of earlier ones, marked as such."""
        run = self._run
        assert run is not None
        try:
            inputs = scenarios.inputs_of(self.session, self._scenario_id, overrides=self._tried or None)
        except WorkbenchError as error:
            self.words_panel.say(LocalText(error.words("en"), error.words("zh-Hant")))
            self.outcome.set_stale(True)
            return
        stale = scenarios.fingerprint(inputs) != run.fingerprint
        now = replace(run, scenario=inputs.scenario, inputs=inputs, drivers=scenarios.driver_rows(inputs))
        self._show_assumptions(now)
        if stale:
            self.outcome.set_stale(True)
            self.words_panel.stale()
        else:  # moved back to where it was computed
            self._show_result()

    def _show_assumptions(self, run: ScenarioRun | None = None) -> None:
        """The page in front of the left side."""
        run = run or self._run
        if run is None:
            return
        page = self.pages.currentWidget()
        if page is self.driver_page:
            self.driver_page.show_run(run, self._parent_run)
        elif page in (self.levers, self.adjust, self.differences):
            page.show_run(run)

    def _show_result(self) -> None:
        run = self._run
        if run is None:
            return
        self.outcome.choose(self.workspace.selection.indicator)
        self.outcome.show_run(run, self.chances.of(run), moving=bool(self._tried))
        self._show_words(run)

    def _show_words(self, run: ScenarioRun) -> None:
        if self._tried:  # under the hand: the sentences of draws would not hold, and nothing can be sent
            outcome = next(
                (item for item in run.indicators if item.indicator.id == self.workspace.selection.indicator),
                run.indicators[0] if run.indicators else None,
            )
            self.words_panel.say(outcome.words() if outcome is not None else LocalText())
            return
        self.words_panel.show_run(run, self.workspace.selection.indicator, self.chances.of(run))

    def _live_switched(self) -> None:
        if self.live.isChecked():
            self.recalculate()

    # ── moving ───────────────────────────────────────────────────────────────────────────────────

    def try_path(self, driver: str, path: DriverPath) -> None:
        """Show a path without keeping it."""
        self._tried[driver] = path
        if not self._preview.isActive():
            self._preview.start()

    def _moving(self, driver: str, value: float) -> None:
        run = self._run
        if run is not None:
            row = next(row for row in run.drivers if row.variable.name == driver)
            self.try_path(driver, path_for(row, run.model, value))

    def _show_preview(self) -> None:
        if self._tried and not self._released:
            self._update()

    def _settled(self, driver: str, value: float) -> None:
        run = self._run
        path = self._tried.pop(driver, None)
        if run is None or path is None or self._released:
            return
        self.set_path(driver, path)

    def finish(self) -> None:
        """Keep whatever is being tried (another scenario is chosen, the tab closes)."""
        for control in self.drivers.controls.values():
            if control.busy:
                control.settle_now()

    def set_path(self, driver: str, path: DriverPath | None) -> None:
        """One undoable step: assume *path* for a driver of this scenario; ``None`` takes the parent's."""
        told = self.keep_path(driver, path)
        if told is not None:
            self.workspace.notify.error(told)

    def keep_path(self, driver: str, path: DriverPath | None) -> WorkbenchError | None:
        """As :meth:`set_path`, but a refusal is given back, to be told at the field."""
        self._tried.pop(driver, None)
        before = self.session.scenario(self._scenario_id).paths.get(driver)
        if before == path:
            self.update_soon()
            return None
        try:
            self.workspace.execute_or_raise(
                SetDriverPath(self._scenario_id, driver, path), initiator=_INITIATOR
            )
        except WorkbenchError as error:
            self.update_soon()  # refused: show what holds
            return error
        return None

    def set_paths(self, paths: dict[str, DriverPath]) -> None:
        """Several paths as one step: the answer to a goal-seek."""
        self.workspace.execute(SetPaths(self._scenario_id, paths), initiator=_INITIATOR)

    def reset_driver(self, driver: str) -> None:
        """Take the parent's assumption again."""
        self._tried.pop(driver, None)
        self.drivers.controls[driver].drop()
        self.set_path(driver, None)

    def open_solve(self) -> SolveDialog:
        """Ask what it would take to meet a reference figure."""
        return self.openers.solve()

    def release(self) -> None:
        """Keep what is tried, then listen no more."""
        if not self._released:
            self.finish()
            self._preview.stop()
            self.chances.release()
            self.openers.release()
            self.workspace.selection.scenario_changed.disconnect(self._scenario_selected)
            self.workspace.selection.indicator_changed.disconnect(self._indicator_selected)
        super().release()
