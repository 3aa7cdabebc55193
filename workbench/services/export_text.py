"""Cells, rows and files of the exported CSV: RFC 4180 with newline ``\\n``, full double precision, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

BOM = "\ufeff"
_MUST_QUOTE = re.compile(r'[",\x00-\x1f\x85\u2028\u2029]|^\s|\s$')
# What a spreadsheet may take for a formula, full-width forms included (East Asian Excel), or for a further cell.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n']")
_HARMLESS = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]|[+-][0-9.,\xa0\u202f ]*[0-9]%?", re.ASCII)
_CHUNK = 2000


def number(value: float) -> str:
    """The shortest text that reads back as the same double; whole numbers without ``.0``."""
    text = repr(float(value))
    if text in ("inf", "-inf", "nan"):  # as the Table Schema spells them; the program itself never stores one
        return {"inf": "INF", "-inf": "-INF", "nan": "NaN"}[text]
    return text.removesuffix(".0")


def guard(text: str) -> str:
    """*text* so that no spreadsheet computes it: an apostrophe in front where it might, or where one is there already.

    :func:`unguard` gives it back exactly. A plain signed number, or such a sign alone, stays as it is.
    """
    if _FORMULA.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text


def unguard(text: str) -> str:
    """The text that :func:`guard` was given: one leading apostrophe, if there is one, is taken away."""
    return text.removeprefix("'")


def cell(value: Any, *, guarded: bool = False) -> str:
    """One field as it stands in the file. Missing and empty are both an empty field."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number(value)
    text = json.dumps(list(value), ensure_ascii=False) if isinstance(value, list | tuple) else str(value)
    return _field(text, guarded)


@lru_cache(maxsize=20_000)  # ids, dates and places come again and again
def _field(text: str, guarded: bool) -> str:
    if guarded:
        text = guard(text)
    if _MUST_QUOTE.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


@dataclass(slots=True)
class Written:
    """What was written: name, rows (without the header), bytes, SHA-256, and the values seen in the watched columns."""

    name: str
    rows: int = 0
    bytes: int = 0
    sha256: str = ""
    seen: dict[str, set[str]] = field(default_factory=dict)


def write_csv(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    bom: bool = False,
    guarded: bool = False,
    watch: Sequence[str] = (),
) -> Written:
    """Write a file and flush it to disk. *watch*: columns of which the distinct non-empty values are kept.

    Raises ``OSError``, and whatever *rows* raise.
    """
    done = Written(path.name, seen={name: set() for name in watch})
    watched = [(header.index(name), done.seen[name]) for name in watch]
    digest = hashlib.sha256()
    with path.open("xb") as file:

        def put(lines: list[str]) -> None:
            content = "".join(lines).encode("utf-8")
            digest.update(content)
            done.bytes += file.write(content)
            lines.clear()

        lines = [(BOM if bom else "") + ",".join(cell(name) for name in header) + "\n"]
        for row in rows:
            lines.append(",".join([cell(value, guarded=guarded) for value in row]) + "\n")
            done.rows += 1
            for place, values in watched:
                if row[place]:
                    values.add(row[place])
            if len(lines) >= _CHUNK:
                put(lines)
        put(lines)
        file.flush()
        os.fsync(file.fileno())
    done.sha256 = digest.hexdigest()
    return done


def write_text(path: Path, text: str) -> Written:
    """Write a text file, UTF-8, and flush it to disk. Raises ``OSError``."""
    content = text.encode("utf-8")
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Written(path.name, 0, len(content), hashlib.sha256(content).hexdigest())
