"""Shares of variance: how much of an output's spread is due to each uncertain input.

Correlation estimators of Glen and Isaacs (2012) on a Sobol sequence; confidence intervals by bootstrap over the
points. Inputs may be groups of columns that are drawn together.
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
        # In standard deviations from the mean, so that nothing is lost by subtracting large numbers.
        scale = math.sqrt(variance)
        outputs = {part: (mixed[part][output] - mean) / scale for part in parts}
        found[output] = _shares((base - mean) / scale, (other - mean) / scale, outputs, resampled)
    return found


def _shares(
    base: FloatArray, other: FloatArray, mixed: Mapping[str, FloatArray], resampled: FloatArray | None
) -> Shares:
    names = list(mixed)
    moved = np.column_stack([mixed[name] for name in names])
    whole = np.full((1, base.size), 1 / base.size)
    first, total = (part[0] for part in _estimates(base, other, moved, whole))
    if resampled is None:
        return Shares(
            dict(zip(names, first.tolist(), strict=True)), dict(zip(names, total.tolist(), strict=True))
        )
    many_first, many_total = _estimates(base, other, moved, resampled)
    edges = [np.percentile(many, [2.5, 97.5], axis=0).T.tolist() for many in (many_first, many_total)]
    return Shares(
        dict(zip(names, first.tolist(), strict=True)),
        dict(zip(names, total.tolist(), strict=True)),
        {name: (low, high) for name, (low, high) in zip(names, edges[0], strict=True)},
        {name: (low, high) for name, (low, high) in zip(names, edges[1], strict=True)},
    )


def _estimates(
    base: FloatArray, other: FloatArray, moved: FloatArray, weights: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """First and total shares for each row of *weights* over the points: ``(rows, inputs)`` each.

    Correlations of outputs that share an input (or all but that one), freed of the correlation that the two
    independent samples happen to have (Glen and Isaacs 2012): an input without influence comes out as exactly 0,
    the only one as exactly 1.
    """

    one, two = base[:, None], other[:, None]
    parts = [one, two, one**2, two**2, one * two, moved, moved**2, two * moved, one * moved]
    # One product over the points for everything: the weights are large, and read once.
    sums = weights @ np.column_stack(parts)
    count = moved.shape[1]
    mean_base, mean_other, square_base, square_other, product = sums[:, :5].T
    mean_moved, square_moved, with_other, with_base = (
        sums[:, 5 + at * count : 5 + (at + 1) * count] for at in range(4)
    )
    sd_base = np.sqrt(np.maximum(square_base - mean_base**2, 1e-300))
    sd_other = np.sqrt(np.maximum(square_other - mean_other**2, 1e-300))
    sd_moved = np.sqrt(np.maximum(square_moved - mean_moved**2, 1e-300))
    spurious = (product - mean_base * mean_other) / (sd_base * sd_other)
    alike = (with_other - mean_other[:, None] * mean_moved) / (sd_other[:, None] * sd_moved)
    kept = (with_base - mean_base[:, None] * mean_moved) / (sd_base[:, None] * sd_moved)
    free = 1 - spurious[:, None]
    first, total = (alike - spurious[:, None]) / free, (1 - kept) / free
    return np.where(np.abs(first) < 1e-12, 0.0, first), np.where(np.abs(total) < 1e-12, 0.0, total)


def _resamples(seed: int, count: int) -> FloatArray:
    """How often each point is taken in each resample, as a share: shape ``(resamples, points)``."""
    picks = (Stream(seed, "bootstrap").uniform(_RESAMPLES * count) * count).astype(np.int64)
    rows = np.repeat(np.arange(_RESAMPLES), count)
    taken = np.bincount(rows * count + picks, minlength=_RESAMPLES * count)
    return taken.reshape(_RESAMPLES, count) / count
