"""Observations in columns: rows taken as a whole give the same as cells read one by one."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.importers import gathering
from workbench.importers.book import Book, CsvNumber, Sheet
from workbench.importers.observations import Observations, prints_plainly
from workbench.importers.readers import read_book
from workbench.importers.reading import Reading
from workbench.importers.tables import understand_book

SHARED = Path(__file__).resolve().parents[4] / "shared" / "fixtures" / "tables"
FILES = [
    "hk_csd/T01_01_01A.xls",
    "hk_csd/withhelpers.xls",
    "hk_csd/Table 710-86001_en.csv",
    "hk_csd/original_census_data.xlsx",
    "hk_rvd/his_data_12.xls",
    "eurostat/une_rt_a__custom_14324113_page_spreadsheet.xlsx",
    "uk_ons/rftmatables_tcm77-415727.xls",
    "other/snz.xls",
]


def one_by_one(book: Book, monkeypatch: pytest.MonkeyPatch) -> Reading:
    with monkeypatch.context() as patch:
        patch.setattr(gathering, "is_plain_number", lambda value: False)
        patch.setattr(gathering.PlainRows, "_is_learnt", lambda *_: False)
        return understand_book(book)


@pytest.mark.real
@pytest.mark.parametrize("name", FILES)
def test_whole_rows_are_read_as_cells_are(fixtures: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    book = read_book(fixtures / "tables" / name)
    quick, slow = understand_book(book), one_by_one(book, monkeypatch)
    assert quick.problems == slow.problems
    for one, other in zip(quick.tables, slow.tables, strict=True):
        assert isinstance(one.observations, Observations)
        assert list(one.observations) == list(other.observations)
        assert one == other


CELLS = st.one_of(
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3)),
    st.integers(-3000, 3000),
    st.sampled_from(["..", "-", "", None, "12.5", "(3.4)", "7 p", "1,234", "N.A.", "x y", True]),
    st.decimals(-999, 999, places=2).map(lambda value: CsvNumber(str(value))),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=3, max_size=12), st.randoms())
def test_any_mixture_of_cells(rows: list[list], rng: random.Random) -> None:
    sheet = [["Output"], [], ["", "Red", "Blue", "Green", "Grey p"]]
    sheet += [[str(2000 + number), *row] for number, row in enumerate(rows)]
    sheet += [[], ["p  Provisional."], ["-  Not applicable."]]
    formats = {
        (3 + rng.randrange(len(rows)), 1 + rng.randrange(4)): rng.choice(
            ['"("0.0")"', "0.0", "#,##0;(#,##0)"]
        )
    }
    book = Book.of(Sheet.of("a", sheet, formats=formats))
    with pytest.MonkeyPatch.context() as patch:
        slow = one_by_one(book, patch)
    quick = understand_book(book)
    assert quick == slow
    assert pickle.loads(pickle.dumps(quick)) == quick


def test_a_sequence_like_any_other() -> None:
    rows = [["", "A", "B"], ["2019", 1.5, ".."], ["2020", 2.5, ".."], ["2021", 3.5, 4.0]]
    (table,) = understand_book(Book.of(Sheet.of("a", rows))).tables
    found = table.observations
    assert len(found) == 6
    assert [one.text for one in found] == ["1.5", "..", "2.5", "..", "3.5", "4"]
    assert found[-1] == found[5]
    assert found[1:3] == tuple(found)[1:3]
    assert (found[3].cell, found[3].period, found[3].value, found[3].marks) == ("C3", "2020", None, ("..",))
    with pytest.raises(IndexError):
        found[6]


@pytest.mark.parametrize(
    ("code", "plain"),
    [("General", True), ("#,##0.0", True), ("0.0%", False), ("#,##0;-#,##0", True), ("#,##0_);(#,##0)", False),
     ('"("0.0")"', False), ("\\{#,##0\\}", False), ('0.0"*"', False), ("0.0;[Red]-0.0", True)],
)  # fmt: skip
def test_formats_that_add_marks_are_not_plain(code: str, plain: bool) -> None:
    assert prints_plainly(code) is plain
