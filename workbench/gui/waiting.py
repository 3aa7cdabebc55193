"""Waiting for work that writes: the window takes nothing in meanwhile, goes on painting, and says what is being done.

As with any modal dialog, an event loop of its own runs until the work has ended. Before the dialog is worth showing, a
filter already keeps out keys, clicks and drops, so that no second change can be begun behind the first. A window that is
asked to close does so when the work has ended.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMainWindow, QProgressBar, QPushButton, QWidget

from workbench.gui.dialogs.base import Dialog
from workbench.gui.jobs import Job
from workbench.gui.language import bind, bind_text

_SHOWN_AFTER = 400  # milliseconds
_KINDS = QEvent.Type
_KEPT_OUT = frozenset(
    {
        _KINDS.KeyPress,
        _KINDS.KeyRelease,
        _KINDS.ShortcutOverride,
        _KINDS.Shortcut,
        _KINDS.MouseButtonPress,
        _KINDS.MouseButtonRelease,
        _KINDS.MouseButtonDblClick,
        _KINDS.Wheel,
        _KINDS.ContextMenu,
        _KINDS.TouchBegin,
        _KINDS.TouchUpdate,
        _KINDS.TouchEnd,
        _KINDS.DragEnter,
        _KINDS.DragMove,
        _KINDS.Drop,
        _KINDS.Close,
    }
)


class WaitingDialog(Dialog):
    """What is being done, how far it is, and Cancel where nothing is left behind by it."""

    def __init__(self, job: Job, parent: QWidget | None) -> None:
        super().__init__(job.title, parent)
        self._job = job
        bind_text(self, self.setWindowTitle, job.title, **job.params)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("x") * 60)
        self.words(job.title, **job.params)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        bind(self.bar, self.bar.setAccessibleName, "status", "Progress")
        self.column.addWidget(self.bar)
        self.cancel = QPushButton(self)
        bind(self.cancel, self.cancel.setText, "status", "Cancel")
        box = QDialogButtonBox(self)
        box.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.cancel.clicked.connect(self.reject)
        self.column.addWidget(box)
        box.setVisible(job.can_cancel)
        job.progress.connect(self._progress)

    def _progress(self, done: float, _: str) -> None:
        if done >= 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(done * 1000))

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        if self._job.can_cancel:
            self.cancel.setEnabled(False)
            self._job.cancel()

    def leave(self) -> None:
        """The work has ended."""
        super().reject()


class Waiting(QObject):
    """One wait for one job."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self.dialog: WaitingDialog | None = None
        self._closing: set[QWidget] = set()  # windows that were asked to close meanwhile

    def wait(self) -> None:
        """Return when the job has ended (or the program is being ended)."""
        application = QGuiApplication.instance()
        assert application is not None
        loop = QEventLoop()
        self._job.ended.connect(loop.quit)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self._show)
        timer.start(_SHOWN_AFTER)
        application.installEventFilter(self)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        try:
            loop.exec()
        finally:
            QGuiApplication.restoreOverrideCursor()
            application.removeEventFilter(self)
            timer.stop()
            if self.dialog is not None:
                self.dialog.leave()
            for window in self._closing:
                QTimer.singleShot(0, window, window.close)

    def _show(self) -> None:
        parent = QApplication.activeModalWidget() or QApplication.activeWindow()
        self.dialog = WaitingDialog(self._job, parent)
        if parent is None:
            self.dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep out what would change something, except from the dialog itself."""
        if event.type() not in _KEPT_OUT or not isinstance(watched, QWidget):
            return False
        if self.dialog is not None and watched.window() is self.dialog:
            return False
        if event.type() == _KINDS.Close:
            if not isinstance(watched, QMainWindow):  # a popup or a dialog that is done puts itself away
                return False
            self._closing.add(watched)  # it closes, or asks, when this is over
        event.ignore()
        return True
