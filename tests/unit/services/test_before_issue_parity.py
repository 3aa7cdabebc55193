"""Both languages of generated papers: nothing is told of a pair that says the same, any single planted difference is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.services.test_before_issue_rules import CLEAN, adding, session
from workbench.domain.dates import MONTHS, chinese_numeral, chinese_year
from workbench.domain.pack import Footnote, Pack, Paragraph, TableBlock
from workbench.domain.text import LocalText as T
from workbench.services.before_issue import check_before_issue
from workbench.services.before_issue.number_parity import mismatches

QUALIFIERS = (
    ("", ""),
    ("about ", "約"),
    ("over ", "逾"),
    ("not less than ", "不少於"),
    ("nearly ", "近"),
    ("not more than ", "不多於"),
)


@dataclass(frozen=True)
class Figure:
    """The same figure as written in each language. kind: which slips there can be."""

    en: str
    zh: str
    kind: str


def grouped(value: Decimal, separator: str) -> str:
    whole, _, part = f"{value:f}".partition(".")
    said = f"{int(whole):,}".replace(",", separator)
    return f"{said}.{part}" if part else said


@st.composite
def amounts(draw: st.DrawFn) -> Figure:
    """From $1 million to $999 billion: in million or billion, and in 萬 or 億."""
    million = Decimal(draw(st.integers(1, 999_999)))
    qualifier = draw(st.sampled_from(QUALIFIERS))
    english = f"${grouped(million, ',')} million"
    if million >= 1000 and draw(st.booleans()):
        english = f"${grouped((million / 1000).normalize(), ',')} billion"
    chinese = (
        f"{grouped((million * 100), ',')}萬元"
        if million < 100
        else f"{grouped((million / 100).normalize(), ',')}億元"
    )
    return Figure(qualifier[0] + english, qualifier[1] + chinese, "money")


@st.composite
def counts(draw: st.DrawFn) -> Figure:
    value = Decimal(draw(st.integers(21, 999_999).filter(lambda n: not 1900 <= n < 2100)))
    qualifier = draw(st.sampled_from(QUALIFIERS))
    separator = draw(st.sampled_from(("\u2009", " ")))
    return Figure(
        f"{qualifier[0]}{grouped(value, separator)} persons",
        f"{qualifier[1]}{grouped(value, separator)}人",
        "count",
    )


@st.composite
def shares(draw: st.DrawFn) -> Figure:
    value = Decimal(draw(st.integers(1, 9999))) / 100
    qualifier = draw(st.sampled_from(QUALIFIERS))
    sign = draw(st.sampled_from(("%", " per cent")))
    return Figure(f"{qualifier[0]}{value}{sign}", f"{qualifier[1]}{value}%", "share")


@st.composite
def days(draw: st.DrawFn) -> Figure:
    year, month, day = draw(st.integers(1998, 2035)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    english = f"{day} {MONTHS[month - 1]} {year}"
    if draw(st.booleans()):
        return Figure(english, f"{year}年{month}月{day}日", "date")
    return Figure(
        english, f"{chinese_year(year)}年{chinese_numeral(month)}月{chinese_numeral(day)}日", "date"
    )


@st.composite
def ratios(draw: st.DrawFn) -> Figure:
    share = draw(st.integers(1, 99))
    return Figure(f"{share}:{100 - share}", f"{share}:{100 - share}", "ratio")


FIGURES = st.one_of(amounts(), counts(), shares(), days(), ratios())


def sentence(figures: list[Figure]) -> tuple[str, str]:
    """A sentence in each language with these figures, the Chinese in the other order, as translations have it."""
    en = "; ".join(f"it was {one.en} under item {chr(97 + n)}" for n, one in enumerate(figures))
    zh = "；".join(f"丙類為{one.zh}" for one in reversed(figures))
    return f"In this part {en}.", f"這部分{zh}。"


@given(st.lists(FIGURES, max_size=6))
def test_a_pair_that_says_the_same_gives_nothing(figures: list[Figure]) -> None:
    assert mismatches(*sentence(figures)) == []


SLIPS = ("digit", "dropped", "qualifier", "power", "added")


@given(st.lists(FIGURES, min_size=1, max_size=5), st.data())
def test_any_single_planted_difference_is_found(figures: list[Figure], data: st.DataObject) -> None:
    slip = data.draw(st.sampled_from(SLIPS))
    place = data.draw(st.integers(0, len(figures) - 1))
    one = figures[place]
    wrong = [*figures]
    if slip == "dropped":
        wrong[place] = replace(one, zh="零碎部分")
    elif slip == "added":
        wrong[place] = replace(one, zh=f"{one.zh}及另外{data.draw(st.integers(21, 99))}人")
    elif slip == "qualifier" and one.kind in ("money", "count", "share"):
        bare = one.zh.lstrip("約逾不少於近多")
        other = data.draw(st.sampled_from([q for _, q in QUALIFIERS if q + bare != one.zh]))
        wrong[place] = replace(one, zh=other + bare)
    elif slip == "power" and one.kind == "money":
        wrong[place] = replace(
            one, zh=one.zh.replace("億", "萬") if "億" in one.zh else one.zh.replace("萬", "億")
        )
    else:
        wrong[place] = replace(one, zh=another_digit(one.zh, data))
    assert mismatches(sentence(figures)[0], sentence(wrong)[1]) != []


def another_digit(text: str, data: st.DataObject) -> str:
    """One digit (the last, so that the number is another one) read wrongly."""
    digits = "0123456789"
    at = max((n for n, c in enumerate(text) if c in digits), default=-1)
    if at < 0:
        said = "一二三四五六七八九"
        at = max(n for n, c in enumerate(text) if c in said)
        digits = said
    new = data.draw(st.sampled_from([c for c in digits if c != text[at]]))
    return text[:at] + new + text[at + 1 :]


@given(amounts(), st.sampled_from((10, 100, 1000)))
def test_a_slip_between_the_scales_is_told_as_one(figure: Figure, factor: int) -> None:
    from workbench.domain.printed import printed_figures

    (zh,) = printed_figures(figure.zh)
    slipped = f"{grouped((zh.value * factor / 100_000_000).normalize(), ',')}億元"
    (found,) = mismatches(figure.en, (figure.zh[: len(figure.zh) - len(zh.text)] + slipped))
    # with its qualifier gone as well it is still one difference
    assert found.how == "magnitude"
    assert found.value_zh == found.value_en * factor  # type: ignore[operator]


# ── whole papers ──────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def papers(draw: st.DrawFn) -> Pack:
    """The clean paper with more paragraphs, a table and footnotes of generated figures."""
    pack = CLEAN
    for _ in range(draw(st.integers(1, 3))):
        pack = adding(*sentence(draw(st.lists(FIGURES, min_size=1, max_size=3))))(pack)
    cells = draw(st.lists(FIGURES, min_size=2, max_size=4))
    rows = tuple(
        (T(f"Row {chr(65 + n)}", f"{'甲乙丙丁'[n]}行"), T(one.en, one.zh)) for n, one in enumerate(cells)
    )
    table = TableBlock(
        T("Table of generated figures", "數字表"), ((T("Item", "項目"), T("Figure", "數字")), *rows)
    )
    note = draw(FIGURES)
    return replace(
        pack,
        blocks=(*pack.blocks[:7], table, *pack.blocks[7:]),
        footnotes=(Footnote("note", T(f"It was {note.en}.", f"為{note.zh}。")),),
    )


def parity_lines(pack: Pack) -> list[tuple[str, str, int, str]]:
    lines = check_before_issue(session(), pack)  # type: ignore[arg-type]
    kinds = ("F01", "F14", "F17", "S03")
    return [(one.code, one.variant, one.block, one.part) for one in lines if one.code in kinds]


@settings(max_examples=25)
@given(papers(), st.data())
def test_a_paper_tells_exactly_the_place_of_the_difference(pack: Pack, data: st.DataObject) -> None:
    assert parity_lines(pack) == []
    places = [
        ("paragraph", n)
        for n, one in enumerate(pack.blocks)
        if isinstance(one, Paragraph) and "In this part" in (one.text.en or "")
    ]
    kind, at = data.draw(
        st.sampled_from([*places, ("cell", 7), ("footnote", -1), ("count", 0), ("call", 0), ("unwritten", 0)])
    )
    blocks = list(pack.blocks)
    if kind == "paragraph":
        text = blocks[at].text  # type: ignore[union-attr]
        blocks[at] = replace(blocks[at], text=T(text.en, another_digit(text.zh_hant or "", data)))  # type: ignore[type-var]
        expected = {(at, "text")}
    elif kind == "cell":
        table = blocks[7]
        assert isinstance(table, TableBlock)
        rows = [list(cells) for cells in table.rows]
        row = data.draw(st.integers(1, len(rows) - 1))
        rows[row][1] = T(rows[row][1].en, another_digit(rows[row][1].zh_hant or "", data))
        blocks[7] = replace(table, rows=tuple(tuple(cells) for cells in rows))
        expected = {(7, f"r{row + 1}c2")}
    elif kind == "footnote":
        (note,) = pack.footnotes
        pack = replace(
            pack,
            footnotes=(replace(note, text=T(note.text.en, another_digit(note.text.zh_hant or "", data))),),
        )
        expected = {(-1, "f:note")}
    elif kind == "count":
        blocks.insert(7, Paragraph(T("Only in English.", "只在英文。"), only=("en",)))
        expected = {(7, "text")}
    elif kind == "call":
        blocks[6] = replace(blocks[6], text=T(blocks[6].text.en, "事務委員會於二零二四年十二月三日開會。"))  # type: ignore[type-var,union-attr]
        expected = {(6, "text")}
    else:
        blocks[2] = replace(blocks[2], text=T(blocks[2].text.en, None))  # type: ignore[type-var,union-attr]
        expected = {(2, "text")}
    assert {line[2:] for line in parity_lines(replace(pack, blocks=tuple(blocks)))} == expected


@pytest.mark.parametrize(
    ("en", "zh", "how"),
    [
        ("over $10 billion", "逾10億元", "magnitude"),
        ("not less than 100 000 persons", "100 000人", "qualifier"),
        ("more than 300 items", "超過300項", None),
        ("some 300 items", "約300項", None),
        ("30-odd", "30", None),
        ("over 300 items", "300多項", None),
        ("over 90%", "逾九成", None),
        ("$1.03 trillion", "1.03萬億元", None),
        ("$0.5 billion", "5億元", None),
        ("$62 billion", "62億元", "magnitude"),
        ("US$5 million", "500萬港元", "unit"),
        ("14%", "14個百分點", "unit"),
        ("2024-25", "2024-25年度", None),
        ("2024-25", "二零二四至二五年度", None),
        ("2024-25", "2023-24年度", "value"),
        ("8 February 2021", "二零二一年二月八日", None),
        ("8 February 2021", "二零二一年三月八日", "value"),
        ("58:42", "42:58", "value"),
        ("the 12 measures", "十二項措施", None),
        ("twelve measures", "12項措施", None),
        ("twelve measures", "13項措施", "only-zh"),
        ("the third phase", "第三期", None),
    ],
)
def test_pairs_by_hand(en: str, zh: str, how: str | None) -> None:
    assert [one.how for one in mismatches(en, zh)] == ([how] if how else [])
