"""The formula language: what is read, how it is printed, and how errors point to their place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.calc.expression import (
    FUNCTIONS,
    MAX_DEPTH,
    MAX_LENGTH,
    Binary,
    Call,
    Name,
    Number,
    Unary,
    dependencies,
    parse,
    to_text,
)
from workbench.calc.model import compile_model, order
from workbench.domain.errors import RuleError
from workbench.domain.scenario import Model, Variable
from workbench.domain.text import LocalText


def n(value: float) -> Number:
    return Number(float(value))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", Binary("+", n(1), Binary("*", n(2), n(3)))),
        ("(1 + 2) * 3", Binary("*", Binary("+", n(1), n(2)), n(3))),
        ("8 - 3 - 2", Binary("-", Binary("-", n(8), n(3)), n(2))),
        ("2 ^ 3 ^ 2", Binary("^", n(2), Binary("^", n(3), n(2)))),
        ("-2 ^ 2", Unary("-", Binary("^", n(2), n(2)))),
        ("2 ^ -1", Binary("^", n(2), Unary("-", n(1)))),
        ("a / b * 100", Binary("*", Binary("/", Name("a"), Name("b")), n(100))),
        ("ts.gerd / K1.1", Binary("/", Name("ts.gerd"), Name("K1.1"))),
        (
            "研發總開支 ÷ 本地生產總值 × 100",
            Binary("*", Binary("/", Name("研發總開支"), Name("本地生產總值")), n(100)),
        ),
        ("（甲＋乙）／２", Binary("/", Binary("+", Name("甲"), Name("乙")), n(2))),
        ("[710-86001/total] + 1", Binary("+", Name("710-86001/total"), n(1))),
        ("GROWTH(x)", Call("growth", (Name("x"),))),
        ("cagr(x, 5)", Call("cagr", (Name("x"), n(5)))),
        ("if(a ≥ 1, b, c)", Call("if", (Binary(">=", Name("a"), n(1)), Name("b"), Name("c")))),
        ("a <> b", Binary("!=", Name("a"), Name("b"))),
        ("1.5e3 + .5", Binary("+", n(1500), n(0.5))),
        ("min + 1", Binary("+", Name("min"), n(1))),
    ],
)
def test_reading(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "expression.empty", None),
        ("a +", "expression.ends-early", 4),
        ("a + * b", "expression.expected-value", 5),
        ("(a + b", "expression.unclosed", 1),
        ("a b", "expression.unexpected", 3),
        ("a + b)", "expression.unexpected", 6),
        ("a ; b", "expression.character", 3),
        ("1.5.2", "expression.unexpected", 4),
        ("a < b < c", "expression.chained", 7),
        ("grwoth(a)", "expression.unknown-function", 1),
        ("1 + qqqqq(a)", "expression.unknown-function-alone", 5),
        ("growth()", "expression.argument-count", 1),
        ("1 + if(a, b)", "expression.argument-count", 5),
        ("lag(a, b)", "expression.constant-periods", 8),
        ("lag(a, 0)", "expression.constant-periods", 8),
        ("lag(a, 1.5)", "expression.constant-periods", 8),
        ("index(a, -5)", "expression.constant-year", 10),
        ("1e999", "expression.number-too-large", 1),
        ("__import__('os')", "expression.character", 12),
        ("__import__(os)", "expression.unknown-function-alone", 1),
        ("a" * (MAX_LENGTH + 1), "expression.too-long", None),
        ("(" * 300 + "a" + ")" * 300, "expression.too-deep", MAX_DEPTH + 2),
        ("+".join(["a"] * 300), "expression.too-deep", None),
        ("-" * 300 + "a", "expression.too-deep", None),
    ],
)
def test_errors_point_to_their_place(text, code, position):
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert caught.value.code == code
    if position is not None:
        assert caught.value.params["position"] == position
        line, caret = caught.value.params["snippet"].split("\n")
        place = caret.index("^")
        at = text[position - 1 : position]
        assert line[place : place + 1] == at
    for lang in ("en", "zh-Hant"):
        assert "{" not in caught.value.words(lang).split("\n")[0]


def test_unknown_name_suggests_the_nearest():
    with pytest.raises(RuleError) as caught:
        parse("gerd / gpd * 100", known=["gerd", "gdp", "population"])
    assert caught.value.code == "expression.unknown-name"
    assert caught.value.params["nearest"] == "gdp"
    assert caught.value.params["position"] == 8
    assert "gdp" in caught.value.words("zh-Hant")


def test_dependencies_once_in_order_of_reading():
    assert dependencies(parse("b / a + lag(b) * if(c > 1, a, d)")) == ("b", "a", "c", "d")


def test_order_of_identities_and_named_cycle():
    assert order({"ratio": ["gerd", "gdp"], "gerd": ["business", "public"], "public": ["he", "gov"]}) == (
        "public",
        "gerd",
        "ratio",
    )
    with pytest.raises(RuleError) as caught:
        order({"a": ["x"], "b": ["a", "c"], "c": ["d"], "d": ["b"]})
    assert caught.value.code == "expression.cycle"
    assert caught.value.params["names"] == ("b", "c", "d", "b")


def test_model_names_where_the_error_stands():
    def model(*variables: Variable) -> Model:
        return Model("m", LocalText(), 2020, 2030, variables)

    def variable(name: str, formula: str = "", **more) -> Variable:
        return Variable(name, LocalText(), "", formula, **more)

    with pytest.raises(RuleError) as caught:
        compile_model(model(variable("gdp"), variable("ratio", "gdp / gerdd"), variable("gerd")))
    assert (caught.value.code, caught.value.field) == ("expression.unknown-name", "ratio")
    for wrong, code in (
        (model(variable("a"), variable("a")), "model.twice"),
        (model(variable("a", minimum=0.2, maximum=0.1)), "model.bounds"),
        (model(variable("a", minimum=-1.5, maximum=0.1)), "model.bounds"),
        (model(variable("a", "b"), variable("b", "a")), "expression.cycle"),
        (Model("m", LocalText(), 2030, 2020, ()), "model.years"),
    ):
        with pytest.raises(RuleError) as caught:
            compile_model(wrong)
        assert caught.value.code == code


# --- properties ------------------------------------------------------------------------------------------------------

names = st.sampled_from(["a", "b", "gdp", "ts.gerd", "K1.1", "總開支", "710-86001/s1", "x y"])
numbers = st.floats(min_value=0, allow_nan=False, allow_infinity=False).map(lambda v: Number(abs(v)))
leaves = numbers | names.map(Name)


def _calls(inner):
    constants = {
        "periods": st.integers(1, 9),
        "year": st.integers(2000, 2030),
        "number": st.integers(-5, 100),
    }

    def call(function: str):
        signature = FUNCTIONS[function]
        most = signature.most if signature.most is not None else signature.least + 2
        return st.integers(signature.least, most).flatmap(
            lambda count: st.tuples(
                *(
                    constants[signature.constants[place]].map(lambda v: n(v) if v >= 0 else Unary("-", n(-v)))
                    if place in signature.constants
                    else inner
                    for place in range(count)
                )
            ).map(lambda parts: Call(function, parts))
        )

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(call)


trees = st.recursive(
    leaves,
    lambda inner: (
        st.builds(Unary, st.sampled_from("+-"), inner)
        | st.builds(
            Binary, st.sampled_from(["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "=", "!="]), inner, inner
        )
        | _calls(inner)
    ),
    max_leaves=12,
)


@given(trees)
@settings(max_examples=300, deadline=None)
def test_printing_and_reading_again_gives_the_same_tree(tree):
    assert parse(to_text(tree)) == tree


@given(st.text(alphabet="ab1.2eE+-*/^(),<>=!%[] 甲（×growthiflag\n\"'`;", max_size=60) | st.text(max_size=40))
@settings(max_examples=500, deadline=None)
def test_the_reader_never_fails_otherwise_than_by_rule(text):
    problem, tree = None, None
    try:
        tree = parse(text)
    except RuleError as raised:
        problem = raised
    if problem is None:
        assert parse(to_text(tree)) == tree
    else:
        assert problem.code.startswith("expression.")
        assert problem.words("en")
