"""The history as people read it: which steps are in force, which are undone, and which branches were left aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.domain.snapshot import Snapshot

Standing = Literal["in-force", "undone", "left-aside", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the change log and how it stands now.

    *in-force*: what the workspace is made of. *undone*: can be redone. *left-aside*: undone, and then something else
    was done; it can still be gone to. *undo*, *redo*: not steps themselves but the moving between them.
    of: for an undo or redo the id of the step it moved. branch: 0 = the line in force; others count from 1.
    present: the step whose outcome is the present state of the workspace.
    """

    change: ChangeSet
    standing: Standing
    of: int | None = None
    branch: int = 0
    present: bool = False


def timeline(changes: Sequence[ChangeSet]) -> tuple[Step, ...]:
    """Every entry of the log (oldest first) with its standing, found by carrying the log out on two stacks."""
    done: list[int] = []
    undone: list[int] = []
    of: dict[int, int] = {}
    aside: dict[int, int] = {}  # step → branch
    branches = 0
    for change in changes:
        if change.of == "undo" and done:
            undone.append(done.pop())
            of[change.id] = undone[-1]
        elif change.of == "redo" and undone:
            done.append(undone.pop())
            of[change.id] = done[-1]
        else:
            if undone:
                branches += 1
                aside.update(dict.fromkeys(undone, branches))
                undone.clear()
            done.append(change.id)
    in_force, waiting = set(done), set(undone)
    steps = []
    for change in changes:
        standing: Standing
        if change.id in of:
            standing = "undo" if change.of == "undo" else "redo"
        elif change.id in in_force:
            standing = "in-force"
        else:
            standing = "undone" if change.id in waiting else "left-aside"
        branch = aside.get(change.id, 0)
        steps.append(Step(change, standing, of.get(change.id), branch, bool(done) and change.id == done[-1]))
    return tuple(steps)


def snapshots_after(snapshots: Iterable[Snapshot]) -> dict[int, tuple[Snapshot, ...]]:
    """Snapshots by the entry of the log they were taken after (0 = before the first)."""
    found: dict[int, tuple[Snapshot, ...]] = {}
    for mark in snapshots:
        found[mark.change_id] = (*found.get(mark.change_id, ()), mark)
    return found
