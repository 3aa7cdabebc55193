"""Progress ratings: the vectors of the published methods, exact boundaries, monotonicity, symmetry."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.calc.rating import METHODS, STATUSES, Case, rate
from workbench.calc.rating_growth import limit_coefficient
from workbench.calc.rating_linear import weather_symbol

# base year, base, latest year, latest, target for 2030, direction → growth observed and required, ratio, score, UN ratio
# and score, linear ratio, status index now and due; then the words of StatCan, SDSN and the weather symbol.
VECTORS = [
    (2020, 100, 2023, 120, 150, 1, 0.062659, 0.041380, 1.5142, 5.000, 1.6725, 3, 1.3333, 4.0, 3.0,
     "substantial_progress", "on-track", 3),
    (2020, 100, 2023, 106, 150, 1, 0.019613, 0.041380, 0.4740, -0.525, 0.4288, 2, 0.4000, 1.2, 3.0,
     "limited_progress", "stagnating", 1),
    (2020, 100, 2023, 97, 150, 1, -0.010102, 0.041380, -0.2441, -3.517, -0.1931, 1, -0.2000, -0.6, 3.0,
     "deterioration", "decreasing", 0),
    (2020, 40, 2023, 36, 20, -1, -0.034511, -0.066967, 0.5153, -0.353, 0.5923, 2, 0.6667, 2.0, 3.0,
     "limited_progress", "moderately-improving", 1),
    (2020, 100, 2023, 160, 150, 1, 0.169607, 0.041380, 4.0988, 5.000, 7.5814, 3, 4.0000, 12.0, 3.0,
     "target_achieved", "on-track", 3),
    (2020, 98.0, 2023, 98.6, 100, 1, 0.002037, 0.002022, 1.0071, 2.908, 1.0072, 3, 1.0000, 3.0, 3.0,
     "substantial_progress", "on-track", 3),
    (2020, 1.0, 2022, 1.08, 2.0, 1, 0.039230, 0.071773, 0.5466, -0.223, 0.4693, 2, 0.4000, 0.8, 2.0,
     "limited_progress", "stagnating", 1),
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS, ids=[f"{v[1]}-{v[3]}-{v[4]}" for v in VECTORS])
def test_published_vectors(vector):
    base_year, base, year, latest, target, way, seen, need, ratio, score, un, un_score, linear, now, due = (
        vector[:15]
    )
    status, sdsn, symbol = vector[15:]
    found = rate(Case.of([(base_year, base), (year, latest)], way, target, 2030, base_year))
    statcan = found["statcan"]
    assert statcan.details["growth_observed"] == pytest.approx(seen, abs=5e-7)
    assert statcan.details["growth_required"] == pytest.approx(need, abs=5e-7)
    assert statcan.value == pytest.approx(ratio, abs=5e-5)
    assert statcan.score == pytest.approx(score, abs=5e-4)
    assert statcan.status == status
    assert (statcan.base_value, statcan.current_value, statcan.base_year, statcan.current_year) == (
        base,
        latest,
        base_year,
        year,
    )
    assert found["un"].value == pytest.approx(un, abs=5e-5)
    assert found["un"].score == un_score
    assert found["sdsn"].value == pytest.approx(linear, abs=5e-5)
    assert found["sdsn"].label == sdsn
    assert found["escap_csi"].value == pytest.approx(now)
    assert found["escap_csi"].details["due"] == pytest.approx(due)
    change = (Fraction(str(latest)) - Fraction(str(base))) / (year - base_year)
    if status != "target_achieved":
        assert weather_symbol(Fraction(str(latest)), change, Fraction(target), 2030 - year)[0] == symbol


def test_limit_scaling_as_published():
    assert float(limit_coefficient(Fraction(98), Fraction(100))) == pytest.approx(0.0858, abs=5e-5)
    assert float(limit_coefficient(Fraction(60), Fraction(100))) == pytest.approx(0.8965, abs=5e-5)
    assert limit_coefficient(Fraction(0), Fraction(0)) == 1
    assert limit_coefficient(Fraction(250), Fraction(100)) == 1
    assert float(limit_coefficient(Fraction(150), Fraction(100))) == pytest.approx(1 - 0.5**4.44)
    assert limit_coefficient(Fraction(100), Fraction(100)) == 0


def test_boundaries_are_exact_where_floats_are_not():
    # 98.0 → 98.6 → 100: the linear ratio is one exactly; in floats 0.99999….
    assert (98.6 - 98.0) / 3 / ((100 - 98.0) / 10) < 1
    assert (
        rate(Case.of([(2020, 98.0), (2023, 98.6)], 1, 100, 2030, 2020))["sdsn"].status
        == "substantial_progress"
    )
    # 10 % a year seen and needed: the ratio is one and no more.
    pace = rate(Case.of([(2020, 100), (2023, 133.1)], 1, 259.37424601, 2030, 2020))
    assert pace["statcan"].value == 1.0
    # 9.5 % a year where 10 % is needed: exactly 0.95, on track, and said to be at the line.
    line = rate(Case.of([(2020, 100), (2021, 109.5)], 1, 121, 2022, 2020))["statcan"]
    assert (line.value, line.status, line.at_the_line) == (0.95, "substantial_progress", True)
    below = rate(Case.of([(2020, 100), (2021, 109.4999)], 1, 121, 2022, 2020))["statcan"]
    assert (below.status, below.at_the_line) == ("moderate_progress", False)
    sixty = rate(Case.of([(2020, 100), (2021, 106)], 1, 121, 2022, 2020))["statcan"]
    assert (sixty.status, sixty.at_the_line) == ("moderate_progress", True)
    still = rate(Case.of([(2020, 100), (2021, 100)], 1, 121, 2022, 2020))["statcan"]
    assert (still.value, still.status, still.at_the_line) == (0.0, "limited_progress", True)
    tenth = rate(Case.of([(2020, 0), (2021, 1)], 1, 1, 2030, 2020))["escap_csi"]
    assert (tenth.status, tenth.at_the_line) == ("target_achieved", True)
    fair = rate(Case.of([(2020, 100), (2022, 121)], 1, 100 + 21 / 0.95, 2022, 2020))["un"]
    assert fair.value == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("base", "latest", "way", "limit", "status", "score"),
    [
        (100, 101.5, 1, None, "substantial_progress", 2.5),
        (100, 101, 1, None, "moderate_progress", 1.25),
        (100, 100.25, 1, None, "limited_progress", -1.25),
        (100, 99, 1, None, "deterioration", -3.75),
        (100, 99, -1, None, "moderate_progress", 1.25),
        (100, 50, 1, None, "deterioration", -5.0),
        (100, 103, 1, None, "substantial_progress", 5.0),
        (98, 98.2, 1, 100, "substantial_progress", 5.0),  # 0.204 % against 1.5 % × 0.0858
        (100, 100, 1, 100, "substantial_progress", 5.0),  # at the limit and not below it
        (-100, -98, 1, None, "substantial_progress", 5.0),
    ],
)
def test_without_a_target(base, latest, way, limit, status, score):
    found = rate(Case.of([(2020, base), (2021, latest)], way, None, None, 2020, limit))["statcan"]
    assert found.status == status
    assert found.score == pytest.approx(score)


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (Case.of([], 1, 150, 2030, 2020), "no-data"),
        (Case.of([(2020, 100), (2021, None)], 1, 150, 2030, 2020), "one-point"),
        (
            Case.of([(2010, 100), (2012, 110)], 1, 150),
            "base-year-after-data",
        ),  # base 2015 where none is given
        (Case.of([(2020, 100), (2021, 110)], 0, 150, 2030, 2020), "no-direction"),
        (Case.of([(2020, -100), (2021, 110)], 1, 150, 2030, 2020), "sign-changes"),
        (Case.of([(2020, 100)], 1, 150, 2030, 2020), "one-point"),
        (Case.of([(2020, 100), (2021, 110)], 1, 150, 2020, 2020), "target-year-not-after-base"),
        (Case.of([(2020, -100), (2021, -90)], 1, 50, 2030, 2020), "target-has-other-sign"),
    ],
)
def test_what_cannot_be_assessed_says_why(case, why):
    found = rate(case, ["statcan"])["statcan"]
    assert (found.status, found.value, found.not_assessable) == (None, None, why)


def test_falling_back_from_a_base_that_was_the_target_is_deterioration_without_a_ratio():
    found = rate(Case.of([(2020, 100), (2021, 90)], 1, 100, 2030, 2020), ["statcan"])["statcan"]
    assert (found.status, found.value, found.score, found.label) == (
        "deterioration",
        None,
        -5.0,
        "base-is-target",
    )


def test_zeros_are_stood_in_for_as_the_method_says_and_shown():
    base = rate(Case.of([(2020, 0), (2022, 12)], 1, 18, 2025, 2020))["statcan"]
    assert (base.replaced, base.base_value) == (("base",), 0.001)
    target = rate(Case.of([(2020, 8), (2022, 2)], -1, 0, 2030, 2020))["statcan"]
    assert (target.replaced, target.target) == (("target",), 0.001)


def test_base_year_without_data_moves_to_the_next_and_achieved_overrides_everything():
    found = rate(Case.of([(2014, 50), (2017, 100), (2020, 90), (2022, 160)], 1, 150, 2030, 2015))
    assert found["statcan"].base_year == 2017
    alone = rate(Case.of([(2022, 160)], 1, 150, 2030, 2022))["statcan"]
    assert (alone.status, alone.score, alone.value, alone.not_assessable) == (
        "target_achieved",
        5.0,
        None,
        None,
    )
    near_full = rate(Case.of([(2015, 90), (2022, 99.2)], 1, 100, 2030, 2015, 100))["un"]
    assert near_full.status == "target_achieved"


def test_weather_uses_the_last_six_years_and_needs_four_points():
    points = [
        (2018, 10),
        (2019, 20),
        (2020, 100),
        (2021, 102),
        (2022, 104),
        (2023, 106),
        (2024, 108),
        (2025, 110),
    ]
    found = rate(Case.of(points, 1, 120, 2030, 2018))["weather"]
    assert (found.details["change"], found.label) == (2.0, "sun")
    assert rate(Case.of(points[:2], 1, 120, 2030, 2018))["weather"].not_assessable == "four-points-needed"
    assert [weather_symbol(Fraction(0), Fraction(rate_), Fraction(100), 10)[0] for rate_ in (10, 9, 8, 7, 0, -1)] == [
        3, 2, 2, 1, 0, 0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "way", "label"),
    [
        ((1, 2, 3, 4), 1, "sun"),
        ((1, 3, 4, 3), 1, "sun-and-cloud"),
        ((5, 4, 2, 3), 1, "cloud"),
        ((5, 4, 3, 2), 1, "storm"),
        ((2, 2, 2, 2), 1, "storm"),
        ((5, 4, 3, 2), -1, "sun"),
    ],
)
def test_weather_without_a_target_goes_by_direction(values, way, label):
    points = list(zip(range(2020, 2024), values, strict=True))
    assert rate(Case.of(points, way, None, None, 2020))["weather"].label == label


def test_weather_says_what_the_symbol_was_before():
    points = list(zip(range(2018, 2025), (10, 20, 30, 40, 41, 42, 43), strict=True))
    found = rate(Case.of(points, 1, 100, 2030, 2018))["weather"]
    # To 2024: 23/5 a year for 6 years covers 27.6 of 57. To 2023: 6.4 × 7 = 44.8 of 58. To 2022: 7.75 × 8 = 62 of 59.
    assert (found.label, found.value) == ("cloud", pytest.approx((57 - 6 * 23 / 5) / 57))
    assert found.details["before"] == "cloud, sun, sun"


def test_required_pace_compares_the_pace_so_far_with_the_pace_still_needed():
    found = rate(Case.of([(2020, 100), (2022, 121)], 1, 121 * 1.2, 2023, 2020))["required_pace"]
    assert (found.value, found.status, found.at_the_line) == (0.5, "moderate_progress", True)
    assert found.basis == "own"


# --- properties ---------------------------------------------------------------------------------------------------------

amounts = st.integers(1, 2000).map(lambda v: v / 10)


@given(
    amounts,
    amounts,
    amounts,
    amounts,
    st.sampled_from([1, -1]),
    st.integers(1, 8),
    st.sampled_from([None, 1]),
)
@settings(max_examples=300, deadline=None)
def test_a_better_latest_value_never_lowers_a_rating(base, one, two, target, way, years, with_target):
    worse, better = sorted((one, two), reverse=way < 0)
    aim = target if with_target else None
    if aim is not None and (aim - base) * way <= 0:
        return  # the target lies behind the base: methods differ in what they make of that
    lower = rate(Case.of([(2020, base), (2020 + years, worse)], way, aim, 2030, 2020))
    upper = rate(Case.of([(2020, base), (2020 + years, better)], way, aim, 2030, 2020))
    for name in METHODS:
        if lower[name].rank is not None and upper[name].rank is not None:
            assert upper[name].rank >= lower[name].rank, name
        if lower[name].score is not None and upper[name].score is not None:
            assert upper[name].score >= lower[name].score, name


@given(amounts, amounts, amounts, st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_linear_methods_treat_both_directions_alike(base, latest, target, years):
    mirror = 500
    up = Case.of([(2020, base), (2020 + years, latest)], 1, target, 2030, 2020)
    down = Case.of([(2020, mirror - base), (2020 + years, mirror - latest)], -1, mirror - target, 2030, 2020)
    for name in ("sdsn", "escap_csi", "escap_api"):
        one, two = METHODS[name](up), METHODS[name](down)
        assert (one.status, one.not_assessable, one.at_the_line) == (
            two.status,
            two.not_assessable,
            two.at_the_line,
        )


@example({2015: 2.225073858507e-311, 2016: 1.0}, -1, 0.0, None, None, None)
@given(
    st.dictionaries(st.integers(2010, 2025), st.floats(-1e6, 1e6) | st.none(), max_size=8),
    st.sampled_from([-1, 0, 1]),
    st.none() | st.floats(-1e6, 1e6),
    st.none() | st.integers(2010, 2040),
    st.none() | st.integers(2008, 2026),
    st.none() | st.floats(0, 200),
)
@settings(max_examples=300, deadline=None)
def test_every_case_is_judged_or_refused_with_a_reason(series, way, target, target_year, base_year, limit):
    for rating in rate(Case.of(series, way, target, target_year, base_year, limit)).values():
        assert (rating.status is None) == (rating.not_assessable is not None)
        assert rating.status is None or rating.status in STATUSES
        assert rating.value is None or math.isfinite(rating.value)
