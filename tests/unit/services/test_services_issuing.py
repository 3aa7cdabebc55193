"""Papers that went out: found again by content, written again to the byte, and what they say that has changed since.

Also the evidence that a delivery status rests on, the wordings of a promise, and documents kept in a workspace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.base.ids import new_id
from workbench.domain.errors import FileProblem, RuleError, StorageError
from workbench.domain.evidence import Document, Evidence
from workbench.domain.issued import IssuedPaper
from workbench.domain.text import LocalText
from workbench.services.checks import is_broken
from workbench.services.documents import safe_name, save_document, script_of, used_by
from workbench.services.issuing import find_file, moved_figures, record_files, state_of, write_again
from workbench.services.operations.evidence import AddEvidence, AttachDocument, RemoveEvidence
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.packs import build_pack
from workbench.services.session import Session
from workbench.services.wordings import wording_changes, wordings

PACK, BUILDINGS, PLAIN = "panel-paper", "S2.G1.R1.M3", "S1.G1.R1.M1"
WORDS = LocalText("Opened.", "已開。")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A workspace that has issued its first pack, and the folder of the files."""
    folder = tmp_path_factory.mktemp("issued")
    path = folder / "s.wbk"
    with Session.create(path) as session:
        written = build_pack(session, PACK, ("en", "zh-Hant"), ("docx", "xlsx"), folder / "out")
        record_files(session, session.pack(PACK), written, meeting="Panel")
        session.save()
    return path, folder / "out"


@pytest.fixture
def session(stored: tuple[Path, Path], tmp_path: Path) -> Iterator[Session]:
    copy = tmp_path / "s.wbk"
    copy.write_bytes(stored[0].read_bytes())
    opened = Session.open(copy)
    yield opened
    opened.close()


def paper(session: Session) -> IssuedPaper:
    return next(item for item in session.issued_papers() if item.file_name.endswith("_en.docx"))


def revise(session: Session, series: str, **changes: object) -> None:
    last = session.observations(series)[-1]
    session.execute(AddObservations((replace(last, vintage="2026-11-01", **changes),)))  # type: ignore[arg-type]


def test_nothing_has_moved_until_a_figure_does(session: Session) -> None:
    for item in session.issued_papers():
        assert moved_figures(session, item) == ()
    was = session.observations("K1.1")[-1]
    assert was.value is not None
    revise(session, "K1.1", value=was.value * 0.9, text="less")
    found = [item for item in moved_figures(session, paper(session)) if item.series_id == "K1.1"]
    moved = next(item for item in found if item.why == "revised")
    assert moved.issued_value == was.value
    assert moved.now_value == pytest.approx(was.value * 0.9)
    assert moved.percent == pytest.approx(-10)
    assert (moved.period, moved.period_now) == (was.period.code, was.period.code)
    assert moved.vintage_now == "2026-11-01"
    session.undo()
    assert moved_figures(session, paper(session)) == ()


def test_a_point_of_a_chart_that_moved_is_told_too(session: Session) -> None:
    from workbench.domain.pack import ChartBlock

    chart = next(block for block in session.pack(PACK).blocks if isinstance(block, ChartBlock))
    drawn = [item for item in session.observations(chart.indicator_id) if item.value is not None]
    old = next(item for item in drawn if not chart.first_year or item.period.start.year > chart.first_year)
    later = replace(old, vintage="2026-11-01", value=(old.value or 0) + 1, text="other")
    session.execute(AddObservations((later,)))
    (moved,) = [item for item in moved_figures(session, paper(session)) if item.series_id == old.series_id]
    assert (moved.period, moved.why, moved.issued_value) == (old.period.code, "revised", old.value)
    assert moved.issued.show("en") == old.text


def test_a_later_period_is_no_revision(session: Session) -> None:
    last = session.observations("K1.1")[-1]
    following = type(last.period).year(int(last.period.code) + 1)
    session.execute(
        AddObservations((replace(last, period=following, vintage="2026-11-01", value=2.5, text="2.5%"),))
    )
    found = [item for item in moved_figures(session, paper(session)) if item.series_id == "K1.1"]
    latest = [item for item in found if item.why == "newer"]
    assert latest
    assert {(item.period, item.period_now) for item in latest} == {(last.period.code, following.code)}
    assert all(item.percent is None for item in latest)


