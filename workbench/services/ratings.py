"""Progress ratings of the workspace's indicators, and of cases without a workspace, for both target years.

The base is the newest figure that the document of the target itself printed (2020, or 2021, for the
Blueprint's 2027 and 2032 columns); it can be switched. The latest is the newest published figure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from workbench.calc.rating import METHODS, Case, Rating, rate
from workbench.domain.errors import UsageError
from workbench.services.actuals import is_actual, yearly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.domain.figure import Indicator, Observation, Target
    from workbench.services.reading import Reading


COUNTED: Final = ("statcan", "un", "escap_csi", "escap_api", "weather", "sdsn")
"""The published methods that are counted where methods are said to agree."""


@dataclass(frozen=True, slots=True)
class IndicatorRating:
    """The judgements on an indicator for one target.

    rounding_may_flip: methods whose status would be another if base or latest figure lay elsewhere within
    its printed rounding. definition_break: the base and the latest figure follow different definitions,
    so no rating is sound.
    """

    indicator: Indicator
    target: Target
    base: Observation | None
    latest: Observation | None
    ratings: dict[str, Rating]
    rounding_may_flip: frozenset[str]
    definition_break: bool = False

    @property
    def on_track(self) -> tuple[int, int]:
        """How many of the six published methods say on track or achieved, and how many could be applied.

        Eurostat's words are those of *statcan* by another name, and *required_pace* is ours: neither is counted.
        """
        ranks = [
            rating.rank
            for name, rating in self.ratings.items()
            if name in COUNTED and rating.rank is not None
        ]
        return sum(1 for rank in ranks if rank >= 3), len(ranks)


def chosen_methods(method: str | Sequence[str] | None) -> tuple[str, ...]:
    """Names of methods; ``None`` or *all* for every one. Raises :class:`UsageError` ``rating.unknown-method``."""
    if method is None or method == "all":
        return tuple(METHODS)
    names = (method,) if isinstance(method, str) else tuple(method)
    for name in names:
        if name not in METHODS:
            raise UsageError("rating.unknown-method", name=name, known=", ".join(METHODS))
    return names


def rate_indicator(
    session: Reading,
    indicator_id: str,
    *,
    target_year: int | None = None,
    method: str | Sequence[str] | None = None,
    base_year: int | None = None,
    as_of: str | None = None,
    across_breaks: bool = False,
) -> tuple[IndicatorRating, ...]:
    """Rate an indicator against its reference targets, or only that of *target_year* (column or data year).

    Raises :class:`UsageError` for an unknown indicator, method, or year without a target.
    """
    indicator = session.indicator(indicator_id)
    targets = [target for target in session.targets(indicator_id) if target.kind == "reference_target"]
    if target_year is not None:
        targets = [target for target in targets if target_year in (target.column_year, target.data_year)]
        if not targets:
            raise UsageError("rating.no-target", id=indicator_id, year=target_year)
    methods = chosen_methods(method)
    return tuple(
        _rate(session, indicator, target, methods, base_year, as_of, across_breaks=across_breaks)
        for target in targets
    )


def rate_all(
    session: Reading,
    *,
    method: str | Sequence[str] | None = None,
    base_year: int | None = None,
    as_of: str | None = None,
) -> tuple[IndicatorRating, ...]:
    """Rate every reference indicator against every target it has."""
    found: list[IndicatorRating] = []
    for indicator in session.indicators():
        if indicator.role == "reference":
            found += rate_indicator(session, indicator.id, method=method, base_year=base_year, as_of=as_of)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a rating starts from. case: ``None`` where base and latest figure follow different definitions."""

    base: Observation | None
    latest: Observation | None
    base_year: int
    case: Case | None
    definition_break: bool
    years: tuple[int, ...]  # that could be the base: of the latest definition, before the latest


def set_up(
    session: Reading,
    indicator: Indicator,
    target: Target,
    *,
    base_year: int | None = None,
    as_of: str | None = None,
    across_breaks: bool = False,
) -> Setup:
    """The case of an indicator and a target.

    Figures on another definition than the latest are left out, unless a link with a note joins the two
    (:mod:`workbench.services.definitions`) or *across_breaks* says so.
    """
    from workbench.services.definitions import joined

    known = list(yearly(session, indicator.id, as_of=as_of).values())
    if base_year is None:
        printed = [
            item.period.start.year
            for item in session.vintages(indicator.id)
            if item.provenance.source_id == target.provenance.source_id and is_actual(item)
        ]
        years = [item.period.start.year for item in known]
        base_year = max(printed) if printed else (years[0] if years else target.data_year)
    base = next((item for item in known if item.period.start.year >= base_year), None)
    latest = known[-1] if known else None
    if latest is None:
        return Setup(None, None, base_year, _case_of(indicator, target, [], base_year), False, ())
    one_line = joined(session, indicator.id, latest.definition)
    same = [item for item in known if item.definition in one_line]
    broken = base is not None and base.definition != latest.definition
    could = tuple(item.period.start.year for item in same if item is not latest)
    if broken and not across_breaks and base is not None and base.definition not in one_line:
        return Setup(base, latest, base_year, None, True, could)
    points = known if across_breaks else same
    return Setup(base, latest, base_year, _case_of(indicator, target, points, base_year), broken, could)


def _case_of(indicator: Indicator, target: Target, items: Sequence[Observation], base_year: int) -> Case:
    limit = 100 if indicator.unit.kind in ("percent", "pair") else None
    points = [(item.period.start.year, item.value) for item in items]
    return Case.of(points, indicator.direction, target.value, target.data_year, base_year, limit)


