"""``brief --check``, refusing red lines, ``--reissue``; and an issued paper made again to the byte after all has changed."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from workbench.app import cli
from workbench.briefing.manifest import read_manifest
from workbench.domain.figure import DefinitionVersion
from workbench.domain.pack import Paragraph
from workbench.domain.text import LocalText as T
from workbench.services.before_issue import check_before_issue, ignored
from workbench.services.issuing import write_again
from workbench.services.operations.evidence import RemoveDocument
from workbench.services.operations.figures import AddObservations
from workbench.services.operations.packs import RemovePack, SavePack
from workbench.services.operations.strategy import SetOfficialStatus
from workbench.services.packs import templates
from workbench.services.reissue import last_issued, reissue
from workbench.services.session import Session

FORMATS = ("docx", "pptx", "pdf", "xlsx")


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


@pytest.fixture(scope="module")
def issued(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A workspace that issued its Panel paper in every format and both languages, in the user's own Word template."""
    folder = tmp_path_factory.mktemp("issued")
    path = Path(shutil.copy(sample, folder / "plan.wbk"))
    plain = ["brief", str(path), "--pack", "panel-paper", "--out"]
    assert cli.main([*plain, str(folder / "first"), "--format", "docx", "--lang", "en"]) == 0
    own = folder / "own.docx"
    document = docx.Document(str(folder / "first" / "panel-paper_en.docx"))
    for element in list(document.element.body):
        if element.tag != qn("w:sectPr"):
            document.element.body.remove(element)
    document.add_paragraph("Office of the Secretary")
    document.add_paragraph("{{body}}")
    document.save(str(own))
    call = [*plain, str(folder / "out"), "--format", ",".join(FORMATS), "--record", "--meeting", "Panel"]
    assert cli.main([*call, "--own-template", str(own)]) == 0
    own.unlink()
    return path, folder / "out"


@pytest.fixture
def after(issued: tuple[Path, Path], tmp_path: Path) -> Iterator[Session]:
    """That workspace later: a figure revised, a newer one, the text edited, a measure late, the template taken out."""
    path = Path(shutil.copy(issued[0], tmp_path / "later.wbk"))
    with Session.open(path) as session:
        ratio, startups = (session.observations(series)[-1] for series in ("K1.1", "K2.1"))
        later = type(startups.period).year(int(startups.period.code) + 1)
        session.execute(AddObservations((replace(ratio, vintage="2026-11-02", value=1.15, text="1.15%"),)))
        session.execute(
            AddObservations(
                (replace(startups, period=later, vintage="2026-11-03", value=5600.0, text="5 600間"),)
            )
        )
        session.execute(SetOfficialStatus("S1.G1.R1.M1", "late", "Tender later"))
        yield session


def run(capsys: pytest.CaptureFixture[str], *call: object) -> tuple[int, str, str]:
    code = cli.main(["brief", *map(str, call)])
    said = capsys.readouterr()
    return code, said.out, said.err


def broken(session: Session) -> None:
    """Keep the Panel paper with a slip between 億 and billion."""
    pack = session.pack("panel-paper")
    block = Paragraph(T("It cost $10 billion.", "開支為10億元。"))
    session.execute(SavePack(replace(pack, blocks=(*pack.blocks[:6], block, *pack.blocks[6:]))))


# ── the list ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_pack_that_is_shipped_has_a_red_line(sample: Path) -> None:
    with Session.open(sample, read_only=True) as session:
        for pack in (*session.packs(), *templates(session)):
            red = [one.message.en for one in check_before_issue(session, pack) if one.severity == "red"]
            assert red == [], pack.id


