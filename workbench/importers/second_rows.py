"""Rows that only their number format tells apart from the row above: shares under levels, ``(12.3%)``, ``{1,234}``.

Such a row has no label. It belongs to the label above it; its unit is the per cent sign of its format, or what the
table's legend says of its brackets. Without either it stays unlabelled, which is reported.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.text import LocalText
from workbench.importers.grid import Grid
from workbench.importers.labels import Languages
from workbench.importers.layout import Block
from workbench.importers.levels import Heading
from workbench.importers.marks import Legend, read_figure


def name_second_rows(
    grid: Grid, block: Block, headings: dict[int, Heading], legend: Legend, spoken: Languages
) -> None:
    """Give rows without a label what their number format says of them."""
    for row in block.rows:
        above = headings.get(row - 1)
        if headings[row].named or above is None or not above.named:
            continue
        own, other = _shapes(grid, block, row), _shapes(grid, block, row - 1)
        if len(own) != 1 or own & other:
            continue
        ((bracket, percent),) = own
        if percent:
            sign = LocalText("%" if spoken.english else None, "%" if spoken.chinese else None)
            headings[row] = replace(above, unit=sign, unit_first=True)
            continue
        note = legend.explains_bracket(bracket) if bracket else None
        if note is not None:
            headings[row] = replace(above, path=(*above.path, note.text), parents=len(above.path))


def _shapes(grid: Grid, block: Block, row: int) -> set[tuple[str, bool]]:
    """The brackets and per cent signs that the figures of a row are shown with."""
    texts = [grid.sheet.text(row, col) for col in block.values if grid.kind(row, col) == "n"]
    return {(read_figure(text).bracket, "%" in text or "％" in text) for text in texts}
