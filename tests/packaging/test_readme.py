"""Every command of the README is run, as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
PAGE = (REPO / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.M | re.S)
COMMANDS = [
    line for block in BLOCKS for line in block.splitlines() if line.strip() and not line.startswith("#")
]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the README's commands are those of a POSIX shell")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which ``./run`` is the project's, so that what a command writes stays out of the project."""
    run = tmp_path / "run"
    run.write_text(f'#!/bin/sh\nexec "{REPO}/run" "$@"\n', encoding="utf-8")
    run.chmod(0o755)
    return tmp_path


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env.pop("QT_QPA_PLATFORM", None)
    env |= {"LANG": "en_HK.UTF-8", "LC_ALL": "en_HK.UTF-8"}
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=540,
    )


def test_the_readme_has_the_two_commands() -> None:
    assert {"./run", "./test"} <= set(COMMANDS)
    for name in ("run", "test"):
        assert os.access(REPO / name, os.X_OK)


def test_the_commands_of_the_readme(folder: Path) -> None:
    """In their order, in one folder: later ones use the workspace that earlier ones made."""
    for command in COMMANDS:
        if command in ("./test", "./run"):  # this is ./test; ./run has a test of its own
            continue
        done = shell(command, folder)
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert "not available yet" not in done.stderr
    assert len(list((folder / "papers").glob("*.docx"))) == 2
    assert len(list((folder / "papers").glob("*.pdf"))) == 2


def test_run_without_a_display_does_the_main_job(folder: Path) -> None:
    done = shell("./run", folder)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "No display" in done.stderr
    assert str(folder / "out" / "demo") in done.stderr
    made = folder / "out" / "demo"
    assert list(made.glob("*.wbk"))
    names = {path.suffix for path in made.rglob("*")}
    assert {".docx", ".pdf", ".wbk"} <= names


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
    assert len(pictures) == 4
    for name in pictures:
        assert (REPO / name).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_every_file_named_in_the_readme_exists() -> None:
    named = set(re.findall(r"`((?:[\w.]+/)*[\w]+(?:\.md|\.bat|\.spec|/))`", PAGE))
    assert {"LICENSE"} | named
    missing = [name for name in named if not (REPO / name).exists()]
    assert not missing
