"""What published figures say of one another: findings by severity, each with its calculation, range and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QTreeView,
    QWidget,
)

from workbench.gui import language
from workbench.gui.language import bind, mark, say, tr
from workbench.gui.panes.indicators.finding_words import finding_html
from workbench.gui.panes.indicators.page import Page
from workbench.services.frozen import FrozenSession

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace
    from workbench.services.consistency import Finding

_CONTEXT = "ConsistencyPage"
_FINDING = Qt.ItemDataRole.UserRole + 1
KINDS = {
    "contradiction": mark(_CONTEXT, "Contradictions"),
    "implied": mark(_CONTEXT, "Implied denominators"),
    "pace": mark(_CONTEXT, "Pace so far and needed"),
    "statement": mark(_CONTEXT, "Growth as stated"),
    "comparability": mark(_CONTEXT, "Not comparable"),
    "recomputation": mark(_CONTEXT, "Computed again"),
}


class _Wrapping(QStyledItemDelegate):
    """Rows as high as their words need at the width of the list."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """For the width there is."""
        depth = 2 if index.parent().isValid() else 1
        width = self._view.viewport().width() - depth * self._view.indentation() - 12
        metrics = self._view.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        words = str(index.data() or "")
        height = metrics.boundingRect(QRect(0, 0, max(60, width), 2000), flags, words).height()
        return QSize(width, height + 8)


class ConsistencyPage(Page):
    """``filled``: the findings have come back from their thread."""

    filled = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.findings: tuple[Finding, ...] = ()
        self._job: Job | None = None
        self._chosen: tuple[str, tuple[str, ...]] | None = None
        row = QHBoxLayout()
        row.setSpacing(self.px(10))
        self.kind = QComboBox(self)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.activated.connect(self._list)
        bind(self.kind, self.kind.setAccessibleName, _CONTEXT, "Kind of finding")
        row.addWidget(self.kind)
        self.own = QCheckBox(self)
        bind(self.own, self.own.setText, _CONTEXT, "Only about the chosen indicator")
        self.own.toggled.connect(self._list)
        row.addWidget(self.own)
        self.count = QLabel(self)
        self.count.setProperty("role", "small")
        row.addWidget(self.count)
        row.addStretch(1)
        self.column.addLayout(row)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        self.tree = QTreeView(split)
        self.model = QStandardItemModel(0, 1, self)
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setItemDelegate(_Wrapping(self.tree))
        self.tree.setIndentation(self.px(12))
        self.tree.selectionModel().currentChanged.connect(self._chosen_row)
        bind(self.tree, self.tree.setAccessibleName, _CONTEXT, "Findings, most severe first")
        self.text = QTextBrowser(split)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._followed)
        bind(self.text, self.text.setAccessibleName, _CONTEXT, "The finding with its calculation and sources")
        split.addWidget(self.tree)
        split.addWidget(self.text)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.column.addWidget(split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew."""
        super().resizeEvent(event)
        self.tree.doItemsLayout()

    def show_indicator(self, indicator_id: str) -> None:
        """The list is of all indicators: another one only moves the filter."""
        if self._fresh and indicator_id != self.indicator_id:
            self.indicator_id = indicator_id
            if self.own.isChecked():
                self._list()
            return
        super().show_indicator(indicator_id)

    def fill(self) -> None:
        """Look for findings on another thread; what is shown stays until they are there."""
        self._fill_kinds()
        if self._job is not None:
            self._job.cancel()
        job = self.workspace.jobs.start(
            mark(_CONTEXT, "Comparing figures with one another"), _find, FrozenSession(self.session)
        )
        self._job = job
        job.done.connect(self._found)

    def _fill_kinds(self) -> None:
        kept = self.kind.currentData()
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(tr(_CONTEXT, "All findings"), "")
        for kind, words in KINDS.items():
            self.kind.addItem(say(words), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kept or "")))
        self.kind.blockSignals(False)

    def _found(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self._list()
        self.filled.emit()

    def _list(self) -> None:
        lang, theme = language.current(), self.workspace.theme
        kind = self.kind.currentData() or ""
        chosen = self._chosen
        shown = [
            item
            for item in self.findings
            if (not kind or item.kind == kind)
            and (not self.own.isChecked() or self.indicator_id in item.indicators)
        ]
        self.tree.selectionModel().blockSignals(True)
        self.model.clear()
        first: QStandardItem | None = None
        for severity, head, mark_name in (
            ("warning", tr(_CONTEXT, "Does not go together"), "acceleration"),
            ("info", tr(_CONTEXT, "Worth knowing"), "in_progress"),
        ):
            members = [item for item in shown if item.severity == severity]
            if not members:
                continue
            look = theme.mark(mark_name)
            group = QStandardItem(f"{look.shape} {head} ({len(members)})")
            group.setFont(theme.font(bold=True))
            group.setForeground(theme.color(look.tone))
            group.setSelectable(False)
            for item in members:
                row = QStandardItem(item.title.show(lang))
                row.setData(item, _FINDING)
                row.setToolTip(item.words.show(lang))
                group.appendRow(row)
                if first is None or (item.code, item.indicators) == chosen:
                    first = row
            self.model.appendRow(group)
        self.tree.expandAll()
        self.tree.selectionModel().blockSignals(False)
        self.count.setText(tr(_CONTEXT, "{n} findings", n=len(shown)))
        if first is not None:
            self.tree.setCurrentIndex(first.index())
            self._write(first.data(_FINDING))
        else:
            self.text.setHtml("")

    def _chosen_row(self, index: QModelIndex, _: QModelIndex) -> None:
        item = index.data(_FINDING)
        if item is not None:
            self._chosen = (item.code, item.indicators)
            self._write(item)

    def _write(self, item: Finding) -> None:
        self.text.setHtml(finding_html(item, language.current(), self.workspace.theme))

    def _followed(self, url: QUrl) -> None:
        """A figure: choose it, and with Ctrl+Shift+P its printed cell; an indicator: show it."""
        kind, _, rest = url.toString().partition(":")
        if kind == "indicator":
            self.figure_asked.emit(rest)
            return
        number = int(rest)
        item = self.tree.currentIndex().data(_FINDING)
        figure = item.inputs[number]
        for observation in reversed(self.session.vintages(figure.series_id)):
            if observation.period.start.year == figure.year and observation.vintage == figure.vintage:
                self.workspace.selection.select_observation(observation)
                return
        self.workspace.selection.select_indicator(figure.series_id)

    def release(self) -> None:
        """Wait for nothing."""
        if self._job is not None:
            self._job.cancel()


def _find(context: JobContext, session: Any) -> tuple[Finding, ...]:
    from workbench.services.consistency import findings

    found = findings(session)
    context.check_cancelled()
    return found
