"""Odd, old, broken and hostile workbooks: read, or refused with one reason in both languages. Never a traceback.

The last test prints the table: file → read / refused (code), with the seconds it took.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.domain.errors import FileProblem
from workbench.importers.child import understand_in_child
from workbench.importers.readers import read_book
from workbench.importers.reading import Reading
from workbench.importers.tables import understand

pytestmark = pytest.mark.real

SHARED = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "workbooks"
FILES = (
    sorted(path.relative_to(SHARED).as_posix() for path in SHARED.rglob("*") if path.is_file())
    if SHARED.is_dir()
    else []
)
ENCRYPTED = {"password.xls", "protected_passtika.xlsb", "protected_passtika.xlsx", "xor-encryption-abc.xls"}
REFUSED = {"xlsx-corrupted.xlsx", "poc-xmlbomb.xlsx", "poc-xmlbomb-empty.xlsx", "poc-shared-strings.xlsx"}
LARGE_OR_HOSTILE = [
    name
    for name in FILES
    if any(
        word in name for word in ("poc-", "clusterfuzz", "crash-", "57893", "65536", "46535", "xxe", "angelo")
    )
]
MOST_SECONDS, MOST_MEMORY = 20.0, 1_000_000_000


def outcome(path: Path, read: Callable[[Path], Reading]) -> tuple[str, Reading | FileProblem]:
    """How reading a file ends, in one line. A refusal is worded in both languages and names the file."""
    try:
        reading = read(path)
    except FileProblem as problem:
        for lang in ("en", "zh-Hant"):
            words = problem.words(lang)  # type: ignore[arg-type]
            assert path.name in words
            assert "{" not in words
        return f"refused ({problem.code.removeprefix('importers.')})", problem
    kinds = sorted({problem.code.removeprefix("importers.") for problem in reading.problems})
    told = f"; {', '.join(kinds)}" if kinds else ""
    return f"read as {reading.format}: {len(reading.tables)} tables{told}", reading


def check(path: Path, read: Callable[[Path], Reading]) -> str:
    start = time.perf_counter()
    line, result = outcome(path, read)
    seconds = time.perf_counter() - start
    assert seconds < MOST_SECONDS
    if isinstance(result, FileProblem):
        assert (result.code == "importers.encrypted") == (path.name in ENCRYPTED)
    else:
        assert path.name not in ENCRYPTED | REFUSED
        assert result.sheets
        assert result.as_json()
        for problem in result.problems:
            assert problem.message.en
            assert problem.message.zh_hant
    return f"{path.name[-60:]:<62}{seconds:6.1f} s  {line}"


def test_every_file_is_read_or_refused(fixtures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In this process: even a reader's panic is one refusal."""
    lines = [check(fixtures / "workbooks" / name, understand) for name in FILES]
    assert len(lines) >= 120
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", LARGE_OR_HOSTILE)
def test_in_a_child_with_limits(fixtures: Path, name: str) -> None:
    check(fixtures / "workbooks" / name, understand_in_child)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the memory of children is asked of POSIX")
def test_all_in_children_within_the_memory(fixtures: Path) -> None:
    import resource

    for name in FILES:
        check(fixtures / "workbooks" / name, understand_in_child)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_MEMORY


def test_error_cells_stay_missing_and_are_told_of(fixtures: Path) -> None:
    for name in ("types.xls", "types.xlsx"):
        reading = understand(fixtures / "workbooks" / "readxl" / name)
        told = [problem for problem in reading.problems if problem.code == "importers.error-cells"]
        assert {problem.params["text"] for problem in told} >= {"#N/A", "#VALUE!"}
        assert all(problem.cell for problem in told)


def test_notes_outside_cells_are_told_of(fixtures: Path) -> None:
    nsse = "poi/angelo.edu_content_files_19555-nsse-2011-multiyear-benchmark.xls"
    for name, code, words in (
        (f"workbooks/{nsse}", "importers.text-box", "The benchmark score is the weighted average"),
        ("workbooks/poi/ConditionalFormattingSamples.xlsx", "importers.text-box", "Examples and Guidelines"),
        ("workbooks/poi/florida_data.ashx.xls", "importers.comment", "one charter holder"),
        ("tables/uk_ons/table-a02.xls", "importers.embedded", "2"),
    ):
        problems = [one for one in understand(fixtures / name).problems if one.code == code]
        assert any(words in (one.message.en or "") and one.sheet for one in problems), name


def test_formats_and_errors_of_a_binary_workbook(fixtures: Path) -> None:
    """As Excel shows them (columns A and B of the sheet list each kind)."""
    book = read_book(fixtures / "workbooks" / "poi" / "testVarious.xlsb")
    sheet = book.sheets[0]
    shown = {sheet.text(row, 0): sheet.text(row, 1) for row in range(14)}
    assert (shown["currency"], shown["percent"], shown["float 2"]) == ("$3.03", "20%", "13.12")
    assert shown["formulaErr"] == "#NAME?"
    texts = {params.get("text") for code, params, _ in sheet.findings if code == "importers.text-box"}
    assert texts == {"test textbox", "test WordArt"}
    assert ("importers.macros-not-run", {}) in book.findings
