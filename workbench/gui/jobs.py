"""Long work off the window's thread: a plain function ``(ctx, …)``, progress, cancel, and late results cut off.

Work that reads runs on a pool, and what it finds is thrown away once it is cancelled. Work that writes (saving, a large
step) runs on one thread of its own, so never two at a time; to cancel it is a request, and its outcome is always told.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from workbench.domain.errors import Cancelled, WorkbenchError
from workbench.gui.language import Text

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_PATIENCE = 10.0  # seconds for work that reads to see that it is to stop


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
        self.binding = False  # it writes: what it did counts, cancelled or not
        self.can_cancel = True  # whether the user is offered to
        self.told_by_starter = False  # a failure is told by whoever started it
        self.shown_after = 0  # milliseconds: what is done sooner is not shown at all
        self.outcome: tuple[str, Any] | None = None  # set by the work's thread as soon as it is known
        self.context = JobContext(lambda done, text: None)
        self._open = True

    def cancel(self) -> None:
        """Ask the work to stop. What it returns from now on is thrown away, unless it is binding."""
        self.context.stop()
        if not self.binding:
            self.settle("stopped", None)

    @property
    def open(self) -> bool:
        """Whether the outcome has yet to be told."""
        return self._open

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


class _Run:
    """Work with its job, on its way to a thread."""

    def __init__(self, job: Job, work: Callable[..., Any], args: tuple[Any, ...], outcome: _Outcome) -> None:
        self._job, self._work, self._args, self._outcome = job, work, args, outcome

    def __call__(self) -> None:
        """On a thread of the pool: nothing may escape from here."""
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
        self._job.outcome = how, value
        with suppress(RuntimeError):  # the window is gone
            self._outcome.ready.emit(self._job, how, value)


class Threads:
    """Some threads of Python's own, for work in the order in which it comes.

    Not Qt's: a process that ends without closing its window waits for Python's threads before it takes itself apart,
    while Qt's would go on, importing and emitting, in an interpreter that is no longer there.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._executor: ThreadPoolExecutor | None = None
        self._under_way: set[Future[None]] = set()

    def start(self, work: Callable[[], None]) -> None:
        """Run *work* as soon as a thread is free."""
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(self._count, "work")
        future = self._executor.submit(work)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._under_way)

    def wait(self, seconds: float | None = None) -> None:
        """Until all is done, for ever or for so long."""
        if self._under_way:
            from concurrent.futures import wait

            wait(set(self._under_way), seconds)

    def close(self, seconds: float | None = None) -> None:
        """Drop what has not begun unless it may take for ever (no *seconds*), wait for the rest, let the threads go."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=seconds is not None)
            self._executor = None
        self.wait(seconds)


class Jobs(QObject):
    """All work under way. ``started(Job)`` lets the status bar show it."""

    started = Signal(object)
    failed = Signal(object)  # WorkbenchError, for the message bar

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = Threads(2)
        self._writer = Threads(1)
        self._ahead = Threads(1)  # what nobody waits for must not stand before what somebody does
        self._running: list[Job] = []
        self._closing = threading.Event()
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
        self._begin(job, self._pool, work, args)
        return job

    def write(
        self, title: Text, work: Callable[..., Any], *args: Any, shown_after: int = 500, **params: Any
    ) -> Job:
        """Run ``work(ctx, *args)`` on the thread that writes, after whatever writes now. The starter tells of failures."""
        job = Job(title, params, self)
        job.binding = job.told_by_starter = True
        job.shown_after = shown_after
        job.can_cancel = False
        self._begin(job, self._writer, work, args)
        return job

    def carry_out(
        self, title: Text, work: Callable[..., Any], *args: Any, can_cancel: bool = False, **params: Any
    ) -> Any:
        """As :meth:`write`, but wait for it with the window locked (it goes on painting); give what it returns.

        can_cancel: the work looks at ``ctx`` and leaves nothing behind when it stops. Raises what the work raises,
        :class:`Cancelled` included.
        """
        job = self.write(title, work, *args, shown_after=sys.maxsize, **params)
        job.can_cancel = can_cancel
        self.wait_for(job)
        how, value = job.outcome or ("stopped", None)
        if isinstance(value, BaseException) and how == "failed":
            raise value
        if how == "stopped":
            raise Cancelled
        return value

    def wait_for(self, job: Job) -> None:
        """Wait until a job that writes has ended, with the window locked. Nothing is done in the window meanwhile."""
        from workbench.gui.waiting import Waiting

        if job.open:
            Waiting(job).wait()
        if job.open:  # the program is being ended: what is being written is written to its end
            self._writer.wait()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def _begin(self, job: Job, pool: Threads, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
        job.context = JobContext(_Throttle(partial(self._outcome.progress.emit, job)))
        self._running.append(job)
        job.ended.connect(self._forget)
        self.started.emit(job)
        pool.start(_Run(job, work, args, self._outcome))

    def quietly(self, work: Callable[[Callable[[], bool]], object]) -> None:
        """Run ``work(stop)`` on a thread without showing it, for what may as well fail (loading ahead of need).

        ``stop()`` says whether the window is closing or the workspace is.
        """
        closing = self._closing

        def run() -> None:
            with suppress(Exception):
                work(closing.is_set)

        self._ahead.start(run)

    def cancel_all(self) -> None:
        """Cancel everything, for a window that closes; waits until the threads have come to a stop.

        What writes is not cancelled: it is waited for.
        """
        for job in self._running:
            if not job.binding:
                job.abandon()
        self._closing.set()
        self._pool.close(_PATIENCE)
        self._ahead.close(_PATIENCE)
        self._writer.close()
        for job in self._running:
            job.abandon()
        self._running.clear()
        self._closing = threading.Event()

    def _settle(self, job: Job, how: str, value: object) -> None:
        if how == "failed" and job in self._running and not job.told_by_starter:
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
