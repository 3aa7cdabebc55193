"""``snapshot diff``: what changed between two snapshots, as lines, JSON or a paper."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.app.commands.common import make_folder, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.errors import UsageError
from workbench.domain.text import LANGS

if TYPE_CHECKING:
    from workbench.domain.text import Lang

FORMATS = ("docx", "xlsx", "pdf", "pptx")


def add_to(group: Commands) -> None:
    """``workbench snapshot diff FILE.wbk SINCE [UNTIL] [--tolerance N] [--report DIR [--format …]]``."""
    diff = group.add("diff", _diff, help_code="app.help-snapshot-diff")
    workspace_argument(diff)
    arg(diff, "since", metavar="NAME", help_code="app.arg-since")
    arg(diff, "until", metavar="NAME", nargs="?", help_code="app.arg-until")
    arg(diff, "--exit-code", action="store_true")
    arg(diff, "--tolerance", metavar="N", default="0")
    arg(diff, "--report", type=Path, metavar="DIR")
    arg(diff, "--format", metavar="FORMATS", default="docx,xlsx")
    arg(diff, "--report-lang", choices=(*LANGS, "both"), default="both", help_code="app.arg-pack-lang")


def tolerance_of(text: str) -> dict[str, float]:
    """``0.5`` (in the unit of each series) or ``2%`` (of the old figure). Raises :class:`UsageError`."""
    plain = text.strip()
    try:
        value = float(plain.removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise UsageError("app.args-value", name="--tolerance", value=text)
    share = plain.endswith("%")
    return {"tolerance": 0.0 if share else value, "relative": value / 100 if share else 0.0}


def _diff(arguments: Namespace, console: Console) -> int:
    from workbench.services.change_report import write_change_report

    limits = tolerance_of(arguments.tolerance)
    formats = [name.strip() for name in arguments.format.split(",") if name.strip()]
    wrong = [name for name in formats if name not in FORMATS]
    if wrong or not formats:
        raise UsageError(
            "app.args-choice", name="--format", value=", ".join(wrong), choices=", ".join(FORMATS)
        )
    langs: tuple[Lang, ...] = LANGS if arguments.report_lang == "both" else (arguments.report_lang,)
    written: list[Path] = []
    with reading(arguments.file) as session:
        found = session.differences(
            arguments.since, arguments.until, tolerance=limits["tolerance"], relative=limits["relative"]
        )
        if arguments.report is not None:
            folder = make_folder(arguments.report)
            written = write_change_report(
                session, arguments.since, arguments.until, langs, formats, folder, **limits
            )
    if console.as_json:
        document = {
            "file": arguments.file.name,
            "since": arguments.since,
            "until": arguments.until,
            "differences": [each.as_json() for each in found],
        }
        if arguments.report is not None:
            document["files"] = [path.name for path in written]
        console.document(document)
    else:
        for each in found:
            console.line(each.words(console.lang))
    console.say("app.differences", count=len(found))
    if written:
        console.say("app.brief-made", count=len(written), folder=str(arguments.report))
    return 1 if found and arguments.exit_code else 0
