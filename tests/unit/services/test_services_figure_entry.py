"""Figures entered by hand: read as written, what is missing named, corrections as vintages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import RuleError
from workbench.domain.figure import Unit
from workbench.domain.text import LocalText
from workbench.services.figure_entry import Batch, Entry, filled, read_figure
from workbench.services.operations.entry import EnterFigures
from workbench.services.session import Session

MILLIONS = Unit("HKD", "money", LocalText("HK$ million", "百萬港元"), 6)
COUNT = Unit("STARTUP", "count", LocalText("start-ups", "間"))
PERCENT = Unit("PT", "percent", LocalText("%", "%"))
PAIR = Unit("PP", "pair", LocalText("public : private", "公營：私營"))
SOURCE = "csd-710-86001"


@pytest.fixture
def session(tmp_path: Path):
    with Session.create(tmp_path / "entry.wbk") as made:
        yield made


@pytest.mark.parametrize(
    ("text", "unit", "value", "qualifier", "decimals"),
    [
        ("約5 000", COUNT, 5000.0, "about", 0),
        ("265.54億元", MILLIONS, 26554.0, "", 0),
        ("$26,554 million", MILLIONS, 26554.0, "", 0),
        ("26554.3", MILLIONS, 26554.3, "", 1),
        ("1.13%", PERCENT, 1.13, "", 2),
        ("58:42", PAIR, 58.0, "", 0),
        ("不少於100 000", COUNT, 100000.0, "at_least", 0),
        ("-2.5", PERCENT, -2.5, "", 1),
    ],
)
def test_a_figure_is_read_as_written(text, unit, value, qualifier, decimals):
    found = read_figure(text, unit)
    assert (found.value, found.qualifier, found.decimals, found.text) == (value, qualifier, decimals, text)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("abc", COUNT, "entry.unreadable"),
        ("N.A.", COUNT, "entry.unreadable"),
        ("5%", COUNT, "entry.other-unit"),
        ("$26,554", MILLIONS, "entry.scale"),
        ("US$5 million", MILLIONS, "entry.other-unit"),
        ("58:43", PAIR, "entry.pair"),
        ("58:42", PERCENT, "entry.other-unit"),
    ],
)
def test_what_is_not_a_figure_of_the_series_is_refused(text, unit, code):
    with pytest.raises(RuleError) as caught:
        read_figure(text, unit)
    assert caught.value.code == code


@given(st.floats(1e-4, 1e15, allow_nan=False))
def test_seventeen_digits_stay(value: float):
    written = f"{value:.17f}".rstrip("0").rstrip(".")
    assert read_figure(written, COUNT).value == float(written)


def test_everything_that_is_missing_is_named_at_once(session: Session):
    before = session.vintages("gerd")
    with pytest.raises(RuleError) as caught:
        session.execute(EnterFigures("gerd", (Entry("2025", "38000"),), Batch("", "")))
    assert caught.value.words("en").endswith(
        "Still missing: the date from which the figures were known, the source."
    )
    assert "出處" in caught.value.words("zh-Hant")
    assert session.vintages("gerd") == before


def test_a_new_figure_a_new_source_and_one_step_back(session: Session):
    entries = (Entry("2025", "38000.123456789", ("P",)), Entry("2026", "約40 000"))
    batch = Batch("2026-12-01", "A release of December", "table 1")
    session.execute(EnterFigures("gerd", entries, batch, new_source=True, official=True))
    found = {item.period.code: item for item in session.observations("gerd")}
    assert found["2025"].value == 38000.123456789
    assert (found["2025"].status, found["2025"].confidence) == (("P",), "official")
    assert (found["2026"].qualifier, found["2026"].text) == ("about", "約40 000")
    assert found["2025"].definition == "gerd@2018"
    title = session.sources()[found["2025"].provenance.source_id].title
    assert title.en == "A release of December"
    session.undo()
    assert "2025" not in {item.period.code for item in session.observations("gerd")}
    assert title not in [item.title for item in session.sources().values()]


def test_a_correction_needs_its_reason_and_keeps_what_was_known(session: Session):
    held = {item.period.code: item for item in session.observations("gerd")}["2022"]
    corrected = (Entry("2022", "30200"),)
    with pytest.raises(RuleError) as caught:
        session.execute(EnterFigures("gerd", corrected, Batch("2026-12-01", SOURCE)))
    assert caught.value.code == "entry.reason"
    session.execute(EnterFigures("gerd", corrected, Batch("2026-12-01", SOURCE, reason="Typing error")))
    both = [item for item in session.vintages("gerd") if item.period.code == "2022"]
    assert held in both
    assert both[-1].value == 30200.0
    assert session.history()[-1].reason == "Typing error"


def test_a_second_correction_on_the_same_day_follows_the_first(session: Session):
    for text in ("30200", "30300"):
        session.execute(
            EnterFigures("gerd", (Entry("2022", text),), Batch("2026-12-01", SOURCE, reason="again"))
        )
    newest = {item.period.code: item for item in session.observations("gerd")}["2022"]
    assert (newest.value, newest.vintage) == (30300.0, "2026-12-01+2")


def test_a_missing_figure_says_why(session: Session):
    batch = Batch("2026-12-01", SOURCE)
    with pytest.raises(RuleError) as caught:
        session.execute(EnterFigures("gerd", (Entry("2025", ""),), batch))
    assert caught.value.code == "entry.missing-why"
    session.execute(EnterFigures("gerd", (Entry("2025", "", ("Q",)),), batch))
    assert session.vintages("gerd")[-1].value is None


def test_fill_goes_on_in_equal_steps_or_repeats():
    assert filled(["2019", "2020"], 3) == ["2021", "2022", "2023"]
    assert filled(["1.10", "1.25"], 2) == ["1.40", "1.55"]
    assert filled(["P"], 2) == ["P", "P"]
    assert filled(["約5 000", "約6 000"], 1) == ["約6 000"]
