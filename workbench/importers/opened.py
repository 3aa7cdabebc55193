"""A file opened for the window: every sheet as printed together with what was understood of it.

The untrusted file is read in a child, as in :mod:`.child`; what it found comes back in pieces, so that no single piece
holds up the window while it is unpacked, and with news of how far the work is.
"""

from __future__ import annotations

import gc
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from workbench.domain.errors import Cancelled, FileProblem, UsageError
from workbench.importers.book import Book, Sheet
from workbench.importers.child import (
    SMALL_TEXT,
    end_of,
    is_text,
    limit_self,
    patience,
    seconds_for,
    silence,
)
from workbench.importers.observations import Observations
from workbench.importers.printed import printed_book
from workbench.importers.reading import Reading, Table, TableObservation

_STEP = 0.05
_ROWS = 2_000  # rows, and observations, in one piece
Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook for the window: sheets as printed, and the reading of its tables."""

    book: Book
    reading: Reading


def open_in_child(
    path: Path,
    *,
    seconds: float | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    told: Progress = lambda *_: None,
) -> Opened:
    """Open and understand *path*, guarded. told: share done (negative: unknown) and the sheet at hand.

    Raises :class:`FileProblem`, :class:`UsageError`, :class:`Cancelled`.
    """
    seconds = 1.5 * seconds_for(path) if seconds is None else seconds
    if is_text(path) and (not path.exists() or path.stat().st_size <= SMALL_TEXT):
        from workbench.importers.readers import read_book

        return open_book(read_book(path), cancelled=cancelled, told=told)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(sender, str(path), seconds), daemon=True)
    child.start()
    sender.close()
    try:
        return _Receiver(receiver, child, path, seconds, cancelled, told).receive()
    finally:
        receiver.close()
        if child.is_alive():
            child.kill()
        child.join()
        child.close()


def open_book(
    book: Book, *, cancelled: Callable[[], bool] = lambda: False, told: Progress = lambda *_: None
) -> Opened:
    """A book that is already read, in this process (pasted cells, CSV)."""
    from workbench.importers.tables import understand_book

    def step(number: int, of: int, name: str) -> None:
        if cancelled():
            raise Cancelled
        told(number / max(1, of), name)

    return Opened(printed_book(book), understand_book(book, told=step))


class _Receiver:
    """Puts together what the child sends."""

    def __init__(
        self,
        receiver: Connection[Any, Any],
        child: Any,
        path: Path,
        seconds: float,
        cancelled: Callable[[], bool],
        told: Progress,
    ) -> None:
        self._receiver, self._child, self._path = receiver, child, path
        self._seconds, self._cancelled, self._told = seconds, cancelled, told
        self._deadline = time.monotonic() + seconds * patience()
        self._sheets: list[Sheet] = []
        self._tables: list[tuple[Table, list[TableObservation] | None]] = []

    def receive(self) -> Opened:
        """All pieces, until the last."""
        while True:
            kind, content = self._next()
            if kind == "progress":
                self._told(*content)
            elif kind == "sheet":
                self._sheets.append(content)
            elif kind == "rows":
                self._sheets[-1]._rows.extend(content)
            elif kind == "whole-table":
                self._tables.append((content, None))
            elif kind == "table":
                self._tables.append((content, []))
            elif kind == "observations":
                figures = self._tables[-1][1]
                assert figures is not None
                figures.extend(content)
            elif kind == "end":
                book, reading = content
                book.sheets.extend(self._sheets)
                tables = tuple(
                    table if found is None else replace(table, observations=tuple(found))
                    for table, found in self._tables
                )
                return Opened(book, replace(reading, tables=tables))
            else:
                error = {"UsageError": UsageError}.get(kind, FileProblem)
                raise error(content[0], **content[1])

    def _next(self) -> tuple[str, Any]:
        while not self._receiver.poll(_STEP):
            self._check()
            if not self._child.is_alive() and not self._receiver.poll(0):
                raise end_of(self._child, self._path, self._seconds)
        self._check()
        try:
            kind, content = self._receiver.recv()
        except (EOFError, OSError) as problem:
            raise end_of(self._child, self._path, self._seconds) from problem
        return kind, content

    def _check(self) -> None:
        if self._cancelled():
            raise Cancelled
        if time.monotonic() > self._deadline:
            raise FileProblem("importers.too-slow", file=self._path.name, seconds=int(self._seconds))


def _work(sender: Connection[Any, Any], path: str, seconds: float) -> None:
    """The child: limit oneself, read, understand, send."""
    limit_self(seconds)
    silence()
    name = Path(path).name
    try:
        from workbench.importers.readers import read_book

        sender.send(("progress", (-1.0, "")))
        book = read_book(Path(path))
        gc.disable()  # what follows makes many plain values and no cycles; this process ends right after
        opened = open_book(book, told=lambda done, sheet: sender.send(("progress", (done, sheet))))
        _send(sender, opened)
    except (FileProblem, UsageError) as problem:
        sender.send((type(problem).__name__, (problem.code, problem.params)))
    except MemoryError:
        sender.send(("FileProblem", ("importers.too-large-inside", {"file": name})))
    except RecursionError:
        sender.send(("FileProblem", ("importers.broken", {"file": name, "reason": "RecursionError"})))
    sender.close()


def _send(sender: Connection[Any, Any], opened: Opened) -> None:
    book, reading = opened.book, opened.reading
    for sheet in book.sheets:
        rows, sheet._rows = sheet._rows, []
        sender.send(("sheet", sheet))
        for start in range(0, len(rows), _ROWS):
            sender.send(("rows", rows[start : start + _ROWS]))
    for table in reading.tables:
        if isinstance(table.observations, Observations):  # a few arrays: quickly unpacked as a whole
            sender.send(("whole-table", table))
            continue
        sender.send(("table", replace(table, observations=())))
        for start in range(0, len(table.observations), _ROWS):
            sender.send(("observations", table.observations[start : start + _ROWS]))
    empty = Book(book.file_name, book.sha256, book.format, [], book.findings)
    sender.send(("end", (empty, replace(reading, tables=()))))
