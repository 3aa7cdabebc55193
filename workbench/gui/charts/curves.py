"""The curves of a chart: one item a line, thinned out to what the screen can show, sharp where there are few points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec, Line
    from workbench.gui.charts.axes import Plot
    from workbench.gui.charts.style import ChartStyle
    from workbench.gui.charts.walk import Numbers

_FINE = 4000  # points on the whole chart up to which lines are drawn smooth and thick


def arrays(line: Line) -> tuple[Numbers, Numbers]:
    """The points of a line; NaN stands where it is not joined: a missing value, a change of definition."""
    if line.dense is not None:
        return np.asarray(line.dense.years, dtype=np.float64), np.asarray(line.dense.values, dtype=np.float64)
    xs: list[float] = []
    ys: list[float] = []
    for segment in line.segments:
        if xs:
            xs.append(xs[-1])
            ys.append(np.nan)
        for point in segment:
            xs.append(point.period.decimal_year if point.x is None else point.x)
            ys.append(np.nan if point.value is None else point.value)
    return np.array(xs, dtype=np.float64), np.array(ys, dtype=np.float64)


class Curves:
    """Puts the lines of a chart on the plot, and takes them off again."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.items: list[pg.PlotDataItem] = []

    def show(self, spec: ChartSpec | None, style: ChartStyle) -> None:
        """Draw the lines of *spec* in place of those before."""
        for item in self.items:
            self._plot.removeItem(item)
        self.items = []
        if spec is None or spec.kind in ("waterfall", "multiples", "bullet"):
            return
        drawn = [(line, *arrays(line)) for line in spec.lines if line.shape == "line"]
        total = sum(len(xs) for _, xs, _ in drawn)
        fine = total <= _FINE
        for line, xs, ys in drawn:
            if len(xs) < 2:
                continue
            if spec.log:
                with np.errstate(divide="ignore", invalid="ignore"):
                    ys = np.where(ys > 0, np.log10(np.where(ys > 0, ys, 1.0)), np.nan)
            self._add(line, xs, ys, style, fine=fine, sorted_=spec.kind != "scatter")

    def _add(
        self, line: Line, xs: Numbers, ys: Numbers, style: ChartStyle, *, fine: bool, sorted_: bool
    ) -> None:
        color = style.color(line.color)
        width = (1.2 if line.path else 2.0) * style.scale if fine else 1.0
        pen = pg.mkPen(color, width=width)
        if line.path:
            pen.setStyle(Qt.PenStyle.DotLine)
        elif line.dashed:
            pen.setDashPattern([3.0, 2.4])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        item = pg.PlotDataItem(pen=pen, antialias=fine, connect="finite", skipFiniteCheck=False)
        item.curve.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._plot.addItem(item, ignoreBounds=True)
        if len(xs) > 2000 and sorted_:  # only now: before, there is no view that it could be clipped to
            item.setDownsampling(auto=True, method="peak")
            item.setClipToView(True)
        item.setData(xs, ys)
        self.items.append(item)
