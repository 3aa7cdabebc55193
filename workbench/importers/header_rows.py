"""The rows of labels over the data: how far up the header of a table goes."""

from __future__ import annotations

import re

from workbench.importers.grid import Grid
from workbench.importers.labels import script
from workbench.importers.units import is_plain_unit, is_unit, units_listed

DESCRIPTION = re.compile(
    r"frequency|data type|collection month|series (?:id|start|end|type)|no\.? ?(?:of )?obs|last updated?"
    r"|(?:next release|release date|preunit|cdid|source dataset id|important notes)$",
    re.IGNORECASE,
)
MAX_HEADER_ROWS = 16
_CODE = re.compile(r"[A-Z][A-Z0-9]{3,4}|[A-Z]{1,2}\d{5,}[A-Z]?")


def are_codes(texts: list[str]) -> bool:
    """Whether these texts are codes of series (``MGSL``, ``A84426298K``) and not words in capitals."""
    if len(texts) < 2 or len(set(texts)) != len(texts) or not all(map(_CODE.fullmatch, texts)):
        return False
    sure = sum(not re.search(r"[AEIOU]", text) or bool(re.search(r"\d", text)) for text in texts)
    alike = len(texts) >= 3 and len({text[:2] for text in texts}) == len({len(text) for text in texts}) == 1
    return alike or sure >= (1 if len(texts) >= 4 else 2)


def header_rows(grid: Grid, first: int, stubs: list[int], values: list[int], floor: int) -> list[int]:
    """The rows of labels over the data, outermost first. They end at a blank row, a title or the table above."""
    found: list[int] = []
    left = values[0]
    with_content = False
    row = first - 1
    while row > floor and len(found) < MAX_HEADER_ROWS:
        filled = grid.filled(row)
        if not filled and any(_covered(grid, row, col) for col in values):
            row -= 1  # blank only because cells above are merged down to here
            continue
        if not filled:
            complete = (
                with_content and not _codes_only(grid, found, left) and not _goes_on(grid, row, found, values)
            )
            if complete or first - row > 3 + len(found):
                break
            row -= 1
            continue
        over = [col for col in filled if col >= left]
        if filled and not over and with_content and DESCRIPTION.match(grid.text(row, filled[0])):
            row -= 1  # an attribute of which nothing is said
            continue
        if _is_corner_note(grid, row, filled, values) or _introduces_units(grid, row, filled, values):
            break
        spanning = [col for col in filled if _reaches(grid, row, col, left)]
        if over and not _is_lone_note(grid, row, filled, values):
            found.append(row)
            with_content = True
        elif (
            over
            and is_unit(grid.text(row, over[0]))
            and (not with_content or len([col for col in grid.cols(row - 1, "typ") if col >= left]) > 1)
        ):
            found.append(row)  # one unit for all columns, below their labels
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


def _covered(grid: Grid, row: int, col: int) -> bool:
    area = grid.sheet.merged_area(row, col)
    return area is not None and area.top < row and bool(grid.sheet.text(area.top, area.left))


def _goes_on(grid: Grid, blank: int, found: list[int], values: list[int]) -> bool:
    """Whether the header goes on above a blank row: columns cannot be told apart yet, and labels stand right above."""
    names = [tuple(grid.text(row, col) for row in found) for col in values]
    if len(set(names)) == len(names):
        return False
    above = [col for col in grid.filled(blank - 1) if col >= values[0] and grid.kind(blank - 1, col) in "typ"]
    return len(above) > 1 and not any(len(grid.text(blank - 1, col)) > 80 for col in above)


def _codes_only(grid: Grid, rows: list[int], left: int) -> bool:
    """Whether the header found so far is a row of series codes: the words stand further up."""
    return are_codes([grid.text(row, col) for row in rows for col in grid.filled(row) if col >= left])


def _reaches(grid: Grid, row: int, col: int, left: int) -> bool:
    area = grid.sheet.merged_area(row, col)
    return area is not None and col < left <= area.right


def _is_lone_note(grid: Grid, row: int, filled: list[int], values: list[int]) -> bool:
    """A single cell over several data columns that is not a merged header: a unit or a title."""
    col = filled[0]
    if len(filled) > 1 or (len(values) < 2 and col <= values[-1]):
        return False
    area = grid.sheet.merged_area(row, col)
    if area is not None and area.right > area.left:
        return False
    text = grid.text(row, col)
    if grid.kind(row - 1, col) == "t" and len(grid.cols(row - 1, "t")) > 1:
        return False  # words that go on from the row above
    return is_unit(text) or bool(units_listed(text)) or len(text) > 60


_INTRODUCED = re.compile(r"[(（]?\s*(?:units?|單位|单位|計量單位)\s*[:：]", re.IGNORECASE)


def _introduces_units(grid: Grid, row: int, filled: list[int], values: list[int]) -> bool:
    """``單位：千人 … Unit: Thousand persons`` at both ends of a line: of the whole table, over no column."""
    texts = [grid.text(row, col) for col in filled]
    if len(texts) < 2:
        return False
    if is_plain_unit(texts[0]) and filled[0] < values[0] and filled[1] > values[-1]:
        return True
    twice = len(texts) == 2 and {script(text) for text in texts} in ({"zh", "en"}, {"zh", "none"})
    return all(map(_INTRODUCED.match, texts)) or (
        twice and all(re.search(r"=\s*100", text) for text in texts)
    )


def _is_corner_note(grid: Grid, row: int, filled: list[int], values: list[int]) -> bool:
    """A title at the left and, over the last column alone, what holds for the whole table: ``United Kingdom (thousands)``."""
    over = [col for col in filled if col >= values[0]]
    title = [col for col in filled if col < values[0] and len(grid.text(row, col)) >= 12]
    return len(over) == 1 and over[0] >= values[-1] and len(values) > 2 and bool(title)


def codes_only(grid: Grid, row: int, left: int) -> bool:
    """Whether all that stands over the data in a row is codes of series."""
    return are_codes([grid.text(row, col) for col in grid.filled(row) if col >= left])


def _pairs_with_next(grid: Grid, row: int, below: int, filled: list[int]) -> bool:
    """A stub heading in one language above the same heading in the other."""
    for col in filled:
        other = grid.text(below, col)
        if not other or {script(grid.text(row, col)), script(other)} != {"en", "zh"}:
            return False
    return True
