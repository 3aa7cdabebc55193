"""Reference periods as tables print them, read only where that is certain.

A label may be a whole period (``2020``, ``2019/20``, ``Q3 2020``, ``2020年8月``, a real date) or a part that needs a
year from elsewhere (``Q3``, ``第3季``, ``1 - 3``, ``Aug``). Marks on a period (``2023 r``, ``2005(1)``) are kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

FIRST_YEAR, LAST_YEAR = 1800, 2150
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_LONG = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS |= {name: number for number, name in enumerate(_LONG, 1)} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CHINESE = {digit: number for number, digit in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
_ORDINAL = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_Y = r"(?P<year>(?:18|19|20|21)\d\d)"
_MARK = (
    r"(?P<marks>(?:\s*(?:\((?:\d{1,2}|[a-zA-Z]{1,2})\)|\[(?:note\s?)?(?:\d{1,2}|[a-z])\]|[*#@§φ†‡^+~]"
    r"|(?:\b|(?<=\d))[rpefbRPEFB]/|(?<=\s)\d/|\b[rpefbRPEFB]\b|(?<=\d)[rpefbRPEFB](?![a-zA-Z])))*)"
)


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """What a label says of time. At most one of half, quarter and month is set; ``day`` needs a month."""

    year: int | None = None
    split: bool = False  # 2019/20
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    marks: tuple[str, ...] = ()
    months: tuple[int, int] | None = None  # a run of months that is no quarter or half: it has no code

    @property
    def part(self) -> bool:
        """Whether it needs a year from elsewhere."""
        return self.year is None

    @property
    def within_year(self) -> bool:
        """Whether it says more than a year."""
        return any(one is not None for one in (self.half, self.quarter, self.month, self.months))

    def of_year(self, year: PeriodLabel) -> PeriodLabel:
        """This part of a year, in that year."""
        return replace(self, year=year.year, marks=year.marks + self.marks)

    @property
    def code(self) -> str | None:
        """ISO-like code, ``None`` while the year is missing and for a rolling run of months, which has none."""
        if self.year is None or self.months is not None:
            return None
        if self.split:
            return f"{self.year}/{self.year + 1}"
        if self.half:
            return f"{self.year}-H{self.half}"
        if self.quarter:
            return f"{self.year}-Q{self.quarter}"
        if self.month:
            day = f"-{self.day:02d}" if self.day else ""
            return f"{self.year}-{self.month:02d}{day}"
        return f"{self.year}"


_RAISED = re.compile(r"(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")  # a raised figure is a reference, not a digit of the year


def _forms() -> tuple[str, ...]:
    year_zh = _Y + r"\s*年?"
    quarter = (
        r"(?:q(?:uarter|tr\.?)?\s*(?P<quarter>[1-4])|(?P<quarter_en>[1-4]|1st|2nd|3rd|4th|first|second|third|fourth)\s*(?:q(?:uarter|tr\.?)?)"
        r"|第?\s*(?P<quarter_zh>[1-4一二三四])\s*季度?"
        r"|(?P<quarter_end>mar(?:ch)?|june?|sep(?:t(?:ember)?)?|dec(?:ember)?)\.?\s+(?:quarter|qtr\.?))"
    )
    half = r"(?:h\s*(?P<half>[12])|(?P<half_no>[12])h|(?P<half_en>1st|2nd|first|second)\s*half(?:-year)?|(?P<half_zh>[上下])半年)"
    month = rf"(?:(?P<month_en>{_MONTH})\.?|(?P<month_zh>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s*月)"
    span = (
        rf"(?:(?P<from_en>{_MONTH})\.?\s*(?:-|–|to)\s*(?P<to_en>{_MONTH})\.?"
        r"|(?P<from_no>1|4|7|10)\s*(?:-|–|至)\s*(?P<to_no>3|6|9|12)\s*(?:月)?"
        r"|(?P<from_zh>1[0-2]|[1-9])\s*月?\s*(?:至|-|–|~)\s*(?P<to_zh>1[0-2]|[1-9])\s*月)"
    )
    from_year = r"(?P<from_year>(?:18|19|20|21)\d\d)"
    over = (  # November 2022 to January 2023
        rf"(?P<from_en>{_MONTH})\.?[\s-]*{from_year}\s*(?:-|–|—|to)\s*(?P<to_en>{_MONTH})\.?[\s-]*{_Y}",
        rf"(?P<from_zh>1[0-2]|[1-9])\s*/\s*{from_year}\s*(?:-|–|—|to|至)\s*(?P<to_zh>1[0-2]|[1-9])\s*/\s*{_Y}",
        rf"(?P<from_year>(?:18|19|20|21)\d\d)\s*年\s*(?P<from_zh>1[0-2]|[1-9])\s*月\s*(?:至|-|–|~)\s*{_Y}\s*年\s*(?P<to_zh>1[0-2]|[1-9])\s*月",
    )
    gap = r"[\s,\-–/]*"
    english_day = rf"(?P<day_en>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+(?P<month_day>{_MONTH})\.?,?\s+{_Y}"
    american_day = rf"(?P<month_day>{_MONTH})\.?\s+(?P<day_en>0?[1-9]|[12]\d|3[01]),?\s+{_Y}"
    bodies = [
        _Y + r"\s*(?:[-/–—]|至)\s*(?P<second>(?:18|19|20|21)?\d\d)\s*年?度?",
        year_zh + r"(?:底|年?末|年中)?",
        rf"(?:end[\s-]*(?:of\s+)?|mid[\s-]*){_Y}",
        *(f"{_Y}(?:\\s*年)?{gap}{part}" for part in (quarter, half, span, month)),
        *(f"{part}{gap}{_Y}" for part in (quarter, half, span, month)),
        *(part for part in (quarter, half, span, month)),
        _Y + r"-(?P<month_no>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?",
        _Y + r"\s*M(?P<month_no>0?[1-9]|1[0-2])",
        _Y + r"\s*年\s*(?P<month_no>1[0-2]|0?[1-9])\s*月\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*日",
        english_day,
        american_day,
        *over,
    ]
    return tuple(body + _MARK for body in bodies)


_FORMS = tuple(re.compile(form, re.IGNORECASE) for form in _forms())
# All of them at once, to see that a text is of none: most labels are not.
_ANY_FORM = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _forms()), re.IGNORECASE)


def read_period(value: Any, text: str = "") -> PeriodLabel | None:
    """The period that a cell states, or ``None``. A number counts only if it is a whole year between 1800 and 2150."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime) and (value.hour or value.minute):
        return None
    if isinstance(value, (date, datetime)):
        return _read_date(value, text)
    if isinstance(value, (int, float)):
        written = getattr(value, "written", None)
        if written is not None and not written.isdigit():
            return None
        if value != int(value) or not FIRST_YEAR <= value <= LAST_YEAR or not (text or "0").strip().isdigit():
            return None
        return PeriodLabel(year=int(value))
    if isinstance(value, str):
        return read_period_text(value)
    return None


