"""Documents kept in a workspace: who refers to them, in which script they are titled, and writing one out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workbench.base.files import write_bytes
from workbench.domain.errors import StorageError

if TYPE_CHECKING:
    from workbench.domain.evidence import Document, Evidence
    from workbench.services.session import Session

Script = Literal["zh-Hant", "zh-Hans", "en", "both", ""]


def used_by(session: Session, document_id: str) -> tuple[Evidence, ...]:
    """The evidence that rests on a document."""
    return tuple(item for item in session.evidence() if item.document_id == document_id)


def script_of(document: Document) -> Script:
    """The script of a document's title and file name: ``zh-Hant``, ``zh-Hans`` or ``en`` (no Chinese characters).

    ``both``: characters of either Chinese script; ``""``: Chinese characters that both scripts share, so it cannot be
    told. The content is not read: a title says what the file calls itself.
    """

    text = (document.title.zh_hant or document.title.en or "") + document.file_name
    chinese = [one for one in text if "\u3400" <= one <= "\u9fff"]
    if not chinese:
        return "en"
    traditional = any(not _is_in(one, "gb2312") and _is_in(one, "big5hkscs") for one in chinese)
    simplified = any(not _is_in(one, "big5") and _is_in(one, "gb2312") for one in chinese)
    if traditional:
        return "both" if simplified else "zh-Hant"
    return "zh-Hans" if simplified else ""


def _is_in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def safe_name(document: Document) -> str:
    """The file name of a document, fit for any folder: a name in a file from elsewhere could lead anywhere."""
    name = document.file_name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join("_" if one in '<>:"|?*' or ord(one) < 32 else one for one in name).lstrip(".").rstrip(". ")
    return name or document.id


def save_document(session: Session, document_id: str, target: Path, *, replace: bool = False) -> Path:
    """Write a document's content to *target*, or into it under its own name if it is a folder; return the file.

    Raises :class:`UsageError` (unknown), :class:`StorageError` (there already, cannot be written, content lost).
    """
    document = session.document(document_id)
    content = session.document_content(document_id)
    path = target / safe_name(document) if target.is_dir() else target
    if path.exists() and not replace:
        raise StorageError("store.exists", file=path.name)
    try:
        write_bytes(path, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError("briefing.cannot-write", file=path.name, reason=reason) from error
    return path
