"""Writing a file whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a temporary path beside *target*; on leaving, flush it to disk and put it in the target's place.

    The target is never opened, truncated or deleted first: if anything fails, it is as it was. Raises ``OSError``.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        if os.name == "posix":
            umask = os.umask(0)
            os.umask(umask)
            part.chmod(0o666 & ~umask)
        part.replace(target)
        _sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable where the system lets a folder be flushed (not on Windows)."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_bytes(target: Path, content: bytes) -> None:
    """Write *content* to *target* whole or not at all. Raises ``OSError``."""
    with whole_file(target) as part:
        part.write_bytes(content)


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
