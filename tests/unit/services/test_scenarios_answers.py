"""Answers on the shipped workspace: draws, measures, tables, batches, pasted tables, looking back, own models, steps.

Expected values are worked out here from the published components (HK$ million): business R&D 13,906, higher education
20,054, government 1,812 in 2024; GDP 3,329,800 in 2025.
"""

from __future__ import annotations

import csv
import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from workbench.calc.knobs import Knob
from workbench.domain.errors import RuleError
from workbench.domain.figure import Observation, Provenance
from workbench.domain.period import Period
from workbench.domain.scenario import (
    ActualsRange,
    AddFactor,
    Correlation,
    DriverPath,
    Lever,
    LeverSetting,
    Model,
    Scenario,
    Spread,
    Variable,
)
from workbench.domain.text import LocalText
from workbench.services import (
    back_test,
    batch,
    driver_table,
    goal_seek,
    levers,
    model_card,
    scenario_passage,
    scenario_sentences,
    scenarios,
    sensitivity,
    uncertainty,
)
from workbench.services.frozen import FrozenSession
from workbench.services.model_check import check_model
from workbench.services.operations.assumptions import (
    CopyScenario,
    MoveScenario,
    SetActualsRange,
    SetAddFactors,
    SetCorrelations,
    SetLever,
    SetPaths,
    SetScenarioNote,
    SetSpread,
    TickMeasure,
)
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.models import PutModel, RemoveModel
from workbench.services.operations.packs import SavePack
from workbench.services.operations.scenarios import CreateScenario, SetDriverPath
from workbench.services.pack_fields import FieldBook
from workbench.services.scenario_checks import checks
from workbench.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path

GDP_GROWTH = (3186500 / 2835429) ** (1 / 6)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "sample.wbk"
    Session.create(path).close()
    return path


@pytest.fixture
def session(sample: Path):
    with Session.open(sample) as opened:
        yield opened


# --- uncertainty ------------------------------------------------------------------------------------------------


def only(session: Session, **spreads: Spread) -> Scenario:
    """Recent pace with nothing uncertain but what is given."""
    return replace(session.scenario("recent-pace"), spreads=spreads, correlations=None)


def test_the_same_seed_gives_the_same_draws_whatever_else_is_uncertain(session: Session) -> None:
    whole = uncertainty.draw(session, "recent-pace", draws=500, seed=9)
    again = uncertainty.draw(session, "recent-pace", draws=500, seed=9)
    frozen = uncertainty.draw(FrozenSession(session), "recent-pace", draws=500, seed=9)  # type: ignore[arg-type]
    assert whole.fans == again.fans == frozen.fans
    assert whole.fingerprint == again.fingerprint
    spread = session.scenario("recent-pace").spreads["it_practitioners"]
    alone = uncertainty.draw(
        session, "recent-pace", draws=500, seed=9, draft=only(session, it_practitioners=spread)
    )
    assert alone.fans["K3.1"] == whole.fans["K3.1"]  # K3.1 rests on nothing else
    other = uncertainty.draw(session, "recent-pace", draws=500, seed=10)
    assert other.fans["K3.1"] != whole.fans["K3.1"]
    assert other.fingerprint != whole.fingerprint


def test_draws_do_not_depend_on_threads(session: Session) -> None:
    frozen: Session = FrozenSession(session)  # type: ignore[assignment]
    alone = uncertainty.draw(session, "recent-pace", draws=400, seed=2)
    with ThreadPoolExecutor(4) as pool:
        others = list(
            pool.map(lambda _: uncertainty.draw(frozen, "recent-pace", draws=400, seed=2), range(4))
        )
    assert all(each.fans == alone.fans and each.chances == alone.chances for each in others)


def test_a_normal_growth_gives_its_closed_form_quantiles_and_chance(session: Session) -> None:
    draft = only(session, startups=Spread("normal", {"mean": 0.0, "sd": 0.02}))
    run = uncertainty.draw(session, "recent-pace", draws=4000, seed=1, draft=draft)
    pace = (5221 / 3755) ** (1 / 4) - 1
    fan = run.fans["K2.1"]
    assert fan.years == (2026, 2027, 2028, 2029, 2030)
    for level, z in ((5.0, -1.6448536), (50.0, 0.0), (95.0, 1.6448536)):
        assert fan.percentiles[level][-1] == pytest.approx(5221 * (1 + pace + 0.02 * z) ** 5, rel=2e-3)
    # about 7,000 counts from 6,999.5 on: P(growth > needed)
    needed = (6999.5 / 5221) ** (1 / 5) - 1
    expected = 0.5 * math.erfc((needed - pace) / 0.02 / math.sqrt(2))
    chance = next(each for each in run.chances["K2.1"] if each.target.data_year == 2030)
    assert chance.probability == pytest.approx(expected, abs=2e-3)  # Latin hypercube: to a slice or two
    assert chance.by_year[2026] < chance.by_year[2030]
    known = next(each for each in run.chances["K2.1"] if each.target.data_year == 2025)
    assert (known.known, known.probability) == (True, 1.0)
    low, high = fan.band(60)
    assert low[0] < fan.percentiles[50.0][0] < high[0]


