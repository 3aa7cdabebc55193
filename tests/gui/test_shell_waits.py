"""Saving and large steps are done elsewhere: the window goes on, reads what was before, and loses nothing of either."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.domain.errors import Cancelled, StorageError
from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.gui.language import mark
from workbench.gui.main_window import MainWindow
from workbench.gui.waiting import WaitingDialog
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session
from workbench.store import container
from workbench.store.store import Store

MEASURE, OTHER = "S1.G1.R1.M1", "S1.G1.R1.M2"
TITLE = mark("import", "Reading {file}")
UNIT = Unit("number", "count", LocalText("Number", "數目"))
PERIODS = [Period.parse(f"{year}-{month:02}") for year in range(2000, 2010) for month in range(1, 13)]


def edit(window: MainWindow, node: str = MEASURE, status: str = "late") -> None:
    window.session.execute(SetOfficialStatus(node, status, "report"))


def table(count: int = 20) -> AddObservations:
    """2,400 figures: more than are written in the window's own thread."""
    series = tuple(Indicator(f"x{n}", LocalText("Total", "總計"), UNIT, "imported") for n in range(count))
    items = tuple(
        Observation(item.id, period, "2020", float(n), str(n), Provenance("", file_name="t.xlsx"))
        for item in series
        for n, period in enumerate(PERIODS)
    )
    return AddObservations(items, series, title="table")


class Gate:
    """Holds work on the other thread back where it says it has come to."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        self.thread = 0

    def pass_through(self) -> None:
        self.thread = threading.get_ident()
        self.reached.set()
        assert self.opened.wait(20)


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.opened.set()


@pytest.fixture
def slow_copy(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Saving that stops where the moment it saves is fixed, before it copies."""
    real = container.copy_all

    def held(*args: object) -> None:
        gate.pass_through()
        real(*args)

    monkeypatch.setattr(container, "copy_all", held)
    return gate


def ended(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running)


# ---- saving -----------------------------------------------------------------------------------------------------
def test_saving_leaves_the_window_alone_and_what_is_done_meanwhile_is_still_to_be_saved(
    window: MainWindow, slow_copy: Gate, sample: Path, qtbot
):
    edit(window)
    window.actions_table.trigger("file.save")
    qtbot.waitUntil(slow_copy.reached.is_set)
    assert slow_copy.thread != threading.get_ident()
    edit(window, OTHER)  # the user goes on, and the step is there at once
    assert window.session.node(OTHER).official_status == "late"
    assert window.isWindowModified()
    slow_copy.opened.set()
    ended(window, qtbot)
    assert window.session.dirty, "the second step is not in the file"
    assert window.isWindowModified()
    with Session.open(sample, read_only=True) as file:
        assert file.node(MEASURE).official_status == "late"
        assert file.node(OTHER).official_status != "late"
    window.actions_table.trigger("file.save")
    qtbot.waitUntil(lambda: not window.isWindowModified())
    with Session.open(sample, read_only=True) as file:
        assert file.node(OTHER).official_status == "late"


def test_asked_twice_it_saves_one_after_the_other_and_all_of_it(
    window: MainWindow, slow_copy: Gate, sample: Path, qtbot
):
    edit(window)
    window.files.save_meanwhile()
    qtbot.waitUntil(slow_copy.reached.is_set)
    edit(window, OTHER)
    window.files.save_meanwhile()
    assert len(window.jobs.running) == 1, "never two saves at once"
    slow_copy.opened.set()
    qtbot.waitUntil(lambda: not window.session.dirty and not window.jobs.running)
    with Session.open(sample, read_only=True) as file:
        assert file.node(OTHER).official_status == "late"


def test_closing_waits_for_the_saving_and_asks_nothing(
    window: MainWindow, slow_copy: Gate, sample: Path, qtbot, monkeypatch
):
    edit(window)
    monkeypatch.setattr(window.files, "ask_unsaved", lambda name: pytest.fail("asked"))
    window.files.save_meanwhile()
    qtbot.waitUntil(slow_copy.reached.is_set)
    QTimer.singleShot(30, window, slow_copy.opened.set)
    assert window.close()
    with Session.open(sample) as file:
        assert file.node(MEASURE).official_status == "late"


def test_a_workspace_let_go_in_the_middle_of_saving_is_saved_to_the_end(
    window: MainWindow, slow_copy: Gate, sample: Path, qtbot
):
    edit(window)
    working = window.session.reader_source().path
    window.files.save_meanwhile()
    qtbot.waitUntil(slow_copy.reached.is_set)
    threading.Timer(0.05, slow_copy.opened.set).start()
    window.set_session(None)
    assert not list(working.parent.glob(f"{working.stem}*"))
    with Session.open(sample) as file:
        assert file.node(MEASURE).official_status == "late"
    window.set_session(Session.open(sample))
    edit(window, OTHER)
    window.files.save_meanwhile()  # saving works in the next workspace too
    qtbot.waitUntil(lambda: not window.session.dirty)


