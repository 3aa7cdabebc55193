"""The window as the program opens it: defects are told once, signals end it, a file that is none is told in it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.app.commands.looking import png_size
from workbench.app.defects import describe
from workbench.app.tour import run_tour
from workbench.app.window import DefectHook, make_window
from workbench.gui.main_window import MainWindow

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = make_window(lang="en", choice="light")
    qtbot.addWidget(made)
    return made


def _fail(place: int) -> ValueError:
    try:
        if place == 1:
            raise ValueError("one")
        raise ValueError("two")
    except ValueError as error:
        return error


def test_a_defect_is_told_once_in_the_window(window: MainWindow) -> None:
    hook = DefectHook(window)
    for _ in range(3):
        error = _fail(1)
        hook.catch(type(error), error, error.__traceback__)
    assert len(window.messages.texts()) == 1
    assert "ValueError: one" in window.messages.texts()[0]
    error = _fail(2)
    hook.catch(type(error), error, error.__traceback__)
    assert len(window.messages.texts()) == 2


def test_a_defect_on_another_thread_is_told_as_well(window: MainWindow, qtbot: QtBot) -> None:
    hook = DefectHook(window)
    error = _fail(1)
    thread = threading.Thread(target=hook.catch, args=(type(error), error, error.__traceback__))
    with qtbot.waitSignal(hook.found):
        thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(window.messages.texts()) == 1)


def test_the_report_has_what_is_needed_to_mend_it() -> None:
    defect = describe(_fail(1))
    assert "Blueprint Workbench" in defect.report
    assert "PySide6" in defect.report
    assert "raise ValueError" in defect.report
    assert defect.place != describe(_fail(2)).place


SCRIPT = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from workbench.app.window import make_application, run_window
application = make_application()
QTimer.singleShot(200, application, lambda: os.kill(os.getpid(), getattr(signal, sys.argv[1])))
sys.exit(run_window(Path(sys.argv[2]) if len(sys.argv) > 2 else None, lang="en"))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 5), ("SIGINT", 0)])
def test_signals_end_the_window(name: str, code: int, tmp_path: Path) -> None:
    letter = tmp_path / "letter.wbk"
    letter.write_bytes(b"not a workspace")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, name, str(letter)],
        cwd=REPO,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert letter.read_bytes() == b"not a workspace"


def test_a_file_that_is_no_workspace_is_told_in_the_window(window: MainWindow, tmp_path: Path) -> None:
    letter = tmp_path / "letter.wbk"
    letter.write_bytes(b"not a workspace")
    window.files.open_path(letter)
    assert window.session is None
    assert any("letter.wbk" in text for text in window.messages.texts())


def test_the_tour_takes_its_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    made = run_tour(tmp_path, langs=("zh-Hant",), themes=("dark",), panes=("overview",))
    assert [path.name for path in made] == ["overview-zh-Hant-dark.png"]
    assert png_size(made[0]) == (1366, 768)
