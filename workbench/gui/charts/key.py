"""The line under a chart that says what its symbols mean: only those that are on it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec
from workbench.gui.charts.style import ChartStyle
from workbench.gui.charts.symbols import draw_diamond, draw_point

Symbol = Literal["actual", "projection", "path", "target", "provisional", "estimate", "outside"]


class KeyEntry(NamedTuple):
    """A symbol and its meaning."""

    symbol: Symbol
    text: str


def key_entries(spec: ChartSpec) -> list[KeyEntry]:
    """What needs explaining on this chart, in reading order. Plain actual points explain themselves."""
    flags = {
        flag for line in spec.lines for segment in line.segments for point in segment for flag in point.flags
    }
    entries: list[KeyEntry] = []
    if any(line.dashed and line.segments for line in spec.lines):
        entries.append(KeyEntry("actual", word("chartview.key-actual", spec.lang)))
        entries.append(KeyEntry("projection", word("chartview.key-projection", spec.lang)))
    if any(line.path for line in spec.lines):
        entries.append(KeyEntry("path", word("chartview.key-path", spec.lang)))
    if spec.targets and spec.kind != "bullet":
        entries.append(KeyEntry("target", word("chartview.key-target", spec.lang)))
    flagged: tuple[Literal["provisional", "estimate", "outside"], ...] = (
        "provisional",
        "estimate",
        "outside",
    )
    entries += [
        KeyEntry(flag, word(f"chartview.flag-{flag}", spec.lang)) for flag in flagged if flag in flags
    ]
    return entries


class ChartKey(QWidget):
    """Painted; it is left out of the keyboard walk because the walk speaks the same words."""

    def __init__(self, style: ChartStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._entries: list[KeyEntry] = []
        self._color = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def apply_style(self, style: ChartStyle) -> None:
        """Other colours or fonts."""
        self._style = style
        self.updateGeometry()
        self.update()

    def set_spec(self, spec: ChartSpec | None) -> None:
        """Explain this chart."""
        self._entries = key_entries(spec) if spec else []
        self._color = spec.lines[0].color if spec and spec.lines else 0
        self.setVisible(bool(self._entries))
        self.updateGeometry()
        self.update()

    def _rows(self, width: float) -> list[list[tuple[KeyEntry, float]]]:
        metrics = QFontMetricsF(self._style.font("small"))
        rows: list[list[tuple[KeyEntry, float]]] = [[]]
        x = 0.0
        for entry in self._entries:
            size = 26 + metrics.horizontalAdvance(entry.text) + 16
            if x + size - 16 > width and rows[-1]:
                rows.append([])
                x = 0.0
            rows[-1].append((entry, x))
            x += size
        return rows

    def hasHeightForWidth(self) -> bool:
        """Entries wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as are needed."""
        line = QFontMetricsF(self._style.font("small")).height() + 2
        return int(line * len(self._rows(width)) + 1) if self._entries else 0

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, as high as its lines."""
        return QSize(60, self.heightForWidth(max(self.width(), 60)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Symbols with their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._style.font("small")
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        line = metrics.height() + 2
        for number, row in enumerate(self._rows(self.width())):
            for entry, x in row:
                middle = QPointF(x + 10, number * line + line / 2)
                self._symbol(painter, entry.symbol, middle)
                painter.setPen(self._style.muted)
                painter.drawText(
                    QPointF(x + 24, number * line + line / 2 + metrics.ascent() / 2 - 1), entry.text
                )

    def _symbol(self, painter: QPainter, symbol: Symbol, at: QPointF) -> None:
        color = self._style.color(self._color)
        if symbol in ("actual", "projection", "path"):
            pen = QPen(color, 2)
            if symbol == "projection":
                pen.setDashPattern([2.2, 1.6])
            elif symbol == "path":
                pen = QPen(color, 1.2, Qt.PenStyle.DotLine)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(at - QPointF(10, 0), at + QPointF(10, 0))
        elif symbol == "target":
            draw_diamond(painter, at, 5, self._style.target, self._style.surface)
        else:
            draw_point(painter, at, 3.4, color, self._style.surface, frozenset({symbol}))
