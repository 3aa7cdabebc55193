"""Scenario engine against the same model in plain pandas loops. On demand: ``python tests/benchmarks/bench_calc.py``.

Prints medians and ratios; asserts nothing about time, only that both give the same figures.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbench.calc.engine import Drawn, run
from workbench.calc.model import compile_model
from workbench.calc.solve import solve
from workbench.domain.scenario import DriverPath, Model, Variable
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Callable


def median(work: Callable[[], object], times: int) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def show(what: str, ours: float, theirs: float | None = None) -> None:
    beside = "" if theirs is None else f"   pandas loop {theirs:10.2f} ms   {theirs / ours:6.1f} × as long"
    print(f"{what:<58} {ours:9.3f} ms{beside}")


def chain(count: int) -> Model:
    """*count* variables: a third drivers, the rest identities over two earlier ones."""
    variables = []
    for place in range(count):
        formula = "" if place < 3 or place % 3 == 0 else f"v{place - 1} / v{place // 2} + v{place - 2} * 0.5"
        variables.append(Variable(f"v{place}", LocalText(), "", formula))
    return Model("m", LocalText(), 2014, 2035, tuple(variables))


def main() -> None:
    from workbench.services import scenarios
    from workbench.services.session import Session

    with tempfile.TemporaryDirectory() as folder, Session.create(Path(folder) / "b.wbk") as session:
        model = session.models()[0]
        ready = scenarios.compiled(model)
        paths = {name: item.path for name, item in scenarios.assumptions(session, "recent-pace").items()}
        history, _ = scenarios.model_history(session, model)
        result = run(ready, paths, history)
        growth = {name: result.growth[name] for name in (variable.name for variable in ready.drivers)}

        def pandas_loop(rates: dict[str, float] | None = None) -> pd.DataFrame:
            years = ready.years.tolist()
            frame = pd.DataFrame(index=years, columns=list(ready.names()), dtype=float)
            for variable in ready.drivers:
                name, known, path = variable.name, history.get(variable.name, {}), paths[variable.name]
                for year in years:
                    if year in known:
                        frame.loc[year, name] = known[year]
                    elif year in path.levels:
                        frame.loc[year, name] = path.levels[year]
                    elif known and year > max(known):
                        rate = (rates or {}).get(name, growth[name][year - years[0]])
                        frame.loc[year, name] = frame.loc[year - 1, name] * (1 + rate)
            for variable, _ in ready.formulas:
                frame[variable.name] = frame.eval(variable.formula)
            return frame

        ours, theirs = result.values["gerd_gdp"], pandas_loop()["gerd_gdp"].to_numpy()
        assert np.allclose(ours[-6:], theirs[-6:])
        print(f"Blueprint model: {len(ready.names())} variables × {ready.years.size} years")
        show(
            "engine, one evaluation", median(lambda: run(ready, paths, history), 200), median(pandas_loop, 5)
        )
        show(
            "service, one run with gaps to all targets",
            median(lambda: scenarios.run(session, "recent-pace"), 100),
        )
        full = scenarios.run(session, "recent-pace")
        show(
            "… and the words of all eight in both languages",
            median(lambda: [o.words() for o in full.indicators], 20),
        )

        draws = 10_000
        generator = np.random.default_rng(1)
        drawn = {
            variable.name: Drawn(generator.normal(0.04, 0.01, (draws, 1)), None)
            for variable in ready.drivers
            if variable.kind == "growth"
        }
        bands = [5, 20, 35, 50, 65, 80, 95]
        eight = [variable.name for variable in model.variables if variable.indicator_id]

        def fan() -> object:
            values = run(ready, {**paths, **drawn}, history).values
            return [np.percentile(np.atleast_2d(values[name]), bands, axis=0) for name in eight]

        one = median(lambda: pandas_loop({"rd_business": 0.05}), 5)
        show(
            f"{draws} draws of {len(drawn)} drivers",
            median(lambda: run(ready, {**paths, **drawn}, history), 7),
            one * draws,
        )
        show(f"{draws} draws with bands for the eight", median(fan, 7))

        target = {"driver": "rd_business", "target": "gerd_gdp", "year": 2030, "value": 2.0}
        show("goal-seek, verified", median(lambda: solve(ready, paths, history, **target), 20))

    print("\ncost against number of variables (one evaluation)")
    for count in (10, 100, 1000):
        model = chain(count)
        ready = compile_model(model)
        drivers = {variable.name: DriverPath(growth=0.03) for variable in ready.drivers}
        known = {variable.name: {2020: 100.0 + place} for place, variable in enumerate(ready.drivers)}
        cost = median(lambda r=ready, d=drivers, k=known: run(r, d, k), 20)
        print(f"  {count:5} variables  {cost:9.3f} ms  {cost / count * 1000:7.2f} µs a variable")


if __name__ == "__main__":
    main()
