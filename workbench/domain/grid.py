"""Time grids: consecutive periods of one frequency, counted by whole numbers.

A year counts as itself, so an annual grid needs no translation; a half-year, quarter or month is its place since
the beginning of year 0 (2020-Q1 = 8080).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.errors import RuleError
from workbench.domain.period import Frequency, Period

if TYPE_CHECKING:
    from workbench.domain.scenario import Model

PER_YEAR: dict[Frequency, int] = {"A": 1, "S": 2, "Q": 4, "M": 12}
_MOST_PERIODS = 12_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Periods from *first* to *last*, both included, as numbers."""

    frequency: Frequency
    first: int
    last: int

    @classmethod
    def between(cls, start: str, end: str) -> Grid:
        """Raises :class:`RuleError` ``scenario.grid`` or ``period.unreadable``."""
        one, two = Period.parse(start), Period.parse(end)
        if one.frequency != two.frequency or one.frequency not in PER_YEAR or two < one:
            raise RuleError("scenario.grid", field="time", start=start, end=end)
        if step_of(two) - step_of(one) >= _MOST_PERIODS:
            raise RuleError("scenario.grid", field="time", start=start, end=end)
        return cls(one.frequency, step_of(one), step_of(two))

    @classmethod
    def of(cls, model: Model) -> Grid:
        """All periods of a model's years. Raises :class:`RuleError` ``model.years``."""
        if model.first_year > model.last_year:
            raise RuleError("model.years", first=model.first_year, last=model.last_year)
        per_year = PER_YEAR[model.frequency]
        return cls(model.frequency, model.first_year * per_year, model.last_year * per_year + per_year - 1)

    def step(self, code: str) -> int:
        """The number of a period; it need not lie on the grid. Raises :class:`RuleError` ``scenario.grid-period``."""
        period = Period.parse(code)
        if period.frequency != self.frequency:
            raise RuleError("scenario.grid-period", field="period", period=code)
        return step_of(period)

    def code(self, step: int) -> str:
        """The period of a number."""
        year, part = divmod(step, PER_YEAR[self.frequency])
        forms = {"A": f"{year:04d}", "S": f"{year:04d}-H{part + 1}", "Q": f"{year:04d}-Q{part + 1}"}
        return forms.get(self.frequency, f"{year:04d}-{part + 1:02d}")

    def year(self, step: int) -> int:
        """The calendar year that a period lies in."""
        return step // PER_YEAR[self.frequency]

    def last_of(self, year: int) -> int:
        """The last period of a year: where a figure for that year is read."""
        return year * PER_YEAR[self.frequency] + PER_YEAR[self.frequency] - 1


def step_of(period: Period) -> int:
    """The number of a period on the grid of its own frequency."""
    per_year = PER_YEAR.get(period.frequency, 1)
    return period.start.year * per_year + (period.start.month - 1) * per_year // 12
