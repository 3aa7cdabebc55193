"""Comparing, verifying and planning a merge leave the window alone: they run elsewhere, show progress and can be stopped."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.gui.dialogs.merge import MergeDialog
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.snapshots import SnapshotsPane, work
from workbench.services.operations.figures import AddObservations
from workbench.services.reading import Reading

UNIT = Unit("number", "count", LocalText("Number", "數目"))
PERIODS = [Period.parse(f"{year}-{month:02}") for year in range(2000, 2010) for month in range(1, 13)]


def table(vintage: str, add: int, count: int = 20) -> AddObservations:
    series = tuple(Indicator(f"x{n}", LocalText("Total", "總計"), UNIT, "imported") for n in range(count))
    items = tuple(
        Observation(item.id, period, vintage, n + add, str(n + add), Provenance("", file_name="t.xlsx"))
        for item in series
        for n, period in enumerate(PERIODS)
    )
    return AddObservations(items, series, title="table")


@pytest.fixture
def pane(window: MainWindow) -> SnapshotsPane:
    """2,400 figures, all of them revised since the snapshot: more than are arranged in the window's own thread."""
    window.session.execute(table("2020", 0))
    window.session.create_snapshot("Panel paper")
    window.session.execute(table("2021", 1))
    pane = window.show_pane("snapshots")
    assert isinstance(pane, SnapshotsPane)
    for _ in range(50):
        if not pane.stale:
            break
        QApplication.processEvents()
    return pane


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """On which threads the long readings were done."""
    found: list[str] = []
    for name in ("differences", "broken_snapshots", "plan_merge"):
        real = getattr(Reading, name)

        def told(self, *args, real=real, name=name, **more):
            there = "window" if threading.current_thread() is threading.main_thread() else "pool"
            found.append(f"{name} {there}")
            return real(self, *args, **more)

        monkeypatch.setattr(Reading, name, told)
    return found


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch):
    """Holds a reader back until it is opened; it waits where it would read, and looks whether to stop."""
    opened = threading.Event()
    real = Reading.differences

    def held(self, *args, progress, **more):
        progress(0.25)
        while not opened.wait(0.01):
            progress(0.5)
        return real(self, *args, progress=progress, **more)

    monkeypatch.setattr(Reading, "differences", held)
    yield opened
    opened.set()


def test_none_of_it_is_done_in_the_windows_thread(
    window: MainWindow, pane: SnapshotsPane, threads: list[str], qtbot, sample_file: Path, tmp_path: Path
):
    mark = window.session.snapshots()[-1]
    with qtbot.waitSignal(pane.compare_page.compared, timeout=10_000):
        pane.compare(mark.id)
    assert pane.compare_page.total == 20 * len(PERIODS)
    pane.ask_restore(mark.id)
    qtbot.waitUntil(lambda: pane.question is not None)
    assert f"{20 * len(PERIODS):,}".replace(",", "") in pane.question.informativeText().replace(",", "")
    pane.question.reject()
    pane.list_page.verify()
    qtbot.waitUntil(lambda: any("verified" in text for text in window.messages.texts()))
    window.files.save()
    copy = tmp_path / "copy.wbk"
    shutil.copy(window.session.path, copy)
    window.keeping.merge_path(copy)
    qtbot.waitUntil(lambda: any("nothing that is not here" in text for text in window.messages.texts()))
    assert set(threads) == {"differences pool", "broken_snapshots pool", "plan_merge pool"}


def test_many_changes_are_filtered_elsewhere_too(window: MainWindow, pane: SnapshotsPane, qtbot, monkeypatch):
    page = pane.compare_page
    with qtbot.waitSignal(page.compared, timeout=10_000):
        pane.compare(window.session.snapshots()[-1].id)
    where: list[bool] = []
    real = work.arrange

    def told(*args):
        where.append(threading.current_thread() is threading.main_thread())
        return real(*args)

    monkeypatch.setattr(work, "arrange", told)
    with qtbot.waitSignal(page.compared, timeout=10_000):
        page.filter.setText("x7 2003-05")
    assert [(item.id, item.part) for item in page.differences] == [("x7", "2003-05")]
    assert where == [False]


