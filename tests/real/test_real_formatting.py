"""Formatting read from the parts of an xlsx, beside openpyxl: the same formats, bold, indents, superscripts, merges, hidden rows."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import pytest

from workbench.domain.errors import FileProblem
from workbench.importers.readers import read_book

pytestmark = pytest.mark.real

SHARED = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
FILES = (
    sorted(path.relative_to(SHARED).as_posix() for path in SHARED.rglob("*.xlsx")) if SHARED.is_dir() else []
)
LARGE = {"57893-many-merges.xlsx", "cpi_jan24.xlsx"}  # openpyxl takes minutes


@pytest.mark.parametrize("name", [name for name in FILES if Path(name).name not in LARGE])
def test_as_openpyxl_reads_it(fixtures: Path, name: str) -> None:
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    try:
        book = read_book(fixtures / name)
    except FileProblem:
        pytest.skip("refused")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            peer = openpyxl.load_workbook(io.BytesIO((fixtures / name).read_bytes()), rich_text=True)
        except Exception:  # noqa: BLE001 - the peer cannot read it
            pytest.skip("openpyxl cannot read it")
    for sheet in book.sheets:
        if sheet.name not in [one.title for one in peer.worksheets]:
            continue
        other = peer[sheet.name]
        assert {(a.top, a.left, a.bottom, a.right) for a in sheet.merged} == {
            (a.min_row - 1, a.min_col - 1, a.max_row - 1, a.max_col - 1) for a in other.merged_cells.ranges
        }
        assert sheet.hidden_rows == {row - 1 for row, info in other.row_dimensions.items() if info.hidden}
        for line in other.iter_rows():
            for cell in line:
                if cell.value is None:
                    continue
                place = (cell.row - 1, cell.column - 1)
                assert sheet.look.number_format(*place) == cell.number_format, cell.coordinate
                assert sheet.look.bold(*place) == bool(cell.font.b), cell.coordinate
                assert sheet.look.indent(*place) == int(cell.alignment.indent or 0), cell.coordinate
                raised = ""
                if isinstance(cell.value, CellRichText):
                    raised = "".join(
                        run.text
                        for run in cell.value
                        if isinstance(run, TextBlock) and run.font and run.font.vertAlign == "superscript"
                    )
                assert sheet.look.superscript(*place) == raised, cell.coordinate
