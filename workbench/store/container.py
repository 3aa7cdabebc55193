"""A ``.wbk`` on disk: opened as a working copy, locked, saved whole or not at all, and found again after a crash.

The file the user chose is read once on opening and replaced once on saving; between the two, work goes on in a
copy in this user's own folder, where every step is committed at once. Files on network shares and synced folders
are the normal case, so the chosen file is never opened for writing.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import shutil
import sqlite3
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.base.clock import stamp
from workbench.base.files import whole_file
from workbench.base.ids import new_id
from workbench.base.paths import state_dir
from workbench.domain.errors import StorageError
from workbench.store import schema
from workbench.store.database import connect, examine, integrity, same_schema, storage_errors
from workbench.store.store import Store

SUFFIX = ".wbk"


def who() -> str:
    """Name of the person at this computer, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A working copy that a crash or power cut left behind."""

    working: Path
    target: Path
    changed_at: float  # seconds since the epoch
    size: int


@dataclass
class Container:
    """An open workspace file: the working copy in ``store`` and the lock on ``target``."""

    target: Path
    store: Store
    read_only: bool
    _seen: tuple[int, int] | None  # time and size of the target when read, to notice a change by someone else
    _lock: Path | None

    @classmethod
    def create(cls, target: Path, *, title: str, framework: str, created_with: str) -> Container:
        """A new workspace that will be saved at *target*. Raises :class:`StorageError` if something is there already."""
        if target.exists():
            raise StorageError("store.exists", file=target.name)
        if not target.parent.is_dir():
            raise StorageError("store.no-folder", file=target.name, folder=target.parent.name)
        lock = _take_lock(target)
        try:
            working = _new_working_copy(target)
            store = Store.create(
                working,
                workspace_id=new_id("wbk"),
                title=title,
                framework=framework,
                created_with=created_with,
            )
        except BaseException:
            _drop_lock(lock)
            raise
        return cls(target, store, False, None, lock)

    @classmethod
    def open(cls, target: Path, *, read_only: bool = False, working: Path | None = None) -> Container:
        """Open *target*, or (after a crash) go on with its *working* copy.

        Raises :class:`StorageError`: absent, not a workspace, damaged, too new, or in use (``store.in-use`` names the
        holder; opening with *read_only* is then possible). The file itself is never changed.
        """
        if working is None:
            examine(target)
        lock = None if read_only else _take_lock(target)
        try:
            copy = working or _new_working_copy(target)
            if working is None:
                _copy_into(target, copy)
            store = _open_copy(copy, target, keep=working is not None)
        except BaseException:
            _drop_lock(lock)
            raise
        return cls(target, store, read_only, _fingerprint(target), lock)

    def save(self, target: Path | None = None, *, overwrite_changed: bool = False) -> None:
        """Put the present state at *target* (the own file if none): copy → check → flush → replace, old one as ``.bak``.

        Raises :class:`StorageError`; whatever happens, the old file and the working copy stay as they are.
        """
        elsewhere = target is not None and target != self.target
        goal = target or self.target
        if self.read_only and not elsewhere:
            raise StorageError("store.read-only", file=goal.name)
        if (
            not elsewhere
            and not overwrite_changed
            and self._seen is not None
            and _fingerprint(goal) not in (self._seen, None)
        ):
            raise StorageError("store.changed-outside", file=goal.name)
        lock = _take_lock(goal) if elsewhere else None
        try:
            with whole_file(goal) as part:
                self._write_checked(part)
                if goal.exists():
                    with whole_file(goal.with_name(goal.name + ".bak")) as backup:
                        shutil.copyfile(goal, backup)
        except OSError as error:
            _drop_lock(lock)
            raise StorageError(
                "store.cannot-save", file=goal.name, detail=error.strerror or str(error)
            ) from error
        except BaseException:
            _drop_lock(lock)
            raise
        if elsewhere:
            _drop_lock(self._lock)
            self.target, self._lock, self.read_only = goal, lock, False
            self.store.shown = goal
            _note_target(self.store.path, goal)
        self._seen = _fingerprint(goal)

    def _write_checked(self, part: Path) -> None:
        part.unlink()
        copy = connect(part, shown=self.target)
        try:
            with self.store.lock, storage_errors(self.target):
                self.store.db.conn.backup(copy.conn)
                # The file a user carries about must open anywhere, read-only places included: no WAL in it.
                copy.execute("PRAGMA journal_mode = DELETE")
            integrity(copy, self.target)
        finally:
            copy.close()

    def close(self) -> None:
        """Close the working copy, throw it away and give the lock back. What was not saved is gone: ask first."""
        self.store.close()
        _remove_working_copy(self.store.path)
        _drop_lock(self._lock)
        self._lock = None


def leftovers() -> list[Leftover]:
    """Working copies whose program is no longer running, newest first."""
    found = []
    for note in _working_folder().glob("*.json"):
        with suppress(OSError, ValueError, KeyError):
            told = json.loads(note.read_text(encoding="utf-8"))
            working = note.with_suffix(SUFFIX)
            if working.is_file() and not _alive(int(told["pid"])):
                state = working.stat()
                wal = working.with_name(working.name + "-wal")
                changed = max(state.st_mtime, wal.stat().st_mtime if wal.exists() else 0.0)
                found.append(Leftover(working, Path(told["target"]), changed, state.st_size))
    return sorted(found, key=lambda item: item.changed_at, reverse=True)


def discard(leftover: Leftover) -> None:
    """Throw a leftover working copy away."""
    _remove_working_copy(leftover.working)


def _open_copy(copy: Path, target: Path, *, keep: bool) -> Store:
    """Open a working copy and make sure of it; one that is refused is thrown away unless it is to be *kept*."""
    store = None
    try:
        store = Store(connect(copy, shown=target), copy, target)
        integrity(store.db, target)
        _migrate(store)
        same_schema(store.db, target)
    except BaseException as error:
        if store is not None:
            store.close()
        if not keep:
            _remove_working_copy(copy)
        if isinstance(error, sqlite3.Error):  # nothing SQLite says of a file it was handed is our own mistake
            raise StorageError("store.damaged", file=target.name, detail=str(error)) from error
        raise
    return store


def _migrate(store: Store) -> None:
    """Bring the working copy to the present schema. The user's own file changes only when it is saved (with ``.bak``)."""
    with storage_errors(store.shown):
        schema.migrations().apply(store.db)
        store.db.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def _copy_into(source: Path, copy: Path) -> None:
    """Copy through SQLite, so that a file someone left in WAL mode with its log beside it is read whole."""
    original = connect(source, read_only=True)
    try:
        duplicate = connect(copy, shown=source)
        try:
            with storage_errors(source):
                original.conn.backup(duplicate.conn)
        finally:
            duplicate.close()
    except BaseException:
        _remove_working_copy(copy)
        raise
    finally:
        original.close()