def test_the_window_goes_on_while_it_compares(window: MainWindow, pane: SnapshotsPane, gate, qtbot):
    page = pane.compare_page
    pane.compare(window.session.snapshots()[-1].id)
    assert page.busy
    assert page.said.text() == "Comparing…"
    line = window._status.jobs
    qtbot.waitUntil(lambda: line.isVisible() and line.percent.text() == "50%")
    assert line.words.text() == "Comparing"
    beats: list[int] = []
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    qtbot.waitUntil(lambda: len(beats) > 20)
    timer.stop()
    window.session.execute(
        table("2022", 2, 1)
    )  # a step meanwhile is not held up, and asks for the comparison anew
    assert page.busy
    with qtbot.waitSignal(page.compared, timeout=10_000):
        gate.set()
    assert {item.new for item in page.differences if item.id == "x0"} >= {"2"}


def test_it_can_be_stopped_and_asked_for_again(window: MainWindow, pane: SnapshotsPane, gate, qtbot):
    page = pane.compare_page
    pane.compare(window.session.snapshots()[-1].id)
    line = window._status.jobs
    qtbot.waitUntil(lambda: line.isVisible())
    with qtbot.waitSignal(page.compared, timeout=10_000):
        line.cancel.click()
    assert not page.busy
    assert page.differences == []
    assert "stopped" in page.said.text()
    assert not page.export.isEnabled()
    gate.set()
    with qtbot.waitSignal(page.compared, timeout=10_000):
        page.compare()
    assert page.total == 20 * len(PERIODS)


def test_what_is_asked_last_is_what_is_shown(window: MainWindow, pane: SnapshotsPane, gate, qtbot):
    page = pane.compare_page
    first = window.session.snapshots()[-1].id
    later = window.session.create_snapshot("Later").id
    pane.compare(first)
    pane.compare(later)
    with qtbot.waitSignal(page.compared, timeout=10_000):
        gate.set()
    assert page.since_id == later
    assert page.total == 0
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert page.total == 0, "the outcome of what was asked before is thrown away"


def test_closing_while_it_compares_leaves_nothing_behind(window: MainWindow, pane: SnapshotsPane, gate):
    working = window.session.reader_source().path
    pane.compare(window.session.snapshots()[-1].id)
    assert pane.compare_page.busy
    window.set_session(None)
    QCoreApplication.processEvents()
    assert not list(working.parent.glob(f"{working.stem}*"))


def test_damage_found_meanwhile_is_said(window: MainWindow, pane: SnapshotsPane, qtbot):
    with sqlite3.connect(window.session.reader_source().path) as other:
        other.execute("DROP TRIGGER change_set_fixed")
        other.execute(
            "UPDATE change_set SET touched = '{\"observation\": 5}' WHERE id = (SELECT max(id) FROM change_set)"
        )
    other.close()
    with qtbot.waitSignal(pane.compare_page.compared, timeout=10_000):
        pane.compare(window.session.snapshots()[-1].id)
    assert any("sample.wbk" in text and "damaged" in text for text in window.messages.texts())
    assert pane.compare_page.differences == []


def test_exporting_waits_for_the_comparison(window: MainWindow, pane: SnapshotsPane, gate, qtbot):
    from workbench.gui.dialogs.changes import ChangesDialog

    pane.compare(window.session.snapshots()[-1].id)
    window.actions_table.trigger("snapshot.export")
    shown = [item for item in QApplication.topLevelWidgets() if isinstance(item, ChangesDialog)]
    assert not any(item.isVisible() for item in shown)
    gate.set()
    qtbot.waitUntil(
        lambda: any(
            isinstance(item, ChangesDialog) and item.isVisible() for item in QApplication.topLevelWidgets()
        )
    )
    next(
        item
        for item in QApplication.topLevelWidgets()
        if isinstance(item, ChangesDialog) and item.isVisible()
    ).reject()


def test_a_merge_planned_for_a_workspace_closed_meanwhile_is_not_shown(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot, tmp_path: Path
):
    window.keeping.merge_path(tmp_path / "gone.wbk")
    window.set_session(None)
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert not any(
        isinstance(item, MergeDialog) and item.isVisible() for item in QApplication.topLevelWidgets()
    )
