"""Shapes that statistical offices publish beside the ones among the fixtures: what a person reads in each of them."""

from __future__ import annotations

import csv
import io

import pytest

from tests.unit.importers.test_importers_print_habits import cells, codes, only, read


def sheet(text: str) -> list[list]:
    """Rows of a CSV text; empty cells are blank."""
    return [[cell or None for cell in row] for row in csv.reader(io.StringIO(text.strip("\n")))]


def test_rolling_months_beside_a_year_are_no_years() -> None:
    reading = read(
        sheet(
            """
Table 210-06101 : Labour force
,
Year,Month,Labour force ('000),Unemployment rate (%)
2022,1 - 3,"3,766.9",5.0
2022,2 - 4,"3,750.4",5.4
2022,4 - 6,"3,751.5",4.7
2022,11/2022 - 1/2023,"3,752.6",3.4
"""
        )
    )
    found = cells(only(reading))
    assert found["C4"] == (("Labour force ('000)",), "'000", "2022-Q1", 3766.9)
    assert found["D6"] == (("Unemployment rate (%)",), "%", "2022-Q2", 4.7)
    assert found["C5"] == (("Labour force ('000)", "2022 2 - 4"), "'000", None, 3750.4)
    assert found["D7"] == (("Unemployment rate (%)", "11/2022 - 1/2023"), "%", None, 3.4)
    assert "period-rolling" in codes(reading)


def test_the_latest_quarter_may_come_first() -> None:
    reading = read(
        sheet(
            """
Table Title: Gross Domestic Product In Chained (2015) Dollars

Data Series,2023 4Q,2023 3Q,2023 2Q
GDP (Million Dollars),"137,000.1","134,000.2","130,000.3"
Manufacturing (Million Dollars),"27,000.1","24,000.2",na

Footnotes:
na: not available or not applicable
"""
        )
    )
    found = cells(only(reading))
    assert found["B4"] == (("GDP (Million Dollars)",), "Million Dollars", "2023-Q4", 137000.1)
    assert found["D5"] == (("Manufacturing (Million Dollars)",), "Million Dollars", "2023-Q2", None)
    assert "unexplained-mark" not in codes(reading)


@pytest.mark.parametrize(
    ("unit", "factor"), [("Index, Magnitude = Units", 1), ("$NZ, Magnitude = Millions", 10**6)]
)
def test_units_and_letters_said_below(unit: str, factor: int) -> None:
    reading = read(
        sheet(
            f"""
Overseas trade
 ,Exports,
 ,Meat,Logs
2023M01,1142P,1200
2023M02,1161,C
Table information:
Units:
"{unit}"
C: Confidential
P: Provisional
"""
        )
    )
    table = only(reading)
    assert {one.multiplier for one in table.series} == {factor}
    assert cells(table)["B4"] == (("Exports", "Meat"), unit, "2023-01", 1142)
    status = {one.cell: one.status for one in table.observations}
    assert (status["B4"], status["C5"], status["C4"]) == (("P",), ("Q",), ("A",))


TAIWAN = """
表3-1　人力資源調查重要指標,,,,
Table 3-1 Key indicators of manpower survey,,,,
單位：千人、％,,,,Unit: Thousand persons；％
年月別,勞動力,,失業率,
Year and month,Labor force,,Unemployment rate,
,合計 Total,男 Male,合計 Total,男 Male
110年 2021,11919,6612,3.95,3.98
1月 Jan.,11880,6580,3.61,3.65
111年 2022,11853,6553,3.67,3.70
1月 Jan.,11900,6590,3.50,3.52
"""


def test_years_in_two_calendars_and_units_at_both_ends_of_a_line() -> None:
    reading = read(sheet(TAIWAN))
    table = only(reading)
    assert cells(table)["E10"] == (("Unemployment rate", "Male"), None, "2022-01", 3.52)
    assert cells(table, "zh-Hant")["B7"] == (("勞動力", "合計"), None, "2021", 11919)
    assert {one.multiplier for one in table.series} == {1}
    assert "units-listed" in codes(reading)


def test_months_of_the_republic() -> None:
    rows = """
表 2　消費者物價指數 Consumer Price Indices,,
,民國110年=100,2021=100
統計期 Period,總指數 General Index,食物類 Food
112年1月,104.1,108.2
112年2月,104.0,107.9
"""
    table = only(read(sheet(rows)))
    assert cells(table)["B4"] == (("General Index",), "2021=100", "2023-01", 104.1)
    assert cells(table)["C5"] == (("Food",), "2021=100", "2023-02", 107.9)
    unsaid = read(sheet(rows.replace("民國110年", "110年")))
    assert {one[2] for one in cells(only(unsaid)).values()} == {None}


def test_years_that_end_in_september_have_no_code() -> None:
    rows = """
Number of dwellings consented,,
By region,,
Year ended September,,
,2021,2022
,Number,
Northland,1400,1500
Auckland,19900,21900
"""
    reading = read(sheet(rows))
    assert only(reading).title.en == "Number of dwellings consented By region"
    found = cells(only(reading))
    assert found["B6"] == (("Year ended September 2021", "Northland"), "Number", None, 1400)
    assert "period-rolling" in codes(reading)
    march = cells(only(read(sheet(rows.replace("September", "March")))))
    assert march["C7"] == (("Auckland",), "Number", "2021/2022", 21900)
    december = cells(only(read(sheet(rows.replace("September", "December")))))
    assert december["C7"] == (("Auckland",), "Number", "2022", 21900)


