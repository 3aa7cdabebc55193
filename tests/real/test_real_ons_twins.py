"""Workbooks of the ONS against the tidy files that the office's own extraction made of them: every cell."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from workbench.importers.labels import anchor, strip_references
from workbench.importers.periods import read_period_text
from workbench.importers.reading import Table, TableObservation
from workbench.importers.tables import understand

pytestmark = pytest.mark.real

MERGERS, VISITS = "rftmatables_tcm77-415727", "referencetablesjune210815_tcm77-413962"
# tidy file → sheet, number of rows; labels that the extraction made up or carried too far are left aside
TWINS = {
    (MERGERS, "Mergers_1_recipe-"): ("Table 1", 304),
    (MERGERS, "Mergers_2_5_recipe-"): ("", 352),
    **{
        (MERGERS, f"Mergers_6_7_recipe-Table {number},{number}{letter}_{half}"): (f"Table {number}", 100)
        for number in (6, 7)
        for letter in "AD"
        for half in ("Top", "Bottom")
    },
    (MERGERS, "Mergers_8or10_recipe-Table 8"): ("Table 8", 222),
    (MERGERS, "Mergers_8or10_recipe-Table 10"): ("Table 10", 222),
    (MERGERS, "Mergers_9_recipe-"): ("Table 9", 296),
    (VISITS, "OTTEarnings-"): ("Table 5", 168),
}
NO_LABELS = {"Annual", "Quarterly", "TempValue", "NoLookupError", ""}

Cell = tuple[frozenset[str], TableObservation]


@cache
def book(path: Path) -> tuple[Table, ...]:
    return understand(path).tables


def cells(tables: list[Table]) -> dict[str | None, list[Cell]]:
    found: dict[str | None, list[Cell]] = defaultdict(list)
    for table in tables:
        labels = {
            one.id: frozenset(
                anchor(text) for text in (*(part.en for part in one.path), table.title.en) if text
            )
            for one in table.series
        }
        for one in table.observations:
            found[one.period].append((labels[one.series], one))
    return found


def period(row: dict[str, str]) -> str | None:
    text = (
        row["time_dim_item_label_eng"]
        or f"{row['dimension_item_label_eng_5'][:3]} {row['dimension_item_label_eng_4']}"
    )
    label = read_period_text(text.removesuffix(".0").replace(".0 ", " "))
    return label.code if label else None


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin[1])
def test_every_cell_agrees(fixtures: Path, twin: tuple[str, str]) -> None:
    folder = fixtures / "tables" / "uk_ons"
    sheet, expected = TWINS[twin]
    tables = [table for table in book(folder / f"{twin[0]}.xls") if sheet in ("", table.sheet)]
    found = cells(tables)
    compared: set[tuple[str, str]] = set()
    with (folder / "tidy" / f"data-{twin[0]}-{twin[1]}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["observation"].startswith("***"):
                continue
            texts = [
                row["measure_type_eng"],
                *(row.get(f"dimension_item_label_eng_{n}") or "" for n in range(1, 5)),
            ]
            if "Mergers_9" in twin[1] and texts[3] not in ("Independent Companies", "Subsidiaries"):
                texts[2] = ""  # "Cash" carried on over columns that it does not head
            if "OTT" in twin[1]:
                texts[3:] = [texts[3] or "Earnings", ""]  # columns whose label the extraction lost
            wanted = {anchor(strip_references(text)[0]) for text in texts if text not in NO_LABELS}
            year = period(row)
            hits = [one for labels, one in found[year] if wanted <= labels]
            if len(hits) > 1:
                shortest = min(len(labels) for labels, one in found[year] if wanted <= labels)
                hits = [one for labels, one in found[year] if wanted <= labels and len(labels) == shortest]
            values = [float(one.value) if one.value is not None else None for one in hits]
            told = float(row["observation"]) if row["observation"] else None
            assert told in values, (wanted, year)
            one = hits[values.index(told)]
            if row["data_marking"]:
                assert row["data_marking"] in one.marks
            compared.add((one.cell, str(sorted(wanted))))
    assert len(compared) == expected
