"""``workbench merge`` and ``workbench snapshot diff --report``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from workbench.app.cli import main
from workbench.domain.scenario import DriverPath
from workbench.services.operations.scenarios import SetDriverPath
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.session import Session

MEASURE, OTHER = "S1.G1.R1.M1", "S1.G1.R1.M2"


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    mine, theirs = tmp_path / "mine.wbk", tmp_path / "theirs.wbk"
    with Session.create(mine) as session:
        session.create_snapshot("before")
        session.save()
    shutil.copy(mine, theirs)
    for path, status, reason in ((mine, "late", "Report"), (theirs, "dropped", "Opened")):
        with Session.open(path) as session:
            session.execute(SetOfficialStatus(MEASURE, status, reason))
            if path is theirs:
                session.execute(SetOfficialStatus(OTHER, "not_started", "Begun"))
            else:
                session.execute(SetDriverPath("recent-pace", "gdp", DriverPath(growth=0.05)))
            session.save()
    return mine, theirs


def status(path: Path, node: str) -> str:
    with Session.open(path, read_only=True) as session:
        return session.node(node).official_status


def test_undecided_conflicts_end_with_1_and_change_nothing(copies, capsys):
    mine, theirs = copies
    before = mine.read_bytes()
    assert main(["merge", str(mine), str(theirs), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["merged"]
    assert [(item["key"], item["field"]) for item in told["conflicts"]] == [
        (MEASURE, "official_status"),
        (MEASURE, "official_status_reason"),
    ]
    assert {item["decision"] for item in told["conflicts"]} == {None}
    assert {item["key"] for item in told["taken"]} == {OTHER}
    assert mine.read_bytes() == before


@pytest.mark.parametrize("side, expected", [("mine", "late"), ("theirs", "dropped")])
def test_conflicts_are_decided_on_purpose(copies, capsys, side: str, expected: str):
    mine, theirs = copies
    other = theirs.read_bytes()
    assert main(["merge", str(mine), str(theirs), "--prefer", side, "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert "2 changes taken" in told.err
    assert "✗ conflict: Item of the plan" in told.out
    assert status(mine, MEASURE) == expected
    assert status(mine, OTHER) == "not_started"
    assert theirs.read_bytes() == other
    with Session.open(mine) as session:
        assert session.scenario("recent-pace").paths["gdp"].growth == 0.05
        session.undo()
        assert session.node(OTHER).official_status == ""


def test_a_dry_run_changes_nothing(copies, capsys):
    mine, theirs = copies
    before = mine.read_bytes()
    assert (
        main(["merge", str(mine), str(theirs), "--dry-run", "--prefer", "theirs", "--lang", "zh-Hant"]) == 0
    )
    told = capsys.readouterr()
    assert "未有更改" in told.err
    assert "衝突：規劃項目" in told.out
    assert mine.read_bytes() == before


def test_what_is_no_copy_is_refused_and_an_equal_one_brings_nothing(copies, capsys, tmp_path: Path):
    mine, _ = copies
    stranger = tmp_path / "stranger.wbk"
    Session.create(stranger, "empty").close()
    assert main(["merge", str(mine), str(stranger), "--lang", "en"]) == 1
    assert "not a copy" in capsys.readouterr().err
    same = tmp_path / "same.wbk"
    shutil.copy(mine, same)
    assert main(["merge", str(mine), str(same), "--lang", "en"]) == 0
    assert "nothing that is not here" in capsys.readouterr().err
    assert main(["merge", str(mine), str(tmp_path / "none.wbk")]) == 4
    assert main(["merge", str(mine), str(same), "--prefer", "both"]) == 2


def test_the_changes_as_a_paper(copies, capsys, tmp_path: Path):
    mine, _ = copies
    folder = tmp_path / "out"
    command = ["snapshot", "diff", str(mine), "before", "--report", str(folder), "--format", "docx,xlsx,pdf"]
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    made = {path.name for path in folder.iterdir()}
    assert set(told["files"]) == made
    assert {
        f"changes_{lang}.{kind}" for lang in ("en", "zh-Hant") for kind in ("docx", "xlsx", "pdf")
    } <= made
    assert main([*command, "--report-lang", "en", "--lang", "en"]) == 0


@pytest.mark.parametrize(
    "option", [["--format", "odt"], ["--tolerance", "much"], ["--tolerance", "-1"], ["--tolerance", "nan"]]
)
def test_nonsense_is_refused(copies, option: list[str], tmp_path: Path):
    mine, _ = copies
    assert main(["snapshot", "diff", str(mine), "before", "--report", str(tmp_path / "o"), *option]) == 2
    assert not (tmp_path / "o").exists()
