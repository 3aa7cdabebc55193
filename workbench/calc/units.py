"""Units of formulas: what the result is measured in, and where the parts do not go together.

A unit here is a product of powers of base units (``HKD``, ``PERSON``, ``SQM`` …) with a scale: the factor that leads from
the stored number to the base unit (HK$ million: 10⁶; per cent: 1/100). Rules:

* terms of a sum, and both sides of a comparison, must be of one unit and one scale; a number alone fits only what has no
  unit (``1 + growth(x)``, ``100 - share(x, y)``), zero fits everything;
* a power of ten written as a factor (``* 100``, ``* 1000000``, ``/ 1000``) is read as a change of scale, any other number
  as a number;
* growth, compound growth and logarithms have no unit, ``share`` is per cent, ``index`` has no scale of its own;
* the declared unit of the result may leave out *per person* and the like (HK$ for HK$ per head), never anything else.

Errors are :class:`RuleError` ``units.*`` with position and caret, like those of the expression language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from workbench.calc.expression import error
from workbench.calc.tree import COMPARISONS, Binary, Call, Name, Node, Number, Unary, constant, to_text

Powers = tuple[tuple[str, Fraction], ...]  # base unit → power, sorted, no zeros


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit. scale: base units per stored one; ``None`` = not known, fits any. counts: base units that count things.

    literal: a number written in the formula, which takes the unit of what it stands beside if it has to.
    """

    powers: Powers = ()
    scale: Fraction | None = Fraction(1)
    counts: frozenset[str] = field(default_factory=frozenset)
    literal: bool = False

    @property
    def plain(self) -> bool:
        """Whether it has no unit at all."""
        return not self.powers

    def words(self) -> str:
        """Such as ``HKD × 10^6 ÷ PERSON``; ``1`` for none."""
        over = [_power(name, power) for name, power in self.powers if power > 0]
        under = [_power(name, -power) for name, power in self.powers if power < 0]
        text = " × ".join(over) or "1"
        if self.scale not in (None, 1):
            text = f"{text} × {_scale_words(self.scale)}" if text != "1" else _scale_words(self.scale)
        return text + "".join(f" ÷ {name}" for name in under)


NONE: Final = Measure()
_RATE = re.compile(r"(?:^|_)(10+)(?:$|[A-Z_])")


def _power(name: str, power: Fraction) -> str:
    return name if power == 1 else f"{name}^{power}"


def _scale_words(scale: Fraction | None) -> str:
    if scale is None:
        return "?"
    if scale == Fraction(1, 100):
        return "%"
    exponent = _exponent(scale)
    return str(scale) if exponent is None else f"10^{exponent}"


def _exponent(scale: Fraction) -> int | None:
    for exponent in range(-24, 25):
        if scale == Fraction(10) ** exponent:
            return exponent
    return None


def measure(code: str, kind: str, multiplier: int = 0) -> Measure:
    """The measure of a series' unit (:class:`workbench.domain.figure.Unit`).

    Percentages and pairs are hundredths without a unit; a rate *per 1 000* (a power of ten in its code) that many parts,
    another rate of unknown scale. Plural codes count the same as singular ones.
    """
    if kind in ("percent", "pair"):
        return Measure((), Fraction(1, 100))
    if kind == "ratio":
        return Measure((), Fraction(10) ** multiplier)
    if kind == "rate":
        found = _RATE.search(code)
        return Measure((), None if found is None else Fraction(1, int(found.group(1))))
    name = re.sub(r"(?<=[A-Z]{3})S$", "", re.sub(r"IES$", "Y", code.upper()))
    counts = frozenset((name,)) if kind == "count" else frozenset()
    return Measure(((name, Fraction(1)),), Fraction(10) ** multiplier, counts)


def unit_of(node: Node, units: Callable[[str], Measure] | Mapping[str, Measure], text: str = "") -> Measure:
    """The measure of a formula over series of those units. Raises :class:`RuleError` ``units.*``."""
    look = units if callable(units) else units.__getitem__
    return _Checker(look, text or to_text(node)).of(node)


def check_result(found: Measure, declared: Measure, text: str) -> None:
    """Refuse a result of another unit (``units.result``) or scale (``units.result-scale``) than declared."""
    kept = tuple((name, power) for name, power in found.powers if not (power < 0 and name in found.counts))
    wanted = tuple((name, power) for name, power in declared.powers)
    if kept != wanted and found.powers != wanted:
        # A count of one thing per another is a rate: both drop out where the result has no unit.
        only_counts = all(name in found.counts for name, _ in found.powers)
        if not (declared.plain and only_counts and sum(power for _, power in found.powers) == 0):
            raise error("result", text, 1, found=found.words(), declared=declared.words(), room="units")
    if found.scale is not None and declared.scale is not None and found.scale != declared.scale:
        times = found.scale / declared.scale
        raise error(
            "result-scale",
            text,
            1,
            found=found.words(),
            declared=declared.words(),
            times=_factor(times),
            room="units",
        )


