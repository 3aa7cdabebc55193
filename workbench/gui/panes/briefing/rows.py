"""The rows of the outline: what each block says, resolved, and the worst of what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.pack import (
    AnnexStart,
    ContentsBlock,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    PartStart,
)
from workbench.gui.language import Text, mark, say, show, tr
from workbench.gui.panes.briefing.block_form import KIND_WORDS
from workbench.gui.panes.briefing.outline import Entry
from workbench.services.pack_edit import kind_of, slots
from workbench.services.pack_texts import pieces

if TYPE_CHECKING:
    from workbench.domain.pack import Block, Pack
    from workbench.domain.text import Lang, LocalText
    from workbench.services.pack_marks import Margin

_RANK = {"error": 0, "warning": 1, "info": 2}
_ICONS = {"error": "bad", "warning": "warn", "info": "info"}
_EMPTY: Text = mark("composer", "(not written yet)")


def plain_words(text: str, lang: Lang, margin: Margin | None) -> str:
    """A text as it reads, its figures as they print now; names where that is not known yet."""
    printed = margin.printed if margin is not None else {}
    try:
        parts = list(pieces(text))
    except ValueError:
        return text
    found = []
    for words, name in parts:
        found.append(words)
        if name and not name.startswith("^"):
            said = printed[name].get(lang) if name in printed else None
            found.append(said or name.lstrip(">"))
    return "".join(found).replace("**", "").replace("\n", " ")


def outline_entries(pack: Pack, margin: Margin | None, lang: Lang) -> list[Entry]:
    """Head, blocks, footnotes."""
    worst: dict[str, tuple[int, str, list[str]]] = {}
    for one in margin.open() if margin is not None else ():
        rank, icon, told = worst.get(one.at, (9, "", []))
        if _RANK[one.severity] < rank:
            rank, icon = _RANK[one.severity], _ICONS[one.severity]
        worst[one.at] = (rank, icon, [*told, show(one.message)])

    def entry(at: str, words: str, **looks: bool | int) -> Entry:
        _, icon, told = worst.get(at, (9, "", []))
        return Entry(at, words, icon=icon, tip="\n".join((words, *told)), **looks)  # type: ignore[arg-type]

    found = [entry("head", tr("composer", "Head of the paper"), bold=True)]
    paragraph = 0
    for number, block in enumerate(pack.blocks):
        label = ""
        if isinstance(block, PartStart):
            paragraph = 0
        if isinstance(block, Paragraph) and block.numbered and not block.level:
            paragraph += 1
            label = f"{paragraph}. "
        words = label + _words(block, lang, margin)
        strong = isinstance(block, Heading | PartStart | AnnexStart)
        indent = block.level - 1 if isinstance(block, Heading) else 0 if strong else 1
        found.append(entry(f"block:{number}", words, bold=strong, indent=indent, muted=not strong))
    for note in pack.footnotes:
        words = plain_words(note.text.show(lang), lang, margin) if note.text.as_dict() else say(_EMPTY)
        found.append(entry(f"footnote:{note.name}", f"※ {words}", muted=True, indent=1))
    return found


def _words(block: Block, lang: Lang, margin: Margin | None) -> str:
    kind = say(KIND_WORDS[kind_of(block)])
    texts = slots(block)
    first: LocalText | None = next(iter(texts.values()), None)
    if first is None or isinstance(block, PageBreak | ContentsBlock):
        return f"— {kind} —"
    said = plain_words(first.show(lang), lang, margin) if first.as_dict() else say(_EMPTY)
    if isinstance(block, AnnexStart):
        return tr("composer", "Annex {letter}: {title}", letter=block.letter, title=said)
    if isinstance(block, Heading | Paragraph | PartStart):
        return said
    if isinstance(block, ListBlock):
        return f"• {said}"
    return tr("composer", "{kind}: {words}", kind=kind, words=said)
