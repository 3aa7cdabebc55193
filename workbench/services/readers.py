"""Reading an open workspace on another thread, without the session: a connection of its own that can only read.

A comparison of many figures, the verifying of snapshots and the plan of a merge take longer than a window may stand
still. The session, which belongs to the window's thread, hands out where to read; the work opens it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.errors import Cancelled, StorageError
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
