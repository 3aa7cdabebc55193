"""Which rows hold data, and which of them belong to one table.

A *value row* has figures and a label. Between two value rows of one table may stand blank rows, headings of sections
(in the stub or over the data), rows of series codes, and the table's own header once more where a page was turned.
Any other header starts a new table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from workbench.importers.grid import Grid
from workbench.importers.header_rows import DESCRIPTION, MAX_HEADER_ROWS, codes_only
from workbench.importers.labels import anchor
from workbench.importers.periods import read_period

CONTINUED = re.compile(
    r"待續|續上|續表|[（(]\s*續[一二三四五六七八九\d]*\s*[)）]|\bto be cont|\bcont(?:inued|['’]d|\.)",
    re.IGNORECASE,
)
_TABLE_START = re.compile(
    r"(?:table|figure|chart|annex|appendix)\s*[A-Z]?\d|(?:附?表|圖|統計表)\s*[A-Z]?[\d一二三四五六七八九十]|第[\d一二三四五六七八九十]+表",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:foot)?notes?\b\s*(?:\(s\))?\s*[:：]|(?:資料|数据|资料)?[來来]源|sources?\s*[:：]|註釋?\s*[:：]|附註",
    re.I,
)


@dataclass(slots=True)
class Group:
    """The value rows of one table and what stands between them.

    sections: headings in the stub. captions: headings or units over the data. repeats: rows that say nothing new.
    lead: a heading in the stub above the header.
    """

    rows: list[int]
    sections: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    lead: int | None = None


def value_rows(grid: Grid) -> list[int]:
    """All rows that hold data, top to bottom."""
    rows: list[int] = []
    for row in grid.rows():
        figures = grid.cols(row, "n")
        labels = grid.cols(row, "typ")
        if labels and DESCRIPTION.match(grid.text(row, labels[0])):
            continue
        if (
            figures
            and labels
            and not counts_columns(grid, row, figures)
            and not _numbers_table(grid, row, figures, labels)
            and (labels[0] < figures[0] or labels[-1] > figures[-1])
        ):
            rows.append(row)
    return _add_weak_rows(grid, rows)


def _numbers_table(grid: Grid, row: int, figures: list[int], labels: list[int]) -> bool:
    """``Table | 1.1 | Title``: a number that says which table this is."""
    return (
        len(figures) == 1
        and labels[0] < figures[0]
        and grid.text(row, labels[0]).casefold().strip(" :：.")
        in ("table", "表", "chart", "annex", "附表", "統計表")
    )


_OF_COLUMNS = re.compile(r"col(?:umn)?s?\b|no\b|欄|列號", re.IGNORECASE)


def counts_columns(grid: Grid, row: int, figures: list[int]) -> bool:
    """``1 2 3 4 …`` under a header numbers the columns; without a label, they may begin anywhere (``10 11 12``)."""
    if len(figures) < 3 or grid.cols(row, "yp"):
        return False
    labels = [grid.text(row, col) for col in grid.cols(row, "t")]
    if not all(map(_OF_COLUMNS.match, labels)):
        return False  # a labelled row is data, whatever its figures
    numbers = [grid.sheet.value(row, col) for col in figures]
    for run in (numbers, numbers[1:]):
        first = run[0] if len(run) >= 3 else None
        if (
            isinstance(first, (int, float))
            and first >= 1
            and run == [first + step for step in range(len(run))]
        ):
            return True
    return False


def _add_weak_rows(grid: Grid, strong: list[int]) -> list[int]:
    """Rows that are data only because their neighbours are: stand-ins only, figures that look like years, no label."""
    if not strong:
        return []
    rows = set(strong)
    for row in range(strong[0], min(strong[-1] + 4, grid.area.bottom + 1)):
        if row in rows or not grid.line(row).strip("."):
            continue
        at = bisect_left(strong, row)
        near = [one for one in strong[max(at - 3, 0) : at + 3] if len(grid.cols(one, "n")) > 1] or strong
        figure_cols = {col for one in near for col in grid.cols(one, "n")}
        labels = [col for col in grid.cols(row, "typ") if col < min(figure_cols)]
        inside = [col for col in grid.filled(row) if col in figure_cols]
        kinds = {grid.kind(row, col) for col in inside}
        if inside and kinds <= {"m", "n", "r"} and (labels or "n" in kinds):
            if (
                row > strong[-1] and not labels and not _second_row(grid, row, inside, rows)
            ) or counts_columns(grid, row, inside):
                continue
            rows.add(row)
        elif labels and inside and kinds <= {"y", "n", "m", "r"} and not _rises(grid, row, inside):
            rows |= (
                {row} if {row - 1, row + 1} & rows else set()
            )  # rising years are a header that is repeated
    first = min(col for row in strong for col in grid.cols(row, "n"))
    before = strong[0] - 1
    while before >= grid.area.top and (
        _opens_data(grid, before, first) or _is_unreadable(grid, before, strong[0], first)
    ):
        rows.add(before)
        before -= 1
    return sorted(rows | _stand_ins_above(grid, strong, min(rows), first))


MAX_OPENING = 12  # rows above the first figure in which rows of stand-ins are looked for


def _stand_ins_above(grid: Grid, strong: list[int], top: int, first: int) -> set[int]:
    """Labelled rows of nothing but stand-ins (``-``, ``:``) above the first figure: no header says that of its columns.

    Blank rows and headings may stand between them.
    """
    figures = {col for row in strong[:8] for col in grid.cols(row, "n")}
    found: set[int] = set()
    for row in range(top - 1, max(grid.area.top, top - MAX_OPENING) - 1, -1):
        over = [col for col in grid.filled(row) if first <= col <= max(figures)]
        kinds = {grid.kind(row, col) for col in over}
        if not over:
            continue
        labelled = any(col < first for col in grid.cols(row, "typ"))
        if (
            not labelled
            and kinds <= set("nm")
            and row - 1 >= grid.area.top
            and _stands_in(grid, row - 1, first)
        ):
            found.add(row)  # shares without a label below the stand-ins
            continue
        if not labelled or not kinds <= set("mfr") or not any(grid.kind(row, col) == "m" for col in over):
            break
        if not set(over) & figures:
            break
        found.add(row)
    return found


def _stands_in(grid: Grid, row: int, first: int) -> bool:
    kinds = {grid.kind(row, col) for col in grid.filled(row) if col >= first}
    return kinds == {"m"} and any(col < first for col in grid.cols(row, "typ"))


def _is_unreadable(grid: Grid, row: int, below: int, first: int) -> bool:
    """A row with a period in its stub, as the row below has, and texts with digits in place of figures (``¤ 8.5``)."""
    stub = [(col, grid.kind(row, col)) for col in grid.filled(row) if col < first]
    inside = [grid.text(row, col) for col in grid.filled(row) if col >= first and grid.kind(row, col) == "t"]
    if len(inside) != len([col for col in grid.filled(row) if col >= first]):
        return False
    if not any(kind in "yp" for _, kind in stub) or any(grid.kind(below, col) != kind for col, kind in stub):
        return False
    return bool(inside) and all(len(text) <= 24 and re.search(r"\d", text) for text in inside)


def _second_row(grid: Grid, row: int, inside: list[int], rows: set[int]) -> bool:
    """A row without a label right below the last one, its figures all shown in brackets or with a per cent sign."""
    return row - 1 in rows and all(re.search(r"[({\[%]", grid.sheet.text(row, col)) for col in inside)


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
    """Whether the periods of a row follow one another, forwards or backwards; quarters and months are no figures."""
    if any(not re.fullmatch(r"\d{4}", grid.text(row, col).strip()) for col in cols):
        return True
    labels = [read_period(grid.sheet.value(row, col), grid.text(row, col)) for col in cols]
    keys = [
        (one.year or 0, one.half or one.quarter or one.month or 0, one.day or 0)
        for one in labels
        if one is not None
    ]
    rising = sorted(set(keys))
    if len(keys) < 2 or len(keys) != len(cols):
        return False
    if len(rising) == 1:  # 2022 2022 2022 under three headings, unless the years stand above already
        return not any(grid.kind(row - 1, col) in "yp" for col in cols)
    times = len(keys) // len(rising)
    return keys in (rising * times, rising[::-1] * times)


def groups_of(grid: Grid, rows: list[int]) -> list[Group]:
    """The value rows, table by table."""
    groups: list[Group] = []
    for row in rows:
        if groups and (row == groups[-1].rows[-1] + 1 or _take_gap(grid, groups[-1], row)):
            groups[-1].rows.append(row)
        else:
            groups.append(Group([row]))
    return groups


def _take_gap(grid: Grid, group: Group, row: int) -> bool:
    """Whether the rows up to *row* belong to the group's table; if so, they are sorted into it."""
    first = min(col for line in (*group.rows[-3:], row) for col in grid.cols(line, "n") or [grid.area.right])
    gap = [line for line in range(group.rows[-1] + 1, row) if grid.filled(line)]
    header: list[int] = []
    captions: list[int] = []
    sections: list[int] = []
    codes: list[int] = []
    for line in gap:
        over = [col for col in grid.cols(line, "typ") if col >= first]
        if codes_only(grid, line, first):
            (sections if min(grid.cols(line, "t")) < first else codes).append(line)
        elif len(over) >= 2:
            header.append(line)
        elif over:
            captions.append(line)
        else:
            sections.append(line)
    texts = [grid.text(line, grid.filled(line)[0]) for line in (*captions, *sections)]
    said = [text for text in texts if not CONTINUED.search(text)]
    if header:
        return _continues(grid, group, header, captions, sections, first)
    if any(_TABLE_START.match(text) for text in said) or any(_NOTES.match(text) for text in said):
        return False
    group.repeats += [line for line in (*captions, *sections) if CONTINUED.search(_words(grid, line))] + codes
    group.captions += [line for line in captions if line not in group.repeats]
    group.sections += [line for line in sections if line not in group.repeats]
    return True


