"""A table as a person painted it: which cells are header, stub, data, notes …; built by the same code as a table found.

The layout found gives every cell a first role. Strokes (areas with a role) are laid over it, later ones on top; from
the roles a new skeleton is made and read. Cells painted *ignore* count as empty. ``Painting`` also holds what a person
said of languages, periods, units and totals of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from workbench.domain.errors import Problem
from workbench.domain.text import LocalText
from workbench.importers.book import Area, Sheet, Value
from workbench.importers.checks import check_table
from workbench.importers.grid import Grid
from workbench.importers.labels import anchor
from workbench.importers.layout import Block, find_blocks
from workbench.importers.levels import languages
from workbench.importers.marks import status_of
from workbench.importers.periods import PeriodLabel, read_period_text
from workbench.importers.printed import changed_sheet
from workbench.importers.reading import Table, TableSeries
from workbench.importers.surroundings import Surroundings, read_surroundings
from workbench.importers.tables import TableBuilder
from workbench.importers.units import is_plain_unit, unit_of, unit_text

Role = Literal["title", "unit", "header", "period", "stub", "data", "mark", "notes", "source", "ignore"]
ROLES: tuple[Role, ...] = get_args(Role)
_OVER: tuple[Role, ...] = ("header", "period", "unit")
_ROUND: tuple[Role, ...] = ("title", "unit", "notes", "source")


@dataclass(frozen=True, slots=True)
class Stroke:
    """One rectangle painted with one role."""

    area: Area
    role: Role


@dataclass(frozen=True, slots=True)
class SeriesFix:
    """What a person said of one series (or, with key "", of all that the sheet gives no unit)."""

    key: str
    unit: LocalText | None = None
    multiplier: int | None = None
    aggregate: bool | None = None


@dataclass(frozen=True, slots=True)
class Painting:
    """Everything that a person fixed of one table. ``texts``: labels read as something else; never data."""

    strokes: tuple[Stroke, ...] = ()
    texts: tuple[tuple[int, int, str], ...] = ()
    row_pairs: tuple[tuple[int, int, bool], ...] = ()
    stub_pairs: tuple[tuple[int, int, bool], ...] = ()
    period: str = ""
    series: tuple[SeriesFix, ...] = ()
    added: bool = False  # a table that was not found: it consists of strokes alone


class Roles:
    """The role of each cell of one table."""

    def __init__(self, sheet: Sheet, block: Block | None, strokes: Sequence[Stroke] = ()) -> None:
        self._sheet, self._block, self.strokes = sheet, block, tuple(strokes)
        self._rows = frozenset(block.rows) if block else frozenset()
        self._values = frozenset(block.values) if block else frozenset()
        self._stubs = frozenset((*block.stubs, *block.right_stubs)) if block else frozenset()
        self._flags = frozenset(block.flags) if block else frozenset()
        self._headers = dict.fromkeys(block.header_rows, "header") if block else {}
        self._sections = frozenset(block.sections) if block else frozenset()
        self._single: dict[tuple[int, int], Role] = {}
        self._skipped = frozenset(block.skipped_rows) if block else frozenset()

    def at(self, row: int, col: int) -> Role | None:
        """The role of a cell; ``None`` if it does not belong to the table."""
        for stroke in reversed(self.strokes):
            if stroke.area.holds(row, col):
                return stroke.role
        return self.found(row, col)

    def found(self, row: int, col: int) -> Role | None:
        """The role as found, without what was painted."""
        single = self._single.get((row, col))
        if single is not None:
            return single
        if self._block is None:
            return None
        if row in self._rows or row in self._sections:
            if col in self._stubs:
                return "period" if self._block.stub_kinds.get(col) == "period" else "stub"
            if row in self._sections:
                return None
            return "data" if col in self._values else "mark" if col in self._flags else None
        if row in self._skipped:
            return "ignore" if self._sheet.text(row, col) else None
        if row in self._headers:
            if col in self._values or col in self._flags or self._sheet.text(row, col):
                return "header" if col in self._stubs else self._header_role(row)
            return None
        return None

    def _header_role(self, row: int) -> Role:
        kind = self._block.row_kinds.get(row) if self._block else None
        return "period" if kind == "period" else "unit" if kind == "unit" else "header"

    @property
    def data_area(self) -> Area | None:
        """The rectangle of data as found, ``None`` for a table that was not found."""
        block = self._block
        if block is None:
            return None
        return _data_area(block)

    def read_kinds(self, grid: Grid) -> None:
        """Find which header rows and stub columns hold periods or units, for painting only."""
        block = self._block
        if block is None:
            return
        for row in block.header_rows:
            if row in block.row_kinds:
                continue
            kinds = [grid.kind(row, col) for col in block.values if grid.kind(row, col) not in ".s"]
            texts = [grid.text(row, col) for col in block.values if grid.kind(row, col) not in ".s"]
            if kinds and all(kind in "yp" for kind in kinds):
                self._headers[row] = "period"
                for col in block.values:
                    self._single.setdefault((row, col), "period")
            elif texts and all(is_plain_unit(text) for text in texts):
                for col in block.values:
                    self._single.setdefault((row, col), "unit")
        for col in block.stubs:
            kinds = [grid.kind(row, col) for row in block.rows if grid.kind(row, col) not in ".s"]
            if kinds and sum(kind in "yp" for kind in kinds) * 10 >= len(kinds) * 6:
                for row in block.rows:
                    self._single.setdefault((row, col), "period")

    def read_surroundings(self, grid: Grid, round_it: Surroundings) -> None:
        """Give title, unit, notes and source cells their roles."""
        block = self._block
        if block is None:
            return
        head = block.header_rows[0] if block.header_rows else block.rows[0]
        for row in range(block.top, head):
            for col in grid.filled(row):
                self._single[row, col] = "unit" if is_plain_unit(grid.text(row, col)) else "title"
        sources = [text for text in (round_it.source.en, round_it.source.zh_hant) if text]
        for row in round_it.note_rows:
            for col in grid.filled(row):
                text = grid.text(row, col)
                flat = anchor(text)
                known = any(
                    anchor(piece) == flat
                    or (len(flat) > 6 and (anchor(piece) in flat or flat in anchor(piece)))
                    for piece in sources
                )
                heading = flat.startswith(("source", "資料來源"))
                self._single[row, col] = "source" if heading or known else "notes"

    def cells(self, wanted: Iterable[Role]) -> list[tuple[int, int]]:
        """All cells that are not empty with one of these roles, by rows."""
        roles = frozenset(wanted)
        places = {place for place, role in self._single.items() if role in roles}
        for stroke in self.strokes:
            if stroke.role in roles:
                places.update(_filled(self._sheet, stroke.area))
        return sorted(place for place in places if self.at(*place) in roles and self._sheet.text(*place))

    def touches(self, wanted: Iterable[Role]) -> bool:
        """Whether anything painted has one of these roles, or covers a cell that had one."""
        roles = frozenset(wanted)
        if any(stroke.role in roles for stroke in self.strokes):
            return True
        return any(
            role in roles and any(stroke.area.holds(*place) for stroke in self.strokes)
            for place, role in self._single.items()
        )


@dataclass(slots=True)
class PaintedTable:
    """One table of a sheet: what was read (``None`` if nothing could be), its roles, and what is to be said of it."""

    number: int
    roles: Roles
    table: Table | None
    problems: list[Problem] = field(default_factory=list)
    keys: dict[str, str] = field(
        default_factory=dict
    )  # series id → key that stays when the table is painted anew


def understand_painted(
    sheet: Sheet, paintings: Mapping[int, Painting], printed: Sequence[Table] | None = None
) -> tuple[list[PaintedTable], str | None]:
    """All tables of a sheet, those of *paintings* (by number) as painted; and why there is none, if there is none.

    Tables found come first, in their order; those added by a person have the numbers they were given. printed: the
    tables of the sheet as they were read, if they are at hand: those not painted are not read again.
    """
    found: list[PaintedTable] = []
    if sheet.used is None:
        return found, "empty"
    grid = Grid(sheet)
    known = {table.areas.get("data"): number for number, table in enumerate(printed or ())}
    number = 0
    for block in find_blocks(grid):
        if printed is not None:
            place = known.get(sheet.range(_data_area(block)))
            if place is None:
                continue  # nothing in it could be named
            number = place
        painting = paintings.get(number, Painting())
        table = printed[number] if printed is not None and painting == Painting() else None
        painted = _build(sheet, grid, block, painting, number, table)
        if painted.table is None and number not in paintings:
            continue
        if printed is not None and painted.table is not None and not painted.table.title.as_dict():
            # a list of contents on another sheet may have named it
            named = any(stroke.role == "title" for stroke in painting.strokes)
            painted.table = replace(
                painted.table, title=painted.table.title if named else printed[number].title
            )
        found.append(painted)
        number += 1
    for number, painting in sorted(paintings.items()):
        if painting.added:
            found.append(_build(sheet, grid, None, painting, number))
    return found, None if any(one.table is not None for one in found) else "no-table"


def _data_area(block: Block) -> Area:
    return Area(block.rows[0], block.values[0], block.rows[-1], block.values[-1])


def _build(
    sheet: Sheet,
    grid: Grid,
    block: Block | None,
    painting: Painting,
    number: int,
    known: Table | None = None,
) -> PaintedTable:
    roles = Roles(sheet, block, ())
    if block is not None:
        roles.read_kinds(grid)
        roles.read_surroundings(grid, read_surroundings(grid, block, languages(grid, block)))
    painted = PaintedTable(number, roles, None)
    if known is not None:
        painted.table = known
        painted.keys = {one.id: series_key(one) for one in known.series}
        return painted
    if painting == Painting():
        assert block is not None
        builder = TableBuilder(grid, block)
        return _finish(painted, builder, painting, set())
    roles.strokes = painting.strokes
    ignored = {(row, col) for row, col in roles.cells(["ignore"])}
    texts: dict[tuple[int, int], Value] = {(row, col): text for row, col, text in painting.texts}
    skeleton = _skeleton(sheet, block, roles, painting)
    if skeleton is None:
        painted.problems.append(Problem("error", "importers.painted-no-data", {}, sheet.name))
        return painted
    outside = {place for place in roles.cells(_ROUND) if _inside(skeleton, *place, roles)}
    own = changed_sheet(sheet, {**dict.fromkeys((*ignored, *outside)), **texts})
    own_grid = Grid(own)
    builder = TableBuilder(own_grid, skeleton)
    if roles.touches(_ROUND):
        builder.surroundings = _surroundings(changed_sheet(sheet, texts), roles, skeleton, own_grid)
    if painting.period:
        builder.period = whole_period(painting.period)
    return _finish(painted, builder, painting, {sheet.address(*place) for place in ignored})


def whole_period(text: str) -> PeriodLabel | None:
    """A period that a person typed, if it can be read as one that needs no year from elsewhere."""
    label = read_period_text(text)
    return label if label is not None and not label.part else None


def _inside(block: Block, row: int, col: int, roles: Roles) -> bool:
    """Whether a title, note … stands where header, stub or data are read: there it must count as empty."""
    if row in block.header_rows and roles.at(row, col) == "unit":
        return False
    return row in block.header_rows or row in block.rows or row in block.sections


def _finish(
    painted: PaintedTable, builder: TableBuilder, painting: Painting, ignored: set[str]
) -> PaintedTable:
    table = builder.build()
    painted.problems.extend(builder.problems)
    if table is None:
        painted.problems.append(
            Problem("error", "importers.painted-no-table", {}, builder.grid.sheet.name)
            if painting != Painting()
            else Problem("info", "importers.painted-no-table", {}, builder.grid.sheet.name)
        )
        return painted
    if ignored:
        kept = tuple(one for one in table.observations if one.cell not in ignored)
        names = {one.series for one in kept}
        table = replace(
            table, observations=kept, series=tuple(one for one in table.series if one.id in names)
        )
    painted.keys = {one.id: series_key(one) for one in table.series}
    table = _with_fixes(table, painting.series, painted.keys)
    painted.table = table
    painted.problems.extend(check_table(table))
    return painted


def series_key(series: TableSeries) -> str:
    """A series by its labels and unit as printed: the same after painting elsewhere, and next year."""
    labels = "\x1f".join(anchor(part.en or part.zh_hant or "") for part in series.path)
    return f"{labels}\x1e{anchor(series.unit.en or series.unit.zh_hant or '')}"


def _with_fixes(table: Table, fixes: Sequence[SeriesFix], keys: Mapping[str, str]) -> Table:
    if not fixes:
        return table
    changed: list[TableSeries] = []
    for series in table.series:
        one = series
        for fix in fixes:
            if fix.key not in ("", keys[series.id]):
                continue
            if fix.unit is not None and (fix.key or not (series.unit.en or series.unit.zh_hant)):
                one = replace(one, unit=fix.unit)
            if fix.multiplier is not None:
                one = replace(one, multiplier=fix.multiplier)
            if fix.aggregate is not None:
                one = replace(one, aggregate=fix.aggregate)
        changed.append(one)
    return replace(table, series=tuple(changed))


def _skeleton(sheet: Sheet, found: Block | None, roles: Roles, painting: Painting) -> Block | None:
    """The block that the roles describe; ``None`` if no data cell is left."""
    strokes = painting.strokes
    data = [stroke.area for stroke in strokes if stroke.role == "data"]
    base = found or Block([], [], [], [])
    rows = set(base.rows).union(*(range(area.top, area.bottom + 1) for area in data))
    cols = set(base.values).union(*(range(area.left, area.right + 1) for area in data))
    rows = {row for row in rows if any(roles.at(row, col) == "data" for col in cols)}
    cols = {col for col in cols if any(roles.at(row, col) == "data" and sheet.text(row, col) for row in rows)}
    if not rows or not cols:
        return None
    first, last = min(cols), max(cols)
    stubs = _columns(base.stubs + base.right_stubs, strokes, ("stub", "period"), rows, roles)
    flags = _columns(base.flags, strokes, ("mark",), rows, roles)
    heads = set(base.header_rows)
    heads |= {
        row
        for stroke in strokes
        if stroke.role in _OVER
        for row in range(stroke.area.top, stroke.area.bottom + 1)
        if row < max(rows) and _over(stroke, first, last)
    }
    heads = {
        row
        for row in heads - rows
        if any(roles.at(row, col) in _OVER for col in (*cols, *(c for c in sheet.filled(row))))
    }
    heads = {row for row in heads if row < min(rows)}
    row_kinds, stub_kinds = dict(base.row_kinds), dict(base.stub_kinds)
    for stroke in strokes:
        if stroke.role in _OVER:
            kind = "label" if stroke.role == "header" else stroke.role
            row_kinds |= {row: kind for row in range(stroke.area.top, stroke.area.bottom + 1) if row in heads}
        if stroke.role in ("stub", "period"):
            kind = "label" if stroke.role == "stub" else "period"
            over = {row for row in range(stroke.area.top, stroke.area.bottom + 1) if row in rows}
            if over:
                stub_kinds |= {c: kind for c in range(stroke.area.left, stroke.area.right + 1) if c in stubs}
    sections = {row for row in base.sections if row not in rows}
    sections |= {
        row
        for stroke in strokes
        if stroke.role == "stub"
        for row in range(stroke.area.top, stroke.area.bottom + 1)
        if row not in rows and min(rows) < row < max(rows) and sheet.text(row, stroke.area.left)
    }
    outer = [place[0] for place in roles.cells((*_ROUND, "header", "period"))]
    return Block(
        header_rows=sorted(heads),
        rows=sorted(rows),
        stubs=sorted(col for col in stubs if col < last),
        values=sorted(cols),
        flags=sorted(flags - cols),
        right_stubs=sorted(col for col in stubs if col > last),
        sections=sorted(row for row in sections if min(rows) < row < max(rows)),
        top=min([base.top if found else min(rows), *outer, *heads]),
        bottom=max([base.bottom if found else max(rows), *outer]),
        skipped_rows=list(base.skipped_rows),
        row_kinds=row_kinds,
        stub_kinds=stub_kinds,
        row_pairs={(one, two): joined for one, two, joined in painting.row_pairs},
        stub_pairs={(one, two): joined for one, two, joined in painting.stub_pairs},
    )


def _over(stroke: Stroke, first: int, last: int) -> bool:
    """Whether a stroke stands over the data; a header label may begin one column to the left of them."""
    start = first if stroke.role == "unit" else first - 1
    return stroke.area.right >= start and stroke.area.left <= last


def _columns(
    base: Sequence[int], strokes: Sequence[Stroke], wanted: Sequence[Role], rows: set[int], roles: Roles
) -> set[int]:
    cols = set(base)
    for stroke in strokes:
        if stroke.role in wanted and any(stroke.area.top <= row <= stroke.area.bottom for row in rows):
            cols.update(range(stroke.area.left, stroke.area.right + 1))
    return {col for col in cols if any(roles.at(row, col) in wanted for row in rows)}


def _surroundings(sheet: Sheet, roles: Roles, block: Block, grid: Grid) -> Surroundings:
    """Read title, unit, notes and source from the cells that have these roles, wherever they stand."""
    head = roles.cells(["title", "unit"])
    head = [place for place in head if not (place[0] in block.header_rows and roles.at(*place) == "unit")]
    foot = roles.cells(["notes", "source"])
    lines: list[list[Value]] = []
    words = [place for place in head if roles.at(*place) == "title"]
    for row in sorted({row for row, _ in words}):
        lines.append(_line(sheet, [place for place in words if place[0] == row]))
    data_row = len(lines)
    lines.append(["", 1.0])
    after_source = False
    for row in sorted({row for row, _ in foot}):
        places = [place for place in foot if place[0] == row]
        line = _line(sheet, places)
        source = any(roles.at(*place) == "source" for place in places)
        at = places[0][1]
        text = str(line[at])
        if source and not after_source and not anchor(text).startswith(("source", "資料來源")):
            line[at] = f"Source: {text}"
        if after_source and not source and not anchor(text).startswith(("note", "註", "附註")):
            lines.append(["Notes:"])
        after_source = source
        lines.append(line)
    own = Sheet.of(sheet.name, lines)
    small = Block([], [data_row], [], [1], top=0, bottom=len(lines) - 1)
    found = read_surroundings(Grid(own), small, languages(grid, block))
    units = [sheet.text(*place) for place in head if roles.at(*place) == "unit"]
    if units:
        found.unit = unit_of([unit_text(text) for text in units], languages(grid, block))
    found.title_rows = sorted({row for row, _ in head})
    found.note_rows = sorted({row for row, _ in foot})
    return found


def _line(sheet: Sheet, places: Sequence[tuple[int, int]]) -> list[Value]:
    line: list[Value] = [None] * (max(col for _, col in places) + 1)
    for row, col in places:
        line[col] = sheet.text(row, col)
    return line


def _filled(sheet: Sheet, area: Area) -> Iterable[tuple[int, int]]:
    for row in range(area.top, min(area.bottom, sheet.n_rows - 1) + 1):
        for col in sheet.filled(row):
            if area.left <= col <= area.right:
                yield row, col


def status_suggested(explanation: str) -> str:
    """The status that a person's explanation of a mark seems to mean; "A" if it says nothing of status."""
    return status_of(explanation) or "A"
