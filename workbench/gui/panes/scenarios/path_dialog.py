"""A driver's path in full: its kind, a curve to drag, a table to type into, tools to repeat, interpolate and cancel."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.scenario import DriverPath
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.curve import CurveEdit
from workbench.gui.panes.scenarios.parts import parse_number, plain_number, tool
from workbench.gui.panes.scenarios.path_kinds import KINDS, KindFields, kind_of
from workbench.gui.panes.scenarios.paths import clean, is_level, level_text

if TYPE_CHECKING:
    from workbench.gui.theme import Theme
    from workbench.services.scenarios import DriverRow, ScenarioRun

_CONTEXT = "ScenariosPane"
Keep = Callable[[str, DriverPath | None], str]


class PathDialog(QDialog):
    """Stays open beside the editor; every change holds at once and is one step of undo.

    trying: shows a path without keeping it. keep: keeps it (``None`` takes the parent's) and gives words if it is
    refused.
    """

    def __init__(
        self,
        driver: str,
        theme: Theme,
        trying: Callable[[str, DriverPath], None],
        keep: Keep,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.driver = driver
        self._trying, self._keep = trying, keep
        self._run: ScenarioRun | None = None
        self._tried: DriverPath | None = None
        px = theme.px
        self.resize(px(760), px(600))
        column = QVBoxLayout(self)
        self.head = QLabel(self)
        self.head.setProperty("role", "title")
        column.addWidget(self.head)
        self.about = QLabel(self)
        self.about.setProperty("role", "small")
        self.about.setWordWrap(True)
        column.addWidget(self.about)
        row = QHBoxLayout()
        label = QLabel(self)
        bind(label, label.setText, _CONTEXT, "Path")
        self.kind = QComboBox(self)
        for key, words in KINDS.items():
            self.kind.addItem("", key)
            place = self.kind.count() - 1
            bind_text(self.kind, lambda text, place=place: self.kind.setItemText(place, text), words)
        bind(self.kind, self.kind.setAccessibleName, _CONTEXT, "Path")
        label.setBuddy(self.kind)
        row.addWidget(label)
        row.addWidget(self.kind)
        self.fields = KindFields(theme, self)
        self.fields.changed.connect(self._fields_changed)
        row.addWidget(self.fields, 1)
        column.addLayout(row)
        self.kind.activated.connect(self._kind_chosen)
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        switch = QHBoxLayout()
        self.as_growth = tool(self, switch, mark(_CONTEXT, "Drag growth"), self._switched)
        self.as_growth.setCheckable(True)
        switch.addStretch(1)
        self.years = QSpinBox(self)
        self.years.setRange(1, 40)
        self.years.setValue(5)
        bind(self.years, self.years.setAccessibleName, _CONTEXT, "Number of years")
        self.repeat = tool(self, switch, mark(_CONTEXT, "Repeat for"), self.repeat_value)
        switch.addWidget(self.years)
        after = QLabel(self)
        bind(after, after.setText, _CONTEXT, "years")
        switch.addWidget(after)
        self.interpolate = tool(self, switch, mark(_CONTEXT, "Interpolate"), self.interpolate_between)
        self.cancel_year = tool(self, switch, mark(_CONTEXT, "Cancel the year"), self.cancel_one)
        self.cancel_all = tool(self, switch, mark(_CONTEXT, "Cancel all"), self.cancel_every)
        self.inherit = tool(self, switch, mark(_CONTEXT, "Parent’s again"), self.take_parents)
        column.addLayout(switch)
        self.curve = CurveEdit(theme, self)
        self.curve.moving.connect(self._dragged)
        self.curve.settled.connect(self._dropped)
        self.curve.chosen.connect(self._point_chosen)
        column.addWidget(self.curve, 3)
        self.table = QTableWidget(2, 0, self)
        self.table.setFont(theme.font("small"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.table.setFixedHeight(px(104))
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Values by year")
        self.table.itemChanged.connect(self._typed)
        column.addWidget(self.table)
        why = QHBoxLayout()
        label = QLabel(self)
        bind(label, label.setText, _CONTEXT, "Reason")
        self.reason = QLineEdit(self)
        label.setBuddy(self.reason)
        bind(self.reason, self.reason.setAccessibleName, _CONTEXT, "Reason")
        self.reason.editingFinished.connect(self._reason_written)
        why.addWidget(label)
        why.addWidget(self.reason, 1)
        column.addLayout(why)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    @property
    def _row(self) -> DriverRow:
        assert self._run is not None
        return next(row for row in self._run.drivers if row.variable.name == self.driver)

    @property
    def path(self) -> DriverPath:
        """The path in force, or the one being tried."""
        return self._tried or self._row.path or DriverPath()

    def show_run(self, run: ScenarioRun, parent: ScenarioRun | None) -> None:
        """Show the driver as it is in *run*; a driver that the model lost closes the dialog."""
        if self.driver not in {row.variable.name for row in run.drivers}:
            self.reject()
            return
        self._run = run
        row = self._row
        variable = row.variable
        name = show(variable.label)
        self.head.setText(name)
        self.setWindowTitle(tr(_CONTEXT, "Path: {driver}", driver=name))
        said = [tr(_CONTEXT, "In {unit}", unit=variable.unit)]
        if row.last_actual is not None and row.last_value is not None:
            grid = run.inputs.ready.grid
            said.append(
                tr(
                    _CONTEXT,
                    "last actual {year}: {value}",
                    year=grid.code(row.last_actual),
                    value=level_text(variable, row.last_value),
                )
            )
        if row.origin and row.origin != run.scenario.id:
            said.append(tr(_CONTEXT, "taken from the parent"))
        said += [
            each.message.show(language.current()) for each in run.problems if each.variable == self.driver
        ]
        self.about.setText(" · ".join(said))
        if not self.curve.held:
            kind = kind_of(self.path)
            with QSignalBlocker(self.kind):
                self.kind.setCurrentIndex(self.kind.findData(kind))
            self.fields.show_path(self.path, kind, row, run)
            if not self.reason.hasFocus():
                self.reason.setText(self.path.reason)
        self.inherit.setEnabled(self.driver in run.scenario.paths and run.scenario.parent is not None)
        self._show_numbers(run, parent)

    def _show_numbers(self, run: ScenarioRun, parent: ScenarioRun | None) -> None:
        name, variable = self.driver, self._row.variable
        steps = run.result.years.tolist()
        levels = run.result.values[name].tolist()
        rates = _rates(levels)
        actual = run.result.actual[name].tolist()
        above = parent.result.values[name].tolist() if parent is not None else []
        grid = run.inputs.ready.grid
        growth = self.as_growth.isChecked()
        self.curve.set_curve(
            steps,
            rates if growth else levels,
            actual,
            (_rates(above) if growth else above),
            frozenset(self.path.by_year if growth else self.path.levels),
            step=(min(variable.step, 0.001) if growth else self._level_step()),
            code=grid.code,
            text=(lambda v: f"{plain_number(v * 100, 3)}%")
            if growth
            else (lambda v: level_text(variable, v)),
        )
        if self.table.state() == QAbstractItemView.State.EditingState:
            return
        with QSignalBlocker(self.table):
            self.table.setColumnCount(len(steps))
            self.table.setHorizontalHeaderLabels([grid.code(step) for step in steps])
            self.table.setVerticalHeaderLabels([tr(_CONTEXT, "Value"), tr(_CONTEXT, "Growth %")])
            for place, step in enumerate(steps):
                fixed = (step in self.path.levels, step in self.path.by_year)
                texts = (
                    "—" if math.isnan(levels[place]) else plain_number(levels[place], 10),
                    "—" if math.isnan(rates[place]) else plain_number(rates[place] * 100, 5),
                )
                for line in (0, 1):
                    item = QTableWidgetItem(texts[line])
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    if actual[place]:
                        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                        item.setToolTip(tr(_CONTEXT, "actual"))
                    font = item.font()
                    font.setBold(fixed[line])
                    item.setFont(font)
                    self.table.setItem(line, place, item)
        if not growth:
            self.table.resizeColumnsToContents()

    def _level_step(self) -> float:
        variable = self._row.variable
        if is_level(variable):
            return variable.step
        last = self._row.last_value or 1.0
        return (
            float(10.0 ** max(math.floor(math.log10(abs(last) / 1000)), -variable.decimals)) if last else 1.0
        )

    # ── changing ─────────────────────────────────────────────────────────────────────────────────

    def keep(self, path: DriverPath | None) -> None:
        """One step of undo, or words of refusal at the field."""
        self._tried = None
        told = self._keep(self.driver, path)
        self.wrong.setText(told)
        self.wrong.setVisible(bool(told))

    def _kind_chosen(self, _: int) -> None:
        kind = str(self.kind.currentData())
        assert self._run is not None
        self.fields.show_path(self.path, kind, self._row, self._run, fresh=True)
        self._fields_changed()

    def _fields_changed(self) -> None:
        try:
            path = self.fields.path(self.path)
        except ValueError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        self.keep(path)

    def _switched(self) -> None:
        if self._run is not None:
            self._show_numbers(self._run, None)

    def with_point(self, path: DriverPath, step: int, value: float, *, growth: bool) -> DriverPath:
        """The path with one year fixed."""
        if growth:
            levels = {year: level for year, level in path.levels.items() if year != step}
            return replace(path, levels=levels, by_year={**path.by_year, step: clean(value, 0.0001)})
        rates = {year: rate for year, rate in path.by_year.items() if year != step}
        rounded = round(value, 10 if abs(value) < 1 else 6)
        return replace(path, by_year=rates, levels={**path.levels, step: rounded})

    def _dragged(self, step: int, value: float) -> None:
        self._tried = self.with_point(self.path, step, value, growth=self.as_growth.isChecked())
        self._trying(self.driver, self._tried)

    def _dropped(self) -> None:
        if self._tried is not None:
            self.keep(self._tried)

    def _point_chosen(self, step: int) -> None:
        if self._run is not None:
            place = self._run.result.years.tolist().index(step)
            self.table.setCurrentCell(1 if self.as_growth.isChecked() else 0, place)

    def _typed(self, item: QTableWidgetItem) -> None:
        assert self._run is not None
        step = self._run.result.years.tolist()[item.column()]
        value = parse_number(item.text())
        growth = item.row() == 1
        if value is None:
            year = self._run.inputs.ready.grid.code(step)
            self.wrong.setText(
                tr(
                    _CONTEXT,
                    "{driver}, {year}: “{typed}” is not a number.",
                    driver=show(self._row.variable.label),
                    year=year,
                    typed=item.text(),
                )
            )
            self.wrong.show()
            return
        if growth:
            value = value if item.text().strip().endswith(("%", "％")) else value / 100
        self.keep(self.with_point(self.path, step, value, growth=growth))

    # ── tools ────────────────────────────────────────────────────────────────────────────────────

    def _years(self) -> list[int]:
        """Years chosen in the table that can be set, in order."""
        assert self._run is not None
        steps, actual = self._run.result.years.tolist(), self._run.result.actual[self.driver].tolist()
        places = sorted({index.column() for index in self.table.selectedIndexes()})
        return [steps[place] for place in places if not actual[place]]

    def _now(self, step: int) -> tuple[float, float]:
        """Value and growth of a year."""
        assert self._run is not None
        place = self._run.result.years.tolist().index(step)
        levels = self._run.result.values[self.driver].tolist()
        return levels[place], _rates(levels)[place]

    def repeat_value(self) -> None:
        """The value (or growth) of the year chosen, in the years after it too."""
        years = self._years()
        if not years or self._run is None:
            self._ask_for_year()
            return
        growth = self.table.currentRow() == 1
        value = self._now(years[0])[1 if growth else 0]
        last = int(self._run.result.years[-1])
        path = self.path
        for step in range(years[0], min(years[0] + self.years.value() - 1, last) + 1):
            path = self.with_point(path, step, value, growth=growth)
        self.keep(path)

    def interpolate_between(self) -> None:
        """Equal steps from the first year chosen to the last one."""
        years = self._years()
        if len(years) < 2:
            self._ask_for_year()
            return
        growth = self.table.currentRow() == 1
        at = 1 if growth else 0
        first, last = self._now(years[0])[at], self._now(years[-1])[at]
        path = self.path
        for step in range(years[0], years[-1] + 1):
            share = (step - years[0]) / (years[-1] - years[0])
            path = self.with_point(path, step, first + share * (last - first), growth=growth)
        self.keep(path)

    def cancel_one(self) -> None:
        """What is fixed in the years chosen, taken away."""
        years = self._years()
        if not years:
            self._ask_for_year()
            return
        self._without(set(years))

    def cancel_every(self) -> None:
        """All that is fixed year by year, taken away."""
        self._without({*self.path.levels, *self.path.by_year})

    def _without(self, years: set[int]) -> None:
        path = self.path
        left = replace(
            path,
            levels={year: value for year, value in path.levels.items() if year not in years},
            by_year={year: value for year, value in path.by_year.items() if year not in years},
        )
        assert self._run is not None
        empty = not (
            left.levels or left.by_year or left.growth is not None or left.trend or left.shape or left.link
        )
        if empty and self._run.scenario.parent is not None:
            self.keep(None)
        else:
            self.keep(left)

    def take_parents(self) -> None:
        """The parent's path again."""
        self.keep(None)

    def _ask_for_year(self) -> None:
        self.wrong.setText(
            tr(_CONTEXT, "Choose years to come in the table first; for interpolating, two or more.")
        )
        self.wrong.show()

    def _reason_written(self) -> None:
        words = self.reason.text().strip()
        if self._run is not None and words != self.path.reason and self._row.path is not None:
            self.keep(replace(self.path, reason=words))


def _rates(levels: list[float]) -> list[float]:
    """Growth from the period before; NaN where there is none."""
    found: list[Any] = [math.nan]
    for before, now in itertools.pairwise(levels):
        found.append(
            now / before - 1 if before and math.isfinite(before) and math.isfinite(now) else math.nan
        )
    return found[: len(levels)]
