"""Measures of the tree as levers: ticked they work; their numbers may be set for this scenario."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.scenario import LeverSetting
from workbench.gui import language
from workbench.gui.language import bind, mark, say, show, tr
from workbench.gui.panes.scenarios.parts import CONFIDENCE, parse_number, plain_number, tool
from workbench.services.levers import levers
from workbench.services.operations.assumptions import SetLever, TickMeasure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from workbench.gui.theme import Theme
    from workbench.gui.workspace import Workspace
    from workbench.services.levers import LeverRow
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_NUMBERS = ("amount", "start", "lag", "leverage", "elasticity")
_HEADS = (
    mark(_CONTEXT, "Measure"),
    mark(_CONTEXT, "Amount"),
    mark(_CONTEXT, "From"),
    mark(_CONTEXT, "Lag"),
    mark(_CONTEXT, "×"),
    mark(_CONTEXT, "Elast."),
)
_TIPS = {
    1: mark(_CONTEXT, "Amount, in the unit of what it adds to"),
    2: mark(_CONTEXT, "First year"),
    3: mark(_CONTEXT, "Years until a part of it works"),
    4: mark(_CONTEXT, "Leverage: what others add to each unit (2 = one more from elsewhere)"),
    5: mark(_CONTEXT, "Elasticity: the part of it that would not have happened anyway"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a measure (``rows``: its levers) or one of several levers of a measure."""

    rows: tuple[LeverRow, ...]
    single: LeverRow | None


