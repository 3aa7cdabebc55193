"""Figures and the marks around them; what the legend says of a mark; SDMX observation status.

A text becomes a number only when that is certain. A mark or bracket never becomes a sign or a zero, and a mark that
the legend does not explain gets no status: it is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from workbench.domain.text import LocalText

SYMBOLS = "*#@§φΦ†‡^~¶▲△▼◆●○■□※+"
_BRACKET_CODE = re.compile(r"\[(?!\d{1,2}\]|[a-z]\]|[-−+]?[\d.,]+\])[^\]\d][^\]]{0,7}\]|\[[a-z]\]")
_NOTE_REF = r"\((?:\d{1,2}|[a-z])\)|\[(?:\d{1,2}|[a-z])\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_LETTER = r"(?:[a-zA-Z]{1,2}|\((?:r|p|e|f|b|R|P|E)\))"
_FIGURE = re.compile(
    rf"(?P<left>(?:[{re.escape(SYMBOLS)}]\s*)*)"
    r"(?P<open>[(\[{（｛]?)\s*"
    r"(?P<sign>[-−+]?)\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+|(?=\.\d))(?P<fraction>\.\d+)?"
    r"\s*(?P<percent>%?)\s*(?P<close>[)\]}）｝]?)"
    rf"(?P<right>(?:\s*(?:[{re.escape(SYMBOLS)}]+|{_NOTE_REF}|\b{_LETTER}\b|(?<=\d)[rpefbRPEFB]\b))*)"
)
LONGEST_FIGURE = 100  # characters, marks included
_PAIRS = {"(": ")", "（": "）", "[": "]", "{": "}", "｛": "｝"}
_REFERENCE_ONLY = re.compile(r"[(（\[](?:\d{1,2}|[a-z])[)）\]]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_MISSING = (
    "- -- --- – — － ― ─ . .. ... … : ; / * ** *** # ## @ @@ § † ‡ ^ ~ + ※ "
    "n.a. n.a na n/a nil n.e.s. n.e. n.p. np x xx c z u s q "
    "不適用 沒有數字 不詳 無 零 沒有 未有數字 未能提供 不予公布 "
    "#n/a #value! #ref! #div/0! #num! #name? #null! #err"
)
MISSING_WORDS = frozenset(_MISSING.split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A data cell read: ``value`` is ``None`` where the cell gives no number. ``unsure``: why a text is no number."""

    value: Decimal | None
    marks: tuple[str, ...] = ()
    bracket: str = ""  # "()" "{}" "[]" around the figure
    unsure: str = ""


def is_reference(text: str) -> bool:
    """A footnote reference standing alone: ``(1)``, ``[a]``, ``²``."""
    return _REFERENCE_ONLY.fullmatch(text.strip()) is not None


