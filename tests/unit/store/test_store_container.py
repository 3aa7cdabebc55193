"""A workspace file is replaced whole or not at all, is not opened twice, and survives a crash."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.domain.errors import StorageError
from workbench.store import container, schema
from workbench.store.container import Container

from .conftest import series


def made(tmp_path: Path) -> Path:
    target = tmp_path / "計劃 plan.wbk"
    box = Container.create(target, title="A plan", framework="empty", created_with="0")
    box.store.put("indicator", series("a"))
    box.save()
    box.close()
    return target


def code_of(target: Path, **options) -> str:
    before = target.read_bytes() if target.is_file() else None
    with pytest.raises(StorageError) as caught:
        Container.open(target, **options)
    assert (target.read_bytes() if target.is_file() else None) == before
    assert target.name in caught.value.words("en")
    assert target.name in caught.value.words("zh-Hant")
    return caught.value.code


def test_saved_and_opened_again(tmp_path: Path) -> None:
    target = made(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name]
    box = Container.open(target)
    assert [item.id for item in box.store.all("indicator")] == ["a"]
    box.store.put("indicator", series("b"))
    box.save()
    box.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name, target.name + ".bak"]
    assert target.read_bytes()[18:20] == b"\x01\x01", "the file must not be in WAL mode"


def test_a_new_workspace_never_overwrites(tmp_path: Path) -> None:
    target = tmp_path / "a.wbk"
    target.write_bytes(b"mine")
    with pytest.raises(StorageError) as caught:
        Container.create(target, title="", framework="empty", created_with="0")
    assert caught.value.code == "store.exists"
    assert target.read_bytes() == b"mine"


def test_what_is_not_a_workspace_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.wbk"
    text.write_text("這不是工作檔" * 50, encoding="utf-8")
    assert code_of(text) == "store.not-a-workspace"
    empty = tmp_path / "empty.wbk"
    empty.touch()
    assert code_of(empty) == "store.not-a-workspace"
    foreign = tmp_path / "foreign.wbk"
    sqlite3.connect(foreign).executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1);").close()
    assert code_of(foreign) == "store.not-a-workspace"
    assert code_of(tmp_path / "absent.wbk") == "store.absent"


def test_a_newer_one_is_refused(tmp_path: Path) -> None:
    target = made(tmp_path)
    with sqlite3.connect(target) as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    connection.close()
    assert code_of(target) == "store.too-new"


def test_a_damaged_one_is_refused(tmp_path: Path) -> None:
    target = made(tmp_path)
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) // 2])
    assert code_of(target) == "store.damaged"
    target.write_bytes(whole[:4096] + bytes(255 - byte for byte in whole[4096:12288]) + whole[12288:])
    assert code_of(target) == "store.damaged"


def test_one_in_use_names_its_holder_and_can_be_read(tmp_path: Path) -> None:
    target = made(tmp_path)
    box = Container.open(target)
    assert code_of(target) == "store.in-use"
    reader = Container.open(target, read_only=True)
    with pytest.raises(StorageError) as caught:
        reader.save()
    assert caught.value.code == "store.read-only"
    reader.close()
    box.close()
    Container.open(target).close()


def test_a_lock_left_by_a_crash_is_no_obstacle_and_its_work_is_offered(tmp_path: Path) -> None:
    target = made(tmp_path)
    script = (
        "import os, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from workbench.store.container import Container; from tests.unit.store.conftest import series\n"
        "box = Container.open(Path(sys.argv[1])); box.store.put('indicator', series('unsaved')); os._exit(9)\n"
    )
    repo = str(Path(__file__).resolve().parents[3])
    ended = subprocess.run([sys.executable, "-c", script, str(target), repo], cwd=repo, check=False)
    assert ended.returncode == 9
    (left,) = container.leftovers()
    assert left.target == target
    box = Container.open(left.target, working=left.working)
    assert [item.id for item in box.store.all("indicator")] == ["a", "unsaved"]
    box.save()
    box.close()
    assert container.leftovers() == []
    reopened = Container.open(target)
    assert len(reopened.store.all("indicator")) == 2
    reopened.close()


def test_someone_elses_change_is_not_overwritten(tmp_path: Path) -> None:
    target = made(tmp_path)
    box = Container.open(target)
    box.store.put("indicator", series("b"))
    other = target.read_bytes()
    target.write_bytes(other + b"\0" * 4096)
    with pytest.raises(StorageError) as caught:
        box.save()
    assert caught.value.code == "store.changed-outside"
    assert target.read_bytes() == other + b"\0" * 4096
    box.save(tmp_path / "mine.wbk")
    box.close()
    reopened = Container.open(tmp_path / "mine.wbk")
    assert len(reopened.store.all("indicator")) == 2
    reopened.close()


@pytest.mark.skipif(os.name != "posix", reason="folder permissions are a matter of this system")
def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = made(tmp_path)
    box = Container.open(target)
    box.store.put("indicator", series("b"))
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbench.base.files.os.fsync", full)
    with pytest.raises(StorageError) as caught:
        box.save()
    assert caught.value.code == "store.cannot-save"
    assert target.read_bytes() == before
    monkeypatch.undo()
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    box.save()
    box.close()
    leftover_parts = [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")]
    assert leftover_parts == []


def test_flipped_bits_are_refused_or_do_no_harm(tmp_path: Path) -> None:
    """Each of 200 files with a few bits flipped: refused in words, or opened whole; never changed, never a traceback."""
    import random

    target = made(tmp_path)
    whole = target.read_bytes()
    chance = random.Random(20221222)
    refused = 0
    said: set[bool] = set()
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 8, 64))):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        target.write_bytes(damaged)
        try:
            box = Container.open(target)
            try:
                box.store.all("indicator")
                box.store.workspace()
            finally:
                box.close()
        except StorageError as error:
            refused += 1
            said.add(target.name in error.words("zh-Hant"))
        assert target.read_bytes() == bytes(damaged)
        assert not list(tmp_path.glob(".*.lock"))
    assert refused > 20
    assert said == {True}
