"""F08: full-width punctuation in Chinese, half-width in English. F09: brackets and quotation marks in pairs, and those
of the profile; titles in 《》.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.text import LANGS
from workbench.services.before_issue.draft import HELD
from workbench.services.before_issue.finding import Fix
from workbench.services.before_issue.house_style import house_style
from workbench.services.before_issue.wording import hit, own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.domain.text import Lang
    from workbench.services.before_issue.draft import Draft, Unit
    from workbench.services.before_issue.finding import Finding

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = {
    "，": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ", "（": " (", "）": ") ", "、": ", ",
    "％": "%", "　": " ",
}  # fmt: skip
_IN_CHINESE = re.compile(rf"(?<=[{_HAN}）」』》”])[,;:?!]|[,;:?!](?=[{_HAN}「『《（])")
_STOP = re.compile(rf"(?<=[{_HAN}）」』》])\.(?=$|\n|[{_HAN}「《])")
_DOTS = re.compile(rf"(?<=[{_HAN}])\.{{3,6}}|\.{{3,6}}(?=[{_HAN}])")
_PAIR = re.compile(r"\(([^()（）]*)\)")
_GAP = re.compile(
    rf"(?<=[{_HAN}])[ \u00a0]+(?=[A-Za-z0-9\x00{_HAN}])|(?<=[A-Za-z0-9%\x00])[ \u00a0]+(?=[{_HAN}])"
)
_PAIRS = dict(zip("（「『《〈【〔“", "）」』》〉】〕”", strict=True))


def widths(draft: Draft) -> Iterator[Finding]:
    """F08. A bracket in Chinese text is full-width where its words are Chinese; 第4(a)段 and CB(1) stay."""
    for unit in own(draft):
        if unit.part in ("head.paper_no", "head.file_ref"):
            continue
        yield from _chinese(unit)
        text = unit.written("en")
        for place, character in enumerate(text):
            if character not in _HALF or _beside_han(text, place):
                continue
            new = _HALF[character]
            new = new.lstrip() if place == 0 or text[place - 1] in " \n(" else new
            new = new.rstrip() if place + 1 == len(text) or text[place + 1] in " \n).,;:" else new
            yield hit("F08", "en", unit, "en", place, character, new or " ")


def _chinese(unit: Unit) -> Iterator[Finding]:
    text = unit.written("zh-Hant")
    for match in _PAIR.finditer(text):
        inside = match.group(1)
        if re.search(f"[{_HAN}]", inside):
            found = hit("F08", "zh", unit, "zh-Hant", match.start(), "(", "（", fix=False)
            ends = ((match.start(), "(", "（"), (match.end() - 1, ")", "）"))
            fixes = tuple(Fix(unit.block, unit.part, "zh-Hant", *one) for one in ends)
            yield replace(found, first=f"({inside})".replace(HELD, ""), second="（）", fixes=fixes)
            text = f"{text[: match.start()]}（{inside}）{text[match.end() :]}"
    for match in _IN_CHINESE.finditer(text):
        if match.group() == ":" and re.match(r"\d", text[match.end() : match.end() + 1] or " "):
            continue
        yield hit("F08", "zh", unit, "zh-Hant", match.start(), match.group(), _FULL[match.group()])
    for pattern, new in ((_STOP, "。"), (_DOTS, "……")):
        for match in pattern.finditer(text):
            yield hit("F08", "zh", unit, "zh-Hant", match.start(), match.group(), new)
    for match in (
        _GAP.finditer(text) if unit.part != "head.classification" else ()
    ):  # that line is in both languages
        if (
            HELD in text[max(0, match.start() - 1) : match.end() + 1]
            and text[match.end() : match.end() + 1] == HELD
        ):
            continue
        if text[max(0, match.start() - 1)] in "#^@†*":
            continue
        yield hit("F08", "space", unit, "zh-Hant", match.start(), match.group(), "")


def _beside_han(text: str, place: int) -> bool:
    return bool(re.search(f"[{_HAN}《》「」]", text[max(0, place - 1) : place + 2].replace(text[place], "")))


# ── F09 ───────────────────────────────────────────────────────────────────────────────────────────────────────


def pairs(draft: Draft) -> Iterator[Finding]:
    """F09: what is opened is closed, in order; the quotation marks are those of the profile; titles stand in 《》."""
    short: set[str] = set()  # titles given a short form: （《藍圖》）
    for unit in own(draft):
        short.update(re.findall(r"（(?:下稱|簡稱)?《([^《》]{2,12})》）", unit.plain("zh-Hant")))
    titles = sorted({*house_style().titles, *short}, key=len, reverse=True)
    for unit in own(draft):
        for lang in LANGS:
            yield from _unpaired(unit, lang)
            yield from _marks(draft, unit, lang)
        yield from _titles(unit, titles)


def _unpaired(unit: Unit, lang: Lang) -> Iterator[Finding]:
    stack: list[tuple[str, int]] = []
    text = unit.written(lang)
    closing = {right: left for left, right in _PAIRS.items()}
    for place, character in enumerate(text):
        if character in _PAIRS:
            stack.append((character, place))
        elif character in closing:
            if stack and stack[-1][0] == closing[character]:
                stack.pop()
            else:
                yield hit("F09", "unpaired", unit, lang, place, character, severity="red", fix=False)
    for character, place in stack:
        yield hit("F09", "unpaired", unit, lang, place, character, severity="red", fix=False)


def _marks(draft: Draft, unit: Unit, lang: Lang) -> Iterator[Finding]:
    opening, closing = draft.book.profiles[lang].quotes
    text = unit.written(lang)
    if lang == "en":
        wrong = "「」" if opening != "「" else ""
    else:
        wrong = "“”" if opening == "「" else "「」"
    for place, character in enumerate(text):
        if character in wrong and wrong:
            new = opening if character == wrong[0] else closing
            yield hit("F09", "marks", unit, lang, place, character, new)
        elif character == '"':
            first = place == 0 or text[place - 1] in " \n(（「“《"
            yield hit("F09", "marks", unit, lang, place, character, opening if first else closing)


def _titles(unit: Unit, titles: list[str]) -> Iterator[Finding]:
    text = unit.written("zh-Hant")
    taken: set[int] = set()
    for title in titles:
        for match in re.finditer(re.escape(title), text):
            before = text[: match.start()]
            alone = title in house_style().titles or re.search(
                r"(?:^|[根據依按照在於就與及和了的是、，。；：（「\x00])$", before
            )
            if (
                not alone
                or match.start() in taken
                or any(before.count(left) > before.count(right) for left, right in ("《》", "〈〉"))
            ):
                continue
            taken.update(range(*match.span()))
            yield hit("F09", "title", unit, "zh-Hant", match.start(), title, f"《{title}》")
