"""A paper as a Word file that goes on living: real styles, numbering, footnotes, fields, repeated table heads,
editable charts; every figure in a hidden bookmark, and the manifest of the paper inside.

Always the same bytes for the same paper. Not seen by Word itself here: checked in LibreOffice and against the order
of elements in the schema.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from docx import api
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from workbench.base.messages import word
from workbench.briefing import docx_styles, office_chart
from workbench.briefing.docx_parts import (
    Lists,
    add_chart,
    add_footnotes,
    first_free,
    place_of_body,
    with_body,
)
from workbench.briefing.docx_table import table_xml
from workbench.briefing.docx_text import Inline
from workbench.briefing.manifest import attached
from workbench.briefing.office import TAGS, packed, unpacked
from workbench.briefing.resolved import (
    FilledAnnex,
    FilledBlock,
    FilledBreak,
    FilledChart,
    FilledContents,
    FilledHeading,
    FilledList,
    FilledNote,
    FilledPack,
    FilledParagraph,
    FilledPart,
    FilledSignature,
    FilledTable,
    plain,
    table_notes,
    with_signature,
)

if TYPE_CHECKING:
    from docx.document import Document

    from workbench.briefing.docx_design import Design

_LOOKS = {
    "question": "Question",
    "answer": "Answer",
    "quote": "Quotation",
    "caution": "Caution",
    "centre": "Centred",
}


def render(pack: FilledPack, design: Design | None = None) -> bytes:
    """The paper as a docx file. design: the user's own template, already checked."""
    document = design.document(pack.lang, pack.profile) if design else api.Document()
    if design is None:
        docx_styles.prepare(document, pack.lang, pack.profile)
        _drop_thumbnail(document)
    _properties(document, pack)
    writer = _Writer(document, pack, own_fonts=design is None)
    body = writer.paper() if design is None else writer.body()
    notes = writer.footnotes()
    if design is None:
        document.element.body.find(qn("w:sectPr")).addprevious(place_of_body())
        document = with_body(document, body)
        _page_lines(document, pack, writer.inline)
    else:
        design.fill(document, pack, writer.inline)
        document = with_body(document, docx_styles.renamed(document, body))
    if notes:
        add_footnotes(document, notes)
    stream = io.BytesIO()
    document.save(stream)
    parts = unpacked(stream.getvalue())
    return packed(attached(parts, pack.manifest) if pack.manifest else parts, pack.created)


def _drop_thumbnail(document: Document) -> None:
    """The plain template carries a picture of its own first page; a file browser would show it for ours."""
    relations = document.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]


def _properties(document: Document, pack: FilledPack) -> None:
    properties = document.core_properties
    properties.title = plain(pack.title)
    properties.subject = word("packs.subject", pack.lang, committee=plain(pack.committee).replace("\n", " "))
    properties.author = plain(pack.signature[0]) if pack.signature else ""
    properties.last_modified_by = ""
    properties.language = TAGS[pack.lang]
    properties.category = plain(pack.classification)
    properties.comments = ""
    properties.keywords = ""
    properties.revision = 1
    year, month, day = (int(part) for part in pack.created.split("-"))
    properties.created = properties.modified = datetime(year, month, day)  # noqa: DTZ001 - python-docx wants it naive


def _page_lines(document: Document, pack: FilledPack, inline: Inline) -> None:
    """Classification and draft mark above; version and page number below, on every page."""
    section = document.sections[0]
    _fill_line(section.header.paragraphs[0], document.styles["Header"], inline.run(pack.mark))
    text = word("packs.page", pack.lang, page="\0", pages="\1")
    before, _, rest = text.partition("\0")
    between, _, after = rest.partition("\1")
    line = inline.run(f"{pack.version}　" if pack.version and pack.lang == "zh-Hant" else "")
    if pack.version:
        line = inline.run(f"{pack.version} · ")
    for words, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        line += inline.run(words) if words else ""
        line += inline.field(code, "1") if code else ""
    _fill_line(section.footer.paragraphs[0], document.styles["Footer"], line)


def _fill_line(paragraph: Any, style: Any, content: str) -> None:
    paragraph.style = style
    for run in parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"):
        paragraph._p.append(run)


