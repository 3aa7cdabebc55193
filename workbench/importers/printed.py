"""A sheet as printed, held without any library: for the window, and for understanding it anew after a person's decisions."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from workbench.importers.book import Book, PlainLook, Sheet, Value


class PrintedLook:
    """Formatting copied out of a reader's own objects, only where it differs from the usual."""

    def __init__(self, sheet: Sheet) -> None:
        self._formats: dict[tuple[int, int], str] = {}
        self._bold: set[tuple[int, int]] = set()
        self._indents: dict[tuple[int, int], int] = {}
        self._raised: dict[tuple[int, int], str] = {}
        look, area = sheet.look, sheet.used
        if area is None:
            return
        for row in range(area.top, area.bottom + 1):
            for col in sheet.filled(row):
                place = (row, col)
                if (code := look.number_format(row, col)) != "General":
                    self._formats[place] = code
                if look.bold(row, col):
                    self._bold.add(place)
                if indent := look.indent(row, col):
                    self._indents[place] = indent
                if raised := look.superscript(row, col):
                    self._raised[place] = raised

    def number_format(self, row: int, col: int) -> str:
        """The number format code."""
        return self._formats.get((row, col), "General")

    def row_key(self, row: int) -> object:
        """Not known."""
        return None

    def bold(self, row: int, col: int) -> bool:
        """Whether the cell is bold."""
        return (row, col) in self._bold

    def indent(self, row: int, col: int) -> int:
        """Indentation steps."""
        return self._indents.get((row, col), 0)

    def superscript(self, row: int, col: int) -> str:
        """Characters set as superscripts."""
        return self._raised.get((row, col), "")


def shown_text(sheet: Sheet, row: int, col: int) -> str:
    """The text of a cell as a person sees it; of a figure in plain text, with the digits that were written."""
    return str(getattr(sheet.value(row, col), "written", "")) or sheet.text(row, col)


def printed_sheet(sheet: Sheet) -> Sheet:
    """The same sheet without the reader's objects: it can be sent from the child and kept."""
    held = _bare(sheet)
    if not isinstance(sheet.look, PlainLook):
        held.look = PrintedLook(sheet)
    return held


def printed_book(book: Book) -> Book:
    """Every sheet as :func:`printed_sheet`."""
    return Book(
        book.file_name,
        book.sha256,
        book.format,
        [printed_sheet(sheet) for sheet in book.sheets],
        list(book.findings),
    )


def changed_sheet(sheet: Sheet, values: Mapping[tuple[int, int], Value]) -> Sheet:
    """The sheet with other values in some cells (``None`` empties one). The sheet given stays as it is."""
    held = _bare(sheet)
    rows = list(sheet._rows)
    for row in {row for row, _ in values}:
        if row < len(rows):
            rows[row] = list(rows[row])
    for (row, col), value in values.items():
        if row < len(rows) and col < len(rows[row]):
            rows[row][col] = value
            held._shown.pop((row, col), None)
    held._rows = rows
    return held


def _bare(sheet: Sheet) -> Sheet:
    """A copy that shares the rows but nothing worked out from them."""
    held = copy.copy(sheet)
    held._shown = dict(sheet._shown)
    for name in ("used", "_merged_at"):
        held.__dict__.pop(name, None)
    return held
