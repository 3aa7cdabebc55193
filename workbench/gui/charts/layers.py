"""The two layers painted by ourselves: behind the curves (zone, grid, breaks) and before them (points, words)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from workbench.domain.chart import ChartSpec
from workbench.gui.charts.axes import Plot
from workbench.gui.charts.labels import Box, Placed, Wish, path_obstacles, place_labels
from workbench.gui.charts.scales import break_position
from workbench.gui.charts.symbols import draw_diamond, draw_point
from workbench.gui.charts.walk import Stop, Trail, trails

if TYPE_CHECKING:
    from workbench.gui.charts.style import ChartStyle

_EVENT_WIDTH = 128.0


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

    def zone_start(self) -> float | None:
        """Decimal year at which the zone begins: at the last actual, else half a period before what is projected."""
        if self.spec is None or self.spec.projection_from is None:
            return None
        known = [
            stop.period
            for trail in trails(self.spec)
            for stop in trail.stops
            if not stop.projected and not stop.target
        ]
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
        painter.setPen(QPen(self.style.grid, 1))
        for value in self.plot.grid_values():
            y = round(self.plot.to_pixel(0, value).y()) + 0.5
            if area.top() - 1 <= y <= area.bottom() + 1:
                painter.drawLine(QLineF(area.left(), y, area.right(), y))
        self._events(painter, area)
        self.zone_words = self._zone_head(painter, zone) if zone is not None else None

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
            size = metrics.boundingRect(QRectF(0, 0, _EVENT_WIDTH, 200), int(flags), event.text)
            box = QRectF(x - size.width() - 7, area.top() + 3, size.width() + 2, size.height())
            if box.left() < area.left():
                box.moveLeft(x + 6)
            while (
                any(box.intersects(other) for other in taken) and box.bottom() < area.bottom() - size.height()
            ):
                box.translate(0, metrics.height() * 0.5)
            taken.append(box)
            self.event_words.append(box)
            painter.setFont(font)
            painter.setPen(self.style.muted)
            painter.drawText(
                box, int(flags | Qt.AlignmentFlag.AlignRight if box.right() <= x else flags), event.text
            )


class Foreground(Layer):
    """Points, diamonds, labels, and the cursor."""

    def __init__(self, plot: Plot, style: ChartStyle, behind: Backdrop) -> None:
        super().__init__(plot, style)
        self.setZValue(10)
        self._behind = behind
        self.trails: tuple[Trail, ...] = ()
        self.cursor_stop: Stop | None = None
        self.hover_year: float | None = None
        self.readout: list[tuple[QColor | None, str]] = []
        self.placed: list[Placed] = []

    def set_spec(self, spec: ChartSpec | None) -> None:
        """Draw this chart from now on."""
        self.spec = spec
        self.trails = trails(spec) if spec else ()
        self.cursor_stop = None
        self.hover_year = None
        self.readout = []

    def many_colors(self) -> bool:
        """Whether lines need their names beside them."""
        return self.spec is not None and len({line.color for line in self.spec.lines}) > 1

    def stop_color(self, stop: Stop) -> QColor:
        """A target has the theme's target colour, unless several series each need their own."""
        if stop.target and not self.many_colors():
            return QColor(self.style.target)
        return self.style.color(stop.color)

    def pixel(self, stop: Stop) -> QPointF:
        """Where a stop stands in the scene."""
        return self.plot.to_pixel(stop.period.decimal_year, stop.value)

    def nearest(self, at: QPointF, within: float) -> Stop | None:
        """The stop nearest to a place, targets first where they tie; ``None`` if all are further than *within*."""
        best: tuple[float, Stop] | None = None
        for trail in self.trails:
            for stop in trail.stops:
                here = self.pixel(stop)
                distance = math.hypot(here.x() - at.x(), here.y() - at.y()) - (2 if stop.target else 0)
                if distance <= within and (best is None or distance < best[0]):
                    best = (distance, stop)
        return best[1] if best else None

    def year_near(self, x: float) -> float | None:
        """The decimal year of the period nearest to a horizontal place."""
        years = {stop.period.decimal_year for trail in self.trails for stop in trail.stops}
        if not years:
            return None
        return min(years, key=lambda year: abs(self.plot.to_pixel(year, 0).x() - x))

    def label_wishes(self) -> list[Wish]:
        """The few figures written on the chart: targets, the newest actual, the end of each projection."""
        wishes: list[Wish] = []
        bold = QFontMetricsF(self.style.font(bold=True))
        plain = QFontMetricsF(self.style.font())
        several = self.many_colors()
        projections = [trail for trail in self.trails if trail.stops[0].projected]
        for trail in self.trails:
            for index, stop in enumerate(trail.stops):
                last = index == len(trail.stops) - 1
                words = ""
                rank = 2
                places = Wish("", 0, 0, 0, 0).places
                if stop.target:
                    words, rank = stop.text, 0
                    places = (
                        "above",
                        "right",
                        "left",
                        "below",
                        "above_left",
                        "above_right",
                        "below_right",
                        "below_left",
                    )
                elif last and stop.projected:
                    words = stop.text
                    if several or len(projections) > 1:
                        words = f"{stop.label} {words}".strip()
                    places = (
                        "right",
                        "below_right",
                        "above_right",
                        "below",
                        "above",
                        "left",
                        "above_left",
                        "below_left",
                    )
                elif last:
                    if "outside" in stop.flags and self._superseded(stop):
                        continue
                    words, rank = stop.text, 1
                    if several and not any(other.label == trail.label for other in projections):
                        words = f"{stop.label} {words}".strip()
                        places = (
                            "right",
                            "above_right",
                            "below_right",
                            "above",
                            "below",
                            "above_left",
                            "below_left",
                            "left",
                        )
                    else:
                        places = (
                            "below",
                            "above",
                            "below_right",
                            "above_left",
                            "right",
                            "left",
                            "above_right",
                            "below_left",
                        )
                if not words:
                    continue
                metrics = plain if stop.projected else bold
                here = self.pixel(stop)
                wishes.append(
                    Wish(
                        words,
                        here.x(),
                        here.y(),
                        metrics.horizontalAdvance(words) + 2,
                        metrics.height() - 2,
                        gap=9.0 if stop.target else 6.0,
                        places=places,
                        rank=rank,
                        color=self.stop_color(stop).name(),
                        bold=not stop.projected,
                    )
                )
        return wishes

    def _superseded(self, outside: Stop) -> bool:
        """Whether an official figure is as new as this one from elsewhere: then that is the one written out."""
        return any(
            stop.period >= outside.period and "outside" not in stop.flags
            for trail in self.trails
            for stop in trail.stops
            if not stop.projected and not stop.target and stop.color == outside.color
        )

    def _obstacles(self, area: QRectF) -> list[Box]:
        words = [*self._behind.event_words, *([self._behind.zone_words] if self._behind.zone_words else [])]
        boxes = [Box(w.x(), w.y(), w.width(), w.height()) for w in words]
        for trail in self.trails:
            pixels = [self.pixel(stop) for stop in trail.stops]
            if trail.stops[0].target:
                boxes += [Box(p.x() - 8, p.y() - 8, 16, 16) for p in pixels]
                continue
            seen = [(p.x(), p.y()) for p in pixels if area.left() - 50 <= p.x() <= area.right() + 50]
            if len(seen) <= 400:
                boxes += path_obstacles(seen, 4.0, 10.0)
            boxes += [Box(x - 4, y - 4, 8, 8) for x, y in seen[-1:]]
        return boxes

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Points, then words, then the cursor on top."""
        if self.spec is None:
            return
        area = self.area()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = area.adjusted(-8, -8, 8, 8)
        for trail in self.trails:
            self._points(painter, trail, visible)
        self._labels(painter, area)
        self._cursor(painter, area)

    def _points(self, painter: QPainter, trail: Trail, visible: QRectF) -> None:
        stops = trail.stops
        shown = [(stop, self.pixel(stop)) for stop in stops]
        shown = [(stop, at) for stop, at in shown if visible.contains(at)]
        roomy = len(shown) < 2 or (visible.width() / len(shown)) >= 9
        for stop, at in shown:
            color = self.stop_color(stop)
            if stop.target:
                draw_diamond(painter, at, 6.0 * self.style.scale, color, self.style.surface)
            elif stop.projected:
                if stop is stops[-1]:
                    draw_point(painter, at, 2.4 * self.style.scale, color, self.style.surface, stop.flags)
            elif roomy or stop is stops[-1] or stop.flags & {"provisional", "outside"}:
                size = (3.6 if stop is stops[-1] else 2.2) * self.style.scale
                draw_point(painter, at, size, color, self.style.surface, stop.flags)

    def _labels(self, painter: QPainter, area: QRectF) -> None:
        whole = self.plot.sceneRect()
        bounds = Box(area.left(), whole.top(), whole.right() - area.left() - 2, area.bottom() - whole.top())
        wishes = [
            wish
            for wish in self.label_wishes()
            if area.adjusted(-4, -4, 4, 4).contains(QPointF(wish.x, wish.y))
        ]
        self.placed = place_labels(wishes, bounds, self._obstacles(area))
        for item in self.placed:
            color = QColor(item.wish.color)
            box = QRectF(item.box.x, item.box.y, item.box.width, item.box.height)
            if item.leader:
                pen = QPen(color, 0.8)
                painter.setPen(pen)
                painter.drawLine(QPointF(item.wish.x, item.wish.y), box.center())
            painter.setFont(self.style.font(bold=item.wish.bold))
            painter.setPen(color)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, item.wish.text)

    def _cursor(self, painter: QPainter, area: QRectF) -> None:
        if self.hover_year is not None:
            x = self.plot.to_pixel(self.hover_year, 0).x()
            if area.left() - 1 <= x <= area.right() + 1:
                painter.setPen(QPen(self.style.muted, 1))
                painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        if self.cursor_stop is not None:
            at = self.pixel(self.cursor_stop)
            painter.setPen(QPen(self.style.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 8, 8)
        if self.readout and self.hover_year is not None:
            self._readout(painter, area)

    def _readout(self, painter: QPainter, area: QRectF) -> None:
        assert self.hover_year is not None
        font = self.style.font("small")
        head = self.style.font("small", bold=True)
        metrics = QFontMetricsF(head)
        limit = max(140.0, min(320.0, area.width() * 0.62))
        width = min(
            limit, max(metrics.horizontalAdvance(text) + (14 if color else 0) for color, text in self.readout)
        )
        lines = [
            (color, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
            for color, text in self.readout
        ]
        line_height = metrics.height() + 1
        box = QRectF(0, 0, width + 22, line_height * len(lines) + 12)
        x = self.plot.to_pixel(self.hover_year, 0).x()
        left = x + 12 if x + 12 + box.width() <= area.right() else x - 12 - box.width()
        box.moveTopLeft(QPointF(max(area.left(), left), area.top() + 22))
        painter.setPen(QPen(self.style.border, 1))
        painter.setBrush(self.style.panel)
        painter.drawRoundedRect(box, 5, 5)
        y = box.top() + 6
        for index, (color, text) in enumerate(lines):
            indent = 0.0
            if color is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawEllipse(QPointF(box.left() + 14, y + line_height / 2), 3.2, 3.2)
                indent = 13.0
            painter.setFont(head if index == 0 else font)
            painter.setPen(self.style.text)
            row = QRectF(box.left() + 10 + indent, y, width + 4, line_height)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            y += line_height
