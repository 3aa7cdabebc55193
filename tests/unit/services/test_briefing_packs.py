"""Packs from definition to files: figures in both languages, what is refused, and the files themselves."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from briefing_fake import FakeSession, observation
from hypothesis import given
from hypothesis import strategies as st
from ooxml_order import dangling, disorder, parts

from workbench.domain.errors import FileProblem, RuleError, StorageError, UsageError
from workbench.domain.figure import DefinitionVersion
from workbench.domain.pack import FigureField, Heading, Pack, Paragraph, TableBlock
from workbench.domain.text import LocalText
from workbench.services import packs
from workbench.services.charts import Projection
from workbench.services.pack_files import load_pack, pack_from, shipped_packs

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "panel-paper"
REFRESH = os.environ.get("WORKBENCH_REFRESH_GOLDEN") == "1"
GOLDEN_PARTS = (
    "word/document.xml",
    "word/numbering.xml",
    "word/charts/chart1.xml",
    "word/charts/chart2.xml",
    "word/footer1.xml",
    "word/header1.xml",
    "word/footnotes.xml",
)
GOLDEN_OTHERS = {
    "pptx": ("ppt/slides/slide3.xml", "ppt/slideMasters/slideMaster1.xml"),
    "xlsx": ("xl/workbook.xml", "xl/worksheets/sheet1.xml"),
}

# The eight rows as printed in the table of the Blueprint, both languages in the style of official papers.
PRINTED = {
    "en": (
        "0.74% 0.99% 1.3% 2%|HK$2,306 HK$3,575 HK$5,000 HK$9,000|56:44 58:42 50:50 40:60|"
        "1 065 3 755_(2021) about_5 000 about_7 000|0 12 18 30|35 450 45 310 60 000 not_less_than_100 000|"
        "9.15 11.56 16.54 28.05|1.2% 1.0% 1.5% 5%"
    ),
    "zh-Hant": (
        "0.74% 0.99% 1.3% 2%|2,306港元 3,575港元 5,000港元 9,000港元|56:44 58:42 50:50 40:60|"
        "1 065間 3 755間（2021） 約5 000間 約7 000間|0間 12間 18間 30間|35 450人 45 310人 60 000人 不少於100 000人|"
        "9.15 11.56 16.54 28.05|1.2% 1.0% 1.5% 5%"
    ),
}


def printed(lang: str) -> list[list[str]]:
    """The printed rows: 2016, 2022, 2027, 2032."""
    rows = PRINTED[lang].split("|")
    return [
        [re.sub(r"(\d) (\d{3})", r"\1 \2", cell.replace("_", " ")) for cell in _cells(row)] for row in rows
    ]


def _cells(row: str) -> list[str]:
    return re.split(r" (?!\d{3}(?:\D|$))", row)


def simple(text: str) -> str:
    """Text with every kind of space and line end as one space."""
    return re.sub(r"\s+", " ", text.replace("\u202f", " "))


@pytest.fixture(scope="module")
def session() -> Iterator[FakeSession]:
    extra = tuple(
        observation("K1.1", str(year), value, f"{value:.2f}%", decimals=2, vintage="2025-12-23")
        for year, value in ((2015, 0.76), (2017, 0.80), (2018, 0.86), (2023, 1.11))
    )
    extra += (
        observation("K1.1", "2024", 1.13, "1.13%", decimals=2, vintage="2025-12-23", status=("P",)),
        observation("K1.2", "2024", 4769.0, "4,769", decimals=0, vintage="2026-08", confidence="derived"),
        observation("K2.1", "2025", 5221.0, "5,221", decimals=0, vintage="2026-02", confidence="outside"),
        # A later revision of a figure that the Blueprint printed: the column of 2022 must not follow it.
        observation("K1.1", "2020", 0.98, "0.98%", decimals=2, vintage="2025-12-23"),
    )
    versions = (
        DefinitionVersion("old", "K1.1", "", LocalText("before", "之前")),
        DefinitionVersion("new", "K1.1", "2018", LocalText("Cost of facilities included.", "計及設施成本。")),
    )
    run = Projection(
        "recent-pace", LocalText("Recent pace", "近年步伐"), {2025: 1.172, 2027: 1.25, 2030: 1.32}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.services.scenarios.run", lambda *_: run)
        yield FakeSession(extra, versions, shipped_packs("blueprint-2022"))


@pytest.fixture(scope="module")
def built(session: FakeSession, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the Panel paper by name."""
    folder = tmp_path_factory.mktemp("packs")
    paths = packs.build_pack(session, "panel-paper", ("en", "zh-Hant"), packs.FORMATS, folder)
    return {path.name: path.read_bytes() for path in paths}


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_the_table_prints_the_published_figures(session: FakeSession, lang) -> None:
    filled = packs.fill_pack(session, session.pack("panel-paper"), lang)
    table = next(block for block in filled.blocks if hasattr(block, "rows"))
    shown = [[simple(row[column]) for column in (1, 2, 4, 5)] for row in table.rows[1:]]
    expected = printed(lang)
    assert shown == expected


