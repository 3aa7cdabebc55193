"""Revision triangles: what was known when, what moved, and what is no revision."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import UsageError
from workbench.domain.figure import Observation, Provenance
from workbench.domain.period import Period
from workbench.services.operations.figures import AddObservations
from workbench.services.revisions import _triangle, spread, spread_by_horizon, triangles
from workbench.services.session import Session


def known(year: int, vintage: str, value: float | None, **more) -> Observation:
    text = "" if value is None else f"{value:g}"
    return Observation("gdp", Period.year(year), vintage, value, text, Provenance("CSD310"), **more)


def made(*items: Observation):
    return _triangle("gdp", "", None, items)


def test_rows_are_periods_and_columns_releases_in_the_order_they_were_known() -> None:
    # 2021-03 is known from 31 March on, so after 2021-03-05
    triangle = made(known(2020, "2021-03", 11), known(2019, "2021-03-05", 9), known(2020, "2021-03-05", 10))
    assert [period.code for period in triangle.periods] == ["2019", "2020"]
    assert triangle.vintages == ("2021-03-05", "2021-03")
    assert [[cell.event for cell in row] for row in triangle.cells] == [
        ["first", "carried"],
        ["first", "revised"],
    ]
    revised = triangle.cells[1][1]
    assert revised.change == 1
    assert revised.percent == pytest.approx(10)
    assert {code: item.value for code, item in triangle.as_known("2021-03").items()} == {
        "2019": 9,
        "2020": 11,
    }
    assert {code: item.value for code, item in triangle.as_known("2021-03-05").items()} == {
        "2019": 9,
        "2020": 10,
    }


def test_a_figure_not_yet_known_is_an_empty_cell_and_a_repeat_is_confirmed() -> None:
    triangle = made(
        known(2019, "2020", 9), known(2019, "2021", 9), known(2020, "2021", 5), known(2019, "2022", None)
    )
    assert [cell.event for cell in triangle.cells[0]] == ["first", "confirmed", "withdrawn"]
    assert [cell.event for cell in triangle.cells[1]] == ["", "first", "carried"]


def test_an_outside_figure_is_no_revision_of_an_official_one() -> None:
    triangle = made(
        known(2020, "2021", 10), known(2020, "2022", 12, confidence="outside"), known(2020, "2023", 11)
    )
    assert [cell.event for cell in triangle.cells[0]] == ["first", "restated", "restated"]
    assert [cell.change for cell in triangle.cells[0]] == [None, None, None]
    # of the same standing as the latest: 10 → 11
    assert spread(triangle).mean == 1


def test_more_decimals_of_the_same_figure_are_no_revision() -> None:
    """As C&SD printed HK$26,554 million first and 26,553.6 in the next table; 27,827 and 27,829.9 is a revision."""
    triangle = made(
        known(2020, "2021-12", 26554, decimals=0),
        known(2020, "2024-07", 26553.6, decimals=1),
        known(2021, "2022-12", 27827, decimals=0),
        known(2021, "2024-07", 27829.9, decimals=1),
        known(2022, "2024-07", 1.26, decimals=2),
        known(2022, "2025-12", 1.3, decimals=1),
    )
    assert [row[-1].event for row in triangle.cells][-1] == "rounded"
    assert [cell.event for cell in triangle.cells[0]][:3] == ["first", "carried", "rounded"]
    assert "revised" in [cell.event for cell in triangle.cells[1]]
    assert (spread(triangle).up, spread(triangle).down, spread(triangle).count) == (1, 0, 3)
    assert spread(triangle).mean == pytest.approx(2.9 / 3)


def test_the_statistics_of_a_worked_example() -> None:
    """Worked by hand: first → latest moves +1, −3, 0; latest figures 11, 17, 30."""
    triangle = made(
        *(known(2018, v, x) for v, x in (("2019", 10), ("2020", 12), ("2021", 11))),
        *(known(2019, v, x) for v, x in (("2020", 20), ("2021", 17))),
        *(known(2020, v, x) for v, x in (("2021", 30), ("2022", 30))),
        known(2021, "2022", 5),
    )
    found = spread(triangle)
    assert (found.count, found.up, found.down, found.largest) == (3, 1, 1, -3)
    assert found.mean == pytest.approx(-2 / 3)
    assert found.mean_absolute == pytest.approx(4 / 3)
    assert found.relative == pytest.approx((4 / 3) / (58 / 3))
    one, two = spread_by_horizon(triangle)
    assert (one.horizon, one.count, one.mean) == (1, 3, pytest.approx((2 - 3 + 0) / 3))
    assert (two.horizon, two.count, two.mean, two.mean_absolute) == (2, 1, 1, 1)


def test_nothing_revised_gives_no_means() -> None:
    found = spread(made(known(2020, "2021", 1)))
    assert (found.count, found.mean, found.mean_absolute, found.relative) == (0, None, None, None)
    assert spread_by_horizon(made()) == ()
    assert spread(made(known(2020, "2021", 0), known(2020, "2022", 0))).relative is None
    assert made(known(2020, "2021", 0), known(2020, "2022", 3)).cells[0][1].percent is None


def test_definitions_are_never_set_against_each_other(tmp_path: Path) -> None:
    with Session.create(tmp_path / "s.wbk") as session:
        found = triangles(session, "gerd")
        assert [item.definition for item in found] == ["gerd@2018", "gerd@1998"]
        for triangle in found:
            held = [cell.observation for row in triangle.cells for cell in row if cell.observation]
            assert {item.definition for item in held} == {triangle.definition}
        with pytest.raises(UsageError):
            triangles(session, "nothing")


def test_as_known_agrees_with_the_session_on_a_series_of_one_definition(tmp_path: Path) -> None:
    with Session.create(tmp_path / "s.wbk") as session:
        old = session.observations("gdp_current")[-1]
        session.execute(
            AddObservations((replace(old, vintage="2031-02", value=old.value + 5, text="x"),), title="GDP")
        )
        (triangle,) = triangles(session, "gdp_current")
        for vintage in triangle.vintages:
            then = {item.period.code: item for item in session.observations("gdp_current", as_of=vintage)}
            assert triangle.as_known(vintage) == then


@given(
    st.lists(
        st.tuples(st.integers(2015, 2020), st.integers(2016, 2024), st.integers(-50, 50)),
        unique_by=lambda item: item[:2],
        max_size=30,
    )
)
def test_the_moves_of_a_row_add_up_and_nothing_is_lost(items) -> None:
    triangle = made(*(known(year, str(vintage), value) for year, vintage, value in items))
    told = [c for row in triangle.cells for c in row if c.event not in ("", "carried")]
    assert len(told) == len(items)
    for row in triangle.cells:
        released = [c.observation.value for c in row if c.event not in ("", "carried")]
        assert sum(c.change or 0 for c in row) == released[-1] - released[0]
    total = spread(triangle)
    assert total.up + total.down <= total.count
    if total.count:
        assert abs(total.mean) <= total.mean_absolute <= abs(total.largest)
