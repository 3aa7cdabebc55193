"""Labels whose words stand in several header rows: one label, in one language or in two.

Rows belong together for a column where their labels cover the same columns: words that go on in small letters, Chinese
words over the English wording of the same label.
"""

from __future__ import annotations

import itertools
import re

from workbench.importers.labels import script
from workbench.importers.levels import Level, Mark
from workbench.importers.units import is_unit

_NEW_LEVEL = re.compile(r"of which|includ|exclud|incl\.|excl\.|per\b|in\b|at\b.*prices", re.IGNORECASE)


def join_words(levels: list[Level], values: list[int]) -> None:
    """Join the labels of each data column that are one; the joint label stays in the uppermost of its rows."""
    spans = [_spans(level) for level in levels]
    for col in values:
        run: list[int] = []  # numbers of the levels
        for number, level in enumerate(levels):
            mark = level.labels.get(col)
            if mark is None:
                continue
            if run and len(levels[run[0]].labels[col].texts) == 2 and len(run) == 1:
                above = levels[run[0]].labels[col]
                one = spans[run[0]][above.source] == spans[number][mark.source]
                if one and _carries_on(above, mark):
                    del level.labels[col]
                    continue
            same = run and spans[run[-1]][levels[run[-1]].labels[col].source] == spans[number][mark.source]
            if not same or len(mark.texts) != 1 or len(levels[run[-1]].labels[col].texts) != 1:
                _join(levels, run, col)
                run = []
            run.append(number)
        _join(levels, run, col)


def _carries_on(above: Mark, mark: Mark) -> bool:
    """Add words that carry on one of the two wordings of a label; whether they do."""
    for at, text in enumerate(above.texts):
        if (
            len(mark.texts) == 1
            and script(text) == script(mark.texts[0]) == "en"
            and _goes_on(text, mark.texts[0])
        ):
            above.texts[at] = f"{text} {mark.texts[0]}"
            return True
    return False


def join_open_ends(levels: list[Level], values: list[int]) -> None:
    """Words under a label that ends in the middle of a phrase (``Female income as a``) go on with it, whatever they say."""
    for upper, lower in itertools.pairwise(levels):
        above, below = _spans(upper), _spans(lower)
        for col in values:
            first, second = upper.labels.get(col), lower.labels.get(col)
            if first is None or second is None or len(first.texts) != 1 or len(second.texts) != 1:
                continue
            if above[first.source] == below[second.source] and _OPEN_END.search(first.texts[0]):
                first.texts = [f"{first.texts[0]} {second.texts[0]}"]
                del lower.labels[col]


_OPEN_END = re.compile(r"\w\s+(?:as an?|as|of|the|and|or|by|for|with|to|from|an?)$")


def _spans(level: Level) -> dict[tuple[int, int], frozenset[int]]:
    found: dict[tuple[int, int], set[int]] = {}
    for col, mark in level.labels.items():
        found.setdefault(mark.source, set()).add(col)
    return {source: frozenset(cols) for source, cols in found.items()}


def _join(levels: list[Level], run: list[int], col: int) -> None:
    if len(run) < 2:
        return
    marks = [levels[number].labels[col] for number in run]
    texts = [mark.texts[0] for mark in marks]
    scripts = [script(text) for text in texts]
    switches = sum(one != two for one, two in itertools.pairwise(scripts))
    if set(scripts) == {"zh", "en"} and switches == 1:
        first = scripts[0]
        halves = {
            one: ("" if one == "zh" else " ").join(
                text for text, kind in zip(texts, scripts, strict=True) if kind == one
            )
            for one in ("zh", "en")
        }
        joint = [halves[first], halves["en" if first == "zh" else "zh"]]
        _replace(levels, run, col, joint)
        return
    start = 0
    for at in range(1, len(run) + 1):
        if at < len(run) and scripts[at] == scripts[at - 1] == "en" and _goes_on(texts[at - 1], texts[at]):
            continue
        if at - start > 1:
            _replace(levels, run[start:at], col, [" ".join(texts[start:at])])
        start = at


def _goes_on(before: str, text: str) -> bool:
    """Whether words carry on those above them."""
    if is_unit(text) or _NEW_LEVEL.match(text) or before.rstrip()[-1:] in ":;":
        return False
    return text[:1].islower() or before.rstrip().endswith(("-", "/", "&", " and", " of", " or", ","))


def _replace(levels: list[Level], run: list[int], col: int, texts: list[str]) -> None:
    marks = [levels[number].labels.pop(col) for number in run]
    references = tuple(reference for mark in marks for reference in mark.references)
    levels[run[0]].labels[col] = Mark(texts, None, references, source=marks[0].source)
