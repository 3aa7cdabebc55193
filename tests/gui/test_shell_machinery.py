"""Jobs, messages, selection, the bridge, memory of the window, and what is loaded when it starts."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from workbench.base.memory import many_values
from workbench.domain.errors import FileProblem, RuleError
from workbench.gui import language
from workbench.gui.collector import Collector
from workbench.gui.jobs import JobContext, Jobs
from workbench.gui.language import mark
from workbench.gui.main_window import MainWindow
from workbench.gui.notify import Message
from workbench.gui.selection import Selection
from workbench.services.operations.strategy import SetOfficialStatus

TITLE = mark("import", "Reading {file}")


# ---- signals ----------------------------------------------------------------------------------------------------
class Sender(QObject):
    sent = Signal(int, bool, object)


def test_five_thousand_signals_lose_no_reference(qapp):
    """PySide6 6.12 on CPython < 3.12 loses a reference to True at every emit, and aborts later."""
    sender = Sender()
    received = []
    sender.sent.connect(lambda number, flag, thing: received.append(number))
    before = sys.getrefcount(True)
    for number in range(5000):
        sender.sent.emit(number, True, None)
    assert len(received) == 5000
    assert abs(sys.getrefcount(True) - before) < 50


# ---- jobs -------------------------------------------------------------------------------------------------------
@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.cancel_all()


def test_work_runs_elsewhere_and_its_news_arrives_here(jobs: Jobs, qtbot):
    threads = []

    def work(ctx: JobContext, number: int) -> int:
        threads.append(threading.get_ident())
        ctx.report(0.5, "half")
        return number * 2

    progress = []
    job = jobs.start(TITLE, work, 21, file="x")
    job.progress.connect(
        lambda done, text: progress.append((done, text, QThread.currentThread() is jobs.thread()))
    )
    with qtbot.waitSignal(job.done) as done:
        pass
    assert done.args == [42]
    assert progress == [(0.5, "half", True)]
    assert threads != [threading.get_ident()]
    assert jobs.running == ()


def test_cancelled_work_says_so_at_once_and_its_late_result_is_cut_off(jobs: Jobs, qtbot):
    go = threading.Event()
    finished = threading.Event()

    def work(ctx: JobContext) -> str:
        go.wait(5)
        finished.set()
        return "too late"

    job = jobs.start(TITLE, work, file="x")
    heard = []
    job.done.connect(heard.append)
    with qtbot.waitSignal(job.stopped):
        job.cancel()
    go.set()
    assert finished.wait(5)
    qtbot.wait(20)
    assert heard == []


def test_work_that_asks_is_stopped(jobs: Jobs, qtbot):
    started = threading.Event()
    stopped = threading.Event()

    def work(ctx: JobContext) -> None:
        started.set()
        try:
            while True:
                ctx.check_cancelled()
                threading.Event().wait(0.001)
        finally:
            stopped.set()

    job = jobs.start(TITLE, work, file="x")
    assert started.wait(5)
    job.cancel()
    assert stopped.wait(5)


def test_a_failure_with_words_reaches_the_window(jobs: Jobs, qtbot):
    def work(ctx: JobContext) -> None:
        raise FileProblem("importers.not-found", file="x.xlsx")

    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.start(TITLE, work, file="x")
    assert failed.args[0].code == "importers.not-found"


def test_a_bug_in_the_work_reaches_the_excepthook(jobs: Jobs, qtbot):
    def work(ctx: JobContext) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        job = jobs.start(TITLE, work, file="x")
        with qtbot.waitSignal(job.ended):
            pass
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_a_window_that_closes_stops_its_work(window: MainWindow):
    stopped = threading.Event()

    def work(ctx: JobContext) -> None:
        try:
            while not ctx.cancelled:
                threading.Event().wait(0.001)
        finally:
            stopped.set()

    window.jobs.start(TITLE, work, file="x")
    window.set_session(None)
    assert stopped.is_set()


def test_closing_asks_about_work_under_way(window: MainWindow, monkeypatch):
    go = threading.Event()
    asked = []
    monkeypatch.setattr(window.files, "ask_running", lambda job: asked.append(job) or False)
    job = window.jobs.start(TITLE, lambda ctx: go.wait(5), file="x")
    job.matters = True
    assert not window.close()
    assert asked == [job]
    assert window.isVisible()
    job.matters = False  # a pane's own reckoning: nobody would miss it
    go.set()
    assert window.close()


def test_the_status_bar_shows_the_job_and_cancels_it(window: MainWindow, qtbot):
    def work(ctx: JobContext) -> None:
        ctx.report(0.63, "rows")
        while True:
            ctx.check_cancelled()
            threading.Event().wait(0.001)

    job = window.jobs.start(TITLE, work, file="B1110010.xlsx")
    line = window._status.jobs
    qtbot.waitUntil(lambda: line.percent.text() == "63%")
    assert line.words.text() == "Reading B1110010.xlsx · rows"
    language.set_language("zh-Hant")
    assert line.words.text() == "正在讀取B1110010.xlsx · rows"
    with qtbot.waitSignal(job.stopped):
        line.cancel.click()
    assert not line.isVisible()


# ---- messages ---------------------------------------------------------------------------------------------------
def test_an_error_is_worded_and_follows_the_language(window: MainWindow):
    error = RuleError("strategy.status-needs-reason", node="S1")
    window.notify.error(error)
    assert window.messages.texts() == [error.words("en")]
    language.set_language("zh-Hant")
    assert window.messages.texts() == [error.words("zh-Hant")]


def test_the_same_message_is_shown_once_and_old_ones_give_way(window: MainWindow):
    for _ in range(3):
        window.notify.post(Message("bad", lambda lang: "same"))
    assert window.messages.texts() == ["same"]
    for number in range(5):
        window.notify.post(Message("bad", lambda lang, number=number: str(number)))
    assert window.messages.texts() == ["2", "3", "4"]


def test_a_message_can_be_closed_and_its_button_does_its_deed(window: MainWindow):
    from PySide6.QtWidgets import QPushButton

    done = []
    window.notify.post(Message("bad", lambda lang: "words", (mark("import", "Show"), lambda: done.append(1))))
    row = window.messages._rows[0]
    row.findChild(QPushButton).click()
    assert done == [1]
    row._close_button.click()
    assert window.messages.texts() == []
    assert not window.messages.isVisible()


def test_a_broken_rule_in_an_operation_is_a_message_not_a_crash(window: MainWindow):
    assert window.workspace.execute(SetOfficialStatus("S1.G1.R1.M1", "late", "")) is None
    assert len(window.messages.texts()) == 1


# ---- selection and bridge ---------------------------------------------------------------------------------------
def test_selection_sends_only_real_changes(qapp, window: MainWindow):
    selection = Selection()
    heard = []
    selection.node_changed.connect(lambda node: heard.append(("node", node)))
    selection.indicator_changed.connect(lambda one: heard.append(("indicator", one)))
    selection.observation_changed.connect(lambda one: heard.append(("point", one and one.period.code)))
    selection.changed.connect(lambda: heard.append(("changed", selection.focus)))
    selection.select_node("S1")
    selection.select_node("S1")
    point = window.session.vintages("K1.1")[-1]
    selection.select_observation(point)
    selection.select_observation(point)
    selection.select_indicator("K2.1")
    selection.select_node("S1")
    assert heard == [
        ("node", "S1"),
        ("changed", "node"),
        ("indicator", "K1.1"),
        ("point", "2024"),
        ("changed", "indicator"),
        ("point", None),
        ("indicator", "K2.1"),
        ("changed", "indicator"),
        ("changed", "node"),
    ]


def test_changes_of_the_session_arrive_as_a_signal_until_released(window: MainWindow, qtbot):
    with qtbot.waitSignal(window.workspace.changes) as sent:
        window.session.execute(SetOfficialStatus("S1.G1.R1.M1", "late", "report"))
    assert sent.args[0].touches("node")


# ---- memory and start -------------------------------------------------------------------------------------------
def test_a_session_that_was_closed_is_let_go(window: MainWindow, qtbot):
    import gc

    from PySide6.QtCore import QCoreApplication, QEvent

    parts = [
        weakref.ref(window.session),
        weakref.ref(window.tree),
        weakref.ref(window.centre),
        weakref.ref(window.inspector),
    ]
    window.set_session(None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(1)
    gc.collect()
    assert [part() for part in parts] == [None] * 4


def test_opening_the_window_loads_nothing_heavy():
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from workbench.gui.main_window import MainWindow\n"
        "window = MainWindow(None)\n"
        "window.show()\n"
        "app.processEvents()\n"
        "heavy = 'numpy pandas pyqtgraph sqlite_utils scipy openpyxl docx pptx typst opencc jsonschema sqlite3'.split()\n"
        "print(','.join(name for name in heavy if name in sys.modules))\n"
        "window.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == ""


def test_garbage_is_looked_for_on_the_windows_thread_only(qtbot: QtBot) -> None:
    """Never by itself, so never on a thread of the pool; and not while many values are made."""
    seen: list[bool] = []

    class Loop:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            seen.append(threading.current_thread() is threading.main_thread())

    gc.enable()
    collector = Collector(parent := QObject())
    try:
        assert not gc.isenabled()
        Loop()
        worker = threading.Thread(target=lambda: [[n] for n in range(200_000)])
        worker.start()
        worker.join()
        assert seen == []
        with many_values():
            kept = [[n] for n in range(5_000)]
            assert collector.look() == 0
        held = [[n] for n in range(5_000)]
        qtbot.waitUntil(lambda: seen == [True], timeout=5_000)
        assert kept
        assert held
    finally:
        parent.deleteLater()
        gc.disable()
