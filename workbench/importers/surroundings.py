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
from workbench.importers.units import is_plain_unit, unit_in_brackets, unit_of, unit_text

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
_TABLE_WORD = re.compile(r"^(?:table|figure|chart|表|圖)\s*[\d.]*[A-Za-z]?\s*[:：]?$", re.IGNORECASE)
_TABLE_NUMBER = re.compile(r"^[A-Z]?\d{1,3}(?:[.\-]\d{1,6})*[A-Za-z]{0,2}$")
_KEY = re.compile(r"^[^:：]{1,40}[:：]\s*$")
_LABELLED = re.compile(r"^(?:table )?title\s*:", re.IGNORECASE)
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
        texts = [re.sub(r"^(?:table )?title\s*:\s*", "", text, flags=re.IGNORECASE) for text in texts]
        if texts and any(_LABELLED.match(text) for _, text in cells):
            english.clear()  # "Title:" says which line is the title
        if texts and _RELEASE.search(texts[0]):
            found.released = release_date(" ".join(texts)) or found.released
            continue
        if len(texts) > 1 and _KEY.match(texts[0]):
            _read_pair(texts, english, units)
            continue
        for position, text in enumerate(texts):
            if _TABLE_WORD.match(text) or (_TABLE_NUMBER.match(text) and (position or len(texts) > 1)):
                continue
            if is_plain_unit(text):
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
    if (
        len({tidy(unit).casefold() for unit in units if not has_cjk(unit)}) <= 1
    ):  # two units name no table's unit
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
    foot = _Foot(found)
    for lines in _sides(grid, rows):
        foot.start()
        for row, texts in lines:
            foot.read(row, texts)
    found.note_rows = [row for row in rows if grid.filled(row)]
    found.notes = _pair_notes(foot.notes)
    found.source = _pair_source(foot.sources)


def _sides(grid: Grid, rows: range) -> list[list[tuple[int, list[str]]]]:
    """The lines below a table; where the languages stand side by side, one side after the other."""
    seam = _seam(grid, rows)
    parts = [(0, 10**9)] if seam is None else [(0, seam - 1), (seam, 10**9)]
    return [
        [(row, [grid.text(row, col) for col in grid.filled(row) if left <= col <= right]) for row in rows]
        for left, right in parts
    ]


def _seam(grid: Grid, rows: range) -> int | None:
    """First column of the right-hand language, where rows hold Chinese at one side and English at the other."""
    seams: list[tuple[int, int]] = []  # last column of the left language, first of the right
    ways: set[bool] = set()
    for row in rows:
        kinds = [(col, script(grid.text(row, col))) for col in grid.filled(row)]
        chinese = [col for col, kind in kinds if kind in ("zh", "both")]
        english = [col for col, kind in kinds if kind == "en"]
        if not chinese or not english:
            continue
        if max(chinese) < min(english):
            ways.add(True)
            seams.append((max(chinese), min(english)))
        elif max(english) < min(chinese):
            ways.add(False)
            seams.append((max(english), min(chinese)))
        else:
            return None
    if len(ways) != 1:
        return None
    left, right = max(one for one, _ in seams), min(two for _, two in seams)
    marks = [col for row in rows for col in grid.filled(row) if left < col < right]
    if left >= right or (len(seams) < 2 and not marks):
        return None
    return min([right, *marks])


@dataclass(slots=True)
class _Foot:
    """Reads the lines below a table one after another."""

    found: Surroundings
    notes: list[tuple[str | None, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    mode: str = "notes"
    gap: bool = False
    release_next: bool = False
    last_row: int = -2

    def start(self) -> None:
        """Begin a new run of lines."""
        self.mode, self.gap, self.release_next, self.last_row = "notes", False, False, -2

    def read(self, row: int, texts: list[str]) -> None:
        """Take one line."""
        if not texts:
            self.gap = True
            return
        line = " ".join(texts)
        if (_RELEASE.search(line) and len(line) < 120) or self.release_next:
            self.found.released = release_date(line) or self.found.released
            self.release_next = release_date(line) is None and not self.release_next
            self.mode = "after"
            return
        if self._take_source(texts):
            return
        heading = _NOTES.match(texts[0])
        if heading:
            self.mode = "notes"
            self.gap = False
            texts = [piece for piece in (tidy(texts[0][heading.end() :]), *texts[1:]) if piece]
            self.last_row = -2
            if not texts:
                return
        if self.mode == "after":
            return
        self.mode = "notes"
        self._take_note(row, texts)
        self.gap = False

    def _take_source(self, texts: list[str]) -> bool:
        heading = _SOURCE.match(texts[0])
        if heading:
            self.mode = "source"
            self.gap = False
            rest = [texts[0][heading.end() :], *texts[1:]]
            self.sources.extend(text for text in (tidy(piece) for piece in rest) if text)
            return True
        if (
            self.mode == "source"
            and not _NOTES.match(texts[0])
            and not (self.gap and split_legend(texts[0])[0])
        ):
            self.sources.append(" ".join(texts))
            self.gap = False
            return True
        return False

    def _take_note(self, row: int, texts: list[str]) -> None:
        mark, text = _note(texts)
        if mark is None and self.notes and row == self.last_row + 1 and _goes_on(self.notes[-1][1], text):
            before, start = self.notes[-1]
            joint = "" if script(start[-1:]) == "zh" or start[-1:] in "，、；" else " "
            self.notes[-1] = (before, f"{start}{joint}{text}")
        else:
            self.notes.append((mark, text))
        self.last_row = row


def _goes_on(start: str, text: str) -> bool:
    """Whether a line carries on the sentence of the line before it."""
    if not start or not text or start[-1:] in ".。;；:：!?）)」”" or script(start) != script(text):
        return False
    return len(start) >= 20 and (script(text) == "zh" or text[:1].islower() or start[-1:] in ",-")


def _note(texts: list[str]) -> tuple[str | None, str]:
    first = texts[0].strip()
    if len(texts) > 1 and (is_reference(first) or len(first) <= 6) and script(first) != "zh":
        plain = first.rstrip(" :.=") or first
        return first if is_reference(first) else plain, tidy(" ".join(texts[1:])).lstrip(":= ")
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
