"""One data cell: figure, marks at it and beside it, status by the table's own legend."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.domain.errors import Problem
from workbench.importers.grid import Grid
from workbench.importers.layout import Block
from workbench.importers.marks import Legend, read_figure, status_of
from workbench.importers.number_format import printed_decimals, scale
from workbench.importers.reading import TableObservation

_OPENING, _CLOSING = "([{（", ")]}）"
_PAIRS = {"(": "()", "（": "()", "[": "[]", "{": "{}"}


class CellReader:
    """Reads the data cells of one block. Problems gather in ``problems``."""

    def __init__(self, grid: Grid, block: Block, legend: Legend) -> None:
        self._grid, self._sheet, self._legend = grid, grid.sheet, legend
        self.problems: list[Problem] = []
        self._flags = _flag_columns(block)
        self._statuses: dict[tuple[tuple[str, ...], bool], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    @property
    def flagged(self) -> frozenset[int]:
        """The columns beside which marks stand in columns of their own."""
        return frozenset(self._flags)

    def read(
        self, row: int, col: int, series: str, period: str | None, period_marks: tuple[str, ...]
    ) -> TableObservation:
        """The observation that a cell holds; a value only where it is certain."""
        text, value = self._sheet.text(row, col), self._sheet.value(row, col)
        figure = read_figure(text)
        marks = list(figure.marks)
        number = figure.value
        stored: float | None = None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            stored = float(value)
            written = getattr(value, "written", None)
            text = written or text
            number = Decimal(written or repr(stored))
            power = scale(self._sheet.look.number_format(row, col)) if written is None else 0
            if power:  # the unit stands for what is printed: 40,513 (thousands), 12.3 (%)
                number = number.scaleb(-power)
                stored = float(number)
            marks = [] if figure.unsure or figure.value is None else marks
        elif text and figure.unsure:
            place = self._sheet.address(row, col)
            code = f"importers.not-a-figure-{figure.unsure}"
            self.problems.append(Problem("warning", code, {"text": text[:40]}, self._sheet.name, place))
        bracket, beside = self._beside(row, col)
        if not (stored is not None and stored < 0):  # a bracket that stands for the minus sign is no mark
            bracket = bracket or figure.bracket
        if bracket:
            beside = (bracket, *beside)
            if stored is None and self._legend.explains_bracket(bracket) is None:
                number = None  # a text in brackets whose meaning nobody states
        for mark in (*beside, *self._superscripts(row, col), *period_marks):
            if mark not in marks:
                marks.append(mark)
        status, unexplained = self._status(tuple(marks), number is None)
        return TableObservation(
            cell=self._sheet.address(row, col),
            series=series,
            period=period,
            value=number,
            text=text,
            marks=tuple(marks),
            status=status,
            decimals=printed_decimals(text) if number is not None else None,
            unexplained=unexplained,
            stored=stored,
        )

    def _beside(self, row: int, col: int) -> tuple[str, tuple[str, ...]]:
        """Brackets and marks that stand in columns of their own at either side of a figure."""
        marks: list[str] = []
        opened = closed = ""
        for flag, adjoins in self._flags.get(col, ()):
            text = self._grid.text(row, flag)
            if not text:
                continue
            if flag < col and text in _OPENING:
                opened = text
            elif flag > col and text in _CLOSING:
                closed = text
            elif adjoins and text not in _OPENING + _CLOSING:
                marks.extend(self._legend.parts(text))
        if bool(opened) != bool(closed):
            marks.append(opened or closed)
        return (_PAIRS.get(opened, "") if opened and closed else ""), tuple(marks)

    def _superscripts(self, row: int, col: int) -> tuple[str, ...]:
        found = self._sheet.look.superscript(row, col)
        return tuple(re.findall(r"\([^)]*\)|\d+|\S", found)) if found else ()

    def _status(self, marks: tuple[str, ...], missing: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        key = (marks, missing)
        if key not in self._statuses:
            self._statuses[key] = status(marks, self._legend, missing=missing)
        return self._statuses[key]


def _flag_columns(block: Block) -> dict[int, tuple[tuple[int, bool], ...]]:
    """For each data column the flag columns between its neighbours, and whether a mark there belongs to it.

    A mark belongs to the figure at its left if it stands right beside it, else to the one at its right; the other way
    round where marks stand before the first figure and none after the last.
    """
    found: dict[int, tuple[tuple[int, bool], ...]] = {}
    before = any(flag == block.values[0] - 1 for flag in block.flags) and max(block.flags) < block.values[-1]
    for position, col in enumerate(block.values):
        left = block.values[position - 1] if position else -1
        right = block.values[position + 1] if position + 1 < len(block.values) else 10**6
        flags = [
            (flag, _adjoins(flag, left, col, right, before)) for flag in block.flags if left < flag < right
        ]
        if flags:
            found[col] = tuple(flags)
    return found


def _adjoins(flag: int, left: int, col: int, right: int, before: bool) -> bool:
    if before:
        return flag == col - 1 or (flag > col and right - flag > 1)
    return (left < 0 or flag - left > 1) if flag < col else (flag == col + 1 or right - flag > 1)


def status(
    marks: tuple[str, ...], legend: Legend, *, missing: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Status codes by the legend, and the marks that it does not explain (they get no status of their own)."""
    codes: list[str] = []
    unexplained: list[str] = []
    for mark in marks:
        if mark in ("()", "{}", "[]"):
            note = legend.explains_bracket(mark)
            code = (status_of(f"{note.text.en or ''} {note.text.zh_hant or ''}") or "A") if note else None
        else:
            code = legend.status(mark)
        if code is None:
            unexplained.append(mark)
        elif code not in codes:
            codes.append(code)
    if missing:
        return tuple(code for code in codes if code not in ("A", "P", "E")) or ("O",), tuple(unexplained)
    # "fewer than 20 cases" beside a figure means low reliability; what explains a missing figure says nothing of one
    codes = ["U" if code == "N" else code for code in codes if code not in ("L", "M", "O", "H")]
    if len(codes) > 1 and "A" in codes:
        codes.remove("A")
    return tuple(codes) or ("A",), tuple(unexplained)
