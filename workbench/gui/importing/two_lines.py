"""Cells of two lines: the first as usual, the second smaller and grey (the other language, the id)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

if TYPE_CHECKING:
    from workbench.gui.theme import Theme


class TwoLines(QStyledItemDelegate):
    """Draws texts with a line break on two lines, each shortened where room ends."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        view.setItemDelegate(self)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._view.verticalHeader().setDefaultSectionSize(self._theme.px(44))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background and icon by the style, words by hand."""
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, self._view)
        theme = self._theme
        pad = theme.px(9)
        left = pad + (theme.px(24) if not own.icon.isNull() else 0)
        rect = option.rect.adjusted(left, theme.px(2), -pad // 2, -theme.px(2))
        first, _, rest = words.partition("\n")
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        tone = brush if isinstance(brush, QColor) else theme.color("text")
        half = rect.height() * 55 // 100
        align = int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & int(Qt.AlignmentFlag.AlignRight)
        side = Qt.AlignmentFlag.AlignRight if align else Qt.AlignmentFlag.AlignLeft
        top = QRect(rect.left(), rect.top(), rect.width(), half)
        below = QRect(rect.left(), rect.top() + half, rect.width(), rect.height() - half)
        painter.save()
        self._line(painter, top if rest else rect, first, theme.font(), tone, side)
        if rest:
            small = theme.font("small")
            self._line(painter, below, rest.replace("\n", " · "), small, theme.color("muted"), side)
        painter.restore()

    @staticmethod
    def _line(
        painter: QPainter, area: QRect, text: str, font: QFont, color: QColor, side: Qt.AlignmentFlag
    ) -> None:
        """One line; the middle is left out where room ends: the last label tells series apart."""
        painter.setFont(font)
        painter.setPen(color)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(super().sizeHint(option, index).width(), self._theme.px(44))
