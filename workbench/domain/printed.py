"""Figures as they stand in running text of either language: found, read, and told apart when they differ.

``約2,000萬元``, ``not less than $10 billion``, ``58:42``, ``2024-25``, ``二零二六年十二月`` and ``22 December 2022`` each
hold one or more figures. Two are the same when value, qualifier, currency and kind are; the way they are grouped or
spaced does not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbench.domain.dates import MONTHS
from workbench.domain.text import Lang
from workbench.domain.wording import CURRENCY_NAMES, CURRENCY_SIGNS, QUALIFIER_WORDS, SCALE_WORDS

Kind = Literal["number", "money", "percent", "pair", "span", "year", "month", "chinese"]
Difference = Literal["value", "magnitude", "qualifier", "unit", "year", "language", "precision"]

_SPACE = "[ \u00a0\u2009\u202f]"
_LATIN = re.compile(r"[A-Za-z$]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WIDE = {
    ord(wide): ord(narrow)
    for wide, narrow in zip("０１２３４５６７８９．，％：－＄", "0123456789.,%:-$", strict=True)
}
_DIGITS = {character: str(n) for n, character in enumerate("零一二三四五六七八九")} | {"〇": "0"}


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_GROUPED = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:\.\d+)?(?!\d)|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)"
_NUMBER = rf"{_GROUPED}|\d+(?:\.\d+)?"
_YEAR_IN_CHINESE = r"[零〇一二三四五六七八九]{2,4}(?=年|至)"
_COUNT_IN_CHINESE = r"[零〇一二三四五六七八九十百]+(?=[月日號成]|分之|個百分點)"
_CHINESE = rf"(?<![零〇一二三四五六七八九十百])(?:{_YEAR_IN_CHINESE}|{_COUNT_IN_CHINESE})"
_WORDS = _either([word for word, _ in QUALIFIER_WORDS])
_SIGNS = _either([sign for sign, _ in CURRENCY_SIGNS])
_SCALES_EN = _either([word for word, _ in SCALE_WORDS if word.isascii()])
_SCALES_ZH = _either([word for word, _ in SCALE_WORDS if not word.isascii()])
_TOKEN = re.compile(
    rf"(?P<qualifier>(?<![A-Za-z])(?i:{_WORDS}){_SPACE}?)?"
    rf"(?:(?P<sign>{_SIGNS}){_SPACE}?)?"
    rf"(?P<minus>(?<![\w%)）])[-−–])?"
    rf"(?P<number>{_NUMBER})"
    rf"(?P<second>(?::|[-/](?=\d{{2}}(?!\d)))\d+(?:\.\d+)?)?"
    rf"(?P<scale>{_SPACE}?(?:{_SCALES_EN})\b|(?:{_SCALES_ZH}|千))?"
    rf"(?P<more>多)?"
    rf"(?P<percent>{_SPACE}?(?:%|per cent|percentage points?|個百分點))?"
    rf"(?P<currency>{_either([name for name, _ in CURRENCY_NAMES])})?"
    rf"|(?P<chinese>{_CHINESE})"
    rf"|\b(?P<month>{'|'.join(MONTHS)})\b"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in a text: characters *start* to *end*. value: absolute, scale included; ``None`` for words.
    second: the other share of a pair or the end of a span of years. digits: the number as typed, without grouping.
    """

    text: str
    start: int
    end: int
    kind: Kind
    value: Decimal
    second: str = ""
    qualifier: str = ""
    currency: str = ""
    decimals: int = 0
    digits: str = ""
    percent: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """The same for two figures that say the same."""
        return (self.kind, self.value.normalize(), self.second, self.qualifier, self.currency, self.percent)


def printed_figures(text: str) -> tuple[Printed, ...]:
    """All figures of *text*, in order."""
    # one character for one, so that places stay true
    level = text.translate(_WIDE)
    return tuple(_read(match, text) for match in _TOKEN.finditer(level) if match.group().strip())


