"""Disks that fill up, shares that turn read-only or vanish, files locked or replaced by others: said, and nothing lost.

Real small file systems are mounted in a namespace of their own (``unshare``); where that is not allowed those tests are
skipped and say so.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.store.conftest import series
from workbench.domain.errors import StorageError
from workbench.store import container, database
from workbench.store.container import Container
from workbench.store.database import integrity
from workbench.store.history import History

REPO = Path(__file__).resolve().parents[3]
BULKY = os.urandom(3_000_000)


def made(folder: Path) -> Path:
    target = folder / "計劃 plan.wbk"
    box = Container.create(target, title="A plan", framework="empty", created_with="0")
    box.store.put("indicator", series("a"))
    box.save()
    box.close()
    return target


def step(box: Container, *names: str, content: bytes = b"") -> None:
    def apply(store) -> None:
        for name in names:
            store.put("indicator", series(name))
        if content:
            store.put_attachment(content)

    History(box.store, "tester").record(apply, label="operation.put-setting", params={"key": "k"})


def refused(action: Callable[[], object], *codes: str) -> None:
    with pytest.raises(StorageError) as caught:
        action()
    assert caught.value.code in codes
    for lang in ("en", "zh-Hant"):
        assert "{" not in caught.value.words(lang)
        assert "plan.wbk" in caught.value.words(lang)


def ids(box: Container) -> list[str]:
    return [item.id for item in box.store.all("indicator")]


def saved_ids(target: Path) -> list[str]:
    box = Container.open(target, read_only=True)
    integrity(box.store.db, target)
    found = ids(box)
    box.close()
    return found


def nothing_left_over(folder: Path) -> None:
    assert [path.name for path in folder.iterdir() if path.name.endswith((".part", ".lock"))] == []


# --- on file systems of their own ---------------------------------------------------------------------------------


def mounted(folder: Path, size: str) -> Path:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=True)
    return folder


def fill(folder: Path) -> None:
    handle = os.open(folder / "filler", os.O_WRONLY | os.O_CREAT)
    for size in (4096, 1):
        try:
            while os.write(handle, b"0" * size):
                pass
        except OSError:
            pass
    os.close(handle)


def scene_full_share(folder: Path) -> None:
    """The share fills up while saving: the old file stays, the work goes elsewhere."""
    share = mounted(folder / "share", "2m")
    target = made(share)
    before = target.read_bytes()
    box = Container.open(target)
    step(box, "b", content=BULKY)
    for _ in range(2):
        refused(box.save, "store.full", "store.cannot-save")
        assert target.read_bytes() == before
        assert ids(box) == ["a", "b"]
    assert [path.name for path in share.iterdir() if path.name.endswith(".part")] == []
    box.save(folder / "elsewhere plan.wbk")
    box.close()
    nothing_left_over(share)
    assert saved_ids(folder / "elsewhere plan.wbk") == ["a", "b"]
    assert saved_ids(target) == ["a"]


def scene_full_share_without_room_for_a_byte(folder: Path) -> None:
    """Not even the lock record fits: the file opens all the same."""
    share = mounted(folder / "share", "1m")
    target = made(share)
    fill(share)
    box = Container.open(target)
    step(box, "b")
    refused(box.save, "store.full", "store.cannot-save")
    (share / "filler").unlink()
    box.save()
    box.close()
    nothing_left_over(share)
    assert saved_ids(target) == ["a", "b"]


def scene_full_home(folder: Path) -> None:
    """This user's own folder fills up: the step in flight is refused whole, all before it is there and can be saved."""
    home = mounted(folder / "home", "3m")
    os.environ["WORKBENCH_HOME"] = str(home)
    target = made(folder)
    box = Container.open(target)
    step(box, "b")
    refused(lambda: step(box, "c", content=BULKY), "store.full")
    assert ids(box) == ["a", "b"]
    step(box, "d")
    box.save()
    box.close()
    assert saved_ids(target) == ["a", "b", "d"]
    fill(home)
    before = target.read_bytes()
    with pytest.raises(StorageError) as caught:
        Container.open(target)
    assert caught.value.code in ("store.full", "store.no-working-folder")
    assert target.read_bytes() == before
    nothing_left_over(folder)


