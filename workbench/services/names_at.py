"""Names of committees and bureaux as they were on a day: they change with each re-organisation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.base.paths import asset
from workbench.domain.errors import FileProblem, RuleError, UsageError
from workbench.domain.period import Period
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.domain.strategy import Body

FORMAT = "blueprint-workbench/committees"


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name and the time it is valid for: ISO year, month or day, both included, "" = open."""

    name: LocalText
    since: str = ""
    until: str = ""
    evidence: str = ""
    source: str = ""

    def valid(self, day: str) -> bool:
        """Whether it was the name on an ISO date; a day is compared as finely as the bound is known."""
        return (not self.since or day[: len(self.since)] >= self.since) and (
            not self.until or day[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Committee:
    """A panel or committee of the Council with its names over time."""

    id: str
    kind: str
    names: tuple[DatedName, ...]

    def name_at(self, day: str) -> LocalText | None:
        """Its name on a day (the latest where *day* is ""); ``None`` if it had none then."""
        if not day:
            return self.names[-1].name
        return next((one.name for one in self.names if one.valid(day)), None)


@cache
def committees() -> dict[str, Committee]:
    """All committees by id. Raises :class:`FileProblem`."""
    path = asset("data", "legco", "committees.json")
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if plain["format"] != FORMAT or plain["version"] != 1:
            raise ValueError(FORMAT)
        found = []
        for item in plain["committees"]:
            names = tuple(
                DatedName(
                    LocalText.of(one),
                    one.get("since", ""),
                    one.get("until", ""),
                    one.get("evidence", ""),
                    one.get("source", ""),
                )
                for one in item["names"]
            )
            found.append(Committee(item["id"], item["kind"], names))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FileProblem("packs.unreadable", file=path.name, reason=str(error)) from error
    return {one.id: one for one in found}


def committee_name(committee_id: str, day: str) -> LocalText:
    """The name of a committee on a day ("" = now). Raises :class:`UsageError` ``packs.unknown-panel`` (which names
    those there are) and :class:`RuleError` ``packs.panel-not-then``.
    """
    known = committees()
    if committee_id not in known:
        near = ", ".join(f"{one.id} ({one.names[-1].name.show('en')})" for one in known.values())
        near_zh = "、".join(f"{one.id}（{one.names[-1].name.show('zh-Hant')}）" for one in known.values())
        raise UsageError("packs.unknown-panel", id=committee_id, known=near, known_zh=near_zh)
    found = known[committee_id].name_at(day)
    if found is None:
        raise RuleError("packs.panel-not-then", id=committee_id, date=day)
    return found


def body_at(bodies: Mapping[str, Body], code: str, day: str) -> Body:
    """The body that bore the work of *code* on a day: the body itself, its successors or its predecessors.

    Raises :class:`UsageError` ``packs.unknown-body``.
    """
    if code not in bodies:
        raise UsageError("packs.unknown-body", code=code)
    if not day:
        return bodies[code]
    seen = {code}
    body = bodies[code]
    while body.until and body.successor in bodies and body.successor not in seen and not _valid(body, day):
        if body.since and day[: len(body.since)] < body.since:
            break
        seen.add(body.successor)
        body = bodies[body.successor]
    while body.since and day[: len(body.since)] < body.since:
        earlier = next((b for b in bodies.values() if b.successor == body.code and b.code not in seen), None)
        if earlier is None:
            break
        seen.add(earlier.code)
        body = earlier
    return body


def _valid(body: Body, day: str) -> bool:
    return DatedName(body.name, body.since, body.until).valid(day)


def iso_day(text: str) -> str:
    """*text* as an ISO date of a day. Raises :class:`UsageError` ``packs.bad-date``."""
    return _iso(text, "D", "packs.bad-date")


def iso_month(text: str) -> str:
    """*text* as an ISO month. Raises :class:`UsageError` ``packs.bad-month``."""
    return _iso(text, "M", "packs.bad-month")


def _iso(text: str, frequency: str, code: str) -> str:
    try:
        period = Period.parse(text)
    except (RuleError, ValueError):
        raise UsageError(code, text=text) from None
    if period.frequency != frequency:
        raise UsageError(code, text=text)
    return text
