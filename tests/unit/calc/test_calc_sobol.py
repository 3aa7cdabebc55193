"""Shares of variance against closed forms, correlations against the nearest matrix, growth and errors of the past."""

from __future__ import annotations

import math

import numpy as np
import pytest

from workbench.calc.past import past_growth, past_projections
from workbench.calc.sampling import (
    check_correlations,
    correlate,
    nearest_correlation,
    quantile,
    uniform_sample,
)
from workbench.calc.sobol import variance_shares
from workbench.domain.errors import RuleError

UNIT = quantile({"kind": "uniform", "min": 0, "max": 1})


def test_shares_of_a_sum_and_a_product():
    names = ["w", "x", "y", "z"]
    found = variance_shares(
        lambda s: {"sum": 1000 + s["w"] + 2 * s["x"] + 3 * s["y"] + 4 * s["z"], "product": s["x"] * s["y"]},
        dict.fromkeys(names, UNIT),
        seed=3,
        intervals=True,
    )
    for name, weight in zip(names, (1, 4, 9, 16), strict=True):
        share = weight / 30
        assert found["sum"].first[name] == pytest.approx(share, abs=0.01)
        assert found["sum"].total[name] == pytest.approx(share, abs=0.01)
        low, high = found["sum"].first_between[name]
        assert low - 0.01 <= share <= high + 0.01
        assert low < found["sum"].first[name] < high
    # Var(xy) = 7/144, Var(E[xy|x]) = 3/144: first 3/7, total 4/7
    assert found["product"].first["x"] == pytest.approx(3 / 7, abs=0.01)
    assert found["product"].total["y"] == pytest.approx(4 / 7, abs=0.01)
    assert found["product"].first["w"] == found["product"].total["z"] == 0


def test_the_ishigami_function():
    spread = quantile({"kind": "uniform", "min": -math.pi, "max": math.pi})
    found = variance_shares(
        lambda s: {"f": np.sin(s["a"]) + 7 * np.sin(s["b"]) ** 2 + 0.1 * s["c"] ** 4 * np.sin(s["a"])},
        dict.fromkeys("abc", spread),
        seed=1,
        power=13,
    )["f"]
    # Ishigami and Homma (1990) with a = 7, b = 0.1
    assert [found.first[name] for name in "abc"] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.015)
    assert [found.total[name] for name in "abc"] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.015)


def test_an_only_input_has_all_the_variance_exactly_and_groups_count_as_one():
    found = variance_shares(
        lambda s: {"one": np.exp(s["a"]), "two": s["b1"] + s["b2"] + 0 * s["a"]},
        {"a": UNIT, "b1": UNIT, "b2": UNIT},
        seed=2,
        power=8,
        groups={"a": ["a"], "b": ["b1", "b2"]},
    )
    assert found["one"].first == pytest.approx({"a": 1.0, "b": 0.0}, abs=1e-12)
    assert found["two"].total == pytest.approx({"a": 0.0, "b": 1.0}, abs=1e-12)


def test_the_nearest_correlation_matrix_is_higham_s():
    # Higham (2002), section 4: nearest to this in the Frobenius norm
    given = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]])
    nearest = nearest_correlation(given)
    assert nearest == pytest.approx(
        np.array([[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]]), abs=1e-3
    )
    with pytest.raises(RuleError) as caught:
        check_correlations([("a", "b", 1.0), ("b", "c", 1.0), ("a", "c", 0.0)])
    assert caught.value.code == "sampling.impossible"
    offered = caught.value.params["pairs"]
    assert [name for name, _, _ in offered] == ["a", "b", "a"]
    check_correlations(list(offered))  # what is offered can be had
    sample = uniform_sample(["a", "b", "c"], 500, 1)
    correlate(sample, list(offered), 1)


def test_growth_of_the_past_skips_gaps_and_new_definitions():
    known = {2015: 100.0, 2016: 110.0, 2018: 200.0, 2019: 210.0, 2020: 400.0, 2021: 440.0}
    assert past_growth(known, (2020,)) == pytest.approx((0.1, 0.05, 0.1))
    assert past_growth(known, (2020,), (2018, 2021)) == pytest.approx((0.05, 0.1))


def test_past_projections_compare_the_pace_then_with_what_came():
    known = {year: 100 * 1.05 ** (year - 2010) for year in range(2010, 2016)} | {2016: 150.0, 2017: 160.0}
    found = past_projections(known, window=5, horizon=2)
    first = found[0]
    assert (first.origin, first.period, first.horizon) == (2015, 2016, 1)
    assert first.pace == pytest.approx(0.05)
    assert first.projected == pytest.approx(100 * 1.05**6)
    assert first.pace_error == pytest.approx(150 / (100 * 1.05**5) - 1.05)
    assert [(each.origin, each.period) for each in found] == [(2015, 2016), (2015, 2017), (2016, 2017)]
    assert past_projections(known, (2016,), window=5, horizon=2)[0].origin == 2016