def _read_date(value: date, text: str) -> PeriodLabel:
    """A real date: as much of it as the sheet shows (year, month or day); the first of a month stands for the month."""
    shown = text.strip()
    if re.fullmatch(r"\d{4}", shown):
        return PeriodLabel(year=value.year)
    if re.fullmatch(
        rf"(?:{_MONTH})[\s\-/.]*(?:\d{{2}}|\d{{4}})|\d{{4}}[\s\-/.]*(?:{_MONTH})", shown, re.IGNORECASE
    ):
        return PeriodLabel(year=value.year, month=value.month)
    iso = re.fullmatch(r"\d{4}-\d{2}-\d{2}", shown) is not None
    rest = re.sub(r"\b\d{4}\b", "", shown)
    if value.day == 1 and (iso or not re.search(r"\b0?1\b", rest)):
        return PeriodLabel(year=value.year, month=value.month)
    return PeriodLabel(year=value.year, month=value.month, day=value.day)


@lru_cache(maxsize=20_000)
def read_period_text(raw: str) -> PeriodLabel | None:
    """The period that a text states as a whole (nothing else may stand in it but marks), or ``None``."""
    marked = raw
    if not raw.isascii():
        marked = _RAISED.sub(lambda match: f"({unicodedata.normalize('NFKC', match[0])})", raw)
    text = " ".join(unicodedata.normalize("NFKC", marked).split())
    if not text or len(text) > 60:
        return None
    text = _common_calendar(text)
    found = _match(text)
    if found is not None and found.marks and marked != raw:
        printed = {f"({unicodedata.normalize('NFKC', one)})": one for one in _RAISED.findall(raw)}
        found = replace(found, marks=tuple(printed.get(mark, mark) for mark in found.marks))
    if found is None and not text.isascii() and re.search(r"[\u4e00-\u9fff]", text):
        return _bilingual(text)
    return found


