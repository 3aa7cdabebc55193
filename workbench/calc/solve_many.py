"""Goal-seek with several numbers to turn, their bounds and priorities, and several targets at once.

Numbers of the first priority are turned alone if that is enough; only then those of the next as well. Among the
many ways that then meet the targets, the one that moves them least from where they are (each relative to the width
of its bounds) is taken. Every answer is put back into the model and accepted only if it meets every target to 1e-9.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from workbench.calc.knobs import Base, Knob, check_knobs, turned
from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.calc.evaluate import FloatArray

TOLERANCE = 1e-9  # relative, of every value put back into the model
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Control:
    """A number to be turned within bounds. priority: 1 is turned first. present: where it is now."""

    knob: Knob
    low: float
    high: float
    priority: int = 1
    present: float = float("nan")


@dataclass(frozen=True, slots=True)
class Goal:
    """A variable that is to have a value in a period of the grid."""

    variable: str
    period: int
    value: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What several controls can do. values: of all controls, in their order; achieved: of all goals.

    *infeasible*: values come nearest, and ``binding`` names the bounds that stand in the way: (control's place, the
    bound). used: the highest priority that had to be turned.
    """

    status: Literal["solved", "infeasible"]
    values: tuple[float, ...]
    achieved: tuple[float | None, ...]
    binding: tuple[tuple[int, float], ...] = ()
    used: int = 1
    missed: tuple[int, ...] = field(default_factory=tuple)  # places of goals not met


def solve_many(base: Base, controls: Sequence[Control], goals: Sequence[Goal]) -> Answer:
    """Turn *controls* so that all *goals* are met.

    Raises :class:`RuleError`: ``solve.bounds`` (empty, inverted, or growth of −100 %), ``solve.unknown-target``,
    ``solve.year``, ``solve.not-a-number``, ``solve.nothing`` (no control or goal), and as
    :func:`workbench.calc.knobs.check_knobs`; ``field`` names the control or goal.
    """
    _check(base, controls, goals)
    places = [int(goal.period - base.ready.years[0]) for goal in goals]
    wanted = np.array([goal.value for goal in goals])
    knobs = [control.knob for control in controls]

    def reached(points: FloatArray) -> FloatArray:
        """Values of the goals for many settings: ``(settings, goals)``."""
        values = turned(base, knobs, points).values
        columns = [
            np.broadcast_to(np.atleast_2d(values[goal.variable]), (points.shape[0], base.ready.years.size))
            for goal in goals
        ]
        return np.column_stack([column[:, place] for column, place in zip(columns, places, strict=True)])

    start = np.array([_inside(control) for control in controls])
    span = np.array([control.high - control.low for control in controls])
    # Relative to each target; a target of zero has no size of its own, so what is reached now stands in.
    now = np.abs(reached(start[None, :])[0])
    scale = np.where(wanted != 0, np.abs(wanted), np.where(np.isfinite(now) & (now > 0), now, 1.0))
    low, high = np.array([c.low for c in controls]), np.array([c.high for c in controls])
    best: tuple[float, FloatArray, tuple[int, ...]] | None = None
    held = start
    for level in sorted({control.priority for control in controls}):
        own = np.array([control.priority == level for control in controls])
        free = np.array([control.priority <= level for control in controls])
        # First only those of this priority, the earlier ones as far as they went; then all of them together.
        attempts = [(held, own)] if bool((own == free).all()) else [(held, own), (start, free)]
        for begin, turning in attempts:
            problem = _Problem(reached, wanted, scale, low, high, span, begin, turning)
            point, miss = _search(problem)
            if miss <= TOLERANCE:
                point = _least_move(problem, point)
                values = reached(point[None, :])[0]
                return Answer("solved", tuple(point.tolist()), tuple(values.tolist()), used=level)
            if best is None or miss < best[0]:
                best = (miss, point, _binding(replace(problem, free=free), point))
        held = best[1] if best is not None else held
    assert best is not None
    _, point, stuck = best
    values = reached(point[None, :])[0]
    bounds = tuple(
        (at, float(low[at] if point[at] - low[at] < high[at] - point[at] else high[at])) for at in stuck
    )
    off = np.abs(values - wanted) / scale
    return Answer(
        "infeasible",
        tuple(point.tolist()),
        tuple(value if np.isfinite(value) else None for value in values.tolist()),
        bounds,
        max(control.priority for control in controls),
        tuple(int(at) for at in np.flatnonzero(~(off <= TOLERANCE))),
    )


def _check(base: Base, controls: Sequence[Control], goals: Sequence[Goal]) -> None:
    if not controls or not goals:
        raise RuleError("solve.nothing", field="controls" if not controls else "goals")
    check_knobs(base, [control.knob for control in controls])
    first, last = int(base.ready.years[0]), int(base.ready.years[-1])
    for control in controls:
        low, high = control.low, control.high
        rate = control.knob.turn == "growth" or control.knob.turn == "scale"
        if not (np.isfinite(low) and np.isfinite(high) and low < high) or (rate and low <= -1):
            raise RuleError("solve.bounds", field=control.knob.name, low=low, high=high)
    for goal in goals:
        if goal.variable not in base.ready.names():
            raise RuleError("solve.unknown-target", field=goal.variable, variable=goal.variable)
        if not first <= goal.period <= last:
            raise RuleError("solve.year", field=goal.variable, year=goal.period, first=first, last=last)
        if not np.isfinite(goal.value):
            raise RuleError("solve.not-a-number", field=goal.variable)


def _inside(control: Control) -> float:
    present = control.present if np.isfinite(control.present) else (control.low + control.high) / 2
    return min(max(present, control.low), control.high)


