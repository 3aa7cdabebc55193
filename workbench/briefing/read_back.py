"""The text of a docx, pptx or xlsx in units that can be laid beside another state of the same file.

A unit is a paragraph, a row of a table, or the values of one line of a chart. Read when a paper is written (the
units travel inside its manifest, with the place of every figure) and again when an edited paper is verified, by the
same code, so that whatever differs was changed by hand. What Office computes by itself (contents, page numbers, the
numbers of captions and references to them) is left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CELL = "\t"
"""Between the cells of a row."""
OBJECT = "\ufffc"
"""Stands for what Office computes by itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters *start* to *end* of a unit are the figure of the field *name*."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """kind: paragraph, row, footnote, chart, notes, header, cells. place: where in the file, counted from 1:
    ``p12`` · ``t2r3`` · ``f1`` · ``c1s2`` (chart, line) · ``slide3/p2`` · ``notes3/p1`` · ``Table 1!4`` (sheet, row).
    """

    kind: str
    place: str
    text: str
    marks: tuple[Mark, ...] = ()
    label: str = ""  # the number Word prints before the paragraph, as far as it can be told
    computed: tuple[str, ...] = ()  # what Office showed for each OBJECT in the text


def read_units(parts: Mapping[str, bytes], names: tuple[str, ...] = ()) -> tuple[Unit, ...]:
    """The units of an Office package. names: of the fields of its manifest, in order (a docx refers to them by number).

    Raises ``ValueError`` for a package that is none of the three, or whose XML is broken or has entities.
    """
    package = _Package(parts)
    if "word/document.xml" in parts:
        return tuple(_word(package, names))
    if "ppt/presentation.xml" in parts:
        return tuple(_slides(package))
    if "xl/workbook.xml" in parts:
        return tuple(_workbook(package))
    raise ValueError("kind")


class _Package:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts

    def root(self, name: str) -> ElementTree.Element:
        content = self.parts.get(name)
        if content is None:
            raise ValueError(name)
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
            raise ValueError("entities")
        try:
            return ElementTree.fromstring(content)
        except ElementTree.ParseError as error:
            raise ValueError(f"{name}: {error}") from error

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, name of the part)."""
        folder, file = posixpath.split(name)
        rels = f"{folder}/_rels/{file}.rels"
        if rels not in self.parts:
            return {}
        found = {}
        for one in self.root(rels):
            if one.get("TargetMode") == "External":
                continue
            target = one.get("Target", "")
            whole = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found[one.get("Id", "")] = (one.get("Type", "").rsplit("/", 1)[-1], whole)
        return found


# ── Word ──────────────────────────────────────────────────────────────────────────────────────────────

_FIGURE = re.compile(r"_fig\d+_(\d+)$")
_NUMBERED = "NumberedParagraph"
_AUTOMATIC = ("REF", "PAGEREF", "NOTEREF", "SEQ", "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "STYLEREF")
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tcPr", "tblPr", "sectPr")} | {
    f"{MC}Fallback"
}


