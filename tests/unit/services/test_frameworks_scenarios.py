"""The shipped model and scenarios, run on the shipped figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.calc.gaps import gap
from workbench.services import frameworks, scenarios
from workbench.services.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.calc.engine import Result


@pytest.fixture(scope="module")
def content() -> frameworks.Content:
    return frameworks.load("blueprint-2022")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with Session.create(tmp_path_factory.mktemp("shipped") / "shipped.wbk") as opened:
        yield opened


def run(session: Session, scenario_id: str) -> Result:
    return scenarios.run(session, scenario_id).result


def test_the_model_reaches_all_eight(content: frameworks.Content) -> None:
    reached = [one.indicator_id for one in content.models[0].variables if one.indicator_id]
    eight = [one.id for one in content.indicators if one.role == "reference"]
    assert sorted(reached) == sorted(eight)


@pytest.mark.parametrize(
    "scenario_id", ["recent-pace", "blueprint-path", "slow-business-rd", "levers-as-announced"]
)
def test_scenarios_have_a_value_for_every_year_to_come(
    content: frameworks.Content, session: Session, scenario_id: str
) -> None:
    result = run(session, scenario_id)
    assert result.problems == ()
    for variable in content.models[0].variables:
        for year in range(2025, 2031):
            assert result.at(variable.name, year) is not None, (variable.name, year)


def test_the_total_of_2023_is_published_while_its_parts_stay_a_gap(session: Session) -> None:
    result = run(session, "recent-pace")
    assert result.at("rd_business", 2023) is None
    assert result.at("gerd", 2023) == 33006.0
    assert result.at("gerd", 2024) == 35771.9  # as published, not 13,906 + 20,054 + 1,812
    assert [int(year) for year in result.years[result.replaced["gerd"]]] == list(range(2014, 2025))


def test_manufacturing_is_worked_back_from_its_published_share(session: Session) -> None:
    result = run(session, "recent-pace")
    # 1.0 % of 97.72 % of HK$2,981,601 million
    assert result.at("manufacturing_va", 2023) == pytest.approx(29136.205, abs=0.01)
    assert result.at("manufacturing_share", 2030) == pytest.approx(1.0, rel=1e-12)
    # HK$82.2 billion as 2.64 % of GDP at basic prices, over HK$3,186,500 million: where 97.72 % comes from
    assert pytest.approx(0.9772, abs=5e-4) == 82200 / 0.0264 / 3186500


def test_the_blueprint_path_meets_every_reference_figure(
    content: frameworks.Content, session: Session
) -> None:
    result = run(session, "blueprint-path")
    names = {one.indicator_id: one.name for one in content.models[0].variables if one.indicator_id}
    directions = {one.id: one.direction for one in content.indicators}
    for target in content.targets:
        if target.kind != "reference_target":
            continue
        value = result.at(names[target.indicator_id], target.data_year)
        assert value is not None
        found = gap(value, target.value, directions[target.indicator_id], target.qualifier)
        assert found.met, (target.id, value)


def test_the_blueprint_path_is_the_least_that_meets_them(session: Session) -> None:
    """Only the figure per head overshoots: 1.3 % of GDP is more than HK$5,000 a head."""
    result = run(session, "blueprint-path")
    assert result.at("gerd_gdp", 2025) == pytest.approx(1.3, abs=1e-4)
    assert result.at("gerd_gdp", 2030) == pytest.approx(2, abs=1e-4)
    assert result.at("public_share", 2025) == pytest.approx(50, abs=1e-3)
    assert result.at("public_share", 2030) == pytest.approx(40, abs=1e-3)
    assert result.at("it_per_1000", 2030) == pytest.approx(28.05, abs=1e-3)
    assert result.at("manufacturing_share", 2025) == pytest.approx(1.5, abs=1e-4)
    assert result.at("manufacturing_share", 2030) == pytest.approx(5.0, abs=1e-4)
    assert result.at("gerd_per_head", 2025) == pytest.approx(5765, abs=1)


def test_trends_stay_on_one_side_of_the_change_of_method(content: frameworks.Content) -> None:
    for scenario in content.scenarios:
        for driver, path in scenario.paths.items():
            assert path.reason, (scenario.id, driver)
            if driver.startswith("rd_") and path.trend:
                assert path.trend[0] >= 2018


def test_levers_add_what_their_numbers_say(content: frameworks.Content, session: Session) -> None:
    plain, pushed = run(session, "recent-pace"), run(session, "levers-as-announced")

    def more(name: str, year: int) -> float:
        with_it, without = pushed.at(name, year), plain.at(name, year)
        assert with_it is not None
        assert without is not None
        return with_it - without

    # RAISe+: a seventh of HK$10,000 million × 0.7; from 2024, a year later
    assert more("rd_higher_education", 2025) == pytest.approx(10000 / 7 * 0.7)
    assert more("rd_higher_education", 2024) == 0  # an actual
    # business: 10,000 / 7 × 0.4 from 2026, and the fund 30,000 / 7 × 2 × 0.1 from 2025
    assert more("rd_business", 2025) == pytest.approx(30000 / 7 * 0.2)
    assert more("rd_business", 2026) == pytest.approx(10000 / 7 * 0.4 + 30000 / 7 * 0.2)
    # graduates add up: a sixth of 3,210 × 0.5 more every year
    assert more("it_practitioners", 2027) == pytest.approx(3210 / 6 * 0.5 * 3)
    assert more("it_practitioners", 2030) == pytest.approx(3210 * 0.5)
    nodes = {node.id for node in content.framework.nodes}
    for lever in content.models[0].levers:
        assert lever.node_id in nodes
        assert lever.source
        assert lever.confidence
        assert lever.reason.en
        assert lever.reason.zh_hant