def _factor(times: Fraction) -> str:
    exponent = _exponent(times)
    if exponent is None:
        return str(times)
    return str(10**exponent) if exponent >= 0 else f"1/{10**-exponent}"


class _Checker:
    """Walks a formula from the leaves."""

    def __init__(self, units: Callable[[str], Measure], text: str) -> None:
        self.units = units
        self.text = text

    def of(self, node: Node) -> Measure:
        if isinstance(node, Number):
            return Measure(literal=True)
        if isinstance(node, Name):
            return self.units(node.name)
        if isinstance(node, Unary):
            return self.of(node.operand)
        if isinstance(node, Binary):
            return self.binary(node)
        return self.call(node)

    def refuse(self, code: str, node: Node, **params: object) -> None:
        raise error(code, self.text, node.position or 1, room="units", **params)

    def binary(self, node: Binary) -> Measure:
        if node.op in COMPARISONS:
            self.same(node, node.left, node.right)
            return NONE
        if node.op in "+-":
            return self.same(node, node.left, node.right)
        if node.op == "^":
            return self.power(node)
        left, right = self.of(node.left), self.of(node.right)
        sign = 1 if node.op == "*" else -1
        for part, other in ((node.left, right), (node.right, left)):
            number = constant(part)
            if number is None or other.literal:
                continue
            if part is node.left and node.op == "/":
                return _product(NONE, other, -1)
            exponent = _exponent(Fraction(str(abs(number)))) if number else None
            scale = Fraction(1) if exponent is None else Fraction(10) ** (-exponent * sign)
            return Measure(other.powers, None if other.scale is None else other.scale * scale, other.counts)
        return _product(left, right, sign)

    def power(self, node: Binary) -> Measure:
        base, number = self.of(node.left), constant(node.right)
        self.without_unit(node.right)
        if base.plain and base.scale in (None, Fraction(1)):
            return NONE
        if number is None:
            self.refuse("power", node, unit=base.words())
            return NONE
        return _raised(base, Fraction(str(number)))

    def same(self, node: Node, left: Node, right: Node) -> Measure:
        """Both of one unit; the unit they share."""
        one, two = self.of(left), self.of(right)
        for part, own, other in ((left, one, two), (right, two, one)):
            if own.literal:
                if constant(part) != 0 and not (other.literal or other.plain):
                    self.refuse("number-beside", node, unit=other.words(), number=to_text(part))
                return other
        if one.powers != two.powers:
            self.refuse("sum", node, left=one.words(), right=two.words())
        if None not in (one.scale, two.scale) and one.scale != two.scale:
            self.refuse("sum-scale", node, left=one.words(), right=two.words())
        return one if one.scale is not None else two

    def without_unit(self, node: Node) -> None:
        found = self.of(node)
        if not found.plain:
            self.refuse("no-unit-here", node, unit=found.words())

    def call(self, node: Call) -> Measure:
        name, arguments = node.function, node.arguments
        first = self.of(arguments[0])
        if name in ("growth", "cagr"):
            return NONE
        if name in ("lag", "moving_average", "abs"):
            return first
        if name == "index":
            return Measure((), None)
        if name in ("share", "per_head"):
            second = self.of(arguments[1])
            if name == "share":
                self.same(node, arguments[0], arguments[1])
                return Measure((), Fraction(1, 100))
            if not (second.powers and all(item in second.counts for item, _ in second.powers)):
                self.refuse("per-head", arguments[1], unit=second.words())
            return _product(first, second, -1)
        if name == "deflate":
            self.without_unit(arguments[1])
            return first
        if name in ("min", "max", "sum"):
            found = arguments[0]
            for argument in arguments[1:]:
                first = self.same(argument, found, argument)
                found = argument if self.of(found).literal else found
            return first
        if name in ("exp", "ln"):
            self.without_unit(arguments[0])
            return NONE
        if name == "sqrt":
            return _raised(first, Fraction(1, 2))
        if name == "if":
            return self.same(node, arguments[1], arguments[2])
        for argument in arguments[1:]:
            self.of(argument)
        return NONE


def _product(left: Measure, right: Measure, sign: int) -> Measure:
    powers: dict[str, Fraction] = dict(left.powers)
    for name, power in right.powers:
        powers[name] = powers.get(name, Fraction(0)) + sign * power
    scale = None if left.scale is None or right.scale is None else left.scale * right.scale**sign
    return Measure(
        tuple(sorted((name, power) for name, power in powers.items() if power)),
        scale,
        left.counts | right.counts,
        left.literal and right.literal,
    )


def _raised(base: Measure, power: Fraction) -> Measure:
    scale = None
    if base.scale is not None:
        exponent = _exponent(base.scale)
        raised = None if exponent is None else exponent * power
        scale = Fraction(10) ** int(raised) if raised is not None and raised.denominator == 1 else None
    return Measure(tuple((name, own * power) for name, own in base.powers), scale, base.counts)
