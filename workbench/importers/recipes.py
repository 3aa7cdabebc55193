"""Recipes: what was confirmed once of how a table becomes series. JSON, anchored on labels, never on addresses.

::

    {"format": "blueprint-workbench/recipe", "version": 1, "id": "csd-710-86001", "name": {"en": …, "zh-Hant": …},
     "source": {"id": "csd-710-86001", "place": "710-86001", "title": {…}, "publisher": "C&SD"},
     "match": {"titles": ["…"], "untitled": true},
     "marks": [{"mark": "@", "status": "P", "en": …, "zh-Hant": …}],
     "series": [
       {"path": [{"en": …, "zh-Hant": …}, …], "unit": {"en": …}, "indicator": "rd_business", "factor": "1"},
       {"path": …, "define": {"id": …, "name": …, "unit": {"code", "kind", "text", "multiplier"}, …}},
       {"path": …, "skip": {"en": "why", "zh-Hant": …}}]}

``indicator`` must exist; ``define`` is made where no series has its id yet, and otherwise must agree with it in unit.

``path`` and ``unit`` are compared by :func:`~workbench.importers.labels.anchor`, in whichever language both have. ``unit``
must agree: a table whose unit changed is refused. ``factor`` turns printed figures into the indicator's unit (a decimal
text; left out: 1). ``marks`` explain marks that the table itself leaves unexplained; the table's own notes win.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from workbench.base.paths import asset
from workbench.domain.errors import FileProblem, Problem
from workbench.domain.figure import MISSING_STATUSES, STATUS_CODES, Indicator, Unit
from workbench.domain.text import LocalText
from workbench.importers.drift import Held, changes_since, is_certain, other_language_agrees, same_figures
from workbench.importers.labels import anchor
from workbench.importers.marks import mark_key
from workbench.importers.reading import Reading, Table, TableObservation, TableSeries

FORMAT = "blueprint-workbench/recipe"
VERSION = 1


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """What becomes of one series: an existing indicator, a new one, or nothing (with the reason)."""

    path: tuple[LocalText, ...]
    unit: LocalText
    indicator: str = ""
    define: Indicator | None = None
    skip: LocalText | None = None
    factor: Decimal = Decimal(1)

    @property
    def target(self) -> str:
        """The id of the series that figures go to, "" if skipped."""
        return self.define.id if self.define is not None else self.indicator


@dataclass(frozen=True, slots=True)
class MarkRule:
    """What a mark means where the table does not say it."""

    mark: str
    status: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one table is read into indicators."""

    id: str
    name: LocalText
    source_id: str
    place: str
    titles: tuple[str, ...]
    untitled: bool
    series: tuple[SeriesRule, ...]
    marks: tuple[MarkRule, ...] = ()
    raw: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, data: dict[str, Any], *, file: str = "recipe.json") -> Recipe:
        """From its JSON. Raises :class:`FileProblem` (``importers.recipe-…``) naming what is wrong."""
        try:
            if data.get("format") != FORMAT:
                raise FileProblem("importers.recipe-format", file=file)
            if int(data.get("version", 0)) > VERSION:
                raise FileProblem("importers.recipe-too-new", file=file, version=data.get("version"))
            match = data.get("match", {})
            source = data.get("source", {})
            recipe = cls(
                id=str(data["id"]),
                name=LocalText.of(data.get("name")),
                source_id=str(source.get("id", "")),
                place=str(source.get("place", "")),
                titles=tuple(str(title) for title in match.get("titles", ())),
                untitled=bool(match.get("untitled", False)),
                series=tuple(_series_rule(entry) for entry in data["series"]),
                marks=tuple(_mark_rule(entry) for entry in data.get("marks", ())),
                raw=data,
            )
        except FileProblem:
            raise
        except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as problem:
            raise FileProblem("importers.recipe-broken", file=file, reason=str(problem)) from problem
        if not recipe.series:
            raise FileProblem("importers.recipe-broken", file=file, reason="series")
        return recipe


def _series_rule(entry: dict[str, Any]) -> SeriesRule:
    define = entry.get("define")
    chosen = [key for key in ("indicator", "define", "skip") if entry.get(key)]
    if len(chosen) != 1:
        raise ValueError(f"series {entry.get('path')}: one of indicator, define, skip")
    return SeriesRule(
        path=tuple(LocalText.of(part) for part in entry["path"]),
        unit=LocalText.of(entry.get("unit")),
        indicator=str(entry.get("indicator", "")),
        define=indicator_of(define) if define else None,
        skip=LocalText.of(entry["skip"]) if entry.get("skip") else None,
        factor=Decimal(str(entry.get("factor", "1"))),
    )


