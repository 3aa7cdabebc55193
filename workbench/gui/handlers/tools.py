"""The main work: import a table, take a snapshot, export a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from workbench.gui.language import mark, tr

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

    def paste_table(self) -> None:
        """Show what the cells on the clipboard would bring, at the precision that the spreadsheet program holds."""
        from workbench.base.paths import state_dir
        from workbench.gui.dialogs.import_dialog import ImportDialog
        from workbench.gui.importing.paste import pasted_book

        workspace = self._window.workspace
        if workspace is None:
            return
        pasted = workspace.attempt(lambda: pasted_book(state_dir() / "pasted"))
        if pasted is not None:
            book, path = pasted
            ImportDialog(workspace, path, self._window, book=book).open()

    def show_printed(self) -> None:
        """The printed cell of the chosen figure, or of the latest figure of the chosen indicator."""
        from workbench.gui.dialogs.printed import PrintedDialog

        workspace = self._window.workspace
        if workspace is None:
            return
        selection = workspace.selection
        figure = selection.observation
        if figure is None and selection.indicator:
            held = [
                one for one in workspace.session.observations(selection.indicator) if one.value is not None
            ]
            figure = held[-1] if held else None
        if figure is None:
            workspace.notify.info(
                mark("tools", "Choose a figure first: a point of a chart or a cell of a table.")
            )
            return
        folders = [self._window.settings.folder("import")]
        if workspace.session.path.parent.is_dir():
            folders.append(workspace.session.path.parent)
        chosen = figure
        workspace.attempt(lambda: PrintedDialog(workspace, chosen, folders, self._window).open())

    def take_snapshot(self) -> None:
        """Ask for a name and mark the present state."""
        from workbench.gui.dialogs.snapshot import SnapshotDialog

        if self._window.workspace is not None:
            SnapshotDialog(self._window.workspace, self._window).open()

    def export_pack(self) -> None:
        """Ask which pack, languages, formats and folder, and write them."""
        from workbench.gui.dialogs.export import ExportDialog

        if self._window.workspace is not None:
            centre = self._window.centre
            composer = centre.made().get("briefing") if centre is not None else None
            pack_id = ""
            if composer is not None and hasattr(composer, "draft"):
                pack_id = composer.draft.pack_id
            ExportDialog(self._window.workspace, self._window.settings, self._window, pack_id).open()
