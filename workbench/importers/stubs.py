"""Stub columns → what is said of each row: labels at both sides, headings of sections, indentation, periods, marks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from workbench.domain.text import LocalText
from workbench.importers.grid import Grid
from workbench.importers.labels import Languages, anchor, local, script, strip_references
from workbench.importers.layout import Block
from workbench.importers.levels import Heading, Level, LevelKind, Mark, heading_of, joined
from workbench.importers.periods import PeriodLabel, read_period, read_period_text


def row_headings(grid: Grid, block: Block, spoken: Languages) -> dict[int, Heading]:
    """What the stub says of each value row: labels at the left (and right), section headings, indentation, periods."""
    groups = _stub_groups(grid, block)
    levels = [_stub_level(grid, block, group) for group in groups]
    kinds = [level.kind for level in levels]
    labels_at = [position for position, kind in enumerate(kinds) if kind == "label"]
    sections = _sections(grid, block, spoken)
    parents = _parents(grid, block, groups[labels_at[-1]][0], spoken) if labels_at else {}
    headings: dict[int, Heading] = {}
    for row in block.rows:
        marks = [(level.kind, level.labels.get(row)) for level in levels]
        named = [(kind, mark) for kind, mark in marks if kind not in ("period", "mark")]
        heading = heading_of(named, spoken, once=False)
        periods = tuple(mark.period for kind, mark in marks if kind == "period" and mark and mark.period)
        unread = " ".join(
            " ".join(mark.texts) for kind, mark in marks if kind == "period" and mark and not mark.period
        )
        path = (*sections.get(row, ()), *heading.path)
        parent_count = len(sections.get(row, ()))
        if labels_at and parents.get(row) and heading.path:
            path = (*path[:-1], *parents[row], path[-1])
            parent_count = len(path) - 1
        if unread:
            path = (*path, local(unread, chinese=spoken.chinese, english=spoken.english))
        flags = tuple(text for kind, mark in marks if kind == "mark" and mark for text in mark.texts)
        headings[row] = Heading(
            path, heading.unit, periods, unread, bool(path or periods), flags, parent_count
        )
    return headings


def _stub_groups(grid: Grid, block: Block) -> list[list[int]]:
    """Stub columns, those that hold one label in two languages together. Stubs at the right join their left twins."""
    groups: list[list[int]] = []
    for col in block.stubs:
        if not any(grid.kind(row, col) not in ".s" for row in block.rows):
            continue
        said = block.stub_pairs.get((groups[-1][0], col)) if groups else None
        same = said if said is not None else bool(groups) and _same_label(grid, block, groups[-1][0], col)
        if same and len(groups[-1]) == 1:
            groups[-1].append(col)
        else:
            groups.append([col])
    for col in block.right_stubs:
        twin = next(
            (
                group
                for group in reversed(groups)
                if len(group) == 1 and _same_label(grid, block, group[0], col)
            ),
            None,
        )
        if twin is not None:
            twin.append(col)
        elif any(grid.kind(row, col) == "t" for row in block.rows):
            groups.append([col])
    return groups


def _same_label(grid: Grid, block: Block, first: int, second: int) -> bool:
    """Whether wherever both columns are filled, one is Chinese and the other English, the same way round."""
    ways = set()
    for row in block.rows:
        one, two = grid.text(row, first), grid.text(row, second)
        if not one or not two:
            continue
        if grid.kind(row, first) in "yp" and grid.kind(row, second) in "yp":
            return False
        pair = (script(one), script(two))
        if pair == ("none", "none") and anchor(one) == anchor(two):
            continue
        if pair not in (("zh", "en"), ("en", "zh"), ("both", "en"), ("en", "both")):
            return False
        ways.add(pair[0] == "en")
    return len(ways) == 1


def _stub_level(grid: Grid, block: Block, cols: list[int]) -> Level:
    cells = [(row, col) for row in block.rows for col in cols if grid.kind(row, col) not in ".s"]
    periods = sum(grid.kind(row, col) in "yp" for row, col in cells)
    level = Level("period" if cells and periods * 10 >= len(cells) * 6 else "label")
    if level.kind == "label" and len(cols) == 1 and _years_over_parts(grid, block, cols[0]):
        level.kind = "period"
    if (
        level.kind == "label"
        and cells
        and all(re.fullmatch(r"[A-Z]\d{6,9}|[A-Z]{1,3}\d{2,}", grid.text(*cell)) for cell in cells)
    ):
        level.kind = "code"
    if (
        level.kind == "label"
        and cells
        and (_is_flag_column(grid, cells) or _is_other_calendar(grid, block, cells))
    ):
        level.kind = "mark" if _is_flag_column(grid, cells) else "code"
    fixed = block.stub_kinds.get(cols[0])
    if fixed:
        level.kind = cast("LevelKind", fixed)
    if level.kind == "mark":
        level.labels = {row: Mark([grid.text(row, col)]) for row, col in cells}
        return level
    if level.kind == "period":
        _read_period_column(grid, block, cols[0], level)
        return level
    deeper = [col for col in block.stubs + block.right_stubs if col > max(cols)]
    carried: Mark | None = None
    for row in block.rows:
        texts: list[str] = []
        references: tuple[str, ...] = ()
        for col in cols:
            area = grid.sheet.merged_area(row, col)
            at = (area.top, area.left) if area is not None else (row, col)
            text = grid.text(*at)
            if text and grid.kind(*at) != "s":
                plain, found = strip_references(text)
                texts.append(plain)
                references += found
        if texts:
            carried = Mark(texts, None, references)
            level.labels[row] = carried
        elif carried is not None and any(grid.kind(row, col) in "typ" for col in deeper):
            level.labels[row] = carried
    return level


def _years_over_parts(grid: Grid, block: Block, col: int) -> bool:
    """Years, with parts of them in the next stub column, whatever else stands below."""
    after = [other for other in block.stubs if other > col]
    years = [row for row in block.rows if grid.kind(row, col) == "y"]
    return len(years) >= 2 and bool(after) and all(grid.kind(row, after[0]) == "p" for row in years)


def _is_flag_column(grid: Grid, cells: list[tuple[int, int]]) -> bool:
    """Only marks: they belong to the rows they stand in."""
    return all(grid.kind(*cell) in "fmr" for cell in cells)


def _is_other_calendar(grid: Grid, block: Block, cells: list[tuple[int, int]]) -> bool:
    """Years of the Republic (民國) beside the same years of the common calendar."""
    found = 0
    for row, col in cells:
        match = re.fullmatch(r"(?:民國)?\s*(\d{1,3})\s*年?", grid.text(row, col))
        years = [
            read_period(grid.sheet.value(row, one), grid.text(row, one)) for one in block.stubs if one != col
        ]
        if match is None or int(match[1]) + 1911 not in {year.year for year in years if year}:
            continue
        found += 1
    return found * 10 >= len(cells) * 9


def _read_period_column(grid: Grid, block: Block, col: int, level: Level) -> None:
    """Periods by row; a year stands until the next one for rows that state only a part of a year."""
    year: PeriodLabel | None = None
    words: list[str] = []  # a label that stands among the years (Latest 12 months) and holds like a year
    deeper = [other for other in block.stubs if other > col]
    for row in range(max(0, block.rows[0] - 2), block.rows[-1] + 1):
        kind, text = grid.kind(row, col), grid.text(row, col)
        label = None
        if kind in "yp":
            label = read_period_text(grid.joined[row, col]) if (row, col) in grid.joined else None
            label = label or read_period(grid.sheet.value(row, col), grid.sheet.text(row, col))
        if label is not None and not label.part:
            year, words = label if not label.within_year else PeriodLabel(year=label.year), []
        elif label is None and kind not in ".s" and row >= block.rows[0]:
            year, words = None, [text]
        if row not in block.rows:
            continue
        if label is not None:
            whole = label.of_year(replace(year, marks=())) if label.part and year else label
            level.labels[row] = Mark([text], whole)
        elif kind == "." and any(grid.kind(row, other) in "pt" for other in deeper):
            if year is not None and any(grid.kind(row, other) == "p" for other in deeper):
                level.labels[row] = Mark([], replace(year, marks=()))
            elif words:
                level.labels[row] = Mark(words, None)
        elif kind not in ".s":
            level.labels[row] = Mark([text], None)


def _sections(grid: Grid, block: Block, spoken: Languages) -> dict[int, tuple[LocalText, ...]]:
    """Headings that stand alone in the stub between value rows (or right above the first one) and hold until the next."""
    rows = sorted({*block.sections, *_lead_sections(grid, block)})
    texts: dict[int, list[str]] = {}
    for row in rows:
        found = [
            grid.text(row, col)
            for col in grid.filled(row)
            if col in block.stubs and grid.kind(row, col) == "t"
        ]
        if found:
            texts[row] = [strip_references(text)[0] for text in found]
    result: dict[int, tuple[LocalText, ...]] = {}
    current: tuple[LocalText, ...] = ()
    previous: tuple[int, list[str]] | None = None
    marks = sorted({*texts, *block.rows})
    for row in marks:
        if row in texts:
            own = texts[row]
            if (
                previous
                and previous[0] == row - 1
                and {script(previous[1][0]), script(own[0])} == {"zh", "en"}
            ):
                own = previous[1] + own
            current = (joined(own, spoken),)
            previous = (row, own)
        elif current:
            result[row] = current
    return result


def _lead_sections(grid: Grid, block: Block) -> list[int]:
    """A heading right above the first value row, below the header, where further headings follow in the table."""
    if not block.sections or not block.header_rows:
        return []
    found = []
    for row in range(block.header_rows[-1], block.rows[0]):
        filled = grid.filled(row)
        if filled and all(col in block.stubs for col in filled) and row > block.header_rows[0]:
            found.append(row)
    return found if any(grid.filled(row) for row in found) else []


def _parents(grid: Grid, block: Block, col: int, spoken: Languages) -> dict[int, tuple[LocalText, ...]]:
    """Labels that a row is indented under."""
    depths: dict[int, int] = {}
    for row in block.rows:
        raw = grid.sheet.value(row, col)
        if isinstance(raw, str):
            lead = len(raw) - len(raw.lstrip(" \u00a0\u3000"))
            depths[row] = lead + 3 * grid.sheet.look.indent(row, col)
    if not depths or min(depths.values()) == max(depths.values()):
        return {}
    result: dict[int, tuple[LocalText, ...]] = {}
    stack: list[tuple[int, LocalText]] = []
    for row, depth in depths.items():
        while stack and stack[-1][0] > depth - 3:
            stack.pop()
        result[row] = tuple(text for _, text in stack)
        plain = strip_references(grid.text(row, col))[0]
        stack.append((depth, local(plain, chinese=spoken.chinese, english=spoken.english)))
    return result
