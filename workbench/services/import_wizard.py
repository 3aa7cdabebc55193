"""The import wizard without a window: a file opened, what was understood of it, every decision with undo, the plan.

Decisions are values (:mod:`.import_decisions`); everything shown follows from the file and the decisions made so far.
:meth:`ImportWizard.understand`, :meth:`ImportWizard.reading` and :func:`plan_of` may run on another thread.
"""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workbench.base import clock
from workbench.domain.errors import Problem, RuleError
from workbench.domain.text import LocalText
from workbench.importers.address import place_of
from workbench.importers.observations import Observations
from workbench.importers.opened import Opened
from workbench.importers.painted import (
    PaintedTable,
    Painting,
    SeriesFix,
    Stroke,
    series_key,
    understand_painted,
    whole_period,
)
from workbench.importers.proposals import define_series, glossary_of
from workbench.importers.reading import Reading, SheetInfo, Table, TableObservation, TableSeries
from workbench.importers.recipes import Applied, Recipe, SeriesRule, apply_to_table
from workbench.services.import_decisions import (
    AddTable,
    Decision,
    ExplainMark,
    KeepFile,
    LeaveOut,
    Made,
    Match,
    Paint,
    Pair,
    ReadAs,
    SetAggregate,
    SetPeriod,
    SetUnit,
    SetVintage,
    TableKey,
    Target,
)
from workbench.services.import_held import Held
from workbench.services.import_matching import Matcher, Suggestion, UnitFit, unit_fit
from workbench.services.import_painting import HIDDEN, replay
from workbench.services.import_plan import ImportPlan
from workbench.services.importing import HeldFigures, plan_import, recipes_for

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator
    from workbench.importers.book import Area, Sheet

__all__ = ["Held", "ImportWizard", "look", "plan_of"]


class TableIndex:
    """The figures of a table by cell and by series, and its unexplained marks. Made once for each table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._figures = table.observations
        self._of: dict[str, list[int]] = {}
        self.unexplained: dict[str, list[str]] = {}
        if isinstance(self._figures, Observations):
            held = self._figures
            lists: list[list[int]] = [[] for _ in held.series_ids]
            for position, series in enumerate(held.series):
                lists[series].append(position)
            self._of = {name: lists[number] for number, name in enumerate(held.series_ids)}
            self._places = dict(zip(zip(held.rows, held.cols, strict=True), range(len(held)), strict=True))
            marked: Iterable[TableObservation] = held.special(lambda one: bool(one.unexplained))
        else:
            for position, one in enumerate(self._figures):
                self._of.setdefault(one.series, []).append(position)
            cells = (place_of(one.cell) or (-1, -1) for one in self._figures)
            self._places = {place: position for position, place in enumerate(cells)}
            marked = self._figures
        for one in marked:
            for sign in one.unexplained:
                self.unexplained.setdefault(sign, []).append(one.cell)

    def at(self, row: int, col: int) -> TableObservation | None:
        """The figure that stands in a cell."""
        position = self._places.get((row, col))
        return self._figures[position] if position is not None else None

    def count(self, series: str) -> int:
        """How many figures a series has."""
        return len(self._of.get(series, ()))

    def figures(self, series: str) -> list[TableObservation]:
        """The figures of a series in the order of periods."""
        return sorted(
            (self._figures[position] for position in self._of.get(series, ())),
            key=lambda one: one.period or "",
        )

    def ends(self, series: str) -> tuple[TableObservation | None, TableObservation | None]:
        """First and last figure with a period."""
        if isinstance(self._figures, Observations):
            held = self._figures
            dated = [
                (code, position)
                for position in self._of.get(series, ())
                if (code := held.periods[held.period[position]]) is not None
            ]
        else:
            dated = [
                (self._figures[position].period or "", position)
                for position in self._of.get(series, ())
                if self._figures[position].period
            ]
        if not dated:
            return None, None
        return self._figures[min(dated)[1]], self._figures[max(dated)[1]]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One printed series and where it goes. ``target`` is ``None`` until a person (or the recipe) has said."""

    table: TableKey
    key: str
    series: TableSeries
    target: Target | None
    proposal: Target
    fit: UnitFit | None  # of an existing target
    count: int
    first: TableObservation | None
    last: TableObservation | None


