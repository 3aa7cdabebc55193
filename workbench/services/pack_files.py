"""Packs kept as JSON in ``data/packs``: read, checked, and every mistake told with the block it is in."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING, Any

from workbench.base.paths import asset
from workbench.domain.errors import FileProblem
from workbench.domain.pack import (
    AnnexStart,
    Block,
    ChartBlock,
    FigureField,
    Heading,
    NoteBlock,
    Pack,
    PageBreak,
    Paragraph,
    TableBlock,
)
from workbench.domain.text import LANGS, LocalText

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "blueprint-workbench/pack"
HEAD_FIELDS = frozenset({"meeting_date"})  # filled from the head of the paper, not from a figure
_SHOWS = ("value", "value_unit", "period", "source", "vintage")
_KINDS = ("observation", "target", "scenario")


def shipped_packs(framework: str) -> tuple[Pack, ...]:
    """The packs shipped for a plan, in the order of their file names. Raises :class:`FileProblem`."""
    found = []
    for path in sorted(asset("data", "packs").glob("*.json")):
        plain = _read(path)
        if plain.get("framework") == framework:
            found.append(pack_from(plain, path.name))
    return tuple(found)


def load_pack(path: Path) -> Pack:
    """One pack from a file. Raises :class:`FileProblem` naming file and block."""
    return pack_from(_read(path), path.name)


def _read(path: Path) -> dict[str, Any]:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileProblem("packs.unreadable", file=path.name, reason=str(error)) from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise FileProblem("packs.not-a-pack", file=path.name)
    if plain.get("version") != 1:
        raise FileProblem("packs.too-new", file=path.name, version=plain.get("version"))
    return plain


def pack_from(plain: dict[str, Any], file: str) -> Pack:
    """The pack a JSON object describes. Raises :class:`FileProblem` naming the block."""
    reader = _Reader(file)
    fields = tuple(
        reader.field(item, f"fields[{n}]")
        for n, item in enumerate(reader.items(plain.get("fields", []), "fields"))
    )
    blocks = tuple(
        reader.block(item, f"blocks[{n}]")
        for n, item in enumerate(reader.items(plain.get("blocks"), "blocks"))
    )
    signature = tuple(
        reader.text(item, f"signature[{n}]")
        for n, item in enumerate(reader.items(plain.get("signature", []), "signature"))
    )
    reader.names(fields, blocks)
    return Pack(
        id=reader.word(plain.get("id"), "id"),
        title=reader.text(plain.get("title"), "title"),
        paper_no=reader.text(plain.get("paper_no"), "paper_no"),
        status=reader.text(plain.get("status"), "status"),
        committee=reader.text(plain.get("committee"), "committee"),
        blocks=blocks,
        fields=fields,
        signature=signature,
        dated=str(plain.get("dated", "")),
        meeting_date=str(plain.get("meeting_date", "")),
        classification=reader.text(plain.get("classification", {}), "classification", needed=False),
    )


def field_names(text: str) -> list[str]:
    """The ``{names}`` in a text, in order. Raises ``ValueError`` for an unpaired brace."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


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
    return (block.title,) if isinstance(block, AnnexStart) else ()


