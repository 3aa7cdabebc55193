"""The grid of one series' figures: what is held, and what has been typed but not saved yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from workbench.domain.errors import RuleError
from workbench.domain.period import Period
from workbench.gui import language
from workbench.gui.language import mark, say, show, tr
from workbench.gui.words import OBSERVATION_STATUS, confidence_words
from workbench.services.figure_entry import Entry, newest_first, read_figure

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator, Observation
    from workbench.gui.theme import Theme
    from workbench.services.session import Session

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_CONTEXT = "FiguresPage"
COLUMNS = (
    mark(_CONTEXT, "Period"),
    mark(_CONTEXT, "Figure"),
    mark(_CONTEXT, "Status"),
    mark(_CONTEXT, "Known on"),
    mark(_CONTEXT, "Standing"),
    mark(_CONTEXT, "Source"),
)
PERIOD, FIGURE, STATUS, KNOWN, STANDING, SOURCE = range(len(COLUMNS))
EMPTY_ROWS = 3


@dataclass
class Row:
    """A period: the figure held (``None`` for a new one), and what was typed over it (``None``: nothing)."""

    held: Observation | None = None
    period: str = ""
    text: str | None = None
    status: str | None = None
    problem: str = field(default="", compare=False)

    @property
    def typed(self) -> bool:
        """Whether anything here is not saved yet."""
        return self.text is not None or self.status is not None or (self.held is None and bool(self.period))


def full_text(item: Observation) -> str:
    """A held figure with everything it was printed with, digits at full precision."""
    if item.value is None:
        return ""
    if item.qualifier and item.text:
        return item.text
    value = item.value
    if item.decimals is not None:
        fixed = f"{value:.{item.decimals}f}"
        if float(fixed) == value:
            return fixed
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


class EntryModel(QAbstractTableModel):
    """``typed_changed``: something was typed, taken back or found wrong."""

    typed_changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._rows: list[Row] = []
        self._indicator: Indicator | None = None

    def load(self, indicator: Indicator, *, keep: bool = False) -> None:
        """Show the figures of *indicator*, newest period first, empty rows above; *keep* what was typed."""
        typed = [row for row in self._rows if row.typed] if keep else []
        self.beginResetModel()
        self._indicator = indicator
        held = [Row(item, item.period.code) for item in newest_first(self._session.vintages(indicator.id))]
        by_period = {row.period: row for row in held}
        fresh: list[Row] = []
        for row in typed:
            place = by_period.get(row.period)
            if place is not None and row.held is not None:
                place.text, place.status = row.text, row.status
            else:
                fresh.append(replace(row, held=None))
        self._rows = [*fresh, *(Row() for _ in range(max(1, EMPTY_ROWS - len(fresh)))), *held]
        self.endResetModel()
        self.typed_changed.emit()

    def discard(self) -> None:
        """Take back everything typed."""
        if self._indicator is not None:
            self._rows = []
            self.load(self._indicator)

    def entries(self) -> tuple[Entry, ...]:
        """What was typed, oldest period first. A correction of the status alone keeps the figure held."""
        found = []
        for row in self._rows:
            if not row.typed:
                continue
            text = row.text
            if text is None:
                text = full_text(row.held) if row.held is not None else ""
            status = row.status if row.status is not None else " ".join(row.held.status) if row.held else "A"
            found.append(Entry(row.period, text, tuple((status or "A").replace(",", " ").split())))
        return tuple(sorted(found, key=lambda entry: entry.period))

    def problems(self) -> list[str]:
        """What is wrong with what was typed, row by row."""
        return [f"{row.period or '—'}: {row.problem}" for row in self._rows if row.problem]

    @property
    def typed_count(self) -> int:
        """How many rows are not saved yet."""
        return sum(row.typed for row in self._rows)

    @property
    def corrects(self) -> bool:
        """Whether a figure that is held is typed over."""
        held = {row.period for row in self._rows if row.held is not None}
        return any(row.typed and row.period in held for row in self._rows)

    # ── the table ────────────────────────────────────────────────────────────────────────────────

    def rowCount(self, parent: Index = _NONE) -> int:
        """Periods and empty rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """What is told of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def row(self, number: int) -> Row:
        """One row."""
        return self._rows[number]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Figure and status can be typed over; the period only where it is new."""
        flags = super().flags(index)
        if not index.isValid():
            return flags
        new = self._rows[index.row()].held is None
        if index.column() in (FIGURE, STATUS) or (index.column() == PERIOD and new):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and looks."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column, edit=role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column == FIGURE else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and row.typed and column <= STATUS:
            return self._theme.font(bold=True)
        if role == Qt.ItemDataRole.BackgroundRole and row.typed and column <= STATUS:
            return self._theme.color("bad_back" if row.problem else "info_back")
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.problem or self._tip(row, column)
        return None

    def _text(self, row: Row, column: int, *, edit: bool) -> str:
        item = row.held
        if column == PERIOD:
            if row.period and not edit:
                try:
                    return Period.parse(row.period).label(language.current())
                except RuleError:
                    return row.period
            return row.period
        if column == FIGURE:
            return row.text if row.text is not None else full_text(item) if item is not None else ""
        if column == STATUS:
            codes = (
                row.status if row.status is not None else " ".join(item.status) if item is not None else ""
            )
            if edit:
                return codes
            words = [
                say(OBSERVATION_STATUS[code])
                for code in codes.split()
                if code in OBSERVATION_STATUS and code != "A"
            ]
            return (
                ("、" if language.current() == "zh-Hant" else ", ").join(words)
                if words
                else codes
                if codes != "A"
                else ""
            )
        if item is None:
            return ""
        if column == KNOWN:
            return item.vintage
        if column == STANDING:
            return confidence_words(item.confidence)
        source = self._session.sources().get(item.provenance.source_id)
        return show(source.title) if source else item.provenance.file_name or item.provenance.source_id

    def _tip(self, row: Row, column: int) -> str | None:
        if row.held is not None and row.text is not None and column == FIGURE:
            return tr(_CONTEXT, "Held: {figure}", figure=full_text(row.held))
        return self._text(row, column, edit=False) if column >= KNOWN else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(COLUMNS[section])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type into a cell; the same as is held takes the typing back."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, text = self._rows[index.row()], str(value).strip()
        if index.column() == PERIOD and row.held is None:
            row.period = text
        elif index.column() == FIGURE:
            row.text = None if row.held is not None and text == full_text(row.held) else text
            if row.held is None and not text and not row.status:
                row.text = None
        elif index.column() == STATUS:
            row.status = (
                None if row.held is not None and text == " ".join(row.held.status) else text.upper() or None
            )
        else:
            return False
        self._look(row)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(COLUMNS) - 1))
        if index.row() + 1 >= self._new_rows() and row.held is None and row.typed:
            self._more()
        self.typed_changed.emit()
        return True

    def _new_rows(self) -> int:
        return sum(row.held is None for row in self._rows)

    def _more(self, count: int = 1) -> None:
        """More empty rows below the last new one."""
        at = self._new_rows()
        self.beginInsertRows(QModelIndex(), at, at + count - 1)
        self._rows[at:at] = [Row() for _ in range(count)]
        self.endInsertRows()

    def make_room(self, rows: int, start: int) -> None:
        """Enough rows to paste *rows* from row *start* on, if that is among the new ones."""
        new = self._new_rows()
        if start < new and start + rows > new:
            self._more(start + rows - new)

    def _look(self, row: Row) -> None:
        """What is wrong with a row, at once."""
        row.problem = ""
        lang = language.current()
        if not row.typed:
            return
        try:
            if not row.period:
                row.problem = tr(_CONTEXT, "The period is missing.")
                return
            Period.parse(row.period)
            if row.text and self._indicator is not None:
                read_figure(row.text, self._indicator.unit)
        except RuleError as error:
            row.problem = error.words(lang)
