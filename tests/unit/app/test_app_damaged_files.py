"""Damaged, foreign and newer files on the command line and in a session: exit code 4, words in both languages, untouched."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.app.cli import main
from workbench.domain.errors import StorageError
from workbench.services.session import Session
from workbench.store import schema

STORED = Path(__file__).resolve().parents[2] / "documents" / "schema_1.wbk"
PAGE = 4096


def checked(path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> int:
    code = main(["check", str(path), "--lang", lang])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    if code == 4:
        assert path.name in told.err
        assert ("「" in told.err) == (lang == "zh-Hant")
    return code


def all_read(session: Session) -> None:
    """Whatever a window would read of it."""
    session.logical_dump()
    session.history()
    session.issued_papers()
    session.check()


def test_truncated_at_every_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = STORED.read_bytes()
    path = tmp_path / "cut.wbk"
    for size in range(0, len(whole), PAGE):
        path.write_bytes(whole[:size])
        assert checked(path, capsys, "en" if size % 8192 else "zh-Hant") == 4, size
        assert path.read_bytes() == whole[:size]
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_flipped_bits_reach_nobody_as_a_traceback(tmp_path: Path) -> None:
    """Bits in a text are no damage to the file; the snapshots tell. Everything else is refused in words."""
    whole = STORED.read_bytes()
    path = tmp_path / "flipped.wbk"
    chance = random.Random(20221222)
    said: set[bool] = set()
    outcomes: dict[str, int] = {"refused": 0, "told by check": 0, "unseen": 0}
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 8, 64))):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            with Session.open(path, read_only=True) as session:
                all_read(session)
                seen = any(problem.severity == "error" for problem in session.check())
                outcomes["told by check" if seen else "unseen"] += 1
        except StorageError as error:
            outcomes["refused"] += 1
            said.add(path.name in error.words("en") and path.name in error.words("zh-Hant"))
        assert path.read_bytes() == bytes(damaged)
    assert said == {True}
    assert outcomes["refused"] > 20
    assert outcomes["told by check"] > 0


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_what_is_no_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    def foreign(path: Path) -> None:
        sqlite3.connect(path).executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1);").close()

    def newer(path: Path) -> None:
        shutil.copy(STORED, path)
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
        connection.close()

    def unguarded(path: Path) -> None:
        shutil.copy(STORED, path)
        connection = sqlite3.connect(path)
        connection.execute("DROP TRIGGER observation_fixed")
        connection.close()

    makers: list[Callable[[Path], object]] = [
        lambda path: path.write_text("這不是工作檔" * 50, encoding="utf-8"),
        lambda path: path.touch(),
        lambda path: path.mkdir(),
        foreign,
        newer,
        unguarded,
    ]
    for number, make in enumerate(makers):
        path = tmp_path / f"{number}.wbk"
        make(path)
        before = path.read_bytes() if path.is_file() else None
        assert checked(path, capsys, lang) == 4
        assert (path.read_bytes() if path.is_file() else None) == before
    assert checked(tmp_path / "absent.wbk", capsys, lang) == 4
