"""Labels of tables: which language, where one ends and the other begins, footnote references, anchors for recipes."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.text import LocalText


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that the labels of a table are written in."""

    english: bool = True
    chinese: bool = True


_CJK = re.compile(r"[\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]")
# A reference at the end of a label: (1)  (1)(2)  (a)  [3]  ⁽¹⁾  *  #  @  †. A number in brackets of 1 or 2 digits only.
_REFERENCE = re.compile(
    r"[\s\u00a0]*(?P<mark>\((?:\d{1,2}|[a-z])\)|\[(?:\d{1,2}|[a-z])\]|（\d{1,2}）|[(（\[](?:[Nn]otes?|註)\s?\d{1,2}(?:,\s?(?:[Nn]ote\s?)?\d{1,2})*[)）\]]|[*#@§φ†‡^]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$"
)
LABELS = (
    2**18
)  # labels kept in mind: more than a sheet of usual size has, or each would be read several times
LONGEST_REFERENCE = 40  # characters; a label of thousands of asterisks is no label with a reference
_REFERENCE_ENDS = frozenset(")]）*#@§φ†‡^⁰¹²³⁴⁵⁶⁷⁸⁹")  # what the pattern above can end in
_SPACE = re.compile(r"[\s\u00a0\u3000\u200b]+")
_UNITS_WITH_SYMBOL = re.compile(r"(?:^|\W)(?:m|km|cm)[²³]$")


def has_cjk(text: str) -> bool:
    """Whether any Chinese character stands in it."""
    return not text.isascii() and _CJK.search(text) is not None


def has_latin(text: str) -> bool:
    """Whether any Latin letter stands in it."""
    return _LATIN_WORD.search(text) is not None


def script(text: str) -> str:
    """``zh`` (Chinese only), ``en`` (Latin only), ``both``, or ``none`` (figures and signs: the same in every language)."""
    if has_latin(text):
        return "both" if has_cjk(text) else "en"
    return "zh" if has_cjk(text) else "none"


def tidy(text: str) -> str:
    """White space runs (no-break ones too) to one space, outer white space away."""
    if "\u200b" in text:
        return _SPACE.sub(" ", text).strip()
    return " ".join(
        text.split()
    )  # the same where no zero-width space, which is no white space to split, stands


@lru_cache(maxsize=20_000)
def split_languages(text: str) -> tuple[str, str]:
    """The English and the Chinese part of a cell that holds both (each "" if absent).

    Only a clean seam counts: a line break, a wide gap, or one place where Chinese ends and English words begin (or
    the other way round). ``研發R&D開支`` stays one Chinese label.
    """
    kind = script(text)
    if kind == "none":
        return tidy(text), tidy(text)
    if kind == "en":
        return tidy(text), ""
    if kind == "zh":
        return "", tidy(text)
    for separator in (r"[\r\n]+", r"[ \u00a0]{2,}", r"\s+/\s+"):
        parts = [part for part in re.split(separator, text.strip()) if part.strip()]
        halves = _halves(parts)
        if halves:
            return halves
    return _seam(text)


def split_sentence(text: str) -> tuple[str, str]:
    """As :func:`split_languages` for notes and sources, where Chinese often quotes English (addresses, names)."""
    if script(text) == "both":
        for separator in (r"[\r\n]+", r"[ \u00a0]{2,}", r"\s+/\s+"):
            halves = _halves([part for part in re.split(separator, text.strip()) if part.strip()])
            if halves:
                return halves
        letters = len(_LATIN_WORD.findall(text))
        ideographs = len(_CJK.findall(text))
        return ("", tidy(text)) if ideographs * 8 >= letters else (tidy(text), "")
    return split_languages(text)


def _halves(parts: list[str]) -> tuple[str, str] | None:
    if len(parts) < 2:
        return None
    kinds = [script(part) for part in parts]
    english = [part for part, kind in zip(parts, kinds, strict=True) if kind in ("en", "none")]
    chinese = [part for part, kind in zip(parts, kinds, strict=True) if kind != "en" and kind != "none"]
    switches = sum(1 for a, b in itertools.pairwise(kinds) if (a == "en") != (b == "en"))
    if english and chinese and any(kind == "en" for kind in kinds) and switches == 1:
        return tidy(" ".join(english)), tidy(" ".join(chinese))
    return None


