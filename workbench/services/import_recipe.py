"""From the decisions of the wizard to the recipe that next year's file is read with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.domain.text import LocalText
from workbench.importers.painted import series_key
from workbench.importers.proposals import propose
from workbench.importers.reading import TableSeries
from workbench.importers.recipes import Recipe
from workbench.services.import_decisions import ExplainMark, Match, Target
from workbench.services.import_painting import remember

if TYPE_CHECKING:
    from workbench.services.import_wizard import ImportWizard, TableState

_SKIPPED = LocalText("left out by the user", "由使用者剔除")


def recipe_of(wizard: ImportWizard, state: TableState) -> Recipe:
    """The recipe of one table as decided; the known one itself where nothing was decided that changes it."""
    changes = wizard.of_kind(Match, state.key) or wizard.of_kind(ExplainMark, state.key)
    painted = wizard.paintings(state.key[0]).get(state.key[1]) is not None
    if state.recipe is not None and not changes and not painted:
        return state.recipe
    raw = dict(state.recipe.raw) if state.recipe is not None else _fresh(wizard, state)
    raw["series"] = _series(state)
    raw["marks"] = _marks(wizard, state, raw)
    sheet, number = state.key
    printed = [table for table in wizard.opened.reading.tables if table.sheet == sheet]
    own = [made for made in wizard.decisions if getattr(made.decision, "table", None) == state.key]
    painting = remember(
        wizard.sheet(sheet),
        printed[number] if number < len(printed) else None,
        wizard.data_area(state.key),
        own,
    )
    raw.pop("painting", None)
    if painting:
        raw["painting"] = painting
    raw["decided"] = [
        {"en": made.words.en, "zh-Hant": made.words.zh_hant, "by": made.by, "at": made.at} for made in own
    ]
    return Recipe.of(raw)


def _fresh(wizard: ImportWizard, state: TableState) -> dict[str, Any]:
    raw = propose(state.table, [], wizard.held.terms(), file_name=wizard.opened.reading.file)
    raw["source"] = {
        "id": f"table-{state.table.fingerprint[:12]}",
        "place": state.table.sheet,
        "file": wizard.opened.reading.file,
        "title": state.table.title.as_dict() or {"en": state.table.sheet, "zh-Hant": state.table.sheet},
        "publisher": state.table.source.en or state.table.source.zh_hant or "",
    }
    return raw


def _series(state: TableState) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = []
    labels = set()
    for row in state.rows:
        labels.add(tuple(part.en or part.zh_hant for part in row.series.path))
        if row.target is not None:
            rules.append(_rule(row.series, row.target))
    old = state.recipe.series if state.recipe is not None else ()
    gone = {key for key, _ in state.gone}
    for rule in old:
        key = series_key(TableSeries("", rule.path, rule.unit))
        same_labels = tuple(part.en or part.zh_hant for part in rule.path) in labels
        if key in gone and not same_labels:
            assert state.recipe is not None
            rules.append(next(raw for raw in state.recipe.raw["series"] if _same(raw, rule.path)))
    return rules


def _same(raw: dict[str, Any], path: tuple[LocalText, ...]) -> bool:
    return tuple(LocalText.of(part) for part in raw["path"]) == path


def _rule(series: TableSeries, target: Target) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "path": [part.as_dict() for part in series.path],
        "unit": series.unit.as_dict(),
    }
    if target.kind == "existing":
        rule["indicator"] = target.indicator
    elif target.kind == "new":
        rule["define"] = target.define
    else:
        rule["skip"] = target.name.as_dict() if target.origin == "recipe" else _SKIPPED.as_dict()
    if target.factor != 1:
        rule["factor"] = format(target.factor.normalize(), "f")
    return rule


def _marks(wizard: ImportWizard, state: TableState, raw: dict[str, Any]) -> list[dict[str, Any]]:
    marks = {entry["mark"]: entry for entry in raw.get("marks", ())}
    for made in wizard.decisions:
        decision = made.decision
        if isinstance(decision, ExplainMark) and decision.table == state.key:
            marks[decision.mark] = {
                "mark": decision.mark,
                "status": decision.status,
                **decision.text.as_dict(),
                "by": made.by,
                "at": made.at,
            }
    return list(marks.values())
