"""The layer before the curves: points, diamonds, labels, remarks, and the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from workbench.domain.chart import ChartSpec
from workbench.gui.charts.axes import Plot
from workbench.gui.charts.backdrop import Backdrop, Layer
from workbench.gui.charts.labels import Box, Placed, Wish, path_obstacles, place_labels
from workbench.gui.charts.readout import draw_readout
from workbench.gui.charts.scales import floating
from workbench.gui.charts.shapes import stack_tops
from workbench.gui.charts.symbols import draw_diamond, draw_point
from workbench.gui.charts.walk import DenseStops, Stop, Trail
from workbench.gui.charts.wishes import AROUND_TARGET, AT_END, BY_LAST, wish_at

if TYPE_CHECKING:
    from workbench.gui.charts.style import ChartStyle
    from workbench.gui.charts.walk import Numbers

_MANY = 12  # lines beyond which only the one looked at is named


class Foreground(Layer):
    """Points, diamonds, labels, and the cursor."""

    def __init__(self, plot: Plot, style: ChartStyle, behind: Backdrop) -> None:
        super().__init__(plot, style)
        self.setZValue(10)
        self._behind = behind
        self.trails: tuple[Trail, ...] = ()
        self.tops: dict[str, Numbers] = {}
        self.cursor_stop: Stop | None = None
        self.shaped: set[str] = set()
        self.hover_year: float | None = None
        self.readout: list[tuple[QColor | None, str]] = []
        self.placed: list[Placed] = []

    def set_spec(self, spec: ChartSpec | None, found: tuple[Trail, ...] = ()) -> None:
        """Draw this chart from now on; *found*: its trails."""
        self.spec = spec
        self.trails = found if spec else ()
        self.tops = stack_tops(spec, self.trails) if spec else {}
        self.shaped = {line.id for line in spec.lines if line.shape != "line"} if spec else set()
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
        return self.plot.to_pixel(stop.x, self.height_of(stop))

    def height_of(self, stop: Stop) -> float:
        """The value at which a stop stands: the top of its part of a stack, the end of a hanging column."""
        if self.spec is not None and not stop.target:
            if self.spec.kind == "waterfall":
                for x, _, high in floating(self.spec):
                    if x == stop.x:
                        return high
            for trail in self.trails if stop.series_id in self.tops else ():
                if trail.series_id == stop.series_id:
                    return float(self.tops[stop.series_id][int(np.argmin(np.abs(trail.xs - stop.x)))])
        return stop.value

    def nearest(self, at: QPointF, within: float) -> Stop | None:
        """The stop nearest to a place, targets first where they tie; ``None`` if all are further than *within*."""
        best: tuple[float, Stop] | None = None
        for trail in self.trails:
            px, py = self.plot.to_pixels(trail.xs, self._heights(trail))
            with np.errstate(invalid="ignore"):
                distances = np.hypot(px - at.x(), py - at.y())
            if not np.isfinite(distances).any():
                continue
            index = int(np.nanargmin(distances))
            stop = trail.stops[index]
            distance = float(distances[index]) - (2 if stop.target else 0)
            if distance <= within and (best is None or distance < best[0]):
                best = (distance, stop)
        return best[1] if best else None

    def _heights(self, trail: Trail) -> Numbers:
        """Where the stops stand upwards: of columns that hang in the air, their ends."""
        if self.spec is not None and self.spec.kind == "waterfall" and not trail.stops[0].target:
            return np.array([high for _, _, high in floating(self.spec)])
        if self.spec is not None and trail.series_id in self.tops:
            return self.tops[trail.series_id]
        return trail.ys

    def year_near(self, x: float) -> float | None:
        """The decimal year of the period nearest to a horizontal place."""
        here = self.plot.view.mapSceneToView(QPointF(x, 0)).x()
        best: float | None = None
        for trail in self.trails:
            near = float(trail.xs[int(np.argmin(np.abs(trail.xs - here)))])
            if best is None or abs(near - here) < abs(best - here):
                best = near
        return best

    def label_wishes(self) -> list[Wish]:
        """The few figures written on the chart: targets, the newest actual, the end of each projection, remarks."""
        if self.spec is None:
            return []
        wishes: list[Wish] = []
        several = self.many_colors()
        projections = {trail.label for trail in self.trails if trail.stops[0].projected}
        projected = {trail.stops[0].color for trail in self.trails if trail.stops[0].projected}
        kind = self.spec.kind
        named = kind == "column" and bool(self.spec.categories)
        if named or kind in ("waterfall", "scatter"):
            return self._all_labels()
        if len(self.trails) > 3 * _MANY:
            return []
        for trail in self.trails:
            first = trail.stops[0]
            if first.path:
                continue
            if first.target:
                wishes += [
                    wish_at(self, stop, stop.text, AROUND_TARGET, rank=0, gap=9.0) for stop in trail.stops
                ]
                continue
            stop = trail.stops[-1]
            words = stop.text or (f"{stop.value:.6g}" if isinstance(trail.stops, DenseStops) else "")
            labelled = f"{stop.label} {words}".strip()
            if stop.projected:
                several_ahead = several or len(projections) > 1
                wishes.append(wish_at(self, stop, labelled if several_ahead else words, AT_END, rank=2))
            elif "outside" in stop.flags and self._superseded(stop):
                continue
            elif kind == "slope":
                wishes.append(wish_at(self, stop, labelled, ("right", "above_right", "below_right"), rank=1))
                wishes.append(wish_at(self, first, first.text, ("left", "above_left", "below_left"), rank=1))
            elif several and stop.color not in projected:
                wishes.append(wish_at(self, stop, labelled, (*AT_END[:3], "above", "below", "left"), rank=1))
            elif words:
                wishes.append(wish_at(self, stop, words, BY_LAST, rank=1))
        return [wish for wish in (*wishes, *self._remarks()) if wish.text]

    def _all_labels(self) -> list[Wish]:
        """Every figure of a waterfall, every period of a scatter."""
        assert self.spec is not None
        found = []
        for trail in self.trails:
            for stop in trail.stops:
                if self.spec.kind == "column":
                    found.append(wish_at(self, stop, stop.text, ("above",), rank=1, gap=2.0))
                if self.spec.kind == "scatter":
                    words = stop.period.label(self.spec.lang)
                    found.append(
                        wish_at(self, stop, words, BY_LAST, rank=0 if stop is trail.stops[-1] else 2)
                    )
        return found

    def _remarks(self) -> list[Wish]:
        assert self.spec is not None
        found = []
        for remark in self.spec.remarks:
            for trail in self.trails:
                for stop in trail.stops if not isinstance(trail.stops, DenseStops) else ():
                    if stop.period == remark.period and trail.series_id == remark.series:
                        found.append(
                            wish_at(
                                self,
                                stop,
                                f"“{remark.text}”",
                                ("above_left", "above", "below"),
                                rank=3,
                                gap=16.0,
                            )
                        )
        return found

    def _superseded(self, outside: Stop) -> bool:
        """Whether an official figure is as new as this one from elsewhere: then that is the one written out."""
        return any(
            stop.period >= outside.period and "outside" not in stop.flags
            for trail in self.trails
            for stop in trail.stops[-1:]
            if not stop.projected and not stop.target and stop.color == outside.color
        )

    def _obstacles(self, area: QRectF) -> list[Box]:
        words = [
            *self._behind.event_words,
            *self._behind.highlight_words,
            *([self._behind.zone_words] if self._behind.zone_words else []),
        ]
        boxes = [Box(w.x(), w.y(), w.width(), w.height()) for w in words]
        total = sum(len(trail.stops) for trail in self.trails)
        for trail in self.trails:
            px, py = self.plot.to_pixels(trail.xs, self._heights(trail))
            if trail.stops[0].target:
                boxes += [Box(x - 8, y - 8, 16, 16) for x, y in zip(px.tolist(), py.tolist(), strict=True)]
                continue
            near = (px >= area.left() - 50) & (px <= area.right() + 50)
            seen = list(zip(px[near].tolist(), py[near].tolist(), strict=True)) if total <= 1000 else []
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
        assert self.spec is not None
        stops = trail.stops
        shaped = trail.series_id in self.shaped
        if stops[0].path or (shaped and not stops[0].target):
            return
        px, py = self.plot.to_pixels(trail.xs, self._heights(trail))
        inside = (
            (px >= visible.left())
            & (px <= visible.right())
            & (py >= visible.top())
            & (py <= visible.bottom())
        )
        count = int(np.count_nonzero(inside))
        roomy = count < 2 or (visible.width() / count) >= 9
        shown = np.flatnonzero(inside) if roomy else trail.special[inside[trail.special]]
        last_index = len(stops) - 1
        color = self.stop_color(stops[0])
        for index in shown.tolist():
            stop, at = stops[index], QPointF(px[index], py[index])
            last = index == last_index
            if stop.target:
                own = self.stop_color(stop)
                draw_diamond(painter, at, 6.0 * self.style.scale, own, self.style.surface)
            elif stop.projected:
                if last:
                    draw_point(painter, at, 2.4 * self.style.scale, color, self.style.surface, stop.flags)
            else:
                size = (3.6 if last else 2.2) * self.style.scale
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
            x = self.plot.to_pixel(self.hover_year, 1).x()
            if area.left() - 1 <= x <= area.right() + 1:
                painter.setPen(QPen(self.style.muted, 1))
                painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        if self.cursor_stop is not None:
            at = self.pixel(self.cursor_stop)
            painter.setPen(QPen(self.style.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 8, 8)
        if self.readout and self.hover_year is not None:
            x = self.plot.to_pixel(self.hover_year, 1).x()
            draw_readout(painter, area, self.style, self.readout, x)
