"""Reference periods, written ISO-like: ``2020``, ``2020-H1``, ``2020-Q3``, ``2020-08``, ``2020-08-15``, ``2019/2020``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Literal

from workbench.domain.errors import RuleError
from workbench.domain.text import Lang

Frequency = Literal[
    "A", "S", "Q", "M", "D", "Y"
]  # annual, half-year, quarter, month, day, split year (2019/2020)

_FORMS: tuple[tuple[Frequency, re.Pattern[str]], ...] = (
    ("A", re.compile(r"(\d{4})", re.ASCII)),
    ("S", re.compile(r"(\d{4})-H([12])", re.ASCII)),
    ("Q", re.compile(r"(\d{4})-Q([1-4])", re.ASCII)),
    ("M", re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)),
    ("D", re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)),
    ("Y", re.compile(r"(\d{4})/(\d{4})", re.ASCII)),
)
_MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a figure refers to. Ordered by its first day, longer before shorter."""

    code: str
    frequency: Frequency
    start: date

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read an ISO-like code. Raises :class:`RuleError` for anything else, 31 February included."""
        for frequency, form in _FORMS:
            match = form.fullmatch(code)
            if match is None:
                continue
            first, *rest = (int(part) for part in match.groups())
            try:
                if frequency == "Y":
                    if rest[0] != first + 1:
                        break
                    start = date(first, 4, 1)
                elif frequency == "S":
                    start = date(first, 6 * rest[0] - 5, 1)
                elif frequency == "Q":
                    start = date(first, 3 * rest[0] - 2, 1)
                else:
                    start = date(first, *[*rest, 1, 1][:2])
            except ValueError:
                break
            return cls(code, frequency, start)
        raise RuleError("period.unreadable", text=code)

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(f"{year:04d}", "A", date(year, 1, 1))

    @property
    def decimal_year(self) -> float:
        """Position on a time axis: a year stands at its own number, a part of a year at its middle."""
        spans = {"S": 0.5, "Q": 0.25, "M": 1 / 12, "D": 0.0}
        offset = (self.start.month - 1) / 12 + (self.start.day - 1) / 365
        if self.frequency in ("A", "Y"):
            return float(self.start.year)
        return self.start.year + offset + spans[self.frequency] / 2

    def label(self, lang: Lang) -> str:
        """As printed in a table: ``2020``, ``Q3 2020`` / ``2020年第3季``, ``2019/20``."""
        year = self.start.year
        if self.frequency == "A":
            return str(year)
        if self.frequency == "Y":
            return f"{year}/{(year + 1) % 100:02d}"
        if self.frequency == "S":
            half = self.code[-1]
            return f"H{half} {year}" if lang == "en" else f"{year}年{'上' if half == '1' else '下'}半年"
        if self.frequency == "Q":
            return f"Q{self.code[-1]} {year}" if lang == "en" else f"{year}年第{self.code[-1]}季"
        if self.frequency == "M":
            month = self.start.month
            return f"{_MONTHS_EN[month - 1]} {year}" if lang == "en" else f"{year}年{month}月"
        day = self.start
        english = f"{day.day} {_MONTHS_EN[day.month - 1]} {year}"
        return english if lang == "en" else f"{year}年{day.month}月{day.day}日"

    @property
    def end(self) -> date:
        """The last day."""
        months = {"A": 12, "S": 6, "Q": 3, "M": 1, "Y": 12}.get(self.frequency)
        if months is None:
            return self.start
        after = self.start.month - 1 + months
        return date(self.start.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)

    def __lt__(self, other: Period) -> bool:
        return (self.start, self.frequency) < (other.start, other.frequency)

    def __str__(self) -> str:
        return self.code


@lru_cache(maxsize=4096)
def known_by(when: str) -> str:
    """The day by which something dated *when* (a year, month or day) was certainly known: its last day, as ISO text.

    A figure of vintage ``2024-07`` counts as known from 31 July on, never earlier. Text that is no date stands for
    itself, so that it still sorts. ``2023-12-21+2`` is the second statement of that day, known as early as the first.
    """
    day = when.partition("+")[0]
    try:
        return Period.parse(day).end.isoformat()
    except RuleError:
        return day


def vintage_order(when: str) -> tuple[str, str]:
    """Sorting key for vintages: by the day they were known, then statements of one day in their own order."""
    return known_by(when), when
