"""Definition versions of a series, and whether two of them may be read as one line.

Figures on two definitions are not one line: no growth, rating or line is drawn across the break, unless a person linked
the two with a note that says why (:class:`workbench.services.operations.definitions.LinkDefinitions`). The links are
kept with the workspace and shown wherever they are used.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.domain.figure import Observation
    from workbench.services.reading import Reading

LINKS: Final = "definition_links"
"""Key of the setting that holds them: series id → list of {first, second, note}."""


@dataclass(frozen=True, slots=True)
class DefinitionLink:
    """Two definitions of a series that a person says may be read as one line, and why."""

    series_id: str
    first: str
    second: str
    note: str


def links(session: Reading, series_id: str) -> tuple[DefinitionLink, ...]:
    """The links of a series."""
    kept: dict[str, list[dict[str, Any]]] = session.setting(LINKS, {}) if hasattr(session, "setting") else {}
    return tuple(
        DefinitionLink(series_id, str(item["first"]), str(item["second"]), str(item["note"]))
        for item in kept.get(series_id, ())
    )


def joined(session: Reading, series_id: str, definition: str) -> frozenset[str]:
    """The definitions that are one line with *definition*, itself included; links are followed."""
    found, known = {definition}, links(session, series_id)
    while True:
        more = {
            name
            for link in known
            for name in (link.first, link.second)
            if (link.first in found or link.second in found) and name not in found
        }
        if not more:
            return frozenset(found)
        found |= more


def require_one_line(
    session: Reading, series_id: str, items: Iterable[Observation]
) -> tuple[DefinitionLink, ...]:
    """The links that make one line of these figures; () where all are of one definition.

    Raises :class:`RuleError` ``definitions.two-lines`` (series, first, second, period) where no link joins two of them.
    """
    ordered = sorted(items, key=lambda item: item.period)
    used: list[DefinitionLink] = []
    for one, two in itertools.pairwise(ordered):
        if one.definition == two.definition:
            continue
        if two.definition not in joined(session, series_id, one.definition):
            raise RuleError(
                "definitions.two-lines",
                field="definition",
                series=series_id,
                first=one.period.code,
                second=two.period.code,
            )
        used += [link for link in links(session, series_id) if link not in used]
    return tuple(used)
