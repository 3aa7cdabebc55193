"""A workspace with everything that is hard to export, and readers of the exports that owe nothing to the program."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.operations.figures import AddObservations
from workbench.services.session import Session

NASTY = (
    '=HYPERLINK("x","y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "'quoted",
    'line one\nline two, “and” "three"\r\nfour',
    " led and trailed ",
    "衞生署：\u3000約，『着』羣裏",
    "𠮷野家",
    "a\u2028b",
    "-3.2",
    "-",
    "null",
    "[]",
)

PERIODS = ("2019/2020", "2019", "2020", "2020-H1", "2020-H2", "2020-Q3", "2020-08", "2020-08-15")


def hard_figures() -> AddObservations:
    """Series with awkward ids; all frequencies; several vintages, definitions and statuses; missing and tiny values."""
    unit = Unit(
        "HK$/件 (2015=100)", "other", LocalText("HK$ a piece, 2015 = 100", "每件港元（2015年=100）"), -2
    )
    series = [
        Indicator(
            "imp.series 一",
            LocalText("=Imported", "匯入"),
            unit,
            "imported",
            dimensions={"sex": "女", "age": "0 - 4"},
        ),
        Indicator("imp_series", LocalText(None, "只有中文"), unit, "imported"),
        Indicator("imp.series", LocalText("Only English", None), unit, "imported"),
    ]
    definitions = (DefinitionVersion("d.2", "imp_series", "2020", LocalText("New\nbasis", "新基準")),)
    note = LocalText("See “note” 1,\nline 2", "見註1，\n第二行")
    found = []
    for place, text in enumerate(NASTY):
        where = Provenance(
            "not in the list" if place == 3 else "001",
            text,
            text,
            "表.xls",
            "ab" * 32,
            "T01_01",
            f"K{place}",
            note,
        )
        found.append(
            Observation(
                "imp.series 一",
                Period.year(1990 + place),
                "2024-07",
                0.1 + place,
                text,
                where,
                marks=(text, "@"),
            )
        )
    for place, code in enumerate(PERIODS):
        plain = Provenance("", file_name="t.csv", cell=f"R{place}C1")
        found += [
            Observation("imp_series", Period.parse(code), "2024", 1 / 3 + place, "", plain, ("P", "B", "E")),
            Observation(
                "imp_series",
                Period.parse(code),
                "2024-07-01",
                1e-17 * (place + 1),
                "0",
                plain,
                ("E",),
                decimals=0,
            ),
            Observation(
                "imp_series",
                Period.parse(code),
                "2024",
                None,
                "N.A.",
                plain,
                ("A", "B", "Q"),
                definition="d.2",
            ),
            Observation(
                "imp_series", Period.parse(code), "2025", -1.5e300, "x", plain, ("A",), definition="gone"
            ),
        ]
    about = Observation(
        "imp.series",
        Period.year(2020),
        "2025",
        58.0,
        "58:42",
        Provenance("001"),
        qualifier="about",
        confidence="outside",
    )
    return AddObservations((*found, about), tuple(series), definitions, title="Hard")


def rows_of(path: Path, undo: Callable[[str], str] = str, encoding: str = "utf-8") -> list[dict[str, str]]:
    """Rows of a CSV file by column name, through Python's own reader."""
    with path.open(encoding=encoding, newline="") as file:
        return [
            {name: undo(value) for name, value in row.items()} for row in csv.DictReader(file, strict=True)
        ]


def all_observations(session: Session) -> list[Observation]:
    """Every observation of every vintage."""
    return [item for series in session.indicators() for item in session.vintages(series.id)]


def observation_of(row: dict[str, Any]) -> Observation:
    """An observation out of a row of ``observations.csv``, whose cells may still be text; empty note = none."""
    text = {name: "" if value is None else value for name, value in row.items()}
    marks = text["marks"]
    return Observation(
        series_id=text["series_id"],
        period=Period.parse(text["period"]),
        vintage=text["vintage"],
        value=None if text["value"] == "" else float(text["value"]),
        text=text["text"],
        provenance=Provenance(
            text["source_id"],
            text["place"],
            text["quote_hint"],
            text["file_name"],
            text["file_sha256"],
            text["sheet"],
            text["cell"],
            LocalText(text["source_note_en"] or None, text["source_note_zh_hant"] or None),
        ),
        status=tuple(text["status"].split()),
        marks=tuple(json.loads(marks) if isinstance(marks, str) and marks else marks),
        qualifier=text["qualifier"],
        decimals=None if text["decimals"] == "" else int(text["decimals"]),
        confidence=text["confidence"],
        definition=text["definition"],
    )
