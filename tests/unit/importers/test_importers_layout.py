"""Tables laid out in every usual way, held in memory; and mutations that must not change a single figure."""

from __future__ import annotations

import copy
import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.errors import UsageError
from workbench.importers.book import Area, Book, Sheet, column_letters
from workbench.importers.reading import Reading, Table
from workbench.importers.tables import understand_book

N = None


def read(rows: list[list], **options) -> Reading:
    return understand_book(Book.of(Sheet.of("Sheet1", rows, **options)))


def only(reading: Reading) -> Table:
    (table,) = reading.tables
    return table


def figures(table: Table, lang: str = "en") -> dict:
    """(labels…, unit, period) → value; the same whatever the addresses."""
    series = {one.id: one for one in table.series}
    found = {}
    for one in table.observations:
        path = tuple(part.get(lang) for part in series[one.series].path)  # type: ignore[arg-type]
        found[(*path, series[one.series].unit.get(lang), one.period)] = (one.value, one.marks)  # type: ignore[arg-type]
    return found


def plain(table: Table) -> dict:
    return {key: None if value is None else float(value) for key, (value, _) in figures(table).items()}


def codes(reading: Reading) -> set[str]:
    return {problem.code.removeprefix("importers.") for problem in reading.problems}


def test_years_down_sectors_across() -> None:
    table = only(
        read(
            [
                ["Exports by market"],
                [N],
                ["", "Mainland", "Total"],
                ["", "HK$ million", "HK$ million"],
                ["2019", 10, 20],
                ["2020", 11, 22.5],
            ]
        )
    )
    assert table.title.as_dict() == {"en": "Exports by market"}
    assert plain(table) == {
        ("Mainland", "HK$ million", "2019"): 10,
        ("Mainland", "HK$ million", "2020"): 11,
        ("Total", "HK$ million", "2019"): 20,
        ("Total", "HK$ million", "2020"): 22.5,
    }
    assert [one.cell for one in table.observations] == ["B5", "C5", "B6", "C6"]
    assert [series.multiplier for series in table.series] == [10**6] * 2
    assert [series.aggregate for series in table.series] == [False, True]


def test_years_across_labels_down() -> None:
    table = only(read([["Title", N, N], ["", 2001, 2002], ["Men", 5, 6.5], ["Women", 7, 8.5]]))
    assert plain(table)["Men", None, "2002"] == 6.5
    assert plain(table)["Women", None, "2001"] == 7


def test_years_across_where_every_figure_looks_like_a_year() -> None:
    table = only(
        read(
            [
                ["Persons engaged"],
                ["", 2001, 2002, 2003],
                ["Men", 1990, 2010, 1950],
                ["Women", 1995, 2050, 1900.5],
            ]
        )
    )
    assert plain(table)["Men", None, "2001"] == 1990
    assert plain(table)["Women", None, "2003"] == 1900.5


def test_two_languages_on_neighbouring_rows_columns_and_lines() -> None:
    rows = [
        ["按性別劃分的人口"],
        ["Population by sex"],
        [N, N, N, "人數"],
        [N, N, N, "Number of persons"],
        [N],
        ["性別", N, N, N],
        ["", "Sex", 2001, 2011],
        ["男", "Male", 5, 6],
        ["女", "Female", 7, 8],
        ["總計", "Total", 12, 14],
        [N],
        ["註釋：", "臨時數字。"],
        ["Note:", "Provisional figures."],
        ["資料來源：政府統計處"],
        ["Source: Census and Statistics Department"],
    ]
    table = only(read(rows))
    assert table.title.as_dict() == {"en": "Population by sex", "zh-Hant": "按性別劃分的人口"}
    assert table.series[0].path[0].as_dict() == {"en": "Male", "zh-Hant": "男"}
    assert table.series[0].unit.as_dict() == {"en": "Number of persons", "zh-Hant": "人數"}
    assert len(table.series) == 3
    assert table.source.as_dict() == {"en": "Census and Statistics Department", "zh-Hant": "政府統計處"}
    assert [note.text.as_dict() for note in table.notes] == [
        {"en": "Provisional figures.", "zh-Hant": "臨時數字。"}
    ]


