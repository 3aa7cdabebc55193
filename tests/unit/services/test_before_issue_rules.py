"""Each check before a paper goes out: a planted defect gives exactly its line, the clean paper gives none."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.services.briefing_fake import FakeSession, observation
from workbench.base.paths import asset
from workbench.domain.errors import RuleError
from workbench.domain.figure import DefinitionVersion
from workbench.domain.pack import (
    AnnexStart,
    ChartBlock,
    FigureField,
    Footnote,
    Heading,
    ListBlock,
    Pack,
    PageBreak,
    Paragraph,
    TableBlock,
)
from workbench.domain.strategy import Body
from workbench.domain.text import LocalText as T
from workbench.services.before_issue import check_before_issue, fixed, heeded, ignored
from workbench.services.before_issue.house_style import house_style

OFFICES = (
    Body("ITIB", T("Innovation, Technology and Industry Bureau", "創新科技及工業局"), since="2022-07"),
    Body("OGCIO", T("Office of the Government Chief Information Officer", "政府資訊科技總監辦公室"), until="2024-07", successor="DPO"),
    Body("DPO", T("Digital Policy Office", "數字政策辦公室"), since="2024-07"),
)  # fmt: skip
LATER = observation("K1.1", "2023", 1.11, "1.11%", vintage="2025-12-23", decimals=2)
PRESS = observation("K2.1", "2025", 5221.0, "5 221間", vintage="2026-02-01", decimals=0, confidence="outside")


def field(name: str, series: str, period: str, kind: str = "observation", **more: Any) -> FigureField:
    return FigureField(name, kind, series, period, **more)  # type: ignore[arg-type]


BLOCKS = (
    Heading(T("Purpose", "目的")),
    Paragraph(T("This paper briefs Members on research and development (R&D).", "本文件向委員簡介研發工作。")),
    Paragraph(
        T("The ratio was {ratio} in {ratio_year}, and {target} is the reference figure for 2027 (data of 2025).",
          "比率在{ratio_year}年為{ratio}，2027年（2025年數字）的參考數字為{target}。")
    ),
    TableBlock(
        T("Reference indicators", "參考指標"),
        (
            (T("Indicator", "指標"), T("2020", "2020"), T("2027 (2025)", "2027（2025）")),
            (T("Ratio", "比率"), T("{ratio}", "{ratio}"), T("{target}", "{target}")),
        ),
        anchor="table",
    ),
    Paragraph(T("{>table} and Annex A give details. See {>chart}.", "詳情載於{>table}及附件A，另見{>chart}。")),
    ChartBlock("K1.1", T("Ratio", "比率"), anchor="chart"),
    Paragraph(T("The Panel met on 3 December 2024.{^note}", "事務委員會於二零二四年十二月三日開會。{^note}")),
    AnnexStart("A", T("Details", "詳情")),
    Paragraph(T("Nothing more.", "別無其他。"), numbered=False),
)  # fmt: skip
CLEAN = Pack(
    id="p", title=T("Progress of R&D", "研發進展"), paper_no=T("LC Paper No. CB(1)551/2026(03)", "立法會CB(1)551/2026(03)號文件"),
    status=T("For discussion on {meeting_date}", "{meeting_date}\n討論文件"),
    committee=T("Legislative Council\n{panel}", "立法會\n{panel}"),
    blocks=BLOCKS, fields=(
        field("ratio", "K1.1", "2020"), field("ratio_year", "K1.1", "2020", show="period"),
        field("target", "K1.1", "2027", "target"), field("people", "K3.1", "2032", "target"),
        field("press", "K2.1", "2025"), field("later", "K1.1", "2023"),
    ),
    signature=(T("{bureau}", "{bureau}"),), dated="2026-11", meeting_date="2026-12-03", panel="cit", bureau="ITIB",
    footnotes=(Footnote("note", T("Minutes of that meeting.", "該次會議的紀要。")),),
)  # fmt: skip


def session(**more: Any) -> FakeSession:
    return FakeSession(offices=OFFICES, extra=(LATER, PRESS), **more)


def found(pack: Pack, over: FakeSession | None = None) -> list[str]:
    """Code, variant and severity of every line, info left out."""
    lines = check_before_issue(over or session(), pack)  # type: ignore[arg-type]
    return [f"{one.code} {one.variant} {one.severity}" for one in lines if one.severity != "info"]


def adding(en: str, zh: str, **more: Any) -> Callable[[Pack], Pack]:
    """The clean paper with one more paragraph before the annex."""
    block = Paragraph(T(en, zh), **more)
    return lambda pack: replace(pack, blocks=(*pack.blocks[:7], block, *pack.blocks[7:]))


def with_block(index: int, **changes: Any) -> Callable[[Pack], Pack]:
    def changed(pack: Pack) -> Pack:
        blocks = list(pack.blocks)
        blocks[index] = replace(blocks[index], **changes)
        return replace(pack, blocks=tuple(blocks))

    return changed


def with_head(**changes: Any) -> Callable[[Pack], Pack]:
    return lambda pack: replace(pack, **changes)


def with_cell(row: int, column: int, en: str, zh: str) -> Callable[[Pack], Pack]:
    def changed(pack: Pack) -> Pack:
        table = pack.blocks[3]
        assert isinstance(table, TableBlock)
        rows = [list(cells) for cells in table.rows]
        rows[row][column] = T(en, zh)
        return with_block(3, rows=tuple(tuple(cells) for cells in rows))(pack)

    return changed


def test_the_clean_paper_has_no_line() -> None:
    assert found(CLEAN) == []


PLANTED: dict[str, tuple[Callable[[Pack], Pack], list[str]]] = {
    # the same number in both languages
    "value": (adding("It took 14 months.", "需時15個月。"), ["F01 value red"]),
    "qualifier lost": (adding("There are about {ratio}.", "有{ratio}。"), ["F01 qualifier red"]),
    "qualifier twice": (adding("There are {people}.", "有不少於{people}。"), ["F01 twice red"]),
    "unit": (adding("It rose by 14 percentage points.", "上升14%。"), ["F01 unit red", "F02 typed red"]),
    "one language only": (adding("It took 14 months from 2019.", "需時14個月。"), ["F01 only-en red"]),
    "field in one language": (adding("The ratio is {ratio}.", "比率如上。"), ["F01 only-en red"]),
    "number in words": (adding("There are eight indicators.", "共有七項指標。"), ["F01 words amber"]),
    "year": (adding("The change of 2021 stands.", "2022年的改變仍然有效。"), ["F01 value red"]),
    # sources
    "typed figure": (adding("It cost $10 billion.", "開支為100億元。"), ["F02 typed red"]),
    "typed beside a field": (adding("The ratio is {ratio}.", "比率為0.99%。"), ["F02 typed red"]),
    "unknown name": (adding("It is {ratoi}.", "為{ratoi}。"), ["F02 unknown red"]),
    "no figure": (
        lambda pack: replace(
            adding("It is {gone}.", "為{gone}。")(pack), fields=(*pack.fields, field("gone", "K1.1", "1990"))
        ),
        ["F02 gap red"],
    ),
    # text, table and chart
    "another vintage in the text": (
        lambda pack: replace(adding("It was {later_old}.", "為{later_old}。")(adding("It was {later}.", "為{later}。")(pack)),
                             fields=(*pack.fields, field("later_old", "K1.1", "2023", as_of="2025-12-31"))),
        ["F03 value red", "F03 chart amber"],
    ),
    "other decimals": (
        lambda pack: replace(adding("It was {ratio_short}.", "為{ratio_short}。")(pack),
                             fields=(*pack.fields, field("ratio_short", "K1.1", "2020", decimals=1))),
        ["F03 print amber"],
    ),
    # targets
    "no data year": (with_cell(0, 2, "2027", "2027"), ["F04 column red"]),
    "no data year in a text": (adding("In 2027 it is {target}.", "2027年為{target}。"), ["F04 text amber"]),
    # names
    "KPI": (adding("The KPIs are on course.", "參考指標按計劃進行。"), ["F05 word red"]),
    "KPI in Chinese": (adding("The reference indicators are on course.", "指標目標按計劃進行。"), ["F05 word red"]),
    # outside and computed
    "outside without a note": (
        with_block(0, text=T("Start-ups: {press}", "初創企業：{press}")), ["F20 unexplained red", "F20 outside amber"]
    ),
    "outside with its mark": (adding("There were {press}.", "有{press}。"), ["F20 outside amber"]),
    # punctuation
    "half-width comma": (adding("It is so, and well.", "情況如此,並且良好。"), ["F08 zh amber"]),
    "half-width brackets": (adding("It is so (well).", "情況如此(良好)。"), ["F08 zh amber"]),
    "space": (adding("Paragraph of 12 lines.", "共 12行。"), ["F08 space amber"]),
    "full-width in English": (adding("It is so，and well.", "情況如此，並且良好。"), ["F08 en amber"]),
    "quote not closed": (adding("It is so.", "「情況如此。"), ["F09 unpaired red"]),
    "title not closed": (adding("It is so.", "《文件的情況如此。"), ["F09 unpaired red"]),
    "quotes of another office": (adding("It is so.", "“情況”如此。"), ["F09 marks amber", "F09 marks amber"]),
    "short title without marks": (
        adding("The Plan (the Plan) stands. The Plan says so.", "《大計》（《大計》）有效，大計如此說明。"),
        ["F09 title amber"],
    ),
    "title without marks": (adding("The Blueprint says so.", "香港創新科技發展藍圖如此說明。"), ["F09 title amber"]),
    # characters
    "著": (adding("It has started.", "已著手進行。"), ["F10 variant amber"]),
    "佈": (adding("It was announced.", "已經公佈。"), ["F10 variant amber"]),
    "群": (adding("A community.", "社群。"), ["F10 variant amber"]),
    # abbreviations
    "not defined": (adding("The HKSTPC has grown.", "園區擴大。"), ["F11 en-unknown amber"]),
    "short form": (adding("The bureau has replied.", "創科局已回覆。"), ["F11 zh amber"]),
    # names on the day
    "old panel": (adding("The Panel on Commerce and Industry agrees.", "工商事務委員會同意。"), ["F12 name red", "F12 name red"]),
    "no such panel": (adding("The Panel on Innovation and Technology agrees.", "委員會同意。"), ["F12 unknown red"]),
    "unknown panel": (with_head(panel="xyz"), ["F12 head red"]),
    "old office": (adding("The Office of the Government Chief Information Officer agrees.", "該辦公室同意。"), ["F13 name red"]),
    "unknown bureau": (with_head(bureau="XYZ"), ["F13 head red"]),
    # structure
    "paragraph in one language": (adding("Only here.", "只在此處。", only=("en",)), ["F14 count red"]),
    "no such anchor": (adding("See {>nowhere}.", "見{>nowhere}。"), ["F14 anchor red", "F14 anchor red"]),
    "beyond the last": (adding("See paragraph 47.", "見第47段。"), ["F14 beyond red", "F14 beyond red"]),
    "footnote in one language": (adding("So.{^note}", "如此。"), ["F14 calls red"]),
    "annex missing": (adding("See Annex C.", "見附件C。"), ["F15 missing red", "F15 missing red"]),
    "annex not named": (with_block(4, text=T("See {>table} and {>chart}.", "見{>table}及{>chart}。")), ["F15 unnamed amber"]),
    # dates
    "signed late": (with_head(dated="2027-01"), ["F16 late red"]),
    "date in figures": (adding("On 5 May 2025 it was so.", "2025年5月5日如此。"), ["F18 zh amber"]),
    "month first": (adding("On May 5, 2025 it was so.", "二零二五年五月五日如此。"), ["F18 en amber"]),
    # 億 and billion
    "億": (adding("It cost $10 billion.", "開支為10億元。"), ["F02 typed red", "F17 magnitude red"]),
    "十億": (adding("It cost $30 million.", "開支為30百萬元。"), ["F02 typed red", "F17 scale amber"]),
    # signs
    "HK$": (adding("It cost HK$10 billion.", "開支為100億元。"), ["F02 typed red", "S01 sign amber"]),
    "$ in Chinese": (adding("It cost $10 billion.", "開支為$100億。"), ["F02 typed red", "S01 sign amber"]),
    "per cent": (adding("It rose by 14 per cent.", "上升14%。"), ["F02 typed red", "S02 percent amber"]),
    "not written": (adding("Only in English.", ""), ["S03 zh red"]),
    "left open": (adding("The reason is (to be supplied).", "原因（待填）。"), ["S04 open red"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_found_and_nothing_else(name: str) -> None:
    change, expected = PLANTED[name]
    over = session()
    if name == "another vintage in the text":
        newer = replace(LATER, vintage="2026-05-01", value=1.2, text="1.20%")
        over = FakeSession(offices=OFFICES, extra=(LATER, newer, PRESS))
    assert sorted(found(change(CLEAN), over)) == sorted(expected)


CLEAN_WORDS = {
    "right 著": ("It is marked.", "成效顯著，著名學者的著作已經出版，產業群形成集群。"),
    "variant in a title": ("As printed.", "見《公佈事項》。"),
    "quoted KPI": ("The report speaks of “KPIs”.", "報告提及「指標目標」。"),
    "old name as such": ("The then Panel on Commerce and Industry agreed.", "當時的工商事務委員會同意。"),
    "office as such": ("The former Office of the Government Chief Information Officer agreed.", "前政府資訊科技總監辦公室同意。"),
    "paragraph letters": ("See paragraph 2(a).", "見第2(a)段。"),
    "numbers in words": ("The three parts took twelve months.", "三個部分需時十二個月。"),
    "one in words, one in figures": ("The 12 parts.", "十二個部分。"),
    "per thousand": ("For every 1 000 persons.", "每千名人口。"),
    "financial year": ("In 2024-25 it was so.", "在二零二四至二五年度如此。"),
    "quotes": ("It is “so”.", "「情況『如此』」。"),
    "ratio": ("At 9:30 it began.", "在9:30開始。"),
    "May": ("May Members note this.", "請委員備悉。"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN_WORDS)
def test_what_is_right_gives_no_line(name: str) -> None:
    lines = [one for one in found(adding(*CLEAN_WORDS[name])(CLEAN)) if one != "F02 typed red"]
    assert lines == []


def test_the_line_names_the_paragraph_and_both_values() -> None:
    pack = adding("It cost $10 billion.", "開支為10億元。")(CLEAN)
    line = next(one for one in check_before_issue(session(), pack) if one.code == "F17")  # type: ignore[arg-type]
    assert (line.place.en, line.place.zh_hant) == ("paragraph 5", "第5段")
    assert (line.first, line.second) == ("$10 billion", "10億元")
    assert (line.block, line.part) == (7, "text")
    for lang in ("en", "zh-Hant"):
        assert "$10 billion" in line.message.show(lang)
        assert "10億元" in line.message.show(lang)


FIXED: dict[str, tuple[str, str, str, str]] = {
    "著": ("It has started.", "已著手進行，成效顯著。", "It has started.", "已着手進行，成效顯著。"),
    "comma": ("So, well.", "如此,良好;可以(見{>table})。", "So, well.", "如此，良好；可以（見{>table}）。"),
    "space": ("{ratio}.", "比率為 {ratio}，即 R&D 的成果。", "{ratio}.", "比率為 {ratio}，即R&D的成果。"),
    "KPI": ("The KPIs.", "KPI。", "The reference indicators.", "參考指標。"),
    "panel": ("The Panel on Commerce and Industry.", "工商事務委員會。",
              "The Panel on Commerce, Industry, Innovation and Technology.", "工商及創新科技事務委員會。"),
    "office": ("The Office of the Government Chief Information Officer.", "政府資訊科技總監辦公室。",
               "The Digital Policy Office.", "數字政策辦公室。"),
    "date": ("On May 5, 2025.", "2025年5月21日。", "On 5 May 2025.", "二零二五年五月二十一日。"),
    "scale": ("$26,554 million.", "26,554百萬元。", "$26,554 million.", "265.54億元。"),
    "sign": ("HK$10 billion.", "HK$100億。", "$10 billion.", "100億元。"),
    "per cent": ("14 per cent.", "14%。", "14%.", "14%。"),
    "quotes": ("A \"word\".", "“詞”。", "A “word”.", "「詞」。"),
    "title": ("The Blueprint.", "香港創新科技發展藍圖。", "The Blueprint.", "《香港創新科技發展藍圖》。"),
    "english": ("So，well。", "如此，良好。", "So, well.", "如此，良好。"),
    "field": ("It was 0.99%.", "為0.99%。", "It was {ratio}.", "為{ratio}。"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXED)
def test_a_replacement_mends_it_and_nothing_else(name: str) -> None:
    en, zh, en_after, zh_after = FIXED[name]
    pack = adding(en, zh)(CLEAN)
    for _ in range(12):
        line = next(
            (one for one in check_before_issue(session(), pack) if one.fixes and one.block == 7), None
        )  # type: ignore[arg-type]
        if line is None:
            break
        pack = fixed(pack, line)
    text = pack.blocks[7].text  # type: ignore[union-attr]
    assert (text.en, text.zh_hant) == (en_after, zh_after)
    assert replace(pack, blocks=()) == replace(CLEAN, blocks=())
    assert [one for n, one in enumerate(pack.blocks) if n != 7] == list(CLEAN.blocks)


def test_a_replacement_in_a_cell_a_note_a_list_and_a_footnote() -> None:
    table = replace(CLEAN.blocks[3], notes=(T("A note.", "公佈。"),))  # type: ignore[type-var]
    rows = table.rows  # type: ignore[union-attr]
    table = replace(table, rows=((rows[0][0], rows[0][1], T("2027", "2027")), rows[1]))  # type: ignore[type-var]
    items = ListBlock((T("One.", "已著手。"),))
    pack = replace(
        CLEAN,
        blocks=(*CLEAN.blocks[:3], table, *CLEAN.blocks[4:7], items, *CLEAN.blocks[7:]),
        footnotes=(Footnote("note", T("Minutes.", "紀要,見會議。")),),
        signature=(T("Bureau", "創新科技署 "), T("Ending", "群")),
    )
    for _ in range(10):
        line = next((one for one in check_before_issue(session(), pack) if one.fixes), None)  # type: ignore[arg-type]
        if line is None:
            break
        pack = fixed(pack, line)
    assert pack.blocks[3].notes[0].zh_hant == "公布。"  # type: ignore[union-attr]
    assert pack.blocks[3].rows[0][2] == T("2027 (2025)", "2027（2025）")  # type: ignore[union-attr]
    assert pack.blocks[7].items[0].zh_hant == "已着手。"  # type: ignore[union-attr]
    assert pack.footnotes[0].text.zh_hant == "紀要，見會議。"
    assert pack.signature[1].zh_hant == "羣"


def test_a_replacement_of_a_text_that_changed_since_is_refused() -> None:
    pack = adding("It has started.", "已著手進行。")(CLEAN)
    (line,) = check_before_issue(session(), pack)  # type: ignore[arg-type]
    with pytest.raises(RuleError) as caught:
        fixed(adding("It has started.", "今年已著手進行。")(CLEAN), line)
    assert caught.value.code == "before.fix-gone"
    (other,) = check_before_issue(session(), adding("It took 14 months.", "需時15個月。")(CLEAN))  # type: ignore[arg-type]
    with pytest.raises(RuleError) as caught:
        fixed(pack, other)
    assert caught.value.code == "before.no-fix"


def test_a_line_let_stand_keeps_its_reason_until_a_value_moves() -> None:
    pack = adding("It cost $10 billion.", "開支為100億元。")(CLEAN)
    (line,) = check_before_issue(session(), pack)  # type: ignore[arg-type]
    assert line.counts
    with pytest.raises(RuleError):
        ignored(pack, line, " ")
    kept = ignored(pack, line, "From the Budget speech")
    (again,) = check_before_issue(session(), kept)  # type: ignore[arg-type]
    assert (again.ignored, again.counts) == ("From the Budget speech", False)
    moved = replace(kept, blocks=(PageBreak(), *kept.blocks))
    assert all(not one.counts for one in check_before_issue(session(), moved))  # type: ignore[arg-type]
    changed = replace(adding("It cost $11 billion.", "開支為110億元。")(CLEAN), ignored=kept.ignored)
    (back,) = check_before_issue(session(), changed)  # type: ignore[arg-type]
    assert back.counts
    assert heeded(kept, line).ignored == {}


# ── rules that need more than a text ──────────────────────────────────────────────────────────────────────────


def test_a_line_over_a_change_of_definition_is_told() -> None:
    from workbench.domain.chart import ChartSpec, Line, Point
    from workbench.domain.period import Period
    from workbench.services.before_issue.draft import Draft
    from workbench.services.before_issue.figures import joined_breaks

    versions = (DefinitionVersion("d2", "K1.1", "2023", T("New", "新")),)
    over = FakeSession(offices=OFFICES, extra=(replace(LATER, definition="d2"), PRESS), versions=versions)
    draft = Draft(over, CLEAN)  # type: ignore[arg-type]
    points = tuple(Point(Period.year(year), 1.0) for year in (2014, 2020, 2023))

    def spec(*segments: tuple[Point, ...]) -> ChartSpec:
        line = Line("K1.1", "Ratio", segments, 0)
        return ChartSpec("en", "", "", over.indicator("K1.1").unit, (line,), "", "")

    assert list(joined_breaks(draft, spec(points))) == [("K1.1", "2020", "2023")]
    assert list(joined_breaks(draft, spec(points[:2], points[2:]))) == []
    # what the program draws itself never joins them
    assert [one for one in found(CLEAN, over) if one.startswith("F07")] == []
    silent = adding("From {ratio} to {later}.", "由{ratio}升至{later}。")(CLEAN)
    assert [one for one in found(silent, over) if one.startswith("F07")] == ["F07 text amber"]
    told = adding("From {ratio} to {later}; the definition changed.", "由{ratio}升至{later}；定義已改變。")(
        CLEAN
    )
    assert [one for one in found(told, over) if one.startswith("F07")] == []


def test_a_chart_that_draws_another_value_than_the_text_gives() -> None:
    newer = replace(LATER, vintage="2026-05-01", value=1.2, text="1.20%")
    over = FakeSession(offices=OFFICES, extra=(LATER, newer, PRESS))
    fields = (*CLEAN.fields, field("old", "K1.1", "2023", as_of="2025-12-31"))
    pack = replace(adding("It was {old}.", "為{old}。")(CLEAN), fields=fields)
    (line,) = check_before_issue(over, pack)  # type: ignore[arg-type]
    assert (line.code, line.variant, line.first, line.second) == ("F03", "chart", "1.11%", "1.20%")
    assert "Chart 1" in line.message.show("en")
    assert "圖1" in line.message.show("zh-Hant")


def test_a_field_without_a_source() -> None:
    from workbench.domain.figure import Provenance

    bare = replace(observation("K2.1", "2024", 4694.0, "4 694間", decimals=0), provenance=Provenance("", ""))
    over = FakeSession(offices=OFFICES, extra=(LATER, PRESS, bare))
    pack = replace(
        adding("There were {bare}.", "有{bare}。")(CLEAN),
        fields=(*CLEAN.fields, field("bare", "K2.1", "2024")),
    )
    assert found(pack, over) == ["F02 no-source red"]


def test_official_terms() -> None:
    class WithTerms(FakeSession):
        def terms(self) -> tuple[object, ...]:
            from workbench.domain.strategy import Term

            return (Term("初創企業", "start-up companies", category="concept"),)

    over = WithTerms(offices=OFFICES, extra=(LATER, PRESS))
    wrong = adding("The start-up companies grow.", "新創公司增長。")(CLEAN)
    right = adding("The start-up companies grow.", "初創企業增長。")(CLEAN)
    lines = check_before_issue(over, wrong)  # type: ignore[arg-type]
    assert [(one.code, one.severity, one.second) for one in lines] == [("G01", "info", "初創企業")]
    assert check_before_issue(over, right) == ()  # type: ignore[arg-type]


def test_other_profiles_have_other_signs() -> None:
    secretariat = replace(CLEAN, profiles={"zh-Hant": "secretariat-zh"})
    assert found(adding("So.", "“情況”如此。")(secretariat)) == ["F18 zh amber"]
    dates = with_block(6, text=T("On 3 December 2024.{^note}", "2024年12月3日。{^note}"))(secretariat)
    assert found(adding("So.", "“情況”如此。")(dates)) == []
    assert found(adding("So.", "「情況」如此。")(dates)) == ["F09 marks amber", "F09 marks amber"]
    words = replace(CLEAN, profiles={"en": "government-en-words"})
    assert "S02 percent amber" in found(adding("By 14%.", "14%。")(words))


def test_the_dictionary_is_data() -> None:
    plain = json.loads(asset("data", "style", "official.json").read_text(encoding="utf-8"))
    assert plain["format"] == "blueprint-workbench/style"
    for usage in house_style().variants:
        assert usage.wrong != usage.right
        assert all(usage.wrong in word for word in usage.except_ if word != "集羣"), usage
