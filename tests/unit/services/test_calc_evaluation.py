"""A model given as JSON: values, solution, uncertainty, and what is wrong with it."""

from __future__ import annotations

import copy
import json
import math

import pytest

from workbench.domain.errors import FileProblem, RuleError
from workbench.services.evaluation import evaluate_model

MODEL = {
    "time": {"start": "2020", "end": "2030"},
    "variables": {
        "gerd": {"level": {"2020": 26553.6}, "growth": 0.10},
        "gdp": {"level": {"2020": 2675793}, "growth": 0.03},
        "ratio": {"formula": "gerd / gdp * 100"},
    },
    "solve": {
        "target": {"variable": "ratio", "period": "2030", "value": 2.0},
        "control": {"variable": "gerd", "parameter": "growth"},
        "bounds": [0, 0.5],
    },
    "uncertainty": {
        "draws": 5000,
        "seed": 1,
        "sampling": "lhs",
        "percentiles": [5, 50, 95],
        "inputs": [
            {
                "variable": "gerd",
                "parameter": "growth",
                "distribution": {"kind": "normal", "mean": 0.1, "sd": 0.02},
            },
            {
                "variable": "gdp",
                "parameter": "growth",
                "distribution": {"kind": "uniform", "min": 0.02, "max": 0.04},
            },
        ],
        "correlations": [],
    },
}


def changed(**parts):
    model = copy.deepcopy(MODEL)
    for key, value in parts.items():
        if value is None:
            model.pop(key)
        else:
            model[key] = value
    return model


def test_values_and_solution_against_the_closed_form():
    found = evaluate_model(changed(uncertainty=None))
    assert found["periods"] == [str(year) for year in range(2020, 2031)]
    for n, got in enumerate(found["values"]["ratio"]):
        assert got == pytest.approx(26553.6 * 1.1**n / (2675793 * 1.03**n) * 100, rel=1e-12)
    solution = found["solution"]
    assert solution["status"] == "solved"
    assert solution["value"] == pytest.approx((2.0 * 2675793 * 1.03**10 / 100 / 26553.6) ** 0.1 - 1, rel=1e-9)
    assert solution["achieved"] == pytest.approx(2.0, rel=1e-9)
    assert solution["binding"] is None
    assert "percentiles" not in found
    narrow = changed(uncertainty=None, solve={**MODEL["solve"], "bounds": [0, 0.05]})
    answer = evaluate_model(narrow)["solution"]
    assert (answer["status"], answer["value"], answer["binding"]) == ("infeasible", None, 0.05)


def test_levels_given_stay_while_a_growth_is_sought():
    model = changed(uncertainty=None)
    model["variables"]["gerd"]["level"]["2026"] = 40000
    model["solve"]["target"]["period"] = "2024"
    before = evaluate_model(model)["solution"]
    value = (2.0 * 2675793 * 1.03**4 / 100 / 26553.6) ** 0.25 - 1
    assert before["value"] == pytest.approx(value, rel=1e-9)
    model["solve"]["target"]["period"] = "2030"
    after = evaluate_model(model)["solution"]
    assert after["value"] == pytest.approx((2.0 * 2675793 * 1.03**10 / 100 / 40000) ** 0.25 - 1, rel=1e-9)
    model["solve"]["target"]["period"] = "2026"
    assert evaluate_model(model)["solution"]["code"] == "solve.no-influence"


def test_uncertainty_against_the_quantiles_known_of_a_monotone_result():
    found = evaluate_model(changed(solve=None))
    for level, z in ((5, -1.6448536269514722), (50, 0.0), (95, 1.6448536269514722)):
        expected = 26553.6 * (1.1 + 0.02 * z) ** 10
        assert found["percentiles"]["gerd"][str(level)][-1] == pytest.approx(expected, rel=2e-3)
    mean = found["draws"]["mean"]["gdp"][1]
    assert mean == pytest.approx(2675793 * 1.03, rel=1e-6)
    assert found["draws"]["variance"]["gdp"][1] == pytest.approx((2675793 * 0.02) ** 2 / 12, rel=1e-3)
    assert found["draws"]["variance"]["gdp"][0] == 0
    assert found["draws"]["mean"]["gdp"][0] == 2675793
    shares = found["first_order"]["ratio"]
    assert shares["gerd.growth"] + shares["gdp.growth"] == pytest.approx(1, abs=0.02)
    assert shares["gerd.growth"] > 0.9
    assert set(found["first_order"]) == {"gerd", "gdp", "ratio"}
    assert found["total_order"]["gerd"]["gdp.growth"] == pytest.approx(0, abs=1e-12)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_same_seed_same_result_whatever_else_is_asked():
    first = evaluate_model(MODEL)
    again = evaluate_model(changed(solve=None))
    assert first["percentiles"] == again["percentiles"]
    other = copy.deepcopy(MODEL)
    other["variables"]["extra"] = {"formula": "ratio * 2"}
    other["uncertainty"]["inputs"].reverse()
    third = evaluate_model(other)
    assert third["percentiles"]["ratio"] == first["percentiles"]["ratio"]
    assert third["draws"]["mean"]["gerd"] == first["draws"]["mean"]["gerd"]
    seeded = copy.deepcopy(MODEL)
    seeded["uncertainty"]["seed"] = 2
    assert evaluate_model(seeded)["percentiles"] != first["percentiles"]