def test_a_file_is_known_by_its_content_alone(
    session: Session, stored: tuple[Path, Path], tmp_path: Path
) -> None:
    item = paper(session)
    copy = tmp_path / "renamed by the clerk.docx"
    copy.write_bytes((stored[1] / item.file_name).read_bytes())
    assert [one.id for one in find_file(session, copy)] == [item.id]
    copy.write_bytes(copy.read_bytes()[:-1])
    assert find_file(session, copy) == ()
    with pytest.raises(FileProblem):
        find_file(session, tmp_path / "none.docx")


def test_an_older_paper_is_written_again_to_the_byte_after_later_changes(
    session: Session, tmp_path: Path
) -> None:
    before = state_of(session)
    revise(session, "K1.1", value=0.5, text="0.5%")
    pack = session.pack(PACK)
    from workbench.services.operations.packs import SavePack

    session.execute(SavePack(replace(pack, title=LocalText("Another title", "另一標題"))))
    assert state_of(session) != before
    for item in session.issued_papers():
        folder = tmp_path / new_id("out")
        folder.mkdir()
        path, same = write_again(session, item, folder)
        assert same, path.name
    with pytest.raises(RuleError) as caught:
        write_again(session, item, folder)
    assert caught.value.code == "issued.file-there"


# ---- what a status rests on --------------------------------------------------------------------------------------
def add(session: Session, node: str = PLAIN, **changes: object) -> Evidence:
    item = replace(Evidence(new_id("evd"), node, "2026-05", WORDS, link="https://e.org"), **changes)  # type: ignore[arg-type]
    session.execute(AddEvidence(item))
    return item


@pytest.mark.parametrize("status", ["in_progress", "partly_completed", "completed"])
def test_a_claim_of_progress_needs_evidence_of_this_measure(session: Session, status: str) -> None:
    other = add(session, BUILDINGS)
    before = session.logical_dump()
    refused = [
        (SetOfficialStatus(PLAIN, status, "seen"), "strategy.status-needs-evidence"),  # type: ignore[arg-type]
        (SetOfficialStatus(PLAIN, status, "seen", "", (other.id,)), "strategy.status-unknown-evidence"),  # type: ignore[arg-type]
        (SetOfficialStatus(PLAIN, status, "seen", "", ("002",)), "strategy.status-unknown-evidence"),  # type: ignore[arg-type]
        (SetOfficialStatus(PLAIN, "late", "seen", "2026-02-30"), "strategy.status-needs-date"),
        (SetOfficialStatus(PLAIN, "late", "seen", "2999"), "strategy.status-date-ahead"),
        (
            SetOfficialStatus(PLAIN, status, "seen", new_evidence=AddEvidence(replace(other, id="x"))),  # type: ignore[arg-type]
            "strategy.status-unknown-evidence",
        ),
    ]
    for operation, code in refused:
        with pytest.raises(RuleError) as caught:
            session.execute(operation)
        assert caught.value.code == code
        assert "{" not in caught.value.words("en") + caught.value.words("zh-Hant")
    assert session.logical_dump() == before
    mine = add(session)
    session.execute(SetOfficialStatus(PLAIN, status, "seen", "", (mine.id,)))  # type: ignore[arg-type]
    node = session.node(PLAIN)
    assert (node.official_status, node.official_status_date) == (status, "2026-05")
    with pytest.raises(RuleError) as caught:
        session.execute(RemoveEvidence(mine.id))
    assert caught.value.code == "evidence.status-rests"
    session.execute(SetOfficialStatus(PLAIN, "", ""))
    assert session.node(PLAIN).official_status_evidence == ()
    session.execute(RemoveEvidence(mine.id))


def test_evidence_its_file_and_the_status_are_one_step(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text("minutes", encoding="utf-8")
    attach = AttachDocument.of_file(path)
    item = Evidence("e1", PLAIN, "2026-05-04", WORDS, document_id=attach.document.id)
    before = session.logical_dump()
    with pytest.raises(RuleError) as caught:
        session.execute(AddEvidence(replace(item, document_id="another"), attach))
    assert caught.value.code == "evidence.other-document"
    session.execute(SetOfficialStatus(PLAIN, "completed", "done", new_evidence=AddEvidence(item, attach)))
    assert session.document_content(attach.document.id) == b"minutes"
    assert session.node(PLAIN).official_status_evidence == ("e1",)
    session.undo()
    assert session.logical_dump() == before


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"date": "2999-01-01"}, "evidence.date-ahead"),
        ({"date": "2026-02-30"}, "evidence.needs-date"),
        ({"kind": "rumour"}, "evidence.unknown-kind"),
    ],
)
def test_what_cannot_be_evidence(session: Session, changes: dict[str, str], code: str) -> None:
    with pytest.raises(RuleError) as caught:
        add(session, **changes)
    assert caught.value.code == code


