"""The table of a result as a file: CSV for anything, a workbook for Excel."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from workbench.domain.errors import StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def write_rows(path: Path, title: str, rows: Sequence[Sequence[str | float | None]]) -> None:
    """Write rows (head first) as the ending of *path* says: ``.csv`` (UTF-8 with a byte order mark) or ``.xlsx``.

    Numbers keep full precision, missing ones are empty cells. Raises :class:`UsageError` ``app.batch-format`` for
    another ending, :class:`StorageError` ``app.not-written``.
    """
    from workbench.base.files import write_bytes

    ending = path.suffix.lower()
    if ending == ".xlsx":
        from workbench.services.scenario_workbook import book_bytes

        content = book_bytes([(title[:31] or "1", [list(row) for row in rows])])
    elif ending == ".csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        for row in rows:
            writer.writerow(
                ["" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row]
            )
        content = ("\ufeff" + out.getvalue()).encode()
    else:
        raise UsageError("app.batch-format", file=path.name)
    try:
        write_bytes(path, content)
    except OSError as error:
        raise StorageError("app.not-written", file=path.name, reason=error.strerror or str(error)) from error
