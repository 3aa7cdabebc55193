"""``tables`` and ``import``: what is in a published workbook, and taking it in."""

from __future__ import annotations

from argparse import Namespace
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.app.commands.common import changing, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, Parser, arg
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.services.import_plan import ImportPlan
    from workbench.services.session import Session

LARGE = 50_000  # observations; beyond it nobody reads the JSON by eye


def add_to(commands: Commands) -> None:
    """``workbench tables BOOK [--sheet NAME]`` and ``workbench import FILE.wbk BOOK [--recipe R.json] [--dry-run]``.

    ``--save-recipes DIR`` writes the recipe of each table of the book, or a proposal to look over where it has none.
    """
    tables = commands.add("tables", _tables)
    _book(tables)
    importing = commands.add("import", _import)
    workspace_argument(importing)
    _book(importing)
    arg(importing, "--recipe", type=Path, metavar="R.json")
    arg(importing, "--vintage", metavar="DATE")
    arg(importing, "--save-recipes", type=Path, metavar="DIR")
    arg(importing, "--dry-run", action="store_true")


def _book(parser: Parser) -> None:
    arg(parser, "book", type=Path, metavar="BOOK")
    arg(parser, "--sheet", metavar="NAME")


def _tables(arguments: Namespace, console: Console) -> int:
    from workbench.services.importing import tables_json

    document = tables_json(arguments.book, arguments.sheet)
    unreadable = not document["tables"] and any(each["severity"] == "error" for each in document["problems"])
    if console.as_json:
        large = sum(len(table["observations"]) for table in document["tables"]) > LARGE
        console.document(document, large=large)
    else:
        for table in document["tables"]:
            _describe(table, console)
    _tell(document["problems"], console)
    if not document["tables"]:
        console.say("app.tables-none", file=arguments.book.name)
    return 3 if unreadable else 0


def _describe(table: dict[str, Any], console: Console) -> None:
    periods = sorted({each["period"] for each in table["observations"] if each["period"]})
    missing = sum(each["value"] is None for each in table["observations"])
    title = LocalText.of(table["title"])
    console.line(title.show(console.lang) if title.as_dict() else table["sheet"])
    console.line(
        "  "
        + console.word(
            "app.table-facts",
            sheet=table["sheet"],
            range=table["range"],
            series=len(table["series"]),
            figures=len(table["observations"]),
            missing=missing,
            first=periods[0] if periods else "–",
            last=periods[-1] if periods else "–",
        )
    )


def _tell(problems: list[dict[str, Any]], console: Console) -> None:
    for problem in problems:
        place = "!".join(part for part in (problem.get("sheet"), problem.get("cell")) if part)
        words = LocalText.of(problem["message"]).show(console.lang)
        kind = console.word(f"app.severity-{problem['severity']}")
        console.note(f"{kind}{f' [{place}]' if place else ''} {words}")


def _import(arguments: Namespace, console: Console) -> int:
    from workbench.importers.tables import understand
    from workbench.services.importing import commit_import, plan_import, save_recipes

    book = understand(arguments.book, arguments.sheet, guarded=True)
    opening: AbstractContextManager[Session] = (reading if arguments.dry_run else changing)(arguments.file)
    with opening as session:
        if arguments.save_recipes is not None:
            for path in save_recipes(session, book, arguments.save_recipes, recipe=arguments.recipe):
                console.say("app.recipe-saved", file=path.name)
        plan = plan_import(
            session, arguments.book, recipe=arguments.recipe, vintage=arguments.vintage, reading=book
        )
        change = None
        if not arguments.dry_run and not plan.blocking:
            change = commit_import(session, plan)
    document = plan.as_json()
    if console.as_json:
        console.document(
            {**document, "dry_run": arguments.dry_run, "change": None if change is None else change.id}
        )
    else:
        _show_changes(plan, console)
    _tell(document["problems"], console)
    if plan.blocking:
        console.say("app.import-blocked", file=arguments.file.name)
        return 1
    if not plan.reading.tables:
        console.say("app.tables-none", file=arguments.book.name)
        return 3
    code = "app.import-dry" if arguments.dry_run else "app.import-done" if change else "app.import-nothing"
    console.say(code, count=len(plan.observations), file=arguments.file.name)
    return 0


def _show_changes(plan: ImportPlan, console: Console) -> None:
    rows = [
        (
            console.word(f"app.change-{change['kind']}"),
            str(change["series"]),
            str(change["period"]),
            "" if change["old"] is None else f"{change['old']:g}",
            str(change["text"] or ""),
            "" if change["percent"] is None else f"{change['percent']:+.2f}",
            str(change["cell"] or ""),
        )
        for change in plan.as_json()["changes"]
    ]
    if rows:
        head = ("change", "id", "period", "before", "figure", "percent", "cell")
        console.table([console.word(f"app.head-{each}") for each in head], rows, right=frozenset({3, 4, 5}))
    console.line(
        "  ".join(f"{console.word(f'app.change-{kind}')} {count}" for kind, count in plan.counts.items())
    )
