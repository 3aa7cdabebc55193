"""Scenario engine against the same model in PySD and in plain pandas loops.

On demand: ``PYTHONPATH=<benchlibs> python tests/benchmarks/bench_calc.py`` (PySD from tests/benchmarks/requirements.lock; without it
that column stays empty). Prints medians and ratios; asserts nothing about time, only that all give the same figures.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.calc.engine import run
from workbench.calc.knobs import Knob
from workbench.calc.model import compile_model
from workbench.calc.solve import solve
from workbench.domain.scenario import DriverPath, Model, Spread, Variable
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


def show(
    what: str,
    ours: float,
    theirs: float | None = None,
    *,
    pysd: float | None = None,
    bar: float | None = None,
) -> None:
    beside = "" if theirs is None else f"   pandas loops {theirs:10.1f} ms ({theirs / ours:6.1f} ×)"
    beside += "" if pysd is None else f"   PySD {pysd:8.1f} ms ({pysd / ours:6.1f} ×)"
    told = "" if bar is None else f"   bar {bar:g} ms: {'within' if ours <= bar else 'OVER'}"
    print(f"{what:<58} {ours:9.3f} ms{told}{beside}")


def in_pysd(folder: Path, starts: dict[str, float], rates: dict[str, float], formulas: dict[str, str]) -> Any:
    """The same model for PySD (Vensim text), from 2025 to 2030; ``None`` where PySD is not installed."""
    try:
        import pysd
    except ImportError:
        return None
    lines = ["{UTF-8}"]
    for name, start in starts.items():
        lines += [f"g {name} = {rates[name]!r} ~~|", f"{name} = INTEG({name} * g {name}, {start!r}) ~~|"]
    lines += [f"{name} = {formula} ~~|" for name, formula in formulas.items()]
    lines += ["INITIAL TIME = 2025 ~~|", "FINAL TIME = 2030 ~~|", "TIME STEP = 1 ~~|", "SAVEPER = 1 ~~|"]
    path = folder / "blueprint.mdl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return pysd.read_vensim(str(path))


def chain(count: int) -> Model:
    """*count* variables: a third drivers, the rest identities over two earlier ones."""
    variables = []
    for place in range(count):
        formula = "" if place < 3 or place % 3 == 0 else f"v{place - 1} / v{place // 2} + v{place - 2} * 0.5"
        variables.append(Variable(f"v{place}", LocalText(), "", formula))
    return Model("m", LocalText(), 2014, 2035, tuple(variables))


def main() -> None:
    from workbench.services import batch, goal_seek, scenarios, sensitivity, uncertainty
    from workbench.services.session import Session

    with tempfile.TemporaryDirectory() as folder, Session.create(Path(folder) / "b.wbk") as session:
        inputs = scenarios.inputs_of(session, "recent-pace")
        ready, paths, history = inputs.ready, inputs.paths, inputs.data.history
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

        ours, theirs = result.values["gerd_per_head"], pandas_loop()["gerd_per_head"].to_numpy()
        assert np.allclose(ours[-6:], theirs[-6:])
        growing = [v.name for v in ready.drivers if v.kind == "growth"]
        formulas = {v.name: v.formula for v, _ in ready.formulas}
        formulas = {name: text for name, text in formulas.items() if "unicorns" not in text}
        last = {name: float(growth[name][-1]) for name in growing}
        at_2025 = {name: result.at(name, 2025) or 0.0 for name in growing}
        peer = in_pysd(Path(folder), at_2025, last, formulas)
        if peer is not None:
            there = peer.run(return_columns=["gerd gdp", "gerd_gdp"][1:])["gerd_gdp"].iloc[-1]
            assert abs(there / (result.at("gerd_gdp", 2030) or 0.0) - 1) < 1e-9
        print(f"Blueprint model: {len(ready.names())} variables × {ready.years.size} years")
        in_peer = None if peer is None else median(lambda: peer.run(params={"g rd_business": 0.05}), 5)
        show(
            "engine, one evaluation",
            median(lambda: run(ready, paths, history), 200),
            median(pandas_loop, 5),
            pysd=in_peer,
            bar=16,
        )
        show(
            "service, one run with gaps to all targets",
            median(lambda: scenarios.run(session, "recent-pace"), 100),
            bar=16,
        )
        show(
            "… with all levers on", median(lambda: scenarios.run(session, "levers-as-announced"), 100), bar=16
        )
        full = scenarios.run(session, "recent-pace")
        show("… whether it is still current", median(lambda: scenarios.is_current(session, full), 50))
        show(
            "… and the words of all eight in both languages",
            median(lambda: [o.words() for o in full.indicators], 20),
        )

        draws = 10_000
        one = median(lambda: pandas_loop({"rd_business": 0.05}), 5)
        uncertainty.draw(session, "recent-pace", draws=100)  # scipy is imported once
        show(
            f"{draws} draws, bands and chances of all eight",
            median(lambda: uncertainty.draw(session, "recent-pace", draws=draws), 7),
            one * draws,
            pysd=None if in_peer is None else in_peer * draws,
            bar=150,
        )
        plain = session.scenario("recent-pace")
        six = ("rd_business", "rd_higher_education", "rd_government", "gdp", "population", "it_practitioners")
        spreads = {name: Spread("normal", {"mean": 0.0, "sd": 0.01}) for name in six}
        draft = replace(plain, spreads=spreads)
        uncertainty.shares(session, "recent-pace", draft=draft, power=4)
        evaluations = 4096 * (len(six) + 2)
        show(
            f"Sobol shares, N = 4,096, {len(six)} drivers, with intervals",
            median(lambda: uncertainty.shares(session, "recent-pace", draft=draft), 5),
            one * evaluations,
            pysd=None if in_peer is None else in_peer * evaluations,
            bar=2000,
        )
        generator = np.random.default_rng(1)
        variations = [
            batch.Variation(
                f"v{at}", {Knob(name): float(generator.normal(0.04, 0.01)) for name in ("rd_business", "gdp")}
            )
            for at in range(1000)
        ]
        show(
            "batch of 1,000 scenarios",
            median(lambda: batch.run_batch(session, "recent-pace", variations), 5),
            one * 1000,
            pysd=None if in_peer is None else in_peer * 1000,
            bar=2000,
        )
        target = {"driver": "rd_business", "target": "gerd_gdp", "year": 2030, "value": 2.0}
        show("goal-seek, one driver, verified", median(lambda: solve(ready, paths, history, **target), 20))
        turnings = [goal_seek.Turning("rd_business"), goal_seek.Turning("rd_higher_education")]
        aims = [goal_seek.Aim("K1.1", 2030), goal_seek.Aim("K1.3", 2030)]
        show(
            "goal-seek, two drivers, two targets, verified",
            median(lambda: goal_seek.seek(session, "recent-pace", turnings, aims), 5),
        )
        show("tornado", median(lambda: sensitivity.tornado(session, "recent-pace", "K1.1", 2030), 10))

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
