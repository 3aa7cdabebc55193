"""Values as the sheet shows them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.importers.labels import anchor, is_aggregate, split_languages, strip_references
from workbench.importers.number_format import printed_decimals, show
from workbench.importers.units import is_unit, multiplier


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (200200.0, "#\\ ###\\ ##0", "200 200"),
        (5183400.0, "#\\ ###\\ ##0", "5 183 400"),
        (500.0, "#\\ ###\\ ##0", "500"),
        (1234567.891, "#,##0.0", "1,234,567.9"),
        (1234567, "#,##0", "1,234,567"),
        (12.0, "0.0", "12.0"),
        (-3.5, "0.0", "-3.5"),
        (12.34, '"("0.0"%)"', "(12.3%)"),
        (12000, "\\{#,##0\\}", "{12,000}"),
        (0.1234, "0.0%", "12.3%"),
        (9.3, "#,##0.##########", "9.3"),
        (8, "#,##0.##########", "8"),
        (1598.6, "General", "1598.6"),
        (100, "General", "100"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (0, '0;-0;"-"', "-"),
        (1234567, "#,##0,", "1,235"),
        (True, "General", "TRUE"),
        (date(1984, 12, 1), "mmm\\-yyyy", "Dec-1984"),
        (date(2020, 8, 15), "General", "2020-08-15"),
    ],
)
def test_shown(value: object, code: str, text: str) -> None:
    assert show(value, code) == text


@given(
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(alphabet='0#?.,%;"\\()[]{}-_*@ aeymdhs', max_size=12),
)
def test_no_format_breaks_it(value: float, code: str) -> None:
    assert isinstance(show(value, code), str)


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("1598.6", 1), ("200 200", 0), ("1,234.50", 2), ("0.41 @", 2), ("-", None), ("100", 0)],
)
def test_decimals_as_printed(text: str, decimals: int | None) -> None:
    assert printed_decimals(text) == decimals


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("總計 Total", ("Total", "總計")),
        ("租金  Rents", ("Rents", "租金")),
        ("年\nYear", ("Year", "年")),
        ("Total 總計", ("Total", "總計")),
        ("研發R&D開支", ("", "研發R&D開支")),
        ("GDP", ("GDP", "")),
        ("0 - 4", ("0 - 4", "0 - 4")),
    ],
)
def test_two_languages_in_one_cell(text: str, halves: tuple[str, str]) -> None:
    assert split_languages(text) == halves


def test_references_of_labels() -> None:
    assert strip_references("Gross domestic expenditure on R&D (1)") == (
        "Gross domestic expenditure on R&D",
        ("(1)",),
    )
    assert strip_references("Total (1) (2)") == ("Total", ("(1)", "(2)"))
    assert strip_references("Others(1)Others(1)") == ("Others", ("(1)",))
    assert strip_references("GDP (current prices)") == ("GDP (current prices)", ())


def test_anchors_ignore_what_changes_from_year_to_year() -> None:
    assert anchor("Business  sector (1)") == anchor("business sector")
    assert anchor("0 - 4") == anchor("0-4") == anchor("0 – 4")
    assert anchor("按年齡 組別") == anchor("按年齡組別")
    assert anchor("≥ 85") == anchor("≧ 85")
    assert anchor("Business sector") != anchor("Government sector")


@pytest.mark.parametrize(
    "text", ["Total", "Sub-total", "Overall", "總計", "合計", "小計", "Both sexes", "All ages", "Grand total"]
)
def test_aggregates(text: str) -> None:
    assert is_aggregate(text)


@pytest.mark.parametrize("text", ["Totally other", "Business sector", "Allowances", "計劃"])
def test_no_aggregates(text: str) -> None:
    assert not is_aggregate(text)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("HK$ million", 10**6),
        ("百萬港元", 10**6),
        ("'000", 1000),
        ("千人", 1000),
        ("HK$ billion", 10**9),
        ("億元", 10**8),
        ("Number of persons", 1),
        ("人數", 1),
        ("%", 1),
        ("Percentage share (%)", 1),
        ("Year-on-year % change", 1),
        ("按年變動百分率", 1),
        ("000 Hours", 1000),
    ],
)
def test_units_and_their_factors(text: str, factor: int) -> None:
    assert is_unit(text)
    assert multiplier(text) == factor


@pytest.mark.parametrize(
    "text",
    ["Business sector", "工商機構", "Total", "1998", "Gross domestic expenditure on R&D (1)", "Sex", "年"],
)
def test_no_units(text: str) -> None:
    assert not is_unit(text)
