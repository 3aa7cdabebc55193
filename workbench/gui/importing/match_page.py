"""Second page: where each printed series goes. Proposals are shown as such; nothing is mapped that nobody looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import language
from workbench.gui.importing.models import MatchModel, SuggestionModel, series_words
from workbench.gui.importing.sheet_page import plain_table
from workbench.gui.importing.two_lines import TwoLines
from workbench.gui.language import Text, bind, mark, say, tr
from workbench.services.import_matching import Suggestion, unit_fit
from workbench.services.search import Query

if TYPE_CHECKING:
    from workbench.gui.theme import Theme
    from workbench.services.import_wizard import ImportWizard, SeriesRow, Snapshot

_KINDS: tuple[tuple[str, Text], ...] = (
    ("", mark("import", "All series")),
    ("open", mark("import", "To decide")),
    ("existing", mark("import", "Matched")),
    ("new", mark("import", "New series")),
    ("skip", mark("import", "Left out")),
)
_FOUND = 30


class MatchPage(QWidget):
    """``asked(what, rows)``: *confirm*, *new*, *skip*, *gone*; ``matched(suggestion, rows)``: go to that series."""

    asked = Signal(str, object)
    matched = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wizard: ImportWizard | None = None
        self._snapshot: Snapshot | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._filters())
        self.drift = QLabel(self)
        self.drift.setWordWrap(True)
        self.drift.setProperty("tone", "warn")
        self.drift.hide()
        column.addWidget(self.drift)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self._series())
        split.addWidget(self._suggestions())
        split.setStretchFactor(0, 1)
        split.setSizes([theme.px(330), theme.px(190)])
        column.addWidget(split, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(self.refill)
        self.search.textChanged.connect(self._typing.start)
        self.other.textChanged.connect(lambda: self._show_suggestions())
        language.changed.connect(self._words)
        self._words()

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kind = QComboBox(self)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for kind, _ in _KINDS:
            self.kind.addItem("", kind)
        bind(self.kind, self.kind.setAccessibleName, "import", "Show series")
        self.kind.activated.connect(self.refill)
        row.addWidget(self.kind)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        bind(self.search, self.search.setPlaceholderText, "import", "Find a printed series (繁／簡／EN)…")
        bind(self.search, self.search.setAccessibleName, "import", "Find a printed series")
        row.addWidget(self.search, 1)
        self.confirm = QPushButton(self)
        bind(self.confirm, self.confirm.setText, "import", "&Confirm the proposals shown")
        self.confirm.clicked.connect(lambda: self.asked.emit("confirm", self.model.rows))
        row.addWidget(self.confirm)
        return row

    def _series(self) -> QWidget:
        self.model = MatchModel(self._theme, self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        plain_table(self.table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        TwoLines(self._theme, self.table)
        bind(self.table, self.table.setAccessibleName, "import", "Printed series and where they go")
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 132), (2, 150), (4, 160)):
            self.table.setColumnWidth(column, self._theme.px(width))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_suggestions())
        return self.table

    def _suggestions(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.about = QLabel(side)
        self.about.setProperty("role", "section")
        self.about.setMinimumWidth(10)
        row.addWidget(self.about, 1)
        self.other = QLineEdit(side)
        self.other.setClearButtonEnabled(True)
        self.other.setFixedWidth(self._theme.px(300))
        bind(self.other, self.other.setPlaceholderText, "import", "Find any series of the workspace…")
        bind(self.other, self.other.setAccessibleName, "import", "Find any series of the workspace")
        row.addWidget(self.other)
        column.addLayout(row)
        body = QHBoxLayout()
        self.found_model = SuggestionModel(self._theme, self)
        self.found = QTableView(side)
        self.found.setModel(self.found_model)
        plain_table(self.found)
        TwoLines(self._theme, self.found)
        bind(self.found, self.found.setAccessibleName, "import", "Suggested series of the workspace")
        self.found.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number, width in ((1, 150), (2, 80), (3, 190)):
            self.found.setColumnWidth(number, self._theme.px(width))
        self.found.doubleClicked.connect(lambda _: self._match())
        body.addWidget(self.found, 1)
        buttons = QVBoxLayout()
        self.match = QPushButton(side)
        bind(self.match, self.match.setText, "import", "&Match to this series")
        self.match.clicked.connect(self._match)
        self.new = QPushButton(side)
        bind(self.new, self.new.setText, "import", "Make a &new series")
        self.new.clicked.connect(lambda: self._ask("new"))
        self.skip = QPushButton(side)
        bind(self.skip, self.skip.setText, "import", "&Leave out")
        self.skip.clicked.connect(lambda: self._ask("skip"))
        self.accept_gone = QPushButton(side)
        bind(self.accept_gone, self.accept_gone.setText, "import", "&Accept that it is gone")
        self.accept_gone.clicked.connect(self._ask_gone)
        for button in (self.match, self.new, self.skip, self.accept_gone):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        body.addLayout(buttons)
        column.addLayout(body, 1)
        return side

    # ---- showing ------------------------------------------------------------------------------------------------
    def show_snapshot(self, wizard: ImportWizard, snapshot: Snapshot) -> None:
        """Show where each series goes now; what was selected stays selected."""
        self._wizard, self._snapshot = wizard, snapshot
        self.refill()
        drift = [
            problem.message.show(language.current())
            for state in snapshot.states
            if not state.out and state.applied is not None
            for problem in state.applied.problems
            if "drift" in problem.code
        ]
        self.drift.setText("\n".join(drift[:4]) + ("\n…" if len(drift) > 4 else ""))
        self.drift.setVisible(bool(drift))

    def refill(self) -> None:
        """Fill the table by the filter."""
        if self._snapshot is None:
            return
        kept = {(row.table, row.key) for row in self.selected()}
        kind, query = self.kind.currentData(), Query.parse(self.search.text())

        def wanted(row: SeriesRow) -> bool:
            own = row.target.kind if row.target is not None else "open"
            if kind and own != kind:
                return False
            return not query or query.matches(
                series_words(row.series), row.target.indicator if row.target else ""
            )

        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_states(self._snapshot.states, wanted)
            selection = QItemSelection()
            for at, row in enumerate(self.model.rows):
                if (row.table, row.key) in kept:
                    index = self.model.index(at + len(self.model.gone), 0)
                    selection.select(index, index)
            if selection.isEmpty() and self.model.rowCount():
                first = next((at for at, row in enumerate(self.model.rows) if row.target is None), 0)
                index = self.model.index(0 if self.model.gone else first, 0)
                selection.select(index, index)
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
            if not selection.isEmpty():
                self.table.selectionModel().setCurrentIndex(selection.indexes()[0], flags.NoUpdate)
        open_rows = [row for row in self.model.rows if row.target is None]
        self.confirm.setEnabled(bool(open_rows))
        self._show_suggestions()

    def selected(self) -> list[SeriesRow]:
        """The printed series that are selected."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        found = [self.model.series(row) for row in rows]
        return [row for row in found if row is not None]

    def _selected_gone(self) -> list[int]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return sorted(row for row in rows if row < len(self.model.gone))

    def _show_suggestions(self) -> None:
        wizard, rows = self._wizard, self.selected()
        found: list[Suggestion] = []
        words = ""
        if wizard is not None and rows and self._snapshot is not None:
            row = rows[0]
            table = next(state.table for state in self._snapshot.states if state.key == row.table)
            query = Query.parse(self.other.text())
            if query:
                found = [
                    Suggestion(item, 0.0, unit_fit(row.series, item))
                    for item in wizard.held.indicators()
                    if not item.formula
                    and query.matches(item.id, *(text for text in item.name.as_dict().values()))
                ][:_FOUND]
            else:
                found = wizard.suggestions(row.series, table)
            name = series_words(row.series).splitlines()[0]
            words = (
                tr("import", "Suggested for “{series}”", series=name)
                if found
                else tr("import", "Nothing in the workspace is like “{series}”", series=name)
            )
            if len(rows) > 1:
                words = tr("import", "{n} series selected", n=len(rows))
        self.about.setText(words)
        self.found_model.set_found(found)
        if found:
            self.found.selectRow(0)
        usable = bool(rows)
        self.match.setEnabled(len(rows) == 1 and any(one.fit.kind != "other" for one in found))
        self.new.setEnabled(usable)
        self.skip.setEnabled(usable)
        self.accept_gone.setVisible(bool(self.model.gone))
        self.accept_gone.setEnabled(bool(self._selected_gone()))

    def _words(self) -> None:
        for number, (_, words) in enumerate(_KINDS):
            self.kind.setItemText(number, say(words))
        if self._snapshot is not None and self._wizard is not None:
            self.show_snapshot(self._wizard, self._snapshot)

    # ---- asking -------------------------------------------------------------------------------------------------
    def _ask(self, what: str, rows: Sequence[SeriesRow] | None = None) -> None:
        chosen = list(rows) if rows is not None else self.selected()
        if chosen:
            self.asked.emit(what, chosen)

    def _ask_gone(self) -> None:
        gone = [self.model.gone[row] for row in self._selected_gone()]
        if gone:
            self.asked.emit("gone", gone)

    def _match(self) -> None:
        row = self.found.currentIndex().row()
        if 0 <= row < len(self.found_model.found) and self.selected():
            self.matched.emit(self.found_model.found[row], self.selected()[:1])
