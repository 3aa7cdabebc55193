"""What ``workbench check`` looks at in an open workspace."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from workbench.domain.errors import Problem
from workbench.domain.issued import IssuedPaper
from workbench.domain.snapshot import Snapshot
from workbench.domain.strategy import CLAIMS_PROGRESS
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.services.reading import Reading

_LANGUAGE_NAMES = {"en": "English / 英文", "zh-Hant": "Chinese / 中文"}


def check_workspace(
    session: Reading,
    snapshots: Sequence[Snapshot] = (),
    papers: Sequence[IssuedPaper] = (),
    contents: Sequence[str] = (),
) -> list[Problem]:
    """All findings, worst first. Nothing is changed.

    snapshots, papers, contents: those that are no longer what they were (contents by SHA-256).
    """
    found = [Problem("error", "check.snapshot-broken", {"name": mark.name}) for mark in snapshots]
    found += [Problem("error", "check.issued-broken", {"file": paper.file_name}) for paper in papers]
    named = {document.sha256: document.file_name for document in session.documents()}
    found += [
        Problem("error", "check.attachment-broken", {"file": named.get(name, name[:12])}) for name in contents
    ]
    found += _links(session)
    found += _evidence(session)
    found += _sources(session)
    found += _texts(session)
    return found


def _links(session: Reading) -> list[Problem]:
    known = {item.id for item in session.indicators()}
    bodies, sources = session.bodies(), session.sources()
    found = []
    for node in session.nodes():
        found += [
            Problem("warning", "check.dangling-indicator", {"id": node.id, "indicator": name})
            for name in node.indicators
            if name not in known
        ]
        found += [
            Problem("warning", "check.dangling-body", {"id": node.id, "body": code})
            for code in node.lead_bodies
            if code not in bodies
        ]
        grounds = {item.id for item in session.evidence(node.id)}
        grounds |= {item.source.source_id for item in node.progress}
        found += [
            Problem("warning", "check.status-evidence-gone", {"id": node.id, "evidence": name})
            for name in node.official_status_evidence
            if name not in grounds
        ]
        if node.official_status in CLAIMS_PROGRESS and not node.official_status_evidence:
            found.append(Problem("warning", "check.status-without-evidence", {"id": node.id}))
        if node.source.source_id not in sources:
            found.append(
                Problem("warning", "check.dangling-source", {"id": node.id, "source": node.source.source_id})
            )
    return found


def _evidence(session: Reading) -> list[Problem]:
    """Links of evidence that lead to a file on this computer which is not there. The web is never asked."""
    return [
        Problem("warning", "check.file-gone", {"id": item.node_id, "link": item.link})
        for item in session.evidence()
        if is_broken(item.link)
    ]


def is_broken(link: str) -> bool:
    """Whether a link leads to a file on this computer which is not there. The web is never asked."""
    if link.startswith("file:"):
        place = unquote(urlsplit(link).path)
        place = place[1:] if os.name == "nt" else place
    else:
        place = link if "://" not in link else ""
    if not place or not Path(place).is_absolute():
        return False
    try:
        return not Path(place).exists()
    except (OSError, ValueError):
        return True


def _sources(session: Reading) -> list[Problem]:
    return [
        Problem("error", "check.unsourced", {"series": indicator.id, "period": item.period.code})
        for indicator in session.indicators()
        for item in session.vintages(indicator.id)
        if not (item.provenance.source_id or item.provenance.file_name)
    ]


def _texts(session: Reading) -> list[Problem]:
    named: list[tuple[str, str, LocalText]] = [("node", node.id, node.title) for node in session.nodes()]
    named += [("indicator", item.id, item.name) for item in session.indicators() if item.role != "imported"]
    named += [("scenario", item.id, item.name) for item in session.scenarios()]
    named += [("evidence", item.id, item.text) for item in session.evidence()]
    return [
        Problem(
            "warning", "check.missing-text", {"kind": kind, "id": thing_id, "language": _LANGUAGE_NAMES[lang]}
        )
        for kind, thing_id, text in named
        for lang in text.missing
    ]
