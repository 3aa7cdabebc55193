"""Every published figure of the eight reference indicators, 1998 to 2024, from its components; and why the others cannot be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import pytest

from workbench.calc.decomposition import exact_value
from workbench.calc.expression import dependencies, parse
from workbench.calc.intervals import Interval
from workbench.services.indicators import recompute
from workbench.services.session import Session

NO_COMPONENTS = "a count by survey; nothing it would be computed from is published"
REASONS = {
    ("K1.1", "2024"): "computed on the GDP of December 2025; GDP was revised since (1.12 on the newer one)",
    ("K1.3", "2013"): "the deck prints 6:4; the sectors give 55:45, which rounds to it only by tens",
    ("K3.2", "2014"): "the labour force of 2014 is not published here; it was worked back from this figure",
    **{("K2.1", str(year)): NO_COMPONENTS for year in (2014, 2015, 2016, 2019, 2020, 2021, 2023, 2024, 2025)},
    **{("K2.2", period): NO_COMPONENTS for period in ("2014", "2020", "2023", "2025-11")},
    **{("K3.1", str(year)): NO_COMPONENTS for year in (2014, 2020, 2024)},
    **{("K4.1", str(year)): "value added and GDP at basic prices are in no source held here" for year in (2014, 2020, 2023)},
}  # fmt: skip


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("home")))
        with Session.create(tmp_path_factory.mktemp("eight") / "s.wbk") as opened:
            yield opened


def published(session: Session) -> dict[tuple[str, str], Interval]:
    """Newest published figure of each period, with the range that its print leaves."""
    return {
        (indicator.id, item.period.code): Interval.printed(item.value, item.decimals)
        for indicator in session.indicators()
        if indicator.role == "reference"
        for item in session.vintages(indicator.id)  # the newest published one of each period wins
        if item.confidence != "derived" and item.value is not None
    }


def test_each_is_reproduced_or_has_a_reason(session: Session) -> None:
    """With nothing of the program but the formulas it ships: exact fractions of the newest components."""
    twins = {
        item.dimensions["derives"]: item
        for item in session.indicators()
        if item.formula and "derives" in item.dimensions
    }
    figures = published(session)
    missed: dict[tuple[str, str], float | None] = {}
    for (name, period), printed in figures.items():
        twin = twins.get(name)
        node = parse(twin.formula) if twin is not None else None
        values = {}
        for need in dependencies(node) if node is not None else ():
            found = [
                item for item in session.observations(need)
                if item.period.code == period and item.value is not None
                and name not in item.provenance.place  # not one that was worked back from this figure
            ]  # fmt: skip
            if found:
                values[need] = Fraction(str(found[-1].value))
        if node is None or len(values) < len(dependencies(node)):
            missed[name, period] = None
            continue
        value = exact_value(node, values)
        if not printed.holds(value):
            missed[name, period] = float(value)
    assert set(missed) == set(REASONS)
    assert missed["K1.1", "2024"] == pytest.approx(1.12, abs=0.005)
    assert missed["K1.3", "2013"] == pytest.approx(55.06, abs=0.01)
    reproduced = {key for key in figures if key not in missed}
    assert {("K1.1", str(year)) for year in range(1998, 2024)} <= reproduced
    assert {
        ("K1.2", "2014"),
        ("K1.2", "2020"),
        ("K1.3", "2014"),
        ("K1.3", "2020"),
        ("K3.2", "2020"),
    } <= reproduced


def test_the_program_says_the_same(session: Session) -> None:
    rows = {(row.indicator.id, row.period.code): row for row in recompute(session)}
    for key, row in rows.items():
        if key in REASONS:
            assert not row.agrees or key == ("K1.3", "2013"), key
        else:
            assert row.agrees, key
        assert row.recomputed is None or math.isfinite(row.recomputed)
    assert rows["K3.2", "2014"].verdict == "circular"