def _read(match: re.Match[str], text: str) -> Printed:
    start, end = match.span()
    shown = text[start:end]
    if month := match.group("month"):
        return Printed(shown, start, end, "month", Decimal(MONTHS.index(month) + 1))
    if said := match.group("chinese"):
        return Printed(shown, start, end, "chinese", _chinese(said))
    digits = re.sub(rf"{_SPACE}|,", "", match.group("number"))
    value = Decimal(digits)
    scale = (match.group("scale") or "").strip("\u00a0\u2009\u202f ")
    value = value.scaleb(dict(SCALE_WORDS).get(scale, 3 if scale == "千" else 0))
    second = match.group("second") or ""
    qualifier = (match.group("qualifier") or "").strip("\u00a0\u2009\u202f ")
    meant = (
        dict(QUALIFIER_WORDS).get(qualifier.lower(), "")
        if qualifier
        else ("over" if match.group("more") else "")
    )
    sign, name = match.group("sign"), match.group("currency")
    currency = dict(CURRENCY_SIGNS)[sign] if sign else dict(CURRENCY_NAMES)[name] if name else ""
    percent = (match.group("percent") or "").strip("\u00a0\u2009\u202f ")
    points = (
        "points" if percent in ("個百分點",) or percent.startswith("percentage") else "%" if percent else ""
    )
    kind: Kind = "number"
    if second.startswith(":"):
        kind = "pair"
    elif second:
        kind = "span"
    elif points:
        kind = "percent"
    elif currency:
        kind = "money"
    elif not scale and not qualifier and re.fullmatch(r"(?:19|20)\d\d", match.group("number")):
        kind = "year"
    if match.group("minus"):
        value = -value
    decimals = len(digits.partition(".")[2])
    return Printed(shown, start, end, kind, value, second[1:], meant, currency, decimals, digits, points)


def _chinese(said: str) -> Decimal:
    """``二零二六`` → 2026, ``十二`` → 12, ``三十`` → 30, ``一百四十六`` → 146."""
    if not set(said) & set("十百"):
        return Decimal("".join(_DIGITS[character] for character in said))
    total, current = 0, 0
    for character in said:
        if character == "百":
            total, current = total + (current or 1) * 100, 0
        elif character == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = int(_DIGITS[character])
    return Decimal(total + current)


def difference(expected: Printed, found: Printed, lang: Lang) -> Difference | None:
    """How *found* differs from *expected* in a paper in *lang*; ``None`` where it says the same.

    ``language``: the figure of the other language (a $ amount in million in the Chinese text). ``magnitude``: off by a
    power of ten, the slip between 億 and billion. ``qualifier``: only 約, 逾 or 不少於 changed or lost. ``precision``: the
    same value with more or fewer decimals.
    """
    if _foreign(found, lang) and not _foreign(expected, lang):
        return "language"
    if expected.key == found.key:
        return (
            "precision" if expected.decimals != found.decimals and expected.digits != found.digits else None
        )
    same_value = expected.value == found.value and expected.second == found.second
    if same_value and (expected.kind, expected.currency, expected.percent) == (
        found.kind,
        found.currency,
        found.percent,
    ):
        return "qualifier"
    if {expected.kind, found.kind} == {"year"} or (expected.kind == found.kind == "span"):
        return "year"
    if same_value:
        return "unit" if expected.qualifier == found.qualifier else "qualifier"
    if expected.value and found.value and not expected.second and _power_of_ten(found.value / expected.value):
        return "magnitude"
    return "value"


def _power_of_ten(ratio: Decimal) -> bool:
    if ratio <= 0 or ratio == 1:
        return False
    return ratio.normalize().as_tuple().digits == (1,)


def _foreign(figure: Printed, lang: Lang) -> bool:
    """Whether a figure carries words or signs of the other language."""
    if figure.kind == "chinese":
        return lang == "en"
    if figure.kind == "month":
        return lang == "zh-Hant"
    return bool((_HAN if lang == "en" else _LATIN).search(figure.text))
