"""The set-up that ``./run`` and ``./test`` share: what it says when something is missing, and that it starts at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the POSIX set-up; Windows has its own")

APT = """#!/bin/sh
echo "$*" >>"$APT_LOG"
exit ${APT_EXIT:-0}
"""


class Machine:
    """A copy of the project's set-up on a machine whose packages, user and package installer are pretended."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.tools = folder / "tools"
        self.tools.mkdir()
        (self.root / ".ci").mkdir(parents=True)
        for name in ("run", ".ci/setup-env"):
            shutil.copy(REPO / name, self.root / name)
        (self.root / "requirements.lock").write_text(
            "nothing-of-this-name==1.0 --hash=sha256:" + "0" * 64 + "\n"
        )
        self.apt_log = folder / "apt.log"
        self.tool("apt-get", APT)
        self.user(1000)
        self.packages("installed")
        setup = self.root / ".ci" / "setup-env"
        # The machine's own Python is out of reach, so that only what a test offers is found.
        setup.write_text(
            setup.read_text(encoding="utf-8").replace(" /usr/bin/python3;", ";"), encoding="utf-8"
        )

    def tool(self, name: str, text: str) -> None:
        (self.tools / name).write_text(text, encoding="utf-8")
        (self.tools / name).chmod(0o755)

    def user(self, number: int) -> None:
        self.tool("id", f"#!/bin/sh\necho {number}\n")

    def packages(self, state: str) -> None:
        self.tool("dpkg-query", f"#!/bin/sh\nprintf '%s' '{state}'\n")

    def python(self, text: str) -> None:
        for name in ("python3", "python3.13", "python3.12", "python3.11"):
            self.tool(name, text)

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        base = {
            "PATH": f"{self.tools}:/usr/bin:/bin",
            "HOME": str(self.root),
            "APT_LOG": str(self.apt_log),
            "LANG": "C",
        }
        return subprocess.run(
            ["sh", str(self.root / "run"), *arguments],
            env={**base, **env},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


REAL = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
OLD = "#!/bin/sh\nexit 1\n"
# Debian's python3 without python3-venv: it runs, but `import ensurepip` fails.
WITHOUT_VENV = f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\nexec "{sys.executable}" "$@"\n'


def test_python_too_old(machine: Machine) -> None:
    machine.python(OLD)
    for lang, words in (("C", "Python 3.11, 3.12 or 3.13 is needed"), ("zh_HK.UTF-8", "需要Python 3.11")):
        done = machine.run("--version", LANG=lang)
        assert done.returncode == 1
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_python_without_venv(machine: Machine) -> None:
    machine.python(WITHOUT_VENV)
    done = machine.run("--version")
    assert done.returncode == 1
    assert "apt-get install -y python3-venv" in done.stderr
    assert not machine.apt_log.exists()


def test_missing_libraries_are_named_to_a_user_who_may_not_install(machine: Machine) -> None:
    machine.packages("not-installed")
    machine.python(OLD)
    done = machine.run("--version")
    assert "Type:  sudo apt-get install -y --no-install-recommends libgl1 libegl1" in done.stderr
    assert not machine.apt_log.exists()


def test_missing_libraries_are_installed_where_that_is_allowed(machine: Machine) -> None:
    machine.packages("not-installed")
    machine.user(0)
    machine.python(WITHOUT_VENV)
    machine.run("--version")
    asked = machine.apt_log.read_text(encoding="utf-8")
    assert "install -y --no-install-recommends libgl1 libegl1" in asked
    assert "install -y --no-install-recommends python3 python3-venv" in asked


def test_an_installer_that_fails_leaves_the_line_to_type(machine: Machine) -> None:
    machine.packages("not-installed")
    machine.user(0)
    machine.python(OLD)
    done = machine.run("--version", APT_EXIT="100")
    assert "Type:  sudo apt-get install" in done.stderr


def test_a_folder_that_cannot_be_written(machine: Machine) -> None:
    machine.python(REAL)
    (machine.root / "build").write_text("a file is in the way", encoding="utf-8")
    done = machine.run("--version")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_a_second_call_starts_at_once(machine: Machine) -> None:
    """With the stamp of this lock file in place nothing is asked of the system; the program itself is started."""
    scripts = machine.root / ".venv" / "bin"
    scripts.mkdir(parents=True)
    fake = scripts / "python"
    fake.write_text('#!/bin/sh\n[ "$1" = -c ] || echo "started: $*"\n', encoding="utf-8")
    fake.chmod(0o755)
    machine.tool("dpkg-query", '#!/bin/sh\necho asked >>"$APT_LOG"\n')
    digest = subprocess.run(
        "sha256sum <requirements.lock",
        shell=True,
        cwd=machine.root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (machine.root / ".venv" / ".ready").write_text(f"{digest} {machine.root} run\n", encoding="utf-8")
    done = machine.run("new", "a b.wbk")
    assert done.stdout == "started: -m workbench.app.cli new a b.wbk\n"
    assert done.stderr == ""
    assert not machine.apt_log.exists()


@pytest.mark.slow
def test_no_network_and_a_half_made_environment(machine: Machine) -> None:
    """What a call that was broken off left behind is made anew; packages that cannot be had are said in one line."""
    machine.python(REAL)
    (machine.root / ".venv").mkdir()
    (machine.root / ".venv" / ".half-made").write_text("")
    (machine.root / ".venv" / "left-over").write_text("")
    done = machine.run("--version", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(machine.root))
    assert done.returncode == 1
    assert "is there a network?" in done.stderr
    assert "build/setup.log" in done.stderr
    assert not (machine.root / ".venv" / "left-over").exists()
    assert not (machine.root / ".venv" / ".ready").exists()
    again = machine.run("--version", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(machine.root), LANG="zh_HK.UTF-8")
    assert again.returncode == 1
    assert "請檢查網絡連線" in again.stderr
