"""Odd, old, broken and hostile workbooks: read, or refused with one reason in both languages. Never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.domain.errors import FileProblem
from workbench.importers.child import understand_in_child
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


@pytest.mark.parametrize("name", FILES)
def test_read_or_refused(fixtures: Path, name: str) -> None:
    """In this process: even a reader's panic is one refusal."""
    check(fixtures / "workbooks" / name, understand)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_read_or_refused_by_a_child(fixtures: Path, name: str) -> None:
    check(fixtures / "workbooks" / name, understand_in_child)


def check(path: Path, read: Callable[[Path], Reading]) -> None:
    problem: FileProblem | None = None
    try:
        reading = read(path)
    except FileProblem as refused:
        problem = refused
    if problem is not None:
        assert path.name in problem.words("en")
        assert path.name in problem.words("zh-Hant")
        assert (problem.code == "importers.encrypted") == (path.name in ENCRYPTED)
    else:
        assert path.name not in ENCRYPTED | REFUSED
        assert reading.sheets
        assert reading.as_json()
