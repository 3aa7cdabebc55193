"""Excel and OpenDocument workbooks: values by python-calamine, what it leaves out by a reader for each format.

calamine is given bytes (it would trust the extension of a path). Where it cannot read a file that is readable after
all (BIFF 2-4), xlrd reads it alone.
"""

from __future__ import annotations

import io
from typing import Any, cast

from workbench.domain.errors import FileProblem
from workbench.importers.book import Area, Book, Sheet, SheetData, State
from workbench.importers.readers.extent import refuse_stray_cells
from workbench.importers.readers.extras import SheetExtras, error_findings

MAX_CELLS = 20_000_000

RawSheet = tuple[str, State, list[list[Any]], tuple[Area, ...]]


def read_spreadsheet(data: bytes, name: str, digest: str, kind: str) -> Book:
    """Read every sheet. Raises :class:`FileProblem`; readers' own errors are worded by the caller.

    Values and formatting are read side by side: calamine lets other threads run while it works.
    """
    from concurrent.futures import ThreadPoolExecutor

    if kind in ("xlsx", "xlsm"):
        refuse_stray_cells(data, name, MAX_CELLS)
    book = Book(name, digest, kind, [])
    with ThreadPoolExecutor(1) as pool:
        values = pool.submit(_raw_sheets, data, name, kind)
        extras = _extras(data, kind, book)
        raw = values.result()
    if raw is None:
        from workbench.importers.readers.xls import read_by_xlrd

        return read_by_xlrd(data, name, digest)
    for title, state, rows, merged in raw:
        one = extras.get(title)
        if one is None:
            book.sheets.append(Sheet(title, SheetData(rows, merged), state=state))
            continue
        _restore_errors(rows, one.errors)
        findings = [*error_findings(one.errors), *one.findings]
        shape = SheetData(rows, merged or one.merged, one.hidden_rows, one.hidden_cols)
        book.sheets.append(Sheet(title, shape, state=state, look=one.look, findings=findings))
    if not book.sheets:
        raise FileProblem("importers.no-sheets", file=name)
    return book


def _raw_sheets(data: bytes, name: str, kind: str) -> list[RawSheet] | None:
    """The values of every sheet; ``None`` for an old file that calamine does not know."""
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_raw_sheet(workbook, meta, name) for meta in workbook.sheets_metadata]
    except calamine.PasswordError as problem:
        raise FileProblem("importers.encrypted", file=name) from problem
    except (KeyboardInterrupt, SystemExit, FileProblem, MemoryError):
        raise
    except BaseException:
        if kind != "xls":
            raise
        return None


def _raw_sheet(workbook: Any, meta: Any, name: str) -> RawSheet:
    states = {"Hidden": "hidden", "VeryHidden": "very_hidden"}
    state = cast("State", states.get(str(meta.visible).rsplit(".", 1)[-1], "visible"))
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


def _extras(data: bytes, kind: str, book: Book) -> dict[str, SheetExtras]:
    """What goes beyond values, by sheet; a failure costs the formatting, not the values, and is reported."""
    try:
        if kind == "xls":
            from workbench.importers.readers.xls import read_xls_extras as read
        elif kind in ("xlsx", "xlsm"):
            from workbench.importers.readers.ooxml import read_extras as read
        elif kind == "xlsb":
            from workbench.importers.readers.xlsb import read_xlsb_extras as read
        else:
            from workbench.importers.readers.ods import read_ods_extras as read
        found, about = read(data)
        book.findings.extend(about)
        return found
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - whatever the second reader stumbles over
        book.findings.append(("importers.no-formatting", {"format": kind}))
        return {}


def _restore_errors(rows: list[list[Any]], errors: dict[tuple[int, int], str]) -> None:
    """Error values into the cells that calamine leaves empty."""
    for (row, col), text in errors.items():
        while len(rows) <= row:
            rows.append([])
        cells = rows[row]
        cells.extend([""] * (col + 1 - len(cells)))
        if cells[col] in ("", None):
            cells[col] = text
