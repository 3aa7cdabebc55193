"""The import wizard through its window: keys, mouse and actions on small workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListWidget, QTableView
from pytestqt.qtbot import QtBot

from workbench.gui import language
from workbench.gui.dialogs.import_dialog import MATCH, PAGES, REVIEW, SHEET, ImportDialog
from workbench.gui.dialogs.printed import PrintedDialog
from workbench.gui.importing.ask import AskMark, AskText, AskUnit
from workbench.gui.importing.roles import ROLE_LOOKS
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.data.models import OBSERVATION
from workbench.importers.book import Area

ROWS = [
    ["Trade of Ruritania (HK$ million)"],
    [None],
    ["Item", 2021, 2022, 2023],
    ["Imports", 100, 110, "125 §"],
    ["Exports", 90.25, 95, 99],
    ["Mean of the neighbours", 7, 8, 9],
    [None],
    ["Source: Bureau of Trade"],
]


def write(path: Path, rows: Sequence[Sequence[object]] = ROWS, *, menu: bool = True) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Trade"
    for row in rows:
        sheet.append(list(row))
    sheet["B5"].number_format = "0.0"
    sheet.row_dimensions[6].hidden = True
    if menu:
        book.create_sheet("Menu").append(["Choose a sheet"])
    book.save(path)
    return path


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> Iterator[Callable[[Path], ImportDialog]]:
    made: list[ImportDialog] = []

    def open_it(path: Path) -> ImportDialog:
        window.tools.import_path(path)
        dialog = window.findChildren(ImportDialog)[-1]
        made.append(dialog)
        settled(dialog, qtbot)
        return dialog

    yield open_it
    for dialog in made:
        if shiboken6.isValid(dialog):
            dialog.reject()


def settled(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: (
            dialog.stack.currentIndex() == PAGES
            and not dialog.busy
            and dialog.snapshot.decisions == dialog.wizard.decisions
        ),
        timeout=30_000,
    )


def series(dialog: ImportDialog) -> list[str]:
    model = dialog.sheet_page.series_model
    return [model.words(row, 0).splitlines()[0] for row in range(model.rowCount())]


def test_every_sheet_is_listed_with_its_tables_or_the_reason(opened, tmp_path: Path):
    dialog = opened(write(tmp_path / "trade.xlsx"))
    tree = dialog.sheet_page.tree
    texts = [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]
    assert texts == ["Trade", "Menu — list of contents"]
    assert tree.topLevelItem(0).child(0).text(0).startswith("Table 1: Trade of Ruritania")
    grid = dialog.sheet_page.grid.sheet_model
    assert (
        grid.headerData(5, Qt.Orientation.Vertical, Qt.ItemDataRole.DisplayRole) == "6 ⊘"
    )  # hidden, but shown
    assert "90.3" in grid.describe(4, 1)
    assert "stored: 90.25" in grid.describe(4, 1)


def test_a_key_paints_the_selected_cells_and_ctrl_z_takes_it_back(opened, tmp_path: Path, qtbot: QtBot):
    dialog = opened(write(tmp_path / "trade.xlsx"))
    page = dialog.sheet_page
    assert series(dialog) == ["Imports", "Exports", "Mean of the neighbours"]
    page.grid.select_area(Area(5, 0, 5, 3))
    qtbot.keyClick(page.grid, ROLE_LOOKS["ignore"].key)
    settled(dialog, qtbot)
    assert series(dialog) == ["Imports", "Exports"]
    assert page.grid.sheet_model.role_at(5, 1) == "ignore"
    assert "A6:D6 painted as ignored." in page.decided.item(0).text()
    dialog.undo.click()
    settled(dialog, qtbot)
    assert len(series(dialog)) == 3
    assert page.grid.sheet_model.role_at(5, 1) == "data"
    dialog.redo.click()
    settled(dialog, qtbot)
    assert len(series(dialog)) == 2
    page.palette_box.buttons["data"].click()  # the palette does the same as its key
    settled(dialog, qtbot)
    assert len(dialog.wizard.decisions) == 2


def test_figure_and_printed_cell_lead_to_one_another(opened, tmp_path: Path):
    dialog = opened(write(tmp_path / "trade.xlsx"))
    page = dialog.sheet_page
    page.series.selectRow(1)
    page.figures.selectRow(2)
    assert page.grid.lit == (4, 3)
    page.grid.setCurrentIndex(page.grid.sheet_model.index(3, 2))
    assert page.series.currentIndex().row() == 0
    assert page.figure_model.words(page.figures.currentIndex().row(), 0) == "2022"
    assert page.cell.text().startswith("C4 · Data · 110")


def test_a_mark_nobody_explains_is_asked_about(opened, tmp_path: Path, qtbot: QtBot):
    dialog = opened(write(tmp_path / "trade.xlsx"))
    page = dialog.sheet_page
    assert "Questions (1)" in [page.tabs.tabText(number) for number in range(3)]
    assert (3, 3) in page.grid.sheet_model.asked
    page.tabs.setCurrentIndex(1)
    page.questions.setCurrentRow(0)
    page.reply.click()
    ask = dialog.findChild(AskMark)
    assert not ask.ok.isEnabled()
    qtbot.keyClicks(ask.en, "provisional figure")
    assert ask.status.currentData() == "P"  # suggested by the words, to be changed at will
    ask.ok.click()
    settled(dialog, qtbot)
    assert page.open_questions() == 0
    assert "provisional figure" in page.questions.item(0).text()
    assert dialog.wizard.by in page.questions.item(0).text()


def test_a_label_is_read_as_another_a_figure_never(opened, tmp_path: Path, qtbot: QtBot):
    dialog = opened(write(tmp_path / "trade.xlsx"))
    page = dialog.sheet_page
    page.grid.setCurrentIndex(page.grid.sheet_model.index(2, 3))
    page.acts["read_as"].trigger()
    ask = dialog.findChild(AskText)
    ask.edit.setText("2024")
    ask.ok.click()
    settled(dialog, qtbot)
    assert page.figure_model.words(2, 0) == "2024"
    page.grid.setCurrentIndex(page.grid.sheet_model.index(3, 1))
    page.acts["read_as"].trigger()
    ask = dialog.findChildren(AskText)[-1]
    ask.edit.setText("1000")
    ask.ok.click()
    assert dialog.told.isVisible()
    assert "figure" in dialog.told.text()
    assert len(dialog.wizard.decisions) == 1


def test_the_unit_of_a_series_is_said_by_a_person(opened, tmp_path: Path, qtbot: QtBot):
    dialog = opened(write(tmp_path / "trade.xlsx"))
    page = dialog.sheet_page
    page.series.selectRow(2)
    page.acts["unit"].trigger()
    ask = dialog.findChild(AskUnit)
    ask.en.setText("%")
    ask.factor.setCurrentIndex(ask.factor.findData(1))
    ask.ok.click()
    settled(dialog, qtbot)
    assert page.series_model.words(2, 1).startswith("%")
    assert page.series_model.words(0, 1).startswith("HK$ million")


def test_nothing_goes_in_unseen_and_everything_is_one_step(
    opened, window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    path = write(tmp_path / "trade.xlsx")
    dialog = opened(path)
    session = window.session
    before = len(session.history())
    for _ in range(2):
        dialog.next.click()
    assert dialog.pages.currentIndex() == REVIEW
    settled(dialog, qtbot)
    assert not dialog.ok.isEnabled()
    dialog.go_to(MATCH)
    match = dialog.match_page
    assert match.model.words(0, 0) == "To decide"
    assert match.model.words(0, 3).startswith("proposed: new series")
    match.table.selectRow(2)
    match.skip.click()
    settled(dialog, qtbot)
    assert match.model.words(2, 0) == "Left out"
    match.confirm.click()
    settled(dialog, qtbot)
    dialog.go_to(REVIEW)
    settled(dialog, qtbot)
    review = dialog.review_page
    qtbot.mouseClick(review.keep, Qt.MouseButton.LeftButton, pos=QPoint(8, review.keep.height() // 2))
    settled(dialog, qtbot)
    assert review.summary.text().startswith("6 new")
    review.tabs.setCurrentWidget(review.account)
    assert "kept inside the workspace" in review.account.toPlainText()
    dialog.save_report(str(tmp_path / "report.html"))
    assert "trade.xlsx" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert dialog.ok.isEnabled()
    dialog.ok.click()
    assert len(session.history()) == before + 1
    exports = next(item for item in session.indicators() if item.name.en == "Exports")
    figure = session.observations(exports.id)[0]
    assert (figure.value, figure.provenance.cell, figure.provenance.sheet) == (90.25, "B5", "Trade")
    assert [one.file_name for one in session.documents()] == ["trade.xlsx"]
    path.unlink()  # the file is gone; what is kept inside is enough
    window.workspace.selection.select_observation(figure)
    window.workspace.trigger("data.printed")
    printed = window.findChild(PrintedDialog)
    qtbot.waitUntil(lambda: printed.cell is not None, timeout=30_000)
    assert printed.grid.lit == (4, 1)
    printed.reject()
    window.edits.undo()
    assert all(item.name.en != "Exports" for item in session.indicators())
    assert session.documents() == ()


def test_a_figure_whose_file_is_nowhere_says_what_is_needed(
    opened, window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    path = write(folder / "trade.xlsx")
    dialog = opened(path)
    dialog.go_to(MATCH)
    dialog.match_page.confirm.click()
    settled(dialog, qtbot)
    dialog.go_to(REVIEW)
    settled(dialog, qtbot)
    dialog.ok.click()
    moved = path.rename(tmp_path / "renamed.xlsx")
    write(path, ROWS[:5])  # another file under the old name
    imports = next(item for item in window.session.indicators() if item.name.en == "Imports")
    window.workspace.selection.select_observation(window.session.observations(imports.id)[0])
    window.workspace.trigger("data.printed")
    printed = window.findChild(PrintedDialog)
    assert not printed.located.found
    assert "trade.xlsx" in printed.about.text()
    assert "other content" in printed.about.text()
    printed.use(path)
    assert printed.cell is None
    printed.use(moved)
    qtbot.waitUntil(lambda: printed.cell is not None, timeout=30_000)
    assert printed.cell.same
    assert printed.grid.lit == (3, 1)
    printed.keep_file()
    assert printed.located.document is not None
    printed.reject()


def test_cells_pasted_from_a_spreadsheet_keep_every_digit(window: MainWindow, qtbot: QtBot):
    mime = QMimeData()
    mime.setHtml(
        "<table><tr><td>Item</td><td>2020</td><td>2021</td></tr>"
        '<tr><td>Total (persons)</td><td x:num="0.12345678901234568">0.1</td><td>7</td></tr></table>'
    )
    QApplication.clipboard().setMimeData(mime)
    window.workspace.trigger("data.paste")
    dialog = window.findChild(ImportDialog)
    settled(dialog, qtbot)
    assert dialog.wizard.keeps_file
    dialog.go_to(MATCH)
    dialog.match_page.confirm.click()
    settled(dialog, qtbot)
    dialog.go_to(REVIEW)
    settled(dialog, qtbot)
    dialog.ok.click()
    made = [item for item in window.session.indicators() if (item.name.en or "").startswith("Total")]
    figure = window.session.observations(made[-1].id)[0]
    assert figure.value == 0.12345678901234568
    window.workspace.selection.select_observation(figure)
    window.workspace.trigger("data.printed")
    printed = window.findChild(PrintedDialog)
    qtbot.waitUntil(lambda: printed.cell is not None, timeout=30_000)
    assert printed.grid.lit == (1, 1)
    printed.reject()


def test_ctrl_click_on_a_figure_of_the_data_tab_asks_for_its_printed_cell(
    opened, window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    dialog = opened(write(tmp_path / "trade.xlsx"))
    dialog.go_to(MATCH)
    dialog.match_page.confirm.click()
    settled(dialog, qtbot)
    dialog.go_to(REVIEW)
    settled(dialog, qtbot)
    dialog.ok.click()
    pane = window.workspace.show_pane("data")
    qtbot.waitUntil(lambda: pane.figures.rowCount() > 0)
    pane.show_form(1)
    pane.search.setText("Exports")
    pane.find_now()
    table = pane.tables[1]
    model = table.model()
    rows = range(model.rowCount())
    figures = [model.index(row, 0).data(OBSERVATION) for row in rows]
    row = next(row for row in rows if figures[row].provenance.file_name == "trade.xlsx")
    index = model.index(row, 0)
    table.scrollTo(index)
    place = table.visualRect(index).center()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, control, place)
    printed = window.findChild(PrintedDialog)
    assert printed is not None
    chosen = window.workspace.selection.observation
    assert printed._figure == chosen
    qtbot.waitUntil(lambda: printed.cell is not None, timeout=30_000)
    assert printed.cell.same
    printed.reject()


def test_an_empty_clipboard_is_said_in_the_message_bar(window: MainWindow, qtbot: QtBot):
    QApplication.clipboard().clear()
    with qtbot.waitSignal(window.workspace.notify.posted) as told:
        window.workspace.trigger("data.paste")
    assert "clipboard" in told.args[0].words("en")
    assert window.findChild(ImportDialog) is None


def test_a_file_dropped_on_the_window_starts_the_wizard(window: MainWindow, tmp_path: Path, qtbot: QtBot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(write(tmp_path / "trade.xlsx")))])
    event = QDropEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    dialog = window.findChild(ImportDialog)
    settled(dialog, qtbot)
    assert dialog.pages.currentIndex() == SHEET
    dialog.reject()


def test_everything_follows_the_language_and_has_a_name(opened, tmp_path: Path, qtbot: QtBot):
    dialog = opened(write(tmp_path / "trade.xlsx"))
    language.set_language("zh-Hant")
    assert [button.text() for button in dialog.steps] == ["1  工作表", "2  數列去向", "3  覆核"]
    assert dialog.sheet_page.tree.topLevelItemCount() == 2
    assert dialog.sheet_page.palette_box.buttons["data"].text() == "6 數據"
    for page in (SHEET, MATCH, REVIEW):
        dialog.go_to(page)
        kinds = (QAbstractButton, QComboBox, QLineEdit, QListWidget, QTableView)
        widgets = [one for kind in kinds for one in dialog.pages.currentWidget().findChildren(kind)]
        reached = [one for one in widgets if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        assert len(reached) >= 4
        unnamed = [one for one in reached if not (one.accessibleName() or getattr(one, "text", str)())]
        assert unnamed == []


def test_sixty_sheets_tell_how_far_they_are_and_stop_when_told_to(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    import multiprocessing

    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for number in range(60):
        sheet = book.create_sheet(f"S{number}")
        for row in (["Number of persons"], ["Item", *range(2001, 2021)]):
            sheet.append(row)
        for line in range(40):
            sheet.append([f"Item {line}", *(line * 20 + col + 0.5 for col in range(20))])
    path = tmp_path / "sixty.xlsx"
    book.save(path)
    window.tools.import_path(path)
    dialog = window.findChild(ImportDialog)
    seen: list[int] = []
    sheets: list[str] = []

    def look() -> bool:
        if dialog.progress.maximum() == 1000:
            seen.append(dialog.progress.value())
            sheets.append(dialog.at_sheet.text())
        return len(set(seen)) >= 2 or dialog.stack.currentIndex() == PAGES

    qtbot.waitUntil(look, timeout=60_000)
    assert seen == sorted(seen)
    assert any(words.startswith("Sheet “S") for words in sheets)
    dialog.reject()
    assert window.jobs.running == ()
    qtbot.waitUntil(lambda: multiprocessing.active_children() == [], timeout=20_000)
    assert window.session.history() == ()
