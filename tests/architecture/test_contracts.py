"""The plan of the house holds: directions, what is imported when, what may stand in the files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
ROOMS_BELOW_GUI = ("services", "importers", "briefing", "store", "calc", "domain", "base")

BLOCKER = """
import importlib, pkgutil, sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"{name} is not here", name=name)
        return None
BLOCKED = set(sys.argv[1].split(","))
sys.meta_path.insert(0, Blocker())
for room in sys.argv[2].split(","):
    package = importlib.import_module(room)
    for found in pkgutil.walk_packages(getattr(package, "__path__", []), room + "."):
        if not found.name.rsplit(".", 1)[-1].startswith("__"):
            importlib.import_module(found.name)
print("imported")
"""


def _import_without(blocked: str, rooms: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKER, blocked, rooms], cwd=REPO, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_everything_below_the_window_imports_without_qt() -> None:
    rooms = ",".join(f"workbench.{room}" for room in ROOMS_BELOW_GUI)
    assert _import_without("PySide6,shiboken6,pyqtgraph", rooms) == "imported"


def test_the_commands_import_without_qt() -> None:
    rooms = "workbench.app.cli,workbench.app.commands,workbench.app.display"
    assert _import_without("PySide6,shiboken6,pyqtgraph", rooms) == "imported"


def test_the_version_needs_no_heavy_library() -> None:
    """What makes the command line quick to answer: nothing heavy is loaded before a command asks for it."""
    heavy = (
        "PySide6,pandas,numpy,scipy,openpyxl,docx,pptx,typst,sqlite_utils,pyqtgraph,jsonschema,opencc,lxml"
    )
    assert _import_without(heavy, "workbench.app.cli,workbench.app.commands") == "imported"


def test_import_contracts() -> None:
    script = (
        "import sys; from importlinter.cli import lint_imports_command as run; "
        "sys.argv = ['lint-imports', '--no-cache']; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPO, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_public_things_must_be_described() -> None:
    """The linter's docstring rules are on for the whole package, with no exception."""
    lint = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert "D1" in lint["select"]
    exempt = {
        place
        for place, rules in lint["per-file-ignores"].items()
        if any(rule.startswith("D") and not rule.startswith("DTZ") for rule in rules)
    }
    assert exempt <= {"tests/**"}
    assert not {"D100", "D101", "D102", "D103", "D104", "D1", "D"} & set(lint["ignore"])


MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|home/\w+|tmp|opt|mnt|Users)/[\w.]")
SKIPPED_SUFFIXES = {".ttf", ".png", ".ico", ".xls", ".xlsx", ".wbk", ".lock", ".pdf", ".docx", ".pptx"}


def _committed() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (REPO / ".git").exists():
        pytest.skip("not a git checkout, or no git here")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=REPO, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("git does not answer here")
    return [REPO / name for name in listed.stdout.split("\0") if name and (REPO / name).is_file()]


def test_no_machine_paths_in_committed_files() -> None:
    wrong = []
    for path in _committed():
        if path.suffix in SKIPPED_SUFFIXES or path == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if MACHINE_PATH.search(line):
                wrong.append(f"{path.relative_to(REPO)}:{number}: {line.strip()[:100]}")
    assert not wrong, "\n".join(wrong)


def test_the_lock_names_no_addresses_and_hashes_everything() -> None:
    text = (REPO / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"(https?|file)://|--(extra-)?index-url|--find-links", text)
    pinned = re.findall(r"^([\w.-]+)==", text, re.M)
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
    assert pinned
    assert all("--hash=sha256:" in block for block in blocks)


def test_top_level_is_the_one_agreed() -> None:
    folders = {"workbench", "resources", "data", "i18n", "tests", ".ci"}
    papers = {
        "README.md",
        "LICENSE",
        "THIRD_PARTY_LICENCES.md",
        "pyproject.toml",
        "build.spec",
        "requirements.lock",
    }
    commands = {"run", "test", "run.bat", "test.bat", ".gitignore"}
    found = {path.relative_to(REPO).parts[0] for path in _committed()}
    assert found <= folders | papers | commands
    for name in ("run", "test", ".ci/run"):
        assert (REPO / name).stat().st_mode & 0o111, f"{name} is not executable"
