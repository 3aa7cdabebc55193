"""Tables that stand side by side in a sheet: where one ends and the next begins.

A new table begins at a column of labels of its own, with figures to its right, that is headed like the stub of the
first table or repeats its labels. A stub in the other language at the far side has no figures after it and begins none.
"""

from __future__ import annotations

import itertools

from workbench.importers.columns import heading_above
from workbench.importers.grid import Grid
from workbench.importers.labels import anchor


def windows(grid: Grid, rows: list[int]) -> list[tuple[int, int]]:
    """First and last column of each table; one window for the whole sheet if nothing stands side by side."""
    whole = [(grid.area.left, grid.area.right)]
    if len(rows) < 2:
        return whole
    samples = {rows[0], rows[1], rows[len(rows) // 2], rows[-1]}
    likely = sorted({col for row in samples for col in grid.cols(row, "typ") if col < grid.area.right})
    labels = [col for col in likely if _is_stub(grid, rows, col)]
    if len(labels) < 2:
        return whole
    first = labels[0]
    starts = [first]
    for col in labels[1:]:
        between = range(starts[-1] + 1, col)
        figures = any(grid.kind(row, one) == "n" for one in between for row in rows)
        if figures and _begins(grid, rows, first, col):
            starts.append(col)
    if len(starts) < 2:
        return whole
    edges = [grid.area.left, *starts[1:], grid.area.right + 1]
    return [(left, right - 1) for left, right in itertools.pairwise(edges)]


def _is_stub(grid: Grid, rows: list[int], col: int) -> bool:
    """A column of labels with figures right of it in the same rows."""
    kinds = [grid.kind(row, col) for row in rows]
    filled = [kind for kind in kinds if kind != "."]
    words = sum(kind in "typ" for kind in filled)
    if len(filled) < 2 or words * 10 < len(filled) * 9:
        return False
    after = [
        row for row, kind in zip(rows, kinds, strict=True) if kind in "typ" and _next_figure(grid, row, col)
    ]
    return len(after) * 10 >= words * 6


def _next_figure(grid: Grid, row: int, col: int) -> bool:
    """Whether figures follow before any other label."""
    for one in range(col + 1, grid.area.right + 1):
        kind = grid.kind(row, one)
        if kind in "nm":
            return True
        if kind in "ty" and one > col + 1:
            return False
    return False


def _begins(grid: Grid, rows: list[int], first: int, col: int) -> bool:
    one, two = anchor(heading_above(grid, rows[0], first)), anchor(heading_above(grid, rows[0], col))
    left = [anchor(grid.text(row, first)) for row in rows if grid.kind(row, first) in "typ"]
    right = [anchor(grid.text(row, col)) for row in rows if grid.kind(row, col) in "typ"]
    if one and one == two:
        return True
    same = len(set(left) & set(right))
    dated = all(grid.kind(row, at) in ".yp" for row in rows for at in (first, col))
    blank = all(grid.kind(row, col - 1) == "." for row in rows)
    return (same * 10 >= len(set(right)) * 8 and blank) or (dated and blank and one == two)
