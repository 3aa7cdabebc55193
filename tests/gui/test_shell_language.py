"""The language is switched while everything is open, and nothing of the other language stays."""

from __future__ import annotations

import gc
import weakref
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMenu,
    QTabWidget,
    QWidget,
)

from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.catalogue import Catalogue, Entry
from workbench.gui.language import bind, fill, mark, say, tr
from workbench.gui.main_window import MainWindow


def texts_of(window: QWidget) -> dict[str, str]:
    """Every text of a widget tree by a name for its place."""
    found: dict[str, str] = {}
    for at, part in enumerate([window, *window.findChildren(QWidget), *window.findChildren(QAction)]):
        if type(part).__name__ == "Elided":
            continue  # cut to the width there is, which may differ by a pixel; its whole text is bound
        place = f"{at} {type(part).__name__} {part.objectName()}"
        for name in (
            "windowTitle",
            "text",
            "title",
            "placeholderText",
            "toolTip",
            "accessibleName",
            "iconText",
        ):
            read = getattr(part, name, None)
            if callable(read) and isinstance(value := read(), str) and value:
                found[f"{place}.{name}"] = value
        if isinstance(part, QComboBox):
            found |= {f"{place}[{row}]": part.itemText(row) for row in range(part.count())}
        if isinstance(part, QTabWidget):
            found |= {f"{place}.tab{row}": part.tabText(row) for row in range(part.count())}
    return found


def test_english_chinese_english_leaves_nothing_behind(window: MainWindow, qtbot):
    qtbot.wait(1)
    before = texts_of(window)
    language.set_language("zh-Hant")
    qtbot.wait(1)
    chinese = texts_of(window)
    language.set_language("en")
    qtbot.wait(1)
    after = texts_of(window)
    assert after == before
    assert chinese != before
    assert chinese.keys() == before.keys()


def test_in_chinese_no_bound_text_of_the_shell_is_english(window: MainWindow):
    language.set_language("zh-Hant")
    same = {"{title}", "{file}", "Excel (.xlsx)", "中文／&English"}
    english = {
        bound.text
        for bound in language.bound_texts()
        if bound.text not in same
        and say(bound) == bound.text
        and any("a" <= letter.lower() <= "z" for letter in bound.text)
    }
    assert english == set()


def test_menus_tabs_docks_and_title_follow(window: MainWindow):
    language.set_language("zh-Hant")
    assert [menu.title() for menu in window.menuBar().findChildren(QMenu, options=_direct())][:3] == [
        "檔案(&F)",
        "編輯(&E)",
        "檢視(&V)",
    ]
    assert window.centre is not None
    assert window.centre.tabText(0) == "總覽"
    assert window.findChild(QDockWidget, "dock-tree").windowTitle() == "策略樹"
    assert "創科藍圖工作台" in window.windowTitle()
    assert "[*]" in window.windowTitle()
    assert window.tree is not None
    assert window.tree.proxy.index(0, 0).data() == window.session.nodes()[0].title.zh_hant


def _direct():
    from PySide6.QtCore import Qt

    return Qt.FindChildOption.FindDirectChildrenOnly


