"""Derived series by formula, growth and change of any series, and the check of published figures from components."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from workbench.calc.engine import run as run_model
from workbench.calc.evaluate import evaluate
from workbench.calc.expression import Call, Node, dependencies, parse, walk
from workbench.calc.model import order
from workbench.domain.errors import RuleError
from workbench.domain.period import Period
from workbench.domain.wording import rounded
from workbench.services.actuals import yearly

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.calc.evaluate import FloatArray, IntArray
    from workbench.domain.figure import Indicator, Observation
    from workbench.domain.scenario import Model
    from workbench.services.reading import Reading


TIMED = frozenset(("growth", "cagr", "lag", "index", "moving_average", "deflate"))
"""Functions that look at other years."""


@dataclass(frozen=True, slots=True)
class DerivedPoint:
    """A computed figure and the observations it rests on; where there is none, the code of the ``reason``."""

    period: Period
    value: float | None
    inputs: tuple[Observation, ...]
    reason: str = ""

    @property
    def known_from(self) -> str:
        """Vintage of its newest input."""
        return max((item.vintage for item in self.inputs), default="")


@dataclass(frozen=True, slots=True)
class DerivedSeries:
    """A series computed by the formula of *indicator*. It is derived, never official."""

    indicator: Indicator
    formula: str
    points: tuple[DerivedPoint, ...]


def derived(session: Reading, indicator_id: str, *, as_of: str | None = None) -> DerivedSeries:
    """Compute an indicator that has a formula from the newest vintages known, year by year.

    Values are in the units as stored; the formula says itself where it scales. Formulas over other
    derived series are computed in turn. Raises :class:`RuleError` ``expression.*`` (position, nearest
    name, cycle) and ``indicator.no-formula``.
    """
    return computed(session, session.indicator(indicator_id), as_of=as_of)


def computed(session: Reading, indicator: Indicator, *, as_of: str | None = None) -> DerivedSeries:
    """As :func:`derived`, of an indicator that need not be in the workspace (a formula being tried)."""
    indicator_id = indicator.id
    if not indicator.formula:
        raise RuleError("indicator.no-formula", field="formula", id=indicator_id)
    known = {item.id: item for item in session.indicators()}
    known[indicator_id] = indicator
    nodes: dict[str, Node] = {}
    waiting = [indicator_id]
    while waiting:
        name = waiting.pop()
        if name in nodes or not known[name].formula:
            continue
        try:
            nodes[name] = parse(known[name].formula, known)
        except RuleError as problem:
            problem.field = name
            raise
        waiting += dependencies(nodes[name])
    sequence = order({name: dependencies(node) for name, node in nodes.items()})
    sources: dict[str, dict[int, Observation]] = {}
    for node in nodes.values():
        for name in dependencies(node):
            if name not in nodes:
                sources[name] = yearly(session, name, as_of=as_of)
    all_years = sorted({year for rows in sources.values() for year in rows})
    if not all_years:
        return DerivedSeries(indicator, indicator.formula, ())
    years = np.arange(all_years[0], all_years[-1] + 1, dtype=np.int64)
    arrays = {
        name: np.array([_value(rows.get(year)) for year in years.tolist()]) for name, rows in sources.items()
    }
    rests: dict[str, frozenset[str]] = {name: frozenset((name,)) for name in sources}
    for name in sequence:
        rests[name] = frozenset().union(*(rests[need] for need in dependencies(nodes[name])))
    values, reasons = _in_order(sequence, nodes, arrays, years)
    result = values[indicator_id]
    if any(
        isinstance(part, Call) and part.function in TIMED for node in nodes.values() for part in walk(node)
    ):
        result = _within_definitions(session, result, reasons, sequence, nodes, arrays, years, sources)
    points: list[DerivedPoint] = []
    for place, year in enumerate(years.tolist()):
        value = float(result[place])
        used = tuple(sources[name][year] for name in sorted(rests[indicator_id]) if year in sources[name])
        if not math.isnan(value):
            points.append(DerivedPoint(Period.year(year), value, used))
        elif year in reasons:
            points.append(DerivedPoint(Period.year(year), None, used, reasons[year]))
    return DerivedSeries(indicator, indicator.formula, tuple(points))


def _in_order(
    sequence: Sequence[str], nodes: Mapping[str, Node], arrays: Mapping[str, FloatArray], years: IntArray
) -> tuple[dict[str, FloatArray], dict[int, str]]:
    """Every formula computed; and year → code of what could not be."""
    found, reasons = dict(arrays), {}
    for name in sequence:
        outcome = evaluate(nodes[name], found, years)
        found[name] = outcome.array
        for fault in outcome.faults:
            for year in years[fault.where].tolist():
                reasons[year] = f"scenario.{fault.reason}"
    return found, reasons


def _within_definitions(
    session: Reading,
    whole: FloatArray,
    reasons: dict[int, str],
    sequence: Sequence[str],
    nodes: Mapping[str, Node],
    arrays: Mapping[str, FloatArray],
    years: IntArray,
    sources: Mapping[str, Mapping[int, Observation]],
) -> FloatArray:
    """A formula that looks at other years, computed within one line of definitions at a time.

    Growth from a figure on one definition to a figure on another is no growth: such a year has no value, and the reason
    ``indicator.definition-break``, unless the two definitions are linked.
    """
    from workbench.services.definitions import joined

    lines: dict[tuple[str, str], frozenset[str]] = {}
    for name, rows in sources.items():
        for item in rows.values():
            if (name, item.definition) not in lines:
                lines[name, item.definition] = joined(session, name, item.definition)
    done: dict[tuple[frozenset[str] | None, ...], FloatArray] = {}
    found = whole.copy()
    for place, year in enumerate(years.tolist()):
        key = tuple(
            lines[name, rows[year].definition] if year in rows else None for name, rows in sources.items()
        )
        if key not in done:
            kept = {
                name: np.array(
                    [
                        value
                        if line is None or year_ not in rows or rows[year_].definition in line
                        else math.nan
                        for year_, value in zip(years.tolist(), arrays[name].tolist(), strict=True)
                    ]
                )
                for (name, rows), line in zip(sources.items(), key, strict=True)
            }
            done[key] = _in_order(sequence, nodes, kept, years)[0][sequence[-1]]
        found[place] = done[key][place]
        if math.isnan(found[place]) and not math.isnan(whole[place]):
            reasons[year] = "indicator.definition-break"
    return found


def _value(observation: Observation | None) -> float:
    return math.nan if observation is None or observation.value is None else observation.value


@dataclass(frozen=True, slots=True)
class Change:
    """From one figure of a series to a later one.

    change: in the unit. growth: fraction over the whole span, *yearly* compound a year; both ``None``
    where a value is not above zero or a share. broken: the definition changes in between; the change is
    then not to be read as one.
    """

    first: Observation
    last: Observation
    years: int
    change: float
    growth: float | None
    yearly: float | None
    broken: bool


def latest(session: Reading, series_id: str, *, as_of: str | None = None) -> Observation | None:
    """The newest period with a value, newest vintage known."""
    with_value = _known(session, series_id, as_of)
    return with_value[-1] if with_value else None


def _known(session: Reading, series_id: str, as_of: str | None) -> list[Observation]:
    return [
        item
        for item in session.observations(series_id, as_of=as_of)
        if item.value is not None and "F" not in item.status
    ]


def change(first: Observation, last: Observation) -> Change | None:
    """What happened between two figures; ``None`` where one is missing or the order is wrong."""
    if first.value is None or last.value is None:
        return None
    years = last.period.start.year - first.period.start.year
    if years < 1 or first.period.frequency != last.period.frequency:
        return None
    sound = first.value > 0 and last.value > 0
    growth = last.value / first.value - 1 if sound else None
    yearly = (last.value / first.value) ** (1 / years) - 1 if sound else None
    return Change(
        first, last, years, last.value - first.value, growth, yearly, first.definition != last.definition
    )


def latest_change(session: Reading, series_id: str, *, as_of: str | None = None) -> Change | None:
    """From the figure before to the newest one, whatever the distance (it is in ``years``)."""
    with_value = _known(session, series_id, as_of)
    return change(with_value[-2], with_value[-1]) if len(with_value) >= 2 else None


# ── published figures from their components ─────────────────────────────────────────────────────────

Verdict = Literal[
    "agrees", "agrees-as-then-known", "within-input-rounding", "differs", "circular", "no-components"
]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A published figure beside what its components give.

    recomputed: from the newest vintages. then: from those known when the figure was published, where that
    differs. agrees: rounded to the published decimals the two are one figure. *within-input-rounding*:
    they are once the printed rounding of the components is allowed for. *circular*: a component was itself worked back
    from the published figure, so agreeing proves nothing. inputs: variable → observation used for ``recomputed``.
    """

    indicator: Indicator
    period: Period
    published: Observation
    recomputed: float | None
    then: float | None
    verdict: Verdict
    formula: str
    inputs: dict[str, Observation]

    @property
    def agrees(self) -> bool:
        """Whether the published figure is reproduced, allowing for what was known then and for rounding."""
        return self.verdict in ("agrees", "agrees-as-then-known", "within-input-rounding")


