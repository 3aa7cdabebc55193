"""How likely each status of a progress rating is, given what the newest and the base figure may still turn out to be.

The newest figure x becomes x·(1 + r) + u: u uniform within half the last printed digit, r a revision drawn from those
seen so far. For n past relative revisions rᵢ, taken as normal about zero with unknown variance (Jeffreys' prior), the
next one is Student t with n degrees of freedom and scale √(Σrᵢ²/n) (Gelman et al., *Bayesian Data Analysis*, section
3.2, with the mean known). The base figure is uniform within its own rounding. Nothing is drawn at random: a rating is
monotone in the newest figure, so the values at which its status changes are found by halving, and the chances are
differences of the distribution function between them, averaged over equal slices of the rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from workbench.calc.rating_base import STATUSES, Case, Rating

if TYPE_CHECKING:
    from workbench.calc.rating_base import Status

NOT_ASSESSABLE: Final = "not_assessable"
_SLICES: Final = 41  # of the rounding of the newest figure
_BASES: Final = 5  # of the rounding of the base figure
_REACH: Final = (
    1e-4  # chance left out at either end when looking for boundaries; counted to the outermost status
)
_FINE: Final = 1e-7  # of the range searched: how closely a boundary is found


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain of a case. half_base, half_latest: half the last printed digit, 0 where exact.

    scale, degrees: of the relative revisions; degrees 0 = none to be expected.
    """

    half_base: float = 0.0
    half_latest: float = 0.0
    scale: float = 0.0
    degrees: int = 0


def chances(case: Case, method: Callable[[Case], Rating], doubt: Doubt) -> dict[Status | str, float]:
    """Status → probability, worst first, those of probability zero left out; they add up to one.

    ``not_assessable`` stands for values that the method cannot judge. Empty for a case without two figures.
    """
    if len(case.points) < 2:
        return {}
    found: dict[int | None, float] = {}
    base_place = next((place for place, (year, _) in enumerate(case.points) if year >= case.base_year), None)
    if base_place is None or base_place == len(case.points) - 1:
        return {}
    steps = _BASES if doubt.half_base else 1
    for step in range(steps):
        shift = doubt.half_base * ((2 * step + 1) / steps - 1)
        for rank, chance in _of_latest(_moved(case, base_place, shift), method, doubt).items():
            found[rank] = found.get(rank, 0.0) + chance / steps
    names: dict[Status | str, float] = {
        STATUSES[rank]: found[rank] for rank in range(len(STATUSES)) if found.get(rank, 0.0) > 0
    }
    if found.get(None, 0.0) > 0:
        names[NOT_ASSESSABLE] = found[None]
    return names


def _moved(case: Case, place: int, shift: float) -> Case:
    points = list(case.points)
    year, value = points[place]
    points[place] = (year, value + Fraction(shift))
    return replace(case, points=tuple(points))


def _of_latest(case: Case, method: Callable[[Case], Rating], doubt: Doubt) -> dict[int | None, float]:
    year, exact_value = case.points[-1]
    printed = float(exact_value)
    earlier = case.points[:-1]

    def rank(value: float) -> int | None:
        return method(replace(case, points=(*earlier, (year, Fraction(value))))).rank

    low, high = _support(printed, doubt)
    if low == high:
        return {method(case).rank: 1.0}
    below = _distribution(printed, doubt)
    first, last = rank(low), rank(high)
    cuts = _cuts(rank, low, first, high, last, (high - low) * _FINE)
    found: dict[int | None, float] = {}
    start, before = first, 0.0
    for place, after in cuts:
        reached = below(place)
        found[start] = found.get(start, 0.0) + reached - before
        start, before = after, reached
    found[start] = found.get(start, 0.0) + 1.0 - before
    return found


def _cuts(
    rank: Callable[[float], int | None],
    low: float,
    at_low: int | None,
    high: float,
    at_high: int | None,
    fine: float,
) -> list[tuple[float, int | None]]:
    """Values at which the status changes, rising, each with the status above it."""
    if at_low == at_high:
        return []
    middle = (low + high) / 2
    if high - low <= fine or middle in (low, high):
        return [(middle, at_high)]
    at_middle = rank(middle)
    return _cuts(rank, low, at_low, middle, at_middle, fine) + _cuts(
        rank, middle, at_middle, high, at_high, fine
    )


def _support(printed: float, doubt: Doubt) -> tuple[float, float]:
    spread = 0.0
    if doubt.degrees and doubt.scale:
        from scipy.special import stdtrit

        spread = abs(printed) * doubt.scale * float(stdtrit(doubt.degrees, 1 - _REACH))
    return printed - doubt.half_latest - spread, printed + doubt.half_latest + spread


def _distribution(printed: float, doubt: Doubt) -> Callable[[float], float]:
    """P(newest figure ≤ x)."""
    half, scale = doubt.half_latest, abs(printed) * doubt.scale if doubt.degrees else 0.0
    if not scale:
        return lambda x: min(1.0, max(0.0, (x - printed + half) / (2 * half)))
    import numpy as np
    from scipy.special import stdtr

    slices = half * ((2 * np.arange(_SLICES) + 1) / _SLICES - 1) if half else np.zeros(1)
    return lambda x: float(np.mean(stdtr(doubt.degrees, (x - printed - slices) / scale)))