_TWO_ERAS = re.compile(
    r"(?:民國)?\s*(?P<era>\d{1,3})\s*年?度?\s*[(（/]?\s*(?P<common>(?:19|20)\d\d)\s*年?[)）]?"
)
_REPUBLIC = re.compile(r"(?:中華)?民國\s*(\d{1,3})\s*年?")
_BUDDHIST = re.compile(r"(?:佛曆|佛历|พ\.ศ\.|B\.\s?E\.?)\s*(2[3-6]\d\d)\s*年?", re.IGNORECASE)


def _common_calendar(text: str) -> str:
    """Years that say which other calendar they are of (民國112年, B.E. 2566), in the common calendar."""
    both = _TWO_ERAS.fullmatch(text)
    if both is not None and int(both["era"]) + 1911 == int(both["common"]):
        return both["common"]  # "112年 2023" says one year twice
    text = _REPUBLIC.sub(lambda match: f"{int(match[1]) + 1911}年", text)
    return _BUDDHIST.sub(lambda match: f"{int(match[1]) - 543}年", text)


def era_offset(heading: str) -> int | None:
    """What to add to a bare year under a heading that names another calendar; ``None`` where it names none."""
    flat = unicodedata.normalize("NFKC", heading)
    if re.search(r"民國|\bR\.?O\.?C\.?\b", flat):
        return 1911
    if re.search(r"佛曆|佛历|พ\.ศ|\bB\.\s?E\.|Buddhist", flat):
        return -543
    return None


def _match(text: str) -> PeriodLabel | None:
    if _ANY_FORM.fullmatch(text) is None:
        return None
    for form in _FORMS:
        match = form.fullmatch(text)
        label = _label(match) if match else None
        if label:
            return label
    return None


def _bilingual(text: str) -> PeriodLabel | None:
    """``2020年1月 Jan 2020``: both halves must say the same."""
    for cut in (match.start() for match in re.finditer(r"[\s/]+", text)):
        left, right = _match(text[:cut].strip(" /")), _match(text[cut:].strip(" /"))
        if left and right and replace(left, marks=()) == replace(right, marks=()):
            return replace(left, marks=left.marks + right.marks)
        if left and right and right.part and left.within_year and left.year is not None:
            right = replace(right, year=left.year)  # 2021 上半年 1st half
            if replace(right, marks=()) == replace(left, marks=()):
                return replace(left, marks=left.marks + right.marks)
    return None


def _label(match: re.Match[str]) -> PeriodLabel | None:
    got = {key: value for key, value in match.groupdict().items() if value}
    marks = tuple(re.findall(r"\([^)]*\)|\[[^\]]*\]|\w/|\S", got.get("marks", "").strip()))
    year = int(got["year"]) if "year" in got else None
    if "second" in got:
        second = got["second"]
        assert year is not None
        follows = int(second) == year + 1 if len(second) == 4 else int(second) == (year + 1) % 100
        return PeriodLabel(year=year, split=True, marks=marks) if follows else None
    half = quarter = month = None
    months: tuple[int, int] | None = None
    if {"half", "half_no", "half_en", "half_zh"} & set(got):
        half = (
            int(got.get("half") or got["half_no"])
            if "half" in got or "half_no" in got
            else {"上": 1, "下": 2}.get(got.get("half_zh", "")) or _ORDINAL[got["half_en"].lower()]
        )
    elif "quarter" in got:
        quarter = int(got["quarter"])
    elif "quarter_en" in got:
        word = got["quarter_en"].lower()
        quarter = _ORDINAL[word] if word in _ORDINAL else int(word)
    elif "quarter_zh" in got:
        quarter = _CHINESE.get(got["quarter_zh"]) or int(got["quarter_zh"])
    elif "quarter_end" in got:
        quarter = _MONTHS[got["quarter_end"].lower()] // 3
    elif "month_day" in got:
        month = _MONTHS[got["month_day"].lower()]
    elif "month_en" in got:
        month = _MONTHS[got["month_en"].lower()]
    elif "month_zh" in got:
        month = _CHINESE.get(got["month_zh"]) or int(got["month_zh"])
    elif "month_no" in got:
        month = int(got["month_no"])
    elif {"from_en", "from_no", "from_zh"} & set(got):
        first, last = _span(got)
        if int(got.get("from_year") or year or 0) != (year or 0):
            if int(got["from_year"]) != (year or 0) - 1 or first <= last:
                return None  # more than a year
            months = (first, last)
        elif (first, last) in ((1, 3), (4, 6), (7, 9), (10, 12)):
            quarter = last // 3
        elif (first, last) in ((1, 6), (7, 12)):
            half = last // 6
        elif first != last and (first, last) != (1, 12):
            months = (first, last)
        elif first == last:
            return None
    day = int(got.get("day") or got["day_en"]) if "day" in got or "day_en" in got else None
    if day is not None:
        try:
            date(year or 2000, month or 1, day)
        except ValueError:
            return None
    if months is None and year is None and (half, quarter, month) == (None, None, None):
        return None  # January to December of no year
    return PeriodLabel(year, False, half, quarter, month, day, marks, months)


