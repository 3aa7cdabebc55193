"""What a plan package must satisfy, and the fault that names the file and the item."""

from __future__ import annotations

import calendar
import json
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.base.messages import word
from workbench.base.paths import asset
from workbench.domain.errors import FileProblem, RuleError
from workbench.domain.figure import MISSING_STATUSES
from workbench.domain.strategy import NODE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

    from workbench.domain.figure import Observation, Provenance
    from workbench.domain.strategy import Node, SourceRef
    from workbench.domain.text import Lang
    from workbench.services.frameworks import Content


class FrameworkProblem(FileProblem):
    """A package is not sound.

    ``params``: *file*, *node* (the id at fault, "" for the file as a whole), *problem* (in English;
    :meth:`words` gives either language) and *kind* (the inner code, such as ``framework.unknown-parent``).
    """

    def __init__(self, file: str, node: str, kind: str, **details: Any) -> None:
        super().__init__(
            "framework.invalid", file=file, node=node, problem=word(kind, "en", **details), kind=kind
        )
        self.details = details

    def words(self, lang: Lang) -> str:
        """The fault in *lang*, the inner sentence included."""
        code = "framework.invalid" if self.params["node"] else "framework.invalid-file"
        problem = word(self.params["kind"], lang, **self.details)
        return word(code, lang, file=self.params["file"], node=self.params["node"], problem=problem)


# --- one file against its schema ------------------------------------------------------------------------------


@cache
def _validator(part: str) -> Validator:
    from jsonschema import Draft202012Validator

    path = asset("data", "schema", f"{part}.schema.json")
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def check_part(document: dict[str, Any], file: str, part: str) -> None:
    """Check one file against its schema, then that its texts are written in both languages.

    Raises :class:`FrameworkProblem` for the first fault.
    """
    error = next(_validator(part).iter_errors(document), None)
    if error is not None:
        raise _worded(error, document, file)
    for node, field, missing in _untranslated(document, ""):
        raise FrameworkProblem(file, node, f"framework.missing-{missing}", field=field)


def _name(item: dict[str, Any]) -> str:
    """What a reader knows an item by."""
    for key in ("id", "code", "name", "series", "period", "zh-Hant"):
        if isinstance(found := item.get(key), str):
            return found
    return ""


def _node_at(document: Any, path: Iterable[str | int]) -> str:
    """The name of the item nearest to a place in the document; a figure is named by series and period."""
    here, name = document, ""
    for step in path:
        here = here[step]
        if not isinstance(here, dict):
            continue
        own = _name(here)
        if own and "period" in here and "series" not in here:
            name = f"{name} {own}".strip()
        elif own and not set(here) <= {"en", "zh-Hant"}:
            name = own
    return name


def _worded(error: ValidationError, document: dict[str, Any], file: str) -> FrameworkProblem:
    path = list(error.absolute_path)
    node = _node_at(document, path)
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    rule = str(error.validator)
    wanted: Any = error.validator_value
    found: Any = error.instance
    value = json.dumps(found, ensure_ascii=False) if not isinstance(found, str) else found
    if len(value) > 60:
        value = value[:57] + "…"
    if rule == "required":
        missing = next(name for name in wanted if name not in found)
        return FrameworkProblem(file, node, "framework.missing-field", field=missing)
    if rule == "additionalProperties" and isinstance(found, dict):
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        extra = next((name for name in found if name not in known), field)
        return FrameworkProblem(file, node, "framework.unknown-field", field=extra)
    if rule in ("enum", "const"):
        allowed = ", ".join(str(one) for one in (wanted if rule == "enum" else [wanted]))
        return FrameworkProblem(
            file, node, "framework.not-allowed", field=field, value=value, allowed=allowed
        )
    if rule == "type":
        kinds = " / ".join(wanted) if isinstance(wanted, list) else str(wanted)
        return FrameworkProblem(file, node, "framework.wrong-type", field=field, expected=kinds)
    if rule == "pattern":
        return FrameworkProblem(file, node, "framework.bad-form", field=field, value=value)
    if rule in ("minLength", "minItems", "minProperties"):
        return FrameworkProblem(file, node, "framework.too-short", field=field)
    if rule in ("maxLength", "maxItems"):
        return FrameworkProblem(file, node, "framework.too-long", field=field, limit=wanted)
    if rule in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        return FrameworkProblem(file, node, "framework.out-of-range", field=field, value=value)
    return FrameworkProblem(file, node, "framework.not-sound", field=field, detail=error.message)


