"""Numbers that are no figures: years of other calendars, numbered rows, noughts that stand for blank cells.

What a cell is shows only in its neighbours here, so this runs once the kinds of all cells are known.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from workbench.importers.book import BLANKS
from workbench.importers.periods import FIRST_YEAR, LAST_YEAR, era_offset

if TYPE_CHECKING:
    from workbench.importers.grid import Grid

_CODES = re.compile(r"\bcodes?\b|代[碼码號号]|編號|编号", re.IGNORECASE)
MAX_ABOVE = 8  # rows above a column in which its heading is looked for
_BARE_YEAR = re.compile(r"(\d{2,4})\s*年?")
_CODE_HEADING = re.compile(
    r"(?:(?:indicator|serial|item|series|table|line|row|ref(?:erence)?)\s*)?(?:no|nos|number|code|id|#)\.?"
    r"|code\b.*|.*\bcode|sitc.*|isic.*|編號|编号|代碼|代码|代號|代号|序號|序号|行號|行号|項目編號",
    re.IGNORECASE,
)


def find_labels_among_numbers(grid: Grid) -> None:
    """Retag cells of *grid* that hold numbers but are blank, years or labels."""
    _blank_noughts(grid)
    _code_columns(grid)
    _other_eras(grid)
    _months_of_the_republic(grid)
    _parts_of_years(grid)
    _runs_of_months(grid)
    _numbered_rows(grid)
    _open_ended(grid)


def _blank_noughts(grid: Grid) -> None:
    """Formulas that point at blank cells give 0: rows of nothing but noughts, and noughts among the labels."""
    rows = [row for row in grid.rows() if grid.filled(row)]
    empty = [
        row
        for row in rows
        if grid.kind(row, grid.area.left) != "."
        and all(_is_nought(grid, row, col) for col in grid.filled(row))
        and len(grid.filled(row)) > 1
    ]
    if not empty or not any(_is_titled(grid, row) for row in rows[:3]):
        return  # a row of noughts alone may well be data
    for row in rows:
        noughts = [col for col in grid.filled(row) if _is_nought(grid, row, col)]
        others = [col for col in grid.filled(row) if col not in noughts]
        titled = _is_titled(grid, row)
        if not others or titled:
            for col in noughts:
                grid.retag(row, col, ".")
        elif grid.area.left in noughts and all(grid.kind(row, col) != "n" for col in others):
            grid.retag(row, grid.area.left, ".")


def _is_titled(grid: Grid, row: int) -> bool:
    """``Figure 2.10 | 0 | 0 | 0``: nobody prints figures beside the number of a table."""
    others = [col for col in grid.filled(row) if not _is_nought(grid, row, col)]
    return (
        others == [grid.area.left]
        and len(grid.filled(row)) > 1
        and re.match(r"(?:figure|table|圖|表)\s*[\dA-Z.]", grid.text(row, others[0]), re.IGNORECASE)
        is not None
    )


def _is_nought(grid: Grid, row: int, col: int) -> bool:
    value = grid.sheet.value(row, col)
    return not isinstance(value, (str, bool)) and value == 0


def _other_eras(grid: Grid) -> None:
    """Bare years under (or beside) a heading that names another calendar, where the sheet gives no common years."""
    offsets = {text.strip(BLANKS): era_offset(text.strip(BLANKS)) for text in grid.texts if len(text) <= 40}
    if not any(offset is not None for offset in offsets.values()):
        return
    for row in grid.rows():
        for col in grid.cols(row, "ty"):
            text = grid.text(row, col)
            offset = offsets.get(text) if len(text) <= 30 else None
            if offset is None:
                continue
            below = [(one, col) for one in range(row + 1, grid.area.bottom + 1)]
            beside = [(row, one) for one in range(col + 1, grid.area.right + 1)]
            for places in (below, beside):
                _retag_era(grid, places, offset)


def _retag_era(grid: Grid, places: list[tuple[int, int]], offset: int) -> None:
    years: list[tuple[int, int, int]] = []
    for row, col in places:
        kind = grid.kind(row, col)
        match = _BARE_YEAR.fullmatch(grid.text(row, col))
        if match is not None and kind in "ntp":
            years.append((row, col, int(match[1]) + offset))
        elif kind in "y" and era_offset(grid.text(row, col)) == offset:
            continue  # says so itself
        elif kind in "y" and not years:
            return
        elif kind in "y":
            break
    numbers = [year for *_, year in years]
    if (
        not numbers
        or (len(numbers) < 2 and era_offset(grid.text(*places[0])) is None)
        or numbers != sorted(set(numbers))
    ):
        return
    if not all(FIRST_YEAR <= year <= LAST_YEAR for year in numbers):
        return
    if any(_has_common_year(grid, row, col, year) for row, col, year in years):
        return  # the common year stands beside it already
    for row, col, year in years:
        grid.retag(row, col, "y", str(year))


_REPUBLIC_MONTH = re.compile(r"(\d{2,3})\s*年\s*(?:(1[0-2]|[1-9])\s*月|第\s*[1-4一二三四]\s*季)?")


def _months_of_the_republic(grid: Grid) -> None:
    """``112年1月`` in a sheet that says 民國 somewhere; a bare ``112年`` only in the company of such months."""
    if not any("民國" in text for text in grid.texts):
        return
    found: list[tuple[int, int, str]] = []
    parts = 0
    for row in grid.rows():
        for col in grid.cols(row, "t"):
            match = _REPUBLIC_MONTH.fullmatch(grid.text(row, col).strip(BLANKS))
            if match is not None and FIRST_YEAR <= int(match[1]) + 1911 <= LAST_YEAR:
                parts += not match[0].endswith("年")
                found.append((row, col, re.sub(r"^\d+", str(int(match[1]) + 1911), match[0])))
    for row, col, text in found if parts >= 2 else ():
        grid.retag(row, col, "y", text)


def _has_common_year(grid: Grid, row: int, col: int, year: int) -> bool:
    around = [(row, col - 1), (row, col + 1), (row - 1, col), (row + 1, col)]
    return any(grid.text(*place).startswith(str(year)) for place in around)


_MONTH_HEADING = re.compile(r"(?:months?|月份?)(?:\s*/?\s*(?:months?|月份?))?", re.IGNORECASE)
_QUARTER_HEADING = re.compile(r"(?:quarters?|季度?)(?:\s*/?\s*(?:quarters?|季度?))?", re.IGNORECASE)


def _parts_of_years(grid: Grid) -> None:
    """``11 12 1`` under *Month* beside a column of years, however few there are."""
    for col in range(grid.area.left + 1, min(grid.area.left + 8, grid.area.right) + 1):
        if not {"t", "n"} <= grid.kinds_in(col):
            continue
        heads = {row: grid.text(row, col).strip(" :：/") for row in grid.rows() if grid.kind(row, col) == "t"}
        months = [row for row, text in heads.items() if _MONTH_HEADING.fullmatch(text)]
        quarters = [row for row, text in heads.items() if _QUARTER_HEADING.fullmatch(text)]
        head = (months or quarters)[-1:]
        last = 12 if months else 4
        if not head or not any(
            grid.kind(row, one) == "y"
            for row in range(head[0] + 1, grid.area.bottom + 1)
            for one in range(grid.area.left, col)
        ):
            continue
        below = [row for row in range(head[0] + 1, grid.area.bottom + 1) if grid.kind(row, col) == "n"]
        dated = [
            row for row in below if any(grid.kind(row, one) == "y" for one in range(grid.area.left, col))
        ]
        if dated and any(head[0] < row < dated[0] for row in heads):
            continue  # "Frequency: Month" of a column of figures that has another heading below
        if all(re.fullmatch(r"\d{1,2}", grid.sheet.text(row, col)) for row in below):
            numbers = {row: int(grid.sheet.text(row, col)) for row in below}
            if numbers and all(1 <= number <= last for number in numbers.values()):
                for row, number in numbers.items():
                    grid.retag(row, col, "p", f"{number}月" if last == 12 else f"Q{number}")


_SPAN = re.compile(r"(1[0-2]|[1-9])\s*(?:月\s*)?(?:-|–|—|至|to)\s*(1[0-2]|[1-9])\s*月?")


def _runs_of_months(grid: Grid) -> None:
    """``1 - 3  2 - 4  3 - 5`` beside a column of years: runs of three months, of which only some are quarters."""
    for col in range(grid.area.left + 1, min(grid.area.left + 8, grid.area.right) + 1):
        if not grid.kinds_in(col) & {"t", "p"}:
            continue
        spans: dict[int, tuple[int, int]] = {}
        for row in grid.rows():
            match = _SPAN.fullmatch(grid.text(row, col)) if grid.kind(row, col) in "tp" else None
            if match is not None:
                spans[row] = (int(match[1]), int(match[2]))
        heads = [grid.text(row, col).strip(" :：/") for row in grid.rows() if grid.kind(row, col) == "t"]
        named = any(_MONTH_HEADING.fullmatch(text) for text in heads)
        alike = {(last - first) % 12 for first, last in spans.values()} == {2}
        if not spans or not (named or (alike and len(set(spans.values())) >= 3)):
            continue
        if not any(grid.kind(row, one) == "y" for row in spans for one in range(grid.area.left, col)):
            continue
        for row, (first, last) in spans.items():
            if first != last:
                grid.retag(row, col, "p", f"{first}月-{last}月")


def _numbered_rows(grid: Grid) -> None:
    """A first column that counts (deciles 1 to 10, ages) under a heading of its own, where rows have no other label."""
    col = grid.area.left
    run: list[int] = []
    for row in range(grid.area.top, grid.area.bottom + 2):
        filled = grid.filled(row) if row <= grid.area.bottom else []
        if (
            len(filled) >= 2
            and filled[0] == col
            and all(grid.kind(row, one) in "nm" for one in filled)
            and _whole(grid, row, col) is not None
        ):
            run.append(row)
            continue
        if len(run) >= 3:
            _retag_run(grid, run, col)
        run = []


def _whole(grid: Grid, row: int, col: int) -> int | None:
    text = grid.sheet.text(row, col)
    return int(text) if re.fullmatch(r"\d{1,3}", text) else None


def _retag_run(grid: Grid, run: list[int], col: int) -> None:
    numbers = [_whole(grid, row, col) or 0 for row in run]
    steps = {after - before for before, after in itertools.pairwise(numbers)}
    if len(steps) != 1 or steps.pop() < 1 or numbers[0] > 20:
        return
    heads = range(max(grid.area.top, run[0] - MAX_ABOVE), run[0])
    heading = next((grid.text(row, col) for row in reversed(heads) if grid.kind(row, col) == "t"), "")
    named = [one for row in heads for one in grid.cols(row, "ty") if one > col]
    if not heading or not named:
        return
    for row in run:
        grid.retag(row, col, "t")


_OPEN = re.compile(r"\d{1,3}\s*\+")
_RANGE = re.compile(r"(?:\d{1,3}\s*[-–—~至]\s*\d{1,3}|[<≤]\s*\d{1,3}|under\s+\d{1,3})\D{0,6}", re.IGNORECASE)


def _open_ended(grid: Grid) -> None:
    """``65+`` among ``15-24``, ``25-34`` is a group and no figure; so is a text that counts in a column of labels."""
    open_ended = any(_OPEN.fullmatch(text.strip()) for text in grid.texts)
    for row in grid.rows() if open_ended else ():
        for col in grid.cols(row, "n"):
            value = grid.sheet.value(row, col)
            if not isinstance(value, str) or not _OPEN.fullmatch(value.strip()):
                continue
            around = [(row, one) for one in grid.cols(row, "t")]
            around += [(one, col) for one in range(row - 12, row + 12) if grid.kind(one, col) == "t"]
            if sum(bool(_RANGE.fullmatch(grid.text(*place))) for place in around) >= 2:
                grid.retag(row, col, "t")
    for col in range(grid.area.left, min(grid.area.left + 6, grid.area.right)):
        if not {"t", "n"} <= grid.kinds_in(col):
            continue
        kinds = {row: grid.kind(row, col) for row in grid.rows() if grid.kind(row, col) in "tn"}
        figures = [row for row, kind in kinds.items() if kind == "n"]
        words = len(kinds) - len(figures)
        texts = all(isinstance(grid.sheet.value(row, col), str) for row in figures)
        if (
            figures
            and texts
            and words >= 2 * len(figures)
            and all(grid.cols(row, "n")[1:] for row in figures)
        ):
            for row in figures:
                grid.retag(row, col, "t")


def _code_columns(grid: Grid) -> None:
    """Numbers of items (``Indicator No.``, ``編號``) beside the labels they number."""
    for col in range(grid.area.left, min(grid.area.left + 4, grid.area.right - 1)):
        if "t" not in grid.kinds_in(col) or not grid.kinds_in(col) & set("nyr"):
            continue
        heads = [
            row for row in grid.rows() if grid.kind(row, col) == "t" and is_code_heading(grid.text(row, col))
        ]
        beside = (col + 1, col + 2)
        if heads and not _named(grid, heads[0], beside) and _CODES.search(grid.text(heads[0], col)):
            beside = (col - 1, col - 2)  # never a column of figures headed "Number"
        if not heads or not _named(grid, heads[0], beside):
            continue
        numbers = [row for row in range(heads[0] + 1, grid.area.bottom + 1) if grid.kind(row, col) in "nyr"]
        labelled = [row for row in numbers if any(grid.kind(row, one) == "t" for one in beside)]
        if len(numbers) >= 2 and len(labelled) * 10 >= len(numbers) * 9:
            for row in labelled:
                grid.retag(row, col, "s")


def _named(grid: Grid, row: int, beside: tuple[int, ...]) -> bool:
    return any(grid.kind(row, one) == "t" for one in beside)


def is_code_heading(text: str) -> bool:
    """Whether the heading of a column says that it holds numbers or codes of items (``Indicator No.``, ``編號``)."""
    return _CODE_HEADING.fullmatch(text.strip(" .:：")) is not None
