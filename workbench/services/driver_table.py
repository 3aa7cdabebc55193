"""Driver tables to and from Excel by the clipboard: a row a driver, a column a period, full precision both ways.

Out: levels with what each cell is (actual or assumed). In: rows headed by a driver's name or label, columns by
periods; cells with ``%`` are growth, others levels; empty cells say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.domain.errors import RuleError
from workbench.domain.scenario import DriverPath
from workbench.services.batch import _cells, _named, number_in
from workbench.services.scenario_data import inputs_of

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.services.scenarios import ScenarioRun
    from workbench.services.session import Session


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted table assumes: driver → path (the one in force with the cells laid over it). skipped: drivers'
    cells for periods that are actual already, as (driver, period): an actual always wins."""

    paths: dict[str, DriverPath]
    skipped: tuple[tuple[str, str], ...]


def table_text(run: ScenarioRun, lang: Lang, *, growth: bool = False) -> str:
    """The drivers as tab-separated text for Excel: levels, or growth a period with ``%``. Missing cells are empty."""
    grid = run.inputs.ready.grid
    steps = run.result.years.tolist()
    lines = ["\t".join(["", *(grid.code(step) for step in steps)])]
    for row in run.drivers:
        name = row.variable.name
        values = (run.result.growth if growth else run.result.values)[name].tolist()
        cells = ["" if value != value else f"{value * 100!r}%" if growth else repr(value) for value in values]
        lines.append("\t".join([row.variable.label.show(lang), *cells]))
    return "\n".join(lines) + "\n"


def read_paste(session: Session, scenario_id: str, text: str) -> Pasted:
    """Paths from a pasted table.

    Raises :class:`RuleError` ``batch.empty``, ``batch.number`` (with line and column), ``scenario.unknown-driver``,
    ``scenario.growth-below``, ``scenario.grid-period`` or ``period.unreadable`` for a head that is no period.
    """
    inputs = inputs_of(session, scenario_id)
    grid = inputs.ready.grid
    rows = [row for row in _cells(text) if any(cell.strip() for cell in row[1])]
    if len(rows) < 2:
        raise RuleError("batch.empty", field="table")
    steps = [grid.step(cell.strip().removesuffix("年")) for cell in rows[0][1][1:] if cell.strip()]
    drivers = {variable.name for variable in inputs.ready.drivers}
    paths: dict[str, DriverPath] = {}
    skipped: list[tuple[str, str]] = []
    for line, row in rows[1:]:
        name = _named(row[0].strip(), inputs)
        if name not in drivers:
            raise RuleError("scenario.unknown-driver", field="table", variable=row[0].strip())
        levels: dict[int, float] = {}
        rates: dict[int, float] = {}
        for at, step in enumerate(steps):
            cell = row[at + 1].strip() if at + 1 < len(row) else ""
            if not cell:
                continue
            value = number_in(cell, line, at + 2)
            if step in inputs.data.history.get(name, {}):
                skipped.append((name, grid.code(step)))
            elif cell.endswith(("%", "％")):
                if value <= -1:
                    raise RuleError(
                        "scenario.growth-below",
                        field=name,
                        variable=name,
                        year=grid.code(step),
                        percent=f"{value * 100:g}",
                    )
                rates[step] = value
            else:
                levels[step] = value
        if levels or rates:
            base = inputs.paths.get(name, DriverPath())
            paths[name] = replace(
                base,
                levels={**base.levels, **levels},
                by_year={**base.by_year, **rates},
                link=None,
                shape=None,
            )
    return Pasted(paths, tuple(skipped))
