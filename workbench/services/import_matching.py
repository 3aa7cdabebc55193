"""Which series of the workspace a printed series may be: suggestions by label in both languages, and whether units agree.

Nothing here maps anything: a suggestion is looked at and confirmed by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbench.domain.figure import Indicator
from workbench.domain.text import LANGS, LocalText
from workbench.importers.labels import anchor
from workbench.importers.proposals import unit_code, unit_kind
from workbench.importers.reading import Table, TableSeries
from workbench.services.search import fold

Fit = Literal["same", "scaled", "unsure", "other"]
_LEAST = 0.4
_PER = re.compile(r"/|\bper\b(?!\s?cent)|每", re.IGNORECASE)
_STOP = frozenset(
    [
        "the",
        "of",
        "in",
        "and",
        "to",
        "for",
        "by",
        "on",
        "at",
        "as",
        "an",
        "with",
        "from",
        "total",
        "hong",
        "kong",
    ]
)


@dataclass(frozen=True, slots=True)
class UnitFit:
    """Whether a printed unit is that of a series. ``factor``: what printed figures are multiplied by.

    *same*: nothing to do · *scaled*: the same in another power of ten · *unsure*: cannot be told from the words, a person
    must say · *other*: another measure or currency, refused.
    """

    kind: Fit
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A series that may be meant. ``score`` from 0 to 1 (1: a label is the very same)."""

    indicator: Indicator
    score: float
    fit: UnitFit


def unit_fit(series: TableSeries, indicator: Indicator) -> UnitFit:
    """Compare the unit of a printed series with that of a series held."""
    words = " ".join(text for text in (series.unit.en, series.unit.zh_hant) if text)
    held = indicator.unit
    factor = Decimal(series.multiplier) / (Decimal(10) ** held.multiplier)
    kind: Fit = "same" if factor == 1 else "scaled"
    if not words:
        return UnitFit("unsure", factor)
    same_words = any(
        anchor(one) == anchor(two)
        for one, two in ((series.unit.en, held.text.en), (series.unit.zh_hant, held.text.zh_hant))
        if one and two
    )
    if same_words:
        return UnitFit(kind, factor)
    if bool(_PER.search(words)) != bool(_PER.search(f"{held.text.en or ''} {held.text.zh_hant or ''}")):
        return UnitFit("other")  # a rate per something, and a plain amount
    found = unit_kind(words)
    if found == "other" or held.kind in ("other", "rate", "ratio", "pair"):
        relative = {"percent", "ratio", "pair", "rate"}
        if (found in relative) != (held.kind in relative) and found != "other":
            return UnitFit("other")
        return UnitFit("unsure", factor)
    if found != held.kind:
        return UnitFit("other")
    if found == "money" and unit_code(words) != held.code:
        return UnitFit("other")
    if found == "count" and unit_code(words) != held.code and "COUNT" not in (unit_code(words), held.code):
        return UnitFit("unsure", factor)
    return UnitFit(kind, factor)


class Matcher:
    """Suggests series for printed ones. Made once; labels of the workspace are taken apart once."""

    def __init__(self, indicators: Iterable[Indicator], glossary: Mapping[str, LocalText]) -> None:
        self._glossary = glossary
        self._known = [
            (item, _names(item.name, item.short), [_pieces(text) for text in _names(item.name, item.short)])
            for item in indicators
            if not item.formula
        ]
        self._by_name: dict[str, list[Indicator]] = {}
        for item, names, _ in self._known:
            for name in {_flat(text) for text in names}:
                self._by_name.setdefault(name, []).append(item)

    def exact(self, series: TableSeries, table: Table) -> Suggestion | None:
        """The one series whose name is the very label and whose unit is the same; ``None`` if there is none or several."""
        names = {_flat(text) for text, full in self._labels(series, table) if full}
        found = {item.id: item for name in names for item in self._by_name.get(name, ())}
        fitting = [item for item in found.values() if unit_fit(series, item).kind == "same"]
        return Suggestion(fitting[0], 1.0, UnitFit("same")) if len(fitting) == 1 else None

    def suggest(self, series: TableSeries, table: Table, limit: int = 5) -> list[Suggestion]:
        """The series that its labels speak for, best first; those in another measure last."""
        labels = self._labels(series, table)
        whole = {_flat(text) for text, full in labels if full}
        pieces = [(_pieces(text), 0.99 if full else 0.8) for text, full in labels]
        found: list[Suggestion] = []
        for indicator, names, parts in self._known:
            if whole & {_flat(text) for text in names}:
                score = 1.0
            else:
                score = max((most * _dice(one, two) for one, most in pieces for two in parts), default=0.0)
            if score >= _LEAST:
                found.append(Suggestion(indicator, score, unit_fit(series, indicator)))
        found.sort(key=lambda one: (one.fit.kind == "other", -one.score, one.fit.kind != "same"))
        return found[:limit]

    def _labels(self, series: TableSeries, table: Table) -> list[tuple[str, bool]]:
        """What the series may be called, in both languages, terms of the glossary put in where one is missing.

        True: the whole label, nothing left out; False: the innermost part alone, which may mean many things.
        """
        parts = [self._both(part) for part in series.path]
        texts: list[tuple[str, bool]] = []
        for lang in LANGS:
            said = [text for part in parts if (text := part.get(lang))]
            title = table.title.get(lang)
            if said and len(said) == len(parts):
                texts.append((" ".join(said), True))
                if title:
                    texts.append((f"{title} {' '.join(said)}", True))
            if parts and len(parts) > 1 and (last := parts[-1].get(lang)):
                texts.append((last, False))
            if title and len(table.series) == 1:
                texts.append((title, True))
        return texts

    def _both(self, text: LocalText) -> LocalText:
        term = self._glossary.get(anchor(text.en or text.zh_hant or ""))
        if term is None:
            return text
        return LocalText(text.en or term.en, text.zh_hant or term.zh_hant)


def _names(*texts: LocalText) -> list[str]:
    return [text for one in texts for text in (one.en, one.zh_hant) if text]


def _flat(text: str) -> str:
    return fold(anchor(text))


def _pieces(text: str) -> frozenset[str]:
    """English words and Chinese pairs of characters, folded: 简体 and 繁體 count as the same."""
    flat = _flat(text)
    words = {_stem(word) for word in re.findall(r"[a-z][a-z&'-]+|\d+", flat)} - _STOP
    runs = re.findall(r"[\u3400-\u9fff]+", flat)
    return frozenset(words | {run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))})


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _dice(one: frozenset[str], two: frozenset[str]) -> float:
    if not one or not two:
        return 0.0
    return 2 * len(one & two) / (len(one) + len(two))
