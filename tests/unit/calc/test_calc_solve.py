"""Goal-seek against closed forms, and its honesty where there is no answer or more than one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.calc.engine import run
from workbench.calc.model import compile_model
from workbench.calc.solve import seek, solve
from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath, Model, Variable
from workbench.domain.text import LocalText


def variable(name: str, formula: str = "", **more) -> Variable:
    return Variable(name, LocalText(), "", formula, **more)


READY = compile_model(
    Model(
        "m",
        LocalText(),
        2014,
        2035,
        (
            variable("business", maximum=1.5), variable("public"), variable("gdp"), variable("population"),
            variable("gerd", "business + public"), variable("ratio", "gerd / gdp * 100"),
            variable("per_head", "gerd * 1000000 / population"), variable("share", "public / gerd * 100"),
        ),
    )
)  # fmt: skip
HISTORY = {
    "business": {2020: 11043.9, 2024: 13906.0},
    "public": {2020: 15509.7, 2024: 21866.0},
    "gdp": {2020: 2675793.0, 2024: 3186500.0},
    "population": {2020: 7426700.0, 2024: 7500600.0},
}
GROWTH = {"public": 0.04, "gdp": 0.03, "population": 0.002}
PATHS = {
    "business": DriverPath(growth=0.05),
    **{name: DriverPath(growth=rate) for name, rate in GROWTH.items()},
}


def needed(target: str, year: int, value: float) -> float:
    """Growth of business R&D a year after 2024, worked out on paper."""
    n = year - 2024
    public = 21866.0 * 1.04**n
    gerd = {
        "ratio": value / 100 * 3186500.0 * 1.03**n,
        "per_head": value * 7500600.0 * 1.002**n / 1e6,
        "gerd": value,
        "share": public / (value / 100),
    }[target]
    return ((gerd - public) / 13906.0) ** (1 / n) - 1


@pytest.mark.parametrize(
    ("target", "year", "value"),
    [
        ("ratio", 2025, 1.15), ("ratio", 2025, 1.3), ("ratio", 2027, 1.2), ("ratio", 2030, 1.3),
        ("ratio", 2030, 1.5), ("ratio", 2030, 2.0), ("ratio", 2035, 2.0), ("ratio", 2035, 1.1),
        ("per_head", 2025, 5000), ("per_head", 2026, 5000), ("per_head", 2030, 9000), ("per_head", 2030, 7000),
        ("per_head", 2035, 9000), ("gerd", 2025, 37500), ("gerd", 2030, 68400), ("gerd", 2030, 50000),
        ("share", 2025, 58), ("share", 2030, 50), ("share", 2030, 40), ("share", 2035, 40),
    ],
)  # fmt: skip
def test_twenty_cases_against_the_closed_form(target, year, value):
    found = solve(READY, PATHS, HISTORY, driver="business", target=target, year=year, value=value)
    assert found.status == "solved"
    assert found.value == pytest.approx(needed(target, year, value), rel=1e-9, abs=1e-12)
    put_back = run(READY, {**PATHS, "business": DriverPath(growth=found.value)}, HISTORY).at(target, year)
    assert put_back == pytest.approx(value, rel=1e-9)
    assert found.achieved == put_back
    assert found.monotone
    assert found.others == ()


def test_level_of_a_driver():
    found = solve(
        READY, PATHS, HISTORY, driver="gdp", target="ratio", year=2030, value=2.0, parameter="level"
    )
    gerd = run(READY, PATHS, HISTORY).at("gerd", 2030)
    assert found.value == pytest.approx(gerd / 0.02, rel=1e-9)


def test_infeasible_names_the_binding_bound_and_what_is_reached_there():
    found = solve(
        READY, PATHS, HISTORY, driver="business", target="ratio", year=2025, value=2.0, bounds=(-0.2, 0.4)
    )
    reached = run(READY, {**PATHS, "business": DriverPath(growth=0.4)}, HISTORY).at("ratio", 2025)
    assert (found.status, found.value, found.binding, found.code) == (
        "infeasible",
        None,
        0.4,
        "solve.bound-high",
    )
    assert found.reached == pytest.approx(reached)
    low = solve(
        READY, PATHS, HISTORY, driver="business", target="ratio", year=2025, value=0.1, bounds=(-0.2, 0.4)
    )
    assert (low.binding, low.code) == (-0.2, "solve.bound-low")


def test_no_influence_and_nothing_computable_are_told_apart():
    past = solve(READY, PATHS, HISTORY, driver="business", target="ratio", year=2020, value=2.0)
    assert (past.status, past.code) == ("infeasible", "solve.no-influence")
    beside = solve(READY, PATHS, HISTORY, driver="population", target="ratio", year=2030, value=2.0)
    assert beside.code == "solve.no-influence"
    nothing = solve(
        READY, PATHS, {**HISTORY, "gdp": {}}, driver="business", target="ratio", year=2030, value=2.0
    )
    assert nothing.code == "solve.not-computable"


def both(function):
    return function, lambda xs: np.array([function(float(x)) for x in xs])


def test_several_answers_are_all_found_and_the_nearest_to_the_present_is_given():
    found = seek(*both(lambda x: x**2), 0.04, (-1.0, 1.0), present=-0.3)
    assert found.value == pytest.approx(-0.2)
    assert found.others == (pytest.approx(0.2),)
    assert (found.monotone, found.code) == (False, "solve.several")
    # Two crossings between two points of the first look.
    close = seek(*both(lambda x: (x - 0.50001) * (x - 0.50003)), 0.0, (0.0, 1.0))
    assert sorted((close.value, *close.others)) == [
        pytest.approx(0.50001, abs=1e-9),
        pytest.approx(0.50003, abs=1e-9),
    ]


def test_touching_without_crossing_counts_and_a_jump_does_not():
    touching = seek(*both(lambda x: 1 + (x - 0.3) ** 2), 1.0, (0.0, 1.0))
    assert touching.status == "solved"
    assert touching.value == pytest.approx(0.3, abs=1e-4)
    jump = seek(*both(lambda x: 1.0 if x < 0.5 else 3.0), 2.0, (0.0, 1.0))
    assert (jump.status, jump.code, jump.binding) == ("infeasible", "solve.jump", None)


def test_nearest_inside_the_bounds_has_no_binding_bound():
    found = seek(*both(lambda x: 1 - (x - 0.3) ** 2), 2.0, (0.0, 1.0))
    assert (found.status, found.code, found.binding) == ("infeasible", "solve.inside", None)
    assert found.reached == pytest.approx(1.0, abs=1e-4)


def test_a_stretch_on_the_target_and_a_constant():
    plateau = seek(*both(lambda x: min(x, 0.3)), 0.3, (0.0, 1.0), present=0.1)
    assert plateau.status == "solved"
    assert plateau.value == pytest.approx(0.3, abs=0.005)
    assert plateau.achieved == pytest.approx(0.3, rel=1e-9)
    same = seek(*both(lambda x: 5.0), 5.0, (0.0, 1.0), present=0.4)
    assert (same.status, same.value, same.code) == ("solved", 0.4, "solve.any")


def test_a_target_of_zero():
    found = seek(*both(lambda x: (x - 0.123) * 1e6), 0.0, (0.0, 1.0))
    assert found.value == pytest.approx(0.123, rel=1e-12)


def test_years_that_cannot_be_computed_are_passed_over():
    found = seek(*both(lambda x: math.nan if x < 0.5 else x), 0.75, (0.0, 1.0))
    assert found.value == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"driver": "ratio"}, "solve.not-a-driver"),
        ({"target": "nothing"}, "solve.unknown-target"),
        ({"year": 2050}, "solve.year"),
        ({"bounds": (0.4, -0.2)}, "solve.bounds"),
        ({"bounds": (-1.0, 0.2)}, "solve.bounds"),
        ({"value": math.nan}, "solve.not-a-number"),
    ],
)
def test_wrong_questions_are_refused_at_their_field(change, code):
    question = {"driver": "business", "target": "ratio", "year": 2030, "value": 2.0, **change}
    with pytest.raises(RuleError) as caught:
        solve(READY, PATHS, HISTORY, **question)
    assert caught.value.code == code
    assert caught.value.field


@given(st.floats(0.5, 4.0), st.integers(2025, 2035))
@settings(max_examples=60, deadline=None)
def test_whatever_is_called_solved_gives_the_figure(value, year):
    found = solve(READY, PATHS, HISTORY, driver="business", target="ratio", year=year, value=value)
    if found.status == "solved":
        got = run(READY, {**PATHS, "business": DriverPath(growth=found.value)}, HISTORY).at("ratio", year)
        assert abs(got - value) <= 1e-9 * value
        assert found.bounds[0] <= found.value <= found.bounds[1]
    else:
        assert found.binding in found.bounds
        assert abs(found.reached - value) > 1e-9 * value
