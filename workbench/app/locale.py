"""Which language a person is addressed in before any window or workspace is open."""

from __future__ import annotations

import os
import sys

from workbench.domain.text import Lang, as_lang


def system_language() -> Lang:
    """The language of the locale: ``LC_ALL``, ``LC_MESSAGES``, ``LANG``, else that of the Windows interface."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(name)
        if tag:
            return as_lang(tag)
    if sys.platform == "win32":
        import ctypes

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return "zh-Hant" if primary == 0x04 else "en"
    return "en"


def message_language(arguments: list[str]) -> Lang:
    """The language asked for with ``--lang`` anywhere among *arguments*, else the system's.

    Read before the arguments are parsed, so that the parser itself can speak it. An unknown tag is left to the
    parser to refuse; ``both`` (a pack in two languages) says nothing about the reader.
    """
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        else:
            continue
        if asked in ("en", "zh-Hant"):
            return as_lang(asked)
    return system_language()
