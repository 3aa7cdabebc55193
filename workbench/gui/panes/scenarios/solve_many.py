"""Goal-seek with several drivers, their bounds and priorities, and several targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.language import bind, mark, show, tr
from workbench.gui.panes.scenarios.parts import parse_number, plain_number, section, tool
from workbench.gui.panes.scenarios.results import ResultBar
from workbench.gui.widgets.indicator_facts import brief_target, short_name

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.goal_seek import Aim, ManySeek, Turning
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"
_NAME = Qt.ItemDataRole.UserRole + 1


class SeveralPage(QWidget):
    """Tick drivers and targets, solve. ``solved(bool)``: whether there is an answer to apply."""

    solved = Signal(bool)

    def __init__(self, workspace: Workspace, run: ScenarioRun, indicator_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run = run
        self.answer: ManySeek | None = None
        px = workspace.theme.px
        column = QVBoxLayout(self)
        column.addWidget(section(self, mark(_CONTEXT, "Drivers that may be turned")))
        self.drivers = self._table(4)
        bind(self.drivers, self.drivers.setAccessibleName, _CONTEXT, "Drivers that may be turned")
        self.drivers.setHorizontalHeaderLabels(
            [tr(_CONTEXT, "Driver"), tr(_CONTEXT, "Least"), tr(_CONTEXT, "Most"), tr(_CONTEXT, "Priority")]
        )
        column.addWidget(self.drivers, 3)
        column.addWidget(section(self, mark(_CONTEXT, "Targets to be met")))
        self.aims = self._table(2)
        bind(self.aims, self.aims.setAccessibleName, _CONTEXT, "Targets to be met")
        self.aims.setHorizontalHeaderLabels([tr(_CONTEXT, "Indicator"), tr(_CONTEXT, "Target")])
        column.addWidget(self.aims, 3)
        row = QHBoxLayout()
        self.go = tool(self, row, mark(_CONTEXT, "Seek"), self.seek, primary=True)
        row.addStretch(1)
        column.addLayout(row)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(px(64))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.words)
        self.bar = ResultBar(workspace, self, pack=False)
        column.addWidget(self.bar)
        self._fill(indicator_id)

    def _table(self, columns: int) -> QTableWidget:
        table = QTableWidget(0, columns, self)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._workspace.theme.px(25))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        return table

    def _item(
        self, text: str, *, tick: bool | None = None, name: str = "", right: bool = False
    ) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setData(_NAME, name)
        if tick is not None:
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if tick else Qt.CheckState.Unchecked)
        if right:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _fill(self, indicator_id: str) -> None:
        from workbench.services.scenarios import compiled

        run, lang = self._run, language.current()
        ready = compiled(run.model)
        target = next((v.name for v in run.model.variables if v.indicator_id == indicator_id), "")
        able = ready.drivers_of(target) if target in ready.names() else frozenset()
        for row in run.drivers:
            variable = row.variable
            if variable.kind != "growth":
                continue
            line = self.drivers.rowCount()
            self.drivers.insertRow(line)
            self.drivers.setItem(
                line, 0, self._item(show(variable.label), tick=variable.name in able, name=variable.name)
            )
            for column, value in ((1, variable.minimum), (2, variable.maximum)):
                self.drivers.setItem(line, column, self._item(f"{plain_number(value * 100)}%", right=True))
            self.drivers.setItem(line, 3, self._item("1", right=True))
        for outcome in run.indicators:
            if outcome.variable is None:
                continue
            for item in outcome.targets:
                if item.published:
                    continue
                line = self.aims.rowCount()
                self.aims.insertRow(line)
                chosen = outcome.indicator.id == indicator_id and item is outcome.targets[-1]
                key = f"{outcome.indicator.id}\n{item.target.data_year}"
                name = f"{short_name(outcome.indicator, lang)} · {item.target.data_year}"
                self.aims.setItem(line, 0, self._item(name, tick=chosen, name=key))
                words = brief_target(item.target, outcome.indicator.unit, lang)
                shown = self._item(words, right=True)
                shown.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.aims.setItem(line, 1, shown)

    def turnings(self) -> list[Turning]:
        """The drivers ticked. Raises ``ValueError`` with words for what is no bound."""
        from workbench.services.goal_seek import Turning

        found: list[Turning] = []
        for line in range(self.drivers.rowCount()):
            first = self.drivers.item(line, 0)
            if first is None or first.checkState() != Qt.CheckState.Checked:
                continue
            texts = [cell.text() if (cell := self.drivers.item(line, column)) else "" for column in (1, 2, 3)]
            numbers = [parse_number(text) for text in texts]
            for text, number in zip(texts, numbers, strict=True):
                if number is None:
                    raise ValueError(
                        tr(_CONTEXT, "{driver}: “{typed}” is not a number.", driver=first.text(), typed=text)
                    )
            low, high, priority = (float(number) for number in numbers if number is not None)
            if not low < high:
                raise ValueError(
                    tr(_CONTEXT, "{driver}: the least has to be below the most.", driver=first.text())
                )
            found.append(Turning(str(first.data(_NAME)), low, high, max(1, int(priority))))
        return found

    def wanted(self) -> list[Aim]:
        """The targets ticked."""
        from workbench.services.goal_seek import Aim

        found: list[Aim] = []
        for line in range(self.aims.rowCount()):
            item = self.aims.item(line, 0)
            if item is not None and item.checkState() == Qt.CheckState.Checked:
                indicator, _, year = str(item.data(_NAME)).partition("\n")
                found.append(Aim(indicator, int(year)))
        return found

    def seek(self) -> None:
        """Seek, and say the answer or which bound stands in the way."""
        from workbench.services.goal_seek import seek

        self.answer = None
        try:
            turnings, aims = self.turnings(), self.wanted()
            if not turnings or not aims:
                raise ValueError(tr(_CONTEXT, "Tick at least one driver and one target."))
            answer = seek(self._workspace.reading, self._run.scenario.id, turnings, aims)
        except ValueError as error:
            self._say(str(error))
            return
        except WorkbenchError as error:
            self._say(error.words(language.current()))
            return
        self.answer = answer
        words = answer.words()
        self.words.setText(words.show(language.current()))
        head: list[str | float | None] = [tr(_CONTEXT, "Driver"), tr(_CONTEXT, "Growth a year")]
        rows = [head]
        for control, value in zip(answer.controls, answer.answer.values, strict=True):
            rows.append([show(self._run.model.variable(control.knob.name).label), value])
        self.bar.set_result(rows, words, "goal-seek")
        self.solved.emit(bool(answer.paths))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.bar.set_result((), None, "")
        self.solved.emit(False)
