"""A tornado: a bar for each driver from what comes of its low setting to what comes of its high one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.charts.style import ChartStyle
from workbench.gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.gui.theme import Theme

_CONTEXT = "ScenariosPane"
Bar = tuple[str, float | None, float | None, str, str]


class TornadoChart(QWidget):
    """Widest bar at the top; the line is what the scenario itself gives. The table behind it is the result bar's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bars: tuple[Bar, ...] = ()
        self._central: float | None = None
        self._text: Callable[[float], str] = str
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for a dozen bars."""
        return QSize(self._theme.px(560), self._theme.px(320))

    def set_bars(self, bars: Sequence[Bar], central: float | None, text: Callable[[float], str]) -> None:
        """label, result at low, result at high, low setting, high setting. text: a result in words."""
        self.bars, self._central, self._text = tuple(bars), central, text
        self.setToolTip("\n".join(f"{label}: {low} → {high}" for label, _, _, low, high in self.bars))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Labels, bars, values at their ends, the central line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = ChartStyle.of(self._theme)
        font = self._theme.font("small")
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        bars = [
            (label, low, high, one, two)
            for label, low, high, one, two in self.bars
            if low is not None and high is not None
        ]
        if not bars or self._central is None:
            painter.setPen(style.muted)
            words = (
                tr(_CONTEXT, "not computable")
                if self._central is None
                else tr(_CONTEXT, "No driver moves it.")
            )
            painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), words)
            return
        left = min(max(metrics.horizontalAdvance(label) for label, *_ in bars) + 14, self.width() * 0.36)
        numbers = [value for _, low, high, _, _ in bars for value in (low, high)] + [self._central]
        least, most = min(numbers), max(numbers)
        ends = [
            f"{self._text(value)} ({setting})"
            for _, low, high, one, two in bars
            for value, setting in ((low, one), (high, two))
        ]
        room = max(metrics.horizontalAdvance(text) for text in ends) + 8
        body = QRectF(self.rect()).adjusted(left + room, metrics.height() + 6, -room, -4)
        span = (most - least) or 1.0

        def x(value: float) -> float:
            return body.left() + (value - least) / span * body.width()

        height = min(body.height() / len(bars), self._theme.px(34))
        middle = x(self._central)
        painter.setPen(style.text)
        words = self._text(self._central)
        painter.drawText(QPointF(middle - metrics.horizontalAdvance(words) / 2, metrics.ascent() + 1), words)
        for place, (label, low, high, one, two) in enumerate(bars):
            top = body.top() + place * height
            line = QRectF(0, top, left - 8, height)
            painter.setPen(style.text)
            shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, left - 8)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
            thick = height * 0.56
            for value, setting, colour in ((low, one, style.color(1)), (high, two, style.color(0))):
                there = x(value)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawRect(
                    QRectF(min(middle, there), top + (height - thick) / 2, abs(there - middle), thick)
                )
                other = high if value is low else low
                right = value > other or (value == other and value is high)
                text = f"{self._text(value)} ({setting})"
                wide = metrics.horizontalAdvance(text)
                edge = max(there, middle) if right else min(there, middle)
                at = edge + 5 if right else edge - 5 - wide
                painter.setPen(style.muted)
                painter.drawText(QPointF(at, top + height / 2 + metrics.ascent() / 2.6), text)
        painter.setPen(QPen(style.text, 1))
        painter.drawLine(QPointF(middle, body.top()), QPointF(middle, body.top() + height * len(bars)))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("focus"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
