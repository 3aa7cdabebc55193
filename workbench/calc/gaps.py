"""How far a figure is from its target, and what it would take to get there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.figure import Qualifier


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure against a target.

    difference: figure − target, in the unit of the figure. met: strictly, on the unrounded figure; an *about*
    target is met within rounding; ``None`` where the indicator has no direction. near: on the wrong side
    of the target but equal to it as printed. To be said as such, neither as met nor as missed.
    """

    value: float
    target: float
    difference: float
    met: bool | None
    near: bool = False


def gap(value: float, target: float, direction: int, qualifier: Qualifier = "", rounding: float = 0.0) -> Gap:
    """Compare *value* with *target*. direction: +1 more is better, −1 less is better, 0 neither.

    ``at_least``, ``at_most``, ``over``, ``under`` say themselves which side is meant and win over
    *direction*; ``over`` and ``under`` exclude equality. rounding: half the last printed place of the
    measure.
    """
    difference = value - target
    side = {"at_least": 1, "over": 1, "at_most": -1, "under": -1}.get(qualifier, direction)
    if side == 0:
        return Gap(value, target, difference, None)
    ahead = difference * side
    met = ahead > 0 if qualifier in ("over", "under") else ahead >= 0
    near = not met and -ahead < rounding
    return Gap(value, target, difference, met or (near and qualifier == "about"), near)


@dataclass(frozen=True, slots=True)
class Required:
    """What is needed a year from *from_year* to *to_year*.

    growth: compound, as a fraction; ``None`` where a value is not above zero. change: equal steps, in the
    unit.
    """

    from_year: int
    from_value: float
    to_year: int
    to_value: float
    growth: float | None
    change: float


def required(from_year: int, from_value: float, to_year: int, to_value: float) -> Required | None:
    """The yearly effort from an actual to a target; ``None`` where the target's year is not later."""
    years = to_year - from_year
    if years < 1:
        return None
    growth = (to_value / from_value) ** (1 / years) - 1 if from_value > 0 and to_value > 0 else None
    return Required(from_year, from_value, to_year, to_value, growth, (to_value - from_value) / years)