class _Writer:
    """Blocks as the XML of Word paragraphs and tables, one after the other."""

    def __init__(self, document: Document, pack: FilledPack, *, own_fonts: bool) -> None:
        self.document, self.pack, self.lang = document, pack, pack.lang
        self.blocks = with_signature(pack)
        profile = pack.profile
        fonts = (profile.latin_font, profile.east_font) if profile and own_fonts else None
        self.inline = Inline(
            pack.lang, (figure.name for figure in pack.figures), self._anchors(), fonts=fonts
        )
        self.lists = Lists(document, pack.profile)
        self.charts = self.headings = 0
        self.before = first_free(document)
        self.levels: list[int] = []

    def _anchors(self) -> dict[str, str]:
        """The bookmark of everything that can be referred to: numbers of paragraphs, labels of the rest."""
        found: dict[str, str] = {}
        for block in self.blocks:
            if anchor := getattr(block, "anchor", ""):
                kind = "_Par" if isinstance(block, FilledParagraph) else "_Ref"
                whole = f"{kind}_{anchor}"
                # Word takes 40 characters; what is longer gets a number, so that no two are the same
                found[anchor] = whole if len(whole) <= 40 else f"{kind}_{len(found)}_{anchor}"[:40]
        return found

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────

    def p(self, content: str, style: str, extra: str = "") -> str:
        """A paragraph. extra: further properties, in the order of the schema after the style."""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'

    def t(self, text: str, style: str, extra: str = "") -> str:
        """A paragraph of a filled text."""
        return self.p(self.inline.runs(text), style, extra)

    def anchored(self, anchor: str, content: str) -> str:
        """*content* in the bookmark of its anchor, if it has one."""
        return self.inline.bookmarked(self.inline.anchors[anchor], content) if anchor else content

    def caption(self, label_code: str, sequence: str, number: int, caption: str, anchor: str) -> str:
        """*Table 1: …* with a number that Word counts itself."""
        label = word(label_code, self.lang, number="\0")
        before, _, after = label.partition("\0")
        counted = (self.inline.run(before) if before else "") + self.inline.field(
            f"SEQ {sequence} \\* ARABIC", str(number)
        )
        counted += self.inline.run(after) if after else ""
        lead, _, rest = word("packs.caption", self.lang, label="\1", caption="\0").partition("\1")
        between, _, end = rest.partition("\0")
        content = (self.inline.run(lead) if lead else "") + self.anchored(anchor, counted)
        content += (self.inline.run(between) if between else "") + self.inline.runs(caption)
        return self.p(content + (self.inline.run(end) if end else ""), "Caption")

    # ── the whole ────────────────────────────────────────────────────────────────────────────────────────

    def paper(self) -> str:
        """Head and blocks."""
        return self.head(self.pack.head) + self.body()

    def body(self) -> str:
        """The blocks."""
        following: list[FilledBlock | None] = [*self.blocks[1:], None]
        return "".join(self.block(block, after) for block, after in zip(self.blocks, following, strict=True))

    def footnotes(self) -> list[str]:
        """The text of each footnote, in order."""
        return [self.inline.runs(text) for text in self.pack.footnotes]

    def head(self, kind: str) -> str:
        """The head of the first page."""
        pack, found = self.pack, ""
        if kind == "sheet":
            return (self.t(pack.committee, "PaperCommittee") if pack.committee else "") + self.t(
                pack.title, "Title"
            )
        if kind == "cover":
            found += self.t(pack.committee, "PaperCommittee", '<w:spacing w:before="2800"/>')
            found += self.t(pack.title, "Title", '<w:spacing w:before="600" w:after="600"/>')
            for line in (pack.status, *pack.signature, pack.dated):
                found += self.t(line, "Centred") if line else ""
            return found
        if kind == "brief":
            found += self.t(pack.file_ref, "Normal") if pack.file_ref else ""
            found += self.t(pack.status, "PaperCommittee") if pack.status else ""
        elif kind in ("paper", "reply"):
            found += self.t(pack.paper_no, "PaperNumber") if pack.paper_no else ""
            found += self.t(pack.status, "PaperStatus") if pack.status else ""
        found += self.t(pack.committee, "PaperCommittee") if pack.committee else ""
        return found + (self.t(pack.title, "Title") if kind else "")

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────

    def block(self, block: FilledBlock, after: FilledBlock | None) -> str:
        """One block. A signature never stands alone on a page, and a note stays close to its paragraph."""
        keep = isinstance(after, FilledSignature)
        hold = "<w:keepNext/>" if keep else ""
        close = isinstance(after, FilledNote)
        if close:
            hold = '<w:keepNext/><w:spacing w:after="57"/>'
        if isinstance(block, FilledHeading):
            return self.heading(block)
        if isinstance(block, FilledParagraph):
            return self.numbered(block, hold)
        if isinstance(block, FilledList):
            style, number = self.lists.use(block.style)
            extra = f'{"<w:keepNext/>" if keep else ""}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            return "".join(self.t(item, style, extra) for item in block.items)
        if isinstance(block, FilledTable):
            found = self.caption("packs.table", "Table", block.number, block.caption, block.anchor)
            return found + table_xml(block, self.inline) + self.notes(block)
        if isinstance(block, FilledChart):
            return self.chart(block)
        if isinstance(block, FilledNote):
            return self.t(
                block.text, "SourceNote", f'{hold}<w:spacing w:after="142"/>' if not close else hold
            )
        if isinstance(block, FilledBreak):
            return self.p('<w:r><w:br w:type="page"/></w:r>', "Normal")
        if isinstance(block, FilledAnnex):
            label = self.in_contents(1, self.anchored(block.anchor, self.inline.run(block.label)))
            return self.p(label, "AnnexLabel", "<w:pageBreakBefore/>") + self.t(block.title, "AnnexTitle")
        if isinstance(block, FilledPart):
            return self.part(block)
        if isinstance(block, FilledContents):
            return self.contents(block)
        return self.signature()

    def heading(self, block: FilledHeading) -> str:
        level = max(1, min(3, block.level))
        content = self.in_contents(level, self.anchored(block.anchor, self.inline.runs(block.text)))
        return self.p(content, f"Heading{level}")

    def in_contents(self, level: int, content: str) -> str:
        """Something that the contents may point to."""
        self.headings += 1
        self.levels.append(level)
        return self.inline.bookmarked(f"_Toc{self.headings:05d}", content)

    def numbered(self, block: FilledParagraph, hold: str) -> str:
        if not block.number:
            style = _LOOKS.get(block.look, "Normal")
            return self.t(
                block.text, style, hold or ('<w:spacing w:after="170"/>' if style == "Normal" else "")
            )
        style = (docx_styles.NUMBERED, docx_styles.LETTERED, docx_styles.ROMAN)[block.level].replace(" ", "")
        number = self.lists.paragraphs()
        numbering = (
            f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        )
        keep, _, spacing = hold.partition("/>") if hold else ("", "", "")
        extra = (f"{keep}/>" if keep else "") + numbering + spacing
        return self.p(self.anchored(block.anchor, self.inline.runs(block.text)), style, extra)

    def part(self, block: FilledPart) -> str:
        self.lists.restart()
        title = (
            block.title if not block.label else word("packs.part", self.lang, label=block.label, title="\0")
        )
        lead, _, end = str(title).partition("\0")
        content = (
            self.inline.run(lead) + self.inline.runs(block.title) + (self.inline.run(end) if end else "")
        )
        if not block.label:
            content = self.inline.runs(block.title)
        found = self.p(self.in_contents(0, content), "PartTitle", "<w:pageBreakBefore/>")
        return found + (self.head(block.head) if block.head else "")

    def contents(self, block: FilledContents) -> str:
        """The contents, filled in; Word works out the pages when the field is brought up to date."""
        found = self.t(block.title, "ContentsTitle")
        first, left = self.headings + 1, len(block.entries)
        for number, (level, label, title) in enumerate(block.entries):
            entry = (
                f"{label}　{title}"
                if label and self.lang == "zh-Hant"
                else f"{label}  {title}"
                if label
                else title
            )
            mark = f"_Toc{first + number:05d}"
            page = self.inline.field(f"PAGEREF {mark} \\h", self._page(number), dirty=True)
            linked = f'<w:hyperlink w:anchor="{mark}" w:history="1">{self.inline.run(entry)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
            begin = end = ""
            if number == 0:
                begin = (
                    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
                    ' TOC \\h \\z \\t "Part Title,1,Heading 1,2,Annex Label,2" </w:instrText></w:r>'
                    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                )
            if number == left - 1:
                end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            found += self.p(begin + linked + end, f"TOC{min(3, level + 1)}")
        return found

    def _page(self, number: int) -> str:
        pages = self.pack.contents_pages
        return str(pages[number]) if number < len(pages) else ""

    def signature(self) -> str:
        lines = [*self.pack.signature, *([self.pack.dated] if self.pack.dated else [])]
        return "".join(
            self.t(
                line,
                "SignatureBlock",
                ("<w:keepNext/>" if place < len(lines) - 1 else "")
                + ('<w:spacing w:before="567"/>' if place == 0 else ""),
            )
            for place, line in enumerate(lines)
        )

    def notes(self, block: FilledTable) -> str:
        """Notes and source below a table; after a table a paragraph is needed in any case."""
        lines = table_notes(block, self.lang) or [""]
        return "".join(
            self.t(text, "SourceNote", '<w:spacing w:after="255"/>' if place == len(lines) - 1 else "")
            for place, text in enumerate(lines)
        )

    def chart(self, block: FilledChart) -> str:
        spec = block.spec
        found = self.caption("packs.chart", "Chart", block.number, block.caption, block.anchor)
        found += self.t(spec.title, "ChartFinding") + self.t(spec.subtitle, "ChartMeasure")
        if office_chart.has_figures(spec):
            self.charts += 1
            drawing = add_chart(self.document, self.charts, block, after=self.before)
            found += self.p(f"<w:r>{drawing}</w:r>", "ChartFrame")
        found += "".join(self.t(note, "SourceNote", "<w:keepNext/>") for note in spec.notes)
        return found + self.t(spec.source_line, "SourceNote", '<w:spacing w:after="255"/>')
