"""Each command on the sample: the JSON that scripts rely on, and published figures as published."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from workbench.app import cli
from workbench.services.session import Session


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("home")))
        path = tmp_path_factory.mktemp("sample") / "plan.wbk"
        Session.create(path).close()
    return path


@pytest.fixture
def plan(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copy(sample, tmp_path / "plan.wbk"))


def run(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> Any:
    """Run a command with ``--json``; its document."""
    assert cli.main([*map(str, arguments), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = run(capsys, "new", tmp_path / "plan.wbk")
    assert made["framework"] == "blueprint-2022"
    assert made["nodes"] == 1 + 4 + 8 + 16 + 42 + 146
    assert made["reference_indicators"] == 8
    assert made["title"]["zh-Hant"] == "香港創新科技發展藍圖"
    empty = run(capsys, "new", tmp_path / "empty.wbk", "--from", "empty")
    assert (empty["nodes"], empty["indicators"]) == (0, 0)


def test_an_unknown_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", str(tmp_path / "x.wbk"), "--from", "atlantis"]) == 2
    assert "atlantis" in capsys.readouterr().err
    assert not (tmp_path / "x.wbk").exists()


# Table 1 of the Blueprint's annex: (indicator, year of the data, figure as printed)
PRINTED = [
    ("K1.1", "2014", 0.74),
    ("K1.1", "2020", 0.99),
    ("K1.2", "2014", 2306),
    ("K1.2", "2020", 3575),
    ("K1.3", "2014", 56),
    ("K1.3", "2020", 58),
    ("K2.1", "2014", 1065),
    ("K2.1", "2021", 3755),
]


def test_indicators_have_the_published_figures_with_their_source(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = run(capsys, "indicators", plan)
    assert list(document) == ["file", "as_of", "indicators"]
    by_id = {each["id"]: each for each in document["indicators"]}
    assert [each["id"] for each in document["indicators"][:8]] == [
        *("K1.1", "K1.2", "K1.3", "K2.1", "K2.2", "K3.1", "K3.2", "K4.1"),
    ]
    for indicator, period, value in PRINTED:
        (found,) = [each for each in by_id[indicator]["observations"] if each["period"] == period]
        assert found["value"] == value, (indicator, period)
        assert found["provenance"]["source"]
        assert found["vintage"]
    aims = {
        (each["column_year"], each["data_year"]): each["value"]
        for each in by_id["K1.1"]["targets"]
        if each["kind"] == "reference_target"
    }
    assert aims == {(2027, 2025): 1.3, (2032, 2030): 2.0}


def test_indicators_as_known_on_a_day(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the last day of 2022 the Blueprint was known, the figures for 2022 were not."""
    document = run(capsys, "indicators", plan, "--as-of", "2022-12-31", "--indicator", "K1.1")
    (ratio,) = document["indicators"]
    periods = {each["period"] for each in ratio["observations"]}
    assert "2020" in periods
    assert "2022" not in periods
    assert all(each["vintage"] <= "2022-12-31" for each in ratio["vintages"])


def test_indicators_for_a_person(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["indicators", str(plan), "--lang", "zh-Hant"]) == 0
    shown = capsys.readouterr().out
    assert "研發" in shown
    assert "約" in shown


def test_scenarios(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "scenario", "list", plan)["scenarios"]
    assert len(listed) >= 2
    names = [each["name"]["en"] for each in listed]
    document = run(capsys, "scenario", "run", plan, names[0])
    (result,) = document["scenarios"]
    assert result["periods"] == sorted(result["periods"])
    for values in result["values"].values():
        assert len(values) == len(result["periods"])
    at_2020 = result["periods"].index("2020")
    assert round(result["values"]["gerd_gdp"][at_2020], 2) == 0.99
    assert round(result["values"]["gerd_per_head"][at_2020]) == 3575
    compared = run(capsys, "scenario", "compare", plan, *names[:2])
    assert [each["name"]["en"] for each in compared["scenarios"]] == names[:2]
    assert compared["changed"]


def test_a_scenario_can_be_named_in_chinese(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "scenario", "list", plan)["scenarios"]
    document = run(capsys, "scenario", "run", plan, listed[0]["name"]["zh-Hant"])
    assert document["scenarios"][0]["id"] == listed[0]["id"]
    assert cli.main(["scenario", "run", str(plan), "不存在"]) == 2


