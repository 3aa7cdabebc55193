"""Axes that read like a printed chart: whole years below, round numbers at the left, no box."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from pyqtgraph import AxisItem, PlotItem, PlotWidget, ViewBox
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent

from workbench.domain.figure import Unit
from workbench.gui.charts.scales import axis_text, decimals_of, nice_step, year_step, year_ticks
from workbench.gui.charts.style import ChartStyle


class YearAxis(AxisItem):  # type: ignore[misc]
    """Whole years, as many as fit."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.label_width = 34.0

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level: whole years."""
        step = year_step(high - low, size, self.label_width)
        return [(float(step), [float(year) for year in year_ticks(low, high, step)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Years without a thousands mark."""
        return [f"{round(value)}" for value in values]


class ValueAxis(AxisItem):  # type: ignore[misc]
    """Round numbers in the unit of the chart."""

    def __init__(self) -> None:
        super().__init__("left")
        self.unit: Unit | None = None

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of round numbers, some 48 pixels apart."""
        if high <= low:
            return []
        step = nice_step(high - low, max(2, min(6, int(size / 28))))
        first = -(-low // step) if low % step > step * 1e-6 else low // step
        values: list[float] = []
        value = first * step
        while value <= high + step * 1e-6:
            values.append(0.0 if abs(value) < step * 1e-6 else value)
            value += step
        return [(step, values)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Numbers as the tables write them."""
        if self.unit is None:
            return [f"{value:g}" for value in values]
        places = decimals_of(spacing)
        return [axis_text(value, places, self.unit) for value in values]


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

    def to_pixel(self, year: float, value: float) -> QPointF:
        """Where a point of the data stands in the scene."""
        return QPointF(self.view.mapViewToScene(QPointF(year, value)))

    def grid_values(self) -> list[float]:
        """Values with a line across."""
        low, high = self.view.viewRange()[1]
        levels = self.values.tickValues(low, high, self.view.height())
        return levels[0][1] if levels else []

    def zoom(self, factor: float) -> None:
        """Show a part of the whole: *factor* < 1 comes nearer."""
        self.view.scaleBy((factor, factor))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; otherwise let the page scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()
