"""The chain of digests over the change log, from which it shows that a file was changed by another program.

The digest of a change set is SHA-256 over the one before it and everything the set touched. There are two rules, told
apart by how the stored digest begins, so that files sealed by an older program stay verifiable for ever:

* rule 1 (schema version 1; plain hexadecimal): Python's ``repr`` of one row after the other. The chain begins with the
  identity of the workspace.
* rule 2 (``2:``; since schema version 2): columns of whole blocks, some four times as fast. It also covers
  what stood in the workspace before its log began, and the places that figures were read from.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from workbench.store import schema
from workbench.store.database import sound_rows

if TYPE_CHECKING:
    from workbench.domain.snapshot import Snapshot
    from workbench.store.store import Store

RULE_2 = "2:"
_BLOCK = 10_000  # rows of the log hashed at once; part of rule 2, so never to be changed
_HEAD = "id, action, of_set, label, params, at, by, reason, touched"
_PROVENANCE = schema.OBSERVATION_REST.index("provenance") + 3
_FIGURE = ", ".join((*schema.OBSERVATION_KEY[1:], *schema.OBSERVATION_REST[:-1]))

# Rule 1: every row a change set touched, with the observation it inserted beside it; ``gone`` where that one was taken
# out since (then it has to be looked for).
_KEYS = " AND ".join(
    f"{{0}}.{name} = CASE c.tbl WHEN 'observation' THEN json_extract(c.key, '$[{n}]') END"
    for n, name in enumerate(schema.OBSERVATION_KEY)
)
_TOUCHED_ROWS = (
    "SELECT c.seq, c.key, c.tbl = 'observation' AND c.op = 'I' AND EXISTS "
    f"(SELECT 1 FROM observation_gone g WHERE {_KEYS.format('g')} AND g.seq > c.seq), c.tbl, c.op, c.old, c.new, "
    f"{', '.join(f'o.{name}' for name in schema.OBSERVATION_REST)} FROM change c "
    f"LEFT JOIN observation o ON c.tbl = 'observation' AND c.op = 'I' AND {_KEYS.format('o')} "
    "WHERE c.change_set = ? ORDER BY c.seq"
)

Progress = Callable[[float], None]
"""Told how far the work is, 0 to 1; may raise :class:`Cancelled`."""


def unheeded(_done: float) -> None:
    """Progress that nobody looks at."""


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Link:
    """One change set of the chain: its number and its digest as it follows from the log."""

    set_id: int
    digest: str


def chain(
    store: Store,
    since: int,
    before: str,
    until: int,
    *,
    rule_2: bool | None = None,
    progress: Progress = unheeded,
) -> Iterator[Link]:
    """Digest of each change set after *since* up to *until*, that of *since* being *before*.

    rule_2: by which rule; ``None``: each by the rule it was sealed by, and by rule 2 where it has not been yet.
    """
    heads = store.rows(
        f"SELECT {_HEAD}, digest FROM change_set WHERE id > ? AND id <= ? ORDER BY id", (since, until)
    )
    provenance: dict[int, tuple[Any, ...]] = {}
    for number, (*head, stored) in enumerate(heads):
        progress(number / len(heads))
        hashed = hashlib.sha256(before.encode())
        hashed.update(json.dumps(head, ensure_ascii=False).encode())
        newer = rule_2 if rule_2 is not None else stored is None or stored.startswith(RULE_2)
        if newer:
            with sound_rows(store.shown):
                series = _series_of(json.loads(head[-1]))
            _hash_set(store, hashed, head[0], series, provenance)
            before = RULE_2 + hashed.hexdigest()
        else:
            _hash_set_1(store, hashed, head[0])
            before = hashed.hexdigest()
        yield Link(head[0], before)


def beginning(store: Store, *, rule_2: bool) -> str:
    """Where the chain begins: the identity of the workspace; by rule 2 with all that stood in it before its log."""
    identity = json.dumps(store.workspace(), sort_keys=True).encode()
    if not rule_2:
        return hashlib.sha256(identity).hexdigest()
    hashed = hashlib.sha256(identity)
    first = {
        (tbl, key): (op, old)
        for tbl, key, op, old in store.rows(
            "SELECT tbl, key, op, old FROM change WHERE seq IN "
            "(SELECT min(seq) FROM change WHERE tbl <> 'observation' GROUP BY tbl, key)"
        )
    }
    for tbl in schema.THING_TABLES:
        rows = [row for row in store.rows(f"SELECT id, ord, body FROM {tbl}") if (tbl, row[0]) not in first]
        with sound_rows(store.shown):
            rows += [
                (key, *json.loads(old))
                for (name, key), (op, old) in first.items()
                if name == tbl and op != "I"
            ]
        hashed.update(tbl.encode())
        _pack(hashed, sorted(rows, key=lambda row: row[0]))
    provenance: dict[int, tuple[Any, ...]] = {}
    used: set[int] = set()
    rows = store.rows(f"SELECT series_id, {_FIGURE} FROM observation WHERE entered = 0")
    rows += store.rows(f"SELECT series_id, {_FIGURE} FROM observation_gone WHERE entered = 0")
    rows.sort(key=lambda row: row[:4])
    for series_id, group in groupby(rows, key=lambda row: row[0]):
        figures = [row[1:] for row in group]
        hashed.update(str(series_id).encode())
        _pack(hashed, figures)
        used.update(row[_PROVENANCE] for row in figures)
    _hash_places(store, hashed, used, provenance)
    return RULE_2 + hashed.hexdigest()


def seal(store: Store) -> str:
    """Write the digest of every change set that has none yet; return the last one of the chain."""
    links = unsealed(store)
    write(store, links)
    if links:
        return links[-1].digest
    sealed = store.rows("SELECT digest FROM change_set WHERE digest IS NOT NULL ORDER BY id DESC LIMIT 1")
    return str(sealed[0][0]) if sealed else beginning(store, rule_2=True)


def unsealed(store: Store, *, progress: Progress = unheeded) -> list[Link]:
    """The links that :func:`seal` would write now. A set's digest never changes once the set is committed, so these can
    be worked out by a reader beside the one that writes.
    """
    sealed = store.rows("SELECT id, digest FROM change_set WHERE digest IS NOT NULL ORDER BY id DESC LIMIT 1")
    (until,) = store.rows("SELECT coalesce(max(id), 0) FROM change_set")[0]
    if sealed and sealed[0][0] == until:
        return []
    since, before = sealed[0] if sealed else (0, beginning(store, rule_2=True))
    return list(chain(store, since, before, until, progress=progress))


def write(store: Store, links: Iterable[Link]) -> None:
    """Write links into a log that has none there yet. A set sealed meanwhile has the same digest already."""
    with store.atomic():
        store.db.conn.executemany(
            "UPDATE change_set SET digest = ? WHERE id = ? AND digest IS NULL",
            ((link.digest, link.set_id) for link in links),
        )


def digest_of(chained: str, mark: Snapshot) -> str:
    """Digest of a snapshot, that of the log up to it being *chained*."""
    head = (chained, mark.id, mark.at, mark.by, mark.change_id, mark.seq, mark.auto)
    text = hashlib.sha256(json.dumps(head, ensure_ascii=False).encode()).hexdigest()
    return RULE_2 + text if chained.startswith(RULE_2) else text


def broken(store: Store, marks: Sequence[Snapshot], *, progress: Progress = unheeded) -> list[Snapshot]:
    """Snapshots that no longer follow from the log, or whose state the present tables no longer lead back to."""
    if not marks:
        return []
    newest = max(mark.change_id for mark in marks)
    sealed = store.rows("SELECT digest FROM change_set WHERE digest IS NOT NULL ORDER BY id LIMIT 1")
    # what a file from version 1 began with was never sealed
    newer = (sealed[0][0] if sealed else marks[0].digest).startswith(RULE_2)
    start = beginning(store, rule_2=newer)
    # a snapshot of the very beginning may have been taken by an older program than the first one after it
    first = {mark.digest.startswith(RULE_2) for mark in marks if mark.change_id == 0} - {newer}
    other = {rule: beginning(store, rule_2=rule) for rule in first} | {newer: start}
    chained: dict[int, str] = {}
    chained |= {link.set_id: link.digest for link in chain(store, 0, start, newest, progress=progress)}
    astray = _astray(store, newer=newer)
    return [
        mark
        for mark in marks
        if mark.seq >= astray
        or digest_of(
            chained.get(mark.change_id, "") if mark.change_id else other[mark.digest.startswith(RULE_2)], mark
        )
        != mark.digest
    ]


def common_set(one: Store, other: Store, *, progress: Progress = unheeded) -> int:
    """Number of the last change set that two copies of one workspace share; 0 if none. Both are followed by one rule."""
    ends = [int(store.rows("SELECT coalesce(max(id), 0) FROM change_set")[0][0]) for store in (one, other)]
    until = min(ends)
    starts = [beginning(store, rule_2=False) for store in (one, other)]
    shared = 0
    for mine, theirs in zip(
        chain(one, 0, starts[0], until, rule_2=True, progress=progress),
        chain(other, 0, starts[1], until, rule_2=True),
        strict=False,
    ):
        if mine != theirs:
            break
        shared = mine.set_id
    return shared


def _astray(store: Store, *, newer: bool) -> float:
    """From which place of the log (``seq``) on the present tables no longer follow from it; infinity if they do.

    The log says what a thing was made into last, and how many figures each set put in.
    """
    lost = [float("inf")]
    last = store.rows(
        "SELECT tbl, key, seq, op, new FROM change WHERE seq IN "
        "(SELECT max(seq) FROM change WHERE tbl <> 'observation' GROUP BY tbl, key)"
    )
    present = {
        tbl: {row[0]: row[1:] for row in store.rows(f"SELECT id, ord, body FROM {tbl}")}
        for tbl in {row[0] for row in last} & set(schema.THING_TABLES)
    }
    for tbl, key, seq, op, new in last:
        with sound_rows(store.shown):
            told = None if op == "D" else tuple(json.loads(new))
        if present.get(tbl, {}).get(key) != told:
            lost.append(seq)
    if newer:
        told_counts = {
            int(set_id): (int(count), int(seq))
            for set_id, count, seq in store.rows(
                "SELECT change_set, count(*), max(seq) FROM change WHERE tbl = 'observation' AND op = 'I' GROUP BY change_set"
            )
        }
        held: dict[int, int] = {}
        for tbl in ("observation", "observation_gone"):
            for set_id, count in store.rows(f"SELECT entered, count(*) FROM {tbl} GROUP BY entered"):
                held[set_id] = held.get(set_id, 0) + count
        held.pop(0, None)
        for set_id in held.keys() | told_counts.keys():
            count, seq = told_counts.get(set_id, (0, 0))
            if held.get(set_id, 0) != count:
                lost.append(seq)
    return min(lost)


def _series_of(touched: dict[str, dict[str, list[str]]]) -> list[str]:
    return sorted({name for names in touched.get("observation", {}).values() for name in names})


# --- rule 2 ------------------------------------------------------------------------------------------------------


def _hash_set(
    store: Store, hashed: _Hash, set_id: int, series: Iterable[str], provenance: dict[int, tuple[Any, ...]]
) -> None:
    first = last = 0
    with store.reading(
        "SELECT seq, key, tbl, op, old, new FROM change WHERE change_set = ? ORDER BY seq", (set_id,)
    ) as cursor:
        while rows := cursor.fetchmany(_BLOCK):
            first, last = first or rows[0][0], rows[-1][0]
            _pack(hashed, rows)
    gone = f"SELECT seq, {', '.join(schema.OBSERVATION_KEY)}, entered FROM observation_gone "
    _pack(hashed, store.rows(f"{gone} WHERE seq BETWEEN ? AND ? ORDER BY seq", (first, last)))
    used: set[int] = set()
    for series_id in series:
        where, asked = (
            "WHERE series_id = ? AND entered = ? ORDER BY period, definition, vintage",
            (series_id, set_id),
        )
        rows = store.rows(f"SELECT {_FIGURE} FROM observation {where}", asked)
        since = store.rows(f"SELECT {_FIGURE} FROM observation_gone {where}", asked)
        if since:  # taken out since: the order must not tell
            rows = sorted(rows + since, key=lambda row: (row[:3], repr(row)))
        hashed.update(series_id.encode())
        _pack(hashed, rows)
        used.update([row[_PROVENANCE] for row in rows])
    _hash_places(store, hashed, used, provenance)


def _hash_places(store: Store, hashed: _Hash, used: Iterable[int], known: dict[int, tuple[Any, ...]]) -> None:
    """The places that figures were read from, as they are told in full."""
    rows = []
    for number in sorted(used):
        if number not in known:
            known[number] = store.rows("SELECT * FROM provenance WHERE id = ?", (number,))[0]
        rows.append(known[number])
    _pack(hashed, rows)


def _pack(hashed: _Hash, rows: Sequence[tuple[Any, ...]]) -> None:
    """Hash rows column by column: numbers as their bits, texts with their lengths, so that no two contents look alike."""
    hashed.update(b"%d rows" % len(rows))
    for column in zip(*rows, strict=True):
        first = column[0]
        # not so for numbers with a fraction: 0.0 equals -0.0
        if type(first) is not float and column.count(first) == len(column):
            hashed.update(b"c" + json.dumps(first, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            continue
        kinds = set(map(type, column))
        if kinds == {str}:
            hashed.update(b"s" + _bytes(array("q", map(len, column))))
            hashed.update("".join(column).encode("utf-8", "surrogatepass"))
        elif kinds == {float}:
            hashed.update(b"d" + _bytes(array("d", column)))
        elif kinds == {int}:
            hashed.update(b"q" + _bytes(array("q", column)))
        else:
            hashed.update(b"j" + json.dumps(column, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _bytes(numbers: array[Any]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


# --- rule 1 ------------------------------------------------------------------------------------------------------


def _hash_set_1(store: Store, hashed: _Hash, set_id: int) -> None:
    for seq, key, gone, *row in store.rows(_TOUCHED_ROWS, (set_id,)):
        with sound_rows(store.shown):
            inserted = _inserted(store, seq, json.loads(key)) if gone else row[4:]
        hashed.update(repr((seq, key, *row[:4], *inserted)).encode())


def _inserted(store: Store, seq: int, key: list[str]) -> tuple[Any, ...]:
    """What an insertion at *seq* put in: the first one gone since with that key, else the one still there."""
    where = " AND ".join(f"{name} = ?" for name in schema.OBSERVATION_KEY)
    rest = ", ".join(name for name in schema.OBSERVATION_REST)
    gone = f"SELECT {rest} FROM observation_gone WHERE {where} AND seq > ? ORDER BY seq LIMIT 1"
    rows = store.rows(gone, (*key, seq)) or store.rows(f"SELECT {rest} FROM observation WHERE {where}", key)
    return rows[0] if rows else ()
