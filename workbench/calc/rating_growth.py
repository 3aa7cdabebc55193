"""Ratings by compound growth: Statistics Canada / Open SDG, Eurostat, UN DESA."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

from workbench.calc.rating_base import (
    PRECISE,
    STATUSES,
    ZERO_STAND_IN,
    Case,
    Rating,
    Setting,
    as_float,
    growth_rate,
    on_line,
    rated,
    reaches,
    setting_of,
    step,
    to_decimal,
)

if TYPE_CHECKING:
    from fractions import Fraction

# ── Statistics Canada / Open SDG, and Eurostat's labels ─────────────────────────────────────────────

_HIGH, _MEDIUM = Decimal("0.95"), Decimal("0.6")
_WITH_TARGET = ((_HIGH, 3), (_MEDIUM, 2), (Decimal(0), 1))


def limit_coefficient(base: Fraction, limit: Fraction) -> Decimal:
    """How much the thresholds shrink near a limit: 98 of 100 → 0.0858, 60 of 100 → 0.8965; power 4.44."""
    size, bound = abs(base), abs(limit)
    if size >= 2 * bound:
        return Decimal(1)
    part = size / bound if size <= bound else (2 * bound - size) / bound
    if not part:
        return Decimal(1)
    with localcontext(PRECISE):
        return 1 - to_decimal(part) ** Decimal("4.44")


def statcan(case: Case) -> Rating:
    """Observed over required compound growth from one base year; without a target, growth itself.

    A base that is the target already, with a value that has fallen back since: deterioration, without a ratio (it has
    no bound). With ``case.as_published`` two more cases are judged as the published program does, and marked in
    ``doubts``: a target of the other sign than the base (the program takes the modulus of a complex growth rate where
    the base year has data, and gives up where it does not), and a target year before the base.
    """
    target, replaced = case.target, []
    if target == 0:
        target = ZERO_STAND_IN
        replaced.append("target")
    shifted = replace(case, target=target)
    setting = setting_of(shifted)
    if isinstance(setting, str):
        return rated("statcan", "published", None, not_assessable=setting)
    printed_base = base = setting.base
    sign = -1 if base < 0 else 1
    if base == 0:
        base = ZERO_STAND_IN
        replaced.append("base")
    setting = Setting(
        shifted, setting.base_year, base, setting.current_year, setting.current, setting.achieved
    )
    common: dict[str, Any] = {"replaced": tuple(replaced)}
    if setting.achieved:
        common["score"] = 5.0
    if setting.years < 1:
        return rated("statcan", "published", setting, not_assessable="one-point", **common)
    if base * setting.current < 0:
        return rated("statcan", "published", setting, not_assessable="sign-changes", **common)
    observed = growth_rate(setting.current, base, setting.years)
    turned = sign * case.direction
    if target is None:
        return _without_target(setting, printed_base, turned * observed, common)
    common["thresholds"] = {"high": 0.95, "med": 0.6, "low": 0.0}
    common["details"] = {"growth_observed": as_float(observed)}
    doubts: tuple[str, ...] = ()
    if setting.years_to_target < 1:
        if not case.as_published or setting.years_to_target == 0:
            return rated(
                "statcan", "published", setting, not_assessable="target-year-not-after-base", **common
            )
        doubts += ("target-year-before-base",)
    if target * base < 0:
        if not case.as_published or setting.base_year != case.base_year:
            return rated("statcan", "published", setting, not_assessable="target-has-other-sign", **common)
        doubts += ("target-has-other-sign",)
        needed = _complex_growth(target, base, setting.years_to_target)
    else:
        needed = growth_rate(target, base, setting.years_to_target)
    common["doubts"] = doubts
    if not needed:
        if setting.achieved or observed * turned >= 0:
            return rated("statcan", "published", setting, not_assessable="base-is-target", **common)
        common.setdefault("score", -5.0)
        return rated("statcan", "published", setting, status=STATUSES[0], label="base-is-target", **common)
    with localcontext(PRECISE):
        ratio = turned * observed / abs(needed)
    common["details"]["growth_required"] = as_float(needed)
    rank = step(ratio, _WITH_TARGET, 0)
    common.setdefault("score", _score_with_target(as_float(ratio), rank))
    return rated(
        "statcan",
        "published",
        setting,
        value=as_float(ratio),
        status=STATUSES[rank],
        at_the_line=on_line(ratio, _HIGH, _MEDIUM, Decimal(0)),
        **common,
    )


def _complex_growth(last: Fraction, first: Fraction, years: int) -> Decimal:
    """The size of (last ÷ first)^(1 ÷ years) − 1 for a negative quotient: principal root ρ(cos θ + i sin θ), θ = π ÷ years."""
    size = as_float(growth_rate(-last, first, years)) + 1
    angle = math.pi / years
    return Decimal(math.hypot(size * math.cos(angle) - 1, size * math.sin(angle)))


def _score_with_target(ratio: float, rank: int) -> float:
    return min(7.1429 * ratio - 4.2857, 5.0) if rank >= 2 else max(4.1667 * ratio - 2.5, -5.0)


def _without_target(
    setting: Setting, printed_base: Fraction, progress: Decimal, common: dict[str, Any]
) -> Rating:
    limit = setting.case.limit
    coefficient = Decimal(1) if limit is None else limit_coefficient(printed_base, limit)
    with localcontext(PRECISE):
        high, medium = Decimal("0.015") * coefficient, Decimal("0.005") * coefficient
    rank = step(progress, ((high, 3), (medium, 2), (Decimal(0), 1)), 0)
    value, scale = as_float(progress), as_float(coefficient)
    if rank == 0:
        score = max(125 * value - 2.5, -5.0)
    elif scale == 0:
        score = 5.0  # at the limit already, and not below it since
    else:
        score = {
            3: min(500 * value / scale - 5, 5.0),
            2: 250 * value / scale - 1.25,
            1: 500 * value / scale - 2.5,
        }[rank]
    return rated(
        "statcan",
        "published",
        setting,
        value=value,
        status=STATUSES[rank],
        score=score,
        thresholds={"high": as_float(high), "med": as_float(medium), "low": 0.0},
        details={"coefficient": scale},
        at_the_line=on_line(progress, high, medium, Decimal(0)),
        **common,
    )


_EUROSTAT = (
    "movement-away",
    "insufficient-progress",
    "moderate-progress",
    "significant-progress",
    "significant-progress",
)


def eurostat(case: Case) -> Rating:
    """The ratio of :func:`statcan` in Eurostat's words; without a target growth against ±1 % (recalled)."""
    if case.target is not None:
        like = statcan(case)
        label = "" if like.rank is None else _EUROSTAT[like.rank]
        return Rating(**{**_fields(like), "method": "eurostat", "label": label, "score": None})
    setting = setting_of(case)
    if isinstance(setting, str):
        return rated("eurostat", "recalled", None, not_assessable=setting)
    if setting.years < 1:
        return rated("eurostat", "recalled", setting, not_assessable="one-point")
    if setting.base * setting.current < 0 or setting.base == 0:
        return rated(
            "eurostat", "recalled", setting, not_assessable="sign-changes" if setting.base else "base-is-zero"
        )
    sign = -1 if setting.base < 0 else 1
    progress = sign * case.direction * growth_rate(setting.current, setting.base, setting.years)
    one = Decimal("0.01")
    rank = step(progress, ((one, 3), (Decimal(0), 2), (-one, 1)), 0)
    labels = (
        "significant-movement-away",
        "moderate-movement-away",
        "moderate-progress",
        "significant-progress",
    )
    status = STATUSES[0] if rank <= 1 else STATUSES[rank]
    return rated(
        "eurostat",
        "recalled",
        setting,
        value=as_float(progress),
        status=status,
        label=labels[rank],
        thresholds={"high": 0.01, "med": 0.0, "low": -0.01},
        at_the_line=on_line(progress, one, Decimal(0), -one),
    )


