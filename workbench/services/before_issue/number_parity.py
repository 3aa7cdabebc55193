"""The figures of a text in English and in Chinese laid beside one another: value, unit, qualifier.

Which figures belong together is not known, so equal ones are taken away first, then numbers said in words (*eight* and
八項), and what is left is paired by what it has in common. Nothing is rounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbench.domain.dates import MONTHS
from workbench.domain.printed import Printed, printed_figures
from workbench.domain.text import Lang
from workbench.domain.wording import QUALIFIER_WORDS

How = Literal["value", "magnitude", "qualifier", "unit", "only-en", "only-zh", "words"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_WORDS = {word: n for n, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())}
_WORDS |= {
    word: n
    for n, word in enumerate(
        [
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ]
    )
    if n > 0
}
_TENS = {
    word: n * 10
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_EN = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:-(?P<one>{'|'.join(_WORDS)}))?|(?P<word>{'|'.join(_WORDS)}))\b",
    re.I,
)
_MEASURES = "項個間名人所位次期類大方份條章段號屆宗座幅部倍家種階輪批級支隊套點日天週周成"
_ZH = re.compile(rf"(?P<n>[一二三四五六七八九十兩百]+)(?=[{_MEASURES}])|第(?P<nth>[一二三四五六七八九十百]+)")
_PER = re.compile("每(?P<n>[十百千萬億]+)")
_POWERS = {"十": 10, "百": 100, "千": 1000, "萬": 10_000, "億": 100_000_000}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A figure of one language that has no equal in the other. en, zh: as printed, "" where there is none."""

    how: How
    en: str
    zh: str
    value_en: Decimal | None = None
    value_zh: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Figure:
    text: str
    kind: str
    value: Decimal
    second: str = ""
    qualifier: str = ""
    unit: str = ""
    scaled: bool = False

    @property
    def key(self) -> Hashable:
        return self.kind, self.value, self.second, self.qualifier, self.unit


def mismatches(en: str, zh: str) -> list[Mismatch]:
    """Every figure of the English text that the Chinese one has not, and the other way round."""
    left, right = list(_figures(en)), list(_figures(zh))
    left, right = _without_equal(left, right)
    words_en, words_zh = words_of(en, "en"), words_of(zh, "zh-Hant")
    left = [one for one in left if not _said(one, words_zh)]
    right = [one for one in right if not _said(one, words_en)]
    found = list(_paired(left, right))
    only_en = +(Counter({n: c for n, c in words_en.items() if n > 2}) - words_zh)
    only_zh = +(Counter({n: c for n, c in words_zh.items() if n > 2}) - words_en)
    if not found and len(only_en) == len(only_zh) == 1:
        (a,), (b,) = only_en, only_zh
        found.append(Mismatch("words", str(a), str(b), Decimal(a), Decimal(b)))
    return found


def words_of(text: str, lang: Lang) -> Counter[int]:
    """Whole numbers said in words: *twenty-one*, 二十一項, 第三."""
    found: Counter[int] = Counter()
    if lang == "en":
        for match in _EN.finditer(text):
            if match["tens"]:
                found[
                    _TENS[match["tens"].lower()] + (_WORDS[match["one"].lower()] if match["one"] else 0)
                ] += 1
            else:
                found[_WORDS[match["word"].lower()]] += 1
        return found
    for match in _ZH.finditer(text):
        found[_chinese((match["n"] or match["nth"]).replace("兩", "二"))] += 1
    return found


def _chinese(said: str) -> int:
    total, current = 0, 0
    digits = {character: n for n, character in enumerate("零一二三四五六七八九")}
    for character in said:
        if character in _POWERS:
            total, current = total + (current or 1) * _POWERS[character], 0
        else:
            current = current * 10 + digits[character]
    return total + current


