"""A paper as the rules see it: every text of it, as written and as filled in both languages, with its place in words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from workbench.base.messages import both
from workbench.briefing.resolved import (
    FilledChart,
    FilledList,
    FilledParagraph,
    FilledTable,
    FilledText,
    plain,
    spans,
)
from workbench.domain.errors import RuleError
from workbench.domain.pack import (
    AnnexStart,
    ChartBlock,
    ContentsBlock,
    Heading,
    ListBlock,
    LiveTable,
    NoteBlock,
    Paragraph,
    PartStart,
    TableBlock,
)
from workbench.domain.text import LANGS, LocalText
from workbench.services.pack_fields import FieldBook
from workbench.services.pack_fill import Filler
from workbench.services.pack_live import expanded
from workbench.services.pack_texts import pack_texts, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.briefing.resolved import FilledBlock
    from workbench.domain.pack import Block, Pack
    from workbench.domain.text import Lang
    from workbench.services.pack_data import PackData

HEAD_PARTS = ("paper_no", "status", "committee", "title", "classification", "file_ref")
HELD = "\x00"
"""Stands for each character that a field, a reference or the mark of a footnote put into a text."""


@dataclass(frozen=True)
class Unit:
    """A text of the paper. template: as written. filled: in the languages in which it stands. live: it came from the
    workspace with its table, nobody wrote it here. tab: id of the part of the pack it is in. quoted: words of others.
    """

    block: int
    part: str
    place: LocalText
    template: LocalText
    filled: dict[Lang, str] = field(default_factory=dict)
    live: bool = False
    tab: str = ""
    quoted: bool = False
    _said: dict[tuple[str, Lang], str] = field(default_factory=dict, compare=False, repr=False)

    def _once(self, what: str, lang: Lang, say: Callable[[], str]) -> str:
        """Every rule asks for the same texts."""
        if (what, lang) not in self._said:
            self._said[what, lang] = say()
        return self._said[what, lang]

    def plain(self, lang: Lang) -> str:
        """The text as a reader sees it; "" where it does not stand in *lang*."""
        return self._once("plain", lang, lambda: plain(self.filled[lang])) if lang in self.filled else ""

    def typed(self, lang: Lang) -> str:
        """The same length with everything that fields put there held out."""
        if lang not in self.filled:
            return ""
        return "".join(
            HELD * len(span.text) if span.figure or span.ref else span.text
            for span in spans(self.filled[lang])
            if not span.note
        )

    def figures(self, lang: Lang) -> list[str]:
        """The names of the figure fields in it, in order."""
        return [span.figure for span in spans(self.filled.get(lang, "")) if span.figure]

    def written(self, lang: Lang) -> str:
        """As written, with every ``{name}`` held out, so that places in it are places of the template."""
        return self._once("written", lang, lambda: held_out(self.template.get(lang) or ""))


def held_out(template: str) -> str:
    """*template* with each ``{name}`` as that many :data:`HELD`. Doubled braces stay."""
    found: list[str] = []
    for words, name in pieces(template):
        found.append(words.replace("{", "{{").replace("}", "}}"))
        found.append(HELD * (len(name) + 2) if name else "")
    return "".join(found)


class Draft:
    """All of a paper: units, filled blocks, figures. Raises as :func:`workbench.services.packs.fill_pack`."""

    def __init__(self, session: PackData, pack: Pack) -> None:
        self.session, self.original = session, pack
        for text in pack_texts(pack):
            for words in text.as_dict().values():
                try:
                    list(pieces(words))
                except ValueError:
                    raise RuleError("packs.braces", text=words[:60]) from None
        self.pack = expanded(session, pack)
        self.book = FieldBook(session, self.pack)
        self.day = self.book.day
        self.fillers = {lang: Filler(session, self.pack, lang, self.book) for lang in LANGS}
        self.filled: dict[Lang, dict[int, list[FilledBlock]]] = {lang: {} for lang in LANGS}
        self.tabs: dict[int, str] = {}
        for lang in LANGS:
            self._fill(lang)
        self.units: tuple[Unit, ...] = (*self._head(), *self._blocks(), *self._feet())

    def _fill(self, lang: Lang) -> None:
        filler, at = self.fillers[lang], 0
        filler.start()
        for block, tab in filler.standing():
            at = next(n for n in range(at, len(self.pack.blocks)) if self.pack.blocks[n] is block)
            self.filled[lang][at] = filler._block(block)
            self.tabs[at] = tab
            at += 1

    # ── units ────────────────────────────────────────────────────────────────────────────────────────────

    def _head(self) -> Iterator[Unit]:
        for name in HEAD_PARTS:
            text: LocalText = getattr(self.pack, name)
            if text.as_dict():
                yield self._unit(-1, f"head.{name}", place(f"head-{name}"), text)

    def _feet(self) -> Iterator[Unit]:
        for number, note in enumerate(self.pack.footnotes, start=1):
            yield self._unit(-1, f"f:{note.name}", place("footnote", n=number, name=note.name), note.text)
        for number, line in enumerate(self.pack.signature, start=1):
            yield self._unit(-1, f"s{number}", place("signature", n=number), line)

    def _unit(self, block: int, part: str, where: LocalText, text: LocalText, **more: Any) -> Unit:
        filled = {lang: self.fillers[lang].fill(text) for lang in LANGS}
        return Unit(block, part, where, text, filled, **more)

    def _blocks(self) -> Iterator[Unit]:
        number = dict.fromkeys(LANGS, "")
        for index, block in enumerate(self.pack.blocks):
            stands: dict[Lang, FilledBlock] = {
                lang: self.filled[lang][index][0]
                for lang in LANGS
                if index in self.filled[lang] and self.filled[lang][index]
            }
            if not stands:
                continue
            where = self._place(index, block, stands, number)
            live = isinstance(self.original.blocks[index], LiveTable)
            own = len(getattr(self.original.blocks[index], "notes", ()))
            for part, text in parts_of(block):
                if not text.as_dict():
                    continue
                yield Unit(
                    index,
                    part,
                    _within(where, part),
                    text,
                    {lang: _part(one, part) for lang, one in stands.items()},
                    live and part != "caption" and not (part[0] == "n" and int(part[1:]) <= own),
                    self.tabs.get(index, ""),
                    getattr(block, "look", "") == "quote",
                )

    def _place(
        self, index: int, block: Block, stands: dict[Lang, FilledBlock], number: dict[Lang, str]
    ) -> LocalText:
        said: dict[str, str] = {}
        for lang, one in stands.items():
            if isinstance(one, FilledParagraph) and one.number:
                shown = one.number if not one.level else f"{number[lang].partition('(')[0]}{one.number}"
                number[lang] = one.number if not one.level else number[lang]
                said[lang] = both("before.place-paragraph", n=shown)[lang]
            elif isinstance(one, FilledTable | FilledChart):
                said[lang] = both("before.place-label", label=one.label)[lang]
            elif isinstance(block, Heading):
                said[lang] = both("before.place-heading", text=_short(plain(getattr(one, "text", ""))))[lang]
            elif isinstance(block, AnnexStart):
                said[lang] = both("before.place-label", label=plain(getattr(one, "label", "")))[lang]
            else:
                said[lang] = both("before.place-block", n=index + 1)[lang]
        for lang in LANGS:
            said.setdefault(lang, both("before.place-block", n=index + 1)[lang])
        return LocalText.of(said)


def parts_of(block: Block) -> Iterator[tuple[str, LocalText]]:
    """The texts of a block with the names of their parts."""
    if isinstance(block, Heading | Paragraph | NoteBlock):
        yield "text", block.text
    elif isinstance(block, TableBlock | LiveTable):
        yield "caption", block.caption
        for row, cells in enumerate(getattr(block, "rows", ()), start=1):
            for column, cell in enumerate(cells, start=1):
                yield f"r{row}c{column}", cell
        for number, note in enumerate(block.notes, start=1):
            yield f"n{number}", note
        if isinstance(block, TableBlock):
            yield "source", block.source
    elif isinstance(block, ChartBlock):
        yield "caption", block.caption
    elif isinstance(block, ListBlock):
        for number, item in enumerate(block.items, start=1):
            yield f"i{number}", item
    elif isinstance(block, PartStart):
        yield "title", block.title
        yield "label", block.label
    elif isinstance(block, AnnexStart | ContentsBlock):
        yield "title", block.title


def with_text(pack: Pack, block: int, part: str, lang: Lang, words: str) -> Pack:
    """*pack* with one text changed in one language. Raises :class:`RuleError` ``before.fix-gone`` for a part it has not."""

    def changed(text: LocalText) -> LocalText:
        return replace(text, **{"en" if lang == "en" else "zh_hant": words})

    if block < 0:
        if part.startswith("head."):
            new: dict[str, Any] = {part[5:]: changed(getattr(pack, part[5:]))}
            return replace(pack, **new)
        if part.startswith("f:"):
            notes = tuple(
                replace(one, text=changed(one.text)) if one.name == part[2:] else one
                for one in pack.footnotes
            )
            return replace(pack, footnotes=notes)
        lines = list(pack.signature)
        lines[int(part[1:]) - 1] = changed(lines[int(part[1:]) - 1])
        return replace(pack, signature=tuple(lines))
    if block >= len(pack.blocks) or part not in dict(parts_of(pack.blocks[block])):
        raise RuleError("before.fix-gone")
    blocks = list(pack.blocks)
    blocks[block] = _with_part(blocks[block], part, changed)
    return replace(pack, blocks=tuple(blocks))


def text_of(pack: Pack, block: int, part: str) -> LocalText | None:
    """One text of a pack as written; ``None`` where there is no such part."""
    if block >= 0:
        return dict(parts_of(pack.blocks[block])).get(part) if block < len(pack.blocks) else None
    if part.startswith("head."):
        found: LocalText | None = getattr(pack, part[5:], None)
        return found
    if part.startswith("f:"):
        return next((one.text for one in pack.footnotes if one.name == part[2:]), None)
    place_ = int(part[1:])
    return pack.signature[place_ - 1] if place_ <= len(pack.signature) else None


def _with_part(block: Any, part: str, changed: Any) -> Any:
    if part in ("text", "caption", "title", "label", "source"):
        return replace(block, **{part: changed(getattr(block, part))})
    if part[0] == "r":
        row, column = (int(n) - 1 for n in part[1:].split("c"))
        rows = [list(cells) for cells in block.rows]
        rows[row][column] = changed(rows[row][column])
        return replace(block, rows=tuple(tuple(cells) for cells in rows))
    name, place_ = ("notes" if part[0] == "n" else "items"), int(part[1:]) - 1
    items = list(getattr(block, name))
    items[place_] = changed(items[place_])
    return replace(block, **{name: tuple(items)})


def _part(block: FilledBlock, part: str) -> str:
    """The filled text of a part."""
    if isinstance(block, FilledTable):
        if part[0] == "r":
            row, column = (int(n) - 1 for n in part[1:].split("c"))
            return block.rows[row][column]
        if part[0] == "n":
            return block.notes[int(part[1:]) - 1]
    if isinstance(block, FilledList):
        return block.items[int(part[1:]) - 1]
    return cast("str", getattr(block, part))


def _within(where: LocalText, part: str) -> LocalText:
    if part[0] == "r" and "c" in part:
        row, column = part[1:].split("c")
        return LocalText.of(
            both("before.place-cell", where=where.en, where_zh=where.zh_hant, r=row, c=column)
        )
    if part[0] == "n" and part[1:].isdigit():
        return LocalText.of(both("before.place-note", where=where.en, where_zh=where.zh_hant, n=part[1:]))
    if part[0] == "i" and part[1:].isdigit():
        return LocalText.of(both("before.place-item", where=where.en, where_zh=where.zh_hant, n=part[1:]))
    return where


def place(code: str, **params: object) -> LocalText:
    """A place in words."""
    return LocalText.of(both(f"before.place-{code}", **params))


def _short(text: str, most: int = 30) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


__all__ = ["HELD", "Draft", "FilledText", "Unit", "held_out", "parts_of", "place", "text_of", "with_text"]
