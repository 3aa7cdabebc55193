"""Computing a formula over a time grid. What cannot be computed is missing and has a reason; never ``inf``.

Arrays have shape ``(…, years)``: years last, any draws before. ``NaN`` means missing. A missing input
gives a missing result; a division by zero, a root of a negative number and the like give a missing result
and a *fault* that names the years. Faults travel with the value: in ``if(b > 0, a / b, 0)`` the branch
not taken leaves none behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from workbench.calc.expression import Binary, Call, Name, Node, Number, Unary, constant
from workbench.domain.errors import RuleError

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where, over ``(…, years)``, and why nothing could be computed. ``position``: in the formula."""

    where: BoolArray
    reason: str  # division-by-zero | root | logarithm | power | overflow | rate
    position: int


@dataclass(frozen=True, slots=True)
class Value:
    """An array over ``(…, years)`` and its faults."""

    array: FloatArray
    faults: tuple[Fault, ...] = ()


Inputs = Mapping[str, FloatArray]


def evaluate(node: Node, inputs: Inputs, years: IntArray) -> Value:
    """The value of *node* over *years* (consecutive, rising).

    inputs: one array of shape ``(…, len(years))`` a name. Raises :class:`RuleError`
    ``expression.base-year`` where ``index`` or ``deflate`` names a year outside the grid; ``KeyError``
    for a name that is not in *inputs* (check names when reading).
    """
    with np.errstate(all="ignore"):
        value = _evaluate(node, inputs, years)
    value = _full(value, years)
    return Value(np.array(value.array), tuple(fault for fault in value.faults if fault.where.any()))


def _evaluate(node: Node, inputs: Inputs, years: IntArray) -> Value:
    if isinstance(node, Number):
        return Value(np.array([node.value]))
    if isinstance(node, Name):
        return Value(inputs[node.name])
    if isinstance(node, Unary):
        value = _evaluate(node.operand, inputs, years)
        return Value(-value.array, value.faults) if node.op == "-" else value
    if isinstance(node, Binary):
        left = _evaluate(node.left, inputs, years)
        right = _evaluate(node.right, inputs, years)
        return _binary(node.op, left, right, node.position)
    return _call(node, inputs, years)


def _checked(result: FloatArray, parts: tuple[Value, ...], reason: str, position: int) -> Value:
    """*result* with everything not finite made missing, and a fault where all *parts* were there."""
    faults: tuple[Fault, ...] = ()
    for part in parts:
        if part.faults:
            faults += part.faults
    finite = np.isfinite(result)
    if finite.all():
        return Value(result, faults)
    present = np.ones(result.shape, dtype=np.bool_)
    for part in parts:
        present &= ~np.isnan(part.array)
    own = present & ~finite
    if own.any():
        # Too large a number is told apart from an operation that has no result at all.
        overflow = own & np.isinf(result) & (reason not in ("division-by-zero", "logarithm", "rate"))
        if overflow.any():
            faults += (Fault(overflow, "overflow", position),)
        if (own & ~overflow).any():
            faults += (Fault(own & ~overflow, reason, position),)
    return Value(np.where(finite, result, np.nan), faults)


_ARITHMETIC: Final[dict[str, tuple[Callable[[Any, Any], Any], str]]] = {
    "+": (np.add, "overflow"),
    "-": (np.subtract, "overflow"),
    "*": (np.multiply, "overflow"),
}
_COMPARE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
    "!=": np.not_equal,
}


def _divide(left: Value, right: Value, position: int) -> Value:
    value = _checked(left.array / right.array, (left, right), "overflow", position)
    if not value.faults:
        return value  # nothing divided by zero: that leaves no finite number
    return _by_zero(value, (right.array == 0) & ~np.isnan(left.array), position)


def _by_zero(value: Value, where: BoolArray, position: int) -> Value:
    """*value* with its own fault called a division by zero *where* it is one, not an overflow."""
    if not where.any():
        return value
    where = np.broadcast_to(where, value.array.shape)
    others = tuple(
        Fault(fault.where & ~where, fault.reason, position) if fault.position == position else fault
        for fault in value.faults
    )
    return Value(value.array, (*others, Fault(where, "division-by-zero", position)))


def _binary(op: str, left: Value, right: Value, position: int) -> Value:
    a, b = left.array, right.array
    if op == "/":
        return _divide(left, right, position)
    if op == "^":
        result = np.power(a, b)
        # numpy gives nan ^ 0 = 1 and 1 ^ nan = 1; here a missing input stays missing.
        result = np.where(np.isnan(a) | np.isnan(b), np.nan, result)
        value = _checked(result, (left, right), "power", position)
        return _by_zero(value, (a == 0) & (b < 0), position)
    if op in _ARITHMETIC:
        function, reason = _ARITHMETIC[op]
        return _checked(function(a, b), (left, right), reason, position)
    truth = _COMPARE[op](a, b).astype(np.float64)
    return Value(np.where(np.isnan(a) | np.isnan(b), np.nan, truth), left.faults + right.faults)


def _full(value: Value, years: IntArray) -> Value:
    """A constant spread over the grid, so that it can be shifted."""
    if value.array.shape[-1] == years.size:
        return value
    shape = (*value.array.shape[:-1], years.size)
    return Value(
        np.broadcast_to(value.array, shape),
        tuple(Fault(np.broadcast_to(f.where, shape), f.reason, f.position) for f in value.faults),
    )


