"""A driver's curve: what is known, what the parent assumes, and points of the years to come that can be dragged."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.charts.style import ChartStyle
from workbench.gui.charts.symbols import draw_point
from workbench.gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.gui.theme import Theme

_CONTEXT = "ScenariosPane"
_REACH = 14.0  # pixels of the design within which a point is taken


class CurveEdit(QWidget):
    """``moving(int, float)``: a point is under the hand; ``settled()``: it was let go. ← → choose, ↑ ↓ move a point."""

    moving = Signal(int, float)
    settled = Signal()
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: tuple[int, ...] = ()
        self._values: tuple[float, ...] = ()
        self._actual: tuple[bool, ...] = ()
        self._parent: tuple[float, ...] = ()
        self._fixed: frozenset[int] = frozenset()
        self._code: Callable[[int], str] = str
        self._text: Callable[[float], str] = str
        self._step = 0.01
        self._low, self._high = 0.0, 1.0
        self._held: int | None = None
        self._cursor: int | None = None
        self._pressed_keys = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(self._theme.px(460), self._theme.px(210))

    def minimumSizeHint(self) -> QSize:
        """Half of it."""
        return QSize(self._theme.px(280), self._theme.px(140))

    def set_curve(
        self,
        steps: Sequence[int],
        values: Sequence[float],
        actual: Sequence[bool],
        parent: Sequence[float],
        fixed: frozenset[int],
        *,
        step: float,
        code: Callable[[int], str],
        text: Callable[[float], str],
    ) -> None:
        """Show these; NaN = no value. step: how far an arrow key moves. The scale stays while a point is held."""
        self._steps, self._values, self._actual = tuple(steps), tuple(values), tuple(actual)
        self._parent, self._fixed, self._step = tuple(parent), fixed, step
        self._code, self._text = code, text
        if self._held is None:
            numbers = [v for v in (*self._values, *self._parent) if math.isfinite(v)]
            low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
            room = (high - low) * 0.25 or abs(high) * 0.25 or 1.0
            self._low, self._high = (0.0 if low >= 0 > low - room else low - room), high + room
        self._speak()
        self.update()

    # ── where things are ─────────────────────────────────────────────────────────────────────────

    def _body(self) -> QRectF:
        metrics = QFontMetricsF(self._theme.font("small"))
        left = (
            max((metrics.horizontalAdvance(self._text(v)) for v in (self._low, self._high)), default=30) + 8
        )
        return QRectF(self.rect()).adjusted(left, metrics.height(), -18, -metrics.height() - 6)

    def point_at(self, place: int, value: float) -> QPointF:
        """Where a value is drawn."""
        body = self._body()
        count = max(1, len(self._steps) - 1)
        share = (value - self._low) / ((self._high - self._low) or 1.0)
        return QPointF(body.left() + place / count * body.width(), body.bottom() - share * body.height())

    def _value_at(self, y: float) -> float:
        body = self._body()
        value = self._low + (body.bottom() - y) / max(1.0, body.height()) * (self._high - self._low)
        return round(value / self._step) * self._step

    def _movable(self, place: int) -> bool:
        return not self._actual[place]

    def _near(self, at: QPointF) -> int | None:
        found: int | None = None
        best = float(self._theme.px(_REACH))
        for place, value in enumerate(self._values):
            if not self._movable(place):
                continue
            there = self.point_at(place, value if math.isfinite(value) else (self._low + self._high) / 2)
            if abs(there.x() - at.x()) < best:
                found, best = place, abs(there.x() - at.x())
        return found

    # ── hand and keyboard ────────────────────────────────────────────────────────────────────────

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearest point of a year to come."""
        place = self._near(event.position())
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            return
        self._held = self._cursor = place
        self.chosen.emit(self._steps[place])
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._held is None:
            near = self._near(event.position())
            self.setCursor(Qt.CursorShape.SizeVerCursor if near is not None else Qt.CursorShape.ArrowCursor)
            return
        self.moving.emit(self._steps[self._held], self._value_at(event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: one step of undo."""
        if self._held is not None and event.button() == Qt.MouseButton.LeftButton:
            self._held = None
            self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← → choose a year, ↑ ↓ move its value by a step (with Ctrl ten)."""
        movable = [place for place in range(len(self._steps)) if self._movable(place)]
        key = event.key()
        if not movable or key not in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
            return
        if self._cursor not in movable:
            self._cursor = movable[0]
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at = movable.index(self._cursor) + (1 if key == Qt.Key.Key_Right else -1)
            self._cursor = movable[min(max(at, 0), len(movable) - 1)]
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
            now = self._values[self._cursor]
            start = now if math.isfinite(now) else (self._low + self._high) / 2
            self._pressed_keys = True
            self.moving.emit(
                self._steps[self._cursor], start + (far if key == Qt.Key.Key_Up else -far) * self._step
            )
        self.chosen.emit(self._steps[self._cursor])
        self._speak()
        self.update()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keys let go: one step of undo for a run of presses."""
        if self._pressed_keys and not event.isAutoRepeat():
            self._pressed_keys = False
            self.settled.emit()
        super().keyReleaseEvent(event)

    @property
    def held(self) -> bool:
        """Whether a point is under the hand."""
        return self._held is not None or self._pressed_keys

    def _speak(self) -> None:
        place = self._cursor
        if place is None or place >= len(self._steps):
            self.setAccessibleName(tr(_CONTEXT, "Curve of the driver"))
            return
        value = self._values[place]
        shown = self._text(value) if math.isfinite(value) else tr(_CONTEXT, "not computable")
        self.setAccessibleName(
            tr(_CONTEXT, "{driver}: {value}", driver=self._code(self._steps[place]), value=shown)
        )

    # ── drawing ──────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        """Zone, grid, parent, curve, points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = ChartStyle.of(self._theme)
        body = self._body()
        small = self._theme.font("small")
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        known = [place for place in range(len(self._steps)) if self._actual[place]]
        ahead = range(known[-1] + 1 if known else 0, len(self._steps))
        if ahead:
            left = self.point_at(max(0, ahead[0] - 1), self._low).x()
            painter.fillRect(QRectF(left, body.top(), body.right() + 6 - left, body.height()), style.zone)
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            value = self._low + share * (self._high - self._low)
            y = self.point_at(0, value).y()
            painter.setPen(QPen(style.grid, 1))
            painter.drawLine(QPointF(body.left(), y), QPointF(body.right() + 6, y))
            painter.setPen(style.muted)
            words = self._text(value)
            painter.drawText(
                QPointF(body.left() - metrics.horizontalAdvance(words) - 6, y + metrics.ascent() / 2.6), words
            )
        every = max(
            1, math.ceil(len(self._steps) * (metrics.horizontalAdvance("2030") + 8) / max(1.0, body.width()))
        )
        for place in range(len(self._steps) - 1, -1, -every):
            words = self._code(self._steps[place])
            x = self.point_at(place, self._low).x() - metrics.horizontalAdvance(words) / 2
            painter.setPen(style.muted)
            painter.drawText(QPointF(x, body.bottom() + metrics.ascent() + 4), words)
        pen = QPen(style.muted, 1.2 * style.scale)
        pen.setDashPattern([1.5, 2.5])
        self._polyline(painter, self._parent, pen, range(len(self._parent)))
        self._polyline(
            painter,
            self._values,
            QPen(style.accent, 2 * style.scale),
            known,
        )
        dashed = QPen(style.accent, 2 * style.scale)
        dashed.setDashPattern([2.6, 2.0])
        self._polyline(
            painter,
            self._values,
            dashed,
            range(max(0, ahead[0] - 1) if ahead else len(self._steps), len(self._steps)),
        )
        for place, value in enumerate(self._values):
            if not math.isfinite(value):
                continue
            here = self.point_at(place, value)
            if self._actual[place]:
                draw_point(painter, here, 2.2 * style.scale, style.accent, style.surface, frozenset())
                continue
            size = (6.0 if place in (self._cursor, self._held) else 4.4) * style.scale
            painter.setPen(QPen(style.accent, 1.8 * style.scale))
            painter.setBrush(style.accent if self._steps[place] in self._fixed else style.surface)
            painter.drawEllipse(here, size, size)
            if place == self._cursor and (self.hasFocus() or self._held is not None):
                words = f"{self._code(self._steps[place])}: {self._text(value)}"
                painter.setPen(style.text)
                x = min(
                    here.x() - metrics.horizontalAdvance(words) / 2,
                    self.width() - metrics.horizontalAdvance(words) - 4,
                )
                painter.drawText(QPointF(x, max(metrics.ascent(), here.y() - 12 * style.scale)), words)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("focus"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _polyline(self, painter: QPainter, values: Sequence[float], pen: QPen, places: Sequence[int]) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        before: QPointF | None = None
        for place in places:
            value = values[place] if place < len(values) else math.nan
            here = self.point_at(place, value) if math.isfinite(value) else None
            if here is not None and before is not None:
                painter.drawLine(before, here)
            before = here
