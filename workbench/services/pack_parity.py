"""A pack's two languages against one another: texts not written, figures and typed numbers in one language only."""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from workbench.base.messages import both, word
from workbench.domain.errors import Problem
from workbench.domain.pack import (
    HEAD_FIELDS,
    AnnexStart,
    ChartBlock,
    LiveTable,
    Paragraph,
    PartStart,
    TableBlock,
    stands_in,
)
from workbench.domain.text import LANGS, LocalText
from workbench.domain.wording import MONTHS
from workbench.services.pack_texts import anchor_of, block_texts, call_names, field_names

if TYPE_CHECKING:
    from workbench.domain.pack import Block, Pack
    from workbench.domain.text import Lang


def parity(pack: Pack) -> list[Problem]:
    """Where the languages differ, each finding with its place; and fields that no text uses."""
    found: list[Problem] = []
    used: set[str] = set()
    known = {*HEAD_FIELDS, *(field.name for field in pack.fields)}
    known |= {f"^{note.name}" for note in pack.footnotes} | {f">{anchor_of(b)}" for b in pack.blocks}
    for at, place, text in _texts(pack):
        found += _unknown(at, place, text, known)
        where = {"block": place.show("en"), "block_zh": place.show("zh-Hant"), "at": at}
        alone = _alone(pack, at)
        if alone is not None:  # it stands in one language only, and owes nothing to the other
            words = text.show(alone)
            used |= {*field_names(words), *call_names(words)}
            if text.get(alone):
                continue
        for lang in text.missing if text.as_dict() else ():
            if alone is not None and lang != alone:
                continue
            code = "packs.lang-en" if lang == "en" else "packs.lang-zh"
            names = {"lang": word(code, "en"), "lang_zh": word(code, "zh-Hant")}
            found.append(Problem("error", "packs.missing-text", {**where, **names}))
        if text.missing:
            continue
        en, zh = text.show("en"), text.show("zh-Hant")
        fields_en = {*field_names(en), *call_names(en)}
        fields_zh = {*field_names(zh), *call_names(zh)}
        used |= fields_en | fields_zh
        if fields_en != fields_zh:
            names = {"names": ", ".join(sorted(fields_en ^ fields_zh))}
            found.append(Problem("error", "packs.parity-fields", {**where, **names}))
        numbers_en, numbers_zh = typed_numbers(en), typed_numbers(zh)
        if numbers_en != numbers_zh:
            numbers = {
                "en": ", ".join(sorted(numbers_en.elements())) or "—",
                "zh": "、".join(sorted(numbers_zh.elements())) or "—",
            }
            found.append(Problem("warning", "packs.parity-numbers", {**where, **numbers}))
    found += _standing_apart(pack)
    found += [
        Problem("info", "packs.unused-field", {"name": field.name})
        for field in pack.fields
        if field.name not in used
    ]
    return found


def _alone(pack: Pack, at: str) -> Lang | None:
    """The one language that the block of a place stands in; ``None`` where it stands in both (or is no block)."""
    kind, _, number = at.partition(":")
    if kind != "block":
        return None
    langs = [lang for lang in LANGS if stands_in(_languages(pack.blocks[int(number)]), lang)]
    return langs[0] if len(langs) == 1 else None


def _languages(block: Block) -> tuple[str, ...]:
    return tuple(word for word in block.only if word in LANGS)


def _standing_apart(pack: Pack) -> list[Problem]:
    """What is counted must stand in both languages, or their numbers part: paragraphs, tables, charts, annexes."""
    found = []
    for number, block in enumerate(pack.blocks):
        counted = isinstance(block, TableBlock | LiveTable | ChartBlock | AnnexStart) or (
            isinstance(block, Paragraph) and block.numbered
        )
        if counted and _alone(pack, f"block:{number}") is not None:
            where = both("packs.place-block", number=number + 1)
            params = {"block": where["en"], "block_zh": where["zh-Hant"], "at": f"block:{number}"}
            found.append(Problem("warning", "packs.parity-standing", params))
    return found


def _unknown(at: str, place: LocalText, text: LocalText, known: set[str]) -> list[Problem]:
    """Names in a text that stand for nothing, each with the nearest one that does."""
    names = {name for words in text.as_dict().values() for name in (*field_names(words), *call_names(words))}
    found = []
    for name in sorted(names - known):
        near = get_close_matches(name, known, 1)
        hint = both("packs.unknown-name-near", near=near[0]) if near else {"en": "", "zh-Hant": ""}
        found.append(
            Problem(
                "error",
                "packs.unknown-name",
                {
                    "block": place.show("en"),
                    "block_zh": place.show("zh-Hant"),
                    "at": at,
                    "name": name,
                    "nearest": near[0] if near else "",
                    "near": hint["en"],
                    "near_zh": hint["zh-Hant"],
                },
            )
        )
    return found


def _texts(pack: Pack) -> list[tuple[str, LocalText, LocalText]]:
    """Every text of a pack with where it stands: for programs (``block:3``, ``footnote:name``, ``head``), in words."""

    def place(code: str, number: int = 0) -> LocalText:
        return LocalText.of(both(f"packs.place-{code}", number=number))

    found = [("head", place("title"), pack.title)]
    found += [("head", place("head"), text) for text in (pack.status, pack.committee)]
    found += [("head", place("signature"), text) for text in pack.signature]
    found += [
        (f"footnote:{note.name}", place("footnote", n), note.text)
        for n, note in enumerate(pack.footnotes, start=1)
    ]
    paragraph = 0
    for number, block in enumerate(pack.blocks):
        where = place("block", number + 1)
        if isinstance(block, PartStart):
            paragraph = 0
        if isinstance(block, Paragraph) and block.numbered and not block.level:
            paragraph += 1
            where = place("paragraph", paragraph)
        found += [(f"block:{number}", where, text) for text in block_texts(block)]
    return found


_MONTH = re.compile(r"\b(" + "|".join(MONTHS) + r")\b")
_SAID = re.compile(r"[零一二三四五六七八九]{4}(?=年)|[一二三四五六七八九十]+(?=[月日])")


def typed_numbers(text: str) -> Counter[str]:
    """The numbers written out in a text beside its fields, dates in words or Chinese numerals included."""
    bare = re.sub(r"\{[\^>]?\w+\}", " ", text)
    months = [m.group(1) for m in _MONTH.finditer(bare)]
    said = [str(MONTHS.index(name) + 1) for name in months] + [
        _arabic(m.group()) for m in _SAID.finditer(bare)
    ]
    digits = re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"(?<=\d)[\u2009\u00a0 ](?=\d{3})", "", bare))
    per_thousand = ["1000"] * bare.count("每千")
    return Counter([*digits, *said, *per_thousand])


def _arabic(said: str) -> str:
    digits = {character: str(n) for n, character in enumerate("零一二三四五六七八九")}
    if "十" in said:
        tens, _, ones = said.partition("十")
        return str(int(digits.get(tens, "1")) * 10 + int(digits.get(ones, "0")))
    return "".join(digits[character] for character in said)
