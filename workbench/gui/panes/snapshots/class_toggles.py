"""One button for each class of changes there is: its sign, its words, how many; pressed while it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from workbench.gui.panes.snapshots.changes_model import order_of
from workbench.gui.panes.snapshots.words import class_words, sign
from workbench.gui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.gui.theme import Theme


class ClassToggles(QWidget):
    """``without``: the classes put away. ``changed``: the user put one away or took it out again."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.without: set[str] = set()
        self.buttons: dict[str, QToolButton] = {}
        self._flow = FlowLayout(self, theme.px(4))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Buttons for these classes, the most telling first."""
        for cls in sorted(counts, key=order_of):
            if cls not in self.buttons:
                button = QToolButton(self)
                button.setCheckable(True)
                button.setProperty("pill", True)
                button.setChecked(cls not in self.without)
                button.toggled.connect(lambda on, cls=cls: self.set_class_shown(cls, on))
                self.buttons[cls] = button
        while self._flow.takeAt(0) is not None:
            pass
        for cls in sorted(self.buttons, key=order_of):
            button = self.buttons[cls]
            button.setVisible(cls in counts)
            button.setText(f"{sign(cls)[0]} {class_words(cls)} {counts.get(cls, 0)}")
            if cls in counts:
                self._flow.addWidget(button)
        self.setVisible(len(counts) > 1 or bool(self.without & counts.keys()))
        self.updateGeometry()

    def set_class_shown(self, cls: str, shown: bool) -> None:
        """Show a class of changes, or put it away."""
        self.without.discard(cls) if shown else self.without.add(cls)
        if cls in self.buttons:
            with QSignalBlocker(self.buttons[cls]):
                self.buttons[cls].setChecked(shown)
        self.changed.emit()
