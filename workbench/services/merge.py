"""Two people's copies of one workspace made into one again: three-way from where their logs part, nothing unseen.

What only one side changed is taken; fields that both changed differently are conflicts, shown side by side and decided
by the user. The outcome is one step of the own copy, which can be undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workbench.domain.errors import RuleError
from workbench.domain.figure import Observation
from workbench.domain.text import LocalText
from workbench.store import register
from workbench.store.chain import Progress, unheeded
from workbench.store.container import Container
from workbench.store.history import History, Net, Write

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.domain.issued import IssuedPaper
    from workbench.store.store import Store

Side = Literal["mine", "theirs"]
_ABSENT = object()
# What says since when and on what grounds a status holds goes with it: never one side's status with the other's grounds.
_FOLLOWS = {"official_status": ("official_status_date", "official_status_evidence")}


@dataclass(frozen=True, slots=True)
class MergeItem:
    """One thing (or one field of it) that the other copy has differently, with both sides and what both began from.

    Contents are plain JSON values, or an :class:`Observation`; ``None`` = not there. field: "" for the whole thing.
    """

    kind: str
    key: str
    field: str
    what: LocalText
    base: Any
    mine: Any
    theirs: Any
    conflict: bool

    @property
    def place(self) -> tuple[str, str, str]:
        """What a decision is filed under."""
        return (self.kind, self.key, self.field)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Everything the other copy would bring. Nothing is written until :func:`apply_merge`."""

    file: str
    items: tuple[MergeItem, ...]
    position: tuple[int, ...]
    orders: dict[tuple[str, str], int]
    bodies: dict[tuple[str, str], tuple[Any, Any]]
    attachments: tuple[bytes, ...] = ()  # contents of documents that only the other copy has
    papers: tuple[IssuedPaper, ...] = ()  # entries of its register that this copy has not

    @property
    def empty(self) -> bool:
        """The other copy has nothing that is not here already."""
        return not self.items and not self.papers

    @property
    def conflicts(self) -> tuple[MergeItem, ...]:
        """What the user has to decide."""
        return tuple(item for item in self.items if item.conflict)


def plan_merge(history: History, path: Path, progress: Progress = unheeded) -> MergePlan:
    """Compare with the copy at *path* (which is only read).

    Raises :class:`StorageError` if it cannot be read, :class:`RuleError` (``merge.unrelated``) for another workspace.
    """
    box = Container.open(path, read_only=True)
    try:
        other = History(box.store, "")
        progress(0.1)
        shared = history.common_point(other, progress=lambda done: progress(0.1 + 0.6 * done))
        if shared is None:
            raise RuleError("merge.unrelated", file=path.name)
        mine = {(net.tbl, net.key): net for net in history.net_changes(shared)}
        progress(0.8)
        theirs = {(net.tbl, net.key): net for net in other.net_changes(shared)}
        progress(0.9)
        items: list[MergeItem] = []
        for place, net in theirs.items():
            items += _compare(net, mine.get(place))
        orders = {place: order for place in theirs if (order := other.order_of(*place)) is not None}
        bodies = {
            place: (mine[place].new if place in mine else net.old, net.new) for place, net in theirs.items()
        }
        attachments = tuple(_missing_contents(history.store, box.store, theirs.values()))
        known = {paper.id for paper in register.papers(history.store)}
        papers = tuple(paper for paper in register.papers(box.store) if paper.id not in known)
    finally:
        box.close()
    return MergePlan(path.name, tuple(items), history.position(), orders, bodies, attachments, papers)


def _missing_contents(mine: Store, theirs: Store, nets: Iterable[Net]) -> Iterator[bytes]:
    known = set(mine.attachments())
    for net in nets:
        if net.tbl == "document" and net.new is not None and net.new["sha256"] not in known:
            content = theirs.attachment(net.new["sha256"])
            if content is not None:
                known.add(net.new["sha256"])
                yield content


