"""What a workspace keeps beside plan and figures: evidence, documents, wordings, issued papers; and the moment shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.gui.language import mark

if TYPE_CHECKING:
    from workbench.gui.main_window import MainWindow


class Records(QObject):
    """Handlers of the dialogs about records."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def known(self) -> None:
        """Ask which moment to show."""
        from workbench.gui.dialogs.known import KnownDialog

        if self._window.workspace is not None:
            KnownDialog(self._window.workspace, self._window).open()

    def add_evidence(self) -> None:
        """Ask for evidence on the chosen item of the plan."""
        from workbench.gui.dialogs.evidence import EvidenceDialog

        workspace = self._window.workspace
        if workspace is None:
            return
        if not workspace.selection.node:
            workspace.notify.info(mark("records", "Choose an item in the strategy tree first."))
            return
        node = workspace.session.node(workspace.selection.node)
        EvidenceDialog(workspace, node, self._window).open()

    def derived(self) -> None:
        """An indicator by a formula: a new one, or the chosen one where it is computed."""
        from workbench.gui.dialogs.derived import DerivedDialog

        workspace = self._window.workspace
        if workspace is not None:
            DerivedDialog(workspace, workspace.selection.indicator, self._window).open()

    def documents(self) -> None:
        """The documents kept inside the workspace."""
        from workbench.gui.dialogs.documents import DocumentsDialog

        if self._window.workspace is not None:
            DocumentsDialog(self._window.workspace, self._window.settings, self._window).open()

    def wordings(self) -> None:
        """Promises that were worded anew."""
        from workbench.gui.dialogs.wordings import WordingsDialog

        if self._window.workspace is not None:
            WordingsDialog(self._window.workspace, self._window).open()

    def issued(self) -> None:
        """The register of issued papers."""
        from workbench.gui.dialogs.issued import IssuedDialog

        if self._window.workspace is not None:
            IssuedDialog(self._window.workspace, self._window.settings, self._window).open()
