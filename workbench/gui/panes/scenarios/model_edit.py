"""A model's variables as a table that can be written: names, units, formulas; what is wrong is told where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.scenario import Model, Variable
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.panes.scenarios.parts import parse_number, plain_number, tool
from workbench.services.model_check import check_model
from workbench.services.operations.models import PutModel

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.model_check import ModelProblem

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"
COLUMNS = {
    "name": mark(_CONTEXT, "Name"),
    "formula": mark(_CONTEXT, "Formula (empty: a driver)"),
    "unit": mark(_CONTEXT, "Unit"),
    "kind": mark(_CONTEXT, "Driver: growth or level"),
    "label_en": mark(_CONTEXT, "Label in English"),
    "label_zh": mark(_CONTEXT, "Label in Chinese"),
    "series_id": mark(_CONTEXT, "Series of actuals"),
    "indicator_id": mark(_CONTEXT, "Projects indicator"),
    "history": mark(_CONTEXT, "Past worked out from"),
    "minimum": mark(_CONTEXT, "Slider from"),
    "maximum": mark(_CONTEXT, "Slider to"),
    "step": mark(_CONTEXT, "Slider step"),
    "decimals": mark(_CONTEXT, "Decimals"),
}
_PLACE = {key: at for at, key in enumerate(COLUMNS)}
_NUMBERS = ("minimum", "maximum", "step", "decimals")


class ModelEdit(QWidget):
    """Checked as it is typed; kept as one step of undo. ``kept(str)``: the model's id."""

    kept = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._base: Model | None = None
        self.problems: tuple[ModelProblem, ...] = ()
        px = workspace.theme.px
        column = QVBoxLayout(self)
        row = QHBoxLayout()
        self.title_en, self.title_zh = QLineEdit(self), QLineEdit(self)
        self.first, self.last = QSpinBox(self), QSpinBox(self)
        for box in (self.first, self.last):
            box.setRange(0, 99_999)
        for widget, words in (
            (self.title_en, mark(_CONTEXT, "Title in English")),
            (self.title_zh, mark(_CONTEXT, "Title in Chinese")),
            (self.first, mark(_CONTEXT, "From")),
            (self.last, mark(_CONTEXT, "until")),
        ):
            label = QLabel(self)
            label.setBuddy(widget)
            bind_text(label, label.setText, words)
            bind_text(widget, widget.setAccessibleName, words)
            row.addWidget(label)
            row.addWidget(widget, 2 if isinstance(widget, QLineEdit) else 0)
        column.addLayout(row)
        self.table = QTableWidget(0, len(COLUMNS), self)
        self.table.setFont(workspace.theme.font("small"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Variables of the model")
        column.addWidget(self.table, 3)
        self.list = QListWidget(self)
        self.list.setFont(workspace.theme.font("small"))
        self.list.setMaximumHeight(px(110))
        self.list.setWordWrap(True)
        bind(self.list, self.list.setAccessibleName, _CONTEXT, "What is wrong")
        self.list.currentRowChanged.connect(self._go_to)
        column.addWidget(self.list, 1)
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        column.addWidget(self.wrong)
        row = QHBoxLayout()
        self.keep_button = tool(self, row, mark(_CONTEXT, "Keep the model"), self.keep, primary=True)
        tool(self, row, mark(_CONTEXT, "Add variable"), self.add_variable)
        tool(self, row, mark(_CONTEXT, "Remove variable"), self.remove_variable)
        tool(self, row, mark(_CONTEXT, "Move up"), lambda: self.shift(-1))
        tool(self, row, mark(_CONTEXT, "Move down"), lambda: self.shift(1))
        row.addStretch(1)
        column.addLayout(row)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self.check)
        self.table.itemChanged.connect(lambda _: self._soon.start())
        for box in (self.first, self.last):
            box.valueChanged.connect(lambda _: self._soon.start())

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def show_model(self, model: Model) -> None:
        """Write this one."""
        self._base = model
        with QSignalBlocker(self.first), QSignalBlocker(self.last), QSignalBlocker(self.table):
            self.title_en.setText(model.title.en or "")
            self.title_zh.setText(model.title.zh_hant or "")
            self.first.setValue(model.first_year)
            self.last.setValue(model.last_year)
            self.table.setHorizontalHeaderLabels([say(words) for words in COLUMNS.values()])
            self.table.setRowCount(0)
            for variable in model.variables:
                self._insert(self.table.rowCount(), variable)
        self.table.resizeColumnsToContents()
        self.table.setColumnWidth(_PLACE["formula"], self._workspace.theme.px(300))
        self.check()

    def _insert(self, row: int, variable: Variable) -> None:
        self.table.insertRow(row)
        texts = {
            "name": variable.name,
            "label_en": variable.label.en or "",
            "label_zh": variable.label.zh_hant or "",
            "unit": variable.unit,
            "formula": variable.formula,
            "kind": variable.kind if not variable.formula else "",
            "series_id": variable.series_id,
            "indicator_id": variable.indicator_id,
            "history": variable.history,
            "minimum": plain_number(variable.minimum),
            "maximum": plain_number(variable.maximum),
            "step": plain_number(variable.step),
            "decimals": str(variable.decimals),
        }
        for key, text in texts.items():
            item = QTableWidgetItem(text)
            if key == "name":
                item.setData(Qt.ItemDataRole.UserRole, variable)
            self.table.setItem(row, _PLACE[key], item)

    def _text(self, row: int, key: str) -> str:
        item = self.table.item(row, _PLACE[key])
        return item.text().strip() if item is not None else ""

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def model(self) -> Model:
        """The model as written. Raises ``ValueError`` with words for what is no number."""
        assert self._base is not None
        variables: list[Variable] = []
        for row in range(self.table.rowCount()):
            first = self.table.item(row, 0)
            known = first.data(Qt.ItemDataRole.UserRole) if first is not None else None
            base = known if isinstance(known, Variable) else Variable("", LocalText(), "")
            numbers: dict[str, float] = {}
            for key in _NUMBERS:
                value = parse_number(self._text(row, key))
                if value is None:
                    raise ValueError(
                        tr(
                            _CONTEXT,
                            "{driver}, {year}: “{typed}” is not a number.",
                            driver=self._text(row, "name"),
                            year=say(COLUMNS[key]),
                            typed=self._text(row, key),
                        )
                    )
                numbers[key] = value
            variables.append(
                replace(
                    base,
                    name=self._text(row, "name"),
                    label=LocalText(self._text(row, "label_en") or None, self._text(row, "label_zh") or None),
                    unit=self._text(row, "unit"),
                    formula=self._text(row, "formula").removeprefix("="),
                    kind="level" if self._text(row, "kind") == "level" else "growth",
                    series_id=self._text(row, "series_id"),
                    indicator_id=self._text(row, "indicator_id"),
                    history=self._text(row, "history"),
                    minimum=numbers["minimum"],
                    maximum=numbers["maximum"],
                    step=numbers["step"] or 0.001,
                    decimals=int(numbers["decimals"]),
                )
            )
        return replace(
            self._base,
            title=LocalText(self.title_en.text().strip() or None, self.title_zh.text().strip() or None),
            first_year=self.first.value(),
            last_year=self.last.value(),
            variables=tuple(variables),
        )

    def check(self) -> None:
        """Everything that is wrong, in the list and at its cell."""
        if self._base is None:
            return
        self.wrong.clear()
        self.list.clear()
        try:
            model = self.model()
        except ValueError as error:
            self.wrong.setText(str(error))
            self.keep_button.setEnabled(False)
            return
        self.problems = check_model(self._workspace.reading, model)
        places = {variable.name: row for row, variable in enumerate(model.variables)}
        with QSignalBlocker(self.table):
            for row in range(self.table.rowCount()):
                for column in range(len(COLUMNS)):
                    item = self.table.item(row, column)
                    if item is not None:
                        item.setData(Qt.ItemDataRole.BackgroundRole, None)
                        item.setToolTip("")
            for problem in self.problems:
                words = problem.message.show(language.current())
                name = problem.variable or show(model.title)
                line = QListWidgetItem(f"{name} · {words}", self.list)
                line.setData(Qt.ItemDataRole.UserRole, (problem.variable, problem.field))
                serious = problem.severity == "error"
                line.setForeground(self._workspace.theme.color("bad" if serious else "muted"))
                row = places.get(problem.variable, -1)
                item = self.table.item(row, _PLACE.get(problem.field, 0)) if row >= 0 else None
                if item is not None and serious:
                    item.setBackground(self._workspace.theme.color("bad_back"))
                    item.setToolTip(words)
        self.keep_button.setEnabled(not any(each.severity == "error" for each in self.problems))

    def _go_to(self, row: int) -> None:
        if row < 0:
            return
        name, field = self.list.item(row).data(Qt.ItemDataRole.UserRole)
        for line in range(self.table.rowCount()):
            if self._text(line, "name") == name:
                self.table.setCurrentCell(line, _PLACE.get(field, 0))

    # ── changing ─────────────────────────────────────────────────────────────────────────────────

    def add_variable(self) -> None:
        """A new driver after the chosen row."""
        names = {self._text(row, "name") for row in range(self.table.rowCount())}
        number = 1
        while f"x{number}" in names:
            number += 1
        row = self.table.currentRow() + 1 if self.table.currentRow() >= 0 else self.table.rowCount()
        self._insert(row, Variable(f"x{number}", LocalText(f"x{number}", f"x{number}"), ""))
        self.table.setCurrentCell(row, 0)
        self.check()

    def remove_variable(self) -> None:
        """The chosen row."""
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self.check()

    def shift(self, step: int) -> None:
        """The chosen row up or down: the printed order."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        other = row + step
        if row < 0 or not 0 <= other < self.table.rowCount():
            return
        with QSignalBlocker(self.table):
            for place in range(len(COLUMNS)):
                one, two = self.table.takeItem(row, place), self.table.takeItem(other, place)
                self.table.setItem(row, place, two)
                self.table.setItem(other, place, one)
        self.table.setCurrentCell(other, column)
        self.check()

    def keep(self) -> None:
        """Keep the model, as one step of undo."""
        try:
            model = self.model()
            self._workspace.execute_or_raise(PutModel(model), initiator=_INITIATOR)
        except ValueError as error:
            self.wrong.setText(str(error))
            return
        except WorkbenchError as error:
            self.wrong.setText(error.words(language.current()))
            return
        self._base = model
        self.kept.emit(model.id)
