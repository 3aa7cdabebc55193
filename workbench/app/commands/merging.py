"""``merge``: take another copy of a workspace into this one, conflicts decided or told."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.app.commands.common import changing, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.services.merge import MergeItem, MergePlan
    from workbench.services.session import Session


def add_to(commands: Commands) -> None:
    """``workbench merge FILE.wbk OTHER.wbk [--prefer mine|theirs] [--dry-run] [--json]``."""
    parser = commands.add("merge", _merge)
    workspace_argument(parser)
    arg(parser, "other", type=Path, metavar="OTHER.wbk")
    arg(parser, "--prefer", choices=("mine", "theirs"))
    arg(parser, "--dry-run", action="store_true", help_code="app.arg-merge-dry-run")


def _merge(arguments: Namespace, console: Console) -> int:
    """Exit code 1 where conflicts are undecided: then nothing has changed."""
    path: Path = arguments.file
    with reading(path) as session:
        plan = session.plan_merge(arguments.other)
        undecided = bool(plan.conflicts) and arguments.prefer is None
        report = _report(session, plan, arguments, console)
    if not (arguments.dry_run or undecided or plan.empty):
        with changing(path) as session:
            plan = session.plan_merge(arguments.other)
            choices = {item.place: arguments.prefer for item in plan.conflicts}
            report["merged"] = session.apply_merge(plan, choices) is not None or bool(plan.papers)
    if console.as_json:
        console.document(report)
    counts = {
        "taken": len(plan.items) - len(plan.conflicts) + len(plan.papers),
        "conflicts": len(plan.conflicts),
    }
    if plan.empty:
        console.say("app.merge-nothing", other=arguments.other.name)
    elif undecided:
        console.say("app.merge-undecided", file=path.name, **counts)
    elif arguments.dry_run:
        console.say("app.merge-dry", file=path.name, **counts)
    else:
        console.say("app.merge-done" if report["merged"] else "app.merge-kept", file=path.name, **counts)
    return 1 if undecided else 0


def _report(session: Session, plan: MergePlan, arguments: Namespace, console: Console) -> dict[str, Any]:
    """The plan as JSON; for a person printed as lines."""
    from workbench.services.value_words import field_words, kind_words

    lang = console.lang

    def line(item: MergeItem) -> str:
        mine, theirs = (_side(session, item, side, lang) for side in (item.mine, item.theirs))
        return console.word(
            "app.merge-line",
            mark=console.word("app.merge-conflict" if item.conflict else "app.merge-taken"),
            kind=kind_words(item.kind, lang),
            what=item.what.show(lang),
            part=f" · {field_words(item.field, lang)}" if item.field else "",
            mine=mine,
            theirs=theirs,
        )

    if not console.as_json:
        for item in (*plan.conflicts, *(item for item in plan.items if not item.conflict)):
            console.line(line(item))
        for paper in plan.papers:
            console.line(
                console.word(
                    "app.merge-paper", title=paper.title.show(lang), file=paper.file_name, at=paper.at[:10]
                )
            )
    return {
        "file": arguments.file.name,
        "other": arguments.other.name,
        "merged": False,
        "conflicts": [_item_json(item, arguments.prefer) for item in plan.conflicts],
        "taken": [_item_json(item, "theirs") for item in plan.items if not item.conflict],
        "issued": [{"id": paper.id, "file": paper.file_name, "at": paper.at} for paper in plan.papers],
    }


def _side(session: Session, item: MergeItem, value: Any, lang: Lang) -> str:
    from workbench.services.value_words import value_words

    return "; ".join(value_words(session, item.kind, item.field, value, lang).splitlines())


def _item_json(item: MergeItem, decision: str | None) -> dict[str, Any]:
    from workbench.store.codec import to_plain

    return {
        "kind": item.kind,
        "key": item.key,
        "field": item.field or None,
        "what": item.what.as_dict(),
        "base": to_plain(item.base),
        "mine": to_plain(item.mine),
        "theirs": to_plain(item.theirs),
        "decision": decision,
    }