def _untranslated(value: Any, node: str, field: str = "") -> Iterator[tuple[str, str, str]]:
    """Item, field and missing language of every text that is not written in both."""
    if isinstance(value, list):
        for one in value:
            yield from _untranslated(one, node, field)
    elif isinstance(value, dict):
        if value and set(value) <= {"en", "zh-Hant"}:
            for lang in {"en", "zh-Hant"} - {key for key, text in value.items() if text.strip()}:
                yield node, field, lang
            return
        own = _name(value) or node
        for key, inner in value.items():
            if isinstance(inner, (dict, list)):
                yield from _untranslated(inner, own, key)


# --- the package as a whole -----------------------------------------------------------------------------------


def check_content(content: Content) -> None:
    """Check what no schema can: ids, the tree, counts, references, dates, figures, formulas.

    Raises :class:`FrameworkProblem` for the first fault.
    """
    _check_ids(content)
    _check_tree(content.framework.nodes)
    _check_counts(content)
    _check_bodies(content)
    for node in content.framework.nodes:
        _check_node(node, content)
    _check_milestones(content)
    _check_series(content)
    _check_observations(content)
    _check_targets(content)
    _check_scenarios(content)


def _check_ids(content: Content) -> None:
    framework = content.framework
    lists: tuple[tuple[str, list[str]], ...] = (
        ("nodes.json", [one.id for one in framework.nodes]),
        ("bodies.json", [one.code for one in framework.bodies]),
        ("sources.json", [one.id for one in framework.sources]),
        ("milestones.json", [one.id for one in framework.milestones]),
        ("indicators.json", [one.id for one in content.indicators]),
        ("indicators.json", [one.id for one in content.definitions]),
        ("targets.json", [one.id for one in content.targets]),
        ("model.json", [one.id for one in content.models]),
        ("scenarios.json", [one.id for one in content.scenarios]),
    )
    for file, ids in lists:
        name, times = Counter(ids).most_common(1)[0] if ids else ("", 0)
        if times > 1:
            raise FrameworkProblem(file, name, "framework.duplicate")


def _check_tree(nodes: tuple[Node, ...]) -> None:
    by_id = {node.id: node for node in nodes}
    places: dict[tuple[str | None, int], str] = {}
    for node in nodes:
        if node.parent is not None:
            if node.parent not in by_id:
                raise FrameworkProblem("nodes.json", node.id, "framework.unknown-parent", parent=node.parent)
            seen = {node.id}
            above: str | None = node.parent
            while above is not None:
                if above in seen:
                    raise FrameworkProblem("nodes.json", node.id, "framework.circle")
                seen.add(above)
                found = by_id.get(above)
                above = found.parent if found else None
            if NODE_KINDS.index(by_id[node.parent].kind) >= NODE_KINDS.index(node.kind):
                raise FrameworkProblem("nodes.json", node.id, "framework.wrong-parent", parent=node.parent)
        other = places.setdefault((node.parent, node.order), node.id)
        if other != node.id:
            raise FrameworkProblem(
                "nodes.json", node.id, "framework.duplicate-order", order=node.order, other=other
            )


def _check_counts(content: Content) -> None:
    found = Counter(node.kind for node in content.framework.nodes)
    for kind in NODE_KINDS:
        stated = content.framework.counts.get(kind)
        if stated is not None and stated != found[kind]:
            raise FrameworkProblem(
                "framework.json", kind, "framework.counts", stated=stated, found=found[kind]
            )


def _check_bodies(content: Content) -> None:
    codes = {body.code for body in content.framework.bodies}
    for body in content.framework.bodies:
        if body.successor and body.successor not in codes:
            raise FrameworkProblem("bodies.json", body.code, "framework.unknown-body", id=body.successor)
        if body.since and body.until:
            _check_order("bodies.json", body.code, body.since, body.until)
    for indicator in content.indicators:
        if indicator.owner and indicator.owner not in codes:
            raise FrameworkProblem(
                "indicators.json", indicator.id, "framework.unknown-body", id=indicator.owner
            )


