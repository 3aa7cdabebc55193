"""What a formula says about its parts: of ``gerd / gdp * 100`` that it is a numerator, a denominator and a factor."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from workbench.calc.tree import Binary, Call, Name, Node, Number, Unary


@dataclass(frozen=True, slots=True)
class Product:
    """factor × the product of *over* ÷ the product of *under*."""

    factor: Fraction
    over: tuple[str, ...]
    under: tuple[str, ...]

    def times(self, other: Product) -> Product:
        """The product of both."""
        return Product(self.factor * other.factor, self.over + other.over, self.under + other.under)

    def inverse(self) -> Product:
        """One over it. Raises ``ZeroDivisionError``."""
        return Product(1 / self.factor, self.under, self.over)


def product_of(node: Node) -> Product | None:
    """*node* as a product of names and numbers, ``None`` where it is anything else (a sum, growth, a condition)."""
    if isinstance(node, Number):
        return Product(Fraction(str(node.value)), (), ())
    if isinstance(node, Name):
        return Product(Fraction(1), (node.name,), ())
    if isinstance(node, Unary):
        inner = product_of(node.operand)
        if inner is None or node.op == "+":
            return inner
        return Product(-inner.factor, inner.over, inner.under)
    if isinstance(node, Binary) and node.op in "*/":
        return _joined(node.op, product_of(node.left), product_of(node.right))
    if isinstance(node, Call) and node.function in ("share", "per_head"):
        found = _joined("/", product_of(node.arguments[0]), product_of(node.arguments[1]))
        hundred = Product(Fraction(100 if node.function == "share" else 1), (), ())
        return None if found is None else found.times(hundred)
    return None


def _joined(op: str, left: Product | None, right: Product | None) -> Product | None:
    if left is None or right is None or (op == "/" and not right.factor):
        return None
    return left.times(right if op == "*" else right.inverse())


def terms_of(node: Node) -> tuple[str, ...] | None:
    """The names of a plain sum ``a + b + c``, ``None`` where it is anything else."""
    if isinstance(node, Name):
        return (node.name,)
    if isinstance(node, Binary) and node.op == "+":
        left, right = terms_of(node.left), terms_of(node.right)
        return None if left is None or right is None else left + right
    if isinstance(node, Call) and node.function == "sum":
        parts = [terms_of(argument) for argument in node.arguments]
        return (
            None
            if any(part is None for part in parts)
            else tuple(name for part in parts for name in part or ())
        )
    return None
