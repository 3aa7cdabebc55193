"""Versions of the work: comparing snapshots, exporting what changed, merging a copy, looking at revisions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from workbench.base.memory import many_values
from workbench.gui.language import mark, tr

if TYPE_CHECKING:
    from workbench.gui.jobs import JobContext
    from workbench.gui.main_window import MainWindow
    from workbench.gui.workspace import Workspace
    from workbench.services.merge import MergePlan
    from workbench.services.readers import ReaderSource


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
        self.compare()
        workspace = self._window.workspace
        page = getattr(self._window.show_pane("snapshots"), "compare_page", None)
        if workspace is None or page is None:
            return
        if page.busy:
            page.compared.connect(self._offer_export, Qt.ConnectionType.SingleShotConnection)
        else:
            self._offer_export()

    def _offer_export(self) -> None:
        from workbench.gui.dialogs.changes import ChangesDialog

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
        workspace = self._window.workspace
        if workspace is None:
            return
        job = workspace.jobs.start(
            mark("keeping", "Comparing with “{file}”"),
            _plan,
            workspace.session.reader_source(),
            path,
            file=path.name,
        )
        job.done.connect(partial(self._offer_merge, workspace))

    def _offer_merge(self, workspace: Workspace, plan: MergePlan) -> None:
        from workbench.gui.dialogs.merge import MergeDialog

        if workspace is not self._window.workspace:
            return
        if plan.empty:
            workspace.notify.info(
                mark("keeping", "“{file}” has nothing that is not here already."), file=plan.file
            )
            return
        MergeDialog(workspace, plan, self._window).open()

    def revisions(self) -> None:
        """What was known when of the chosen series, or of the first."""
        from workbench.gui.dialogs.revisions import RevisionsDialog

        workspace = self._window.workspace
        if workspace is not None:
            RevisionsDialog(workspace, self._window, workspace.selection.indicator).open()


def _plan(context: JobContext, source: ReaderSource, path: Path) -> MergePlan:
    """On a pool thread: what the copy would bring."""

    def progress(done: float) -> None:
        context.check_cancelled()
        context.report(done)

    with many_values(), source.open(lambda: context.cancelled) as reader:
        return reader.plan_merge(path, progress)
