"""Which observations count as actual figures of a year: the one rule that scenarios, ratings and checks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.figure import Observation
    from workbench.services.reading import Reading


def is_figure(observation: Observation) -> bool:
    """A figure that has a value and is no forecast (SDMX status F)."""
    return observation.value is not None and "F" not in observation.status


def is_actual(observation: Observation) -> bool:
    """A figure for a calendar year that has a value and is no forecast."""
    return is_figure(observation) and observation.period.frequency == "A"


def yearly(session: Reading, series_id: str, *, as_of: str | None = None) -> dict[int, Observation]:
    """Year → actual figure, newest vintage known, in order of years."""
    return {
        item.period.start.year: item
        for item in session.observations(series_id, as_of=as_of)
        if is_actual(item)
    }