def test_goal_seek(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--driver", "rd_business", "--indicator", "K1.1", "--year", "2030"]
    document = run(capsys, "scenario", "solve", plan, "recent-pace", *options)
    assert document["target"] == 2.0
    assert document["solution"]["status"] == "solved"
    assert document["solution"]["achieved"] == pytest.approx(2.0, rel=1e-9)
    narrow = [*options, "--low", "0", "--high", "0.01"]
    refused = run(capsys, "scenario", "solve", plan, "recent-pace", *narrow, code=1)
    assert refused["solution"]["status"] == "infeasible"
    assert refused["solution"]["value"] is None
    assert cli.main(["scenario", "solve", str(plan), "recent-pace", *options, "--low", "0"]) == 2


def test_snapshots(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = run(capsys, "snapshot", "create", plan, "會議前", "--comment", "for the panel")
    listed = run(capsys, "snapshot", "list", plan)["snapshots"]
    assert made["id"] in {each["id"] for each in listed}
    assert cli.main(["snapshot", "create", str(plan), "  "]) == 1
    with Session.open(plan) as session:
        from workbench.services.operations.settings import PutSetting

        session.execute(PutSetting("colour", "green"))
        session.save()
    capsys.readouterr()
    changed = run(capsys, "snapshot", "diff", plan, "會議前", "--exit-code", code=1)
    assert len(changed["differences"]) == 1
    restored = run(capsys, "snapshot", "restore", plan, "會議前")
    assert restored["snapshot"]["id"] == made["id"]
    assert run(capsys, "snapshot", "diff", plan, "會議前", "--exit-code")["differences"] == []
    assert run(capsys, "snapshot", "verify", plan)["ok"] is True
    assert cli.main(["snapshot", "restore", str(plan), "nothing"]) == 2


def test_check(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = run(capsys, "check", plan)
    assert document["ok"] is True
    assert all(each["severity"] != "error" for each in document["problems"])


def test_rate_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    """From 100 to 120 in three years, 150 needed after ten: the pace so far is above the pace needed."""
    options = ["--base", "2020:100", "--latest", "2023:120", "--target", "2030:150", "--direction", "up"]
    (case,) = run(capsys, "rate", *options)
    assert case["methods"]["un"]["current_year"] == 2023
    assert case["methods"]["un"]["status"] == "substantial_progress"
    assert cli.main(["rate", "--base", "2020:100"]) == 2
    assert cli.main(["rate"]) == 2


def test_rate_an_indicator(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rated = run(capsys, "rate", plan, "--indicator", "K1.1", "--target-year", "2032", "--method", "all")
    (one,) = rated
    assert (one["indicator"], one["column_year"], one["data_year"]) == ("K1.1", 2032, 2030)


def test_brief(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "papers"
    document = run(capsys, "brief", plan, "--out", out, "--format", "docx")
    names = [each["file"] for each in document["files"] if each["file"].endswith(".docx")]
    assert len(names) == 2
    assert all((out / name).stat().st_size > 1000 for name in names)
    assert cli.main(["brief", str(plan), "--out", str(out), "--format", "odt"]) == 2
    assert cli.main(["brief", str(plan), "--out", str(out), "--pack", "nothing"]) == 2


@pytest.mark.parametrize("fmt", ["csv", "sdmx-csv", "datapackage"])
def test_export(fmt: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = run(capsys, "export", plan, "--format", fmt, "--out", tmp_path / "out")
    assert document["files"]
    assert {each["file"] for each in document["files"]} == {
        path.name for path in (tmp_path / "out").iterdir()
    }
    assert cli.main(["export", str(plan), "--format", fmt, "--out", str(tmp_path / "out")]) == 4


def test_reading_commands_leave_the_file_as_it_is(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = plan.read_bytes()
    for command in (
        ["check"],
        ["indicators"],
        ["scenario", "list"],
        ["scenario", "run"],
        ["snapshot", "list"],
    ):
        assert cli.main([*command, str(plan)]) == 0
    assert plan.read_bytes() == before
    assert [path.name for path in plan.parent.iterdir()] == ["plan.wbk"]
