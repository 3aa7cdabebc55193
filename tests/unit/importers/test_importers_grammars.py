"""The grammars of periods, marks, legends and units on generated input: read back what was printed, or nothing."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.importers.marks import Legend, Note, is_missing_word, read_figure, split_legend
from workbench.importers.number_format import scale, show_number
from workbench.importers.periods import ended_in, read_period_text, year_ended, year_in_title
from workbench.importers.units import is_unit, measure, multiplier, units_listed

YEARS = st.integers(1850, 2140)
MARKS = st.sampled_from(["", " r", " p", "p", "*", " #", "(1)", " @", "¹", " p/"])
ENGLISH = [
    "Jan",
    "February",
    "Mar",
    "April",
    "May",
    "June",
    "Jul",
    "Aug",
    "Sept",
    "October",
    "Nov",
    "December",
]


@given(
    YEARS,
    st.integers(1, 4),
    MARKS,
    st.sampled_from(
        ["Q{q} {y}", "{y} Q{q}", "{y}Q{q}", "{q}Q{y}", "{y}年第{q}季", "Quarter {q} {y}", "{m} quarter {y}"]
    ),
)
def test_quarters_in_every_form(year: int, quarter: int, mark: str, form: str) -> None:
    ends = ["March", "June", "September", "Dec"][quarter - 1]
    assume("季" not in form or not mark[:1].isalnum())
    label = read_period_text(form.format(y=year, q=quarter, m=ends) + mark)
    assert label is not None
    assert label.code == f"{year}-Q{quarter}"
    assert "".join(label.marks) == mark.strip()


@given(
    YEARS,
    st.integers(1, 12),
    st.sampled_from(["{e} {y}", "{y} {e}", "{y}年{m}月", "{y}M{m:02d}", "{y}-{m:02d}"]),
)
def test_months_in_every_form(year: int, month: int, form: str) -> None:
    assume(
        form != "{y}-{m:02d}" or month != (year + 1) % 100
    )  # 2000-01 is a split year as often as a January
    label = read_period_text(form.format(y=year, m=month, e=ENGLISH[month - 1]))
    assert label is not None
    assert label.code == f"{year}-{month:02d}"


@given(YEARS, st.integers(1, 12), st.integers(1, 12))
def test_runs_of_months_have_a_code_only_where_they_are_a_quarter_or_a_half(
    year: int, first: int, last: int
) -> None:
    label = read_period_text(f"{ENGLISH[first - 1][:3]}-{ENGLISH[last - 1][:3]} {year}")
    codes = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}
    if (first, last) in codes:
        assert label is not None
        assert label.code == f"{year}-{codes[first, last]}"
    elif (first, last) == (1, 12):
        assert label is not None
        assert label.code == str(year)
    else:
        assert label is None or label.code is None


@given(st.integers(1, 200))
def test_years_of_the_republic_only_where_they_say_so(year: int) -> None:
    label = read_period_text(f"民國{year}年")
    assert label is not None
    assert label.code == str(year + 1911)
    assert read_period_text(f"{year}年") is None


@given(st.text(alphabet="0123456789年月季QHJanMrpf民國/-–() .,#*截至止度quarterended", max_size=24))
def test_whatever_is_read_as_a_period_is_one_of_the_domain(text: str) -> None:
    for label in (read_period_text(text), year_in_title(text)):
        if label is not None and label.code is not None:
            assert Period.parse(label.code).code == label.code


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Year ended 31 March", "2020/2021"),
        ("Years ending December", "2021"),
        ("12 months ended June", None),
        ("Financial year", None),
        ("截至3月31日止年度", "2020/2021"),
    ],
)
def test_years_that_end_in_a_month(heading: str, code: str | None) -> None:
    month = ended_in(heading)
    assert month is not None
    label = read_period_text("2021")
    assert label is not None
    ended = year_ended(label, month)
    assert (ended.code if ended else None) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("GDP at 2015 prices", None),
        ("Index (2014/15 = 100)", None),
        ("Employment since 2007", None),
        ("Visitors, fourth quarter of 2023", "2023-Q4"),
        ("Accounts for the year ended 31 March 2021", "2020/2021"),
        ("Wages in the quarter ended June 2021", "2021-Q2"),
        ("Rates in the three months ended May 2021", None),
        ("2023年第4季的就業人數", "2023-Q4"),
        ("Persons as at 31 December 2020", "2020-12-31"),
    ],
)
def test_what_a_title_states(title: str, code: str | None) -> None:
    label = year_in_title(title)
    assert (label.code if label else None) == code


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "()", "{}", "[]", "（）"]),
    st.sampled_from(["", " *", "#", " @", " r"]),
)
def test_brackets_and_marks_never_touch_the_figure(value: Decimal, bracket: str, mark: str) -> None:
    printed = f"{value:,.2f}"
    text = f"{bracket[:1]}{printed}{bracket[1:]}{mark}"
    figure = read_figure(text)
    assert figure.value == Decimal(printed.replace(",", ""))
    assert bool(figure.bracket) == bool(bracket)
    assert "".join(figure.marks) == mark.strip()


@given(st.text(alphabet="0123456789,.-()[]{}*#@ %<>rp０１２，。", max_size=14))
def test_a_text_is_a_figure_only_digit_by_digit(text: str) -> None:
    figure = read_figure(text)
    if figure.value is not None:
        digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
        value = re.sub(r"\D", "", f"{abs(figure.value):f}")
        noted = "".join(re.sub(r"\D", "", mark) for mark in figure.marks)
        assert digits.lstrip("0") in {part.lstrip("0") for part in (value, value + noted, noted + value)}
        assert not is_missing_word(text)


@given(
    st.sampled_from(["#", "*", "@", "§", "†", "N.A.", "..", "-", ":", "r", "p"]),
    st.sampled_from(["{m} {t}", "{m} : {t}", "“{m}” {t}", "{m} = {t}"]),
)
def test_a_legend_line_gives_back_its_mark(mark: str, form: str) -> None:
    found, text = split_legend(form.format(m=mark, t="Provisional figures"))
    if found is not None:  # "p Provisional" and the like need their own punctuation
        assert found == mark
        assert text == "Provisional figures"


def test_flags_written_as_one_are_several_only_where_the_legend_knows_each() -> None:
    legend = Legend([Note("b", LocalText("break in series")), Note("u", LocalText("low reliability"))])
    assert legend.parts("bu") == ("b", "u")
    assert legend.parts("bx") == ("bx",)


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("Disclosive data indicated by ..", "..", "Disclosive data"),
        ("Figures not released are denoted by *", "*", "Figures not released"),
    ],
)
def test_legends_the_other_way_round(line: str, mark: str, text: str) -> None:
    assert split_legend(line) == (mark, text)


@given(
    st.floats(-1e9, 1e9), st.sampled_from(["#,##0", "0.0", "#,##0,", "#,##0,,", "0.0%", "0%", '#,##0.0,"k"'])
)
def test_the_scale_of_a_format_is_what_it_shows(value: float, code: str) -> None:
    shown = re.sub(r"[^\d.\-]", "", show_number(value, code))
    if shown in ("", "-"):
        return
    decimals = len(shown.partition(".")[2])
    assert (
        abs(float(shown) - value / 10 ** scale(code)) <= 0.5 * 10**-decimals * (1 + 1e-9) + abs(value) * 1e-12
    )


@pytest.mark.parametrize(
    ("text", "kind", "factor"),
    [
        ("HK$ million", "money", 10**6),
        ("£ m", "money", 10**6),
        ("百萬港元", "money", 10**6),
        ("Percentage share (%)", "percent", 1),
        ("% change from year earlier", "percent", 1),
        ("Number of establishments", "number", 1),
        ("'000", "other", 1000),
        ("Ratio", "ratio", 1),
        ("M", "other", 1),
    ],
)
def test_units(text: str, kind: str, factor: int) -> None:
    assert measure(text) == kind
    assert multiplier(text) == factor
    assert is_unit(text) == (text not in ("M", "% change from year earlier"))


def test_several_units_in_one_cell() -> None:
    assert units_listed("NT$, ％") == ["NT$", "％"]
    assert units_listed("Hong Kong, Kowloon") == []
