"""Find as you type: either script, any case, figures however grouped; folding keeps places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.services.search import Query, fold


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("创新科技", "創新科技及工業局"),
        ("創新科技", "创新科技及工业局"),
        ("卫生署", "衞生署"),
        ("衛生署", "衞生署"),
        ("群", "產業羣"),
        ("里程碑", "里程碑"),
        ("裡", "這裏"),
        ("着重", "著重"),
        ("启动", "啟動"),
        ("说明", "說明"),
        ("gerd", "GERD as a ratio to GDP"),
        ("ＧＥＲＤ", "GERD"),
        ("RAISE+", "RAISe+ Scheme"),
        ("ratio gdp", "GERD as a ratio to GDP"),
        ("gdp ratio", "GERD as a ratio to GDP"),
        ("3755", "3 755 start-ups"),
        ("3,755", "3\u2009755 start-ups"),
        ("10000", "HK$10,000 million"),
        ("S1.G2", "S1.G2.R1.M1"),
        ("", "anything"),
        ("   ", "anything"),
    ],
)
def test_found(typed: str, text: str):
    assert Query.parse(typed).matches(text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("衞生", "房屋"),
        ("375", "3 7 5 5"),
        ("3755", "13 755"),
        ("gdp gni", "GERD as a ratio to GDP"),
        ("12", "1 and 2"),
    ],
)
def test_not_found(typed: str, text: str):
    assert not Query.parse(typed).matches(text)


def test_parts_may_stand_in_different_texts():
    assert Query.parse("大学 research").matches("強化大學基礎科研", "basic research")


def test_spans_are_places_in_the_original():
    text = "推動科技研發，加強研發中心"
    assert [text[start : start + length] for start, length in Query.parse("研发").spans(text)] == [
        "研發",
        "研發",
    ]
    grouped = "about 3 755 start-ups"
    assert [grouped[a : a + n] for a, n in Query.parse("3755").spans(grouped)] == ["3 755"]


def test_overlapping_spans_are_merged():
    assert Query.parse("ab bc").spans("abc") == [(0, 3)]


def test_score_prefers_whole_then_beginning_then_inside():
    query = Query.parse("研发")
    assert (
        query.score("研發")
        > query.score("研發開支")
        > query.score("本地研發開支")
        > query.score("產業", "研發中心")
        > 0
    )
    assert query.score("產業") == 0


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1), st.text(), st.text())
def test_what_stands_in_a_text_is_found(part: str, before: str, after: str):
    query = Query.parse(part)
    text = before + part + after
    assert query.matches(text)
    for start, length in query.spans(text):
        assert 0 <= start < start + length <= len(text)
