"""Reached by keyboard, named for a screen reader, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QToolButton,
    QWidget,
)

from workbench.gui import language
from workbench.gui.main_window import MainWindow
from workbench.gui.panes import PANES

ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Tree,
    QAccessible.Role.Table,
    QAccessible.Role.List,
    QAccessible.Role.Slider,
    QAccessible.Role.PageTabList,
}


def nameless(window: QWidget) -> list[str]:
    found = []
    for part in window.findChildren(QWidget):
        if not part.isVisible() or isinstance(part, QHeaderView) or part.objectName().startswith("qt_"):
            continue
        if isinstance(part.parent(), QComboBox | QAbstractSpinBox | QLineEdit) or type(part).__name__ in (
            "QTabBar",
            "QComboBoxPrivateContainer",
        ):
            continue
        face = QAccessible.queryAccessibleInterface(part)
        if face is None or face.role() not in ROLES:
            continue
        if not face.text(QAccessible.Text.Name).strip():
            parent = part.parent()
            found.append(f"{type(part).__name__} in {type(parent).__name__} {part.objectName()}")
    return found


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_every_control_of_every_tab_has_a_name(window: MainWindow, qtbot, lang: str):
    language.set_language(lang)
    missing = {}
    for spec in PANES:
        window.show_pane(spec.id)
        qtbot.wait(30)
        if found := nameless(window):
            missing[spec.id] = sorted(set(found))
    assert missing == {}


def test_tab_goes_round_and_never_gets_lost(window: MainWindow, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.tree.view.setFocus()
    seen = set()
    for _ in range(400):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.isVisible()
        if focus is window.tree.view and len(seen) > 5:
            break
        seen.add(id(focus))
        window.focusNextChild()
    else:
        pytest.fail("Tab never came back to the tree")
    assert len(seen) > 10


def test_toolbar_buttons_can_be_reached_by_tab(window: MainWindow):
    buttons = [
        window.toolbar.widgetForAction(action)
        for action in window.toolbar.actions()
        if not action.isSeparator()
    ]
    assert all(
        isinstance(button, QToolButton) and button.focusPolicy() & Qt.FocusPolicy.TabFocus
        for button in buttons
    )


def test_the_tree_opens_with_its_kind_and_title_spoken(window: MainWindow):
    view = window.tree.view
    assert isinstance(view, QAbstractItemView)
    words = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Vision")
