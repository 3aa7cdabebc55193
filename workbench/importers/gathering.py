"""From headings and cells to series and observations: which series a cell belongs to, and of which period it is.

Rows of plain figures are taken as a whole; every other cell is read by :class:`~.cells.CellReader`. Both ways give the
same observations.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from workbench.domain.errors import Problem
from workbench.domain.text import LocalText
from workbench.importers.address import place_of
from workbench.importers.cells import CellReader
from workbench.importers.grid import Grid
from workbench.importers.labels import anchor, is_aggregate
from workbench.importers.layout import Block
from workbench.importers.levels import Heading
from workbench.importers.marks import Legend
from workbench.importers.observations import Observations, is_plain_number, prints_plainly
from workbench.importers.periods import PeriodLabel, read_period
from workbench.importers.reading import TableObservation, TableSeries
from workbench.importers.units import is_plain_unit, measure, multiplier, unit_in_brackets

_PERCENT_ALONE = re.compile(
    r"(?:%|per\s?cents?|percentages?)(?:\s+shares?)?\s*(?:\(%\))?|百分[比率]\s*(?:\(%\))?", re.IGNORECASE
)


class CellPeriod(NamedTuple):
    """The period of a cell: number of its code, marks on it, whether all that is said of it was understood."""

    number: int
    marks: tuple[str, ...]
    whole: bool


class RowPeriods(NamedTuple):
    """The periods of a row by column; ``special``: columns whose period carries a mark or was not understood."""

    numbers: array[int]
    special: frozenset[int]


class Gatherer:
    """Reads all data cells of one block. ``problems`` say which were left out and why."""

    def __init__(
        self,
        grid: Grid,
        block: Block,
        columns: dict[int, Heading],
        rows: dict[int, Heading],
        *,
        unit: LocalText,
        legend: Legend,
        title_period: PeriodLabel | None,
    ) -> None:
        self._grid, self._block, self._columns, self._rows = grid, block, columns, rows
        self._title_period = title_period
        self._cells = CellReader(grid, block, legend)
        self._book = SeriesBook(unit, columns)
        self._periods: dict[tuple[int, int], CellPeriod] = {}
        self._numbers: dict[str | None, int] = {}
        self._codes: list[str | None] = []
        self._dated = any(columns[col].periods for col in block.values)
        self._unnamed: dict[str, list[str]] = {"row": [], "column": []}
        self._unread: dict[str, list[str]] = {}
        self.observations = Observations(grid.sheet.addressing, periods=self._codes)
        self.problems: list[Problem] = []

    @property
    def series(self) -> tuple[TableSeries, ...]:
        """The series met, in the order of their first cells."""
        return tuple(self._book.found)

    def gather(self) -> None:
        """Read the cells, row by row."""
        values = tuple(self._block.values)
        named = [col for col in values if len(values) == 1 or self._columns[col].named]
        plain = PlainRows(grid=self._grid, cells=self._cells, cols=values, observations=self.observations)
        simple = len(named) == len(values) and not self._block.years
        steady: RowPeriods | None = None  # of rows that say nothing of time themselves
        for row in self._block.rows:
            across = self._rows[row]
            timed = row if across.periods or across.unread_period or across.marks else -1
            if simple and across.named:
                periods = self._row_periods(across, timed, values) if timed >= 0 or not steady else steady
                steady = periods if timed < 0 else steady
                series = self._book.numbers(row, across, values)
                for position, at in plain.take(row, series, periods):
                    period, observation = self._read(row, across, timed, values[at], series[at])
                    if period.number == periods.numbers[at]:
                        plain.learn(row, values[at], observation, periods)
                    self.observations.others[position] = observation
                continue
            for col in values:
                if across.named and col in named:
                    self._add_cell(row, across, timed, col)
                elif self._grid.kind(row, col) != ".":
                    where = "row" if not across.named else "column"
                    self._unnamed[where].append(self._grid.sheet.address(row, col))
        self.observations.series_ids = [one.id for one in self._book.found]
        self.problems.extend(self._cells.problems)
        self._report()

    def _period(self, across: Heading, timed: int, col: int) -> CellPeriod:
        down = self._columns[col]
        key = (timed, col if down.periods else -1)
        if key not in self._periods:
            undated = (
                self._dated and not down.periods
            )  # beside columns with years: the title's year is not its own
            code, marks, whole = period_of(down, across, None if undated else self._title_period)
            if code not in self._numbers:
                self._numbers[code] = len(self._codes)
                self._codes.append(code)
            whole = whole or not (down.periods or across.periods or across.unread_period)
            self._periods[key] = CellPeriod(self._numbers[code], marks, whole)
        return self._periods[key]

    def _own_period(self, row: int, col: int, period: CellPeriod) -> CellPeriod:
        """The year that stands in a column of its own beside a figure."""
        label = read_period(self._grid.sheet.value(row, col), self._grid.sheet.text(row, col))
        code = label.code if label is not None else None
        if code not in self._numbers:
            self._numbers[code] = len(self._codes)
            self._codes.append(code)
        return CellPeriod(self._numbers[code], (*period.marks, *(label.marks if label else ())), True)

    def _row_periods(self, across: Heading, timed: int, cols: Sequence[int]) -> RowPeriods:
        """The periods of the data cells of a row; ``special``: where there is more to say than a code."""
        if self._dated:
            found = [self._period(across, timed, col) for col in cols]
        else:
            found = [self._period(across, timed, cols[0])] * len(cols)
        special = frozenset(at for at, one in enumerate(found) if one.marks or not one.whole)
        return RowPeriods(array("i", [one.number for one in found]), special)

    def _add_cell(self, row: int, across: Heading, timed: int, col: int) -> None:
        number = self._book.number(row, across, col)
        period, observation = self._read(row, across, timed, col, number)
        self.observations.add(row, col, number, period.number, observation)

    def _read(
        self, row: int, across: Heading, timed: int, col: int, series: int
    ) -> tuple[CellPeriod, TableObservation]:
        period = self._period(across, timed, col)
        if not period.whole:
            rolling = any(one.months for one in (*across.periods, *self._columns[col].periods))
            said = self._unread.setdefault("" if rolling else across.unread_period or "–", [])
            said.append(self._grid.sheet.address(row, col))
        if col in self._block.years:
            period = self._own_period(row, self._block.years[col], period)
        code = self._codes[period.number]
        return period, self._cells.read(row, col, self._book.found[series].id, code, period.marks)

    def _report(self) -> None:
        for text, places in self._unread.items():
            if text:
                self._problem("importers.period-unread", places, text=text)
            else:
                self._problem("importers.period-rolling", places)
        for where, places in self._unnamed.items():
            if places:
                self._problem(f"importers.unlabelled-{where}", places)
        marked: dict[str, list[str]] = {}
        for observation in self.observations.special(lambda one: bool(one.unexplained)):
            for mark in observation.unexplained:
                marked.setdefault(mark, []).append(observation.cell)
        for mark, places in marked.items():
            self._problem("importers.unexplained-mark", places, mark=mark)
        undated = self.observations.cells_of_period(None)
        if undated:
            self._problem("importers.no-period", undated)
        duplicates = self.observations.duplicates()
        self._report_rows_alike(duplicates)
        for first, second in duplicates:
            params = {"period": second.period or "-", "first": first.cell, "second": second.cell}
            problem = Problem(
                "error", "importers.duplicate-period", params, self._grid.sheet.name, second.cell
            )
            self.problems.append(problem)

    def _report_rows_alike(self, duplicates: Sequence[tuple[TableObservation, TableObservation]]) -> None:
        """Whole rows that say the same of their figures: most often a label that is missing in one of them."""
        found: dict[tuple[int, int], TableObservation] = {}
        for first, second in duplicates:
            here, there = place_of(first.cell), place_of(second.cell)
            if here is not None and there is not None and here[1] == there[1]:
                found.setdefault((here[0] + 1, there[0] + 1), second)
        labels = {one.id: one.path for one in self._book.found}
        for (row, other), second in list(found.items())[:5]:
            said = " · ".join(part.en or part.zh_hant or "" for part in labels[second.series])
            params = {"first": row, "second": other, "labels": said}
            self.problems.append(
                Problem("warning", "importers.rows-alike", params, self._grid.sheet.name, second.cell)
            )

    def _problem(self, code: str, places: list[str], **params: object) -> None:
        params = {**params, "cells": some(places), "count": len(places)}
        self.problems.append(Problem("warning", code, params, self._grid.sheet.name, places[0]))


def some(cells: Sequence[str]) -> str:
    """The first addresses of a list."""
    return ", ".join(cells[:5]) + (" …" if len(cells) > 5 else "")


class PlainRows:
    """Takes whole rows: plain figures, and texts that were met before (``..``); tells which cells need a closer look."""

    def __init__(
        self, grid: Grid, cells: CellReader, cols: tuple[int, ...], observations: Observations
    ) -> None:
        self._sheet, self._cells, self._cols, self._taken = grid.sheet, cells, cols, observations
        self._places = array("i", cols)
        self._flagged = frozenset(at for at, col in enumerate(cols) if col in cells.flagged)
        self._pick = itemgetter(*cols) if len(cols) > 1 else lambda row: (row[cols[0]],)
        self._formats: dict[object, array[int]] = {}
        self._learnt: dict[object, int] = {}
        self._told = 0

    def take(self, row: int, series: array[int], periods: RowPeriods) -> list[tuple[int, int]]:
        """Add a row. Gives position and column number of the cells that were not read: they have no figure yet."""
        cells = self._sheet.cells(row)
        if len(cells) <= self._cols[-1]:
            cells = [*cells, *[None] * (self._cols[-1] + 1 - len(cells))]
        figures: Sequence[Any] = self._pick(cells)
        formats = self._formats_of(row)
        base = len(self._taken)
        closer = self._flagged | periods.special
        if (
            not closer
            and min(formats) >= 0
            and (set(map(type, figures)) == {float} or all(map(is_plain_number, figures)))
        ):
            self._taken.add_row(row, self._places, series, periods.numbers, formats, figures)
            return []
        numbers: list[float] = []
        unread: list[tuple[int, int]] = []
        for at, value in enumerate(figures):
            number = float("nan")
            if at not in closer and formats[at] >= 0 and is_plain_number(value):
                number = value
            elif at not in closer and self._is_learnt(row, self._cols[at], value):
                self._taken.like[base + at] = self._learnt[value]
            else:
                unread.append((base + at, at))
            numbers.append(number)
        self._taken.add_row(row, self._places, series, periods.numbers, formats, numbers)
        return unread

    def learn(self, row: int, col: int, observation: TableObservation, periods: RowPeriods) -> None:
        """Remember what a text was read as, so that the same text further on needs no second look."""
        value = self._sheet.cells(row)[col] if col < len(self._sheet.cells(row)) else None
        silent = self._told == len(self._cells.problems)
        self._told = len(self._cells.problems)
        at = self._cols.index(col)
        if not silent or at in self._flagged or at in periods.special:
            return
        if (value is None or value.__class__ is str) and not self._sheet.look.superscript(row, col):
            self._learnt[value] = len(self._taken.prototypes)
            self._taken.prototypes.append(observation)

    def _is_learnt(self, row: int, col: int, value: Any) -> bool:
        if not (value is None or value.__class__ is str) or value not in self._learnt:
            return False
        return not value or not self._sheet.look.superscript(row, col)

    def _formats_of(self, row: int) -> array[int]:
        """Numbers of the formats of a row's cells; -1 where a format adds signs of its own."""
        look = self._sheet.look
        key = look.row_key(row)
        if key is None:
            key = tuple(look.number_format(row, col) for col in self._cols)
        if key not in self._formats:
            numbers = array("i")
            for col in self._cols:
                code = look.number_format(row, col)
                if code not in self._taken.formats:
                    self._taken.formats.append(code)
                numbers.append(self._taken.formats.index(code) if prints_plainly(code) else -1)
            self._formats[key] = numbers
        return self._formats[key]


