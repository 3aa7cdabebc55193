"""The pages of the Indicators tab, acted on as a user does: kinds of charts, ratings, change, places, figures, consistency."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from workbench.gui import language
from workbench.gui.charts import export
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.indicators import IndicatorsPane
from workbench.gui.panes.indicators.entry_model import FIGURE, PERIOD, STATUS
from workbench.services.chart_choice import ChartChoice, favourites

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def pane(window: MainWindow, qtbot) -> IndicatorsPane:
    made = window.show_pane("indicators")
    assert isinstance(made, IndicatorsPane)
    qtbot.waitUntil(lambda: not made.stale)
    return made


def show(pane: IndicatorsPane, indicator_id: str, qtbot) -> None:
    pane.show_indicator(indicator_id)
    qtbot.waitUntil(lambda: not pane.stale)


# ---- the chart ---------------------------------------------------------------------------------------------------


KINDS = [
    (ChartChoice(("K1.1",), kind="column"), "column", {"column", "line"}),
    (ChartChoice(("rd_business", "rd_government"), kind="stacked"), "stacked", {"stacked"}),
    (ChartChoice(("rd_business", "rd_government"), kind="share"), "share", {"stacked"}),
    (ChartChoice(("rd_business", "rd_government"), kind="slope"), "slope", {"line"}),
    (ChartChoice(("K1.1", "K2.1"), kind="multiples"), "multiples", {"line"}),
    (ChartChoice(("K1.1", "K2.1"), kind="bullet"), "bullet", {"line"}),
    (ChartChoice(("gdp_current", "gerd"), kind="scatter"), "scatter", {"line"}),
    (ChartChoice(("K1.1",), kind="table"), "table", {"line"}),
]


def test_every_kind_draws_and_can_be_walked(pane: IndicatorsPane, qtbot):
    heard: list[str] = []
    pane.chart.spoken.connect(heard.append)
    for choice, kind, shapes in KINDS:
        show(pane, choice.series[0], qtbot)
        pane.chart_page.tools.put(choice)
        chart = pane.chart
        assert chart.spec.kind == kind
        assert {line.shape for line in chart.spec.lines if not line.dashed} <= shapes
        assert pane.chart_page.tools.problem.text() == ""
        assert not chart.grab().isNull()
        assert chart.table_model.rowCount() > 1
        if kind == "table":
            assert chart.is_table
            continue
        heard.clear()
        chart.setFocus()
        qtbot.keyClick(chart, Qt.Key.Key_Left)
        qtbot.keyClick(chart, Qt.Key.Key_Left)
        assert heard, kind


def test_two_units_never_share_an_axis(pane: IndicatorsPane, qtbot):
    show(pane, "K1.1", qtbot)
    pane.chart_page.tools.put(ChartChoice(("K1.1", "K2.1")))
    assert pane.chart.spec.kind == "multiples"
    assert any("axis of its own" in note for note in pane.chart.spec.notes)


def test_a_click_on_a_panel_chooses_its_series(window: MainWindow, pane: IndicatorsPane, qtbot):
    show(pane, "K1.1", qtbot)
    pane.chart_page.tools.put(ChartChoice(("K1.1", "K2.1"), kind="multiples"))
    panels = pane.chart.panels
    qtbot.waitUntil(lambda: panels.width() > 200)
    rects = panels._rects(2)
    qtbot.mouseClick(panels, Qt.MouseButton.LeftButton, pos=rects[1].center().toPoint())
    assert window.workspace.selection.indicator == "K2.1"


def test_what_the_figures_do_not_allow_is_said_and_a_line_is_drawn(pane: IndicatorsPane, qtbot):
    show(pane, "K1.1", qtbot)
    pane.chart_page.tools.put(ChartChoice(("K1.1",), kind="stacked"))
    assert "stacked" in pane.chart_page.tools.problem.text()
    assert pane.chart.spec.kind == "line"


def test_the_required_path_goes_through_both_reference_figures(pane: IndicatorsPane, qtbot):
    show(pane, "K1.2", qtbot)
    pane.chart_page.tools.put(ChartChoice(("K1.2",), paths=True))
    paths = [line for line in pane.chart.spec.lines if line.path]
    assert [line.id for line in paths] == ["K1.2:path-linear", "K1.2:path-growth"]
    for line in paths:
        at = {point.period.start.year: point.value for point in line.segments[0]}
        assert (round(at[2024]), round(at[2025]), round(at[2030])) == (4769, 5000, 9000)
    linear = {point.period.start.year: point.value for point in paths[0].segments[0]}
    assert linear[2026] - linear[2025] == pytest.approx(linear[2030] - linear[2029])


def test_growth_is_never_taken_across_a_change_of_definition(pane: IndicatorsPane, qtbot):
    show(pane, "gerd", qtbot)
    pane.chart_page.tools.put(ChartChoice(("gerd",), measure="growth"))
    years = [p.period.start.year for line in pane.chart.spec.lines for s in line.segments for p in s]
    assert 2017 in years
    assert 2018 not in years  # the first year of the new method


def test_a_log_axis_stands_in_powers_of_ten(pane: IndicatorsPane, qtbot):
    show(pane, "gerd", qtbot)
    pane.chart_page.tools.put(ChartChoice(("gerd",), log=True))
    plot = pane.chart.plot
    low, mid, high = (plot.to_pixel(2010, value).y() for value in (1000, 10_000, 100_000))
    assert low - mid == pytest.approx(mid - high, abs=0.5)
    pane.chart_page.tools.put(ChartChoice(("gerd",)))
    assert not plot.values.log


def test_milestones_and_highlight_stand_on_the_chart(pane: IndicatorsPane, qtbot):
    show(pane, "K1.1", qtbot)
    pane.chart_page.tools.put(ChartChoice(("K1.1",), events=True, highlight=(2019, 2022, "Epidemic")))
    spec = pane.chart.spec
    years = {item.year for item in pane.session.milestones()}
    drawn = {event.period.start.year for event in spec.events if event.kind == "milestone"}
    assert drawn
    assert drawn <= years
    assert (spec.highlights[0].start, spec.highlights[0].end) == (2018.5, 2022.5)


def test_a_favourite_is_kept_with_the_workspace_and_opened_again(pane: IndicatorsPane, qtbot):
    choice = ChartChoice(("gerd", "gdp_current"), measure="index", index_base=2018)
    show(pane, "gerd", qtbot)
    pane.chart_page.tools.keep("R&D and GDP", choice)
    assert favourites(pane.session) == {"R&D and GDP": choice}
    show(pane, "K2.1", qtbot)
    pane.chart_page.tools.open_favourite(choice)
    qtbot.waitUntil(lambda: pane.indicator_id == "gerd" and not pane.stale)
    values = {
        line.id: {p.period.start.year: p.value for s in line.segments for p in s}
        for line in pane.chart.spec.lines
    }
    assert values["gerd"][2018] == values["gdp_current"][2018] == 100.0
    pane.workspace.session.undo()
    assert favourites(pane.session) == {}


def test_words_beside_a_point_are_kept(pane: IndicatorsPane, qtbot):
    show(pane, "gerd", qtbot)
    stop = pane.chart.foreground.trails[0].stops[-1]
    pane.chart_page.put_remark(stop, "First above 35 billion")
    qtbot.waitUntil(lambda: bool(pane.chart.spec.remarks))
    assert pane.chart.spec.remarks[0].text == "First above 35 billion"
    assert any("First above 35 billion" in wish.text for wish in pane.chart.foreground.label_wishes())


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "csv", "docx", "pptx", "xlsx"])
def test_every_form_is_written(pane: IndicatorsPane, tmp_path: Path, form: str):
    path = tmp_path / f"chart.{form}"
    export.save(pane.chart, path)
    begin = {"png": b"\x89PNG", "pdf": b"%PDF", "csv": b"\xef\xbb\xbfseries", "svg": b"<?xml"}.get(
        form, b"PK"
    )
    assert path.read_bytes().startswith(begin)


def test_a_drawing_is_copied_as_drawing_and_picture(pane: IndicatorsPane):
    pane.chart.copy_drawing()
    mime = QGuiApplication.clipboard().mimeData()
    assert b"<svg" in bytes(mime.data("image/svg+xml").data())
    assert mime.hasImage()


# ---- ratings -----------------------------------------------------------------------------------------------------


def test_the_badge_leads_to_every_method_and_what_turns_them(pane: IndicatorsPane, qtbot):
    card = pane.grid.cards[1]
    assert card.badge.text() == "6/6"
    card.badge.click()
    qtbot.waitUntil(lambda: pane.page_id == "ratings")
    page = pane._pages["ratings"]
    qtbot.waitUntil(lambda: page.agreement is not None and page.agreement.rating.indicator.id == "K1.2")
    assert page.badge.text() == "On track under 6 of 6"
    rows = page.methods.rows
    assert rows.rowCount() == 8
    assert "high 0.95" in rows.cell(0, 3).text
    assert "100%" in rows.cell(0, 4).text
    assert any("2032" in page.others.rows.cell(row, 1).text for row in range(page.others.rows.rowCount()))
    with qtbot.waitSignal(page.filled):
        page.choose_target(2030)
    assert page.badge.text() == "On track under 0 of 6"
    with qtbot.waitSignal(page.filled):
        page.choose_base(2022)
    assert page.agreement.rating.base.period.start.year == 2022


def test_a_break_is_judged_only_when_linked_with_a_note(window: MainWindow, pane: IndicatorsPane, qtbot):
    from workbench.gui.dialogs.definitions import DefinitionsDialog

    dialog = DefinitionsDialog(window.workspace, "K1.1", window)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.error.text()
    assert dialog.isVisible() or not window.session.setting("definition_links", {})
    dialog.note.setPlainText("Compared for the trend only")
    dialog.accept()
    assert window.session.setting("definition_links")["K1.1"][0]["note"] == "Compared for the trend only"


# ---- change, places ----------------------------------------------------------------------------------------------


def test_a_change_is_split_and_its_parts_add_up(pane: IndicatorsPane, qtbot):
    show(pane, "K1.3", qtbot)
    page = pane.show_page("change")
    split = page.split
    assert split is not None
    assert sum(part.exact for part in split.parts) == split.change
    spec = page.chart.spec
    assert spec.kind == "waterfall"
    values = [point.value for point in spec.lines[0].segments[0]]
    assert values[0] + sum(values[1:-1]) == pytest.approx(values[-1])
    assert page.table.rows.rowCount() == len(split.parts) + 1
    assert "No method" in page.colours.text()  # public share: moving away on either date


def test_a_colour_changed_by_new_data_says_so(window: MainWindow, pane: IndicatorsPane, qtbot):
    from workbench.services.figure_entry import Batch, Entry
    from workbench.services.operations.entry import EnterFigures

    show(pane, "K1.3", qtbot)
    page = pane.show_page("change")
    batch = Batch("2026-12-01", "csd-710-86001")
    window.workspace.execute(EnterFigures("K1.3", (Entry("2025", "40:60"),), batch))
    qtbot.waitUntil(lambda: "because of new data" in page.colours.text())
    assert "Moving away → Achieved" in page.colours.text()


def test_a_series_without_formula_says_why_it_cannot_be_split(pane: IndicatorsPane, qtbot):
    show(pane, "K2.1", qtbot)
    page = pane.show_page("change")
    assert "no formula" in page.problem.text()
    assert not page.chart.isVisible()


def test_only_places_with_a_figure_for_the_period_can_be_chosen(pane: IndicatorsPane, qtbot):
    show(pane, "K1.3", qtbot)
    page = pane.show_page("places")
    assert page.comparison.period == "2013"
    assert len(page.comparison.rows) == 10
    page.places["Korea"].setChecked(False)
    assert len(page.comparison.rows) == 9
    assert "Korea" not in {row.place.id for row in page.comparison.rows}
    assert page.chart.spec.categories[0] == "Hong Kong"


# ---- figures -----------------------------------------------------------------------------------------------------


@pytest.fixture
def grid(pane: IndicatorsPane, qtbot):
    show(pane, "gerd", qtbot)
    return pane.show_page("figures")


def at(grid, row: int, column: int) -> None:
    grid.table.selectionModel().setCurrentIndex(
        grid.model.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def test_saving_names_what_is_missing_then_saves_in_one_step(window: MainWindow, grid, qtbot):
    QAbstractItemModelTester(grid.model, FATAL)
    QApplication.clipboard().setText("2025\t38000.123456789012\tP\n2026\t約40 000\t")
    at(grid, 0, PERIOD)
    grid.table.paste()
    assert grid.model.typed_count == 2
    grid.save.click()
    assert grid.state.text() == (
        "Not saved yet. Still missing: the date from which the figures were known, the source."
    )
    grid.date.setText("2026-12-01")
    grid.source.setEditText("A release of December")
    grid.official.setChecked(True)
    grid.save.click()
    assert grid.model.typed_count == 0
    held = {item.period.code: item for item in window.session.observations("gerd")}
    assert held["2025"].value == 38000.123456789012
    assert (held["2026"].qualifier, held["2026"].value) == ("about", 40000.0)
    window.session.undo()
    assert "2025" not in {item.period.code for item in window.session.observations("gerd")}


def test_a_correction_asks_for_its_reason(window: MainWindow, grid, qtbot):
    row = next(n for n in range(grid.model.rowCount()) if grid.model.row(n).period == "2022")
    before = grid.model.index(row, FIGURE).data(Qt.ItemDataRole.EditRole)
    grid.model.setData(grid.model.index(row, FIGURE), "30200")
    grid.date.setText("2026-12-01")
    grid.source.setCurrentIndex(0)
    grid.save.click()
    assert "2022" in grid.state.text()
    grid.reason.setText("Misprint in the table")
    grid.save.click()
    assert grid.model.typed_count == 0
    vintages = [item for item in window.session.vintages("gerd") if item.period.code == "2022"]
    assert vintages[-1].value == 30200.0
    assert before in {str(item.value) for item in vintages} | {f"{item.value:.1f}" for item in vintages}


def test_copying_back_keeps_every_digit(grid, qtbot):
    at(grid, 0, PERIOD)
    grid.table.put([["2025", "0.12345678901234567"]])
    at(grid, 0, FIGURE)
    qtbot.keyClick(grid.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "0.12345678901234567"


def test_fill_down_goes_on(grid, qtbot):
    at(grid, 0, PERIOD)
    grid.table.put([["2025"], ["2026"], [""], [""]])
    selection = grid.table.selectionModel()
    selection.clear()
    for row in range(4):
        selection.select(grid.model.index(row, PERIOD), QItemSelectionModel.SelectionFlag.Select)
    grid.table.fill_down()
    assert [grid.model.row(row).period for row in range(4)] == ["2025", "2026", "2027", "2028"]


def test_what_is_no_figure_is_marked_at_once(grid):
    at(grid, 0, PERIOD)
    grid.table.put([["2025", "N.A.", ""]])
    assert "not a figure" in grid.state.text()
    grid.model.setData(grid.model.index(0, FIGURE), "")
    grid.model.setData(grid.model.index(0, STATUS), "Q")
    assert not grid.model.problems()


# ---- consistency, formulas, roll-up ------------------------------------------------------------------------------


def test_findings_come_by_severity_with_sums_and_lead_to_figures(
    window: MainWindow, pane: IndicatorsPane, qtbot
):
    window.workspace.trigger("data.consistency")
    page = pane._pages["consistency"]
    qtbot.waitUntil(lambda: len(page.findings) > 0)
    first = page.findings[0]
    assert first.severity == "warning"
    text = page.text.toPlainText()
    assert first.calculations[0].sum.en in text
    assert first.calculations[0].range.en in text
    assert first.inputs[0].source.en in text
    from PySide6.QtCore import QUrl

    page._followed(QUrl("figure:0"))
    chosen = window.workspace.selection.observation
    assert chosen is None or chosen.series_id == first.inputs[0].series_id
    language.set_language("zh-Hant")
    qtbot.waitUntil(lambda: page.findings[0].title.show("zh-Hant") in page.text.toPlainText())


def test_a_changed_figure_is_looked_at_anew(window: MainWindow, pane: IndicatorsPane, qtbot):
    from workbench.services.figure_entry import Batch, Entry
    from workbench.services.operations.entry import EnterFigures

    page = pane.show_page("consistency")
    qtbot.waitUntil(lambda: len(page.findings) > 0)
    with qtbot.waitSignal(page.filled):
        batch = Batch("2026-12-01", "csd-710-86001")
        window.workspace.execute(EnterFigures("gerd", (Entry("2025", "38000"),), batch))


def test_a_formula_is_checked_while_typed_and_kept_as_a_step(window: MainWindow, qtbot):
    from workbench.gui.dialogs.derived import DerivedDialog

    dialog = DerivedDialog(window.workspace, "", window)
    qtbot.addWidget(dialog)
    dialog.formula.setPlainText("gerd / gdp_curent")
    dialog.check()
    assert not dialog.ok.isEnabled()
    assert "gdp_current" in dialog.verdict.text()
    assert dialog.formula.extraSelections()[0].cursor.selectedText() == "gdp_curent"
    dialog.formula.setPlainText("gerd + population_end_year")
    dialog.check()
    assert not dialog.ok.isEnabled()
    dialog.formula.setPlainText("rd_business / gerd * 100")
    dialog.check()
    assert dialog.ok.isEnabled()
    assert dialog.table.rows.rowCount() == 1
    dialog.identity.setText("business_share")
    dialog.name_en.setText("Business share of R&D")
    dialog.accept()
    made = window.session.indicator("business_share")
    assert made.formula == "rd_business / gerd * 100"
    shown = window.show_pane("indicators")
    qtbot.waitUntil(lambda: shown.indicator_id == "business_share" and not shown.stale)
    assert shown.chart.spec.lines[0].segments
    window.session.undo()
    assert "business_share" not in {item.id for item in window.session.indicators()}


def test_the_roll_up_shows_its_sums_and_takes_weights(window: MainWindow, qtbot):
    from workbench.gui.dialogs.roll_up import RollUpDialog

    overview = window.show_pane("overview")
    qtbot.waitUntil(lambda: not overview.stale)
    assert "Moving away" in overview.rolled.text()
    dialog = RollUpDialog(window.workspace, None, 2027, window)
    qtbot.addWidget(dialog)
    assert dialog.rolled.calculation.en in dialog.calculation.text()
    before = dialog.rolled.score
    cell = dialog.model.item(0).child(0, 4)
    cell.setText("3")
    assert window.session.setting("roll_up.weights") == {"D1": 3.0}
    qtbot.waitUntil(lambda: dialog.rolled.score != before)
    dialog.show_year(2032)
    assert dialog.rolled.target_year == 2032
