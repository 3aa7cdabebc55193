"""What is looked at before a paper goes out: checks F01 to F20 of the drafting conventions, as red and amber lines.

For the composer, the command line and scripts:

* ``check_before_issue(session, pack)`` → every :class:`Finding`, red ones first, in the order of the paper. Those that
  the pack lets stand (``Pack.ignored``) are among them with their reason in ``finding.ignored``; ``finding.counts`` says
  whether a line still stands in the way. ``finding.block`` is the index in ``pack.blocks`` (-1: head, footnotes,
  signature), ``finding.part`` which of its texts.
* ``fixed(pack, finding)`` → the pack with the mechanical replacement made (only where ``finding.fixes``).
* ``ignored(pack, finding, reason)`` → the pack that lets it stand; ``heeded(pack, finding)`` takes that back. Keep either
  with ``SavePack``. Once one of the values in a line moves, it is another line, and comes back.

Each rule is a small function of its own; :data:`RULES` is all of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.errors import RuleError
from workbench.services.before_issue import (
    dates,
    figures,
    names,
    numbers,
    punctuation,
    structure,
    wording,
)
from workbench.services.before_issue.draft import Draft, text_of, with_text
from workbench.services.before_issue.finding import Finding, Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.domain.pack import Pack
    from workbench.services.pack_data import PackData

RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    numbers.same_numbers,
    numbers.chinese_scales,
    numbers.sourced,
    numbers.filled_in,
    numbers.agree,
    numbers.target_years,
    wording.never_kpi,
    figures.projections_say_so,
    figures.marks_explained,
    figures.one_definition,
    punctuation.widths,
    punctuation.pairs,
    wording.variants,
    wording.abbreviations,
    names.committee_names,
    names.body_names,
    structure.counts,
    structure.references,
    structure.annexes,
    dates.signed_in_time,
    dates.one_way_of_dates,
    figures.revised_since,
    figures.outside_told,
    wording.currency_signs,
    wording.per_cent,
    wording.written_in_both,
    wording.placeholders,
    wording.official_terms,
)
_ORDER = {"red": 0, "amber": 1, "info": 2}


def check_before_issue(session: PackData, pack: Pack) -> tuple[Finding, ...]:
    """All lines about a paper, red first, then in reading order.

    *pack* need not be kept in the workspace. Raises :class:`UsageError` for a series, scenario or style profile that is
    not there, :class:`RuleError` for braces that do not pair and for characters that cannot be printed.
    """
    found = list(names.head(session, pack))
    if found:  # the rest is read without what cannot be
        pack = replace(
            pack,
            panel="" if any(one.code == "F12" for one in found) else pack.panel,
            bureau="" if any(one.code == "F13" for one in found) else pack.bureau,
            meeting_date="" if any(one.code == "F12" for one in found) else pack.meeting_date,
        )
    draft = Draft(session, pack)
    for rule in RULES:
        found += rule(draft)
    found = [replace(one, ignored=pack.ignored.get(one.key, "")) for one in found]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.severity], one.block, one.code)))


def require_no_red(session: PackData, pack: Pack) -> None:
    """Raises :class:`RuleError` ``before.red`` (count, first) while red lines stand that nobody gave a reason for."""
    red = [one for one in check_before_issue(session, pack) if one.counts]
    if red:
        first = red[0].message
        raise RuleError("before.red", count=len(red), first=first.show("en"), first_zh=first.show("zh-Hant"))


def fixed(pack: Pack, finding: Finding) -> Pack:
    """*pack* with the replacements of *finding* made. Raises :class:`RuleError` ``before.no-fix``, or
    ``before.fix-gone`` where the text has changed since.
    """
    if not finding.fixes:
        raise RuleError(
            "before.no-fix", place=finding.place.show("en"), place_zh=finding.place.show("zh-Hant")
        )
    for fix in sorted(finding.fixes, key=lambda one: -one.start):
        text = text_of(pack, fix.block, fix.part)
        words = (text.get(fix.lang) or "") if text is not None else ""
        if words[fix.start : fix.start + len(fix.old)] != fix.old:
            raise RuleError("before.fix-gone")
        words = words[: fix.start] + fix.new + words[fix.start + len(fix.old) :]
        pack = with_text(pack, fix.block, fix.part, fix.lang, words)
    return pack


def ignored(pack: Pack, finding: Finding, reason: str) -> Pack:
    """*pack*, which lets *finding* stand for *reason*. Raises :class:`RuleError` ``before.no-reason`` without one."""
    if not reason.strip():
        raise RuleError("before.no-reason", field="reason")
    return replace(pack, ignored={**pack.ignored, finding.key: reason.strip()})


def heeded(pack: Pack, finding: Finding) -> Pack:
    """*pack*, in which *finding* counts again."""
    return replace(pack, ignored={key: why for key, why in pack.ignored.items() if key != finding.key})


__all__ = [
    "RULES",
    "Finding",
    "Fix",
    "Severity",
    "check_before_issue",
    "fixed",
    "heeded",
    "ignored",
    "require_no_red",
]
