"""A window for looking at, without a display and without touching this user's own settings: for the tour and the smoke run."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.gui.main_window import MainWindow
    from workbench.gui.theme import ThemeChoice

WIDTH, HEIGHT = 1366, 768


@contextmanager
def staged_home() -> Iterator[None]:
    """Settings, working copies and log of this process go to a temporary folder; Qt draws off screen."""
    before = {name: os.environ.get(name) for name in ("WORKBENCH_HOME", "QT_QPA_PLATFORM")}
    with tempfile.TemporaryDirectory(prefix="workbench-", ignore_cleanup_errors=True) as home:
        os.environ |= {"WORKBENCH_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


@contextmanager
def no_defect_unseen() -> Iterator[None]:
    """Raise, at the end, the first defect that the window would otherwise only have told its user of."""
    found: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: found.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if found:
        raise found[0]


def staged_window(workspace: Path | None, *, lang: Lang, choice: ThemeChoice) -> MainWindow:
    """A shown window of the size of a small laptop, on *workspace* or on the start page."""
    from workbench.app.window import make_window
    from workbench.services.session import Session

    window = make_window(lang=lang, choice=choice)
    if workspace is not None:
        window.set_session(Session.open(workspace))
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle(window)
    return window


def settle(window: MainWindow, milliseconds: int = 250) -> None:
    """Let the window's timers and repaints run for a moment, and jobs under way come to their end (a minute at most)."""
    from PySide6.QtCore import QEventLoop, QTimer

    for _ in range(60_000 // milliseconds):
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop, loop.quit)
        loop.exec()
        if window.workspace is None or not window.workspace.jobs.running:
            break
    window.repaint()


def pane_ids() -> tuple[str, ...]:
    """The tabs of the window in their order."""
    from workbench.gui.panes import PANES

    return tuple(spec.id for spec in PANES)


def dismiss(window: MainWindow) -> None:
    """Close the window without asking about anything, and let Qt clean up."""
    from PySide6.QtCore import QCoreApplication, QEvent

    window.set_session(None)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
