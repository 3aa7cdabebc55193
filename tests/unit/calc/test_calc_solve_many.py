"""Goal-seek: twenty closed forms for one driver, several drivers and targets, bounds that stand in the way."""

from __future__ import annotations

import math

import numpy as np
import pytest

from workbench.calc.knobs import Base, Knob
from workbench.calc.model import compile_model
from workbench.calc.solve import solve
from workbench.calc.solve_many import Control, Goal, solve_many
from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath, Model, Variable
from workbench.domain.text import LocalText

FORMULAS = {"ratio": "a / b * 100", "sum": "a + b + c", "share": "a / (a + c) * 100", "square": "a ^ 2"}
VARIABLES = [Variable(name, LocalText(), "", maximum=2.0) for name in "abc"] + [
    Variable(name, LocalText(), "", formula) for name, formula in FORMULAS.items()
]
READY = compile_model(Model("m", LocalText(), 2020, 2030, tuple(VARIABLES)))
KNOWN = {"a": {2020: 30.0}, "b": {2020: 1000.0}, "c": {2020: 60.0}}
PATHS = {"a": DriverPath(growth=0.05), "b": DriverPath(growth=0.03), "c": DriverPath(growth=0.02)}
BASE = Base(READY, PATHS, KNOWN, {})


def closed_form(target: str, value: float, n: int) -> float:
    """Growth of *a* that brings *target* to *value* after *n* years."""
    b, c = 1000 * 1.03**n, 60 * 1.02**n
    level = {
        "a": value,
        "ratio": value * b / 100,
        "sum": value - b - c,
        "share": c * value / (100 - value),
        "square": math.sqrt(value),
    }[target]
    return (level / 30) ** (1 / n) - 1


CASES = [
    *(("a", value, year) for value, year in ((45.0, 2025), (20.0, 2030), (99.0, 2030), (30.0, 2024))),
    *(("ratio", value, year) for value, year in ((3.0, 2025), (4.0, 2030), (2.0, 2028), (9.0, 2030))),
    *(
        ("sum", value, year)
        for value, year in ((1300.0, 2026), (1500.0, 2030), (1450.0, 2030), (1150.0, 2022))
    ),
    *(("share", value, year) for value, year in ((40.0, 2025), (50.0, 2030), (60.0, 2030), (33.3, 2021))),
    *(
        ("square", value, year)
        for value, year in ((2500.0, 2025), (10000.0, 2030), (900.0, 2027), (400.0, 2030))
    ),
]


@pytest.mark.parametrize(("target", "value", "year"), CASES)
def test_goal_seek_equals_its_closed_form(target, value, year):
    expected = closed_form(target, value, year - 2020)
    one = solve(READY, PATHS, KNOWN, driver="a", target=target, year=year, value=value, bounds=(-0.5, 2.0))
    assert one.status == "solved"
    assert one.value == pytest.approx(expected, rel=1e-9, abs=1e-11)
    assert one.achieved == pytest.approx(value, rel=1e-9)
    many = solve_many(BASE, [Control(Knob("a"), -0.5, 2.0, present=0.05)], [Goal(target, year, value)])
    assert many.status == "solved"
    assert many.values[0] == pytest.approx(expected, rel=1e-8, abs=1e-10)
    assert many.achieved[0] == pytest.approx(value, rel=1e-9)


def test_there_are_twenty_cases():
    assert len(CASES) == 20


def test_two_drivers_meet_two_targets():
    goals = [Goal("ratio", 2030, 5.0), Goal("share", 2030, 60.0)]
    answer = solve_many(BASE, [Control(Knob("a"), -0.2, 1.0), Control(Knob("c"), -0.2, 1.0)], goals)
    a = 5.0 * 1000 * 1.03**10 / 100
    assert answer.status == "solved"
    assert answer.values[0] == pytest.approx((a / 30) ** 0.1 - 1, rel=1e-8)
    assert answer.values[1] == pytest.approx((a * 40 / 60 / 60) ** 0.1 - 1, rel=1e-8)
    assert answer.achieved == pytest.approx((5.0, 60.0), rel=1e-9)


