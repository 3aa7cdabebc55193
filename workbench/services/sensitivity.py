"""One- and two-way tables and the tornado: what an indicator comes to when drivers are turned."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from workbench.calc.knobs import Knob, check_knobs, turned
from workbench.domain.errors import RuleError
from workbench.services.scenario_data import inputs_of
from workbench.services.uncertainty import base_of, drawing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.domain.scenario import DriverPath, Scenario
    from workbench.services.scenario_data import Inputs
    from workbench.services.session import Session

MOST_CELLS = 10_000


@dataclass(frozen=True, slots=True)
class Table:
    """values[i][j]: the indicator in the year, with the first knob at ``rows[i]`` and the second at ``columns[j]``.

    One-way: a single column. ``None`` = not computable.
    """

    indicator_id: str
    year: int
    knobs: tuple[Knob, ...]
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    values: tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a tornado. low, high: settings of the driver (or lever); at_low, at_high: what comes of them."""

    name: str
    turn: str
    low: float
    high: float
    at_low: float | None
    at_high: float | None

    @property
    def width(self) -> float:
        """How far apart the two results are; 0 where one is not computable."""
        if self.at_low is None or self.at_high is None:
            return 0.0
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """Bars, widest first, around what the scenario itself gives."""

    indicator_id: str
    year: int
    central: float | None
    bars: tuple[Bar, ...]


def _variable(inputs: Inputs, indicator_id: str, year: int) -> tuple[str, int]:
    """Name and place on the grid. Raises :class:`RuleError` ``scenario.no-variable``, ``solve.year``."""
    variable = next((v for v in inputs.model.variables if v.indicator_id == indicator_id), None)
    if variable is None:
        raise RuleError("scenario.no-variable", field=indicator_id, id=indicator_id)
    years = inputs.ready.years
    step = inputs.ready.grid.last_of(year)
    if not years[0] <= step <= years[-1]:
        grid = inputs.ready.grid
        raise RuleError(
            "solve.year",
            field="year",
            year=year,
            first=grid.year(int(years[0])),
            last=grid.year(int(years[-1])),
        )
    return variable.name, int(step - years[0])


def table(
    session: Session,
    scenario_id: str,
    indicator_id: str,
    year: int,
    first: tuple[Knob, Sequence[float]],
    second: tuple[Knob, Sequence[float]] | None = None,
    *,
    overrides: Mapping[str, DriverPath] | None = None,
    draft: Scenario | None = None,
) -> Table:
    """A data table of one or two inputs, all cells in one run.

    Raises :class:`RuleError` ``solve.*``, ``scenario.no-variable``, ``batch.too-many``, ``batch.empty``.
    """
    inputs = inputs_of(session, scenario_id, overrides=overrides, draft=draft)
    name, place = _variable(inputs, indicator_id, year)
    knobs = (first[0],) if second is None else (first[0], second[0])
    base = base_of(inputs)
    check_knobs(base, knobs)
    rows, columns = tuple(first[1]), (0.0,) if second is None else tuple(second[1])
    if not rows or not columns:
        raise RuleError("batch.empty", field="values")
    if len(rows) * len(columns) > MOST_CELLS:
        raise RuleError("batch.too-many", field="values", count=len(rows) * len(columns), most=MOST_CELLS)
    settings = np.array(list(product(rows, columns)), dtype=np.float64)[:, : len(knobs)]
    _finite(knobs, settings)
    found = turned(base, knobs, settings).values[name]
    flat = np.broadcast_to(np.atleast_2d(found), (settings.shape[0], inputs.ready.years.size))[:, place]
    cells = [None if np.isnan(value) else float(value) for value in flat]
    width = len(columns)
    return Table(
        indicator_id,
        year,
        knobs,
        rows,
        () if second is None else columns,
        tuple(tuple(cells[at : at + width]) for at in range(0, len(cells), width)),
    )


def _finite(knobs: Sequence[Knob], settings: np.ndarray) -> None:
    for at, knob in enumerate(knobs):
        if not bool(np.isfinite(settings[:, at]).all()):
            raise RuleError(
                "scenario.not-a-number", field=knob.name, variable=knob.name, year=knob.period or ""
            )


def tornado(
    session: Session,
    scenario_id: str,
    indicator_id: str,
    year: int,
    *,
    shift: float = 0.01,
    by_spread: bool = True,
    overrides: Mapping[str, DriverPath] | None = None,
    draft: Scenario | None = None,
) -> Tornado:
    """What each driver, and each lever that is on, can do alone.

    by_spread: each from the 5th to the 95th percentile of its spread where it has one drawn for the whole path; else,
    and for the rest, *shift* down and up (growth a period; drivers of levels: the level). Levers: off and on.
    Raises as :func:`table`.
    """
    inputs = inputs_of(session, scenario_id, overrides=overrides, draft=draft)
    name, place = _variable(inputs, indicator_id, year)
    base = base_of(inputs)
    drawn = drawing(inputs) if by_spread else None
    ends: list[tuple[Knob, float, float]] = []
    for driver in inputs.ready.drivers:
        own = () if drawn is None else drawn.groups.get(driver.name, ())
        if drawn is not None and len(own) == 1:
            knob = next(knob for knob in drawn.knobs if knob.key == own[0])
            cut = drawn.quantiles[own[0]](np.array([0.05, 0.95]))
            ends.append((knob, float(cut[0]), float(cut[1])))
        else:
            knob = Knob(driver.name, "shift" if driver.kind == "growth" else "scale")
            ends.append((knob, -shift, shift))
    ends += [(Knob(lever.id, "elasticity"), 0.0, lever.elasticity) for lever in base.levers]
    rows = {
        knob.key: turned(base, [knob], np.array([[low], [high]])).values[name] for knob, low, high in ends
    }
    bars: list[Bar] = []
    for knob, low, high in ends:
        values = rows[knob.key]
        if values.ndim < 2:
            continue  # the indicator does not rest on it
        two = [None if np.isnan(value) else float(value) for value in values[:, place]]
        bars.append(Bar(knob.name, knob.turn, low, high, two[0], two[1]))
    from workbench.services.scenarios import evaluated

    central = evaluated(inputs).at(name, inputs.ready.grid.last_of(year))
    ordered = sorted((bar for bar in bars if bar.width > 0), key=lambda bar: (-bar.width, bar.name))
    return Tornado(indicator_id, year, central, tuple(ordered))
