"""Arithmetic that a table should satisfy, and what figures look like beside those held. Findings carry cell addresses.

Within a table: totals add up, shares add up to 100, printed growth follows from printed levels, breaks in a series are
pointed out. A relation is only taken for one where nearly all periods satisfy it: then the exceptions are worth telling.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from workbench.domain.errors import Problem
from workbench.importers.labels import anchor, is_aggregate
from workbench.importers.observations import Observations
from workbench.importers.reading import Table, TableObservation, TableSeries

MAX_FINDINGS = 5  # of one kind in one table
MAX_SERIES = 3000
MAX_PERIODS = 1_000_000  # figures; beyond this a table is data rather than a table to be proofread
_GROWTH = re.compile(r"change|growth|increase|變動|增長|升幅|按年", re.IGNORECASE)
_PERCENT = re.compile(r"%|per ?cent|百分", re.IGNORECASE)


class Figure(NamedTuple):
    """A value and where it is in the table's observations."""

    value: float
    position: int


Figures = dict[str, dict[str, Figure]]  # series → period → figure


def check_table(table: Table) -> list[Problem]:
    """Everything that the table's own figures say about one another."""
    problems = _breaks(table)
    if len(table.series) > MAX_SERIES or len(table.observations) > MAX_PERIODS:
        return problems
    figures = figures_of(table)
    groups = _groups(table.series)
    totals = [
        finding for total, parts in _families(groups) for finding in _sums(table, figures, parts, total)
    ]
    shares = [finding for parts in _share_families(groups) for finding in _sums(table, figures, parts, None)]
    growth = [finding for one in table.series for finding in _growth(table, figures, one)]
    for found in (totals, shares, growth):
        problems.extend(_first_of(found, table.sheet))
    return problems


def _first_of(found: list[Problem], sheet: str) -> list[Problem]:
    if len(found) <= MAX_FINDINGS:
        return found
    rest = Problem("info", "importers.more-findings", {"count": len(found) - MAX_FINDINGS}, sheet)
    return [*found[:MAX_FINDINGS], rest]


def figures_of(table: Table) -> Figures:
    """The figures by series and period; of several for one period the first."""
    found: Figures = defaultdict(dict)
    observations = table.observations
    if isinstance(observations, Observations):
        for position, series, period, value in observations.numbers():
            if period is not None and period not in found[series]:
                found[series][period] = Figure(value, position)
        return found
    for position, one in enumerate(observations):
        if one.value is not None and one.period is not None:
            found[one.series].setdefault(one.period, Figure(float(one.value), position))
    return found


Group = tuple[int, list[TableSeries]]  # series whose paths differ at this one place only


def _groups(series: tuple[TableSeries, ...]) -> list[Group]:
    groups: dict[tuple[int, tuple[str, ...], str], list[TableSeries]] = defaultdict(list)
    for one in series:
        keys = [anchor(part.en or part.zh_hant or "") for part in one.path]
        unit = anchor(one.unit.en or one.unit.zh_hant or "")
        for place in range(len(keys)):
            groups[place, (*keys[:place], "*", *keys[place + 1 :]), unit].append(one)
    return [(place, members) for (place, _, _), members in groups.items()]


def _families(groups: list[Group]) -> list[tuple[TableSeries, list[TableSeries]]]:
    """Totals with their parts: exactly one of the group is a total."""
    found: list[tuple[TableSeries, list[TableSeries]]] = []
    for place, members in groups:
        totals = [one for one in members if _is_total(one, place)]
        parts = [one for one in members if one not in totals]
        if len(totals) == 1 and len(parts) >= 2:
            found.append((totals[0], parts))
    return found


def _share_families(groups: list[Group]) -> list[list[TableSeries]]:
    """Percentages of one whole that is not printed."""
    return [
        members
        for place, members in groups
        if len(members) >= 3
        and _is_percent(members[0])
        and not any(_is_total(one, place) or _GROWTH.search(_words(one)) for one in members)
    ]


