"""Real tables painted: paint that changes nothing changes nothing; what is ignored is gone; the rest stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.importers.book import Area
from workbench.importers.opened import open_in_child
from workbench.importers.painted import Painting, Stroke, understand_painted
from workbench.importers.readers import read_book
from workbench.importers.tables import understand_book

pytestmark = pytest.mark.real

FILES = (
    "hk_csd/T01_01_01A.xls",
    "hk_csd/withhelpers.xls",
    "hk_csd/original_census_data.xlsx",
    "hk_csd/Table 710-86001_en.csv",
    "hk_rvd/his_data_11.xls",
    "hk_rvd/his_data_12.xls",
    "replica/REPLICA Table 710-86001_en.xlsx",
    "replica/REPLICA Table 710-86001_tc.xlsx",
    "other/2017_C1106.xls",
    "other/tdgbas1.xls",
    "abs/6202021.xlsx",
    "uk_ons/constructionoutputtab4.xls",
)
NOWHERE = Area(900_000, 0, 900_000, 0)


@pytest.mark.parametrize("name", FILES)
def test_paint_outside_the_table_changes_no_figure(fixtures: Path, name: str):
    """The skeleton made from roles reads the same series, figures, marks and notes as the one that was found."""
    book = read_book(fixtures / "tables" / name)
    reading = understand_book(book)
    for sheet in book.sheets:
        printed = [table for table in reading.tables if table.sheet == sheet.name]
        paintings = {number: Painting(strokes=(Stroke(NOWHERE, "ignore"),)) for number in range(len(printed))}
        again = [one.table for one in understand_painted(sheet, paintings, printed)[0]]
        assert len(again) == len(printed)
        for before, after in zip(printed, again, strict=True):
            assert after is not None
            assert after.series == before.series
            assert list(after.observations) == list(before.observations)
            assert (after.title, after.unit, after.source) == (before.title, before.unit, before.source)
            assert after.notes == before.notes


def test_the_total_column_ignored_leaves_the_others_as_they_were(fixtures: Path):
    """Column E of the replica of table 710-86001 is the total of B to D (read in the file)."""
    book = read_book(fixtures / "tables" / "replica" / "REPLICA Table 710-86001_en.xlsx")
    (printed,) = understand_book(book).tables
    stroke = Stroke(Area(0, 4, 60, 4), "ignore")
    (painted,) = understand_painted(book.sheets[0], {0: Painting(strokes=(stroke,))}, [printed])[0]
    assert painted.table is not None
    before = {one.cell: (one.value, one.period) for one in printed.observations}
    after = {one.cell: (one.value, one.period) for one in painted.table.observations}
    assert before["E7"][0] is not None
    assert {cell for cell in before if cell not in after} == {f"E{row}" for row in range(7, 32)}
    assert all(before[cell] == told for cell, told in after.items())


@pytest.mark.parametrize("name", ["hk_csd/T01_01_01A.xls", "hk_csd/Table 710-86001_en.csv"])
def test_what_the_window_is_given_is_what_the_command_line_reads(fixtures: Path, name: str):
    path = fixtures / "tables" / name
    opened = open_in_child(path)
    book = read_book(path)
    assert opened.reading == understand_book(book)
    for held, sheet in zip(opened.book.sheets, book.sheets, strict=True):
        for row in range(sheet.n_rows):
            assert [held.text(row, col) for col in range(sheet.n_cols)] == [
                sheet.text(row, col) for col in range(sheet.n_cols)
            ]
            assert [held.look.bold(row, col) for col in sheet.filled(row)] == [
                sheet.look.bold(row, col) for col in sheet.filled(row)
            ]
        assert held.merged == sheet.merged
