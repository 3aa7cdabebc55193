"""``workbench tables`` and ``workbench import``: documents, exit codes, dry run, recipes in and out."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from workbench.app import cli
from workbench.services.session import Session

ROWS = [
    ["Output by colour", "", ""],
    ["", "", ""],
    ["", "Red", "Blue"],
    ["", "HK$ million", "HK$ million"],
    *([str(year), str(10.5 + year - 2015), str(20.25 + year - 2015)] for year in range(2015, 2021)),
    ["2021", "17.5 p", "¤"],
    ["", "", ""],
    ["Notes:", "", ""],
    ["p  Provisional figures.", "", ""],
]


def book(folder: Path, rows: list[list[str]], name: str = "colours.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.wbk"
    Session.create(path, "empty").close()
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> Any:
    assert cli.main([*map(str, arguments), "--json"]) == code
    out = capsys.readouterr().out
    return json.loads(out) if out else None


def test_tables_as_the_contract_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, "tables", book(tmp_path, ROWS))
    assert list(found) == ["file", "sha256", "format", "sheets", "tables", "problems"]
    assert found["sheets"] == [
        {"name": "colours", "state": "visible", "rows": 14, "columns": 3, "skipped": None}
    ]
    (table,) = found["tables"]
    assert table["range"] == "R1C1:R14C3"
    assert table["notes"] == [{"mark": "p", "en": "Provisional figures."}]
    assert table["series"][1] == {
        "id": "s2", "path": [{"en": "Blue"}], "unit": {"en": "HK$ million"}, "multiplier": 1_000_000,
        "aggregate": False,
    }  # fmt: skip
    assert table["observations"][-2:] == [
        {"cell": "R11C2", "series": "s1", "period": "2021", "value": 17.5, "text": "17.5 p", "marks": ["p"],
         "status": ["P"]},
        {"cell": "R11C3", "series": "s2", "period": "2021", "value": None, "text": "¤", "marks": ["¤"],
         "status": ["O"]},
    ]  # fmt: skip
    assert "unexplained-mark" in {problem["code"] for problem in found["problems"]}


def test_exit_codes_of_what_cannot_be_read(
    tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")
    assert cli.main(["tables", str(tmp_path / "a.xlsx"), "--lang", "zh-Hant"]) == 3
    assert "PDF" in capsys.readouterr().err
    assert cli.main(["tables", str(tmp_path / "none.xlsx")]) == 3
    assert cli.main(["tables", str(book(tmp_path, ROWS)), "--sheet", "T9"]) == 2
    assert cli.main(["import", str(plan), str(tmp_path / "none.xlsx")]) == 3
    assert cli.main(["import", str(tmp_path / "none.wbk"), str(book(tmp_path, ROWS))]) in (3, 4)
    assert cli.main(["import", str(plan), str(book(tmp_path, ROWS))]) == 2  # no recipe is known yet
    assert "Traceback" not in capsys.readouterr().err


def test_a_recipe_saved_looked_over_and_replayed(
    tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "recipes"
    source = book(tmp_path, ROWS)
    assert cli.main(["import", str(plan), str(source), "--dry-run", "--save-recipes", str(folder)]) == 2
    (recipe,) = folder.glob("*.json")
    capsys.readouterr()
    dry = run(capsys, "import", plan, source, "--recipe", recipe, "--vintage", "2022-01-31", "--dry-run")
    assert (dry["dry_run"], dry["change"], dry["to_write"]) == (True, None, 14)
    done = run(capsys, "import", plan, source, "--recipe", recipe, "--vintage", "2022-01-31")
    assert done["change"] is not None
    assert {change["kind"] for change in done["changes"]} == {"new"}
    again = run(capsys, "import", plan, source, "--vintage", "2022-01-31")
    assert again["counts"]["unchanged"] == 14

    rows = [list(row) for row in ROWS]
    rows[6][1] = "13.5"
    del rows[5]
    rows.insert(0, ["", "", ""])
    after = run(capsys, "import", plan, book(tmp_path, rows, "colours 2023.csv"), "--vintage", "2023-01-31")
    assert after["counts"] == {"new": 0, "unchanged": 11, "revised": 1, "withdrawn": 2, "undecided": 0}
    revised = next(change for change in after["changes"] if change["kind"] == "revised")
    assert (revised["old"], revised["value"], revised["percent"]) == (12.5, 13.5, 8.0)
    assert {change["kind"] for change in after["changes"]} == {"revised", "withdrawn"}
    codes = {problem["code"] for problem in after["tables"][0]["drift"]}
    assert {"drift-shifted", "drift-sheet"} <= codes
    with Session.open(plan) as session:
        held = {item.period.code: item.value for item in session.observations("red")}
    assert held["2016"] == 11.5  # withdrawn from the table, kept here
    assert held["2017"] == 13.5


def test_a_blocked_import_changes_nothing(
    tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "recipes"
    source = book(tmp_path, ROWS)
    cli.main(["import", str(plan), str(source), "--dry-run", "--save-recipes", str(folder)])
    (recipe,) = folder.glob("*.json")
    rows = [[*row[:1], row[1].replace("million", "thousand"), *row[2:]] for row in ROWS]
    capsys.readouterr()
    found = run(capsys, "import", plan, book(tmp_path, rows), "--recipe", recipe, code=1)
    assert found["blocked"]
    assert found["change"] is None
    with Session.open(plan) as session:
        assert not session.history()
