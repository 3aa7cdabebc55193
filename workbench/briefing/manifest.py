"""What an exported file says of itself, invisibly: the field behind every figure, and the text as it was exported.

The same XML travels inside the docx, pptx and xlsx of a paper as a custom XML part (ECMA-376 part 1, 15.2.5), which
Office keeps when people edit and save the file. ``workbench verify`` reads it back.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from workbench.briefing.chart_table import chart_table
from workbench.briefing.office import unpacked
from workbench.briefing.read_back import OWN_SHEET, Unit, own_cells, read_units, units_read, units_xml
from workbench.briefing.resolved import (
    FilledAnnex,
    FilledBlock,
    FilledChart,
    FilledHeading,
    FilledList,
    FilledNote,
    FilledPack,
    FilledParagraph,
    FilledPart,
    FilledTable,
    TracedFigure,
    plain,
    spans,
)
from workbench.domain.text import LocalText

NAMESPACE = "urn:blueprint-workbench:pack:1"
STORE_ID = "{6B1F0C52-2C0B-4E8C-9E0B-1B5D7F0A2C31}"
TAG = "fig:"
"""Before the name of a field in the tag of a content control (docx)."""
SHAPE_TAG = "BWB_FIGURES"
"""Name of the tag of a shape (pptx): ``r2c3=name p1=name`` …, rows, columns and paragraphs counted from 1."""
NAME_PREFIX = "fig."
"""Before the name of a field in a defined name (xlsx); ``fig.name.u2`` is its second use."""


@dataclass(frozen=True, slots=True)
class State:
    """The workspace a paper was made from. moment: of its newest change (ISO). snapshot_id: the snapshot that marks
    this state, "" where none was made for it.
    """

    workspace_id: str = ""
    moment: str = ""
    snapshot_id: str = ""


_TEXTS = ("texts", "source")
_ATTRIBUTES = tuple(one.name for one in fields(TracedFigure) if one.name not in _TEXTS)


def manifest(pack: FilledPack, state: State) -> bytes:
    """The XML of a paper in one language."""
    head = {
        "id": pack.id,
        "lang": pack.lang,
        "profile": pack.profile.id if pack.profile else "",
        "workspace": state.workspace_id,
        "moment": state.moment,
        "snapshot": state.snapshot_id,
    }
    parts = [f"<pack xmlns={quoteattr(NAMESPACE)}{_attributes(head)}>"]
    parts += [_figure(figure) for figure in pack.figures]
    parts += [_text(*one) for one in texts(pack)]
    parts += [_chart(block) for block in pack.blocks if isinstance(block, FilledChart)]
    parts.append("</pack>")
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + "".join(parts)).encode()


def texts(pack: FilledPack) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every text of a paper in reading order: its place, the text, and the fields in it.

    Places: ``head.title``, ``b3`` (the third block), ``b3.i2`` (second item), ``b4.r2c1`` (a cell, the head rows
    counted), ``b4.caption``, ``b4.n1`` (a note), ``f1`` (a footnote), ``s1`` (signature); all counted from 1.
    """
    for name in ("paper_no", "status", "committee", "title", "file_ref"):
        yield from _one(f"head.{name}", getattr(pack, name))
    for number, block in enumerate(pack.blocks, start=1):
        yield from _block(f"b{number}", block)
    for number, text in enumerate(pack.footnotes, start=1):
        yield from _one(f"f{number}", text)
    for number, text in enumerate(pack.signature, start=1):
        yield from _one(f"s{number}", text)


def _block(place: str, block: FilledBlock) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if isinstance(block, FilledHeading | FilledParagraph | FilledNote):
        yield from _one(place, block.text)
    elif isinstance(block, FilledList):
        for number, item in enumerate(block.items, start=1):
            yield from _one(f"{place}.i{number}", item)
    elif isinstance(block, FilledTable):
        yield from _one(f"{place}.caption", block.caption)
        for row, cells in enumerate(block.rows, start=1):
            for column, cell in enumerate(cells, start=1):
                yield from _one(f"{place}.r{row}c{column}", cell)
        for number, note in enumerate(block.notes, start=1):
            yield from _one(f"{place}.n{number}", note)
        yield from _one(f"{place}.source", block.source)
    elif isinstance(block, FilledChart):
        yield from _one(f"{place}.caption", block.caption)
    elif isinstance(block, FilledPart | FilledAnnex):
        yield from _one(place, block.title)


