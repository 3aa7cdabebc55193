"""Truth read from the published files by eye (cell → period, value, marks), compared with what the importer sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.importers.reading import Reading, Table
from workbench.importers.tables import understand

pytestmark = pytest.mark.real

GERD = "Gross domestic expenditure on R&D"
RATIO = "Ratio of gross domestic expenditure on R&D to GDP"
B, H, G, T = "Business sector", "Higher education sector", "Government sector", "Total"
MN, SHARE, YOY, PT = "HK$ million", "Percentage share (%)", "Year-on-year % change", "%"

# cell: (period, first label, sector, unit, value, marks)
RD_710 = {
    "R5C2": ("1998", GERD, B, MN, 1598.6, []),
    "R5C3": ("1998", GERD, H, MN, 3912.3, []),
    "R5C4": ("1998", GERD, G, MN, 91.6, []),
    "R5C5": ("1998", GERD, T, MN, 5602.5, []),
    "R5C6": ("1998", GERD, B, SHARE, 28.5, []),
    "R5C9": ("1998", GERD, T, SHARE, 100, []),
    "R5C10": ("1998", GERD, B, YOY, None, ["N.A."]),
    "R5C13": ("1998", GERD, T, YOY, None, ["N.A."]),
    "R5C14": ("1998", RATIO, B, PT, 0.12, []),
    "R5C17": ("1998", RATIO, T, PT, 0.43, []),
    "R6C10": ("1999", GERD, B, YOY, -11.9, []),
    "R6C12": ("1999", GERD, G, YOY, 75.6, []),
    "R7C2": ("2000", GERD, B, MN, 1117.5, []),
    "R7C10": ("2000", GERD, B, YOY, None, ["-"]),
    "R7C13": ("2000", GERD, T, YOY, None, ["-"]),
    "R7C15": ("2000", RATIO, H, PT, 0.37, []),
    "R11C12": ("2004", GERD, G, YOY, None, ["[§3]"]),
    "R11C11": ("2004", GERD, H, YOY, -1.9, []),
    "R11C13": ("2004", GERD, T, YOY, 11.2, []),
    "R11C4": ("2004", GERD, G, MN, 207.6, []),
    "R15C13": ("2008", GERD, T, YOY, -0.9, []),
    "R21C5": ("2014", GERD, T, MN, 16727.3, []),
    "R21C17": ("2014", RATIO, T, PT, 0.74, []),
    "R24C17": ("2017", RATIO, T, PT, 0.8, []),
    "R25C2": ("2018", GERD, B, MN, 10992.5, []),
    "R25C12": ("2018", GERD, G, YOY, None, ["-"]),
    "R26C17": ("2019", RATIO, T, PT, 0.93, []),
    "R27C5": ("2020", GERD, T, MN, 26553.6, []),
    "R27C17": ("2020", RATIO, T, PT, 0.99, []),
    "R28C14": ("2021", RATIO, B, PT, 0.41, ["@"]),
    "R28C17": ("2021", RATIO, T, PT, 0.97, ["@"]),
    "R29C2": ("2022", GERD, B, MN, 12370.7, []),
    "R29C3": ("2022", GERD, H, MN, 16355.5, []),
    "R29C5": ("2022", GERD, T, MN, 30138.4, []),
    "R29C10": ("2022", GERD, B, YOY, 5.7, []),
    "R29C16": ("2022", RATIO, G, PT, 0.05, ["@"]),
    "R29C17": ("2022", RATIO, T, PT, 1.07, ["@"]),
}

# sheet T01_01: cell: (period, age, sex en, sex zh, value)
POPULATION = {
    "N10": ("1981", "0 - 4", "F", "女", 200200),
    "V10": ("2012", "0 - 4", "F", "女", 126100),
    "N11": ("1981", "0 - 4", "M", "男", 214500),
    "V11": ("2012", "0 - 4", "M", "男", 136400),
    "O13": ("1986", "5 - 9", "F", "女", 201600),
    "T14": ("2010", "5 - 9", "M", "男", 131100),
    "P16": ("1991", "10 - 14", "F", "女", 201200),
    "Q17": ("1996", "10 - 14", "M", "男", 226000),
    "R19": ("2001", "15 - 19", "F", "女", 216700),
    "S20": ("2006", "15 - 19", "M", "男", 222300),
    "U22": ("2011", "20 - 24", "F", "女", 229800),
    "N23": ("1981", "20 - 24", "M", "男", 318100),
    "V25": ("2012", "25 - 29", "F", "女", 303200),
    "O26": ("1986", "25 - 29", "M", "男", 315400),
    "Q28": ("1996", "30 - 34", "F", "女", 347800),
    "T29": ("2010", "30 - 34", "M", "男", 223300),
    "R31": ("2001", "35 - 39", "F", "女", 370500),
    "U32": ("2011", "35 - 39", "M", "男", 234500),
    "S34": ("2006", "40 - 44", "F", "女", 365300),
    "P35": ("1991", "40 - 44", "M", "男", 224100),
    "V37": ("2012", "45 - 49", "F", "女", 351700),
    "N38": ("1981", "45 - 49", "M", "男", 147100),
    "R40": ("2001", "50 - 54", "F", "女", 210300),
    "T44": ("2010", "55 - 59", "M", "男", 243700),
    "Q46": ("1996", "60 - 64", "F", "女", 128100),
    "O50": ("1986", "65 - 69", "M", "男", 79700),
    "V52": ("2012", "70 - 74", "F", "女", 108300),
    "S56": ("2006", "75 - 79", "M", "男", 82300),
    "R58": ("2001", "80 - 84", "F", "女", 52100),
    "N61": ("1981", "≧ 85", "F", "女", 12900),
    "V62": ("2012", "≧ 85", "M", "男", 43800),
    "N64": ("1981", "Total", "F", "女", 2483700),
    "V65": ("2012", "Total", "M", "男", 3327300),
    "N67": ("1981", "Total", "Total", "總計", 5183400),
    "T67": ("2010", "Total", "Total", "總計", 7024200),
    "V67": ("2012", "Total", "Total", "總計", 7154600),
}

# sheet T01_01A
POPULATION_EXCL = {
    "O10": ("1996", "0 - 4", "F", "女", 181300),
    "T10": ("2012", "0 - 4", "F", "女", 126100),
    "P19": ("2001", "15 - 19", "F", "女", 215600),
    "Q22": ("2006", "20 - 24", "F", "女", 217200),
    "R28": ("2010", "30 - 34", "F", "女", 247500),
    "S35": ("2011", "40 - 44", "M", "男", 241800),
    "O64": ("1996", "Total", "F", "女", 3067000),
    "T65": ("2012", "Total", "M", "男", 3322500),
    "O67": ("1996", "Total", "Total", "總計", 6281100),
    "T67": ("2012", "Total", "Total", "總計", 6846700),
}


@pytest.fixture(scope="module")
def folder(fixtures: Path) -> Path:
    return fixtures / "tables" / "hk_csd"


@pytest.fixture(scope="module")
def rd(folder: Path) -> Reading:
    return understand(folder / "Table 710-86001_en.csv")


@pytest.fixture(scope="module")
def population(folder: Path) -> Reading:
    return understand(folder / "T01_01_01A.xls", guarded=True)


def cells(table: Table) -> dict:
    series = {one.id: one for one in table.series}
    return {one.cell: (one, series[one.series]) for one in table.observations}


@pytest.mark.parametrize("cell", RD_710)
def test_rd_table_cell(rd: Reading, cell: str) -> None:
    period, first, sector, unit, value, marks = RD_710[cell]
    observation, series = cells(rd.tables[0])[cell]
    assert observation.period == period
    assert [part.en for part in series.path] == [first, sector]
    assert series.unit.en == unit
    assert (None if observation.value is None else float(observation.value)) == value
    assert list(observation.marks) == marks


def test_rd_table_as_a_whole(rd: Reading) -> None:
    (table,) = rd.tables
    assert len(table.series) == 16
    assert len(table.observations) == 25 * 16
    assert {series.multiplier for series in table.series if series.unit.en == MN} == {1_000_000}
    assert {series.multiplier for series in table.series if series.unit.en != MN} == {1}
    assert [series.aggregate for series in table.series] == [False, False, False, True] * 4
    assert all(part.zh_hant is None for series in table.series for part in series.path)  # an English file
    # neither title nor notes nor source stand in this file: nothing is made up, the marks are asked about
    assert (table.title.as_dict(), table.notes, table.source.as_dict(), table.released) == ({}, (), {}, "")
    asked = {
        problem.params["mark"]: problem.params["count"]
        for problem in rd.problems
        if problem.code == "importers.unexplained-mark"
    }
    assert asked == {"N.A.": 4, "-": 8, "[§3]": 1, "@": 8}
    assert all(one.status == ("O",) for one in table.observations if one.value is None)
    assert all(one.status == ("A",) for one in table.observations if one.value is not None)


def test_the_footnote_three_never_becomes_a_figure(rd: Reading) -> None:
    observation, _ = cells(rd.tables[0])["R11C12"]
    assert (observation.value, observation.text) == (None, "[§3]")


@pytest.mark.parametrize("cell", POPULATION)
def test_population_cell(population: Reading, cell: str) -> None:
    period, age, sex_en, sex_zh, value = POPULATION[cell]
    observation, series = cells(population.tables[0])[cell]
    age_zh = "總計" if age == "Total" else age
    assert [(part.en, part.zh_hant) for part in series.path] == [(age, age_zh), (sex_en, sex_zh)]
    assert (observation.period, observation.value, observation.marks, observation.status) == (
        period,
        value,
        (),
        ("A",),
    )


@pytest.mark.parametrize("cell", POPULATION_EXCL)
def test_population_excluding_helpers_cell(population: Reading, cell: str) -> None:
    period, age, sex_en, sex_zh, value = POPULATION_EXCL[cell]
    observation, series = cells(population.tables[1])[cell]
    age_zh = "總計" if age == "Total" else age
    assert [(part.en, part.zh_hant) for part in series.path] == [(age, age_zh), (sex_en, sex_zh)]
    assert (observation.period, observation.value) == (period, value)


def test_population_as_the_contract_shows_it(population: Reading) -> None:
    document = population.as_json()
    assert document["sheets"][0] == {
        "name": "T01_01",
        "state": "visible",
        "rows": 75,
        "columns": 22,
        "skipped": None,
    }
    table = document["tables"][0]
    assert (table["sheet"], table["range"]) == ("T01_01", "B1:V75")
    assert table["title"] == {
        "en": "Mid-year population by age group and sex",
        "zh-Hant": "按年齡組別及性別劃分的年中人口",
    }
    first = table["series"][0]
    assert first["path"] == [{"en": "0 - 4", "zh-Hant": "0 - 4"}, {"en": "F", "zh-Hant": "女"}]
    assert (first["unit"], first["multiplier"], first["aggregate"]) == (
        {"en": "Number of persons", "zh-Hant": "人數"},
        1,
        False,
    )
    assert table["observations"][0] == {
        "cell": "N10",
        "series": "s1",
        "period": "1981",
        "value": 200200.0,
        "text": "200 200",
        "marks": [],
        "status": ["A"],
    }
    assert len(table["observations"]) == 39 * 9
    assert table["notes"][0]["en"].startswith("Figures for 2010 have been revised")
    assert table["notes"][0]["zh-Hant"].startswith("2010年的數字已就2011年人口普查的結果作出修訂")
    assert table["source"]["en"].startswith(
        "Demographic Statistics Section, Census and Statistics Department"
    )
    assert table["source"]["zh-Hant"].startswith("政府統計處人口統計組")


def test_figures_without_a_heading_are_reported_and_not_read(population: Reading) -> None:
    """U13 and U14 of the second sheet stand beside the last year, under no heading."""
    assert not {"U13", "U14"} & set(cells(population.tables[1]))
    (problem,) = [problem for problem in population.problems if problem.code == "importers.unlabelled-column"]
    assert (problem.sheet, problem.cell, problem.params["count"]) == ("T01_01A", "U13", 2)


def test_all_totals_of_the_population_table_add_up(population: Reading) -> None:
    """Recomputed here, from the cells: women and men of all ages against the printed totals, within rounding to 100."""
    table = population.tables[0]
    by = {
        (tuple(part.en for part in series.path), one.period): one.value
        for one, series in cells(table).values()
    }
    for year in ("1981", "1996", "2012"):
        for sex in "FM":
            parts = sum(
                value
                for ((age, who), period), value in by.items()
                if who == sex and age != "Total" and period == year
            )
            assert abs(parts - by[("Total", sex), year]) <= 900
        assert abs(by[("Total", "F"), year] + by[("Total", "M"), year] - by[("Total", "Total"), year]) <= 100
