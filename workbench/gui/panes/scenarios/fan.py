"""The fan chart: what is known, the scenario, and the central 30, 60 and 90 % of its draws, with reference figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.charts.scales import extent, value_scale
from workbench.gui.charts.style import ChartStyle
from workbench.gui.charts.symbols import draw_diamond, draw_point
from workbench.gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.domain.chart import ChartSpec
    from workbench.gui.charts.small import Band
    from workbench.gui.theme import Theme

_CONTEXT = "ScenariosPane"


class FanChart(QWidget):
    """Widest band first in ``bands``; labelled at the right with what part of the draws each holds."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec: ChartSpec | None = None
        self._bands: Sequence[Band] = ()
        self._text: Callable[[float], str] = str
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(200))
        self.setAccessibleName(tr(_CONTEXT, "Fan and chances"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(self._theme.px(620), self._theme.px(300))

    def set_fan(self, spec: ChartSpec | None, bands: Sequence[Band], text: Callable[[float], str]) -> None:
        """text: a value in words, for the axis."""
        self._spec, self._bands, self._text = spec, bands, text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Zone, grid, bands, lines, targets, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = ChartStyle.of(self._theme)
        font = self._theme.font("small")
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        spec = self._spec
        found = extent(spec) if spec is not None else None
        if spec is None or found is None or not self._bands:
            painter.setPen(style.muted)
            words = tr(_CONTEXT, "not computable") if spec is not None else ""
            painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), words)
            return
        edges = [value for band in self._bands for value in (*band.low, *band.high)]
        found = replace(found, y_low=min(found.y_low, *edges), y_high=max(found.y_high, *edges))
        scale = value_scale(spec, found, 5)
        low, high = scale.low, scale.high
        ticks = list(scale.ticks)
        left = max(metrics.horizontalAdvance(self._text(tick)) for tick in ticks) + 10
        body = QRectF(self.rect()).adjusted(left, metrics.height(), -58 * style.scale, -metrics.height() - 6)

        def at(year: float, value: float) -> QPointF:
            return QPointF(
                body.left() + (year - found.x_low) / ((found.x_high - found.x_low) or 1.0) * body.width(),
                body.bottom() - (value - low) / ((high - low) or 1.0) * body.height(),
            )

        if spec.projection_from is not None:
            x = at(spec.projection_from.decimal_year, low).x()
            painter.fillRect(QRectF(x, body.top(), body.right() - x + 6, body.height()), style.zone)
        for tick in ticks:
            y = at(found.x_low, tick).y()
            painter.setPen(QPen(style.grid, 1))
            painter.drawLine(QPointF(body.left(), y), QPointF(body.right() + 6, y))
            painter.setPen(style.muted)
            words = self._text(tick)
            painter.drawText(
                QPointF(left - 8 - metrics.horizontalAdvance(words), y + metrics.ascent() / 2.6), words
            )
        step = 1 if body.width() / max(1.0, found.x_high - found.x_low) > 44 * style.scale else 5
        for year in range(int(found.x_low), int(found.x_high) + 1):
            if year % step == 0:
                words = str(year)
                x = at(float(year), low).x() - metrics.horizontalAdvance(words) / 2
                painter.drawText(QPointF(x, body.bottom() + metrics.ascent() + 4), words)
        colour = style.color(spec.lines[0].color if spec.lines else 0)
        for band, share in zip(self._bands, (90, 60, 30), strict=False):
            shade = QColor(colour)
            shade.setAlphaF(0.24)
            there = [at(year, value) for year, value in zip(band.years, band.high, strict=True)]
            there += [at(year, value) for year, value in zip(band.years, band.low, strict=True)][::-1]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawPolygon(QPolygonF(there))
            painter.setPen(style.muted)
            words = f"{share}%"
            y = at(band.years[-1], band.high[-1]).y() + metrics.ascent() / 2.6
            painter.drawText(QPointF(at(band.years[-1], low).x() + 8, y), words)
        for line in spec.lines:
            pen = QPen(style.color(line.color), 2 * style.scale)
            if line.dashed:
                pen.setDashPattern([2.6, 2.0])
            for segment in line.segments:
                path, drawing = QPainterPath(), False
                for point in segment:
                    if point.value is None:
                        drawing = False
                        continue
                    here = at(point.period.decimal_year, point.value)
                    if drawing:
                        path.lineTo(here)
                    else:
                        path.moveTo(here)
                    drawing = True
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                if len(segment) > 1:
                    painter.drawPath(path)
                for point in segment:
                    if point.value is not None and not line.dashed:
                        here = at(point.period.decimal_year, point.value)
                        draw_point(
                            painter,
                            here,
                            2.2 * style.scale,
                            style.color(line.color),
                            style.surface,
                            point.flags,
                        )
        for target in spec.targets:
            here = at(target.period.decimal_year, target.value)
            draw_diamond(painter, here, 5 * style.scale, style.target, style.surface)
            painter.setPen(style.text)
            wide = metrics.horizontalAdvance(target.text)
            painter.drawText(here + QPointF(-wide - 9, metrics.ascent() / 2.6), target.text)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("focus"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
