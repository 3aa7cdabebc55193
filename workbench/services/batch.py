"""A table of variations of a scenario, run together and compared: 50 to 1,000 in one pass of the engine.

As text (pasted, or a CSV file) the first row names what is varied, in the first column the variations' names:

    name      rd_business.growth   gdp.growth.2026   unicorns.level.2030
    slower    2 %                  0.03              25

A column is ``driver.growth`` (constant from the last actual), ``driver.growth.2026``, ``driver.level.2030``,
``driver.shift`` (added to growth), ``driver.scale``, ``lever.elasticity``; the driver's label in either language serves
as well as its name. Rates may be written as ``2 %`` or ``0.02``. An empty cell leaves what the scenario says.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from workbench.calc.gaps import gap
from workbench.calc.knobs import Knob, check_knobs, turned
from workbench.domain.errors import RuleError
from workbench.services.scenario_data import Inputs, inputs_of
from workbench.services.uncertainty import base_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbench.domain.figure import Target
    from workbench.domain.scenario import Scenario
    from workbench.domain.text import Lang
    from workbench.services.session import Session

MOST = 1_000
_TURNS = ("growth", "level", "shift", "scale", "elasticity")


@dataclass(frozen=True, slots=True)
class Variation:
    """A named setting of some knobs; those not named stay as in the scenario."""

    name: str
    settings: dict[Knob, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a variation comes to. values: indicator → year → value. met: indicator → data year → met or not.

    problems: what could not be computed, as (variable, year); such values are left out.
    """

    variation: Variation
    values: dict[str, dict[int, float]]
    met: dict[str, dict[int, bool | None]]
    problems: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """A table of variations with the inputs that made it. ``base``: the scenario itself, nothing varied."""

    inputs: Inputs
    knobs: tuple[Knob, ...]
    base: Outcome
    outcomes: tuple[Outcome, ...]
    targets: tuple[Target, ...]
    fingerprint: str = ""
    years: tuple[int, ...] = field(default_factory=tuple)


def read_table(text: str, inputs: Inputs) -> tuple[Variation, ...]:
    """Variations from pasted or CSV text (tabs, else semicolons, else commas). Line and column are named in errors.

    Raises :class:`RuleError` ``batch.*``: ``empty``, ``column`` (unknown), ``number``, ``name-twice``, ``too-many``,
    ``wide`` (more cells than columns).
    """
    rows = [row for row in _cells(text) if any(cell.strip() for cell in row[1])]
    if len(rows) < 2:
        raise RuleError("batch.empty", field="table")
    knobs = [knob_of(cell, inputs, at + 2) for at, cell in enumerate(rows[0][1][1:]) if cell.strip()]
    check_knobs(base_of(inputs), knobs)
    if len(rows) - 1 > MOST:
        raise RuleError("batch.too-many", field="table", count=len(rows) - 1, most=MOST)
    found: list[Variation] = []
    seen: set[str] = set()
    for line, row in rows[1:]:
        name = row[0].strip() or f"{line}"
        if name in seen:
            raise RuleError("batch.name-twice", field="table", line=line, name=name)
        seen.add(name)
        if any(cell.strip() for cell in row[1 + len(knobs) :]):
            raise RuleError("batch.wide", field="table", line=line, name=name)
        settings: dict[Knob, float] = {}
        for at, knob in enumerate(knobs):
            cell = row[at + 1].strip() if at + 1 < len(row) else ""
            if cell:
                settings[knob] = number_in(cell, line, at + 2)
        found.append(Variation(name, settings))
    return tuple(found)


def _cells(text: str) -> list[tuple[int, list[str]]]:
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    return [(reader.line_num, row) for row in reader]


def number_in(cell: str, line: int, column: int) -> float:
    """``2.5 %`` → 0.025, ``1,234`` → 1234, ``−3`` → −3. Raises :class:`RuleError` ``batch.number``."""
    plain = cell.translate(str.maketrans("−－％，　", "--%, ")).replace("\u2009", "").replace("\u202f", "")
    plain = plain.replace(" ", "").replace(",", "")
    share = plain.endswith("%")
    try:
        value = float(plain.rstrip("%"))
    except ValueError:
        raise RuleError("batch.number", field="table", line=line, column=column, text=cell) from None
    if not math.isfinite(value):
        raise RuleError("batch.number", field="table", line=line, column=column, text=cell)
    return float(f"{value}e-2") if share else value


