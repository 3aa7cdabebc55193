"""``definitions``: the versions of a series' definition, links between them, and estimates across a change."""

from __future__ import annotations

from argparse import Namespace

from workbench.app.commands.common import changing, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg


def add_to(commands: Commands) -> None:
    """``workbench definitions FILE.wbk --indicator ID [--link FIRST SECOND --note TEXT | --unlink FIRST SECOND]``."""
    parser = commands.add("definitions", _definitions)
    workspace_argument(parser)
    arg(parser, "--indicator", required=True, metavar="ID", help_code="app.arg-indicator")
    arg(parser, "--link", nargs=2, metavar="DEFINITION", help_code="app.arg-link-definitions")
    arg(parser, "--note", default="", metavar="TEXT", help_code="app.arg-link-note")
    arg(parser, "--unlink", nargs=2, metavar="DEFINITION")


def _definitions(arguments: Namespace, console: Console) -> int:
    from workbench.services.definitions import links, rebased
    from workbench.services.operations.definitions import LinkDefinitions, UnlinkDefinitions

    name = arguments.indicator
    with (changing if arguments.link or arguments.unlink else reading)(arguments.file) as session:
        session.indicator(name)
        if arguments.link:
            session.execute(LinkDefinitions(name, arguments.link[0], arguments.link[1], arguments.note))
        if arguments.unlink:
            session.execute(UnlinkDefinitions(name, arguments.unlink[0], arguments.unlink[1]))
        versions, joined, estimates = session.definitions(name), links(session, name), rebased(session, name)
    if console.as_json:
        console.document(
            {
                "indicator": name,
                "definitions": [
                    {"id": each.id, "from": each.from_period or None, "text": each.text.as_dict()}
                    for each in versions
                ],
                "links": [{"first": each.first, "second": each.second, "note": each.note} for each in joined],
                "estimates": [
                    {
                        "period": each.observation.period.code,
                        "published": each.observation.value,
                        "value": each.value,
                        "factor": each.factor,
                        "bridge_year": each.bridge_year,
                        "words": each.words.as_dict(),
                    }
                    for each in estimates
                ],
            }
        )
        return 0
    for version in versions:
        console.line(f"{version.id}  {version.from_period}  {version.text.show(console.lang)}")
    for link in joined:
        console.line(f"{link.first} = {link.second}: {link.note}")
    for estimate in estimates:
        console.line(
            f"  {estimate.observation.period.label(console.lang)}  {estimate.words.show(console.lang)}"
        )
    return 0
