"""What stands in the margin of a draft: each finding with the block it is about, what can mend it, and the reason for
letting it stand where one was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from workbench.domain.errors import Problem, WorkbenchError
from workbench.domain.text import LANGS, LocalText
from workbench.services.pack_edit import places_of, slots, with_field_replaced, with_text, without_field
from workbench.services.pack_fields import FieldBook
from workbench.services.pack_fill import Filler
from workbench.services.pack_live import expanded
from workbench.services.pack_stale import accept, hold, moved_fields
from workbench.services.pack_texts import call_names, field_names
from workbench.services.packs import problems_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.briefing.resolved import TracedFigure
    from workbench.domain.errors import Severity
    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang
    from workbench.services.before_issue import Finding
    from workbench.services.pack_data import PackData
    from workbench.services.pack_stale import MovedField

Fix = Literal[
    "as-told", "same-figures", "nearest", "drop-field", "own-qualifier", "official", "accept", "hold"
]
_REFUSED = ("packs.unknown-name", "packs.no-", "packs.bad-", "packs.unknown-", "packs.panel-")
"""Findings with which no paper is written (see ``packs._refuse_gaps``): a reason does not help them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding. at: ``block:3``, ``footnote:name``, ``head``, "" (the paper); name: of the field it is about.

    key: names the finding in ``Pack.ignored``; reason: why it may stand, "" where nobody said so. lang: of a text that is
    not written. fixes: what :func:`fixed` can do about it. must: no paper is written while it stands.
    """

    severity: Severity
    code: str
    message: LocalText
    at: str
    key: str
    name: str = ""
    lang: Lang | Literal[""] = ""
    nearest: str = ""
    fixes: tuple[Fix, ...] = ()
    reason: str = ""
    must: bool = False
    moved: MovedField | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Margin:
    """The marks of a pack in the order of its blocks, and its figures as they print now."""

    marks: tuple[Mark, ...] = ()
    figures: Mapping[str, TracedFigure] = field(default_factory=dict)
    printed: Mapping[str, LocalText] = field(default_factory=dict)

    def open(self) -> tuple[Mark, ...]:
        """Those nobody gave a reason for."""
        return tuple(mark for mark in self.marks if not mark.reason)


def margin_of(session: PackData, pack: Pack, accepted: Mapping[str, str]) -> Margin:
    """The marks of *pack*; *accepted*: its figures as last seen (see :mod:`workbench.services.pack_stale`).

    A pack that cannot be filled at all (a bureau that is not known in a table, say) has that as its only mark.
    """
    try:
        plain = expanded(session, pack)
        book = FieldBook(session, plain)
        problems = problems_of(session, pack)
    except WorkbenchError as error:
        return Margin((_mark(pack, Problem("error", error.code, error.params), "", must=True),))
    found: list[Mark] = []
    for problem in problems:
        if problem.code in _TOLD_BETTER:
            continue
        name = str(problem.params.get("name", "")) if "at" not in problem.params else ""
        places = [str(problem.params["at"])] if "at" in problem.params else list(places_of(pack, name))
        places = places or [_chart_place(pack, problem)]
        found += [_mark(pack, problem, place, name=name) for place in places[:1]]
    for moved in moved_fields(pack, accepted, book.figures):
        found.append(_stale(pack, moved))
    found += _before_issue(session, pack)
    order = {mark.key: place for place, mark in enumerate(found)}
    found.sort(key=lambda mark: (_place(mark.at), order[mark.key]))
    return Margin(tuple(found), book.figures, _printed(session, plain, book))


def _printed(session: PackData, pack: Pack, book: FieldBook) -> dict[str, LocalText]:
    """What each name of a text prints: figures, words of the head, references (``>anchor``)."""
    said: dict[Lang, dict[str, str]] = {}
    for lang in LANGS:
        said[lang] = {name: book.text(name, lang) for name in book.figures}
        try:
            filler = Filler(session, pack, lang, book)
        except WorkbenchError:  # a panel or date that cannot be: told among the marks
            continue
        said[lang] = {**filler.head, **{f">{a}": words for a, words in filler.labels.items()}, **said[lang]}
    names = dict.fromkeys(name for words in said.values() for name in words)
    return {name: LocalText.of({lang: said[lang].get(name, "") for lang in LANGS}) for name in names}


_TOLD_BETTER = ("packs.parity-numbers", "packs.unknown-panel", "packs.panel-not-then", "packs.unknown-body")
"""What the checks F01 to F20 say with both values."""


_TOLD_HERE = (("F20", "outside"), ("F02", "unknown"), ("F02", "gap"))
"""Lines of the checks that say no more than the problems do."""


def _before_issue(session: PackData, pack: Pack) -> list[Mark]:
    """The lines of the checks F01 to F20, save those that are among the marks already."""
    from workbench.services.before_issue import check_before_issue

    try:
        lines = check_before_issue(session, pack)
    except WorkbenchError as error:
        return [_mark(pack, Problem("error", error.code, error.params), "", must=True)]
    found = []
    for line in lines:
        if line.code == "S03" or (line.code, line.variant) in _TOLD_HERE:
            continue
        at = f"block:{line.block}" if line.block >= 0 else "head"
        if line.part.startswith("f:"):
            at = f"footnote:{line.part[2:]}"
        fixes: tuple[Fix, ...] = ("as-told",) if line.fixes else ()
        must = line.code in ("F12", "F13") and line.severity == "red"
        said = f"{line.code} · "
        message = LocalText(said + line.message.show("en"), said + line.message.show("zh-Hant"))
        found.append(
            Mark(
                _SEVERITY[line.severity],
                line.code,
                message,
                at,
                line.key,
                fixes=fixes,
                reason=line.ignored,
                must=must,
                finding=line,
            )
        )
    return found


_SEVERITY: dict[str, Severity] = {"red": "error", "amber": "warning", "info": "info"}


def _chart_place(pack: Pack, problem: Problem) -> str:
    series = problem.params.get("series")
    if problem.code != "packs.chart-empty":
        return "head" if problem.code in _HEAD_CODES else ""
    return next(
        (f"block:{n}" for n, block in enumerate(pack.blocks) if getattr(block, "indicator_id", "") == series),
        "",
    )


_HEAD_CODES = ("packs.unknown-panel", "packs.panel-not-then", "packs.unknown-body", "dates.bad-date")


def _place(at: str) -> tuple[int, int]:
    if at.startswith("block:"):
        return (1, int(at[6:]))
    return (0, 0) if at == "head" else (2, 0)


def _mark(pack: Pack, problem: Problem, at: str, *, name: str = "", must: bool = False) -> Mark:
    params = problem.params
    key = "|".join(
        (
            problem.code,
            name or str(params.get("name") or params.get("names") or params.get("lang") or ""),
            _text_of(pack, at),
        )
    )
    lang: Lang | Literal[""] = ""
    if problem.code == "packs.missing-text":
        lang = next((one for one in LANGS if _lacks(pack, at, one)), "")
    return Mark(
        problem.severity,
        problem.code,
        problem.message,
        at,
        key,
        name or str(params.get("name", "")),
        lang,
        str(params.get("nearest", "")),
        _fixes(pack, problem, name, at),
        pack.ignored.get(key, ""),
        must or (problem.severity == "error" and problem.code.startswith(_REFUSED)),
    )


def _text_of(pack: Pack, at: str) -> str:
    """What names a place beyond its number, which changes when blocks are moved: the first words written there."""
    if not at.startswith("block:"):
        return at
    words = "".join(text.show("en") for text in slots(pack.blocks[int(at[6:])]).values())
    return words[:40]


def _lacks(pack: Pack, at: str, lang: Lang) -> bool:
    if not at.startswith("block:"):
        return False
    return any(text.as_dict() and not text.get(lang) for text in slots(pack.blocks[int(at[6:])]).values())


def _fixes(pack: Pack, problem: Problem, name: str, at: str) -> tuple[Fix, ...]:
    code = problem.code
    if code in ("packs.parity-fields", "packs.missing-text") and at.startswith("block:"):
        return ("same-figures",) if _uneven(pack, at) else ()
    if code == "packs.unknown-name" and problem.params.get("nearest"):
        return ("nearest",)
    if code == "packs.unused-field":
        return ("drop-field",)
    if code == "packs.qualifier-changed":
        return ("own-qualifier",)
    if code == "packs.outside":
        held = next((one for one in pack.fields if one.name == name), None)
        return ("official",) if held is not None and held.period == "latest" else ()
    return ()


def _uneven(pack: Pack, at: str) -> bool:
    block = pack.blocks[int(at[6:])]
    return any(_named(text, "en") != _named(text, "zh-Hant") for text in slots(block).values())


def _named(text: LocalText, lang: Lang) -> set[str]:
    words = text.get(lang) or ""
    try:
        return {*field_names(words), *call_names(words)}
    except ValueError:
        return set()


def _stale(pack: Pack, moved: MovedField) -> Mark:
    newer = moved.period_now != moved.period_before
    params = {
        "name": moved.name,
        "before": moved.before.show("en"),
        "before_zh": moved.before.show("zh-Hant"),
        "now": moved.now.show("en"),
        "now_zh": moved.now.show("zh-Hant"),
        "period_before": moved.period_before,
        "period_now": moved.period_now,
    }
    problem = Problem("warning", "packs.moved-period" if newer else "packs.moved", params)
    at = (places_of(pack, moved.name) or ("",))[0]
    fixes: tuple[Fix, ...] = ("accept", "hold") if moved.can_hold else ("accept",)
    key = f"{problem.code}|{moved.name}|{moved.now.show('en')}|{moved.period_now}"
    return Mark(
        "warning",
        problem.code,
        problem.message,
        at,
        key,
        moved.name,
        fixes=fixes,
        reason=pack.ignored.get(key, ""),
        moved=moved,
    )


# ── mending ───────────────────────────────────────────────────────────────────────────────────────────────────


def fixed(pack: Pack, mark: Mark, fix: Fix, figures: Mapping[str, TracedFigure]) -> Pack:
    """*pack* with a finding mended.

    *as-told*: the replacement that a check of F01 to F20 names.
    *same-figures*: figures and footnotes that only one language names are put at the end of the other's text.
    *nearest*: a name that stands for nothing becomes the nearest one that does. *drop-field*: a field no text names goes.
    *own-qualifier*: the qualifier of the figure itself. *official*: the latest official figure in place of an outside
    one. *accept*: the figure as it is now. *hold*: the figure as it was.
    """
    if fix == "as-told":
        from workbench.services.before_issue import fixed as mended

        return mended(pack, mark.finding) if mark.finding is not None else pack
    if fix == "same-figures":
        return _with_same_figures(pack, int(mark.at[6:]))
    if fix == "nearest":
        return _renamed(pack, mark.at, mark.name, mark.nearest)
    if fix == "drop-field":
        return without_field(pack, mark.name)
    if fix == "accept":
        return accept(pack, figures, [mark.name])
    if fix == "hold":
        return hold(pack, mark.moved) if mark.moved is not None else pack
    held = next(one for one in pack.fields if one.name == mark.name)
    change = {"qualifier": "source"} if fix == "own-qualifier" else {"period": "latest-official"}
    return with_field_replaced(pack, mark.name, replace(held, **change))  # type: ignore[arg-type]


def _with_same_figures(pack: Pack, index: int) -> Pack:
    block = pack.blocks[index]
    for slot, text in slots(block).items():
        said: dict[Lang, str] = {lang: text.get(lang) or "" for lang in LANGS}
        for lang, other in zip(LANGS, reversed(LANGS), strict=True):
            lacking = [n for n in _in_order(said[other]) if n not in _in_order(said[lang])]
            gap = " " if said[lang] and lang == "en" and lacking else ""
            said[lang] += gap + (" " if lang == "en" else "").join(f"{{{name}}}" for name in lacking)
        block = with_text(block, slot, LocalText(said["en"] or None, said["zh-Hant"] or None))
    return replace(pack, blocks=(*pack.blocks[:index], block, *pack.blocks[index + 1 :]))


def _in_order(words: str) -> list[str]:
    try:
        return list(dict.fromkeys((*field_names(words), *call_names(words))))
    except ValueError:
        return []


def _renamed(pack: Pack, at: str, name: str, new: str) -> Pack:
    def put(text: LocalText) -> LocalText:
        said = {lang: words.replace(f"{{{name}}}", f"{{{new}}}") for lang, words in text.as_dict().items()}
        return LocalText.of(said)

    if at.startswith("block:"):
        index = int(at[6:])
        block = pack.blocks[index]
        for slot, text in slots(block).items():
            block = with_text(block, slot, put(text))
        return replace(pack, blocks=(*pack.blocks[:index], block, *pack.blocks[index + 1 :]))
    if at.startswith("footnote:"):
        notes = tuple(replace(n, text=put(n.text)) if n.name == at[9:] else n for n in pack.footnotes)
        return replace(pack, footnotes=notes)
    return replace(
        pack,
        title=put(pack.title),
        status=put(pack.status),
        committee=put(pack.committee),
        signature=tuple(put(line) for line in pack.signature),
    )


def ignored(pack: Pack, mark: Mark, reason: str) -> Pack:
    """*pack* letting a finding stand for a reason; an empty reason takes it back."""
    kept = {key: said for key, said in pack.ignored.items() if key != mark.key}
    return replace(pack, ignored={**kept, mark.key: reason.strip()} if reason.strip() else kept)