def test_levels_levers_and_every_period_are_drawn_as_said(session: Session) -> None:
    level = only(session, unicorns=Spread("uniform", {"min": -0.1, "max": 0.3}, of="level"))
    fan = uncertainty.draw(session, "recent-pace", draws=2000, draft=level).fans["K2.2"]
    assert fan.percentiles[5.0][-1] == pytest.approx(26 * 0.92, rel=1e-3)
    yearly = only(session, startups=Spread("past_growth", each_period=True, window=(2018, 2025)))
    run = uncertainty.draw(session, "recent-pace", draws=300, draft=yearly)
    assert run.names == tuple(f"startups.shift.{year}" for year in range(2026, 2031))
    lever = replace(
        session.scenario("levers-as-announced"),
        spreads={
            **{name: Spread("normal", {"mean": 0, "sd": 1e-9}) for name in session.scenario("recent-pace").spreads if name != "unicorns"},
            "research-postgraduates": Spread("uniform", {"min": 0.0, "max": 1.0}, of="elasticity", around="value"),
        },
    )  # fmt: skip
    fan = uncertainty.draw(session, "levers-as-announced", draws=1000, draft=lever).fans["K3.1"]
    assert fan.percentiles[95.0][-1] - fan.percentiles[5.0][-1] == pytest.approx(3210 * 0.9, rel=1e-2)


def test_correlation_widens_a_sum_and_contradictions_are_refused_with_an_offer(session: Session) -> None:
    spreads = {
        name: Spread("normal", {"mean": 0.0, "sd": 0.01}) for name in ("rd_business", "rd_higher_education")
    }
    plain = only(session, **spreads)
    joined = replace(plain, correlations=(Correlation("rd_business", "rd_higher_education", 0.9),))

    def width(draft: Scenario) -> float:
        fan = uncertainty.draw(session, "recent-pace", draws=2000, draft=draft).fans["K1.2"]
        return fan.percentiles[95.0][-1] - fan.percentiles[5.0][-1]

    one, two = 13906 * 1.03996**6, 20054 * 1.08433**6
    a, b = 6 * one / 1.04, 6 * two / 1.084
    expected = math.sqrt((a * a + b * b + 2 * 0.9 * a * b) / (a * a + b * b))
    assert width(joined) / width(plain) == pytest.approx(expected, rel=0.04)
    with pytest.raises(RuleError) as caught:
        uncertainty.shares(session, "recent-pace", draft=joined, power=6)
    assert caught.value.code == "scenario.shares-correlated"
    triangle = (
        Correlation("rd_business", "gdp", 0.9),
        Correlation("gdp", "rd_higher_education", 0.9),
        Correlation("rd_business", "rd_higher_education", -0.9),
    )
    with pytest.raises(RuleError) as caught:
        session.execute(SetCorrelations("recent-pace", triangle))
    assert caught.value.code == "sampling.impossible"
    assert len(caught.value.params["pairs"]) == 3


def test_shares_of_variance_say_which_driver_matters(session: Session) -> None:
    draft = only(
        session,
        gdp=Spread("normal", {"mean": 0, "sd": 0.001}),
        rd_business=Spread("normal", {"mean": 0, "sd": 0.05}),
    )
    found = uncertainty.shares(session, "recent-pace", draft=draft, power=9)
    share = next(each for each in found if (each.indicator_id, each.year) == ("K1.1", 2030)).shares
    assert share.first["rd_business"] > 0.98
    low, high = share.first_between["rd_business"]
    assert low <= share.first["rd_business"] <= high
    assert not any(each.indicator_id == "K2.1" for each in found)  # nothing uncertain acts on start-ups


