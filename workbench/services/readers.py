"""Reading an open workspace on another thread, without the session: a connection of its own that can only read.

A comparison of many figures, the verifying of snapshots and the plan of a merge take longer than a window may stand
still. The session, which belongs to the window's thread, hands out where to read; the work opens it there.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import Cancelled, StorageError
from workbench.domain.figure import Observation
from workbench.services.reading import Reading
from workbench.store.chain import Link
from workbench.store.history import History
from workbench.store.store import Store

_STEPS = 20_000  # of SQLite's machine between two looks at whether to stop: some milliseconds


class Reader(Reading):
    """A workspace as it was when the reader was opened, whatever is done to it meanwhile."""

    def unsealed(self) -> list[Link]:
        """Digests that the next snapshot would have to work out (:meth:`History.unsealed`)."""
        return self._history.unsealed()


class HeldFigures:
    """The figures of a session as they are now, read when they are asked for, on whatever thread asks.

    What the session has read already is taken over; for the rest a connection is held to this moment until nobody
    needs it any more, or until the session closes.
    """

    def __init__(
        self, source: ReaderSource, known: Mapping[str, tuple[Observation, ...]], wanted: Iterable[str]
    ) -> None:
        self._known = dict(known)
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._close: Callable[[], object] = lambda: None
        if any(name not in self._known for name in wanted):
            store = Store.open_to_read(source.path, source.shown)
            store.hold_still()
            self._store = store
            self._close = weakref.finalize(self, _let_go, store)

    def vintages(self, series_id: str) -> tuple[Observation, ...]:
        """As :meth:`Session.vintages`. Raises :class:`StorageError`."""
        if series_id not in self._known:
            with self._lock:
                if self._store is None:
                    return ()
                self._known[series_id] = tuple(self._store.observations(series_id))
        return self._known[series_id]

    def close(self) -> None:
        """Let the connection go. What was not read by then cannot be read any more."""
        with self._lock:
            self._store = None
            self._close()


def _let_go(store: Store) -> None:
    store.close()  # which ends the moment it was held to


@dataclass(frozen=True, slots=True)
class ReaderSource:
    """Where a reader reads: the working copy; *shown* is the file that messages name."""

    path: Path
    shown: Path

    @contextmanager
    def open(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Reader]:
        """A reader for one thread. What SQLite does for it is broken off soon after *cancelled* says so.

        Raises :class:`StorageError`, :class:`Cancelled`.
        """
        store = Store.open_to_read(self.path, self.shown)
        try:
            store.stop_when(cancelled, _STEPS)
            with store.held_still():
                yield Reader(store, History(store, ""))
        except StorageError as error:
            if error.code == "store.interrupted":
                raise Cancelled from error
            raise
        finally:
            store.close()
