"""The window: makes sure it can open here, then hands over to :mod:`workbench.gui`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.app.parser import Parser, arg
from workbench.base.messages import word
from workbench.domain.text import Lang

if TYPE_CHECKING:
    from argparse import Namespace


def main(argv: list[str] | None = None) -> int:
    """Open the window with the command line *argv*; what the desktop entry and the frozen program call."""
    from workbench.app.cli import main as run
    from workbench.app.cli import program

    return run(argv) if argv is not None else program()


def open_window(arguments: list[str], lang: Lang) -> int:
    """Open the window and stay until it is closed. Returns an exit code; raises :class:`WorkbenchError`."""
    options = _options(arguments, lang)
    if options.smoke is not None:
        from workbench.app.smoke import run_smoke

        return run_smoke(options.smoke)
    from workbench.app.qt_ready import require_qt
    from workbench.base.log import start_logging

    start_logging()
    if options.file is not None:
        _load_before_qt()
    require_qt()
    from workbench.app.window import run_window

    return run_window(options.file, read_only=options.read_only, lang=lang if options.lang else None)


def _load_before_qt() -> None:
    """Import what a workspace will need before PySide6, which looks into the source of every module imported after it."""
    import numpy  # noqa: F401

    from workbench.store.database import database_class

    database_class()


def _options(arguments: list[str], lang: Lang) -> Namespace:
    parser = Parser(prog="workbench", lang=lang, description=word("app.about", lang))
    arg(parser, "file", type=Path, nargs="?", metavar="FILE.wbk")
    arg(parser, "--read-only", action="store_true")
    arg(parser, "--lang", choices=("en", "zh-Hant"))
    arg(parser, "--smoke", type=Path, metavar="DIR")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