def _rate(
    session: Reading,
    indicator: Indicator,
    target: Target,
    methods: tuple[str, ...],
    base_year: int | None,
    as_of: str | None,
    *,
    across_breaks: bool,
) -> IndicatorRating:
    setup = set_up(session, indicator, target, base_year=base_year, as_of=as_of, across_breaks=across_breaks)
    base, latest, case = setup.base, setup.latest, setup.case
    if case is None:
        refused = {name: Rating(name, "own", not_assessable="definition-break") for name in methods}
        return IndicatorRating(indicator, target, base, latest, refused, frozenset(), definition_break=True)
    ratings = rate(case, methods)
    flips = {
        name
        for moved in corners(setup)
        for name, rating in rate(moved, methods).items()
        if rating.status != ratings[name].status
    }
    return IndicatorRating(
        indicator, target, base, latest, ratings, frozenset(flips), definition_break=setup.definition_break
    )


def corners(setup: Setup) -> list[Case]:
    """The case with base and latest figure at either end of what their printed rounding leaves open."""
    case, base, latest = setup.case, setup.base, setup.latest
    if case is None or base is None or latest is None or base is latest:
        return []
    ends = [(item.period.start.year, half_width(item) or Fraction(0)) for item in (base, latest)]
    if not any(half for _, half in ends):
        return []
    found = []
    for signs in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        shift = {year: half * sign for (year, half), sign in zip(ends, signs, strict=True)}
        points = tuple((year, value + shift.get(year, Fraction(0))) for year, value in case.points)
        found.append(replace(case, points=points))
    return found


def half_width(item: Observation) -> Fraction | None:
    """How far off the true figure may be: half the last printed digit; of “about 60 000”, half the last digit not 0."""
    if item.decimals is None or item.value is None:
        return None
    unit = Fraction(10) ** -item.decimals
    if item.qualifier in ("about", "nearly", "over", "under"):
        while item.value and Fraction(item.value) % (unit * 10) == 0:
            unit *= 10
    return unit / 2


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────


def rating_json(rating: Rating) -> dict[str, Any]:
    """One judgement as ``command_line.md`` has it, with everything else the method gives."""
    return {
        "value": rating.value,
        "status": rating.status,
        "score": rating.score,
        "label": rating.label or None,
        "basis": rating.basis,
        "base_year": rating.base_year,
        "base_value": rating.base_value,
        "current_year": rating.current_year,
        "current_value": rating.current_value,
        "target": rating.target,
        "target_year": rating.target_year,
        "thresholds": dict(rating.thresholds),
        "at_the_line": rating.at_the_line,
        "not_assessable": rating.not_assessable,
        "replaced_by_0.001": list(rating.replaced),
        "details": dict(rating.details),
        "doubts": list(rating.doubts),
    }


def indicator_rating_json(item: IndicatorRating) -> dict[str, Any]:
    """The judgements on an indicator for one target."""
    on_track, applied = item.on_track
    return {
        "indicator": item.indicator.id,
        "column_year": item.target.column_year,
        "data_year": item.target.data_year,
        "target": item.target.value,
        "methods": {name: rating_json(rating) for name, rating in item.ratings.items()},
        "on_track": on_track,
        "applied": applied,
        "rounding_may_flip": sorted(item.rounding_may_flip),
        "definition_break": item.definition_break,
    }


def rate_cases(
    cases: Iterable[dict[str, Any]], method: str | Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """Rate cases given as JSON (``workbench rate --cases``).

    A case: ``{"id", "series": [[year, value|null], …], "base_year", "direction": "positive"|"negative",
    "target", "target_year", "limit"}``; absent keys = none, then base 2015 and target year 2030 as the
    published methods have it. Raises :class:`UsageError` ``rating.case`` for one that is not of that form.
    """
    methods = chosen_methods(method)
    found: list[dict[str, Any]] = []
    for place, case in enumerate(cases, start=1):
        try:
            made = _case(case)
        except (TypeError, ValueError, KeyError, ArithmeticError) as problem:
            name = str(case.get("id", place)) if isinstance(case, dict) else str(place)
            raise UsageError("rating.case", id=name, what=str(problem)) from problem
        found.append(
            {
                "id": case.get("id"),
                "methods": {name: rating_json(one) for name, one in rate(made, methods).items()},
            }
        )
    return found


def _case(case: dict[str, Any]) -> Case:
    if not isinstance(case, dict):
        raise TypeError(repr(case))
    direction = case.get("direction")
    if direction not in (None, "positive", "negative", "up", "down"):
        raise ValueError(f"direction {direction!r}")
    way = {"positive": 1, "up": 1, "negative": -1, "down": -1}.get(direction or "", 0)
    series = [(_year(year), None if _missing(value) else value) for year, value in case["series"]]
    target_year, base_year = case.get("target_year"), case.get("base_year")
    return Case.of(
        series,
        way,
        case.get("target"),
        None if target_year is None else int(target_year),
        None if base_year is None else int(base_year),
        case.get("limit"),
        as_published=True,
    )


def _year(year: Any) -> int:
    """A year; of a reference period over several years (“2019/20”, “2019-2021”) the first, as the method says."""
    if isinstance(year, bool) or year is None:
        raise ValueError(f"year {year!r}")
    if isinstance(year, float) and not year.is_integer():
        raise ValueError(f"year {year!r}")
    text = str(int(year)) if isinstance(year, (int, float)) else str(year).strip()
    if not text[:4].isdecimal():
        raise ValueError(f"year {year!r}")
    return int(text[:4])


def _missing(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))
