"""Small multiples (a panel a line) and bullets (a row a line): what does not share one pair of axes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.charts.scales import axis_text, nice_scale
from workbench.gui.charts.small import paint_small
from workbench.gui.charts.style import ChartStyle
from workbench.gui.charts.symbols import draw_diamond

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec, Line
    from workbench.domain.text import Lang
    from workbench.gui.theme import Theme


class Panels(QWidget):
    """Painted from a spec of kind *multiples* or *bullet*; the walk and the table of its chart speak for it.

    ``picked(str)``: a panel was clicked; id of its series.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec: ChartSpec | None = None
        self.chosen = ""  # id of the line that the keyboard stands on
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_spec(self, spec: ChartSpec | None) -> None:
        """Draw this."""
        self._spec = spec
        count = len(self.panels())
        least = 0
        if spec is not None and spec.kind == "bullet":
            least = count * 56
        elif spec is not None:
            least = -(-count // 4) * 104
        self.setMinimumHeight(self._theme.px(least))
        self.update()

    def sizeHint(self) -> QSize:
        """As the plot."""
        return QSize(320, 120)

    def panels(self) -> list[tuple[str, ChartSpec]]:
        """One spec for each series: its history, projection and targets."""
        spec = self._spec
        if spec is None:
            return []
        groups: dict[str, list[Line]] = {}
        for line in spec.lines:
            groups.setdefault(line.id.split(":", 1)[0], []).append(line)
        return [
            (
                name,
                replace(
                    spec,
                    title=lines[0].label,
                    lines=tuple(lines),
                    targets=tuple(mark for mark in spec.targets if mark.series in ("", name)),
                    kind="line",
                ),
            )
            for name, lines in groups.items()
        ]

    def line_at(self, at: QPointF) -> str:
        """Id of the series whose panel is there, "" if none."""
        for rect, (name, _) in zip(self._rects(len(self.panels())), self.panels(), strict=False):
            if rect.contains(at):
                return name
        return ""

    def _rects(self, count: int) -> list[QRectF]:
        if self._spec is None or not count:
            return []
        wide, high = float(self.width()), float(self.height())
        if self._spec.kind == "bullet":
            row = min(high / count, float(self._theme.px(64)))
            return [QRectF(0, number * row, wide, row) for number in range(count)]
        columns = max(1, min(count, round(math.sqrt(count * wide / max(high, 1.0) / 1.5))))
        rows = -(-count // columns)
        return [
            QRectF((n % columns) * wide / columns, (n // columns) * high / rows, wide / columns, high / rows)
            for n in range(count)
        ]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the series of a panel."""
        name = self.line_at(event.position())
        if name and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every panel."""
        if self._spec is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = ChartStyle.of(self._theme)
        panels = self.panels()
        for rect, (name, spec) in zip(self._rects(len(panels)), panels, strict=True):
            inner = rect.adjusted(4, 3, -4, -3)
            owner = self.parentWidget()
            if name == self.chosen and owner is not None and owner.hasFocus():
                painter.setPen(QPen(style.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(inner, 4, 4)
            if self._spec.kind == "bullet":
                self._bullet(painter, inner, spec, style)
            else:
                self._panel(painter, inner, spec, style)

    def _panel(self, painter: QPainter, rect: QRectF, spec: ChartSpec, style: ChartStyle) -> None:
        font = style.font("small", bold=True)
        metrics = QFontMetricsF(font)
        last = _last(spec.lines[0], spec.lang)
        painter.setFont(style.font("small"))
        painter.setPen(style.text)
        value_width = QFontMetricsF(style.font("small")).horizontalAdvance(last)
        head = QRectF(rect.left() + 4, rect.top(), rect.width() - 8, metrics.height())
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, last)
        painter.setFont(font)
        painter.setPen(style.color(spec.lines[0].color))
        words = metrics.elidedText(spec.title, Qt.TextElideMode.ElideRight, head.width() - value_width - 8)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, words)
        paint_small(painter, rect.adjusted(0, metrics.height(), 0, 0), spec, style, axes=True)

    def _bullet(self, painter: QPainter, rect: QRectF, spec: ChartSpec, style: ChartStyle) -> None:
        points = [point for segment in spec.lines[0].segments for point in segment if point.value is not None]
        if not points:
            return
        first, last = points[0], points[-1]
        small = QFontMetricsF(style.font("small"))
        values = [point.value or 0.0 for point in (first, last)] + [mark.value for mark in spec.targets]
        scale = nice_scale(min(values), max(values), 4, from_zero=True)
        left = rect.left() + min(rect.width() * 0.34, self._theme.px(190))
        right = rect.right() - small.horizontalAdvance("00 000") / 2 - 6
        bar = QRectF(left, rect.top() + rect.height() * 0.26, right - left, rect.height() * 0.3)

        def x(value: float) -> float:
            return left + (value - scale.low) / (scale.high - scale.low) * (right - left)

        painter.fillRect(bar, style.zone)
        zero = x(max(scale.low, 0.0))
        inner = bar.adjusted(0, bar.height() * 0.28, 0, -bar.height() * 0.28)
        reach = x(last.value or 0.0)
        painter.fillRect(QRectF(min(zero, reach), inner.top(), abs(reach - zero), inner.height()),
                         style.color(spec.lines[0].color))  # fmt: skip
        painter.setPen(QPen(style.muted, 1.5))
        base = x(first.value or 0.0)
        painter.drawLine(QLineF(base, bar.top(), base, bar.bottom()))
        for mark in spec.targets:
            draw_diamond(
                painter,
                QPointF(x(mark.value), bar.center().y()),
                6.0 * style.scale,
                style.target,
                style.surface,
            )
        painter.setFont(style.font("small"))
        painter.setPen(style.muted)
        for value in (scale.low, scale.high):
            words = axis_text(value, scale.decimals, spec.unit)
            width = small.horizontalAdvance(words)
            painter.drawText(QPointF(x(value) - width / 2, bar.bottom() + small.ascent() + 2), words)
        painter.setPen(style.target)
        taken: list[tuple[float, float]] = []
        for mark in spec.targets:
            width = small.horizontalAdvance(mark.text)
            at = min(max(x(mark.value) - width / 2, left), rect.right() - width)
            if any(at < end + 4 and at + width > start - 4 for start, end in taken):
                continue
            taken.append((at, at + width))
            painter.drawText(QPointF(at, bar.top() - 3), mark.text)
        name = QFontMetricsF(style.font("base"))
        painter.setFont(style.font("base"))
        painter.setPen(style.text)
        room = left - rect.left() - 12
        words = name.elidedText(spec.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(rect.left() + 4, bar.top() + name.ascent() - 2), words)
        painter.setFont(style.font("small", bold=True))
        painter.drawText(
            QPointF(rect.left() + 4, bar.top() + name.height() + small.ascent() - 2),
            _last(spec.lines[0], spec.lang),
        )


def _last(line: Line, lang: Lang) -> str:
    points = [point for segment in line.segments for point in segment if point.value is not None]
    return f"{points[-1].text} · {points[-1].period.label(lang)}" if points else ""
