"""Two tables of the same figures: one row a figure (every vintage), and one row a series with a column a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from workbench.domain.wording import bracketed, number, qualified
from workbench.gui import language
from workbench.gui.language import mark, say, show, tr
from workbench.gui.widgets.indicator_facts import has_value, short_name
from workbench.gui.words import OBSERVATION_STATUS, confidence_words
from workbench.services import charts
from workbench.services.search import Query

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator, Observation
    from workbench.domain.period import Period
    from workbench.gui.theme import Theme
    from workbench.services.reading import Reading
    from workbench.services.session import Session

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_CONTEXT = "DataPane"
SORT = Qt.ItemDataRole.UserRole + 1
OBSERVATION = Qt.ItemDataRole.UserRole + 2
COPY = Qt.ItemDataRole.UserRole + 3

COLUMNS = (
    mark(_CONTEXT, "Series"),
    mark(_CONTEXT, "Period"),
    mark(_CONTEXT, "Figure"),
    mark(_CONTEXT, "Unit"),
    mark(_CONTEXT, "Status and marks"),
    mark(_CONTEXT, "As known on"),
    mark(_CONTEXT, "Standing"),
    mark(_CONTEXT, "Source"),
    mark(_CONTEXT, "Place"),
)
_SERIES, _PERIOD, _FIGURE, _UNIT, _STATUS, _VINTAGE, _STANDING, _SOURCE, _PLACE = range(len(COLUMNS))


def figure_text(observation: Observation, indicator: Indicator) -> str:
    """The number as it is written in tables, with decimals as published; a missing one as it was printed."""
    if not has_value(observation):
        return observation.text or "—"
    lang = language.current()
    text = number(observation.value, indicator.unit, lang, decimals=observation.decimals, style="screen")
    return qualified(text, observation.qualifier, lang)


def mark_of(observation: Observation) -> str:
    """The mark that papers put behind a figure that is not simply published: @ provisional, # computed, ^ outside."""
    own = charts.MARKS.get(observation.confidence, "")
    if own:
        return f" {own}"
    return " @" if {"P", "E"}.intersection(observation.status) or "@" in observation.marks else ""


def exact_text(observation: Observation) -> str:
    """The number at full precision for another program; nothing where it is missing."""
    if observation.value is None:
        return ""
    value = observation.value
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def status_text(observation: Observation) -> str:
    """Status codes in words and the marks as printed; nothing for a normal value."""
    words = [
        say(OBSERVATION_STATUS[code]) if code in OBSERVATION_STATUS else code
        for code in observation.status
        if code != "A"
    ]
    return tr(_CONTEXT, ", ").join([*words, *observation.marks])


@dataclass(frozen=True)
class Row:
    """A figure with its series."""

    indicator: Indicator
    observation: Observation


ByPeriod = tuple["list[Indicator]", "list[Period]", "dict[tuple[str, str], Observation]"]


def figures_of(session: Reading) -> list[Row]:
    """Every vintage of every series. On any thread, with a reader of its own."""
    return [
        Row(indicator, observation)
        for indicator in session.indicators()
        for observation in session.vintages(indicator.id)
    ]


def by_period(session: Reading) -> ByPeriod:
    """Series (also those without figures), periods in order of time, and the newest vintage of each.

    On any thread, with a reader of its own.
    """
    series = list(session.indicators())
    cells: dict[tuple[str, str], Observation] = {}
    periods: dict[str, Period] = {}
    for indicator in series:
        for observation in session.observations(indicator.id):
            cells[indicator.id, observation.period.code] = observation
            periods[observation.period.code] = observation.period
    return series, sorted(periods.values()), cells


