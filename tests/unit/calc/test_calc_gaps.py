"""Gaps and required effort, and the arithmetic of the eight reference figures redone.

Expected figures are those of the research notes on the Blueprint's table (required growth, implied denominators),
which print two decimals.
"""

from __future__ import annotations

import pytest

from workbench.calc.gaps import gap, required


@pytest.mark.parametrize(
    ("value", "target", "direction", "qualifier", "rounding", "met", "near"),
    [
        (1.30, 1.3, 1, "", 0.005, True, False),
        (1.29, 1.3, 1, "", 0.005, False, False),
        (1.296, 1.3, 1, "", 0.005, False, True),  # prints as 1.30: neither met nor missed
        (4999.6, 5000, 1, "about", 0.5, True, True),
        (4990, 5000, 1, "about", 0.5, False, False),
        (99_999, 100_000, 1, "at_least", 0.5, False, False),
        (100_000, 100_000, 1, "at_least", 0.5, True, False),
        (90, 90, 1, "over", 0.5, False, True),
        (48, 50, -1, "", 0.5, True, False),
        (61.1, 50, -1, "", 0.5, False, False),
        (48, 50, 1, "at_most", 0.5, True, False),  # the qualifier says itself which side is meant
        (3, 5, 0, "", 0.5, None, False),
    ],
)
def test_met_follows_direction_and_qualifier(value, target, direction, qualifier, rounding, met, near):
    found = gap(value, target, direction, qualifier, rounding)
    assert (found.met, found.near) == (met, near)
    assert found.difference == value - target


@pytest.mark.parametrize(
    ("first_year", "first", "last_year", "last", "percent"),
    [
        (2020, 26553.6, 2025, 37500, 7.15),  # GERD from HK$5,000 a head
        (2025, 37500, 2030, 68400, 12.77),
        (2024, 35772, 2030, 68400, 11.41),
        (2024, 35772, 2025, 37500, 4.83),
        (2020, 11153, 2025, 18750, 10.95),  # private R&D at 42 %, 50 %
        (2025, 18750, 2030, 41040, 16.96),  # … and 60 %
        (2024, 13906, 2030, 41040, 19.77),
        (2021, 3755, 2025, 5000, 7.42),  # start-ups
        (2025, 5000, 2030, 7000, 6.96),
        (2024, 4694, 2025, 5000, 6.52),
        (2020, 45310, 2025, 60000, 5.78),  # practitioners
        (2025, 60000, 2030, 100000, 10.76),
    ],
)
def test_required_growth_of_the_reference_figures(first_year, first, last_year, last, percent):
    effort = required(first_year, first, last_year, last)
    assert effort is not None
    assert effort.growth is not None
    assert round(effort.growth * 100, 2) == percent
    assert effort.change == pytest.approx((last - first) / (last_year - first_year))


@pytest.mark.parametrize(
    ("first_year", "first", "last_year", "last", "percent"),
    [(2014, 1.2, 2020, 1.0, -2.99), (2020, 1.0, 2025, 1.5, 8.45), (2025, 1.5, 2030, 5.0, 27.23)],
)
def test_manufacturing_has_to_outgrow_gdp_by(first_year, first, last_year, last, percent):
    # A share grows by the ratio of the two growths: (1 + value added) / (1 + GDP) − 1.
    effort = required(first_year, first, last_year, last)
    assert effort is not None
    assert effort.growth is not None
    assert round(effort.growth * 100, 2) == percent


def test_implied_denominators():
    assert [round(a / b * 1000) for a, b in ((35450, 9.15), (45310, 11.56), (60000, 16.54), (100000, 28.05))] == [
        3874317, 3919550, 3627570, 3565062,
    ]  # fmt: skip
    assert [round(per_head / ratio * 100) for per_head, ratio in ((2306, 0.74), (3575, 0.99), (5000, 1.3), (9000, 2))] == [
        311622, 361111, 384615, 450000,
    ]  # fmt: skip


def test_no_effort_is_asked_for_a_year_that_has_come():
    assert required(2025, 5221, 2025, 5000) is None
    start = required(2020, 0.0, 2025, 18.0)
    assert start is not None
    assert start.growth is None
    assert start.change == 3.6
