"""Sampling: moments and percentiles against known ones, streams that depend on nothing but seed and name."""

from __future__ import annotations

import math

import numpy as np
import pytest

from workbench.calc.sampling import correlate, quantile, two_piece, uniform_sample
from workbench.calc.sobol import variance_shares
from workbench.domain.errors import RuleError

DRAWS = 20_000
Z95 = 1.6448536269514722


def drawn(spec, name="x", seed=1):
    return quantile(spec)(uniform_sample([name], DRAWS, seed)[name])


def normal_cdf(x):
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


@pytest.mark.parametrize(
    ("spec", "mean", "variance"),
    [
        ({"kind": "normal", "mean": 0.1, "sd": 0.02}, 0.1, 0.0004),
        ({"kind": "normal", "p5": 0.1 - Z95 * 0.02, "p95": 0.1 + Z95 * 0.02}, 0.1, 0.0004),
        ({"kind": "uniform", "min": 2, "max": 5}, 3.5, 9 / 12),
        ({"kind": "triangular", "min": 0, "mode": 1, "max": 4}, 5 / 3, (0 + 1 + 16 - 0 - 0 - 4) / 18),
        ({"kind": "pert", "min": 0, "mode": 1, "max": 4}, 8 / 6, (8 / 6) * (4 - 8 / 6) / 7),
        ({"kind": "lognormal", "mean": 2, "sd": 0.5}, 2, 0.25),
        (
            {"kind": "lognormal", "p5": math.exp(-Z95 * 0.3), "p95": math.exp(Z95 * 0.3)},
            math.exp(0.045),
            (math.exp(0.09) - 1) * math.exp(0.09),
        ),
        ({"kind": "empirical", "values": [1, 2, 3, 10]}, 4, (9 + 4 + 1 + 36) / 4),
    ],
)
def test_mean_and_variance(spec, mean, variance):
    sample = drawn(spec)
    assert sample.mean() == pytest.approx(mean, rel=2e-3)
    assert sample.var() == pytest.approx(variance, rel=1e-2)


@pytest.mark.parametrize("skew", [0.005, -0.01, 0.0, 0.03])
def test_two_piece_normal_as_central_banks_publish_it(skew):
    mode, sigma = 0.1, 0.02
    left, right = two_piece(sigma, skew)
    assert math.sqrt(2 / math.pi) * (right - left) == pytest.approx(skew, abs=1e-12)
    assert 2 / (1 / left**2 + 1 / right**2) == pytest.approx(sigma**2)
    sample = drawn({"kind": "two_piece_normal", "mode": mode, "sigma": sigma, "skew": skew})
    assert sample.mean() - mode == pytest.approx(skew, abs=2e-4)
    variance = (1 - 2 / math.pi) * (right - left) ** 2 + left * right
    assert sample.var() == pytest.approx(variance, rel=2e-2)
    assert (sample <= mode).mean() == pytest.approx(left / (left + right), abs=1e-4)
    # A quarter of the left half lies below the quantile of a half normal.
    below = left / (left + right) * 2 * normal_cdf(-1.0)
    assert (sample <= mode - left).mean() == pytest.approx(below, abs=1e-4)


def test_latin_hypercube_puts_one_draw_in_every_slice():
    sample = uniform_sample(["a", "b"], 1000, 7)
    for values in sample.values():
        assert sorted((values * 1000).astype(int)) == list(range(1000))
    assert abs(np.corrcoef(sample["a"], sample["b"])[0, 1]) < 0.1


def test_the_same_seed_gives_the_same_draws_whatever_else_is_drawn():
    alone = uniform_sample(["gerd.growth"], 500, 42)["gerd.growth"]
    among = uniform_sample(["zzz", "gerd.growth", "aaa"], 500, 42)["gerd.growth"]
    assert np.array_equal(alone, among)
    assert not np.array_equal(alone, uniform_sample(["gerd.growth"], 500, 43)["gerd.growth"])
    # Frozen: a change of these numbers changes results that papers have quoted.
    assert uniform_sample(["gerd.growth"], 4, 1)["gerd.growth"].tolist() == pytest.approx(FROZEN)


FROZEN = [0.5235654419755729, 0.36200129417538396, 0.8169436527191134, 0.13956207054366815]


def test_correlation_keeps_each_input_and_hits_the_ranks():
    sample = uniform_sample(["a", "b", "c"], 5000, 1)
    found = correlate(sample, [("a", "b", 0.7), ("b", "c", -0.3)], 1)
    for name, values in sample.items():
        assert np.array_equal(np.sort(values), np.sort(found[name]))
    ranks = {name: np.argsort(np.argsort(values)) for name, values in found.items()}
    # Rank correlation of a normal pair: 6/π · asin(ρ/2).
    assert np.corrcoef(ranks["a"], ranks["b"])[0, 1] == pytest.approx(6 / math.pi * math.asin(0.35), abs=0.02)
    assert np.corrcoef(ranks["b"], ranks["c"])[0, 1] == pytest.approx(
        6 / math.pi * math.asin(-0.15), abs=0.02
    )
    assert abs(np.corrcoef(ranks["a"], ranks["c"])[0, 1]) < 0.03


def test_impossible_correlations_are_refused_with_the_nearest_possible():
    sample = uniform_sample(["a", "b", "c"], 100, 1)
    pairs = [("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", -0.9)]
    with pytest.raises(RuleError) as caught:
        correlate(sample, pairs, 1)
    assert caught.value.code == "sampling.impossible"
    assert "a–b" in caught.value.words("en")


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({"kind": "cauchy"}, "sampling.kind"),
        ({"kind": "normal", "mean": 1}, "sampling.missing"),
        ({"kind": "normal", "mean": 1, "sd": 0}, "sampling.range"),
        ({"kind": "uniform", "min": 5, "max": 2}, "sampling.range"),
        ({"kind": "triangular", "min": 0, "mode": 5, "max": 4}, "sampling.range"),
        ({"kind": "lognormal", "p5": -1, "p95": 2}, "sampling.range"),
        ({"kind": "empirical", "values": []}, "sampling.range"),
        ({"kind": "two_piece_normal", "mode": 0, "sigma": -1, "skew": 0}, "sampling.range"),
    ],
)
def test_what_is_no_distribution_is_refused(spec, code):
    with pytest.raises(RuleError) as caught:
        quantile(spec, "gerd.growth")
    assert caught.value.code == code
    assert "gerd.growth" in caught.value.words("zh-Hant")


def test_variance_shares_of_a_function_worked_out_on_paper():
    # y = a + 2b + ab on uniform(0, 1): V = 1/12·(1.5² + 2.5²) + 1/144.
    uniform = quantile({"kind": "uniform", "min": 0, "max": 1})
    found = variance_shares(
        lambda x: {"y": x["a"] + 2 * x["b"] + x["a"] * x["b"], "flat": x["a"] * 0},
        {"a": uniform, "b": uniform},
        1,
    )
    total = (1.5**2 + 2.5**2) / 12 + 1 / 144
    assert list(found) == ["y"]
    assert found["y"].first["a"] == pytest.approx(1.5**2 / 12 / total, abs=0.01)
    assert found["y"].first["b"] == pytest.approx(2.5**2 / 12 / total, abs=0.01)
    assert found["y"].total["a"] == pytest.approx((1.5**2 / 12 + 1 / 144) / total, abs=0.01)
