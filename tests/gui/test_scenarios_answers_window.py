"""The dialogs of the scenario editor: answers, goal-seek with several drivers, uncertainty, batch, model."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from workbench.domain.scenario import DriverPath
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.scenarios import ScenariosPane
from workbench.gui.panes.scenarios.answers import COMPARE, GAPS, MEASURES, TABLE, TORNADO, AnswersDialog
from workbench.gui.panes.scenarios.batch import BatchDialog
from workbench.gui.panes.scenarios.model_dialog import ModelDialog
from workbench.gui.panes.scenarios.model_edit import _PLACE
from workbench.gui.panes.scenarios.uncertain import UncertaintyDialog
from workbench.services import scenarios as service
from workbench.services.session import Session

# Workbooks are read back with another library; the figures are worked out by hand from the model's formulas.


@pytest.fixture
def editor(window: MainWindow, qtbot) -> ScenariosPane:
    made = window.show_pane("scenarios")
    assert isinstance(made, ScenariosPane)
    qtbot.waitUntil(lambda: not made.stale)
    window.workspace.selection.select_indicator("K1.1")
    return made


@pytest.fixture
def answers(editor: ScenariosPane, qtbot) -> AnswersDialog:
    dialog = editor.openers.answers()
    assert isinstance(dialog, AnswersDialog)
    qtbot.waitExposed(dialog)
    return dialog


def test_gaps_and_yearly_effort_for_every_target(answers: AnswersDialog):
    answers.tabs.setCurrentIndex(GAPS)
    model = answers.gaps.rows
    assert model.rowCount() == 16
    row = next(at for at in range(16) if model.cell(at, 0).key == "K1.1" and model.cell(at, 1).text == "2030")
    assert model.cell(row, 2).text == "2%"
    assert "percentage point" in model.cell(row, 5).text
    assert "\t2030.0\t2.0\t" in answers.gap_bar.text()


def test_measures_that_could_close_the_gap(answers: AnswersDialog):
    answers.tabs.setCurrentIndex(MEASURES)
    names = [answers.measures.rows.cell(row, 0).text for row in range(answers.measures.rows.rowCount())]
    assert len(names) == 3
    assert all(name.startswith("☐") for name in names)
    assert "Co-Investment Fund" in answers.measure_words.text()


def test_the_tornado_has_its_widest_bar_first_and_tells_a_wrong_shift(answers: AnswersDialog):
    answers.tabs.setCurrentIndex(TORNADO)
    bars = answers.turning.chart.bars
    assert next(label for label, *_ in bars) == "GDP at current market prices"
    widths = [abs(high - low) for _, low, high, _, _ in bars]
    assert widths == sorted(widths, reverse=True)
    answers.turning.shift.setText("wide")
    answers.turning.shift.editingFinished.emit()
    assert "wide" in answers.wrong.text()
    assert not answers.turning.bar.copy_button.isEnabled()
    assert not answers.turning.chart.bars


def test_a_two_way_table_holds_what_each_setting_gives(window: MainWindow, answers: AnswersDialog):
    answers.tabs.setCurrentIndex(TABLE)
    answers.tables.first.setCurrentIndex(answers.tables.first.findData("rd_business"))
    answers.tables.first_values.setText("0%, 10%")
    answers.tables.second.setCurrentIndex(answers.tables.second.findData("gdp"))
    answers.tables.second_values.setText("2%, 4%, 6%")
    answers.answer()
    model = answers.tables.table.rows
    assert (model.rowCount(), model.columnCount()) == (2, 4)
    paths = {"rd_business": DriverPath(growth=0.1), "gdp": DriverPath(growth=0.04)}
    alone = service.run(window.session, "recent-pace", overrides=paths).result.at("gerd_gdp", 2030)
    assert alone is not None
    assert model.cell(1, 2).text == f"{alone:.2f}"
    answers.tables.first_values.setText("0%, ten")
    answers.answer()
    assert answers.wrong.text() == "Business R&D: “ten” is not a number."


def test_scenarios_side_by_side(answers: AnswersDialog):
    answers.tabs.setCurrentIndex(COMPARE)
    spec = answers.compare.chart.spec
    assert spec is not None
    assert [line.label for line in spec.lines if line.dashed] == [
        "Recent pace",
        "Blueprint path",
        "Slow business R&D",
        "Levers as announced",
    ]
    answers.compare.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert answers.compare.table.rows.rowCount() == 3


def test_answers_follow_a_change_and_can_be_exported(
    window: MainWindow, editor: ScenariosPane, answers: AnswersDialog, tmp_path: Path
):
    from openpyxl import load_workbook

    before = answers.gaps.rows.cell(1, 3).text
    editor.set_path("rd_business", DriverPath(growth=0.3))
    assert answers.gaps.rows.cell(1, 3).text != before
    answers.gap_bar.write(tmp_path / "gaps.xlsx")
    answers.gap_bar.write(tmp_path / "gaps.csv")
    sheet = load_workbook(tmp_path / "gaps.xlsx").active
    assert sheet.cell(2, 3).value == 1.3
    assert (tmp_path / "gaps.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")[2] == "1.3"
    said: list[str] = []
    window.notify.posted.connect(lambda message: said.append(message.words("en")))
    answers.gap_bar.write(tmp_path / "gaps.odt")
    assert "gaps.odt" in said[0]


def test_several_drivers_meet_a_target_or_the_binding_bound_is_named(
    window: MainWindow, editor: ScenariosPane, qtbot
):
    dialog = editor.open_solve()
    page = dialog.several
    assert page is not None
    dialog.tabs.setCurrentWidget(page)
    for row in range(page.drivers.rowCount()):
        name = page.drivers.item(row, 0)
        assert name is not None
        only = name.text() in ("Business R&D", "Government R&D")
        name.setCheckState(Qt.CheckState.Checked if only else Qt.CheckState.Unchecked)
        if only:
            page.drivers.item(row, 2).setText("5%")
    page.go.click()
    assert "5.00%" in page.words.text()
    assert not dialog.apply.isEnabled()
    page.drivers.item(0, 2).setText("a lot")
    page.go.click()
    assert "a lot" in page.words.text()
    page.drivers.item(0, 2).setText("40%")
    page.go.click()
    assert dialog.apply.isEnabled()
    before = len(window.session.history())
    dialog.apply.click()
    assert len(window.session.history()) == before + 1
    qtbot.waitUntil(lambda: not editor.stale)
    reached = service.run(window.session, "recent-pace").result.at("gerd_gdp", 2030)
    assert reached == pytest.approx(2.0, rel=1e-9)


# ---- uncertainty -------------------------------------------------------------------------------------------------


@pytest.fixture
def uncertain(editor: ScenariosPane, qtbot) -> UncertaintyDialog:
    dialog = editor.openers.uncertainty()
    assert isinstance(dialog, UncertaintyDialog)
    qtbot.waitUntil(lambda: dialog.result_ is not None, timeout=20_000)
    return dialog


def test_the_fan_says_draws_and_seed_and_repeats(uncertain: UncertaintyDialog, qtbot):
    first = uncertain.result_
    assert first is not None
    assert "10,000 draws, seed 1" in uncertain.fan_words.text()
    assert uncertain.chances.rows.rowCount() >= 10
    uncertain.seed.setValue(2)
    uncertain.draw_button.click()
    qtbot.waitUntil(lambda: uncertain.result_ is not first, timeout=20_000)
    second = uncertain.result_
    assert second is not None
    assert "seed 2" in uncertain.fan_words.text()
    assert second.fans["K1.1"].mean != first.fans["K1.1"].mean
    uncertain.seed.setValue(1)
    uncertain.draw_button.click()
    qtbot.waitUntil(lambda: uncertain.result_ is not second, timeout=20_000)
    assert uncertain.result_ is not None
    assert uncertain.result_.fans["K1.1"].percentiles == first.fans["K1.1"].percentiles


def test_a_distribution_as_a_90_per_cent_interval(window: MainWindow, uncertain: UncertaintyDialog, qtbot):
    page = uncertain.spreads
    page.list.selectRow(next(row for row in range(20) if page.list.rows.cell(row, 0).key == "gdp"))
    page.kind.setCurrentIndex(page.kind.findData("normal"))
    page.kind.activated.emit(page.kind.currentIndex())
    page.interval.setChecked(True)
    page.fields["p5"].setText("2%")
    page.fields["p95"].setText("-2%")
    page.keep_button.click()
    assert page.wrong.text()
    page.fields["p5"].setText("minus")
    page.keep_button.click()
    assert "minus" in page.wrong.text()
    page.fields["p5"].setText("-2%")
    page.fields["p95"].setText("2%")
    page.keep_button.click()
    assert window.session.scenario("recent-pace").spreads["gdp"].numbers == {"p5": -0.02, "p95": 0.02}
    assert "−2%" in page.density.accessibleName()


def test_an_impossible_matrix_is_shown_and_the_nearest_can_be_taken(
    window: MainWindow, uncertain: UncertaintyDialog
):
    page = uncertain.correlations
    for row, column, value in ((0, 1, "0.9"), (1, 2, "0.9"), (0, 2, "-0.9")):
        page.table.item(row, column).setText(value)
    assert not page.keep_button.isEnabled()
    assert "→" in page.table.item(0, 1).text()
    page.near.click()
    assert page.keep_button.isEnabled()
    page.keep_button.click()
    held = window.session.scenario("recent-pace").correlations
    assert held is not None
    assert [round(each.value, 2) for each in held] == pytest.approx([0.5, -0.5, 0.5], abs=0.011)


def test_shares_of_variance_and_looking_back(uncertain: UncertaintyDialog, qtbot):
    uncertain.work_shares()
    qtbot.waitUntil(lambda: uncertain.shares.rows.rowCount() > 0, timeout=30_000)
    names = {uncertain.shares.rows.cell(row, 2).text for row in range(uncertain.shares.rows.rowCount())}
    assert "Business R&D" in names
    uncertain.as_of.setDate(uncertain.as_of.date().fromString("2025-11-21", "yyyy-MM-dd"))
    uncertain.look_back()
    qtbot.waitUntil(lambda: uncertain.past.rows.rowCount() > 0, timeout=30_000)
    assert "21 November 2025" in uncertain.past_words.text()


def test_work_under_way_is_broken_off(uncertain: UncertaintyDialog, qtbot):
    uncertain.draws.setValue(200_000)
    before = uncertain.result_
    uncertain.draw()
    assert uncertain.cancel.isVisibleTo(uncertain)
    uncertain.cancel.click()
    assert uncertain._job is None
    assert uncertain.result_ is before
    assert uncertain.draw_button.isEnabled()


# ---- batch -------------------------------------------------------------------------------------------------------


def test_a_batch_is_run_compared_and_written(
    window: MainWindow, editor: ScenariosPane, tmp_path: Path, qtbot
):
    dialog = editor.openers.batch()
    assert isinstance(dialog, BatchDialog)
    lines = ["name\trd_business.growth", *(f"v{rate}\t{rate}%" for rate in range(50))]
    dialog.text.setPlainText("\n".join(lines))
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.batch is not None, timeout=20_000)
    assert dialog.table.rows.rowCount() == 51
    assert len(dialog.panels.grid.cards) == 8
    dialog.write(tmp_path / "batch.csv")
    assert len((tmp_path / "batch.csv").read_text(encoding="utf-8-sig").splitlines()) == 52
    editor.set_path("gdp", DriverPath(growth=0.05))
    assert dialog.batch is None
    assert not dialog.export_button.isEnabled()
    dialog.text.setPlainText("name\trd_business.growth\nfar\t-150%\n")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.wrong.text()), timeout=20_000)
    assert "rd_business" in dialog.wrong.text() or "Business R&D" in dialog.wrong.text()


# ---- the model ---------------------------------------------------------------------------------------------------


def test_the_card_lists_equations_sources_and_how_it_did(editor: ScenariosPane):
    dialog = editor.openers.model()
    assert isinstance(dialog, ModelDialog)
    rows = [dialog.card.rows.cell(row, 2).text for row in range(dialog.card.rows.rowCount())]
    assert "= gerd / gdp * 100" in rows
    assert dialog.levers.rows.rowCount() == 4
    assert dialog.past.rows.rowCount() > 6
    assert not dialog.graph.grab().toImage().isNull()
    assert len(dialog.graph._boxes) == 23


def test_what_is_wrong_with_a_model_is_told_where_it_stands(window: MainWindow, editor: ScenariosPane):
    dialog = editor.openers.model()
    assert isinstance(dialog, ModelDialog)
    edit = dialog.edit
    names = [edit._text(row, "name") for row in range(edit.table.rowCount())]

    def formula(name: str, text: str) -> None:
        edit.table.item(names.index(name), _PLACE["formula"]).setText(text)
        edit.check()

    formula("gerd_gdp", "gerd / gpd * 100")
    assert [(each.variable, each.position) for each in edit.problems] == [("gerd_gdp", 8)]
    assert "gpd" in edit.list.item(0).text()
    assert not edit.keep_button.isEnabled()
    assert edit.table.item(names.index("gerd_gdp"), _PLACE["formula"]).toolTip()
    formula("gerd_gdp", "gerd_per_head")
    formula("gerd_per_head", "gerd_gdp")
    assert {each.variable for each in edit.problems} == {"gerd_gdp", "gerd_per_head"}
    formula("gerd_per_head", "gerd * 1000000 / population")
    formula("gerd_gdp", "gerd / gdp * 100")
    assert edit.keep_button.isEnabled()


def test_a_model_of_ones_own_is_written_and_used(window: MainWindow, editor: ScenariosPane, qtbot):
    dialog = editor.openers.model()
    assert isinstance(dialog, ModelDialog)
    dialog.new_model()
    edit = dialog.edit
    edit.title_en.setText("Two drivers")
    edit.add_variable()
    edit.table.item(1, _PLACE["name"]).setText("doubled")
    edit.table.item(1, _PLACE["formula"]).setText("x1 * 2")
    edit.check()
    edit.keep_button.click()
    assert not edit.wrong.text()
    assert "Two drivers" in {model.title.en for model in window.session.models()}
    dialog.new_base()
    qtbot.waitUntil(lambda: editor.run is not None and editor.run.model.title.en == "Two drivers")
    assert editor.run is not None
    editor.set_path("x1", DriverPath(levels={editor.run.model.last_year: 21.0}))
    qtbot.waitUntil(
        lambda: editor.run is not None and editor.run.result.at("doubled", editor.run.model.last_year) == 42.0
    )


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("scenario.solve", "SolveDialog"),
        ("scenario.answers", "AnswersDialog"),
        ("scenario.uncertainty", "UncertaintyDialog"),
        ("scenario.batch", "BatchDialog"),
        ("scenario.model", "ModelDialog"),
    ],
)
def test_every_dialog_is_in_the_menu_and_speaks_both_languages(
    window: MainWindow, action: str, kind: str, qtbot
):
    from PySide6.QtWidgets import QDialog, QWidget

    from workbench.gui import language

    assert window.workspace is not None
    window.workspace.trigger(action)
    dialog = next(each for each in window.findChildren(QDialog) if type(each).__name__ == kind)
    language.set_language("zh-Hant")
    assert any("一" <= letter <= "鿿" for letter in dialog.windowTitle())
    unnamed = [
        child
        for child in dialog.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isVisibleTo(dialog)
        and not (child.accessibleName() or getattr(child, "text", str)() or child.toolTip())
        and not child.objectName().startswith("qt_")
        and child.metaObject().className()
        not in ("QTabBar", "QScrollArea", "QTabWidget", "QComboBoxPrivateContainer")
        and not child.parent()
        .metaObject()
        .className()
        .startswith(("QSpinBox", "QDateEdit", "QComboBox", "QTableW"))
    ]
    assert unnamed == []
    dialog.reject()


def test_without_any_model_the_first_one_is_written_here(make_window, tmp_path: Path, qtbot):
    path = tmp_path / "empty.wbk"
    with Session.create(path, "empty") as session:
        assert session.models() == ()
    window = make_window(path)
    editor = window.show_pane("scenarios")
    assert isinstance(editor, ScenariosPane)
    qtbot.waitUntil(editor.first_model.isVisible)
    editor.first_model.click()
    dialog = next(each for each in window.findChildren(ModelDialog))
    assert dialog.edit.table.rowCount() == 1
    dialog.edit.keep_button.click()
    dialog.new_base()
    qtbot.waitUntil(lambda: editor.run is not None)
    assert not editor.first_model.isVisible()


def test_the_past_is_shown_and_not_changed(window: MainWindow, editor: ScenariosPane, qtbot):
    assert window.workspace is not None
    said: list[str] = []
    window.notify.posted.connect(lambda message: said.append(message.words("en")))
    before = editor.run
    window.workspace.known.show_date("2023-01-31")
    qtbot.waitUntil(lambda: editor.run is not before and not editor.stale)
    assert editor.run is not None
    assert not any(editor.run.result.actual["rd_business"][editor.run.result.years >= 2023])
    editor.set_path("gdp", DriverPath(growth=0.05))
    assert len(said) == 1
    window.workspace.known.show_present()
    assert window.session.scenario("recent-pace").paths["gdp"].trend == (2018, 2024)
