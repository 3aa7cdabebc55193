"""The full briefing pack against the same content by hand: python-docx, python-pptx, openpyxl and matplotlib pictures.

On demand: ``PYTHONPATH=<matplotlib> python tests/benchmarks/bench_packs.py``. One pack of some 40 pages and 20 charts in four
formats and two languages (ours), against the docx, pptx and xlsx of the same tables and paragraphs with each chart as a PNG
of matplotlib, and a PDF of the same pages by matplotlib where it is there. Ours also fills in, checks, traces and tags.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from workbench.briefing.chart_table import chart_table
from workbench.briefing.resolved import (
    FilledChart,
    FilledHeading,
    FilledPack,
    FilledParagraph,
    FilledTable,
    plain,
)
from workbench.domain.pack import ChartBlock, Pack
from workbench.domain.text import LANGS, LocalText
from workbench.services import packs
from workbench.services.session import Session

CHARTS = 20
AIM_SECONDS = 5.0


def the_pack(session: Session) -> Pack:
    """The full briefing pack with further charts, so that there are twenty."""
    pack = packs.find_pack(session, "full-pack")
    have = sum(isinstance(block, ChartBlock) for block in pack.blocks)
    series = [one.id for one in session.indicators() if len(session.observations(one.id)) > 4]
    more = tuple(ChartBlock(one, LocalText(one, one)) for one in series[: CHARTS - have])
    return replace(pack, blocks=(*pack.blocks, *more))


class Told:
    """Progress as the window gets it; the longest silence is printed."""

    def __init__(self) -> None:
        self.last, self.longest, self.count = time.perf_counter(), 0.0, 0

    def report(self, done: float, text: str = "") -> None:
        now = time.perf_counter()
        self.longest, self.last, self.count = max(self.longest, now - self.last), now, self.count + 1

    def check_cancelled(self) -> None:
        """Never."""


def by_hand(filled: FilledPack, folder: Path) -> None:
    """The same content with the usual tools."""
    import docx
    import openpyxl
    import pptx
    from docx.shared import Cm
    from pptx.util import Inches

    document, deck, book = docx.Document(), pptx.Presentation(), openpyxl.Workbook()
    for block in filled.blocks:
        if isinstance(block, FilledHeading):
            document.add_heading(plain(block.text), block.level)
        elif isinstance(block, FilledParagraph):
            document.add_paragraph(plain(block.text))
        elif isinstance(block, FilledTable):
            table = document.add_table(len(block.rows), len(block.rows[0]))
            sheet = book.create_sheet()
            for place, row in enumerate(block.rows):
                cells = table.rows[place].cells
                for column, cell in enumerate(row):
                    cells[column].text = plain(cell)
                sheet.append([plain(cell) for cell in row])
            shown = block.rows[:10]
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            grid = slide.shapes.add_table(
                len(shown), len(shown[0]), Inches(0.5), Inches(1.5), Inches(9), Inches(5)
            ).table
            for place, row in enumerate(shown):
                for column, cell in enumerate(row):
                    grid.cell(place, column).text = plain(cell)
        elif isinstance(block, FilledChart):
            picture = _picture(block)
            document.add_picture(io.BytesIO(picture), width=Cm(16))
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            slide.shapes.add_picture(io.BytesIO(picture), Inches(0.5), Inches(1.5), width=Inches(9))
    document.save(str(folder / "hand.docx"))
    deck.save(str(folder / "hand.pptx"))
    book.save(str(folder / "hand.xlsx"))


def _picture(block: FilledChart) -> bytes:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 4))
    table: Any = chart_table(block.spec)
    for column in table.columns:
        known = [
            (label, value)
            for label, value in zip(table.labels, column.values, strict=True)
            if value is not None
        ]
        axes.plot([label for label, _ in known], [value for _, value in known], label=column.name)
    axes.set_title(block.label)
    stream = io.BytesIO()
    figure.savefig(stream, dpi=200)
    pyplot.close(figure)
    return stream.getvalue()


def main() -> None:
    """Print both times and what was made."""
    import pikepdf

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Session.create(folder / "bench.wbk", sample_in="en") as session:
            pack = the_pack(session)
            told = Told()
            begun, cpu = time.perf_counter(), time.process_time()
            written = packs.write_pack(session, pack, LANGS, packs.FORMATS, folder / "ours", ctx=told)
            ours, cpu = time.perf_counter() - begun, time.process_time() - cpu
            filled = [packs.fill_pack(session, pack, lang) for lang in LANGS]
        charts = sum(isinstance(block, FilledChart) for block in filled[0].blocks)
        with pikepdf.open(folder / "ours" / "full-pack_en.pdf") as pdf:
            pages = len(pdf.pages)
        size = sum(path.stat().st_size for path in written) / 1e6
        print(f"ours: {ours:5.2f} s  {len(written)} files, {size:.1f} MB, {pages} pages, {charts} charts")
        print(f"      processor {cpu:.2f} s (aim {AIM_SECONDS} s in all)")
        print(f"      {told.count} reports of progress, longest silence {told.longest:.2f} s")
        begun = time.perf_counter()
        for one in filled:
            by_hand(one, folder)
        hand = time.perf_counter() - begun
        print(
            f"hand: {hand:5.2f} s  docx, pptx, xlsx with pictures, no PDF, no checks · ratio {hand / ours:.1f}"
        )


if __name__ == "__main__":
    main()
