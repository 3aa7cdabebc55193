"""An edited paper laid beside the paper as it was exported: which unit is which, and which figures differ."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from workbench.briefing.read_back import CELL, OBJECT, Mark, Unit
from workbench.domain.printed import Difference, Printed, difference, printed_figures
from workbench.domain.text import Lang

Change = Difference | Literal["words", "added", "removed", "order", "paragraph-removed"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_ALIKE = 0.55
_MOST_PAIRS = 60_000


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where the edited file says something else. unit: as exported (``None`` where there was none);
    now: as it stands. field: name of the field whose figure stood there, "" for a number that was typed.
    cell: number of the cell in a row, from 1; 0 elsewhere. near: the words around it as they stand now.
    """

    kind: Change
    unit: Unit | None
    now: Unit | None
    expected: str
    found: str
    field: str = ""
    cell: int = 0
    near: str = ""


def compare(before: Sequence[Unit], after: Sequence[Unit], lang: Lang) -> list[Edit]:
    """Every figure that was changed, added or taken out by hand, in the order of the paper."""
    found: list[Edit] = []
    for old, new in aligned(before, after):
        if old is None and new is not None:
            found += [
                Edit("added", None, new, "", figure.text, near=_near(new.text, figure))
                for figure in printed_figures(_level(new.text))
                if not (figure.kind == "chinese" and len(figure.text) < 2)
            ]
        elif new is None and old is not None:
            figures = [old.text[mark.start : mark.end] for mark in old.marks]
            if figures or printed_figures(_level(old.text)):
                found.append(Edit("paragraph-removed", old, None, _short(old.text), "", near=""))
        elif old is not None and new is not None and old.text != new.text:
            found += _unit(old, new, lang)
    return found


# ── which unit is which ───────────────────────────────────────────────────────────────────────────────


def aligned(before: Sequence[Unit], after: Sequence[Unit]) -> list[tuple[Unit | None, Unit | None]]:
    """Each unit with its other state; ``None`` on the side where it is not. In the order of the edited file, what was
    taken out after the unit it followed.

    Equal texts in order first, then equal texts that were moved, then texts equal but for their figures, then the most
    alike, and last what stands alone in the same gap.
    """
    partner: dict[int, int] = {}
    for tag, i, j, k, _ in SequenceMatcher(
        None, [_key(u) for u in before], [_key(u) for u in after], autojunk=False
    ).get_opcodes():
        if tag == "equal":
            partner.update(zip(range(i, j), range(k, k + j - i), strict=True))
    _pair_equal(before, after, partner, _key)
    _pair_equal(before, after, partner, _masked)
    _pair_alike(before, after, partner)
    _pair_in_gaps(before, after, partner)
    back = {new: old for old, new in partner.items()}
    found: list[tuple[Unit | None, Unit | None]] = []
    gone = [n for n in range(len(before)) if n not in partner]
    follow: dict[int, list[int]] = defaultdict(list)
    for n in gone:
        follow[max((partner[m] for m in range(n) if m in partner), default=-1)].append(n)
    found += [(before[n], None) for n in follow[-1]]
    for n, unit in enumerate(after):
        found.append((before[back[n]] if n in back else None, unit))
        found += [(before[m], None) for m in follow[n]]
    return found


def _key(unit: Unit) -> tuple[str, str]:
    return ("note" if unit.kind == "footnote" else "", _spaces(unit.text))


def _masked(unit: Unit) -> tuple[str, str]:
    """The words of a unit without its figures."""
    text = _level(unit.text)
    parts, last = [], 0
    for figure in printed_figures(text):
        parts.append(text[last : figure.start])
        last = figure.end
    masked = "#".join([*parts, text[last:]])
    words = re.sub(r"[\W\d_]+", "", masked)
    return ("", masked if words else "")


