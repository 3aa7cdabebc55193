"""The layer behind the curves: tinted stretches of time, the zone of the projection, grid, breaks and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from workbench.domain.chart import ChartSpec
from workbench.gui.charts.axes import Plot
from workbench.gui.charts.scales import break_position

if TYPE_CHECKING:
    from workbench.gui.charts.style import ChartStyle

_EVENT_WIDTH = 128.0
_MOST_WORDS = 48  # characters beside a line; the crosshair has them all


class Layer(QGraphicsItem):
    """A painted layer over the whole scene, in pixels."""

    def __init__(self, plot: Plot, style: ChartStyle) -> None:
        super().__init__()
        self.plot = plot
        self.style = style
        self.spec: ChartSpec | None = None
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """The whole scene."""
        return QRectF(self.plot.sceneRect())

    def area(self) -> QRectF:
        """Where data are drawn."""
        return QRectF(self.plot.view.sceneBoundingRect())


class Backdrop(Layer):
    """The shaded zone of the projection, the lines across, the breaks and milestones."""

    def __init__(self, plot: Plot, style: ChartStyle) -> None:
        super().__init__(plot, style)
        self.setZValue(-10)
        self.zone_words: QRectF | None = None
        self.event_words: list[QRectF] = []
        self.highlight_words: list[QRectF] = []

    def zone_start(self) -> float | None:
        """Decimal year at which the zone begins: at the last actual, else half a period before what is projected."""
        if self.spec is None or self.spec.projection_from is None:
            return None
        known = {
            point.period
            for line in self.spec.lines
            if not line.dashed and not line.path
            for segment in line.segments
            for point in segment
        }
        if self.spec.projection_from in known:
            return self.spec.projection_from.decimal_year
        first = self.spec.projection_from.decimal_year
        return first - (0.5 if self.spec.projection_from.frequency in ("A", "Y") else 0.125)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Zone first, then lines, then words."""
        if self.spec is None:
            return
        area = self.area()
        start = self.zone_start()
        zone: QRectF | None = None
        if start is not None:
            left = max(area.left(), self.plot.to_pixel(start, 0).x())
            if left < area.right():
                zone = QRectF(left, area.top(), area.right() - left, area.height())
                painter.fillRect(zone, self.style.zone)
        self._highlights(painter, area)
        painter.setPen(QPen(self.style.grid, 1))
        for value in self.plot.grid_values():
            y = round(self.plot.to_pixel(0, value).y()) + 0.5
            painter.setPen(
                QPen(self.style.muted if value == 0 and self._crosses_zero() else self.style.grid, 1)
            )
            if area.top() - 1 <= y <= area.bottom() + 1:
                painter.drawLine(QLineF(area.left(), y, area.right(), y))
        self._events(painter, area)
        self.zone_words = self._zone_head(painter, zone) if zone is not None else None

    def _crosses_zero(self) -> bool:
        low, high = self.plot.view.viewRange()[1]
        return bool(low < 0 < high) and not self.plot.values.log

    def _highlights(self, painter: QPainter, area: QRectF) -> None:
        assert self.spec is not None
        font = self.style.font("small")
        self.highlight_words = []
        for item in self.spec.highlights:
            left = max(area.left(), self.plot.to_pixel(item.start, 1).x())
            right = min(area.right(), self.plot.to_pixel(item.end, 1).x())
            if right <= left:
                continue
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()), self.style.highlight)
            painter.setFont(font)
            painter.setPen(self.style.text)
            metrics = QFontMetricsF(font)
            words = metrics.elidedText(item.text, Qt.TextElideMode.ElideRight, max(40.0, right - left - 6))
            box = QRectF(left + 4, area.bottom() - metrics.height() - 3, right - left - 4, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            self.highlight_words.append(box)

    def _zone_head(self, painter: QPainter, zone: QRectF) -> QRectF:
        assert self.spec is not None
        font = self.style.font("small")
        painter.setFont(font)
        painter.setPen(self.style.muted)
        metrics = QFontMetricsF(font)
        head = QRectF(
            zone.left() + 6, zone.top() - metrics.height() - 4, max(zone.width(), 40.0), metrics.height()
        )
        words = self.spec.projection_label or "Projection"
        width = metrics.horizontalAdvance(words)
        right = self.plot.sceneRect().right() - 2
        head.moveLeft(max(self.area().left(), min(head.left(), right - width)))
        head.setWidth(width + 2)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        return head

    def _events(self, painter: QPainter, area: QRectF) -> None:
        assert self.spec is not None
        font = self.style.font("small")
        metrics = QFontMetricsF(font)
        taken: list[QRectF] = []
        self.event_words = []
        for event in sorted(self.spec.events, key=lambda event: event.period):
            x = round(self.plot.to_pixel(break_position(event), 0).x()) + 0.5
            if not area.left() <= x <= area.right():
                continue
            is_break = event.kind == "break"
            pen = QPen(self.style.break_ if is_break else self.style.grid, 1)
            pen.setStyle(Qt.PenStyle.DotLine if is_break else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
            if not event.text:
                continue
            flags = Qt.TextFlag.TextWordWrap
            words = (
                event.text if len(event.text) <= _MOST_WORDS else f"{event.text[: _MOST_WORDS - 1].rstrip()}…"
            )
            size = metrics.boundingRect(QRectF(0, 0, _EVENT_WIDTH, 200), int(flags), words)
            box = QRectF(x - size.width() - 7, area.top() + 3, size.width() + 2, size.height())
            if box.left() < area.left():
                box.moveLeft(x + 6)
            while (
                any(box.intersects(other) for other in taken) and box.bottom() < area.bottom() - size.height()
            ):
                box.translate(0, metrics.height() * 0.5)
            if any(box.intersects(other) for other in taken):
                continue  # no room left: the line stands, its words are in the tooltip and the spoken description
            taken.append(box)
            self.event_words.append(box)
            painter.setFont(font)
            painter.setPen(self.style.muted)
            painter.drawText(
                box, int(flags | Qt.AlignmentFlag.AlignRight if box.right() <= x else flags), words
            )
