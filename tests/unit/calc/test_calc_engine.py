"""The engine against closed forms, and its rules: what wins, where growth starts, what is said when nothing can be."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.calc.engine import Drawn, compound_rate, evaluate, run
from workbench.calc.model import compile_model
from workbench.calc.scenarios import differences, resolve
from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath, Model, Scenario, Variable
from workbench.domain.text import LocalText


def variable(name: str, formula: str = "", **more) -> Variable:
    return Variable(name, LocalText(), "", formula, **more)


def model(*variables: Variable, first: int = 2020, last: int = 2030) -> Model:
    return Model("m", LocalText(), first, last, variables)


RATIO = model(
    variable("gerd"), variable("gdp"), variable("population"),
    variable("ratio", "gerd / gdp * 100"), variable("per_head", "gerd * 1000000 / population"),
)  # fmt: skip
HISTORY = {"gerd": {2020: 26553.6}, "gdp": {2020: 2675793.0}, "population": {2020: 7426700.0}}


def test_constant_growth_is_its_closed_form():
    result = evaluate(model(variable("x")), {"x": DriverPath(growth=0.0715)}, {"x": {2020: 26553.6}})
    for step, got in enumerate(result.values["x"]):
        assert got == pytest.approx(26553.6 * 1.0715**step, rel=1e-13)
    assert result.actual["x"].tolist() == [True] + [False] * 10
    assert result.problems == ()


def test_ratio_of_two_growths_and_per_head_with_a_population_path():
    population = {2025: 7508700.0, 2030: 7600000.0}
    paths = {
        "gerd": DriverPath(growth=0.10),
        "gdp": DriverPath(growth=0.03),
        "population": DriverPath(growth=0.002, levels=population),
    }
    result = evaluate(RATIO, paths, HISTORY)
    assert result.at("ratio", 2020) == pytest.approx(0.9923637590800184, rel=1e-14)
    for year in range(2020, 2031):
        n = year - 2020
        assert result.at("ratio", year) == pytest.approx(
            26553.6 * 1.1**n / (2675793 * 1.03**n) * 100, rel=1e-12
        )
    assert result.at("population", 2024) == pytest.approx(7426700 * 1.002**4, rel=1e-13)
    assert result.at("population", 2025) == 7508700
    assert result.at("population", 2027) == pytest.approx(7508700 * 1.002**2, rel=1e-13)
    assert result.at("per_head", 2030) == pytest.approx(26553.6 * 1.1**10 * 1e6 / 7.6e6, rel=1e-12)
    assert result.actual["ratio"].tolist() == [True] + [False] * 10


def test_actuals_win_and_growth_goes_on_from_the_last_one_over_gaps():
    history = {"x": {2020: 100.0, 2021: 110.0, 2024: 200.0}}
    path = DriverPath(growth=0.5, by_year={2026: 0.1}, levels={2021: 1.0, 2024: 2.0, 2028: 50.0})
    result = evaluate(model(variable("x")), {"x": path}, history)
    got = dict(zip(result.years.tolist(), result.values["x"].tolist(), strict=True))
    assert (got[2020], got[2021], got[2024]) == (100, 110, 200)
    assert math.isnan(got[2022])
    assert math.isnan(got[2023])
    assert got[2025] == 300
    assert got[2026] == pytest.approx(330)  # the year's own growth wins over the constant
    assert got[2027] == pytest.approx(495)
    assert got[2028] == 50  # a level wins over growth
    assert got[2030] == pytest.approx(112.5)
    assert np.flatnonzero(result.actual["x"]).tolist() == [0, 1, 4]
    assert result.problems == ()


def test_a_level_fills_a_gap_and_history_before_the_grid_counts():
    path = DriverPath(growth=0.1, levels={2022: 7.0})
    result = evaluate(model(variable("x")), {"x": path}, {"x": {2020: 1.0, 2023: 8.0}})
    assert result.at("x", 2022) == 7
    assert result.at("x", 2021) is None
    early = evaluate(model(variable("x")), {"x": DriverPath(growth=0.1)}, {"x": {2017: 100.0}})
    assert early.at("x", 2020) == pytest.approx(133.1)
    assert early.last_actual["x"] == 2017


def test_trend_is_the_compound_rate_of_the_window_given():
    history = {"x": {2014: 50.0, 2018: 100.0, 2020: 121.0}}
    result = evaluate(
        model(variable("x"), last=2022), {"x": DriverPath(growth=9.0, trend=(2018, 2020))}, history
    )
    assert result.at("x", 2021) == pytest.approx(133.1, rel=1e-14)
    assert result.growth["x"][1] == pytest.approx(0.1, rel=1e-13)
    assert compound_rate(0.8, 1.5, 4) == pytest.approx(0.170, abs=5e-4)  # users.md, job 13


def test_a_driver_of_levels_holds_the_last_one_given_but_assumes_nothing_by_itself():
    levels = variable("u", kind="level", minimum=0, maximum=60)
    held = evaluate(model(levels), {"u": DriverPath(levels={2024: 18.0, 2027: 22.0})}, {"u": {2020: 12.0}})
    assert [held.at("u", year) for year in (2020, 2023, 2024, 2026, 2027, 2030)] == [12, None, 18, 18, 22, 22]
    assert [(p.code, p.year) for p in held.problems] == [("scenario.no-path", 2021)]
    bare = evaluate(model(levels), {}, {"u": {2020: 12.0}})
    assert bare.at("u", 2021) is None
    assert [(p.variable, p.code, p.year) for p in bare.problems] == [("u", "scenario.no-path", 2021)]


def test_problems_name_variable_and_year():
    half = model(variable("a"), variable("b"), variable("c"), variable("q", "a / b"), last=2022)
    result = evaluate(
        half,
        {
            "a": DriverPath(growth=0.0),
            "b": DriverPath(levels={2021: 0.0, 2022: 2.0}),
            "c": DriverPath(trend=(2010, 2015)),
        },
        {"a": {2020: 1.0}, "b": {2020: 4.0}, "c": {2020: 1.0}},
    )
    assert [result.at("q", year) for year in (2020, 2021, 2022)] == [0.25, None, 0.5]
    found = [(problem.variable, problem.year, problem.code) for problem in result.problems]
    assert found == [("c", 2010, "scenario.trend-no-data"), ("q", 2021, "scenario.division-by-zero")]
    for problem in result.problems:
        assert problem.variable in (problem.message.en or "")
        assert str(problem.year) in (problem.message.zh_hant or "")
    empty = evaluate(half, {}, {})
    assert {problem.code for problem in empty.problems} == {"scenario.no-data"}
    assert np.isnan(empty.values["q"]).all()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (DriverPath(growth=-1.0), "scenario.growth-below"),
        (DriverPath(by_year={2025: -1.2}), "scenario.growth-below"),
        (DriverPath(growth=math.nan), "scenario.not-a-number"),
        (DriverPath(levels={2025: math.inf}), "scenario.not-a-number"),
        (DriverPath(trend=(2020, 2020)), "scenario.trend-window"),
        (DriverPath(trend=(2020, 2014)), "scenario.trend-window"),
    ],
)
def test_assumptions_that_mean_nothing_are_refused_at_their_field(path, code):
    with pytest.raises(RuleError) as caught:
        evaluate(RATIO, {"gdp": path}, HISTORY)
    assert (caught.value.code, caught.value.field) == (code, "gdp")


def test_a_path_for_an_identity_is_refused():
    with pytest.raises(RuleError) as caught:
        evaluate(RATIO, {"ratio": DriverPath(growth=0.1)}, HISTORY)
    assert caught.value.code == "scenario.unknown-driver"


def test_growth_to_beyond_all_numbers_is_a_problem_not_infinity():
    result = evaluate(model(variable("x")), {"x": DriverPath(growth=1e200)}, {"x": {2020: 1e200}})
    assert not np.isinf(result.values["x"]).any()
    assert [(p.variable, p.year, p.code) for p in result.problems] == [("x", 2021, "scenario.overflow")]


def test_outputs_do_not_depend_on_the_order_of_variables_or_paths():
    turned = model(*reversed(RATIO.variables))
    paths = {
        "gerd": DriverPath(growth=0.1),
        "gdp": DriverPath(growth=0.03),
        "population": DriverPath(growth=0.001),
    }
    one = evaluate(RATIO, paths, HISTORY)
    two = evaluate(turned, dict(reversed(paths.items())), HISTORY)
    for name in one.values:
        assert np.array_equal(one.values[name], two.values[name])


@given(
    st.lists(st.floats(-0.5, 0.5), min_size=1, max_size=6),
    st.dictionaries(st.integers(2020, 2030), st.floats(1, 1000), max_size=4),
    st.dictionaries(st.integers(2014, 2026), st.floats(1, 1000), min_size=1, max_size=5),
)
@settings(max_examples=150, deadline=None)
def test_draws_give_exactly_what_single_runs_give(rates, levels, history):
    grid = model(variable("x"), variable("y"), variable("r", "growth(x) + x / y"))
    ready = compile_model(grid)
    paths = {"y": DriverPath(growth=0.01)}
    known = {"x": history, "y": {2020: 3.0}}
    rows = np.array([[levels.get(year, math.nan) for year in ready.years.tolist()]])
    drawn = Drawn(np.array(rates)[:, None], np.repeat(rows, len(rates), axis=0))
    together = run(ready, {**paths, "x": drawn}, known)
    for place, rate in enumerate(rates):
        alone = run(ready, {**paths, "x": DriverPath(growth=rate, levels=levels)}, known)
        for name in ("x", "r"):
            # Before the grid only the closed power is known of a draw: equal but for the last bits.
            assert np.allclose(
                together.values[name][place], alone.values[name], rtol=1e-12, atol=1e-12, equal_nan=True
            )


# --- inheritance ---------------------------------------------------------------------------------------------------------


def scenario(
    scenario_id: str, parent: str | None = None, model_id: str = "m", **paths: DriverPath
) -> Scenario:
    return Scenario(scenario_id, model_id, LocalText(), parent, paths)


def test_a_scenario_has_the_rest_from_its_parents_and_knows_from_whom():
    tree = {
        item.id: item
        for item in (
            scenario("base", gerd=DriverPath(growth=0.05), gdp=DriverPath(growth=0.03)),
            scenario("child", "base", gerd=DriverPath(growth=0.10)),
            scenario("grandchild", "child", population=DriverPath(growth=0.0)),
        )
    }
    found = resolve("grandchild", tree)
    assert {name: (item.origin, item.path.growth) for name, item in found.items()} == {
        "gerd": ("child", 0.10),
        "gdp": ("base", 0.03),
        "population": ("grandchild", 0.0),
    }
    assert list(differences(resolve("base", tree), found, ["population", "gdp", "gerd"])) == [
        "population",
        "gerd",
    ]
    again = {**tree, "copy": scenario("copy", "base", gerd=DriverPath(growth=0.05, reason="another reason"))}
    assert differences(resolve("base", again), resolve("copy", again), ["gerd", "gdp"]) == {}


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([scenario("b")], "scenario.unknown"),
        ([scenario("a", "gone")], "scenario.unknown-parent"),
        ([scenario("a", "b"), scenario("b", "c"), scenario("c", "a")], "scenario.parent-cycle"),
        ([scenario("a", "b"), scenario("b", model_id="other")], "scenario.other-model"),
    ],
)
def test_broken_inheritance_is_named(items, code):
    with pytest.raises(RuleError) as caught:
        resolve("a", {item.id: item for item in items})
    assert caught.value.code == code
