"""Small charts: the sparkline of a card and the panels of a scenario. Painted directly, cheap enough for a slider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.charts.scales import Extent, Scale, break_position, extent, value_scale
from workbench.gui.charts.style import ChartStyle
from workbench.gui.charts.symbols import draw_diamond, draw_point
from workbench.gui.charts.walk import trails

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec
    from workbench.gui.theme import Theme


class _Frame:
    """From years and values to pixels."""

    def __init__(self, rect: QRectF, found: Extent, low: float, high: float) -> None:
        self.rect = rect
        self._x0, self._x1 = found.x_low, max(found.x_high, found.x_low + 1.0)
        self._low, self._high = low, high if high > low else low + 1.0

    def x(self, year: float) -> float:
        return self.rect.left() + (year - self._x0) / (self._x1 - self._x0) * self.rect.width()

    def at(self, year: float, value: float) -> QPointF:
        share = (value - self._low) / (self._high - self._low)
        return QPointF(self.x(year), self.rect.bottom() - share * self.rect.height())


class Band(NamedTuple):
    """A likely range: years, and its lower and upper edge."""

    years: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


def paint_small(
    painter: QPainter,
    rect: QRectF,
    spec: ChartSpec,
    style: ChartStyle,
    *,
    axes: bool,
    bands: Sequence[Band] = (),
) -> None:
    """Draw the lines, targets and (with *axes*) zone, break, years and the three figures that matter.

    bands: likely ranges in the colour of the first line, laid over one another, the widest first.
    """
    found = extent(spec)
    if found is None:
        return
    edges = [value for band in bands for value in (*band.low, *band.high)]
    if edges:
        found = replace(found, y_low=min(found.y_low, *edges), y_high=max(found.y_high, *edges))
    scale: Scale = value_scale(spec, found, 3)
    low, high = (scale.low, scale.high) if axes else (found.y_low, found.y_high)
    if not axes and spec.zero_based and found.y_low >= 0:
        low = min(found.y_low, found.y_high * 0.0)
    small = QFontMetricsF(style.font("small"))
    inner = rect.adjusted(5, 6, -6, -6)
    if axes:
        inner = rect.adjusted(6, small.height() + 2, -8, -small.height() - 3)
    frame = _Frame(inner, found, low, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if axes:
        _ground(painter, frame, spec, style, scale)
    for band in bands:
        shade = QColor(style.color(spec.lines[0].color if spec.lines else 0))
        shade.setAlphaF(0.22)
        there = [frame.at(year, value) for year, value in zip(band.years, band.high, strict=True)]
        there += [frame.at(year, value) for year, value in zip(band.years, band.low, strict=True)][::-1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF(there))
    for line in spec.lines:
        pen = QPen(style.color(line.color), 1.8 * style.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if line.dashed:
            pen.setDashPattern([2.6, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        for segment in line.segments:
            path = QPainterPath()
            drawing = False
            for point in segment:
                if point.value is None:
                    drawing = False
                    continue
                here = frame.at(point.period.decimal_year, point.value)
                if drawing:
                    path.lineTo(here)
                else:
                    path.moveTo(here)
                drawing = True
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
    for trail in trails(spec):
        for stop in trail.stops:
            here = frame.at(stop.period.decimal_year, stop.value)
            if stop.target:
                draw_diamond(painter, here, (4.2 if axes else 3.6) * style.scale, style.target, style.surface)
            elif "outside" in stop.flags or (stop is trail.stops[-1] and not stop.projected):
                draw_point(
                    painter, here, 2.6 * style.scale, style.color(stop.color), style.surface, stop.flags
                )
            elif len(trail.stops) <= 2 and not stop.projected:
                draw_point(
                    painter, here, 2.0 * style.scale, style.color(stop.color), style.surface, stop.flags
                )


def _ground(painter: QPainter, frame: _Frame, spec: ChartSpec, style: ChartStyle, scale: Scale) -> None:
    rect = frame.rect
    small = QFontMetricsF(style.font("small"))
    if spec.projection_from is not None:
        left = frame.x(spec.projection_from.decimal_year)
        painter.fillRect(QRectF(left, rect.top() - 4, rect.right() - left + 6, rect.height() + 4), style.zone)
    painter.setPen(QPen(style.grid, 1))
    for value in (scale.low, scale.high):
        y = round(frame.at(0, value).y()) + 0.5
        painter.drawLine(QLineF(rect.left() - 4, y, rect.right() + 6, y))
    for event in spec.events:
        if event.kind == "break":
            x = round(frame.x(break_position(event))) + 0.5
            if rect.left() <= x <= rect.right():
                pen = QPen(style.break_, 1)
                pen.setStyle(Qt.PenStyle.DotLine)
                painter.setPen(pen)
                painter.drawLine(QLineF(x, rect.top(), x, rect.bottom()))
    years = sorted({stop.period.start.year for trail in trails(spec) for stop in trail.stops})
    actual = [
        stop.period.start.year
        for trail in trails(spec)
        for stop in trail.stops
        if not (stop.projected or stop.target)
    ]
    wanted = [years[0], years[-1], *([max(actual)] if actual else [])]
    painter.setFont(style.font("small"))
    painter.setPen(style.muted)
    taken: list[tuple[float, float]] = []
    for year in dict.fromkeys(wanted):
        width = small.horizontalAdvance(str(year))
        left = min(max(frame.x(float(year)) - width / 2, rect.left() - 5), rect.right() + 7 - width)
        if any(left < end + 4 and left + width > start - 4 for start, end in taken):
            continue
        taken.append((left, left + width))
        painter.drawText(QPointF(left, rect.bottom() + small.ascent() + 3), str(year))


class Sparkline(QWidget):
    """History and target diamonds without axes, for a card. Spoken by its card, so it takes no focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, surface: str = "raised") -> None:
        super().__init__(parent)
        self._theme = theme
        self._surface = surface
        self._spec: ChartSpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        theme.changed.connect(self.update)

    def set_spec(self, spec: ChartSpec | None) -> None:
        """Draw this."""
        self._spec = spec
        self.update()

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(self._theme.px(120), self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """Half of it."""
        return QSize(self._theme.px(60), self._theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        if self._spec is None:
            return
        painter = QPainter(self)
        style = ChartStyle.of(self._theme, surface=self._surface)
        paint_small(painter, QRectF(self.rect()), self._spec, style, axes=False)


class MiniChart(QWidget):
    """One panel of small multiples: name, where the scenario comes out, and the drawing. ``chosen``: clicked or Enter."""

    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec: ChartSpec | None = None
        self._name = ""
        self._result = ""
        self._tone = "muted"
        self._instead = ""
        self._bands: Sequence[Band] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_outcome(
        self,
        name: str,
        result: str,
        tone: str,
        spec: ChartSpec | None,
        *,
        instead: str = "",
        spoken: str = "",
        bands: Sequence[Band] = (),
    ) -> None:
        """name and result stand above the drawing, *tone* is the colour token of the result.

        *instead*: words shown below what is known, where there is nothing to project. bands: likely ranges.
        """
        self._bands = bands
        self._name, self._result, self._tone, self._spec, self._instead = name, result, tone, spec, instead
        self.setAccessibleName(spoken or f"{name} {result} {instead}".strip())
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """A panel."""
        return QSize(self._theme.px(170), self._theme.px(116))

    def minimumSizeHint(self) -> QSize:
        """As small as it can be read."""
        return QSize(self._theme.px(130), self._theme.px(86))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, words, drawing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = ChartStyle.of(self._theme, surface="raised")
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = self.hasFocus()
        painter.setPen(QPen(style.accent if focused else self._theme.color("line"), 2 if focused else 1))
        painter.setBrush(style.surface)
        radius = self._theme.px(8)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5) if focused else rect, radius, radius)
        font = style.font("small")
        metrics = QFontMetricsF(font)
        pad = self._theme.px(8)
        head = QRectF(pad, self._theme.px(5), rect.width() - 2 * pad, metrics.height())
        bold = style.font("small", bold=True)
        room = QFontMetricsF(bold).horizontalAdvance(self._result)
        painter.setFont(font)
        painter.setPen(style.muted)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(30.0, head.width() - room - 6))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(bold)
        painter.setPen(self._theme.color(self._tone))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, self._result)
        body = rect.adjusted(2, head.bottom() - rect.top() - metrics.height() * 0.7, -2, -3)
        if self._instead:  # the words have a place of their own: the drawing gives way
            flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            whole = rect.adjusted(pad, head.bottom() + 2, -pad, -pad / 2)
            needed = min(metrics.boundingRect(whole, flags, self._instead).height(), whole.height())
            words = QRectF(whole.left(), whole.bottom() - needed, whole.width(), needed)
            painter.setFont(font)
            painter.setPen(style.muted)
            painter.drawText(words, flags, self._instead)
            body.setBottom(words.top() - 2)
        if self._spec is not None and body.height() >= metrics.height() * 3:
            paint_small(painter, body, self._spec, style, axes=True, bands=self._bands)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it away."""
        super().focusOutEvent(event)
        self.update()