def test_correlation_widens_or_narrows_the_ratio():
    def spread(rho):
        model = changed(solve=None)
        model["uncertainty"]["correlations"] = [["gerd.growth", "gdp.growth", rho]] if rho else []
        found = evaluate_model(model)
        assert ("first_order" in found) == (not rho)
        return found["draws"]["variance"]["ratio"][-1]

    assert spread(0.8) < spread(0) < spread(-0.8)


def test_growth_by_period_levels_that_win_and_other_frequencies():
    found = evaluate_model(
        {
            "time": {"start": "2024-Q1", "end": "2024-Q4"},
            "variables": {
                "x": {
                    "level": {"2023-Q4": 100, "2024-Q3": 50},
                    "growth": {"2024-Q1": 0.1, "2024-Q2": 0.2, "2024-Q4": 0.0},
                },
                "change": {"formula": "growth(x)"},
            },
        }
    )
    assert found["periods"] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert found["values"]["x"] == pytest.approx([110, 132, 50, 50])
    assert found["values"]["change"][0] is None
    months = evaluate_model(
        {
            "time": {"start": "2023-11", "end": "2024-02"},
            "variables": {"x": {"level": {"2023-11": 1}, "growth": 1}},
        }
    )
    assert months["periods"] == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert months["values"]["x"] == [1, 2, 4, 8]


def test_what_cannot_be_computed_is_null_and_explained():
    found = evaluate_model(
        {
            "time": {"start": "2020", "end": "2022"},
            "variables": {
                "a": {"level": {"2020": 1}, "growth": 0},
                "b": {"level": {"2020": 1, "2021": 0, "2022": 2}},
                "q": {"formula": "a / b"},
            },
        }
    )
    assert found["values"]["q"] == [1, None, 0.5]
    (problem,) = found["problems"]
    assert (problem["variable"], problem["period"], problem["code"]) == (
        "q",
        "2021",
        "scenario.division-by-zero",
    )
    assert "2021" in problem["message"]["zh-Hant"]


@pytest.mark.parametrize(
    ("model", "kind", "code"),
    [
        ([], FileProblem, "scenario.model-json"),
        ({}, FileProblem, "scenario.model-json"),
        (changed(time={"start": "2030", "end": "2020"}), RuleError, "scenario.grid"),
        (changed(time={"start": "2020", "end": "2024-Q1"}), RuleError, "scenario.grid"),
        (changed(time={"start": "x", "end": "2020"}), RuleError, "period.unreadable"),
        (changed(variables={"a": {}}), FileProblem, "scenario.model-json"),
        (changed(variables={"a": {"growht": 1}}), FileProblem, "scenario.model-json"),
        (changed(variables={"a": {"growth": "fast"}}), FileProblem, "scenario.model-json"),
        (changed(variables={"a": {"growth": math.nan}}), FileProblem, "scenario.model-json"),
        (
            changed(variables={"a": {"growth": -1.5, "level": {"2020": 1}}}),
            RuleError,
            "scenario.growth-below",
        ),
        (changed(variables={"a": {"formula": "b", "growth": 1}}), FileProblem, "scenario.model-json"),
        (changed(variables={"a": {"formula": "b"}, "b": {"formula": "a"}}), RuleError, "expression.cycle"),
        (
            changed(variables={"gpd": {"growth": 0}, "a": {"formula": "gdp"}}),
            RuleError,
            "expression.unknown-name",
        ),
        (changed(solve={**MODEL["solve"], "bounds": [0.5, 0]}), RuleError, "solve.bounds"),
        (changed(solve={**MODEL["solve"], "bounds": 3}), FileProblem, "scenario.model-json"),
        (changed(solve={}), FileProblem, "scenario.model-json"),
        (changed(uncertainty={**MODEL["uncertainty"], "draws": 0}), RuleError, "sampling.draws"),
        (changed(uncertainty={**MODEL["uncertainty"], "inputs": []}), FileProblem, "scenario.model-json"),
        (
            changed(uncertainty={**MODEL["uncertainty"], "correlations": [["a", "b", 0.5]]}),
            RuleError,
            "sampling.unknown-input",
        ),
    ],
)
def test_what_is_wrong_is_said(model, kind, code):
    with pytest.raises(kind) as caught:
        evaluate_model(model)
    assert caught.value.code == code
    assert "{" not in caught.value.words("en").split("\n")[0].replace("{'", "")
