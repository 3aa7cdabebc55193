"""The parts of a change add up to it exactly, treat equal inputs alike, and follow the formula that is stated."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.calc.decomposition import exact_value, shapley, sides
from workbench.calc.expression import parse

values = st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=1000)


@given(st.lists(st.tuples(values, values), min_size=4, max_size=4))
@settings(max_examples=100, deadline=None)
def test_parts_add_up_exactly(pairs):
    node = parse("(a + b) / c * 100 - d / c")
    before = {name: pair[0] for name, pair in zip("abcd", pairs, strict=True)}
    after = {name: pair[1] for name, pair in zip("abcd", pairs, strict=True)}
    parts = shapley(lambda state: exact_value(node, state), before, after)
    assert sum(parts.values()) == exact_value(node, after) - exact_value(node, before)
    assert all(parts[name] == 0 for name in before if before[name] == after[name])


@given(values, values, values, values)
@settings(max_examples=100, deadline=None)
def test_a_ratio_is_split_by_the_symmetric_formula(n0, n1, d0, d1):
    node = parse("n / d")
    parts = shapley(lambda state: exact_value(node, state), {"n": n0, "d": d0}, {"n": n1, "d": d1})
    assert parts["n"] == (n1 - n0) * (1 / d0 + 1 / d1) / 2
    assert parts["d"] == (n0 + n1) * (1 / d1 - 1 / d0) / 2


def test_by_hand():
    # 50/1000 → 60/1100: the numerator gives ½·10·(1/1000 + 1/1100), the denominator the rest.
    node = parse("share(n, d)")
    parts = shapley(
        lambda state: exact_value(node, state),
        {"n": Fraction(50), "d": Fraction(1000)},
        {"n": Fraction(60), "d": Fraction(1100)},
    )
    assert float(parts["n"]) == pytest.approx(0.954545, abs=1e-6)
    assert float(parts["d"]) == pytest.approx(-0.5, abs=1e-12)


def test_above_and_below_the_line():
    assert sides(parse("(a + b) / (c / d)")) == ({"a", "b", "d"}, {"c"})
    assert sides(parse("share(a, b) + a / c")) == ({"a"}, {"b", "c"})
    assert sides(parse("a / (a + b)")) == ({"a"}, {"a", "b"})


@pytest.mark.parametrize("formula", ["growth(a)", "a ^ 2", "a < b"])
def test_what_cannot_be_computed_exactly_is_refused(formula):
    with pytest.raises(ValueError, match=r"growth|\^|<"):
        exact_value(parse(formula), {"a": Fraction(1), "b": Fraction(2)})
