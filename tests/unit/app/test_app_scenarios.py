"""``workbench scenario``: draws, several goals, batch, tables, tornado, measures, looking back, card, workbook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from workbench.app import cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.wbk"
    assert cli.main(["new", str(path)]) == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> Any:
    capsys.readouterr()
    assert cli.main(["scenario", *map(str, arguments), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_draws_give_fans_and_chances_the_same_for_the_same_seed(plan, capsys) -> None:
    options = ("run", plan, "recent-pace", "--draws", 300, "--seed", 5)
    first, second = (run(capsys, *options)["scenarios"][0]["uncertainty"] for _ in range(2))
    assert first == second
    assert (first["draws"], first["seed"], first["sampling"]) == (300, 5, "lhs")
    ratio = next(each for each in first["indicators"] if each["id"] == "K1.1")
    assert ratio["periods"] == [str(year) for year in range(2025, 2031)]
    assert list(ratio["percentiles"]) == ["5", "20", "35", "50", "65", "80", "95"]
    assert all(
        low < high for low, high in zip(ratio["percentiles"]["5"], ratio["percentiles"]["95"], strict=True)
    )
    chance = next(each for each in ratio["targets"] if each["data_year"] == 2030)
    assert 0 < chance["probability"] < 0.5
    other = run(capsys, *options[:-1], 6)["scenarios"][0]["uncertainty"]
    assert other["indicators"] != first["indicators"]
    compared = run(capsys, "compare", plan, "recent-pace", "blueprint-path", "--draws", 50, "--seed", 1)
    assert [each["uncertainty"]["draws"] for each in compared["scenarios"]] == [50, 50]
    named = run(capsys, "compare", plan, "recent-pace", "levers-as-announced")["differences"]
    assert {(each["what"], each["name"]) for each in named[0]["differs_in"]} == {
        ("lever", "raise-plus-universities"),
        ("lever", "raise-plus-industry"),
        ("lever", "co-investment-fund"),
        ("lever", "research-postgraduates"),
    }
    shares = run(capsys, *options, "--shares")["scenarios"][0]["uncertainty"]["shares"]
    ratio = next(each for each in shares if (each["indicator"], each["period"]) == ("K1.1", "2030"))
    low, high = ratio["first_order_95"]["gdp"]
    assert low < ratio["first_order"]["gdp"] < high
    assert cli.main(["scenario", "run", str(plan), "recent-pace", "--seed", "5"]) == 2
    assert cli.main(["scenario", "run", str(plan), "recent-pace", "--draws", "0"]) == 1


def test_people_read_chances_in_their_language(plan, capsys) -> None:
    for lang, words in (("en", "Nine times in ten"), ("zh-Hant", "有九成機會")):
        capsys.readouterr()
        assert cli.main(["--lang", lang, "scenario", "run", str(plan), "recent-pace", "--draws", "50"]) == 0
        assert words in capsys.readouterr().out


def test_several_drivers_and_targets(plan, capsys) -> None:
    two = ("--driver", "rd_business", "--driver", "rd_higher_education=0..0.2@2")
    goals = ("--indicator", "K1.1", "--year", 2030, "--target", "K1.3@2030")
    found = run(capsys, "solve", plan, "recent-pace", *two, *goals)
    assert found["status"] == "solved"
    assert [each["achieved"] for each in found["targets"]] == pytest.approx([2.0, 40.0], rel=1e-9)
    assert found["controls"][1]["priority"] == 2
    stuck = run(
        capsys, "solve", plan, "recent-pace", "--driver", "rd_government=0..0.1@1",
        "--driver", "startups=0..0.1", "--target", "K1.1@2030=3", code=1,
    )  # fmt: skip
    assert stuck["status"] == "infeasible"
    assert stuck["binding"] == [{"name": "rd_government.growth", "bound": 0.1}]
    for wrong in (["--driver", "x="], ["--driver", "gdp", "--target", "K1.1"], ["--driver", "gdp"]):
        assert cli.main(["scenario", "solve", str(plan), "recent-pace", *wrong]) == 2


def test_batch_tables_and_tornado(plan, capsys, tmp_path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("name,rd_business.growth\nslow,2%\nfast,12%\n", encoding="utf-8")
    found = run(capsys, "batch", plan, "recent-pace", "--table", table, "--out", tmp_path / "o.csv")
    values = [each["values"]["K1.1"]["2030"] for each in found["variations"]]
    assert values[0] < found["base"]["values"]["K1.1"]["2030"] < values[1]
    assert (tmp_path / "o.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert cli.main(["scenario", "batch", str(plan), "recent-pace", "--table", str(tmp_path / "none")]) == 3
    assert (
        cli.main(["scenario", "batch", str(plan), "recent-pace", "--table", str(table), "--out", "o.txt"])
        == 2
    )
    grid = run(
        capsys, "table", plan, "recent-pace", "--indicator", "K1.1", "--year", 2030,
        "--row", "rd_business=2%,12%", "--column", "gdp.shift=0,0.01",
    )  # fmt: skip
    assert [row[0] for row in grid["values"]] == pytest.approx(values, rel=1e-12)
    bars = run(capsys, "tornado", plan, "recent-pace", "--indicator", "K1.1", "--year", 2030)["bars"]
    assert {bar["name"] for bar in bars} == {"rd_business", "rd_higher_education", "rd_government", "gdp"}


def test_measures_past_card_differences_and_workbook(plan, capsys, tmp_path) -> None:
    found = run(capsys, "measures", plan, "recent-pace", "--indicator", "K1.1", "--year", 2030)
    assert found["measures"][0]["lever"] == "raise-plus-universities"
    past = run(capsys, "back-test", plan, "recent-pace", "--as-of", "2024-08-01")
    assert {each["period"] for each in past["projections"]} <= {"2023", "2024"}
    card = run(capsys, "card", plan)
    assert len(card["variables"]) == 19
    assert ["gerd", "gerd_gdp"] in card["edges"]
    differs = run(capsys, "differences", plan, "levers-as-announced")
    assert {each["what"] for each in differs["differences"]} == {"lever"}
    out = tmp_path / "s.xlsx"
    assert run(capsys, "export", plan, "levers-as-announced", "--out", out)["written"] == "s.xlsx"
    assert out.read_bytes().startswith(b"PK")
    for command in (
        ["card"],
        ["differences", "slow-business-rd"],
        ["measures", "recent-pace", "--indicator", "K2.2", "--year", "2030"],
    ):
        name, *rest = command
        for lang in ("en", "zh-Hant"):
            assert cli.main(["--lang", lang, "scenario", name, str(plan), *rest]) == 0
    assert cli.main(["scenario", "back-test", str(plan), "recent-pace", "--as-of", "2026-12-31"]) == 1
    assert cli.main(["scenario", "card", str(plan), "nowhere"]) == 2


def test_the_run_shows_where_actuals_replace_the_model(plan, capsys) -> None:
    document = run(capsys, "run", plan, "recent-pace")["scenarios"][0]
    assert document["replaced"]["gerd"][-1] == "2024"
    assert len(document["fingerprint"]) == 64
    assert document["spreads"]["gdp"]["kind"] == "past_errors"
