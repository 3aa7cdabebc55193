"""Choosing the moment the window shows: the present, a date, or a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QLineEdit, QRadioButton, QWidget

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark
from workbench.gui.widgets.steps import moment, snapshot_words, unnamed

if TYPE_CHECKING:
    from workbench.gui.language import Text
    from workbench.gui.workspace import Workspace


class KnownDialog(Dialog):
    """Three ways; what is wrong with the date is said below it."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(mark("known", "As known on"), parent)
        self._workspace = workspace
        self._error: WorkbenchError | None = None
        known, session = workspace.known, workspace.session
        self.setMinimumWidth(workspace.theme.px(480))
        self.words(
            mark(
                "known",
                "Every tab, chart, scenario and paper then shows only what was known. The workspace itself stays as it is.",
            ),
            "muted",
        )
        self._group = QButtonGroup(self)
        self.now = self._radio(mark("known", "The &present"))
        self.on_date = self._radio(mark("known", "On a &date"))
        self.date = QLineEdit(known.date, self)
        bind(self.date, self.date.setPlaceholderText, "known", "Such as: 2024, 2024-07 or 2024-07-31")
        bind(self.date, self.date.setAccessibleName, "known", "Date")
        self.column.addWidget(self.date)
        self.at_snapshot = self._radio(mark("known", "At a &snapshot"))
        self.snapshot = QComboBox(self)
        bind(self.snapshot, self.snapshot.setAccessibleName, "known", "Snapshot")
        for item in reversed(session.snapshots()):
            self.snapshot.addItem("", item.id)
        self.column.addWidget(self.snapshot)
        self.error = QLabel(self)
        self.error.setProperty("tone", "bad")
        self.error.setWordWrap(True)
        self.error.hide()
        self.column.addWidget(self.error)
        self.buttons(mark("known", "Show"))
        has = bool(session.snapshots())
        self.at_snapshot.setEnabled(has)
        self.snapshot.setEnabled(has)
        if known.snapshot_id:
            self.snapshot.setCurrentIndex(self.snapshot.findData(known.snapshot_id))
        chosen = self.at_snapshot if known.snapshot_id else self.on_date if known.date else self.now
        chosen.setChecked(True)
        self.date.textEdited.connect(lambda _: self.on_date.setChecked(True))
        self.snapshot.activated.connect(lambda _: self.at_snapshot.setChecked(True))
        language.changed.connect(self._retranslate)
        self._retranslate()
        self.date.setFocus()

    def _radio(self, text: Text) -> QRadioButton:
        button = QRadioButton(self)
        bind_text(button, button.setText, text)
        self._group.addButton(button)
        self.column.addWidget(button)
        return button

    def _retranslate(self) -> None:
        for row, item in enumerate(reversed(self._workspace.session.snapshots())):
            self.snapshot.setItemText(
                row, snapshot_words(item) if unnamed(item) else f"{item.name}  ·  {moment(item.at)}"
            )
        if self._error is not None:
            self.error.setText(self._error.words(language.current()))

    def accept(self) -> None:
        """Show that moment; a date that is none is told by the field."""
        known = self._workspace.known
        try:
            if self.on_date.isChecked():
                known.show_date(self.date.text())
            elif self.at_snapshot.isChecked():
                known.show_snapshot(str(self.snapshot.currentData()))
            else:
                known.show_present()
        except WorkbenchError as error:
            self._error = error
            self._retranslate()
            self.error.show()
            self.date.setFocus()
            return
        super().accept()
