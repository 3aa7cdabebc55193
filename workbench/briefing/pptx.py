"""A paper as slides: a title, the contents, then a slide for each table and chart, native and editable; what the paper
says of them and their sources are the speaker notes. Each figure is named in a tag of its shape, with the manifest inside.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from workbench.base.messages import word
from workbench.briefing import office_chart
from workbench.briefing.manifest import SHAPE_TAG, attached
from workbench.briefing.office import TAGS, packed, unbroken, unpacked
from workbench.briefing.palette import token
from workbench.briefing.pptx_master import CONTENT, COVER, LATIN, TITLE_ONLY, east_font, new_deck
from workbench.briefing.resolved import (
    FilledAnnex,
    FilledChart,
    FilledHeading,
    FilledList,
    FilledPack,
    FilledParagraph,
    FilledPart,
    FilledTable,
    plain,
    spans,
    table_notes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.briefing.pptx_design import Design

_ROWS_PER_SLIDE, _LINES_PER_SLIDE = 9, 21
_TABLE_SLIDES = (
    6  # longer tables are for reading: the rest is in the annex workbook, and the last slide says so
)
_CONTENTS_LINES = 14
_TAGS_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
_TAGS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def render(pack: FilledPack, design: Design | None = None) -> bytes:
    """The slides, 16:9, or in the user's own *design*."""
    deck = design.deck() if design else new_deck(pack)
    properties = deck.core_properties
    properties.title, properties.language = plain(pack.title), TAGS[pack.lang]
    properties.author = plain(pack.signature[0]) if pack.signature else ""
    properties.last_modified_by, properties.category, properties.revision = "", plain(pack.classification), 1
    year, month, day = (int(part) for part in pack.created.split("-"))
    properties.created = properties.modified = datetime(year, month, day)  # noqa: DTZ001 - naive is asked for
    writer = _Writer(deck, pack, design)
    writer.title()
    writer.contents()
    for block in pack.blocks:
        if isinstance(block, FilledAnnex) and not any(isinstance(b, FilledPart) for b in pack.blocks):
            break  # the annex is for reading, not for showing
        writer.block(block)
    writer.leave()
    stream = io.BytesIO()
    deck.save(stream)
    parts = unpacked(stream.getvalue())
    return packed(attached(parts, pack.manifest) if pack.manifest else parts, pack.created)


