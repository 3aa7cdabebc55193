"""Reference periods: what is read, in which order they stand, when a vintage was certainly known."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import RuleError
from workbench.domain.period import Period, known_by, vintage_order


@pytest.mark.parametrize(
    ("code", "first", "last", "english", "chinese"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31), "2020", "2020"),
        ("2020-H2", date(2020, 7, 1), date(2020, 12, 31), "H2 2020", "2020年下半年"),
        ("2020-Q1", date(2020, 1, 1), date(2020, 3, 31), "Q1 2020", "2020年第1季"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "Feb 2020", "2020年2月"),
        ("2020-08-15", date(2020, 8, 15), date(2020, 8, 15), "15 Aug 2020", "2020年8月15日"),
        ("2019/2020", date(2019, 4, 1), date(2020, 3, 31), "2019/20", "2019/20"),
    ],
)
def test_each_form_is_read(code: str, first: date, last: date, english: str, chinese: str) -> None:
    period = Period.parse(code)
    assert (period.start, period.end) == (first, last)
    assert (period.label("en"), period.label("zh-Hant")) == (english, chinese)


@pytest.mark.parametrize(
    "code", ["", "20", "2020-13", "2021-02-29", "2020/2022", "2020-Q5", "2020-H3", "２０２０", "2020 "]
)
def test_anything_else_is_refused(code: str) -> None:
    with pytest.raises(RuleError):
        Period.parse(code)


@given(st.text())
def test_no_text_does_worse_than_being_refused(code: str) -> None:
    with suppress(RuleError):
        assert Period.parse(code).code == code


def test_a_vintage_counts_from_the_last_day_it_may_mean() -> None:
    assert known_by("2024-07") == "2024-07-31"
    assert known_by("2023") == "2023-12-31"
    assert known_by("2022-12-22") == "2022-12-22"
    assert known_by("2023-12-21+2") == "2023-12-21"
    assert sorted(["2023-12-21+2", "2023-12-21", "2023"], key=vintage_order) == [
        "2023-12-21",
        "2023-12-21+2",
        "2023",
    ]
    assert sorted(["2024", "2024-07", "2024-07-10"], key=known_by) == ["2024-07-10", "2024-07", "2024"]
