"""The strategy tree: the whole plan, filtered as you type, and the shared selection followed both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from workbench.gui.docks.tree_delegate import TreeDelegate
from workbench.gui.language import bind, tr
from workbench.gui.models.tree_model import NODE_ROLE, TreeFilter, TreeModel
from workbench.gui.widgets.dock_title import DockTitle

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.gui.workspace import Workspace

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
        line.addWidget(self.filter)
        column.addLayout(line)
        self.found = QLabel(body)
        self.found.setProperty("role", "small")
        self.found.setContentsMargins(theme.px(14), 0, 0, 0)
        self.found.hide()
        column.addWidget(self.found)
        self.model = TreeModel(workspace.session, self)
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
        theme.changed.connect(self._dress)
        from workbench.gui import language

        language.changed.connect(self._count)
        self._open_top()

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
        chosen = self._workspace.selection.node
        self.proxy.set_text(self.filter.text())
        if self.proxy.query:
            self.view.expandAll()
        else:
            self.view.collapseAll()
            self._open_top()
        self._count()
        self._follow(chosen)

    def _count(self) -> None:
        self.found.setVisible(self.proxy.query is not None)
        if self.proxy.query is not None:
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
        if change.touches("node"):
            self.proxy.refresh()
            self._count()

    def _dress(self) -> None:
        self.view.setIndentation(self._workspace.theme.px(14))
        self.view.doItemsLayout()
