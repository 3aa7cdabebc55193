"""Figures typed or pasted by hand: read as written, checked, and made into observations.

A figure keeps what was written: its qualifier (約5 000), its decimals, all its digits. What is needed before it can be kept
is named, everything at once: unit, date, source, and the reason where a figure that is held is corrected. A correction is
a new vintage; what was known before stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.base.messages import word
from workbench.domain.errors import RuleError
from workbench.domain.figure import MISSING_STATUSES, STATUS_CODES, Observation, Provenance, Unit
from workbench.domain.period import Period, vintage_order
from workbench.domain.wording import parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.figure import Confidence, Qualifier
    from workbench.domain.text import Lang
    from workbench.services.reading import Reading

MISSING: Final = "O"


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure as written, in the unit of its series."""

    value: float
    text: str
    decimals: int
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed for one period. text: the figure as written, "" where it is missing; status: SDMX codes."""

    period: str
    text: str
    status: tuple[str, ...] = ("A",)


@dataclass(frozen=True, slots=True)
class Batch:
    """What all figures of one entry share. source: id of a source, or a new one's title."""

    vintage: str
    source: str
    place: str = ""
    reason: str = ""
    definition: str = ""


def read_figure(text: str, unit: Unit) -> ReadFigure:
    """Read a figure into *unit*. Raises :class:`RuleError` ``entry.*``.

    A number without a word of scale is in the unit as stored; with one (265.54億, $26,554 million) it is converted. Where
    money is stored in millions a bare currency sign leaves open which is meant, and is refused.
    """
    try:
        found = parse_number(text)
    except RuleError as problem:
        raise RuleError("entry.unreadable", field="text", text=text) from problem
    if found.kind == "percent" and unit.kind not in ("percent", "ratio", "rate"):
        raise RuleError("entry.other-unit", field="text", text=text)
    if found.kind == "money" and unit.kind != "money":
        raise RuleError("entry.other-unit", field="text", text=text)
    known = unit.code[:3] in ("HKD", "USD", "CNY", "EUR")
    if found.kind == "money" and known and found.currency not in ("", unit.code[:3]):
        raise RuleError("entry.other-unit", field="text", text=text)
    value = found.value
    decimals = found.decimals
    if unit.kind == "pair":
        if found.second is not None and value + found.second != 100:
            raise RuleError("entry.pair", field="text", text=text)
    elif found.second is not None:
        raise RuleError("entry.other-unit", field="text", text=text)
    if found.scale:
        value = value.scaleb(-unit.multiplier)
        decimals = max(0, found.decimals - found.scale + unit.multiplier)
    elif found.kind == "money" and unit.multiplier:
        raise RuleError("entry.scale", field="text", text=text)
    if found.kind == "percent" and unit.kind == "ratio":
        value = value.scaleb(-2)
        decimals += 2
    return ReadFigure(float(value), text.strip(), decimals, found.qualifier)


def missing_parts(session: Reading, series_id: str, batch: Batch) -> tuple[str, ...]:
    """What is still needed before figures of a series can be kept: *unit*, *date*, *source*."""
    unit = session.indicator(series_id).unit
    found = []
    if not unit.code or (unit.kind == "other" and not unit.text.as_dict() and unit.code in ("", "UNKNOWN")):
        found.append("unit")
    if not batch.vintage.strip():
        found.append("date")
    if not batch.source.strip():
        found.append("source")
    return tuple(found)


