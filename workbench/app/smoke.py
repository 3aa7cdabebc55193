"""``--smoke DIR``: the program tries itself out, without a display, and leaves in DIR what it made.

Used on the frozen program, where a library left out of the build shows only when it is first needed: the window with
every tab, a real table imported, a snapshot, a paper in both languages. The last line is :data:`LAST_LINE`.
"""

from __future__ import annotations

import faulthandler
import sys
from pathlib import Path
from typing import Any

from workbench.app.console import Console
from workbench.app.stage import dismiss, no_defect_unseen, pane_ids, settle, staged_home, staged_window
from workbench.domain.errors import StorageError
from workbench.domain.text import LANGS

LAST_LINE = "smoke: everything works"


def run_smoke(folder: Path) -> int:
    """Do it all, saying each step on stdout. Returns 0; raises at the first thing that does not work."""
    from workbench.app.commands.common import make_folder
    from workbench.app.qt_ready import require_qt
    from workbench.services.demo import run_demo

    console = Console("en")
    faulthandler.enable()  # a crash in a library says where, instead of nothing
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(line_buffering=True)

    def told(code: str, /, **params: Any) -> None:
        console.line(f"smoke: {console.word(code, **params)}")

    make_folder(folder)
    with staged_home(), no_defect_unseen():
        require_qt()
        from PySide6.QtGui import QGuiApplication

        demo = run_demo(folder / "demo", told=told)
        for lang in LANGS:
            window = staged_window(demo.workspace, lang=lang, choice="light" if lang == "en" else "dark")
            for pane in pane_ids():
                window.show_pane(pane)
                settle(window, 100)
                console.line(f"smoke: tab {pane} ({lang})")
            if not window.grab().save(str(folder / f"window-{lang}.png")):
                raise StorageError("app.folder", folder=str(folder), reason="PNG")
            dismiss(window)
        console.line(f"smoke: platform {QGuiApplication.platformName()}")
    console.line(LAST_LINE)
    return 0
