"""Formulas as trees: nodes, walking, dependencies, printing. :mod:`workbench.calc.expression` reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN_NAME = re.compile(r"[^\W\d]\w*(?:\.\w+)*")

COMPARISONS: Final = frozenset(("<", "<=", ">", ">=", "=", "!="))
LEFT_POWER = dict.fromkeys(COMPARISONS, 10) | {"+": 20, "-": 20, "*": 30, "/": 30, "^": 50}
UNARY_POWER = 40


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: finite, never negative."""

    value: float
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A variable or series."""

    name: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """``+x`` or ``-x``."""

    op: str
    operand: Node
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands; ``position`` is that of the operator."""

    op: str
    left: Node
    right: Node
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of :data:`FUNCTIONS`, name in small letters."""

    function: str
    arguments: tuple[Node, ...]
    position: int = field(default=0, compare=False)


Node = Number | Name | Unary | Binary | Call


def constant(node: Node) -> float | None:
    """The number that *node* is, signs included, or ``None`` if it is anything else."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Unary):
        value = constant(node.operand)
        return None if value is None else -value if node.op == "-" else value
    return None


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in the order of reading."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Unary):
            waiting.append(part.operand)
        elif isinstance(part, Binary):
            waiting += (part.right, part.left)
        elif isinstance(part, Call):
            waiting += reversed(part.arguments)


def dependencies(node: Node) -> tuple[str, ...]:
    """Names used, each once, in the order of reading."""
    return tuple(dict.fromkeys(part.name for part in walk(node) if isinstance(part, Name)))


def to_text(node: Node) -> str:
    """The formula in its plainest form; reading it again gives the same tree."""
    return _print(node)[0]


def _print(node: Node) -> tuple[str, int]:
    """Text and the binding power of its outermost operator (60 = needs no parentheses)."""
    if isinstance(node, Number):
        value = node.value
        return (str(int(value)) if value.is_integer() and value < 1e15 else repr(value)), 60
    if isinstance(node, Name):
        return (node.name if _PLAIN_NAME.fullmatch(node.name) else f"[{node.name}]"), 60
    if isinstance(node, Call):
        return f"{node.function}({', '.join(_print(argument)[0] for argument in node.arguments)})", 60
    if isinstance(node, Unary):
        text, power = _print(node.operand)
        return (node.op + (text if power > UNARY_POWER else f"({text})")), UNARY_POWER
    own = LEFT_POWER[node.op]
    left, left_power = _print(node.left)
    right, right_power = _print(node.right)
    # ^ binds to the right, comparisons to neither side, the rest to the left.
    if left_power < own or (left_power == own and (node.op == "^" or node.op in COMPARISONS)):
        left = f"({left})"
    if right_power < own or (right_power == own and node.op != "^"):
        right = f"({right})"
    # A sign on the left of an operator takes the whole product or power: -a * b reads as (-a) * b, -a ^ b
    # as -(a ^ b).
    return f"{left} {node.op} {right}", own
