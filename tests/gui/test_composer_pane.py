"""The composer: writing, figures in both languages, moving blocks, findings and their mending, papers and files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from workbench.domain.pack import AnnexStart, FigureField, Heading, Paragraph, TableBlock
from workbench.domain.text import LocalText
from workbench.gui.dialogs.figure_picker import FigurePicker
from workbench.gui.dialogs.new_paper import NewPaperDialog
from workbench.gui.dialogs.verify import VerifyDialog
from workbench.gui.main_window import MainWindow
from workbench.gui.panes.briefing import BriefingPane, deeds
from workbench.services import pack_edit
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.packs import RemovePack, SavePack

TARGET = FigureField("goal", "target", "K1.1", "2027")


def paper() -> tuple[object, ...]:
    return (
        Heading(LocalText("Purpose", "目的")),
        Paragraph(LocalText("The goal is {goal}.", "目標是{goal}。")),
        Paragraph(LocalText("Second", "第二")),
        TableBlock(
            LocalText("Cells", "格"),
            ((LocalText("a", "甲"), LocalText("b", "乙")), (LocalText("c", "丙"), LocalText("d", "丁"))),
        ),
    )


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> BriefingPane:
    """The composer on a paper of four blocks, looked at."""
    assert window.session is not None
    pack = replace(
        window.session.pack("panel-paper"),
        id="mine",
        title=LocalText("Mine", "我的"),
        blocks=paper(),
        fields=(TARGET,),
        footnotes=(),
        order=-1,
    )
    window.session.execute(SavePack(pack))
    shown = window.show_pane("briefing")
    assert isinstance(shown, BriefingPane)
    shown.show_pack("mine")
    ready(shown, qtbot)
    return shown


def ready(pane: BriefingPane, qtbot: QtBot) -> None:
    """Wait until what is shown has been looked at."""
    qtbot.waitUntil(lambda: pane.draft.pack is not None and not pane.stale, timeout=10_000)
    qtbot.waitUntil(lambda: not pane.draft.busy and pane.draft.margin is not None, timeout=30_000)


def block(pane: BriefingPane, number: int) -> object:
    assert pane.draft.pack is not None
    return pane.draft.pack.blocks[number]


def steps(window: MainWindow) -> int:
    assert window.session is not None
    return len(window.session.history())


# ---- writing ----------------------------------------------------------------------------------------------------


def test_a_figure_is_a_chip_that_says_what_is_printed_and_what_it_is(
    pane: BriefingPane, qtbot: QtBot
) -> None:
    pane.go_to("block:1")
    assert pane.form is not None
    english = pane.form.pairs[0].texts["en"]
    assert english.template() == "The goal is {goal}."
    assert english.chips() == ["goal"]
    assert pane.look("goal", "en").words == "1.3%"
    assert "K1.1" in pane.look("goal", "en").tip
    assert pane.look("nobody", "en").back == "bad_back"
    cursor = english.textCursor()
    cursor.setPosition(len("The goal is "))
    rect = english.cursorRect(cursor)
    point = rect.center()
    point.setX(point.x() + 8)
    english.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, point, english.mapToGlobal(point)))
    assert "goal" in QToolTip.text()
    QToolTip.hideText()


def test_what_is_written_is_kept_as_one_step_when_the_field_is_left(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot
) -> None:
    pane.go_to("block:2")
    assert pane.form is not None
    english = pane.form.pairs[0].texts["en"]
    before = steps(window)
    english.setFocus()
    english.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(english, " thoughts")
    assert steps(window) == before  # not a step for each key
    pane.form.pairs[0].texts["zh-Hant"].setFocus()
    assert steps(window) == before + 1
    assert block(pane, 2) == Paragraph(LocalText("Second thoughts", "第二"))
    window.actions_table.trigger("edit.undo")
    assert block(pane, 2) == Paragraph(LocalText("Second", "第二"))
    qtbot.waitUntil(lambda: english.template() == "Second", timeout=5_000)


def test_what_is_written_is_kept_after_a_pause_and_the_cursor_stays(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot
) -> None:
    pane.go_to("block:2")
    assert pane.form is not None
    english = pane.form.pairs[0].texts["en"]
    english.setFocus()
    with qtbot.waitSignal(english.written, timeout=5_000):
        qtbot.keyClicks(english, "X")
    ready(pane, qtbot)
    assert block(pane, 2) == Paragraph(LocalText("XSecond", "第二"))
    assert pane.form.pairs[0].texts["en"] is english
    assert english.textCursor().position() == 1


def test_what_is_being_written_is_in_the_file_that_is_saved(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot, sample: Path
) -> None:
    pane.go_to("block:2")
    assert pane.form is not None
    english = pane.form.pairs[0].texts["en"]
    english.setFocus()
    qtbot.keyClicks(english, "Last words. ")
    window.actions_table.trigger("file.save")
    assert window.session is not None
    qtbot.waitUntil(lambda: window.session is not None and not window.session.dirty, timeout=10_000)
    assert block(pane, 2) == Paragraph(LocalText("Last words. Second", "第二"))


def test_braces_are_kept_and_a_typed_name_becomes_a_chip(pane: BriefingPane, qtbot: QtBot) -> None:
    pane.go_to("block:2")
    assert pane.form is not None
    english = pane.form.pairs[0].texts["en"]
    english.selectAll()
    qtbot.keyClicks(english, "a { b {goal}")
    english.flush()
    assert english.template() == "a {{ b {goal}"
    assert "\ufffc" in english.toPlainText()
    assert block(pane, 2) == Paragraph(LocalText("a {{ b {goal}", "第二"))


def test_settings_of_a_block_are_kept(pane: BriefingPane) -> None:
    pane.go_to("block:2")
    assert pane.form is not None
    pane.form.put(replace(pane.form.value, level=1, only=("docx",)))
    assert block(pane, 2) == Paragraph(LocalText("Second", "第二"), level=1, only=("docx",))


def test_a_cell_is_written_in_both_languages_and_pasted_cells_are_texts(
    pane: BriefingPane, qtbot: QtBot
) -> None:
    pane.go_to("block:3")
    form = pane.form
    grid = getattr(form, "grid", None)
    assert form is not None
    assert grid is not None
    assert grid.cells.item(1, 0).text() == "c\n丙"
    grid.cells.setCurrentCell(1, 1)
    pair = form.pairs[1]
    assert pair.said == LocalText("d", "丁")
    pair.texts["zh-Hant"].set_template("丁")
    pair.texts["zh-Hant"].insert_name("goal")
    grid.cells.setCurrentCell(0, 0)  # leaving the cell keeps it
    table = block(pane, 3)
    assert isinstance(table, TableBlock)
    assert table.rows[1][1] == LocalText("d", "丁{goal}")
    assert table.rows[0] == (LocalText("a", "甲"), LocalText("b", "乙"))
    grid.cells.setCurrentCell(1, 0)
    grid.paste("1 234\t{x}\r\n=1+1\t2\r\n")
    table = block(pane, 3)
    assert isinstance(table, TableBlock)
    assert [cell.en for cell in table.rows[1]] == ["1 234", "{{x}}"]
    assert [cell.en for cell in table.rows[2]] == ["=1+1", "2"]
    assert table.rows[1][0].zh_hant == "丙"
    grid.grow_columns(-1)
    table = block(pane, 3)
    assert isinstance(table, TableBlock)
    assert [len(row) for row in table.rows] == [1, 1, 1]


# ---- outline ----------------------------------------------------------------------------------------------------


def test_blocks_are_added_moved_copied_and_taken_out_by_keys(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot
) -> None:
    first = [block(pane, n) for n in range(4)]
    pane.outline.setFocus()
    pane.go_to("block:1")
    qtbot.keyClick(pane.outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [block(pane, n) for n in range(4)] == [first[0], first[2], first[1], first[3]]
    assert pane.at == "block:2"
    qtbot.keyClick(pane.outline, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert block(pane, 3) == first[1]
    assert pane.at == "block:3"
    qtbot.keyClick(pane.outline, Qt.Key.Key_Delete)
    assert [block(pane, n) for n in range(4)] == [first[0], first[2], first[1], first[3]]
    for _ in range(3):
        window.actions_table.trigger("edit.undo")
    assert [block(pane, n) for n in range(4)] == first
    pane.go_to("block:3")
    pane.add_block("annex")
    assert block(pane, 4) == AnnexStart("A", LocalText())
    assert pane.at == "block:4"


def test_a_block_is_dragged(pane: BriefingPane) -> None:
    rows = pane.outline.rows
    data = rows.mimeData([rows.index(rows.row_of("block:3"))])
    first = block(pane, 3)
    rows.dropMimeData(data, Qt.DropAction.MoveAction, rows.row_of("block:1"), 0, rows.index(-1))
    assert block(pane, 1) == first
    assert pane.at == "block:1"


@pytest.mark.parametrize("kind", pack_edit.KINDS)
def test_each_kind_of_block_has_a_form(pane: BriefingPane, qtbot: QtBot, kind: pack_edit.BlockKind) -> None:
    pane.add_block(kind)
    assert pane.form is not None
    assert pack_edit.kind_of(pane.form.value) == kind
    for pair in pane.form.pairs:
        for edit in pair.texts.values():
            assert edit.accessibleName()


# ---- figures ----------------------------------------------------------------------------------------------------


def test_a_figure_is_searched_and_put_into_both_languages_as_one_step(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot
) -> None:
    pane.go_to("block:2")
    before = steps(window)
    window.actions_table.trigger("briefing.figure")
    picker = pane.findChildren(FigurePicker)[-1]
    picker.line.setText("初创 3,755")
    assert picker.source is not None
    assert picker.source.series_id == "K2.1"
    assert picker.period.currentData() == "2021"  # the year in which that number stands
    assert "3 755" in picker.said.text().replace("\u2009", " ")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    second = block(pane, 2)
    assert isinstance(second, Paragraph)
    (name,) = {field.name for field in pane.draft.pack.fields} - {"goal"}  # type: ignore[union-attr]
    assert second.text == LocalText(f"Second{{{name}}}", f"第二{{{name}}}")
    assert steps(window) == before + 1
    assert pane.look(name, "zh-Hant").words.replace("\u2009", " ") == "3 755間"
    again = replace(next(f for f in pane.draft.pack.fields if f.name == name), name="other")  # type: ignore[union-attr]
    assert pane.insert_figure(again) == name  # the same figure has one field
    assert len(pane.draft.pack.fields) == 2  # type: ignore[union-attr]


def test_a_figure_is_put_where_the_cursors_are(pane: BriefingPane, qtbot: QtBot) -> None:
    pane.go_to("block:2")
    assert pane.form is not None
    english = pane.form.pairs[0].texts["en"]
    english.setFocus()
    cursor = english.textCursor()
    cursor.setPosition(3)
    english.setTextCursor(cursor)
    pane.insert_figure(TARGET)
    assert block(pane, 2) == Paragraph(LocalText("Sec{goal}ond", "第二{goal}"))


def test_the_picker_says_why_a_figure_cannot_be(pane: BriefingPane, window: MainWindow, qtbot: QtBot) -> None:
    pane.pick_figure()
    picker = pane.findChildren(FigurePicker)[-1]
    picker.line.setText("no such thing at all")
    assert not picker.ok.isEnabled()
    assert picker.said.text()
    picker.line.setText("K1.1")
    picker.known.setCurrentIndex(1)  # on a day …
    picker.preview()
    assert not picker.ok.isEnabled()  # … that was not written
    picker.day.setText("2022-12-31")
    assert picker.ok.isEnabled()
    figure = picker.figure()
    assert figure is not None
    assert figure.as_of == "2022-12-31"
    picker.reject()


def test_a_chip_is_opened_and_its_figure_changed_everywhere(pane: BriefingPane, qtbot: QtBot) -> None:
    pane.go_to("block:1")
    assert pane.form is not None
    english = pane.form.pairs[0].texts["en"]
    english.setFocus()
    cursor = english.textCursor()
    cursor.setPosition(len("The goal is "))
    english.setTextCursor(cursor)
    qtbot.keyClick(english, Qt.Key.Key_F4)
    picker = pane.findChildren(FigurePicker)[-1]
    assert (picker.source.series_id, picker.period.currentData()) == ("K1.1", "2027")  # type: ignore[union-attr]
    picker.period.setCurrentIndex(picker.period.findData("2032"))
    picker.preview()
    picker.ok.click()
    assert pane.draft.pack is not None
    assert pane.draft.pack.fields == (replace(TARGET, period="2032"),)
    assert block(pane, 1) == Paragraph(LocalText("The goal is {goal}.", "目標是{goal}。"))
    ready(pane, qtbot)
    qtbot.waitUntil(lambda: pane.look("goal", "en").words == "2%", timeout=20_000)
    assert not [one for one in pane.margin_list.marks if one.moved is not None]


def test_a_footnote_and_a_reference_are_called_in_both_languages(
    pane: BriefingPane, window: MainWindow
) -> None:
    pane.go_to("block:2")
    before = steps(window)
    pane.insert_reference(3)
    assert steps(window) == before + 1
    pane.insert_footnote()
    assert pane.at == "footnote:note"
    pack = pane.draft.pack
    assert pack is not None
    assert pack.blocks[2] == Paragraph(LocalText("Second{>table}{^note}", "第二{>table}{^note}"))
    assert pack_edit.anchor_of(pack.blocks[3]) == "table"
    assert pane.form is not None
    pane.form.pairs[0].texts["en"].insertPlainText("Told here.")
    pane.flush()
    assert pane.draft.pack.footnotes[0].text.en == "Told here."  # type: ignore[union-attr]


# ---- findings ---------------------------------------------------------------------------------------------------


def test_a_finding_is_marked_gone_to_and_mended(pane: BriefingPane, qtbot: QtBot) -> None:
    pane.draft.change(
        lambda pack: pack_edit.replaced(pack, 2, Paragraph(LocalText("Lacks nothing {goal}", "沒有")))
    )
    ready(pane, qtbot)
    (mark,) = [one for one in pane.margin_list.marks if one.code == "packs.parity-fields"]
    row = pane.outline.rows.row_of("block:2")
    assert pane.outline.rows.entries[row].icon == "bad"
    pane.go_to("head")
    pane.margin_list.table.selectRow(pane.margin_list.marks.index(mark))
    pane.margin_list.go.click()
    assert pane.at == "block:2"
    pane.mend(mark, mark.fixes[0])
    assert block(pane, 2) == Paragraph(LocalText("Lacks nothing {goal}", "沒有{goal}"))
    ready(pane, qtbot)
    assert "packs.parity-fields" not in {one.code for one in pane.margin_list.marks}


def test_a_finding_stands_for_a_reason_that_is_kept(
    pane: BriefingPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.draft.change(
        lambda pack: replace(pack, fields=(*pack.fields, replace(TARGET, name="spare", period="2032")))
    )
    ready(pane, qtbot)
    (mark,) = [one for one in pane.margin_list.marks if one.code == "packs.unused-field"]
    monkeypatch.setattr(deeds.QInputDialog, "getText", lambda *_, **__: ("for later", True))
    pane.margin_list.table.selectRow(pane.margin_list.marks.index(mark))
    pane.margin_list.excuse.click()
    assert pane.draft.pack is not None
    assert pane.draft.pack.ignored == {mark.key: "for later"}
    ready(pane, qtbot)
    (again,) = [one for one in pane.margin_list.marks if one.code == "packs.unused-field"]
    assert again.reason == "for later"
    assert pane.margin_list.marks[-1] == again


def test_a_new_figure_makes_the_paper_stale_until_it_is_taken(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    pane.insert_figure(FigureField("past", "observation", "K1.1", "2020"))
    ready(pane, qtbot)
    pane.go_to("block:2")
    pane.add_block("note")  # any edit: now the paper remembers its figures
    old = next(o for o in session.observations("K1.1") if o.period.code == "2020")
    new = replace(old, value=(old.value or 0) + 0.5, text="", vintage="2026-11-20")
    session.execute(AddObservations((new,)))
    ready(pane, qtbot)
    moved = [one for one in pane.margin_list.marks if one.moved is not None]
    (mark,) = moved
    assert "Stale" in pane.margin_list.verdict.text()
    assert mark.moved is not None
    assert mark.moved.before.show("en") in mark.message.show("en")
    pane.margin_list.all_new.click()
    ready(pane, qtbot)
    assert not [one for one in pane.margin_list.marks if one.moved is not None]


# ---- pages ------------------------------------------------------------------------------------------------------


def test_pages_follow_what_is_written_and_are_walked_by_block(pane: BriefingPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: pane.page_count >= 1, timeout=20_000)
    before = pane.preview.canvas.picture(0).toImage()
    pane.draft.change(lambda pack: replace(pack, title=LocalText("Quite another title", "另一標題")))
    with qtbot.waitSignal(pane.draft.pages_set, timeout=20_000):
        pass
    assert pane.preview.canvas.picture(0).toImage() != before
    pane.go_to("block:2")
    assert pane.preview.canvas.lit is not None
    page, points = pane.preview.canvas.lit
    pane.go_to("head")
    pane.preview.canvas.pressed.emit(page, points + 3)
    assert pane.at == "block:2"


# ---- papers -----------------------------------------------------------------------------------------------------


def test_a_paper_is_made_from_a_template(pane: BriefingPane, window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.actions_table.trigger("briefing.new")
    dialog = pane.findChildren(NewPaperDialog)[-1]
    dialog.template.setCurrentIndex(dialog.template.findData("line-to-take"))
    dialog.title_en.setText("Line on start-ups")
    dialog.title_zh.setText("初創口徑")
    dialog.day.setText("2026-12-15")
    assert dialog.dated.text() == "2026-12"
    dialog.panel.setCurrentIndex(dialog.panel.findData("cit"))
    dialog.day.setText("2026-13-15")
    assert not dialog.ok.isEnabled()
    dialog.day.setText("2026-12-15")
    dialog.ok.click()
    made = window.session.pack("line-to-take-2")
    assert (made.title, made.meeting_date, made.panel, made.made_from, made.template) == (
        LocalText("Line on start-ups", "初創口徑"),
        "2026-12-15",
        "cit",
        "line-to-take",
        False,
    )
    assert pane.draft.pack_id == "line-to-take-2"


def test_a_panel_is_offered_by_its_name_on_the_day(pane: BriefingPane) -> None:
    pane.new_paper()
    dialog = pane.findChildren(NewPaperDialog)[-1]

    def names() -> list[str]:
        return [dialog.panel.itemText(row) for row in range(dialog.panel.count())]

    dialog.day.setText("2021-02-08")
    assert "Panel on Commerce and Industry" in names()
    dialog.day.setText("2026-02-08")
    assert "Panel on Commerce and Industry" not in names()
    dialog.reject()


def test_a_paper_is_copied_kept_as_a_template_and_taken_out(pane: BriefingPane, window: MainWindow) -> None:
    session = window.session
    pack = pane.draft.pack
    assert session is not None
    assert pack is not None
    copy = deeds.copied(pane, pack)
    assert session.pack(copy).blocks == pack.blocks
    assert session.pack(copy).title == LocalText("Mine (copy)", "我的（副本）")
    template = deeds.kept_as_template(pane, pack, "House pattern")
    assert session.pack(template).template
    pane.show_pack(copy)
    deeds.remove(pane)
    assert copy not in {one.id for one in session.packs()}
    window.actions_table.trigger("edit.undo")
    assert copy in {one.id for one in session.packs()}


def test_a_pack_goes_to_a_file_and_comes_back(pane: BriefingPane, window: MainWindow, tmp_path: Path) -> None:
    assert window.session is not None
    path = tmp_path / "mine.json"
    assert deeds.save_path(pane, path)
    new = deeds.import_path(pane, path)
    assert new == "mine-2"
    assert window.session.pack(new).blocks == window.session.pack("mine").blocks
    path.write_text("{", encoding="utf-8")
    assert deeds.import_path(pane, path) == ""


def test_an_own_template_that_is_none_is_refused(pane: BriefingPane, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.docx"
    wrong.write_bytes(b"no template")
    assert not deeds.use_own(pane, "docx", wrong)
    assert pane.draft.pack is not None
    assert pane.draft.pack.own == {}


def test_without_a_pack_the_way_to_one_is_offered(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    for one in session.packs():
        session.execute(RemovePack(one.id))
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane.empty, timeout=5_000)
    pane.empty.button.click()
    assert pane.findChildren(NewPaperDialog)


def test_the_past_cannot_be_written(pane: BriefingPane, window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    workspace.known.show_date("2024-01-01")
    ready(pane, qtbot)
    pane.go_to("block:2")
    assert pane.form is not None
    assert pane.form.pairs[0].texts["en"].isReadOnly()
    assert not pane.draft.change(lambda pack: replace(pack, draft=not pack.draft))


# ---- verifying --------------------------------------------------------------------------------------------------


def test_a_paper_that_was_edited_is_verified_when_dropped(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    from docx import Document

    from workbench.services.packs import build_pack

    assert window.session is not None
    (path, *_) = build_pack(window.session, "mine", ("en",), ("docx",), tmp_path)
    document = Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text == "1.3%":
                run.text = "1.8%"
    document.save(str(path))
    assert window.files.droppable([path])
    window.files.drop([path])
    dialog = window.findChildren(VerifyDialog)[-1]
    qtbot.waitUntil(lambda: bool(dialog.verdicts), timeout=20_000)
    rows = [dialog.table.rows.cell(row, 3).text for row in range(dialog.table.rows.rowCount())]
    found = [dialog.table.rows.cell(row, 4).text for row in range(dialog.table.rows.rowCount())]
    assert ("1.3%", "1.8%") in list(zip(rows, found, strict=True))
    assert dialog.save_report(tmp_path / "report.csv")
    report = (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    assert "1.8%" in report
    assert "1.3%" in report
    dialog.reject()


def test_what_is_no_paper_is_told(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.docx"
    wrong.write_bytes(b"nothing")
    window.papers.verify_paths([wrong])
    dialog = window.findChildren(VerifyDialog)[-1]
    qtbot.waitUntil(lambda: "wrong.docx" in dialog.verdict.text(), timeout=10_000)
    dialog.reject()


# ---- going out again --------------------------------------------------------------------------------------------


def test_an_issued_paper_is_made_again_with_a_note_of_what_changed(
    pane: BriefingPane, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    from workbench.gui.dialogs.issued import IssuedDialog
    from workbench.services.issuing import record_files
    from workbench.services.pack_fields import FieldBook
    from workbench.services.pack_live import expanded
    from workbench.services.packs import build_pack

    session = window.session
    assert session is not None
    pane.go_to("block:2")
    pane.insert_figure(FigureField("past", "observation", "K1.1", "2020"))
    pack = session.pack("mine")
    record_files(session, pack, build_pack(session, "mine", ("en",), ("docx",), tmp_path), meeting="Panel")
    old = next(o for o in session.observations("K1.1") if o.period.code == "2020")
    session.execute(AddObservations((replace(old, value=2.5, text="", vintage="2026-11-20"),)))
    before = steps(window)
    window.actions_table.trigger("briefing.issued")
    dialog = window.findChildren(IssuedDialog)[-1]
    dialog.papers.selectRow(0)
    dialog.anew.click()
    assert steps(window) == before + 1
    new = {one.id for one in session.packs()} - {"mine", "panel-paper"}
    assert len(new) == 2
    assert "mine-2" in new
    (cover,) = new - {"mine-2"}
    assert pane.draft.pack_id == cover
    ready(pane, qtbot)
    book = FieldBook(session, expanded(session, session.pack(cover)))
    printed = {figure.texts.show("en") for figure in book.figures.values()}
    assert {"0.99%", "2.50%"} <= printed or {"0.99%", "2.5%"} <= printed