class FigureModel(QAbstractTableModel):
    """One row a figure; every vintage has its own."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._rows: list[Row] = []

    def take(self, rows: list[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number_: int) -> Row:
        """One row."""
        return self._rows[number_]

    def rowCount(self, parent: Index = _NONE) -> int:
        """Figures."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """What is told of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, sort keys, the observation itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == COPY:
            return exact_text(row.observation) if column == _FIGURE else self._text(row, column)
        if role == OBSERVATION:
            return row.observation
        if role == SORT:
            return self._sort_key(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column == _FIGURE else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            if column == _FIGURE:
                return tr(_CONTEXT, "Printed as “{text}”", text=row.observation.text)
            return self._text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and row.observation.confidence == "outside":
            return self._theme.color("muted")
        return None

    def _text(self, row: Row, column: int) -> str:
        item = row.observation
        lang = language.current()
        if column == _SERIES:
            return row.indicator.name.show(lang)
        if column == _PERIOD:
            return item.period.label(lang)
        if column == _FIGURE:
            return figure_text(item, row.indicator)
        if column == _UNIT:
            return row.indicator.unit.text.show(lang) if row.indicator.unit.text.as_dict() else ""
        if column == _STATUS:
            return status_text(item)
        if column == _VINTAGE:
            return item.vintage
        if column == _STANDING:
            return confidence_words(item.confidence)
        if column == _SOURCE:
            source = self._session.sources().get(item.provenance.source_id)
            return show(source.title) if source else item.provenance.file_name or item.provenance.source_id
        place = item.provenance
        cell = f"{place.sheet}!{place.cell}" if place.sheet and place.cell else place.cell
        return cell or place.place

    def _sort_key(self, row: Row, column: int) -> Any:
        if column == _FIGURE:
            return row.observation.value if row.observation.value is not None else float("-inf")
        if column == _PERIOD:
            return row.observation.period.decimal_year
        return self._text(row, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if (
            orientation == Qt.Orientation.Horizontal
            and role == Qt.ItemDataRole.DisplayRole
            and section < len(COLUMNS)
        ):
            return say(COLUMNS[section])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == _FIGURE else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def haystack(self, row: int) -> tuple[str, ...]:
        """What a search looks at: the series in both languages, period, source, marks."""
        item = self._rows[row]
        name = item.indicator.name
        texts = (
            self._text(item, column) for column in (_PERIOD, _FIGURE, _STATUS, _VINTAGE, _SOURCE, _PLACE)
        )
        return (name.en or "", name.zh_hant or "", item.indicator.id, *texts)


class PeriodModel(QAbstractTableModel):
    """One row a series, one column a period: the newest vintage of each."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._series: list[Indicator] = []
        self._periods: list[Period] = []
        self._cells: dict[tuple[str, str], Observation] = {}

    def take(self, found: ByPeriod) -> None:
        """Show these."""
        self.beginResetModel()
        self._series, self._periods, self._cells = found
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Series."""
        return 0 if parent.isValid() else len(self._series)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Periods."""
        return 0 if parent.isValid() else len(self._periods)

    def newest_full(self) -> int:
        """Column of the newest year for which more than a few series have a figure."""
        counts = Counter(code for _, code in self._cells)
        enough = min(6, max(counts.values(), default=0))
        full = [
            n
            for n, period in enumerate(self._periods)
            if period.frequency == "A" and counts[period.code] >= enough
        ]
        return full[-1] if full else max(0, len(self._periods) - 1)

    def indicator(self, row: int) -> Indicator:
        """The series of a row."""
        return self._series[row]

    def observation(self, row: int, column: int) -> Observation | None:
        """The figure of a cell."""
        return self._cells.get((self._series[row].id, self._periods[column].code))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Figures as published, with their story as tooltip."""
        if not index.isValid():
            return None
        indicator = self._series[index.row()]
        column = index.column()
        item = self.observation(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if item is None:
            return "" if role in (Qt.ItemDataRole.DisplayRole, COPY, SORT) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return figure_text(item, indicator) + mark_of(item)
        if role == COPY:
            return exact_text(item)
        if role == SORT:
            return item.value
        if role == OBSERVATION:
            return item
        if role == Qt.ItemDataRole.ToolTipRole:
            source = self._session.sources().get(item.provenance.source_id)
            parts = [
                show(source.title) if source else item.provenance.file_name,
                tr(_CONTEXT, "as known on {date}", date=item.vintage),
                status_text(item),
                confidence_words(item.confidence),
            ]
            return " · ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ForegroundRole and item.confidence == "outside":
            return self._theme.color("muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Periods above; at the left each series with its unit, which stays in sight while periods are scrolled."""
        lang = language.current()
        if orientation == Qt.Orientation.Vertical:
            if section >= len(self._series):
                return None
            indicator = self._series[section]
            if role in (Qt.ItemDataRole.DisplayRole, COPY):
                unit = indicator.unit.text.show(lang) if indicator.unit.text.as_dict() else ""
                name = (
                    short_name(indicator, lang)
                    if role == Qt.ItemDataRole.DisplayRole
                    else indicator.name.show(lang)
                )
                return bracketed(name, unit, lang) if unit else name
            if role == Qt.ItemDataRole.ToolTipRole:
                return indicator.name.show(lang)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            return None
        if role == Qt.ItemDataRole.DisplayRole and section < len(self._periods):
            return self._periods[section].label(lang)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def haystack(self, row: int) -> tuple[str, ...]:
        """What a search looks at."""
        item = self._series[row]
        return (
            item.name.en or "",
            item.name.zh_hant or "",
            item.short.en or "",
            item.short.zh_hant or "",
            item.id,
        )


class Found(QSortFilterProxyModel):
    """Rows in which everything typed is found, in either script; sorted by value, not by its words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._query = Query(())
        self.setSortRole(SORT)

    def search(self, text: str) -> None:
        """Look for this."""
        self.beginFilterChange()
        self._query = Query.parse(text)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether the row is found."""
        if not self._query:
            return True
        model = self.sourceModel()
        assert isinstance(model, FigureModel | PeriodModel)
        return self._query.matches(*model.haystack(source_row))


def rectangle_text(indexes: Sequence[QModelIndex], *, headers: bool) -> str:
    """The chosen cells as tab-separated text at full precision; cells in between that are not chosen stay empty."""
    if not indexes:
        return ""
    model = indexes[0].model()
    rows = sorted({index.row() for index in indexes})
    columns = sorted({index.column() for index in indexes})
    chosen = {(index.row(), index.column()) for index in indexes}
    lines = []
    names = isinstance(_source(model), PeriodModel)  # the series stand in the row headings
    if headers:
        role = Qt.ItemDataRole.DisplayRole
        heads = [str(model.headerData(column, Qt.Orientation.Horizontal, role)) for column in columns]
        lines.append("\t".join(["", *heads] if names else heads))
    for row in rows:
        cells = [
            str(model.index(row, column).data(COPY) or "") if (row, column) in chosen else ""
            for column in columns
        ]
        if headers and names:
            cells.insert(0, str(model.headerData(row, Qt.Orientation.Vertical, COPY)))
        lines.append("\t".join(cells))
    return "\n".join(lines)


def _source(model: QAbstractItemModel) -> QAbstractItemModel:
    return model.sourceModel() if isinstance(model, QSortFilterProxyModel) else model
