"""Small multiples of a batch: every variation a thin line, the scenario itself a thick one, reference figures as diamonds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workbench.gui import language
from workbench.gui.charts.style import ChartStyle
from workbench.gui.charts.symbols import draw_diamond
from workbench.gui.widgets.card_grid import CardGrid
from workbench.gui.widgets.indicator_facts import short_name

if TYPE_CHECKING:
    from workbench.gui.theme import Theme
    from workbench.services.batch import Batch
    from workbench.services.session import Session


class BatchPanel(QWidget):
    """One indicator."""

    def __init__(self, theme: Theme, name: str, color: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name, self._color = name, color
        self._lines: list[dict[int, float]] = []
        self._targets: list[tuple[int, float]] = []
        self._lit = -1
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """As small as it can be read."""
        return QSize(self._theme.px(150), self._theme.px(110))

    def set_lines(self, lines: list[dict[int, float]], targets: list[tuple[int, float]]) -> None:
        """Year → value of each; the first is the scenario itself."""
        self._lines, self._targets = lines, targets
        self.update()

    def light_up(self, place: int) -> None:
        """Show one variation (0 = the first) in full colour."""
        self._lit = place
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines and diamonds."""
        values = [value for line in self._lines for value in line.values()]
        values += [value for _, value in self._targets]
        years = sorted({year for line in self._lines for year in line})
        if not values or len(years) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = ChartStyle.of(self._theme, surface="raised")
        font = self._theme.font("small")
        metrics = QFontMetricsF(font)
        painter.setPen(QPen(style.border, 1))
        painter.setBrush(style.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(font)
        painter.setPen(style.muted)
        pad = self._theme.px(8)
        painter.drawText(
            QPointF(pad, metrics.ascent() + 4),
            metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, self.width() - 2 * pad),
        )
        body = QRectF(self.rect()).adjusted(pad, metrics.height() + 10, -pad, -metrics.height() - 6)
        low, high = min(values), max(values)
        span = (high - low) or 1.0

        def at(year: int, value: float) -> QPointF:
            x = body.left() + (year - years[0]) / (years[-1] - years[0]) * body.width()
            return QPointF(x, body.bottom() - (value - low) / span * body.height())

        painter.drawText(QPointF(body.left(), self.height() - 5), str(years[0]))
        last = str(years[-1])
        painter.drawText(QPointF(body.right() - metrics.horizontalAdvance(last), self.height() - 5), last)
        thin = QColor(style.color(self._color))
        thin.setAlphaF(max(0.08, min(0.6, 8 / max(1, len(self._lines)))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, line in enumerate(self._lines[1:]):
            lit = place == self._lit
            painter.setPen(QPen(style.accent if lit else thin, (2.0 if lit else 1.0) * style.scale))
            painter.drawPolyline(QPolygonF([at(year, value) for year, value in sorted(line.items())]))
        painter.setPen(QPen(style.color(self._color), 2 * style.scale))
        painter.drawPolyline(QPolygonF([at(year, value) for year, value in sorted(self._lines[0].items())]))
        for year, value in self._targets:
            if years[0] <= year <= years[-1]:
                draw_diamond(painter, at(year, value), 4 * style.scale, style.target, style.surface)


class BatchPanels(QWidget):
    """All indicators that the model projects."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        self.grid = CardGrid(theme, 180, self)
        column.addWidget(self.grid)

    def show_batch(self, batch: Batch | None, session: Session) -> None:
        """Show a batch; ``None`` = nothing."""
        panels: list[QWidget] = []
        for indicator_id in batch.base.values if batch is not None else ():
            assert batch is not None
            indicator = session.indicator(indicator_id)
            panel = BatchPanel(
                self._theme, short_name(indicator, language.current()), indicator.color, self.grid
            )
            panel.set_lines(
                [outcome.values[indicator_id] for outcome in (batch.base, *batch.outcomes)],
                [(each.data_year, each.value) for each in batch.targets if each.indicator_id == indicator_id],
            )
            panels.append(panel)
        self.grid.set_cards(panels)

    def light_up(self, place: int) -> None:
        """One variation in full colour, in every panel."""
        for card in self.grid.cards:
            if isinstance(card, BatchPanel):
                card.light_up(place)
