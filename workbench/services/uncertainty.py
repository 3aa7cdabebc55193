"""How uncertain a scenario is: draws of its spreads, fans, probability of meeting each target, shares of variance.

Every uncertain input draws from a stream of its own, keyed by seed and name (``rd_business.growth.2027``), and
all outputs are computed whatever is shown. So the same scenario and seed give the same fan with any panes open, in any
thread, on any machine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from workbench.calc.gaps import gap
from workbench.calc.knobs import Base, Knob, Turn, turned
from workbench.calc.levers import in_force
from workbench.domain.errors import RuleError
from workbench.services.scenario_data import Inputs, inputs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.calc.engine import Result
    from workbench.calc.evaluate import FloatArray
    from workbench.calc.sampling import Quantile
    from workbench.calc.sobol import Shares
    from workbench.domain.figure import Indicator, Target
    from workbench.domain.scenario import DriverPath, Scenario, Spread
    from workbench.domain.text import LocalText
    from workbench.services.session import Session

BANDS = {30: (35.0, 65.0), 60: (20.0, 80.0), 90: (5.0, 95.0)}  # central band → its two percentiles
PERCENTILES = (5.0, 20.0, 35.0, 50.0, 65.0, 80.0, 95.0)
FEWEST_RATES = 4  # of the past, to draw from
MOST_DRAWS = 1_000_000
_MOST_NUMBERS = 60_000_000


@dataclass(frozen=True, slots=True)
class Fan:
    """The spread of an indicator in the years to come.

    percentiles: percentile → values in the order of ``years``. mean: of the draws. central: the scenario itself, drawn
    nothing. A year that some draw cannot compute is left out.
    """

    indicator: Indicator
    years: tuple[int, ...]
    percentiles: dict[float, tuple[float, ...]]
    mean: tuple[float, ...]
    central: tuple[float | None, ...]

    def band(self, share: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Lower and upper edge of the central 30, 60 or 90 % band."""
        low, high = BANDS[share]
        return self.percentiles[low], self.percentiles[high]


