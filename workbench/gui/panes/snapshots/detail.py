"""One difference in full: old beside new, the change in figures, both languages, and for figures where they come from."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from workbench.base.messages import word
from workbench.domain.errors import UsageError
from workbench.domain.figure import Observation, Unit
from workbench.domain.wording import MINUS, bracketed, figure, rounded
from workbench.gui import language
from workbench.gui.docks.page import Page, esc
from workbench.gui.language import tr
from workbench.gui.panes.snapshots.words import class_words, sign
from workbench.gui.widgets.marked import marked
from workbench.gui.words import confidence_words, status_code_words
from workbench.services.change_classes import NOT_COMPARABLE
from workbench.services.value_words import (
    EMPTY,
    both_languages,
    changed_paths,
    figure_words,
    kind_words,
    part_words,
    source_words,
    value_words,
)

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.gui.theme import Theme
    from workbench.services.compare import Difference
    from workbench.services.session import Session

_LINES = 200  # of a value that holds more
_NAMES: tuple[tuple[str, Lang], ...] = (("中文", "zh-Hant"), ("English", "en"))


def detail_html(session: Session, theme: Theme, item: Difference, heads: tuple[str, str]) -> str:
    """The page for *item*; *heads* name the two states, earlier first."""
    page = Page(theme, wide=False)
    lang = language.current()
    page.head(f"{kind_words(item.kind, lang)} · {item.id}", item.what)
    letter, tone = sign(item.cls)
    part = part_words(item.kind, item.part, lang)
    page.line(page.toned(f"{letter} {class_words(item.cls)}", tone) + (f" · {esc(part)}" if part else ""))
    if isinstance(item.old_item, Observation) or isinstance(item.new_item, Observation):
        _figure(page, session, theme, item, heads)
    else:
        _field(page, session, theme, item, heads)
    return page.html()


def _grid(theme: Theme, rows: list[tuple[str, str, str]], heads: tuple[str, str]) -> str:
    """Three columns: what, before, after."""
    muted = theme.hex("muted")
    line = theme.hex("line")

    def cell(html: str, width: int, color: str = "") -> str:
        style = f"padding:4px 10px 4px 0; border-bottom:1px solid {line};" + (
            f" color:{color};" if color else ""
        )
        return f'<td width="{width}%" valign="top" style="{style}">{html}</td>'

    labelled = any(row[0] for row in rows)
    first = 24 if labelled else 0
    half = (100 - first) // 2
    out: list[str] = []
    for label, old, new in [("", *(esc(head) for head in heads)), *rows]:
        color = muted if not out else ""
        lead = cell(esc(label), first, muted) if labelled else ""
        out.append(f"<tr>{lead}{cell(old, half, color)}{cell(new, half, color)}</tr>")
    return f'<table width="100%" cellspacing="0">{"".join(out)}</table>'


def _figure(page: Page, session: Session, theme: Theme, item: Difference, heads: tuple[str, str]) -> None:
    lang = language.current()
    sides = (item.old_item, item.new_item)

    def unit_of(side: Observation) -> Unit | None:
        """Its unit in the state it is from, where that is not the present one."""
        if item.units is None:
            return None
        return item.units[0] if side is sides[0] else item.units[1]

    def row(label: str, words: Any) -> tuple[str, str, str]:
        old, new = (words(side) if isinstance(side, Observation) else EMPTY for side in sides)
        return label, old, new

    rows = [
        row(
            tr("snapshots", "Figure"),
            lambda side: f"<b>{esc(figure_words(session, side, lang, unit_of(side)))}</b>",
        ),
        row(tr("snapshots", "As printed"), lambda side: esc(side.text or EMPTY)),
        row(tr("snapshots", "Known from"), lambda side: esc(side.vintage)),
        row(tr("snapshots", "Status"), lambda side: esc(", ".join(map(status_code_words, side.status)))),
        row(tr("snapshots", "Marks"), lambda side: esc(" ".join(side.marks) or EMPTY)),
        row(tr("snapshots", "Standing"), lambda side: esc(confidence_words(side.confidence))),
        row(tr("snapshots", "Source"), lambda side: esc(source_words(session, side, lang))),
    ]
    definitions = {each.id: each for each in session.definitions(item.id)}
    if any(isinstance(side, Observation) and side.definition in definitions for side in sides):
        rows.append(
            row(
                tr("snapshots", "Definition"),
                lambda side: esc(
                    definitions[side.definition].text.show(lang) if side.definition in definitions else EMPTY
                ),
            )
        )
    rows = [each for each in rows if set(each[1:]) != {EMPTY}]
    if item.cls in NOT_COMPARABLE:
        page.line(esc(word("changes.not-comparable", lang)))
    elif item.old_value is not None and item.new_value is not None and item.old_value != item.new_value:
        page.line(f"<b>{esc(change_words(session, item))}</b>")
    page.add(_grid(theme, rows, heads))


def change_words(session: Session, item: Difference) -> str:
    """*+0.03 percentage points (+3.13%)*: the change in the unit of the series and in per cent of the old figure."""
    assert item.old_value is not None
    assert item.new_value is not None
    lang = language.current()
    places = [side.decimals for side in (item.old_item, item.new_item) if side is not None]
    decimals = None if None in places else max(places, default=None)
    move = rounded(item.new_value, None) - rounded(item.old_value, None)
    plus = "+" if move > 0 else MINUS
    unit: Unit | None = None
    if item.units is not None:
        unit = item.units[1]
    else:
        with suppress(UsageError):
            unit = session.indicator(item.id).unit
    size = f"{rounded(float(abs(move)), decimals):,f}"
    if unit is not None and unit.kind == "percent":
        words = tr("snapshots", "{size} percentage points", size=size)
    elif unit is None or unit.kind in ("pair", "ratio"):
        words = size
    else:
        words = figure(float(abs(move)), unit, lang, decimals=decimals, style="screen")
    percent = item.percent
    if percent is None:
        return plus + words
    return bracketed(plus + words, f"{percent:+.2f}%".replace("-", MINUS), lang)


def _field(page: Page, session: Session, theme: Theme, item: Difference, heads: tuple[str, str]) -> None:
    old, new = item.old_item, item.new_item
    texts = (both_languages(old), both_languages(new))
    if any(text is not None for text in texts):
        rows: list[tuple[str, str, str]] = []
        for name, get in _NAMES:
            before, after = [(text.get(get) or "") if text is not None else "" for text in texts]
            old_html, new_html = marked(theme, before, after)
            rows.append((name, old_html, new_html))
        page.add(_grid(theme, rows, heads))
        return
    if item.part == "paths":
        old, new = changed_paths(old, new)
    lang = language.current()
    words = [_cut(value_words(session, item.kind, item.part, side, lang)) for side in (old, new)]
    if not item.part and (old is None or new is None):
        whole = words[1] if old is None else words[0]
        head = heads[1] if old is None else heads[0]
        page.line(esc(head), "section")
        page.line(_outline(whole))
        return
    shown = marked(theme, *words) if max(map(len, words)) < 4000 else (esc(words[0]), esc(words[1]))
    page.add(_grid(theme, [("", _keep_spaces(shown[0]), _keep_spaces(shown[1]))], heads))


def _cut(words: str) -> str:
    lines = words.splitlines()
    if len(lines) <= _LINES:
        return words
    return "\n".join([*lines[:_LINES], tr("snapshots", "… {n} more lines", n=len(lines) - _LINES)])


def _outline(words: str) -> str:
    return "<br>".join(_keep_spaces(esc(line)) for line in words.splitlines())


def _keep_spaces(html: str) -> str:
    return "<br>".join(
        "&nbsp;" * (len(line) - len(line.lstrip(" "))) + line.lstrip(" ") for line in html.split("<br>")
    )
