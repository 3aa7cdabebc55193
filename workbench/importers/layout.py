"""Where the tables of a sheet are: header rows, stub columns, data rows and columns.

Value rows that belong together (:mod:`~.groups`) make a block; its columns (:mod:`~.columns`) and the header above it
(:mod:`~.header_rows`) follow. Nothing is decided from addresses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.importers.book import Area
from workbench.importers.columns import columns_of
from workbench.importers.grid import Grid
from workbench.importers.groups import Group, counts_columns, groups_of, value_rows
from workbench.importers.header_rows import DESCRIPTION, codes_only, header_rows
from workbench.importers.side_by_side import windows
from workbench.importers.units import is_unit


@dataclass(slots=True)
class Block:
    """One table's skeleton. Row and column numbers of the sheet; ``sections`` are headings in the stub.

    captions: headings or units that stand over the data, between value rows. years: data column → column that says of
    which year each of its figures is. header_rows may be those of the table above, where columns are not named anew.
    """

    header_rows: list[int]
    rows: list[int]
    stubs: list[int]
    values: list[int]
    flags: list[int] = field(default_factory=list)
    right_stubs: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    top: int = 0  # first row that belongs to the table, title included
    bottom: int = 0  # last row that belongs to it, notes included
    skipped_rows: list[int] = field(default_factory=list)  # column numbers, repeated headers
    # what a person fixed (see painted.py): kinds of header rows and stub columns, pairs that are or are not one label
    row_kinds: dict[int, str] = field(default_factory=dict)
    stub_kinds: dict[int, str] = field(default_factory=dict)
    row_pairs: dict[tuple[int, int], bool] = field(default_factory=dict)
    stub_pairs: dict[tuple[int, int], bool] = field(default_factory=dict)
    captions: list[int] = field(default_factory=list)
    years: dict[int, int] = field(default_factory=dict)
    head: range | None = None  # rows of the title, where it stands over the table above
    foot: range | None = None  # rows of the notes, where they stand below a later table
    window: tuple[int, int] | None = None  # first and last column, where tables stand side by side

    @property
    def first_value_col(self) -> int:
        """Leftmost data column."""
        return self.values[0]


def find_blocks(grid: Grid) -> list[Block]:
    """The tables of a sheet, top to bottom."""
    if grid.area.bottom < 0:
        return []
    rows = value_rows(grid)
    parts = windows(grid, rows)
    if len(parts) > 1:
        found = []
        for left, right in parts:
            part = grid.window(left, right)
            for block in _blocks(part, value_rows(part)):
                block.window = (left, right)
                found.append(block)
        return found
    return _blocks(grid, rows)


def _blocks(grid: Grid, rows: list[int]) -> list[Block]:
    blocks: list[Block] = []
    groups = groups_of(grid, rows)
    if len(groups) > 1:
        groups = [
            group for group in groups if len(group.rows) > 1 or len(grid.cols(group.rows[0], "n")) > 1
        ]  # page numbers
    for group in groups:
        block = _block(grid, group, blocks[-1].rows[-1] if blocks else -1)
        if block is not None and not _is_index(grid, block):
            blocks.append(block)
    _share_out_rows(grid, blocks)
    return blocks


def _is_index(grid: Grid, block: Block) -> bool:
    """A list of what the workbook holds: its figures count tables, pages or observations."""
    for col in block.values:
        heads = " ".join(grid.text(row, col) for row in block.header_rows)
        figures = [grid.sheet.value(row, col) for row in block.rows if grid.kind(row, col) == "n"]
        counts = len(figures) >= 3 and figures == list(range(1, len(figures) + 1))
        if not DESCRIPTION.search(heads) and not (counts and len(block.values) == 1):
            return False
    return True


def _block(grid: Grid, group: Group, floor: int) -> Block | None:
    columns = columns_of(grid, group.rows)
    stubs, values = columns.stubs, columns.values
    if not values:
        return None
    rows = _trim_top(grid, group.rows, stubs)
    below = _below_header(grid, rows, stubs + columns.right, values)
    if below != rows:
        columns = columns_of(grid, below) if below else columns
        stubs, values, rows = columns.stubs, columns.values, below
    if not rows or not values:
        return None
    header = header_rows(grid, rows[0], stubs, values, floor)
    skipped = [row for row in header if _numbers_columns(grid, row, values)]
    header = [row for row in header if row not in skipped]
    captions = list(group.captions)
    opening = _opening_captions(grid, header, values, captions)
    header = [row for row in header if row not in opening]
    data = set(rows)
    apart = {*data, *captions, *group.repeats, *group.sections}
    sections = [
        row
        for row in range(rows[0], rows[-1])
        if row not in apart
        and grid.filled(row)
        and all(col in stubs or (col < values[0] and grid.kind(row, col) == "t") for col in grid.filled(row))
    ]
    sections += [row for row in group.sections if rows[0] < row < rows[-1]]
    sections += _leads(grid, group, header, rows, stubs, values, bool(sections))
    return Block(
        header,
        rows,
        stubs,
        values,
        columns.flags,
        columns.right,
        sorted(set(sections) - data),
        skipped_rows=sorted({*skipped, *group.repeats}),
        captions=sorted({*opening, *captions}),
        years=columns.years,
    )


def _numbers_columns(grid: Grid, row: int, values: list[int]) -> bool:
    figures = [col for col in grid.cols(row, "n") if col >= values[0]]
    others = [col for col in grid.filled(row) if col >= values[0] and col not in figures]
    return not others and len(figures) >= 3 and counts_columns(grid, row, figures)


def _opening_captions(grid: Grid, header: list[int], values: list[int], captions: list[int]) -> list[int]:
    """The first of several captions stands right above the first value row, where it looks like a header row."""

    def is_like(row: int) -> bool:
        over = [col for col in grid.filled(row) if col >= values[0]]
        if len(over) != 1 or len(values) < 2:
            return False
        unit = is_unit(grid.text(row, over[0]))
        return any(
            is_unit(grid.text(one, col)) == unit
            for one in captions
            for col in grid.filled(one)
            if col == over[0]
        )

    found: list[int] = []
    for row in reversed(header):
        over = [col for col in grid.filled(row) if col >= values[0]]
        if over and not is_like(row):
            break
        if over:
            found.append(row)
    return found if len(found) < len(header) else []


def _leads(
    grid: Grid,
    group: Group,
    header: list[int],
    rows: list[int],
    stubs: list[int],
    values: list[int],
    followed: bool,
) -> list[int]:
    """Headings of the first section, which stand at the foot of the header or just above it."""
    found = [group.lead] if group.lead is not None else []
    if not followed or not header:
        return found
    labels = [row for row in header if any(col >= values[0] for col in grid.filled(row))]
    last = max((row for row in labels if not codes_only(grid, row, values[0])), default=header[0])
    for row in range(last + 1, rows[0]):
        filled = grid.filled(row)
        in_stub = [col for col in filled if col < values[0] and grid.kind(row, col) in "ty"]
        if in_stub and (
            all(col < values[0] or col in stubs for col in filled) or codes_only(grid, row, values[0])
        ):
            found.append(row)
    return found


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


def _below_header(grid: Grid, rows: list[int], stubs: list[int], values: list[int]) -> list[int]:
    """Rows at the top without a label, with words among their figures, are header rows (``1 (lowest 20%)``, ``2``)."""
    at = 0
    while at < len(rows) - 1:
        labelled = any(grid.kind(rows[at], col) in "typ" for col in stubs)
        if labelled or not any(grid.kind(rows[at], col) == "t" for col in values):
            break
        at += 1
    return rows[at:]


def _share_out_rows(grid: Grid, blocks: list[Block]) -> None:
    """Give each block its title rows above and its notes below. Between two tables a blank row decides."""
    for number, block in enumerate(blocks):
        head = block.header_rows[0] if block.header_rows else block.rows[0]
        if number == 0:
            block.top = grid.area.top
            continue
        above = blocks[number - 1]
        block.top = _title_start(grid, above.rows[-1], head)
        above.bottom = block.top - 1
        titled = any(grid.cols(row, "t") for row in range(block.top, head))
        if not titled and block.values == above.values and block.stubs == above.stubs:
            block.head = above.head or range(above.top, (above.header_rows or above.rows)[0])
    if not blocks:
        return
    blocks[-1].bottom = grid.area.bottom
    foot: range | None = None
    for block in reversed(
        blocks
    ):  # notes at the foot of a sheet hold for all tables that have none of their own
        own = range(block.rows[-1] + 1, block.bottom + 1)
        if any(grid.filled(row) for row in own):
            foot = own
        else:
            block.foot = foot


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
