"""The line at the bottom: work under way on the left; saved, snapshot and sources on the right."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from workbench.base.clock import now
from workbench.gui import language
from workbench.gui.language import bind, say, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.gui.jobs import Job, Jobs
    from workbench.gui.theme import Theme
    from workbench.services.session import Session


class JobLine(QWidget):
    """The oldest job under way: its name, how far it is, and Cancel."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._due: set[Job] = set()  # under way for long enough to be shown
        self._text = ""
        self.words = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(120))
        self.percent = QLabel(self)
        self.cancel = QPushButton(self)
        self.cancel.setProperty("link", True)
        bind(self.cancel, self.cancel.setText, "status", "Cancel")
        self.cancel.clicked.connect(self._cancel)
        bind(self.bar, self.bar.setAccessibleName, "status", "Progress")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(6), 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self.words, self.bar, self.percent, self.cancel):
            row.addWidget(part)
        self.hide()
        jobs.started.connect(self._started)
        language.changed.connect(self._show)

    def _started(self, job: Job) -> None:
        job.progress.connect(self._progress)
        job.ended.connect(self._next)
        # When it begins its starter may still say more about it; what is done at once is not shown.
        if job.shown_after:
            if job.shown_after < sys.maxsize:
                QTimer.singleShot(job.shown_after, job, lambda: self._offer(job))
        else:
            self._offer(job)

    def _offer(self, job: Job) -> None:
        self._due.add(job)
        job.ended.connect(lambda: self._due.discard(job))
        if self._job is None and job.open:
            self._take(job)

    def _take(self, job: Job | None) -> None:
        self._job = job
        self._text = ""
        self.bar.setRange(0, 0)
        self.percent.clear()
        self.cancel.setVisible(job is not None and job.can_cancel)
        self._show()
        self.setVisible(job is not None)

    def _progress(self, done: float, text: str) -> None:
        if self.sender() is not self._job:
            return
        self._text = text
        if done >= 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(done * 1000))
            self.percent.setText(f"{done:.0%}")
        self._show()

    def _next(self) -> None:
        if self.sender() is self._job:
            waiting = [job for job in self._jobs.running if job is not self._job and job in self._due]
            self._take(waiting[0] if waiting else None)

    def _show(self) -> None:
        if self._job is not None:
            title = say(self._job.title, **self._job.params)
            self.words.setText(f"{title} · {self._text}" if self._text else title)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


class StatusBar(QStatusBar):
    """Says what the user would otherwise worry about: is it saved, is it marked, is every figure sourced."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session: Session | None = None
        self.setSizeGripEnabled(False)
        self.jobs = JobLine(jobs, theme, self)
        self.addWidget(self.jobs)
        self.moment = QLabel(self)
        self.moment.setProperty("tone", "warn")
        self._moment: Callable[[], str] | None = None
        self.saved = QLabel(self)
        self.snapshot = QLabel(self)
        self.sourced_icon = QLabel(self)
        self.sourced = QLabel(self)
        for part in (self.moment, self.saved, self.snapshot, self.sourced_icon, self.sourced):
            self.addPermanentWidget(part)
        language.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)

    def set_session(self, session: Session | None) -> None:
        """Speak of this session from now on."""
        self._session = session
        self.refresh()

    def show_moment(self, words: Callable[[], str] | None) -> None:
        """Say what *words* gives, where it is anything: that the window does not show the present."""
        self._moment = words
        self.refresh()

    def refresh(self) -> None:
        """Say everything anew."""
        session = self._session
        words = self._moment() if self._moment is not None else ""
        self.moment.setText(words)
        self.moment.setVisible(bool(words))
        for part in (self.saved, self.snapshot, self.sourced_icon, self.sourced):
            part.setVisible(session is not None)
        if session is None:
            return
        self.saved.setText(_saved(session))
        self.snapshot.setText(_snapshot(session))
        unsourced = session.unsourced()
        tone = "warn" if unsourced else "good"
        self.sourced.setText(
            tr("status", "{n} figures without a source", n=unsourced)
            if unsourced
            else tr("status", "All figures sourced")
        )
        side = self._theme.px(14)
        self.sourced_icon.setPixmap(self._theme.icon(tone, tone).pixmap(QSize(side, side)))


def _saved(session: Session) -> str:
    if session.read_only:
        return tr("status", "Read-only: use Save as to keep changes")
    if session.dirty:
        return tr("status", "Changes not saved to the file yet")
    if not session.saved_at:
        return tr("status", "Saved")
    moment = datetime.fromisoformat(session.saved_at).astimezone()
    return tr("status", "Saved {time}", time=f"{moment:%H:%M}")


def _snapshot(session: Session) -> str:
    snapshots = session.snapshots()
    if not snapshots:
        return tr("status", "No snapshot yet")
    named = [item for item in snapshots if not item.auto]
    if not named:
        return tr("status", "Automatic snapshots only")
    newest = named[-1]
    days = (now() - datetime.fromisoformat(newest.at)).days
    if days < 1:
        return tr("status", "Snapshot “{name}” today", name=newest.name)
    return tr("status", "Snapshot “{name}” {n} days ago", name=newest.name, n=days)
