"""The change log: one set of changes per user action, from which undo, redo, snapshots and restore are read.

Nothing is ever taken out of the log. Undoing a set writes another set with the opposite changes; restoring a
snapshot writes one set that leads back to it. So the way back from a restore is an ordinary undo.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast

from workbench.base.clock import stamp
from workbench.base.ids import new_id
from workbench.domain.changes import ChangeSet, Kind, Touched
from workbench.domain.errors import UsageError
from workbench.domain.figure import Observation
from workbench.domain.snapshot import Snapshot
from workbench.store import attachments, chain, figure_log, log, schema
from workbench.store.chain import Progress, unheeded
from workbench.store.database import sound_rows
from workbench.store.figure_log import StoredFigure
from workbench.store.log import Change, Net, Touch
from workbench.store.store import Store

__all__ = ["FOUNDING", "History", "Net", "StoredFigure", "Touch", "Write"]

_SNAPSHOT = tuple(field.name for field in fields(Snapshot))

FOUNDING = "operation.founding"
"""Label of the step by which a sample comes about: part of its history, but nothing a user did, so never undone."""

Action = Literal["do", "undo", "redo", "restore"]


@dataclass(frozen=True, slots=True)
class Write:
    """What a thing is to be: plain content or an :class:`Observation`, ``None`` to remove it."""

    tbl: str
    key: str
    content: Any
    order: int | None = None


class History:
    """The change log of an open store."""

    def __init__(self, store: Store, by: str) -> None:
        self._store = store
        self._by = by

    # --- writing ---------------------------------------------------------------------------------------------------

    def record(
        self,
        apply: Callable[[Store], None],
        *,
        label: str,
        params: dict[str, str],
        reason: str = "",
        initiator: str = "",
    ) -> ChangeSet:
        """Run *apply* in one transaction as one change set. Whatever it raises, nothing is changed."""
        with self._open_set("do", None, label, params, reason) as set_id:
            apply(self._store)
        return self._change_set(set_id, initiator)

    def undo(self, initiator: str = "") -> ChangeSet | None:
        """Take back the newest step that is in force; ``None`` if there is none."""
        done, _ = self._stacks()
        if not done:
            return None
        step = done[-1]
        effect = log.changes(self._store, "change_set = ?", (self._latest_effect(step),))
        with self._open_set("undo", step, *self._label(step)) as set_id:
            self._invert(effect)
        return self._change_set(set_id, initiator)

    def redo(self, initiator: str = "") -> ChangeSet | None:
        """Do again the step undone last; ``None`` if there is none."""
        _, undone = self._stacks()
        if not undone:
            return None
        step = undone[-1]
        effect = log.changes(self._store, "change_set = ?", (self._latest_effect(step),))
        with self._open_set("redo", step, *self._label(step)) as set_id:
            self._invert(effect)
        return self._change_set(set_id, initiator)

    @property
    def store(self) -> Store:
        """The store whose log this is."""
        return self._store

    def merge(
        self,
        writes: Iterable[Write],
        *,
        label: str,
        params: dict[str, str],
        attachments: Iterable[bytes] = (),
    ) -> ChangeSet:
        """Write the outcome of a merge as one step, itself undoable. attachments: contents that its documents need."""
        with self._open_set("do", None, label, params) as set_id:
            for content in attachments:
                self._store.put_attachment(content)
            # A merge may bring along that the other side took a figure back, as an undo there did.
            self._store.db.execute("UPDATE log_state SET replaying = 1")
            for write in writes:
                self._write(write)
        return self._change_set(set_id)

    def create_snapshot(self, name: str, comment: str, *, auto: bool = False) -> Snapshot:
        """Mark the present state. Costs one row and a hash over what changed since the last one."""
        with self._store.atomic():
            change_id, seq = self._position()
            mark = Snapshot(new_id("snap"), name, comment, stamp(), self._by, change_id, seq, "", auto)
            mark = replace(mark, digest=chain.digest_of(chain.seal(self._store), mark))
            self._store.db.execute(
                f"INSERT INTO snapshot ({', '.join(_SNAPSHOT)}) VALUES ({', '.join('?' * len(_SNAPSHOT))})",
                tuple(getattr(mark, name) for name in _SNAPSHOT),
            )
        return mark

    def unsealed(self, progress: Progress = unheeded) -> list[chain.Link]:
        """What a snapshot taken now would have to hash; see :func:`chain.unsealed`."""
        return chain.unsealed(self._store, progress=progress)

    def seal(self, links: Iterable[chain.Link]) -> None:
        """Write what :meth:`unsealed` of a reader of this log found. After it a snapshot costs next to nothing."""
        chain.write(self._store, links)

    def size_of_step(self, which: Literal["undo", "redo"]) -> int:
        """Rows of the log that :meth:`undo` or :meth:`redo` would turn round; 0 if there is nothing to do."""
        steps = self._stacks()[which == "redo"]
        if not steps:
            return 0
        sql = "SELECT count(*) FROM change WHERE change_set = ?"
        return int(self._store.rows(sql, (self._latest_effect(steps[-1]),))[0][0])

    def size_unsealed(self) -> int:
        """Rows of the log that no digest covers yet."""
        last = "(SELECT coalesce(max(id), 0) FROM change_set WHERE digest IS NOT NULL)"
        return int(self._store.rows(f"SELECT count(*) FROM change WHERE change_set > {last}")[0][0])

    def size_since(self, seq: int) -> int:
        """Rows of the log after *seq*: what :meth:`lead_back` has to look at."""
        return self._position()[1] - seq

    def describe_snapshot(self, snapshot_id: str, *, name: str, comment: str, pinned: bool) -> None:
        """Give a snapshot another name or comment, or pin it. What it marks never changes."""
        with self._store.atomic():
            self._store.db.execute(
                "UPDATE snapshot SET name = ?, comment = ?, pinned = ? WHERE id = ?",
                (name, comment, pinned, snapshot_id),
            )

    def purge_snapshots(self, marks: Iterable[Snapshot]) -> None:
        """Let automatic snapshots go. The log, and so the way back by undo, stays whole."""
        with self._store.atomic():
            for mark in marks:
                self._store.db.execute("DELETE FROM snapshot WHERE id = ?", (mark.id,))

    def lead_back(
        self,
        seq: int,
        *,
        label: str,
        params: dict[str, str],
        only: Callable[[Touch], bool] | None = None,
        initiator: str = "",
    ) -> ChangeSet | None:
        """Lead the workspace (or what *only* picks) back to how it was at *seq*, by one new set, itself undoable.

        ``None``, and no new set, if nothing would change.
        """
        first: dict[tuple[str, str], Change] = {}
        for change in log.changes(self._store, "seq > ?", (seq,)):
            first.setdefault((change.tbl, change.key), change)
        chosen = [
            change
            for change in first.values()
            if (only is None or only(log.touch(self._store, change)))
            and log.state_before(self._store, change) != log.present(self._store, change.tbl, change.key)
        ]
        if not chosen:
            return None
        with self._open_set("restore", None, label, params) as set_id:
            self._invert(chosen)
        return self._change_set(set_id, initiator)

    def end_of(self, change_id: int) -> int:
        """Where in the log (``seq``) the change set *change_id* ends; its undone successors do not count."""
        (seq,) = self._store.rows(
            "SELECT coalesce(max(seq), 0) FROM change WHERE change_set <= ?", (change_id,)
        )[0]
        return int(seq)

    # --- reading ---------------------------------------------------------------------------------------------------

    def snapshots(self) -> list[Snapshot]:
        """All snapshots, oldest first."""
        rows = self._store.rows(f"SELECT {', '.join(_SNAPSHOT)} FROM snapshot ORDER BY rowid")
        return [replace(Snapshot(*row[:8]), auto=bool(row[8]), pinned=bool(row[9])) for row in rows]

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """By id, or by name where one snapshot alone bears it. Raises :class:`UsageError`."""
        marks = self.snapshots()
        named = [mark for mark in marks if mark.id == snapshot_id] or [
            mark for mark in marks if mark.name == snapshot_id
        ]
        if len(named) == 1:
            return named[0]
        code = "session.snapshot-ambiguous" if named else "session.unknown-id"
        raise UsageError(code, kind="snapshot", id=snapshot_id)

    def broken_snapshots(self, progress: Progress = unheeded) -> list[Snapshot]:
        """Snapshots that no longer follow from the log: something was changed from outside."""
        return chain.broken(self._store, self.snapshots(), progress=progress)

    def steps(self) -> list[ChangeSet]:
        """Every change set, oldest first, undone ones and undos included."""
        return list(self._change_sets(""))

    def undo_step(self) -> ChangeSet | None:
        """The step that :meth:`undo` would take back."""
        done, _ = self._stacks()
        return self._change_set(done[-1]) if done else None

    def redo_step(self) -> ChangeSet | None:
        """The step that :meth:`redo` would do again."""
        _, undone = self._stacks()
        return self._change_set(undone[-1]) if undone else None

    def position(self) -> tuple[int, int, int]:
        """Last change set, number of snapshots and of issued papers: equal positions mean nothing new to save."""
        sql = "SELECT (SELECT count(*) FROM snapshot), (SELECT count(*) FROM issued)"
        snapshots, papers = self._store.rows(sql)[0]
        return self._position()[0], int(snapshots), int(papers)

    def figure_changes(
        self, after: int, upto: int | None = None, *, progress: Progress = unheeded
    ) -> Iterator[tuple[StoredFigure | None, StoredFigure | None]]:
        """Series and periods whose newest vintage differs between two places in the log (``seq``), then and now.

        Only what a reader would see of it is compared: value, text, decimals, status, marks, qualifier. By series and
        period.
        """
        names = {
            series
            for step in self._change_sets("WHERE id > ?", (figure_log.set_at(self._store, after),))
            for series in step.touched.get("observation", Touched()).ids
        }
        store = self._store
        store.know_places()
        for old, new in figure_log.differing(store, sorted(names), after, upto, progress=progress):
            yield (
                None if old is None else StoredFigure(store, old),
                None if new is None else StoredFigure(store, new),
            )

    def net_changes(self, after: int, upto: int | None = None, *, things_only: bool = False) -> list[Net]:
        """What differs between two places in the log (``seq``; the present if *upto* is ``None``), one entry per thing.

        Cost follows the number of changes, not the size of the workspace. Things that are as they were are left out.
        things_only: without observations (see :meth:`figure_changes`).
        """
        return log.net_changes(self._store, after, upto, things_only=things_only)

    def series_at(self, series_id: str, seq: int) -> list[Observation]:
        """Every vintage of a series as the workspace held them at *seq*."""
        return [self._store.observation_of(row) for row in figure_log.held(self._store, series_id, seq)]

    def common_point(self, other: History, *, progress: Progress = unheeded) -> int | None:
        """Where the logs of two copies of one workspace part: the last ``seq`` they share; ``None`` if they never met.

        Sets count as shared only if their digests agree, which cover every row they touched.
        """
        if self._store.workspace() != other._store.workspace():
            return None
        return self.end_of(chain.common_set(self._store, other._store, progress=progress))

    def order_of(self, tbl: str, key: str) -> int | None:
        """Place of a thing among its kind; ``None`` if it is not there."""
        rows = self._store.rows(f"SELECT ord FROM {tbl} WHERE id = ?", (key,)) if tbl != "observation" else []
        return int(rows[0][0]) if rows else None

    # --- inside ----------------------------------------------------------------------------------------------------

    @contextmanager
    def _open_set(
        self, action: Action, of_set: int | None, label: str, params: dict[str, str], reason: str = ""
    ) -> Iterator[int]:
        replaying = int(action != "do")
        with self._store.atomic():
            db = self._store.db
            cursor = db.execute(
                "INSERT INTO change_set (action, of_set, label, params, at, by, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    action,
                    of_set,
                    label,
                    json.dumps(params, ensure_ascii=False, sort_keys=True),
                    stamp(),
                    self._by,
                    reason,
                ),
            )
            set_id = int(cursor.lastrowid or 0)
            db.execute("UPDATE log_state SET open_set = ?, replaying = ?", (set_id, replaying))
            yield set_id
            db.execute("UPDATE log_state SET open_set = NULL, replaying = 0")
            touched = json.dumps(self._ids_touched(set_id), ensure_ascii=False, sort_keys=True)
            db.execute("UPDATE change_set SET touched = ? WHERE id = ?", (touched, set_id))

    def _write(self, write: Write) -> None:
        if write.tbl == "observation":
            where = " AND ".join(f"{name} = ?" for name in schema.OBSERVATION_KEY)
            self._store.db.execute(f"DELETE FROM observation WHERE {where}", json.loads(write.key))
            if write.content is not None:
                self._store.add_observations([write.content])
        elif write.content is None:
            self._store.db.execute(f"DELETE FROM {write.tbl} WHERE id = ?", (write.key,))
        else:
            body = json.dumps(write.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            self._store.put_raw(write.tbl, write.key, body, write.order)

    def _invert(self, changes: Iterable[Change]) -> None:
        """Put everything that *changes* touched back to what the first of them found, whatever the present holds."""
        db = self._store.db
        figures: dict[str, Change] = {}
        backwards = list(changes)[::-1]
        attachments.assure(self._store, backwards)
        for change in backwards:
            if change.tbl == "observation":
                figures[change.key] = change  # at last the first one
            elif change.op == "I":
                db.execute(f"DELETE FROM {change.tbl} WHERE id = ?", (change.key,))
            else:
                order, body = json.loads(change.old or "null")
                db.execute(
                    f"INSERT INTO {change.tbl} (id, ord, body) VALUES (?, ?, ?) "
                    "ON CONFLICT (id) DO UPDATE SET ord = excluded.ord, body = excluded.body",
                    (change.key, order, body),
                )
        where = " AND ".join(f"{name} = ?" for name in schema.OBSERVATION_KEY)
        names = ", ".join((*schema.OBSERVATION_KEY, *schema.OBSERVATION_REST[:-1]))
        db.conn.executemany(f"DELETE FROM observation WHERE {where}", map(json.loads, figures))
        db.conn.executemany(
            f"INSERT INTO observation ({names}, entered) SELECT {names}, {schema.PRESENT_SET} "
            "FROM observation_gone WHERE seq = ?",
            ((change.seq,) for change in figures.values() if change.op == "D"),
        )

    def _stacks(self) -> tuple[list[int], list[int]]:
        """Steps in force and steps undone, newest last. A new step after an undo leaves the undone ones in the log."""
        done: list[int] = []
        undone: list[int] = []
        for set_id, action, of_set in self._store.rows(
            "SELECT id, action, of_set FROM change_set WHERE label <> ? ORDER BY id", (FOUNDING,)
        ):
            if action == "undo":
                done.pop()
                undone.append(of_set)
            elif action == "redo":
                undone.pop()
                done.append(of_set)
            else:
                done.append(set_id)
                undone.clear()
        return done, undone

    def _latest_effect(self, step: int) -> int:
        """The newest set that carried out, undid or redid *step*: its opposite is what comes next."""
        (found,) = self._store.rows(
            "SELECT max(id) FROM change_set WHERE id = ? OR of_set = ?", (step, step)
        )[0]
        return int(found)

    def _label(self, step: int) -> tuple[str, dict[str, str]]:
        label, params = self._store.rows("SELECT label, params FROM change_set WHERE id = ?", (step,))[0]
        return label, json.loads(params)

    def _ids_touched(self, set_id: int) -> dict[str, dict[str, list[str]]]:
        """Ids by kind and operation (``I``, ``U``, ``D``); of observations those of their series."""
        sql = (
            "SELECT tbl, op, CASE tbl WHEN 'observation' THEN json_extract(key, '$[0]') ELSE key END AS thing "
            "FROM change WHERE change_set = ? GROUP BY tbl, op, thing ORDER BY tbl, op, thing"
        )
        found: dict[str, dict[str, list[str]]] = {}
        for tbl, op, thing in self._store.rows(sql, (set_id,)):
            found.setdefault(tbl, {}).setdefault(op, []).append(thing)
        return found

    def _change_set(self, set_id: int, initiator: str = "") -> ChangeSet:
        return next(self._change_sets("WHERE id = ?", (set_id,), initiator))

    def _change_sets(
        self, where: str, parameters: tuple[Any, ...] = (), initiator: str = ""
    ) -> Iterator[ChangeSet]:
        sql = f"SELECT id, action, label, params, at, by, reason, touched FROM change_set {where} ORDER BY id"
        for set_id, action, label, params, at, by, reason, touched in self._store.rows(sql, parameters):
            with sound_rows(self._store.shown):
                found = {
                    cast("Kind", kind): Touched(*(frozenset(ops.get(op, ())) for op in "IUD"))
                    for kind, ops in json.loads(touched).items()
                }
                told = dict(json.loads(params).items())
            yield ChangeSet(set_id, label, told, found, initiator, at, by, reason, cast("Action", action))

    def _position(self) -> tuple[int, int]:
        (change_id,) = self._store.rows("SELECT coalesce(max(id), 0) FROM change_set")[0]
        (seq,) = self._store.rows("SELECT coalesce(max(seq), 0) FROM change")[0]
        return int(change_id), int(seq)
