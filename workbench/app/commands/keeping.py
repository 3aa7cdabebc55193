"""``evidence``, ``document`` and ``issued``: what a workspace keeps beside the plan and its figures."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from workbench.app.commands.common import changing, reading, workspace_argument
from workbench.app.console import Console
from workbench.app.parser import Commands, arg
from workbench.domain.evidence import Reliability
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.domain.evidence import Document, Evidence
    from workbench.domain.issued import IssuedPaper


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
    arg(add, "--attach", type=Path, metavar="PATH", help_code="app.arg-attach")
    listing = group.add("list", _list, help_code="app.help-evidence-list")
    workspace_argument(listing)
    arg(listing, "node", metavar="NODE", nargs="?", help_code="app.arg-node")
    remove = group.add("remove", _remove, help_code="app.help-evidence-remove")
    workspace_argument(remove)
    arg(remove, "id", metavar="ID", help_code="app.arg-id")

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

    workspace_argument(commands.add("issued", _issued))


def _text(arguments: Namespace) -> LocalText:
    return LocalText(arguments.en or None, arguments.zh or None)


def _add(arguments: Namespace, console: Console) -> int:
    from workbench.base.ids import new_id
    from workbench.domain.evidence import Evidence
    from workbench.services.operations.evidence import AddEvidence, AttachDocument

    with changing(arguments.file) as session:
        document = ""
        if arguments.attach is not None:
            attach = AttachDocument.of_file(arguments.attach, source_id=arguments.source)
            session.execute(attach)
            document = attach.document.id
        item = Evidence(
            new_id("evd"), arguments.node, arguments.date, _text(arguments), arguments.source, arguments.link,
            arguments.page, arguments.reliability, document,
        )  # fmt: skip
        session.execute(AddEvidence(item))
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
        words = console.word(f"evidence.{item.reliability}")
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
    with reading(arguments.file) as session:
        found = session.issued_papers()
    if console.as_json:
        console.document({"file": arguments.file.name, "papers": [_paper_json(item) for item in found]})
    for item in () if console.as_json else found:
        console.line(f"{item.at}  {item.file_name}  {item.meeting}  {item.by}  {item.snapshot_id}")
    console.say("app.issued-listed", count=len(found))
    return 0


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
