"""Identifiers that two people working apart never give twice."""

from __future__ import annotations

import uuid


def new_id(prefix: str) -> str:
    """A new id such as ``scn-1f0c9a…``: a readable prefix and a random part."""
    return f"{prefix}-{uuid.uuid4().hex[:12]}"
