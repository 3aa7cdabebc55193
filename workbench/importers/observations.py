"""The observations of one table, kept in columns: a large table is mostly plain figures that need no object each.

A *plain* figure is a stored number whose printed text carries no mark and no bracket. It is made into a
:class:`~.reading.TableObservation` when it is asked for; everything else is kept as it was read.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, overload

from workbench.importers.book import CsvNumber, address_of
from workbench.importers.marks import read_figure
from workbench.importers.number_format import printed_decimals, scale, show
from workbench.importers.reading import TableObservation

_SAMPLES = (0.0, 1.5, -1.5, 0.04, -0.04, 3.0, -3.0, 1234567.891, -1234567.891)
_SAFE_INT = 10**11  # beyond it a whole number prints otherwise as an integer than as a float


@lru_cache(maxsize=2048)
def prints_plainly(code: str) -> bool:
    """Whether a number format shows figures of any sign and size without a mark or a bracket of its own."""
    figures = [read_figure(show(value, code)) for value in _SAMPLES]
    plain = all(not one.bracket and (not one.marks or one.value is None) for one in figures)
    return plain and not scale(code)


def is_plain_number(value: Any) -> bool:
    """Whether a stored value is a number that can be kept as a float without loss of what it prints as."""
    kind = value.__class__
    return kind is float or kind is CsvNumber or (kind is int and -_SAFE_INT < value < _SAFE_INT)


@dataclass(slots=True, eq=False)
class Observations(Sequence[TableObservation]):
    """A read-only sequence of observations in the order of the sheet. ``others``: position → what is not plain."""

    addressing: str = "A1"
    series_ids: list[str] = field(default_factory=list)
    periods: list[str | None] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    rows: array[int] = field(default_factory=lambda: array("i"))
    cols: array[int] = field(default_factory=lambda: array("i"))
    series: array[int] = field(default_factory=lambda: array("i"))
    period: array[int] = field(default_factory=lambda: array("i"))
    format: array[int] = field(default_factory=lambda: array("i"))
    stored: array[float] = field(default_factory=lambda: array("d"))
    others: dict[int, TableObservation] = field(default_factory=dict)
    prototypes: list[TableObservation] = field(default_factory=list)
    like: dict[int, int] = field(
        default_factory=dict
    )  # position → prototype that it is like, but for its place
    written: dict[int, str] = field(default_factory=dict)  # of a CSV: how each figure is written in the file

    def add(self, row: int, col: int, series: int, period: int, observation: TableObservation) -> None:
        """One observation that is not plain."""
        self.others[len(self.rows)] = observation
        self.rows.append(row)
        self.cols.append(col)
        self.series.append(series)
        self.period.append(period)
        self.format.append(0)
        self.stored.append(float("nan"))

    def add_row(
        self,
        row: int,
        cols: array[int],
        series: array[int],
        periods: array[int],
        formats: array[int],
        values: Sequence[float],
    ) -> None:
        """The plain figures of one row."""
        if CsvNumber in map(type, values):
            for position, one in enumerate(values, len(self.rows)):
                if isinstance(one, CsvNumber):
                    self.written[position] = one.written
        self.rows.extend(array("i", [row]) * len(cols))
        self.cols.extend(cols)
        self.series.extend(series)
        self.period.extend(periods)
        self.format.extend(formats)
        self.stored.extend(values)

    def numbers(self) -> Iterator[tuple[int, str, str | None, float]]:
        """Position, series, period and value of every figure that has one, without making observations."""
        for position, (series, period, stored) in enumerate(
            zip(self.series, self.period, self.stored, strict=True)
        ):
            if position in self.others:
                value = self.others[position].value
                if value is None:
                    continue
                stored = float(value)
            elif position in self.like:
                value = self.prototypes[self.like[position]].value
                if value is None:
                    continue
                stored = float(value)
            yield position, self.series_ids[series], self.periods[period], stored

    def special(self, wanted: Callable[[TableObservation], bool]) -> Iterator[TableObservation]:
        """The observations that are not plain figures and for which *wanted* holds (it must not look at their place)."""
        kinds = {number for number, one in enumerate(self.prototypes) if wanted(one)}
        positions = [position for position, one in self.others.items() if wanted(one)]
        positions.extend(position for position, number in self.like.items() if number in kinds)
        return map(self._at, sorted(positions))

    def cells_of_period(self, code: str | None) -> list[str]:
        """The addresses of the observations of one period (``None``: those without)."""
        numbers = {number for number, one in enumerate(self.periods) if one == code}
        if not numbers:
            return []
        return [
            address_of(self.rows[at], self.cols[at], self.addressing)
            for at, number in enumerate(self.period)
            if number in numbers
        ]

    def duplicates(self) -> list[tuple[TableObservation, TableObservation]]:
        """Observations of the same series and period as one before: the first of them, and each later one."""
        width = max(len(self.periods), 1)
        keys = [series * width + period for series, period in zip(self.series, self.period, strict=True)]
        if len(set(keys)) == len(keys):
            return []
        first: dict[int, int] = {}
        found = [(first.setdefault(key, at), at) for at, key in enumerate(keys)]
        return [(self[one], self[other]) for one, other in found if one != other]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[TableObservation]:
        return map(self._at, range(len(self.rows)))

    @overload
    def __getitem__(self, index: int) -> TableObservation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[TableObservation, ...]: ...
    def __getitem__(self, index: int | slice) -> TableObservation | tuple[TableObservation, ...]:
        positions = range(len(self.rows))[index]
        return self._at(positions) if isinstance(positions, int) else tuple(map(self._at, positions))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as any sequence that is compared by content

    def _at(self, position: int) -> TableObservation:
        if position in self.others:
            return self.others[position]
        if position in self.like:
            return replace(
                self.prototypes[self.like[position]],
                cell=address_of(self.rows[position], self.cols[position], self.addressing),
                series=self.series_ids[self.series[position]],
                period=self.periods[self.period[position]],
            )
        stored = self.stored[position]
        written = self.written.get(position)
        text = written or show(stored, self.formats[self.format[position]])
        return TableObservation(
            cell=address_of(self.rows[position], self.cols[position], self.addressing),
            series=self.series_ids[self.series[position]],
            period=self.periods[self.period[position]],
            value=Decimal(written or repr(stored)),
            text=text,
            marks=(),
            status=("A",),
            decimals=printed_decimals(text),
            stored=stored,
        )
