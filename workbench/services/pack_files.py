"""Packs kept as JSON in ``data/packs``: read, checked, and every mistake told with the block it is in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from workbench.base.paths import asset
from workbench.domain.errors import FileProblem
from workbench.services.pack_reader import pack_from
from workbench.services.pack_texts import block_texts, field_names

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.domain.pack import Pack

__all__ = ["block_texts", "field_names", "load_pack", "pack_from", "shipped_packs"]

FORMAT = "blueprint-workbench/pack"


def shipped_packs(framework: str, *, templates: bool = False) -> tuple[Pack, ...]:
    """The packs shipped for a plan, by their order, then the names of their files: those that every new workspace
    holds, or the templates. Raises :class:`FileProblem`.
    """
    found = []
    for path in sorted(asset("data", "packs").glob("*.json")):
        plain = _read(path)
        if plain.get("framework") == framework and bool(plain.get("template", False)) == templates:
            found.append(pack_from(_with_included(plain, path), path.name))
    return tuple(sorted(found, key=lambda pack: pack.order))


def load_pack(path: Path) -> Pack:
    """One pack from a file. Raises :class:`FileProblem` naming file and block."""
    return pack_from(_with_included(_read(path), path), path.name)


def _with_included(plain: dict[str, Any], path: Path) -> dict[str, Any]:
    """*plain* with the blocks, fields and footnotes of the packs that it includes (files beside it) in their place.

    ``{"include": "panel-paper", "head": true}``: with the head of that paper; a field or footnote that is there with
    the same content is taken once. Raises :class:`FileProblem`.
    """
    blocks, whole = plain.get("blocks"), dict(plain)
    if not isinstance(blocks, list) or not any(isinstance(b, dict) and "include" in b for b in blocks):
        return plain
    found: list[Any] = []
    for block in blocks:
        if not (isinstance(block, dict) and "include" in block):
            found.append(block)
            continue
        name = str(block["include"])
        other_path = path.parent / f"{name}.json"
        if not re.fullmatch(r"[a-z0-9-]+", name) or not other_path.is_file() or other_path == path:
            raise FileProblem("packs.no-include", file=path.name, name=name)
        other = _read(other_path)
        if any(isinstance(b, dict) and "include" in b for b in other.get("blocks", ())):
            raise FileProblem("packs.no-include", file=path.name, name=name)
        if block.get("head"):
            found += _head_blocks(other)
        found += other.get("blocks", ())
        for key in ("fields", "footnotes"):
            own = {item.get("name"): item for item in whole.get(key, ())}
            whole[key] = [
                *whole.get(key, ()),
                *(item for item in other.get(key, ()) if own.get(item.get("name")) != item),
            ]
    return {**whole, "blocks": found}


def _head_blocks(plain: dict[str, Any]) -> list[dict[str, Any]]:
    """The head of an included paper as centred paragraphs: number, status, body, title."""
    found = []
    for key in ("paper_no", "status", "committee", "title"):
        words = plain.get(key)
        if isinstance(words, dict) and any(words.values()):
            bold = {lang: f"**{text}**" if key != "paper_no" else text for lang, text in words.items()}
            found.append({"paragraph": bold, "look": "centre"})
    return found


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
