"""The Panel paper and every chart, made from the sample workspace itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.briefing.svg import chart_svg
from workbench.services import packs, scenarios
from workbench.services.charts import indicator_chart
from workbench.services.session import Session

# Published in the table of the Blueprint: 2016, 2022, 2027, 2032 (read from the source, not from the program).
PUBLISHED = {
    "ratio": ("0.74%", "0.99%", "1.3%", "2%"),
    "per_head": ("HK$2,306", "HK$3,575", "HK$5,000", "HK$9,000"),
    "sectors": ("56:44", "58:42", "50:50", "40:60"),
    "startups": ("1 065", "3 755", "about 5 000", "about 7 000"),
    "unicorns": ("0", "12", "18", "30"),
    "people": ("35 450", "45 310", "60 000", "not less than 100 000"),
    "per_1000": ("9.15", "11.56", "16.54", "28.05"),
    "industry": ("1.2%", "1.0%", "1.5%", "5%"),
}
CHINESE = {"about ": "約", "not less than ": "不少於"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(folder / "home"))
        session = Session.create(folder / "sample.wbk")
        yield session
        session.close()


def test_the_published_figures_in_both_languages(sample: Session, tmp_path: Path) -> None:
    paths = packs.build_pack(
        sample, "panel-paper", ("en", "zh-Hant"), ("docx", "pdf", "pptx", "xlsx"), tmp_path
    )
    assert [path.name for path in paths if path.suffix != ".json"] == [
        f"panel-paper_{lang}.{form}" for lang in ("en", "zh-Hant") for form in ("docx", "pdf", "pptx", "xlsx")
    ]
    trace = json.loads((tmp_path / "panel-paper_trace.json").read_text(encoding="utf-8"))
    texts = {one["name"]: one["texts"] for one in trace["figures"]}
    for name, figures in PUBLISHED.items():
        for column, expected in zip(("2016", "2022", "2027", "2032"), figures, strict=True):
            said = texts[f"{name}_{column}"]
            assert said["en"].replace("\u2009", " ") == expected
            for english, chinese in CHINESE.items():
                expected = expected.replace(english, chinese)
            expected = re.sub(r"^HK\$(.*)$", r"\1港元", expected)
            assert said["zh-Hant"].replace("\u2009", " ") == expected


def test_columns_of_the_blueprint_are_traced_to_the_blueprint(sample: Session, tmp_path: Path) -> None:
    packs.build_pack(sample, "panel-paper", ("en",), (), tmp_path)
    trace = json.loads((tmp_path / "panel-paper_trace.json").read_text(encoding="utf-8"))
    for one in trace["figures"]:
        if re.search(r"_20(16|22|27|32)$", one["name"]):
            assert one["source_id"] == "001", one["name"]


def test_nothing_keeps_the_paper_from_going_out_but_marks_to_look_at(sample: Session) -> None:
    found = packs.check_pack(sample, "panel-paper")
    assert {problem.severity for problem in found} <= {"warning", "info"}
    assert {problem.code for problem in found} <= {"packs.derived", "packs.outside"}


def test_text_and_chart_say_the_same_of_the_projection(sample: Session) -> None:
    filled = packs.fill_pack(sample, sample.pack("panel-paper"), "en")
    chart = next(block for block in filled.blocks if hasattr(block, "spec"))
    projected = {p.period.code: p.text for p in chart.spec.lines[-1].segments[0]}
    told = next(block.text for block in filled.blocks if "broken line" in getattr(block, "text", ""))
    assert (
        f"would be {projected['2025']} in the data of 2025 and {projected['2030']} in the data of 2030"
        in told
    )


def test_saved_and_opened_again_the_paper_is_the_same_to_the_byte(sample: Session, tmp_path: Path) -> None:
    first = packs.build_pack(sample, "panel-paper", ("zh-Hant",), ("docx", "pdf"), tmp_path / "1")
    sample.save_as(tmp_path / "copy.wbk")
    with Session.open(tmp_path / "copy.wbk", read_only=True) as copy:
        second = packs.build_pack(copy, "panel-paper", ("zh-Hant",), ("docx", "pdf"), tmp_path / "2")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
@pytest.mark.parametrize("scenario", ["", "recent-pace", "blueprint-path"])
def test_every_reference_indicator_has_a_chart(sample: Session, lang, scenario: str) -> None:
    run = scenarios.run(sample, scenario) if scenario else None
    for indicator in sample.indicators():
        if indicator.role != "reference":
            continue
        chart = indicator_chart(sample, indicator.id, lang, scenario_run=run)
        told = " ".join((chart.title, chart.subtitle, chart.source_line, chart.alt, *chart.notes))
        assert "〔" not in told
        assert "{" not in told
        assert chart.targets
        assert chart_svg(chart, titled=True).startswith("<svg")


def test_every_series_has_a_chart(sample: Session) -> None:
    for indicator in sample.indicators():
        for lang in ("en", "zh-Hant"):
            chart = indicator_chart(sample, indicator.id, lang)
            assert chart.title
            assert "<svg" in chart_svg(chart)


def test_every_template_makes_its_paper_in_both_languages(sample: Session) -> None:
    """Nothing missing, and the same figures and paragraph numbers in both; Word and Excel files sound."""
    from ooxml_order import dangling, disorder

    from workbench.briefing.manifest import read_manifest

    offered = packs.templates(sample)
    assert {one.id for one in offered} >= {
        *(
            "panel-information",
            "legco-brief",
            "written-reply",
            "line-to-take",
            "questions-answers",
            "key-facts",
        ),
        *("speaking-note", "bureau-progress", "full-pack"),
    }
    for pack in offered:
        assert [p for p in packs.problems_of(sample, pack) if p.severity == "error"] == [], pack.id
        if pack.id in ("history", "full-pack"):
            continue  # long; the parts of the full pack are those of the others
        made = packs.rendered(sample, pack, ("en", "zh-Hant"), ("docx", "xlsx"))
        told = [read_manifest(made[f"{pack.id}_{lang}.docx"]) for lang in ("en", "zh-Hant")]
        places = [{place: sorted(names) for place, (_, names) in one.texts.items()} for one in told if one]
        assert places[0] == places[1], pack.id
        assert list(told[0].figures) == list(told[1].figures)  # type: ignore[union-attr]
        for name, content in made.items():
            if name.endswith(("docx", "xlsx")):
                assert disorder(content) == [], name
                assert dangling(content) == [], name


def test_the_full_pack_has_its_parts_in_order(sample: Session) -> None:
    """Cover, index, paper, speaking note, line-to-take, questions, facts, history, supplementary list."""
    import io

    import pikepdf
    import pypdfium2

    pack = packs.with_head(packs.find_pack(sample, "full-pack"), panel="cit", meeting_date="2026-12-15")
    content = packs.rendered(sample, pack, ("zh-Hant",), ("pdf",))["full-pack_zh-Hant.pdf"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("zh")
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
        outline = [str(item.title) for item in pdf.open_outline().root]
        fonts = {
            str(font.BaseFont)
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
            if "/DescendantFonts" in font
        }
    parts = (
        "提交事務委員會的文件",
        "發言稿",
        "應對口徑",
        "可能提問及答覆",
        "主要資料",
        "數字及承諾的沿革",
        "補充資料",
    )
    assert [one.split("\u3000")[-1] for one in outline] == list(parts)
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in fonts)  # subsets, embedded
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(pages) >= 25
    assert all("RESTRICTED 限閱文件" in page for page in pages)
    assert "二零二六年十二月十五日會議" in pages[0]
    # the index names the page on which each part begins
    listed = re.findall(r"夾附\d\u3000?\s*(\S+?)[ .]+(\d+)\s", re.sub(r"\.{2,}", " ", pages[1]) + "\n")
    assert [name for name, _ in listed] == list(parts)
    for name, number in listed:
        assert name in pages[int(number) - 1], (name, number)
