"""The change of a ratio split among its causes, so that the parts add up to it exactly.

Between two states of a few inputs the change of v is split by the Shapley value: the effect of an input is its mean effect
over all orders in which the inputs can be switched from the old to the new state,

    φᵢ = Σ over S without i of  |S|! (n − |S| − 1)! ÷ n!  ·  [v(S with i) − v(S)],

whose sum is v(new) − v(old) without a residual. For a ratio N/D it is the symmetric split

    numerator ½ (N₁ − N₀) (1/D₀ + 1/D₁),   denominator ½ (N₀ + N₁) (1/D₁ − 1/D₀).

Sources (recalled, not read here): L. S. Shapley, “A value for n-person games” (1953); J. Albrecht, D. François and
K. Schoors, “A Shapley decomposition of carbon emissions without residuals”, *Energy Policy* 30 (2002); for two factors
T. L. Bennet, “The theory of measurement of changes in cost of living”, *Journal of the Royal Statistical Society* 83
(1920). All arithmetic is in exact fractions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations

from workbench.calc.tree import Binary, Call, Name, Node, Number, Unary

Values = Mapping[str, Fraction]


def shapley(value: Callable[[Values], Fraction], before: Values, after: Values) -> dict[str, Fraction]:
    """Input → its part of value(after) − value(before). Inputs that are the same in both have none.

    At most 12 inputs may differ (``ValueError``). Raises whatever *value* raises.
    """
    names = [name for name in before if before[name] != after[name]]
    if len(names) > 12:
        raise ValueError(len(names))
    known: dict[frozenset[str], Fraction] = {}

    def at(switched: frozenset[str]) -> Fraction:
        if switched not in known:
            known[switched] = value({name: (after if name in switched else before)[name] for name in before})
        return known[switched]

    count = len(names)
    parts = dict.fromkeys(before, Fraction(0))
    for name in names:
        others = [other for other in names if other != name]
        for size in range(count):
            weight = Fraction(math.factorial(size) * math.factorial(count - size - 1), math.factorial(count))
            for chosen in combinations(others, size):
                without = frozenset(chosen)
                parts[name] += weight * (at(without | {name}) - at(without))
    return parts


def exact_value(node: Node, values: Values) -> Fraction:
    """A formula of ``+ − × ÷``, ``share``, ``per_head`` and ``sum`` in exact fractions.

    Raises ``ValueError`` (the function or operator) for anything else, ``ZeroDivisionError``.
    """
    if isinstance(node, Number):
        return Fraction(str(node.value))
    if isinstance(node, Name):
        return values[node.name]
    if isinstance(node, Unary):
        inner = exact_value(node.operand, values)
        return -inner if node.op == "-" else inner
    if isinstance(node, Binary):
        left, right = exact_value(node.left, values), exact_value(node.right, values)
        if node.op == "+":
            return left + right
        if node.op == "-":
            return left - right
        if node.op == "*":
            return left * right
        if node.op == "/":
            return left / right
        raise ValueError(node.op)
    if isinstance(node, Call) and node.function in ("share", "per_head", "sum"):
        arguments = [exact_value(argument, values) for argument in node.arguments]
        if node.function == "sum":
            return sum(arguments, Fraction(0))
        return arguments[0] / arguments[1] * (100 if node.function == "share" else 1)
    raise ValueError(node.function if isinstance(node, Call) else type(node).__name__)


def sides(node: Node) -> tuple[frozenset[str], frozenset[str]]:
    """Names that stand above and below the line of a formula; one in both sets does both."""
    if isinstance(node, Name):
        return frozenset((node.name,)), frozenset()
    if isinstance(node, Unary):
        return sides(node.operand)
    if isinstance(node, Binary):
        left, right = sides(node.left), sides(node.right)
        if node.op == "/":
            right = (right[1], right[0])
        return left[0] | right[0], left[1] | right[1]
    if isinstance(node, Call):
        parts = [sides(argument) for argument in node.arguments]
        if node.function in ("share", "per_head") and len(parts) == 2:
            parts[1] = (parts[1][1], parts[1][0])
        above: frozenset[str] = frozenset().union(*(part[0] for part in parts))
        below: frozenset[str] = frozenset().union(*(part[1] for part in parts))
        return above, below
    return frozenset(), frozenset()
