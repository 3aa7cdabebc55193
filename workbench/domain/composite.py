"""How a composite index is put together, as kept in a workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workbench.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class IndexDefinition:
    """A composite index. spec: the list of steps and their options as JSON values (the form that ``workbench index`` reads)."""

    id: str
    title: LocalText
    spec: dict[str, Any] = field(default_factory=dict)
    note: LocalText = field(default_factory=LocalText)
