"""How tables are printed: continued, side by side, headings over the data, rows told apart by format, other calendars."""

from __future__ import annotations

import pytest

from workbench.importers.book import Area, Book, Sheet
from workbench.importers.reading import Reading, Table
from workbench.importers.tables import understand_book

N = None


def read(rows: list[list], **options) -> Reading:
    return understand_book(Book.of(Sheet.of("Sheet1", rows, **options)))


def only(reading: Reading) -> Table:
    (table,) = reading.tables
    return table


def cells(table: Table, lang: str = "en") -> dict:
    """cell → (labels…, unit, period, value)"""
    series = {one.id: one for one in table.series}
    found = {}
    for one in table.observations:
        path = tuple(part.get(lang) for part in series[one.series].path)
        value = None if one.value is None else float(one.value)
        found[one.cell] = (path, series[one.series].unit.get(lang), one.period, value)
    return found


def codes(reading: Reading) -> set[str]:
    return {problem.code.removeprefix("importers.") for problem in reading.problems}


@pytest.mark.parametrize("mark", ["(待續)", "To be cont'd", "Table 1 Persons engaged (Cont'd)", "表1 (續)"])
def test_a_table_continued_after_its_header_is_one_table(mark: str) -> None:
    head = ["Industry", 2001, 2002]
    reading = read(
        [
            ["Table 1 Persons engaged"],
            [N],
            head,
            ["Trade", 1, 2],
            ["Finance", 3, 4],
            [N],
            [mark],
            head,
            ["Transport", 5, 6],
            ["Total", 9, 12],
            [N],
            ["Source: C&SD"],
        ]
    )
    found = cells(only(reading))
    assert found["B9"] == (("Transport",), None, "2001", 5)
    assert found["C10"] == (("Total",), None, "2002", 12)
    assert len(found) == 8


def test_the_same_header_under_another_title_is_another_table() -> None:
    rows = [["Table 1 Men"], ["", 2001, 2002], ["A", 1, 2], ["B", 3, 4], [N]]
    rows += [["Table 2 Women"], ["", 2001, 2002], ["A", 5, 6], ["B", 7, 8]]
    reading = read(rows)
    assert [table.title.en for table in reading.tables] == ["Table 1 Men", "Table 2 Women"]
    assert [len(table.observations) for table in reading.tables] == [4, 4]


def test_sections_under_a_repeated_header_share_the_title() -> None:
    rows = [["Income by sex"], [N], ["Men"], ["", 2001, 2002], ["A", 1, 2], ["B", 3, 4], [N]]
    rows += [["Women"], ["", 2001, 2002], ["A", 5, 6], ["B", 7, 8]]
    table = only(read(rows))
    assert table.title.en == "Income by sex"
    assert cells(table)["B5"][0] == ("Men", "A")
    assert cells(table)["C11"] == (("Women", "B"), None, "2002", 8)


def test_tables_side_by_side() -> None:
    rows = [
        ["Imports and exports"],
        [N],
        ["Market", 2001, 2002, N, "Market", 2001, 2002],
        ["Mainland", 1, 2, N, "Mainland", 11, 12],
        ["Japan", 3, 4, N, "Japan", 13, 14],
        [N],
        ["Source: C&SD"],
    ]
    reading = read(rows)
    assert len(reading.tables) == 2
    left, right = reading.tables
    assert cells(left)["C5"] == (("Japan",), None, "2002", 4)
    assert cells(right)["G5"] == (("Japan",), None, "2002", 14)
    assert left.title.en == right.title.en == "Imports and exports"
    assert left.source.en == right.source.en == "C&SD"


def test_a_folded_column_of_years_is_no_column_of_figures() -> None:
    rows = [["Index of prices"], ["Year", "Index", "Year", "Index"]]
    rows += [[1990 + n, 50.5 + n, 2000 + n, 60.5 + n] for n in range(10)]
    reading = read(rows)
    found = {key: value for table in reading.tables for key, value in cells(table).items()}
    assert found["B3"][2:] == ("1990", 50.5)
    assert found["D12"][2:] == ("2009", 69.5)
    assert len(found) == 20


def test_years_beside_their_figures_date_them() -> None:
    rows = [["Inequality in some countries"], ["Country", "1970s", "Year", "1990s", "Year"]]
    rows += [
        ["Australia", 0.291, 1976, 0.306, 1994],
        ["Canada", 0.283, 1975, 0.284, 1993],
        ["Norway", N, N, 0.256, 1995],
    ]
    found = cells(only(read(rows)))
    assert found["B3"] == (("1970s", "Australia"), None, "1976", 0.291)
    assert found["D5"] == (("1990s", "Norway"), None, "1995", 0.256)
    assert found["B5"][2:] == (None, None)
    assert "C3" not in found


def test_headings_and_units_over_the_data_between_rows() -> None:
    rows = [
        ["Household income"],
        [N],
        ["", 2001, 2002],
        ["", "HK$", N],
        ["Mean", 10, 11],
        ["Median", 8, 9],
        ["", "Percent of the mean", N],
        ["Median", 80, 82],
    ]
    found = cells(only(read(rows)))
    assert found["C6"] == (("Median",), "HK$", "2002", 9)
    assert found["C8"] == (("Median",), "Percent of the mean", "2002", 82)


def test_a_heading_merged_over_the_data_keeps_the_years() -> None:
    rows = [["Employed persons"], ["", 2001, 2002, 2003], ["", "Men", N, N], ["A", 1, 2, 3], ["B", 4, 5, 6]]
    rows += [["", "Women", N, N], ["A", 7, 8, 9], ["B", 10, 11, 12]]
    found = cells(only(read(rows, merged=[Area(2, 1, 2, 3), Area(5, 1, 5, 3)])))
    assert found["B4"] == (("Men", "A"), None, "2001", 1)
    assert found["D8"] == (("Women", "B"), None, "2003", 12)


