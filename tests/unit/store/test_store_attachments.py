"""Contents that no document, no snapshot and no recent step needs are let go; all others stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from workbench.base.clock import now
from workbench.domain.errors import RuleError
from workbench.services.operations.evidence import AttachDocument, RemoveDocument
from workbench.services.session import Session
from workbench.store import attachments

LATER = now() + timedelta(days=attachments.KEPT_DAYS + 1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "w.wbk", "empty") as made:
        yield made


def attach(session: Session, folder: Path, content: bytes) -> AttachDocument:
    file = folder / "note.txt"
    file.write_bytes(content)
    operation = AttachDocument.of_file(file)
    session.execute(operation)
    return operation


def drop(session: Session) -> list[str]:
    return attachments.drop_unneeded(session._store, LATER)


def test_what_a_document_names_stays(session: Session, tmp_path: Path) -> None:
    document = attach(session, tmp_path, b"one").document
    assert drop(session) == []
    assert session.document_content(document.id) == b"one"


def test_what_went_lately_stays_and_comes_back_by_undo(session: Session, tmp_path: Path) -> None:
    document = attach(session, tmp_path, b"one").document
    session.execute(RemoveDocument(document.id))
    session.save()  # drops what may be dropped today
    session.undo()
    assert session.document_content(document.id) == b"one"


def test_what_a_snapshot_leads_back_to_stays_for_ever(session: Session, tmp_path: Path) -> None:
    document = attach(session, tmp_path, b"one").document
    session.create_snapshot("with it")
    session.execute(RemoveDocument(document.id))
    assert drop(session) == []
    session.restore_snapshot("with it")
    assert session.document_content(document.id) == b"one"


def test_what_nothing_needs_is_dropped_and_a_step_back_to_it_refused_in_words(
    session: Session, tmp_path: Path
) -> None:
    session.create_snapshot("before")
    kept = attach(session, tmp_path, b"kept").document
    document = attach(session, tmp_path, b"x" * 2_000_000).document
    session._box.save()  # without the automatic snapshot, which would lead back to it
    assert session.path.stat().st_size > 2_000_000
    session.execute(RemoveDocument(document.id))
    session.create_snapshot("after")
    before = session.logical_dump()
    assert drop(session) == [document.sha256]
    assert drop(session) == []
    session._box.save()  # without the automatic snapshot, which would lead back to it
    assert session.path.stat().st_size < 1_000_000
    with pytest.raises(RuleError) as caught:
        session.undo()
    assert caught.value.code == "store.content-dropped"
    assert "note.txt" in caught.value.words("en")
    assert "note.txt" in caught.value.words("zh-Hant")
    assert session.logical_dump() == before
    assert session.document_content(kept.id) == b"kept"
    assert session.broken_snapshots() == ()
    assert [problem for problem in session.check() if problem.severity == "error"] == []
    session.restore_snapshot("before")  # snapshots are never affected
    session.restore_snapshot("after")
    assert session.logical_dump() == before


def test_a_document_put_back_by_undo_and_undone_again_counts_from_then(
    session: Session, tmp_path: Path
) -> None:
    attach(session, tmp_path, b"one")
    session.undo()
    assert attachments.unneeded(session._store, now()) == []
    (name,) = attachments.unneeded(session._store, LATER)
    session.redo()
    assert attachments.unneeded(session._store, LATER) == []
    assert session._store.attachment(name) == b"one"
