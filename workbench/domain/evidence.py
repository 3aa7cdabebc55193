"""What is known of an item of the plan, item by item, and the documents kept inside the workspace for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.text import LocalText

Reliability = Literal["official", "published", "unpublished", "unverified"]
EvidenceKind = Literal["progress", "setback", "figure", "restated", "other"]
LARGEST_DOCUMENT = 50 * 1024 * 1024  # bytes; a workspace has to travel by e-mail and network share


@dataclass(frozen=True, slots=True)
class Document:
    """A file kept inside the workspace. Its content is stored once, under its SHA-256.

    size: bytes. added: ISO moment. source_id: the document or release it is a copy of, "" if none.
    """

    id: str
    title: LocalText
    file_name: str
    sha256: str
    size: int
    media_type: str = ""
    added: str = ""
    source_id: str = ""
    note: LocalText = field(default_factory=LocalText)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence on an item of the plan: what was said or seen, when, by whom, and how far it can be relied on.

    date: ISO year, month or day of what is told. At least one of source_id, link and document_id says where it is from.
    reliability: *official* = issued by the Government or a public body; *published* = any other published source;
    *unpublished* = correspondence, minutes, own observation; *unverified* = not checked yet.
    kind: *progress* = reports progress; *setback* = a delay or obstacle; *figure* = gives a figure; *restated* = words
    the promise anew (listed with the wordings before it, see :mod:`workbench.services.wordings`).
    """

    id: str
    node_id: str
    date: str
    text: LocalText
    source_id: str = ""
    link: str = ""
    page: str = ""
    reliability: Reliability = "unverified"
    document_id: str = ""
    kind: EvidenceKind = "progress"
