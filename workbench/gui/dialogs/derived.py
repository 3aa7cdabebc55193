"""Defining an indicator of one's own by a formula: checked while it is typed, with its unit and its figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from workbench.calc.expression import FUNCTIONS
from workbench.domain.errors import RuleError, WorkbenchError
from workbench.domain.figure import Indicator, Unit
from workbench.domain.text import LocalText
from workbench.domain.wording import figure
from workbench.gui import language
from workbench.gui.charts.small import Sparkline
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.derived import check_formula, preview
from workbench.services.operations.derived import DefineDerived, RemoveDerived

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.derived import FormulaCheck
    from workbench.services.indicators import DerivedSeries

_CONTEXT = "derived"
_SHOWN = 8


class DerivedDialog(Dialog):
    """Names in both languages, the formula, what it comes to. An existing own series can be changed or removed."""

    def __init__(self, workspace: Workspace, indicator_id: str, parent: QWidget) -> None:
        super().__init__(mark(_CONTEXT, "Indicator by a formula"), parent)
        self._workspace, self._session = workspace, workspace.session
        theme = workspace.theme
        self.setMinimumWidth(theme.px(640))
        self.resize(theme.px(640), theme.px(560))
        known = {item.id: item for item in self._session.indicators()}
        held = known.get(indicator_id)
        self._held = held if held is not None and held.formula else None
        self.words(
            mark(
                _CONTEXT,
                "A formula over series, such as gerd / gdp_current * 100. What it comes to is derived, never official.",
            ),
            "muted",
        )
        self.formula = QPlainTextEdit(self)
        self.formula.setStyleSheet(f"min-height: {theme.px(52)}px; max-height: {theme.px(52)}px;")
        self.formula.setTabChangesFocus(True)
        self.field(mark(_CONTEXT, "Formula"), self.formula)
        row = QHBoxLayout()
        self.insert = QComboBox(self)
        self.insert.setEditable(True)
        self.insert.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.insert.setSizePolicy(
            self.insert.sizePolicy().Policy.Ignored, self.insert.sizePolicy().verticalPolicy()
        )
        for name in FUNCTIONS:
            self.insert.addItem(f"{name}(…)", f"{name}(")
        for item in self._session.indicators():
            self.insert.addItem(f"{item.id} — {show(item.name)}", item.id)
        completer = self.insert.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.insert.setCurrentIndex(-1)
        self.insert.activated.connect(self._insert)
        bind(self.insert, self.insert.setAccessibleName, _CONTEXT, "Insert a series or function")
        insert_field = self.insert.lineEdit()
        assert insert_field is not None
        bind(self.insert, insert_field.setPlaceholderText, _CONTEXT, "Insert a series or function")
        row.addWidget(self.insert, 1)
        self.column.addLayout(row)
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.column.addWidget(self.verdict)
        self.table = TextTable(theme, self, rows_shown=1)
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "What the formula comes to")
        self.column.addWidget(self.table)
        self.spark = Sparkline(theme, self, surface="panel")
        self.spark.setFixedHeight(theme.px(46))
        self.column.addWidget(self.spark)
        self.identity, self.name_en, self.name_zh = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.unit = QComboBox(self)
        form = QGridLayout()
        form.setHorizontalSpacing(theme.px(10))
        for place, (named, widget) in enumerate(
            (
                (mark(_CONTEXT, "Short id, for other formulas"), self.identity),
                (mark(_CONTEXT, "Unit of the result"), self.unit),
                (mark(_CONTEXT, "Name in English"), self.name_en),
                (mark(_CONTEXT, "Name in Chinese"), self.name_zh),
            )
        ):
            label = QLabel(self)
            label.setBuddy(widget)
            bind_text(label, label.setText, named)
            bind_text(widget, widget.setAccessibleName, named)
            row_, column = divmod(place, 2)
            form.addWidget(label, 2 * row_, column)
            form.addWidget(widget, 2 * row_ + 1, column)
        self.column.addLayout(form)
        self.unit.addItem(tr(_CONTEXT, "as the formula gives it"), None)
        units: dict[tuple[str, str, int], Unit] = {}
        for item in self._session.indicators():
            units.setdefault((item.unit.code, item.unit.kind, item.unit.multiplier), item.unit)
        for unit in units.values():
            words = unit.text.show(language.current()) if unit.text.as_dict() else unit.code
            self.unit.addItem(f"{words} × 10^{unit.multiplier}" if unit.multiplier else words, unit)
        self.unit.activated.connect(self.check)
        self.error = QLabel(self)
        self.error.setWordWrap(True)
        self.error.setProperty("tone", "bad")
        self.error.hide()
        self.column.addWidget(self.error)
        self.remove = QPushButton(self)
        bind(self.remove, self.remove.setText, _CONTEXT, "Remove this indicator")
        self.remove.clicked.connect(self._remove)
        self.remove.setVisible(self._held is not None)
        self.column.addWidget(self.remove)
        self.buttons(mark(_CONTEXT, "Keep"))
        self.checked: FormulaCheck | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(250)
        self._typing.timeout.connect(self.check)
        self.formula.textChanged.connect(self._typing.start)
        if self._held is not None:
            self.formula.setPlainText(self._held.formula)
            self.identity.setText(self._held.id)
            self.name_en.setText(self._held.name.en or "")
            self.name_zh.setText(self._held.name.zh_hant or "")
        self.check()

    def _insert(self, place: int) -> None:
        self.formula.insertPlainText(str(self.insert.itemData(place)))
        self.insert.setCurrentIndex(-1)
        self.formula.setFocus()

    def check(self) -> None:
        """Read the formula as it stands: where it is wrong, or what it measures and comes to."""
        self._typing.stop()
        text = self.formula.toPlainText().strip()
        self.checked = None
        self._underline(None)
        found: DerivedSeries | None = None
        words, tone = "", "muted"
        if text:
            try:
                unit = self.unit.currentData()
                own = self._held.id if self._held is not None else "_"
                self.checked = check_formula(self._session, text, unit=unit, own_id=own)
                found = preview(self._workspace.reading, text, unit=unit)
                measured = self.checked.unit.text.show(language.current()) if self.checked.unit else ""
                words, tone = (
                    tr(_CONTEXT, "Sound. Unit: {unit}", unit=measured or self.checked.measure.words()),
                    "good",
                )
            except WorkbenchError as error:
                words, tone = error.words(language.current()), "bad"
                self._underline(error)
        self.verdict.setText(words)
        self.verdict.setProperty("tone", tone)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self.ok.setEnabled(self.checked is not None)
        self._show(found)

    def _underline(self, error: WorkbenchError | None) -> None:
        """Mark the place that the message names."""
        position = error.params.get("position") if error is not None else None
        marks = []
        text = self.formula.toPlainText()
        if position is not None and str(position).isdecimal() and text:
            start = min(max(int(position) - 1, 0), len(text) - 1)
            match = re.compile(r"[\w.]+|.", re.DOTALL).match(text, start)
            cursor = QTextCursor(self.formula.document())
            cursor.setPosition(start)
            cursor.setPosition(match.end() if match else start + 1, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(QColor(self._workspace.theme.color("bad")))
            look.setBackground(self._workspace.theme.color("bad_back"))
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, look
            marks.append(selection)
        self.formula.setExtraSelections(marks)

    def _show(self, found: DerivedSeries | None) -> None:
        from workbench.domain.chart import ChartSpec, Line, Point

        points = [point for point in found.points if point.value is not None] if found is not None else []
        lang = language.current()
        self.table.setVisible(bool(points))
        self.spark.setVisible(bool(points))
        if found is None or not points:
            return
        unit = found.indicator.unit
        last = points[-_SHOWN:]
        self.table.show_rows(
            [Cell(point.period.label(lang), right=True) for point in last],
            [
                [
                    Cell(
                        figure(point.value, unit, lang, decimals=_places(point.value or 0.0)),
                        right=True,
                        copy=repr(point.value),
                    )
                    for point in last
                ]
            ],
            stretch=-1,
        )
        line = Line("_", "", (tuple(Point(point.period, point.value) for point in points),), 0)
        self.spark.set_spec(ChartSpec(lang, "", "", unit, (line,), zero_based=False))

    def accept(self) -> None:
        """Keep it, or say what is in the way."""
        self.check()
        if self.checked is None:
            return
        name = LocalText(self.name_en.text().strip() or None, self.name_zh.text().strip() or None)
        unit = self.unit.currentData() or self.checked.unit
        if unit is None:
            self._refuse(RuleError("entry.needs-unit", field="unit"))
            return
        made = Indicator(self.identity.text().strip(), name, unit, "component", formula=self.checked.formula)
        try:
            self._workspace.execute_or_raise(DefineDerived(made))
        except WorkbenchError as error:
            self._refuse(error)
            return
        self._workspace.selection.select_indicator(made.id)
        super().accept()

    def _remove(self) -> None:
        assert self._held is not None
        try:
            self._workspace.execute_or_raise(RemoveDerived(self._held.id))
        except WorkbenchError as error:
            self._refuse(error)
            return
        self.reject()

    def _refuse(self, error: WorkbenchError) -> None:
        self.error.setText(error.words(language.current()))
        self.error.show()


def _places(value: float) -> int:
    return 0 if abs(value) >= 1000 else 2 if abs(value) >= 1 else 4
