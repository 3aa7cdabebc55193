"""What the window shows is as known on: now, a date, or a snapshot. One control for all panes, docks and dialogs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from workbench.base.clock import today
from workbench.domain.dates import date_words
from workbench.domain.period import known_by
from workbench.gui import language
from workbench.gui.language import tr
from workbench.gui.widgets.steps import snapshot_words

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.services.session import Session


class KnownOn(QObject):
    """Holds the one view that everything in the window reads; ``changed`` when another moment is to be shown."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        from workbench.services.known import (
            KnownSession,  # with it comes SQLite: not before there is a session
        )

        super().__init__(parent)
        self._view = KnownSession(session)

    @property
    def view(self) -> Session:
        """The session as it is to be read; the same object for as long as the session is open."""
        return cast("Session", self._view)

    @property
    def present(self) -> bool:
        """Whether the window shows the present."""
        return self._view.present

    @property
    def date(self) -> str:
        """The date chosen, "" for none."""
        return self._view.as_of

    @property
    def snapshot_id(self) -> str:
        """The snapshot chosen, "" for none."""
        return self._view.snapshot.id if self._view.snapshot is not None else ""

    def day(self) -> dt.date:
        """The day that counts as today: that of the date or snapshot shown."""
        if self._view.snapshot is not None:
            return dt.datetime.fromisoformat(self._view.snapshot.at).astimezone().date()
        return dt.date.fromisoformat(known_by(self._view.as_of)) if self._view.as_of else today()

    def words(self) -> str:
        """*As known on 31 July 2024*; "" in the present."""
        if self._view.snapshot is not None:
            name = snapshot_words(self._view.snapshot)
            return tr("known", "As the workspace was at snapshot “{name}”", name=name)
        if self._view.as_of:
            when = date_words(known_by(self._view.as_of), language.current())
            return tr("known", "As known on {date}", date=when)
        return ""

    def show_present(self) -> None:
        """Back to the present."""
        if not self.present:
            self._view.show_present()
            self.changed.emit()

    def show_date(self, when: str) -> None:
        """As known on a date. Raises :class:`RuleError`."""
        self._view.show_date(when)
        self.changed.emit()

    def show_snapshot(self, snapshot_id: str) -> None:
        """As the workspace was at a snapshot. Raises :class:`UsageError`."""
        self._view.show_snapshot(snapshot_id)
        self.changed.emit()

    def refuse_past(self) -> None:
        """Raise :class:`RuleError` unless the present is shown."""
        self._view.refuse_past()

    def take_up(self, _: ChangeSet) -> None:
        """The session has changed."""
        self._view.forget()
