"""Derived indicators: checking a formula (names, cycles, units), trying it, and defining one's own.

``check_formula`` is what an editor asks on every pause of typing; ``preview`` computes without keeping;
:class:`workbench.services.operations.derived.DefineDerived` keeps. A derived series is never official: its points name
the figures they rest on (:func:`workbench.services.indicators.derived`). ``from_components`` gives the figures of a published
measure for years that only its components are published for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.base.messages import both
from workbench.calc.expression import dependencies, parse
from workbench.calc.model import order
from workbench.calc.units import Measure, check_result, measure, unit_of
from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import vintage_order
from workbench.domain.text import LocalText
from workbench.domain.wording import number, rounded
from workbench.services.indicators import DerivedSeries, computed

if TYPE_CHECKING:
    from workbench.services.reading import Reading

TRIED = "_"
"""Id of a formula that is only tried."""

RATIO = Unit("RATIO", "ratio", LocalText("ratio", "比率"))
PERCENT = Unit("PT", "percent", LocalText("%", "%"))
INDEX = Unit("INDEX", "rate", LocalText("index", "指數"))


@dataclass(frozen=True, slots=True)
class FormulaCheck:
    """A formula found sound. needs: series it rests on directly; measure: the unit of its result.

    unit: the unit a result of that measure would be shown in, ``None`` where it has to be declared (a new kind).
    """

    formula: str
    needs: tuple[str, ...]
    measure: Measure
    unit: Unit | None


def check_formula(
    session: Reading, formula: str, *, unit: Unit | None = None, own_id: str = TRIED
) -> FormulaCheck:
    """Read a formula over the series of the workspace, and check names, cycles and units.

    unit: that declared for the result; without one only the parts are checked. own_id: of the series it is for, so that
    a ring through itself is found. Raises :class:`RuleError` ``expression.*`` (position, nearest name, cycle),
    ``units.*``.
    """
    known = {item.id: item for item in session.indicators()}
    node = parse(formula, {*known, own_id} if own_id != TRIED else known)
    needs = dependencies(node)
    graph = {name: dependencies(parse(item.formula)) for name, item in known.items() if item.formula}
    graph[own_id] = needs
    order({name: needs_ for name, needs_ in graph.items() if name in _reached(graph, own_id)})

    def units(name: str) -> Measure:
        found = known[name].unit
        return measure(found.code, found.kind, found.multiplier)

    result = unit_of(node, units, formula)
    if unit is not None:
        check_result(result, measure(unit.code, unit.kind, unit.multiplier), formula)
    return FormulaCheck(formula, needs, result, unit or _shown_in(session, result))


def _reached(graph: dict[str, tuple[str, ...]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in seen and name in graph:
            seen.add(name)
            waiting += graph[name]
    return seen


def _shown_in(session: Reading, result: Measure) -> Unit | None:
    """A unit already in use that fits the result; ratio, per cent or index where it has none."""
    if result.plain:
        return (
            INDEX
            if result.scale is None
            else PERCENT
            if result.scale == PERCENT_SCALE
            else RATIO
            if result.scale == 1
            else None
        )
    for item in session.indicators():
        candidate = measure(item.unit.code, item.unit.kind, item.unit.multiplier)
        kept = tuple(
            (name, power) for name, power in result.powers if not (power < 0 and name in result.counts)
        )
        if candidate.powers == kept and candidate.scale == result.scale:
            return item.unit
    return None


PERCENT_SCALE = measure("PT", "percent").scale


def preview(
    session: Reading, formula: str, *, unit: Unit | None = None, as_of: str | None = None
) -> DerivedSeries:
    """Compute a formula without keeping it. Raises as :func:`check_formula`."""
    checked = check_formula(session, formula, unit=unit)
    name = LocalText(formula, formula)
    return computed(
        session, Indicator(TRIED, name, checked.unit or RATIO, "series", formula=formula), as_of=as_of
    )


def measure_json(item: FormulaCheck) -> dict[str, Any]:
    """What a formula needs and is measured in."""
    return {
        "formula": item.formula,
        "needs": list(item.needs),
        "measure": item.measure.words(),
        "unit": None if item.unit is None else item.unit.text.as_dict(),
    }


# ── figures of a published measure from its components ────────────────────────────────────────────────


def from_components(session: Reading, indicator_id: str | None = None) -> tuple[Observation, ...]:
    """Figures of published measures for years nobody has published, computed from their components.

    For each measure that a formula ``derives`` (or only *indicator_id*): the years that have components and no published
    figure, rounded as the published ones are, marked *derived*, known from the day of the newest component. What is held
    already, to the same print, is left out. Give them to :class:`AddObservations` to keep them.
    """
    found: list[Observation] = []
    for twin in session.indicators():
        target = twin.dimensions.get("derives", "")
        if not twin.formula or (indicator_id is not None and target != indicator_id):
            continue
        if any(item.id == target for item in session.indicators()):
            found += _filled(session, session.indicator(target), twin)
    return tuple(found)


def _filled(session: Reading, indicator: Indicator, twin: Indicator) -> list[Observation]:
    held = {item.period.code: item for item in session.observations(indicator.id)}
    official = [
        item.decimals for item in held.values() if item.confidence == "official" and item.decimals is not None
    ]
    decimals = max(official, default=None)
    definitions = session.definitions(indicator.id)
    found = []
    for point in computed(session, twin).points:
        before = held.get(point.period.code)
        if point.value is None or decimals is None or (before is not None and before.confidence != "derived"):
            continue
        value = float(rounded(point.value, decimals))
        if before is not None and before.value == value:
            continue
        versions = [item for item in definitions if item.from_period <= point.period.code]
        vintage = max((item.vintage for item in point.inputs), key=vintage_order)
        if before is not None and vintage_order(vintage) <= vintage_order(before.vintage):
            continue  # an older state of the components does not replace what was computed on newer ones
        provisional = any("P" in item.status for item in point.inputs)
        found.append(
            Observation(
                series_id=indicator.id,
                period=point.period,
                vintage=vintage,
                value=value,
                text=number(value, indicator.unit, "en", decimals=decimals, style="factsheet"),
                provenance=Provenance("derived", place=twin.id, note=_formula_note(twin)),
                status=("P",) if provisional else ("A",),
                decimals=decimals,
                confidence="derived",
                definition=versions[-1].id if versions else "",
            )
        )
    return found


def _formula_note(twin: Indicator) -> LocalText:
    return LocalText.of(both("derived.computed-by", formula=twin.formula))
