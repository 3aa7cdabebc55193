"""Merging through the window, revisions, and saving where something is in the way."""

from __future__ import annotations

import gc
import shutil
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QTextBrowser,
    QWidget,
)

from workbench.domain.errors import StorageError
from workbench.domain.scenario import DriverPath
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.dialogs.changes import ChangesDialog
from workbench.gui.dialogs.merge import MergeDialog
from workbench.gui.dialogs.revisions import RevisionsDialog
from workbench.gui.main_window import MainWindow
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import RenameScenario, SetDriverPath
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
MEASURE, OTHER = "S1.G1.R1.M1", "S1.G1.R1.M2"


@pytest.fixture
def theirs(window: MainWindow, sample: Path, tmp_path: Path) -> Path:
    """A colleague's copy: a conflict on a measure and on a scenario, and a measure only they changed."""
    copy = tmp_path / "ben.wbk"
    shutil.copy(sample, copy)
    with Session.open(copy) as session:
        session.execute(SetOfficialStatus(MEASURE, "dropped", "Opened in May"))
        session.execute(SetOfficialStatus(OTHER, "not_started", "Works begun"))
        session.execute(RenameScenario("recent-pace", LocalText("Ben's pace", "阿賓的步伐")))
        session.save()
    window.session.execute(SetOfficialStatus(MEASURE, "late", "Annual report"))
    window.session.execute(SetDriverPath("recent-pace", "gdp", DriverPath(growth=0.02)))
    return copy


def merge_dialog(window: MainWindow, theirs: Path, qtbot) -> MergeDialog:
    window.keeping.merge_path(theirs)
    qtbot.waitUntil(lambda: not window.jobs.running)
    return dialog_of(MergeDialog)


def dialog_of(kind):
    return next(
        item for item in QApplication.topLevelWidgets() if isinstance(item, kind) and item.isVisible()
    )


def test_nothing_is_chosen_beforehand_and_nothing_merged_unseen(window: MainWindow, theirs: Path, qtbot):
    before = window.session.logical_dump()
    dialog = merge_dialog(window, theirs, qtbot)
    assert dialog.choices == {}
    assert not dialog.ok.isEnabled()
    assert not any(radio.isChecked() for radio in dialog.radios.values())
    assert [dialog.list.rows.cell(row, 1).text for row in range(2)] == ["status", "reason"]
    taken = [dialog.taken.rows.cell(row, 3).text for row in range(dialog.taken.rows.rowCount())]
    assert "Not started" in taken
    assert any("Ben's pace" in text for text in taken)
    dialog.reject()
    assert window.session.logical_dump() == before


def test_decided_one_by_one_it_is_one_step_that_can_be_undone(window: MainWindow, theirs: Path, qtbot):
    session = window.session
    before = session.logical_dump()
    dialog = merge_dialog(window, theirs, qtbot)
    dialog.list.selectRow(0)
    assert "Late" in dialog.browsers["mine"].toPlainText()
    assert "Dropped" in dialog.browsers["theirs"].toPlainText()
    dialog.radios["theirs"].click()
    assert dialog.list.rows.cell(0, 4).text == "✓ theirs"
    assert not dialog.ok.isEnabled()
    dialog.list.selectRow(1)
    assert not any(radio.isChecked() for radio in dialog.radios.values())
    dialog.radios["mine"].click()
    dialog.list.selectRow(0)
    assert dialog.radios["theirs"].isChecked()
    assert dialog.ok.isEnabled()
    dialog.ok.click()
    node = session.node(MEASURE)
    assert (node.official_status, node.official_status_reason) == ("dropped", "Annual report")
    assert session.node(OTHER).official_status == "not_started"
    assert session.scenario("recent-pace").name.en == "Ben's pace"
    assert session.scenario("recent-pace").paths["gdp"].growth == 0.02
    assert "ben.wbk" in window.actions_table["edit.undo"].text()
    window.edits.undo()
    assert session.logical_dump() == before


def test_the_rest_is_decided_on_purpose_only(window: MainWindow, theirs: Path, qtbot):
    dialog = merge_dialog(window, theirs, qtbot)
    dialog.list.selectRow(1)
    dialog.radios["theirs"].click()
    dialog.rest["mine"].click()
    assert list(dialog.choices.values()) == ["theirs", "mine"]
    language.set_language("zh-Hant")
    assert dialog.list.rows.cell(0, 4).text == "✓ 我的"
    assert dialog.list.rows.cell(0, 0).text.startswith(window.session.node(MEASURE).title.zh_hant[:6])
    QAbstractItemModelTester(dialog.list.rows, FATAL)
    language.set_language("en")
    dialog.ok.click()
    assert window.session.node(MEASURE).official_status_reason == "Opened in May"


