"""F14: numbers of paragraphs, tables and charts, the same in both languages; references that resolve. F15: annexes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.briefing.resolved import (
    FilledAnnex,
    FilledChart,
    FilledHeading,
    FilledList,
    FilledParagraph,
    FilledTable,
    plain,
)
from workbench.domain.pack import AnnexStart, stands_in
from workbench.domain.text import LANGS
from workbench.services.before_issue.draft import place
from workbench.services.before_issue.finding import Finding
from workbench.services.before_issue.wording import hit, own
from workbench.services.pack_texts import anchor_of, call_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.briefing.resolved import FilledBlock
    from workbench.domain.text import Lang
    from workbench.services.before_issue.draft import Draft

_COUNTED = {
    "paragraphs": FilledParagraph,
    "headings": FilledHeading,
    "tables": FilledTable,
    "charts": FilledChart,
    "lists": FilledList,
    "annexes": FilledAnnex,
}
_REFERENCES: dict[Lang, dict[str, str]] = {
    "en": {
        "paragraphs": r"(?<!their )(?<!sub-)\b[Pp]aragraphs? (?P<n>\d+)(?!\d)(?! of the (?!paper\b|present)| in )",
        "tables": r"\bTable (?P<n>\d+)",
        "charts": r"\bChart (?P<n>\d+)",
    },
    "zh-Hant": {
        "paragraphs": r"第(?P<n>\d+)段",
        "tables": r"(?<![\u4e00-\u9fff])表(?P<n>\d+)|(?<=[於見在及和與、])表(?P<m>\d+)",
        "charts": r"(?<![\u4e00-\u9fff])圖(?P<n>\d+)|(?<=[於見在及和與、])圖(?P<m>\d+)",
    },
}
_ANNEX: dict[Lang, str] = {"en": r"\bAnnex(?:es)? (?P<n>[A-Z])\b", "zh-Hant": r"附件(?P<n>[A-Z甲乙丙丁戊己])"}
_STEMS = {character: chr(65 + n) for n, character in enumerate("甲乙丙丁戊己")}


def counts(draft: Draft) -> Iterator[Finding]:
    """F14: as many paragraphs (with the same numbers), headings, tables, charts, items, annexes and notes in both."""
    en, zh = (draft.filled[lang] for lang in LANGS)
    for name, kind in _COUNTED.items():
        both = [
            [one for blocks in side.values() for one in blocks[:1] if isinstance(one, kind)]
            for side in (en, zh)
        ]
        left, right = (len(side) for side in both)
        if left != right:
            alone = next(
                n for n in sorted({*en, *zh}) if (n in en) != (n in zh) and _is(en.get(n) or zh[n], kind)
            )
            yield Finding(
                "F14", "red", "count", alone, "text", place("block", n=alone + 1), str(left), str(right),
                params={"what": name, "what_zh": _WHAT_ZH[name]},
            )  # fmt: skip
    numbers = [[_numbers(side, index) for index in sorted({*en, *zh})] for side in (en, zh)]
    for index, one, two in zip(sorted({*en, *zh}), *numbers, strict=True):
        if one != two and len(list(filter(None, numbers[0]))) == len(list(filter(None, numbers[1]))):
            where = place("block", n=index + 1)
            yield Finding("F14", "red", "number", index, "text", where, one or "—", two or "—")
            break
    for unit in draft.units:
        if unit.template.missing or unit.live:
            continue
        calls = [Counter(n for n in call_names(unit.template.show(lang)) if n[0] == "^") for lang in LANGS]
        if calls[0] != calls[1]:
            first, second = (", ".join(sorted(one.elements())) or "—" for one in calls)
            yield Finding("F14", "red", "calls", unit.block, unit.part, unit.place, first, second)


def _numbers(side: dict[int, list[FilledBlock]], index: int) -> str:
    """The number of a paragraph without its brackets, "" for anything else."""
    block = side.get(index, [None])[:1]
    return re.sub(r"\W", "", block[0].number) if block and isinstance(block[0], FilledParagraph) else ""


_WHAT_ZH = {
    "paragraphs": "段落",
    "headings": "標題",
    "tables": "表",
    "charts": "圖",
    "lists": "列表",
    "annexes": "附件",
}


def _is(blocks: Sequence[object], kind: type) -> bool:
    return bool(blocks) and isinstance(blocks[0], kind)


def references(draft: Draft) -> Iterator[Finding]:
    """F14: a reference by anchor has its block, in this language too; a typed number has its paragraph, table, chart."""
    anchors = {lang: _standing(draft, lang) for lang in LANGS}
    notes = {note.name for note in draft.pack.footnotes}
    for unit in draft.units:
        for lang in LANGS:
            if lang not in unit.filled:
                continue
            for name in call_names(unit.template.get(lang) or ""):
                known = name[1:] in (notes if name[0] == "^" else anchors[lang])
                if not known:
                    yield Finding(
                        "F14", "red", "anchor", unit.block, unit.part, unit.place, f"{{{name}}}", lang
                    )
    for unit in own(draft):
        for lang in LANGS:
            text = unit.written(lang)
            for what, pattern in _REFERENCES[lang].items():
                most = _most(draft, lang, what)
                for match in re.finditer(pattern, text):
                    number = next(value for value in match.groups() if value)
                    if int(number) > most:
                        yield hit(
                            "F14", "beyond", unit, lang, match.start(), match.group(), str(most),
                            severity="red", fix=False,
                        )  # fmt: skip


def _standing(draft: Draft, lang: Lang) -> set[str]:
    return {anchor_of(draft.pack.blocks[index]) for index in draft.filled[lang]} - {""}


def _most(draft: Draft, lang: Lang, what: str) -> int:
    """The highest number that a paragraph, table or chart of the paper bears."""
    found = [one for blocks in draft.filled[lang].values() for one in blocks[:1]]
    if what == "paragraphs":
        return max(
            (int(b.number) for b in found if isinstance(b, FilledParagraph) and b.number.isdigit()), default=0
        )
    kind = _COUNTED[what]
    return max((getattr(b, "number", 0) for b in found if isinstance(b, kind)), default=0)


def annexes(draft: Draft) -> Iterator[Finding]:
    """F15: an annex that the text names is there; one that is there is named; their letters follow one another."""
    blocks = [
        (index, block)
        for index, block in enumerate(draft.pack.blocks)
        if isinstance(block, AnnexStart) and stands_in(block.only, "en", part=draft.tabs.get(index, ""))
    ]
    letters = [block.letter for _, block in blocks]
    named: set[str] = set()
    for unit in draft.units:
        for lang in LANGS:
            said = unit.plain(lang)
            found = {_STEMS.get(m["n"], m["n"]) for m in re.finditer(_ANNEX[lang], said)}
            named |= found
            if re.search(
                r"\bAnnex\b(?! [A-Z]\b)|\bannex\b" if lang == "en" else r"附件(?![A-Z甲乙丙丁戊己])", said
            ):
                named.add("")
            for letter in () if unit.live else sorted(found - set(letters)):
                start = next(
                    (
                        m.start()
                        for m in re.finditer(_ANNEX[lang], unit.written(lang))
                        if letter in m["n"] or _STEMS.get(m["n"]) == letter
                    ),
                    0,
                )
                yield hit("F15", "missing", unit, lang, start, f"Annex {letter}" if lang == "en" else f"附件{letter}",
                          ", ".join(filter(None, letters)) or "—", severity="red", fix=False)  # fmt: skip
    for place_, (index, block) in enumerate(blocks):
        if block.letter not in named and not (len(blocks) == 1 and "" in named):
            label = draft.filled["en"][index][0] if index in draft.filled["en"] else None
            yield Finding(
                "F15", "amber", "unnamed", index, "title", place("label", label=plain(getattr(label, "label", ""))),
                block.letter, block.title.show("en"), params={"second_zh": block.title.show("zh-Hant")},
            )  # fmt: skip
        wanted = chr(65 + place_)
        if len(blocks) > 1 and block.letter != wanted and not draft.tabs.get(index):
            yield Finding(
                "F15",
                "red",
                "order",
                index,
                "title",
                place("block", n=index + 1),
                block.letter or "—",
                wanted,
            )
