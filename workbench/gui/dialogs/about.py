"""Help dialogs: about, licences, keyboard shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from workbench import __version__
from workbench.base.paths import asset
from workbench.gui.dialogs.base import Dialog
from workbench.gui.icons import app_icon
from workbench.gui.language import bind, mark, tr

if TYPE_CHECKING:
    from workbench.gui.actions import Actions
    from workbench.gui.theme import Theme


class AboutDialog(Dialog):
    """What this is, which version, and that it stays offline."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(mark("about", "About Blueprint Workbench"), parent)
        self.setMinimumWidth(theme.px(420))
        picture = QLabel(self)
        side = theme.px(64)
        picture.setPixmap(app_icon().pixmap(QSize(side, side)))
        self.column.addWidget(picture)
        self.words(mark("about", "Blueprint Workbench"), "title")
        self.words(mark("about", "Version {version}"), "muted", version=__version__)
        self.words(
            mark(
                "about",
                "A bilingual workbench for policy plans, their indicators and the papers written about them.",
            )
        )
        self.words(mark("about", "It works offline: nothing you open or write leaves this computer."))
        self.words(
            mark(
                "about",
                "Not a Government product. Figures are as published by the sources named beside them.",
            ),
            "muted",
        )
        self.buttons()


class LicencesDialog(Dialog):
    """Our licence, and those of everything inside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(mark("about", "Licences"), parent)
        self.resize(720, 520)
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        bind(text, text.setAccessibleName, "about", "Licences")
        text.setPlainText(licence_text() or tr("about", "The licence files are not beside the program."))
        self.column.addWidget(text)
        self.buttons()


def licence_text() -> str:
    """LICENSE, third-party licences and the font's, as far as they are found."""
    places = (
        asset("LICENSE"),
        asset("THIRD_PARTY_LICENCES.md"),
        asset("resources", "fonts", "OFL.txt"),
    )
    found = [path.read_text(encoding="utf-8") for path in places if path.is_file()]
    return "\n\n────────\n\n".join(found)


class ShortcutsDialog(Dialog):
    """Every action that has a shortcut."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(mark("about", "Keyboard shortcuts"), parent)
        self.resize(460, 560)
        rows = [(words, shortcut) for words, shortcut in actions.shortcuts() if shortcut]
        table = QTableWidget(len(rows), 2, self)
        bind(table, table.setAccessibleName, "about", "Keyboard shortcuts")
        table.setHorizontalHeaderLabels([tr("about", "Action"), tr("about", "Keys")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, (words, shortcut) in enumerate(rows):
            table.setItem(at, 0, QTableWidgetItem(words))
            table.setItem(at, 1, QTableWidgetItem(shortcut))
        table.resizeColumnToContents(1)
        self.column.addWidget(table)
        self.words(
            mark("about", "Alt+1 to Alt+8 show the tabs; F6 moves between tree, tabs and inspector."), "small"
        )
        self.buttons()
