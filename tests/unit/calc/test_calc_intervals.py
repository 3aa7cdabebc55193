"""Rounding ranges are exact and hold every value that rounds to what is printed; identities are read from formulas."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.calc.expression import parse
from workbench.calc.identities import Product, product_of, terms_of
from workbench.calc.intervals import Interval, printed_decimals_of, yearly_growth

numbers = st.decimals(min_value="0.001", max_value="1e6", places=4)


@given(numbers, numbers, st.integers(0, 3), st.integers(0, 3))
@settings(max_examples=200, deadline=None)
def test_results_of_the_true_values_lie_in_the_range_of_the_printed_ones(one, two, places, others):
    def printed(value: Decimal, decimals: int) -> Interval:
        return Interval.printed(
            str(value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)), decimals
        )

    a, b = printed(one, places), printed(two, others)
    exact = Fraction(one), Fraction(two)
    assert a.holds(exact[0])
    assert (a + b).holds(exact[0] + exact[1])
    assert (a - b).holds(exact[0] - exact[1])
    assert (a * b).holds(exact[0] * exact[1])
    if b.low > 0:
        assert (a / b).holds(exact[0] / exact[1])
    else:
        with pytest.raises(ZeroDivisionError):
            a / b


def test_numbers_to_check_by_hand():
    # 60 000 / 16.54 x 1 000 = 3 627 570; (1.5 / 0.8)^(1/4) − 1 = 17.0 %, over five periods 13.4 %; 5 000 / 1.3 % = 384 615
    force = Interval.printed(60000, 0).scaled(1000) / Interval.printed("16.54", 2)
    assert round(force.point) == 3627570
    assert (round(force.low), round(force.high)) == (3626443, 3628697)
    area, then = Interval.printed(150, 0), Interval.printed(80, 0)
    assert [round(float(yearly_growth(then, area, years).point) * 100, 1) for years in (4, 5)] == [17.0, 13.4]
    head = Interval.printed(5000, 0) / Interval.printed("1.3", 1)
    assert round(head.point * 100) == 384615
    share = yearly_growth(Interval.printed("1.5", 1), Interval.printed(5, 1), 5)
    assert round(float(share.point) * 100, 1) == 27.2


def test_roots_are_exact_where_there_is_one_and_enclose_where_there_is_none():
    assert Interval.exactly(Fraction(121, 100)).root(2).point == Fraction(11, 10)
    third = Interval.exactly(2).root(3)
    assert third.low**3 <= 2 <= third.high**3
    assert third.high - third.low < Fraction(1, 10**30)
    with pytest.raises(ValueError, match="2"):
        Interval.printed(0, 0).root(2)


@pytest.mark.parametrize(
    ("value", "decimals", "rough", "expected"),
    [(60000, 0, True, -4), (60000, 0, False, 0), (2625, 0, True, 0), (1.5, 1, True, 1), (0, 0, True, 0), (7, None, True, None)],
)  # fmt: skip
def test_the_last_digit_that_is_meant(value, decimals, rough, expected):
    assert printed_decimals_of(value, decimals, rough=rough) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("gerd / gdp * 100", Product(Fraction(100), ("gerd",), ("gdp",))),
        ("share(a, b)", Product(Fraction(100), ("a",), ("b",))),
        ("per_head(a * 1000000, b)", Product(Fraction(10**6), ("a",), ("b",))),
        ("-(a) / (b / c)", Product(Fraction(-1), ("a", "c"), ("b",))),
        ("a + b", None),
        ("growth(a)", None),
        ("a / 0", None),
    ],
)
def test_a_formula_as_numerator_denominator_and_factor(formula, expected):
    assert product_of(parse(formula)) == expected


def test_plain_sums():
    assert terms_of(parse("a + b + sum(c, d)")) == ("a", "b", "c", "d")
    assert terms_of(parse("a - b")) is None
