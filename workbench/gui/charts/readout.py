"""The panel beside the crosshair: the period, and each series with its value, flags and source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

if TYPE_CHECKING:
    from workbench.gui.charts.style import ChartStyle

Rows = Sequence[tuple[QColor | None, str]]


def draw_readout(painter: QPainter, area: QRectF, style: ChartStyle, rows: Rows, x: float) -> None:
    """Draw it at the side of the crosshair at *x* where there is room; rows that do not fit below are counted."""
    font = style.font("small")
    head = style.font("small", bold=True)
    metrics = QFontMetricsF(head)
    limit = max(140.0, min(320.0, area.width() * 0.62))
    width = min(limit, max(metrics.horizontalAdvance(text) + (14 if color else 0) for color, text in rows))
    line_height = metrics.height() + 1
    fitting = max(3, int((area.height() - 30) / line_height))
    shown = list(rows)
    if len(shown) > fitting:
        shown = [*shown[: fitting - 1], (None, f"+ {len(rows) - fitting + 1}")]
    lines = [(color, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)) for color, text in shown]
    box = QRectF(0, 0, width + 22, line_height * len(lines) + 12)
    left = x + 12 if x + 12 + box.width() <= area.right() else x - 12 - box.width()
    box.moveTopLeft(QPointF(max(area.left(), left), min(area.top() + 22, area.bottom() - box.height())))
    painter.setPen(QPen(style.border, 1))
    painter.setBrush(style.panel)
    painter.drawRoundedRect(box, 5, 5)
    y = box.top() + 6
    for index, (color, text) in enumerate(lines):
        indent = 0.0
        if color is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(QPointF(box.left() + 14, y + line_height / 2), 3.2, 3.2)
            indent = 13.0
        painter.setFont(head if index == 0 else font)
        painter.setPen(style.text)
        row = QRectF(box.left() + 10 + indent, y, width + 4, line_height)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        y += line_height
