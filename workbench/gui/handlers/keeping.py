"""Versions of the work: comparing snapshots, exporting what changed, merging a copy, looking at revisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from workbench.domain.errors import WorkbenchError
from workbench.gui.language import mark, tr

if TYPE_CHECKING:
    from workbench.gui.main_window import MainWindow


class Keeping(QObject):
    """Handlers of what is done with snapshots and copies."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def compare(self) -> None:
        """The comparison of the Snapshots tab."""
        pane = self._window.show_pane("snapshots")
        show = getattr(pane, "show_page", None)
        if callable(show):
            show("compare")

    def history(self) -> None:
        """The history of the Snapshots tab."""
        pane = self._window.show_pane("snapshots")
        show = getattr(pane, "show_page", None)
        if callable(show):
            show("history")

    def export_changes(self) -> None:
        """Write what the comparison shows as a paper; where there is nothing yet, the comparison says what to do."""
        from workbench.gui.dialogs.changes import ChangesDialog

        self.compare()
        workspace = self._window.workspace
        page = getattr(self._window.show_pane("snapshots"), "compare_page", None)
        if workspace is None or page is None:
            return
        if not page.differences:
            workspace.notify.info(mark("keeping", "There is no change to export."))
            return
        ChangesDialog(
            workspace, self._window.settings, self._window, page.differences, page.since_id, page.until_id
        ).open()

    def merge(self) -> None:
        """Ask for another copy of this workspace and show what it would bring."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("keeping", "Merge a copy of this workspace"),
            str(self._window.settings.folder("open")),
            tr("files", "Workspaces (*.wbk)"),
        )
        if name:
            self.merge_path(Path(name))

    def merge_path(self, path: Path) -> None:
        """Show what the copy at *path* would bring. It is only read; nothing changes before it is confirmed."""
        from workbench.gui.dialogs.merge import MergeDialog

        workspace = self._window.workspace
        if workspace is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            plan = workspace.session.plan_merge(path)
        except WorkbenchError as error:
            workspace.notify.error(error)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        if not plan.items:
            workspace.notify.info(
                mark("keeping", "“{file}” has nothing that is not here already."), file=path.name
            )
            return
        MergeDialog(workspace, plan, self._window).open()

    def revisions(self) -> None:
        """What was known when of the chosen series, or of the first."""
        from workbench.gui.dialogs.revisions import RevisionsDialog

        workspace = self._window.workspace
        if workspace is not None:
            RevisionsDialog(workspace, self._window, workspace.selection.indicator).open()
