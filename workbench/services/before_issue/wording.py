"""F05: reference indicators by their name. F10: variants. F11: abbreviations. S01–S04: signs of currency, per cent,
languages and places left open. G01: official terms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.domain.pack import PartStart
from workbench.domain.text import LANGS
from workbench.services.before_issue.draft import HELD
from workbench.services.before_issue.finding import Finding, Fix
from workbench.services.before_issue.house_style import house_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.domain.text import Lang
    from workbench.services.before_issue.draft import Draft, Unit
    from workbench.services.before_issue.finding import Severity

_ISSUED = ("paper", "brief", "reply")
"""Heads of papers that go out; sheets and notes are for those who know the words."""


def hit(
    code: str, variant: str, unit: Unit, lang: Lang, start: int, old: str, new: str = "", *,
    severity: str = "amber", fix: bool = True, **params: object,
) -> Finding:  # fmt: skip
    """A finding about a stretch of a text as written, with its neighbours, and what it is replaced with."""
    text = unit.template.get(lang) or ""
    near = text[max(0, start - 8) : start + len(old) + 8].replace("\n", " ")
    fixes = (Fix(unit.block, unit.part, lang, start, old, new),) if fix and not unit.live else ()
    return Finding(
        code, severity, variant, unit.block, unit.part, unit.place, old, new, near,  # type: ignore[arg-type]
        fixes=fixes, params=dict(params),
    )  # fmt: skip


def own(draft: Draft) -> Iterator[Unit]:
    """Texts that were written for this paper: not those of the workspace, not quotations."""
    return (unit for unit in draft.units if not unit.live and not unit.quoted)


def never_kpi(draft: Draft) -> Iterator[Finding]:
    """F05: a reference indicator is never called a KPI, in either language; within quotation marks it is the source's."""
    for unit in own(draft):
        for lang in LANGS:
            text, taken = unit.written(lang), [False] * len(unit.written(lang))
            for usage in house_style().never:
                if usage.lang != lang:
                    continue
                edge = r"(?<![A-Za-z])" if usage.wrong[0].isascii() else ""
                flags = 0 if usage.wrong.isupper() or usage.wrong == "KPIs" else re.I
                end = r"(?![A-Za-z])" if usage.wrong[-1].isascii() else ""
                for match in re.finditer(edge + re.escape(usage.wrong) + end, text, flags):
                    if any(taken[match.start() : match.end()]) or _quoted(text, match.start()):
                        continue
                    taken[match.start() : match.end()] = [True] * len(match.group())
                    yield hit(
                        "F05", "word", unit, lang, match.start(), match.group(), usage.right, severity="red"
                    )


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return any(
        before.count(opening) > before.count(closing) for opening, closing in ("「」", "“”", "『』", "《》")
    )


def variants(draft: Draft) -> Iterator[Finding]:
    """F10: forms that the profile does not use (著 for 着), but for the words in which they are right; titles stay."""
    style = house_style()
    if draft.book.profiles["zh-Hant"].id not in style.variant_profiles:
        return
    for unit in own(draft):
        text = unit.written("zh-Hant")
        taken = [False] * len(text)
        for title in re.finditer("《[^》]*》", text):
            taken[title.start() : title.end()] = [True] * len(title.group())
        for usage in style.variants:
            if usage.wrong not in text:
                continue
            right = {
                at + n
                for word in usage.except_
                for at in _places(text, word)
                for n, character in enumerate(word)
                if character == usage.wrong or word.startswith(usage.wrong)
            }
            for start in _places(text, usage.wrong):
                if taken[start] or start in right:
                    continue
                taken[start : start + len(usage.wrong)] = [True] * len(usage.wrong)
                yield hit("F10", "variant", unit, "zh-Hant", start, usage.wrong, usage.right)


def _places(text: str, word: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(word), text)]


# ── F11 ───────────────────────────────────────────────────────────────────────────────────────────────────────

_ABBREVIATION = re.compile(
    r"(?<![A-Za-z0-9&(“‘+./-])(?:[A-Z]&[A-Z]|[A-Z][A-Za-z]*[A-Z][A-Za-z0-9+]*)(?![A-Za-z&])"
)
_DEFINED = re.compile(
    r"[(（](?:the |“|‘|hereafter |hereinafter |「)*([A-Z]&[A-Z]|[A-Z][A-Za-z]*[A-Z][A-Za-z0-9+]*)[”’」]?[)）]"
    r"|([A-Z]&[A-Z]|[A-Z][A-Za-z]*[A-Z][A-Za-z0-9+]*) (?:stands for|means|is short for)"
)