@pytest.mark.parametrize(
    ("name", "spread", "code"),
    [
        ("gdp", Spread("normal", {"mean": 0.0, "sd": -1.0}), "sampling.range"),
        ("gdp", Spread("triangular", {"min": 1.0, "mode": 0.0, "max": 2.0}), "sampling.range"),
        ("gdp", Spread("normal", {"mean": 0.0}), "sampling.missing"),
        ("gdp", Spread("empirical"), "sampling.range"),
        ("unicorns", Spread("past_growth"), "scenario.spread-few"),
        ("labour_force_local", Spread("past_errors"), "scenario.spread-few"),
        ("unicorns", Spread("normal", {"mean": 20.0, "sd": 1.0}, of="level", around="value"), "scenario.spread-level"),
        ("gdp", Spread("uniform", {"min": -1.5, "max": -1.2}), "scenario.growth-below"),
    ],
)  # fmt: skip
def test_spreads_that_cannot_be_drawn_name_the_driver(session: Session, name, spread, code) -> None:
    with pytest.raises(RuleError) as caught:
        uncertainty.draw(session, "recent-pace", draws=50, draft=only(session, **{name: spread}))
    assert (caught.value.code, caught.value.field) == (code, name)
    for lang in ("en", "zh-Hant"):
        assert name in caught.value.words(lang)
        assert "{" not in caught.value.words(lang)


def test_a_child_can_be_certain_of_what_its_parent_is_not(session: Session) -> None:
    session.execute(SetSpread("slow-business-rd", "it_practitioners", Spread("none")))
    names = uncertainty.draw(session, "slow-business-rd", draws=20).names
    assert not any(name.startswith("it_practitioners") for name in names)
    assert any(name.startswith("gdp") for name in names)
    with pytest.raises(RuleError):
        session.execute(SetSpread("slow-business-rd", "gdp", Spread("normal", {"mean": 0.0, "sd": 0.0})))


def test_nothing_uncertain_and_too_many_draws_are_said(session: Session) -> None:
    for draws, draft, code in ((10, only(session), "scenario.no-spread"), (0, None, "sampling.draws")):
        with pytest.raises(RuleError) as caught:
            uncertainty.draw(session, "recent-pace", draws=draws, draft=draft)
        assert caught.value.code == code


# --- staleness and inheritance ------------------------------------------------------------------------------------


def test_a_result_is_stale_once_an_input_changed_and_current_again_after_undo(session: Session) -> None:
    made = scenarios.run(session, "slow-business-rd")
    assert scenarios.is_current(session, made)
    session.execute(SetDriverPath("recent-pace", "gdp", DriverPath(growth=0.01)))  # the parent's
    assert not scenarios.is_current(session, made)
    session.undo()
    assert scenarios.is_current(session, made)
    item = Observation(
        "gdp_current", Period.year(2026), "2027-02", 3.4e6, "3,400,000", Provenance("csd-310-31001")
    )
    session.execute(AddObservations((item,)))
    assert not scenarios.is_current(session, made)
    session.undo()
    session.execute(SetScenarioNote("slow-business-rd", LocalText("words change no figure", "文字")))
    assert scenarios.is_current(session, made)
    assert len(made.fingerprint) == 64


def test_add_factors_levers_and_actuals_inherit_and_are_listed_as_differences(session: Session) -> None:
    plain = scenarios.run(session, "recent-pace").result.at("gerd", 2028)
    assert plain is not None
    session.execute(SetAddFactors("recent-pace", "gerd", (AddFactor(2028, 2028, 500.0, "a big project"),)))
    child = scenarios.run(session, "slow-business-rd")
    slow = child.result.at("rd_business", 2028)
    recent = scenarios.run(session, "recent-pace")
    assert recent.result.at("gerd", 2028) == pytest.approx(plain + 500)
    assert slow is not None
    assert child.result.at("gerd", 2028) == pytest.approx(
        plain + 500 - (recent.result.at("rd_business", 2028) or 0) + slow
    )
    session.execute(SetAddFactors("slow-business-rd", "gerd", ()))
    assert scenarios.run(session, "slow-business-rd").result.at("gerd", 2028) == pytest.approx(
        plain - (recent.result.at("rd_business", 2028) or 0) + slow
    )
    listed = scenarios.difference_list(session, "slow-business-rd")
    assert [(each.what, each.name) for each in listed] == [("path", "rd_business"), ("add_factors", "gerd")]
    session.execute(SetActualsRange("slow-business-rd", "gerd", ActualsRange(use=False)))
    held = scenarios.run(session, "slow-business-rd")
    assert held.result.at("gerd", 2024) == pytest.approx(13906 + 20054 + 1812)
    assert held.result.at("gerd", 2023) is None
    session.execute(SetActualsRange("slow-business-rd", "gdp", ActualsRange(last=2023)))
    held = scenarios.run(session, "slow-business-rd", overrides={"gdp": DriverPath(growth=0.0)})
    assert held.result.at("gdp", 2025) == 2981601  # the actuals of 2024 and 2025 are left out
    assert held.inputs.data.origins["manufacturing_va"][2023] == "derived"


