"""``evidence``, ``document``, ``issued`` and ``brief --record`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.app.cli import main

MEASURE = "S1.G1.R1.M1"


def ran(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int = 0) -> str:
    assert main([str(item) for item in arguments]) == code
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return told.err if code else told.out


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "plan.wbk"
    ran(capsys, "new", path)
    return path


def test_evidence_comes_with_its_file_and_goes(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "覆函.txt"
    file.write_text("opened in May", encoding="utf-8")
    added = json.loads(
        ran(
            capsys, "evidence", "add", plan, MEASURE, "--date", "2026-05", "--zh", "已開始接受申請",
            "--attach", file, "--reliability", "official", "--json",
        )
    )  # fmt: skip
    assert added["node"] == MEASURE
    assert added["text"] == {"zh-Hant": "已開始接受申請"}
    assert "官方" in ran(capsys, "evidence", "list", plan, MEASURE, "--lang", "zh-Hant")
    (document,) = json.loads(ran(capsys, "document", "list", plan, "--json"))["documents"]
    assert document["id"] == added["document"]
    out = tmp_path / "out"
    ran(capsys, "document", "save", plan, document["id"], "--out", out)
    assert (out / "覆函.txt").read_text(encoding="utf-8") == "opened in May"
    assert "already there" in ran(capsys, "document", "save", plan, document["id"], "--out", out, code=4)
    assert "Remove that evidence" in ran(capsys, "document", "remove", plan, document["id"], code=1)
    ran(capsys, "evidence", "remove", plan, added["id"])
    ran(capsys, "document", "remove", plan, document["id"])
    assert json.loads(ran(capsys, "evidence", "list", plan, "--json"))["evidence"] == []


def test_what_is_refused_leaves_the_file_as_it_was(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = plan.read_bytes()
    ran(capsys, "evidence", "add", plan, MEASURE, "--date", "May", "--en", "x", "--link", "y", code=1)
    ran(capsys, "evidence", "add", plan, "nowhere", "--date", "2026", "--en", "x", "--link", "y", code=2)
    ran(capsys, "evidence", "list", plan, "nowhere", code=2)
    ran(capsys, "document", "attach", plan, tmp_path / "absent.pdf", code=3)
    assert plan.read_bytes() == before


def test_a_paper_is_recorded_as_issued(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("brief", plan, "--format", "docx", "--lang", "en", "--out", tmp_path / "papers", "--json")
    before = plan.read_bytes()
    assert json.loads(ran(capsys, *call))["issued"] == []
    assert plan.read_bytes() == before, "a draft is not an issue"
    ran(capsys, *call, "--record", "--meeting", "Panel, 21 March")
    (paper,) = json.loads(ran(capsys, "issued", plan, "--json"))["papers"]
    assert (paper["language"], paper["format"], paper["meeting"]) == ("en", "docx", "Panel, 21 March")
    snapshots = json.loads(ran(capsys, "snapshot", "list", plan, "--json"))["snapshots"]
    assert [each["id"] for each in snapshots] == [paper["snapshot"]]
    assert not snapshots[0]["auto"]
