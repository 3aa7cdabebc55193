"""Two real tables of the Census and Statistics Department through the window: read, look, import, undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.gui import language
from workbench.gui.dialogs.import_dialog import ImportDialog
from workbench.gui.main_window import MainWindow
from workbench.services.session import Session

pytestmark = pytest.mark.real


@pytest.fixture
def window(qtbot, tmp_path: Path):
    language.set_language("en")
    made = MainWindow(Session.create(tmp_path / "real.wbk"))
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.set_session(None)
    made.close()
    made.deleteLater()


def opened(window: MainWindow, path: Path, qtbot) -> ImportDialog:
    window.tools.import_path(path)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() > 0, timeout=60_000)
    return dialog


def test_the_research_table_is_looked_at_imported_and_undone(window: MainWindow, fixtures: Path, qtbot):
    path = next((fixtures / "tables" / "hk_csd").glob("*710-86001*.csv"))
    session = window.session
    dialog = opened(window, path, qtbot)
    assert dialog.plan is not None
    assert dialog.plan.blocking == []
    assert session.history() == ()  # a dry run writes nothing
    rows = dialog.model.rowCount()
    assert rows == len(dialog.plan.changes)
    dialog.kind.setCurrentIndex(dialog.kind.findData("new"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    assert dialog.model.rowCount() == dialog.plan.counts["new"]
    before = {item.id for item in session.indicators()}
    language.set_language("zh-Hant")
    assert dialog.ok.text() == "匯入"
    dialog.ok.click()
    assert len(session.history()) == 1
    assert {item.id for item in session.indicators()} > before
    assert "匯入" in window.actions_table["edit.undo"].text()
    window.edits.undo()
    assert {item.id for item in session.indicators()} == before
    language.set_language("en")


def test_a_date_that_is_none_forbids_the_import(window: MainWindow, fixtures: Path, qtbot):
    path = next((fixtures / "tables" / "hk_csd").glob("*710-86001*.csv"))
    dialog = opened(window, path, qtbot)
    assert dialog.vintage.text() == ""  # the day of import must not look like a date someone gave
    dialog.vintage.setText("yesterday")
    dialog._plan()
    assert not dialog.ok.isEnabled()
    assert "yesterday" in dialog.warning.text()
    dialog.vintage.setText("2025-12-23")
    dialog._plan()
    assert dialog.ok.isEnabled()
    assert dialog.plan is not None
    assert {table.origin for table in dialog.plan.tables} == {"given"}
    dialog.reject()
    assert window.session.history() == ()


def test_a_table_nobody_knows_is_refused_until_a_match_is_looked_at(
    window: MainWindow, fixtures: Path, qtbot
):
    path = next((fixtures / "tables" / "hk_csd").glob("*615-66001*.csv"))
    dialog = opened(window, path, qtbot)
    assert dialog.stack.currentIndex() == 2
    assert not dialog.ok.isEnabled()
    assert dialog.propose.isVisible()
    dialog.propose.click()
    if dialog.plan is not None:
        assert dialog.warning.isVisible()
        assert "proposed" in dialog.warning.text()
    dialog.reject()


def test_leaving_while_it_is_read_stops_the_reading(window: MainWindow, fixtures: Path, qtbot):
    path = fixtures / "tables" / "hk_csd" / "T01_01_01A.xls"
    window.tools.import_path(path)
    dialog = window.findChild(ImportDialog)
    assert window.jobs.running
    dialog.reject()
    assert window.jobs.running == ()
    qtbot.wait(10)
    assert window.session.history() == ()


def test_a_file_that_is_no_table_is_refused_in_words(window: MainWindow, tmp_path: Path, qtbot):
    wrong = tmp_path / "letter.xlsx"
    wrong.write_bytes(b"PK\x03\x04 not really")
    dialog = opened(window, wrong, qtbot)
    assert dialog.stack.currentIndex() == 2
    assert "letter.xlsx" in dialog.refusal.text()
    assert not dialog.propose.isVisible()
    assert not dialog.ok.isEnabled()
    dialog.reject()
