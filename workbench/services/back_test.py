"""Looking back: a scenario on data as then known, scored against what came; and how the rule did year after year.

:func:`score` runs a scenario as of a day, with trends cut off at what was then known, and draws its fan; what has
been published since says how far off it was and whether it lay inside the bands. :func:`rolling` projects at the
recent pace from every year that has enough past, through the whole model, and sums up the errors by horizon.

Where the workspace holds only later vintages of a series, those are used for periods that had ended by then, and the
series is named: such a test is kinder than real life was. Numbers fixed by hand are named as well: they may have
been set with hindsight.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.calc.engine import run as run_model
from workbench.calc.scenarios import Resolved
from workbench.domain.errors import RuleError
from workbench.domain.period import known_by
from workbench.domain.scenario import DriverPath
from workbench.services.actuals import yearly
from workbench.services.scenario_data import Inputs, compiled, inputs_of, model_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.text import LocalText
    from workbench.services.session import Session
    from workbench.services.uncertainty import UncertainRun


@dataclass(frozen=True, slots=True)
class Scored:
    """One projection that has come to be known. inside: central band → whether the outcome lay inside; empty without
    draws. outcome: as known now."""

    indicator_id: str
    year: int
    horizon: int
    projected: float
    outcome: float
    inside: dict[int, bool]

    @property
    def error(self) -> float:
        """Outcome less projection, in the indicator's unit."""
        return self.outcome - self.projected

    @property
    def relative(self) -> float | None:
        """The error relative to the outcome; ``None`` where that is zero."""
        return None if self.outcome == 0 else self.error / self.outcome


@dataclass(frozen=True, slots=True)
class Summary:
    """Scores of several projections. bias: mean relative error (above zero = it came higher). hits: central band →
    share inside. better: share that came nearer than “no change” would have; ``None`` without such a comparison."""

    count: int
    bias: float | None
    mean_absolute: float | None
    hits: dict[int, float]
    better: float | None = None


@dataclass(frozen=True, slots=True)
class BackTest:
    """A scenario as of a day against outcomes. later: series of which only later vintages are at hand; hindsight:
    drivers whose numbers were fixed by hand."""

    scenario_id: str
    as_of: str
    scores: tuple[Scored, ...]
    summary: Summary
    by_indicator: dict[str, Summary]
    later: tuple[str, ...]
    hindsight: tuple[str, ...]
    run: UncertainRun | None

    def words(self, session: Session) -> LocalText:
        """The test in a sentence or two of each language."""
        from workbench.services.scenario_sentences import back_test_words

        return back_test_words(self, session)


def inputs_then(
    session: Session, scenario_id: str, as_of: str
) -> tuple[Inputs, tuple[str, ...], tuple[str, ...]]:
    """A scenario's inputs as they would have been on a day; series of later vintage; drivers fixed by hand."""
    day = known_by(as_of)
    inputs = inputs_of(session, scenario_id, as_of=as_of)
    now = model_data(session, inputs.model)
    grid = inputs.ready.grid
    history = dict(inputs.data.history)
    later: list[str] = []
    for variable in inputs.model.variables:
        name = variable.name
        if now.history.get(name) and not history.get(name):
            ended = {
                step: value for step, value in now.history[name].items() if _ended(grid.code(step)) <= day
            }
            if ended:
                history[name] = ended
                later.append(name)
    paths = dict(inputs.assumed.paths)
    hindsight: list[str] = []
    for name, item in paths.items():
        known = history.get(name, {})
        path = item.path
        last = max(known, default=None)
        if path.trend is not None and last is not None and path.trend[1] > last:
            first = path.trend[0] if path.trend[0] < last else last - (path.trend[1] - path.trend[0])
            paths[name] = Resolved(replace(path, trend=(first, last)), item.origin)
        elif path.trend is None and path.link is None:
            hindsight.append(name)
    data = replace(inputs.data, history=history, breaks=now.breaks)
    assumed = replace(inputs.assumed, paths=paths)
    return replace(inputs, data=data, assumed=assumed), tuple(later), tuple(hindsight)


def _ended(code: str) -> str:
    from workbench.domain.period import Period

    return Period.parse(code).end.isoformat()


