"""The workspace file with many figures, and its differences beside daff's. On demand: ``python tests/benchmarks/bench_store.py [N]``.

Prints medians and ratios of one run; asserts nothing about time. N: number of observations (1 000 000 if not given).
daff (a Python package) is taken into the comparison where it can be imported.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.operations.figures import AddObservations
from workbench.services.session import Session

UNIT = Unit("number", "count", LocalText("Number", "數目"))
PERIODS = [Period.parse(f"{year}-{month:02}") for year in range(2005, 2025) for month in range(1, 13)]
FILE = Provenance("", file_name="table.xlsx", file_sha256="00" * 32, sheet="T")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_ms(work: Callable[[], object], times: int = 15) -> float:
    return statistics.median(seconds(work) for _ in range(times)) * 1000


def show(what: str, took: str, aim: str = "") -> None:
    print(f"{what:<72} {took:>14}  {aim}", flush=True)


def imports(count: int, batch: int = 100_000) -> Iterator[AddObservations]:
    """Monthly series of twenty years, *count* figures in all, in batches as an import brings them."""
    done = 0
    while done < count:
        size = min(batch, count - done)
        first, last = done // len(PERIODS), (done + size - 1) // len(PERIODS)
        series = [
            Indicator(f"s{n:05}", LocalText(f"Series {n}", f"數列{n}"), UNIT, "imported")
            for n in range(first, last + 1)
        ]
        items = tuple(
            Observation(
                f"s{n // len(PERIODS):05}", PERIODS[n % len(PERIODS)], "2025-01", n / 7, f"{n / 7:.1f}", FILE
            )
            for n in range(done, done + size)
        )
        yield AddObservations(items, tuple(series), title="table")
        done += size


def small_edit(session: Session, number: int) -> None:
    """Ten revised figures."""
    vintage = f"{2026 + number // 12}-{number % 12 + 1:02}"
    items = tuple(
        Observation(f"s{n:05}", PERIODS[0], vintage, number + n / 3, f"{number}", FILE) for n in range(10)
    )
    session.execute(AddObservations(items, title="revision"))


def growth(count: int, folder: Path) -> dict[str, float]:
    """Every cost for a workspace of *count* observations; seconds."""
    path = folder / f"{count}.wbk"
    session = Session.create(path, "empty")
    found = {"import": 0.0}
    for operation in imports(count):
        found["import"] += seconds(lambda operation=operation: session.execute(operation))
    found["first save"] = seconds(session.save)
    session.close()
    found["open"] = seconds(lambda: Session.open(path).close())
    session = Session.open(path)
    found["size"] = path.stat().st_size
    marks = []
    edits = []
    for number in range(100):
        edits.append(seconds(lambda number=number: small_edit(session, number)))
        marks.append(seconds(lambda number=number: session.create_snapshot(f"s{number}")))
    found["edit"] = statistics.median(edits)
    found["snapshot"] = statistics.median(marks)
    found["undo step shown"] = statistics.median(
        seconds(lambda: (session._cache.clear(), session.undo_step(), session.history())) for _ in range(5)
    )
    found["diff of a small edit"] = statistics.median(
        seconds(lambda: session.differences("s98", "s99")) for _ in range(5)
    )

    def as_known() -> None:
        session._cache.clear()
        session.observations("s00003", as_of="2026-06-30")

    found["as known"] = statistics.median(seconds(as_known) for _ in range(15))
    found["save"] = seconds(session.save)
    found["size after 100"] = path.stat().st_size
    found["verify"] = seconds(session.broken_snapshots)
    session.close()
    return found


def difference_of_many(rows: int, columns: int, folder: Path) -> tuple[float, int]:
    """A whole table published again with every hundredth figure revised: time of the diff, and what it found."""
    path = folder / "diff.wbk"
    session = Session.create(path, "empty")
    count = rows * columns
    for operation in imports(count):
        session.execute(operation)
    session.create_snapshot("before")
    for operation in imports(count):
        session.execute(
            AddObservations(
                tuple(
                    Observation(
                        o.series_id, o.period, "2025-02", (o.value or 0) + (n % 100 == 0), o.text, FILE
                    )
                    for n, o in enumerate(operation.observations)
                ),
                title="again",
            )
        )
    found: list[object] = []
    took = seconds(lambda: found.extend(session.differences("before")))
    session.close()
    return took, len(found)


def beside_daff(folder: Path) -> None:
    rows, columns = 20_000, 12
    ours, found = difference_of_many(rows, columns, folder)
    show(
        f"differences, {rows:,} × {columns}, every 100th figure revised",
        f"{ours:.2f} s",
        f"{found} of {rows * columns // 100} found",
    )
    try:
        import daff  # type: ignore[import-not-found]
    except ImportError:
        show("daff", "not installed")
        return

    def table(header: list[str], revised: int) -> list[list[object]]:
        body = [
            [f"r{r}", *(r * columns + c + ((r * columns + c) % 100 == 0) * revised for c in range(columns))]
            for r in range(rows)
        ]
        return [header, *body]

    for name, header in (
        ("distinct headers", ["id", *(f"c{c}" for c in range(columns))]),
        (
            "duplicate headers (C&SD's “Total”, thrice)",
            ["id", *("Total" if c % 4 == 3 else f"c{c}" for c in range(columns))],
        ),
    ):
        old, new = table(header, 0), table(header, 1)
        result: list[list[object]] = []
        took = seconds(lambda old=old, new=new, result=result: result.extend(daff_diff(daff, old, new)))
        changed = sum(str(cell).count("->") for row in result[1:] for cell in row[1:])
        show(
            f"daff, {name}",
            f"{took:.2f} s",
            f"{changed} of {rows * columns // 100} found; {took / ours:.1f} × as long as ours",
        )


def daff_diff(daff: object, old: list[list[object]], new: list[list[object]]) -> list[list[object]]:
    flags = daff.CompareFlags()  # type: ignore[attr-defined]
    flags.ids = ["id"]
    one, two = daff.PythonTableView(old), daff.PythonTableView(new)  # type: ignore[attr-defined]
    alignment = daff.Coopy.compareTables(one, two, flags).align()  # type: ignore[attr-defined]
    out: list[list[object]] = []
    daff.TableDiff(alignment, flags).hilite(daff.PythonTableView(out))  # type: ignore[attr-defined]
    return out


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    folder = Path(tempfile.mkdtemp())
    os.environ["WORKBENCH_HOME"] = str(folder / "home")
    aims = {"snapshot": "aim ≤ 50 ms", "as known": "aim ≤ 50 ms"}
    try:
        beside_daff(folder)
        took, found = difference_of_many(
            count // 20, 20, folder / "big" if (folder / "big").mkdir() is None else folder
        )
        show(
            f"differences, {count:,} cells published again, every 100th revised",
            f"{took:.2f} s",
            f"aim ≤ 2 s; {found} found",
        )
        small = growth(max(10_000, count // 100), folder)
        large = growth(count, folder)
        times = count / max(10_000, count // 100)
        print(f"\n{'':<44}{max(10_000, count // 100):>14,}{count:>14,}   growth (figures: × {times:.0f})")
        for name, took in large.items():
            before = small[name]
            unit = [
                f"{v / 2**20:.2f} MB" if name.startswith("size") else f"{v * 1000:.1f} ms"
                for v in (before, took)
            ]
            print(f"{name:<44}{unit[0]:>14}{unit[1]:>14}   × {took / before:<8.1f}{aims.get(name, '')}")
        added = large["size after 100"] - large["size"]
        print(
            f"\n100 snapshots with ten revised figures each add {added / 2**20:.2f} MB; 100 copies of the file: "
            f"{large['size'] * 100 / 2**20:,.0f} MB ({large['size'] * 100 / max(added, 1):,.0f} × as much)"
        )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
