"""``consistency``: what published figures say of one another, each sum written out."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from workbench.app.commands.common import reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg

if TYPE_CHECKING:
    from workbench.services.consistency import Finding


def add_to(commands: Commands) -> None:
    """``workbench consistency FILE.wbk [--as-of DATE] [--indicator ID] [--json]``."""
    from workbench.app.commands.figures import iso_date

    parser = commands.add("consistency", _consistency)
    workspace_argument(parser)
    arg(parser, "--as-of", type=iso_date, default=None, metavar="DATE")
    arg(parser, "--indicator", action="append", metavar="ID")


def _consistency(arguments: Namespace, console: Console) -> int:
    from workbench.services.consistency import finding_json, findings

    wanted = set(arguments.indicator or ())
    with reading(arguments.file) as session:
        for name in sorted(wanted):
            session.indicator(name)
        found = [
            item
            for item in findings(session, arguments.as_of)
            if not wanted or wanted & {*item.indicators, *(figure.series_id for figure in item.inputs)}
        ]
    if console.as_json:
        console.document(
            {
                "file": arguments.file.name,
                "as_of": arguments.as_of,
                "findings": [finding_json(item) for item in found],
            }
        )
        return 0
    for item in found:
        _print(item, console)
    return 0


def _print(item: Finding, console: Console) -> None:
    lang = console.lang
    colon, stop = (": ", "; ") if lang == "en" else ("：", "；")
    console.line(f"{console.word(f'app.severity-{item.severity}')} {item.title.show(lang)}")
    console.line(f"  {item.words.show(lang)}")
    for line in item.calculations:
        notes = [text.show(lang) for text in (line.range, line.note) if text.get(lang)]
        tail = f"  [{stop.join(notes)}]" if notes else ""
        console.line(f"    {line.label.show(lang)}{colon}{line.formula.show(lang)}")
        console.line(f"      {line.sum.show(lang)}{tail}")
    console.line(f"  {item.rule.show(lang)}")
    console.line(f"  {stop.join(source.show(lang) for source in item.sources)}")
    console.line()