def knob_of(cell: str, inputs: Inputs, column: int) -> Knob:
    """The knob that a head such as ``rd_business.growth.2026`` names.

    Raises :class:`RuleError` ``batch.column``, ``scenario.grid-period``.
    """
    parts = cell.strip().rsplit(".", 2)
    for turn_at in (len(parts) - 1, len(parts) - 2):
        if turn_at >= 1 and parts[turn_at] in _TURNS:
            name = ".".join(parts[:turn_at])
            period = None
            if turn_at == len(parts) - 2:
                period = inputs.ready.grid.step(parts[-1])
            return Knob(_named(name, inputs), parts[turn_at], period)  # type: ignore[arg-type]
    raise RuleError("batch.column", field="table", column=column, text=cell)


def _named(name: str, inputs: Inputs) -> str:
    for variable in inputs.model.variables:
        if name in (variable.name, variable.label.en, variable.label.zh_hant):
            return variable.name
    return name


def run_batch(
    session: Session,
    scenario_id: str,
    variations: Sequence[Variation],
    *,
    draft: Scenario | None = None,
    as_of: str | None = None,
) -> Batch:
    """Run all variations in one pass for each set of knobs they turn.

    Raises :class:`RuleError` ``batch.empty``, ``batch.too-many``, ``scenario.growth-below`` (names variation, driver
    and year), and as :func:`workbench.calc.knobs.check_knobs`.
    """
    from workbench.services.scenarios import fingerprint

    if not variations:
        raise RuleError("batch.empty", field="table")
    if len(variations) > MOST:
        raise RuleError("batch.too-many", field="table", count=len(variations), most=MOST)
    inputs = inputs_of(session, scenario_id, draft=draft, as_of=as_of)
    knobs = tuple(dict.fromkeys(knob for each in variations for knob in each.settings))
    base = base_of(inputs)
    check_knobs(base, knobs)
    for each in variations:
        _check(each)
    # Variations that turn the same knobs share a run: a knob left alone cannot be told by a number.
    groups: dict[tuple[Knob, ...], list[int]] = {}
    for at, each in enumerate(variations):
        groups.setdefault(tuple(knob for knob in knobs if knob in each.settings), []).append(at)
    found: dict[int, Outcome] = {}
    projected = {v.indicator_id: v.name for v in inputs.model.variables if v.indicator_id}
    targets = tuple(
        target
        for target in session.targets()
        if target.kind == "reference_target" and target.indicator_id in projected
    )
    directions = {name: session.indicator(name).direction for name in projected}

    def outcomes(chosen: Sequence[Variation], own: Sequence[Knob]) -> list[Outcome]:
        table = np.array([[each.settings[knob] for knob in own] for each in chosen]).reshape(len(chosen), -1)
        values = turned(base, own, table).values
        shape = (len(chosen), inputs.ready.years.size)
        arrays = {
            indicator: np.broadcast_to(np.atleast_2d(values[name]), shape)
            for indicator, name in projected.items()
        }
        return [_outcome(inputs, each, row, arrays, targets, directions) for row, each in enumerate(chosen)]

    for own, places in groups.items():
        for at, outcome in zip(places, outcomes([variations[at] for at in places], own), strict=True):
            found[at] = outcome
    plain = outcomes([Variation("", {})], ())[0]
    settings = [(each.name, sorted((k.key, v) for k, v in each.settings.items())) for each in variations]
    return Batch(
        inputs,
        knobs,
        plain,
        tuple(found[at] for at in range(len(variations))),
        targets,
        fingerprint(inputs, settings),
        tuple(dict.fromkeys(inputs.ready.grid.year(step) for step in inputs.ready.years.tolist())),
    )


def _check(variation: Variation) -> None:
    for knob, value in variation.settings.items():
        if not math.isfinite(value):
            raise RuleError(
                "scenario.not-a-number", field=knob.name, variable=knob.name, year=knob.period or ""
            )
        if knob.turn in ("growth", "scale") and value <= -1:
            raise RuleError(
                "batch.growth-below",
                field=knob.name,
                name=variation.name,
                variable=knob.name,
                year=knob.period or "",
                percent=f"{value * 100:g}",
            )


