"""The definitions of a series, and reading two of them as one line, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark, show, tr
from workbench.services.definitions import links, rebased
from workbench.services.operations.definitions import LinkDefinitions, UnlinkDefinitions

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace

_CONTEXT = "definitions"


class DefinitionsDialog(Dialog):
    """Lists the definitions; linking two asks for a note. Refusals stand below the note."""

    def __init__(self, workspace: Workspace, series_id: str, parent: QWidget) -> None:
        super().__init__(mark(_CONTEXT, "Definitions of a series"), parent)
        self._workspace, self._series = workspace, series_id
        session = workspace.reading
        self.setMinimumWidth(workspace.theme.px(560))
        self.resize(workspace.theme.px(600), workspace.theme.px(620))
        versions = session.definitions(series_id)
        for version in versions:
            label = QLabel(self)
            label.setWordWrap(True)
            start = version.from_period or tr(_CONTEXT, "the beginning")
            label.setText(tr(_CONTEXT, "From {period}: {words}", period=start, words=show(version.text)))
            self.column.addWidget(label)
        self._estimates(series_id)
        self.words(
            mark(
                _CONTEXT,
                "Figures on two definitions are not one line. If reading them as one is sound, say why: the note is shown with the link.",
            ),
            "muted",
        )
        self.first, self.second = QComboBox(self), QComboBox(self)
        for box in (self.first, self.second):
            for version in versions:
                box.addItem(version.from_period or tr(_CONTEXT, "the beginning"), version.id)
        self.second.setCurrentIndex(min(1, self.second.count() - 1))
        self.field(mark(_CONTEXT, "Definition from"), self.first)
        self.field(mark(_CONTEXT, "and definition from"), self.second)
        self.note = QPlainTextEdit(self)
        self.note.setTabChangesFocus(True)
        height = workspace.theme.px(52)
        self.note.setStyleSheet(f"min-height: {height}px; max-height: {height}px;")
        self.field(mark(_CONTEXT, "Why they may be read as one line"), self.note)
        made = links(session, series_id)
        self.unlink = QPushButton(self)
        bind(self.unlink, self.unlink.setText, _CONTEXT, "Take the link away")
        self.unlink.setVisible(bool(made))
        self.unlink.clicked.connect(self._unlink)
        if made:
            self.first.setCurrentIndex(max(0, self.first.findData(made[0].first)))
            self.second.setCurrentIndex(max(0, self.second.findData(made[0].second)))
            self.note.setPlainText(made[0].note)
        self.column.addWidget(self.unlink)
        self.error = QLabel(self)
        self.error.setWordWrap(True)
        self.error.setProperty("tone", "bad")
        self.error.hide()
        self.column.addWidget(self.error)
        self.buttons(mark(_CONTEXT, "Link with this note"))
        self._problem: WorkbenchError | None = None
        language.changed.connect(self._say)

    def _estimates(self, series_id: str) -> None:
        """What earlier figures would be on the newer definition, by a year published on both: only to be looked at."""
        found = rebased(self._workspace.reading, series_id)
        if found:
            self.words(
                mark(_CONTEXT, "Estimates of earlier figures on the newer definition, never official:"),
                "muted",
            )
            label = QLabel(
                "\n".join(
                    f"{one.observation.period.code}: {one.words.show(language.current())}"
                    for one in found[-4:]
                ),
                self,
            )
            label.setWordWrap(True)
            label.setProperty("role", "small")
            self.column.addWidget(label)
            label.ensurePolished()
            label.setMinimumHeight(label.heightForWidth(self._workspace.theme.px(540)))

    def accept(self) -> None:
        """Link, or say what is in the way."""
        operation = LinkDefinitions(
            self._series,
            str(self.first.currentData()),
            str(self.second.currentData()),
            self.note.toPlainText(),
        )
        if self._do(operation):
            super().accept()

    def _say(self) -> None:
        """The problem, in the language of the window."""
        if self._problem is not None:
            self.error.setText(self._problem.words(language.current()))

    def _unlink(self) -> None:
        made = links(self._workspace.reading, self._series)
        if made and self._do(UnlinkDefinitions(self._series, made[0].first, made[0].second)):
            super().accept()

    def _do(self, operation: LinkDefinitions | UnlinkDefinitions) -> bool:
        try:
            self._workspace.execute_or_raise(operation)
        except WorkbenchError as error:
            self._problem = error
            self._say()
            self.error.show()
            return False
        return True
