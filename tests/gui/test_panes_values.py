"""The small parts behind the tabs: due dates, slider numbers, typed numbers, columns of the plan's table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from workbench.domain.scenario import DriverPath, Model, Variable
from workbench.domain.strategy import Node, Progress, SourceRef
from workbench.domain.text import LocalText
from workbench.gui.panes.scenarios.paths import level_text, path_for, value_text
from workbench.gui.widgets.attention import attention, is_done, last_day
from workbench.gui.widgets.indicator_facts import base_columns, headline, in_column
from workbench.gui.widgets.number_entry import NumberEntry
from workbench.services.scenarios import DriverRow
from workbench.services.session import Session

SOURCE = SourceRef("001")


def measure(node_id: str, **more: object) -> Node:
    return Node(node_id, "measure", None, 0, LocalText("m", "措施"), "no", SOURCE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("2025", date(2025, 12, 31)),
        ("2024-06", date(2024, 6, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2024-Q4", date(2024, 12, 31)),
        ("2024-H1", date(2024, 6, 30)),
        ("2024-06-15", date(2024, 6, 15)),
        ("2023/2024", date(2024, 3, 31)),
        ("2024/25", date(2025, 8, 31)),  # financial or academic: the later end
        ("some day", None),
    ],
)
def test_last_day_of_a_due_date(code: str, day: date | None):
    assert last_day(code) == day


def test_each_measure_is_listed_for_its_most_pressing_reason():
    reported = Progress("2024", "in_progress", LocalText("going on", "推行中"), SOURCE)
    done = Progress("2025", "completed", LocalText("done", "完成"), SOURCE)
    nodes = [
        measure("passed", due="2025"),
        measure("soon", due="2027-03"),
        measure("far", due="2035", progress=(reported,)),
        measure("silent"),
        measure("reported", progress=(reported,)),
        measure("done", due="2023", progress=(reported, done)),
        measure("marked late", official_status="late"),
        measure("dropped", due="2020", official_status="dropped"),
    ]
    found = [(item.node.id, item.why) for item in attention(nodes, date(2026, 11, 21))]
    assert found == [("passed", "passed"), ("marked late", "passed"), ("soon", "soon"), ("silent", "silent")]
    assert is_done(nodes[5])


GROWTH = Variable(
    "gdp", LocalText("GDP", "本地生產總值"), "HK$ million", minimum=-0.05, maximum=0.1, step=0.001
)
LEVEL = Variable(
    "unicorns", LocalText("Unicorns", "獨角獸"), "unicorns", kind="level", minimum=0, maximum=60, step=1
)
MODEL = Model("m", LocalText("m", "模"), 2014, 2030, (GROWTH, LEVEL))


def row(variable: Variable, last: tuple[int, float] | None) -> DriverRow:
    year, value = last if last is not None else (None, None)
    return DriverRow(variable, None, "", None, year, value, None)


def test_a_slider_makes_a_rate_without_binary_dust():
    assert path_for(row(GROWTH, (2024, 1.0)), MODEL, 0.1 + 0.2) == DriverPath(growth=0.3)


def test_a_level_slider_makes_a_straight_line_in_whole_steps():
    levels = path_for(row(LEVEL, (2023, 18.0)), MODEL, 32.0).levels
    assert list(levels) == list(range(2024, 2031))
    assert levels[2030] == 32.0
    assert levels[2024] == 20.0


@given(st.floats(0, 60), st.floats(0, 60))
def test_a_level_line_never_turns(start: float, end: float):
    levels = list(path_for(row(LEVEL, (2023, start)), MODEL, end).levels.values())
    assert levels == sorted(levels, reverse=end < start)


@pytest.mark.parametrize(
    ("variable", "value", "text"),
    [
        (GROWTH, 0.0713, "7.1%"),
        (GROWTH, -0.0004, "0.0%"),
        (GROWTH, -0.015, "\u22121.5%"),
        (LEVEL, 26.0, "26"),
        (GROWTH, None, "—"),
    ],
)
def test_driver_values_in_words(variable: Variable, value: float | None, text: str):
    assert value_text(variable, value) == text


def test_levels_are_grouped_and_never_in_powers_of_ten():
    assert level_text(GROWTH, 3627570.0) == "3\u2009627\u2009570.0"


def test_a_number_is_read_however_it_is_typed(qtbot):
    entry = NumberEntry()
    qtbot.addWidget(entry)
    entry.set_form(1, 0.1, -99, 400, "%")
    entry.set_value(4.0)
    assert entry.text() == "4.0%"
    for typed, value in (("7", 7.0), ("7.25％", 7.25), ("\u22123.5 %", -3.5), ("+1,0", 10.0), (".5", 0.5)):
        entry.setText(typed)
        assert entry.read() == value
    for typed in ("", "-", "1e3", "nan", "inf", "9999", "七"):
        entry.setText(typed)
        assert entry.read() is None
    entry.set_value(None)
    assert entry.text() == "—"


def test_arrow_keys_step_within_the_limits(qtbot):
    entry = NumberEntry()
    qtbot.addWidget(entry)
    entry.set_form(1, 0.5, 0, 1, "%")
    entry.set_value(0.5)
    heard: list[float] = []
    entry.changed.connect(heard.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(entry, key)
    assert heard == [1.0, 1.0, 0.5]
    entry.setText("7")
    qtbot.keyClick(entry, Qt.Key.Key_Escape)
    assert entry.text() == "0.5%"


def test_the_columns_of_the_plans_table_are_found_in_its_own_figures(sample: Path):
    with Session.open(sample) as session:
        columns = base_columns(session)
        assert [(column.column_year, column.data_year) for column in columns] == [(2016, 2014), (2022, 2020)]
        printed = in_column(session, "K2.1", columns[1], columns)
        assert (printed.period.code, printed.value) == ("2021", 3755)
        assert (
            headline(session, "K2.2").period.code == "2020"
        )  # a press count of another definition does not count