def abbreviations(draft: Draft) -> Iterator[Finding]:
    """F11: an abbreviation is defined where it is first used. Papers that go out only; a title may use one that the
    text defines.
    """
    heads = {block.id: block.head for block in draft.pack.blocks if isinstance(block, PartStart)}
    known = house_style().known_abbreviations | {one.wrong for one in house_style().never}
    told: set[str] = set()
    known |= {one for one in known if one.endswith("s")}
    full = {term.abbreviation: term.en for term in _terms(draft) if term.abbreviation}
    units = [unit for unit in own(draft) if unit.part not in ("head.paper_no", "head.file_ref", "label")]
    units = [u for u in units if (heads.get(u.tab) if u.tab else draft.pack.head) in _ISSUED]
    notes: dict[int, list[str]] = {}  # a note below a table defines what the table uses
    for unit in units:
        if unit.part[0] == "n":
            notes.setdefault(unit.block, []).append(unit.plain("en"))
    for unit in [u for u in units if u.block >= 0] + [u for u in units if u.block < 0]:
        text = unit.plain("en")
        if text.isupper():
            continue
        texts_ = [text, *notes.get(unit.block, ())] if unit.part[0] == "r" else [text]
        defined = {m.group(1) or m.group(2) for each in texts_ for m in _DEFINED.finditer(each)}
        for match in _ABBREVIATION.finditer(unit.written("en")):
            name = match.group().removesuffix("s") if match.group()[-2:-1].isupper() else match.group()
            name = name.removesuffix("s")
            if name in known | defined | told or not _initials(match.group()):
                continue
            told.add(name)
            words = full.get(name, "")
            new = f"{words} ({name})" if words else ""
            yield hit("F11", "en" if words else "en-unknown", unit, "en", match.start(), match.group(), new,
                      fix=bool(words) and match.group() == name)  # fmt: skip
        known |= defined
    yield from _short_forms(draft, units)


def _initials(word: str) -> bool:
    return sum(character.isupper() for character in word) >= 2 and not re.fullmatch(
        r"[A-Z][a-z]+[A-Z][a-z]+\w*", word
    )


def _short_forms(draft: Draft, units: list[Unit]) -> Iterator[Finding]:
    said = ""
    for unit in units:
        text = unit.plain("zh-Hant")
        for usage in house_style().short_forms:
            short = usage.wrong
            at = unit.written("zh-Hant").find(short)
            if at < 0 or f"（{short}）" in text or f"「{short}」" in text or f"「{short}」" in said:
                continue
            if (
                f"（{short}）" in said
                or f"簡稱{short}" in said + text
                or usage.right in text[: text.find(short) + 1][-len(usage.right) :]
            ):
                continue
            if any(
                long.wrong != short and short in long.wrong and long.wrong in text
                for long in house_style().short_forms
            ):
                continue
            yield hit("F11", "zh", unit, "zh-Hant", at, short, f"{usage.right}（{short}）")
            said += f"（{short}）"
        said += text


def _terms(draft: Draft) -> tuple:  # type: ignore[type-arg]
    terms = getattr(draft.session, "terms", None)
    return tuple(terms()) if terms is not None else ()


# ── S01, S02 ──────────────────────────────────────────────────────────────────────────────────────────────────

_SIGN = re.compile(
    r"(?P<sign>HK\$|(?<![A-Z])\$)[ \u00a0]?(?P<number>\d[\d,\u2009 ]*(?:\.\d+)?)(?P<scale>[ \u00a0]?(?:million|billion|trillion))?"
)
_SIGN_ZH = re.compile(
    r"(?P<sign>HK\$|(?<![A-Z])\$)[ \u00a0]?(?P<number>\d[\d,\u2009 ]*(?:\.\d+)?)(?P<scale>[萬億]*)(?P<name>港元|元)?"
)
_NAME_ZH = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?[萬億]+)(?P<name>港元|元)(?!人民幣)")


