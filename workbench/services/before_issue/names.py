"""F12: the names of committees, F13: the names of bureaux and departments, as they were on the day of the paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.domain.text import LANGS
from workbench.services.before_issue.draft import place
from workbench.services.before_issue.finding import Finding
from workbench.services.before_issue.house_style import house_style
from workbench.services.before_issue.wording import hit, own
from workbench.services.names_at import DatedName, body_at, committees
from workbench.services.pack_fill import head_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang
    from workbench.services.before_issue.draft import Draft, Unit
    from workbench.services.pack_data import PackData


def head(session: PackData, pack: Pack) -> Iterator[Finding]:
    """F12, F13: a panel or bureau that the tables do not know, or that had no name on the day of the meeting."""
    for problem in head_problems(session, pack):
        code = "F13" if problem.code == "packs.unknown-body" else "F12"
        said = problem.message
        yield Finding(
            code, "red", "head", -1, "head.committee", place("head-committee"),
            pack.panel if code == "F12" else pack.bureau, pack.meeting_date,
            params={"said": said.show("en"), "said_zh": said.show("zh-Hant")},
        )  # fmt: skip


def committee_names(draft: Draft) -> Iterator[Finding]:
    """F12: a committee is called what it was called on the day; of a name that is no committee's that is told."""
    day = draft.day
    current = {lang: set[str]() for lang in LANGS}
    other: dict[Lang, dict[str, tuple[str, DatedName]]] = {lang: {} for lang in LANGS}
    for committee in committees().values():
        now = committee.name_at(day)
        for lang in LANGS:
            if now is not None:
                current[lang].add(now.show(lang))
            for dated in committee.names:
                if not dated.valid(day):
                    other[lang][dated.name.show(lang)] = (now.show(lang) if now else "", dated)
    for usage in house_style().not_committees:
        held = committees()[usage.right].name_at(day)
        other[usage.lang][usage.wrong] = (held.show(usage.lang) if held else "", DatedName(held, "9999"))  # type: ignore[arg-type]
    for unit in own(draft):
        for lang in LANGS:
            yield from _names(draft, unit, lang, "F12", current[lang], other[lang])


def body_names(draft: Draft) -> Iterator[Finding]:
    """F13: a bureau or department is called what it was called on the day (OGCIO until July 2024, then DPO)."""
    bodies, day = draft.session.bodies(), draft.day
    current = {lang: set[str]() for lang in LANGS}
    other: dict[Lang, dict[str, tuple[str, DatedName]]] = {lang: {} for lang in LANGS}
    for code, body in bodies.items():
        dated = DatedName(body.name, body.since, body.until)
        for lang in LANGS:
            if not body.name.get(lang):
                continue
            if dated.valid(day):
                current[lang].add(body.name.show(lang))
            else:
                now = body_at(bodies, code, day)
                valid = DatedName(now.name, now.since, now.until).valid(day)
                other[lang][body.name.show(lang)] = (now.name.show(lang) if valid else "", dated)
                if lang == "en" and code.isupper() and len(code) > 2:
                    other["en"][code] = (now.code if valid else "", dated)
    for unit in own(draft):
        for lang in LANGS:
            yield from _names(draft, unit, lang, "F13", current[lang], other[lang])


def _names(
    draft: Draft,
    unit: Unit,
    lang: Lang,
    code: str,
    current: set[str],
    other: dict[str, tuple[str, DatedName]],
) -> Iterator[Finding]:
    text = unit.written(lang)
    taken = [False] * len(text)
    standing = [name for name in (*current, *other) if name in text]
    for name in sorted(standing, key=len, reverse=True):
        for match in re.finditer(_whole(name), text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * len(name)
            if name in current:
                continue
            now, dated = other[name]
            if _of_the_past(text, match.start(), lang):
                continue
            then = any(dated.valid(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))
            yield hit(
                code, "name" if dated.since != "9999" else "unknown", unit, lang, match.start(), name, now,
                severity="amber" if then and dated.since != "9999" else "red", fix=bool(now),
                day=draft.day, since=dated.since or "—", until=dated.until or "—",
            )  # fmt: skip


def _whole(name: str) -> str:
    if name[0].isascii():
        return rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])"
    return re.escape(name)


def _of_the_past(text: str, at: int, lang: Lang) -> bool:
    before = text[max(0, at - 14) : at]
    return any(before.rstrip("「“ ").endswith(word.rstrip()) for word in house_style().former[lang])