def test_ticking_a_measure_switches_all_its_levers_in_one_step(session: Session) -> None:
    before = scenarios.run(session, "recent-pace").result.at("rd_higher_education", 2027)
    session.execute(TickMeasure("recent-pace", "S1.G2.R1.M1", on=True))
    rows = {row.lever.id: row for row in levers.levers(session, "recent-pace")}
    assert rows["raise-plus-universities"].on
    assert rows["raise-plus-industry"].on
    assert not rows["co-investment-fund"].on
    assert rows["raise-plus-industry"].node is not None
    after = scenarios.run(session, "recent-pace").result.at("rd_higher_education", 2027)
    assert before is not None
    assert after == pytest.approx(before + 10000 / 7 * 0.7)
    session.execute(SetLever("recent-pace", "raise-plus-universities", LeverSetting(elasticity=0.0)))
    assert scenarios.run(session, "recent-pace").result.at("rd_higher_education", 2027) == pytest.approx(
        before
    )
    session.undo()
    session.undo()
    assert not any(row.on for row in levers.levers(session, "recent-pace"))
    with pytest.raises(RuleError) as caught:
        session.execute(TickMeasure("recent-pace", "S6.G1.R1.M1", on=True))
    assert caught.value.code == "scenario.no-lever-there"


def test_scenarios_are_copied_moved_and_never_put_below_themselves(session: Session) -> None:
    session.execute(CopyScenario("levers-as-announced", "copy", LocalText("Copy", "副本")))
    assert session.scenario("copy").levers == session.scenario("levers-as-announced").levers
    session.execute(MoveScenario("copy", "blueprint-path", 0))
    assert session.scenario("copy").parent == "blueprint-path"
    assert scenarios.run(session, "copy").result.at("gdp", 2026) == pytest.approx(3329800 * 1.03)
    session.execute(MoveScenario("slow-business-rd", "recent-pace", 0))
    siblings = sorted(
        (each for each in session.scenarios() if each.parent == "recent-pace"), key=lambda each: each.order
    )
    assert [each.id for each in siblings] == ["slow-business-rd", "blueprint-path", "levers-as-announced"]
    for parent in ("copy", "blueprint-path"):
        with pytest.raises(RuleError) as caught:
            session.execute(MoveScenario("blueprint-path", parent, 0))
        assert caught.value.code == "scenario.own-ancestor"


def test_outputs_do_not_depend_on_the_order_of_variables_or_scenarios(session: Session) -> None:
    plain = scenarios.run(session, "levers-as-announced")
    drawn = uncertainty.draw(session, "recent-pace", draws=100)
    model = session.models()[0]
    ordered = [variable for variable in reversed(model.variables) if not variable.history]
    worked_out = [variable for variable in model.variables if variable.history]
    session.execute(PutModel(replace(model, variables=(*ordered, *worked_out))))
    again = scenarios.run(session, "levers-as-announced")
    for name, values in plain.result.values.items():
        np.testing.assert_array_equal(values, again.result.values[name])
    assert uncertainty.draw(session, "recent-pace", draws=100).fans == drawn.fans


# --- answers --------------------------------------------------------------------------------------------------------


def test_several_drivers_meet_several_reference_figures_and_can_be_stored(session: Session) -> None:
    found = goal_seek.seek(
        session,
        "recent-pace",
        [goal_seek.Turning("rd_business"), goal_seek.Turning("rd_higher_education")],
        [goal_seek.Aim("K1.1", 2030), goal_seek.Aim("K1.3", 2030)],
    )
    assert found.answer.status == "solved"
    session.execute(SetPaths("recent-pace", found.paths))
    result = scenarios.run(session, "recent-pace").result
    assert result.at("gerd_gdp", 2030) == pytest.approx(2.0, rel=1e-9)
    assert result.at("public_share", 2030) == pytest.approx(40.0, rel=1e-9)
    # 2 % of GDP, of which business 60 %: 3,329,800 at the pace of 2018–2024 for five years
    business = 0.02 * 3329800 * GDP_GROWTH**5 * 0.6
    assert found.answer.values[0] == pytest.approx((business / 13906) ** (1 / 6) - 1, rel=1e-7)
    stuck = goal_seek.seek(
        session,
        "slow-business-rd",
        [goal_seek.Turning("rd_government", high=0.1)],
        [goal_seek.Aim("K1.1", 2030)],
    )
    assert stuck.answer.binding == ((0, 0.1),)
    assert not stuck.paths
    for answer in (found, stuck):
        words = answer.words()
        assert "%" in (words.en or "")
        assert "{" not in f"{words.en}{words.zh_hant}"
    assert "10.00%" in (stuck.words().zh_hant or "")


