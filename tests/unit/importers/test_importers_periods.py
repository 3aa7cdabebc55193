"""Reference periods, read only where certain."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.period import Period
from workbench.importers.periods import read_period, read_period_text, release_date, year_in_title

WHOLE = {
    "2020": "2020",
    " 2020 ": "2020",
    "２０２０": "2020",
    "2020年": "2020",
    "2019/20": "2019/2020",
    "1999/2000": "1999/2000",
    "2019-20": "2019/2020",
    "2019/2020": "2019/2020",
    "2019–20": "2019/2020",
    "2020 Q3": "2020-Q3",
    "Q3 2020": "2020-Q3",
    "2020Q3": "2020-Q3",
    "3rd quarter 2020": "2020-Q3",
    "2020年第3季": "2020-Q3",
    "2020年第三季": "2020-Q3",
    "Jul - Sep 2020": "2020-Q3",
    "2020 H1": "2020-H1",
    "2020年上半年": "2020-H1",
    "2nd half 2020": "2020-H2",
    "Aug 2020": "2020-08",
    "August 2020": "2020-08",
    "2020年8月": "2020-08",
    "2020-08": "2020-08",
    "2020-08-15": "2020-08-15",
    "2020年8月 Aug 2020": "2020-08",
}
PART = {
    "Q1": ("quarter", 1),
    "第4季": ("quarter", 4),
    "1 - 3": ("quarter", 1),
    "10-12": ("quarter", 4),
    "Jan-Mar": ("quarter", 1),
} | {
    "May": ("month", 5),
    "12月": ("month", 12),
    "十二月": ("month", 12),
    "下半年": ("half", 2),
}
NEITHER = [
    "",
    "85+",
    "0 - 4",
    "5 - 9",
    "10 - 14",
    "2011-15",
    "2020-13",
    "2020-08-32",
    "2021-02-30",
    "total",
    "20",
    "19999",
    "2020.5",
    "2,020",
    "1 - 4",
    "2020年8月 Sep 2020",  # the languages disagree
    "Figures for 2010",
    "2016 Population By-census",
]


@pytest.mark.parametrize(("text", "code"), WHOLE.items())
def test_whole_periods(text: str, code: str) -> None:
    label = read_period_text(text)
    assert label is not None
    assert label.code == code
    assert not label.part


@pytest.mark.parametrize(("text", "says"), PART.items())
def test_parts_need_a_year(text: str, says: tuple[str, int]) -> None:
    label = read_period_text(text)
    assert label is not None
    assert label.part
    assert getattr(label, says[0]) == says[1]
    year = read_period_text("2007")
    assert year is not None
    assert (label.of_year(year).code or "").startswith("2007-")


@pytest.mark.parametrize("text", NEITHER)
def test_anything_else_is_no_period(text: str) -> None:
    assert read_period_text(text) is None


@pytest.mark.parametrize(
    ("text", "code", "marks"),
    [
        ("2023 r", "2023", ("r",)),
        ("2023p", "2023", ("p",)),
        ("2005(1)", "2005", ("(1)",)),
        ("2005¹", "2005", ("¹",)),
        ("2022 @", "2022", ("@",)),
        ("2019/20 (p)", "2019/2020", ("(p)",)),
        ("2023年#", "2023", ("#",)),
    ],
)
def test_marks_on_a_period_are_kept(text: str, code: str, marks: tuple[str, ...]) -> None:
    label = read_period_text(text)
    assert label is not None
    assert (label.code, label.marks) == (code, marks)


def test_stored_values() -> None:
    assert read_period(1981.0, "1981").code == "1981"  # type: ignore[union-attr]
    assert read_period(1981.0, "1 981") is None  # printed as an amount
    assert read_period(1799, "1799") is None
    assert read_period(1998.5, "1998.5") is None
    assert read_period(True, "TRUE") is None
    assert read_period(date(1983, 11, 15), "Nov-1983").code == "1983-11"  # type: ignore[union-attr]
    assert read_period(date(1984, 12, 1), "Dec-1984").code == "1984-12"  # type: ignore[union-attr]
    assert read_period(date(2020, 8, 15), "15/8/2020").code == "2020-08-15"  # type: ignore[union-attr]
    assert read_period(date(2020, 1, 1), "2020").code == "2020"  # type: ignore[union-attr]
    assert read_period(datetime(2020, 1, 1, 10, 30, tzinfo=UTC), "10:30") is None


def test_a_title_states_a_period_only_if_it_states_one() -> None:
    assert year_in_title("Households by district, 2016").code == "2016"  # type: ignore[union-attr]
    assert year_in_title("2004/05 Household Expenditure Survey").code == "2004/2005"  # type: ignore[union-attr]
    assert year_in_title("Persons, 1991 and 2001") is None
    assert year_in_title("Table 710-86001 : Expenditure on R&D") is None
    assert (
        year_in_title("Enquiries 2016 8345") is not None
    )  # a number alone cannot be told from a year: titles only


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Release Date: 21 December, 2023", "2023-12-21"),
        ("發布日期：2023年12月21日", "2023-12-21"),
        ("10 April 2017", "2017-04-10"),
        ("December 21, 2023", "2023-12-21"),
        ("Last updated: 2024-07-31", "2024-07-31"),
        ("12/12/2024 23:00", "2024-12-12"),
        ("31/12/2024", "2024-12-31"),
        ("04/05/2024", None),  # day and month cannot be told apart
        ("31 February 2024", None),
        ("2024", None),
    ],
)
def test_release_dates(line: str, day: str | None) -> None:
    assert release_date(line) == day


@given(st.integers(1800, 2150))
def test_every_year_is_read_back(year: int) -> None:
    for text in (f"{year}", f"{year}年", f"{year} r"):
        label = read_period_text(text)
        assert label is not None
        assert label.code == f"{year}"


@given(st.integers(1801, 2149), st.sampled_from("ASQMY"), st.integers(1, 12))
def test_codes_are_periods_of_the_domain_and_their_labels_read_back(
    year: int, frequency: str, number: int
) -> None:
    code = {
        "A": f"{year}",
        "S": f"{year}-H{(number - 1) % 2 + 1}",
        "Q": f"{year}-Q{(number - 1) % 4 + 1}",
        "M": f"{year}-{number:02d}",
        "Y": f"{year}/{year + 1}",
    }[frequency]
    period = Period.parse(code)
    for lang in ("en", "zh-Hant"):
        label = read_period_text(period.label(lang))
        assert label is not None
        assert label.code == code


@given(st.text(max_size=30))
def test_no_text_breaks_it_and_every_code_is_a_period(text: str) -> None:
    label = read_period_text(text)
    if label is not None and label.code is not None:
        Period.parse(label.code)


@pytest.mark.parametrize("text", ["Feb-Apr 2020", "Nov-Jan 1972", "2020年2月至4月"])
def test_a_rolling_run_of_months_is_a_period_without_a_code(text: str) -> None:
    label = read_period_text(text)
    assert label is not None
    assert label.code is None
    assert label.months is not None