@dataclass(frozen=True, slots=True)
class MarkQuestion:
    """A mark that the table does not explain. ``answer``: what a person said of it, here or when the recipe was made."""

    table: TableKey
    mark: str
    cells: tuple[str, ...]
    answer: Made | None = None
    known: LocalText | None = None  # explained by the recipe


@dataclass(slots=True)
class TableState:
    """A table as it stands now."""

    key: TableKey
    table: Table
    out: bool
    index: TableIndex
    recipe: Recipe | None = None
    applied: Applied | None = None
    rows: list[SeriesRow] = field(default_factory=list)
    gone: list[tuple[str, SeriesRule]] = field(default_factory=list)  # series of the recipe it has no longer


class ImportWizard:
    """One file on its way into a workspace. ``by``: who decides."""

    def __init__(self, path: Path, opened: Opened, held: Held, *, by: str = "") -> None:
        self.path, self.opened, self.held = path, opened, held
        self.by = by or _user()
        self._sheets = {sheet.name: sheet for sheet in opened.book.sheets}
        self._made: list[Made] = []
        self._at = 0
        self._views: dict[str, tuple[dict[int, Painting], list[PaintedTable], str | None]] = {}
        self._glossary = glossary_of(held.terms())
        self._matcher = Matcher(held.indicators(), self._glossary)
        self._suggested: dict[tuple[str, str], list[Suggestion]] = {}
        self._states: tuple[tuple[Made, ...], list[TableState]] | None = None
        self._indexes: dict[int, TableIndex] = {}
        self._replayed = replay(opened, held.recipes().values())
        self.base: tuple[Made, ...] = tuple(self._replayed.made)  # decisions that the recipe brought

    # ---- decisions ----------------------------------------------------------------------------------------------
    def do(self, decision: Decision) -> None:
        """Make a decision; what was undone before it is gone. Raises :class:`RuleError` where it makes no sense."""
        self._check(decision)
        del self._made[self._at :]
        self._made.append(Made(decision, self.by, clock.stamp()))
        self._at = len(self._made)

    def undo(self) -> Made | None:
        """Take the last decision back."""
        if not self._at:
            return None
        self._at -= 1
        return self._made[self._at]

    def redo(self) -> Made | None:
        """Make it again."""
        if self._at == len(self._made):
            return None
        self._at += 1
        return self._made[self._at - 1]

    @property
    def decisions(self) -> tuple[Made, ...]:
        """All decisions that hold, those of the recipe first."""
        return (*self.base, *self._made[: self._at])

    @property
    def undoable(self) -> Made | None:
        """What undo would take back."""
        return self._made[self._at - 1] if self._at else None

    @property
    def redoable(self) -> Made | None:
        """What redo would bring back."""
        return self._made[self._at] if self._at < len(self._made) else None

    def _check(self, decision: Decision) -> None:
        if isinstance(decision, SetPeriod) and decision.text and whole_period(decision.text) is None:
            raise RuleError("wizard.not-a-period", field="period", text=decision.text)
        if isinstance(decision, ReadAs) and decision.text:
            view = self._view(decision.table)
            if view is not None and view.roles.at(decision.row, decision.col) == "data":
                raise RuleError("wizard.figure-is-fixed", cell=decision.cell)
        if isinstance(decision, SetUnit) and not _is_power(decision.multiplier):
            raise RuleError("wizard.not-a-power", field="multiplier", text=str(decision.multiplier))
        if isinstance(decision, Match):
            self._check_match(decision)

    def _check_match(self, decision: Match) -> None:
        """A series held is refused where it measures something else, or where two printed series would meet in it."""
        series = {
            row.key: row.series
            for state in self.states()
            if state.key == decision.table
            for row in state.rows
        }
        for key, target in decision.targets:
            if target.kind != "existing" or key not in series:
                continue
            indicator = self.held.indicator(target.indicator)
            if indicator.formula:
                raise RuleError("wizard.computed-series", series=indicator.name.en or indicator.id)
            if unit_fit(series[key], indicator).kind == "other":
                raise RuleError(
                    "wizard.other-unit",
                    series=indicator.name.en or indicator.id,
                    held=indicator.unit.text.en or indicator.unit.code,
                    printed=series[key].unit.en or series[key].unit.zh_hant or "–",
                )

    def of_kind(self, kind: type[Decision], table: TableKey | None = None) -> list[Any]:
        """The decisions of one kind that hold, of one table or all."""
        return [
            made.decision
            for made in self.decisions
            if isinstance(made.decision, kind)
            and (table is None or getattr(made.decision, "table", None) == table)
        ]

    # ---- understanding ------------------------------------------------------------------------------------------
    def sheet(self, name: str) -> Sheet:
        """A sheet as printed."""
        return self._sheets[name]

    @property
    def sheets(self) -> tuple[SheetInfo, ...]:
        """All sheets, with the reason where no table was found."""
        return self.opened.reading.sheets

    def paintings(self, sheet: str) -> dict[int, Painting]:
        """What was decided of the tables of a sheet, by number; tables left as found are not in it."""
        return paintings_of(self.decisions, sheet)

    def stale(self, sheet: str) -> bool:
        """Whether :meth:`understand` has work to do for this sheet."""
        return sheet not in self._views or self._views[sheet][0] != self.paintings(sheet)

    def understand(self, sheet: str) -> list[PaintedTable]:
        """The tables of a sheet with the roles of its cells, by the decisions made so far."""
        paintings = self.paintings(sheet)
        known = self._views.get(sheet)
        if known is None or known[0] != paintings:
            printed = [table for table in self.opened.reading.tables if table.sheet == sheet]
            tables, skipped = understand_painted(self._sheets[sheet], paintings, printed)
            self._views[sheet] = known = (paintings, tables, skipped)
        return known[1]

    def _view(self, key: TableKey) -> PaintedTable | None:
        known = self._views.get(key[0])
        return next((one for one in known[1] if one.number == key[1]), None) if known else None

    def data_area(self, key: TableKey) -> Area | None:
        """Where the data of a table were found, ``None`` for one that was added by hand."""
        self.understand(key[0])
        view = self._view(key)
        return view.roles.data_area if view is not None else None

    def table_keys(self) -> list[TableKey]:
        """Every table of the file, also those that cannot be read as painted."""
        keys: list[TableKey] = []
        for info in self.sheets:
            if self.paintings(info.name):
                keys.extend((info.name, one.number) for one in self.understand(info.name))
            else:
                count = sum(table.sheet == info.name for table in self.opened.reading.tables)
                keys.extend((info.name, number) for number in range(count))
        return keys

    def new_table(self, sheet: str) -> TableKey:
        """The key of a table to be added to a sheet."""
        numbers = [number for name, number in self.table_keys() if name == sheet]
        return (sheet, max(numbers, default=-1) + 1)

    def tables(self) -> dict[TableKey, Table]:
        """Every table that can be read, by the decisions made so far."""
        found: dict[TableKey, Table] = {}
        for info in self.sheets:
            if self.paintings(info.name):
                for one in self.understand(info.name):
                    if one.table is not None:
                        found[info.name, one.number] = one.table
                continue
            own = [table for table in self.opened.reading.tables if table.sheet == info.name]
            found.update({(info.name, number): table for number, table in enumerate(own)})
        return found

    def problems(self, sheet: str | None = None) -> list[Problem]:
        """What is to be said of the file as it is understood now."""
        painted = {info.name for info in self.sheets if self.paintings(info.name)}
        found = [
            problem
            for problem in self.opened.reading.problems
            if problem.sheet not in painted or problem.code in HIDDEN
        ]
        for name in painted:
            found.extend(problem for one in self.understand(name) for problem in one.problems)
        if self.tables():
            found = [problem for problem in found if problem.code != "importers.no-table"]
        found.extend(
            Problem("error", "wizard.drift-painting-lost", {"words": words, "table": key[1] + 1}, key[0])
            for key, words in self._replayed.lost.items()
            if not self.of_kind(Paint, key) and not self.left_out(key)
        )
        return [problem for problem in found if sheet is None or problem.sheet in (None, sheet)]

    def reading(self) -> Reading:
        """The whole file as understood now."""
        return replace(
            self.opened.reading, tables=tuple(self.tables().values()), problems=tuple(self.problems())
        )

    # ---- series and where they go -------------------------------------------------------------------------------
    def left_out(self, key: TableKey) -> bool:
        """Whether a table is not imported."""
        said = self.of_kind(LeaveOut, key)
        return bool(said and said[-1].out)

    def states(self) -> list[TableState]:
        """Every table that can be read, its series and where each goes."""
        decisions = self.decisions
        if self._states is None or self._states[0] != decisions:
            self._states = (decisions, self._find_states())
        return self._states[1]

    def _find_states(self) -> list[TableState]:
        tables = self.tables()
        reading = replace(self.opened.reading, tables=tuple(tables.values()))
        recipes = recipes_for(self.held, reading, None)  # type: ignore[arg-type]
        taken = self._taken()
        return [
            self._state(key, table, recipe, taken)
            for key, (table, recipe) in zip(tables, recipes, strict=True)
        ]

    def _state(self, key: TableKey, table: Table, recipe: Recipe | None, taken: set[str]) -> TableState:
        state = TableState(key, table, self.left_out(key), self._index(table), recipe)
        said: dict[str, Target] = {}
        for decision in self.of_kind(Match, key):
            said.update(decision.targets)
        rules: dict[str, SeriesRule] = {}
        if recipe is not None:
            state.applied = apply_to_table(
                recipe,
                table,
                held=HeldFigures(self.held),  # type: ignore[arg-type]
                reading=self.opened.reading,
            )
            rules = state.applied.rules
            used = {id(rule) for rule in rules.values()}
            for rule in recipe.series:
                if id(rule) not in used and rule.skip is None:
                    old = series_key(TableSeries("", rule.path, rule.unit))
                    if said.get(old, Target("skip")).kind != "gone":
                        state.gone.append((old, rule))
        for series in table.series:
            name = series_key_of(self._view(key), series)
            target = said.get(name)
            if target is None and series.id in rules:
                target = self._target_of(rules[series.id])
            first, last = state.index.ends(series.id)
            fit = None
            if target is not None and target.kind == "existing":
                fit = self._fit(series, target.indicator)
            state.rows.append(
                SeriesRow(
                    key,
                    name,
                    series,
                    target,
                    target or self._proposal(series, table, taken),
                    fit,
                    state.index.count(series.id),
                    first,
                    last,
                )
            )
        return state

    def _index(self, table: Table) -> TableIndex:
        known = self._indexes.get(id(table))
        if known is None or known.table is not table:
            self._indexes[id(table)] = known = TableIndex(table)
        return known

    def _fit(self, series: TableSeries, indicator_id: str) -> UnitFit | None:
        for indicator in self.held.indicators():
            if indicator.id == indicator_id:
                return unit_fit(series, indicator)
        return None

    def _target_of(self, rule: SeriesRule) -> Target:
        if rule.skip is not None:
            return Target("skip", origin="recipe", name=rule.skip)
        held = {item.id: item for item in self.held.indicators()}
        if rule.target in held:
            return Target("existing", rule.target, None, rule.factor, "recipe", held[rule.target].name)
        define = _define_of(rule)
        name = rule.define.name if rule.define is not None else LocalText()
        return Target("new" if define else "existing", rule.target, define, rule.factor, "recipe", name)

    def _proposal(self, series: TableSeries, table: Table, taken: set[str]) -> Target:
        found = self._matcher.exact(series, table)
        if found is not None:
            item = found.indicator
            return Target("existing", item.id, None, found.fit.factor, "proposed", item.name)
        return self._new(series, table, taken, "proposed")

    def _new(
        self, series: TableSeries, table: Table, taken: set[str], origin: Literal["person", "proposed"]
    ) -> Target:
        """A new series; one whose name another has already is told apart by its sheet."""
        before = set(taken)
        define = define_series(series, table, self._glossary, taken)
        base = re.sub(r"_\d+$", "", define["id"])
        if base != define["id"] and base in before:
            define["name"] = {lang: f"{name} ({table.sheet})" for lang, name in define["name"].items()}
        return Target("new", define["id"], define, Decimal(1), origin, LocalText.of(define["name"]))

    def _taken(self) -> set[str]:
        """Ids that a new series must not have."""
        taken = {item.id for item in self.held.indicators()}
        for decision in self.of_kind(Match):
            taken.update(target.indicator for _, target in decision.targets if target.kind == "new")
        return taken

    def suggestions(self, series: TableSeries, table: Table) -> list[Suggestion]:
        """Series of the workspace that its labels speak for."""
        key = (table.title.en or table.title.zh_hant or "", series_key(series))
        if key not in self._suggested:
            self._suggested[key] = self._matcher.suggest(series, table)
        return self._suggested[key]

    def target_existing(self, series: TableSeries, indicator: Indicator) -> Target:
        """A target for a series held; the factor follows from the units. Raises :class:`RuleError` for another measure."""
        fit = unit_fit(series, indicator)
        if fit.kind == "other":
            raise RuleError(
                "wizard.other-unit",
                series=indicator.name.en or indicator.id,
                held=indicator.unit.text.en or indicator.unit.code,
                printed=series.unit.en or series.unit.zh_hant or "–",
            )
        return Target("existing", indicator.id, None, fit.factor, "person", indicator.name)

    def target_new(self, series: TableSeries, table: Table, also: Iterable[str] = ()) -> Target:
        """A target for a series of its own, with an id that nothing has yet. also: ids about to be given."""
        taken = self._taken() | set(also)
        return self._new(series, table, taken, "person")

    @staticmethod
    def target_skip(series: TableSeries) -> Target:
        """A printed series that is left out."""
        return Target("skip", name=series.name if series.name.as_dict() else _any_name(series))

    def undecided(self) -> list[SeriesRow]:
        """The series of tables to be imported that nobody has said anything of."""
        return [row for state in self.states() if not state.out for row in state.rows if row.target is None]

    def confirm_proposals(self, rows: Iterable[SeriesRow]) -> list[Match]:
        """The proposals of these rows as decisions of a person, one for each table. Not yet made."""
        tables: dict[TableKey, list[tuple[str, Target]]] = {}
        for row in rows:
            if row.target is None:
                tables.setdefault(row.table, []).append((row.key, replace(row.proposal, origin="person")))
        return [Match(table, tuple(targets)) for table, targets in tables.items()]

    # ---- questions ----------------------------------------------------------------------------------------------
    def questions(self) -> list[MarkQuestion]:
        """Marks that no legend explains, with the answer where there is one."""
        found: list[MarkQuestion] = []
        for state in self.states():
            if state.out:
                continue
            known = {rule.mark: rule.text for rule in state.recipe.marks} if state.recipe else {}
            for sign, cells in state.index.unexplained.items():
                answers = [
                    made
                    for made in self.decisions
                    if isinstance(made.decision, ExplainMark)
                    and made.decision.table == state.key
                    and made.decision.mark == sign
                ]
                found.append(
                    MarkQuestion(
                        state.key, sign, tuple(cells), answers[-1] if answers else None, known.get(sign)
                    )
                )
        return found

    # ---- the rest -----------------------------------------------------------------------------------------------
    @property
    def vintage(self) -> str:
        """The release date that a person gave, "" if none."""
        said = self.of_kind(SetVintage)
        return said[-1].text if said else ""

    @property
    def keeps_file(self) -> bool:
        """Whether the file is to be kept inside the workspace."""
        said = self.of_kind(KeepFile)
        return bool(said and said[-1].keep)