def test_columns_name_the_published_year_and_the_data_year(session: FakeSession) -> None:
    for lang, heads in (
        ("en", ["2016 (2014)", "2022 (2020)", "2027 (2025)", "2032 (2030)"]),
        ("zh-Hant", ["2016（2014）", "2022（2020）", "2027（2025）", "2032（2030）"]),
    ):
        filled = packs.fill_pack(session, session.pack("panel-paper"), lang)
        table = next(block for block in filled.blocks if hasattr(block, "rows"))
        assert [table.rows[0][column] for column in (1, 2, 4, 5)] == heads


def test_marks_tell_what_is_not_simply_published(session: FakeSession) -> None:
    filled = packs.fill_pack(session, session.pack("panel-paper"), "en")
    table = next(block for block in filled.blocks if hasattr(block, "rows"))
    latest = [row[3] for row in table.rows[1:]]
    assert latest[0] == "1.13%@ (2024)"
    assert latest[1] == "HK$4,769# (2024)"
    assert latest[3] == "5\u2009221^ (2025)"
    assert [note[0] for note in table.notes[-3:]] == ["#", "@", "^"]


def test_both_languages_number_the_same_paragraphs(session: FakeSession) -> None:
    numbers = []
    for lang in ("en", "zh-Hant"):
        filled = packs.fill_pack(session, session.pack("panel-paper"), lang)
        numbers.append(
            [block.number for block in filled.blocks if hasattr(block, "number") and hasattr(block, "level")]
        )
    assert numbers[0] == numbers[1] == [str(n + 1) for n in range(len(numbers[0]))]


def test_the_shipped_pack_has_no_finding_but_the_marked_figures(session: FakeSession) -> None:
    found = {problem.code for problem in packs.check_pack(session, "panel-paper")}
    assert found == {"packs.derived", "packs.outside"}


def test_every_figure_is_traced(built: dict[str, bytes]) -> None:
    trace = json.loads(built["panel-paper_trace.json"])
    figures = {one["name"]: one for one in trace["figures"]}
    one = figures["ratio_2022"]
    assert (one["series_id"], one["period"], one["vintage"], one["source_id"]) == (
        "K1.1",
        "2020",
        "2022-12-22",
        "001",
    )
    assert one["texts"] == {"en": "0.99%", "zh-Hant": "0.99%"}
    assert figures["people_2032"]["qualifier"] == "at_least"
    assert figures["startups_2027"]["period"] == "2027 (2025)"
    assert all(one["source_id"] for one in trace["figures"])


# ── findings and refusals ────────────────────────────────────────────────────────────────────────────────


def small_pack(en: str, zh: str, *fields: FigureField) -> Pack:
    text = LocalText(en, zh)
    nothing = LocalText("x", "甲")
    return Pack("small", nothing, nothing, nothing, nothing, (Heading(nothing), Paragraph(text)), fields)


def test_a_figure_in_one_language_only_is_found() -> None:
    pack = small_pack("It is {a}.", "為。", FigureField("a", "target", "K1.1", "2027"))
    assert [problem.code for problem in packs.parity(pack)] == ["packs.parity-fields"]


def test_a_typed_number_that_differs_is_found() -> None:
    found = packs.parity(small_pack("It cost $10 billion.", "耗資10億元。"))
    assert found == []  # the digits agree; the scale is for verification of finished papers
    found = packs.parity(small_pack("By 2026, 3 000 places.", "到2027年有3 000個名額。"))
    assert [(problem.code, problem.params["en"]) for problem in found] == [
        ("packs.parity-numbers", "2026, 3000")
    ]


