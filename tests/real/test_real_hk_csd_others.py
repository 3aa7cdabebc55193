"""Other tables of the Census and Statistics Department: truth read by eye from the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.importers.tables import understand

pytestmark = pytest.mark.real

NOMINAL, REAL = "In nominal terms", "In real terms"
MALE, FEMALE, TOTAL = "Male", "Female", "Total"
HOUSING = ("Public housing", "Subsidised housing", "Private housing", "Overall")
TRUTH = {
    "Table 615-66001_en.csv": {
        "R4C3": ("2000", [NOMINAL], "HK$ million", 122071, []),
        "R4C4": ("2000", [NOMINAL], "Year-on-year % change", -3.5, []),
        "R4C6": ("2000", [REAL], "Year-on-year % change", -4.5, []),
        "R10C5": ("2006", [REAL], "HK$ million", 96269, []),
        "R16C4": ("2012", [NOMINAL], "Year-on-year % change", 25.6, []),
        "R26C6": ("2022", [REAL], "Year-on-year % change", 4.7, []),
        "R27C3": ("2023", [NOMINAL], "HK$ million", 270903, ["r"]),
        "R27C6": ("2023", [REAL], "Year-on-year % change", 9.9, ["r"]),
    },
    "Table 130-06613A_en.csv": {
        "R7C3": ("2007-Q1", [None, "Public rental housing"], "HK$", 10500, []),
        "R7C6": ("2007-Q1", [None, "Overall"], "HK$", 17000, []),
        "R14C5": ("2014-Q1", [None, "Private permanent housing"], "HK$", 30100, []),
        "R20C4": ("2020-Q1", [None, "Subsidised home ownership housing"], "HK$", 27200, []),
        "R23C6": ("2023-Q1", [None, "Overall"], "HK$", 28700, []),
    },
    "Table 140-09001_en.csv": {
        "R8C2": ("1999/2000", [HOUSING[0], None, "Food"], "HK$", 5044, []),
        "R8C9": ("1999/2000", [HOUSING[3], None, "Food"], "%", 25.7, []),
        "R9C2": ("1999/2000", [HOUSING[0], None, "Food", "1. Meals bought away from home"], "HK$", 3035, []),
        "R22C4": ("1999/2000", [HOUSING[1], None, "Food", "13. Meat, canned"], "HK$", 8, []),
        "R22C5": ("1999/2000", [HOUSING[1], None, "Food", "13. Meat, canned"], "%", None, ["[-§32]"]),
        "R110C2": ("1999/2000", [HOUSING[0], None, "Overall"], "HK$", 12842, []),
        "R110C9": ("1999/2000", [HOUSING[3], None, "Overall"], "%", 100.0, []),
    },
    "withhelpers.xls": {
        "D7": ("2016", ["Population", "Chinese", MALE, "0 - 4"], "Number of Persons", 134000, []),
        "O7": ("2016", ["Population", TOTAL, MALE, "0 - 4"], "Number of Persons", 144823, []),
        "N16": ("2016", ["Population", "Others", MALE, "45 - 49"], "Number of Persons", 1747, []),
        "K22": ("2016", ["Population", "Thai", MALE, "75 - 79"], "Number of Persons", None, ["-"]),
        "K24": ("2016", ["Population", "Thai", MALE, "85+"], "Number of Persons", 8, []),
        "F24": ("2016", ["Population", "Indonesian", MALE, "85+"], "Number of Persons", None, ["-"]),
        "D25": ("2016", ["Population", "Chinese", MALE, "Sub-total"], "Number of Persons", 3237938, []),
        "D26": ("2016", ["Population", "Chinese", FEMALE, "0 - 4"], "Number of Persons", 124712, []),
        "J43": ("2016", ["Population", "Pakistani", FEMALE, "85+"], "Number of Persons", None, ["-"]),
        "O44": ("2016", ["Population", TOTAL, FEMALE, "Sub-total"], "Number of Persons", 3961223, []),
        "E45": ("2016", ["Population", "Filipino", TOTAL, "0 - 4"], "Number of Persons", 1143, []),
        "D63": ("2016", ["Population", "Chinese", TOTAL, TOTAL], "Number of Persons", 6752202, []),
        "O63": ("2016", ["Population", TOTAL, TOTAL, TOTAL], "Number of Persons", 7336585, []),
    },
    "original_census_data.xlsx": {
        "C7": (
            "2016",
            ["Population", "Chinese (Place of domicile - Hong Kong)", MALE, "0 - 4"],
            "Number of Persons",
            135462,
            [],
        ),
        "M7": ("2016", ["Population", "Thai", MALE, "0 - 4"], "Number of Persons", None, ["-"]),
        "P7": ("2016", ["Population", TOTAL, MALE, "0 - 4"], "Number of Persons", 144823, []),
        "H23": ("2016", ["Population", "Indian", MALE, "80 - 84"], "Number of Persons", 95, []),
        "N24": ("2016", ["Population", "Japanese", MALE, "85+"], "Number of Persons", None, ["-"]),
        "L25": ("2016", ["Population", "Australian", MALE, "Sub-total"], "Number of Persons", 8077, []),
        "C44": (
            "2016",
            ["Population", "Chinese (Place of domicile - Hong Kong)", FEMALE, "Sub-total"],
            "Number of Persons",
            3447286,
            [],
        ),
        "O63": ("2016", ["Population", "Others", TOTAL, TOTAL], "Number of Persons", 68277, []),
        "P63": ("2016", ["Population", TOTAL, TOTAL, TOTAL], "Number of Persons", 7336585, []),
    },
}


@pytest.mark.parametrize("name", TRUTH)
def test_cells(fixtures: Path, name: str) -> None:
    (table,) = understand(fixtures / "tables" / "hk_csd" / name).tables
    series = {one.id: one for one in table.series}
    seen = {one.cell: one for one in table.observations}
    for cell, (period, path, unit, value, marks) in TRUTH[name].items():
        one = seen[cell]
        labels = [part.en for part in series[one.series].path]
        wanted = [
            label if expected is not None else None for label, expected in zip(labels, path, strict=True)
        ]
        assert (cell, one.period, wanted) == (cell, period, path)
        assert (cell, series[one.series].unit.en) == (cell, unit)
        assert (cell, None if one.value is None else float(one.value), list(one.marks)) == (
            cell,
            value,
            marks,
        )


def test_nil_is_missing_with_the_legend_that_says_so(fixtures: Path) -> None:
    (table,) = understand(fixtures / "tables" / "hk_csd" / "withhelpers.xls").tables
    notes = {note.mark: note.text.en for note in table.notes}
    assert notes["-"] == "denotes nil"
    assert notes["(1)"] == "Figures include persons who reported more than one ethnicity."
    nil = [one for one in table.observations if one.marks == ("-",)]
    assert len(nil) > 5
    assert {(one.value, one.status, one.unexplained) for one in nil} == {(None, ("M",), ())}
    assert table.released == "2017-04-10"


def test_less_than_half_the_unit_is_not_zero(fixtures: Path) -> None:
    reading = understand(fixtures / "tables" / "hk_csd" / "Table 140-09005_en.csv")
    (table,) = reading.tables
    small = [one for one in table.observations if one.marks]
    assert {one.marks for one in small} == {("[-§32]",)} or {one.marks for one in small} == {
        ("[-§32]",),
        ("[-§19]",),
    }
    assert {(one.value, one.status) for one in small} == {(None, ("N",))}
    assert table.released == "2021-06-17"
    assert not [problem for problem in reading.problems if problem.severity != "info"]


@pytest.mark.parametrize(
    ("name", "released"),
    [
        ("REPLICA Table 710-86001_en.xlsx", "2023-12-21"),
        ("REPLICA Table 710-86001_tc.xlsx", "2023-12-21"),
        ("REPLICA Table 710-86001 (excl symbols)_en.xlsx", "2023-12-21"),
    ],
)
def test_replicas_hold_the_figures_of_the_csv(fixtures: Path, name: str, released: str) -> None:
    csv = understand(fixtures / "tables" / "hk_csd" / "Table 710-86001_en.csv").tables[0]
    (table,) = understand(fixtures / "tables" / "replica" / name).tables
    assert table.released == released
    assert [(one.period, one.value) for one in table.observations] == [
        (one.period, one.value) for one in csv.observations
    ]
    if "symbols" in name:
        assert {one.text for one in table.observations if one.value is None} == {""}
    else:
        assert {one.status for one in table.observations if "@" in one.marks} == {("P",)}
        assert {one.status for one in table.observations if "N.A." in one.marks} == {("L",)}