def scene_read_only_share(folder: Path) -> None:
    """The share turns read-only while the file is open."""
    share = mounted(folder / "share", "2m")
    target = made(share)
    before = target.read_bytes()
    box = Container.open(target)
    step(box, "b")
    subprocess.run(["mount", "-o", "remount,ro", str(share)], check=True)
    refused(box.save, "store.cannot-save")
    assert target.read_bytes() == before
    box.save(folder / "mine plan.wbk")
    box.close()
    assert saved_ids(folder / "mine plan.wbk") == ["a", "b"]
    again = Container.open(
        target, read_only=True
    )  # a lock that could not be taken back is no obstacle to reading
    assert ids(again) == ["a"]
    refused(again.save, "store.read-only")
    again.close()


def scene_vanished_share(folder: Path) -> None:
    """The share is gone: what stood on it is not there any more, the work is."""
    share = mounted(folder / "share", "2m")
    (share / "team").mkdir()
    target = made(share / "team")
    box = Container.open(target)
    step(box, "b")
    subprocess.run(["umount", "-l", str(share)], check=True)
    refused(box.save, "store.cannot-save")
    assert ids(box) == ["a", "b"]
    box.save(folder / "mine plan.wbk")
    box.close()
    assert saved_ids(folder / "mine plan.wbk") == ["a", "b"]


SCENES = {
    name.removeprefix("scene_"): scene for name, scene in list(globals().items()) if name.startswith("scene_")
}


