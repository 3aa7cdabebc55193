"""The texts of a pack: their pieces, the names in them, and every text of a block."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.domain.pack import Block, Pack
    from workbench.domain.text import LocalText


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text cut at its braces: words and the name that follows them ("" at the end), doubled braces as single ones.

    The name has its sign before it: ``^note``, ``>anchor``. Raises ``ValueError`` for an unpaired brace, or for
    anything but a name inside a pair.
    """
    for words, name, form, conversion in string.Formatter().parse(text):
        if form or conversion or name == "":
            raise ValueError(text)
        yield words, name or ""


def field_names(text: str) -> list[str]:
    """The ``{names}`` of figures and of words of the head in a text, in order; no footnotes or references.

    Raises ``ValueError`` for an unpaired brace.
    """
    return [name for _, name in pieces(text) if name and name[0] not in "^>"]


def call_names(text: str) -> list[str]:
    """The footnotes and references of a text with their signs: ``^note``, ``>anchor``. Raises ``ValueError``."""
    return [name for _, name in pieces(text) if name and name[0] in "^>"]


def anchor_of(block: Block) -> str:
    """The anchor of a block, "" without one."""
    return str(getattr(block, "anchor", ""))


def block_texts(block: Block) -> tuple[LocalText, ...]:
    """Every bilingual text of a block, in reading order."""
    if isinstance(block, Heading | Paragraph | NoteBlock):
        return (block.text,)
    if isinstance(block, TableBlock):
        cells = tuple(cell for row in block.rows for cell in row)
        source = (block.source,) if block.source.as_dict() else ()
        return (block.caption, *cells, *block.notes, *source)
    if isinstance(block, ChartBlock):
        return (block.caption,)
    if isinstance(block, LiveTable):
        return (block.caption, *block.notes)
    if isinstance(block, ListBlock):
        return block.items
    if isinstance(block, PartStart):
        return (block.title, *((block.label,) if block.label.as_dict() else ()))
    return (block.title,) if isinstance(block, AnnexStart | ContentsBlock) else ()


def pack_texts(pack: Pack) -> tuple[LocalText, ...]:
    """Every text of a pack that may hold names: head, blocks, footnotes, signature."""
    head = (pack.title, pack.paper_no, pack.status, pack.committee, pack.classification, pack.file_ref)
    blocks = tuple(text for block in pack.blocks for text in block_texts(block))
    return (*head, *blocks, *(note.text for note in pack.footnotes), *pack.signature)
