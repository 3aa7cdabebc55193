"""What stands where there is nothing yet: one sentence, and the button that changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.gui.language import Text, bind_text

if TYPE_CHECKING:
    from workbench.gui.theme import Theme


class EmptyState(QWidget):
    """In the middle of the room it is given."""

    def __init__(
        self,
        theme: Theme,
        words: Text,
        button: Text,
        action: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        self.words = QLabel(self)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind_text(self.words, self.words.setText, words)
        self.button = QPushButton(self)
        self.button.setProperty("primary", True)
        bind_text(self.button, self.button.setText, button)
        self.button.clicked.connect(lambda _=False: action())
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
