"""What a person can decide in the import wizard, as values that are undone, redone, reported and put into the recipe."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from workbench.base.messages import word
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.importers.book import Area
from workbench.importers.painted import Role

TableKey = tuple[str, int]  # sheet and number of the table in it
TargetKind = Literal["existing", "new", "skip", "gone"]


@dataclass(frozen=True, slots=True)
class Paint:
    """Cells given a role."""

    table: TableKey
    areas: tuple[Area, ...]
    role: Role
    cells: str = ""  # their addresses, in words


@dataclass(frozen=True, slots=True)
class AddTable:
    """A table that was not found; it is then painted."""

    table: TableKey


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A label read as something else than printed; "" = as printed again. Never a figure."""

    table: TableKey
    row: int
    col: int
    text: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two header rows (or stub columns) are one label in two languages, or are not."""

    table: TableKey
    side: Literal["rows", "stubs"]
    first: int
    second: int
    joined: bool
    places: str = ""


@dataclass(frozen=True, slots=True)
class SetPeriod:
    """The period of a table that states none; "" = as printed."""

    table: TableKey
    text: str


@dataclass(frozen=True, slots=True)
class SetUnit:
    """The unit and factor of a series, or (key "") of all that have no unit of their own."""

    table: TableKey
    key: str
    unit: LocalText
    multiplier: int
    series: LocalText = field(default_factory=LocalText)


@dataclass(frozen=True, slots=True)
class SetAggregate:
    """Whether a series is a sum of others."""

    table: TableKey
    key: str
    aggregate: bool
    series: LocalText = field(default_factory=LocalText)


@dataclass(frozen=True, slots=True)
class ExplainMark:
    """What a mark means that the table itself does not explain."""

    table: TableKey
    mark: str
    status: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """A table that is not imported, or is after all."""

    table: TableKey
    out: bool


@dataclass(frozen=True, slots=True)
class Target:
    """Where the figures of a printed series go. *gone*: a series of the recipe that the table no longer has."""

    kind: TargetKind
    indicator: str = ""
    define: dict[str, Any] | None = field(default=None, compare=False)
    factor: Decimal = Decimal(1)
    origin: Literal["person", "recipe", "proposed"] = "person"
    name: LocalText = field(default_factory=LocalText)


@dataclass(frozen=True, slots=True)
class Match:
    """Several series mapped at once."""

    table: TableKey
    targets: tuple[tuple[str, Target], ...]


@dataclass(frozen=True, slots=True)
class SetVintage:
    """The date from which the figures are known; "" = as printed, else the day of import."""

    text: str


@dataclass(frozen=True, slots=True)
class KeepFile:
    """Whether the file is kept inside the workspace."""

    keep: bool


Decision = (
    Paint
    | AddTable
    | ReadAs
    | Pair
    | SetPeriod
    | SetUnit
    | SetAggregate
    | ExplainMark
    | LeaveOut
    | Match
    | SetVintage
    | KeepFile
)


@dataclass(frozen=True, slots=True)
class Made:
    """A decision with who made it and when (ISO moment)."""

    decision: Decision
    by: str
    at: str

    @property
    def words(self) -> LocalText:
        """The decision as one sentence in both languages."""
        return LocalText(*(_words(self.decision, lang) for lang in LANGS))


def role_words(role: str, lang: Lang) -> str:
    """Name of a role."""
    return word(f"wizard.role-{role}", lang)


def _words(decision: Decision, lang: Lang) -> str:
    match decision:
        case Paint():
            return word("wizard.paint", lang, cells=decision.cells, role=role_words(decision.role, lang))
        case AddTable():
            return word("wizard.add-table", lang, sheet=decision.table[0])
        case ReadAs():
            code = "wizard.read-as" if decision.text else "wizard.read-as-printed"
            return word(code, lang, cell=decision.cell, text=decision.text)
        case Pair():
            return word("wizard.joined" if decision.joined else "wizard.apart", lang, places=decision.places)
        case SetPeriod():
            code = "wizard.period" if decision.text else "wizard.period-printed"
            return word(code, lang, period=decision.text)
        case SetUnit():
            code = "wizard.unit" if decision.key else "wizard.unit-all"
            params = {
                "series": decision.series.show(lang),
                "unit": decision.unit.show(lang),
                "factor": f"{decision.multiplier:,}",
            }
            return word(code, lang, **params)
        case SetAggregate():
            code = "wizard.sum" if decision.aggregate else "wizard.no-sum"
            return word(code, lang, series=decision.series.show(lang))
        case ExplainMark():
            params = {"mark": decision.mark, "text": decision.text.show(lang), "status": decision.status}
            return word("wizard.mark", lang, **params)
        case LeaveOut():
            code = "wizard.leave-out" if decision.out else "wizard.take-in"
            return word(code, lang, table=f"{decision.table[0]} · {decision.table[1] + 1}")
        case Match():
            return _match_words(decision, lang)
        case SetVintage():
            code = "wizard.vintage" if decision.text else "wizard.vintage-printed"
            return word(code, lang, date=decision.text)
        case KeepFile():
            return word("wizard.keep" if decision.keep else "wizard.no-keep", lang)


def _match_words(decision: Match, lang: Lang) -> str:
    if len(decision.targets) == 1:
        _, target = decision.targets[0]
        name = target.name.show(lang) if target.name.as_dict() else target.indicator
        return word(f"wizard.match-{target.kind}", lang, name=name, id=target.indicator)
    kinds = {target.kind for _, target in decision.targets}
    code = f"wizard.matched-{kinds.pop()}" if len(kinds) == 1 else "wizard.matched-mixed"
    return word(code, lang, count=len(decision.targets))
