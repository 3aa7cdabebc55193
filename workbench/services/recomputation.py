"""Published indicators against the same figures computed anew from their published components.

Where the two part, either a component was revised after the indicator was published, or something is wrong: both
are told, neither is hidden. What is computed from what stands in the workspace's models (their identities).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.figure import Observation
from workbench.domain.period import known_by
from workbench.domain.wording import printed_decimals, rounded
from workbench.services import scenarios

if TYPE_CHECKING:
    from workbench.services.session import Session


@dataclass(frozen=True, slots=True)
class Agreement:
    """One published figure and what its components give.

    agrees: they are equal at the decimals published. revised: components that became known after the figure was
    published (series ids), the usual reason where they part.
    """

    indicator_id: str
    published: Observation
    recomputed: float
    decimals: int
    agrees: bool
    revised: tuple[str, ...]


def agreements(session: Session, *, as_of: str | None = None) -> tuple[Agreement, ...]:
    """Every yearly figure of an indicator that a model computes from actuals alone, by indicator and year.

    Raises :class:`RuleError` for a model that means nothing.
    """
    found: list[Agreement] = []
    for model in session.models():
        scenario = next((each for each in session.scenarios() if each.model_id == model.id), None)
        if scenario is None:
            continue
        run = scenarios.run(session, scenario.id, as_of=as_of)
        ready = scenarios.compiled(model)
        series_of = {variable.name: variable.series_id for variable in model.variables}
        first = int(run.result.years[0])
        for variable in model.variables:
            if variable.is_driver or not variable.indicator_id:
                continue
            components = [series_of[name] for name in ready.drivers_of(variable.name) if series_of[name]]
            for published in session.observations(variable.indicator_id, as_of=as_of):
                if published.value is None or published.period.frequency != "A":
                    continue
                year = published.period.start.year
                value = run.result.at(variable.name, year)
                if value is None or not run.result.actual[variable.name][year - first]:
                    continue
                decimals = published.decimals
                if decimals is None:
                    decimals = printed_decimals(published.text) or 0
                same = rounded(value, decimals) == rounded(published.value, decimals)
                revised = () if same else _later(session, components, published, as_of)
                found.append(Agreement(variable.indicator_id, published, value, decimals, same, revised))
    return tuple(found)


def _later(
    session: Session, components: list[str], published: Observation, as_of: str | None
) -> tuple[str, ...]:
    """Components whose figure for the period became known after the indicator's own."""
    later = []
    for series in components:
        for observation in session.observations(series, as_of=as_of):
            if observation.period == published.period and known_by(observation.vintage) > known_by(published.vintage):
                later.append(series)
    return tuple(later)
