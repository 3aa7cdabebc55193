"""Entering figures: typed, pasted or filled in a grid, kept in one step with date, source and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.wording import bracketed
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.panes.indicators.entry_model import FIGURE, PERIOD, STATUS, EntryModel
from workbench.gui.panes.indicators.page import Page
from workbench.services.figure_entry import Batch, filled
from workbench.services.operations.entry import EnterFigures

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace

_CONTEXT = "FiguresPage"


class EntryTable(QTableView):
    """Enter edits; Ctrl+C copies at full precision, Ctrl+V pastes cells, Ctrl+D fills down, Delete empties."""

    def __init__(self, model: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry_model = model
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif control and event.key() == Qt.Key.Key_D:
            self.fill_down()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for index in self.selectedIndexes():
                self.entry_model.setData(index, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The chosen cells, tab-separated; figures as they are held, with all their digits."""
        chosen = self.selectedIndexes()
        if not chosen:
            return
        rows, columns = sorted({i.row() for i in chosen}), sorted({i.column() for i in chosen})
        edit = Qt.ItemDataRole.EditRole
        text = "\n".join(
            "\t".join(str(self.entry_model.index(row, column).data(edit) or "") for column in columns)
            for row in rows
        )
        QApplication.clipboard().setText(text)

    def paste(self) -> None:
        """The cells of the clipboard from the current cell on, with every digit that the other program holds."""
        self.put(clipboard_cells())

    def put(self, rows: list[list[str]]) -> None:
        """Type a rectangle of cells from the current cell on."""
        start = self.currentIndex()
        if not start.isValid() or not rows:
            return
        top, left = start.row(), start.column()
        self.entry_model.make_room(len(rows), top)
        for down, cells in enumerate(rows):
            for across, text in enumerate(cells):
                index = self.entry_model.index(top + down, left + across)
                if index.isValid() and self.entry_model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                    self.entry_model.setData(index, text)

    def fill_down(self) -> None:
        """Each chosen column goes on from its filled cells at the top: equal steps, or the same words."""
        chosen = self.selectedIndexes()
        edit = Qt.ItemDataRole.EditRole
        for column in sorted({index.column() for index in chosen}):
            rows = sorted(index.row() for index in chosen if index.column() == column)
            given = []
            for row in rows:
                text = str(self.entry_model.index(row, column).data(edit) or "")
                if not text:
                    break
                given.append(text)
            if len(given) == len(rows) and len(rows) > 1:
                given = given[:1]  # all are filled: the first is repeated over the rest, as in a spreadsheet
            for row, text in zip(rows[len(given) :], filled(given, len(rows) - len(given)), strict=False):
                self.entry_model.setData(self.entry_model.index(row, column), text)


def clipboard_cells() -> list[list[str]]:
    """The cells on the clipboard as text; numbers with all the digits the other program gave (Excel: 15 to 17)."""
    from workbench.importers.readers.clipboard import read_clipboard

    data = QApplication.clipboard().mimeData()
    xml_names = ('application/x-qt-windows-mime;value="XML Spreadsheet"', "XML Spreadsheet")
    xml = next((bytes(data.data(name).data()) for name in xml_names if data.hasFormat(name)), None)
    if xml is None:
        return [line.split("\t") for line in data.text().rstrip("\r\n").replace("\r\n", "\n").split("\n")]
    try:
        book, _ = read_clipboard("pasted.tsv", xml=xml, text=data.text())
    except WorkbenchError:
        return []
    sheet = book.sheets[0]
    return [
        [_cell(sheet.value(row, column)) for column in range(sheet.n_cols)] for row in range(sheet.n_rows)
    ]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return str(value)


