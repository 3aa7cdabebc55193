"""What an import would change: every figure against what is held. New · unchanged · revised · withdrawn.

Figures are compared exactly, as decimals. A revision is a new vintage; nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workbench.domain.figure import Observation
from workbench.domain.period import known_by
from workbench.importers.recipes import Candidate

Kind = Literal["new", "unchanged", "revised", "withdrawn", "undecided"]
OLD_TABLE_YEARS = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One figure compared. ``percent``: change of a revised value in per cent of the old one, ``None`` if not defined."""

    kind: Kind
    series_id: str
    period: str
    candidate: Candidate | None = None
    held: Observation | None = None
    percent: float | None = None
    reason: Literal["", "value", "precision", "status"] = ""  # of a revision: what differs


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All comparisons, in the order of the file; withdrawn figures last."""

    changes: tuple[Change, ...]

    def of_kind(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        kinds: tuple[Kind, ...] = ("new", "unchanged", "revised", "withdrawn", "undecided")
        return {kind: len(self.of_kind(kind)) for kind in kinds}


def reconcile(
    candidates: Iterable[Candidate],
    existing: Mapping[str, Sequence[Observation]],
    vintage: str,
    *,
    dated: bool = True,
) -> Reconciliation:
    """Compare candidates of one vintage with every vintage held of the same series.

    existing: series id → all its observations. A candidate is compared with what was known by its own vintage, so that
    an older release read late does not look like a revision of newer figures. dated: whether *vintage* is known; of an
    undated table that ends years before what is held, differing figures are *undecided*, not revisions.
    """
    listed = list(candidates)
    limit = known_by(vintage)
    changes: list[Change] = []
    spans: dict[str, list[str]] = {}
    for candidate in listed:
        spans.setdefault(candidate.series_id, []).append(candidate.period)
    outdated = {
        series
        for series, periods in spans.items()
        if not dated and _ends_long_before(periods, existing.get(series, ()))
    }
    for candidate in listed:
        known = existing.get(candidate.series_id, ())
        changes.append(_compare(candidate, known, limit, undecided=candidate.series_id in outdated))
    changes.extend(_withdrawn(listed, spans, existing, limit))
    return Reconciliation(tuple(changes))


def _newest(held: Sequence[Observation], period: str, limit: str) -> Observation | None:
    fitting = [
        item for item in held if item.period.code == period and known_by(item.vintage)[: len(limit)] <= limit
    ]
    return max(fitting, key=lambda item: (known_by(item.vintage), item.definition), default=None)


def _compare(candidate: Candidate, known: Sequence[Observation], limit: str, *, undecided: bool) -> Change:
    place = (candidate.series_id, candidate.period, candidate)
    held = _newest(known, candidate.period, limit)
    if held is None:
        return Change("new", *place)
    reason = _difference(candidate, held)
    if not reason or any(_read_before(candidate, item, limit) for item in known):
        return Change("unchanged", *place, held)
    old = Decimal(repr(held.value)) if held.value is not None else None
    percent = None
    if old is not None and candidate.value is not None and old != 0:
        percent = float((candidate.value - old) / abs(old) * 100)
    return Change("undecided" if undecided else "revised", *place, held, percent, reason)


def _difference(candidate: Candidate, held: Observation) -> Literal["", "value", "precision", "status"]:
    """What sets a figure apart from the one held. A rounder statement of the same figure is no difference."""
    old = Decimal(repr(held.value)) if held.value is not None else None
    if old is None or candidate.value is None:
        if old is not None or candidate.value is not None:
            return "value"
        return "" if set(held.status) == set(candidate.status) else "status"
    if old != candidate.value:
        if _rounds_to(old, candidate.value, candidate.decimals):
            return ""
        return "precision" if _rounds_to(candidate.value, old, held.decimals) else "value"
    return "" if _same_standing(held, candidate) else "status"


def _rounds_to(fine: Decimal, coarse: Decimal, decimals: int | None) -> bool:
    """Whether *coarse*, printed to so many decimals, is *fine* rounded."""
    if decimals is None:
        return False
    step = Decimal(1).scaleb(-decimals)
    return abs(fine - coarse) * 2 <= step and fine != fine.quantize(step)


def _read_before(candidate: Candidate, item: Observation, limit: str) -> bool:
    """Whether this very figure was read from the same source before, of the same day or later."""
    return (
        item.period.code == candidate.period
        and item.provenance.source_id == candidate.source_id != ""
        and known_by(item.vintage) >= limit
        and known_by(item.vintage)[: len(limit)] == limit
        and not _difference(candidate, item)
    )


def _same_standing(held: Observation, candidate: Candidate) -> bool:
    """Whether an equal figure is equally final: provisional or estimated on one side only is worth a vintage."""
    soft = {"P", "E", "F", "U", "B"}
    return soft & set(held.status) == soft & set(candidate.status)


def _ends_long_before(periods: Sequence[str], held: Sequence[Observation]) -> bool:
    if not held:
        return False
    last = max(int(period[:4]) for period in periods)
    return max(item.period.start.year for item in held) - last > OLD_TABLE_YEARS


def _withdrawn(
    candidates: list[Candidate],
    spans: dict[str, list[str]],
    existing: Mapping[str, Sequence[Observation]],
    limit: str,
) -> list[Change]:
    """Figures once read from the same table, inside the stretch that it covers, that it no longer has."""
    sources = {candidate.series_id: candidate.source_id for candidate in candidates}
    found: list[Change] = []
    for series, periods in spans.items():
        first, last = min(periods), max(periods)
        inside = {
            item.period.code
            for item in existing.get(series, ())
            if item.provenance.source_id == sources[series] != "" and first <= item.period.code <= last
        }
        for period in sorted(inside - set(periods)):
            held = _newest(existing[series], period, limit)
            if held is not None and held.value is not None and held.provenance.source_id == sources[series]:
                found.append(Change("withdrawn", series, period, None, held))
    return found
