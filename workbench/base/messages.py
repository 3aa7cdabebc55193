"""Sentences for people, in both languages, looked up by code.

Code below the window raises errors and reports findings as a *code* and *parameters*; the sentence is made here,
for the command line and the window alike. The sentences stand in ``i18n/messages/*.toml``, one table per code::

    [store.too-new]
    en = "{file} was made by a newer version …"
    zh-Hant = "{file}由較新版本……"
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from workbench.base.log import logger
from workbench.base.paths import asset

LANGUAGES = ("en", "zh-Hant")


class _Lenient(string.Formatter):
    """A missing parameter is shown as its name: a message must never fail to appear."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), f"{{{key}}}")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages: code → language → sentence with ``{named}`` parameters."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(asset("i18n", "messages").glob("*.toml")):
        try:
            rooms = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # one damaged file must not silence all the others
            logger.exception("messages in %s cannot be read", path.name)
            continue
        for room, entries in rooms.items():
            for name, texts in entries.items():
                found[f"{room}.{name}"] = texts
    return found


def word(code: str, lang: str, /, **params: Any) -> str:
    """The sentence for *code* in *lang*. An unknown code shows itself and its parameters."""
    texts = catalogue().get(code)
    if texts is None:
        return f"{code} {params}" if params else code
    return _Lenient().vformat(texts.get(lang) or texts["en"], (), params)


def both(code: str, /, **params: Any) -> dict[str, str]:
    """The sentence for *code* in every language, keyed by language tag."""
    return {lang: word(code, lang, **params) for lang in LANGUAGES}
