"""What calamine does not give of an xlsx: formatting that carries meaning, error cells, comments, and what no reader
here can read (text boxes, pictures, embedded documents).

Parts are taken from the ZIP one at a time and streamed; no object is made for a cell. Names are compared without their
namespace, so that Strict OOXML and unusual prefixes are read as well. Nothing that the file refers to is ever opened.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from workbench.importers.book import Area, Finding
from workbench.importers.readers.extras import SheetExtras, Style, StyleLook, shortened

MAX_PART = 1_500_000_000  # bytes of one part, unpacked; the child's memory limit is the last word
MAX_MERGES = 200_000
_SUPERSCRIPT = b"superscript"

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}


class Package:
    """The parts of an OOXML file and how they refer to one another."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower().lstrip("/"): name for name in self._archive.namelist()}

    @property
    def names(self) -> Iterable[str]:
        """The names of all parts, in lower case."""
        return self._names

    def read(self, part: str) -> bytes:
        """A part, unpacked; ``b""`` if there is none. Raises :class:`MemoryError` if it is unreasonably large."""
        name = self._names.get(part.lower().lstrip("/"))
        if name is None:
            return b""
        if self._archive.getinfo(name).file_size > MAX_PART:
            raise MemoryError(part)
        with self._archive.open(name) as file:
            content = file.read(MAX_PART + 1)
        if len(content) > MAX_PART:
            raise MemoryError(part)
        return content

    def relations(self, part: str) -> list[tuple[str, str, str, bool]]:
        """Id, kind (last word of its type), target part, whether it points out of the file."""
        folder, name = posixpath.split(part)
        found = []
        for tag, element in _elements(self.read(f"{folder}/_rels/{name}.rels")):
            if tag == "Relationship":
                target = element.get("Target", "")
                outside = element.get("TargetMode", "") == "External"
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = element.get("Type", "").rsplit("/", 1)[-1]
                found.append((element.get("Id", ""), kind, posixpath.normpath(path), outside))
        return found


def _elements(content: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """Every element of a part as it ends, with its name without namespace. Broken XML ends the walk."""
    if not content:
        return
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(content)):
            yield _bare(element.tag), element
    except ElementTree.ParseError:
        return


def _bare(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _bare(key) == name), "")


def read_extras(data: bytes) -> tuple[dict[str, SheetExtras], list[tuple[str, dict[str, Any]]]]:
    """Extras by sheet name, and findings about the whole workbook."""
    package = Package(data)
    office = next(
        (part for _, kind, part, _ in package.relations("") if kind == "officeDocument"), "xl/workbook.xml"
    )
    relations = {name: (kind, part) for name, kind, part, _ in package.relations(office)}
    by_kind = dict(relations.values())
    styles = _styles(package.read(by_kind.get("styles", "xl/styles.xml")))
    raised = _raised_strings(package.read(by_kind.get("sharedStrings", "xl/sharedStrings.xml")))
    found: dict[str, SheetExtras] = {}
    for tag, element in _elements(package.read(office)):
        if tag == "sheet":
            kind, part = relations.get(_attribute(element, "id"), ("", ""))
            if kind == "worksheet":
                extras = found[element.get("name", "")] = _sheet(package.read(part), styles, raised)
                extras.findings.extend(attached(package, part))
    return found, list(of_workbook(package))


def of_workbook(package: Package) -> Iterator[tuple[str, dict[str, Any]]]:
    """Findings about the file as a whole: macros and links to other files, neither of them followed."""
    if any(name.endswith("vbaproject.bin") for name in package.names):
        yield "importers.macros-not-run", {}
    links = sum(
        re.fullmatch(r"xl/externallinks/[^/]+\.(?:xml|bin)", name) is not None for name in package.names
    )
    if links:
        yield "importers.external-links", {"count": links}