class _Line:
    """One paragraph (or row) being read: its text and the figures marked in it."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.text = ""
        self.marks: list[Mark] = []
        self.open: dict[str, tuple[int, str]] = {}
        self.fields: list[list[str]] = []  # instruction, "code" or "result"
        self.charts: list[str] = []
        self.computed: list[str] = []
        self.result = ""

    @property
    def hidden(self) -> bool:
        return any(state == "code" or _is_automatic(code) for code, state in self.fields)

    def add(self, text: str) -> None:
        if not self.hidden:
            self.text += text
        elif self.fields[-1][1] == "result":
            self.result += text

    def read(self, element: ElementTree.Element) -> None:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == f"{W}t":
                self.add(child.text or "")
            elif tag == f"{W}tab":
                self.add(" ")
            elif tag in (f"{W}br", f"{W}cr"):
                self.add("\n")
            elif tag == f"{W}noBreakHyphen":
                self.add("-")
            elif tag == f"{W}bookmarkStart":
                self._begin(child)
            elif tag == f"{W}bookmarkEnd":
                self._end(child.get(f"{W}id", ""))
            elif tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText":
                if self.fields:
                    self.fields[-1][0] += child.text or ""
            elif tag == f"{W}fldSimple":
                if _is_automatic(child.get(f"{W}instr", "")):
                    self._compute("".join(t.text or "" for t in child.iter(f"{W}t")))
                else:
                    self.read(child)
            elif tag == f"{C}chart":
                self.charts.append(child.get(f"{R}id", ""))
            elif tag == f"{W}p":  # a text box inside a paragraph
                self.add("\n")
                self.read(child)
            else:
                self.read(child)

    def _begin(self, child: ElementTree.Element) -> None:
        found = _FIGURE.match(child.get(f"{W}name", ""))
        if found and 0 < int(found.group(1)) <= len(self.names):
            self.open[child.get(f"{W}id", "")] = (len(self.text), self.names[int(found.group(1)) - 1])

    def _end(self, number: str) -> None:
        if number in self.open:
            start, name = self.open.pop(number)
            self.marks.append(Mark(start, len(self.text), name))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(["", "code"])
        elif kind == "separate" and self.fields:
            self.fields[-1][1] = "result"
        elif kind == "end" and self.fields:
            code, _ = self.fields.pop()
            if _is_automatic(code):
                self._compute(self.result)
                self.result = ""

    def _compute(self, shown: str) -> None:
        if not self.hidden:
            self.computed.append(shown.strip())
            self.text += OBJECT


def _is_automatic(code: str) -> bool:
    return code.strip().split(" ")[0].upper() in _AUTOMATIC


def _word(package: _Package, names: tuple[str, ...]) -> Iterator[Unit]:
    document = package.root("word/document.xml")
    related = package.related("word/document.xml")
    counts = {"p": 0, "t": 0}
    charts: list[str] = []
    toc = [False]

    def blocks(parent: ElementTree.Element) -> Iterator[Unit]:
        for child in parent:
            if child.tag == f"{W}tbl":
                yield from rows(child)
            elif child.tag == f"{W}p":
                yield from paragraph(child)
            elif child.tag not in _SKIPPED:
                yield from blocks(child)

    def paragraph(element: ElementTree.Element) -> Iterator[Unit]:
        line = _Line(names)
        line.fields = [["TOC", "result"]] if toc[0] else []
        line.read(element)
        toc[0] = any(code.strip().upper().startswith("TOC") for code, _ in line.fields)
        counts["p"] += 1
        charts.extend(line.charts)
        label = ""
        style, number = element.find(f"{W}pPr/{W}pStyle"), element.find(f"{W}pPr/{W}numPr/{W}numId")
        if style is not None and style.get(f"{W}val") == _NUMBERED:
            key = number.get(f"{W}val", "") if number is not None else ""
            counts[key] = counts.get(key, 0) + 1
            label = str(counts[key])
        if line.text.strip():
            yield Unit(
                "paragraph", f"p{counts['p']}", line.text, tuple(line.marks), label, tuple(line.computed)
            )

    def rows(table: ElementTree.Element) -> Iterator[Unit]:
        counts["t"] += 1
        number = counts["t"]
        for row, element in enumerate(_within(table, f"{W}tr"), start=1):
            text, marks, computed = "", [], []
            for cell in _within(element, f"{W}tc"):
                line = _Line(names)
                line.read(cell)
                charts.extend(line.charts)
                body = line.text.removeprefix("\n")  # the feed before the first paragraph of the cell
                shift = len(text) - (len(line.text) - len(body))
                marks += [Mark(m.start + shift, m.end + shift, m.name) for m in line.marks]
                text += body + CELL
                computed += line.computed
            if text.strip():
                yield Unit("row", f"t{number}r{row}", text[:-1], tuple(marks), "", tuple(computed))

    body = document.find(f"{W}body")
    if body is None:
        raise ValueError("word/document.xml")
    yield from blocks(body)
    for kind, part in sorted(related.values()):
        if part in package.parts and kind in ("footnotes", "endnotes", "header", "footer"):
            yield from _beside(package, kind, part, names)
    for number, name in enumerate(charts, start=1):
        if name in related:
            yield from _chart(package, related[name][1], f"c{number}")


def _within(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """The next elements of that kind, also inside content controls, but not inside one another."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _within(child, tag)


def _beside(package: _Package, kind: str, part: str, names: tuple[str, ...]) -> Iterator[Unit]:
    root = package.root(part)
    notes = kind in ("footnotes", "endnotes")
    stem = posixpath.splitext(posixpath.basename(part))[0]
    holders = [one for one in root if not one.get(f"{W}type")] if notes else [root]
    for number, holder in enumerate(holders, start=1):
        line = _Line(names)
        line.read(holder)
        if line.text.strip():
            shift = len(line.text) - len(line.text.lstrip("\n"))
            marks = tuple(Mark(m.start - shift, m.end - shift, m.name) for m in line.marks)
            place = f"{'f' if kind == 'footnotes' else kind}{number}" if notes else stem
            yield Unit(
                "footnote" if notes else "header",
                place,
                line.text.lstrip("\n"),
                marks,
                "",
                tuple(line.computed),
            )