def test_three_header_levels_merged_or_centred() -> None:
    rows = [
        ["T"],
        [N],
        ["", "Rents", N, N, N, "Prices", N],
        ["", "Old", N, "New", N, "Old", "New"],
        ["", "A", "B", "A", "B", "A", "A"],
        ["2001", 1, 2, 3, 4, 5, 6],
        ["2002", 1.5, 2.5, 3.5, 4.5, 5.5, 6.5],
    ]
    merged = [Area(2, 1, 2, 4), Area(2, 5, 2, 6), Area(3, 1, 3, 2), Area(3, 3, 3, 4)]
    expected = {
        ("Rents", "Old", "A"): 1,
        ("Rents", "Old", "B"): 2,
        ("Rents", "New", "A"): 3,
        ("Rents", "New", "B"): 4,
    } | {
        ("Prices", "Old", "A"): 5,
        ("Prices", "New", "A"): 6,
    }
    for areas in (merged, []):
        found = plain(only(read(rows, merged=areas)))
        assert {key[:3]: value for key, value in found.items() if key[-1] == "2001"} == expected


def test_a_label_never_spreads_over_a_column_that_nothing_names() -> None:
    reading = read([["T"], ["", 2001, 2002, N], ["Men", 5, 6, 7], ["Women", 7, 8, N]])
    assert {one.period for one in only(reading).observations} == {"2001", "2002"}
    assert "unlabelled-column" in codes(reading)


def test_months_under_years_in_the_stub() -> None:
    rows: list[list] = [["T"], ["Year", "Month", "Rent", "Price"]]
    for year in (1999, 2000):
        rows += [[year if month == 1 else N, month, 100 * month + 0.5, 7.5] for month in range(1, 13)]
    table = only(read(rows))
    assert len(table.observations) == 48
    assert plain(table)["Rent", None, "2000-12"] == 1200.5


def test_quarters_as_three_cells() -> None:
    rows: list[list] = [["T"], ["Year", "Month", N, N, "Rent", "Price"]]
    for year in (1999, 2000):
        for number, (first, last) in enumerate((("1", "3"), ("4", "6"), ("7", "9"), ("10", "12"))):
            rows.append([year if not number else N, first, "-", last, 50.5 + number, 60.5])
    table = only(read(rows))
    assert plain(table)["Rent", None, "2000-Q4"] == 53.5
    assert len(table.observations) == 16


def test_year_only_in_the_title_and_nowhere() -> None:
    assert {
        one.period
        for one in only(read([["Households, 2016"], ["", "A", "B"], ["X", 1, 2], ["Y", 3, 4]])).observations
    } == {"2016"}
    reading = read([["Households"], ["", "A", "B"], ["X", 1, 2], ["Y", 3, 4]])
    assert {one.period for one in only(reading).observations} == {None}
    assert "no-period" in codes(reading)


def test_duplicate_periods_are_found_and_neither_is_dropped() -> None:
    reading = read([["T"], ["", "A", "B"], ["2001", 1, 2], ["2002", 3, 4], ["2002", 5, 6]])
    assert [one.value for one in only(reading).observations if one.period == "2002"] == [3, 4, 5, 6]
    assert "duplicate-period" in codes(reading)


def test_brackets_in_columns_of_their_own() -> None:
    rows = [["T"], ["", N, "A", N, N, "B", N]]
    rows += [
        [str(2001 + n), "(" if n == 1 else N, 1.5 + n, ")" if n == 1 else N, N, 2.5 + n, "*" if n == 2 else N]
        for n in range(4)
    ]
    rows += [
        [N],
        ["Notes:"],
        ["( ) Figures in brackets are subject to large sampling error."],
        ["* Provisional figures."],
    ]
    found = figures(only(read(rows)))
    assert found["A", None, "2002"] == (2.5, ("()",))
    assert found["B", None, "2002"] == (3.5, ())
    assert found["B", None, "2003"] == (4.5, ("*",))
    status = {one.marks: one.status for one in only(read(rows)).observations}
    assert status == {(): ("A",), ("()",): ("U",), ("*",): ("P",)}


