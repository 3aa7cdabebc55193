"""Figures with marks, stand-ins for figures, legends and status."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.text import LocalText
from workbench.importers.marks import Legend, Note, is_missing_word, read_figure, split_legend, status_of

FIGURES = {
    "1598.6": ("1598.6", ()),
    "-11.9": ("-11.9", ()),
    "−11.9": ("-11.9", ()),
    "1,234": ("1234", ()),
    "1 234 567": ("1234567", ()),
    "1\u00a0234.5": ("1234.5", ()),
    "１２．３": ("12.3", ()),
    "0.41 @": ("0.41", ("@",)),
    "0.41@": ("0.41", ("@",)),
    "* 12": ("12", ("*",)),
    "12.3 r": ("12.3", ("r",)),
    "12.3p": ("12.3", ("p",)),
    "100 (2)": ("100", ("(2)",)),
    "12 #@": ("12", ("#", "@")),
    "12.5%": ("12.5", ()),
}
NO_FIGURES = [
    "-",
    "–",
    "..",
    "...",
    ":",
    "N.A.",
    "n.a.",
    "[§3]",
    "[-§32]",
    "不適用",
    "x",
    "*",
    "@",
    "(1)",
    "[a]",
    "²",
    "#N/A",
    "nil",
]
UNSURE = [
    "1,23",
    "1,2345",
    "12 34",
    "<0.05",
    "abc",
    "1.2.3",
    "12)",
    "(12",
    "2020/21",
    "1 - 3",
    "5-9",
    "3/4",
    "–5",
]


@pytest.mark.parametrize(("text", "read"), FIGURES.items())
def test_figures(text: str, read: tuple[str, tuple[str, ...]]) -> None:
    figure = read_figure(text)
    assert (figure.value, figure.marks, figure.unsure) == (Decimal(read[0]), read[1], "")


@pytest.mark.parametrize("text", NO_FIGURES)
def test_signs_in_place_of_a_figure_are_never_zero_and_never_a_figure(text: str) -> None:
    figure = read_figure(text)
    assert (figure.value, figure.marks) == (None, (text,))


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_not_certain_stays_text(text: str) -> None:
    figure = read_figure(text)
    assert figure.value is None
    assert figure.unsure


@pytest.mark.parametrize(("text", "bracket"), [("(12.3)", "()"), ("{1.6}", "{}"), ("（3.4）", "()")])
def test_a_bracket_is_a_bracket_and_no_sign(text: str, bracket: str) -> None:
    figure = read_figure(text)
    assert figure.bracket == bracket
    assert figure.value is not None
    assert figure.value > 0


@pytest.mark.parametrize(
    ("line", "mark", "rest"),
    [
        ("@ Figures are subject to revision later on.", "@", "Figures are subject to revision later on."),
        ("N.A. Not available.", "N.A.", "Not available."),
        ("N.A. 沒有數字。", "N.A.", "沒有數字。"),
        ("(1) See concepts.", "(1)", "See concepts."),
        ("1 Monthly household income refers to", "1", "Monthly household income refers to"),
        ("[-§32] Less than 0.05%", "[-§32]", "Less than 0.05%"),
        ("- denotes nil", "-", "denotes nil"),
        ("「@」 臨時數字", "@", "臨時數字"),
        ("* : provisional", "*", "provisional"),
        ("# = revised", "#", "revised"),
        ("r  revised", "r", "revised"),
    ],
)
def test_lines_of_a_legend(line: str, mark: str, rest: str) -> None:
    assert split_legend(line) == (mark, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Figures for 2010 have been revised",
        "2016 Population By-census Office",
        "5 000 persons or more",
        "a note",
    ],
)
def test_general_notes_explain_no_mark(line: str) -> None:
    assert split_legend(line) == (None, line)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Provisional figures", "P"),
        ("數字在日後會作出修訂。", "P"),
        ("Figures are subject to revision later on.", "P"),
        ("Revised figures", "A"),
        ("Not available", "L"),
        ("沒有數字", "L"),
        ("Not applicable", "M"),
        ("不適用", "M"),
        ("denotes nil", "M"),
        ("Less than half of the unit", "N"),
        ("少於0.05%", "N"),
        ("Estimated by the Department", "E"),
        ("Projection", "F"),
        ("Figures not released due to large sampling error", "Q"),
        ("Break in series", "B"),
        ("數列中斷", "B"),
        ("Includes temporary housing.", None),
    ],
)
def test_status_of_an_explanation(words: str, code: str | None) -> None:
    assert status_of(words) == code


def test_a_legend_explains_only_its_own_marks() -> None:
    legend = Legend(
        [
            Note("@", LocalText("Provisional")),
            Note("(1)", LocalText("See concepts")),
            Note(None, LocalText("General")),
        ]
    )
    assert legend.status("@") == "P"
    assert legend.status("1") == "A"  # explained, and nothing about status
    assert legend.status("#") is None
    assert legend.explains_bracket("()") is None
    assert (
        Legend([Note("( )", LocalText("Figures in brackets are estimates"))]).explains_bracket("()")
        is not None
    )


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["", " @", " r", "*", " (1)"])
)
def test_a_printed_figure_reads_back_to_the_last_digit(value: Decimal, mark: str) -> None:
    for text in (f"{value}", f"{value:,}"):
        figure = read_figure(text + mark)
        assert figure.value == value
        assert figure.marks == ((mark.strip(),) if mark else ())


@given(st.text(max_size=20))
def test_no_text_breaks_it_and_no_stand_in_has_a_value(text: str) -> None:
    figure = read_figure(text)
    if is_missing_word(text):
        assert figure.value is None
    if not any(ch.isdigit() for ch in text):
        assert figure.value is None