def _is_total(series: TableSeries, place: int) -> bool:
    part = series.path[place]
    return is_aggregate(part.en or part.zh_hant or "")


def _is_percent(series: TableSeries) -> bool:
    return _PERCENT.search(f"{series.unit.en or ''} {series.unit.zh_hant or ''}") is not None


def _words(series: TableSeries) -> str:
    return " ".join(text for part in (*series.path, series.unit) for text in (part.en, part.zh_hant) if text)


def _sums(
    table: Table, figures: Figures, parts: Sequence[TableSeries], total: TableSeries | None
) -> list[Problem]:
    """Periods in which parts do not add up to the total (``None``: to 100), if they do in nearly all others."""
    rows = [figures.get(one.id, {}) for one in parts]
    whole_row = figures.get(total.id, {}) if total is not None else rows[0]
    misses: list[tuple[str, list[Figure]]] = []
    fits = 0
    for period, whole in whole_row.items():
        pieces = [row[period] for row in rows if period in row]
        if len(pieces) < len(rows):
            continue
        target = whole.value if total is not None else 100.0
        gap = abs(math.fsum(one.value for one in pieces) - target)
        printed = [whole, *pieces] if total is not None else pieces
        if gap <= 1e-9 * max(abs(target), 1.0) or gap <= _allowed(table, printed, len(pieces)):
            fits += 1
        else:
            misses.append((period, printed))
    if not misses or fits < 3 * len(misses):
        return []
    found: list[Problem] = []
    for period, printed in misses:
        seen = [table.observations[one.position] for one in printed]
        values = [one.value or Decimal(0) for one in seen]
        if total is not None:
            params = {"total": str(values[0]), "sum": str(sum(values[1:], Decimal(0))), "period": period}
            found.append(Problem("warning", "importers.total-differs", params, table.sheet, seen[0].cell))
        else:
            params = {"sum": str(sum(values, Decimal(0))), "period": period, "count": str(len(values))}
            found.append(Problem("warning", "importers.shares-differ", params, table.sheet, seen[0].cell))
    return found


def _allowed(table: Table, printed: list[Figure], parts: int) -> float:
    """What rounding can make of a sum: half a step for every figure in it."""
    seen = [table.observations[one.position] for one in printed]
    decimals = min((one.decimals or 0) for one in seen)
    return float(_step(decimals, [one.value or Decimal(0) for one in seen])) * (parts + 1) / 2


def _step(decimals: int, figures: list[Decimal]) -> Decimal:
    """The step to which figures are rounded: 0.1 for one decimal, 100 where all end in two noughts."""
    if decimals:
        return Decimal(1).scaleb(-decimals)
    step = Decimal(1)
    for power in (Decimal(10), Decimal(100), Decimal(1000)):
        if all(figure % power == 0 for figure in figures):
            step = power
    return step


def _growth(table: Table, figures: Figures, rate: TableSeries) -> list[Problem]:
    """Periods in which a printed rate of change does not follow from the levels printed in the same table."""
    if not _is_percent(rate) or not _GROWTH.search(_words(rate)):
        return []
    rates = figures.get(rate.id, {})
    own = {anchor(part.en or part.zh_hant or "") for part in rate.path}
    best: tuple[int, list[tuple[str, float]]] = (0, [])
    for level in table.series:
        shared = own & {anchor(part.en or part.zh_hant or "") for part in level.path}
        if level is rate or _is_percent(level) or (len(own) > 1 and not shared):
            continue
        fits, misses = _follows(table, rates, figures.get(level.id, {}))
        if fits >= 4 and fits >= 3 * len(misses) and fits > best[0]:
            best = (fits, misses)
    found = []
    for period, expected in best[1]:
        seen = table.observations[rates[period].position]
        params = {
            "printed": str(seen.value),
            "reckoned": f"{expected:.{seen.decimals or 0}f}",
            "period": period,
        }
        found.append(Problem("warning", "importers.growth-differs", params, table.sheet, seen.cell))
    return found


