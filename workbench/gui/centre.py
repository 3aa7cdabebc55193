"""The tabs of the centre. A pane is made when its tab is first shown; one that fails leaves the others usable."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from workbench.gui.language import bind, bind_text, unbind
from workbench.gui.panes import PANES

if TYPE_CHECKING:
    from workbench.gui.workspace import PaneSpec, Workspace


class _Slot(QWidget):
    """The place of one pane: empty until shown."""

    def __init__(self, spec: PaneSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self.pane: QWidget | None = None
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def fill(self, workspace: Workspace) -> None:
        """Make the pane, once."""
        if self.pane is not None:
            return
        try:
            self.pane = self.spec.factory(workspace)
        except Exception as error:  # noqa: BLE001 - a bug in one pane must not take the window with it
            self.pane = _sorry(self)
            sys.excepthook(type(error), error, error.__traceback__)
        # A pane that needs more room than there is (small screen, large scale) is scrolled: it never stretches the window.
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.pane)
        self.setFocusProxy(self.pane)
        column = self.layout()
        assert column is not None
        column.addWidget(area)


def _sorry(parent: QWidget) -> QWidget:
    label = QLabel(parent)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    bind(
        label,
        label.setText,
        "centre",
        "This tab could not be shown. Nothing was changed; the other tabs can be used.",
    )
    return label


class Centre(QTabWidget):
    """Tabs in the order of :data:`PANES`."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setDocumentMode(True)
        bind(self, self.setAccessibleName, "centre", "Main tabs")
        for spec in PANES:
            slot = _Slot(spec, self)
            slot.setObjectName(f"tab-{spec.id}")
            self.addTab(slot, "")
            bind_text(slot, _TabText(self, slot), spec.title)
        self.tabBar().setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.currentChanged.connect(self._show)

    def start(self, pane_id: str = "") -> None:
        """Show the first tab, or that of *pane_id*."""
        self.go(pane_id or PANES[0].id)
        self._show(self.currentIndex())

    def go(self, pane_id: str) -> QWidget | None:
        """Show the tab of *pane_id* and return its pane; ``None`` if there is no such tab."""
        for index in range(self.count()):
            slot = self.widget(index)
            if isinstance(slot, _Slot) and slot.spec.id == pane_id:
                self.setCurrentIndex(index)
                slot.fill(self._workspace)
                return slot.pane
        return None

    @property
    def current_id(self) -> str:
        """Id of the pane in front."""
        slot = self.currentWidget()
        return slot.spec.id if isinstance(slot, _Slot) else ""

    def made(self) -> dict[str, QWidget]:
        """Panes made so far, by id."""
        slots = [self.widget(index) for index in range(self.count())]
        return {slot.spec.id: slot.pane for slot in slots if isinstance(slot, _Slot) and slot.pane}

    def release(self) -> None:
        """Let every pane stop what it does, before the session closes."""
        self.currentChanged.disconnect(self._show)
        for pane in self.made().values():
            release = getattr(pane, "release", None)
            if callable(release):
                release()
        unbind(self)

    def _show(self, index: int) -> None:
        slot = self.widget(index)
        if isinstance(slot, _Slot):
            slot.fill(self._workspace)


class _TabText:
    """Sets the words of a slot's tab and their spoken name."""

    def __init__(self, tabs: QTabWidget, slot: QWidget) -> None:
        self._tabs, self._slot = tabs, slot

    def __call__(self, words: str) -> None:
        self._tabs.setTabText(self._tabs.indexOf(self._slot), words)
        self._slot.setAccessibleName(words)
