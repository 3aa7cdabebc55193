"""What a run says: panels for every reference indicator, one chart, or the table of gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.period import Period
from workbench.gui import language
from workbench.gui.charts.small import Band, MiniChart
from workbench.gui.language import bind, bind_text, mark, tr
from workbench.gui.panes.scenarios.gaps import brief_value, gap_table, mark_for, why_not
from workbench.gui.widgets.card_grid import CardGrid
from workbench.gui.widgets.indicator_facts import short_name
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services import charts
from workbench.services.scenario_sentences import chance_text

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec
    from workbench.domain.text import Lang
    from workbench.gui.charts.view import ChartView
    from workbench.gui.theme import Theme
    from workbench.services.scenarios import IndicatorOutcome, ScenarioRun
    from workbench.services.session import Session
    from workbench.services.uncertainty import UncertainRun

_CONTEXT = "ScenariosPane"


def outcome_chart(session: Session, run: ScenarioRun, outcome: IndicatorOutcome, lang: Lang) -> ChartSpec:
    """The chart of an indicator with this run's projection."""
    return charts.indicator_chart(session, outcome.indicator.id, lang, scenario_run=run)


def projected_anew(spec: ChartSpec, outcome: IndicatorOutcome) -> ChartSpec | None:
    """The chart with other values on its dashed line; ``None`` where the line comes or goes or has other years."""
    place = next((at for at, line in enumerate(spec.lines) if line.dashed), None)
    if place is None or len(spec.lines[place].segments) != 1:
        return None
    line = spec.lines[place]
    values = dict(outcome.projection)
    first, *rest = line.segments[0]
    ahead = [year for year in values if year > first.period.start.year]
    if [point.period.start.year for point in rest] != sorted(ahead):
        return None
    points = (first, *(replace(point, value=values[point.period.start.year], text="") for point in rest))
    lines = (*spec.lines[:place], replace(line, segments=(points,)), *spec.lines[place + 1 :])
    return replace(spec, lines=lines)


def bands_of(drawn: UncertainRun, indicator_id: str, spec: ChartSpec) -> list[Band]:
    """The central 90, 60 and 30 % of the draws, from the point where the projection begins."""
    fan = drawn.fans[indicator_id]
    start: list[tuple[float, float]] = []
    line = next((each for each in spec.lines if each.dashed), None)
    if line is not None and line.segments and line.segments[0] and fan.years:
        first = line.segments[0][0]
        if first.value is not None and first.period.start.year < fan.years[0]:
            start = [(float(first.period.decimal_year), first.value)]
    found: list[Band] = []
    for share in (90, 60, 30):
        low, high = fan.band(share)
        years = [Period.year(year).decimal_year for year in fan.years]
        if years:
            edge = [value for _, value in start]
            found.append(Band([*(at for at, _ in start), *years], [*edge, *low], [*edge, *high]))
    return found


def chance_of(drawn: UncertainRun, indicator_id: str) -> float | None:
    """The probability of meeting the last target that is not known yet."""
    open_ = [each for each in drawn.chances[indicator_id] if not each.known and each.probability is not None]
    return max(open_, key=lambda each: each.target.data_year).probability if open_ else None


