"""What a scenario assumes differently from its parent, or from any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.gui.language import bind, mark, say, show, tr
from workbench.gui.panes.scenarios.parts import assumption_text, labels_of
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services import scenarios

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"
_WHAT = {
    "path": mark(_CONTEXT, "path"),
    "add_factors": mark(_CONTEXT, "add factor"),
    "lever": mark(_CONTEXT, "lever"),
    "actuals": mark(_CONTEXT, "actuals"),
    "spread": mark(_CONTEXT, "uncertainty"),
    "correlations": mark(_CONTEXT, "correlations"),
}


class DifferencesPage(QWidget):
    """A table with the other scenario's assumption and this one's side by side."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run: ScenarioRun | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        label = QLabel(self)
        bind(label, label.setText, _CONTEXT, "Compared with")
        self.other = QComboBox(self)
        label.setBuddy(self.other)
        bind(self.other, self.other.setAccessibleName, _CONTEXT, "Compared with")
        self.other.currentIndexChanged.connect(self._fill)
        row.addWidget(label)
        row.addWidget(self.other, 1)
        column.addLayout(row)
        self.table = TextTable(workspace.theme, self)
        self.table.setFont(workspace.theme.font("small"))
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Differences")
        column.addWidget(self.table, 1)
        self.none = QLabel(self)
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        bind(self.none, self.none.setText, _CONTEXT, "No difference: both assume the same.")
        column.addWidget(self.none)

    def show_run(self, run: ScenarioRun) -> None:
        """Compare the scenario of *run*."""
        before = self._run.scenario.id if self._run is not None else ""
        chosen = self.other.currentData() if before == run.scenario.id else None
        self._run = run
        with QSignalBlocker(self.other):
            self.other.clear()
            for scenario in self._workspace.reading.scenarios():
                if scenario.id == run.scenario.id or scenario.model_id != run.model.id:
                    continue
                name = show(scenario.name)
                if scenario.id == run.scenario.parent:
                    name = tr(_CONTEXT, "{name} (parent)", name=name)
                self.other.addItem(name, scenario.id)
            place = self.other.findData(chosen if chosen is not None else run.scenario.parent)
            self.other.setCurrentIndex(max(0, place))
        self._fill()

    def _fill(self, *_: object) -> None:
        run = self._run
        if run is None:
            return
        other = self.other.currentData()
        found = scenarios.difference_list(self._workspace.reading, run.scenario.id, other)
        labels = labels_of(run.model)
        header = [
            Cell(tr(_CONTEXT, "Assumption")),
            Cell(tr(_CONTEXT, "There")),
            Cell(tr(_CONTEXT, "Here")),
        ]
        rows: list[list[Cell]] = []
        for each in found:
            name = show(labels[each.name]) if each.name in labels else ""
            what = say(_WHAT[each.what])
            words = name if each.what == "path" else tr(_CONTEXT, "{name}: {what}", name=name, what=what)
            there = assumption_text(each.first, each.name, run, labels)
            here = assumption_text(each.second, each.name, run, labels)
            rows.append(
                [Cell(words if name else what, tip=words), Cell(there, tip=there), Cell(here, tip=here)]
            )
        self.table.show_rows(header, rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
