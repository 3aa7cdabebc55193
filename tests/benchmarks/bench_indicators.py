"""Ratings of 1,000 indicators, beside a plain pandas loop of the same published method in floats.

On demand: ``python tests/benchmarks/bench_indicators.py``. Prints medians and ratios and asserts nothing about time, only that
both come to the same status. The peer computes one method in floats as the published program does, without
boundaries decided exactly, reasons or thresholds: it is the floor, not a rival.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pandas as pd

from workbench.calc.rating import METHODS
from workbench.services.ratings import rate_cases

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 1000


def median(work: Callable[[], object], times: int) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def cases(seed: int) -> list[dict[str, Any]]:
    draw = random.Random(seed)
    found = []
    for number in range(COUNT):
        level, series = draw.uniform(1, 500), []
        for year in range(2014, 2025):
            level *= draw.uniform(0.97, 1.08)
            series.append([year, round(level, 2)])
        found.append(
            {
                "id": number, "series": series, "direction": draw.choice(("positive", "negative")),
                "target": round(level * draw.uniform(0.6, 1.6), 2), "target_year": 2030, "base_year": 2015,
            }
        )  # fmt: skip
    return found


def peer(some: list[dict[str, Any]]) -> list[str]:
    """The growth-ratio method on a pandas frame for each indicator."""
    statuses = []
    for case in some:
        frame = pd.DataFrame(case["series"], columns=["Year", "Value"]).dropna()
        now = frame.loc[frame.Year.idxmax()]
        base = frame[frame.Year >= case["base_year"]].iloc[0]
        way = 1 if case["direction"] == "positive" else -1
        if way * (now.Value - case["target"]) >= 0:
            statuses.append("target_achieved")
            continue
        seen = (now.Value / base.Value) ** (1 / (now.Year - base.Year)) - 1
        needed = (case["target"] / base.Value) ** (1 / (case["target_year"] - base.Year)) - 1
        ratio = way * seen / abs(needed)
        statuses.append(
            "substantial_progress" if ratio >= 0.95 else "moderate_progress" if ratio >= 0.6
            else "limited_progress" if ratio >= 0 else "deterioration"
        )  # fmt: skip
    return statuses


def main() -> None:
    some = cases(1)
    ours = [item["methods"]["statcan"]["status"] for item in rate_cases(some, "statcan")]
    assert ours == peer(some)
    seeds = iter(range(2, 1000))  # fresh cases each time: no answer is remembered from the run before
    theirs = median(lambda: peer(cases(next(seeds))), 5)
    making = median(lambda: cases(next(seeds)), 5)
    one = median(lambda: rate_cases(cases(next(seeds)), "statcan"), 5) - making
    every = median(lambda: rate_cases(cases(next(seeds))), 5) - making
    theirs -= making
    print(
        f"{COUNT} indicators, one method, exact and explained   {one:9.1f} ms   pandas {theirs:9.1f} ms   {theirs / one:5.2f} x"
    )
    print(
        f"{COUNT} indicators, all {len(METHODS)} methods                    {every:9.1f} ms   {every / COUNT:6.3f} ms each"
    )

    from workbench.services.agreement import agreement
    from workbench.services.consistency import findings
    from workbench.services.ratings import rate_all
    from workbench.services.session import Session

    with tempfile.TemporaryDirectory() as folder, Session.create(Path(folder) / "b.wbk") as session:
        rate_all(session)
        print(
            f"the eight, both reference years, all methods     {median(lambda: rate_all(session), 9):9.1f} ms"
        )
        print(
            f"agreement and chances of one indicator           {median(lambda: agreement(session, 'K1.1'), 5):9.1f} ms"
        )
        print(
            f"consistency page                                 {median(lambda: findings(session), 5):9.1f} ms"
        )


if __name__ == "__main__":
    main()
