"""What leaves a workspace as plain tables, for the CSV folder and the data package alike: which rows, which columns.

A bilingual text becomes two columns (``…_en``, ``…_zh_hant``); a list becomes rows of a table of its own. Figures to be
reached (targets) stand in their own table, never among the observations.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from workbench.domain.scenario import DriverPath, Scenario
    from workbench.services.session import Session

Type = Literal["string", "integer", "number", "boolean", "array"]
Getter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``title``: message name after ``export.field-``; ``lang``: the language of a bilingual text, or ""."""

    name: str
    type: Type
    title: str
    lang: str
    get: Getter


@dataclass(frozen=True, slots=True)
class Link:
    """Every value of ``column`` is meant to be a value of the key column ``to_column`` of table ``table``."""

    column: str
    table: str
    to_column: str = "id"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, its key, its links, and its things (read anew on each call)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    things: Callable[[], Iterable[Any]]
    links: tuple[Link, ...] = ()
    may_be_empty: tuple[str, ...] = ()  # key columns that may be

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The cells of each row, in the order of the columns."""
        getters = [column.get for column in self.columns]
        for thing in self.things():
            yield tuple(get(thing) for get in getters)


def _getter(path: str) -> Getter:
    """Follow a dotted path of attributes (or, where a part is a number, of places); nothing leads to nothing."""
    parts = [int(part) if part.isdigit() else part for part in path.split(".")]

    def get(thing: Any) -> Any:
        for part in parts:
            if thing is None:
                return None
            thing = thing[part] if isinstance(part, int) else getattr(thing, part)
        return thing

    return get


def _columns(*specs: str, at: str = "") -> tuple[Column, ...]:
    """Columns from specs ``name[*][:type][=path]``; ``*``: bilingual. *at*: where the thing is in a row of several."""
    found: list[Column] = []
    for spec in specs:
        head, _, path = spec.partition("=")
        name, _, kind = head.partition(":")
        bilingual = name.endswith("*")
        name = name.rstrip("*")
        path = path or f"{at}{name}"
        if bilingual:
            found += [
                Column(f"{name}_{lang}", "string", name.replace("_", "-"), lang, _getter(f"{path}.{lang}"))
                for lang in ("en", "zh_hant")
            ]
        else:
            kind_of: Any = kind or "string"
            found.append(Column(name, kind_of, name.replace("_", "-"), "", _getter(path)))
    return tuple(found)


def _provenance(path: str) -> tuple[Column, ...]:
    names = ("source_id", "place", "quote_hint", "file_name", "file_sha256", "sheet", "cell")
    return _columns(*(f"{name}={path}.{name}" for name in names), f"source_note*={path}.note")


def _place(path: str) -> tuple[Column, ...]:
    return _columns(f"source_id={path}.source_id", f"section={path}.section", f"quote_hint={path}.quote_hint")


def _parts(things: Callable[[], Iterable[Any]], part: str, id_name: str = "id") -> Iterator[tuple[Any, ...]]:
    """Rows ``(id of the thing, place in the list from 1, item)`` of a list that each thing holds."""
    for thing in things():
        for place, item in enumerate(getattr(thing, part), start=1):
            yield getattr(thing, id_name), place, item


def tables(session: Session) -> list[Table]:
    """All tables of a workspace in a fixed order; a table without rows is there all the same."""
    return [
        *_plan_tables(session),
        *figure_tables(session),
        *_scenario_tables(session),
        *_kept_tables(session),
    ]


def _plan_tables(session: Session) -> list[Table]:
    nodes, to_node = session.nodes, Link("node_id", "nodes")
    child = _columns("node_id=0", "order:integer=1")
    body_columns = _columns("code", "name*", "note*", "since", "until", "successor")
    source_columns = _columns(
        "id", "title*", "publisher", "published", "official:boolean", "note*", "locator"
    )
    node_columns = (
        *_columns(
            "id", "parent", "kind", "order:integer", "printed_no", "title*", "official_wording=official"
        ),
        *_columns("type", "commitment", "lead_basis", "start", "due", "due_text*"),
        *_columns("official_status", "official_status_reason", "official_status_date"),
        *_columns("official_status_evidence:array"),
        *_place("source"),
        *_columns("note*"),
    )
    node_links = (Link("parent", "nodes"), Link("source_id", "sources"))
    promised = (
        *child,
        *_columns("quantity", "unit", "comparator", at="2."),
        Column("value", "number", "value", "", partial(_number_of, "value")),
        Column("value_text", "string", "value-text", "", partial(_words_of, "value")),
        *_columns("date", at="2."),
        Column("baseline", "number", "baseline", "", partial(_number_of, "baseline")),
        Column("baseline_text", "string", "baseline-text", "", partial(_words_of, "baseline")),
        *_columns("baseline_date", "series_id", "text*", "note*", at="2."),
    )
    key = ("node_id", "order")
    return [
        Table(
            "bodies",
            body_columns,
            ("code",),
            lambda: session.bodies().values(),
            (Link("successor", "bodies", "code"),),
        ),
        Table("sources", source_columns, ("id",), lambda: session.sources().values()),
        Table("nodes", node_columns, ("id",), nodes, node_links),
        Table(
            "node_bodies",
            (*child, *_columns("body_code=2")),
            key,
            lambda: _parts(nodes, "lead_bodies"),
            (to_node, Link("body_code", "bodies", "code")),
        ),
        Table(
            "node_indicators",
            (*child, *_columns("indicator_id=2")),
            key,
            lambda: _parts(nodes, "indicators"),
            (to_node, Link("indicator_id", "indicators")),
        ),
        Table(
            "node_components",
            (*child, *_columns("text*=2")),
            key,
            lambda: _parts(nodes, "components"),
            (to_node,),
        ),
        Table(
            "node_amounts",
            (*child, *_columns("hkd_million:number", "name*", "counted_at", at="2.")),
            key,
            lambda: _parts(nodes, "amounts"),
            (to_node, Link("counted_at", "nodes")),
        ),
        Table(
            "node_targets",
            promised,
            key,
            lambda: _parts(nodes, "targets"),
            (to_node, Link("series_id", "indicators")),
        ),
        Table(
            "node_progress",
            (*child, *_columns("as_of", "status", "text*", at="2."), *_place("2.source")),
            key,
            lambda: _parts(nodes, "progress"),
            (to_node, Link("source_id", "sources")),
        ),
        Table(
            "milestones",
            (*_columns("id", "year:integer", "text*"), *_place("source")),
            ("id",),
            session.milestones,
            (Link("source_id", "sources"),),
        ),
        Table(
            "milestone_claims",
            _columns("milestone_id=0", "order:integer=1", "text*=2.0", "indicators:array=2.1"),
            ("milestone_id", "order"),
            lambda: _parts(session.milestones, "claims"),
            (Link("milestone_id", "milestones"),),
        ),
        Table(
            "glossary",
            _columns("zh_hant", "en", "zh_hans", "abbreviation", "category", "confidence", "note"),
            ("zh_hant", "en"),
            session.terms,
            may_be_empty=("zh_hant", "en"),
        ),
    ]


def figure_tables(session: Session) -> list[Table]:
    """Indicators, their definitions, observations of every vintage, and targets."""
    series = {item.id: item for item in session.indicators()}
    unit = (
        Column("unit_code", "string", "unit-code", "", lambda item: series[_series_of(item)].unit.code),
        Column(
            "unit_multiplier",
            "integer",
            "unit-multiplier",
            "",
            lambda item: series[_series_of(item)].unit.multiplier,
        ),
    )
    indicator_columns = (
        *_columns("id", "role", "order:integer", "name*", "short*", "area*"),
        *_columns("unit_code=unit.code", "unit_kind=unit.kind", "unit_text*=unit.text"),
        *_columns(
            "unit_multiplier:integer=unit.multiplier", "direction:integer", "formula", "owner", "note*"
        ),
    )
    observation_columns = (
        *_columns("series_id", "period=period.code", "frequency=period.frequency", "definition", "vintage"),
        *_columns("value:number"),
        *unit,
        *_columns("text", "decimals:integer"),
        Column("status", "string", "status", "", lambda item: " ".join(item.status)),
        *_columns("marks:array", "qualifier", "confidence"),
        *_provenance("provenance"),
    )
    target_columns = (
        *_columns("id", "indicator_id", "kind", "column_year:integer", "data_year:integer", "value:number"),
        *unit,
        *_columns("text", "decimals:integer", "qualifier"),
        *_provenance("provenance"),
    )
    to_source = Link("source_id", "sources")
    return [
        Table(
            "indicators", indicator_columns, ("id",), session.indicators, (Link("owner", "bodies", "code"),)
        ),
        Table(
            "indicator_dimensions",
            _columns("indicator_id=0", "dimension=1", "value=2"),
            ("indicator_id", "dimension"),
            lambda: ((item.id, *pair) for item in session.indicators() for pair in item.dimensions.items()),
            (Link("indicator_id", "indicators"),),
        ),
        Table(
            "definitions",
            (*_columns("id", "series_id", "from_period", "text*"), *_provenance("provenance")),
            ("id",),
            lambda: (version for item in session.indicators() for version in session.definitions(item.id)),
            (Link("series_id", "indicators"), to_source),
        ),
        Table(
            "observations",
            observation_columns,
            ("series_id", "period", "definition", "vintage"),
            lambda: (found for item in session.indicators() for found in session.vintages(item.id)),
            (Link("series_id", "indicators"), Link("definition", "definitions"), to_source),
            may_be_empty=("definition", "vintage"),
        ),
        Table(
            "targets",
            target_columns,
            ("id",),
            session.targets,
            (Link("indicator_id", "indicators"), to_source),
        ),
    ]


def _series_of(item: Any) -> str:
    return str(item.series_id if hasattr(item, "series_id") else item.indicator_id)


def _scenario_tables(session: Session) -> list[Table]:
    variable_columns = (
        *_columns("model_id=0", "order:integer=1"),
        *_columns("name", "label*", "unit", "formula", "series_id", "indicator_id", "kind", at="2."),
        *_columns("minimum:number", "maximum:number", "step:number", "decimals:integer", "note*", at="2."),
        *_columns("history", "actuals", at="2."),
    )
    lever_columns = (
        *_columns("model_id=0", "order:integer=1"),
        *_columns("id", "node_id", "variable", "label*", "amount:number", "start:integer", at="2."),
        *_columns("periods:integer", "lag:integer", "leverage:number", "elasticity:number", at="2."),
        *_columns("kind", "lasting:boolean", "confidence", "reason*", at="2."),
        *_place("2.source"),
    )
    path_columns = (
        *_columns("scenario_id=0", "driver=1", "what=2", "year:integer=3"),
        *_columns("until_year:integer=4", "value:number=5", "reason=6"),
    )
    return [
        Table(
            "models",
            _columns("id", "title*", "first_year:integer", "last_year:integer", "frequency", "note*"),
            ("id",),
            session.models,
        ),
        Table(
            "model_levers",
            lever_columns,
            ("model_id", "order"),
            lambda: _parts(session.models, "levers"),
            (Link("model_id", "models"), Link("node_id", "nodes"), Link("source_id", "sources")),
        ),
        Table(
            "model_variables",
            variable_columns,
            ("model_id", "order"),
            lambda: _parts(session.models, "variables"),
            (Link("model_id", "models"), Link("series_id", "indicators"), Link("indicator_id", "indicators")),
        ),
        Table(
            "scenarios",
            _columns("id", "model_id", "parent", "order:integer", "name*", "note*"),
            ("id",),
            session.scenarios,
            (Link("model_id", "models"), Link("parent", "scenarios")),
        ),
        Table(
            "scenario_paths",
            path_columns,
            ("scenario_id", "driver", "what", "year"),
            lambda: (
                (item.id, driver, *row)
                for item in session.scenarios()
                for driver, path in item.paths.items()
                for row in _path(path)
            ),
            (Link("scenario_id", "scenarios"),),
            may_be_empty=("year",),
        ),
        Table(
            "scenario_assumptions",
            _columns("scenario_id=0", "what=1", "name=2", "spec=3"),
            ("scenario_id", "what", "name"),
            lambda: ((item.id, *row) for item in session.scenarios() for row in _assumed(item)),
            (Link("scenario_id", "scenarios"),),
            may_be_empty=("name",),
        ),
    ]


def _kept_tables(session: Session) -> list[Table]:
    """Evidence, documents (without their content), the register of issued papers, composite indices."""
    to_source = Link("source_id", "sources")
    return [
        Table(
            "documents",
            _columns(
                "id",
                "title*",
                "file_name",
                "sha256",
                "size:integer",
                "media_type",
                "added",
                "source_id",
                "note*",
            ),
            ("id",),
            session.documents,
            (to_source,),
        ),
        Table(
            "evidence",
            _columns(
                *("id", "node_id", "date", "kind", "text*", "source_id", "link", "page", "reliability"),
                "document_id",
            ),
            ("id",),
            session.evidence,
            (Link("node_id", "nodes"), to_source, Link("document_id", "documents")),
        ),
        Table(
            "index_definitions",
            (
                *_columns("id", "title*"),
                Column("spec", "string", "spec", "", lambda item: _json(item.spec)),
                *_columns("note*"),
            ),
            ("id",),
            session.index_definitions,
        ),
        Table(
            "issued_papers",
            _columns(
                *("id", "pack_id", "title*", "language", "format", "file_name", "sha256", "at", "by"),
                *("meeting", "snapshot_id", "snapshot_digest", "digest"),
            ),
            ("id",),
            session.issued_papers,
        ),
    ]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _path(path: DriverPath) -> Iterator[tuple[Any, ...]]:
    """Rows ``(what, year, until, value, reason)``; a path that assumes nothing is a row as well, for its reason."""
    rows: list[tuple[Any, ...]] = []
    if path.trend is not None:
        rows.append(("trend", path.trend[0], path.trend[1], None))
    if path.growth is not None:
        rows.append(("growth", None, None, path.growth))
    rows += [("growth_in_year", year, None, value) for year, value in sorted(path.by_year.items())]
    rows += [("level", year, None, value) for year, value in sorted(path.levels.items())]
    for row in rows or [("nothing", None, None, None)]:
        yield (*row, path.reason)


def _assumed(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """Rows ``(what, name, spec)``: all that a scenario states besides numbers of its paths, each as JSON."""
    from workbench.store.codec import dumps

    for name, path in sorted(scenario.paths.items()):
        if path.shape or path.link or path.interpolate or path.fit != "ends" or path.source:
            yield "path", name, dumps(path)
    for name, parts in sorted(scenario.add_factors.items()):
        yield "add_factors", name, dumps(parts)
    for what, things in (
        ("lever", scenario.levers),
        ("actuals", scenario.actuals),
        ("spread", scenario.spreads),
    ):
        for name, thing in sorted(things.items()):
            yield what, name, dumps(thing)
    if scenario.correlations is not None:
        yield "correlations", "", dumps(scenario.correlations)


def _number_of(name: str, row: tuple[Any, ...]) -> float | None:
    value = getattr(row[2], name)
    return None if value is None or isinstance(value, str) else float(value)


def _words_of(name: str, row: tuple[Any, ...]) -> str | None:
    value = getattr(row[2], name)
    return value if isinstance(value, str) else None