def _span(got: dict[str, str]) -> tuple[int, int]:
    if "from_en" in got:
        return _MONTHS[got["from_en"].lower()], _MONTHS[got["to_en"].lower()]
    start, end = ("from_no", "to_no") if "from_no" in got else ("from_zh", "to_zh")
    return int(got[start]), int(got[end])


_WITHIN = rf"(?:q[1-4]|[1-4]q|(?:1st|2nd|3rd|4th|first|second|third|fourth)\s+(?:quarter|qtr|half)|quarter\s*[1-4]|{_MONTH})"
_FINER = re.compile(
    rf"(?:\b(?:0?[1-9]|[12]\d|3[01])\s+)?\b{_WITHIN}\b\.?[\s,]*(?:of\s+)?(?:19|20)\d\d(?!\d)"
    rf"|(?:19|20)\d\d[\s,]*{_WITHIN}\b"
    r"|(?:19|20)\d\d\s*年\s*(?:第?\s*[1-4一二三四]\s*季度?|[上下]半年|(?:1[0-2]|0?[1-9])\s*月(?:\s*\d{1,2}\s*日)?)",
    re.IGNORECASE,
)


# a year that prices or an index are based on is no period of the figures; "since 2007" is the start of many
_PRICE_BASE = re.compile(
    rf"(?:(?:{_MONTH})\s+)?\(?(?:19|20)\d\d(?:\s*[/–-]\s*\d{{2,4}})?\)?\s*年?\s*(?:\$|dollars?\b|prices?\b|=|價格|价格|不變|不变|環比|环比|基期|[為为]\s*100)"
    r"|chained\s*\(?(?:19|20)\d\d\)?|base[d]?\s+(?:year\s+|on\s+)?(?:19|20)\d\d|以\s*(?:19|20)\d\d\s*年\s*(?:為|为)",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"\b(?:from|since|after|before|until|up\s+to)\s+(?:\w+\s+){0,2}(?:19|20)\d\d|(?:19|20)\d\d\s*年\s*(?:[一-鿿]{0,4})?(?:起|以前|以後|以后)",
    re.IGNORECASE,
)


def year_in_title(text: str) -> PeriodLabel | None:
    """The one period that a title states: a year, a split year, or a quarter or month of a year.

    Two different ones are no answer; where the title names a part of a year, the whole year is none either.
    """
    flat = _PRICE_BASE.sub(" ", _common_calendar(unicodedata.normalize("NFKC", text)))
    if _OPEN_ENDED.search(flat):
        return None
    split = set(re.findall(r"(?<!\d)((?:19|20)\d\d\s*[/]\s*(?:(?:19|20)\d\d|\d\d))(?!\d)", flat))
    if len(split) == 1:
        return read_period_text(split.pop())
    years = set(re.findall(r"(?<!\d)(?<!\d[-,./])((?:19|20)\d\d)(?!\d)(?![-,./]\d)", flat))
    if len(years) != 1 or split:
        return None
    if _ENDED.search(flat) or _ENDED_ZH.search(flat):
        return _stretch_in_title(flat, int(next(iter(years))))
    finer = {_title_part(match[0]) for match in _FINER.finditer(flat)}
    if not finer:
        return PeriodLabel(year=int(years.pop()))
    return finer.pop() if len(finer) == 1 else None


