"""What an import would do, as data, and the operation that does it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from workbench.domain.errors import Problem
from workbench.domain.figure import Indicator, Observation
from workbench.domain.strategy import Source
from workbench.importers.reading import Reading, Table, problem_json
from workbench.importers.recipes import Applied, Candidate
from workbench.importers.reconciliation import Change, Reconciliation
from workbench.services.operations.evidence import AttachDocument
from workbench.services.operations.figures import AddObservations

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class ImportTables:
    """One import: sources, series, figures and recipes together, undone together."""

    label: ClassVar[str] = "operation.import"
    figures: AddObservations
    recipes: tuple[tuple[str, dict[str, Any]], ...] = ()
    sources: tuple[Source, ...] = ()
    reason: str = ""
    keep: AttachDocument | None = None  # the file itself, to be kept inside the workspace

    def params(self, session: Session) -> dict[str, str]:
        """Number of figures and the table's title."""
        return self.figures.params(session)

    def prepare(self, session: Session) -> None:
        """The rules of adding figures."""
        self.figures.prepare(session)
        if self.keep is not None:
            replace(self.keep, document=replace(self.keep.document, source_id="")).prepare(session)

    def apply(self, store: Store) -> None:
        """Sources first, so that figures can point to them; recipes last."""
        for source in self.sources:
            store.put("source", source)
        self.figures.apply(store)
        for key, recipe in self.recipes:
            store.put_recipe(key, recipe)
        if self.keep is not None:
            self.keep.apply(store)


@dataclass(slots=True)
class TableImport:
    """One table of the file with its recipe, vintage and comparison. ``origin``: printed, given or import-day."""

    applied: Applied
    vintage: str
    origin: str
    reconciliation: Reconciliation
    observations: tuple[Observation, ...]
    indicators: tuple[Indicator, ...]


@dataclass(slots=True)
class ImportPlan:
    """What an import would do. Nothing has been written."""

    path: Path
    reading: Reading
    tables: list[TableImport] = field(default_factory=list)
    unplanned: list[Table] = field(default_factory=list)  # tables of the file without a recipe
    problems: list[Problem] = field(default_factory=list)
    workspace_state: str = ""

    @property
    def candidates(self) -> list[Candidate]:
        """Every figure read for import."""
        return [candidate for table in self.tables for candidate in table.applied.candidates]

    @property
    def changes(self) -> list[Change]:
        """Every comparison."""
        return [change for table in self.tables for change in table.reconciliation.changes]

    @property
    def counts(self) -> dict[str, int]:
        """New, unchanged, revised, withdrawn, undecided."""
        total = {"new": 0, "unchanged": 0, "revised": 0, "withdrawn": 0, "undecided": 0}
        for table in self.tables:
            for kind, count in table.reconciliation.counts.items():
                total[kind] += count
        return total

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What would be written."""
        return tuple(item for table in self.tables for item in table.observations)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Series that would be made."""
        found: dict[str, Indicator] = {}
        for table in self.tables:
            for indicator in table.indicators:
                found.setdefault(indicator.id, indicator)
        return tuple(found.values())

    @property
    def blocking(self) -> list[Problem]:
        """The problems that forbid the import."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def as_json(self) -> dict[str, Any]:
        """The document of ``workbench import --json``; keys always in this order."""
        return {
            "file": self.reading.file,
            "sha256": self.reading.sha256,
            "format": self.reading.format,
            "tables": [_table_json(table) for table in self.tables],
            "without_recipe": [
                {"sheet": table.sheet, "range": table.range, "title": table.title.as_dict()}
                for table in self.unplanned
            ],
            "counts": self.counts,
            "to_write": len(self.observations),
            "new_series": [
                {"id": one.id, "name": one.name.as_dict(), "unit": one.unit.text.as_dict()}
                for one in self.indicators
            ],
            "changes": [_change_json(change) for change in self.changes if change.kind != "unchanged"],
            "blocked": bool(self.blocking),
            "problems": [problem_json(problem) for problem in self.problems],
        }


def _table_json(table: TableImport) -> dict[str, Any]:
    applied = table.applied
    return {
        "sheet": applied.table.sheet,
        "range": applied.table.range,
        "title": applied.table.title.as_dict(),
        "recipe": applied.recipe.id,
        "vintage": table.vintage,
        "vintage_origin": table.origin,
        "counts": table.reconciliation.counts,
        "drift": [problem_json(problem) for problem in applied.drift],
        "skipped": [
            {
                "path": [part.as_dict() for part in series.path],
                "unit": series.unit.as_dict(),
                "reason": reason.as_dict(),
            }
            for series, reason in applied.skipped
        ],
    }


def _change_json(change: Change) -> dict[str, Any]:
    candidate, held = change.candidate, change.held
    return {
        "kind": change.kind,
        "series": change.series_id,
        "period": change.period,
        "sheet": candidate.sheet if candidate else None,
        "cell": candidate.cell if candidate else None,
        "value": float(candidate.value) if candidate and candidate.value is not None else None,
        "text": candidate.text if candidate else None,
        "marks": list(candidate.marks) if candidate else [],
        "status": list(candidate.status) if candidate else [],
        "old": held.value if held else None,
        "old_vintage": held.vintage if held else None,
        "percent": round(change.percent, 4) if change.percent is not None else None,
        "reason": change.reason,
    }
