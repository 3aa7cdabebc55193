"""Arithmetic that a table should satisfy: totals add up, shares sum to 100. Findings carry cell addresses."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from workbench.domain.errors import Problem
from workbench.importers.labels import anchor, is_aggregate
from workbench.importers.reading import Table, TableObservation, TableSeries

MAX_FINDINGS = 5


def check_table(table: Table) -> list[Problem]:
    """Compare each total with the sum of the parts beside it, as far as labels say what is a total of what."""
    if len(table.series) > 3000:
        return []
    values: dict[str, dict[str | None, TableObservation]] = defaultdict(dict)
    for observation in table.observations:
        values[observation.series].setdefault(observation.period, observation)
    problems: list[Problem] = []
    for total, parts in _families(table.series):
        problems.extend(_compare(table, total, parts, values))
    if len(problems) > MAX_FINDINGS:
        rest = len(problems) - MAX_FINDINGS
        last = Problem("info", "importers.more-findings", {"count": rest}, table.sheet)
        problems = [*problems[:MAX_FINDINGS], last]
    return problems


def _families(series: tuple[TableSeries, ...]) -> list[tuple[TableSeries, list[TableSeries]]]:
    """Totals with their parts: series whose paths differ in one place, where exactly one of them is a total."""
    groups: dict[tuple[int, tuple[str, ...], str], list[TableSeries]] = defaultdict(list)
    for one in series:
        keys = [anchor(part.en or part.zh_hant or "") for part in one.path]
        unit = anchor(one.unit.en or one.unit.zh_hant or "")
        for place in range(len(keys)):
            rest = (*keys[:place], "*", *keys[place + 1 :])
            groups[place, rest, unit].append(one)
    found: list[tuple[TableSeries, list[TableSeries]]] = []
    for (place, _, _), members in groups.items():
        totals = [one for one in members if _is_total(one, place)]
        parts = [one for one in members if one not in totals]
        if len(totals) == 1 and len(parts) >= 2:
            found.append((totals[0], parts))
    return found


def _is_total(series: TableSeries, place: int) -> bool:
    part = series.path[place]
    return is_aggregate(part.en or part.zh_hant or "")


def _compare(
    table: Table,
    total: TableSeries,
    parts: list[TableSeries],
    values: dict[str, dict[str | None, TableObservation]],
) -> list[Problem]:
    """Only where nearly all periods add up are the exceptions worth telling: elsewhere it is no sum at all."""
    misses: list[tuple[TableObservation, Decimal]] = []
    fits = 0
    for period, whole in values[total.id].items():
        pieces = [values[part.id].get(period) for part in parts]
        if whole.value is None or any(piece is None or piece.value is None for piece in pieces):
            continue
        figures = [piece.value for piece in pieces if piece is not None and piece.value is not None]
        decimals = min(
            (piece.decimals or 0) for piece in [whole, *(piece for piece in pieces if piece is not None)]
        )
        step = _step(table, decimals, [whole.value, *figures])
        gap = abs(sum(figures, Decimal(0)) - whole.value)
        if gap <= step * (len(figures) + 1) / 2:
            fits += 1
        else:
            misses.append((whole, sum(figures, Decimal(0))))
    if not misses or fits < 3 * len(misses):
        return []
    return [
        Problem(
            "warning",
            "importers.total-differs",
            {"total": str(whole.value), "sum": str(sum_of), "period": whole.period or "-"},
            table.sheet,
            whole.cell,
        )
        for whole, sum_of in misses
    ]


def _step(table: Table, decimals: int, figures: list[Decimal]) -> Decimal:
    """The step to which figures are rounded: 0.1 for one decimal, 100 where all end in two noughts."""
    _ = table
    if decimals:
        return Decimal(1).scaleb(-decimals)
    step = Decimal(1)
    for power in (Decimal(10), Decimal(100), Decimal(1000)):
        if all(figure % power == 0 for figure in figures):
            step = power
    return step
