"""The scenario as a workbook: LibreOffice computes the formulas from nothing and comes to the figures of the engine."""

from __future__ import annotations

import math
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from workbench.calc.excel import to_excel
from workbench.calc.expression import parse
from workbench.domain.errors import RuleError
from workbench.domain.scenario import AddFactor, DriverPath, Link, Model, Scenario, Shape, Variable
from workbench.domain.text import LocalText
from workbench.services import scenario_workbook, scenarios
from workbench.services.operations.models import PutModel
from workbench.services.operations.scenarios import CreateScenario
from workbench.services.scenarios import ScenarioRun
from workbench.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory):
    with Session.create(tmp_path_factory.mktemp("workbook") / "sample.wbk") as opened:
        yield opened


def recalculated(paths: list[Path], folder: Path) -> list[openpyxl.Workbook]:
    """The workbooks as LibreOffice computes them; they come to it without any stored result."""
    bare = folder / "bare"
    bare.mkdir()
    for path in paths:
        book = openpyxl.load_workbook(path)  # openpyxl keeps formulas and drops stored results
        book.save(bare / path.name)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "done")]
    subprocess.run(
        [*command, *(str(bare / path.name) for path in paths)], check=True, capture_output=True, timeout=300
    )
    return [openpyxl.load_workbook(folder / "done" / path.name, data_only=True) for path in paths]


def compare(book: openpyxl.Workbook, run: ScenarioRun, *, sheet: str = "Model") -> int:
    """How many cells agree to 1e-12 relative; the first that does not fails."""
    agreed = 0
    for at, variable in enumerate(run.model.variables):
        for place in range(run.result.years.size):
            cell = (
                book[sheet]
                .cell(scenario_workbook.FIRST_ROW + at, scenario_workbook.FIRST_COLUMN + place)
                .value
            )
            expected = float(run.result.values[variable.name][place])
            where = (variable.name, int(run.result.years[place]), cell, expected)
            if math.isnan(expected):
                assert cell in ("#N/A", "#DIV/0!", "#NUM!", "#VALUE!", None), where
            else:
                assert isinstance(cell, (int, float)), where
                assert cell == pytest.approx(expected, rel=1e-12), where
            agreed += 1
    return agreed


FUNCTIONS = {
    "grown": "growth(x) * 100 + lag(y, 2)",
    "mean": "moving_average(x, 3) - cagr(x, 2)",
    "based": "index(x, 2021) + deflate(y, x, 2021) + deflate(y, x)",
    "chosen": "if(x > 120 and_, 1, 2)".replace(" and_", ""),
    "logic": "and(x > 100, not(y < 0)) + or(x = 1, y != 2)",
    "plain": "abs(-x) + min(x, y) + max(x, y, 3) + sum(x, y) + sqrt(x) + ln(x) + exp(-1) + x ^ 2 / 1000",
    "parts": "share(x, y) + per_head(x, y)",
    "broken": "x / (y - y)",
}


@needs_office
def test_libreoffice_comes_to_the_figures_of_the_engine(session: Session, tmp_path: Path) -> None:
    model = Model(
        "own",
        LocalText("Own", "自訂"),
        2020,
        2028,
        (
            Variable("x", LocalText("X", "X"), "1"),
            Variable("y", LocalText("Y", "Y"), "1"),
            Variable("z", LocalText("Z", "Z"), "1"),
            *(Variable(name, LocalText(name, name), "1", formula) for name, formula in FUNCTIONS.items()),
        ),
    )
    session.execute(PutModel(model))
    own = Scenario(
        "own",
        "own",
        LocalText("Own", "自訂"),
        paths={
            "x": DriverPath(growth=0.1, levels={2020: 100.0, 2024: 90.0}),
            "y": DriverPath(growth=0.02, levels={2020: 50.0}, shape=Shape("ramp", 2022, 80.0, 2025)),
            "z": DriverPath(levels={2020: 7.0}, link=Link("x", factor=0.5, add=0.01)),
        },
        add_factors={"x": (AddFactor(2022, 2023, 5.0, "why"),), "mean": (AddFactor(2025, 2026, 2.0, "why", "multiply"),)},
    )  # fmt: skip
    session.execute(CreateScenario(own))
    paths = []
    runs = []
    for scenario_id in ("levers-as-announced", "blueprint-path", "own"):
        paths.append(tmp_path / f"{scenario_id}.xlsx")
        scenario_workbook.export_workbook(session, scenario_id, paths[-1], "en")
        runs.append(scenarios.run(session, scenario_id))
    # A colleague changes one yellow cell: business R&D of 2026 grows by 20 %.
    changed = tmp_path / "changed.xlsx"
    book = openpyxl.load_workbook(paths[0])
    row = next(cell.row for cell in book["Assumptions"]["B"] if cell.value == "rd_business")
    column = next(cell.column for cell in book["Assumptions"][3] if cell.value == "2026")
    book["Assumptions"].cell(row, column).value = 0.2
    book.save(changed)
    base = runs[0].inputs.paths["rd_business"]
    runs.append(
        scenarios.run(
            session, "levers-as-announced", overrides={"rd_business": replace(base, by_year={2026: 0.2})}
        )
    )
    books = recalculated([*paths, changed], tmp_path)
    for done, run in zip(books, runs, strict=True):
        assert compare(done, run) == len(run.model.variables) * run.result.years.size
    # Gaps to the reference figures are formulas as well.
    sheet = books[0]["Reference figures"]
    assert sheet.max_row == 17
    for line in sheet.iter_rows(min_row=2, values_only=True):
        assert line[5] == pytest.approx(line[4] - line[3], rel=1e-12, abs=1e-9)


def test_the_workbook_is_bilingual_live_and_says_its_inputs(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "zh.xlsx"
    scenario_workbook.export_workbook(session, "levers-as-announced", path, "zh-Hant")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["說明", "假設", "模型", "參考數字"]
    read_me = " ".join(str(cell.value) for cell in book["說明"]["A"])
    assert scenarios.run(session, "levers-as-announced").fingerprint in read_me
    formulas = [cell for row in book["模型"].iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(formulas) > 150
    assumptions = [
        str(cell.value) for row in book["假設"].iter_rows() for cell in row if cell.value is not None
    ]
    assert any("假設：業界與計劃一比一" in text for text in assumptions)  # the reason stands beside the lever
    shown = openpyxl.load_workbook(path, data_only=True)[
        "模型"
    ]  # stored results for viewers that do not compute
    assert any(isinstance(cell.value, float) for cell in shown[7])
    done = scenarios.run(session, "levers-as-announced")
    assert scenario_workbook.workbook_bytes(session, done, "zh-Hant") == path.read_bytes()


def test_signs_powers_and_what_lies_outside_the_grid() -> None:
    def cell(name: str, period: int) -> str | None:
        return f"{name.upper()}{period}" if period > 0 else None

    assert to_excel(parse("-a ^ 2"), cell, 1) == "(-((A1^2)))"
    assert to_excel(parse("lag(a, 3)"), cell, 2) == "NA()"
    assert to_excel(parse("1.5 * a"), cell, 1) == "(1.5*A1)"
    from workbench.calc.tree import Call, Name

    with pytest.raises(RuleError) as caught:
        to_excel(Call("arctan", (Name("a"),)), cell, 1)
    assert caught.value.code == "excel.function"
