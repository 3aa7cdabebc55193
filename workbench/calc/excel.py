"""Formulas as Excel (and LibreOffice) understands them, for a scenario that a colleague can check by hand.

Missing values are ``#N/A`` in the sheet, so that they carry on through formulas as missing values do here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.calc.expression import Binary, Call, Name, Node, Number, Unary, constant
from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING = "NA()"
_SIMPLE = {
    "abs": "ABS",
    "min": "MIN",
    "max": "MAX",
    "sum": "SUM",
    "exp": "EXP",
    "ln": "LN",
    "sqrt": "SQRT",
}


def to_excel(node: Node, cell: Callable[[str, int], str | None], period: int) -> str:
    """The formula for one period, without the leading ``=``.

    cell: (variable, period) → address such as ``F12``, ``None`` outside the grid. Raises :class:`RuleError`
    ``excel.function`` for a function that has no counterpart.
    """
    if isinstance(node, Number):
        return repr(node.value) if not node.value.is_integer() else str(int(node.value))
    if isinstance(node, Name):
        return cell(node.name, period) or MISSING
    if isinstance(node, Unary):
        inner = to_excel(node.operand, cell, period)
        return f"(-({inner}))" if node.op == "-" else f"({inner})"
    if isinstance(node, Binary):
        left, right = to_excel(node.left, cell, period), to_excel(node.right, cell, period)
        if node.op in ("+", "-", "*", "/", "^"):
            return f"({left}{node.op}{right})"
        op = "<>" if node.op == "!=" else node.op
        return f"IF({left}{op}{right},1,0)"
    return _call(node, cell, period)


def _call(call: Call, cell: Callable[[str, int], str | None], period: int) -> str:
    name = call.function

    def at(place: int, when: int = period) -> str:
        return to_excel(call.arguments[place], cell, when)

    def number(place: int, otherwise: float) -> float:
        if place >= len(call.arguments):
            return otherwise
        value = constant(call.arguments[place])
        return otherwise if value is None else value

    if name in _SIMPLE:
        parts = [at(place) for place in range(len(call.arguments))]
        # MIN, MAX and SUM pass over text but not over #N/A: as wanted.
        return f"{_SIMPLE[name]}({','.join(parts)})"
    if name == "if":
        return f"IF({at(0)}<>0,{at(1)},{at(2)})"
    if name in ("and", "or"):
        parts = [f"{at(place)}<>0" for place in range(len(call.arguments))]
        return f"IF({name.upper()}({','.join(parts)}),1,0)"
    if name == "not":
        return f"IF({at(0)}<>0,0,1)"
    if name == "share":
        return f"({at(0)}/{at(1)}*100)"
    if name == "per_head":
        return f"({at(0)}/{at(1)})"
    if name == "lag":
        return at(0, period - int(number(1, 1)))
    if name == "growth":
        return f"({at(0)}/{at(0, period - int(number(1, 1)))}-1)"
    if name == "cagr":
        back = int(number(1, 1))
        now, before = at(0), at(0, period - back)
        return f"IF(AND({now}>0,{before}>0),({now}/{before})^(1/{back})-1,{MISSING})"
    if name == "index":
        return f"({at(0)}/{at(0, int(number(1, 0)))}*{number(2, 100.0)!r})"
    if name == "deflate":
        base = at(1, int(number(2, 0))) if len(call.arguments) > 2 else "100"
        return f"({at(0)}/{at(1)}*{base})"
    if name == "moving_average":
        back = int(number(1, 1))
        return "((" + "+".join(at(0, period - each) for each in range(back)) + f")/{back})"
    raise RuleError("excel.function", field="formula", name=name)
