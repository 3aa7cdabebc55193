"""Every step is one transaction in one log; undo, redo, snapshots and restore are read from it."""

from __future__ import annotations

import math
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from workbench.domain.errors import RuleError, UsageError
from workbench.domain.scenario import DriverPath, Model, Scenario, Variable
from workbench.domain.text import LocalText
from workbench.store.history import History
from workbench.store.store import Store

from .conftest import observed, series


def step(history: History, apply) -> None:
    history.record(apply, label="operation.put-setting", params={"key": "k"})


def back_to(history: History, snapshot: str):
    mark = history.snapshot(snapshot)
    return history.lead_back(mark.seq, label="operation.restore", params={"name": mark.name})


def test_a_figure_is_followed_by_a_vintage_and_never_changed(store: Store, history: History) -> None:
    step(
        history,
        lambda s: (
            s.put("indicator", series("gerd")),
            s.add_observations([observed("gerd", 2019, "2020-12", 26320.0)]),
        ),
    )
    step(history, lambda s: s.add_observations([observed("gerd", 2019, "2021-12", 26332.6)]))
    assert [item.value for item in store.observations("gerd")] == [26320.0, 26332.6]
    with pytest.raises(sqlite3.IntegrityError, match="never changed"), store.db.atomic():
        store.db.execute("UPDATE observation SET value = 1")
    with pytest.raises(sqlite3.IntegrityError, match="undo or restore"), store.db.atomic():
        store.db.execute("DELETE FROM observation")
    with pytest.raises(RuleError, match="already has a figure"):
        step(history, lambda s: s.add_observations([observed("gerd", 2019, "2021-12", 1.0)]))
    assert [item.value for item in store.observations("gerd")] == [26320.0, 26332.6]


def test_what_fails_half_way_leaves_nothing(store: Store, history: History) -> None:
    step(history, lambda s: s.put("indicator", series("a")))
    before, steps = store.logical_dump(), len(history.steps())

    def half(s: Store) -> None:
        s.put("indicator", series("b"))
        raise RuleError("scenario.needs-name")

    with pytest.raises(RuleError):
        step(history, half)
    assert store.logical_dump() == before
    assert len(history.steps()) == steps
    step(history, lambda s: s.put("indicator", series("c")))
    assert history.steps()[-1].touched["indicator"].added == {"c"}


def test_what_is_pointed_to_is_not_removed(store: Store, history: History) -> None:
    model = Model("m", LocalText("M", "模"), 2020, 2030, (Variable("x", LocalText("X", "甲"), "1"),))
    child = Scenario("s", "m", LocalText("S", "情"), paths={"x": DriverPath(growth=0.1, by_year={2025: 0.2})})
    step(history, lambda s: (s.put("model", model), s.put("scenario", child)))
    assert store.get("scenario", "s") == child
    with pytest.raises(RuleError, match="still used"):
        step(history, lambda s: s.remove("model", "m"))
    assert store.get("model", "m") == model


def test_a_restore_is_a_step_that_can_be_undone(store: Store, history: History) -> None:
    step(
        history,
        lambda s: (s.put("indicator", series("a")), s.add_observations([observed("a", 2020, "2021", 1 / 3)])),
    )
    mark = history.create_snapshot("Panel paper", "sent")
    at_mark = store.logical_dump()
    step(history, lambda s: s.add_observations([observed("a", 2021, "2022", 2.0)]))
    step(history, lambda s: s.put("indicator", series("a", "Renamed")))
    later = store.logical_dump()
    change = back_to(history, "Panel paper")
    assert change is not None
    assert change.of == "restore"
    assert store.logical_dump() == at_mark
    history.undo()
    assert store.logical_dump() == later
    history.redo()
    assert store.logical_dump() == at_mark
    assert [snapshot.id for snapshot in history.snapshots()] == [mark.id]
    assert back_to(history, "Panel paper") is None, "there is nothing to lead back"
    with pytest.raises(UsageError):
        back_to(history, "no such")


