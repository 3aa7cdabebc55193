"""The chart of an indicator: what is drawn, what is said of it, and what is never joined."""

from __future__ import annotations

import pytest
from briefing_fake import FakeSession, observation

from workbench.domain.errors import UsageError
from workbench.domain.figure import DefinitionVersion
from workbench.domain.text import LocalText
from workbench.services.charts import Projection, indicator_chart

OLD, NEW = "K1.1@old", "K1.1@2018"
BREAK = (
    DefinitionVersion(OLD, "K1.1", "", LocalText("before", "之前")),
    DefinitionVersion(NEW, "K1.1", "2018", LocalText("Cost of facilities included", "計及設施成本")),
)


def ratio(year: int, value: float, **more: object) -> object:
    return observation("K1.1", str(year), value, f"{value:.2f}%", decimals=2, vintage="2025-12-23", **more)


HISTORY = tuple(
    ratio(y, v) for y, v in ((2016, 0.79), (2017, 0.80), (2018, 0.86), (2019, 0.93), (2023, 1.11))
)
PACE = Projection(
    "pace", LocalText("Recent pace", "近年步伐"), {2024: 1.13, 2025: 1.172, 2026: 1.21, 2030: 1.32}
)


def test_a_change_of_definition_breaks_the_line() -> None:
    chart = indicator_chart(FakeSession(HISTORY, BREAK), "K1.1", "en")
    years = [[point.period.code for point in segment] for segment in chart.lines[0].segments]
    assert years == [["2014", "2016", "2017"], ["2018", "2019", "2020", "2023"]]
    assert [(event.period.code, event.kind) for event in chart.events] == [("2018", "break")]
    assert "2018" in chart.subtitle
    assert chart.notes[0] == "From 2018: Cost of facilities included"


def test_a_break_marked_in_the_data_breaks_it_too() -> None:
    chart = indicator_chart(
        FakeSession((ratio(2015, 0.76), ratio(2016, 0.79, status=("A", "B")))), "K1.1", "en"
    )
    assert [len(segment) for segment in chart.lines[0].segments] == [2, 2]


def test_targets_stand_at_the_year_of_their_data_and_name_both_years() -> None:
    for lang, label in (("en", "2027 (2025 figures)"), ("zh-Hant", "2027（2025年數字）")):
        target = indicator_chart(FakeSession(), "K1.1", lang).targets[0]
        assert (target.period.code, target.value, target.text) == ("2025", 1.3, "1.3%")
        assert label in target.label


def test_the_title_states_the_finding() -> None:
    session = FakeSession(HISTORY)
    chart = indicator_chart(session, "K1.1", "en", scenario_run=PACE)
    assert (
        chart.title
        == "Under “Recent pace”, GERD as a ratio to GDP would be 1.17% in the 2025 data, short of 1.3%"
    )
    chart = indicator_chart(session, "K1.1", "zh-Hant", scenario_run=PACE)
    assert (
        chart.title == "按「近年步伐」推算，本地研發總開支相對本地生產總值的比率2025年數字為1.17%，未及1.3%"
    )
    chart = indicator_chart(session, "K1.1", "en")
    assert (
        chart.title
        == "GERD as a ratio to GDP stood at 1.11% in 2023; the reference figure for the 2025 data is 1.3%"
    )


def test_a_near_miss_is_never_told_as_the_target_itself() -> None:
    run = Projection("p", LocalText("Pace", "步伐"), {2025: 1.2996})
    title = indicator_chart(FakeSession(HISTORY), "K1.1", "en", scenario_run=run).title
    assert title.endswith("would be 1.2996% in the 2025 data, short of 1.3%")


def test_lower_is_better_where_the_direction_says_so() -> None:
    run = Projection("p", LocalText("Pace", "步伐"), {2025: 48.0})
    title = indicator_chart(FakeSession(), "K1.3", "en", scenario_run=run).title
    assert "48:52" in title
    assert "beyond 50:50" in title


def test_qualifiers_stay_with_the_figures() -> None:
    chart = indicator_chart(FakeSession(), "K2.1", "zh-Hant")
    assert [target.text for target in chart.targets] == ["約5\u2009000間", "約7\u2009000間"]
    assert "約5\u2009000間" in chart.title
    assert "不少於100\u2009000人" in indicator_chart(FakeSession(), "K3.1", "zh-Hant").alt


