"""Where the shipped files are, and where this user's own files go.

Shipped files (``resources``, ``data``, ``i18n``) stand beside the package in a checkout and inside it in an
installed or frozen program; nothing else in the code needs to know which.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

_PACKAGE = Path(__file__).resolve().parents[1]
_dirs = PlatformDirs("BlueprintWorkbench", appauthor=False, roaming=False)


@cache
def _asset_root() -> Path:
    inside = _PACKAGE / "_assets"
    return inside if inside.is_dir() else _PACKAGE.parent


def asset(*parts: str) -> Path:
    """Path of a shipped file, such as ``asset("resources", "theme.json")``. It need not exist."""
    return _asset_root().joinpath(*parts)


def state_dir() -> Path:
    """Folder of this user for working copies, logs and recovery. ``WORKBENCH_HOME`` moves it. Not created here."""
    home = os.environ.get("WORKBENCH_HOME")
    return Path(home) / "state" if home else Path(_dirs.user_data_dir)


def settings_dir() -> Path:
    """Folder of this user for settings. ``WORKBENCH_HOME`` moves it. Not created here."""
    home = os.environ.get("WORKBENCH_HOME")
    return Path(home) / "settings" if home else Path(_dirs.user_config_dir)
