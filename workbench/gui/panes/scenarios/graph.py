"""The dependency graph of a model, drawn: levers and drivers at the left, what needs them further right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.charts.style import ChartStyle
from workbench.gui.language import bind, show
from workbench.gui.panes.scenarios.parts import labels_of

if TYPE_CHECKING:
    from workbench.gui.theme import Theme
    from workbench.services.model_card import GraphNode, ModelCard

_CONTEXT = "ScenariosPane"


class GraphView(QWidget):
    """Boxes of :class:`ModelCard`; the one chosen and its neighbours stand out. ``chosen(str)``: a box was clicked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card: ModelCard | None = None
        self._boxes: dict[str, QRectF] = {}
        self._lit = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        bind(
            self,
            self.setAccessibleName,
            _CONTEXT,
            "What is computed from what; the card lists the same in words",
        )

    def sizeHint(self) -> QSize:
        """As high as its longest layer."""
        layers = [node.layer for node in self._card.nodes] if self._card is not None else [0]
        most = max((layers.count(layer) for layer in set(layers)), default=1)
        return QSize(self._theme.px(780), self._theme.px(max(340, most * 30 + 20)))

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return QSize(self._theme.px(400), self.sizeHint().height())

    def set_card(self, card: ModelCard | None) -> None:
        """Draw this model."""
        self._card, self._lit = card, ""
        self.updateGeometry()
        self.update()

    def light_up(self, name: str) -> None:
        """Let a variable stand out with what it needs and what needs it."""
        self._lit = name
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a box."""
        for name, box in self._boxes.items():
            if box.contains(event.position()):
                self.light_up(name)
                self.chosen.emit(name)
                return
        self.light_up("")

    def _lay_out(self, card: ModelCard) -> None:
        count = max(node.layer for node in card.nodes) + 1
        used = sorted({node.layer for node in card.nodes})
        by_layer: dict[int, list[GraphNode]] = {}
        for node in card.nodes:
            by_layer.setdefault(node.layer, []).append(node)
        wide = (self.width() - 20) / max(1, len(used))
        self._boxes = {}
        assert count
        for column, layer in enumerate(used):
            nodes = by_layer[layer]
            step = (self.height() - 12) / len(nodes)
            high = min(step * 0.8, self._theme.px(26))
            for node in nodes:
                top = 6 + (node.row + 0.5) * step - high / 2
                self._boxes[node.name] = QRectF(10 + column * wide, top, wide * 0.76, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines under boxes."""
        card = self._card
        if card is None or not card.nodes:
            return
        self._lay_out(card)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = ChartStyle.of(self._theme)
        font = self._theme.font("small")
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        labels = labels_of(card.model)
        near = {self._lit}
        for need, name in card.edges:
            if self._lit in (need, name):
                near |= {need, name}
        for need, name in card.edges:
            one, two = self._boxes.get(need), self._boxes.get(name)
            if one is None or two is None:
                continue
            lit = self._lit in (need, name)
            painter.setPen(QPen(style.accent if lit else style.border, (1.8 if lit else 1.0) * style.scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            start, end = QPointF(one.right(), one.center().y()), QPointF(two.left(), two.center().y())
            bend = (end.x() - start.x()) / 2
            path = QPainterPath(start)
            path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
            painter.drawPath(path)
        for node in card.nodes:
            box = self._boxes[node.name]
            lit = node.name in near and bool(self._lit)
            edge = style.accent if lit else style.border
            painter.setPen(
                QPen(
                    edge,
                    (2 if lit else 1) * style.scale,
                    Qt.PenStyle.DashLine if node.kind == "lever" else Qt.PenStyle.SolidLine,
                )
            )
            painter.setBrush(
                self._theme.color("selected") if node.kind == "indicator" else self._theme.color("raised")
            )
            radius = box.height() / 2 if node.kind == "driver" else 4
            painter.drawRoundedRect(box, radius, radius)
            painter.setPen(self._theme.color("selected_text") if node.kind == "indicator" else style.text)
            words = metrics.elidedText(show(labels[node.name]), Qt.TextElideMode.ElideRight, box.width() - 12)
            painter.drawText(
                box.adjusted(6, 0, -6, 0),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
                words,
            )
