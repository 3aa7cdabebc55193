"""How far the published methods agree on an indicator, which assumption would flip the verdict, and how sure each colour is.

``agreement(session, indicator_id) -> tuple[Agreement, …]``, one for each reference target. The badge is
``Agreement.badge`` (“on track under 4 of 6”); ``Agreement.alternatives`` says what another base year, the other target
year, the printed rounding or the figures as first released would make of it; ``Agreement.odds`` gives the chance of each
status under each method.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from workbench.base.messages import word
from workbench.calc.colours import Doubt, chances
from workbench.calc.rating import METHODS, Case, rate
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.services.ratings import (
    COUNTED,
    IndicatorRating,
    Setup,
    corners,
    half_width,
    rate_indicator,
    set_up,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.calc.rating import Rating
    from workbench.domain.figure import Observation
    from workbench.services.reading import Reading

Verdict = Literal["on-track", "off-track", "split", "none"]
Assumption = Literal["base-year", "target-year", "rounding", "first-release"]


@dataclass(frozen=True, slots=True)
class MethodChange:
    """What another assumption makes of one method's status (``None``: not assessable)."""

    method: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """One other choice, and what the methods say then. choice: the year, or the corner of the rounding, in words.

    flips: the verdict (more than half of the methods on track, or not) would be another one.
    """

    assumption: Assumption
    choice: LocalText
    on_track: int
    applied: int
    verdict: Verdict
    flips: bool
    changes: tuple[MethodChange, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What past revisions tell. count: periods released more than once on one definition and standing.

    scale: root mean square of their relative revisions. expected: whether the newest figure may still be revised
    (provisional, or released only once). words: the basis of the odds, in both languages.
    """

    count: int
    scale: float
    provisional: bool
    expected: bool
    words: LocalText


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the six published methods say of an indicator and one target, and how firm that is.

    dissent: methods on the other side of the verdict. odds: method → status (or ``not_assessable``) → probability.
    """

    rating: IndicatorRating
    on_track: int
    applied: int
    verdict: Verdict
    dissent: tuple[str, ...]
    badge: LocalText
    words: LocalText
    alternatives: tuple[Alternative, ...]
    odds: dict[str, dict[str, float]]
    history: History

    @property
    def flips(self) -> tuple[Alternative, ...]:
        """The other choices that would turn the verdict."""
        return tuple(item for item in self.alternatives if item.flips)


def agreement(
    session: Reading,
    indicator_id: str,
    *,
    target_year: int | None = None,
    base_year: int | None = None,
    as_of: str | None = None,
) -> tuple[Agreement, ...]:
    """The agreement for each reference target, or only that of *target_year* (column or data year).

    Raises :class:`UsageError` as :func:`workbench.services.ratings.rate_indicator`.
    """
    rated = rate_indicator(session, indicator_id, target_year=target_year, base_year=base_year, as_of=as_of)
    return tuple(_agreement(session, item, base_year, as_of) for item in rated)


def _agreement(
    session: Reading, item: IndicatorRating, base_year: int | None, as_of: str | None
) -> Agreement:
    setup = set_up(session, item.indicator, item.target, base_year=base_year, as_of=as_of)
    now = {name: item.ratings[name] for name in COUNTED}
    on_track, applied, verdict = _count(now)
    history = _history(session, item, as_of)
    alternatives = _alternatives(session, item, setup, now, verdict, as_of)
    dissent = tuple(
        name
        for name, rating in now.items()
        if rating.rank is not None and (rating.rank >= 3) != (verdict == "on-track") and verdict != "none"
    )
    odds = {}
    if setup.case is not None:
        doubt = _doubt(setup, history)
        odds = {
            name: {str(key): value for key, value in chances(setup.case, METHODS[name], doubt).items()}
            for name in METHODS
        }
    flips = [one for one in alternatives if one.flips]
    return Agreement(
        item,
        on_track,
        applied,
        verdict,
        dissent,
        _say("badge" if applied else "badge-none", lambda _lang: {"on_track": on_track, "applied": applied}),
        _words(on_track, applied, dissent, flips),
        tuple(alternatives),
        odds,
        history,
    )


def _say(code: str, params: Any) -> LocalText:
    return LocalText(*(word(f"agreement.{code}", lang, **params(lang)) for lang in LANGS))


def _count(ratings: Mapping[str, Rating]) -> tuple[int, int, Verdict]:
    ranks = [rating.rank for name, rating in ratings.items() if name in COUNTED and rating.rank is not None]
    on_track = sum(rank >= 3 for rank in ranks)
    verdict: Verdict = (
        "none"
        if not ranks
        else "on-track" if 2 * on_track > len(ranks) else "split" if 2 * on_track == len(ranks) else "off-track"
    )  # fmt: skip
    return on_track, len(ranks), verdict


def _words(on_track: int, applied: int, dissent: tuple[str, ...], flips: list[Alternative]) -> LocalText:
    def params(lang: Lang) -> dict[str, Any]:
        comma, stop = (", ", "; ") if lang == "en" else ("、", "；")
        named = comma.join(word(f"agreement.method-{name.replace('_', '-')}", lang) for name in dissent)
        turned = stop.join(one.choice.show(lang) for one in flips)
        return {
            "on_track": on_track,
            "applied": applied,
            "dissent": word("agreement.dissent", lang, methods=named) if dissent else "",
            "flips": word("agreement.flipped-by", lang, choices=turned)
            if flips
            else word("agreement.not-flipped", lang),
        }

    return _say("words" if applied else "badge-none", params)


# ── other choices ───────────────────────────────────────────────────────────────────────────────────


def _alternatives(
    session: Reading,
    item: IndicatorRating,
    setup: Setup,
    now: Mapping[str, Rating],
    verdict: Verdict,
    as_of: str | None,
) -> list[Alternative]:
    found: list[Alternative] = []

    def add(assumption: Assumption, choice: LocalText, ratings: Mapping[str, Rating]) -> None:
        on_track, applied, other = _count(ratings)
        changes = tuple(
            MethodChange(name, now[name].status, ratings[name].status)
            for name in COUNTED
            if ratings[name].status != now[name].status
        )
        flips = other not in ("none", verdict) and verdict != "none"
        found.append(Alternative(assumption, choice, on_track, applied, other, flips, changes))

    used = None if setup.base is None else setup.base.period.start.year
    for year in setup.years:
        if setup.case is not None and year != used:
            ratings = rate(replace(setup.case, base_year=year), COUNTED)
            add("base-year", _say("choice-base-year", lambda _lang, year=year: {"year": year}), ratings)
    for target in session.targets(item.indicator.id):
        if target.kind == "reference_target" and target.id != item.target.id and setup.case is not None:
            case = replace(setup.case, target=Fraction(str(target.value)), target_year=target.data_year)
            text = _say(
                "choice-target-year", lambda _lang, t=target: {"column": t.column_year, "year": t.data_year}
            )
            add("target-year", text, rate(case, COUNTED))
    for name, case in zip(("high-high", "high-low", "low-high", "low-low"), corners(setup), strict=False):
        add("rounding", _say(f"choice-rounding-{name}", lambda _lang: {}), rate(case, COUNTED))
    first = _first_release(session, setup, as_of)
    if first is not None:
        add("first-release", _say("choice-first-release", lambda _lang: {}), rate(first, COUNTED))
    return found


def _first_release(session: Reading, setup: Setup, as_of: str | None) -> Case | None:
    """The case with the newest period as it was first released; ``None`` where it never was another figure."""
    if setup.latest is None or setup.case is None or not setup.case.points:
        return None
    released = _releases(session, setup.latest, as_of)
    first = released[0] if released else None
    if first is None or first.value is None or first.value == setup.latest.value:
        return None
    year, _ = setup.case.points[-1]
    return replace(setup.case, points=(*setup.case.points[:-1], (year, Fraction(str(first.value)))))


def _releases(session: Reading, item: Observation, as_of: str | None) -> list[Observation]:
    from workbench.domain.period import known_by

    return [
        one
        for one in session.vintages(item.series_id)
        if one.period.code == item.period.code
        and one.definition == item.definition
        and one.confidence == item.confidence
        and one.value is not None
        and (as_of is None or known_by(one.vintage) <= known_by(as_of))
    ]


# ── how sure ────────────────────────────────────────────────────────────────────────────────────────


def revisions_of(session: Reading, series_id: str, as_of: str | None = None) -> tuple[float, ...]:
    """Relative revisions, first to latest release, of every period released more than once on one definition.

    Figures “about” something, and pairs of different standing, say nothing of revisions and are left out.
    """
    from workbench.domain.period import known_by
    from workbench.services.revisions import same_rounded

    groups: dict[tuple[str, str, str], list[Observation]] = {}
    for item in session.vintages(series_id):
        if (
            item.value is None
            or item.qualifier
            or (as_of is not None and known_by(item.vintage) > known_by(as_of))
        ):
            continue
        groups.setdefault((item.period.code, item.definition, item.confidence), []).append(item)
    found = []
    for items in groups.values():
        first, last = items[0], items[-1]
        if len(items) > 1 and first.value and last.value is not None:
            found.append(0.0 if same_rounded(first, last) else last.value / first.value - 1)
    return tuple(found)


def _history(session: Reading, item: IndicatorRating, as_of: str | None) -> History:
    moves = revisions_of(session, item.indicator.id, as_of)
    scale = math.sqrt(sum(move * move for move in moves) / len(moves)) if moves else 0.0
    latest = item.latest
    provisional = latest is not None and ("P" in latest.status or bool(latest.marks))
    once = latest is not None and len(_releases(session, latest, as_of)) <= 1
    expected = bool(moves) and scale > 0 and (provisional or once)
    code = "basis-revisions" if expected else "basis-none" if not moves else "basis-rounding"
    return History(
        len(moves),
        scale,
        provisional,
        expected,
        _say(code, lambda _lang: {"count": len(moves), "percent": f"{scale * 100:.2f}"}),
    )


def _doubt(setup: Setup, history: History) -> Doubt:
    halves = [0.0 if item is None else float(half_width(item) or 0) for item in (setup.base, setup.latest)]
    if history.expected:
        return Doubt(halves[0], halves[1], history.scale, history.count)
    return Doubt(halves[0], halves[1])


# ── why a colour is another one ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ColourChange:
    """A method's status at two dates, and why it is another one.

    revised: what the status would be had nothing been published since but revisions of what was known. cause: *none* (the
    same status), *revision* (the revised figures alone make it), *new-data* (they alone do not), *both* (revisions make
    it one thing, new data another), *definition* (a figure on another definition came).
    """

    indicator_id: str
    target_year: int
    method: str
    before: str | None
    revised: str | None
    after: str | None
    cause: Literal["none", "revision", "new-data", "both", "definition"]
    words: LocalText


def colour_changes(
    session: Reading, indicator_id: str, *, since: str, until: str | None = None
) -> tuple[ColourChange, ...]:
    """For each reference target and counted method: did the colour change between two dates, by performance or revision?

    Raises :class:`UsageError` for an unknown indicator.
    """
    found: list[ColourChange] = []
    indicator = session.indicator(indicator_id)
    for target in session.targets(indicator_id):
        if target.kind != "reference_target":
            continue
        then = set_up(session, indicator, target, as_of=since)
        now = set_up(session, indicator, target, as_of=until)
        if then.case is None or now.case is None or then.latest is None or now.latest is None:
            continue
        last = then.latest.period.start.year
        known = tuple(point for point in now.case.points if point[0] <= last)
        revised_case = replace(now.case, points=known, base_year=then.base_year)
        before, revised, after = (rate(case, COUNTED) for case in (then.case, revised_case, now.case))
        moved = then.latest.definition != now.latest.definition
        for name in COUNTED:
            statuses = before[name].status, revised[name].status, after[name].status
            cause = _cause(*statuses, moved=moved)
            found.append(
                ColourChange(
                    indicator_id, target.column_year, name, *statuses, cause,
                    _say(f"colour-{cause}", lambda lang, name=name: {"method": word(f"agreement.method-{name.replace('_', '-')}", lang)}),
                )
            )  # fmt: skip
    return tuple(found)


def _cause(
    before: str | None, revised: str | None, after: str | None, *, moved: bool
) -> Literal["none", "revision", "new-data", "both", "definition"]:
    if before == after:
        return "none"
    if moved:
        return "definition"
    if revised == after:
        return "revision"
    return "new-data" if revised == before else "both"


def agreement_json(item: Agreement) -> dict[str, Any]:
    """The agreement as ``workbench rate --json`` prints it with each indicator."""
    return {
        "on_track": item.on_track,
        "applied": item.applied,
        "verdict": item.verdict,
        "counted": list(COUNTED),
        "badge": item.badge.as_dict(),
        "words": item.words.as_dict(),
        "dissent": list(item.dissent),
        "alternatives": [
            {
                "assumption": one.assumption,
                "choice": one.choice.as_dict(),
                "on_track": one.on_track,
                "applied": one.applied,
                "flips": one.flips,
                "changes": [
                    {"method": change.method, "before": change.before, "after": change.after}
                    for change in one.changes
                ],
            }
            for one in item.alternatives
        ],
        "odds": {name: dict(odds) for name, odds in item.odds.items()},
        "odds_basis": {
            "revisions": item.history.count,
            "scale": item.history.scale,
            "provisional": item.history.provisional,
            "expected": item.history.expected,
            "words": item.history.words.as_dict(),
        },
    }
