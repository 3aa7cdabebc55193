"""What is said of a defect: to the user in a line, to whoever mends it in full. Nothing is ever sent anywhere."""

from __future__ import annotations

import platform
import sys
import traceback
from dataclasses import dataclass
from types import TracebackType

from workbench import __version__


@dataclass(frozen=True, slots=True)
class Defect:
    """``place`` tells defects apart: the same error at the same line is the same defect. ``report``: text to copy."""

    kind: str
    detail: str
    place: str
    report: str


def describe(error: BaseException, trace: TracebackType | None = None) -> Defect:
    """Put a defect into words."""
    frames = traceback.extract_tb(trace or error.__traceback__)
    last = frames[-1] if frames else None
    place = f"{type(error).__name__} {last.filename}:{last.lineno}" if last else type(error).__name__
    detail = next(iter(str(error).splitlines()), "")[:200]
    head = f"Blueprint Workbench {__version__}, Python {platform.python_version()}, {platform.platform()}"
    if "PySide6" in sys.modules:
        head += f", PySide6 {sys.modules['PySide6'].__version__}"
    body = "".join(traceback.format_exception(type(error), error, trace or error.__traceback__))
    return Defect(type(error).__name__, detail, place, f"{head}\n\n{body}")
