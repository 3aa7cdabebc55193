"""One log file for this user, kept small, never sent anywhere."""

from __future__ import annotations

import logging
import logging.handlers
from contextlib import suppress

from workbench.base.paths import state_dir

logger = logging.getLogger("workbench")


def start_logging() -> None:
    """Log to a rotating file in the state folder. A folder that cannot be written is no reason to stop."""
    if logger.handlers:
        return
    logger.setLevel(logging.INFO)
    with suppress(OSError):
        folder = state_dir() / "log"
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "workbench.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logger.addHandler(handler)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
