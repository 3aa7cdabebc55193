"""``verify``: a paper that was edited by hand against the paper as exported and the workspace."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.app.commands.common import reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg

if TYPE_CHECKING:
    from workbench.services.verify import Finding, Verdict


def add_to(commands: Commands) -> None:
    """``workbench verify PACK.docx [OTHER.docx …] FILE.wbk [--pack ID] [--json]``."""
    parser = commands.add("verify", _verify)
    arg(parser, "papers", type=Path, nargs="+", metavar="PACK.docx", help_code="app.arg-papers")
    workspace_argument(parser)
    arg(parser, "--pack", metavar="ID", default="", help_code="app.arg-verify-pack")


def _verify(arguments: Namespace, console: Console) -> int:
    from workbench.services.verify import verify

    with reading(arguments.file) as session:
        verdicts = verify(session, arguments.papers, pack_id=arguments.pack)
    if console.as_json:
        console.document(
            {
                "workspace": arguments.file.name,
                "right": all(verdict.right for verdict in verdicts),
                "files": [_verdict(verdict) for verdict in verdicts],
                "findings": [_finding(item) for verdict in verdicts for item in verdict.findings],
            }
        )
    for verdict in verdicts:
        if not verdict.same_workspace:
            console.say("verify.elsewhere", file=verdict.file)
        if not console.as_json:
            for item in verdict.findings:
                console.line(
                    f"{console.word(f'app.severity-{item.severity}')} {item.message.show(console.lang)}"
                )
        wrong = sum(item.severity == "error" for item in verdict.findings)
        others = len(verdict.findings) - wrong
        code = "verify.found" if verdict.findings else "verify.clean"
        console.say(code, file=verdict.file, count=verdict.checked, errors=wrong, others=others)
    return 0 if all(verdict.right for verdict in verdicts) else 1


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "file": verdict.file,
        "pack": verdict.pack_id,
        "lang": verdict.lang,
        "made_at": verdict.made_at,
        "snapshot": verdict.snapshot_id or None,
        "same_workspace": verdict.same_workspace,
        "figures": verdict.checked,
        "right": verdict.right,
        "findings": len(verdict.findings),
    }


def _finding(item: Finding) -> dict[str, Any]:
    figure = item.figure
    return {
        "file": item.file,
        "lang": item.lang,
        "kind": item.kind,
        "severity": item.severity,
        "place": item.place,
        "near": item.near,
        "expected": item.expected or None,
        "found": item.found or None,
        "other_language": item.other or None,
        "field": figure.name if figure is not None else None,
        "series": figure.series_id if figure is not None else None,
        "period": figure.period if figure is not None else None,
        "vintage": (figure.vintage or None) if figure is not None else None,
        "source": figure.source.as_dict() if figure is not None else None,
        "printed_as": list(item.held),
        "message": item.message.as_dict(),
    }