@pytest.mark.parametrize("code", ["store.full", "store.read-only", "store.cannot-save", "store.unreadable"])
def test_a_saving_that_fails_meanwhile_says_what_it_said_before(
    window: MainWindow, code: str, qtbot, monkeypatch
):
    edit(window)
    error = StorageError(code, file="sample.wbk", detail="gone")

    def refuse(**_: object) -> None:
        raise error

    monkeypatch.setattr(window.session, "save", refuse)
    posted = []
    window.notify.posted.connect(posted.append)
    window.files.save_meanwhile()
    qtbot.waitUntil(lambda: bool(posted))
    assert window.messages.texts() == [error.words("en")]
    assert posted[-1].action[0].text == "Save as…"
    assert window.session.dirty


def test_changed_by_someone_else_meanwhile_is_asked_not_overwritten(
    window: MainWindow, slow_copy: Gate, sample: Path, qtbot, monkeypatch
):
    edit(window)
    theirs = sample.read_bytes() + b" "
    sample.write_bytes(theirs)
    asked = []
    monkeypatch.setattr(window.files, "ask_overwrite", lambda error: asked.append(error.code) or False)
    window.files.save_meanwhile()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["store.changed-outside"]
    assert sample.read_bytes() == theirs
    assert window.session.dirty


def test_the_status_bar_tells_of_a_saving_that_takes_its_time_only(
    window: MainWindow, slow_copy: Gate, qtbot
):
    edit(window)
    window.files.save_meanwhile()
    line = window._status.jobs
    assert not line.isVisible()
    qtbot.waitUntil(lambda: line.isVisible())
    assert line.words.text() == "Saving “sample.wbk”"
    assert not line.cancel.isVisible()
    slow_copy.opened.set()
    qtbot.waitUntil(lambda: not line.isVisible())


# ---- large steps ------------------------------------------------------------------------------------------------
@pytest.fixture
def slow_write(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """A step that stops in the middle of its transaction."""
    real = Store.add_observations

    def held(self: Store, observations: object) -> None:
        real(self, observations)
        gate.pass_through()

    monkeypatch.setattr(Store, "add_observations", held)
    return gate


def test_a_large_step_is_written_elsewhere_while_the_window_reads_what_was_before(
    window: MainWindow, slow_write: Gate
):
    told, seen = [], []
    window.workspace.changes.connect(lambda change: told.append((change.id, threading.get_ident())))

    def look() -> None:
        assert slow_write.reached.is_set()
        seen.append(window.session._store.observed_series().get("x0", 0))
        seen.append([item.id for item in window.session.indicators() if item.id == "x0"])
        assert not told
        slow_write.opened.set()

    timer = QTimer(window)
    timer.setInterval(5)
    timer.timeout.connect(lambda: (timer.stop(), look()) if slow_write.reached.is_set() else None)
    timer.start()
    change = window.workspace.execute(table())
    assert slow_write.thread != threading.get_ident()
    assert seen == [0, []], "nothing half written is seen"
    assert told == [(change.id, threading.get_ident())]
    assert len(window.session.vintages("x0")) == len(PERIODS)
    assert window.session.undo_step().id == change.id


def test_keys_clicks_and_closing_are_kept_out_meanwhile(
    window: MainWindow, slow_write: Gate, qtbot, monkeypatch
):
    found, asked = [], []
    monkeypatch.setattr(window.files, "may_close", lambda: asked.append(1) or False)

    def poke() -> None:
        QTest.keyClick(window.tree.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        event = QCloseEvent()
        QCoreApplication.sendEvent(window, event)
        found.append((event.isAccepted(), window.isVisible(), window.session is not None))
        slow_write.opened.set()

    timer = QTimer(window)
    timer.setInterval(5)
    timer.timeout.connect(lambda: (timer.stop(), poke()) if slow_write.reached.is_set() else None)
    timer.start()
    change = window.workspace.execute(table())
    assert found == [(False, True, True)]
    assert window.session.undo_step().id == change.id, "Ctrl+Z did not come through"
    qtbot.waitUntil(lambda: bool(asked))  # closing only waited


def test_it_can_be_stopped_and_leaves_nothing_behind(window: MainWindow, slow_write: Gate, qtbot):
    before = window.session.logical_dump()
    stopped = []

    def stop() -> None:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, WaitingDialog)]
        if shown and shown[0].isVisible():
            timer.stop()
            stopped.append(shown[0].windowTitle())
            shown[0].cancel.click()
            slow_write.opened.set()

    timer = QTimer(window)
    timer.setInterval(20)
    timer.timeout.connect(stop)
    timer.start()
    assert window.workspace.execute(table()) is None
    assert stopped == ["Writing the figures"]
    assert window.session.logical_dump() == before
    assert not window.session.dirty
    assert window.messages.texts() == ["Stopped; nothing was changed."]
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, WaitingDialog)]
    assert not any(one.isVisible() for one in shown)
    edit(window)  # and everything goes on
    assert window.session.dirty


