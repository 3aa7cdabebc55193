"""Old Excel files (BIFF) by xlrd: formatting, error cells, comments, drawn objects; and values where calamine has none."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

from workbench.importers.book import Area, Book, Finding, Sheet, SheetData, State
from workbench.importers.readers.extras import SheetExtras, error_findings, shortened

_EXTERNAL = 2  # kind of a linked workbook, as xlrd numbers them


class XlsLook:
    """Formatting of a sheet as xlrd gives it."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet = book, sheet

    def _xf(self, row: int, col: int) -> Any:
        try:
            return self._book.xf_list[self._sheet.cell_xf_index(row, col)]
        except IndexError:
            return None

    def number_format(self, row: int, col: int) -> str:
        """The number format code."""
        xf = self._xf(row, col)
        found = self._book.format_map.get(xf.format_key) if xf else None
        return str(found.format_str) if found else "General"

    def row_key(self, row: int) -> object:
        """Not known."""
        return None

    def bold(self, row: int, col: int) -> bool:
        """Whether the cell is bold."""
        xf = self._xf(row, col)
        return bool(xf and self._book.font_list[xf.font_index].weight >= 600)

    def indent(self, row: int, col: int) -> int:
        """Indentation steps."""
        xf = self._xf(row, col)
        return int(xf.alignment.indent_level) if xf else 0

    def superscript(self, row: int, col: int) -> str:
        """Characters set as superscript."""
        runs = self._sheet.rich_text_runlist_map.get((row, col))
        if not runs:
            return ""
        text = str(self._sheet.cell_value(row, col))
        ends = [start for start, _ in runs[1:]] + [len(text)]
        return "".join(
            text[start:end]
            for (start, font), end in zip(runs, ends, strict=True)
            if self._book.font_list[font].escapement == 1
        )


def _open(data: bytes) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except NotImplementedError:
        return xlrd.open_workbook(file_contents=data, logfile=io.StringIO())


def read_xls_extras(data: bytes) -> tuple[dict[str, SheetExtras], list[tuple[str, dict[str, Any]]]]:
    """Extras by sheet name, and findings about the whole workbook. xlrd's own errors are raised."""
    book = _open(data)
    memory, end = _stream(data)
    found: dict[str, SheetExtras] = {}
    for number, sheet in enumerate(book.sheets()):
        merged, rows, cols = _shape(sheet)
        findings = list(_notes(sheet))
        if book.biff_version >= 50:
            findings.extend(_drawn(_records(memory, book._sh_abs_posn[number], end)))
        found[sheet.name] = SheetExtras(XlsLook(book, sheet), merged, rows, cols, _errors(sheet), findings)
    about: list[tuple[str, dict[str, Any]]] = []
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        about.append(("importers.macros-not-run", {}))
    if links := sum(kind == _EXTERNAL for kind in getattr(book, "_supbook_types", ())):
        about.append(("importers.external-links", {"count": links}))
    return found, about


def _shape(sheet: Any) -> tuple[tuple[Area, ...], frozenset[int], frozenset[int]]:
    merged = tuple(Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    rows = frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden)
    cols = frozenset(col for col, info in sheet.colinfo_map.items() if info.hidden)
    return merged, rows, cols


def _errors(sheet: Any) -> dict[tuple[int, int], str]:
    import xlrd

    found: dict[tuple[int, int], str] = {}
    for row, kinds in enumerate(sheet._cell_types):
        if xlrd.XL_CELL_ERROR in kinds:
            for col, kind in enumerate(kinds):
                if kind == xlrd.XL_CELL_ERROR:
                    code = sheet.cell_value(row, col)
                    found[row, col] = xlrd.error_text_from_code.get(code, "#ERR")
    return found


def _notes(sheet: Any) -> Iterator[Finding]:
    for place, note in sorted(sheet.cell_note_map.items()):
        if note.text.strip():
            yield "importers.comment", {"text": shortened(note.text)}, place


