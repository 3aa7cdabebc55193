"""Source and notes below a chart: two lines, the whole of it as tooltip and on every picture and page."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class NotesLine(QLabel):
    """Wraps; beyond ``lines`` lines it ends in …"""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = 2
        self._whole = ""
        self.setProperty("role", "small")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def set_whole(self, text: str) -> None:
        """Show this, or as much as two lines hold."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    @property
    def whole(self) -> str:
        """All of it."""
        return self._whole

    def show_lines(self, lines: int) -> None:
        """Let it have that many lines."""
        self.lines = lines
        self._fit()

    def _height(self, text: str) -> int:
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(QRect(0, 0, max(60, self.width()), 9999), flags, text).height()

    def _fit(self) -> None:
        limit = self.fontMetrics().lineSpacing() * self.lines + 2
        text = self._whole
        if self._height(text) > limit:
            low, high = 0, len(text)
            while low + 1 < high:
                middle = (low + high) // 2
                low, high = (middle, high) if self._height(text[:middle] + "…") <= limit else (low, middle)
            text = text[:low].rstrip() + "…"
        self.setToolTip(self._whole if text != self._whole else "")
        if text != self.text():
            self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
