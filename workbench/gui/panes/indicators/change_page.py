"""Why a ratio is another figure than it was: new data, revisions, definition, target; as a waterfall and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from workbench.domain.errors import WorkbenchError
from workbench.domain.period import known_by
from workbench.domain.wording import rounded, target_column
from workbench.gui import language
from workbench.gui.charts.view import ChartView
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.panes.indicators.page import Page
from workbench.gui.widgets.rating import WORDS, mark_of_status
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.agreement import colour_changes
from workbench.services.chart_shapes import waterfall
from workbench.services.decomposition import split_change

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.decomposition import ChangeSplit

_CONTEXT = "ChangePage"


class ChangePage(Page):
    """Two dates on which something was known, and what lies between."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        row = QHBoxLayout()
        row.setSpacing(self.px(8))
        self.since, self.until = QComboBox(self), QComboBox(self)
        for box, words in (
            (self.since, mark(_CONTEXT, "From what was known on")),
            (self.until, mark(_CONTEXT, "to what was known on")),
        ):
            label = QLabel(self)
            label.setProperty("role", "small")
            label.setBuddy(box)
            bind_text(label, label.setText, words)
            bind_text(box, box.setAccessibleName, words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self._chosen)
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch(1)
        self.column.addLayout(row)
        self.problem = self.line("muted")
        self.chart = ChartView(workspace.theme, self)
        self.chart.failed.connect(workspace.notify.error)
        self.column.addWidget(self.chart, 1)
        self.table = TextTable(workspace.theme, self, rows_shown=1)
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Parts of the change")
        self.column.addWidget(self.table)
        self.colours = self.line()
        self.column.addStretch(0)  # where there is no chart to take the room
        self.split: ChangeSplit | None = None

    def fill(self) -> None:
        """The dates on which a component was released; the widest span that can be split is shown first."""
        lang = language.current()
        names = {*self._components(), self.indicator_id}
        days = sorted({known_by(item.vintage) for name in names for item in self.session.vintages(name)})
        kept = self.since.currentData(), self.until.currentData()
        with QSignalBlocker(self.since), QSignalBlocker(self.until):
            self.since.clear()
            self.until.clear()
            self.until.addItem(tr(_CONTEXT, "now"), None)
            for day in days:
                self.since.addItem(day, day)
            for day in reversed(days[1:]):
                self.until.addItem(day, day)
            self.until.setCurrentIndex(max(0, self.until.findData(kept[1])))
            place = self.since.findData(kept[0])
            self.since.setCurrentIndex(place if place >= 0 else self._first_that_can(days))
        self._show(lang)

    def another(self) -> None:
        """The dates belong to the series."""
        self.since.clear()
        self.until.clear()

    def _components(self) -> list[str]:
        from workbench.calc.expression import dependencies, parse

        own = self.indicator
        twins = [item for item in self.session.indicators() if item.dimensions.get("derives") == own.id]
        formula = own.formula or next((item.formula for item in twins if item.formula), "")
        return list(dependencies(parse(formula))) if formula else []

    def _first_that_can(self, days: list[str]) -> int:
        """A year or so back is what a reader asks about first: the newest date at least a year before the last."""
        if not days:
            return -1
        year = int(days[-1][:4])
        before = [place for place, day in enumerate(days) if int(day[:4]) < year]
        for place in reversed(before):
            try:
                found = split_change(self.session, self.indicator_id, since=days[place])
            except WorkbenchError:
                continue
            if found.change:
                return place
        return before[-1] if before else 0

    def _chosen(self) -> None:
        self._show(language.current())

    def _show(self, lang: str) -> None:
        since, until = self.since.currentData(), self.until.currentData()
        self.split = None
        problem = ""
        if since is None or not self._components():
            problem = tr(
                _CONTEXT,
                "Only a ratio that is computed from components can be split: there is no formula for this series.",
            )
        else:
            try:
                self.split = split_change(self.session, self.indicator_id, since=since, until=until)
            except WorkbenchError as error:
                problem = error.words(language.current())
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.chart.setVisible(self.split is not None)
        self.table.setVisible(self.split is not None)
        self._show_colours(since, until)
        if self.split is not None:
            self.chart.set_spec(waterfall(self.session, self.split, language.current()))
            self._show_table(self.split)

    def _show_colours(self, since: str | None, until: str | None) -> None:
        """Which methods judge otherwise than on the first date, and whether by new data, revision or definition."""
        lang = language.current()
        found = colour_changes(self.session, self.indicator_id, since=since, until=until) if since else ()
        years = {t.column_year: t.data_year for t in self.session.targets(self.indicator_id)}
        moved = [one for one in found if one.cause != "none"]
        lines = [
            tr(
                _CONTEXT,
                "{column}: {words} ({before} → {after})",
                column=target_column(one.target_year, years[one.target_year], lang),
                words=one.words.show(lang),
                before=say(WORDS[mark_of_status(one.before or "")]),
                after=say(WORDS[mark_of_status(one.after or "")]),
            )
            for one in moved
        ]
        if found and not moved:
            lines = [tr(_CONTEXT, "No method’s judgement changed between the two dates.")]
        self.colours.setText("\n".join(lines))
        self.colours.setVisible(bool(lines))

    def _show_table(self, split: ChangeSplit) -> None:
        lang = language.current()
        header = [
            Cell(tr(_CONTEXT, "Part")),
            Cell(tr(_CONTEXT, "Series")),
            Cell(tr(_CONTEXT, "Amount"), right=True),
        ]
        rows = []
        for part in split.parts:
            name = show(self.session.indicator(part.series).name) if part.series else "—"
            rows.append(
                [
                    Cell(part.words.show(lang)),
                    Cell(name),
                    Cell(_signed(part.amount), right=True, copy=repr(part.amount)),
                ]
            )
        total = (
            split.gap_change
            if split.gap_change is not None and any(p.cause == "target" for p in split.parts)
            else split.change
        )
        words = (
            tr(_CONTEXT, "Change of the gap to the reference figure")
            if total is not split.change
            else tr(_CONTEXT, "Change, the sum of the parts")
        )
        rows.append(
            [
                Cell(words, bold=True),
                Cell(""),
                Cell(_signed(float(total)), right=True, bold=True, copy=repr(float(total))),
            ]
        )
        self.table.show_rows(header, rows, stretch=0)


def _signed(value: float) -> str:
    decimals = 4 if abs(value) < 1 else 2
    return f"{'+' if value >= 0 else '−'}{rounded(abs(value), decimals)}"