class SeriesBook:
    """The series of a table, each made when its first cell is met. Series are known by their number in ``found``."""

    def __init__(self, table_unit: LocalText, columns: dict[int, Heading]) -> None:
        self._table_unit, self._columns = table_unit, columns
        self.found: list[TableSeries] = []
        self._by_key: dict[tuple[tuple[str, ...], str], int] = {}
        self._by_place: dict[tuple[int, int], int] = {}
        self._groups: dict[tuple[tuple[LocalText, ...], LocalText], int] = {}
        self._group_of_row: dict[int, int] = {}
        self._group_of_col = {col: self._group(heading) for col, heading in columns.items()}
        self._rows: dict[int, array[int]] = {}

    def number(self, row: int, across: Heading, col: int) -> int:
        """The series of a cell, by what is said of its row and column."""
        if row not in self._group_of_row:
            self._group_of_row[row] = self._group(across)
        place = (self._group_of_row[row], self._group_of_col[col])
        number = self._by_place.get(place)
        if number is None:
            number = self._by_place[place] = self._make(across, self._columns[col])
        return number

    def numbers(self, row: int, across: Heading, cols: tuple[int, ...]) -> array[int]:
        """The series of all data cells of a row."""
        group = self._group_of_row.get(row)
        if group is None:
            group = self._group_of_row[row] = self._group(across)
        if group not in self._rows:
            if len({self._group_of_col[col] for col in cols}) == 1:
                self._rows[group] = array("i", [self.number(row, across, cols[0])]) * len(cols)
            else:
                self._rows[group] = array("i", [self.number(row, across, col) for col in cols])
        return self._rows[group]

    def _group(self, heading: Heading) -> int:
        """Rows (or columns) that say the same have one number: labels are compared once for each, not for each cell."""
        return self._groups.setdefault((heading.path, heading.unit), len(self._groups))

    def _make(self, across: Heading, down: Heading) -> int:
        path = (*down.path, *across.path)
        unit = self._unit(across, down)
        labels = tuple(anchor(part.en or part.zh_hant or "") for part in path)
        key = (labels, anchor(unit.en or unit.zh_hant or ""))
        if key not in self._by_key:
            self._by_key[key] = len(self.found)
            factor = multiplier(unit.en or unit.zh_hant or "")
            name = f"s{len(self.found) + 1}"
            self.found.append(TableSeries(name, path, unit, factor, down.aggregate or across.aggregate))
        return self._by_key[key]

    def _unit(self, across: Heading, down: Heading) -> LocalText:
        """The unit nearest to the figures. A label can say more than a unit for the whole table: ``%``, ``Number``."""
        near = (across.unit, down.unit) if across.unit_first else (down.unit, across.unit)
        unit = next((one for one in near if one.en or one.zh_hant), None)
        unit = unit or _unit_of_section(across) or self._table_unit
        kind = measure(unit.en or unit.zh_hant or "")
        said = [part for heading in (across, down) for part in heading.path[heading.parents :][-1:]]
        outer = [part for heading in (across, down) for part in heading.path if part not in said]
        said += [part for part in outer if measure(part.en or part.zh_hant or "") == "percent"]
        for part in said:
            words = part.en or part.zh_hant or ""
            own = measure(words)
            if own == "percent" and kind != "percent" and not is_aggregate(words):
                plain = _PERCENT_ALONE.fullmatch(words.strip()) is not None
                return part if plain else LocalText("%" if part.en else None, "%" if part.zh_hant else None)
            if own == "number" and kind == "money" and not is_plain_unit(words):
                return LocalText("Number" if part.en else None, "數目" if part.zh_hant else None)
            if (
                (not (unit.en or unit.zh_hant) and not re.search("coefficient", words, re.IGNORECASE))
                or (own == "ratio" and bool(unit.en or unit.zh_hant) and kind not in ("ratio", "percent"))
                or (own == "number" and kind == "money")
            ) and is_plain_unit(words):
                return part
        return unit


def _unit_of_section(across: Heading) -> LocalText | None:
    """``Exports (HK$ million)`` over several rows says their unit."""
    for part in reversed(across.path[: across.parents]):
        english, chinese = (unit_in_brackets(text or "") for text in (part.en, part.zh_hant))
        if english or chinese:
            return LocalText(
                english or (chinese if part.en else None), chinese or (english if part.zh_hant else None)
            )
    return None


def period_of(
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
    if year is not None and year.months is not None:
        return None, marks, False
    if parts:
        if year is None or year.within_year or year.split:
            return None, marks, False
        return parts[0].of_year(year).code, marks, parts[0].months is None
    return (year.code, marks, True) if year else (None, marks, not labels)
