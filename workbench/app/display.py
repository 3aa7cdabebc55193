"""Is there a screen to open a window on? Answered without Qt, and by ``python -m workbench.app.display`` (exit 0 = yes)."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Whether a window could be shown: always on Windows and macOS; elsewhere if X11, Wayland or a platform is named."""
    if sys.platform in ("win32", "darwin", "cygwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(0 if has_display() else 1)
