"""The drawing of a chart for paper and the table behind native charts."""

from __future__ import annotations

from xml.etree import ElementTree

from briefing_fake import FakeSession, observation
from hypothesis import given
from hypothesis import strategies as st

from workbench.briefing import palette
from workbench.briefing.chart_table import axis_label, chart_table, value_axis
from workbench.briefing.svg import chart_svg
from workbench.domain.chart import ChartSpec, Line, Point
from workbench.domain.figure import DefinitionVersion, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.charts import Projection, indicator_chart

COUNT = Unit("N", "count", LocalText("", ""))
SVG = "{http://www.w3.org/2000/svg}"


def spec_of(values: list[float | None], *, zero: bool = True) -> ChartSpec:
    points = tuple(Point(Period.year(2000 + n), value, str(value)) for n, value in enumerate(values))
    return ChartSpec("en", "t", "s", COUNT, (Line("a", "A", (points,), 0),), zero_based=zero)


@given(
    st.lists(st.floats(-1e12, 1e12).filter(lambda v: v == 0 or abs(v) > 1e-6), min_size=1, max_size=8),
    st.booleans(),
)
def test_the_axis_holds_every_value_on_round_steps(values: list[float], zero: bool) -> None:
    axis = value_axis(spec_of(list(values), zero=zero))
    slack = axis.step * 1e-6
    assert axis.low - slack <= min(values)
    assert max(values) <= axis.high + slack
    assert axis.low < axis.high
    assert 1 <= round((axis.high - axis.low) / axis.step) <= 12
    if zero:
        assert axis.low <= 0 <= axis.high


def test_axis_labels_are_in_the_style_of_the_unit() -> None:
    spec = spec_of([0, 6000])
    assert axis_label(4000, spec, value_axis(spec)) == "4\u2009000"
    small = spec_of([0.1, 0.9])
    axis = value_axis(small)
    assert axis_label(0.2, small, axis) == "0.2"


def drawn() -> tuple[ChartSpec, ElementTree.Element]:
    extra = tuple(
        observation("K1.1", str(year), value, f"{value}%", decimals=2, vintage="2025-12", **more)
        for year, value, more in (
            (2017, 0.80, {}),
            (2018, 0.86, {}),
            (2022, 1.07, {"status": ("P",)}),
            (2023, 1.11, {"confidence": "outside"}),
            (2024, 1.13, {"confidence": "outside"}),
        )
    )
    versions = (
        DefinitionVersion("a", "K1.1", "", LocalText("old", "舊")),
        DefinitionVersion("b", "K1.1", "2018", LocalText("new & <changed>", "新")),
    )
    run = Projection("p", LocalText("Pace & <more>", "步伐"), {2025: 1.15, 2030: 1.45})
    spec = indicator_chart(FakeSession(extra, versions), "K1.1", "en", scenario_run=run)
    return spec, ElementTree.fromstring(chart_svg(spec, titled=True))


def test_each_kind_of_figure_looks_its_own_way() -> None:
    spec, root = drawn()
    lines = root.findall(f"{SVG}polyline")
    assert len(lines) == 4  # before the break, after it, carried on by other sources, projected
    assert [line.get("stroke-dasharray") is not None for line in lines] == [False, False, False, True]
    assert len(root.findall(f"{SVG}path")) == len(spec.targets) == 2  # diamonds
    hollow = [dot for dot in root.findall(f"{SVG}circle") if dot.get("fill") == "#ffffff"]
    assert len(hollow) == 2  # the provisional figure, and once more where the line of other sources begins
    squares = [one for one in root.findall(f"{SVG}rect") if one.get("width") == "7"]
    assert len(squares) == 2
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"1.3%", "2%", "1.13%^", "1.45%", "New method", spec.title} <= set(words)


def test_the_words_of_the_picture_are_in_it() -> None:
    spec, root = drawn()
    assert root.findtext(f"{SVG}title") == spec.title
    assert root.findtext(f"{SVG}desc") == spec.alt


def test_the_table_behind_a_chart_never_joins_what_the_chart_does_not() -> None:
    table = chart_table(drawn()[0])
    assert [column.role for column in table.columns] == [
        "history",
        "history",
        "continued",
        "projection",
        "target",
    ]
    before, after, *_ = table.columns
    assert not [
        row
        for row in range(len(table.periods))
        if before.values[row] is not None and after.values[row] is not None
    ]
    assert table.labels[0] == "2014"
    assert table.labels[-1] == "2030"
    assert len(table.labels) == 17  # every year, so that the axis is true to time


def test_colours_come_from_the_theme_and_have_a_fallback(monkeypatch) -> None:
    assert palette.series_color(0).startswith("#")
    assert palette.series_color(8) == palette.series_color(0)
    monkeypatch.setattr(palette, "_theme", dict)
    assert palette.series_color(0) == "#0072b2"
    assert palette.token("target") == "#b34700"
    assert palette.tint("#000000", 0.5) == "#808080"
