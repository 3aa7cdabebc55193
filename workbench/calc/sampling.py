"""Uncertain inputs: distributions by their quantile functions, Latin hypercube samples, correlation,
variance shares.

Every input draws from a stream of its own, made from the seed and the input's name. So the same seed
gives the same numbers whatever other inputs, outputs or panes there are, in any order and on any machine.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.calc.evaluate import FloatArray
from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Quantile = Callable[[FloatArray], FloatArray]
_NEEDED: dict[str, tuple[str, ...]] = {
    "two_piece_normal": ("mode", "sigma", "skew"),
    "triangular": ("min", "mode", "max"),
    "pert": ("min", "mode", "max"),
    "uniform": ("min", "max"),
    "empirical": ("values",),
}


def quantile(spec: Mapping[str, Any], name: str = "") -> Quantile:
    """The quantile function of a distribution as ``command_line.md`` writes it.

    normal (``mean``, ``sd`` or ``p5``, ``p95``) · lognormal (``p5``, ``p95`` or ``mean``, ``sd`` of the
    value itself) · two_piece_normal (``mode``, ``sigma``, ``skew`` = mean − mode, the parametrisation of
    the Bank of England) · triangular, pert (``min``, ``mode``, ``max``; pert ``lambda``, 4 by default) ·
    uniform · empirical (``values``). Raises :class:`RuleError` ``sampling.kind``, ``sampling.missing``,
    ``sampling.range``.
    """
    kind = str(spec.get("kind", ""))
    if kind not in (*_NEEDED, "normal", "lognormal"):
        raise RuleError("sampling.kind", field=name, name=name, kind=kind)
    wanted = _NEEDED.get(kind) or (("p5", "p95") if "p5" in spec or "p95" in spec else ("mean", "sd"))
    for key in wanted:
        if key not in spec:
            raise RuleError("sampling.missing", field=name, name=name, kind=kind, key=key)
    if kind == "empirical":
        values = np.sort(np.asarray(spec["values"], dtype=np.float64))
        if values.size == 0 or not np.isfinite(values).all():
            raise RuleError("sampling.range", field=name, name=name, kind=kind)
        return lambda u: values[np.minimum((u * values.size).astype(np.int64), values.size - 1)]
    numbers = [float(spec[key]) for key in wanted]
    if not all(math.isfinite(number) for number in numbers):
        raise RuleError("sampling.range", field=name, name=name, kind=kind)
    made = _parametric(kind, wanted, numbers, float(spec.get("lambda", 4.0)))
    if made is None:
        raise RuleError("sampling.range", field=name, name=name, kind=kind)
    return made


def _parametric(kind: str, keys: tuple[str, ...], numbers: list[float], shape: float) -> Quantile | None:
    """The quantile function, or ``None`` where the numbers make no distribution."""
    from scipy.special import betaincinv, ndtri

    if kind == "uniform":
        low, high = numbers
        return (lambda u: low + (high - low) * u) if low < high else None
    if kind in ("triangular", "pert"):
        low, mode, high = numbers
        if not (low <= mode <= high and low < high) or shape <= 0:
            return None
        if kind == "triangular":
            cut = (mode - low) / (high - low)
            return lambda u: np.where(
                u < cut,
                low + np.sqrt(u * (high - low) * (mode - low)),
                high - np.sqrt((1 - u) * (high - low) * (high - mode)),
            )
        a = 1 + shape * (mode - low) / (high - low)
        b = 1 + shape * (high - mode) / (high - low)
        return lambda u: low + (high - low) * np.asarray(betaincinv(a, b, u))
    if kind == "two_piece_normal":
        mode, sigma, skew = numbers
        if sigma <= 0:
            return None
        left, right = two_piece(sigma, skew)
        share = left / (left + right)

        def split(u: FloatArray) -> FloatArray:
            below = mode + left * np.asarray(ndtri(np.minimum(u / (2 * share), 0.5)))
            above = mode + right * np.asarray(ndtri(np.maximum((u - share) / (2 * (1 - share)) + 0.5, 0.5)))
            return np.where(u < share, below, above)

        return split
    z95 = float(ndtri(0.95))
    if kind == "lognormal":
        first, second = numbers
        if keys == ("p5", "p95"):
            if not 0 < first < second:
                return None
            mu, sd = (
                (math.log(first) + math.log(second)) / 2,
                (math.log(second) - math.log(first)) / (2 * z95),
            )
        else:
            if not (first > 0 and second > 0):
                return None
            sd = math.sqrt(math.log1p((second / first) ** 2))
            mu = math.log(first) - sd**2 / 2
        return lambda u: np.exp(mu + sd * np.asarray(ndtri(u)))
    mean, sd = numbers
    if keys == ("p5", "p95"):
        mean, sd = (numbers[0] + numbers[1]) / 2, (numbers[1] - numbers[0]) / (2 * z95)
    return (lambda u: mean + sd * np.asarray(ndtri(u))) if sd > 0 else None


def two_piece(sigma: float, skew: float) -> tuple[float, float]:
    """Standard deviations left and right of the mode, from σ and the distance from mode to mean.

    As the Bank of England publishes its fan charts (Britton, Fisher and Whitley, 1998): 1/σ² is the mean
    of 1/σ₁² and 1/σ₂², mean − mode = √(2/π)·(σ₂ − σ₁). Their γ follows from β = π·skew²/(2σ²) and √(1 −
    γ²) = 2/(1 + √(1 + 2β)).
    """
    beta = math.pi * skew**2 / (2 * sigma**2)
    root = 2 / (1 + math.sqrt(1 + 2 * beta))
    gamma = math.copysign(math.sqrt(max(0.0, 1 - root**2)), skew)
    return sigma / math.sqrt(1 + gamma), sigma / math.sqrt(1 - gamma)


class Stream:
    """Random numbers of one input: from the seed and the name alone.

    Made from the raw output of PCG64, which never changes, rather than from numpy's own methods, which
    may change from version to version: a figure quoted from a paper must come out again.
    """

    def __init__(self, seed: int, name: str) -> None:
        digest = hashlib.sha256(f"{seed}\0{name}".encode()).digest()
        self._bits = np.random.PCG64(int.from_bytes(digest[:16], "big"))

    def uniform(self, count: int) -> FloatArray:
        """Numbers in [0, 1) with 53 random bits."""
        raw = np.asarray(self._bits.random_raw(count), dtype=np.uint64)
        return np.asarray((raw >> np.uint64(11)) * 2.0**-53, dtype=np.float64)

    def order(self, count: int) -> NDArray[np.int64]:
        """The numbers from 0 to *count* − 1, shuffled."""
        return np.argsort(self.uniform(count)).astype(np.int64)


def uniform_sample(
    names: Sequence[str], draws: int, seed: int, sampling: str = "lhs"
) -> dict[str, FloatArray]:
    """Numbers in (0, 1) for each input: *lhs* (one in each of *draws* equal slices, shuffled) or *random*."""
    if draws < 1:
        raise RuleError("sampling.draws", draws=draws)
    if sampling not in ("lhs", "random"):
        raise RuleError("sampling.method", name=sampling)
    found: dict[str, FloatArray] = {}
    for name in names:
        own = Stream(seed, name)
        inside = own.uniform(draws)
        if sampling == "lhs":
            inside = (own.order(draws) + inside) / draws
        found[name] = np.clip(inside, 1e-12, 1 - 1e-12)
    return found


def nearest_correlation(matrix: FloatArray) -> FloatArray:
    """The valid correlation matrix nearest in the Frobenius norm: alternating projections with Dykstra's correction
    (Higham 2002), then eigenvalues lifted to 1e-8 so that it can be factored.
    """
    found = (matrix + matrix.T) / 2
    correction = np.zeros_like(found)
    for _ in range(2_000):
        shifted = found - correction
        values, vectors = np.linalg.eigh(shifted)
        valid = (vectors * np.maximum(values, 0.0)) @ vectors.T
        correction = valid - shifted
        before, found = found, valid.copy()
        np.fill_diagonal(found, 1.0)
        if float(np.abs(found - before).max()) < 1e-12:
            break
    values, vectors = np.linalg.eigh(found)
    raised = (vectors * np.maximum(values, 1e-8)) @ vectors.T
    scale = np.sqrt(np.diag(raised))
    return np.asarray(raised / np.outer(scale, scale), dtype=np.float64)


def check_correlations(pairs: Sequence[tuple[str, str, float]]) -> tuple[list[str], FloatArray]:
    """The inputs named and their correlation matrix.

    Raises :class:`RuleError` ``sampling.correlation`` (outside −1 … 1, or of an input with itself) and
    ``sampling.impossible`` with ``nearest``: pairs that can be had, in words, and ``pairs``: the same as numbers.
    """
    names = sorted({name for one, two, _ in pairs for name in (one, two)})
    place = {name: at for at, name in enumerate(names)}
    wanted = np.eye(len(names))
    for one, two, value in pairs:
        if one == two or not -1 <= value <= 1:
            raise RuleError("sampling.correlation", field="correlations", first=one, second=two, value=value)
        wanted[place[one], place[two]] = wanted[place[two], place[one]] = value
    if names and float(np.linalg.eigvalsh(wanted)[0]) < -1e-10:
        near = nearest_correlation(wanted)
        offer = ", ".join(f"{one}–{two} {near[place[one], place[two]]:.3f}" for one, two, _ in pairs)
        numbers = tuple((one, two, float(near[place[one], place[two]])) for one, two, _ in pairs)
        raise RuleError("sampling.impossible", field="correlations", nearest=offer, pairs=numbers)
    return names, wanted


def correlate(
    sample: dict[str, FloatArray], pairs: Sequence[tuple[str, str, float]], seed: int
) -> dict[str, FloatArray]:
    """Reorder a sample so that the ranks of inputs are correlated as asked (Iman and Conover, 1982).

    Each input keeps exactly its own numbers. Raises :class:`RuleError` ``sampling.unknown-input``,
    ``sampling.correlation`` (outside −1 … 1) and ``sampling.impossible`` with ``nearest``: pairs that can
    be had.
    """
    from scipy.special import ndtri

    for name in {name for one, two, _ in pairs for name in (one, two)}:
        if name not in sample:
            raise RuleError("sampling.unknown-input", field="correlations", name=name)
    names, wanted = check_correlations(pairs)
    draws = next(iter(sample.values())).size
    scores = np.asarray(ndtri((np.arange(1, draws + 1)) / (draws + 1)))
    columns = np.column_stack([scores[Stream(seed, f"{name}\0ranks").order(draws)] for name in names])
    own = np.linalg.cholesky(np.corrcoef(columns, rowvar=False).reshape(len(names), len(names)))
    target = np.linalg.cholesky(wanted + 1e-12 * np.eye(len(names)))
    mixed = columns @ np.linalg.inv(own).T @ target.T
    found = dict(sample)
    for at, name in enumerate(names):
        ranks = np.argsort(np.argsort(mixed[:, at], kind="stable"), kind="stable")
        found[name] = np.sort(sample[name])[ranks]
    return found
