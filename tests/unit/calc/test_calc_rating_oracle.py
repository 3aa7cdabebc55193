"""The Statistics Canada / Open SDG rating against an oracle written from its published description, in plain floats.

The oracle shares no code with the program: it is the text of the method, step by step. Random cases cover missing
values, zero and negative ones, single points, limits, base years without data, years given twice, both directions,
targets reached, of zero, and of the other sign. Where the published program gives up (a division by zero, a year given
twice, no data after the base year) the program has to refuse with a reason.
"""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

from workbench.services.ratings import rate_cases

Answer = tuple[str | None, float | None, float | None]  # status, value, score
NOTHING: Answer = (None, None, None)


def compound(last: float, first: float, years: float) -> complex:
    return (last / first) ** (1 / years) - 1


def oracle(case: dict[str, Any]) -> Answer:
    points = {}
    for year, value in case["series"]:
        if value is not None:
            if year in points:
                return NOTHING
            points[year] = float(value)
    if not points:
        return NOTHING
    wanted = case.get("base_year", 2015)
    base_year = wanted if wanted in points else min((year for year in points if year > wanted), default=None)
    if base_year is None:
        return NOTHING
    now_year = max(points)
    base, now = points[base_year], points[now_year]
    up = case["direction"] == "positive"
    target = case.get("target")
    target = 0.001 if target == 0 else target
    reached = target is not None and (now >= target if up else now <= target)
    value = progress(
        base,
        now,
        now_year - base_year,
        up,
        target,
        case.get("target_year", 2030) - base_year,
        base_year == wanted,
    )
    if target is not None:
        high, middle, scale = 0.95, 0.6, 1.0
    else:
        scale = near_limit(abs(base), case.get("limit"))
        high, middle = 0.015 * scale, 0.005 * scale
    if reached:
        return "target_achieved", value, 5.0
    if value is None:
        return NOTHING
    status = (
        "substantial_progress" if value >= high else "moderate_progress" if value >= middle
        else "limited_progress" if value >= 0 else "deterioration"
    )  # fmt: skip
    return status, value, points_for(value, status, scale, with_target=target is not None)


def progress(
    base: float, now: float, years: int, up: bool, target: float | None, ahead: int, exact_base: bool
) -> float | None:
    start = base or 0.001
    if start * now < 0 or years < 1:
        return None
    seen = (1 if up else -1) * (-1 if base < 0 else 1) * compound(now, start, years)
    assert isinstance(seen, float)
    if target is None:
        return seen
    if ahead == 0 or (target / start < 0 and not exact_base):
        return None
    needed = abs(compound(target, start, ahead))
    if needed == 0:
        return None if seen == 0 else math.copysign(math.inf, seen)
    return seen / needed


def near_limit(base: float, limit: float | None) -> float:
    if limit is None or base >= 2 * abs(limit):
        return 1.0
    share = base / abs(limit) if base <= abs(limit) else (2 * abs(limit) - base) / abs(limit)
    return 1 - share**4.44


def points_for(value: float, status: str, scale: float, *, with_target: bool) -> float:
    if with_target:
        steep = status in ("substantial_progress", "moderate_progress")
        found = 7.1429 * value - 4.2857 if steep else 4.1667 * value - 2.5
    elif status == "deterioration":
        found = 125 * value - 2.5
    elif scale == 0:
        found = 5.0
    elif status == "substantial_progress":
        found = 500 * value / scale - 5
    else:
        found = 250 * value / scale - 1.25 if status == "moderate_progress" else 500 * value / scale - 2.5
    return min(5.0, max(-5.0, found))


def random_case(draw: random.Random, number: int) -> dict[str, Any]:
    style = draw.choice(("small", "percent", "large", "negative", "mixed", "steady"))

    level = draw.uniform(20, 90)

    def value() -> float:
        if draw.random() < 0.03:
            return 0.0
        return {
            "small": lambda: round(draw.uniform(0.01, 5), 2),
            "percent": lambda: round(draw.uniform(1, 120), 1),
            "large": lambda: float(draw.randint(1, 10**6)),
            "negative": lambda: -round(draw.uniform(0.1, 50), 1),
            "mixed": lambda: round(draw.uniform(-20, 20), 1),
            "steady": lambda: round(level * draw.uniform(0.99, 1.1), 2),
        }[style]()

    years = sorted(draw.sample(range(2008, 2026), draw.choice((0, 1, 1, 2, 3, 5, 10))))
    series = [[year, None if draw.random() < 0.12 else value()] for year in years]
    if series and draw.random() < 0.03:
        series.append(list(draw.choice(series)))
    draw.shuffle(series)
    case: dict[str, Any] = {
        "id": number,
        "series": series,
        "direction": draw.choice(("positive", "negative")),
    }
    if draw.random() < 0.7:
        case["target"] = draw.choice(
            (0, value(), value(), series[0][1] if series and series[0][1] is not None else 10)
        )
        case["target_year"] = draw.choice((2025, 2030, 2030, 2035))
    if draw.random() < 0.7:
        case["base_year"] = draw.choice((2010, 2014, 2015, 2020, 2024))
    if draw.random() < 0.4:
        case["limit"] = draw.choice((0, 100, 100, 1, 20, -20, value()))
    return case


