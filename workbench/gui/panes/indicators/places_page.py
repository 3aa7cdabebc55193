"""Other places beside Hong Kong: only what the figures allow can be chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from workbench.domain.errors import WorkbenchError
from workbench.domain.period import Period
from workbench.gui import language
from workbench.gui.charts.view import ChartView
from workbench.gui.language import bind, show, tr
from workbench.gui.panes.indicators.page import Page
from workbench.gui.widgets.flow import FlowLayout
from workbench.services import comparators
from workbench.services.chart_shapes import places_chart

if TYPE_CHECKING:
    from workbench.gui.charts.walk import Stop
    from workbench.gui.workspace import Workspace
    from workbench.services.comparators import Comparison, Table

_CONTEXT = "PlacesPage"


class PlacesPage(Page):
    """A table, a period, places; a choice that would leave nothing to compare is greyed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        row = QHBoxLayout()
        row.setSpacing(self.px(8))
        self.table, self.period = QComboBox(self), QComboBox(self)
        for box in (self.table, self.period):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Measure compared")
        bind(self.period, self.period.setAccessibleName, _CONTEXT, "Period compared")
        self.table.setSizePolicy(
            self.table.sizePolicy().Policy.Ignored, self.table.sizePolicy().verticalPolicy()
        )
        self.table.activated.connect(self._table_chosen)
        self.period.activated.connect(self._period_chosen)
        label = QLabel(self)
        label.setProperty("role", "small")
        bind(label, label.setText, _CONTEXT, "Period")
        row.addWidget(self.table, 1)
        row.addWidget(label)
        row.addWidget(self.period)
        self.column.addLayout(row)
        self._boxes = FlowLayout(gap=self.px(10))
        self.column.addLayout(self._boxes)
        self.problem = self.line("muted")
        self.chart = ChartView(workspace.theme, self)
        self.chart.failed.connect(workspace.notify.error)
        self.chart.stop_chosen.connect(self._stop_chosen)
        self.column.addWidget(self.chart, 1)
        self.places: dict[str, QCheckBox] = {}
        self._chosen: set[str] = set()
        self._period = ""
        self.comparison: Comparison | None = None

    def another(self) -> None:
        """The series' own table, if it has one."""
        self._chosen, self._period = set(), ""

    def fill(self) -> None:
        """Tables there are; that of the series first."""
        found = comparators.tables(self.session)
        kept = self.table.currentData()
        own = self.indicator.dimensions.get("table", self.indicator_id)
        with QSignalBlocker(self.table):
            self.table.clear()
            for one in found:
                self.table.addItem(show(one.name), one.id)
            place = self.table.findData(own)
            self.table.setCurrentIndex(place if place >= 0 else max(0, self.table.findData(kept)))
        self._show()

    def _table_chosen(self) -> None:
        self._chosen, self._period = set(), ""
        self._show()

    def _period_chosen(self) -> None:
        self.choose_period(str(self.period.currentData()))

    def choose_period(self, code: str) -> None:
        """Compare in this period; places without a figure for it go."""
        self._period = code
        self._show()

    def choose_place(self, place_id: str, on: bool) -> None:
        """Take a place in or out."""
        table = self._table()
        if table is None:
            return
        if not self._chosen:
            self._chosen = {row.place.id for row in self.comparison.rows} if self.comparison else set()
        (self._chosen.add if on else self._chosen.discard)(place_id)
        self._show()

    def _table(self) -> Table | None:
        table_id = self.table.currentData()
        return comparators.table(self.session, table_id) if table_id else None

    def _show(self) -> None:
        table = self._table()
        lang = language.current()
        self.comparison = None
        problem = ""
        if table is None:
            problem = tr(
                _CONTEXT,
                "No measure has figures for other places yet. Import a table with a place for each column or row.",
            )
        else:
            allowed = comparators.options(self.session, table.id, places=sorted(self._chosen))
            periods = allowed.periods
            if self._period not in periods:
                self._period = periods[-1] if periods else ""
            with QSignalBlocker(self.period):
                self.period.clear()
                for code in reversed(periods):
                    self.period.addItem(Period.parse(code).label(lang), code)
                self.period.setCurrentIndex(max(0, self.period.findData(self._period)))
            have = {
                place.id
                for place in comparators.options(self.session, table.id, period=self._period or None).places
            }
            self._chosen &= have
            try:
                self.comparison = comparators.compare(
                    self.session, table.id, self._period, sorted(self._chosen)
                )
            except WorkbenchError as error:
                problem = error.words(lang)
            self._show_boxes(table, have)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.chart.set_spec(places_chart(self.session, self.comparison, lang) if self.comparison else None)
        self.chart.setVisible(self.comparison is not None)

    def _show_boxes(self, table: Table, have: set[str]) -> None:
        if list(self.places) != [place.id for place in table.places]:
            while (item := self._boxes.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.deleteLater()
            self.places = {}
            for place in table.places:
                box = QCheckBox(self)
                box.toggled.connect(partial(self.choose_place, place.id))
                self.places[place.id] = box
                self._boxes.addWidget(box)
        shown = {row.place.id for row in self.comparison.rows} if self.comparison else self._chosen
        for place in table.places:
            box = self.places[place.id]
            with QSignalBlocker(box):
                box.setText(show(place.name))
                box.setEnabled(place.id in have)
                box.setChecked(place.id in shown)
                box.setToolTip("" if place.id in have else tr(_CONTEXT, "No figure for this period"))

    def _stop_chosen(self, stop: Stop) -> None:
        if self.comparison is not None and stop.period.start.year <= len(self.comparison.rows):
            row = self.comparison.rows[stop.period.start.year - 1]
            self.workspace.selection.select_observation(row.observation)