def test_a_bracket_from_the_number_format_is_kept_as_a_mark_and_the_value_stays() -> None:
    reading = read(
        [["T"], ["", "A", "B"], ["2001", 12.3, 5], ["2002", -4.0, 6]],
        formats={(2, 1): '"("0.0")"', (3, 1): "0.0;(0.0)"},
    )
    found = figures(only(reading))
    assert found["A", None, "2001"] == (Decimal("12.3"), ("()",))
    assert found["A", None, "2002"] == (-4, ())  # accountants' minus
    assert "unexplained-mark" in codes(reading)


def test_text_in_brackets_without_a_legend_is_a_question() -> None:
    found = figures(only(read([["T"], ["", "A", "B"], ["2001", "(12.3)", 5], ["2002", 4, 6]])))
    assert found["A", None, "2001"] == (None, ("()",))


def test_dates_as_periods_below_rows_of_description() -> None:
    rows: list[list] = [
        [N, "Hours ; Market ;", "Hours ; Other ;"],
        ["Unit", "000 Hours", "000 Hours"],
        ["Series Type", "Trend", "Trend"],
    ]
    rows += [
        ["Collection Month", 3, 3],
        ["Series Start", date(1984, 12, 1), date(1984, 12, 1)],
        ["No. Obs", 148, 148],
    ]
    rows += [[date(1984 + n, 12, 1), 100.5 + n, 200.5 + n] for n in range(5)]
    formats = {(row, 0): "mmm\\-yyyy" for row in range(6, 11)}
    table = only(read(rows, formats=formats))
    assert [one.period for one in table.observations[::2]] == [f"{1984 + n}-12" for n in range(5)]
    assert {series.unit.en for series in table.series} == {"000 Hours"}


def test_several_tables_on_a_sheet() -> None:
    block = [["", "A", "B"], ["2001", 1, 2], ["2002", 3, 4]]
    reading = read(
        [
            ["Table 1. Men"],
            *block,
            [N],
            [N],
            ["Table 2. Women"],
            *[[row[0], *row[1:]] for row in block],
            [N],
            ["Source: X"],
        ]
    )
    assert [table.title.en for table in reading.tables] == ["Table 1. Men", "Table 2. Women"]
    assert [len(table.observations) for table in reading.tables] == [4, 4]


def test_an_index_sheet_and_an_empty_one_hold_no_table() -> None:
    reading = understand_book(
        Book.of(
            Sheet.of("Index", [["Contents"], ["Table 1", "Men"], ["Table 2", "Women"]]), Sheet.of("E", [])
        )
    )
    assert reading.tables == ()
    assert [sheet.skipped for sheet in reading.sheets] == ["index", "empty"]
    assert codes(reading) == {"no-table"}


def test_a_sheet_that_is_not_there() -> None:
    with pytest.raises(UsageError) as caught:
        understand_book(Book.of(Sheet.of("One", [["a"]])), "Two")
    assert caught.value.code == "importers.no-such-sheet"


def test_a_total_that_does_not_add_up_is_reported_with_its_cell() -> None:
    rows: list[list] = [["T"], ["", "A", "B", "Total"]] + [
        [str(2001 + n), 10.5 + n, 20, 30.5 + n] for n in range(8)
    ]
    rows[5][3] = 99.5
    problems = [problem for problem in read(rows).problems if problem.code == "importers.total-differs"]
    assert [problem.cell for problem in problems] == ["D6"]
    assert "total-differs" not in codes(read([row[:] for row in rows[:5]]))


