"""Cells copied in a spreadsheet program, at the precision that program holds: SpreadsheetML, HTML or plain text.

Excel gives figures in full only as *XML Spreadsheet* and, in HTML, as ``x:num``; LibreOffice as ``sdval``. The plain
text holds what is shown. The best form there is is read; what is shown stays the text of the cell.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

from workbench.domain.errors import FileProblem
from workbench.importers.book import Area, Book, CsvNumber, PlainLook, Sheet, SheetData, Value

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_PLAIN = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+")
MAX_CELLS = 5_000_000
_FORMATS = {"Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "General Number": "General"}


class _Cells:
    """Cells as they come, with merges, formats and texts shown."""

    def __init__(self) -> None:
        self.rows: list[list[Value]] = []
        self.merged: list[Area] = []
        self.formats: dict[tuple[int, int], str] = {}
        self.shown: dict[tuple[int, int], str] = {}
        self.taken: set[tuple[int, int]] = set()
        self._count = 0

    def put(self, row: int, col: int, value: Value, down: int = 0, across: int = 0) -> None:
        self._count += 1
        if self._count > MAX_CELLS or col > 20_000 or row > 2_000_000 or (down + 1) * (across + 1) > 100_000:
            raise FileProblem("importers.too-large-pasted")
        while len(self.rows) <= row:
            self.rows.append([])
        line = self.rows[row]
        line.extend([None] * (col + 1 - len(line)))
        line[col] = value
        if down or across:
            area = Area(row, col, row + down, col + across)
            self.merged.append(area)
            self.taken.update(
                (r, c) for r in range(row, row + down + 1) for c in range(col, col + across + 1)
            )


def read_clipboard(
    name: str, *, xml: bytes | None = None, html: str | None = None, text: str | None = None
) -> tuple[Book, bytes]:
    """A book of one sheet out of what is on the clipboard, and the same cells as tab-separated text to be kept.

    Raises :class:`FileProblem` (``importers.nothing-pasted``) if there are no cells.
    """
    cells: _Cells | None = None
    if xml:
        cells = _read_xml(xml)
    if cells is None and html and "<t" in html.lower():
        cells = _read_html(html)
    if cells is None and text:
        cells = _read_text(text)
    if cells is None or not any(
        str(value or "").strip() or value == 0 for row in cells.rows for value in row
    ):
        raise FileProblem("importers.nothing-pasted")
    content = _as_text(cells)
    stem = name.rsplit(".", 1)[0]
    sheet = Sheet(
        stem, SheetData(cells.rows, tuple(cells.merged)), look=PlainLook(cells.formats), addressing="R1C1"
    )
    sheet._shown.update(cells.shown)
    return Book(name, hashlib.sha256(content).hexdigest(), "clipboard", [sheet]), content


def _read_xml(data: bytes) -> _Cells | None:
    """SpreadsheetML 2003, as Excel puts it on the clipboard."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None  # nothing that Excel writes: entities are not to be unfolded
    try:
        root = ET.fromstring(data.rstrip(b"\0"))
    except ET.ParseError:
        return None
    table = root.find(f"{_SS}Worksheet/{_SS}Table")
    if table is None:
        return None
    formats = {
        style.get(f"{_SS}ID", ""): number.get(f"{_SS}Format", "General")
        for style in root.iter(f"{_SS}Style")
        for number in style.iter(f"{_SS}NumberFormat")
    }
    cells, row = _Cells(), -1
    for line in table.iter(f"{_SS}Row"):
        row = int(line.get(f"{_SS}Index", row + 2)) - 1
        col = -1
        for cell in line.iter(f"{_SS}Cell"):
            col = int(cell.get(f"{_SS}Index", col + 2)) - 1
            down, across = int(cell.get(f"{_SS}MergeDown", 0)), int(cell.get(f"{_SS}MergeAcross", 0))
            value = _xml_value(cell.find(f"{_SS}Data"))
            cells.put(row, col, value, down, across)
            code = formats.get(cell.get(f"{_SS}StyleID", ""), "General")
            if isinstance(value, float) and code != "General":
                cells.formats[row, col] = _FORMATS.get(code, code)
            col += across
    return cells


def _xml_value(data: ET.Element | None) -> Value:
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type", "String")
    if kind == "Number" and _PLAIN.fullmatch(text):
        return float(text)
    if kind == "DateTime":
        from datetime import datetime

        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return text
    return text or None


class _Html(HTMLParser):
    """The first table of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells = _Cells()
        self._row = -1
        self._col = 0
        self._open: dict[str, Any] | None = None
        self._text: list[str] = []
        self._depth = 0
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Rows and cells."""
        if tag == "table":
            self._depth += 1
        if self._done or self._depth > 1:
            return
        if tag == "tr":
            self._close()
            self._row, self._col = self._row + 1, 0
        elif tag in ("td", "th"):
            self._close()
            self._open, self._text = dict(attrs), []
        elif tag == "br" and self._open is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a cell or of the table."""
        if tag in ("td", "th", "tr"):
            self._close()
        if tag == "table":
            self._depth -= 1
            self._done = self._done or self._depth == 0

    def handle_data(self, data: str) -> None:
        """Words of a cell; line ends in the source are spaces."""
        if self._open is not None:
            self._text.append(re.sub(r"\s*\n\s*", " ", data))

    def _close(self) -> None:
        if self._open is None or self._done:
            return
        attrs, self._open = self._open, None
        while (self._row, self._col) in self.cells.taken:
            self._col += 1
        text = "".join(self._text).replace("\u00a0", " ").strip()
        exact = attrs.get("x:num") or attrs.get("sdval") or ""
        value: Value = text or None
        place = (max(0, self._row), self._col)
        if _PLAIN.fullmatch(exact):
            value = float(exact)
            self.cells.shown[place] = text
        elif _PLAIN.fullmatch(text) and "x:str" not in attrs:
            value = CsvNumber(text)
        down, across = _span(attrs.get("rowspan")), _span(attrs.get("colspan"))
        self.cells.put(*place, value, down, across)
        self._col += across + 1


def _span(text: str | None) -> int:
    return max(0, int(text) - 1) if text and text.isdigit() else 0


def _read_html(html: str) -> _Cells | None:
    parser = _Html()
    parser.feed(html)
    parser.close()
    return parser.cells if parser.cells.rows else None


def _read_text(text: str) -> _Cells:
    cells = _Cells()
    lines = csv.reader(io.StringIO(text.replace("\r\n", "\n").rstrip("\0"), newline=""), delimiter="\t")
    for row, line in enumerate(lines):
        for col, one in enumerate(line):
            plain = one.strip()
            cells.put(row, col, CsvNumber(plain) if _PLAIN.fullmatch(plain) else one or None)
    return cells


def _as_text(cells: _Cells) -> bytes:
    """Tab-separated text with every figure in full; cells stand where they stood."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for row in cells.rows:
        writer.writerow([_exact(value) for value in row])
    return ("\ufeff" + out.getvalue()).encode()


def _exact(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, CsvNumber):
        return value.written
    if isinstance(value, float):
        return repr(value)
    return str(value)
