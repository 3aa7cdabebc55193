"""Reading the change log: what things were like at some place in it, and which differ between two places."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.store.database import sound_rows

if TYPE_CHECKING:
    from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the log."""

    seq: int
    tbl: str
    key: str
    op: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Net:
    """One thing that differs between two states: its plain content then and now, ``None`` where it was not there.

    For observations the content is an :class:`Observation` and the key its JSON key; else a dictionary.
    """

    tbl: str
    key: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Touch:
    """A thing that was touched since some moment, with its plain content then and now; ``{}`` where it is not there.

    Of an observation only the series is told.
    """

    tbl: str
    key: str
    old: Any
    new: Any


def changes(store: Store, where: str, parameters: tuple[Any, ...]) -> list[Change]:
    """Rows of the log in their order."""
    sql = f"SELECT seq, tbl, key, op, old, new FROM change WHERE {where} ORDER BY seq"
    return [Change(*row) for row in store.rows(sql, parameters)]


def net_changes(store: Store, after: int, upto: int | None, *, things_only: bool) -> list[Net]:
    """See :meth:`History.net_changes`."""
    where = "seq > ? AND tbl <> 'observation'" if things_only else "seq > ?"
    before = states_at(store, after, where)
    beyond = states_at(store, upto, where) if upto is not None else {}
    touched = before.keys() if upto is None else _touched(store, after, upto)
    found = []
    for tbl, key in touched:
        if things_only and tbl == "observation":
            continue
        old = before[tbl, key]
        new = beyond[tbl, key] if (tbl, key) in beyond else present(store, tbl, key)
        if old != new:
            found.append(Net(tbl, key, old, new))
    return found


def states_at(store: Store, seq: int, where: str) -> dict[tuple[str, str], Any]:
    """State at *seq* of everything changed since: what the first change after it found."""
    states: dict[tuple[str, str], Any] = {}
    for change in changes(store, where, (seq,)):
        place = (change.tbl, change.key)
        if place not in states:
            states[place] = state_before(store, change)
    return states


def state_before(store: Store, change: Change) -> Any:
    """What the change found; ``None`` if nothing was there."""
    if change.op == "I":
        return None
    if change.tbl == "observation":
        return store.gone_observation(change.seq)
    with sound_rows(store.shown):
        return json.loads(json.loads(change.old or "null")[1])


def present(store: Store, tbl: str, key: str) -> Any:
    """What is there now; ``None`` if nothing."""
    if tbl == "observation":
        return store.observation(json.loads(key))
    rows = store.rows(f"SELECT body FROM {tbl} WHERE id = ?", (key,))
    with sound_rows(store.shown):
        return json.loads(rows[0][0]) if rows else None


def touch(store: Store, change: Change) -> Touch:
    """What the first change after some moment tells: how the thing was then, and how it is now."""
    if change.tbl == "observation":
        return Touch(change.tbl, change.key, {"series_id": json.loads(change.key)[0]}, {})
    old, new = state_before(store, change), present(store, change.tbl, change.key)
    return Touch(change.tbl, change.key, {} if old is None else old, {} if new is None else new)


def _touched(store: Store, after: int, upto: int) -> list[tuple[str, str]]:
    sql = "SELECT tbl, key FROM change WHERE seq > ? AND seq <= ? GROUP BY tbl, key ORDER BY min(seq)"
    return [(tbl, key) for tbl, key in store.rows(sql, (after, upto))]