def test_dates_in_words_agree_with_dates_in_chinese_numerals() -> None:
    assert packs.parity(small_pack("On 22 December 2022", "二零二二年十二月二十二日")) == []
    assert packs.parity(small_pack("On 21 December 2022", "二零二二年十二月二十二日")) != []


def test_a_missing_translation_is_found() -> None:
    pack = small_pack("Written.", "寫了。")
    pack = Pack("p", *(LocalText("x", "甲"),) * 4, (Paragraph(LocalText("Only English", None)),), ())
    assert [problem.code for problem in packs.parity(pack)] == ["packs.missing-text"]


def test_a_paper_with_a_missing_figure_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    pack = small_pack("It is {a}.", "為{a}。", FigureField("a", "observation", "K1.1", "1901"))
    with pytest.raises(RuleError) as caught:
        packs.build_pack(FakeSession(kept=(pack,)), "small", ("en",), ("docx",), tmp_path)
    assert caught.value.code == "packs.unresolved"
    assert "1901" in caught.value.words("en")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_leaves_the_old_file(session: FakeSession, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(StorageError) as caught:
        packs.build_pack(session, "panel-paper", ("en",), ("xlsx",), blocked)
    assert caught.value.code == "briefing.cannot-write"
    assert blocked.read_text() == "in the way"


def test_an_unknown_format_and_an_unknown_pack_are_told(session: FakeSession, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        packs.build_pack(session, "panel-paper", ("en",), ("odt",), tmp_path)
    with pytest.raises(UsageError):
        packs.build_pack(session, "no-such", ("en",), ("docx",), tmp_path)


@pytest.mark.parametrize("bad", ["\x07", "\ud800", "\ue000"])
def test_characters_that_cannot_be_printed_are_refused(bad: str, tmp_path: Path) -> None:
    session = FakeSession(kept=(small_pack(f"Text {bad}", "文"),))
    with pytest.raises(RuleError) as caught:
        packs.build_pack(session, "small", ("en",), ("docx",), tmp_path)
    assert caught.value.code == "briefing.bad-character"


def test_a_glyph_the_font_lacks_stops_the_pdf(tmp_path: Path) -> None:
    session = FakeSession(kept=(small_pack("Cuneiform \U00012000", "文"),))
    with pytest.raises(RuleError) as caught:
        packs.build_pack(session, "small", ("en",), ("pdf",), tmp_path)
    assert caught.value.code == "briefing.no-glyph"
    assert "U+12000" in caught.value.words("en")


def test_work_can_be_stopped_and_then_nothing_is_written(session: FakeSession, tmp_path: Path) -> None:
    from workbench.domain.errors import Cancelled

    class Context:
        def __init__(self) -> None:
            self.said: list[float] = []

        def report(self, done: float, text: str = "") -> None:
            self.said.append(done)

        def check_cancelled(self) -> None:
            if len(self.said) == 2:
                raise Cancelled

    context = Context()
    with pytest.raises(Cancelled):
        packs.build_pack(session, "panel-paper", ("en",), ("xlsx", "docx", "pdf"), tmp_path, ctx=context)
    assert list(tmp_path.iterdir()) == []


# ── files of packs ───────────────────────────────────────────────────────────────────────────────────────


def plain_pack(**changes: object) -> dict:
    both = {"en": "x", "zh-Hant": "甲"}
    plain = {"id": "p", "title": both, "paper_no": both, "status": both, "committee": both}
    return {**plain, "fields": [], "blocks": [{"paragraph": both}], **changes}


@pytest.mark.parametrize(
    ("changes", "code", "block"),
    [
        (
            {"blocks": [{"paragraph": {"en": "a", "zh-Hant": "甲"}}, {"image": "x"}]},
            "packs.bad-block",
            "blocks[1]",
        ),
        ({"blocks": [{"paragraph": {"en": "{none}", "zh-Hant": "甲"}}]}, "packs.unknown-field", "blocks[0]"),
        ({"blocks": [{"paragraph": {"en": "{none", "zh-Hant": "甲"}}]}, "packs.bad-braces", "blocks[0]"),
        ({"blocks": [{"paragraph": {"fr": "a"}}]}, "packs.bad-block", "blocks[0]"),
        (
            {"blocks": [{"table": {"caption": {"en": "c", "zh-Hant": "表"}, "rows": [[{"en": "a"}], []]}}]},
            "packs.ragged-table",
            "blocks[0].rows[1]",
        ),
        (
            {"fields": [{"name": "a", "kind": "guess", "series": "K1.1", "period": "2020"}]},
            "packs.bad-block",
            "fields[0]",
        ),
        (
            {"fields": [{"name": "a", "kind": "target", "series": "K1.1", "period": "2027"}] * 2},
            "packs.field-twice",
            "fields[1]",
        ),
    ],
)
def test_a_mistake_in_a_pack_file_names_its_block(changes: dict, code: str, block: str) -> None:
    with pytest.raises(FileProblem) as caught:
        pack_from(plain_pack(**changes), "p.json")
    assert (caught.value.code, caught.value.params["block"]) == (code, block)
    assert block in caught.value.words("zh-Hant")


def test_files_that_are_no_packs_are_told(tmp_path: Path) -> None:
    for content, code in (
        ("{", "packs.unreadable"),
        ("[]", "packs.not-a-pack"),
        ('{"format": "x"}', "packs.not-a-pack"),
    ):
        path = tmp_path / "p.json"
        path.write_text(content)
        with pytest.raises(FileProblem) as caught:
            load_pack(path)
        assert caught.value.code == code


KEYS = [
    *("heading", "paragraph", "table", "chart", "annex", "level", "rows", "caption"),
    *("notes", "widths", "header_rows", "indicator", "title", "en", "zh-Hant"),
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda kids: st.lists(kids) | st.dictionaries(st.sampled_from(KEYS), kids),
    max_leaves=8,
)


@given(ANYTHING)
def test_any_other_block_is_a_file_problem(block: object) -> None:
    with contextlib.suppress(FileProblem):
        pack_from(plain_pack(blocks=[block]), "p.json")


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────────────


def pretty(content: bytes) -> str:
    """XML with one element a line, so that a change shows as a line."""
    return re.sub(r">\s*<", ">\n<", content.decode()) + "\n"


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_word_parts_are_as_kept(built: dict[str, bytes], lang: str) -> None:
    """Kept parts are written anew only with WORKBENCH_REFRESH_GOLDEN=1."""
    for kind, names in (("docx", GOLDEN_PARTS), *GOLDEN_OTHERS.items()):
        held = parts(built[f"panel-paper_{lang}.{kind}"])
        for name in names:
            kept = GOLDEN / lang / Path(name).name
            if REFRESH:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(pretty(held[name]), encoding="utf-8")
            assert kept.read_text(encoding="utf-8") == pretty(held[name]), name


def test_the_same_paper_gives_the_same_bytes(
    session: FakeSession, built: dict[str, bytes], tmp_path: Path
) -> None:
    again = packs.build_pack(session, "panel-paper", ("en", "zh-Hant"), packs.FORMATS, tmp_path / "again")
    assert {path.name: path.read_bytes() for path in again} == built


@pytest.mark.parametrize(
    "name",
    ["panel-paper_en.docx", "panel-paper_zh-Hant.docx", "panel-paper_en.pptx", "panel-paper_zh-Hant.xlsx"],
)
def test_office_files_need_no_repair(built: dict[str, bytes], name: str) -> None:
    assert disorder(built[name]) == []
    assert dangling(built[name]) == []


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("zh-Hant", "zh-HK")])
def test_word_has_real_structure(built: dict[str, bytes], lang: str, tag: str) -> None:
    import docx

    document = docx.Document(io.BytesIO(built[f"panel-paper_{lang}.docx"]))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.core_properties.language == tag
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") == 5
    assert styles.count("Numbered Paragraph") == 14
    assert styles.count("Caption") == 5
    held = parts(built[f"panel-paper_{lang}.docx"])
    xml = held["word/document.xml"].decode()
    assert xml.count("<w:tblHeader/>") == 3
    assert xml.count("SEQ Table") == 3
    faces = re.findall(r"<w:r>(?:(?!</w:r>).)*?<w:t[ >]", xml)
    assert faces
    assert all('w:eastAsia="PMingLiU"' in run and 'w:eastAsia="zh-HK"' in run for run in faces)
    assert " PAGE " in held["word/footer1.xml"].decode()
    style = held["word/styles.xml"].decode()
    assert 'w:eastAsia="PMingLiU"' in style
    assert 'w:eastAsia="zh-HK"' in style
    assert "asciiTheme" not in style.split("</w:docDefaults>")[0]
    normal = re.search(r'<w:style [^>]*w:styleId="Normal".*?</w:style>', style, re.S)
    assert normal is not None
    assert "Theme" not in normal.group()


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_word_charts_are_native_with_their_workbook(built: dict[str, bytes], lang: str) -> None:
    import openpyxl

    held = parts(built[f"panel-paper_{lang}.docx"])
    chart = held["word/charts/chart1.xml"].decode()
    assert (
        chart.count("<c:ser>") == 4
    )  # history before and after the change of method, projection, reference figures
    assert "sysDash" in chart
    assert 'val="diamond"' in chart
    book = openpyxl.load_workbook(io.BytesIO(held["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]))
    rows = list(book.active.iter_rows(values_only=True))
    table = {row[0]: row[1:] for row in rows[1:]}
    assert table["2014"] == (0.74, None, None, None)
    assert table["2024"] == (None, 1.13, 1.13, None)  # the newest figure, and the projection beginning there
    assert table["2025"] == (None, None, 1.172, 1.3)
    assert table["2030"] == (None, None, 1.32, 2)
    descriptions = re.findall(r'descr="([^"]+)"', held["word/document.xml"].decode())
    assert len(descriptions) == 2
    assert "0.74%" in descriptions[0]
    assert ("圖表" in descriptions[0]) == (lang == "zh-Hant")


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("zh-Hant", "zh-HK")])
def test_pdf_is_tagged_and_complete(built: dict[str, bytes], lang: str, tag: str) -> None:
    with pikepdf.open(io.BytesIO(built[f"panel-paper_{lang}.pdf"])) as pdf:
        root = pdf.Root
        assert str(root.Lang).lower().startswith(tag[:2])
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert pdf.open_metadata().get("pdfuaid:part") == "1"
        kinds = _tags(root.StructTreeRoot)
        assert {"/Table", "/TH", "/THead", "/Figure", "/H1"} <= kinds
        assert root.Outlines.Count
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            descriptor = (
                font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            )
            assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            assert re.match(r"/[A-Z]{6}\+NotoSansHK", str(descriptor.FontName))


def _tags(root: pikepdf.Object) -> set[str]:
    found, waiting = set(), [root.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                found.add(str(one.S))
                if str(one.S) == "/Figure":
                    assert str(one.Alt)
            if "/K" in one:
                waiting.append(one.K)
    return found


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no independent PDF reader (poppler-utils) here"
)
@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_another_reader_finds_the_text_in_order(built: dict[str, bytes], tmp_path: Path, lang: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(built[f"panel-paper_{lang}.pdf"])
    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
    ).stdout.decode()
    flat = re.sub(r"\s", "", unicodedata.normalize("NFC", text))
    heads = {
        "en": [
            "Purpose",
            "Background",
            "LatestPosition",
            "(A)Research",
            "(B)Start-ups",
            "WayForward",
            "AdviceSought",
            "Annex",
        ],
        "zh-Hant": ["目的", "背景", "最新情況", "（A）研發", "（B）初創企業", "未來路向", "徵詢意見", "附件"],
    }[lang]
    places = []
    for head in heads:
        places.append(flat.index(head, places[-1] if places else 0))
    for row in printed(lang):
        for cell in row:
            assert re.sub(r"\s", "", cell) in flat, cell


# ── Excel and PowerPoint ─────────────────────────────────────────────────────────────────────────────────


def test_texts_in_the_annex_are_never_formulas(tmp_path: Path) -> None:
    import openpyxl

    both = LocalText
    evil = ("=1+1", "+A1", "-A1", "@SUM(A1)", "=HYPERLINK(1)")
    rows = ((both("h", "頭"),), *((both(text, text),) for text in evil))
    pack = Pack("evil", *(both("x", "甲"),) * 4, (TableBlock(both("c", "表"), rows),), ())
    (path, _) = packs.build_pack(FakeSession(kept=(pack,)), "evil", ("en",), ("xlsx",), tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value in evil]
    assert len(cells) == len(evil)
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_annex_names_the_source_of_every_figure(built: dict[str, bytes]) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(built["panel-paper_zh-Hant.xlsx"]))
    rows = list(book["出處"].iter_rows(min_row=4, values_only=True))
    assert len(rows) > 30
    assert all(row[5] for row in rows)
    found = {row[0]: row for row in rows}
    assert found["ratio_2022"][1:5] == ("0.99%", 0.99, "K1.1", "2020")
    assert found["people_2032"][1] == "不少於100\u2009000"
    with zipfile.ZipFile(io.BytesIO(built["panel-paper_zh-Hant.xlsx"])) as archive:
        assert len([name for name in archive.namelist() if name.startswith("xl/charts/chart")]) == 2


