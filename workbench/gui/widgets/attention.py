"""Which measures need a look: their date has passed, it is near, or nobody has reported on them. No Qt.

This tells what is on record, not what is true on the ground: a measure may be finished without our having a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from workbench.domain.errors import RuleError
from workbench.domain.period import Period

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from workbench.domain.strategy import Node

Why = Literal["passed", "soon", "silent"]
WHYS: tuple[Why, ...] = ("passed", "soon", "silent")
_DONE = frozenset({"completed", "implemented", "launched", "dropped"})
SOON_DAYS = 366


@dataclass(frozen=True, slots=True)
class Attention:
    """A measure and why it is listed. ``due``: last day of its due period, where it has one."""

    node: Node
    why: Why
    due: date | None


def last_day(code: str) -> date | None:
    """The last day of a due date written as year, half-year, quarter, month, day or split year."""
    split = re.fullmatch(r"(\d{4})/\d{2}", code)
    if split:  # financial or academic year, the file does not say: the later end, so that nothing is called late too soon
        return date(int(split.group(1)) + 1, 8, 31)
    try:
        period = Period.parse(code)
    except RuleError:
        return None
    start = period.start
    months = {"A": 12, "S": 6, "Q": 3, "M": 1, "Y": 12}.get(period.frequency)
    if months is None:
        return start
    month = start.month - 1 + months
    return date(start.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def is_done(node: Node) -> bool:
    """Whether it is marked, or last reported, as completed (or dropped)."""
    if node.official_status:
        return node.official_status in ("completed", "dropped")
    newest = max(node.progress, key=lambda item: item.as_of, default=None)
    return newest is not None and newest.status in _DONE


def attention(nodes: Iterable[Node], today: date, reported: Container[str] = frozenset()) -> list[Attention]:
    """Every measure that needs a look, most pressing reason only, by due date. reported: ids with evidence on them."""
    found: list[Attention] = []
    for node in nodes:
        if node.kind != "measure" or is_done(node):
            continue
        due = last_day(node.due) if node.due else None
        if node.official_status == "late" or (due is not None and due < today):
            found.append(Attention(node, "passed", due))
        elif due is not None and due <= today + timedelta(days=SOON_DAYS):
            found.append(Attention(node, "soon", due))
        elif not node.progress and not node.official_status and node.id not in reported:
            found.append(Attention(node, "silent", due))
    return sorted(found, key=lambda item: (WHYS.index(item.why), item.due or date.max))
