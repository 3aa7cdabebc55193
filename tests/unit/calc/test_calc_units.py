"""Units of formulas: what fits, what does not, and where the error points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.calc.expression import parse
from workbench.calc.units import Measure, check_result, measure, unit_of
from workbench.domain.errors import RuleError

UNITS = {
    "gerd": measure("HKD", "money", 6),
    "gdp": measure("HKD", "money", 6),
    "usd": measure("USD", "money", 6),
    "per_capita": measure("HKD", "money", 0),
    "people": measure("PERSON", "count"),
    "staff": measure("PERSONS", "count"),
    "firms": measure("COMPANIES", "count"),
    "share_": measure("PT", "percent"),
    "pair": measure("PUBLIC_PRIVATE", "pair"),
    "per_1000": measure("PERSON_1000LF", "rate"),
    "area": measure("SQM", "other", 4),
}


def found(formula: str) -> Measure:
    return unit_of(parse(formula, UNITS), UNITS, formula)


@pytest.mark.parametrize(
    ("formula", "code", "kind", "multiplier"),
    [
        ("gerd / gdp", "RATIO", "ratio", 0),
        ("gerd / gdp * 100", "PT", "percent", 0),
        ("share(gerd, gdp)", "PT", "percent", 0),
        ("gerd * 1000000 / people", "HKD", "money", 0),
        ("per_head(gerd, people)", "HKD", "money", 6),
        ("staff / people * 1000", "PERSON_1000LF", "rate", 0),
        ("firms / people", "RATIO", "ratio", 0),
        ("growth(gerd) * 100", "PT", "percent", 0),
        ("share_ * gdp / 100", "HKD", "money", 6),
        ("100 - share(gerd, gdp)", "PT", "percent", 0),
        ("max(gerd, 0)", "HKD", "money", 6),
        ("deflate(gerd, index(gdp, 2018), 2018)", "HKD", "money", 6),
        ("if(gerd > gdp, gerd, gdp)", "HKD", "money", 6),
        ("moving_average(lag(gerd), 3) + gdp", "HKD", "money", 6),
        ("gerd / 1000", "HKD", "money", 9),
        ("index(gerd, 2018)", "INDEX", "rate", 0),
        ("sqrt(gerd * gdp)", "HKD", "money", 6),
        ("gerd * 1.0438", "HKD", "money", 6),
        ("1 + growth(gerd)", "RATIO", "ratio", 0),
    ],
)
def test_formulas_that_fit_the_declared_unit(formula, code, kind, multiplier):
    check_result(found(formula), measure(code, kind, multiplier), formula)


@pytest.mark.parametrize(
    ("formula", "code", "position"),
    [
        ("gerd + people", "units.sum", 6),
        ("gerd + usd", "units.sum", 6),
        ("gerd - per_capita", "units.sum-scale", 6),
        ("gerd + 5", "units.number-beside", 6),
        ("share(gerd, people)", "units.sum", 1),
        ("per_head(gerd, gdp)", "units.per-head", 16),
        ("ln(gerd)", "units.no-unit-here", 4),
        ("2 ^ gerd", "units.no-unit-here", 5),
        ("deflate(gerd, gdp, 2018)", "units.no-unit-here", 15),
        ("if(gerd > people, 1, 2)", "units.sum", 9),
        ("if(gerd > gdp, gerd, people)", "units.sum", 1),
        ("firms + people", "units.sum", 7),
        ("area + people", "units.sum", 6),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_place(formula, code, position):
    with pytest.raises(RuleError) as caught:
        found(formula)
    assert caught.value.code == code
    assert caught.value.params["position"] == position
    for lang in ("en", "zh-Hant"):
        assert "{" not in caught.value.words(lang)


@pytest.mark.parametrize(
    ("formula", "declared", "code", "times"),
    [
        ("gerd / gdp", ("PT", "percent"), "units.result-scale", "100"),
        ("gerd * 1000 / people", ("HKD", "money"), "units.result-scale", "1000"),
        ("gerd / gdp * 100", ("HKD", "money"), "units.result", None),
        ("gerd", ("USD", "money", 6), "units.result", None),
        ("firms", ("PERSON", "count"), "units.result", None),
        ("people / firms / firms", ("RATIO", "ratio"), "units.result", None),
    ],
)
def test_a_result_of_another_unit_than_declared(formula, declared, code, times):
    with pytest.raises(RuleError) as caught:
        check_result(found(formula), measure(*declared), formula)
    assert caught.value.code == code
    if times:
        assert caught.value.params["times"] == times


names = st.sampled_from(sorted(UNITS))
leaves = names | st.sampled_from(["0", "1", "100", "0.5", "2020"])


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "^", "<", "="]), inner).map(
            lambda p: f"({p[0]} {p[1]} {p[2]})"
        )
        | st.tuples(st.sampled_from(["growth", "abs", "exp", "ln", "sqrt", "not"]), inner).map(
            lambda p: f"{p[0]}({p[1]})"
        )
        | st.tuples(st.sampled_from(["share", "per_head", "deflate", "min", "and"]), inner, inner).map(
            lambda p: f"{p[0]}({p[1]}, {p[2]})"
        )
        | st.tuples(inner, inner, inner).map(lambda p: f"if({p[0]}, {p[1]}, {p[2]})")
        | inner.map(lambda p: f"-{p}")
    )


@given(st.recursive(leaves, larger, max_leaves=12))
@settings(max_examples=300, deadline=None)
def test_every_formula_has_a_unit_or_a_reason(formula):
    refused: RuleError | None = None
    try:
        result = found(formula)
        result.words()
        check_result(result, measure("PT", "percent"), formula)
    except RuleError as problem:
        refused = problem
    if refused is not None:
        assert refused.code.startswith("units.")
        assert 1 <= refused.params["position"] <= len(formula)
