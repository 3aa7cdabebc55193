"""The door for files: :func:`read_book` is the only way in. Content decides the reader, never the extension."""

from __future__ import annotations

from pathlib import Path

from workbench.importers.book import Book

__all__ = ["read_book"]


def read_book(path: Path) -> Book:
    """Read a workbook or a CSV file whole, in this process (see :mod:`workbench.importers.child` for the guarded way).

    Raises :class:`~workbench.domain.errors.FileProblem` with a code of ``importers.*`` for anything that cannot be
    read: missing, empty, not a workbook, encrypted, broken, too large.
    """
    from workbench.importers.readers.open import read_here

    return read_here(path)