def _check_node(node: Node, content: Content) -> None:
    file = "nodes.json"
    codes = {body.code for body in content.framework.bodies}
    for code in node.lead_bodies:
        if code not in codes:
            raise FrameworkProblem(file, node.id, "framework.unknown-body", id=code)
    ids = {indicator.id for indicator in content.indicators}
    for indicator in (*node.indicators, *(one.series_id for one in node.targets if one.series_id)):
        if indicator not in ids:
            raise FrameworkProblem(file, node.id, "framework.unknown-indicator", id=indicator)
    nodes = {one.id for one in content.framework.nodes}
    for amount in node.amounts:
        if amount.counted_at and amount.counted_at not in nodes:
            raise FrameworkProblem(file, node.id, "framework.unknown-node", id=amount.counted_at)
    _check_place(file, node.id, node.source, content)
    for step in node.progress:
        _check_place(file, node.id, step.source, content)
        span(file, node.id, "as_of", step.as_of)
    if node.start:
        span(file, node.id, "start", node.start)
    if node.due:
        span(file, node.id, "due", node.due)
    if node.start and node.due:
        _check_order(file, node.id, node.start, node.due)


def _check_place(file: str, node: str, place: SourceRef | Provenance, content: Content) -> None:
    if not any(source.id == place.source_id for source in content.framework.sources):
        raise FrameworkProblem(file, node, "framework.unknown-source", id=place.source_id)


def span(file: str, node: str, field: str, code: str) -> tuple[date, date]:
    """First and last day of ``2024``, ``2024-06``, ``2024-06-30`` or the academic year ``2024/25`` (September to
    August). Raises :class:`FrameworkProblem` for a date that does not exist.
    """
    try:
        if "/" in code:
            year = int(code[:4])
            if int(code[5:]) != (year + 1) % 100:
                raise ValueError
            return date(year, 9, 1), date(year + 1, 8, 31)
        numbers = [int(part) for part in code.split("-")]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last)
        day = date(numbers[0], numbers[1], numbers[2])
    except (ValueError, IndexError):  # calendar.IllegalMonthError is a ValueError
        raise FrameworkProblem(file, node, "framework.bad-period", field=field, value=code) from None
    return day, day


def _check_order(file: str, node: str, start: str, due: str) -> None:
    if span(file, node, "start", start)[0] > span(file, node, "due", due)[1]:
        raise FrameworkProblem(file, node, "framework.start-after-due", start=start, due=due)


def _check_milestones(content: Content) -> None:
    ids = {indicator.id for indicator in content.indicators}
    for milestone in content.framework.milestones:
        _check_place("milestones.json", milestone.id, milestone.source, content)
        for _, linked in milestone.claims:
            for indicator in linked:
                if indicator not in ids:
                    raise FrameworkProblem(
                        "milestones.json", milestone.id, "framework.unknown-indicator", id=indicator
                    )


def _check_series(content: Content) -> None:
    ids = {indicator.id for indicator in content.indicators}
    for definition in content.definitions:
        if definition.series_id not in ids:
            raise FrameworkProblem(
                "indicators.json", definition.id, "framework.unknown-indicator", id=definition.series_id
            )
        if definition.provenance is not None:
            _check_place("indicators.json", definition.id, definition.provenance, content)
    formulas = [one for one in content.indicators if one.formula]
    if formulas:
        from workbench.calc.expression import parse

        for indicator in formulas:
            try:
                parse(indicator.formula, ids)
            except RuleError as error:
                raise _of_rule("indicators.json", indicator.id, "formula", error) from None


def _of_rule(file: str, node: str, field: str, error: RuleError) -> FrameworkProblem:
    """A broken rule of the calculating rooms, in both languages, as a fault of the package."""
    problem = FrameworkProblem(file, node, error.code, **error.params)
    problem.details = error.params
    problem.params["field"] = field
    return problem


