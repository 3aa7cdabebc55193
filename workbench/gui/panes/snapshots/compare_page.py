"""What changed between two states: the tree of changes on the left, the chosen one in full on the right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.language import Text, bind, bind_text, mark, tr
from workbench.gui.panes.snapshots import work
from workbench.gui.panes.snapshots.changes_model import (
    DIFFERENCE,
    Arranged,
    ChangesModel,
    arrange,
)
from workbench.gui.panes.snapshots.class_toggles import ClassToggles
from workbench.gui.panes.snapshots.detail_side import DetailSide
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.number_entry import NumberEntry
from workbench.gui.widgets.steps import snapshot_words
from workbench.services.search import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.gui.jobs import Job
    from workbench.gui.workspace import Workspace
    from workbench.services.compare import Difference

_WAIT_MS = 150
_AT_ONCE = 1000  # differences up to which the tree is built at once
_OPEN_ALL = 400  # rows up to which every branch is opened
_NOW = ""


class ComparePage(QWidget):
    """``restore_item(snapshot id, difference)``: bring one thing back, after asking. ``compared``: what was asked for is shown.

    Comparing, and choosing among many differences, is done on a pool thread; what is asked for meanwhile takes its place.
    """

    restore_item = Signal(str, object)
    compared = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._session = workspace.session
        self._found: list[Difference] = []
        self._job: Job | None = None
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.bar = QWidget(self)
        inside = QVBoxLayout(self.bar)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(6))
        inside.addLayout(self._states())
        inside.addLayout(self._filters())
        self.toggles = ClassToggles(theme, self.bar)
        self.toggles.changed.connect(self._show_tree)
        self.buttons = self.toggles.buttons
        inside.addWidget(self.toggles)
        column.addWidget(self.bar)
        self.said = QLabel(self)
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        column.addWidget(self.said)
        column.addWidget(self._halves(), 1)
        self.empty = EmptyState(
            theme,
            mark(
                "snapshots",
                "Nothing to compare yet. Take a snapshot now; what changes from then on is shown here.",
            ),
            mark("snapshots", "Take snapshot…"),
            lambda: workspace.trigger("snapshot.create"),
            self,
        )
        column.addWidget(self.empty, 1)
        self._filler = QWidget(self)
        column.addWidget(self._filler, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._soon.timeout.connect(self._show_tree)
        self.filter.textChanged.connect(lambda _: self._soon.start())

    # ---- building -----------------------------------------------------------------------------------------------
    def _states(self) -> QHBoxLayout:
        theme = self._workspace.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        self.since, self.until = QComboBox(self.bar), QComboBox(self.bar)
        for words, box in (
            (mark("snapshots", "From"), self.since),
            (mark("snapshots", "To"), self.until),
        ):
            label = QLabel(self.bar)
            label.setProperty("role", "small")
            label.setBuddy(box)
            bind_text(label, label.setText, words)
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.activated.connect(lambda _: self.compare())
            row.addWidget(label)
            row.addWidget(box, 1)
        bind(self.since, self.since.setAccessibleName, "snapshots", "Earlier state")
        bind(self.until, self.until.setAccessibleName, "snapshots", "Later state")
        self.export = QPushButton(self.bar)
        bind(self.export, self.export.setText, "snapshots", "Export changes…")
        self.export.clicked.connect(lambda: self._workspace.trigger("snapshot.export"))
        row.addWidget(self.export)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._workspace.theme.px(6))
        self.filter = QLineEdit(self.bar)
        self.filter.setClearButtonEnabled(True)
        bind(self.filter, self.filter.setPlaceholderText, "snapshots", "Find in the changes (繁／簡／EN)…")
        bind(self.filter, self.filter.setAccessibleName, "snapshots", "Find in the changes")
        row.addWidget(self.filter, 1)
        label = QLabel(self.bar)
        label.setProperty("role", "small")
        bind(label, label.setText, "snapshots", "Ignore moves of figures up to")
        self.tolerance = NumberEntry(self.bar)
        self.tolerance.set_form(2, 0.1, 0.0, 1e12)
        self.tolerance.set_value(0.0)
        self.tolerance.setFixedWidth(self._workspace.theme.px(80))
        bind(self.tolerance, self.tolerance.setAccessibleName, "snapshots", "Ignore moves of figures up to")
        label.setBuddy(self.tolerance)
        self.unit = QComboBox(self.bar)
        self.unit.addItems(["%", ""])
        bind(self.unit, self._name_unit, "snapshots", "in its unit")
        bind(self.unit, self.unit.setAccessibleName, "snapshots", "Per cent, or the unit of each series")
        self.tolerance.changed.connect(lambda _: self.compare())
        self.unit.activated.connect(lambda _: self.compare())
        for part in (label, self.tolerance, self.unit):
            row.addWidget(part)
        return row

    def _name_unit(self, words: str) -> None:
        self.unit.setItemText(1, words)

    def _halves(self) -> QSplitter:
        theme = self._workspace.theme
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.px(12))
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.model = ChangesModel(self._session, theme, self)
        self.tree = QTreeView(split)
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIndentation(theme.px(14))
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.tree.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(0, theme.px(220))
        bind(self.tree, self.tree.setAccessibleName, "snapshots", "Changes by class and thing")
        self.tree.selectionModel().currentChanged.connect(self._chosen)
        self.model.modelReset.connect(self._lost)
        self.side = DetailSide(self._workspace, lambda: (self.since_id, self.until_id), split)
        self.side.restore_item.connect(self.restore_item)
        # names used by those who act on the page
        self.detail, self.back, self.forth, self.go = (
            self.side.detail,
            self.side.back,
            self.side.forth,
            self.side.go,
        )
        split.setStretchFactor(0, 11)
        split.setStretchFactor(1, 10)
        split.setSizes([theme.px(390), theme.px(350)])
        self.split = split
        return split

    # ---- what is compared ---------------------------------------------------------------------------------------
    @property
    def since_id(self) -> str:
        """The earlier snapshot."""
        return str(self.since.currentData() or "")

    @property
    def until_id(self) -> str:
        """The later one; "" for the present."""
        return str(self.until.currentData() or _NOW)

    @property
    def differences(self) -> list[Difference]:
        """What is shown: the filter and the classes put away are heeded."""
        return self.model.shown

    @property
    def total(self) -> int:
        """How many differences there are in all."""
        return len(self._found)

    def start(self, since: str, until: str = _NOW) -> None:
        """Compare these; the earlier one comes first whatever their order."""
        self._fill()
        order = [item.id for item in self._session.snapshots()]
        if until and since in order and until in order and order.index(until) < order.index(since):
            since, until = until, since
        with QSignalBlocker(self.since), QSignalBlocker(self.until):
            self.since.setCurrentIndex(max(0, self.since.findData(since)))
            self.until.setCurrentIndex(max(0, self.until.findData(until)))
        self.compare()

    def refresh(self) -> None:
        """The session or the language changed."""
        self._fill()
        self._show_toggles()
        self.compare()

    def _fill(self) -> None:
        """The snapshots into both lists, newest first; what was chosen stays."""
        marks = tuple(reversed(self._session.snapshots()))
        for box, extra in ((self.since, False), (self.until, True)):
            chosen = box.currentData()
            with QSignalBlocker(box):
                box.clear()
                if extra:
                    box.addItem(tr("snapshots", "Now"), _NOW)
                for item in marks:
                    icon = "pin" if item.pinned else "recent" if item.auto else "snapshot"
                    box.addItem(self._workspace.theme.icon(icon, "muted"), snapshot_words(item), item.id)
                at = box.findData(chosen) if chosen is not None else -1
                if at < 0 and not extra:
                    at = next((row for row, item in enumerate(marks) if not item.auto), 0)
                box.setCurrentIndex(max(0, at))

    def compare(self) -> None:
        """Find the differences and show them."""
        some = self.since.count() > 0
        for part in (self.bar, self.said, self.split):
            part.setVisible(some)
        self.empty.setVisible(not some)
        self._filler.setVisible(False)
        if not some:
            self._found = []
            self.model.take(Arranged([], [], {}))
            self.compared.emit()
            return
        value = self.tolerance.value or 0.0
        limits = {"relative": value / 100} if self.unit.currentIndex() == 0 else {"tolerance": value}
        self._begin(
            mark("snapshots", "Comparing"),
            work.compare,
            self._session.reader_source(),
            self.since_id,
            self.until_id or None,
            limits,
            self._query(),
            frozenset(self.toggles.without),
        )

    @property
    def busy(self) -> bool:
        """Whether what is shown is about to be replaced."""
        return self._job is not None

    def _begin(self, title: Text, deed: Callable[..., object], *args: object) -> None:
        """Have something done on a pool thread, in place of what is being done there for this page."""
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()
        self.said.setText(tr("snapshots", "Comparing…"))
        self._job = job = self._workspace.jobs.start(title, deed, *args)
        job.done.connect(self._done)
        job.stopped.connect(self._stopped)
        job.failed.connect(self._stopped)

    def _done(self, result: object) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        if isinstance(result, Arranged):
            self._take(result)
        else:
            self._found, arranged = cast("work.Found", result)
            self._show_toggles()
            self._take(arranged)
        self.compared.emit()

    def _stopped(self) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self._found = []
        self._show_toggles()
        self._take(Arranged([], [], {}))
        self.said.setText(tr("snapshots", "The comparison was stopped. Choose a state to compare again."))
        self.compared.emit()

    def _query(self) -> Query | None:
        return Query.parse(self.filter.text()) or None

    def _show_toggles(self) -> None:
        self.toggles.show_counts(Counter(item.cls for item in self._found))

    def set_class_shown(self, cls: str, shown: bool) -> None:
        """Show a class of changes, or put it away."""
        self.toggles.set_class_shown(cls, shown)

    def _show_tree(self) -> None:
        """Show what answers the filter, as it is typed now."""
        self._soon.stop()
        if self._job is not None and self._job.title.text == "Comparing":
            self.compare()  # begun with the filter as it was
        elif len(self._found) <= _AT_ONCE:
            self._take(arrange(self._found, self._query(), self.toggles.without))
        else:
            self._begin(
                mark("snapshots", "Choosing among the changes"),
                work.choose,
                self._found,
                self._query(),
                frozenset(self.toggles.without),
            )

    def _take(self, arranged: Arranged) -> None:
        self._soon.stop()
        before = self.side.current
        self.model.take(arranged)
        shown = self.model.shown
        self.tree.expandToDepth(0)
        if len(shown) <= _OPEN_ALL:
            self.tree.expandAll()
        if not self._found:
            words = tr("snapshots", "Nothing differs: both states are the same.")
        elif not shown:
            words = tr("snapshots", "No change answers this. Clear the filter or show more classes.")
        elif len(shown) < len(self._found):
            words = tr("snapshots", "{n} of {total} changes shown", n=len(shown), total=len(self._found))
        else:
            words = tr("snapshots", "{n} changes", n=len(shown))
        self.said.setText(words)
        self.split.setVisible(bool(shown))
        self._filler.setVisible(not shown)
        self.export.setEnabled(bool(shown))
        at = self.model.find(before) if before is not None else QModelIndex()
        if not at.isValid() and shown:
            at = self._first_leaf()
        if at.isValid():
            self.tree.setCurrentIndex(at)
            self.tree.scrollTo(at)
        else:
            self.side.show_difference(None)

    def _first_leaf(self) -> QModelIndex:
        at = self.model.index(0, 0)
        while self.model.rowCount(at):
            at = self.model.index(0, 0, at)
        return at

    # ---- the chosen one -----------------------------------------------------------------------------------------
    def _chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        self.side.show_difference(current.siblingAtColumn(0).data(DIFFERENCE) if current.isValid() else None)

    def _lost(self) -> None:
        self.side.current = None

    @property
    def current(self) -> Difference | None:
        """The chosen change."""
        return self.side.current

    def choose(self, difference: Difference) -> None:
        """Choose a change, if it is shown."""
        at = self.model.find(difference)
        if at.isValid():
            self.tree.setCurrentIndex(at)
