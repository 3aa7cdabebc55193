"""From a workbook to tables: the one function that the command line, the window and the recipes call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.domain.errors import Problem, UsageError
from workbench.importers.book import Area, Book, Sheet
from workbench.importers.checks import check_table
from workbench.importers.ended_years import end_years
from workbench.importers.gathering import Gatherer, some
from workbench.importers.grid import Grid
from workbench.importers.groups import counts_columns
from workbench.importers.headers import column_headings
from workbench.importers.layout import Block, find_blocks
from workbench.importers.levels import languages
from workbench.importers.marks import Legend
from workbench.importers.periods import PeriodLabel, year_in_title
from workbench.importers.readers import read_book
from workbench.importers.reading import Reading, SheetInfo, Table
from workbench.importers.second_rows import name_second_rows
from workbench.importers.skipped import title_from_index, why_skipped
from workbench.importers.stubs import row_headings
from workbench.importers.surroundings import Surroundings, read_surroundings

MAX_FINDINGS = 40  # of one sheet; a workbook with a comment on every cell is still one page of findings


def understand(path: Path, sheet: str | None = None, *, guarded: bool = False) -> Reading:
    """Read a file and understand its tables (of one sheet only, if named).

    guarded: open it in a child process with limits on time and memory; for files of unknown origin.
    Raises :class:`~workbench.domain.errors.FileProblem` if the file cannot be read and
    :class:`~workbench.domain.errors.UsageError` if there is no sheet of that name.
    """
    if guarded:
        from workbench.importers.child import understand_in_child

        return understand_in_child(path, sheet)
    return understand_book(read_book(path), sheet)


def understand_book(
    book: Book, sheet: str | None = None, *, told: Callable[[int, int, str], None] = lambda *_: None
) -> Reading:
    """Understand the tables of a book already read. told: number of the sheet, of how many, its name."""
    if sheet is not None and sheet not in [one.name for one in book.sheets]:
        raise UsageError("importers.no-such-sheet", file=book.file_name, sheet=sheet)
    problems = [Problem("info", code, params) for code, params in book.findings]
    infos: list[SheetInfo] = []
    tables: list[Table] = []
    for number, one in enumerate(book.sheets):
        if one.name.startswith("__VBA__"):
            continue
        told(number, len(book.sheets), one.name)
        skipped = None
        if sheet is None or one.name == sheet:
            problems.extend(_of_reader(one))
            found, findings, skipped = _understand_sheet(one)
            tables.extend(found)
            problems.extend(findings)
        else:
            skipped = "not-asked-for"
        infos.append(SheetInfo(one.name, one.state, one.n_rows, one.n_cols, skipped))
    tables = title_from_index(book, infos, tables)
    if not tables:
        problems.append(Problem("error", "importers.no-table", {"file": book.file_name}))
    return Reading(book.file_name, book.sha256, book.format, tuple(infos), tuple(tables), tuple(problems))


_ASK = ("importers.text-box", "importers.embedded", "importers.pictures", "importers.error-cells")


def _of_reader(sheet: Sheet) -> list[Problem]:
    """What the reader found in a sheet that is no cell value: comments, text boxes, pictures, error values."""
    problems: list[Problem] = []
    for number, (code, params, place) in enumerate(sheet.findings):
        if number == MAX_FINDINGS:
            rest = len(sheet.findings) - MAX_FINDINGS
            problems.append(Problem("info", "importers.more-findings", {"count": rest}, sheet.name))
            break
        cell = sheet.address(*place) if place else None
        problems.append(Problem("warning" if code in _ASK else "info", code, params, sheet.name, cell))
    return problems


def _understand_sheet(sheet: Sheet) -> tuple[list[Table], list[Problem], str | None]:
    if sheet.used is None:
        return [], [], "empty"
    grid = Grid(sheet)
    blocks = find_blocks(grid)
    tables: list[Table] = []
    problems: list[Problem] = []
    for block in blocks:
        builder = TableBuilder(grid, block)
        table = builder.build()
        problems.extend(builder.problems)
        if table is not None:
            tables.append(table)
            problems.extend(check_table(table))
    _report_left_out(grid, blocks, problems)
    _report_columns_left_out(grid, blocks, problems)
    if sheet.hidden_rows or sheet.hidden_cols:
        _report_hidden(sheet, blocks, problems)
    if sheet.state != "visible" and tables:
        problems.append(Problem("warning", "importers.hidden-sheet", {"sheet": sheet.name}, sheet.name))
    return tables, problems, None if tables else why_skipped(grid)


def _report_left_out(grid: Grid, blocks: list[Block], problems: list[Problem]) -> None:
    """Rows of stored numbers that belong to no table: nothing that looks like data is passed over in silence."""
    if not blocks:
        return
    taken = {row for block in blocks for row in (*block.rows, *block.header_rows, *block.skipped_rows)}
    places = []
    for row in grid.rows():
        if row in taken or "n" not in grid.line(row):
            continue
        figures = [
            col for col in grid.cols(row, "n") if not isinstance(grid.sheet.value(row, col), (str, bool))
        ]
        if len(figures) > 1 and not counts_columns(grid, row, figures):
            places += [grid.sheet.address(row, col) for col in figures]
    if places:
        params = {"count": len(places), "cells": some(places)}
        problems.append(Problem("warning", "importers.figures-left-out", params, grid.sheet.name, places[0]))


def _report_columns_left_out(grid: Grid, blocks: list[Block], problems: list[Problem]) -> None:
    """What stands among the data in columns that are neither figures nor labels nor marks, such as remarks."""
    for block in blocks:
        known = {*block.stubs, *block.values, *block.flags, *block.right_stubs, *block.years.values()}
        first, last = block.values[0], block.values[-1]
        lines = {grid.line(row): row for row in reversed(block.rows)}
        found = {
            col: row
            for line, row in lines.items()
            for col, kind in enumerate(line, grid.area.left)
            if kind not in ".s" and first < col < last and col not in known
        }
        for col, row in sorted(found.items()):
            place = grid.sheet.address(row, col)
            params = {"text": grid.text(row, col)[:40], "cell": place}
            problems.append(Problem("warning", "importers.column-left-out", params, grid.sheet.name, place))


def _report_hidden(sheet: Sheet, blocks: list[Block], problems: list[Problem]) -> None:
    rows = sorted({row for block in blocks for row in block.rows} & sheet.hidden_rows)
    if rows:
        params = {"count": len(rows), "first": rows[0] + 1}
        problems.append(
            Problem("warning", "importers.hidden-rows", params, sheet.name, sheet.address(rows[0], 0))
        )
    cols = sorted({col for block in blocks for col in block.values} & sheet.hidden_cols)
    if cols:
        place = sheet.address(0, cols[0])
        problems.append(
            Problem(
                "warning", "importers.hidden-columns", {"count": len(cols), "first": place}, sheet.name, place
            )
        )


@dataclass(slots=True)
class TableBuilder:
    """Builds one table out of a block. Problems gather in ``problems``."""

    grid: Grid
    block: Block
    problems: list[Problem] = field(default_factory=list)
    surroundings: Surroundings | None = None  # as a person painted them; else they are read
    period: PeriodLabel | None = None  # of the whole table, as a person said

    def __post_init__(self) -> None:
        if self.block.window is not None:
            self.grid = self.grid.window(*self.block.window)

    def build(self) -> Table | None:
        """The table, or ``None`` if nothing in it could be named."""
        grid, block = self.grid, self.block
        spoken = languages(grid, block)
        round_it = self.surroundings or read_surroundings(grid, block, spoken)
        columns = column_headings(grid, block, spoken)
        rows = row_headings(grid, block, spoken)
        end_years(grid, block, columns, spoken)
        end_years(grid, block, rows, spoken)
        legend = Legend(round_it.notes)
        name_second_rows(grid, block, rows, legend, spoken)
        title_period = self.period or year_in_title(
            f"{round_it.title.en or ''} {round_it.title.zh_hant or ''}"
        )
        gatherer = Gatherer(
            grid, block, columns, rows, unit=round_it.unit, legend=legend, title_period=title_period
        )
        gatherer.gather()
        self._report_units(round_it, gatherer)
        self.problems.extend(gatherer.problems)
        if not gatherer.observations:
            return None
        return Table(
            sheet=grid.sheet.name,
            range=grid.sheet.range(self._range(round_it)),
            title=round_it.title,
            notes=round_it.notes,
            source=round_it.source,
            series=gatherer.series,
            observations=gatherer.observations,
            unit=round_it.unit,
            released=round_it.released,
            areas=self._areas(round_it),
        )

    def _report_units(self, round_it: Surroundings, gatherer: Gatherer) -> None:
        """Several units for one table: series whose own labels do not say which of them is theirs are a question."""
        open_ones = [series for series in gatherer.series if not (series.unit.en or series.unit.zh_hant)]
        if not round_it.units or not open_ones:
            return
        place = self.grid.sheet.address(*next(iter(round_it.units.values())))
        params = {"units": ", ".join(round_it.units), "count": len(open_ones)}
        self.problems.append(
            Problem("warning", "importers.units-listed", params, self.grid.sheet.name, place)
        )

    def _range(self, round_it: Surroundings) -> Area:
        rows = [*self.block.header_rows, *self.block.rows, *round_it.title_rows, *round_it.note_rows]
        top = min(
            [*rows, *(row for row in range(self.block.top, self.block.rows[0]) if self.grid.filled(row))]
        )
        bottom = max(rows)
        patterns = {self.grid.line(row): row for row in range(top, bottom + 1)}
        cols = [col for row in patterns.values() for col in self.grid.filled(row)]
        return Area(top, min(cols), bottom, max(cols))

    def _areas(self, round_it: Surroundings) -> dict[str, str]:
        block, sheet = self.block, self.grid.sheet
        left, right = block.values[0], block.values[-1]
        areas = {"data": sheet.range(Area(block.rows[0], left, block.rows[-1], right))}
        if block.header_rows:
            areas["header"] = sheet.range(Area(block.header_rows[0], left, block.header_rows[-1], right))
        if block.stubs:
            areas["stub"] = sheet.range(Area(block.rows[0], block.stubs[0], block.rows[-1], block.stubs[-1]))
        if round_it.note_rows:
            areas["notes"] = sheet.range(
                Area(round_it.note_rows[0], self.grid.area.left, round_it.note_rows[-1], right)
            )
        if round_it.title_rows:
            areas["title"] = sheet.range(
                Area(round_it.title_rows[0], self.grid.area.left, round_it.title_rows[-1], right)
            )
        return areas