def apply_merge(
    history: History, plan: MergePlan, choices: Mapping[tuple[str, str, str], Side]
) -> ChangeSet | None:
    """Write the outcome as one step; ``None`` if there is nothing to take.

    Raises :class:`RuleError`: ``merge.undecided`` while a conflict has no choice, ``merge.stale`` if the workspace has
    changed since the plan was made.
    """
    if history.position() != plan.position:
        raise RuleError("merge.stale")
    undecided = [item for item in plan.conflicts if item.place not in choices]
    if undecided:
        raise RuleError("merge.undecided", count=len(undecided), what=undecided[0].what.show("en"))
    writes = []
    by_thing: dict[tuple[str, str], list[MergeItem]] = {}
    for item in plan.items:
        by_thing.setdefault((item.kind, item.key), []).append(item)
    for place, items in by_thing.items():
        mine, theirs = plan.bodies[place]
        outcome = _outcome(mine, theirs, items, choices)
        if outcome != mine:
            writes.append(Write(*place, outcome, plan.orders.get(place)))
    if not writes:
        return None
    return history.merge(
        writes,
        label="operation.merge",
        params={"file": plan.file, "count": str(len(writes))},
        attachments=plan.attachments,
    )


def _outcome(
    mine: Any, theirs: Any, items: list[MergeItem], choices: Mapping[tuple[str, str, str], Side]
) -> Any:
    if items[0].field == "":
        return theirs if choices.get(items[0].place, "theirs") == "theirs" else mine
    merged = dict(mine)
    for item in items:
        if not item.conflict or choices[item.place] == "theirs":
            if item.theirs is None and item.field not in theirs:
                merged.pop(item.field, None)
            else:
                merged[item.field] = item.theirs
    for item in items:
        if item.conflict and item.field in _FOLLOWS:
            chosen = theirs if choices[item.place] == "theirs" else mine
            for field in _FOLLOWS[item.field]:
                merged.pop(field, None)
                if field in chosen:
                    merged[field] = chosen[field]
    return merged


def _compare(theirs: Net, mine: Net | None) -> list[MergeItem]:
    what = _what(theirs)
    if mine is None:
        if isinstance(theirs.old, dict) and isinstance(theirs.new, dict):
            return [
                MergeItem(theirs.tbl, theirs.key, field, what, old, old, new, False)
                for field, old, new in _fields(theirs.old, theirs.new)
            ]
        return [MergeItem(theirs.tbl, theirs.key, "", what, theirs.old, theirs.old, theirs.new, False)]
    if mine.new == theirs.new:
        return []
    if not all(isinstance(state, dict) for state in (mine.old, mine.new, theirs.new)):
        return [MergeItem(theirs.tbl, theirs.key, "", what, theirs.old, mine.new, theirs.new, True)]
    own = {field: new for field, _, new in _fields(mine.old, mine.new)}
    found = [
        MergeItem(
            theirs.tbl,
            theirs.key,
            field,
            what,
            old,
            own.get(field, old),
            new,
            field in own and own[field] != new,
        )
        for field, old, new in _fields(theirs.old, theirs.new)
        if field not in own or own[field] != new
    ]
    led = {name for item in found if item.conflict for name in _FOLLOWS.get(item.field, ())}
    return [item for item in found if item.field not in led]


def _fields(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [
        (field, old.get(field), new.get(field))
        for field in dict.fromkeys((*old, *new))
        if old.get(field, _ABSENT) != new.get(field, _ABSENT)
    ]


def _what(net: Net) -> LocalText:
    content = net.new if net.new is not None else net.old
    if isinstance(content, Observation):
        label = f"{content.series_id} {content.period.code} ({content.vintage})"
        return LocalText(label, label)
    for field in ("title", "name", "text"):
        text = content.get(field) if isinstance(content, dict) else None
        if isinstance(text, dict):
            return LocalText(text.get("en"), text.get("zh_hant"))
    name = " ".join(json.loads(net.key)) if net.tbl == "observation" else net.key
    return LocalText(name, name)
