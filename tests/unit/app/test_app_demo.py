"""The demonstration does the whole main job, and says what it made."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from workbench.app import cli
from workbench.services.session import Session


def test_the_demonstration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "示範"
    assert cli.main(["demo", str(out), "--json"]) == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert str(out) in captured.err
    papers = {Path(each["file"]).name for each in document["papers"]}
    assert sum(name.endswith(".docx") for name in papers) >= 2
    assert sum(name.endswith(".pdf") for name in papers) >= 2
    for each in document["papers"]:
        assert (out / each["file"]).is_file()
    assert document["import"]["counts"]["undecided"] == 0
    # GERD/GDP, per head and public:private for 2014 and 2020, as the Blueprint prints them
    again = {(row["indicator"], row["period"]): row for row in document["recomputation"]["figures"]}
    for indicator in ("K1.1", "K1.2", "K1.3"):
        for period in ("2014", "2020"):
            assert again[indicator, period]["agrees"], (indicator, period)
    assert document["recomputation"]["agree"] >= document["recomputation"]["compared"] - 1
    # The papers print what was published, in both languages
    for lang in ("en", "zh-Hant"):
        (paper,) = out.glob(f"papers/panel-paper_{lang}.docx")
        with zipfile.ZipFile(paper) as package:
            text = re.sub("<[^>]+>", "", package.read("word/document.xml").decode())
        for figure in ("0.74", "0.99", "1.3%", "2%", "2,306", "3,575", "56:44", "58:42", "1.065", "3.755"):
            assert re.search(figure, text), (lang, figure)  # thousands are parted by a thin space
    with Session.open(out / document["workspace"], read_only=True) as session:
        assert document["snapshot"]["name"] in {each.name for each in session.snapshots()}
        assert not session.dirty
    summary = (out / "summary.txt").read_text(encoding="utf-8")
    assert "GERD" in summary
    assert "研發" in summary
    assert json.loads((out / "summary.json").read_text(encoding="utf-8"))["papers"] == document["papers"]


def test_it_never_overwrites_what_it_made_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "blueprint.wbk").write_bytes(b"mine")
    assert cli.main(["--lang", "en", "demo", str(tmp_path)]) == 4
    assert "blueprint.wbk" in capsys.readouterr().err
    assert (tmp_path / "blueprint.wbk").read_bytes() == b"mine"


@pytest.mark.real
def test_with_a_table_of_ones_own(tmp_path: Path, fixtures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = fixtures / "tables" / "hk_csd" / "Table 710-86001_en.csv"
    assert cli.main(["demo", str(tmp_path / "out"), "--table", str(table), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["import"]["file"] == table.name
    assert document["import"]["counts"]["revised"] == 0


def test_a_table_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "notes.xlsx"
    table.write_text("words", encoding="utf-8")
    assert cli.main(["--lang", "en", "demo", str(tmp_path / "out"), "--table", str(table)]) == 3
    assert "notes.xlsx" in capsys.readouterr().err
