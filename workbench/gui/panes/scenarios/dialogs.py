"""Naming a scenario, and asking what it would take to meet a reference figure. Neither blocks the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.text import LocalText
from workbench.domain.wording import target_column
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import Text, bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.results import ResultBar
from workbench.gui.panes.scenarios.solve_many import SeveralPage
from workbench.services import scenarios

if TYPE_CHECKING:
    from workbench.domain.scenario import DriverPath
    from workbench.gui.workspace import Workspace
    from workbench.services.scenario_passage import Passage
    from workbench.services.scenarios import GoalSeek

_CONTEXT = "ScenariosPane"


class NameDialog(QDialog):
    """Asks for a name in both languages; one is enough. ``named(LocalText)`` when confirmed."""

    named = Signal(object)

    def __init__(self, title: Text, name: LocalText, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self, self.setWindowTitle, title)
        form = QFormLayout(self)
        self.en = QLineEdit(name.en or "", self)
        self.zh = QLineEdit(name.zh_hant or "", self)
        for field, words in (
            (self.en, mark(_CONTEXT, "Name in English")),
            (self.zh, mark(_CONTEXT, "Name in Chinese")),
        ):
            label = QLabel(self)
            label.setBuddy(field)
            bind_text(label, label.setText, words)
            field.setMinimumWidth(280)
            field.textChanged.connect(self._check)
            form.addRow(label, field)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.accepted.connect(self._confirm)
        self.buttons.rejected.connect(self.reject)
        form.addRow(self.buttons)
        self._check()
        (self.zh if language.current() == "zh-Hant" else self.en).setFocus()

    def text(self) -> LocalText:
        """The name as typed; an empty field is a gap, not an empty name."""
        return LocalText(self.en.text().strip() or None, self.zh.text().strip() or None)

    def _check(self) -> None:
        ready = bool(self.text().as_dict())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def _confirm(self) -> None:
        self.named.emit(self.text())
        self.accept()


class NoteDialog(Dialog):
    """Asks for a scenario's note in both languages. ``written(LocalText)`` when kept."""

    written = Signal(object)

    def __init__(self, note: LocalText, parent: QWidget) -> None:
        super().__init__(mark(_CONTEXT, "Note of the scenario"), parent)
        self.en, self.zh = QPlainTextEdit(self), QPlainTextEdit(self)
        for edit, text, words in (
            (self.en, note.en, mark(_CONTEXT, "Note in English")),
            (self.zh, note.zh_hant, mark(_CONTEXT, "Note in Chinese")),
        ):
            edit.setPlainText(text or "")
            edit.setTabChangesFocus(True)
            edit.setMinimumSize(420, 90)
            self.field(words, edit)
        self.buttons(mark(_CONTEXT, "Keep"))

    def accept(self) -> None:
        """Hand over."""
        self.written.emit(
            LocalText(self.en.toPlainText().strip() or None, self.zh.toPlainText().strip() or None)
        )
        super().accept()


