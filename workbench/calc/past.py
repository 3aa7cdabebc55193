"""How well “it goes on at the recent pace” did in the past, and what growth has been: samples for uncertainty.

A projection is made from every past period as it would have been made then: compound growth over the *window*
before it (:func:`workbench.calc.paths.trend_growth`, so no step into a new definition counts), and compared with
what came. Projections that a change of definition lies in the way of are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.calc.paths import trend_growth
from workbench.domain.scenario import DriverPath

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class PastProjection:
    """One projection made at *origin* for *period*, and what came.

    pace: the growth a period assumed. pace_error: the growth a period that came, less *pace*.
    """

    origin: int
    period: int
    pace: float
    projected: float
    came: float
    pace_error: float

    @property
    def horizon(self) -> int:
        """Periods ahead."""
        return self.period - self.origin

    @property
    def relative_error(self) -> float:
        """What came, relative to what was projected, less one."""
        return self.came / self.projected - 1


def past_projections(
    known: Mapping[int, float], breaks: Sequence[int] = (), *, window: int = 5, horizon: int = 6
) -> tuple[PastProjection, ...]:
    """All projections that could have been made and checked, in order of origin, then of period."""
    found: list[PastProjection] = []
    for origin in sorted(known):
        pace = trend_growth("", DriverPath(trend=(origin - window, origin)), known, None, breaks)
        if pace is None:
            continue
        for period in range(origin + 1, origin + horizon + 1):
            if period not in known or any(origin < at <= period for at in breaks):
                continue
            if not (known[period] > 0 and known[origin] > 0):
                continue
            ahead = period - origin
            came = (known[period] / known[origin]) ** (1 / ahead) - 1
            projected = known[origin] * (1 + pace) ** ahead
            found.append(PastProjection(origin, period, pace, projected, known[period], came - pace))
    return tuple(found)


def past_growth(
    known: Mapping[int, float], breaks: Sequence[int] = (), window: tuple[int, int] | None = None
) -> tuple[float, ...]:
    """Growth from one period to the next, where both are known, of one definition and above zero, in order of time."""
    inside = [period for period in sorted(known) if window is None or window[0] <= period <= window[1]]
    return tuple(
        known[two] / known[one] - 1
        for one, two in pairwise(inside)
        if two == one + 1 and two not in breaks and known[one] > 0 and known[two] > 0
    )
