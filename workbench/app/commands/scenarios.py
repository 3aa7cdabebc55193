"""``scenario``: evaluate, compare, seek goals."""

from __future__ import annotations

from workbench.app.parser import Commands


def add_to(commands: Commands) -> None:
    """``workbench scenario run|compare|solve|list|evaluate``."""
    commands.later("scenario")
