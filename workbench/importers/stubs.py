"""Stub columns → what is said of each row: labels at both sides, headings of sections, indentation, periods, marks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import cast

from workbench.importers.columns import heading_above
from workbench.importers.grid import Grid
from workbench.importers.header_rows import are_codes
from workbench.importers.labels import Languages, anchor, local, script
from workbench.importers.layout import Block
from workbench.importers.levels import Heading, Level, LevelKind, Mark, heading_of, joined, plain_label
from workbench.importers.number_labels import is_code_heading
from workbench.importers.outline import Place, outline
from workbench.importers.periods import PeriodLabel, ended_in, read_period, read_period_text, year_ended
from workbench.importers.units import is_unit


def row_headings(grid: Grid, block: Block, spoken: Languages) -> dict[int, Heading]:
    """What the stub says of each value row: labels at the left (and right), section headings, indentation, periods."""
    groups = _stub_groups(grid, block)
    levels = [_stub_level(grid, block, group) for group in groups]
    kinds = [level.kind for level in levels]
    labels_at = [position for position, kind in enumerate(kinds) if kind == "label"]
    label_col = groups[labels_at[-1]][0] if labels_at else None
    places = outline(grid, block, spoken, label_col, dated="period" in kinds)
    headings: dict[int, Heading] = {}
    words_only = not {"period", "mark"} & set(kinds)
    nowhere = Place()
    for row in block.rows:
        marks = [(level.kind, level.labels.get(row)) for level in levels]
        named = [(kind, mark) for kind, mark in marks if kind not in ("period", "mark")]
        heading = heading_of(named, spoken, once=False)
        place = places.get(row, nowhere)
        if words_only and heading.path and place == nowhere:
            headings[row] = heading  # nothing but its own labels is said of it
            continue
        periods = tuple(mark.period for kind, mark in marks if kind == "period" and mark and mark.period)
        unread = " ".join(
            " ".join(mark.texts) for kind, mark in marks if kind == "period" and mark and not mark.period
        )
        if len(labels_at) > 1:
            path = (*place.sections, *heading.path[:-1], *place.rows, *heading.path[-1:])
        else:
            path = (*place.chain, *heading.path)
        parent_count = len(path) - 1 if place.rows else len(place.sections)
        if place.period is not None:
            periods = (place.period, *periods)
        if unread:
            path = (*path, local(unread, chinese=spoken.chinese, english=spoken.english))
        flags = tuple(text for kind, mark in marks if kind == "mark" and mark for text in mark.texts)
        unit = place.unit or heading.unit
        rolling = [
            mark for kind, mark in marks if kind == "period" and mark and mark.period and mark.period.months
        ]
        for mark in rolling:  # a run of months has no code: its label, with its year, tells the rows apart
            years = [one.year for one in periods if one is not mark.period and one.year is not None]
            year = f"{years[0]} " if years and mark.period is not None and mark.period.part else ""
            path = (*path, joined([f"{year}{text}" for text in mark.texts], spoken))
        headings[row] = Heading(
            path,
            unit,
            periods,
            unread,
            bool(heading.path or periods or unread),
            flags,
            parent_count,
            unit_first=place.unit is not None,
            total=place.total,
        )
    _tell_apart(headings, block)
    return headings


def _tell_apart(headings: dict[int, Heading], block: Block) -> None:
    """Rows without a period that say the same in several groups of rows are named after the first row of their group."""
    groups: list[list[int]] = []
    for row in block.rows:
        if not headings[row].unread_period:
            continue
        if groups and groups[-1][-1] == row - 1:
            groups[-1].append(row)
        else:
            groups.append([row])
    said = Counter(headings[row].path for group in groups for row in group)
    for group in groups:
        first = headings[group[0]]
        for row in group[1:]:
            heading = headings[row]
            if said[heading.path] > 1:
                path = (*heading.path[:-1], first.path[-1], heading.path[-1])
                headings[row] = replace(heading, path=path, parents=len(path) - 1)


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
        elif any(grid.kind(row, col) in "tmrf" for row in block.rows):
            groups.append([col])
    return groups


_DIGITS = re.compile(r"\d+")


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
        if "none" in pair and _DIGITS.findall(one) == _DIGITS.findall(two) != []:
            continue  # "15 - 24歲" and "15 - 24"
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
        and (
            all(re.fullmatch(r"[A-Z]\d{6,9}|[A-Z]{1,3}\d{2,}", grid.text(*cell)) for cell in cells)
            or (
                len(cells) > 2
                and cols[0] not in block.stubs[:1]
                and are_codes([grid.text(*cell) for cell in cells])
            )
        )
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
    others = [
        col
        for col in block.stubs
        if col not in cols and any(grid.kind(row, col) == "t" for row in block.rows)
    ]
    if level.kind == "label" and others and is_code_heading(heading_above(grid, block.rows[0], cols[0])):
        level.kind = "code"
    if level.kind == "label" and cells and _states_units(grid, block, cols, cells):
        level.kind = "unit"
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
                plain, found = plain_label(grid, *at)
                texts.append(plain)
                references += found
        if texts:
            carried = Mark(texts, None, references)
            level.labels[row] = carried
        elif carried is not None and any(grid.kind(row, col) in "typ" for col in deeper):
            level.labels[row] = carried
    return level


def _states_units(grid: Grid, block: Block, cols: list[int], cells: list[tuple[int, int]]) -> bool:
    """A stub column headed *Unit*, or one right of the labels that holds nothing but units."""
    heading = " ".join(heading_above(grid, block.rows[0], col) for col in cols)
    if re.fullmatch(
        r"\W*(?:units?(?: of measure(?:ment)?)?|[計计]量?[單单]位|[單单]位)(?:\s+units?)?\W*", heading, re.I
    ):
        return True
    if cols[0] in block.stubs[:1]:
        return False
    texts = [grid.text(*cell) for cell in cells]
    sure = [text for text in texts if is_unit(text)]
    short = not heading and all(len(text) <= 12 and not re.search(r"\d", text) for text in texts)
    return len(sure) == len(texts) or (short and len(set(sure)) >= 2)  # $m  %  and, among them, PYE


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
    if len(block.stubs) < 2:
        return False  # nothing stands beside them
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
    heading = next(
        (
            read_period_text(grid.text(row, col))
            for row in reversed(range(max(0, block.rows[0] - 4), block.rows[0]))
            if grid.kind(row, col) == "p"
        ),
        None,
    )
    data = set(block.rows)
    ends = ended_in(heading_above(grid, block.rows[0], col))  # "Year ended 31 March"
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
        if row not in data:
            continue
        if label is not None:
            whole = label.of_year(replace(year, marks=())) if label.part and year else label
            if heading is not None and not whole.part and not whole.within_year and not whole.split:
                whole = heading.of_year(whole)  # years under "March quarter"
            if ends is not None and not whole.part and not whole.within_year and not whole.split:
                label = year_ended(whole, ends)
                level.labels[row] = Mark([text], label)
                continue
            printed = grid.sheet.text(row, col) if whole.months else text
            level.labels[row] = Mark([printed], whole)
        elif kind == "." and any(grid.kind(row, other) in "pt" for other in deeper):
            if year is not None and any(grid.kind(row, other) == "p" for other in deeper):
                level.labels[row] = Mark([], replace(year, marks=()))
            elif words:
                level.labels[row] = Mark(words, None)
        elif kind not in ".s":
            level.labels[row] = Mark([text], None)
