"""The scenario editor in the window: tree, curve, levers, adjustments, differences, stale results, the table of Excel."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from workbench.domain.scenario import AddFactor, DriverPath, LeverSetting, Link, Shape
from workbench.domain.text import LocalText
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.scenarios import ScenariosPane
from workbench.gui.panes.scenarios.path_dialog import PathDialog
from workbench.services import scenarios as service

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def editor(window: MainWindow, qtbot) -> ScenariosPane:
    made = window.show_pane("scenarios")
    assert isinstance(made, ScenariosPane)
    qtbot.waitUntil(lambda: not made.stale)
    return made


def show(editor: ScenariosPane, scenario_id: str, qtbot) -> None:
    editor.show_scenario(scenario_id)
    qtbot.waitUntil(lambda: editor.run is not None and editor.run.scenario.id == scenario_id)


def steps(window: MainWindow) -> int:
    return len(window.session.history())


# ---- the tree ----------------------------------------------------------------------------------------------------


def test_a_copy_a_note_and_another_place_are_one_step_each(window: MainWindow, editor: ScenariosPane, qtbot):
    show(editor, "slow-business-rd", qtbot)
    before = steps(window)
    editor.tree_box.duplicate()
    qtbot.waitUntil(lambda: editor.scenario_id != "slow-business-rd" and not editor.stale)
    copy = window.session.scenario(editor.scenario_id)
    original = window.session.scenario("slow-business-rd")
    assert copy.paths == original.paths
    assert copy.parent == original.parent
    assert copy.name.en == f"{original.name.en} (copy)"
    editor.tree_box.set_note(LocalText("Why", "原因"))
    assert window.session.scenario(copy.id).note == LocalText("Why", "原因")
    editor.tree_box.build_on("slow-business-rd")
    assert window.session.scenario(copy.id).parent == "slow-business-rd"
    assert steps(window) == before + 3
    for _ in range(3):
        window.edits.undo()
    qtbot.waitUntil(lambda: copy.id not in {each.id for each in window.session.scenarios()})


def test_siblings_change_places(window: MainWindow, editor: ScenariosPane, qtbot):
    show(editor, "slow-business-rd", qtbot)
    order = [editor.tree_model.item(0).child(row).text() for row in range(3)]
    editor.tree_box.move_by(1)
    qtbot.waitUntil(
        lambda: (
            [editor.tree_model.item(0).child(row).text() for row in range(3)]
            == [order[0], order[2], order[1]]
        )
    )


def test_a_ring_of_scenarios_is_refused_in_words(window: MainWindow, editor: ScenariosPane, qtbot):
    said: list[str] = []
    window.notify.posted.connect(lambda message: said.append(message.words("en")))
    editor.tree_box.build_on("slow-business-rd")
    assert said == ["A scenario cannot build on itself or on one that builds on it."]
    assert window.session.scenario("recent-pace").parent is None


# ---- the curve ---------------------------------------------------------------------------------------------------


@pytest.fixture
def curve(editor: ScenariosPane, qtbot) -> PathDialog:
    editor.openers.path("gdp")
    dialog = editor.openers._path
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def gdp(window: MainWindow) -> DriverPath:
    return window.session.scenario("recent-pace").paths["gdp"]


def test_a_dragged_point_shows_at_once_and_is_one_step_of_undo(
    window: MainWindow, editor: ScenariosPane, curve: PathDialog, qtbot
):
    assert editor.run is not None
    years = editor.run.result.years.tolist()
    place = years.index(2028)
    start = editor.run.result.at("gdp", 2028)
    assert start is not None
    before, undone = steps(window), gdp(window)
    here = curve.curve.point_at(place, start).toPoint()
    qtbot.mousePress(curve.curve, Qt.MouseButton.LeftButton, pos=here)
    for up in (10, 20, 30):
        qtbot.mouseMove(curve.curve, here - QPoint(0, up))
        curve.curve.moving.emit(2028, start * (1 + up / 1000))
    qtbot.waitUntil(lambda: editor.run is not None and (editor.run.result.at("gdp", 2028) or 0) > start)
    assert steps(window) == before
    qtbot.mouseRelease(curve.curve, Qt.MouseButton.LeftButton, pos=here - QPoint(0, 30))
    assert steps(window) == before + 1
    assert gdp(window).levels[2028] == pytest.approx(start * 1.03)
    window.edits.undo()
    assert gdp(window) == undone


def test_arrow_keys_move_a_point_and_settle_when_let_go(window: MainWindow, curve: PathDialog, qtbot):
    before = steps(window)
    curve.curve.setFocus()
    qtbot.keyPress(curve.curve, Qt.Key.Key_Up)
    qtbot.keyPress(curve.curve, Qt.Key.Key_Up)
    assert steps(window) == before
    qtbot.keyRelease(curve.curve, Qt.Key.Key_Up)
    assert steps(window) == before + 1
    assert len(gdp(window).levels) == 1


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("growth", lambda path: path.growth is not None and path.trend is None),
        ("step", lambda path: isinstance(path.shape, Shape) and path.shape.kind == "step"),
        ("ramp", lambda path: path.shape.kind == "ramp" and path.shape.last == 2030),
        ("s_curve", lambda path: path.shape.kind == "s_curve"),
        ("linear", lambda path: path.interpolate == "linear" and list(path.levels) == [2030]),
        ("geometric", lambda path: path.interpolate == "geometric"),
        ("table", lambda path: list(path.levels) == [2026, 2027, 2028, 2029, 2030]),
        ("link", lambda path: isinstance(path.link, Link)),
        ("trend", lambda path: path.trend == (2018, 2024)),
    ],
)
def test_every_kind_of_path_can_be_chosen(window: MainWindow, curve: PathDialog, kind: str, expected):
    if kind != "trend":
        curve.kind.setCurrentIndex(curve.kind.findData(kind))
        curve.kind.activated.emit(curve.kind.currentIndex())
    assert not curve.wrong.text()
    assert expected(gdp(window))


def test_repeat_interpolate_and_cancel(window: MainWindow, curve: PathDialog, qtbot):
    def cell(year: int, row: int = 1):
        return curve.table.item(row, year - 2014)

    cell(2027).setText("5")
    assert gdp(window).by_year == {2027: 0.05}
    curve.table.setCurrentCell(1, 2027 - 2014)
    curve.years.setValue(3)
    curve.repeat.click()
    assert gdp(window).by_year == {2027: 0.05, 2028: 0.05, 2029: 0.05}
    cell(2029).setText("8%")
    curve.table.clearSelection()
    curve.table.setCurrentCell(1, 2027 - 2014)
    for column in (2028 - 2014, 2029 - 2014):
        cell(2014 + column).setSelected(True)
    curve.interpolate.click()
    assert gdp(window).by_year == pytest.approx({2027: 0.05, 2028: 0.065, 2029: 0.08})
    curve.table.clearSelection()
    curve.table.setCurrentCell(1, 2028 - 2014)
    curve.cancel_year.click()
    assert sorted(gdp(window).by_year) == [2027, 2029]
    curve.cancel_all.click()
    assert gdp(window).by_year == {}
    assert gdp(window).trend == (2018, 2024)


def test_what_is_no_number_is_told_with_driver_and_year(window: MainWindow, curve: PathDialog):
    before = gdp(window)
    curve.table.item(0, 2029 - 2014).setText("a lot")
    assert "GDP" in curve.wrong.text()
    assert "2029" in curve.wrong.text()
    curve.table.item(1, 2029 - 2014).setText("-150")
    assert "2029" in curve.wrong.text() or "growth" in curve.wrong.text().lower()
    assert gdp(window) == before


def test_actual_years_cannot_be_dragged_or_typed(curve: PathDialog):
    assert not curve.table.item(0, 2024 - 2014).flags() & Qt.ItemFlag.ItemIsEditable
    assert not curve.curve._movable(2024 - 2014)


# ---- levers, adjustments, differences ----------------------------------------------------------------------------


def test_ticking_a_measure_switches_all_its_levers(window: MainWindow, editor: ScenariosPane, qtbot):
    show(editor, "blueprint-path", qtbot)
    editor.show_page(1)
    model = editor.levers.model
    QAbstractItemModelTester(model, FATAL)
    assert isinstance(model, QAbstractItemModel)
    row = next(at for at, line in enumerate(model.lines) if line.single is None)
    before = steps(window)
    assert model.setData(model.index(row, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    held = window.session.scenario("blueprint-path").levers
    assert {name for name, setting in held.items() if setting.on} >= {
        "raise-plus-universities",
        "raise-plus-industry",
    }
    assert steps(window) == before + 1


def test_numbers_of_a_lever_are_typed_over_and_nonsense_is_told(
    window: MainWindow, editor: ScenariosPane, qtbot
):
    show(editor, "levers-as-announced", qtbot)
    editor.show_page(1)
    model = editor.levers.model
    row = next(
        at
        for at, line in enumerate(model.lines)
        if line.single and line.single.lever.id == "co-investment-fund"
    )
    assert model.setData(model.index(row, 5), "0.3")
    assert window.session.scenario("levers-as-announced").levers["co-investment-fund"].elasticity == 0.3
    qtbot.waitUntil(lambda: not editor.stale)
    model.setData(model.index(row, 2), "next year")
    assert "next year" in editor.levers.wrong.text()
    editor.levers.table.selectRow(row)
    editor.levers.reset.click()
    assert window.session.scenario("levers-as-announced").levers["co-investment-fund"] == LeverSetting()


def test_an_add_factor_needs_its_reason(window: MainWindow, editor: ScenariosPane, qtbot):
    editor.show_page(2)
    dialog = editor.adjust.add_factor()
    assert dialog is not None
    dialog.variable.setCurrentIndex(dialog.variable.findData("gdp"))
    dialog.value.setText("1 000")
    dialog.accept()
    assert dialog.wrong.text()
    assert dialog.isVisible()
    dialog.reason.setText("A statement of the Financial Secretary")
    dialog.accept()
    factors = window.session.scenario("recent-pace").add_factors["gdp"]
    assert factors == (AddFactor(2026, 2030, 1000.0, "A statement of the Financial Secretary"),)
    qtbot.waitUntil(lambda: editor.adjust.factors.rows.rowCount() == 1)
    editor.adjust.factors.selectRow(0)
    editor.adjust.take_factor()
    assert window.session.scenario("recent-pace").add_factors == {}


def test_actuals_are_shown_where_they_stand_and_can_be_left_out(
    window: MainWindow, editor: ScenariosPane, qtbot
):
    editor.show_page(2)
    table = editor.adjust.actuals
    row = next(at for at in range(table.rows.rowCount()) if table.rows.cell(at, 0).key == "rd_business")
    assert table.rows.cell(row, 1).text == "2014–2022, 2024"
    table.selectRow(row)
    dialog = editor.adjust.edit_actuals()
    assert dialog is not None
    dialog.last.setValue(2022)
    dialog.accept()
    assert window.session.scenario("recent-pace").actuals["rd_business"].last == 2022
    qtbot.waitUntil(lambda: table.rows.cell(row, 1).text == "2014–2022")
    dialog = editor.adjust.edit_actuals()
    assert dialog is not None
    dialog.first.setValue(2025)
    dialog.accept()
    assert dialog.wrong.text()
    dialog.reject()


def test_differences_to_the_parent_and_to_any_scenario(editor: ScenariosPane, qtbot):
    show(editor, "slow-business-rd", qtbot)
    editor.show_page(3)
    table = editor.differences.table
    assert [table.rows.cell(row, 0).text for row in range(table.rows.rowCount())] == ["Business R&D"]
    editor.differences.other.setCurrentIndex(editor.differences.other.findData("levers-as-announced"))
    assert table.rows.rowCount() == 5


# ---- results that are no longer current --------------------------------------------------------------------------


def test_with_live_off_a_result_is_marked_and_never_shown_as_current(
    window: MainWindow, editor: ScenariosPane, qtbot
):
    assert editor.run is not None
    made = editor.run
    editor.live.click()
    editor.set_path("gdp", DriverPath(growth=0.05))
    qtbot.waitUntil(lambda: editor.outcome.stale)
    assert editor.run is made
    assert not service.is_current(window.session, made)
    assert editor.outcome.old.isVisible()
    assert not editor.words_panel.pack.isEnabled()
    panel = editor.outcome.grid.cards[0]
    assert panel._result == "out of date"
    editor.outcome.show_page(2)
    rows = editor.outcome.gaps.rows
    assert {rows.cell(row, 2).text for row in range(rows.rowCount()) if not rows.cell(row, 0).bold} == {
        "out of date"
    }
    assert editor.drivers.controls["gdp"].entry.text() == "5.0%"
    editor.outcome.again.click()
    assert not editor.outcome.stale
    assert service.is_current(window.session, editor.run)
    editor.live.click()


def test_draws_are_shown_only_with_the_inputs_that_made_them(
    window: MainWindow, editor: ScenariosPane, qtbot
):
    editor.chances.click()
    qtbot.waitUntil(
        lambda: editor.run is not None and editor.chances.of(editor.run) is not None, timeout=20_000
    )
    panel = editor.outcome.grid.cards[0]
    assert panel._result.startswith("P ")
    assert len(panel._bands) == 3
    assert "seed 1" in editor.words.text()
    editor.try_path("gdp", DriverPath(growth=0.09))
    qtbot.waitUntil(lambda: editor.run is not None and editor.run.drivers[3].growth == 0.09)
    assert editor.chances.of(editor.run) is None
    assert not panel._bands
    editor._tried.clear()
    editor.recalculate()
    assert len(panel._bands) == 3


# ---- words, packs, Excel -----------------------------------------------------------------------------------------


def test_the_paragraph_goes_to_a_pack_with_traced_fields_as_one_step(
    window: MainWindow, editor: ScenariosPane
):
    window.workspace.selection.select_indicator("K1.1")
    pack = window.session.packs()[0]
    before = steps(window)
    editor.words_panel.pack.fill()
    action = editor.words_panel.pack.menu().actions()[0]
    action.trigger()
    after = window.session.pack(pack.id)
    assert steps(window) == before + 1
    assert len(after.blocks) == len(pack.blocks) + 1
    added = [field for field in after.fields if field not in pack.fields]
    assert {field.kind for field in added} >= {"target", "scenario"}
    editor.words_panel.both.click()
    assert "本地研發總開支" in editor.words.text()
    editor.words_panel.copy_button.click()
    assert "近年步伐" in QApplication.clipboard().text()


def test_a_driver_table_goes_to_excel_and_comes_back(window: MainWindow, editor: ScenariosPane, qtbot):
    editor.driver_page.copy()
    copied = QApplication.clipboard().text()
    assert copied.splitlines()[0].split("\t")[1:3] == ["2014", "2015"]
    QApplication.clipboard().setText("\t2024\t2026\t2027\nGDP at current market prices\t1\t5%\t6%\n")
    before = steps(window)
    editor.driver_page.paste()
    assert steps(window) == before + 1
    assert gdp(window).by_year == {2026: 0.05, 2027: 0.06}
    said: list[str] = []
    window.notify.posted.connect(lambda message: said.append(message.words("en")))
    QApplication.clipboard().setText("\t2026\nGDP\tmuch\n")
    editor.driver_page.paste()
    assert len(said) == 1
    assert steps(window) == before + 1


def test_the_scenario_as_a_workbook_with_formulas(editor: ScenariosPane, tmp_path: Path):
    from openpyxl import load_workbook

    path = tmp_path / "pace.xlsx"
    editor.openers.write_workbook(path)
    book = load_workbook(path)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum(text.startswith("=") for text in cells) > 50


def test_panels_that_cannot_be_computed_keep_words_and_lines_apart(
    window: MainWindow, editor: ScenariosPane, qtbot
):
    editor.set_path("labour_force", DriverPath(trend=(1901, 1905)))
    qtbot.waitUntil(lambda: editor.run is not None and editor.run.indicator("K3.2").projection == ())
    assert editor.run is not None
    at = [item.indicator.id for item in editor.run.indicators].index("K3.2")
    panel = editor.outcome.grid.cards[at]
    assert "1901" in panel._instead
    assert panel.grab().toImage().width() > 0
