"""Columns: side by side, on top of one another, and hanging from one to the next (waterfall)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from workbench.gui.charts.backdrop import Layer
from workbench.gui.charts.scales import floating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.chart import ChartSpec, Line, Point
    from workbench.gui.charts.axes import Plot
    from workbench.gui.charts.style import ChartStyle
    from workbench.gui.charts.walk import Numbers, Trail


def stack_tops(spec: ChartSpec, found: Sequence[Trail]) -> dict[str, Numbers]:
    """Of each stacked series, how high its part of the stack reaches at each of its points."""
    up: dict[float, float] = {}
    down: dict[float, float] = {}
    stacked = {line.id for line in spec.lines if line.shape == "stacked"}
    tops: dict[str, Numbers] = {}
    for trail in found:
        if trail.series_id not in stacked:
            continue
        levels = []
        for stop in trail.stops:
            side = up if stop.value >= 0 else down
            side[stop.x] = side.get(stop.x, 0.0) + stop.value
            levels.append(side[stop.x])
        tops[trail.series_id] = np.array(levels, dtype=np.float64)
    return tops


class Shapes(Layer):
    """Painted between backdrop and curves."""

    def __init__(self, plot: Plot, style: ChartStyle) -> None:
        super().__init__(plot, style)
        self.setZValue(-5)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """All columns."""
        if self.spec is None:
            return
        area = self.area()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.save()
        painter.setClipRect(area.adjusted(-1, -60, 60, 1))
        if self.spec.kind == "waterfall":
            self._waterfall(painter, area)
        else:
            columns = [line for line in self.spec.lines if line.shape == "column"]
            step = self._step(columns)
            for place, line in enumerate(columns):
                width = step * 0.8 / len(columns)
                for point in _points(line):
                    left = self.plot.to_pixel(point.period.decimal_year, 1).x() - step * 0.4 + place * width
                    self._bar(painter, line, point, left, max(1.0, width - 1), 0.0, point.value or 0.0)
            self._stacks(painter)
        painter.restore()

    def _step(self, lines: Sequence[Line]) -> float:
        """Pixels between two periods."""
        xs = sorted({point.period.decimal_year for line in lines for point in _points(line)})
        gaps = [two - one for one, two in pairwise(xs)]
        gap = min(gaps, default=1.0)
        return abs(self.plot.to_pixel(gap, 1).x() - self.plot.to_pixel(0, 1).x())

    def _stacks(self, painter: QPainter) -> None:
        assert self.spec is not None
        lines = [line for line in self.spec.lines if line.shape == "stacked"]
        if not lines:
            return
        width = max(2.0, self._step(lines) * 0.72)
        up: dict[float, float] = {}
        down: dict[float, float] = {}
        for line in lines:
            for point in _points(line):
                value, x = point.value or 0.0, point.period.decimal_year
                side = up if value >= 0 else down
                start = side.get(x, 0.0)
                side[x] = start + value
                left = self.plot.to_pixel(x, 1).x() - width / 2
                self._bar(painter, line, point, left, width, start, start + value)

    def _bar(
        self, painter: QPainter, line: Line, point: Point, left: float, width: float, low: float, high: float
    ) -> None:
        color = self.style.color(line.color)
        bottom, top = self.plot.to_pixel(0, low).y(), self.plot.to_pixel(0, high).y()
        rect = QRectF(left, min(top, bottom), width, max(1.0, abs(bottom - top)))
        painter.setPen(QPen(self.style.surface, 1) if line.shape == "stacked" else Qt.PenStyle.NoPen)
        if line.dashed or point.flags & {
            "provisional",
            "estimate",
        }:  # not settled: hatched, and its outline drawn
            painter.setPen(QPen(color, 1))
            painter.fillRect(rect, self.style.surface)
            painter.setBrush(QBrush(color, Qt.BrushStyle.BDiagPattern))
        else:
            painter.setBrush(color)
        painter.drawRect(rect)

    def _waterfall(self, painter: QPainter, area: QRectF) -> None:
        assert self.spec is not None
        points = [point for line in self.spec.lines for point in _points(line)]
        steps = floating(self.spec)
        color = self.style.color(self.spec.lines[0].color) if self.spec.lines else self.style.muted
        width = self._step(self.spec.lines) * 0.6
        font, head = self.style.font("small"), self.style.font("small", bold=True)
        metrics = QFontMetricsF(head)
        for number, ((x, low, high), point) in enumerate(zip(steps, points, strict=True)):
            total = number in (0, len(points) - 1)
            here = self.plot.to_pixel(x, low)
            top, bottom = sorted((here.y(), self.plot.to_pixel(x, high).y()))
            bottom = min(bottom, area.bottom())
            tone = color if total else self.style.color(2 if high >= low else 5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawRect(QRectF(here.x() - width / 2, top, width, max(1.5, bottom - top)))
            if number + 1 < len(points):
                y = self.plot.to_pixel(x, high).y()
                after = self.plot.to_pixel(x + 1, high).x()
                painter.setPen(QPen(self.style.muted, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QLineF(here.x() + width / 2, y, after - width / 2, y))
            painter.setFont(head if total else font)
            painter.setPen(self.style.text)
            words = QRectF(here.x() - width, top - metrics.height() - 2, 2 * width, metrics.height())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(words, flags, point.text)


def _points(line: Line) -> list[Point]:
    return [point for segment in line.segments for point in segment if point.value is not None]
