"""Figures in words: the published forms, exact conversion between 億 and billion, and reading back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain import wording
from workbench.domain.errors import RuleError
from workbench.domain.figure import Unit
from workbench.domain.text import LocalText
from workbench.domain.wording import date_words, figure, number, parse_number, target_column

THIN = "\u2009"
COUNT = Unit("STARTUP", "count", LocalText("start-ups", "間"))
PERSONS = Unit("PERSON", "count", LocalText("persons", "人"))
HKD = Unit("HKD", "money", LocalText("HK$", "港元"))
HKD_M = Unit("HKD_MN", "money", LocalText("HK$ million", "百萬港元"), 6)
HKD_YI = Unit("HKD_100M", "money", LocalText("HK$100 million", "億港元"), 8)
HKD_BN = Unit("HKD_BN", "money", LocalText("HK$ billion", "十億港元"), 9)
PERCENT = Unit("PT", "percent", LocalText("%", "%"))
PAIR = Unit("PAIR", "pair", LocalText("public:private", "公營：私營"))
RATE = Unit("PER_1000", "rate", LocalText("persons per 1 000", "人"))


@pytest.mark.parametrize(
    ("value", "unit", "options", "english", "chinese"),
    [
        (3755, COUNT, {}, f"3{THIN}755 start-ups", f"3{THIN}755間"),
        (1065.0, COUNT, {}, f"1{THIN}065 start-ups", f"1{THIN}065間"),
        (5000, COUNT, {"qualifier": "about"}, f"about 5{THIN}000 start-ups", f"約5{THIN}000間"),
        (
            100_000,
            PERSONS,
            {"qualifier": "at_least"},
            f"not less than 100{THIN}000 persons",
            f"不少於100{THIN}000人",
        ),
        (710, COUNT, {"qualifier": "over"}, "over 710 start-ups", "逾710間"),
        (1, COUNT, {}, "1 start-up", "1間"),
        (0, COUNT, {}, "0 start-ups", "0間"),
        (2306, HKD, {}, "HK$2,306", "2,306港元"),
        (3575, HKD, {"style": "plain"}, "HK$3575", "3575港元"),
        (26_554, HKD_M, {}, "$26,554 million", "265.54億元"),
        (265.54, HKD_YI, {}, "$26,554 million", "265.54億元"),
        (265.54, HKD_YI, {"style": "screen"}, "HK$26,554 million", "265.54億港元"),
        (1155, HKD_YI, {"qualifier": "about"}, "about $115.5 billion", "約1,155億元"),
        (0.99, PERCENT, {}, "0.99%", "0.99%"),
        (1.0, PERCENT, {"text": "1.0%"}, "1.0%", "1.0%"),
        (2.0, PERCENT, {"text": "2%"}, "2%", "2%"),
        (58, PAIR, {}, "58:42", "58:42"),
        (61.1, PAIR, {"decimals": 1}, "61.1:38.9", "61.1:38.9"),
        (11.56, RATE, {}, "11.56", "11.56"),
        (3184, COUNT, {"style": "factsheet"}, "3,184 start-ups", "3,184間"),
        (-0.5, PERCENT, {"decimals": 1}, "−0.5%", "−0.5%"),
    ],
)
def test_published_forms(value: float, unit: Unit, options: dict, english: str, chinese: str) -> None:
    assert figure(value, unit, "en", **options) == english
    assert figure(value, unit, "zh-Hant", **options) == chinese


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [  # the conversion table of the research notes on official papers, section 7
        (1, HKD_M, "$1 million", "100萬元"),
        (10, HKD_M, "$10 million", "1,000萬元"),
        (100, HKD_M, "$100 million", "1億元"),
        (1, HKD_BN, "$1 billion", "10億元"),
        (10, HKD_BN, "$10 billion", "100億元"),
        (26_554, HKD_M, "$26,554 million", "265.54億元"),
        (0.5, HKD_BN, "$500 million", "5億元"),
        (62, HKD_BN, "$62 billion", "620億元"),
        (1030, HKD_BN, "$1.03 trillion", "1.03萬億元"),
    ],
)
def test_million_billion_and_the_chinese_scales(value: float, unit: Unit, english: str, chinese: str) -> None:
    assert figure(value, unit, "en") == english
    assert figure(value, unit, "zh-Hant") == chinese
    assert parse_number(english).value == parse_number(chinese).value


def test_rounding_is_half_up_on_the_printed_digits() -> None:
    assert number(1.25, PERCENT, "en", decimals=1) == "1.3"  # binary 1.25 and the printf rule would give 1.2
    assert number(2.675, PERCENT, "en", decimals=2) == "2.68"
    assert number(-1.25, PERCENT, "en", decimals=1) == "−1.3"
    assert number(-0.04, PERCENT, "en", decimals=1) == "0.0"
    assert number(57.5, PAIR, "en", decimals=0) == "58:42"  # the shares still make a hundred


def test_a_missing_value_is_what_the_source_printed() -> None:
    assert figure(None, COUNT, "en", text="N.A.") == "N.A."
    assert number(None, COUNT, "en") == "—"


def test_not_a_number_is_refused() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(RuleError) as caught:
            figure(value, COUNT, "en")
        assert caught.value.code == "wording.not-finite"


@pytest.mark.parametrize(
    ("text", "value", "kind", "qualifier"),
    [
        ("３,７５５間", 3755, "number", ""),
        ("3\u00a0755 start-ups", 3755, "number", ""),
        ("至少100億元", 10_000_000_000, "money", "at_least"),
        ("more than HK$10 billion", 10_000_000_000, "money", "over"),
        ("8 per cent", 8, "percent", ""),
        ("近5％", 5, "percent", "nearly"),
        ("8600萬", 86_000_000, "number", ""),
        ("1,000萬個", 10_000_000, "number", ""),
        ("−0.3%", Decimal("-0.3"), "percent", ""),
        ("58：42", 58, "pair", ""),
    ],
)
def test_reads_what_official_papers_write(text: str, value: object, kind: str, qualifier: str) -> None:
    read = parse_number(text)
    assert (read.value, read.kind, read.qualifier) == (value, kind, qualifier)


@pytest.mark.parametrize(
    "text", ["", "about", "start-ups", "1,2,3", "12 34", "3 755 of 4 000", "1.2.3", "二十"]
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        parse_number(text)


UNITS = st.sampled_from([COUNT, PERSONS, HKD, HKD_M, HKD_YI, HKD_BN, PERCENT, RATE])


@given(
    value=st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False),
    unit=UNITS,
    decimals=st.sampled_from([None, 0, 1, 2]),
    qualifier=st.sampled_from(["", *wording.QUALIFIERS]),
    style=st.sampled_from(["government", "secretariat", "factsheet", "screen", "plain"]),
)
def test_either_language_reads_back_to_the_same_number(value, unit, decimals, qualifier, style) -> None:
    expected = wording.rounded(float(value), decimals).scaleb(unit.multiplier)
    for lang in ("en", "zh-Hant"):
        said = figure(float(value), unit, lang, decimals=decimals, qualifier=qualifier, style=style)
        read = parse_number(said, lang)
        assert read.value == expected, said
        assert read.qualifier == qualifier, said


@given(st.decimals(min_value=0, max_value=100, places=1), st.sampled_from([0, 1]))
def test_a_pair_always_makes_a_hundred(value: Decimal, decimals: int) -> None:
    read = parse_number(number(float(value), PAIR, "en", decimals=decimals))
    assert read.second is not None
    assert read.value + read.second == 100


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_exponents_ever(value: float) -> None:
    assert "E" not in number(value, PERCENT, "en").upper()


def test_dates() -> None:
    assert date_words("2026-12", "en") == "December 2026"
    assert date_words("2026-12", "zh-Hant") == "2026年12月"
    assert date_words("2026-12", "zh-Hant", chinese_numerals=True) == "二零二六年十二月"
    assert date_words("2021-02-08", "en") == "8 February 2021"
    assert date_words("2021-02-08", "zh-Hant", chinese_numerals=True) == "二零二一年二月八日"
    assert date_words("2010-10-20", "zh-Hant", chinese_numerals=True) == "二零一零年十月二十日"
    assert date_words("2024-01-31", "zh-Hant", chinese_numerals=True) == "二零二四年一月三十一日"
    assert date_words("2022", "zh-Hant") == "2022年"
    for text in ("2026-13", "2026-Q1", "yesterday", "2026-02-30"):
        with pytest.raises(RuleError):
            date_words(text, "en")


def test_years() -> None:
    assert wording.fiscal_year(2024, "en") == "2024-25"
    assert wording.fiscal_year(2024, "zh-Hant") == "2024-25年度"
    assert wording.fiscal_year(2024, "zh-Hant", chinese_numerals=True) == "二零二四至二五年度"
    assert wording.fiscal_year(1999, "en") == "1999-00"
    assert wording.academic_year(2024, "en") == "2024/25"
    assert wording.academic_year(2024, "zh-Hant") == "2024/25學年"
    assert target_column(2027, 2025, "en") == "2027 (2025)"
    assert target_column(2027, 2025, "zh-Hant") == "2027（2025）"
    assert target_column(2027, 2025, "zh-Hant", words=True) == "2027（2025年數字）"
    assert wording.bracketed(f"3{THIN}755", "2021", "en") == f"3{THIN}755 (2021)"
