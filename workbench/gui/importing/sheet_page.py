"""First page: the sheet as printed and painted, its tables, the series read from it, questions and decisions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import language
from workbench.gui.importing.grid import SheetGrid
from workbench.gui.importing.models import FigureModel, SeriesModel, both
from workbench.gui.importing.palette import Palette
from workbench.gui.importing.two_lines import TwoLines
from workbench.gui.language import Text, bind, bind_text, mark, say, show, tr
from workbench.importers.address import place_of

if TYPE_CHECKING:
    from workbench.gui.theme import Theme
    from workbench.importers.painted import PaintedTable
    from workbench.services.import_decisions import TableKey
    from workbench.services.import_wizard import ImportWizard, SeriesRow, Snapshot, TableState

_SKIPS: dict[str, Text] = {
    "empty": mark("import", "empty"),
    "no-table": mark("import", "no table of figures"),
    "no-figures": mark("import", "words only, no figures"),
    "index": mark("import", "list of contents"),
    "not-asked-for": mark("import", "not asked for"),
}
_STATES: dict[str, Text] = {
    "hidden": mark("import", "hidden"),
    "very_hidden": mark("import", "hidden"),
}
KEY = Qt.ItemDataRole.UserRole
ACTS: tuple[tuple[str, Text, str], ...] = (
    ("read_as", mark("import", "&Read the label as…"), "Ctrl+R"),
    ("join", mark("import", "Two languages of &one label"), "Ctrl+J"),
    ("part", mark("import", "&Separate labels"), "Ctrl+Shift+J"),
    ("period", mark("import", "&Period of the table…"), "Ctrl+P"),
    ("unit", mark("import", "&Unit and factor of the series…"), "Ctrl+U"),
    ("unit_all", mark("import", "Unit of all series &without one…"), ""),
    ("sum", mark("import", "Is / is no su&m of others"), "Ctrl+M"),
    ("add", mark("import", "&Add a table here"), ""),
    ("out", mark("import", "&Leave this table out / take it in"), ""),
)


class SheetPage(QWidget):
    """``table_chosen(key)``, ``paint(role)``, ``act(name)``: what the user asks for; the wizard does it."""

    table_chosen = Signal(object)
    paint = Signal(str)
    act = Signal(str)
    answer = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.wizard: ImportWizard | None = None
        self.snapshot: Snapshot | None = None
        self.key: TableKey | None = None
        self._linking = False
        self.acts: dict[str, QAction] = {}
        for name, words, keys in ACTS:
            action = QAction(self)
            bind_text(action, action.setText, words)
            if keys:
                action.setShortcut(keys)
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self.act.emit, name))
            self.addAction(action)
            self.acts[name] = action
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(theme.px(7))
        self.split.addWidget(self._left())
        self.split.addWidget(self._middle())
        self.split.addWidget(self._right())
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([theme.px(232), theme.px(690), theme.px(400)])
        row.addWidget(self.split)
        language.changed.connect(self._words)

    # ---- three columns ------------------------------------------------------------------------------------------
    def _left(self) -> QWidget:
        side = QWidget(self)
        side.setMinimumWidth(self._theme.px(190))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        label = QLabel(side)
        label.setProperty("role", "section")
        bind(label, label.setText, "import", "Sheets and tables")
        column.addWidget(label)
        self.tree = QTreeWidget(side)
        self.tree.setHeaderHidden(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setIndentation(self._theme.px(12))
        bind(self.tree, self.tree.setAccessibleName, "import", "Sheets and tables")
        self.tree.currentItemChanged.connect(self._item_chosen)
        column.addWidget(self.tree, 1)
        self.palette_box = Palette(self._theme, side)
        self.palette_box.chosen.connect(self.paint)
        column.addWidget(self.palette_box)
        return side

    def _middle(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        row = QHBoxLayout()
        self.title = QLabel(side)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setMinimumWidth(10)
        row.addWidget(self.title, 1)
        self.decide = QToolButton(side)
        self.decide.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        bind(self.decide, self.decide.setText, "import", "Decide ▾")
        bind(self.decide, self.decide.setToolTip, "import", "Labels, languages, period, unit, totals, tables")
        menu = QMenu(self.decide)
        for name, _, _ in ACTS:
            menu.addAction(self.acts[name])
        self.decide.setMenu(menu)
        row.addWidget(self.decide)
        column.addLayout(row)
        self.cell = QLineEdit(side)
        self.cell.setReadOnly(True)
        self.cell.setProperty("quiet", True)
        bind(self.cell, self.cell.setAccessibleName, "import", "The cell: address, role, text, format")
        column.addWidget(self.cell)
        self.grid = SheetGrid(self._theme, side)
        self.grid.cell_chosen.connect(self._cell_chosen)
        self.grid.role_asked.connect(self.paint)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._menu)
        column.addWidget(self.grid, 1)
        return side

    def _right(self) -> QWidget:
        self.tabs = QTabWidget(self)
        self.tabs.setMinimumWidth(self._theme.px(300))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._series_tab(), "")
        self.questions = QListWidget(self)
        self.questions.setWordWrap(True)
        self.questions.itemActivated.connect(self._question_activated)
        self.questions.currentItemChanged.connect(lambda item, _: self._question_shown(item))
        bind(self.questions, self.questions.setAccessibleName, "import", "Questions and findings")
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.questions, 1)
        self.reply = QPushButton(page)
        bind(self.reply, self.reply.setText, "import", "&Answer…")
        self.reply.clicked.connect(lambda: self._question_activated(self.questions.currentItem()))
        column.addWidget(self.reply)
        self.tabs.addTab(page, "")
        self.decided = QListWidget(self)
        self.decided.setWordWrap(True)
        bind(self.decided, self.decided.setAccessibleName, "import", "Decisions")
        self.tabs.addTab(self.decided, "")
        self._words()
        return self.tabs

    def _series_tab(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        self.series_model = SeriesModel(self._theme, self)
        self.series = QTableView(split)
        self.series.setModel(self.series_model)
        bind(self.series, self.series.setAccessibleName, "import", "Series read from the table")
        self.figure_model = FigureModel(self._theme, self)
        self.figures = QTableView(split)
        self.figures.setModel(self.figure_model)
        bind(self.figures, self.figures.setAccessibleName, "import", "Figures of the series")
        for view in (self.series, self.figures):
            plain_table(view)
        TwoLines(self._theme, self.series)
        self.figures.verticalHeader().setDefaultSectionSize(self._theme.px(26))
        self.series.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.series.setColumnWidth(1, self._theme.px(158))
        self.figures.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 96), (1, 86), (3, 74)):
            self.figures.setColumnWidth(column, self._theme.px(width))
        self.series.selectionModel().currentRowChanged.connect(self._series_chosen)
        self.figures.selectionModel().currentRowChanged.connect(self._figure_chosen)
        split.addWidget(self.series)
        split.addWidget(self.figures)
        split.setSizes([self._theme.px(260), self._theme.px(220)])
        return split

    # ---- showing ------------------------------------------------------------------------------------------------
    def show_snapshot(self, wizard: ImportWizard, snapshot: Snapshot, key: TableKey | None) -> None:
        """Show what is understood now; the table at hand stays the same where it still is."""
        new_sheet = (
            self.snapshot is None or self.snapshot.sheet != snapshot.sheet or self.wizard is not wizard
        )
        self.wizard, self.snapshot, self.key = wizard, snapshot, key
        if new_sheet:
            self.grid.show_sheet(wizard.sheet(snapshot.sheet))
        self._fill_tree()
        self._fill_series()
        self._fill_questions()
        self._fill_decided()
        self._words()
        painted = self.painted
        self.grid.set_roles(painted.roles.at if painted is not None else lambda *_: None, self._asked())
        index = self.grid.currentIndex()
        self.cell.setText(self.grid.sheet_model.describe(index.row(), index.column()))

    @property
    def painted(self) -> PaintedTable | None:
        """The table at hand with its roles, ``None`` if the sheet has none."""
        if self.snapshot is None or self.key is None:
            return None
        return next((one for one in self.snapshot.painted if one.number == self.key[1]), None)

    @property
    def state(self) -> TableState | None:
        """The table at hand as it stands, ``None`` if it cannot be read."""
        if self.snapshot is None:
            return None
        return next((one for one in self.snapshot.states if one.key == self.key), None)

    def current_series(self) -> SeriesRow | None:
        """The series at hand."""
        row = self.series.currentIndex().row()
        return self.series_model.rows[row] if 0 <= row < len(self.series_model.rows) else None

    def _asked(self) -> frozenset[tuple[int, int]]:
        if self.snapshot is None:
            return frozenset()
        cells = [
            cell
            for question in self.snapshot.questions
            if question.table == self.key and question.answer is None and question.known is None
            for cell in question.cells
        ]
        return frozenset(place for cell in cells if (place := place_of(cell)) is not None)

    def _fill_tree(self) -> None:
        assert self.wizard is not None
        assert self.snapshot is not None
        titles = {state.key: state for state in self.snapshot.states}
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for info in self.wizard.sheets:
                own = [key for key in self.snapshot.keys if key[0] == info.name]
                words = [info.name]
                if info.state in _STATES:
                    words.append(f"({say(_STATES[info.state])})")
                if not own:
                    why = _SKIPS.get(info.skipped or "no-table", _SKIPS["no-table"])
                    words.append(f"— {say(why)}")
                item = QTreeWidgetItem(self.tree, [" ".join(words)])
                item.setIcon(0, self._theme.icon("data", "muted" if not own else "text"))
                item.setData(0, KEY, (info.name, -1))
                item.setToolTip(0, item.text(0))
                if not own:
                    item.setForeground(0, self._theme.color("muted"))
                for key in own:
                    self._table_item(item, key, titles.get(key))
                item.setExpanded(len(own) <= 12)
                if self.key is None and info.name == self.snapshot.sheet:
                    self.tree.setCurrentItem(item)

    def _table_item(self, item: QTreeWidgetItem, key: TableKey, state: TableState | None) -> None:
        number = tr("import", "Table {number}", number=key[1] + 1)
        if state is None:
            child = QTreeWidgetItem(item, [f"{number}: {tr('import', 'cannot be read yet')}"])
            child.setIcon(0, self._theme.icon("bad", "bad"))
        else:
            title = show(state.table.title) if state.table.title.as_dict() else state.table.range
            child = QTreeWidgetItem(item, [f"{number}: {title}"])
            open_rows = any(row.target is None for row in state.rows)
            if state.out:
                child.setText(0, f"{number}: {tr('import', 'left out')} · {title}")
                child.setForeground(0, self._theme.color("muted"))
                child.setIcon(0, self._theme.icon("mark-dropped", "muted"))
            elif state.gone or open_rows:
                child.setIcon(0, self._theme.icon("mark-unknown", "warn"))
            else:
                child.setIcon(0, self._theme.icon("mark-achieved", "good"))
            child.setToolTip(0, f"{both(state.table.title)}\n{state.table.range}")
        child.setData(0, KEY, key)
        if key == self.key:
            self.tree.setCurrentItem(child)

    def _fill_series(self) -> None:
        kept = self.current_series()
        state = self.state
        rows = state.rows if state is not None else []
        with QSignalBlocker(self.series.selectionModel()):
            self.series_model.set_rows(rows)
        place = next((at for at, row in enumerate(rows) if kept is not None and row.key == kept.key), 0)
        self.figure_model.set_figures([])
        if rows:
            self._linking = True
            self.series.selectRow(place)
            self._linking = False
            self._show_figures(place)

    def _show_figures(self, row: int) -> None:
        state = self.state
        if state is not None and 0 <= row < len(self.series_model.rows):
            with QSignalBlocker(self.figures.selectionModel()):
                self.figure_model.set_figures(state.index.figures(self.series_model.rows[row].series.id))

    def _fill_questions(self) -> None:
        assert self.snapshot is not None
        self.questions.clear()
        for question in self.snapshot.questions:
            where = f"{question.table[0]}!{question.cells[0]}"
            if question.answer is not None:
                words = tr(
                    "import",
                    "{mark}: {answer} ({by}, {at})",
                    mark=question.mark,
                    answer=question.answer.words,
                    by=question.answer.by,
                    at=question.answer.at[:16].replace("T", " "),
                )
                icon = self._theme.icon("good", "good")
            elif question.known is not None:
                words = tr(
                    "import",
                    "“{mark}” as the recipe says: {meaning}",
                    mark=question.mark,
                    meaning=question.known,
                )
                icon = self._theme.icon("good", "good")
            else:
                words = tr(
                    "import",
                    "What does “{mark}” mean? The table does not say. Cells: {n} (first {where}).",
                    mark=question.mark,
                    n=len(question.cells),
                    where=where,
                )
                icon = self._theme.icon("help", "warn")
            item = QListWidgetItem(icon, words)
            item.setData(KEY, question)
            self.questions.addItem(item)
        for problem in self.snapshot.problems:
            if problem.code == "importers.unexplained-mark":
                continue
            place = "!".join(part for part in (problem.sheet or "", problem.cell or "") if part)
            tone = {"error": "bad", "warning": "warn"}.get(problem.severity, "info")
            words = problem.message.show(language.current())
            item = QListWidgetItem(self._theme.icon(tone, tone), f"{place}  {words}" if place else words)
            item.setData(KEY, problem)
            self.questions.addItem(item)
        self.reply.setEnabled(False)
        if not self.questions.count():
            self.questions.addItem(tr("import", "No question is open and nothing was found amiss."))

    def open_questions(self) -> int:
        """Marks that nobody has explained."""
        if self.snapshot is None:
            return 0
        return sum(one.answer is None and one.known is None for one in self.snapshot.questions)

    def _fill_decided(self) -> None:
        assert self.snapshot is not None
        self.decided.clear()
        for number, made in enumerate(self.snapshot.decisions, 1):
            stamp = made.at[:16].replace("T", " ")
            self.decided.addItem(f"{number}. {show(made.words)}\n{made.by} · {stamp}")
        if not self.snapshot.decisions:
            self.decided.addItem(
                tr("import", "Nothing decided yet: everything is as the program understood it.")
            )
        self.decided.scrollToBottom()

    def _words(self) -> None:
        count = len(self.state.rows) if self.state is not None else 0
        self.tabs.setTabText(0, tr("import", "Series ({count})", count=count))
        self.tabs.setTabText(1, tr("import", "Questions ({count})", count=self.open_questions()))
        made = len(self.snapshot.decisions) if self.snapshot is not None else 0
        self.tabs.setTabText(2, tr("import", "Decisions ({count})", count=made))
        state = self.state
        if state is not None:
            table = state.table
            title = show(table.title) if table.title.as_dict() else tr("import", "(no title)")
            room = self._theme.px(380)  # unit and date stand behind it
            title = self.title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
            parts = [title]
            if table.unit.as_dict():
                parts.append(show(table.unit))
            if table.released:
                parts.append(tr("import", "released {date}", date=table.released))
            self.title.setText(" · ".join(parts))
            self.title.setToolTip(f"{both(table.title)}\n{both(table.source)}")
        else:
            self.title.setText(tr("import", "Paint data, header and stub to make a table."))

    # ---- links --------------------------------------------------------------------------------------------------
    def _item_chosen(self, item: QTreeWidgetItem | None, _: object) -> None:
        if item is not None:
            self.table_chosen.emit(item.data(0, KEY))

    def _cell_chosen(self, row: int, col: int) -> None:
        self.cell.setText(self.grid.sheet_model.describe(row, col))
        self.cell.setCursorPosition(0)
        state = self.state
        if self._linking or state is None or self.grid.sheet_model.sheet is None:
            return
        address = self.grid.sheet_model.sheet.address(row, col)
        found = state.index.at(row, col)
        if found is None:
            return
        self._linking = True
        at = self.series_model.row_of.get(found.series)
        if at is not None:
            self.series.selectRow(at)
            self.series.scrollTo(self.series_model.index(at, 0))
            self._show_figures(at)
        for at, one in enumerate(self.figure_model.figures):
            if one.cell == address:
                self.figures.selectRow(at)
                self.figures.scrollTo(self.figure_model.index(at, 0))
        self._linking = False

    def _series_chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._linking and current.isValid():
            self._show_figures(current.row())
            if self.figure_model.figures:
                self.light(self.figure_model.figures[0].cell)

    def _figure_chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._linking and current.isValid():
            self.light(self.figure_model.figures[current.row()].cell)

    def light(self, address: str) -> None:
        """Light a cell of the sheet at hand."""
        place = place_of(address)
        if place is not None:
            self._linking = True
            self.grid.light(*place)
            self._linking = False

    def _question_shown(self, item: QListWidgetItem | None) -> None:
        subject = item.data(KEY) if item is not None else None
        cells = getattr(subject, "cells", None)
        self.reply.setEnabled(cells is not None)
        cell = cells[0] if cells else getattr(subject, "cell", None)
        table = getattr(subject, "table", None)
        sheet = table[0] if table else getattr(subject, "sheet", None)
        if cell and self.snapshot is not None and sheet == self.snapshot.sheet:
            self.light(cell)

    def _question_activated(self, item: QListWidgetItem | None) -> None:
        if item is not None and hasattr(item.data(KEY), "cells"):
            self.answer.emit(item.data(KEY))

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("read_as", "join", "part", "period", "add", "out"):
            menu.addAction(self.acts[name])
        menu.popup(self.grid.viewport().mapToGlobal(at))


def plain_table(view: QTableView) -> None:
    """A list of rows: chosen whole, words that wrap, no lines."""
    view.verticalHeader().hide()
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.horizontalHeader().setHighlightSections(False)
