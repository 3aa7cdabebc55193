"""A new paper from a template: which, for which panel and day, by which bureau."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.base.clock import today
from workbench.domain.errors import WorkbenchError
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, bind_text, mark, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.pack import Pack
    from workbench.gui.language import Text
    from workbench.gui.workspace import Workspace


class NewPaperDialog(Dialog):
    """``made(id)`` is called once the paper is kept."""

    def __init__(self, workspace: Workspace, made: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(mark("composer", "New paper from a template"), parent)
        from workbench.services.packs import templates

        self._workspace, self._made = workspace, made
        session = workspace.session
        self._patterns = {
            one.id: one for one in (*templates(session), *(p for p in session.packs() if not p.template))
        }
        self.setMinimumWidth(workspace.theme.px(520))
        self.template = QComboBox(self)
        for one in self._patterns.values():
            self.template.addItem(show(one.name if one.name.as_dict() else one.title), one.id)
        self.field(mark("composer", "&Template (or a paper to start from)"), self.template)
        row = QHBoxLayout()
        self.title_en = self._beside(row, mark("composer", "Title in &English"))
        self.title_zh = self._beside(row, mark("composer", "Title in C&hinese"))
        self.column.addLayout(row)
        row = QHBoxLayout()
        self.day = self._beside(row, mark("composer", "&Day of the meeting (may wait)"))
        bind(self.day, self.day.setPlaceholderText, "composer", "YYYY-MM-DD")
        self.dated = self._beside(row, mark("composer", "&Month of the signature"))
        bind(self.dated, self.dated.setPlaceholderText, "composer", "YYYY-MM")
        self.column.addLayout(row)
        self.panel = QComboBox(self)
        self.field(mark("composer", "&Panel, by its name on that day"), self.panel)
        self.bureau = QComboBox(self)
        leads = {code for node in session.nodes() for code in node.lead_bodies}
        for body in session.bodies().values():
            if body.code in leads:
                self.bureau.addItem(show(body.name), body.code)
        self.field(mark("composer", "&Bureau"), self.bureau)
        self.draft = QCheckBox(self)
        self.draft.setChecked(True)
        bind(self.draft, self.draft.setText, "composer", "Mark it as a dra&ft on every page")
        self.column.addWidget(self.draft)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setProperty("tone", "bad")
        self.column.addWidget(self.said)
        self.buttons(mark("composer", "Make the paper"))
        self.template.currentIndexChanged.connect(lambda _: self._template_chosen())
        self.day.textChanged.connect(lambda _: self._day_written())
        for line in (self.title_en, self.title_zh, self.dated):
            line.textChanged.connect(lambda _: self.check())
        self.panel.activated.connect(lambda _: self.check())
        self._template_chosen()

    def _beside(self, row: QHBoxLayout, text: Text) -> QLineEdit:
        line = QLineEdit(self)
        column = QVBoxLayout()
        label = QLabel(self)
        label.setBuddy(line)
        bind_text(label, label.setText, text)
        bind_text(line, line.setAccessibleName, text)
        column.addWidget(label)
        column.addWidget(line)
        row.addLayout(column, 1)
        return line

    @property
    def pattern(self) -> Pack:
        """The template chosen."""
        return self._patterns[str(self.template.currentData())]

    def _template_chosen(self) -> None:
        one = self.pattern
        self.title_en.setText((one.title.en or "").replace("\n", " "))
        self.title_zh.setText((one.title.zh_hant or "").replace("\n", " "))
        if not self.dated.text():
            self.dated.setText(today().isoformat()[:7])
        self._fill_panels(one.panel)
        row = self.bureau.findData(one.bureau)
        self.bureau.setCurrentIndex(max(0, row))
        self.check()

    def _day_written(self) -> None:
        day = self.day.text().strip()
        if len(day) == 10:
            self.dated.setText(day[:7])
        self._fill_panels(str(self.panel.currentData() or ""))
        self.check()

    def _fill_panels(self, chosen: str) -> None:
        """The panels by the names they bore on the day; one without a name then is not offered."""
        from workbench.services.names_at import committees

        day = self.day.text().strip()
        day = day if len(day) == 10 else ""
        with QSignalBlocker(self.panel):
            self.panel.clear()
            self.panel.addItem(language.tr("composer", "To be decided"), "")
            for one in committees().values():
                name = one.name_at(day)
                if name is not None:
                    self.panel.addItem(show(name), one.id)
            self.panel.setCurrentIndex(max(0, self.panel.findData(chosen)))

    def paper(self) -> Pack:
        """The paper as it would be kept. Raises :class:`WorkbenchError` for a day or panel that cannot be."""
        from workbench.services.pack_edit import fresh_id
        from workbench.services.packs import made_from, with_head

        used = [*self._patterns, *(one.id for one in self._workspace.session.packs())]
        title = LocalText(self.title_en.text().strip() or None, self.title_zh.text().strip() or None)
        pattern = self.pattern
        if (self.title_en.text(), self.title_zh.text()) == (
            (pattern.title.en or "").replace("\n", " "),
            (pattern.title.zh_hant or "").replace("\n", " "),
        ):
            title = pattern.title
        made = made_from(pattern, fresh_id(pattern.id, used), title)
        found = with_head(
            made,
            panel=str(self.panel.currentData() or ""),
            meeting_date=self.day.text().strip(),
            bureau=str(self.bureau.currentData() or ""),
            draft=self.draft.isChecked(),
            dated=self.dated.text().strip(),
        )
        return replace(found, ignored={}, accepted={}, name=LocalText())

    def check(self) -> None:
        """Say what is wrong."""
        said = ""
        try:
            self.paper()
        except WorkbenchError as error:
            said = error.words(language.current())
        if not (self.title_en.text().strip() or self.title_zh.text().strip()):
            said = language.tr("composer", "Give it a title.")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.ok.setEnabled(not said)

    def accept(self) -> None:
        """Keep the paper, its figures as they are now taken as seen."""
        from workbench.services.operations.packs import SavePack
        from workbench.services.pack_stale import taken_as_seen

        def work() -> str:
            pack = self.paper()
            session = self._workspace.session
            self._workspace.execute_or_raise(SavePack(taken_as_seen(session, pack)), initiator="composer")
            return pack.id

        made = self._workspace.attempt(work)
        if made is not None:
            super().accept()
            self._made(made)
