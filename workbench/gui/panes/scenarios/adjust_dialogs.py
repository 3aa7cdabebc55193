"""Asks for an add factor, and for the actuals that take the model's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from workbench.domain.scenario import ActualsRange, AddFactor
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.parts import (
    parse_number,
    plain_number,
)

if TYPE_CHECKING:
    from workbench.domain.grid import Grid
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"


class FactorDialog(Dialog):
    """``made(str, AddFactor)``: variable and add factor. What is wrong is told in the dialog, which then stays."""

    made = Signal(str, object)

    def __init__(self, run: ScenarioRun, variable: str, factor: AddFactor | None, parent: QWidget) -> None:
        super().__init__(mark(_CONTEXT, "Add factor"), parent)
        grid = run.inputs.ready.grid
        self.variable = QComboBox(self)
        for each in run.model.variables:
            self.variable.addItem(f"{show(each.label)} ({each.unit})", each.name)
        self.variable.setCurrentIndex(max(0, self.variable.findData(variable)))
        self.field(mark(_CONTEXT, "Variable"), self.variable)
        row = QHBoxLayout()
        self.first, self.last = QComboBox(self), QComboBox(self)
        for box in (self.first, self.last):
            for step in run.result.years.tolist():
                box.addItem(grid.code(step), step)
        years = run.result.years.tolist()
        ahead = years[-1] if factor is None else factor.last
        self._actual = {name: mask.tolist() for name, mask in run.result.actual.items()}
        self._years = years
        if factor is None:
            self._variable_chosen()
        else:
            self.first.setCurrentIndex(self.first.findData(factor.first))
        self.variable.currentIndexChanged.connect(self._variable_chosen)
        self.last.setCurrentIndex(self.last.findData(ahead))
        self.kind = QComboBox(self)
        for place, (key, words) in enumerate(
            (("add", mark(_CONTEXT, "add")), ("multiply", mark(_CONTEXT, "multiply by")))
        ):
            self.kind.addItem("", key)
            bind_text(self.kind, lambda text, place=place: self.kind.setItemText(place, text), words)
        self.kind.setCurrentIndex(1 if factor is not None and factor.kind == "multiply" else 0)
        self.value = QLineEdit("" if factor is None else plain_number(factor.value, 12), self)
        for widget, words in (
            (self.first, mark(_CONTEXT, "From")),
            (self.last, mark(_CONTEXT, "until")),
            (self.kind, mark(_CONTEXT, "Change")),
            (self.value, mark(_CONTEXT, "Value")),
        ):
            label = QLabel(self)
            label.setBuddy(widget)
            bind_text(label, label.setText, words)
            bind_text(widget, widget.setAccessibleName, words)
            row.addWidget(label)
            row.addWidget(widget)
        self.column.addLayout(row)
        self.reason = QLineEdit("" if factor is None else factor.reason, self)
        self.reason.setMinimumWidth(380)
        self.field(mark(_CONTEXT, "Reason"), self.reason)
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        self.column.addWidget(self.wrong)
        self.buttons(mark(_CONTEXT, "Lay over"))

    def accept(self) -> None:
        """Hand over; whoever takes it says what is wrong through :meth:`refuse`."""
        value = parse_number(self.value.text())
        if value is None:
            self.refuse(
                tr(
                    _CONTEXT,
                    "{driver}, {year}: “{typed}” is not a number.",
                    driver=self.variable.currentText(),
                    year=self.first.currentText(),
                    typed=self.value.text(),
                )
            )
            return
        kind = "multiply" if self.kind.currentData() == "multiply" else "add"
        factor = AddFactor(
            int(self.first.currentData()),
            int(self.last.currentData()),
            value,
            self.reason.text().strip(),
            kind,  # type: ignore[arg-type]
        )
        self.wrong.clear()
        self.made.emit(str(self.variable.currentData()), factor)
        if not self.wrong.text():
            super().accept()

    def _variable_chosen(self, *_: object) -> None:
        """From the year after the last actual: it never touches actuals."""
        known = self._actual[str(self.variable.currentData())]
        after = [year for year, there in zip(self._years, known, strict=True) if there]
        begin = min(after[-1] + 1, self._years[-1]) if after else self._years[0]
        self.first.setCurrentIndex(self.first.findData(begin))

    def refuse(self, words: str) -> None:
        """Say what is wrong and stay."""
        self.wrong.setText(words)


class ActualsDialog(Dialog):
    """``made(ActualsRange | None)``: which actuals of a variable are used."""

    made = Signal(object)

    def __init__(
        self, name: str, rule: ActualsRange | None, years: tuple[int, int], grid: Grid, parent: QWidget
    ) -> None:
        super().__init__(mark(_CONTEXT, "Actuals used"), parent)
        label = QLabel(name, self)
        label.setProperty("role", "strong")
        self.column.addWidget(label)
        self.words(
            mark(
                _CONTEXT,
                "Actuals take the model’s place in their years. Leave out those that should not, such as a year of an exceptional event.",
            ),
            "muted",
        )
        self._grid = grid
        self.use = QCheckBox(self)
        bind(self.use, self.use.setText, _CONTEXT, "Use actuals")
        self.use.setChecked(rule is None or rule.use)
        self.column.addWidget(self.use)
        row = QHBoxLayout()
        self.first, self.last = QSpinBox(self), QSpinBox(self)
        first = rule.first if rule is not None and rule.first is not None else years[0]
        last = rule.last if rule is not None and rule.last is not None else years[1]
        for box, value, words in (
            (self.first, first, mark(_CONTEXT, "From")),
            (self.last, last, mark(_CONTEXT, "until")),
        ):
            box.setRange(0, 99_999)
            box.setValue(value)
            text = QLabel(self)
            text.setBuddy(box)
            bind_text(text, text.setText, words)
            bind_text(box, box.setAccessibleName, words)
            row.addWidget(text)
            row.addWidget(box)
            self.use.toggled.connect(box.setEnabled)
            box.setEnabled(self.use.isChecked())
        row.addStretch(1)
        self.column.addLayout(row)
        self._whole = years
        self.reason = QLineEdit(rule.reason if rule is not None else "", self)
        self.field(mark(_CONTEXT, "Reason"), self.reason)
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        self.column.addWidget(self.wrong)
        self.buttons(mark(_CONTEXT, "Keep"))

    def accept(self) -> None:
        """Hand over."""
        first, last = self.first.value(), self.last.value()
        self.wrong.clear()
        self.made.emit(
            ActualsRange(
                None if first == self._whole[0] else first,
                None if last == self._whole[1] else last,
                self.use.isChecked(),
                self.reason.text().strip(),
            )
        )
        if not self.wrong.text():
            super().accept()
