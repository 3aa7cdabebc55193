"""``demo``: the whole main job, headless."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from workbench.app.commands.common import make_folder
from workbench.app.console import Console
from workbench.app.parser import Commands, arg


def add_to(commands: Commands) -> None:
    """``workbench demo OUT_DIR [--table PATH]``."""
    parser = commands.add("demo", _demo)
    arg(parser, "out", type=Path, metavar="DIR")
    arg(parser, "--table", type=Path, metavar="BOOK")


def _demo(arguments: Namespace, console: Console) -> int:
    from workbench.services.demo import run_demo

    def told(code: str, /, **params: Any) -> None:
        console.note(f"· {console.word(code, **params)}")

    folder = make_folder(arguments.out)
    demo = run_demo(folder, table=arguments.table, told=told)
    if console.as_json:
        console.document({"folder": str(folder), **demo.as_json()})
    else:
        for line in demo.lines(console.lang):
            console.line(line)
    console.say("demo.done", folder=str(folder.resolve()))
    return 0
