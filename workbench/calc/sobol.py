"""Shares of variance: how much of an output's spread is due to each uncertain input.

First order after Saltelli et al. (2010), with outputs counted from their mean; total after Jansen (1999);
confidence intervals by bootstrap over the points. Inputs may be groups of columns that are drawn together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from workbench.calc.sampling import Quantile, Stream

if TYPE_CHECKING:
    from workbench.calc.evaluate import FloatArray

Interval = tuple[float, float]
_RESAMPLES = 200


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of an output's variance: each input alone (*first*), and with all it interacts with (*total*).

    The ``_between`` are 95 % confidence intervals, empty if none were asked for.
    """

    first: dict[str, float]
    total: dict[str, float]
    first_between: dict[str, Interval] = field(default_factory=dict)
    total_between: dict[str, Interval] = field(default_factory=dict)


def variance_shares(
    model: Callable[[dict[str, FloatArray]], Mapping[str, FloatArray]],
    quantiles: Mapping[str, Quantile],
    seed: int,
    power: int = 12,
    *,
    groups: Mapping[str, Sequence[str]] | None = None,
    intervals: bool = False,
) -> dict[str, Shares]:
    """Sobol shares with 2^power points.

    *model* takes arrays of inputs and returns an array for each output. groups: name → inputs that count as one;
    by default each on its own. Outputs without variance, or not computable in some draw, are left out.
    """
    from scipy.stats import qmc

    names = sorted(quantiles)
    count = len(names)
    parts = dict(groups) if groups is not None else {name: [name] for name in names}
    # An unscrambled sequence, moved by a random vector around the unit cube: unbiased, and the same in
    # every version.
    points = qmc.Sobol(2 * count, scramble=False).random_base2(power) + Stream(seed, "sobol").uniform(
        2 * count
    )
    points = np.clip(points % 1.0, 1e-12, 1 - 1e-12)
    first = {name: quantiles[name](points[:, at]) for at, name in enumerate(names)}
    second = {name: quantiles[name](points[:, count + at]) for at, name in enumerate(names)}
    from_first, from_second = model(first), model(second)
    mixed = {
        part: model({**first, **{name: second[name] for name in members}}) for part, members in parts.items()
    }
    resampled = _resamples(seed, 2**power) if intervals else None
    found: dict[str, Shares] = {}
    for output, base in from_first.items():
        other = from_second[output]
        both = np.concatenate([base, other])
        variance, mean = float(np.var(both)), float(np.mean(both))
        if not math.isfinite(variance) or variance <= 1e-24 * max(1.0, mean**2):
            continue
        outputs = {part: mixed[part][output] for part in parts}
        found[output] = _shares(base - mean, other - mean, outputs, mean, variance, resampled)
    return found


def _shares(
    base: FloatArray,
    other: FloatArray,
    mixed: Mapping[str, FloatArray],
    mean: float,
    variance: float,
    resampled: FloatArray | None,
) -> Shares:
    names = list(mixed)
    moved = np.column_stack([mixed[name] - mean for name in names])
    alone = other[:, None] * (moved - base[:, None])
    whole = (base[:, None] - moved) ** 2 / 2
    first, total = alone.mean(axis=0) / variance, whole.mean(axis=0) / variance
    if resampled is None:
        return Shares(
            dict(zip(names, first.tolist(), strict=True)), dict(zip(names, total.tolist(), strict=True))
        )
    squares = (base**2 + other**2) / 2
    middles = (base + other) / 2
    spread = resampled @ squares - (resampled @ middles) ** 2
    low_first, high_first = np.percentile(resampled @ alone / spread[:, None], [2.5, 97.5], axis=0)
    low_total, high_total = np.percentile(resampled @ whole / spread[:, None], [2.5, 97.5], axis=0)
    pairs = zip(names, first.tolist(), total.tolist(), strict=True)
    plain = [(name, one, two) for name, one, two in pairs]
    return Shares(
        {name: one for name, one, _ in plain},
        {name: two for name, _, two in plain},
        dict(zip(names, zip(low_first.tolist(), high_first.tolist(), strict=True), strict=True)),
        dict(zip(names, zip(low_total.tolist(), high_total.tolist(), strict=True), strict=True)),
    )


def _resamples(seed: int, count: int) -> FloatArray:
    """How often each point is taken in each resample, as a share: shape ``(resamples, points)``."""
    picks = (Stream(seed, "bootstrap").uniform(_RESAMPLES * count) * count).astype(np.int64)
    rows = np.repeat(np.arange(_RESAMPLES), count)
    taken = np.bincount(rows * count + picks, minlength=_RESAMPLES * count)
    return taken.reshape(_RESAMPLES, count) / count
