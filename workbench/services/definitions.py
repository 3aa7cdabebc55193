"""Definition versions of a series, and whether two of them may be read as one line.

Figures on two definitions are not one line: no growth, rating or line is drawn across the break, unless a person linked
the two with a note that says why (:class:`workbench.services.operations.definitions.LinkDefinitions`). The links are
kept with the workspace and shown wherever they are used.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workbench.base.messages import word
from workbench.domain.errors import RuleError
from workbench.domain.text import LANGS, Lang, LocalText

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


def links(session: object, series_id: str) -> tuple[DefinitionLink, ...]:
    """The links of a series; none where *session* is something that keeps no settings (a view for one chart)."""
    setting = getattr(session, "setting", None)
    kept: dict[str, list[dict[str, Any]]] = setting(LINKS, {}) if setting is not None else {}
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


@dataclass(frozen=True, slots=True)
class Rebased:
    """An earlier figure put on the newer definition by a year published on both: an estimate, never official.

    factor: newer over older in the bridge year. words: what it is, in both languages.
    """

    observation: Observation
    value: float
    factor: float
    bridge_year: int
    words: LocalText


def rebased(session: Reading, indicator_id: str, *, as_of: str | None = None) -> tuple[Rebased, ...]:
    """Estimates of figures before a change of definition, as if on the newer one; () where no bridge year is published.

    The bridge is a series with the dimensions ``bridges``, ``from`` and ``to``. It serves the bridged series, and measures
    that a formula computes with that series as their only numerator (GERD / GDP, GERD per head): there the factor is the
    same, because the denominator is. Shown only on demand, and always labelled an estimate.
    """
    from workbench.calc.expression import parse
    from workbench.calc.identities import product_of
    from workbench.domain.wording import figure
    from workbench.services.actuals import yearly

    numerators = {indicator_id}
    for twin in session.indicators():
        if twin.formula and twin.dimensions.get("derives") == indicator_id:
            product = product_of(parse(twin.formula))
            if product is not None and len(product.over) == 1:
                numerators.add(product.over[0])
    unit = session.indicator(indicator_id).unit
    found: list[Rebased] = []
    for bridge in session.indicators():
        bridged = bridge.dimensions.get("bridges", "")
        if bridged not in numerators:
            continue
        old = bridge.dimensions.get("from", "")
        own_old = old.replace(f"{bridged}@", f"{indicator_id}@")
        on_old = yearly(session, bridged, as_of=as_of)
        for year, item in yearly(session, bridge.id, as_of=as_of).items():
            before = on_old.get(year)
            if before is None or before.definition != old or not before.value or item.value is None:
                continue
            factor = item.value / before.value
            for one in yearly(session, indicator_id, as_of=as_of).values():
                if one.definition != own_old or one.value is None:
                    continue
                value = one.value * factor

                def words(
                    lang: Lang,
                    value: float = value,
                    one: Observation = one,
                    year: int = year,
                    factor: float = factor,
                ) -> str:
                    return word(
                        "definitions.estimate",
                        lang,
                        figure=figure(value, unit, lang, decimals=one.decimals, style="screen"),
                        year=year,
                        factor=f"{factor:.4f}",
                    )

                found.append(Rebased(one, value, factor, year, LocalText(*(words(lang) for lang in LANGS))))
    return tuple(found)
