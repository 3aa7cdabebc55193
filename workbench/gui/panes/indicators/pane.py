"""Indicators: the strip of cards, the chart of the chosen one, and its figures beside the reference figures."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.calc.gaps import required
from workbench.domain.errors import WorkbenchError
from workbench.domain.figure import Observation
from workbench.domain.wording import bracketed, target_column
from workbench.gui import language
from workbench.gui.charts.view import ChartView
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.widgets.card_grid import CardGrid
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.indicator_card import IndicatorCard
from workbench.gui.widgets.indicator_facts import (
    base_columns,
    brief_efforts,
    brief_quality,
    facts_of,
    has_value,
    headline,
    in_column,
    quality,
    shown,
    shown_target,
)
from workbench.gui.widgets.pane_base import Pane
from workbench.gui.widgets.rating import rating_of
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services import charts, scenarios
from workbench.services.scenario_words import effort_text

if TYPE_CHECKING:
    from workbench.calc.gaps import Required
    from workbench.domain.changes import Kind
    from workbench.domain.figure import Indicator
    from workbench.gui.charts.walk import Stop
    from workbench.gui.workspace import Workspace

_CONTEXT = "IndicatorsPane"


class IndicatorsPane(Pane):
    """The second tab."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        "indicator",
        "observation",
        "definition",
        "target",
        "source",
        "scenario",
        "model",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        theme = workspace.theme
        self._indicator_id = ""
        self._as_of: str | None = None
        self._scenario_id = workspace.selection.scenario
        self._scenario_chosen = bool(self._scenario_id)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)  # only where the window is too low for the chart
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("page", True)
        scroll.setWidget(page)
        outer.addWidget(scroll)
        column = QVBoxLayout(page)
        column.setContentsMargins(self.px(16), self.px(10), self.px(16), self.px(8))
        column.setSpacing(self.px(8))
        self.grid = CardGrid(theme, 150, self)
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column.addWidget(self.grid)
        column.addLayout(self._choices())
        self.chart = ChartView(theme, self)
        self.chart.source_name = self._source_name
        self.chart.stop_chosen.connect(self._stop_chosen)
        self.chart.printed_asked.connect(lambda: workspace.trigger("data.printed"))
        self.chart.failed.connect(workspace.notify.error)
        column.addWidget(self.chart, 1)
        self.empty = EmptyState(
            theme,
            mark(_CONTEXT, "No series yet. Import a table, or drop a workbook onto this window."),
            mark(_CONTEXT, "Import table…"),
            lambda: workspace.trigger("data.import"),
            self,
        )
        column.addWidget(self.empty, 1)
        self.strip = TextTable(theme, self, rows_shown=1)
        self.strip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(
            self.strip,
            self.strip.setAccessibleName,
            _CONTEXT,
            "Figures and reference figures of the chosen indicator",
        )
        column.addWidget(self.strip)
        selection = workspace.selection
        selection.indicator_changed.connect(self._indicator_selected)
        selection.scenario_changed.connect(self._scenario_selected)
        selection.node_changed.connect(self._node_selected)
        selection.observation_changed.connect(self._observation_selected)
        if selection.indicator:
            self._indicator_id = selection.indicator

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.px(8))
        self._labels: list[QLabel] = []
        self.series = QComboBox(self)
        self.series.setEditable(True)
        self.series.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.series.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.series.setMinimumContentsLength(12)
        completer, field = self.series.completer(), self.series.lineEdit()
        assert completer is not None
        assert field is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.series.activated.connect(self._series_activated)
        bind(self.series, self.series.setAccessibleName, _CONTEXT, "All series")
        bind(self.series, field.setPlaceholderText, _CONTEXT, "All series: type to find…")
        self.projection = QComboBox(self)
        self.projection.setMinimumContentsLength(10)
        self.projection.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.projection.activated.connect(self._projection_activated)
        bind(self.projection, self.projection.setAccessibleName, _CONTEXT, "Projection of scenario")
        self.known = QComboBox(self)
        self.known.setMinimumContentsLength(8)
        self.known.activated.connect(self._known_activated)
        bind(self.known, self.known.setAccessibleName, _CONTEXT, "As known on")
        for words, box in (
            (mark(_CONTEXT, "Projection"), self.projection),
            (mark(_CONTEXT, "As known on"), self.known),
        ):
            label = QLabel(self)
            label.setProperty("role", "small")
            label.setBuddy(box)
            self._labels.append(label)
            bind_text(label, label.setText, words)
            if box is self.projection:
                row.addWidget(self.series, 1)
            row.addWidget(label)
            row.addWidget(box)
        self.revisions = QToolButton(self)
        self.revisions.clicked.connect(lambda: self.workspace.trigger("data.revisions"))
        bind(self.revisions, self.revisions.setAccessibleName, _CONTEXT, "What was known when")
        bind(self.revisions, self.revisions.setToolTip, _CONTEXT, "What was known when")
        row.addWidget(self.revisions)
        return row

    # ── what is chosen ───────────────────────────────────────────────────────────────────────────

    @property
    def indicator_id(self) -> str:
        """The series shown."""
        return self._indicator_id

    def focus_item(self, item_id: str) -> None:
        """Jump here from the palette."""
        self.show_indicator(item_id)

    def show_indicator(self, indicator_id: str) -> None:
        """Choose a series for the whole window."""
        self.workspace.selection.select_indicator(indicator_id)
        self._indicator_selected(indicator_id)

    def _indicator_selected(self, indicator_id: str) -> None:
        if indicator_id and indicator_id != self._indicator_id:
            self._indicator_id = indicator_id
            self._as_of = None
            self.update_soon()

    def _node_selected(self, node_id: str) -> None:
        """A measure shows its first linked indicator here; the inspector stays with the measure."""
        with suppress(WorkbenchError):
            linked = self.session.node(node_id).indicators if node_id else ()
            known = {item.id for item in self.session.indicators()}
            first = next((item for item in linked if item in known), "")
            if first and first != self._indicator_id:
                self._indicator_id, self._as_of = first, None
                self.update_soon()

    def _scenario_selected(self, scenario_id: str) -> None:
        if scenario_id and scenario_id != self._scenario_id:
            self._scenario_id, self._scenario_chosen = scenario_id, True
            self.update_soon()

    def _observation_selected(self, observation: object) -> None:
        if not isinstance(observation, Observation):
            self.chart.mark("", None)
        elif observation.series_id == self._indicator_id:
            self._ring(observation)

    def _ring(self, observation: Observation) -> None:
        """Ring the point of a figure chosen here or elsewhere."""
        suffix = charts.OUTSIDE if observation.confidence == "outside" else ""
        self.chart.mark(observation.series_id + suffix, observation.period)

    def _series_activated(self, row: int) -> None:
        indicator_id = self.series.itemData(row)
        if indicator_id:
            self.show_indicator(str(indicator_id))

    def _projection_activated(self, row: int) -> None:
        self._scenario_id, self._scenario_chosen = str(self.projection.itemData(row) or ""), True
        self._show_chart()

    def _known_activated(self, row: int) -> None:
        self._as_of = str(self.known.itemData(row)) or None
        self._show_chart()
        self._show_strip()

    def _stop_chosen(self, stop: Stop) -> None:
        series_id = stop.series_id.split(":", 1)[0]
        if stop.target or stop.projected:
            self.workspace.selection.select_indicator(self._indicator_id)
            return
        for observation in self.session.observations(series_id, as_of=self._as_of):
            if observation.period == stop.period:
                self.workspace.selection.select_observation(observation)
                return

    def _source_name(self, source_id: str) -> str:
        source = self.session.sources().get(source_id)
        return show(source.title) if source is not None else source_id

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Everything."""
        indicators = self.session.indicators()
        ids = {item.id for item in indicators}
        if self._indicator_id not in ids:
            self._indicator_id = indicators[0].id if indicators else ""
        self.revisions.setIcon(self.workspace.theme.icon("history"))
        choices = (self.series, self.projection, self.known, self.revisions, *self._labels)
        for part in (self.chart, self.strip, *choices):
            part.setVisible(bool(indicators))
        self.empty.setVisible(not indicators)
        self._show_cards(indicators)
        self._fill_series(indicators)
        self._fill_scenarios()
        self._fill_known()
        self._show_chart()
        self._show_strip()

    def _show_cards(self, indicators: tuple[Indicator, ...]) -> None:
        lang, theme = language.current(), self.workspace.theme
        reference = [item for item in indicators if item.role == "reference"]
        cards = [card for card in self.grid.cards if isinstance(card, IndicatorCard)]
        if len(cards) != len(reference):
            cards = []
            for _ in reference:
                card = IndicatorCard(theme, large=False, parent=self.grid)
                card.chosen.connect(self.show_indicator)
                cards.append(card)
            self.grid.set_cards(cards)
        for card, indicator in zip(cards, reference, strict=True):
            card.show_facts(
                facts_of(self.session, indicator, lang), rating_of(self.session, indicator, lang, theme)
            )
            card.set_chosen(indicator.id == self._indicator_id)
        self.grid.setVisible(bool(reference))

    def _fill_series(self, indicators: tuple[Indicator, ...]) -> None:
        lang = language.current()
        with QSignalBlocker(self.series):
            self.series.clear()
            for item in indicators:
                self.series.addItem(item.name.show(lang), item.id)
            self.series.setCurrentIndex(self.series.findData(self._indicator_id))
            field = self.series.lineEdit()
            if field is not None:
                field.setCursorPosition(0)

    def _fill_scenarios(self) -> None:
        every = self.session.scenarios()
        if not self._scenario_chosen and every:
            self._scenario_id = next((item.id for item in every if item.parent is None), every[0].id)
        if self._scenario_id not in {item.id for item in every}:
            self._scenario_id = ""
        with QSignalBlocker(self.projection):
            self.projection.clear()
            self.projection.addItem(tr(_CONTEXT, "None"), "")
            for scenario in every:
                self.projection.addItem(show(scenario.name), scenario.id)
            self.projection.setCurrentIndex(max(0, self.projection.findData(self._scenario_id)))

    def _fill_known(self) -> None:
        vintages = sorted({item.vintage for item in self._vintages()}, reverse=True)
        if self._as_of is not None and self._as_of not in vintages:
            self._as_of = None
        with QSignalBlocker(self.known):
            self.known.clear()
            self.known.addItem(tr(_CONTEXT, "latest"), "")
            for vintage in vintages:
                self.known.addItem(vintage, vintage)
            self.known.setCurrentIndex(max(0, self.known.findData(self._as_of or "")))
            self.known.setEnabled(len(vintages) > 1)

    def _vintages(self) -> tuple[Observation, ...]:
        return self.session.vintages(self._indicator_id) if self._indicator_id else ()

    def _show_chart(self) -> None:
        if not self._indicator_id:
            self.chart.set_spec(None)
            return
        projection: charts.Projection | None = None
        if self._scenario_id:
            with suppress(WorkbenchError):  # the scenario tab says what is wrong with it
                run = scenarios.run(self.session, self._scenario_id, as_of=self._as_of)
                projection = charts.projection_of(run, self._indicator_id)
        self.chart.set_spec(
            charts.indicator_chart(
                self.session,
                self._indicator_id,
                language.current(),
                scenario_run=projection,
                as_of=self._as_of,
            )
        )
        chosen = self.workspace.selection.observation
        if chosen is not None and chosen.series_id == self._indicator_id:
            self._ring(chosen)

    def _show_strip(self) -> None:
        if not self._indicator_id:
            self.strip.show_rows([], [])
            return
        indicator = self.session.indicator(self._indicator_id)
        header, row = (
            self._reference_strip(indicator)
            if self.session.targets(indicator.id)
            else self._plain_strip(indicator)
        )
        self.strip.show_rows(header, [row], stretch=-1, tight=(1, 2, len(header) - 1))

    def _reference_strip(self, indicator: Indicator) -> tuple[list[Cell], list[Cell]]:
        """2016 (2014) | 2022 (2020) | latest | 2027 (2025) | 2032 (2030) | required pace."""
        lang = language.current()
        header: list[Cell] = []
        row: list[Cell] = []
        columns = base_columns(self.session)
        for column in columns:
            header.append(Cell(target_column(column.column_year, column.data_year, lang), right=True))
            printed = in_column(self.session, indicator.id, column, columns)
            text = shown(printed, indicator.unit, lang) if printed else "—"
            if printed and printed.period.start.year != column.data_year:
                text = bracketed(text, printed.period.label(lang), lang)
            row.append(Cell(text, right=True, tip=self._tip(printed)))
        latest = headline(self.session, indicator.id, as_of=self._as_of)
        when = latest.period.label(lang) if latest else "—"
        header.append(Cell(tr(_CONTEXT, "Latest ({period})", period=when), right=True))
        words = shown(latest, indicator.unit, lang) if latest else "—"
        if latest is not None and latest.confidence in charts.MARKS:
            words += charts.MARKS[latest.confidence]  # explained below the chart
        elif latest is not None and brief_quality(latest):
            words = bracketed(words, brief_quality(latest), lang)
        row.append(Cell(words, right=True, bold=True, tip=self._tip(latest)))
        efforts: list[Required | None] = []
        tips: list[str] = []
        for target in sorted(self.session.targets(indicator.id), key=lambda item: item.data_year):
            if target.kind != "reference_target":
                continue
            header.append(Cell(target_column(target.column_year, target.data_year, lang), right=True))
            row.append(
                Cell(
                    shown_target(target, indicator.unit, lang),
                    right=True,
                    tone="target",
                    tip=self._source_name(target.provenance.source_id),
                )
            )
            effort = None
            if latest is not None and latest.value is not None:
                effort = required(latest.period.start.year, latest.value, target.data_year, target.value)
            efforts.append(effort)
            tips.append(effort_text(indicator, effort, lang) if effort is not None else "")
        joint = "／" if lang == "zh-Hant" else " / "
        tip = tr(_CONTEXT, "From the latest figure to each reference figure")
        header.append(Cell(tr(_CONTEXT, "Required a year"), right=True, tip=tip))
        row.append(
            Cell(
                brief_efforts(indicator, efforts, lang),
                right=True,
                tip=joint.join(item for item in tips if item),
            )
        )
        return header, row

    def _plain_strip(self, indicator: Indicator) -> tuple[list[Cell], list[Cell]]:
        """First, before last, latest, and how many figures."""
        lang = language.current()
        known = sorted(
            (item for item in self.session.observations(indicator.id, as_of=self._as_of) if has_value(item)),
            key=lambda item: item.period,
        )
        header: list[Cell] = []
        row: list[Cell] = []
        picked = [known[0], *known[-3:]] if len(known) > 3 else known
        for item in picked:
            header.append(Cell(item.period.label(lang), right=True))
            row.append(Cell(shown(item, indicator.unit, lang), right=True, tip=self._tip(item)))
        header.append(Cell(tr(_CONTEXT, "Figures"), right=True))
        row.append(Cell(str(len(known)), right=True))
        return header, row

    def _tip(self, observation: Observation | None) -> str:
        """Source, place and vintage of a figure."""
        if observation is None:
            return ""
        parts = [self._source_name(observation.provenance.source_id), observation.provenance.place]
        parts.append(tr(_CONTEXT, "as known on {date}", date=observation.vintage))
        parts.append(quality(observation))
        return " · ".join(part for part in parts if part)

    def release(self) -> None:
        """Listen no more."""
        if not self._released:
            selection = self.workspace.selection
            selection.indicator_changed.disconnect(self._indicator_selected)
            selection.scenario_changed.disconnect(self._scenario_selected)
            selection.node_changed.disconnect(self._node_selected)
            selection.observation_changed.disconnect(self._observation_selected)
        super().release()