def _outcome(
    inputs: Inputs,
    variation: Variation,
    row: int,
    arrays: Mapping[str, np.ndarray],
    targets: Sequence[Target],
    directions: Mapping[str, int],
) -> Outcome:
    grid = inputs.ready.grid
    values: dict[str, dict[int, float]] = {}
    problems: list[tuple[str, int]] = []
    steps = inputs.ready.years.tolist()
    for indicator, array in arrays.items():
        own = values.setdefault(indicator, {})
        for step, value in zip(steps, array[row].tolist(), strict=True):
            if step != grid.last_of(grid.year(step)):
                continue
            if math.isnan(value):
                problems.append((indicator, grid.year(step)))
            else:
                own[grid.year(step)] = value
    met: dict[str, dict[int, bool | None]] = {}
    for target in targets:
        value_then = values[target.indicator_id].get(target.data_year)
        if value_then is not None:
            judged = gap(value_then, target.value, directions[target.indicator_id], target.qualifier)
            met.setdefault(target.indicator_id, {})[target.data_year] = judged.met
    return Outcome(variation, values, met, tuple(problems))


def table_of(batch: Batch, session: Session, lang: Lang) -> list[list[str | float | None]]:
    """The comparison as rows: what was varied, and each indicator in its data years with targets; head first."""
    from workbench.base.messages import word

    head: list[str | float | None] = [word("batch.head-name", lang)]
    head += [knob_text(batch.inputs, knob, lang) for knob in batch.knobs]
    for target in batch.targets:
        name = session.indicator(target.indicator_id)
        head += [f"{(name.short.show(lang) if name.short else name.name.show(lang))} {target.data_year}"]
        head += [word("batch.head-met", lang, target=target.text, year=target.data_year)]
    rows: list[list[str | float | None]] = [head]
    said = {True: word("batch.met", lang), False: word("batch.missed", lang), None: ""}
    for outcome in (batch.base, *batch.outcomes):
        row: list[str | float | None] = [outcome.variation.name or batch.inputs.scenario.name.show(lang)]
        row += [outcome.variation.settings.get(knob) for knob in batch.knobs]
        for target in batch.targets:
            value = outcome.values[target.indicator_id].get(target.data_year)
            row += [value, said[outcome.met.get(target.indicator_id, {}).get(target.data_year)]]
        rows.append(row)
    return rows


def knob_text(inputs: Inputs, knob: Knob, lang: Lang) -> str:
    """What a knob turns, for people: *Business R&D: growth 2026*."""
    from workbench.base.messages import word

    if knob.turn == "elasticity":
        label = inputs.model.lever(knob.name).label.show(lang)
    else:
        label = inputs.model.variable(knob.name).label.show(lang)
    when = "" if knob.period is None else inputs.ready.grid.code(knob.period)
    return word(f"batch.knob-{knob.turn}", lang, label=label, when=when).strip()


def write_csv(batch: Batch, session: Session, path: Path, lang: Lang) -> None:
    """UTF-8 with a byte order mark (for Excel), numbers in full precision. Raises ``OSError``."""
    from workbench.base.files import write_bytes

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in table_of(batch, session, lang):
        writer.writerow(
            ["" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row]
        )
    write_bytes(path, ("\ufeff" + out.getvalue()).encode())


def write_xlsx(batch: Batch, session: Session, path: Path, lang: Lang) -> None:
    """A workbook: the comparison, and the path of each indicator by year. Raises ``OSError``."""
    from workbench.base.files import write_bytes
    from workbench.services.scenario_workbook import book_bytes

    sheets: list[tuple[str, list[list[str | float | None]]]] = []
    sheets.append(("Batch" if lang == "en" else "批次", table_of(batch, session, lang)))
    for indicator in batch.base.values:
        name = session.indicator(indicator)
        rows: list[list[str | float | None]] = [
            [name.name.show(lang), *(float(year) for year in batch.years)]
        ]
        for outcome in (batch.base, *batch.outcomes):
            label = outcome.variation.name or batch.inputs.scenario.name.show(lang)
            rows.append([label, *(outcome.values[indicator].get(year) for year in batch.years)])
        sheets.append((indicator, rows))
    write_bytes(path, book_bytes(sheets))
