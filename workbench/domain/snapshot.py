"""A named state of the workspace that can be returned to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A mark in the change log. ``digest`` chains over the changes since the previous one, so tampering shows."""

    id: str
    name: str
    comment: str
    at: str
    by: str
    change_id: int
    seq: int
    digest: str
