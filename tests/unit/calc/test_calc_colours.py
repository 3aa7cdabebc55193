"""Chances of each colour against random draws of the same model; rolling several ratings up."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from workbench.calc.colours import Doubt, chances
from workbench.calc.rating import METHODS, STATUSES, Case
from workbench.calc.roll_up import Scored, band, roll_up

CASE = Case.of([(2020, 1.0), (2022, 1.05), (2023, 1.09), (2024, 1.13)], 1, 1.3, 2025, 2020)


def drawn(case: Case, method: str, doubt: Doubt, count: int) -> dict[str, float]:
    draw = random.Random(7)
    found: dict[str, float] = {}
    for _ in range(count):
        points = list(case.points)
        base = float(points[0][1]) + draw.uniform(-1, 1) * doubt.half_base
        printed = float(points[-1][1])
        revision = 0.0
        if doubt.degrees:
            square = sum(draw.gauss(0, 1) ** 2 for _ in range(doubt.degrees))
            revision = draw.gauss(0, 1) * doubt.scale / (square / doubt.degrees) ** 0.5
        last = printed * (1 + revision) + draw.uniform(-1, 1) * doubt.half_latest
        points[0], points[-1] = (points[0][0], Fraction(base)), (points[-1][0], Fraction(last))
        moved = Case(tuple(points), 1, case.target, case.target_year, case.base_year)
        status = METHODS[method](moved).status or "not_assessable"
        found[status] = found.get(status, 0.0) + 1 / count
    return found


@pytest.mark.parametrize("method", ["statcan", "un", "sdsn", "required_pace"])
@pytest.mark.parametrize(
    "doubt",
    [Doubt(0, 0.05), Doubt(0.05, 0.05), Doubt(0.005, 0.005, 0.03, 5)],
    ids=["latest", "both", "revisions"],
)
def test_chances_are_those_of_random_draws(method: str, doubt: Doubt) -> None:
    count = 1500
    found, sampled = chances(CASE, METHODS[method], doubt), drawn(CASE, method, doubt, count)
    assert sum(found.values()) == pytest.approx(1)
    for status in {*found, *sampled}:
        # The base is averaged over five slices; beside that, four standard errors of the draws.
        assert abs(found.get(status, 0) - sampled.get(status, 0)) < 0.03 + 4 * (0.25 / count) ** 0.5, status


def test_without_doubt_there_is_one_colour():
    assert chances(CASE, METHODS["sdsn"], Doubt()) == {METHODS["sdsn"](CASE).status: 1.0}


def test_half_of_the_rounding_on_either_side_of_a_line():
    # Linear: 0.5 a year needed; 1.5 printed to one decimal lies exactly on the line, so half of what it may be is above.
    case = Case.of([(2020, 1.0), (2021, 1.5)], 1, 2.0, 2022, 2020)
    found = chances(case, METHODS["sdsn"], Doubt(0, 0.05))
    assert found == pytest.approx({"moderate_progress": 0.5, "substantial_progress": 0.5}, abs=1e-5)


def test_one_figure_has_no_chances():
    assert chances(Case.of([(2020, 1)], 1, 2, 2030, 2020), METHODS["sdsn"], Doubt(0.5, 0.5)) == {}


# --- rolling up -----------------------------------------------------------------------------------------------------------


def test_bands_as_published():
    assert [band(Fraction(score)) for score in (5, "2.5", "2.4999", 0, "-0.1", "-2.5", "-2.6", -5)] == [
        "substantial_progress", "substantial_progress", "moderate_progress", "moderate_progress", "limited_progress",
        "limited_progress", "deterioration", "deterioration",
    ]  # fmt: skip


def test_a_mean_does_not_hide_the_worst():
    parts = [
        Scored("a", 5.0, "target_achieved"),
        Scored("b", 5.0, "target_achieved"),
        Scored("c", -4.0, "deterioration"),
        Scored("d", None, None),
    ]
    found = roll_up(parts)
    assert (found.score, found.status) == (2.0, "moderate_progress")
    assert (found.worst_status, found.worst) == ("deterioration", ("c",))
    assert [part.id for part in found.left_out] == ["d"]
    heavy = roll_up([Scored("a", 5.0, "target_achieved", 3), Scored("c", -4.0, "deterioration", 1)])
    assert heavy.score == (15 - 4) / 4


def test_achieved_only_where_every_part_is():
    assert roll_up([Scored("a", 5.0, "target_achieved")] * 2).status == "target_achieved"
    assert (
        roll_up([Scored("a", 5.0, "target_achieved"), Scored("b", 5.0, "substantial_progress")]).status
        == STATUSES[3]
    )
    assert roll_up([]).score is None
    assert roll_up([Scored("a", 5.0, "target_achieved", 0)]).status is None
    with pytest.raises(ValueError, match="weight"):
        roll_up([Scored("a", 1.0, None, -1)])
