"""What a run says of an indicator: history, projection, where it stands against its targets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.calc.gaps import Gap, Required, gap, required
from workbench.domain.text import LocalText
from workbench.services.actuals import yearly

if TYPE_CHECKING:
    from workbench.calc.engine import NotComputable, Result
    from workbench.calc.model import Compiled
    from workbench.domain.figure import Confidence, Indicator, Observation, Target
    from workbench.domain.scenario import Scenario, Variable
    from workbench.services.session import Session

Origin = Literal["published", "reported", "derived", "projected"]

_ORIGINS: dict[Confidence, Origin] = {"official": "published", "outside": "reported", "derived": "derived"}


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """A target and where the scenario comes out.

    value: ``None`` where not computable. origin: *published* officially; *reported* by others; *derived* =
    computed from published components alone; *projected*. required: yearly effort from the latest
    published or derived figure, ``None`` where the target's year has come.
    """

    target: Target
    value: float | None
    origin: Origin
    gap: Gap | None
    required: Required | None

    @property
    def published(self) -> bool:
        """Whether the value is an actual that somebody published, not one computed or projected here."""
        return self.origin in ("published", "reported")


@dataclass(frozen=True, slots=True)
class IndicatorOutcome:
    """What a run says of an indicator.

    history: newest vintages known, as published. derived: (year, value) computed from published components
    alone, for years without a published figure. projection: (year, value) for the years after
    ``actual_until``, the last year published or derived; both empty where no variable of the model projects
    the indicator. model_last: the model's own value for the latest published year, to be compared with it.
    base: the (year, value) from which required efforts are counted.
    """

    indicator: Indicator
    variable: Variable | None
    history: tuple[Observation, ...]
    latest: Observation | None
    derived: tuple[tuple[int, float], ...]
    projection: tuple[tuple[int, float], ...]
    actual_until: int | None
    base: tuple[int, float] | None
    model_last: float | None
    targets: tuple[TargetOutcome, ...]
    problems: tuple[NotComputable, ...]
    scenario_name: LocalText

    def words(self) -> LocalText:
        """The result in a paragraph of each language, every figure in the style of that language."""
        from workbench.services.scenario_words import paragraph

        return LocalText(paragraph(self, "en"), paragraph(self, "zh-Hant"))


def outcome_of(
    session: Session,
    scenario: Scenario,
    ready: Compiled,
    result: Result,
    indicator: Indicator,
    as_of: str | None,
) -> IndicatorOutcome:
    """What *result* says of *indicator*; its targets are those of kind *reference_target*."""
    history = session.observations(indicator.id, as_of=as_of)
    published = yearly(session, indicator.id, as_of=as_of)
    latest = published[max(published)] if published else None
    known = {year: item.value for year, item in published.items() if item.value is not None}
    variable = next((item for item in ready.model.variables if item.indicator_id == indicator.id), None)
    derived: dict[int, float] = {}
    projection: dict[int, float] = {}
    model_last = None
    problems: tuple[NotComputable, ...] = ()
    if variable is not None:
        grid = ready.grid
        steps = result.years.tolist()
        # Of a finer grid, a year's figure is that of its last period.
        places = [at for at, step in enumerate(steps) if step == grid.last_of(grid.year(step))]
        values = result.values[variable.name][places].tolist()
        rests = result.actual[variable.name][places].tolist()
        years = [grid.year(steps[at]) for at in places]
        derived = {y: v for y, v, a in zip(years, values, rests, strict=True) if a and y not in known}
        until = max([*known, *derived], default=years[0] - 1)
        projection = {y: v for y, v in zip(years, values, strict=True) if y > until and not math.isnan(v)}
        if known:
            model_last = result.at(variable.name, grid.last_of(max(known)))
        rests_on = {variable.name, *ready.needed_by(variable.name)}
        problems = tuple(problem for problem in result.problems if problem.variable in rests_on)
    actuals = {**derived, **known}
    base = (max(actuals), actuals[max(actuals)]) if actuals else None
    targets: list[TargetOutcome] = []
    for target in session.targets(indicator.id):
        if target.kind != "reference_target":
            continue
        year = target.data_year
        value = actuals.get(year, projection.get(year))
        rounding = 0.5 * 10.0 ** -max(
            target.decimals or 0, (latest.decimals or 0) if latest is not None else 0
        )
        distance = None
        if value is not None:
            distance = gap(value, target.value, indicator.direction, target.qualifier, rounding)
        effort = None if base is None else required(*base, year, target.value)
        origin: Origin = "derived" if year in derived else "projected"
        if year in known:
            origin = _ORIGINS[published[year].confidence]
        targets.append(TargetOutcome(target, value, origin, distance, effort))
    return IndicatorOutcome(
        indicator=indicator,
        variable=variable,
        history=history,
        latest=latest,
        derived=tuple(derived.items()),
        projection=tuple(projection.items()),
        actual_until=base[0] if base is not None else None,
        base=base,
        model_last=model_last,
        targets=tuple(targets),
        problems=problems,
        scenario_name=scenario.name,
    )
