"""Differences between snapshots: classed, in words, keyed on ids."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.domain.figure import Observation, Provenance
from workbench.domain.period import Period
from workbench.domain.scenario import DriverPath
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import SetDriverPath
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session


def figure(period: int, vintage: str, value: float, text: str = "") -> Observation:
    return Observation(
        "gdp_current", Period.year(period), vintage, value, text or f"{value:,.0f}", Provenance("CSD310")
    )


@pytest.fixture
def session(tmp_path: Path):
    opened = Session.create(tmp_path / "s.wbk")
    opened.execute(AddObservations((figure(2031, "2032-02", 4_000_000),), title="GDP"))
    opened.create_snapshot("January paper")
    yield opened
    opened.close()


def test_a_revision_a_new_figure_and_a_repeat_are_told_apart(session: Session) -> None:
    session.execute(
        AddObservations(
            (
                figure(2031, "2032-08", 4_100_000),
                figure(2032, "2032-08", 4_300_000),
            ),
            title="GDP",
        )
    )
    revised, new = session.differences("January paper")
    assert (revised.cls, revised.part, revised.old, revised.new) == (
        "revised",
        "2031",
        "4,000,000",
        "4,100,000",
    )
    assert revised.percent == pytest.approx(2.5)
    assert (new.cls, new.part, new.new) == ("newly-published", "2032", "4,300,000")
    assert (
        revised.words("en") == "GDP at current market prices, 2031: 4,000,000 → 4,100,000 (+2.50%) (revised)"
    )
    assert revised.words("zh-Hant").endswith("2031：4,000,000→4,100,000（+2.50%）（已修訂）")


def test_the_same_figure_in_a_later_vintage_is_no_difference(session: Session) -> None:
    session.execute(AddObservations((figure(2031, "2032-08", 4_000_000),), title="GDP"))
    assert session.differences("January paper") == []
    session.execute(AddObservations((figure(2031, "2032-09", 4_000_000, "4 000 000"),), title="GDP"))
    assert [item.cls for item in session.differences("January paper")] == ["label-only"]


def test_between_two_snapshots_and_back_again(session: Session) -> None:
    session.execute(AddObservations((figure(2031, "2032-08", 4_100_000),), title="GDP"))
    session.create_snapshot("March paper")
    session.execute(AddObservations((figure(2031, "2032-11", 4_200_000),), title="GDP"))
    (march,) = session.differences("January paper", "March paper")
    assert (march.old, march.new) == ("4,000,000", "4,100,000")
    (since,) = session.differences("March paper")
    assert (since.old, since.new) == ("4,100,000", "4,200,000")
    session.restore_snapshot("January paper")
    assert session.differences("January paper") == []
    (march,) = session.differences("January paper", "March paper")
    assert (march.old, march.new) == ("4,000,000", "4,100,000")


def test_statuses_and_assumptions_have_their_own_class(session: Session) -> None:
    measure = next(node for node in session.nodes() if node.kind == "measure")
    scenario = session.scenarios()[0]
    driver = next(item.name for item in session.model(scenario.model_id).variables if item.is_driver)
    session.execute(SetOfficialStatus(measure.id, "late", "June report"))
    session.execute(SetDriverPath(scenario.id, driver, replace(DriverPath(), growth=0.2)))
    found = {(item.kind, item.cls, item.id) for item in session.differences("January paper")}
    assert found == {("node", "status-changed", measure.id), ("scenario", "assumption-changed", scenario.id)}
    for item in session.differences("January paper"):
        assert "{" not in item.words("en").replace("{}", "") or item.cls == "assumption-changed"


def test_what_the_workspace_held_at_a_snapshot(session: Session) -> None:
    session.execute(
        AddObservations((figure(2031, "2031-12", 3_900_000), figure(2032, "2033", 5_000_000)), title="GDP")
    )
    held = {item.period.code: item.value for item in session.observations_at("gdp_current", "January paper")}
    assert held["2031"] == 4_000_000
    assert "2032" not in held
    session.restore_snapshot("January paper")
    assert held == {item.period.code: item.value for item in session.observations("gdp_current")}


def test_the_differences_as_a_paper(session: Session, tmp_path: Path) -> None:
    import openpyxl
    from docx import Document

    from workbench.services.change_report import write_change_report

    measure = next(node for node in session.nodes() if node.kind == "measure")
    session.execute(AddObservations((figure(2031, "2032-08", 4_100_000),), title="GDP"))
    session.execute(SetOfficialStatus(measure.id, "late", "braces {x} and =1+1"))
    files = write_change_report(
        session, "January paper", None, ("en", "zh-Hant"), ("docx", "xlsx"), tmp_path / "out"
    )
    assert {path.suffix for path in files} == {".docx", ".xlsx", ".json"}
    for lang, revised in (("en", "Figures revised"), ("zh-Hant", "已修訂的數字")):
        document = Document(str(tmp_path / "out" / f"changes_{lang}.docx"))
        assert any(revised in paragraph.text for paragraph in document.paragraphs)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert {"4,000,000", "4,100,000", "+2.50%"} <= set(cells)
        assert "braces {x} and =1+1" in cells
        book = openpyxl.load_workbook(tmp_path / "out" / f"changes_{lang}.xlsx")
        assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_one_item_is_restored_and_the_rest_stays(session: Session) -> None:
    measures = [node for node in session.nodes() if node.kind == "measure"]
    scenario = session.scenarios()[0]
    driver = next(item.name for item in session.model(scenario.model_id).variables if item.is_driver)
    before = session.scenario(scenario.id)
    session.execute(SetOfficialStatus(measures[0].id, "late", "June"))
    session.execute(SetOfficialStatus(measures[-1].id, "dropped", "May"))
    session.execute(SetDriverPath(scenario.id, driver, DriverPath(growth=0.3)))
    session.execute(AddObservations((figure(2031, "2032-08", 4_100_000),), title="GDP"))
    branch = session.node(measures[0].parent or "").parent or ""
    session.restore_snapshot("January paper", item=("node", branch))
    assert session.node(measures[0].id).official_status == ""
    assert session.node(measures[-1].id).official_status == "dropped"
    session.restore_snapshot("January paper", item=("scenario", scenario.id))
    assert session.scenario(scenario.id) == before
    session.restore_snapshot("January paper", item=("indicator", "gdp_current"))
    assert [item.value for item in session.vintages("gdp_current") if item.period.code == "2031"] == [
        4_000_000
    ]
    assert [item.cls for item in session.differences("January paper")] == ["status-changed", "status-changed"]
    assert session.restore_snapshot("January paper", item=("scenario", scenario.id)) is None


def test_a_branch_of_redo_can_be_reached_again(session: Session) -> None:
    session.execute(AddObservations((figure(2040, "2041", 1),), title="first try"))
    first = session.logical_dump()
    tried = session.history()[-1].id
    session.undo()
    session.execute(AddObservations((figure(2040, "2041", 2),), title="second try"))
    second = session.logical_dump()
    assert session.redo() is None
    session.go_to(tried)
    assert session.logical_dump() == first
    session.undo()
    assert session.logical_dump() == second
