"""Papers: made from templates, their figures, verified when they come back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.gui.main_window import MainWindow
    from workbench.gui.panes.briefing import BriefingPane


class Papers(QObject):
    """Handlers of the Briefing menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def _pane(self) -> BriefingPane | None:
        pane = self._window.show_pane("briefing")
        return cast("BriefingPane", pane) if hasattr(pane, "draft") else None

    def new(self) -> None:
        """Make a paper from a template."""
        pane = self._pane()
        if pane is not None:
            pane.new_paper()

    def figure(self) -> None:
        """Put a figure into the text that is written."""
        pane = self._pane()
        if pane is not None:
            pane.pick_figure()

    def verify(self) -> None:
        """Ask for papers that came back."""
        self.verify_paths(())

    def verify_paths(self, paths: Sequence[Path]) -> None:
        """Verify these papers."""
        from workbench.gui.dialogs.verify import VerifyDialog

        if self._window.workspace is not None:
            VerifyDialog(self._window.workspace, self._window.settings, self._window, paths).open()
