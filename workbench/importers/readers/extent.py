"""Sheets of which one stray cell makes millions: found before a reader lays out the rectangle up to it."""

from __future__ import annotations

import io
import re
import zipfile

from workbench.domain.errors import FileProblem

_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\b[^>]*\bref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"')
_HEAD = 8_192  # bytes in which the dimension stands
_SCANNED = 64_000_000  # bytes of a sheet that are looked through for its farthest cell


def refuse_stray_cells(data: bytes, name: str, most: int) -> None:
    """Raise :class:`FileProblem` for an xlsx sheet whose rectangle has more than *most* cells, naming the farthest one."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = [part for part in archive.namelist() if re.search(r"worksheets/[^/]+\.xml$", part)]
        for part in parts:
            with archive.open(part) as file:
                found = _DIMENSION.search(file.read(_HEAD))
            if found is None or _column(found[1]) * int(found[2]) <= most:
                continue
            with archive.open(part) as file:
                places = [
                    (_column(cell[1]), int(cell[2]), cell) for cell in _CELL.finditer(file.read(_SCANNED))
                ]
            right, bottom = (
                max((col for col, *_ in places), default=0),
                max((row for _, row, _ in places), default=0),
            )
            if right * bottom > most:
                far = max(places, key=lambda place: place[0] / right + place[1] / bottom)[2]
                cell = (far[1] + far[2]).decode("ascii")
                raise FileProblem(
                    "importers.stray-cell", file=name, cell=cell, sheet=part.rsplit("/", 1)[-1][:-4]
                )
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return  # the reader itself says what is wrong


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
