"""Answers to “how far is it, and what moves it?”: gaps and yearly effort, measures, tornado, one- and two-way tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.text import LANGS, LocalText
from workbench.gui import language
from workbench.gui.language import Text, bind, bind_text, mark, say, show, tr
from workbench.gui.panes.scenarios.compare import ComparePage
from workbench.gui.panes.scenarios.gaps import brief_value, gap_text, mark_for, value_words
from workbench.gui.panes.scenarios.parts import (
    CONFIDENCE,
    fill_indicators,
    fill_years,
    knob_setting,
    labels_of,
    parse_number,
)
from workbench.gui.panes.scenarios.results import ResultBar, joined
from workbench.gui.panes.scenarios.tornado import TornadoChart
from workbench.gui.widgets.indicator_facts import brief_target
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services import scenarios
from workbench.services.scenario_words import effort_text, percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.calc.knobs import Knob
    from workbench.gui.workspace import Workspace
    from workbench.services.scenario_passage import Passage
    from workbench.services.scenarios import IndicatorOutcome

_CONTEXT = "ScenariosPane"
GAPS, MEASURES, TORNADO, TABLE, COMPARE = range(5)


class AnswersDialog(QDialog):
    """One indicator and year at the top; a tab for each question. Follows changes of the scenario while open."""

    def __init__(self, workspace: Workspace, scenario_id: str, indicator_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._session = workspace.reading
        self._scenario_id = scenario_id
        px = workspace.theme.px
        self.resize(px(900), px(690))
        bind(self, self.setWindowTitle, _CONTEXT, "Answers")
        column = QVBoxLayout(self)
        self.head = QLabel(self)
        self.head.setProperty("role", "strong")
        column.addWidget(self.head)
        row = QHBoxLayout()
        self.indicator, self.year = QComboBox(self), QComboBox(self)
        for box, words in (
            (self.indicator, mark(_CONTEXT, "Indicator")),
            (self.year, mark(_CONTEXT, "In the column")),
        ):
            label = QLabel(self)
            label.setBuddy(box)
            bind_text(label, label.setText, words)
            bind_text(box, box.setAccessibleName, words)
            row.addWidget(label)
            row.addWidget(box, 2 if box is self.indicator else 1)
        column.addLayout(row)
        self.tabs = QTabWidget(self)
        column.addWidget(self.tabs, 1)
        self.gaps, self.gap_bar, _ = self._page(mark(_CONTEXT, "Gaps and effort"))
        self.measures, self.measure_bar, self.measure_words = self._page(mark(_CONTEXT, "Measures"))
        self._tornado_page()
        self._table_page()
        self.compare = ComparePage(workspace, self.tabs)
        self.compare.chosen.connect(self.answer)
        self._add(self.compare, mark(_CONTEXT, "Compare"))
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._load(indicator_id)
        self.indicator.activated.connect(self._indicator_changed)
        self.year.activated.connect(self.answer)
        self.tabs.currentChanged.connect(self.answer)
        workspace.changes.connect(self._changed)
        self.answer()

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _page(self, title: Text) -> tuple[TextTable, ResultBar, QLabel]:
        page = QWidget(self.tabs)
        column = QVBoxLayout(page)
        words = self._words(page, column)
        table = TextTable(self._workspace.theme, page)
        bind_text(table, table.setAccessibleName, title)
        column.addWidget(table, 1)
        bar = ResultBar(self._workspace, page)
        column.addWidget(bar)
        self._add(page, title)
        return table, bar, words

    def _words(self, page: QWidget, column: QVBoxLayout) -> QLabel:
        words = QLabel(page)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.hide()
        column.addWidget(words)
        return words

    def _add(self, page: QWidget, title: Text) -> None:
        place = self.tabs.addTab(page, "")
        bind_text(page, lambda text: self.tabs.setTabText(place, text), title)

    def _tornado_page(self) -> None:
        page = QWidget(self.tabs)
        column = QVBoxLayout(page)
        self.tornado_words = self._words(page, column)
        row = QHBoxLayout()
        self.by_spread = QComboBox(page)
        for place, words in enumerate(
            (
                mark(_CONTEXT, "each from its 5th to its 95th percentile"),
                mark(_CONTEXT, "each by the same amount"),
            )
        ):
            self.by_spread.addItem("", place == 0)
            bind_text(
                self.by_spread, lambda text, place=place: self.by_spread.setItemText(place, text), words
            )
        bind(self.by_spread, self.by_spread.setAccessibleName, _CONTEXT, "How far each driver is turned")
        self.shift = QLineEdit("1%", page)
        self.shift.setMaximumWidth(80)
        bind(self.shift, self.shift.setAccessibleName, _CONTEXT, "Down and up by")
        label = QLabel(page)
        bind(label, label.setText, _CONTEXT, "Down and up by")
        label.setBuddy(self.shift)
        row.addWidget(self.by_spread)
        row.addWidget(label)
        row.addWidget(self.shift)
        row.addStretch(1)
        column.addLayout(row)
        self.by_spread.activated.connect(self.answer)
        self.shift.editingFinished.connect(self.answer)
        self.tornado = TornadoChart(self._workspace.theme, page)
        column.addWidget(self.tornado, 1)
        self.tornado_bar = ResultBar(self._workspace, page)
        column.addWidget(self.tornado_bar)
        self._add(page, mark(_CONTEXT, "Tornado"))

    def _table_page(self) -> None:
        page = QWidget(self.tabs)
        column = QVBoxLayout(page)
        self.first, self.second = QComboBox(page), QComboBox(page)
        self.first_values, self.second_values = QLineEdit(page), QLineEdit(page)
        for box, values, words in (
            (self.first, self.first_values, mark(_CONTEXT, "Down")),
            (self.second, self.second_values, mark(_CONTEXT, "Across")),
        ):
            row = QHBoxLayout()
            label = QLabel(page)
            label.setBuddy(box)
            label.setMinimumWidth(self._workspace.theme.px(60))
            bind_text(label, label.setText, words)
            bind_text(box, box.setAccessibleName, words)
            bind(values, values.setAccessibleName, _CONTEXT, "Values, with commas between them")
            bind(values, values.setToolTip, _CONTEXT, "Values, with commas between them")
            row.addWidget(label)
            row.addWidget(box, 2)
            row.addWidget(values, 3)
            column.addLayout(row)
            box.activated.connect(partial(self._table_driver, box, values))
            values.editingFinished.connect(self.answer)
        self.table = TextTable(self._workspace.theme, page)
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Tables")
        column.addWidget(self.table, 1)
        self.table_bar = ResultBar(self._workspace, page)
        column.addWidget(self.table_bar)
        self._add(page, mark(_CONTEXT, "Tables"))

    # ── what is asked ────────────────────────────────────────────────────────────────────────────

    def _load(self, indicator_id: str) -> None:
        self._run = scenarios.run(self._session, self._scenario_id)
        fill_indicators(self.indicator, self._run, indicator_id)
        if self.indicator.count():
            fill_years(self.year, self._run, str(self.indicator.currentData()))
        self.head.setText(show(self._run.scenario.name))
        self._fill_drivers()
        self.compare.load(self._scenario_id)

    def _fill_drivers(self) -> None:
        if not self.indicator.count():
            return
        variable = self._run.indicator(str(self.indicator.currentData())).variable
        assert variable is not None
        able = scenarios.compiled(self._run.model).drivers_of(variable.name)
        own = [
            row.variable
            for row in self._run.drivers
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
        row = next(row for row in self._run.drivers if row.variable.name == name)
        variable = row.variable
        if variable.kind == "level":
            last = self._run.result.at(name, int(self._run.result.years[-1])) or 0.0
            size = max(variable.step, round(abs(last) * 0.1))
            values.setText(", ".join(f"{last + size * k:g}" for k in range(-3, 4)))
        else:
            middle = round((row.growth if row.growth is not None else row.recent or 0.0) * 100)
            values.setText(", ".join(f"{middle + 2 * k}%" for k in range(-3, 4)))

    def _table_driver(self, box: QComboBox, values: QLineEdit, *_: object) -> None:
        self._offer(box, values)
        self.answer()

    def _indicator_changed(self, *_: object) -> None:
        fill_years(self.year, self._run, str(self.indicator.currentData()))
        self._fill_drivers()
        self.answer()

    def _changed(self, change: object) -> None:
        ids = {item.id for item in self._session.scenarios()}
        if self._scenario_id not in ids:
            self.reject()
            return
        year = self.year.currentData()
        try:
            self._load(str(self.indicator.currentData() or ""))
        except WorkbenchError as error:
            self._refuse(error.words(language.current()))
            return
        self.year.setCurrentIndex(max(0, self.year.findData(year)))
        self.answer()

    # ── answering ────────────────────────────────────────────────────────────────────────────────

    def answer(self, *_: object) -> None:
        """The tab in front, for the indicator and year chosen."""
        self.wrong.hide()
        if not self.indicator.count() or self.year.currentData() is None:
            self._refuse(tr(_CONTEXT, "The model projects no indicator with a reference figure."))
            return
        tab: Callable[[str, int], None] = (
            self._gaps,
            self._measures,
            self._tornado,
            self._table,
            self._compare,
        )[self.tabs.currentIndex()]
        try:
            tab(str(self.indicator.currentData()), int(self.year.currentData()))
        except WorkbenchError as error:
            self._refuse(error.words(language.current()))

    def _refuse(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.show()
        bars = (self.gap_bar, self.measure_bar, self.tornado_bar, self.table_bar, self.compare.bar)
        bars[self.tabs.currentIndex()].set_result((), None, "")

    def _passage(self, indicator_id: str, driver: str = "") -> Passage:
        from workbench.services.scenario_passage import passage

        return passage(self._session, self._scenario_id, indicator_id, driver=driver)

    def _outcome(self, indicator_id: str) -> IndicatorOutcome:
        return self._run.indicator(indicator_id)

    def _compare(self, indicator_id: str, _: int) -> None:
        self.compare.compare(indicator_id)

    def _gaps(self, indicator_id: str, _: int) -> None:
        lang = language.current()
        header = [
            Cell(tr(_CONTEXT, "Indicator")),
            Cell(tr(_CONTEXT, "Data of")),
            Cell(tr(_CONTEXT, "Reference"), right=True),
            Cell(tr(_CONTEXT, "Scenario"), right=True),
            Cell(tr(_CONTEXT, "Gap"), right=True),
            Cell(tr(_CONTEXT, "Needed a year from today")),
        ]
        rows: list[list[Cell]] = []
        out: list[list[str | float | None]] = [[cell.text for cell in header]]
        for outcome in self._run.indicators:
            for item in sorted(outcome.targets, key=lambda item: item.target.data_year):
                shape, tone, verdict = mark_for(item)
                missed = item.required is not None and item.gap is not None and item.gap.met is False
                effort = (
                    effort_text(outcome.indicator, item.required, lang) if missed and item.required else "—"
                )
                name = show(outcome.indicator.name)
                value = (
                    value_words(outcome, item, lang)
                    if item.value is None
                    else brief_value(outcome, item, lang)
                )
                rows.append(
                    [
                        Cell(
                            name,
                            bold=outcome.indicator.id == indicator_id,
                            tip=name,
                            key=outcome.indicator.id,
                        ),
                        Cell(str(item.target.data_year)),
                        Cell(brief_target(item.target, outcome.indicator.unit, lang), right=True),
                        Cell(value, right=True),
                        Cell(f"{gap_text(outcome, item, lang)} {shape}", right=True, tone=tone, tip=verdict),
                        Cell(effort),
                    ]
                )
                out.append(
                    [
                        name,
                        float(item.target.data_year),
                        item.target.value,
                        item.value,
                        item.gap.difference if item.gap is not None else None,
                        effort,
                    ]
                )
        self.gaps.show_rows(header, rows)
        words = self._outcome(indicator_id).words()
        self.gap_bar.set_result(out, words, "gaps", partial(self._passage, indicator_id))

    def _measures(self, indicator_id: str, year: int) -> None:
        from workbench.services.levers import close_the_gap
        from workbench.services.scenario_sentences import closing_words

        lang = language.current()
        found = close_the_gap(self._session, self._scenario_id, indicator_id, year)
        words = closing_words(self._session, found)
        unit = self._outcome(indicator_id).indicator.unit
        header = [
            Cell(tr(_CONTEXT, "Measure")),
            Cell(tr(_CONTEXT, "Without"), right=True),
            Cell(tr(_CONTEXT, "With"), right=True),
            Cell(tr(_CONTEXT, "Closes of the gap"), right=True),
            Cell(tr(_CONTEXT, "Would close it at"), right=True),
            Cell(tr(_CONTEXT, "Confidence")),
        ]
        rows: list[list[Cell]] = []
        out: list[list[str | float | None]] = [[cell.text for cell in header]]
        for each in found.measures:
            label = show(each.row.lever.label)
            closes = "—" if each.closes is None else percent(each.closes, lang)
            needed = (
                tr(_CONTEXT, "no multiple")
                if each.needed is None
                else tr(_CONTEXT, "{times} times its size", times=f"{each.needed:.3g}")
            )
            confidence = say(CONFIDENCE[each.row.lever.confidence])
            ends = [figure_text(value, unit, lang) for value in (each.without, each.with_it)]
            rows.append(
                [
                    Cell(("☑ " if each.row.on else "☐ ") + label, tip=show(each.row.lever.reason)),
                    Cell(ends[0], right=True),
                    Cell(ends[1], right=True),
                    Cell(closes, right=True),
                    Cell(needed, right=True),
                    Cell(confidence),
                ]
            )
            out.append([label, each.without, each.with_it, each.closes, each.needed, confidence])
        self.measures.show_rows(header, rows)
        self.measure_words.setText(words.show(lang))
        self.measure_words.show()
        self.measure_bar.set_result(out, words, "measures", partial(self._passage, indicator_id))

    def _tornado(self, indicator_id: str, year: int) -> None:
        from workbench.services.scenario_sentences import tornado_words
        from workbench.services.sensitivity import tornado

        by_spread = bool(self.by_spread.currentData())
        shift = parse_number(self.shift.text())
        if shift is None or shift <= 0:
            self._refuse(
                tr(_CONTEXT, "Down and up by: “{typed}” is not a number above zero.", typed=self.shift.text())
            )
            return
        self.shift.setEnabled(True)
        found = tornado(
            self._session, self._scenario_id, indicator_id, year, shift=shift, by_spread=by_spread
        )
        labels = labels_of(self._run.model)
        words = tornado_words(self._session, found, labels)
        unit = self._outcome(indicator_id).indicator.unit
        lang = language.current()
        bars = []
        out: list[list[str | float | None]] = [
            [
                tr(_CONTEXT, "Driver"),
                tr(_CONTEXT, "Low"),
                tr(_CONTEXT, "High"),
                tr(_CONTEXT, "At low"),
                tr(_CONTEXT, "At high"),
            ]
        ]
        from workbench.calc.knobs import Knob

        for bar in found.bars:
            knob = Knob(bar.name, bar.turn)  # type: ignore[arg-type]
            ends = [_signed(knob, value) for value in (bar.low, bar.high)]
            bars.append((show(labels[bar.name]), bar.at_low, bar.at_high, ends[0], ends[1]))
            out.append([show(labels[bar.name]), bar.low, bar.high, bar.at_low, bar.at_high])
        self.tornado.set_bars(bars, found.central, lambda value: figure_text(value, unit, lang))
        self.tornado.setAccessibleName(words.show(lang))
        self.tornado_words.setText(words.show(lang))
        self.tornado_words.show()
        plain = words if not any(char.isdigit() for char in _without_year(words, year)) else LocalText()
        self.tornado_bar.set_result(out, words, "tornado", lambda: joined(plain, self._passage(indicator_id)))

    def _values(self, box: QComboBox, field: QLineEdit) -> list[float]:
        found: list[float] = []
        for part in field.text().replace("，", ",").replace("、", ",").split(","):
            if not part.strip():
                continue
            value = parse_number(part)
            if value is None:
                raise _Wrong(
                    tr(
                        _CONTEXT,
                        "{driver}: “{typed}” is not a number.",
                        driver=box.currentText(),
                        typed=part.strip(),
                    )
                )
            found.append(value)
        if not found:
            raise _Wrong(tr(_CONTEXT, "{driver}: give at least one value.", driver=box.currentText()))
        return found

    def _knob(self, box: QComboBox, year: int) -> Knob:
        from workbench.calc.knobs import Knob

        name = str(box.currentData())
        variable = self._run.model.variable(name)
        if variable.kind == "level":
            return Knob(name, "level", self._run.inputs.ready.grid.last_of(year))
        return Knob(name, "growth")

    def _table(self, indicator_id: str, year: int) -> None:
        from workbench.services.sensitivity import table

        try:
            rows = self._values(self.first, self.first_values)
            columns = self._values(self.second, self.second_values) if self.second.currentData() else None
        except _Wrong as wrong:
            self._refuse(str(wrong))
            return
        first = (self._knob(self.first, year), rows)
        second = None if columns is None else (self._knob(self.second, year), columns)
        found = table(self._session, self._scenario_id, indicator_id, year, first, second)
        outcome = self._outcome(indicator_id)
        unit, lang = outcome.indicator.unit, language.current()
        target = next((item.target for item in outcome.targets if item.target.data_year == year), None)
        model = self._run.model
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
        self.table_bar.set_result(out, None, "table", partial(self._passage, indicator_id))


class _Wrong(Exception):
    """Words for a field."""


def _met(value: float, target: object, outcome: IndicatorOutcome) -> bool:
    from workbench.calc.gaps import gap

    return gap(value, target.value, outcome.indicator.direction, target.qualifier).met is True  # type: ignore[attr-defined]


def figure_text(value: float | None, unit: object, lang: object) -> str:
    """A value of an indicator in a narrow place; *not computable* where there is none."""
    from workbench.domain.wording import number
    from workbench.gui.widgets.indicator_facts import brief

    if value is None:
        return tr(_CONTEXT, "not computable")
    narrow = brief(unit, lang)  # type: ignore[arg-type]
    places = 0 if narrow.kind in ("count", "money") else 2
    return number(value, narrow, lang, decimals=places, style="screen")  # type: ignore[arg-type]


def _signed(knob: Knob, value: float) -> str:
    text = knob_setting(knob, value, None)
    return f"+{text}" if knob.turn in ("shift", "scale") and value > 0 else text


def _without_year(words: LocalText, year: int) -> str:
    return " ".join(words.show(lang) for lang in LANGS).replace(str(year), "")
