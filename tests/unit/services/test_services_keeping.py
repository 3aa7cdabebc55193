"""Evidence, documents, composite indices and the register of issued papers: refused, kept, undone, merged, checked."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.domain import evidence as limits
from workbench.domain.composite import IndexDefinition
from workbench.domain.errors import FileProblem, RuleError, StorageError, UsageError
from workbench.domain.evidence import Document, Evidence
from workbench.domain.issued import PaperFile
from workbench.domain.text import LocalText
from workbench.services.operations.evidence import (
    AddEvidence,
    AttachDocument,
    RemoveDocument,
    RemoveEvidence,
    SaveIndexDefinition,
)
from workbench.services.operations.settings import PutSetting
from workbench.services.session import Session

WORDS = LocalText("The fund opened in May.", "基金於五月開始接受申請。")
PAPER = PaperFile("panel-paper_en.docx", "en", "docx", "ab" * 32)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.create(tmp_path / "s.wbk")
    yield opened
    opened.close()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "覆函 reply.pdf"
    path.write_bytes(b"%PDF-1.7 not really\x00\xff" * 100)
    return path


def measure(session: Session) -> str:
    return next(node.id for node in session.nodes() if node.kind == "measure")


def evidence(session: Session, **changes) -> Evidence:
    item = Evidence("e1", measure(session), "2026-05", WORDS, link="https://example.org/press", page="p. 3")
    return replace(item, **changes)


def test_evidence_with_a_document_is_kept_undone_and_found_again(session: Session, letter: Path) -> None:
    before = session.logical_dump()
    attach = AttachDocument.of_file(letter, LocalText("Reply", "覆函"))
    session.execute(attach)
    change = session.execute(AddEvidence(evidence(session, document_id=attach.document.id)))
    assert change.touched["evidence"].added == {"e1"}
    assert session.documents() == (attach.document,)
    assert session.document_content(attach.document.id) == letter.read_bytes()
    assert [item.id for item in session.evidence(measure(session))] == ["e1"]
    assert session.evidence("vision") == ()
    with pytest.raises(RuleError, match="Remove that evidence first"):
        session.execute(RemoveDocument(attach.document.id))
    session.execute(RemoveEvidence("e1"))
    session.execute(RemoveDocument(attach.document.id))
    assert session.documents() == ()
    after = session.logical_dump()
    for _ in range(4):
        session.undo()
    assert session.logical_dump() == before
    for _ in range(4):
        session.redo()
    assert session.logical_dump() == after
    session.undo()
    session.save()
    session.close()
    with Session.open(session.path) as again:
        assert again.document_content(attach.document.id) == letter.read_bytes()
        assert again.check() == []


def test_the_same_content_is_stored_once(session: Session, letter: Path) -> None:
    session.execute(AttachDocument.of_file(letter))
    session.execute(AttachDocument.of_file(letter, LocalText("Again", "再附")))
    assert len(session.documents()) == 2
    session.save()
    with sqlite3.connect(session.path) as connection:
        assert connection.execute("SELECT sha256, size FROM attachment").fetchall() == [
            (hashlib.sha256(letter.read_bytes()).hexdigest(), letter.stat().st_size)
        ]
    connection.close()


def test_what_cannot_be_evidence_is_refused_with_words(session: Session) -> None:
    before = session.logical_dump()
    refused = [
        ({"text": LocalText(" ", None)}, "evidence.needs-text"),
        ({"date": "May 2026"}, "evidence.needs-date"),
        ({"date": "2026-13"}, "evidence.needs-date"),
        ({"link": " "}, "evidence.needs-origin"),
        ({"reliability": "certain"}, "evidence.unknown-reliability"),
    ]
    for changes, code in refused:
        with pytest.raises(RuleError) as caught:
            session.execute(AddEvidence(evidence(session, **changes)))
        assert caught.value.code == code
        assert "{" not in caught.value.words("en") + caught.value.words("zh-Hant")
    for changes in ({"node_id": "nowhere"}, {"source_id": "nowhere"}, {"document_id": "nowhere"}):
        with pytest.raises(UsageError):
            session.execute(AddEvidence(evidence(session, **changes)))
    assert session.logical_dump() == before


def test_what_cannot_be_attached_is_refused_with_words(
    session: Session, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.txt").touch()
    for path, code in ((tmp_path / "absent", "evidence.unreadable"), (tmp_path, "evidence.unreadable")):
        with pytest.raises(FileProblem) as caught:
            AttachDocument.of_file(path)
        assert caught.value.code == code
    with pytest.raises(FileProblem, match="is empty"):
        AttachDocument.of_file(tmp_path / "empty.txt")
    assert limits.LARGEST_DOCUMENT == 50 * 1024 * 1024
    monkeypatch.setattr("workbench.services.operations.evidence.LARGEST_DOCUMENT", 10)
    with pytest.raises(FileProblem, match="50 MB at most"):
        AttachDocument.of_file(letter)
    with pytest.raises(RuleError, match="50 MB at most"):
        session.execute(AttachDocument(Document("d", WORDS, "a", "", 0), b"12345678901"))
    with pytest.raises(RuleError, match="not what was described"):
        session.execute(AttachDocument(Document("d", WORDS, "a", "ab", 3), b"123"))
    assert session.documents() == ()


def test_a_composite_index_is_kept(session: Session) -> None:
    index = IndexDefinition(
        "gii", LocalText("Index", "指數"), {"unit": "u", "steps": [{"op": "normalise", "n": 0.5}]}
    )
    with pytest.raises(RuleError):
        session.execute(SaveIndexDefinition(IndexDefinition("x", LocalText())))
    session.execute(SaveIndexDefinition(index))
    assert session.index_definitions() == (index,)
    session.undo()
    assert session.index_definitions() == ()


def test_a_paper_that_went_out_stays_in_the_register(session: Session) -> None:
    session.create_snapshot("first")
    pack = session.packs()[0]
    (paper,) = session.record_issued(pack.id, pack.title, [PAPER], meeting="Panel, 21 March")
    (first,) = session.snapshots()
    assert paper.snapshot_id == first.id, "the state it was written from has a snapshot already"
    assert session.dirty
    session.execute(PutSetting("k", 1))
    (second,) = session.record_issued(pack.id, pack.title, [PAPER])
    assert [mark.id for mark in session.snapshots()] == [first.id, second.snapshot_id]
    assert not session.snapshots()[1].auto
    session.restore_snapshot("first")
    while session.undo():
        pass
    assert session.issued_papers() == (paper, second)
    assert session.check() == []
    with pytest.raises(RuleError):
        session.record_issued(pack.id, pack.title, [])
    session.save()
    assert not session.dirty
    with sqlite3.connect(session.path) as connection:
        for statement in ("DELETE FROM issued", "UPDATE issued SET meeting = ''", "DELETE FROM snapshot"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)
    connection.close()


def test_what_was_changed_from_outside_is_found(session: Session, letter: Path) -> None:
    attach = AttachDocument.of_file(letter)
    session.execute(attach)
    pack = session.packs()[0]
    session.record_issued(pack.id, pack.title, [PAPER])
    gone = letter.with_name("gone.pdf")
    session.execute(AddEvidence(evidence(session, link=str(gone))))
    session.execute(AddEvidence(evidence(session, id="e2", text=LocalText("only English"))))
    session.save()
    session.close()
    with sqlite3.connect(session.path) as connection:
        triggers = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name in ("issued_fixed", "attachment_fixed"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE issued SET meeting = 'another'")
        connection.execute("UPDATE attachment SET content = zeroblob(size)")
        for name in ("issued_fixed", "attachment_fixed"):
            connection.execute(triggers[name])
    connection.close()
    with Session.open(session.path) as again:
        found = [(problem.severity, problem.code) for problem in again.check()]
        assert found == [
            ("error", "check.issued-broken"),
            ("error", "check.attachment-broken"),
            ("warning", "check.file-gone"),
            ("warning", "check.missing-text"),
        ]
        with pytest.raises(StorageError):
            again.document_content(attach.document.id)


def test_differences_and_restoring_know_of_evidence(session: Session) -> None:
    session.create_snapshot("before")
    session.execute(AddEvidence(evidence(session)))
    session.create_snapshot("between")
    session.execute(AddEvidence(evidence(session, reliability="official", page="p. 4")))
    (added,) = session.differences("before")
    assert (added.kind, added.cls) == ("evidence", "added")
    words = [item.words(lang) for item in session.differences("between") for lang in ("en", "zh-Hant")]
    assert any("reliability" in text for text in words)
    assert any("可靠程度" in text for text in words)
    assert not any("field." in text for text in words)
    branch = session.node(session.node(measure(session)).parent or "").parent
    session.restore_snapshot("between", item=("node", str(branch)))
    assert session.evidence()[0].page == "p. 3"
    session.restore_snapshot("before", item=("evidence", "e1"))
    assert session.evidence() == ()


def test_merging_brings_documents_with_their_content_and_the_register(
    session: Session, letter: Path, tmp_path: Path
) -> None:
    session.save()
    shutil.copy(session.path, tmp_path / "ben.wbk")
    pack = session.packs()[0]
    with Session.open(tmp_path / "ben.wbk") as ben:
        attach = AttachDocument.of_file(letter)
        ben.execute(attach)
        ben.execute(AddEvidence(evidence(ben, document_id=attach.document.id)))
        (paper,) = ben.record_issued(pack.id, pack.title, [PAPER])
        ben.save()
        theirs = ben.logical_dump()
    session.apply_merge(session.plan_merge(tmp_path / "ben.wbk"), {})
    assert session.document_content(attach.document.id) == letter.read_bytes()
    assert session.logical_dump() == theirs
    assert session.issued_papers() == (paper,)
    assert session.check() == []
    session.apply_merge(session.plan_merge(tmp_path / "ben.wbk"), {})
    assert session.issued_papers() == (paper,)
    session.undo()
    assert session.documents() == ()
    assert session.issued_papers() == (paper,)
