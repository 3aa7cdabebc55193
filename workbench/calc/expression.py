"""The formula language of derived figures and scenario identities: reading, printing, dependencies. No
``eval``.

Grammar, loosest first: ``< <= > >= = !=`` (one comparison, not chained) · ``+ -`` · ``* /`` · unary ``+
-`` · ``^`` (binds to the right; ``-2^2`` is −4 as in mathematics) · call, name, number, parentheses.

* A *name* starts with a letter of any script or ``_`` and goes on with letters, digits and ``_``; dots
  are allowed inside it (``ts.gerd``, ``K1.1``). Any other id is written between square brackets:
  ``[710-86001/total]``.
* Function names are not case-sensitive; names of variables are.
* Full-width punctuation and ``× ÷ − ≤ ≥ ≠`` are read as their ASCII twins.

Functions (years are those of the grid, ``n`` and years are written out):

* ``growth(x, n=1)`` fraction over n years · ``cagr(x, n)`` the same a year · ``lag(x, n=1)`` ·
  ``moving_average(x, n)``
* ``index(x, year, base=100)`` · ``share(x, total)`` per cent · ``per_head(x, population)`` · ``deflate(x,
  prices, year)``: at the prices of that year; without a year, prices are an index where 100 is the base
* ``abs min max sum exp ln sqrt`` · ``if(condition, yes, no)`` · ``and or not``, where 0 is false and the
  rest true

Positions in errors are 1-based and count characters of the text as typed.
"""

from __future__ import annotations

import difflib
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from workbench.calc.tree import (
    COMPARISONS,
    LEFT_POWER,
    UNARY_POWER,
    Binary,
    Call,
    Name,
    Node,
    Number,
    Unary,
    constant,
    dependencies,
    to_text,
    walk,
)
from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "FUNCTIONS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "Binary",
    "Call",
    "Name",
    "Node",
    "Number",
    "Signature",
    "Unary",
    "check_names",
    "constant",
    "dependencies",
    "error",
    "nearest",
    "parse",
    "to_text",
    "walk",
]

MAX_LENGTH: Final = 4000  # characters of one formula
MAX_DEPTH: Final = 100  # nesting of one formula, chains of operators included

