"""The tab: the strip of cards, the choice of a series, and its pages."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.figure import Observation
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark
from workbench.gui.panes.indicators.chart_page import ChartPage
from workbench.gui.panes.indicators.page import Page
from workbench.gui.widgets.card_grid import CardGrid
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.flow import FlowLayout
from workbench.gui.widgets.indicator_card import IndicatorCard
from workbench.gui.widgets.indicator_facts import facts_of
from workbench.gui.widgets.pane_base import Pane
from workbench.gui.widgets.rating import rating_of

if TYPE_CHECKING:
    from workbench.domain.changes import Kind
    from workbench.domain.figure import Indicator
    from workbench.gui.workspace import Workspace

_CONTEXT = "IndicatorsPane"
PAGES = {
    "chart": mark(_CONTEXT, "Chart"),
    "ratings": mark(_CONTEXT, "Ratings"),
    "change": mark(_CONTEXT, "Why it changed"),
    "places": mark(_CONTEXT, "Places"),
    "figures": mark(_CONTEXT, "Enter figures"),
    "consistency": mark(_CONTEXT, "Consistency"),
}


def _made(name: str, workspace: Workspace, parent: QWidget) -> Page:
    """A page, imported when it is first shown."""
    if name == "ratings":
        from workbench.gui.panes.indicators.rating_page import RatingPage

        return RatingPage(workspace, parent)
    if name == "change":
        from workbench.gui.panes.indicators.change_page import ChangePage

        return ChangePage(workspace, parent)
    if name == "places":
        from workbench.gui.panes.indicators.places_page import PlacesPage

        return PlacesPage(workspace, parent)
    if name == "figures":
        from workbench.gui.panes.indicators.figures_page import FiguresPage

        return FiguresPage(workspace, parent)
    if name == "consistency":
        from workbench.gui.panes.indicators.consistency_page import ConsistencyPage

        return ConsistencyPage(workspace, parent)
    return ChartPage(workspace, parent)


class _Stack(QWidget):
    """One page at a time, as high as that page asks (a QStackedWidget is as high as its highest)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._current: QWidget | None = None

    def addWidget(self, page: QWidget) -> None:
        """A page more; the first is in front."""
        self._column.addWidget(page)
        page.hide()
        if self._current is None:
            self.setCurrentWidget(page)

    def setCurrentWidget(self, page: QWidget) -> None:
        """To the front."""
        if self._current is not None and self._current is not page:
            self._current.hide()
        self._current = page
        page.show()


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
        "setting",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        theme = workspace.theme
        self._indicator_id = ""
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
        self._stack = _Stack(self)
        self._pages: dict[str, Page] = {}
        self.page_id = "chart"
        self.chart_page = ChartPage(workspace, self)
        self._put("chart", self.chart_page)
        column.addWidget(self._stack, 1)
        self.empty = EmptyState(
            theme,
            mark(_CONTEXT, "No series yet. Import a table, or drop a workbook onto this window."),
            mark(_CONTEXT, "Import table…"),
            lambda: workspace.trigger("data.import"),
            self,
        )
        column.addWidget(self.empty, 1)
        # what others (the tour, the palette) look for on the tab itself
        self.chart, self.strip = self.chart_page.chart, self.chart_page.strip
        self.known, self.projection = self.chart_page.known, self.chart_page.projection
        selection = workspace.selection
        selection.indicator_changed.connect(self._indicator_selected)
        selection.node_changed.connect(self._node_selected)
        selection.observation_changed.connect(self._observation_selected)
        if selection.indicator:
            self._indicator_id = selection.indicator

    def _choices(self) -> FlowLayout:
        row = FlowLayout(gap=self.px(4))
        self.series = QComboBox(self)
        self.series.setEditable(True)
        self.series.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.series.setFixedWidth(self.px(178))
        completer, field = self.series.completer(), self.series.lineEdit()
        assert completer is not None
        assert field is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.series.activated.connect(self._series_activated)
        bind(self.series, self.series.setAccessibleName, _CONTEXT, "All series")
        bind(self.series, field.setPlaceholderText, _CONTEXT, "All series: type to find…")
        row.addWidget(self.series)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for name, words in PAGES.items():
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("segment", "only")
            bind_text(button, button.setText, words)
            button.clicked.connect(partial(self.show_page, name))
            self._group.addButton(button)
            self.buttons[name] = button
            row.addWidget(button)
        self.buttons["chart"].setChecked(True)
        return row

    # ── pages ────────────────────────────────────────────────────────────────────────────────────

    def _put(self, name: str, page: Page) -> None:
        self._pages[name] = page
        self._stack.addWidget(page)
        page.figure_asked.connect(self.show_indicator)

    def show_page(self, name: str) -> Page:
        """Bring a page to the front: chart, ratings, change, places, figures, consistency."""
        if name not in self._pages:
            self._put(name, _made(name, self.workspace, self._stack))
        self.page_id = name
        self.buttons[name].setChecked(True)
        page = self._pages[name]
        self._stack.setCurrentWidget(page)
        if self._indicator_id:
            page.show_indicator(self._indicator_id)
        return page

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
            self.update_soon()

    def _node_selected(self, node_id: str) -> None:
        """A measure shows its first linked indicator here; the inspector stays with the measure."""
        with suppress(WorkbenchError):
            linked = self.session.node(node_id).indicators if node_id else ()
            known = {item.id for item in self.session.indicators()}
            first = next((item for item in linked if item in known), "")
            if first and first != self._indicator_id:
                self._indicator_id = first
                self.update_soon()

    def _observation_selected(self, observation: object) -> None:
        if not isinstance(observation, Observation):
            self.chart.mark("", None)
        elif observation.series_id == self._indicator_id:
            self.chart_page.ring(observation)

    def _series_activated(self, row: int) -> None:
        indicator_id = self.series.itemData(row)
        if indicator_id:
            self.show_indicator(str(indicator_id))

    def _projection_activated(self, row: int) -> None:
        self.chart_page.choose_projection(row)

    def _known_activated(self, row: int) -> None:
        self.chart_page.choose_known(row)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Everything."""
        indicators = self.session.indicators()
        ids = {item.id for item in indicators}
        if self._indicator_id not in ids:
            self._indicator_id = indicators[0].id if indicators else ""
        for part in (self._stack, self.series, *self.buttons.values()):
            part.setVisible(bool(indicators))
        self.empty.setVisible(not indicators)
        self._show_cards(indicators)
        self._fill_series(indicators)
        for name, page in self._pages.items():
            page.forget()
            if name == self.page_id and self._indicator_id:
                page.show_indicator(self._indicator_id)

    def _show_cards(self, indicators: tuple[Indicator, ...]) -> None:
        lang, theme = language.current(), self.workspace.theme
        reference = [item for item in indicators if item.role == "reference"]
        cards = [card for card in self.grid.cards if isinstance(card, IndicatorCard)]
        if len(cards) != len(reference):
            cards = []
            for _ in reference:
                card = IndicatorCard(theme, large=False, parent=self.grid)
                card.chosen.connect(self.show_indicator)
                card.badge_chosen.connect(self._badge_chosen)
                cards.append(card)
            self.grid.set_cards(cards)
        for card, indicator in zip(cards, reference, strict=True):
            card.show_facts(
                facts_of(self.session, indicator, lang), rating_of(self.session, indicator, lang, theme)
            )
            card.set_chosen(indicator.id == self._indicator_id)
        self.grid.setVisible(bool(reference))

    def _badge_chosen(self, indicator_id: str) -> None:
        """How the methods agree, in full."""
        self.show_indicator(indicator_id)
        self.show_page("ratings")

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

    def release(self) -> None:
        """Listen no more."""
        if not self._released:
            selection = self.workspace.selection
            selection.indicator_changed.disconnect(self._indicator_selected)
            selection.node_changed.disconnect(self._node_selected)
            selection.observation_changed.disconnect(self._observation_selected)
            for page in self._pages.values():
                page.release()
        super().release()
