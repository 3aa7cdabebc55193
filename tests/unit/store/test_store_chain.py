"""The chain of digests: whatever another program changes in a file shows, and what an older program sealed still holds."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.services.operations.figures import AddObservations
from workbench.services.operations.settings import PutSetting
from workbench.services.session import Session
from workbench.store import chain
from workbench.store.history import History
from workbench.store.store import Store

from .conftest import observed, series

STORED = Path(__file__).resolve().parents[2] / "documents" / "schema_1.wbk"


def put(history: History, *things, figures=()) -> None:
    def apply(store: Store) -> None:
        for thing in things:
            store.put("indicator", thing)
        store.add_observations(figures)

    history.record(apply, label="operation.put-setting", params={"key": "k"})


@pytest.fixture
def kept(store: Store, history: History) -> Store:
    """Figures from before the log and in it, one taken back, and three snapshots: before, between and after."""
    store.put("indicator", series("founded"))
    store.put("indicator", series("aside"))
    store.add_observations([observed("founded", 2019, "2020", 1.5)])
    history.create_snapshot("first", "")
    put(history, series("a"), figures=[observed("a", 2019, "2020", 2.5), observed("a", 2020, "2021", None)])
    put(history, figures=[observed("a", 2021, "2022", 3.5)])
    history.undo()
    history.create_snapshot("second", "")
    put(history, series("b"))
    history.create_snapshot("third", "")
    assert all(mark.digest.startswith(chain.RULE_2) for mark in history.snapshots())
    assert history.broken_snapshots() == []
    return store


ALL, FROM_SECOND, THIRD = ["first", "second", "third"], ["second", "third"], ["third"]


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE observation SET value = 1.25 WHERE series_id = 'founded'", ALL),
        ("UPDATE observation SET text = '9' WHERE series_id = 'a' AND period = '2019'", FROM_SECOND),
        ("UPDATE observation SET vintage = '2024' WHERE period = '2020'", FROM_SECOND),
        ("UPDATE observation SET value = 0 WHERE value IS NULL", FROM_SECOND),
        ("UPDATE observation SET cell = 'Z9' WHERE series_id = 'a' AND period = '2019'", FROM_SECOND),
        ("UPDATE observation_gone SET value = 4", FROM_SECOND),
        ("DELETE FROM observation_gone", FROM_SECOND),
        ("DELETE FROM observation WHERE series_id = 'a' AND period = '2019'", FROM_SECOND),
        ("DELETE FROM observation WHERE series_id = 'founded'", ALL),
        ("UPDATE provenance SET place = 'table 2'", ALL),
        ("UPDATE indicator SET body = replace(body, 'Series', 'Seri3s') WHERE id = 'aside'", ALL),
        ("UPDATE indicator SET body = replace(body, 'Series', 'Seri3s') WHERE id = 'a'", FROM_SECOND),
        ("DELETE FROM indicator WHERE id = 'b'", THIRD),
        ("UPDATE change SET new = replace(new, 'Series', 'Seri3s') WHERE key = 'b'", THIRD),
        ("DELETE FROM change WHERE key = 'b'", ALL),  # then it would have been there from the beginning
        ("UPDATE change_set SET by = 'somebody' WHERE id = 1", FROM_SECOND),
        ("UPDATE snapshot SET at = '2020-01-01T00:00:00+00:00' WHERE name = 'second'", ["second"]),
        ("UPDATE workspace SET title = 'Another'", ALL),
        (
            "INSERT INTO observation SELECT 'aside', period, definition, vintage, value, text, decimals, status, marks, "
            "qualifier, confidence, provenance, cell, 1 FROM observation WHERE series_id = 'a' AND period = '2019'",
            FROM_SECOND,
        ),
    ],
)
def test_whatever_is_changed_from_outside_shows(
    kept: Store, history: History, statement: str, broken: list[str]
) -> None:
    for (name,) in kept.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        kept.db.execute(f"DROP TRIGGER {name}")
    kept.db.execute("PRAGMA foreign_keys = OFF")
    with kept.db.atomic():
        assert kept.db.execute(statement).rowcount == 1
    assert [mark.name for mark in history.broken_snapshots()] == broken


def test_the_order_in_which_figures_went_and_came_does_not_tell(store: Store, history: History) -> None:
    """A set is sealed after some of what it put in was taken out, came back, and went again."""
    put(history, series("a"), figures=[observed("a", year, "2020", year / 7) for year in range(2000, 2010)])
    history.create_snapshot("one", "")
    history.undo()
    history.create_snapshot("two", "")
    history.redo()
    history.undo()
    history.redo()
    history.create_snapshot("three", "")
    assert history.broken_snapshots() == []


def test_a_file_of_version_1_verifies_and_goes_on_by_the_new_rule(tmp_path: Path) -> None:
    path = tmp_path / "old.wbk"
    shutil.copy(STORED, path)
    with Session.open(path) as session:
        old = session.snapshots()
        assert not any(mark.digest.startswith(chain.RULE_2) for mark in old)
        session.execute(PutSetting("scale", 3))
        session.execute(AddObservations((observed("trees", 2022, "2023", 5.0),), title="more"))
        new = session.create_snapshot("new")
        assert new.digest.startswith(chain.RULE_2)
        assert session.broken_snapshots() == ()
        session.save()
    with Session.open(path) as session:
        assert session.broken_snapshots() == ()
        working = session.reader_source().path
        with sqlite3.connect(working) as other:
            other.execute("DROP TRIGGER change_fixed")
            other.execute("UPDATE change SET new = replace(new, 'wet', 'dry') WHERE tbl = 'scenario'")
        other.close()
        assert {mark.name for mark in session.broken_snapshots()} >= {"January paper", "new"}


def test_copies_sealed_by_different_rules_are_still_merged_from_where_they_part(tmp_path: Path) -> None:
    ann, ben = tmp_path / "ann.wbk", tmp_path / "ben.wbk"
    shutil.copy(STORED, ann)
    shutil.copy(STORED, ben)
    with Session.open(ben) as session:
        session.execute(PutSetting("bens", 1))
        session.create_snapshot("Ben's")
        session.save()
    with Session.open(ann) as session:
        session.execute(PutSetting("anns", 1))
        plan = session.plan_merge(ben)
        assert [(item.kind, item.key, item.conflict) for item in plan.items] == [("setting", "bens", False)]


VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(max_size=3)
TABLES = st.lists(
    st.tuples(VALUES, st.text("a0 \x00,é統", max_size=3), st.floats(allow_nan=False)), max_size=4
)


@given(TABLES, TABLES)
def test_no_two_contents_look_alike(one: list[tuple], other: list[tuple]) -> None:
    def digest(rows: list[tuple]) -> str:
        hashed = hashlib.sha256()
        chain._pack(hashed, rows)
        return hashed.hexdigest()

    # 0.0 and -0.0, 1 and 1.0 are told apart
    assert (digest(one) == digest(other)) == (repr(one) == repr(other))
