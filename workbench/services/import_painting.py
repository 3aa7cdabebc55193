"""What a person painted, remembered by labels instead of addresses, and laid over next year's file.

A row is remembered by the words in it, a column by the words over it (figures left out where the words alone are
unique), both else by their distance from the edge of the table found. A place that is not found again, or no longer
only once, is *lost*: then nothing of the painting is used and the person is asked; nothing is painted by guess. The
period of a table that states none is never carried over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import Problem
from workbench.domain.text import LocalText
from workbench.importers.book import Area, Sheet
from workbench.importers.labels import anchor
from workbench.importers.painted import ROLES, Painting, understand_painted
from workbench.importers.reading import Reading, Table, title_anchor
from workbench.services.import_decisions import (
    AddTable,
    Decision,
    Made,
    Paint,
    Pair,
    ReadAs,
    SetAggregate,
    SetUnit,
    TableKey,
)

if TYPE_CHECKING:
    from workbench.importers.opened import Opened

Ref = dict[str, Any]
HIDDEN = ("importers.hidden-rows", "importers.hidden-columns", "importers.hidden-sheet")


class LostError(Exception):
    """A place that is not found again; the words that it was known by."""


@dataclass(slots=True)
class Replayed:
    """Decisions of a recipe for one file, and the tables whose painting could not be laid over it."""

    made: list[Made] = field(default_factory=list)
    lost: dict[TableKey, str] = field(default_factory=dict)

    def problems(self) -> list[Problem]:
        """What is lost, as errors that forbid the import."""
        return [
            Problem("error", "wizard.drift-painting-lost", {"words": words, "table": key[1] + 1}, key[0])
            for key, words in self.lost.items()
        ]


class _Lines:
    """Rows (or columns) of a sheet by their words."""

    def __init__(self, texts: Mapping[int, str], first: int, last: int, size: int) -> None:
        self._texts, self._first, self._last, self._size = dict(texts), first, last, size

    def ref(self, number: int) -> Ref:
        """How a line is remembered."""
        text = self._texts.get(number, "")
        for kind, words in (("words", _words(text)), ("text", text)):
            if words and self._find(kind, words) == [number]:
                return {kind: words}
        if self._first >= 0 and number <= self._first:
            return {"before": self._first - number}
        if self._last >= 0 and number >= self._last:
            return {"after": number - self._last}
        places = self._find("text", text)
        return {"text": text, "nth": places.index(number) if number in places else -1, "of": len(places)}

    def place(self, ref: Ref) -> int:
        """The line that is meant. Raises :class:`LostError`."""
        if "before" in ref:
            number = self._first - int(ref["before"])
            if self._first < 0 or number < 0:
                raise LostError(str(ref["before"]))
            return number
        if "after" in ref:
            number = self._last + int(ref["after"])
            if self._last < 0 or number >= self._size:
                raise LostError(str(ref["after"]))
            return number
        kind = "words" if "words" in ref else "text"
        found = self._find(kind, str(ref[kind]))
        if "nth" in ref:
            if len(found) != ref["of"] or not 0 <= int(ref["nth"]) < len(found):
                raise LostError(str(ref[kind]))
            return found[int(ref["nth"])]
        if len(found) != 1:
            raise LostError(str(ref[kind]))
        return found[0]

    def _find(self, kind: str, words: str) -> list[int]:
        made = _words if kind == "words" else str
        return [number for number, text in self._texts.items() if made(text) == words]


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[\d/.]+", "", text)).strip(" -–·")


class _Places:
    """Rows and columns of one table's sheet."""

    def __init__(self, sheet: Sheet, data: Area | None) -> None:
        top = data.top if data is not None else sheet.n_rows
        rows: dict[int, str] = {}
        cols: dict[int, list[str]] = {}
        for row in range(sheet.n_rows):
            said: list[str] = []
            for col in sheet.filled(row):
                if not isinstance(sheet.value(row, col), str):
                    if row < top and data is not None:
                        cols.setdefault(col, []).append(sheet.text(row, col))
                    continue
                if data is None or not (data.holds(row, col)):
                    said.append(anchor(sheet.text(row, col)))
                if row < top:
                    cols.setdefault(col, []).append(anchor(sheet.text(row, col)))
            if said:
                rows[row] = " | ".join(said)[:300]
        left, right = (data.left, data.right) if data is not None else (-1, -1)
        bottom = data.bottom if data is not None else -1
        self.rows = _Lines(rows, data.top if data is not None else -1, bottom, sheet.n_rows)
        texts = {col: " | ".join(parts)[:300] for col, parts in cols.items()}
        self.cols = _Lines(texts, left, right, sheet.n_cols)

    def area(self, area: Area) -> Ref:
        """How a rectangle is remembered."""
        return {
            "top": self.rows.ref(area.top),
            "bottom": self.rows.ref(area.bottom),
            "left": self.cols.ref(area.left),
            "right": self.cols.ref(area.right),
        }

    def find_area(self, ref: Ref) -> Area:
        """The rectangle meant. Raises :class:`LostError`."""
        top, bottom = self.rows.place(ref["top"]), self.rows.place(ref["bottom"])
        left, right = self.cols.place(ref["left"]), self.cols.place(ref["right"])
        if bottom < top or right < left:
            raise LostError(str(ref["top"]))
        return Area(top, left, bottom, right)