def test_qts_own_buttons_follow_and_ours_keep_their_words(qtbot, english: None):
    from workbench.gui.dialogs.base import Dialog

    dialog = Dialog(mark("snapshot", "Take snapshot"))
    qtbot.addWidget(dialog)
    box = dialog.buttons(mark("snapshot", "Take snapshot"))
    dialog.show()
    language.set_language("zh-Hant")
    qtbot.waitUntil(lambda: box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消")
    assert dialog.ok.text() == "建立快照"
    language.set_language("en")
    qtbot.waitUntil(lambda: box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Cancel")
    assert dialog.ok.text() == "Take snapshot"


def test_words_being_typed_are_not_lost(window: MainWindow, qtbot):
    from workbench.gui.dialogs.snapshot import SnapshotDialog

    dialog = SnapshotDialog(window.workspace, window)
    qtbot.addWidget(dialog)
    dialog.name.setText("Panel paper 一月")
    dialog.comment.setPlainText("draft")
    window.views.switch_language()
    assert dialog.name.text() == "Panel paper 一月"
    assert dialog.comment.toPlainText() == "draft"
    assert dialog.windowTitle() == "建立快照"


def test_the_choice_is_remembered(window: MainWindow):
    window.views.set_language("zh-Hant")
    assert window.settings.language == "zh-Hant"
    assert window.switch.buttons["zh-Hant"].isChecked()
    window.switch.buttons["en"].click()
    assert language.current() == window.settings.language == "en"


# ---- bind and tr ------------------------------------------------------------------------------------------------
def test_bound_again_is_replaced_not_doubled(qtbot, english: None):
    label = QLabel()
    qtbot.addWidget(label)
    bind(label, label.setText, "menu", "&Undo")
    bind(label, label.setText, "menu", "&Redo")
    language.set_language("zh-Hant")
    assert label.text() == "重做(&R)"
    assert len(label.__dict__["_bound_texts"]) == 1


def test_two_rows_of_a_combo_are_two_bindings(qtbot, english: None):
    combo = QComboBox()
    qtbot.addWidget(combo)
    combo.addItems(["", ""])
    bind(combo, partial(combo.setItemText, 0), "menu", "&Undo")
    bind(combo, partial(combo.setItemText, 1), "menu", "&Redo")
    language.set_language("zh-Hant")
    assert [combo.itemText(0), combo.itemText(1)] == ["復原(&U)", "重做(&R)"]


def test_parameters_may_be_bilingual_or_functions_of_the_language(qtbot, english: None):
    label = QLabel()
    qtbot.addWidget(label)
    bind(label, label.setText, "export", "Exporting “{pack}”", pack=LocalText("A paper", "一份文件"))
    assert label.text() == "Exporting “A paper”"
    language.set_language("zh-Hant")
    assert label.text() == "正在匯出「一份文件」"
    bind(label, label.setText, "export", "Exporting “{pack}”", pack=lambda lang: f"<{lang}>")
    assert label.text() == "正在匯出「<zh-Hant>」"


def test_an_owner_is_held_weakly(english: None):
    line = QLineEdit()
    bind(line, line.setPlaceholderText, "menu", "&Undo")
    gone = weakref.ref(line)
    del line
    gc.collect()
    assert gone() is None
    language.set_language("zh-Hant")  # and nobody misses it


def test_a_deleted_owner_is_left_alone(qtbot, english: None):
    import shiboken6

    parent = QWidget()
    button = QLabel(parent)
    bind(button, button.setText, "menu", "&Undo")
    shiboken6.delete(button)
    language.set_language("zh-Hant")
    parent.deleteLater()


@pytest.mark.parametrize(("n", "words"), [(0, "0 findings"), (1, "1 finding"), (2, "2 findings")])
def test_english_plurals(english: None, n: int, words: str):
    assert tr("check", "{n} findings", n=n) == words


def test_a_translation_with_other_placeholders_is_refused():
    catalogue = Catalogue(
        [
            Entry("c", "Read {file}", ("讀取{檔案}",)),
            Entry("c", "Write {file}", ("寫入{file}",)),
            Entry("c", "Later", ("遲",), finished=False),
        ]
    )
    assert catalogue.find("c", "Read {file}") is None
    assert catalogue.find("c", "Write {file}") == "寫入{file}"
    assert catalogue.find("c", "Later") is None


def test_a_missing_or_broken_catalogue_shows_english(tmp_path: Path):
    (tmp_path / "a_zh_Hant.ts").write_text("<TS>", encoding="utf-8")
    assert Catalogue.load(tmp_path, "zh_Hant").find("menu", "&Undo") is None
    assert Catalogue.load(tmp_path / "none", "zh_Hant").find("menu", "&Undo") is None


def test_a_missing_parameter_shows_as_its_name():
    assert fill("{n} of {total}", n=1) == "1 of {total}"
    assert fill("{broken", n=1) == "{broken"
