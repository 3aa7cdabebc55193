"""Where the tables of a sheet are: header rows, stub columns, data rows and columns.

A *value row* has figures and a label. Value rows that follow one another (blank rows and headings of sections between
them) form a block; rows with labels over the data columns start a new one. Nothing is decided from addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.importers.book import Area
from workbench.importers.grid import Grid
from workbench.importers.labels import script
from workbench.importers.periods import read_period
from workbench.importers.units import is_unit

MAX_HEADER_ROWS = 16


@dataclass(slots=True)
class Block:
    """One table's skeleton. Row and column numbers of the sheet; ``sections`` are stub-only rows between value rows."""

    header_rows: list[int]
    rows: list[int]
    stubs: list[int]
    values: list[int]
    flags: list[int] = field(default_factory=list)
    right_stubs: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    top: int = 0  # first row that belongs to the table, title included
    bottom: int = 0  # last row that belongs to it, notes included
    skipped_rows: list[int] = field(default_factory=list)  # column numbers, codes
    # what a person fixed (see painted.py): kinds of header rows and stub columns, pairs that are or are not one label
    row_kinds: dict[int, str] = field(default_factory=dict)
    stub_kinds: dict[int, str] = field(default_factory=dict)
    row_pairs: dict[tuple[int, int], bool] = field(default_factory=dict)
    stub_pairs: dict[tuple[int, int], bool] = field(default_factory=dict)

    @property
    def first_value_col(self) -> int:
        """Leftmost data column."""
        return self.values[0]


def find_blocks(grid: Grid) -> list[Block]:
    """The tables of a sheet, top to bottom."""
    if grid.area.bottom < 0:
        return []
    rows = _value_rows(grid)
    blocks: list[Block] = []
    groups = _groups(grid, rows)
    if len(groups) > 1:
        groups = [
            group for group in groups if len(group) > 1 or len(grid.cols(group[0], "n")) > 1
        ]  # page numbers
    for group in groups:
        block = _block(grid, group, blocks[-1].rows[-1] if blocks else -1)
        if block is not None and not _is_index(grid, block):
            blocks.append(block)
    _share_out_rows(grid, blocks)
    return blocks


DESCRIPTION = re.compile(
    r"frequency|data type|collection month|series (?:id|start|end|type)|no\.? ?(?:of )?obs|last updated?",
    re.IGNORECASE,
)


def _is_index(grid: Grid, block: Block) -> bool:
    """A list of what the workbook holds: its figures count tables, pages or observations."""
    for col in block.values:
        heads = " ".join(grid.text(row, col) for row in block.header_rows)
        figures = [grid.sheet.value(row, col) for row in block.rows if grid.kind(row, col) == "n"]
        counts = len(figures) >= 3 and figures == list(range(1, len(figures) + 1))
        if not DESCRIPTION.search(heads) and not (counts and len(block.values) == 1):
            return False
    return True


def _value_rows(grid: Grid) -> list[int]:
    rows: list[int] = []
    for row in grid.rows():
        figures = grid.cols(row, "n")
        labels = grid.cols(row, "typ")
        if labels and DESCRIPTION.match(grid.text(row, labels[0])):
            continue
        if (
            figures
            and labels
            and not _counts_columns(grid, row, figures)
            and not _numbers_table(grid, row, figures, labels)
        ):
            left = [col for col in labels if col < figures[0]]
            right = [col for col in labels if col > figures[-1]]
            if left or right:
                rows.append(row)
    return _add_weak_rows(grid, rows)


def _numbers_table(grid: Grid, row: int, figures: list[int], labels: list[int]) -> bool:
    """``Table | 1.1 | Title``: a number that says which table this is."""
    words = grid.text(row, labels[0]).casefold().strip(" :：.")
    return (
        len(figures) == 1
        and labels[0] < figures[0]
        and words in ("table", "表", "chart", "annex", "附表", "統計表")
    )


def _counts_columns(grid: Grid, row: int, figures: list[int]) -> bool:
    """``1 2 3 4 …`` under a header numbers the columns."""
    numbers = [grid.sheet.value(row, col) for col in figures]
    return len(numbers) >= 4 and numbers == list(range(1, len(numbers) + 1)) and not grid.cols(row, "yp")


