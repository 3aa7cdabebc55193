"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
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


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write several files, all or none: each is first written whole beside its target, then all are put in place.

    If one cannot be put in place, those already replaced get their old content back (or are taken away again). Raises
    ``OSError``.
    """
    staged: list[tuple[Path, Path]] = []
    done: list[tuple[Path, Path | None]] = []
    try:
        for target, content in contents.items():
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
            staged.append((target, Path(name)))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if os.name == "posix":
                umask = os.umask(0)
                os.umask(umask)
                Path(name).chmod(0o666 & ~umask)
        for target, part in staged:
            before = _set_aside(target)
            done.append((target, before))
            part.replace(target)
    except BaseException:
        for target, before in reversed(done):
            with suppress(OSError):
                if before is not None:
                    before.replace(target)
                    before.unlink(missing_ok=True)  # a second link to the same file stays where it is
                elif target.is_file():
                    target.unlink()
        for _, part in staged:
            with suppress(OSError):
                part.unlink()
        raise
    for _, before in done:
        if before is not None:
            with suppress(OSError):
                before.unlink()
    for folder in {target.parent for target in contents}:
        _sync_folder(folder)


def _set_aside(target: Path) -> Path | None:
    """A second name for what is at *target*, so that it can be put back; ``None`` if nothing is there."""
    if not target.exists():
        return None
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".before", dir=target.parent)
    os.close(handle)
    before = Path(name)
    try:
        before.unlink()
        try:
            os.link(target, before)
        except OSError:  # a file system without links
            shutil.copy2(target, before)
    except OSError:
        with suppress(OSError):
            before.unlink()
        raise
    return before


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