def _working_folder() -> Path:
    """Folder for working copies; if this user's own cannot be written, one in the system's temporary folder."""
    folder = state_dir() / "working"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    fallback = Path(tempfile.gettempdir()) / f"blueprint-workbench-{who()}"
    try:
        fallback.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "store.no-working-folder", folder=str(folder), detail=error.strerror or str(error)
        ) from error
    return fallback


def _new_working_copy(target: Path) -> Path:
    working = _working_folder() / f"{new_id(target.stem[:40])}{SUFFIX}"
    _note_target(working, target)
    return working


def _note_target(working: Path, target: Path) -> None:
    told = {"target": str(target.resolve()), "pid": os.getpid(), "at": stamp()}
    working.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _remove_working_copy(working: Path) -> None:
    for path in (
        working,
        working.with_name(working.name + "-wal"),
        working.with_name(working.name + "-shm"),
        working.with_suffix(".json"),
    ):
        with suppress(OSError):
            path.unlink()


def _fingerprint(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


# --- lock -------------------------------------------------------------------------------------------------------------


def _lock_path(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def _take_lock(target: Path) -> Path | None:
    """Write the lock beside *target*. ``None`` where the folder cannot be written (a read-only share)."""
    lock = _lock_path(target)
    record = json.dumps({"by": who(), "machine": platform.node(), "pid": os.getpid(), "at": stamp()})
    for _ in range(2):
        try:
            with lock.open("x", encoding="utf-8") as file:
                file.write(record)
            return lock
        except FileExistsError:
            holder = _holder(lock)
            if holder is not None:
                raise StorageError("store.in-use", file=target.name, **holder) from None
            with suppress(OSError):
                lock.unlink()
        except OSError:
            return None
    raise StorageError("store.in-use", file=target.name, by="?", machine="?", at="?")


def _holder(lock: Path) -> dict[str, str] | None:
    """Who holds the lock; ``None`` if it was left by a program of this computer that no longer runs."""
    try:
        told = json.loads(lock.read_text(encoding="utf-8"))
        by, machine, pid, at = str(told["by"]), str(told["machine"]), int(told["pid"]), str(told["at"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return {"by": "?", "machine": "?", "at": "?"}
    if machine == platform.node() and not _alive(pid):
        return None
    return {"by": by, "machine": machine, "at": at}


def _drop_lock(lock: Path | None) -> None:
    if lock is not None:
        with suppress(OSError):
            lock.unlink()


def _alive(pid: int) -> bool:
    """Whether a process of this computer with that number runs."""
    if os.name == "nt":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # type: ignore[attr-defined,unused-ignore]
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)  # type: ignore[attr-defined,unused-ignore]
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
