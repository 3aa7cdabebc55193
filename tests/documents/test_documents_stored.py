"""A workspace of every schema version opens for ever after, with everything in it, and is not changed by being opened.

What is expected was written by hand from ``make_schema_1.py``, not taken from what the program prints.
``schema_2.wbk`` has the same content, made with the same script by the program of version 2 (digests by rule 2).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.domain.pack import ChartBlock
from workbench.domain.text import LocalText
from workbench.services.session import Session

HERE = Path(__file__).parent


@pytest.fixture(params=["schema_1.wbk", "schema_2.wbk"])
def stored(request: pytest.FixtureRequest) -> Path:
    """The stored file of each schema version."""
    return HERE / str(request.param)


@pytest.fixture
def session(stored: Path, tmp_path: Path) -> Iterator[Session]:
    before = hashlib.sha256(stored.read_bytes()).hexdigest()
    opened = Session.open(stored, read_only=True)
    yield opened
    opened.close()
    assert hashlib.sha256(stored.read_bytes()).hexdigest() == before
    assert [
        path.name for path in stored.parent.iterdir() if path.name.endswith((".lock", ".bak", ".part"))
    ] == []


def test_every_kind_is_there(session: Session) -> None:
    assert [(node.id, node.kind, node.parent) for node in session.nodes()] == [
        ("v", "vision", None),
        ("m1", "measure", "v"),
    ]
    measure = session.node("m1")
    assert (measure.title.zh_hant, measure.official_status, measure.official_status_reason) == (
        "種樹",
        "late",
        "公報第3.1段",
    )
    assert session.bodies()["GO"].name.en == "Garden Office"
    assert session.sources()["GAZ"].title == LocalText("Gazette of the Garden", "花園公報")
    assert session.milestones()[0].year == 2027
    assert (session.terms()[0].zh_hant, session.terms()[0].en, session.terms()[0].zh_hans) == (
        "花園",
        "garden",
        "花园",
    )
    (indicator,) = session.indicators()
    assert (indicator.unit.multiplier, indicator.role) == (6, "reference")
    assert session.definitions("trees")[0].text.en == "All trees"
    (target,) = session.targets("trees")
    assert (target.column_year, target.data_year, target.value, target.qualifier) == (
        2027,
        2025,
        100.0,
        "at_least",
    )
    assert session.model("m").variable("x").label.zh_hant == "雨量"
    scenario = session.scenario("base")
    assert scenario.name.en == "Middle"
    assert (scenario.paths["x"].growth, scenario.paths["x"].by_year) == (0.1, {2025: 0.2})
    assert session.recipes() == {"fp1": {"header": [1, 2]}}
    assert session.setting("scale") == 0.30000000000000004
    (evidence,) = session.evidence("m1")
    assert (evidence.date, evidence.reliability, evidence.page, evidence.source_id) == (
        "2026-03",
        "official",
        "p. 3",
        "GAZ",
    )
    (document,) = session.documents()
    assert evidence.document_id == document.id
    assert session.document_content(document.id).decode() == "已種一百棵樹。\n"
    (index,) = session.index_definitions()
    assert index.spec == {"steps": [{"op": "aggregate"}]}
    (paper,) = session.issued_papers()
    assert (paper.file_name, paper.language, paper.meeting) == (
        "p_zh-Hant.docx",
        "zh-Hant",
        "Panel, 21 March",
    )
    pack = session.pack("p")
    assert pack.title.en == "Paper on trees"
    assert isinstance(pack.blocks[2], ChartBlock)
    assert pack.fields[0].period == "latest"


def test_figures_are_the_same_doubles_with_their_marks_and_places(session: Session) -> None:
    told = [
        (item.period.code, item.vintage, item.value, item.text, item.decimals, item.status, item.marks)
        for item in session.vintages("trees")
    ]
    assert told == [
        ("2020", "2021-03", 26332.6, "26 332.6", 1, ("A",), ()),
        ("2020", "2022-03", 26400.0, "26 400.0", 1, ("P",), ()),
        ("2021", "2022-03", None, "§", None, ("Q",), ("§",)),
    ]
    read = session.vintages("trees")[0].provenance
    assert (read.source_id, read.place, read.file_name, read.sheet, read.cell) == (
        "GAZ",
        "Table 1",
        "table.xlsx",
        "T1",
        "B7",
    )
    assert read.note.zh_hant == "按原文"
    assert [item.value for item in session.observations("trees", as_of="2021-12-31")] == [26332.6]


def test_snapshots_hold_and_lead_back(session: Session) -> None:
    marks = session.snapshots()
    assert [
        (mark.name, mark.comment) for mark in marks if not mark.auto and not mark.name.startswith("p ")
    ] == [
        ("January paper", "sent on 3 January"),
        ("as in January", ""),
    ]
    assert session.issued_papers()[0].snapshot_id in {mark.id for mark in marks}
    assert session.broken_snapshots() == ()
    assert session.check() == []
    assert [item.value for item in session.observations_at("trees", "January paper")] == [26332.6, None]
    since = {(item.kind, item.cls) for item in session.differences("January paper")}
    assert {("observation", "revised"), ("scenario", "wording-changed"), ("evidence", "added")} <= since
    session.restore_snapshot("January paper")
    assert {item.kind for item in session.differences("January paper")} == {"issued"}, (
        "a paper is never called back"
    )
    assert session.evidence() == ()
    assert session.scenario("base").name.en == "Base"


def test_the_history_goes_back_to_the_beginning_and_forward_again(session: Session, stored: Path) -> None:
    now = session.logical_dump()
    assert hashlib.sha256(now.encode()).hexdigest() == (
        stored.with_suffix(".sha256").read_text(encoding="ascii").strip()
    )
    actions = [step.of for step in session.history()]
    assert actions == [*["do"] * 11, "undo", "redo", "do", "undo", "restore", "undo"]
    steps = 0
    while session.undo():
        steps += 1
    assert steps == 11
    assert (session.node("m1").official_status, session.scenarios(), session.packs()) == ("", (), ())
    assert session.vintages("trees") == ()
    assert session.setting("scale") is None
    while session.redo():
        pass
    session.undo()  # the restore that had been undone
    assert session.logical_dump() == now


def test_it_is_saved_by_this_version_and_opens_again(stored: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.wbk"
    shutil.copy(stored, copy)
    with Session.open(copy) as opened:
        dump = opened.logical_dump()
        opened.save()
    assert copy.with_name("copy.wbk.bak").read_bytes() == stored.read_bytes()
    with Session.open(copy) as again:
        assert again.logical_dump() == dump
        assert again.broken_snapshots() == ()