def test_slides_have_titles_native_charts_and_notes(built: dict[str, bytes]) -> None:
    import pptx

    deck = pptx.Presentation(io.BytesIO(built["panel-paper_zh-Hant.pptx"]))
    slides = list(deck.slides)
    assert all(slide.shapes.title is not None and slide.shapes.title.text for slide in slides)
    charts = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 2
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in charts)
    assert "資料來源" in slides[-1].notes_slide.notes_text_frame.text


# ── odd papers ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_chart_without_figures_says_so_in_every_format(tmp_path: Path) -> None:
    from workbench.domain.pack import ChartBlock

    both = LocalText
    session = FakeSession(
        kept=(Pack("empty", *(both("x", "甲"),) * 4, (ChartBlock("K1.1", both("c", "圖")),), ()),)
    )
    session.vintages = lambda series_id: ()  # type: ignore[method-assign]
    session.targets = lambda indicator_id=None: ()  # type: ignore[method-assign]
    paths = packs.build_pack(session, "empty", ("en", "zh-Hant"), packs.FORMATS, tmp_path)
    assert len(paths) == 9
    for path in paths:
        if path.suffix in (".docx", ".pptx", ".xlsx"):
            assert disorder(path.read_bytes()) == []
            assert dangling(path.read_bytes()) == []
    assert "No figures yet" in parts((tmp_path / "empty_en.docx").read_bytes())["word/document.xml"].decode()