def test_a_target_on_an_indicator_whose_figures_are_words_is_refused(session: Session) -> None:
    words = replace(session.indicator("K1.1"), id="mood", name=LocalText("Mood", "氣氛"))
    item = Observation("mood", Period.year(2024), "2025", None, "improving", Provenance("001"), status=("O",))
    session.execute(AddObservations((item,), (words,)))
    with pytest.raises(RuleError) as caught:
        goal_seek.seek(session, "recent-pace", [goal_seek.Turning("gdp")], [goal_seek.Aim("mood", 2030, 1.0)])
    assert caught.value.code == "scenario.text-target"
    assert "Mood" in caught.value.words("en")
    assert "氣氛" in caught.value.words("zh-Hant")


def test_measures_that_could_close_the_gap_are_tried_one_by_one(session: Session) -> None:
    found = levers.close_the_gap(session, "recent-pace", "K1.1", 2030)
    gdp = 3329800 * GDP_GROWTH**5
    gap = 2.0 - (found.value or 0)
    adds = {
        "raise-plus-universities": 10000 / 7 * 0.7,
        "co-investment-fund": 30000 / 7 * 0.2,
        "raise-plus-industry": 10000 / 7 * 0.4,
    }
    assert [each.row.lever.id for each in found.measures] == list(
        adds
    )  # most first; postgraduates do nothing to it
    for each in found.measures:
        closes = adds[each.row.lever.id] / gdp * 100 / gap
        assert each.closes == pytest.approx(closes, rel=1e-9)
        assert each.needed == pytest.approx(1 / closes, rel=1e-6)
    assert found.together == pytest.approx((found.value or 0) + sum(adds.values()) / gdp * 100, rel=1e-9)
    assert found.together_met is False
    words = scenario_sentences.closing_words(session, found)
    assert "4.9%" in (words.en or "")
    assert "4.9%" in (words.zh_hant or "")
    nothing = levers.close_the_gap(session, "recent-pace", "K4.1", 2030)
    assert nothing.measures == ()
    assert scenario_sentences.closing_words(session, nothing).zh_hant


def test_tables_and_the_tornado_agree_with_single_runs(session: Session) -> None:
    found = sensitivity.table(
        session,
        "recent-pace",
        "K1.1",
        2030,
        (Knob("rd_business"), [0.05, 0.1]),
        (Knob("gdp"), [0.02, 0.03, 0.04]),
    )
    for i, business in enumerate(found.rows):
        for j, gdp in enumerate(found.columns):
            paths = {"rd_business": DriverPath(growth=business), "gdp": DriverPath(growth=gdp)}
            one = scenarios.run(session, "recent-pace", overrides=paths).result.at("gerd_gdp", 2030)
            assert found.values[i][j] == pytest.approx(one, rel=1e-13)
    tornado = sensitivity.tornado(session, "recent-pace", "K1.1", 2030, by_spread=False, shift=0.02)
    assert [bar.width for bar in tornado.bars] == sorted((bar.width for bar in tornado.bars), reverse=True)
    assert {bar.name for bar in tornado.bars} == {
        "rd_business",
        "rd_higher_education",
        "rd_government",
        "gdp",
    }
    business = next(bar for bar in tornado.bars if bar.name == "rd_business")
    pace = (13906 / 10992.5) ** (1 / 6) - 1
    up = scenarios.run(session, "recent-pace", overrides={"rd_business": DriverPath(growth=pace + 0.02)})
    assert business.at_high == pytest.approx(up.result.at("gerd_gdp", 2030), rel=1e-12)
    with pytest.raises(RuleError):
        sensitivity.table(session, "recent-pace", "K1.1", 2050, (Knob("gdp"), [0.1]))
    with pytest.raises(RuleError):
        sensitivity.table(session, "recent-pace", "K1.1", 2030, (Knob("gdp"), []))


TABLE = "name\trd_business.growth\tunicorns.level.2030\tGDP at current market prices.growth.2027\nslow\t2 %\t25\t\n快\t１２％\t\t−1%\n"


