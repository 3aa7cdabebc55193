"""Figures then and now: what a series held at some place in the change log, and which figures differ between two.

Set by set inside SQLite: only keys at which any two rows differ ever become Python values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from workbench.domain.period import vintage_order
from workbench.store.chain import Progress, unheeded
from workbench.store.store import OBSERVATION_COLUMNS

if TYPE_CHECKING:
    from workbench.domain.figure import Observation
    from workbench.store.store import Store

Row = tuple[Any, ...]
_NAMES = ", ".join(OBSERVATION_COLUMNS)
_SEEN = ("value", "text", "decimals", "status", "marks", "qualifier")  # what a reader would see of a figure
_FIRST = OBSERVATION_COLUMNS.index(_SEEN[0])
assert OBSERVATION_COLUMNS[_FIRST : _FIRST + len(_SEEN)] == _SEEN
_AT_ONCE = 400  # series asked for at once: progress is told, and a wish to stop heeded, in between

# Keys where a row entered since *after* stands beside none, or beside one that differs, of those there before. At any
# other key the newest figure then and the newest now look alike, whichever they are.
_CANDIDATES = f"""SELECT DISTINCT n.series_id, n.period FROM json_each(:series) s
  CROSS JOIN observation n ON n.series_id = s.value AND n.entered > :after AND n.entered <= :upto
  LEFT JOIN observation o ON o.series_id = n.series_id AND o.period = n.period AND o.entered <= :after
  WHERE o.series_id IS NULL OR {" OR ".join(f"n.{name} IS NOT o.{name}" for name in _SEEN)}"""
_ALL_GONE = """SELECT DISTINCT series_id, period FROM json_each(:series) s
  CROSS JOIN observation_gone g ON g.series_id = s.value AND g.seq > :after_seq"""
_AT_KEYS = f"""SELECT {", ".join(f"x.{name}" for name in OBSERVATION_COLUMNS)}, x.entered FROM ({{keys}}) k
  CROSS JOIN observation x ON x.series_id = k.series_id AND x.period = k.period"""
_GONE_AT_KEYS = f"""SELECT {", ".join(f"x.{name}" for name in OBSERVATION_COLUMNS)}, x.entered, x.seq FROM ({{keys}}) k
  CROSS JOIN observation_gone x ON x.series_id = k.series_id AND x.period = k.period AND x.seq > :after_seq"""


class StoredFigure:
    """A figure as its row has it. The whole :class:`Observation` is made only for whoever looks, also after closing."""

    __slots__ = (
        "_row",
        "_store",
        "decimals",
        "definition",
        "period",
        "series_id",
        "standing",
        "text",
        "value",
    )

    def __init__(self, store: Store, row: Row) -> None:
        self._store, self._row = store, row
        self.series_id: str = row[0]
        self.period: str = row[1]  # its code
        self.definition: str = row[2]  # id of the definition version
        self.value: float | None = row[4]
        self.text: str = row[5]
        self.decimals: int | None = row[6]
        self.standing: tuple[str, str, str] = row[7:10]  # status, marks and qualifier, as stored

    def observation(self) -> Observation:
        """The whole."""
        return self._store.observation_of(self._row[: len(OBSERVATION_COLUMNS)])


def set_at(store: Store, seq: int) -> int:
    """The change set that *seq* belongs to, 0 before the first."""
    rows = store.rows("SELECT change_set FROM change WHERE seq <= ? ORDER BY seq DESC LIMIT 1", (seq,))
    return int(rows[0][0]) if rows else 0


def held(store: Store, series_id: str, seq: int | None) -> list[Row]:
    """Rows that the workspace held of a series at *seq*: there and entered by then, or gone only since."""
    there = f"SELECT {_NAMES} FROM observation WHERE series_id = ?"
    if seq is None:
        return store.rows(there, (series_id,))
    entered = set_at(store, seq)
    gone = f"SELECT {_NAMES} FROM observation_gone WHERE series_id = ? AND entered <= ? AND seq > ?"
    return store.rows(f"{there} AND entered <= ?", (series_id, entered)) + store.rows(
        gone, (series_id, entered, seq)
    )


def differing(
    store: Store, series_ids: Sequence[str], after: int, upto: int | None, *, progress: Progress = unheeded
) -> Iterator[tuple[Row | None, Row | None]]:
    """Newest rows (:data:`OBSERVATION_COLUMNS` and more), then and now, of each series and period where they look different.

    In the order of series and period. series_ids: sorted; others are not looked at.
    """
    order = _vintage_orders()
    end = upto if upto is not None else store.rows("SELECT coalesce(max(seq), 0) FROM change")[0][0]
    asked = {
        "after": set_at(store, after),
        "upto": set_at(store, end),
        "after_seq": after,
    }
    for at in range(0, len(series_ids), _AT_ONCE):
        progress(at / len(series_ids))
        series = json.dumps(series_ids[at : at + _AT_ONCE], ensure_ascii=False)
        yield from _differing(store, {**asked, "series": series}, end, order)


def _differing(
    store: Store, asked: dict[str, Any], end: int, order: Callable[[str], tuple[str, str]]
) -> Iterator[tuple[Row | None, Row | None]]:
    gone_keys = store.rows(_ALL_GONE, asked)
    keys = _CANDIDATES + (f" UNION {_ALL_GONE}" if gone_keys else "")
    rows = [(*row, None) for row in store.rows(_AT_KEYS.format(keys=keys), asked)]
    if gone_keys:
        rows += store.rows(_GONE_AT_KEYS.format(keys=keys), asked)
        rows.sort(key=lambda row: row[:2])
    width = len(OBSERVATION_COLUMNS)
    after, upto, look = asked["after"], asked["upto"], slice(_FIRST, _FIRST + len(_SEEN))

    def newness(row: Row) -> tuple[tuple[str, str], str]:
        return order(row[3]), row[2]

    def newest(found: list[Row]) -> Row | None:
        if len(found) > 1:
            return max(found, key=newness)
        return found[0] if found else None

    def pair(there: list[Row]) -> tuple[Row | None, Row | None]:
        if len(there) == 1 and there[0][-1] is None:
            (one,) = there
            return (one if one[width] <= after else None), (one if one[width] <= upto else None)
        # what is gone was all taken out since *after*; by *end* only where its number is not beyond
        then = [row for row in there if row[width] <= after]
        now = [row for row in there if row[width] <= upto and (row[-1] is None or row[-1] > end)]
        return newest(then), newest(now)

    for group in _grouped(rows):
        old, new = pair(group)
        if old is None or new is None:
            if old is not new:
                yield old, new
        elif old[look] != new[look]:
            yield old, new


def _grouped(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows of one series and period together."""
    group: list[Row] = []
    series = period = None
    for row in rows:
        if group and (row[1] != period or row[0] != series):
            yield group
            group = []
        series, period = row[0], row[1]
        group.append(row)
    if group:
        yield group


def _vintage_orders() -> Callable[[str], tuple[str, str]]:
    """:func:`vintage_order`, reckoned once for each vintage: there are few."""
    known: dict[str, tuple[str, str]] = {}

    def order(vintage: str) -> tuple[str, str]:
        found = known.get(vintage)
        if found is None:
            found = known[vintage] = vintage_order(vintage)
        return found

    return order
