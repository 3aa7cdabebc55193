"""The chart of the window: title, subtitle, drawing, key, notes, source; mouse, keyboard, clipboard and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QMenu,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec
from workbench.domain.period import Period
from workbench.gui import language
from workbench.gui.charts import export
from workbench.gui.charts.axes import Plot
from workbench.gui.charts.backdrop import Backdrop
from workbench.gui.charts.curves import Curves
from workbench.gui.charts.foreground import Foreground
from workbench.gui.charts.key import ChartKey
from workbench.gui.charts.menu import chart_menu
from workbench.gui.charts.notes_line import NotesLine
from workbench.gui.charts.panels import Panels
from workbench.gui.charts.readings import crosshair_rows, source_and_notes
from workbench.gui.charts.scales import extent, log_limits, value_scale
from workbench.gui.charts.shapes import Shapes
from workbench.gui.charts.style import ChartStyle
from workbench.gui.charts.table_model import ChartTableModel
from workbench.gui.charts.walk import (
    ChartTable,
    Stop,
    Trail,
    Walk,
    chart_table,
    stop_sentence,
    trails,
)

if TYPE_CHECKING:
    from workbench.gui.theme import Theme

_NOTHING = ChartTable((), ())
_AT_ONCE = 2000  # points whose table is made with the chart


class ChartView(QWidget):
    """Draws one :class:`ChartSpec`.

    ``stop_chosen(Stop)``: a point was clicked, or Enter pressed on it. ``spoken(str)``: the sentence of the point the
    keyboard cursor came to. ← → walk the points, Home/End to the ends, ↑ ↓ change series, Enter chooses, T shows the
    table, + − zoom, 0 shows everything.
    """

    stop_chosen = Signal(object)
    printed_asked = Signal()  # Ctrl+click on the point just chosen
    spoken = Signal(str)
    remark_asked = Signal(object)  # Stop: words are to be written beside it
    failed = Signal(object)  # WorkbenchError: the chart could not be saved
    saved = Signal(str)  # path

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, surface: str = "page") -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = ChartStyle.of(theme, surface=surface)
        self._surface = surface
        self._spec: ChartSpec | None = None
        self._walk: Walk | None = None
        self._trails: tuple[Trail, ...] = ()
        self._tabled = False
        self.source_name: Callable[[str], str] = str  # a source's id → what the reading calls it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

        self.title = _line(self, "finding")
        self.subtitle = _line(self, "muted")
        self.plot = Plot()
        self.backdrop = Backdrop(self.plot, self._style)
        self.foreground = Foreground(self.plot, self._style, self.backdrop)
        self.curves = Curves(self.plot)
        self.shapes = Shapes(self.plot, self._style)
        self.panels = Panels(theme, self)
        self.panels.picked.connect(self._panel_picked)
        self.plot.scene().addItem(self.backdrop)
        self.plot.scene().addItem(self.shapes)
        self.plot.scene().addItem(self.foreground)
        self.table = QTableView()
        self.table_model = ChartTableModel(self)
        self.table.setModel(self.table_model)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.verticalHeader().hide()
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.table.installEventFilter(self)
        self.empty = _line(self, "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        for page in (self.plot, self.table, self.empty, self.panels):
            self._pages.addWidget(page)
        self.key = ChartKey(self._style)
        self.source = NotesLine(self)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.subtitle)
        column.addLayout(self._pages, 1)
        column.addWidget(self.key)
        column.addWidget(self.source)

        self.plot.scene().sigMouseMoved.connect(self._hover)
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        self.plot.viewport().installEventFilter(self)
        self.plot.view.sigRangeChanged.connect(self._redraw)
        self.plot.view.sigResized.connect(self._redraw)
        theme.changed.connect(self._restyle)
        language.changed.connect(self._retranslate)
        self._restyle()
        self._retranslate()
        self.set_spec(None)

    # ── what is shown ────────────────────────────────────────────────────────────────────────────

    @property
    def spec(self) -> ChartSpec | None:
        """The chart shown."""
        return self._spec

    def set_spec(self, spec: ChartSpec | None, *, keep_view: bool = False) -> None:
        """Show *spec*; ``None`` or a chart without figures shows that there is nothing yet.

        With *keep_view* the zoom and the keyboard cursor stay where they are (a redraw while a slider moves).
        """
        old = self._walk.current if self._walk and keep_view else None
        self._spec = spec
        found = extent(spec) if spec else None
        self._trails = trails(spec) if spec and found else ()
        self._walk = Walk(spec, self._trails) if spec and found else None
        for label, text in (
            (self.title, spec.title if spec else ""),
            (self.subtitle, spec.subtitle if spec else ""),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        notes = source_and_notes(spec) if spec else ""
        self.source.setText(notes)
        self.source.setVisible(bool(notes))
        self.backdrop.spec = self.shapes.spec = spec
        self.panels.set_spec(spec if found and self.in_panels else None)
        self.foreground.set_spec(spec if found else None, self._trails)
        self.key.set_spec(spec if found else None)
        self._tabled = False
        self.table_model.set_table(_NOTHING)
        wanted = self.is_table or (spec is not None and spec.kind == "table")
        if wanted or sum(len(trail.stops) for trail in self._trails) <= _AT_ONCE:
            self._fill_table()
        if spec is None or found is None:
            self.curves.show(None, self._style)
            self._pages.setCurrentWidget(self.empty)
        else:
            self.plot.set_log(spec.log)
            self.plot.years.show_names(spec.categories, spec.x_unit if spec.kind == "scatter" else None)
            self.curves.show(spec, self._style)
            if not self.is_table or spec.kind == "table":
                self._pages.setCurrentWidget(self._page_for(spec))
            self.plot.values.unit = spec.unit
            self._range(go=not keep_view)
            if old is not None and self._walk is not None:
                again = self._walk.find(old.series_id, old.period)
                if again is not None:
                    self._walk.go(again)
        self.setAccessibleName(spec.title if spec else self.empty.text())
        self.setAccessibleDescription(spec.alt if spec else "")
        self._redraw()

    def _fill_table(self) -> None:
        """The figures as a table; of very many, not before it is asked for."""
        if self._spec is not None and self._trails and not self._tabled:
            self.table_model.set_table(chart_table(self._spec, self._trails))
            self._tabled = True

    @property
    def in_panels(self) -> bool:
        """Whether every line has a panel of its own."""
        return self._spec is not None and self._spec.kind in ("multiples", "bullet")

    def _page_for(self, spec: ChartSpec) -> QWidget:
        return self.table if spec.kind == "table" else self.panels if self.in_panels else self.plot

    def _range(self, *, go: bool) -> None:
        found = extent(self._spec) if self._spec else None
        if self._spec is None or found is None:
            return
        scale = value_scale(self._spec, found, max(3, min(6, self.plot.height() // 48)))
        right = self._right_margin()
        self.plot.set_margins(QFontMetricsF(self._style.font()).height() + 8, right)
        wide = found.x_high - found.x_low
        columns = any(line.shape != "line" for line in self._spec.lines) or self._spec.kind == "waterfall"
        pad = 0.6 if columns else max(0.35, wide * 0.015)
        if self._spec.kind == "scatter":
            pad = wide * 0.06 or max(abs(found.x_low) * 0.1, 1e-9)
        limits = (scale.low, scale.high)
        if self._spec.log:
            limits = log_limits(found.y_low, found.y_high)
        home = (found.x_low - pad, found.x_high + pad, *limits)
        unchanged = home == self.plot.view.home
        self.plot.view.home = home
        width, height = home[1] - home[0], home[3] - home[2]
        dense = any(line.dense is not None for line in self._spec.lines)
        self.plot.view.setLimits(
            xMin=home[0] - width * 0.5,
            xMax=home[1] + width * 0.5,
            yMin=home[2] - height,
            yMax=home[3] + height,
            minXRange=min(2.0, width / 20 if self._spec.kind == "scatter" or dense else width),
            minYRange=height / 50,
        )
        if go or not unchanged:
            self.plot.view.go_home()

    def _right_margin(self) -> float:
        """Room for the words at the ends of lines."""
        assert self._spec is not None
        metrics = QFontMetricsF(self._style.font(bold=True))
        widest = 24.0
        for wish in self.foreground.label_wishes():
            if wish.places[0] == "right":
                widest = max(widest, metrics.horizontalAdvance(wish.text) + 14)
        for mark in self._spec.targets:
            widest = max(widest, metrics.horizontalAdvance(mark.text) / 2 + 8)
        return min(widest, max(60.0, self.width() * 0.3))

    def _redraw(self, *_: Any) -> None:
        for layer in (self.backdrop, self.shapes, self.foreground):
            layer.update()

    def _restyle(self, *_: Any) -> None:
        self._style = ChartStyle.of(self._theme, surface=self._surface)
        self.plot.apply_style(self._style)
        self.backdrop.style = self.shapes.style = self.foreground.style = self._style
        self.key.apply_style(self._style)
        self.curves.show(self._spec, self._style)
        self.panels.update()
        self._range(go=False)
        self._redraw()

    def _retranslate(self, *_: Any) -> None:
        self.empty.setText(word("chartview.empty", language.current()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Axis numbers and label room follow the size."""
        super().resizeEvent(event)
        view = self.plot.view
        at_home = view.home is not None and _same(view.viewRange(), view.home)
        self._range(go=at_home)

    @contextmanager
    def in_full(self) -> Iterator[None]:
        """Source and notes to their last word, for a picture or a page."""
        self.source.show_lines(12)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        try:
            yield
        finally:
            self.source.show_lines(2)
            layout.activate()

    def surface(self) -> QColor:
        """The ground the chart stands on."""
        return QColor(self._style.surface)

    # ── mouse ────────────────────────────────────────────────────────────────────────────────────

    def _hover(self, at: QPointF) -> None:
        if self._spec is None or not self.foreground.area().adjusted(-6, -6, 6, 6).contains(at):
            self._leave()
            return
        year = self.foreground.year_near(at.x())
        stop = self.foreground.nearest(at, 14)
        self.plot.setCursor(Qt.CursorShape.PointingHandCursor if stop else Qt.CursorShape.ArrowCursor)
        self._show_reading(stop.x if stop else year)

    def _show_reading(self, year: float | None) -> None:
        if year == self.foreground.hover_year:
            return
        self.foreground.hover_year = year
        self.foreground.readout = self.reading(year) if year is not None else []
        self.foreground.update()

    def reading(self, year: float) -> list[tuple[QColor | None, str]]:
        """What the crosshair says at a decimal year: the period, then each series with value, flags and source."""
        assert self._spec is not None
        return crosshair_rows(self._spec, self.foreground, year, self.source_name)

    def _leave(self) -> None:
        self._show_reading(None)

    def _clicked(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton or event.double():
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        stop = self.foreground.nearest(event.scenePos(), 14)
        if stop is not None:
            self._stand(stop)
            self.stop_chosen.emit(stop)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.printed_asked.emit()

    def _panel_picked(self, series_id: str) -> None:
        """The newest figure of a panel stands for it."""
        for trail in self._trails:
            if trail.series_id == series_id:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._stand(trail.stops[-1])
                self.stop_chosen.emit(trail.stops[-1])
                return

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """The crosshair goes when the mouse does; T and Escape lead back from the table."""
        if watched is self.plot.viewport() and event.type() == QEvent.Type.Leave:
            self._leave()
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_T, Qt.Key.Key_Escape):
                self.show_table(False)
                return True
            if event.matches(QKeySequence.StandardKey.Copy):
                self.copy_table()
                return True
        return super().eventFilter(watched, event)

    # ── keyboard ─────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The walk (see the class)."""
        key = event.key()
        steps: dict[int, Any] = {
            Qt.Key.Key_Left: lambda walk: walk.along(-1),
            Qt.Key.Key_Right: lambda walk: walk.along(1),
            Qt.Key.Key_Home: lambda walk: walk.to_end(last=False),
            Qt.Key.Key_End: lambda walk: walk.to_end(last=True),
            Qt.Key.Key_Up: lambda walk: walk.across(-1),
            Qt.Key.Key_Down: lambda walk: walk.across(1),
        }
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if plain and key in steps and self._walk is not None:
            stop = steps[key](self._walk) if self.foreground.cursor_stop else self._walk.current
            if stop is not None:
                self._stand(stop)
        elif plain and key == Qt.Key.Key_T and self._walk is not None:
            self.show_table(not self.is_table)
        elif (
            plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.foreground.cursor_stop is not None
        ):
            self.stop_chosen.emit(self.foreground.cursor_stop)
        elif plain and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.plot.zoom(0.8)
        elif plain and key == Qt.Key.Key_Minus:
            self.plot.zoom(1.25)
        elif plain and key == Qt.Key.Key_0:
            self.reset_view()
        elif key == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.copy_table()
        else:
            super().keyPressEvent(event)

    def _stand(self, stop: Stop) -> None:
        assert self._spec is not None
        if self._walk is not None:
            self._walk.go(stop)
        self.foreground.cursor_stop = stop
        self._show_reading(stop.x)
        self.panels.chosen = stop.series_id.split(":", 1)[0]
        self.panels.update()
        self.foreground.update()
        sentence = stop_sentence(stop, self._spec.lang)
        self.setAccessibleDescription(sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.spoken.emit(sentence)

    def mark(self, series_id: str, period: Period | None) -> None:
        """Ring the point of that series and period (the shared selection came from elsewhere); ``None`` unrings."""
        stop = self._walk.find(series_id, period) if self._walk and period else None
        if stop is not None and self._walk is not None:
            self._walk.go(stop)
        self.foreground.cursor_stop = stop
        self.foreground.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the walk starts when the keyboard arrives."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._walk and self._walk.current and not self.is_table:
            self._stand(self._walk.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The crosshair goes; the ring of a chosen point stays."""
        super().focusOutEvent(event)
        self._leave()

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to see."""
        return self._walk is not None

    # ── table, zoom, copying, saving ─────────────────────────────────────────────────────────────

    @property
    def is_table(self) -> bool:
        """Whether the figures are shown as a table."""
        return self._pages.currentWidget() is self.table

    def show_table(self, on: bool) -> None:
        """Show the figures as a table, or the drawing again."""
        if self._walk is None:
            return
        self._fill_table()
        assert self._spec is not None
        other = self.panels if self.in_panels else self.plot
        self._pages.setCurrentWidget(self.table if on else other)
        self.key.setVisible(not on)
        if on:
            header = self.table.horizontalHeader()
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            self.table.scrollToBottom()
            self.table.setCurrentIndex(self.table_model.index(self.table_model.rowCount() - 1, 0))
        (self.table if on else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def reset_view(self) -> None:
        """The whole chart again."""
        self.plot.view.go_home()

    def copy_picture(self) -> None:
        """The chart with title and source, as a picture, to the clipboard."""
        export.copy_picture(self)

    def copy_table(self) -> None:
        """The figures at full precision, tab-separated, to the clipboard."""
        if self._spec is not None:
            export.copy_text(chart_table(self._spec, full_precision=True).as_text())

    def copy_drawing(self) -> None:
        """The chart as a scalable drawing, to the clipboard."""
        export.copy_drawing(self)

    def save_as(self, kind: str) -> None:
        """Ask for a file and save the chart there; *kind* is its ending: png, svg, pdf, csv, docx or pptx."""
        export.ask_and_save(self, kind)

    def menu(self) -> QMenu:
        """A menu in the language of the window."""
        return chart_menu(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Our own menu."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


def _line(owner: QWidget, role: str) -> QLabel:
    label = QLabel(owner)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _same(shown: list[list[float]], home: tuple[float, float, float, float]) -> bool:
    (x0, x1), (y0, y1) = shown
    wide, high = home[1] - home[0] or 1.0, home[3] - home[2] or 1.0
    return (
        abs(x0 - home[0]) < wide * 1e-3
        and abs(x1 - home[1]) < wide * 1e-3
        and abs(y0 - home[2]) < high * 1e-3
        and abs(y1 - home[3]) < high * 1e-3
    )