# ── charts ────────────────────────────────────────────────────────────────────────────────────────────


def _chart(package: _Package, part: str, place: str) -> Iterator[Unit]:
    """Each line of a chart: its name, then ``period=value`` cell by cell, as the chart shows them."""
    if part not in package.parts:
        return
    for number, series in enumerate(package.root(part).iter(f"{C}ser"), start=1):
        name = "".join(v.text or "" for v in series.findall(f"{C}tx//{C}v"))
        labels = _points(series, (f"{C}cat", f"{C}xVal"))
        values = _points(series, (f"{C}val", f"{C}yVal"))
        cells = [f"{labels.get(index, index)}={_number(value)}" for index, value in values.items()]
        yield Unit("chart", f"{place}s{number}", CELL.join([name, *cells]))


def _points(series: ElementTree.Element, tags: tuple[str, ...]) -> dict[str, str]:
    return {
        point.get("idx", ""): next((v.text or "" for v in point.iter(f"{C}v")), "")
        for tag in tags
        for holder in series.findall(tag)
        for point in holder.iter(f"{C}pt")
    }


# ── PowerPoint ────────────────────────────────────────────────────────────────────────────────────────

_TAGGED = re.compile(r"(?:r(\d+)c(\d+)|p(\d+))=(\S+)")


def _slides(package: _Package) -> Iterator[Unit]:
    main = "ppt/presentation.xml"
    related = package.related(main)
    order = [one.get(f"{R}id", "") for one in package.root(main).iter(f"{P}sldId")]
    charts = 0
    for number, name in enumerate(order, start=1):
        if name not in related:
            continue
        part = related[name][1]
        yield from _slide(package, part, f"slide{number}", "paragraph")
        beside = package.related(part)
        for identifier in (e.get(f"{R}id", "") for e in package.root(part).iter(f"{C}chart")):
            charts += 1
            if identifier in beside:
                yield from _chart(package, beside[identifier][1], f"c{charts}")
        for kind, other in beside.values():
            if kind == "notesSlide":
                yield from _slide(package, other, f"notes{number}", "notes")


def _slide(package: _Package, part: str, place: str, kind: str) -> Iterator[Unit]:
    root = package.root(part)
    related = package.related(part)
    paragraphs = tables = 0
    for shape in root.iter():
        if shape.tag not in (f"{P}sp", f"{P}graphicFrame"):
            continue
        placeholder = shape.find(f".//{P}nvPr/{P}ph")
        if placeholder is not None and placeholder.get("type") in ("sldNum", "dt"):
            continue
        tags = _tags(package, shape, related)
        if shape.tag == f"{P}graphicFrame":
            tables += 1
            for row, element in enumerate(shape.iter(f"{A}tr"), start=1):
                cells = [_shape_text(cell) for cell in element.findall(f"{A}tc")]
                names = [tags.get(f"r{row}c{column}", []) for column in range(1, len(cells) + 1)]
                yield from _marked("row", f"{place}/t{tables}r{row}", cells, names)
            continue
        for number, element in enumerate(shape.iter(f"{A}p"), start=1):
            paragraphs += 1
            yield from _marked(
                kind, f"{place}/p{paragraphs}", [_shape_text(element)], [tags.get(f"p{number}", [])]
            )


