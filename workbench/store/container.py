"""A ``.wbk`` on disk: opened as a working copy, locked, saved whole or not at all, and found again after a crash.

The file the user chose is read once on opening and replaced once on saving; between the two, work goes on in a
copy in this user's own folder, where every step is committed at once. Files on network shares and synced folders
are the normal case, so the chosen file is never opened for writing.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from workbench.base.clock import stamp
from workbench.base.files import whole_file, write_bytes
from workbench.base.ids import new_id
from workbench.base.paths import state_dir
from workbench.domain.errors import StorageError
from workbench.store import alive, locks, schema
from workbench.store.database import connect, copy_all, examine, integrity, same_schema, storage_errors
from workbench.store.locks import who
from workbench.store.store import Store

SUFFIX = ".wbk"
Seen = frozenset[tuple[int, int] | None]  # times and sizes of a file; ``None`` = not there


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
    _seen: Seen  # what the target may be like when it is replaced; anything else is someone else's change
    _lock: Path | None
    _saving: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def create(cls, target: Path, *, title: str, framework: str, created_with: str) -> Container:
        """A new workspace that will be saved at *target*. Raises :class:`StorageError` if something is there already."""
        if target.exists():
            raise StorageError("store.exists", file=target.name)
        if not target.parent.is_dir():
            raise StorageError("store.no-folder", file=target.name, folder=target.parent.name)
        seen: Seen = frozenset({None})
        working = _new_working_copy(target, seen)
        lock = None
        try:
            lock = locks.take(target, _held_file(working))
            # Made beside its place and moved there: a half-made working copy is never taken for somebody's work.
            part = _part(working)
            Store.create(
                part, workspace_id=new_id("wbk"), title=title, framework=framework, created_with=created_with
            ).close()
            part.replace(working)
            store = Store(connect(working, shown=target), working, target)
        except BaseException as error:
            locks.drop(lock)
            _remove_working_copy(working)
            _reraise(error, target)
            raise
        return cls(target, store, False, seen, lock)

    @classmethod
    def open(cls, target: Path, *, read_only: bool = False, working: Path | None = None) -> Container:
        """Open *target*, or (after a crash) go on with its *working* copy.

        Raises :class:`StorageError`: absent, not a workspace, damaged, too new, or in use (``store.in-use`` names the
        holder; opening with *read_only* is then possible). The file itself is never changed.
        """
        recovering = working is not None
        if working is None:
            examine(target)
            seen: Seen = frozenset({None, _fingerprint(target)})
            working = _new_working_copy(target, seen)
        else:
            seen = _take_over(working, target)
        lock = None
        try:
            lock = None if read_only else locks.take(target, _held_file(working))
            if not recovering:
                _copy_into(target, working)
            store = _open_copy(working, target)
        except BaseException as error:
            locks.drop(lock)
            alive.let_go(_held_file(working))
            if not recovering:
                _remove_working_copy(working)
            _reraise(error, target)
            raise
        return cls(target, store, read_only, seen, lock)

    def save(
        self,
        target: Path | None = None,
        *,
        overwrite_changed: bool = False,
        saved: Callable[[Store], None] = lambda _: None,
    ) -> None:
        """Put the present state at *target* (the own file if none): copy → check → flush → replace, old one as ``.bak``.

        On any thread, one at a time: what is copied is read through a connection of its own, held to one moment, so
        that work goes on meanwhile. saved: shown that moment, before the copying, to note which state it is. Raises
        :class:`StorageError`; whatever happens, the old file and the working copy stay as they are.
        """
        with self._saving:
            self._save(target, overwrite_changed, saved)

    def _save(self, target: Path | None, overwrite_changed: bool, saved: Callable[[Store], None]) -> None:
        elsewhere = target is not None and target.resolve() != self.target.resolve()
        goal = target or self.target
        if self.read_only and not elsewhere:
            raise StorageError("store.read-only", file=goal.name)
        if not (elsewhere or overwrite_changed or _fingerprint(goal) in self._seen):
            raise StorageError("store.changed-outside", file=goal.name)
        lock = locks.take(goal, _held_file(self.store.path)) if elsewhere else None
        try:
            with whole_file(goal) as part:
                self._write_checked(part, saved)
                if goal.exists():
                    with whole_file(goal.with_name(goal.name + ".bak")) as backup:
                        shutil.copyfile(goal, backup)
                # Noted before, so that after a crash the new file is known as ours. A full home must not stop saving.
                with suppress(OSError):
                    _note(self.store.path, goal, frozenset({None, _fingerprint(goal), _fingerprint(part)}))
        except OSError as error:
            locks.drop(lock)
            raise StorageError(
                "store.cannot-save", file=goal.name, detail=error.strerror or str(error)
            ) from error
        except BaseException:
            locks.drop(lock)
            raise
        if elsewhere:
            locks.drop(self._lock)
            self.target, self._lock, self.read_only = goal, lock, False
            self.store.shown = goal
        self._seen = frozenset({None, _fingerprint(goal)})

    def _write_checked(self, part: Path, saved: Callable[[Store], None]) -> None:
        part.unlink()
        copy = connect(part, shown=self.target)
        try:
            source = Store.open_to_read(self.store.path, self.target)
            try:
                with source.held_still():
                    saved(source)
                    copy_all(source.db, copy, self.target)
            finally:
                source.close()
            with storage_errors(self.target):
                # The file a user carries about must open anywhere, read-only places included: no WAL in it.
                copy.execute("PRAGMA journal_mode = DELETE")
            integrity(copy, self.target)
        finally:
            copy.close()

    def close(self) -> None:
        """Close the working copy, throw it away and give the lock back. What was not saved is gone: ask first."""
        self.store.close()
        _remove_working_copy(self.store.path)
        locks.drop(self._lock)
        self._lock = None


def leftovers() -> list[Leftover]:
    """Working copies whose program is no longer running, newest first. Remains that hold no work are cleared away."""
    found = []
    for note in _working_folder().glob("*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(note.read_text(encoding="utf-8"))
            working = note.with_suffix(SUFFIX)
            if locks.program_lives(int(told["pid"]), _held_file(working)):
                continue
            if not working.is_file():  # ended before there was anything to lose
                _remove_working_copy(working)
                continue
            state = working.stat()
            wal = working.with_name(working.name + "-wal")
            changed = max(state.st_mtime, wal.stat().st_mtime if wal.exists() else 0.0)
            found.append(Leftover(working, Path(told["target"]), changed, state.st_size))
    return sorted(found, key=lambda item: item.changed_at, reverse=True)


def discard(leftover: Leftover) -> None:
    """Throw a leftover working copy away."""
    _remove_working_copy(leftover.working)


def _open_copy(copy: Path, target: Path) -> Store:
    """Open a working copy and make sure of it."""
    version = examine(copy, shown=target)
    store = Store(connect(copy, shown=target), copy, target)
    try:
        integrity(store.db, target)
        if version < schema.SCHEMA_VERSION:
            _migrate(store)
        same_schema(store.db, target)
        store.workspace()
    except BaseException:
        store.close()
        raise
    return store


def _reraise(error: BaseException, target: Path) -> None:
    """Say in words what SQLite or the system said while opening. Nothing they say of a file they were handed is our mistake."""
    if isinstance(error, sqlite3.Error):
        raise StorageError("store.damaged", file=target.name, detail=str(error)) from error
    if isinstance(error, OSError):
        raise StorageError(
            "store.cannot-open", file=target.name, detail=error.strerror or str(error)
        ) from error


def _migrate(store: Store) -> None:
    """Bring the working copy to the present schema. The user's own file changes only when it is saved (with ``.bak``)."""
    with storage_errors(store.shown):
        schema.migrations().apply(store.db)
        store.db.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def _copy_into(source: Path, copy: Path) -> None:
    """Copy through SQLite, so that a file someone left in WAL mode with its log beside it is read whole."""
    part = _part(copy)
    original = connect(source, read_only=True)
    try:
        duplicate = connect(part, shown=source)
        try:
            copy_all(original, duplicate, source)
        finally:
            duplicate.close()
    finally:
        original.close()
    part.replace(copy)  # a half-made copy is never taken for somebody's work


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


