"""A reader on another thread sees one moment, can be stopped, and changes nothing."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.domain.errors import Cancelled, StorageError
from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.frozen import FrozenSession
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.settings import PutSetting
from workbench.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "w.wbk") as made:
        made.create_snapshot("before")
        yield made


def test_it_reads_on_another_thread_what_the_session_has(session: Session) -> None:
    session.execute(PutSetting("a", 1))
    found: list[object] = []

    def work() -> None:
        with session.reader_source().open() as reader:
            found.extend((reader.logical_dump(), reader.differences("before"), reader.broken_snapshots()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [session.logical_dump(), session.differences("before"), ()]


def test_it_stands_still_while_the_session_goes_on(session: Session) -> None:
    with session.reader_source().open() as reader:
        session.execute(PutSetting("a", 1))
        session.create_snapshot("after")
        session.save()
        assert reader.setting("a") is None
        assert [mark.name for mark in reader.snapshots()] == ["before"]
        assert reader.differences("before") == []
    with session.reader_source().open() as reader:
        assert reader.setting("a") == 1
        assert [item.cls for item in reader.differences("before")] == ["added"]


def test_it_cannot_write(session: Session) -> None:
    with session.reader_source().open() as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._store.db.conn.execute("DELETE FROM setting")


def test_what_sqlite_does_for_it_is_broken_off(session: Session) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    def count_for_long() -> None:
        with session.reader_source().open(stop) as reader:
            reader._store.rows(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000) SELECT max(i) FROM n"
            )

    with pytest.raises(Cancelled):
        count_for_long()
    assert asked == 4


def test_progress_is_told_and_may_stop_it(session: Session) -> None:
    told: list[float] = []
    with session.reader_source().open() as reader:
        reader.broken_snapshots(told.append)
        reader.differences("before", progress=told.append)
    assert all(0 <= done <= 1 for done in told)
    session.execute(PutSetting("a", 1))
    session.create_snapshot("after")

    def stop(_done: float) -> None:
        raise Cancelled

    with session.reader_source().open() as reader, pytest.raises(Cancelled):
        reader.broken_snapshots(stop)


def test_a_working_copy_that_is_gone_is_said(session: Session, tmp_path: Path) -> None:
    source = session.reader_source()
    with pytest.raises(StorageError) as caught, type(source)(tmp_path / "gone.wbk", session.path).open():
        pass
    assert caught.value.code == "store.cannot-open"
    assert "w.wbk" in caught.value.words("en")


def _figure(vintage: str, value: float) -> AddObservations:
    unit = Unit("number", "count", LocalText("Number", "數目"))
    item = Observation(
        "x", Period.parse("2020"), vintage, value, str(value), Provenance("", file_name="t.xlsx")
    )
    return AddObservations((item,), (Indicator("x", LocalText("X", "某"), unit, "imported"),), title="t")


def test_a_session_held_still_reads_its_figures_late_and_of_that_moment(session: Session) -> None:
    session.execute(_figure("2021", 1.0))
    frozen = FrozenSession(session)
    session.execute(_figure("2022", 2.0))
    assert [item.value for item in session.vintages("x")] == [1.0, 2.0]
    found: list[float | None] = []
    thread = threading.Thread(target=lambda: found.extend(item.value for item in frozen.vintages("x")))
    thread.start()
    thread.join()
    assert found == [1.0]
    assert [item.value for item in FrozenSession(session).vintages("x")] == [1.0, 2.0]


def test_a_session_that_closes_leaves_no_file_behind_though_figures_are_still_held(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "held.wbk")
    session.execute(_figure("2021", 1.0))
    frozen = FrozenSession(session)
    working = session.reader_source().path
    session.close()
    assert not list(working.parent.glob(f"{working.stem}*"))
    assert frozen.vintages("x") == ()
