"""Evidence on items of the plan, documents kept in the workspace, and definitions of composite indices."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, get_args

from workbench.base.clock import stamp, today
from workbench.base.ids import new_id
from workbench.domain.composite import IndexDefinition
from workbench.domain.errors import FileProblem, RuleError, UsageError
from workbench.domain.evidence import LARGEST_DOCUMENT, Document, Evidence, EvidenceKind, Reliability
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Add evidence to an item of the plan, or replace the one with its id; the file it comes with is kept in one step.

    attach: the file, as the document that the evidence names; ``None`` if it names none or one already kept.
    """

    label: ClassVar[str] = "operation.evidence"
    evidence: Evidence
    attach: AttachDocument | None = None

    def params(self, session: Session) -> dict[str, str]:
        """Names the item of the plan."""
        return _named(session, self.evidence.node_id)

    def prepare(self, session: Session) -> None:
        """Refuses evidence without words, date or origin, and an item, source or document that is not there."""
        item = self.evidence
        session.node(item.node_id)
        if not (item.text.en or "").strip() and not (item.text.zh_hant or "").strip():
            raise RuleError("evidence.needs-text", field="text")
        if not is_date(item.date):
            raise RuleError("evidence.needs-date", field="date", date=item.date)
        if item.date > today().isoformat()[: len(item.date)]:
            raise RuleError("evidence.date-ahead", field="date", date=item.date)
        if item.kind not in get_args(EvidenceKind):
            raise RuleError("evidence.unknown-kind", field="kind", value=item.kind)
        if not (item.source_id or item.link.strip() or item.document_id):
            raise RuleError("evidence.needs-origin", field="source")
        if item.reliability not in get_args(Reliability):
            raise RuleError("evidence.unknown-reliability", field="reliability", value=item.reliability)
        if item.source_id and item.source_id not in session.sources():
            raise UsageError("session.unknown-id", kind="source", id=item.source_id)
        if self.attach is not None:
            if self.attach.document.id != item.document_id:
                raise RuleError("evidence.other-document", field="file")
            self.attach.prepare(session)
        elif item.document_id:
            session.document(item.document_id)

    def apply(self, store: Store) -> None:
        """Writes the file it comes with, then the evidence."""
        if self.attach is not None:
            self.attach.apply(store)
        store.put("evidence", self.evidence)


@dataclass(frozen=True, slots=True)
class RemoveEvidence:
    """Take a piece of evidence away."""

    label: ClassVar[str] = "operation.evidence-removed"
    evidence_id: str

    def params(self, session: Session) -> dict[str, str]:
        """Names the item of the plan it stands at."""
        return _named(session, _evidence(session, self.evidence_id).node_id)

    def prepare(self, session: Session) -> None:
        """Refuses an unknown id, and evidence that a delivery status rests on."""
        item = _evidence(session, self.evidence_id)
        if item.id in session.node(item.node_id).official_status_evidence:
            raise RuleError("evidence.status-rests", node=item.node_id)

    def apply(self, store: Store) -> None:
        """Removes it."""
        store.remove("evidence", self.evidence_id)


@dataclass(frozen=True, slots=True)
class AttachDocument:
    """Keep a file inside the workspace. :meth:`of_file` makes one from a file on disk."""

    label: ClassVar[str] = "operation.attach-document"
    document: Document
    content: bytes = field(repr=False)

    @classmethod
    def of_file(
        cls, path: Path, title: LocalText | None = None, *, source_id: str = "", note: LocalText | None = None
    ) -> AttachDocument:
        """The file at *path* as a document, under its own name if there is no title.

        Raises :class:`FileProblem` (absent, unreadable, empty or larger than 50 MB).
        """
        try:
            size = path.stat().st_size
            if size > LARGEST_DOCUMENT:
                raise FileProblem("evidence.too-large", file=path.name, size=f"{size / 2**20:.0f}")
            content = path.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise FileProblem("evidence.unreadable", file=path.name, reason=reason) from error
        if not content:
            raise FileProblem("evidence.empty-file", file=path.name)
        document = Document(
            new_id("doc"),
            title or LocalText(path.name, path.name),
            path.name,
            hashlib.sha256(content).hexdigest(),
            len(content),
            media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            added=stamp(),
            source_id=source_id,
            note=note or LocalText(),
        )
        return cls(document, content)

    def params(self, session: Session) -> dict[str, str]:
        """The name of the file."""
        return {"file": self.document.file_name}

    def prepare(self, session: Session) -> None:
        """Refuses what is larger than 50 MB, content that is not what the document says, and an unknown source."""
        item = self.document
        if len(self.content) > LARGEST_DOCUMENT:
            size = f"{len(self.content) / 2**20:.0f}"
            raise RuleError("evidence.too-large", field="file", file=item.file_name, size=size)
        if (hashlib.sha256(self.content).hexdigest(), len(self.content)) != (item.sha256, item.size):
            raise RuleError("evidence.other-content", field="file", file=item.file_name)
        if any(other.id == item.id for other in session.documents()):
            raise RuleError("evidence.id-in-use", id=item.id)
        if item.source_id and item.source_id not in session.sources():
            raise UsageError("session.unknown-id", kind="source", id=item.source_id)

    def apply(self, store: Store) -> None:
        """Keeps the content (once) and writes what the document is."""
        store.put_attachment(self.content)
        store.put("document", self.document)


@dataclass(frozen=True, slots=True)
class RemoveDocument:
    """Take a document out of the list. Its content stays in the file, so that undo and snapshots can bring it back."""

    label: ClassVar[str] = "operation.remove-document"
    document_id: str

    def params(self, session: Session) -> dict[str, str]:
        """The name of the file."""
        return {"file": session.document(self.document_id).file_name}

    def prepare(self, session: Session) -> None:
        """Refuses while evidence rests on it."""
        file = session.document(self.document_id).file_name
        for item in session.evidence():
            if item.document_id == self.document_id:
                raise RuleError("evidence.document-used", file=file, node=item.node_id)

    def apply(self, store: Store) -> None:
        """Removes it."""
        store.remove("document", self.document_id)


@dataclass(frozen=True, slots=True)
class SaveIndexDefinition:
    """Add a composite index or replace the one with its id."""

    label: ClassVar[str] = "operation.save-index"
    index: IndexDefinition

    def params(self, session: Session) -> dict[str, str]:
        """Its title in both languages."""
        return {"title_en": self.index.title.show("en"), "title_zh": self.index.title.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Refuses one without a name; an unfinished one may be kept."""
        if not (self.index.title.en or "").strip() and not (self.index.title.zh_hant or "").strip():
            raise RuleError("evidence.index-needs-name", field="title")

    def apply(self, store: Store) -> None:
        """Writes it."""
        store.put("index_definition", self.index)


def _named(session: Session, node_id: str) -> dict[str, str]:
    title = session.node(node_id).title
    return {"node": node_id, "title_en": title.show("en"), "title_zh": title.show("zh-Hant")}


def is_date(text: str) -> bool:
    """Whether *text* is an ISO year, month or day that the calendar has."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _evidence(session: Session, evidence_id: str) -> Evidence:
    for item in session.evidence():
        if item.id == evidence_id:
            return item
    raise UsageError("session.unknown-id", kind="evidence", id=evidence_id)
