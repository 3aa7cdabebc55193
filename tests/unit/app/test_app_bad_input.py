"""Bad input: one clear line in the reader's language, the exit code of the contract, and nothing lost."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.app import cli, qt_ready
from workbench.app.qt_ready import CannotOpenWindow, debian_package, missing_library, require_qt
from workbench.base.files import sha256
from workbench.services.session import Session

REPO = Path(__file__).resolve().parents[3]
LANGUAGES = ("en", "zh-Hant")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What a person was told, after checking that it is no traceback and that no result was printed."""
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert captured.out == ""
    assert captured.err.strip()
    return captured.err.strip()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "plan.wbk"
    Session.create(path, framework="empty").close()
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workspace", b"SQLite format 3\x00 cut off"])
def test_a_file_that_is_no_workspace(
    lang: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letter.wbk"
    path.write_bytes(content)
    for command in (["check"], ["indicators"], ["scenario", "list"], ["snapshot", "create"]):
        rest = ["x"] if command[-1] == "create" else []
        assert cli.main(["--lang", lang, *command, str(path), *rest]) == 4
        assert "letter.wbk" in said(capsys)
    assert path.read_bytes() == content


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_database_of_something_else(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.wbk"
    with sqlite3.connect(path) as other:
        other.execute("create table letters (id integer primary key)")
    other.close()
    before = sha256(path)
    assert cli.main(["--lang", lang, "check", str(path)]) == 4
    assert "other.wbk" in said(capsys)
    assert sha256(path) == before


def test_a_workspace_of_a_newer_version(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = sqlite3.connect(workspace)
    (version,) = newer.execute("pragma user_version").fetchone()
    newer.execute(f"pragma user_version = {version + 1000}")
    newer.commit()
    newer.close()
    before = sha256(workspace)
    for lang, word in (("en", "newer"), ("zh-Hant", "較新")):
        assert cli.main(["--lang", lang, "snapshot", "create", str(workspace), "x"]) == 4
        assert word in said(capsys)
    assert sha256(workspace) == before


def test_a_damaged_workspace(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(workspace.read_bytes())
    content[4096 : 4096 * 3] = b"\x5a" * (4096 * 2)
    workspace.write_bytes(content)
    for lang in LANGUAGES:
        assert cli.main(["--lang", lang, "snapshot", "create", str(workspace), "x"]) == 4
        assert "plan.wbk" in said(capsys)
    assert workspace.read_bytes() == bytes(content)


def test_a_workspace_that_is_open_elsewhere_can_be_read_but_not_changed(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open in a window of this or another person: another process holds it."""
    script = (
        "import sys; from pathlib import Path; from workbench.services.session import Session\n"
        "session = Session.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read(); session.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(workspace)],
        cwd=REPO,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        before = sha256(workspace)
        for lang in LANGUAGES:
            assert cli.main(["--lang", lang, "snapshot", "create", str(workspace), "x"]) == 4
            assert "plan.wbk" in said(capsys)
        assert cli.main(["snapshot", "list", str(workspace), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["snapshots"] == []
        other.communicate("")
    assert sha256(workspace) == before
    assert cli.main(["snapshot", "create", str(workspace), "x"]) == 0


def test_a_new_workspace_never_overwrites(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sha256(workspace)
    assert cli.main(["--lang", "en", "new", str(workspace)]) == 4
    assert "plan.wbk" in said(capsys)
    assert sha256(workspace) == before


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--lang", "en", "new", str(tmp_path / "nowhere" / "plan.wbk")]) == 4
    assert len(said(capsys).splitlines()) == 1


def test_an_output_folder_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file where the folder should be: it fails for everyone, root included."""
    taken = tmp_path / "taken"
    taken.write_text("a letter", encoding="utf-8")
    plan = tmp_path / "sample.wbk"
    Session.create(plan).close()
    for lang, word in (("en", "another folder"), ("zh-Hant", "其他資料夾")):
        for command in (["brief", str(plan), "--out", str(taken / "papers")], ["demo", str(taken / "demo")]):
            environment = "en_HK" if lang == "en" else "zh_HK"
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("LANG", environment)
                patch.delenv("LC_ALL", raising=False)
                assert cli.main(command) == 4
            assert word in said(capsys)
    assert taken.read_text(encoding="utf-8") == "a letter"


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """Settings, log and working copies have nowhere to go: reading commands work, changing ones say why they do not."""
    plan = tmp_path / "plan.wbk"
    Session.create(plan, framework="empty").close()
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    before = sha256(plan)
    env = {**os.environ, "WORKBENCH_HOME": str(home / "inside"), "LANG": "en_HK.UTF-8"}
    for command in (["--version"], ["scenario", "list", str(plan)], ["snapshot", "create", str(plan), "x"]):
        done = subprocess.run(
            [sys.executable, "-m", "workbench.app.cli", *command],
            cwd=REPO,
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        assert "Logging error" not in done.stderr
        assert done.returncode in (0, 4)
        if done.returncode:
            assert len(done.stderr.strip().splitlines()) == 1
    assert home.read_text(encoding="utf-8") == ""
    if done.returncode:
        assert sha256(plan) == before


@pytest.mark.parametrize(("lang", "word"), [("en", "Did you mean “gdp”?"), ("zh-Hant", "是否指「gdp」？")])
def test_a_formula_with_a_typo(
    lang: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "model.json"
    model.write_text(
        json.dumps(
            {
                "time": {"start": "2020", "end": "2021"},
                "variables": {
                    "gerd": {"level": {"2020": 1}, "growth": 0.1},
                    "gdp": {"level": {"2020": 1}, "growth": 0.1},
                    "ratio": {"formula": "gerd / gpd * 100"},
                },
            }
        ),
        encoding="utf-8",
    )
    assert cli.main(["--lang", lang, "scenario", "evaluate", "--model", str(model), "--json"]) == 3
    told = said(capsys)
    assert "ratio" in told
    assert word in told


def test_a_model_that_is_not_json_or_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "model.json"
    assert cli.main(["--lang", "en", "scenario", "evaluate", "--model", str(model)]) == 3
    assert "model.json" in said(capsys)
    model.write_text("{'a': 1}", encoding="utf-8")
    assert cli.main(["--lang", "zh-Hant", "scenario", "evaluate", "--model", str(model)]) == 3
    assert "並非有效的JSON檔案" in said(capsys)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.xlsx", b"just some words"),
        ("notes.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off"),
        ("notes.xlsx", b"PK\x03\x04 cut off"),
        ("empty.csv", b""),
        ("picture.ods", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_a_workbook_that_is_not_one(
    lang: str, name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / name
    book.write_bytes(content)
    assert cli.main(["--lang", lang, "tables", str(book), "--json"]) == 3
    assert name in said(capsys)


def test_a_workbook_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--lang", "en", "tables", str(tmp_path / "none.xlsx")]) == 3
    assert "none.xlsx" in said(capsys)


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libGL.so.1", "libgl1"),
        ("libEGL.so.1", "libegl1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
    ],
)
def test_the_package_of_a_missing_library(library: str, package: str) -> None:
    error = ImportError(f"{library}: cannot open shared object file: No such file or directory")
    assert missing_library(error) == library
    assert debian_package(library) == package


def test_a_missing_system_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blocker:
        """An import of Qt that fails as it does where libEGL is not installed."""

        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> None:
            if name == "PySide6.QtSvg":
                raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(sys, "meta_path", [Blocker(), *sys.meta_path])
    for name in [name for name in sys.modules if name == "PySide6.QtSvg"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(CannotOpenWindow) as caught:
        require_qt()
    assert caught.value.exit_code == 2
    assert "libegl1" in caught.value.words("en")
    assert "libegl1" in caught.value.words("zh-Hant")


def test_a_display_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(qt_ready, "_display_answers", lambda: False)
    monkeypatch.setattr(qt_ready.ctypes, "CDLL", lambda name: object())
    with pytest.raises(CannotOpenWindow, match="does not answer"):
        require_qt()