def _styles(content: bytes) -> list[Style]:
    """The cell formats in the order that cells refer to them."""
    formats = dict(BUILT_IN)
    bold: list[bool] = []
    styles: list[Style] = []
    for tag, element in _elements(content):
        if tag == "numFmt" and element.get("numFmtId", "").isdigit():
            formats[int(element.get("numFmtId", "0"))] = element.get("formatCode", "General")
        elif tag == "fonts":
            bold = [any(_bare(part.tag) == "b" and _on(part.get("val")) for part in font) for font in element]
        elif tag == "cellXfs":
            for entry in element:
                indent = next(
                    (int(float(part.get("indent", "0"))) for part in entry if _bare(part.tag) == "alignment"),
                    0,
                )
                font = int(entry.get("fontId", "0"))
                code = formats.get(int(entry.get("numFmtId", "0")), "General")
                styles.append(Style(code, font < len(bold) and bold[font], indent))
    return styles


def _on(value: str | None) -> bool:
    return value not in ("0", "false")


def _raised_strings(content: bytes) -> dict[int, str]:
    """Shared strings with superscript runs in them: number → the raised characters."""
    if _SUPERSCRIPT not in content:
        return {}
    found: dict[int, str] = {}
    number = 0
    for tag, element in _elements(content):
        if tag == "si":
            raised = _raised_of(element)
            if raised:
                found[number] = raised
            number += 1
            element.clear()
    return found


def _raised_of(text: ElementTree.Element) -> str:
    runs = [part for part in text if _bare(part.tag) == "r"]
    raised, plain = "", False
    for run in runs:
        words = "".join(part.text or "" for part in run if _bare(part.tag) == "t")
        up = any(_bare(part.tag) == "vertAlign" and part.get("val") == "superscript" for part in run.iter())
        raised += words if up else ""
        plain = plain or (not up and bool(words.strip()))
    return raised if plain else ""


# Cells as every usual writer puts them; anything else goes through the XML parser.
_CELL = re.compile(rb'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?=[ />])')
_ROW = re.compile(rb'[^>]*?\br="(\d+)"[^>]*>')
_HIDDEN = re.compile(rb'[^>]*\bhidden="(?:1|true)"')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"[^>]* t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>'
)
_STRING = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]* t="s"[^>]*><v>(\d+)</v>')


def _sheet(content: bytes, styles: list[Style], raised: dict[int, str]) -> SheetExtras:
    look = StyleLook(styles)
    extras = SheetExtras(look)
    start, end = content.find(b"<sheetData>"), content.rfind(b"</sheetData>")
    body = content[start:end] if 0 <= start < end else b""
    hidden = _scan_rows(body, look) if body and _SUPERSCRIPT not in body else None
    if hidden is None:
        hidden = _walk_rows(content, extras, look, raised)
    else:
        content = content[:start] + content[end + len(b"</sheetData>") :]
        for match in _ERROR.finditer(body) if b' t="e"' in body else ():
            extras.errors[int(match[2]) - 1, _column(match[1])] = match[3].decode("utf-8", "replace")
        for match in _STRING.finditer(body) if raised else ():
            if int(match[3]) in raised:
                look.raised[int(match[2]) - 1, _column(match[1])] = raised[int(match[3])]
    extras.hidden_rows = frozenset(hidden)
    _frame(content, extras)
    return extras


def _scan_rows(body: bytes, look: StyleLook) -> set[int] | None:
    """Styles and hidden rows by pattern; ``None`` if anything is written in an unusual way."""
    if b"<!" in body or b"<c/>" in body or b"<c>" in body:
        return None
    patterns: dict[tuple[tuple[bytes, bytes], ...], dict[int, int]] = {}
    hidden: set[int] = set()
    cells = 0
    for piece in body.split(b"<row ")[1:]:
        head = _ROW.match(piece)
        if head is None:
            return None
        row = int(head[1]) - 1
        if b"hidden" in head[0] and _HIDDEN.match(head[0]):
            hidden.add(row)
        pattern = tuple(_CELL.findall(piece))
        cells += len(pattern)
        if pattern not in patterns:
            patterns[pattern] = {_column(letters): int(style) for letters, style in pattern if style}
        look.rows[row] = patterns[pattern]
    return hidden if cells == body.count(b"<c ") else None


