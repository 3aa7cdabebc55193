"""Charts: the first one after a selection, 50 series × 200 points and one of a million while panned and zoomed.

On demand: ``python tests/benchmarks/bench_charts.py`` with the packages of requirements-bench.lock on the path. Each frame is
moved, laid out and painted into pixels to the end (``grab``), points, labels and all; beside it a plain matplotlib
redraw (Agg, ``FigureCanvasAgg.draw``) of the same data at the same size, in the same run. Prints medians, the slowest of
the frames and ratios, asserts nothing about time.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from workbench.domain.chart import ChartSpec, Dense, Line, Point
from workbench.domain.figure import Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = (1000, 560)
FRAMES = 40
UNIT = Unit("N", "count", LocalText("units", "個"))


def frames(move: Callable[[int], None], draw: Callable[[], object]) -> tuple[float, float]:
    """Median and slowest frame in milliseconds."""
    taken = []
    for number in range(FRAMES):
        start = time.perf_counter()
        move(number)
        draw()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), max(taken)


def many(
    lines: int, points: int
) -> tuple[ChartSpec, list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]]:
    """*lines* series of *points* years, and the same as arrays."""
    draw = np.random.default_rng(1)
    made, arrays = [], []
    years = np.arange(1800, 1800 + points)
    for number in range(lines):
        values = np.cumsum(draw.normal(size=points)) + number * 3
        stops = tuple(
            Point(Period.year(int(year)), float(value), f"{value:.1f}")
            for year, value in zip(years, values, strict=True)
        )
        made.append(Line(f"s{number}", f"Series {number}", (stops,), number % 8))
        arrays.append((years.astype(float), values))
    return ChartSpec("en", "Many series", "units", UNIT, tuple(made), zero_based=False), arrays


def million() -> tuple[ChartSpec, list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]]:
    """One series of a million points over a hundred years."""
    draw = np.random.default_rng(2)
    years = np.linspace(1925.0, 2025.0, 1_000_000)
    values = np.cumsum(draw.normal(size=len(years)))
    line = Line("s", "A million points", (), 0, dense=Dense(years, values))
    return ChartSpec("en", "A million points", "units", UNIT, (line,), zero_based=False), [(years, values)]


def ours(spec: ChartSpec) -> dict[str, tuple[float, float]]:
    """Showing, panning and zooming in the chart of the window."""
    from workbench.gui.charts.view import ChartView
    from workbench.gui.theme import Theme

    view = ChartView(Theme("light"))
    view.resize(*SIZE)
    view.show()

    start = time.perf_counter()
    view.set_spec(spec)
    view.grab()
    first = (time.perf_counter() - start) * 1000
    box = view.plot.view
    (x0, x1), _ = box.viewRange()
    width = x1 - x0
    box.setXRange(x0 + width * 0.3, x0 + width * 0.6, padding=0)
    pan = frames(lambda n: box.translateBy(x=width * 0.004 * (1 if n % 2 else -1)), view.grab)
    box.setXRange(x0, x1, padding=0)
    whole = frames(lambda n: box.translateBy(x=width * 0.002 * (1 if n % 2 else -1)), view.grab)
    zoom = frames(lambda n: view.plot.zoom(0.94), view.grab)
    view.close()
    view.deleteLater()
    return {"show": (first, first), "pan, whole": whole, "pan, a third": pan, "zoom in": zoom}


def theirs(arrays: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]) -> dict[str, tuple[float, float]]:
    """The same with matplotlib."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    start = time.perf_counter()
    figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for xs, ys in arrays:
        axes.plot(xs, ys, linewidth=1)
    canvas.draw()
    first = (time.perf_counter() - start) * 1000
    x0, x1 = axes.get_xlim()
    width = x1 - x0

    def pan_by(n: int, step: float) -> None:
        low, high = axes.get_xlim()
        shift = width * step * (1 if n % 2 else -1)
        axes.set_xlim(low + shift, high + shift)

    axes.set_xlim(x0 + width * 0.3, x0 + width * 0.6)
    pan = frames(lambda n: pan_by(n, 0.004), canvas.draw)
    axes.set_xlim(x0, x1)
    whole = frames(lambda n: pan_by(n, 0.002), canvas.draw)

    def nearer(_: int) -> None:
        low, high = axes.get_xlim()
        middle, half = (low + high) / 2, (high - low) / 2 * 0.94
        axes.set_xlim(middle - half, middle + half)

    return {
        "show": (first, first),
        "pan, whole": whole,
        "pan, a third": pan,
        "zoom in": frames(nearer, canvas.draw),
    }


def selection() -> tuple[float, float]:
    """From choosing another indicator in the open window to its chart painted: median and slowest of twenty."""
    from PySide6.QtWidgets import QApplication

    from workbench.gui.main_window import MainWindow
    from workbench.services.session import Session

    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Session.create(Path(folder) / "sample.wbk"))
        window.resize(1366, 768)
        window.show()
        pane = window.show_pane("indicators")
        assert pane is not None
        QApplication.processEvents()
        names = ["K1.1", "K1.2", "K1.3", "K2.1"]
        taken = []
        for number in range(20):
            start = time.perf_counter()
            pane.show_indicator(names[number % 4])  # type: ignore[attr-defined]
            while pane.stale:  # type: ignore[attr-defined]
                QApplication.processEvents()
            pane.chart.grab()  # type: ignore[attr-defined]
            taken.append((time.perf_counter() - start) * 1000)
        window.set_session(None)
        window.close()
    return statistics.median(taken[4:]), max(taken)


def main() -> None:
    """Everything, ours beside matplotlib."""
    from PySide6.QtWidgets import QApplication

    from workbench.gui.theme import load_fonts

    app = QApplication.instance() or QApplication([])
    load_fonts()
    print(f"first chart after a selection: median {selection()[0]:.0f} ms")
    for name, (spec, arrays) in (("50 × 200", many(50, 200)), ("1 × 1 000 000", million())):
        own, other = ours(spec), theirs(arrays)
        print(name)
        for what, (median, slowest) in own.items():
            peer, peer_slowest = other[what]
            print(
                f"  {what:14} {median:7.1f} ms (slowest {slowest:6.1f})   matplotlib {peer:7.1f} ms"
                f" (slowest {peer_slowest:6.1f})   × {peer / median:.1f}"
            )
    del app


if __name__ == "__main__":
    main()