def test_the_first_priority_goes_as_far_as_it_can_before_the_second_moves():
    goal = [Goal("sum", 2030, 1600.0)]
    wide = [Control(Knob("a"), 0.0, 0.5, 1, 0.05), Control(Knob("c"), 0.0, 0.5, 2, 0.02)]
    enough = solve_many(BASE, wide, goal)
    assert (enough.status, enough.used) == ("solved", 1)
    assert enough.values[1] == 0.02  # left where it was
    narrow = [Control(Knob("a"), 0.0, 0.08, 1, 0.05), Control(Knob("c"), 0.0, 0.5, 2, 0.02)]
    both = solve_many(BASE, narrow, goal)
    assert (both.status, both.used) == ("solved", 2)
    assert both.values[0] == pytest.approx(0.08, abs=1e-9)
    rest = 1600 - 1000 * 1.03**10 - 30 * 1.08**10
    assert both.values[1] == pytest.approx((rest / 60) ** 0.1 - 1, rel=1e-7)


def test_of_many_ways_the_one_that_moves_least_is_taken():
    symmetric = Base(READY, {**PATHS, "c": DriverPath(growth=0.05)}, {**KNOWN, "c": {2020: 30.0}}, {})
    controls = [Control(Knob("a"), -0.5, 0.5, 1, 0.05), Control(Knob("c"), -0.5, 0.5, 1, 0.05)]
    answer = solve_many(symmetric, controls, [Goal("sum", 2030, 1500.0)])
    assert answer.status == "solved"
    assert answer.values[0] == pytest.approx(answer.values[1], rel=1e-4)


def test_the_binding_bounds_are_named_and_the_nearest_told():
    controls = [Control(Knob("a"), 0.0, 0.1, 1, 0.05), Control(Knob("b"), 0.02, 0.04, 1, 0.03)]
    answer = solve_many(BASE, controls, [Goal("ratio", 2030, 50.0)])
    assert answer.status == "infeasible"
    assert answer.binding == ((0, 0.1), (1, 0.02))
    assert answer.achieved[0] == pytest.approx(30 * 1.1**10 / (1000 * 1.02**10) * 100, rel=1e-6)
    assert answer.missed == (0,)


def test_two_targets_that_contradict_each_other_are_not_met_by_halves():
    answer = solve_many(
        BASE, [Control(Knob("a"), 0.0, 1.0)], [Goal("a", 2030, 60.0), Goal("square", 2030, 100.0)]
    )
    assert answer.status == "infeasible"
    assert answer.missed


@pytest.mark.parametrize(
    ("controls", "goals", "code"),
    [
        ([Control(Knob("a"), 0.2, 0.1)], [Goal("sum", 2030, 1.0)], "solve.bounds"),
        ([Control(Knob("a"), -1.0, 0.1)], [Goal("sum", 2030, 1.0)], "solve.bounds"),
        ([Control(Knob("sum"), 0.0, 0.1)], [Goal("sum", 2030, 1.0)], "solve.not-a-driver"),
        ([Control(Knob("a"), 0.0, 0.1)], [Goal("q", 2030, 1.0)], "solve.unknown-target"),
        ([Control(Knob("a"), 0.0, 0.1)], [Goal("sum", 2031, 1.0)], "solve.year"),
        ([Control(Knob("a"), 0.0, 0.1)], [Goal("sum", 2030, math.nan)], "solve.not-a-number"),
        ([Control(Knob("a", "level"), 0.0, 0.1)], [Goal("sum", 2030, 1.0)], "solve.level-period"),
        ([Control(Knob("a"), 0.0, 0.1)] * 2, [Goal("sum", 2030, 1.0)], "solve.twice"),
        ([], [Goal("sum", 2030, 1.0)], "solve.nothing"),
    ],
)
def test_questions_that_mean_nothing_are_refused(controls, goals, code):
    with pytest.raises(RuleError) as caught:
        solve_many(BASE, controls, goals)
    assert caught.value.code == code
    assert caught.value.words("en")
    assert "{" not in caught.value.words("zh-Hant")


def test_random_square_systems_are_met_to_the_tolerance():
    generator = np.random.default_rng(5)
    for _ in range(20):
        rates = generator.uniform(-0.05, 0.15, 2)
        n = int(generator.integers(3, 11))
        a, c = 30 * (1 + rates[0]) ** n, 60 * (1 + rates[1]) ** n
        goals = [Goal("sum", 2020 + n, a + c + 1000 * 1.03**n), Goal("share", 2020 + n, a / (a + c) * 100)]
        answer = solve_many(BASE, [Control(Knob("a"), -0.3, 0.6), Control(Knob("c"), -0.3, 0.6)], goals)
        assert answer.status == "solved"
        assert answer.achieved == pytest.approx([goal.value for goal in goals], rel=1e-9)
        assert answer.values == pytest.approx(rates, abs=1e-6)