@dataclass(frozen=True, slots=True)
class _Problem:
    reached: Callable[[FloatArray], FloatArray]
    wanted: FloatArray
    scale: FloatArray
    low: FloatArray
    high: FloatArray
    span: FloatArray
    start: FloatArray
    free: FloatArray

    def miss(self, points: FloatArray) -> FloatArray:
        """Relative distance from every goal: ``(settings, goals)``; what cannot be computed is far off."""
        found = (self.reached(points) - self.wanted) / self.scale
        return np.where(np.isfinite(found), found, 1e6)

    def slopes(self, point: FloatArray) -> FloatArray:
        """How the misses change with each control, per width of its bounds: ``(goals, controls)``. All in one run."""
        step = 1e-6
        count = point.size
        up, down = np.tile(point, (count, 1)), np.tile(point, (count, 1))
        places = np.arange(count)
        up[places, places] = np.minimum(point + step * self.span, self.high)
        down[places, places] = np.maximum(point - step * self.span, self.low)
        both = self.miss(np.vstack([up, down]))
        width = ((up - down)[places, places] / self.span)[:, None]
        slopes = ((both[:count] - both[count:]) / width).T
        return np.where(self.free, slopes, 0.0)


def _search(problem: _Problem) -> tuple[FloatArray, float]:
    """The point within bounds that comes nearest, from several starts; and its largest miss."""
    low, high, free = problem.low, problem.high, problem.free
    middle = np.where(free, (low + high) / 2, problem.start)
    starts = [problem.start, middle, np.where(free, low, problem.start), np.where(free, high, problem.start)]
    best, least = problem.start, float(np.abs(problem.miss(problem.start[None, :])).max())
    for start in starts:
        point, miss = _descend(problem, start)
        if miss < least:
            best, least = point, miss
        if least <= TOLERANCE:
            break
    return best, least


def _descend(problem: _Problem, start: FloatArray) -> tuple[FloatArray, float]:
    """Gauss–Newton within bounds: the shortest step that meets the goals as far as slopes tell, halved until it helps.

    Controls that a step would push through a bound are held there, and the rest of the step is worked out anew.
    """
    point = start.copy()
    off = problem.miss(point[None, :])[0]
    for _ in range(_ROUNDS):
        if float(np.abs(off).max()) <= 1e-14:
            break
        slopes = problem.slopes(point)
        step = _bounded_step(problem, point, slopes, -off)
        if not np.any(step):
            break
        trials = np.array([point + step * 0.5**k for k in range(24)])
        trials = np.clip(trials, problem.low, problem.high)
        misses = problem.miss(trials)
        sizes = (misses**2).sum(axis=1)
        at = int(np.argmin(sizes))
        if sizes[at] >= (off**2).sum():
            break
        point, off = trials[at], misses[at]
    return point, float(np.abs(off).max())


def _bounded_step(problem: _Problem, point: FloatArray, slopes: FloatArray, wish: FloatArray) -> FloatArray:
    """The shortest step (in widths of the bounds) within bounds that brings *wish*, or nearest to it."""
    from scipy.optimize import lsq_linear

    moving = np.flatnonzero(problem.free & (np.abs(slopes).max(axis=0) > 0))
    step = np.zeros(point.size)
    if not moving.size:
        return step
    low = (problem.low - point)[moving] / problem.span[moving]
    high = (problem.high - point)[moving] / problem.span[moving]
    part = slopes[:, moving]
    shortest = np.linalg.lstsq(part, wish, rcond=1e-12)[0]
    if bool(((shortest >= low) & (shortest <= high)).all()):
        step[moving] = shortest * problem.span[moving]
        return step
    room = (low < 0) | (high > 0)
    low, high = np.minimum(low, 0.0), np.maximum(high, 0.0)
    low, high = np.where(low == high, low - 1e-15, low), high
    # A touch of ridge makes the step unique where many serve.
    ridge = 1e-9 * np.eye(moving.size)
    found = lsq_linear(
        np.vstack([part, ridge]), np.concatenate([wish, np.zeros(moving.size)]), bounds=(low, high)
    )
    step[moving] = np.where(room, found.x, 0.0) * problem.span[moving]
    return step


def _least_move(problem: _Problem, point: FloatArray) -> FloatArray:
    """Of all points that meet the goals, the one nearest to the start, found by sliding along them; then polished."""
    best = point
    for _ in range(40):
        slopes = problem.slopes(best)
        moving = np.flatnonzero(problem.free & (np.abs(slopes).max(axis=0) > 0))
        if moving.size <= problem.wanted.size:
            break
        away = (problem.start - best) / problem.span
        part = slopes[:, moving]
        along = away[moving] - np.linalg.pinv(part, rcond=1e-12) @ (part @ away[moving])
        move = np.zeros(best.size)
        move[moving] = along * problem.span[moving]
        trial = np.clip(best + move, problem.low, problem.high)
        trial, miss = _descend(problem, trial)
        nearer = _moved(problem, trial) < _moved(problem, best) * (1 - 1e-9)
        if miss > TOLERANCE or not nearer:
            break
        best = trial
    return best


def _moved(problem: _Problem, point: FloatArray) -> float:
    return float((((point - problem.start) / problem.span) ** 2).sum())


def _binding(problem: _Problem, point: FloatArray) -> tuple[int, ...]:
    """Controls at a bound which, were it not there, would bring the goals nearer."""
    off = problem.miss(point[None, :])[0]
    downhill = -(problem.slopes(point).T @ off)
    at_low = point - problem.low <= 1e-9 * problem.span
    at_high = problem.high - point <= 1e-9 * problem.span
    held = problem.free & ((at_low & (downhill < 0)) | (at_high & (downhill > 0)))
    return tuple(int(at) for at in np.flatnonzero(held))
