"""What the publisher changed of a table since it was last imported, in words, and what of it can be repaired for certain.

A recipe remembers the table it was last used on under ``seen`` (file format, sheet, place of each series, marks and
their meaning, stretch of periods). Nothing of that decides how figures are read: it is there to explain. What does
decide are labels, units and, where a label was re-worded, the figures already held.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import Problem
from workbench.domain.text import LocalText
from workbench.importers.book import column_number
from workbench.importers.labels import anchor
from workbench.importers.marks import mark_key
from workbench.importers.reading import Reading, Table, TableSeries, title_anchor

if TYPE_CHECKING:
    from workbench.importers.recipes import SeriesRule

Held = Mapping[str, Mapping[str, float | None]]  # series id → period → figure as known now

MIN_SHARED = 4  # figures of a re-worded series that must be there before and now
MIN_SHARE = 0.8  # of them that must be the same; the rest may have been revised


def seen_of(table: Table, reading: Reading | None = None) -> dict[str, Any]:
    """What to remember of a table as it stood in this file."""
    first: dict[str, str] = {}
    periods: set[str] = set()
    marks: set[str] = set()
    for one in table.observations:
        first.setdefault(one.series, one.cell)
        if one.period:
            periods.add(one.period)
        marks.update(one.marks)
    meanings = {note.mark: note.text.as_dict() for note in table.notes if note.mark}
    return {
        **({"file": reading.file, "format": reading.format} if reading is not None else {}),
        "sheet": table.sheet,
        "range": table.range,
        "title": table.title.as_dict(),
        "released": table.released,
        "periods": [min(periods), max(periods)] if periods else [],
        "marks": {mark: meanings.get(mark, {}) for mark in sorted(marks)},
        "places": {_key(one.path, one.unit): first[one.id] for one in table.series if one.id in first},
    }


def _key(path: Iterable[LocalText], unit: LocalText) -> str:
    parts = [*path, unit]
    return " | ".join(anchor(part.en or part.zh_hant or "") for part in parts)


def changes_since(seen: Mapping[str, Any], table: Table, reading: Reading | None = None) -> list[Problem]:
    """What is different from the last time, one sentence each. None of it alone stops an import."""
    if not seen:
        return []
    now = seen_of(table, reading)
    found: list[Problem] = []

    def tell(code: str, cell: str | None = None, severity: str = "info", **params: object) -> None:
        found.append(Problem(severity, code, params, table.sheet, cell))  # type: ignore[arg-type]

    if seen.get("format") and now.get("format") and seen["format"] != now["format"]:
        tell("importers.drift-format", old=seen["format"], new=now["format"])
    if seen.get("sheet") and seen["sheet"] != now["sheet"]:
        tell("importers.drift-sheet", old=seen["sheet"], new=now["sheet"])
    old_title = LocalText.of(seen.get("title"))
    if old_title.as_dict() and title_anchor(old_title) != title_anchor(table.title):
        tell("importers.drift-title", severity="warning", old=_word(old_title), new=_word(table.title))
    if seen.get("periods") and now["periods"] and seen["periods"] != now["periods"]:
        tell("importers.drift-periods", old=" – ".join(seen["periods"]), new=" – ".join(now["periods"]))
    _places(seen.get("places", {}), now["places"], tell)
    _marks(seen.get("marks", {}), now["marks"], tell)
    return found


def _word(text: LocalText) -> str:
    return text.en or text.zh_hant or "–"


def _places(old: Mapping[str, str], new: Mapping[str, str], tell: Any) -> None:
    """Series that stand elsewhere: all together, or some of them among the others."""
    steps = {}
    for key in old.keys() & new.keys():
        before, after = _place(old[key]), _place(new[key])
        if before and after:
            steps[key] = (after[0] - before[0], after[1] - before[1])
    if not steps:
        return
    common, _ = Counter(steps.values()).most_common(1)[0]
    if common != (0, 0):
        first = min(
            (key for key in steps if steps[key] == common), key=lambda key: _place(new[key]) or (0, 0)
        )
        tell(
            "importers.drift-shifted",
            new[first],
            old=old[first],
            new=new[first],
            rows=common[0],
            columns=common[1],
        )
    moved = sorted(
        (key for key, step in steps.items() if step != common), key=lambda key: _place(new[key]) or (0, 0)
    )
    if moved:
        first = moved[0]
        label = first.rsplit(" | ", 1)[0].replace(" | ", " · ")
        tell(
            "importers.drift-moved",
            new[first],
            series=label,
            old=old[first],
            new=new[first],
            count=len(moved),
        )


def _place(address: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([A-Z]+)(\d+)|R(\d+)C(\d+)", address)
    if match is None:
        return None
    if match[3]:
        return int(match[3]), int(match[4])
    return int(match[2]), column_number(match[1])


def _marks(old: Mapping[str, Any], new: Mapping[str, Any], tell: Any) -> None:
    before = {mark_key(mark): (mark, LocalText.of(text)) for mark, text in old.items()}
    for mark, text in new.items():
        meaning = LocalText.of(text)
        if mark_key(mark) not in before:
            tell("importers.drift-new-mark", mark=mark, meaning=_word(meaning))
            continue
        _, was = before[mark_key(mark)]
        pairs = [(a, b) for a, b in ((was.en, meaning.en), (was.zh_hant, meaning.zh_hant)) if a and b]
        if any(anchor(a) != anchor(b) for a, b in pairs):
            tell(
                "importers.drift-mark-meaning",
                severity="warning",
                mark=mark,
                old=_word(was),
                new=_word(meaning),
            )


def other_language_agrees(rule: SeriesRule, series: TableSeries) -> bool:
    """Whether the labels agree in one language all through, and only the wording of the other was changed."""
    if len(rule.path) != len(series.path) or not rule.path:
        return False
    for lang in ("en", "zh-Hant"):
        pairs = [(a.get(lang), b.get(lang)) for a, b in zip(rule.path, series.path, strict=True)]
        if all(a and b and anchor(a) == anchor(b) for a, b in pairs):
            return True
    return False


def same_figures(table: Table, held: Held, target: str, factor: Decimal, series_id: str) -> tuple[int, int]:
    """How many figures of a series of the table are those held of *target*, and of how many both have."""
    known = held.get(target, {})
    same = shared = 0
    different: set[float] = set()
    for one in table.observations:
        if one.series != series_id or one.value is None or one.period is None:
            continue
        before = known.get(one.period)
        if before is None:
            continue
        shared += 1
        value = float(one.value * factor)
        if abs(value - before) <= 1e-9 * max(abs(value), abs(before)):
            same += 1
            different.add(value)
    return (same, shared) if len(different) >= 3 else (0, shared)


def is_certain(same: int, shared: int) -> bool:
    """Whether so many equal figures make two series the same one."""
    return shared >= MIN_SHARED and same >= MIN_SHARE * shared
