"""From a workbook to tables: the one function that the command line, the window and the recipes call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.domain.errors import Problem, UsageError
from workbench.domain.text import LocalText
from workbench.importers.book import Area, Book, Sheet
from workbench.importers.cells import CellReader
from workbench.importers.checks import check_table
from workbench.importers.grid import Grid
from workbench.importers.headers import column_headings
from workbench.importers.labels import anchor
from workbench.importers.layout import Block, find_blocks
from workbench.importers.levels import Heading, languages
from workbench.importers.marks import Legend
from workbench.importers.periods import PeriodLabel, year_in_title
from workbench.importers.readers import read_book
from workbench.importers.reading import Reading, SheetInfo, Table, TableObservation, TableSeries
from workbench.importers.stubs import row_headings
from workbench.importers.surroundings import Surroundings, read_surroundings
from workbench.importers.units import is_plain_unit, multiplier


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
            found, findings, skipped = _understand_sheet(one)
            tables.extend(found)
            problems.extend(findings)
        else:
            skipped = "not-asked-for"
        infos.append(SheetInfo(one.name, one.state, one.n_rows, one.n_cols, skipped))
    if not tables:
        problems.append(Problem("error", "importers.no-table", {"file": book.file_name}))
    return Reading(book.file_name, book.sha256, book.format, tuple(infos), tuple(tables), tuple(problems))


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
    if sheet.hidden_rows or sheet.hidden_cols:
        _report_hidden(sheet, blocks, problems)
    if sheet.state != "visible" and tables:
        problems.append(Problem("warning", "importers.hidden-sheet", {"sheet": sheet.name}, sheet.name))
    return tables, problems, None if tables else "no-table"


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

    def build(self) -> Table | None:
        """The table, or ``None`` if nothing in it could be named."""
        grid, block = self.grid, self.block
        spoken = languages(grid, block)
        round_it = self.surroundings or read_surroundings(grid, block, spoken)
        columns = column_headings(grid, block, spoken)
        rows = row_headings(grid, block, spoken)
        legend = Legend(round_it.notes)
        title_period = self.period or year_in_title(f"{round_it.title.en or ''} {round_it.title.zh_hant or ''}")
        observations, series = self._observations(columns, rows, round_it, legend, title_period)
        if not observations:
            return None
        self._report_marks(observations)
        self._report_periods(observations)
        return Table(
            sheet=grid.sheet.name,
            range=grid.sheet.range(self._range(round_it)),
            title=round_it.title,
            notes=round_it.notes,
            source=round_it.source,
            series=tuple(series),
            observations=tuple(observations),
            unit=round_it.unit,
            released=round_it.released,
            areas=self._areas(round_it),
        )

    def _observations(
        self,
        columns: dict[int, Heading],
        rows: dict[int, Heading],
        round_it: Surroundings,
        legend: Legend,
        title_period: PeriodLabel | None,
    ) -> tuple[list[TableObservation], list[TableSeries]]:
        book = _SeriesBook(round_it.unit)
        cells = CellReader(self.grid, self.block, legend)
        periods: dict[tuple[int, int], tuple[str | None, tuple[str, ...], bool]] = {}
        observations: list[TableObservation] = []
        unnamed: dict[str, list[str]] = {"row": [], "column": []}
        unread: dict[str, list[str]] = {}
        need_columns = len(self.block.values) > 1
        for row in self.block.rows:
            across = rows[row]
            timed = row if across.periods or across.unread_period or across.marks else -1
            for col in self.block.values:
                down = columns[col]
                if not across.named or (need_columns and not down.named):
                    if self.grid.kind(row, col) != ".":
                        where = "row" if not across.named else "column"
                        unnamed[where].append(self.grid.sheet.address(row, col))
                    continue
                key = (timed, col if down.periods else -1)
                if key not in periods:
                    periods[key] = _period(down, across, title_period)
                period, period_marks, whole = periods[key]
                if not whole and (down.periods or across.periods or across.unread_period):
                    unread.setdefault(across.unread_period or "–", []).append(
                        self.grid.sheet.address(row, col)
                    )
                series = book.series(row, across, col, down)
                observations.append(cells.read(row, col, series.id, period, period_marks))
        self.problems.extend(cells.problems)
        for text, places in unread.items():
            self._problem(
                "warning",
                "importers.period-unread",
                places[0],
                text=text,
                count=len(places),
                cells=_some(places),
            )
        for where, places in unnamed.items():
            if places:
                self._problem(
                    "warning",
                    f"importers.unlabelled-{where}",
                    places[0],
                    cells=_some(places),
                    count=len(places),
                )
        return observations, list(book.found.values())

    def _report_marks(self, observations: list[TableObservation]) -> None:
        places: dict[str, list[str]] = {}
        for observation in observations:
            for mark in observation.unexplained:
                places.setdefault(mark, []).append(observation.cell)
        for mark, cells in places.items():
            self._problem(
                "warning",
                "importers.unexplained-mark",
                cells[0],
                mark=mark,
                cells=_some(cells),
                count=len(cells),
            )

    def _report_periods(self, observations: list[TableObservation]) -> None:
        without = [observation.cell for observation in observations if observation.period is None]
        if without:
            self._problem(
                "warning", "importers.no-period", without[0], cells=_some(without), count=len(without)
            )
        seen: dict[tuple[str, str | None], str] = {}
        for observation in observations:
            key = (observation.series, observation.period)
            if key in seen:
                params = {"period": observation.period or "-", "first": seen[key], "second": observation.cell}
                self._problem("error", "importers.duplicate-period", observation.cell, **params)
            else:
                seen[key] = observation.cell

    def _range(self, round_it: Surroundings) -> Area:
        rows = [*self.block.header_rows, *self.block.rows, *round_it.title_rows, *round_it.note_rows]
        top = min(
            [*rows, *(row for row in range(self.block.top, self.block.rows[0]) if self.grid.filled(row))]
        )
        bottom = max(rows)
        cols = [col for row in range(top, bottom + 1) for col in self.grid.filled(row)]
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

    def _problem(self, severity: str, code: str, cell: str | None, **params: object) -> None:
        self.problems.append(Problem(severity, code, params, self.grid.sheet.name, cell))  # type: ignore[arg-type]


def _some(cells: list[str]) -> str:
    return ", ".join(cells[:5]) + (" …" if len(cells) > 5 else "")


class _SeriesBook:
    """The series of a table, each made when its first cell is met."""

    def __init__(self, table_unit: LocalText) -> None:
        self._table_unit = table_unit
        self.found: dict[tuple[tuple[str, ...], str], TableSeries] = {}
        self._by_place: dict[tuple[int, int], TableSeries] = {}
        self._groups: dict[tuple[tuple[LocalText, ...], LocalText], int] = {}
        self._group_of: dict[tuple[str, int], int] = {}

    def series(self, row: int, across: Heading, col: int, down: Heading) -> TableSeries:
        """The series of a cell, by what is said of its row and column."""
        place = (self._group("row", row, across), self._group("col", col, down))
        if place not in self._by_place:
            self._by_place[place] = self._make(across, down)
        return self._by_place[place]

    def _group(self, side: str, number: int, heading: Heading) -> int:
        """Rows (or columns) that say the same have one number: labels are compared once for each, not for each cell."""
        if (side, number) not in self._group_of:
            key = (heading.path, heading.unit)
            self._group_of[side, number] = self._groups.setdefault(key, len(self._groups))
        return self._group_of[side, number]

    def _make(self, across: Heading, down: Heading) -> TableSeries:
        path = (*down.path, *across.path)
        stated = [
            part for part in path if is_plain_unit(part.en or part.zh_hant or "")
        ]  # a column headed "Number"
        units = (down.unit, across.unit, *stated[-1:], self._table_unit)
        unit = next((one for one in units if one.en or one.zh_hant), LocalText())
        labels = tuple(anchor(part.en or part.zh_hant or "") for part in path)
        key = (labels, anchor(unit.en or unit.zh_hant or ""))
        if key not in self.found:
            factor = multiplier(unit.en or unit.zh_hant or "")
            name = f"s{len(self.found) + 1}"
            self.found[key] = TableSeries(name, path, unit, factor, down.aggregate or across.aggregate)
        return self.found[key]


def _period(
    down: Heading, across: Heading, title: PeriodLabel | None
) -> tuple[str | None, tuple[str, ...], bool]:
    """The period code out of what column, row and title say; its marks; whether what they say was enough."""
    labels = [*down.periods, *across.periods]
    marks = (*(mark for label in labels for mark in label.marks), *across.marks)
    if across.unread_period:
        return None, marks, False
    whole = [label for label in labels if not label.part]
    parts = [label for label in labels if label.part]
    if len(whole) > 1:
        within = [label for label in whole if label.within_year]
        codes = {label.code for label in whole}
        if len(codes) == 1:
            return whole[0].code, marks, True
        if len(within) == 1 and {label.year for label in whole} == {within[0].year}:
            return within[0].code, marks, True
        return None, marks, False
    if len(parts) > 1:
        return None, marks, False
    year = whole[0] if whole else title
    if parts:
        if year is None or year.within_year or year.split:
            return None, marks, False
        return parts[0].of_year(year).code, marks, True
    return (year.code, marks, True) if year else (None, marks, not labels)
