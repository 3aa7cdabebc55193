"""Long work off the window's thread: a plain function ``(ctx, …)``, progress, cancel, and late results cut off."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from workbench.domain.errors import Cancelled, WorkbenchError
from workbench.gui.language import Text


class JobContext:
    """What the work is given. ``report`` says how far it is; ``check_cancelled`` raises :class:`Cancelled`."""

    def __init__(self, report: Callable[[float, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    def report(self, done: float, text: str = "") -> None:
        """*done* from 0 to 1 (negative: unknown); *text*: what is being done, in words."""
        self._report(done, text)

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._stop.is_set()

    def check_cancelled(self) -> None:
        """Raise :class:`Cancelled` if the user asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def stop(self) -> None:
        """Ask the work to stop at its next check."""
        self._stop.set()


class Job(QObject):
    """One piece of work under way. Its signals arrive in the window's thread; after ``ended`` none follow.

    ended: after exactly one of done(result), failed(WorkbenchError | Exception), stopped().
    """

    progress = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(self, title: Text, params: dict[str, Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.params = params
        self.matters = False  # whether the user would miss it: then closing asks first
        self.context = JobContext(lambda done, text: None)
        self._open = True

    def cancel(self) -> None:
        """Ask the work to stop. What it returns from now on is thrown away."""
        self.context.stop()
        self.settle("stopped", None)

    def abandon(self) -> None:
        """Stop without telling anyone: those who would listen are closing."""
        self.context.stop()
        self._open = False

    def settle(self, how: str, value: object) -> None:
        """Send the outcome, once."""
        if not self._open:
            return
        self._open = False
        if how == "done":
            self.done.emit(value)
        elif how == "failed":
            self.failed.emit(value)
        else:
            self.stopped.emit()
        self.ended.emit()

    def show_progress(self, done: float, text: str) -> None:
        """Pass progress on, unless the outcome is known."""
        if self._open:
            self.progress.emit(done, text)


class _Outcome(QObject):
    """Carries news from a pool thread into the window's."""

    ready = Signal(object, str, object)
    progress = Signal(object, float, str)


class _Throttle:
    """Lets at most some twenty reports a second through, and always the last step."""

    def __init__(self, send: Callable[[float, str], None]) -> None:
        self._send = send
        self._last = 0.0

    def __call__(self, done: float, text: str) -> None:
        now = time.monotonic()
        if done >= 1.0 or now - self._last > 0.05:
            self._last = now
            with suppress(RuntimeError):  # the window is gone
                self._send(done, text)


class _Run(QRunnable):
    def __init__(self, job: Job, work: Callable[..., Any], args: tuple[Any, ...], outcome: _Outcome) -> None:
        super().__init__()
        self._job, self._work, self._args, self._outcome = job, work, args, outcome

    def run(self) -> None:
        """On a pool thread: nothing may escape from here."""
        try:
            result = self._work(self._job.context, *self._args)
        except Cancelled:
            self._send("stopped", None)
        except WorkbenchError as error:
            self._send("failed", error)
        except Exception as error:  # noqa: BLE001 - a bug in the work: shown in the window's thread
            self._send("failed", error)
        else:
            self._send("done", result)

    def _send(self, how: str, value: object) -> None:
        with suppress(RuntimeError):  # the window is gone
            self._outcome.ready.emit(self._job, how, value)


class _Quiet(QRunnable):
    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        """On a pool thread."""
        with suppress(Exception):
            self._work()


class Jobs(QObject):
    """All work under way. ``started(Job)`` lets the status bar show it."""

    started = Signal(object)
    failed = Signal(object)  # WorkbenchError, for the message bar

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: list[Job] = []
        self._outcome = _Outcome(self)
        self._outcome.ready.connect(self._settle)
        self._outcome.progress.connect(self._progress)

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs whose outcome is still open."""
        return tuple(self._running)

    def start(self, title: Text, work: Callable[..., Any], *args: Any, **params: Any) -> Job:
        """Run ``work(ctx, *args)`` on a pool thread. *title* (a marked text, with *params*) names it to the user.

        The work must not touch Qt. Failures are shown by the window; ``job.failed`` is for tidying up. An exception
        that is no :class:`WorkbenchError` is a bug, and reaches ``sys.excepthook`` as well.
        """
        job = Job(title, params, self)
        job.context = JobContext(_Throttle(partial(self._outcome.progress.emit, job)))
        self._running.append(job)
        job.ended.connect(self._forget)
        self.started.emit(job)
        self._pool.start(_Run(job, work, args, self._outcome))
        return job

    def quietly(self, work: Callable[[], object]) -> None:
        """Run *work* on a pool thread without showing it; for what may as well fail (loading ahead of need)."""
        self._pool.start(_Quiet(work))

    def cancel_all(self) -> None:
        """Cancel everything, for a window that closes; waits until the threads have come to a stop."""
        for job in list(self._running):
            job.abandon()
        self._running.clear()
        self._pool.clear()
        self._pool.waitForDone(10_000)

    def _settle(self, job: Job, how: str, value: object) -> None:
        if how == "failed" and job in self._running:
            if isinstance(value, WorkbenchError):
                self.failed.emit(value)
            elif isinstance(value, BaseException):
                sys.excepthook(type(value), value, value.__traceback__)
        job.settle(how, value)

    def _progress(self, job: Job, done: float, text: str) -> None:
        job.show_progress(done, text)

    def _forget(self) -> None:
        job = self.sender()
        if job in self._running:
            self._running.remove(job)
