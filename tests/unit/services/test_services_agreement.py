"""Method agreement, links between definitions, roll-up, derived indicators, comparators, splits of a change: on the sample."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from workbench.domain.errors import RuleError, UsageError
from workbench.domain.figure import Indicator, Unit
from workbench.domain.text import LocalText
from workbench.services import comparators, ratings
from workbench.services.agreement import agreement, agreement_json, colour_changes, revisions_of
from workbench.services.charts import indicator_chart
from workbench.services.decomposition import split_change
from workbench.services.definitions import joined, links, rebased, require_one_line
from workbench.services.derived import check_formula, preview
from workbench.services.indicators import derived
from workbench.services.operations.definitions import LinkDefinitions, UnlinkDefinitions
from workbench.services.operations.derived import DefineDerived, RemoveDerived
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.settings import PutSetting
from workbench.services.revisions import spread, triangles
from workbench.services.roll_up import WEIGHTS, roll_up
from workbench.services.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("home")))
        with Session.create(tmp_path_factory.mktemp("agreement") / "s.wbk") as opened:
            yield opened


# --- agreement ------------------------------------------------------------------------------------------------------------


def test_the_badge_counts_six_published_methods(session: Session) -> None:
    head, far = agreement(session, "K1.2")
    assert (head.on_track, head.applied, head.verdict) == (6, 6, "on-track")
    assert head.badge.en == "on track under 6 of 6"
    assert (far.on_track, far.applied, far.verdict) == (0, 6, "off-track")
    assert [(one.assumption, one.flips) for one in head.alternatives if one.flips] == [("target-year", True)]
    assert "2032" in (head.words.en or "")
    # Growth needed to 2025 by hand: (5 000/3 575)^(1/5) − 1 = 6.94 %, seen (4 769/3 575)^(1/4) − 1 = 7.47 %.
    assert head.rating.ratings["statcan"].value == pytest.approx(1.0766, abs=5e-4)


def test_a_figure_in_round_thousands_leaves_the_colour_open(session: Session) -> None:
    near, _ = agreement(session, "K3.1")
    assert {one.assumption for one in near.flips} == {"target-year", "rounding"}
    odds = near.odds["statcan"]
    assert sum(odds.values()) == pytest.approx(1)
    assert odds["target_achieved"] == pytest.approx(0.5, abs=1e-4)  # about 60 000 against 60 000
    assert odds["moderate_progress"] > 0.05


def test_revisions_seen_so_far_widen_the_chances(session: Session) -> None:
    moves = revisions_of(session, "K1.1")
    assert sorted(moves)[-1] == pytest.approx(0.93 / 0.92 - 1)
    assert len(moves) == 8
    item, _ = agreement(session, "K1.1")
    assert item.history.expected
    assert item.history.scale == pytest.approx((0.93 / 0.92 - 1) / 8**0.5)
    assert "8" in (item.history.words.zh_hant or "")
    assert set(item.odds["statcan"]) == {"limited_progress", "moderate_progress"}


def test_the_base_year_is_an_assumption(session: Session) -> None:
    item, _ = agreement(session, "K1.1")
    years = {one.choice.en for one in item.alternatives if one.assumption == "base-year"}
    assert years == {"base year 2018", "base year 2019", "base year 2021", "base year 2022", "base year 2023"}
    assert json.dumps(agreement_json(item), allow_nan=False)


def test_dissent_names_the_methods_on_the_other_side(session: Session) -> None:
    for indicator in ("K1.1", "K1.2", "K2.1", "K3.1", "K4.1"):
        for item in agreement(session, indicator):
            for name in item.dissent:
                rank = item.rating.ratings[name].rank
                assert rank is not None
                assert (rank >= 3) != (item.verdict == "on-track")


def test_a_colour_that_changed_by_revision_is_told_from_performance(session: Session) -> None:
    before = {
        (one.target_year, one.method): one for one in colour_changes(session, "K1.1", since="2025-12-31")
    }
    assert {one.cause for one in before.values()} == {"none"}
    newest = next(item for item in session.observations("K1.1") if item.period.code == "2024")
    session.execute(
        AddObservations((replace(newest, value=1.25, text="1.25", vintage="2026-11-01"),), reason="test")
    )
    try:
        found = {
            (one.target_year, one.method): one for one in colour_changes(session, "K1.1", since="2025-12-31")
        }
        # Linear: (1.25 − 0.99)/4 against (1.3 − 0.99)/5 a year: 1.048, on track; it was 0.56.
        one = found[2027, "sdsn"]
        assert (one.before, one.after, one.cause) == ("moderate_progress", "substantial_progress", "revision")
        assert "not because of performance" in (one.words.en or "")
        session.execute(
            AddObservations(
                (
                    replace(
                        newest,
                        period=type(newest.period).year(2025),
                        value=1.10,
                        text="1.10",
                        vintage="2026-11-20",
                    ),
                ),
                reason="test",
            )
        )
        later = {
            (one.target_year, one.method): one for one in colour_changes(session, "K1.1", since="2026-11-10")
        }
        assert later[2027, "sdsn"].cause == "new-data"
        session.undo()
    finally:
        session.undo()


# --- definitions ----------------------------------------------------------------------------------------------------------


def test_two_definitions_are_one_line_only_with_a_note(session: Session) -> None:
    known = [item for item in session.observations("K1.1") if item.period.code in ("2014", "2020")]
    with pytest.raises(RuleError) as caught:
        require_one_line(session, "K1.1", known)
    assert caught.value.code == "definitions.two-lines"
    for wrong in (
        LinkDefinitions("K1.1", "K1.1@1998", "K1.1@2018", "  "),
        LinkDefinitions("K1.1", "K1.1@1998", "K1.1@1998", "why"),
        LinkDefinitions("K1.1", "K1.1@1998", "gerd@2018", "why"),
    ):
        with pytest.raises(RuleError):
            session.execute(wrong)
    apart = indicator_chart(session, "K1.1", "zh-Hant")
    assert len(apart.lines[0].segments) > 1  # a gap at 2018
    (refused, _) = ratings.rate_indicator(session, "K1.1", base_year=2014)
    assert refused.ratings["statcan"].not_assessable == "definition-break"
    session.execute(LinkDefinitions("K1.1", "K1.1@1998", "K1.1@2018", "The difference is 4 per cent in 2017"))
    try:
        assert joined(session, "K1.1", "K1.1@2018") == {"K1.1@1998", "K1.1@2018"}
        assert [link.note for link in require_one_line(session, "K1.1", known)] == [
            "The difference is 4 per cent in 2017"
        ]
        (rated, _) = ratings.rate_indicator(session, "K1.1", base_year=2014)
        assert rated.ratings["statcan"].base_value == 0.74
        assert rated.definition_break  # still said
        joined_up = indicator_chart(session, "K1.1", "zh-Hant")
        assert len(joined_up.lines[0].segments) == len(apart.lines[0].segments) - 1
        assert any("The difference is 4 per cent in 2017" in note for note in joined_up.notes)
        with pytest.raises(RuleError):
            session.execute(UnlinkDefinitions("K1.2", "K1.2@1998", "K1.2@2018"))
        session.execute(UnlinkDefinitions("K1.1", "K1.1@1998", "K1.1@2018"))
        assert links(session, "K1.1") == ()
        session.undo()
        assert len(links(session, "K1.1")) == 1
    finally:
        while links(session, "K1.1"):
            session.undo()


def test_earlier_figures_on_the_newer_definition_are_estimates(session: Session) -> None:
    # 22 213 / 21 280.4 = 1.0438; 0.74 × 1.0438 = 0.77, 2 306 × 1.0438 = 2 407, 16 727.3 × 1.0438 = 17 460.
    for indicator, expected in (("K1.1", 0.77), ("K1.2", 2407), ("gerd", 17460.4)):
        by_year = {item.observation.period.code: item for item in rebased(session, indicator)}
        item = by_year["2014"]
        assert round(item.value, 2 if indicator == "K1.1" else 1 if indicator == "gerd" else 0) == expected
        assert (round(item.factor, 4), item.bridge_year) == (1.0438, 2017)
        assert "estimate" in (item.words.en or "")
        assert "2018" not in by_year
    assert rebased(session, "K1.3") == ()
    assert all(
        item.confidence != "derived" or item.period.code != "2014" for item in session.observations("K1.1")
    )


# --- derived --------------------------------------------------------------------------------------------------------------


def test_shipped_formulas_have_the_units_they_say(session: Session) -> None:
    shipped = [item for item in session.indicators() if item.formula]
    assert {item.dimensions.get("derives") for item in shipped} >= {"K1.1", "K1.2", "K1.3", "K3.2", "K4.1"}
    for item in shipped:
        check_formula(session, item.formula, unit=item.unit, own_id=item.id)


def test_end_year_population_reproduces_what_is_published_and_mid_year_does_not(session: Session) -> None:
    end = {point.period.code: point.value for point in derived(session, "gerd_per_head_derived").points}
    middle = {
        point.period.code: point.value for point in derived(session, "gerd_per_head_mid_year_derived").points
    }
    assert [round(end[year] or 0) for year in ("2014", "2020")] == [2306, 3575]
    assert [round(middle[year] or 0) for year in ("2014", "2020")] == [2314, 3549]
    note = session.indicator("gerd_per_head_mid_year_derived").note
    assert "3,575" in note.show("en")
    assert "3,575" in note.show("zh-Hant")


def test_growth_is_never_computed_across_a_change_of_definition(session: Session) -> None:
    points = {point.period.code: point for point in preview(session, "growth(gerd) * 100").points}
    assert (points["2018"].value, points["2018"].reason) == (None, "indicator.definition-break")
    assert points["2019"].value == pytest.approx((26332.6 / 24478.4 - 1) * 100)
    mean = {point.period.code: point.value for point in preview(session, "moving_average(gerd, 3)").points}
    assert mean["2019"] is None
    assert mean["2020"] == pytest.approx((24478.4 + 26332.6 + 26553.6) / 3)
    ratio = {point.period.code: point.value for point in preview(session, "gerd / gdp_current").points}
    assert None not in ratio.values()  # no other year is looked at


def test_defining_an_indicator_of_ones_own(session: Session) -> None:
    percent = Unit("PT", "percent", LocalText("%", "%"))
    good = Indicator("rd_business_gdp", LocalText("Business R&D / GDP", "工商研發佔GDP"), percent, "component",
                     formula="share(rd_business, gdp_current)")  # fmt: skip
    session.execute(DefineDerived(good))
    try:
        values = {point.period.code: point.value for point in derived(session, "rd_business_gdp").points}
        assert values["2020"] == pytest.approx(11043.9 / 2675793 * 100)
        ring = replace(good, formula="rd_business_gdp + 1")
        for wrong, code in (
            (replace(good, id="1x"), "derived.id"),
            (replace(good, id="gerd"), "derived.taken"),
            (replace(good, name=LocalText()), "derived.needs-name"),
            (replace(good, formula="rd_business / gdp_current"), "units.result-scale"),
            (replace(good, formula="rd_busines / gdp_current"), "expression.unknown-name"),
            (ring, "expression.cycle"),
        ):
            with pytest.raises(RuleError) as caught:
                session.execute(DefineDerived(wrong))
            assert caught.value.code == code
        session.execute(DefineDerived(replace(good, id="twice", formula="rd_business_gdp * 2")))
        with pytest.raises(RuleError) as caught:
            session.execute(RemoveDerived("rd_business_gdp"))
        assert caught.value.code == "derived.needed"
        session.undo()
        session.execute(RemoveDerived("rd_business_gdp"))
        assert "rd_business_gdp" not in {item.id for item in session.indicators()}
        session.undo()
    finally:
        session.undo()
    assert "rd_business_gdp" not in {item.id for item in session.indicators()}


# --- roll-up --------------------------------------------------------------------------------------------------------------


def test_roll_up_shows_its_sum_and_the_worst(session: Session) -> None:
    found = roll_up(session, "S1", target_year=2027)
    assert found.worst_status == "deterioration"
    assert sum(found.counts.values()) == 5
    parts = [part.score for part in found.parts if part.score is not None]
    assert found.score == pytest.approx(sum(parts) / len(parts))
    assert found.calculation.en == "(0.346 × 1 + −0.625 × 1) ÷ (1 + 1) = −0.139"
    session.execute(PutSetting(WEIGHTS, {"S1.G2": 3}))
    try:
        heavy = roll_up(session, "S1", target_year=2027)
        assert heavy.score == pytest.approx((3 * parts[0] + parts[1]) / 4)
    finally:
        session.undo()
    with pytest.raises(RuleError):
        roll_up(session, "S1", weights={"S1.G2": -1})
    with pytest.raises(UsageError):
        roll_up(session, "S99")
    with Session.create(session.path.with_name("tasks.wbk"), "nine-tasks-2016") as other:
        assert len(roll_up(other).children) == 9  # a plan with nine items at its top
    whole = roll_up(session)
    assert whole.worst_status == "deterioration"
    assert whole.counts["target_achieved"] == 2


# --- comparators ----------------------------------------------------------------------------------------------------------


def test_only_combinations_with_figures_are_offered(session: Session) -> None:
    (table,) = comparators.tables(session)
    assert (table.id, len(table.places)) == ("K1.3", 10)
    free = comparators.options(session, "K1.3")
    assert free.periods == ("2013",)  # the only year that two places have
    assert len(comparators.options(session, "K1.3", period="2020").places) == 1
    assert comparators.options(session, "K1.3", places=["Finland", "德國"]).periods == ("2013",)
    found = comparators.compare(session, "K1.3", "2013")
    assert next(row.words.zh_hant for row in found.rows) == "約60:40"
    assert {row.place.name.zh_hant for row in found.rows} >= {"香港", "內地", "法國"}
    assert not any(row.other_source for row in found.rows)
    for places, period, error in (
        (["Finland"], "2020", RuleError),
        (["Atlantis"], "2013", UsageError),
        ([], "1999", RuleError),
    ):
        with pytest.raises(error):
            comparators.compare(session, "K1.3", period, places)
    with pytest.raises(UsageError):
        comparators.options(session, "K9")


# --- splitting a change ---------------------------------------------------------------------------------------------------


def test_new_data_and_revisions_add_up_exactly(session: Session) -> None:
    gdp = next(item for item in session.observations("gdp_current") if item.period.code == "2022")
    gerd = next(item for item in session.observations("gerd") if item.period.code == "2022")
    session.execute(
        AddObservations(
            (
                replace(gdp, value=2_900_000.0, text="2,900,000", vintage="2026-11-01"),
                replace(gerd, value=30_000.0, text="30,000.0", vintage="2026-11-01"),
            ),
            reason="test",
        )
    )
    try:
        found = split_change(session, "K1.1", since="2024-12-31")
        causes = found.by_cause()
        assert set(causes) == {"revision-numerator", "revision-denominator", "new-data"}
        assert sum((part.exact for part in found.parts), Fraction(0)) == found.change
        n0, n1, d0, d1 = 30138.4, 30000.0, 2808981, 2900000
        assert causes["revision-numerator"] == pytest.approx((n1 - n0) * (1 / d0 + 1 / d1) / 2 * 100)
        assert causes["revision-denominator"] == pytest.approx((n0 + n1) * (1 / d1 - 1 / d0) / 2 * 100)
        assert (found.first_year, found.last_year) == (2022, 2024)
        assert found.before == pytest.approx(n0 / d0 * 100)
        assert found.published_after is not None
        assert found.published_after.value == 1.13
    finally:
        session.undo()


def test_a_change_of_definition_is_a_part_of_its_own(session: Session) -> None:
    """Seen from before 2018, on vintages made for the test: 2017 is the newest year then, 2018 now."""
    old = [item for item in session.observations("gerd") if item.period.code in ("2017",)]
    gdp = [item for item in session.observations("gdp_current") if item.period.code in ("2017",)]
    session.execute(
        AddObservations(tuple(replace(item, vintage="2018-12-20") for item in (*old, *gdp)), reason="test")
    )
    try:
        found = split_change(session, "K1.1", since="2018-12-31", until="2024-12-31")
        causes = found.by_cause()
        assert found.estimated
        # 2017 on both bases: 22 213 and 21 280.4.
        assert causes["definition"] == pytest.approx((22213 - 21280.4) / 2659611 * 100)
        assert (
            sum((part.exact for part in found.parts if part.cause != "target"), Fraction(0)) == found.change
        )
        target = [part for part in found.parts if part.cause == "target"]
        assert target == []  # the same reference figure at both dates
    finally:
        session.undo()


def test_questions_that_have_no_answer(session: Session) -> None:
    for indicator, since, until, code in (
        ("K2.1", "2024-01-01", None, "split.no-formula"),
        ("K1.1", "2001-01-01", None, "split.no-data"),
        ("K1.1", "2026-01-01", "2025-01-01", "split.dates"),
    ):
        with pytest.raises(RuleError) as caught:
            split_change(session, indicator, since=since, until=until)
        assert caught.value.code == code


def test_bias_of_revisions(session: Session) -> None:
    newest = triangles(session, "K1.1")[0]
    found = spread(newest)
    # Four periods released again; moves 0, 0.01, 0, 0: mean 0.0025, s = 0.005, t = 0.0025/(0.005/2) = 1, p = 0.391 (3 df).
    assert (found.count, found.t, found.p) == (4, pytest.approx(1.0), pytest.approx(0.391, abs=5e-4))


# --- the command line -----------------------------------------------------------------------------------------------------


def test_ways_in_without_a_window(
    session: Session, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from workbench.app import cli

    session.save()
    path = str(tmp_path / "copy.wbk")
    Path(path).write_bytes(session.path.read_bytes())

    def run(*arguments: str, code: int = 0) -> object:
        assert cli.main([*arguments, "--json"]) == code
        text = capsys.readouterr().out
        return json.loads(text) if text else None

    rated = run("rate", path, "--indicator", "K1.2")
    assert isinstance(rated, list)
    assert rated[0]["agreement"]["badge"]["en"] == "on track under 6 of 6"
    rolled = run("rate", path, "--roll-up", "S1", "--weight", "S1.G2=0")
    assert isinstance(rolled, dict)
    assert rolled["calculation"]["en"].endswith("= −0.625")
    split = run("explain", path, "--indicator", "K1.1", "--since", "2024-12-31")
    assert isinstance(split, dict)
    assert sum(part["amount"] for part in split["parts"]) == pytest.approx(split["change"])
    counted = run("explain", path, "--indicator", "K2.1", "--since", "2024-01-01")
    assert isinstance(counted, dict)
    assert counted["split"] is None
    assert {one["method"] for one in counted["colours"]} == set(ratings.COUNTED)
    compared = run("compare", path, "--table", "K1.3", "--period", "2013")
    assert isinstance(compared, dict)
    assert len(compared["rows"]) == 10
    offered = run("compare", path)
    assert isinstance(offered, list)
    assert offered[0]["periods"] == ["2013"]
    made = run("derive", path, "--formula", "gerd / gdp_current * 100", "--save", "mine", "--name-en", "Mine")
    assert isinstance(made, dict)
    assert made["saved"] == "mine"
    assert run("derive", path, "--formula", "mine * 2") is not None
    run("derive", path, "--formula", "gerd +", code=1)
    linked = run(
        "definitions", path, "--indicator", "K1.1", "--link", "K1.1@1998", "K1.1@2018", "--note", "why"
    )
    assert isinstance(linked, dict)
    assert linked["links"] == [{"first": "K1.1@1998", "second": "K1.1@2018", "note": "why"}]
    assert round(linked["estimates"][-4]["value"], 2) == 0.77
    run("definitions", path, "--indicator", "K1.1", "--link", "K1.1@1998", "K1.1@2018", code=1)
    triangle = run("revisions", path, "--indicator", "K1.1")
    assert isinstance(triangle, list)
    assert triangle[0]["statistics"]["count"] == 4
    for command, *more in (
        ("rate", "--roll-up"),
        ("explain", "--indicator", "K1.1", "--since", "2024-12-31"),
        ("revisions", "--indicator", "K1.1"),
        ("compare",),
        ("definitions", "--indicator", "K1.1"),
        ("derive", "--formula", "gerd"),
    ):
        plain = [command, path, *more]
        assert cli.main(plain) == 0
        assert capsys.readouterr().out
