"""Cards that reflow: as many columns as fit, all of one width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

if TYPE_CHECKING:
    from workbench.gui.theme import Theme


class CardGrid(QWidget):
    """Lays its cards out in rows; *narrowest* is the least width of a card in pixels of the design.

    Columns are chosen so that rows are even where they can be (8 cards: 8, 4, 2 or 1 a row).
    """

    def __init__(self, theme: Theme, narrowest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrowest = narrowest
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def cards(self) -> tuple[QWidget, ...]:
        """The cards, in order."""
        return tuple(self._cards)

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these; earlier ones are thrown away."""
        for card in self._cards:
            if card not in cards:
                self._grid.removeWidget(card)
                card.deleteLater()
        self._cards = list(cards)
        self._columns = 0
        self._arrange()

    def columns_for(self, width: int) -> int:
        """How many columns fit into *width*, even rows preferred."""
        count = len(self._cards)
        if count == 0:
            return 1
        gap = self._grid.spacing()
        fitting = max(1, (width + gap) // (self._theme.px(self._narrowest) + gap))
        even = [number for number in range(1, min(count, fitting) + 1) if count % number == 0]
        best = even[-1]
        return best if best * 2 > min(count, fitting) else min(count, fitting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = self.columns_for(self.width())
        if columns == self._columns:
            return
        for card in self._cards:
            self._grid.removeWidget(card)
        for number in range(max(self._columns, columns)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
            card.show()
        self._columns = columns
        self.updateGeometry()
