"""From one number on a slider to an assumption, and back. No Qt.

A driver that *grows* has one rate a year; a driver that is a *level* has its value in the model's last year, with a
straight line from the latest actual to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.scenario import DriverPath
from workbench.domain.wording import MINUS, THIN, rounded
from workbench.gui.charts.scales import decimals_of

if TYPE_CHECKING:
    from workbench.domain.scenario import Model, Variable
    from workbench.services.scenarios import DriverRow, ScenarioRun


def is_level(variable: Variable) -> bool:
    """Whether the slider sets the value in the last year rather than a rate."""
    return variable.kind == "level"


def value_of(row: DriverRow, run: ScenarioRun) -> float | None:
    """The number the slider stands at: growth as a fraction, or the value in the last year; ``None`` if neither."""
    if is_level(row.variable):
        last = run.model.last_year
        if row.path is not None and last in row.path.levels and row.last_actual != last:
            return row.path.levels[last]  # also where the result is not computed anew yet
        return run.result.at(row.variable.name, last)
    return row.growth


def varies(row: DriverRow) -> bool:
    """Whether the assumption says more than the one number: other rates or fixed values in some years."""
    path = row.path
    if path is None or is_level(row.variable):
        return False
    return bool(path.by_year or path.levels)


def path_for(row: DriverRow, model: Model, value: float, reason: str = "") -> DriverPath:
    """The assumption that the slider's number makes."""
    variable = row.variable
    if not is_level(variable):
        return DriverPath(growth=clean(value, variable.step), reason=reason)
    places = decimals_of(variable.step)
    first = row.last_actual if row.last_actual is not None else model.last_year - 1
    start = row.last_value if row.last_value is not None else value
    years = range(first + 1, model.last_year + 1)
    span = max(1, model.last_year - first)
    levels = {year: float(rounded(start + (value - start) * (year - first) / span, places)) for year in years}
    return DriverPath(levels=levels, reason=reason)


def clean(value: float, step: float) -> float:
    """*value* without the dust of binary fractions: rounded two places finer than the step."""
    return round(value, decimals_of(step) + 3)


def value_text(variable: Variable, value: float | None, *, finer: bool = False) -> str:
    """The number as the driver table writes it: ``7.1%``, ``26``; — where there is none."""
    if value is None:
        return "—"
    places = decimals_of(variable.step)
    if is_level(variable):
        body = str(rounded(value, places + (1 if finer else 0)))
        suffix = "%" if variable.unit == "%" else ""
    else:
        body = str(rounded(value * 100, max(1, places - 2) + (1 if finer else 0)))
        suffix = "%"
    return _grouped(body) + suffix


def level_text(variable: Variable, level: float) -> str:
    """A value of the driver itself, in its own unit."""
    places = decimals_of(variable.step) if is_level(variable) else variable.decimals
    return _grouped(str(rounded(level, places)))


def _grouped(body: str) -> str:
    """Thousands parted, a true minus sign, and none before a zero."""
    whole, dot, rest = body.lstrip("-").partition(".")
    groups: list[str] = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    sign = MINUS if body.startswith("-") and any(c not in "0.-" for c in body) else ""
    return f"{sign}{THIN.join([whole, *groups])}{dot}{rest}"