def plan_of(wizard: ImportWizard) -> ImportPlan:
    """What importing by the decisions made so far would change. Writes nothing; may run on another thread.

    Raises :class:`UsageError` (``importing.vintage``) if the release date given is none.
    """
    from workbench.services.import_recipe import recipe_of

    pairs: list[tuple[Table, Recipe | None]] = []
    states = wizard.states()
    for state in states:
        ready = not state.out and any(row.target is not None for row in state.rows)
        pairs.append((state.table, recipe_of(wizard, state) if ready else None))
    reading = wizard.reading()
    if any(recipe for _, recipe in pairs):
        plan = plan_import(
            wizard.held,  # type: ignore[arg-type]
            wizard.path,
            vintage=wizard.vintage or None,
            reading=reading,
            pairs=pairs,
        )
    else:
        plan = ImportPlan(wizard.path, reading, problems=list(reading.problems))
    undecided = sum(row.target is None for state in states if not state.out for row in state.rows)
    if undecided:
        plan.problems.insert(0, Problem("error", "wizard.undecided", {"count": undecided}))
    lost = [one for one in reading.problems if one.code == "wizard.drift-painting-lost"]
    plan.problems.extend(one for one in lost if one not in plan.problems)
    return plan


def series_key_of(view: PaintedTable | None, series: TableSeries) -> str:
    """The key of a series as printed, before what a person said of its unit."""
    if view is not None and series.id in view.keys:
        return view.keys[series.id]
    return series_key(series)


