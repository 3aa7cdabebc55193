"""Unsaved work that a crash or power cut left behind, offered on the start page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.base.paths import state_dir
from workbench.gui.language import bind

if TYPE_CHECKING:
    from workbench.gui.handlers.files import Files
    from workbench.gui.theme import Theme
    from workbench.store.container import Leftover


def anything_left() -> bool:
    """Whether a look for leftovers is worth loading the store: a glance at the folder."""
    folder = state_dir() / "working"
    return folder.is_dir() and any(folder.glob("*.json"))


class RecoveryList(QFrame):
    """One row for each leftover: go on with it, or throw it away."""

    def __init__(self, files: Files, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self.setProperty("card", True)
        self._column = QVBoxLayout(self)
        margin = theme.px(12)
        self._column.setContentsMargins(margin, theme.px(8), margin, theme.px(8))
        title = QLabel(self)
        title.setProperty("role", "strong")
        bind(title, title.setText, "recovery", "Work that was not saved when the program ended")
        self._column.addWidget(title)
        for leftover in files.leftovers():
            self._add(leftover)

    @property
    def count(self) -> int:
        """Rows."""
        return self._column.count() - 1

    def _add(self, leftover: Leftover) -> None:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        when = datetime.fromtimestamp(leftover.changed_at, tz=UTC).astimezone()
        words = QLabel(row)
        words.setToolTip(str(leftover.target))
        bind(
            words,
            words.setText,
            "recovery",
            "{file}, changed {time}",
            file=leftover.target.name,
            time=f"{when:%Y-%m-%d %H:%M}",
        )
        recover, discard = QPushButton(row), QPushButton(row)
        bind(recover, recover.setText, "recovery", "Go on with it")
        bind(discard, discard.setText, "recovery", "Throw away…")
        discard.setProperty("flat", True)
        recover.clicked.connect(lambda: self._files.recover(leftover))
        discard.clicked.connect(lambda: self._discard(leftover, row))
        line.addWidget(words, 1)
        line.addWidget(recover)
        line.addWidget(discard)
        self._column.addWidget(row)

    def _discard(self, leftover: Leftover, row: QWidget) -> None:
        if self._files.discard(leftover):
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self.setVisible(self.count > 0)
