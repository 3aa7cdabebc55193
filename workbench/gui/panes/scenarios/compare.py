"""Scenarios of one model side by side: their projections in one chart, what each comes to, and the differences."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from workbench.gui import language
from workbench.gui.language import bind, show, tr
from workbench.gui.panes.scenarios.gaps import brief_value, gap_text, mark_for
from workbench.gui.panes.scenarios.outcome import outcome_chart
from workbench.gui.panes.scenarios.results import ResultBar, together
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services import scenarios

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec
    from workbench.gui.charts.view import ChartView
    from workbench.gui.workspace import Workspace
    from workbench.services.scenario_passage import Passage
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"


def overlay(specs: list[ChartSpec], runs: list[ScenarioRun], title: str) -> ChartSpec:
    """History once, each projection in a colour of its own with its scenario's name."""
    first = specs[0]
    lines = [line for line in first.lines if not line.dashed]
    base = first.lines[0].color if first.lines else 0
    for place, (spec, run) in enumerate(zip(specs, runs, strict=True)):
        lines += [
            replace(line, id=f"{line.id}:{place}", label=show(run.scenario.name), color=base + place)
            for line in spec.lines
            if line.dashed
        ]
    alt = " ".join(spec.alt for spec in specs)
    return replace(
        first, title=title, lines=tuple(lines), projection_label=tr(_CONTEXT, "Projection"), alt=alt
    )


class ComparePage(QWidget):
    """``chosen()``: other scenarios were ticked."""

    chosen = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        column = QVBoxLayout(self)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        column.addWidget(split, 3)
        self.list = QListWidget(split)
        self.list.setFont(workspace.theme.font("small"))
        bind(self.list, self.list.setAccessibleName, _CONTEXT, "Scenarios to compare")
        self.list.itemChanged.connect(lambda _: self.chosen.emit())
        split.addWidget(self.list)
        self._place = QWidget(split)
        QVBoxLayout(self._place).setContentsMargins(0, 0, 0, 0)
        split.addWidget(self._place)
        split.setSizes([workspace.theme.px(180), workspace.theme.px(560)])
        self._chart: ChartView | None = None
        self.table = TextTable(workspace.theme, self)
        self.table.setFont(workspace.theme.font("small"))
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Scenarios to compare")
        self.table.setMinimumHeight(workspace.theme.px(142))
        column.addWidget(self.table)
        self.bar = ResultBar(workspace, self)
        column.addWidget(self.bar)

    @property
    def chart(self) -> ChartView:
        """Made when first asked for: it brings the plotting library."""
        if self._chart is None:
            from workbench.gui.charts.view import ChartView

            self._chart = ChartView(self._workspace.theme, self._place)
            self._chart.failed.connect(self._workspace.notify.error)
            layout = self._place.layout()
            assert layout is not None
            layout.addWidget(self._chart)
        return self._chart

    def load(self, scenario_id: str) -> None:
        """The scenarios of the same model; those ticked stay ticked, at first all are."""
        session = self._workspace.reading
        off = {
            self.list.item(row).data(Qt.ItemDataRole.UserRole)
            for row in range(self.list.count())
            if self.list.item(row).checkState() != Qt.CheckState.Checked
        }
        model_id = session.scenario(scenario_id).model_id
        with QSignalBlocker(self.list):
            self.list.clear()
            for scenario in session.scenarios():
                if scenario.model_id == model_id:
                    item = QListWidgetItem(show(scenario.name), self.list)
                    item.setData(Qt.ItemDataRole.UserRole, scenario.id)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    on = scenario.id not in off or scenario.id == scenario_id
                    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def ids(self) -> list[str]:
        """Those ticked."""
        return [
            str(self.list.item(row).data(Qt.ItemDataRole.UserRole))
            for row in range(self.list.count())
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]

    def compare(self, indicator_id: str) -> None:
        """Run and show those ticked."""
        session, lang = self._workspace.reading, language.current()
        found = scenarios.compare(session, self.ids())
        runs = list(found.runs)
        if not runs:
            self.chart.set_spec(None)
            self.table.show_rows([], [])
            self.bar.set_result((), None, "")
            return
        outcomes = [run.indicator(indicator_id) for run in runs]
        specs = [
            outcome_chart(session, run, outcome, lang) for run, outcome in zip(runs, outcomes, strict=True)
        ]
        name = show(outcomes[0].indicator.name)
        self.chart.set_spec(
            overlay(specs, runs, tr(_CONTEXT, "{name}: {n} scenarios", name=name, n=len(runs)))
        )
        years = sorted(item.target.data_year for item in outcomes[0].targets)
        header = [Cell(tr(_CONTEXT, "Scenario"))]
        head: list[str | float | None] = [tr(_CONTEXT, "Scenario")]
        for year in years:
            header += [
                Cell(str(year), right=True),
                Cell(tr(_CONTEXT, "Gap"), right=True),
                Cell(tr(_CONTEXT, "Against the first"), right=True),
            ]
            head += [f"{year}", tr(_CONTEXT, "Gap"), tr(_CONTEXT, "Against the first")]
        rows: list[list[Cell]] = []
        out = [head]
        for run, outcome in zip(runs, outcomes, strict=True):
            cells = [Cell(show(run.scenario.name), key=run.scenario.id)]
            line: list[str | float | None] = [show(run.scenario.name)]
            for year in years:
                item = next(each for each in outcome.targets if each.target.data_year == year)
                first = next(each for each in outcomes[0].targets if each.target.data_year == year)
                shape, tone, _ = mark_for(item)
                value = (
                    tr(_CONTEXT, "not computable") if item.value is None else brief_value(outcome, item, lang)
                )
                apart = None if item.value is None or first.value is None else item.value - first.value
                words = "—" if apart is None else f"{apart:+.3g}".replace("-", "−")
                cells += [
                    Cell(value, right=True),
                    Cell(f"{gap_text(outcome, item, lang)} {shape}", right=True, tone=tone),
                    Cell("" if run is runs[0] else words, right=True),
                ]
                line += [item.value, item.gap.difference if item.gap is not None else None, apart]
            rows.append(cells)
            out.append(line)
        self.table.show_rows(header, rows)
        ids = [run.scenario.id for run in runs]
        able = all(outcome.variable is not None for outcome in outcomes)
        make = partial(self._passage, ids, indicator_id) if able else None
        self.bar.set_result(out, None, "compare", make)

    def _passage(self, ids: list[str], indicator_id: str) -> Passage:
        from workbench.services.scenario_passage import passage

        return together([passage(self._workspace.reading, each, indicator_id) for each in ids])
