"""What stands round a table: title, unit, notes with their marks, source, release date; in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.domain.text import LocalText
from workbench.importers.grid import Grid
from workbench.importers.labels import Languages, script, split_languages, split_sentence, tidy
from workbench.importers.layout import Block
from workbench.importers.marks import Note, inline_legend, is_reference, mark_key, split_legend
from workbench.importers.periods import release_date
from workbench.importers.titles import RELEASE, read_title

_NOTES = re.compile(
    r"^(?:foot)?notes?\s*(?:\(s\))?\s*[:：︰.]?\s*"
    r"|^(?:special values?|(?:available|observation) flags?|symbols?(?: legend| used)?|legend|key)\s*[:：]?\s*$"
    r"|^(?:符號(?:說明)?|圖例)\s*[:：]?\s*$"
    r"|^(?:註釋?|附註|注釋?|備註|說明|注|註解)\s*(?:(?:foot)?notes?\s*)?[:：︰]\s*|^註釋?\s*(?:(?:foot)?notes?)?$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^sources?\s*(?:\(s\))?\s*(?:of data)?\s*(?:資料來源)?\s*[:：︰]\s*|^source$|^資料來源\s*(?:sources?)?\s*[:：︰]?\s*"
    r"|^(?:数据|资料)?来源\s*[:：]\s*|^來源\s*[:：]\s*",
    re.IGNORECASE,
)


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
    units: dict[str, tuple[int, int]] = field(default_factory=dict)  # several units for one table, and where


def read_surroundings(grid: Grid, block: Block, spoken: Languages) -> Surroundings:
    """Read the rows above the header and below the data of a block."""
    found = Surroundings()
    head = block.header_rows[0] if block.header_rows else block.rows[0]
    title = read_title(grid, block.head or range(block.top, head), spoken)
    found.title, found.unit, found.units = title.title, title.unit, title.units
    found.released, found.title_rows = title.released, [] if block.head else title.rows
    said_above = [
        Note(mark, LocalText(text, None))
        for row in block.head or range(block.top, head)
        for col in grid.cols(row, "t")
        for mark, text in inline_legend(grid.text(row, col))
    ]
    _read_foot(grid, block.foot or range(block.rows[-1] + 1, block.bottom + 1), found)
    known = {note.mark for note in found.notes}
    found.notes += tuple(note for note in said_above if note.mark not in known)
    if block.foot:
        found.note_rows = []
    if grid.whole is not None:
        _share(found, grid.whole, block, head, spoken)
    return found


def _share(found: Surroundings, whole: Grid, block: Block, head: int, spoken: Languages) -> None:
    """What tables side by side have in common stands over or under the first of them."""
    common = read_title(whole, range(block.top, head), spoken)
    if not (found.title.en or found.title.zh_hant):
        found.title = common.title
    if not (found.unit.en or found.unit.zh_hant) and not found.units:
        found.unit, found.units = common.unit, common.units
    if not found.notes and not (found.source.en or found.source.zh_hant):
        below = Surroundings()
        _read_foot(whole, range(block.rows[-1] + 1, whole.area.bottom + 1), below)
        found.notes, found.source, found.released = (
            below.notes,
            below.source,
            found.released or below.released,
        )


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
    sides = [
        [(row, [grid.text(row, col) for col in grid.filled(row) if left <= col <= right]) for row in rows]
        for left, right in parts
    ]
    for at, (_, texts) in enumerate(sides[-1] if len(sides) > 1 else []):
        first = sides[0][at][1][:1]
        if (
            texts
            and not _is_mark(texts[0])
            and first
            and len(sides[0][at][1]) > 1
            and _is_mark(first[0])
            and split_legend(texts[0])[0] is None
        ):
            texts.insert(0, first[0])  # one mark for the wordings in both languages
    return sides


def _is_mark(text: str) -> bool:
    return is_reference(text) or (
        len(text.strip()) <= 4 and script(text) != "zh" and not text.strip().endswith((":", "："))
    )


def _seam(grid: Grid, rows: range) -> int | None:
    """First column of the right-hand text, where two texts run side by side (two languages, or two columns of notes)."""
    seams: list[tuple[int, int]] = []  # last column of the left text, first of the right
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
    if not seams:
        seams = _columns_of_notes(grid, rows)
        ways = {True} if len(seams) > 1 else set()
    if len(ways) != 1:
        return None
    left, right = max(one for one, _ in seams), min(two for _, two in seams)
    marks = [col for row in rows for col in grid.filled(row) if left < col < right]
    twice = any(_same_mark(grid, row, left, right) for row in rows)
    if left >= right or (len(seams) < 2 and not marks and not twice):
        return None
    return min([right, *marks])


def _columns_of_notes(grid: Grid, rows: range) -> list[tuple[int, int]]:
    """Where rows hold two texts of one language: both are lines of notes (a mark and its note are one text)."""
    seams = []
    for row in rows:
        texts = [col for col in grid.filled(row) if len(grid.text(row, col)) > 8]
        if len(texts) == 2:
            seams.append((texts[0], texts[1]))
    starts = {left for left, _ in seams}
    return seams if len(starts) == 1 else []


def _same_mark(grid: Grid, row: int, left: int, right: int) -> bool:
    """``* 臨時數字 | * Provisional figures``: the note of one mark at both sides."""
    before = [grid.text(row, col) for col in grid.filled(row) if col <= left]
    after = [grid.text(row, col) for col in grid.filled(row) if col >= right]
    if not before or not after:
        return False
    mark, _ = split_legend(after[0])
    return mark is not None and mark == (split_legend(before[0])[0] or before[0].strip())


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
        if (RELEASE.search(line) and len(line) < 120) or self.release_next:
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
        if self.mode == "unit" and len(texts) == 1 and len(line) <= 60 and not line.endswith(":"):
            self.mode = "notes"
            if not (self.found.unit.en or self.found.unit.zh_hant) and not self.found.units:
                self.found.unit = LocalText(line, None)
                return
        if re.fullmatch(r"units?\s*:", line, re.IGNORECASE) and len(texts) == 1:
            self.mode = "unit"
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
        pieces = [piece.strip() for piece in re.split(r"[;；]\s*", " ".join(texts)) if piece.strip()]
        if len(pieces) > 1 and all(split_legend(piece)[0] for piece in pieces):
            self.notes.extend((mark, tidy(text)) for mark, text in map(split_legend, pieces))
            self.last_row = -2
            return
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
    if len(start) < 20:
        return False
    return (
        script(text) == "zh"
        or text[:1].islower()
        or start[-1:] in ",-"
        or (len(start) >= 40 and text[:1].isdigit() and split_legend(text)[0] is None)
        or (len(start) >= 30 and _OPEN.search(start) is not None)
    )


_OPEN = re.compile(
    r"\b(?:of|the|to|from|at|in|and|or|by|for|with|an?|been|have|has|is|are|was|were|which|that|may|as|on|not|than)$",
    re.IGNORECASE,
)


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
        en, zh = split_languages(line)
        if script(line) == "both" and not re.fullmatch(r"[A-Z][^@]*\s[^@]*", en):
            en, zh = split_sentence(line)
        if en and script(line) != "none":
            english.append(en)
        if zh and script(line) != "none":
            chinese.append(zh)
    return LocalText(" ".join(english) or None, " ".join(chinese) or None)
