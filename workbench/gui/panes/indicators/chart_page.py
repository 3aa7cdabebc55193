"""The chart of the chosen series, what is to be seen on it, and the plan's columns below."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QWidget

from workbench.domain.errors import RuleError, WorkbenchError
from workbench.gui import language
from workbench.gui.charts.view import ChartView
from workbench.gui.language import bind, show, tr
from workbench.gui.panes.indicators.chart_tools import ChartTools
from workbench.gui.panes.indicators.page import Page
from workbench.gui.panes.indicators.strip import Strip
from workbench.gui.widgets.text_table import TextTable
from workbench.services import charts, scenarios
from workbench.services.chart_choice import REMARKS, ChartChoice, chart_of, with_remark
from workbench.services.operations.settings import PutSetting

if TYPE_CHECKING:
    from workbench.domain.figure import Observation
    from workbench.gui.charts.walk import Stop
    from workbench.gui.workspace import Workspace

_CONTEXT = "IndicatorsPane"


class ChartPage(Page):
    """Chart, tools, strip."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        theme = workspace.theme
        self._as_of: str | None = None
        self._scenario_id = workspace.selection.scenario
        self._scenario_chosen = bool(self._scenario_id)
        self.tools = ChartTools(workspace, self)
        self.tools.changed.connect(self.show_chart)
        self.column.addWidget(self.tools)
        self._scenario_boxes()
        self.chart = ChartView(theme, self)
        self.chart.plot.setMinimumHeight(self.px(110))
        self.chart.source_name = self._source_name
        self.chart.stop_chosen.connect(self._stop_chosen)
        self.chart.remark_asked.connect(self._remark)
        self.chart.printed_asked.connect(lambda: workspace.trigger("data.printed"))
        self.chart.failed.connect(workspace.notify.error)
        self.column.addWidget(self.chart, 1)
        self.strip = TextTable(theme, self, rows_shown=1)
        self.strip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(
            self.strip,
            self.strip.setAccessibleName,
            _CONTEXT,
            "Figures and reference figures of the chosen indicator",
        )
        self.column.addWidget(self.strip)
        workspace.selection.scenario_changed.connect(self._scenario_selected)

    def _scenario_boxes(self) -> None:
        self.projection = QComboBox(self)
        self.projection.setMinimumContentsLength(9)
        self.projection.activated.connect(self.choose_projection)
        bind(self.projection, self.projection.setAccessibleName, _CONTEXT, "Projection of scenario")
        self.known = QComboBox(self)
        self.known.setMinimumContentsLength(7)
        self.known.activated.connect(self.choose_known)
        bind(self.known, self.known.setAccessibleName, _CONTEXT, "As known on")
        for box in (self.projection, self.known):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.tools.add(box)

    # ── what is chosen ───────────────────────────────────────────────────────────────────────────

    def another(self) -> None:
        """The date belongs to the series; the kind of chart stays."""
        self._as_of = None
        self.tools.belong_to(self.indicator_id)

    def _scenario_selected(self, scenario_id: str) -> None:
        if scenario_id and scenario_id != self._scenario_id:
            self._scenario_id, self._scenario_chosen = scenario_id, True
            self.forget()
            if self.isVisible():
                self.show_indicator(self.indicator_id)

    def choose_projection(self, row: int) -> None:
        """Draw what that scenario projects."""
        self._scenario_id, self._scenario_chosen = str(self.projection.itemData(row) or ""), True
        self.show_chart()

    def choose_known(self, row: int) -> None:
        """Draw what was known then."""
        self._as_of = str(self.known.itemData(row)) or None
        self.show_chart()
        self._show_strip()

    def ring(self, observation: Observation) -> None:
        """Ring the point of a figure chosen here or elsewhere."""
        suffix = charts.OUTSIDE if observation.confidence == "outside" else ""
        self.chart.mark(observation.series_id + suffix, observation.period)

    def _stop_chosen(self, stop: Stop) -> None:
        series_id = stop.series_id.split(":", 1)[0]
        if stop.target or stop.projected or stop.path:
            self.workspace.selection.select_indicator(self.indicator_id)
            return
        for observation in self.session.observations(series_id, as_of=self._as_of):
            if observation.period == stop.period:
                self.workspace.selection.select_observation(observation)
                return

    def _remark(self, stop: Stop) -> None:
        """Ask for the words that are to stand beside a point; none take them away."""
        series_id = stop.series_id
        kept = self.session.setting(REMARKS, {}).get(series_id, {}).get(stop.period.code, "")
        title = tr(_CONTEXT, "Words beside {period}", period=stop.period.label(language.current()))
        text, ok = QInputDialog.getText(self, title, title, text=kept)
        if ok:
            self.put_remark(stop, text)

    def put_remark(self, stop: Stop, text: str) -> None:
        """Keep words beside a point."""
        self.workspace.execute(
            PutSetting(REMARKS, with_remark(self.session, stop.series_id, stop.period, text))
        )

    def _source_name(self, source_id: str) -> str:
        source = self.session.sources().get(source_id)
        return show(source.title) if source is not None else source_id

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def fill(self) -> None:
        """Boxes, chart, strip."""
        self.tools.fill(self.indicator_id)
        self._fill_scenarios()
        self._fill_known()
        self.show_chart()
        self._show_strip()

    def _fill_scenarios(self) -> None:
        every = self.session.scenarios()
        if not self._scenario_chosen and every:
            self._scenario_id = next((item.id for item in every if item.parent is None), every[0].id)
        if self._scenario_id not in {item.id for item in every}:
            self._scenario_id = ""
        with QSignalBlocker(self.projection):
            self.projection.clear()
            self.projection.addItem(tr(_CONTEXT, "No projection"), "")
            for scenario in every:
                name = show(scenario.name)
                self.projection.addItem(tr(_CONTEXT, "Projection: {name}", name=name), scenario.id)
            self.projection.setCurrentIndex(max(0, self.projection.findData(self._scenario_id)))

    def _fill_known(self) -> None:
        held = self.session.vintages(self.indicator_id)
        vintages = sorted({item.vintage for item in held}, reverse=True)
        if self._as_of is not None and self._as_of not in vintages:
            self._as_of = None
        with QSignalBlocker(self.known):
            self.known.clear()
            self.known.addItem(tr(_CONTEXT, "Latest figures"), "")
            for vintage in vintages:
                self.known.addItem(tr(_CONTEXT, "Known {date}", date=vintage), vintage)
            self.known.setCurrentIndex(max(0, self.known.findData(self._as_of or "")))
            self.known.setEnabled(len(vintages) > 1)

    def _projections(self, names: tuple[str, ...]) -> dict[str, charts.Projection | None]:
        if not self._scenario_id:
            return {}
        found: dict[str, charts.Projection | None] = {}
        with suppress(WorkbenchError):  # the scenario tab says what is wrong with it
            run = scenarios.run(self.session, self._scenario_id, as_of=self._as_of)
            for name in names:
                with suppress(WorkbenchError):
                    found[name] = charts.projection_of(run, name)
        return found

    def show_chart(self) -> None:
        """Draw what is chosen; what the figures do not allow is said, and the chosen kind is drawn as a line."""
        choice = self.tools.choice
        lang = language.current()
        projections = self._projections(choice.series)
        try:
            spec = chart_of(self.session, choice, lang, projections=projections, as_of=self._as_of)
            self.tools.say("")
        except RuleError as error:
            self.tools.say(error.words(lang))
            plain = ChartChoice((self.indicator_id,))
            spec = chart_of(self.session, plain, lang, projections=projections, as_of=self._as_of)
        self.chart.set_spec(replace(spec))
        chosen = self.workspace.selection.observation
        if chosen is not None and chosen.series_id == self.indicator_id:
            self.ring(chosen)

    def _show_strip(self) -> None:
        header, row = Strip(self.session, self._as_of).rows(self.indicator)
        self.strip.show_rows(header, [row], stretch=-1, tight=(1, 2, len(header) - 1))

    def release(self) -> None:
        """Listen no more."""
        self.workspace.selection.scenario_changed.disconnect(self._scenario_selected)
