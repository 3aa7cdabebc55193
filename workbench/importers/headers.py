"""Header rows → what is said of each data column. Neighbouring rows that say the same in two languages are one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from workbench.importers.grid import Grid
from workbench.importers.header_rows import DESCRIPTION, are_codes
from workbench.importers.header_words import join_open_ends, join_words
from workbench.importers.labels import Languages, script
from workbench.importers.layout import Block
from workbench.importers.levels import Heading, Level, LevelKind, Mark, heading_of, period_of, plain_label
from workbench.importers.periods import read_period, read_period_text
from workbench.importers.units import is_plain_unit, is_unit, unit_in_brackets


def column_headings(grid: Grid, block: Block, spoken: Languages) -> dict[int, Heading]:
    """What the header says of each data column."""
    found = [_header_level(grid, block, position) for position in range(len(block.header_rows))]
    names = _attribute_names(grid, block)
    if len(names) >= 3:
        rows = zip(found, block.header_rows, strict=True)
        found = [level for level, row in rows if not _is_description(level, names.get(row, ""))]
    join_open_ends(found, block.values)
    levels = _pair_rows(found, block.values, block.row_pairs)
    for level in levels:
        level.kind = _fixed_kind(level, block) or _level_kind(level)
        if level.kind == "unit":
            _spread_units(level, block.values)
    levels += [_units_of_periods(level) for level in levels if level.kind == "period"]
    if all(level.kind != "label" for level in levels):
        for level in levels:  # Labour force ('000) | Unemployment rate (%): labels that end in their unit
            texts = [text for mark in level.labels.values() for text in mark.texts]
            if level.kind == "unit" and not _fixed_kind(level, block) and not any(map(is_plain_unit, texts)):
                level.kind = "label"
    join_words([level for level in levels if level.kind == "label"], block.values)
    if all(level.kind not in ("label", "period") for level in levels):
        for level in levels:  # codes are all there is: better than no name
            level.kind = "label" if level.kind == "code" else level.kind
    named = any(level.kind in ("label", "period") for level in levels)
    found_headings = {
        col: heading_of([(level.kind, level.labels.get(col)) for level in levels], spoken)
        for col in block.values
    }
    # where columns have labels, a unit alone is no label: it may have been spread from the column at the left
    return {
        col: replace(heading, named=bool(heading.path or heading.periods)) if named else heading
        for col, heading in found_headings.items()
    }


def _units_of_periods(level: Level) -> Level:
    """What periods say of the unit of their column."""
    marks = {col: mark for col, mark in level.labels.items() if mark.unit}
    return Level("unit", {col: Mark([mark.unit], source=mark.source) for col, mark in marks.items()})


def _attribute_names(grid: Grid, block: Block) -> dict[int, str]:
    """Header rows that the stub names (``Unit``, ``Series Type``, ``Series ID``): databases print series so."""
    stub = block.stubs[:1]
    names = {
        row: grid.text(row, col) for row in block.header_rows for col in stub if grid.kind(row, col) == "t"
    }
    return {row: name for row, name in names.items() if name}


def _is_description(level: Level, name: str) -> bool:
    """A row that describes the series without naming it: dates, counts, codes."""
    if not name:
        return False
    texts = [text for mark in level.labels.values() for text in mark.texts]
    if DESCRIPTION.match(name) and not name.lower().startswith("series type"):
        return True
    years = all(mark.period is not None for mark in level.labels.values())
    return not years and all(re.fullmatch(r"[\d.,]+|[A-Z]{1,2}\d{5,}[A-Z]?", text) for text in texts)


def _left_edge(block: Block) -> int:
    """Labels of the first data column may stand a little to its left, right of the stub."""
    last_stub = max((col for col in block.stubs if col < block.values[0]), default=-1)
    return last_stub + 1


def _header_level(grid: Grid, block: Block, position: int) -> Level:
    row = block.header_rows[position]
    level = Level("label", place=row)
    own: dict[int, str] = {}
    for col in [col for col in grid.filled(row) if col >= _left_edge(block)]:
        own[col] = grid.text(row, col)
    for col in block.values:
        area = grid.sheet.merged_area(row, col)
        if area is not None:
            if area.top < row and area.top in block.header_rows:
                continue  # said in the row where the merged cell begins
            text = grid.text(area.top, area.left)
            if text:
                level.labels[col] = _mark(grid, area.top, area.left, text)
            continue
        at = col if col in own else _centred(grid, block, position, col, own)
        at = at if at is not None else _label_at_left(grid, block, position, col, own)
        if at is not None:
            level.labels[col] = _mark(grid, row, at, own[at])
    return level


def _mark(grid: Grid, row: int, col: int, text: str) -> Mark:
    plain, references = plain_label(grid, row, col, text)
    period = read_period(grid.sheet.value(row, col), grid.sheet.text(row, col)) or read_period_text(
        grid.text(row, col)
    )
    if period is None and (unit := unit_in_brackets(plain)):
        dated = read_period_text(plain.rpartition(unit)[0].rstrip("(（ \r\n\u00a0"))
        if dated is not None:  # "2020 (£ million)"
            return Mark([text], dated, references, source=(row, col), unit=unit)
    return Mark([plain if not period else text], period, references, source=(row, col))


def _label_at_left(grid: Grid, block: Block, position: int, col: int, own: dict[int, str]) -> int | None:
    """The label further left that also covers this column, where that is certain."""
    left = [at for at in own if at < col]
    if not left:
        return None
    at = max(left)
    if _all_dated(grid, block, position):
        return at  # under a row of years: one label (a unit, a measure) for all of them, up to the next
    if at in block.values:
        below = block.header_rows[position + 1 :]
        if not any(
            grid.kind(row, col) not in ".s" or _has_offset_label(grid, block, row, col) for row in below
        ):
            return None  # nothing would tell this column from the labelled one
    area = grid.sheet.merged_area(block.header_rows[position], at)
    if area is not None and area.right < col and area.right > area.left:
        return None
    for upper in block.header_rows[:position]:
        starts = [c for c in grid.filled(upper) if at < c <= col]
        if starts:
            return None  # another group begins between them
    return at


def _centred(grid: Grid, block: Block, position: int, col: int, own: dict[int, str]) -> int | None:
    """The one label typed under the middle of a merged label covers all columns of that."""
    for upper in reversed(block.header_rows[:position]):
        area = grid.sheet.merged_area(upper, col)
        if area is None or area.right == area.left:
            continue
        inside = [at for at in own if area.left <= at <= area.right]
        if len(inside) == 1 and inside[0] not in block.values and area.left < inside[0] < area.right:
            return inside[0]
        return None
    return None


def _all_dated(grid: Grid, block: Block, position: int) -> bool:
    """Whether a header row further up gives every data column a period of its own."""
    if len(block.values) < 2:
        return False
    return any(
        all(grid.kind(row, col) in "yp" for col in block.values) for row in block.header_rows[:position]
    )


def _has_offset_label(grid: Grid, block: Block, row: int, col: int) -> bool:
    """A label standing between the previous data column and this one."""
    before = max((c for c in block.values if c < col), default=_left_edge(block) - 1)
    return any(grid.kind(row, c) in "typ" for c in range(before + 1, col))


def _pair_rows(levels: list[Level], values: list[int], fixed: dict[tuple[int, int], bool]) -> list[Level]:
    """Two header rows that say the same in two languages become one level. fixed: what a person said of two rows."""
    paired: list[Level] = []
    for level in levels:
        said = fixed.get((paired[-1].place, level.place)) if paired else None
        if paired and (said or (said is None and _complements(paired[-1], level, values))):
            for col, mark in level.labels.items():
                first = paired[-1].labels.setdefault(col, Mark([]))
                if mark.texts != first.texts:
                    first.texts = first.texts + mark.texts
                first.references += mark.references
            continue
        paired.append(level)
    return [level for level in paired if level.labels]


def _complements(first: Level, second: Level, values: list[int]) -> bool:
    if not first.labels or set(first.labels) != set(second.labels):
        return False
    scripts = set()
    for col in values:
        if col not in first.labels:
            continue
        if len(first.labels[col].texts) > 1:
            return False
        one, two = script(first.labels[col].texts[0]), script(second.labels[col].texts[0])
        if one == two == "none" and first.labels[col].texts == second.labels[col].texts:
            continue
        if {one, two} != {"zh", "en"}:
            return False
        scripts.add((one, two))
    return len(scripts) == 1


def _fixed_kind(level: Level, block: Block) -> LevelKind | None:
    """The kind that a person gave this header row, if any; a row of periods then has those that can be read."""
    kind = block.row_kinds.get(level.place)
    if kind == "period":
        for mark in level.labels.values():
            mark.period = mark.period or period_of(mark.texts)
    return cast("LevelKind", kind) if kind else None


def _level_kind(level: Level) -> LevelKind:
    marks = list(level.labels.values())
    if marks and all(mark.period is not None or period_of(mark.texts) for mark in marks):
        for mark in marks:
            mark.period = mark.period or period_of(mark.texts)
        return "period"
    dated = [mark for mark in marks if mark.period is not None]
    if (
        len(dated) >= 2
        and len(dated) * 10 >= len(marks) * 6
        and not any(mark.period.part for mark in dated if mark.period)
    ):
        return "period"  # years and, beside them, a column of another kind (change, line of equality)
    if marks and all(is_unit(text) for mark in marks for text in mark.texts):
        return "unit"
    texts = [text for mark in marks for text in mark.texts]
    if len(texts) >= 3 and are_codes(texts):
        return "code"
    return "label"


def _spread_units(level: Level, values: list[int]) -> None:
    """A unit printed once holds for the columns at its right, up to the next unit."""
    current: Mark | None = None
    for col in values:
        current = level.labels.get(col, current)
        if current is not None:
            level.labels.setdefault(col, current)
