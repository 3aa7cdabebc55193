"""Paths of drivers against closed forms: steps, ramps, S-curves, interpolation, links, trends with a break, finer grids."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from workbench.calc.engine import Drawn, Effect, evaluate, run
from workbench.calc.knobs import Base, Knob, turned
from workbench.calc.levers import effects, in_force
from workbench.calc.model import compile_model
from workbench.calc.paths import trend_growth, weight
from workbench.domain.errors import RuleError
from workbench.domain.scenario import (
    AddFactor,
    DriverPath,
    Lever,
    LeverSetting,
    Link,
    Model,
    Shape,
    Variable,
)
from workbench.domain.text import LocalText


def variable(name: str, formula: str = "", **more) -> Variable:
    return Variable(name, LocalText(), "", formula, **more)


def model(*variables: Variable, first: int = 2020, last: int = 2030, **more) -> Model:
    return Model("m", LocalText(), first, last, variables, **more)


X = model(variable("x"))
KNOWN = {"x": {2020: 100.0}}


def values(path: DriverPath, known=None, of: Model = X) -> dict[int, float]:
    result = evaluate(of, {"x": path}, known or KNOWN)
    return dict(zip(result.years.tolist(), result.values["x"].tolist(), strict=True))


def test_a_step_changes_the_level_at_once_and_growth_goes_on_from_it():
    got = values(DriverPath(growth=0.1, shape=Shape("step", 2023, 200.0)))
    assert got[2022] == pytest.approx(121)
    assert got[2023] == 200
    assert got[2025] == pytest.approx(200 * 1.1**2)
    held = values(DriverPath(shape=Shape("step", 2023, 200.0)))
    assert (held[2022], held[2030]) == (100, 200)


def test_a_ramp_goes_in_equal_steps_and_then_holds():
    got = values(DriverPath(shape=Shape("ramp", 2021, 150.0, 2025)))
    assert [got[year] for year in range(2020, 2027)] == pytest.approx([100, 110, 120, 130, 140, 150, 150])


def test_a_ramp_of_growth_is_the_product_of_its_rates():
    got = values(DriverPath(growth=0.02, shape=Shape("ramp", 2021, 0.10, 2024, of="growth")))
    rates = [0.04, 0.06, 0.08, 0.10, 0.10]
    assert got[2025] == pytest.approx(100 * math.prod(1 + rate for rate in rates))


def test_an_s_curve_is_a_logistic_stretched_to_its_ends():
    shape = Shape("s_curve", 2021, 200.0, 2028, steepness=8.0)
    low, high = (1 / (1 + math.exp(-x)) for x in (-4.0, 4.0))
    for step in range(1, 9):
        part = (1 / (1 + math.exp(-8 * (step / 8 - 0.5))) - low) / (high - low)
        assert weight(shape, 2020 + step) == pytest.approx(part, abs=1e-15)
    got = values(DriverPath(shape=shape))
    assert got[2024] == pytest.approx(150)  # the middle
    assert got[2028] == got[2030] == 200


@pytest.mark.parametrize(("how", "middle"), [("linear", 150.0), ("geometric", math.sqrt(100 * 200))])
def test_interpolation_between_an_actual_and_a_level(how, middle):
    got = values(DriverPath(growth=0.5, levels={2024: 200.0}, interpolate=how))
    assert got[2022] == pytest.approx(middle)
    assert got[2024] == 200
    assert got[2025] == 300  # beyond the last point growth goes on


def test_interpolation_fills_a_gap_between_actuals_which_stays_no_actual():
    result = evaluate(X, {"x": DriverPath(interpolate="linear", growth=0.0)}, {"x": {2020: 1.0, 2024: 3.0}})
    assert result.at("x", 2022) == 2
    assert result.actual["x"].tolist()[:5] == [True, False, False, False, True]


def test_a_link_follows_growth_with_elasticity_lag_and_addition():
    both = model(variable("x"), variable("y"))
    paths = {
        "x": DriverPath(by_year={2021: 0.1, 2022: 0.2, 2023: 0.0}, growth=0.05),
        "y": DriverPath(link=Link("x", factor=0.5, lag=1, add=0.01)),
    }
    result = evaluate(both, paths, {"x": {2019: 80.0, 2020: 100.0}, "y": {2020: 10.0}})
    rates = [0.5 * 0.25 + 0.01, 0.5 * 0.1 + 0.01, 0.5 * 0.2 + 0.01, 0.5 * 0.0 + 0.01]
    assert result.at("y", 2024) == pytest.approx(10 * math.prod(1 + rate for rate in rates))
    level = evaluate(
        both, {**paths, "y": DriverPath(link=Link("x", factor=2, add=1, of="level"))}, {"x": KNOWN["x"]}
    )
    assert level.at("y", 2021) == pytest.approx(2 * 110 + 1)


def test_a_link_to_an_identity_is_computed_after_it_and_a_ring_is_named():
    ring = model(variable("x"), variable("y"), variable("z", "x * 2"))
    fine = evaluate(ring, {"x": DriverPath(growth=0.1), "y": DriverPath(link=Link("z", of="level"))}, KNOWN)
    assert fine.at("y", 2022) == pytest.approx(242)
    with pytest.raises(RuleError) as caught:
        evaluate(ring, {"x": DriverPath(link=Link("z"))}, KNOWN)
    assert (caught.value.code, caught.value.field) == ("expression.cycle", "x")
    with pytest.raises(RuleError) as caught:
        evaluate(ring, {"x": DriverPath(link=Link("q"))}, KNOWN)
    assert caught.value.code == "scenario.link-unknown"


def test_what_a_link_cannot_follow_is_said_with_variable_and_year():
    both = model(variable("x"), variable("y"))
    result = evaluate(both, {"x": DriverPath(link=Link("y"))}, KNOWN)
    assert ("x", 2021, "scenario.link-missing") in [(p.variable, p.year, p.code) for p in result.problems]
    assert result.at("x", 2021) is None


def test_a_trend_leaves_the_step_into_a_new_definition_out():
    known = {2014: 100.0, 2015: 110.0, 2016: 121.0, 2017: 133.1, 2018: 500.0, 2019: 600.0, 2020: 720.0}
    path = DriverPath(trend=(2014, 2020))
    # three steps of 10 % and two of 20 %
    expected = (1.1**3 * 1.2**2) ** (1 / 5) - 1
    assert trend_growth("x", path, known, None, (2018,)) == pytest.approx(expected, rel=1e-12)
    assert trend_growth("x", path, known) == pytest.approx(7.2 ** (1 / 6) - 1, rel=1e-12)


def test_a_fitted_trend_is_the_common_slope_of_logarithms():
    path = DriverPath(trend=(2014, 2019), fit="log_linear")
    exact = {year: 100 * 1.07 ** (year - 2014) * (3 if year >= 2017 else 1) for year in range(2014, 2020)}
    assert trend_growth("x", path, exact, None, (2017,)) == pytest.approx(0.07, rel=1e-12)
    noisy = {2014: 100.0, 2016: 130.0, 2017: 125.0, 2019: 170.0}
    slope = np.polyfit(list(noisy), np.log(list(noisy.values())), 1)[0]
    assert trend_growth("x", path, noisy) == pytest.approx(math.expm1(slope), rel=1e-9)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (DriverPath(shape=Shape("ramp", 2025, 1.0, 2024)), "scenario.shape-window"),
        (DriverPath(shape=Shape("step", 2025, math.nan)), "scenario.not-a-number"),
        (DriverPath(shape=Shape("step", 2025, -1.5, of="growth")), "scenario.growth-below"),
        (DriverPath(link=Link("y", lag=-1)), "scenario.link-lag"),
    ],
)
def test_shapes_and_links_that_mean_nothing_are_refused(path, code):
    with pytest.raises(RuleError) as caught:
        evaluate(model(variable("x"), variable("y")), {"x": path}, KNOWN)
    assert (caught.value.code, caught.value.field) == (code, "x")


def test_growth_below_names_the_variable_and_the_first_year_it_would_apply_to():
    with pytest.raises(RuleError) as caught:
        evaluate(X, {"x": DriverPath(growth=-1.5)}, KNOWN)
    assert "x 2021: growth of -150%" in caught.value.words("en")
    assert "x2021" in caught.value.words("zh-Hant")


def test_a_quarterly_model_counts_in_quarters_and_says_so():
    quarterly = model(variable("x"), variable("r", "x / 0"), first=2023, last=2024, frequency="Q")
    ready = compile_model(quarterly)
    start = ready.grid.step("2023-Q2")
    result = run(ready, {"x": DriverPath(growth=0.02)}, {"x": {start: 50.0}})
    assert result.at("x", ready.grid.step("2024-Q4")) == pytest.approx(50 * 1.02**6)
    problem = next(p for p in result.problems if p.variable == "r")
    assert problem.period == "2023-Q2"
    assert "Q2 2023" in (problem.message.en or "")
    assert "2023年第2季" in (problem.message.zh_hant or "")
    assert "季年" not in (problem.message.zh_hant or "")


@pytest.mark.parametrize(
    "path",
    [
        DriverPath(growth=0.04, shape=Shape("ramp", 2023, 300.0, 2026)),
        DriverPath(growth=0.04, shape=Shape("s_curve", 2022, 0.2, 2026, of="growth")),
        DriverPath(growth=0.04, by_year={2022: 0.5}, levels={2024: 7.0}),
        DriverPath(growth=0.04, levels={2026: 7.0}, interpolate="geometric"),
        DriverPath(trend=(2018, 2020)),
    ],
)
def test_many_draws_walk_the_same_path_as_one(path):
    known = {"x": {2018: 80.0, 2020: 100.0}}
    ready = compile_model(X)
    one = run(ready, {"x": path}, known)
    many = run(ready, {"x": Drawn(None, None, path, np.array([[0.0], [0.01]]))}, known)
    assert many.values["x"][0] == pytest.approx(one.values["x"], rel=1e-14)
    assert many.values["x"][1][-1] != pytest.approx(one.values["x"][-1], rel=1e-9)


# --- what is laid over -------------------------------------------------------------------------------------


def test_effects_touch_no_actual_and_growth_goes_on_without_them():
    ready = compile_model(model(variable("x"), variable("y", "x * 2")))
    laid = {"x": Effect(np.full(11, 5.0), np.full(11, 2.0)), "y": Effect(np.full(11, 1.0))}
    result = run(ready, {"x": DriverPath(growth=0.1)}, {"x": {2020: 100.0, 2021: 90.0}}, effects=laid)
    assert result.at("x", 2021) == 90
    assert result.at("x", 2023) == pytest.approx(90 * 1.1**2 * 2 + 5)
    assert result.at("y", 2021) == 180
    assert result.at("y", 2023) == pytest.approx(2 * (90 * 1.21 * 2 + 5) + 1)


def test_an_actual_replaces_an_identity_in_its_years_and_it_is_shown_where():
    ready = compile_model(model(variable("a"), variable("b"), variable("s", "a + b"), variable("r", "s * 2")))
    paths = {"a": DriverPath(growth=0.0), "b": DriverPath(growth=0.0)}
    result = run(ready, paths, {"a": {2020: 1.0}, "b": {2020: 2.0}, "s": {2021: 10.0}})
    assert [result.at("s", year) for year in (2020, 2021, 2022)] == [3, 10, 3]
    assert result.at("r", 2021) == 20
    assert result.years[result.replaced["s"]].tolist() == [2021]
    assert result.actual["s"].tolist()[:3] == [True, True, False]


LEVER = Lever("l", "n", "x", LocalText(), 600.0, 2022, 3, 1, 2.0, 0.25)
YEARS = np.arange(2020, 2031)


def test_a_lever_spreads_its_amount_over_its_years_after_its_lag():
    flow = effects(YEARS, [LEVER], {})["x"].amount
    expected = [0, 0, 0, 100, 100, 100, 0, 0, 0, 0, 0]  # 600 × 2 × 0.25 ÷ 3
    assert flow == pytest.approx(expected)
    stock = effects(YEARS, [replace(LEVER, lasting=True)], {})
    assert stock["x"].amount == pytest.approx([0, 0, 0, 100, 200, 300, 300, 300, 300, 300, 300])


def test_a_lever_of_per_cents_and_add_factors_multiply_and_add():
    percent = Lever("p", "n", "x", LocalText(), 0.1, 2022, 2, 0, 1.0, 0.5, kind="percent")
    laid = effects(
        YEARS,
        [percent],
        {"x": (AddFactor(2023, 2024, 7.0, "why"), AddFactor(2024, 2024, 1.5, "why", "multiply"))},
    )["x"]
    assert laid.factor == pytest.approx([1, 1, 1.025, 1.05, 1.05 * 1.5, *[1.05] * 6])
    assert laid.amount == pytest.approx([0, 0, 0, 7, 7, 0, 0, 0, 0, 0, 0])
    inverted, endless = AddFactor(2025, 2024, 1.0, "w"), AddFactor(2024, 2025, math.nan, "w")
    for bad, code in ((inverted, "scenario.add-window"), (endless, "scenario.not-a-number")):
        with pytest.raises(RuleError) as caught:
            effects(YEARS, [], {"x": (bad,)})
        assert (caught.value.code, caught.value.field) == (code, "x")
    with pytest.raises(RuleError):
        in_force(LEVER, LeverSetting(elasticity=math.inf))


def test_knobs_are_the_same_as_paths_written_by_hand():
    ready = compile_model(model(variable("x"), variable("y", "x + 1")))
    path = DriverPath(growth=0.03, levels={2024: 50.0})
    base = Base(ready, {"x": path}, KNOWN, {}, (LEVER,))

    def once(own: DriverPath, **more) -> np.ndarray:
        levers = more.get("levers", (LEVER,))
        return run(ready, {"x": own}, KNOWN, effects=effects(ready.years, levers, {})).values["y"]

    def knob(turn: str, setting: float, period: int | None = None) -> np.ndarray:
        name = "l" if turn == "elasticity" else "x"
        return turned(base, [Knob(name, turn, period)], np.array([[setting]])).values["y"][0]

    assert knob("growth", 0.07) == pytest.approx(once(DriverPath(growth=0.07)))
    assert knob("growth", 0.07, 2026) == pytest.approx(
        once(DriverPath(growth=0.03, by_year={2026: 0.07}, levels={2024: 50.0}))
    )
    assert knob("level", 9.0, 2027) == pytest.approx(
        once(DriverPath(growth=0.03, levels={2024: 50.0, 2027: 9.0}))
    )
    assert knob("shift", 0.01) == pytest.approx(once(DriverPath(growth=0.04, levels={2024: 50.0})))
    assert knob("elasticity", 0.0) == pytest.approx(once(path, levers=()))
    scaled = knob("scale", 0.5, 2028)
    assert scaled[:8] == pytest.approx(once(path)[:8])
    assert scaled[8] - 1 == pytest.approx((once(path)[8] - 1) * 1.5)
