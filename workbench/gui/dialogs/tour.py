"""The five-step tour: what can be done here in the first ten minutes. Started from Help; nothing pops up by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton

from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import Text, bind, bind_text, mark

if TYPE_CHECKING:
    from workbench.gui.main_window import MainWindow


class Step(NamedTuple):
    """A step: its heading, what to do, and the tab it is about ("" = the tree)."""

    title: Text
    words: Text
    pane: str


STEPS: tuple[Step, ...] = (
    Step(
        mark("tour", "1 of 5 · Find a measure"),
        mark(
            "tour",
            "Type into the filter above the strategy tree, in either script. Choose an item: the inspector on the right "
            "shows its owner, dates, evidence and source in both languages.",
        ),
        "",
    ),
    Step(
        mark("tour", "2 of 5 · Look at an indicator"),
        mark(
            "tour",
            "History, reference figures as diamonds, the projection dashed. Choose a point to see where its figure was "
            "printed and every vintage of it.",
        ),
        "indicators",
    ),
    Step(
        mark("tour", "3 of 5 · Try a scenario"),
        mark(
            "tour",
            "Move a slider: the projection and the gap to each reference figure follow. Everything can be undone.",
        ),
        "scenarios",
    ),
    Step(
        mark("tour", "4 of 5 · Import a table"),
        mark(
            "tour",
            "Drag an official workbook onto the window. You see every new and revised figure before anything is changed.",
        ),
        "data",
    ),
    Step(
        mark("tour", "5 of 5 · Take a snapshot, export a paper"),
        mark(
            "tour",
            "A snapshot keeps every figure as it is now. Export pack writes the paper in both languages from the same figures.",
        ),
        "briefing",
    ),
)


class TourDialog(Dialog):
    """A small card that leaves the window usable; each step brings its tab to the front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(mark("tour", "A tour in five steps"), window)
        self._window = window
        self.step = 0
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setFixedWidth(window.theme.px(380))
        self.heading, self.body = QLabel(self), QLabel(self)
        self.heading.setProperty("role", "title")
        for label in (self.heading, self.body):
            label.setWordWrap(True)
            self.column.addWidget(label)
        box = self.buttons()
        self.back, self.forward = QPushButton(self), QPushButton(self)
        bind(self.back, self.back.setText, "tour", "&Back")
        bind(self.forward, self.forward.setText, "tour", "&Next")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(lambda: self.go(self.step - 1))
        self.forward.clicked.connect(lambda: self.go(self.step + 1))
        box.addButton(self.back, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.forward, QDialogButtonBox.ButtonRole.ActionRole)
        self.forward.setDefault(True)
        self.go(0)
        corner = window.mapToGlobal(QPoint(window.width(), window.height()))
        gap = window.theme.px(24)
        self.move(corner - QPoint(self.width() + gap, self.sizeHint().height() + 2 * gap))

    def go(self, step: int) -> None:
        """Show a step."""
        self.step = max(0, min(len(STEPS) - 1, step))
        title, words, pane = STEPS[self.step]
        bind_text(self.heading, self.heading.setText, title)
        bind_text(self.body, self.body.setText, words)
        self.back.setEnabled(self.step > 0)
        self.forward.setEnabled(self.step < len(STEPS) - 1)
        if pane:
            self._window.show_pane(pane)
        elif self._window.tree is not None:
            self._window.tree.show()
        self.adjustSize()
