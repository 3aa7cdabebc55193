"""The workspace as known on a date or at a snapshot: what is read through the view against what was there then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.errors import RuleError, UsageError
from workbench.domain.evidence import Evidence
from workbench.domain.figure import Observation
from workbench.domain.period import known_by
from workbench.domain.scenario import DriverPath, Scenario
from workbench.domain.text import LocalText
from workbench.services import scenarios
from workbench.services.frozen import FrozenSession
from workbench.services.known import KnownSession, as_known
from workbench.services.operations.evidence import AddEvidence, RemoveEvidence
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import CreateScenario, RemoveScenario, SetDriverPath
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session

BUILDINGS = "S2.G1.R1.M3"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("known") / "s.wbk"
    Session.create(path).close()
    return path


@pytest.fixture
def session(stored: Path, tmp_path: Path) -> Iterator[Session]:
    copy = tmp_path / "s.wbk"
    copy.write_bytes(stored.read_bytes())
    opened = Session.open(copy)
    yield opened
    opened.close()


def figures(reading: Session) -> dict[str, tuple[Observation, ...]]:
    return {item.id: reading.observations(item.id) for item in reading.indicators()}


def everything(reading: Session) -> tuple[object, ...]:
    return (
        reading.nodes(),
        reading.evidence(),
        reading.scenarios(),
        reading.packs(),
        reading.targets(),
        [reading.definitions(item.id) for item in reading.indicators()],
        reading.sources(),
        reading.bodies(),
        reading.models(),
        reading.milestones(),
        {item.id: reading.vintages(item.id) for item in reading.indicators()},
        figures(reading),
    )


def busy(session: Session) -> None:
    """One change of each kind that a snapshot has to see through."""
    driver = next(one.name for one in session.models()[0].variables if one.is_driver)
    session.execute(
        AddEvidence(Evidence("e9", BUILDINGS, "2026-01", LocalText("Seen.", "看過。"), link="https://e.org"))
    )
    session.execute(SetOfficialStatus(BUILDINGS, "completed", "Seen", "2026-02", ("e9",)))
    session.execute(SetDriverPath(session.scenarios()[0].id, driver, DriverPath(growth=0.123)))
    session.execute(
        CreateScenario(Scenario("late-idea", session.models()[0].id, LocalText("Late idea", "後來想到")))
    )
    last = session.observations("K1.1")[-1]
    session.execute(AddObservations((replace(last, vintage="2026-11-01", value=9.99, text="9.99%"),)))


def test_at_a_snapshot_everything_is_what_it_was(session: Session) -> None:
    session.execute(
        AddEvidence(Evidence("e0", BUILDINGS, "2025", LocalText("Old.", "舊。"), link="https://e.org"))
    )
    then = everything(session)
    mark = session.create_snapshot("Then")
    busy(session)
    session.execute(RemoveEvidence("e0"))
    assert everything(session) != then
    view = as_known(session, snapshot_id=mark.id)
    assert everything(view) == then
    frozen = FrozenSession(view)
    assert frozen.nodes() == then[0]
    assert {item.id: frozen.vintages(item.id) for item in frozen.indicators()} == then[10]
    assert view.node(BUILDINGS).official_status == ""
    with pytest.raises(UsageError):
        view.scenario("late-idea")
    run_then = scenarios.run(view, session.scenarios()[0].id)
    session.restore_snapshot(mark.id)
    assert everything(session) == then
    assert [
        (row.path, row.growth, row.last_value)
        for row in scenarios.run(session, session.scenarios()[0].id).drivers
    ] == [(row.path, row.growth, row.last_value) for row in run_then.drivers]
    assert everything(view) == then


def test_what_was_removed_since_is_there_at_the_snapshot(session: Session) -> None:
    session.execute(CreateScenario(Scenario("short", session.models()[0].id, LocalText("Short", "短"))))
    mark = session.create_snapshot("Then")
    session.execute(RemoveScenario("short"))
    assert as_known(session, snapshot_id=mark.id).scenario("short").name.en == "Short"


def test_on_a_date_later_figures_and_reports_are_not_known(session: Session) -> None:
    view = as_known(session, as_of="2023")
    for series, found in figures(view).items():
        assert all(known_by(item.vintage) <= "2023-12-31" for item in found), series
        assert found == session.observations(series, as_of="2023")
    assert any(figures(view)[series] != found for series, found in figures(session).items())
    assert [item.as_of for item in session.node(BUILDINGS).progress] == ["2023-12", "2025-12-22"]
    assert [item.as_of for item in view.node(BUILDINGS).progress] == ["2023-12"]
    busy(session)
    session.execute(
        AddEvidence(Evidence("e1", BUILDINGS, "2023-06", LocalText("Early.", "早。"), link="https://e.org"))
    )
    view.forget()  # type: ignore[attr-defined]
    assert [item.id for item in view.evidence(BUILDINGS)] == ["e1"]
    assert view.node(BUILDINGS).official_status == ""  # true of February 2026 only
    assert as_known(session, as_of="2026-03").node(BUILDINGS).official_status == "completed"
    plan = {item.id for item in session.targets("K1.1") if item.kind == "reference_target"}
    eve = {item.id for item in as_known(session, as_of="2022-12-21").targets("K1.1")}
    day = {item.id for item in as_known(session, as_of="2022-12-22").targets("K1.1")}
    assert plan
    assert not plan & eve  # the plan is of the 22nd
    assert plan <= day


def test_a_month_counts_from_its_last_day(session: Session) -> None:
    last = session.observations("K1.1")[-1]
    session.execute(AddObservations((replace(last, vintage="2026-09", value=5.0, text="5%"),)))
    assert as_known(session, as_of="2026-09-29").observations("K1.1")[-1] == last
    assert as_known(session, as_of="2026-09-30").observations("K1.1")[-1].value == 5.0


@given(st.text(max_size=12) | st.sampled_from(["2024-13", "2024-02-30", "24", "2024-7", "31/12/2023"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_no_date_is_refused_and_the_present_stays(session: Session, text: str) -> None:
    view = KnownSession(session)
    if text.strip().isdigit() and len(text.strip()) == 4:
        return
    with pytest.raises(RuleError) as caught:
        view.show_date(text)
    assert caught.value.code == "known.not-a-date"
    assert view.present


def test_nothing_is_changed_through_the_past(session: Session) -> None:
    view = KnownSession(session)
    before = session.logical_dump()
    for show in (lambda: view.show_date("2024"), lambda: view.show_snapshot(session.snapshots()[0].id)):
        if not session.snapshots():
            session.create_snapshot("one")
        show()
        with pytest.raises(RuleError) as caught:
            view.execute(SetOfficialStatus(BUILDINGS, "late", "report"))
        assert caught.value.code == "known.past"
        assert "{" not in caught.value.words("en") + caught.value.words("zh-Hant")
    assert session.logical_dump() == before
    view.show_present()
    view.execute(SetOfficialStatus(BUILDINGS, "late", "report"))
    assert session.node(BUILDINGS).official_status == "late"
    with pytest.raises(UsageError):
        view.show_snapshot("none")
