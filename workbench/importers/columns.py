"""Which columns of a table are stubs, figures, flags beside figures, or years of figures: by what stands in their cells."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from workbench.importers.grid import Grid

_NOTES = re.compile(r"(?:foot)?notes?|remarks?|附?註釋?|備註", re.IGNORECASE)


@dataclass(slots=True)
class Columns:
    """Stub, data, flag and right-hand stub columns of a table. ``years``: data column → column with its own years."""

    stubs: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    years: dict[int, int] = field(default_factory=dict)


def columns_of(grid: Grid, rows: list[int]) -> Columns:
    """What each column is, by what stands in these value rows."""
    counts: dict[int, dict[str, int]] = {}
    for line, times in Counter(grid.line(row) for row in rows).items():  # rows of a table are much alike
        for col, kind in enumerate(line, grid.area.left):
            if kind != ".":
                kinds = counts.setdefault(col, {})
                kinds[kind] = kinds.get(kind, 0) + times
    stubs: list[int] = []
    values: list[int] = []
    flags: list[int] = []
    right: list[int] = []
    for col in sorted(counts):
        kinds = counts[col]
        figures = kinds.get("n", 0)
        words = kinds.get("t", 0) + kinds.get("p", 0)
        periods = kinds.get("y", 0)
        marks = kinds.get("m", 0) + kinds.get("f", 0) + kinds.get("r", 0)
        if not values and periods and not words and stubs and _year_above(grid, rows[0], col):
            values.append(col)  # figures that look like years, under a year
        elif ("s" in kinds and not figures) or (
            not values and (words + periods > figures + kinds.get("m", 0) or (periods and not figures))
        ):
            stubs.append(col)
        elif figures or (values and periods and not words):
            values.append(col) if words <= figures + periods + marks else right.append(col)
        elif words and words >= marks:
            (right if values else stubs).append(col)
        elif marks and values and _NOTES.fullmatch(heading_above(grid, rows[0], col).strip(" :")):
            right.append(col)  # "Notes": what is said there is said of the whole row
        elif marks and (_has_header(grid, rows[0], col) and kinds.get("m", 0) >= kinds.get("f", 0)):
            values.append(col)
        elif marks:
            (flags if values or _next_has_figures(counts, col) else stubs).append(col)
    again = [col for col in values if counts[col].get("y") and _repeats_stub(grid, rows, stubs, col)]
    values = [col for col in values if col not in again]
    right = [col for col in sorted((*right, *again)) if values and col > values[-1]]
    if values and flags and flags[-1] < values[0] and not _any_bracket(grid, rows, flags):
        stubs, flags = (
            stubs + flags,
            [],
        )  # marks beside the labels, and none beside other figures: of the whole row
    years = _years_of_figures(grid, rows, values, counts)
    values = [col for col in values if col not in years.values()]
    return Columns(stubs, values, flags, right, years)


def _repeats_stub(grid: Grid, rows: list[int], stubs: list[int], col: int) -> bool:
    """Whether a column says the years of the stub once more, for readers from the right."""
    return any(all(grid.text(row, col) == grid.text(row, stub) for row in rows) for stub in stubs)


def _any_bracket(grid: Grid, rows: list[int], cols: list[int]) -> bool:
    return any(re.search(r"[()\[\]{}（）]", grid.text(row, col)) for row in rows for col in cols)


def _years_of_figures(
    grid: Grid, rows: list[int], values: list[int], counts: dict[int, dict[str, int]]
) -> dict[int, int]:
    """Columns headed *Year* beside columns of figures say of which year each figure is: they are no figures."""
    found: dict[int, int] = {}
    for before, col in itertools.pairwise(values):
        kinds = counts[col]
        if kinds.get("y", 0) < 2 or kinds.get("n") or before in found.values():
            continue
        heading = heading_above(grid, rows[0], col)
        if re.fullmatch(r"(?:reference |survey )?years?|年份?|參考年份", heading.strip(" .:"), re.IGNORECASE):
            found[before] = col
    return found


def heading_above(grid: Grid, top: int, col: int) -> str:
    """The nearest words over a column, within a few rows; "" if none."""
    for row in range(top - 1, max(grid.area.top, top - 6) - 1, -1):
        if grid.kind(row, col) == "t":
            return grid.text(row, col)
    return ""


def _year_above(grid: Grid, top: int, col: int) -> bool:
    """Whether a year stands over a column, within a few rows, as the end of its header."""
    for row in range(top - 1, max(grid.area.top, top - 5) - 1, -1):
        if grid.kind(row, col) != ".":
            return grid.kind(row, col) == "y"
    return False


def _next_has_figures(counts: dict[int, dict[str, int]], col: int) -> bool:
    return bool(counts.get(col + 1, {}).get("n"))


def _has_header(grid: Grid, top: int, col: int) -> bool:
    """Whether a label stands over a column within a few rows."""
    return any(grid.kind(row, col) in "typ" for row in range(max(grid.area.top, top - 6), top))
