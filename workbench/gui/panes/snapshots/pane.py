"""The tab: three pages, and the questions asked before something is brought back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.gui.language import bind_text, mark, show, tr
from workbench.gui.panes.snapshots import work
from workbench.gui.panes.snapshots.compare_page import ComparePage
from workbench.gui.panes.snapshots.history_page import HistoryPage
from workbench.gui.panes.snapshots.list_page import ListPage
from workbench.gui.widgets.pane_base import Pane
from workbench.gui.widgets.steps import moment, snapshot_words
from workbench.services.restore import restorable

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.changes import ChangeSet, Kind
    from workbench.domain.snapshot import Snapshot
    from workbench.domain.text import LocalText
    from workbench.gui.workspace import Workspace
    from workbench.services.compare import Difference

PageName = Literal["list", "compare", "history"]


class SnapshotsPane(Pane):
    """The last tab. Every change concerns it: each is a step of the history."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.px(16), self.px(10), self.px(16), self.px(8))
        column.setSpacing(self.px(8))
        self.list_page = ListPage(workspace, self)
        self.compare_page = ComparePage(workspace, self)
        self.history_page = HistoryPage(workspace, self)
        self._pages: dict[PageName, ListPage | ComparePage | HistoryPage] = {
            "list": self.list_page,
            "compare": self.compare_page,
            "history": self.history_page,
        }
        self._stale_pages: set[PageName] = set(self._pages)
        row = QHBoxLayout()
        row.setSpacing(0)
        group = QButtonGroup(self)
        self.tabs: dict[PageName, QPushButton] = {}
        self.stack = QStackedWidget(self)
        names: tuple[PageName, ...] = ("list", "compare", "history")
        words = (mark("snapshots", "Snapshots"), mark("snapshots", "Compare"), mark("snapshots", "History"))
        for name, text, side in zip(names, words, ("left", "middle", "right"), strict=True):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("segment", side)
            bind_text(button, button.setText, text)
            button.clicked.connect(lambda _=False, name=name: self.show_page(name))
            group.addButton(button)
            row.addWidget(button)
            self.tabs[name] = button
            self.stack.addWidget(self._pages[name])
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.tabs["list"].setChecked(True)
        self.list_page.compare.connect(self.compare)
        self.list_page.restore.connect(self.ask_restore)
        self.compare_page.restore_item.connect(self.ask_restore_item)
        # names used by those who act on the tab
        self.snapshots, self.history = self.list_page.table, self.history_page.table
        self.create_button, self.restore_button = self.list_page.create_button, self.list_page.restore_button
        self.empty = self.list_page.empty
        self.question: QMessageBox | None = None

    # ---- showing ------------------------------------------------------------------------------------------------
    def concerns(self, change: ChangeSet) -> bool:
        """Every step is shown here."""
        return True

    def refresh(self) -> None:
        """List and history at once; a comparison when it is looked at."""
        self._stale_pages = {"compare"}
        self.list_page.refresh()
        self.history_page.refresh()
        self._catch_up_page()

    def _catch_up_page(self) -> None:
        name = self.page
        if name in self._stale_pages:
            self._stale_pages.discard(name)
            self._pages[name].refresh()

    @property
    def page(self) -> PageName:
        """The page in front."""
        return next(name for name, page in self._pages.items() if page is self.stack.currentWidget())

    def show_page(self, name: PageName) -> None:
        """Bring a page to the front."""
        self.stack.setCurrentWidget(self._pages[name])
        self.tabs[name].setChecked(True)
        if not self.stale:
            self._catch_up_page()

    def focus_item(self, item_id: str) -> None:
        """A page by its name, or a snapshot by its id."""
        if item_id in self._pages:
            self.show_page(item_id)
        else:
            self.show_page("list")
            self.list_page.choose(item_id)

    def compare(self, since: str, until: str = "") -> None:
        """Compare two snapshots, or one with the present (*until* "")."""
        self._stale_pages.discard("compare")
        self.show_page("compare")
        self.compare_page.start(since, until)

    # ---- bringing back ------------------------------------------------------------------------------------------
    def _snapshot(self, snapshot_id: str) -> Snapshot | None:
        return next((item for item in self.session.snapshots() if item.id == snapshot_id), None)

    def ask_restore(self, snapshot_id: str = "") -> None:
        """Ask, without blocking, whether to go back to a snapshot (the chosen one if none is named)."""
        chosen = self.list_page.chosen()
        snapshot = self._snapshot(snapshot_id) if snapshot_id else (chosen[0] if len(chosen) == 1 else None)
        if snapshot is None:
            return
        job = self.workspace.jobs.start(
            mark("snapshots", "Counting what would be taken back"),
            work.count,
            self.session.reader_source(),
            snapshot.id,
        )
        job.done.connect(partial(self._ask_restore, snapshot))

    def _ask_restore(self, snapshot: Snapshot, found: int) -> None:
        if not found:
            self.workspace.notify.info(
                mark("snapshots", "Nothing to restore: the workspace is as it was in “{name}”."),
                name=snapshot_words(snapshot),
            )
            return
        self._ask(
            tr("snapshots", "Restore “{name}”?", name=snapshot_words(snapshot)),
            tr(
                "snapshots",
                "The workspace goes back to how it was at {at}: {n} changes made since are taken back. This is a step "
                "of its own, which Undo takes back.",
                at=moment(snapshot.at),
                n=found,
            ),
            tr("snapshots", "Restore"),
            partial(self.restore, snapshot.id),
        )

    def restore(self, snapshot_id: str) -> None:
        """Go back; itself a step that can be undone."""
        self._brought_back(snapshot_id, None)

    def ask_restore_item(self, snapshot_id: str, difference: Difference) -> None:
        """Ask, without blocking, whether to bring one thing back as it was in a snapshot."""
        snapshot, item = self._snapshot(snapshot_id), restorable(self.session, difference)
        if snapshot is None or item is None:
            return
        covers = {
            "indicator": tr(
                "snapshots",
                "The indicator comes back with all its figures, definitions and reference figures.",
            ),
            "node": tr("snapshots", "The item comes back with the whole branch below it."),
        }.get(item[0], "")
        self._ask(
            tr(
                "snapshots",
                "Bring “{what}” back as in “{name}”?",
                what=show(self._name_of(item, difference)),
                name=snapshot_words(snapshot),
            ),
            " ".join(
                text
                for text in (
                    covers,
                    tr(
                        "snapshots",
                        "Everything else stays as it is now. This is a step of its own, which Undo takes back.",
                    ),
                )
                if text
            ),
            tr("snapshots", "Bring back"),
            partial(self.restore_item, snapshot.id, item),
        )

    def _name_of(self, item: tuple[Kind, str], difference: Difference) -> LocalText:
        for indicator in self.session.indicators():
            if item == ("indicator", indicator.id):
                return indicator.name
        return difference.what

    def restore_item(self, snapshot_id: str, item: tuple[Kind, str]) -> None:
        """Bring one thing back; itself a step that can be undone."""
        self._brought_back(snapshot_id, item)

    def _brought_back(self, snapshot_id: str, item: tuple[Kind, str] | None) -> None:
        snapshot = self._snapshot(snapshot_id)
        before = len(self.session.history())
        name = snapshot_words(snapshot) if snapshot is not None else snapshot_id
        live = self.workspace.session
        try:
            change = self.workspace.carry_out(
                mark("snapshots", "Going back to “{name}”"),
                lambda: live.restore_snapshot(snapshot_id, item=item),
                size=live.size_since(snapshot_id),
                name=name,
            )
        except WorkbenchError as error:
            self.workspace.tell(error)
            return
        if change is not None:
            undo = (mark("snapshots", "Undo"), lambda: self.workspace.trigger("edit.undo"))
            self.workspace.notify.good(mark("snapshots", "Restored from “{name}”."), undo, name=name)
        elif len(self.session.history()) == before and snapshot is not None:
            self.workspace.notify.info(
                mark("snapshots", "Nothing to restore: the workspace is as it was in “{name}”."), name=name
            )

    def _ask(self, question: str, more: str, deed: str, act: Callable[[], None]) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(deed)
        box.setText(question)
        box.setInformativeText(more)
        yes = box.addButton(deed, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(yes)
        yes.clicked.connect(act)
        self.question = box
        box.destroyed.connect(self._answered)
        box.open()

    def _answered(self) -> None:
        self.question = None
