"""From a slider's step to the picture on screen: one evaluation of the Blueprint model and the view's update.

``python tests/benchmarks/bench_scenarios_window.py [N]`` with N steps (100 if not given). Prints medians and the 95th
percentile of: the evaluation alone, the update of driver table, panels and words alone, the repaint alone, all three
together as a slider's move runs them, and for comparison the same picture drawn by matplotlib (where it is installed).
Asserts nothing.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from workbench.domain.scenario import DriverPath
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.scenarios import ScenariosPane
from workbench.services import scenarios
from workbench.services.session import Session


def timed(name: str, count: int, act: Callable[[int], object]) -> float:
    """Median of *count* runs in milliseconds, printed."""
    found: list[float] = []
    for number in range(count):
        start = time.perf_counter()
        act(number)
        found.append((time.perf_counter() - start) * 1000)
    found.sort()
    median = statistics.median(found)
    print(f"{name:<58} median {median:7.2f} ms   95% {found[int(len(found) * 0.95)]:7.2f} ms")
    return median


def matplotlib_panels(editor: ScenariosPane, count: int) -> float | None:
    """The eight panels as a figure of matplotlib, drawn anew for every step."""
    try:
        import matplotlib as mpl
    except ImportError:
        print("matplotlib is not installed (PYTHONPATH=/path/to/benchlibs): no comparison")
        return None
    mpl.use("Agg")
    from matplotlib import pyplot

    run = editor.run
    assert run is not None
    figure, axes = pyplot.subplots(4, 2, figsize=(3.4, 6.0), dpi=100)

    def draw(number: int) -> None:
        again = scenarios.run(
            editor.session, editor.scenario_id, overrides={"gdp": DriverPath(growth=number / 1000)}
        )
        for axis, outcome in zip(axes.flat, again.indicators, strict=True):
            axis.clear()
            known = [
                (each.period.decimal_year, each.value) for each in outcome.history if each.value is not None
            ]
            axis.plot([year for year, _ in known], [value for _, value in known])
            axis.plot(
                [year for year, _ in outcome.projection], [value for _, value in outcome.projection], "--"
            )
            axis.set_title(outcome.indicator.id, fontsize=7)
        figure.canvas.draw()

    return timed("evaluation and eight panels in matplotlib", max(5, count // 10), draw)


def main(count: int) -> None:
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.wbk"
        Session.create(path).close()
        shutil.copy(path, Path(folder) / "work.wbk")
        window = MainWindow(Session.open(Path(folder) / "work.wbk"))
        window.resize(1366, 768)
        window.show()
        editor = window.show_pane("scenarios")
        assert isinstance(editor, ScenariosPane)
        for _ in range(200):
            app.processEvents()
            if not editor.stale:
                break

        def tried(number: int) -> dict[str, DriverPath]:
            return {"rd_business": DriverPath(growth=0.04 + number / 1000)}

        def evaluate(number: int) -> None:
            scenarios.run(editor.session, editor.scenario_id, overrides=tried(number))

        def update(number: int) -> None:
            editor._tried = tried(number)
            editor.recalculate()

        def whole(number: int) -> None:
            update(number)
            editor.grab()

        one = timed("evaluation alone", count, evaluate)
        two = timed("evaluation, driver table, panels, words (view's update)", count, update)
        three = timed("… and repaint of the whole tab", count, whole)
        print(
            f"\nview's update {two / one:.1f} × the evaluation; budget 16 ms: {two / 16:.2f}; with repaint of 50 ms: {three / 50:.2f}"
        )
        peer = matplotlib_panels(editor, count)
        if peer is not None:
            print(f"matplotlib takes {peer / three:.1f} × as long for its panels alone")
        editor._tried = {}
        window.set_session(None)
        window.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
