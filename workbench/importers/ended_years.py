"""Years that do not end in December: ``Year ended September`` over columns (or rows) that state nothing but a year."""

from __future__ import annotations

from dataclasses import replace

from workbench.importers.grid import Grid
from workbench.importers.labels import Languages, local
from workbench.importers.layout import Block
from workbench.importers.levels import Heading
from workbench.importers.periods import PeriodLabel, ended_in, year_ended

LONGEST = 80  # characters of a heading; a sentence in a note says it of something else


def end_years(grid: Grid, block: Block, headings: dict[int, Heading], spoken: Languages) -> None:
    """Give plain years the period that is meant. Years that end in a month without a code keep their label only."""
    top = block.head.start if block.head else block.top
    said: dict[int, str] = {}
    for row in range(top, block.rows[0]):
        for col in grid.cols(row, "t"):
            text = grid.text(row, col)
            month = ended_in(text) if len(text) <= LONGEST else None
            if month:
                said[month] = text
    if not said or set(said) == {12}:
        return
    month, caption = next(iter(said.items())) if len(said) == 1 else (0, "")
    for key, heading in headings.items():
        plain = [one for one in heading.periods if _is_plain(one)]
        if len(heading.periods) != 1 or not plain:
            continue
        label = year_ended(plain[0], month)
        if label is not None:
            headings[key] = replace(heading, periods=(label,))
            continue
        nameless = replace(plain[0], months=(month % 12 + 1, month or 12))
        name = local(f"{caption} {plain[0].year}".strip(), chinese=spoken.chinese, english=spoken.english)
        headings[key] = replace(heading, periods=(nameless,), path=(*heading.path, name))


def _is_plain(label: PeriodLabel) -> bool:
    return label.year is not None and not (label.split or label.within_year or label.day)
