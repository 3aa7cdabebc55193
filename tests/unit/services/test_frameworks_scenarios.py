"""The shipped model and scenarios, run on the shipped figures."""

from __future__ import annotations

import pytest

from workbench.calc.engine import Result, evaluate
from workbench.calc.gaps import gap
from workbench.calc.scenarios import resolve
from workbench.services import frameworks


@pytest.fixture(scope="module")
def content() -> frameworks.Content:
    return frameworks.load("blueprint-2022")


def run(content: frameworks.Content, scenario_id: str) -> Result:
    model = content.models[0]
    newest: dict[tuple[str, int], tuple[str, float]] = {}
    for one in content.observations:
        if one.value is not None and one.period.frequency == "A":
            place = (one.series_id, one.period.start.year)
            newest[place] = max(newest.get(place, ("", 0.0)), (one.vintage, one.value))
    history = {
        variable.name: {
            year: value for (name, year), (_, value) in newest.items() if name == variable.series_id
        }
        for variable in model.variables
        if variable.is_driver
    }
    scenarios = {one.id: one for one in content.scenarios}
    paths = {name: item.path for name, item in resolve(scenario_id, scenarios).items()}
    return evaluate(model, paths, history)


def test_the_model_reaches_all_eight(content: frameworks.Content) -> None:
    reached = [one.indicator_id for one in content.models[0].variables if one.indicator_id]
    eight = [one.id for one in content.indicators if one.role == "reference"]
    assert sorted(reached) == sorted(eight)


@pytest.mark.parametrize("scenario_id", ["recent-pace", "blueprint-path"])
def test_scenarios_have_a_value_for_every_year_to_come(content: frameworks.Content, scenario_id: str) -> None:
    result = run(content, scenario_id)
    assert result.problems == ()
    for variable in content.models[0].variables:
        for year in range(2025, 2031):
            assert result.at(variable.name, year) is not None, (variable.name, year)


def test_the_gap_of_2023_stays_a_gap(content: frameworks.Content) -> None:
    result = run(content, "recent-pace")
    assert result.at("rd_business", 2023) is None
    assert result.at("gerd", 2023) is None
    assert result.at("gerd", 2024) == pytest.approx(35772)


def test_the_blueprint_path_meets_every_reference_figure(content: frameworks.Content) -> None:
    result = run(content, "blueprint-path")
    names = {one.indicator_id: one.name for one in content.models[0].variables if one.indicator_id}
    directions = {one.id: one.direction for one in content.indicators}
    for target in content.targets:
        if target.kind != "reference_target":
            continue
        value = result.at(names[target.indicator_id], target.data_year)
        assert value is not None
        found = gap(value, target.value, directions[target.indicator_id], target.qualifier)
        assert found.met, (target.id, value)


def test_the_blueprint_path_is_the_least_that_meets_them(content: frameworks.Content) -> None:
    """Only the figure per head overshoots: 1.3 % of GDP is more than HK$5,000 a head."""
    result = run(content, "blueprint-path")
    assert result.at("gerd_gdp", 2025) == pytest.approx(1.3, abs=1e-4)
    assert result.at("gerd_gdp", 2030) == pytest.approx(2, abs=1e-4)
    assert result.at("public_share", 2025) == pytest.approx(50, abs=1e-3)
    assert result.at("public_share", 2030) == pytest.approx(40, abs=1e-3)
    assert result.at("it_per_1000", 2030) == pytest.approx(28.05, abs=1e-3)
    assert result.at("gerd_per_head", 2025) == pytest.approx(5765, abs=1)


def test_trends_stay_on_one_side_of_the_change_of_method(content: frameworks.Content) -> None:
    for scenario in content.scenarios:
        for driver, path in scenario.paths.items():
            assert path.reason, (scenario.id, driver)
            if driver.startswith("rd_") and path.trend:
                assert path.trend[0] >= 2018
