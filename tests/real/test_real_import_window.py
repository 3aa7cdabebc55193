"""Real tables through the wizard: read, look, decide, import, undo, and back to the printed cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.gui import language
from workbench.gui.dialogs.import_dialog import MATCH, REFUSAL, REVIEW, SHEET, WAITING, ImportDialog
from workbench.gui.dialogs.printed import PrintedDialog
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
    language.set_language("en")


def opened(window: MainWindow, path: Path, qtbot) -> ImportDialog:
    window.tools.import_path(path)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() != WAITING, timeout=60_000)
    if dialog.wizard is not None:
        settled(dialog, qtbot)
    return dialog


def settled(dialog: ImportDialog, qtbot) -> None:
    """Until what is shown follows from every decision made."""
    qtbot.waitUntil(
        lambda: (
            not dialog.busy
            and dialog.snapshot is not None
            and dialog.snapshot.decisions == dialog.wizard.decisions
        ),
        timeout=60_000,
    )


def test_the_research_table_is_looked_at_imported_and_undone(window: MainWindow, fixtures: Path, qtbot):
    path = next((fixtures / "tables" / "hk_csd").glob("*710-86001*.csv"))
    session = window.session
    dialog = opened(window, path, qtbot)
    assert dialog.plan is not None
    assert dialog.plan.blocking == []
    assert session.history() == ()  # a dry run writes nothing
    dialog.go_to(REVIEW)
    settled(dialog, qtbot)
    review = dialog.review_page
    assert review.model.rowCount() == len(dialog.plan.changes)
    review.kind.setCurrentIndex(review.kind.findData("new"))
    review.kind.activated.emit(review.kind.currentIndex())
    assert review.model.rowCount() == dialog.plan.counts["new"]
    before = {item.id for item in session.indicators()}
    language.set_language("zh-Hant")
    assert dialog.ok.text() == "匯入"
    dialog.ok.click()
    assert len(session.history()) == 1
    assert {item.id for item in session.indicators()} > before
    assert "匯入" in window.actions_table["edit.undo"].text()
    window.edits.undo()
    assert {item.id for item in session.indicators()} == before


def test_a_date_that_is_none_forbids_the_import(window: MainWindow, fixtures: Path, qtbot):
    path = next((fixtures / "tables" / "hk_csd").glob("*710-86001*.csv"))
    dialog = opened(window, path, qtbot)
    dialog.go_to(REVIEW)
    settled(dialog, qtbot)
    assert dialog.review_page.vintage.text() == ""  # the day of import must not look like a date someone gave
    dialog.deeds.vintage("yesterday")
    settled(dialog, qtbot)
    assert not dialog.ok.isEnabled()
    assert "yesterday" in dialog.review_page.warning.text()
    dialog.deeds.vintage("2025-12-23")
    settled(dialog, qtbot)
    assert dialog.ok.isEnabled()
    assert dialog.plan is not None
    assert {table.origin for table in dialog.plan.tables} == {"given"}
    dialog.reject()
    assert window.session.history() == ()


def test_a_table_nobody_knows_waits_for_decisions(window: MainWindow, fixtures: Path, qtbot):
    path = next((fixtures / "tables" / "hk_csd").glob("*615-66001*.csv"))
    dialog = opened(window, path, qtbot)
    assert dialog.pages.currentIndex() == SHEET
    open_rows = dialog.wizard.undecided()
    assert open_rows
    dialog.go_to(REVIEW)
    settled(dialog, qtbot)
    assert not dialog.ok.isEnabled()
    dialog.go_to(MATCH)
    dialog.match_page.confirm.click()
    settled(dialog, qtbot)
    assert dialog.wizard.undecided() == []
    assert dialog.wizard.undoable is not None
    dialog.undo.click()
    settled(dialog, qtbot)
    assert len(dialog.wizard.undecided()) == len(open_rows)
    dialog.reject()
    assert window.session.history() == ()


def test_an_imported_figure_leads_back_to_its_printed_cell(window: MainWindow, fixtures: Path, qtbot):
    """T01_01_01A.xls: 200 200 girls aged 0–4 in 1981 stand in cell N10 of sheet T01_01 (read in the file)."""
    path = fixtures / "tables" / "hk_csd" / "T01_01_01A.xls"
    dialog = opened(window, path, qtbot)
    assert dialog.wizard.table_keys() == [("T01_01", 0), ("T01_01A", 0)]
    dialog.deeds.keep(True)
    settled(dialog, qtbot)
    dialog.go_to(REVIEW)
    settled(dialog, qtbot)
    dialog.ok.click()
    session = window.session
    assert [one.file_name for one in session.documents()] == ["T01_01_01A.xls"]
    figure = next(
        one for one in session.vintages("pop_f_0_4") if one.period.code == "1981" and one.provenance.cell
    )
    assert (figure.provenance.sheet, figure.provenance.cell, figure.value) == ("T01_01", "N10", 200200)
    window.workspace.selection.select_observation(figure)
    window.workspace.trigger("data.printed")
    printed = window.findChild(PrintedDialog)
    qtbot.waitUntil(lambda: printed.cell is not None, timeout=60_000)
    assert printed.cell.same
    assert printed.grid.lit == (9, 13)
    assert "T01_01" in printed.about.text()
    printed.reject()
    window.edits.undo()
    assert session.documents() == ()


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
    assert dialog.stack.currentIndex() == REFUSAL
    assert "letter.xlsx" in dialog.refusal.text()
    assert not dialog.ok.isEnabled()
    dialog.reject()