_TWINS = str.maketrans("（）＋－＊／＾，＜＞＝［］．×÷−、　", "()+-*/^,<>=[].*/-, ")
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d]\w*(?:\.\w+)*)"
    r"|\[(?P<quoted>[^\[\]]+)\]"
    r"|(?P<op><=|>=|<>|!=|==|[≤≥≠]|[-+*/^(),<>=])"
)
_SAME = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "==": "="}


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes. ``constants``: places (from 0) that must be whole numbers, written out."""

    least: int
    most: int | None
    constants: dict[int, str] = field(default_factory=dict)  # place → "periods" (≥ 1) | "year" | "number"


FUNCTIONS: Final[dict[str, Signature]] = {
    "growth": Signature(1, 2, {1: "periods"}),
    "cagr": Signature(2, 2, {1: "periods"}),
    "lag": Signature(1, 2, {1: "periods"}),
    "index": Signature(2, 3, {1: "year", 2: "number"}),
    "share": Signature(2, 2),
    "per_head": Signature(2, 2),
    "deflate": Signature(2, 3, {2: "year"}),
    "moving_average": Signature(2, 2, {1: "periods"}),
    "abs": Signature(1, 1),
    "min": Signature(2, None),
    "max": Signature(2, None),
    "sum": Signature(1, None),
    "exp": Signature(1, 1),
    "ln": Signature(1, 1),
    "sqrt": Signature(1, 1),
    "if": Signature(3, 3),
    "and": Signature(2, None),
    "or": Signature(2, None),
    "not": Signature(1, 1),
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number | name | quoted | op | end
    text: str
    position: int


def _snippet(text: str, position: int) -> str:
    """The place in the text and a caret under it, at most 60 characters wide."""
    line = re.sub(r"\s", " ", text)
    start = max(0, position - 1 - 30)
    return f"{line[start : start + 60]}\n{' ' * (position - 1 - start)}^"


def error(code: str, text: str, position: int, *, room: str = "expression", **params: Any) -> RuleError:
    """A :class:`RuleError` ``<room>.<code>`` with position and caret snippet."""
    return RuleError(
        f"{room}.{code}", position=position, snippet=_snippet(text, position), formula=text, **params
    )


def _tokens(text: str) -> Iterator[_Token]:
    plain = text.translate(_TWINS)
    place = 0
    while place < len(plain):
        match = _TOKEN.match(plain, place)
        if match is None:
            character = text[place]
            raise error("character", text, place + 1, character=character)
        kind = str(match.lastgroup)
        if kind == "quoted":
            # An id between brackets is taken as typed: the twins above are for operators only.
            content = text[place + 1 : match.end() - 1]
            if not content.strip():
                raise error("expected-value", text, place + 1, found="[]")
            yield _Token(kind, content.strip(), place + 1)
        elif kind != "space":
            yield _Token(kind, _SAME.get(match.group(), match.group()), place + 1)
        place = match.end()
    yield _Token("end", "", len(text) + 1)


class _Parser:
    """A Pratt parser over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.at = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.token
        self.at += 1
        return token

    def expect(self, op: str, opened: _Token) -> None:
        token = self.token
        if token.kind == "op" and token.text == op:
            self.at += 1
            return
        if token.kind == "end":
            raise error("unclosed", self.text, opened.position)
        raise error("unexpected", self.text, token.position, found=token.text)

    def parse(self) -> Node:
        node, _ = self.expression(0, 0)
        token = self.token
        if token.kind != "end":
            raise error("unexpected", self.text, token.position, found=token.text)
        return node

    def expression(self, power: int, level: int) -> tuple[Node, int]:
        """The longest expression of operators binding tighter than *power*, and its depth."""
        if level > MAX_DEPTH:
            raise error("too-deep", self.text, self.token.position, limit=MAX_DEPTH)
        left, depth = self.operand(level)
        while self.token.kind == "op" and (own := LEFT_POWER.get(self.token.text, -1)) > power:
            token = self.take()
            right, right_depth = self.expression(own - 1 if token.text == "^" else own, level + 1)
            left = Binary(token.text, left, right, token.position)
            depth = 1 + max(depth, right_depth)
            if depth > MAX_DEPTH:
                raise error("too-deep", self.text, token.position, limit=MAX_DEPTH)
            follower = self.token
            if token.text in COMPARISONS and follower.kind == "op" and follower.text in COMPARISONS:
                raise error("chained", self.text, follower.position, found=follower.text)
        return left, depth

    def operand(self, level: int) -> tuple[Node, int]:
        token = self.take()
        if token.kind == "number":
            value = float(token.text)
            if not math.isfinite(value):
                raise error("number-too-large", self.text, token.position, found=token.text)
            return Number(value, token.position), 1
        if token.kind == "quoted":
            return Name(token.text, token.position), 1
        if token.kind == "name":
            if self.token.kind == "op" and self.token.text == "(":
                return self.call(token, level)
            return Name(token.text, token.position), 1
        if token.kind == "op" and token.text in "+-":
            operand, depth = self.expression(UNARY_POWER, level + 1)
            return Unary(token.text, operand, token.position), depth + 1
        if token.kind == "op" and token.text == "(":
            inner, depth = self.expression(0, level + 1)
            self.expect(")", token)
            return inner, depth
        if token.kind == "end":
            raise error("ends-early", self.text, token.position)
        raise error("expected-value", self.text, token.position, found=token.text)

    def call(self, name: _Token, level: int) -> tuple[Node, int]:
        function = name.text.lower()
        if function not in FUNCTIONS:
            near = nearest(function, FUNCTIONS)
            code = "unknown-function" if near else "unknown-function-alone"
            raise error(code, self.text, name.position, name=name.text, nearest=near)
        opened = self.take()
        arguments: list[Node] = []
        depth = 0
        if not (self.token.kind == "op" and self.token.text == ")"):
            while True:
                argument, own = self.expression(0, level + 1)
                arguments.append(argument)
                depth = max(depth, own)
                if not (self.token.kind == "op" and self.token.text == ","):
                    break
                self.take()
        self.expect(")", opened)
        if depth + 1 > MAX_DEPTH:
            raise error("too-deep", self.text, name.position, limit=MAX_DEPTH)
        call = Call(function, tuple(arguments), name.position)
        self.check(call)
        return call, depth + 1

    def check(self, call: Call) -> None:
        signature = FUNCTIONS[call.function]
        count = len(call.arguments)
        if count < signature.least or (signature.most is not None and count > signature.most):
            wanted = (
                str(signature.least)
                if signature.most == signature.least
                else f"{signature.least}–{signature.most or '…'}"
            )
            raise error(
                "argument-count", self.text, call.position, name=call.function, wanted=wanted, given=count
            )
        for place, kind in signature.constants.items():
            if place >= count:
                continue
            argument = call.arguments[place]
            value = constant(argument)
            right = value is not None and (
                kind == "number"
                or (value.is_integer() and (1 <= value <= 1000 if kind == "periods" else 0 < value < 10000))
            )
            if not right:
                raise error(
                    f"constant-{kind}",
                    self.text,
                    argument.position or call.position,
                    name=call.function,
                    place=place + 1,
                )


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like *name*, or ``""``."""
    candidates = list(known)
    found = difflib.get_close_matches(name, candidates, n=1, cutoff=0.5)
    if not found:
        by_fold = {candidate.casefold(): candidate for candidate in candidates}
        folded = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.5)
        found = [by_fold[folded[0]]] if folded else []
    return found[0] if found else ""


def parse(text: str, known: Iterable[str] | None = None) -> Node:
    """Read a formula. With *known*, names outside it are refused, the nearest one suggested.

    Raises :class:`RuleError` ``expression.*`` with ``position`` (1-based), ``snippet`` (with a caret) and
    ``formula``.
    """
    if len(text) > MAX_LENGTH:
        raise RuleError("expression.too-long", length=len(text), limit=MAX_LENGTH)
    if not text.strip():
        raise RuleError("expression.empty")
    node = _Parser(text).parse()
    if known is not None:
        check_names(node, known, text)
    return node


def check_names(node: Node, known: Iterable[str], text: str = "") -> None:
    """Refuse names outside *known*: ``expression.unknown-name`` with ``nearest`` ("" if none is near)."""
    names = known if isinstance(known, (set, frozenset, dict)) else set(known)
    for part in walk(node):
        if isinstance(part, Name) and part.name not in names:
            shown = text or to_text(node)
            near = nearest(part.name, sorted(names))
            code = "unknown-name" if near else "unknown-name-alone"
            raise error(code, shown, part.position or 1, name=part.name, nearest=near)
