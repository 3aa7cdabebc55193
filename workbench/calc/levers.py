"""What levers and add factors lay over variables: amounts and factors by period."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from workbench.calc.engine import Effect
from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.calc.evaluate import FloatArray, IntArray
    from workbench.domain.scenario import AddFactor, Lever, LeverSetting


def in_force(lever: Lever, setting: LeverSetting) -> Lever:
    """The lever with the numbers of a scenario.

    Raises :class:`RuleError` ``scenario.lever-number`` (not finite, or a lag or length that means nothing) with
    ``field`` = the lever's id.
    """
    from dataclasses import replace

    given = {
        key: value
        for key in ("amount", "start", "lag", "leverage", "elasticity")
        if (value := getattr(setting, key)) is not None
    }
    found = replace(lever, **given)
    numbers = (found.amount, found.leverage, found.elasticity)
    if not all(math.isfinite(number) for number in numbers) or found.periods < 1 or found.lag < 0:
        raise RuleError("scenario.lever-number", field=lever.id, variable=lever.variable)
    return found


def profile(lever: Lever, years: IntArray) -> FloatArray:
    """The lever's whole effect by period for an elasticity of one: shape ``(years,)``.

    *amount*: amount × leverage ÷ periods in each period of work (added up where *lasting*). *percent*: the fraction by
    which the variable is higher.
    """
    first = lever.start + lever.lag
    done = np.clip((years - first + 1) / lever.periods, 0.0, 1.0)
    whole = lever.amount * lever.leverage
    if lever.kind == "percent" or lever.lasting:
        return np.asarray(whole * done, dtype=np.float64)
    before = np.clip((years - first) / lever.periods, 0.0, 1.0)
    return np.asarray(whole * (done - before), dtype=np.float64)


def effects(
    years: IntArray,
    levers: Iterable[Lever],
    add_factors: Mapping[str, tuple[AddFactor, ...]],
    elasticities: Mapping[str, FloatArray] | None = None,
) -> dict[str, Effect]:
    """Everything that is laid over each variable. elasticities: drawn ones ``(draws,)`` by lever id.

    Raises :class:`RuleError` ``scenario.add-window`` (empty or inverted) and ``scenario.not-a-number``, with
    ``field`` = the variable.
    """
    amounts: dict[str, FloatArray] = {}
    factors: dict[str, FloatArray] = {}
    for lever in levers:
        work = profile(lever, years)
        drawn = (elasticities or {}).get(lever.id)
        work = work * lever.elasticity if drawn is None else drawn[:, None] * work
        name = lever.variable
        if lever.kind == "percent":
            factors[name] = factors.get(name, np.ones(years.size)) * (1 + work)
        else:
            amounts[name] = amounts.get(name, np.zeros(years.size)) + work
    for name, parts in add_factors.items():
        for part in parts:
            if part.first > part.last:
                raise RuleError(
                    "scenario.add-window", field=name, variable=name, first=part.first, last=part.last
                )
            if not math.isfinite(part.value):
                raise RuleError("scenario.not-a-number", field=name, variable=name, year=part.first)
            inside = (years >= part.first) & (years <= part.last)
            if part.kind == "multiply":
                factors[name] = factors.get(name, np.ones(years.size)) * np.where(inside, part.value, 1.0)
            else:
                amounts[name] = amounts.get(name, np.zeros(years.size)) + np.where(inside, part.value, 0.0)
    return {
        name: Effect(amounts.get(name), factors.get(name)) for name in dict.fromkeys((*factors, *amounts))
    }
