"""The dry run of an import as a table: one row for each figure compared with what is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.domain.period import Period
from workbench.domain.wording import MINUS, figure
from workbench.gui import language
from workbench.gui.language import mark, say, show

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator
    from workbench.gui.theme import Theme
    from workbench.importers.reconciliation import Change
    from workbench.services.importing import ImportPlan
    from workbench.services.session import Session

Index = QModelIndex | QPersistentModelIndex
KindFilter = Literal["", "new", "revised", "unchanged", "withdrawn", "undecided"]
_ROOT = QModelIndex()

KIND_WORDS = {
    "new": mark("import", "New"),
    "revised": mark("import", "Revised"),
    "unchanged": mark("import", "Unchanged"),
    "withdrawn": mark("import", "Withdrawn"),
    "undecided": mark("import", "Undecided"),
}
KIND_TONES = {"new": "good", "revised": "warn", "unchanged": "muted", "withdrawn": "bad", "undecided": "bad"}
KIND_ICONS = {
    "new": "mark-on-track",
    "revised": "mark-in-progress",
    "unchanged": "mark-unknown",
    "withdrawn": "mark-dropped",
    "undecided": "mark-limited",
}
_HEADS = (
    mark("import", "State"),
    mark("import", "Series"),
    mark("import", "Period"),
    mark("import", "In the file"),
    mark("import", "Held now"),
    mark("import", "Change"),
    mark("import", "Cell"),
)
FIGURE_COLUMNS = (3, 4, 5)


class ImportModel(QAbstractTableModel):
    """Rows of one kind, or all; figures as printed, right-aligned."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._all: list[Change] = []
        self._rows: list[Change] = []
        self._indicators: dict[str, Indicator] = {}
        self._sheets = 0
        language.changed.connect(self._repaint)

    def set_plan(self, plan: ImportPlan | None, kind: KindFilter = "") -> None:
        """Show the comparisons of *plan*, of one *kind* or all."""
        self.beginResetModel()
        self._indicators = {item.id: item for item in self._session.indicators()}
        if plan is not None:
            self._indicators |= {item.id: item for item in plan.indicators}
        self._all = plan.changes if plan is not None else []
        self._sheets = len({change.candidate.sheet for change in self._all if change.candidate})
        self._rows = [change for change in self._all if not kind or change.kind == kind]
        self.endResetModel()

    def change_at(self, row: int) -> Change:
        """The comparison of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Seven."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(_HEADS[section])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in FIGURE_COLUMNS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, alignment and the mark of a cell."""
        if not index.isValid():
            return None
        change, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(change, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in FIGURE_COLUMNS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return self._theme.icon(KIND_ICONS[change.kind], KIND_TONES[change.kind])
        if role == Qt.ItemDataRole.ForegroundRole and column == 0:
            return self._theme.color(KIND_TONES[change.kind])
        return None

    def _words(self, change: Change, column: int) -> str:
        candidate, held = change.candidate, change.held
        indicator = self._indicators.get(change.series_id)
        lang = language.current()
        if column == 0:
            return say(KIND_WORDS[change.kind])
        if column == 1:
            return show(indicator.name) if indicator else change.series_id
        if column == 2:
            return Period.parse(change.period).label(lang)
        if column == 3 and candidate is not None:
            shown = [sign for sign in candidate.marks if sign not in candidate.text]
            marks = f" {' '.join(shown)}" if shown else ""
            if indicator is None or candidate.value is None:
                return candidate.text + marks
            decimals = candidate.decimals if candidate.factor == 1 else None
            return figure(candidate.value, indicator.unit, lang, decimals=decimals, style="screen") + marks
        if column == 4 and held is not None:
            if indicator is None:
                return held.text
            return figure(
                held.value, indicator.unit, lang, decimals=held.decimals, style="screen", text=held.text
            )
        if column == 5 and change.percent is not None:
            return f"{change.percent:+.2f}%".replace("-", MINUS)
        if column == 6 and candidate is not None:
            return f"{candidate.sheet}!{candidate.cell}" if self._sheets > 1 else candidate.cell
        return ""

    def _repaint(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_HEADS) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(_HEADS) - 1))