def paintings_of(decisions: Iterable[Made], sheet: str) -> dict[int, Painting]:
    """What decisions say of the tables of a sheet, by number."""
    found: dict[int, Painting] = {}
    for made in decisions:
        table = getattr(made.decision, "table", None)
        if table is None or table[0] != sheet:
            continue
        before = found.get(table[1], Painting())
        after = _painted(before, made.decision)
        if after != before:
            found[table[1]] = after
    return {number: painting for number, painting in found.items() if painting != Painting()}


def _painted(painting: Painting, decision: Decision) -> Painting:
    match decision:
        case Paint():
            strokes = (*painting.strokes, *(Stroke(area, decision.role) for area in decision.areas))
            return replace(painting, strokes=strokes)
        case AddTable():
            return replace(painting, added=True)
        case ReadAs():
            texts = tuple(one for one in painting.texts if one[:2] != (decision.row, decision.col))
            if decision.text:
                texts = (*texts, (decision.row, decision.col, decision.text))
            return replace(painting, texts=texts)
        case Pair():
            entry = (decision.first, decision.second, decision.joined)
            if decision.side == "rows":
                return replace(painting, row_pairs=(*painting.row_pairs, entry))
            return replace(painting, stub_pairs=(*painting.stub_pairs, entry))
        case SetPeriod():
            return replace(painting, period=decision.text)
        case SetUnit():
            fix = SeriesFix(decision.key, decision.unit, decision.multiplier)
            return replace(painting, series=(*painting.series, fix))
        case SetAggregate():
            fix = SeriesFix(decision.key, aggregate=decision.aggregate)
            return replace(painting, series=(*painting.series, fix))
        case _:
            return painting


