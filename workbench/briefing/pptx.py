"""A paper as slides: a title, then a slide for each table and chart, native and editable, sources in the speaker notes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from workbench.base.messages import word
from workbench.briefing import office_chart
from workbench.briefing.office import FONTS, TAGS, repack, unbroken
from workbench.briefing.palette import token
from workbench.briefing.resolved import (
    FilledAnnex,
    FilledChart,
    FilledPack,
    FilledTable,
    plain,
    runs,
    table_notes,
)

_ROWS_PER_SLIDE = 9
_TABLE_SLIDES = (
    6  # longer tables are for reading: the rest is in the annex workbook, and the last slide says so
)


def render(pack: FilledPack) -> bytes:
    """The slides, 16:9."""
    from pptx import Presentation as new_presentation  # noqa: N813 - a function in spite of its name
    from pptx.util import Inches

    deck = new_presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    properties = deck.core_properties
    properties.title, properties.language = plain(pack.title), TAGS[pack.lang]
    properties.author = pack.signature[0] if pack.signature else ""
    properties.last_modified_by, properties.category, properties.revision = "", pack.classification, 1
    year, month, day = (int(part) for part in pack.created.split("-"))
    properties.created = properties.modified = datetime(year, month, day)  # noqa: DTZ001 - naive is asked for
    writer = _Writer(deck, pack)
    writer.title()
    for block in pack.blocks:
        if isinstance(block, FilledAnnex):
            break  # the annex is for reading, not for showing
        if isinstance(block, FilledTable):
            writer.table(block)
        elif isinstance(block, FilledChart):
            writer.chart(block)
    stream = io.BytesIO()
    deck.save(stream)
    return repack(stream.getvalue(), pack.created)


class _Writer:
    """Adds slides to the presentation."""

    def __init__(self, deck: Any, pack: FilledPack) -> None:
        self.deck, self.pack, self.lang = deck, pack, pack.lang

    def slide(self, title: str) -> Any:
        """A slide with its title in the title placeholder (outline and screen readers need it there)."""
        from pptx.util import Inches, Pt

        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (
            Inches(0.6),
            Inches(0.45),
            Inches(12.1),
            Inches(0.95),
        )
        self.write(shape.text_frame, title, size=22, bold=True)
        if self.pack.classification:
            box = slide.shapes.add_textbox(Inches(5.2), Inches(0.08), Inches(3), Inches(0.35))
            self.write(box.text_frame, self.pack.classification, size=10, bold=True, align="centre")
        number = slide.shapes.add_textbox(Inches(12.3), Inches(7.05), Inches(0.7), Inches(0.3))
        self.write(number.text_frame, str(len(self.deck.slides)), size=10, align="right")
        slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(22)
        return slide

    def write(
        self, frame: Any, text: str, *, size: float, bold: bool = False, align: str = "left", color: str = ""
    ) -> None:
        """Text into a frame, each run with both fonts, language and colour."""
        from pptx.dml import color as colors
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        color_of: Any = colors.RGBColor.from_string
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for place, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}[
                align
            ]
            for part, strong in runs(line):
                run = paragraph.add_run()
                run.text = unbroken(part)
                run.font.size, run.font.bold = Pt(size), bold or strong
                run.font.color.rgb = color_of((color or token("text")).lstrip("#").upper())
                self.fonts(run)

    def fonts(self, run: Any) -> None:
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        properties = run._r.get_or_add_rPr()
        properties.set("lang", TAGS[self.lang])
        properties.set("altLang", TAGS["zh-Hant" if self.lang == "en" else "en"])
        latin, east = FONTS[self.lang]
        for name, font in (("latin", latin), ("ea", east)):
            properties.append(parse_xml(f'<a:{name} {nsdecls("a")} typeface="{font}"/>'))

    def title(self) -> None:
        from pptx.util import Inches

        slide = self.slide(self.pack.title)
        shape = slide.shapes.title
        shape.top, shape.height = Inches(2.3), Inches(1.6)
        box = slide.shapes.add_textbox(Inches(0.6), Inches(1.2), Inches(12.1), Inches(1))
        self.write(box.text_frame, self.pack.committee, size=18)
        lines = "\n".join(line for line in (self.pack.status, *self.pack.signature, self.pack.dated) if line)
        foot = slide.shapes.add_textbox(Inches(0.6), Inches(4.4), Inches(12.1), Inches(1.8))
        self.write(foot.text_frame, lines, size=16)

    def table(self, block: FilledTable) -> None:
        from pptx.util import Inches

        head, body = block.rows[: block.header_rows], block.rows[block.header_rows :]
        for first in range(0, len(body), _ROWS_PER_SLIDE):
            rows = [*head, *body[first : first + _ROWS_PER_SLIDE]]
            slide = self.slide(
                word("packs.caption", self.lang, label=block.label, caption=plain(block.caption))
            )
            frame = slide.shapes.add_table(
                len(rows), len(rows[0]), Inches(0.6), Inches(1.45), Inches(12.1), Inches(0.53 * len(rows))
            )
            self.describe(frame, plain(block.caption))
            table = frame.table
            first_share = max(
                0.3, block.widths[0] / sum(block.widths)
            )  # long names fit on two lines of a slide
            rest = sum(block.widths[1:]) or 1.0
            for column, width in enumerate(block.widths):
                share = first_share if column == 0 else (1 - first_share) * width / rest
                table.columns[column].width = Inches(round(12.1 * share, 3))
            for place, row in enumerate(rows):
                for column, text in enumerate(row):
                    cell = table.cell(place, column)
                    align = "centre" if block.numeric[column] or place < len(head) else "left"
                    cell.margin_top = cell.margin_bottom = Inches(0.03)
                    top = place < len(head)
                    self.write(
                        cell.text_frame,
                        text,
                        size=12,
                        bold=top,
                        align=align,
                        color="#ffffff" if top else "",
                    )
            self.notes(slide, table_notes(block, self.lang))
            if first + _ROWS_PER_SLIDE < len(body) and first // _ROWS_PER_SLIDE + 1 == _TABLE_SLIDES:
                told = slide.shapes.add_textbox(Inches(0.6), Inches(6.95), Inches(11), Inches(0.4))
                left = len(body) - first - _ROWS_PER_SLIDE
                self.write(
                    told.text_frame, word("packs.rows-left", self.lang, count=left), size=12, bold=True
                )
                break

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
        part._element = parse_xml(office_chart.chart_xml(spec, relation, size=1400))
        part.chart_workbook.update_from_xlsx_blob(office_chart.workbook(spec))
        self.describe(frame, spec.alt)
        foot = slide.shapes.add_textbox(Inches(0.6), Inches(6.55), Inches(11.6), Inches(0.6))
        self.write(foot.text_frame, spec.source_line, size=10, color=token("muted"))
        self.notes(slide, [spec.alt, *spec.notes, spec.source_line])

    def describe(self, frame: Any, words: str) -> None:
        """Alternative text of a table or chart."""
        frame._element.nvGraphicFramePr.cNvPr.set("descr", words)

    def notes(self, slide: Any, lines: list[str]) -> None:
        """Speaker notes: what the figures rest on."""
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            self.write(frame, "\n".join([word("packs.speaker-note", self.lang), *lines]), size=12)
