"""The session's values as they are now, held still: for work on another thread, where the session may not go."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from workbench.domain.errors import UsageError
from workbench.domain.period import known_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.domain.evidence import Document
    from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Target
    from workbench.domain.issued import IssuedPaper
    from workbench.domain.pack import Pack
    from workbench.domain.scenario import Model, Scenario
    from workbench.domain.strategy import Body, Milestone, Node, Source, Term
    from workbench.domain.text import LocalText
    from workbench.services.readers import HeldFigures, ReaderSource
    from workbench.services.session import Session

T = TypeVar("T")


class FrozenSession:
    """Everything of a session that can be read, nothing that can be changed. Made in the session's own thread.

    The values are immutable, so no copy is deep; a change made meanwhile is not seen here. Figures of the present are
    read when they are asked for, from a connection held to the moment this was made: of a large workspace that would
    take seconds at once.
    """

    def __init__(self, session: Session) -> None:
        self._title = session.title()
        self._nodes = session.nodes()
        self._bodies, self._sources = session.bodies(), session.sources()
        self._milestones, self._terms = session.milestones(), session.terms()
        self._indicators = session.indicators()
        self._figures: HeldFigures | None = None
        self._vintages: dict[str, tuple[Observation, ...]] = {}
        if getattr(session, "present", True):  # not so where the window shows the past
            self._figures = session.hold_figures()
        else:
            self._vintages = {item.id: session.vintages(item.id) for item in self._indicators}
        self._definitions = {item.id: session.definitions(item.id) for item in self._indicators}
        self._targets = session.targets()
        self._models, self._scenarios, self._packs = session.models(), session.scenarios(), session.packs()
        self._moment, self._identity = session.moment(), session.identity()
        self._framework_id = session.framework_id()
        self._issued, self._source = session.issued_papers(), session.reader_source()
        self._settings = {key: session.setting(key) for key in ("definition_links", "roll_up.weights")}
        known = {item.id for item in session.documents()}
        self._templates = {
            held: (session.document(held), session.document_content(held))
            for pack in self._packs
            for held in pack.own.values()
            if held in known
        }
        self._at = {
            (field.series_id, field.snapshot_id): session.observations_at(field.series_id, field.snapshot_id)
            for pack in self._packs
            for field in pack.fields
            if field.snapshot_id and field.snapshot_id in {mark.id for mark in session.snapshots()}
        }

    def document(self, document_id: str) -> Document:
        """As :meth:`Session.document`, for the templates that packs name."""
        return self._template(document_id)[0]

    def document_content(self, document_id: str) -> bytes:
        """As :meth:`Session.document_content`, for the templates that packs name."""
        return self._template(document_id)[1]

    def _template(self, document_id: str) -> tuple[Document, bytes]:
        try:
            return self._templates[document_id]
        except KeyError:
            raise UsageError("session.unknown-id", kind="document", id=document_id) from None

    def title(self) -> LocalText:
        """As :meth:`Session.title`."""
        return self._title

    def setting(self, key: str, default: object = None) -> object:
        """As :meth:`Session.setting`, for what ratings rest on: links of definitions, weights of the roll-up."""
        found = self._settings.get(key)
        return default if found is None else found

    def nodes(self) -> tuple[Node, ...]:
        """As :meth:`Session.nodes`."""
        return self._nodes

    def node(self, node_id: str) -> Node:
        """As :meth:`Session.node`."""
        return _one("node", self._nodes, node_id)

    def bodies(self) -> dict[str, Body]:
        """As :meth:`Session.bodies`."""
        return self._bodies

    def sources(self) -> dict[str, Source]:
        """As :meth:`Session.sources`."""
        return self._sources

    def milestones(self) -> tuple[Milestone, ...]:
        """As :meth:`Session.milestones`."""
        return self._milestones

    def terms(self) -> tuple[Term, ...]:
        """As :meth:`Session.terms`."""
        return self._terms

    def indicators(self) -> tuple[Indicator, ...]:
        """As :meth:`Session.indicators`."""
        return self._indicators

    def indicator(self, indicator_id: str) -> Indicator:
        """As :meth:`Session.indicator`."""
        return _one("indicator", self._indicators, indicator_id)

    def vintages(self, series_id: str) -> tuple[Observation, ...]:
        """As :meth:`Session.vintages`."""
        if self._figures is not None:
            return self._figures.vintages(series_id)
        return self._vintages.get(series_id, ())

    def observations(self, series_id: str, *, as_of: str | None = None) -> tuple[Observation, ...]:
        """As :meth:`Session.observations`."""
        newest: dict[str, Observation] = {}
        limit = known_by(as_of) if as_of is not None else None
        for item in self.vintages(series_id):
            if limit is None or known_by(item.vintage) <= limit:
                newest[item.period.code] = item
        return tuple(newest.values())

    def observations_at(self, series_id: str, snapshot_id: str) -> tuple[Observation, ...]:
        """As :meth:`Session.observations_at`, for the snapshots that packs name."""
        try:
            return self._at[series_id, snapshot_id]
        except KeyError:
            raise UsageError("session.unknown-id", kind="snapshot", id=snapshot_id) from None

    def moment(self) -> str:
        """As :meth:`Session.moment`."""
        return self._moment

    def identity(self) -> dict[str, str]:
        """As :meth:`Session.identity`."""
        return self._identity

    def framework_id(self) -> str:
        """As :meth:`Session.framework_id`."""
        return self._framework_id

    def issued_papers(self) -> tuple[IssuedPaper, ...]:
        """As :meth:`Session.issued_papers`."""
        return self._issued

    def reader_source(self) -> ReaderSource:
        """Where snapshots can be read, which are not held here."""
        return self._source

    def definitions(self, series_id: str) -> tuple[DefinitionVersion, ...]:
        """As :meth:`Session.definitions`."""
        return self._definitions.get(series_id, ())

    def targets(self, indicator_id: str | None = None) -> tuple[Target, ...]:
        """As :meth:`Session.targets`."""
        if indicator_id is None:
            return self._targets
        return tuple(item for item in self._targets if item.indicator_id == indicator_id)

    def models(self) -> tuple[Model, ...]:
        """As :meth:`Session.models`."""
        return self._models

    def model(self, model_id: str) -> Model:
        """As :meth:`Session.model`."""
        return _one("model", self._models, model_id)

    def scenarios(self) -> tuple[Scenario, ...]:
        """As :meth:`Session.scenarios`."""
        return self._scenarios

    def scenario(self, scenario_id: str) -> Scenario:
        """As :meth:`Session.scenario`."""
        return _one("scenario", self._scenarios, scenario_id)

    def packs(self) -> tuple[Pack, ...]:
        """As :meth:`Session.packs`."""
        return self._packs

    def pack(self, pack_id: str) -> Pack:
        """As :meth:`Session.pack`."""
        return _one("pack", self._packs, pack_id)


def _one(kind: str, items: Iterable[T], thing_id: str) -> T:
    for item in items:
        if getattr(item, "id", None) == thing_id:
            return item
    raise UsageError("session.unknown-id", kind=kind, id=thing_id)
