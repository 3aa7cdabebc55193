"""Goal-seek: the value of one driver's parameter with which a variable meets a figure in a year.

The whole range is looked over first (in one vectorised run), so that several answers, none, and jumps are
told apart; every answer is put back into the model and accepted only if it gives the figure to 1e-9.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from workbench.calc.engine import Drawn, Effect, History, Path, Result, run
from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.calc.evaluate import FloatArray
    from workbench.calc.model import Compiled

Parameter = Literal["growth", "level"]
TOLERANCE = 1e-9  # relative, of the value put back into the model
_GRID = 257


@dataclass(frozen=True, slots=True)
class Solution:
    """The answer. ``status`` *solved*: ``value`` gives ``achieved``, which equals the target to 1e-9
    relative.

    others: further values that also solve it (``value`` is the one nearest to the present assumption).
    *infeasible*: ``reached`` is the nearest that can be had, at ``reached_with``; ``binding`` is that
    bound, ``None`` where the nearest lies inside the bounds. ``code`` with ``params`` is the explanation
    for people.
    """

    status: Literal["solved", "infeasible"]
    value: float | None
    achieved: float | None
    target: float
    bounds: tuple[float, float]
    binding: float | None = None
    reached: float | None = None
    reached_with: float | None = None
    others: tuple[float, ...] = ()
    monotone: bool = True
    code: str = "solve.solved"
    params: dict[str, Any] | None = None


def solve(
    compiled: Compiled,
    paths: Mapping[str, Path],
    history: History,
    *,
    driver: str,
    target: str,
    year: int,
    value: float,
    parameter: Parameter = "growth",
    bounds: tuple[float, float] | None = None,
    keep_levels: bool = False,
    at: int | None = None,
    effects: Mapping[str, Effect] | None = None,
    breaks: Mapping[str, Sequence[int]] | None = None,
) -> Solution:
    """Seek the parameter of *driver* with which *target* is *value* in *year*.

    parameter *growth*: one constant rate a year from the first year after the last actual, instead of
    whatever the path says (with *keep_levels* its levels stay); *level*: the driver's own value in
    *at* (by default *year*). bounds: of the parameter; by default the variable's, for a level one hundredth to one hundred
    times the present one. Raises :class:`RuleError`: ``solve.not-a-driver``, ``solve.unknown-target``,
    ``solve.year``, ``solve.bounds``, ``solve.not-a-number``.
    """
    names = {variable.name: variable for variable in compiled.drivers}
    if driver not in names:
        raise RuleError("solve.not-a-driver", field="driver", variable=driver)
    if target not in compiled.names():
        raise RuleError("solve.unknown-target", field="target", variable=target)
    first, last = int(compiled.years[0]), int(compiled.years[-1])
    if not first <= year <= last:
        raise RuleError("solve.year", field="year", year=year, first=first, last=last)
    if not np.isfinite(value):
        raise RuleError("solve.not-a-number", field="value")
    place = year - first
    at = year if at is None else at
    if parameter == "level" and at > last:
        raise RuleError("solve.year", field="year", year=at, first=first, last=last)
    own_place = at - first
    present = paths.get(driver)
    base = present if isinstance(present, DriverPath) else DriverPath()

    def ran(with_paths: Mapping[str, Path]) -> Result:
        return run(compiled, with_paths, history, effects=effects, breaks=breaks)

    current = ran(paths)
    fixed = {name: path for name, path in paths.items() if not isinstance(path, Drawn)}

    if bounds is None:
        variable = names[driver]
        if parameter == "growth" and variable.kind == "growth":
            bounds = (variable.minimum, variable.maximum)
        elif parameter == "growth":
            bounds = (-0.5, 1.0)
        elif variable.kind == "level":
            bounds = (variable.minimum, variable.maximum)
        else:
            now = base.levels.get(at, math.nan)
            if math.isnan(now) and own_place >= 0:
                now = float(np.atleast_1d(current.values[driver])[..., own_place].flat[0])
            bounds = (abs(now) / 100, abs(now) * 100) if np.isfinite(now) and now != 0 else (0.0, 1e12)
    low, high = float(bounds[0]), float(bounds[1])
    if not (np.isfinite(low) and np.isfinite(high) and low < high) or (parameter == "growth" and low <= -1):
        raise RuleError("solve.bounds", field="bounds", low=low, high=high)

    kept = base.levels if keep_levels else {}

    def reached(x: float) -> float:
        if parameter == "growth":
            path = DriverPath(growth=x, levels=kept)
        else:
            path = replace(base, levels={**base.levels, at: x})
        return float(ran({**fixed, driver: path}).values[target][place])

    def reached_all(xs: FloatArray) -> FloatArray:
        if parameter != "growth":
            return np.array([reached(float(x)) for x in xs])
        row = np.array([[kept.get(step, np.nan) for step in compiled.years.tolist()]])
        drawn = Drawn(growth=xs[:, None], levels=np.repeat(row, xs.size, axis=0) if kept else None)
        result = ran({**fixed, driver: drawn}).values[target]
        return np.array(np.broadcast_to(result, (xs.size, compiled.years.size))[:, place])

    if parameter == "growth":
        now_growth = current.growth[driver][..., place]
        present_value = float(np.atleast_1d(now_growth).flat[0])
    else:
        present_value = base.levels.get(at, math.nan)
        if math.isnan(present_value) and own_place >= 0:
            present_value = float(np.atleast_1d(current.values[driver])[..., own_place].flat[0])
    return seek(reached, reached_all, value, (low, high), present_value)


def seek(
    f: Callable[[float], float],
    f_all: Callable[[FloatArray], FloatArray],
    target: float,
    bounds: tuple[float, float],
    present: float = float("nan"),
) -> Solution:
    """Where *f* equals *target* within *bounds*. *f_all* is *f* over an array; NaN = not computable there."""
    low, high = bounds
    xs = np.linspace(low, high, _GRID)
    ys = np.array(f_all(xs), dtype=np.float64)
    fine = ys[np.isfinite(ys)]
    if not fine.size:
        return Solution("infeasible", None, None, target, bounds, code="solve.not-computable", params={})
    scale = max(float(np.abs(fine).max()), abs(target))
    noise = 1e-13 * scale
    if float(np.ptp(fine)) <= noise:
        return _flat(float(fine[0]), target, bounds, present, scale)
    steps = np.diff(fine)
    monotone = bool((steps >= -noise).all() or (steps <= noise).all())
    distinct: list[float] = []
    for root in sorted(_roots(f, xs, ys, target)):
        apart = not distinct or root - distinct[-1] > 1e-9 * (high - low)
        if apart and _verified(f(root), target, scale):
            distinct.append(root)
    if not distinct:
        return _infeasible(xs, ys, target, bounds, monotone=monotone)
    middle = present if np.isfinite(present) else 0.0
    best = min(distinct, key=lambda root: abs(root - middle))
    return Solution(
        "solved",
        best,
        f(best),
        target,
        bounds,
        others=tuple(root for root in distinct if root != best),
        monotone=monotone,
        code="solve.solved" if len(distinct) == 1 else "solve.several",
        params={"count": len(distinct)},
    )


def _verified(reached: float, target: float, scale: float) -> bool:
    """To 1e-9 of the target; where that is zero, of the largest value within the bounds."""
    return bool(abs(reached - target) <= TOLERANCE * (abs(target) or scale))


def _flat(same: float, target: float, bounds: tuple[float, float], present: float, scale: float) -> Solution:
    """The parameter makes no difference: the target is met whatever it is, or never."""
    params = {"reached": same}
    if not _verified(same, target, scale):
        return Solution(
            "infeasible", None, None, target, bounds, reached=same, code="solve.no-influence", params=params
        )
    inside = present if bounds[0] <= present <= bounds[1] else bounds[0]
    return Solution("solved", inside, same, target, bounds, code="solve.any", params=params)


def _roots(f: Callable[[float], float], xs: FloatArray, ys: FloatArray, target: float) -> list[float]:
    """Candidates: exact hits on the grid, sign changes, and turning points near the target.

    Of a stretch that lies on the target only both ends are taken.
    """
    from scipy.optimize import brentq, minimize_scalar

    gaps = ys - target
    exact = gaps == 0
    inner = np.zeros_like(exact)
    inner[1:-1] = exact[:-2] & exact[2:]
    found = [float(x) for x in xs[exact & ~inner]]

    def miss(x: float) -> float:
        return f(float(x)) - target

    def crossing(one: float, two: float) -> float:
        return float(brentq(miss, one, two, xtol=1e-16, rtol=8.9e-16, maxiter=200))

    for i in range(xs.size - 1):
        if gaps[i] * gaps[i + 1] < 0:  # false where one is NaN
            found.append(crossing(float(xs[i]), float(xs[i + 1])))
    for i in range(1, xs.size - 1):
        before, here, after = (float(gap) for gap in gaps[i - 1 : i + 2])
        same_side = before * here > 0 and here * after > 0
        if not (same_side and abs(here) < abs(before) and abs(here) <= abs(after)):
            continue
        left, right, side = float(xs[i - 1]), float(xs[i + 1]), 1.0 if here > 0 else -1.0
        lowest = minimize_scalar(
            lambda x, s=side: s * miss(x), bounds=(left, right), method="bounded", options={"xatol": 1e-13}
        )
        turning = float(lowest.x)
        if miss(turning) * here < 0:  # it dips through between two points of the grid: two crossings
            found += [crossing(left, turning), crossing(turning, right)]
        else:
            found.append(turning)
    return found


def _infeasible(
    xs: FloatArray, ys: FloatArray, target: float, bounds: tuple[float, float], *, monotone: bool
) -> Solution:
    """Say how near one can get, and which bound stands in the way."""
    misses = np.where(np.isfinite(ys), np.abs(ys - target), np.inf)
    best = int(np.argmin(misses))
    with_value, nearest = float(xs[best]), float(ys[best])
    crosses = bool(((ys[np.isfinite(ys)] - target) > 0).any() and ((ys[np.isfinite(ys)] - target) < 0).any())
    if crosses:
        code, binding = "solve.jump", None
    elif best == 0:
        code, binding = "solve.bound-low", bounds[0]
    elif best == xs.size - 1:
        code, binding = "solve.bound-high", bounds[1]
    else:
        code, binding = "solve.inside", None
    return Solution(
        "infeasible",
        None,
        None,
        target,
        bounds,
        binding=binding,
        reached=nearest,
        reached_with=with_value,
        monotone=monotone,
        code=code,
        params={
            "reached": nearest,
            "with": with_value,
            "target": target,
            "low": bounds[0],
            "high": bounds[1],
        },
    )
