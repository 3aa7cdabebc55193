"""The command palette (Ctrl+K): one line that finds actions, tabs, items of the plan, indicators and scenarios."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from workbench.gui import language
from workbench.gui.language import bind, mark, say, show, tr
from workbench.gui.panes import PANES
from workbench.gui.words import kind_words, role_words
from workbench.services.search import Query

if TYPE_CHECKING:
    from workbench.domain.strategy import Term
    from workbench.gui.main_window import MainWindow

_SHOWN = 60


@dataclass(frozen=True)
class Entry:
    """One thing to be found: its words, what kind of thing it is, other words it answers to, and its deed."""

    words: str
    kind: str
    others: tuple[str, ...]
    run: Callable[[], object]
    icon: str = ""
    weight: int = 0


class Palette(QDialog):
    """Type, choose with ↑ ↓, Enter. Esc leaves."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind(self, self.setWindowTitle, "palette", "Search or command")
        bind(self, self.setAccessibleName, "palette", "Search or command")
        theme = window.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(6))
        self.line = QLineEdit(self)
        bind(self.line, self.line.setPlaceholderText, "palette", "Action, measure, indicator, number…")
        bind(self.line, self.line.setAccessibleName, "palette", "Search or command")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.search)
        column.addWidget(self.line)
        self.list = QListWidget(self)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bind(self.list, self.list.setAccessibleName, "palette", "What was found")
        self.list.itemClicked.connect(lambda _: self.choose())
        column.addWidget(self.list)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "muted")
        bind(self.empty, self.empty.setText, "palette", "Nothing found. Fewer characters may find more.")
        self.empty.hide()
        column.addWidget(self.empty)
        self._entries = self._collect()
        self._found: list[Entry] = []
        self.search("")
        self._place()

    def _place(self) -> None:
        theme, window = self._window.theme, self._window
        width = min(theme.px(560), window.width() - theme.px(40))
        self.resize(width, min(theme.px(420), window.height() - theme.px(80)))
        corner = window.mapToGlobal(QPoint((window.width() - width) // 2, theme.px(44)))
        self.move(corner)
        self.line.setFocus()

    def _collect(self) -> list[Entry]:
        window = self._window
        entries = [
            Entry(
                words,
                action.shortcut().toString(),
                (action_id,),
                action.trigger,
                "play",
                8,
            )
            for action_id, words, action in window.actions_table.items()
        ]
        workspace = window.workspace
        if workspace is None:
            return entries
        tab = tr("palette", "Tab")
        entries += [
            Entry(
                say(spec.title),
                tab,
                (spec.id, spec.title.text),
                _later(window.show_pane, spec.id),
                spec.icon,
                9,
            )
            for spec in PANES
        ]
        session, selection = workspace.session, workspace.selection
        for indicator in session.indicators():
            others: tuple[str, ...] = (indicator.id, indicator.name.en or "", indicator.name.zh_hant or "")
            others += (indicator.short.en or "", indicator.short.zh_hant or "")
            weight = 30 if indicator.role == "reference" else 2
            run = _then(
                _later(selection.select_indicator, indicator.id), _later(window.show_pane, "indicators")
            )
            entries.append(
                Entry(show(indicator.name), role_words(indicator.role), others, run, "indicators", weight)
            )
        for node in session.nodes():
            others = (node.id, node.printed_no, node.title.en or "", node.title.zh_hant or "")
            kind = f"{kind_words(node.kind)} {node.id}"
            entries.append(
                Entry(show(node.title), kind, others, _later(selection.select_node, node.id), "tree", 4)
            )
        entries += [self._term(term) for term in session.terms()]
        for scenario in session.scenarios():
            others = (scenario.id, scenario.name.en or "", scenario.name.zh_hant or "")
            run = _then(_later(selection.select_scenario, scenario.id), _later(window.show_pane, "scenarios"))
            entries.append(Entry(show(scenario.name), tr("palette", "Scenario"), others, run, "scenarios", 5))
        return entries

    def _term(self, term: Term) -> Entry:
        """An entry of the glossary: choosing it copies it in the other language."""
        english = language.current() == "en"
        own, other = (term.en, term.zh_hant) if english else (term.zh_hant, term.en)
        notify = self._window.notify

        def copy() -> None:
            QGuiApplication.clipboard().setText(other)
            notify.good(mark("palette", "Copied: {words}"), words=other)

        others = (term.en, term.zh_hant, term.zh_hans, term.abbreviation)
        return Entry(own, f"{other}  ·  {tr('palette', 'Term: copy')}", others, copy, "copy", 1)

    def search(self, text: str) -> None:
        """Show what answers; without words, the actions and tabs."""
        query = Query.parse(text)
        if query:
            scored = [(query.score(entry.words, *entry.others), entry) for entry in self._entries]
            scored = [(score + entry.weight, entry) for score, entry in scored if score]
            scored.sort(key=lambda pair: -pair[0])
            self._found = [entry for _, entry in scored[:_SHOWN]]
        else:
            self._found = [entry for entry in self._entries if entry.weight in (8, 9)]
        self.list.clear()
        theme = self._window.theme
        for entry in self._found:
            words = f"{entry.words}    {entry.kind}" if entry.kind else entry.words
            item = QListWidgetItem(theme.icon(entry.icon or "play", "muted"), words)
            item.setToolTip("\n".join(part for part in entry.others if part))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._found))
        self.empty.setVisible(not self._found)

    def choose(self) -> None:
        """Do what stands under the cursor, after the palette has gone."""
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            entry = self._found[row]
            self.close()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the line move and choose in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            count = self.list.count()
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: 10,
                Qt.Key.Key_PageUp: -10,
            }
            if key in steps and count:
                row = self.list.currentRow() + steps[Qt.Key(key)]
                self.list.setCurrentRow(
                    row % count if abs(steps[Qt.Key(key)]) == 1 else max(0, min(count - 1, row))
                )
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.choose()
                return True
        return super().eventFilter(watched, event)


def _later(call: Callable[[str], object], value: str) -> Callable[[], object]:
    return lambda: call(value)


def _then(*calls: Callable[[], object]) -> Callable[[], object]:
    def run() -> None:
        for call in calls:
            call()

    return run