def test_lettered_paragraphs_and_bold_words(tmp_path: Path) -> None:
    both = LocalText
    blocks = (
        Paragraph(both("First **bold** end", "首段**粗體**完")),
        Paragraph(both("one", "一"), level=1),
        Paragraph(both("two", "二"), level=1),
        Paragraph(both("Second", "次段")),
        Paragraph(both("one again", "又一"), level=1),
        Paragraph(both("Not counted", "不編號"), numbered=False),
    )
    pack = Pack("list", *(both("x", "甲"),) * 4, blocks, ())
    filled = packs.fill_pack(FakeSession(kept=(pack,)), pack, "en")
    assert [block.number for block in filled.blocks] == ["1", "(a)", "(b)", "2", "(a)", ""]
    packs.build_pack(FakeSession(kept=(pack,)), "list", ("en",), ("docx", "pdf"), tmp_path)
    xml = parts((tmp_path / "list_en.docx").read_bytes())["word/document.xml"].decode()
    assert re.search(r'<w:b/><w:lang [^>]*/></w:rPr><w:t xml:space="preserve">bold</w:t>', xml)
    assert xml.count('w:val="LetteredParagraph"') == 3


def test_text_that_looks_like_code_stays_text(tmp_path: Path) -> None:
    tricky = '#set <b> & "x" [y] $z$ * _ \\ ` {{braces}} @ref //no'
    pack = small_pack(tricky, tricky)
    packs.build_pack(FakeSession(kept=(pack,)), "small", ("en", "zh-Hant"), packs.FORMATS, tmp_path)
    import docx

    document = docx.Document(str(tmp_path / "small_en.docx"))
    assert tricky.replace("{{", "{").replace("}}", "}") in [
        paragraph.text for paragraph in document.paragraphs
    ]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_every_file(built: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in built.items():
        if name.endswith(("docx", "pptx", "xlsx")):
            (tmp_path / name).write_bytes(content)
            out = tmp_path / name.replace(".", "_")
            home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
            command = [
                "soffice",
                home,
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(out),
                str(tmp_path / name),
            ]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            assert next(out.glob("*.pdf")).stat().st_size > 10_000