class _Writer:
    """Adds slides to the presentation."""

    def __init__(self, deck: Any, pack: FilledPack, design: Design | None) -> None:
        self.deck, self.pack, self.lang, self.design = deck, pack, pack.lang, design
        self.east = east_font(pack)
        self.tags = 0
        self.said: list[str] = []  # paragraphs since the last slide
        self.shown = False  # whether a slide has been made of the present section

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────

    def runs(self, text: str, *, size: float, bold: bool = False, color: str = "") -> str:
        """Runs with both faces, language and colour."""
        fill = (color or token("text")).lstrip("#").upper()
        tail = (
            f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
            f"<a:latin typeface={quoteattr(LATIN)}/><a:ea typeface={quoteattr(self.east)}/>"
        )
        found = []
        for span in spans(text):
            if span.note:
                continue
            weight = ' b="1"' if bold or span.bold else ""
            found.append(
                f'<a:r><a:rPr lang="{TAGS[self.lang]}" altLang="{TAGS["zh-Hant" if self.lang == "en" else "en"]}"'
                f' sz="{round(size * 100)}"{weight}>{tail}</a:rPr><a:t>{escape(unbroken(span.text))}</a:t></a:r>'
            )
        return "".join(found)

    def paragraphs(
        self, text: str, *, size: float, bold: bool = False, align: str = "l", color: str = ""
    ) -> str:
        """The paragraphs of a text; a line feed begins a new one."""
        found = []
        for line in _lines(text):
            found.append(
                f'<a:p><a:pPr algn="{align}"/>{self.runs(line, size=size, bold=bold, color=color)}</a:p>'
            )
        return "".join(found)

    def write(
        self,
        frame: Any,
        text: str,
        *,
        size: float,
        bold: bool = False,
        align: str = "l",
        color: str = "",
        anchor: str = "ctr",
    ) -> None:
        """Text into a frame."""
        self.put(
            frame._txBody,
            self.paragraphs(text, size=size, bold=bold, align=align, color=color),
            anchor=anchor,
        )

    def put(self, body: Any, xml: str, *, anchor: str = "ctr") -> None:
        from pptx.oxml import parse_xml

        properties = body.find(f"{{{_A}}}bodyPr")
        properties.set("anchor", anchor)
        properties.set("wrap", "square")
        for old in body.findall(f"{{{_A}}}p"):
            body.remove(old)
        for paragraph in parse_xml(f'<a:root xmlns:a="{_A}">{xml}</a:root>'):
            body.append(paragraph)

    def tag(self, slide: Any, shape: Any, places: Iterable[tuple[str, str]]) -> None:
        """Name the figures in a shape: (place, field)."""
        held = " ".join(f"{place}={name}" for place, name in places)
        if not held:
            return
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI
        from pptx.oxml import parse_xml

        self.tags += 1
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<p:tagLst xmlns:p="{_P}"><p:tag name="{SHAPE_TAG}" val={quoteattr(held)}/></p:tagLst>'
        )
        part = Part(PackURI(f"/ppt/tags/tag{self.tags}.xml"), _TAGS_TYPE, slide.part.package, xml.encode())
        relation = slide.part.relate_to(part, _TAGS_RELATION)
        holder = next(shape._element.iter(f"{{{_P}}}nvPr"))
        element = parse_xml(
            f'<p:custDataLst xmlns:p="{_P}" xmlns:r="{_R}"><p:tags r:id="{relation}"/></p:custDataLst>'
        )
        later = holder.find(f"{{{_P}}}extLst")
        if later is not None:
            later.addprevious(element)
        else:
            holder.append(element)

    # ── slides ───────────────────────────────────────────────────────────────────────────────────────────

    def slide(self, title: str, layout: str = TITLE_ONLY) -> Any:
        """A slide with its title in the title placeholder (outline and screen readers need it there)."""
        slide = self.deck.slides.add_slide(
            self.design.layout(self.deck, layout)
            if self.design
            else next(one for one in self.deck.slide_layouts if one.name == layout)
        )
        shape = slide.shapes.title
        size = 20 if len(plain(title)) > 60 else 22
        self.write(shape.text_frame, plain(title), size=28 if layout == COVER else size, bold=True)
        return slide

    def title(self) -> None:
        """The cover."""
        pack = self.pack
        slide = self.slide(plain(pack.title), COVER)
        lines = "\n".join(
            plain(line) for line in (pack.committee, pack.status, *pack.signature, pack.dated) if line
        )
        place = next((s for s in slide.placeholders if s.placeholder_format.idx == 1), None)
        if place is not None:
            self.write(place.text_frame, lines, size=16, anchor="t")

    def contents(self) -> None:
        """Parts and sections by name."""
        parts = [b for b in self.pack.blocks if isinstance(b, FilledPart)]
        heads = [b for b in self.pack.blocks if isinstance(b, FilledHeading) and b.level == 1]
        names = [plain(b.title) for b in parts] or [plain(b.text) for b in heads]
        if len(names) < 2:
            return
        slide = self.slide(word("packs.slide-contents", self.lang), CONTENT)
        place = next(s for s in slide.placeholders if s.placeholder_format.idx == 1)
        self.write(place.text_frame, "\n".join(names[:_CONTENTS_LINES]), size=18, anchor="t")

    def block(self, block: Any) -> None:
        """A table or chart as a slide; what is said is kept for the notes of the next one."""
        if isinstance(block, FilledTable):
            self.table(block)
        elif isinstance(block, FilledChart):
            self.chart(block)
        elif isinstance(block, FilledPart):
            self.leave()
            self.slide(plain(block.title), TITLE_ONLY)
        elif isinstance(block, FilledHeading):
            self.said.append(plain(block.text))
        elif isinstance(block, FilledParagraph):
            self.said.append(f"{block.number}. {plain(block.text)}" if block.number else plain(block.text))
        elif isinstance(block, FilledList):
            self.said += [
                f"{label} {plain(item)}" for label, item in zip(block.labels, block.items, strict=True)
            ]

    def leave(self) -> None:
        """What was said after the last table or chart goes to the notes of the last slide."""
        if self.said and len(self.deck.slides):
            slide = self.deck.slides[len(self.deck.slides) - 1]
            if not slide.has_notes_slide:
                self.notes(slide, [])
        self.said = []

    def table(self, block: FilledTable) -> None:
        from pptx.util import Inches

        head, body = block.rows[: block.header_rows], block.rows[block.header_rows :]
        caption = word("packs.caption", self.lang, label=block.label, caption=plain(block.caption))
        for number, (first, after) in enumerate(_stretches(block, body)):
            rows = [*head, *body[first:after]]
            slide = self.slide(caption)
            frame = slide.shapes.add_table(
                len(rows), len(rows[0]), Inches(0.6), Inches(1.45), Inches(12.1), Inches(0.53 * len(rows))
            )
            self.describe(frame, plain(block.caption))
            places = self.rows(frame.table, block, rows, len(head))
            self.tag(slide, frame, places)
            self.notes(slide, table_notes(block, self.lang))
            if after < len(body) and number + 1 == _TABLE_SLIDES:
                told = slide.shapes.add_textbox(Inches(0.6), Inches(6.75), Inches(11), Inches(0.3))
                words = word("packs.rows-left", self.lang, count=len(body) - after)
                self.write(told.text_frame, words, size=12, bold=True)
                break

    def rows(
        self, table: Any, block: FilledTable, rows: list[tuple[str, ...]], head: int
    ) -> list[tuple[str, str]]:
        """Fill a table; the places of its figures."""
        from pptx.util import Inches

        for column, share in enumerate(_shares(block)):
            table.columns[column].width = Inches(round(12.1 * share, 3))
        longest = max((len(plain(cell)) for row in rows for cell in row), default=0)
        size = 12 if longest < 90 else 10
        places = []
        for place, row in enumerate(rows):
            top = place < head
            for column, text in enumerate(row):
                cell = table.cell(place, column)
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                align = "ctr" if block.numeric[column] or top else "l"
                self.put(
                    cell._tc.get_or_add_txBody(),
                    self.paragraphs(text, size=size, bold=top, align=align, color="#ffffff" if top else ""),
                )
                cell._tc.get_or_add_tcPr().set("anchor", "ctr")
                places += [(f"r{place + 1}c{column + 1}", span.figure) for span in spans(text) if span.figure]
        return places

    def chart(self, block: FilledChart) -> None:
        from pptx.chart import data as chart_data
        from pptx.enum.chart import XL_CHART_TYPE
        from pptx.oxml import parse_xml
        from pptx.util import Inches

        spec = block.spec
        slide = self.slide(plain(spec.title))
        box = slide.shapes.add_textbox(Inches(0.6), Inches(1.3), Inches(12.1), Inches(0.4))
        self.write(box.text_frame, spec.subtitle, size=14, color=token("muted"))
        if not office_chart.has_figures(spec):
            self.notes(slide, [spec.alt])
            return
        make: Any = chart_data.CategoryChartData
        data = make()
        data.categories = ["1"]
        data.add_series("1", [1.0])
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.LINE, Inches(0.6), Inches(1.75), Inches(12.1), Inches(4.75), data
        )
        part: Any = frame.chart.part
        relation = next(rid for rid, rel in part.rels.items() if rel.reltype.endswith("/package"))
        part._element = parse_xml(office_chart.chart_xml(spec, relation, size=1400, fonts=(LATIN, self.east)))
        part.chart_workbook.update_from_xlsx_blob(office_chart.workbook(spec))
        self.describe(frame, spec.alt)
        foot = slide.shapes.add_textbox(Inches(0.6), Inches(6.5), Inches(12.1), Inches(0.55))
        self.write(foot.text_frame, spec.source_line, size=10, color=token("muted"))
        self.notes(slide, [spec.alt, *spec.notes, spec.source_line])

    def describe(self, frame: Any, words: str) -> None:
        """Alternative text of a table or chart."""
        frame._element.nvGraphicFramePr.cNvPr.set("descr", words)

    def notes(self, slide: Any, lines: list[str]) -> None:
        """Speaker notes: what the paper says here, and what the figures rest on."""
        frame = slide.notes_slide.notes_text_frame
        if frame is None:
            return
        told = [*self.said]
        if lines:
            told += [word("packs.speaker-note", self.lang), *(plain(line) for line in lines)]
        self.said = []
        self.write(frame, "\n".join(told), size=12, anchor="t")