class Outcome(QWidget):
    """``chosen(str)``: an indicator was clicked. ``failed``: the chart could not be saved."""

    chosen = Signal(str)
    failed = Signal(object)  # WorkbenchError
    recalculate = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._run: ScenarioRun | None = None
        self._chosen = ""
        self._stale = False
        self._drawn: UncertainRun | None = None
        self._moving = False
        self._kept: dict[str, ChartSpec] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for place, words in enumerate(
            (mark(_CONTEXT, "Panels"), mark(_CONTEXT, "One chart"), mark(_CONTEXT, "Gaps"))
        ):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("segment", "left" if place == 0 else "right")
            bind_text(button, button.setText, words)
            button.clicked.connect(lambda _=False, page=place: self.show_page(page))
            self._group.addButton(button)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.head = row
        column.addLayout(row)
        self.old = QFrame(self)
        self.old.setProperty("message", "warn")
        line = QHBoxLayout(self.old)
        line.setContentsMargins(theme.px(10), theme.px(3), theme.px(4), theme.px(3))
        self.old_words = QLabel(self.old)
        self.old_words.setWordWrap(True)
        bind(
            self.old_words,
            self.old_words.setText,
            _CONTEXT,
            "Out of date: the assumptions have changed since this was computed.",
        )
        line.addWidget(self.old_words, 1)
        self.again = QPushButton(self.old)
        bind(self.again, self.again.setText, _CONTEXT, "Recalculate")
        self.again.clicked.connect(self.recalculate)
        line.addWidget(self.again)
        self.old.hide()
        column.addWidget(self.old)
        self._pages = QStackedLayout()
        column.addLayout(self._pages, 1)
        self.legend = QLabel(self)
        self.legend.setProperty("role", "small")
        self.legend.setWordWrap(True)
        bind(
            self.legend,
            self.legend.setText,
            _CONTEXT,
            "✓ met · ≈ equal as printed · ▼ not met · ○ cannot be computed · ● actual, not projected",
        )
        self.legend.hide()
        column.addWidget(self.legend)
        self.grid = CardGrid(theme, 150, self)
        self._chart: ChartView | None = None
        self.gaps = TextTable(theme, self)
        self.gaps.setFont(theme.font("small"))
        self.gaps.setStyleSheet(f"QTableView::item {{ padding: 0 {theme.px(5)}px; }}")
        self.gaps.verticalHeader().setDefaultSectionSize(theme.px(21))
        bind(self.gaps, self.gaps.setAccessibleName, _CONTEXT, "Gaps to the reference figures")
        self.gaps.selectionModel().currentRowChanged.connect(self._row_chosen)
        self._single = QWidget(self)
        QVBoxLayout(self._single).setContentsMargins(0, 0, 0, 0)
        for page in (self.grid, self._single, self.gaps):
            self._pages.addWidget(page)
        self.buttons[0].setChecked(True)

    @property
    def chart(self) -> ChartView:
        """The single chart, made when first asked for: it brings the plotting library."""
        if self._chart is None:
            from workbench.gui.charts.view import ChartView

            self._chart = ChartView(self._theme, self._single)
            self._chart.failed.connect(self.failed)
            layout = self._single.layout()
            assert layout is not None
            layout.addWidget(self._chart)
        return self._chart

    def show_page(self, page: int) -> None:
        """0 small multiples, 1 one chart, 2 gaps."""
        self.buttons[page].setChecked(True)
        self._pages.setCurrentIndex(page)
        self.legend.setVisible(page == 2)
        self._fill()

    def choose(self, indicator_id: str) -> None:
        """Show this indicator in the single chart."""
        if indicator_id and indicator_id != self._chosen:
            self._chosen = indicator_id
            if self._pages.currentIndex() == 1:
                self._fill()

    @property
    def stale(self) -> bool:
        """Whether what is shown is marked as resting on earlier assumptions."""
        return self._stale

    def set_stale(self, stale: bool) -> None:
        """Mark what is shown as no longer current (or as current again)."""
        if stale != self._stale:
            self._stale = stale
            self.old.setVisible(stale)
            self._fill()

    def show_run(self, run: ScenarioRun, drawn: UncertainRun | None = None, *, moving: bool = False) -> None:
        """Show another run; only the page in front is drawn. drawn: draws of the same inputs.

        moving: a value is under the hand; what nobody sees now (spoken words, texts of points) waits till it is kept.
        """
        self._run, self._drawn, self._moving = run, drawn, moving
        self._stale = False
        self.old.hide()
        if self._chosen not in {item.indicator.id for item in run.indicators} and run.indicators:
            self._chosen = run.indicators[0].indicator.id
        self._fill()

    def clear(self) -> None:
        """There is no run to show."""
        self._run = None
        self.grid.set_cards([])
        if self._chart is not None:
            self._chart.set_spec(None)
        self.gaps.show_rows([], [])

    def _fill(self) -> None:
        if self._run is None:
            return
        page = self._pages.currentIndex()
        if page == 0:
            self._fill_panels(self._run)
        elif page == 1:
            self._fill_chart(self._run)
        else:
            self._fill_gaps(self._run)

    def _fill_panels(self, run: ScenarioRun) -> None:
        lang = language.current()
        panels = [card for card in self.grid.cards if isinstance(card, MiniChart)]
        if len(panels) != len(run.indicators):
            panels = []
            for _ in run.indicators:
                panel = MiniChart(self._theme, self.grid)
                panels.append(panel)
            for panel, outcome in zip(panels, run.indicators, strict=True):
                panel.chosen.connect(
                    lambda indicator_id=outcome.indicator.id: self._panel_chosen(indicator_id)
                )
            self.grid.set_cards(panels)
        for panel, outcome in zip(panels, run.indicators, strict=True):
            name = short_name(outcome.indicator, lang)
            last = max(outcome.targets, key=lambda item: item.target.data_year, default=None)
            result, tone, spoken = "", "muted", name
            if last is not None:
                shape, tone, _ = mark_for(last)
                result = f"{brief_value(outcome, last, lang)} {shape}" if last.value is not None else shape
                spoken = f"{name}: {result}" if self._moving else outcome.words().show(lang)
            instead = ""
            if not outcome.projection and not (last is not None and last.published):
                instead = why_not(outcome, lang)
            spec = self._panel_spec(run, outcome, lang)
            bands: list[Band] = []
            if self._drawn is not None and outcome.indicator.id in self._drawn.fans:
                bands = bands_of(self._drawn, outcome.indicator.id, spec)
                chance = chance_of(self._drawn, outcome.indicator.id)
                if chance is not None and last is not None:
                    shape = mark_for(last)[0]
                    result = tr(_CONTEXT, "P {share}", share=chance_text(chance)) + f" {shape}"
                    spoken += " " + self._drawn.words(outcome.indicator.id).show(lang)
            if self._stale:
                result, tone, bands = tr(_CONTEXT, "out of date"), "warn", []
                spoken = tr(_CONTEXT, "{name}: out of date", name=name)
            panel.show_outcome(name, result, tone, spec, instead=instead, spoken=spoken, bands=bands)

    def _panel_spec(self, run: ScenarioRun, outcome: IndicatorOutcome, lang: Lang) -> ChartSpec:
        """The drawing of a panel: while a value is under the hand only the projection of the last one is replaced."""
        indicator_id = outcome.indicator.id
        kept = self._kept.get(indicator_id)
        if self._moving and kept is not None and kept.lang == lang:
            moved = projected_anew(kept, outcome)
            if moved is not None:
                return moved
        spec = outcome_chart(self._session, run, outcome, lang)
        self._kept[indicator_id] = spec
        return spec

    def _panel_chosen(self, indicator_id: str) -> None:
        self._chosen = indicator_id
        self.chosen.emit(indicator_id)
        self.show_page(1)

    def _row_chosen(self) -> None:
        key = self.gaps.current_key()
        if key:
            self._chosen = key
            self.chosen.emit(key)

    def _fill_chart(self, run: ScenarioRun) -> None:
        outcome = run.indicator(self._chosen)
        spec = outcome_chart(self._session, run, outcome, language.current())
        shown = self.chart.spec
        same = (
            shown is not None
            and bool(shown.lines)
            and bool(spec.lines)
            and shown.lines[0].id == spec.lines[0].id
        )
        if self._stale:
            spec = replace(spec, title=tr(_CONTEXT, "{name}: out of date", name=spec.title))
        self.chart.set_spec(spec, keep_view=same)

    def _fill_gaps(self, run: ScenarioRun) -> None:
        header, rows = gap_table(run, language.current())
        if self._stale:
            old = tr(_CONTEXT, "out of date")
            rows = [
                row
                if row[0].bold
                else [row[0], row[1], Cell(old, right=True, tone="warn"), Cell("—", right=True)]
                for row in rows
            ]
        self.gaps.clearSpans()
        self.gaps.show_rows(header, rows)
        for number, row in enumerate(rows):
            if row[0].bold:
                self.gaps.setSpan(number, 0, 1, len(header))
