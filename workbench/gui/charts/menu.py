"""The menu of a chart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from workbench.gui.language import mark, say, tr

if TYPE_CHECKING:
    from workbench.gui.charts.view import ChartView

_CONTEXT = "ChartView"
FILES = (
    ("png", mark(_CONTEXT, "Save as picture (PNG)…")),
    ("svg", mark(_CONTEXT, "Save as drawing (SVG)…")),
    ("pdf", mark(_CONTEXT, "Save as page (PDF)…")),
    ("csv", mark(_CONTEXT, "Save figures (CSV)…")),
    ("docx", mark(_CONTEXT, "Save as Word document with an editable chart…")),
    ("pptx", mark(_CONTEXT, "Save as PowerPoint slide with an editable chart…")),
    ("xlsx", mark(_CONTEXT, "Save as Excel workbook with an editable chart…")),
)


def chart_menu(view: ChartView) -> QMenu:
    """Copying, saving, the table, zoom; and words beside the point that is chosen."""
    menu = QMenu(view)
    menu.addAction(tr(_CONTEXT, "Copy picture"), view.copy_picture)
    menu.addAction(tr(_CONTEXT, "Copy as drawing (SVG)"), view.copy_drawing)
    menu.addAction(tr(_CONTEXT, "Copy figures"), view.copy_table)
    menu.addSeparator()
    for kind, words in FILES:
        menu.addAction(say(words), partial(view.save_as, kind))
    menu.addSeparator()
    words_ = tr(_CONTEXT, "Show as chart") if view.is_table else tr(_CONTEXT, "Show as table")
    menu.addAction(f"{words_}\tT", lambda: view.show_table(not view.is_table))
    menu.addAction(tr(_CONTEXT, "Zoom in") + "\t+", lambda: view.plot.zoom(0.8))
    menu.addAction(tr(_CONTEXT, "Zoom out") + "\t−", lambda: view.plot.zoom(1.25))
    menu.addAction(tr(_CONTEXT, "Show everything") + "\t0", view.reset_view)
    for action in menu.actions():
        action.setEnabled(view.has_figures)
    stop = view.foreground.cursor_stop
    if stop is not None and not (stop.target or stop.projected or stop.path):
        menu.addSeparator()
        menu.addAction(tr(_CONTEXT, "Write beside this point…"), lambda: view.remark_asked.emit(stop))
    return menu
