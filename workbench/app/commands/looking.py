"""``tour``: pictures of the window, for those who build it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from workbench.app.commands.common import make_folder
from workbench.app.console import Console
from workbench.app.parser import Commands, arg


def add_to(commands: Commands) -> None:
    """``workbench tour OUT_DIR``."""
    parser = commands.add("tour", _tour, json=False)
    arg(parser, "out", type=Path, metavar="DIR")
    arg(parser, "--pane", action="append", metavar="ID")
    arg(parser, "--import", action="append", type=Path, metavar="FILE", dest="tables")
    arg(parser, "--only", choices=("en", "zh-Hant"))
    arg(parser, "--theme", choices=("light", "dark"))


def _tour(arguments: Namespace, console: Console) -> int:
    from workbench.app.stage import HEIGHT, WIDTH
    from workbench.app.tour import THEMES, run_tour
    from workbench.domain.text import LANGS

    folder = make_folder(arguments.out)
    made = run_tour(
        folder,
        langs=(arguments.only,) if arguments.only else LANGS,
        themes=(arguments.theme,) if arguments.theme else THEMES,
        panes=arguments.pane or (),
        tables=arguments.tables or (),
        told=lambda path: console.line(str(path)),
    )
    larger = [path for path in made if png_size(path) != (WIDTH, HEIGHT)]
    for path in larger:
        console.say("app.tour-larger", file=path.name, width=WIDTH, height=HEIGHT)
    return 1 if larger else 0


def png_size(path: Path) -> tuple[int, int]:
    """Width and height in the head of a PNG file."""
    head = path.read_bytes()[16:24]
    return int.from_bytes(head[:4]), int.from_bytes(head[4:])
