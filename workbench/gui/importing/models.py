"""Tables of the wizard: printed series, their figures, where each series goes, suggestions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.domain.errors import RuleError
from workbench.domain.period import Period
from workbench.gui import language
from workbench.gui.language import Text, mark, say, show, tr
from workbench.gui.words import status_code_words

if TYPE_CHECKING:
    from workbench.domain.text import LocalText
    from workbench.gui.theme import Theme
    from workbench.importers.reading import TableObservation, TableSeries
    from workbench.importers.recipes import SeriesRule
    from workbench.services.import_decisions import TableKey
    from workbench.services.import_matching import Suggestion, UnitFit
    from workbench.services.import_wizard import SeriesRow, TableState

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FIT_WORDS: dict[str, Text] = {
    "same": mark("import", "same unit"),
    "scaled": mark("import", "same unit, × {factor}"),
    "unsure": mark("import", "check the unit, × {factor}"),
    "other": mark("import", "another measure: refused"),
}
FIT_TONES = {"same": "good", "scaled": "warn", "unsure": "warn", "other": "bad"}


def both(text: LocalText) -> str:
    """A text in the language of the window and, on a second line, in the other one."""
    lang = language.current()
    own, other = text.get(lang), text.zh_hant if lang == "en" else text.en
    if own and other and own != other:
        return f"{own}\n{other}"
    return own or other or "–"


def series_words(series: TableSeries) -> str:
    """The labels of a series in both languages; where one lacks a label, the other stands in for it."""
    english = " · ".join(part.en or part.zh_hant or "–" for part in series.path)
    chinese = " · ".join(part.zh_hant or part.en or "–" for part in series.path)
    lines = [english, chinese] if language.current() == "en" else [chinese, english]
    if not any(part.zh_hant for part in series.path):
        lines = [english]
    elif not any(part.en for part in series.path):
        lines = [chinese]
    return "\n".join(dict.fromkeys(lines)) or tr("import", "(the whole table)")


def period_words(code: str | None) -> str:
    """A period in words of the language; its code where it is none."""
    if not code:
        return "–"
    try:
        return Period.parse(code).label(language.current())
    except RuleError:
        return code


def unit_words(series: TableSeries) -> str:
    """Unit with its factor where the words alone may not show it."""
    return show(series.unit) if series.unit.as_dict() else tr("import", "no unit stated")


def fit_words(fit: UnitFit | None) -> str:
    """Whether units agree, in words."""
    return say(FIT_WORDS[fit.kind], factor=f"{fit.factor.normalize():f}") if fit is not None else ""


class _Table(QAbstractTableModel):
    """Headings, and words that follow the language."""

    heads: tuple[Text, ...] = ()
    right: frozenset[int] = frozenset()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        language.changed.connect(self._words_changed)

    def _words_changed(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.heads) - 1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.heads) - 1))

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As many as headings."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(self.heads[section])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in self.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, alignment, tone."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tone, icon = self.tone(index.row(), index.column())
        if role == Qt.ItemDataRole.ForegroundRole and tone:
            return self.theme.color(tone)
        if role == Qt.ItemDataRole.DecorationRole and icon:
            return self.theme.icon(icon, tone or "text")
        return None

    def words(self, row: int, column: int) -> str:
        """Words of a cell."""
        raise NotImplementedError

    def tone(self, row: int, column: int) -> tuple[str, str]:
        """Colour token and icon of a cell, "" for none."""
        return "", ""


class SeriesModel(_Table):
    """The printed series of one table."""

    heads = (mark("import", "Series"), mark("import", "Unit, periods, figures"))

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self.rows: list[SeriesRow] = []
        self.row_of: dict[str, int] = {}

    def set_rows(self, rows: Sequence[SeriesRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.row_of = {item.series.id: row for row, item in enumerate(self.rows)}
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Series."""
        return 0 if parent.isValid() else len(self.rows)

    def words(self, row: int, column: int) -> str:
        """Labels, unit, first and last period, count."""
        item = self.rows[row]
        if column == 0:
            sign = "Σ " if item.series.aggregate else ""
            return sign + series_words(item.series)
        first = period_words(item.first.period if item.first else None)
        last = period_words(item.last.period if item.last else None)
        span = first if first == last else f"{first} – {last}"
        return f"{unit_words(item.series)}\n{span} ({item.count})"

    def tone(self, row: int, column: int) -> tuple[str, str]:
        """A missing unit or period is a warning."""
        item = self.rows[row]
        lacking = not item.series.unit.as_dict() or item.first is None
        return ("warn", "") if column == 1 and lacking else ("", "")


