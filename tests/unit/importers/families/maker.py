"""Makes sheets as statistical offices print them, and knows what each cell says without asking the importer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

N = None


@dataclass
class F:
    """A figure: what is written in the cell, and what a careful reader says of it.

    path: labels from all sides in any order, ``English~中文`` where both are printed. unit: the same way; ``None``
    where the table leaves it to the label. raw: what the cell holds where that is not the figure itself.
    """

    value: float | None
    path: tuple[str, ...]
    period: str | None
    unit: str | None = None
    mult: int | None = None
    marks: tuple[str, ...] = ()
    status: tuple[str, ...] | None = None
    raw: Any = ...
    fmt: str | None = None

    @property
    def written(self) -> Any:
        return self.value if self.raw is ... else self.raw


@dataclass
class Made:
    """One sheet: rows of values and figures; places are counted from 0."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_cols: tuple[int, ...] = ()
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    bold: tuple[tuple[int, int], ...] = ()
    state: str = "visible"

    def add(self, *rows: list[Any]) -> Made:
        self.rows.extend(rows)
        return self

    def merge(self, left: int, right: int, *, down: int = 0) -> Made:
        """Merge cells of the last row added."""
        row = len(self.rows) - 1
        self.merged.append((row, left, row + down, right))
        return self

    def figures(self) -> dict[tuple[int, int], F]:
        return {
            (row, col): value
            for row, line in enumerate(self.rows)
            for col, value in enumerate(line)
            if isinstance(value, F)
        }

    def plain(self) -> list[list[Any]]:
        return [[v.written if isinstance(v, F) else v for v in line] for line in self.rows]


class Counter:
    """Figures that occur once each, so that no wrong cell can look right."""

    def __init__(self, start: float = 1017.3, step: float = 3.7) -> None:
        self._next, self._step = start, step

    def __call__(self) -> float:
        self._next += self._step
        return round(self._next, 1)


def write_xlsx(path: Path, sheets: list[Made]) -> Path:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for made in sheets:
        sheet = book.create_sheet(made.name)
        sheet.sheet_state = made.state
        for row, line in enumerate(made.plain(), 1):
            for col, value in enumerate(line, 1):
                if value is not None:
                    sheet.cell(row, col, value)
        for (row, col), figure in made.figures().items():
            if figure.fmt:
                sheet.cell(row + 1, col + 1).number_format = figure.fmt
        for (row, col), code in made.formats.items():
            sheet.cell(row + 1, col + 1).number_format = code
        for (row, col), depth in made.indents.items():
            sheet.cell(row + 1, col + 1).alignment = Alignment(indent=depth)
        for row, col in made.bold:
            sheet.cell(row + 1, col + 1).font = Font(bold=True)
        for top, left, bottom, right in made.merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row in made.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for col in made.hidden_cols:
            sheet.column_dimensions[get_column_letter(col + 1)].hidden = True
    book.save(path)
    return path


def write_csv(path: Path, made: Made, encoding: str = "utf-8-sig") -> Path:
    import csv

    with path.open("w", encoding=encoding, newline="") as out:
        for line in made.plain():
            csv.writer(out).writerow(["" if value is None else value for value in line])
    return path


def address(row: int, col: int, *, csv: bool) -> str:
    if csv:
        return f"R{row + 1}C{col + 1}"
    letters, left = "", col + 1
    while left:
        left, at = divmod(left - 1, 26)
        letters = chr(65 + at) + letters
    return f"{letters}{row + 1}"


def _halves(text: str) -> tuple[str, str]:
    english, _, chinese = text.partition("~")
    if not chinese and re.search(r"[\u4e00-\u9fff]", english):
        return "", english
    return english, chinese


def differences(reading: dict[str, Any], sheets: list[Made], *, csv: bool = False) -> list[str]:
    """Cell by cell: what the program says against what the maker knows. ``reading``: the JSON of ``workbench tables``."""
    found: list[str] = []
    for made in sheets:
        seen: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        for table in reading["tables"]:
            if not csv and table["sheet"] != made.name:
                continue
            series = {one["id"]: one for one in table["series"]}
            for one in table["observations"]:
                if one["cell"] in seen:
                    found.append(f"{made.name} {one['cell']} twice")
                seen[one["cell"]] = (one, series[one["series"]])
        wanted = {address(row, col, csv=csv): figure for (row, col), figure in made.figures().items()}
        for cell, figure in wanted.items():
            if cell not in seen:
                found.append(f"{made.name} {cell}: not read ({figure.path})")
                continue
            found += [f"{made.name} {cell}: {text}" for text in _one(figure, *seen[cell])]
        blank = {
            cell
            for cell in seen
            if cell not in wanted and seen[cell][0]["value"] is None and not seen[cell][0]["marks"]
        }
        found += [
            f"{made.name} {cell}: no figure, read as {seen[cell][0]['value']}"
            for cell in seen
            if cell not in wanted and cell not in blank
        ]
    return found


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _one(figure: F, one: dict[str, Any], series: dict[str, Any]) -> list[str]:
    found = []
    if one["value"] != figure.value and not (
        figure.value is not None and one["value"] is not None and abs(one["value"] - figure.value) < 1e-9
    ):
        found.append(f"value {one['value']} for {figure.value}")
    if one["period"] != figure.period:
        found.append(f"period {one['period']} for {figure.period}")
    for lang, at in (("en", 0), ("zh-Hant", 1)):
        want = sorted(_flat(half) for half in (_halves(part)[at] for part in figure.path) if half)
        have = sorted(_flat(part[lang]) for part in series["path"] if part.get(lang))
        if want != have:
            found.append(f"path {have} for {want}")
    if figure.unit is not None:
        for lang, text in zip(("en", "zh-Hant"), _halves(figure.unit), strict=True):
            if series["unit"].get(lang, "") != text:
                found.append(f"unit {series['unit']} for {figure.unit}")
    if figure.mult is not None and series["multiplier"] != figure.mult:
        found.append(f"multiplier {series['multiplier']} for {figure.mult}")
    if sorted(one["marks"]) != sorted(figure.marks):
        found.append(f"marks {one['marks']} for {figure.marks}")
    if figure.status is not None and sorted(one["status"]) != sorted(figure.status):
        found.append(f"status {one['status']} for {figure.status}")
    return found
