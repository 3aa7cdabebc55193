"""Every published workbook against what a person reads in the sheet: place, period, labels, unit, value, marks, status.

The files in ``truth/`` were written from the sheets (labels, periods, units and marks by eye, figures from the raw
cells), never from what the program gives. ``tables.toml`` holds titles, notes, sources and sheets without a table.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path

import pytest

from workbench.importers.book import address_of
from workbench.importers.reading import Reading, observation_value
from workbench.importers.tables import understand

pytestmark = pytest.mark.real

TRUTH = Path(__file__).parent / "truth"
FILES = sorted(TRUTH.glob("*.tsv"))


@cache
def reading(path: Path) -> Reading:
    return understand(path)


def workbook(fixtures: Path, name: str) -> Path:
    folder = fixtures / "tables"
    return next(
        path
        for path in folder.rglob("*")
        if path.relative_to(folder).as_posix().replace("/", "__").replace(" ", "_") == name
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cells_as_a_person_reads_them(fixtures: Path, file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wanted = {(row["sheet"], row["cell"]) for row in rows}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    figures: dict[tuple[str, str], float | None] = {}
    for table in reading(workbook(fixtures, file.name.removesuffix(".tsv"))).tables:
        names = {one.id: one for one in table.series}
        cells = table.observations
        for position, (row, col) in enumerate(zip(cells.rows, cells.cols, strict=True)):
            place = (table.sheet, address_of(row, col, cells.addressing))
            if place not in wanted:
                continue
            one = cells[position]
            series = names[one.series]
            assert place == (table.sheet, one.cell)
            assert place not in found, place
            found[place] = (
                one.period or "",
                "|".join(part.en or "" for part in series.path).strip("|"),
                "|".join(part.zh_hant or "" for part in series.path).strip("|"),
                series.unit.en or "",
                series.unit.zh_hant or "",
                str(series.multiplier),
                "yes" if series.aggregate else "",
                " ".join(one.marks),
                " ".join(one.status),
            )
            figures[place] = observation_value(one)
    wrong: list[str] = []
    columns = [
        "period",
        "path_en",
        "path_zh",
        "unit_en",
        "unit_zh",
        "multiplier",
        "aggregate",
        "marks",
        "status",
    ]
    for row in rows:
        place = (row["sheet"], row["cell"])
        if place not in found:
            wrong.append(f"{place}: not read")
            continue
        for column, told in zip(columns, found[place], strict=True):
            if row[column] != told:
                wrong.append(f"{place} {column}: {told!r}, in the sheet {row[column]!r}")
        value = figures[place]
        truth = float(row["value"]) if row["value"] else None
        if (value is None) != (truth is None) or (
            value is not None and truth is not None and abs(value - truth) > 1e-9 * max(1.0, abs(truth))
        ):
            wrong.append(f"{place}: {value}, in the sheet {truth}")
    assert not wrong, f"{len(wrong)} of {len(rows)} cells:\n" + "\n".join(wrong[:20])
    assert len(rows) >= 30


def test_titles_notes_and_sheets_without_tables(fixtures: Path) -> None:
    with (TRUTH / "tables.toml").open("rb") as file:
        truth = tomllib.load(file)
    wrong: list[str] = []
    for name, told in truth.items():
        found = reading(fixtures / "tables" / name)
        tables = [(table.sheet, table.title.as_dict(), len(table.observations)) for table in found.tables]
        for number, table in enumerate(told["tables"]):
            expected = (table["sheet"], table["title"], table["cells"])
            if number >= len(tables) or tables[number] != expected:
                wrong.append(f"{name} {number}: {tables[number : number + 1]}, in the sheet {expected}")
                continue
            have = found.tables[number]
            marks = [note.mark for note in have.notes if note.mark]
            if "marks" in table and marks != table["marks"]:
                wrong.append(f"{name} {number}: marks explained {marks}, in the sheet {table['marks']}")
            if "source" in table and table["source"] not in f"{have.source.en} {have.source.zh_hant}":
                wrong.append(f"{name} {number}: source {have.source}")
        if len(tables) != len(told["tables"]):
            wrong.append(f"{name}: {len(tables)} tables, in the sheet {len(told['tables'])}")
        skipped = {sheet.name: sheet.skipped for sheet in found.sheets if sheet.skipped}
        if skipped != told.get("skipped", {}):
            wrong.append(f"{name}: skipped {skipped}, in the sheet {told.get('skipped', {})}")
    assert not wrong, "\n".join(wrong)
