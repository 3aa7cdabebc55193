"""The workspace as known on a date, or as it was at a snapshot: everything that reads a session reads this instead.

One object serves a whole window. While nothing is asked of it, it is the session; once a date or a snapshot is set,
figures, and what was said of measures, are those of then. Nothing is computed differently: the same services read it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from workbench.domain.errors import RuleError, UsageError
from workbench.domain.period import known_by
from workbench.services.operations.evidence import is_date
from workbench.services.reading import by_role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.domain.changes import ChangeSet, Kind
    from workbench.domain.composite import IndexDefinition
    from workbench.domain.evidence import Document, Evidence
    from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Target
    from workbench.domain.pack import Pack
    from workbench.domain.scenario import Model, Scenario
    from workbench.domain.snapshot import Snapshot
    from workbench.domain.strategy import Body, Milestone, Node, Source, Term
    from workbench.services.operations.base import Operation
    from workbench.services.session import Session

T = TypeVar("T")


class KnownSession:
    """Reads like a :class:`Session`; what is not about the past (history, snapshots, saving) goes to the session itself.

    On a date: figures of a vintage known by then; progress and evidence dated by then; a delivery status dated later is
    not there yet; reference figures of sources published by then. The plan, the scenarios' assumptions and the packs
    are today's. At a snapshot: everything is what the workspace held then. Nothing can be changed meanwhile.
    """

    def __init__(self, session: Session) -> None:
        self._live = session
        self.as_of = ""
        self.snapshot: Snapshot | None = None
        self._then: dict[str, dict[str, Any]] = {}
        self._vintages: dict[str, tuple[Observation, ...]] = {}
        self._things: dict[Kind, tuple[Any, ...]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._live, name)

    # --- what is asked -----------------------------------------------------------------------------------------------

    @property
    def present(self) -> bool:
        """Whether this is the workspace as it is now."""
        return not self.as_of and self.snapshot is None

    def show_present(self) -> None:
        """The workspace as it is now."""
        self._set("", None)

    def show_date(self, date: str) -> None:
        """As known on *date*, an ISO year, month or day (its last day). Raises :class:`RuleError` for anything else."""
        if not is_date(date.strip()):
            raise RuleError("known.not-a-date", field="date", date=date.strip())
        self._set(date.strip(), None)

    def show_snapshot(self, snapshot_id: str) -> None:
        """As the workspace was at a snapshot: its id, or a name that only one has. Raises :class:`UsageError`."""
        marks = self._live.snapshots()
        found = [item for item in marks if item.id == snapshot_id] or [
            item for item in marks if item.name == snapshot_id
        ]
        if len(found) != 1:
            raise UsageError("session.unknown-id", kind="snapshot", id=snapshot_id)
        mark = found[0]
        self._set("", mark)

    def _set(self, date: str, mark: Snapshot | None) -> None:
        self.as_of, self.snapshot = date, mark
        self._then = self._live.things_at(mark.id) if mark is not None else {}
        self.forget()

    def forget(self) -> None:
        """Read anew: the session has changed."""
        self._vintages.clear()
        self._things.clear()

    def moment(self) -> str:
        """As :meth:`Session.moment`: when the newest change of then was made; the date itself, if one is asked for."""
        if self.as_of:
            return known_by(self.as_of)
        if self.snapshot is None:
            return self._live.moment()
        steps = [step.at for step in self._live.history() if step.id <= self.snapshot.change_id]
        return steps[-1] if steps else self._live.identity()["created"]

    # --- figures -----------------------------------------------------------------------------------------------------

    def vintages(self, series_id: str) -> tuple[Observation, ...]:
        """As :meth:`Session.vintages`, of what was known then."""
        if self.present:
            return self._live.vintages(series_id)
        if series_id not in self._vintages:
            if self.snapshot is not None:
                found = self._live.vintages_at(series_id, self.snapshot.id)
            else:
                found = self._live.vintages(series_id)
                found = tuple(item for item in found if self._known(item.vintage))
            self._vintages[series_id] = found
        return self._vintages[series_id]

    def observations(self, series_id: str, *, as_of: str | None = None) -> tuple[Observation, ...]:
        """As :meth:`Session.observations`, of what was known then."""
        if self.present:
            return self._live.observations(series_id, as_of=as_of)
        limit = known_by(as_of) if as_of is not None else None
        newest: dict[str, Observation] = {}
        for item in self.vintages(series_id):
            if limit is None or known_by(item.vintage) <= limit:
                newest[item.period.code] = item
        return tuple(newest.values())

    def indicators(self) -> tuple[Indicator, ...]:
        """As :meth:`Session.indicators`."""
        if self.snapshot is None:
            return self._live.indicators()
        return by_role(self._all("indicator", self._live.indicators()))

    def indicator(self, indicator_id: str) -> Indicator:
        """As :meth:`Session.indicator`."""
        return _one("indicator", self.indicators(), indicator_id)

    def definitions(self, series_id: str) -> tuple[DefinitionVersion, ...]:
        """As :meth:`Session.definitions`."""
        if self.snapshot is None:
            return self._live.definitions(series_id)
        every = tuple(item for each in self._live.indicators() for item in self._live.definitions(each.id))
        return tuple(item for item in self._all("definition", every) if item.series_id == series_id)

    def targets(self, indicator_id: str | None = None) -> tuple[Target, ...]:
        """As :meth:`Session.targets`."""
        found: tuple[Target, ...] = self._all("target", self._live.targets())
        if self.as_of:
            sources = self._live.sources()
            found = tuple(
                item
                for item in found
                if (source := sources.get(item.provenance.source_id)) is None
                or not source.published
                or self._known(source.published)
            )
        return found if indicator_id is None else tuple(i for i in found if i.indicator_id == indicator_id)

    # --- the plan ----------------------------------------------------------------------------------------------------

    def nodes(self) -> tuple[Node, ...]:
        """As :meth:`Session.nodes`."""
        if self.present:
            return self._live.nodes()
        if "node" not in self._things:
            found: tuple[Node, ...] = self._all("node", self._live.nodes())
            self._things["node"] = tuple(map(self._node_then, found)) if self.as_of else found
        return self._things["node"]

    def _node_then(self, node: Node) -> Node:
        progress = tuple(item for item in node.progress if self._known(item.as_of))
        if node.official_status and node.official_status_date and not self._known(node.official_status_date):
            node = replace(
                node,
                official_status="",
                official_status_reason="",
                official_status_date="",
                official_status_evidence=(),
            )
        return node if progress == node.progress else replace(node, progress=progress)

    def node(self, node_id: str) -> Node:
        """As :meth:`Session.node`."""
        return self._live.node(node_id) if self.present else _one("node", self.nodes(), node_id)

    def evidence(self, node_id: str | None = None) -> tuple[Evidence, ...]:
        """As :meth:`Session.evidence`."""
        found: tuple[Evidence, ...] = self._all("evidence", self._live.evidence())
        if self.as_of:
            found = tuple(item for item in found if self._known(item.date))
        return found if node_id is None else tuple(item for item in found if item.node_id == node_id)

    def bodies(self) -> dict[str, Body]:
        """As :meth:`Session.bodies`."""
        live = self._live.bodies()
        return live if self.snapshot is None else {b.code: b for b in self._all("body", live.values())}

    def sources(self) -> dict[str, Source]:
        """As :meth:`Session.sources`."""
        live = self._live.sources()
        return live if self.snapshot is None else {s.id: s for s in self._all("source", live.values())}

    def milestones(self) -> tuple[Milestone, ...]:
        """As :meth:`Session.milestones`."""
        return self._all("milestone", self._live.milestones())

    def terms(self) -> tuple[Term, ...]:
        """As :meth:`Session.terms`."""
        return self._live.terms()

    def documents(self) -> tuple[Document, ...]:
        """As :meth:`Session.documents`."""
        return self._all("document", self._live.documents())

    def document(self, document_id: str) -> Document:
        """As :meth:`Session.document`."""
        return _one("document", self.documents(), document_id)

    def document_content(self, document_id: str) -> bytes:
        """As :meth:`Session.document_content`: a template of an issued paper may have been taken out since."""
        return self._live.content_of(self.document(document_id))

    # --- scenarios and papers ----------------------------------------------------------------------------------------

    def models(self) -> tuple[Model, ...]:
        """As :meth:`Session.models`."""
        return self._all("model", self._live.models())

    def model(self, model_id: str) -> Model:
        """As :meth:`Session.model`."""
        return _one("model", self.models(), model_id)

    def scenarios(self) -> tuple[Scenario, ...]:
        """As :meth:`Session.scenarios`."""
        return self._all("scenario", self._live.scenarios())

    def scenario(self, scenario_id: str) -> Scenario:
        """As :meth:`Session.scenario`."""
        return _one("scenario", self.scenarios(), scenario_id)

    def packs(self) -> tuple[Pack, ...]:
        """As :meth:`Session.packs`."""
        return self._all("pack", self._live.packs())

    def pack(self, pack_id: str) -> Pack:
        """As :meth:`Session.pack`."""
        return _one("pack", self.packs(), pack_id)

    def index_definitions(self) -> tuple[IndexDefinition, ...]:
        """As :meth:`Session.index_definitions`."""
        return self._all("index_definition", self._live.index_definitions())

    # --- changing ----------------------------------------------------------------------------------------------------

    def execute(self, operation: Operation, *, initiator: str = "") -> ChangeSet:
        """As :meth:`Session.execute`, but only in the present: a change to what is not shown would go unseen."""
        self.refuse_past()
        return self._live.execute(operation, initiator=initiator)

    def refuse_past(self) -> None:
        """Raise :class:`RuleError` unless the present is shown."""
        if not self.present:
            name = self.snapshot.name if self.snapshot is not None else self.as_of
            raise RuleError("known.past", name=name)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _known(self, when: str) -> bool:
        return known_by(when) <= known_by(self.as_of)

    def _all(self, kind: Kind, live: Iterable[T]) -> tuple[T, ...]:
        """*live* with everything that has changed since the snapshot as it was, in the order of now, the gone last."""
        if self.snapshot is None:
            return live if isinstance(live, tuple) else tuple(live)
        if kind not in self._things:
            then = self._then.get(kind, {})
            names = [str(getattr(item, "id", None) or getattr(item, "code", "")) for item in live]
            kept = [then.get(name, item) for name, item in zip(names, live, strict=True)]
            gone = [item for name, item in then.items() if name not in names]
            self._things[kind] = tuple(item for item in (*kept, *gone) if item is not None)
        return self._things[kind]


def as_known(session: Session, *, as_of: str = "", snapshot_id: str = "") -> Session:
    """A view on *session* as known on a date or at a snapshot, to be given to whatever reads a session."""
    view = KnownSession(session)
    if snapshot_id:
        view.show_snapshot(snapshot_id)
    elif as_of:
        view.show_date(as_of)
    return cast("Session", view)


def _one(kind: str, items: Iterable[T], thing_id: str) -> T:
    for item in items:
        if getattr(item, "id", None) == thing_id:
            return item
    raise UsageError("session.unknown-id", kind=kind, id=thing_id)
