"""A paper as a Word file that goes on living: real styles, numbering, fields, repeated table heads, editable charts.

Always the same bytes for the same paper. Not seen by Word itself here: checked in LibreOffice and against the order
of elements in the schema.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from docx import api
from docx.enum.text import WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu

from workbench.base.messages import word
from workbench.briefing import docx_styles, office_chart
from workbench.briefing.docx_table import table_element
from workbench.briefing.office import TAGS, repack, unbroken
from workbench.briefing.resolved import (
    FilledAnnex,
    FilledBlock,
    FilledBreak,
    FilledChart,
    FilledHeading,
    FilledNote,
    FilledPack,
    FilledParagraph,
    FilledTable,
    plain,
    runs,
    table_notes,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_BOOK_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
_WIDTH_CM, _CHART_HEIGHT_CM = 16.0, 8.4


def render(pack: FilledPack) -> bytes:
    """The paper as a docx file."""
    document = api.Document()
    docx_styles.prepare(document, pack.lang)
    _drop_thumbnail(document)
    _properties(document, pack)
    writer = _Writer(document, pack)
    writer.page_lines()
    writer.head()
    blocks = _with_signature(pack)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        writer.block(block)
        writer.hold_together(following)
    stream = io.BytesIO()
    document.save(stream)
    return repack(stream.getvalue(), pack.created)


class _Signature:
    """Stands where the signature goes: after the body, before the first annex."""


def _with_signature(pack: FilledPack) -> list[FilledBlock | _Signature]:
    blocks: list[FilledBlock | _Signature] = list(pack.blocks)
    place = next((n for n, block in enumerate(blocks) if isinstance(block, FilledAnnex)), len(blocks))
    blocks.insert(place, _Signature())
    return blocks


def _drop_thumbnail(document: Document) -> None:
    """The plain template carries a picture of its own first page; a file browser would show it for ours."""
    relations = document.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]


def _properties(document: Document, pack: FilledPack) -> None:
    properties = document.core_properties
    properties.title = plain(pack.title)
    properties.subject = word("packs.subject", pack.lang, committee=pack.committee.replace("\n", " "))
    properties.author = pack.signature[0] if pack.signature else ""
    properties.last_modified_by = ""
    properties.language = TAGS[pack.lang]
    properties.category = pack.classification
    properties.comments = ""
    properties.keywords = ""
    properties.revision = 1
    year, month, day = (int(part) for part in pack.created.split("-"))
    properties.created = properties.modified = datetime(year, month, day)  # noqa: DTZ001 - python-docx wants it naive


class _Writer:
    """Puts blocks into the document, one after the other."""

    def __init__(self, document: Document, pack: FilledPack) -> None:
        self.document, self.pack, self.lang = document, pack, pack.lang
        self.drawings = 0

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────

    def paragraph(self, text: str, style: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        self.write(paragraph, text)
        return paragraph

    def write(self, paragraph: Paragraph, text: str) -> None:
        for part, bold in runs(text):
            lines = part.split("\n")
            for place, line in enumerate(lines):
                run = paragraph.add_run(unbroken(line))
                if bold:
                    run.bold = True
                if self.lang == "zh-Hant":
                    # Quotes, dashes and brackets exist in both scripts; the hint makes them Chinese.
                    fonts = run._element.get_or_add_rPr()._add_rFonts()
                    fonts.set(qn("w:hint"), "eastAsia")
                if place < len(lines) - 1:
                    run.add_break(WD_BREAK.LINE)

    def field(self, paragraph: Paragraph, code: str, shown: str) -> None:
        """A Word field with the result it has now."""
        for kind in ("begin", "code", "separate", "shown", "end"):
            run = paragraph.add_run()
            if kind == "code":
                instruction = OxmlElement("w:instrText")
                instruction.set(qn("xml:space"), "preserve")
                instruction.text = f" {code} "
                run._element.append(instruction)
            elif kind == "shown":
                run.text = shown
            else:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._element.append(mark)

    def caption(self, label_code: str, sequence: str, number: int, caption: str) -> None:
        """*Table 1: …* with a number that Word counts itself."""
        label = word(label_code, self.lang, number="\0")
        before, _, after = word("packs.caption", self.lang, label=label, caption=caption).partition("\0")
        paragraph = self.document.add_paragraph(style="Caption")
        if before:
            self.write(paragraph, before)
        self.field(paragraph, f"SEQ {sequence} \\* ARABIC", str(number))
        self.write(paragraph, after)

    # ── page and head ────────────────────────────────────────────────────────────────────────────────────

    def page_lines(self) -> None:
        """Classification above, page number below, on every page."""
        section = self.document.sections[0]
        header = section.header.paragraphs[0]
        header.style = self.document.styles["Header"]
        self.write(header, self.pack.classification)
        footer = section.footer.paragraphs[0]
        footer.style = self.document.styles["Footer"]
        text = word("packs.page", self.lang, page="\0", pages="\1")
        before, _, rest = text.partition("\0")
        between, _, after = rest.partition("\1")
        for words, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            if words:
                self.write(footer, words)
            if code:
                self.field(footer, code, "1")

    def head(self) -> None:
        """Number, status, body and title."""
        if self.pack.paper_no:
            self.paragraph(self.pack.paper_no, "Paper Number")
        if self.pack.status:
            self.paragraph(self.pack.status, "Paper Status")
        if self.pack.committee:
            self.paragraph(self.pack.committee, "Paper Committee")
        self.paragraph(self.pack.title, "Title")

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────

    def block(self, block: FilledBlock | _Signature) -> None:
        if isinstance(block, FilledHeading):
            self.paragraph(block.text, f"Heading {max(1, min(2, block.level))}")
        elif isinstance(block, FilledParagraph):
            self.numbered(block)
        elif isinstance(block, FilledTable):
            self.table(block)
        elif isinstance(block, FilledChart):
            self.chart(block)
        elif isinstance(block, FilledNote):
            self.paragraph(block.text, "Source Note").paragraph_format.space_after = Cm(0.25)
        elif isinstance(block, FilledBreak):
            self.document.add_paragraph(style="Normal").add_run().add_break(WD_BREAK.PAGE)
        elif isinstance(block, FilledAnnex):
            label = self.paragraph(block.label, "Annex Label")
            label.paragraph_format.page_break_before = True
            self.paragraph(block.title, "Annex Title")
        else:
            self.signature()

    def hold_together(self, following: FilledBlock | _Signature | None) -> None:
        """A signature never stands alone on a page, and a note stays close to its paragraph."""
        layout = self.document.paragraphs[-1].paragraph_format
        if isinstance(following, _Signature):
            layout.keep_with_next = True
        elif isinstance(following, FilledNote):
            layout.keep_with_next, layout.space_after = True, Cm(0.1)

    def numbered(self, block: FilledParagraph) -> None:
        if not block.number:
            self.paragraph(block.text, "Normal").paragraph_format.space_after = Cm(0.3)
            return
        self.paragraph(block.text, docx_styles.LETTERED if block.level else docx_styles.NUMBERED)

    def signature(self) -> None:
        lines = [*self.pack.signature, *([self.pack.dated] if self.pack.dated else [])]
        for place, line in enumerate(lines):
            paragraph = self.paragraph(line, "Signature Block")
            paragraph.paragraph_format.keep_with_next = place < len(lines) - 1
            if place == 0:
                paragraph.paragraph_format.space_before = Cm(1.0)

    def table(self, block: FilledTable) -> None:
        self.caption("packs.table", "Table", block.number, block.caption)
        # After the caption, not at the end of the body: there stands the section with the page settings.
        self.document.paragraphs[-1]._p.addnext(table_element(block, self.lang))
        self.notes(block)

    def notes(self, block: FilledTable) -> None:
        """Notes and source below a table."""
        for text in table_notes(block, self.lang):
            self.paragraph(text, "Source Note")
        self.document.paragraphs[-1].paragraph_format.space_after = Cm(0.45)

    def chart(self, block: FilledChart) -> None:
        self.caption("packs.chart", "Chart", block.number, block.caption)
        self.paragraph(block.spec.title, "Chart Finding")
        self.paragraph(block.spec.subtitle, "Chart Measure")
        if office_chart.has_figures(block.spec):
            paragraph = self.document.add_paragraph(style="Chart Frame")
            paragraph.add_run()._element.append(self.drawing(block))
        for note in block.spec.notes:
            self.paragraph(note, "Source Note").paragraph_format.keep_with_next = True
        self.paragraph(block.spec.source_line, "Source Note").paragraph_format.space_after = Cm(0.45)

    def drawing(self, block: FilledChart) -> Any:
        """A native chart in the line of text, its workbook embedded, with alternative text."""
        self.drawings += 1
        package = self.document.part.package
        book = Part(
            PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{self.drawings}.xlsx"),
            _BOOK_TYPE,
            office_chart.workbook(block.spec),
            package,
        )
        chart = Part(
            PackURI(f"/word/charts/chart{self.drawings}.xml"),
            _CHART_TYPE,
            office_chart.chart_xml(block.spec, "rId1"),
            package,
        )
        assert chart.relate_to(book, _BOOK_REL) == "rId1"
        relation = self.document.part.relate_to(chart, _CHART_REL)
        width, height = Emu(Cm(_WIDTH_CM)), Emu(Cm(_CHART_HEIGHT_CM))
        drawing = parse_xml(
            f"<w:drawing {nsdecls('w', 'wp', 'a')}"
            ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{self.drawings}" name="{block.label}"/><wp:cNvGraphicFramePr/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
        properties = drawing.find(f".//{qn('wp:docPr')}")
        properties.set("descr", block.spec.alt)
        properties.set("title", block.spec.title)
        return drawing
