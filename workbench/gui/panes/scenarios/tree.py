"""The tree of scenarios: who builds on whom, and everything that can be done to a scenario as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.base.ids import new_id
from workbench.domain.scenario import Scenario
from workbench.domain.text import LANGS, LocalText
from workbench.gui.language import Text, bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.dialogs import NameDialog, NoteDialog
from workbench.gui.panes.scenarios.parts import tool
from workbench.services.operations.assumptions import CopyScenario, MoveScenario, SetScenarioNote
from workbench.services.operations.scenarios import CreateScenario, RemoveScenario, RenameScenario

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.gui.workspace import Workspace

_CONTEXT = "ScenariosPane"
_ID = Qt.ItemDataRole.UserRole + 1
_INITIATOR = "pane.scenarios"


class ScenarioTree(QWidget):
    """``chosen(str)``: a scenario to be shown. New, copy, rename, note, order, parent, delete: all one step of undo."""

    chosen = Signal(str)
    leaving = Signal()  # before anything is done to the scenario shown: keep what is being tried

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.current = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workspace.theme.px(3))
        self.view = QTreeView(self)
        self.model = QStandardItemModel(0, 2, self)
        self.view.setModel(self.model)
        self.view.setHeaderHidden(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu_at)
        self.view.setFixedHeight(workspace.theme.px(112))
        self.view.selectionModel().currentChanged.connect(self._tree_chosen)
        bind(self.view, self.view.setAccessibleName, _CONTEXT, "Scenarios")
        column.addWidget(self.view)
        self.row = QHBoxLayout()
        self.row.setSpacing(workspace.theme.px(2))
        column.addLayout(self.row)
        self.new = tool(self, self.row, mark(_CONTEXT, "New…"), self.create_child)
        self.copy = tool(self, self.row, mark(_CONTEXT, "Duplicate"), self.duplicate)
        self.more = QToolButton(self)
        self.more.setProperty("compact", True)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        bind(self.more, self.more.setText, _CONTEXT, "Scenario")
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self.row.addWidget(self.more)
        self.rename = self._action(mark(_CONTEXT, "Rename…"), self.rename_scenario)
        self.note = self._action(mark(_CONTEXT, "Note…"), self.edit_note)
        self.menu.addSeparator()
        self.up = self._action(mark(_CONTEXT, "Move up"), lambda: self.move_by(-1))
        self.down = self._action(mark(_CONTEXT, "Move down"), lambda: self.move_by(1))
        self.below = QMenu(self.menu)
        bind(self.below, self.below.setTitle, _CONTEXT, "Build on")
        self.below.aboutToShow.connect(self._fill_parents)
        self.menu.addMenu(self.below)
        self.menu.addSeparator()
        self.remove = self._action(mark(_CONTEXT, "Delete"), self.remove_scenario)
        for keys, deed in (
            (QKeySequence(Qt.Key.Key_Delete), self.remove_scenario),
            (QKeySequence(Qt.Key.Key_F2), self.rename_scenario),
            (QKeySequence("Alt+Up"), lambda: self.move_by(-1)),
            (QKeySequence("Alt+Down"), lambda: self.move_by(1)),
        ):
            shortcut = QShortcut(keys, self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(deed)

    def _action(self, words: Text, deed: Callable[[], object]) -> QAction:
        action = self.menu.addAction("")
        bind_text(action, action.setText, words)
        action.triggered.connect(lambda _=False: deed())
        return action

    def _menu_at(self, place: QPoint) -> None:
        self.menu.popup(self.view.viewport().mapToGlobal(place))

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def fill(self, every: Sequence[Scenario], current: str) -> None:
        """Show these, *current* chosen."""
        self.current = current
        with QSignalBlocker(self.view.selectionModel()):
            model = self.model
            model.clear()
            model.setColumnCount(2)
            items: dict[str, QStandardItem] = {}
            waiting = sorted(every, key=lambda item: item.order)
            while waiting:
                ready = [item for item in waiting if item.parent is None or item.parent in items]
                if not ready:  # a ring, or a parent that is gone: still to be seen
                    ready = waiting
                for scenario in ready:
                    row = self._row(scenario)
                    items.get(scenario.parent or "", model.invisibleRootItem()).appendRow(row)
                    items[scenario.id] = row[0]
                waiting = [item for item in waiting if item not in ready]
            self.view.expandAll()
            header = self.view.header()
            header.setStretchLastSection(False)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
            if current in items:
                self.view.setCurrentIndex(items[current].index())
        self.view.viewport().update()
        for thing in (self.new, self.copy, self.more):
            thing.setEnabled(bool(current))

    def _row(self, scenario: Scenario) -> list[QStandardItem]:
        first = QStandardItem(show(scenario.name))
        first.setData(scenario.id, _ID)
        first.setToolTip(show(scenario.note) if scenario.note.as_dict() else "")
        count = len(scenario.paths) + len(scenario.add_factors) + len(scenario.levers)
        count += len(scenario.actuals) + len(scenario.spreads) + (scenario.correlations is not None)
        own = tr(_CONTEXT, "{n} own assumptions", n=count)
        second = QStandardItem(tr(_CONTEXT, "base") if scenario.parent is None else own)
        second.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        second.setData(self.workspace.theme.color("muted"), Qt.ItemDataRole.ForegroundRole)
        return [first, second]

    def _tree_chosen(self, index: QModelIndex, _: QModelIndex) -> None:
        scenario_id = index.siblingAtColumn(0).data(_ID) if index.isValid() else None
        if scenario_id:
            self.chosen.emit(str(scenario_id))

    # ── deeds ────────────────────────────────────────────────────────────────────────────────────

    def _shown(self) -> Scenario:
        return self.workspace.reading.scenario(self.current)

    def create_child(self) -> None:
        """Ask for the name of a scenario that starts from this one."""
        dialog = NameDialog(mark(_CONTEXT, "New scenario"), LocalText(), self)
        dialog.named.connect(self.add_child)
        dialog.open()

    def add_child(self, name: LocalText) -> None:
        """A new scenario below the one shown, with nothing of its own yet; it is then shown."""
        parent = self._shown()
        order = max((item.order for item in self.workspace.reading.scenarios()), default=0) + 1
        child = Scenario(new_id("scn"), parent.model_id, name, parent=parent.id, order=order)
        if self.workspace.execute(CreateScenario(child), initiator=_INITIATOR) is not None:
            self.chosen.emit(child.id)

    def duplicate(self) -> None:
        """A copy beside the one shown, with all it states itself; it is then shown."""
        self.leaving.emit()
        scenario = self._shown()
        name = LocalText(
            *(
                None if (own := scenario.name.get(lang)) is None else _copy_of(own, lang == "en")
                for lang in LANGS
            )
        )
        copy = CopyScenario(scenario.id, new_id("scn"), name)
        if self.workspace.execute(copy, initiator=_INITIATOR) is not None:
            self.chosen.emit(copy.new_id)

    def rename_scenario(self) -> None:
        """Ask for another name."""
        dialog = NameDialog(mark(_CONTEXT, "Rename scenario"), self._shown().name, self)
        dialog.named.connect(self.set_name)
        dialog.open()

    def set_name(self, name: LocalText) -> None:
        """Give the scenario shown another name."""
        self.workspace.execute(RenameScenario(self.current, name), initiator=_INITIATOR)

    def edit_note(self) -> NoteDialog:
        """Ask for the note in both languages."""
        dialog = NoteDialog(self._shown().note, self)
        dialog.written.connect(self.set_note)
        dialog.open()
        return dialog

    def set_note(self, note: LocalText) -> None:
        """Write the note of the scenario shown."""
        self.workspace.execute(SetScenarioNote(self.current, note), initiator=_INITIATOR)

    def move_by(self, step: int) -> None:
        """Up or down among the scenarios with the same parent."""
        scenario = self._shown()
        siblings = sorted(
            (each for each in self.workspace.reading.scenarios() if each.parent == scenario.parent),
            key=lambda each: each.order,
        )
        place = [each.id for each in siblings].index(scenario.id) + step
        if 0 <= place < len(siblings):
            self.workspace.execute(MoveScenario(scenario.id, scenario.parent, place), initiator=_INITIATOR)

    def _fill_parents(self) -> None:
        self.below.clear()
        scenario = self._shown()
        alone = self.below.addAction(tr(_CONTEXT, "nothing (a base case)"))
        alone.setEnabled(scenario.parent is not None)
        alone.triggered.connect(lambda _=False: self.build_on(None))
        for other in self.workspace.reading.scenarios():
            if other.model_id == scenario.model_id and other.id not in (scenario.id, scenario.parent):
                action = self.below.addAction(show(other.name))
                action.triggered.connect(lambda _=False, parent=other.id: self.build_on(parent))

    def build_on(self, parent: str | None) -> None:
        """Put the scenario shown below another; a ring is refused in words."""
        self.workspace.execute(MoveScenario(self.current, parent, 10_000), initiator=_INITIATOR)

    def remove_scenario(self) -> None:
        """Delete the scenario shown; undo brings it back, so nothing is asked."""
        scenario = self._shown()
        change = self.workspace.execute(RemoveScenario(self.current), initiator=_INITIATOR)
        if change is not None:
            undo = (mark(_CONTEXT, "Undo"), lambda: self.workspace.trigger("edit.undo"))
            self.workspace.notify.good(mark(_CONTEXT, "“{name}” was deleted."), undo, name=scenario.name)
            if scenario.parent:
                self.chosen.emit(scenario.parent)


def _copy_of(name: str, english: bool) -> str:
    return f"{name} (copy)" if english else f"{name}（副本）"
