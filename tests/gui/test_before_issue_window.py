"""In the window: a paper with red lines is not issued; what the last paper gave otherwise is told in the margin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbench.domain.pack import Paragraph
from workbench.domain.text import LocalText
from workbench.gui.dialogs.export import export_pack
from workbench.gui.main_window import MainWindow
from workbench.services.before_issue import check_before_issue
from workbench.services.frozen import FrozenSession
from workbench.services.issuing import record_files
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.packs import SavePack
from workbench.services.packs import build_pack


def test_a_paper_with_a_red_line_is_neither_written_nor_recorded(
    window: MainWindow, tmp_path: Path, qtbot
) -> None:
    pack = window.session.pack("panel-paper")
    slip = Paragraph(LocalText("It cost $10 billion.", "開支為10億元。"))
    window.session.execute(SavePack(replace(pack, blocks=(*pack.blocks[:4], slip, *pack.blocks[4:]))))
    export_pack(window.workspace, pack.id, ["en"], ["docx"], tmp_path / "out", meeting="Panel")
    qtbot.waitUntil(
        lambda: any("red lines stand" in text for text in window.messages.texts()), timeout=20_000
    )
    assert window.session.issued_papers() == ()
    assert not (tmp_path / "out").exists()


def test_the_values_held_for_another_thread_know_the_last_paper(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    pack = session.pack("panel-paper")
    record_files(session, pack, build_pack(session, pack.id, ("en",), ("docx",), tmp_path))
    last = session.observations("K1.1")[-1]
    session.execute(AddObservations((replace(last, vintage="2026-11-20", value=1.15, text="1.15%"),)))
    found = check_before_issue(FrozenSession(window.workspace.reading), pack)
    assert found == check_before_issue(session, pack)
    assert [(one.first, one.second) for one in found if one.code == "F19"] == [("1.15%", "1.13%")]
