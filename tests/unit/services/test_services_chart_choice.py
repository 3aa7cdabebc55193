"""Charts as chosen: measures, kinds, many points, files; figures worked out by hand from the workspace's own."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from workbench.domain.chart import ChartSpec
from workbench.domain.errors import RuleError
from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.chart_choice import KINDS, ChartChoice, chart_of, choice_of
from workbench.services.chart_files import OFFICE, chart_csv, chart_file
from workbench.services.chart_shapes import places_chart, waterfall
from workbench.services.charts import indicator_chart
from workbench.services.comparators import compare
from workbench.services.decomposition import split_change
from workbench.services.operations.figures import AddObservations
from workbench.services.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory):
    with Session.create(tmp_path_factory.mktemp("charts") / "sample.wbk") as made:
        yield made


def held(session: Session, series: str) -> dict[int, float]:
    return {o.period.start.year: o.value for o in session.observations(series) if o.value is not None}


def drawn(spec: ChartSpec, line_id: str) -> dict[int, float]:
    return {
        p.period.start.year: p.value
        for line in spec.lines
        if line.id == line_id
        for s in line.segments
        for p in s
    }


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "waterfall"])
def test_every_kind_is_told_in_words_too(session: Session, kind: str, lang: str):
    choice = ChartChoice(("rd_business", "rd_government"), kind=kind)
    spec = chart_of(session, choice, lang)
    assert spec.kind == kind
    assert spec.title
    assert spec.alt
    assert spec.source_line


def test_shares_add_up_to_a_hundred_in_every_year(session: Session):
    names = ("rd_business", "rd_higher_education", "rd_government")
    spec = chart_of(session, ChartChoice(names, kind="share"), "en")
    by_line = [drawn(spec, name) for name in names]
    for year in by_line[0]:
        assert sum(values[year] for values in by_line) == pytest.approx(100)
    whole = sum(held(session, name)[2020] for name in names)
    assert by_line[0][2020] == pytest.approx(held(session, "rd_business")[2020] / whole * 100)


def test_an_index_is_a_hundred_in_its_year_and_keeps_to_one_definition(session: Session):
    spec = chart_of(session, ChartChoice(("gerd",), measure="index", index_base=2020), "en")
    found, own = drawn(spec, "gerd"), held(session, "gerd")
    assert found[2020] == 100
    assert found[2022] == pytest.approx(own[2022] / own[2020] * 100)
    assert min(found) == 2018
    assert any("left out" in note for note in spec.notes)


def test_growth_of_an_amount_is_a_rate_and_of_a_share_in_points(session: Session):
    own = held(session, "gerd")
    found = drawn(chart_of(session, ChartChoice(("gerd",), measure="growth"), "en"), "gerd")
    assert found[2022] == pytest.approx((own[2022] / own[2021] - 1) * 100)
    assert 2018 not in found
    share = held(session, "K1.1")
    points = drawn(chart_of(session, ChartChoice(("K1.1",), measure="growth"), "en"), "K1.1")
    assert points[2020] == pytest.approx(share[2020] - share[2019])


def test_per_head_divides_by_the_end_year_population_as_the_plan_does(session: Session):
    found = drawn(chart_of(session, ChartChoice(("gerd",), measure="per_head"), "en"), "gerd")
    assert round(found[2014]) == 2306  # as the plan prints them
    assert round(found[2020]) == 3575


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (ChartChoice(()), "charts.no-series"),
        (ChartChoice(("gerd",), kind="scatter"), "charts.scatter-two"),
        (ChartChoice(("K1.1",), kind="stacked"), "charts.parts-of-a-whole"),
        (ChartChoice(("K1.1", "K4.1"), kind="share"), "charts.parts-of-a-whole"),
        (ChartChoice(("K1.3",), log=True), "charts.log-above-zero"),
        (ChartChoice(("gerd",), measure="index", index_base=1950), "charts.index-base"),
        (ChartChoice(("K1.1",), measure="per_head"), "charts.per-head"),
    ],
)
def test_what_the_figures_do_not_allow_is_refused_in_both_languages(session: Session, choice, code):
    with pytest.raises(RuleError) as caught:
        chart_of(session, choice, "en")
    assert caught.value.code == code
    assert caught.value.words("zh-Hant") != caught.value.words("en") != code


def test_a_favourite_of_a_newer_program_is_left_alone():
    assert choice_of({"series": ["K1.1"], "kind": "hologram"}) is None
    assert choice_of({"series": ["K1.1"], "spin": True}) is None
    assert choice_of({"series": ["K1.1"], "highlight": [2019, 2022, "x"]}) == ChartChoice(
        ("K1.1",), highlight=(2019, 2022, "x")
    )


def test_the_waterfall_shows_figures_that_add_up_as_printed(session: Session):
    split = split_change(session, "K1.1", since="2025-12-23")
    spec = waterfall(session, split, "en")
    texts = [point.text for point in spec.lines[0].segments[0]]
    numbers = [float(text.replace("\u2212", "-").replace("+", "").replace("%", "")) for text in texts]
    assert numbers[0] + sum(numbers[1:-1]) == pytest.approx(numbers[-1], abs=1e-9)


def test_places_stand_highest_first_with_their_words(session: Session):
    spec = places_chart(session, compare(session, "K1.3", "2013"), "en")
    values = [point.value for point in spec.lines[0].segments[0]]
    assert values == sorted(values, reverse=True)
    assert len(spec.categories) == len(values) == 10


@pytest.mark.parametrize("form", OFFICE)
def test_office_files_hold_a_native_chart(session: Session, form: str):
    content = chart_file(chart_of(session, ChartChoice(("K1.1",), paths=True), "zh-Hant"), form)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert any("charts/chart" in name for name in names)


def test_what_office_has_no_chart_for_is_refused(session: Session):
    spec = chart_of(session, ChartChoice(("gdp_current", "gerd"), kind="scatter"), "en")
    with pytest.raises(RuleError) as caught:
        chart_file(spec, "docx")
    assert caught.value.code == "charts.no-office"


def test_csv_holds_every_figure_at_full_precision(session: Session):
    spec = indicator_chart(session, "gerd", "en")
    rows = list(csv.DictReader(io.StringIO(chart_csv(spec).decode("utf-8-sig"))))
    assert {int(row["period"]): float(row["value"]) for row in rows if row["kind"] == "figure"} == held(
        session, "gerd"
    )


def test_very_many_points_become_one_line_of_bare_numbers(tmp_path: Path):
    unit = Unit("N", "count", LocalText("units", "個"))
    series = Indicator("daily", LocalText("Daily", "每日"), unit)
    place = Provenance("test")
    days = [
        Period.parse(f"{year}-{month:02}-{day:02}")
        for year in range(2000, 2020)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    observations = tuple(
        Observation("daily", day, "2020-01-01", float(number), str(number), place)
        for number, day in enumerate(days)
    )
    with Session.create(tmp_path / "many.wbk") as session:
        session.execute(AddObservations(observations, (series,)))
        spec = indicator_chart(session, "daily", "en")
    assert spec.lines[0].dense is not None
    assert len(spec.lines[0].dense.values) == len(days) == 6720
    assert list(spec.lines[0].dense.values[:3]) == [0.0, 1.0, 2.0]
    assert spec.title
    assert b"daily" in chart_csv(spec)
