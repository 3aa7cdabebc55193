"""Paints a row of the tree: printed number, title with the found words lit, status as shape and word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui.icons import draw_mark
from workbench.gui.models.tree_model import NUMBER_ROLE, TreeFilter, TreeModel
from workbench.gui.words import status_words

if TYPE_CHECKING:
    from workbench.gui.theme import Theme


class TreeDelegate(QStyledItemDelegate):
    """One line a row."""

    def __init__(self, proxy: TreeFilter, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._proxy = proxy
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same height for all rows."""
        return QSize(self._theme.px(160), QFontMetrics(self._theme.font()).height() + self._theme.px(5))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background by the style, the rest by us."""
        model = self._proxy.sourceModel()
        assert isinstance(model, TreeModel)
        node = model.node_at(self._proxy.mapToSource(index))
        if node is None:
            return
        widget = option.widget
        widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        painter.save()
        theme = self._theme
        rect = QRectF(option.rect).adjusted(theme.px(3), 0, -theme.px(10), 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        text_token = "selected_text" if selected else "text"
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            edge = QRectF(option.rect)
            painter.fillRect(QRectF(0, edge.y(), theme.px(3), edge.height()), theme.color("focus"))
        rect = self._paint_status(painter, rect, node.official_status)
        number = str(index.data(NUMBER_ROLE) or "")
        small = theme.font("small")
        if number:
            painter.setFont(small)
            painter.setPen(theme.color(text_token if selected else "muted"))
            width = QFontMetrics(small).horizontalAdvance(number)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, number)
            rect.setLeft(rect.left() + width + theme.px(6))
        font = theme.font()
        font.setBold(node.kind in ("vision",))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        words = metrics.elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, int(rect.width())
        )
        above_only = self._proxy.active and not self._proxy.is_hit(node.id)
        self._paint_found(painter, rect, words, metrics)
        painter.setPen(theme.color("muted" if above_only and not selected else text_token))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _paint_status(self, painter: QPainter, rect: QRectF, status: str) -> QRectF:
        """The status at the right, if there is one; what is left for the title."""
        if not status:
            return rect
        theme = self._theme
        mark = theme.mark(status)
        font = theme.font("small")
        words = status_words(status)  # type: ignore[arg-type]
        width = QFontMetrics(font).horizontalAdvance(words)
        side = theme.px(10)
        total = width + side + theme.px(4)
        if total > rect.width() * 0.5:
            words, total = "", side
        left = rect.right() - total
        draw_mark(
            painter, mark.icon, theme.hex(mark.tone), QRectF(left, rect.center().y() - side / 2, side, side)
        )
        painter.setFont(font)
        painter.setPen(theme.color(mark.tone))
        box = QRectF(left + side + theme.px(4), rect.y(), width + 2, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        return rect.adjusted(0, 0, -(total + theme.px(6)), 0)

    def _paint_found(self, painter: QPainter, rect: QRectF, words: str, metrics: QFontMetrics) -> None:
        query = self._proxy.query
        if query is None:
            return
        for start, length in query.spans(words):
            left = rect.left() + metrics.horizontalAdvance(words[:start])
            width = metrics.horizontalAdvance(words[start : start + length])
            box = QRectF(left, rect.y() + self._theme.px(3), width, rect.height() - self._theme.px(6))
            painter.fillRect(box, self._theme.color("match"))