def _add_weak_rows(grid: Grid, strong: list[int]) -> list[int]:
    """Rows that are data only because their neighbours are: stand-ins only, figures that look like years, no label."""
    if not strong:
        return []
    rows = set(strong)
    figure_cols = {col for row in strong for col in grid.cols(row, "n")}
    for row in range(strong[0], min(strong[-1] + 4, grid.area.bottom + 1)):
        if row in rows:
            continue
        labels = [col for col in grid.cols(row, "typ") if col < min(figure_cols)]
        inside = [col for col in grid.filled(row) if col in figure_cols]
        kinds = {grid.kind(row, col) for col in inside}
        if inside and kinds <= {"m", "n", "r"} and (labels or "n" in kinds):
            if row > strong[-1] and not labels:
                continue
            rows.add(row)
        elif labels and inside and kinds <= {"y", "n", "m", "r"} and not _rises(grid, row, inside):
            rows |= (
                {row} if {row - 1, row + 1} & rows else set()
            )  # rising years are a header that is repeated
    before = strong[0] - 1
    while before >= grid.area.top and _opens_data(grid, before, min(figure_cols)):
        rows.add(before)
        before -= 1
    return sorted(rows)


def _opens_data(grid: Grid, row: int, first: int) -> bool:
    """A labelled row at the very top of the data with nothing but stand-ins, or figures that look like years."""
    inside = [col for col in grid.filled(row) if col >= first]
    labels = [col for col in grid.cols(row, "typ") if col < first]
    kinds = {grid.kind(row, col) for col in inside}
    if not labels or not inside or not kinds <= {"m", "y"}:
        return False
    return "y" not in kinds or (
        grid.kind(row, labels[0]) == "t" and not _rises(grid, row, grid.cols(row, "y"))
    )


def _rises(grid: Grid, row: int, cols: list[int]) -> bool:
    """Whether the periods of a row follow one another."""
    labels = [read_period(grid.sheet.value(row, col), grid.text(row, col)) for col in cols]
    keys = [
        (one.year or 0, one.half or one.quarter or one.month or 0, one.day or 0)
        for one in labels
        if one is not None
    ]
    return len(keys) >= 2 and len(keys) == len(cols) and keys == sorted(set(keys))