def _follows(
    table: Table, rates: Mapping[str, Figure], levels: Mapping[str, Figure]
) -> tuple[int, list[tuple[str, float]]]:
    """How many rates follow from the levels a year before, and the periods (with the rate expected) that do not."""
    fits = 0
    misses: list[tuple[str, float]] = []
    for period, rate in rates.items():
        before = _year_before(period)
        now, then = levels.get(period), levels.get(before)
        if now is None or then is None or then.value == 0:
            continue
        expected = (now.value / then.value - 1) * 100
        half = 0.5 * 10.0 ** -(table.observations[rate.position].decimals or 0)
        steps = [
            0.5 * float(_step(one.decimals or 0, [one.value or Decimal(0)]))
            for one in (table.observations[now.position], table.observations[then.position])
        ]
        slack = 100 * (steps[0] / abs(then.value) + steps[1] * abs(now.value) / then.value**2)
        if abs(rate.value - expected) <= half + slack + 1e-9:
            fits += 1
        else:
            misses.append((period, expected))
            if len(misses) > 3 * (fits + 1):
                break
    return fits, misses


def _year_before(period: str) -> str:
    split = re.fullmatch(r"(\d{4})/(\d{4})", period)
    if split:
        return f"{int(split[1]) - 1}/{int(split[2]) - 1}"
    return f"{int(period[:4]) - 1}{period[4:]}" if period[:4].isdigit() else ""


def _breaks(table: Table) -> list[Problem]:
    """Where the table itself says that a series is broken."""
    observations = table.observations
    listed: Iterable[TableObservation] = observations
    if isinstance(observations, Observations):
        listed = observations.special(lambda one: "B" in one.status)
    broken = [one for one in listed if "B" in one.status]
    if not broken:
        return []
    periods = sorted({one.period or "–" for one in broken})
    params = {"count": len(broken), "periods": ", ".join(periods[:5]) + (" …" if len(periods) > 5 else "")}
    return [Problem("info", "importers.series-break", params, table.sheet, broken[0].cell)]


class Incoming(NamedTuple):
    """A figure about to be imported, in the unit of its series."""

    period: str
    value: float
    sheet: str
    cell: str


def check_against_held(
    series: str, incoming: Sequence[Incoming], held: Mapping[str, float | None], *, signed: bool
) -> list[Problem]:
    """Order of magnitude and sign of new figures beside those held.

    held: period → figure as known now. signed: whether the series may well change its sign (rates, balances).
    """
    shared = [
        round(math.log10(abs(one.value / before)), 2)
        for one in incoming
        if (before := held.get(one.period)) and one.value
    ]
    powers = Counter(round(power) for power in shared if abs(power - round(power)) <= 0.05)
    common = powers.most_common(1)
    if common and common[0][0] and common[0][1] >= 3 and common[0][1] * 10 >= len(shared) * 9:
        params = {"series": series, "factor": f"{Decimal(10) ** common[0][0]:f}", "count": common[0][1]}
        first = incoming[0]
        return [Problem("error", "importing.unit-shift", params, first.sheet, first.cell)]
    known = sorted((period, value) for period, value in held.items() if value)
    problems: list[Problem] = []
    for one in incoming:
        if one.period in held or not one.value:
            continue
        near = [value for period, value in known if len(period) == len(one.period) and period < one.period][
            -4:
        ]
        if len(near) < 3:
            continue
        sizes = [abs(value) for value in near]
        if not signed and (abs(one.value) > 10 * max(sizes) or abs(one.value) < min(sizes) / 10):
            params = {
                "series": series,
                "period": one.period,
                "value": f"{one.value:g}",
                "before": f"{near[-1]:g}",
            }
            problems.append(Problem("warning", "importing.magnitude", params, one.sheet, one.cell))
        elif not signed and all((value > 0) != (one.value > 0) for value in near):
            params = {
                "series": series,
                "period": one.period,
                "value": f"{one.value:g}",
                "before": f"{near[-1]:g}",
            }
            problems.append(Problem("warning", "importing.sign", params, one.sheet, one.cell))
    return _first_of(problems, incoming[0].sheet) if problems else []
