"""The open workspace: reading, operations, undo, saving, snapshots, checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.domain.changes import ChangeSet
from workbench.domain.errors import RuleError, StorageError, UsageError
from workbench.domain.figure import Observation, Provenance
from workbench.domain.period import Period
from workbench.domain.scenario import DriverPath, Scenario
from workbench.domain.text import LocalText
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import (
    CreateScenario,
    RemoveScenario,
    RenameScenario,
    SetDriverPath,
)
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.create(tmp_path / "sample.wbk")
    yield opened
    opened.close()


def gdp(year: int, vintage: str, value: float | None, **changes) -> Observation:
    item = Observation("gdp_current", Period.year(year), vintage, value, str(value), Provenance("CSD310"))
    return replace(item, **changes)


def test_the_sample_holds_the_whole_plan(session: Session) -> None:
    kinds = [node.kind for node in session.nodes()]
    assert [kinds.count(kind) for kind in ("direction", "strategy", "goal", "recommendation", "measure")] == [
        4,
        8,
        16,
        42,
        146,
    ]
    assert [item.role for item in session.indicators()[:8]] == ["reference"] * 8
    assert session.indicators()[8].role != "reference"
    assert not session.dirty
    assert session.path.is_file()
    assert [problem.code for problem in session.check() if problem.severity == "error"] == []


def test_a_node_comes_after_its_parent_and_before_its_next_sibling(session: Session) -> None:
    seen: set[str] = set()
    for node in session.nodes():
        assert node.parent is None or node.parent in seen
        seen.add(node.id)


def test_as_known_on_a_date_is_the_newest_vintage_not_after_it(session: Session) -> None:
    session.execute(AddObservations((gdp(2031, "2032-02", 4e6), gdp(2031, "2032-08", 4.1e6)), title="GDP"))
    known = {
        as_of: {item.period.code: item.value for item in session.observations("gdp_current", as_of=as_of)}
        for as_of in ("2032-01", "2032-05", "2033")
    }
    assert "2031" not in known["2032-01"]
    assert known["2032-05"]["2031"] == 4e6
    assert known["2033"]["2031"] == 4.1e6
    assert [item.value for item in session.vintages("gdp_current") if item.period.code == "2031"] == [
        4e6,
        4.1e6,
    ]


def test_listeners_hear_what_changed_and_undo_takes_it_back(session: Session) -> None:
    heard: list[ChangeSet] = []
    stop = session.subscribe(heard.append)
    measure = next(node for node in session.nodes() if node.kind == "measure")
    before = session.logical_dump()
    session.execute(SetOfficialStatus(measure.id, "late", "Progress report, June"), initiator="inspector")
    assert session.node(measure.id).official_status == "late"
    assert session.dirty
    assert heard[-1].touched["node"].changed == {measure.id}
    assert heard[-1].initiator == "inspector"
    assert heard[-1].reason == "Progress report, June"
    step = session.undo_step()
    assert step is not None
    assert step.params["node"] == measure.id
    assert step.params["title_zh"] == measure.title.zh_hant
    session.undo()
    assert session.node(measure.id).official_status == ""
    assert session.logical_dump() == before
    assert session.undo_step() is None
    assert session.redo_step() is not None
    session.redo()
    assert session.node(measure.id).official_status == "late"
    stop()
    session.undo()
    assert [change.of for change in heard] == ["do", "undo", "redo"]
    assert [change.of for change in session.history()] == ["do", "undo", "redo", "undo"]


def test_rules_are_refused_with_words_and_change_nothing(session: Session) -> None:
    before = session.logical_dump()
    measure = next(node for node in session.nodes() if node.kind == "measure")
    goal = next(node for node in session.nodes() if node.kind == "goal")
    base = session.scenarios()[0]
    refused = [
        (SetOfficialStatus(measure.id, "late", "  "), "strategy.status-needs-reason"),
        (SetOfficialStatus(goal.id, "late", "seen"), "strategy.status-only-on-measures"),
        (SetDriverPath(base.id, "no such driver", None), "scenario.unknown-driver"),
        (RemoveScenario(base.id), "scenario.has-children"),
        (RenameScenario(base.id, LocalText(" ", "")), "scenario.needs-name"),
        (CreateScenario(replace(base, name=LocalText("x", "x"))), "scenario.id-in-use"),
        (AddObservations((gdp(2031, "", 1.0),)), "figures.needs-vintage"),
        (AddObservations((gdp(2031, "2032", 1.0, provenance=Provenance("")),)), "figures.needs-source"),
        (AddObservations((gdp(2031, "2032", None),)), "figures.missing-needs-status"),
        (AddObservations((gdp(2031, "2032", float("inf")),)), "figures.not-a-number"),
        (AddObservations((gdp(2031, "2032", 1.0, series_id="nowhere"),)), "figures.unknown-series"),
    ]
    for operation, code in refused:
        with pytest.raises(RuleError) as caught:
            session.execute(operation)
        assert caught.value.code == code
        assert "{" not in caught.value.words("en") + caught.value.words("zh-Hant")
    with pytest.raises(UsageError):
        session.execute(SetOfficialStatus("no such node", "late", "seen"))
    assert session.logical_dump() == before
    assert not session.dirty


def test_scenarios_are_made_changed_and_removed(session: Session) -> None:
    base = session.scenarios()[0]
    model = session.model(base.model_id)
    driver = next(variable.name for variable in model.variables if variable.is_driver)
    session.execute(CreateScenario(Scenario("mine", model.id, LocalText("Mine", "我的"), base.id)))
    session.execute(SetDriverPath("mine", driver, DriverPath(growth=0.11)))
    assert session.scenario("mine").paths[driver].growth == 0.11
    session.execute(SetDriverPath("mine", driver, None))
    assert session.scenario("mine").paths == {}
    session.execute(RemoveScenario("mine"))
    with pytest.raises(UsageError) as caught:
        session.scenario("mine")
    assert caught.value.words("zh-Hant") == "工作檔內沒有情景「mine」。"
    while session.undo():
        pass
    assert all(item.id != "mine" for item in session.scenarios())


def test_saved_work_is_there_again_with_its_history(session: Session, tmp_path: Path) -> None:
    session.execute(AddObservations((gdp(2031, "2032-02", 4e6),), title="GDP"))
    mark = session.create_snapshot("Panel paper", "sent on 3 March")
    state = session.logical_dump()
    session.save()
    assert not session.dirty
    session.close()
    with Session.open(tmp_path / "sample.wbk") as again:
        assert again.logical_dump() == state
        assert not again.dirty
        assert again.snapshots() == (mark,)
        again.undo()
        assert again.dirty
        assert "2031" not in {item.period.code for item in again.observations("gdp_current")}
        again.restore_snapshot("Panel paper")
        assert again.logical_dump() == state


def test_saving_elsewhere_goes_on_with_that_file(session: Session, tmp_path: Path) -> None:
    original = (tmp_path / "sample.wbk").read_bytes()
    session.execute(AddObservations((gdp(2031, "2032-02", 4e6),), title="GDP"))
    session.save_as(tmp_path / "copy.wbk")
    assert session.path.name == "copy.wbk"
    assert not session.dirty
    assert (tmp_path / "sample.wbk").read_bytes() == original
    with pytest.raises(StorageError):
        session.save_as(tmp_path / "nowhere" / "copy.wbk")


def test_a_view_that_fails_does_not_stop_the_others(session: Session) -> None:
    heard: list[ChangeSet] = []

    def broken(_: ChangeSet) -> None:
        raise ValueError("a view's mistake")

    session.subscribe(broken)
    session.subscribe(heard.append)
    session.execute(AddObservations((gdp(2031, "2032-02", 4e6),), title="GDP"))
    assert len(heard) == 1


def test_an_empty_workspace_and_an_unknown_plan(tmp_path: Path) -> None:
    with Session.create(tmp_path / "empty.wbk", "empty") as empty:
        assert empty.nodes() == ()
        assert empty.indicators() == ()
    with pytest.raises(UsageError):
        Session.create(tmp_path / "x.wbk", "no-such-plan")
    assert not (tmp_path / "x.wbk").exists()
    assert not list(tmp_path.glob(".x.wbk*"))


def test_the_database_reads_with_any_sqlite_tool(session: Session) -> None:
    import sqlite3

    with sqlite3.connect(session.path) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM node WHERE kind = 'measure' AND title_zh <> '' AND title_en <> ''"
        ).fetchone()
        (unsourced,) = connection.execute(
            "SELECT count(*) FROM observation o JOIN provenance p ON p.id = o.provenance WHERE p.source_id = '' AND p.file_name = ''"
        ).fetchone()
    connection.close()
    assert count == 146
    assert unsourced == 0


def test_the_sample_has_something_to_compare_and_nothing_to_undo(tmp_path: Path) -> None:
    with (
        Session.create(tmp_path / "a.wbk") as plain,
        Session.create(tmp_path / "b.wbk", sample_in="zh-Hant") as sample,
    ):
        assert sample.logical_dump() == plain.logical_dump()
        published, since = sample.snapshots()
        assert published.name == "規劃公布時"
        assert sample.undo() is None
        assert not sample.dirty
        told = {(item.id, item.part): item for item in sample.differences(published.id)}
        assert told["K1.1", "2024"].cls == "newly-published"
        assert told["K1.1", "2014"].cls == "label-only", "0.74% was known when the plan was published"
        assert told["gerd", "2020"].cls == "label-only", (
            "265.54 hundred million, then the same as 26,553.6 million"
        )
        assert told["K1.1", "2019"].cls == "revised"
        assert sample.differences(since.id) == []
        held = {item.period.code for item in sample.observations_at("K1.1", published.id)}
        assert "2020" in held
        assert "2024" not in held
        sample.restore_snapshot(published.id)
        assert "2024" not in {item.period.code for item in sample.observations("K1.1")}
        sample.undo()
        assert sample.logical_dump() == plain.logical_dump()