def _check_observations(content: Content) -> None:
    file = "observations.json"
    pairs = {one.id for one in content.indicators if one.unit.kind == "pair"}
    ids = {one.id for one in content.indicators}
    definitions = {(one.series_id, one.id) for one in content.definitions}
    sources = {one.id for one in content.framework.sources}
    seen: set[tuple[str, str, str]] = set()
    for one in content.observations:
        series, period = one.series_id, one.period.code
        node = f"{series} {period}"
        if series not in ids:
            raise FrameworkProblem(file, node, "framework.unknown-indicator", id=series)
        if one.provenance.source_id not in sources:
            raise FrameworkProblem(file, node, "framework.unknown-source", id=one.provenance.source_id)
        if one.definition and (series, one.definition) not in definitions:
            raise FrameworkProblem(file, node, "framework.unknown-definition", id=one.definition)
        span(file, node, "vintage", one.vintage)
        key = (series, period, one.vintage)
        if key in seen:
            raise FrameworkProblem(file, node, "framework.twice-known", period=period, vintage=one.vintage)
        seen.add(key)
        if one.value is None and not MISSING_STATUSES & set(one.status):
            raise FrameworkProblem(file, node, "framework.no-value", period=period)
        if series in pairs and not _pair_agrees(one):
            raise FrameworkProblem(file, node, "framework.bad-pair", text=one.text, value=one.value)


def _pair_agrees(one: Observation) -> bool:
    """Whether ``58:42`` (or ``6:4``) says the same as the stored first share of 100."""
    try:
        first, second = (float(part) for part in one.text.replace("：", ":").split(":"))
        return one.value is not None and abs(first / (first + second) * 100 - one.value) < 0.01
    except (ValueError, ZeroDivisionError):
        return False


def _check_targets(content: Content) -> None:
    ids = {indicator.id for indicator in content.indicators}
    for target in content.targets:
        if target.indicator_id not in ids:
            raise FrameworkProblem(
                "targets.json", target.id, "framework.unknown-indicator", id=target.indicator_id
            )
        _check_place("targets.json", target.id, target.provenance, content)


def _check_scenarios(content: Content) -> None:
    series = {indicator.id for indicator in content.indicators}
    drivers: dict[str, set[str]] = {}
    if content.models:
        from workbench.calc.model import compile_model

    for model in content.models:
        for variable in model.variables:
            for linked in (variable.series_id, variable.indicator_id):
                if linked and linked not in series:
                    raise FrameworkProblem(
                        "model.json", variable.name, "framework.unknown-indicator", id=linked
                    )
        try:
            compiled = compile_model(model)
        except RuleError as error:
            raise _of_rule("model.json", error.field or model.id, "formula", error) from None
        drivers[model.id] = {variable.name for variable in compiled.drivers}
        nodes = {node.id for node in content.framework.nodes}
        for lever in model.levers:
            if lever.node_id not in nodes:
                raise FrameworkProblem("model.json", lever.id, "framework.unknown-node", id=lever.node_id)
            if lever.variable not in compiled.names():
                raise FrameworkProblem("model.json", lever.id, "framework.unknown-driver", id=lever.variable)
            if lever.source is not None:
                _check_place("model.json", lever.id, lever.source, content)
    names = {scenario.id for scenario in content.scenarios}
    for scenario in content.scenarios:
        if scenario.model_id not in drivers:
            raise FrameworkProblem(
                "scenarios.json", scenario.id, "framework.unknown-model", id=scenario.model_id
            )
        if scenario.parent is not None and scenario.parent not in names:
            raise FrameworkProblem(
                "scenarios.json", scenario.id, "framework.unknown-scenario", id=scenario.parent
            )
        for name in scenario.paths:
            if name not in drivers[scenario.model_id]:
                raise FrameworkProblem("scenarios.json", scenario.id, "framework.unknown-driver", id=name)
        levers = {
            each.id for model in content.models if model.id == scenario.model_id for each in model.levers
        }
        for name in scenario.levers:
            if name not in levers:
                raise FrameworkProblem("scenarios.json", scenario.id, "framework.unknown-driver", id=name)
        places = [path.source for path in scenario.paths.values()]
        for place in (*places, *(spread.source for spread in scenario.spreads.values())):
            if place is not None:
                _check_place("scenarios.json", scenario.id, place, content)