class _Reader:
    """Reads parts of a pack and names the place of what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fail(self, place: str, code: str = "packs.bad-block", **params: Any) -> FileProblem:
        return FileProblem(code, file=self.file, block=place, **params)

    def items(self, value: Any, place: str) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(place)
        return value

    def word(self, value: Any, place: str) -> str:
        if not isinstance(value, str) or not value:
            raise self.fail(place)
        return value

    def text(self, value: Any, place: str, *, needed: bool = True) -> LocalText:
        if not isinstance(value, dict) or set(value) - set(LANGS):
            raise self.fail(place)
        if not all(isinstance(words, str) for words in value.values()):
            raise self.fail(place)
        if needed and not any(value.values()):
            raise self.fail(place)
        for words in value.values():
            try:
                field_names(words)
            except ValueError as error:
                raise self.fail(place, "packs.bad-braces", text=words) from error
        return LocalText.of(value)

    def field(self, item: dict[str, Any], place: str) -> FigureField:
        kind, show = item.get("kind"), item.get("show", "value_unit")
        decimals = item.get("decimals")
        if kind not in _KINDS or show not in _SHOWS or not (decimals is None or isinstance(decimals, int)):
            raise self.fail(place)
        if kind == "scenario" and not item.get("scenario"):
            raise self.fail(place)
        return FigureField(
            name=self.word(item.get("name"), place),
            kind=kind,
            series_id=self.word(item.get("series"), place),
            period=self.word(item.get("period"), place),
            scenario_id=str(item.get("scenario", "")),
            show=show,
            decimals=decimals,
            as_of=str(item.get("as_of", "")),
        )

    def block(self, item: dict[str, Any], place: str) -> Block:
        if "heading" in item:
            return Heading(self.text(item["heading"], place), self.level(item, place, 1))
        if "paragraph" in item:
            text = self.text(item["paragraph"], place)
            return Paragraph(text, bool(item.get("numbered", True)), self.level(item, place, 0))
        if "note" in item:
            return NoteBlock(self.text(item["note"], place))
        if item.get("page_break"):
            return PageBreak()
        if "annex" in item:
            annex = item["annex"]
            if not isinstance(annex, dict):
                raise self.fail(place)
            return AnnexStart(str(annex.get("letter", "")), self.text(annex.get("title"), place))
        if "chart" in item:
            return self.chart(item["chart"], place)
        if "table" in item:
            return self.table(item["table"], place)
        raise self.fail(place)

    def level(self, item: dict[str, Any], place: str, default: int) -> int:
        level = item.get("level", default)
        if not isinstance(level, int) or not 0 <= level <= 3:
            raise self.fail(place)
        return level

    def chart(self, item: Any, place: str) -> ChartBlock:
        if not isinstance(item, dict):
            raise self.fail(place)
        year = item.get("first_year")
        if not (year is None or isinstance(year, int)):
            raise self.fail(place)
        return ChartBlock(
            self.word(item.get("indicator"), place),
            self.text(item.get("caption"), place),
            str(item.get("scenario", "")),
            year,
        )

    def table(self, item: Any, place: str) -> TableBlock:
        if not isinstance(item, dict) or not isinstance(item.get("rows"), list) or not item["rows"]:
            raise self.fail(place)
        rows = []
        for n, row in enumerate(item["rows"]):
            if not isinstance(row, list) or len(row) != len(item["rows"][0]):
                raise self.fail(f"{place}.rows[{n}]", "packs.ragged-table")
            rows.append(
                tuple(self.text(cell, f"{place}.rows[{n}][{m}]", needed=False) for m, cell in enumerate(row))
            )
        notes, widths = item.get("notes", []), item.get("widths", [])
        if not isinstance(notes, list) or not isinstance(widths, list):
            raise self.fail(place)
        if widths and (
            len(widths) != len(rows[0]) or not all(isinstance(w, int | float) and w > 0 for w in widths)
        ):
            raise self.fail(place, "packs.ragged-table")
        header_rows = item.get("header_rows", 1)
        if not isinstance(header_rows, int) or not 0 <= header_rows <= len(rows):
            raise self.fail(place)
        return TableBlock(
            caption=self.text(item.get("caption"), place),
            rows=tuple(rows),
            header_rows=header_rows,
            widths=tuple(widths),
            notes=tuple(self.text(note, f"{place}.notes[{n}]") for n, note in enumerate(notes)),
            source=self.text(item.get("source", {}), place, needed=False),
        )

    def names(self, fields: tuple[FigureField, ...], blocks: tuple[Block, ...]) -> None:
        """Each field has a name of its own, and each name in a text is a field."""
        known: set[str] = set(HEAD_FIELDS)
        for number, one in enumerate(fields):
            if one.name in known:
                raise self.fail(f"fields[{number}]", "packs.field-twice", name=one.name)
            known.add(one.name)
        for number, block in enumerate(blocks):
            for text in block_texts(block):
                for words in text.as_dict().values():
                    for name in field_names(words):
                        if name not in known:
                            raise self.fail(f"blocks[{number}]", "packs.unknown-field", name=name)
