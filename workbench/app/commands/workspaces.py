"""``new``, ``check`` and ``snapshot``: the workspace file itself."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from workbench.app.commands import changes
from workbench.app.commands.common import changing, problem_json, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.errors import UsageError
from workbench.domain.snapshot import Snapshot


def add_new(commands: Commands) -> None:
    """``workbench new FILE.wbk [--from blueprint-2022|empty]``."""
    parser = commands.add("new", _new)
    workspace_argument(parser)
    arg(parser, "--from", dest="framework", default="blueprint-2022", metavar="PLAN")


def add_check(commands: Commands) -> None:
    """``workbench check FILE.wbk``."""
    parser = commands.add("check", _check)
    workspace_argument(parser)


def add_snapshots(commands: Commands) -> None:
    """``workbench snapshot create|list|diff|restore|verify FILE.wbk``."""
    group = commands.group("snapshot")
    create = group.add("create", _create, help_code="app.help-snapshot-create")
    workspace_argument(create)
    arg(create, "name", metavar="NAME", help_code="app.arg-snapshot-name")
    arg(create, "--comment", default="", metavar="TEXT")
    listing = group.add("list", _list, help_code="app.help-snapshot-list")
    workspace_argument(listing)
    restore = group.add("restore", _restore, help_code="app.help-snapshot-restore")
    workspace_argument(restore)
    arg(restore, "snapshot", metavar="NAME")
    changes.add_to(group)
    verify = group.add("verify", _verify, help_code="app.help-snapshot-verify")
    workspace_argument(verify)


def _new(arguments: Namespace, console: Console) -> int:
    from workbench.services.session import Session

    path: Path = arguments.file
    if path.suffix.lower() != ".wbk":
        raise UsageError("app.suffix", file=path.name)
    session = Session.create(path, framework=arguments.framework)
    try:
        session.save()
        indicators = session.indicators()
        counts = {
            "nodes": len(session.nodes()),
            "indicators": len(indicators),
            "reference_indicators": sum(indicator.role == "reference" for indicator in indicators),
            "observations": sum(len(session.observations(indicator.id)) for indicator in indicators),
            "targets": len(session.targets()),
            "scenarios": len(session.scenarios()),
            "packs": len(session.packs()),
        }
        title = session.title()
    finally:
        session.close()
    if console.as_json:
        console.document(
            {"file": str(path), "framework": arguments.framework, "title": title.as_dict(), **counts}
        )
    console.say("app.made", file=str(path), **counts)
    return 0


def _check(arguments: Namespace, console: Console) -> int:
    from workbench.services.consistency import findings

    with reading(arguments.file) as session:
        problems = session.check()
        apart = [item for item in findings(session) if item.severity == "warning"]
    failed = any(problem.severity == "error" for problem in problems)
    if console.as_json:
        console.document(
            {
                "file": arguments.file.name,
                "ok": not failed,
                "problems": [problem_json(problem) for problem in problems],
                "contradictions": [
                    {"code": item.code, "indicators": list(item.indicators), "message": item.words.as_dict()}
                    for item in apart
                ],
            }
        )
    else:
        for problem in problems:
            console.line(
                f"{console.word(f'app.severity-{problem.severity}')} {problem.message.show(console.lang)}"
            )
    if apart:
        console.say("app.check-contradictions", count=len(apart))
    console.say("app.check-failed" if failed else "app.check-passed", count=len(problems))
    return 1 if failed else 0


def _snapshot_json(snapshot: Snapshot) -> dict[str, object]:
    return {
        "id": snapshot.id,
        "name": snapshot.name,
        "comment": snapshot.comment,
        "auto": snapshot.auto,
        "pinned": snapshot.pinned,
        "at": snapshot.at,
        "by": snapshot.by,
        "digest": snapshot.digest,
    }


def _create(arguments: Namespace, console: Console) -> int:
    with changing(arguments.file) as session:
        snapshot = session.create_snapshot(arguments.name, arguments.comment)
    if console.as_json:
        console.document(_snapshot_json(snapshot))
    console.say("app.snapshot-made", name=snapshot.name, at=snapshot.at)
    return 0


def _list(arguments: Namespace, console: Console) -> int:
    with reading(arguments.file) as session:
        snapshots = session.snapshots()
    if console.as_json:
        console.document(
            {"file": arguments.file.name, "snapshots": [_snapshot_json(each) for each in snapshots]}
        )
    elif snapshots:
        head = [console.word(f"app.head-{name}") for name in ("name", "at", "by", "comment", "id")]
        automatic = console.word("app.snapshot-automatic")
        rows = [
            (automatic if each.auto else each.name, each.at, each.by, each.comment, each.id)
            for each in snapshots
        ]
        console.table(head, rows)
    else:
        console.say("app.snapshots-none")
    return 0


def _restore(arguments: Namespace, console: Console) -> int:
    with changing(arguments.file) as session:
        wanted = arguments.snapshot
        found = [each for each in session.snapshots() if wanted in (each.id, each.name)]
        if not found:
            raise UsageError("session.unknown-id", kind="snapshot", id=wanted)
        if len(found) > 1:
            raise UsageError("app.ambiguous", name=wanted, ids=", ".join(each.id for each in found))
        change = session.restore_snapshot(found[0].id)
    touched = change.touched if change is not None else {}
    if console.as_json:
        console.document(
            {
                "snapshot": _snapshot_json(found[0]),
                "touched": {kind: sorted(each.ids) for kind, each in sorted(touched.items())},
            }
        )
    console.say("app.snapshot-restored", name=found[0].name)
    return 0


def _verify(arguments: Namespace, console: Console) -> int:
    with reading(arguments.file) as session:
        session.integrity()
        broken = {each.id for each in session.broken_snapshots()}
        snapshots = session.snapshots()
    if console.as_json:
        console.document(
            {
                "file": arguments.file.name,
                "ok": not broken,
                "snapshots": [
                    {**_snapshot_json(each), "intact": each.id not in broken} for each in snapshots
                ],
            }
        )
    else:
        for each in snapshots:
            mark = console.word("app.severity-error") if each.id in broken else "✔"
            console.line(f"{mark} {each.name}  {each.at}")
    console.say("app.snapshots-broken" if broken else "app.snapshots-intact", count=len(broken or snapshots))
    return 1 if broken else 0
