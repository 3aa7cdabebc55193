"""The door for files: :func:`read_book` is the only way in. Content decides the reader, never the extension."""

from __future__ import annotations

from pathlib import Path

from workbench.importers.book import Book

__all__ = ["read_book"]


def read_book(path: Path, *, guarded: bool = False) -> Book:
    """Read a workbook or a CSV file whole.

    guarded: read it in a child process with limits on time and memory (for files of unknown origin).
    Raises :class:`~workbench.domain.errors.FileProblem` with a code of ``importers.*`` for anything that cannot be
    read: missing, empty, not a workbook, encrypted, broken, too large, too slow.
    """
    if guarded:
        from workbench.importers.readers.child import read_in_child

        return read_in_child(path)
    from workbench.importers.readers.open import read_here

    return read_here(path)
