"""Uncertainty of a scenario: fan and chances, distributions, correlations, shares of variance, looking back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.asked import figure_text
from workbench.gui.panes.scenarios.chances import DRAWS, SEED, draw_work
from workbench.gui.panes.scenarios.correlations import CorrelationsPage
from workbench.gui.panes.scenarios.fan import FanChart
from workbench.gui.panes.scenarios.outcome import bands_of, outcome_chart
from workbench.gui.panes.scenarios.parts import fill_indicators, labels_of, tool
from workbench.gui.panes.scenarios.results import ResultBar
from workbench.gui.panes.scenarios.spreads import SpreadsPage
from workbench.gui.widgets.indicator_facts import brief_target, short_name
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services import scenarios
from workbench.services.scenario_sentences import chance_text
from workbench.services.scenario_words import percent

if TYPE_CHECKING:
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace
    from workbench.services.back_test import BackTest
    from workbench.services.uncertainty import ShareOfVariance, UncertainRun

_CONTEXT = "ScenariosPane"
FAN, SPREADS, CORRELATIONS, SHARES, PAST = range(5)


def _shares_work(ctx: JobContext, session: Any, scenario_id: str, seed: int) -> tuple[ShareOfVariance, ...]:
    from workbench.services.uncertainty import shares

    ctx.report(-1.0)
    found = shares(session, scenario_id, seed=seed)
    ctx.check_cancelled()
    return found


def _past_work(ctx: JobContext, session: Any, scenario_id: str, as_of: str, seed: int) -> BackTest:
    from workbench.services.back_test import score

    ctx.report(-1.0)
    found = score(session, scenario_id, as_of, seed=seed)
    ctx.check_cancelled()
    return found


class UncertaintyDialog(QDialog):
    """``drawn(UncertainRun)``: draws were made; the editor shows them too. Work runs on the pool and can be cancelled."""

    drawn = Signal(object)

    def __init__(self, workspace: Workspace, scenario_id: str, indicator_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._session = workspace.reading
        self._scenario_id = scenario_id
        self._job: Job | None = None
        self.result_: UncertainRun | None = None
        px = workspace.theme.px
        self.resize(px(900), px(640))
        bind(self, self.setWindowTitle, _CONTEXT, "Uncertainty")
        column = QVBoxLayout(self)
        row = QHBoxLayout()
        self.indicator = QComboBox(self)
        self.draws, self.seed = QSpinBox(self), QSpinBox(self)
        self.draws.setRange(100, 1_000_000)
        self.draws.setSingleStep(1_000)
        self.draws.setValue(DRAWS)
        self.seed.setRange(0, 2_147_483_647)
        self.seed.setValue(SEED)
        for widget, words in (
            (self.indicator, mark(_CONTEXT, "Indicator")),
            (self.draws, mark(_CONTEXT, "Draws")),
            (self.seed, mark(_CONTEXT, "Seed")),
        ):
            label = QLabel(self)
            label.setBuddy(widget)
            bind_text(label, label.setText, words)
            bind_text(widget, widget.setAccessibleName, words)
            row.addWidget(label)
            row.addWidget(widget, 1 if widget is self.indicator else 0)
        self.draw_button = tool(self, row, mark(_CONTEXT, "Draw"), self.draw, primary=True)
        column.addLayout(row)
        self.tabs = QTabWidget(self)
        column.addWidget(self.tabs, 1)
        self._fan_page()
        self.spreads = SpreadsPage(workspace, self.tabs)
        self._add(self.spreads, mark(_CONTEXT, "Distributions"))
        self.correlations = CorrelationsPage(workspace, self.tabs)
        self._add(self.correlations, mark(_CONTEXT, "Correlations"))
        self._shares_page()
        self._past_page()
        foot = QHBoxLayout()
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setMaximumWidth(px(160))
        self.cancel = tool(self, None, mark(_CONTEXT, "Cancel"), self.stop)
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        foot.addWidget(self.progress)
        foot.addWidget(self.cancel)
        foot.addWidget(self.wrong, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        foot.addWidget(buttons)
        column.addLayout(foot)
        self._busy(False)
        self._load(indicator_id)
        self.indicator.activated.connect(self._show_fan)
        workspace.changes.connect(self._changed)
        self.draw()

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _add(self, page: QWidget, title: Any) -> None:
        place = self.tabs.addTab(page, "")
        bind_text(page, lambda text: self.tabs.setTabText(place, text), title)

    def _label(self, page: QWidget, column: QVBoxLayout) -> QLabel:
        label = QLabel(page)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
        return label

    def _fan_page(self) -> None:
        page = QWidget(self.tabs)
        column = QVBoxLayout(page)
        self.fan_words = self._label(page, column)
        self.fan = FanChart(self._workspace.theme, page)
        column.addWidget(self.fan, 3)
        self.chances = TextTable(self._workspace.theme, page)
        self.chances.setFont(self._workspace.theme.font("small"))
        bind(
            self.chances, self.chances.setAccessibleName, _CONTEXT, "Chances of meeting each reference figure"
        )
        column.addWidget(self.chances, 2)
        self.fan_bar = ResultBar(self._workspace, page)
        column.addWidget(self.fan_bar)
        self._add(page, mark(_CONTEXT, "Fan and chances"))

    def _shares_page(self) -> None:
        page = QWidget(self.tabs)
        column = QVBoxLayout(page)
        row = QHBoxLayout()
        self.shares_button = tool(
            page, row, mark(_CONTEXT, "Work out the shares"), self.work_shares, primary=True
        )
        row.addStretch(1)
        column.addLayout(row)
        self.shares_words = self._label(page, column)
        bind(
            self.shares_words,
            self.shares_words.setText,
            _CONTEXT,
            "How much of an indicator’s spread is due to each driver: alone, and with all it interacts with "
            "(Sobol, 4,096 points, 95% intervals).",
        )
        self.shares = TextTable(self._workspace.theme, page)
        bind(self.shares, self.shares.setAccessibleName, _CONTEXT, "Shares of variance")
        column.addWidget(self.shares, 1)
        self.shares_bar = ResultBar(self._workspace, page, pack=False)
        column.addWidget(self.shares_bar)
        self._add(page, mark(_CONTEXT, "Shares of variance"))

    def _past_page(self) -> None:
        page = QWidget(self.tabs)
        column = QVBoxLayout(page)
        row = QHBoxLayout()
        label = QLabel(page)
        bind(label, label.setText, _CONTEXT, "On data as known on")
        self.as_of = QDateEdit(page)
        self.as_of.setDisplayFormat("yyyy-MM-dd")
        self.as_of.setCalendarPopup(True)
        self.as_of.setDate(QDate.currentDate().addYears(-1))
        label.setBuddy(self.as_of)
        bind(self.as_of, self.as_of.setAccessibleName, _CONTEXT, "On data as known on")
        row.addWidget(label)
        row.addWidget(self.as_of)
        self.past_button = tool(page, row, mark(_CONTEXT, "Look back"), self.look_back, primary=True)
        row.addStretch(1)
        column.addLayout(row)
        self.past_words = self._label(page, column)
        self.past = TextTable(self._workspace.theme, page)
        bind(self.past, self.past.setAccessibleName, _CONTEXT, "Looking back")
        column.addWidget(self.past, 1)
        self.past_bar = ResultBar(self._workspace, page, pack=False)
        column.addWidget(self.past_bar)
        self._add(page, mark(_CONTEXT, "Looking back"))

    # ── the scenario ─────────────────────────────────────────────────────────────────────────────

    def _load(self, indicator_id: str) -> None:
        self._run = scenarios.run(self._session, self._scenario_id)
        fill_indicators(self.indicator, self._run, indicator_id)
        self.spreads.show_run(self._run)
        self.correlations.show_run(self._run)

    def _changed(self, change: object) -> None:
        if self._scenario_id not in {item.id for item in self._session.scenarios()}:
            self.reject()
            return
        before = self._run.fingerprint
        try:
            self._load(str(self.indicator.currentData() or ""))
        except WorkbenchError as error:
            self._tell(error)
            return
        if self._run.fingerprint != before:  # what was worked out rests on earlier assumptions
            self.shares.show_rows([], [])
            self.shares_bar.set_result((), None, "")
            self.past.show_rows([], [])
            self.past_words.clear()
            self.past_bar.set_result((), None, "")
            self.draw()

    # ── work ─────────────────────────────────────────────────────────────────────────────────────

    def _busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        for button in (self.draw_button, self.shares_button, self.past_button):
            button.setEnabled(not busy)

    def _start(self, title: Any, work: Any, done: Any, *args: Any) -> None:
        from workbench.services.frozen import FrozenSession

        self.stop()
        self.wrong.clear()
        job = self._workspace.jobs.start(title, work, FrozenSession(self._session), self._scenario_id, *args)
        self._job = job
        self._busy(True)
        job.done.connect(done)
        job.failed.connect(self._failed)
        job.ended.connect(partial(self._ended, job))

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._busy(False)

    def _failed(self, error: object) -> None:
        self._tell(error)

    def _tell(self, error: object) -> None:
        if isinstance(error, WorkbenchError):
            self.wrong.setText(error.words(language.current()))
            self.result_ = None
            self._show_fan()

    def stop(self) -> None:
        """Break off what is under way."""
        if self._job is not None:
            job, self._job = self._job, None
            job.done.disconnect()
            job.cancel()
            self._busy(False)

    def done(self, code: int) -> None:
        """Closing breaks off what is under way."""
        self.stop()
        super().done(code)

    def draw(self) -> None:
        """Draw, on the pool."""
        self._start(
            mark(_CONTEXT, "Drawing the scenario"),
            draw_work,
            self._came,
            self.draws.value(),
            self.seed.value(),
        )

    def _came(self, found: UncertainRun) -> None:
        self.result_ = found
        self._show_fan()
        self.drawn.emit(found)

    def work_shares(self) -> None:
        """Shares of variance, on the pool."""
        self._start(
            mark(_CONTEXT, "Working out shares of variance"),
            _shares_work,
            self._shares_came,
            self.seed.value(),
        )

    def look_back(self) -> None:
        """Score the scenario on data as then known, on the pool."""
        as_of = self.as_of.date().toString("yyyy-MM-dd")
        self._start(mark(_CONTEXT, "Looking back"), _past_work, self._past_came, as_of, self.seed.value())

    # ── results ──────────────────────────────────────────────────────────────────────────────────

    def _show_fan(self, *_: object) -> None:
        found = self.result_
        indicator_id = str(self.indicator.currentData() or "")
        if found is None or indicator_id not in found.fans:
            self.fan.set_fan(None, (), str)
            self.fan_words.clear()
            self.chances.show_rows([], [])
            self.fan_bar.set_result((), None, "")
            return
        lang = language.current()
        outcome = self._run.indicator(indicator_id)
        unit = outcome.indicator.unit
        spec = outcome_chart(self._session, self._run, outcome, lang)
        self.fan.set_fan(
            spec, bands_of(found, indicator_id, spec), lambda value: figure_text(value, unit, lang)
        )
        words = found.words(indicator_id)
        self.fan_words.setText(words.show(lang))
        self.fan.setAccessibleName(words.show(lang))
        self._show_chances(found)
        fan = found.fans[indicator_id]
        head: list[str | float | None] = [f"{short_name(outcome.indicator, lang)}"]
        head += [f"{level:g}%" for level in fan.percentiles]
        head += [tr(_CONTEXT, "Mean"), tr(_CONTEXT, "Scenario")]
        out: list[list[str | float | None]] = [head]
        for place, year in enumerate(fan.years):
            cells = [values[place] for values in fan.percentiles.values()]
            out.append([float(year), *cells, fan.mean[place], fan.central[place]])
        seed = tr(_CONTEXT, "{n} draws, seed {seed}", n=found.draws, seed=found.seed)
        out.append([seed])
        self.fan_bar.set_result(out, words, "fan", partial(self._passage, indicator_id, found))

    def _passage(self, indicator_id: str, found: UncertainRun) -> Any:
        from workbench.services.scenario_passage import passage

        return passage(self._session, self._scenario_id, indicator_id, draws=found.draws, seed=found.seed)

    def _show_chances(self, found: UncertainRun) -> None:
        lang = language.current()
        years = sorted({year for fan in found.fans.values() for year in fan.years})
        header = [Cell(tr(_CONTEXT, "Indicator")), Cell(tr(_CONTEXT, "Reference"), right=True)]
        header += [Cell(str(year), right=True) for year in years]
        rows: list[list[Cell]] = []
        for indicator_id, chances in found.chances.items():
            indicator = self._session.indicator(indicator_id)
            for chance in chances:
                words = brief_target(chance.target, indicator.unit, lang)
                row = [Cell(short_name(indicator, lang), key=indicator_id), Cell(words, right=True)]
                for year in years:
                    share = chance.by_year.get(year)
                    text = "" if share is None else chance_text(share)
                    own = year == chance.target.data_year
                    row.append(Cell(text, right=True, bold=own, tone="accent" if own else ""))
                rows.append(row)
        self.chances.show_rows(header, rows)

    def _shares_came(self, found: tuple[ShareOfVariance, ...]) -> None:
        lang = language.current()
        labels = labels_of(self._run.model)
        header = [
            Cell(tr(_CONTEXT, "Indicator")),
            Cell(tr(_CONTEXT, "Year")),
            Cell(tr(_CONTEXT, "Driver or lever")),
            Cell(tr(_CONTEXT, "Alone"), right=True),
            Cell(tr(_CONTEXT, "95% interval"), right=True),
            Cell(tr(_CONTEXT, "With interactions"), right=True),
            Cell(tr(_CONTEXT, "95% interval"), right=True),
        ]
        rows: list[list[Cell]] = []
        out: list[list[str | float | None]] = [[cell.text for cell in header]]
        for each in found:
            shares = each.shares
            name = short_name(self._session.indicator(each.indicator_id), lang)
            for driver in sorted(shares.total, key=lambda key: -shares.total[key]):
                if shares.total[driver] < 0.0005:
                    continue
                label = show(labels[driver])
                first, total = shares.first[driver], shares.total[driver]
                between = shares.first_between[driver], shares.total_between[driver]
                spans = [f"{percent(low, lang)}–{percent(high, lang)}" for low, high in between]
                rows.append(
                    [
                        Cell(name, key=each.indicator_id),
                        Cell(str(each.year)),
                        Cell(label, tip=label),
                        Cell(percent(first, lang), right=True),
                        Cell(spans[0], right=True),
                        Cell(percent(total, lang), right=True),
                        Cell(spans[1], right=True),
                    ]
                )
                told = [f"{low!r} … {high!r}" for low, high in between]
                out.append([name, float(each.year), label, first, told[0], total, told[1]])
        self.shares.show_rows(header, rows, stretch=2)
        self.shares_bar.set_result(out, None, "shares")

    def _past_came(self, found: BackTest) -> None:
        lang = language.current()
        words = found.words(self._session)
        self.past_words.setText(words.show(lang))
        header = [
            Cell(tr(_CONTEXT, "Indicator")),
            Cell(tr(_CONTEXT, "Year")),
            Cell(tr(_CONTEXT, "Projected"), right=True),
            Cell(tr(_CONTEXT, "Outcome"), right=True),
            Cell(tr(_CONTEXT, "Error"), right=True),
            Cell(tr(_CONTEXT, "Inside the ranges")),
        ]
        rows: list[list[Cell]] = []
        out: list[list[str | float | None]] = [[cell.text for cell in header]]
        for each in found.scores:
            indicator = self._session.indicator(each.indicator_id)
            name = short_name(indicator, lang)
            inside = " ".join(f"{share}% {'✓' if hit else '✗'}" for share, hit in each.inside.items()) or "—"
            rows.append(
                [
                    Cell(name, key=each.indicator_id),
                    Cell(str(each.year)),
                    Cell(figure_text(each.projected, indicator.unit, lang), right=True),
                    Cell(figure_text(each.outcome, indicator.unit, lang), right=True),
                    Cell("—" if each.relative is None else percent(each.relative, lang), right=True),
                    Cell(inside),
                ]
            )
            out.append([name, float(each.year), each.projected, each.outcome, each.relative, inside])
        self.past.show_rows(header, rows)
        self.past_bar.set_result(out, words, "back-test")