def recompute(session: Reading, *, as_of: str | None = None) -> tuple[Recomputed, ...]:
    """Recompute every published figure of the indicators for which a model has an identity.

    Figures computed by the workspace's own keepers (confidence *derived*) are not published and are left out.
    """
    from workbench.services.scenario_data import compiled

    rows: list[Recomputed] = []
    for model in session.models():
        for variable in model.variables:
            if variable.is_driver or not variable.indicator_id:
                continue
            if any(not model.variable(name).series_id for name in compiled(model).drivers_of(variable.name)):
                continue  # worked back from the figure itself, which would prove nothing
            indicator = session.indicator(variable.indicator_id)
            rows += [
                _recomputed(session, model, variable.name, indicator, item, as_of)
                for item in yearly(session, indicator.id, as_of=as_of).values()
                if item.confidence != "derived"
            ]
    return tuple(rows)


def _recomputed(
    session: Reading, model: Model, name: str, indicator: Indicator, item: Observation, as_of: str | None
) -> Recomputed:
    year = item.period.start.year
    inputs, now = _from_components(session, model, name, year, as_of)
    variable = model.variable(name)
    decimals = item.decimals
    published = float(item.value or 0.0)

    def same(candidate: float | None) -> bool:
        return candidate is not None and rounded(candidate, decimals) == rounded(published, decimals)

    then: float | None = None
    verdict: Verdict
    if now is None:
        verdict = "no-components"
    elif any(_worked_back(used, indicator.id) for used in inputs.values()):
        verdict = "circular"
    elif same(now):
        verdict = "agrees"
    else:
        _, then = _from_components(session, model, name, year, item.vintage)
        slack = 0.5 * 10.0 ** -(decimals or 0)
        for driver, used in inputs.items():
            # Each component may lie anywhere within its own printed rounding.
            if used.decimals is not None and used.value:
                part = 1 + 0.5 * 10.0**-used.decimals / used.value
                _, moved = _from_components(session, model, name, year, as_of, {driver: part})
                slack += abs((now if moved is None else moved) - now)
        if same(then):
            verdict = "agrees-as-then-known"
        else:
            verdict = "within-input-rounding" if abs(now - published) <= slack else "differs"
    return Recomputed(indicator, item.period, item, now, then, verdict, variable.formula, inputs)


