"""``demo``: the whole main job, headless."""

from __future__ import annotations

from workbench.app.parser import Commands


def add_to(commands: Commands) -> None:
    """``workbench demo OUT_DIR [--table PATH]``."""
    commands.later("demo")
