"""What a workbook is to the rest of the program, whichever library read it.

Rows and columns are counted from 0 here and shown as addresses (``K10``; in a CSV ``R2C3``) to people. Values are
``None`` (empty), ``str``, ``int``/``float``, ``bool``, ``date``/``datetime``/``time``; white space alone is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Any, Literal, Protocol

from workbench.importers.number_format import show

Value = str | int | float | bool | date | datetime | time | timedelta | None
State = Literal["visible", "hidden", "very_hidden"]
Addressing = Literal["A1", "R1C1"]
Finding = tuple[str, dict[str, Any], tuple[int, int] | None]  # message code, parameters, cell


class CsvNumber(float):
    """A number that remembers how it was written (``100``, ``26.0``)."""

    written: str

    def __new__(cls, written: str) -> CsvNumber:
        """From the text of the cell."""
        number = super().__new__(cls, written)
        number.written = written
        return number

    def __reduce__(self) -> tuple[type[CsvNumber], tuple[str]]:
        return (CsvNumber, (self.written,))


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four bounds inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, col: int) -> bool:
        """Whether the cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= col <= self.right


@lru_cache(maxsize=20_000)
def column_letters(col: int) -> str:
    """``0`` → ``A``, ``26`` → ``AA``."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """``A`` → ``0``, ``AA`` → ``26``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address_of(row: int, col: int, addressing: str = "A1") -> str:
    """``K10`` or, in a CSV, ``R10C11``."""
    if addressing == "R1C1":
        return f"R{row + 1}C{col + 1}"
    return f"{column_letters(col)}{row + 1}"


class Look(Protocol):
    """The formatting of a sheet, as far as it carries meaning. All cells have a default."""

    def number_format(self, row: int, col: int) -> str:
        """The number format code (``General`` if none)."""

    def bold(self, row: int, col: int) -> bool:
        """Whether the cell is bold."""

    def indent(self, row: int, col: int) -> int:
        """Indentation steps of the cell."""

    def superscript(self, row: int, col: int) -> str:
        """The characters of the text that stand as superscripts, in order; "" if none."""

    def row_key(self, row: int) -> object:
        """Something equal for rows whose cells are formatted the same, column by column; ``None`` if not known."""