def test_a_change_meanwhile_is_told_and_nothing_is_merged(window: MainWindow, theirs: Path, qtbot):
    dialog = merge_dialog(window, theirs, qtbot)
    dialog.decide_rest("theirs")
    window.session.execute(SetOfficialStatus(OTHER, "dropped", "Meanwhile"))
    dialog.ok.click()
    assert window.session.node(OTHER).official_status == "dropped"
    assert any("Compare again" in text for text in window.messages.texts())


def test_what_cannot_be_merged_is_told(window: MainWindow, sample: Path, tmp_path: Path, monkeypatch, qtbot):
    window.files.save()
    same = tmp_path / "same.wbk"
    shutil.copy(sample, same)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(same), ""))
    window.actions_table.trigger("file.merge")
    qtbot.waitUntil(
        lambda: any("nothing that is not here already" in text for text in window.messages.texts())
    )
    stranger = tmp_path / "stranger.wbk"
    Session.create(stranger, "empty").close()
    window.keeping.merge_path(stranger)
    qtbot.waitUntil(lambda: any("not a copy of this workspace" in text for text in window.messages.texts()))
    window.keeping.merge_path(tmp_path / "gone.wbk")
    qtbot.waitUntil(lambda: any("gone.wbk" in text for text in window.messages.texts()))


@pytest.mark.parametrize("name", ["merge", "revisions", "changes"])
def test_is_named_left_with_esc_and_freed(window: MainWindow, theirs: Path, qtbot, name: str):
    makers = {
        "merge": lambda: MergeDialog(window.workspace, window.session.plan_merge(theirs), window),
        "revisions": lambda: RevisionsDialog(window.workspace, window, "K1.1"),
        "changes": lambda: ChangesDialog(window.workspace, window.settings, window, [], "x"),
    }
    dialog = makers[name]()
    gone = weakref.ref(dialog)
    dialog.open()
    nameless = [
        repr(part)
        for part in dialog.findChildren(QWidget)
        if isinstance(part, QComboBox | QLineEdit | QAbstractItemView | QTextBrowser)
        and not isinstance(part, QHeaderView)
        and not part.accessibleName()
        and not isinstance(part.parent(), QComboBox)
        and part.isVisible()
    ]
    assert nameless == []
    title = dialog.windowTitle()
    language.set_language("zh-Hant")
    assert dialog.windowTitle() != title
    language.set_language("en")
    assert dialog.windowTitle() == title
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(dialog)
    del dialog
    gc.collect()
    assert gone() is None


# ---- revisions ---------------------------------------------------------------------------------------------------
def test_the_triangle_shows_what_was_known_when(window: MainWindow):
    window.workspace.selection.select_indicator("gerd")
    window.actions_table.trigger("data.revisions")
    dialog = dialog_of(RevisionsDialog)
    assert dialog.series_id == "gerd"
    assert dialog.triangle.definition == "gerd@2018"
    vintages = dialog.triangle.vintages
    heads = [
        dialog.model.headerData(at, Qt.Orientation.Horizontal) for at in range(dialog.model.columnCount())
    ]
    assert tuple(heads) == vintages
    row = [period.code for period in dialog.triangle.periods].index("2022")
    first, later = vintages.index("2023-12-21"), vintages.index("2024-07")
    assert dialog.model.index(row, first).data() == "30,138"
    assert dialog.model.index(row, first - 1).data() == ""
    # C&SD's 30,138 and 30,138.4 are one figure
    assert dialog.model.cell(row, later).event == "rounded"
    assert "another number of decimals" in dialog.model.index(row, later).data(Qt.ItemDataRole.ToolTipRole)
    QAbstractItemModelTester(dialog.model, FATAL)
    assert dialog.model.as_text().splitlines()[0].split("\t")[1:] == list(vintages)
    language.set_language("zh-Hant")
    assert dialog.windowTitle() == "修訂紀錄：何時得知甚麼"
    assert "首次" in dialog.summary.text() or "未能計算" in dialog.summary.text()
    dialog.close()


