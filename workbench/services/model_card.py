"""The model card: what a model computes from what, its sources and assumptions, and how it did in the past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.calc.expression import to_text
from workbench.domain.errors import RuleError
from workbench.services.scenario_data import compiled, model_data

if TYPE_CHECKING:
    from workbench.calc.engine import NotComputable
    from workbench.domain.scenario import Lever, Model, Variable
    from workbench.domain.strategy import Source
    from workbench.services.back_test import Rolling
    from workbench.services.session import Session

Kind = Literal["driver", "identity", "indicator", "lever"]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A variable on the card. equation: as computed ("" for a driver). sources: of its actuals. last: newest actual."""

    variable: Variable
    equation: str
    needs: tuple[str, ...]
    sources: tuple[Source, ...]
    last: tuple[int, float] | None
    actuals: int
    derived: bool


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A box of the dependency graph. layer: 0 for levers, then each one further right than all it needs. row: its place
    in the layer, so that lines cross little."""

    name: str
    kind: Kind
    layer: int
    row: int


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Everything to judge a model by. edges: (needed, needing). back_test: ``None`` where there is too little past."""

    model: Model
    rows: tuple[CardRow, ...]
    levers: tuple[Lever, ...]
    nodes: tuple[GraphNode, ...]
    edges: tuple[tuple[str, str], ...]
    problems: tuple[NotComputable, ...]
    back_test: Rolling | None

    @property
    def counts(self) -> tuple[int, int]:
        """Number of variables and of identities."""
        return len(self.rows), sum(1 for row in self.rows if row.equation)


def card(session: Session, model_id: str, *, back_test: bool = True) -> ModelCard:
    """The card of a model. Raises :class:`RuleError` for a model that cannot be read, :class:`UsageError`."""
    model = session.model(model_id)
    ready = compiled(model)
    data = model_data(session, model)
    known_sources = session.sources()
    formulas = {variable.name: node for variable, node in ready.formulas}
    rows: list[CardRow] = []
    for variable in model.variables:
        name = variable.name
        used: dict[str, None] = {}
        if variable.series_id:
            for item in session.observations(variable.series_id):
                used.setdefault(item.provenance.source_id)
        history = data.history.get(name, {})
        last = (max(history), history[max(history)]) if history else None
        rows.append(
            CardRow(
                variable,
                to_text(formulas[name]) if name in formulas else "",
                ready.needs.get(name, ()),
                tuple(known_sources[each] for each in used if each in known_sources),
                last,
                len(history),
                "derived" in data.origins.get(name, {}).values(),
            )
        )
    edges = [(need, name) for name, needs in ready.needs.items() for need in needs]
    edges += [(lever.id, lever.variable) for lever in model.levers]
    past: Rolling | None = None
    if back_test:
        from workbench.services.back_test import rolling

        try:
            past = rolling(session, model_id)
        except RuleError:
            past = None
    return ModelCard(
        model, tuple(rows), model.levers, _graph(model, edges), tuple(edges), data.problems, past
    )


def _graph(model: Model, edges: list[tuple[str, str]]) -> tuple[GraphNode, ...]:
    """Layers by longest way from the beginning; rows by the mean row of what each needs (barycentre)."""
    needs: dict[str, list[str]] = {}
    for need, name in edges:
        needs.setdefault(name, []).append(need)
    names = [lever.id for lever in model.levers] + [variable.name for variable in model.variables]
    levers = {lever.id for lever in model.levers}
    layer: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in layer:
            layer[name] = 0 if name in levers else 1
            layer[name] = max([layer[name], *(depth(need) + 1 for need in needs.get(name, ()))])
        return layer[name]

    for name in names:
        depth(name)
    rows: dict[str, float] = {}
    found: list[GraphNode] = []
    kinds: dict[str, Kind] = {
        variable.name: "indicator"
        if variable.indicator_id
        else "driver"
        if variable.is_driver
        else "identity"
        for variable in model.variables
    }
    for level in sorted(set(layer.values())):
        own = [name for name in names if layer[name] == level]

        def middle(name: str, own: list[str] = own) -> float:
            above = [rows[need] for need in needs.get(name, ()) if need in rows]
            return sum(above) / len(above) if above else float(own.index(name))

        for row, name in enumerate(sorted(own, key=lambda each: (middle(each), names.index(each)))):
            rows[name] = float(row)
            found.append(GraphNode(name, kinds.get(name, "lever"), level, row))
    return tuple(found)
