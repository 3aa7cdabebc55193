"""What a change touched, so that whoever shows it can refresh just that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "node",
    "body",
    "source",
    "indicator",
    "definition",
    "observation",
    "target",
    "milestone",
    "model",
    "scenario",
    "pack",
    "term",
    "evidence",
    "document",
    "index_definition",
    "recipe",
    "setting",
    "snapshot",
    "issued",
]


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of one kind that a change added, changed or removed. For observations the ids are series ids."""

    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return self.added | self.changed | self.removed


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A committed change. ``id`` is its number in the change log; ``initiator`` lets a view skip its own echo.

    ``label`` is a message code with ``params``, worded by whoever shows it.
    """

    id: int
    label: str
    params: dict[str, str]
    touched: dict[Kind, Touched] = field(default_factory=dict)
    initiator: str = ""
    at: str = ""
    by: str = ""
    reason: str = ""
    of: Literal["do", "undo", "redo", "restore", "open"] = "do"

    def touches(self, *kinds: Kind) -> bool:
        """Whether anything of these kinds was touched."""
        return any(kind in self.touched for kind in kinds)