def _groups(grid: Grid, rows: list[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for row in rows:
        if groups and not _header_between(grid, groups[-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _header_between(grid: Grid, group: list[int], row: int) -> bool:
    """Whether a new header stands between a group and the next value row."""
    previous = group[-1]
    if row == previous + 1:
        return False
    first = min(col for line in (*group[-3:], row) for col in grid.cols(line, "n") or [grid.area.right])
    for gap in range(previous + 1, row):
        over = [col for col in grid.cols(gap, "typ") if col >= first]
        if len(over) >= 2 or any(_spans_data(grid, gap, col, first) for col in over):
            return True
    return False


def _spans_data(grid: Grid, row: int, col: int, first: int) -> bool:
    area = grid.sheet.merged_area(row, col)
    return area is not None and area.right > area.left and area.left >= first


def _block(grid: Grid, rows: list[int], floor: int) -> Block | None:
    stubs, values, flags, right = _columns(grid, rows)
    if not values:
        return None
    rows = _trim_top(grid, rows, stubs)
    if not rows:
        return None
    header = _header_rows(grid, rows[0], stubs, values, floor)
    skipped = [
        row
        for row in header
        if _counts_columns(grid, row, grid.cols(row, "n")) and len(grid.cols(row, "n")) >= 4
    ]
    header = [row for row in header if row not in skipped]
    data = set(rows)
    sections = [
        row
        for row in range(rows[0], rows[-1])
        if row not in data and grid.filled(row) and all(col in stubs for col in grid.filled(row))
    ]
    return Block(header, rows, stubs, values, flags, right, sections, skipped_rows=skipped)


def _columns(grid: Grid, rows: list[int]) -> tuple[list[int], list[int], list[int], list[int]]:
    """Stub, data, flag and right-hand stub columns of these value rows."""
    counts: dict[int, dict[str, int]] = {}
    for row in rows:
        for col in grid.filled(row):
            kinds = counts.setdefault(col, {})
            kind = grid.kind(row, col)
            kinds[kind] = kinds.get(kind, 0) + 1
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
        elif marks and (_has_header(grid, rows[0], col) and kinds.get("m", 0) >= kinds.get("f", 0)):
            values.append(col)
        elif marks:
            (flags if values or _next_has_figures(counts, col) else stubs).append(col)
    right = [col for col in right if values and col > values[-1]]
    return stubs, values, flags, right


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


def _trim_top(grid: Grid, rows: list[int], stubs: list[int]) -> list[int]:
    """Rows above the first period of a period stub are header rows, even with figures in them (start, counts)."""
    for col in stubs:
        filled = [row for row in rows if grid.kind(row, col) != "."]
        periods = [row for row in filled if grid.kind(row, col) in "yp"]
        if len(periods) >= 3 and len(periods) * 2 > len(filled):
            early = [row for row in rows if row < periods[0]]
            if all(grid.kind(row, col) == "t" for row in early):
                return [row for row in rows if row >= periods[0]]
    return rows


def _header_rows(grid: Grid, first: int, stubs: list[int], values: list[int], floor: int) -> list[int]:
    """The rows of labels over the data, outermost first. They end at a blank row, a title or the table above."""
    found: list[int] = []
    left = values[0]
    with_content = False
    row = first - 1
    while row > floor and len(found) < MAX_HEADER_ROWS:
        filled = grid.filled(row)
        if not filled:
            complete = (
                with_content and not _codes_only(grid, found, left) and not _goes_on(grid, row, found, values)
            )
            if complete or first - row > 3 + len(found):
                break
            row -= 1
            continue
        over = [col for col in filled if col >= left]
        spanning = [col for col in filled if _reaches(grid, row, col, left)]
        if over and not _is_lone_note(grid, row, filled, values):
            found.append(row)
            with_content = True
        elif over and not with_content and is_unit(grid.text(row, over[0])):
            found.append(row)  # one unit for all columns, right above the data
        elif spanning and with_content:
            break  # a title merged across the table
        elif with_content:
            if not _pairs_with_next(grid, row, found[-1], filled):
                break
            found.append(row)
        elif over:
            break
        else:
            if any(len(grid.text(row, col)) > 80 for col in filled):
                break
            found.append(row)
        row -= 1
    if not with_content:
        return []
    return found[::-1]


def _goes_on(grid: Grid, blank: int, found: list[int], values: list[int]) -> bool:
    """Whether the header goes on above a blank row: columns cannot be told apart yet, and labels stand right above."""
    names = [tuple(grid.text(row, col) for row in found) for col in values]
    if len(set(names)) == len(names):
        return False
    above = [col for col in grid.filled(blank - 1) if col >= values[0] and grid.kind(blank - 1, col) in "typ"]
    return len(above) > 1 and not any(len(grid.text(blank - 1, col)) > 80 for col in above)


CODE = re.compile(r"[A-Z][A-Z0-9]{3}|[A-Z]{1,2}\d{5,}[A-Z]?")


def _codes_only(grid: Grid, rows: list[int], left: int) -> bool:
    """Whether the header found so far is a row of series codes: the words stand further up."""
    texts = [grid.text(row, col) for row in rows for col in grid.filled(row) if col >= left]
    return len(texts) >= 3 and len(set(texts)) == len(texts) and all(CODE.fullmatch(text) for text in texts)


def _reaches(grid: Grid, row: int, col: int, left: int) -> bool:
    area = grid.sheet.merged_area(row, col)
    return area is not None and col < left <= area.right


def _is_lone_note(grid: Grid, row: int, filled: list[int], values: list[int]) -> bool:
    """A single cell over several data columns that is not a merged header: a unit or a title."""
    if len(values) < 2 or len(filled) > 1:
        return False
    col = filled[0]
    area = grid.sheet.merged_area(row, col)
    if area is not None and area.right > area.left:
        return False
    return is_unit(grid.text(row, col)) or len(grid.text(row, col)) > 60


def _pairs_with_next(grid: Grid, row: int, below: int, filled: list[int]) -> bool:
    """A stub heading in one language above the same heading in the other."""
    for col in filled:
        other = grid.text(below, col)
        if not other or {script(grid.text(row, col)), script(other)} != {"en", "zh"}:
            return False
    return True


def _share_out_rows(grid: Grid, blocks: list[Block]) -> None:
    """Give each block its title rows above and its notes below. Between two tables a blank row decides."""
    for number, block in enumerate(blocks):
        head = block.header_rows[0] if block.header_rows else block.rows[0]
        if number == 0:
            block.top = grid.area.top
        else:
            block.top = _title_start(grid, blocks[number - 1].rows[-1], head)
            blocks[number - 1].bottom = block.top - 1
    if blocks:
        blocks[-1].bottom = grid.area.bottom


def _title_start(grid: Grid, end: int, head: int) -> int:
    """First row of the title over *head*: the non-blank rows directly above it, one blank row skipped."""
    row = head - 1
    blanks = 0
    start = head
    while row > end:
        if not grid.filled(row):
            blanks += 1
            if start != head or blanks > 1:
                break
        else:
            start = row
        row -= 1
    return start


def area_of(rows: list[int], cols: list[int]) -> Area | None:
    """The rectangle round these rows and columns."""
    if not rows or not cols:
        return None
    return Area(min(rows), min(cols), max(rows), max(cols))
