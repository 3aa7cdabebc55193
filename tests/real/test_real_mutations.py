"""Real tables moved about: the same figures under the same labels, or less with a question that says why. Never another figure.

Each mutation is what an office does between two releases, or what a careless hand does to a file. Every cell remembers
where it stood, so that each figure read afterwards is held against what the untouched table says of that very cell:
the same value, period and unit, and its labels. Where a heading was taken away labels may be different (then the recipe
finds the series missing and refuses); they must never be those of another series, unless the sheet now gives two
figures for one period, which is an error that stops the import. What is missing must be told of as a problem.

``MUTATIONS=300 pytest tests/real/test_real_mutations.py`` is the long form.
"""

from __future__ import annotations

import copy
import itertools
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.real.sheet_model import SheetModel, place_of
from workbench.importers.book import Book
from workbench.importers.readers import read_book
from workbench.importers.reading import Reading
from workbench.importers.tables import understand_book

pytestmark = pytest.mark.real

TABLES = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "tables"
EXAMPLES = int(os.environ.get("MUTATIONS", "4"))

FILES: dict[str, int] = {  # file → number of the sheet; one table each
    "hk_csd/Table 710-86001_en.csv": 0,
    "hk_csd/T01_01_01A.xls": 0,
    "hk_csd/withhelpers.xls": 0,
    "hk_csd/Table 615-66001_en.csv": 0,
    "replica/REPLICA Table 710-86001_tc.xlsx": 0,
    "eurostat/une_rt_a__custom_14324113_page_spreadsheet.xlsx": 2,
    "other/2017_C1106.xls": 0,
    "other/tdgbas1.xls": 0,
}

Said = dict[
    tuple[int, int], tuple[Any, ...]
]  # place in the untouched sheet → what is said of the figure there


@cache
def model_of(name: str) -> SheetModel:
    return SheetModel.of(read_book(TABLES / name).sheets[FILES[name]])


def read(model: SheetModel) -> Reading:
    return understand_book(Book.of(model.sheet()))


def said(model: SheetModel, reading: Reading) -> Said:
    found: Said = {}
    for table in reading.tables:
        series = {one.id: one for one in table.series}
        for one in table.observations:
            origin = model.cell_at(one.cell).origin
            if origin is not None:
                of = series[one.series]
                path = tuple((part.en, part.zh_hant) for part in of.path)
                unit = (of.unit.en, of.unit.zh_hant, of.multiplier)
                found[origin] = (one.value, one.period, unit, path, one.marks, one.status)
    return found


@cache
def truth_of(name: str) -> tuple[Said, dict[str, tuple[int, int, int, int]]]:
    """What the untouched table says, and where its parts are (top, left, bottom, right)."""
    model = model_of(name)
    reading = read(model)
    (table,) = reading.tables
    areas = {}
    for role, text in table.areas.items():
        first, last = text.split(":")
        areas[role] = (*place_of(first), *place_of(last))
    return said(model, reading), areas


def check(
    name: str, model: SheetModel, *, labels_may_go: bool = False, marks_may_change: bool = False
) -> None:
    truth, _ = truth_of(name)
    reading = read(model)
    now = said(model, reading)
    problems = {problem.code for problem in reading.problems}
    refused = refused_by_duplicates(model, reading)
    series = {was[3] for was in truth.values()}
    still_there = {cell.origin for row in model.rows for cell in row if cell.origin is not None}
    for origin, (value, period, unit, path, marks, status) in now.items():
        assert origin in truth, f"{origin} was no figure before: {value}"
        was = truth[origin]
        assert value == was[0] or (value is None and problems), (origin, value, was[0])
        assert period == was[1] or (period is None and problems), (origin, period, was[1])
        assert unit == was[2] or (unit[:2] == (None, None) and labels_may_go), (origin, unit, was[2])
        if path != was[3] and origin not in refused:
            assert labels_may_go or problems, (origin, path, was[3])
            assert path not in series, f"{origin} stands under the labels of another: {path}, not {was[3]}"
        if not marks_may_change:
            assert set(marks) <= set(was[4]), (origin, marks, was[4])
            assert status == was[5] or problems, (origin, status, was[5])
    missing = {origin for origin in truth if origin in still_there} - now.keys()
    assert not missing or problems, f"left out without a word: {sorted(missing)[:5]}"


def refused_by_duplicates(model: SheetModel, reading: Reading) -> set[tuple[int, int] | None]:
    """The figures of series for which the sheet gives two figures of one period: an error that stops every import."""
    found: set[tuple[int, int] | None] = set()
    cells = {one.cell: (table, one) for table in reading.tables for one in table.observations}
    for problem in reading.problems:
        if problem.code == "importers.duplicate-period" and problem.cell in cells:
            table, at = cells[problem.cell]
            found |= {model.cell_at(one.cell).origin for one in table.observations if one.series == at.series}
    return found


def mutations(function: Callable[..., None]) -> Callable[..., None]:
    quick = settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES <= 20,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    wrapped = quick(given(data=st.data())(function))
    return pytest.mark.parametrize("name", FILES)(wrapped)


@mutations
def test_rows_and_columns_put_in_before_the_table(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    model.name = data.draw(st.sampled_from(["Renamed", "工作表2", "T"]))
    model.insert_rows(0, data.draw(st.integers(0, 4)))
    model.insert_columns(0, data.draw(st.integers(0, 3)))
    check(name, model)


@mutations
def test_a_blank_row_put_in_anywhere(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(model.rows)))
        note(f"blank row at {at}")
        model.insert_rows(at)
    check(name, model, labels_may_go=True, marks_may_change=True)


