"""A first recipe for a table that has none: exact matches of labels are suggested, everything else becomes a new series.

Only an exact match after normalising counts as a suggestion; nothing is guessed from similarity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.domain.figure import Indicator, UnitKind
from workbench.domain.strategy import Term
from workbench.domain.text import LocalText
from workbench.importers.labels import anchor
from workbench.importers.reading import Table, TableSeries
from workbench.importers.recipes import FORMAT, VERSION


def propose(
    table: Table,
    indicators: Iterable[Indicator],
    terms: Iterable[Term],
    *,
    source_id: str = "",
    file_name: str = "",
) -> dict[str, Any]:
    """A recipe as JSON for one table, to be looked at and confirmed.

    A series whose last distinguishing label (or whole name) equals an indicator's name or short name, in the same unit
    and power of ten, is mapped to it; labels missing in one language are completed from the glossary.
    """
    known = list(indicators)
    glossary = glossary_of(terms)
    taken: set[str] = {indicator.id for indicator in known}
    rules: list[dict[str, Any]] = []
    for series in table.series:
        rule: dict[str, Any] = {
            "path": [_complete(part, glossary).as_dict() for part in series.path],
            "unit": series.unit.as_dict(),
        }
        match = _match(series, table, known)
        if match is not None:
            rule["indicator"] = match.id
        else:
            rule["define"] = define_series(series, table, glossary, taken)
        rules.append(rule)
    titles = [text for text in (table.title.en, table.title.zh_hant) if text]
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": source_id or f"table-{table.fingerprint}",
        "name": table.title.as_dict() or {"en": table.sheet, "zh-Hant": table.sheet},
        "source": {
            "id": source_id or f"table-{table.fingerprint[:12]}",
            "place": table.sheet,
            "file": file_name,
            "title": table.title.as_dict() or {"en": table.sheet, "zh-Hant": table.sheet},
            "publisher": table.source.en or table.source.zh_hant or "",
        },
        "match": {"titles": titles, "untitled": not titles, "fingerprint": table.fingerprint},
        "marks": [],
        "series": rules,
    }


def _match(series: TableSeries, table: Table, indicators: Sequence[Indicator]) -> Indicator | None:
    names = {anchor(text) for text in (series.name.en, series.name.zh_hant) if text}
    if len(series.path) == 1 or len(table.series) == 1:
        names |= (
            {anchor(text) for text in (series.path[-1].en, series.path[-1].zh_hant) if text}
            if series.path
            else set()
        )
    if len(table.series) == 1:
        names |= {anchor(text) for text in (table.title.en, table.title.zh_hant) if text}
    found = [
        indicator for indicator in indicators if _names(indicator) & names and _same_unit(indicator, series)
    ]
    return found[0] if len(found) == 1 else None


def _names(indicator: Indicator) -> set[str]:
    texts = (indicator.name.en, indicator.name.zh_hant, indicator.short.en, indicator.short.zh_hant)
    return {anchor(text) for text in texts if text}


def _same_unit(indicator: Indicator, series: TableSeries) -> bool:
    one, other = indicator.unit.text, series.unit
    shared = [(a, b) for a, b in ((one.en, other.en), (one.zh_hant, other.zh_hant)) if a and b]
    return (
        bool(shared)
        and all(anchor(a) == anchor(b) for a, b in shared)
        and 10**indicator.unit.multiplier == series.multiplier
    )


def glossary_of(terms: Iterable[Term]) -> dict[str, LocalText]:
    """Terms by the anchor of either language."""
    found: dict[str, LocalText] = {}
    for term in terms:
        if term.en and term.zh_hant:
            text = LocalText(term.en, term.zh_hant)
            found.setdefault(anchor(term.en), text)
            found.setdefault(anchor(term.zh_hant), text)
    return found


def _complete(text: LocalText, glossary: dict[str, LocalText]) -> LocalText:
    """The missing language of a label from the glossary, where the label is a term of it."""
    if not text.missing:
        return text
    term = glossary.get(anchor(text.en or text.zh_hant or ""))
    return LocalText(text.en or term.en, text.zh_hant or term.zh_hant) if term is not None else text


def define_series(
    series: TableSeries, table: Table, glossary: dict[str, LocalText], taken: set[str]
) -> dict[str, Any]:
    """A new series for one of a table, as a recipe defines it; its id is not among *taken* and is added there."""
    path = [_complete(part, glossary) for part in series.path] or [_complete(table.title, glossary)]
    english, chinese = [part.en for part in path], [part.zh_hant for part in path]
    name = LocalText(
        ", ".join(text for text in english if text) if all(english) else None,
        "，".join(text for text in chinese if text) if all(chinese) else None,
    )
    unit = series.unit if series.unit.as_dict() else table.unit
    words = unit.en or unit.zh_hant or ""
    base = (
        re.sub(r"[^a-z0-9]+", "_", (name.en or "").lower()).strip("_")[:60]
        or f"series_{table.fingerprint[:8]}_{series.id}"
    )
    identifier, count = base, 2
    while identifier in taken:
        identifier, count = f"{base}_{count}", count + 1
    taken.add(identifier)
    return {
        "id": identifier,
        "name": name.as_dict() or {"en": series.id},
        "unit": {
            "code": unit_code(words),
            "kind": unit_kind(words),
            "text": unit.as_dict(),
            "multiplier": _power(series.multiplier),
        },
        "role": "imported",
        "direction": 0,
    }


def _power(multiplier: int) -> int:
    return len(str(multiplier)) - 1


def unit_kind(words: str) -> UnitKind:
    """What sort of unit the words name."""
    low = words.lower()
    if "%" in low or "percent" in low or "百分" in low:
        return "percent"
    if re.search(r"\$|港元|美元|€|£|¥|(?:^|萬|億)元", low):
        return "money"
    if re.search(r"person|number|no\.|人|數目|household|戶|thousand|hours|'000", low):
        return "count"
    return "other"


def unit_code(words: str) -> str:
    """Code of the unit that the words name: PT, HKD, USD, PERSON, COUNT, UNIT."""
    kind = unit_kind(words)
    if kind == "percent":
        return "PT"
    if kind == "money":
        return "USD" if "us" in words.lower() or "美元" in words else "HKD"
    return "PERSON" if re.search(r"person|人", words.lower()) else "COUNT" if kind == "count" else "UNIT"
