"""What can be said of the delivery of measures on a day: from statuses set by the user and dated reports of sources.

Nothing is inferred from silence: a measure whose date has passed and of which no source reports completion is
*overdue as far as this workspace knows*, and the words say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from workbench.domain.errors import RuleError
from workbench.domain.period import Period, known_by

if TYPE_CHECKING:
    from workbench.domain.strategy import Body, Node, Progress

State = Literal[
    "completed", "partly_completed", "in_progress", "not_started", "late", "dropped", "reported", "no_report"
]
_DONE = frozenset({"completed", "implemented"})
_SAID: dict[str, State] = {
    "completed": "completed",
    "implemented": "completed",
    "partly_completed": "partly_completed",
    "in_progress": "in_progress",
    "launched": "in_progress",
    "ongoing": "in_progress",
    "planned": "reported",
    "study": "reported",
    "restated": "reported",
    "related_step": "reported",
}
COUNTS = (
    *("all", "dated", "undated", "overdue", "coming"),
    *("completed", "partly_completed", "in_progress", "not_started", "late", "dropped"),
    *("reported", "no_report"),
)


class DeliveryData(Protocol):
    """What is read of a session."""

    def nodes(self) -> tuple[Node, ...]: ...  # noqa: D102
    def bodies(self) -> dict[str, Body]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a measure stands: by the user's own status, else by the newest report dated by then."""

    node: Node
    state: State
    report: Progress | None
    due: str  # last day of the stated date as ISO text, "" without one
    overdue: bool
    coming: bool  # due within a year


class Delivery:
    """The measures of a plan as they stand on *day* (ISO date)."""

    def __init__(self, session: DeliveryData, day: str) -> None:
        self.day = day
        self._bodies = session.bodies()
        self.standings = tuple(self._standing(node) for node in session.nodes() if node.kind == "measure")

    def of_bureau(self, code: str) -> tuple[Standing, ...]:
        """Measures that a body leads, under its names over time; all for ""."""
        if not code:
            return self.standings
        codes = self._line(code)
        return tuple(item for item in self.standings if codes & set(item.node.lead_bodies))

    def count(self, state: str, bureau: str = "") -> int | None:
        """How many measures (of a body) are in a state of :data:`COUNTS`; ``None`` for another word."""
        if state not in COUNTS:
            return None
        return sum(1 for item in self.of_bureau(bureau) if _is(item, state))

    def _line(self, code: str) -> set[str]:
        """A body with its predecessors and successors."""
        found = {code}
        while True:
            more = {b.successor for b in self._bodies.values() if b.code in found and b.successor}
            more |= {b.code for b in self._bodies.values() if b.successor in found}
            if more <= found:
                return found
            found |= more

    def _standing(self, node: Node) -> Standing:
        reports = sorted((p for p in node.progress if known_by(p.as_of) <= self.day), key=lambda p: p.as_of)
        report = reports[-1] if reports else None
        state: State = "no_report"
        if node.official_status:
            state = node.official_status
        elif any(p.status in _DONE for p in reports):
            state = "completed"
        elif report is not None:
            state = _SAID.get(report.status, "reported")
        due = _last_day(node.due)
        open_ = state not in ("completed", "dropped")
        overdue = bool(due) and due < self.day and open_
        year_on = f"{int(self.day[:4]) + 1}{self.day[4:]}" if self.day[:4].isdigit() else ""
        coming = bool(due) and self.day <= due <= year_on and open_
        return Standing(node, state, report, due, overdue, coming)


def _is(item: Standing, state: str) -> bool:
    if state == "all":
        return True
    if state == "dated":
        return bool(item.due)
    if state == "undated":
        return not item.due
    if state == "overdue":
        return item.overdue
    if state == "coming":
        return item.coming
    return item.state == state


def _last_day(due: str | None) -> str:
    """The last day of a stated year, month, day or school year (``2024/25`` ends in August 2025); "" for none."""
    if not due:
        return ""
    if "/" in due:
        first = due.partition("/")[0]
        return f"{int(first) + 1}-08-31" if first.isdigit() else ""
    try:
        return Period.parse(due).end.isoformat()
    except RuleError:
        return ""
