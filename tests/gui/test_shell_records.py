"""Evidence, documents, wordings, issued papers and the moment shown, through the window's own actions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QDialog

from workbench.domain.evidence import Evidence
from workbench.domain.text import LocalText
from workbench.gui import documents, language
from workbench.gui.dialogs.documents import DocumentsDialog
from workbench.gui.dialogs.evidence import EvidenceDialog
from workbench.gui.dialogs.export import ExportDialog
from workbench.gui.dialogs.issued import IssuedDialog
from workbench.gui.dialogs.known import KnownDialog
from workbench.gui.dialogs.revisions import RevisionsDialog
from workbench.gui.dialogs.status import StatusDialog
from workbench.gui.dialogs.wordings import WordingsDialog
from workbench.gui.main_window import MainWindow
from workbench.services.operations.evidence import AddEvidence, AttachDocument
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.scenarios import RenameScenario
from workbench.services.operations.strategy import SetOfficialStatus

BUILDINGS = "S2.G1.R1.M3"  # HSITP batch 1: reports on record
PLAIN = "S1.G1.R1.M1"


def shown(kind: type[QDialog]):
    return next(
        item for item in QApplication.topLevelWidgets() if isinstance(item, kind) and item.isVisible()
    )


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "園區覆函 reply.pdf"
    path.write_bytes(b"%PDF-1.7 not really" * 50)
    return path


def text_of(window: MainWindow) -> str:
    return window.inspector.browser.toPlainText()


def put(window: MainWindow, node: str = PLAIN, **changes) -> Evidence:
    item = Evidence("e1", node, "2026-05", LocalText("Opened.", "已開。"), link="https://example.org")
    item = replace(item, **changes)
    window.session.execute(AddEvidence(item))
    return item


# ---- evidence ----------------------------------------------------------------------------------------------------
def test_evidence_and_its_file_are_one_step_in_the_inspector(window: MainWindow, letter: Path, qtbot):
    before = window.session.logical_dump()
    window.workspace.selection.select_node("")
    window.actions_table.trigger("data.evidence")
    assert any("Choose an item" in text for text in window.messages.texts())
    window.workspace.selection.select_node(PLAIN)
    window.actions_table.trigger("data.evidence")
    dialog = shown(EvidenceDialog)
    dialog.ok.click()
    assert "Say what the evidence is" in dialog.error.text()
    dialog.zh.setPlainText("基金於五月開始接受申請。")
    dialog.date.setText("May")
    dialog.ok.click()
    assert "not a date" in dialog.error.text()
    dialog.date.setText("2999")
    dialog.ok.click()
    assert "still to come" in dialog.error.text()
    dialog.date.setText("2026-05")
    dialog.ok.click()
    assert "where the evidence comes from" in dialog.error.text()
    dialog.attach_file(letter.with_name("none.pdf"))
    assert "none.pdf" in dialog.error.text()
    dialog.attach_file(letter)
    dialog.ok.click()
    (item,) = window.session.evidence(PLAIN)
    (document,) = window.session.documents()
    assert (item.document_id, item.date, item.kind) == (document.id, "2026-05", "progress")
    assert window.session.document_content(document.id) == letter.read_bytes()
    qtbot.waitUntil(lambda: letter.name in text_of(window))
    assert "Not verified" in text_of(window)
    assert "Evidence on ‘" in window.actions_table["edit.undo"].text()
    window.edits.undo()
    assert window.session.logical_dump() == before
    window.edits.redo()
    assert [one.file_name for one in window.session.documents()] == [letter.name]


def test_evidence_is_edited_and_removed_by_links(window: MainWindow, qtbot):
    put(window, link="/no/such/file.pdf")
    window.workspace.selection.select_node(PLAIN)
    qtbot.waitUntil(lambda: "not there" in text_of(window))
    window.inspector.browser.anchorClicked.emit(QUrl("web:/no/such/file.pdf"))
    assert any("is not there" in text for text in window.messages.texts())
    window.inspector.browser.anchorClicked.emit(QUrl("do:edit-evidence:e1"))
    dialog = shown(EvidenceDialog)
    assert (dialog.link.text(), dialog.en.toPlainText()) == ("/no/such/file.pdf", "Opened.")
    dialog.link.setText("https://example.org/press")
    dialog.page.setText("12")
    dialog.ok.click()
    (item,) = window.session.evidence(PLAIN)
    assert (item.id, item.link, item.page) == ("e1", "https://example.org/press", "12")
    qtbot.waitUntil(lambda: "page 12" in text_of(window) and "not there" not in text_of(window))
    window.inspector.browser.anchorClicked.emit(QUrl("do:remove-evidence:e1"))
    assert window.session.evidence() == ()
    window.edits.undo()
    assert len(window.session.evidence()) == 1


def test_a_link_that_is_no_page_is_not_opened(window: MainWindow, monkeypatch):
    opened = []
    monkeypatch.setattr("workbench.gui.docks.inspector.QDesktopServices.openUrl", opened.append)
    window.inspector.browser.anchorClicked.emit(QUrl("web:javascript:alert(1)"))
    assert opened == []
    window.inspector.browser.anchorClicked.emit(QUrl("web:https://example.org/a"))
    assert [url.toString() for url in opened] == ["https://example.org/a"]


def test_a_status_that_claims_progress_needs_evidence(window: MainWindow, qtbot):
    window.workspace.selection.select_node(PLAIN)
    window.inspector.edit_status()
    dialog = shown(StatusDialog)
    dialog.status.setCurrentIndex(dialog.status.findData("completed"))
    dialog.reason.setPlainText("Opened in May")
    assert "claims progress" in dialog.needed.text()
    dialog.ok.click()
    assert "needs evidence" in dialog.error.text()
    assert window.session.node(PLAIN).official_status == ""
    inner = dialog.add_evidence()
    inner.en.setPlainText("The fund opened.")
    inner.date.setText("2026-05-04")
    inner.link.setText("https://example.org")
    inner.ok.click()
    assert window.session.evidence() == ()  # only together with the status
    before = window.session.logical_dump()
    dialog.ok.click()
    node, (item,) = window.session.node(PLAIN), window.session.evidence(PLAIN)
    assert (node.official_status, node.official_status_date) == ("completed", "2026-05-04")
    assert node.official_status_evidence == (item.id,)
    qtbot.waitUntil(lambda: "Rests on" in text_of(window))
    window.inspector.browser.anchorClicked.emit(QUrl(f"do:remove-evidence:{item.id}"))
    assert any("rests on this evidence" in text for text in window.messages.texts())
    assert len(window.session.evidence()) == 1
    window.edits.undo()
    assert window.session.logical_dump() == before


def test_a_status_rests_on_a_report_of_a_source(window: MainWindow):
    node = window.session.node(BUILDINGS)
    report = node.progress[-1]
    dialog = StatusDialog(window.workspace, node, window)
    dialog.open()
    dialog.status.setCurrentIndex(dialog.status.findData("partly_completed"))
    dialog.reason.setPlainText("Three of eight")
    dialog.choose(report.source.source_id)
    dialog.ok.click()
    node = window.session.node(BUILDINGS)
    assert node.official_status_evidence == (report.source.source_id,)
    assert node.official_status_date == "2025-12-22"


# ---- wordings ----------------------------------------------------------------------------------------------------
def test_a_promise_worded_anew_stands_with_both_texts_and_dates(window: MainWindow, qtbot):
    window.actions_table.trigger("data.wordings")
    dialog = shown(WordingsDialog)
    words = dialog.browser.toPlainText()
    before, after = words.index("2022-12-22"), words.index("2023-12 ")
    assert (
        before < words.index("first eight buildings", before) < after < words.index("first three buildings")
    )
    put(window, PLAIN, kind="restated", text=LocalText("Only half of it.", "只有一半。"))
    assert "Only half of it." in dialog.browser.toPlainText()
    dialog.browser.anchorClicked.emit(QUrl(f"node:{BUILDINGS}"))
    assert window.workspace.selection.node == BUILDINGS
    qtbot.waitUntil(lambda: "Wording over time" in text_of(window))


# ---- documents ---------------------------------------------------------------------------------------------------
def test_documents_are_listed_added_exported_and_not_removed_while_used(
    window: MainWindow, letter: Path, tmp_path: Path
):
    window.actions_table.trigger("data.documents")
    dialog = shown(DocumentsDialog)
    assert dialog.empty.isVisible()
    assert not dialog.remove.isEnabled()
    dialog.add_file(letter)
    (document,) = window.session.documents()
    put(window, PLAIN, document_id=document.id)
    row = [dialog.table.rows.cell(0, column) for column in range(7)]
    assert row[0].text == letter.name
    assert row[3].text == "Traditional Chinese"  # 園 is written 园 in Simplified
    assert row[4].copy == str(letter.stat().st_size)
    assert row[5].copy == document.sha256
    assert row[6].text == PLAIN
    dialog.remove_chosen()
    assert "Remove that evidence first" in dialog.said.text()
    assert len(window.session.documents()) == 1
    written = documents.save(window.workspace, document.id, tmp_path / "out.pdf")
    assert written.read_bytes() == letter.read_bytes()
    window.edits.undo()  # the evidence
    dialog.remove_chosen()
    assert window.session.documents() == ()
    assert dialog.empty.isVisible()
    window.edits.undo()
    assert dialog.chosen == document.id


def test_what_could_run_is_not_opened(window: MainWindow, tmp_path: Path, monkeypatch):
    opened = []
    monkeypatch.setattr("workbench.gui.documents.QDesktopServices.openUrl", opened.append)
    for name in ("run.bat", "note.txt"):
        path = tmp_path / name
        path.write_bytes(b"text")
        window.session.execute(AttachDocument.of_file(path))
    run, note = window.session.documents()
    assert documents.open_document(window.workspace, run.id) is None
    assert opened == []
    copy = documents.open_document(window.workspace, note.id)
    assert copy.read_bytes() == b"text"
    assert len(opened) == 1


# ---- issued papers -----------------------------------------------------------------------------------------------
@pytest.fixture
def issued(window: MainWindow, tmp_path: Path, qtbot) -> Path:
    """The first pack, in English as docx, issued through the dialog."""
    folder = tmp_path / "out"
    folder.mkdir()
    window.actions_table.trigger("briefing.export")
    dialog = shown(ExportDialog)
    dialog.folder.setText(str(folder))
    dialog.languages["zh-Hant"].setChecked(False)
    for name, box in dialog.formats.items():
        box.setChecked(name == "docx")
    dialog.record.setChecked(True)
    assert not dialog.ok.isEnabled()
    assert "meeting" in dialog.said.text()
    dialog.meeting.setText("Panel, 24 November")
    assert "register" in dialog.said.text()
    dialog.ok.click()
    qtbot.waitUntil(lambda: bool(window.session.issued_papers()), timeout=30_000)
    return next(folder.glob("*.docx"))


def revise(window: MainWindow) -> None:
    last = window.session.observations("K1.1")[-1]
    window.session.execute(
        AddObservations((replace(last, vintage="2026-11-20", value=last.value - 0.04, text="1.09%"),))
    )


def test_a_paper_is_recorded_and_says_what_has_changed_since(
    window: MainWindow, issued: Path, tmp_path: Path
):
    window.actions_table.trigger("briefing.issued")
    dialog = shown(IssuedDialog)
    assert "Panel, 24 November" in [dialog.papers.rows.cell(0, column).text for column in range(6)]
    assert "still what it was issued with" in dialog.heading.text()
    was = window.session.observations("K1.1")[-1].text
    revise(window)
    assert "has changed since" in dialog.heading.text() or "have changed since" in dialog.heading.text()
    rows = range(dialog.moved.rows.rowCount())
    told = [[dialog.moved.rows.cell(row, column).text for column in range(6)] for row in rows]
    (line,) = [line for line in told if line[2] == was and line[5] == "Revised"]
    assert line[3] == "1.09%"
    assert line[4].startswith("−3.5")
    dialog.check_file(issued)
    assert dialog.said.text().startswith("Yes.")
    other = tmp_path / "other.docx"
    other.write_bytes(issued.read_bytes() + b" ")
    dialog.check_file(other)
    assert dialog.said.text().startswith("No.")
    dialog.write_again(issued.parent)
    assert "in that folder already" in dialog.said.text()
    again = tmp_path / "again"
    again.mkdir()
    dialog.write_again(again)
    assert "the same to the byte" in dialog.said.text()
    assert (again / issued.name).read_bytes() == issued.read_bytes()
    language.set_language("zh-Hant")
    assert "個數字已變" in dialog.heading.text()
    dialog.show_then()
    assert window.session.observations("K1.1")[-1].text == "1.09%"
    assert window.workspace.reading.observations("K1.1")[-1].text == was


def test_a_paper_is_not_recorded_if_the_workspace_moved_meanwhile(
    window: MainWindow, tmp_path: Path, qtbot, monkeypatch
):
    from workbench.gui.dialogs.export import export_pack
    from workbench.services import packs

    monkeypatch.setattr(packs, "build_pack", lambda *_, **__: [])
    export_pack(window.workspace, window.session.packs()[0].id, ["en"], ["docx"], tmp_path, meeting="Panel")
    revise(window)
    qtbot.waitUntil(lambda: any("not recorded" in text for text in window.messages.texts()))
    assert window.session.issued_papers() == ()


# ---- as known on -------------------------------------------------------------------------------------------------
def test_every_pane_follows_the_moment_and_says_so(window: MainWindow, qtbot):
    assert not window.banner.isVisible()
    window.actions_table.trigger("data.known")
    dialog = shown(KnownDialog)
    dialog.on_date.setChecked(True)
    dialog.date.setText("31/12/2023")
    dialog.ok.click()
    assert "not a date" in dialog.error.text()
    dialog.date.setText("2023")
    dialog.ok.click()
    assert window.banner.isVisible()
    assert "31 December 2023" in window.banner.label.text()
    assert "31 December 2023" in window._status.moment.text()
    card = window.show_pane("overview").grid.cards[0]
    qtbot.waitUntil(lambda: "1.07%" in card.facts.value)
    pane = window.show_pane("indicators")
    pane.show_indicator("K1.1")
    qtbot.waitUntil(lambda: pane.chart.spec is not None and "1.07%" in pane.chart.spec.title)
    vintages = [pane.known.itemData(row) for row in range(1, pane.known.count())]
    assert vintages
    assert max(vintages) <= "2023-12-31"
    data = window.show_pane("data")
    data.show_form(1)
    qtbot.waitUntil(lambda: not data.stale)
    live = sum(len(window.session.vintages(item.id)) for item in window.session.indicators())
    assert 0 < data.figures.rowCount() < live
    scenario = window.show_pane("scenarios")
    qtbot.waitUntil(lambda: not scenario.stale)
    assert scenario._run.result is not None
    triangle = RevisionsDialog(window.workspace, window, "K1.1")
    triangle.open()
    assert max(triangle.triangle.vintages) <= "2023-12-31"
    triangle.close()
    language.set_language("zh-Hant")
    assert "2023年12月31日" in window.banner.label.text()
    window.banner.back.click()
    assert not window.banner.isVisible()
    assert window._status.moment.text() == ""
    window.show_pane("overview")
    qtbot.waitUntil(lambda: "1.07%" not in card.facts.value)


def test_nothing_can_be_changed_in_the_past(window: MainWindow):
    mark = window.session.create_snapshot("Then")
    window.session.execute(RenameScenario("recent-pace", LocalText("Renamed", "已改名")))
    before = window.session.logical_dump()
    window.workspace.known.show_snapshot(mark.id)
    assert window.workspace.reading.scenario("recent-pace").name.en == "Recent pace"
    assert "“Then”" in window.banner.label.text()
    assert window.workspace.execute(SetOfficialStatus(PLAIN, "late", "report")) is None
    assert any("Go back to the present" in text for text in window.messages.texts())
    dialog = ExportDialog(window.workspace, window.settings, window)
    dialog.open()
    assert not dialog.record.isEnabled()
    assert "figures of then" in dialog.said.text()
    dialog.close()
    assert window.session.logical_dump() == before
    window.workspace.known.show_present()
    assert window.workspace.reading.scenario("recent-pace").name.en == "Renamed"


def test_the_palette_finds_them(window: MainWindow):
    words = json.dumps([entry[1] for entry in window.actions_table.items()], ensure_ascii=False)
    for name in ("As known on", "Add evidence", "Documents kept", "Changes of wording", "Issued papers"):
        assert name in words


# ---- what is undone ----------------------------------------------------------------------------------------------
def test_what_is_set_aside_after_an_undo_is_told_once_with_the_way_back(window: MainWindow):
    window.session.execute(SetOfficialStatus(PLAIN, "late", "first"))
    window.edits.undo()
    assert not any("set aside" in text for text in window.messages.texts())
    window.session.execute(SetOfficialStatus(PLAIN, "dropped", "second"))
    (told,) = [text for text in window.messages.texts() if "set aside" in text]
    assert "Set status of" in told
    window.session.execute(SetOfficialStatus(PLAIN, "late", "third"))
    assert len([text for text in window.messages.texts() if "set aside" in text]) == 1
    window.edits.undo()
    window.edits.redo()
    assert len([text for text in window.messages.texts() if "set aside" in text]) == 1
    row = next(row for row in window.messages._rows if "set aside" in row.label.text())
    row.message.action[1]()
    assert window.centre.current_id == "snapshots"
    assert window.show_pane("snapshots").page == "history"


def test_the_tree_finds_what_has_evidence_and_the_overview_counts_it(window: MainWindow, qtbot):
    overview = window.show_pane("overview")
    qtbot.waitUntil(lambda: not overview.stale)
    silent = len(overview._found["silent"])
    assert PLAIN in {item.node.id for item in overview._found["silent"]}
    window.tree.show_only("evidence")
    hits = window.tree.proxy.hits
    put(window)
    assert window.tree.proxy.hits == hits + 1
    qtbot.waitUntil(lambda: len(overview._found["silent"]) == silent - 1)
