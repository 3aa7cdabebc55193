"""The strategy tree: the whole plan, filtered as you type, and the shared selection followed both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.docks.tree_delegate import TreeDelegate
from workbench.gui.language import bind, bind_text, mark, tr
from workbench.gui.models.tree_model import NODE_ROLE, TreeFilter, TreeModel
from workbench.gui.widgets.dock_title import DockTitle

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.gui.workspace import Workspace

_VIEWS = {
    "all": mark("tree", "All items"),
    "measures": mark("tree", "Measures"),
    "assessed": mark("tree", "With a delivery status"),
    "unassessed": mark("tree", "Measures without a delivery status"),
    "evidence": mark("tree", "With evidence of progress"),
    "dated": mark("tree", "With a due date"),
    "money": mark("tree", "With an amount"),
    "indicators": mark("tree", "Linked to indicators"),
}
_WAIT_MS = 120  # after the last key, before the tree is filtered


class TreeDock(QDockWidget):
    """Tree, filter line and how many answer."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setObjectName("dock-tree")
        bind(self, self.setWindowTitle, "tree", "Strategy tree")
        theme = workspace.theme
        body = QWidget(self)
        body.setProperty("panel", True)
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.filter = QLineEdit(body)
        self.filter.setProperty("quiet", True)
        self.filter.setClearButtonEnabled(True)
        bind(self.filter, self.filter.setPlaceholderText, "tree", "Filter (繁／簡／EN)…")
        bind(self.filter, self.filter.setAccessibleName, "tree", "Filter the strategy tree")
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        line.setSpacing(theme.px(4))
        line.addWidget(self.filter, 1)
        self.only = QToolButton(body)
        self.only.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.only.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bind(self.only, self.only.setToolTip, "tree", "Which items to show")
        bind(self.only, self.only.setAccessibleName, "tree", "Which items to show")
        line.addWidget(self.only)
        column.addLayout(line)
        self.found = QLabel(body)
        self.found.setProperty("role", "small")
        self.found.setContentsMargins(theme.px(14), 0, 0, 0)
        self.found.hide()
        column.addWidget(self.found)
        self.model = TreeModel(workspace.reading, self)
        self.proxy = TreeFilter(self.model, self)
        self.view = QTreeView(body)
        self.view.setModel(self.proxy)
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setIndentation(theme.px(14))
        self.view.setAnimated(False)
        self.view.setItemDelegate(TreeDelegate(self.proxy, theme, self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind(self.view, self.view.setAccessibleName, "tree", "Strategy tree")
        column.addWidget(self.view, 1)
        self.setWidget(body)
        DockTitle(self, theme)
        self.setFocusProxy(self.view)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.apply_filter)
        self.filter.textChanged.connect(lambda _: self._timer.start())
        self.filter.returnPressed.connect(self.enter)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        workspace.selection.node_changed.connect(self._follow)
        workspace.changes.connect(self._changed)
        workspace.known.changed.connect(self._known_changed)
        theme.changed.connect(self._dress)
        from workbench.gui import language

        language.changed.connect(self._count)
        self._fill_views()
        self._dress()
        self._open_top()

    def _fill_views(self) -> None:
        menu = QMenu(self.only)
        group = QActionGroup(menu)
        for key, text in _VIEWS.items():
            action = menu.addAction("")
            action.setCheckable(True)
            action.setChecked(key == "all")
            action.setData(key)
            group.addAction(action)
            bind_text(action, action.setText, text)
        group.triggered.connect(lambda action: self.show_only(str(action.data())))
        self.only.setMenu(menu)

    def show_only(self, key: str) -> None:
        """Show one view of the tree, a key of :data:`~workbench.gui.models.tree_model.ONLY`."""
        for action in self.only.menu().actions():
            action.setChecked(action.data() == key)
        self.proxy.set_only(key)
        self._dress()
        self._opened()

    def _open_top(self) -> None:
        self.view.expandToDepth(1)

    def start_filter(self) -> None:
        """Put the keyboard into the filter line."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def enter(self) -> None:
        """Put the keyboard into the tree, on the first answer if it was filtered."""
        if self._timer.isActive():
            self._timer.stop()
            self.apply_filter()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.view.currentIndex().isValid() and self.proxy.rowCount():
            self.view.setCurrentIndex(self.proxy.index(0, 0))

    def apply_filter(self) -> None:
        """Show what answers the words in the filter line."""
        self._timer.stop()
        self.proxy.set_text(self.filter.text())
        self._opened()

    def _opened(self) -> None:
        """Open what was found, or only the top of the whole tree; stay on what is chosen."""
        chosen = self._workspace.selection.node
        if self.proxy.active:
            self.view.expandAll()
        else:
            self.view.collapseAll()
            self._open_top()
        self._count()
        self._follow(chosen)

    def _count(self) -> None:
        self.found.setVisible(self.proxy.active)
        if self.proxy.active:
            self.found.setText(
                tr("tree", "{n} of {total} found", n=self.proxy.hits, total=self.model.count())
                if self.proxy.hits
                else tr("tree", "Nothing found. Fewer characters may find more.")
            )

    def _chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        node_id = current.data(NODE_ROLE)
        if node_id:
            self._workspace.selection.select_node(node_id)

    def _follow(self, node_id: str) -> None:
        """Stand on the node that someone chose, if it is shown."""
        index = self.proxy.mapFromSource(self.model.index_of(node_id))
        if index.isValid() and index != self.view.currentIndex():
            self.view.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
        if index.isValid():
            self.view.scrollTo(index)

    def _changed(self, change: ChangeSet) -> None:
        self.model.refresh(change)
        if change.touches("node", "evidence"):
            self.proxy.refresh()
            self._count()

    def _known_changed(self) -> None:
        """Another moment: other statuses, perhaps other items."""
        self.model.read_again()
        self.proxy.refresh()
        self._count()

    def _dress(self) -> None:
        self.only.setIcon(
            self._workspace.theme.icon("filter", "accent" if self.proxy.only != "all" else "muted")
        )
        self.view.setIndentation(self._workspace.theme.px(14))
        self.view.doItemsLayout()