def _new_working_copy(target: Path, seen: Seen) -> Path:
    """A name for a working copy of *target*, held by this program; there is nothing under it yet."""
    working = _working_folder() / f"{new_id(target.stem[:40])}{SUFFIX}"
    try:
        _note(working, target, seen)
    except OSError as error:
        _remove_working_copy(working)
        raise StorageError(
            "store.no-working-folder", folder=str(working.parent), detail=error.strerror or str(error)
        ) from error
    return working


def _take_over(working: Path, target: Path) -> Seen:
    """Make a leftover working copy this program's own. Raises :class:`StorageError` if another one has it."""
    if alive.is_held(_held_file(working)):
        raise StorageError("store.in-use", file=target.name, by=who(), machine=platform.node(), at="?")
    try:
        told = json.loads(working.with_suffix(".json").read_text(encoding="utf-8"))
        seen: Seen = frozenset(
            None if item is None else (int(item[0]), int(item[1])) for item in told["seen"]
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        seen = frozenset({None})
    try:
        _note(working, target, seen)
    except OSError as error:
        raise StorageError(
            "store.no-working-folder", folder=str(working.parent), detail=error.strerror or str(error)
        ) from error
    return seen


def _note(working: Path, target: Path, seen: Seen) -> None:
    """Write beside a working copy whose it is, and hold it while this program runs. Raises ``OSError``."""
    alive.hold(_held_file(working))
    told = {"target": str(target.resolve()), "pid": os.getpid(), "at": stamp(), "seen": list(seen)}
    write_bytes(working.with_suffix(".json"), json.dumps(told, ensure_ascii=False).encode())


def _held_file(working: Path) -> Path:
    return working.with_suffix(".held")


def _part(working: Path) -> Path:
    return working.with_suffix(".part")


def _remove_working_copy(working: Path) -> None:
    alive.let_go(_held_file(working))
    for path in (working, _part(working)):
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                path.with_name(path.name + end).unlink()
    for path in (_held_file(working), working.with_suffix(".json")):  # the note last: it is what leads here
        with suppress(OSError):
            path.unlink()


def _fingerprint(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
