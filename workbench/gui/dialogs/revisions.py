"""As known on: what was known of each period at each release, what changed, and how far figures move as a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from workbench.domain.wording import MINUS, number, rounded
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import Text, bind, bind_text, mark, say, show, tr
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.revisions import spread, spread_by_horizon, triangles

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator, Observation
    from workbench.gui.theme import Theme
    from workbench.gui.workspace import Workspace
    from workbench.services.revisions import Spread, Triangle, TriangleCell
    from workbench.services.session import Session

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
EVENTS: dict[str, Text] = {
    "first": mark("revisions", "first released"),
    "confirmed": mark("revisions", "released again, unchanged"),
    "rounded": mark("revisions", "the same figure, printed to another number of decimals"),
    "carried": mark("revisions", "not released again"),
    "revised": mark("revisions", "revised"),
    "restated": mark("revisions", "from another kind of source: not counted as a revision"),
    "withdrawn": mark("revisions", "withdrawn"),
}
_UP, _DOWN, _RESTATED = "▲", "▼", "◇"


class TriangleModel(QAbstractTableModel):
    """Rows = reference periods, columns = releases."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._triangle: Triangle | None = None
        self._indicator: Indicator | None = None

    def show_triangle(self, indicator: Indicator, triangle: Triangle | None) -> None:
        """Show this one."""
        self.beginResetModel()
        self._indicator, self._triangle = indicator, triangle
        self.endResetModel()

    def cell(self, row: int, column: int) -> TriangleCell:
        """What was known."""
        assert self._triangle is not None
        return self._triangle.cells[row][column]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Periods."""
        return 0 if parent.isValid() or self._triangle is None else len(self._triangle.periods)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Releases."""
        return 0 if parent.isValid() or self._triangle is None else len(self._triangle.vintages)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Periods at the side, releases on top."""
        if self._triangle is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Vertical:
                return self._triangle.periods[section].label(language.current())
            return self._triangle.vintages[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The figure and its mark."""
        if not index.isValid():
            return None
        cell, theme = self.cell(index.row(), index.column()), self._theme
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            tones = {"carried": "muted", "confirmed": "text", "withdrawn": "bad", "restated": "info"}
            if cell.event == "revised":
                return theme.color("warn")
            return theme.color(tones.get(cell.event, "text"))
        if role == Qt.ItemDataRole.BackgroundRole and cell.event == "revised":
            return theme.color("warn_back")
        if role == Qt.ItemDataRole.FontRole and cell.event in ("first", "revised", "restated"):
            return theme.font(bold=True)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(cell)
        return None

    def _words(self, cell: TriangleCell) -> str:
        if cell.observation is None:
            return ""
        words = self._figure(cell.observation)
        if cell.event == "revised" and cell.change is not None:
            return f"{_UP if cell.change > 0 else _DOWN} {words}"
        return f"{_RESTATED} {words}" if cell.event == "restated" else words

    def _figure(self, item: Observation) -> str:
        if self._indicator is None or item.value is None:
            return "—"
        return number(
            item.value, self._indicator.unit, language.current(), decimals=item.decimals, style="screen"
        )

    def _tip(self, cell: TriangleCell) -> str:
        item = cell.observation
        if item is None:
            return tr("revisions", "Not known yet")
        source = self._session.sources().get(item.provenance.source_id)
        lines = [
            say(EVENTS[cell.event]) if cell.event else "",
            tr("revisions", "Known from {vintage}", vintage=item.vintage),
            show(source.title) if source is not None else item.provenance.source_id,
            item.provenance.place,
        ]
        if cell.event in ("revised", "restated", "rounded") and cell.before is not None:
            lines.insert(
                1,
                tr(
                    "revisions",
                    "{old} before, {new} after",
                    old=self._figure(cell.before),
                    new=self._figure(item),
                ),
            )
        if cell.percent is not None:
            lines.insert(2, f"{cell.percent:+.2f}%".replace("-", MINUS))
        return "\n".join(line for line in lines if line)

    def as_text(self) -> str:
        """Tab-separated with heads, at full precision, for the clipboard."""
        if self._triangle is None:
            return ""
        lines = ["\t".join(("", *self._triangle.vintages))]
        for period, row in zip(self._triangle.periods, self._triangle.cells, strict=True):
            values = (
                "" if c.observation is None or c.observation.value is None else repr(c.observation.value)
                for c in row
            )
            lines.append("\t".join((period.code, *values)))
        return "\n".join(lines)


