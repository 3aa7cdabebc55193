"""The tabs of the window, acted on as a user does, on the sample."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from workbench.domain.figure import Observation
from workbench.domain.period import Period
from workbench.domain.scenario import DriverPath
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.briefing import BriefingPane
from workbench.gui.panes.data import DataPane
from workbench.gui.panes.indicators import IndicatorsPane
from workbench.gui.panes.overview import OverviewPane
from workbench.gui.panes.placeholders import DeliveryPane
from workbench.gui.panes.scenarios import ScenariosPane
from workbench.gui.widgets.pane_base import Pane
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import SetDriverPath
from workbench.services.operations.strategy import SetOfficialStatus

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ALL = ("overview", "indicators", "scenarios", "index", "data", "delivery", "briefing", "snapshots")


def pane(window: MainWindow, pane_id: str) -> QWidget:
    """The tab in front and filled: a new pane is shown, and reads the session, when the events at hand are done."""
    made = window.show_pane(pane_id)
    assert isinstance(made, Pane)
    for _ in range(50):
        if not made.stale:
            break
        QApplication.processEvents()
    assert not made.stale
    return made


@pytest.fixture
def overview(window: MainWindow) -> OverviewPane:
    return pane(window, "overview")  # type: ignore[return-value]


@pytest.fixture
def indicators(window: MainWindow) -> IndicatorsPane:
    return pane(window, "indicators")  # type: ignore[return-value]


@pytest.fixture
def scenarios(window: MainWindow) -> ScenariosPane:
    return pane(window, "scenarios")  # type: ignore[return-value]


@pytest.fixture
def data(window: MainWindow) -> DataPane:
    return pane(window, "data")  # type: ignore[return-value]


# ---- overview ----------------------------------------------------------------------------------------------------


def test_eight_cards_with_figure_targets_and_method(overview: OverviewPane):
    assert len(overview.grid.cards) == 8
    first = overview.grid.cards[0]
    assert [figure.whole for _, figure in first.targets] == ["1.3%", "2%"]
    assert [head.whole for head, _ in first.targets] == ["2027 (2025)", "2032 (2030)"]
    for card in overview.grid.cards:
        assert "StatCan" in card.method.whole
        assert card.mark.text()[0] in "✓▲◢▬▼○━—"
        assert len(card.mark.text()) > 2


def test_a_card_chooses_its_indicator_and_shows_it(window: MainWindow, overview: OverviewPane):
    overview.grid.cards[3].choose()
    assert window.workspace.selection.indicator == "K2.1"
    assert window.centre.current_id == "indicators"


def test_cards_reflow(overview: OverviewPane):
    overview.grid.resize(1600, 400)
    assert overview.grid.columns_for(1600) == 8
    assert overview.grid.columns_for(750) == 4
    assert overview.grid.columns_for(400) == 2
    assert overview.grid.columns_for(180) == 1


def test_every_measure_is_listed_under_its_lead_body(window: MainWindow, overview: OverviewPane):
    overview.show_attention("silent")
    rows = sum(
        overview.measures_model.item(row).rowCount() for row in range(overview.measures_model.rowCount())
    )
    assert f"({rows})" in overview.why_buttons["silent"].text()
    assert rows > 100
    first = overview.measures_model.item(0).child(0)
    overview.measures.setCurrentIndex(first.index())
    assert window.session.node(window.workspace.selection.node).kind == "measure"
    QAbstractItemModelTester(overview.measures_model, FATAL)


def test_a_measure_marked_done_leaves_the_list(window: MainWindow, overview: OverviewPane, qtbot):
    before = overview.why_buttons["passed"].text()
    node_id = overview._found["passed"][0].node.id
    window.session.execute(SetOfficialStatus(node_id, "dropped", "Annual report"))
    qtbot.waitUntil(lambda: overview.why_buttons["passed"].text() != before)
    assert overview.steps_model.rowCount() == 1


def test_what_changed_is_counted_from_the_last_snapshot(window: MainWindow, overview: OverviewPane, qtbot):
    window.session.create_snapshot("Panel paper")
    qtbot.waitUntil(lambda: "Nothing has changed since “Panel paper”" in overview.since.text())
    window.session.execute(SetDriverPath("recent-pace", "gdp", DriverPath(growth=0.03)))
    qtbot.waitUntil(lambda: overview.steps_model.rowCount() == 1)


# ---- indicators --------------------------------------------------------------------------------------------------


def test_the_strip_has_the_plans_columns(indicators: IndicatorsPane):
    indicators.show_indicator("K2.1")
    indicators.refresh()
    model = indicators.strip.rows
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads[:2] == ["2016 (2014)", "2022 (2020)"]
    assert heads[3:5] == ["2027 (2025)", "2032 (2030)"]
    cells = [model.cell(0, column).text for column in range(model.columnCount())]
    assert cells[0] == "1\u2009065"
    assert cells[1] == "3\u2009755 (2021)"  # its year is not that of the column
    assert cells[3:5] == ["about 5\u2009000", "about 7\u2009000"]
    QAbstractItemModelTester(model, FATAL)


def test_the_chart_has_history_targets_and_the_projection_of_the_scenario(indicators: IndicatorsPane):
    chart = indicators.chart.spec
    assert [line.id for line in chart.lines if line.dashed] == ["K1.1:projection"]
    assert [mark.text for mark in chart.targets] == ["1.3%", "2%"]
    indicators._projection_activated(0)
    assert not any(line.dashed for line in indicators.chart.spec.lines)


def test_what_was_known_then_can_be_drawn(indicators: IndicatorsPane):
    row = indicators.known.findData("2020-12")
    indicators.known.setCurrentIndex(row)
    indicators._known_activated(row)
    drawn = [
        point
        for line in indicators.chart.spec.lines
        if not line.dashed
        for part in line.segments
        for point in part
    ]
    assert max(point.period.code for point in drawn) == "2019"
    assert next(point.value for point in drawn if point.period.code == "2019") == 0.92


def test_a_point_chosen_on_the_chart_is_chosen_everywhere(window: MainWindow, indicators: IndicatorsPane):
    stop = next(
        stop
        for trail in indicators.chart.foreground.trails
        for stop in trail.stops
        if stop.period.code == "2020"
    )
    indicators.chart.stop_chosen.emit(stop)
    chosen = window.workspace.selection.observation
    assert (chosen.series_id, chosen.period.code, chosen.value) == ("K1.1", "2020", 0.99)


def test_a_measure_in_the_tree_shows_its_indicator_but_stays_chosen(
    window: MainWindow, indicators: IndicatorsPane, qtbot
):
    linked = next(
        node for node in window.session.nodes() if node.kind == "measure" and "K3.1" in node.indicators[:1]
    )
    window.workspace.selection.select_node(linked.id)
    qtbot.waitUntil(lambda: indicators.chart.spec.lines[0].id.startswith("K3.1"))
    assert window.workspace.selection.focus == "node"


def test_new_figures_are_drawn_at_once(window: MainWindow, indicators: IndicatorsPane, qtbot):
    old = window.session.observations("K1.1")[-1]
    new = Observation(
        "K1.1",
        Period.year(2026),
        "2026-12",
        1.31,
        "1.31",
        old.provenance,
        decimals=2,
        definition=old.definition,
    )
    window.session.execute(AddObservations((new,), title="test"))
    qtbot.waitUntil(lambda: indicators.strip.rows.headerData(2, Qt.Orientation.Horizontal) == "Latest (2026)")
    assert indicators.grid.cards[0].value.text() == "1.31%"


def test_a_hidden_pane_waits_until_it_is_shown(window: MainWindow, indicators: IndicatorsPane):
    window.show_pane("data")
    window.session.execute(SetDriverPath("recent-pace", "gdp", DriverPath(growth=0.0)))
    assert indicators.stale
    window.show_pane("indicators")
    assert not indicators.stale


# ---- scenarios ---------------------------------------------------------------------------------------------------


def test_the_slider_redraws_while_it_moves_and_commits_once(
    window: MainWindow, scenarios: ScenariosPane, qtbot
):
    control = scenarios.drivers.controls["rd_business"]
    before = scenarios._run.indicator("K1.1").projection[-1][1]
    steps = len(window.session.history())
    control.slider.setSliderDown(True)
    for place in (250, 260, 270):
        control.slider.setValue(place)
    qtbot.waitUntil(lambda: scenarios._run.indicator("K1.1").projection[-1][1] > before)
    assert len(window.session.history()) == steps
    control.slider.setSliderDown(False)
    qtbot.waitUntil(lambda: len(window.session.history()) == steps + 1)
    assert window.session.scenario("recent-pace").paths["rd_business"] == DriverPath(growth=0.17)
    window.edits.undo()
    qtbot.waitUntil(lambda: scenarios._run.indicator("K1.1").projection[-1][1] == pytest.approx(before))
    assert control.entry.text() == "4.0%"


def test_a_typed_rate_is_kept_and_nonsense_is_put_back(window: MainWindow, scenarios: ScenariosPane, qtbot):
    entry = scenarios.drivers.controls["gdp"].entry
    entry.setFocus()
    entry.setText("\u22121.5 %")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.scenario("recent-pace").paths["gdp"].growth == -0.015)
    entry.setText("a lot")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert entry.text() == "\u22121.5%"
    entry.setText("-250")
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert entry.text() == "\u22121.5%"


def test_a_level_driver_goes_in_a_straight_line_of_whole_firms(
    window: MainWindow, scenarios: ScenariosPane, qtbot
):
    control = scenarios.drivers.controls["unicorns"]
    control.entry.setText("32")
    control.entry.editingFinished.emit()
    control.settle_now()
    levels = window.session.scenario("recent-pace").paths["unicorns"].levels
    assert levels[2030] == 32.0
    assert list(levels.values()) == sorted(levels.values())
    assert all(level == int(level) for level in levels.values())


def test_a_child_inherits_differs_and_is_reset(window: MainWindow, scenarios: ScenariosPane, qtbot):
    scenarios.add_child(LocalText("Slow", "放緩"))
    child = window.workspace.selection.scenario
    assert window.session.scenario(child).parent == "recent-pace"
    qtbot.waitUntil(lambda: scenarios.scenario_id == child and not scenarios.stale)
    scenarios.set_path("gdp", DriverPath(growth=0.05))
    qtbot.waitUntil(lambda: scenarios.drivers.controls["gdp"].entry.text() == "5.0%")
    assert scenarios.drivers.controls["gdp"].parent_value.text() == "2.0%"
    assert scenarios.drivers.controls["gdp"].back.isVisible()
    scenarios.reset_driver("gdp")
    qtbot.waitUntil(lambda: scenarios.drivers.controls["gdp"].entry.text() == "2.0%")
    scenarios.set_name(LocalText("Slower", None))
    assert window.session.scenario(child).name.en == "Slower"
    scenarios.remove_scenario()
    qtbot.waitUntil(lambda: scenarios.scenario_id == "recent-pace")


def test_a_scenario_others_build_on_is_not_deleted(window: MainWindow, scenarios: ScenariosPane, qtbot):
    said: list[str] = []
    window.notify.posted.connect(lambda message: said.append(message.words("en")))
    scenarios.remove_scenario()
    assert window.session.scenario("recent-pace")
    assert len(said) == 1
    assert "inherits" in said[0]


def test_goal_seek_meets_the_reference_figure_in_one_step(
    window: MainWindow, scenarios: ScenariosPane, qtbot
):
    window.workspace.selection.select_indicator("K1.1")
    dialog = scenarios.open_solve()
    dialog.driver.setCurrentIndex(dialog.driver.findData("rd_business"))
    assert "18.21%" in dialog.words.text()
    assert dialog.apply.isEnabled()
    dialog.apply.click()
    qtbot.waitUntil(
        lambda: (
            scenarios._run.indicator("K1.1").targets[-1].gap.near
            or scenarios._run.indicator("K1.1").targets[-1].gap.met
        )
    )
    assert len(window.session.history()) == 1


def test_goal_seek_that_cannot_be_met_says_so_and_applies_nothing(
    window: MainWindow, scenarios: ScenariosPane
):
    window.workspace.selection.select_indicator("K1.1")
    dialog = scenarios.open_solve()
    dialog.driver.setCurrentIndex(dialog.driver.findData("rd_government"))
    assert not dialog.apply.isEnabled()
    assert dialog.words.text()
    dialog.reject()
    assert window.session.history() == ()


def test_the_gaps_are_words_and_never_nan(scenarios: ScenariosPane):
    scenarios.outcome.show_page(2)
    model = scenarios.outcome.gaps.rows
    QAbstractItemModelTester(model, FATAL)
    assert model.rowCount() == 24
    cells = [model.cell(row, column).text for row in range(24) for column in range(4)]
    assert not any("nan" in cell.lower() or "inf" in cell.lower() for cell in cells)
    assert [model.cell(row, 0).text for row in range(3)] == ["GERD as a ratio to GDP", "2025", "2030"]
    assert model.cell(2, 1).text == "2%"


def test_a_result_that_cannot_be_computed_is_told_in_words(
    window: MainWindow, scenarios: ScenariosPane, qtbot
):
    scenarios.add_child(LocalText("Window before the data", None))
    qtbot.waitUntil(lambda: not scenarios.stale)
    scenarios.set_path("labour_force", DriverPath(trend=(1901, 1905)))
    qtbot.waitUntil(lambda: scenarios._run.indicator("K3.2").projection == ())
    scenarios.outcome.show_page(2)
    model = scenarios.outcome.gaps.rows
    row = next(row for row in range(model.rowCount()) if model.cell(row, 0).key == "K3.2") + 1
    assert model.cell(row, 2).text == "cannot be computed"
    assert model.cell(row, 2).tip
    assert model.cell(row, 3).text.startswith("—")


def test_the_tree_of_scenarios_is_a_sound_model(scenarios: ScenariosPane):
    QAbstractItemModelTester(scenarios.tree_model, FATAL)
    assert scenarios.tree_model.item(0).child(0).text() == "Blueprint path"
    scenarios.show_scenario("blueprint-path")
    assert scenarios.scenario_id == "blueprint-path"


# ---- data --------------------------------------------------------------------------------------------------------


def test_every_figure_is_in_the_data_tab(window: MainWindow, data: DataPane):
    for model in data.models():
        QAbstractItemModelTester(model, FATAL)
    count = sum(len(window.session.vintages(item.id)) for item in window.session.indicators())
    assert data.figures.rowCount() == count
    assert data.periods.rowCount() == len(window.session.indicators())


def test_simplified_characters_find_traditional_ones(data: DataPane):
    data.search.setText("初创企业")
    data.find_now()
    assert 0 < data.found[0].rowCount() < 10
    data.search.setText("no such thing anywhere")
    data.find_now()
    assert data.found[0].rowCount() == 0
    data.search.clear()
    data.find_now()
    assert data.found[0].rowCount() == data.periods.rowCount()


def test_cells_are_copied_at_full_precision_with_headings(data: DataPane):
    data.show_form(0)
    table = data.tables[0]
    codes = [data.periods.headerData(c, Qt.Orientation.Horizontal) for c in range(data.periods.columnCount())]
    row = next(r for r in range(data.periods.rowCount()) if data.periods.indicator(r).id == "gdp_current")
    table.setCurrentIndex(data.found[0].index(row, codes.index("2020")))
    table.copy()
    stored = next(o for o in data.session.observations("gdp_current") if o.period.code == "2020")
    assert float(QGuiApplication.clipboard().text()) == stored.value
    table.copy(headers=True)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "\t2020"


def test_a_figure_chosen_in_the_table_is_chosen_everywhere(window: MainWindow, data: DataPane):
    data.show_form(1)
    table = data.tables[1]
    table.setCurrentIndex(data.found[1].index(0, 2))
    assert window.workspace.selection.observation == data.figures.row(0).observation


def test_sorting_figures_goes_by_number_not_by_words(data: DataPane):
    data.show_form(1)
    data.tables[1].sortByColumn(2, Qt.SortOrder.DescendingOrder)
    proxy = data.found[1]
    values = [
        data.figures.row(proxy.mapToSource(proxy.index(r, 2)).row()).observation.value for r in range(20)
    ]
    assert values == sorted(values, reverse=True)


# ---- delivery, briefing ----------- -------------------------------------------------------------------------------


def test_delivery_lists_dated_measures_in_order(window: MainWindow):
    delivery: DeliveryPane = pane(window, "delivery")  # type: ignore[assignment]
    model = delivery.table.rows
    dated = [node for node in window.session.nodes() if node.kind == "measure" and node.due]
    assert model.rowCount() == len(dated)
    delivery.table.selectRow(0)
    assert window.workspace.selection.node == model.cell(0, 0).key
    QAbstractItemModelTester(model, FATAL)


def test_the_pages_of_a_pack_are_set_in_both_languages(window: MainWindow, qtbot):
    briefing: BriefingPane = pane(window, "briefing")  # type: ignore[assignment]
    qtbot.waitUntil(lambda: briefing.page_count >= 3, timeout=20_000)
    qtbot.waitUntil(lambda: bool(briefing.margin_list.verdict.text()), timeout=20_000)
    assert briefing.outline.rows.rowCount() > 8
    english = briefing.preview.canvas.picture(0).toImage()
    with qtbot.waitSignal(briefing.draft.pages_set, timeout=20_000):
        briefing.show_language("zh-Hant")
    assert briefing.preview.canvas.picture(0).toImage() != english
    assert language.current() == "en"


# ---- both languages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pane_id", ALL)
def test_no_word_of_the_other_language_is_left_after_a_switch(window: MainWindow, pane_id: str, qtbot):
    shown = pane(window, pane_id)
    settled(shown, qtbot)
    english = _texts(shown)
    language.set_language("zh-Hant")
    settled(shown, qtbot)
    chinese = _texts(shown)
    left = {text for text in english & chinese if _is_english(text)}
    assert left == set()
    language.set_language("en")
    settled(shown, qtbot)
    assert english <= _texts(shown)


def settled(shown: QWidget, qtbot) -> None:
    """Wait until the tab shows what is, also where it works on another thread."""
    assert isinstance(shown, Pane)
    qtbot.waitUntil(lambda: not shown.stale and getattr(shown, "_job", None) is None, timeout=20_000)
    if isinstance(shown, BriefingPane):
        qtbot.waitUntil(lambda: not shown.draft.busy, timeout=20_000)


def _texts(widget: QWidget) -> set[str]:
    from PySide6.QtWidgets import QAbstractButton

    found = {child.text() for child in widget.findChildren(QLabel)}
    return found | {child.text() for child in widget.findChildren(QAbstractButton)}


def _is_english(text: str) -> bool:
    words = [
        word for word in text.replace("/", " ").split() if word.isascii() and word.isalpha() and len(word) > 3
    ]
    return bool(words)


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow):
    for pane_id in ALL:
        shown = pane(window, pane_id)
        for child in shown.findChildren(QWidget):
            named = child.accessibleName() or getattr(child, "text", str)() or child.toolTip()
            inner = child.objectName().startswith("qt_") or child.parent().objectName().startswith("qt_")
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and not inner:
                assert named, f"{pane_id}: {child.metaObject().className()} in {child.parent()}"
