"""What belongs to one item when only that is to be restored from a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from workbench.domain.changes import Kind
from workbench.domain.errors import UsageError

if TYPE_CHECKING:
    from workbench.services.compare import Difference
    from workbench.services.session import Session
    from workbench.store.history import History, Touch

_WHOLE: tuple[Kind, ...] = ("scenario", "pack", "model", "evidence", "document", "index_definition")

_OF_SERIES = {"observation": "series_id", "definition": "series_id", "target": "indicator_id"}


def belongs_to(
    session: Session, history: History, seq: int, kind: Kind, item_id: str
) -> Callable[[Touch], bool]:
    """A test for what restoring (kind, id) covers: an indicator brings its figures, definitions and targets, a node its
    branch as it is now and as it was at *seq* with the evidence on it. Raises :class:`UsageError` for a kind that cannot be restored alone.
    """
    if kind in _WHOLE:
        return lambda touch: touch.tbl == kind and touch.key == item_id
    if kind == "indicator":
        return lambda touch: (
            (touch.tbl == "indicator" and touch.key == item_id)
            or (touch.tbl in _OF_SERIES and _names(touch, _OF_SERIES[touch.tbl], {item_id}))
        )
    if kind == "node":
        branch = _branch(session, history, seq, item_id)
        return lambda touch: (
            (touch.tbl == "node" and touch.key in branch)
            or (touch.tbl == "evidence" and _names(touch, "node_id", branch))
        )
    raise UsageError("session.not-restorable", kind=kind)


def _names(touch: Touch, field: str, wanted: Container[str]) -> bool:
    """Whether the thing belonged to one of *wanted* before or after the touch."""
    return any(content.get(field) in wanted for content in (touch.old, touch.new))


def _branch(session: Session, history: History, seq: int, root: str) -> set[str]:
    parents = [(node.id, node.parent) for node in session.nodes()]
    parents += [
        (net.key, net.old.get("parent"))
        for net in history.net_changes(seq, things_only=True)
        if net.tbl == "node" and net.old
    ]
    branch = {root}
    while grown := {node for node, parent in parents if parent in branch} - branch:
        branch |= grown
    return branch


def restorable(session: Session, difference: Difference) -> tuple[Kind, str] | None:
    """The item, as (kind, id), that has to be restored to take *difference* back; ``None`` if it cannot be alone.

    A figure, a definition and a target belong to their indicator.
    """
    if difference.kind in (*_WHOLE, "indicator", "node"):
        return difference.kind, difference.id
    if difference.kind == "observation":
        return "indicator", difference.id
    if difference.kind in ("definition", "target"):
        owners = [
            (item.id, item.series_id)
            for each in session.indicators()
            for item in session.definitions(each.id)
        ]
        owners += [(item.id, item.indicator_id) for item in session.targets()]
        whole = difference.old_item if isinstance(difference.old_item, dict) else difference.new_item
        told = whole.get("series_id") or whole.get("indicator_id") if isinstance(whole, dict) else None
        owner = dict(owners).get(difference.id) or told
        return ("indicator", str(owner)) if owner else None
    return None