@dataclass(frozen=True, slots=True)
class Chance:
    """The share of draws that meet a target in its data year, and by year what share meets the same figure.

    probability: ``None`` where the indicator has no direction or a draw cannot be computed. known: the year is actual,
    so the answer is 0 or 1. error: standard error of the share from the number of draws.
    """

    target: Target
    probability: float | None
    error: float
    known: bool
    by_year: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UncertainRun:
    """Draws of a scenario with the inputs that made them. ``fingerprint`` covers draws, seed and sampling too."""

    inputs: Inputs
    draws: int
    seed: int
    sampling: str
    names: tuple[str, ...]
    fans: dict[str, Fan]
    chances: dict[str, tuple[Chance, ...]]
    problems: tuple[str, ...]
    fingerprint: str
    result: Result

    def words(self, indicator_id: str) -> LocalText:
        """The fan and the chances of an indicator in a sentence or two of each language."""
        from workbench.services.scenario_sentences import uncertain_words

        return uncertain_words(self, indicator_id)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The uncertain inputs of a scenario: knobs with their quantile functions, and which belong to one driver."""

    knobs: tuple[Knob, ...]
    quantiles: dict[str, Quantile]
    groups: dict[str, tuple[str, ...]]
    pairs: tuple[tuple[str, str, float], ...]


def base_of(inputs: Inputs) -> Base:
    """The inputs of a run as knobs are turned on them."""
    force = inputs.assumed
    levers = tuple(
        in_force(lever, force.levers[lever.id].value)
        for lever in inputs.model.levers
        if lever.id in force.levers and force.levers[lever.id].value.on
    )
    add_factors = {name: held.value for name, held in force.add_factors.items()}
    return Base(inputs.ready, inputs.paths, inputs.data.history, inputs.data.breaks, levers, add_factors)


def drawing(inputs: Inputs, *, skip_few: bool = False) -> Drawing:
    """The spreads in force, made ready. skip_few: leave out those with too little past instead of refusing.

    Raises :class:`RuleError`: ``sampling.*`` (numbers that make no distribution; correlations out of range),
    ``scenario.spread-few`` (too few growth rates or errors of the past), ``scenario.spread-level``,
    ``scenario.correlation-mixed``, with ``field`` = driver or lever.
    """
    from workbench.calc.sampling import quantile

    knobs: list[Knob] = []
    quantiles: dict[str, Quantile] = {}
    groups: dict[str, tuple[str, ...]] = {}
    on = {lever.id for lever in base_of(inputs).levers}
    for name, held in inputs.assumed.spreads.items():
        spread = held.value
        if spread.kind == "none" or (spread.of == "elasticity" and name not in on):
            continue  # a lever that is off has nothing to be uncertain of
        own = _knobs_of(inputs, name, spread)
        if not own:
            continue
        try:
            function = quantile(_specification(inputs, name, spread), name)
        except RuleError as problem:
            if skip_few and problem.code == "scenario.spread-few":
                continue
            raise
        knobs += own
        quantiles.update({knob.key: function for knob in own})
        groups[name] = tuple(knob.key for knob in own)
    pairs: list[tuple[str, str, float]] = []
    for each in inputs.assumed.correlations.value:
        if each.first not in groups or each.second not in groups:
            continue
        one, two = groups[each.first], groups[each.second]
        matched = _matched(one, two)
        if matched is None:
            raise RuleError(
                "scenario.correlation-mixed", field="correlations", first=each.first, second=each.second
            )
        pairs += [(left, right, each.value) for left, right in matched]
    return Drawing(tuple(knobs), quantiles, groups, tuple(pairs))


def _matched(one: Sequence[str], two: Sequence[str]) -> list[tuple[str, str]] | None:
    """Inputs of the same period; ``None`` where one is drawn once and the other every period."""
    if len(one) == len(two) == 1:
        return [(one[0], two[0])]
    later = {name.rsplit(".", 1)[-1]: name for name in two}
    found = [(name, later[name.rsplit(".", 1)[-1]]) for name in one if name.rsplit(".", 1)[-1] in later]
    return found or None


def _knobs_of(inputs: Inputs, name: str, spread: Spread) -> list[Knob]:
    if spread.of == "elasticity":
        return [Knob(name, "elasticity")]
    if spread.of == "level" and spread.around == "value":
        raise RuleError("scenario.spread-level", field=name, variable=name)
    turn: Turn = "scale" if spread.of == "level" else "shift" if spread.around == "path" else "growth"
    if not spread.each_period:
        return [Knob(name, turn)]
    known = inputs.data.history.get(name, {})
    last = max(known) if known else None
    return [Knob(name, turn, step) for step in inputs.ready.years.tolist() if last is None or step > last]


def _specification(inputs: Inputs, name: str, spread: Spread) -> dict[str, object]:
    """The distribution as :func:`workbench.calc.sampling.quantile` reads it."""
    from workbench.calc.past import past_growth, past_projections

    if spread.kind not in ("past_growth", "past_errors"):
        more = {"values": list(spread.values)} if spread.kind == "empirical" else {}
        return {"kind": spread.kind, **spread.numbers, **more}
    known = inputs.data.history.get(name, {})
    breaks = inputs.data.breaks.get(name, ())
    if spread.kind == "past_growth":
        rates = past_growth(known, breaks, spread.window)
        mean = sum(rates) / len(rates) if rates else 0.0
        values = [rate - mean for rate in rates] if spread.around == "path" else list(rates)
    else:
        rates = tuple(
            each.pace_error
            for each in past_projections(known, breaks)
            if spread.window is None or (spread.window[0] <= each.origin and each.period <= spread.window[1])
        )
        values = list(rates)
    if len(values) < FEWEST_RATES:
        raise RuleError(
            "scenario.spread-few", field=name, variable=name, count=len(values), least=FEWEST_RATES
        )
    return {"kind": "empirical", "values": values}


def quantiles_of(inputs: Inputs, name: str, spread: Spread, count: int) -> FloatArray:
    """*count* values of a spread at equally spaced probabilities, in rising order, for its picture.

    Raises :class:`RuleError` as :func:`drawing`.
    """
    from workbench.calc.sampling import quantile

    function = quantile(_specification(inputs, name, spread), name)
    return function((np.arange(count) + 0.5) / count)


def draw(
    session: Session,
    scenario_id: str,
    *,
    draws: int = 10_000,
    seed: int = 1,
    sampling: str = "lhs",
    overrides: Mapping[str, DriverPath] | None = None,
    draft: Scenario | None = None,
    as_of: str | None = None,
) -> UncertainRun:
    """Draw the spreads of a scenario and run the model once for each draw.

    Raises :class:`RuleError`: ``scenario.no-spread`` (nothing is uncertain), ``sampling.draws``,
    ``sampling.too-large``, ``sampling.impossible`` (correlations; names the nearest that can be had), those of
    :func:`drawing`, and ``scenario.growth-below`` where a draw falls by 100 % or more.
    """
    inputs = inputs_of(session, scenario_id, overrides=overrides, draft=draft, as_of=as_of)
    return drawn(session, inputs, draws=draws, seed=seed, sampling=sampling, as_of=as_of)


def drawn(
    session: Session,
    inputs: Inputs,
    *,
    draws: int = 10_000,
    seed: int = 1,
    sampling: str = "lhs",
    as_of: str | None = None,
    skip_few: bool = False,
) -> UncertainRun:
    """As :func:`draw`, for inputs at hand. skip_few: as in :func:`drawing`."""
    from workbench.services.scenarios import evaluated, fingerprint

    what = drawing(inputs, skip_few=skip_few)
    ready = inputs.ready
    if not what.knobs:
        raise RuleError("scenario.no-spread", field="spreads", scenario=inputs.scenario.id)
    if not 1 <= draws <= MOST_DRAWS:
        raise RuleError("sampling.draws", field="draws", draws=draws)
    if draws * ready.years.size * len(ready.names()) > _MOST_NUMBERS:
        raise RuleError(
            "sampling.too-large",
            field="draws",
            draws=draws,
            periods=ready.years.size,
            variables=len(ready.names()),
        )
    result = turned(base_of(inputs), what.knobs, sample(what, draws, seed, sampling))
    central = evaluated(inputs)
    fans: dict[str, Fan] = {}
    chances: dict[str, tuple[Chance, ...]] = {}
    for variable in inputs.model.variables:
        if variable.indicator_id:
            indicator = session.indicator(variable.indicator_id)
            values = _by_year(inputs, result, variable.name)
            fans[indicator.id] = _fan(inputs, indicator, variable.name, values, central)
            chances[indicator.id] = _chances(session, inputs, indicator, values, draws, as_of)
    mark = fingerprint(inputs, draws, seed, sampling)
    names = tuple(knob.key for knob in what.knobs)
    return UncertainRun(inputs, draws, seed, sampling, names, fans, chances, (), mark, result)


def sample(what: Drawing, draws: int, seed: int, sampling: str = "lhs") -> FloatArray:
    """Draws of all inputs, ``(draws, knobs)``, correlated as the scenario says."""
    from workbench.calc.sampling import correlate, uniform_sample

    names = [knob.key for knob in what.knobs]
    uniforms = uniform_sample(names, draws, seed, sampling)
    if what.pairs:
        uniforms = correlate(uniforms, what.pairs, seed)
    return np.column_stack([what.quantiles[name](uniforms[name]) for name in names])


def _by_year(inputs: Inputs, result: Result, name: str) -> dict[int, FloatArray]:
    """Year → the draws of its last period; years that rest on actuals alone are a single number."""
    grid, values = inputs.ready.grid, result.values[name]
    found: dict[int, FloatArray] = {}
    for place, step in enumerate(inputs.ready.years.tolist()):
        if step == grid.last_of(grid.year(step)) and not bool(result.actual[name][place]):
            found[grid.year(step)] = np.atleast_1d(values[..., place])
    return found


def _fan(
    inputs: Inputs, indicator: Indicator, name: str, values: Mapping[int, FloatArray], central: Result
) -> Fan:
    years = tuple(year for year, each in values.items() if bool(np.isfinite(each).all()))
    ordered = [np.sort(values[year]) for year in years]
    cuts = [percentiles(each, PERCENTILES) for each in ordered]
    return Fan(
        indicator,
        years,
        {level: tuple(cut[at] for cut in cuts) for at, level in enumerate(PERCENTILES)},
        # Counted from the smallest, so that what does not vary comes out exactly.
        tuple(float(each[0] + np.mean(each - each[0])) for each in ordered),
        tuple(central.at(name, inputs.ready.grid.last_of(year)) for year in years),
    )


def percentiles(ordered: FloatArray, levels: Sequence[float]) -> list[float]:
    """Percentiles of values in rising order, linear between them (Hyndman and Fan, type 7)."""
    found: list[float] = []
    for level in levels:
        place = (ordered.size - 1) * level / 100
        below = math.floor(place)
        above = min(below + 1, ordered.size - 1)
        found.append(float(ordered[below] + (ordered[above] - ordered[below]) * (place - below)))
    return found


def _chances(
    session: Session,
    inputs: Inputs,
    indicator: Indicator,
    values: Mapping[int, FloatArray],
    draws: int,
    as_of: str | None,
) -> tuple[Chance, ...]:
    from workbench.services.actuals import yearly

    published = {
        year: item.value
        for year, item in yearly(session, indicator.id, as_of=as_of).items()
        if item.value is not None
    }
    found: list[Chance] = []
    for target in session.targets(indicator.id):
        if target.kind != "reference_target":
            continue
        side = gap(0.0, 0.0, indicator.direction, target.qualifier).met
        year = target.data_year
        by_year: dict[int, float] = {}
        if side is not None:
            by_year = {
                at: _share_met(each, indicator, target)
                for at, each in values.items()
                if at not in published and bool(np.isfinite(each).all())
            }
        if year in published:
            met = gap(published[year], target.value, indicator.direction, target.qualifier).met
            found.append(
                Chance(target, None if met is None else float(met), 0.0, known=True, by_year=by_year)
            )
            continue
        share = by_year.get(year)
        error = 0.0 if share is None else math.sqrt(share * (1 - share) / draws)
        found.append(Chance(target, share, error, known=False, by_year=by_year))
    return tuple(found)


def _share_met(values: FloatArray, indicator: Indicator, target: Target) -> float:
    """The share of draws on the right side of a target, as :func:`workbench.calc.gaps.gap` judges one value."""
    qualifier = target.qualifier
    side = {"at_least": 1, "over": 1, "at_most": -1, "under": -1}.get(qualifier, indicator.direction)
    ahead = (values - target.value) * side
    slack = 0.5 * 10.0 ** -(target.decimals or 0) if qualifier == "about" else 0.0
    met = ahead > 0 if qualifier in ("over", "under") else ahead >= 0
    if slack:
        met = met | (-ahead < slack)
    return float(np.mean(met))


@dataclass(frozen=True, slots=True)
class ShareOfVariance:
    """Where the spread of an indicator in a year comes from. Names are drivers or levers; see :class:`Shares`."""

    indicator_id: str
    year: int
    shares: Shares


def shares(
    session: Session,
    scenario_id: str,
    *,
    seed: int = 1,
    power: int = 12,
    overrides: Mapping[str, DriverPath] | None = None,
    draft: Scenario | None = None,
    as_of: str | None = None,
) -> tuple[ShareOfVariance, ...]:
    """Sobol shares with 95 % confidence intervals, for each indicator in each year to come that has a target.

    2^power points; the draws of a driver in several periods count as one input. Raises :class:`RuleError`
    ``scenario.shares-correlated`` (shares are defined for independent inputs only), and as :func:`draw`.
    """
    from workbench.calc.sobol import variance_shares

    inputs = inputs_of(session, scenario_id, overrides=overrides, draft=draft, as_of=as_of)
    what = drawing(inputs)
    if not what.knobs:
        raise RuleError("scenario.no-spread", field="spreads", scenario=inputs.scenario.id)
    if what.pairs:
        raise RuleError("scenario.shares-correlated", field="correlations")
    base, grid = base_of(inputs), inputs.ready.grid
    wanted: dict[str, tuple[str, str, int]] = {}
    first = int(inputs.ready.years[0])
    for variable in inputs.model.variables:
        for target in session.targets(variable.indicator_id) if variable.indicator_id else ():
            place = grid.last_of(target.data_year) - first
            if target.kind == "reference_target" and 0 <= place < inputs.ready.years.size:
                wanted[f"{variable.indicator_id}@{target.data_year}"] = (
                    variable.name,
                    variable.indicator_id,
                    place,
                )
    names = [knob.key for knob in what.knobs]

    def model(columns: dict[str, FloatArray]) -> dict[str, FloatArray]:
        result = turned(base, what.knobs, np.column_stack([columns[name] for name in names]))
        return {
            key: result.values[name][:, place]
            for key, (name, _, place) in wanted.items()
            if result.values[name].ndim > 1
        }

    found = variance_shares(model, what.quantiles, seed, power, groups=what.groups, intervals=True)
    return tuple(
        ShareOfVariance(wanted[key][1], inputs.ready.grid.year(first + wanted[key][2]), each)
        for key, each in found.items()
    )
