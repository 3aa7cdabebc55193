"""``brief``: briefing packs."""

from __future__ import annotations

from workbench.app.parser import Commands


def add_to(commands: Commands) -> None:
    """``workbench brief FILE.wbk --pack ID --lang … --format … --out DIR``."""
    commands.later("brief")
