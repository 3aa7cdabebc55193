"""The lock record beside a workspace file: who has it open, where, since when."""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from pathlib import Path

from workbench.base.clock import stamp
from workbench.domain.errors import StorageError
from workbench.store import alive


def who() -> str:
    """Name of the person at this computer, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def take(target: Path, held: Path) -> Path | None:
    """Write the lock beside *target*; ``None`` where the folder cannot be written (a read-only share).

    held: the file in this user's own folder that this program holds while it lives (:mod:`.alive`).
    Raises :class:`StorageError` (``store.in-use``, naming the holder).
    """
    lock = target.with_name(f".{target.name}.lock")
    told = {"by": who(), "machine": platform.node(), "pid": os.getpid(), "at": stamp(), "held": held.name}
    record = json.dumps(told, ensure_ascii=False)
    for _ in range(2):
        try:
            with lock.open("x", encoding="utf-8") as file:
                file.write(record)
            return lock
        except FileExistsError:
            holder = _holder(lock, held.parent)
            if holder is not None:
                raise StorageError("store.in-use", file=target.name, **holder) from None
            with suppress(OSError):
                lock.unlink()
        except OSError:
            with suppress(OSError):  # made, but the disk was too full to write into it
                if lock.stat().st_size == 0:
                    lock.unlink()
            return None
    raise StorageError("store.in-use", file=target.name, by="?", machine="?", at="?")


def drop(lock: Path | None) -> None:
    """Give a lock back."""
    if lock is not None:
        with suppress(OSError):
            lock.unlink()


def _holder(lock: Path, folder: Path) -> dict[str, str] | None:
    """Who holds the lock; ``None`` if it was left by a program of this computer that no longer runs."""
    try:
        told = json.loads(lock.read_text(encoding="utf-8"))
        by, machine, pid, at = str(told["by"]), str(told["machine"]), int(told["pid"]), str(told["at"])
        held = folder / Path(str(told["held"])).name
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"by": "?", "machine": "?", "at": "?"}
    if machine == platform.node() and not program_lives(pid, held):
        return None
    return {"by": by, "machine": machine, "at": at}


def program_lives(pid: int, held: Path) -> bool:
    """Whether the program of this computer that wrote a record still runs. In doubt it does."""
    return alive.runs(pid) and alive.is_held(held) is not False
