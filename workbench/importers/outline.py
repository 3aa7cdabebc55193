"""What each row of a table stands under: headings in the stub or over the data, rows it is indented under, bold rows.

Every heading and every labelled row gets a rank by its column, its indentation and its boldness; a row stands under
those before it of lower rank. Headings may also state a unit or a year for the rows below them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.domain.text import LocalText
from workbench.importers.grid import Grid
from workbench.importers.labels import Languages, anchor, is_aggregate, local, script, strip_references
from workbench.importers.layout import Block
from workbench.importers.levels import joined, plain_label
from workbench.importers.periods import PeriodLabel, read_period
from workbench.importers.units import is_plain_unit, is_unit, measure, multiplier, unit_of

FREQUENCY = re.compile(
    r"annual(?:ly)?|yearly|quarterly|monthly|weekly|daily|half-yearly|years|quarters|months|按?年度?|按?季度?|按?月度?|按[年季月]",
    re.IGNORECASE,
)
_STEP = 3  # blanks in front of a label that make a level; smaller differences only align numbers


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for one value row. sections come before the row's own labels, rows before the last of them."""

    sections: tuple[LocalText, ...] = ()
    rows: tuple[LocalText, ...] = ()
    chain: tuple[LocalText, ...] = ()  # both, outermost first
    unit: LocalText | None = None
    period: PeriodLabel | None = None
    total: bool = False  # a heading says that the rows below it are sums


@dataclass(slots=True)
class _Item:
    """A heading or a labelled row."""

    row: int
    heading: bool
    texts: list[str]
    col: int
    depth: int
    bold: bool
    rank: int = 0
    over: bool = False  # stands over the data
    unit: list[str] = field(default_factory=list)
    period: PeriodLabel | None = None


def outline(
    grid: Grid, block: Block, spoken: Languages, label_col: int | None, *, dated: bool = False
) -> dict[int, Place]:
    """What each value row stands under. label_col: the column of the rows' own labels, ``None`` if they have none.

    dated: the rows have periods of their own, so that a period standing alone is none of theirs.
    """
    items = _items(grid, block, label_col)
    for one in items:
        if dated or (one.period is not None and one.period.months is not None):
            one.period = None
    if not items:
        return {}
    _rank(grid, items)
    places: dict[int, Place] = {}
    stack: list[_Item] = []
    unit: LocalText | None = None
    period: PeriodLabel | None = None
    by_row = {item.row: item for item in items}
    data = set(block.rows)
    alike: dict[tuple[object, ...], Place] = {}  # rows that stand under the same
    before: _Item | None = None
    for row in sorted({*by_row, *block.rows}):
        item = by_row.get(row)
        if item is not None and item.heading:
            if item.period is not None:
                period = item.period
                before = item
                continue
            if not item.texts and not item.unit:
                continue
            if item.texts:
                _nest(stack, item, before)
            unit = unit_of(item.unit, spoken) if item.unit else None
        elif item is not None:
            if not item.bold and not grid.filled(row - 1):
                stack = [one for one in stack if one.heading or not one.bold or one.depth < item.depth]
            while stack and stack[-1].rank >= item.rank:
                stack.pop()
        if row in data:
            goes_on = stack[-1] if item is None and stack and not stack[-1].heading else None
            chain = [
                one for one in stack if one.heading or (one is not goes_on and not _is_plain_sum(one, item))
            ]  # a row without a label of its own has the one above: it does not stand under it
            key = (*(one.row for one in chain), unit, period)  # no two items are of one row
            if key not in alike:
                alike[key] = Place(
                    tuple(_label(one, spoken) for one in chain if one.heading),
                    tuple(_label(one, spoken) for one in chain if not one.heading),
                    tuple(_label(one, spoken) for one in chain),
                    unit,
                    period,
                    any(one.heading and is_aggregate(one.texts[0]) for one in chain),
                )
            places[row] = alike[key]
        if item is not None and (item.texts or not item.heading):
            stack.append(item)
        before = item
    return places


def _is_measure(text: str) -> bool:
    """Whether a heading of rows says how their figures are measured, and nothing else."""
    return is_plain_unit(text) and (measure(text) in ("money", "percent") or multiplier(text) > 1)


def _is_plain_sum(parent: _Item, item: _Item | None) -> bool:
    """A total that only its bold type sets apart is no heading of the rows below it."""
    return item is not None and parent.depth == item.depth and is_aggregate(parent.texts[0])


def _label(item: _Item, spoken: Languages) -> LocalText:
    texts = [strip_references(text)[0] for text in item.texts]
    return (
        joined(texts, spoken)
        if len(texts) > 1
        else local(texts[0], chinese=spoken.chinese, english=spoken.english)
    )


def _nest(stack: list[_Item], item: _Item, before: _Item | None) -> None:
    """Take from the stack what the heading does not stand under; it stands under a heading right before it."""
    text = anchor(item.texts[0])
    for one in stack:
        words = anchor(one.texts[0])
        if one.heading and len(words) > 8 and text.startswith(words) and text != words:
            item.rank = max(item.rank, one.rank + 1)  # "Energy for cooking" > "Energy for cooking, urban"
    follows = before is not None and stack and stack[-1] is before
    if follows and before is not None and (before.heading or before.bold > (not item.bold)):
        item.rank = (
            max(item.rank, before.rank + 1) if before.heading or before.bold == item.bold else item.rank
        )
    while stack and stack[-1].rank >= item.rank:
        stack.pop()