def test_a_batch_is_its_runs_one_by_one(session: Session, tmp_path: Path) -> None:
    inputs = scenarios.inputs_of(session, "recent-pace")
    variations = batch.read_table(TABLE, inputs)
    done = batch.run_batch(session, "recent-pace", variations)
    fast = scenarios.run(
        session,
        "recent-pace",
        overrides={
            "rd_business": DriverPath(growth=0.12),
            "gdp": replace(session.scenario("recent-pace").paths["gdp"], by_year={2027: -0.01}),
        },
    )
    slow, quick = done.outcomes
    assert slow.values["K2.2"][2030] == 25
    assert slow.met["K2.2"][2030] is False
    for year in range(2025, 2031):
        assert quick.values["K1.1"][year] == pytest.approx(fast.result.at("gerd_gdp", year), rel=1e-12)
    assert done.base.values["K1.1"][2030] == scenarios.run(session, "recent-pace").result.at("gerd_gdp", 2030)
    batch.write_csv(done, session, tmp_path / "b.csv", "zh-Hant")
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows] == ["變化", "近年步伐", "slow", "快"]
    assert float(rows[3][1]) == 0.12
    assert repr(quick.values["K1.1"][2030]) in rows[3]  # full precision
    batch.write_xlsx(done, session, tmp_path / "b.xlsx", "en")
    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames[0] == "Batch"
    assert book["K1.1"].cell(4, 18).value == pytest.approx(quick.values["K1.1"][2030], rel=1e-15)
    many = [batch.Variation(f"v{i}", {Knob("gdp"): i / 10000}) for i in range(1000)]
    assert len(batch.run_batch(session, "recent-pace", many).outcomes) == 1000


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", "batch.empty", ""),
        ("name,gdp.growth\n", "batch.empty", ""),
        ("name,gdp.growth\na,x\n", "batch.number", "2"),
        ("name,gdp.growth\na,1e999\n", "batch.number", "2"),
        ("name,gdp\na,1\n", "batch.column", "gdp"),
        ("name,gdb.growth\na,1%\n", "solve.not-a-driver", "gdb"),
        ("name,gdp.growth\na,1%\na,2%\n", "batch.name-twice", "a"),
        ("name,gdp.growth\na,1%,5\n", "batch.wide", "2"),
        ("name,gdp.growth.2050\na,1%\n", "solve.year", "2050"),
        ("name,gdp.growth.soon\na,1%\n", "period.unreadable", "soon"),
    ],
)
def test_a_bad_table_of_variations_is_refused_at_its_place(session: Session, text, code, where) -> None:
    with pytest.raises(RuleError) as caught:
        batch.read_table(text, scenarios.inputs_of(session, "recent-pace"))
    assert caught.value.code == code
    for lang in ("en", "zh-Hant"):
        assert where in caught.value.words(lang)
        assert "{" not in caught.value.words(lang)


def test_growth_below_in_a_batch_names_variation_and_driver(session: Session) -> None:
    with pytest.raises(RuleError) as caught:
        batch.run_batch(session, "recent-pace", [batch.Variation("crash", {Knob("gdp"): -1.0})])
    assert caught.value.code == "batch.growth-below"
    assert "crash" in caught.value.words("en")
    assert "gdp" in caught.value.words("zh-Hant")


def test_a_driver_table_goes_to_excel_and_back_without_loss(session: Session) -> None:
    run = scenarios.run(session, "recent-pace")
    text = driver_table.table_text(run, "zh-Hant")
    pasted = driver_table.read_paste(session, "recent-pace", text)
    assert ("rd_business", "2024") in pasted.skipped
    again = scenarios.run(session, "recent-pace", overrides=pasted.paths)
    for row in run.drivers:
        name = row.variable.name
        np.testing.assert_array_equal(run.result.values[name], again.result.values[name])
    rates = driver_table.read_paste(session, "recent-pace", "\t2026\t2027\n工商機構研發\t9%\t20000\n")
    session.execute(SetPaths("recent-pace", rates.paths))
    result = scenarios.run(session, "recent-pace").result
    assert result.at("rd_business", 2026) == pytest.approx(13906 * (13906 / 10992.5) ** (1 / 6) * 1.09)
    assert result.at("rd_business", 2027) == 20000
    for bad, code in (
        ("\t2026\nnobody\t1\n", "scenario.unknown-driver"),
        ("\t2026\ngdp\tx\n", "batch.number"),
        ("\tsoon\ngdp\t1\n", "period.unreadable"),
        ("\t2026\ngdp\t-100%\n", "scenario.growth-below"),
    ):
        with pytest.raises(RuleError) as caught:
            driver_table.read_paste(session, "recent-pace", bad)
        assert caught.value.code == code


def test_what_can_be_computed_but_should_be_looked_at_is_said(session: Session) -> None:
    assert checks(scenarios.run(session, "recent-pace")) == ()
    paths = {
        "gdp": DriverPath(growth=0.15),
        "unicorns": DriverPath(levels={2026: 70.0}),
        "startups": DriverPath(levels={2027: -5.0}),
    }
    found = checks(scenarios.run(session, "recent-pace", overrides=paths))
    assert [(each.variable, each.code, each.period) for each in found] == [
        ("gdp", "outside-bounds", "2026"),
        ("gdp", "unlike-past", "2026"),
        ("startups", "sign", "2027"),
        ("unicorns", "outside-bounds", "2026"),
    ]
    assert "GDP at current market prices, 2026: 15.00%" in (found[0].message.en or "")
    assert "2026年獨角獸企業（累計）：70" in (found[3].message.zh_hant or "")


# --- looking back, the card, own models ------------------------------------------------------------------------------


