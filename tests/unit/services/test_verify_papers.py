"""Papers edited by hand: every planted error is found, and nothing else is."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from workbench.domain.errors import FileProblem
from workbench.domain.pack import FigureField, Heading, Pack, Paragraph, TableBlock
from workbench.domain.text import LocalText
from workbench.services import packs
from workbench.services.operations.packs import SavePack
from workbench.services.session import Session
from workbench.services.verify import Finding, verify

MONEY = Paragraph(
    LocalText(
        "The Government has set aside $10 billion since 2019, or {people} people in the data of 2030. GERD was {gerd}"
        " in 2020, against {ratio} of GDP.",
        "政府自2019年起預留100億元，2030年數字為{people}人。2020年研發總開支為{gerd}，相當於本地生產總值的{ratio}。",
    )
)


def _pack(gerd: str) -> Pack:
    return Pack(
        "planted",
        LocalText("Planted", "植入"),
        LocalText("LC Paper No. (pending)", "立法會文件編號（待編配）"),
        LocalText("For discussion", "討論文件"),
        LocalText("Panel", "委員會"),
        (
            Heading(LocalText("Position", "情況")),
            MONEY,
            Paragraph(LocalText("Nothing else is said here.", "此段沒有數字。")),
            TableBlock(
                LocalText("Figures", "數字"),
                (
                    (LocalText("Indicator", "指標"), LocalText("2020", "2020")),
                    (LocalText("Ratio", "比率"), LocalText("{ratio}", "{ratio}")),
                    (LocalText("People", "人數"), LocalText("{people}", "{people}")),
                ),
            ),
        ),
        (
            FigureField("people", "target", "K3.1", "2032", show="value"),
            FigureField("gerd", "observation", gerd, "2020"),
            FigureField("ratio", "observation", "K1.1", "2020"),
        ),
    )


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("verify")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(folder / "home"))
        session = Session.create(folder / "sample.wbk")
        session.execute(SavePack(_pack("gerd")))
        yield session
        session.close()


@pytest.fixture(scope="module")
def papers(sample: Session, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("papers")
    for name in ("planted", "panel-paper"):
        packs.build_pack(sample, name, ("en", "zh-Hant"), ("docx", "pptx", "xlsx"), folder)
    return {path.name: path for path in folder.iterdir()}


def edited(paper: Path, folder: Path, *changes: tuple[str, str]) -> Path:
    """The paper with each text replaced once, as somebody does who types over it."""
    document = docx.Document(str(paper))
    cells = [c for t in document.tables for r in t.rows for c in r.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for old, new in changes:
        for paragraph in paragraphs:
            text = paragraph.text.replace("\u00a0", " ")
            if old in text:
                for run in paragraph.runs[1:]:
                    run.text = ""
                paragraph.runs[0].text = text.replace(old, new, 1)
                break
        else:
            pytest.fail(f"{old} is not in the paper")
    out = folder / paper.name
    document.save(str(out))
    return out


def kinds(found: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [
        (one.kind, one.expected.replace("\u00a0", " "), one.found) for one in found if one.severity == "error"
    ]


@pytest.mark.parametrize("pack", ["planted", "panel-paper"])
@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
def test_a_paper_nobody_touched_is_right(
    sample: Session, papers: dict[str, Path], pack: str, form: str
) -> None:
    pair = [papers[f"{pack}_{lang}.{form}"] for lang in ("en", "zh-Hant")]
    for verdict in verify(sample, pair):
        assert verdict.findings == ()
        assert verdict.same_workspace
        assert verdict.units > 5


def test_the_five_planted_errors_and_only_those(
    sample: Session, papers: dict[str, Path], tmp_path: Path
) -> None:
    english = edited(
        papers["planted_en.docx"],
        tmp_path,
        ("$26,553.6 million", "$26,563.6 million"),  # a wrong digit
        ("in 2020, against", "in 2019, against"),  # a stale year
    )
    chinese = edited(
        papers["planted_zh-Hant.docx"],
        tmp_path,
        ("100億元", "10億元"),  # a slip between 億 and billion
        ("不少於100 000人。", "100 000人。"),  # the qualifier lost
        ("265.536億元", "$26,553.6 million"),  # the figure of the other language
    )
    one, other = verify(sample, [english, chinese])
    assert kinds(one.findings) == [
        ("value", "$26,553.6 million", "$26,563.6 million"),
        ("year", "2020", "2019"),
    ]
    assert kinds(other.findings) == [
        ("magnitude", "100億元", "10億元"),
        ("qualifier", "不少於100 000", "100 000"),
        ("language", "265.536億元", "$26,553.6 million"),
    ]
    assert one.findings[0].figure is not None
    assert one.findings[0].other == "265.536億元"
    assert one.findings[0].place == "¶1"
    for verdict in (one, other):
        assert not verdict.right
        for item in verdict.findings:
            assert item.expected in item.message.show("zh-Hant")
            assert item.found in item.message.show("en")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("Nothing else is said here.", "Some 3,000 people were told.")], [("added", "", "Some 3,000")]),
        ([("in 2020, against 0.99% of GDP", "in 2020")], []),
        ([("$10 billion", "$10,000 million")], []),
        ([("0.99%", "0.99 per cent")], []),
        ([("LC Paper No. (pending)", "LC Paper No. CB(1)12/2027(03)")], []),
        ([("Nothing else is said here.", "Nothing more is said at all.")], []),
        ([("since 2019, or", "since 2018, or")], [("year", "2019", "2018")]),
        ([("$10 billion", "US$10 billion")], [("unit", "$10 billion", "US$10 billion")]),
    ],
)
def test_kinds_of_edits(
    sample: Session,
    papers: dict[str, Path],
    tmp_path: Path,
    changes: list[tuple[str, str]],
    expected: list[object],
) -> None:
    (verdict,) = verify(sample, [edited(papers["planted_en.docx"], tmp_path, *changes)])
    assert kinds(verdict.findings) == expected


def test_a_figure_taken_out_of_one_language_only(
    sample: Session, papers: dict[str, Path], tmp_path: Path
) -> None:
    english = edited(papers["planted_en.docx"], tmp_path, (", against 0.99% of GDP", ""))
    alone = verify(sample, [english])[0]
    assert [(one.kind, one.severity) for one in alone.findings] == [("removed", "warning")]
    beside = verify(sample, [english, papers["planted_zh-Hant.docx"]])[0]
    assert [(one.kind, one.severity) for one in beside.findings] == [("one-language", "error")]


def test_every_figure_of_the_panel_paper_is_watched(
    sample: Session, papers: dict[str, Path], tmp_path: Path
) -> None:
    """One digit changed in any figure, wherever it stands, is one finding at that figure."""
    paper = papers["panel-paper_en.docx"]
    with zipfile.ZipFile(paper) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    document = parts["word/document.xml"].decode()
    figures = [
        match
        for match in re.finditer(
            r'w:name="_fig\d+_\d+"/><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]*\d[^<]*)</w:t>', document
        )
        if re.fullmatch(r"[^A-Z]*", match.group(1).replace("HK$", ""))
    ]
    assert len(figures) > 60
    for match in random.Random(7).sample(figures, 25):
        text = match.group(1)
        digit = re.search(r"\d(?=\D*$)", text)
        assert digit is not None
        changed = text[: digit.start()] + str((int(digit.group()) + 3) % 10) + text[digit.end() :]
        written = document[: match.start(1)] + changed + document[match.end(1) :]
        out = tmp_path / "edited.docx"
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, written if name == "word/document.xml" else content)
        (verdict,) = verify(sample, [out])
        assert len(verdict.findings) == 1, (text, changed, verdict.findings)
        assert verdict.findings[0].figure is not None
        assert not verdict.right


def test_moved_rows_and_paragraphs_are_no_errors(
    sample: Session, papers: dict[str, Path], tmp_path: Path
) -> None:
    document = docx.Document(str(papers["panel-paper_en.docx"]))
    rows = document.tables[0].rows
    rows[3]._tr.addnext(rows[2]._tr)
    last = next(p for p in document.paragraphs if p.text.startswith("Members are invited"))
    first = next(p for p in document.paragraphs if p.text.startswith("The Government promulgated"))
    last._p.addnext(first._p)
    out = tmp_path / "moved.docx"
    document.save(str(out))
    assert verify(sample, [out])[0].findings == ()


def test_slides_and_workbooks(sample: Session, papers: dict[str, Path], tmp_path: Path) -> None:
    slides = pptx.Presentation(str(papers["panel-paper_en.pptx"]))
    cell = next(
        cell
        for slide in slides.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        if cell.text_frame.text == "58:42"
    )
    cell.text_frame.paragraphs[0].runs[0].text = "48:52"
    slides.save(str(tmp_path / "slides.pptx"))
    assert kinds(verify(sample, [tmp_path / "slides.pptx"])[0].findings) == [("value", "58:42", "48:52")]

    book = openpyxl.load_workbook(papers["panel-paper_en.xlsx"])
    sheet = book["Table 1"]
    place = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 3575)
    place.value = 3755
    book.save(tmp_path / "book.xlsx")
    (verdict,) = verify(sample, [tmp_path / "book.xlsx"])
    assert [
        (one.kind, one.expected, one.found, one.place) for one in verdict.findings if one.severity == "error"
    ] == [("value", "3575", "3755", f"Table 1!{place.coordinate}")]


def test_an_edited_chart(sample: Session, papers: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "chart.docx"
    with zipfile.ZipFile(papers["panel-paper_en.docx"]) as archive, zipfile.ZipFile(out, "w") as sink:
        for info in archive.infolist():
            content = archive.read(info)
            if info.filename == "word/charts/chart1.xml":
                assert b"<c:v>0.72</c:v>" in content
                content = content.replace(b"<c:v>0.72</c:v>", b"<c:v>0.27</c:v>", 1)
            sink.writestr(info, content)
    found = kinds(verify(sample, [out])[0].findings)
    assert found == [("value", "0.72", "0.27")]


def test_a_figure_revised_since_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from workbench.services.operations.figures import AddObservations

    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    session = Session.create(tmp_path / "plan.wbk")
    try:
        packs.build_pack(session, "panel-paper", ("zh-Hant",), ("docx",), tmp_path)
        newest = next(o for o in session.observations("K1.1") if o.period.code == "2024")
        assert newest.value == 1.13
        session.execute(AddObservations([replace(newest, value=1.15, text="1.15", vintage="2026-11-01")]))
        (verdict,) = verify(session, [tmp_path / "panel-paper_zh-Hant.docx"])
    finally:
        session.close()
    told = [one for one in verdict.findings if one.figure is not None and one.figure.series_id == "K1.1"]
    assert [(one.kind, one.found, one.expected) for one in told] == [("stale", "1.13%", "1.15%")]
    assert told[0].percent == pytest.approx(0.02 / 1.13 * 100)
    assert all(one.kind == "stale" for one in verdict.findings)
    assert not verdict.right


def _text(path: Path) -> None:
    path.write_text("no paper", encoding="utf-8")


def _old(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def _foreign(path: Path) -> None:
    docx.Document().save(str(path))


def _broken(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_text, "verify.no-office-file"),
        (_old, "verify.no-office-file"),
        (_foreign, "verify.says-nothing"),
        (_broken, "verify.says-nothing"),
    ],
)
def test_files_that_are_no_papers(
    sample: Session, tmp_path: Path, make: Callable[[Path], None], code: str
) -> None:
    path = tmp_path / "letter.docx"
    make(path)
    with pytest.raises(FileProblem) as caught:
        verify(sample, [path])
    assert caught.value.code == code
    assert caught.value.params["file"] == "letter.docx"


def test_a_file_that_is_not_there(sample: Session, tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        verify(sample, [tmp_path / "gone.docx"])
    assert caught.value.code == "verify.unreadable"


def test_the_number_of_a_table_typed_over(sample: Session, papers: dict[str, Path], tmp_path: Path) -> None:
    right = edited(papers["panel-paper_en.docx"], tmp_path, ("Table 1 sets out", "Table 1 lists"))
    assert verify(sample, [right])[0].findings == ()
    wrong = edited(papers["panel-paper_en.docx"], tmp_path, ("Table 1 sets out", "Table 4 sets out"))
    assert kinds(verify(sample, [wrong])[0].findings) == [("value", "1", "4")]
