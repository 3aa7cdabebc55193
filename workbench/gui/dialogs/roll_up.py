"""Ratings rolled up over the tree: worst part, weighted mean, counts, with the sum of each item written out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QWidget,
)

from workbench.domain.wording import target_column
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark, say, show, tr
from workbench.gui.widgets.rating import REASONS, WORDS, mark_of_status
from workbench.services.operations.settings import PutSetting
from workbench.services.roll_up import WEIGHTS, roll_up

if TYPE_CHECKING:
    from workbench.gui.theme import Theme
    from workbench.gui.workspace import Workspace
    from workbench.services.roll_up import Part, RollUp

_CONTEXT = "rollup"
_ID = Qt.ItemDataRole.UserRole + 1
_SUM = Qt.ItemDataRole.UserRole + 2
_NAME, _WORST, _MEAN, _SCORE, _WEIGHT, _COUNTS = range(6)


def status_words(theme: Theme, status: str | None) -> str:
    """Shape and word of a status."""
    key = mark_of_status(status or "")
    return f"{theme.mark(key).shape} {say(WORDS[key])}"


def counts_words(theme: Theme, counts: dict[str, int]) -> str:
    """*✓ 2  ▼ 1*: how many indicators have which status."""
    return "  ".join(
        f"{theme.mark(mark_of_status(status)).shape} {count}" for status, count in counts.items()
    )


class RollUpDialog(Dialog):
    """A tree as that of the plan; weights can be typed over (one step of undo each)."""

    def __init__(self, workspace: Workspace, node_id: str | None, target_year: int, parent: QWidget) -> None:
        super().__init__(mark(_CONTEXT, "Ratings over the strategy tree"), parent)
        self._workspace, self._node_id, self._year = workspace, node_id, target_year
        theme = workspace.theme
        self.resize(theme.px(820), theme.px(540))
        self.words(
            mark(
                _CONTEXT,
                "Judged by each item’s reference indicators and the items below it (Statistics Canada). Weights can be typed over.",
            ),
            "muted",
        )
        row = QHBoxLayout()
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        columns = {
            (t.column_year, t.data_year) for t in workspace.reading.targets() if t.kind == "reference_target"
        }
        for number, (column_year, data_year) in enumerate(sorted(columns)):
            button = QPushButton(target_column(column_year, data_year, language.current()), self)
            button.setCheckable(True)
            button.setChecked(target_year in (column_year, data_year))
            button.setProperty("segment", "left" if number == 0 else "right")
            button.clicked.connect(partial(self.show_year, column_year))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.tree = QTreeView(self)
        self.model = QStandardItemModel(0, 6, self)
        self.tree.setModel(self.model)
        self.tree.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        bind(self.tree, self.tree.setAccessibleName, _CONTEXT, "Ratings over the strategy tree")
        self.tree.selectionModel().currentChanged.connect(self._chosen)
        self.model.itemChanged.connect(self._weighed)
        self.column.addWidget(self.tree, 1)
        self.calculation = QLabel(self)
        self.calculation.setWordWrap(True)
        self.calculation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.calculation)
        self.buttons()
        self.rolled: RollUp
        self._filling = False
        self._fill()

    def show_year(self, year: int) -> None:
        """Judge against that column."""
        self._year = year
        self._fill()

    def _fill(self) -> None:
        self.rolled = roll_up(self._workspace.reading, self._node_id, target_year=self._year)
        self._filling = True
        self.model.clear()
        self.model.setHorizontalHeaderLabels(
            [
                tr(_CONTEXT, "Item"),
                tr(_CONTEXT, "Worst"),
                tr(_CONTEXT, "Weighted mean"),
                tr(_CONTEXT, "Score"),
                tr(_CONTEXT, "Weight"),
                tr(_CONTEXT, "Indicators"),
            ]
        )
        self.model.appendRow(self._node(self.rolled, 1.0))
        self._filling = False
        self.tree.expandToDepth(1)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.tree.setCurrentIndex(self.model.index(0, 0))
        self._chosen(self.model.index(0, 0), QModelIndex())

    def _node(self, item: RollUp, weight: float) -> list[QStandardItem]:
        theme = self._workspace.theme
        row = self._row(
            item.node_id,
            show(item.title),
            status_words(theme, item.worst_status),
            status_words(theme, item.status),
            "—" if item.score is None else f"{item.score:.2f}".replace("-", "−"),
            weight,
            counts_words(theme, item.counts),
            item.calculation.show(language.current()),
        )
        below = {child.node_id: child for child in item.children}
        for part in item.parts:
            if part.kind == "node":
                row[0].appendRow(self._node(below[part.id], part.weight))
            else:
                row[0].appendRow(self._indicator(part))
        return row

    def _indicator(self, part: Part) -> list[QStandardItem]:
        theme = self._workspace.theme
        reason = say(REASONS[part.reason]) if part.reason in REASONS else part.reason
        words = status_words(theme, part.status)
        return self._row(
            part.id,
            show(part.name),
            words,
            words,
            "—" if part.score is None else f"{part.score:.2f}".replace("-", "−"),
            part.weight,
            "",
            reason,
        )

    def _row(
        self,
        item_id: str,
        name: str,
        worst: str,
        mean: str,
        score: str,
        weight: float,
        counts: str,
        told: str,
    ) -> list[QStandardItem]:
        cells = [QStandardItem(text) for text in (name, worst, mean, score, f"{weight:g}", counts)]
        for place, cell in enumerate(cells):
            cell.setEditable(place == _WEIGHT)
            cell.setToolTip(cell.text())
            if place in (_SCORE, _WEIGHT):
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cells[_NAME].setData(told, _SUM)
        cells[_WEIGHT].setData(item_id, _ID)
        return cells

    def _chosen(self, index: QModelIndex, _: QModelIndex) -> None:
        told = index.siblingAtColumn(0).data(_SUM) if index.isValid() else ""
        self.calculation.setText(tr(_CONTEXT, "Calculation: {sum}", sum=told) if told else "")

    def _weighed(self, cell: QStandardItem) -> None:
        """A weight was typed: keep it, or put back what it was."""
        item_id = cell.data(_ID)
        if self._filling or not item_id:
            return
        try:
            weight = float(cell.text().replace("，", ".").strip())
        except ValueError:
            weight = -1.0
        if 0 <= weight < 1e9:
            weights = dict(self._workspace.reading.setting(WEIGHTS, {}))
            weights[item_id] = weight
            if weight == 1.0:
                del weights[item_id]
            self._workspace.execute(PutSetting(WEIGHTS, weights))
        QTimer.singleShot(0, self, self._fill)  # not while the view is still putting the cell away
