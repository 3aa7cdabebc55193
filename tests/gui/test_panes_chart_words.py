"""Round numbers, labels that keep apart, and the walk over a chart: the part of charts that needs no window."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.domain.chart import ChartSpec, Dense, Line, Point, TargetMark
from workbench.domain.figure import Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.gui.charts.labels import Box, Wish, place_labels
from workbench.gui.charts.scales import (
    axis_text,
    decimals_of,
    extent,
    nice_scale,
    value_scale,
    year_step,
    year_ticks,
)
from workbench.gui.charts.walk import Walk, chart_table, stop_sentence, trails

PERCENT = Unit("PT", "percent", LocalText("%", "%"))
PAIR = Unit("PP", "pair", LocalText("public : private", "公營：私營"))
COUNT = Unit("N", "count", LocalText("start-ups", "間"))


def point(year: int, value: float | None, *flags: str) -> Point:
    text = "" if value is None else f"{value:.2f}%"
    return Point(Period.year(year), value, text, frozenset(flags), "src")  # type: ignore[arg-type]


def spec(lang: str = "en", unit: Unit = PERCENT) -> ChartSpec:
    history = (point(2019, 0.92), point(2020, 0.99), point(2021, None), point(2022, 1.07, "provisional"))
    projection = (point(2022, 1.07, "provisional"), point(2025, 1.15), point(2030, 1.45))
    return ChartSpec(
        lang,  # type: ignore[arg-type]
        "GERD stays short of 1.3%",
        "ratio (%)",
        unit,
        (
            Line("K", "GERD / GDP", (history,), 0),
            Line("K:projection", "Recent pace", (projection,), 0, dashed=True),
        ),
        (TargetMark(Period.year(2025), 1.3, "1.3%", "Reference figure, 2027 (2025)", 0),),
        projection_from=Period.year(2022),
        source_line="Source: C&SD",
        alt="told in words",
    )


# ---- scales ------------------------------------------------------------------------------------------------------


def test_a_scale_ends_on_the_target_when_that_is_a_round_number():
    scale = nice_scale(0.43, 2.0, 5, from_zero=True)
    assert (scale.low, scale.high, scale.step, scale.decimals) == (0.0, 2.0, 0.5, 1)
    assert scale.ticks == pytest.approx((0.0, 0.5, 1.0, 1.5, 2.0))


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.integers(2, 9), st.booleans())
@example(0.0, 5e-324, 2, False)
def test_a_scale_encloses_its_data_in_even_steps(low: float, high: float, intervals: int, from_zero: bool):
    scale = nice_scale(low, high, intervals, from_zero=from_zero)
    bottom, top = min(low, high), max(low, high)
    slack = scale.step * 2e-3  # less than can be seen
    assert scale.low <= bottom + slack
    assert top <= scale.high + slack
    assert len(scale.ticks) <= intervals + 3
    if from_zero:
        assert scale.low <= 0 <= scale.high
    mantissa = scale.step / 10 ** math.floor(math.log10(scale.step) + 1e-9)
    assert any(mantissa == pytest.approx(step) for step in (1, 2, 2.5, 5, 10))


def test_shares_do_not_get_an_axis_beyond_the_whole():
    whole = ChartSpec("en", "", "", PERCENT, (Line("a", "a", ((point(2020, 60.0), point(2021, 99.0)),), 0),))
    found = extent(whole)
    assert found is not None
    assert value_scale(whole, found, 5).high == 100.0


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (0.5, 1, PERCENT, "0.5"),
        (60.0, 0, PAIR, "60:40"),
        (7000.0, 0, COUNT, "7\u2009000"),
        (-0.0, 1, PERCENT, "0.0"),
        (-2.5, 1, PERCENT, "\u22122.5"),
        (0.1 + 0.2, 1, PERCENT, "0.3"),
    ],
)
def test_axis_numbers_read_like_the_tables(value: float, decimals: int, unit: Unit, text: str):
    assert axis_text(value, decimals, unit) == text


@pytest.mark.parametrize(("step", "places"), [(0.001, 3), (0.0005, 4), (0.25, 2), (2.5, 1), (10.0, 0)])
def test_decimals_a_step_needs(step: float, places: int):
    assert decimals_of(step) == places


def test_years_are_whole_and_as_many_as_fit():
    assert year_ticks(1998.4, 2030.4, 5) == (2000, 2005, 2010, 2015, 2020, 2025, 2030)
    assert year_step(32, 700, 34) == 5
    assert year_step(10, 700, 34) == 1


# ---- labels ------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.floats(20, 580), st.floats(20, 280), st.floats(10, 90)), min_size=1, max_size=14)
)
def test_labels_never_lie_on_one_another_and_stay_inside(points: list[tuple[float, float, float]]):
    bounds = Box(0, 0, 600, 300)
    wishes = [Wish(f"label {number}", x, y, width, 16.0) for number, (x, y, width) in enumerate(points)]
    placed = place_labels(wishes, bounds)
    for number, one in enumerate(placed):
        assert one.box.within(bounds)
        for other in placed[number + 1 :]:
            assert one.box.overlap(other.box) <= 0.5


def test_a_label_leaves_the_place_of_a_curve():
    curve = [Box(x, 40, 10, 10) for x in range(0, 200, 10)]
    (label,) = place_labels([Wish("1.3%", 100, 60, 40, 14)], Box(0, 0, 200, 200), curve)
    assert all(label.box.overlap(part) == 0 for part in curve)


# ---- the walk ----------------------------------------------------------------------------------------------------


def test_the_walk_starts_at_the_newest_actual_and_stops_at_the_ends():
    walk = Walk(spec())
    assert walk.current is not None
    assert walk.current.period.code == "2022"
    assert walk.along(1).period.code == "2022"
    assert walk.along(-1).period.code == "2020"  # 2021 has no value: it is passed over
    assert walk.to_end(last=False).period.code == "2019"


def test_up_and_down_change_series_at_the_nearest_time():
    walk = Walk(spec())
    walk.along(-1)
    assert walk.across(1).period.code == "2025"
    assert walk.across(1).target
    assert walk.across(1).series_id == "K"
    assert walk.current.period.code == "2022"


def test_the_point_a_projection_starts_from_is_an_actual():
    actual, projected, targets = trails(spec())
    assert [stop.period.code for stop in projected.stops] == ["2025", "2030"]
    assert all(stop.projected for stop in projected.stops)
    assert not any(stop.projected for stop in actual.stops)
    assert targets.stops[0].target


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "GERD / GDP, 2022: 1.07% (provisional)"),
        ("zh-Hant", "GERD / GDP，2022：1.07%（臨時數字）"),
    ],
)
def test_a_stop_is_spoken_with_its_flags(lang: str, sentence: str):
    walk = Walk(spec(lang))
    assert stop_sentence(walk.current, lang) == sentence  # type: ignore[arg-type]


def test_the_table_holds_every_figure_and_full_precision_for_the_clipboard():
    table = chart_table(spec())
    assert table.header == ("Period", "GERD / GDP", "Recent pace", "Targets")
    assert table.rows[2] == ("2022", "1.07% (provisional)", "", "")
    assert table.rows[3] == ("2025", "", "1.15%", "1.3%")
    assert chart_table(spec(), full_precision=True).rows[3] == ("2025", "", "1.15", "1.3")
    assert chart_table(spec()).as_text().count("\n") == 5


def test_the_walk_over_very_many_points_makes_only_the_stops_it_stands_on():
    years = [2000 + number / 365 for number in range(100_000)]
    dense = Line("d", "Dense", (), 0, dense=Dense(years, [float(number) for number in range(100_000)]))
    spec = ChartSpec("en", "t", "", COUNT, (dense,))
    walk = Walk(spec)
    assert walk.current is not None
    assert walk.current.value == 99_999.0
    assert walk.along(-1).value == 99_998.0  # type: ignore[union-attr]
    assert walk.near(2000.0).value == 0.0  # type: ignore[union-attr]
    assert chart_table(spec).rows == ()