def _lag(value: Value, periods: int) -> Value:
    """The value *periods* years earlier; missing before the grid begins."""

    def shift(array: Any, fill: Any) -> Any:
        moved = np.full(array.shape, fill, dtype=array.dtype)
        if periods < array.shape[-1]:
            moved[..., periods:] = array[..., :-periods]
        return moved

    return Value(
        shift(value.array, np.nan),
        tuple(Fault(shift(fault.where, fill=False), fault.reason, fault.position) for fault in value.faults),
    )


def _at_year(value: Value, year: int, years: IntArray, call: Call) -> Value:
    """The value of one year, for all years: shape ``(…, 1)``."""
    place = int(year - years[0]) if years.size else -1
    if not 0 <= place < years.size:
        raise RuleError(
            "expression.base-year",
            name=call.function,
            year=year,
            first=int(years[0]) if years.size else "",
            last=int(years[-1]) if years.size else "",
            position=call.position,
        )
    return Value(
        value.array[..., place : place + 1],
        tuple(
            Fault(fault.where[..., place : place + 1], fault.reason, fault.position) for fault in value.faults
        ),
    )


def _number(node: Node) -> float:
    value = constant(node)
    assert value is not None  # the parser has seen to it
    return value


def _call(call: Call, inputs: Inputs, years: IntArray) -> Value:
    name, nodes, place = call.function, call.arguments, call.position
    if name in _TIMED:
        return _timed(call, _full(_evaluate(nodes[0], inputs, years), years), inputs, years)
    values = tuple(_evaluate(node, inputs, years) for node in nodes)
    arrays = [value.array for value in values]
    faults: tuple[Fault, ...] = ()
    for value in values:
        faults += value.faults
    first = values[0]
    if name == "share":
        return _binary("*", _divide(values[0], values[1], place), Value(np.array([100.0])), place)
    if name == "per_head":
        return _divide(values[0], values[1], place)
    if name == "abs":
        return Value(np.abs(first.array), faults)
    if name == "exp":
        return _checked(np.exp(first.array), values, "overflow", place)
    if name == "ln":
        return _checked(np.log(first.array), values, "logarithm", place)
    if name == "sqrt":
        return _checked(np.sqrt(first.array), values, "root", place)
    if name in ("min", "max", "sum"):
        function = {"min": np.minimum, "max": np.maximum, "sum": np.add}[name]
        result = arrays[0]
        for array in arrays[1:]:
            result = function(result, array)
        return _checked(result, values, "overflow", place)
    missing = np.isnan(arrays[0])
    truth = arrays[0] != 0
    if name == "not":
        return Value(np.where(missing, np.nan, (~truth).astype(np.float64)), faults)
    if name in ("and", "or"):
        for array in arrays[1:]:
            missing = missing | np.isnan(array)
            truth = truth & (array != 0) if name == "and" else truth | (array != 0)
        return Value(np.where(missing, np.nan, truth.astype(np.float64)), faults)
    return _choose(*values)


def _choose(condition: Value, yes: Value, no: Value) -> Value:
    """``if``: the faults of a branch count only where it is taken."""
    missing = np.isnan(condition.array)
    truth = condition.array != 0
    array = np.where(missing, np.nan, np.where(truth, yes.array, no.array))
    taken, other = truth & ~missing, ~truth & ~missing
    return Value(
        array,
        (
            *condition.faults,
            *(Fault(fault.where & taken, fault.reason, fault.position) for fault in yes.faults),
            *(Fault(fault.where & other, fault.reason, fault.position) for fault in no.faults),
        ),
    )


_TIMED: Final = frozenset(("growth", "cagr", "lag", "index", "deflate", "moving_average"))


def _timed(call: Call, value: Value, inputs: Inputs, years: IntArray) -> Value:
    """Functions that look at other years.

    ``growth(x, n=1)`` = x / x₋ₙ − 1 · ``cagr(x, n)`` = (x / x₋ₙ)^(1/n) − 1, both values above zero ·
    ``index(x, year, base=100)`` · ``deflate(x, p, year)`` = x · p_year / p, without a year x · 100 / p ·
    ``moving_average(x, n)`` = mean of this and the n − 1 years before, all present.
    """
    name, nodes, place = call.function, call.arguments, call.position
    one = Value(np.array([1.0]))
    hundred = Value(np.array([100.0]))
    if name in ("lag", "growth"):
        before = _lag(value, int(_number(nodes[1])) if len(nodes) > 1 else 1)
        return before if name == "lag" else _binary("-", _divide(value, before, place), one, place)
    if name == "cagr":
        periods = int(_number(nodes[1]))
        before = _lag(value, periods)
        sound = (value.array > 0) & (before.array > 0)
        rate = np.where(sound, np.power(value.array / before.array, 1 / periods) - 1, np.nan)
        return _checked(rate, (value, before), "rate", place)
    if name == "moving_average":
        periods = int(_number(nodes[1]))
        total = value
        for back in range(1, periods):
            total = _binary("+", total, _lag(value, back), place)
        return _binary("/", total, Value(np.array([float(periods)])), place)
    if name == "index":
        base = _at_year(value, int(_number(nodes[1])), years, call)
        level = Value(np.array([_number(nodes[2])])) if len(nodes) > 2 else hundred
        return _binary("*", _divide(value, base, place), level, place)
    prices = _full(_evaluate(nodes[1], inputs, years), years)
    base = _at_year(prices, int(_number(nodes[2])), years, call) if len(nodes) > 2 else hundred
    return _binary("*", _divide(value, prices, place), base, place)
