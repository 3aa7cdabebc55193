"""``export``: the workspace in open formats."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from workbench.app.commands.common import reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg

FORMATS = ("csv", "sdmx-csv", "datapackage")


def add_to(commands: Commands) -> None:
    """``workbench export FILE.wbk --format csv|sdmx-csv|datapackage --out DIR``."""
    parser = commands.add("export", _export)
    workspace_argument(parser)
    arg(parser, "--format", choices=FORMATS, required=True, help_code="app.arg-export-format")
    arg(parser, "--out", type=Path, required=True, metavar="DIR")


def _export(arguments: Namespace, console: Console) -> int:
    from workbench.services.export import export_workspace

    with reading(arguments.file) as session:
        files = export_workspace(session, arguments.format, arguments.out)
    if console.as_json:
        names = [path.relative_to(arguments.out).as_posix() for path in files]
        console.document({"file": arguments.file.name, "format": arguments.format, "files": names})
    console.say("app.exported", count=len(files), folder=str(arguments.out))
    return 0
