"""Every dialog in both languages: it opens, everything in it has a name, Esc leaves it, and it is freed."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from workbench.gui import language
from workbench.gui.dialogs.about import AboutDialog, LicencesDialog, ShortcutsDialog
from workbench.gui.dialogs.check import CheckDialog
from workbench.gui.dialogs.documents import DocumentsDialog
from workbench.gui.dialogs.evidence import EvidenceDialog
from workbench.gui.dialogs.export import ExportDialog, available_formats
from workbench.gui.dialogs.issued import IssuedDialog
from workbench.gui.dialogs.known import KnownDialog
from workbench.gui.dialogs.new import NewDialog
from workbench.gui.dialogs.palette import Palette
from workbench.gui.dialogs.preferences import PreferencesDialog
from workbench.gui.dialogs.snapshot import SnapshotDialog
from workbench.gui.dialogs.status import StatusDialog
from workbench.gui.dialogs.tour import STEPS, TourDialog
from workbench.gui.dialogs.wordings import WordingsDialog
from workbench.gui.main_window import MainWindow
from workbench.services.operations.strategy import SetOfficialStatus

MEASURE = "S1.G1.R1.M1"
MAKERS: dict[str, Callable[[MainWindow], QDialog]] = {
    "about": lambda w: AboutDialog(w.theme, w),
    "licences": lambda w: LicencesDialog(w),
    "shortcuts": lambda w: ShortcutsDialog(w.actions_table, w),
    "check": lambda w: CheckDialog(w.session.check(), w.theme, w),
    "export": lambda w: ExportDialog(w.workspace, w.settings, w),
    "new": lambda w: NewDialog(w),
    "palette": lambda w: Palette(w),
    "preferences": lambda w: PreferencesDialog(w, w.views, w.theme),
    "snapshot": lambda w: SnapshotDialog(w.workspace, w),
    "tour": lambda w: TourDialog(w),
    "status": lambda w: StatusDialog(w.workspace, w.session.node(MEASURE), w),
    "evidence": lambda w: EvidenceDialog(w.workspace, w.session.node(MEASURE), w),
    "documents": lambda w: DocumentsDialog(w.workspace, w.settings, w),
    "wordings": lambda w: WordingsDialog(w.workspace, w),
    "issued": lambda w: IssuedDialog(w.workspace, w.settings, w),
    "known": lambda w: KnownDialog(w.workspace, w),
}


def flush() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
@pytest.mark.parametrize("name", MAKERS)
def test_opens_is_named_and_is_left_with_esc(window: MainWindow, qtbot, name: str, lang: str):
    language.set_language(lang)
    dialog = MAKERS[name](window)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.windowTitle()
    nameless = [
        repr(part)
        for part in dialog.findChildren(QWidget)
        if isinstance(part, QComboBox | QLineEdit | QPlainTextEdit | QAbstractItemView)
        and not isinstance(part, QHeaderView)
        and not part.accessibleName()
        and not isinstance(part.parent(), QComboBox)
        and part.isVisible()
    ]
    nameless += [
        repr(part)
        for part in dialog.findChildren(QAbstractButton)
        if part.isVisible() and not (part.text() or part.accessibleName())
    ]
    assert nameless == []
    assert not dialog.grab().isNull()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())


@pytest.mark.parametrize("name", MAKERS)
def test_switching_the_language_while_it_is_open(window: MainWindow, name: str):
    dialog = MAKERS[name](window)
    dialog.open()
    title = dialog.windowTitle()
    language.set_language("zh-Hant")
    assert dialog.windowTitle() != title
    language.set_language("en")
    assert dialog.windowTitle() == title
    dialog.close()


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "palette"])
def test_is_freed_when_closed(window: MainWindow, name: str):
    dialog = MAKERS[name](window)
    gone = weakref.ref(dialog)
    dialog.open()
    dialog.reject()
    flush()
    assert not shiboken6.isValid(dialog)
    del dialog
    import gc

    gc.collect()
    assert gone() is None


def test_no_window_is_left_over(window: MainWindow):
    for make in MAKERS.values():
        dialog = make(window)
        dialog.open()
        dialog.close()
    flush()
    left = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]
    assert left == []


# ---- each does what it says -------------------------------------------------------------------------------------
def test_a_snapshot_needs_a_name_and_is_then_taken(window: MainWindow):
    dialog = SnapshotDialog(window.workspace, window)
    dialog.open()
    dialog.ok.click()
    assert dialog.isVisible()
    assert dialog.error.text()
    dialog.name.setText("Panel paper January")
    dialog.ok.click()
    assert [mark.name for mark in window.session.snapshots()] == ["Panel paper January"]
    assert "Panel paper January" in window._status.snapshot.text()
    assert any("Panel paper January" in text for text in window.messages.texts())


def test_preferences_take_effect_at_once_and_are_remembered(window: MainWindow):
    dialog = PreferencesDialog(window, window.views, window.theme)
    dialog.open()
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    assert window.theme.name == "dark"
    assert window.settings.theme == "dark"
    dialog.scale.setCurrentIndex(dialog.scale.findData(1.5))
    dialog.scale.activated.emit(dialog.scale.currentIndex())
    assert window.theme.scale == window.settings.scale == 1.5
    dialog.language.setCurrentIndex(dialog.language.findData("zh-Hant"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert language.current() == "zh-Hant"
    dialog.close()
    window.theme.set_scale(1.0)
    window.theme.set_choice("light")


def test_export_says_what_is_missing(window: MainWindow, tmp_path):
    dialog = ExportDialog(window.workspace, window.settings, window)
    dialog.open()
    dialog.folder.setText(str(tmp_path))
    assert dialog.ok.isEnabled()
    for box in dialog.languages.values():
        box.setChecked(False)
    assert not dialog.ok.isEnabled()
    assert "language" in dialog.said.text()
    dialog.languages["en"].setChecked(True)
    dialog.folder.setText(str(tmp_path / "none"))
    assert "folder" in dialog.said.text()
    dialog.close()
    assert set(available_formats()) >= {"docx", "pdf"}


def test_export_writes_in_the_background_and_tells(window: MainWindow, tmp_path, qtbot):
    dialog = ExportDialog(window.workspace, window.settings, window)
    dialog.open()
    dialog.folder.setText(str(tmp_path))
    for name, box in dialog.formats.items():
        box.setChecked(name == "docx")
    dialog.languages["zh-Hant"].setChecked(False)
    with qtbot.waitSignal(window.jobs.started):
        dialog.ok.click()
    assert window._status.jobs.isVisible()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=30_000)
    assert len(list(tmp_path.glob("*_en.docx"))) == 1
    assert list(tmp_path.glob("*.pdf")) == []
    assert any("written" in text for text in window.messages.texts())
    assert not window._status.jobs.isVisible()


def test_export_goes_on_with_the_values_it_began_with(window: MainWindow):
    from workbench.services.frozen import FrozenSession

    frozen = FrozenSession(window.session)
    window.session.execute(SetOfficialStatus(MEASURE, "late", "report"))
    assert frozen.node(MEASURE).official_status == ""
    assert window.session.node(MEASURE).official_status == "late"
    assert frozen.observations("K1.1") == window.session.observations("K1.1")
    assert frozen.observations("K1.1", as_of="2023") == window.session.observations("K1.1", as_of="2023")


def test_a_new_workspace_of_any_plan_or_none_and_never_over_a_file(window: MainWindow, tmp_path):
    dialog = NewDialog(window)
    dialog.open()
    dialog.file.setText(str(window.session.path))
    assert not dialog.ok.isEnabled()
    assert "already" in dialog.error.text()
    dialog.file.setText(str(tmp_path / "mine"))
    assert dialog.ok.isEnabled()
    dialog.plan.setCurrentIndex(dialog.plan.findData("empty"))
    dialog.ok.click()
    assert window.session.path == tmp_path / "mine.wbk"
    assert window.session.nodes() == ()
    assert window.tree.model.count() == 0
    for pane in ("overview", "indicators", "scenarios", "data", "briefing", "snapshots"):
        assert window.show_pane(pane) is not None


# ---- the palette ------------------------------------------------------------------------------------------------
def test_the_palette_finds_in_both_scripts_and_does_it(window: MainWindow, qtbot):
    palette = Palette(window)
    palette.open()
    palette.line.setText("本地研发总开支")
    assert "K1.1" in [entry.others[0] for entry in palette._found[:3]]
    palette.line.setText("snapshot")
    assert any("snapshot" in entry.others[0] for entry in palette._found)
    palette.line.setText("S1.G1.R1.M1")
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.workspace.selection.node == "S1.G1.R1.M1"


def test_the_palette_without_words_lists_actions_and_tabs(window: MainWindow):
    palette = Palette(window)
    palette.open()
    words = [entry.words for entry in palette._found]
    assert "Take snapshot" in words
    assert "Scenarios" in words
    palette.line.setText("zzzz nothing")
    assert palette.empty.isVisible()
    palette.close()


def test_the_palette_gives_a_term_in_the_other_language(window: MainWindow):
    from PySide6.QtWidgets import QApplication

    palette = Palette(window)
    palette.open()
    palette.line.setText("创新科技署")
    row = next(at for at, entry in enumerate(palette._found) if entry.icon == "copy")
    assert palette._found[row].words == "Innovation and Technology Commission"
    palette.list.setCurrentRow(row)
    palette.choose()
    assert QApplication.clipboard().text() == "創新科技署"


def test_the_tour_has_five_steps_and_brings_each_tab_to_the_front(window: MainWindow):
    assert len(STEPS) == 5
    window.actions_table.trigger("help.tour")
    tour = window.findChild(TourDialog)
    seen = []
    for _ in STEPS:
        seen.append((tour.heading.text()[0], window.centre.current_id))
        tour.forward.click()
    assert seen == [
        ("1", "overview"),
        ("2", "indicators"),
        ("3", "scenarios"),
        ("4", "data"),
        ("5", "briefing"),
    ]
    assert not tour.forward.isEnabled()
    tour.back.click()
    assert window.centre.current_id == "data"
    assert window.isEnabled()
    tour.close()