def score(session: Session, scenario_id: str, as_of: str, *, draws: int = 2_000, seed: int = 1) -> BackTest:
    """Run a scenario as of a day and compare with what is known now.

    Raises :class:`RuleError` ``back-test.nothing`` where nothing that was then to come is known now, and as
    :func:`workbench.services.uncertainty.draw` (without any spread there are simply no bands).
    """
    from workbench.services.scenarios import evaluated
    from workbench.services.uncertainty import BANDS, drawn

    inputs, later, hindsight = inputs_then(session, scenario_id, as_of)
    drawing: UncertainRun | None = None
    try:
        drawing = drawn(session, inputs, draws=draws, seed=seed, as_of=as_of, skip_few=True)
    except RuleError as problem:
        if problem.code != "scenario.no-spread":
            raise
    result = evaluated(inputs)
    today = evaluated(inputs_of(session, scenario_id))
    grid = inputs.ready.grid
    scores: list[Scored] = []
    for variable in inputs.model.variables:
        if not variable.indicator_id:
            continue
        then = yearly(session, variable.indicator_id, as_of=as_of)
        now = yearly(session, variable.indicator_id)
        origin = max(then, default=None)
        for place, step in enumerate(inputs.ready.years.tolist()):
            year = grid.year(step)
            if step != grid.last_of(year) or year in then or bool(result.actual[variable.name][place]):
                continue
            projected = result.at(variable.name, step)
            outcome = now[year].value if year in now else None
            if outcome is None and bool(today.actual[variable.name][place]):
                outcome = today.at(variable.name, step)
            if projected is None or outcome is None:
                continue
            inside: dict[int, bool] = {}
            fan = drawing.fans.get(variable.indicator_id) if drawing is not None else None
            if fan is not None and year in fan.years:
                at = fan.years.index(year)
                for share, (low, high) in BANDS.items():
                    inside[share] = fan.percentiles[low][at] <= outcome <= fan.percentiles[high][at]
            horizon = year - origin if origin is not None else 1
            scores.append(Scored(variable.indicator_id, year, horizon, projected, outcome, inside))
    if not scores:
        raise RuleError("back-test.nothing", field="as_of", as_of=as_of)
    groups = {
        key: [each for each in scores if each.indicator_id == key] for key in {s.indicator_id for s in scores}
    }
    return BackTest(
        scenario_id,
        as_of,
        tuple(scores),
        summarise(scores),
        {key: summarise(groups[key]) for key in sorted(groups)},
        later,
        hindsight,
        drawing,
    )


def summarise(scores: Sequence[Scored]) -> Summary:
    """Bias, mean absolute error and hit rates of some projections."""
    relative = [each.relative for each in scores if each.relative is not None]
    hits: dict[int, float] = {}
    for share in (30, 60, 90):
        judged = [each.inside[share] for each in scores if share in each.inside]
        if judged:
            hits[share] = sum(judged) / len(judged)
    return Summary(
        len(scores),
        sum(relative) / len(relative) if relative else None,
        sum(map(abs, relative)) / len(relative) if relative else None,
        hits,
    )


@dataclass(frozen=True, slots=True)
class Rolling:
    """Projections at the recent pace through the whole model, from every year with enough past.

    by_horizon: years ahead → summary over all variables with outcomes; by_variable: the same by variable. ``better``:
    share that came nearer than “no change”.
    """

    model_id: str
    window: int
    first_origin: int
    last_origin: int
    by_variable: dict[str, Summary]
    by_horizon: dict[int, Summary]
    overall: Summary


def rolling(session: Session, model_id: str, *, window: int = 5, horizon: int = 5) -> Rolling:
    """How “it goes on at the recent pace” did: newest vintages, only years up to each origin used.

    A driver without a trend then takes part in nothing; projections across a change of definition are left out.
    Raises :class:`RuleError` ``back-test.nothing``.
    """
    model = session.model(model_id)
    if model.frequency != "A":
        raise RuleError("back-test.annual", field="model", id=model_id)
    ready = compiled(model)
    data = model_data(session, model)
    first, last = int(ready.years[0]), int(ready.years[-1])
    wide = replace(model, first_year=min([first, *(min(k) for k in data.history.values() if k)]))
    ready = compiled(wide)
    truth = run_model(ready, {}, data.history)
    scores: dict[str, list[tuple[Scored, bool]]] = {}
    origins: list[int] = []
    for origin in range(int(ready.years[0]) + window, last):
        known = {
            name: {year: value for year, value in history.items() if year <= origin}
            for name, history in data.history.items()
        }
        paths: dict[str, DriverPath] = {}
        for driver in ready.drivers:
            own = known.get(driver.name, {})
            breaks = data.breaks.get(driver.name, ())
            inside = {origin - window, origin} <= set(own)
            ahead = any(origin < at <= origin + horizon for at in breaks)
            if inside and not ahead:
                paths[driver.name] = DriverPath(trend=(origin - window, origin))
        if not paths:
            continue
        replaced = {v.name for v in model.variables if not v.is_driver}
        kept = {name: values for name, values in known.items() if name not in replaced}
        usable = {name: values for name, values in kept.items() if name in paths}
        made = run_model(ready, paths, usable, breaks=data.breaks)
        for variable in model.variables:
            name = variable.name
            for year in range(origin + 1, min(origin + horizon, last) + 1):
                place = year - int(ready.years[0])
                projected, outcome = made.at(name, year), truth.at(name, year)
                start = truth.at(name, origin)
                if projected is None or outcome is None or not bool(truth.actual[name][place]):
                    continue
                scored = Scored(name, year, year - origin, projected, outcome, {})
                nearer = start is not None and abs(scored.error) < abs(outcome - start)
                scores.setdefault(name, []).append((scored, nearer))
                origins.append(origin)
    if not origins:
        raise RuleError("back-test.nothing", field="model", as_of="")
    every = [each for group in scores.values() for each in group]
    horizons = sorted({scored.horizon for scored, _ in every})
    return Rolling(
        model_id,
        window,
        min(origins),
        max(origins),
        {name: _rolled(group) for name, group in scores.items()},
        {ahead: _rolled([each for each in every if each[0].horizon == ahead]) for ahead in horizons},
        _rolled(every),
    )


def _rolled(group: Sequence[tuple[Scored, bool]]) -> Summary:
    plain = summarise([scored for scored, _ in group])
    return replace(plain, better=math.fsum(nearer for _, nearer in group) / len(group))
