"""Cells on the clipboard as a book, in the most exact form that the other program gave."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from workbench.base import clock
from workbench.base.files import write_bytes
from workbench.importers.book import Book

_XML = (
    'application/x-qt-windows-mime;value="XML Spreadsheet"',
    "XML Spreadsheet",
    "application/xml-spreadsheet",
)


def pasted_book(folder: Path, mime: QMimeData | None = None) -> tuple[Book, Path]:
    """The cells on the clipboard (or in *mime*) and a file in *folder* with the same cells, which may be kept.

    Raises :class:`FileProblem` (``importers.nothing-pasted``).
    """
    from workbench.importers.readers.clipboard import read_clipboard

    data = (mime if mime is not None else QApplication.clipboard().mimeData()) or QMimeData()
    xml = next((bytes(data.data(name).data()) for name in _XML if data.hasFormat(name)), None)
    moment = clock.now().astimezone().strftime("%Y-%m-%d %H%M%S")
    path = folder / f"Pasted {moment}.tsv"
    book, content = read_clipboard(
        path.name,
        xml=xml,
        html=data.html() if data.hasHtml() else None,
        text=data.text() if data.hasText() else None,
    )
    folder.mkdir(parents=True, exist_ok=True)
    write_bytes(path, content)
    return book, path
