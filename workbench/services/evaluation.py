"""A model without a workspace: ``workbench scenario evaluate --model MODEL.json`` (form in ``command_line.md``)."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.calc.engine import Drawn, NotComputable, Path, check_path, run
from workbench.calc.model import Compiled, compile_model
from workbench.domain.errors import FileProblem, RuleError
from workbench.domain.grid import Grid
from workbench.domain.scenario import DriverPath, Model, Variable
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workbench.calc.evaluate import FloatArray

_MOST_NUMBERS = 50_000_000  # draws × periods × variables held at once: 400 MB
_ENOUGH_POINTS = 14  # 2 ** 14 points for variance shares: within about 0.003


def _wrong(where: str, what: str) -> FileProblem:
    return FileProblem("scenario.model-json", where=where, what=what)


def _real(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _wrong(where, repr(value))
    return float(value)


def _step(grid: Grid, code: Any, where: str) -> int:
    period = _text(code, where)
    try:
        return grid.step(period)
    except RuleError as problem:
        if problem.code == "scenario.grid-period":
            raise _wrong(where, period) from None
        raise


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(where, repr(value))
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _wrong(where, repr(value))
    return value


def _read(document: Mapping[str, Any]) -> tuple[Grid, Compiled, dict[str, DriverPath]]:
    time = _mapping(document.get("time"), "time")
    grid = Grid.between(_text(time.get("start"), "time.start"), _text(time.get("end"), "time.end"))
    variables: list[Variable] = []
    paths: dict[str, DriverPath] = {}
    for name, entry in _mapping(document.get("variables"), "variables").items():
        where = f"variables.{name}"
        entry = _mapping(entry, where)
        unknown = set(entry) - {"formula", "level", "growth", "unit", "label", "note"}
        if unknown:
            raise _wrong(where, ", ".join(sorted(unknown)))
        formula = _text(entry.get("formula", ""), f"{where}.formula")
        if formula and ("level" in entry or "growth" in entry):
            raise _wrong(where, "formula + level/growth")
        if not formula and "level" not in entry and "growth" not in entry:
            raise _wrong(where, "formula | level | growth")
        variables.append(
            Variable(name, LocalText(), str(entry.get("unit", "")), formula, minimum=-0.99, maximum=10.0)
        )
        if not formula:
            paths[name] = _path(entry, where, grid)
            begins = min(paths[name].levels, default=grid.first) + 1
            check_path(name, paths[name], grid.code(max(begins, grid.first)))
    model = Model("", LocalText(), grid.first, grid.last, tuple(variables))
    return grid, compile_model(model), paths


def _path(entry: Mapping[str, Any], where: str, grid: Grid) -> DriverPath:
    levels = {
        _step(grid, code, f"{where}.level"): _real(value, f"{where}.level.{code}")
        for code, value in _mapping(entry.get("level", {}), f"{where}.level").items()
    }
    growth = entry.get("growth")
    if isinstance(growth, dict):
        rates = {
            _step(grid, code, f"{where}.growth"): _real(value, f"{where}.growth.{code}")
            for code, value in growth.items()
        }
        return DriverPath(by_year=rates, levels=levels)
    return DriverPath(growth=None if growth is None else _real(growth, f"{where}.growth"), levels=levels)


def _before_grid(grid: Grid, paths: Mapping[str, DriverPath]) -> dict[str, dict[int, float]]:
    """Levels before the grid begins are where growth starts from: the newest of each driver, as history."""
    history: dict[str, dict[int, float]] = {}
    for name, path in paths.items():
        earlier = [step for step in path.levels if step < grid.first]
        if earlier:
            history[name] = {max(earlier): path.levels[max(earlier)]}
    return history


def evaluate_model(document: Any) -> dict[str, Any]:
    """Evaluate a model given as JSON: values, and solution and uncertainty where asked for. JSON in, JSON
    out.

    Lists follow ``periods``; what cannot be computed is ``null`` and explained in ``problems``. Raises
    :class:`FileProblem` ``scenario.model-json`` (not of the form described), :class:`RuleError` (formula,
    growth, range, distribution, correlation).
    """
    document = _mapping(document, "model")
    grid, ready, paths = _read(document)
    try:
        return _evaluated(document, grid, ready, paths)
    except RuleError as problem:
        # The engine counts steps; people read periods.
        for key in ("year", "first", "last"):
            if isinstance(problem.params.get(key), int):
                problem.params[key] = grid.code(problem.params[key])
        raise


def _evaluated(
    document: Mapping[str, Any], grid: Grid, ready: Compiled, paths: Mapping[str, DriverPath]
) -> dict[str, Any]:
    history = _before_grid(grid, paths)
    result = run(ready, paths, history)
    found: dict[str, Any] = {
        "periods": [grid.code(step) for step in result.years.tolist()],
        "values": {name: _list(result.values[name]) for name in ready.names()},
    }
    if document.get("solve") is not None:
        found["solution"] = _solution(_mapping(document["solve"], "solve"), grid, ready, paths, history)
    if document.get("uncertainty") is not None:
        found |= _uncertainty(_mapping(document["uncertainty"], "uncertainty"), grid, ready, paths, history)
    found["problems"] = [_problem(problem, grid) for problem in result.problems]
    return found


def _list(values: FloatArray) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values.tolist()]


def _problem(problem: NotComputable, grid: Grid) -> dict[str, Any]:
    period = None if problem.year is None else grid.code(problem.year)
    if period is not None and grid.frequency != "A":
        problem = replace(problem, period=period)
    message = problem.message
    return {
        "variable": problem.variable,
        "period": period,
        "code": problem.code,
        "message": message.as_dict(),
    }


def _level_period(path: DriverPath | None, entry: Mapping[str, Any], grid: Grid, where: str) -> int | None:
    """The period whose level is meant: the one named, else the only one that the model gives; ``None`` = not told."""
    if "period" in entry:
        return _step(grid, entry["period"], where)
    return next(iter(path.levels)) if path is not None and len(path.levels) == 1 else None


def _solution(
    spec: Mapping[str, Any],
    grid: Grid,
    ready: Compiled,
    paths: Mapping[str, DriverPath],
    history: Mapping[str, Mapping[int, float]],
) -> dict[str, Any]:
    from workbench.calc.solve import solve

    target = _mapping(spec.get("target"), "solve.target")
    control = _mapping(spec.get("control"), "solve.control")
    parameter = control.get("parameter", "growth")
    if parameter not in ("growth", "level"):
        raise _wrong("solve.control.parameter", repr(parameter))
    bounds = spec.get("bounds")
    if bounds is not None:
        if not isinstance(bounds, list) or len(bounds) != 2:
            raise _wrong("solve.bounds", repr(bounds))
        bounds = (_real(bounds[0], "solve.bounds"), _real(bounds[1], "solve.bounds"))
    elif parameter == "growth":
        bounds = (-0.5, 1.0)
    driver = _text(control.get("variable"), "solve.control.variable")
    at = None
    if parameter == "level":
        at = _level_period(paths.get(driver), control, grid, "solve.control.period")
        if at is not None and at in history.get(driver, {}):
            # A level before the grid is where growth starts from: here it is what is sought.
            history = {name: known for name, known in history.items() if name != driver}
    solution = solve(
        ready,
        paths,
        history,
        driver=driver,
        target=_text(target.get("variable"), "solve.target.variable"),
        year=_step(grid, _text(target.get("period"), "solve.target.period"), "solve.target.period"),
        value=_real(target.get("value"), "solve.target.value"),
        parameter=parameter,
        bounds=bounds,
        keep_levels=True,
        at=at,
    )
    return {
        "value": solution.value,
        "achieved": solution.achieved,
        "status": solution.status,
        "binding": solution.binding,
        "reached": solution.reached,
        "reached_with": solution.reached_with,
        "others": list(solution.others),
        "code": solution.code,
    }


def _uncertainty(
    spec: Mapping[str, Any],
    grid: Grid,
    ready: Compiled,
    paths: Mapping[str, DriverPath],
    history: Mapping[str, Mapping[int, float]],
) -> dict[str, Any]:
    from workbench.calc.sampling import Quantile, correlate, quantile, uniform_sample
    from workbench.calc.sobol import variance_shares

    draws, seed = (
        int(_real(spec.get("draws", 1000), "uncertainty.draws")),
        int(_real(spec.get("seed", 1), "uncertainty.seed")),
    )
    if not 1 <= draws <= 1_000_000:
        raise RuleError("sampling.draws", field="draws", draws=draws)
    if draws * ready.years.size * len(ready.names()) > _MOST_NUMBERS:
        raise RuleError(
            "sampling.too-large",
            field="draws",
            draws=draws,
            periods=ready.years.size,
            variables=len(ready.names()),
        )
    inputs = spec.get("inputs", [])
    if not isinstance(inputs, list) or not inputs:
        raise _wrong("uncertainty.inputs", repr(inputs))
    quantiles: dict[str, Quantile] = {}
    places: dict[str, tuple[str, str, int | None]] = {}
    for at, entry in enumerate(inputs):
        where = f"uncertainty.inputs[{at}]"
        entry = _mapping(entry, where)
        variable, parameter = (
            _text(entry.get("variable"), f"{where}.variable"),
            entry.get("parameter", "growth"),
        )
        if variable not in paths:
            raise RuleError("solve.not-a-driver", field=where, variable=variable)
        if parameter not in ("growth", "level"):
            raise _wrong(f"{where}.parameter", repr(parameter))
        step = _step(grid, entry["period"], f"{where}.period") if "period" in entry else None
        if parameter == "level" and step is None:
            step = _level_period(paths[variable], entry, grid, f"{where}.period")
        if (parameter == "level" and step is None) or (
            step is not None and not grid.first <= step <= grid.last
        ):
            raise _wrong(f"{where}.period", repr(entry.get("period")))
        name = f"{variable}.{parameter}" + (f".{entry['period']}" if "period" in entry else "")
        if name in quantiles:
            raise _wrong(where, name)
        quantiles[name] = quantile(_mapping(entry.get("distribution"), f"{where}.distribution"), name)
        places[name] = (variable, parameter, step)

    def outputs(sample: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
        return run(ready, _drawn_paths(ready, paths, places, sample), history).values

    uniforms = uniform_sample(tuple(quantiles), draws, seed, str(spec.get("sampling", "lhs")))
    pairs = _pairs(spec.get("correlations") or [], quantiles)
    if pairs:
        uniforms = correlate(uniforms, pairs, seed)
    values = outputs({name: quantiles[name](uniforms[name]) for name in quantiles})
    levels = [_real(level, "uncertainty.percentiles") for level in spec.get("percentiles", [5, 50, 95])]
    if any(not 0 <= level <= 100 for level in levels):
        raise _wrong("uncertainty.percentiles", repr(levels))
    found: dict[str, Any] = {"percentiles": {}, "draws": {"mean": {}, "variance": {}}}
    for name in ready.names():
        array = np.atleast_2d(values[name])
        # A year that some draw cannot compute has no honest percentile: it is null, not that of the rest.
        cuts = np.percentile(array, levels, axis=0)
        found["percentiles"][name] = {
            f"{level:g}": _list(cut) for level, cut in zip(levels, cuts, strict=True)
        }
        # Counted from the first draw, so that what does not vary comes out exactly.
        away = array - array[:1]
        found["draws"]["mean"][name] = _list(array[0] + away.mean(axis=0))
        spread = away.var(axis=0, ddof=1) if array.shape[0] > 1 else np.zeros(array.shape[1])
        found["draws"]["variance"][name] = _list(spread)
    if not pairs:  # shares of variance are defined for independent inputs only
        shares = variance_shares(
            lambda sample: {
                name: np.atleast_2d(array)[:, -1] for name, array in outputs(sample).items() if array.ndim > 1
            },
            quantiles,
            seed,
            _power(len(quantiles), ready),
        )
        order = [name for name in ready.names() if name in shares]
        found["first_order"] = {name: {key: shares[name].first[key] for key in quantiles} for name in order}
        found["total_order"] = {name: {key: shares[name].total[key] for key in quantiles} for name in order}
    return found


def _power(inputs: int, ready: Compiled) -> int:
    """As many points as memory allows, at most 2 ** 14."""
    power = _ENOUGH_POINTS
    while power > 8 and 2**power * ready.years.size * len(ready.names()) > _MOST_NUMBERS / 4:
        power -= 1
    return power if inputs <= 8 else power - 1


def _pairs(spec: Any, inputs: Collection[str]) -> list[tuple[str, str, float]]:
    """Correlations: ``["a.growth", "b.growth", 0.5]`` or ``{"inputs": ["a.growth", "b.growth"], "value": 0.5}`` each."""
    if not isinstance(spec, list):
        raise _wrong("uncertainty.correlations", repr(spec))
    found: list[tuple[str, str, float]] = []
    for at, entry in enumerate(spec):
        where = f"uncertainty.correlations[{at}]"
        if isinstance(entry, dict):
            names = entry.get("inputs", entry.get("between", [entry.get("first"), entry.get("second")]))
            value = next((entry[key] for key in ("value", "correlation", "rho", "r") if key in entry), None)
            entry = [*names, value] if isinstance(names, list) else names
        if not isinstance(entry, list) or len(entry) != 3:
            raise _wrong(where, repr(entry))
        first, second = (_input_named(each, inputs, where) for each in entry[:2])
        found.append((first, second, _real(entry[2], where)))
    return found


def _input_named(given: Any, inputs: Collection[str], where: str) -> str:
    """An input by its key (``gdp.growth``), its variable alone, or ``{"variable", "parameter"}``."""
    if isinstance(given, dict):
        given = f"{given.get('variable')}.{given.get('parameter', 'growth')}"
    name = _text(given, where)
    alike = [each for each in inputs if each.split(".", 1)[0] == name]
    return alike[0] if name not in inputs and len(alike) == 1 else name


def _drawn_paths(
    ready: Compiled,
    paths: Mapping[str, DriverPath],
    places: Mapping[str, tuple[str, str, int | None]],
    sample: Mapping[str, FloatArray],
) -> dict[str, Path]:
    """Paths with arrays ``(draws, periods)`` for the drivers that are drawn; the rest as they are."""
    years = ready.years.tolist()
    draws = next(iter(sample.values())).size
    found: dict[str, Path] = dict(paths)
    for variable in {place[0] for place in places.values()}:
        path = paths[variable]
        rates = [path.by_year.get(year, math.nan if path.growth is None else path.growth) for year in years]
        growth = np.tile(np.array(rates), (draws, 1))
        levels = np.tile(np.array([path.levels.get(year, math.nan) for year in years]), (draws, 1))
        for name, (own, parameter, step) in places.items():
            if own != variable:
                continue
            drawn = sample[name]
            if parameter == "growth" and step is None:
                growth = np.tile(drawn[:, None], (1, len(years)))
            elif step is not None and step in years:
                (growth if parameter == "growth" else levels)[:, years.index(step)] = drawn
        found[variable] = Drawn(growth, levels)
    return found
