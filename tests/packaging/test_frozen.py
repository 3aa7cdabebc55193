"""The program in one folder: built, moved elsewhere, started with an empty environment, it does everything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.app.smoke import LAST_LINE

REPO = Path(__file__).resolve().parents[2]
NAME = "blueprint-workbench"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen program, in a folder other than the one it was built in."""
    work = tmp_path_factory.mktemp("build")
    built = subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(work / "dist"), "--workpath", str(work / "work"), str(REPO / "build.spec")),
        ],
        cwd=work,
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert built.returncode == 0, built.stderr[-5000:]
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "程式 folder"
    shutil.move(work / "dist" / NAME, elsewhere)
    shutil.rmtree(work)
    return elsewhere / (f"{NAME}.exe" if os.name == "nt" else NAME)


def start(program: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start it as on a machine that knows nothing of this one: no environment but a home."""
    env = dict(os.environ) if os.name == "nt" else {"HOME": str(home)}
    return subprocess.run(
        [str(program), *arguments],
        cwd=home,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def test_it_does_everything_from_another_folder(program: Path, tmp_path: Path) -> None:
    done = start(program, tmp_path, "--smoke", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == LAST_LINE
    made = {path.suffix for path in (tmp_path / "out").rglob("*")}
    assert {".wbk", ".docx", ".pdf", ".png"} <= made


def test_its_commands_work(program: Path, tmp_path: Path) -> None:
    assert start(program, tmp_path, "--version").stdout.startswith("workbench ")
    assert start(program, tmp_path, "new", "計劃.wbk").returncode == 0
    chinese = start(program, tmp_path, "check", "計劃.wbk", "--lang", "zh-Hant")
    assert chinese.returncode == 0
    assert "工作檔" in chinese.stderr
    if os.name == "posix":
        assert start(program, tmp_path).returncode == 2  # no display: said, not crashed


def test_licences_are_in_its_folder(program: Path) -> None:
    names = {path.name for path in program.parent.rglob("*")}
    assert {"LICENSE", "THIRD_PARTY_LICENCES.md", "OFL.txt"} <= names
