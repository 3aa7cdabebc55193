"""Everything the window can do, as tables: actions, menus, toolbar. A handler is named ``group.method``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from workbench.gui.language import Text, bind, bind_text, mark, say

if TYPE_CHECKING:
    from workbench.gui.theme import Theme

Needs = Literal["", "session", "writable"]


class ActionSpec(NamedTuple):
    """One action. ``needs``: when it can be used; ``short``: the name on the toolbar, if another than ``text``."""

    id: str
    text: Text
    handler: str
    icon: str = ""
    shortcut: str | QKeySequence.StandardKey = ""
    needs: Needs = "session"
    short: Text | None = None
    checkable: bool = False


_KEY = QKeySequence.StandardKey
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("file.new", mark("menu", "&New workspace…"), "files.new", "new", _KEY.New, ""),
    ActionSpec(
        "file.sample",
        mark("menu", "Open the &Blueprint (sample)"),
        "files.sample",
        "sample",
        "",
        "",
    ),
    ActionSpec(
        "file.open", mark("menu", "&Open…"), "files.open", "open", _KEY.Open, "", mark("toolbar", "Open")
    ),
    ActionSpec(
        "file.save",
        mark("menu", "&Save"),
        "files.save_meanwhile",
        "save",
        _KEY.Save,
        "session",
        mark("toolbar", "Save"),
    ),
    ActionSpec("file.save_as", mark("menu", "Save &as…"), "files.save_as", "save-as", "Ctrl+Shift+S"),
    ActionSpec("file.check", mark("menu", "Chec&k this workspace…"), "files.check", "good"),
    ActionSpec("file.merge", mark("menu", "&Merge a copy…"), "keeping.merge", "merge"),
    ActionSpec("file.close", mark("menu", "&Close workspace"), "files.close", "close", "Ctrl+W"),
    ActionSpec("file.quit", mark("menu", "&Quit"), "files.quit", "quit", "Ctrl+Q", ""),
    ActionSpec("edit.undo", mark("menu", "&Undo"), "edits.undo", "undo", "Ctrl+Z", "session"),
    ActionSpec("edit.redo", mark("menu", "&Redo"), "edits.redo", "redo", "Ctrl+Shift+Z", "session"),
    ActionSpec("edit.history", mark("menu", "&History…"), "edits.history", "history", "Ctrl+H"),
    ActionSpec("edit.find", mark("menu", "&Find in the strategy tree"), "views.find", "filter", _KEY.Find),
    ActionSpec(
        "edit.preferences", mark("menu", "&Preferences…"), "views.preferences", "settings", "Ctrl+,", ""
    ),
    ActionSpec("view.palette", mark("menu", "&Search or command…"), "views.palette", "search", "Ctrl+K", ""),
    ActionSpec(
        "view.language", mark("menu", "中文／&English"), "views.switch_language", "language", "F9", ""
    ),
    ActionSpec("view.theme", mark("menu", "Next &theme"), "views.next_theme", "theme", "Shift+F9", ""),
    ActionSpec("view.larger", mark("menu", "&Larger"), "views.larger", "", "Ctrl++", ""),
    ActionSpec("view.smaller", mark("menu", "S&maller"), "views.smaller", "", "Ctrl+-", ""),
    ActionSpec("view.normal", mark("menu", "&Normal size"), "views.normal_size", "", "Ctrl+0", ""),
    ActionSpec("view.reset", mark("menu", "&Reset layout"), "views.reset_layout", "layout", "", "session"),
    ActionSpec(
        "data.import",
        mark("menu", "&Import table…"),
        "tools.import_table",
        "import",
        "Ctrl+I",
        "session",
        mark("toolbar", "Import table"),
    ),
    ActionSpec("data.paste", mark("menu", "&Paste a table"), "tools.paste_table", "copy", "Ctrl+Shift+V"),
    ActionSpec(
        "data.printed",
        mark("menu", "Show the printed ce&ll…"),
        "tools.show_printed",
        "search",
        "Ctrl+Shift+P",
    ),
    ActionSpec(
        "snapshot.create",
        mark("menu", "&Take snapshot…"),
        "tools.take_snapshot",
        "snapshot",
        "Ctrl+T",
        "session",
        mark("toolbar", "Snapshot"),
    ),
    ActionSpec(
        "snapshot.compare", mark("menu", "&Compare snapshots"), "keeping.compare", "compare", "Ctrl+Shift+T"
    ),
    ActionSpec("snapshot.export", mark("menu", "&Export changes…"), "keeping.export_changes", "export"),
    ActionSpec("data.revisions", mark("menu", "&Revisions of a series…"), "keeping.revisions", "recent"),
    ActionSpec("data.known", mark("menu", "As &known on…"), "records.known", "recent", "Ctrl+Shift+K"),
    ActionSpec(
        "data.consistency", mark("menu", "Consistency &of figures"), "views.show_consistency", "compare"
    ),
    ActionSpec("data.enter", mark("menu", "E&nter figures"), "views.enter_figures", "edit"),
    ActionSpec("data.derived", mark("menu", "Indicator by a &formula…"), "records.derived", "indicators"),
    ActionSpec("data.evidence", mark("menu", "Add e&vidence…"), "records.add_evidence", "link"),
    ActionSpec("data.documents", mark("menu", "&Documents kept…"), "records.documents", "folder"),
    ActionSpec("data.wordings", mark("menu", "Changes of &wording…"), "records.wordings", "edit"),
    ActionSpec("scenario.show", mark("menu", "Go to &scenarios"), "views.show_scenarios", "scenarios"),
    ActionSpec(
        "scenario.solve", mark("menu", "S&olve for a target…"), "views.solve_scenario", "", "Ctrl+Shift+G"
    ),
    ActionSpec(
        "scenario.answers", mark("menu", "&Answers: gaps, tornado, tables…"), "views.scenario_answers"
    ),
    ActionSpec("scenario.uncertainty", mark("menu", "&Uncertainty…"), "views.scenario_uncertainty"),
    ActionSpec("scenario.batch", mark("menu", "&Batch of variations…"), "views.scenario_batch"),
    ActionSpec("scenario.model", mark("menu", "&Model card…"), "views.scenario_model"),
    ActionSpec("briefing.show", mark("menu", "Go to &briefing packs"), "views.show_briefing", "briefing"),
    ActionSpec(
        "briefing.export",
        mark("menu", "&Export pack…"),
        "tools.export_pack",
        "export",
        "Ctrl+E",
        "session",
        mark("toolbar", "Export pack"),
    ),
    ActionSpec(
        "briefing.new", mark("menu", "&New paper from a template…"), "papers.new", "new", "Ctrl+Shift+N"
    ),
    ActionSpec(
        "briefing.figure", mark("menu", "Insert &figure…"), "papers.figure", "indicators", "Ctrl+Shift+F"
    ),
    ActionSpec("briefing.verify", mark("menu", "&Verify a paper…"), "papers.verify", "good"),
    ActionSpec("briefing.issued", mark("menu", "&Issued papers…"), "records.issued", "briefing"),
    ActionSpec("window.next", mark("menu", "&Next tab"), "views.next_tab", "", "Ctrl+Tab", "session"),
    ActionSpec("window.previous", mark("menu", "&Previous tab"), "views.previous_tab", "", "Ctrl+Shift+Tab"),
    ActionSpec("window.region", mark("menu", "Next &region"), "views.next_region", "", "F6", "session"),
    ActionSpec("help.tour", mark("menu", "A &tour in five steps"), "views.tour", "play", "", "session"),
    ActionSpec("help.shortcuts", mark("menu", "&Keyboard shortcuts"), "views.shortcuts", "", "F1", ""),
    ActionSpec("help.licences", mark("menu", "&Licences"), "views.licences", "", "", ""),
    ActionSpec("help.about", mark("menu", "&About Blueprint Workbench"), "views.about", "info", "", ""),
)

# "-" is a line; "@name" is a place that the window fills (recent files, tabs, docks).
MENUS: tuple[tuple[str, Text, tuple[str, ...]], ...] = (
    (
        "file",
        mark("menu", "&File"),
        (
            "file.new",
            "file.sample",
            "file.open",
            "@recent",
            "-",
            "file.save",
            "file.save_as",
            "-",
            "file.check",
            "file.merge",
            "-",
            "file.close",
            "file.quit",
        ),
    ),
    (
        "edit",
        mark("menu", "&Edit"),
        ("edit.undo", "edit.redo", "edit.history", "-", "edit.find", "-", "edit.preferences"),
    ),
    (
        "view",
        mark("menu", "&View"),
        (
            "view.palette",
            "-",
            "view.language",
            "view.theme",
            "view.larger",
            "view.smaller",
            "view.normal",
            "-",
            "@docks",
            "view.reset",
        ),
    ),
    (
        "data",
        mark("menu", "&Data"),
        (
            "data.import",
            "data.paste",
            "data.printed",
            "data.revisions",
            "data.known",
            "data.consistency",
            "-",
            "data.enter",
            "data.derived",
            "-",
            "data.evidence",
            "data.documents",
            "data.wordings",
            "-",
            "snapshot.create",
            "snapshot.compare",
            "snapshot.export",
        ),
    ),
    (
        "scenario",
        mark("menu", "&Scenario"),
        (
            "scenario.show",
            "-",
            "scenario.solve",
            "scenario.answers",
            "scenario.uncertainty",
            "scenario.batch",
            "-",
            "scenario.model",
        ),
    ),
    (
        "briefing",
        mark("menu", "&Briefing"),
        (
            "briefing.show",
            "briefing.new",
            "briefing.figure",
            "-",
            "briefing.export",
            "briefing.verify",
            "briefing.issued",
        ),
    ),
    (
        "window",
        mark("menu", "&Window"),
        ("@tabs", "-", "window.next", "window.previous", "window.region"),
    ),
    ("help", mark("menu", "&Help"), ("help.tour", "help.shortcuts", "-", "help.licences", "help.about")),
)

TOOLBAR: tuple[str, ...] = (
    "file.open",
    "file.save",
    "-",
    "edit.undo",
    "edit.redo",
    "-",
    "data.import",
    "snapshot.create",
    "briefing.export",
)
PRIMARY = "briefing.export"


class Actions(QObject):
    """The actions of one window, made from the table, and the menus and toolbar made from them."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        handlers: Mapping[str, object],
        before: Callable[[], object] = lambda: None,
    ) -> None:
        """*before* is called ahead of every action: what is being written must be there before it is saved."""
        super().__init__(window)
        self._theme = theme
        self._made: dict[str, QAction] = {}
        self._specs = {spec.id: spec for spec in ACTIONS}
        for spec in ACTIONS:
            action = QAction(window)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
            bind_text(action, action.setText, spec.text)
            bind_text(action, Tip(action), spec.text)
            if spec.short is not None:
                bind_text(action, action.setIconText, spec.short)
            action.triggered.connect(_handler(handlers, spec.handler, before))
            window.addAction(action)
            self._made[spec.id] = action
        self.dress()
        theme.changed.connect(self.dress)

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def trigger(self, action_id: str) -> None:
        """Run an action as if it had been chosen from its menu. Raises ``KeyError``."""
        self._made[action_id].trigger()

    def items(self) -> list[tuple[str, str, QAction]]:
        """Id, words without the underline mark, and action of all that can be used now."""
        return [
            (spec.id, plain(say(spec.text)), self._made[spec.id])
            for spec in ACTIONS
            if self._made[spec.id].isEnabled() and spec.id != "view.palette"
        ]

    def shortcuts(self) -> list[tuple[str, str]]:
        """Words and keys of every action."""
        shape = QKeySequence.SequenceFormat.NativeText
        return [(plain(say(spec.text)), self._made[spec.id].shortcut().toString(shape)) for spec in ACTIONS]

    def allow(self, *, session: bool, writable: bool) -> None:
        """Enable what can be used with what is open."""
        for spec in ACTIONS:
            allowed = {"": True, "session": session, "writable": session and writable}[spec.needs]
            self._made[spec.id].setEnabled(allowed)

    def dress(self) -> None:
        """Give every action its icon in the colour of the theme."""
        for spec in ACTIONS:
            if spec.icon:
                token = "on_accent" if spec.id == PRIMARY else "text"
                self._made[spec.id].setIcon(self._theme.icon(spec.icon, token))

    def fill_menus(self, bar: QMenuBar, places: Mapping[str, Callable[[QMenu], None]]) -> dict[str, QMenu]:
        """Fill the menu bar; *places* fill the ``@name`` entries."""
        menus: dict[str, QMenu] = {}
        for name, title, entries in MENUS:
            menu = bar.addMenu("")
            menu.setObjectName(f"menu-{name}")
            bind_text(menu, menu.setTitle, title)
            for entry in entries:
                if entry == "-":
                    menu.addSeparator()
                elif entry.startswith("@"):
                    places[entry[1:]](menu)
                else:
                    menu.addAction(self._made[entry])
            menus[name] = menu
        return menus

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Fill the toolbar; one button, the main thing to be done here, is filled with the accent colour."""
        bind(bar, bar.setWindowTitle, "toolbar", "Toolbar")
        for entry in TOOLBAR:
            if entry == "-":
                bar.addSeparator()
                continue
            bar.addAction(self._made[entry])
            button = bar.widgetForAction(self._made[entry])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("primary", entry == PRIMARY)


class Tip:
    """Sets an action's tooltip: its words without marks, and its keys."""

    def __init__(self, action: QAction) -> None:
        self._action = action

    def __call__(self, words: str) -> None:
        """Called with the action's text."""
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._action.setToolTip(f"{plain(words)} ({keys})" if keys else plain(words))


def plain(words: str) -> str:
    """Menu words without ``&`` marks, Chinese ``(&F)`` suffix and the ellipsis."""
    return re.sub(r"\(&.\)", "", words).replace("&", "").rstrip("…")


def _handler(handlers: Mapping[str, object], name: str, before: Callable[[], object]) -> Callable[[], object]:
    group, method = name.split(".")
    call: Callable[[], object] = getattr(handlers[group], method)

    def run() -> object:
        before()
        return call()

    return run
