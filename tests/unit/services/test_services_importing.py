"""Importing as a whole: dry run, one step of undo, vintages, drift, refusals. On tables written here."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.base.messages import catalogue
from workbench.base.paths import asset
from workbench.domain.errors import FileProblem, RuleError, UsageError
from workbench.importers.recipes import shipped_recipes
from workbench.services.importing import (
    commit_import,
    plan_import,
    propose_recipe,
    propose_recipes,
    read_recipe,
    tables_json,
)
from workbench.services.session import Session

SAMPLE = asset("data", "tables", "rd-by-sector.csv")
ROWS: list[list[str]] = [
    ["Widgets made", "", ""],
    ["", "", ""],
    ["", "Red", "Blue"],
    ["", "'000", "'000"],
    ["2019", "10.5", "20"],
    ["2020", "11.5", "21.5 p"],
    ["2021", "-", "22.5"],
    ["", "", ""],
    ["Notes:", "", ""],
    ["p  Provisional figures.", "", ""],
    ["-  Not available.", "", ""],
]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "a.wbk") as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "e.wbk", "empty") as opened:
        yield opened


def table(folder: Path, rows: list[list[str]], name: str = "widgets.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def changed(**cells: str) -> list[list[str]]:
    """The table with some cells changed: ``r5c2="12"`` (counted from 0)."""
    rows = copy.deepcopy(ROWS)
    for place, text in cells.items():
        row, col = place[1:].split("c")
        rows[int(row)][int(col)] = text
    return rows


def first_import(session: Session, folder: Path, vintage: str | None = "2022-01-31") -> dict:
    """Import the widgets with a proposed recipe; gives the recipe."""
    from workbench.importers.tables import understand

    path = table(folder, ROWS)
    recipe = propose_recipe(session, understand(path))
    recipe["source"]["id"] = "widgets"
    plan = plan_import(session, path, recipe=recipe, vintage=vintage)
    assert not plan.blocking
    commit_import(session, plan)
    return recipe


def known(session: Session, series: str) -> dict[str, float | None]:
    return {item.period.code: item.value for item in session.observations(series)}


def codes(plan) -> set[str]:
    return {problem.code for problem in plan.problems}


def test_the_sample_table_goes_into_the_sample_workspace_as_one_step(session: Session) -> None:
    before = len(session.history())
    plan = plan_import(session, SAMPLE)
    assert plan.counts == {"new": 175, "unchanged": 125, "revised": 0, "withdrawn": 0, "undecided": 0}
    assert [(one.vintage, one.origin) for one in plan.tables] == [("2024-07-31", "printed")]
    assert len(session.history()) == before  # a dry run writes nothing
    assert "gerd_growth" not in {indicator.id for indicator in session.indicators()}
    change = commit_import(session, plan)
    assert change is not None
    assert change.params["count"] == "175"
    assert known(session, "gerd_growth")["2000"] is None
    assert known(session, "gerd_growth")["2022"] == 8.3
    assert plan_import(session, SAMPLE).counts["unchanged"] == 300
    assert commit_import(session, plan_import(session, SAMPLE)) is None
    session.undo()
    assert "gerd_growth" not in {indicator.id for indicator in session.indicators()}
    assert session.recipes() == {}
    session.redo()
    assert known(session, "gerd_growth")["2022"] == 8.3
    assert session.check() == []


def test_every_figure_keeps_its_place_in_the_file(session: Session) -> None:
    plan = plan_import(session, SAMPLE)
    commit_import(session, plan)
    item = next(item for item in session.observations("rd_government_growth") if item.period.code == "2004")
    assert (item.value, item.text, item.marks, item.status) == (None, "#", ("#",), ("N", "O"))
    where = item.provenance
    assert (where.file_name, where.file_sha256, where.sheet) == (
        "rd-by-sector.csv",
        plan.reading.sha256,
        "rd-by-sector",
    )
    assert where.cell == "R16C8"
    assert where.source_id == "csd-710-86001"
    assert item.vintage == "2024-07-31"


def test_figures_belong_to_the_definition_of_their_period(empty: Session, session: Session) -> None:
    commit_import(session, plan_import(session, SAMPLE))
    held = {item.period.code: item.definition for item in session.observations("K1.1")}
    assert (held["2017"], held["2018"]) == ("K1.1@1998", "K1.1@2018")


def test_an_empty_workspace_gets_series_source_and_recipe(empty: Session) -> None:
    plan = plan_import(empty, SAMPLE)
    assert plan.counts["new"] == 300
    commit_import(empty, plan)
    assert known(empty, "gerd")["2020"] == 26553.6
    assert known(empty, "K1.1")["2020"] == 0.99
    assert empty.indicator("gerd").unit.multiplier == 6
    assert "csd-710-86001" in empty.sources()
    assert list(empty.recipes()) == [plan.tables[0].applied.table.fingerprint]


def test_without_a_recipe_it_says_so(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        plan_import(session, table(tmp_path, ROWS))
    assert caught.value.code == "importing.no-recipe"
    assert "widgets.csv" in caught.value.words("en")
    assert "widgets.csv" in caught.value.words("zh-Hant")


def test_a_proposed_recipe_makes_new_series_and_is_remembered(session: Session, tmp_path: Path) -> None:
    recipe = first_import(session, tmp_path)
    assert [entry["define"]["id"] for entry in recipe["series"]] == ["red", "blue"]
    assert known(session, "red") == {"2019": 10.5, "2020": 11.5, "2021": None}
    assert session.indicator("red").unit.multiplier == 3
    blue = {item.period.code: item for item in session.observations("blue")}
    assert (blue["2020"].value, blue["2020"].marks, blue["2020"].status) == (21.5, ("p",), ("P",))
    assert {item.status for item in session.observations("red") if item.value is None} == {("L",)}
    next_year = changed()
    next_year.insert(7, ["2022", "13.5", "23.5"])
    plan = plan_import(session, table(tmp_path, next_year, "widgets-2022.csv"), vintage="2023-01-31")
    assert plan.counts == {"new": 2, "unchanged": 6, "revised": 0, "withdrawn": 0, "undecided": 0}


def test_a_proposal_takes_an_existing_series_only_on_an_exact_label_and_unit(
    session: Session, tmp_path: Path
) -> None:
    from workbench.importers.tables import understand

    rows = [
        ["T", "", ""],
        ["", "Gross domestic expenditure on R&D (GERD)", "R&D expenditure of the business sector"],
        ["", "HK$ million", "HK$ billion"],
        ["2019", "1.5", "2.5"],
        ["2020", "3.5", "4.5"],
    ]
    ((_, recipe),) = propose_recipes(session, understand(table(tmp_path, rows)))
    assert recipe["series"][0]["indicator"] == "gerd"
    assert recipe["series"][1]["define"]["id"] not in {indicator.id for indicator in session.indicators()}


def test_revisions_are_new_vintages_and_nothing_is_lost(session: Session, tmp_path: Path) -> None:
    first_import(session, tmp_path)
    plan = plan_import(session, table(tmp_path, changed(r5c1="12.5", r5c2="21.5")), vintage="2023-01-31")
    revised = {(one.series_id, one.period): one for one in plan.changes if one.kind == "revised"}
    assert set(revised) == {("red", "2020"), ("blue", "2020")}
    assert revised["red", "2020"].percent == pytest.approx(100 / 11.5)
    assert (revised["red", "2020"].reason, revised["blue", "2020"].reason) == ("value", "status")
    commit_import(session, plan)
    assert [item.value for item in session.vintages("red") if item.period.code == "2020"] == [11.5, 12.5]
    assert known(session, "red")["2020"] == 12.5
    assert {item.period.code: item.value for item in session.observations("red", as_of="2022-06-30")}[
        "2020"
    ] == 11.5


def test_an_older_release_read_late_does_not_replace_newer_figures(session: Session, tmp_path: Path) -> None:
    first_import(session, tmp_path)
    commit_import(session, plan_import(session, table(tmp_path, changed(r5c1="9.5")), vintage="2021-06-30"))
    assert known(session, "red")["2020"] == 11.5
    assert {item.period.code: item.value for item in session.observations("red", as_of="2021-12-31")}[
        "2020"
    ] == 9.5


def test_a_second_statement_of_one_date_neither_overwrites_nor_repeats(
    session: Session, tmp_path: Path
) -> None:
    first_import(session, tmp_path)
    path = table(tmp_path, changed(r5c1="12.5"))
    commit_import(session, plan_import(session, path, vintage="2022-01-31"))
    assert [(item.vintage, item.value) for item in session.vintages("red") if item.period.code == "2020"] == [
        ("2022-01-31", 11.5),
        ("2022-01-31+2", 12.5),
    ]
    assert plan_import(session, path, vintage="2022-01-31").counts["revised"] == 0
    assert known(session, "red")["2020"] == 12.5


def test_undated_tables_count_from_the_day_of_import_and_say_so(
    session: Session, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first_import(session, tmp_path, vintage=None)
    assert {item.vintage for item in session.observations("red")} == {"2023-11-14"}
    plan = plan_import(session, table(tmp_path, changed(r5c1="12.5")))
    assert {"importing.no-release-date", "importing.revised-undated"} <= codes(plan)


def test_an_undated_table_that_ends_long_ago_is_no_revision(session: Session, tmp_path: Path) -> None:
    """Population to 2025 is held; a table that ends in 2012 and differs may be an old edition."""
    rows = [
        ["Population", ""],
        ["", "Mid-year population"],
        ["", "persons"],
        ["2005", "6813200"],
        ["2010", "7024201"],
        ["2012", "7154600"],
    ]
    recipe = {
        "format": "blueprint-workbench/recipe",
        "version": 1,
        "id": "p",
        "match": {"titles": ["Population"]},
        "series": [
            {
                "path": [{"en": "Mid-year population"}],
                "unit": {"en": "persons"},
                "indicator": "population_mid_year",
            }
        ],
    }
    plan = plan_import(session, table(tmp_path, rows), recipe=recipe)
    assert plan.counts == {"new": 0, "unchanged": 1, "revised": 0, "withdrawn": 0, "undecided": 2}
    assert "importing.older-table" in codes(plan)
    assert plan.observations == ()
    dated = plan_import(session, table(tmp_path, rows), recipe=recipe, vintage="2013-07-31")
    assert dated.counts["new"] == 3  # known earlier than anything held
    assert dated.counts["undecided"] == 0


def test_withdrawn_figures_are_told_and_kept(session: Session, tmp_path: Path) -> None:
    first_import(session, tmp_path)
    rows = changed()
    del rows[5]
    plan = plan_import(session, table(tmp_path, rows), vintage="2023-01-31")
    assert plan.counts["withdrawn"] == 2
    assert "importing.withdrawn" in codes(plan)
    assert known(session, "red")["2020"] == 11.5


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (changed(r3c1="HK$ million"), "importers.drift-unit"),
        (changed(r2c1="Crimson"), "importers.drift-missing-series"),
        (changed(r6c0="2020"), "importers.duplicate-period"),
    ],
)
def test_drift_is_refused_with_its_reason(
    session: Session, tmp_path: Path, rows: list[list[str]], code: str
) -> None:
    recipe = first_import(session, tmp_path)
    path = table(tmp_path, rows)
    plan = plan_import(session, path, recipe=recipe)
    assert code in {problem.code for problem in plan.blocking}
    with pytest.raises(RuleError) as caught:
        commit_import(session, plan)
    assert caught.value.code == "importing.blocked"


def test_a_row_that_states_no_period_is_left_out_and_said(session: Session, tmp_path: Path) -> None:
    recipe = first_import(session, tmp_path)
    plan = plan_import(session, table(tmp_path, changed(r4c0="Average")), recipe=recipe, vintage="2023-01-31")
    assert {"importers.drift-new-series", "importers.period-unread"} <= codes(plan)
    assert plan.observations == ()


def test_moved_columns_rows_and_names_are_no_drift(session: Session, tmp_path: Path) -> None:
    recipe = first_import(session, tmp_path)
    rows = [["", *row[::-1][:2], ""] if index >= 2 else ["", *row] for index, row in enumerate(changed())]
    rows = [[row[0], ROWS[index][0], *row[1:3]] if index >= 2 else row for index, row in enumerate(rows)]
    plan = plan_import(
        session,
        table(tmp_path, [["", "", "", ""], *rows], "other name.csv"),
        recipe=recipe,
        vintage="2022-01-31",
    )
    assert plan.counts == {"new": 0, "unchanged": 6, "revised": 0, "withdrawn": 0, "undecided": 0}


def test_a_series_added_to_the_table_is_left_out_and_said(session: Session, tmp_path: Path) -> None:
    recipe = first_import(session, tmp_path)
    extra = {2: "Green", 3: "'000", 4: "1.5", 5: "2.5", 6: "3.5"}
    rows = [[*row, extra.get(index, "")] for index, row in enumerate(changed())]
    plan = plan_import(session, table(tmp_path, rows), recipe=recipe, vintage="2022-01-31")
    assert "importers.drift-new-series" in codes(plan)
    assert plan.counts["unchanged"] == 6


def test_a_unit_of_another_power_is_refused(session: Session, tmp_path: Path) -> None:
    recipe = first_import(session, tmp_path)
    wrong = copy.deepcopy(recipe)
    for entry in wrong["series"]:
        entry["factor"] = "1000"
    assert "importing.unit-mismatch" in codes(plan_import(session, table(tmp_path, ROWS), recipe=wrong))
    scaled = copy.deepcopy(recipe)
    for entry, name in zip(scaled["series"], ("red1", "blue1"), strict=True):
        entry["factor"] = "1000"
        entry["define"] = entry["define"] | {"id": name, "unit": entry["define"]["unit"] | {"multiplier": 0}}
    commit_import(session, plan_import(session, table(tmp_path, ROWS), recipe=scaled, vintage="2022-01-31"))
    assert known(session, "red1")["2019"] == 10500


def test_a_stale_plan_is_refused(session: Session, tmp_path: Path) -> None:
    recipe = first_import(session, tmp_path)
    path = table(tmp_path, changed(r5c1="12.5"))
    plan = plan_import(session, path, recipe=recipe, vintage="2023-01-31")
    table(tmp_path, changed(r5c1="99.5"))
    with pytest.raises(RuleError) as caught:
        commit_import(session, plan)
    assert caught.value.code == "importing.file-changed"
    plan = plan_import(session, path, recipe=recipe, vintage="2023-01-31")
    session.undo()
    with pytest.raises(RuleError) as caught:
        commit_import(session, plan)
    assert caught.value.code == "importing.workspace-changed"


def test_vintages_are_dates_and_not_before_what_is_printed(session: Session) -> None:
    with pytest.raises(UsageError) as caught:
        plan_import(session, SAMPLE, vintage="last week")
    assert caught.value.code == "importing.vintage"
    assert "importing.vintage-before-print" in {
        problem.code for problem in plan_import(session, SAMPLE, vintage="2020").blocking
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "recipe-broken"),
        ("[]", "recipe-format"),
        ('{"format": "other"}', "recipe-format"),
        ('{"format": "blueprint-workbench/recipe", "version": 9}', "recipe-too-new"),
        ('{"format": "blueprint-workbench/recipe", "version": 1, "id": "a"}', "recipe-broken"),
        (
            '{"format": "blueprint-workbench/recipe", "version": 1, "id": "a", "series": [{"path": []}]}',
            "recipe-broken",
        ),
    ],
)
def test_bad_recipes_are_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        read_recipe(path)
    assert caught.value.code == f"importers.{code}"


def test_the_documents_are_plain_json_with_stable_keys(session: Session) -> None:
    document = tables_json(SAMPLE)
    assert list(document) == ["file", "sha256", "format", "sheets", "tables", "problems"]
    assert list(document["tables"][0]) == [
        "sheet",
        "range",
        "title",
        "notes",
        "source",
        "series",
        "observations",
    ]
    assert list(document["tables"][0]["observations"][0]) == [
        "cell",
        "series",
        "period",
        "value",
        "text",
        "marks",
        "status",
    ]
    assert json.loads(json.dumps(document, ensure_ascii=False)) == document
    plan = plan_import(session, SAMPLE).as_json()
    assert json.loads(json.dumps(plan)) == plan
    assert plan["to_write"] == 175


def test_shipped_recipes_are_sound() -> None:
    recipes = shipped_recipes()
    assert {"csd-710-86001", "csd-population-age-sex", "rd-by-sector"} <= {recipe.id for recipe in recipes}
    for recipe in recipes:
        for rule in recipe.series:
            assert not any(part.missing for part in rule.path), rule.path
            if rule.define is not None:
                assert not rule.define.name.missing
                assert not rule.define.unit.text.missing


def test_every_message_is_there_in_both_languages() -> None:
    """Codes used in the two rooms, found in their sources."""
    import re

    import workbench.importers
    import workbench.services.importing

    services = Path(workbench.services.importing.__file__).parent
    files = [*Path(workbench.importers.__file__).parent.rglob("*.py"), *services.glob("import*.py")]
    used = {
        code
        for path in files
        for code in re.findall(r'"((?:importers|importing)\.[a-z][a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    used |= {
        "importers.unlabelled-row",
        "importers.unlabelled-column",
        "importers.not-a-figure-text",
        "importers.not-a-figure-bound",
    }
    missing = {code for code in used if set(catalogue().get(code, {})) != {"en", "zh-Hant"}}
    assert missing - {"importers.not-a-figure-"} == set()