def _items(grid: Grid, block: Block, label_col: int | None) -> list[_Item]:
    items: list[_Item] = []
    headings = {*block.sections, *block.captions}
    for row in sorted(headings):
        item = _heading(grid, block, row)
        if item is None:
            continue
        last = items[-1] if items else None
        if last is not None and last.row == row - 1 and last.over == item.over and _is_pair(last, item):
            last.texts, last.row = last.texts + item.texts, row
            last.unit += item.unit
        else:
            items.append(item)
    if label_col is not None:
        for row in block.rows:
            text = grid.text(row, label_col)
            if text and grid.kind(row, label_col) not in ".s":
                items.append(
                    _Item(
                        row,
                        False,
                        [plain_label(grid, row, label_col)[0]],
                        label_col,
                        _depth(grid, row, label_col),
                        _bold(grid, row, label_col),
                    )
                )
    return sorted(items, key=lambda item: item.row)


def _is_pair(first: _Item, second: _Item) -> bool:
    if not first.texts or not second.texts:
        return False
    return {script(first.texts[0]), script(second.texts[0])} == {"zh", "en"}


def _heading(grid: Grid, block: Block, row: int) -> _Item | None:
    first = block.values[0]
    inside = [
        col
        for col in grid.filled(row)
        if (col < first or col in block.right_stubs) and grid.kind(row, col) in "ty"
    ]
    over = [col for col in grid.filled(row) if col >= block.values[0] and grid.kind(row, col) in "typ"]
    over = over if row in block.captions else []
    if not inside and not over:
        return None
    col = (inside or over)[0]
    item = _Item(row, True, [], col, _depth(grid, row, col), _bold(grid, row, col), over=not inside)
    for one in (*inside, *over):
        text = grid.text(row, one)
        label = read_period(grid.sheet.value(row, one), grid.sheet.text(row, one))
        if label is not None and not label.part:
            item.period = label
        elif one in over and is_unit(text):
            item.unit.append(text)
        elif not FREQUENCY.fullmatch(text.strip(" :：()（）")) and grid.kind(row, one) == "t":
            item.texts.append(plain_label(grid, row, one)[0])
    if is_unit(" ".join(item.texts)) and len(inside) > 1:
        item.texts = item.texts[:1]
    item.texts = [text for at, text in enumerate(item.texts) if not (at and is_unit(text))]
    if item.heading and len(item.texts) == 1 and _is_measure(item.texts[0]):
        item.unit, item.texts = [*item.texts, *item.unit], []  # HK$ million, and further down: % change
    return item


def _depth(grid: Grid, row: int, col: int) -> int:
    raw = grid.sheet.value(row, col)
    lead = len(raw) - len(raw.lstrip(" \u00a0\u3000")) if isinstance(raw, str) else 0
    return lead + _STEP * grid.sheet.look.indent(row, col)


def _bold(grid: Grid, row: int, col: int) -> bool:
    return bool(grid.sheet.look.bold(row, col))


def _rank(grid: Grid, items: list[_Item]) -> None:
    """Ranks: column, then indentation, then boldness; a heading a little before rows that look like it."""
    columns = sorted({item.col for item in items if not item.over})
    steps = _clusters({item.depth for item in items})
    for item in items:
        item.depth = steps[item.depth]
    rows = [item for item in items if not item.heading]
    for at, item in enumerate(items):  # a heading set to the middle is no deeper than the rows it heads
        if item.heading:
            follows = next((one for one in items[at + 1 :] if not one.heading and one.col == item.col), None)
            if follows is not None:
                item.depth = min(item.depth, follows.depth)
    by_weight = _bold_matters(grid, items, rows)
    for item in items:
        place = columns.index(item.col) if not item.over else -1
        item.rank = place * 1000 + item.depth * 20 + (10 if by_weight and not item.bold else 0)
        if item.heading:
            item.rank -= 4
        if not by_weight:
            item.bold = False
    if by_weight:
        _headings_below_bold_rows(grid, items)


def _headings_below_bold_rows(grid: Grid, items: list[_Item]) -> None:
    """A heading right under a bold row belongs to it, and so do those like it up to the next bold row."""
    below: int | None = None
    previous: _Item | None = None
    for item in items:
        if item.heading and item.bold:
            adjoins = previous is not None and not previous.heading and previous.bold
            if adjoins and previous is not None and previous.row == item.row - 1 and previous.col == item.col:
                below = previous.rank + 2
            if below is not None:
                item.rank = below
        elif item.bold and not item.heading:
            below = None
        previous = item


def _bold_matters(grid: Grid, items: list[_Item], rows: list[_Item]) -> bool:
    """Bold rows head the plain rows below them only where every run of plain rows begins with a bold row or a heading."""
    if not any(item.bold for item in rows) or all(item.bold for item in rows):
        return False
    heads = 0
    previous: _Item | None = None
    for item in items:
        starts = previous is None or (
            not any(grid.filled(line) for line in range(previous.row + 1, item.row))
            and (item.row > previous.row + 1)
        )
        if not item.heading and not item.bold and item.depth == 0:
            if starts or previous is None:
                return False
            if not previous.heading and previous.bold and not is_aggregate(previous.texts[0]):
                heads += 1
        previous = item
    return heads >= 2


def _clusters(depths: set[int]) -> dict[int, int]:
    """Indentations that differ by less than a step are one level."""
    found: dict[int, int] = {}
    level, last = -1, None
    for depth in sorted(depths):
        if last is None or depth - last >= _STEP:
            level += 1
        found[depth] = level
        last = depth
    return found
