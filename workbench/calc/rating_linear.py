"""Ratings along a straight line: UN ESCAP, SDSN, the German weather symbols; and the pace still required."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from workbench.calc.rating_base import (
    PRECISE,
    STATUSES,
    Case,
    Rating,
    Setting,
    as_float,
    growth_rate,
    on_line,
    rated,
    setting_of,
    step,
    to_decimal,
)


def escap_csi(case: Case) -> Rating:
    """Current status index: 10 × way covered ÷ way to go from the base, beside what is due by now.

    The method compares without cut-offs; the status is our reading of that comparison (due reached, half
    of it, some).
    """
    setting = straight(case)
    if isinstance(setting, tuple):
        return rated("escap_csi", "published", setting[0], not_assessable=setting[1])
    covered = 10 * case.direction * (setting.current - setting.base) / abs(setting.target - setting.base)
    due = Fraction(10 * setting.years, setting.years_to_target)
    rank = 3 if covered >= due else 2 if 2 * covered >= due else 1 if covered >= 0 else 0
    return rated(
        "escap_csi",
        "published",
        setting,
        value=as_float(covered),
        status=STATUSES[rank],
        label="ahead" if covered >= due else "behind" if covered >= 0 else "away",
        thresholds={"due": as_float(due)},
        details={"due": as_float(due), "status": "own"},
        at_the_line=covered in (due, due / 2, 0),
    )


def escap_api(case: Case) -> Rating:
    """Anticipated progress: gap left in the target year on a regression that weighs recent points more.

    Gap ≤ 10 % of the way from the base: maintain; ≤ 100 %: accelerate; more, or the wrong way: reverse.
    Weights rise evenly from the base to the newest point (recalled).
    """
    setting = straight(case)
    if isinstance(setting, tuple):
        return rated("escap_api", "recalled", setting[0], not_assessable=setting[1])
    points = [point for point in case.points if point[0] >= setting.base_year]
    weights = [Fraction(year - setting.base_year + 1, setting.years + 1) for year, _ in points]
    total = sum(weights)
    mean_year = sum((w * year for w, (year, _) in zip(weights, points, strict=True)), Fraction(0)) / total
    mean = sum((w * value for w, (_, value) in zip(weights, points, strict=True)), Fraction(0)) / total
    spread = sum(
        (w * (year - mean_year) ** 2 for w, (year, _) in zip(weights, points, strict=True)), Fraction(0)
    )
    slope = (
        sum(
            (
                w * (year - mean_year) * (value - mean)
                for w, (year, value) in zip(weights, points, strict=True)
            ),
            Fraction(0),
        )
        / spread
    )
    expected = mean + slope * (case.target_year - mean_year)
    short = (setting.target - expected) * case.direction
    left = 100 * max(short, Fraction(0)) / abs(setting.target - setting.base)
    wrong = (expected - setting.base) * case.direction < 0
    rank = 3 if left <= 10 else 0 if wrong or left > 100 else 2
    label = {3: "maintain", 2: "accelerate", 0: "reverse"}[rank]
    return rated(
        "escap_api",
        "recalled",
        setting,
        value=as_float(left),
        status=STATUSES[rank],
        label=label,
        thresholds={"maintain": 10.0, "accelerate": 100.0},
        details={"expected": as_float(expected)},
        at_the_line=left in (10, 100),
    )


def straight(case: Case) -> Setting | tuple[Setting | None, str]:
    """The inputs of methods that count along a straight line; or why there is nothing to count."""
    setting = setting_of(case)
    if isinstance(setting, str):
        return None, setting
    if case.target is None:
        return setting, "no-target"
    if setting.years < 1:
        return setting, "one-point"
    if setting.years_to_target < 1:
        return setting, "target-year-not-after-base"
    if setting.target == setting.base:
        return setting, "base-is-target"
    if (setting.target - setting.base) * case.direction < 0 and not setting.achieved:
        return setting, "target-behind-base"
    return setting


# ── straight lines: SDSN, Germany, required pace ─────────────────────────────────────────────────────


def sdsn(case: Case) -> Rating:
    """Linear growth since the base over linear growth needed: 1, 0.5, 0. Exact in fractions."""
    setting = straight(case)
    if isinstance(setting, tuple):
        return rated("sdsn", "recalled", setting[0], not_assessable=setting[1])
    ratio = (
        (setting.current - setting.base)
        / setting.years
        / ((setting.target - setting.base) / setting.years_to_target)
    )
    rank = 3 if ratio >= 1 else 2 if 2 * ratio >= 1 else 1 if ratio >= 0 else 0
    return rated(
        "sdsn",
        "recalled",
        setting,
        value=as_float(ratio),
        status=STATUSES[rank],
        label=("decreasing", "stagnating", "moderately-improving", "on-track")[rank],
        thresholds={"high": 1.0, "med": 0.5, "low": 0.0},
        at_the_line=any(
            abs(ratio - line) <= Fraction(1, 10**9) for line in (Fraction(1), Fraction(1, 2), Fraction(0))
        ),
    )


def weather_symbol(
    current: Fraction, change: Fraction, target: Fraction, years_left: int
) -> tuple[int, Fraction]:
    """Rank (3 sun, 2 sun and cloud, 1 cloud, 0 storm) and the share of the way left that is missed."""
    way = target - current
    sign = 1 if way > 0 else -1
    missed = (way - change * years_left) * sign / abs(way)
    if change * sign <= 0:
        return 0, missed
    return (3 if missed < Fraction(5, 100) else 2 if missed <= Fraction(20, 100) else 1), missed


def weather(case: Case) -> Rating:
    """Mean of the last five yearly changes carried on to the target year; what is missed of the remaining
    way.

    Under 5 % sun, to 20 % sun and cloud, more cloud, standing still or the wrong way storm. Needs four
    points among the last six years. Without a target the mean and the last change are judged by their
    direction: both right sun, mean right and last wrong sun and cloud, mean wrong and last right cloud, both
    wrong (or standing still) storm. ``details["before"]``: the symbol one, two … years earlier, newest
    first, as long as there are enough points: was it stable?
    """
    setting = setting_of(case)
    if isinstance(setting, str):
        return rated("weather", "published", None, not_assessable=setting)
    points = _last_six(case.points)
    more: dict[str, Any] = {"label": "sun"} if setting.achieved else {}
    if len(points) < 4:
        return rated("weather", "published", setting, not_assessable="four-points-needed", **more)
    change = _mean_change(points)
    details: dict[str, float | str] = {"change": as_float(change), "from_year": as_float(points[0][0])}
    if setting.achieved:
        return rated("weather", "published", setting, details=details, **more)
    if case.target is not None and case.target_year <= setting.current_year:
        return rated("weather", "published", setting, not_assessable="target-year-has-come", **more)
    rank, missed = _symbol(case, points)
    before = []
    for count in range(1, len(case.points)):
        earlier = _last_six(case.points[:-count])
        if len(earlier) < 4:
            break
        before.append(_SYMBOLS[_symbol(case, earlier)[0]])
    if before:
        details["before"] = ", ".join(before)
    if missed is None:
        last = points[-1][1] - points[-2][1]
        return rated(
            "weather", "published", setting, value=as_float(change), status=STATUSES[rank], label=_SYMBOLS[rank],
            thresholds={"direction": 0.0}, details={**details, "last_change": as_float(last)},
            at_the_line=0 in (change, last),
        )  # fmt: skip
    return rated(
        "weather",
        "published",
        setting,
        value=as_float(missed),
        status=STATUSES[rank],
        label=_SYMBOLS[rank],
        thresholds={"sun": 0.05, "sun-and-cloud": 0.20},
        details=details,
        at_the_line=missed in (Fraction(5, 100), Fraction(20, 100)) or change == 0,
    )


_SYMBOLS = ("storm", "cloud", "sun-and-cloud", "sun")
Points = tuple[tuple[int, Fraction], ...]


def _last_six(points: Points) -> Points:
    """Those of the six years to the newest."""
    return tuple(point for point in points if point[0] >= points[-1][0] - 5) if points else ()


def _mean_change(points: Points) -> Fraction:
    return (points[-1][1] - points[0][1]) / (points[-1][0] - points[0][0])


def _symbol(case: Case, points: Points) -> tuple[int, Fraction | None]:
    """Rank of the symbol on these points, and the share of the way that is missed (``None`` without a target)."""
    change = _mean_change(points)
    if case.target is not None:
        if (points[-1][1] - case.target) * case.direction >= 0:
            return 3, Fraction(0)
        return weather_symbol(points[-1][1], change, case.target, case.target_year - points[-1][0])
    mean_right = change * case.direction > 0
    last_right = (points[-1][1] - points[-2][1]) * case.direction > 0
    return (3 if last_right else 2) if mean_right else 1 if last_right else 0, None


def required_pace(case: Case) -> Rating:
    """Growth a year since the base over growth a year still needed from the newest figure: 1, 0.5, 0.

    Ours, not published: it answers whether to go on as before is enough. Compound where all figures are
    above zero, else in equal steps.
    """
    setting = straight(case)
    if isinstance(setting, tuple):
        return rated("required_pace", "own", setting[0], not_assessable=setting[1])
    left = case.target_year - setting.current_year
    if setting.achieved:
        return rated("required_pace", "own", setting)
    if left < 1:
        return rated("required_pace", "own", setting, not_assessable="target-year-has-come")
    compound = setting.base > 0 and setting.current > 0 and setting.target > 0
    if compound:
        pace = growth_rate(setting.current, setting.base, setting.years)
        needed = growth_rate(setting.target, setting.current, left)
    else:
        pace = to_decimal((setting.current - setting.base) / setting.years)
        needed = to_decimal((setting.target - setting.current) / left)
    with localcontext(PRECISE):
        ratio = pace / needed
    one, half, zero = Decimal(1), Decimal("0.5"), Decimal(0)
    rank = step(ratio, ((one, 3), (half, 2), (zero, 1)), 0)
    return rated(
        "required_pace",
        "own",
        setting,
        value=as_float(ratio),
        status=STATUSES[rank],
        thresholds={"high": 1.0, "med": 0.5, "low": 0.0},
        details={
            "pace": as_float(pace),
            "needed": as_float(needed),
            "kind": "compound" if compound else "linear",
        },
        at_the_line=on_line(ratio, one, half, zero),
    )
