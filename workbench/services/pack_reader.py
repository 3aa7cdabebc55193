"""A pack from its JSON form, every mistake told with the block it is in."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, get_args

from workbench.domain.errors import FileProblem
from workbench.domain.figure import Qualifier
from workbench.domain.pack import (
    HEAD_FIELDS,
    AnnexStart,
    Block,
    ChartBlock,
    ChartKind,
    ContentsBlock,
    FieldKind,
    FieldShow,
    FigureField,
    Footnote,
    Heading,
    HeadKind,
    ListBlock,
    ListStyle,
    LiveKind,
    LiveTable,
    NoteBlock,
    Pack,
    PageBreak,
    Paragraph,
    PartStart,
    SignatureBlock,
    TableBlock,
)
from workbench.domain.text import LANGS, LocalText
from workbench.services.pack_texts import anchor_of, block_texts, call_names, field_names

_SHOWS = get_args(FieldShow)
_KINDS: tuple[Any, ...] = get_args(FieldKind)
_LIVE: tuple[Any, ...] = get_args(LiveKind)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,55}")
_LOOKS = ("", "question", "answer", "quote", "caution", "centre")


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
    footnotes = tuple(
        Footnote(
            reader.name(item.get("name"), f"footnotes[{n}]"),
            reader.text(item.get("text"), f"footnotes[{n}]"),
        )
        for n, item in enumerate(reader.items(plain.get("footnotes", []), "footnotes"))
    )
    reader.names(fields, blocks, footnotes)
    head = plain.get("head", "paper")
    profiles = plain.get("profiles", {})
    if head not in get_args(HeadKind) or not isinstance(profiles, dict) or set(profiles) - set(LANGS):
        raise reader.fail("head, profiles")
    return Pack(
        id=reader.word(plain.get("id"), "id"),
        title=reader.text(plain.get("title"), "title"),
        paper_no=reader.text(plain.get("paper_no", {}), "paper_no", needed=False),
        status=reader.text(plain.get("status", {}), "status", needed=False),
        committee=reader.text(plain.get("committee", {}), "committee", needed=False),
        blocks=blocks,
        fields=fields,
        signature=signature,
        dated=str(plain.get("dated", "")),
        meeting_date=str(plain.get("meeting_date", "")),
        classification=reader.text(plain.get("classification", {}), "classification", needed=False),
        footnotes=footnotes,
        profiles={str(key): str(value) for key, value in profiles.items()},
        head=head,
        panel=str(plain.get("panel", "")),
        bureau=str(plain.get("bureau", "")),
        file_ref=reader.text(plain.get("file_ref", {}), "file_ref", needed=False),
        draft=bool(plain.get("draft", False)),
        version_line=bool(plain.get("version_line", False)),
        template=bool(plain.get("template", False)),
        order=reader.whole(plain.get("order", 0), "order"),
        name=reader.text(plain.get("name", {}), "name", needed=False),
    )


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

    def name(self, value: Any, place: str) -> str:
        if not isinstance(value, str) or _NAME.fullmatch(value) is None:
            raise self.fail(place, "packs.bad-name", name=str(value)[:60])
        return value

    def whole(self, value: Any, place: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fail(place)
        return value

    def only(self, item: dict[str, Any], place: str) -> tuple[str, ...]:
        words = item.get("only", [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise self.fail(place)
        return tuple(words)

    def anchor(self, item: dict[str, Any], place: str) -> str:
        anchor = item.get("anchor", "")
        return self.name(anchor, place) if anchor != "" else ""

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
        kind: Any = item.get("kind")
        show = item.get("show", "value_unit")
        decimals = item.get("decimals")
        if kind not in _KINDS or show not in _SHOWS or not (decimals is None or isinstance(decimals, int)):
            raise self.fail(place)
        if item.get("qualifier", "source") not in ("source", "", *get_args(Qualifier)):
            raise self.fail(place)
        if kind == "scenario" and not item.get("scenario"):
            raise self.fail(place)
        return FigureField(
            name=self.name(item.get("name"), place),
            kind=kind,
            series_id=self.word(item.get("series"), place),
            period=str(item.get("period", ""))
            if kind == "delivery"
            else self.word(item.get("period"), place),
            scenario_id=str(item.get("scenario", "")),
            show=show,
            decimals=decimals,
            as_of=str(item.get("as_of", "")),
            vintage=str(item.get("vintage", "")),
            snapshot_id=str(item.get("snapshot", "")),
            qualifier=str(item.get("qualifier", "source")),
            method=str(item.get("method", "")),
        )

    def block(self, item: dict[str, Any], place: str) -> Block:
        only, anchor = self.only(item, place), self.anchor(item, place)
        if "heading" in item:
            return Heading(self.text(item["heading"], place), self.level(item, place, 1), only, anchor)
        if "paragraph" in item:
            return self.paragraph(item, place, only, anchor)
        if "note" in item:
            return NoteBlock(self.text(item["note"], place), only)
        if "list" in item:
            style = item.get("style", "bullet")
            if style not in get_args(ListStyle) or not item["list"]:
                raise self.fail(place)
            return ListBlock(
                tuple(self.text(one, place) for one in self.items(item["list"], place)), style, only
            )
        if item.get("page_break"):
            return PageBreak(only)
        if item.get("signature"):
            return SignatureBlock(only)
        for key, read in (
            ("annex", self.annex),
            ("part", self.part),
            ("contents", self.contents),
            ("chart", self.chart),
            ("live", self.live),
            ("table", self.table),
        ):
            if key in item:
                if not isinstance(item[key], dict):
                    raise self.fail(place)
                return read(item[key], place, only, anchor)
        raise self.fail(place)

    def paragraph(self, item: dict[str, Any], place: str, only: tuple[str, ...], anchor: str) -> Paragraph:
        look = item.get("look", "")
        if look not in _LOOKS:
            raise self.fail(place)
        text, numbered = self.text(item["paragraph"], place), bool(item.get("numbered", not look))
        return Paragraph(text, numbered, self.level(item, place, 0), only, anchor, look)

    def annex(self, item: dict[str, Any], place: str, only: tuple[str, ...], anchor: str) -> AnnexStart:
        return AnnexStart(str(item.get("letter", "")), self.text(item.get("title"), place), only, anchor)

    def part(self, item: dict[str, Any], place: str, only: tuple[str, ...], anchor: str) -> PartStart:
        head = item.get("head", "")
        if head not in get_args(HeadKind):
            raise self.fail(place)
        label = self.text(item.get("label", {}), place, needed=False)
        return PartStart(
            self.word(item.get("id"), place), self.text(item.get("title"), place), label, head, only
        )

    def contents(self, item: dict[str, Any], place: str, only: tuple[str, ...], anchor: str) -> ContentsBlock:
        return ContentsBlock(self.text(item.get("title"), place), self.level(item, place, 1), only)

    def live(self, item: dict[str, Any], place: str, only: tuple[str, ...], anchor: str) -> LiveTable:
        kind: Any = item.get("kind")
        params = item.get("params", {})
        if kind not in _LIVE or not isinstance(params, dict):
            raise self.fail(place)
        notes = item.get("notes", [])
        if not isinstance(notes, list):
            raise self.fail(place)
        return LiveTable(
            kind,
            self.text(item.get("caption"), place),
            {str(key): str(value) for key, value in params.items()},
            tuple(self.text(note, f"{place}.notes[{n}]") for n, note in enumerate(notes)),
            only,
            anchor,
        )

    def level(self, item: dict[str, Any], place: str, default: int) -> int:
        level = item.get("level", default)
        if not isinstance(level, int) or not 0 <= level <= 3:
            raise self.fail(place)
        return level

    def chart(self, item: dict[str, Any], place: str, only: tuple[str, ...], anchor: str) -> ChartBlock:
        year, kind = item.get("first_year"), item.get("kind", "indicator")
        if not (year is None or isinstance(year, int)) or kind not in get_args(ChartKind):
            raise self.fail(place)
        if kind == "combination" and not item.get("second"):
            raise self.fail(place)
        return ChartBlock(
            self.word(item.get("indicator"), place) if kind != "delivery" else "",
            self.text(item.get("caption"), place),
            str(item.get("scenario", "")),
            year,
            kind,
            str(item.get("second", "")),
            bool(item.get("interval", False)),
            str(item.get("as_of", "")),
            only,
            anchor,
        )

    def table(self, item: dict[str, Any], place: str, only: tuple[str, ...], anchor: str) -> TableBlock:
        if not isinstance(item.get("rows"), list) or not item["rows"]:
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
            only=only,
            anchor=anchor,
        )

    def names(
        self, fields: tuple[FigureField, ...], blocks: tuple[Block, ...], footnotes: tuple[Footnote, ...]
    ) -> None:
        """Each field has a name of its own, and each name in a text is a field, a footnote or an anchor."""
        known: set[str] = set(HEAD_FIELDS)
        for number, one in enumerate(fields):
            if one.name in known:
                raise self.fail(f"fields[{number}]", "packs.field-twice", name=one.name)
            known.add(one.name)
        for number, note in enumerate(footnotes):
            if f"^{note.name}" in known:
                raise self.fail(f"footnotes[{number}]", "packs.field-twice", name=note.name)
            known.add(f"^{note.name}")
        for number, block in enumerate(blocks):
            if anchor := anchor_of(block):
                if f">{anchor}" in known:
                    raise self.fail(f"blocks[{number}]", "packs.field-twice", name=anchor)
                known.add(f">{anchor}")
        texts = [(f"blocks[{n}]", text) for n, block in enumerate(blocks) for text in block_texts(block)]
        texts += [(f"footnotes[{n}]", note.text) for n, note in enumerate(footnotes)]
        for place, text in texts:
            for words in text.as_dict().values():
                for name in (*field_names(words), *call_names(words)):
                    if name not in known:
                        near = get_close_matches(name, known, 1)
                        code = "packs.unknown-field-near" if near else "packs.unknown-field"
                        raise self.fail(place, code, name=name, near=near[0] if near else "")
