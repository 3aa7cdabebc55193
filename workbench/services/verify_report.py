"""What ``verify`` found as a table for spreadsheet programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from workbench.base import files
from workbench.base.messages import word
from workbench.domain.errors import StorageError
from workbench.services.verify import place_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.domain.text import Lang
    from workbench.services.verify import Verdict

_COLUMNS = (
    "file",
    "language",
    "severity",
    "place",
    "finding",
    "near",
    "expected",
    "found",
    "other",
    "series",
    "source",
)


def report(verdicts: Sequence[Verdict], lang: Lang) -> str:
    """One row for each finding, one for each file without any; words in *lang*.

    A text that a spreadsheet program would take for a formula is given as a text.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([word(f"verify.column-{name}", lang) for name in _COLUMNS])
    for verdict in verdicts:
        language = word("packs.lang-en" if verdict.lang == "en" else "packs.lang-zh", lang)
        if not verdict.findings:
            said = word("verify.clean", lang, file=verdict.file, count=verdict.checked)
            table.writerow([_text(verdict.file), language, "", "", said, *[""] * 6])
        for item in verdict.findings:
            figure = item.figure
            row = (
                item.file,
                language,
                word(f"app.severity-{item.severity}", lang),
                place_words(item.place).show(lang),
                item.message.show(lang),
                item.near,
                item.expected,
                item.found,
                item.other,
                figure.series_id if figure is not None else "",
                figure.source.show(lang) if figure is not None and figure.source.as_dict() else "",
            )
            table.writerow([_text(cell) for cell in row])
    return out.getvalue()


def write_report(verdicts: Sequence[Verdict], path: Path, lang: Lang) -> None:
    """Write :func:`report` to a file, UTF-8 with a mark so that spreadsheet programs read it. Raises :class:`StorageError`."""
    try:
        files.write_bytes(path, report(verdicts, lang).encode("utf-8-sig"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError("briefing.cannot-write", file=path.name, reason=reason) from error


def _text(words: str) -> str:
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