def test_a_revision_is_marked_with_its_way_and_counted(window: MainWindow):
    old = window.session.observations("gdp_current")[-1]
    new = replace(old, vintage="2031-02", value=old.value + 1000, text="x", decimals=old.decimals)
    window.session.execute(AddObservations((new,), title="GDP"))
    dialog = RevisionsDialog(window.workspace, window, "gdp_current")
    dialog.open()
    last = dialog.model.index(dialog.model.rowCount() - 1, dialog.model.columnCount() - 1)
    assert last.data().startswith("▲ ")
    assert "before" in last.data(Qt.ItemDataRole.ToolTipRole)
    assert "1 period: revision +1,000" in dialog.summary.text()
    assert dialog.statistics.rows.cell(0, 1).text == "1"
    dialog.show_series("K1.1")
    assert dialog.definition.count() == 2
    dialog.close()


def test_a_workspace_without_series_says_what_to_do(make_window, tmp_path: Path):
    path = tmp_path / "empty.wbk"
    Session.create(path, "empty").close()
    window = make_window(path)
    dialog = RevisionsDialog(window.workspace, window)
    dialog.open()
    assert "Import a table" in dialog.meaning.text()
    dialog.close()


# ---- saving ------------------------------------------------------------------------------------------------------
def edit(window: MainWindow) -> None:
    window.session.execute(SetOfficialStatus(MEASURE, "late", "report"))


@pytest.mark.parametrize("code", ["store.full", "store.read-only", "store.cannot-save", "store.unreadable"])
def test_where_saving_fails_the_work_is_kept_and_another_place_offered(
    window, code: str, monkeypatch, tmp_path
):
    edit(window)

    def refuse(**_: object) -> None:
        raise StorageError(code, file="sample.wbk", detail="gone")

    monkeypatch.setattr(window.session, "save", refuse)
    posted = []
    window.notify.posted.connect(posted.append)
    assert not window.files.save()
    assert window.session.dirty
    text, deed = posted[-1].action
    assert text.text == "Save as…"
    elsewhere = tmp_path / "elsewhere.wbk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(elsewhere), ""))
    assert deed()
    assert elsewhere.is_file()
    assert not window.session.dirty


def test_a_file_that_vanished_is_written_anew_and_that_is_said(window: MainWindow, sample: Path):
    edit(window)
    sample.unlink()
    assert window.files.save()
    assert sample.is_file()
    assert any("written there anew" in text for text in window.messages.texts())


def test_a_folder_that_vanished_is_told_and_the_work_kept(window: MainWindow, sample: Path, tmp_path: Path):
    edit(window)
    away = tmp_path.with_name(tmp_path.name + "-away")
    tmp_path.rename(away)
    try:
        assert not window.files.save()
        assert window.session.dirty
        assert any("sample.wbk" in text for text in window.messages.texts())
    finally:
        away.rename(tmp_path)
    assert window.files.save()


def test_changed_outside_it_can_go_elsewhere_or_over_it_on_purpose(
    window, sample: Path, tmp_path: Path, monkeypatch
):
    edit(window)
    other = sample.read_bytes() + b" "
    sample.write_bytes(other)
    mine = tmp_path / "mine.wbk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(mine), ""))
    monkeypatch.setattr(window.files, "ask_overwrite", lambda error: "elsewhere")
    assert window.files.save()
    assert window.session.path == mine
    assert sample.read_bytes() == other
    edit(window)
    mine.write_bytes(mine.read_bytes() + b" ")
    theirs = mine.read_bytes()
    monkeypatch.setattr(window.files, "ask_overwrite", lambda error: "over")
    assert window.files.save()
    assert (tmp_path / "mine.wbk.bak").read_bytes() == theirs


def test_saving_onto_a_file_someone_has_open_names_them(
    window: MainWindow, tmp_path: Path, sample_file: Path
):
    edit(window)
    busy = tmp_path / "busy.wbk"
    shutil.copy(sample_file, busy)
    with Session.open(busy) as held:
        assert not window.files.save_to(busy)
        assert held.path == busy
        posted = window.messages.texts()[-1]
        assert "busy.wbk is in use by" in posted
        window.files.open_path(busy, asked=True)
    assert window.session.path != busy


def test_a_file_in_use_opens_read_only_and_the_status_bar_says_so(make_window, sample: Path):
    with Session.open(sample):
        window = make_window(None)
        posted = []
        window.notify.posted.connect(posted.append)
        window.files.open_path(sample)
        text, deed = posted[-1].action
        assert text.text == "Open read-only"
        deed()
        assert window.session.read_only
        assert "Read-only" in window._status.saved.text()