def _shares(block: FilledTable) -> list[float]:
    """The shares of the columns; a first column of names gets enough for them to fit on two lines of a slide."""
    total = sum(block.widths)
    shares = [width / total for width in block.widths]
    if len(shares) > 1 and block.widths[0] == max(block.widths) and shares[0] < 0.3:
        rest = sum(shares[1:])
        shares = [0.3, *(share * 0.7 / rest for share in shares[1:])]
    return shares


def _stretches(block: FilledTable, body: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    """Which rows go on which slide: at most nine, and no more than there is height for their lines."""
    letters = [max(4.0, share * 12.1 * 11) for share in _shares(block)]  # about so many on a line
    found, first, lines = [], 0, 0.0
    for place, row in enumerate(body):
        tall = max(
            -(-sum(2 if ord(c) > 0x2E80 else 1 for c in plain(cell)) // room)
            for cell, room in zip(row, letters, strict=True)
        )
        if place > first and (place - first == _ROWS_PER_SLIDE or lines + tall > _LINES_PER_SLIDE):
            found.append((first, place))
            first, lines = place, 0.0
        lines += max(tall, 1.4)
    return [*found, (first, len(body))]


def _lines(text: str) -> list[str]:
    """The lines of a text; a filled text of one line keeps its stretches."""
    return text.split("\n") if "\n" in text else [text]