def test_the_projection_is_dashed_and_starts_at_the_newest_figure() -> None:
    chart = indicator_chart(FakeSession(HISTORY), "K1.1", "en", scenario_run=PACE)
    line = chart.lines[-1]
    assert (line.id, line.dashed) == ("K1.1:projection", True)
    assert [point.period.code for point in line.segments[0]] == ["2023", "2024", "2025", "2026", "2030"]
    assert chart.projection_from is not None
    assert chart.projection_from.code == "2023"


def test_figures_from_outside_are_a_line_of_their_own_and_can_be_left_out() -> None:
    outside = observation(
        "K2.1", "2025", 5221.0, "5,221", decimals=0, vintage="2026-02", confidence="outside"
    )
    between = observation(
        "K2.1", "2016", 2000.0, "about 2,000", decimals=0, vintage="2026-02", confidence="outside"
    )
    session = FakeSession((outside, between))
    chart = indicator_chart(session, "K2.1", "en")
    official, others = chart.lines
    assert [point.period.code for point in official.segments[0]] == ["2014", "2021"]
    assert [[point.period.code for point in segment] for segment in others.segments] == [
        ["2016"],
        ["2021", "2025"],
    ]
    assert others.segments[1][1].text == "5\u2009221^"
    assert "outside" in others.segments[1][1].flags
    assert "5\u2009221^" in chart.title
    assert any(note.startswith("^") for note in chart.notes)
    plain = indicator_chart(session, "K2.1", "en", outside=False)
    assert [line.id for line in plain.lines] == ["K2.1"]
    assert "3\u2009755" in plain.title


def test_an_outside_figure_of_another_definition_is_not_the_finding() -> None:
    other = observation(
        "K2.2", "2025", 19.0, "19", decimals=0, vintage="2025-11", confidence="outside", definition="press"
    )
    chart = indicator_chart(FakeSession((other,)), "K2.2", "en")
    assert "12 in 2020" in chart.title
    assert [len(segment) for segment in chart.lines[1].segments] == [1]


def test_provisional_points_are_flagged() -> None:
    chart = indicator_chart(FakeSession((ratio(2024, 1.13, status=("P",)),)), "K1.1", "en")
    assert chart.lines[0].segments[0][-1].flags == {"provisional"}


def test_as_of_uses_what_was_known_then() -> None:
    session = FakeSession(HISTORY)
    chart = indicator_chart(session, "K1.1", "en", as_of="2023-01-01")
    assert [point.period.code for point in chart.lines[0].segments[0]] == ["2014", "2020"]
    assert chart.source_line.endswith("As known at 1 January 2023.")


def test_the_words_for_those_who_cannot_see_it_come_from_the_data() -> None:
    alt = indicator_chart(FakeSession(HISTORY, BREAK), "K1.1", "en", scenario_run=PACE).alt
    for part in (
        "0.74% in 2014",
        "1.11% in 2023",
        "1.3% for the 2025 data",
        "1.17% in 2025",
        "method changes from 2018",
    ):
        assert part in alt


def test_an_indicator_without_figures_has_a_chart_that_says_so() -> None:
    session = FakeSession()
    session.vintages = lambda series_id: ()  # type: ignore[method-assign]
    chart = indicator_chart(session, "K2.2", "en")
    assert chart.lines == ()
    assert (
        chart.title
        == "No figures yet for Unicorns (cumulative); the reference figure for the 2025 data is 18"
    )


def test_an_unknown_indicator_is_told() -> None:
    with pytest.raises(UsageError):
        indicator_chart(FakeSession(), "K9", "en")


def test_a_path_made_to_meet_a_target_is_said_to_meet_it(tmp_path) -> None:
    from workbench.services.scenarios import run
    from workbench.services.session import Session

    with Session.create(tmp_path / "s.wbk") as session:
        outcome = run(session, "blueprint-path")
        for indicator, met in (("K1.1", "1.30%"), ("K3.2", "16.54"), ("K4.1", "1.5%")):
            title = indicator_chart(session, indicator, "en", scenario_run=outcome).title
            assert f"would be {met} in the 2025 data, meeting {met.replace('1.30', '1.3')}" in title
