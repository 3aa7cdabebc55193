"""What travels inside exported papers: the field of every figure, the text as exported; and what a design must have."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from briefing_fake import FakeSession, observation
from ooxml_order import dangling, disorder, parts

from workbench.base import files
from workbench.base.paths import asset
from workbench.briefing.docx_text import FIGURE_MARK
from workbench.briefing.manifest import SHAPE_TAG, read_manifest, texts
from workbench.briefing.resolved import FilledText, Span, plain, spans
from workbench.briefing.xlsx_number import printed_number
from workbench.domain.errors import FileProblem, RuleError, StorageError, UsageError
from workbench.domain.pack import (
    AnnexStart,
    ChartBlock,
    ContentsBlock,
    FigureField,
    Footnote,
    Heading,
    ListBlock,
    LiveTable,
    Pack,
    Paragraph,
    PartStart,
    SignatureBlock,
    TableBlock,
    stands_in,
)
from workbench.domain.strategy import Amount, Body, Node, Progress, SourceRef
from workbench.domain.text import LocalText
from workbench.services import packs
from workbench.services.names_at import body_at, committee_name, committees
from workbench.services.pack_delivery import Delivery
from workbench.services.pack_fields import FieldBook
from workbench.services.pack_live import expanded
from workbench.services.profiles import profile, profile_from, profiles

L = LocalText
NOTHING = L("x", "甲")
THIN = "\u2009"


def measure(node_id: str, **more: object) -> Node:
    title = L(f"Measure {node_id}", f"措施{node_id}")
    return Node(node_id, "measure", None, 0, title, "yes", SourceRef("001"), **more)  # type: ignore[arg-type]


DONE = Progress("2024-12-20", "completed", L("Done.", "已完成。"), SourceRef("001"))
BEGUN = Progress("2025-05", "launched", L("Launched.", "已推出。"), SourceRef("001"))
MEASURES = (
    measure("M1", due="2024", lead_bodies=("ITIB",), progress=(DONE,)),
    measure("M2", due="2025-06", lead_bodies=("ITB",), progress=(BEGUN,)),
    measure("M3", due="2027", lead_bodies=("DPO",), amounts=(Amount(26554.0),)),
    measure("M4", lead_bodies=("ITIB",)),
    measure("M5", due="2024/25", official_status="dropped"),
)  # fmt: skip
OFFICES = (
    Body("ITIB", L("Innovation, Technology and Industry Bureau", "創新科技及工業局"), since="2022-07"),
    Body("ITB", L("Innovation and Technology Bureau", "創新及科技局"), since="2015-11", until="2022-06", successor="ITIB"),
    Body("DPO", L("Digital Policy Office", "數字政策辦公室"), since="2024-07"),
)  # fmt: skip


def paper(**changes: object) -> Pack:
    """Every kind of block, footnotes and references, two parts."""
    fields = (
        FigureField("ratio", "observation", "K1.1", "2020"),
        FigureField("people", "target", "K3.1", "2032"),
        FigureField("money", "delivery", "M3", "", method="amount 0"),
        FigureField("late", "delivery", "overdue", "", show="value"),
    )
    blocks = (
        ContentsBlock(L("Contents", "目錄")),
        PartStart("one", L("Paper", "文件"), L("Tab 1", "夾附1")),
        Heading(L("Purpose", "目的")),
        Paragraph(L("See {>tab}, paragraph {>second} and {>last}.", "見{>tab}、第{>second}段及{>last}。")),
        Paragraph(L("It was {ratio}{^why} of GDP; {people}.", "佔生產總值{ratio}{^why}；{people}。")),
        Paragraph(L("Sub {money}", "分段{money}"), level=1, anchor="second"),
        Paragraph(L("Below", "再分"), level=2),
        Paragraph(L("English only", "只有英文"), numbered=False, only=("en",)),
        ListBlock((L("first", "其一"), L("second {late}", "其二{late}")), "part"),
        TableBlock(L("Table", "表格"), ((L("a", "甲"), L("b", "乙")), (L("GERD", "研發"), L("{ratio}", "{ratio}"))), anchor="tab"),
        PartStart("two", L("More", "其他"), L("Tab 2", "夾附2")),
        Paragraph(L("Counted from one again", "再由一起計")),
        ChartBlock("K1.1", L("Chart", "圖表")),
        SignatureBlock(),
        AnnexStart("A", L("Annex", "附錄"), anchor="last"),
    )  # fmt: skip
    values: dict[str, object] = {
        "signature": (L("Bureau", "局"),),
        "dated": "2026-11",
        "footnotes": (Footnote("why", L("Known from {ratio}.", "據{ratio}。")),),
        "draft": True,
        "classification": L("RESTRICTED", "限閱文件"),
        "version_line": True,
    }
    values.update(changes)
    return Pack("all", L("Title", "標題"), NOTHING, NOTHING, NOTHING, blocks, fields, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def session() -> FakeSession:
    return FakeSession(tree=MEASURES, offices=OFFICES)


@pytest.fixture(scope="module")
def made(session: FakeSession) -> dict[str, bytes]:
    return packs.rendered(session, paper(), ("en", "zh-Hant"), packs.FORMATS)


# ── filled texts ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_filled_text_reads_as_text_and_knows_its_stretches(session: FakeSession) -> None:
    pack = Pack("p", *(NOTHING,) * 4, (), (FigureField("ratio", "observation", "K1.1", "2020"),))
    text = packs.filler(session, pack, "en")(L("**Bold {ratio}** end, 2 ** 3", "粗"))
    assert isinstance(text, FilledText)
    assert [(s.text, s.bold, s.figure) for s in spans(text)] == [
        ("Bold ", True, ""),
        ("0.99%", True, "ratio"),
        (" end, 2 ** 3", False, ""),
    ]
    assert plain(text) == "Bold 0.99% end, 2 ** 3"


def test_paragraphs_count_in_each_part_and_references_follow(session: FakeSession) -> None:
    for lang, said in (
        ("en", "See Table 1, paragraph 2(a) and Annex A."),
        ("zh-Hant", "見表1、第2(a)段及附件A。"),
    ):
        filled = packs.fill_pack(session, paper(), lang)
        numbers = [b.number for b in filled.blocks if hasattr(b, "look") and b.number]
        assert numbers == ["1", "2", "(a)", "(i)", "1"]
        assert said in [str(b.text) for b in filled.blocks if hasattr(b, "look")]
        labels = next(b.labels for b in filled.blocks if hasattr(b, "labels"))
        assert labels == (("(1)", "(2)") if lang == "en" else ("（一）", "（二）"))
        assert filled.footnotes == (("Known from 0.99%.",) if lang == "en" else ("據0.99%。",))
        entries = next(b.entries for b in filled.blocks if hasattr(b, "entries"))
        assert [level for level, _, _ in entries] == [0, 1, 0, 1]


def test_conditions_of_language_format_and_part() -> None:
    assert stands_in((), "en")
    assert stands_in(("en",), "en", form="pdf")
    assert not stands_in(("en",), "zh-Hant")
    assert stands_in(("docx", "pdf", "en"), "en", form="pdf")
    assert not stands_in(("docx",), "en", form="pdf")
    assert stands_in(("docx",), "en")  # where no format is asked about, it is not held back
    assert stands_in(("two",), "en", part="two")
    assert not stands_in(("two",), "en", part="one")


def test_what_stands_in_one_language_only_owes_nothing_to_the_other() -> None:
    blocks = (
        Paragraph(L("Only in English, 3 places", None), numbered=False, only=("en",)),
        Paragraph(L("Counted", "編號"), only=("zh-Hant",)),
        Paragraph(L(None, None), only=("en",)),
    )
    found = packs.parity(Pack("p", *(NOTHING,) * 4, blocks, ()))
    assert [(p.code, p.params["at"]) for p in found if p.severity != "info"] == [
        ("packs.parity-standing", "block:1"),
        ("packs.parity-standing", "block:2"),
    ]


# ── manifest and marks ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["all_en.docx", "all_zh-Hant.pptx", "all_en.xlsx"])
def test_the_manifest_tells_of_every_figure_and_text(
    made: dict[str, bytes], session: FakeSession, name: str
) -> None:
    found = read_manifest(made[name])
    assert found is not None
    lang = "en" if "_en" in name else "zh-Hant"
    assert (found.pack_id, found.lang, found.state.workspace_id) == ("all", lang, "ws_fake")
    assert found.state.moment == session.moment()
    assert list(found.figures) == ["ratio", "people", "money", "late"]
    one = found.figures["people"]
    assert (one.kind, one.series_id, one.period, one.value, one.qualifier) == (
        "target",
        "K3.1",
        "2032 (2030)",
        100000.0,
        "at_least",
    )
    assert one.texts == L(f"not less than 100{THIN}000 persons", f"不少於100{THIN}000人")
    assert found.figures["ratio"].source == L(
        "Innovation and Technology Development Blueprint", "創新科技發展藍圖"
    )
    money = found.figures["money"].texts
    assert (money.en, money.zh_hant) == ("$26,554 million", "265.54億元")
    filled = packs.fill_pack(session, paper(), lang)
    assert {place: (text, names) for place, text, names in texts(filled)} == found.texts
    assert found.texts["f1"][1] == ("ratio",)
    assert found.charts[1]
    assert dangling(made[name]) == []
    assert disorder(made[name]) == []


def test_a_file_from_elsewhere_has_no_manifest() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("customXml/item1.xml", "<x/>")
    assert read_manifest(stream.getvalue()) is None


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_every_figure_of_the_word_file_stands_in_a_hidden_bookmark(
    made: dict[str, bytes], session: FakeSession, lang: str
) -> None:
    held = parts(made[f"all_{lang}.docx"])
    xml = held["word/document.xml"].decode() + held["word/footnotes.xml"].decode()
    names = list(FieldBook(session, paper()).figures)
    found = re.findall(
        rf'<w:bookmarkStart w:id="(\d+)" w:name="{FIGURE_MARK}(\d+)_(\d+)"/>(.*?)<w:bookmarkEnd w:id="\1"/>',
        xml,
    )
    shown = [
        (names[int(figure) - 1], "".join(re.findall(r"<w:t[^>]*>([^<]*)", inside)))
        for _, _, figure, inside in found
    ]
    assert [name for name, _ in shown] == ["ratio", "people", "money", "late", "ratio", "ratio"]
    book = FieldBook(session, paper())
    for name, text in shown:
        assert text.replace("\u00a0", THIN) == book.figures[name].texts.show(lang)  # type: ignore[arg-type]
    assert len({place for place, *_ in found}) == len(found)


def test_word_has_footnotes_references_and_contents(made: dict[str, bytes]) -> None:
    held = parts(made["all_zh-Hant.docx"])
    xml, notes = held["word/document.xml"].decode(), held["word/footnotes.xml"].decode()
    assert xml.count('<w:footnoteReference w:id="1"/>') == 1
    assert "據" in notes
    assert re.search(
        r'<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>', held["word/settings.xml"].decode()
    )
    assert "footnotes.xml" in held["word/_rels/document.xml.rels"].decode()
    for anchor in ("_Ref_tab", "_Par_second", "_Ref_last"):
        assert f'w:name="{anchor}"' in xml
        assert f"REF {anchor} " in xml
    assert " TOC \\h" in xml
    marks = set(re.findall(r"PAGEREF (\w+)", xml))
    assert marks
    assert marks <= set(re.findall(r'w:name="(_Toc\d+)"', xml))
    # the second part numbers its paragraphs anew, by an instance of its own
    numbers = re.findall(r'<w:ilvl w:val="0"/><w:numId w:val="(\d+)"/>', xml)
    assert len(set(numbers)) >= 3
    numbering = held["word/numbering.xml"].decode()
    assert "taiwaneseCountingThousand" in numbering
    assert numbering.rindex("<w:abstractNum ") < numbering.index("<w:num ")
    assert "只有英文" not in xml
    assert "English only" in parts(made["all_en.docx"])["word/document.xml"].decode()


def test_long_anchors_have_bookmarks_of_their_own(session: FakeSession) -> None:
    anchors = [f"{'very_long_name_of_an_anchor_' * 2}"[:50] + end for end in ("a", "b")]
    blocks = tuple(Paragraph(L(f"See {{>{one}}}.", f"見{{>{one}}}。"), anchor=one) for one in anchors)
    made = packs.rendered(session, Pack("p", *(NOTHING,) * 4, blocks, ()), ("en",), ("docx",))
    xml = parts(made["p_en.docx"])["word/document.xml"].decode()
    names = re.findall(r'w:name="(_Par_[^"]+)"', xml)
    assert len(set(names)) == 2
    assert all(len(name) <= 40 for name in names)
    assert re.findall(r"REF (_Par_\S+)", xml) == names


def test_the_line_at_the_top_and_the_moment_at_the_foot_are_on_every_page(made: dict[str, bytes]) -> None:
    import pikepdf
    import pypdfium2

    held = parts(made["all_zh-Hant.docx"])
    assert "限閱文件 · 擬稿" in held["word/header1.xml"].decode()
    assert "資料截至2026年11月20日17:30" in held["word/footer1.xml"].decode()
    with pikepdf.open(io.BytesIO(made["all_zh-Hant.pdf"])) as pdf:
        count = len(pdf.pages)
    document = pypdfium2.PdfDocument(made["all_zh-Hant.pdf"])
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(pages) == count > 2
    assert all("限閱文件" in page and "擬稿" in page and "2026年11月20日" in page for page in pages)
    slides = parts(made["all_en.pptx"])
    assert "RESTRICTED · DRAFT" in slides["ppt/slideMasters/slideMaster1.xml"].decode()


def test_slides_name_their_figures_and_have_fonts_of_both_scripts(made: dict[str, bytes]) -> None:
    held = parts(made["all_en.pptx"])
    tags = [content.decode() for name, content in held.items() if name.startswith("ppt/tags/")]
    assert [re.search(rf'name="{SHAPE_TAG}" val="([^"]*)"', tag).group(1) for tag in tags] == ["r2c2=ratio"]  # type: ignore[union-attr]
    theme = held["ppt/theme/theme1.xml"].decode()
    assert theme.count('<a:ea typeface="Microsoft JhengHei"/>') == 2
    import pptx

    deck = pptx.Presentation(io.BytesIO(made["all_en.pptx"]))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    said = "\n".join(s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide)
    assert "It was 0.99% of GDP" in said  # what the paper says is in the notes of the next slide


def test_the_same_paper_gives_the_same_bytes_in_every_format(
    made: dict[str, bytes], session: FakeSession
) -> None:
    assert len(made) == 9
    assert packs.rendered(session, paper(), ("en", "zh-Hant"), packs.FORMATS) == made


# ── charts of every kind ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def charts(session: FakeSession) -> dict[str, bytes]:
    """Columns with a line on a second axis; measures by state; a projection with its likely range."""
    from workbench.services.charts import Projection

    blocks = (
        ChartBlock("K1.2", L("Two", "兩項"), kind="combination", second_id="K1.1"),
        ChartBlock("", L("Delivery", "推行"), kind="delivery"),
        ChartBlock("K1.1", L("Range", "範圍"), scenario_id="pace", interval=True),
    )
    pack = Pack("charts", *(NOTHING,) * 4, blocks, (), dated="2026-11")
    fan = SimpleNamespace(years=(2025, 2026), band=lambda share: ((1.0, 1.0), (1.3, 1.5)))
    drawn = SimpleNamespace(fans={"K1.1": fan})
    run = Projection("pace", L("Pace", "步伐"), {2025: 1.2, 2026: 1.25})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.services.scenarios.run", lambda *_: run)
        patch.setattr("workbench.services.uncertainty.draw", lambda *_, **__: drawn)
        return packs.rendered(session, pack, ("en", "zh-Hant"), packs.FORMATS)


def test_a_combination_has_columns_and_a_line_on_its_own_axis(charts: dict[str, bytes]) -> None:
    for package, name in (("charts_zh-Hant.docx", "word/charts/chart1.xml"), ("charts_en.pptx", "")):
        held = parts(charts[package])
        chart = held[name or min(n for n in held if n.startswith("ppt/charts/chart"))].decode()
        assert chart.index("<c:barChart>") < chart.index("<c:lineChart>")
        assert chart.count("<c:valAx>") == 2
        assert '<c:axPos val="r"/>' in chart
        assert '<c:crosses val="max"/>' in chart
        bars = re.search(r"<c:barChart>.*</c:barChart>", chart)
        assert bars is not None
        assert "<c:v>3575.0</c:v>" in bars.group()
        assert "<c:v>0.99</c:v>" not in bars.group()
    held = parts(charts["charts_en.xlsx"])
    sheet = next(held[name].decode() for name in sorted(held) if name.startswith("xl/charts/chart"))
    assert "<c:barChart>" in sheet
    assert "<c:lineChart>" in sheet
    assert sheet.count("<c:valAx>") == 2


def test_the_likely_range_is_error_bars_read_from_the_workbook(charts: dict[str, bytes]) -> None:
    import openpyxl

    held = parts(charts["charts_en.docx"])
    chart = held["word/charts/chart3.xml"].decode()
    assert '<c:errValType val="cust"/>' in chart
    plus = re.search(r"<c:plus><c:numRef><c:f>Sheet1!\$(\w)\$2:.*?</c:plus>", chart)
    assert plus is not None
    book = openpyxl.load_workbook(io.BytesIO(held["word/embeddings/Microsoft_Excel_Sheet3.xlsx"]))
    rows = {row[0].value: row for row in book.active.iter_rows()}
    column = ord(plus.group(1)) - 65
    assert rows["2025"][column].value == pytest.approx(0.1)  # from 1.2 up to 1.3
    assert rows["2026"][column].value == pytest.approx(0.25)
    assert "middle 90%" in held["word/document.xml"].decode()


def test_delivery_is_told_in_columns_and_in_words(charts: dict[str, bytes]) -> None:
    held = parts(charts["charts_en.docx"])
    chart = held["word/charts/chart2.xml"].decode()
    assert '<c:grouping val="stacked"/>' in chart
    told = re.findall(r'descr="([^"]*)"', held["word/document.xml"].decode())
    assert "1 of 5 measures are reported as completed" in told[1]
    assert "Dropped 1" in told[1]


def test_charts_of_every_kind_need_no_repair_and_are_drawn_in_the_pdf(charts: dict[str, bytes]) -> None:
    import pikepdf

    for name, content in charts.items():
        if name.endswith(("docx", "pptx", "xlsx")):
            assert disorder(content) == [], name
            assert dangling(content) == [], name
    with pikepdf.open(io.BytesIO(charts["charts_en.pdf"])) as pdf:
        assert len(pdf.pages) >= 2
        pictures = [page.Resources.get("/XObject", {}).values() for page in pdf.pages]
        assert not any(one.get("/Subtype") == "/Image" for page in pictures for one in page)  # lines, no dots


# ── the annex workbook ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("pieces", "value", "code"),
    [
        ([Span("0.99%", figure="f")], 0.99, '0.00"%"'),
        ([Span(f"約5{THIN}000間", figure="f"), Span("^")], 5000.0, f'"約"0"{THIN}"000"間^"'),
        ([Span("265.54億元", figure="f")], 265.54, '0.00"億元"'),
        (
            [Span("HK$2,306", figure="f"), Span("# ("), Span("2014", figure="g"), Span(")")],
            2306.0,
            '"HK$"#,##0"# (2014)"',
        ),
        ([Span("−1.2%", figure="f")], -1.2, '0.0"%";"−"0.0"%"'),
    ],
)
def test_a_number_of_the_annex_looks_as_printed(pieces: list[Span], value: float, code: str) -> None:
    assert printed_number(FilledText(pieces), {"f"}) == (value, code)


@pytest.mark.parametrize(
    "pieces",
    [
        [Span("58:42", figure="f")],
        [Span("none")],
        [Span("12", figure="f"), Span(" of "), Span("30", figure="f")],
        [Span('say "12"', figure="f")],
    ],
)
def test_what_is_not_one_number_stays_text(pieces: list[Span]) -> None:
    assert printed_number(FilledText(pieces), {"f"}) is None


def test_the_annex_has_a_word_for_each_standing(made: dict[str, bytes]) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(made["all_zh-Hant.xlsx"]))
    standing = [row[8].value for row in book["出處"].iter_rows(min_row=4)]
    assert standing == ["官方", "官方", "官方", "本工作區點算"]


def test_the_annex_holds_numbers_named_and_texts_that_are_no_formulas(tmp_path: Path) -> None:
    import openpyxl

    evil = L("=1+1", "+甲")
    shown = L("{ratio}", "{ratio}")
    rows = ((L("a", "甲"), L("b", "乙")), (evil, shown), (L("@x", "-1"), shown))
    blocks = (TableBlock(L("T", "表"), rows),)
    pack = Pack("p", *(NOTHING,) * 4, blocks, (FigureField("ratio", "observation", "K1.1", "2020"),))
    made = packs.rendered(FakeSession(), pack, ("en",), ("xlsx",))["p_en.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(made))
    standing = {row[8].value for row in book["Sources"].iter_rows(min_row=4)}
    assert standing == {"Official"}
    sheet = book["Table 1"]
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")
    assert (sheet["B4"].value, sheet["B4"].number_format) == (0.99, '0.00"%"')
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    assert names == {"fig.ratio": "'Table 1'!$B$4", "fig.ratio.u2": "'Table 1'!$B$5"}
    assert all(defined.hidden for defined in book.defined_names.values())


def test_hong_kong_characters_are_set_and_come_out_again(session: FakeSession) -> None:
    import pypdfium2

    words = "衞生署於社羣裏着手更換綫路及𨋢，並印發説明。"
    made = packs.rendered(
        session, Pack("p", *(NOTHING,) * 4, (Paragraph(L("x", words)),), ()), ("zh-Hant",), ("pdf",)
    )
    document = pypdfium2.PdfDocument(made["p_zh-Hant.pdf"])
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert words in re.sub(r"\s", "", text)


# ── names, profiles, live tables, delivery ────────────────────────────────────────────────────────────────────


def test_a_panel_bears_its_name_of_the_day() -> None:
    assert committee_name("cit", "2021-05-18").en == "Panel on Commerce and Industry"
    assert committee_name("cit", "2026-12-15").zh_hant == "工商及創新科技事務委員會"
    with pytest.raises(RuleError):
        committee_name("dev", "1999-01-01")
    with pytest.raises(UsageError) as caught:
        committee_name("innovation", "")
    assert "Panel on Education" in caught.value.words("en")
    for one in committees().values():  # each day has at most one name
        for early, late in zip(one.names, one.names[1:], strict=False):
            assert early.until < late.since


def test_a_body_is_followed_through_its_names() -> None:
    known = {body.code: body for body in OFFICES}
    assert body_at(known, "ITIB", "2019-02-01").code == "ITB"
    assert body_at(known, "ITB", "2026-02-01").code == "ITIB"
    assert body_at(known, "DPO", "2026-02-01").code == "DPO"
    with pytest.raises(UsageError):
        body_at(known, "XX", "2026-02-01")


def test_the_head_carries_names_of_the_day(session: FakeSession) -> None:
    pack = Pack(
        "p",
        L("T", "題"),
        L(),
        L("{meeting_date}", "{meeting_date}"),
        L("{panel}, {bureau}", "{panel}、{bureau}"),
        (),
        (),
    )
    early = packs.with_head(pack, panel="cit", meeting_date="2021-05-18", bureau="ITIB")
    filled = packs.fill_pack(session, early, "zh-Hant")
    assert (filled.committee, filled.status) == ("工商事務委員會、創新及科技局", "二零二一年五月十八日")
    with pytest.raises(UsageError):
        packs.with_head(pack, panel="nowhere")
    with pytest.raises(UsageError):
        packs.with_head(pack, meeting_date="18.5.2021")
    with pytest.raises(RuleError) as caught:
        packs.rendered(session, packs.with_head(pack, bureau="XX"), ("en",), ("xlsx",))
    assert caught.value.code == "packs.bad-head"


def test_profiles_write_each_in_their_own_way(session: FakeSession) -> None:
    fields = (
        FigureField("pct", "observation", "K1.1", "2020"),
        FigureField("startups", "observation", "K2.1", "2021"),
        FigureField("money", "delivery", "M3", "", method="amount 0"),
        FigureField("known", "observation", "K1.1", "2020", show="vintage"),
    )
    text = L("{pct}; {startups}; {money}; {known}", "{pct}；{startups}；{money}；{known}")
    pack = Pack("p", *(NOTHING,) * 4, (), fields)
    said = {
        "government-en": f"0.99%; 3{THIN}755 start-ups; $26,554 million; 22 December 2022",
        "government-en-words": f"0.99 per cent; 3{THIN}755 start-ups; $26,554 million; 22 December 2022",
        "factsheet-en": "0.99%; 3,755 start-ups; HK$26,554 million; 22 December 2022",
        "government-zh": f"0.99%；3{THIN}755間；265.54億元；二零二二年十二月二十二日",
        "secretariat-zh": f"0.99%；3{THIN}755間；265.54億元；2022年12月22日",
        "factsheet-zh": "0.99%；3,755間；265.54億港元；2022年12月22日",
    }
    for name, expected in said.items():
        lang = profile(name).lang
        own = packs.with_head(pack, profiles={lang: name})
        assert packs.filler(session, own, lang)(text) == expected, name
    with pytest.raises(UsageError):
        packs.filler(session, packs.with_head(pack, profiles={"en": "government-zh"}), "en")


def test_profiles_are_whole() -> None:
    assert {"government-en", "government-zh", "secretariat-en", "secretariat-zh"} <= set(profiles())
    assert profile("secretariat-zh").quotes == ("“", "”")
    assert profile("government-zh").quotes == ("「", "」")
    good = {
        "format": "blueprint-workbench/profile",
        "version": 1,
        "id": "x",
        "lang": "en",
        "name": {"en": "X", "zh-Hant": "甲"},
    }
    profile_from(good)
    for bad in (
        {"version": 2},
        {"lang": "fr"},
        {"parts": "(x)"},
        {"size": 200},
        {"colour": 1},
        {"quotes": ["“"]},
    ):
        with pytest.raises((ValueError, TypeError)):
            profile_from({**good, **bad})


def test_shipped_profiles_and_committees_follow_their_schemas() -> None:
    import jsonschema

    for schema, pattern in (("profile", "profiles/*.json"), ("committees", "legco/*.json")):
        rules = json.loads(
            asset("data", "schema", "papers", f"{schema}.schema.json").read_text(encoding="utf-8")
        )
        found = sorted(asset("data").glob(pattern))
        assert found
        for path in found:
            jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), rules)


def test_what_is_due_and_overdue_is_told_from_what_is_known(session: FakeSession) -> None:
    delivery = Delivery(session, "2026-11-30")
    state = {item.node.id: (item.state, item.overdue, item.coming) for item in delivery.standings}
    assert state == {
        "M1": ("completed", False, False),
        "M2": ("in_progress", True, False),
        "M3": ("no_report", False, False),
        "M4": ("no_report", False, False),
        "M5": ("dropped", False, False),
    }
    assert delivery.count("overdue") == 1
    assert delivery.count("all", "ITIB") == 3  # those of the bureau under its former name too
    assert delivery.count("nonsense") is None
    before = Delivery(session, "2024-06-30")  # the report of completion came later
    assert next(i for i in before.standings if i.node.id == "M1").state == "no_report"


def test_live_tables_become_tables_with_bound_figures(session: FakeSession) -> None:
    live = (
        LiveTable("indicators", L("I", "指標")),
        LiveTable("overdue", L("O", "逾期"), {"as_of": "2026-11-30"}),
        LiveTable("commitments", L("C", "承諾")),
        LiveTable("sources", L("S", "出處"), {"series": "K1.1"}),
    )
    pack = expanded(session, Pack("p", *(NOTHING,) * 4, live, (), dated="2026-11"))
    tables = [block for block in pack.blocks if isinstance(block, TableBlock)]
    assert len(tables) == 4
    filled = packs.fill_pack(session, pack, "zh-Hant")
    rows = next(block for block in filled.blocks if hasattr(block, "rows")).rows
    # the printed row of start-ups: the column of 2022 holds a figure of 2021
    assert rows[4][1:3] == (f"1{THIN}065間", f"3{THIN}755間（2021）")
    assert rows[4][4:] == (f"約5{THIN}000間", f"約7{THIN}000間")
    assert rows[0][1:3] == ("2016（2014）", "2022（2020）")
    overdue = [block for block in filled.blocks if hasattr(block, "rows")][1].rows
    assert [row[1] for row in overdue[1:]] == ["措施M2"]
    assert overdue[1][2:] == ("創新科技及工業局", "二零二五年六月", "已推出（二零二五年五月）")
    promised = [block for block in filled.blocks if hasattr(block, "rows")][2].rows
    assert promised[1][3] == "265.54億元"
    assert len({one.name for one in pack.fields}) == len(pack.fields)
    with pytest.raises(UsageError):
        expanded(
            session,
            Pack("p", *(NOTHING,) * 4, (LiveTable("measures", L("M", "措施"), {"bureau": "XX"}),), ()),
        )


def test_a_field_of_a_snapshot_and_one_of_a_vintage(session: FakeSession) -> None:
    later = observation("K1.1", "2020", 0.98, "0.98%", decimals=2, vintage="2025-12-23")
    then = observation("K1.1", "2020", 0.97, "0.97%", decimals=2)
    own = FakeSession((later,), at={"snap_1": {"K1.1": (then,)}})
    fields = (
        FigureField("now", "observation", "K1.1", "2020"),
        FigureField("then", "observation", "K1.1", "2020", snapshot_id="snap_1"),
        FigureField("first", "observation", "K1.1", "2020", vintage="2022-12-22"),
        FigureField("about", "observation", "K1.1", "2020", qualifier="about"),
    )
    book = FieldBook(own, Pack("p", *(NOTHING,) * 4, (), fields))
    shown = {name: figure.texts.en for name, figure in book.figures.items()}
    assert shown == {"now": "0.98%", "then": "0.97%", "first": "0.99%", "about": "about 0.98%"}
    assert book.figures["then"].snapshot_id == "snap_1"
    assert [problem.code for problem in book.problems] == ["packs.qualifier-changed"]


def test_periods_are_written_in_the_style_of_papers() -> None:
    extra = (
        observation("K1.2", "2024/2025", 5000.0, "5,000", decimals=0),
        observation("K2.1", "2024/2025", 5000.0, "5,000", decimals=0),
        observation("K2.2", "2025-11", 19.0, "19", decimals=0),
    )
    fields = tuple(
        FigureField(name, "observation", series, period, show="period")
        for name, series, period in (
            ("a", "K1.2", "2024/2025"),
            ("b", "K2.1", "2024/2025"),
            ("c", "K2.2", "2025-11"),
        )
    )
    book = FieldBook(FakeSession(extra), Pack("p", *(NOTHING,) * 4, (), fields))
    said = [(figure.texts.en, figure.texts.zh_hant) for figure in book.figures.values()]
    assert said == [
        ("2024-25", "2024-25年度"),
        ("2024/25", "2024/25學年"),
        ("November 2025", "二零二五年十一月"),
    ]


def test_a_slip_in_a_name_is_refused_with_the_nearest(session: FakeSession) -> None:
    text = L("{ratoi}", "{ratio}")
    pack = Pack(
        "p", *(NOTHING,) * 4, (Paragraph(text),), (FigureField("ratio", "observation", "K1.1", "2020"),)
    )
    found = [p for p in packs.problems_of(session, pack) if p.code == "packs.unknown-name"]
    assert "ratio" in found[0].message.show("en")
    with pytest.raises(RuleError):
        packs.rendered(session, pack, ("en",), ("docx",))


# ── files together or not at all ──────────────────────────────────────────────────────────────────────────────


def test_files_are_written_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, new = (tmp_path / name for name in ("one.bin", "two.bin", "new.bin"))
    one.write_bytes(b"old one")
    two.write_bytes(b"old two")
    real = Path.replace
    calls: list[str] = []

    def locked(self: Path, target: Path) -> Path:
        calls.append(Path(target).name)
        if calls.count("two.bin") == 1 and calls[-1] == "two.bin":
            raise PermissionError(13, "in use", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PermissionError):
        files.write_together({new: b"x", one: b"y", two: b"z"})
    assert (one.read_bytes(), two.read_bytes(), new.exists()) == (b"old one", b"old two", False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.bin", "two.bin"]
    monkeypatch.setattr(Path, "replace", real)
    files.write_together({new: b"x", one: b"y", two: b"z"})
    assert (one.read_bytes(), two.read_bytes(), new.read_bytes()) == (b"y", b"z", b"x")
    assert len(list(tmp_path.iterdir())) == 3


def test_a_full_disk_leaves_the_old_papers(
    tmp_path: Path, session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs.write_pack(session, paper(), ("en",), ("xlsx",), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    real, count = os.fsync, iter(range(100))

    def full(handle: int) -> None:
        if next(count) == 1:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError) as caught:
        packs.write_pack(session, paper(dated="2026-10"), ("en",), ("xlsx",), tmp_path)
    assert caught.value.code == "briefing.cannot-write"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_ten_thousand_rows(tmp_path: Path) -> None:
    rows = tuple((L(f"Row {n}", f"第{n}行"), L("{ratio}", "{ratio}")) for n in range(10_000))
    table = TableBlock(L("Long", "長表"), ((L("a", "甲"), L("b", "乙")), *rows))
    pack = Pack("long", *(NOTHING,) * 4, (table,), (FigureField("ratio", "observation", "K1.1", "2020"),))
    made = packs.rendered(FakeSession(), pack, ("zh-Hant",), ("docx", "pptx", "xlsx"))
    assert parts(made["long_zh-Hant.docx"])["word/document.xml"].count(b"<w:tr>") == 10_001
    import pptx

    assert len(pptx.Presentation(io.BytesIO(made["long_zh-Hant.pptx"])).slides) == 7
    assert b"9946" in b"".join(
        content
        for name, content in parts(made["long_zh-Hant.pptx"]).items()
        if name.startswith("ppt/slides/slide")
    )


# ── the user's own templates ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def own_word(made: dict[str, bytes]) -> bytes:
    """A template as people make one: a paper of this program, its text taken out, placeholders put in."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(io.BytesIO(made["all_en.docx"]))
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    head = document.add_paragraph()
    for piece in ("Dept. letterhead {{ti", "tle}} — {", "{paper_no}}"):  # cut as Word cuts
        head.add_run(piece)
    document.add_paragraph("{{body}}")
    document.add_paragraph("{{signature}}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_text(template: bytes, old: str, new: str) -> bytes:
    """The template with a text of its document replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(template).items():
            changed = content.replace(old.encode(), new.encode()) if name.startswith("word/") else content
            archive.writestr(name, changed)
    return stream.getvalue()


def test_a_paper_in_the_users_own_template(own_word: bytes, session: FakeSession, tmp_path: Path) -> None:
    import docx

    path = tmp_path / "own.docx"
    path.write_bytes(own_word)
    made = packs.rendered(session, paper(), ("en", "zh-Hant"), ("docx",), own={"docx": path})
    document = docx.Document(io.BytesIO(made["all_zh-Hant.docx"]))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[0] == "Dept. letterhead 標題 — 甲"
    assert said[-1] == "局"
    assert any("佔生產總值0.99%" in text for text in said)
    assert disorder(made["all_zh-Hant.docx"]) == []
    assert dangling(made["all_zh-Hant.docx"]) == []
    assert read_manifest(made["all_en.docx"]) is not None
    again = packs.rendered(session, paper(), ("en", "zh-Hant"), ("docx",), own={"docx": path})
    assert again == made


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("{{body}}", "{{boddy}}", "packs.design-placeholder", "nearest: body"),
        ("{{body}}", "nothing", "packs.design-no-body", "{{body}}"),
        ("{{body}}", "here: {{body}}", "packs.design-body-alone", "{{body}}"),
        (
            'w:name w:val="Source Note"',
            'w:name w:val="Source Notes"',
            "packs.design-styles",
            "“Source Note” (nearest: Source Notes)",
        ),
    ],
)
def test_a_template_with_a_slip_is_told_of_it(
    own_word: bytes, tmp_path: Path, old: str, new: str, code: str, said: str
) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(with_text(own_word, old, new))
    with pytest.raises(FileProblem) as caught:
        packs.rendered(FakeSession(), paper(), ("en",), ("docx",), own={"docx": path})
    assert caught.value.code == code
    assert said in caught.value.words("en")


def test_templates_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    for content in (b"", b"PK\x03\x04 broken", os.urandom(200)):
        path.write_bytes(content)
        for form in ("docx", "pptx"):
            with pytest.raises(FileProblem) as caught:
                packs.rendered(FakeSession(), paper(), ("en",), (form,), own={form: path})
            assert caught.value.code == "packs.design-unreadable"
    with pytest.raises(FileProblem):
        packs.rendered(FakeSession(), paper(), ("en",), ("docx",), own={"docx": tmp_path / "none.docx"})


def test_slides_in_the_users_own_template(
    made: dict[str, bytes], session: FakeSession, tmp_path: Path
) -> None:
    import pptx

    path = tmp_path / "own.pptx"
    path.write_bytes(made["all_zh-Hant.pptx"])  # with slides of its own, which do not come along
    slides = packs.rendered(session, paper(), ("en",), ("pptx",), own={"pptx": path})["all_en.pptx"]
    titles = [slide.shapes.title.text for slide in pptx.Presentation(io.BytesIO(slides)).slides]
    assert titles[0] == "Title"
    assert "標題" not in titles
    assert dangling(slides) == []
    deck = pptx.Presentation(io.BytesIO(made["all_en.pptx"]))
    for layout in deck.slide_layouts:
        if layout.name == "Title Only":
            layout._element.cSld.set("name", "Titles Only")
    deck.save(str(path))
    with pytest.raises(FileProblem) as caught:
        packs.rendered(session, paper(), ("en",), ("pptx",), own={"pptx": path})
    assert "“Title Only” (nearest: Titles Only)" in caught.value.words("en")