@mutations
def test_a_blank_column_put_in_anywhere(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    at = data.draw(st.integers(0, model.width))
    note(f"blank column at {at}")
    model.insert_columns(at)
    check(name, model, labels_may_go=True, marks_may_change=True)


@mutations
def test_a_row_of_the_data_taken_out(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    top, _, bottom, _ = truth_of(name)[1]["data"]
    at = data.draw(st.integers(top, bottom))
    note(f"row {at} out")
    model.delete_row(at)
    check(name, model, labels_may_go=True)


@mutations
def test_a_column_of_the_data_taken_out(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    _, left, _, right = truth_of(name)[1]["data"]
    at = data.draw(st.integers(left, right))
    note(f"column {at} out")
    model.delete_column(at)
    check(name, model, labels_may_go=True)


@mutations
def test_a_row_of_the_header_taken_out(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    top, _, bottom, _ = truth_of(name)[1]["header"]
    at = data.draw(st.integers(top, bottom))
    note(f"header row {at} out")
    model.delete_row(at)
    check(name, model, labels_may_go=True, marks_may_change=True)


@mutations
def test_the_notes_moved(name: str, data: st.DataObject) -> None:
    areas = truth_of(name)[1]
    if "notes" not in areas:
        return
    model = copy.deepcopy(model_of(name))
    top, _, bottom, _ = areas["notes"]
    how = data.draw(st.sampled_from(["lower", "right", "away"]))
    note(how)
    if how == "lower":
        model.insert_rows(top, data.draw(st.integers(1, 6)))
    elif how == "right":
        for row in range(top, bottom + 1):
            if not any(area.top <= row <= area.bottom for area in model.merged):
                model.rows[row] = [model.rows[row][-1], *model.rows[row][:-1]]
    else:
        for _ in range(top, bottom + 1):
            model.delete_row(top)
    check(name, model, marks_may_change=True)


@mutations
def test_a_mark_changed(name: str, data: st.DataObject) -> None:
    """A mark put to a figure or taken for another: the figure stays what it is, or is left open with a question."""
    model = copy.deepcopy(model_of(name))
    truth, _ = truth_of(name)
    places = sorted(place for place, was in truth.items() if was[0] is not None)
    row, col = data.draw(st.sampled_from(places))
    cell = model.rows[row][col]
    shown = model.sheet().text(row, col)
    mark = data.draw(
        st.sampled_from(["¤ {}", "{} ¤", "{}¤", "~{}", "[{}]", "<{}", "{} to date", "..", "†", "{}?"])
    )
    note(f"{(row, col)}: {mark.format(shown)}")
    model.rows[row][col] = replace(cell, value=mark.format(shown), number_format="General")
    reading = read(model)
    now = said(model, reading)
    check_others = {place: one for place, one in now.items() if place != (row, col)}
    series = {was[3] for was in truth.values()}
    for place, one in check_others.items():
        assert one[:3] == truth[place][:3], place
        assert one[3] == truth[place][3] or one[3] not in series, place
    if (row, col) in now:
        value = now[row, col][0]
        printed = truth[row, col][0]
        # the text gives the figure as printed, which may be rounder than the one stored
        assert value is None or abs(value - printed) <= abs(printed) / 10 + 1
        assert value is None or str(value).lstrip("-").replace(".", "") in "".join(
            ch for ch in shown if ch.isdigit()
        )
        assert value is not None or reading.problems


@mutations
def test_a_merged_cell_split(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    if not model.merged:
        return
    at = data.draw(st.integers(0, len(model.merged) - 1))
    note(f"split {model.merged[at]}")
    del model.merged[at]
    check(name, model, labels_may_go=True)


@mutations
def test_columns_of_the_data_shuffled(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    _, left, _, right = truth_of(name)[1]["data"]
    tied = {
        col for area in model.merged if area.left < area.right for col in range(area.left, area.right + 1)
    }
    truth = truth_of(name)[0]
    free = [
        col for col in range(left, right + 1) if col not in tied and any(place[1] == col for place in truth)
    ]
    if len(free) < right - left + 1:
        return  # columns tied together by a heading or flags between them are not moved alone
    order = data.draw(st.permutations(free))
    model.permute_columns(dict(zip(free, order, strict=True)))
    check(name, model, labels_may_go=True)


@mutations
def test_two_rows_of_the_data_change_places(name: str, data: st.DataObject) -> None:
    model = copy.deepcopy(model_of(name))
    truth, _ = truth_of(name)
    rows = sorted({place[0] for place in truth})
    tied = {
        row for area in model.merged if area.top < area.bottom for row in range(area.top, area.bottom + 1)
    }
    neighbours = [
        (one, other)
        for one, other in itertools.pairwise(rows)
        if other == one + 1 and not {one, other} & tied
    ]
    if not neighbours:
        return
    one, other = data.draw(st.sampled_from(neighbours))
    note(f"rows {one} and {other}")
    if {was[1] for place, was in truth.items() if place[0] in (one, other)} == {None}:
        return
    model.permute_rows({one: other, other: one})
    if all(model.rows[row][col].value for row in (one, other) for col in range(1)):
        check(name, model, labels_may_go=True)
