"""Find-as-you-type in either script: 简体 finds 繁體, English in any case, numbers and ids as printed. No Qt.

Texts are *folded* character by character, so that a place in the folded text is the same place in the original and
can be marked there. Folding: full width to half width, lower case, Traditional to Simplified (by character, with the
Hong Kong variants 衞 羣 裏 着 …), white space as one kind.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# Variants that the character tables of OpenCC leave apart from the form people type.
_VARIANTS = str.maketrans("衞羣裏著啓説綫牀峯滙衆溫鷄鈎麪爲僞臺", "卫群里着启说线床峰汇众温鸡钩面为伪台")


@cache
def _converter() -> Any:
    from opencc import OpenCC  # 20 ms: not before the first Chinese search

    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) != 1:
        plain = character
    plain = plain.lower() if len(plain.lower()) == 1 else plain
    if plain.isspace():
        return " "
    if ord(plain) < 0x2E80:
        return plain
    simple = _converter().convert(plain.translate(_VARIANTS))
    return str(simple) if len(simple) == 1 else plain


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """*text* folded for comparison; of the same length."""
    return "".join(map(_fold_character, text))


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, cut at white space. Every part must be found, in any order. An empty query finds everything."""

    parts: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read what was typed. Digits may be grouped in any way: ``3,755`` finds ``3 755`` and ``3755``."""
        return cls(tuple(fold(text).split()))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def matches(self, *texts: str) -> bool:
        """Whether every part stands in one of *texts*."""
        folded = [fold(text) for text in texts if text]
        return all(any(_place(part, text) is not None for text in folded) for part in self.parts)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where parts stand in *text*: (start, length), merged and in order."""
        folded = fold(text)
        found: list[tuple[int, int]] = []
        for part in self.parts:
            start = 0
            while (place := _place(part, folded, start)) is not None:
                found.append(place)
                start = place[0] + max(1, place[1])
        return _merged(found)

    def score(self, text: str, *others: str) -> int:
        """How well *text* (or else one of *others*) answers; 0 = not at all, higher is better."""
        if not self.matches(text, *others):
            return 0
        folded = fold(text)
        whole = " ".join(self.parts)
        if folded == whole or any(fold(other) == whole for other in others):
            return 100
        if folded.startswith(whole):
            return 80
        if whole in folded:
            return 60 + (10 if f" {whole}" in folded else 0)
        return 40 if self.matches(text) else 20


def _place(part: str, folded: str, start: int = 0) -> tuple[int, int] | None:
    """First place of *part* at or after *start*, as (start, length); digit groups may be parted differently."""
    at = folded.find(part, start)
    if at >= 0:
        return at, len(part)
    digits = part.replace(",", "")
    if not (digits.isdigit() and len(digits) > 3):
        return None
    for first in range(start, len(folded)):
        if folded[first] != digits[0] or (first and folded[first - 1].isdigit()):
            continue
        at, matched = first, 0
        while at < len(folded) and matched < len(digits):
            if folded[at] == digits[matched]:
                matched += 1
            elif folded[at] not in ", ":
                break
            at += 1
        if matched == len(digits):
            return first, at - first
    return None


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, length in sorted(spans):
        if merged and start <= merged[-1][0] + merged[-1][1]:
            first, old = merged[-1]
            merged[-1] = (first, max(old, start + length - first))
        else:
            merged.append((start, length))
    return merged
