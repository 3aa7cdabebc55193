"""What calamine does not give of an xlsb: formatting, error cells, merged areas, hidden rows and columns.

The parts are streams of records (type, length, body: [MS-XLSB]); the few that matter are read, all others are passed
over. Text boxes, comments and pictures stand in XML parts as in an xlsx.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from workbench.importers.book import Area
from workbench.importers.readers.extras import SheetExtras, Style, StyleLook
from workbench.importers.readers.ooxml import BUILT_IN, Package, attached, of_workbook

_ROW, _ERROR, _FORMULA_ERROR = 0, 3, 11
_CELLS = frozenset(range(1, 12)) | {
    62
}  # blank, number, error, boolean, text, formulas; rich text in the cell
_FONT, _FORMAT, _XF, _CELL_XFS, _END_CELL_XFS = 43, 44, 47, 617, 618
_COLUMN, _MERGE, _SHEET = 60, 176, 156
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read_xlsb_extras(data: bytes) -> tuple[dict[str, SheetExtras], list[tuple[str, dict[str, Any]]]]:
    """Extras by sheet name, and findings about the whole workbook."""
    package = Package(data)
    office = next(
        (part for _, kind, part, _ in package.relations("") if kind == "officeDocument"), "xl/workbook.bin"
    )
    relations = {name: (kind, part) for name, kind, part, _ in package.relations(office)}
    by_kind = dict(relations.values())
    styles = _styles(package.read(by_kind.get("styles", "xl/styles.bin")))
    found: dict[str, SheetExtras] = {}
    for code, body in _records(package.read(office)):
        if code == _SHEET:
            relation, at = _text(body, 8)
            name, _ = _text(body, at)
            kind, part = relations.get(relation, ("", ""))
            if kind == "worksheet":
                found[name] = _sheet(package.read(part), styles)
                found[name].findings.extend(attached(package, part))
    return found, list(of_workbook(package))


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(content)
    while at < end:
        code = content[at]
        at += 1
        if code & 0x80 and at < end:
            code = (code & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while at < end:
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield code, content[at : at + length]
        at += length


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A counted text and where it ends."""
    if len(body) < at + 4:
        return "", len(body)
    count = struct.unpack_from("<I", body, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _styles(content: bytes) -> list[Style]:
    formats = dict(BUILT_IN)
    bold: list[bool] = []
    styles: list[Style] = []
    of_cells = False
    for code, body in _records(content):
        if code == _FORMAT and len(body) >= 6:
            formats[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0] or "General"
        elif code == _FONT and len(body) >= 6:
            bold.append(struct.unpack_from("<H", body, 4)[0] >= 600)
        elif code == _CELL_XFS:
            of_cells = True
        elif code == _END_CELL_XFS:
            of_cells = False
        elif code == _XF and of_cells and len(body) >= 12:
            _, number_format, font = struct.unpack_from("<3H", body)
            styles.append(
                Style(formats.get(number_format, "General"), font < len(bold) and bold[font], body[11])
            )
    return styles


def _sheet(content: bytes, styles: list[Style]) -> SheetExtras:
    look = StyleLook(styles)
    extras = SheetExtras(look)
    merged: list[Area] = []
    hidden_rows: set[int] = set()
    hidden_cols: set[int] = set()
    row = -1
    for code, body in _records(content):
        if code == _ROW and len(body) >= 12:
            row = struct.unpack_from("<I", body)[0]
            look.rows[row] = {}
            if body[11] & 0x10:
                hidden_rows.add(row)
        elif code in _CELLS and len(body) >= 8 and row >= 0:
            col, style = struct.unpack_from("<II", body)
            if style & 0xFFFFFF:
                look.rows[row][col] = style & 0xFFFFFF
            if code in (_ERROR, _FORMULA_ERROR) and len(body) >= 9:
                extras.errors[row, col] = _ERRORS.get(body[8], "#ERR")
        elif code == _COLUMN and len(body) >= 18:
            first, last = struct.unpack_from("<II", body)
            if struct.unpack_from("<H", body, 16)[0] & 1:
                hidden_cols.update(range(first, min(last, 16_383) + 1))
        elif code == _MERGE and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            merged.append(Area(top, left, bottom, right))
    extras.merged = tuple(merged)
    extras.hidden_rows, extras.hidden_cols = frozenset(hidden_rows), frozenset(hidden_cols)
    return extras
