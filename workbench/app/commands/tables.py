"""``tables`` and ``import``: what is in a published workbook, and taking it in."""

from __future__ import annotations

from workbench.app.parser import Commands


def add_to(commands: Commands) -> None:
    """``workbench tables BOOK`` and ``workbench import FILE.wbk BOOK``."""
    for name in ("tables", "import"):
        commands.later(name)