@pytest.mark.parametrize(("col", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letters(col: int, letters: str) -> None:
    assert column_letters(col) == letters


BASE: list[list] = [
    ["按界別劃分的開支", N, N, N, N],
    ["Expenditure by sector", N, N, N, N],
    [N, N, N, N, N],
    ["", "工商界", "政府", "政府", "總計"],
    ["", "Business", "Government", "Government", "Total"],
    ["", "百萬港元", "百萬港元", "%", "百萬港元"],
    ["", "HK$ million", "HK$ million", "%", "HK$ million"],
    ["2019", 10.5, "20", "N.A.", 30.5],
    ["2020", 11.5, "21.5 @", -4.2, 33.0],
    ["2021 r", "1,012.5", 22.5, "[§3]", "1,035"],
    [N, N, N, N, N],
    ["註釋：", N, N, N, N],
    ["@ 臨時數字。", N, N, N, N],
    ["Notes:", N, N, N, N],
    ["@ Provisional figures.", N, N, N, N],
    ["N.A. Not available.", N, N, N, N],
    [N, N, N, N, N],
    ["Source: Census and Statistics Department", N, N, N, N],
]
TRUTH = figures(only(read(BASE)))


def test_the_base_of_the_mutations_is_right() -> None:
    assert TRUTH["Business", "HK$ million", "2021"] == (Decimal("1012.5"), ("r",))
    assert TRUTH["Government", "HK$ million", "2020"] == (Decimal("21.5"), ("@",))
    assert TRUTH["Government", "%", "2021"] == (None, ("[§3]", "r"))
    assert TRUTH["Total", "HK$ million", "2020"] == (33, ())
    assert len(TRUTH) == 12


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, 2**32),
    st.lists(
        st.sampled_from(["blank_top", "blank_col", "spacer", "notes", "shuffle", "reverse", "gap"]),
        max_size=5,
    ),
)
def test_mutations_change_no_figure(seed: int, steps: list[str]) -> None:
    """Blank rows and columns, spacer rows in the data, other order of rows and columns, notes moved: the same figures."""
    rng = random.Random(seed)
    rows = copy.deepcopy(BASE)
    for step in steps:
        years = [
            at
            for at, row in enumerate(rows)
            if any(str(cell).startswith(("2019", "2020", "2021")) for cell in row if cell)
        ]
        if step == "blank_top":
            rows.insert(0, [N] * len(rows[0]))
        elif step == "blank_col":
            rows = [[N, *row] for row in rows]
        elif step == "spacer":
            rows.insert(years[rng.randrange(1, len(years))], [N] * len(rows[0]))
        elif step == "gap":
            at = next(at for at, row in enumerate(rows) if "Notes:" in row)
            rows.insert(at, [N] * len(rows[0]))
        elif step == "notes":
            at = next(at for at, row in enumerate(rows) if "N.A. Not available." in row)
            rows.insert(next(at for at, row in enumerate(rows) if "Notes:" in row) + 1, rows.pop(at))
        elif step == "reverse":
            for left, right in ((years[0], years[-1]),):
                rows[left], rows[right] = rows[right], rows[left]
        else:
            labels = next(row for row in rows if "Business" in row)
            first = min(labels.index(label) for label in ("Business", "Government", "Total"))
            order = list(range(first, first + 4))
            rng.shuffle(order)
            rows = [row[:first] + [row[col] for col in order] + row[first + 4 :] for row in rows]
    assert figures(only(read(rows))) == TRUTH


@settings(deadline=None, max_examples=100)
@given(
    st.integers(0, len(BASE) - 1), st.integers(0, 4), st.sampled_from([N, "x", "-", "Total", 5, "Business"])
)
def test_a_cell_overwritten_never_moves_another_figure(row: int, col: int, cell: object) -> None:
    """Whatever happens to one cell, a figure is still right, gone, or in doubt; it never lands under another label."""
    rows = copy.deepcopy(BASE)
    before = rows[row][col]
    rows[row][col] = cell
    reading = read(rows)
    if (row >= 7 and col >= 1) or before == cell or "duplicate-period" in codes(reading):
        return  # another figure, nothing at all, or two series of one name, which is reported
    for table in reading.tables:
        for key, (value, _) in figures(table).items():
            truth = TRUTH.get(key)
            if truth is not None and value is not None:
                assert value == truth[0]
