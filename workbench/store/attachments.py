"""Which contents of documents a workspace still needs, and letting go of the others.

The rule: a content is kept while a document names it, while any snapshot leads back to a document that names it, and
for :data:`KEPT_DAYS` days after the last document that named it went. What none of these needs is dropped when the
workspace is saved. A step back to such a document is refused in words; snapshots are never affected.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import RuleError, StorageError
from workbench.store.database import sound_rows, storage_errors

if TYPE_CHECKING:
    from workbench.store.log import Change
    from workbench.store.store import Store

KEPT_DAYS = 90
_SHRINK = 1_000_000  # bytes dropped from which on the file is made smaller: that rewrites all of it


def unneeded(store: Store, now: datetime) -> list[str]:
    """SHA-256 of the contents that the rule lets go."""
    kept = {name for (name,) in store.rows("SELECT DISTINCT sha256 FROM document")}
    there = set(store.attachments()) - kept
    if not there:
        return []
    marks = [int(seq) for (seq,) in store.rows("SELECT seq FROM snapshot")]
    limit = now - timedelta(days=KEPT_DAYS)
    since: dict[str, int] = {}  # document → where in the log its present content came
    sql = (
        "SELECT c.seq, c.key, c.old, c.new, s.at FROM change c JOIN change_set s ON s.id = c.change_set "
        "WHERE c.tbl = 'document' ORDER BY c.seq"
    )
    with sound_rows(store.shown):
        for seq, key, old, new, at in store.rows(sql):
            if old is not None:
                name = _content(old)
                needed = any(since.get(key, 0) <= mark < seq for mark in marks)
                if needed or datetime.fromisoformat(at) > limit:
                    kept.add(name)
            if new is not None:
                since[key] = seq
    return sorted(there - kept)


def drop_unneeded(store: Store, now: datetime) -> list[str]:
    """Drop what :func:`unneeded` names; return it. Raises :class:`StorageError`."""
    found = unneeded(store, now)
    if not found:
        return found
    sizes = store.attachments()
    with store.atomic():
        for name in found:
            store.db.execute("DELETE FROM attachment WHERE sha256 = ?", (name,))
    if sum(sizes[name] for name in found) > _SHRINK:
        with store.lock, storage_errors(store.shown):
            store.db.execute("VACUUM")
    return found


def broken(store: Store) -> list[str]:
    """SHA-256 under which something else is kept, or nothing although a document names it."""
    sql = "SELECT DISTINCT sha256 FROM document WHERE sha256 NOT IN (SELECT sha256 FROM attachment)"
    found = [str(name) for (name,) in store.rows(sql)]
    for name in store.attachments():
        try:
            store.attachment(name)
        except StorageError:
            found.append(name)
    return found


def assure(store: Store, wanted: Iterable[Change]) -> None:
    """Make sure that putting back what these changes found needs no content that was let go.

    Raises :class:`RuleError` (``store.content-dropped``).
    """
    for change in wanted:
        if change.tbl != "document" or change.old is None:
            continue
        with sound_rows(store.shown):
            document = _document(change.old)
        name = document["sha256"]
        if not store.rows("SELECT 1 FROM attachment WHERE sha256 = ?", (name,)):
            raise RuleError("store.content-dropped", file=document["file_name"], days=KEPT_DAYS)


def _document(row: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.loads(row)[1])
    return document


def _content(row: str) -> str:
    return str(_document(row)["sha256"])
