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


def test_a_claim_of_progress_names_its_evidence(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = ran(capsys, "status", plan, MEASURE, "completed", "--reason", "Opened", code=1)
    assert "needs evidence" in refused
    added = json.loads(
        ran(
            capsys, "evidence", "add", plan, MEASURE, "--date", "2026-05-04", "--en", "Opened to applications",
            "--link", "https://example.org", "--kind", "restated", "--json",
        )
    )  # fmt: skip
    assert added["kind"] == "restated"
    told = json.loads(
        ran(
            capsys, "status", plan, MEASURE, "completed", "--reason", "Opened", "--evidence", added["id"], "--json",
        )
    )  # fmt: skip
    assert told == {
        "node": MEASURE, "status": "completed", "date": "2026-05-04", "reason": "Opened", "evidence": [added["id"]],
    }  # fmt: skip
    ran(capsys, "evidence", "remove", plan, added["id"], code=1)
    found = json.loads(ran(capsys, "evidence", "wordings", plan, "--json"))["wordings"]
    assert {"S2.G1.R1.M3", MEASURE} <= {item["node"] for item in found}
    assert "首三座" in ran(capsys, "evidence", "wordings", plan, "--lang", "zh-Hant")


def test_an_issued_file_is_found_and_written_again(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    ran(
        capsys,
        "brief",
        plan,
        "--lang",
        "en",
        "--format",
        "docx",
        "--out",
        out,
        "--record",
        "--meeting",
        "Panel",
    )
    (paper,) = json.loads(ran(capsys, "issued", plan, "--moved", "--json"))["papers"]
    assert paper["moved"] == []
    file = out / paper["file"]
    (found,) = json.loads(ran(capsys, "issued", plan, "--find", file, "--json"))["papers"]
    assert found["id"] == paper["id"]
    ran(capsys, "status", plan, MEASURE, "late", "--reason", "later change")
    told = json.loads(ran(capsys, "issued", plan, "--again", paper["id"], "--out", again, "--json"))
    assert told["same"] is True
    assert (again / file.name).read_bytes() == file.read_bytes()
    file.write_bytes(file.read_bytes() + b" ")
    ran(capsys, "issued", plan, "--find", file, code=1)
    assert "--out" in ran(capsys, "issued", plan, "--again", paper["id"], code=2)
    ran(capsys, "issued", plan, "--again", "none", "--out", again, code=2)


def test_a_paper_and_figures_as_of_then(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def latest(*more: str) -> str:
        (told,) = json.loads(ran(capsys, "indicators", plan, "--indicator", "K1.1", *more, "--json"))[
            "indicators"
        ]
        return str(told["observations"][-1]["period"])

    ran(capsys, "snapshot", "create", plan, "Then")
    assert latest("--snapshot", "Then") == latest()
    assert latest("--as-of", "2023-12-31") < latest()
    key = ("brief", plan, "--pack", "panel-paper", "--lang", "en", "--format", "docx")
    ran(capsys, *key, "--snapshot", "Then", "--out", tmp_path / "then")
    ran(capsys, *key, "--out", tmp_path / "now")
    name = "panel-paper_en.docx"
    assert (tmp_path / "then" / name).read_bytes() == (tmp_path / "now" / name).read_bytes()
    ran(capsys, "brief", plan, "--as-of", "2023", "--snapshot", "Then", "--out", tmp_path, code=2)
    ran(capsys, "brief", plan, "--as-of", "soon", "--out", tmp_path, code=1)
    ran(capsys, "brief", plan, "--snapshot", "Never", "--out", tmp_path, code=2)
    ran(capsys, "brief", plan, "--as-of", "2023", "--record", "--out", tmp_path, code=2)
    # of 2023 the scenario cannot be computed, so the paper is refused rather than written with a gap
    assert "recent-pace" in ran(capsys, *key, "--as-of", "2023", "--out", tmp_path / "past", code=1)