def test_the_list_says_no_while_red_lines_stand_and_writes_nothing(
    plan: Path, tmp_path: Path, capsys
) -> None:
    code, out, _ = run(capsys, plan, "--pack", "panel-paper", "--check")
    assert (code, "!!" in out) == (0, False)
    with Session.open(plan) as session:
        broken(session)
        session.save()
    code, out, err = run(capsys, plan, "--pack", "panel-paper", "--check-only")
    assert code == 1
    assert "!! F17 paragraph 5: “$10 billion” in English and “10億元” in Chinese" in out
    assert err.startswith("2 red, ")
    code, out, _ = run(capsys, plan, "--pack", "panel-paper", "--check", "--json")
    lines = json.loads(out)["findings"]
    assert [one["code"] for one in lines if one["severity"] == "red"] == ["F02", "F17"]
    assert code == 1
    assert [one for one in tmp_path.iterdir() if not one.name.startswith(plan.name)] == []
    assert run(capsys, plan, "--pack", "panel-paper")[0] == 2  # no folder, and no --check


def test_a_paper_with_red_lines_is_written_with_a_warning_but_not_recorded(
    plan: Path, tmp_path: Path, capsys
) -> None:
    with Session.open(plan) as session:
        broken(session)
        session.save()
    call = (plan, "--pack", "panel-paper", "--format", "docx", "--lang", "en", "--out")
    code, _, err = run(capsys, *call, tmp_path / "a")
    assert code == 0
    assert "!! F17" in err
    code, _, err = run(capsys, *call, tmp_path / "b", "--record")
    assert code == 1
    assert "2 red lines" in err
    assert not (tmp_path / "b").exists()
    with Session.open(plan, read_only=True) as session:
        assert session.issued_papers() == ()
    assert run(capsys, *call, tmp_path / "c", "--record", "--anyway")[0] == 0
    with Session.open(plan) as session:  # with reasons kept in the pack, it goes out without being told to
        assert len(session.issued_papers()) == 1
        pack = session.pack("panel-paper")
        for line in check_before_issue(session, pack):
            pack = ignored(pack, line, "As announced in the Budget") if line.severity == "red" else pack
        session.execute(SavePack(pack))
        session.save()
    code, _, err = run(capsys, *call, tmp_path / "d", "--record")
    assert (code, "!!" in err) == (0, False)


def test_lines_are_mended_and_let_stand_by_the_command_line(plan: Path, capsys) -> None:
    with Session.open(plan) as session:
        pack = session.pack("panel-paper")
        block = Paragraph(T("It cost HK$10 billion.", "開支為100億元,已經公佈。"))
        session.execute(SavePack(replace(pack, blocks=(*pack.blocks[:6], block, *pack.blocks[6:]))))
        session.save()
    call = (plan, "--pack", "panel-paper", "--json")
    code, out, _ = run(capsys, *call, "--check")
    (red,) = [one for one in json.loads(out)["findings"] if one["severity"] == "red"]
    assert (code, red["code"]) == (1, "F02")
    assert run(capsys, *call, "--let", "F02-nothing=Budget")[0] == 2
    code, out, _ = run(capsys, *call, "--fix")
    (red,) = [one for one in json.loads(out)["findings"] if one["severity"] == "red"]
    assert [one for one in json.loads(out)["findings"] if one["code"] in ("F08", "F10", "S01")] == []
    code, out, _ = run(capsys, *call, "--let", f"{red['key']}=Budget speech")
    assert code == 0
    with Session.open(plan, read_only=True) as session:
        pack = session.pack("panel-paper")
        kept = pack.blocks[6]
        assert isinstance(kept, Paragraph)
        assert kept.text == T("It cost $10 billion.", "開支為100億元，已經公布。")
        assert list(pack.ignored.values()) == ["Budget speech"]


# ── again, to the byte ────────────────────────────────────────────────────────────────────────────────────────


