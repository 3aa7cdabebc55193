"""The retention ladder lets go only what it may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.snapshot import Snapshot, expendable

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def mark(seq: int, age: timedelta, *, auto: bool = True, comment: str = "", pinned: bool = False) -> Snapshot:
    at = (NOW - age).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Snapshot(f"s{seq}", "", comment, at, "", seq, seq, "", auto, pinned)


ages = st.integers(0, 10 * 365 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
marks = st.lists(
    st.tuples(ages, st.booleans(), st.sampled_from(["", "sent"]), st.booleans()), max_size=60
).map(
    lambda rows: [
        mark(n, age, auto=auto, comment=comment, pinned=pinned)
        for n, (age, auto, comment, pinned) in enumerate(rows)
    ]
)


@given(marks)
def test_it_never_lets_go_what_it_must_keep(snapshots: list[Snapshot]) -> None:
    gone = expendable(snapshots, NOW)
    assert all(item.auto and not item.comment and not item.pinned for item in gone)
    kept = [item for item in snapshots if item not in gone]
    assert expendable(kept, NOW) == [], "what was kept once is not let go the next moment"
    plain = [item for item in snapshots if item.auto and not item.comment and not item.pinned]
    years = {item.at[:4] for item in plain}
    assert {item.at[:4] for item in kept if item in plain} == years, "something of every year remains"
    if plain:
        newest = max(plain, key=lambda item: (item.at, item.seq))
        assert newest in kept


def test_the_steps_of_the_ladder() -> None:
    hourly = [mark(n, timedelta(hours=n)) for n in range(24 * 30)]
    kept = [item for item in hourly if item not in expendable(hourly, NOW)]
    of_last_day = [item for item in kept if NOW - datetime.fromisoformat(item.at) < timedelta(hours=24)]
    assert [item.seq for item in of_last_day] == list(range(12))
    days = [
        item.at[:10]
        for item in kept
        if timedelta(days=1) <= NOW - datetime.fromisoformat(item.at) < timedelta(days=14)
    ]
    assert len(days) == len(set(days)) == 14
    assert len(kept) < 12 + 14 + 4
