"""``workbench``: the window, or one of its jobs without a window (and without Qt).

Exit codes: 0 done · 1 the answer is “no” · 2 wrong usage · 3 input could not be read · 4 storage · 5 cancelled.
A traceback never reaches a person: a defect is one line and an entry in the log.
"""

from __future__ import annotations

import atexit
import logging
import os
import signal
import sys
import threading
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.app.console import Console, use_utf8
from workbench.app.locale import message_language
from workbench.domain.errors import RuleError, WorkbenchError
from workbench.domain.text import Lang

EXIT_DEFECT = 1
EXIT_CANCELLED = 5


def main(argv: list[str] | None = None) -> int:
    """Run the command line *argv* (without the program's name) and return its exit code. Never raises."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    use_utf8()
    if arguments == ["--version"]:
        Console("en").line(f"workbench {__version__}")
        return 0
    quiet_libraries()
    lang = message_language(arguments)
    return guarded(lambda: _run(arguments, lang), Console(lang))


def program() -> int:
    """The command line of this process; where Qt was used, the process ends here.

    What is left of Qt when Python takes itself apart may be taken apart in an order that it does not survive: a
    segmentation fault after all was done. So threads and exit functions are waited for as ever, and then it is over.
    """
    code = main()
    if "PySide6.QtWidgets" not in sys.modules:
        return code
    threading._shutdown()  # type: ignore[attr-defined]  # as the interpreter does first of all
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _run(arguments: list[str], lang: Lang) -> int:
    if _is_for_the_window(arguments):
        from workbench.app.main import open_window

        return open_window(arguments, lang)
    from workbench.app.commands import build_parser

    parsed = build_parser(lang).parse_args(arguments)
    console = Console(lang, as_json=getattr(parsed, "json", False))
    code: int = parsed.run(parsed, console)
    return code


def _is_for_the_window(arguments: list[str]) -> bool:
    """Nothing, a workspace file, or options that only the window has."""
    rest = list(arguments)
    while rest and (rest[0] == "--lang" or rest[0].startswith("--lang=")):
        rest = rest[2:] if rest[0] == "--lang" else rest[1:]
    if not rest:
        return True
    first = rest[0]
    return first in ("--smoke", "--read-only") or (
        not first.startswith("-") and Path(first).suffix.lower() == ".wbk"
    )


def guarded(work: Any, console: Console) -> int:
    """Do *work*, turning every way it can end into an exit code and, for a person, one line."""
    # POSIX: a closed pipe is found out by writing to it, and SIGTERM ends us as Ctrl-C does, with files put back.
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGTERM, _interrupt)
    code = _outcome(work, console)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        code = _reader_gone()
    return code


def _reader_gone() -> int:
    """Whoever read our output has gone: what Python still holds of it goes nowhere, or it would complain on leaving."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_CANCELLED


def _outcome(work: Any, console: Console) -> int:
    try:
        return int(work())
    except WorkbenchError as error:
        _report(error, console)
        return error.exit_code
    except (KeyboardInterrupt, _Terminated):
        console.note("")
        console.say("work.cancelled")
        return EXIT_CANCELLED
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as end:  # argparse after --help
        return end.code if isinstance(end.code, int) else 0
    except MemoryError:
        console.say("app.memory")
        return EXIT_DEFECT
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback reaches a person
        return report_defect(error, console)


class _Terminated(BaseException):
    """SIGTERM arrived."""


def _interrupt(_number: int, _frame: Any) -> None:
    raise _Terminated


def _report(error: WorkbenchError, console: Console) -> None:
    words = error.words(console.lang)
    if isinstance(error, RuleError) and error.field and error.code.startswith("expression."):
        words = f"{error.field}: {words}"  # which of the formulas
    console.note(f"workbench: {words}")


def report_defect(error: BaseException, console: Console) -> int:
    """Log a defect whole; tell the person in one line where. A system error that no room foresaw is said as such."""
    from workbench.base.log import logger, start_logging

    start_logging()
    logger.error("defect", exc_info=error)
    if isinstance(error, OSError) and error.filename is not None:
        console.say("app.system", file=str(error.filename), reason=error.strerror or type(error).__name__)
        return 4 if error.errno in _STORAGE_ERRNOS else 3
    from workbench.app.defects import describe

    defect = describe(error)
    console.say("app.defect", kind=defect.kind, detail=defect.detail, log=log_place())
    return EXIT_DEFECT


def log_place() -> str:
    """Path of the log file, or ``-`` where this user's folder cannot be written."""
    from workbench.base.paths import state_dir

    path = state_dir() / "log" / "workbench.log"
    return str(path) if path.is_file() else "-"


def _storage_errnos() -> frozenset[int]:
    import errno

    names = ("ENOSPC", "EROFS", "EDQUOT", "EACCES", "EPERM", "ENOTDIR", "EEXIST")
    return frozenset(value for name in names if (value := getattr(errno, name, None)) is not None)


_STORAGE_ERRNOS = _storage_errnos()


def quiet_libraries() -> None:
    """Libraries warn and log for developers: into the log file, never onto a person's terminal."""
    logging.raiseExceptions = False
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


if __name__ == "__main__":
    sys.exit(program())
