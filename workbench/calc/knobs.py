"""Numbers of a model that tables, tornadoes, batches, goal-seek and draws turn, many settings in one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from workbench.calc.engine import Drawn, Effect, History, Path, Result, run
from workbench.calc.levers import effects as lay
from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.calc.evaluate import FloatArray
    from workbench.calc.model import Compiled
    from workbench.domain.scenario import AddFactor, Lever

Turn = Literal["growth", "level", "shift", "scale", "elasticity"]


@dataclass(frozen=True, slots=True)
class Knob:
    """One number that is turned.

    *growth* of a driver: constant from the last actual on, in place of its path; with *period*, of that period only.
    *level* of a driver in *period*. *shift*: added to the growth that the path gives, in all periods or one.
    *scale*: the driver is so much higher (0.1 = 10 %) in all periods that are not actual, or one. *elasticity*: of the lever
    that *name* names, which has to be on.
    """

    name: str
    turn: Turn = "growth"
    period: int | None = None

    @property
    def key(self) -> str:
        """``rd_business.growth``, ``unicorns.level.2030``."""
        return f"{self.name}.{self.turn}" + ("" if self.period is None else f".{self.period}")


@dataclass(frozen=True, slots=True)
class Base:
    """What the knobs are turned on: a compiled model with its assumptions and actuals."""

    ready: Compiled
    paths: Mapping[str, DriverPath]
    history: History
    breaks: Mapping[str, Sequence[int]]
    levers: tuple[Lever, ...] = ()
    add_factors: Mapping[str, tuple[AddFactor, ...]] | None = None


def check_knobs(base: Base, knobs: Sequence[Knob]) -> None:
    """Refuse knobs that the model does not have.

    Raises :class:`RuleError` ``solve.not-a-driver``, ``scenario.unknown-lever``, ``solve.year``, ``solve.twice``.
    """
    drivers = {variable.name for variable in base.ready.drivers}
    first, last = int(base.ready.years[0]), int(base.ready.years[-1])
    seen: set[str] = set()
    for knob in knobs:
        if knob.turn == "elasticity":
            if knob.name not in {lever.id for lever in base.levers}:
                raise RuleError("scenario.lever-off", field=knob.name, id=knob.name)
        elif knob.name not in drivers:
            raise RuleError("solve.not-a-driver", field=knob.name, variable=knob.name)
        if knob.turn == "level" and knob.period is None:
            raise RuleError("solve.level-period", field=knob.name, variable=knob.name)
        if knob.period is not None and not first <= knob.period <= last:
            raise RuleError("solve.year", field=knob.name, year=knob.period, first=first, last=last)
        if knob.key in seen:
            raise RuleError("solve.twice", field=knob.name, name=knob.key)
        seen.add(knob.key)


def turned(base: Base, knobs: Sequence[Knob], table: FloatArray) -> Result:
    """Run the model once for each row of *table* ``(settings, knobs)``; values have shape ``(settings, periods)``
    wherever a knob reaches.

    Raises :class:`RuleError` as :func:`workbench.calc.engine.run`.
    """
    ready = base.ready
    rows = table.shape[0]
    paths: dict[str, Path] = dict(base.paths)
    factors: dict[str, FloatArray] = {}
    elasticities: dict[str, FloatArray] = {}
    by_driver: dict[str, list[tuple[Knob, FloatArray]]] = {}
    for at, knob in enumerate(knobs):
        column = np.ascontiguousarray(table[:, at], dtype=np.float64)
        if knob.turn == "elasticity":
            elasticities[knob.name] = column
        elif knob.turn == "scale":
            factor = factors.get(knob.name, np.ones((rows, ready.years.size)))
            inside = (
                ready.years == knob.period if knob.period is not None else np.ones(ready.years.shape, bool)
            )
            factors[knob.name] = factor * np.where(inside, 1 + column[:, None], 1.0)
        else:
            by_driver.setdefault(knob.name, []).append((knob, column))
    for name, own in by_driver.items():
        paths[name] = _drawn(base, name, own, rows)
    laid = lay(ready.years, base.levers, base.add_factors or {}, elasticities)
    for name, factor in factors.items():
        before = laid.get(name, Effect())
        laid[name] = Effect(before.amount, factor if before.factor is None else before.factor * factor)
    return run(ready, paths, base.history, effects=laid, breaks=base.breaks)


def _drawn(base: Base, name: str, own: Sequence[tuple[Knob, FloatArray]], rows: int) -> Drawn:
    """The path of a driver with its knobs turned."""
    years = base.ready.years
    path = base.paths.get(name, DriverPath())
    growth = levels = added = None
    for knob, column in own:
        place = None if knob.period is None else int(knob.period - years[0])
        if knob.turn == "growth" and place is None:
            growth, path = np.repeat(column[:, None], years.size, axis=1), DriverPath(levels=path.levels)
        elif knob.turn == "level":
            levels = np.full((rows, years.size), np.nan) if levels is None else levels
            levels[:, place] = column
        elif knob.turn == "shift":
            added = np.zeros((rows, years.size)) if added is None else added
            if place is None:
                added = added + column[:, None]
            else:
                added[:, place] += column
    for knob, column in own:
        if knob.turn == "growth" and knob.period is not None:
            if growth is None:
                growth = np.tile(_rates(base, name, path), (rows, 1))
            growth[:, int(knob.period - years[0])] = column
    if growth is not None and all(knob.period is None for knob, _ in own if knob.turn == "growth"):
        path = DriverPath()  # a constant growth takes the place of the whole path
    return Drawn(growth, levels, path, added)


def _rates(base: Base, name: str, path: DriverPath) -> FloatArray:
    """The growth of each period that the path gives now."""
    found = run(base.ready, base.paths, base.history, breaks=base.breaks).growth[name]
    constant = path.growth if path.growth is not None else np.nan
    return np.where(np.isnan(found), constant, found)
