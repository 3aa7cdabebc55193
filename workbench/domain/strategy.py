"""A plan as a tree: vision → directions → strategies → goals → recommendations → measures, with bodies and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.text import LocalText

NodeKind = Literal["vision", "direction", "strategy", "goal", "recommendation", "measure"]
NODE_KINDS: tuple[NodeKind, ...] = ("vision", "direction", "strategy", "goal", "recommendation", "measure")
OfficialWording = Literal["yes", "partial", "no"]
DeliveryStatus = Literal["", "not_started", "in_progress", "partly_completed", "completed", "late", "dropped"]
CLAIMS_PROGRESS: frozenset[str] = frozenset({"in_progress", "partly_completed", "completed"})


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A place in a source document: section and the first characters of the passage (white space removed)."""

    source_id: str
    section: str = ""
    quote_hint: str = ""


@dataclass(frozen=True, slots=True)
class MeasureTarget:
    """A quantity promised by a measure. ``text`` words it; ``series_id``: the series that measures it."""

    quantity: str
    unit: str
    value: float | str | None
    date: str | None = None
    comparator: str = "="
    baseline: float | str | None = None
    baseline_date: str | None = None
    series_id: str = ""
    text: LocalText = field(default_factory=LocalText)
    note: LocalText = field(default_factory=LocalText)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a source said of a measure's progress, as of a date. Evidence, not judgement."""

    as_of: str
    status: str
    text: LocalText
    source: SourceRef


@dataclass(frozen=True, slots=True)
class Amount:
    """Money named in a measure. ``counted_at``: the node that carries it, so that nothing is added up twice."""

    hkd_million: float
    name: LocalText = field(default_factory=LocalText)
    counted_at: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One item of a plan. ``official``: whether the English wording is the Government's own.

    ``lead_basis``: *stated* where every lead body is named in the passage, *inferred* where it is our reading.
    ``official_status_date``: ISO year, month or day of which the status is true; ``official_status_evidence``: what it
    rests on, ids of evidence on this node or of the sources of its ``progress``.
    """

    id: str
    kind: NodeKind
    parent: str | None
    order: int
    title: LocalText
    official: OfficialWording
    source: SourceRef
    printed_no: str = ""
    type: str = ""
    commitment: Literal["", "hard", "soft", "exploratory"] = ""
    lead_bodies: tuple[str, ...] = ()
    lead_basis: Literal["", "stated", "inferred"] = ""
    start: str | None = None
    due: str | None = None
    due_text: LocalText = field(default_factory=LocalText)
    amounts: tuple[Amount, ...] = ()
    targets: tuple[MeasureTarget, ...] = ()
    indicators: tuple[str, ...] = ()
    components: tuple[LocalText, ...] = ()
    progress: tuple[Progress, ...] = ()
    note: LocalText = field(default_factory=LocalText)
    official_status: DeliveryStatus = ""
    official_status_reason: str = ""
    official_status_date: str = ""
    official_status_evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A bureau, department or public body. ``until``/``successor``: names are only valid for their time."""

    code: str
    name: LocalText
    note: LocalText = field(default_factory=LocalText)
    since: str = ""
    until: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document or data release that facts were taken from. ``official``: issued by the Government or a public body."""

    id: str
    title: LocalText
    publisher: str = ""
    published: str = ""
    official: bool = True
    note: LocalText = field(default_factory=LocalText)
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated expectation of the plan, drawn as an event line on charts."""

    id: str
    year: int
    text: LocalText
    source: SourceRef
    claims: tuple[tuple[LocalText, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    zh_hant: str
    en: str
    zh_hans: str = ""
    abbreviation: str = ""
    category: str = ""
    confidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """Everything a plan package in ``data/`` brings (see ``data/README.md``)."""

    id: str
    title: LocalText
    published: str
    publisher: str
    nodes: tuple[Node, ...]
    bodies: tuple[Body, ...]
    sources: tuple[Source, ...]
    milestones: tuple[Milestone, ...]
    counts: dict[str, int]
