"""The inspector (being built)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDockWidget, QWidget

from workbench.gui.language import bind

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace


class InspectorDock(QDockWidget):
    """What is chosen, in full."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dock-inspector")
        bind(self, self.setWindowTitle, "inspector", "Inspector")
        self.setWidget(QWidget(self))
