"""``export``: the workspace in open formats."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from workbench.app.commands.common import reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg


def add_to(commands: Commands) -> None:
    """``workbench export FILE.wbk --format csv|sdmx-csv|datapackage --out DIR``."""
    parser = commands.add("export", _export)
    workspace_argument(parser)
    choices = ("csv", "sdmx-csv", "datapackage")
    arg(parser, "--format", choices=choices, required=True, help_code="app.arg-export-format")
    arg(parser, "--out", type=Path, required=True, metavar="DIR", help_code="app.arg-export-out")


def _export(arguments: Namespace, console: Console) -> int:
    from workbench.base.files import sha256
    from workbench.services.export import export_workspace

    with reading(arguments.file) as session:
        written = export_workspace(session, arguments.format, arguments.out)
    if console.as_json:
        console.document(
            {
                "file": arguments.file.name,
                "format": arguments.format,
                "out": str(arguments.out),
                "files": [{"file": path.name, "sha256": sha256(path)} for path in written],
            }
        )
    else:
        for path in written:
            console.line(str(path))
    console.say("app.brief-made", count=len(written), folder=str(arguments.out))
    return 0