class FiguresPage(Page):
    """The grid, and what all figures entered at once share."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        top = QHBoxLayout()
        self.unit = QLabel(self)
        self.unit.setProperty("role", "muted")
        self.unit.setWordWrap(True)
        top.addWidget(self.unit, 1)
        self.derive = QPushButton(self)
        bind(self.derive, self.derive.setText, _CONTEXT, "By a formula…")
        self.derive.clicked.connect(lambda: workspace.trigger("data.derived"))
        top.addWidget(self.derive)
        self.column.addLayout(top)
        self.model = EntryModel(self.session, workspace.theme, self)
        self.model.typed_changed.connect(self._say)
        self.table = EntryTable(self.model, self)
        self.table.setMinimumHeight(self.px(100))
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Figures of the series, to be typed over")
        self.column.addWidget(self.table, 1)
        form = QGridLayout()
        form.setHorizontalSpacing(self.px(8))
        form.setVerticalSpacing(self.px(4))
        self.date, self.place, self.reason = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.source = QComboBox(self)
        self.source.setEditable(True)
        self.source.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.source.setSizePolicy(
            self.source.sizePolicy().Policy.Ignored, self.source.sizePolicy().verticalPolicy()
        )
        bind(self.date, self.date.setPlaceholderText, _CONTEXT, "Such as 2026-01-08")
        bind(self.place, self.place.setPlaceholderText, _CONTEXT, "Table, page or cell")
        bind(self.reason, self.reason.setPlaceholderText, _CONTEXT, "Needed where a figure is corrected")
        for number, (words, widget) in enumerate(
            (
                (mark(_CONTEXT, "Known on"), self.date),
                (mark(_CONTEXT, "Source"), self.source),
                (mark(_CONTEXT, "Place in the source"), self.place),
                (mark(_CONTEXT, "Reason"), self.reason),
            )
        ):
            label = QLabel(self)
            label.setProperty("role", "small")
            label.setBuddy(widget)
            bind_text(label, label.setText, words)
            bind_text(widget, widget.setAccessibleName, words)
            row, column = divmod(number, 2)
            form.addWidget(label, row, 2 * column)
            form.addWidget(widget, row, 2 * column + 1)
        form.setColumnStretch(1, 2)
        form.setColumnStretch(3, 3)
        self.column.addLayout(form)
        foot = QHBoxLayout()
        self.official = QCheckBox(self)
        bind(self.official, self.official.setText, _CONTEXT, "A new source is official")
        foot.addWidget(self.official)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        foot.addWidget(self.state, 1)
        self.discard = QPushButton(self)
        bind(self.discard, self.discard.setText, _CONTEXT, "Discard")
        self.discard.clicked.connect(self.model.discard)
        foot.addWidget(self.discard)
        self.save = QPushButton(self)
        self.save.setProperty("primary", True)
        bind(self.save, self.save.setText, _CONTEXT, "Save figures")
        self.save.clicked.connect(self.save_figures)
        foot.addWidget(self.save)
        self.column.addLayout(foot)
        self._problem: WorkbenchError | None = None
        self._loaded = ""

    def fill(self) -> None:
        """The figures as they are now; what was typed for this series stays."""
        indicator = self.indicator
        lang = language.current()
        unit = indicator.unit.text.show(lang) if indicator.unit.text.as_dict() else indicator.unit.code
        scale = (
            tr(_CONTEXT, "in units of 10^{power}", power=indicator.unit.multiplier)
            if indicator.unit.multiplier
            else ""
        )
        self.unit.setText(
            tr(_CONTEXT, "Figures as stored: {unit}", unit=bracketed(unit, scale, lang) if scale else unit)
            if not indicator.formula
            else tr(_CONTEXT, "This series is computed: {formula}", formula=indicator.formula)
        )
        self.table.setEnabled(not indicator.formula and self.workspace.known.present)
        self.model.load(indicator, keep=self._loaded == indicator.id)
        if self._loaded != indicator.id:
            self._loaded = indicator.id
            self._problem = None
            for column, width in ((PERIOD, 96), (FIGURE, 150), (STATUS, 130), (3, 100), (4, 130)):
                self.table.setColumnWidth(column, self.px(width))
            self.table.selectionModel().setCurrentIndex(
                self.model.index(0, PERIOD), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        kept = self.source.currentText()
        self.source.clear()
        for source in self.session.sources().values():
            self.source.addItem(show(source.title), source.id)
        place = self.source.findText(kept)
        self.source.setCurrentIndex(place)
        if place < 0:
            self.source.setEditText(kept)
        self._say()

    def batch(self) -> tuple[Batch, bool]:
        """What all figures share, and whether the source is a new one."""
        text = self.source.currentText().strip()
        place = self.source.findText(text) if text else -1
        source = str(self.source.itemData(place)) if place >= 0 else text
        batch = Batch(self.date.text().strip(), source, self.place.text(), self.reason.text())
        return batch, place < 0

    def save_figures(self) -> None:
        """Keep everything typed as one step; what is in the way is said, all at once."""
        index = self.table.currentIndex()
        self.table.setCurrentIndex(QModelIndex())  # what is being typed counts
        self.table.setCurrentIndex(index)
        batch, new = self.batch()
        operation = EnterFigures(
            self.indicator_id, self.model.entries(), batch, new_source=new, official=self.official.isChecked()
        )
        try:
            self.workspace.execute_or_raise(operation)
        except WorkbenchError as error:
            self._problem = error
            self._say()
            return
        self._problem = None
        self.reason.clear()
        self.model.discard()
        self._say()

    def _say(self) -> None:
        """How many are not saved, or what is in the way."""
        count = self.model.typed_count
        problems = self.model.problems()
        self.save.setEnabled(count > 0)
        self.discard.setEnabled(count > 0)
        if problems:
            words, tone = "; ".join(problems[:2]), "bad"
        elif self._problem is not None and count:
            words, tone = self._problem.words(language.current()), "bad"
        elif count:
            words, tone = tr(_CONTEXT, "{n} figures not saved yet", n=count), "warn"
        else:
            words, tone = "", ""
        self.state.setText(words)
        self.state.setProperty("tone", tone)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
