"""A writer killed at any moment: the file opens, its log holds, and at most the step in flight is missing."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from workbench.store import container
from workbench.store.container import Container
from workbench.store.database import integrity
from workbench.store.history import History

from .conftest import observed, series

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")


def write_for_ever(target: Path, told: int, seed: int) -> None:
    """Do steps until killed; after each one that is committed, say its number on the pipe *told*."""
    chance = random.Random(seed)
    left = [item for item in container.leftovers() if item.target == target]
    box = Container.open(target, working=left[0].working if left else None)
    history = History(box.store, "writer")
    done = len(history.steps())
    while True:
        match chance.randrange(8):
            case 0:
                history.undo()
            case 1:
                history.create_snapshot(f"at {done}", "")
            case 2:
                box.save()
            case 3 if history.snapshots():
                history.lead_back(
                    chance.choice(history.snapshots()).seq, label="operation.restore", params={}
                )
            case _:
                name = f"s{chance.randrange(5)}"
                years = [observed(name, year, f"v{done:06}", chance.random()) for year in range(1990, 2030)]
                history.record(
                    lambda store, name=name, years=years: (
                        store.put("indicator", series(name)),
                        store.add_observations(years),
                    ),
                    label="operation.import",
                    params={},
                )
        done = len(history.steps())
        os.write(told, f"{done}\n".encode())


def one_death(target: Path, seed: int) -> None:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_for_ever(target, writer, seed)
        finally:
            os._exit(3)  # never back into the test
    os.close(writer)
    time.sleep(random.Random(seed * 7919).uniform(0.005, 0.15))  # when death comes, not what is waited for
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the writer failed before it was killed"
    with os.fdopen(reader, "rb") as pipe:
        said = [int(line) for line in pipe.read().split(b"\n") if line]
    saved = Container.open(target, read_only=True)  # the file itself, as another person would find it
    integrity(saved.store.db, target)
    assert History(saved.store, "").broken_snapshots() == []
    saved.close()
    for left in container.leftovers():
        if left.target == target:
            box = Container.open(target, working=left.working)
            integrity(box.store.db, target)
            history = History(box.store, "")
            steps = len(history.steps())
            if said:
                assert said[-1] <= steps <= said[-1] + 1, "more than the step in flight is missing"
            assert history.broken_snapshots() == []
            box.save()
            box.close()


def deaths(tmp_path: Path, count: int) -> None:
    target = tmp_path / "endure.wbk"
    box = Container.create(target, title="", framework="empty", created_with="0")
    box.save()
    box.close()
    for seed in range(count):
        one_death(target, seed)


def test_a_few_deaths(tmp_path: Path) -> None:
    deaths(tmp_path, 12)


@pytest.mark.slow
def test_a_thousand_deaths(tmp_path: Path) -> None:
    for family in range(50):
        folder = tmp_path / str(family)
        folder.mkdir()
        deaths(folder, 20)
