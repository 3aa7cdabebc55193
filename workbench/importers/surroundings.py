"""What stands round a table: title, unit, notes with their marks, source, release date; in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.domain.text import LocalText
from workbench.importers.grid import Grid
from workbench.importers.labels import Languages, has_cjk, script, split_languages, split_sentence, tidy
from workbench.importers.layout import Block
from workbench.importers.marks import Note, is_reference, mark_key, split_legend
from workbench.importers.periods import release_date
from workbench.importers.units import is_unit, unit_in_brackets, unit_of, unit_text

_NOTES = re.compile(
    r"^(?:foot)?notes?\s*(?:\(s\))?\s*[:：︰.]?\s*|^(?:註釋?|附註|注釋?|備註|說明|注|註解)\s*[:：︰]\s*|^註釋?$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^sources?\s*(?:\(s\))?\s*(?:of data)?\s*[:：︰]\s*|^source$|^資料來源\s*[:：︰]?\s*|^来源\s*[:：]\s*",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"release\s+date|date\s+of\s+(?:release|publication)|last\s+updated?|published(?:\s+on)?\s*:|^figures\s+as\s+(?:at|of)\b"
    r"|發[布佈]日期|公[布佈]日期|更新日期|最後更新|^資料截至",
    re.IGNORECASE,
)
_TABLE_WORD = re.compile(r"^(?:table|表)\s*[\d.]*[A-Za-z]?\s*[:：]?$", re.IGNORECASE)
_TABLE_NUMBER = re.compile(r"^[A-Z]?\d{1,3}(?:[.\-]\d{1,6})*[A-Za-z]{0,2}$")
_KEY = re.compile(r"^[^:：]{1,40}[:：]\s*$")
_SPACED = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


@dataclass(slots=True)
class Surroundings:
    """Title, unit, notes, source and release date of one table; rows they were found in, for painting."""

    title: LocalText = field(default_factory=LocalText)
    unit: LocalText = field(default_factory=LocalText)
    notes: tuple[Note, ...] = ()
    source: LocalText = field(default_factory=LocalText)
    released: str = ""
    note_rows: list[int] = field(default_factory=list)
    title_rows: list[int] = field(default_factory=list)


def read_surroundings(grid: Grid, block: Block, spoken: Languages) -> Surroundings:
    """Read the rows above the header and below the data of a block."""
    found = Surroundings()
    head = block.header_rows[0] if block.header_rows else block.rows[0]
    _read_title(grid, range(block.top, head), found, spoken)
    _read_foot(grid, range(block.rows[-1] + 1, block.bottom + 1), found)
    return found


def _read_title(grid: Grid, rows: range, found: Surroundings, spoken: Languages) -> None:
    english: list[str] = []
    chinese: list[str] = []
    units: list[str] = []
    for row in rows:
        cells = [(col, grid.text(row, col)) for col in grid.filled(row)]
        texts = [text for col, text in cells if grid.kind(row, col) not in "nr" and text]
        if texts and _RELEASE.search(texts[0]):
            found.released = release_date(" ".join(texts)) or found.released
            continue
        if len(texts) > 1 and _KEY.match(texts[0]):
            _read_pair(texts, english, units)
            continue
        for position, text in enumerate(texts):
            if _TABLE_WORD.match(text) or (_TABLE_NUMBER.match(text) and (position or len(texts) > 1)):
                continue
            if is_unit(text):
                units.append(unit_text(text))
                continue
            found.title_rows.append(row)
            en, zh = split_languages(_unspace(text))
            if script(text) == "none":
                continue
            if en:
                english.append(en)
            if zh:
                chinese.append(zh)
    found.title = LocalText(english[0] if english else None, chinese[0] if chinese else None)
    found.unit = unit_of(units, spoken)
    if not units:
        inner = [unit for text in (*english[:3], *chinese[:3]) if (unit := unit_in_brackets(text))]
        found.unit = unit_of(inner, spoken)


def _read_pair(texts: list[str], english: list[str], units: list[str]) -> None:
    """``Dataset: | Unemployment by sex`` and the like, above tables taken from a database."""
    key = texts[0].casefold()
    if re.match(r"(?:dataset|title|table)\s*:", key):
        english.insert(0, texts[1])
    elif key.startswith(("unit", "單位")):
        units.append(texts[1])


def _unspace(text: str) -> str:
    """``私 人 零 售`` → ``私人零售``: single spaces between single characters are typesetting."""
    flat = tidy(text)
    cjk = [part for part in flat.split(" ") if has_cjk(part)]
    if len(cjk) >= 4 and sum(len(part) == 1 for part in cjk) * 2 > len(cjk):
        flat = re.sub(r" +", " ", _SPACED.sub("", flat))
    return flat


def _read_foot(grid: Grid, rows: range, found: Surroundings) -> None:
    mode = "notes"
    notes: list[tuple[str | None, str]] = []
    sources: list[str] = []
    release_next = False
    gap = False
    for row in rows:
        texts = [text for col in grid.filled(row) if (text := grid.text(row, col))]
        if not texts:
            gap = True
            continue
        found.note_rows.append(row)
        line = " ".join(texts)
        if _RELEASE.search(line) and len(line) < 120:
            found.released = release_date(line) or found.released
            release_next = release_date(line) is None
            mode = "after"
            continue
        if release_next:
            found.released = release_date(line) or found.released
            release_next = False
            continue
        heading = _SOURCE.match(texts[0])
        if heading and not (mode == "source" and heading.group() == ""):
            mode = "source"
            rest = [texts[0][heading.end() :], *texts[1:]]
            sources.extend(text for text in (tidy(piece) for piece in rest) if text)
            gap = False
            continue
        heading = _NOTES.match(texts[0])
        if heading:
            mode = "notes"
            texts = [piece for piece in (tidy(texts[0][heading.end() :]), *texts[1:]) if piece]
            gap = False
            if not texts:
                continue
        if mode == "source" and not (gap and split_legend(texts[0])[0]):
            sources.append(" ".join(texts))
            gap = False
            continue
        if mode == "after":
            continue
        mode = "notes"
        gap = False
        notes.append(_note(texts))
    found.notes = _pair_notes(notes)
    found.source = _pair_source(sources)


def _note(texts: list[str]) -> tuple[str | None, str]:
    first = texts[0].strip()
    if len(texts) > 1 and (is_reference(first) or len(first) <= 6) and script(first) != "zh":
        return first.rstrip(" :.=") if not is_reference(first) else first, tidy(" ".join(texts[1:])).lstrip(
            ":= "
        )
    mark, rest = split_legend(" ".join(texts))
    return mark, tidy(rest)


def _pair_notes(notes: list[tuple[str | None, str]]) -> tuple[Note, ...]:
    """Join the Chinese and the English wording of one note: by mark, else by order where the numbers agree."""
    entries: list[tuple[str | None, str | None, str | None]] = []
    for mark, text in notes:
        english, chinese = split_sentence(text)
        entries.append((mark, english or None, chinese or None))
    marked: dict[str, list[str | None]] = {}
    order: list[tuple[str, str]] = []
    plain_en = [en for mark, en, zh in entries if mark is None and en and not zh]
    plain_zh = [zh for mark, en, zh in entries if mark is None and zh and not en]
    pairs = len(plain_en) == len(plain_zh) and bool(plain_en)
    result: list[Note] = []
    for mark, en, zh in entries:
        if mark is None:
            continue
        key = mark_key(mark)
        if key not in marked:
            marked[key] = [None, None]
            order.append((key, mark))
        slot = marked[key]
        slot[0], slot[1] = slot[0] or en, slot[1] or zh
    if pairs:
        result.extend(Note(None, LocalText(en, zh)) for en, zh in zip(plain_en, plain_zh, strict=True))
        result.extend(Note(None, LocalText(en, zh)) for mark, en, zh in entries if mark is None and en and zh)
    else:
        result.extend(Note(None, LocalText(en, zh)) for mark, en, zh in entries if mark is None)
    result.extend(Note(printed, LocalText(*marked[key])) for key, printed in order)
    return tuple(result)


def _pair_source(lines: list[str]) -> LocalText:
    english: list[str] = []
    chinese: list[str] = []
    for line in lines:
        en, zh = split_sentence(line)
        if en and script(line) != "none":
            english.append(en)
        if zh and script(line) != "none":
            chinese.append(zh)
    return LocalText(" ".join(english) or None, " ".join(chinese) or None)
