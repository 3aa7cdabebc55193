"""Editing a status, and never losing work: the question on closing, save, save as, read-only."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.domain.errors import StorageError
from workbench.gui import language
from workbench.gui.dialogs.status import StatusDialog
from workbench.gui.main_window import MainWindow
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session

MEASURE = "S1.G1.R1.M1"


@pytest.fixture
def dialog(window: MainWindow) -> StatusDialog:
    window.workspace.selection.select_node(MEASURE)
    made = StatusDialog(window.workspace, window.session.node(MEASURE), window)
    made.open()
    return made


def test_a_status_without_a_reason_is_not_taken_and_says_why(window: MainWindow, dialog: StatusDialog):
    dialog.status.setCurrentIndex(dialog.status.findData("late"))
    dialog.ok.click()
    assert dialog.isVisible()
    assert dialog.error.isVisible()
    assert window.session.node(MEASURE).official_status == ""
    english = dialog.error.text()
    language.set_language("zh-Hant")
    assert dialog.error.text() != english
    assert MEASURE in dialog.error.text()


def test_a_status_with_a_reason_is_one_step_that_can_be_undone(
    window: MainWindow, dialog: StatusDialog, qtbot
):
    dialog.status.setCurrentIndex(dialog.status.findData("late"))
    dialog.reason.setPlainText("Annual report 2024, paragraph 12")
    dialog.ok.click()
    assert not dialog.isVisible()
    node = window.session.node(MEASURE)
    assert (node.official_status, node.official_status_reason) == ("late", "Annual report 2024, paragraph 12")
    qtbot.waitUntil(lambda: "Annual report 2024, paragraph 12" in window.inspector.browser.toPlainText())
    assert "Late" in window.inspector.browser.toPlainText()
    window.edits.undo()
    assert window.session.node(MEASURE).official_status == ""
    assert len(window.session.history()) == 2


def test_the_inspector_offers_it_by_a_link(window: MainWindow, qtbot):
    window.workspace.selection.select_node(MEASURE)
    qtbot.waitUntil(lambda: "do:status" in window.inspector.browser.toHtml())


# ---- closing ----------------------------------------------------------------------------------------------------
def change(window: MainWindow) -> None:
    window.session.execute(SetOfficialStatus(MEASURE, "late", "report"))


def test_closing_without_changes_asks_nothing(window: MainWindow, monkeypatch):
    monkeypatch.setattr(window.files, "ask_unsaved", lambda name: pytest.fail("asked"))
    assert window.close()


def test_cancel_keeps_the_window_and_the_work(window: MainWindow, monkeypatch):
    change(window)
    monkeypatch.setattr(window.files, "ask_unsaved", lambda name: "cancel")
    assert not window.close()
    assert window.isVisible()
    assert window.session.node(MEASURE).official_status == "late"


def test_discard_leaves_the_file_as_it_was(window: MainWindow, monkeypatch, sample: Path):
    before = sample.read_bytes()
    change(window)
    monkeypatch.setattr(window.files, "ask_unsaved", lambda name: "discard")
    assert window.close()
    assert sample.read_bytes() == before


def test_save_on_closing_saves(window: MainWindow, monkeypatch, sample: Path):
    change(window)
    monkeypatch.setattr(window.files, "ask_unsaved", lambda name: "save")
    assert window.close()
    with Session.open(sample) as again:
        assert again.node(MEASURE).official_status == "late"


def test_a_save_that_fails_keeps_the_window_open(window: MainWindow, monkeypatch):
    change(window)

    def refuse(**_: object) -> None:
        raise StorageError("store.full", file="sample.wbk")

    monkeypatch.setattr(window.session, "save", refuse)
    monkeypatch.setattr(window.files, "ask_unsaved", lambda name: "save")
    assert not window.close()
    assert any("sample.wbk" in text for text in window.messages.texts())
    monkeypatch.undo()


def test_title_and_status_bar_tell_of_unsaved_changes(window: MainWindow):
    assert "sample.wbk" in window.windowTitle()
    assert not window.isWindowModified()
    change(window)
    assert window.isWindowModified()
    assert "not saved" in window._status.saved.text()
    assert window.files.save()
    assert not window.isWindowModified()
    assert window._status.saved.text().startswith("Saved")


def test_save_as_goes_on_with_the_new_file(window: MainWindow, tmp_path: Path, sample: Path):
    before = sample.read_bytes()
    change(window)
    other = tmp_path / "other.wbk"
    assert window.files.save_to(other)
    assert window.session.path == other
    assert "other.wbk" in window.windowTitle()
    assert sample.read_bytes() == before
    assert window.settings.recent()[0] == other


def test_a_file_changed_by_someone_else_is_not_overwritten_unasked(
    window: MainWindow, monkeypatch, sample: Path
):
    change(window)
    sample.write_bytes(sample.read_bytes() + b" ")
    asked = []
    monkeypatch.setattr(window.files, "ask_overwrite", lambda error: asked.append(error.code) or False)
    assert not window.files.save()
    assert asked == ["store.changed-outside"]
    assert window.isWindowModified()


# ---- opening ----------------------------------------------------------------------------------------------------
def test_a_file_that_is_none_is_refused_in_words_and_what_is_open_stays(window: MainWindow, tmp_path: Path):
    wrong = tmp_path / "letter.wbk"
    wrong.write_text("Dear Sir", encoding="utf-8")
    session = window.session
    window.files.open_path(wrong)
    assert window.session is session
    assert any("letter.wbk" in text for text in window.messages.texts())


def test_a_file_that_is_gone_is_refused_in_words(make_window, tmp_path: Path):
    window = make_window(None)
    window.files.open_path(tmp_path / "gone.wbk")
    assert window.session is None
    assert any("gone.wbk" in text for text in window.messages.texts())


def test_opening_another_replaces_every_pane(window: MainWindow, tmp_path: Path, sample_file: Path):
    other = tmp_path / "second.wbk"
    other.write_bytes(sample_file.read_bytes())
    old = window.centre
    window.files.open_path(other)
    assert window.session.path == other
    assert window.centre is not old
    assert window.tree.model.count() == 217


def test_the_sample_is_made_once_and_opened_again(make_window, own_home: Path):
    window = make_window(None)
    window.files.sample()
    path = window.session.path
    assert path.is_relative_to(own_home)
    change(window)
    assert window.files.save()
    window.files.close()
    assert window.session is None
    assert window.start_page is not None
    window.files.sample()
    assert window.session.path == path
    assert window.session.node(MEASURE).official_status == "late"


def test_dropping_a_workspace_opens_it_and_anything_else_is_not_taken(
    window: MainWindow, tmp_path: Path, sample_file: Path
):
    other = tmp_path / "dropped.wbk"
    other.write_bytes(sample_file.read_bytes())
    assert not window.files.droppable([tmp_path / "picture.png"])
    assert window.files.droppable([tmp_path / "table.xlsx"])
    assert not window.files.droppable([other, other])
    window.files.drop([other])
    assert window.session.path == other


def test_layout_is_remembered_and_reset(make_window, sample: Path):
    window = make_window(sample)
    window.tree.hide()
    window.show_pane("snapshots")
    window.set_session(None)
    window.set_session(Session.open(sample))
    assert not window.tree.isVisible()
    assert window.centre.current_id == "snapshots"
    window.views.reset_layout()
    assert window.tree.isVisible()