def is_missing_word(text: str) -> bool:
    """A sign or word that stands in place of a figure (``-``, ``..``, ``N.A.``, ``[§3]``, ``:``)."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return (
        plain in MISSING_WORDS or text.strip() in MISSING_WORDS or bool(_BRACKET_CODE.fullmatch(text.strip()))
    )


def is_flag(text: str) -> bool:
    """A mark standing in a column of its own: a bracket, a symbol, one or two lower-case letters."""
    return bool(
        re.fullmatch(
            rf"[()\[\]{{}}（）{re.escape(SYMBOLS)}]{{1,3}}|[a-z]{{1,2}}|[bcdefinprsuz]{{3}}|\([a-z]\)",
            text.strip(),
        )
    )


@lru_cache(maxsize=50_000)
def read_figure(text: str) -> Figure:
    """Read the text of a data cell."""
    raw = text.strip()
    if not raw:
        return Figure(None)
    if len(raw) > LONGEST_FIGURE:
        return Figure(None, (raw,), unsure="text")
    if is_missing_word(raw) or is_reference(raw):
        return Figure(None, (raw,))
    plain = "".join(
        unicodedata.normalize("NFKC", ch) if ch in "０１２３４５６７８９．，－％" else ch for ch in raw
    )
    if re.match(r"[<>≤≥＜＞]", plain):
        return Figure(None, (raw,), unsure="bound")
    match = _FIGURE.fullmatch(plain)
    if match is None:
        return Figure(None, (raw,), unsure="text")
    opened, closed = match["open"], match["close"]
    if bool(opened) != bool(closed) or (opened and _PAIRS.get(opened) != closed):
        return Figure(None, (raw,), unsure="text")
    whole = re.sub(r"[,\s\u00a0\u2009\u202f]", "", match["whole"] or "") or "0"
    sign = "-" if match["sign"] in ("-", "−") else ""
    value = Decimal(f"{sign}{whole}{match['fraction'] or ''}")
    marks = tuple(re.findall(rf"[{re.escape(SYMBOLS)}]", match["left"])) + _right_marks(match["right"])
    bracket = {"(": "()", "（": "()", "[": "[]", "{": "{}", "｛": "{}"}.get(opened, "")
    return Figure(value, marks, bracket)


def _right_marks(text: str) -> tuple[str, ...]:
    return tuple(
        re.findall(rf"{_NOTE_REF}|\([a-zA-Z]\)|[{re.escape(SYMBOLS)}]|[a-zA-Z]{{1,2}}", text.strip())
    )


@dataclass(frozen=True, slots=True)
class Note:
    """A line below (or above) the table. ``mark`` is what it explains, ``None`` for a general note."""

    mark: str | None
    text: LocalText


_LEGEND = re.compile(
    rf"(?:[“‘'\"「『]\s*(?P<quoted>[^”’'\"」』]{{1,8}})\s*[”’'\"」』]"
    rf"|(?P<mark>[{re.escape(SYMBOLS)}]{{1,3}}|\[[^\]]{{1,8}}\]|（\d{{1,2}}）|\((?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})\)|\(\s*\)|\{{\s*\}}|（\s*）"
    rf"|N\.?\s?[Aa]\.?(?=[\s:=]|$)|n\.?a\.?(?=[\s:=]|$)|N/A|\.\.\.?|…|:(?=\s)|[-–—－](?=\s)|\d{{1,2}}(?=\.?\s+[^\d\s%])(?!\s*=\s*\d)|\d{{1,2}}/(?=\s)|[a-zA-Z](?=\s*[:=]\s)|[a-z](?=\s+[-–]\s)|[a-zA-Z](?=\s{{2,}}\S)|n\.?p\.?(?=\s+[a-z])|[rpe](?=\s+[A-Za-z])|[b-hj-z](?=\s+[A-Z][a-z])))"
    r"(?P<rest>.*)",
    re.DOTALL,
)


_REVERSED = re.compile(
    r"(?P<rest>.{6,120}?)\s+(?:is |are )?(?:indicated|denoted|represented|shown|marked)\s+(?:by|as|with)\s+(?:an?\s+)?"
    rf"[“‘'\"]?(?P<mark>[{re.escape(SYMBOLS)}]{{1,3}}|\.\.\.?|…|[-–—:]|\[[^\]]{{1,8}}\]|n\.?a\.?|[a-z])[”’'\"]?\.?",
    re.IGNORECASE | re.DOTALL,
)


def split_legend(line: str) -> tuple[str | None, str]:
    """The mark that a note line explains and the explanation; ``(None, line)`` for a general note."""
    text = line.strip().lstrip("\u00a0")
    turned = _REVERSED.fullmatch(text)
    if turned is not None:
        return turned["mark"], turned["rest"].strip()
    match = _LEGEND.match(text)
    if match is None:
        return None, text
    mark = (match["quoted"] or match["mark"] or "").strip()
    rest = re.sub(r"^\s*[.:=：＝]?\s*[-–—]?\s*(?=\S)", "", match["rest"])
    if not mark or not rest.strip():
        return None, text
    return mark, rest.strip()


_INLINE = re.compile(
    r"(\[[a-z]{1,3}\])\s*(?:=|means|indicates|denotes|represents|refers to|stands for|for)\s+([^,;.\[\]]{3,80})",
    re.IGNORECASE,
)


def inline_legend(line: str) -> list[tuple[str, str]]:
    """The marks that a sentence explains in passing: ``…, [x] = not available, [c] = confidential.``"""
    return [(mark, text.strip()) for mark, text in _INLINE.findall(line)]


def mark_key(mark: str) -> str:
    """How marks are compared: width, case of N.A. and brackets round a number do not count."""
    plain = unicodedata.normalize("NFKC", mark).strip()
    plain = plain.replace("–", "-").replace("—", "-").replace("…", "...")
    inner = re.fullmatch(r"[(\[](\d{1,2}|[a-z])[)\]]", plain)
    if inner:
        return inner[1]
    if plain.casefold().replace(".", "").replace("/", "") == "na":
        return "n.a."
    return re.sub(r"\s+", "", plain)


_STATUS_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Q",
        (
            "suppress",
            "confidential",
            "disclosive",
            r"not (?:be )?(?:released|published|disclosed)",
            "withheld",
        ),
    ),
    ("Q", ("保密", "不予公[布佈]", "不予發[布佈]", "不公[布佈]", "隱去")),
    ("U", ("low reliab", "unreliab", "not reliable", "large sampling", r"sampling (?:error|variab)")),
    ("U", (r"relatively small (?:number|sample)", "抽樣誤差", "可靠(?:性|程度)", "樣本.*小")),
    ("N", ("less than", "fewer than", "negligible", "smaller than", "not significant")),
    ("N", ("少於", "小於", "不足", "低於", "未滿")),
    ("E", (r"\bimput(?:ed|ation)", "設算", "插補")),
    (
        "L",
        (
            r"not (?:yet )?available",
            r"no (?:data|figures?)\b",
            "unavailable",
            "not collected",
            "not compiled",
        ),
    ),
    ("L", ("未有", "沒有數字", "沒有(?:資料|統計)", "無資料", "未能提供", "尚未", "不詳")),
    ("M", ("not applicable", r"\bnil\b", "not exist", "no transaction", r"\bzero\b")),
    ("M", ("不適用", "沒有", "為零", "代表零", "表示零", "^無", "^零")),
    ("P", ("provisional", "preliminary", r"subject to (?:\w+ )*revision", "may be revised", "to be revised")),
    ("P", ("臨時", "初步", "暫[定時]", "會作出修訂", "有待修訂", "可能(?:會)?修訂", "日後.*修訂")),
    ("B", ("break in", "series break", "break of", "not comparable", "discontinu")),
    ("B", ("中斷", "不可比", "不能比較", "不可作比較")),
    ("F", ("forecast", "projection", "projected", "predicted", "預測", "推算", "推計")),
    ("E", ("estimate", "估計", "估算")),
    ("D", ("definition (?:differs|differ)", "different definition", "定義(?:有別|不同)")),
    ("A", ("revised", "revision", "修訂")),
)
_STATUS = tuple((code, re.compile("|".join(words), re.IGNORECASE)) for code, words in _STATUS_WORDS)


def status_of(explanation: str) -> str | None:
    """The SDMX status code that an explanation stands for; ``None`` if it says nothing of the kind.

    *Revised* has no SDMX code: it stays a normal value (A) with its mark.
    """
    for code, pattern in _STATUS:
        if pattern.search(explanation):
            return code
    return None


_IN_BRACKETS = re.compile(
    r"(?:figures?|numbers?|values?|percentages?|shares?) (?:shown |given )?(?:in|within|inside) (?:round )?(?:brackets|parenthes[ie]s)"
    r"|(?:括[號弧]|括号)[內内中]的?(?:數字|数字|數值|百分比|百分率)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"negative|minus|deficit|負|负|赤字", re.IGNORECASE)


class Legend:
    """The marks that a table's own notes explain."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._notes: dict[str, Note] = {}
        self._general: list[Note] = []
        for note in notes:
            if note.mark is None:
                self._general.append(note)
            else:
                self._notes.setdefault(mark_key(note.mark), note)

    def find(self, mark: str) -> Note | None:
        """The note for a mark, if there is one."""
        return self._notes.get(mark_key(mark))

    def parts(self, text: str) -> tuple[str, ...]:
        """Several marks written as one (``bu``: break, unreliable), where the legend explains each but not the whole."""
        if self.find(text) is None and 1 < len(text) <= 4 and all(self.find(one) is not None for one in text):
            return tuple(text)
        return (text,)

    def explains_bracket(self, bracket: str) -> Note | None:
        """The note that says what brackets round a figure mean, if there is one."""
        direct = self._notes.get(bracket)
        if direct:
            return direct
        words = {
            "()": r"bracket|parenthes|括號|括弧",
            "{}": r"brace|curly|大括",
            "[]": r"square bracket|方括",
        }[bracket]
        for note in self._notes.values():
            if re.search(words, f"{note.text.en or ''} {note.text.zh_hant or ''}", re.IGNORECASE):
                return note
        for note in self._general if bracket == "()" else ():
            said = f"{note.text.en or ''} {note.text.zh_hant or ''}"
            if _IN_BRACKETS.search(said) and not _NEGATIVE.search(said):
                return note
        return None

    def status(self, mark: str) -> str | None:
        """The status code for a mark: ``None`` if unexplained, ``A`` if the note says nothing of status."""
        note = self.find(mark)
        if note is None:
            return None
        return status_of(f"{note.text.en or ''} {note.text.zh_hant or ''}") or "A"