class SolveDialog(QDialog):
    """One driver, one indicator, one year: the answer in words, and the assumption to apply.

    ``applied(str, DriverPath)``: driver and path, when confirmed.
    """

    applied = Signal(str, object)
    applied_many = Signal(object)  # driver → path

    def __init__(self, workspace: Workspace, scenario_id: str, indicator_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = workspace.reading
        self._scenario_id = scenario_id
        self._answer: GoalSeek | None = None
        bind(self, self.setWindowTitle, _CONTEXT, "Solve for target")
        self.setMinimumWidth(workspace.theme.px(460))
        self.resize(workspace.theme.px(620), workspace.theme.px(560))
        outer = QVBoxLayout(self)
        self.tabs = QTabWidget(self)
        outer.addWidget(self.tabs)
        page = QWidget(self.tabs)
        column = QVBoxLayout(page)
        form = QFormLayout()
        column.addLayout(form)
        self.driver = QComboBox(self)
        self.indicator = QComboBox(self)
        self.year = QComboBox(self)
        for box, words in (
            (self.indicator, mark(_CONTEXT, "Indicator")),
            (self.year, mark(_CONTEXT, "In the column")),
            (self.driver, mark(_CONTEXT, "By changing")),
        ):
            label = QLabel(self)
            label.setBuddy(box)
            bind_text(label, label.setText, words)
            bind_text(box, box.setAccessibleName, words)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            form.addRow(label, box)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(workspace.theme.px(92))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.words, 1)
        self.bar = ResultBar(workspace, page)
        column.addWidget(self.bar)
        self.several: SeveralPage | None = None
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Apply | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.rejected.connect(self.reject)
        self.apply = self.buttons.button(QDialogButtonBox.StandardButton.Apply)
        self.apply.setDefault(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.apply.clicked.connect(self._apply)
        outer.addWidget(self.buttons)
        self._fill(indicator_id)
        self.several = SeveralPage(workspace, self._run, indicator_id or self._first(), self.tabs)
        self.several.solved.connect(self._enable)
        for part, title in (
            (page, mark(_CONTEXT, "One driver")),
            (self.several, mark(_CONTEXT, "Several drivers")),
        ):
            place = self.tabs.addTab(part, "")
            bind_text(part, lambda text, place=place: self.tabs.setTabText(place, text), title)
        self.tabs.currentChanged.connect(self._enable)
        self.indicator.currentIndexChanged.connect(self._indicator_changed)
        self.year.currentIndexChanged.connect(self.solve)
        self.driver.currentIndexChanged.connect(self.solve)
        self._indicator_changed()

    def _fill(self, indicator_id: str) -> None:
        run = scenarios.run(self._session, self._scenario_id)
        self._run = run
        for outcome in run.indicators:
            if outcome.variable is not None and outcome.targets:
                self.indicator.addItem(show(outcome.indicator.name), outcome.indicator.id)
        self.indicator.setCurrentIndex(max(0, self.indicator.findData(indicator_id)))

    def _indicator_changed(self, *_: object) -> None:
        """Years with a reference figure, and the drivers that can move the indicator."""
        indicator_id = str(self.indicator.currentData() or "")
        lang = language.current()
        with QSignalBlocker(self.year), QSignalBlocker(self.driver):
            self.year.clear()
            self.driver.clear()
            if indicator_id:
                outcome = self._run.indicator(indicator_id)
                for item in sorted(outcome.targets, key=lambda item: item.target.data_year):
                    words = target_column(item.target.column_year, item.target.data_year, lang)
                    self.year.addItem(words, item.target.data_year)
                self.year.setCurrentIndex(self.year.count() - 1)
                assert outcome.variable is not None
                able = scenarios.compiled(self._run.model).drivers_of(outcome.variable.name)
                for row in self._run.drivers:
                    if row.variable.name in able or row.variable.name == outcome.variable.name:
                        self.driver.addItem(show(row.variable.label), row.variable.name)
        self.solve()

    def solve(self, *_: object) -> None:
        """Seek the answer and say it."""
        self._answer = None
        self.bar.set_result((), None, "")
        driver, year = self.driver.currentData(), self.year.currentData()
        if driver is None or year is None:
            self.words.setText(tr(_CONTEXT, "No driver of this model moves that indicator."))
            self.apply.setEnabled(False)
            return
        row = next(row for row in self._run.drivers if row.variable.name == driver)
        try:
            answer = scenarios.solve(
                self._session,
                self._scenario_id,
                str(driver),
                str(self.indicator.currentData()),
                int(year),
                parameter="level" if row.variable.kind == "level" else "growth",
            )
        except WorkbenchError as error:
            self.words.setText(error.words(language.current()))
            self.apply.setEnabled(False)
            return
        self._answer = answer
        words = answer.words()
        self.words.setText(words.show(language.current()))
        self.apply.setEnabled(answer.path is not None)
        rows: list[list[str | float | None]] = [
            [self.driver.currentText(), self.indicator.currentText()],
            [answer.solution.value, answer.solution.achieved],
        ]
        self.bar.set_result(rows, words, "goal-seek", self._passage)

    def _passage(self) -> Passage:
        from workbench.services.scenario_passage import passage

        indicator, driver = str(self.indicator.currentData()), str(self.driver.currentData())
        return passage(self._session, self._scenario_id, indicator, driver=driver)

    def _first(self) -> str:
        return str(self.indicator.itemData(0) or "")

    def _enable(self, *_: object) -> None:
        several = self.several
        if several is not None and self.tabs.currentWidget() is several:
            self.apply.setEnabled(several.answer is not None and bool(several.answer.paths))
        else:
            self.apply.setEnabled(self.path is not None)

    @property
    def path(self) -> DriverPath | None:
        """The assumption that meets the reference figure; ``None`` where it cannot be met."""
        return self._answer.path if self._answer is not None else None

    def _apply(self) -> None:
        several = self.several
        if several is not None and self.tabs.currentWidget() is several:
            if several.answer is not None and several.answer.paths:
                self.applied_many.emit(several.answer.paths)
                self.accept()
            return
        if self._answer is not None and self._answer.path is not None:
            self.applied.emit(str(self.driver.currentData()), self._answer.path)
            self.accept()
