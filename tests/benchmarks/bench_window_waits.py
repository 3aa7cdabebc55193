"""How long the window is without an answer, action by action, on the sample and on a large workspace. On demand:

    .venv/bin/python tests/benchmarks/bench_window_waits.py [FIGURES] [--sample]

FIGURES: of the large workspace (300 000 if not given); --sample: the sample only. For each action: how long until all
is done, the longest gap between two beats of the event loop, and how much processor time the window's thread spent in
the worst of them (on a busy machine the honest figure: waiting for a processor is not the program's). Asserts nothing.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tests.benchmarks.bench_store import imports, small_edit
from workbench.app.main import _load_before_qt
from workbench.gui.main_window import MainWindow
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session

QUIET = 12  # beats without work under way after which an action counts as done
PANES = ("overview", "indicators", "scenarios", "index", "data", "briefing", "snapshots", "delivery")


class Watch:
    """The event loop, watched."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def until_quiet(self, least: float = 0.0) -> list[tuple[float, float]]:
        """Beat until nothing is under way, *least* seconds at least; (clock, processor of this thread) of each gap."""
        gaps: list[tuple[float, float]] = []
        loop = QEventLoop()
        began = time.perf_counter()
        last = [began, time.thread_time()]
        quiet = [0]

        def beat() -> None:
            moment, spent = time.perf_counter(), time.thread_time()
            gaps.append((moment - last[0], spent - last[1]))
            last[:] = moment, spent
            quiet[0] = 0 if self._busy() or moment - began < least else quiet[0] + 1
            if quiet[0] > QUIET:
                loop.quit()

        timer = QTimer()
        timer.setInterval(2)
        timer.timeout.connect(beat)
        timer.start()
        loop.exec()
        timer.stop()
        return gaps

    def _busy(self) -> bool:
        jobs = self.window.jobs
        return bool(jobs.running) or any(pool.busy for pool in (jobs._pool, jobs._writer, jobs._ahead))

    def measure(self, name: str, act: Callable[[], Any]) -> Any:
        """Do it and print what it cost."""
        result: list[Any] = []
        start = time.perf_counter()
        QTimer.singleShot(0, lambda: result.append(act()))
        gaps = self.until_quiet()
        took = time.perf_counter() - start
        worst = max(gaps)
        spent = max(cpu for _, cpu in gaps)
        sign = "" if spent <= 0.1 else "  <-- over 100 ms"
        print(
            f"  {name:<44}{took:>7.2f} s   gap {worst[0] * 1000:>6.0f} ms   processor {spent * 1000:>6.0f} ms{sign}",
            flush=True,
        )
        return result[0] if result else None


def drop_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def visit(watch: Watch) -> None:
    for words in ("first opening of", "back to"):
        for pane in PANES:
            watch.measure(f"{words} {pane}", partial(watch.window.show_pane, pane))


def table(home: Path, rows: int, name: str = "table.csv") -> Path:
    path = home / name
    years = [str(year) for year in range(2000, 2020)]
    lines = ["Series," + ",".join(years)]
    lines += [f"Row {n}," + ",".join(str(n * 10 + i) for i in range(len(years))) for n in range(rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def on_sample(app: QApplication, home: Path) -> None:
    print("the sample")
    path = home / "sample.wbk"
    Session.create(path).close()
    window = MainWindow(None)
    window.resize(1366, 768)
    window.show()
    watch = Watch(window)
    opened: Any = window  # its session is there once it is opened
    watch.until_quiet(1.5)  # what is loaded ahead
    watch.measure("open", lambda: window.files.open_path(path))
    watch.until_quiet(1.5)
    visit(watch)
    node = next(item for item in opened.session.nodes() if item.kind == "measure")
    watch.measure(
        "mark as late", lambda: opened.session.execute(SetOfficialStatus(node.id, "late", "report"))
    )
    watch.measure("undo", window.edits.undo)
    watch.measure("redo", window.edits.redo)
    watch.measure("snapshot", lambda: opened.session.create_snapshot("one"))
    watch.measure("save", window.files.save)
    watch.measure("import wizard, first opening", lambda: window.tools.import_path(table(home, 30)))
    drop_dialogs()
    watch.measure("import wizard, second opening", lambda: window.tools.import_path(table(home, 30)))
    drop_dialogs()
    watch.measure("language", lambda: window.views.set_language("zh-Hant"))
    window.views.set_language("en")
    window.set_session(None)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def on_large(app: QApplication, home: Path, count: int) -> None:
    print(f"{count:,} figures")
    path = home / "large.wbk"
    with Session.create(path, "empty") as session:
        for operation in imports(count):
            session.execute(operation)
        session.create_snapshot("before")
        session.save()
    copy = home / "copy.wbk"
    shutil.copy(path, copy)
    with Session.open(copy) as session:
        session.execute(_again(count // 10))
        session.save()
    window = MainWindow(None)
    window.resize(1366, 768)
    window.show()
    watch = Watch(window)
    opened: Any = window  # its session is there once it is opened
    watch.until_quiet(1.5)
    watch.measure("open", lambda: window.files.open_path(path))
    watch.until_quiet(1.5)
    visit(watch)
    run = _runner(window)
    small = watch.measure
    small("ten figures", lambda: small_edit(opened.session, 1))
    small("save after a small edit", window.files.save)
    small(
        f"commit of {count // 10:,} figures", lambda: run(lambda: opened.session.execute(_again(count // 10)))
    )
    small("save after it (first seal)", window.files.save)
    small("undo of it", window.edits.undo)
    small("redo of it", window.edits.redo)
    mark = opened.session.snapshots()[0]
    pane: Any = window.show_pane("snapshots")
    small("restore of the first snapshot", lambda: pane.restore(mark.id))
    small("undo of the restore", window.edits.undo)
    small("save", window.files.save)
    from workbench.services.frozen import FrozenSession

    small("FrozenSession", lambda: FrozenSession(opened.session))
    small("consistency", lambda: window.show_pane("indicators"))
    small("import wizard, opening", lambda: window.tools.import_path(table(home, 300)))
    drop_dialogs()
    window.set_session(None)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _runner(window: MainWindow) -> Callable[[Callable[[], Any]], Any]:
    """As the window carries out a large step: elsewhere, where it can."""
    change = getattr(window.workspace, "carry_out", None)
    if change is None:
        return lambda work: work()
    from workbench.gui.language import mark

    return lambda work: change(mark("import", "Import table"), work)


def _again(count: int) -> Any:
    from workbench.domain.figure import Observation
    from workbench.services.operations.figures import AddObservations

    items: list[Observation] = []
    for operation in imports(count):
        items += [
            Observation(o.series_id, o.period, "2025-02", (o.value or 0) + 1, o.text + "1", o.provenance)
            for o in operation.observations
        ]
    return AddObservations(tuple(items), title="again")


def main() -> None:
    figures = [int(text) for text in sys.argv[1:] if text.isdigit()]
    home = Path(tempfile.mkdtemp())
    os.environ["WORKBENCH_HOME"] = str(home / "home")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _load_before_qt()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    try:
        on_sample(app, home)
        if "--sample" not in sys.argv:
            on_large(app, home, figures[0] if figures else 300_000)
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(home)


if __name__ == "__main__":
    main()
