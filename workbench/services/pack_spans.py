"""Stretches of filled texts: what may be printed, bold, marks after their measure words; labels and contents."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from workbench.briefing.resolved import FilledAnnex, FilledBlock, FilledHeading, FilledPart, Span, plain
from workbench.domain.errors import RuleError
from workbench.domain.wording import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = "#@^"
_MEASURES = "間人名個項家"


def checked(text: str) -> str:
    """*text*, if all of it can be printed anywhere: no control characters, lone surrogates, private ones
    (names typed with an old HKSCS font are such). Raises :class:`RuleError` ``briefing.bad-character``.
    """
    for character in text:
        kind = unicodedata.category(character)
        nonsense = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
        if nonsense or kind in ("Cs", "Co") or (kind == "Cc" and character != "\n"):
            shown = text.replace(character, "�")
            raise RuleError("briefing.bad-character", point=f"{ord(character):04X}", text=shown[:60])
    return text


def letter(number: int) -> str:
    """a, b, … z, aa, ab …"""
    return chr(96 + number) if number <= 26 else chr(96 + (number - 1) // 26) + chr(97 + (number - 1) % 26)


def roman(number: int) -> str:
    """i, ii, iii, iv …"""
    found = ""
    for value, digits in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            found, number = found + digits, number - value
    return found


def marks_after_measures(found: list[Span]) -> list[Span]:
    """The mark stands after the measure word: 約60 000人^, not 約60 000^人."""
    spans = list(found)
    for place in range(len(spans) - 1):
        mark, after = spans[place], spans[place + 1]
        moves = mark.text in tuple(_MARKS) and not mark.figure and after.text[:1] in tuple(_MEASURES)
        if place and spans[place - 1].figure and moves and not after.figure:
            spans[place] = Span(after.text[0])
            spans[place + 1] = Span(mark.text + after.text[1:], after.bold)
    return spans


def bolded(found: list[Span]) -> Iterator[Span]:
    """Stretches with the ``**`` of the template taken as bold; an unpaired one is text."""
    total = sum(span.text.count("**") for span in found if not span.figure)
    pairs, bold = total - total % 2, False
    for span in found:
        if span.figure or span.note or span.ref or "**" not in span.text:
            yield Span(span.text, bold, span.figure, span.note, span.ref)
            continue
        rest = span.text
        while "**" in rest and pairs:
            words, _, rest = rest.partition("**")
            if words:
                yield Span(words, bold)
            bold, pairs = not bold, pairs - 1
        if rest:
            yield Span(rest, bold)


def entries(blocks: list[FilledBlock], level: int) -> tuple[tuple[int, str, str], ...]:
    """Level, label and title of everything in the contents."""
    found: list[tuple[int, str, str]] = []
    for block in blocks:
        if isinstance(block, FilledPart):
            found.append((0, plain(block.label), plain(block.title)))
        elif isinstance(block, FilledHeading) and block.level <= level:
            found.append((block.level, "", plain(block.text)))
        elif isinstance(block, FilledAnnex):
            found.append((1, plain(block.label), plain(block.title)))
    return tuple(found)


def is_figure(cell: str) -> bool:
    """Whether a cell holds a figure, with its unit, year in brackets and mark, and nothing else."""
    body = re.sub(r"\s*[(（][^)）]*[)）]|[#@^]", "", cell)
    if body in ("", "—"):
        return body == "—"
    try:
        return not parse_number(body).unit or len(parse_number(body).unit) <= 2
    except RuleError:
        return False
