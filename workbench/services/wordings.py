"""How a promise was worded over time: the plan's own words, then each passage or evidence that words it anew."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.domain.period import known_by
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.domain.strategy import Node
    from workbench.services.session import Session


@dataclass(frozen=True, slots=True)
class DatedWording:
    """What was promised, in the words of a date. source_id or evidence_id says where these words stand."""

    text: LocalText
    date: str
    source_id: str = ""
    evidence_id: str = ""


@dataclass(frozen=True, slots=True)
class WordingChange:
    """A promise that was worded anew: the words before and after, each with its date."""

    node: Node
    before: DatedWording
    after: DatedWording


def wordings(session: Session, node: Node) -> tuple[DatedWording, ...]:
    """The wordings of *node*, oldest first: its title as of the day its source was published, then what restated it."""
    source = session.sources().get(node.source.source_id)
    first = DatedWording(node.title, source.published if source else "", node.source.source_id)
    later = [
        DatedWording(item.text, item.as_of, item.source.source_id)
        for item in node.progress
        if item.status == "restated"
    ]
    later += [
        DatedWording(item.text, item.date, item.source_id, item.id)
        for item in session.evidence(node.id)
        if item.kind == "restated"
    ]
    return (first, *sorted(later, key=lambda item: known_by(item.date)))


def wording_changes(session: Session) -> tuple[WordingChange, ...]:
    """Every promise of the plan that was worded anew, one entry for each new wording, in the order of the plan."""
    found = []
    for node in session.nodes():
        told = wordings(session, node)
        found += [
            WordingChange(node, before, after)
            for before, after in pairwise(told)
            if before.text != after.text
        ]
    return tuple(found)