class FigureModel(_Table):
    """The figures of one printed series."""

    heads = (
        mark("import", "Period"),
        mark("import", "As printed"),
        mark("import", "Marks"),
        mark("import", "Cell"),
    )
    right = frozenset((1,))

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self.figures: list[TableObservation] = []

    def set_figures(self, figures: Sequence[TableObservation]) -> None:
        """Show these."""
        self.beginResetModel()
        self.figures = list(figures)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Figures."""
        return 0 if parent.isValid() else len(self.figures)

    def words(self, row: int, column: int) -> str:
        """Period, text, marks with status, address."""
        one = self.figures[row]
        if column == 0:
            return period_words(one.period)
        if column == 1:
            return one.text or "–"
        if column == 2:
            said = ", ".join(status_code_words(code) for code in one.status if code != "A")
            signs = " ".join(one.marks)
            asked = " ".join(f"{sign}?" for sign in one.unexplained)
            return " · ".join(part for part in (signs, said, asked) if part)
        return one.cell

    def tone(self, row: int, column: int) -> tuple[str, str]:
        """No period or an unexplained mark is a warning."""
        one = self.figures[row]
        if (column == 0 and not one.period) or (column == 2 and one.unexplained):
            return "warn", ""
        return "", ""


GONE = mark("import", "No longer in the table")
STATES: dict[str, tuple[Text, str, str]] = {
    "open": (mark("import", "To decide"), "warn", "mark-unknown"),
    "existing": (mark("import", "Matched"), "good", "mark-achieved"),
    "new": (mark("import", "New series"), "info", "mark-on-track"),
    "skip": (mark("import", "Left out"), "muted", "mark-dropped"),
    "gone": (GONE, "bad", "mark-away"),
}


class MatchModel(_Table):
    """Every printed series and where it goes; series of the recipe that are gone stand first."""

    heads = (
        mark("import", "State"),
        mark("import", "Printed series"),
        mark("import", "Unit"),
        mark("import", "Goes to"),
        mark("import", "Units"),
    )

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self.rows: list[SeriesRow] = []
        self.gone: list[tuple[TableKey, str, SeriesRule]] = []
        self.several = False

    def set_states(self, states: Sequence[TableState], wanted: Callable[[SeriesRow], bool]) -> None:
        """Show the series of these tables that are wanted."""
        self.beginResetModel()
        live = [state for state in states if not state.out]
        self.several = len(live) > 1
        self.gone = [(state.key, key, rule) for state in live for key, rule in state.gone]
        self.rows = [row for state in live for row in state.rows if wanted(row)]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Series, and those that are gone."""
        return 0 if parent.isValid() else len(self.gone) + len(self.rows)

    def series(self, row: int) -> SeriesRow | None:
        """The printed series of a row; ``None`` for one that is gone."""
        return self.rows[row - len(self.gone)] if row >= len(self.gone) else None

    def words(self, row: int, column: int) -> str:
        """State, labels, unit, target, fit."""
        item = self.series(row)
        if item is None:
            _, _, rule = self.gone[row]
            name = " · ".join(show(part) for part in rule.path)
            return (say(GONE), name, show(rule.unit) if rule.unit.as_dict() else "", rule.target, "")[column]
        target = item.target
        if column == 0:
            words = say(STATES[target.kind if target is not None else "open"][0])
            if target is not None and target.origin == "recipe":
                return f"{words}\n{tr('import', 'by the recipe')}"
            return words
        if column == 1:
            place = f"{item.table[0]} · " if self.several else ""
            return place + series_words(item.series)
        if column == 2:
            return unit_words(item.series)
        if column == 3:
            return self._goes_to(item)
        return fit_words(item.fit)

    def _goes_to(self, item: SeriesRow) -> str:
        target = item.target or item.proposal
        if target.kind == "skip":
            return ""
        name = both(target.name) if target.name.as_dict() else target.indicator
        if item.target is None:
            kind = (
                tr("import", "proposed: new series")
                if target.kind == "new"
                else tr("import", "proposed match")
            )
            return f"{kind}\n{show(target.name)}"
        lines = name.splitlines()
        return f"{lines[0]}\n{' · '.join((*lines[1:], target.indicator))}"

    def tone(self, row: int, column: int) -> tuple[str, str]:
        """Shape, colour and word of the state; colour of the fit."""
        item = self.series(row)
        if column == 0:
            kind = "gone" if item is None else item.target.kind if item.target is not None else "open"
            return STATES[kind][1], STATES[kind][2]
        if column == 3 and item is not None and item.target is None:
            return "muted", ""
        if column == 4 and item is not None and item.fit is not None:
            return FIT_TONES[item.fit.kind], ""
        return "", ""


class SuggestionModel(_Table):
    """Series of the workspace that a printed series may be."""

    heads = (
        mark("import", "Series in the workspace"),
        mark("import", "Unit held"),
        mark("import", "Likeness"),
        mark("import", "Units"),
    )
    right = frozenset((2,))

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self.found: list[Suggestion] = []

    def set_found(self, found: Sequence[Suggestion]) -> None:
        """Show these."""
        self.beginResetModel()
        self.found = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Suggestions."""
        return 0 if parent.isValid() else len(self.found)

    def words(self, row: int, column: int) -> str:
        """Name in both languages, unit, likeness in per cent, fit."""
        one = self.found[row]
        if column == 0:
            return f"{both(one.indicator.name)}  ({one.indicator.id})"
        if column == 1:
            return show(one.indicator.unit.text)
        if column == 2:
            return f"{one.score:.0%}" if one.score else "–"
        return fit_words(one.fit)

    def tone(self, row: int, column: int) -> tuple[str, str]:
        """Colour of the fit."""
        return (FIT_TONES[self.found[row].fit.kind], "") if column == 3 else ("", "")
