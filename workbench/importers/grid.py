"""What each cell of a sheet looks like on its own: figure, period, stand-in for a figure, reference, or words.

Letters: ``n`` figure · ``y`` whole period (a year, a date) · ``p`` part of a year · ``m`` stand-in for a figure ·
``r`` footnote reference · ``f`` mark standing alone · ``t`` words · ``.`` empty · ``s`` belongs to the cell at its left.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from workbench.importers.book import BLANKS, Area, Sheet, Value
from workbench.importers.marks import is_flag, is_missing_word, is_reference, read_figure
from workbench.importers.number_labels import find_labels_among_numbers
from workbench.importers.periods import FIRST_YEAR, LAST_YEAR, read_period
from workbench.importers.two_lines import join_lines

MAX_LABEL = 400  # a longer text is a note, wherever it stands


class Grid:
    """The kinds of all cells in the used area of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.whole: Grid | None = None  # the sheet that this is a window of
        self.area = sheet.used or Area(0, 0, -1, -1)
        self._width = self.area.right - self.area.left + 1
        self._of_text: dict[str, str] = {}
        self._patterns: frozenset[str] | None = None
        self._lines = [self._line(row) for row in range(self.area.top, self.area.bottom + 1)]
        self.joined: dict[tuple[int, int], str] = {}  # texts that stand over several cells: "1" "-" "3"
        self._join_spans()
        self._find_running_parts()
        find_labels_among_numbers(self)
        join_lines(self)

    def window(self, left: int, right: int) -> Grid:
        """The same sheet as if only these columns were filled."""
        part = object.__new__(Grid)
        part.sheet, part.whole = self.sheet, self
        part.area = Area(self.area.top, left, self.area.bottom, right)
        part._width = right - left + 1
        part._of_text, part._patterns = self._of_text, None
        start = left - self.area.left
        part._lines = [line[start : start + part._width] for line in self._lines]
        part.joined = {place: text for place, text in self.joined.items() if left <= place[1] <= right}
        return part

    def retag(self, row: int, col: int, kind: str, text: str = "") -> None:
        """Say what a cell is, where its neighbours tell more than it does itself; with the text that it stands for."""
        self._set(row, col, kind)
        if text:
            self.joined[row, col] = text

    def kind(self, row: int, col: int) -> str:
        """The letter of a cell."""
        at, place = row - self.area.top, col - self.area.left
        if 0 <= at < len(self._lines) and 0 <= place < self._width:
            return self._lines[at][place]
        return "."

    def line(self, row: int) -> str:
        """The letters of a row, from the first to the last column of the used area; "" outside it."""
        at = row - self.area.top
        return self._lines[at] if 0 <= at < len(self._lines) else ""

    def kinds_in(self, col: int) -> frozenset[str]:
        """All letters that stand in a column. Rows of a table are much alike, so each pattern is looked at once."""
        if self._patterns is None:
            self._patterns = frozenset(self._lines)
        place = col - self.area.left
        return frozenset(line[place] for line in self._patterns) if 0 <= place < self._width else frozenset()

    @property
    def texts(self) -> Iterable[str]:
        """Every text of the sheet once, as it is stored."""
        return self._of_text

    def cols(self, row: int, kinds: str) -> list[int]:
        """The columns of a row whose cells are of one of these kinds, left to right."""
        return list(_places(self.line(row), kinds, self.area.left))

    def filled(self, row: int) -> list[int]:
        """The columns of a row that are not empty."""
        return list(_filled(self.line(row), self.area.left))

    def text(self, row: int, col: int) -> str:
        """The text of a cell, or of the cells that were joined to it."""
        return self.joined.get((row, col)) or self.sheet.text(row, col)

    def rows(self) -> Iterable[int]:
        """All rows of the used area."""
        return range(self.area.top, self.area.bottom + 1)

    def _line(self, row: int) -> str:
        """Rows are read as a whole: most cells of a large sheet are figures, and each text is looked at once."""
        cells = self.sheet.cells(row)[self.area.left : self.area.right + 1]
        letters = "".join(
            [
                "n"
                if value.__class__ is float and (value % 1 or not FIRST_YEAR <= value <= LAST_YEAR)
                else self._kind(row, col, value)
                for col, value in enumerate(cells, self.area.left)
            ]
        )
        return letters.ljust(self._width, ".")

    def _kind(self, row: int, col: int, value: Value) -> str:
        if isinstance(value, str):
            if value not in self._of_text:
                self._of_text[value] = _kind_of_text(value)
            return self._of_text[value]
        if value is None:
            return "."
        if isinstance(value, bool):
            return "t"
        if isinstance(value, date):
            return "y"
        if isinstance(value, (int, float)):
            return "y" if read_period(value, self.sheet.text(row, col)) else "n"
        return "t"

    def _set(self, row: int, col: int, kind: str) -> None:
        at, place = row - self.area.top, col - self.area.left
        line = self._lines[at]
        self._patterns = None
        self._lines[at] = line[:place] + kind + line[place + 1 :]

    def _join_spans(self) -> None:
        """``1`` ``-`` ``3`` in three cells is a quarter."""
        starts, ends = {"1": "3", "4": "6", "7": "9", "10": "12"}, "-–—－"
        places = []
        for row in self.rows():
            if "m" not in self.line(row):
                continue
            for col in range(self.area.left, self.area.right - 1):
                if self.kind(row, col + 1) != "m" or self.sheet.text(row, col) not in starts:
                    continue
                first, middle, last = (self.sheet.text(row, col + step) for step in range(3))
                if first in starts and middle in ends and middle and last == starts[first]:
                    places.append((row, col))
        columns = {col for _, col in places}
        for col in columns:
            found = [place for place in places if place[1] == col]
            if len(found) < 2:
                continue
            for row, at in found:
                for step, kind in enumerate("pss"):
                    self._set(row, at + step, kind)
                self.joined[row, at] = " ".join(self.sheet.text(row, at + step) for step in range(3))

    def _find_running_parts(self) -> None:
        """A column that counts 1 … 12 (or 1 … 4) over and over beside a column of years states months (or quarters)."""
        year_cols = [
            col
            for col in range(self.area.left, min(self.area.right, self.area.left + 8) + 1)
            if len(list(itertools.islice((row for row in self.rows() if self.kind(row, col) == "y"), 2))) == 2
        ]
        if not year_cols:
            return
        for col in range(year_cols[0] + 1, min(self.area.right, year_cols[0] + 6) + 1):
            numbers: list[tuple[int, int]] = []
            for row in self.rows():
                if self.kind(row, col) == "n":
                    text = self.sheet.text(row, col)
                    if not re.fullmatch(r"1[0-2]|[1-9]", text):
                        numbers = []
                        break
                    numbers.append((row, int(text)))
            if len(numbers) < 6:
                continue
            values = [number for _, number in numbers]
            top = max(values)
            if top not in (4, 12) or min(values) != 1:
                continue
            if any(after != before % top + 1 for before, after in itertools.pairwise(values)):
                continue
            for row, number in numbers:
                self._set(row, col, "p")
                self.joined[row, col] = f"Q{number}" if top == 4 else f"{number}月"


@lru_cache(maxsize=20_000)
def _places(line: str, kinds: str, first: int) -> tuple[int, ...]:
    """Columns of a row with these letters. Rows of a table are much alike, so each pattern is looked through once."""
    return tuple(col for col, kind in enumerate(line, first) if kind in kinds)


@lru_cache(maxsize=20_000)
def _filled(line: str, first: int) -> tuple[int, ...]:
    return tuple(col for col, kind in enumerate(line, first) if kind != ".")


def _kind_of_text(value: str) -> str:
    text = value.strip(BLANKS)
    if not text:
        return "."
    if len(text) > 60:
        return "t"
    period = read_period(text)
    if period:
        return "p" if period.part else "y"
    if len(text) > 12 and text[0].isalpha() and text.isascii():
        return "t"  # longer than any mark or stand-in, and no figure begins with a letter
    if is_reference(text):
        return "r"
    if is_missing_word(text):
        return "m"
    if is_flag(text):
        return "f"
    return "n" if read_figure(text).value is not None else "t"
