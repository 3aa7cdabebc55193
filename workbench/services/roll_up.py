"""Ratings of indicators rolled up over the tree of the plan, with the sum in sight.

``roll_up(session, node_id, target_year=2027) -> RollUp``: a node is judged by the reference indicators linked to it and
by its children, each child first on its own (nested means). Three answers stand side by side, because a mean hides a red
child: worst part, weighted mean, and how many indicators have which status. Weights are 1 unless the setting
``roll_up.weights`` (id of a node or indicator → number) says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from workbench.base.messages import word
from workbench.calc.rating_base import STATUSES
from workbench.calc.roll_up import Scored
from workbench.calc.roll_up import roll_up as rolled
from workbench.domain.errors import RuleError
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.services.ratings import IndicatorRating, rate_indicator

if TYPE_CHECKING:
    from workbench.domain.strategy import Node
    from workbench.services.reading import Reading

WEIGHTS: Final = "roll_up.weights"
METHOD: Final = "statcan"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a node's judgement: an indicator linked to it, or a child. reason: why it has no score, else ""."""

    kind: str  # indicator | node
    id: str
    name: LocalText
    weight: float
    score: float | None
    status: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RollUp:
    """The judgement on a node.

    score, status: weighted mean of the parts that have a score, and its band; worst_status, worst: the lowest status
    and the parts that have it. counts: status (or ``not_assessable``) → number of different indicators in the branch,
    each counted once. calculation: the mean written out. parts: everything that was looked at, also without a score.
    """

    node_id: str
    title: LocalText
    target_year: int
    score: float | None
    status: str | None
    worst_status: str | None
    worst: tuple[str, ...]
    counts: dict[str, int]
    calculation: LocalText
    parts: tuple[Part, ...]
    children: tuple[RollUp, ...]


@dataclass(frozen=True, slots=True)
class _Whole:
    """The whole of a plan that has several items at its top."""

    title: LocalText
    id: ClassVar[str] = ""
    indicators: ClassVar[tuple[str, ...]] = ()


def roll_up(
    session: Reading,
    node_id: str | None = None,
    *,
    target_year: int = 2027,
    as_of: str | None = None,
    weights: dict[str, float] | None = None,
) -> RollUp:
    """Roll up a node (the whole plan if ``None``) for a target year (column or data year).

    weights: instead of those of the workspace. Raises :class:`UsageError` for an unknown node, :class:`RuleError`
    ``roll-up.no-tree`` for a plan without nodes, ``roll-up.weight`` for a weight below zero or not a number.
    """
    nodes = session.nodes()
    if not nodes:
        raise RuleError("roll-up.no-tree")
    roots = [node for node in nodes if not node.parent]
    root: Node | _Whole
    if node_id is not None:
        root = session.node(node_id)
    else:
        root = roots[0] if len(roots) == 1 else _Whole(session.title())
    chosen = dict(session.setting(WEIGHTS, {}) if weights is None else weights)
    for name, weight in chosen.items():
        if not isinstance(weight, (int, float)) or not 0 <= weight < float("inf"):
            raise RuleError("roll-up.weight", field="weight", id=name, weight=str(weight))
    children: dict[str, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent or _Whole.id, []).append(node)
    ratings: dict[str, IndicatorRating | None] = {}
    for item in session.indicators():
        if item.role == "reference":
            found = rate_indicator(session, item.id, method=METHOD, as_of=as_of)
            ratings[item.id] = next(
                (one for one in found if target_year in (one.target.column_year, one.target.data_year)), None
            )
    return _of(session, root, children, ratings, chosen, target_year)


def _of(
    session: Reading,
    node: Node | _Whole,
    children: dict[str, list[Node]],
    ratings: dict[str, IndicatorRating | None],
    weights: dict[str, float],
    year: int,
) -> RollUp:
    below = tuple(
        _of(session, child, children, ratings, weights, year) for child in children.get(node.id, ())
    )
    parts = [_indicator(session, name, ratings[name], weights) for name in node.indicators if name in ratings]
    parts += [
        Part("node", one.node_id, one.title, weights.get(one.node_id, 1.0), one.score, one.status, "")
        for one in below
        if one.parts
    ]
    result = rolled([Scored(part.id, part.score, part.status, part.weight) for part in parts])  # type: ignore[arg-type]
    return RollUp(
        node.id,
        node.title,
        year,
        result.score,
        result.status,
        _worst(result.worst_status, below),
        result.worst,
        _counts(node, children, ratings),
        _written(result.used, result.score),
        tuple(parts),
        below,
    )


def _worst(own: str | None, below: tuple[RollUp, ...]) -> str | None:
    """The worst status anywhere in the branch: a red measure far down is not averaged away."""
    found = [status for status in (own, *(one.worst_status for one in below)) if status is not None]
    return min(found, key=[*STATUSES].index) if found else None  # type: ignore[arg-type]


def _indicator(session: Reading, name: str, item: IndicatorRating | None, weights: dict[str, float]) -> Part:
    indicator = session.indicator(name)
    text = LocalText(*(indicator.short.get(lang) or indicator.name.show(lang) for lang in LANGS))
    weight = weights.get(name, 1.0)
    if item is None:
        return Part("indicator", name, text, weight, None, None, "no-target")
    rating = item.ratings[METHOD]
    return Part("indicator", name, text, weight, rating.score, rating.status, rating.not_assessable or "")


def _counts(
    node: Node | _Whole, children: dict[str, list[Node]], ratings: dict[str, IndicatorRating | None]
) -> dict[str, int]:
    names: set[str] = set()
    waiting: list[Node | _Whole] = [node]
    while waiting:
        one = waiting.pop()
        names.update(name for name in one.indicators if name in ratings)
        waiting += children.get(one.id, [])
    found: dict[str, int] = {}
    for name in names:
        item = ratings[name]
        status = item.ratings[METHOD].status if item is not None else None
        found[status or "not_assessable"] = found.get(status or "not_assessable", 0) + 1
    order = (*reversed(STATUSES), "not_assessable")
    return {name: found[name] for name in order if name in found}


def _written(used: tuple[Scored, ...], score: float | None) -> LocalText:
    def line(lang: Lang) -> str:
        if score is None:
            return word("roll-up.nothing", lang)
        top = " + ".join(f"{_number(part.score or 0.0)} × {part.weight:g}" for part in used)
        bottom = " + ".join(f"{part.weight:g}" for part in used)
        return f"({top}) ÷ ({bottom}) = {_number(score)}"

    return LocalText(*(line(lang) for lang in LANGS))


def _number(value: float) -> str:
    return f"{value:.3f}".replace("-", "−")


def roll_up_json(item: RollUp) -> dict[str, Any]:
    """The judgement and those below it, as ``workbench rate --roll-up --json`` prints them."""
    return {
        "node": item.node_id,
        "title": item.title.as_dict(),
        "target_year": item.target_year,
        "score": item.score,
        "status": item.status,
        "worst_status": item.worst_status,
        "worst": list(item.worst),
        "counts": dict(item.counts),
        "calculation": item.calculation.as_dict(),
        "parts": [
            {
                "kind": part.kind,
                "id": part.id,
                "weight": part.weight,
                "score": part.score,
                "status": part.status,
                "reason": part.reason or None,
            }
            for part in item.parts
        ],
        "children": [roll_up_json(child) for child in item.children if child.parts],
    }
