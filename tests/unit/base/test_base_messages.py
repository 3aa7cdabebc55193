"""Messages are found by code in both languages; what is wrong with one file or one parameter never silences another."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.base import messages
from workbench.base.messages import both, catalogue, word


def test_every_message_has_both_languages_and_the_same_parameters() -> None:
    import string

    def names(text: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}

    assert len(catalogue()) > 300
    for code, texts in catalogue().items():
        assert set(texts) == {"en", "zh-Hant"}, code
        shared = [
            {name for name in names(text) if not name.endswith(("_en", "_zh"))} for text in texts.values()
        ]
        assert shared[1] <= shared[0] | {"measure"}, code


def test_a_missing_parameter_shows_its_name_and_an_unknown_code_itself() -> None:
    assert "{file}" in word("store.absent", "en")
    assert word("no.such-code", "zh-Hant", a=1) == "no.such-code {'a': 1}"
    assert set(both("store.full", file="x")) == {"en", "zh-Hant"}


def test_parameters_may_be_called_anything() -> None:
    assert word("store.absent", "en", lang="x", code="y", file="z.wbk").startswith("z.wbk")


def test_a_damaged_file_does_not_silence_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "i18n" / "messages"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text('[a]\nb = { en = "B", zh-Hant = "乙" }\n', encoding="utf-8")
    (folder / "b.toml").write_text("[a\n", encoding="utf-8")
    monkeypatch.setattr(messages, "asset", lambda *parts: tmp_path.joinpath(*parts))
    catalogue.cache_clear()
    try:
        assert word("a.b", "zh-Hant") == "乙"
    finally:
        catalogue.cache_clear()


def test_no_code_is_worded_twice() -> None:
    import tomllib

    from workbench.base.paths import asset

    told: dict[str, str] = {}
    for path in sorted(asset("i18n", "messages").glob("*.toml")):
        for room, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for name in entries:
                assert told.setdefault(f"{room}.{name}", path.name) == path.name, f"{room}.{name}"
