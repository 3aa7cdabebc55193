"""Whether the program that left something behind is still running, on this computer.

A number of a process is no proof: after a power cut another program bears it. So each working copy has a file beside it
that its program holds locked; the system lets go of that lock however the program ends.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

_held: dict[Path, IO[bytes]] = {}


def hold(path: Path) -> None:
    """Hold *path* (made if absent) until :func:`let_go` or the end of this program, however it ends.

    Where the file system knows no locks nothing is held, and :func:`is_held` cannot tell.
    """
    if path in _held:
        return
    with suppress(OSError):
        file = path.open("ab")
        try:
            _lock(file)
        except OSError:
            file.close()
            raise
        _held[path] = file


def let_go(path: Path) -> None:
    """End :func:`hold`; the file stays."""
    file = _held.pop(path, None)
    if file is not None:
        file.close()


def is_held(path: Path) -> bool | None:
    """Whether a running program holds *path*; ``None`` if there is no such file or no telling."""
    if path in _held:
        return True
    try:
        with path.open("rb+") as file:
            try:
                _lock(file)
            except (BlockingIOError, PermissionError):
                return True
    except OSError:
        return None
    return False


def _lock(file: IO[bytes]) -> None:
    """Take the lock or raise ``OSError`` at once. Closing the file gives it back."""
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def runs(pid: int) -> bool:
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
    except (PermissionError, OverflowError):
        return True
    return True