def _define_of(rule: SeriesRule) -> dict[str, Any] | None:
    if rule.define is None:
        return None
    one = rule.define
    return {
        "id": one.id,
        "name": one.name.as_dict(),
        "unit": {
            "code": one.unit.code,
            "kind": one.unit.kind,
            "text": one.unit.text.as_dict(),
            "multiplier": one.unit.multiplier,
        },
        "role": one.role,
        "direction": one.direction,
    }


def _any_name(series: TableSeries) -> LocalText:
    words = " · ".join(part.en or part.zh_hant or "–" for part in series.path)
    return LocalText(words, words)


def _is_power(number: int) -> bool:
    return number > 0 and str(number).rstrip("0") == "1"


def _user() -> str:
    with suppress(Exception):
        return getpass.getuser()
    return ""


def sheet_area_words(sheet: Sheet, areas: Sequence[Any]) -> str:
    """Addresses of areas in words: ``B5:D9, F5``."""
    return ", ".join(
        sheet.address(area.top, area.left)
        if (area.top, area.left) == (area.bottom, area.right)
        else sheet.range(area)
        for area in areas
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the window shows of a wizard at one moment."""

    decisions: tuple[Made, ...]
    sheet: str
    painted: list[PaintedTable]
    states: list[TableState]
    questions: list[MarkQuestion]
    problems: list[Problem]
    keys: list[TableKey]


def look(wizard: ImportWizard, sheet: str) -> Snapshot:
    """Work out what the window shows, with the cells of one *sheet*; may run on another thread."""
    painted = wizard.understand(sheet)
    return Snapshot(
        wizard.decisions,
        sheet,
        painted,
        wizard.states(),
        wizard.questions(),
        wizard.problems(),
        wizard.table_keys(),
    )
