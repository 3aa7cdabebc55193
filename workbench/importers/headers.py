"""From header rows and stub columns to labels: levels, two languages joined, units and periods told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from workbench.domain.text import LocalText
from workbench.importers.grid import Grid
from workbench.importers.labels import (
    Languages,
    anchor,
    has_cjk,
    has_latin,
    is_aggregate,
    local,
    script,
    strip_references,
)
from workbench.importers.layout import CODE, DESCRIPTION, Block
from workbench.importers.periods import PeriodLabel, read_period, read_period_text
from workbench.importers.units import is_unit, unit_in_brackets, unit_of

LevelKind = Literal["label", "unit", "period", "code", "mark"]


@dataclass(slots=True)
class Mark:
    """A label at a row or column: its raw texts (one for each language cell) and footnote references."""

    texts: list[str]
    period: PeriodLabel | None = None
    references: tuple[str, ...] = ()


@dataclass(slots=True)
class Level:
    """One header row (labels by column) or one stub column (labels by row)."""

    kind: LevelKind
    labels: dict[int, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heading:
    """Everything that a row or a column says of its figures."""

    path: tuple[LocalText, ...] = ()
    unit: LocalText = field(default_factory=LocalText)
    periods: tuple[PeriodLabel, ...] = ()
    unread_period: str = ""
    named: bool = True  # False: nothing at all is said of this row or column
    marks: tuple[str, ...] = ()  # standing in the stub, for the whole row
    parents: int = 0  # how many of the first labels are headings that the row stands under

    @property
    def aggregate(self) -> bool:
        """Whether a label of its own names a sum."""
        return any(is_aggregate(part.en or part.zh_hant or "") for part in self.path[self.parents :])


def languages(grid: Grid, block: Block) -> Languages:
    """The languages of header, stub and title. Figures alone count as English."""
    english = chinese = False
    rows = list(range(block.top, block.rows[0])) + block.rows
    for row in rows:
        for col in grid.filled(row):
            if grid.kind(row, col) in "ty" and (col not in block.values or row not in block.rows):
                text = grid.text(row, col)
                english = english or has_latin(text)
                chinese = chinese or has_cjk(text)
    return Languages(english or not chinese, chinese)


# ── header rows ────────────────────────────────────────────────────────────────────────────────────────────────


def column_headings(grid: Grid, block: Block, spoken: Languages) -> dict[int, Heading]:
    """What the header says of each data column."""
    found = [_header_level(grid, block, position) for position in range(len(block.header_rows))]
    names = _attribute_names(grid, block)
    if len(names) >= 3:
        rows = zip(found, block.header_rows, strict=True)
        found = [level for level, row in rows if not _is_description(level, names.get(row, ""))]
    levels = _pair_rows(found, block.values)
    for level in levels:
        level.kind = _level_kind(level)
        if level.kind == "unit":
            _spread_units(level, block.values)
    if all(level.kind not in ("label", "period") for level in levels):
        for level in levels:  # codes are all there is: better than no name
            level.kind = "label" if level.kind == "code" else level.kind
    return {
        col: _heading([(level.kind, level.labels.get(col)) for level in levels], spoken)
        for col in block.values
    }


def _header_level(grid: Grid, block: Block, position: int) -> Level:
    row = block.header_rows[position]
    level = Level("label")
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
        at = col if col in own else _label_at_left(grid, block, position, col, own)
        if at is not None:
            level.labels[col] = _mark(grid, row, at, own[at])
    return level


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


def _mark(grid: Grid, row: int, col: int, text: str) -> Mark:
    plain, references = strip_references(text)
    period = read_period(grid.sheet.value(row, col), grid.sheet.text(row, col)) or read_period_text(
        grid.text(row, col)
    )
    return Mark([plain if not period else text], period, references)


def _label_at_left(grid: Grid, block: Block, position: int, col: int, own: dict[int, str]) -> int | None:
    """The label further left that also covers this column, where that is certain."""
    left = [at for at in own if at < col]
    if not left:
        return None
    at = max(left)
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


def _has_offset_label(grid: Grid, block: Block, row: int, col: int) -> bool:
    """A label standing between the previous data column and this one."""
    before = max((c for c in block.values if c < col), default=_left_edge(block) - 1)
    return any(grid.kind(row, c) in "typ" for c in range(before + 1, col))


def _pair_rows(levels: list[Level], values: list[int]) -> list[Level]:
    """Two header rows that say the same in two languages become one level."""
    paired: list[Level] = []
    for level in levels:
        if paired and _complements(paired[-1], level, values):
            for col, mark in level.labels.items():
                first = paired[-1].labels[col]
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


def _level_kind(level: Level) -> LevelKind:
    marks = list(level.labels.values())
    if marks and all(mark.period is not None or _period_of(mark.texts) for mark in marks):
        for mark in marks:
            mark.period = mark.period or _period_of(mark.texts)
        return "period"
    if marks and all(is_unit(text) for mark in marks for text in mark.texts):
        return "unit"
    texts = [text for mark in marks for text in mark.texts]
    if len(texts) >= 3 and len(set(texts)) == len(texts) and all(CODE.fullmatch(text) for text in texts):
        return "code"
    return "label"


def _period_of(texts: list[str]) -> PeriodLabel | None:
    """The period that all wordings agree on."""
    found = [read_period_text(text) for text in texts]
    if not found or any(label is None for label in found):
        return None
    first = found[0]
    assert first is not None
    same = all(label is not None and replace(label, marks=()) == replace(first, marks=()) for label in found)
    return first if same else None


def _spread_units(level: Level, values: list[int]) -> None:
    """A unit printed once holds for the columns at its right, up to the next unit."""
    current: Mark | None = None
    for col in values:
        current = level.labels.get(col, current)
        if current is not None:
            level.labels.setdefault(col, current)


def _heading(labels: list[tuple[LevelKind, Mark | None]], spoken: Languages, *, once: bool = True) -> Heading:
    """Put levels together. once: a label that repeats the level above (a cell merged downwards) counts once."""
    path: list[LocalText] = []
    units: list[str] = []
    periods: list[PeriodLabel] = []
    seen: list[str] = []
    for kind, mark in labels:
        if mark is None or kind == "code":
            continue
        if kind == "period" and mark.period is not None:
            periods.append(mark.period)
        elif kind == "unit":
            units.extend(mark.texts)
        else:
            text = _join(mark.texts, spoken)
            key = anchor(" ".join(mark.texts))
            if key and not (once and key in seen[-1:]):
                path.append(text)
                seen.append(key)
    if not units:
        units = [
            unit
            for part in path
            for text in (part.en, part.zh_hant)
            if text and (unit := unit_in_brackets(text))
        ][-2:]
    return Heading(tuple(path), unit_of(units, spoken), tuple(periods), named=bool(path or periods or units))


def _join(texts: list[str], spoken: Languages) -> LocalText:
    """The wordings of one label in neighbouring cells as one bilingual text."""
    english = chinese = None
    for text in texts:
        part = local(text, chinese=spoken.chinese, english=spoken.english)
        english, chinese = english or part.en, chinese or part.zh_hant
    return LocalText(english, chinese)


# ── stub columns ───────────────────────────────────────────────────────────────────────────────────────────────


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
        heading = _heading(named, spoken, once=False)
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
        if groups and len(groups[-1]) == 1 and _same_label(grid, block, groups[-1][0], col):
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
            current = (_join(own, spoken),)
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
