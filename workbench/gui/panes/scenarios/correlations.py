"""Rank correlations between what is uncertain: a matrix to type into; one that cannot be is shown, the nearest offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import RuleError, WorkbenchError
from workbench.domain.scenario import Correlation
from workbench.gui import language
from workbench.gui.language import bind, mark, show, tr
from workbench.gui.panes.scenarios.parts import labels_of, parse_number, plain_number, tool
from workbench.services.operations.assumptions import SetCorrelations

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"
Pairs = dict[tuple[int, int], float]


class CorrelationsPage(QWidget):
    """Symmetric: typing above the diagonal fills below. Kept only on *Keep*, as one step of undo."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run: ScenarioRun | None = None
        self._names: list[str] = []
        self._pairs: Pairs = {}
        self._nearest: Pairs = {}
        self._reasons: dict[tuple[str, str], str] = {}
        column = QVBoxLayout(self)
        about = QLabel(self)
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        bind(
            about,
            about.setText,
            _CONTEXT,
            "Rank correlations from −1 to 1 between drivers that are uncertain; empty = independent.",
        )
        column.addWidget(about)
        self.table = QTableWidget(self)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setFont(workspace.theme.font("small"))
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Correlations")
        self.table.itemChanged.connect(self._typed)
        column.addWidget(self.table, 1)
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        column.addWidget(self.verdict)
        row = QHBoxLayout()
        self.keep_button = tool(self, row, mark(_CONTEXT, "Keep"), self.keep, primary=True)
        self.near = tool(self, row, mark(_CONTEXT, "Take the nearest possible"), self.take_nearest)
        self.again = tool(self, row, mark(_CONTEXT, "As in the parent"), self.take_parents)
        row.addStretch(1)
        column.addLayout(row)

    def show_run(self, run: ScenarioRun) -> None:
        """The correlations in force."""
        self._run = run
        self._names = list(run.inputs.assumed.spreads)
        place = {name: at for at, name in enumerate(self._names)}
        held = run.inputs.assumed.correlations.value
        self._pairs = {}
        self._reasons = {}
        for each in held:
            if each.first in place and each.second in place:
                one, two = sorted((place[each.first], place[each.second]))
                self._pairs[one, two] = each.value
                self._reasons[self._names[one], self._names[two]] = each.reason
        self.again.setEnabled(run.scenario.correlations is not None)
        self._fill()

    def _fill(self) -> None:
        assert self._run is not None
        labels = labels_of(self._run.model)
        words = [show(labels[name]) for name in self._names]
        count = len(words)
        with QSignalBlocker(self.table):
            self.table.setRowCount(count)
            self.table.setColumnCount(count)
            self.table.setVerticalHeaderLabels(words)
            self.table.setHorizontalHeaderLabels(words)
            for row in range(count):
                for column in range(count):
                    value = 1.0 if row == column else self._pairs.get((min(row, column), max(row, column)))
                    item = QTableWidgetItem("" if value is None else plain_number(value, 4))
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                    if row == column:
                        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                    item.setToolTip(f"{words[row]} – {words[column]}")
                    self.table.setItem(row, column, item)
        self._judge()

    def _typed(self, item: QTableWidgetItem) -> None:
        row, column = item.row(), item.column()
        key = (min(row, column), max(row, column))
        text = item.text().strip()
        value = parse_number(text) if text else 0.0
        if value is None or not -1 <= value <= 1:
            self.verdict.setProperty("role", "bad")
            self.verdict.setText(
                tr(
                    _CONTEXT,
                    "{pair}: “{typed}” is not a number from −1 to 1.",
                    pair=item.toolTip(),
                    text=text,
                )
            )
            self._restyle()
            self._put(row, column, self._pairs.get(key))
            return
        if value == 0.0:
            self._pairs.pop(key, None)
        else:
            self._pairs[key] = value
        self._put(row, column, self._pairs.get(key))
        self._judge()

    def _put(self, row: int, column: int, value: float | None) -> None:
        with QSignalBlocker(self.table):
            for one, two in ((row, column), (column, row)):
                there = self.table.item(one, two)
                if there is not None:
                    there.setText("" if value is None else plain_number(value, 4))

    def correlations(self) -> tuple[Correlation, ...]:
        """What the matrix says."""
        return tuple(
            Correlation(
                self._names[one],
                self._names[two],
                value,
                self._reasons.get((self._names[one], self._names[two]), ""),
            )
            for (one, two), value in sorted(self._pairs.items())
        )

    def _judge(self) -> None:
        """Whether such correlations can be; where not, in which cells, and what the nearest are."""
        from workbench.calc.sampling import check_correlations

        self._nearest = {}
        told = ""
        try:
            check_correlations([(each.first, each.second, each.value) for each in self.correlations()])
        except RuleError as error:
            told = tr(
                _CONTEXT,
                "These correlations contradict one another. The red cells show the nearest that can be had together.",
            )
            place = {name: at for at, name in enumerate(self._names)}
            for one, two, value in error.params.get("pairs", ()):
                first, second = sorted((place[one], place[two]))
                self._nearest[first, second] = value
        bad = self._workspace.theme.color("bad")
        with QSignalBlocker(self.table):
            for row in range(len(self._names)):
                for column in range(len(self._names)):
                    item = self.table.item(row, column)
                    key = (min(row, column), max(row, column))
                    if item is None:
                        continue
                    moved = key in self._nearest and abs(self._nearest[key] - self._pairs[key]) > 0.0005
                    if moved:
                        item.setForeground(bad)
                        item.setText(
                            f"{plain_number(self._pairs[key], 4)} → {plain_number(self._nearest[key], 3)}"
                        )
                    else:
                        item.setData(Qt.ItemDataRole.ForegroundRole, None)
                        if key in self._pairs:
                            item.setText(plain_number(self._pairs[key], 4))
        self.verdict.setProperty("role", "bad" if told else "muted")
        self.verdict.setText(told or tr(_CONTEXT, "These correlations are possible."))
        self._restyle()
        self.near.setEnabled(bool(self._nearest))
        self.keep_button.setEnabled(not told)
        self.table.resizeColumnsToContents()

    def _restyle(self) -> None:
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)

    def take_nearest(self) -> None:
        """The nearest valid matrix in place of what was typed."""
        if self._nearest:
            self._pairs = {key: round(value, 4) for key, value in self._nearest.items() if abs(value) > 5e-5}
            self._fill()
            if self._nearest:  # rounding took it over the edge again: a little nearer to zero
                self._pairs = {key: round(value * 0.999, 4) for key, value in self._pairs.items()}
                self._fill()

    def keep(self) -> None:
        """One step of undo."""
        if self._run is None:
            return
        try:
            self._workspace.execute_or_raise(
                SetCorrelations(self._run.scenario.id, self.correlations()), initiator=_INITIATOR
            )
        except WorkbenchError as error:
            self.verdict.setText(error.words(language.current()))

    def take_parents(self) -> None:
        """The parent's again."""
        if self._run is not None:
            self._workspace.execute(SetCorrelations(self._run.scenario.id, None), initiator=_INITIATOR)
