"""How long the window is without an answer while it compares, filters, verifies and plans a merge. On demand:
``python tests/benchmarks/bench_snapshots_window.py [N]`` with N changed figures (50 000 if not given). Asserts nothing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_store import FILE, imports
from workbench.domain.figure import Observation
from workbench.gui.main_window import MainWindow
from workbench.services.operations.figures import AddObservations
from workbench.services.session import Session


def made(path: Path, count: int) -> Path:
    """A table published again with every figure revised."""
    with Session.create(path, "empty") as session:
        for operation in imports(count):
            session.execute(operation)
        session.create_snapshot("before")
        for operation in imports(count):
            again = tuple(
                Observation(o.series_id, o.period, "2025-02", (o.value or 0) + 1, o.text + "1", FILE)
                for o in operation.observations
            )
            session.execute(AddObservations(again, title="again"))
        session.save()
    return path


def measure(app: QApplication, name: str, act: Callable[[], Any], ended: Any = None) -> None:
    """Do it, and watch how long the event loop is away between two beats. ended: a signal; else what *act* returns has one."""
    gaps: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(beat)
    timer.start()
    loop = QEventLoop()
    start = time.perf_counter()
    if ended is not None:
        ended.connect(loop.quit)
    job = act()
    if ended is None:
        job.ended.connect(loop.quit)
    loop.exec()
    for _ in range(5):
        app.processEvents()
    timer.stop()
    took = time.perf_counter() - start
    print(
        f"{name:<28}{took:>8.2f} s   longest without an answer {max(gaps) * 1000:>5.0f} ms   (aim ≤ 100 ms)"
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    home = Path(tempfile.mkdtemp())
    os.environ["WORKBENCH_HOME"] = str(home / "home")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    try:
        path = made(home / "w.wbk", count)
        copy = home / "copy.wbk"
        shutil.copy(path, copy)
        window = MainWindow(Session.open(path))
        window.resize(1366, 768)
        window.show()
        pane: Any = window.show_pane("snapshots")
        for _ in range(50):
            app.processEvents()
        page = pane.compare_page
        first = window.workspace.session.snapshots()[0].id  # type: ignore[union-attr]
        print(f"{count:,} figures, all of them revised")
        measure(app, "compare", lambda: pane.compare(first), page.compared)
        measure(app, "filter", lambda: page.filter.setText("2010"), page.compared)
        measure(app, "clear the filter", lambda: page.filter.setText(""), page.compared)
        measure(app, "verify", lambda: (pane.list_page.verify(), window.jobs.running[-1])[1])
        measure(app, "plan a merge", lambda: (window.keeping.merge_path(copy), window.jobs.running[-1])[1])
        window.set_session(None)
        window.close()
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
