"""What the commands print: results on stdout, words for people on stderr, always UTF-8."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TextIO

from workbench.base.messages import word
from workbench.domain.text import Lang


def use_utf8() -> None:
    """Make stdout and stderr UTF-8 whatever the console's code page is, with plain line ends in both."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a captured stream in a test has none
            with suppress(OSError, ValueError):
                reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def width(text: str) -> int:
    """Columns that *text* takes on a terminal: two for a Chinese character."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


@dataclass(frozen=True, slots=True)
class Console:
    """The two channels of a command. ``as_json``: exactly one document on stdout, nothing else there."""

    lang: Lang
    as_json: bool = False

    def word(self, code: str, **params: Any) -> str:
        """The sentence for *code* in the reader's language."""
        return word(code, self.lang, **params)

    def note(self, text: str) -> None:
        """A line for a person, on stderr."""
        _write(sys.stderr, text)

    def say(self, code: str, **params: Any) -> None:
        """The sentence for *code*, on stderr."""
        self.note(self.word(code, **params))

    def line(self, text: str = "") -> None:
        """A line of the result, on stdout."""
        _write(sys.stdout, text)

    def document(self, document: Any, *, large: bool = False) -> None:
        """The result as one JSON document: keys in the order given, no NaN, characters as they are.

        large: on one line, which takes a fraction of the time and memory.
        """
        indent = None if large else 1
        _write(sys.stdout, json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False))

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()
    ) -> None:
        """Columns aligned for a terminal; *right* numbers those aligned to the right."""
        body = [list(head), *(list(row) for row in rows)]
        widths = [max(width(row[column]) for row in body) for column in range(len(head))]
        for number, row in enumerate(body):
            cells = []
            for column, cell in enumerate(row):
                space = " " * (widths[column] - width(cell))
                cells.append(space + cell if column in right else cell + space)
            self.line("  ".join(cells).rstrip())
            if number == 0:
                self.line("  ".join("─" * size for size in widths))


def _write(stream: TextIO | None, text: str) -> None:
    """Write a line; a program started without a console (``pythonw``) has no stream to write to."""
    if stream is not None:
        stream.write(f"{text}\n")