def remember(
    sheet: Sheet, printed: Table | None, data: Area | None, decisions: Iterable[Made]
) -> dict[str, Any]:
    """The part of a recipe that holds what was painted of a table. printed: the table as found, before any painting."""
    places = _Places(sheet, data)
    steps = []
    for made in decisions:
        step = _step(made.decision, places)
        if step is not None:
            steps.append({**step, "by": made.by, "at": made.at})
    if not steps:
        return {}
    titles = [text for text in (printed.title.en, printed.title.zh_hant) if text] if printed else []
    return {
        "sheet": sheet.name,
        "fingerprint": printed.fingerprint if printed is not None else "",
        "titles": [re.sub(r"[\d/]+", "", anchor(title)) for title in titles],
        "steps": steps,
    }


def _step(decision: Decision, places: _Places) -> dict[str, Any] | None:
    match decision:
        case Paint():
            areas = [places.area(area) for area in decision.areas]
            return {"do": "paint", "role": decision.role, "areas": areas}
        case AddTable():
            return {"do": "add"}
        case ReadAs():
            where = {"row": places.rows.ref(decision.row), "col": places.cols.ref(decision.col)}
            return {"do": "read-as", **where, "text": decision.text}
        case Pair():
            lines = places.rows if decision.side == "rows" else places.cols
            return {
                "do": "pair",
                "side": decision.side,
                "first": lines.ref(decision.first),
                "second": lines.ref(decision.second),
                "joined": decision.joined,
            }
        case SetUnit():
            return {
                "do": "unit",
                "key": decision.key,
                "unit": decision.unit.as_dict(),
                "multiplier": decision.multiplier,
                "series": decision.series.as_dict(),
            }
        case SetAggregate():
            return {
                "do": "sum",
                "key": decision.key,
                "aggregate": decision.aggregate,
                "series": decision.series.as_dict(),
            }
        case _:
            return None


def _decision(step: Mapping[str, Any], key: TableKey, sheet: Sheet, places: _Places) -> Decision:
    kind = step["do"]
    if kind == "paint" and step["role"] in ROLES:
        areas = tuple(places.find_area(ref) for ref in step["areas"])
        words = ", ".join(sheet.range(area) for area in areas)
        return Paint(key, areas, step["role"], words)
    if kind == "add":
        return AddTable(key)
    if kind == "read-as":
        row, col = places.rows.place(step["row"]), places.cols.place(step["col"])
        return ReadAs(key, row, col, str(step["text"]), sheet.address(row, col))
    if kind == "pair":
        lines = places.rows if step["side"] == "rows" else places.cols
        first, second = lines.place(step["first"]), lines.place(step["second"])
        return Pair(key, step["side"], first, second, bool(step["joined"]), f"{first + 1} + {second + 1}")
    series = LocalText.of(step.get("series"))
    if kind == "unit":
        unit = LocalText.of(step["unit"])
        return SetUnit(key, str(step["key"]), unit, int(step["multiplier"]), series)
    if kind == "sum":
        return SetAggregate(key, str(step["key"]), bool(step["aggregate"]), series)
    raise LostError(str(kind))


