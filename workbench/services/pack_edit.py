"""Changes to a pack while it is written: blocks put in, taken out, moved; texts of a block by their slot; figure fields.

Every function gives a new pack; :class:`workbench.services.operations.packs.SavePack` keeps it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from workbench.domain.errors import RuleError
from workbench.domain.pack import (
    HEAD_FIELDS,
    AnnexStart,
    ChartBlock,
    ContentsBlock,
    Footnote,
    Heading,
    ListBlock,
    LiveTable,
    NoteBlock,
    PageBreak,
    Paragraph,
    PartStart,
    SignatureBlock,
    TableBlock,
)
from workbench.domain.text import LANGS, LocalText
from workbench.services.pack_texts import anchor_of, block_texts, call_names, field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.domain.pack import Block, FigureField, Pack
    from workbench.domain.text import Lang

BlockKind = Literal[
    "heading",
    "paragraph",
    "list",
    "table",
    "live",
    "chart",
    "note",
    "page_break",
    "annex",
    "part",
    "contents",
    "signature",
]
KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
_TYPES: dict[type, BlockKind] = {
    Heading: "heading",
    Paragraph: "paragraph",
    ListBlock: "list",
    TableBlock: "table",
    LiveTable: "live",
    ChartBlock: "chart",
    NoteBlock: "note",
    PageBreak: "page_break",
    AnnexStart: "annex",
    PartStart: "part",
    ContentsBlock: "contents",
    SignatureBlock: "signature",
}
_EMPTY = LocalText()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def kind_of(block: Block) -> BlockKind:
    """What sort of block it is."""
    return _TYPES[type(block)]


# ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────────


def new_block(kind: BlockKind, pack: Pack, *, indicator_id: str = "") -> Block:
    """An empty block of a kind, ready to be put into *pack*; a chart needs an indicator."""
    made: dict[str, Callable[[], Any]] = {
        "heading": lambda: Heading(_EMPTY),
        "paragraph": lambda: Paragraph(_EMPTY),
        "list": lambda: ListBlock((_EMPTY,)),
        "table": lambda: TableBlock(_EMPTY, ((_EMPTY, _EMPTY), (_EMPTY, _EMPTY))),
        "live": lambda: LiveTable("indicators", _EMPTY),
        "chart": lambda: ChartBlock(indicator_id, _EMPTY),
        "note": lambda: NoteBlock(_EMPTY),
        "page_break": PageBreak,
        "annex": lambda: AnnexStart(_next_letter(pack), _EMPTY),
        "part": lambda: PartStart(_free_part(pack, "part"), _EMPTY),
        "contents": lambda: ContentsBlock(LocalText("Contents", "目錄")),
        "signature": SignatureBlock,
    }
    return cast("Block", made[kind]())


def _next_letter(pack: Pack) -> str:
    used = {block.letter for block in pack.blocks if isinstance(block, AnnexStart)}
    return next((letter for letter in _LETTERS if letter not in used), "")


def _free_part(pack: Pack, stem: str) -> str:
    used = {block.id for block in pack.blocks if isinstance(block, PartStart)}
    return _free(stem, used)


def _free(stem: str, used: Iterable[str], joint: str = "-") -> str:
    taken, name, number = set(used), stem, 1
    while name in taken:
        number += 1
        name = f"{stem}{joint}{number}"
    return name


def inserted(pack: Pack, index: int, *blocks: Block) -> Pack:
    """With *blocks* before block *index* (the number of blocks: at the end)."""
    held = pack.blocks
    return replace(pack, blocks=(*held[:index], *blocks, *held[index:]))


def removed(pack: Pack, index: int) -> Pack:
    """Without a block. Its fields stay: another text may name them, and the check tells of those that none does."""
    return replace(pack, blocks=(*pack.blocks[:index], *pack.blocks[index + 1 :]))


def moved(pack: Pack, index: int, to: int) -> Pack:
    """With block *index* standing as number *to* of the result."""
    blocks = list(pack.blocks)
    block = blocks.pop(index)
    blocks.insert(max(0, min(to, len(blocks))), block)
    return replace(pack, blocks=tuple(blocks))


def duplicated(pack: Pack, index: int) -> Pack:
    """With a copy after block *index*: without its anchor, an annex or part under a letter or id of its own."""
    block = pack.blocks[index]
    copy: Block = block
    if anchor_of(block):
        copy = replace(cast("Any", block), anchor="")
    if isinstance(copy, AnnexStart):
        copy = replace(copy, letter=_next_letter(pack))
    if isinstance(copy, PartStart):
        copy = replace(copy, id=_free_part(pack, copy.id))
    return inserted(pack, index + 1, copy)


def replaced(pack: Pack, index: int, block: Block) -> Pack:
    """With another block in the place of block *index*. Raises :class:`RuleError` for an anchor that is in use."""
    anchor = anchor_of(block)
    if anchor:
        others = {anchor_of(one) for place, one in enumerate(pack.blocks) if place != index}
        if anchor in others:
            raise RuleError("packs.field-twice", file=pack.id, block=f"blocks[{index}]", name=anchor)
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,55}", anchor) is None:
            raise RuleError("packs.bad-name", file=pack.id, block=f"blocks[{index}]", name=anchor)
    return replace(pack, blocks=(*pack.blocks[:index], block, *pack.blocks[index + 1 :]))


# ── texts of a block, by slot ─────────────────────────────────────────────────────────────────────────────────


def slots(block: Block) -> dict[str, LocalText]:
    """Every text of a block by its slot: ``text``, ``title``, ``label``, ``caption``, ``source``, ``item0``, ``note0``,
    ``r0c1`` (cell of a table), in the order in which they are written.
    """
    if isinstance(block, Heading | Paragraph | NoteBlock):
        return {"text": block.text}
    if isinstance(block, ListBlock):
        return {f"item{n}": item for n, item in enumerate(block.items)}
    if isinstance(block, TableBlock):
        cells = {f"r{r}c{c}": cell for r, row in enumerate(block.rows) for c, cell in enumerate(row)}
        notes = {f"note{n}": note for n, note in enumerate(block.notes)}
        return {"caption": block.caption, **cells, **notes, "source": block.source}
    if isinstance(block, LiveTable):
        return {"caption": block.caption, **{f"note{n}": note for n, note in enumerate(block.notes)}}
    if isinstance(block, ChartBlock):
        return {"caption": block.caption}
    if isinstance(block, PartStart):
        return {"title": block.title, "label": block.label}
    return {"title": block.title} if isinstance(block, AnnexStart | ContentsBlock) else {}


def with_text(block: Block, slot: str, text: LocalText) -> Block:
    """*block* with another text in a slot of :func:`slots`. Raises ``KeyError`` for a slot that it has not."""
    held: Any = block
    if slot in ("text", "title", "label", "caption", "source"):
        if slot not in slots(block):
            raise KeyError(slot)
        return cast("Block", replace(held, **{slot: text}))
    if match := re.fullmatch(r"r(\d+)c(\d+)", slot):
        row, column = int(match[1]), int(match[2])
        rows = [list(cells) for cells in held.rows]
        rows[row][column] = text
        return cast("Block", replace(held, rows=tuple(tuple(cells) for cells in rows)))
    if match := re.fullmatch(r"(item|note)(\d+)", slot):
        name, place = f"{match[1]}s", int(match[2])
        items = list(getattr(held, name))
        items[place] = text
        return cast("Block", replace(held, **{name: tuple(items)}))
    raise KeyError(slot)


def with_lang(text: LocalText, lang: Lang, words: str) -> LocalText:
    """*text* with other words in one language; empty words are a text that is not written yet."""
    said: dict[Lang, str | None] = {one: text.get(one) for one in LANGS}
    said[lang] = words or None
    return LocalText(said["en"], said["zh-Hant"])


# ── figure fields ─────────────────────────────────────────────────────────────────────────────────────────────


def with_field(pack: Pack, field: FigureField) -> tuple[Pack, str]:
    """*pack* with a field for this figure, and its name: that of a field already bound to the very same, else a new one.

    The name asked for is shortened to what a name may be, and numbered where it is taken.
    """
    for held in pack.fields:
        if replace(held, name="") == replace(field, name=""):
            return pack, held.name
    stem = re.sub(r"[^A-Za-z0-9]+", "_", field.name).strip("_")[:50] or "figure"
    if not stem[0].isalpha():
        stem = f"f_{stem}"[:50]
    name = _free(stem, {*HEAD_FIELDS, *(held.name for held in pack.fields)}, "_")
    return replace(pack, fields=(*pack.fields, replace(field, name=name))), name


def with_field_replaced(pack: Pack, name: str, field: FigureField) -> Pack:
    """*pack* with the field of that name bound to another figure."""
    held = tuple(replace(field, name=name) if one.name == name else one for one in pack.fields)
    return replace(pack, fields=held)


def without_field(pack: Pack, name: str) -> Pack:
    """*pack* without a field that no text names. Raises :class:`RuleError` ``packs.field-in-use``."""
    if places_of(pack, name):
        raise RuleError("packs.field-in-use", name=name)
    return replace(pack, fields=tuple(one for one in pack.fields if one.name != name))


def places_of(pack: Pack, name: str) -> tuple[str, ...]:
    """Where a name stands (``ratio``, ``^note``, ``>anchor``): ``block:3``, ``footnote:name``, ``head``; each once."""
    found = []
    head = (pack.title, pack.paper_no, pack.status, pack.committee, pack.classification, pack.file_ref)
    if any(_names(text, name) for text in (*head, *pack.signature)):
        found.append("head")
    for place, block in enumerate(pack.blocks):
        if any(_names(text, name) for text in block_texts(block)):
            found.append(f"block:{place}")
    found += [f"footnote:{note.name}" for note in pack.footnotes if _names(note.text, name)]
    return tuple(found)


def _names(text: LocalText, name: str) -> bool:
    for words in text.as_dict().values():
        try:
            if name in (*field_names(words), *call_names(words)):
                return True
        except ValueError:
            continue
    return False


def with_footnote(pack: Pack) -> tuple[Pack, str]:
    """*pack* with an empty footnote, and its name."""
    name = _free("note", {note.name for note in pack.footnotes}, "_")
    return replace(pack, footnotes=(*pack.footnotes, Footnote(name, _EMPTY))), name


def with_anchor(pack: Pack, index: int) -> tuple[Pack, str]:
    """*pack* with block *index* anchored, and its anchor: the one it has, else a new one."""
    block = pack.blocks[index]
    if anchor_of(block):
        return pack, anchor_of(block)
    name = _free(kind_of(block), {anchor_of(one) for one in pack.blocks}, "_")
    return replaced(pack, index, replace(cast("Any", block), anchor=name)), name


def can_be_anchored(block: Block) -> bool:
    """Whether other texts can refer to a block."""
    return isinstance(block, Heading | Paragraph | TableBlock | LiveTable | ChartBlock | AnnexStart)


def fresh_id(stem: str, used: Iterable[str]) -> str:
    """An id for a pack that none has: letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "paper"
    return _free(plain, used)
