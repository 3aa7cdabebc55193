"""The screenshot tour: every tab in both languages, light and dark, at 1366×768, without a display, as PNG.

``workbench tour OUT_DIR`` or ``python -m workbench.app.tour OUT_DIR``. Made to be looked at after every change.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.app.stage import (
    HEIGHT,
    WIDTH,
    dismiss,
    no_defect_unseen,
    pane_ids,
    settle,
    staged_home,
    staged_window,
)
from workbench.domain.errors import StorageError
from workbench.domain.text import LANGS, Lang

if TYPE_CHECKING:
    from workbench.gui.main_window import MainWindow
    from workbench.gui.theme import ThemeChoice

THEMES: tuple[ThemeChoice, ...] = ("light", "dark")


def run_tour(
    folder: Path,
    *,
    langs: Sequence[Lang] = LANGS,
    themes: Sequence[ThemeChoice] = THEMES,
    panes: Sequence[str] = (),
    tables: Sequence[Path] = (),
    told: Callable[[Path], None] = lambda _: None,
) -> list[Path]:
    """Take the pictures into *folder* and return them. panes: only these (all, and the start page, if empty).

    tables: instead of the panes, the pages of the import wizard on each of these files.
    """
    from workbench.app.qt_ready import require_qt
    from workbench.services.session import Session

    made: list[Path] = []
    with staged_home(), no_defect_unseen(), tempfile.TemporaryDirectory() as scratch:
        require_qt()
        for lang in langs:
            sample = Path(scratch) / f"blueprint-{lang}.wbk"
            Session.create(sample, sample_in=lang).close()
            for choice in themes:
                suffix = f"{lang}-{choice}"
                if not panes and not tables:
                    start = staged_window(None, lang=lang, choice=choice)
                    made.append(_take(start, folder / f"start-{suffix}.png"))
                    told(made[-1])
                    dismiss(start)
                window = staged_window(sample, lang=lang, choice=choice)
                _choose_first(window)
                for table in tables:
                    for path in _take_wizard(window, table, folder, suffix):
                        made.append(path)
                        told(path)
                for pane in panes or (() if tables else pane_ids()):
                    window.resize(WIDTH, HEIGHT)  # a tab before it may have needed more
                    window.show_pane(pane)
                    settle(window)
                    made.append(_take(window, folder / f"{pane}-{suffix}.png"))
                    told(made[-1])
                dismiss(window)
    return made


def _choose_first(window: MainWindow) -> None:
    """Select the first reference indicator, so that no pane is shown empty."""
    if window.workspace is not None:
        window.workspace.selection.select_indicator(window.workspace.session.indicators()[0].id)
        settle(window)


def _take_wizard(window: MainWindow, table: Path, folder: Path, suffix: str) -> Iterator[Path]:
    """Every page of the import wizard on one file, over the window, as a person sees it."""
    from PySide6.QtGui import QPainter, QPixmap

    from workbench.gui.dialogs.import_dialog import PAGES, ImportDialog

    window.tools.import_path(table)
    dialog = window.findChildren(ImportDialog)[-1]
    settle(window)
    pages = range(3) if dialog.stack.currentIndex() == PAGES else range(1)
    for page in pages:
        dialog.go_to(page)
        settle(window)
        picture = QPixmap(window.grab())
        painter = QPainter(picture)
        painter.drawPixmap(
            (picture.width() - dialog.width()) // 2, (picture.height() - dialog.height()) // 2, dialog.grab()
        )
        painter.end()
        path = folder / f"import-{table.stem}-{page + 1}-{suffix}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not picture.save(str(path), "PNG"):
            raise StorageError("app.folder", folder=str(path.parent), reason=path.name)
        yield path
    dialog.reject()


def _take(window: MainWindow, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(path), "PNG"):
        raise StorageError("app.folder", folder=str(path.parent), reason=path.name)
    return path


if __name__ == "__main__":
    from workbench.app.cli import main

    sys.exit(main(["tour", *sys.argv[1:]]))
