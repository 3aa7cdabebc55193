"""The tab: search, the two forms of the table, copy, import."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.base.memory import many_values
from workbench.domain.figure import Observation
from workbench.gui.language import bind, bind_text, mark, tr
from workbench.gui.panes.data.models import (
    OBSERVATION,
    FigureModel,
    Found,
    PeriodModel,
    by_period,
    figures_of,
    rectangle_text,
)
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.pane_base import Pane

if TYPE_CHECKING:
    from workbench.domain.changes import Kind
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.panes.data.models import ByPeriod, Row
    from workbench.gui.workspace import Workspace
    from workbench.services.readers import ReaderSource

_CONTEXT = "DataPane"
MANY = 5_000  # figures from which on they are not read in the window's own thread
_WIDTHS = (240, 90, 110, 104, 132, 104, 118, 260, 160)


class _Table(QTableView):
    """Ctrl+C copies the chosen cells at full precision; the menu also with their headings.

    printed_asked(index): Ctrl+click or Ctrl+Enter on a figure. paste_asked: Ctrl+V.
    """

    printed_asked = Signal(QModelIndex)
    paste_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed = QModelIndex()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(26)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def copy(self, *, headers: bool = False) -> None:
        """The chosen cells, or all where none are chosen."""
        indexes = self.selectedIndexes()
        if not indexes:
            model = self.model()
            indexes = [model.index(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())]
        QApplication.clipboard().setText(rectangle_text(indexes, headers=headers))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ctrl+click on a figure asks for its printed cell; dragging with Ctrl goes on choosing cells."""
        super().mouseReleaseEvent(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        index = self.indexAt(event.position().toPoint())
        if control and event.button() == Qt.MouseButton.LeftButton and index == self._pressed:
            self.printed_asked.emit(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins."""
        self._pressed = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy; paste a table; Ctrl+Enter: the printed cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.printed_asked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(tr(_CONTEXT, "Copy"), self.copy)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        menu.addAction(tr(_CONTEXT, "Copy with headings"), lambda: self.copy(headers=True))
        menu.popup(self.viewport().mapToGlobal(at))


class DataPane(Pane):
    """The fifth tab."""

    kinds: ClassVar[tuple[Kind, ...]] = ("observation", "indicator", "definition", "source")

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.px(16), self.px(10), self.px(16), self.px(8))
        column.setSpacing(self.px(6))
        row = QHBoxLayout()
        row.setSpacing(self.px(10))
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        bind(
            self.search, self.search.setPlaceholderText, _CONTEXT, "Find series, period, source (繁／簡／EN)…"
        )
        bind(self.search, self.search.setAccessibleName, _CONTEXT, "Find in the figures")
        row.addWidget(self.search, 1)
        forms = QHBoxLayout()
        forms.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for number, words in enumerate((mark(_CONTEXT, "By period"), mark(_CONTEXT, "Every figure"))):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("segment", "left" if number == 0 else "right")
            bind_text(button, button.setText, words)
            button.clicked.connect(lambda _=False, page=number: self.show_form(page))
            self._group.addButton(button)
            self.buttons.append(button)
            forms.addWidget(button)
        row.addLayout(forms)
        self.importing = QPushButton(self)
        bind(self.importing, self.importing.setText, _CONTEXT, "Import table…")
        self.importing.clicked.connect(lambda: workspace.trigger("data.import"))
        row.addWidget(self.importing)
        column.addLayout(row)

        self.periods = PeriodModel(self.session, workspace.theme, self)
        self.figures = FigureModel(self.session, workspace.theme, self)
        self.tables: list[_Table] = []
        self.found: list[Found] = []
        self._pages = QStackedLayout()
        for model, words in (
            (self.periods, mark(_CONTEXT, "Figures by period")),
            (self.figures, mark(_CONTEXT, "Every figure")),
        ):
            table = _Table(self)
            proxy = Found(self)
            proxy.setSourceModel(model)
            table.setModel(proxy)
            table.selectionModel().currentChanged.connect(self._current_changed)
            table.printed_asked.connect(self._printed_asked)
            table.paste_asked.connect(lambda: workspace.trigger("data.paste"))
            bind_text(table, table.setAccessibleName, words)
            self.tables.append(table)
            self.found.append(proxy)
            self._pages.addWidget(table)
        self.empty = EmptyState(
            workspace.theme,
            mark(_CONTEXT, "No figures yet. Import a table, or drop a workbook onto this window."),
            mark(_CONTEXT, "Import table…"),
            lambda: workspace.trigger("data.import"),
            self,
        )
        self._pages.addWidget(self.empty)
        column.addLayout(self._pages, 1)
        self.count = QLabel(self)
        self.count.setProperty("role", "small")
        column.addWidget(self.count)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self.find_now)
        self.search.textChanged.connect(self._typing.start)
        self.buttons[0].setChecked(True)
        self._form = 0
        workspace.selection.indicator_changed.connect(self._indicator_selected)
        self._sized = [False, False]
        self._rows: list[Row] | None = None  # read, not shown yet
        self._job: Job | None = None

    # ── what is shown ────────────────────────────────────────────────────────────────────────────

    def show_form(self, page: int) -> None:
        """0 by period, 1 every figure."""
        self._form = page
        self.buttons[page].setChecked(True)
        self._fill_figures()
        if self.periods.rowCount():
            self._pages.setCurrentIndex(page)
        self._say_count()

    def find_now(self) -> None:
        """Filter by what is typed, at once."""
        self._typing.stop()
        for proxy in self.found:
            proxy.search(self.search.text())
        self._say_count()

    def refresh(self) -> None:
        """Read everything anew, keeping search and sorting. Very many figures are read on a pool thread."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        live = self.workspace.session
        if self.workspace.known.present and live.figure_count() > MANY:
            self.count.setText(tr(_CONTEXT, "Reading the figures…"))
            self._job = self.workspace.jobs.start(
                mark(_CONTEXT, "Reading the figures"), _read, live.reader_source()
            )
            self._job.done.connect(self._arrived)
            return
        self._show((by_period(self.session), figures_of(self.session)))

    def _arrived(self, found: tuple[ByPeriod, list[Row]]) -> None:
        self._job = None
        if not self._released:
            self._show(found)

    def _show(self, found: tuple[ByPeriod, list[Row]]) -> None:
        self._rows = found[1]
        with QSignalBlocker(self.tables[0].selectionModel()):
            self.periods.take(found[0])
            self._lay_out(self.tables[0])
        self._fill_figures()
        empty = self.periods.rowCount() == 0
        self._pages.setCurrentWidget(self.empty if empty else self.tables[self._form])
        self._say_count()
        self._indicator_selected(self.workspace.selection.indicator)

    def _fill_figures(self) -> None:
        """A table of very many rows is filled when it is looked at."""
        if self._rows is None or (self._form == 0 and len(self._rows) > MANY):
            return
        rows, self._rows = self._rows, None
        with QSignalBlocker(self.tables[1].selectionModel()):
            self.figures.take(rows)
            self._lay_out(self.tables[1])

    def _lay_out(self, table: _Table) -> None:
        place = self.tables.index(table)
        if self._sized[place]:
            return
        self._sized[place] = True
        if place == 1:
            table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
            for section, width in enumerate(_WIDTHS):
                table.setColumnWidth(section, self.px(width))
        else:
            table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
            table.horizontalHeader().setDefaultSectionSize(self.px(104))
            side = table.verticalHeader()
            side.setFixedWidth(self.px(250))
            side.setTextElideMode(Qt.TextElideMode.ElideRight)
            side.setSectionsClickable(True)
            side.show()
            table.horizontalScrollBar().valueChanged.connect(self._fit)
            QTimer.singleShot(0, self, self._to_newest)  # when the columns have been laid out

    def _to_newest(self) -> None:
        """The newest periods are in sight first; afterwards the table stays where it is put."""
        table = self.tables[0]
        table.updateGeometry()
        newest = table.model().index(0, self.periods.newest_full())
        table.scrollTo(newest)
        self._fit()
        table.scrollTo(newest)  # once more: it may have been pushed out of sight

    def _fit(self) -> None:
        """Columns in sight are as wide as their figures: a figure cut short is another figure."""
        table = self.tables[0]
        first = max(0, table.columnAt(0))
        last = table.columnAt(table.viewport().width() - 1)
        for column in range(first, (last if last >= 0 else table.model().columnCount() - 1) + 1):
            wanted = table.sizeHintForColumn(column)
            if wanted > table.columnWidth(column):
                table.setColumnWidth(column, wanted)

    def _say_count(self) -> None:
        shown = self.found[self._form].rowCount()
        if self._form == 0:
            words = tr(_CONTEXT, "{n} series", n=shown)
            key = tr(_CONTEXT, "@ provisional or estimated   # computed by this workbench   ^ outside source")
            self.count.setText(f"{words}   ·   {key}")
        else:
            words = tr(_CONTEXT, "{n} figures, every vintage on a row of its own", n=shown)
            self.count.setText(words)

    # ── the shared selection ─────────────────────────────────────────────────────────────────────

    def _current_changed(self, index: QModelIndex, _: QModelIndex) -> None:
        if not index.isValid():
            return
        item = index.data(OBSERVATION)
        if isinstance(item, Observation):
            self.workspace.selection.select_observation(item)
            return
        if self._form == 0:
            row = self.found[0].mapToSource(index).row()
            self.workspace.selection.select_indicator(self.periods.indicator(row).id)

    def _printed_asked(self, index: QModelIndex) -> None:
        item = index.data(OBSERVATION)
        if isinstance(item, Observation):
            self.workspace.selection.select_observation(item)
            self.workspace.trigger("data.printed")

    def _indicator_selected(self, indicator_id: str) -> None:
        """Bring the series into view, unless it was chosen here."""
        if not indicator_id or not self.periods.rowCount():
            return
        table = self.tables[0]
        current = table.currentIndex()
        if (
            current.isValid()
            and self.periods.indicator(self.found[0].mapToSource(current).row()).id == indicator_id
        ):
            return
        for row in range(self.periods.rowCount()):
            if self.periods.indicator(row).id == indicator_id:
                index = self.found[0].mapFromSource(
                    self.periods.index(row, max(0, self.periods.columnCount() - 1))
                )
                if index.isValid():
                    with QSignalBlocker(table.selectionModel()):
                        table.selectRow(index.row())
                    table.viewport().update()
                return

    def models(self) -> list[QAbstractItemModel]:
        """Its models, for tests."""
        return [self.periods, self.figures, *self.found]

    def release(self) -> None:
        """Listen no more."""
        if not self._released:
            self._typing.stop()
            self.workspace.selection.indicator_changed.disconnect(self._indicator_selected)
        super().release()


def _read(context: JobContext, source: ReaderSource) -> tuple[ByPeriod, list[Row]]:
    """On a pool thread: both forms of the table."""
    with many_values(), source.open(lambda: context.cancelled) as reader:
        return by_period(reader), figures_of(reader)
