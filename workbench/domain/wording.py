"""Numbers, figures and dates in words, by style, in both languages; and read back from words.

All arithmetic is exact: a float is taken at its shortest text (``Decimal(repr(value))``) and rounded half up.
*decimals* always count in the unit as stored, also where the other language scales differently: 26 554 (HK$
million, no decimals) is *$26,554 million* and *265.54億元*. Nothing is rounded between the languages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

from workbench.domain.dates import (
    MONTHS,
    academic_year,
    bracketed,
    chinese_numeral,
    chinese_year,
    date_words,
    fiscal_year,
    target_column,
)
from workbench.domain.errors import RuleError
from workbench.domain.figure import Qualifier
from workbench.domain.profile import StyleProfile
from workbench.domain.text import Lang, LocalText

if TYPE_CHECKING:
    from workbench.domain.figure import Unit

__all__ = [
    "CURRENCY_NAMES",
    "CURRENCY_SIGNS",
    "MINUS",
    "MONTHS",
    "QUALIFIERS",
    "QUALIFIER_WORDS",
    "SCALE_WORDS",
    "THIN",
    "ParsedFigure",
    "Style",
    "Value",
    "academic_year",
    "bracketed",
    "chinese_numeral",
    "chinese_year",
    "date_words",
    "exact",
    "figure",
    "fiscal_year",
    "number",
    "parse_number",
    "printed_decimals",
    "qualified",
    "qualifier_word",
    "rounded",
    "target_column",
]

Style = Literal["government", "secretariat", "factsheet", "screen", "plain"] | StyleProfile
"""A profile of an office says all of it. By name: government, secretariat: counts with a thin space, amounts with a
comma. factsheet: commas everywhere. screen: as government, amounts with their currency (HK$, 港元). plain: no grouping,
ASCII minus."""

Value = float | int | Decimal

THIN = "\u2009"
MINUS = "\u2212"
QUALIFIERS: dict[Qualifier, dict[Lang, str]] = {
    "about": {"en": "about", "zh-Hant": "約"},
    "over": {"en": "over", "zh-Hant": "逾"},
    "at_least": {"en": "not less than", "zh-Hant": "不少於"},
    "nearly": {"en": "nearly", "zh-Hant": "近"},
    "under": {"en": "less than", "zh-Hant": "少於"},
    "at_most": {"en": "not more than", "zh-Hant": "不多於"},
}
_WIDE = Context(prec=800)  # room for any float written out in full
_CURRENCIES: dict[str, tuple[str, str, str, str]] = {
    # currency: sign, sign of scaled amounts in Council papers, Chinese name, the same for scaled amounts
    "HKD": ("HK$", "$", "港元", "元"),
    "USD": ("US$", "US$", "美元", "美元"),
    "CNY": ("RMB¥", "RMB¥", "元人民幣", "元人民幣"),
}


# ── exact numbers ─────────────────────────────────────────────────────────────────────────────────


def exact(value: Value) -> Decimal:
    """The number exactly as its shortest text says. Raises :class:`RuleError` for nan and inf."""
    number_ = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number_.is_finite():
        raise RuleError("wording.not-finite", text=str(value))
    return number_


def rounded(value: Value, decimals: int | None) -> Decimal:
    """*value* with that many decimals, half up (away from zero); as it stands if *decimals* is ``None``."""
    number_ = exact(value)
    if decimals is None:
        return _without_zeros(number_)
    return number_.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)


def printed_decimals(text: str) -> int | None:
    """How many decimals a printed figure shows: ``1.0%`` → 1, ``約5 000間`` → 0; else ``None``."""
    try:
        return parse_number(text).decimals
    except RuleError:
        return None


def _without_zeros(number_: Decimal) -> Decimal:
    short = number_.normalize(_WIDE)
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1), context=_WIDE) if isinstance(exponent, int) and exponent > 0 else short


def _places(number_: Decimal) -> int:
    exponent = number_.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _digits(number_: Decimal, separator: str, minus: str = MINUS) -> str:
    """Plain digits grouped by three before the point; never an exponent. A rounded −0.0 has no sign."""
    whole, _, part = f"{abs(number_):f}".partition(".")
    if separator and len(whole) > 3:
        head = len(whole) % 3
        groups = ([whole[:head]] if head else []) + [whole[i : i + 3] for i in range(head, len(whole), 3)]
        whole = separator.join(groups)
    sign = minus if number_ < 0 else ""
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def _separator(unit: Unit, style: Style) -> str:
    if style == "plain":
        return ""
    if isinstance(style, StyleProfile):
        return style.amounts if unit.kind == "money" else style.counts
    return "," if style == "factsheet" or unit.kind == "money" else THIN


# ── figures ───────────────────────────────────────────────────────────────────────────────────────


def number(
    value: Value | None, unit: Unit, lang: Lang, *, decimals: int | None = None, style: Style = "government"
) -> str:
    """The number alone, in the unit as stored: ``3 755``, ``2,306``, ``0.99``, ``58:42``; — if missing."""
    if value is None:
        return "—"
    minus = "-" if style == "plain" else MINUS
    shown = rounded(value, decimals)
    if unit.kind == "pair":
        return f"{_digits(shown, '', minus)}:{_digits(100 - shown, '', minus)}"
    return _digits(shown, _separator(unit, style), minus)


def figure(
    value: Value | None,
    unit: Unit,
    lang: Lang,
    *,
    decimals: int | None = None,
    qualifier: Qualifier = "",
    style: Style = "government",
    text: str | None = None,
) -> str:
    """The figure with unit and qualifier: ``約5 000間``, ``about 5 000 start-ups``, ``0.99%``.

    text: as printed in the source; gives the decimals where *decimals* is ``None``, and stands for a
    missing value.
    Rates and pairs are told by the name of the measure and carry no unit word.
    """
    if value is None:
        return text or "—"
    if decimals is None and text:
        decimals = printed_decimals(text)
    if unit.kind == "money":
        body = _money(value, unit, lang, decimals, style)
    elif unit.kind == "percent":
        sign = style.percent if isinstance(style, StyleProfile) else "%"
        body = number(value, unit, lang, decimals=decimals, style=style) + sign
    elif unit.kind in ("pair", "rate"):
        body = number(value, unit, lang, decimals=decimals, style=style)
    elif unit.multiplier:
        body = _scaled_count(value, unit, lang, decimals, style)
    else:
        body = number(value, unit, lang, decimals=decimals, style=style)
        body = _with_unit(body, unit, lang, one=exact(value) == 1)
    return qualified(body, qualifier, lang, style)


def qualifier_word(qualifier: Qualifier, lang: Lang, style: Style = "government") -> str:
    """The words of a qualifier: those of the profile where it has its own; "" for none."""
    own = style.qualifiers.get(qualifier, "") if isinstance(style, StyleProfile) else ""
    return own or (QUALIFIERS[qualifier][lang] if qualifier else "")


def qualified(text: str, qualifier: Qualifier, lang: Lang, style: Style = "government") -> str:
    """*text* with its qualifier before it: ``about 5 000``, ``約5 000``."""
    words = qualifier_word(qualifier, lang, style)
    if not words:
        return text
    return f"{words} {text}" if lang == "en" else f"{words}{text}"


def _with_unit(body: str, unit: Unit, lang: Lang, *, one: bool = False) -> str:
    words = unit.text.show(lang) if unit.text.en or unit.text.zh_hant else ""
    if not words or unit.text.get(lang) == "":
        return body
    if lang == "zh-Hant":
        return f"{body}{words}"
    return f"{body} {_singular(words)}" if one and unit.kind == "count" else f"{body} {words}"


def _singular(words: str) -> str:
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


def _scaled_count(value: Value, unit: Unit, lang: Lang, decimals: int | None, style: Style) -> str:
    """A count stored in thousands or millions: in full where its precision allows, else in words."""
    unit = _without_scale(unit)
    shown = rounded(value, decimals)
    absolute = shown.scaleb(unit.multiplier)
    separator = _separator(unit, style)
    if unit.multiplier - _places(shown) <= 3:
        body = _digits(_without_zeros(absolute), separator, "-" if style == "plain" else MINUS)
        return _with_unit(body, unit, lang)
    return _with_unit(_in_words(absolute, unit.multiplier, shown, lang, separator), unit, lang)


_SCALE_WORD = re.compile(r"(?:10[ ,\u2009]?000|thousand|million|billion)\s+|[千百十萬億]+")


def _without_scale(unit: Unit) -> Unit:
    """The unit without the scale its text begins with: the number says it itself (80萬平方米, not 80萬萬平方米)."""
    return replace(
        unit,
        text=LocalText(
            *(
                _SCALE_WORD.sub("", text, count=1) if text and _SCALE_WORD.match(text) else text
                for text in (unit.text.en, unit.text.zh_hant)
            )
        ),
    )


def _currency(unit: Unit) -> tuple[str, str, str, str] | None:
    code = unit.code.upper()
    zh = unit.text.zh_hant or ""
    for name, words in _CURRENCIES.items():
        if name in code or words[2] in zh:
            return words
    return None


def _money(value: Value, unit: Unit, lang: Lang, decimals: int | None, style: Style) -> str:
    words = _currency(unit)
    shown = rounded(value, decimals)
    separator = _separator(unit, style)
    if words is None:  # a currency we do not know is printed as stored, with its own unit word
        return _with_unit(_digits(shown, separator), unit, lang)
    sign, scaled_sign, name, scaled_name = words
    if style in ("screen", "factsheet", "plain") or (
        isinstance(style, StyleProfile) and style.currency == "full"
    ):
        scaled_sign, scaled_name = sign, name
    absolute = shown.scaleb(unit.multiplier)
    small = abs(absolute) < (10_000 if unit.multiplier else 1_000_000)
    if small or (not unit.multiplier and absolute % 10_000):
        body = _digits(_without_zeros(absolute) if unit.multiplier else shown, separator)
        scaled_sign, scaled_name = sign, name
    else:
        body = _in_words(absolute, unit.multiplier, shown, lang, separator)
    if lang == "zh-Hant":
        return f"{body}{scaled_name}"
    return f"{MINUS}{scaled_sign}{body[1:]}" if body.startswith(MINUS) else f"{scaled_sign}{body}"


def _in_words(absolute: Decimal, multiplier: int, shown: Decimal, lang: Lang, separator: str) -> str:
    """The amount with 億, 萬, million, billion. Zeros printed in the source stay where the scale stays."""
    scale, word = _scale(absolute, multiplier - _places(shown), lang)
    scaled = absolute.scaleb(-scale)
    scaled = scaled if scale == multiplier else _without_zeros(scaled)
    body = _digits(scaled, separator)
    if not word:
        return body
    return f"{body} {word}" if lang == "en" else f"{body}{word}"


def _scale(absolute: Decimal, quantum: int, lang: Lang) -> tuple[int, str]:
    """Power of ten and word. *quantum*: power of ten of the last printed digit.

    English says billions only where the figure is not known more finely than a tenth of one
    (``$26,554 million`` but ``$10 billion``). Chinese says 億 from 1億, 萬 below, 萬億 where two
    decimals are enough.
    """
    size = abs(absolute)
    if size >= 10**12 and _places(_without_zeros(absolute.scaleb(-12))) <= 2:
        return (12, "trillion") if lang == "en" else (12, "萬億")
    if lang == "en":
        if size >= 10**9 and quantum >= 8:
            return 9, "billion"
        return (6, "million") if size >= 10**6 else (0, "")
    if size >= 10**8:
        return 8, "億"
    return (4, "萬") if size >= 10**4 else (0, "")


# ── reading back ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ParsedFigure:
    """A figure read from text. ``value`` is absolute (265.54億 → 26 554 000 000); ``decimals`` as printed.

    ``second`` is the other share of a pair. ``unit``: the words after the number.
    """

    value: Decimal
    decimals: int
    qualifier: Qualifier = ""
    kind: Literal["number", "money", "percent", "pair"] = "number"
    second: Decimal | None = None
    unit: str = ""
    currency: str = ""
    scale: int = 0


QUALIFIER_WORDS: tuple[tuple[str, Qualifier], ...] = tuple(
    sorted(
        [(word, key) for key, words in QUALIFIERS.items() for word in words.values()]
        + [
            ("approximately", "about"),
            ("around", "about"),
            ("some", "about"),
            ("大約", "about"),
            ("約為", "about"),
            ("more than", "over"),
            ("超過", "over"),
            ("多於", "over"),
            ("at least", "at_least"),
            ("no less than", "at_least"),
            ("至少", "at_least"),
            ("almost", "nearly"),
            ("接近", "nearly"),
            ("將近", "nearly"),
            ("under", "under"),
            ("below", "under"),
            ("不足", "under"),
            ("at most", "at_most"),
            ("no more than", "at_most"),
            ("不超過", "at_most"),
            ("至多", "at_most"),
        ],
        key=lambda pair: -len(pair[0]),
    )
)
SCALE_WORDS: tuple[tuple[str, int], ...] = (
    ("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3),
    ("萬億", 12), ("千億", 11), ("百億", 10), ("十億", 9), ("億", 8),
    ("千萬", 7), ("百萬", 6), ("十萬", 5), ("萬", 4),
)  # fmt: skip
CURRENCY_SIGNS: tuple[tuple[str, str], ...] = (
    ("HK$", "HKD"), ("HKD", "HKD"), ("US$", "USD"), ("USD", "USD"), ("RMB¥", "CNY"), ("RMB", "CNY"),
    ("$", "HKD"),
)  # fmt: skip
CURRENCY_NAMES: tuple[tuple[str, str], ...] = (
    ("元人民幣", "CNY"), ("港元", "HKD"), ("港幣", "HKD"), ("美元", "USD"), ("元", "HKD"),
)  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}(?:(?P<sep>[, ])\d{3})(?:(?P=sep)\d{3})*(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")


def parse_number(text: str, lang: Lang | None = None) -> ParsedFigure:
    """Read one whole figure, of either language. Raises :class:`RuleError` where *text* is not one.

    Full-width forms, thin and no-break spaces are understood. *lang* restricts nothing: papers mix scripts.
    """
    rest = unicodedata.normalize("NFKC", text).replace(MINUS, "-").strip()
    qualifier: Qualifier = ""
    for word, key in QUALIFIER_WORDS:
        if rest.lower().startswith(word):
            qualifier, rest = key, rest[len(word) :].lstrip()
            break
    negative = rest.startswith("-")
    rest = rest.removeprefix("-")
    currency = ""
    for sign, code in CURRENCY_SIGNS:
        if rest.startswith(sign):
            currency, rest = code, rest[len(sign) :].lstrip()
            break
    negative = negative or rest.startswith("-")
    rest = rest.removeprefix("-")
    first, rest = _read_digits(rest, text)
    second: Decimal | None = None
    if rest.startswith(":"):
        second, rest = _read_digits(rest[1:], text)
    decimals = _places(first)
    rest = rest.strip()
    scale = 0
    for word, power in SCALE_WORDS:
        if rest.startswith(word):
            scale, rest = power, rest[len(word) :].strip()
            break
    kind: Literal["number", "money", "percent", "pair"] = "pair" if second is not None else "number"
    for word in ("%", "per cent"):
        if rest.startswith(word):
            kind, rest = "percent", rest[len(word) :].strip()
    for name, code in CURRENCY_NAMES:
        if not currency and rest.startswith(name):
            currency, rest = code, rest[len(name) :].strip()
    if currency and kind == "number":
        kind = "money"
    if re.search(r"\d", re.sub(r"\bper 1 000\b.*", "", rest)):
        raise RuleError("wording.unreadable", text=text)
    value = (-first if negative else first).scaleb(scale)
    return ParsedFigure(value, decimals, qualifier, kind, second, rest, currency, scale)


def _read_digits(rest: str, whole: str) -> tuple[Decimal, str]:
    match = _NUMBER.match(rest)
    if match is None:
        raise RuleError("wording.unreadable", text=whole)
    try:
        return Decimal(re.sub(r"[ ,]", "", match.group())), rest[match.end() :]
    except InvalidOperation as error:  # pragma: no cover - the pattern only lets digits through
        raise RuleError("wording.unreadable", text=whole) from error
