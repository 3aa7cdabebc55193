"""The tab: scenarios at the left with their drivers, what they mean at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.base.ids import new_id
from workbench.domain.errors import WorkbenchError
from workbench.domain.scenario import DriverPath, Scenario
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.language import Text, bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.dialogs import NameDialog, SolveDialog
from workbench.gui.panes.scenarios.drivers import DriverTable
from workbench.gui.panes.scenarios.outcome import Outcome
from workbench.gui.panes.scenarios.paths import level_text, path_for, value_of, value_text, varies
from workbench.gui.widgets.pane_base import Pane
from workbench.services import scenarios
from workbench.services.operations.scenarios import (
    CreateScenario,
    RemoveScenario,
    RenameScenario,
    SetDriverPath,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.changes import Kind
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import DriverRow, ScenarioRun

_CONTEXT = "ScenariosPane"
_ID = Qt.ItemDataRole.UserRole + 1
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
            "No scenario yet. A workspace made from a plan with a model brings its own.",
        )
        self.empty.hide()
        outer.addWidget(self.empty, 1)
        split.addWidget(self._left())
        self.outcome = Outcome(self.session, workspace.theme, self)
        self.outcome.chosen.connect(workspace.selection.select_indicator)
        self.outcome.failed.connect(workspace.notify.error)
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
        self.tree = QTreeView(side)
        self.tree_model = QStandardItemModel(0, 2, self)
        self.tree.setModel(self.tree_model)
        self.tree.setHeaderHidden(True)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setFixedHeight(self.px(82))
        self.tree.selectionModel().currentChanged.connect(self._tree_chosen)
        bind(self.tree, self.tree.setAccessibleName, _CONTEXT, "Scenarios")
        column.addWidget(self.tree)
        row = QHBoxLayout()
        row.setSpacing(self.px(2))
        self.solve_button = self._button(
            side, row, mark(_CONTEXT, "Solve for target…"), self.open_solve, primary=True
        )
        self.new = self._button(side, row, mark(_CONTEXT, "New…"), self.create_child)
        self.rename = self._button(side, row, mark(_CONTEXT, "Rename…"), self.rename_scenario)
        self.remove = self._button(side, row, mark(_CONTEXT, "Delete"), self.remove_scenario)
        row.addStretch(1)
        column.addLayout(row)
        self.drivers = DriverTable(self.workspace.theme, side)
        self.drivers.moving.connect(self._moving)
        self.drivers.settled.connect(self._settled)
        self.drivers.reset.connect(self.reset_driver)
        column.addWidget(self.drivers, 1)
        self.hint = QLabel(side)
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        column.addWidget(self.hint)
        frame = QFrame(side)
        frame.setProperty("card", True)
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(self.px(10), self.px(7), self.px(10), self.px(7))
        self.words = QLabel(frame)
        self.words.setFont(self.workspace.theme.font("small"))
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self.words)
        column.addWidget(frame)
        return side

    def _button(
        self,
        parent: QWidget,
        row: QHBoxLayout,
        words: Text,
        slot: Callable[[], object],
        *,
        primary: bool = False,
    ) -> QToolButton:
        button = QToolButton(parent)
        button.setProperty("primary", primary)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind_text(button, button.setText, words)
        button.clicked.connect(lambda _=False: slot())
        row.addWidget(button)
        return button

    # ── what is chosen ───────────────────────────────────────────────────────────────────────────

    @property
    def scenario_id(self) -> str:
        """The scenario shown."""
        return self._scenario_id

    def focus_item(self, item_id: str) -> None:
        """Jump here from the palette."""
        self.show_scenario(item_id)

    def show_scenario(self, scenario_id: str) -> None:
        """Choose a scenario for the whole window."""
        self.workspace.selection.select_scenario(scenario_id)
        self._scenario_selected(scenario_id)

    def _scenario_selected(self, scenario_id: str) -> None:
        if scenario_id and scenario_id != self._scenario_id:
            self.finish()
            self._scenario_id = scenario_id
            self._tried = {}
            self.update_soon()

    def _indicator_selected(self, indicator_id: str) -> None:
        self.outcome.choose(indicator_id)
        if self._run is not None:
            self._show_words(self._run)

    def _tree_chosen(self, index: QModelIndex, _: QModelIndex) -> None:
        scenario_id = index.siblingAtColumn(0).data(_ID) if index.isValid() else None
        if scenario_id:
            self.show_scenario(str(scenario_id))

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Tree, drivers, outcome."""
        every = self.session.scenarios()
        ids = {item.id for item in every}
        if self._scenario_id not in ids:
            self._scenario_id = next(
                (item.id for item in every if item.parent is None), every[0].id if every else ""
            )
            self._tried = {}
        self._fill_tree(every)
        for button in (self.rename, self.remove, self.solve_button, self.new):
            button.setEnabled(bool(self._scenario_id))
        if not self._scenario_id:
            self.outcome.clear()
            self._split.hide()
            self.empty.show()
            return
        self.empty.hide()
        self._split.show()
        self._show_run()

    def _fill_tree(self, every: tuple[Scenario, ...]) -> None:
        with QSignalBlocker(self.tree.selectionModel()):
            model = self.tree_model
            model.clear()
            model.setColumnCount(2)
            items: dict[str, QStandardItem] = {}
            waiting = list(every)
            while waiting:
                ready = [item for item in waiting if item.parent is None or item.parent in items]
                if not ready:  # a ring, or a parent that is gone: still to be seen
                    ready = waiting
                for scenario in ready:
                    first = QStandardItem(show(scenario.name))
                    first.setData(scenario.id, _ID)
                    first.setToolTip(show(scenario.note) if scenario.note.as_dict() else "")
                    base = tr(_CONTEXT, "base")
                    own = tr(_CONTEXT, "{n} own assumptions", n=len(scenario.paths))
                    second = QStandardItem(base if scenario.parent is None else own)
                    second.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    second.setData(self.workspace.theme.color("muted"), Qt.ItemDataRole.ForegroundRole)
                    above = items.get(scenario.parent or "", model.invisibleRootItem())
                    above.appendRow([first, second])
                    items[scenario.id] = first
                waiting = [item for item in waiting if item not in ready]
            self.tree.expandAll()
            header = self.tree.header()
            header.setStretchLastSection(False)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
            if self._scenario_id in items:
                self.tree.setCurrentIndex(items[self._scenario_id].index())
        self.tree.viewport().update()

    def _show_run(self) -> None:
        try:
            run = scenarios.run(self.session, self._scenario_id, overrides=self._tried or None)
            parent = run.scenario.parent
            self._parent_run = scenarios.run(self.session, parent) if parent else None
        except WorkbenchError as error:
            self._run = None
            self.words.setText(error.words(language.current()))
            self.outcome.clear()
            return
        self._run = run
        self.drivers.set_drivers(run.drivers)
        self._show_drivers(run)
        self.outcome.choose(self.workspace.selection.indicator)
        self.outcome.show_run(run)
        self._show_words(run)

    def _show_drivers(self, run: ScenarioRun) -> None:
        above = {row.variable.name: row for row in self._parent_run.drivers} if self._parent_run else {}
        any_varies = False
        for row in run.drivers:
            any_varies = any_varies or varies(row)
            parent_row = above.get(row.variable.name)
            parent_text = "—"
            if parent_row is not None and self._parent_run is not None:
                parent_text = value_text(row.variable, value_of(parent_row, self._parent_run), finer=False)
            own = row.origin in ("", run.scenario.id) and run.scenario.parent is not None
            self.drivers.controls[row.variable.name].show_row(
                row,
                run,
                parent_text,
                self._driver_tip(row),
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

    def _driver_tip(self, row: DriverRow) -> str:
        """Where the assumption comes from, and the recent past for comparison."""
        parts = [show(row.variable.label)]
        if row.path is not None and row.path.levels:
            levels = sorted(row.path.levels.items())[:8]
            years = " · ".join(f"{year}: {level_text(row.variable, level)}" for year, level in levels)
            parts.append(tr(_CONTEXT, "Fixed: {years} ({unit})", years=years, unit=row.variable.unit))
        if row.path is not None and row.path.trend:
            first, last = row.path.trend
            parts.append(tr(_CONTEXT, "Trend of the actuals {first}–{last}", first=first, last=last))
        if row.path is not None and row.path.reason:
            parts.append(row.path.reason)
        if row.recent is not None and row.last_actual is not None:
            rate = (
                value_text(row.variable, row.recent)
                if row.variable.kind == "growth"
                else f"{row.recent * 100:.1f}%"
            )
            parts.append(
                tr(
                    _CONTEXT,
                    "Growth a year {first}–{last}: {rate}",
                    first=row.last_actual - 5,
                    last=row.last_actual,
                    rate=rate,
                )
            )
        if row.origin and self._run is not None and row.origin != self._run.scenario.id:
            parts.append(
                tr(_CONTEXT, "Taken from “{name}”", name=show(self.session.scenario(row.origin).name))
            )
        return "\n".join(parts)

    def _show_words(self, run: ScenarioRun) -> None:
        lang = language.current()
        chosen = self.workspace.selection.indicator
        outcome = next((item for item in run.indicators if item.indicator.id == chosen), None)
        if outcome is None and run.indicators:
            outcome = run.indicators[0]
        self.words.setText(outcome.words().show(lang) if outcome is not None else "")

    # ── moving ───────────────────────────────────────────────────────────────────────────────────

    def _moving(self, driver: str, value: float) -> None:
        run = self._run
        if run is None:
            return
        row = next(row for row in run.drivers if row.variable.name == driver)
        self._tried[driver] = path_for(row, run.model, value)
        if not self._preview.isActive():
            self._preview.start()

    def _show_preview(self) -> None:
        if self._tried and not self._released:
            self._show_run()

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
        before = self.session.scenario(self._scenario_id).paths.get(driver)
        if before == path:
            self.update_soon()
            return
        operation = SetDriverPath(self._scenario_id, driver, path)
        if self.workspace.execute(operation, initiator=_INITIATOR) is None:
            self.update_soon()  # refused: show what holds

    def reset_driver(self, driver: str) -> None:
        """Take the parent's assumption again."""
        self._tried.pop(driver, None)
        self.drivers.controls[driver].drop()
        self.set_path(driver, None)

    # ── scenarios themselves ─────────────────────────────────────────────────────────────────────

    def create_child(self) -> None:
        """Ask for the name of a scenario that starts from this one."""
        dialog = NameDialog(mark(_CONTEXT, "New scenario"), LocalText(), self)
        dialog.named.connect(self.add_child)
        dialog.open()

    def add_child(self, name: LocalText) -> None:
        """A new scenario below the one shown, with nothing of its own yet; it is then shown."""
        parent = self.session.scenario(self._scenario_id)
        order = max((item.order for item in self.session.scenarios()), default=0) + 1
        child = Scenario(new_id("scn"), parent.model_id, name, parent=parent.id, order=order)
        if self.workspace.execute(CreateScenario(child), initiator=_INITIATOR) is not None:
            self.show_scenario(child.id)

    def rename_scenario(self) -> None:
        """Ask for another name."""
        dialog = NameDialog(
            mark(_CONTEXT, "Rename scenario"), self.session.scenario(self._scenario_id).name, self
        )
        dialog.named.connect(self.set_name)
        dialog.open()

    def set_name(self, name: LocalText) -> None:
        """Give the scenario shown another name."""
        self.workspace.execute(RenameScenario(self._scenario_id, name), initiator=_INITIATOR)

    def remove_scenario(self) -> None:
        """Delete the scenario shown; undo brings it back, so nothing is asked."""
        scenario = self.session.scenario(self._scenario_id)
        change = self.workspace.execute(RemoveScenario(self._scenario_id), initiator=_INITIATOR)
        if change is not None:
            undo = (mark(_CONTEXT, "Undo"), lambda: self.workspace.trigger("edit.undo"))
            self.workspace.notify.good(mark(_CONTEXT, "“{name}” was deleted."), undo, name=scenario.name)
            if scenario.parent:
                self.show_scenario(scenario.parent)

    def open_solve(self) -> SolveDialog:
        """Ask what it would take to meet a reference figure."""
        self.finish()
        dialog = SolveDialog(self.workspace, self._scenario_id, self.workspace.selection.indicator, self)
        dialog.applied.connect(self.set_path)
        dialog.open()
        return dialog

    def release(self) -> None:
        """Keep what is tried, then listen no more."""
        if not self._released:
            self.finish()
            self._preview.stop()
            self.workspace.selection.scenario_changed.disconnect(self._scenario_selected)
            self.workspace.selection.indicator_changed.disconnect(self._indicator_selected)
        super().release()