def _tags(
    package: _Package, shape: ElementTree.Element, related: dict[str, tuple[str, str]]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in shape.iter(f"{P}tags"):
        kind, part = related.get(one.get(f"{R}id", ""), ("", ""))
        if kind == "tags" and part in package.parts:
            for tag in package.root(part):
                if tag.get("name", "").upper() == "BWB_FIGURES":
                    for row, column, paragraph, name in _TAGGED.findall(tag.get("val", "")):
                        place = f"p{paragraph}" if paragraph else f"r{row}c{column}"
                        found.setdefault(place, []).append(name)
    return found


def _shape_text(element: ElementTree.Element) -> str:
    found = []
    for one in element.iter():
        if one.tag == f"{A}t":
            found.append(one.text or "")
        elif one.tag == f"{A}br":
            found.append("\n")
    return "".join(found)


def _marked(kind: str, place: str, cells: list[str], names: list[list[str]]) -> Iterator[Unit]:
    """A unit whose figures are known by cell; where in the cell is found when the figures' texts are known."""
    if not "".join(cells).strip():
        return
    marks, shift = [], 0
    for cell, inside in zip(cells, names, strict=True):
        marks += [Mark(shift, shift + len(cell), name) for name in inside]
        shift += len(cell) + 1
    yield Unit(kind, place, CELL.join(cells), tuple(marks))


# ── Excel ─────────────────────────────────────────────────────────────────────────────────────────────

OWN_SHEET = "_pack"
"""A sheet nobody sees that holds the manifest: what openpyxl and others keep of a workbook they save again."""
_NAMED = re.compile(r"^fig\.(.+?)(?:\.u\d+)?$")
_CELL = re.compile(r"^'?(.+?)'?!\$([A-Z]+)\$(\d+)$")


def _workbook(package: _Package) -> Iterator[Unit]:
    main = "xl/workbook.xml"
    root, related = package.root(main), package.related(main)
    shared = _shared(package)
    named: dict[tuple[str, str], list[str]] = {}
    for one in root.iter(f"{S}definedName"):
        name, at = _NAMED.match(one.get("name", "")), _CELL.match(one.text or "")
        if name and at:
            sheet = at.group(1).replace("''", "'")
            named.setdefault((sheet, f"{at.group(2)}{at.group(3)}"), []).append(name.group(1))
    for sheet in root.iter(f"{S}sheet"):
        title = sheet.get("name", "")
        if title == OWN_SHEET:
            continue
        kind, part = related.get(sheet.get(f"{R}id", ""), ("", ""))
        if kind != "worksheet" or part not in package.parts:
            continue
        for row in package.root(part).iter(f"{S}row"):
            held = {_column(cell.get("r", "")): cell for cell in row.iter(f"{S}c")}
            width = max((n for n, cell in held.items() if _cell_text(cell, shared)), default=0)
            cells = [_cell_text(held[n], shared) if n in held else "" for n in range(1, width + 1)]
            names = [
                named.get((title, held[n].get("r", "")) if n in held else ("", ""), [])
                for n in range(1, width + 1)
            ]
            yield from _marked("cells", f"{title}!{row.get('r', '')}", cells, names)


def own_cells(parts: Mapping[str, bytes]) -> list[str]:
    """The texts of the first column of the sheet that holds the manifest; [] where there is none."""
    package = _Package(parts)
    main = "xl/workbook.xml"
    if main not in parts:
        return []
    shared = _shared(package)
    for sheet in package.root(main).iter(f"{S}sheet"):
        _, part = package.related(main).get(sheet.get(f"{R}id", ""), ("", ""))
        if sheet.get("name") == OWN_SHEET and part in parts:
            return [_cell_text(cell, shared) for cell in package.root(part).iter(f"{S}c")]
    return []


def _column(address: str) -> int:
    """The number of the column of ``B7``, from 1."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def _shared(package: _Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.parts:
        return []
    return [
        "".join(t.text or "" for t in item.iter(f"{S}t"))
        for item in package.root("xl/sharedStrings.xml").iter(f"{S}si")
    ]


def _cell_text(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{S}t"))
    value = cell.findtext(f"{S}v", "")
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    if cell.get("t") in ("str", "b", "e"):
        return value
    return _number(value)


def _number(value: str) -> str:
    """As the same number however a program wrote it: 2000 and 2000.0, 0.1 and 0.10000000000000001."""
    try:
        return f"{float(value):.12g}" if value else ""
    except ValueError:
        return value


# ── inside the manifest ───────────────────────────────────────────────────────────────────────────────


def units_xml(units: tuple[Unit, ...]) -> str:
    """The units as elements of the manifest."""
    found = []
    for unit in units:
        marks = " ".join(f"{m.start}-{m.end}-{m.name}" for m in unit.marks)
        marked = f" figures={quoteattr(marks)}" if marks else ""
        marked += f" n={quoteattr(unit.label)}" if unit.label else ""
        marked += f" computed={quoteattr('|'.join(unit.computed))}" if unit.computed else ""
        entities = {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
        found.append(
            f"<u kind={quoteattr(unit.kind)} at={quoteattr(unit.place)}{marked}>{escape(unit.text, entities)}</u>"
        )
    return "".join(found)


def units_read(root: ElementTree.Element, namespace: str) -> tuple[Unit, ...]:
    """The units of a manifest read back; () where it has none."""
    found = []
    for one in root.iter(f"{{{namespace}}}u"):
        marks = []
        for mark in one.get("figures", "").split():
            start, end, name = mark.split("-", 2)
            marks.append(Mark(int(start), int(end), name))
        shown = one.get("computed")
        computed = tuple(shown.split("|")) if shown is not None else ()
        found.append(
            Unit(
                one.get("kind", ""),
                one.get("at", ""),
                one.text or "",
                tuple(marks),
                one.get("n", ""),
                computed,
            )
        )
    return tuple(found)