def test_last_years_scenario_on_data_as_then_known_is_scored(session: Session) -> None:
    found = back_test.score(session, "recent-pace", "2024-08-01", draws=300)
    scored = {(each.indicator_id, each.year): each for each in found.scores}
    # On 1 August 2024 R&D was known to 2022 and GDP to 2023: the pace is that of 2018–2022, of GDP 2018–2023.
    parts = sum(
        last * (last / first) ** (1 / 2)
        for first, last in ((10992.5, 12370.7), (12337.9, 16355.5), (1148.0, 1412.2))
    )
    gdp = 2981601 * (2981601 / 2835429) ** (1 / 5)
    ratio = scored["K1.1", 2024]
    assert ratio.projected == pytest.approx(parts / gdp * 100, rel=1e-9)
    assert (ratio.outcome, ratio.horizon) == (1.13, 2)
    assert ratio.error == pytest.approx(1.13 - parts / gdp * 100)
    assert set(ratio.inside) == {30, 60, 90}
    assert "population" in found.later
    assert "unicorns" in found.hindsight
    assert found.summary.count == len(found.scores)
    assert 0 <= found.summary.hits[30] <= found.summary.hits[60] <= found.summary.hits[90] <= 1
    words = found.words(session)
    assert "1 August 2024" in (words.en or "")
    assert "2024年8月1日" in (words.zh_hant or "")
    with pytest.raises(RuleError) as caught:
        back_test.score(session, "recent-pace", "2026-12-31")
    assert caught.value.code == "back-test.nothing"


def test_the_rule_is_scored_year_after_year_on_the_past_alone(session: Session) -> None:
    found = back_test.rolling(session, "blueprint", window=5, horizon=1)
    gdp = found.by_variable["gdp"]
    values = {item.period.start.year: item.value for item in session.observations("gdp_current")}
    errors = []
    for origin in range(2003, 2025):
        pace = (values[origin] / values[origin - 5]) ** (1 / 5)
        errors.append((values[origin + 1] - values[origin] * pace) / values[origin + 1])
    assert gdp.count == len(errors)
    assert gdp.bias == pytest.approx(sum(errors) / len(errors), rel=1e-9)
    assert gdp.mean_absolute == pytest.approx(sum(map(abs, errors)) / len(errors), rel=1e-9)


def test_the_card_shows_equations_sources_and_a_graph_that_flows_one_way(session: Session) -> None:
    card = model_card.card(session, "blueprint")
    assert card.counts == (19, 7)
    rows = {row.variable.name: row for row in card.rows}
    assert rows["gerd_gdp"].equation == "gerd / gdp * 100"
    assert [source.id for source in rows["population"].sources] == ["csd-api-2026-08-18"]
    assert rows["manufacturing_va"].derived
    layers = {node.name: node.layer for node in card.nodes}
    assert all(layers[one] < layers[two] for one, two in card.edges)
    assert len({(node.layer, node.row) for node in card.nodes}) == len(card.nodes)
    assert card.back_test is not None
    assert card.back_test.overall.count > 100
    assert len([node for node in card.nodes if node.kind == "indicator"]) == 8


def own_model(*variables: Variable, **more) -> Model:
    return Model("own", LocalText("Own", "自訂"), 2020, 2030, variables, **more)


def test_every_problem_of_a_model_is_told_where_it_stands(session: Session) -> None:
    def v(name: str, formula: str = "", unit: str = "persons", **more) -> Variable:
        return Variable(name, LocalText(name, name), unit, formula, **more)

    bad = own_model(
        v("people", series_id="population_end_year"),
        v("money", unit="港元"),
        v("sum", "people + money"),
        v("typo", "peopel * 2"),
        v("a", "b + 1"),
        v("people"),
        v("inverted", minimum=0.2, maximum=0.1),
        v("lost", series_id="nowhere"),
        v("2x"),
        v("back", history="@gdp_curent * 2"),
        levers=(Lever("l", "S1.G2.R1.M1", "nobody", LocalText(), 1.0, 2024),),
    )
    found = {(problem.variable, problem.code) for problem in check_model(session, bad)}
    assert found >= {
        ("typo", "expression.unknown-name"),
        ("a", "expression.unknown-name-alone"),
        ("people", "model.twice"),
        ("inverted", "model.bounds"),
        ("lost", "model.unknown-series"),
        ("2x", "model.bad-name"),
        ("back", "expression.unknown-name"),
        ("l", "scenario.unknown-variable"),
    }
    typo = next(problem for problem in check_model(session, bad) if problem.variable == "typo")
    assert typo.position == 1
    assert "people" in (typo.message.en or "")
    clash = own_model(
        v("people"), v("money", unit="HK$ million"), v("sum", "money + people", unit="HK$ million")
    )
    (problem,) = check_model(session, clash)
    assert (problem.variable, problem.position) == ("sum", 7)
    assert problem.code.startswith("units.")
    ring = own_model(v("x", "y + 1"), v("y", "people / x"), v("people"))
    assert [(p.variable, p.code, p.position) for p in check_model(session, ring)] == [
        ("x", "expression.cycle", 1),
        ("y", "expression.cycle", 10),
    ]
    assert check_model(session, own_model())[0].code == "model.no-variables"
    for model in (bad, clash, ring):
        for problem in check_model(session, model):
            assert "{" not in f"{problem.message.en}{problem.message.zh_hant}"
        with pytest.raises(RuleError):
            session.execute(PutModel(model))


