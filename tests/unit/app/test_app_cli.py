"""The frame of the command line: languages, exit codes, one line instead of a traceback."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.app import cli
from workbench.app.commands import build_parser
from workbench.app.console import Console, width
from workbench.app.locale import message_language
from workbench.base.log import logger
from workbench.base.messages import catalogue
from workbench.domain.errors import Cancelled, FileProblem, RuleError, StorageError, UsageError
from workbench.domain.text import Lang

REPO = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_HK.UTF-8")


def shell(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "workbench.app.cli", *arguments],
        cwd=REPO,
        env={**os.environ, "QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": "", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.mark.parametrize(
    ("arguments", "env", "expected"),
    [
        ([], "en_GB.UTF-8", "en"),
        ([], "zh_HK.UTF-8", "zh-Hant"),
        ([], "C", "en"),
        (["--lang", "zh-Hant", "new"], "en_GB", "zh-Hant"),
        (["new", "--lang=en"], "zh_HK", "en"),
        (["brief", "--lang", "both"], "zh_HK", "zh-Hant"),
        (["--lang", "fr"], "zh_HK", "zh-Hant"),
        (["--lang"], "en", "en"),
    ],
)
def test_language_of_messages(
    arguments: list[str], env: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", env)
    assert message_language(arguments) == expected


def test_locale_variables_in_the_order_of_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB")
    monkeypatch.setenv("LC_MESSAGES", "zh_HK")
    assert message_language([]) == "zh-Hant"
    monkeypatch.setenv("LC_ALL", "C")
    assert message_language([]) == "en"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuleError("app.suffix", file="x"), 1),
        (UsageError("app.suffix", file="x"), 2),
        (FileProblem("app.suffix", file="x"), 3),
        (StorageError("app.suffix", file="x"), 4),
        (Cancelled(), 5),
        (KeyboardInterrupt(), 5),
        (BrokenPipeError(), 5),
        (ZeroDivisionError("a\nb"), 1),
        (OSError(28, "No space left on device", "there"), 4),
        (FileNotFoundError(2, "No such file or directory", "there"), 3),
        (MemoryError(), 1),
        (SystemExit(0), 0),
    ],
)
def test_every_end_has_its_exit_code(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "dup2", lambda *_: None)

    def work() -> int:
        raise error

    assert cli.guarded(work, Console("en")) == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.strip().count("\n") == 0


def test_a_defect_is_one_line_and_an_entry_in_the_log(
    capsys: pytest.CaptureFixture[str], own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logger, "handlers", [])  # as in a new process: an earlier test's log is elsewhere

    def work() -> int:
        raise ZeroDivisionError("at the wrong moment")

    assert cli.guarded(work, Console("zh-Hant")) == 1
    said = capsys.readouterr().err
    log = own_home / "state" / "log" / "workbench.log"
    assert str(log) in said
    assert "你的檔案沒有改動" in said
    assert "ZeroDivisionError: at the wrong moment" in log.read_text(encoding="utf-8")
    for handler in logger.handlers:
        handler.close()


def every_parser(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parser and those of all its commands, however deep."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from every_parser(below)


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_help_of_every_command_is_in_the_readers_language(lang: Lang) -> None:
    parsers = list(every_parser(build_parser(lang)))
    assert len(parsers) > 20
    for parser in parsers:
        shown = parser.format_help()
        assert "app." not in shown, parser.prog  # a message code that has no sentence shows itself
        assert ("用法：" in shown) == (lang == "zh-Hant")


def test_help_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["new"], ["snapshot"], ["scenario", "solve"]):
        assert cli.main([*command, "--help"]) == 0
        assert capsys.readouterr().out.startswith("usage: workbench")


def test_every_message_that_the_commands_say_is_written() -> None:
    sources = [*(REPO / "workbench" / "app").rglob("*.py"), REPO / "workbench" / "services" / "demo.py"]
    named = {
        code
        for path in sources
        for code in re.findall(r'"((?:app|demo)\.[a-z_-]+[a-z])"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert not named - set(catalogue()) - {"app.svg"}


def test_every_message_of_this_room_is_written_in_both_languages() -> None:
    ours = {code: texts for code, texts in catalogue().items() if code.startswith(("app.", "demo."))}
    assert ours
    for code, texts in ours.items():
        assert set(texts) == {"en", "zh-Hant"}, code
        fields = [
            {part.split("}")[0].removesuffix("_en").removesuffix("_zh") for part in text.split("{")[1:]}
            for text in texts.values()
        ]
        assert fields[0] == fields[1], code


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["new"], "Missing: FILE.wbk"),
        (["nonsense"], "cannot be “nonsense”"),
        (["new", "x.wbk", "--colour"], "Not understood: --colour"),
        (["indicators", "x.wbk", "--as-of", "yesterday"], "cannot be “yesterday”"),
        (["indicators", "x.wbk", "--as-of"], "needs a value"),
        (["index", "x.wbk", "--json"], "not available yet"),
        (["index", "--spec", "s.json", "--data", "d.csv", "--json"], "not available yet"),
        (["new", "plan.txt"], ".wbk"),
    ],
)
def test_wrong_usage(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.out == ""


def test_wrong_usage_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "--lang", "zh-Hant"]) == 2
    assert "欠缺參數：FILE.wbk" in capsys.readouterr().err


def test_the_version() -> None:
    done = shell("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("workbench ")


def test_no_display_is_said_in_one_line_that_names_the_commands() -> None:
    done = shell("--lang", "en")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "workbench new, demo" in done.stderr
    assert "沒有顯示器" in shell(LANG="zh_HK.UTF-8").stderr


def test_a_reader_that_leaves_is_no_defect() -> None:
    """``workbench … | head``: the pipe closes while we write."""
    script = "import sys; from workbench.app import cli; sys.exit(cli.main(['--help']))"
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert "Traceback" not in errors
    assert "Exception" not in errors


def test_output_is_utf8_whatever_the_console_says() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench.app.cli", "--lang", "zh-Hant", "--help"],
        cwd=REPO,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert "創科藍圖工作台" in done.stdout.decode("utf-8")


def test_json_keeps_the_order_given_and_refuses_nan(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console("en", as_json=True)
    console.document({"b": 1, "a": "衞"})
    shown = capsys.readouterr().out
    assert list(json.loads(shown)) == ["b", "a"]
    assert "衞" in shown
    with pytest.raises(ValueError, match="not JSON compliant"):
        console.document({"x": float("nan")})


def test_columns_count_a_chinese_character_as_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert width("衞A") == 3
    Console("en").table(["a", "b"], [("指標", "1"), ("x", "22")], right=frozenset({1}))
    lines = capsys.readouterr().out.splitlines()
    assert [width(line) for line in lines] == [8, 8, 8, 8] or lines == [
        "a      b",
        "────  ──",
        "指標   1",
        "x     22",
    ]


def test_the_parser_knows_every_command_of_the_contract() -> None:
    shown = build_parser("en").format_help()
    contract = "new demo tables import indicators rate scenario index snapshot brief verify check export"
    for command in contract.split():
        assert f"\n    {command} " in shown, command