@pytest.mark.parametrize("name", SCENES)
def test_on_a_file_system_of_its_own(name: str, tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare, to mount a small file system")
    allowed = subprocess.run(
        ["unshare", "-Urm", "mount", "-t", "tmpfs", "none", str(tmp_path)], check=False, capture_output=True
    )
    if allowed.returncode:
        pytest.skip("this system does not let a user mount a small file system")
    call = [
        "unshare",
        "-Urm",
        sys.executable,
        "-m",
        "tests.unit.store.test_store_surroundings",
        name,
        str(tmp_path),
    ]
    ended = subprocess.run(call, cwd=REPO, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]


# --- what others do meanwhile -------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.01)


def test_a_file_locked_by_another_program(tmp_path: Path, impatient: None) -> None:
    target = made(tmp_path)
    before = target.read_bytes()
    other = sqlite3.connect(target, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    refused(lambda: Container.open(target), "store.locked")
    other.execute("ROLLBACK")
    other.close()
    assert target.read_bytes() == before
    nothing_left_over(tmp_path)
    assert saved_ids(target) == ["a"]


@pytest.fixture
def other_process(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Another process takes an exclusive lock on a file and keeps it until the test is over."""
    script = (
        "import sqlite3, sys\n"
        "held = sqlite3.connect(sys.argv[1], isolation_level=None); held.execute('BEGIN EXCLUSIVE')\n"
        "print('held', flush=True); sys.stdin.read()\n"
    )
    running: list[subprocess.Popen[str]] = []

    def hold(target: Path) -> None:
        call = [sys.executable, "-c", script, str(target)]
        holder = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"

    yield hold
    for holder in running:
        holder.communicate("")


def test_a_file_locked_by_another_process(tmp_path: Path, impatient: None, other_process) -> None:
    target = made(tmp_path)
    before = target.read_bytes()
    other_process(target)
    for read_only in (False, True):
        refused(lambda read_only=read_only: Container.open(target, read_only=read_only), "store.locked")
    assert target.read_bytes() == before
    nothing_left_over(tmp_path)


def test_a_target_locked_by_another_process_while_it_is_saved(
    tmp_path: Path, impatient: None, other_process
) -> None:
    """Where the system lets a locked file be replaced it is; where not, it is said. The work is there either way."""
    target = made(tmp_path)
    before = target.read_bytes()
    box = Container.open(target)
    step(box, "b")
    other_process(target)
    said = ""
    try:
        box.save()
    except StorageError as error:
        said = error.code
    assert said in ("", "store.cannot-save")
    assert (target.read_bytes() == before) == bool(said)
    assert ids(box) == ["a", "b"]
    box.save(tmp_path / "mine plan.wbk")
    box.close()
    assert saved_ids(tmp_path / "mine plan.wbk") == ["a", "b"]


def test_a_target_replaced_by_another_process_meanwhile(tmp_path: Path) -> None:
    """Renamed over, as sync clients and this program itself do: whose file it is now is never overwritten unasked."""
    target = made(tmp_path)
    box = Container.open(target)
    step(box, "b")
    shutil.copy(target, tmp_path / "theirs.tmp")
    theirs = (tmp_path / "theirs.tmp").read_bytes()
    call = [
        sys.executable,
        "-c",
        "import os, sys; os.replace(*sys.argv[1:])",
        str(tmp_path / "theirs.tmp"),
        str(target),
    ]
    subprocess.run(call, check=True)
    refused(box.save, "store.changed-outside")
    assert target.read_bytes() == theirs
    box.save(overwrite_changed=True)
    box.close()
    assert saved_ids(target) == ["a", "b"]
    assert target.with_name(target.name + ".bak").read_bytes() == theirs


def test_a_working_copy_locked_by_another_program(tmp_path: Path, impatient: None) -> None:
    target = made(tmp_path)
    box = Container.open(target)
    other = sqlite3.connect(box.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused(lambda: step(box, "b"), "store.locked")
    assert ids(box) == ["a"]
    other.execute("ROLLBACK")
    other.close()
    step(box, "b")
    box.save()
    box.close()
    assert saved_ids(target) == ["a", "b"]


def test_a_target_removed_meanwhile_is_written_anew(tmp_path: Path) -> None:
    target = made(tmp_path)
    box = Container.open(target)
    step(box, "b")
    target.unlink()
    box.save()
    box.close()
    assert saved_ids(target) == ["a", "b"]


def test_a_target_that_became_a_folder(tmp_path: Path) -> None:
    target = made(tmp_path)
    box = Container.open(target)
    step(box, "b")
    target.unlink()
    target.mkdir()
    refused(box.save, "store.changed-outside")
    refused(lambda: box.save(overwrite_changed=True), "store.cannot-save")
    assert target.is_dir()
    box.save(tmp_path / "mine plan.wbk")
    box.close()


def test_a_folder_removed_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    target = made(tmp_path / "team")
    box = Container.open(target)
    step(box, "b")
    shutil.rmtree(tmp_path / "team")
    refused(box.save, "store.cannot-save")
    assert ids(box) == ["a", "b"]
    box.save(tmp_path / "mine plan.wbk")
    box.close()
    assert saved_ids(tmp_path / "mine plan.wbk") == ["a", "b"]


def test_a_file_that_appeared_where_a_new_workspace_is_to_be_saved(tmp_path: Path) -> None:
    target = tmp_path / "plan.wbk"
    box = Container.create(target, title="", framework="empty", created_with="0")
    target.write_bytes(b"somebody else's")
    refused(box.save, "store.changed-outside")
    assert target.read_bytes() == b"somebody else's"
    box.close()


@pytest.mark.parametrize("number", [5, 13, 28, 30, 116])  # EIO, EACCES, ENOSPC, EROFS, ESTALE
@pytest.mark.parametrize("place", ["os.fsync", "tempfile.mkstemp", "Path.replace"])
def test_whatever_fails_while_saving(
    number: int, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = made(tmp_path)
    before = target.read_bytes()
    box = Container.open(target)
    step(box, "b")

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    owner = Path if place == "Path.replace" else f"workbench.base.files.{place.split('.')[0]}"
    with monkeypatch.context() as patch:
        if isinstance(owner, str):
            patch.setattr(f"workbench.base.files.{place}", fails)
        else:
            patch.setattr(owner, "replace", fails)
        refused(box.save, "store.cannot-save")
    assert target.read_bytes() == before
    box.save()
    box.close()
    assert saved_ids(target) == ["a", "b"]
    nothing_left_over(tmp_path)


# --- after a crash -----------------------------------------------------------------------------------------------


def crashed(target: Path, *, half_way: bool = False) -> None:
    """Another process opens *target*, does a step and is killed; *half_way*: while still making its working copy."""
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.unit.store import test_store_surroundings as t\n"
        "from workbench.store import container\n"
        "die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"if {half_way}: container._copy_into = die\n"
        "box = t.Container.open(Path(sys.argv[1])); t.step(box, 'unsaved'); die()\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(target)], cwd=REPO, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_working_copy_that_was_never_whole_is_not_offered(tmp_path: Path) -> None:
    target = made(tmp_path)
    crashed(target, half_way=True)
    assert container.leftovers() == []
    assert list(container._working_folder().iterdir()) == []
    assert saved_ids(target) == ["a"]
    Container.open(target).close()


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_colleagues_newer_file_is_not_overwritten_by_what_a_crash_left(tmp_path: Path) -> None:
    target = made(tmp_path)
    crashed(target)
    shutil.copy(target, tmp_path / "other plan.wbk")
    other = Container.open(tmp_path / "other plan.wbk")
    step(other, "theirs")
    other.save()
    other.close()
    shutil.copy(tmp_path / "other plan.wbk", target)
    theirs = target.read_bytes()
    (left,) = container.leftovers()
    box = Container.open(left.target, working=left.working)
    assert ids(box) == ["a", "unsaved"]
    refused(box.save, "store.changed-outside")
    assert target.read_bytes() == theirs
    box.save(tmp_path / "mine plan.wbk")
    box.close()
    assert saved_ids(tmp_path / "mine plan.wbk") == ["a", "unsaved"]


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_what_one_program_recovers_no_other_is_offered(tmp_path: Path) -> None:
    target = made(tmp_path)
    crashed(target)
    (left,) = container.leftovers()
    box = Container.open(left.target, working=left.working)
    assert container.leftovers() == []
    target.with_name(f".{target.name}.lock").unlink()
    refused(lambda: Container.open(left.target, working=left.working), "store.in-use")
    assert ids(box) == ["a", "unsaved"]
    box.close()
    assert container.leftovers() == []


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_number_given_to_another_process_is_no_sign_of_life(tmp_path: Path) -> None:
    """After a power cut any program may bear the number of ours: this very one, here."""
    target = made(tmp_path)
    crashed(target)
    (left,) = container.leftovers()
    for record in (left.working.with_suffix(".json"), target.with_name(f".{target.name}.lock")):
        told = json.loads(record.read_text(encoding="utf-8"))
        record.write_text(json.dumps({**told, "pid": os.getpid()}), encoding="utf-8")
    assert [item.working for item in container.leftovers()] == [left.working]
    box = Container.open(target)
    assert ids(box) == ["a"]
    box.close()
    assert [item.working for item in container.leftovers()] == [left.working], (
        "it is kept until it is thrown away"
    )


def test_a_leftover_that_is_damaged_is_refused_and_kept(tmp_path: Path) -> None:
    target = made(tmp_path)
    crashed(target)
    (left,) = container.leftovers()
    for end in ("-wal", "-shm"):
        left.working.with_name(left.working.name + end).unlink(missing_ok=True)
    whole = left.working.read_bytes()
    for damaged in (b"", whole[:2000], b"\0" * len(whole), whole[:8192]):
        left.working.write_bytes(damaged)
        refused(
            lambda: Container.open(left.target, working=left.working),
            "store.damaged",
            "store.not-a-workspace",
        )
        assert left.working.read_bytes() == damaged
        assert [item.working for item in container.leftovers()] == [left.working]
    assert saved_ids(target) == ["a"]


if __name__ == "__main__":
    os.environ["WORKBENCH_HOME"] = str(Path(sys.argv[2]) / "own")
    SCENES[sys.argv[1]](Path(sys.argv[2]))
