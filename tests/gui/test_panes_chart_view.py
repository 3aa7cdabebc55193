"""The chart on screen: drawn, walked by keyboard, turned into a table, copied and saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from test_panes_chart_words import spec

from workbench.domain.chart import ChartSpec
from workbench.domain.errors import StorageError
from workbench.domain.period import Period
from workbench.gui import language
from workbench.gui.charts import export
from workbench.gui.charts.small import MiniChart, Sparkline
from workbench.gui.charts.view import ChartView
from workbench.gui.theme import Theme


@pytest.fixture
def theme(qapp, english) -> Theme:
    made = Theme("light")
    made.apply()
    return made


@pytest.fixture
def chart(qtbot, theme: Theme) -> ChartView:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(720, 420)
    view.set_spec(spec())
    view.show()
    qtbot.waitExposed(view)
    return view


def test_words_of_the_chart_are_on_it(chart: ChartView):
    assert chart.title.text() == "GERD stays short of 1.3%"
    assert chart.subtitle.text() == "ratio (%)"
    assert "Source: C&SD" in chart.source.text()
    assert chart.accessibleName() == "GERD stays short of 1.3%"
    assert chart.accessibleDescription() == "told in words"


def test_labels_do_not_lie_on_one_another(chart: ChartView, qtbot):
    qtbot.waitUntil(lambda: len(chart.foreground.placed) >= 3)
    placed = chart.foreground.placed
    assert {item.wish.text for item in placed} == {"1.07%", "1.45%", "1.3%"}
    for number, one in enumerate(placed):
        assert all(one.box.overlap(other.box) <= 0.5 for other in placed[number + 1 :])


def test_the_zone_begins_at_the_last_actual(chart: ChartView):
    assert chart.backdrop.zone_start() == 2022.0


def test_years_are_whole_numbers(chart: ChartView):
    assert chart.plot.years.tickStrings([2020.0, 2025.0], 1, 5) == ["2020", "2025"]


def test_arrow_keys_walk_and_each_stop_is_spoken(chart: ChartView, qtbot):
    heard: list[str] = []
    chart.spoken.connect(heard.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Home):
        qtbot.keyClick(chart, key)
    assert heard == [
        "GERD / GDP, 2022: 1.07% (provisional)",
        "GERD / GDP, 2020: 0.99%",
        "Recent pace, 2025: 1.15% (projection)",
        "Recent pace, 2025: 1.15% (projection)",
    ]
    assert chart.accessibleDescription() == heard[-1]


def test_enter_chooses_the_stop(chart: ChartView, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(chart.stop_chosen) as caught:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert caught.args[0].period == Period.year(2022)


def test_a_click_on_a_point_chooses_it(chart: ChartView, qtbot):
    stop = chart.foreground.trails[0].stops[1]
    at = chart.foreground.pixel(stop).toPoint()
    with qtbot.waitSignal(chart.stop_chosen) as caught:
        qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x() + 2, at.y() - 2))
    assert caught.args[0] == stop
    assert chart.foreground.cursor_stop == stop


def test_the_reading_names_value_flags_and_source(chart: ChartView):
    chart.source_name = lambda source_id: f"<{source_id}>"
    words = [text for _, text in chart.reading(2022.0)]
    assert words == ["2022", "GERD / GDP  1.07% (provisional)", "<src>"]


def test_t_shows_the_figures_as_a_table_and_back(chart: ChartView, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_T)
    assert chart.is_table
    assert chart.table_model.rowCount() == 5
    qtbot.keyClick(chart.table, Qt.Key.Key_Escape)
    assert not chart.is_table


def test_the_table_model_is_a_sound_model(chart: ChartView):
    QAbstractItemModelTester(chart.table_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    chart.set_spec(spec("zh-Hant"))
    chart.set_spec(None)


def test_an_empty_chart_says_so_in_the_language_of_the_window(chart: ChartView):
    chart.set_spec(None)
    assert chart.empty.isVisible()
    language.set_language("zh-Hant")
    assert chart.empty.text() == "尚無數字可繪圖"
    chart.set_spec(ChartSpec("en", "Nothing", "", spec().unit, ()))
    assert chart.empty.isVisible()


def test_a_redraw_keeps_zoom_and_cursor(chart: ChartView, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    before = chart.plot.view.viewRange()
    chart.set_spec(spec(), keep_view=True)
    assert chart.plot.view.viewRange() == before
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert chart.plot.view.viewRange() != before


def test_there_is_one_menu_and_it_is_ours(chart: ChartView):
    assert chart.plot.getPlotItem().menuEnabled() is False
    english = [action.text() for action in chart.menu().actions() if action.text()]
    assert "Copy picture" in english
    language.set_language("zh-Hant")
    chinese = [action.text() for action in chart.menu().actions() if action.text()]
    assert len(chinese) == len(english)
    assert not set(chinese) & set(english)


def test_figures_are_copied_at_full_precision(chart: ChartView):
    chart.copy_table()
    assert "2030\t\t1.45\t" in QGuiApplication.clipboard().text()


def test_a_picture_is_copied_with_title_and_source(chart: ChartView):
    chart.copy_picture()
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 2 * chart.width()


def test_saved_as_picture_and_as_drawing_with_words(chart: ChartView, tmp_path: Path):
    export.save(chart, tmp_path / "chart.png")
    assert not QImage(str(tmp_path / "chart.png")).isNull()
    export.save(chart, tmp_path / "chart.svg")
    drawing = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert "<image" not in drawing
    assert "GERD stays short of 1.3%" in drawing
    assert "1.45%" in drawing


def test_a_folder_that_is_gone_is_told_in_words(chart: ChartView, tmp_path: Path):
    with pytest.raises(StorageError) as caught:
        export.save(chart, tmp_path / "gone" / "chart.png")
    assert "chart.png" in caught.value.words("zh-Hant")


def test_colours_follow_the_theme(chart: ChartView, theme: Theme):
    light = chart.foreground.stop_color(chart.foreground.trails[0].stops[0])
    theme.set_choice("dark")
    assert chart.foreground.stop_color(chart.foreground.trails[0].stops[0]) != light
    assert chart.surface() == theme.color("page")


def test_small_charts_draw_and_are_spoken(qtbot, theme: Theme):
    spark, panel = Sparkline(theme), MiniChart(theme)
    for widget in (spark, panel):
        qtbot.addWidget(widget)
        widget.resize(170, 110)
    spark.set_spec(spec())
    panel.show_outcome("GERD / GDP", "1.45% ▼", "bad", spec(), spoken="It comes to 1.45%.")
    assert panel.accessibleName() == "It comes to 1.45%."
    drawn = panel.grab().toImage()
    panel.show_outcome("GERD / GDP", "", "muted", None, instead="The model does not project this.")
    assert panel.grab().toImage() != drawn
    assert not spark.grab().isNull()
    with qtbot.waitSignal(panel.chosen):
        qtbot.keyClick(panel, Qt.Key.Key_Space)