def test_a_log_changed_from_outside_breaks_the_chain(store: Store, history: History) -> None:
    step(history, lambda s: s.put("indicator", series("a")))
    history.create_snapshot("one", "")
    step(history, lambda s: s.put("indicator", series("b")))
    history.create_snapshot("two", "")
    assert history.broken_snapshots() == []
    store.db.execute("DROP TRIGGER change_fixed")
    with store.db.atomic():
        store.db.execute("UPDATE change SET new = replace(new, 'Series', 'Seri3s') WHERE key = 'b'")
    assert [mark.name for mark in history.broken_snapshots()] == ["two"]


def test_a_figure_changed_from_outside_breaks_the_chain(store: Store, history: History) -> None:
    step(
        history,
        lambda s: (s.put("indicator", series("a")), s.add_observations([observed("a", 2020, "2021", 1.0)])),
    )
    history.undo()
    step(
        history,
        lambda s: (s.put("indicator", series("a")), s.add_observations([observed("a", 2020, "2021", 2.0)])),
    )
    history.create_snapshot("one", "")
    assert history.broken_snapshots() == []
    store.db.execute("DROP TRIGGER observation_fixed")
    with store.db.atomic():
        store.db.execute("UPDATE observation SET value = 3")
    assert [mark.name for mark in history.broken_snapshots()] == ["one"]


@given(value=st.floats(allow_nan=False, allow_infinity=False))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_every_double_comes_back_from_undo_and_redo_as_it_was(
    store: Store, history: History, value: float
) -> None:
    if not store.get("indicator", "d"):
        step(history, lambda s: s.put("indicator", series("d")))
    step(history, lambda s: s.add_observations([observed("d", 2020, "2021", value)]))
    history.undo()
    assert store.observations("d") == []
    history.redo()
    (back,) = store.observations("d")
    assert back.value == value or (back.value == 0 and value == 0)
    assert math.copysign(1, back.value or 0.0) in (1, math.copysign(1, value))
    history.undo()


class AnySequence(RuleBasedStateMachine):
    """Any sequence of steps, undo, redo, snapshot and restore equals a plain list of states."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile
        from pathlib import Path

        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.create(
            Path(self.folder.name) / "m.wbk",
            workspace_id="wbk-1",
            title="",
            framework="empty",
            created_with="0",
        )
        self.history = History(self.store, "tester")

    @initialize()
    def start(self) -> None:
        self.done: list[str] = [self.store.logical_dump()]
        self.undone: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.count = 0

    def did(self) -> None:
        self.done.append(self.store.logical_dump())
        self.undone.clear()

    @rule(name=st.sampled_from("abc"), text=st.text(max_size=5))
    def put(self, name: str, text: str) -> None:
        step(self.history, lambda s: s.put("indicator", series(name, text)))
        self.did()

    @rule(name=st.sampled_from("abc"))
    def remove(self, name: str) -> None:
        try:
            step(self.history, lambda s: s.remove("indicator", name))
        except RuleError:
            assert self.store.observations(name)
            return
        self.did()

    @rule(name=st.sampled_from("abc"), year=st.integers(2001, 2003), value=st.none() | st.floats(-1e9, 1e9))
    def observe(self, name: str, year: int, value: float | None) -> None:
        self.count += 1
        try:
            step(
                self.history, lambda s: s.add_observations([observed(name, year, f"v{self.count:05}", value)])
            )
        except RuleError:
            assert not self.store.get("indicator", name)
            return
        self.did()

    @rule()
    def undo(self) -> None:
        if self.history.undo() is None:
            assert len(self.done) == 1
        else:
            self.undone.append(self.done.pop())

    @rule()
    def redo(self) -> None:
        if self.history.redo() is None:
            assert not self.undone
        else:
            self.done.append(self.undone.pop())

    @rule()
    def snapshot(self) -> None:
        mark = self.history.create_snapshot(f"s{len(self.marks)}", "")
        self.marks.append((mark.id, self.store.logical_dump()))

    @precondition(lambda self: self.marks)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        mark, state = data.draw(st.sampled_from(self.marks))
        change = back_to(self.history, mark)
        assert self.store.logical_dump() == state
        if change is not None:
            self.did()

    @invariant()
    def equals_the_plain_list(self) -> None:
        assert self.store.logical_dump() == self.done[-1]
        assert not self.history.broken_snapshots()

    def teardown(self) -> None:
        while self.history.undo():
            pass
        assert self.store.logical_dump() == self.done[0]
        self.store.close()
        self.folder.cleanup()


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
