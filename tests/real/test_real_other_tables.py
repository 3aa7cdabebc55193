"""Tables of other departments and offices: truth read by eye; twins compared cell by cell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workbench.importers.labels import anchor
from workbench.importers.reading import Table
from workbench.importers.tables import understand

pytestmark = pytest.mark.real

RENT, PRICE = ("Rents", "租金"), ("Prices", "售價")
HK, KLN, NK, NT = (
    ("Hong Kong", "港島"),
    ("Kowloon", "九龍"),
    ("New Kowloon", "新九龍"),
    ("New Territories", "新界"),
)
MONTHLY, QUARTERLY_OLD, QUARTERLY, ANNUAL_OLD = 0, 1, 2, 3

# (table, cell): (period, labels, value, marks, status)
RVD = {
    (MONTHLY, "I9"): ("1999-01", [RENT, HK], 776, [], ["A"]),
    (MONTHLY, "O9"): ("1999-01", [RENT, NT], 551, [], ["A"]),
    (MONTHLY, "X9"): ("1999-01", [PRICE, NT], 140446, [], ["A"]),
    (MONTHLY, "R10"): ("1999-02", [PRICE, HK], 111466, ["()"], ["U"]),
    (MONTHLY, "U10"): ("1999-02", [PRICE, KLN], 234150, [], ["A"]),
    (MONTHLY, "X10"): ("1999-02", [PRICE, NT], 111028, ["()"], ["U"]),
    (MONTHLY, "R17"): ("1999-09", [PRICE, HK], 124105, ["()"], ["U"]),
    (MONTHLY, "L20"): ("1999-12", [RENT, KLN], 1101, [], ["A"]),
    (MONTHLY, "I21"): ("2000-01", [RENT, HK], 767, [], ["A"]),
    (MONTHLY, "X45"): ("2002-01", [PRICE, NT], 141865, [], ["A"]),
    (MONTHLY, "R301"): ("2023-05", [PRICE, HK], 846172, ["()"], ["U"]),
    (MONTHLY, "U304"): ("2023-08", [PRICE, KLN], 361393, ["()"], ["U"]),
    (MONTHLY, "I306"): ("2023-10", [RENT, HK], 1205, ["*"], ["P"]),
    (MONTHLY, "U309"): ("2024-01", [PRICE, KLN], 286386, ["*"], ["P"]),
    (MONTHLY, "X309"): ("2024-01", [PRICE, NT], 425569, ["()", "*"], ["U", "P"]),
    (QUARTERLY_OLD, "I9"): ("1989-Q1", [RENT, HK], 591.2, [], ["A"]),
    (QUARTERLY_OLD, "O9"): ("1989-Q1", [RENT, NK], 302.1, [], ["A"]),
    (QUARTERLY_OLD, "AD9"): ("1989-Q1", [PRICE, NT], 40737, [], ["A"]),
    (QUARTERLY_OLD, "L12"): ("1989-Q4", [RENT, KLN], 728.5, [], ["A"]),
    (QUARTERLY_OLD, "X43"): ("1997-Q3", [PRICE, KLN], 404458, [], ["A"]),
    (QUARTERLY, "R9"): ("1999-Q1", [PRICE, HK], 120296, [], ["A"]),
    (QUARTERLY, "U29"): ("2004-Q1", [PRICE, KLN], 241025, [], ["A"]),
    (QUARTERLY, "I32"): ("2004-Q4", [RENT, HK], 860, [], ["A"]),
    (QUARTERLY, "X45"): ("2008-Q1", [PRICE, NT], 152340, [], ["A"]),
    (ANNUAL_OLD, "G10"): ("1989", [RENT, HK], 520.5, [], ["A"]),
    (ANNUAL_OLD, "AB12"): ("1991", [PRICE, NT], 55103, [], ["A"]),
}


def look(table: Table, cell: str) -> tuple:
    one = next(one for one in table.observations if one.cell == cell)
    series = next(series for series in table.series if series.id == one.series)
    labels = [(part.en, part.zh_hant) for part in series.path]
    return (
        one.period,
        labels,
        float(one.value) if one.value is not None else None,
        list(one.marks),
        list(one.status),
    )


@pytest.fixture(scope="module")
def rents(fixtures: Path) -> tuple[Table, ...]:
    return understand(fixtures / "tables" / "hk_rvd" / "his_data_11.xls").tables


@pytest.mark.parametrize("place", RVD, ids=str)
def test_rents_and_prices(rents: tuple[Table, ...], place: tuple[int, str]) -> None:
    assert look(rents[place[0]], place[1]) == RVD[place]


def test_rents_and_prices_as_a_whole(rents: tuple[Table, ...]) -> None:
    assert len(rents) == 5
    units = {(series.path[0].en, series.unit.en) for table in rents for series in table.series}
    assert units == {("Rents", "$ / m2 per month"), ("Prices", "$ / m2")}
    notes = {note.mark: note.text.as_dict() for note in rents[0].notes}
    assert notes["*"] == {"en": "Provisional figures", "zh-Hant": "臨時數字"}
    assert notes["(  )"]["en"] == "Indicates fewer than 20 transactions."
    assert rents[0].title.as_dict() == {
        "en": "PRIVATE RETAIL - AVERAGE RENTS AND PRICES",
        "zh-Hant": "私人零售業樓宇 ─ 平均租金及售價",
    }


@pytest.mark.parametrize(
    "name", ["lfsi_pt_a__custom_14828862_page_spreadsheet", "une_rt_a__custom_14324113_page_spreadsheet"]
)
def test_eurostat_twins_agree_in_every_cell(fixtures: Path, name: str) -> None:
    def figures(file: str) -> dict:
        (table,) = understand(fixtures / "tables" / "eurostat" / file).tables
        places = {series.id: series.path[0].en for series in table.series}
        return {
            (places[one.series], one.period): (one.value, one.marks, one.status) for one in table.observations
        }

    first, second = figures(f"{name}.xlsx"), figures(f"{name}_long.xlsx")
    assert len(first) == 37 * 21
    assert first == second
    assert {status for value, marks, status in first.values() if marks == (":",)} == {("L",)}


def test_eurostat_code_list_is_no_table(fixtures: Path) -> None:
    reading = understand(fixtures / "tables" / "eurostat" / "une_rt_a__custom_14324113_page_spreadsheet.xlsx")
    assert [(sheet.name, sheet.skipped) for sheet in reading.sheets] == [
        ("Summary", "index"),
        ("Structure", "index"),
        ("Sheet 1", None),
    ]
    table = reading.tables[0]
    assert table.title.en == "Unemployment by sex and age – annual data [une_rt_a__custom_14324113]"
    assert look(table, "B17")[:3] == ("2009", [("European Union - 27 countries (from 2020)", None)], 9.3)
    assert look(table, "H18")[:3] == ("2010", [("Germany", None)], 6.6)
    assert table.released == "2024-12-12"


def test_australian_series(fixtures: Path) -> None:
    reading = understand(fixtures / "tables" / "abs" / "6202021.xlsx")
    (table,) = reading.tables
    all_jobs, seasonal = ("Quarterly hours worked in all jobs ;", None), ("Seasonally Adjusted", None)
    assert look(table, "B11")[:3] == ("1984-12", [all_jobs, seasonal], 2923556.4817)
    assert look(table, "H11")[:3] == (
        "1984-12",
        [("Quarterly hours worked in all jobs ; > Rest of Non-market ;", None), seasonal],
        382691.32994,
    )
    assert look(table, "D13")[2] == 221680.48494
    assert {(series.unit.en, series.multiplier) for series in table.series} == {("000 Hours", 1000)}
    assert len(table.observations) == 7 * 148
    earnings = understand(fixtures / "tables" / "abs" / "6302002.xls").tables[0]
    assert look(earnings, "B11")[0:3:2] == ("1983-11", 368.1)
    assert look(earnings, "G18")[0:3:2] == ("1985-08", 258.0) or look(earnings, "G18")[2] is not None


def test_other_offices(fixtures: Path) -> None:
    folder = fixtures / "tables" / "other"
    gini = understand(folder / "psa.xls")
    assert gini.format == "xlsx"  # whatever its name says
    assert look(gini.tables[0], "B5")[:3] == (
        "2018",
        [("Gini Coefficient", None), ("PHILIPPINES", None)],
        0.419118327,
    )
    assert look(gini.tables[0], "F5")[0] == "2023"
    assert look(gini.tables[0], "F5")[3:] == (["p"], ["P"])
    taiwan = understand(folder / "tdgbas1.xls")
    assert [look(taiwan.tables[0], cell)[0:3:2] for cell in ("C10", "D10", "F53")] == [
        ("1981", 4.31),
        ("1981", 0.293),
        ("2024", 0.27),
    ]
    assert "importers.hidden-rows" in {problem.code for problem in taiwan.problems}
    shanghai = understand(folder / "2017_C1106.xls").tables[0]
    assert {one.period for one in shanghai.observations} == {"2017"}
    assert shanghai.unit.zh_hant == "万平方米"


@pytest.mark.parametrize(("dimension", "cells"), [("Area", 588), ("Purpose", 420)])
def test_overseas_visits_agree_with_the_tidy_twin_in_every_cell(
    fixtures: Path, dimension: str, cells: int
) -> None:
    """Tables 1 to 4: the tidy files were made by the office's own extraction."""
    folder = fixtures / "tables" / "uk_ons"
    tables = understand(folder / "referencetablesjune210815_tcm77-413962.xls").tables
    by_title: dict[str, dict] = {}
    for table in tables:
        names = {series.id: series for series in table.series}
        for one in table.observations:
            path = [part.en for part in names[one.series].path]
            if path[-1] == "NSA" and len(path) > 1 and one.period:
                by_title.setdefault(anchor(table.title.en or ""), {})[path[-2], one.period] = one.value
    months = {
        name: number
        for number, name in enumerate(
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
        )
    }
    compared = 0
    with (folder / "tidy" / f"data-referencetablesjune210815_tcm77-413962-OTT{dimension}-.csv").open(
        encoding="utf-8"
    ) as file:
        for row in csv.DictReader(file):
            if row["dimension_item_label_eng_1"] is None:
                continue
            month = months[row["dimension_item_label_eng_4"][:3]]
            period = f"{float(row['dimension_item_label_eng_3']):.0f}-{month:02d}"
            found = by_title[anchor(row["dimension_item_label_eng_1"])][
                row["dimension_item_label_eng_2"], period
            ]
            assert float(found) == float(row["observation"])
            compared += 1
    assert compared == cells