def observations_of(
    session: Reading, series_id: str, entries: Sequence[Entry], batch: Batch, *, source_id: str = ""
) -> tuple[Observation, ...]:
    """The observations of what was typed. Raises :class:`RuleError`:

    ``entry.needs`` (everything that is missing, in one sentence), ``entry.nothing``, ``entry.unreadable``,
    ``entry.period-twice``, ``entry.status``, ``entry.reason`` (a figure that is held is corrected without one),
    ``entry.date``.
    """
    needs = missing_parts(session, series_id, batch)
    if needs:
        raise NeedsError(needs)
    if not entries:
        raise RuleError("entry.nothing")
    vintage = batch.vintage.strip()
    try:
        Period.parse(vintage.partition("+")[0])
    except RuleError as problem:
        raise RuleError("entry.date", field="date", date=vintage) from problem
    indicator = session.indicator(series_id)
    held = session.vintages(series_id)
    found = []
    seen: set[str] = set()
    for entry in entries:
        period = Period.parse(entry.period.strip())
        if period.code in seen:
            raise RuleError("entry.period-twice", field="period", period=period.code)
        seen.add(period.code)
        status = tuple(code.strip().upper() for code in entry.status if code.strip()) or ("A",)
        if any(code not in STATUS_CODES for code in status):
            raise RuleError("entry.status", field="status", status=" ".join(status), period=period.code)
        before = [item for item in held if item.period.code == period.code]
        if before and not batch.reason.strip():
            raise RuleError("entry.reason", field="reason", period=period.code)
        definition = batch.definition or _definition(session, series_id, period, before)
        read: ReadFigure | None = None
        if entry.text.strip():
            read = read_figure(entry.text, indicator.unit)
        elif not MISSING_STATUSES.intersection(status):
            raise RuleError("entry.missing-why", field="status", period=period.code)
        found.append(
            Observation(
                series_id=series_id,
                period=period,
                vintage=_free(vintage, [item for item in before if item.definition == definition]),
                value=None if read is None else read.value,
                text="" if read is None else read.text,
                provenance=Provenance(source_id or batch.source, place=batch.place.strip()),
                status=status,
                qualifier="" if read is None else read.qualifier,
                decimals=None if read is None else read.decimals,
                confidence=_confidence(session, source_id or batch.source),
                definition=definition,
            )
        )
    return tuple(found)


class NeedsError(RuleError):
    """Not everything is there that a figure needs; ``parts`` says what is not."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__("entry.needs", field=parts[0])
        self.parts = parts

    def words(self, lang: Lang) -> str:
        """The sentence, with everything that is missing."""
        joint = "、" if lang == "zh-Hant" else ", "
        named = joint.join(word(f"entry.part-{part}", lang) for part in self.parts)
        return word("entry.needs", lang, parts=named)


def _definition(session: Reading, series_id: str, period: Period, before: list[Observation]) -> str:
    """The definition of the figure that is corrected, else the one in force in that period."""
    if before:
        return before[-1].definition
    current = ""
    for version in sorted(session.definitions(series_id), key=lambda one: one.from_period):
        if not version.from_period or Period.parse(version.from_period) <= period:
            current = version.id
    return current


def _confidence(session: Reading, source_id: str) -> Confidence:
    source = session.sources().get(source_id)
    return "official" if source is not None and source.official else "outside"


def _free(vintage: str, before: list[Observation]) -> str:
    """The date, or the second, third … statement of that day, later than what is held of it."""
    taken = {item.vintage for item in before}
    name, number = vintage, 2
    while name in taken:
        name = f"{vintage.partition('+')[0]}+{number}"
        number += 1
    return name


def newest_first(items: Sequence[Observation]) -> list[Observation]:
    """The newest vintage of each period, newest period first."""
    newest: dict[str, Observation] = {}
    for item in sorted(items, key=lambda one: vintage_order(one.vintage)):
        newest[item.period.code] = item
    return sorted(newest.values(), key=lambda one: one.period, reverse=True)


def filled(texts: Sequence[str], count: int) -> list[str]:
    """Fill: two figures or more go on in equal steps, one is repeated, as a spreadsheet does; words are repeated.

    Decimals are those of the finest figure given.
    """
    try:
        numbers = [parse_number(text) for text in texts]
    except RuleError:
        numbers = []
    if len(numbers) < 2 or any(item.qualifier or item.second is not None or item.scale for item in numbers):
        return [texts[-1]] * count if texts else []
    step = numbers[-1].value - numbers[-2].value
    places = Decimal(1).scaleb(-max(item.decimals for item in numbers))
    return [str((numbers[-1].value + step * number).quantize(places)) for number in range(1, count + 1)]
