"""Importing a table: plan (nothing is written, this is the dry run), look, commit as one step of undo.

Which recipe: the one given, else one remembered in the workspace for that table, else one that comes with the
program; otherwise :func:`plan_import` says so and a recipe is made in the window (:func:`propose_recipes`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.base import clock
from workbench.base.files import sha256, write_together
from workbench.domain.changes import ChangeSet
from workbench.domain.errors import FileProblem, Problem, RuleError, UsageError
from workbench.domain.figure import Indicator, Observation, Provenance
from workbench.domain.period import Period, known_by
from workbench.domain.strategy import Source
from workbench.domain.text import LocalText
from workbench.importers.checks import Incoming, check_against_held
from workbench.importers.drift import is_certain, same_figures, seen_of
from workbench.importers.reading import Reading, Table
from workbench.importers.recipes import (
    Applied,
    Candidate,
    Recipe,
    apply_to_table,
    find_recipe,
    fit_of_labels,
    shipped_recipes,
    title_fits,
)
from workbench.importers.reconciliation import Reconciliation, reconcile
from workbench.services.import_plan import ImportPlan, ImportTables, TableImport
from workbench.services.operations.evidence import AttachDocument
from workbench.services.operations.figures import AddObservations

if TYPE_CHECKING:
    from workbench.services.session import Session

__all__ = [
    "ImportPlan",
    "ImportTables",
    "TableImport",
    "commit_import",
    "plan_import",
    "propose_recipe",
    "propose_recipes",
    "read_recipe",
    "recipes_for",
    "save_recipes",
    "tables_json",
]

RecipeLike = Recipe | Mapping[str, Any] | Path


def tables_json(path: Path, sheet: str | None = None) -> dict[str, Any]:
    """What the importer sees in a file: the document of ``workbench tables --json``."""
    from workbench.importers.tables import understand

    return understand(path, sheet, guarded=True).as_json()


def read_recipe(path: Path) -> Recipe:
    """A recipe from a JSON file. Raises :class:`FileProblem`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise FileProblem("importers.not-found", file=path.name) from None
    except OSError as problem:
        raise FileProblem("importers.cannot-read", file=path.name, reason=problem.strerror or "") from problem
    except (UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise FileProblem("importers.recipe-broken", file=path.name, reason=str(problem)) from problem
    if not isinstance(data, dict):
        raise FileProblem("importers.recipe-format", file=path.name)
    return Recipe.of(data, file=path.name)


def plan_import(
    session: Session,
    path: Path,
    *,
    recipe: RecipeLike | None = None,
    vintage: str | None = None,
    sheet: str | None = None,
    reading: Reading | None = None,
    pairs: Sequence[tuple[Table, Recipe | None]] | None = None,
) -> ImportPlan:
    """Read a file and work out what importing it would change. Writes nothing.

    vintage: ISO date (or month, year) of release; wins over none, but must not contradict a date printed in the file.
    reading: a reading of the same file that is already at hand. pairs: its tables with the recipes confirmed for them
    (the wizard); else recipes are found. Raises :class:`FileProblem` if the file cannot be read,
    :class:`UsageError` (``importing.no-recipe``, ``importing.vintage``) if it is not clear how.
    """
    if reading is None:
        from workbench.importers.tables import understand

        reading = understand(path, sheet, guarded=True)
    if vintage is not None:
        _check_vintage(vintage)
    if pairs is None:
        reading = _with_paintings(session, path, reading, recipe)
    plan = ImportPlan(path, reading, workspace_state=_state(session))
    plan.problems.extend(reading.problems if not reading.tables else [])
    if not reading.tables:
        return plan
    for table, one in pairs if pairs is not None else recipes_for(session, reading, recipe):
        if one is None:
            plan.unplanned.append(table)
            continue
        applied = apply_to_table(one, table, held=HeldFigures(session), reading=reading)
        plan.tables.append(_plan_table(session, plan, applied, vintage))
    if not plan.tables:
        if recipe is not None:
            raise FileProblem("importers.recipe-no-table", file=reading.file, recipe=_recipe_of(recipe).id)
        titles = "; ".join(
            table.title.en or table.title.zh_hant or table.sheet for table in reading.tables[:3]
        )
        raise UsageError("importing.no-recipe", file=reading.file, tables=titles)
    for table in plan.unplanned:
        title = table.title.en or table.title.zh_hant or table.sheet
        plan.problems.append(Problem("info", "importing.table-left-out", {"title": title}, table.sheet))
    _keep_relevant(plan, reading)
    return plan


class HeldFigures(Mapping[str, Mapping[str, float | None]]):
    """Figures as known now, by series and period, looked up when asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, dict[str, float | None]] = {}

    def __getitem__(self, series: str) -> dict[str, float | None]:
        if series not in self._known:
            held = self._session.observations(series)
            self._known[series] = {item.period.code: item.value for item in held}
        return self._known[series]

    def __iter__(self) -> Iterator[str]:
        return iter(one.id for one in self._session.indicators())

    def __len__(self) -> int:
        return len(self._session.indicators())


def _with_paintings(session: Session, path: Path, reading: Reading, recipe: RecipeLike | None) -> Reading:
    """The reading with what was painted when a recipe was confirmed; a place that is lost is a problem."""
    from workbench.importers.opened import open_in_child
    from workbench.services.import_painting import replayed_reading

    known = [_recipe_of(recipe).raw] if recipe is not None else list(session.recipes().values())
    return replayed_reading(reading, known, lambda: open_in_child(path))


def _check_vintage(vintage: str) -> None:
    try:
        Period.parse(vintage)
    except RuleError:
        raise UsageError("importing.vintage", text=vintage) from None


def _recipe_of(recipe: RecipeLike) -> Recipe:
    if isinstance(recipe, Recipe):
        return recipe
    if isinstance(recipe, Path):
        return read_recipe(recipe)
    return Recipe.of(dict(recipe))


def recipes_for(
    session: Session, reading: Reading, recipe: RecipeLike | None
) -> list[tuple[Table, Recipe | None]]:
    """Each table with its recipe: the one given, else one remembered in the workspace, else one of the program's."""
    if recipe is not None:
        known = [_recipe_of(recipe)]
        exact: dict[str, Recipe] = {}
    else:
        remembered = session.recipes()
        exact = {key: Recipe.of(data, file=key) for key, data in remembered.items()}
        known = [*exact.values(), *shipped_recipes()]
    pairs = [(table, exact.get(table.fingerprint) or find_recipe(table, known)) for table in reading.tables]
    used = {one.id for _, one in pairs if one is not None}
    return [
        (table, one or _changed_recipe(session, table, [one for one in known if one.id not in used]))
        for table, one in pairs
    ]


def _changed_recipe(session: Session, table: Table, recipes: Iterable[Recipe]) -> Recipe | None:
    """The recipe of a table whose title or labels were changed so much that it is not found by them.

    Same title: some of its series must be there, and what is missing will be said. Other title: all series must be
    there, and the figures held must be in the table.
    """
    for recipe in recipes:
        share = fit_of_labels(recipe, table)
        if title_fits(recipe, table) and share >= 0.3:
            return recipe
        if share >= 0.9 and _has_figures_of(session, recipe, table):
            return recipe
    return None


def _has_figures_of(session: Session, recipe: Recipe, table: Table) -> bool:
    held = HeldFigures(session)
    rules = apply_to_table(recipe, table).rules
    found = [
        same_figures(table, held, rule.target, rule.factor, series)
        for series, rule in rules.items()
        if rule.skip is None
    ]
    return any(is_certain(*one) for one in found) and all(is_certain(*one) for one in found if one[1] >= 4)


def _plan_table(session: Session, plan: ImportPlan, applied: Applied, given: str | None) -> TableImport:
    table = applied.table
    vintage, origin = _vintage(plan, table, given)
    plan.problems.extend(applied.problems)
    known = {indicator.id: indicator for indicator in session.indicators()}
    new = tuple(indicator for indicator in applied.indicators if indicator.id not in known)
    plan.problems.extend(_check_units(applied, {**{one.id: one for one in new}, **known}))
    ids = {candidate.series_id for candidate in applied.candidates}
    existing = {series: session.vintages(series) for series in ids if series in known}
    plan.problems.extend(
        _check_figures(applied, HeldFigures(session), {**{one.id: one for one in new}, **known})
    )
    compared = reconcile(applied.candidates, existing, vintage, dated=origin != "import-day")
    _report_comparison(plan, table, compared, origin)
    written = [
        change.candidate
        for change in compared.changes
        if change.kind in ("new", "revised") and change.candidate
    ]
    observations = tuple(
        _observation(session, plan, one, vintage, existing.get(one.series_id, ())) for one in written
    )
    return TableImport(applied, vintage, origin, compared, observations, new)


def _vintage(plan: ImportPlan, table: Table, given: str | None) -> tuple[str, str]:
    """The date from which the figures count as known, and where it comes from."""
    if given:
        if table.released and known_by(given) < table.released:
            params = {"given": given, "printed": table.released}
            plan.problems.append(Problem("error", "importing.vintage-before-print", params, table.sheet))
        return given, "given"
    if table.released:
        return table.released, "printed"
    today = clock.today().isoformat()
    title = table.title.en or table.title.zh_hant or table.sheet
    plan.problems.append(
        Problem("warning", "importing.no-release-date", {"title": title, "day": today}, table.sheet)
    )
    return today, "import-day"


def _check_units(applied: Applied, known: Mapping[str, Indicator]) -> list[Problem]:
    problems: list[Problem] = []
    series = {one.id: one for one in applied.table.series}
    for series_id, rule in applied.rules.items():
        if rule.skip is not None:
            continue
        indicator = known.get(rule.target)
        if indicator is None:
            problems.append(
                Problem(
                    "error", "importing.no-such-indicator", {"indicator": rule.target}, applied.table.sheet
                )
            )
            continue
        of_table = Decimal(series[series_id].multiplier)
        of_series = Decimal(10) ** indicator.unit.multiplier
        if of_table != of_series * rule.factor:
            params = {
                "indicator": indicator.id,
                "table": f"{of_table:,}",
                "held": f"{of_series * rule.factor:,}",
            }
            problems.append(Problem("error", "importing.unit-mismatch", params, applied.table.sheet))
    return problems


def _check_figures(applied: Applied, held: HeldFigures, known: Mapping[str, Indicator]) -> list[Problem]:
    """Magnitude and sign of the figures to come beside those held of the same series."""
    incoming: dict[str, list[Incoming]] = {}
    for one in applied.candidates:
        if one.value is not None and one.series_id in known:
            figure = Incoming(one.period, float(one.value), one.sheet, one.cell)
            incoming.setdefault(one.series_id, []).append(figure)
    problems: list[Problem] = []
    for series, figures in incoming.items():
        signed = known[series].unit.kind not in ("count", "money")
        if before := held.get(series):
            problems.extend(check_against_held(series, figures, before, signed=signed))
    return problems


def _report_comparison(plan: ImportPlan, table: Table, compared: Reconciliation, origin: str) -> None:
    undecided = compared.of_kind("undecided")
    if undecided and undecided[0].candidate is not None:
        params = {"count": len(undecided), "last": max(change.period for change in undecided)}
        plan.problems.append(
            Problem("warning", "importing.older-table", params, table.sheet, undecided[0].candidate.cell)
        )
    revised = compared.of_kind("revised")
    if revised and origin == "import-day":
        plan.problems.append(
            Problem("warning", "importing.revised-undated", {"count": len(revised)}, table.sheet)
        )
    for change in revised:
        if change.percent is not None and change.candidate is not None and abs(change.percent) >= 50:
            params = {
                "series": change.series_id,
                "period": change.period,
                "percent": f"{change.percent:+.0f}",
            }
            plan.problems.append(
                Problem("warning", "importing.large-revision", params, table.sheet, change.candidate.cell)
            )
    withdrawn = compared.of_kind("withdrawn")
    if withdrawn:
        params = {"count": len(withdrawn), "first": f"{withdrawn[0].series_id} {withdrawn[0].period}"}
        plan.problems.append(Problem("warning", "importing.withdrawn", params, table.sheet))


def _observation(
    session: Session, plan: ImportPlan, candidate: Candidate, vintage: str, existing: Iterable[Observation]
) -> Observation:
    held = list(existing)
    definition = _definition(session, candidate, held)
    taken = {
        item.vintage
        for item in held
        if item.period.code == candidate.period and item.definition == definition
    }
    if vintage in taken:
        vintage = _next_vintage(vintage, taken)
    return Observation(
        series_id=candidate.series_id,
        period=Period.parse(candidate.period),
        vintage=vintage,
        value=float(candidate.value) if candidate.value is not None else None,
        text=candidate.text,
        provenance=Provenance(
            source_id=candidate.source_id,
            place=candidate.place or f"{candidate.sheet}!{candidate.cell}",
            file_name=plan.reading.file,
            file_sha256=plan.reading.sha256,
            sheet=candidate.sheet,
            cell=candidate.cell,
        ),
        status=candidate.status,
        marks=candidate.marks,
        decimals=candidate.decimals if candidate.factor == 1 else None,
        definition=definition,
    )


def _next_vintage(vintage: str, taken: set[str]) -> str:
    """A second, differing statement of one date (``2023-12-21+2``): sorts after the first, before the next day."""
    count = 2
    while f"{known_by(vintage)}+{count}" in taken:
        count += 1
    return f"{known_by(vintage)}+{count}"


def _definition(session: Session, candidate: Candidate, existing: Iterable[Observation]) -> str:
    """The definition version a figure belongs to: that of the figure held for the period, else by its period."""
    held = [item for item in existing if item.period.code == candidate.period]
    if held:
        return max(held, key=lambda item: known_by(item.vintage)).definition
    versions = [
        version
        for version in session.definitions(candidate.series_id)
        if version.from_period <= candidate.period
    ]
    return max(versions, key=lambda version: version.from_period).id if versions else ""


def _keep_relevant(plan: ImportPlan, reading: Reading) -> None:
    """Findings of the reading that concern the sheets imported; its questions about marks are put again with the recipe."""
    sheets = {table.applied.table.sheet for table in plan.tables}
    told = {(problem.code, problem.cell) for problem in plan.problems}
    recipe_knows = {"importers.unexplained-mark", "importers.duplicate-period", "importers.no-table"}
    for problem in reading.problems:
        if problem.code in recipe_knows or (problem.code, problem.cell) in told:
            continue
        if problem.sheet is None or problem.sheet in sheets:
            plan.problems.append(problem)


def commit_import(
    session: Session, plan: ImportPlan, *, initiator: str = "", keep: AttachDocument | None = None
) -> ChangeSet | None:
    """Carry out a plan as one step of undo. ``None`` if there is nothing new to write. keep: the file, to be kept inside.

    Raises :class:`RuleError` if problems forbid it (``importing.blocked``) or if file or workspace changed since the
    plan was made (``importing.file-changed``, ``importing.workspace-changed``).
    """
    if plan.blocking:
        first = plan.blocking[0]
        raise RuleError(
            "importing.blocked",
            file=plan.reading.file,
            count=len(plan.blocking),
            first=first.message.en or first.code,
        )
    if _state(session) != plan.workspace_state:
        raise RuleError("importing.workspace-changed", file=plan.reading.file)
    try:
        digest = sha256(plan.path) if plan.reading.sha256 else ""
    except OSError as problem:
        raise RuleError("importing.file-changed", file=plan.reading.file) from problem
    if digest != plan.reading.sha256:
        raise RuleError("importing.file-changed", file=plan.reading.file)
    if not plan.observations:
        return None
    return session.execute(replace(_operation(session, plan), keep=keep), initiator=initiator)


def _operation(session: Session, plan: ImportPlan) -> ImportTables:
    known = session.sources()
    remembered = session.recipes()
    sources: dict[str, Source] = {}
    recipes: list[tuple[str, dict[str, Any]]] = []
    for table in plan.tables:
        recipe = table.applied.recipe
        if recipe.source_id and recipe.source_id not in known:
            sources[recipe.source_id] = _source(recipe, table)
        key = table.applied.table.fingerprint
        raw = {**recipe.raw, "seen": seen_of(table.applied.table, plan.reading)}
        if remembered.get(key) != raw:
            recipes.append((key, raw))
    first = plan.tables[0].applied
    title = first.recipe.name.en or first.table.title.en or first.table.title.zh_hant or plan.reading.file
    figures = AddObservations(plan.observations, plan.indicators, title=title)
    return ImportTables(figures, tuple(recipes), tuple(sources.values()))


def _source(recipe: Recipe, table: TableImport) -> Source:
    data = recipe.raw.get("source", {})
    title = LocalText.of(data.get("title")) if data.get("title") else table.applied.table.title
    return Source(
        id=recipe.source_id,
        title=title,
        publisher=str(data.get("publisher", "")),
        published=table.vintage if table.origin != "import-day" else "",
        official=bool(data.get("official", True)),
        locator=recipe.place,
    )


def _state(session: Session) -> str:
    """Number of the last change: a plan is stale when it moves on."""
    history = session.history()
    return f"{len(history)}:{max((change.id for change in history), default=0)}"


def propose_recipes(session: Session, reading: Reading) -> list[tuple[Table, dict[str, Any]]]:
    """A recipe to be confirmed for each table of a reading: the known one, or a proposal by exact labels."""
    from workbench.importers.proposals import propose

    pairs: list[tuple[Table, dict[str, Any]]] = []
    for table, recipe in recipes_for(session, reading, None):
        data = (
            recipe.raw
            if recipe is not None
            else propose(table, session.indicators(), session.terms(), file_name=reading.file)
        )
        pairs.append((table, data))
    return pairs


def save_recipes(
    session: Session, reading: Reading, folder: Path, *, recipe: RecipeLike | None = None
) -> list[Path]:
    """Write the recipe of each table of a reading (or a proposal to be looked over) as JSON. The files, in order.

    Raises :class:`FileProblem` if the folder cannot be written to.
    """
    from workbench.importers.proposals import propose

    contents: dict[Path, bytes] = {}
    for table, known in recipes_for(session, reading, recipe):
        raw = (
            {**known.raw, "seen": seen_of(table, reading)}
            if known is not None
            else propose(table, session.indicators(), session.terms(), file_name=reading.file)
        )
        name = re.sub(r"[^\w.-]+", "-", str(raw["id"])).strip("-.") or "recipe"
        path, count = folder / f"{name}.json", 2
        while path in contents:
            path, count = folder / f"{name}-{count}.json", count + 1
        contents[path] = (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_together(contents)
    except OSError as problem:
        raise FileProblem(
            "importers.cannot-write", file=folder.name, reason=problem.strerror or str(problem)
        ) from problem
    return list(contents)


def propose_recipe(session: Session, reading: Reading, table: int = 0) -> dict[str, Any]:
    """The proposal for one table of a reading (see :func:`propose_recipes`)."""
    return propose_recipes(session, reading)[table][1]
