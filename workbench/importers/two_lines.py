"""Labels of rows whose two languages stand on two lines: ``製造`` beside the figures, ``Manufacturing`` below.

The second line may have figures too: those of another category of the next stub column (男, 女), or a share that only
its number format tells apart. Either way both lines are one label. Only columns that do so throughout count: a line
that belongs to the row *below* it must never lend its words to the row above.
"""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from workbench.importers.labels import has_cjk, script
from workbench.importers.marks import read_figure

if TYPE_CHECKING:
    from workbench.importers.grid import Grid

_OTHER = {"zh": "en", "en": "zh"}
_NO_LABEL = re.compile(
    r"(?:foot)?notes?\b|sources?\b|註|附註|資料來源|單位|unit\b|\(?to be cont|\(?待續|table\b|表",
    re.IGNORECASE,
)
LONGEST_LABEL = 90
MAX_STUBS = 8


def join_lines(grid: Grid) -> None:
    """Give the first line of such labels both wordings; what is then said twice is no label of its own any more."""
    if not any(map(has_cjk, grid.texts)):
        return  # one language only
    first = grid.area.left
    for col in range(first, min(first + MAX_STUBS, grid.area.right)):
        figures = {row: _figures(grid, row, col) for row in grid.rows() if grid.kind(row, col) == "t"}
        usual = median(count for count in figures.values() if count) if any(figures.values()) else 0
        labels = [row for row, count in figures.items() if count and count * 2 >= usual]
        if len({script(grid.text(row, col)) for row in labels} & {"zh", "en"}) == 1:
            _join_lines_below(grid, labels, col)
        elif labels:
            _join_rows_of_figures(grid, labels, col)


def _figures(grid: Grid, row: int, col: int) -> int:
    return sum(one > col for one in grid.cols(row, "nm"))


def _join_lines_below(grid: Grid, labels: list[int], col: int) -> None:
    """Lines without figures below rows of figures, in the other language, every time."""
    rows = [row for row in labels if script(grid.text(row, col)) in _OTHER]
    found = {row: lines for row in rows if (lines := _lines_below(grid, row, col))}
    if len(found) < 2 or len(found) * 10 < len(rows) * 7:
        return
    if rows[-1] not in found and grid.kind(rows[0] - 1, col) != ".":
        return  # the lines may as well belong to the rows below them
    for row, lines in found.items():
        words = grid.text(row, col)
        seam = "" if script(grid.text(lines[0], col)) == "zh" else " "
        grid.retag(row, col, "t", f"{words}\n{seam.join(grid.text(line, col) for line in lines)}")
        for line in lines:
            grid.retag(line, col, ".")


def _lines_below(grid: Grid, row: int, col: int) -> list[int]:
    """The lines right below *row* with nothing in them but words of its other language, in its columns of labels."""
    other = _OTHER[script(grid.text(row, col))]
    edge = min(one for one in grid.cols(row, "nm") if one > col)
    lines: list[int] = []
    line = row + 1
    while line <= grid.area.bottom and len(lines) < 3:
        filled = [one for one in grid.filled(line) if grid.kind(line, one) != "s"]
        text = grid.text(line, col)
        alone = col in filled and all(one < edge and grid.kind(line, one) == "t" for one in filled)
        if not alone or script(text) != other or len(text) > LONGEST_LABEL or _NO_LABEL.match(text.strip()):
            break
        lines.append(line)
        line += 1
    return lines


def _join_rows_of_figures(grid: Grid, labels: list[int], col: int) -> None:
    """Rows in pairs, the first in one language and the second in the other, that something else tells apart."""
    rows = [row for row in labels if script(grid.text(row, col)) in _OTHER]
    pairs = list(zip(rows[::2], rows[1::2], strict=False))
    scripts = {(script(grid.text(one, col)), script(grid.text(two, col))) for one, two in pairs}
    if len(rows) % 2 or len(rows) != len(labels) or len(pairs) < 2 or len(scripts) != 1:
        return
    if len(set(next(iter(scripts)))) != 2 or any(two != one + 1 for one, two in pairs):
        return
    deeper = _told_by_next_column(grid, pairs, col)
    if not deeper and not all(_told_by_format(grid, one, two) for one, two in pairs):
        return
    for one, two in pairs:
        words = f"{grid.text(one, col)}\n{grid.text(two, col)}"
        grid.retag(one, col, "t", words)
        if deeper:
            grid.retag(two, col, "t", words)
        else:
            grid.retag(two, col, "s")


def _told_by_next_column(grid: Grid, pairs: list[tuple[int, int]], col: int) -> bool:
    """A stub column further right that says one thing in all first rows and another in all second rows."""
    edge = min(one for pair in pairs for row in pair for one in grid.cols(row, "nm") if one > col)
    for other in range(col + 1, edge):
        first = {grid.text(one, other) for one, _ in pairs}
        second = {grid.text(two, other) for _, two in pairs}
        if len(first) == len(second) == 1 and first != second and "" not in first | second:
            return True
    return False


def _told_by_format(grid: Grid, one: int, two: int) -> bool:
    return not _shapes(grid, one) & _shapes(grid, two) and all(
        bracket or percent for bracket, percent in _shapes(grid, two)
    )


def _shapes(grid: Grid, row: int) -> set[tuple[str, bool]]:
    texts = [grid.sheet.text(row, col) for col in grid.cols(row, "n")]
    return {(read_figure(text).bracket, "%" in text or "％" in text) for text in texts}
