"""Revision triangles: what was known of each reference period at each release, and how far figures moved afterwards.

Only figures of one definition, and of the same standing (official or outside), are set against each other: a figure on
another definition is not a revision of this one. Statistics as recommended in McKenzie and Gamba, “Interpreting the
results of Revision Analyses: Recommended Summary Statistics” (OECD/Eurostat task force, 2008): a revision is the later
figure minus the earlier one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Literal, Protocol

from workbench.domain.period import vintage_order
from workbench.domain.wording import rounded

if TYPE_CHECKING:
    from workbench.domain.figure import Observation
    from workbench.domain.period import Period
    from workbench.domain.text import LocalText
    from workbench.services.reading import Reading

Event = Literal["", "carried", "first", "confirmed", "rounded", "revised", "restated", "withdrawn"]


@dataclass(frozen=True, slots=True)
class TriangleCell:
    """What was known of a period at a release.

    event: "" nothing known yet; *carried* not released again, the last known figure stands; *first* released for the
    first time; *confirmed* released again, same value; *rounded* the same figure printed with more or fewer decimals
    (26 554, then 26 553.6), which is no revision; *revised* another value; *restated* another value on another
    standing (an outside figure after an official one or the other way), which is no revision; *withdrawn* no value
    any more. change: against the figure before, in the unit of the series, only where *revised*; percent: of the
    figure before, ``None`` where that is zero.
    """

    event: Event = ""
    observation: Observation | None = None
    before: Observation | None = None
    change: float | None = None

    @property
    def percent(self) -> float | None:
        """The change in per cent of the figure before."""
        if self.change is None or self.before is None or not self.before.value:
            return None
        return self.change / abs(self.before.value) * 100


@dataclass(frozen=True, slots=True)
class Triangle:
    """Periods (rows, oldest first) by releases (columns, oldest first) for one definition of a series."""

    series_id: str
    definition: str
    text: LocalText | None
    periods: tuple[Period, ...]
    vintages: tuple[str, ...]
    cells: tuple[tuple[TriangleCell, ...], ...]

    def as_known(self, vintage: str) -> dict[str, Observation]:
        """The figures known at a release, by period code."""
        column = self.vintages.index(vintage)
        return {
            period.code: row[column].observation  # type: ignore[misc]
            for period, row in zip(self.periods, self.cells, strict=True)
            if row[column].observation is not None
        }


@dataclass(frozen=True, slots=True)
class Spread:
    """Revisions in a bunch. ``horizon``: releases of the period after its first (0 = first to latest, all periods).

    mean: tells whether revisions go one way. mean_absolute: how large they are. relative: mean absolute revision as a
    fraction of the mean absolute later figure. up, down: how many went up and down. All in the unit of the series;
    ``None`` where there is nothing to take a mean of.

    t, p: is the mean revision other than zero? t = mean ÷ (s ÷ √n), two-sided p from Student's distribution with n − 1
    degrees of freedom (the plain test of McKenzie and Gamba, without their correction for overlapping periods);
    ``None`` with fewer than two revisions, or where all are the same.
    """

    horizon: int
    count: int
    mean: float | None
    mean_absolute: float | None
    relative: float | None
    largest: float | None
    up: int
    down: int
    t: float | None = None
    p: float | None = None


def triangles(session: Reading, series_id: str) -> tuple[Triangle, ...]:
    """One triangle for each definition the series has figures of, the newest definition first.

    Raises :class:`UsageError` for an unknown series.
    """
    session.indicator(series_id)
    by_definition: dict[str, list[Observation]] = {}
    for item in session.vintages(series_id):
        by_definition.setdefault(item.definition, []).append(item)
    known = {item.id: (place, item.text) for place, item in enumerate(session.definitions(series_id))}
    order = sorted(by_definition, key=lambda name: known.get(name, (-1, None))[0], reverse=True)
    return tuple(
        _triangle(series_id, name, known.get(name, (0, None))[1], by_definition[name]) for name in order
    )


def spread(triangle: Triangle) -> Spread:
    """First figure to the latest one of the same standing, for every period released more than once."""
    return _spread(0, (pair for row in triangle.cells if (pair := _ends(row)) is not None))


def spread_by_horizon(triangle: Triangle) -> tuple[Spread, ...]:
    """How far figures have moved by their 2nd, 3rd, … release, each against the first: horizon 1, 2, …"""
    released = [_released(row) for row in triangle.cells]
    longest = max((len(items) for items in released), default=0)
    return tuple(
        _spread(step, ((items[0], items[step]) for items in released if len(items) > step))
        for step in range(1, longest)
    )


def _triangle(
    series_id: str, definition: str, text: LocalText | None, observations: Iterable[Observation]
) -> Triangle:
    items = sorted(observations, key=lambda item: vintage_order(item.vintage))
    vintages = tuple(dict.fromkeys(item.vintage for item in items))
    periods = sorted({item.period for item in items})
    by_place = {(item.period.code, item.vintage): item for item in items}
    cells = []
    for period in periods:
        row: list[TriangleCell] = []
        before: Observation | None = None
        for vintage in vintages:
            item = by_place.get((period.code, vintage))
            row.append(_cell(item, before))
            before = item if item is not None else before
        cells.append(tuple(row))
    return Triangle(series_id, definition, text, tuple(periods), vintages, tuple(cells))


def _cell(item: Observation | None, before: Observation | None) -> TriangleCell:
    if item is None:
        return TriangleCell("carried", before) if before is not None else TriangleCell()
    if item.value is None:
        event: Event = "withdrawn" if before is not None and before.value is not None else "first"
        return TriangleCell(event, item, before)
    if before is None or before.value is None:
        return TriangleCell("first", item, before)
    if item.value == before.value:
        return TriangleCell("confirmed", item, before)
    if same_rounded(before, item):
        return TriangleCell("rounded", item, before)
    if (item.confidence == "outside") != (before.confidence == "outside"):
        return TriangleCell("restated", item, before)
    return TriangleCell("revised", item, before, item.value - before.value)


class Printed(Protocol):
    """What :func:`same_rounded` looks at."""

    @property
    def value(self) -> float | None: ...  # noqa: D102

    @property
    def decimals(self) -> int | None: ...  # noqa: D102


def same_rounded(old: Printed, new: Printed) -> bool:
    """Whether both are one figure, printed to the number of decimals of the coarser one."""
    if old.decimals == new.decimals or None in (old.decimals, new.decimals, old.value, new.value):
        return False
    places = min(old.decimals, new.decimals)  # type: ignore[type-var]
    return rounded(old.value, places) == rounded(new.value, places)  # type: ignore[arg-type]


def _move(old: Observation, new: Observation) -> float:
    """The later figure minus the earlier one; none where both are one figure printed more or less finely."""
    assert old.value is not None
    assert new.value is not None
    return 0.0 if same_rounded(old, new) else new.value - old.value


def _released(row: tuple[TriangleCell, ...]) -> list[Observation]:
    """Figures released for a period, oldest first, all of the standing of the latest one."""
    items = [
        cell.observation
        for cell in row
        if cell.event not in ("", "carried")
        and cell.observation is not None
        and cell.observation.value is not None
    ]
    outside = bool(items) and items[-1].confidence == "outside"
    return [item for item in items if (item.confidence == "outside") == outside]


def _ends(row: tuple[TriangleCell, ...]) -> tuple[Observation, Observation] | None:
    items = _released(row)
    return (items[0], items[-1]) if len(items) > 1 else None


def _spread(horizon: int, pairs: Iterable[tuple[Observation, Observation]]) -> Spread:
    found = list(pairs)
    moves = [_move(old, new) for old, new in found]
    if not moves:
        return Spread(horizon, 0, None, None, None, None, 0, 0)
    size = fmean(abs(move) for move in moves)
    level = fmean(abs(new.value) for _, new in found if new.value is not None)
    return Spread(
        horizon,
        len(moves),
        fmean(moves),
        size,
        size / level if level else None,
        max(moves, key=abs),
        sum(move > 0 for move in moves),
        sum(move < 0 for move in moves),
        *_bias(moves),
    )


def _bias(moves: list[float]) -> tuple[float | None, float | None]:
    """Student's t of the mean, and its two-sided p."""
    count = len(moves)
    deviation = stdev(moves) if count > 1 else 0.0
    if not deviation:
        return None, None
    from scipy.special import stdtr

    t = fmean(moves) / (deviation / math.sqrt(count))
    return t, float(2 * stdtr(count - 1, -abs(t)))
