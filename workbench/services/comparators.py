"""Other places beside Hong Kong: which comparisons the figures allow, and the comparison itself.

A comparator table is a set of series of one measure that differ in place (dimensions ``table`` and ``place``). Only
combinations for which there are figures are offered: :func:`options` narrows the places to those that have the chosen
period, and the periods to those that every chosen place has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.domain.errors import RuleError, UsageError
from workbench.domain.text import LANGS, LocalText
from workbench.domain.wording import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.figure import Indicator, Observation
    from workbench.services.reading import Reading


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a table. id: as in the dimension. series: of the place, the one that other places share a source with first."""

    id: str
    name: LocalText
    series: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A measure with figures for several places. id: that of the measure (``K1.3``)."""

    id: str
    name: LocalText
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What can still be chosen: places that have the chosen period, periods that all chosen places have."""

    places: tuple[Place, ...]
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A place's figure. other_source: it does not come from the document that most places of the table come from."""

    place: Place
    observation: Observation
    words: LocalText
    other_source: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of several places for one period, highest first."""

    table: Table
    period: str
    rows: tuple[Row, ...]


def tables(session: Reading) -> tuple[Table, ...]:
    """The tables that have at least two places, in the order of their measures."""
    groups: dict[str, dict[str, list[Indicator]]] = {}
    for item in session.indicators():
        name, place = item.dimensions.get("table"), item.dimensions.get("place")
        if name and place:
            groups.setdefault(name, {}).setdefault(place, []).append(item)
    found = []
    for name, places in groups.items():
        if len(places) < 2:
            continue
        measure = next((item for item in session.indicators() if item.id == name), None)
        members = tuple(_place(session, place, items, name) for place, items in places.items())
        found.append(Table(name, measure.name if measure is not None else LocalText(name, name), members))
    return tuple(found)


def table(session: Reading, table_id: str) -> Table:
    """One table. Raises :class:`UsageError` ``comparators.unknown``."""
    for one in tables(session):
        if one.id == table_id:
            return one
    known = ", ".join(one.id for one in tables(session))
    raise UsageError("comparators.unknown", id=table_id, known=known or "—")


def _place(session: Reading, place: str, items: list[Indicator], table_id: str) -> Place:
    """Series made for comparing stand before the measure itself, which may be on another source."""
    ordered = sorted(items, key=lambda item: item.id == table_id)
    named = next((item for item in ordered if re.search("[:：]", item.name.show("en"))), None)
    text = (
        LocalText(place, place)
        if named is None
        else LocalText(*(re.split("[:：]", named.name.show(lang))[-1].strip() for lang in LANGS))
    )
    return Place(place, text, tuple(item.id for item in ordered))


def _figures(session: Reading, place: Place, as_of: str | None) -> dict[str, Observation]:
    """Period → figure; the first series that has it."""
    found: dict[str, Observation] = {}
    for series in place.series:
        for item in session.observations(series, as_of=as_of):
            if item.value is not None and "F" not in item.status:
                found.setdefault(item.period.code, item)
    return found


def options(
    session: Reading,
    table_id: str,
    *,
    places: Sequence[str] = (),
    period: str | None = None,
    as_of: str | None = None,
) -> Options:
    """What may be chosen next, given what is chosen. Raises :class:`UsageError` for an unknown table or place."""
    found = table(session, table_id)
    chosen = [_named(found, name) for name in places]
    known = {place.id: _figures(session, place, as_of) for place in found.places}
    allowed = tuple(
        place for place in found.places if (period in known[place.id] if period else known[place.id])
    )
    wanted = chosen or list(found.places)
    if chosen:
        periods = set.intersection(*(set(known[place.id]) for place in wanted))
    else:  # nothing chosen: a period that at least two places have makes a comparison
        count: dict[str, int] = {}
        for place in wanted:
            for code in known[place.id]:
                count[code] = count.get(code, 0) + 1
        periods = {code for code, number in count.items() if number > 1}
    return Options(allowed, tuple(sorted(periods)))


def _named(found: Table, name: str) -> Place:
    for place in found.places:
        if name in (place.id, place.name.en, place.name.zh_hant):
            return place
    raise UsageError(
        "comparators.unknown-place", name=name, known=", ".join(place.id for place in found.places)
    )


def compare(
    session: Reading,
    table_id: str,
    period: str,
    places: Sequence[str] = (),
    *,
    as_of: str | None = None,
) -> Comparison:
    """The figures of *places* (all that have one if none are named) for a period.

    Raises :class:`UsageError` for an unknown table or place, :class:`RuleError` ``comparators.no-figure`` where a named
    place, or fewer than two places, have the period.
    """
    found = table(session, table_id)
    chosen = [_named(found, name) for name in places] if places else list(found.places)
    rows: list[tuple[Place, Observation]] = []
    for place in chosen:
        item = _figures(session, place, as_of).get(period)
        if item is not None:
            rows.append((place, item))
        elif places:
            raise RuleError("comparators.no-figure", field="period", place=place.id, period=period)
    if len(rows) < 2:
        raise RuleError("comparators.no-figure", field="period", place=found.id, period=period)
    sources = [item.provenance.source_id for _, item in rows]
    usual = max(set(sources), key=lambda name: (sources.count(name), name))
    rows.sort(key=lambda row: -(row[1].value or 0.0))
    return Comparison(found, period, tuple(_row(session, place, item, usual) for place, item in rows))


def _row(session: Reading, place: Place, item: Observation, usual: str) -> Row:
    unit = session.indicator(item.series_id).unit
    words = LocalText(
        *(
            figure(
                item.value,
                unit,
                lang,
                decimals=item.decimals,
                qualifier=item.qualifier,
                style="screen",
                text=item.text,
            )
            for lang in LANGS
        )
    )
    return Row(place, item, words, item.provenance.source_id != usual)


def comparison_json(item: Comparison) -> dict[str, Any]:
    """The comparison as ``workbench compare --json`` prints it."""
    return {
        "table": item.table.id,
        "period": item.period,
        "rows": [
            {
                "place": row.place.id,
                "name": row.place.name.as_dict(),
                "series": row.observation.series_id,
                "value": row.observation.value,
                "text": row.observation.text,
                "words": row.words.as_dict(),
                "qualifier": row.observation.qualifier or None,
                "source": row.observation.provenance.source_id,
                "other_source": row.other_source,
            }
            for row in item.rows
        ],
    }
