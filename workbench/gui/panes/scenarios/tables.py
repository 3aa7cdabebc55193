"""One- and two-way tables: what an indicator comes to when one or two drivers are set."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.asked import Ask, Refused, figure_text
from workbench.gui.panes.scenarios.parts import knob_setting, parse_number
from workbench.gui.panes.scenarios.results import ResultBar
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.scenarios import compiled

if TYPE_CHECKING:
    from workbench.calc.knobs import Knob
    from workbench.domain.figure import Target
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import IndicatorOutcome, ScenarioRun

_CONTEXT = "ScenariosPane"


class TablesPage(QWidget):
    """``asked()``: another driver or other values."""

    asked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: ScenarioRun | None = None
        column = QVBoxLayout(self)
        self.first, self.second = QComboBox(self), QComboBox(self)
        self.first_values, self.second_values = QLineEdit(self), QLineEdit(self)
        for box, values, words in (
            (self.first, self.first_values, mark(_CONTEXT, "Down")),
            (self.second, self.second_values, mark(_CONTEXT, "Across")),
        ):
            row = QHBoxLayout()
            label = QLabel(self)
            label.setBuddy(box)
            label.setMinimumWidth(workspace.theme.px(60))
            bind_text(label, label.setText, words)
            bind_text(box, box.setAccessibleName, words)
            bind(values, values.setAccessibleName, _CONTEXT, "Values, with commas between them")
            bind(values, values.setToolTip, _CONTEXT, "Values, with commas between them")
            row.addWidget(label)
            row.addWidget(box, 2)
            row.addWidget(values, 3)
            column.addLayout(row)
            box.activated.connect(partial(self._driver_chosen, box, values))
            values.editingFinished.connect(self.asked)
        self.table = TextTable(workspace.theme, self)
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Tables")
        column.addWidget(self.table, 1)
        self.bar = ResultBar(workspace, self)
        column.addWidget(self.bar)

    def load(self, run: ScenarioRun, indicator_id: str) -> None:
        """Offer the drivers that move the indicator, those chosen before if they still do."""
        self._run = run
        variable = run.indicator(indicator_id).variable
        if variable is None:
            return
        able = compiled(run.model).drivers_of(variable.name)
        own = [
            row.variable
            for row in run.drivers
            if row.variable.name in able or row.variable.name == variable.name
        ]
        for box, values in ((self.first, self.first_values), (self.second, self.second_values)):
            chosen = box.currentData()
            with QSignalBlocker(box):
                box.clear()
                if box is self.second:
                    box.addItem(tr(_CONTEXT, "(one-way)"), "")
                for driver in own:
                    box.addItem(show(driver.label), driver.name)
                at = box.findData(chosen)
                box.setCurrentIndex(at if at >= 0 else min(1, box.count() - 1) if box is self.second else 0)
                if box is self.second and at < 0 and box.count() > 2:
                    box.setCurrentIndex(2)
            self._offer(box, values)

    def _offer(self, box: QComboBox, values: QLineEdit) -> None:
        """Seven values around what the driver does now."""
        name = str(box.currentData() or "")
        values.setEnabled(bool(name))
        if not name:
            values.clear()
            return
        assert self._run is not None
        row = next(row for row in self._run.drivers if row.variable.name == name)
        variable = row.variable
        if variable.kind == "level":
            last = self._run.result.at(name, int(self._run.result.years[-1])) or 0.0
            size = max(variable.step, round(abs(last) * 0.1))
            values.setText(", ".join(f"{last + size * k:g}" for k in range(-3, 4)))
        else:
            middle = round((row.growth if row.growth is not None else row.recent or 0.0) * 100)
            values.setText(", ".join(f"{middle + 2 * k}%" for k in range(-3, 4)))

    def _driver_chosen(self, box: QComboBox, values: QLineEdit, *_: object) -> None:
        self._offer(box, values)
        self.asked.emit()

    def _values(self, box: QComboBox, field: QLineEdit) -> list[float]:
        found: list[float] = []
        for part in field.text().replace("，", ",").replace("、", ",").split(","):
            if not part.strip():
                continue
            value = parse_number(part)
            if value is None:
                raise Refused(
                    tr(
                        _CONTEXT,
                        "{driver}: “{typed}” is not a number.",
                        driver=box.currentText(),
                        typed=part.strip(),
                    )
                )
            found.append(value)
        if not found:
            raise Refused(tr(_CONTEXT, "{driver}: give at least one value.", driver=box.currentText()))
        return found

    def _knob(self, box: QComboBox, ask: Ask) -> Knob:
        from workbench.calc.knobs import Knob

        name = str(box.currentData())
        variable = ask.run.model.variable(name)
        if variable.kind == "level":
            return Knob(name, "level", ask.run.inputs.ready.grid.last_of(ask.year))
        return Knob(name, "growth")

    def answer(self, ask: Ask) -> None:
        """Work out and show the table. Raises :class:`Refused`, :class:`WorkbenchError`."""
        from workbench.services.sensitivity import table

        rows = self._values(self.first, self.first_values)
        columns = self._values(self.second, self.second_values) if self.second.currentData() else None
        first = (self._knob(self.first, ask), rows)
        second = None if columns is None else (self._knob(self.second, ask), columns)
        found = table(ask.session, ask.run.scenario.id, ask.indicator_id, ask.year, first, second)
        outcome = ask.outcome
        unit, lang = outcome.indicator.unit, language.current()
        target = next((item.target for item in outcome.targets if item.target.data_year == ask.year), None)
        model = ask.run.model
        heads = [knob_setting(first[0], value, model.variable(first[0].name)) for value in found.rows]
        if second is None:
            over = [show(outcome.indicator.name)]
        else:
            over = [knob_setting(second[0], value, model.variable(second[0].name)) for value in found.columns]
        corner = f"{self.first.currentText()} ↓" + (
            "" if second is None else f"  {self.second.currentText()} →"
        )
        header = [Cell(corner), *(Cell(text, right=True) for text in over)]
        lines: list[list[Cell]] = []
        out: list[list[str | float | None]] = [
            [corner, *(found.columns if second is not None else [show(outcome.indicator.name)])]
        ]
        for head, value, cells in zip(heads, found.rows, found.values, strict=True):
            shown = [Cell(head, bold=True)]
            for cell in cells:
                met = cell is not None and target is not None and _met(cell, target, outcome)
                text = figure_text(cell, unit, lang)
                shown.append(Cell(text + (" ✓" if met else ""), right=True, tone="good" if met else ""))
            lines.append(shown)
            out.append([value, *cells])
        self.table.show_rows(header, lines)
        self.bar.set_result(out, None, "table", ask.passage())

    def clear(self) -> None:
        """Nothing to show."""
        self.table.show_rows([], [])
        self.bar.set_result((), None, "")


def _met(value: float, target: Target, outcome: IndicatorOutcome) -> bool:
    from workbench.calc.gaps import gap

    return gap(value, target.value, outcome.indicator.direction, target.qualifier).met is True
