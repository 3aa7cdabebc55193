"""A scenario that comes out at its reference figure within rounding is said to, in packs as on screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.domain.errors import StorageError, UsageError
from workbench.services import scenarios
from workbench.services.operations.scenarios import SetDriverPath
from workbench.services.result_files import write_rows
from workbench.services.scenario_passage import passage
from workbench.services.session import Session


def test_a_solved_scenario_is_not_said_to_miss(tmp_path: Path):
    with Session.create(tmp_path / "sample.wbk") as session:
        answer = scenarios.solve(session, "recent-pace", "rd_business", "K1.1", 2030)
        assert answer.path is not None
        session.execute(SetDriverPath("recent-pace", "rd_business", answer.path))
        item = scenarios.run(session, "recent-pace").indicator("K1.1").targets[-1]
        assert item.value == pytest.approx(2.0, rel=1e-9)
        found = passage(session, "recent-pace", "K1.1", draws=200)
    last = (found.text.en or "").split("2030")[1]
    assert "does not meet" not in last
    assert [field.method for field in found.fields if field.period == "2030" and field.method][
        -1
    ] == "chance:200:1"
    assert "chance_2030" in (found.text.zh_hant or "")


def test_the_table_of_a_result_is_written_whole_or_refused(tmp_path: Path):
    from openpyxl import load_workbook

    rows = [["driver", "value"], ["=gdp", 0.1 + 0.2], ["none", None]]
    write_rows(tmp_path / "r.csv", "r", rows)
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "0.30000000000000004" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    write_rows(tmp_path / "r.xlsx", "r", rows)
    sheet = load_workbook(tmp_path / "r.xlsx").active
    assert (sheet.cell(2, 1).value, sheet.cell(2, 1).data_type) == ("=gdp", "s")
    assert sheet.cell(3, 2).value is None
    with pytest.raises(UsageError):
        write_rows(tmp_path / "r.pdf", "r", rows)
    with pytest.raises(StorageError):
        write_rows(tmp_path / "no such folder" / "r.csv", "r", rows)
