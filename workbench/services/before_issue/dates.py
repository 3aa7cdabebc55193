"""F16: the month of signature is not after the meeting. F18: one way of writing dates in a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.domain.dates import MONTHS, chinese_numeral, chinese_year
from workbench.services.before_issue.draft import place
from workbench.services.before_issue.finding import Finding
from workbench.services.before_issue.wording import hit, own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.services.before_issue.draft import Draft

_ARABIC = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?")
_NUMERALS = re.compile(
    r"(?P<y>[一二][〇零九一二三四五六七八]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?:(?P<d>[一二三四五六七八九十]{1,3})日)?"
)
_DAY_FIRST = re.compile(rf"\b(?P<d>\d{{1,2}}) (?P<m>{'|'.join(MONTHS)})(?: (?P<y>\d{{4}}))?")
_MONTH_FIRST = re.compile(rf"\b(?P<m>{'|'.join(MONTHS)}) (?P<d>\d{{1,2}})(?:, (?P<y>\d{{4}}))?(?!\d)")
_DIGITS = {character: n for n, character in enumerate("零一二三四五六七八九")} | {"〇": 0}


def signed_in_time(draft: Draft) -> Iterator[Finding]:
    """F16: a paper is signed in the month of the meeting or before it."""
    dated, meeting = draft.pack.dated, draft.pack.meeting_date
    if dated and meeting and dated[:7] > meeting[:7]:
        yield Finding("F16", "red", "late", -1, "head.status", place("signature-month"), dated, meeting)


def one_way_of_dates(draft: Draft) -> Iterator[Finding]:
    """F18: dates in Chinese numerals or in Arabic figures, not both in one paper; in English the day first."""
    numerals = draft.book.profiles["zh-Hant"].chinese_numerals
    right, wrong = (_NUMERALS, _ARABIC) if numerals else (_ARABIC, _NUMERALS)
    if any(right.search(unit.plain("zh-Hant")) for unit in draft.units if not unit.live):
        for unit in own(draft):
            for match in wrong.finditer(unit.written("zh-Hant")):
                new = _in_numerals(match) if numerals else _in_figures(match)
                yield hit("F18", "zh", unit, "zh-Hant", match.start(), match.group(), new)
    if any(_DAY_FIRST.search(unit.plain("en")) for unit in draft.units if not unit.live):
        for unit in own(draft):
            for match in _MONTH_FIRST.finditer(unit.written("en")):
                if re.search(r"\d $", unit.written("en")[: match.start()]):
                    continue
                year = f" {match['y']}" if match["y"] else ""
                yield hit(
                    "F18", "en", unit, "en", match.start(), match.group(), f"{match['d']} {match['m']}{year}"
                )


def _in_numerals(match: re.Match[str]) -> str:
    words = (
        f"{chinese_year(int(match['y']))}年{chinese_numeral(int(match['m']))}月"
        if 1 <= int(match["m"]) <= 12
        else match.group()
    )
    return words + (f"{chinese_numeral(int(match['d']))}日" if match["d"] else "")


def _in_figures(match: re.Match[str]) -> str:
    year = "".join(str(_DIGITS[character]) for character in match["y"])
    words = f"{year}年{_number(match['m'])}月"
    return words + (f"{_number(match['d'])}日" if match["d"] else "")


def _number(said: str) -> int:
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return _DIGITS[said]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