def _walk_rows(content: bytes, extras: SheetExtras, look: StyleLook, raised: dict[int, str]) -> set[int]:
    """The same by the XML parser: positions may be implied, names may have prefixes, strings may stand in the cell."""
    hidden: set[int] = set()
    row = -1
    for tag, element in _elements(content):
        if tag != "row":
            continue
        row = int(element.get("r", row + 2)) - 1
        if element.get("hidden") in ("1", "true"):
            hidden.add(row)
        col = -1
        styles = look.rows.setdefault(row, {})
        for cell in element:
            place = re.match(r"[A-Za-z]+", cell.get("r", ""))
            col = _column(place[0].upper().encode()) if place else col + 1
            if style := int(cell.get("s", "0")):
                styles[col] = style
            value = next((part.text or "" for part in cell if _bare(part.tag) == "v"), "")
            if cell.get("t") == "e":
                extras.errors[row, col] = value
            elif cell.get("t") == "s" and value.isdigit() and int(value) in raised:
                look.raised[row, col] = raised[int(value)]
            else:
                for part in cell:
                    if _bare(part.tag) == "is" and (text := _raised_of(part)):
                        look.raised[row, col] = text
        element.clear()
    return hidden


def _frame(content: bytes, extras: SheetExtras) -> None:
    """What stands round the cells: columns, merged areas, embedded objects."""
    merged: list[Area] = []
    hidden: set[int] = set()
    embedded = 0
    for tag, element in _elements(content):
        if tag == "col" and element.get("hidden") in ("1", "true"):
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            hidden.update(range(first - 1, min(last, 16_384)))
        elif tag == "mergeCell" and len(merged) < MAX_MERGES:
            area = _area(element.get("ref", ""))
            if area is not None:
                merged.append(area)
        elif tag == "oleObject":
            embedded += 1
    extras.merged, extras.hidden_cols = tuple(merged), frozenset(hidden)
    if embedded:
        extras.findings.append(("importers.embedded", {"count": embedded}, None))


def attached(package: Package, part: str) -> Iterator[Finding]:
    """Comments, text boxes and pictures of a sheet. Their files are read, never run."""
    for _, kind, target, outside in package.relations(part):
        if outside:
            continue
        if kind == "comments":
            yield from _comments(package.read(target))
        elif kind == "drawing":
            yield from _drawing(package.read(target))
        elif kind == "control":
            yield "importers.form-control", {}, None


def _comments(content: bytes) -> Iterator[Finding]:
    for tag, element in _elements(content):
        if tag == "comment" and (area := _area(element.get("ref", ""))) is not None:
            text = "".join(part.text or "" for part in element.iter() if _bare(part.tag) == "t")
            if text.strip():
                yield "importers.comment", {"text": shortened(text)}, (area.top, area.left)


def _drawing(content: bytes) -> Iterator[Finding]:
    pictures = 0
    first: tuple[int, int] | None = None
    for tag, element in _elements(content):
        if tag not in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
            continue
        numbers = {
            _bare(part.tag): part.text or ""
            for start in element
            for part in start
            if _bare(start.tag) == "from"
        }
        row, col = numbers.get("row", ""), numbers.get("col", "")
        place = (int(row), int(col)) if row.isdigit() and col.isdigit() else None
        for shape in element.iter():
            if _bare(shape.tag) == "sp":
                words = [
                    "".join(part.text or "" for part in line.iter() if _bare(part.tag) == "t")
                    for line in shape.iter()
                    if _bare(line.tag) == "p"
                ]
                if text := " ".join(" ".join(words).split()):
                    yield "importers.text-box", {"text": shortened(text)}, place
            elif _bare(shape.tag) == "pic":
                pictures, first = pictures + 1, first or place
    if pictures:
        yield "importers.pictures", {"count": pictures}, first


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.IGNORECASE)


def _area(reference: str) -> Area | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    left, top = _column(match[1].upper().encode()), int(match[2]) - 1
    right = _column(match[3].upper().encode()) if match[3] else left
    bottom = int(match[4]) - 1 if match[4] else top
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
