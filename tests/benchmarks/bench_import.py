"""A 100 000 × 20 sheet understood end to end, beside raw reads of the same file; and a workbook of 60 sheets.

On demand: ``python tests/benchmarks/bench_import.py [ROWS] [RUNS]``. Each reader runs in a process of its own; medians
of seconds and the highest memory are printed with their ratios to calamine and openpyxl. Nothing is asserted.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

READERS = {
    "calamine, raw": """
import python_calamine
book = python_calamine.CalamineWorkbook.from_path(path)
cells = sum(len(row) for row in book.get_sheet_by_index(0).to_python())
""",
    "openpyxl, raw": """
import openpyxl
sheet = openpyxl.load_workbook(path).worksheets[0]
cells = sum(len(row) for row in sheet.iter_rows(values_only=True))
""",
    "openpyxl read-only, raw": """
import openpyxl
sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
cells = sum(len(row) for row in sheet.iter_rows(values_only=True))
""",
    "pandas by openpyxl, raw": """
import pandas
cells = pandas.read_excel(path, engine="openpyxl", header=None).size
""",
    "pandas by calamine, raw": """
import pandas
cells = pandas.read_excel(path, engine="calamine", header=None).size
""",
    "workbench, values and formatting": """
from pathlib import Path
from workbench.importers.readers import read_book
cells = sum(len(sheet.cells(row)) for sheet in read_book(Path(path)).sheets for row in range(sheet.n_rows))
""",
    "workbench, understood": """
from pathlib import Path
from workbench.importers.tables import understand
cells = sum(len(table.observations) for table in understand(Path(path)).tables)
""",
    "workbench, understood in the guarded child": """
from pathlib import Path
from workbench.importers.child import understand_in_child
if __name__ == "__main__":
    cells = sum(len(table.observations) for table in understand_in_child(Path(path), seconds=600).tables)
""",
}
HEAD = "import sys, time, json, resource\npath = sys.argv[1]\nstart = time.perf_counter()\n"
TAIL = """
if __name__ == "__main__":
    took = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps([took, peak / 1024, cells]))
"""


def large_sheet(path: Path, rows: int, kind: str) -> None:
    """One table: a header of 19 years (or names) over figures of one decimal, labels (or days) in the stub."""
    import random

    import xlsxwriter

    rng = random.Random(1)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("T1")
    figures = book.add_format({"num_format": "#,##0.0"})
    sheet.write_row(0, 0, ["Output by commodity"])
    sheet.write_row(1, 0, ["HK$ million"])
    years = kind == "labels"
    sheet.write_row(2, 0, ["Item", *([2005 + col if years else f"Class {col:02}" for col in range(19)])])
    for row in range(rows):
        label = f"Commodity {row:06}" if years else str(date(1801, 1, 1) + timedelta(days=row))
        sheet.write_string(3 + row, 0, label)
        for col in range(19):
            sheet.write_number(3 + row, 1 + col, round(rng.random() * 100_000, 1), figures)
    book.close()


def many_sheets(path: Path, count: int = 60) -> None:
    """A yearbook: *count* sheets of 60 rows and 12 columns."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    for number in range(count):
        sheet = book.add_worksheet(f"Table {number + 1}")
        sheet.write_row(0, 0, [f"Table {number + 1}: Persons by district"])
        sheet.write_row(2, 0, ["District", *range(2010, 2021)])
        for row in range(60):
            sheet.write_row(
                3 + row, 0, [f"District {row}", *(number * 100 + row + col + 0.5 for col in range(11))]
            )
    book.close()


def measure(code: str, path: Path, runs: int) -> tuple[float, float, int]:
    """Median seconds, highest memory in MB, cells."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "run.py"
        script.write_text(HEAD + code + TAIL, encoding="utf-8")
        found = []
        for _ in range(runs):
            done = subprocess.run(
                [sys.executable, str(script), str(path)],
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            if done.returncode:
                return float("nan"), float("nan"), 0
            found.append(json.loads(done.stdout.splitlines()[-1]))
    return (
        statistics.median(took for took, _, _ in found),
        max(peak for _, peak, _ in found),
        int(found[0][2]),
    )


def compare(path: Path, runs: int) -> None:
    results = {name: measure(code, path, runs) for name, code in READERS.items()}
    base, slow = results["calamine, raw"], results["openpyxl, raw"]
    print(f"{'':<44}{'seconds':>9}{'MB':>7}{'cells':>11}{'× calamine':>12}{'openpyxl ÷':>12}")
    for name, (took, peak, cells) in results.items():
        print(
            f"{name:<44}{took:9.2f}{peak:7.0f}{cells:11,}{took / base[0]:12.2f}{slow[0] / took:12.1f}",
            flush=True,
        )


def sixty(path: Path) -> None:
    from workbench.domain.errors import Cancelled
    from workbench.importers.child import understand_in_child
    from workbench.importers.tables import understand

    start = time.perf_counter()
    tables = len(understand(path).tables)
    print(f"60 sheets: {tables} tables in {time.perf_counter() - start:.2f} s; in the guarded child", end=" ")
    start = time.perf_counter()
    understand_in_child(path)
    print(f"{time.perf_counter() - start:.2f} s", end="; ")
    start = time.perf_counter()
    try:
        understand_in_child(path, cancelled=lambda: time.perf_counter() - start > 0.3)
    except Cancelled:
        print(f"cancelled at 0.30 s, stopped after {time.perf_counter() - start:.2f} s", flush=True)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("labels", "days"):
            path = Path(folder) / f"{kind}.xlsx"
            large_sheet(path, rows, kind)
            print(
                f"\n{rows:,} × 20, {kind} in the stub, {path.stat().st_size / 1e6:.1f} MB; medians of {runs}"
            )
            compare(path, runs)
        path = Path(folder) / "sixty.xlsx"
        many_sheets(path)
        print()
        sixty(path)


if __name__ == "__main__":
    main()
