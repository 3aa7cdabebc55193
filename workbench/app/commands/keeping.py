"""``evidence``, ``status``, ``document`` and ``issued``: what a workspace keeps beside the plan and its figures."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from workbench.app.commands.common import changing, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.evidence import EvidenceKind, Reliability
from workbench.domain.strategy import DeliveryStatus
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.domain.evidence import Document, Evidence
    from workbench.domain.issued import IssuedPaper
    from workbench.services.session import Session


def add_to(commands: Commands) -> None:
    """``workbench evidence add|list|remove``, ``workbench document attach|list|save|remove``, ``workbench issued``."""
    group = commands.group("evidence")
    add = group.add("add", _add, help_code="app.help-evidence-add")
    workspace_argument(add)
    arg(add, "node", metavar="NODE", help_code="app.arg-node")
    arg(add, "--date", required=True, metavar="YYYY[-MM[-DD]]", help_code="app.arg-evidence-date")
    arg(add, "--en", metavar="TEXT", help_code="app.arg-text-en")
    arg(add, "--zh", metavar="TEXT", help_code="app.arg-text-zh")
    arg(add, "--source", default="", metavar="ID", help_code="app.arg-source")
    arg(add, "--link", default="", metavar="URL", help_code="app.arg-link")
    arg(add, "--page", default="", metavar="TEXT", help_code="app.arg-page")
    arg(add, "--reliability", choices=get_args(Reliability), default="unverified")
    arg(add, "--kind", choices=get_args(EvidenceKind), default="progress", help_code="app.arg-evidence-kind")
    arg(add, "--attach", type=Path, metavar="PATH", help_code="app.arg-attach")
    listing = group.add("list", _list, help_code="app.help-evidence-list")
    workspace_argument(listing)
    arg(listing, "node", metavar="NODE", nargs="?", help_code="app.arg-node")
    remove = group.add("remove", _remove, help_code="app.help-evidence-remove")
    workspace_argument(remove)
    arg(remove, "id", metavar="ID", help_code="app.arg-id")

    reworded = group.add("wordings", _wordings, help_code="app.help-evidence-wordings")
    workspace_argument(reworded)

    status = commands.add("status", _status)
    workspace_argument(status)
    arg(status, "node", metavar="NODE", help_code="app.arg-node")
    arg(status, "status", choices=[name for name in get_args(DeliveryStatus) if name])
    arg(status, "--reason", required=True, metavar="TEXT", help_code="app.arg-status-reason")
    arg(status, "--date", default="", metavar="YYYY[-MM[-DD]]", help_code="app.arg-status-date")
    arg(status, "--evidence", action="append", default=[], metavar="ID", help_code="app.arg-status-evidence")

    group = commands.group("document")
    attach = group.add("attach", _attach, help_code="app.help-document-attach")
    workspace_argument(attach)
    arg(attach, "path", type=Path, metavar="PATH", help_code="app.arg-attach")
    arg(attach, "--en", metavar="TEXT", help_code="app.arg-text-en")
    arg(attach, "--zh", metavar="TEXT", help_code="app.arg-text-zh")
    arg(attach, "--source", default="", metavar="ID", help_code="app.arg-source")
    documents = group.add("list", _documents, help_code="app.help-document-list")
    workspace_argument(documents)
    save = group.add("save", _save, help_code="app.help-document-save")
    workspace_argument(save)
    arg(save, "id", metavar="ID", help_code="app.arg-id")
    arg(save, "--out", type=Path, required=True, metavar="DIR")
    drop = group.add("remove", _drop, help_code="app.help-document-remove")
    workspace_argument(drop)
    arg(drop, "id", metavar="ID", help_code="app.arg-id")

    issued = commands.add("issued", _issued)
    workspace_argument(issued)
    arg(issued, "--moved", action="store_true", help_code="app.arg-issued-moved")
    arg(issued, "--find", type=Path, metavar="PATH", help_code="app.arg-issued-find")
    arg(issued, "--again", metavar="ID", help_code="app.arg-issued-again")
    arg(issued, "--out", type=Path, metavar="DIR")


def _text(arguments: Namespace) -> LocalText:
    return LocalText(arguments.en or None, arguments.zh or None)


def _add(arguments: Namespace, console: Console) -> int:
    from workbench.base.ids import new_id
    from workbench.domain.evidence import Evidence
    from workbench.services.operations.evidence import AddEvidence, AttachDocument

    with changing(arguments.file) as session:
        attach = None
        if arguments.attach is not None:
            attach = AttachDocument.of_file(arguments.attach, source_id=arguments.source)
        item = Evidence(
            new_id("evd"), arguments.node, arguments.date, _text(arguments), arguments.source, arguments.link,
            arguments.page, arguments.reliability, attach.document.id if attach else "", arguments.kind,
        )  # fmt: skip
        session.execute(AddEvidence(item, attach))
    if console.as_json:
        console.document(_evidence_json(item))
    console.say("app.evidence-added", node=item.node_id, id=item.id)
    return 0


def _list(arguments: Namespace, console: Console) -> int:
    with reading(arguments.file) as session:
        if arguments.node is not None:
            session.node(arguments.node)
        found = session.evidence(arguments.node)
    if console.as_json:
        console.document({"file": arguments.file.name, "evidence": [_evidence_json(item) for item in found]})
    for item in () if console.as_json else found:
        words = f"{console.word(f'evidence.{item.kind}')} · {console.word(f'evidence.{item.reliability}')}"
        places = (item.source_id, item.link, item.page, item.document_id)
        place = " · ".join(part for part in places if part)
        console.line(
            f"{item.node_id}  {item.date}  {item.text.show(console.lang)}  [{words}] {place}  ({item.id})"
        )
    console.say("app.evidence-listed", count=len(found))
    return 0


def _remove(arguments: Namespace, console: Console) -> int:
    from workbench.services.operations.evidence import RemoveEvidence

    with changing(arguments.file) as session:
        session.execute(RemoveEvidence(arguments.id))
    if console.as_json:
        console.document({"removed": arguments.id})
    console.say("app.removed", id=arguments.id)
    return 0


def _wordings(arguments: Namespace, console: Console) -> int:
    from workbench.services.wordings import wording_changes

    with reading(arguments.file) as session:
        found = wording_changes(session)
    if console.as_json:
        changes = [
            {
                "node": item.node.id,
                "before": {"date": item.before.date, "text": item.before.text.as_dict()},
                "after": {"date": item.after.date, "text": item.after.text.as_dict()},
            }
            for item in found
        ]
        console.document({"file": arguments.file.name, "wordings": changes})
    for item in () if console.as_json else found:
        console.line(f"{item.node.id}  {item.before.date}  {item.before.text.show(console.lang)}")
        console.line(f"{' ' * len(item.node.id)}  {item.after.date}  {item.after.text.show(console.lang)}")
    console.say("app.wordings-listed", count=len(found))
    return 0


def _status(arguments: Namespace, console: Console) -> int:
    from workbench.services.operations.strategy import SetOfficialStatus

    with changing(arguments.file) as session:
        session.execute(
            SetOfficialStatus(
                arguments.node,
                arguments.status,
                arguments.reason,
                arguments.date,
                tuple(arguments.evidence),
            )
        )
        node = session.node(arguments.node)
    told = {
        "node": node.id,
        "status": node.official_status,
        "date": node.official_status_date or None,
        "reason": node.official_status_reason,
        "evidence": list(node.official_status_evidence),
    }
    if console.as_json:
        console.document(told)
    words = console.word(f"status.{node.official_status}")
    console.say("app.status-set", node=node.id, status=words)
    return 0


def _attach(arguments: Namespace, console: Console) -> int:
    from workbench.services.operations.evidence import AttachDocument

    title = _text(arguments) if arguments.en or arguments.zh else None
    with changing(arguments.file) as session:
        attach = AttachDocument.of_file(arguments.path, title, source_id=arguments.source)
        session.execute(attach)
    if console.as_json:
        console.document(_document_json(attach.document))
    console.say("app.attached", file=attach.document.file_name, id=attach.document.id)
    return 0


def _documents(arguments: Namespace, console: Console) -> int:
    with reading(arguments.file) as session:
        found = session.documents()
    if console.as_json:
        console.document({"file": arguments.file.name, "documents": [_document_json(item) for item in found]})
    for item in () if console.as_json else found:
        console.line(f"{item.id}  {item.title.show(console.lang)}  {item.file_name}  {item.size:,}")
    console.say("app.documents-listed", count=len(found))
    return 0


def _save(arguments: Namespace, console: Console) -> int:
    from workbench.app.commands.common import make_folder
    from workbench.services.documents import save_document

    with reading(arguments.file) as session:
        document = session.document(arguments.id)
        target = save_document(session, document.id, make_folder(arguments.out))
    if console.as_json:
        console.document({**_document_json(document), "written": str(target)})
    else:
        console.line(str(target))
    return 0


def _drop(arguments: Namespace, console: Console) -> int:
    from workbench.services.operations.evidence import RemoveDocument

    with changing(arguments.file) as session:
        session.execute(RemoveDocument(arguments.id))
    if console.as_json:
        console.document({"removed": arguments.id})
    console.say("app.removed", id=arguments.id)
    return 0


def _issued(arguments: Namespace, console: Console) -> int:
    if arguments.again is not None:
        return _again(arguments, console)
    with reading(arguments.file) as session:
        found = session.issued_papers()
        if arguments.find is not None:
            from workbench.services.issuing import find_file

            found = find_file(session, arguments.find)
        moved = {item.id: _moved_of(session, item) for item in found} if arguments.moved else {}
    if console.as_json:
        papers = [{**_paper_json(item), **({"moved": moved[item.id]} if moved else {})} for item in found]
        console.document({"file": arguments.file.name, "papers": papers})
    for item in () if console.as_json else found:
        console.line(
            f"{item.at}  {item.file_name}  {item.meeting}  {item.by}  {item.snapshot_id}  ({item.id})"
        )
        for one in moved.get(item.id, ()):
            issued, now = (LocalText(**_langs(one[key])).show(console.lang) for key in ("issued", "now"))
            console.line(f"    {one['series']}  {one['period']}  {issued} → {now}")
    console.say("app.issued-listed", count=len(found))
    return 1 if arguments.find is not None and not found else 0


def _again(arguments: Namespace, console: Console) -> int:
    from workbench.app.commands.common import make_folder
    from workbench.domain.errors import UsageError
    from workbench.services.issuing import write_again

    if arguments.out is None:
        raise UsageError("app.again-needs-out")
    with reading(arguments.file) as session:
        paper = next((item for item in session.issued_papers() if item.id == arguments.again), None)
        if paper is None:
            raise UsageError("session.unknown-id", kind="issued", id=arguments.again)
        path, same = write_again(session, paper, make_folder(arguments.out))
    if console.as_json:
        console.document({**_paper_json(paper), "written": str(path), "same": same})
    else:
        console.line(str(path))
    console.say("app.issued-same" if same else "app.issued-other", file=path.name)
    return 0 if same else 1


def _moved_of(session: Session, paper: IssuedPaper) -> list[dict[str, Any]]:
    """The figures of a paper that have changed since, as JSON."""
    from workbench.services.issuing import moved_figures

    return [
        {
            "series": item.series_id,
            "why": item.why,
            "period": item.period,
            "issued": item.issued.as_dict(),
            "issued_value": item.issued_value,
            "period_now": item.period_now,
            "now": item.now.as_dict(),
            "now_value": item.now_value,
            "percent": item.percent,
        }
        for item in moved_figures(session, paper)
    ]


def _langs(text: dict[str, str]) -> dict[str, str | None]:
    return {"en": text.get("en"), "zh_hant": text.get("zh-Hant")}


def _evidence_json(item: Evidence) -> dict[str, Any]:
    return {
        "id": item.id,
        "node": item.node_id,
        "date": item.date,
        "text": item.text.as_dict(),
        "source": item.source_id or None,
        "link": item.link or None,
        "page": item.page or None,
        "reliability": item.reliability,
        "document": item.document_id or None,
        "kind": item.kind,
    }


def _document_json(item: Document) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title.as_dict(),
        "file": item.file_name,
        "sha256": item.sha256,
        "size": item.size,
        "media_type": item.media_type,
        "added": item.added,
        "source": item.source_id or None,
    }


def _paper_json(item: IssuedPaper) -> dict[str, Any]:
    return {
        "id": item.id,
        "pack": item.pack_id,
        "title": item.title.as_dict(),
        "language": item.language,
        "format": item.format,
        "file": item.file_name,
        "sha256": item.sha256,
        "at": item.at,
        "by": item.by,
        "meeting": item.meeting or None,
        "snapshot": item.snapshot_id,
    }