# ---- wordings ----------------------------------------------------------------------------------------------------
def test_first_eight_became_first_three(session: Session) -> None:
    change = next(item for item in wording_changes(session) if item.node.id == BUILDINGS)
    assert change.before.date == "2022-12-22"
    assert "first eight buildings" in (change.before.text.en or "")
    assert "首八座" in (change.before.text.zh_hant or "")
    assert change.after.date == "2023-12"
    assert "first three buildings" in (change.after.text.en or "")
    assert "首三座" in (change.after.text.zh_hant or "")


def test_evidence_that_words_it_anew_stands_in_its_order(session: Session) -> None:
    add(session, BUILDINGS, date="2023-06", kind="restated")
    add(session, BUILDINGS, date="2024", kind="progress")
    told = wordings(session, session.node(BUILDINGS))
    assert [item.date for item in told] == ["2022-12-22", "2023-06", "2023-12"]
    assert len([item for item in wording_changes(session) if item.node.id == BUILDINGS]) == 2


# ---- documents ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "title, script",
    [
        ("Reply.pdf", "en"),
        ("園區報告.docx", "zh-Hant"),
        ("园区报告.docx", "zh-Hans"),
        ("園區 园区.docx", "both"),
        ("中文.docx", ""),
        ("衞生署.pdf", "zh-Hant"),
        ("里程表.pdf", ""),
    ],
)
def test_the_script_of_a_title(title: str, script: str) -> None:
    assert script_of(Document("d", LocalText(title, title), title, "0" * 64, 1)) == script


@pytest.mark.parametrize(
    "name, safe",
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\run.bat", "run.bat"),
        ("..", "d"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("覆函.pdf ", "覆函.pdf"),
    ],
)
def test_a_name_leads_nowhere_else(name: str, safe: str) -> None:
    assert safe_name(Document("d", LocalText("t"), name, "0" * 64, 1)) == safe


def test_a_document_is_written_out_and_never_over_another_unasked(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(b"kept")
    attach = AttachDocument.of_file(path)
    item = Evidence("e1", PLAIN, "2026", WORDS, document_id=attach.document.id)
    session.execute(AddEvidence(item, attach))
    assert used_by(session, attach.document.id) == (item,)
    with pytest.raises(StorageError):
        save_document(session, attach.document.id, tmp_path)
    assert save_document(session, attach.document.id, tmp_path / "new.txt").read_bytes() == b"kept"
    path.write_bytes(b"other")
    assert save_document(session, attach.document.id, tmp_path, replace=True).read_bytes() == b"kept"


def test_a_link_to_a_file_that_is_gone(tmp_path: Path) -> None:
    here = tmp_path / "a file.pdf"
    here.write_bytes(b"x")
    assert not is_broken(str(here))
    assert not is_broken(here.as_uri())
    assert not is_broken("https://example.org/none")
    assert not is_broken("paper on page 3")
    here.unlink()
    assert is_broken(str(here))
    assert is_broken(here.as_uri())


def test_a_table_filled_from_the_workspace_is_read_too(session: Session, tmp_path: Path) -> None:
    from workbench.domain.pack import LiveTable
    from workbench.services.operations.packs import SavePack

    table = LiveTable("indicators", LocalText("Table", "表"))
    pack = replace(session.pack(PACK), id="live", fields=(), blocks=(table,), status=LocalText("s", "s"))
    session.execute(SavePack(pack))
    written = build_pack(session, "live", ("en",), ("docx",), tmp_path / "live")
    (item,) = record_files(session, session.pack("live"), written, meeting="Panel")
    assert moved_figures(session, item) == ()
    was = session.observations("K3.2")[-1]
    revise(session, "K3.2", value=(was.value or 0) + 1, text="more")
    assert {(one.series_id, one.why) for one in moved_figures(session, item)} == {("K3.2", "revised")}
