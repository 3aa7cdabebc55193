"""The main work: import a table, take a snapshot, export a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from workbench.gui.language import tr

if TYPE_CHECKING:
    from workbench.gui.main_window import MainWindow


class Tools(QObject):
    """Handlers of import, snapshot and export."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def import_table(self) -> None:
        """Ask for a workbook and show what it would bring."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("tools", "Import table"),
            str(self._window.settings.folder("import")),
            tr("tools", "Tables (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv)"),
        )
        if name:
            self.import_path(Path(name))

    def import_path(self, path: Path) -> None:
        """Show what *path* would bring; nothing is changed until it is confirmed."""
        from workbench.gui.dialogs.import_dialog import ImportDialog

        if self._window.workspace is None:
            return
        self._window.settings.set_folder("import", path.parent)
        ImportDialog(self._window.workspace, path, self._window).open()

    def take_snapshot(self) -> None:
        """Ask for a name and mark the present state."""
        from workbench.gui.dialogs.snapshot import SnapshotDialog

        if self._window.workspace is not None:
            SnapshotDialog(self._window.workspace, self._window).open()

    def export_pack(self) -> None:
        """Ask which pack, languages, formats and folder, and write them."""
        from workbench.gui.dialogs.export import ExportDialog

        if self._window.workspace is not None:
            ExportDialog(self._window.workspace, self._window.settings, self._window).open()
