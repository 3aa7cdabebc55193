"""Dates and years in words, in the forms of official papers in both languages."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from workbench.domain.errors import RuleError
from workbench.domain.period import Period
from workbench.domain.text import Lang

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_CHINESE_DIGITS = "零一二三四五六七八九"


def chinese_numeral(value: int) -> str:
    """1–99 as said in dates: 十二, 二十一."""
    tens, ones = divmod(value, 10)
    if not 1 <= value <= 99:
        raise RuleError("wording.unreadable", text=str(value))
    head = "" if not tens else "十" if tens == 1 else f"{_CHINESE_DIGITS[tens]}十"
    return head + (_CHINESE_DIGITS[ones] if ones else "")


def chinese_year(year: int) -> str:
    """The digits of a year one by one: 二零二六."""
    return "".join(_CHINESE_DIGITS[int(digit)] for digit in str(year))


def date_words(iso: str, lang: Lang, *, chinese_numerals: bool = False) -> str:
    """A year, year-month or date: ``December 2026``, ``2026年12月``, ``二零二六年十二月``.

    Raises :class:`RuleError` for anything that is not such a date.
    """
    period = Period.parse(iso)
    if period.frequency not in ("A", "M", "D"):
        raise RuleError("wording.unreadable", text=iso)
    day = period.start
    if lang == "en":
        words = str(day.year) if period.frequency == "A" else f"{MONTHS[day.month - 1]} {day.year}"
        return f"{day.day} {words}" if period.frequency == "D" else words
    say = chinese_numeral if chinese_numerals else str
    words = f"{chinese_year(day.year) if chinese_numerals else day.year}年"
    if period.frequency != "A":
        words += f"{say(day.month)}月"
    if period.frequency == "D":
        words += f"{say(day.day)}日"
    return words


def fiscal_year(first: int, lang: Lang, *, chinese_numerals: bool = False) -> str:
    """The year from April *first*: ``2024-25``, ``2024-25年度``, ``二零二四至二五年度``."""
    last = f"{(first + 1) % 100:02d}"
    if lang == "en":
        return f"{first}-{last}"
    if chinese_numerals:
        return f"{chinese_year(first)}至{''.join(_CHINESE_DIGITS[int(digit)] for digit in last)}年度"
    return f"{first}-{last}年度"


def academic_year(first: int, lang: Lang) -> str:
    """The school year from *first*: ``2024/25``, ``2024/25學年``."""
    years = f"{first}/{(first + 1) % 100:02d}"
    return years if lang == "en" else f"{years}學年"


def bracketed(text: str, inside: str, lang: Lang) -> str:
    """``3 755 (2021)``, ``3 755間（2021）``: brackets in the form of the language."""
    return f"{text} ({inside})" if lang == "en" else f"{text}（{inside}）"


def target_column(column_year: int, data_year: int, lang: Lang, *, words: bool = False) -> str:
    """The column's year with its data year: ``2027 (2025)``; with *words* ``2027（2025年數字）``."""
    inside = str(data_year)
    if words:
        inside = f"{data_year} figures" if lang == "en" else f"{data_year}年數字"
    return bracketed(str(column_year), inside, lang)


def hong_kong(moment: str) -> str:
    """An ISO moment as ``2026-11-21T17:30`` in Hong Kong, whose clocks have been eight hours ahead of UTC all year since 1979."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return at.astimezone(timezone(timedelta(hours=8))).strftime("%Y-%m-%dT%H:%M") if at.tzinfo else moment
