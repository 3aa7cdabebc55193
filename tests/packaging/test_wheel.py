"""``pip install .``: the wheel holds everything, and its command works from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built as ``pip install .`` builds it (its build tool comes from the network)."""
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(REPO)],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel; the packages it needs are lent by the present one."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=120)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    here = Path(sysconfig.get_path("purelib"))
    # Not a .pth to our own site-packages: that would bring this checkout back in through its own .pth file.
    (site / "lent.pth").write_text(f"import sys; sys.path.append({str(here)!r})\n", encoding="utf-8")
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    done = subprocess.run([*install, str(wheel)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return scripts


def call(scripts: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    env |= {"LANG": "en_HK.UTF-8", "LC_ALL": "en_HK.UTF-8"}
    return subprocess.run(
        [str(scripts / "workbench"), *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.mark.slow
def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = [
        path.relative_to(REPO)
        for folder in ("resources", "data", "i18n")
        for path in (REPO / folder).rglob("*")
        if path.is_file()
    ]
    assert shipped
    missing = [str(path) for path in shipped if f"workbench/_assets/{path.as_posix()}" not in names]
    assert not missing
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/THIRD_PARTY_LICENCES.md") for name in names)


@pytest.mark.slow
def test_the_installed_command_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    assert call(installed, tmp_path, "--version").stdout.startswith("workbench ")
    made = call(installed, tmp_path, "new", "plan.wbk", "--json")
    assert made.returncode == 0, made.stderr
    counts = json.loads(made.stdout)
    assert counts["reference_indicators"] == 8
    assert counts["packs"] >= 1
    where = subprocess.run(
        [str(installed / "python"), "-c", "import workbench; print(workbench.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert not Path(where.strip()).is_relative_to(REPO)
    chinese = call(installed, tmp_path, "new", "plan.wbk", "--lang", "zh-Hant")
    assert chinese.returncode == 4
    assert "plan.wbk" in chinese.stderr


@pytest.mark.slow
def test_the_installed_command_does_the_main_job(installed: Path, tmp_path: Path) -> None:
    done = call(installed, tmp_path, "demo", "out")
    assert done.returncode == 0, done.stderr
    for kind in ("docx", "pdf"):
        made = {path.name for path in (tmp_path / "out").rglob(f"*.{kind}")}
        assert made == {
            f"{pack}_{lang}.{kind}" for pack in ("panel-paper", "full-pack") for lang in ("en", "zh-Hant")
        }
