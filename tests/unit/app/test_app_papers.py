"""``brief``: which paper, its head, the user's own template; and a recorded one made again."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from workbench.app import cli
from workbench.services.session import Session


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("home")))
        path = tmp_path_factory.mktemp("sample") / "plan.wbk"
        Session.create(path).close()
    return path


@pytest.fixture
def plan(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copy(sample, tmp_path / "plan.wbk"))


def brief(capsys: pytest.CaptureFixture[str], plan: Path, out: Path, *more: object, code: int = 0) -> str:
    """Run ``brief`` with Word files only; what it said (its document, or its message)."""
    call = ["brief", str(plan), "--out", str(out), "--format", "docx", *map(str, more)]
    assert cli.main([*call, *(["--json"] if not code else [])]) == code
    said = capsys.readouterr()
    return said.err if code else said.out


def texts(path: Path) -> list[str]:
    """The paragraphs of a Word file."""
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_a_template_by_its_id_with_panel_and_date(plan: Path, tmp_path: Path, capsys) -> None:
    head = (
        "--pack",
        "panel-information",
        "--panel",
        "cit",
        "--meeting-date",
        "2021-05-18",
        "--bureau",
        "ITIB",
    )
    brief(capsys, plan, tmp_path / "out", *head)
    said = texts(tmp_path / "out" / "panel-information_zh-Hant.docx")
    assert "立法會\n工商事務委員會" in said  # the names of that day, not of today
    assert "二零二一年五月十八日\n資料文件" in said
    assert "創新及科技局" in said
    assert "二零二一年五月" in said
    english = texts(tmp_path / "out" / "panel-information_en.docx")
    assert "For information on 18 May 2021" in english


def test_the_number_comes_late(plan: Path, tmp_path: Path, capsys) -> None:
    head = ("--number", "CB(1)551/2026(03)", "--meeting-date", "2026-12-03", "--lang", "both")
    brief(capsys, plan, tmp_path / "out", *head)
    said = texts(tmp_path / "out" / "panel-paper_zh-Hant.docx")
    assert "立法會CB(1)551/2026(03)號文件" in said
    assert "二零二六年十一月" in said  # out a week before the meeting
    brief(capsys, plan, tmp_path / "out", *head, "--dated", "2026-12")
    assert "December 2026" in texts(tmp_path / "out" / "panel-paper_en.docx")
    assert "2026-13" in brief(capsys, plan, tmp_path / "out", "--dated", "2026-13", code=2)


def test_profiles_and_the_mark_of_a_draft(plan: Path, tmp_path: Path, capsys) -> None:
    brief(capsys, plan, tmp_path / "a", "--profile", "government-en-words", "--final")
    document = docx.Document(str(tmp_path / "a" / "panel-paper_en.docx"))
    assert any("0.99 per cent" in paragraph.text for paragraph in document.paragraphs)
    assert document.sections[0].header.paragraphs[0].text == ""
    brief(capsys, plan, tmp_path / "b")
    drafted = docx.Document(str(tmp_path / "b" / "panel-paper_zh-Hant.docx"))
    assert drafted.sections[0].header.paragraphs[0].text == "擬稿"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--panel", "innovation"), "Panel on Education"),
        (("--meeting-date", "15.12.2026"), "15.12.2026"),
        (("--pack", "panel-papers"), "panel-paper"),
        (("--profile", "ministry"), "government-en"),
        (("--own-template", "letter.odt"), "letter.odt"),
    ],
)
def test_what_is_not_known_is_told_with_what_is(plan: Path, tmp_path: Path, capsys, more, said: str) -> None:
    assert said in brief(capsys, plan, tmp_path / "out", *more, code=2)
    assert not list(tmp_path.glob("out/*"))


def own_template(paper: Path, target: Path, place: str = "{{body}}") -> Path:
    """A letterhead made of a paper of the program."""
    document = docx.Document(str(paper))
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    document.add_paragraph("Office of the Secretary")
    document.add_paragraph(place)
    stream = io.BytesIO()
    document.save(stream)
    target.write_bytes(stream.getvalue())
    return target


def test_a_recorded_paper_in_an_own_template_is_made_again_to_the_byte(
    plan: Path, tmp_path: Path, capsys
) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    brief(capsys, plan, tmp_path / "first", "--lang", "en")
    own = own_template(tmp_path / "first" / "panel-paper_en.docx", tmp_path / "own.docx")
    call = ("--lang", "en", "--pack", "line-to-take", "--meeting-date", "2026-12-15", "--own-template", own)
    told = json.loads(brief(capsys, plan, out, *call, "--record"))
    own.unlink()  # the workspace has kept it
    assert texts(out / "line-to-take_en.docx")[0] == "Office of the Secretary"
    assert (
        cli.main(["issued", str(plan), "--again", told["issued"][0]["id"], "--out", str(again), "--json"])
        == 0
    )
    assert json.loads(capsys.readouterr().out)["same"] is True
    before = plan.read_bytes()
    bad = own_template(tmp_path / "first" / "panel-paper_en.docx", tmp_path / "bad.docx", "{{bdy}}")
    assert "body" in brief(capsys, plan, tmp_path / "c", "--own-template", bad, "--record", code=3)
    assert plan.read_bytes() == before
