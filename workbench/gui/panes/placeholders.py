"""Tabs whose own part is still to come: Delivery as a plain list by date, Index saying that it is not built."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.base.clock import today
from workbench.gui import language
from workbench.gui.language import bind, say, show, tr
from workbench.gui.widgets.attention import is_done, last_day
from workbench.gui.widgets.pane_base import Pane
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.gui.words import STATUSES

if TYPE_CHECKING:
    from workbench.domain.changes import Kind
    from workbench.domain.strategy import Node
    from workbench.gui.workspace import Workspace

_CONTEXT = "DeliveryPane"


class IndexPane(Pane):
    """The composite index is not built yet, and says so."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.px(40), self.px(40), self.px(40), self.px(40))
        title = QLabel(self)
        title.setProperty("role", "title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(title, title.setText, "IndexPane", "The composite index is not part of this version")
        words = QLabel(self)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(
            words,
            words.setText,
            "IndexPane",
            "It will weigh the reference indicators into one figure, with every weight and step open to view. "
            "Until then the Overview shows each indicator on its own, rated against its own reference figure.",
        )
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(words)
        column.addStretch(3)


class DeliveryPane(Pane):
    """Measures with a date, in order of that date, and what is on record about them."""

    kinds: ClassVar[tuple[Kind, ...]] = ("node", "body")

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.px(16), self.px(10), self.px(16), self.px(8))
        column.setSpacing(self.px(6))
        row = QHBoxLayout()
        self.summary = QLabel(self)
        self.summary.setProperty("role", "small")
        self.summary.setWordWrap(True)
        row.addWidget(self.summary, 1)
        self.undated = QCheckBox(self)
        bind(self.undated, self.undated.setText, _CONTEXT, "Also measures without a date")
        self.undated.toggled.connect(self.update_soon)
        row.addWidget(self.undated)
        column.addLayout(row)
        self.table = TextTable(workspace.theme, self)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        bind(self.table, self.table.setAccessibleName, _CONTEXT, "Measures by date")
        column.addWidget(self.table, 1)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(self.empty, self.empty.setText, _CONTEXT, "No measure of this plan names a date.")
        column.addWidget(self.empty)

    def refresh(self) -> None:
        """The list."""
        now = today()
        measures = [node for node in self.session.nodes() if node.kind == "measure"]
        dated = [node for node in measures if node.due]
        listed = measures if self.undated.isChecked() else dated
        listed = sorted(listed, key=lambda node: (last_day(node.due) if node.due else None) or date.max)
        header = [
            Cell(tr(_CONTEXT, "Date named")),
            Cell(tr(_CONTEXT, "Measure")),
            Cell(tr(_CONTEXT, "Lead body")),
            Cell(tr(_CONTEXT, "On record")),
        ]
        self.table.show_rows(header, [self._row(node, now) for node in listed], stretch=1)
        self.table.setVisible(bool(listed))
        self.empty.setVisible(not listed)
        self.summary.setText(
            tr(
                _CONTEXT,
                "{dated} of {all} measures name a date. “On record” is what a source says, not a judgement.",
                dated=len(dated),
                all=len(measures),
            )
        )

    def _row(self, node: Node, now: date) -> list[Cell]:
        lang = language.current()
        bodies = self.session.bodies()
        joint = "、" if lang == "zh-Hant" else ", "
        names = joint.join(show(bodies[code].name) if code in bodies else code for code in node.lead_bodies)
        due = show(node.due_text) if node.due_text.as_dict() else node.due or "—"
        words, tone = self._record(node, now)
        title = show(node.title)
        return [
            Cell(node.due or "—", key=node.id, tip=due),
            Cell(title, tip=title),
            # The codes are English abbreviations; in Chinese the first body stands for all, the tip names them.
            Cell(
                (_first(names, joint) if lang == "zh-Hant" else joint.join(node.lead_bodies)) or "—",
                tip=names,
            ),
            Cell(words, tone=tone, tip=self._evidence(node)),
        ]

    def _record(self, node: Node, now: date) -> tuple[str, str]:
        if node.official_status:
            look = self.workspace.theme.mark(node.official_status)
            return f"{look.shape} {say(STATUSES[node.official_status])}", look.tone
        if is_done(node):
            return "✓ " + tr(_CONTEXT, "reported done"), "good"
        due = last_day(node.due) if node.due else None
        if due is not None and due < now:
            return "▼ " + tr(_CONTEXT, "date passed"), "bad"
        if node.progress:
            return "◐ " + tr(_CONTEXT, "reported on"), "info"
        return "○ " + tr(_CONTEXT, "no report"), "muted"

    def _evidence(self, node: Node) -> str:
        return "\n".join(f"{item.as_of}  {show(item.text)}" for item in node.progress)

    def _chosen(self) -> None:
        key = self.table.current_key()
        if key:
            self.workspace.selection.select_node(key)


def _first(names: str, joint: str) -> str:
    first, more, _ = names.partition(joint)
    return f"{first}等" if more else first
