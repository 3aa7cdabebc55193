"""What stands above a table: its title in both languages, the unit of all its figures, the date of release."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.domain.text import LocalText
from workbench.importers.grid import Grid
from workbench.importers.labels import Languages, has_cjk, script, split_languages, tidy
from workbench.importers.levels import plain_label
from workbench.importers.periods import release_date
from workbench.importers.units import (
    is_plain_unit,
    is_unit,
    unit_after_comma,
    unit_in_brackets,
    unit_of,
    unit_text,
    units_listed,
)

RELEASE = re.compile(
    r"release\s+date|date\s+of\s+(?:release|publication)|last\s+updated?|published(?:\s+on)?\s*:|^figures\s+as\s+(?:at|of)\b"
    r"|發[布佈]日期|公[布佈]日期|更新日期|最後更新|^資料截至",
    re.IGNORECASE,
)
_TABLE_WORD = re.compile(
    r"^(?:(?:table|figure|chart|附?表|圖)\s*[A-Z]?[\d.]*[A-Za-z]?\s*[:：]?\s*){1,2}(?:\(note\b.*\))?$|^\(note:.*\)$",
    re.IGNORECASE,
)
_TABLE_NUMBER = re.compile(r"^[A-Z]?\d{1,3}(?:[.\-]\d{1,6})*[A-Za-z]{0,2}$")
_NAMED = re.compile(
    r"^(?:table|figure|chart)\s*[A-Z]?\d[\w.\-]*\s*[:：.\-–]?\s+\S|^第?\s*[附統計]*表\s*[A-Z]?[\d一二三四五六七八九十.\-]+|^第[\d一二三四五六七八九十]+表",
    re.IGNORECASE,
)
_KEY = re.compile(r"^[^:：]{1,40}[:：]\s*$")
_LABELLED = re.compile(r"^(?:table )?title\s*:\s*|^標題\s*[:：]\s*|^表題\s*[:：]\s*", re.IGNORECASE)
_BESIDE = re.compile(
    r"^(?:subject|topic|theme|data extracted|extracted|back to|return to|contents?)\b", re.IGNORECASE
)
_SPACED = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_OPEN_END = re.compile(
    r"(?:\b(?:of|by|and|or|in|for|the|to|with|from|on|per|at|as|between|excluding)|[,:\-–&])$", re.IGNORECASE
)
_OPEN_START = re.compile(r"[a-z]|(?:By|And|Of|In|For|With|From)\s")


@dataclass(slots=True)
class Title:
    """Title and unit of a table. units: the units, where one cell lists several for the whole table, and its place."""

    title: LocalText = field(default_factory=LocalText)
    unit: LocalText = field(default_factory=LocalText)
    units: dict[str, tuple[int, int]] = field(default_factory=dict)
    released: str = ""
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    row: int
    col: int
    rank: int = 0  # 2: said to be the title; 1: has a table number; 0: any line


def read_title(grid: Grid, rows: range, spoken: Languages) -> Title:
    """Read the rows above the header."""
    found = Title()
    english: list[_Line] = []
    chinese: list[_Line] = []
    units: list[str] = []
    for row in rows:
        cells = [(col, grid.text(row, col)) for col in grid.filled(row) if grid.kind(row, col) not in "nrs."]
        cells = [(col, text) for col, text in cells if text]
        texts = [text for _, text in cells]
        if texts and RELEASE.search(texts[0]):
            found.released = release_date(" ".join(texts)) or found.released
            continue
        if len(texts) > 1 and (_KEY.match(texts[0]) or (len(texts) == 2 and texts[0] == "Title")):
            _read_pair(texts, row, english, units)
            continue
        if len(texts) == 2 and re.fullmatch(r"unit of measure\s*(?:\[\w+\])?", texts[0], re.IGNORECASE):
            units.append(re.sub(r"\s*\[\w+\]$", "", texts[1]))
            continue
        for position, (col, text) in enumerate(cells):
            if _TABLE_WORD.match(text) or (_TABLE_NUMBER.match(text) and (position or len(texts) > 1)):
                continue
            listed = units_listed(text)
            if listed:
                found.units |= dict.fromkeys(listed, (row, col))
                continue
            if is_plain_unit(text) and (english or not re.match(r"number of \w+ \w+", text, re.IGNORECASE)):
                units.append(unit_text(text))
                continue
            found.rows.append(row)
            if re.fullmatch(r"[\d,\s]+", grid.sheet.look.superscript(row, col)):
                text = plain_label(grid, row, col, text)[0]
            labelled = _LABELLED.match(text)
            text = _unspace(text[labelled.end() :] if labelled else text)
            if script(text) == "none":
                continue
            rank = 2 if labelled else 1 if _NAMED.match(text) else -1 if _BESIDE.match(text) else 0
            en, zh = split_languages(text)
            if en:
                english.append(_Line(en, row, col, rank))
            if zh:
                chinese.append(_Line(zh, row, col, rank))
    found.title = LocalText(_best(english), _best(chinese))
    if (
        len({tidy(unit).casefold() for unit in units if not has_cjk(unit)}) <= 1
    ):  # two units name no table's unit
        found.unit = unit_of(units, spoken)
    if not units and not found.units:
        lines = [line.text for line in (*english[:4], *chinese[:4])]
        inner = [unit for text in lines if (unit := unit_in_brackets(text))] or [
            unit
            for text in lines
            for unit in re.findall(r"[(（]([^()（）]{1,40})[)）]", text)
            if is_unit(unit)
        ]
        inner = inner or [unit for text in lines if (unit := unit_after_comma(text))]
        found.unit = (
            unit_of(inner, spoken) if len({tidy(unit).casefold() for unit in inner}) <= 2 else LocalText()
        )
    return found


def _best(lines: list[_Line]) -> str | None:
    """The line that is the title, with the lines that carry it on."""
    if not lines:
        return None
    best = max(line.rank for line in lines)
    at = next(number for number, line in enumerate(lines) if line.rank == best)
    text, last = lines[at].text, lines[at]
    for line in lines[at + 1 :]:
        adjoins = (
            line.col == last.col
            and line.row == last.row + 1
            and line.rank <= 0
            and line.rank == min(last.rank, 0)
        )
        if not adjoins or not (_OPEN_END.search(text) or _OPEN_START.match(line.text)):
            break
        text, last = f"{text} {line.text}", line
    return text


def _read_pair(texts: list[str], row: int, english: list[_Line], units: list[str]) -> None:
    """``Dataset: | Unemployment by sex`` and the like, above tables taken from a database."""
    key = texts[0].casefold()
    if re.match(r"(?:dataset|title|table)\s*(?::|$)", key):
        english.append(_Line(texts[1], row, 0, 2))
    elif key.startswith(("unit", "單位")):
        units.append(texts[1])


def _unspace(text: str) -> str:
    """``私 人 零 售`` → ``私人零售``: single spaces between single characters are typesetting."""
    flat = tidy(text)
    cjk = [part for part in flat.split(" ") if has_cjk(part)]
    if len(cjk) >= 4 and sum(len(part) == 1 for part in cjk) * 2 > len(cjk):
        flat = re.sub(r" +", " ", _SPACED.sub("", flat))
    return flat