def _mark_rule(entry: dict[str, Any]) -> MarkRule:
    status = str(entry["status"])
    if status not in STATUS_CODES:
        raise ValueError(f"status {status}")
    return MarkRule(str(entry["mark"]), status, LocalText.of(entry))


def indicator_of(data: dict[str, Any]) -> Indicator:
    """A new series as a recipe defines it."""
    unit = data["unit"]
    return Indicator(
        id=str(data["id"]),
        name=LocalText.of(data["name"]),
        unit=Unit(
            str(unit["code"]), unit["kind"], LocalText.of(unit["text"]), int(unit.get("multiplier", 0))
        ),
        role=data.get("role", "imported"),
        short=LocalText.of(data.get("short")),
        direction=int(data.get("direction", 0)),
        area=LocalText.of(data.get("area")),
        owner=str(data.get("owner", "")),
        note=LocalText.of(data.get("note")),
        order=int(data.get("order", 1000)),
        dimensions={str(key): str(value) for key, value in data.get("dimensions", {}).items()},
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure on its way into a series, with its place in the file. ``value`` is in the indicator's unit."""

    series_id: str
    period: str
    value: Decimal | None
    text: str
    decimals: int | None
    status: tuple[str, ...]
    marks: tuple[str, ...]
    sheet: str
    cell: str
    source_id: str
    place: str
    released: str = ""
    factor: Decimal = Decimal(1)


@dataclass(slots=True)
class Applied:
    """What a recipe made of a table. Problems of severity *error* mean: do not import."""

    recipe: Recipe
    table: Table
    candidates: list[Candidate] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[tuple[TableSeries, LocalText]] = field(default_factory=list)
    rules: dict[str, SeriesRule] = field(default_factory=dict)  # by series id of the table
    drift: list[Problem] = field(default_factory=list)  # what the publisher changed since the last import

    @property
    def blocked(self) -> bool:
        """Whether anything forbids the import."""
        return any(problem.severity == "error" for problem in self.problems)


def same_label(one: LocalText, other: LocalText) -> bool:
    """Whether two labels agree in every language that both have (and there is one)."""
    pairs = [(one.en, other.en), (one.zh_hant, other.zh_hant)]
    shared = [(a, b) for a, b in pairs if a and b]
    return bool(shared) and all(anchor(a) == anchor(b) for a, b in shared)


def _same_path(one: tuple[LocalText, ...], other: tuple[LocalText, ...]) -> bool:
    return len(one) == len(other) and all(same_label(a, b) for a, b in zip(one, other, strict=True))


MAX_REPAIRS = 60  # unknown and missing series that are compared with one another


def title_fits(recipe: Recipe, table: Table) -> bool:
    """Whether the table may be the one the recipe is for, by its title (a table number may stand before it)."""
    own = [anchor(text) for text in (table.title.en, table.title.zh_hant) if text]
    if not own:
        return recipe.untitled
    wanted = [anchor(title) for title in recipe.titles]
    return any(
        title == text or text.endswith((f": {title}", f":{title}", f"：{title}"))
        for title in wanted
        for text in own
    )


def fit(recipe: Recipe, table: Table) -> float:
    """Share of the recipe's series that the table has, 0 if the title belongs to another table."""
    return fit_of_labels(recipe, table) if title_fits(recipe, table) else 0.0


def fit_of_labels(recipe: Recipe, table: Table) -> float:
    """Share of the recipe's series that the table has, whatever its title."""
    find = _rules_by_label(recipe)
    found = {
        number
        for series in table.series
        for number in find(series)
        if _same_path(recipe.series[number].path, series.path)
    }
    return len(found) / len(recipe.series)


def find_recipe(table: Table, recipes: Iterable[Recipe]) -> Recipe | None:
    """The recipe that fits best, if at least six in ten of its series are there. Earlier ones win a tie."""
    best: tuple[float, Recipe | None] = (0.6, None)
    for recipe in recipes:
        share = fit(recipe, table)
        if share > best[0] or (best[1] is None and share >= best[0]):
            best = (share, recipe)
    return best[1]


def apply(recipe: Recipe, reading: Reading) -> Applied:
    """Apply a recipe to the table of a reading that fits it best.

    Raises :class:`FileProblem` (``importers.recipe-no-table``) if none does.
    """
    tables = [(fit(recipe, table), -number, table) for number, table in enumerate(reading.tables)]
    best = max(tables, key=lambda entry: entry[:2], default=None)
    if best is None or best[0] < 0.6:
        raise FileProblem("importers.recipe-no-table", file=reading.file, recipe=recipe.id)
    return apply_to_table(recipe, best[2])


def apply_to_table(
    recipe: Recipe, table: Table, *, held: Held | None = None, reading: Reading | None = None
) -> Applied:
    """Make candidates out of one table; whatever does not agree with the recipe is a problem, explained.

    held: figures known now, by series and period, against which a re-worded series is recognised.
    """
    applied = Applied(recipe, table)
    rules = applied.rules = _match_rules(applied, held or {})
    applied.drift = [one for one in applied.problems if "drift" in one.code]
    told = changes_since(recipe.raw.get("seen", {}), table, reading)
    applied.problems.extend(told)
    applied.drift.extend(told)
    explained = {mark_key(rule.mark): rule for rule in recipe.marks}
    _report_marks(applied, explained, set(rules))
    defined: dict[str, Indicator] = {}
    seen: dict[tuple[str, str], str] = {}
    for observation in table.observations:
        rule = rules.get(observation.series)
        if rule is None or rule.skip is not None:
            continue
        if rule.define is not None:
            defined.setdefault(rule.define.id, rule.define)
        if observation.period is None:
            applied.problems.append(
                Problem(
                    "error",
                    "importers.figure-without-period",
                    {"text": observation.text},
                    table.sheet,
                    observation.cell,
                )
            )
            continue
        key = (rule.target, observation.period)
        if key in seen:
            params = {"period": observation.period, "first": seen[key], "second": observation.cell}
            applied.problems.append(
                Problem("error", "importers.duplicate-period", params, table.sheet, observation.cell)
            )
            continue
        seen[key] = observation.cell
        applied.candidates.append(_candidate(recipe, table, rule, observation, explained))
    applied.indicators = list(defined.values())
    return applied


def _match_rules(applied: Applied, held: Held) -> dict[str, SeriesRule]:
    """Rules by series id; drift (missing, added, re-worded or ambiguous series, other unit) is reported."""
    recipe, table = applied.recipe, applied.table
    rules: dict[str, SeriesRule] = {}
    used: set[int] = set()
    unknown: list[TableSeries] = []
    by_label = _rules_by_label(recipe)
    for series in table.series:
        by_path = [
            number for number in by_label(series) if _same_path(recipe.series[number].path, series.path)
        ]
        by_unit = [number for number in by_path if _same_unit(recipe.series[number].unit, series.unit)]
        label = _words(series.path)
        if len(by_unit) == 1:
            rules[series.id] = recipe.series[by_unit[0]]
            used.add(by_unit[0])
        elif by_unit:
            applied.problems.append(
                Problem("error", "importers.drift-ambiguous", {"series": label}, table.sheet)
            )
        elif by_path:
            expected = recipe.series[by_path[0]].unit
            if all(recipe.series[number].skip is not None for number in by_path):
                continue
            params = {"series": label, "expected": _word(expected), "found": _word(series.unit)}
            applied.problems.append(Problem("error", "importers.drift-unit", params, table.sheet))
            used.update(by_path)
        else:
            unknown.append(series)
    missing = [number for number, rule in enumerate(recipe.series) if number not in used]
    repaired = _repair(applied, unknown, missing, held)
    rules.update({series: recipe.series[number] for series, number in repaired.items()})
    for series in unknown:
        if series.id not in repaired:
            params = {"series": _words(series.path)}
            applied.problems.append(Problem("warning", "importers.drift-new-series", params, table.sheet))
    for series in table.series:
        rule = rules.get(series.id)
        if rule is not None and rule.skip is not None:
            applied.skipped.append((series, rule.skip))
    for number in missing:
        rule = recipe.series[number]
        if number not in repaired.values() and rule.skip is None:
            params = {"series": _words(rule.path), "indicator": rule.target}
            applied.problems.append(Problem("error", "importers.drift-missing-series", params, table.sheet))
    return rules


def _rules_by_label(recipe: Recipe) -> Callable[[TableSeries], list[int]]:
    """Looks up rules by their last label in either language, so that large tables need no search through all."""
    known: dict[str, list[int]] = {}
    for number, rule in enumerate(recipe.series):
        for text in _last_labels(rule.path):
            known.setdefault(text, []).append(number)

    def find(series: TableSeries) -> list[int]:
        return sorted({number for text in _last_labels(series.path) for number in known.get(text, ())})

    return find


def _last_labels(path: tuple[LocalText, ...]) -> list[str]:
    if not path:
        return [""]
    return [anchor(text) for text in (path[-1].en, path[-1].zh_hant) if text]


def _repair(applied: Applied, unknown: list[TableSeries], missing: list[int], held: Held) -> dict[str, int]:
    """Series that were only re-worded: series id → number of the rule. Certain and one to one, or not at all."""
    recipe, table = applied.recipe, applied.table
    pairs: list[tuple[TableSeries, int, str]] = []
    for series in unknown[:MAX_REPAIRS]:
        for number in missing[:MAX_REPAIRS]:
            rule = recipe.series[number]
            if not _same_unit(rule.unit, series.unit):
                continue
            if other_language_agrees(rule, series):
                pairs.append((series, number, ""))
            elif rule.skip is None:
                same, shared = same_figures(table, held, rule.target, rule.factor, series.id)
                if is_certain(same, shared):
                    pairs.append((series, number, f"{same}/{shared}"))
    repaired: dict[str, int] = {}
    for series, number, evidence in pairs:
        if sum(one is series for one, _, _ in pairs) > 1 or sum(at == number for _, at, _ in pairs) > 1:
            continue
        repaired[series.id] = number
        params = {"old": _words(recipe.series[number].path), "new": _words(series.path), "evidence": evidence}
        code = "importers.drift-reworded" if evidence else "importers.drift-relabelled"
        applied.problems.append(Problem("warning", code, params, table.sheet))
    return repaired


def _same_unit(expected: LocalText, found: LocalText) -> bool:
    if not expected.as_dict():
        return True
    return same_label(expected, found)


def _word(text: LocalText) -> str:
    return text.en or text.zh_hant or "–"


def _words(path: tuple[LocalText, ...]) -> str:
    return " · ".join(_word(part) for part in path)


def _report_marks(applied: Applied, explained: dict[str, MarkRule], series: set[str]) -> None:
    """A mark that neither the table nor the recipe explains stays on its figure, without a status, and is asked about."""
    places: dict[str, list[str]] = {}
    for observation in applied.table.observations:
        if observation.series not in series:
            continue
        for mark in observation.unexplained:
            if mark_key(mark) not in explained:
                places.setdefault(mark, []).append(observation.cell)
    for mark, cells in places.items():
        params = {"mark": mark, "cells": ", ".join(cells[:5]), "count": len(cells)}
        applied.problems.append(
            Problem("warning", "importers.unexplained-mark", params, applied.table.sheet, cells[0])
        )


def _candidate(
    recipe: Recipe,
    table: Table,
    rule: SeriesRule,
    observation: TableObservation,
    explained: dict[str, MarkRule],
) -> Candidate:
    status = list(observation.status)
    added = [
        explained[mark_key(mark)].status for mark in observation.unexplained if mark_key(mark) in explained
    ]
    if added:
        plain = {"A"} if observation.value is not None else {"O"}
        status = [code for code in status if code not in plain]
        status.extend(code for code in added if code not in status)
    if observation.value is None and not MISSING_STATUSES & set(status):
        status.append("O")  # "less than half the unit" is no number either
    value = observation.value * rule.factor if observation.value is not None else None
    if observation.stored is not None and value is not None and rule.factor == 1:
        value = Decimal(repr(observation.stored))
    return Candidate(
        series_id=rule.target,
        period=observation.period or "",
        value=value,
        text=observation.text,
        decimals=observation.decimals,
        status=tuple(status) or ("A",),
        marks=observation.marks,
        sheet=table.sheet,
        cell=observation.cell,
        source_id=recipe.source_id,
        place=recipe.place,
        released=table.released,
        factor=rule.factor,
    )


@cache
def shipped_recipes() -> tuple[Recipe, ...]:
    """The recipes that come with the program, by file name."""
    folder = asset("data", "recipes")
    if not folder.is_dir():
        return ()
    return tuple(
        Recipe.of(json.loads(path.read_text(encoding="utf-8")), file=path.name)
        for path in sorted(folder.glob("*.json"))
    )
