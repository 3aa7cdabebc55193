"""A model made ready to run: formulas read, identities in the order in which they can be computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.calc.expression import Node, dependencies, parse
from workbench.domain.errors import RuleError
from workbench.domain.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.calc.evaluate import IntArray
    from workbench.domain.scenario import Model, Variable


def order(needs: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Names so that each comes after what it needs; otherwise in the order given. Names not in *needs*
    are inputs.

    Raises :class:`RuleError` ``expression.cycle``; ``cycle`` is the ring in order, first name repeated at
    the end.
    """
    done: dict[str, None] = {}
    state: dict[str, int] = {}  # 1 = on the path, 2 = done
    for root in needs:
        if state.get(root) == 2:
            continue
        path: list[tuple[str, list[str]]] = [(root, [n for n in needs[root] if n in needs])]
        state[root] = 1
        while path:
            name, waiting = path[-1]
            if not waiting:
                path.pop()
                state[name] = 2
                done[name] = None
                continue
            following = waiting.pop(0)
            if state.get(following) == 1:
                names = [step for step, _ in path]
                ring = [*names[names.index(following) :], following]
                raise RuleError("expression.cycle", cycle=" → ".join(ring), names=tuple(ring))
            if following not in state:
                state[following] = 1
                path.append((following, [n for n in needs[following] if n in needs]))
    return tuple(done)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A model ready to run. ``formulas`` are in the order of computing."""

    model: Model
    years: IntArray
    drivers: tuple[Variable, ...]
    formulas: tuple[tuple[Variable, Node], ...]
    needs: dict[str, tuple[str, ...]]
    grid: Grid

    def names(self) -> tuple[str, ...]:
        """All variables in printed order."""
        return tuple(variable.name for variable in self.model.variables)

    def needed_by(self, name: str) -> frozenset[str]:
        """Everything that a variable rests on, directly or not, itself included."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen.add(part)
                waiting += self.needs.get(part, ())
        return frozenset(seen)

    def drivers_of(self, name: str) -> tuple[str, ...]:
        """The drivers that a variable rests on, in printed order."""
        seen = self.needed_by(name)
        return tuple(variable.name for variable in self.drivers if variable.name in seen)


def compile_model(model: Model) -> Compiled:
    """Read and check a model.

    Raises :class:`RuleError`: ``model.years`` (range empty or inverted), ``model.twice`` (a name given
    twice), ``model.bounds`` (minimum not below maximum, or a driver of growth that may fall by 100 % or
    more), ``expression.*`` with ``field`` = the variable's name, ``expression.cycle``.
    """
    grid = Grid.of(model)
    known: set[str] = set()
    for variable in model.variables:
        if variable.name in known:
            raise RuleError("model.twice", field=variable.name, name=variable.name)
        known.add(variable.name)
    formulas: dict[str, Node] = {}
    for variable in model.variables:
        if variable.is_driver:
            if not variable.minimum < variable.maximum or (
                variable.kind == "growth" and variable.minimum <= -1
            ):
                raise RuleError(
                    "model.bounds",
                    field=variable.name,
                    name=variable.name,
                    low=variable.minimum,
                    high=variable.maximum,
                )
            continue
        try:
            formulas[variable.name] = parse(variable.formula, known)
        except RuleError as problem:
            problem.field = variable.name
            raise
    needs = {name: dependencies(node) for name, node in formulas.items()}
    by_name = {variable.name: variable for variable in model.variables}
    return Compiled(
        model=model,
        years=np.arange(grid.first, grid.last + 1, dtype=np.int64),
        drivers=tuple(variable for variable in model.variables if variable.is_driver),
        formulas=tuple((by_name[name], formulas[name]) for name in order(needs)),
        needs=needs,
        grid=grid,
    )
