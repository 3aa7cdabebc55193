"""The register of papers that went out: which figures were told to whom, and from which state of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.domain.text import Lang, LocalText

PaperFormat = Literal["docx", "pptx", "pdf", "xlsx"]


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One file of a paper as it was issued. The register is only ever added to: no undo or restore un-issues a paper.

    snapshot_id, snapshot_digest: the state of the workspace it was written from. sha256: of the file. at: ISO moment.
    meeting: what it was issued for, as the user put it. digest: over all of this, so that a changed entry shows.
    """

    id: str
    pack_id: str
    title: LocalText
    snapshot_id: str
    snapshot_digest: str
    language: Lang
    format: PaperFormat
    file_name: str
    sha256: str
    at: str
    by: str
    meeting: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file about to be entered in the register."""

    file_name: str
    language: Lang
    format: PaperFormat
    sha256: str