def _fields(rating: Rating) -> dict[str, Any]:
    return {name: getattr(rating, name) for name in Rating.__dataclass_fields__}


# ── United Nations ──────────────────────────────────────────────────────────────────────────────────


def un(case: Case) -> Rating:
    """Share of the way to the target that the trend will have covered in the target year: 0.95 and 0.10.

    Without a target, growth of 2 % and 0.5 % a year in the wanted direction. A value within one point of
    a target of 0 or 100 counts as achieved where the measure is bounded by 100.
    """
    setting = setting_of(case)
    if isinstance(setting, str):
        return rated("un", "published", None, not_assessable=setting)
    common: dict[str, Any] = {}
    near_end = case.limit == 100 and case.target in (0, 100) and abs(setting.current - setting.target) <= 1
    if near_end and not setting.achieved:
        setting = Setting(
            case, setting.base_year, setting.base, setting.current_year, setting.current, achieved=True
        )
    if setting.achieved:
        common = {"score": 3.0, "label": "met"}
    if setting.years < 1:
        return rated("un", "published", setting, not_assessable="one-point", **common)
    if setting.base == 0 or setting.base * setting.current < 0:
        why = "base-is-zero" if setting.base == 0 else "sign-changes"
        return rated("un", "published", setting, not_assessable=why, **common)
    rate = growth_rate(setting.current, setting.base, setting.years)
    common["details"] = {"growth_observed": as_float(rate)}
    if case.target is None:
        value = (-1 if setting.base < 0 else 1) * case.direction * rate
        high, medium = Decimal("0.02"), Decimal("0.005")
    else:
        high, medium = Decimal("0.95"), Decimal("0.1")
        if setting.years_to_target < 1:
            return rated("un", "published", setting, not_assessable="target-year-not-after-base", **common)
        if setting.target == setting.base:
            return rated("un", "published", setting, not_assessable="base-is-target", **common)
        if (setting.target - setting.base) * case.direction < 0 and not setting.achieved:
            return rated("un", "published", setting, not_assessable="target-behind-base", **common)
        with localcontext(PRECISE):
            # At zero growth has no rate to go on with (0⁰, 1/0): what is zero stays zero.
            onward = (
                (1 + rate) ** (case.target_year - setting.current_year) if setting.current else Decimal(0)
            )
            expected = to_decimal(setting.current) * onward
            value = (expected - to_decimal(setting.base)) / to_decimal(setting.target - setting.base)
        common["details"]["expected"] = as_float(expected)
    score = step(value, ((high, 3), (medium, 2)), 1)
    rank = {3: 3, 2: 2, 1: 1 if reaches(value, Decimal(0)) else 0}[score]
    labels = {3: "on-track", 2: "fair-progress", 1: "stagnation-or-regression"}
    common.setdefault("score", as_float(score))
    common.setdefault("label", labels[score])
    return rated(
        "un",
        "published",
        setting,
        value=as_float(value),
        status=STATUSES[rank],
        thresholds={"high": as_float(high), "med": as_float(medium)},
        at_the_line=on_line(value, high, medium),
        **common,
    )
