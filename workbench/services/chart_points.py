"""What a single observation is on a chart or in a paper: its definition, its marks, its source, its period in words."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.domain.errors import RuleError
from workbench.domain.figure import MISSING_STATUSES
from workbench.domain.period import Period
from workbench.domain.wording import date_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.domain.chart import PointFlag
    from workbench.domain.figure import DefinitionVersion, Observation, Target
    from workbench.domain.strategy import Source
    from workbench.domain.text import Lang

MARKS = {"outside": "^", "derived": "#"}
"""Marks of figures that were not simply published: from another source, or computed here."""
_MAX_SOURCES = 4


def missing(observation: Observation) -> bool:
    """Whether there is no value to draw or print."""
    return observation.value is None or any(status in MISSING_STATUSES for status in observation.status)


def version_of(observation: Observation, definitions: Sequence[DefinitionVersion]) -> str:
    """The definition an observation was made under: as it says itself, else by its period."""
    if observation.definition:
        return observation.definition
    current = ""
    for version in sorted(definitions, key=lambda one: one.from_period):
        if not version.from_period or Period.parse(version.from_period) <= observation.period:
            current = version.id
    return current


def newest(
    observations: Sequence[Observation], definitions: Sequence[DefinitionVersion]
) -> Observation | None:
    """The newest figure that may stand beside the official ones: a source other than an official one counts only
    where it follows the definition of the newest official figure (or where there is no official figure at all).
    """
    present = sorted((o for o in observations if not missing(o)), key=lambda o: o.period)
    official = [o for o in present if o.confidence != "outside"]
    if not official:
        return present[-1] if present else None
    basis = version_of(official[-1], definitions)
    return [o for o in present if o.confidence != "outside" or version_of(o, definitions) == basis][-1]


def flags(observation: Observation) -> frozenset[PointFlag]:
    """How a point must look different: provisional or estimated hollow, breaks, sources outside the official ones."""
    found: set[PointFlag] = set()
    if "P" in observation.status or "@" in observation.marks:
        found.add("provisional")
    if "E" in observation.status or "I" in observation.status:
        found.add("estimate")
    if "B" in observation.status:
        found.add("break")
    if observation.confidence == "outside":
        found.add("outside")
    return frozenset(found)


def when(period: Period, lang: Lang) -> str:
    """The period inside a sentence: ``2024``, ``2024年``, ``Q3 2024``."""
    label = period.label(lang)
    return word("charts.year", lang, year=label) if period.frequency == "A" else label


def source_line(
    sources: Mapping[str, Source],
    observations: Sequence[Observation],
    targets: Sequence[Target],
    lang: Lang,
    *,
    as_of: str | None = None,
    chinese_numerals: bool = False,
) -> str:
    """The sources of what is shown, and on what date it was known: *as_of*, else the newest vintage shown."""
    ids: dict[str, None] = {}
    for place in (*(o.provenance for o in observations), *(t.provenance for t in targets)):
        if place.source_id:
            ids.setdefault(place.source_id)
    titles = [sources[i].title.show(lang) if i in sources else i for i in ids]
    titles = list(dict.fromkeys(titles))
    text = word("charts.source-joint", lang).join(titles[:_MAX_SOURCES]) or word("charts.source-none", lang)
    if len(titles) > _MAX_SOURCES:
        text = word("charts.source-more", lang, sources=text, count=len(titles) - _MAX_SOURCES)
    date = as_of or max((o.vintage for o in observations), default="")
    with suppress(RuleError):  # a vintage that is no date is shown as it is written
        date = date_words(date, lang, chinese_numerals=chinese_numerals)
    if not date:
        return word("charts.source-undated", lang, sources=text)
    return word("charts.source", lang, sources=text, date=date)