def _worked_back(item: Observation, indicator_id: str) -> bool:
    """Whether a figure was computed here from the very measure it would be a component of."""
    return item.confidence == "derived" and indicator_id in re.findall(
        r"[A-Za-z][\w.]*", item.provenance.place
    )


def _from_components(
    session: Reading,
    model: Model,
    name: str,
    year: int,
    as_of: str | None,
    factors: Mapping[str, float] | None = None,
) -> tuple[dict[str, Observation], float | None]:
    """The inputs of an identity in one year and its value; a published total serves where its parts are missing."""
    from workbench.services.scenario_data import compiled, model_history

    whole = replace(model, first_year=year, last_year=year)
    totals = tuple(
        replace(item, formula="") if item.formula and item.series_id and item.name != name else item
        for item in model.variables
    )
    for candidate in (whole, replace(whole, variables=totals)):
        ready = compiled(candidate)
        history, _ = model_history(session, candidate, as_of=as_of)
        needed = ready.drivers_of(name)
        only = {
            driver: {year: history[driver][year] * (factors or {}).get(driver, 1.0)}
            for driver in needed
            if year in history.get(driver, {})
        }
        if len(only) == len(needed):
            inputs = {
                driver: yearly(session, candidate.variable(driver).series_id, as_of=as_of)[year]
                for driver in needed
            }
            return inputs, run_model(ready, {}, only).at(name, year)
    return {}, None


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────


def recomputed_json(row: Recomputed) -> dict[str, Any]:
    """One row of the check."""
    return {
        "indicator": row.indicator.id,
        "period": row.period.code,
        "published": row.published.value,
        "text": row.published.text,
        "recomputed": row.recomputed,
        "as_then_known": row.then,
        "agrees": row.agrees,
        "verdict": row.verdict,
        "formula": row.formula,
        "inputs": {
            name: {"series": item.series_id, "value": item.value, "vintage": item.vintage}
            for name, item in row.inputs.items()
        },
    }


def derived_json(series: DerivedSeries) -> dict[str, Any]:
    """A derived series with, for each point, the figures it rests on."""
    return {
        "id": series.indicator.id,
        "formula": series.formula,
        "confidence": "derived",
        "observations": [
            {
                "period": point.period.code,
                "value": point.value,
                "reason": point.reason or None,
                "known_from": point.known_from or None,
                "inputs": [
                    {"series": item.series_id, "value": item.value, "vintage": item.vintage}
                    for item in point.inputs
                ],
            }
            for point in series.points
        ],
    }