def replay(opened: Opened, recipes: Iterable[Mapping[str, Any]]) -> Replayed:
    """The decisions that recipes hold for tables of this file."""
    outcome = Replayed()
    paintings = [one["painting"] for one in recipes if isinstance(one.get("painting"), dict)]
    if not paintings:
        return outcome
    sheets = {sheet.name: sheet for sheet in opened.book.sheets}
    counts: dict[str, int] = {}
    for table in opened.reading.tables:
        key = (table.sheet, counts.get(table.sheet, 0))
        counts[table.sheet] = key[1] + 1
        painting = next((one for one in paintings if _is_of(one, table)), None)
        if painting is not None:
            _lay(outcome, painting, key, sheets[table.sheet])
    for painting in paintings:
        if not painting.get("fingerprint") and not painting.get("titles"):
            name = str(painting.get("sheet", ""))
            sheet = sheets.get(name) or (next(iter(sheets.values())) if len(sheets) == 1 else None)
            if sheet is not None:
                _lay(outcome, painting, (sheet.name, counts.get(sheet.name, 0)), sheet)
    return outcome


def _is_of(painting: Mapping[str, Any], table: Table) -> bool:
    if painting.get("fingerprint") == table.fingerprint:
        return True
    own = {re.sub(r"[\d/]+", "", anchor(text)) for text in (table.title.en, table.title.zh_hant) if text}
    return bool(own & set(painting.get("titles", ()))) and bool(title_anchor(table.title))


def _lay(outcome: Replayed, painting: Mapping[str, Any], key: TableKey, sheet: Sheet) -> None:
    found, _ = understand_painted(sheet, {})
    data = next((one.roles.data_area for one in found if one.number == key[1]), None)
    places = _Places(sheet, data)
    made: list[Made] = []
    try:
        for step in painting["steps"]:
            made.append(
                Made(_decision(step, key, sheet, places), str(step.get("by", "")), str(step.get("at", "")))
            )
    except (LostError, KeyError, TypeError, ValueError) as problem:
        outcome.lost[key] = str(problem)
        return
    outcome.made.extend(made)


def replayed_reading(
    reading: Reading, recipes: Sequence[Mapping[str, Any]], open_file: Callable[[], Opened]
) -> Reading:
    """The reading with the paintings of recipes laid over it; the file is opened anew only if there is one to lay."""
    from workbench.services.import_wizard import paintings_of

    painted = [one["painting"] for one in recipes if isinstance(one.get("painting"), dict)]
    mine = any(_is_of(one, table) for one in painted for table in reading.tables)
    added = any(not one.get("fingerprint") and not one.get("titles") for one in painted)
    if not painted or not (mine or added):
        return reading
    opened = open_file()
    outcome = replay(opened, recipes)
    tables: list[Table] = []
    problems = [one for one in opened.reading.problems if one.code != "importers.no-table"]
    for sheet in opened.book.sheets:
        paintings: dict[int, Painting] = paintings_of(outcome.made, sheet.name)
        if not paintings:
            tables.extend(one for one in opened.reading.tables if one.sheet == sheet.name)
            continue
        problems = [one for one in problems if one.sheet != sheet.name or one.code in HIDDEN]
        found, _ = understand_painted(sheet, paintings)
        tables.extend(one.table for one in found if one.table is not None)
        problems.extend(problem for one in found for problem in one.problems)
    problems.extend(outcome.problems())
    return replace(opened.reading, tables=tuple(tables), problems=tuple(problems))
