"""The chosen change in full, and what can be done with it: bring it back, or show it in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from workbench.gui.language import bind, bind_text, mark, tr
from workbench.gui.panes.snapshots.detail import detail_html
from workbench.gui.widgets.flow import FlowLayout
from workbench.gui.widgets.steps import snapshot_words
from workbench.services.restore import restorable

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.snapshot import Snapshot
    from workbench.gui.workspace import Workspace
    from workbench.services.compare import Difference


class DetailSide(QWidget):
    """states: ids of the earlier and the later snapshot ("" for the present). ``restore_item(snapshot id, difference)``."""

    restore_item = Signal(str, object)

    def __init__(
        self, workspace: Workspace, states: Callable[[], tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._states = workspace, states
        self._session = workspace.session
        self.current: Difference | None = None
        theme = workspace.theme
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.px(6))
        self.detail = QTextBrowser(self)
        self.detail.setOpenLinks(False)
        self.detail.setFrameShape(QFrame.Shape.NoFrame)
        bind(self.detail, self.detail.setAccessibleName, "snapshots", "The chosen change in full")
        below.addWidget(self.detail, 1)
        row = FlowLayout(None, theme.px(6))
        self.go = QPushButton(self)
        bind(self.go, self.go.setText, "snapshots", "Show it")
        self.go.clicked.connect(self.show_in_window)
        self.back = QPushButton(self)
        self.back.clicked.connect(lambda: self._bring_back(self._states()[0]))
        self.forth = QPushButton(self)
        self.forth.clicked.connect(lambda: self._bring_back(self._states()[1]))
        for button in (self.back, self.forth, self.go):
            row.addWidget(button)
        self._deeds = QWidget(self)
        self._deeds.setLayout(row)
        below.addWidget(self._deeds)

    def _mark(self, snapshot_id: str) -> Snapshot | None:
        return next((item for item in self._session.snapshots() if item.id == snapshot_id), None)

    def heads(self) -> tuple[str, str]:
        """Names of both states."""
        found = (self._mark(self._states()[0]), self._mark(self._states()[1]))
        names = [snapshot_words(item) if item is not None else tr("snapshots", "Now") for item in found]
        return names[0], names[1]

    def show_difference(self, item: Difference | None) -> None:
        """Show this one, or nothing."""
        self.current = item
        if item is None:
            self.detail.setHtml("")
        else:
            bar = self.detail.verticalScrollBar()
            self.detail.setHtml(detail_html(self._session, self._workspace.theme, item, self.heads()))
            bar.setValue(0)
        owner = restorable(self._session, item) if item is not None else None
        heads = self.heads()
        one = not self._states()[1]
        for button, snapshot_id, name, words in (
            (
                self.back,
                self._states()[0],
                heads[0],
                mark("snapshots", "Bring back…") if one else mark("snapshots", "Bring back the earlier…"),
            ),
            (self.forth, self._states()[1], heads[1], mark("snapshots", "Bring back the later…")),
        ):
            button.setVisible(owner is not None and bool(snapshot_id))
            bind_text(button, button.setText, words)
            bind(button, button.setToolTip, "snapshots", "Bring it back as in “{name}”", name=name)
        self.go.setVisible(item is not None and self._place(item) is not None)
        self._deeds.updateGeometry()

    def _place(self, item: Difference) -> tuple[str, str] | None:
        """What of the window shows it: (kind of selection, id)."""
        owner = restorable(self._session, item)
        if owner is None or item.cls == "removed":
            return None
        kind, thing = owner
        known: set[str] = set()
        if kind == "indicator":
            known = {each.id for each in self._session.indicators()}
        elif kind == "node":
            known = {each.id for each in self._session.nodes()}
        elif kind == "scenario":
            known = {each.id for each in self._session.scenarios()}
        return (kind, thing) if thing in known else None

    def show_in_window(self) -> None:
        """Choose the thing for the whole window and bring its tab to the front."""
        place = self._place(self.current) if self.current is not None else None
        if place is None:
            return
        kind, thing = place
        selection = self._workspace.selection
        if kind == "indicator":
            selection.select_indicator(thing)
            self._workspace.show_pane("indicators")
        elif kind == "scenario":
            selection.select_scenario(thing)
            self._workspace.show_pane("scenarios")
        else:
            selection.select_node(thing)

    def _bring_back(self, snapshot_id: str) -> None:
        if self.current is not None and snapshot_id:
            self.restore_item.emit(snapshot_id, self.current)
