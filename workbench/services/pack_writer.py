"""A pack in the JSON form of ``data/packs/README.md``, which :mod:`workbench.services.pack_reader` reads again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.base import files
from workbench.domain.errors import RuleError, StorageError
from workbench.domain.pack import (
    AnnexStart,
    ChartBlock,
    ContentsBlock,
    Heading,
    ListBlock,
    LiveTable,
    NoteBlock,
    PageBreak,
    Paragraph,
    PartStart,
    TableBlock,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.domain.pack import Block, FigureField, Pack
    from workbench.domain.text import LocalText

_FIELD = {
    "scenario": "scenario_id",
    "as_of": "as_of",
    "vintage": "vintage",
    "snapshot": "snapshot_id",
    "method": "method",
}
_HEAD_TEXTS = ("paper_no", "status", "committee", "classification", "file_ref", "name")


def save_pack_file(pack: Pack, framework: str, path: Path) -> None:
    """Write a pack to a file, whole or not at all.

    Raises :class:`RuleError` ``packs.unfinished`` for a block without a text, :class:`StorageError`.
    """
    content = json.dumps(pack_plain(pack, framework), ensure_ascii=False, indent=1) + "\n"
    try:
        files.write_bytes(path, content.encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError("briefing.cannot-write", file=path.name, reason=reason) from error


def pack_plain(pack: Pack, framework: str) -> dict[str, Any]:
    """A pack as plain values. What belongs to its workspace (own templates, ignored findings) is left out.

    Raises :class:`RuleError` ``packs.unfinished`` naming a block without a text, which no reader would take.
    """
    plain: dict[str, Any] = {
        "format": "blueprint-workbench/pack",
        "version": 1,
        "framework": framework,
        "id": pack.id,
        "template": pack.template,
        "order": pack.order,
        "head": pack.head,
        "title": _text(pack.title, "title"),
        "panel": pack.panel,
        "bureau": pack.bureau,
        "meeting_date": pack.meeting_date,
        "dated": pack.dated,
        "draft": pack.draft,
        "version_line": pack.version_line,
        "profiles": dict(pack.profiles),
        "signature": [_text(line, "signature") for line in pack.signature],
        "fields": [_field(field) for field in pack.fields],
        "footnotes": [
            {"name": note.name, "text": _text(note.text, f"footnotes: {note.name}")}
            for note in pack.footnotes
        ],
        "blocks": [_block(block, f"{number}") for number, block in enumerate(pack.blocks, start=1)],
    }
    for key in _HEAD_TEXTS:
        text: LocalText = getattr(pack, key)
        if text.as_dict():
            plain[key] = text.as_dict()
    return plain


def _text(text: LocalText, place: str) -> dict[str, str]:
    said = text.as_dict()
    if not said:
        raise RuleError("packs.unfinished", block=place)
    return said


def _field(field: FigureField) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "name": field.name,
        "kind": field.kind,
        "series": field.series_id,
        "period": field.period,
    }
    plain |= {key: value for key, name in _FIELD.items() if (value := getattr(field, name))}
    if field.show != "value_unit":
        plain["show"] = field.show
    if field.decimals is not None:
        plain["decimals"] = field.decimals
    if field.qualifier != "source":
        plain["qualifier"] = field.qualifier
    return plain


def _block(block: Block, place: str) -> dict[str, Any]:
    plain = _content(block, place)
    if block.only:
        plain["only"] = list(block.only)
    if anchor := getattr(block, "anchor", ""):
        plain["anchor"] = anchor
    return plain


def _content(block: Block, place: str) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"heading": _text(block.text, place), "level": block.level}
    if isinstance(block, Paragraph):
        plain: dict[str, Any] = {"paragraph": _text(block.text, place), "numbered": block.numbered}
        plain |= {"level": block.level} if block.level else {}
        return plain | ({"look": block.look} if block.look else {})
    if isinstance(block, NoteBlock):
        return {"note": _text(block.text, place)}
    if isinstance(block, ListBlock):
        return {"list": [_text(item, place) for item in block.items], "style": block.style}
    if isinstance(block, PageBreak):
        return {"page_break": True}
    if isinstance(block, AnnexStart):
        return {"annex": {"letter": block.letter, "title": _text(block.title, place)}}
    if isinstance(block, PartStart):
        part: dict[str, Any] = {"id": block.id, "title": _text(block.title, place), "head": block.head}
        return {"part": part | ({"label": block.label.as_dict()} if block.label.as_dict() else {})}
    if isinstance(block, ContentsBlock):
        return {"contents": {"title": _text(block.title, place), "level": block.level}}
    if isinstance(block, ChartBlock):
        return {"chart": _chart(block, place)}
    if isinstance(block, LiveTable):
        live: dict[str, Any] = {"kind": block.kind, "caption": _text(block.caption, place)}
        live |= {"params": dict(block.params)} if block.params else {}
        return {"live": live | ({"notes": [_text(n, place) for n in block.notes]} if block.notes else {})}
    if isinstance(block, TableBlock):
        return {"table": _table(block, place)}
    return {"signature": True}


def _chart(block: ChartBlock, place: str) -> dict[str, Any]:
    plain: dict[str, Any] = {"caption": _text(block.caption, place), "kind": block.kind}
    given = {
        "indicator": block.indicator_id,
        "scenario": block.scenario_id,
        "second": block.second_id,
        "interval": block.interval,
        "first_year": block.first_year,
        "as_of": block.as_of,
    }
    return plain | {key: value for key, value in given.items() if value}


def _table(block: TableBlock, place: str) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "caption": _text(block.caption, place),
        "rows": [[cell.as_dict() for cell in row] for row in block.rows],
        "header_rows": block.header_rows,
    }
    if block.widths:
        plain["widths"] = list(block.widths)
    if block.notes:
        plain["notes"] = [_text(note, place) for note in block.notes]
    if block.source.as_dict():
        plain["source"] = block.source.as_dict()
    return plain
