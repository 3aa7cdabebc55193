"""Opening a document kept in the workspace with the program of this computer, and writing it out."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.gui.language import mark, tr

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace

# A document comes from elsewhere: only kinds that programs show, never such as they run, are opened at once.
_TEXTS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".eml", ".pptx", ".ppt", ".odp")
_TABLES = (".csv", ".xlsx", ".xls", ".ods")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp")
_SHOWN = frozenset((*_TEXTS, *_TABLES, *_PICTURES))


@cache
def _own_folder() -> Path:
    """Where the copies lie that are looked at; gone when the program ends, as documents may be confidential."""
    folder = Path(tempfile.mkdtemp(prefix="workbench-documents-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def open_document(workspace: Workspace, document_id: str) -> Path | None:
    """Show a document in its program, from a copy that may be changed without harm. What could run is only exported."""
    from workbench.services.documents import safe_name, save_document

    document = workspace.attempt(lambda: workspace.session.document(document_id))
    if document is None:
        return None
    if Path(safe_name(document)).suffix.lower() not in _SHOWN:
        workspace.notify.warn(
            mark(
                "documents", "“{file}” is not opened from here, as it could be a program. Export it instead."
            ),
            file=document.file_name,
        )
        return None
    folder = Path(tempfile.mkdtemp(dir=_own_folder()))
    path = workspace.attempt(lambda: save_document(workspace.session, document_id, folder))
    if path is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    return path


def ask_and_save(workspace: Workspace, document_id: str, parent: QWidget) -> None:
    """Ask for a place and write a document there."""
    from workbench.services.documents import safe_name

    document = workspace.attempt(lambda: workspace.session.document(document_id))
    if document is not None:
        name, _ = QFileDialog.getSaveFileName(parent, tr("documents", "Export document"), safe_name(document))
        if name:
            save(workspace, document_id, Path(name))


def save(workspace: Workspace, document_id: str, path: Path) -> Path | None:
    """Write a document to *path* (the question about replacing has been asked) and tell."""
    from workbench.services.documents import save_document

    written = workspace.attempt(lambda: save_document(workspace.session, document_id, path, replace=True))
    if written is not None:
        workspace.notify.good(
            mark("documents", "“{file}” was written to {folder}"),
            file=written.name,
            folder=str(written.parent),
        )
    return written
