"""Source and notes below a chart: two lines, the whole of it as tooltip and on every picture and page."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class NotesLine(QLabel):
    """Holds the whole text and wraps it; beyond ``lines`` lines what is painted ends in …"""

    def __init__(self, parent: QWidget) -> None:
        self.lines = 2
        super().__init__(parent)
        self.setProperty("role", "small")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_lines(self, lines: int) -> None:
        """Let it have that many lines."""
        self.lines = lines
        self.updateGeometry()

    def _limit(self) -> int:
        return self.fontMetrics().lineSpacing() * self.lines + 2

    def heightForWidth(self, width: int) -> int:
        """As its text asks, up to its lines."""
        return min(super().heightForWidth(width), self._limit())

    def sizeHint(self) -> QSize:
        """As its text asks, up to its lines."""
        return super().sizeHint().boundedTo(QSize(16_000, self._limit()))

    def minimumSizeHint(self) -> QSize:
        """One line; as many as it has where there is room."""
        return QSize(40, min(super().minimumSizeHint().height(), self._limit()))

    def _height(self, text: str) -> int:
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(QRect(0, 0, max(60, self.width()), 9999), flags, text).height()

    def fitted(self) -> str:
        """As much of the text as its lines hold."""
        text = self.text()
        room = max(self.height(), self._limit()) + 1
        if self._height(text) <= room:
            return text
        low, high = 0, len(text)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self._height(text[:middle] + "…") <= room else (low, middle)
        return text[:low].rstrip() + "…"

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words that fit."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = self.fitted()
        painter.drawText(self.rect(), int(Qt.TextFlag.TextWordWrap), words)
        tip = self.text() if words != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