class LeverModel(QAbstractTableModel):
    """Measures with their levers below. ``ticked(node, lever, on)``; ``typed(lever, field, text)``."""

    ticked = Signal(str, str, bool)
    typed = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: tuple[Line, ...] = ()

    def fill(self, rows: Sequence[LeverRow]) -> None:
        """Show these."""
        by_node: dict[str, list[LeverRow]] = {}
        for row in rows:
            by_node.setdefault(row.lever.node_id or row.lever.id, []).append(row)
        lines: list[Line] = []
        for group in by_node.values():
            if len(group) == 1:
                lines.append(Line(tuple(group), group[0]))
            else:
                lines.append(Line(tuple(group), None))
                lines += [Line((row,), row) for row in group]
        same = len(lines) == len(self.lines)
        if not same:
            self.beginResetModel()
        self.lines = tuple(lines)
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(_HEADS) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_HEADS) - 1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, place: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(_HEADS[place])
        if (
            orientation == Qt.Orientation.Horizontal
            and role == Qt.ItemDataRole.ToolTipRole
            and place in _TIPS
        ):
            return say(_TIPS[place])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column is ticked, the numbers are typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        line = self.lines[index.row()]
        if index.column() == 0:
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base | Qt.ItemFlag.ItemIsEditable if line.single is not None else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, ticks, looks."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        column = index.column()
        if column == 0:
            return self._first(line, role)
        if line.single is None:
            return None
        value, own = number_of(line.single, _NUMBERS[column - 1])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if _NUMBERS[column - 1] == "amount" and line.single.lever.kind == "percent":
                return f"{plain_number(value * 100)}%"
            if role == Qt.ItemDataRole.EditRole:
                return plain_number(value, 12)
            return f"{value:,.6g}".replace(",", "\u2009") if abs(value) >= 10_000 else plain_number(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and own:
            return self._theme.color("accent")
        return None

    def _first(self, line: Line, role: int) -> Any:
        inner = line.single is not None and any(
            len(each.rows) > 1 and line.single in each.rows for each in self.lines
        )
        label = (
            show(line.single.lever.label)
            if line.single is not None
            else show(line.rows[0].node.title)
            if line.rows[0].node is not None
            else line.rows[0].lever.node_id
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return f"    {label}" if inner else label
        if role == Qt.ItemDataRole.ToolTipRole:
            return label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return label
        if role == Qt.ItemDataRole.CheckStateRole:
            states = {row.on for row in line.rows}
            if len(states) > 1:
                return Qt.CheckState.PartiallyChecked
            return Qt.CheckState.Checked if True in states else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.FontRole and line.single is None:
            return self._theme.font("small", bold=True)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the change; the model is filled anew when it is made."""
        if not index.isValid():
            return False
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            on = Qt.CheckState(value) == Qt.CheckState.Checked
            whole = line.single is None or (
                len(line.rows) == 1
                and not any(len(each.rows) > 1 and line.single in each.rows for each in self.lines)
            )
            row = line.rows[0]
            node = row.lever.node_id if whole and row.node is not None else ""
            self.ticked.emit(node, row.lever.id, on)
            return True
        if role == Qt.ItemDataRole.EditRole and line.single is not None and index.column():
            self.typed.emit(line.single.lever.id, _NUMBERS[index.column() - 1], str(value))
            return True
        return False


def number_of(row: LeverRow, name: str) -> tuple[float, bool]:
    """A number in force, and whether the scenario (or one it builds on) gives it."""
    own = getattr(row.setting, name) if row.setting is not None else None
    return (float(getattr(row.lever, name)), False) if own is None else (float(own), True)


class LeversPage(QWidget):
    """The table, and below it what the chosen lever rests on."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run: ScenarioRun | None = None
        self._rows: tuple[LeverRow, ...] = ()
        px = workspace.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.table = QTableView(self)
        self.model = LeverModel(workspace.theme, self)
        self.model.ticked.connect(self.tick)
        self.model.typed.connect(self.type_number)
        self.table.setModel(self.model)
        self.table.setFont(workspace.theme.font("small"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(px(25))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(px(28))
        head.setStyleSheet(f"QHeaderView::section {{ padding: {px(2)}px {px(4)}px; }}")
        head.setFont(workspace.theme.font("small"))
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Levers")
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        column.addWidget(self.table, 1)
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.about = QLabel(self)
        self.about.setProperty("role", "small")
        self.about.setWordWrap(True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFixedHeight(px(58))
        scroll.setWidget(self.about)
        bind(scroll, scroll.setAccessibleName, _CONTEXT, "What the lever rests on")
        column.addWidget(scroll)
        self.reset = tool(self, column, mark(_CONTEXT, "Take the model’s numbers again"), self.reset_numbers)

    def show_run(self, run: ScenarioRun) -> None:
        """The levers of the scenario's model."""
        self._run = run
        self._rows = levers(self._workspace.reading, run.scenario.id, draft=run.inputs.scenario)
        self.wrong.hide()
        self.model.fill(self._rows)
        self._tell()

    def _chosen(self) -> LeverRow | None:
        index = self.table.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.lines):
            return None
        line = self.model.lines[index.row()]
        return line.single or line.rows[0]

    def _tell(self, *_: object) -> None:
        row = self._chosen()
        self.reset.setEnabled(row is not None and row.setting is not None)
        if not self._rows:
            self.about.setText(tr(_CONTEXT, "This model has no levers."))
            return
        if row is None or self._run is None:
            self.about.setText(
                tr(_CONTEXT, "A ticked measure works in this scenario. Numbers can be typed over.")
            )
            return
        lever = row.lever
        variable = self._run.model.variable(lever.variable)
        source = lever.source
        named = self._workspace.reading.sources().get(source.source_id) if source is not None else None
        works = tr(
            _CONTEXT,
            "Adds to {variable} ({unit}) over {n} years",
            variable=show(variable.label),
            unit=variable.unit,
            n=lever.periods,
        )
        parts = [works, say(CONFIDENCE[lever.confidence])]
        if named is not None:
            parts.append(tr(_CONTEXT, "source: {source}", source=show(named.title)))
        if row.origin and row.origin != self._run.scenario.id:
            origin = show(self._workspace.reading.scenario(row.origin).name)
            parts.append(tr(_CONTEXT, "switched on in “{name}”", name=origin))
        reason = show(lever.reason) if lever.reason.as_dict() else ""
        joint = "；" if language.current() == "zh-Hant" else "; "
        self.about.setText(joint.join(parts) + ("\n" + reason if reason else ""))

    def tick(self, node_id: str, lever_id: str, on: bool) -> None:
        """Switch a measure (all its levers), or one lever of several."""
        if self._run is None:
            return
        scenario_id = self._run.scenario.id
        if node_id:
            operation: TickMeasure | SetLever = TickMeasure(scenario_id, node_id, on)
        else:
            row = next(row for row in self._rows if row.lever.id == lever_id)
            operation = SetLever(scenario_id, lever_id, replace(row.setting or LeverSetting(), on=on))
        self._do(operation)

    def type_number(self, lever_id: str, name: str, text: str) -> None:
        """Set a number of a lever for this scenario; what is no number, or means nothing, is told below."""
        if self._run is None:
            return
        row = next(row for row in self._rows if row.lever.id == lever_id)
        value = parse_number(text)
        if value is None or (name in ("start", "lag") and value != int(value)):
            self.wrong.setText(
                tr(_CONTEXT, "“{typed}” is not a number for {name}.", typed=text, name=show(row.lever.label))
            )
            self.wrong.show()
            return
        number: Any = int(value) if name in ("start", "lag") else value
        changed: Any = {name: number}
        setting = replace(row.setting or LeverSetting(on=row.on), **changed)
        self._do(SetLever(self._run.scenario.id, lever_id, setting))

    def reset_numbers(self) -> None:
        """The model's numbers again; ticked or not stays."""
        row = self._chosen()
        if row is not None and self._run is not None:
            self._do(SetLever(self._run.scenario.id, row.lever.id, LeverSetting(on=row.on)))

    def _do(self, operation: TickMeasure | SetLever) -> None:
        try:
            self._workspace.execute_or_raise(operation, initiator=_INITIATOR)
        except WorkbenchError as error:
            self.wrong.setText(error.words(language.current()))
            self.wrong.show()
            self.model.fill(self._rows)