def test_years_as_headings_of_sections() -> None:
    rows = [["Persons by sex"], ["", "Employed", "Unemployed"], ["2001"], ["Men", 1, 2], ["Women", 3, 4]]
    rows += [["2002"], ["Men", 5, 6], ["Women", 7, 8]]
    found = cells(only(read(rows)))
    assert found["B4"] == (("Employed", "Men"), None, "2001", 1)
    assert found["C8"] == (("Unemployed", "Women"), None, "2002", 8)


def test_a_row_told_apart_by_its_number_format_is_the_share() -> None:
    rows = [
        ["Persons by sex"],
        ["", 2001, 2002],
        ["Men", 10.0, 20.0],
        [N, 12.5, 13.5],
        ["Women", 30.0, 40.0],
        [N, 87.5, 86.5],
    ]
    formats = {(row, col): '"("0.0"%)"' for row in (3, 5) for col in (1, 2)}
    found = cells(only(read(rows, formats=formats)))
    assert found["B4"] == (("Men",), "%", "2001", 12.5)
    assert found["C6"] == (("Women",), "%", "2002", 86.5)
    assert found["C5"] == (("Women",), None, "2002", 40)


def test_a_row_in_braces_has_the_name_that_the_legend_gives_braces() -> None:
    rows = [
        ["Earnings"],
        ["", 2001, 2002],
        ["Men", 10.0, 20.0],
        [N, 1200.0, 1300.0],
        ["Women", 30.0, 40.0],
        [N, 900.0, 800.0],
    ]
    formats = {(row, col): r"\{#,##0\}" for row in (3, 5) for col in (1, 2)}
    legend = [[N], ["Notes:"], ["{ } Figures in curly brackets are the number of persons."]]
    found = cells(only(read(rows + legend, formats=formats)))
    assert found["B4"][0][0] == "Men"
    assert len(found["B4"][0]) == 2
    assert found["B4"][3] == 1200
    silent = read(rows, formats=formats)
    assert "B4" not in cells(only(silent))
    assert "unlabelled-row" in codes(silent)


def test_number_formats_that_scale_show_the_figure_of_the_unit() -> None:
    rows = [
        ["Population (thousands)"],
        ["", 2001, 2002],
        ["Men", 40_513_000.0, 40_531_400.0],
        ["Women", 0.125, 0.5],
    ]
    formats = {(2, 1): "#,##0,", (2, 2): "#,##0,", (3, 1): "0.0%", (3, 2): "0.0%"}
    table = only(read(rows, formats=formats))
    assert cells(table)["B3"][3] == 40513
    assert cells(table)["C3"][3] == 40531.4
    assert cells(table)["B4"][3] == 12.5
    assert {one.cell: one.text for one in table.observations}["B3"] == "40,513"


@pytest.mark.parametrize(
    ("heading", "years", "common"),
    [
        ("民國", ["110", "111", "112"], "2021"),
        ("年別（民國）", ["98年", "99年", "100年"], "2009"),
        ("B.E.", ["2564", "2565", "2566"], "2021"),
    ],
)
def test_years_of_other_calendars_where_the_sheet_says_so(
    heading: str, years: list[str], common: str
) -> None:
    down = only(read([["Population"], [heading, "Men", "Women"], *[[year, 5.5, 6.5] for year in years]]))
    assert cells(down)["B3"][2] == common
    silent = read([["Population"], ["", "Men", "Women"], *[[year, 5.5, 6.5] for year in years]])
    assert not {one.period for table in silent.tables for one in table.observations} - {None}


def test_item_numbers_and_units_in_the_stub_are_no_figures() -> None:
    rows = [
        ["Living conditions"],
        ["Indicator No.", "Indicator", "Unit", 2001, 2002],
        [1, "Poverty ratio", "%", 9.3, 9.9],
        [2, "Telephones", "Per 1000 inhabitants", 96, 105],
    ]
    found = cells(only(read(rows)))
    assert found["D3"] == (("Poverty ratio",), "%", "2001", 9.3)
    assert found["E4"] == (("Telephones",), "Per 1000 inhabitants", "2002", 105)
    assert len(found) == 4


def test_open_ended_groups_are_labels() -> None:
    rows = [["Persons by age"], ["Age", 2001, 2002], ["15-24", 1, 2], ["25-64", 3, 4], ["65+", 5, 6]]
    assert cells(only(read(rows)))["C5"] == (("65+",), None, "2002", 6)


def test_a_label_m_is_no_million() -> None:
    rows = [["人數"], ["", 2001, 2002], ["F", 5, 6], ["M", 7, 8]]
    table = only(read(rows))
    assert {series.multiplier for series in table.series} == {1}
    assert {series.unit.zh_hant for series in table.series} == {"人數"}


def test_per_cent_rows_do_not_take_the_unit_of_the_table() -> None:
    rows = [["Visitors"], [N, N, "thousands"], ["", 2001, 2002], ["Visitors", 5.5, 6], ["% change", 1.5, 9.1]]
    found = cells(only(read(rows)))
    assert found["B4"][1] == "thousands"
    assert found["B5"][1] == "%"


def test_rows_of_figures_in_no_table_are_reported() -> None:
    rows = [["Persons by sex"], ["", 2001, 2002], ["Men", 5, 6], ["Women", 7, 8], [N], [N], [N, 91.5, 92.5]]
    assert "figures-left-out" in codes(read(rows)) | {
        "figures-left-out" if "unlabelled-row" in codes(read(rows)) else ""
    }
