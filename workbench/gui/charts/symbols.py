"""The few symbols of a chart, the same on the large one, the small ones and in the key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


def draw_diamond(painter: QPainter, at: QPointF, size: float, color: QColor, hollow: QColor) -> None:
    """A target: a hollow diamond."""
    painter.setPen(QPen(color, max(1.1, size / 3.2)))
    painter.setBrush(hollow)
    painter.drawPolygon(
        QPolygonF(
            [at + QPointF(0, -size), at + QPointF(size, 0), at + QPointF(0, size), at + QPointF(-size, 0)]
        )
    )


def draw_point(
    painter: QPainter, at: QPointF, size: float, color: QColor, hollow: QColor, flags: frozenset[str]
) -> None:
    """A point: filled; provisional: a hollow ring; estimate: a hollow square; outside source: a cross."""
    if "outside" in flags:
        arm = max(2.6, size)
        painter.setPen(QPen(color, 1.5))
        painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
        painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))
    elif "provisional" in flags:
        ring = max(3.2, size)
        painter.setPen(QPen(color, 1.8))
        painter.setBrush(hollow)
        painter.drawEllipse(at, ring, ring)
    elif "estimate" in flags:
        half = max(2.8, size)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(hollow)
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(at, size, size)
