"""How an office writes: a style profile is data (``data/profiles``), chosen for each language of a paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.text import Lang, LocalText


@dataclass(frozen=True)
class StyleProfile:
    """The house style of one office in one language. By author, not by language alone: Government Chinese quotes 「」,
    Chinese of the Secretariat “”.

    counts, amounts: what stands between groups of three digits (thin space, comma, nothing). percent: what follows a
    percentage. currency: *council* (``$26,554 million``, ``265.54億元``) or *full* (``HK$``, ``港元``) for amounts in
    millions and more. chinese_numerals: dates as 二零二六年十二月. quotes, inner_quotes: opening and closing mark.
    range_mark: between two numbers in running text. first_number: number of the first counted paragraph (some
    offices leave the first without). parts, letters, romans: labels of list levels, ``{}`` = the counter.
    capital_headings: first-level headings in capitals. qualifiers: words where they differ from the usual ones.
    latin_font, east_font, heading_font: fonts of Office files; size: type size of the text in points.
    """

    id: str
    lang: Lang
    name: LocalText
    counts: str = "\u2009"
    amounts: str = ","
    percent: str = "%"
    currency: Literal["council", "full"] = "council"
    chinese_numerals: bool = True
    quotes: tuple[str, str] = ("「", "」")
    inner_quotes: tuple[str, str] = ("『", "』")
    range_mark: str = "至"
    first_number: int = 1
    parts: str = "（{}）"
    chinese_parts: bool = True
    letters: str = "({})"
    romans: str = "({})"
    capital_headings: bool = False
    qualifiers: dict[str, str] = field(default_factory=dict)
    latin_font: str = "Times New Roman"
    east_font: str = "PMingLiU"
    heading_font: str = "Microsoft JhengHei"
    size: float = 13.0
    source: str = ""

    def __hash__(self) -> int:
        """By what tells profiles apart."""
        return hash((self.id, self.lang))