def test_every_file_is_made_again_to_the_byte_after_all_has_changed(
    after: Session, issued: tuple[Path, Path], tmp_path: Path
) -> None:
    before = after.pack("panel-paper")
    (held,) = before.own.values()
    after.execute(SavePack(replace(before, title=T("Another", "另一份"), own={})))
    after.execute(RemoveDocument(held))
    after.execute(RemovePack("panel-paper"))
    papers = after.issued_papers()
    assert {(one.format, one.language) for one in papers} == {
        (f, lang) for f in FORMATS for lang in ("en", "zh-Hant")
    }
    for paper in papers:
        folder = tmp_path / f"{paper.format}-{paper.language}"
        folder.mkdir()
        path, same = write_again(after, paper, folder)
        assert same, path.name
        assert path.read_bytes() == (issued[1] / paper.file_name).read_bytes()
    again = docx.Document(io.BytesIO((tmp_path / "docx-en" / "panel-paper_en.docx").read_bytes()))
    assert again.paragraphs[0].text == "Office of the Secretary"


def test_a_template_made_of_a_paper_does_not_bring_that_papers_record(issued: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(issued[1] / "panel-paper_zh-Hant.docx") as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name)]
        relations = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
        held = [name for name in names if b"urn:blueprint-workbench:pack:1" in archive.read(name)]
        there = set(archive.namelist())
    assert len(held) == 1
    ids = re.findall(r'\bId="([^"]+)"', relations)
    assert len(ids) == len(set(ids))
    assert all(
        f"word/{target}" in there or target.startswith("../")
        for target in re.findall(r'Target="([^"]+)"', relations)
    )
    assert {part.lstrip("/") for part in re.findall(r'PartName="([^"]+)"', types)} <= there
    record = read_manifest((issued[1] / "panel-paper_zh-Hant.docx").read_bytes())
    assert record is not None
    assert record.lang == "zh-Hant"  # the template was made of the English one


# ── issued again ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_cover_note_lists_each_figure_that_changed_old_and_new(after: Session) -> None:
    made = reissue(after, last_issued(after, "panel-paper"))
    told = {
        one.name: (one.reason, one.issued.en, one.now.en, one.period, one.period_now) for one in made.changed
    }
    thin = "\u2009"
    assert told == {
        "ratio_latest": ("revised", "1.13%", "1.15%", "2024", "2024"),
        "startups_latest": ("newer", f"5{thin}221", f"5{thin}600", "2025", "2026"),
    }
    (ratio, _) = made.changed
    assert [place.en for place in ratio.places] == [
        "Table 1, row 2, column 4", "paragraph 6", "Table 2, row 2, column 2",
    ]  # fmt: skip
    assert ratio.percent == pytest.approx((1.15 - 1.13) / 1.13 * 100)
    assert made.edited == ()
    assert made.pack == after.pack("panel-paper")


def test_the_cover_note_says_the_same_in_both_languages(after: Session) -> None:
    from workbench.briefing.manifest import texts
    from workbench.services.packs import fill_pack

    made = reissue(after, last_issued(after))
    en, zh = (
        {at: text for at, text, _ in texts(fill_pack(after, made.cover, lang))} for lang in ("en", "zh-Hant")
    )
    assert en.keys() == zh.keys()
    assert (en["b3.r2c3"], en["b3.r2c4"]) == (zh["b3.r2c3"], zh["b3.r2c4"]) == ("1.13%^", "1.15%^")
    assert en["b3.r2c5"].startswith("Revised (+1.8%)")
    assert zh["b3.r2c5"].startswith("已修訂（+1.8%）")
    assert "Late" in en.values()  # what else changed stands in the annex
    assert "延誤" in zh.values()
    figures = fill_pack(after, made.cover, "en").figures
    assert {f.snapshot_id for f in figures if f.name.startswith("old_")} == {made.issued.snapshot_id}


def test_an_edited_passage_is_told(after: Session) -> None:
    pack = after.pack("panel-paper")
    blocks = list(pack.blocks)
    assert isinstance(blocks[1], Paragraph)
    blocks[1] = replace(blocks[1], text=T("This paper tells Members more.", "本文件向委員詳述。"))
    after.execute(SavePack(replace(pack, blocks=tuple(blocks))))
    made = reissue(after, last_issued(after))
    assert [place.en for place in made.edited] == ["paragraph 1"]