_BOF, _EOF, _OBJ, _TXO, _CONTINUE, _DRAWING = 0x0809, 0x0A, 0x5D, 0x1B6, 0x3C, 0xEC
_PICTURE, _NOTE = 8, 0x19
_OLE_FORMULA = 9  # what the picture stands for is an embedded object
_ANCHOR = b"\x10\xf0\x12\x00\x00\x00"


def _drawn(records: Iterator[tuple[int, bytes]]) -> Iterator[Finding]:
    """Text boxes, pictures and embedded objects of a sheet, from its drawing records (BIFF 5 and later)."""
    pictures = embedded = depth = kind = 0
    place = first = None
    for code, body in records:
        if code == _BOF:
            depth += 1
        elif code == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif code == _DRAWING and _ANCHOR in body:
            at = body.rindex(_ANCHOR) + len(_ANCHOR)
            if len(body) >= at + 8:
                _, col, _, row = struct.unpack_from("<4H", body, at)
                place = (row, col)
        elif code == _OBJ and len(body) >= 6 and depth == 1:
            kind = struct.unpack_from("<H", body, 4)[0]
            if kind == _PICTURE:
                holds_object = _OLE_FORMULA in _subrecords(body)
                embedded, pictures = embedded + holds_object, pictures + (not holds_object)
                first = first or place
        elif code == _TXO and len(body) >= 12 and depth == 1 and kind != _NOTE:
            length = struct.unpack_from("<H", body, 10)[0]
            if text := _text_after(records, length):
                yield "importers.text-box", {"text": shortened(text)}, place
    if pictures:
        yield "importers.pictures", {"count": pictures}, first
    if embedded:
        yield "importers.embedded", {"count": embedded}, first


def _subrecords(body: bytes) -> set[int]:
    """The kinds of parts that the record of a drawn object is made of."""
    kinds, at = set(), 0
    while at <= len(body) - 4:
        kind, length = struct.unpack_from("<HH", body, at)
        kinds.add(kind)
        at += 4 + length
    return kinds


def _stream(data: bytes) -> tuple[Any, int]:
    """The records of the workbook inside its container, and where they end."""
    import xlrd

    if not data.startswith(xlrd.compdoc.SIGNATURE):
        return data, len(data)
    document = xlrd.compdoc.CompDoc(data, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        memory, base, length = document.locate_named_stream(name)
        if memory:
            return memory, int(base + length)
    return b"", 0


def _records(memory: Any, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while 0 <= at <= end - 4:
        code, length = struct.unpack_from("<HH", memory, at)
        yield code, bytes(memory[at + 4 : at + 4 + length])
        at += 4 + length


def _text_after(records: Iterator[tuple[int, bytes]], length: int) -> str:
    """The text of a drawn object: in the continuation records that follow."""
    text = ""
    while length > len(text):
        code, body = next(records, (0, b""))
        if code != _CONTINUE or not body:
            break
        text += body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")
    return text[:length].strip()


def read_by_xlrd(data: bytes, name: str, digest: str) -> Book:
    """Old BIFF that calamine does not know. xlrd's errors are worded by the caller."""
    book = _open(data)
    result = Book(name, digest, "xls", [])
    states: dict[int, State] = {1: "hidden", 2: "very_hidden"}
    for sheet in book.sheets():
        rows = [[_xlrd_value(cell, book.datemode) for cell in sheet.row(row)] for row in range(sheet.nrows)]
        shape = SheetData(rows, *_shape(sheet))
        state = states.get(sheet.visibility, "visible")
        findings = [*error_findings(_errors(sheet)), *_notes(sheet)]
        look = XlsLook(book, sheet) if book.formatting_info else None
        result.sheets.append(Sheet(sheet.name, shape, state=state, look=look, findings=findings))
    return result


def _xlrd_value(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERR")
    return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else cell.value
