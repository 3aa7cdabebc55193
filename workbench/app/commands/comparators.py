"""``compare``: a measure in several places, only where there are figures."""

from __future__ import annotations

from argparse import Namespace

from workbench.app.commands.common import reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg


def add_to(commands: Commands) -> None:
    """``workbench compare FILE.wbk [--table ID] [--period P] [--place NAME …] [--json]``."""
    parser = commands.add("compare", _compare)
    workspace_argument(parser)
    arg(parser, "--table", default=None, metavar="ID", help_code="app.arg-comparator")
    arg(parser, "--period", default=None, metavar="PERIOD", help_code="app.arg-comparator-period")
    arg(parser, "--place", action="append", metavar="NAME")


def _compare(arguments: Namespace, console: Console) -> int:
    from workbench.services import comparators

    with reading(arguments.file) as session:
        if arguments.table is None or arguments.period is None:
            wanted = (
                [arguments.table] if arguments.table else [each.id for each in comparators.tables(session)]
            )
            document = []
            for name in wanted:
                table = comparators.table(session, name)
                found = comparators.options(session, name, places=arguments.place or ())
                document.append(
                    {
                        "table": table.id,
                        "name": table.name.as_dict(),
                        "places": [place.id for place in found.places],
                        "periods": list(found.periods),
                    }
                )
                if not console.as_json:
                    places = ", ".join(place.name.show(console.lang) for place in found.places)
                    console.line(
                        f"{table.id}  {table.name.show(console.lang)}: {places}: {', '.join(found.periods)}"
                    )
            if console.as_json:
                console.document(document)
            return 0
        compared = comparators.compare(session, arguments.table, arguments.period, arguments.place or ())
    if console.as_json:
        console.document(comparators.comparison_json(compared))
    else:
        for row in compared.rows:
            console.line(f"{row.place.name.show(console.lang)}  {row.words.show(console.lang)}")
    return 0
