"""What every progress rating shares: the case, the rating, exact numbers and thresholds."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Literal

Status = Literal[
    "target_achieved", "substantial_progress", "moderate_progress", "limited_progress", "deterioration"
]
STATUSES: Final[tuple[Status, ...]] = (
    "deterioration",
    "limited_progress",
    "moderate_progress",
    "substantial_progress",
    "target_achieved",
)  # worst first
Basis = Literal["published", "recalled", "own"]

PRECISE: Final = Context(prec=50)
_EQUAL: Final = Decimal("1e-30")
_NEAR: Final = Decimal("1e-9")
ZERO_STAND_IN: Final = Fraction(1, 1000)
DEFAULT_BASE_YEAR: Final = 2015
DEFAULT_TARGET_YEAR: Final = 2030


def exact(value: float | int | str | Fraction | Decimal) -> Fraction:
    """The number as printed: 0.1 is one tenth. Raises ``ValueError`` for nan and inf."""
    if isinstance(value, Fraction):
        return value
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return Fraction(number)


def as_float(value: Fraction | Decimal | float) -> float:
    """The nearest float; what no float can hold (a ratio to next to nothing) is the largest there is, never inf."""
    try:
        number = float(value)
    except OverflowError:
        number = math.inf if value > 0 else -math.inf
    return math.copysign(sys.float_info.max, number) if math.isinf(number) else number


def to_decimal(value: Fraction) -> Decimal:
    """With 50 digits."""
    return PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be rated. ``points``: (year, value), rising, none missing.

    direction: +1 more is better, −1 less, 0 neither. limit: bound of the measure (100 for a percentage).
    as_published: judge also what the published program judges although the method gives no meaning to it (see
    :func:`workbench.calc.rating_growth.statcan`); such a rating says so in ``doubts``. refused: why no method may judge
    this case at all, "" where they may.
    """

    points: tuple[tuple[int, Fraction], ...]
    direction: int
    target: Fraction | None = None
    target_year: int = DEFAULT_TARGET_YEAR
    base_year: int = DEFAULT_BASE_YEAR
    limit: Fraction | None = None
    as_published: bool = False
    refused: str = ""

    @classmethod
    def of(
        cls,
        series: Iterable[tuple[int, Any]] | Mapping[int, Any],
        direction: int,
        target: Any = None,
        target_year: int | None = None,
        base_year: int | None = None,
        limit: Any = None,
        *,
        as_published: bool = False,
    ) -> Case:
        """From plain numbers, missing ones left out. Raises ``ValueError``: nan, inf, a year given twice.

        With *as_published* a year given twice makes a case that is ``refused``.
        """
        pairs = series.items() if isinstance(series, Mapping) else series
        points = sorted((int(year), exact(value)) for year, value in pairs if value is not None)
        years = [year for year, _ in points]
        twice = len(set(years)) != len(years)
        if twice and not as_published:
            raise ValueError("year given twice")
        return cls(
            tuple(points),
            direction,
            None if target is None else exact(target),
            DEFAULT_TARGET_YEAR if target_year is None else target_year,
            DEFAULT_BASE_YEAR if base_year is None else base_year,
            None if limit is None else exact(limit),
            as_published,
            "year-given-twice" if twice else "",
        )


@dataclass(frozen=True, slots=True)
class Rating:
    """One judgement. ``value``: the ratio (or growth) that decides; ``thresholds``: name → bound it was
    held against.

    label: the method's own word. not_assessable: why there is no judgement, else ``None``. replaced:
    inputs that were zero and stood in for by 0.001, as the method says. details: further numbers of the
    method. doubts: why the number is not to be relied on although the published program gives it.
    """

    method: str
    basis: Basis
    value: float | None = None
    status: Status | None = None
    label: str = ""
    score: float | None = None
    base_year: int | None = None
    base_value: float | None = None
    current_year: int | None = None
    current_value: float | None = None
    target: float | None = None
    target_year: int | None = None
    thresholds: dict[str, float] = field(default_factory=dict)
    at_the_line: bool = False
    not_assessable: str | None = None
    replaced: tuple[str, ...] = ()
    details: dict[str, float | str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @property
    def rank(self) -> int | None:
        """0 (deterioration) … 4 (target achieved)."""
        return None if self.status is None else STATUSES.index(self.status)


@dataclass(frozen=True, slots=True)
class Setting:
    """The inputs every method shares: base and current point, target, and whether it is achieved."""

    case: Case
    base_year: int
    base: Fraction
    current_year: int
    current: Fraction
    achieved: bool

    @property
    def years(self) -> int:
        """From the base to the newest point."""
        return self.current_year - self.base_year

    @property
    def target(self) -> Fraction:
        """The target of a case that has one."""
        assert self.case.target is not None
        return self.case.target

    @property
    def years_to_target(self) -> int:
        """From the base to the target."""
        return self.case.target_year - self.base_year


def setting_of(case: Case) -> Setting | str:
    """Base: the base year, or the next year with data. Current: the newest."""
    if case.refused:
        return case.refused
    if case.direction not in (1, -1):
        return "no-direction"
    if not case.points:
        return "no-data"
    later = [point for point in case.points if point[0] >= case.base_year]
    if not later:
        return "base-year-after-data"
    base_year, base = later[0]
    current_year, current = case.points[-1]
    achieved = case.target is not None and (current - case.target) * case.direction >= 0
    return Setting(case, base_year, base, current_year, current, achieved)


@lru_cache(maxsize=4096)
def growth_rate(last: Fraction, first: Fraction, years: int) -> Decimal:
    """Compound growth a year with 50 digits. Both values of one sign; *last* may be zero."""
    ratio = to_decimal(last / first)
    with localcontext(PRECISE):
        return ratio ** (Decimal(1) / years) - 1 if ratio else Decimal(-1)


def reaches(value: Decimal, threshold: Decimal) -> bool:
    """Whether *value* ≥ *threshold*, equality decided within 1e-30."""
    return value >= threshold - _EQUAL


def step(value: Decimal, steps: tuple[tuple[Decimal, int], ...], lowest: int) -> int:
    """The rank of the first threshold that *value* reaches; thresholds falling."""
    for threshold, rank in steps:
        if reaches(value, threshold):
            return rank
    return lowest


def on_line(value: Decimal, *thresholds: Decimal) -> bool:
    """Whether *value* is within 1e-9 of a threshold."""
    return any(abs(value - threshold) <= _NEAR for threshold in thresholds)


def rated(method: str, basis: Basis, setting: Setting | None, **more: Any) -> Rating:
    """A rating with the inputs of *setting*; a target that is achieved overrides every other status."""
    shared: dict[str, Any] = {}
    if setting is not None:
        target = setting.case.target
        shared = {
            "base_year": setting.base_year,
            "base_value": as_float(setting.base),
            "current_year": setting.current_year,
            "current_value": as_float(setting.current),
            "target": None if target is None else as_float(target),
            "target_year": None if target is None else setting.case.target_year,
        }
        value = more.get("value")
        if value is not None and not math.isfinite(value):
            more["value"] = None  # beyond what a float holds; the status was decided with 50 digits
        if setting.achieved:
            more["status"] = "target_achieved"
            more["not_assessable"] = None
            if setting.current == target:
                more["at_the_line"] = True
    return Rating(method=method, basis=basis, **{**shared, **more})
