"""Putting the window together: one application, one theme, one window, and a last line of defence for defects."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from workbench import __version__
from workbench.app.defects import Defect, describe
from workbench.base.log import logger
from workbench.base.messages import word
from workbench.base.paths import asset
from workbench.domain.text import Lang
from workbench.gui import language
from workbench.gui.collector import Collector
from workbench.gui.language import mark
from workbench.gui.main_window import MainWindow
from workbench.gui.notify import Message
from workbench.gui.settings import Settings
from workbench.gui.theme import Theme, ThemeChoice

EXIT_CANCELLED = 5
_SAID_AT_MOST = 20  # different defects told in the window; all of them are in the log


class DefectHook(QObject):
    """``sys.excepthook`` of the window. Called from any thread and in bursts: each defect is told once, in the window."""

    found = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._lock = threading.Lock()
        self._told: set[str] = set()
        self.found.connect(self._tell)  # across threads Qt queues this by itself

    def install(self) -> None:
        """Take over from Python's own hooks, which would only print."""
        sys.excepthook = self.catch
        threading.excepthook = lambda args: self.catch(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log a defect; tell the user of one not told before. Ctrl-C in the terminal closes the window."""
        if not issubclass(kind, Exception):  # Ctrl-C or the like that reached a slot
            QTimer.singleShot(0, self._window, self._window.close)
            return
        logger.error("defect", exc_info=(kind, error, trace))
        defect = describe(error, trace)
        with self._lock:
            if defect.place in self._told or len(self._told) >= _SAID_AT_MOST:
                return
            self._told.add(defect.place)
        self.found.emit(defect)

    def _tell(self, defect: Defect) -> None:
        def words(lang: Lang) -> str:
            return word("app.defect-window", lang, kind=defect.kind, detail=defect.detail)

        def copy() -> None:
            QGuiApplication.clipboard().setText(defect.report)

        self._window.notify.post(Message("bad", words, (mark("defects", "Copy details"), copy)))


def make_application() -> QApplication:
    """The application object (the one there is, in tests), named and with its icon."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["blueprint-workbench"])
    if existing is None:
        Collector(application)
    application.setApplicationName("blueprint-workbench")
    application.setApplicationDisplayName("Blueprint Workbench")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("blueprint-workbench")
    icon = asset("resources", "app.svg")
    if icon.is_file():
        application.setWindowIcon(QIcon(str(icon)))
    return application


def make_window(
    *, lang: Lang | None = None, choice: ThemeChoice | None = None, settings: Settings | None = None
) -> MainWindow:
    """A window without a workspace. lang and choice win over what the user has set, and are not remembered."""
    application = make_application()
    settings = settings or Settings()
    theme = Theme(choice or settings.theme, settings.scale, application)
    theme.apply()
    language.set_language(lang or settings.language or language.system_language())
    return MainWindow(theme=theme, settings=settings)


def run_window(file: Path | None, *, read_only: bool = False, lang: Lang | None = None) -> int:
    """Open the window, on *file* if one is given, and stay until it is closed. Returns the exit code."""
    application = make_application()
    window = make_window(lang=lang)
    DefectHook(window).install()
    window.show()
    if file is not None:
        # After the first painting: a workspace that cannot be opened is then told in a window that is there.
        QTimer.singleShot(0, window, lambda: window.files.open_path(file.resolve(), read_only=read_only))
    _heed_signals(application, window)
    code = application.exec()
    # Ended by a signal the window was not closed: nothing may go on working in a program that is taken apart.
    window.jobs.cancel_all()
    return code


def _heed_signals(application: QApplication, window: MainWindow) -> None:
    """Ctrl-C in the terminal closes the window as its own button does; SIGTERM ends at once, the work being kept for
    the next start. Python sees signals only when it runs, so it is woken now and then.
    """
    signal.signal(signal.SIGINT, lambda *_: window.close())
    signal.signal(signal.SIGTERM, lambda *_: application.exit(EXIT_CANCELLED))
    heartbeat = QTimer(window)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(500)