class TriangleTable(QTableView):
    """Ctrl+C copies the whole triangle at full precision."""

    def __init__(self, model: TriangleModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(theme.px(27))
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setMinimumSectionSize(theme.px(92))

    def to_the_latest(self) -> None:
        """Show the newest periods and releases."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        self.scrollToBottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.rows.as_text())
            return
        super().keyPressEvent(event)


class RevisionsDialog(Dialog):
    """A series and its definition are chosen on top; the triangle; below it the statistics."""

    def __init__(self, workspace: Workspace, parent: QWidget, series_id: str = "") -> None:
        super().__init__(mark("revisions", "Revisions: what was known when"), parent)
        self._workspace = workspace
        self._triangles: tuple[Triangle, ...] = ()
        theme, session = workspace.theme, workspace.reading
        self.resize(theme.px(900), theme.px(600))
        row = QHBoxLayout()
        self.series, self.definition = QComboBox(self), QComboBox(self)
        for box, words in (
            (self.series, mark("revisions", "&Series")),
            (self.definition, mark("revisions", "&Definition")),
        ):
            label = QLabel(self)
            label.setBuddy(box)
            bind_text(label, label.setText, words)
            bind_text(box, box.setAccessibleName, words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(16)
            row.addWidget(label)
            row.addWidget(box, 1)
        self.column.addLayout(row)
        for indicator in session.indicators():
            self.series.addItem("", indicator.id)
        self.series.setCurrentIndex(max(0, self.series.findData(series_id)))
        self.series.activated.connect(lambda _: self._series_chosen())
        self.definition.activated.connect(lambda _: self._show())
        self.meaning = QLabel(self)
        self.meaning.setProperty("role", "muted")
        self.meaning.setWordWrap(True)
        self.column.addWidget(self.meaning)
        self.model = TriangleModel(session, theme, self)
        self.table = TriangleTable(self.model, theme, self)
        bind(self.table, self.table.setAccessibleName, "revisions", "Periods by release")
        self._soon = QTimer(self)  # the columns are as wide as they will be only then
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.table.to_the_latest)
        self.column.addWidget(self.table, 1)
        self.words(
            mark(
                "revisions",
                "▲ ▼ revised up or down · ◇ from another kind of source · grey: not released again, the last known "
                "figure stands",
            ),
            "small",
        )
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.column.addWidget(self.summary)
        self.statistics = TextTable(theme, self, rows_shown=1)
        bind(self.statistics, self.statistics.setAccessibleName, "revisions", "Revisions by release")
        self.column.addWidget(self.statistics)
        self.buttons()
        language.changed.connect(self._retranslate)
        self._retranslate()

    @property
    def series_id(self) -> str:
        """The series shown."""
        return str(self.series.currentData() or "")

    @property
    def triangle(self) -> Triangle | None:
        """The triangle shown."""
        at = self.definition.currentIndex()
        return self._triangles[at] if 0 <= at < len(self._triangles) else None

    def show_series(self, series_id: str) -> None:
        """Show another series."""
        self.series.setCurrentIndex(max(0, self.series.findData(series_id)))
        self._series_chosen()

    def _retranslate(self) -> None:
        session = self._workspace.reading
        for row, indicator in enumerate(session.indicators()):
            count = len({item.vintage for item in session.vintages(indicator.id)})
            self.series.setItemText(row, tr("revisions", "{name} ({n})", name=show(indicator.name), n=count))
        at = self.definition.currentIndex()
        self._series_chosen(max(0, at))

    def _series_chosen(self, definition: int = 0) -> None:
        session = self._workspace.reading
        self._triangles = triangles(session, self.series_id) if self.series_id else ()
        with QSignalBlocker(self.definition):
            self.definition.clear()
            for triangle in self._triangles:
                self.definition.addItem(
                    show(triangle.text) if triangle.text is not None else tr("revisions", "The only one")
                )
            self.definition.setCurrentIndex(min(definition, len(self._triangles) - 1))
        self.definition.setEnabled(len(self._triangles) > 1)
        self._show()

    def _show(self) -> None:
        if not self.series_id:
            self.meaning.setText(tr("revisions", "This workspace has no series yet. Import a table first."))
            return
        indicator = self._workspace.reading.indicator(self.series_id)
        triangle = self.triangle
        self.model.show_triangle(indicator, triangle)
        self._soon.start()
        unit = show(indicator.unit.text)
        if triangle is None:
            self.meaning.setText(tr("revisions", "This series has no figures yet. Import a table first."))
        else:
            self.meaning.setText(
                tr(
                    "revisions",
                    "Each column is what was known from that date on; unit: {unit}. Figures of another definition are "
                    "never compared with these.",
                    unit=unit,
                )
            )
        total = spread(triangle) if triangle is not None else None
        self.summary.setText(self._summary(indicator, total) if total is not None else "")
        rows = [self._row(indicator, item) for item in spread_by_horizon(triangle)] if triangle else []
        self.statistics.setVisible(bool(rows))
        if rows:
            heads = (
                mark("revisions", "Release after the first"),
                mark("revisions", "Periods"),
                mark("revisions", "Mean revision"),
                mark("revisions", "Mean absolute"),
                mark("revisions", "Relative"),
                mark("revisions", "Largest"),
                mark("revisions", "Up"),
                mark("revisions", "Down"),
            )
            header = [Cell(say(head), right=at > 0) for at, head in enumerate(heads)]
            self.statistics.show_rows(header, rows, stretch=0)

    def _summary(self, indicator: Indicator, total: Spread) -> str:
        if not total.count:
            return tr("revisions", "No period was released twice, so nothing can be said of revisions.")
        return tr(
            "revisions",
            "First to latest figure, {n} periods: mean revision {mean}, mean absolute revision {absolute} "
            "({relative} of the level); {up} up, {down} down.",
            n=total.count,
            mean=self._amount(indicator, total.mean, sign=True),
            absolute=self._amount(indicator, total.mean_absolute),
            relative=_share(total.relative),
            up=total.up,
            down=total.down,
        )

    def _row(self, indicator: Indicator, item: Spread) -> list[Cell]:
        return [
            Cell(str(item.horizon)),
            Cell(str(item.count), right=True),
            Cell(self._amount(indicator, item.mean, sign=True), right=True),
            Cell(self._amount(indicator, item.mean_absolute), right=True),
            Cell(_share(item.relative), right=True),
            Cell(self._amount(indicator, item.largest, sign=True), right=True),
            Cell(str(item.up), right=True),
            Cell(str(item.down), right=True),
        ]

    def _amount(self, indicator: Indicator, value: float | None, *, sign: bool = False) -> str:
        """In the unit of the series, one decimal finer than it is printed; shares in percentage points."""
        if value is None:
            return "—"
        printed = [
            item.decimals
            for item in self._workspace.reading.vintages(indicator.id)
            if item.decimals is not None
        ]
        places = max(printed, default=1) + 1
        shown = rounded(value, places)
        words = f"{shown:+,f}" if sign and shown else f"{shown:,f}"
        words = words.replace("-", MINUS)
        return tr("revisions", "{n_points} pp", n_points=words) if indicator.unit.kind == "percent" else words


def _share(fraction: float | None) -> str:
    return "—" if fraction is None else f"{fraction * 100:.2f}%"
