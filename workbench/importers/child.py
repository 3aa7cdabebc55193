"""Untrusted workbooks are opened in a child process: a hang, a panic or a bomb becomes one plain message.

The child reads *and* understands the file and sends back the :class:`~.reading.Reading`; no library object crosses.
A small CSV is read here: that is Python only, and its size is known before it is opened.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from workbench.domain.errors import Cancelled, FileProblem, UsageError
from workbench.importers.reading import Reading

SECONDS = 18.0  # for files of usual size; large ones get more, see seconds_for
USUAL_BYTES = 5_000_000
ADDRESSES = 2_000_000_000  # bytes of address space
MEMORY = 900_000_000  # bytes of memory of its own
SMALL_TEXT = 2_000_000  # bytes of CSV that are read at once, without a child
OUT_OF_TIME = 24  # the signal with which Linux and macOS end a process that has used up its processor time
_STEP = 0.05


def understand_in_child(
    path: Path,
    sheet: str | None = None,
    *,
    seconds: float | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """As :func:`~workbench.importers.tables.understand`, guarded.

    seconds: how long the child may take (``None``: by the size of the file).
    cancelled: asked about twenty times a second. Raises :class:`FileProblem`, :class:`UsageError`, :class:`Cancelled`.
    """
    seconds = seconds_for(path) if seconds is None else seconds
    if is_text(path) and _size(path) <= SMALL_TEXT:
        from workbench.importers.tables import understand

        return understand(path, sheet)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(sender, str(path), sheet, seconds), daemon=True)
    child.start()
    sender.close()
    try:
        return _receive(receiver, child, path, seconds, cancelled)
    finally:
        receiver.close()
        if child.is_alive():
            child.kill()
        child.join()
        child.close()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def seconds_for(path: Path) -> float:
    """How long reading a file may take: three seconds more for each megabyte beyond the usual size."""
    return SECONDS + 3.0 * max(0, _size(path) - USUAL_BYTES) / 1_000_000


def patience() -> float:
    """How many times longer than its processor time a child may take by the clock: a busy machine is no hang."""
    return 1.0 if os.name == "nt" else 3.0


def is_text(path: Path) -> bool:
    """Whether the start of the file is neither a ZIP nor an OLE container nor old BIFF (errors show up later)."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError:
        return True
    return not (
        start.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
        or start[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
    )


def _receive(
    receiver: Connection[Any, Any],
    child: Any,
    path: Path,
    seconds: float,
    cancelled: Callable[[], bool] | None,
) -> Reading:
    deadline = time.monotonic() + seconds * patience()
    while not receiver.poll(_STEP):
        if cancelled is not None and cancelled():
            raise Cancelled
        if not child.is_alive() and not receiver.poll(0):
            raise end_of(child, path, seconds)
        if time.monotonic() > deadline:
            raise FileProblem("importers.too-slow", file=path.name, seconds=int(seconds))
    try:
        kind, content = receiver.recv()
    except (EOFError, OSError) as problem:
        raise end_of(child, path, seconds) from problem
    if kind == "reading":
        assert isinstance(content, Reading)
        return content
    error = {"FileProblem": FileProblem, "UsageError": UsageError}.get(kind, FileProblem)
    raise error(content[0], **content[1])


def end_of(child: Any, path: Path, seconds: float) -> FileProblem:
    """Why a child that sent no answer is gone: its time was up, or it broke down."""
    child.join(1.0)
    if child.exitcode == -OUT_OF_TIME:
        return FileProblem("importers.too-slow", file=path.name, seconds=int(seconds))
    return FileProblem("importers.reader-stopped", file=path.name)


def _work(sender: Connection[Any, Any], path: str, sheet: str | None, seconds: float) -> None:
    """The child: limit oneself, read, answer."""
    limit_self(seconds)
    silence()
    try:
        from workbench.importers.readers import read_book
        from workbench.importers.tables import understand_book

        book = read_book(Path(path))
        gc.disable()  # what follows makes many plain values and no cycles; this process ends right after
        answer: tuple[str, Any] = ("reading", understand_book(book, sheet))
    except (FileProblem, UsageError) as problem:
        answer = (type(problem).__name__, (problem.code, problem.params))
    except MemoryError:
        answer = ("FileProblem", ("importers.too-large-inside", {"file": Path(path).name}))
    except RecursionError:
        answer = ("FileProblem", ("importers.broken", {"file": Path(path).name, "reason": "RecursionError"}))
    sender.send(answer)
    sender.close()


def limit_self(seconds: float) -> None:
    """Limit memory and processor time of this process, for good. Where the system refuses, the parent's clock guards."""
    if os.name == "nt":
        with contextlib.suppress(OSError, AttributeError):
            _limit_by_job()
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        whole = max(1, int(seconds))
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))


def _limit_by_job() -> None:
    """Windows: put this process into a job object that limits its memory and that it cannot leave."""
    import ctypes

    class Limits(ctypes.Structure):  # JOBOBJECT_EXTENDED_LIMIT_INFORMATION
        _fields_ = (
            ("times", ctypes.c_int64 * 2),
            ("flags", ctypes.c_uint32),
            ("working_set", ctypes.c_size_t * 2),
            ("active_processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("classes", ctypes.c_uint32 * 2),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        )

    process_memory_limited, extended = 0x100, 9
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = Limits(flags=process_memory_limited, process_memory=MEMORY)
    kernel.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


def silence() -> None:
    """What a reader writes to standard error (panics, warnings) is not for the user."""
    with contextlib.suppress(OSError):
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        os.close(quiet)
