"""From the checked JSON of a plan package to domain values. Shapes are those of the schemas in ``data/schema``."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from workbench.domain.figure import (
    DefinitionVersion,
    Indicator,
    Observation,
    Provenance,
    Target,
    Unit,
)
from workbench.domain.period import Period
from workbench.domain.scenario import (
    ActualsRange,
    AddFactor,
    Correlation,
    DriverPath,
    Lever,
    LeverSetting,
    Link,
    Model,
    Scenario,
    Shape,
    Spread,
    Variable,
)
from workbench.domain.strategy import (
    Amount,
    Body,
    MeasureTarget,
    Milestone,
    Node,
    Progress,
    Source,
    SourceRef,
    Term,
)
from workbench.domain.text import LocalText

Item = dict[str, Any]
_text = LocalText.of


def _place(item: Item | None) -> SourceRef:
    item = item or {}
    return SourceRef(item.get("source", ""), item.get("section", ""), item.get("quote_hint", ""))


def in_printed_order(nodes: list[Node]) -> tuple[Node, ...]:
    """Depth first, children by ``order``. Nodes whose parent is unknown come last, so that the check can name them."""
    children: dict[str | None, list[Node]] = defaultdict(list)
    for one in nodes:
        children[one.parent].append(one)
    for group in children.values():
        group.sort(key=lambda one: one.order)
    ordered: list[Node] = []
    seen: set[int] = set()
    stack = list(reversed(children[None]))
    while stack:
        one = stack.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        ordered.append(one)
        stack.extend(reversed(children.get(one.id, ())))
    ordered.extend(one for one in nodes if id(one) not in seen)
    return tuple(ordered)


def _measure_target(item: Item) -> MeasureTarget:
    return MeasureTarget(
        quantity=item["quantity"],
        unit=item["unit"],
        value=item["value"],
        date=item.get("date"),
        comparator=item.get("comparator", "="),
        baseline=item.get("baseline"),
        baseline_date=item.get("baseline_date"),
        series_id=item.get("series", ""),
        text=_text(item.get("text")),
        note=_text(item.get("note")),
    )


def node(item: Item) -> Node:
    """One item of the plan."""
    return Node(
        id=item["id"],
        kind=item["kind"],
        parent=item.get("parent"),
        order=item["order"],
        title=_text(item["title"]),
        official=item["official"],
        source=_place(item["source"]),
        printed_no=item.get("printed_no", ""),
        type=item.get("type", ""),
        commitment=item.get("commitment", ""),
        lead_bodies=tuple(item.get("lead_bodies", ())),
        lead_basis=item.get("lead_basis", ""),
        start=item.get("start"),
        due=item.get("due"),
        due_text=_text(item.get("due_text")),
        amounts=tuple(
            Amount(float(one["hkd_million"]), _text(one.get("name")), one.get("counted_at", ""))
            for one in item.get("amounts", ())
        ),
        targets=tuple(_measure_target(one) for one in item.get("targets", ())),
        indicators=tuple(item.get("indicators", ())),
        components=tuple(_text(one) for one in item.get("components", ())),
        progress=tuple(
            Progress(one["as_of"], one["status"], _text(one["text"]), _place(one["source"]))
            for one in item.get("progress", ())
        ),
        note=_text(item.get("note")),
    )


def body(item: Item) -> Body:
    """A bureau, department or public body."""
    return Body(
        item["code"],
        _text(item["name"]),
        _text(item.get("note")),
        item.get("since", ""),
        item.get("until", ""),
        item.get("successor", ""),
    )


def source(item: Item) -> Source:
    """A document or data release."""
    return Source(
        id=item["id"],
        title=_text(item["title"]),
        publisher=item.get("publisher", ""),
        published=item.get("published", ""),
        official=item["official"],
        note=_text(item.get("note")),
        locator=item.get("locator", ""),
    )


def milestone(item: Item) -> Milestone:
    """A dated expectation with its claims."""
    claims = tuple((_text(one["text"]), tuple(one.get("indicators", ()))) for one in item.get("claims", ()))
    return Milestone(item["id"], item["year"], _text(item["text"]), _place(item["source"]), claims)


def term(item: Item) -> Term:
    """An entry of the glossary."""
    return Term(
        zh_hant=item["zh-Hant"],
        en=item["en"],
        zh_hans=item.get("zh-Hans", ""),
        abbreviation=item.get("abbreviation", ""),
        category=item.get("category", ""),
        confidence=item.get("confidence", ""),
        note=item.get("note", ""),
    )


def indicator(item: Item) -> Indicator:
    """A series: reference indicator, component or other."""
    unit = item["unit"]
    return Indicator(
        id=item["id"],
        name=_text(item["name"]),
        unit=Unit(unit["code"], unit["kind"], _text(unit["text"]), unit.get("multiplier", 0)),
        role=item.get("role", "series"),
        short=_text(item.get("short")),
        direction=item.get("direction", 1),
        area=_text(item.get("area")),
        formula=item.get("formula", ""),
        owner=item.get("owner", ""),
        note=_text(item.get("note")),
        order=item.get("order", 0),
        color=item.get("color", 0),
        dimensions=dict(item.get("dimensions", {})),
    )


def _provenance(item: Item, note: Any = None) -> Provenance:
    return Provenance(
        source_id=item["source"],
        place=item.get("place", ""),
        quote_hint=item.get("quote_hint", ""),
        note=_text(item.get("note", note)),
    )


def definition(item: Item) -> DefinitionVersion:
    """How a series is defined from a period on."""
    found = item.get("source")
    return DefinitionVersion(
        item["id"],
        item["series"],
        item.get("from", ""),
        _text(item["text"]),
        _provenance({"source": found["source"], "place": found.get("section", "")}) if found else None,
    )


def observations(group: Item) -> list[Observation]:
    """The observations of a group; what the group states holds for each that does not state it itself."""
    shared = {key: value for key, value in group.items() if key != "observations"}
    found = []
    for own in group["observations"]:
        item = {**shared, **own}
        value = item["value"]
        found.append(
            Observation(
                series_id=item["series"],
                period=Period.parse(item["period"]),
                vintage=item["vintage"],
                value=None if value is None else float(value),
                text=item["text"],
                provenance=_provenance(item),
                status=tuple(item.get("status", ("A",))),
                marks=tuple(item.get("marks", ())),
                qualifier=item.get("qualifier", ""),
                decimals=item.get("decimals"),
                confidence=item.get("confidence", "official"),
                definition=item.get("definition", ""),
            )
        )
    return found


def target(item: Item) -> Target:
    """A reference figure set for a year."""
    return Target(
        id=item["id"],
        indicator_id=item["indicator"],
        column_year=item["column_year"],
        data_year=item["data_year"],
        value=float(item["value"]),
        text=item["text"],
        provenance=_provenance(item["source"]),
        qualifier=item.get("qualifier", ""),
        decimals=item.get("decimals"),
        kind=item.get("kind", "reference_target"),
    )


def model(item: Item) -> Model:
    """A scenario model."""
    return Model(
        item["id"],
        _text(item["title"]),
        item["first_year"],
        item["last_year"],
        tuple(_variable(one) for one in item["variables"]),
        tuple(_lever(one) for one in item.get("levers", ())),
        item.get("frequency", "A"),
        _text(item.get("note")),
    )


def _lever(item: Item) -> Lever:
    keys = ("amount", "start", "periods", "lag", "leverage", "elasticity", "kind", "lasting", "confidence")
    return Lever(
        item["id"],
        item["node"],
        item["variable"],
        _text(item["label"]),
        source=_place(item["source"]) if "source" in item else None,
        reason=_text(item["reason"]),
        **{key: item[key] for key in keys if key in item},
    )


def _variable(item: Item) -> Variable:
    keys = ("kind", "minimum", "maximum", "step", "decimals", "history", "actuals")
    plain = {key: item[key] for key in keys if key in item}
    return Variable(
        name=item["name"],
        label=_text(item["label"]),
        unit=item["unit"],
        formula=item.get("formula", ""),
        series_id=item.get("series", ""),
        indicator_id=item.get("indicator", ""),
        note=_text(item.get("note")),
        **plain,
    )


def _years(item: dict[str, float] | None) -> dict[int, float]:
    return {int(year): float(value) for year, value in (item or {}).items()}


def _path(one: Item) -> DriverPath:
    return DriverPath(
        growth=one.get("growth"),
        by_year=_years(one.get("by_year")),
        levels=_years(one.get("levels")),
        trend=(one["trend"][0], one["trend"][1]) if "trend" in one else None,
        reason=one.get("reason", ""),
        fit=one.get("fit", "ends"),
        interpolate=one.get("interpolate", ""),
        shape=Shape(**one["shape"]) if "shape" in one else None,
        link=Link(**one["link"]) if "link" in one else None,
        source=_place(one["source"]) if "source" in one else None,
        confidence=one.get("confidence", ""),
    )


def _spread(one: Item) -> Spread:
    rest = {key: one[key] for key in ("of", "around", "each_period", "reason") if key in one}
    return Spread(
        one["kind"],
        {key: float(value) for key, value in one.get("numbers", {}).items()},
        tuple(float(value) for value in one.get("values", ())),
        window=(one["window"][0], one["window"][1]) if "window" in one else None,
        source=_place(one["source"]) if "source" in one else None,
        **rest,
    )


def scenario(item: Item) -> Scenario:
    """Assumptions for a model."""
    correlations = item.get("correlations")
    return Scenario(
        id=item["id"],
        model_id=item["model"],
        name=_text(item["name"]),
        parent=item.get("parent"),
        paths={name: _path(one) for name, one in item.get("paths", {}).items()},
        note=_text(item.get("note")),
        order=item.get("order", 0),
        add_factors={
            name: tuple(AddFactor(**one) for one in parts)
            for name, parts in item.get("add_factors", {}).items()
        },
        levers={name: LeverSetting(**one) for name, one in item.get("levers", {}).items()},
        actuals={name: ActualsRange(**one) for name, one in item.get("actuals", {}).items()},
        spreads={name: _spread(one) for name, one in item.get("spreads", {}).items()},
        correlations=None if correlations is None else tuple(Correlation(**one) for one in correlations),
    )
