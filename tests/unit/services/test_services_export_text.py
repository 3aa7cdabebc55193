"""Cells of exported CSV: whatever text or number goes in comes out, and no spreadsheet computes it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from frictionless import Dialect, Resource, Schema
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.services.export_package import DIALECT
from workbench.services.export_text import cell, guard, number, unguard, write_csv

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
FORMULAS = st.builds(
    str.__add__, st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "'", '"', " =", "＝", "衞"]), TEXTS
)


@given(TEXTS | FORMULAS)
def test_a_guarded_text_comes_back_and_is_no_formula(text: str) -> None:
    shown = guard(text)
    assert unguard(shown) == text
    assert shown == text or shown == f"'{text}"
    if shown == text and text.lstrip()[:1] in tuple("=+-@＝＋－＠"):
        assert re.fullmatch(r"[=+@＝＋－＠-]|[+-][0-9., \xa0\u202f]*[0-9]%?", text)


@given(
    st.lists(st.tuples(TEXTS | FORMULAS, TEXTS, st.floats(allow_nan=False, allow_infinity=False) | st.none()))
)
def test_whatever_stands_in_cells_is_read_back(rows: list[tuple[str, str, float | None]]) -> None:
    lines = "".join(",".join(cell(value) for value in (*row, "end")) + "\n" for row in rows)
    found = list(csv.reader(io.StringIO(lines, newline=""), strict=True))
    assert [(a, b, None if c == "" else float(c)) for a, b, c, _ in found] == rows


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_every_bit(value: float) -> None:
    assert float(number(value)).hex() == value.hex()
    assert not number(value).endswith(".0")


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS | FORMULAS, min_size=1, max_size=20))
@example(["\n", "\t"])
def test_any_text_passes_through_a_data_package(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    write_csv(folder / "t.csv", ["place", "text"], list(enumerate(texts)))
    schema = Schema.from_descriptor(
        {
            "fields": [{"name": "place", "type": "integer"}, {"name": "text", "type": "string"}],
            "missingValues": [""],
        }
    )
    dialect = Dialect.from_descriptor(
        DIALECT
    )  # as the package states it; left to guess, a reader may guess tabs
    with Resource(
        path="t.csv", basepath=str(folder), schema=schema, dialect=dialect, encoding="utf-8"
    ) as resource:
        assert [(row["text"] or "") for row in resource.row_stream] == texts


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("", ""),
        ((), ""),
        (True, "true"),
        (2027, "2027"),
        (5000.0, "5000"),
        (0.1, "0.1"),
        (1e22, "1e+22"),
        (-0.0, "-0"),
        (("@", "r"), '"[""@"", ""r""]"'),
        ("a,b", '"a,b"'),
        (" a", '" a"'),
        ("衞生署", "衞生署"),
        ("-3.2", "-3.2"),
        ("-", "-"),
        ("=", "="),
        ("- item", "'- item"),
        ("=1+1", "'=1+1"),
        ("'tis", "''tis"),
    ],
)
def test_cells_as_they_stand_in_the_file(value: object, shown: str) -> None:
    assert cell(value, guarded=True) == shown
