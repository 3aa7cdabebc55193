"""What is in a workspace, read as plain values: by the open session, and by a reader of its own on another thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from workbench.domain.changes import ChangeSet, Kind
from workbench.domain.composite import IndexDefinition
from workbench.domain.errors import Problem, StorageError, UsageError
from workbench.domain.evidence import Document, Evidence
from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Target
from workbench.domain.issued import IssuedPaper
from workbench.domain.pack import Pack
from workbench.domain.period import known_by, vintage_order
from workbench.domain.scenario import Model, Scenario
from workbench.domain.snapshot import Snapshot
from workbench.domain.strategy import Body, Milestone, Node, Source, Term
from workbench.domain.text import LocalText
from workbench.store import attachments, register
from workbench.store.chain import Progress, unheeded
from workbench.store.codec import from_plain
from workbench.store.schema import BY_KIND

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.services.compare import Difference
    from workbench.services.merge import MergePlan
    from workbench.store.history import History
    from workbench.store.store import Store

T = TypeVar("T")
_ROLES = ("reference", "component", "series", "imported")


class Reading:
    """Everything that can be asked of a workspace. What was read once is kept until a change makes it stale."""

    def __init__(self, store: Store, history: History) -> None:
        self._store = store
        self._history = history
        self._cache: dict[tuple[str, str], Any] = {}
        self._stale_series: set[str] = set()  # whose figures changed since they were counted by source

    def _cached(self, kind: str, key: str, read: Callable[[], T]) -> T:
        place = (kind, key)
        if place not in self._cache:
            self._cache[place] = read()
        return cast("T", self._cache[place])

    def _all(self, kind: Kind) -> tuple[Any, ...]:
        return self._cached(kind, "", lambda: tuple(self._store.all(kind)))

    def _by_id(self, kind: Kind, thing_id: str) -> Any:
        index = self._cached(kind, "by id", lambda: {thing.id: thing for thing in self._all(kind)})
        try:
            return index[thing_id]
        except KeyError:
            raise UsageError("session.unknown-id", kind=kind, id=thing_id) from None

    def title(self) -> LocalText:
        """Title of the plan this workspace follows."""
        return LocalText.of(self.setting("title", {}))

    def identity(self) -> dict[str, str]:
        """What tells this workspace from others and stays through every copy: id, title, framework, created, created_with."""
        return dict(self._cached("workspace", "", self._store.workspace))

    def framework_id(self) -> str:
        """Which plan in ``data/`` this workspace was made from."""
        return self._cached("workspace", "", self._store.workspace)["framework"]

    def nodes(self) -> tuple[Node, ...]:
        """The tree, depth first, in printed order."""
        return self._all("node")

    def node(self, node_id: str) -> Node:
        """One node. Raises :class:`UsageError`."""
        return cast("Node", self._by_id("node", node_id))

    def bodies(self) -> dict[str, Body]:
        """Bureaux, departments and public bodies by code."""
        return self._cached("body", "by code", lambda: {body.code: body for body in self._all("body")})

    def sources(self) -> dict[str, Source]:
        """Documents and releases by id."""
        return self._cached("source", "by id", lambda: {source.id: source for source in self._all("source")})

    def milestones(self) -> tuple[Milestone, ...]:
        """Dated expectations of the plan."""
        return self._all("milestone")

    def terms(self) -> tuple[Term, ...]:
        """The glossary."""
        return self._all("term")

    def indicators(self) -> tuple[Indicator, ...]:
        """All series: reference indicators first, then components, other series, imported ones."""
        return self._cached("indicator", "ordered", lambda: by_role(self._all("indicator")))

    def indicator(self, indicator_id: str) -> Indicator:
        """One series. Raises :class:`UsageError`."""
        return cast("Indicator", self._by_id("indicator", indicator_id))

    def vintages(self, series_id: str) -> tuple[Observation, ...]:
        """Every observation of a series, by period, then vintage."""
        return self._cached("observation", series_id, lambda: tuple(self._store.observations(series_id)))

    def unsourced(self) -> int:
        """How many figures (observations of all vintages, and reference figures) come from no source of the workspace."""
        known = self.sources()
        figures = sum(
            count
            for each in self._by_source().values()
            for source, count in each.items()
            if source not in known
        )
        return figures + sum(item.provenance.source_id not in known for item in self.targets())

    def figure_count(self) -> int:
        """How many figures there are (observations with a value, all vintages)."""
        return sum(count for each in self._by_source().values() for count in each.values())

    def _by_source(self) -> dict[str, dict[str, int]]:
        counts = self._cached("observation", "", self._store.figures_by_source)
        stale = self._stale_series
        if stale:  # read anew only what was touched: a small edit must not cost a look at everything
            for name in stale:
                counts.pop(name, None)
            counts.update(self._store.figures_by_source(tuple(stale)))
            stale.clear()
        return counts

    def observations(self, series_id: str, *, as_of: str | None = None) -> tuple[Observation, ...]:
        """For each period the newest vintage (certainly known by *as_of*, an ISO date, if given), ordered by period."""
        newest: dict[str, Observation] = {}
        limit = known_by(as_of) if as_of is not None else None
        for item in self.vintages(series_id):
            if limit is None or known_by(item.vintage) <= limit:
                newest[item.period.code] = item
        return tuple(newest.values())

    def observations_at(self, series_id: str, snapshot_id: str) -> tuple[Observation, ...]:
        """For each period the newest vintage that the workspace held when a snapshot was taken.

        What was *in this workspace* then, as opposed to what was known in the world (:meth:`observations` with a date).
        Raises :class:`UsageError` for an unknown snapshot.
        """
        return tuple({item.period.code: item for item in self.vintages_at(series_id, snapshot_id)}.values())

    def vintages_at(self, series_id: str, snapshot_id: str) -> tuple[Observation, ...]:
        """Every observation of a series that the workspace held at a snapshot, by period, then vintage."""
        held = self._history.series_at(series_id, self._history.snapshot(snapshot_id).seq)
        return tuple(
            sorted(held, key=lambda item: (item.period, *vintage_order(item.vintage), item.definition))
        )

    def things_at(self, snapshot_id: str) -> dict[str, dict[str, Any]]:
        """What was different at a snapshot, observations aside: kind → id → the thing as it was, ``None`` if not there.

        Raises :class:`UsageError` for an unknown snapshot.
        """
        found: dict[str, dict[str, Any]] = {}
        for net in self._history.net_changes(self._history.snapshot(snapshot_id).seq, things_only=True):
            if net.tbl in BY_KIND:
                then = from_plain(net.old, BY_KIND[net.tbl].type) if net.old is not None else None
                found.setdefault(net.tbl, {})[net.key] = then
        return found

    def definitions(self, series_id: str) -> tuple[DefinitionVersion, ...]:
        """Definition versions of a series, in their order."""
        return tuple(item for item in self._all("definition") if item.series_id == series_id)

    def targets(self, indicator_id: str | None = None) -> tuple[Target, ...]:
        """Reference figures of an indicator, or all."""
        found: tuple[Target, ...] = self._all("target")
        return (
            found
            if indicator_id is None
            else tuple(item for item in found if item.indicator_id == indicator_id)
        )

    def models(self) -> tuple[Model, ...]:
        """Scenario models."""
        return self._all("model")

    def model(self, model_id: str) -> Model:
        """One model. Raises :class:`UsageError`."""
        return cast("Model", self._by_id("model", model_id))

    def scenarios(self) -> tuple[Scenario, ...]:
        """Scenarios in their order."""
        return self._all("scenario")

    def scenario(self, scenario_id: str) -> Scenario:
        """One scenario. Raises :class:`UsageError`."""
        return cast("Scenario", self._by_id("scenario", scenario_id))

    def packs(self) -> tuple[Pack, ...]:
        """Briefing packs."""
        return self._all("pack")

    def pack(self, pack_id: str) -> Pack:
        """One pack. Raises :class:`UsageError`."""
        return cast("Pack", self._by_id("pack", pack_id))

    def evidence(self, node_id: str | None = None) -> tuple[Evidence, ...]:
        """Evidence on one item of the plan, or all, in the order it was added."""
        found: tuple[Evidence, ...] = self._all("evidence")
        return found if node_id is None else tuple(item for item in found if item.node_id == node_id)

    def documents(self) -> tuple[Document, ...]:
        """Documents kept in the workspace."""
        return self._all("document")

    def document(self, document_id: str) -> Document:
        """One document. Raises :class:`UsageError`."""
        return cast("Document", self._by_id("document", document_id))

    def document_content(self, document_id: str) -> bytes:
        """What is in a document. Raises :class:`UsageError`, and :class:`StorageError` if it is no longer what was kept."""
        return self.content_of(self.document(document_id))

    def content_of(self, document: Document) -> bytes:
        """What is in a document of this workspace, also one that is kept only for a snapshot. Raises :class:`StorageError`."""
        content = self._store.attachment(document.sha256)
        if content is None:
            raise StorageError("evidence.content-lost", file=document.file_name)
        return content

    def index_definitions(self) -> tuple[IndexDefinition, ...]:
        """Composite indices."""
        return self._all("index_definition")

    def issued_papers(self) -> tuple[IssuedPaper, ...]:
        """The register of issued papers, oldest first. Undo and restore leave it as it is."""
        return self._cached("issued", "", lambda: tuple(register.papers(self._store)))

    def size_of_step(self, which: Literal["undo", "redo"]) -> int:
        """Rows that undo or redo would touch; 0 if there is nothing to do."""
        return self._history.size_of_step(which)

    def size_since(self, snapshot_id: str) -> int:
        """Rows of the log since a snapshot: what going back to it has to look at. Raises :class:`UsageError`."""
        return self._history.size_since(self._history.snapshot(snapshot_id).seq)

    def size_since_step(self, change_id: int) -> int:
        """As :meth:`size_since`, for a step of the history."""
        return self._history.size_since(self._history.end_of(change_id))

    def size_unsealed(self) -> int:
        """Rows of the log that the next snapshot has to hash."""
        return self._history.size_unsealed()

    def recipes(self) -> dict[str, dict[str, Any]]:
        """Remembered recipes by table fingerprint."""
        return self._cached("recipe", "", self._store.recipes)

    def setting(self, key: str, default: Any = None) -> Any:
        """A value kept in the workspace."""
        return self._cached("setting", "", self._store.settings).get(key, default)

    def undo_step(self) -> ChangeSet | None:
        """What :meth:`undo` would take back."""
        return self._cached("log", "undo", self._history.undo_step)

    def redo_step(self) -> ChangeSet | None:
        """What :meth:`redo` would do again."""
        return self._cached("log", "redo", self._history.redo_step)

    def history(self) -> tuple[ChangeSet, ...]:
        """Every step ever made in this workspace, undos included, oldest first."""
        return self._cached("log", "steps", lambda: tuple(self._history.steps()))

    def moment(self) -> str:
        """When the newest change was made, or the workspace itself where there is none (ISO)."""
        steps = self.history()
        return steps[-1].at if steps else self.identity()["created"]

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Snapshots, oldest first."""
        return self._cached("snapshot", "", lambda: tuple(self._history.snapshots()))

    def differences(
        self,
        since: str,
        until: str | None = None,
        *,
        tolerance: float = 0.0,
        relative: float = 0.0,
        progress: Progress = unheeded,
    ) -> list[Difference]:
        """What changed between two snapshots (ids or names), or since one. Raises :class:`UsageError`.

        tolerance: figures closer than this (absolute, in the unit of the series) count as equal; relative: those
        closer than this fraction of the old one.
        """
        from workbench.services.compare import differences, in_order, papers_issued

        later = self._history.snapshot(until) if until is not None else None
        start = self._history.snapshot(since)
        found = differences(
            self,
            self._history,
            start.seq,
            later.seq if later is not None else None,
            tolerance=tolerance,
            relative=relative,
            progress=progress,
        )
        return in_order([*found, *papers_issued(self, start, later)])

    def broken_snapshots(self, progress: Progress = unheeded) -> tuple[Snapshot, ...]:
        """Snapshots that no longer follow from the change log: the file was changed outside this program."""
        return tuple(self._history.broken_snapshots(progress))

    def plan_merge(self, path: Path, progress: Progress = unheeded) -> MergePlan:
        """What another copy of this workspace would bring (see :func:`workbench.services.merge.plan_merge`)."""
        from workbench.services.merge import plan_merge

        return plan_merge(self._history, path, progress)

    def check(self) -> list[Problem]:
        """Whatever is not as it should be: snapshots, dangling links, unsourced figures, missing translations."""
        from workbench.services.checks import check_workspace

        return check_workspace(
            self,
            self._history.broken_snapshots(),
            register.broken(self._store),
            attachments.broken(self._store),
        )

    def integrity(self) -> None:
        """Check the pages and references. Raises :class:`StorageError`."""
        from workbench.store.database import integrity

        integrity(self._store.db, self._store.shown)

    def logical_dump(self) -> str:
        """All content as text in a fixed order (see :meth:`Store.logical_dump`)."""
        return self._store.logical_dump()


def by_role(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Reference indicators first, then components, other series, imported ones."""
    items = enumerate(indicators)
    return tuple(
        item
        for _, item in sorted(items, key=lambda pair: (_ROLES.index(pair[1].role), pair[1].order, pair[0]))
    )
