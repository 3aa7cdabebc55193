"""The register of issued papers in a workspace: only ever added to, untouched by undo, restore and merge."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from workbench.domain.issued import IssuedPaper
from workbench.domain.text import LocalText
from workbench.store import schema
from workbench.store.store import Store

_COLUMNS = ("id", *schema.ISSUED_REST)


def enter(store: Store, papers: Iterable[IssuedPaper]) -> list[IssuedPaper]:
    """Add papers, giving each its digest; return them as they stand in the register. Raises :class:`StorageError`."""
    entered = [replace(paper, digest=_digest(paper)) for paper in papers]
    with store.atomic():
        for paper in entered:
            store.db.execute(
                f"INSERT INTO issued ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",
                _row(paper),
            )
    return entered


def papers(store: Store) -> list[IssuedPaper]:
    """The whole register, oldest first."""
    rows = store.rows(f"SELECT {', '.join(_COLUMNS)} FROM issued ORDER BY at, rowid")
    found = []
    for row in rows:
        told = dict(zip(_COLUMNS, row, strict=True))
        title = LocalText(told.pop("title_en") or None, told.pop("title_zh") or None)
        found.append(IssuedPaper(title=title, **told))
    return found


def broken(store: Store) -> list[IssuedPaper]:
    """Entries that were changed outside this program, or whose snapshot is no longer the one they were issued from."""
    digests = dict(store.rows("SELECT id, digest FROM snapshot"))
    return [
        paper
        for paper in papers(store)
        if _digest(paper) != paper.digest
        or digests.get(paper.snapshot_id, paper.snapshot_digest) != paper.snapshot_digest
    ]


def take_over(store: Store, others: Iterable[IssuedPaper]) -> list[IssuedPaper]:
    """Add what another copy of the workspace has in its register and this one has not, as it stands there."""
    known = {paper.id for paper in papers(store)}
    return enter(store, [paper for paper in others if paper.id not in known])


def _row(paper: IssuedPaper) -> tuple[str, ...]:
    told = {"title_en": paper.title.en or "", "title_zh": paper.title.zh_hant or ""}
    return tuple(str(told.get(name) if name in told else getattr(paper, name)) for name in _COLUMNS)


def _digest(paper: IssuedPaper) -> str:
    return hashlib.sha256(json.dumps(_row(paper)[:-1], ensure_ascii=False).encode()).hexdigest()
