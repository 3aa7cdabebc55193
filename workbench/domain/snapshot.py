"""Named states of the workspace that can be returned to, and which automatic ones are let go with time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A mark in the change log. ``digest`` follows from every change up to it, so tampering shows.

    auto: made by the program, not the user. pinned: kept whatever its age.
    """

    id: str
    name: str
    comment: str
    at: str
    by: str
    change_id: int
    seq: int
    digest: str
    auto: bool = False
    pinned: bool = False


_LADDER = (  # from this age on, one is kept in each stretch of time
    (timedelta(hours=24), "%Y-%m-%d"),
    (timedelta(days=14), "%G-W%V"),
    (timedelta(days=60), "%Y-%m"),
    (timedelta(days=730), "%Y"),
)
_RECENT = 12  # of the last 24 hours


def expendable(snapshots: Iterable[Snapshot], now: datetime) -> list[Snapshot]:
    """Automatic snapshots that the retention ladder lets go, oldest first.

    Kept: all that the user made, commented on or pinned; the newest dozen of the last 24 hours; beyond that the newest
    of each day for two weeks, of each week for two months, of each month for two years, of each year after.
    """
    let_go = []
    seen: set[str] = set()
    recent = 0
    for mark in sorted(snapshots, key=lambda mark: (mark.at, mark.seq), reverse=True):
        if not mark.auto or mark.pinned or mark.comment:
            continue
        made = datetime.fromisoformat(mark.at)
        form = next((form for age, form in reversed(_LADDER) if now - made >= age), None)
        if form is None:
            recent += 1
            if recent > _RECENT:
                let_go.append(mark)
            continue
        stretch = made.strftime(form)
        if stretch in seen:
            let_go.append(mark)
        seen.add(stretch)
    return let_go[::-1]
