"""Showing a stored value the way the sheet shows it: number formats, as far as published tables use them.

A format is read into sections (positive; negative; zero; text), each with placeholders ``0 # ?``, a decimal point,
grouping, literals, percent and scaling commas. Dates are shown by their parts. Anything else falls back to General.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<exp>[eE][+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE,
)
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def show(value: Any, code: str = "General") -> str:
    """The text of a value under a number format. Never raises."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return show_number(value, code)
    if isinstance(value, (datetime, date)):
        return show_date(value, code)
    if isinstance(value, (time, timedelta)):
        return str(value)
    return str(value)


def general(value: float) -> str:
    """A number without a format: up to ten significant digits, no exponent where that can be avoided."""
    if isinstance(value, int) or (abs(value) < 1e11 and value == int(value)):
        return str(int(value))
    return f"{value:.10g}"


@lru_cache(maxsize=2048)
def _sections(code: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = str(match.lastgroup)
        text = match.group(kind)
        if kind == "other" and text == ";":
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return tuple(tuple(section) for section in sections)


@lru_cache(maxsize=2048)
def scale(code: str) -> int:
    """Power of ten between a stored number and what is shown: 3 for ``#,##0,`` (thousands), -2 for ``0.0%``, else 0."""
    tokens = _sections(code)[0] if code else ()
    kinds = [kind for kind, _ in tokens]
    if "general" in kinds or any(kind == "other" and _DATE.match(text) for kind, text in tokens):
        return 0
    places = [at for at, kind in enumerate(kinds) if kind == "digit"]
    if not places:
        return 0
    commas = 0
    for kind in kinds[places[-1] + 1 :]:
        if kind != "comma":
            break
        commas += 1
    return 3 * commas - 2 * kinds.count("percent")


def is_date_format(code: str) -> bool:
    """Whether a number under this format is a date or time."""
    return any(kind == "other" and _DATE.match(text) for kind, text in _sections(code)[0])


def show_number(value: float, code: str = "General") -> str:
    """A number under a format code; the sign is written only where the format does not say it another way."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if code.lower() in ("", "general", "@"):
        return general(value)
    plain = _PLAIN.fullmatch(code)
    if plain:
        return _show_plain(value, len(plain[2] or "") - 1, bool(plain[1]))
    sections = _sections(code)
    chosen, minus = sections[0], value < 0
    if any(kind == "bracket" and text[:1] in "<>=" for section in sections for kind, text in section):
        return general(value)  # conditions are rare; the plain number is true, if not pretty
    if len(sections) > 1 and value < 0:
        chosen, minus = sections[1], False
    elif len(sections) > 2 and value == 0:
        chosen = sections[2]
    try:
        text = _render(abs(Decimal(repr(float(value)))), chosen)
    except InvalidOperation:  # beyond what any sheet shows digit by digit
        text = None
    if text is None:
        return general(value)
    text = text.strip(" \u00a0")
    shows_digit = any(ch in "123456789" for ch in text)
    return f"-{text}" if minus and shows_digit else text


_PLAIN = re.compile(r"(#,##)?0(\.0+)?")


def _show_plain(value: float, decimals: int, grouped: bool) -> str:
    """``0``, ``0.000``, ``#,##0.0``: what nearly all figures are formatted with."""
    decimals = max(decimals, 0)
    try:
        rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return general(value)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    return text[1:] if text[0] == "-" and not any(ch in "123456789" for ch in text) else text


def _render(number: Decimal, tokens: tuple[tuple[str, str], ...]) -> str | None:
    kinds = [kind for kind, _ in tokens]
    if "exp" in kinds or any(kind == "other" and (_DATE.match(text) or text == "/") for kind, text in tokens):
        return None
    if "general" in kinds:
        return "".join(_literal(kind, text, general(float(number))) for kind, text in tokens)
    places = [at for at, kind in enumerate(kinds) if kind == "digit"]
    if not places:
        return "".join(_literal(kind, text, "") for kind, text in tokens)
    number *= 100 ** kinds.count("percent")
    point = kinds.index("point") if "point" in kinds else len(kinds)
    last = places[-1]
    trailing = 0
    for at in range(last + 1, len(kinds)):
        if kinds[at] != "comma":
            break
        trailing += 1
    number = number.scaleb(-3 * trailing)
    grouped = any(kinds[at] == "comma" and places[0] < at < min(point, last) for at in range(len(kinds)))
    decimals = sum(1 for at in places if at > point)
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    return _fill(tokens, whole, fraction, point, grouped)


def _fill(tokens: tuple[tuple[str, str], ...], whole: str, fraction: str, point: int, grouped: bool) -> str:
    """Put digits into placeholders: whole part from the right, fraction from the left."""
    if whole == "0" and not any(kind == "digit" and text == "0" for kind, text in tokens[:point]):
        whole = ""
    out: list[str] = []
    slots = [at for at, (kind, _) in enumerate(tokens[:point]) if kind == "digit"]
    digits = whole
    for at in range(point - 1, -1, -1):
        kind, text = tokens[at]
        if kind != "digit":
            out.append(_literal(kind, text, ""))
            continue
        if at == slots[0]:
            rest = digits or ("0" if text == "0" else "")
            out.append(_group(rest, len(whole) - len(digits)) if grouped else rest)
            digits = ""
        elif digits:
            out.append(digits[-1])
            taken = len(whole) - len(digits) + 1
            digits = digits[:-1]
            if grouped and digits and taken % 3 == 0:
                out.append(",")
        elif text == "0":
            out.append("0")
    text = "".join(reversed(out))
    tail: list[str] = []
    slots_after = [(at, text) for at, (kind, text) in enumerate(tokens) if kind == "digit" and at > point]
    keep = len(fraction)
    while keep and fraction[keep - 1] == "0" and slots_after[keep - 1][1] != "0":
        keep -= 1
    used = 0
    for at in range(point, len(tokens)):
        kind, piece = tokens[at]
        if kind == "digit":
            if used < keep:
                tail.append(fraction[used])
            used += 1
        elif kind == "point":
            if keep or not any(True for _ in slots_after):
                tail.append(".")
        else:
            tail.append(_literal(kind, piece, ""))
    return text + "".join(tail)


def _group(digits: str, already: int) -> str:
    """Thousands commas for the digits of the outermost placeholder, given how many digits stand to their right."""
    out = ""
    for count, digit in enumerate(reversed(digits)):
        if count and (count + already) % 3 == 0:
            out = "," + out
        out = digit + out
    return out


def _literal(kind: str, text: str, content: str) -> str:
    if kind in ("quoted", "escaped"):
        return text
    if kind == "space":
        return " "
    if kind == "general":
        return content
    if kind == "percent":
        return "%"
    if kind == "other":
        return text
    return ""  # fill, colour or locale in brackets, scaling comma


def show_date(value: date, code: str = "General") -> str:
    """A date under a format code; ISO where the format does not show one."""
    if code.lower() in ("", "general", "@") or not is_date_format(code):
        if isinstance(value, datetime) and (value.hour or value.minute or value.second):
            return value.strftime("%Y-%m-%d %H:%M:%S")
        return value.strftime("%Y-%m-%d")
    pieces: list[str] = []
    for kind, text in _sections(code)[0]:
        if kind == "other" and _DATE.match(text):
            if pieces and pieces[-1].startswith("\0") and pieces[-1][1] == text.lower():
                pieces[-1] += text.lower()
            else:
                pieces.append("\0" + text.lower())
        elif kind in ("quoted", "escaped", "other"):
            pieces.append(text)
    return "".join(
        _date_part(piece[1:], value) if piece.startswith("\0") else piece for piece in pieces
    ).strip()


def _date_part(part: str, value: date) -> str:
    letter, length = part[0], len(part)
    if letter == "y":
        return f"{value.year:04d}" if length > 2 else f"{value.year % 100:02d}"
    if letter == "m":
        name = _MONTHS[value.month - 1]
        return [str(value.month), f"{value.month:02d}", name[:3], name, name[:1]][min(length, 5) - 1]
    if letter == "d":
        names = [str(value.day), f"{value.day:02d}", value.strftime("%a"), value.strftime("%A")]
        return names[min(length, 4) - 1]
    hour = value.hour if isinstance(value, datetime) else 0
    second = value.second if isinstance(value, datetime) else 0
    return f"{hour:0{min(length, 2)}d}" if letter == "h" else f"{second:0{min(length, 2)}d}"


def printed_decimals(text: str) -> int | None:
    """Decimals of a number as printed; ``None`` where the text holds no plain number."""
    match = re.search(r"\d(?:[\d,  ]*\d)?(?:\.(\d+))?", text)
    if match is None:
        return None
    return len(match.group(1) or "")