def on_a_line(answer: Answer, case: dict[str, Any]) -> bool:
    """Where floats cannot tell on which side of a threshold a value lies, the exact answer is the right one."""
    if answer[1] is None or not math.isfinite(answer[1]):
        return False
    lines = (0.95, 0.6, 0.0) if case.get("target") is not None else (0.0,)
    return any(abs(answer[1] - line) < 1e-9 for line in lines)


@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_random_cases_agree_with_the_published_method(seed: int) -> None:
    draw = random.Random(f"rating-{seed}")
    cases = [random_case(draw, number) for number in range(3000)]
    seen: dict[str | None, int] = {}
    for case, found in zip(cases, rate_cases(cases, "statcan"), strict=True):
        rating = found["methods"]["statcan"]
        status, value, score = expected = oracle(case)
        seen[status] = seen.get(status, 0) + 1
        if status is None:
            assert rating["status"] is None, (case, rating)
            assert rating["not_assessable"], case
            continue
        if not on_a_line(expected, case):
            assert rating["status"] == status, (case, rating, expected)
            assert rating["score"] == pytest.approx(score, rel=1e-9, abs=1e-7), case
        if value is None or not math.isfinite(value):
            assert rating["value"] is None, (case, rating)
        else:
            assert rating["value"] == pytest.approx(value, rel=1e-9, abs=1e-12), case
    assert (
        min(seen.get(name, 0) for name in (None, "target_achieved", "deterioration", "limited_progress")) > 30
    )
    assert min(seen.get(name, 0) for name in ("substantial_progress", "moderate_progress")) > 8


def test_every_method_judges_random_cases_or_says_why_not() -> None:
    draw = random.Random("all methods")
    found = rate_cases([random_case(draw, number) for number in range(1500)])
    for case in found:
        for name, rating in case["methods"].items():
            assert (rating["status"] is None) == bool(rating["not_assessable"]), (case["id"], name, rating)
    assert json.dumps(found, allow_nan=False)


def test_a_case_that_cannot_be_judged_does_not_stop_the_others() -> None:
    good = {"id": "good", "series": [[2015, 100], [2020, 110]], "direction": "positive"}
    twice = {"id": "twice", "series": [[2015, 100], [2015, 101], [2020, 110]], "direction": "positive"}
    found = {one["id"]: one["methods"] for one in rate_cases([twice, good])}
    assert {rating["not_assessable"] for rating in found["twice"].values()} == {"year-given-twice"}
    assert found["good"]["statcan"]["status"] == "substantial_progress"


def test_what_the_published_program_judges_against_sense_is_marked() -> None:
    case = {
        "id": 1,
        "series": [[2015, -10], [2020, -8]],
        "direction": "positive",
        "target": 5,
        "base_year": 2015,
    }
    (found,) = rate_cases([case], "statcan")
    assert found["methods"]["statcan"]["doubts"] == ["target-has-other-sign"]


def test_periods_of_several_years_count_by_their_first() -> None:
    case = {"id": 1, "series": [["2015/16", 100], ["2020-2022", 110]], "direction": "positive"}
    (found,) = rate_cases([case], "statcan")
    assert (found["methods"]["statcan"]["base_year"], found["methods"]["statcan"]["current_year"]) == (
        2015,
        2020,
    )


@pytest.mark.parametrize("value", [1e308, 5e-324, -1e308])
def test_extremes_give_valid_json(tmp_path: Path, value: float) -> None:
    cases = [
        {
            "id": 1,
            "series": [[2015, value], [2020, value / 3], [2021, 1e-300]],
            "direction": "positive",
            "target": target,
        }
        for target in (None, 1e308, -1e308, 5e-324, 0)
    ]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    from workbench.app import cli

    assert cli.main(["rate", "--cases", str(path), "--json"]) == 0
