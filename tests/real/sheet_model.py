"""A sheet that can be changed the way a hand changes it in a spreadsheet program; every cell remembers where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.importers.book import Area, Sheet, SheetData, column_number


@dataclass(frozen=True)
class ModelCell:
    """A cell with its look. ``origin``: where it stood in the untouched sheet, ``None`` for a cell put in."""

    value: Any = None
    number_format: str = "General"
    bold: bool = False
    indent: int = 0
    raised: str = ""
    origin: tuple[int, int] | None = None


BLANK = ModelCell()


class ModelLook:
    """The formatting of the cells of a model."""

    def __init__(self, rows: list[list[ModelCell]]) -> None:
        self._rows = rows

    def _cell(self, row: int, col: int) -> ModelCell:
        return self._rows[row][col] if row < len(self._rows) and col < len(self._rows[row]) else BLANK

    def number_format(self, row: int, col: int) -> str:
        return self._cell(row, col).number_format

    def bold(self, row: int, col: int) -> bool:
        return self._cell(row, col).bold

    def indent(self, row: int, col: int) -> int:
        return self._cell(row, col).indent

    def superscript(self, row: int, col: int) -> str:
        return self._cell(row, col).raised

    def row_key(self, row: int) -> object:
        return None


@dataclass
class SheetModel:
    """Rows of cells and merged areas."""

    rows: list[list[ModelCell]]
    merged: list[Area] = field(default_factory=list)
    name: str = "T"
    addressing: str = "A1"

    @classmethod
    def of(cls, sheet: Sheet) -> SheetModel:
        width = sheet.n_cols
        look = sheet.look
        rows = [
            [
                ModelCell(
                    sheet.cells(row)[col] if col < len(sheet.cells(row)) else None,
                    look.number_format(row, col),
                    look.bold(row, col),
                    look.indent(row, col),
                    look.superscript(row, col),
                    (row, col),
                )
                for col in range(width)
            ]
            for row in range(sheet.n_rows)
        ]
        merged = [area for area in sheet.merged if area.bottom < len(rows) and area.right < width]
        return cls(rows, merged, sheet.name, sheet.addressing)

    @property
    def width(self) -> int:
        return len(self.rows[0])

    def sheet(self) -> Sheet:
        data = SheetData([[cell.value for cell in row] for row in self.rows], tuple(self.merged))
        return Sheet(self.name, data, look=ModelLook(self.rows), addressing=self.addressing)  # type: ignore[arg-type]

    def cell_at(self, address: str) -> ModelCell:
        row, col = place_of(address)
        return self.rows[row][col]

    def insert_rows(self, at: int, count: int = 1) -> None:
        for _ in range(count):
            self.rows.insert(at, [BLANK] * self.width)
        self.merged = [
            replace(
                area,
                top=area.top + count * (area.top >= at),
                bottom=area.bottom + count * (area.bottom >= at),
            )
            for area in self.merged
        ]

    def delete_row(self, at: int) -> None:
        self._keep_anchor([area for area in self.merged if area.top == at < area.bottom], down=True)
        del self.rows[at]
        self.merged = _real(
            replace(area, top=area.top - (area.top > at), bottom=area.bottom - (area.bottom >= at))
            for area in self.merged
            if not area.top == area.bottom == at
        )

    def insert_columns(self, at: int, count: int = 1) -> None:
        for row in self.rows:
            row[at:at] = [BLANK] * count
        self.merged = [
            replace(
                area,
                left=area.left + count * (area.left >= at),
                right=area.right + count * (area.right >= at),
            )
            for area in self.merged
        ]

    def delete_column(self, at: int) -> None:
        self._keep_anchor([area for area in self.merged if area.left == at < area.right], down=False)
        for row in self.rows:
            del row[at]
        self.merged = _real(
            replace(area, left=area.left - (area.left > at), right=area.right - (area.right >= at))
            for area in self.merged
            if not area.left == area.right == at
        )

    def _keep_anchor(self, areas: Iterable[Area], *, down: bool) -> None:
        """A merged cell whose first row (or column) goes keeps its text, as in every spreadsheet program."""
        for area in areas:
            row, col = (area.top + 1, area.left) if down else (area.top, area.left + 1)
            self.rows[row][col] = self.rows[area.top][area.left]

    def permute_columns(self, order: dict[int, int]) -> None:
        """New column → old column, for some columns."""
        for row in self.rows:
            old = list(row)
            for new, was in order.items():
                row[new] = old[was]
        back = {was: new for new, was in order.items()}
        self.merged = [
            replace(area, left=back[area.left], right=back[area.left])
            if area.left == area.right and area.left in back
            else area
            for area in self.merged
        ]

    def permute_rows(self, order: dict[int, int]) -> None:
        """New row → old row, for some rows (none of them in a merged area of several rows)."""
        old = list(self.rows)
        for new, was in order.items():
            self.rows[new] = old[was]
        back = {was: new for new, was in order.items()}
        self.merged = [
            replace(area, top=back[area.top], bottom=back[area.top])
            if area.top == area.bottom and area.top in back
            else area
            for area in self.merged
        ]


def _real(areas: Iterable[Area]) -> list[Area]:
    return [area for area in areas if area.bottom > area.top or area.right > area.left]


def place_of(address: str) -> tuple[int, int]:
    """Row and column of ``K10`` or ``R10C11``, counted from 0."""
    if address[0] == "R" and "C" in address and address[1].isdigit():
        row, col = address[1:].split("C")
        return int(row) - 1, int(col) - 1
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]) - 1, column_number(letters)
