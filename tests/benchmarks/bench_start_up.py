"""How long until the window is there, against a bare PySide6 window in the same run. On demand, never a timed test.

    .venv/bin/python tests/benchmarks/bench_start_up.py [ROUNDS]

Each figure is the median over processes of their own (warm: one round is thrown away), measured inside the process
from its first line to the first painting, so that Python's own start is left out of both. Ratios count: machines
differ.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]

HEAD = """
import time; began = time.perf_counter()
import sys
"""
PAINTED = """
from PySide6.QtCore import QCoreApplication
window.show(); window.repaint()
for _ in range(3): QCoreApplication.processEvents()
print(time.perf_counter() - began)
"""
CASES = {
    "bare PySide6 window": HEAD
    + """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow(); window.setCentralWidget(QLabel("x")); window.resize(1366, 768)
"""
    + PAINTED,
    "window, start page": HEAD
    + """
from workbench.app.window import make_window
window = make_window(lang="zh-Hant"); window.resize(1366, 768)
"""
    + PAINTED,
    "window, sample open": HEAD
    + """
from pathlib import Path
from workbench.app.main import _load_before_qt
_load_before_qt()
from workbench.app.window import make_window
from workbench.services.session import Session
window = make_window(lang="zh-Hant"); window.resize(1366, 768)
window.set_session(Session.open(Path(sys.argv[1]), read_only=True))
"""
    + PAINTED,
    "workbench --version": HEAD
    + """
from workbench.app.cli import main
main(["--version"])
print(time.perf_counter() - began)
""",
}


def seconds(script: str, sample: Path, home: Path) -> float:
    """One process's own measurement."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WORKBENCH_HOME": str(home), "PYTHONPATH": str(REPO)}
    done = subprocess.run(
        [sys.executable, "-c", script, str(sample)],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return float(done.stdout.split()[-1])


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    sys.path.insert(0, str(REPO))
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["WORKBENCH_HOME"] = str(Path(scratch) / "home")
        from workbench.services.session import Session

        sample = Path(scratch) / "sample.wbk"
        Session.create(sample).close()
        bare = 0.0
        for name, script in CASES.items():
            times = [seconds(script, sample, Path(scratch) / "home") for _ in range(rounds + 1)][1:]
            middle = statistics.median(times)
            bare = bare or middle
            print(
                f"{name:<24}{middle:7.3f} s   {middle / bare:5.2f} × bare   ({min(times):.3f} to {max(times):.3f})"
            )


if __name__ == "__main__":
    main()