def _seam(text: str) -> tuple[str, str]:
    flat = tidy(text)
    last = max(match.end() for match in _CJK.finditer(flat))
    first = next(_CJK.finditer(flat)).start()
    tail, head = flat[last:], flat[:first]
    if re.fullmatch(r"[男女]性? [MF]", flat):
        return flat[-1], flat[:-2]
    if _words(tail) and len(head.strip()) == 1 and head.strip() in tail.split():  # A 類 Class A
        return tidy(tail), tidy(flat[:last])
    if _words(tail) and not has_latin(head):
        cut = last + (re.match(r"[\s）)：:、，。]*", tail) or re.match("", tail)).end()  # type: ignore[union-attr]
        return tidy(flat[cut:].rstrip("）)") if _unbalanced(flat[cut:]) else flat[cut:]), tidy(flat[:cut])
    if _words(head) and not has_latin(tail):
        return tidy(head), tidy(flat[first:])
    return "", flat


def _unbalanced(text: str) -> bool:
    return text.count("(") + text.count("（") < text.count(")") + text.count("）")


def _words(text: str) -> bool:
    """Whether it holds an English word rather than an abbreviation or a unit sign."""
    return re.search(r"[A-Za-z]*[a-z]{2,}", text) is not None


def local(text: str, *, chinese: bool = True, english: bool = True) -> LocalText:
    """A label as bilingual text. Figures and signs count for the languages that the table is written in."""
    kind = script(text)
    if kind == "en":
        return LocalText(tidy(text) or None, None)
    en, zh = split_languages(text)
    if kind == "none":
        return LocalText(en if english else None, zh if chinese else None)
    return LocalText(en or None, zh or None)


@lru_cache(maxsize=LABELS)
def strip_references(text: str) -> tuple[str, tuple[str, ...]]:
    """A label without its footnote references, and the references: ``Total (1)(2)`` → ``Total``, ``("(1)", "(2)")``."""
    marks: list[str] = []
    rest = _undouble(text.strip().strip("\u00a0"))
    while True:
        match = (
            _REFERENCE.search(rest, max(0, len(rest) - LONGEST_REFERENCE))
            if rest[-1:] in _REFERENCE_ENDS
            else None
        )
        if match is None or match.start() == 0 or _UNITS_WITH_SYMBOL.search(rest):
            return (rest if has_cjk(rest) else tidy(rest)), tuple(reversed(marks))
        marks.append(match["mark"])
        rest = rest[: match.start()].rstrip()


def _undouble(text: str) -> str:
    """A text that an export repeated without a gap (``Others(1)Others(1)``) once."""
    period = (text + text).find(text, 1)  # the shortest piece that the text is made of
    if period == len(text):
        return text
    for length in range(3, len(text) // 2 + 1):
        if len(text) % length == 0 and text == text[:length] * (len(text) // length):
            return text[:length].strip()
    return text


_NO_WORD = re.compile(r"^\W*(?=\w)")
_HYPHEN = re.compile(r"\s*-\s*")


@lru_cache(maxsize=LABELS)
def anchor(text: str) -> str:
    """What a recipe compares: width, case, white space, punctuation at the ends and footnote references do not count."""
    plain, _ = strip_references(
        text if text.isascii() else unicodedata.normalize("NFKC", text).replace("≥", "≧")
    )
    plain = tidy(plain).casefold()
    if not plain.isascii():
        plain = plain.replace("’", "'").replace("–", "-").replace("—", "-")
    if not plain[:1].isalnum() and plain[:1] not in "≧<>≤+-":
        plain = _NO_WORD.sub("", plain)
    plain = _HYPHEN.sub("-", plain) if "-" in plain else plain
    if has_cjk(plain):
        plain = plain.replace(" ", "")
    return plain.strip(" .:;,、，：；。")


_AGGREGATE = re.compile(
    r"^(?:grand |sub-?\s?|sub )?totals?\b|^overall$|^all\b(?!\s+(?:aged|other)\b)|\btotal$|^both sexes$"
    r"|^(?:總|总|合|小|共)\s*[計计]|^[總总]\s*(?:數|数|額|额|和|人口)$|^整體$|^全部$|^(?:男女)?合計",
    re.IGNORECASE,
)


@lru_cache(maxsize=LABELS)
def is_aggregate(text: str) -> bool:
    """Whether a label says that the row or column is a sum of others."""
    plain, _ = strip_references(text)
    return _AGGREGATE.search(tidy(plain)) is not None
