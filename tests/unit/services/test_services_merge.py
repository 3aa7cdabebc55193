"""Two copies of one workspace become one: nothing lost, nothing merged unseen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.errors import RuleError
from workbench.domain.evidence import Evidence
from workbench.domain.figure import Observation, Provenance
from workbench.domain.issued import PaperFile
from workbench.domain.period import Period
from workbench.domain.scenario import DriverPath, Scenario
from workbench.domain.text import LocalText
from workbench.services.operations.evidence import AddEvidence
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import CreateScenario, RenameScenario, SetDriverPath
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session


def figure(year: int, vintage: str, value: float) -> AddObservations:
    item = Observation(
        "gdp_current", Period.year(year), vintage, value, f"{value:,.0f}", Provenance("CSD310")
    )
    return AddObservations((item,), title="GDP")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "s.wbk"
    with Session.create(path) as session:
        session.execute(figure(2031, "2032-02", 4e6))
        session.save()
    return path


def copies(sample: Path, folder: Path) -> tuple[Session, Session]:
    opened = []
    for name in ("ann.wbk", "ben.wbk"):
        shutil.copy(sample, folder / name)
        opened.append(Session.open(folder / name))
    return opened[0], opened[1]


def merged(into: Session, other: Session, choices=None) -> Session:
    other.save()
    plan = into.plan_merge(other.path)
    into.apply_merge(plan, choices or {})
    return into


def test_what_only_one_side_changed_is_taken(sample: Path, tmp_path: Path) -> None:
    ann, ben = copies(sample, tmp_path)
    measures = [node.id for node in ann.nodes() if node.kind == "measure"]
    ann.execute(SetOfficialStatus(measures[0], "late", "June report"))
    ben.execute(SetOfficialStatus(measures[1], "dropped", "Opened in May"))
    ben.execute(figure(2031, "2032-08", 4.1e6))
    ben.execute(CreateScenario(Scenario("bens", ben.models()[0].id, LocalText("Ben's", "阿賓的"))))
    before = ann.logical_dump()
    merged(ann, ben)
    assert ann.node(measures[0]).official_status == "late"
    assert ann.node(measures[1]).official_status == "dropped"
    assert [item.value for item in ann.vintages("gdp_current") if item.period.code == "2031"] == [4e6, 4.1e6]
    assert ann.scenario("bens").name.zh_hant == "阿賓的"
    ann.undo()
    assert ann.logical_dump() == before
    ann.close()
    ben.close()


def test_papers_issued_from_the_other_copy_are_taken_also_alone(sample: Path, tmp_path: Path) -> None:
    ann, ben = copies(sample, tmp_path)
    file = PaperFile("panel_en.docx", "en", "docx", "00" * 32)
    ben.record_issued("panel", LocalText("Panel paper", "文件"), [file], meeting="Panel")
    ben.save()
    plan = ann.plan_merge(ben.path)
    assert not plan.items
    assert not plan.empty
    assert [paper.file_name for paper in plan.papers] == ["panel_en.docx"]
    ann.apply_merge(plan, {})
    assert [paper.id for paper in ann.issued_papers()] == [paper.id for paper in ben.issued_papers()]
    assert ann.plan_merge(ben.path).empty
    ann.close()
    ben.close()


def test_a_conflict_waits_for_a_decision_and_names_the_field(sample: Path, tmp_path: Path) -> None:
    ann, ben = copies(sample, tmp_path)
    scenario = ann.scenarios()[0].id
    driver = next(item.name for item in ann.models()[0].variables if item.is_driver)
    ann.execute(RenameScenario(scenario, LocalText("Ann's pace", "安的步伐")))
    ben.execute(RenameScenario(scenario, LocalText("Ben's pace", "賓的步伐")))
    ben.execute(SetDriverPath(scenario, driver, DriverPath(growth=0.09)))
    ben.save()
    plan = ann.plan_merge(ben.path)
    (conflict,) = plan.conflicts
    assert conflict.field == "name"
    assert (conflict.mine["en"], conflict.theirs["en"]) == ("Ann's pace", "Ben's pace")
    with pytest.raises(RuleError, match="not decided"):
        ann.apply_merge(plan, {})
    ann.apply_merge(plan, {conflict.place: "mine"})
    assert ann.scenario(scenario).name.en == "Ann's pace"
    assert ann.scenario(scenario).paths[driver].growth == 0.09, (
        "the field only Ben changed is taken all the same"
    )
    ann.close()
    ben.close()


def test_a_plan_made_before_a_change_is_refused(sample: Path, tmp_path: Path) -> None:
    ann, ben = copies(sample, tmp_path)
    ben.execute(figure(2032, "2033", 1.0))
    ben.save()
    plan = ann.plan_merge(ben.path)
    ann.execute(figure(2033, "2034", 1.0))
    with pytest.raises(RuleError, match="Compare again"):
        ann.apply_merge(plan, {})
    ann.close()
    ben.close()


def test_another_workspace_is_refused(sample: Path, tmp_path: Path) -> None:
    ann, ben = copies(sample, tmp_path)
    with (
        Session.create(tmp_path / "other.wbk", "empty") as other,
        pytest.raises(RuleError, match="not a copy"),
    ):
        ann.plan_merge(other.path)
    ann.close()
    ben.close()


edits = st.lists(
    st.one_of(
        st.tuples(st.just("figure"), st.integers(2031, 2033), st.sampled_from("abc"), st.integers(1, 3)),
        st.tuples(
            st.just("status"), st.integers(0, 2), st.sampled_from(["late", "dropped"]), st.integers(1, 2)
        ),
        st.tuples(st.just("undo"), st.just(0), st.just(""), st.just(0)),
    ),
    max_size=5,
)


def do(session: Session, edit: tuple[str, int, str, int]) -> None:
    what, number, text, value = edit
    try:
        if what == "figure":
            session.execute(figure(number, f"2040-{'abc'.index(text) + 1:02}", float(value)))
        elif what == "status":
            measure = [node.id for node in session.nodes() if node.kind == "measure"][number]
            session.execute(SetOfficialStatus(measure, text, f"reason {value}"))
        else:
            session.undo()
    except RuleError:
        pass  # that vintage is there already


@given(mine=edits, theirs=edits, prefer=st.sampled_from(["mine", "theirs"]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_is_the_same_from_either_side(sample: Path, tmp_path: Path, mine, theirs, prefer) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    ann, ben = copies(sample, tmp_path)
    for edit in mine:
        do(ann, edit)
    for edit in theirs:
        do(ben, edit)
    ann.save()
    ben.save()
    into_ann, into_ben = ann.plan_merge(ben.path), ben.plan_merge(ann.path)
    assert {item.place for item in into_ann.conflicts} == {item.place for item in into_ben.conflicts}
    other = {"mine": "theirs", "theirs": "mine"}[prefer]
    ann.apply_merge(into_ann, {item.place: prefer for item in into_ann.conflicts})
    ben.apply_merge(into_ben, {item.place: other for item in into_ben.conflicts})
    assert ann.logical_dump() == ben.logical_dump()
    ann.close()
    ben.close()


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_status_never_gets_the_grounds_of_the_other(sample: Path, tmp_path: Path, side: str) -> None:
    ann, ben = copies(sample, tmp_path)
    measure = next(node.id for node in ann.nodes() if node.kind == "measure")
    item = Evidence("e-completed", measure, "2026-05", LocalText("Seen", "看過"), link="https://e.org")
    ann.execute(SetOfficialStatus(measure, "late", "seen"))
    ben.execute(SetOfficialStatus(measure, "completed", "seen", "2026-05-04", new_evidence=AddEvidence(item)))
    into, other = (ann, ben) if side == "mine" else (ben, ann)
    other.save()
    plan = into.plan_merge(other.path)
    assert [item.field for item in plan.conflicts] == ["official_status"]
    late, done = ("late", "", ()), ("completed", "2026-05-04", ("e-completed",))
    for choice, outcome in (("mine", (late, done)), ("theirs", (done, late))):
        into.apply_merge(plan, {item.place: choice for item in plan.conflicts})  # type: ignore[misc]
        node = into.node(measure)
        found = (node.official_status, node.official_status_date, node.official_status_evidence)
        assert found == outcome[into is ben]
        into.undo()
        plan = into.plan_merge(other.path)
    ann.close()
    ben.close()
