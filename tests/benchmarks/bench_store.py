"""The workspace file with many figures, and its differences beside daff's. On demand: ``python tests/benchmarks/bench_store.py [N]``.

Prints medians and ratios of one run; asserts nothing about time. N: number of observations (1 000 000 if not given).
``--cpu`` counts the processor's time instead of the clock's, for a machine that is busy with other things.
daff (a Python package) is taken into the comparison where it can be imported.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from workbench.domain.figure import Indicator, Observation, Provenance, Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.operations.figures import AddObservations
from workbench.services.session import Session

CLOCK = time.process_time if "--cpu" in sys.argv else time.perf_counter
ROWS, COLUMNS, EVERY = 20_000, 12, 100
UNIT = Unit("number", "count", LocalText("Number", "數目"))
PERIODS = [Period.parse(f"{year}-{month:02}") for year in range(2005, 2025) for month in range(1, 13)]
FILE = Provenance("", file_name="table.xlsx", file_sha256="00" * 32, sheet="T")


def seconds(work: Callable[[], object]) -> float:
    start = CLOCK()
    work()
    return CLOCK() - start


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
    found["first snapshot"] = seconds(lambda: session.create_snapshot("imported"))
    found["first save"] = seconds(session.save)
    session.close()
    found["open"] = statistics.median(seconds(lambda: Session.open(path).close()) for _ in range(3))
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
        seconds(lambda: session.differences("s98", "s99")) for _ in range(15)
    )

    def as_known() -> None:
        session._cache.clear()
        session.observations("s00003", as_of="2026-06-30")

    found["as known"] = statistics.median(seconds(as_known) for _ in range(15))
    found["save"] = statistics.median(seconds(session.save) for _ in range(3))
    found["size after 100"] = path.stat().st_size
    found["verify"] = statistics.median(seconds(session.broken_snapshots) for _ in range(3))
    session.close()
    return found


def difference_of_many(rows: int, columns: int, folder: Path, every: int = EVERY) -> tuple[float, int]:
    """A whole table published again with some figures revised: median time of the diff, and how many it found."""
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
                        o.series_id, o.period, "2025-02", (o.value or 0) + (n % every == 0), o.text, FILE
                    )
                    for n, o in enumerate(operation.observations)
                ),
                title="again",
            )
        )
    times = []
    for _ in range(5):
        session._cache.clear()
        start = CLOCK()
        found = session.differences("before")
        times.append(CLOCK() - start)
    session.close()
    return statistics.median(times), len(found)


@dataclass
class Table:
    """A table published twice. A cell is (row, column); rows and columns have ids, which labels need not tell apart."""

    header: list[str]
    labels: list[str]
    order: list[int]  # of the rows, as printed
    columns: list[int]  # of the columns, as printed
    values: dict[tuple[int, int], int]

    def printed(self) -> list[list[object]]:
        """As daff gets it: what stands on the page."""
        head: list[object] = ["id", *(self.header[c] for c in self.columns)]
        return [head, *([self.labels[r], *(self.values[r, c] for c in self.columns)] for r in self.order)]


def cases() -> Iterator[tuple[str, Table, Table]]:
    """The same 2,400 revisions under what happens to published tables between two releases."""
    chance = random.Random(20221222)
    rows, columns = list(range(ROWS)), list(range(COLUMNS))
    # every value stands once, so that whatever is reported can be told for certain
    old = {(r, c): 10 * (r * COLUMNS + c) for r in rows for c in columns}
    new = {
        cell: value + (3 if (cell[0] * COLUMNS + cell[1]) % EVERY == 0 else 0) for cell, value in old.items()
    }
    plain = [f"c{c}" for c in columns]
    labels = [f"r{r}" for r in rows]
    shuffled = chance.sample(rows, len(rows))
    # as in C&SD's tables: sub-totals of each group of columns are all called “Total”
    totals = ["Total" if c % 4 == 3 else f"c{c}" for c in columns]
    # and so are the rows that add up a group
    row_totals = ["Total" if r % 20 == 19 else f"r{r}" for r in rows]
    renamed = [f"{name} (revised)" if c in (2, 5, 9) else name for c, name in enumerate(plain)]
    moved = [*columns[6:], *columns[:6]]
    yield (
        "distinct headers, rows as they were",
        Table(plain, labels, rows, columns, old),
        Table(plain, labels, rows, columns, new),
    )
    yield (
        "rows re-ordered",
        Table(plain, labels, rows, columns, old),
        Table(plain, labels, shuffled, columns, new),
    )
    yield (
        "duplicate headers (“Total”, thrice)",
        Table(totals, labels, rows, columns, old),
        Table(totals, labels, rows, columns, new),
    )
    yield (
        "duplicate headers, columns moved",
        Table(totals, labels, rows, columns, old),
        Table(totals, labels, rows, moved, new),
    )
    yield (
        "duplicate headers, rows re-ordered",
        Table(totals, labels, rows, columns, old),
        Table(totals, labels, shuffled, columns, new),
    )
    every = {cell: value + 3 for cell, value in old.items()}
    yield (
        "duplicate headers, every figure revised",
        Table(totals, labels, rows, columns, old),
        Table(totals, labels, rows, columns, every),
    )
    yield (
        "the same, columns moved",
        Table(totals, labels, rows, columns, old),
        Table(totals, labels, rows, moved, every),
    )
    yield (
        "three columns renamed",
        Table(plain, labels, rows, columns, old),
        Table(renamed, labels, rows, columns, new),
    )
    yield (
        "duplicate row labels (“Total”), re-ordered",
        Table(plain, row_totals, rows, columns, old),
        Table(plain, row_totals, shuffled, columns, new),
    )
    yield (
        "all of these at once",
        Table(totals, row_totals, rows, columns, old),
        Table(
            [f"{name} (revised)" if c in (2, 5, 9) else name for c, name in enumerate(totals)],
            row_totals,
            shuffled,
            moved,
            new,
        ),
    )


Pair = tuple[int, int]


def ours(folder: Path, old: Table, new: Table) -> tuple[float, list[Pair]]:
    """A column is a series, a row a day; what they are called is only their name."""
    first = date(1960, 1, 1)
    periods = [Period.parse((first + timedelta(days=r)).isoformat()) for r in range(ROWS)]
    folder.mkdir()
    session = Session.create(folder / "t.wbk", "empty")
    for number, table in enumerate((old, new)):
        series = tuple(
            Indicator(f"s{c}", LocalText(table.header[c], table.header[c]), UNIT, "imported")
            for c in table.columns
        )
        items = tuple(
            Observation(
                f"s{c}",
                periods[r],
                f"{2024 + number}",
                float(table.values[r, c]),
                str(table.values[r, c]),
                FILE,
            )
            for r in table.order
            for c in table.columns
        )
        session.execute(AddObservations(items, series, title="table"))
        if not number:
            session.create_snapshot("before")
    times = []
    for _ in range(3):
        session._cache.clear()
        start = CLOCK()
        found = session.differences("before")
        times.append(CLOCK() - start)
    session.close()
    return statistics.median(times), [
        (int(item.old_value or 0), int(item.new_value or 0)) for item in found if item.kind == "observation"
    ]


def theirs(daff: object, old: Table, new: Table) -> tuple[float, list[Pair], int]:
    """Pairs of values that daff reports as changed, and how many cells it reports as put in or taken out."""
    one, two = old.printed(), new.printed()
    times = []
    for _ in range(3):
        start = CLOCK()
        result = daff_diff(daff, one, two)
        times.append(CLOCK() - start)
    pairs: list[Pair] = []
    strange = 0
    gone = [False] * (len(result[0]) if result else 0)
    for row in result:
        mark = str(row[0])
        if mark == "!":  # what happened to each column
            gone = [str(cell) in ("+++", "---") for cell in row]
            strange += sum(gone) * ROWS
        elif mark in ("+++", "---"):
            strange += len(row) - 2
        elif "->" in mark:
            for cell, whole in zip(row[1:], gone[1:], strict=False):
                before, arrow, after = str(cell).partition(mark)
                if arrow and not whole and before.isdigit() and after.isdigit():
                    pairs.append((int(before), int(after)))
    return statistics.median(times), pairs, strange


def beside_daff(folder: Path) -> None:
    """Speed and correctness: changes missed, and changes told that never were (phantoms)."""
    try:
        import daff  # type: ignore[import-not-found]
    except ImportError:
        daff = None
        show("daff", "not installed")
    print(f"{ROWS:,} × {COLUMNS}, every {EVERY}th figure revised{'':<24}{'ours':>28}{'daff':>34}")
    for number, (name, old, new) in enumerate(cases()):
        truth = {
            (old.values[cell], new.values[cell])
            for cell in old.values
            if old.values[cell] != new.values[cell]
        }
        took, found = ours(folder / f"case{number}", old, new)
        told = (
            f"{took * 1000:,.0f} ms, {len(truth - set(found)):,} missed, {len(set(found) - truth):,} phantom"
        )
        line = f"{name:<56}{told:>40}"
        if daff is not None:
            their, pairs, strange = theirs(daff, old, new)
            line += (
                f"{their * 1000:>9,.0f} ms, {len(truth - set(pairs)):,} missed, {len(set(pairs) - truth) + strange:,} phantom"
                f"  ({their / took:.1f} × as long)"
            )
        print(line, flush=True)


def daff_diff(daff: object, old: list[list[object]], new: list[list[object]]) -> list[list[object]]:
    flags = daff.CompareFlags()  # type: ignore[attr-defined]
    flags.ids = ["id"]
    one, two = daff.PythonTableView(old), daff.PythonTableView(new)  # type: ignore[attr-defined]
    alignment = daff.Coopy.compareTables(one, two, flags).align()  # type: ignore[attr-defined]
    out: list[list[object]] = []
    daff.TableDiff(alignment, flags).hilite(daff.PythonTableView(out))  # type: ignore[attr-defined]
    return out


def main() -> None:
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), 1_000_000)
    folder = Path(tempfile.mkdtemp())
    os.environ["WORKBENCH_HOME"] = str(folder / "home")
    aims = {"snapshot": "aim ≤ 50 ms", "as known": "aim ≤ 50 ms"}
    try:
        beside_daff(folder)
        for every in (EVERY, 1):
            home = folder / f"every{every}"
            home.mkdir()
            took, found = difference_of_many(count // 20, 20, home, every)
            show(
                f"differences, {count:,} cells published again, every {every}. revised",
                f"{took:.2f} s",
                f"{'aim ≤ 2 s; ' if every > 1 else ''}{found} found",
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
