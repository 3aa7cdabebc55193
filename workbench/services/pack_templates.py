"""The user's own Word and PowerPoint templates: read and checked before anything is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.domain.errors import FileProblem, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 50_000_000


def load_design(path: Path, form: str) -> Any:
    """The checked template for *docx* or *pptx*, for the renderer of that format.

    Raises :class:`FileProblem`: unreadable, with macros, a style, layout or ``{{body}}`` missing, a placeholder that is
    not known (each with the nearest name there is).
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise FileProblem("packs.design-unreadable", file=path.name, reason="> 50 MB")
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileProblem("packs.design-unreadable", file=path.name, reason=reason) from error
    return checked(content, path.name, form)


def kept_design(session: Any, document_id: str, form: str) -> Any:
    """As :func:`load_design`, for a template kept as a document of the workspace. Raises :class:`UsageError` too."""
    return checked(session.document_content(document_id), session.document(document_id).file_name, form)


def checked(content: bytes, file: str, form: str) -> Any:
    """The template of a format from its content."""
    if form == "docx":
        from workbench.briefing import docx_design

        return docx_design.checked_design(content, file)
    if form == "pptx":
        from workbench.briefing import pptx_design

        return pptx_design.checked_design(content, file)
    raise UsageError("packs.design-kind", file=file)
