"""Actions as a table: each does something, has words in both languages and a key that is its own."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from workbench.gui import language
from workbench.gui.actions import ACTIONS, MENUS, TOOLBAR, plain
from workbench.gui.language import say
from workbench.gui.main_window import MainWindow
from workbench.gui.panes import PANES
from workbench.services.operations.strategy import SetOfficialStatus

MEASURE = "S1.G1.R1.M1"


def test_every_action_stands_in_a_menu_once():
    placed = Counter(entry for _, _, entries in MENUS for entry in entries if entry[0] not in "-@")
    assert placed == Counter(spec.id for spec in ACTIONS)
    assert {entry for entry in TOOLBAR if entry != "-"} <= set(placed)


def test_no_two_actions_share_a_key(window: MainWindow):
    keys = [
        action.shortcut().toString()
        for action in window.actions_table._made.values()
        if not action.shortcut().isEmpty()
    ]
    keys += [f"Alt+{number}" for number in range(1, len(PANES) + 1)]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_mnemonics_within_a_menu_are_different(window: MainWindow, lang: str):
    language.set_language(lang)
    specs = {spec.id: spec for spec in ACTIONS}
    tops = []
    for _, title, entries in MENUS:
        words = [say(specs[entry].text) for entry in entries if entry in specs]
        letters = [text[text.index("&") + 1].lower() for text in words if "&" in text]
        assert [letter for letter, count in Counter(letters).items() if count > 1] == [], say(title)
        tops.append(say(title)[say(title).index("&") + 1].lower())
    assert len(set(tops)) == len(tops)


def test_without_a_workspace_only_what_can_be_used_is_enabled(make_window):
    window = make_window(None)
    enabled = {spec.id for spec in ACTIONS if window.actions_table[spec.id].isEnabled()}
    assert {"file.new", "file.open", "file.sample", "view.palette", "help.about"} <= enabled
    assert not {"file.save", "data.import", "edit.undo", "briefing.export"} & enabled
    assert window.start_page is not None
    assert window.start_page.isVisible()


def test_undo_and_redo_through_the_window(window: MainWindow):
    session = window.session
    undo, redo = window.actions_table["edit.undo"], window.actions_table["edit.redo"]
    assert not undo.isEnabled()
    session.execute(SetOfficialStatus(MEASURE, "not_started", "Annual report 2024"))
    assert undo.isEnabled()
    assert undo.text().startswith("&Undo “Set status of ")
    assert undo.text().endswith("”")
    assert window.isWindowModified()
    undo.trigger()
    assert session.node(MEASURE).official_status == ""
    assert redo.isEnabled()
    redo.trigger()
    assert session.node(MEASURE).official_status == "not_started"
    language.set_language("zh-Hant")
    assert "復原" in undo.text()
    assert undo.iconText() == "復原"
    assert undo.toolTip().startswith("復原「")
    assert undo.toolTip().endswith("(Ctrl+Z)")


def test_shortcuts_work(window: MainWindow, qtbot):
    window.session.execute(SetOfficialStatus(MEASURE, "not_started", "Annual report 2024"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.node(MEASURE).official_status == ""


def test_plain_words_have_no_marks():
    assert plain("另存新檔(&A)…") == "另存新檔"
    assert plain("Save &as…") == "Save as"


def test_every_tab_is_reached_by_its_key_and_made_only_then(window: MainWindow):
    assert len(window.centre.made()) == 1
    window.show_pane("snapshots")
    assert window.centre.current_id == "snapshots"
    window.views.next_tab()
    assert window.centre.current_id == "overview"
    window.views.previous_tab()
    assert window.centre.current_id == "snapshots"


def test_regions_are_walked_with_f6(window: MainWindow, qtbot):
    from PySide6.QtWidgets import QApplication

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.tree.view.setFocus()
    seen = []
    for _ in range(3):
        window.views.next_region()
        focus = QApplication.focusWidget()
        seen.append(
            next(
                name
                for name in ("tree", "centre", "inspector")
                if getattr(window, name).isAncestorOf(focus) or focus is getattr(window, name)
            )
        )
    assert seen == ["centre", "inspector", "tree"]


def test_standard_keys_are_those_people_know(window: MainWindow):
    table = window.actions_table
    assert table["file.save"].shortcut() == QKeySequence("Ctrl+S")
    assert table["file.open"].shortcut() == QKeySequence("Ctrl+O")
    assert table["edit.undo"].shortcut() == QKeySequence("Ctrl+Z")
    assert table["view.palette"].shortcut() == QKeySequence("Ctrl+K")
