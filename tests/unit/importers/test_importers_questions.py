"""What is not certain is asked for by its cause: labels missing, columns left out, cells far away, brackets, signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.domain.errors import FileProblem
from workbench.importers.book import Book, Sheet
from workbench.importers.reading import Reading
from workbench.importers.tables import understand, understand_book

N = None


def read(rows: list[list], **options) -> Reading:
    return understand_book(Book.of(Sheet.of("Sheet1", rows, **options)))


def found(reading: Reading, code: str) -> list:
    return [one for one in reading.problems if one.code == f"importers.{code}"]


def values(reading: Reading) -> dict:
    return {one.cell: one for table in reading.tables for one in table.observations}


def test_a_row_that_lost_its_label_is_named() -> None:
    rows = [["Population"], ["Age group", "Sex", 2001, 2006]]
    rows += [["0 - 4", "F", 1.5, 2.5], [N, "M", 3.5, 4.5], [N], [N, "F", 5.5, 6.5], [N, "M", 7.5, 8.5]]
    alike = found(read(rows), "rows-alike")
    assert [(one.params["first"], one.params["second"]) for one in alike] == [(3, 6), (4, 7)]
    assert alike[0].params["labels"] == "0 - 4 · F"


def test_a_column_of_remarks_among_the_figures_is_reported() -> None:
    rows = [
        ["Persons"],
        ["", 2001, "Remark", 2002],
        ["Men", 1.5, "new basis", 2.5],
        ["Women", 3.5, "as before", 4.5],
    ]
    rows += [["Both", 5.5, "sum", 6.5]]
    (one,) = found(read(rows), "column-left-out")
    assert (one.cell, one.params["text"]) == ("C3", "new basis")


def test_a_cell_far_away_is_named(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in [["Persons"], ["", 2001, 2002], ["Men", 1.5, 2.5], ["Women", 3.5, 4.5]]:
        book.active.append(row)
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "stray.xlsx")
    with pytest.raises(FileProblem) as refused:
        understand(tmp_path / "stray.xlsx")
    assert refused.value.code == "importers.stray-cell"
    assert refused.value.params["cell"] == "XFD1048576"


def test_brackets_that_a_general_note_explains() -> None:
    rows = [["Persons"], ["", 2001, 2002], ["Men", 10.5, 20.5], ["Women", "(12.5)", "(7.5)"], [N]]
    shares = read([*rows, ["Note: Figures in brackets are subject to large sampling errors."]])
    assert values(shares)["B4"].value == 12.5
    assert values(shares)["B4"].marks == ("()",)
    negative = read([*rows, ["Note: Figures in brackets are negative values."]])
    assert values(negative)["B4"].value is None
    assert found(negative, "unexplained-mark")


def test_marks_before_their_figures_belong_to_the_figure_at_their_right() -> None:
    rows = [
        ["Flats"],
        ["Year", N, "A", N, "B"],
        [2001, N, 1.5, N, 2.5],
        [2002, "#", 3.5, N, 4.5],
        [2003, N, 5.5, "*", 6.5],
    ]
    rows += [[N], ["# Including villages."], ["* Provisional."]]
    read_cells = values(read(rows))
    assert {cell: one.marks for cell, one in read_cells.items() if one.marks} == {"C4": ("#",), "E5": ("*",)}


def test_a_line_below_belongs_to_its_row_only_where_all_do() -> None:
    rows = [
        ["Persons"],
        ["", 2001, 2002],
        ["製造", 1.5, 2.5],
        ["Manufacturing"],
        ["建造", 3.5, 4.5],
        ["Construction"],
    ]
    rows += [["運輸", 5.5, 6.5], ["Transport"], ["總計", 7.5, 8.5], ["Total"]]
    (table,) = read(rows).tables
    paths = [(one.path[0].en, one.path[0].zh_hant) for one in table.series]
    assert paths == [
        ("Manufacturing", "製造"),
        ("Construction", "建造"),
        ("Transport", "運輸"),
        ("Total", "總計"),
    ]
