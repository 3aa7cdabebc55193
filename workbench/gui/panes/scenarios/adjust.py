"""Judgements laid over the model, each with its reason; and which actuals take the model's place, and where they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.scenario import ActualsRange, AddFactor
from workbench.gui import language
from workbench.gui.language import bind, mark, show, tr
from workbench.gui.panes.scenarios.adjust_dialogs import ActualsDialog, FactorDialog
from workbench.gui.panes.scenarios.parts import (
    factor_text,
    rule_text,
    section,
    tool,
    year_spans,
)
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.operations.assumptions import SetActualsRange, SetAddFactors

if TYPE_CHECKING:
    from workbench.domain.grid import Grid
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"


class AdjustPage(QWidget):
    """Two tables: add factors, actuals."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run: ScenarioRun | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section(self, mark(_CONTEXT, "Add factors")))
        self.factors = TextTable(workspace.theme, self)
        bind(self.factors, self.factors.setAccessibleName, _CONTEXT, "Add factors")
        column.addWidget(self.factors, 2)
        row = QHBoxLayout()
        self.add = tool(self, row, mark(_CONTEXT, "Add…"), self.add_factor)
        self.edit = tool(self, row, mark(_CONTEXT, "Change…"), self.edit_factor)
        self.take = tool(self, row, mark(_CONTEXT, "Take away"), self.take_factor)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(section(self, mark(_CONTEXT, "Actuals in place of the model")))
        self.actuals = TextTable(workspace.theme, self)
        bind(self.actuals, self.actuals.setAccessibleName, _CONTEXT, "Actuals in place of the model")
        column.addWidget(self.actuals, 3)
        row = QHBoxLayout()
        self.range = tool(self, row, mark(_CONTEXT, "Leave out years…"), self.edit_actuals)
        self.again = tool(self, row, mark(_CONTEXT, "As in the parent"), self.reset_actuals)
        row.addStretch(1)
        column.addLayout(row)
        for table in (self.factors, self.actuals):
            table.setFont(workspace.theme.font("small"))
            table.selectionModel().currentRowChanged.connect(self._enable)
        self.factors.doubleClicked.connect(lambda _: self.edit_factor())
        self.actuals.doubleClicked.connect(lambda _: self.edit_actuals())

    def show_run(self, run: ScenarioRun) -> None:
        """What lies over the model, and where actuals stand for it."""
        self._run = run
        grid = run.inputs.ready.grid
        rows: list[list[Cell]] = []
        for name, held in run.inputs.assumed.add_factors.items():
            label = show(run.model.variable(name).label)
            for place, factor in enumerate(held.value):
                tone = "accent" if held.origin == run.scenario.id else ""
                rows.append(
                    [
                        Cell(label, key=f"{name}\n{place}", tip=label),
                        Cell(factor_text(factor, grid), right=True, tone=tone),
                        Cell(factor.reason, tip=factor.reason),
                    ]
                )
        head = [
            Cell(tr(_CONTEXT, "Variable")),
            Cell(tr(_CONTEXT, "Years and value"), right=True),
            Cell(tr(_CONTEXT, "Reason")),
        ]
        self.factors.show_rows(head, rows, stretch=2)
        self._show_actuals(run, grid)
        self._enable()

    def _show_actuals(self, run: ScenarioRun, grid: Grid) -> None:
        rows: list[list[Cell]] = []
        years = run.result.years.tolist()
        for variable in run.model.variables:
            name = variable.name
            held = run.inputs.assumed.actuals.get(name)
            mask = run.result.actual[name] if variable.is_driver else run.result.replaced.get(name)
            used = (
                []
                if mask is None
                else [year for year, there in zip(years, mask.tolist(), strict=True) if there]
            )
            if not used and held is None and not variable.is_driver:
                continue
            label = show(variable.label)
            rule = rule_text(held.value, grid) if held is not None else ""
            tip = held.value.reason if held is not None else ""
            rows.append(
                [
                    Cell(label, key=name, tip=label),
                    Cell(year_spans(used, grid) or "—", right=True),
                    Cell(
                        rule,
                        tip=tip,
                        tone="accent" if held is not None and held.origin == run.scenario.id else "",
                    ),
                ]
            )
        head = [
            Cell(tr(_CONTEXT, "Variable")),
            Cell(tr(_CONTEXT, "Actual years"), right=True),
            Cell(tr(_CONTEXT, "Rule")),
        ]
        self.actuals.show_rows(head, rows, stretch=0)

    def _enable(self, *_: object) -> None:
        chosen = bool(self.factors.current_key())
        self.edit.setEnabled(chosen)
        self.take.setEnabled(chosen)
        key = self.actuals.current_key()
        self.range.setEnabled(bool(key))
        own = self._run is not None and key in self._run.scenario.actuals
        self.again.setEnabled(own)

    def _own(self, name: str) -> tuple[AddFactor, ...]:
        assert self._run is not None
        held = self._run.inputs.assumed.add_factors.get(name)
        return held.value if held is not None else ()

    def add_factor(self) -> FactorDialog | None:
        """Ask for a new one."""
        if self._run is None:
            return None
        chosen = self.factors.current_key().partition("\n")[0] or self.actuals.current_key()
        dialog = FactorDialog(self._run, chosen, None, self)
        dialog.made.connect(lambda name, factor: self._set(dialog, name, (*self._own(name), factor)))
        dialog.open()
        return dialog

    def edit_factor(self) -> FactorDialog | None:
        """Change the chosen one."""
        key = self.factors.current_key()
        if self._run is None or not key:
            return None
        name, _, place = key.partition("\n")
        at = int(place)
        dialog = FactorDialog(self._run, name, self._own(name)[at], self)

        def made(other: str, factor: AddFactor) -> None:
            if other != name:
                if self._set(dialog, other, (*self._own(other), factor)):
                    self._set(None, name, self._all_but(name, at))
                return
            own = self._own(name)
            self._set(dialog, name, (*own[:at], factor, *own[at + 1 :]))

        dialog.made.connect(made)
        dialog.open()
        return dialog

    def take_factor(self) -> None:
        """Take the chosen one away; where the parent has none, nothing is left stated."""
        key = self.factors.current_key()
        if self._run is not None and key:
            name, _, place = key.partition("\n")
            self._set(None, name, self._all_but(name, int(place)))

    def _all_but(self, name: str, at: int) -> tuple[AddFactor, ...]:
        own = self._own(name)
        return (*own[:at], *own[at + 1 :])

    def _set(self, dialog: FactorDialog | None, name: str, factors: tuple[AddFactor, ...]) -> bool:
        assert self._run is not None
        inherited = self._inherits(name)
        operation = SetAddFactors(self._run.scenario.id, name, factors if factors or inherited else None)
        try:
            self._workspace.execute_or_raise(operation, initiator=_INITIATOR)
        except WorkbenchError as error:
            if dialog is not None:
                dialog.refuse(error.words(language.current()))
            else:
                self._workspace.notify.error(error)
            return False
        return True

    def _inherits(self, name: str) -> bool:
        """Whether a scenario above states add factors for the variable."""
        assert self._run is not None
        parent = self._run.scenario.parent
        while parent is not None:
            above = self._workspace.reading.scenario(parent)
            if above.add_factors.get(name):
                return True
            parent = above.parent
        return False

    def edit_actuals(self) -> ActualsDialog | None:
        """Ask which actuals of the chosen variable are used."""
        name = self.actuals.current_key()
        run = self._run
        if run is None or not name:
            return None
        held = run.inputs.assumed.actuals.get(name)
        years = run.result.years.tolist()
        dialog = ActualsDialog(
            show(run.model.variable(name).label),
            held.value if held is not None else None,
            (years[0], years[-1]),
            run.inputs.ready.grid,
            self,
        )

        def made(rule: ActualsRange) -> None:
            plain = rule.use and rule.first is None and rule.last is None
            told = self._set_rule(name, None if plain and held is None else rule)
            dialog.wrong.setText(told)

        dialog.made.connect(made)
        dialog.open()
        return dialog

    def reset_actuals(self) -> None:
        """The parent's rule again."""
        name = self.actuals.current_key()
        if self._run is not None and name:
            self._set_rule(name, None)

    def _set_rule(self, name: str, rule: ActualsRange | None) -> str:
        assert self._run is not None
        try:
            self._workspace.execute_or_raise(
                SetActualsRange(self._run.scenario.id, name, rule), initiator=_INITIATOR
            )
        except WorkbenchError as error:
            return error.words(language.current())
        return ""
