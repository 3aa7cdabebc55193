"""Formulas over a time grid, held against a tiny evaluator of plain floats."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.calc.evaluate import evaluate
from workbench.calc.expression import Binary, Call, Name, Node, Number, Unary, parse
from workbench.domain.errors import RuleError

YEARS = np.arange(2018, 2025)


def value(text, **inputs):
    arrays = {name: np.array(values, dtype=float) for name, values in inputs.items()}
    count = next((array.shape[-1] for array in arrays.values()), 3)
    return evaluate(parse(text), arrays, np.arange(2018, 2018 + count))


def shown(array):
    return [None if math.isnan(v) else round(v, 9) for v in array]


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("x + 1", [1, 2, 3], [2, 3, 4]),
        ("-x ^ 2", [1, 2, 3], [-1, -4, -9]),
        ("growth(x)", [100, 110, 99], [None, 0.1, -0.1]),
        ("growth(x, 2)", [100, 110, 121], [None, None, 0.21]),
        ("cagr(x, 2)", [100, 110, 121], [None, None, 0.1]),
        ("lag(x)", [1, 2, 3], [None, 1, 2]),
        ("lag(x, 5)", [1, 2, 3], [None, None, None]),
        ("index(x, 2019)", [50, 100, 150], [50, 100, 150]),
        ("index(x, 2018, 1000)", [50, 100, 150], [1000, 2000, 3000]),
        ("share(x, 200)", [50, 100, 150], [25, 50, 75]),
        ("per_head(x, 10)", [50, 100, 150], [5, 10, 15]),
        ("deflate(100, x)", [50, 100, 200], [200, 100, 50]),
        ("deflate(100, x, 2018)", [50, 100, 200], [100, 50, 25]),
        ("moving_average(x, 2)", [1, 3, 5], [None, 2, 4]),
        ("min(x, 2)", [1, 2, 3], [1, 2, 2]),
        ("max(x, 2, 2.5)", [1, 2, 3], [2.5, 2.5, 3]),
        ("sum(x, x, 1)", [1, 2, 3], [3, 5, 7]),
        ("abs(x - 2)", [1, 2, 3], [1, 0, 1]),
        ("ln(exp(x))", [1, 2, 3], [1, 2, 3]),
        ("sqrt(x)", [1, 4, 9], [1, 2, 3]),
        ("if(x > 1, 10, 20)", [1, 2, math.nan], [20, 10, None]),
        ("and(x > 1, x < 3)", [1, 2, 3], [0, 1, 0]),
        ("or(x < 2, x > 2)", [1, 2, 3], [1, 0, 1]),
        ("not(x = 2)", [1, 2, 3], [1, 0, 1]),
        ("x ^ 0", [1, math.nan, 3], [1, None, 1]),
        ("1 ^ x", [1, math.nan, 3], [1, None, 1]),
        ("x != 1", [1, math.nan, 3], [0, None, 1]),
        ("7", [1, 2, 3], [7, 7, 7]),
    ],
)
def test_functions(text, x, expected):
    outcome = value(text, x=x)
    assert shown(outcome.array) == expected
    assert outcome.faults == ()


@pytest.mark.parametrize(
    ("text", "x", "reason", "where"),
    [
        ("1 / x", [1, 0, 2], "division-by-zero", [2019]),
        ("0 / x", [1, 0, 2], "division-by-zero", [2019]),
        ("x ^ -1", [1, 0, 2], "division-by-zero", [2019]),
        ("share(1, x)", [1, 0, 2], "division-by-zero", [2019]),
        ("growth(x)", [0, 1, 2], "division-by-zero", [2019]),
        ("sqrt(x)", [1, -1, 4], "root", [2019]),
        ("x ^ 0.5", [1, -1, 4], "power", [2019]),
        ("ln(x)", [1, 0, -4], "logarithm", [2019, 2020]),
        ("cagr(x, 1)", [-1, 2, 4], "rate", [2019]),
        ("exp(x)", [1, 1000, 2], "overflow", [2019]),
        ("x * 1e308 * 10", [0, 5, 0], "overflow", [2019]),
    ],
)
def test_what_cannot_be_computed_is_missing_and_has_a_reason(text, x, reason, where):
    outcome = value(text, x=x)
    assert not np.isinf(outcome.array).any()
    faults = [(fault.reason, np.arange(2018, 2021)[fault.where].tolist()) for fault in outcome.faults]
    assert faults == [(reason, where)]
    assert np.isnan(outcome.array[np.isin(np.arange(2018, 2021), where)]).all()


def test_a_missing_input_is_no_fault():
    outcome = value("x / (x - x)", x=[math.nan, math.nan])
    assert outcome.faults == ()
    assert np.isnan(outcome.array).all()


def test_the_branch_not_taken_leaves_no_fault():
    outcome = value("if(b > 0, a / b, 0)", a=[1, 1, 1], b=[1, 0, 2])
    assert shown(outcome.array) == [1, 0, 0.5]
    assert outcome.faults == ()
    lagged = value("lag(if(b > 0, 1, 1 / b))", b=[1, 0, 2])
    assert [np.flatnonzero(fault.where).tolist() for fault in lagged.faults] == [[2]]


def test_a_base_year_outside_the_grid_is_refused():
    with pytest.raises(RuleError) as caught:
        value("index(x, 1990)", x=[1, 2, 3])
    assert caught.value.code == "expression.base-year"
    assert (caught.value.params["first"], caught.value.params["last"]) == (2018, 2020)


def test_draws_are_computed_like_single_runs():
    generator = np.random.default_rng(3)
    x, y = generator.uniform(1, 2, (50, 7)), generator.uniform(1, 2, 7)
    node = parse("growth(x) * 100 + index(y, 2020) / moving_average(x, 2) + if(x > y, x, y)")
    together = evaluate(node, {"x": x, "y": y}, YEARS).array
    single = np.array([evaluate(node, {"x": row, "y": y}, YEARS).array for row in x])
    assert np.array_equal(together, single, equal_nan=True)


# --- a second evaluator: one year at a time, plain floats, None = missing ------------------------------------------------


def plain(node: Node, rows: dict[str, list[float | None]], at: int) -> float | None:
    if at < 0:
        return None
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return rows[node.name][at]
    if isinstance(node, Unary):
        inner = plain(node.operand, rows, at)
        return None if inner is None else -inner if node.op == "-" else inner
    if isinstance(node, Binary):
        a, b = plain(node.left, rows, at), plain(node.right, rows, at)
        if a is None or b is None:
            return None
        return _apply(node.op, a, b)
    assert isinstance(node, Call)
    if node.function == "lag":
        return plain(node.arguments[0], rows, at - 1)
    if node.function == "growth":
        a, b = plain(node.arguments[0], rows, at), plain(node.arguments[0], rows, at - 1)
        if a is None or b is None:
            return None
        ratio = _apply("/", a, b)
        return None if ratio is None else ratio - 1
    if node.function == "if":
        condition = plain(node.arguments[0], rows, at)
        return None if condition is None else plain(node.arguments[1 if condition else 2], rows, at)
    parts = [plain(argument, rows, at) for argument in node.arguments]
    present = [part for part in parts if part is not None]
    if len(present) < len(parts):
        return None
    return {"min": min, "max": max, "abs": abs}[node.function](*present)


def _apply(op: str, a: float, b: float) -> float | None:
    try:
        result = {
            "+": lambda: a + b,
            "-": lambda: a - b,
            "*": lambda: a * b,
            "/": lambda: a / b,
            "<": lambda: float(a < b),
            ">=": lambda: float(a >= b),
        }[op]()
    except ZeroDivisionError:
        return None
    return result if math.isfinite(result) else None


reals = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda v: round(v, 3))
inner_leaves = st.sampled_from(["x", "y"]).map(Name) | st.integers(0, 50).map(lambda v: Number(float(v)))
small_trees = st.recursive(
    inner_leaves,
    lambda inner: (
        st.builds(Unary, st.sampled_from("+-"), inner)
        | st.builds(Binary, st.sampled_from(["+", "-", "*", "/", "<", ">="]), inner, inner)
        | inner.map(lambda part: Call("lag", (part,)))
        | inner.map(lambda part: Call("growth", (part,)))
        | inner.map(lambda part: Call("abs", (part,)))
        | st.tuples(inner, inner).map(lambda parts: Call("min", parts))
        | st.tuples(inner, inner).map(lambda parts: Call("max", parts))
        | st.tuples(inner, inner, inner).map(lambda parts: Call("if", parts))
    ),
    max_leaves=10,
)


@given(
    small_trees, st.lists(reals | st.none(), min_size=7, max_size=7), st.lists(reals, min_size=7, max_size=7)
)
@settings(max_examples=300, deadline=None)
def test_arrays_and_plain_floats_agree(tree, x, y):
    arrays = {"x": np.array([math.nan if v is None else v for v in x]), "y": np.array(y)}
    outcome = evaluate(tree, arrays, YEARS)
    assert not np.isinf(outcome.array).any()
    rows = {"x": x, "y": list(y)}
    faulty = {place for fault in outcome.faults for place in np.flatnonzero(fault.where).tolist()}
    for place, got in enumerate(outcome.array.tolist()):
        expected = plain(tree, rows, place)
        if expected is None:
            assert math.isnan(got)
        else:
            assert got == expected
            assert place not in faulty
