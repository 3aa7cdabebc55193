"""Units as tables print them: recognised as such, and their factor of ten."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from workbench.domain.text import LocalText
from workbench.importers.labels import LABELS, Languages, local, script, split_languages, tidy

_MONEY = r"(?:HK|US|S|A|NZ|NT)?\$|HKD|USD|RMB|CNY|EUR|GBP|£|€|¥"
_SCALE = r"(?:billion|bn|million|mn|thousand|'?000|’000|thousands?|millions?|billions?)"
_MONEY_SCALE = rf"(?:{_SCALE}|m\.?|k)"  # a bare "M" is a label (male): only after a currency is it a scale
_COUNTS = (
    r"persons?|people|households?|number|numbers|no\.?|nos\.?|cases?|units?|hours?|days?|tonnes?|tons?|kilograms?|kg|companies|"
    r"establishments?|vessels?|flats?|dollars?|index|indices|points?|years|square met(?:re|er)s?|sq\.? ?m|m2|km2|students?|researchers?"
)
_EN = re.compile(
    "|".join(
        (
            rf"(?:{_MONEY})\s*(?:(?:in\s+)?{_MONEY_SCALE})?(?:\s*/\s*\w+(?:\s+per\s+\w+)?|\s+per\s+[\w\s]+)?",
            rf"(?:{_MONEY})\s*\((?:{_MONEY_SCALE}|000)\)",
            rf"in\s+(?:{_MONEY}|{_SCALE}|per\s?cent|percentages?)(?:\s+{_MONEY_SCALE})?",
            rf"in\s+{_SCALE}(?:\s+[A-Za-z]+){{1,3}}",
            r"\(?\s*(?:(?:Q[1-4]|[A-Z][a-z]{2,8})\s+)?(?:19|20)\d\d(?:[/-]\d{2,4})?\s*=\s*100(?:\.0)?\s*\)?",  # the base of an index
            r"per\s+(?:1[\s,]?000(?:[\s,]?000)?|100(?:[\s,]?000)?)\s+[\w\s.-]+|(?:gini\s+)?coefficients?",
            r"\(?%\)?|per\s?cent(?:age)?(?:\s*points?)?|percentages?(?:\s+\(%\))?|percentage\s+shares?(?:\s*\(%\))?",
            r"(?:per\s?cent(?:age)?|%)\s+(?:of|to)\s+[\w\s&]+",
            r"(?:year-on-year|y-?o-?y|quarter-to-quarter|month-on-month|annual|percentage|%)\s*(?:rate\s+of\s+)?%?\s*"
            r"(?:change|growth)(?:\s*\(%\))?",
            r"(?:number|no\.?|nos\.?|thousands?|millions?)(?:\s+of\s+[\w\s&-]+)?",
            rf"\(?'?(?:{_COUNTS})\)?|{_SCALE}(?:\s+(?:{_COUNTS}))?|'?000\s+[\w\s]+|[\w]+\s*\(\s*'?000\s*\)|(?:{_COUNTS})\s*\(?\s*(?:{_SCALE})\s*\)?",
            rf".*\((?:%|per\s?cent|{_MONEY}(?:\s*{_SCALE})?|'?000)\)",
            r"(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\s+(?:\$|dollars|prices)|ratio|times|ind(?:ex|ices),?\s.{0,30}=\s*100(?:\.0)?|dollars?\s+per\s+\w+|current\s+(?:million\s+)?dollars",
        )
    ),
    re.IGNORECASE,
)
_ZH = re.compile(
    r"(?:(?:單位|计量单位|單價|单位)\s*[:：].*|(?:十億|億|百萬|千萬|萬|千|百万|千万|万|亿)?(?:港元|港幣|元|美元|人民幣|人民币|新臺幣元|新台幣元|人次?|個|个|戶|户|間|间|宗|公噸|噸|吨|平方米|平方公里|立方米|公里|公頃|公顷|輛|辆|件|千瓦時|千瓦时)|"
    r"元/人|人/平方公里|‰|(?:民國)?\s*\d{2,4}\s*年\s*=\s*100|"
    r"每平方米(?:月租|售價|租金)?|人數|人次|(?:單位)?數目|戶數|個數|件數|公司數目|機構數目|百分比(?:\s*\(%\))?|百分率(?:\s*\(%\))?|(?:按年|按季|按月|與上年比較)?變動百分率(?:\s*\(%\))?|百分點|指數|比率|"
    r".*[(（](?:%|百分比|百萬港元|港元|千人|人)[)）]|%)"
)
_FACTORS = (
    (r"(?<!per )\bbillion|\bbn\b|(?<!每)十[億亿]", 10**9),
    (r"(?<!每)[億亿]", 10**8),
    (rf"(?<!per )\bmillion|\bmn\b|(?:{_MONEY})\s*m\b|(?<!每)百[萬万]", 10**6),
    (r"(?<!每)[萬万]", 10**4),
    (rf"(?<!per )\bthousand|['’‘]000|\(000\)|^000\b|(?:{_MONEY})\s*k\b|(?<!每)千", 1000),
)


def _plain(text: str) -> str:
    """Without brackets round the whole and punctuation at the ends."""
    flat = tidy(unicodedata.normalize("NFKC", text)).strip(" :")
    inner = re.fullmatch(r"\(\s*(.*?)\s*\)", flat)
    return inner[1] if inner else flat


@lru_cache(maxsize=10_000)
def is_unit(text: str) -> bool:
    """Whether a text states a unit and nothing else."""
    flat = tidy(unicodedata.normalize("NFKC", text))
    if not flat or len(flat) > 60:
        return False
    if re.match(r"^(?:unit|units)\s*[:：]", flat, re.IGNORECASE):
        return True
    if re.fullmatch(r"[\d.,\s]+", flat):
        return False
    if script(text) == "none":
        return _one(text, _EN)
    english, chinese = split_languages(unit_text(text))
    thousands = re.fullmatch(r"(.*[一-鿿])\s*([(（]?['’‘]000[)）]?)", chinese)
    if thousands is not None and not english:  # 千人 '000
        english, chinese = thousands[2], thousands[1]
    return bool(
        (not english or _one(english, _EN)) and (not chinese or _one(chinese, _ZH)) and (english or chinese)
    )


def _one(text: str, form: re.Pattern[str]) -> bool:
    flat = tidy(unicodedata.normalize("NFKC", text))
    bare = _plain(text)
    return bool(form.fullmatch(flat) or form.fullmatch(bare))


_INTRODUCTION = re.compile(r"^\s*(?:unit|units|單位|单位|計量單位)\s*[:：]\s*", re.IGNORECASE)


def unit_text(text: str) -> str:
    """The unit without its introduction (``Unit:``, ``單位：``) and brackets round the whole."""
    flat = text.strip()
    flat = _INTRODUCTION.sub("", flat) if ":" in flat or "：" in flat else flat
    inner = re.fullmatch(r"[(（]\s*(.*?)\s*[)）]", flat, re.DOTALL) if flat[:1] in ("(", "（") else None
    return inner[1] if inner and not re.search(r"[()（）]", inner[1]) else flat


@lru_cache(maxsize=10_000)
def multiplier(text: str) -> int:
    """The factor of a unit: 1 000 000 for *HK$ million* and 百萬港元, 1 for *persons*."""
    flat = unicodedata.normalize("NFKC", text)
    for pattern, factor in _FACTORS:
        if re.search(pattern, flat, re.IGNORECASE):
            return factor
    return 1


def unit_in_brackets(text: str) -> str | None:
    """A unit at the end of a title or label in brackets: ``Exports (HK$ million)`` → ``HK$ million``."""
    text = text.strip()
    if text[-1:] not in (")", "）"):
        return None
    match = re.search(r"[(（]([^()（）]{1,40})[)）]\s*$", text)
    if match and not re.fullmatch(r"\d{1,2}|[a-z]", match[1].strip()) and is_unit(match[1]):
        return match[1].strip()
    return None


def unit_of(texts: list[str], spoken: Languages) -> LocalText:
    """A unit stated in one or both languages; signs such as ``%`` count for the languages of the table."""
    english = chinese = None
    for text in texts:
        plain = unit_text(text)
        part = local(plain, chinese=spoken.chinese, english=spoken.english)
        english, chinese = english or part.en, chinese or part.zh_hant
    return LocalText(english, chinese)


@lru_cache(maxsize=50_000)
def is_plain_unit(text: str) -> bool:
    """A unit and no label with a unit behind it (``Activity rate (%)``): what a title row may state for a whole table."""
    labelled = re.fullmatch(r"(.*\S)\s*[(（][^()（）]{1,20}[)）]", text.strip())
    return is_unit(text) and not (labelled and not is_unit(labelled[1]))


def unit_after_comma(text: str) -> str | None:
    """``Current prices, seasonally adjusted, £ million``: a unit that ends a line, if it is of money, per cent or a scale."""
    last = text.rpartition(",")[2].strip()
    if last == text.strip() or not is_plain_unit(last):
        return None
    return last if measure(last) in ("money", "percent") or multiplier(last) > 1 else None


Measure = Literal["percent", "ratio", "number", "money", "other"]
_PERCENT = re.compile(
    r"^(?:as\s+an?\s+)?(?:%|per\s?cent(?:age)?s?)(?!\s*points?)(?=\W|$)|^(?:(?:year|quarter|month)-on-\w+\s+)?change\s*\(?%\)?$"
    r"|[(（]%[)）]$|%\s*change|^%|[佔占].*百分比|百分[率比](?:\s*\(%\))?$|變動百分率|^百分比",
    re.IGNORECASE,
)
_MONEY_OR_YUAN = re.compile(rf"{_MONEY}|元")
_RATIO = re.compile(r"^(?:ratio|index|indices|(?:gini\s+)?coefficients?|比率|指數|倍)$", re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?:numbers?|nos?\.?)(?:\s+of\s+.+)?$|^人數$|^.{0,12}(?:數目|個數|件數|宗數|公司數|機構數)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=LABELS)
def measure(text: str) -> Measure:
    """What kind of figure a unit or a label announces, where its words leave no doubt; ``other`` if they do."""
    flat = unit_text(tidy(unicodedata.normalize("NFKC", text)))
    # the pattern is searched for only where a word that each of its branches needs stands
    if ("%" in flat or "百分" in flat or "per" in flat.lower()) and _PERCENT.search(flat):
        return "percent"
    if _RATIO.search(flat):
        return "ratio"
    if _NUMBER.search(flat):
        return "number"
    return "money" if _MONEY_OR_YUAN.search(flat) else "other"


def units_listed(text: str) -> list[str]:
    """The units that one cell lists for a whole table (``NT$, ％``); one or none if it is no such list."""
    parts = [part.strip() for part in re.split(r"[,，、;；]", unit_text(text)) if part.strip()]
    sure = all(is_unit(part) for part in parts) or any(part in ("%", "％") for part in parts)
    return parts if len(parts) > 1 and sure else []
