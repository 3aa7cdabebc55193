"""Axes that read like a printed chart: whole years below, round numbers at the left, no box."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from pyqtgraph import AxisItem, PlotItem, PlotWidget, ViewBox
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent

from workbench.domain.figure import Unit
from workbench.gui.charts.scales import axis_text, decimals_of, log_ticks, nice_step, year_step, year_ticks
from workbench.gui.charts.style import ChartStyle

if TYPE_CHECKING:
    from workbench.gui.charts.walk import Numbers


class YearAxis(AxisItem):  # type: ignore[misc]
    """Whole years, as many as fit."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.label_width = 34.0
        self.names: tuple[str, ...] = ()  # instead of years: 1, 2, … stand for them
        self.unit: Unit | None = None  # instead of years: a measure

    def show_names(self, names: tuple[str, ...], unit: Unit | None) -> None:
        """What stands along the bottom."""
        self.names, self.unit = names, unit
        self.picture = None
        self.update()

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level: whole years."""
        if self.names:
            return [(1.0, [float(n) for n in range(1, len(self.names) + 1) if low <= n <= high])]
        if self.unit is not None:
            return _round_ticks(low, high, max(2, min(8, int(size / 80))))
        step = year_step(high - low, size, self.label_width)
        return [(float(step), [float(year) for year in year_ticks(low, high, step)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Years without a thousands mark."""
        if self.names:
            width = self.size().width() / max(1, len(self.names))
            metrics = QFontMetricsF(self.style["tickFont"]) if self.style["tickFont"] else None
            names = [self.names[round(value) - 1] for value in values]
            if metrics is None:
                return names
            return [
                metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(30.0, width - 4)) for name in names
            ]
        if self.unit is not None:
            return [axis_text(value, decimals_of(spacing), self.unit) for value in values]
        return [f"{round(value)}" for value in values]


class ValueAxis(AxisItem):  # type: ignore[misc]
    """Round numbers in the unit of the chart."""

    def __init__(self) -> None:
        super().__init__("left")
        self.unit: Unit | None = None
        self.log = False

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of round numbers, some 48 pixels apart."""
        if self.log:
            return [(0.0, log_ticks(low, high))]
        return _round_ticks(low, high, max(2, min(6, int(size / 28))))

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Numbers as the tables write them."""
        if self.log:
            unit = self.unit
            plain = [float(f"{10**value:.6g}") for value in values]
            if unit is None:
                return [f"{value:g}" for value in plain]
            return [axis_text(value, decimals_of(value), unit) for value in plain]
        if self.unit is None:
            return [f"{value:g}" for value in values]
        places = decimals_of(spacing)
        return [axis_text(value, places, self.unit) for value in values]


def _round_ticks(low: float, high: float, intervals: int) -> list[tuple[float, list[float]]]:
    if high <= low:
        return []
    step = nice_step(high - low, intervals)
    first = -(-low // step) if low % step > step * 1e-6 else low // step
    values: list[float] = []
    value = first * step
    while value <= high + step * 1e-6:
        values.append(0.0 if abs(value) < step * 1e-6 else value)
        value += step
    return [(step, values)]


class QuietView(ViewBox):  # type: ignore[misc]
    """Drag moves, Ctrl + wheel zooms; a double click shows everything again."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.home: tuple[float, float, float, float] | None = None

    def go_home(self) -> None:
        """Back to the whole chart."""
        if self.home is not None:
            x_low, x_high, y_low, y_high = self.home
            self.setRange(xRange=(x_low, x_high), yRange=(y_low, y_high), padding=0.0)

    def mouseDoubleClickEvent(self, event: Any) -> None:
        """Reset the zoom."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.go_home()
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)


class Plot(PlotWidget):  # type: ignore[misc]
    """The pyqtgraph part of a chart. Its own menus and buttons are off: they never change language."""

    def __init__(self) -> None:
        self.years = YearAxis()
        self.values = ValueAxis()
        self.view = QuietView()
        super().__init__(
            background=None, viewBox=self.view, axisItems={"bottom": self.years, "left": self.values}
        )
        item: PlotItem = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMinimumSize(160, 96)
        for axis in (self.years, self.values):
            axis.setStyle(
                tickLength=0, tickTextOffset=6, autoExpandTextSpace=True, hideOverlappingLabels=False
            )
            axis.enableAutoSIPrefix(False)
            axis.setPen(None)

    def sizeHint(self) -> QSize:
        """Little: a chart takes the room that is left, and does not ask a page to scroll for it."""
        return QSize(320, 120)

    def apply_style(self, style: ChartStyle) -> None:
        """Colours and fonts of the axes."""
        font = style.font("small")
        for axis in (self.years, self.values):
            axis.setTickFont(font)
            axis.setTextPen(pg.mkPen(style.muted))
        metrics = QFontMetricsF(font)
        self.years.label_width = metrics.horizontalAdvance("2030")
        self.years.setHeight(metrics.height() + 10)

    def set_margins(self, top: float, right: float) -> None:
        """Free pixels for words above and at the right of the data."""
        self.getPlotItem().layout.setContentsMargins(0, int(top), int(right), 0)

    def set_log(self, on: bool) -> None:
        """Whether the value axis is logarithmic; drawn then are powers of ten."""
        self.values.log = on
        self.values.picture = None
        self.values.update()

    def height_of(self, value: float) -> float:
        """A value as the view holds it."""
        if not self.values.log:
            return value
        return math.log10(value) if value > 0 else -math.inf

    def to_pixel(self, year: float, value: float) -> QPointF:
        """Where a point of the data stands in the scene."""
        y = self.height_of(value)
        if math.isinf(y):
            y = self.view.viewRange()[1][0]
        return QPointF(self.view.mapViewToScene(QPointF(year, y)))

    def to_pixels(self, xs: Numbers, ys: Numbers) -> tuple[Numbers, Numbers]:
        """Where many points stand in the scene: the view is a straight scale on either axis."""
        (x0, x1), (y0, y1) = self.view.viewRange()
        one, two = self.view.mapViewToScene(QPointF(x0, y0)), self.view.mapViewToScene(QPointF(x1, y1))
        if self.values.log:
            with np.errstate(divide="ignore", invalid="ignore"):
                ys = np.log10(ys)
        wide, high = (x1 - x0) or 1.0, (y1 - y0) or 1.0
        return (
            one.x() + (xs - x0) / wide * (two.x() - one.x()),
            one.y() + (ys - y0) / high * (two.y() - one.y()),
        )

    def grid_values(self) -> list[float]:
        """Values with a line across."""
        low, high = self.view.viewRange()[1]
        levels = self.values.tickValues(low, high, self.view.height())
        values = levels[0][1] if levels else []
        return [10.0**value for value in values] if self.values.log else values

    def zoom(self, factor: float) -> None:
        """Show a part of the whole: *factor* < 1 comes nearer."""
        self.view.scaleBy((factor, factor))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; otherwise let the page scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()
