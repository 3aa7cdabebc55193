"""Closed intervals of exact fractions: what a printed figure may have been before it was rounded, and what follows.

Moore, *Interval Analysis* (1966): the result of an operation is the smallest interval that holds every result of the
operation on values of its operands. Exact, because the ends are fractions; quotients by an interval that holds zero
are refused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Interval:
    """*low* ≤ the true value ≤ *high*; *point* is what is printed, or computed from what is printed."""

    point: Fraction
    low: Fraction
    high: Fraction

    @classmethod
    def exactly(cls, value: Fraction | int) -> Interval:
        """A number without any doubt."""
        return cls(Fraction(value), Fraction(value), Fraction(value))

    @classmethod
    def printed(cls, value: float | int | str | Fraction, decimals: int | None) -> Interval:
        """A figure rounded to so many decimals (negative: to tens, hundreds); half a unit either way.

        ``None``: not known how it was rounded, taken as exact.
        """
        point = value if isinstance(value, Fraction) else Fraction(str(value))
        half = Fraction(0) if decimals is None else Fraction(10) ** -decimals / 2
        return cls(point, point - half, point + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.point + other.point, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.point - other.point, self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(self.point * other.point, min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ``ZeroDivisionError`` where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        ends = [one / two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(self.point / other.point, min(ends), max(ends))

    def scaled(self, factor: Fraction | int) -> Interval:
        """Times a number that is exact."""
        return self * Interval.exactly(factor)

    def root(self, degree: int) -> Interval:
        """The positive root, for values above zero; ends rounded outwards at the 40th digit.

        Raises ``ValueError`` for a value that may not be above zero.
        """
        if self.low <= 0 or degree < 1:
            raise ValueError(degree)
        return Interval(
            _root(self.point, degree, ROUND_FLOOR),
            _root(self.low, degree, ROUND_FLOOR),
            _root(self.high, degree, ROUND_CEILING),
        )

    def holds(self, value: Fraction) -> bool:
        """Whether *value* lies in it, ends included."""
        return self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common: then rounding alone can explain a difference."""
        return self.low <= other.high and other.low <= self.high


def _root(value: Fraction, degree: int, rounding: str) -> Fraction:
    if degree == 1:
        return value
    context = Context(prec=_DIGITS, rounding=rounding)
    number = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    power = context.divide(Decimal(1), Decimal(degree))
    found = Fraction(context.power(number, power))
    exact_root = _whole_root(value, degree)
    return found if exact_root is None else exact_root


def _whole_root(value: Fraction, degree: int) -> Fraction | None:
    """The root where it is a fraction itself (1.21 → 1.1)."""
    parts = []
    for part in (value.numerator, value.denominator):
        try:
            near = round(math.exp(math.log(part) / degree))
        except OverflowError:
            return None
        if near**degree != part:
            return None
        parts.append(near)
    return Fraction(parts[0], parts[1])


def yearly_growth(first: Interval, last: Interval, years: int) -> Interval:
    """Compound growth a year, as a fraction: (last / first)^(1/years) − 1.

    Raises ``ValueError`` unless both are above zero and *years* at least one.
    """
    if first.low <= 0:
        raise ValueError(first)
    return (last / first).root(years) - Interval.exactly(1)


def printed_decimals_of(value: float, decimals: int | None, *, rough: bool) -> int | None:
    """The last digit that is meant: of “about 60 000” (*rough*) the last one that is not zero, here −4.

    decimals: as printed; ``None`` stays unknown.
    """
    if decimals is None or not rough or not value:
        return decimals
    number, found = Fraction(str(value)), decimals
    while (number * Fraction(10) ** (found - 1)).denominator == 1:
        found -= 1
    return found
