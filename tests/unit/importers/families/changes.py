"""What another edition of a table does to it: moved, first or last row without figures, small figures, figures as text."""

from __future__ import annotations

from collections.abc import Callable

from tests.unit.importers.families.maker import F, Made


def _plain(made: Made) -> dict[tuple[int, int], F]:
    return {
        place: one
        for place, one in made.figures().items()
        if one.raw is ... and one.value is not None and not one.fmt
    }


def _shift(made: Made, rows: int, cols: int, at: int) -> None:
    """Blank rows in front of row *at*, blank columns at the left."""

    def row_of(row: int) -> int:
        return row + rows if row >= at else row

    moved = [[None] * cols + line for line in made.rows]
    made.rows = moved[:at] + [[] for _ in range(rows)] + moved[at:]
    made.merged = [(row_of(a), b + cols, row_of(c), d + cols) for a, b, c, d in made.merged]
    made.formats = {(row_of(row), col + cols): code for (row, col), code in made.formats.items()}
    made.bold = tuple((row_of(row), col + cols) for row, col in made.bold)
    made.hidden_rows = tuple(map(row_of, made.hidden_rows))
    made.hidden_cols = tuple(col + cols for col in made.hidden_cols)


def moved(made: Made) -> None:
    """Two rows down, one column to the right."""
    _shift(made, 2, 1, 0)


def blank_row_below_header(made: Made) -> None:
    """One more blank row between header and data."""
    if made.figures():
        _shift(made, 1, 0, min(made.figures())[0])


def first_row_missing(made: Made) -> None:
    """No figure in the first row: it must not turn into a row of the header."""
    _stand_in(made, min(row for row, _ in made.figures()) if made.figures() else -1, "-")


def last_row_missing(made: Made) -> None:
    """No figure in the last row."""
    _stand_in(made, max(row for row, _ in made.figures()) if made.figures() else -1, "..")


def _stand_in(made: Made, row: int, mark: str) -> None:
    for (line, _), one in _plain(made).items():
        if line == row:
            one.value, one.raw, one.status, one.marks = None, mark, None, (mark, *one.marks)


def small_figures(made: Made) -> None:
    """Whole numbers from 0 to 10, as months and codes are."""
    for (row, col), one in _plain(made).items():
        one.value = (row * 7 + col * 3) % 11


def unreadable_first_figure(made: Made) -> None:
    """A sign that no note explains in front of the first figure."""
    places = _plain(made)
    if places:
        one = places[min(places)]
        one.raw = f"¤ {one.value}"
        one.value, one.marks, one.status = None, (one.raw, *one.marks), None


CHANGES: tuple[Callable[[Made], None], ...] = (
    moved,
    blank_row_below_header,
    first_row_missing,
    last_row_missing,
    small_figures,
    unreadable_first_figure,
)
