"""Parts of a Word file that python-docx has no calls for: charts with their workbooks, footnotes, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu

from workbench.briefing import office_chart
from workbench.briefing.docx_styles import first_list, list_definitions

if TYPE_CHECKING:
    from docx.document import Document

    from workbench.briefing.resolved import FilledChart
    from workbench.domain.profile import StyleProfile

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WIDTH_CM, _CHART_HEIGHT_CM = 16.0, 8.4


_HERE = "BODYHERE"


def place_of_body() -> Any:
    """An empty paragraph that :func:`with_body` finds again."""
    element = OxmlElement("w:p")
    element.set(qn("w:rsidR"), _HERE)
    return element


def with_body(document: Document, body: str) -> Document:
    """The document with *body* (XML of paragraphs and tables) in its place.

    The text is put in as text and read once: moving a table of 10,000 rows from one tree to another takes minutes.
    """
    part: Any = document.part
    before = serialize_part_xml(part._element)
    place = f'<w:p w:rsidR="{_HERE}"/>'.encode()
    assert before.count(place) == 1
    part._element = parse_xml(before.replace(place, body.encode()))
    return part.document  # type: ignore[no-any-return]


def first_free(document: Document) -> int:
    """How many charts and embedded workbooks the user's own template brings: ours are numbered after them."""
    names = [str(part.partname) for part in document.part.package.iter_parts()]
    return sum(1 for name in names if name.startswith(("/word/charts/", "/word/embeddings/")))


def add_chart(document: Document, number: int, block: FilledChart, *, after: int = 0) -> str:
    """Put a native chart into the package, its workbook embedded; the ``w:drawing`` that shows it in a line of text.

    after: what :func:`first_free` told before the first chart.
    """
    package = document.part.package
    number += after
    book = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        _BOOK_TYPE,
        office_chart.workbook(block.spec),
        package,
    )
    chart = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        _CHART_TYPE,
        office_chart.chart_xml(block.spec, "rId1"),
        package,
    )
    assert chart.relate_to(book, f"{_RELATIONS}package") == "rId1"
    relation = document.part.relate_to(chart, f"{_RELATIONS}chart")
    width, height = Emu(Cm(_WIDTH_CM)), Emu(Cm(_CHART_HEIGHT_CM))
    return (
        f'<w:drawing {nsdecls("wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name={quoteattr(block.label)} descr={quoteattr(block.spec.alt)}'
        f" title={quoteattr(block.spec.title)}/><wp:cNvGraphicFramePr/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def add_footnotes(document: Document, notes: list[str]) -> None:
    """``footnotes.xml`` with the runs of each note, numbered from 1, and the two separators Word asks for."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
        f"</w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>"
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    each = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        for number, runs in enumerate(notes, start=1)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {nsdecls('w')}>{separators}{each}</w:footnotes>"
    )
    relations = document.part.rels
    for name in [name for name, one in relations.items() if one.reltype == f"{_RELATIONS}footnotes"]:
        del relations[name]  # of the user's own template, whose text is not there any more
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, f"{_RELATIONS}footnotes")
    settings: Any = document.settings.element
    if settings.find(qn("w:footnotePr")) is None:
        told = parse_xml(
            f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        )
        later = ("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang")
        place = next((e for name in later if (e := _find(settings, name)) is not None), None)
        if place is not None:
            place.addprevious(told)
        else:
            settings.append(told)


def _find(element: Any, name: str) -> Any:
    space, _, local = name.partition(":")
    if space == "m":
        return element.find(f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{local}")
    return element.find(qn(name))


class Lists:
    """Numbering instances: the paragraphs of each part count from the first number again, and so does every list."""

    def __init__(self, document: Document, profile: StyleProfile | None) -> None:
        self._numbering: Any = document.part.numbering_part.element
        self._kinds = list_definitions(self._numbering, profile)
        self._paragraphs = 0  # 0: the one bound to the style
        self._first = profile.first_number if profile else 1

    def paragraphs(self) -> int:
        """The instance that numbers the paragraphs of this part; 0 for the one bound to the styles."""
        return self._paragraphs

    def restart(self) -> None:
        """A new part begins."""
        self._paragraphs = self._instance(first_list(self._numbering), self._first, levels=3)

    def use(self, style: str) -> tuple[str, int]:
        """Paragraph style and a new instance for a list of this style."""
        return ("ListBulleted" if style == "bullet" else "ListCounted"), self._instance(self._kinds[style], 1)

    def _instance(self, abstract: int, start: int, *, levels: int = 1) -> int:
        taken = [int(e.get(qn("w:numId"))) for e in self._numbering.findall(qn("w:num"))]
        number = max(taken, default=0) + 1
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start if not level else 1}"/></w:lvlOverride>'
            for level in range(levels)
        )
        self._numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
            )
        )
        return number
