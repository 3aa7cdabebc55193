"""Small questions of the wizard: a text, a unit with its factor, the meaning of a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from workbench.domain.figure import STATUS_CODES
from workbench.domain.text import LocalText
from workbench.gui.dialogs.base import Dialog
from workbench.gui.importing.models import unit_words
from workbench.gui.language import Text, mark
from workbench.gui.words import status_code_words
from workbench.importers.painted import status_suggested

if TYPE_CHECKING:
    from workbench.importers.reading import TableSeries
    from workbench.services.import_matching import Suggestion
    from workbench.services.import_wizard import SeriesRow

_FACTORS = (1, 1_000, 10_000, 1_000_000, 100_000_000, 1_000_000_000)


class AskText(Dialog):
    """One line of text. ``answered(str)``."""

    answered = Signal(str)

    def __init__(
        self, title: Text, question: Text, parent: QWidget, *, text: str = "", hint: Text | None = None
    ) -> None:
        super().__init__(title, parent)
        self.edit = QLineEdit(self)
        self.edit.setText(text)
        self.edit.selectAll()
        self.field(question, self.edit)
        if hint is not None:
            self.words(hint, "small")
        self.buttons(mark("import", "Decide"))

    def accept(self) -> None:
        """Give the text."""
        self.answered.emit(self.edit.text().strip())
        super().accept()


class AskUnit(Dialog):
    """A unit in both languages and the factor of its figures. ``answered(LocalText, int)``."""

    answered = Signal(object, int)

    def __init__(self, series: TableSeries | None, name: str, parent: QWidget) -> None:
        super().__init__(mark("import", "Unit and factor"), parent)
        if name:
            label = QLabel(name, self)
            label.setWordWrap(True)
            self.column.addWidget(label)
        else:
            self.words(mark("import", "All series of the table that state no unit"), "muted")
        self.en, self.zh = QLineEdit(self), QLineEdit(self)
        self.factor = QComboBox(self)
        for factor in _FACTORS:
            self.factor.addItem(f"× {factor:,}", factor)
        self.field(mark("import", "Unit in &English"), self.en)
        self.field(mark("import", "Unit in &Chinese"), self.zh)
        self.field(mark("import", "&Factor: one printed unit is so many"), self.factor)
        if series is not None:
            self.en.setText(series.unit.en or "")
            self.zh.setText(series.unit.zh_hant or "")
            place = self.factor.findData(series.multiplier)
            if place < 0:
                self.factor.addItem(f"× {series.multiplier:,}", series.multiplier)
                place = self.factor.count() - 1
            self.factor.setCurrentIndex(place)
        self.buttons(mark("import", "Decide"))
        for edit in (self.en, self.zh):
            edit.textChanged.connect(lambda _: self._check())
        self._check()

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.en.text().strip() or self.zh.text().strip()))

    def accept(self) -> None:
        """Give unit and factor."""
        unit = LocalText(self.en.text().strip() or None, self.zh.text().strip() or None)
        self.answered.emit(unit, self.factor.currentData())
        super().accept()


class AskMark(Dialog):
    """What a mark means. ``answered(LocalText, str)``: the words and the observation status."""

    answered = Signal(object, str)

    def __init__(self, sign: str, count: int, parent: QWidget) -> None:
        super().__init__(mark("import", "What does this mark mean?"), parent)
        self.words(
            mark(
                "import",
                "The table does not explain “{sign}” ({n} cells). Your answer is kept with your name and the time.",
            ),
            sign=sign,
            n=count,
        )
        self.en, self.zh = QLineEdit(self), QLineEdit(self)
        self.status = QComboBox(self)
        for code in STATUS_CODES:
            self.status.addItem(f"{code}  {status_code_words(code)}", code)
        self.field(mark("import", "Meaning in &English"), self.en)
        self.field(mark("import", "Meaning in &Chinese"), self.zh)
        self.field(mark("import", "&Status that it gives the figure"), self.status)
        self.buttons(mark("import", "Decide"))
        for edit in (self.en, self.zh):
            edit.textEdited.connect(self._suggest)
        self.ok.setEnabled(False)

    def _suggest(self) -> None:
        words = f"{self.en.text()} {self.zh.text()}"
        self.ok.setEnabled(bool(words.strip()))
        self.status.setCurrentIndex(self.status.findData(status_suggested(words)))

    def accept(self) -> None:
        """Give words and status."""
        text = LocalText(self.en.text().strip() or None, self.zh.text().strip() or None)
        self.answered.emit(text, self.status.currentData())
        super().accept()


class AskMatch(Dialog):
    """Whether a printed series really is the one held, where units or definitions leave doubt. Accepted: it is."""

    def __init__(self, row: SeriesRow, suggestion: Suggestion, definitions: int, parent: QWidget) -> None:
        super().__init__(mark("import", "The same measure?"), parent)
        held, fit = suggestion.indicator, suggestion.fit
        self.words(mark("import", "{name} ({id})"), "title", name=held.name, id=held.id)
        self.words(
            mark("import", "Printed in: {printed}. Held in: {held}."),
            printed=unit_words(row.series),
            held=held.unit.text,
        )
        if fit.factor != 1 and row.last is not None and row.last.value is not None:
            figure = row.last.value
            self.words(
                mark("import", "Printed figures are multiplied by {factor}: {before} becomes {after}."),
                factor=f"{fit.factor.normalize():f}",
                before=row.last.text,
                after=f"{(figure * fit.factor).normalize():f}",
            )
        if fit.kind == "unsure":
            self.words(
                mark("import", "The words do not show whether the units are the same. Look at both."), "muted"
            )
        if definitions:
            self.words(
                mark(
                    "import",
                    "The series held has {n} definitions; each figure goes to the one of its period.",
                ),
                "muted",
                n=definitions,
            )
        self.buttons(mark("import", "It is the same measure"))
