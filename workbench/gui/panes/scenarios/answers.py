"""Answers to “how far is it, and what moves it?”: gaps and yearly effort, measures, tornado, one- and two-way tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.language import Text, bind, bind_text, mark, say, show, tr
from workbench.gui.panes.scenarios.asked import Ask, Refused, figure_text
from workbench.gui.panes.scenarios.compare import ComparePage
from workbench.gui.panes.scenarios.gaps import brief_value, gap_text, mark_for, value_words
from workbench.gui.panes.scenarios.parts import (
    CONFIDENCE,
    fill_indicators,
    fill_years,
)
from workbench.gui.panes.scenarios.results import ResultBar
from workbench.gui.panes.scenarios.tables import TablesPage
from workbench.gui.panes.scenarios.tornado_page import TornadoPage
from workbench.gui.widgets.indicator_facts import brief_target
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services import scenarios
from workbench.services.scenario_words import effort_text, percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.gui.workspace import Workspace

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
        self.turning = TornadoPage(workspace, self.tabs)
        self.tables = TablesPage(workspace, self.tabs)
        for asked, title in (
            (self.turning, mark(_CONTEXT, "Tornado")),
            (self.tables, mark(_CONTEXT, "Tables")),
        ):
            asked.asked.connect(self.answer)
            self._add(asked, title)
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

    # ── what is asked ────────────────────────────────────────────────────────────────────────────

    def _load(self, indicator_id: str) -> None:
        self._run = scenarios.run(self._session, self._scenario_id)
        fill_indicators(self.indicator, self._run, indicator_id)
        if self.indicator.count():
            fill_years(self.year, self._run, str(self.indicator.currentData()))
        self.head.setText(show(self._run.scenario.name))
        self._load_drivers()
        self.compare.load(self._scenario_id)

    def _load_drivers(self) -> None:
        if self.indicator.count():
            self.tables.load(self._run, str(self.indicator.currentData()))

    def _indicator_changed(self, *_: object) -> None:
        fill_years(self.year, self._run, str(self.indicator.currentData()))
        self._load_drivers()
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
        indicator_id, year = str(self.indicator.currentData()), int(self.year.currentData())
        ask = Ask(self._session, self._run, indicator_id, year)
        deeds: tuple[Callable[[Ask], None], ...] = (
            self._gaps,
            self._measures,
            self.turning.answer,
            self.tables.answer,
            self._compare,
        )
        try:
            deeds[self.tabs.currentIndex()](ask)
        except Refused as refused:
            self._refuse(str(refused))
        except WorkbenchError as error:
            self._refuse(error.words(language.current()))

    def _refuse(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.show()
        page = self.tabs.currentIndex()
        if page in (GAPS, MEASURES):
            table, bar = ((self.gaps, self.gap_bar), (self.measures, self.measure_bar))[page]
            table.show_rows([], [])
            bar.set_result((), None, "")
        elif page in (TORNADO, TABLE):
            (self.turning, self.tables)[page - TORNADO].clear()
        else:
            self.compare.bar.set_result((), None, "")

    def _compare(self, ask: Ask) -> None:
        self.compare.compare(ask.indicator_id)

    def _gaps(self, ask: Ask) -> None:
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
                            bold=outcome.indicator.id == ask.indicator_id,
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
        words = ask.outcome.words()
        self.gap_bar.set_result(out, words, "gaps", ask.passage())

    def _measures(self, ask: Ask) -> None:
        from workbench.services.levers import close_the_gap
        from workbench.services.scenario_sentences import closing_words

        lang = language.current()
        found = close_the_gap(self._session, self._scenario_id, ask.indicator_id, ask.year)
        words = closing_words(self._session, found)
        unit = ask.outcome.indicator.unit
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
        self.measure_bar.set_result(out, words, "measures", ask.passage())