def currency_signs(draft: Draft) -> Iterator[Finding]:
    """S01: one way of writing Hong Kong dollars in a paper, that of the profile; no HK$ in Chinese text."""
    council = {lang: draft.book.profiles[lang].currency == "council" for lang in LANGS}
    for unit in own(draft):
        for match in _SIGN.finditer(unit.written("en")):
            wanted = "$" if council["en"] and match["scale"] else "HK$"
            if match["sign"] != wanted and (match["scale"] or not council["en"]):
                yield hit("S01", "sign", unit, "en", match.start(), match["sign"], wanted)
        text = unit.written("zh-Hant")
        for match in _SIGN_ZH.finditer(text):
            name = "元" if council["zh-Hant"] and match["scale"] else "港元"
            new = f"{match['number'].strip()}{match['scale']}{name}"
            yield hit("S01", "sign", unit, "zh-Hant", match.start(), match.group(), new)
        for match in _NAME_ZH.finditer(text):
            name = "元" if council["zh-Hant"] else "港元"
            if match["name"] != name and not text[: match.start()].endswith("$"):
                yield hit("S01", "sign", unit, "zh-Hant", match.start("name"), match["name"], name)


def per_cent(draft: Draft) -> Iterator[Finding]:
    """S02: *per cent* or %, as the profile has it, and never both in one paper."""
    wanted = draft.book.profiles["en"].percent
    pattern = r"(?<=[\d\x00]) ?per cent\b" if wanted == "%" else r"(?<=[\d\x00])%"
    for unit in own(draft):
        for match in re.finditer(pattern, unit.written("en")):
            yield hit("S02", "percent", unit, "en", match.start(), match.group(), wanted)


# ── S03, S04, G01 ─────────────────────────────────────────────────────────────────────────────────────────────


def written_in_both(draft: Draft) -> Iterator[Finding]:
    """S03: a text that is not written in one of the languages in which it stands."""
    for unit in draft.units:
        for lang in unit.template.missing:
            if lang in unit.filled and not unit.live:
                other = unit.template.show("zh-Hant" if lang == "en" else "en")
                yield Finding(
                    "S03", "red", "en" if lang == "en" else "zh", unit.block, unit.part, unit.place,
                    other[:40], "—",
                )  # fmt: skip


def placeholders(draft: Draft) -> Iterator[Finding]:
    """S04: words of the template that still have to be filled in; red once the paper is no longer a draft."""
    severity: Severity = (
        "amber" if draft.pack.draft or not draft.pack.head or draft.original.template else "red"
    )
    for unit in own(draft):
        found = {
            lang: next(
                (words for words in house_style().placeholders[lang] if words in unit.written(lang)), ""
            )
            for lang in LANGS
        }
        if any(found.values()):
            first, second = (found[lang] or "—" for lang in LANGS)
            yield Finding("S04", severity, "open", unit.block, unit.part, unit.place, first, second)


def official_terms(draft: Draft) -> Iterator[Finding]:
    """G01: the English has an official term, the Chinese of the same text does not have the official Chinese one."""
    terms = [
        term
        for term in _terms(draft)
        if term.zh_hant and (" " in term.en or term.category in ("body", "scheme"))
    ]
    terms = sorted((term for term in terms if len(term.en) > 3), key=lambda term: -len(term.en))
    patterns = [
        (term, re.compile(rf"(?<![A-Za-z]){re.escape(term.en)}s?(?![A-Za-z])", re.I)) for term in terms
    ]
    for unit in own(draft):
        en, zh = unit.written("en").replace(HELD, " "), unit.plain("zh-Hant")
        if not zh or unit.template.missing:
            continue
        lower = en.lower()
        covered: list[tuple[int, int]] = []
        for term, pattern in patterns:
            match = pattern.search(en) if term.en.lower() in lower else None
            if match is None or any(start <= match.start() < end for start, end in covered):
                continue
            covered.append(match.span())
            if term.zh_hant in zh or _also(term.zh_hant, zh):
                continue
            yield Finding(
                "G01", "info", "term", unit.block, unit.part, unit.place, match.group(), term.zh_hant
            )


def _also(official: str, text: str) -> bool:
    """The short form of a name stands for it: any short form known for it."""
    return any(usage.right == official and usage.wrong in text for usage in house_style().short_forms)