class PlainLook:
    """No formatting known (CSV, in-memory books)."""

    def __init__(self, formats: dict[tuple[int, int], str] | None = None) -> None:
        self._formats = formats or {}

    def number_format(self, row: int, col: int) -> str:
        """As given, or ``General``."""
        return self._formats.get((row, col), "General")

    def bold(self, row: int, col: int) -> bool:
        """Never."""
        return False

    def indent(self, row: int, col: int) -> int:
        """None."""
        return 0

    def superscript(self, row: int, col: int) -> str:
        """None."""
        return ""

    def row_key(self, row: int) -> object:
        """All rows are alike where no format is given."""
        return None if self._formats else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its place, stored value, text as shown and number format."""

    row: int
    col: int
    value: Value
    text: str
    number_format: str
    address: str


@dataclass(slots=True, weakref_slot=True)
class SheetData:
    """Raw rows of a sheet as a reader found them (ragged rows are fine)."""

    rows: list[list[Any]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()


class Sheet:
    """A sheet: values by place, text as shown, merged areas, what is hidden."""

    def __init__(
        self,
        name: str,
        data: SheetData,
        *,
        state: State = "visible",
        look: Look | None = None,
        addressing: Addressing = "A1",
        findings: Sequence[Finding] = (),
    ) -> None:
        self.name = name
        self.state: State = state
        self.merged = data.merged
        self.hidden_rows = data.hidden_rows
        self.hidden_cols = data.hidden_cols
        self.look: Look = look or PlainLook()
        self.addressing: Addressing = addressing
        self.findings = tuple(findings)
        self._rows = data.rows
        self._shown: dict[tuple[int, int], str] = {}  # each cell is asked for several times

    @classmethod
    def of(
        cls,
        name: str,
        rows: Iterable[Sequence[Value]],
        *,
        merged: Iterable[Area] = (),
        formats: dict[tuple[int, int], str] | None = None,
    ) -> Sheet:
        """A sheet held in memory, for tests and for pasted cells."""
        return cls(name, SheetData([list(row) for row in rows], tuple(merged)), look=PlainLook(formats))

    def value(self, row: int, col: int) -> Value:
        """The stored value; ``None`` where empty or white space only."""
        if row < 0 or col < 0 or row >= len(self._rows):
            return None
        cells = self._rows[row]
        if col >= len(cells):
            return None
        value: Value = cells[col]
        if value.__class__ is str and not value.strip(BLANKS):
            return None
        return value

    def text(self, row: int, col: int) -> str:
        """The cell as the sheet shows it, outer white space removed; "" where empty."""
        if row < 0 or col < 0 or row >= len(self._rows) or col >= len(self._rows[row]):
            return ""
        value: Value = self._rows[row][col]
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip(BLANKS)
        key = (row, col)
        if key not in self._shown:
            self._shown[key] = show(value, self.look.number_format(row, col))
        return self._shown[key]

    def cell(self, row: int, col: int) -> Cell:
        """The cell with everything known of it."""
        return Cell(
            row,
            col,
            self.value(row, col),
            self.text(row, col),
            self.look.number_format(row, col),
            self.address(row, col),
        )

    def address(self, row: int, col: int) -> str:
        """``K10`` or, in a CSV, ``R10C11``."""
        return address_of(row, col, self.addressing)

    def range(self, area: Area) -> str:
        """The address of a rectangle."""
        return f"{self.address(area.top, area.left)}:{self.address(area.bottom, area.right)}"

    @cached_property
    def used(self) -> Area | None:
        """The smallest rectangle with everything that is not empty; ``None`` for an empty sheet."""
        top = bottom = right = -1
        left = 10**9
        for row, cells in enumerate(self._rows):
            first = next((col for col, value in enumerate(cells) if not _is_blank(value)), -1)
            if first < 0:
                continue
            last = next(col for col in range(len(cells) - 1, -1, -1) if not _is_blank(cells[col]))
            top = row if top < 0 else top
            left, bottom, right = min(left, first), row, max(right, last)
        return Area(top, left, bottom, right) if top >= 0 else None

    def cells(self, row: int) -> list[Any]:
        """The stored values of a row as the reader found them, from the first column of the sheet (do not change them)."""
        return self._rows[row] if 0 <= row < len(self._rows) else []

    @property
    def n_rows(self) -> int:
        """Rows from the first of the sheet to the last that is not empty."""
        return self.used.bottom + 1 if self.used else 0

    @property
    def n_cols(self) -> int:
        """Columns from the first of the sheet to the last that is not empty."""
        return self.used.right + 1 if self.used else 0

    def filled(self, row: int) -> list[int]:
        """The columns of a row that are not empty."""
        if row < 0 or row >= len(self._rows):
            return []
        return [col for col in range(len(self._rows[row])) if self.value(row, col) is not None]

    @cached_property
    def _merged_at(self) -> dict[tuple[int, int], Area]:
        places: dict[tuple[int, int], Area] = {}
        for area in self.merged:
            if (area.bottom - area.top + 1) * (area.right - area.left + 1) > 100_000:
                continue
            for row in range(area.top, area.bottom + 1):
                for col in range(area.left, area.right + 1):
                    places[row, col] = area
        return places

    def merged_area(self, row: int, col: int) -> Area | None:
        """The merged area that the cell belongs to, if any."""
        return self._merged_at.get((row, col))


BLANKS = " \t\r\n\v\f\u00a0\u2007\u202f\u3000\ufeff\u200b"


def _is_blank(value: Any) -> bool:
    return value is None or (value.__class__ is str and not value.strip(BLANKS))


@dataclass(slots=True)
class Book:
    """A workbook. ``format`` is what the content is (``xlsx``, ``xls``, ``ods``, ``csv`` …), not what its name says."""

    file_name: str
    sha256: str
    format: str
    sheets: list[Sheet]
    findings: list[tuple[str, dict[str, Any]]] = field(default_factory=list)  # message code and parameters

    @classmethod
    def of(cls, *sheets: Sheet, file_name: str = "memory") -> Book:
        """A book held in memory, for tests and for pasted cells."""
        return cls(file_name, "", "memory", list(sheets))
