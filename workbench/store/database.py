"""One connection to a workspace database: how it is opened, and what its failures are called."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.errors import RuleError, StorageError
from workbench.store import schema

if TYPE_CHECKING:
    from sqlite_utils import Database

PATIENCE = 5.0  # seconds to wait for another program that has the file locked
_HEADER = b"SQLite format 3\x00"
_KNOWN = {
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_IOERR: "store.unreadable",
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_READONLY: "store.read-only",
    sqlite3.SQLITE_CANTOPEN: "store.cannot-open",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.not-a-workspace",
    sqlite3.SQLITE_PERM: "store.read-only",
    sqlite3.SQLITE_INTERRUPT: "store.interrupted",
}


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn the environment's failures into :class:`StorageError`; a failure that is our own mistake passes through."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if "FOREIGN KEY" in str(error):
            raise RuleError("store.still-used") from error
        raise
    except sqlite3.Error as error:
        primary = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        code = _KNOWN.get(primary)
        if code is None and any(
            sign in str(error) for sign in ("disk image is malformed", "Could not decode")
        ):
            code = "store.damaged"
        if code is None:
            raise
        raise StorageError(code, file=path.name, detail=str(error)) from error
    except UnicodeDecodeError as error:  # the words of SQLite's own complaint quote the damaged bytes
        raise StorageError("store.damaged", file=path.name, detail=error.reason) from error


@contextmanager
def sound_rows(path: Path) -> Iterator[None]:
    """Around the reading of rows that only this program writes: what does not read as we write it is damage."""
    try:
        yield
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RuleError) as error:
        raise StorageError("store.damaged", file=path.name, detail=str(error)) from error


@cache
def database_class() -> type[Database]:
    """sqlite-utils, imported without pandas: it would import all of it (0.3 s) only to know the types of its columns."""
    if "pandas" in sys.modules or "sqlite_utils" in sys.modules:
        from sqlite_utils import Database
    else:
        sys.modules["pandas"] = None  # type: ignore[assignment]  # Python's own way of saying “not importable”
        try:
            from sqlite_utils import Database
        finally:
            del sys.modules["pandas"]
    return Database


def connect(path: Path, *, read_only: bool = False, shown: Path | None = None) -> Database:
    """Open a database file with the settings every connection needs.

    shown: the file that messages name, where *path* is only its working copy. Raises :class:`StorageError`.
    """
    database = database_class()

    with storage_errors(shown or path):
        mode = "ro" if read_only else "rwc"
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, check_same_thread=False, timeout=PATIENCE
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if not read_only:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("PRAGMA temp_store = MEMORY")
            return database(connection)
        except BaseException:
            connection.close()
            raise


def copy_all(source: Database, goal: Database, shown: Path) -> None:
    """Copy a whole database into an empty one. Raises :class:`StorageError`, also where the source stays locked.

    Left to itself, Python's ``backup`` would wait for a locked source for ever.
    """
    end = time.monotonic() + PATIENCE

    def watch(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise StorageError("store.locked", file=shown.name)

    with storage_errors(shown):
        source.conn.backup(goal.conn, progress=watch, sleep=0.05)


def examine(path: Path, *, shown: Path | None = None) -> int:
    """Look at a file without changing it and return its schema version.

    shown: the file that messages name, where *path* is only its working copy.

    Raises :class:`StorageError`: absent, unreadable, not a workspace, damaged, or made by a newer version.
    """
    name = (shown or path).name
    try:
        if not path.is_file():
            raise StorageError("store.absent", file=name)
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise StorageError("store.cannot-open", file=name, detail=error.strerror or str(error)) from error
    if not header.startswith(_HEADER) or len(header) < 100:
        raise StorageError("store.not-a-workspace", file=name)
    version = int.from_bytes(header[60:64], "big")
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise StorageError("store.not-a-workspace", file=name)
    if version > schema.SCHEMA_VERSION:
        raise StorageError("store.too-new", file=name, version=version, known=schema.SCHEMA_VERSION)
    return version


def integrity(db: Database, path: Path) -> None:
    """Check the pages and references of a database. Raises :class:`StorageError` (``store.damaged``)."""
    with storage_errors(path):
        (verdict,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        dangling = db.execute("PRAGMA foreign_key_check").fetchone()
    if verdict != "ok" or dangling is not None:
        raise StorageError(
            "store.damaged", file=path.name, detail=verdict if verdict != "ok" else str(dangling[0])
        )


@cache
def _expected_schema() -> frozenset[tuple[str, ...]]:
    from sqlite_utils import Database

    fresh = Database(memory=True)
    schema.migrations().apply(fresh)
    found = _schema(fresh)
    fresh.close()
    return found


def _schema(db: Database) -> frozenset[tuple[str, ...]]:
    return frozenset(
        db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master").fetchall()
    )


def same_schema(db: Database, path: Path) -> None:
    """Check that tables and triggers are those of this version: a guard someone took out would guard nothing.

    Raises :class:`StorageError` (``store.damaged``).
    """
    with storage_errors(path):
        odd = sorted(
            name for _, name, *_ in _schema(db) ^ _expected_schema() if not name.startswith("sqlite_stat")
        )
    if odd:
        raise StorageError("store.damaged", file=path.name, detail=odd[0])
