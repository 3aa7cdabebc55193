"""Excel and OpenDocument workbooks: values by python-calamine, formatting by openpyxl (xlsx) and xlrd (xls).

calamine is given bytes (it would trust the extension of a path). Where it cannot read a file that is readable after
all (BIFF 2-4), xlrd reads it alone.
"""

from __future__ import annotations

import io
import warnings
from typing import Any, cast

from workbench.domain.errors import FileProblem
from workbench.importers.book import Area, Book, Look, Sheet, SheetData, State

MAX_CELLS = 20_000_000
MAX_MERGES = 5_000  # no table has so many; reading their formatting takes minutes
FORMAT_BYTES = (
    12_000_000  # beyond this an xlsx is read without its formatting: values stay right, and it is said
)


def read_spreadsheet(data: bytes, name: str, digest: str, kind: str) -> Book:
    """Read every sheet. Raises :class:`FileProblem`; readers' own errors are worded by the caller."""
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        raw = [_raw_sheet(workbook, meta, name) for meta in workbook.sheets_metadata]
    except calamine.PasswordError as problem:
        raise FileProblem("importers.encrypted", file=name) from problem
    except (KeyboardInterrupt, SystemExit, FileProblem):
        raise
    except BaseException:
        if kind != "xls":
            raise
        return _read_by_xlrd(data, name, digest)
    book = Book(name, digest, kind, [])
    looks = _looks(data, kind, book) if sum(len(merged) for *_, merged in raw) <= MAX_MERGES else {}
    for title, state, rows, merged in raw:
        look, hidden_rows, hidden_cols, own_merged = looks.get(title, (None, frozenset(), frozenset(), ()))
        areas = merged or own_merged
        book.sheets.append(
            Sheet(title, SheetData(rows, areas, hidden_rows, hidden_cols), state=state, look=look)
        )
    if not book.sheets:
        raise FileProblem("importers.no-sheets", file=name)
    return book