def _pair_equal(
    before: Sequence[Unit],
    after: Sequence[Unit],
    partner: dict[int, int],
    key: Callable[[Unit], tuple[str, str]],
) -> None:
    taken = set(partner.values())
    offered: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, unit in enumerate(after):
        if n not in taken and key(unit)[1]:
            offered[key(unit)].append(n)
    for n, unit in enumerate(before):
        if n not in partner and (places := offered.get(key(unit))):
            partner[n] = places.pop(0)


def _pair_alike(before: Sequence[Unit], after: Sequence[Unit], partner: dict[int, int]) -> None:
    taken = set(partner.values())
    left = [n for n in range(len(before)) if n not in partner]
    right = [n for n in range(len(after)) if n not in taken]
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        return
    scored = []
    for i in left:
        matcher = SequenceMatcher(None, b=_masked(before[i])[1] or before[i].text, autojunk=False)
        for j in right:
            if (before[i].kind == "row") != (after[j].kind == "row"):
                continue
            matcher.set_seq1(_masked(after[j])[1] or after[j].text)
            if matcher.quick_ratio() >= _ALIKE and (ratio := matcher.ratio()) >= _ALIKE:
                scored.append((-ratio, abs(i - j), i, j))
    for _, _, i, j in sorted(scored):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)


def _pair_in_gaps(before: Sequence[Unit], after: Sequence[Unit], partner: dict[int, int]) -> None:
    """What is left between the same neighbours, where both sides have as many of one kind."""
    ends = [(-1, -1), *sorted(partner.items()), (len(before), len(after))]
    taken = set(partner.values())
    for (i, k), (j, m) in pairwise(ends):
        left = [n for n in range(i + 1, j) if n not in partner]
        right = [n for n in range(k + 1, m) if n not in taken]
        if len(left) == len(right) and [before[n].kind for n in left] == [after[n].kind for n in right]:
            partner.update(zip(left, right, strict=True))
            taken.update(right)


# ── which figures differ ──────────────────────────────────────────────────────────────────────────────


def _unit(old: Unit, new: Unit, lang: Lang) -> Iterator[Edit]:
    cells, others = old.text.split(CELL), new.text.split(CELL)
    if len(cells) == 1 or len(others) == 1:
        yield from _text(old, new, old.text, new.text, 0, 0, lang)
        return
    starts = [0]
    for cell in cells[:-1]:
        starts.append(starts[-1] + len(cell) + 1)
    width = max(len(cells), len(others))
    for number in range(width):
        cell = cells[number] if number < len(cells) else ""
        other = others[number] if number < len(others) else ""
        if cell != other:
            start = starts[number] if number < len(starts) else len(old.text) + 1
            yield from _text(old, new, cell, other, start, number + 1, lang)


def _text(old: Unit, new: Unit, text: str, other: str, shift: int, cell: int, lang: Lang) -> Iterator[Edit]:
    """The figures of one stretch of text against those that stand there now."""
    here = [mark for mark in old.marks if shift <= mark.start and mark.end <= shift + len(text)]
    before, after = _figures(old, text, other, shift), printed_figures(_level(other))

    def told(kind: Change, was: Printed | None, now: Printed | None, field: str = "") -> Edit:
        return Edit(
            kind,
            old,
            new,
            was.text if was else "",
            now.text if now else "",
            field or (_field(here, was, shift) if was else ""),
            cell,
            _near(other, now) if now else _short(other),
        )

    if _switched(text, other, lang):
        yield Edit(
            "language",
            old,
            new,
            _short(text),
            _short(other),
            here[0].name if here else "",
            cell,
            _short(other),
        )
        if [f.value for f in before if f.kind not in ("month", "chinese")] == [
            f.value for f in after if f.kind not in ("month", "chinese")
        ]:
            return
    keys, others = [f.key for f in before], [f.key for f in after]
    if keys != others and Counter(keys) == Counter(others):
        moved = next(n for n, (a, b) in enumerate(zip(keys, others, strict=True)) if a != b)
        yield told("order", before[moved], after[moved])
    for was, now in _paired(before, after):
        if was is None:
            yield told("added", None, now)
        elif now is None:
            yield told("removed", was, None)
        elif keys == others or Counter(keys) != Counter(others):
            kind = difference(was, now, lang)
            if kind is not None:
                yield told(kind, was, now)
    yield from _words(old, new, text, other, shift, cell, here, before)