_ENDED = re.compile(
    rf"\b(?P<span>years?|financial\s+years?|fiscal\s+years?|(?:12|twelve)\s+months|quarters?|(?:3|three)\s+months|(?:6|six)\s+months)\s+"
    rf"(?:ended|ending|to\s+end)\s+(?:(?:on\s+)?(?:28|29|30|31)(?:st|th)?\s+)?(?P<month>{_MONTH})\b",
    re.IGNORECASE,
)
_ENDED_ZH = re.compile(
    r"截至(?:每年|該年|翌年|(?:19|20)\d\d\s*年)?\s*(?P<month>1[0-2]|[1-9])\s*月(?:\s*\d{1,2}\s*日)?\s*止(?:的)?(?:財政)?年度|財政年度"
)


def ended_in(heading: str) -> int | None:
    """The month in which the years below a heading end (``Year ended 31 March``: 3); 0 if it is not said; else ``None``."""
    flat = unicodedata.normalize("NFKC", heading)
    match = _ENDED.search(flat)
    if match is not None and re.match(r"(?:\w+\s+)?years?|12|twelve", match["span"], re.IGNORECASE):
        return _MONTHS[match["month"].lower()]
    chinese = _ENDED_ZH.search(flat)
    if chinese is not None:
        return int(chinese["month"] or 0)
    return 0 if re.fullmatch(r"(?:financial|fiscal)\s+year\W*", flat.strip(), re.IGNORECASE) else None


def year_ended(year: PeriodLabel, month: int) -> PeriodLabel | None:
    """A year that ends in a month: December is the calendar year, March the split year; any other has no code."""
    if month == 12 or year.year is None:
        return year
    return replace(year, year=year.year - 1, split=True) if month == 3 else None


def _stretch_in_title(flat: str, year: int) -> PeriodLabel | None:
    """``for the quarter ended June 2021``: what a title says with the month that its period ends in."""
    match = _ENDED.search(flat)
    if match is None:
        chinese = _ENDED_ZH.search(flat)
        month = int(chinese["month"] or 0) if chinese else 0
        return year_ended(PeriodLabel(year), month) if month else None
    month, span = _MONTHS[match["month"].lower()], match["span"].lower()
    if span.startswith(("quarter", "3", "three")):
        return PeriodLabel(year, quarter=month // 3) if month % 3 == 0 else None
    if span.startswith(("6", "six")):
        return PeriodLabel(year, half=month // 6) if month % 6 == 0 else None
    return year_ended(PeriodLabel(year), month)


def _title_part(text: str) -> PeriodLabel | None:
    label = read_period_text(re.sub(r"\bof\s+", "", text, flags=re.IGNORECASE))
    return replace(label, marks=()) if label else None


def release_date(text: str) -> str | None:
    """An ISO date out of a line that says when the figures were released; ``None`` where it is not certain."""
    flat = unicodedata.normalize("NFKC", text).replace("\u00a0", " ")
    match = re.search(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日", flat)
    if match:
        return _iso(*(int(part) for part in match.groups()))
    match = re.search(rf"(\d{{1,2}})\s+({_MONTH})\.?,?\s+((?:19|20)\d\d)", flat, re.IGNORECASE)
    if match:
        return _iso(int(match[3]), _MONTHS[match[2].lower()], int(match[1]))
    match = re.search(rf"({_MONTH})\.?\s+(\d{{1,2}}),?\s+((?:19|20)\d\d)", flat, re.IGNORECASE)
    if match:
        return _iso(int(match[3]), _MONTHS[match[1].lower()], int(match[2]))
    match = re.search(r"((?:19|20)\d\d)-(\d\d)-(\d\d)", flat)
    if match:
        return _iso(*(int(part) for part in match.groups()))
    match = re.search(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)", flat)
    if match and (int(match[1]) > 12 or match[1] == match[2]):
        return _iso(int(match[3]), int(match[2]), int(match[1]))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
