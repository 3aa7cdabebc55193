"""What was understood of a workbook: tables, their series and observations, and what was not understood."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workbench.domain.errors import Problem
from workbench.domain.text import LocalText
from workbench.importers.labels import anchor
from workbench.importers.marks import Note


@dataclass(frozen=True, slots=True)
class TableSeries:
    """One series of a table: its header and stub labels, outermost first, and its unit.

    multiplier: factor of the unit (``1000000`` for HK$ million). key: anchor of path and unit, the same next year.
    """

    id: str
    path: tuple[LocalText, ...]
    unit: LocalText
    multiplier: int = 1
    aggregate: bool = False

    @property
    def name(self) -> LocalText:
        """The path as one label in each language that all its parts are written in."""
        english = [part.en for part in self.path]
        chinese = [part.zh_hant for part in self.path]
        return LocalText(
            " · ".join(text for text in english if text) if english and all(english) else None,
            " · ".join(text for text in chinese if text) if chinese and all(chinese) else None,
        )


@dataclass(frozen=True, slots=True)
class TableObservation:
    """One data cell. ``period`` is ``None`` where the sheet states none. ``unexplained``: marks no legend explains."""

    cell: str
    series: str
    period: str | None
    value: Decimal | None
    text: str
    marks: tuple[str, ...]
    status: tuple[str, ...]
    decimals: int | None = None
    unexplained: tuple[str, ...] = ()
    stored: float | None = None  # the number as stored, where its precision goes beyond what is printed


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet. ``released``: ISO date printed in the sheet, "" if none."""

    sheet: str
    range: str
    title: LocalText
    notes: tuple[Note, ...]
    source: LocalText
    series: tuple[TableSeries, ...]
    observations: Sequence[TableObservation]
    unit: LocalText = field(default_factory=LocalText)
    released: str = ""
    areas: dict[str, str] = field(
        default_factory=dict
    )  # role (header, stub, data, notes, …) → range, for painting

    @property
    def fingerprint(self) -> str:
        """The same for next year's file: title without figures and all series labels, not units, years or addresses."""
        labels = sorted({_path_anchor(series.path) for series in self.series})
        text = json.dumps([title_anchor(self.title), labels], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:24]


def title_anchor(title: LocalText) -> str:
    """A title without years and table numbers."""
    import re

    text = title.en or title.zh_hant or ""
    return re.sub(r"[\d/]+", "", anchor(text))


def _path_anchor(path: tuple[LocalText, ...]) -> str:
    return "\x1f".join(anchor(part.en or part.zh_hant or "") for part in path)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet as listed. ``skipped``: why no table was looked for or found in it (message code), ``None`` otherwise."""

    name: str
    state: str
    rows: int
    columns: int
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook understood. ``problems`` say what was not, with sheet and cell."""

    file: str
    sha256: str
    format: str
    sheets: tuple[SheetInfo, ...]
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """The document of ``workbench tables --json``; keys always in this order."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.format,
            "sheets": [
                {
                    "name": sheet.name,
                    "state": sheet.state,
                    "rows": sheet.rows,
                    "columns": sheet.columns,
                    "skipped": sheet.skipped,
                }
                for sheet in self.sheets
            ],
            "tables": [_table_json(table) for table in self.tables],
            "problems": [problem_json(problem) for problem in self.problems],
        }


def problem_json(problem: Problem) -> dict[str, Any]:
    """A finding as the command line prints it. The code is the part after the room's name."""
    return {
        "severity": problem.severity,
        "code": problem.code.removeprefix("importers."),
        "sheet": problem.sheet,
        "cell": problem.cell,
        "message": problem.message.as_dict(),
    }


def _table_json(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "range": table.range,
        "title": table.title.as_dict(),
        "notes": [{"mark": note.mark, **note.text.as_dict()} for note in table.notes],
        "source": table.source.as_dict(),
        "series": [
            {
                "id": series.id,
                "path": [part.as_dict() for part in series.path],
                "unit": series.unit.as_dict(),
                "multiplier": series.multiplier,
                "aggregate": series.aggregate,
            }
            for series in table.series
        ],
        "observations": [
            {
                "cell": observation.cell,
                "series": observation.series,
                "period": observation.period,
                "value": observation_value(observation),
                "text": observation.text,
                "marks": list(observation.marks),
                "status": list(observation.status),
            }
            for observation in table.observations
        ],
    }


def observation_value(observation: TableObservation) -> float | None:
    """The number at stored precision; ``None`` where missing."""
    if observation.value is None:
        return None
    return observation.stored if observation.stored is not None else float(observation.value)
