"""Next year's file by last year's recipe: every kind of drift is put into words, and repaired or refused."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.domain.errors import UsageError
from workbench.importers.tables import understand
from workbench.services.import_plan import ImportPlan
from workbench.services.importing import commit_import, plan_import, propose_recipe
from workbench.services.session import Session

YEARS = ["2016", "2017", "2018", "2019", "2020", "2021"]
ROWS: list[list[str]] = [
    ["Output by colour", "", "", ""],
    ["", "", "", ""],
    ["", "Red 紅", "Blue 藍", "Green 綠"],
    ["", "HK$ million", "HK$ million", "HK$ million"],
    *([year, f"{101.5 + n * 3}", f"{222 + n * 7}", f"{33 + n}"] for n, year in enumerate(YEARS)),
    ["", "", "", ""],
    ["Notes:", "", "", ""],
    ["p  Provisional figures.", "", "", ""],
]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "a.wbk", "empty") as opened:
        yield opened


def table(folder: Path, rows: list[list[str]], name: str = "colours 2022.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def changed(**cells: str) -> list[list[str]]:
    rows = copy.deepcopy(ROWS)
    for place, text in cells.items():
        row, col = place[1:].split("c")
        rows[int(row)][int(col)] = text
    return rows


@pytest.fixture
def held(session: Session, tmp_path: Path) -> Session:
    """The table imported once; its recipe is remembered."""
    path = table(tmp_path, ROWS)
    plan = plan_import(session, path, recipe=propose_recipe(session, understand(path)), vintage="2022-01-31")
    commit_import(session, plan)
    return session


def next_year(
    session: Session, folder: Path, rows: list[list[str]], name: str = "colours 2023.csv"
) -> ImportPlan:
    return plan_import(session, table(folder, rows, name), vintage="2023-01-31")


def drift(plan: ImportPlan) -> dict[str, dict]:
    (one,) = plan.tables
    for problem in one.applied.drift:
        for text in (problem.message.en, problem.message.zh_hant):
            assert text
            assert "{" not in text
    return {
        problem.code.removeprefix("importers.drift-"): dict(problem.params) for problem in one.applied.drift
    }


def test_the_same_table_with_a_year_more_is_no_drift_but_for_its_periods(
    held: Session, tmp_path: Path
) -> None:
    rows = copy.deepcopy(ROWS)
    rows.insert(10, ["2022", "120", "265", "39 p"])
    plan = next_year(held, tmp_path, rows)
    assert plan.counts == {"new": 3, "unchanged": 18, "revised": 0, "withdrawn": 0, "undecided": 0}
    found = drift(plan)
    assert found["periods"] == {"old": "2016 – 2021", "new": "2016 – 2022"}
    assert found["new-mark"] == {"mark": "p", "meaning": "Provisional figures."}
    assert found["sheet"] == {"old": "colours 2022", "new": "colours 2023"}


def test_rows_and_columns_put_before_the_table(held: Session, tmp_path: Path) -> None:
    rows = [[""] * 5, [""] * 5, *([["", *row] for row in ROWS])]
    plan = next_year(held, tmp_path, rows)
    assert plan.counts["unchanged"] == 18
    assert drift(plan)["shifted"] == {"old": "R5C2", "new": "R7C3", "rows": 2, "columns": 1}


def test_columns_that_change_places(held: Session, tmp_path: Path) -> None:
    rows = [[row[0], row[2], row[1], row[3]] if 2 <= at <= 9 else row for at, row in enumerate(ROWS)]
    plan = next_year(held, tmp_path, rows)
    assert plan.counts["unchanged"] == 18
    assert {"shifted", "moved"} & set(drift(plan))


def test_a_format_that_changes(held: Session, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "T1"
    for at, row in enumerate(ROWS):
        figures = 4 <= at <= 9
        book.active.append([row[0], *(float(cell) if figures else cell for cell in row[1:])])
    path = tmp_path / "colours.xlsx"
    book.save(path)
    plan = plan_import(held, path, vintage="2023-01-31")
    assert plan.counts["unchanged"] == 18
    assert drift(plan)["format"] == {"old": "csv", "new": "xlsx"}
    assert drift(plan)["sheet"] == {"old": "colours 2022", "new": "T1"}


def test_a_label_worded_anew_in_one_language_is_the_same_series(held: Session, tmp_path: Path) -> None:
    plan = next_year(held, tmp_path, changed(r2c1="Scarlet 紅"))
    assert plan.counts["unchanged"] == 18
    assert not plan.blocking
    assert "relabelled" in drift(plan)


def test_a_label_worded_anew_is_known_by_its_figures(held: Session, tmp_path: Path) -> None:
    plan = next_year(held, tmp_path, changed(r2c1="Scarlet 朱紅", r9c1="117.5"))
    assert plan.counts == {"new": 0, "unchanged": 17, "revised": 1, "withdrawn": 0, "undecided": 0}
    assert drift(plan)["reworded"]["evidence"] == "5/6"
    assert not plan.blocking


def test_a_label_worded_anew_over_other_figures_is_refused(held: Session, tmp_path: Path) -> None:
    figures = {f"r{row}c1": str(500 + row) for row in range(4, 10)}
    plan = next_year(held, tmp_path, changed(r2c1="Scarlet 朱紅", **figures))
    assert "importers.drift-missing-series" in {problem.code for problem in plan.blocking}
    assert "new-series" in drift(plan)


def test_a_column_taken_away_is_refused_with_its_name(held: Session, tmp_path: Path) -> None:
    plan = next_year(held, tmp_path, [row[:3] for row in ROWS])
    (problem,) = plan.blocking
    assert problem.code == "importers.drift-missing-series"
    assert "Green" in (problem.message.en or "")


def test_a_unit_that_changes_is_refused(held: Session, tmp_path: Path) -> None:
    plan = next_year(held, tmp_path, changed(r3c1="HK$ thousand", r3c2="HK$ thousand", r3c3="HK$ thousand"))
    assert {problem.code for problem in plan.blocking} == {"importers.drift-unit"}


def test_a_unit_that_changes_without_a_word_is_refused(held: Session, tmp_path: Path) -> None:
    rows = copy.deepcopy(ROWS)
    for row in rows[4:10]:
        row[1:] = [f"{float(cell) * 1000:g}" for cell in row[1:]]
    plan = next_year(held, tmp_path, rows)
    assert {problem.code for problem in plan.blocking} == {"importing.unit-shift"}
    assert {problem.params["factor"] for problem in plan.blocking} == {"1000"}


def test_a_mark_whose_meaning_changes(held: Session, tmp_path: Path) -> None:
    first = copy.deepcopy(ROWS)
    first[9][1] += " p"
    commit_import(held, next_year(held, tmp_path, first))
    second = copy.deepcopy(first)
    second[12][0] = "p  Figures not available by colour."
    plan = plan_import(held, table(tmp_path, second, "colours 2024.csv"), vintage="2024-01-31")
    assert drift(plan)["mark-meaning"]["new"] == "Figures not available by colour."


def test_a_title_worded_anew_is_known_by_the_figures(held: Session, tmp_path: Path) -> None:
    plan = next_year(held, tmp_path, changed(r0c0="Production by colour"))
    assert plan.counts["unchanged"] == 18
    assert drift(plan)["title"] == {"old": "Output by colour", "new": "Production by colour"}


def test_the_same_labels_under_another_title_with_other_figures_are_another_table(
    held: Session, tmp_path: Path
) -> None:
    rows = changed(r0c0="Staff by colour")
    for row in rows[4:10]:
        row[1:] = [f"{float(cell) * 3 + 1:g}" for cell in row[1:]]
    with pytest.raises(UsageError) as caught:
        next_year(held, tmp_path, rows)
    assert caught.value.code == "importing.no-recipe"


@pytest.mark.parametrize(("text", "code"), [("12000", "importing.magnitude"), ("-119", "importing.sign")])
def test_a_new_figure_out_of_line(held: Session, tmp_path: Path, text: str, code: str) -> None:
    rows = copy.deepcopy(ROWS)
    rows.insert(10, ["2022", text, "265", "39"])
    plan = next_year(held, tmp_path, rows)
    (problem,) = [one for one in plan.problems if one.code.startswith("importing.") and one.cell]
    assert (problem.code, problem.cell) == (code, "R11C2")


def test_a_recipe_replays_headless_from_its_json(held: Session, tmp_path: Path) -> None:
    (raw,) = held.recipes().values()
    file = tmp_path / "recipe.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    with Session.create(tmp_path / "b.wbk", "empty") as other:
        plan = plan_import(other, table(tmp_path, ROWS), recipe=file, vintage="2022-01-31")
        assert plan.counts["new"] == 18
        assert commit_import(other, plan) is not None
        assert other.recipes() == held.recipes()
