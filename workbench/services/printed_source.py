"""From a figure back to the printed cell: where its file is, by its fingerprint; never another file of the same name."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base.files import sha256
from workbench.domain.errors import RuleError
from workbench.importers.address import place_of
from workbench.importers.opened import Opened, open_in_child
from workbench.importers.painted import PaintedTable, understand_painted
from workbench.importers.printed import shown_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.evidence import Document
    from workbench.domain.figure import Observation, Provenance
    from workbench.importers.book import Sheet
    from workbench.services.session import Session


@dataclass(frozen=True, slots=True)
class Located:
    """Where the file of a figure is: kept inside, at a path, or nowhere (``other``: same name, other content)."""

    provenance: Provenance
    document: Document | None = None
    path: Path | None = None
    other: Path | None = None

    @property
    def found(self) -> bool:
        """Whether it can be shown."""
        return self.document is not None or self.path is not None


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A sheet as printed with the cell of a figure. ``same``: whether the cell reads as the figure was printed."""

    sheet: Sheet
    row: int
    col: int
    text: str
    same: bool
    tables: tuple[PaintedTable, ...]


def locate(session: Session, figure: Observation, folders: Iterable[Path]) -> Located:
    """Find the file that a figure was read from. Raises :class:`RuleError` (``printed.no-cell``) if it is from no workbook."""
    where = figure.provenance
    if not where.cell or not where.file_sha256:
        raise RuleError("printed.no-cell", place=where.place or where.source_id or "–")
    for document in session.documents():
        if document.sha256 == where.file_sha256:
            return Located(where, document)
    other: Path | None = None
    for folder in folders:
        path = folder / where.file_name
        with suppress(OSError):
            if path.is_file():
                if sha256(path) == where.file_sha256:
                    return Located(where, None, path)
                other = path
    return Located(where, None, None, other)


def same_file(path: Path, where: Provenance) -> bool:
    """Whether a file is the very one a figure was read from."""
    try:
        return sha256(path) == where.file_sha256
    except OSError:
        return False


def open_printed(
    path: Path, figure: Observation, *, cancelled: Callable[[], bool] = lambda: False
) -> PrintedCell:
    """Open the file and find the cell; may run on another thread. Raises :class:`FileProblem`, :class:`RuleError`."""
    opened = open_in_child(path, cancelled=cancelled)
    return printed_cell(opened, figure)


def printed_cell(opened: Opened, figure: Observation) -> PrintedCell:
    """The cell of a figure in a file that is open."""
    where = figure.provenance
    sheets = opened.book.sheets
    sheet = next((one for one in sheets if one.name == where.sheet), sheets[0] if len(sheets) == 1 else None)
    place = place_of(where.cell)
    if sheet is None or place is None:
        raise RuleError("printed.no-such-cell", sheet=where.sheet, cell=where.cell, file=where.file_name)
    text = shown_text(sheet, *place)
    tables, _ = understand_painted(sheet, {})
    return PrintedCell(sheet, *place, text, _reads_as(sheet, place, figure), tuple(tables))


def _reads_as(sheet: Sheet, place: tuple[int, int], figure: Observation) -> bool:
    """Whether a cell holds what the figure says was printed: its text, or the stored number behind it."""
    if figure.text.strip() in (sheet.text(*place), shown_text(sheet, *place)):
        return True
    value = sheet.value(*place)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value) == figure.text or repr(float(value)) == figure.text
    return False
