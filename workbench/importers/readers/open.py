"""Open a file in this process: sniff what it is, hand it to the reader, word every failure once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NoReturn

from workbench.domain.errors import FileProblem, WorkbenchError
from workbench.importers.book import Book
from workbench.importers.readers.sniff import sniff

MAX_BYTES = 200_000_000


def read_here(path: Path) -> Book:
    """Read *path* in this process. Raises :class:`FileProblem`."""
    name = path.name
    try:
        if path.is_dir():
            raise FileProblem("importers.is-folder", file=name)
        if path.stat().st_size > MAX_BYTES:
            raise FileProblem("importers.too-large", file=name, limit=MAX_BYTES // 1_000_000)
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileProblem("importers.not-found", file=name) from None
    except PermissionError:
        raise FileProblem("importers.no-permission", file=name) from None
    except OSError as problem:
        raise FileProblem(
            "importers.cannot-read", file=name, reason=problem.strerror or str(problem)
        ) from problem
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Book:
    """Read the bytes of a file called *name*. Raises :class:`FileProblem`."""
    kind = sniff(data, name)
    digest = hashlib.sha256(data).hexdigest()
    try:
        if kind == "csv":
            from workbench.importers.readers.csv_text import read_csv

            return read_csv(data, name, digest)
        from workbench.importers.readers.spreadsheet import read_spreadsheet

        return read_spreadsheet(data, name, digest, kind)
    except WorkbenchError:
        raise
    except MemoryError:
        raise FileProblem("importers.too-large-inside", file=name) from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # noqa: BLE001 - a panic inside a reader is not an Exception
        _refuse(problem, name)


def _refuse(problem: BaseException, name: str) -> NoReturn:
    text = f"{type(problem).__name__}: {problem}".lower()
    if "password" in text or "encrypt" in text:
        raise FileProblem("importers.encrypted", file=name) from problem
    raise FileProblem("importers.broken", file=name, reason=type(problem).__name__) from problem
