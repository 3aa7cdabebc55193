"""Real tables moved about: the same figures under the same labels, whatever the addresses."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from workbench.importers.book import Area, Book, Sheet
from workbench.importers.readers import read_book
from workbench.importers.tables import understand_book

pytestmark = pytest.mark.real

FILES = [
    "hk_csd/Table 710-86001_en.csv",
    "hk_csd/T01_01_01A.xls",
    "hk_csd/withhelpers.xls",
    "hk_csd/Table 615-66001_en.csv",
    "hk_rvd/his_data_12.xls",
    "eurostat/une_rt_a__custom_14324113_page_spreadsheet.xlsx",
]


def figures(sheet: Sheet) -> dict:
    (table,) = understand_book(Book.of(sheet)).tables
    names = {series.id: series for series in table.series}
    found: dict = {}
    for one in table.observations:
        series = names[one.series]
        key = (*((part.en, part.zh_hant) for part in series.path), series.unit.en, one.period)
        found.setdefault(key, []).append((one.value, one.marks, one.status))
    return found


def rows_of(sheet: Sheet) -> list[list]:
    return [[sheet.value(row, col) for col in range(sheet.n_cols)] for row in range(sheet.n_rows)]


def moved(sheet: Sheet, *, rows_before: int = 0, cols_before: int = 0) -> Sheet:
    blank: list = [None] * (sheet.n_cols + cols_before)
    rows = [list(blank) for _ in range(rows_before)] + [[None] * cols_before + row for row in rows_of(sheet)]
    merged = [
        Area(a.top + rows_before, a.left + cols_before, a.bottom + rows_before, a.right + cols_before)
        for a in sheet.merged
    ]
    return Sheet.of("Renamed", rows, merged=merged)


@pytest.mark.parametrize("name", FILES)
def test_moved_and_renamed(fixtures: Path, name: str) -> None:
    sheet = read_book(fixtures / "tables" / name).sheets[2 if "eurostat" in name else 0]
    truth = figures(moved(sheet))
    assert len(truth) > 50
    for rows, cols in ((1, 0), (0, 1), (3, 2)):
        assert figures(moved(sheet, rows_before=rows, cols_before=cols)) == truth


@pytest.mark.parametrize("name", FILES[:2])
@pytest.mark.parametrize("seed", range(5))
def test_blank_rows_in_the_data(fixtures: Path, name: str, seed: int) -> None:
    sheet = read_book(fixtures / "tables" / name).sheets[0]
    rows = rows_of(sheet)
    truth = figures(Sheet.of("a", rows))
    first = next(
        at
        for at, row in enumerate(rows)
        if (sum(isinstance(cell, (int, float)) for cell in row) > 5 and at > 7) or (at == 4 and "710" in name)
    )
    rng = random.Random(seed)
    for _ in range(3):
        rows.insert(rng.randrange(first + 1, first + 18), [None] * sheet.n_cols)
    assert figures(Sheet.of("b", rows)) == truth


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_columns_of_the_rd_table(fixtures: Path, seed: int) -> None:
    sheet = read_book(fixtures / "tables" / FILES[0]).sheets[0]
    rows = rows_of(sheet)
    order = list(range(1, sheet.n_cols))
    random.Random(seed).shuffle(order)
    assert figures(Sheet.of("b", [[row[0], *(row[col] for col in order)] for row in rows])) == figures(
        Sheet.of("a", rows)
    )


@pytest.mark.parametrize("col", range(1, 17, 3))
def test_a_label_taken_away_takes_its_figures_with_it(fixtures: Path, col: int) -> None:
    """Without its label a column is not read as its neighbour."""
    sheet = read_book(fixtures / "tables" / FILES[0]).sheets[0]
    truth = figures(Sheet.of("a", rows_of(sheet)))
    rows = rows_of(sheet)
    for header in range(4):
        rows[header][col] = None
    left = figures(Sheet.of("b", rows))
    assert {key: value for key, value in left.items() if key in truth and value != truth[key]} == {}
    assert len(left) < len(truth)