def _figures(text: str) -> Iterator[_Figure]:
    taken = list(printed_figures(text))
    skip = -1
    for place, one in enumerate(taken):
        if place <= skip:
            continue
        after = text[one.end : one.end + 2]
        if one.kind == "chinese":
            if after[:1] == "成":
                before = text[max(0, one.start - 4) : one.start]
                meant = next((key for word, key in QUALIFIER_WORDS if before.endswith(word)), "")
                yield _Figure(f"{one.text}成", "percent", (one.value * 10).normalize(), "", meant, "%")
                continue
            if after == "分之" or after[:1] in ("號",) or text[one.start - 1 : one.start] == "第":
                continue
            following = taken[place + 1] if place + 1 < len(taken) else None
            if (
                after[:1] == "至"
                and len(one.text) == 4
                and following is not None
                and following.kind == "chinese"
                and len(following.text) == 2
            ):
                skip = place + 1
                yield _Figure(
                    f"{one.text}至{following.text}", "span", one.value, f"{int(following.value):02d}"
                )
                continue
        dated = re.match(r"\s*\d", text[one.end :]) or re.search(r"\d\s*$", text[: one.start])
        if one.text == "May" and not dated:
            continue  # the verb at the beginning of a sentence
        yield _figure(one)
    for match in _PER.finditer(text):
        value = Decimal(1)
        for character in match["n"]:
            value *= _POWERS[character]
        yield _Figure(match.group(), "n", value)


def _figure(one: Printed) -> _Figure:
    kind = "n" if one.kind in ("number", "year", "month", "chinese") else one.kind
    unit = one.currency or one.percent
    value = one.value.normalize()
    text = one.text.strip()
    if one.kind == "month":
        text = MONTHS[int(one.value) - 1]
    return _Figure(text, kind, value, one.second, one.qualifier, unit, abs(value) >= 1000)


def _without_equal(left: list[_Figure], right: list[_Figure]) -> tuple[list[_Figure], list[_Figure]]:
    same = Counter(one.key for one in left) & Counter(one.key for one in right)
    return _minus(left, same), _minus(right, same)


def _minus(figures: list[_Figure], taken: Counter[Hashable]) -> list[_Figure]:
    rest, found = Counter(taken), []
    for one in figures:
        if rest[one.key]:
            rest[one.key] -= 1
        else:
            found.append(one)
    return found


def _said(one: _Figure, words: Counter[int]) -> bool:
    """Whether a plain whole number is said in words on the other side; that word is then used up."""
    if one.kind != "n" or one.qualifier or one.value != one.value.to_integral_value() or one.value > 999:
        return False
    if words[int(one.value)] <= 0:
        return False
    words[int(one.value)] -= 1
    return True


def _paired(left: list[_Figure], right: list[_Figure]) -> Iterator[Mismatch]:
    free = list(right)
    rest: list[_Figure] = []
    for how in ("qualifier", "unit", "magnitude"):
        rest = []
        for one in left:
            other = next((two for two in free if _relation(one, two) == how), None)
            if other is None:
                rest.append(one)
                continue
            free.remove(other)
            yield Mismatch(how, one.text, other.text, one.value, other.value)
        left = rest
    for one in rest:
        same_kind = next((two for two in free if two.kind == one.kind), None)
        if same_kind is None:
            yield Mismatch("only-en", one.text, "", one.value)
            continue
        free.remove(same_kind)
        yield Mismatch("value", one.text, same_kind.text, one.value, same_kind.value)
    for two in free:
        yield Mismatch("only-zh", "", two.text, None, two.value)


def _relation(one: _Figure, two: _Figure) -> How | None:
    if one.value == two.value and one.second == two.second:
        return "qualifier" if (one.kind, one.unit) == (two.kind, two.unit) else "unit"
    if one.second or two.second or not one.value or not two.value:
        return None
    ratio = two.value / one.value
    large = one.scaled or two.scaled
    if large and ratio > 0 and ratio.normalize().as_tuple().digits == (1,):
        return "magnitude"
    return None