def test_a_model_of_ones_own_is_kept_run_and_removed(session: Session) -> None:
    assert not [p for p in check_model(session, session.models()[0]) if p.severity == "error"]
    model = own_model(
        Variable("people", LocalText("People", "人口"), "persons", series_id="population_end_year"),
        Variable("twice", LocalText("Twice", "兩倍"), "persons", "people * 2"),
    )
    session.execute(PutModel(model))
    session.execute(
        CreateScenario(
            Scenario("mine", "own", LocalText("Mine", "我的"), paths={"people": DriverPath(growth=0.1)})
        )
    )
    assert scenarios.run(session, "mine").result.at("twice", 2026) == pytest.approx(7508700 * 1.1 * 2)
    with pytest.raises(RuleError) as caught:
        session.execute(RemoveModel("own"))
    assert caught.value.code == "model.in-use"
    with pytest.raises(RuleError) as caught:
        session.execute(PutModel(replace(model, variables=model.variables[1:])))
    assert caught.value.code.startswith("expression.")
    renamed = (replace(model.variables[0], name="folk"), replace(model.variables[1], formula="folk * 2"))
    with pytest.raises(RuleError) as caught:
        session.execute(PutModel(replace(model, variables=renamed)))
    assert (caught.value.code, caught.value.params["name"]) == ("scenario.no-model-change", "people")


def test_a_quarterly_model_reads_quarterly_figures_only(session: Session) -> None:
    quarters = [
        Observation(
            "labour_force", Period.parse(f"2025-Q{q}"), "2026-03", 3.8e6 + q, "", Provenance("LF2022")
        )
        for q in (1, 2, 3)
    ]
    session.execute(AddObservations(tuple(quarters)))
    model = Model(
        "own",
        LocalText("Own", "自訂"),
        2025,
        2026,
        (Variable("force", LocalText("Labour force", "勞動人口"), "persons", series_id="labour_force"),),
        frequency="Q",
    )
    session.execute(PutModel(model))
    session.execute(
        CreateScenario(Scenario("q", "own", LocalText("Q", "季"), paths={"force": DriverPath(growth=0.01)}))
    )
    run = scenarios.run(session, "q")
    grid = run.inputs.ready.grid
    assert run.result.last_actual["force"] == grid.step("2025-Q3")
    assert run.result.at("force", grid.step("2026-Q2")) == pytest.approx((3.8e6 + 3) * 1.01**3)


# --- into the pack ----------------------------------------------------------------------------------------------------


def test_the_paragraph_for_a_pack_says_the_same_figures_in_both_languages_each_traced(
    session: Session,
) -> None:
    found = scenario_passage.passage(session, "recent-pace", "K1.1", driver="rd_business", draws=200, seed=4)
    names = {field.name for field in found.fields}
    for text in (found.text.en or "", found.text.zh_hant or ""):
        assert {part.split("}")[0] for part in text.split("{")[1:]} == names
    pack = scenario_passage.with_passage(session.packs()[0], found)
    session.execute(SavePack(pack))
    book = FieldBook(session, session.pack(pack.id))
    figures = {field.method or field.name: book.figures[field.name] for field in found.fields}
    run = scenarios.run(session, "recent-pace")
    solution = scenarios.solve(session, "recent-pace", "rd_business", "K1.1", 2030).solution
    assert figures["solution:rd_business"].value == solution.value
    assert figures["growth:rd_business"].texts.en == "4.0%"
    required = next(item for item in run.indicator("K1.1").targets if item.target.data_year == 2030).required
    assert required is not None
    assert figures["required"].value == pytest.approx(required.change)
    chance = uncertainty.draw(session, "recent-pace", draws=200, seed=4).chances["K1.1"][1].probability
    assert figures["chance:200:4"].value == chance
    for figure in figures.values():
        assert figure.source_id
        assert "〔" not in (figure.texts.en or "〔")
    again = scenario_passage.with_passage(session.pack(pack.id), found)
    assert len(again.fields) == len(pack.fields)