def test_a_change_of_definition_is_no_revision(after: Session) -> None:
    last = after.observations("K1.1")[-1]
    wider = replace(
        last, vintage="2026-11-05", value=4.0, text="4%", definition="wide", confidence="official"
    )
    version = DefinitionVersion("wide", "K1.1", "2024", T("Wider", "較廣"))
    after.execute(AddObservations((wider,), definitions=(version,)))
    made = reissue(after, last_issued(after))
    (found,) = [one for one in made.changed if one.name == "ratio_latest"]
    assert (found.reason, found.percent) == ("definition", None)


def test_reissue_by_the_command_line(after: Session, tmp_path: Path, capsys) -> None:
    after.save()
    call = (after.path, "--format", "docx", "--out", tmp_path / "out", "--json")
    code, out, _ = run(capsys, *call, "--reissue", "last", "--number", "CB(1)600/2026(01)")
    told = json.loads(out)
    assert code == 0
    assert [one["file"] for one in told["files"]] == [
        "panel-paper_en.docx", "panel-paper_zh-Hant.docx", "panel-paper_trace.json",
        "panel-paper-changes_en.docx", "panel-paper-changes_zh-Hant.docx", "panel-paper-changes_trace.json",
    ]  # fmt: skip
    assert next((one["issued"]["en"], one["now"]["en"]) for one in told["changed"]) == ("1.13%", "1.15%")
    held = read_manifest((tmp_path / "out" / "panel-paper_en.docx").read_bytes())
    assert held is not None
    assert "CB(1)600/2026(01)" in held.texts["head.paper_no"][0]
    assert run(capsys, *call, "--reissue", "nothing-of-that-id")[0] == 2


def test_nothing_issued_yet(plan: Path, tmp_path: Path, capsys) -> None:
    assert run(capsys, plan, "--reissue", "last", "--out", tmp_path / "o")[0] == 2
    assert not (tmp_path / "o").exists()


def test_a_revised_figure_is_told_before_it_goes_out_again(after: Session) -> None:
    lines = [one for one in check_before_issue(after, after.pack("panel-paper")) if one.code == "F19"]
    (line,) = lines
    assert (line.severity, line.first, line.second) == ("amber", "1.15%", "1.13%")
    pack = after.pack("panel-paper")
    blocks = [
        replace(one, text=T(f"{one.text.en} It was given as 1.13% in the last paper.", f"{one.text.zh_hant}上一份文件為1.13%。"))
        if isinstance(one, Paragraph) and "{ratio_latest}" in (one.text.en or "") else one
        for one in pack.blocks
    ]  # fmt: skip
    table = next(n for n, one in enumerate(blocks) if hasattr(one, "rows"))
    blocks[table] = replace(blocks[table], notes=(T("Revised from 1.13%.", "由1.13%修訂。"),))
    told = check_before_issue(after, replace(pack, blocks=tuple(blocks)))
    assert [one for one in told if one.code == "F19"] == []


def test_a_projection_that_does_not_say_so(sample: Path) -> None:
    with Session.open(sample, read_only=True) as session:
        pack = session.pack("panel-paper")
        name = next(one.name for one in pack.fields if one.kind == "scenario")
        bare = Paragraph(T(f"The ratio is {{{name}}}.", f"比率為{{{name}}}。"))
        told = check_before_issue(session, replace(pack, blocks=(*pack.blocks[:4], bare, *pack.blocks[4:])))
        assert [(one.code, one.variant) for one in told if one.severity == "red"] == [("F06", "projection")]
        said = Paragraph(T(f"The ratio would be {{{name}}}.", f"按推算，比率為{{{name}}}。"))
        told = check_before_issue(session, replace(pack, blocks=(*pack.blocks[:4], said, *pack.blocks[4:])))
        assert [one for one in told if one.severity == "red"] == []