def _one(place: str, text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if text:
        yield place, plain(text), tuple(span.figure for span in spans(text) if span.figure)


def _attributes(values: dict[str, Any]) -> str:
    return "".join(
        f" {name}={quoteattr(str(value))}" for name, value in values.items() if value not in ("", None)
    )


def _figure(figure: TracedFigure) -> str:
    values: dict[str, Any] = {name: getattr(figure, name) for name in _ATTRIBUTES}
    values["status"] = " ".join(figure.status)
    if figure.value is not None:
        values["value"] = repr(figure.value)
    words = "".join(
        f'<{tag} lang="{lang}">{escape(text)}</{tag}>'
        for tag, local in (("text", figure.texts), ("source", figure.source))
        for lang, text in local.as_dict().items()
    )
    return f"<figure{_attributes(values)}>{words}</figure>"


def _text(place: str, text: str, names: tuple[str, ...]) -> str:
    named = f" fields={quoteattr(' '.join(names))}" if names else ""
    return f"<t at={quoteattr(place)}{named}>{escape(text)}</t>"


def _chart(block: FilledChart) -> str:
    table = chart_table(block.spec)
    found = []
    for column in table.columns:
        points = "".join(
            f"<v at={quoteattr(period.code)}>{value!r}</v>"
            for period, value in zip(table.periods, column.values, strict=True)
            if value is not None
        )
        found.append(f'<series name={quoteattr(column.name)} role="{column.role}">{points}</series>')
    return f'<chart number="{block.number}">{"".join(found)}</chart>'


# ── into and out of packages ──────────────────────────────────────────────────────────────────────────────────

_MAIN = {
    "word/document.xml": "word/_rels/document.xml.rels",
    "ppt/presentation.xml": "ppt/_rels/presentation.xml.rels",
    "xl/workbook.xml": "xl/_rels/workbook.xml.rels",
}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
    f' ds:itemID="{STORE_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_ITEM_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"'
    ' Target="itemProps{number}.xml"/></Relationships>'
)


def attached(parts: dict[str, bytes], xml: bytes) -> dict[str, bytes]:
    """The parts of an Office package with the manifest as a custom XML part of its main part.

    The manifest is completed by the file itself, read as ``workbench verify`` will read it once somebody has edited it.
    """
    parts = _without_manifest(parts)
    units = units_xml(read_units(parts, _names(xml)))
    xml = xml.removesuffix(b"</pack>") + units.encode() + b"</pack>"
    if "xl/workbook.xml" in parts:
        parts = _with_sheet(parts, xml)
    main = next(rels for name, rels in _MAIN.items() if name in parts)
    number = 1 + max(
        (int(found.group(1)) for name in parts if (found := re.fullmatch(r"customXml/item(\d+)\.xml", name))),
        default=0,
    )
    types = parts["[Content_Types].xml"].decode()
    override = (
        f'<Override PartName="/customXml/itemProps{number}.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
    )
    if not re.search(r'<Default[^>]*Extension="xml"', types):
        override += f'<Override PartName="/customXml/item{number}.xml" ContentType="application/xml"/>'
    relation = f'<Relationship Id="rIdPack" Type="{_RELATION}" Target="../customXml/item{number}.xml"/>'
    return {
        **parts,
        "[Content_Types].xml": types.replace("</Types>", f"{override}</Types>").encode(),
        main: parts[main].decode().replace("</Relationships>", f"{relation}</Relationships>").encode(),
        f"customXml/item{number}.xml": xml,
        f"customXml/itemProps{number}.xml": _PROPERTIES.encode(),
        f"customXml/_rels/item{number}.xml.rels": _ITEM_RELATIONS.format(number=number).encode(),
    }