def _raw_sheet(workbook: Any, meta: Any, name: str) -> tuple[str, State, list[list[Any]], tuple[Area, ...]]:
    state = cast(
        "State",
        {"Hidden": "hidden", "VeryHidden": "very_hidden"}.get(
            str(meta.visible).rsplit(".", 1)[-1], "visible"
        ),
    )
    if not str(meta.typ).endswith("WorkSheet"):
        return meta.name, state, [], ()
    sheet = workbook.get_sheet_by_name(meta.name)
    if sheet.start is None:
        return meta.name, state, [], ()
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
        raise FileProblem("importers.too-large-inside", file=name)
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple(
        Area(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return meta.name, state, rows, merged


Formatting = tuple[Look | None, frozenset[int], frozenset[int], tuple[Area, ...]]


def _looks(data: bytes, kind: str, book: Book) -> dict[str, Formatting]:
    """Formatting by sheet; a failure costs the formatting, not the values, and is reported."""
    try:
        if kind == "xls":
            return _xls_looks(data)
        if kind in ("xlsx", "xlsm") and len(data) <= FORMAT_BYTES:
            return _xlsx_looks(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - whatever the second reader stumbles over
        pass
    book.findings.append(("importers.no-formatting", {"format": kind}))
    return {}


class XlsLook:
    """Formatting of a sheet as xlrd gives it."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet = book, sheet

    def _xf(self, row: int, col: int) -> Any:
        try:
            return self._book.xf_list[self._sheet.cell_xf_index(row, col)]
        except IndexError:
            return None

    def number_format(self, row: int, col: int) -> str:
        """The number format code."""
        xf = self._xf(row, col)
        found = self._book.format_map.get(xf.format_key) if xf else None
        return str(found.format_str) if found else "General"

    def row_key(self, row: int) -> object:
        """Not known."""
        return None

    def bold(self, row: int, col: int) -> bool:
        """Whether the cell is bold."""
        xf = self._xf(row, col)
        return bool(xf and self._book.font_list[xf.font_index].weight >= 600)

    def indent(self, row: int, col: int) -> int:
        """Indentation steps."""
        xf = self._xf(row, col)
        return int(xf.alignment.indent_level) if xf else 0

    def superscript(self, row: int, col: int) -> str:
        """Characters set as superscript."""
        runs = self._sheet.rich_text_runlist_map.get((row, col))
        if not runs:
            return ""
        text = str(self._sheet.cell_value(row, col))
        ends = [start for start, _ in runs[1:]] + [len(text)]
        return "".join(
            text[start:end]
            for (start, font), end in zip(runs, ends, strict=True)
            if self._book.font_list[font].escapement == 1
        )


def _xls_looks(data: bytes) -> dict[str, Formatting]:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    found: dict[str, Formatting] = {}
    for sheet in book.sheets():
        merged = tuple(
            Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
        )
        rows = frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden)
        cols = frozenset(col for col, info in sheet.colinfo_map.items() if info.hidden)
        found[sheet.name] = (XlsLook(book, sheet), rows, cols, merged)
    return found


class XlsxLook:
    """Formatting of a sheet as openpyxl gives it."""

    def __init__(self, sheet: Any) -> None:
        self._cells = sheet._cells

    def _cell(self, row: int, col: int) -> Any:
        return self._cells.get((row + 1, col + 1))

    def number_format(self, row: int, col: int) -> str:
        """The number format code."""
        cell = self._cell(row, col)
        return str(cell.number_format) if cell is not None else "General"

    def row_key(self, row: int) -> object:
        """Not known."""
        return None

    def bold(self, row: int, col: int) -> bool:
        """Whether the cell is bold."""
        cell = self._cell(row, col)
        return bool(cell is not None and cell.font and cell.font.b)

    def indent(self, row: int, col: int) -> int:
        """Indentation steps."""
        cell = self._cell(row, col)
        return int(cell.alignment.indent or 0) if cell is not None and cell.alignment else 0

    def superscript(self, row: int, col: int) -> str:
        """Characters set as superscript (rich text runs; a whole cell in superscript counts as none)."""
        from openpyxl.cell.rich_text import CellRichText, TextBlock

        cell = self._cell(row, col)
        if cell is None or not isinstance(cell.value, CellRichText):
            return ""
        return "".join(
            run.text
            for run in cell.value
            if isinstance(run, TextBlock) and run.font and run.font.vertAlign == "superscript"
        )


def _xlsx_looks(data: bytes) -> dict[str, Formatting]:
    import openpyxl
    from openpyxl.utils import column_index_from_string

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    found: dict[str, Formatting] = {}
    for sheet in book.worksheets:
        merged = tuple(
            Area(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
            for area in sheet.merged_cells.ranges
        )
        rows = frozenset(row - 1 for row, info in sheet.row_dimensions.items() if info.hidden)
        cols: set[int] = set()
        for letters, info in sheet.column_dimensions.items():
            if info.hidden:
                first = info.min or column_index_from_string(letters)
                cols.update(range(first - 1, (info.max or first)))
        found[sheet.title] = (XlsxLook(sheet), rows, frozenset(cols), merged)
    return found


def _read_by_xlrd(data: bytes, name: str, digest: str) -> Book:
    """Old BIFF that calamine does not know. xlrd's errors are worded by the caller."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except NotImplementedError:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    result = Book(name, digest, "xls", [])
    states: dict[int, State] = {1: "hidden", 2: "very_hidden"}
    for sheet in book.sheets():
        rows = [[_xlrd_value(cell, book.datemode) for cell in sheet.row(row)] for row in range(sheet.nrows)]
        merged = tuple(
            Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
        )
        result.sheets.append(
            Sheet(
                sheet.name,
                SheetData(rows, merged),
                state=states.get(sheet.visibility, "visible"),
                look=XlsLook(book, sheet),
            )
        )
    return result


def _xlrd_value(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERR")
    return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else cell.value
