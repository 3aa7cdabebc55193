"""Files in: content decides the reader, encodings, refusals with a code, the child process."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from workbench.base.messages import LANGUAGES
from workbench.domain.errors import Cancelled, FileProblem
from workbench.importers import child
from workbench.importers.child import understand_in_child
from workbench.importers.readers import read_book
from workbench.importers.tables import understand

CSV = "按界別劃分的開支,,\n,工商機構,政府\n,百萬港元,百萬港元\n2019年,10.5,20\n2020年,11.5,21.5\n註釋：,,\n數字經約整。,,\n"


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (["Exports"], [None, "A", "B"], ["2019", 1.5, 2], ["2020", 3.5, 4]):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet["B3"].number_format = '"("0.0")"'
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "big5hkscs", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    path = write(tmp_path, "t.csv", CSV.replace(",", separator).encode(encoding))
    (table,) = understand(path).tables
    assert [part.zh_hant for part in table.series[0].path] == ["工商機構"]
    assert [(one.cell, one.period, float(one.value)) for one in table.observations] == [
        ("R4C2", "2019", 10.5),
        ("R4C3", "2019", 20),
        ("R5C2", "2020", 11.5),
        ("R5C3", "2020", 21.5),
    ]


def test_western_text_is_not_taken_for_chinese(tmp_path: Path) -> None:
    text = "Dépenses par région;;\n;Île-de-France;Côte d’Azur\n2019;10;20\n2020;11;21\n"
    (table,) = understand(write(tmp_path, "t.csv", text.encode("cp1252"))).tables
    assert table.title.en == "Dépenses par région"
    assert [series.path[0].en for series in table.series] == ["Île-de-France", "Côte d’Azur"]


def test_the_extension_does_not_matter(book: Path) -> None:
    renamed = book.rename(book.with_suffix(".csv"))
    reading = understand(renamed)
    assert reading.format == "xlsx"
    assert [one.cell for one in reading.tables[0].observations] == ["B3", "C3", "B4", "C4"]


def test_formats_and_hidden_rows_of_a_workbook(book: Path) -> None:
    reading = understand(book)
    first = reading.tables[0].observations[0]
    assert (first.text, first.marks, float(first.value or 0)) == ("(1.5)", ("()",), 1.5)
    assert "importers.hidden-rows" in {problem.code for problem in reading.problems}


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_x", ".x"), content)
    return buffer.getvalue()


BAD = {
    "empty": (b"", "empty"),
    "blank": (b"\n \n", "empty"),
    "pdf": (b"%PDF-1.7 ...", "not-a-table"),
    "png": (b"\x89PNG\r\n\x1a\n....", "not-a-table"),
    "html": (b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", "not-a-table"),
    "noise": (bytes(range(256)) * 20, "not-a-workbook"),
    "cut_zip": (zipped(xl__workbook_xml="<a/>")[:40], "broken"),
    "hollow": (zipped(xl__workbook_xml="<a/>"), "broken"),
    "word": (zipped(word__document_xml="<a/>"), "not-a-table"),
    "plain_zip": (zipped(a_xyz="1"), "not-a-table"),
    "cut_ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not-a-workbook"),
    "prose": (b"Dear Sir\nThis is a letter\nYours\n", "not-a-table-text"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_workbook_is_refused_with_its_name_in_both_languages(tmp_path: Path, name: str) -> None:
    content, code = BAD[name]
    path = write(tmp_path, f"{name}.xlsx", content)
    with pytest.raises(FileProblem) as caught:
        read_book(path)
    assert caught.value.code == f"importers.{code}"
    assert caught.value.exit_code == 3
    for lang in LANGUAGES:
        words = caught.value.words(lang)  # type: ignore[arg-type]
        assert path.name in words
        assert "{" not in words


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.xlsx", "not-found"), (tmp_path, "is-folder")):
        with pytest.raises(FileProblem) as caught:
            read_book(path)
        assert caught.value.code == f"importers.{code}"


def test_a_child_reads_the_same(book: Path) -> None:
    assert understand_in_child(book) == understand(book)


def test_a_child_hands_refusals_back(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        understand_in_child(write(tmp_path, "a.xlsx", BAD["hollow"][0]))
    assert caught.value.code == "importers.broken"
    assert caught.value.params["file"] == "a.xlsx"


@pytest.mark.skipif(sys.platform == "win32", reason="processor time is limited on POSIX only")
def test_a_child_that_hangs_is_ended_by_its_processor_time(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_work", hang)
    with pytest.raises(FileProblem) as caught:
        understand_in_child(book, seconds=1.0)
    assert caught.value.code == "importers.too-slow"


def hang(sender: object, path: str, sheet: str | None, seconds: float) -> None:
    child.limit_self(seconds)
    while True:
        pass


def test_a_child_that_takes_too_long_is_ended(book: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        understand_in_child(book, seconds=0.0)
    assert caught.value.code == "importers.too-slow"


def test_a_child_can_be_cancelled(book: Path) -> None:
    with pytest.raises(Cancelled):
        understand_in_child(book, cancelled=lambda: True)


def test_a_child_that_dies_is_told_of(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setattr(
        child, "_work", os._exit
    )  # the child ends at once, with an argument that is no number
    with pytest.raises(FileProblem) as caught:
        understand_in_child(book)
    assert caught.value.code == "importers.reader-stopped"