def test_the_years_once_more_at_the_right_are_no_figures() -> None:
    table = only(
        read(
            sheet(
                """
Table 1 Population by Sex,,,
(In Thousand),,,( بالالف )
Year,Males,Females,السنة
2018,49900,47200,2018
2019,50800,48100,2019
2020*,51700,48900,2020*
* Estimates,,,
"""
            )
        )
    )
    assert {cell[0] for cell in cells(table)} == {"B", "C"}
    assert cells(table)["C6"] == (("Females",), "In Thousand", "2020", 48900)


def test_a_unit_after_a_comma_and_a_column_of_notes() -> None:
    reading = read(
        sheet(
            """
Table 1: Consumer Trends,,,
"Current prices, seasonally adjusted, £ million",,,
Time period,Food,Alcohol,Notes
2022 Q1,26001,6400,
2022 Q2,26500,6500,[note 1]
Jan to Mar 2023,27500,6600,
"""
        )
    )
    found = cells(only(reading))
    assert found["B6"] == (("Food",), "£ million", "2023-Q1", 27500)
    assert {cell[0] for cell in found} == {"B", "C"}
    marks = {one.cell: one.marks for one in only(reading).observations}
    assert (marks["B4"], marks["C5"]) == ((), ("[note 1]",))


def test_a_series_with_its_description_on_top() -> None:
    table = only(
        read(
            sheet(
                """
Title,CPIH INDEX 00: ALL ITEMS
CDID,L522
Source dataset ID,MM23
PreUnit,
Unit,"Index, base year = 100"
Release date,17-01-2024
Next release,14 February 2024
Important notes,
1988,48.4
1988 Q1,47.6
1988 JAN,47.4
"""
            )
        )
    )
    assert table.title.en == "CPIH INDEX 00: ALL ITEMS"
    assert [cells(table)[cell][2:] for cell in ("B9", "B10", "B11")] == [
        ("1988", 48.4),
        ("1988-Q1", 47.6),
        ("1988-01", 47.4),
    ]


def test_letters_of_sexes_and_classes_are_labels_of_two_languages() -> None:
    table = only(
        read(
            sheet(
                """
表 1 人口 Population,,
年齡 Age,性別 Sex,2020,2021
0 - 4,男 M,150.1,140.2
,女 F,140.1,130.2
A類 Class A,女 F,160.1,150.2
"""
            )
        )
    )
    assert cells(table)["C4"][0] == ("0 - 4", "F")
    assert cells(table, "zh-Hant")["D5"][0] == ("A類", "女")


def test_a_unit_in_the_heading_wins_over_that_of_the_table() -> None:
    table = only(
        read(
            sheet(
                """
表2.1 主要年份户籍户数、人口,,
单位：万人,,
年份,总户数(万户),总人口
2015,536.76,1442.97
2016,541.62,1450.00
"""
            )
        )
    )
    found = cells(table, "zh-Hant")
    assert found["B4"][1:] == ("万户", "2015", 536.76)
    assert found["C5"][1:] == ("万人", "2016", 1450)


def test_years_repeated_under_each_heading_are_no_figures() -> None:
    table = only(
        read(
            sheet(
                """
Table 3 Establishments and receipts,,,,
,Number of establishments,,Business receipts (HK$ million),
Industry,2021,2022,2021,2022
Trade,"1,234","1,300","56,789","60,000"
Hotels,345,350,"2,345","2,400"
"""
            )
        )
    )
    found = cells(table)
    assert len(found) == 8
    assert found["C4"] == (("Number of establishments", "Trade"), "Number of establishments", "2022", 1300)
    assert found["D5"] == (("Business receipts (HK$ million)", "Hotels"), "HK$ million", "2021", 2345)


def test_headings_of_rows_say_their_unit() -> None:
    table = only(
        read(
            sheet(
                """
Table 5 Exports and imports,,
,2020,2021
Exports (HK$ million),,
Mainland,100,110
USA,50,55
Ratio of exports to imports (%),,
Mainland,111.1,115.8
USA,125.0,122.2
"""
            )
        )
    )
    found = cells(table)
    assert found["B4"] == (("Exports (HK$ million)", "Mainland"), "HK$ million", "2020", 100)
    assert found["C8"] == (("Ratio of exports to imports (%)", "USA"), "%", "2021", 122.2)


def test_a_unit_in_both_languages_over_the_last_column_is_of_the_table() -> None:
    table = only(
        read(
            sheet(
                """
表 2.1 就業人數 Employed persons,,,
,,,千人 '000
行業,Industry,2021,2022
製造,Manufacturing,85.3,83.4
建造,Construction,318.3,320.4
"""
            )
        )
    )
    assert {one.multiplier for one in table.series} == {1000}
    assert cells(table)["D4"][0] == ("Manufacturing",)


def test_halves_in_two_languages_and_letters_of_a_legend() -> None:
    table = only(
        read(
            sheet(
                """
表 3 船舶抵港 Vessel arrivals,,
時期 Period,遠洋 Ocean,內河 River
2021 上半年 1st half,12000,45000
2021 下半年 2nd half,12100,x
2022 上半年 1st half,11000,40000
Notes:,,
x Confidential,,
"""
            )
        )
    )
    found = cells(table)
    assert found["B3"] == (("Ocean",), None, "2021-H1", 12000)
    assert found["C5"] == (("River",), None, "2022-H1", 40000)
    assert {one.cell: one.status for one in table.observations}["C4"] == ("Q",)
