"""The catalogues answer for every text of the window, and for nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from window_texts import QT_CONTEXTS, REPO, scan

from workbench.gui.catalogue import Entry, placeholders, read_ts

FILES = sorted((REPO / "i18n").glob("*_zh_Hant.ts"))


def entries() -> list[tuple[Path, Entry]]:
    return [(path, entry) for path in FILES for entry in read_ts(path)]


def test_context_and_text_are_plain_literals_everywhere():
    found, complaints = scan()
    assert complaints == []
    assert len(found) > 200


def test_every_text_has_a_finished_chinese_translation():
    translated = {(entry.context, entry.source) for _, entry in entries() if entry.finished}
    missing = [
        f"{item.file}:{item.line} {item.context} | {item.text}"
        for item in scan()[0]
        if (item.context, item.text) not in translated
    ]
    assert missing == []


def test_no_translation_is_without_its_text():
    used = {(item.context, item.text) for item in scan()[0]}
    idle = [
        f"{path.name}: {entry.context} | {entry.source}"
        for path, entry in entries()
        if (entry.context, entry.source) not in used and entry.context not in QT_CONTEXTS
    ]
    assert idle == []


def test_nothing_is_translated_twice():
    keys = [(entry.context, entry.source) for _, entry in entries()]
    assert sorted(set(keys)) == sorted(keys)


def test_translations_have_the_placeholders_of_their_texts():
    wrong = [
        f"{entry.source} → {entry.forms}" for _, entry in entries() if entry.finished and not entry.sound
    ]
    assert wrong == []


def test_english_plurals_have_two_forms_and_their_placeholders():
    for path in (REPO / "i18n").glob("*_en.ts"):
        used = {(item.context, item.text) for item in scan()[0]}
        for entry in read_ts(path):
            assert entry.numerus, entry.source
            assert len(entry.forms) == 2, entry.source
            assert entry.sound, entry.source
            assert (entry.context, entry.source) in used, entry.source


def test_counted_english_texts_have_plural_forms():
    """A text counted with {n} reads wrong with 1 unless it has forms, or its noun does not change."""
    forms = {(e.context, e.source) for path in (REPO / "i18n").glob("*_en.ts") for e in read_ts(path)}
    counted = {
        (item.context, item.text) for item in scan()[0] if re.search(r"\{n\} (?!of\b)\w+s\b", item.text)
    }
    assert counted - forms == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_hong_kong_orthography(path: Path):
    """No Mainland or Taiwan words and forms where Hong Kong has its own; no half-width comma after a character."""
    wrong = re.compile(
        r"[衛裡着](?<!着)|滑鼠右鍵點選|信息|數據庫|默認|保存為|軟體|網路|程式碼|説|啓|[一-鿿][,;:?!](?!\w)"
    )
    for entry in read_ts(path):
        for form in entry.forms:
            assert not wrong.search(form), form
            assert not re.search(r"[一-鿿] \d|\d [一-鿿]", form), (
                f"space between character and figure: {form}"
            )


def test_mnemonics_survive_translation():
    for _, entry in entries():
        if "&" in entry.source.replace("&&", ""):
            assert "&" in entry.forms[0].replace("&&", ""), entry.source
        else:
            assert "&" not in entry.forms[0].replace("&&", ""), entry.source


def test_placeholders_are_read_as_python_reads_them():
    assert placeholders("{n} of {total:,}") == {"n", "total"}
    assert placeholders("{{not one}}") == frozenset()
    assert placeholders("broken {") == {"?"}