def test_undo_and_redo_of_a_large_step_are_done_elsewhere(window: MainWindow, monkeypatch):
    where = []
    for name in ("undo", "redo"):
        real = getattr(Session, name)

        def told(self, real=real, **more):
            where.append(threading.current_thread() is threading.main_thread())
            return real(self, **more)

        monkeypatch.setattr(Session, name, told)
    before = window.session.logical_dump()
    window.workspace.execute(table())
    after = window.session.logical_dump()
    window.actions_table.trigger("edit.undo")
    assert window.session.logical_dump() == before
    window.actions_table.trigger("edit.redo")
    assert window.session.logical_dump() == after
    assert where == [False, False]
    edit(window)
    window.actions_table.trigger("edit.undo")
    assert where == [False, False, True], "a small one is done at once"


def test_a_step_that_fails_there_is_told_here(window: MainWindow):
    def refuse() -> None:
        raise StorageError("store.full", file="sample.wbk")

    with pytest.raises(StorageError):
        window.workspace.carry_out(TITLE, refuse, file="x")

    def wrong() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        window.workspace.carry_out(TITLE, wrong, file="x")
    assert window.messages.texts() == []


def test_a_program_that_is_ended_meanwhile_writes_to_its_end(window: MainWindow, gate: Gate):
    def work() -> str:
        gate.pass_through()
        return "written"

    threading.Timer(0.05, gate.opened.set).start()
    found = []

    def act() -> None:
        QTimer.singleShot(0, window, lambda: QCoreApplication.exit(5))  # what SIGTERM does
        found.append(window.jobs.carry_out(TITLE, lambda _: work(), file="x"))

    QTimer.singleShot(0, window, act)
    assert QCoreApplication.exec() == 5
    assert found == ["written"]


# ---- the next snapshot ------------------------------------------------------------------------------------------
def test_digests_are_worked_out_ahead_so_that_a_snapshot_has_nothing_left_to_hash(window: MainWindow, qtbot):
    session = window.session
    window.workspace.execute(table())
    qtbot.waitUntil(lambda: session.size_unsealed() == 0)
    session.create_snapshot("after")
    edit(window)
    session.create_snapshot("later")
    assert session.broken_snapshots() == ()


def test_cancelled_is_no_message_of_its_own_kind(window: MainWindow):
    window.workspace.tell(Cancelled())
    assert window.messages.texts() == ["Stopped; nothing was changed."]


# ---- the Data tab -----------------------------------------------------------------------------------------------
def test_very_many_figures_are_read_elsewhere_and_show_the_same(window: MainWindow, qtbot, monkeypatch):
    from workbench.gui.panes.data import pane as data

    tab = window.show_pane("data")
    periods, figures = tab.periods, tab.figures
    qtbot.waitUntil(lambda: not tab.stale)
    before = (periods.rowCount(), periods.columnCount(), figures.rowCount())
    where = []
    real = data.figures_of

    def told(session):
        where.append(threading.current_thread() is threading.main_thread())
        return real(session)

    monkeypatch.setattr(data, "figures_of", told)
    monkeypatch.setattr(data, "MANY", 10)
    window.workspace.execute(table())
    qtbot.waitUntil(lambda: periods.rowCount() == before[0] + 20)
    assert where == [False]
    assert periods.columnCount() == before[1] + len(PERIODS)
    assert figures.rowCount() == before[2], "nobody looks at every figure yet"
    tab.show_form(1)
    assert figures.rowCount() == before[2] + 20 * len(PERIODS)
    assert str(figures.rowCount()) in tab.count.text().replace(",", "")
    window.actions_table.trigger("edit.undo")
    qtbot.waitUntil(lambda: figures.rowCount() == before[2])
    assert (periods.rowCount(), periods.columnCount()) == before[:2]


def test_a_workspace_let_go_while_its_figures_are_read_is_no_longer_asked(
    window: MainWindow, qtbot, monkeypatch
):
    from workbench.gui.panes.data import pane as data

    monkeypatch.setattr(data, "MANY", 10)
    window.show_pane("data")
    working = window.session.reader_source().path
    window.set_session(None)
    assert not list(working.parent.glob(f"{working.stem}*"))


# ---- ending -----------------------------------------------------------------------------------------------------
UNCLOSED = """
import faulthandler, sys, threading
faulthandler.enable()
from workbench.app.window import make_application, make_window
from workbench.gui.language import mark
application = make_application()
window = make_window(lang="en")
window.show()
begun = threading.Event()
def load(stop):
    begun.set()
    import numpy, pyqtgraph
def work(context):
    for number in range(200):
        context.report(number / 200)
        threading.Event().wait(0.002)
    print("to its end", flush=True)
window.jobs.quietly(load)
window.jobs.write(mark("import", "Reading {file}"), work, file="x")
begun.wait()
sys.exit(7)
"""


def test_a_process_that_ends_without_closing_the_window_ends_in_order(tmp_path: Path):
    """Modules are loading and something is being written: Python waits for its own threads, nothing is torn down before."""
    done = subprocess.run(
        [sys.executable, "-c", UNCLOSED],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "WORKBENCH_HOME": str(tmp_path)},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 7, done.stderr
    assert done.stdout == "to its end\n"
    assert "Fatal" not in done.stderr
    assert "Traceback" not in done.stderr