def _words(grid: Grid, row: int) -> str:
    return " ".join(grid.text(row, col) for col in grid.filled(row))


def _continues(
    grid: Grid, group: Group, header: list[int], captions: list[int], sections: list[int], first: int
) -> bool:
    """Whether a header in the gap is the table's own header once more, on another page or for another section."""
    start = max(grid.area.top, group.rows[0] - MAX_HEADER_ROWS)
    above = {_labels(grid, line, first): line for line in range(start, group.rows[0])}
    if not all(_labels(grid, line, first) in above for line in header):
        return False
    captions = [line for line in captions if _labels(grid, line, first) not in above]
    words = [*captions, *sections]
    marked = [line for line in words if CONTINUED.search(_words(grid, line))]
    titles = {_title_key(_words(grid, line)) for line in range(start, group.rows[0]) if grid.filled(line)}
    same = [line for line in words if _title_key(_words(grid, line)) in titles]
    rest = [line for line in words if line not in marked and line not in same]
    if any(_NOTES.match(_words(grid, line)) for line in rest):
        return False
    if rest and not marked and not same:
        lead = min(above[_labels(grid, line, first)] for line in header) - 1
        parallel = sections and not captions and len(rest) == 1 and _is_lead(grid, lead, first)
        if not parallel or _TABLE_START.match(_words(grid, rest[0])):
            return False
        group.lead = lead
    group.repeats += [*header, *marked, *same]
    group.sections += [line for line in rest if line in sections]
    group.captions += [line for line in rest if line in captions]
    return True


def _labels(grid: Grid, row: int, first: int) -> tuple[tuple[int, str], ...]:
    return tuple((col, grid.text(row, col)) for col in grid.filled(row) if col >= first)


def _title_key(text: str) -> str:
    return re.sub(r"\W+", "", anchor(CONTINUED.sub("", text)))


def _is_lead(grid: Grid, row: int, first: int) -> bool:
    """A heading right above the header that is not the title: a title stands further up."""
    filled = grid.filled(row)
    if not filled or any(col >= first for col in filled) or grid.kind(row, filled[0]) != "t":
        return False
    return not grid.filled(row - 1) and any(grid.filled(line) for line in range(grid.area.top, row - 1))