def _figures(old: Unit, text: str, other: str, shift: int) -> tuple[Printed, ...]:
    """The figures of a stretch as exported. Where what Office computed (the number of a table) has been typed over,
    they include what it showed.
    """
    if OBJECT not in text or OBJECT in other:
        return printed_figures(_level(text))
    shown = iter(old.computed[old.text[:shift].count(OBJECT) :])
    parts: list[str] = []
    places: list[int] = []
    for character in text:
        part = next(shown, "") if character == OBJECT else character
        places += [len(parts)] * len(part)
        parts.append(part)
    places.append(len(text))
    return tuple(
        replace(figure, start=places[figure.start], end=places[figure.end])
        for figure in printed_figures(_level("".join(parts)))
    )


def _paired(
    before: Sequence[Printed], after: Sequence[Printed]
) -> Iterator[tuple[Printed | None, Printed | None]]:
    """Figures of two states of a text, one beside the other."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    matcher = SequenceMatcher(None, [f.key for f in before], [f.key for f in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(before[i:j], after[k:m], strict=True)
            continue
        both = min(j - i, m - k)
        yield from zip(before[i : i + both], after[k : k + both], strict=True)
        yield from ((was, None) for was in before[i + both : j])
        yield from ((None, now) for now in after[k + both : m])


def _words(
    old: Unit,
    new: Unit,
    text: str,
    other: str,
    shift: int,
    cell: int,
    here: list[Mark],
    before: Sequence[Printed],
) -> Iterator[Edit]:
    """Fields that are words (a rating, a name, a date) and no longer stand there."""
    for mark in here:
        words = text[mark.start - shift : mark.end - shift]
        numbered = any(f.start < mark.end - shift and f.end > mark.start - shift for f in before)
        if not numbered and words.strip() and _spaces(words) not in _spaces(other):
            yield Edit("words", old, new, words, _short(other), mark.name, cell, _short(other))


def _field(marks: list[Mark], figure: Printed, shift: int) -> str:
    """The field a figure of the exported text belongs to: the tightest one around it."""
    start, end = figure.start + shift, figure.end + shift
    over = [mark for mark in marks if mark.start < end and mark.end > start]
    return min(over, key=lambda mark: mark.end - mark.start).name if over else ""


def _switched(text: str, other: str, lang: Lang) -> bool:
    """Whether a stretch of words now stands in the other language."""
    letters, now = re.sub(r"[\W\d_]+", "", text), re.sub(r"[\W\d_]+", "", other)
    if len(letters) < 4 or len(now) < 4:
        return False
    share, share_now = (len(_HAN.findall(t)) / len(t) for t in (letters, now))
    return share_now < 0.1 <= share - 0.2 if lang == "zh-Hant" else share < 0.1 <= share_now - 0.2


# ── small things ──────────────────────────────────────────────────────────────────────────────────────


def _level(text: str) -> str:
    """The same length with what Office computes taken for a gap."""
    return text.replace(OBJECT, "\x00").replace(CELL, "\n")


def _spaces(text: str) -> str:
    return re.sub(r"[\s\u00a0\u2009\u202f]+", " ", text).strip()


def _short(text: str, most: int = 60) -> str:
    said = _spaces(text.replace(CELL, " | ").replace(OBJECT, ""))
    return said if len(said) <= most else f"{said[: most - 1]}…"


def _near(text: str, figure: Printed, most: int = 30) -> str:
    start, end = max(0, figure.start - most), min(len(text), figure.end + most)
    said = _spaces(text[start:end].replace(CELL, " | ").replace(OBJECT, ""))
    return f"{'…' if start else ''}{said}{'…' if end < len(text) else ''}"
