"""A field for one number: typed with either minus sign and with or without %, stepped with the arrow keys."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.domain.wording import MINUS, rounded

_NUMBER = re.compile(r"[+-]?(\d+([.]\d*)?|[.]\d+)")


_TYPED: dict[int, str | None] = {
    ord(MINUS): "-",
    ord("％"): "%",
    ord(" "): None,
    0x2009: None,
    ord(","): None,
}


class NumberEntry(QLineEdit):
    """``changed(float)`` when Enter is pressed, the field is left, or an arrow key steps it.

    Text that is no number, or lies outside the range, is put back as it was.
    """

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: float | None = None
        self._low, self._high, self._step = -1e12, 1e12, 1.0
        self._decimals, self._suffix = 1, ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._finish)

    def set_form(self, decimals: int, step: float, low: float, high: float, suffix: str = "") -> None:
        """Decimals shown, size of a step, limits, and what stands behind the number."""
        self._decimals, self._step, self._low, self._high, self._suffix = decimals, step, low, high, suffix

    @property
    def value(self) -> float | None:
        """The number shown; ``None`` shows as —."""
        return self._value

    def set_value(self, value: float | None) -> None:
        """Show a number, quietly."""
        self._value = value
        self.setText(self._words(value))
        self.setCursorPosition(0)

    def _words(self, value: float | None) -> str:
        if value is None:
            return "—"
        return str(rounded(value, self._decimals)).replace("-", MINUS) + self._suffix

    def read(self) -> float | None:
        """The number typed, ``None`` if there is none within the limits."""
        text = self.text().translate(_TYPED)
        text = text.removesuffix(self._suffix).removesuffix("%").strip()
        if not _NUMBER.fullmatch(text):
            return None
        value = float(text)
        return value if self._low <= value <= self._high else None

    def _finish(self) -> None:
        value = self.read()
        if value is None or self._words(value) == self._words(self._value):
            self.setText(self._words(self._value))
            return
        self._value = value
        self.setText(self._words(value))
        self.changed.emit(value)

    def step_by(self, steps: int) -> None:
        """Up or down by whole steps."""
        start = self._value if self._value is not None else 0.0
        value = min(max(start + steps * self._step, self._low), self._high)
        self._value = value
        self.setText(self._words(value))
        self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys step, with Ctrl ten times as far; Escape takes back what is typed."""
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
        if event.key() == Qt.Key.Key_Up:
            self.step_by(far)
        elif event.key() == Qt.Key.Key_Down:
            self.step_by(-far)
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._words(self._value):
            self.setText(self._words(self._value))
        else:
            super().keyPressEvent(event)
