"""The Snapshots tab: list, comparison and history, acted on as a user does."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.scenario import DriverPath
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.dialogs.changes import ChangesDialog
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.snapshots import SnapshotsPane
from workbench.gui.panes.snapshots.list_model import COMMENT, KIND, NAME, SINCE
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import RenameScenario, SetDriverPath
from workbench.services.operations.strategy import SetOfficialStatus

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
MEASURE = "S1.G1.R1.M1"


def shown(window: MainWindow) -> SnapshotsPane:
    pane = window.show_pane("snapshots")
    assert isinstance(pane, SnapshotsPane)
    for _ in range(50):
        if not pane.stale:
            break
        QApplication.processEvents()
    return pane


@pytest.fixture
def pane(window: MainWindow) -> SnapshotsPane:
    return shown(window)


@pytest.fixture
def changed(window: MainWindow) -> SnapshotsPane:
    """A snapshot, and since then a revised figure, a status, an assumption and a name."""
    session = window.session
    session.create_snapshot("Panel paper", "as sent")
    old = session.observations("gdp_current")[-1]
    session.execute(
        AddObservations((replace(old, vintage="2031-02", value=old.value * 1.1, text="9 999"),), title="GDP")
    )
    session.execute(SetOfficialStatus(MEASURE, "late", "Annual report"))
    session.execute(SetDriverPath("recent-pace", "gdp", DriverPath(growth=0.09, reason="Budget")))
    session.execute(RenameScenario("recent-pace", LocalText("Recent pace, faster", "近年步伐（加快）")))
    return shown(window)


def compared(pane: SnapshotsPane, qtbot) -> None:
    """Wait until the comparison that was asked for is shown."""
    if pane.compare_page.busy:
        with qtbot.waitSignal(pane.compare_page.compared, timeout=10_000):
            pass


def compare(pane: SnapshotsPane, qtbot, *states: str) -> None:
    with qtbot.waitSignal(pane.compare_page.compared, timeout=10_000):
        pane.compare(*states)


def texts(pane: SnapshotsPane) -> list[str]:
    model = pane.compare_page.model

    def walk(parent: QModelIndex) -> list[str]:
        found = []
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found.append(f"{index.data()} | {index.siblingAtColumn(1).data()}")
            found += walk(index)
        return found

    return walk(QModelIndex())


# ---- the list ----------------------------------------------------------------------------------------------------
def test_with_no_snapshot_it_says_what_to_do(pane: SnapshotsPane, qtbot):
    assert pane.list_page.empty.isVisible()
    assert not pane.snapshots.isVisible()
    pane.show_page("compare")
    assert pane.compare_page.empty.isVisible()
    pane.show_page("history")
    assert pane.history_page.empty.isVisible()


def test_named_and_automatic_are_told_apart_and_can_be_hidden(window: MainWindow, pane: SnapshotsPane, qtbot):
    window.session.create_snapshot("Panel paper", "as sent")
    window.session.execute(SetOfficialStatus(MEASURE, "late", "report"))
    window.files.save()
    qtbot.waitUntil(lambda: pane.list_page.model.rowCount() == 2)
    model = pane.list_page.model
    assert [model.index(row, KIND).data() for row in range(2)] == ["Automatic", "Named"]
    assert [model.index(row, NAME).data() for row in range(2)] == ["When saved", "Panel paper"]
    assert [model.index(row, SINCE).data() for row in range(2)] == ["0", "1"]
    assert model.index(0, KIND).data(Qt.ItemDataRole.DecorationRole) is not None
    pane.list_page.automatic.setChecked(False)
    assert [model.index(row, NAME).data() for row in range(model.rowCount())] == ["Panel paper"]
    QAbstractItemModelTester(model, FATAL)
    assert "Panel paper" in window._status.snapshot.text()


def test_name_comment_and_pin_are_changed_in_place(window: MainWindow, pane: SnapshotsPane, qtbot):
    mark = window.session.create_snapshot("Panel paper")
    qtbot.waitUntil(lambda: pane.list_page.model.rowCount() == 1)
    model = pane.list_page.model
    assert model.setData(model.index(0, NAME), "Panel paper, final")
    assert model.setData(model.index(0, COMMENT), "as sent on 15 January")
    assert not model.setData(model.index(0, NAME), "   ")
    pane.list_page.choose(mark.id)
    pane.list_page.pin_button.click()
    (kept,) = window.session.snapshots()
    assert (kept.name, kept.comment, kept.pinned) == ("Panel paper, final", "as sent on 15 January", True)
    assert window.isWindowModified()
    qtbot.waitUntil(lambda: model.index(0, KIND).data() == "Pinned")
    assert pane.list_page.pin_button.text() == "Unpin"


def test_f2_edits_the_name(window: MainWindow, pane: SnapshotsPane, qtbot):
    window.session.create_snapshot("Old name")
    qtbot.waitUntil(lambda: pane.list_page.model.rowCount() == 1)
    pane.snapshots.setCurrentIndex(pane.list_page.model.index(0, NAME))
    pane.snapshots.setFocus()
    pane.snapshots.edit(pane.list_page.model.index(0, NAME))
    editor = pane.snapshots.findChild(QLineEdit)
    assert editor.text() == "Old name"
    editor.setText("New name")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [item.name for item in window.session.snapshots()] == ["New name"])


def test_verifying_says_that_all_is_as_it_was_or_what_is_not(window: MainWindow, pane, qtbot):
    window.session.create_snapshot("Panel paper")
    qtbot.waitUntil(lambda: pane.list_page.model.rowCount() == 1)
    pane.list_page.verify_button.click()
    assert not pane.list_page.verify_button.isEnabled()
    qtbot.waitUntil(lambda: any("1 snapshot verified" in text for text in window.messages.texts()))
    with sqlite3.connect(window.session.reader_source().path) as other:  # as another program would
        other.execute("UPDATE node SET body = replace(body, 'Hong Kong', 'Hong King')")
    other.close()
    pane.list_page.verify_button.click()
    qtbot.waitUntil(lambda: any("no longer follows" in text for text in window.messages.texts()))
    assert pane.list_page.model.index(0, KIND).data() == "Changed from outside"


def test_restoring_is_asked_for_says_how_much_and_can_be_undone(
    window: MainWindow, changed: SnapshotsPane, qtbot
):
    mark = window.session.snapshots()[0]
    changed.list_page.choose(mark.id)
    changed.restore_button.click()
    qtbot.waitUntil(lambda: changed.question is not None)
    assert "5 changes" in changed.question.informativeText()
    changed.question.defaultButton().click()
    assert window.session.node(MEASURE).official_status == ""
    assert window.session.differences(mark.id) == []
    window.edits.undo()
    assert window.session.node(MEASURE).official_status == "late"
    changed.restore(mark.id)
    changed.ask_restore(mark.id)
    qtbot.waitUntil(lambda: any("Nothing to restore" in text for text in window.messages.texts()))


# ---- the comparison ----------------------------------------------------------------------------------------------
def test_changes_stand_by_class_and_thing(window: MainWindow, changed: SnapshotsPane, qtbot):
    changed.list_page.choose(window.session.snapshots()[0].id)
    changed.list_page.compare_button.click()
    assert changed.page == "compare"
    compared(changed, qtbot)
    lines = texts(changed)
    assert lines[0] == "△ Figures revised | 1"
    assert any("→ 9 999  +10.00%" in line for line in lines)
    assert "status | — → Late" in lines
    assert changed.compare_page.total == 5
    QAbstractItemModelTester(changed.compare_page.model, FATAL)


def test_it_is_found_as_typed_in_either_script_and_classes_are_put_away(window: MainWindow, changed, qtbot):
    page = changed.compare_page
    compare(changed, qtbot, window.session.snapshots()[0].id)
    page.filter.setText("步伐 加快")
    qtbot.waitUntil(lambda: len(page.differences) < page.total)
    assert {item.kind for item in page.differences} == {"scenario"}
    page.filter.setText("近年步伐 simplified-nothing")
    qtbot.waitUntil(lambda: not page.differences)
    assert "Clear the filter" in page.said.text()
    assert not page.export.isEnabled()
    page.filter.clear()
    qtbot.waitUntil(lambda: len(page.differences) == page.total)
    page.buttons["revised"].click()
    assert "revised" not in {item.cls for item in page.differences}
    assert "4 of 5" in page.said.text()
    page.buttons["revised"].click()
    assert len(page.differences) == 5


def test_a_simplified_character_finds_the_traditional(window: MainWindow, changed, qtbot):
    page = changed.compare_page
    compare(changed, qtbot, window.session.snapshots()[0].id)
    page.filter.setText("数值")
    page._show_tree()
    page.filter.setText("状况")  # 狀況
    qtbot.waitUntil(lambda: [item.part for item in page.differences] == ["official_status"])


def test_small_moves_are_left_out(window: MainWindow, changed, qtbot):
    page = changed.compare_page
    compare(changed, qtbot, window.session.snapshots()[0].id)
    page.tolerance.setText("12")
    page.tolerance.editingFinished.emit()
    compared(changed, qtbot)
    assert "revised" not in {item.cls for item in page.differences}
    page.unit.setCurrentIndex(1)
    page.unit.activated.emit(1)
    compared(changed, qtbot)
    assert "revised" in {item.cls for item in page.differences}


def test_the_detail_has_both_sides_both_languages_and_where_a_figure_comes_from(
    window: MainWindow, changed, qtbot
):
    page = changed.compare_page
    compare(changed, qtbot, window.session.snapshots()[0].id)
    by_part = {item.part: item for item in page.differences}
    page.choose(next(item for item in page.differences if item.cls == "revised"))
    words = page.detail.toPlainText()
    assert "+10.00%" in words
    assert "2031-02" in words
    assert "9 999" in words
    assert "Source" in words
    page.choose(by_part["name"])
    words = page.detail.toPlainText()
    assert "近年步伐（加快）" in words
    assert "Recent pace, faster" in words
    assert "Panel paper" in words
    page.choose(by_part["paths"])
    assert "9% a year; because Budget" in page.detail.toPlainText()


def test_a_figure_on_another_base_has_the_unit_of_its_own_time_and_no_change(
    window: MainWindow, changed, qtbot
):
    def index(base: str) -> Indicator:
        text = LocalText(f"Index ({base} = 100)", f"指數（{base}年=100）")
        return Indicator("cpi", LocalText("CPI", "物價指數"), Unit("index", "ratio", text), "imported")

    def figure(vintage: str, value: float) -> Observation:
        return Observation(
            "cpi", Period.year(2020), vintage, value, str(value), Provenance("", file_name="t.xlsx")
        )

    session = window.session
    session.execute(AddObservations((figure("2021", 115.0),), (index("2015"),), title="CPI"))
    mark = session.create_snapshot("Before re-basing")
    session.execute(AddObservations((figure("2023", 100.0),), (index("2020"),), title="CPI"))
    compare(changed, qtbot, mark.id)
    page = changed.compare_page
    assert {item.cls for item in page.differences} == {"re-based"}
    page.choose(next(item for item in page.differences if item.kind == "observation"))
    words = page.detail.toPlainText()
    assert "115.0 Index (2015 = 100)" in words
    assert "100.0 Index (2020 = 100)" in words
    assert "not to be compared" in words
    assert "%" not in words
    assert "unit | Index (2015 = 100) [index] → Index (2020 = 100) [index]" in texts(changed)


def test_one_thing_is_brought_back_from_the_comparison(window: MainWindow, changed, qtbot):
    page = changed.compare_page
    compare(changed, qtbot, window.session.snapshots()[0].id)
    page.choose(next(item for item in page.differences if item.kind == "scenario"))
    page.back.click()
    assert "Recent pace" in changed.question.text()
    changed.question.defaultButton().click()
    assert window.session.scenario("recent-pace").name.en == "Recent pace"
    assert window.session.node(MEASURE).official_status == "late"
    QApplication.processEvents()
    assert {item.kind for item in window.session.differences("Panel paper")} == {"observation", "node"}
    window.edits.undo()
    assert window.session.scenario("recent-pace").name.en == "Recent pace, faster"


def test_two_snapshots_are_compared_earlier_first(window: MainWindow, changed, qtbot):
    later = window.session.create_snapshot("Council")
    window.session.execute(SetOfficialStatus(MEASURE, "dropped", "Given up"))
    first = window.session.snapshots()[0]
    compare(changed, qtbot, later.id, first.id)
    assert (changed.compare_page.since_id, changed.compare_page.until_id) == (first.id, later.id)
    assert "Given up" not in " ".join(texts(changed))
    changed.compare_page.choose(changed.compare_page.differences[0])
    assert changed.compare_page.forth.isVisible()
    qtbot.waitUntil(lambda: changed.list_page.model.rowCount() == 2)
    changed.show_page("list")
    changed.list_page.choose(first.id, later.id)
    assert changed.list_page.compare_button.text() == "Compare the two"
    assert not changed.restore_button.isEnabled()


def test_a_change_is_shown_in_the_window(window: MainWindow, changed, qtbot):
    compare(changed, qtbot, window.session.snapshots()[0].id)
    page = changed.compare_page
    page.choose(next(item for item in page.differences if item.cls == "revised"))
    page.go.click()
    assert window.workspace.selection.indicator == "gdp_current"
    assert window.centre.current_id == "indicators"


def test_the_comparison_is_exported_as_a_paper(window: MainWindow, changed, qtbot, tmp_path: Path):
    compare(changed, qtbot, window.session.snapshots()[0].id)
    changed.compare_page.set_class_shown("wording-changed", False)
    window.actions_table.trigger("snapshot.export")
    dialog = next(item for item in QApplication.topLevelWidgets() if isinstance(item, ChangesDialog))
    dialog.folder.setText(str(tmp_path))
    dialog.name.setText("since/panel")
    assert not dialog.ok.isEnabled()
    dialog.name.setText("since panel")
    dialog.languages["zh-Hant"].setChecked(False)
    (tmp_path / "since panel_en.xlsx").write_text("mine", encoding="utf-8")
    dialog.check()
    assert "since panel_en.xlsx" in dialog.said.text()
    dialog.ok.click()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)
    made = {path.name for path in tmp_path.iterdir()}
    assert {"since panel_en.docx", "since panel_en.xlsx"} <= made
    from docx import Document

    words = "\n".join(
        cell.text
        for table in Document(tmp_path / "since panel_en.docx").tables
        for row in table.rows
        for cell in row.cells
    )
    words = words.replace("\N{NO-BREAK SPACE}", " ")
    assert "9 999" in words
    assert "+10.00%" in words
    assert "because Budget" in words
    assert "faster" not in words.split("Recent pace")[0]


# ---- the history -------------------------------------------------------------------------------------------------
def test_a_branch_left_aside_stands_apart_and_is_reached_again(
    window: MainWindow, pane: SnapshotsPane, qtbot
):
    session = window.session
    session.execute(SetOfficialStatus(MEASURE, "late", "report one"))
    session.execute(SetOfficialStatus(MEASURE, "not_started", "report two"))
    session.undo()
    session.execute(SetOfficialStatus(MEASURE, "dropped", "report three"))
    window.edits.history()
    assert pane.page == "history"
    model = pane.history_page.model
    qtbot.waitUntil(lambda: model.rowCount() == 4)
    states = [model.index(row, 1).data() for row in range(4)]
    assert states == ["In force · now", "Undo", "Left aside, branch 1", "In force"]
    assert model.index(2, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert [model.index(row, 4).data() for row in (0, 2, 3)] == ["report three", "report two", "report one"]
    pane.history.selectRow(0)
    assert not pane.history_page.go.isEnabled()
    pane.history.selectRow(2)
    pane.history_page.go.click()
    assert session.node(MEASURE).official_status == "not_started"
    qtbot.waitUntil(lambda: model.rowCount() == 5)
    assert model.index(0, 0).data().startswith("Back to: Set status of ")
    pane.history_page.undo.click()
    assert session.node(MEASURE).official_status == "dropped"
    pane.history_page.moves.setChecked(False)
    assert "Undo" not in [model.index(row, 1).data() for row in range(model.rowCount())]
    QAbstractItemModelTester(model, FATAL)
    assert not pane.history.grab().isNull()


def test_going_where_one_is_says_so(window: MainWindow, pane: SnapshotsPane, qtbot):
    session = window.session
    session.execute(SetOfficialStatus(MEASURE, "late", "report one"))
    session.execute(SetOfficialStatus(MEASURE, "not_started", "report two"))
    session.undo()
    pane.show_page("history")
    qtbot.waitUntil(lambda: pane.history_page.model.rowCount() == 3)
    pane.history.selectRow(0)  # the undo itself
    pane.history_page.go_to_chosen()
    assert any("Nothing to do" in text for text in window.messages.texts())


def test_snapshots_stand_among_the_steps(window: MainWindow, changed: SnapshotsPane):
    changed.show_page("history")
    model = changed.history_page.model
    assert model.index(model.rowCount() - 1, 0).data() == "Snapshot “Panel paper”"
    changed.history.selectRow(model.rowCount() - 1)
    changed.history_page.go.click()
    assert window.session.node(MEASURE).official_status == ""
    assert window.session.differences("Panel paper") == []


# ---- both languages ----------------------------------------------------------------------------------------------
ENGLISH = re.compile(r"[A-Za-z]{3,}")
NAMES = re.compile(
    r"as sent|GDP|same window as R&D|Panel paper|Recent pace|Annual report|Budget|English|Ctrl|root|gdp_current|S1\.G1\.R1\.M1|EN"
)


@pytest.mark.parametrize("page", ["list", "compare", "history"])
def test_no_english_is_left_in_chinese(window: MainWindow, changed: SnapshotsPane, page: str, qtbot):
    compare(changed, qtbot, window.session.snapshots()[0].id)
    changed.show_page(page)
    before = [label.text() for label in changed.findChildren(QLabel)]
    language.set_language("zh-Hant")
    qtbot.waitUntil(lambda: not changed.stale)
    compared(changed, qtbot)
    user = {item.by for item in window.session.history()}
    found = [label.text() for label in changed.findChildren(QLabel) if label.isVisible()]
    found += [button.text() for button in changed.findChildren(QAbstractButton) if button.isVisible()]
    for model in (changed.list_page.model, changed.history_page.model):
        found += [
            str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())
        ]
        found += [
            str(model.index(row, column).data() or "")
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
    if page == "compare":
        found += texts(changed)
    left = [text for text in found if text not in user and ENGLISH.search(NAMES.sub("", text))]
    assert left == []
    language.set_language("en")
    qtbot.waitUntil(lambda: not changed.stale)
    compared(changed, qtbot)
    assert [label.text() for label in changed.findChildren(QLabel)] == before
