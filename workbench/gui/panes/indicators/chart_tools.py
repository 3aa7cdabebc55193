"""The row above the chart: kind, measure, other series, what is marked, favourites."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QInputDialog, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, say, tr
from workbench.gui.widgets.flow import FlowLayout
from workbench.gui.widgets.indicator_facts import short_name
from workbench.services.chart_choice import FAVOURITES, ChartChoice, favourites, with_favourite
from workbench.services.operations.settings import PutSetting

if TYPE_CHECKING:
    from workbench.domain.chart import ChartKind
    from workbench.gui.workspace import Workspace
    from workbench.services.chart_choice import Measure

_CONTEXT = "IndicatorsPane"
KINDS: dict[ChartKind, language.Text] = {
    "line": mark(_CONTEXT, "Line"),
    "column": mark(_CONTEXT, "Columns"),
    "stacked": mark(_CONTEXT, "Stacked columns"),
    "share": mark(_CONTEXT, "Shares of 100%"),
    "slope": mark(_CONTEXT, "Slope"),
    "multiples": mark(_CONTEXT, "Small multiples"),
    "bullet": mark(_CONTEXT, "Bullets"),
    "scatter": mark(_CONTEXT, "Scatter"),
    "table": mark(_CONTEXT, "Table"),
}
MEASURES: dict[Measure, language.Text] = {
    "published": mark(_CONTEXT, "As published"),
    "index": mark(_CONTEXT, "Index = 100"),
    "growth": mark(_CONTEXT, "Growth"),
    "per_head": mark(_CONTEXT, "Per head"),
}
_MOST = 8  # series beside the chosen one that the menu lists first


class ChartTools(QWidget):
    """``changed``: another chart is to be drawn from :attr:`choice`."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.reading
        self.choice = ChartChoice(())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._row = FlowLayout(gap=workspace.theme.px(4))
        column.addLayout(self._row)
        self.kind = QComboBox(self)
        self.measure = QComboBox(self)
        for box in (self.kind, self.measure):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
        self.kind.activated.connect(self._kind_chosen)
        self.measure.activated.connect(self._measure_chosen)
        bind(self.kind, self.kind.setAccessibleName, _CONTEXT, "Kind of chart")
        bind(self.measure, self.measure.setAccessibleName, _CONTEXT, "Measure")
        self.beside = self._button(mark(_CONTEXT, "Compare"))
        self.marks = self._button(mark(_CONTEXT, "Marks"))
        self.kept = self._button(mark(_CONTEXT, "★"))
        bind(self.kept, self.kept.setAccessibleName, _CONTEXT, "Favourite charts")
        bind(self.kept, self.kept.setToolTip, _CONTEXT, "Favourite charts")
        self.add(self.kind, self.measure, self.beside, self.marks, self.kept)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setProperty("tone", "warn")
        self.problem.hide()
        column.addWidget(self.problem)

    def _button(self, words: language.Text) -> QToolButton:
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        button.setMenu(menu)
        bind_text(button, button.setText, words)
        menu.aboutToShow.connect(partial(self._fill_menu, button))
        return button

    def add(self, *widgets: QWidget) -> None:
        """Put more at the end of the row."""
        for widget in widgets:
            self._row.addWidget(widget)

    def say(self, words: str) -> None:
        """What stands in the way of the chart that was chosen; "" for nothing."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def belong_to(self, indicator_id: str) -> None:
        """Another series is the first; those beside it go (not those of a favourite just opened)."""
        if self.choice.series[:1] == (indicator_id,):
            return
        self.choice = replace(self.choice, series=(indicator_id,), index_base=0)

    def put(self, choice: ChartChoice) -> None:
        """Draw this."""
        self.choice = choice
        self._show_choice()
        self.changed.emit()

    def fill(self, indicator_id: str) -> None:
        """Words in the language of the window; the series must be there still."""
        known = {item.id for item in self.session.indicators()}
        series = tuple(name for name in self.choice.series if name in known)
        if not series or series[0] != indicator_id:
            series = (indicator_id,)
        self.choice = replace(self.choice, series=series)
        with QSignalBlocker(self.kind), QSignalBlocker(self.measure):
            self.kind.clear()
            for kind, words in KINDS.items():
                self.kind.addItem(say(words), kind)
            self.measure.clear()
            for measure, words in MEASURES.items():
                self.measure.addItem(say(words), measure)
        self._show_choice()

    def _show_choice(self) -> None:
        with QSignalBlocker(self.kind), QSignalBlocker(self.measure):
            self.kind.setCurrentIndex(max(0, self.kind.findData(self.choice.kind)))
            self.measure.setCurrentIndex(max(0, self.measure.findData(self.choice.measure)))

    def _kind_chosen(self, row: int) -> None:
        self.put(replace(self.choice, kind=self.kind.itemData(row)))

    def _measure_chosen(self, row: int) -> None:
        self.put(replace(self.choice, measure=self.measure.itemData(row)))

    # ── menus ────────────────────────────────────────────────────────────────────────────────────

    def _fill_menu(self, button: QToolButton) -> None:
        menu = button.menu()
        assert menu is not None
        menu.clear()
        if button is self.beside:
            self._fill_beside(menu)
        elif button is self.marks:
            self._fill_marks(menu)
        else:
            self._fill_kept(menu)

    def _fill_beside(self, menu: QMenu) -> None:
        """Series in the same unit first: they can share an axis."""
        lang = language.current()
        own = self.session.indicator(self.choice.series[0])
        others = [item for item in self.session.indicators() if item.id != own.id]
        with_figures = [item for item in others if self.session.vintages(item.id)]
        alike = [
            item
            for item in with_figures
            if (item.unit.code, item.unit.multiplier) == (own.unit.code, own.unit.multiplier)
        ]
        rest = [item for item in with_figures if item not in alike]
        first = [item for item in rest if item.role == "reference"]
        places = [(menu, alike[:24]), (menu, first)]
        more = menu.addMenu(tr(_CONTEXT, "Other series")) if len(rest) > len(first) else None
        if more is not None:
            places.append((more, [item for item in rest if item not in first]))
        for place, items in places:
            for item in items:
                action = place.addAction(short_name(item, lang))
                action.setCheckable(True)
                action.setChecked(item.id in self.choice.series)
                action.triggered.connect(partial(self._toggle, item.id))
        if len(self.choice.series) > 1:
            menu.addSeparator()
            menu.addAction(tr(_CONTEXT, "Only this series"), lambda: self.belong_alone())

    def belong_alone(self) -> None:
        """Take the series beside away."""
        self.put(replace(self.choice, series=self.choice.series[:1]))

    def _toggle(self, series_id: str, _: bool = False) -> None:
        names = self.choice.series
        kept = (
            tuple(name for name in names if name != series_id) if series_id in names else (*names, series_id)
        )
        self.put(replace(self.choice, series=kept))

    def _fill_marks(self, menu: QMenu) -> None:
        choice = self.choice
        for words, name in (
            (mark(_CONTEXT, "Required path to the reference figures"), "paths"),
            (mark(_CONTEXT, "Milestones of the plan"), "events"),
            (mark(_CONTEXT, "Logarithmic axis"), "log"),
        ):
            action = menu.addAction(say(words))
            action.setCheckable(True)
            action.setChecked(bool(getattr(choice, name)))
            action.triggered.connect(partial(self._switch, name))
        menu.addSeparator()
        if choice.highlight is None:
            menu.addAction(tr(_CONTEXT, "Highlight a stretch of years…"), self._ask_highlight)
        else:
            menu.addAction(
                tr(_CONTEXT, "Take the highlight away"), lambda: self.put(replace(choice, highlight=None))
            )
        menu.addAction(tr(_CONTEXT, "Years shown…"), self._ask_years)
        if choice.measure == "index":
            menu.addAction(tr(_CONTEXT, "Base year of the index…"), self._ask_base)

    def _switch(self, name: str, on: bool) -> None:
        self.put(replace(self.choice, **{name: on}))  # type: ignore[arg-type]

    def _ask_highlight(self) -> None:
        words = tr(_CONTEXT, "First year, last year, words — such as: 2020, 2022, Epidemic")
        text, ok = QInputDialog.getText(self, tr(_CONTEXT, "Highlight"), words)
        parts = [part.strip() for part in text.replace("，", ",").split(",", 2)]
        if ok and len(parts) >= 2 and parts[0].isdecimal() and parts[1].isdecimal():
            label = parts[2] if len(parts) > 2 else ""
            self.put(replace(self.choice, highlight=(int(parts[0]), int(parts[1]), label)))

    def _ask_years(self) -> None:
        words = tr(_CONTEXT, "First and last year, such as: 2010, 2030. Nothing shows all.")
        start, end = self.choice.first_year, self.choice.last_year
        before = f"{start or ''}, {end or ''}" if start or end else ""
        text, ok = QInputDialog.getText(self, tr(_CONTEXT, "Years shown"), words, text=before)
        if ok:
            parts = [*(part.strip() for part in text.replace("，", ",").split(",")), "", ""]
            first, last = (int(part) if part.isdecimal() else 0 for part in parts[:2])
            self.put(replace(self.choice, first_year=first, last_year=last))

    def _ask_base(self) -> None:
        words = tr(_CONTEXT, "The year that is 100")
        year, ok = QInputDialog.getInt(self, words, words, self.choice.index_base or 2018, 1900, 2100)
        if ok:
            self.put(replace(self.choice, index_base=year))

    # ── favourites ───────────────────────────────────────────────────────────────────────────────

    def _fill_kept(self, menu: QMenu) -> None:
        kept = favourites(self.session)
        for name, choice in kept.items():
            menu.addAction(name, partial(self.open_favourite, choice))
        if kept:
            menu.addSeparator()
        menu.addAction(tr(_CONTEXT, "Keep this chart…"), self._ask_name)
        if kept:
            away = menu.addMenu(tr(_CONTEXT, "Remove"))
            for name in kept:
                away.addAction(name, partial(self.keep, name, None))

    def open_favourite(self, choice: ChartChoice) -> None:
        """Draw a chart that was kept; its first series becomes the one chosen in the window."""
        self.choice = choice
        self.workspace.selection.select_indicator(choice.series[0])
        self.choice = choice
        self._show_choice()
        self.changed.emit()

    def _ask_name(self) -> None:
        words = tr(_CONTEXT, "Name of this chart")
        name, ok = QInputDialog.getText(self, words, words)
        if ok:
            self.keep(name, self.choice)

    def keep(self, name: str, choice: ChartChoice | None) -> None:
        """Keep a chart by name in the workspace; ``None`` removes it. One step of undo."""
        kept = self.workspace.attempt(lambda: with_favourite(self.session, name, choice))
        if kept is not None:
            self.workspace.execute(PutSetting(FAVOURITES, kept))