def _without_manifest(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without the manifest of another paper: a user's own template may have been made of one."""
    old = [
        found.group(1)
        for name, content in parts.items()
        if (found := re.fullmatch(r"customXml/item(\d+)\.xml", name)) and NAMESPACE.encode() in content
    ]
    if not old:
        return parts
    found_ = dict(parts)
    main = next(rels for name, rels in _MAIN.items() if name in parts)
    relations, types = parts[main].decode(), parts["[Content_Types].xml"].decode()
    for number in old:
        names = (f"item{number}.xml", f"itemProps{number}.xml", f"_rels/item{number}.xml.rels")
        for name in names:
            found_.pop(f"customXml/{name}", None)
        relations = re.sub(rf'<Relationship\b[^>]*customXml/item{number}\.xml"[^>]*/>', "", relations)
        types = re.sub(rf'<Override\b[^>]*"/customXml/item(?:Props)?{number}\.xml"[^>]*/>', "", types)
    return {**found_, main: relations.encode(), "[Content_Types].xml": types.encode()}


_MOST = 50_000_000
_CHUNK = 30_000  # a cell holds 32,767 characters


def _with_sheet(parts: dict[str, bytes], xml: bytes) -> dict[str, bytes]:
    """A workbook with the manifest also in a sheet that nobody sees, which programs keep that drop custom parts."""
    packed = b64encode(zlib.compress(xml, 9)).decode()
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{packed[at : at + _CHUNK]}</t></is></c></row>'
        for n, at in enumerate(range(0, len(packed), _CHUNK), start=1)
    )
    main, rels, types = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    book = parts[main].decode()
    number = 1 + max(int(found) for found in re.findall(r'sheetId="(\d+)"', book))
    part = f"xl/worksheets/sheet{number}.xml"
    sheet = f'<sheet name="{OWN_SHEET}" sheetId="{number}" state="veryHidden" r:id="rIdPackSheet"/></sheets>'
    relation = (
        f'<Relationship Id="rIdPackSheet" Target="worksheets/sheet{number}.xml" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/worksheet"/></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    override = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return {
        **parts,
        main: book.replace("</sheets>", sheet).encode(),
        rels: parts[rels].decode().replace("</Relationships>", relation).encode(),
        types: parts[types].decode().replace("</Types>", override).encode(),
        part: (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData>{rows}</sheetData></worksheet>"
        ).encode(),
    }


def _names(xml: bytes) -> tuple[str, ...]:
    """The fields of a manifest in their order."""
    space = f"{{{NAMESPACE}}}"
    return tuple(one.get("name", "") for one in ElementTree.fromstring(xml).iter(f"{space}figure"))


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest read back. texts: place → (text as exported, fields in it). charts: number → series → period → value.

    units: the file as it was exported, unit by unit.
    """

    pack_id: str
    lang: str
    profile: str
    state: State
    figures: dict[str, TracedFigure]
    texts: dict[str, tuple[str, tuple[str, ...]]]
    charts: dict[int, dict[str, dict[str, float]]]
    units: tuple[Unit, ...] = ()


def read_manifest(package: bytes) -> Manifest | None:
    """The manifest inside an Office file; ``None`` where it has none (not from this program, or it was taken out).

    Raises ``ValueError`` or ``zipfile.BadZipFile`` for a file that is no such package.
    """
    return manifest_of(unpacked(package))


def manifest_of(parts: Mapping[str, bytes]) -> Manifest | None:
    """The same from the parts of a package."""
    for name, content in parts.items():
        if re.fullmatch(r"customXml/item\d+\.xml", name) and NAMESPACE.encode() in content:
            return _read(content)
    try:
        held = zlib.decompressobj().decompress(b64decode("".join(own_cells(parts)), validate=True), _MOST)
    except (ValueError, zlib.error):
        return None
    return _read(held) if NAMESPACE.encode() in held else None


def _read(content: bytes) -> Manifest:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("entities")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    space = f"{{{NAMESPACE}}}"
    figures = {}
    for one in root.iter(f"{space}figure"):
        values: dict[str, Any] = {name: one.get(name, "") for name in _ATTRIBUTES}
        values["value"] = float(values["value"]) if values["value"] else None
        values["status"] = tuple(values["status"].split())
        values["multiplier"] = int(values["multiplier"] or 0)
        values["decimals"] = int(values["decimals"]) if values["decimals"] else None
        for tag in ("text", "source"):
            words = {e.get("lang", ""): e.text or "" for e in one.findall(f"{space}{tag}")}
            values["texts" if tag == "text" else tag] = LocalText.of(words)
        figure = TracedFigure(**values)
        figures[figure.name] = figure
    held = {
        one.get("at", ""): (one.text or "", tuple(one.get("fields", "").split()))
        for one in root.iter(f"{space}t")
    }
    charts = {
        int(one.get("number", "0")): {
            series.get("name", ""): {v.get("at", ""): float(v.text or "nan") for v in series}
            for series in one
        }
        for one in root.iter(f"{space}chart")
    }
    state = State(root.get("workspace", ""), root.get("moment", ""), root.get("snapshot", ""))
    return Manifest(
        root.get("id", ""),
        root.get("lang", ""),
        root.get("profile", ""),
        state,
        figures,
        held,
        charts,
        units_read(root, NAMESPACE),
    )
