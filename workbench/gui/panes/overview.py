"""Overview: the eight headline cards, what needs a look, what changed since the last snapshot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.wording import target_column
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.widgets.attention import WHYS, Attention, Why, attention
from workbench.gui.widgets.card_grid import CardGrid
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.indicator_card import IndicatorCard
from workbench.gui.widgets.indicator_facts import facts_of
from workbench.gui.widgets.pane_base import Pane
from workbench.gui.widgets.rating import rating_of
from workbench.gui.widgets.steps import moment, snapshot_words, step_words
from workbench.services import charts

if TYPE_CHECKING:
    from workbench.domain.changes import Kind
    from workbench.gui.language import Text
    from workbench.gui.workspace import Workspace

_CONTEXT = "OverviewPane"
_NODE = Qt.ItemDataRole.UserRole + 1
_SHOWN_STEPS = 60

_WHY_BUTTONS = {
    "passed": mark(_CONTEXT, "Date passed ({count})"),
    "soon": mark(_CONTEXT, "Due within a year ({count})"),
    "silent": mark(_CONTEXT, "No report on record ({count})"),
}
_WHY_NOTES = {
    "passed": mark(_CONTEXT, "The date named has passed and no report of completion is on record."),
    "soon": mark(_CONTEXT, "The date named falls within the next twelve months."),
    "silent": mark(
        _CONTEXT, "No source on record reports on these measures. That does not say nothing was done."
    ),
}


class OverviewPane(Pane):
    """The first tab."""

    kinds: ClassVar[tuple[Kind, ...]] = (
        "indicator",
        "observation",
        "definition",
        "target",
        "node",
        "evidence",
        "body",
        "snapshot",
        "scenario",
        "setting",
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        theme = workspace.theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(scroll)
        page = QWidget()
        page.setProperty("page", True)
        scroll.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(self.px(16), self.px(10), self.px(16), self.px(12))
        column.setSpacing(self.px(6))

        column.addWidget(_section(page, mark(_CONTEXT, "Reference indicators")))
        self.grid = CardGrid(theme, 168, page)
        column.addWidget(self.grid)
        self.empty = EmptyState(
            theme,
            mark(_CONTEXT, "This workspace has no reference indicators. Import a table to begin."),
            mark(_CONTEXT, "Import table…"),
            lambda: workspace.trigger("data.import"),
            page,
        )
        column.addWidget(self.empty)

        column.addLayout(self._roll_up_line(page))
        lower = QHBoxLayout()
        lower.setSpacing(self.px(14))
        lower.addLayout(self._attention_side(page), 3)
        lower.addLayout(self._changes_side(page), 2)
        column.addSpacing(self.px(4))
        column.addLayout(lower, 1)
        workspace.selection.indicator_changed.connect(self._mark_chosen)
        workspace.selection.node_changed.connect(self._node_chosen)

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _roll_up_line(self, page: QWidget) -> QHBoxLayout:
        """The ratings rolled up over the item chosen in the tree; the button shows the sums."""
        row = QHBoxLayout()
        row.setSpacing(self.px(10))
        self.rolled = QLabel(page)
        self.rolled.setWordWrap(True)
        row.addWidget(self.rolled, 1)
        self.roll_up = QPushButton(page)
        bind(self.roll_up, self.roll_up.setText, _CONTEXT, "Calculation…")
        self.roll_up.clicked.connect(self._show_roll_up)
        row.addWidget(self.roll_up)
        self.contradictions = QPushButton(page)
        self.contradictions.clicked.connect(lambda: self.workspace.trigger("data.consistency"))
        bind(self.contradictions, self.contradictions.setText, _CONTEXT, "Consistency…")
        row.addWidget(self.contradictions)
        return row

    def _attention_side(self, page: QWidget) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(self.px(4))
        side.addWidget(_section(page, mark(_CONTEXT, "Measures that need a look")))
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        self._why_group = QButtonGroup(self)
        self.why_buttons: dict[Why, QPushButton] = {}
        for number, why in enumerate(WHYS):
            button = QPushButton(page)
            button.setCheckable(True)
            button.setProperty("segment", "left" if number == 0 else "right")
            button.clicked.connect(partial(self.show_attention, why))
            self._why_group.addButton(button)
            self.why_buttons[why] = button
            buttons.addWidget(button)
        buttons.addStretch(1)
        side.addLayout(buttons)
        self.why_note = QLabel(page)
        self.why_note.setProperty("role", "small")
        self.why_note.setWordWrap(True)
        side.addWidget(self.why_note)
        self.measures = QTreeView(page)
        self.measures_model = QStandardItemModel(0, 2, self)
        self.measures.setModel(self.measures_model)
        self.measures.setRootIsDecorated(True)
        self.measures.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.measures.setUniformRowHeights(True)
        self.measures.setMinimumHeight(self.px(124))
        self.measures.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.measures.header().setStretchLastSection(False)
        self.measures.selectionModel().currentChanged.connect(self._measure_chosen)
        bind(
            self.measures,
            self.measures.setAccessibleName,
            _CONTEXT,
            "Measures that need a look, by lead body",
        )
        side.addWidget(self.measures, 1)
        self._why: Why = "passed"
        return side

    def _changes_side(self, page: QWidget) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(self.px(4))
        side.addWidget(_section(page, mark(_CONTEXT, "Since the last snapshot")))
        self.since = QLabel(page)
        self.since.setProperty("role", "small")
        self.since.setWordWrap(True)
        self.since.setMinimumWidth(self.px(230))
        side.addWidget(self.since)
        self.steps = QListView(page)
        self.steps_model = QStandardItemModel(0, 1, self)
        self.steps.setModel(self.steps_model)
        self.steps.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.steps.setWordWrap(True)
        bind(self.steps, self.steps.setAccessibleName, _CONTEXT, "Changes since the last snapshot")
        side.addWidget(self.steps, 8)
        self.take = QPushButton(page)
        self.take.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        bind(self.take, self.take.setText, _CONTEXT, "Take snapshot…")
        self.take.clicked.connect(lambda: self.workspace.trigger("snapshot.create"))
        side.addWidget(self.take)
        side.addStretch(1)
        return side

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        """Cards, measures, changes."""
        self._show_cards()
        self._show_rolled()
        self._show_measures()
        self._show_steps()

    def _show_cards(self) -> None:
        lang = language.current()
        theme = self.workspace.theme
        indicators = [item for item in self.session.indicators() if item.role == "reference"]
        cards = [card for card in self.grid.cards if isinstance(card, IndicatorCard)]
        if len(cards) != len(indicators):
            cards = []
            for _ in indicators:
                card = IndicatorCard(theme, large=True, parent=self.grid)
                card.chosen.connect(self._card_chosen)
                card.badge_chosen.connect(self._badge_chosen)
                cards.append(card)
            self.grid.set_cards(cards)
        for card, indicator in zip(cards, indicators, strict=True):
            card.show_facts(
                facts_of(self.session, indicator, lang),
                rating_of(self.session, indicator, lang, theme),
                charts.indicator_chart(self.session, indicator.id, lang),
            )
        self.grid.setVisible(bool(indicators))
        self.empty.setVisible(not indicators)
        self._mark_chosen(self.workspace.selection.indicator)

    def _rolled_node(self) -> str | None:
        """The item chosen in the tree, if reference indicators are linked to it or below it; else the whole plan."""
        chosen = self.workspace.selection.node
        nodes = {node.id: node for node in self.session.nodes()}
        if chosen not in nodes or not nodes[chosen].parent:
            return None
        linked = {item.id for item in self.session.indicators() if item.role == "reference"}
        for node in nodes.values():
            above: str | None = node.id
            while above is not None and above != chosen:
                above = nodes[above].parent if above in nodes else None
            if above == chosen and linked.intersection(node.indicators):
                return chosen
        return None

    def _next_column(self) -> int:
        """The next column of reference figures whose data have not come yet."""
        targets = [item for item in self.session.targets() if item.kind == "reference_target"]
        day = self.workspace.known.day()
        ahead = [item.column_year for item in targets if item.column_year > day.year]
        return min(ahead, default=max((item.column_year for item in targets), default=0))

    def _data_year(self, column_year: int) -> int:
        """The usual year of the data in a column of reference figures."""
        years = [
            item.data_year
            for item in self.session.targets()
            if item.kind == "reference_target" and item.column_year == column_year
        ]
        return max(set(years), key=years.count)

    def _node_chosen(self, _: str) -> None:
        if not self.stale:  # else all of it is shown anew anyhow
            self._show_rolled()

    def _show_rolled(self) -> None:
        """Worst part, weighted mean, counts."""
        from workbench.gui.dialogs.roll_up import counts_words, status_words
        from workbench.services.roll_up import roll_up

        theme, year = self.workspace.theme, self._next_column()
        self.rolled.setVisible(bool(year) and bool(self.session.nodes()))
        self.roll_up.setVisible(self.rolled.isVisibleTo(self))
        if not self.rolled.isVisibleTo(self):
            return
        found = roll_up(self.session, self._rolled_node(), target_year=year)
        self.rolled.setText(
            tr(
                _CONTEXT,
                "{name}, {column}: worst {worst} · mean {mean} · {counts}",
                name=show(found.title) if self._rolled_node() else tr(_CONTEXT, "Whole plan"),
                column=target_column(year, self._data_year(year), language.current()),
                worst=status_words(theme, found.worst_status),
                mean=status_words(theme, found.status),
                counts=counts_words(theme, found.counts),
            )
        )
        self.rolled.setToolTip(show(found.calculation))

    def _show_roll_up(self) -> None:
        from workbench.gui.dialogs.roll_up import RollUpDialog

        RollUpDialog(self.workspace, self._rolled_node(), self._next_column(), self).open()

    def _mark_chosen(self, indicator_id: str) -> None:
        for card in self.grid.cards:
            if isinstance(card, IndicatorCard):
                card.set_chosen(card.facts is not None and card.facts.indicator.id == indicator_id)

    def _card_chosen(self, indicator_id: str) -> None:
        self.workspace.selection.select_indicator(indicator_id)
        self.workspace.show_pane("indicators")

    def _badge_chosen(self, indicator_id: str) -> None:
        """How the methods agree on it."""
        self.workspace.selection.select_indicator(indicator_id)
        show_page = getattr(self.workspace.show_pane("indicators"), "show_page", None)
        if callable(show_page):
            show_page("ratings")

    def _show_measures(self) -> None:
        reported = {item.node_id for item in self.session.evidence()}
        found = attention(self.session.nodes(), self.workspace.known.day(), reported)
        self._found: dict[Why, list[Attention]] = {
            why: [item for item in found if item.why == why] for why in WHYS
        }
        for why, button in self.why_buttons.items():
            button.setText(say(_WHY_BUTTONS[why], count=len(self._found[why])))
        if not self._found[self._why]:
            self._why = next((why for why in WHYS if self._found[why]), "passed")
        self.show_attention(self._why)

    def show_attention(self, why: Why) -> None:
        """List the measures of one kind, by lead body."""
        self._why = why
        self.why_buttons[why].setChecked(True)
        items = self._found[why]
        self.why_note.setText(say(_WHY_NOTES[why]) if items else tr(_CONTEXT, "None."))
        bodies = self.session.bodies()
        groups: dict[tuple[str, ...], list[Attention]] = {}
        for item in items:
            groups.setdefault(item.node.lead_bodies, []).append(item)
        model = self.measures_model
        model.clear()
        model.setHorizontalHeaderLabels([tr(_CONTEXT, "Lead body and measure"), tr(_CONTEXT, "Date named")])
        joint = "、" if language.current() == "zh-Hant" else ", "
        for codes, members in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            names = [show(bodies[code].name) if code in bodies else code for code in codes]
            words = joint.join(names) or tr(_CONTEXT, "No lead body named")
            group = QStandardItem(tr(_CONTEXT, "{body} ({count})", body=words, count=len(members)))
            group.setToolTip(words)
            font = self.workspace.theme.font(bold=True)
            group.setFont(font)
            for item in members:
                title = QStandardItem(show(item.node.title))
                title.setToolTip(show(item.node.title))
                title.setData(item.node.id, _NODE)
                date = QStandardItem(self._due_words(item))
                date.setToolTip(show(item.node.due_text) if item.node.due_text.as_dict() else "")
                group.appendRow([title, date])
            model.appendRow([group, QStandardItem("")])
        for row in range(model.rowCount()):
            self.measures.setFirstColumnSpanned(row, QModelIndex(), True)
        header = self.measures.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        if len(items) <= 40:
            self.measures.expandAll()

    def _due_words(self, item: Attention) -> str:
        if not item.node.due:
            return tr(_CONTEXT, "no date")
        return item.node.due

    def _measure_chosen(self, index: QModelIndex, _: QModelIndex) -> None:
        node_id = index.siblingAtColumn(0).data(_NODE) if index.isValid() else None
        if node_id:
            self.workspace.selection.select_node(str(node_id))

    def _show_steps(self) -> None:
        lang = language.current()
        snapshots = self.session.snapshots()
        last = snapshots[-1] if snapshots else None
        steps = [step for step in self.session.history() if last is None or step.id > last.change_id]
        self.steps_model.clear()
        for step in reversed(steps[-_SHOWN_STEPS:]):
            item = QStandardItem(f"{step_words(step, lang)}\n{moment(step.at)}")
            item.setToolTip(step.reason)
            self.steps_model.appendRow(item)
        if last is None:
            text = tr(
                _CONTEXT,
                "No snapshot yet. A snapshot keeps every figure as it is now, so that a paper can be checked later.",
            )
        elif steps:
            text = tr(
                _CONTEXT, "Changed since “{name}” ({at}):", name=snapshot_words(last), at=moment(last.at)
            )
        else:
            text = tr(
                _CONTEXT,
                "Nothing has changed since “{name}” ({at}).",
                name=snapshot_words(last),
                at=moment(last.at),
            )
        self.since.setText(text)
        self.steps.setVisible(bool(steps))

    def release(self) -> None:
        """Listen no more."""
        if not self._released:
            self.workspace.selection.indicator_changed.disconnect(self._mark_chosen)
            self.workspace.selection.node_changed.disconnect(self._node_chosen)
        super().release()


def _section(parent: QWidget, words: Text) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "section")
    bind_text(label, label.setText, words)
    return label
