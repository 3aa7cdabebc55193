"""What is known of a sheet beyond its values, whichever reader found it."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.importers.book import Area, Finding, Look


@dataclass(frozen=True, slots=True)
class Style:
    """A cell format, as far as it carries meaning."""

    number_format: str = "General"
    bold: bool = False
    indent: int = 0


_PLAIN = Style()


@dataclass(slots=True, weakref_slot=True)
class StyleLook:
    """Formatting of a sheet: for each row which column has which style, rows of the same pattern sharing one."""

    styles: list[Style]
    rows: dict[int, dict[int, int]] = field(default_factory=dict)
    raised: dict[tuple[int, int], str] = field(default_factory=dict)

    def _style(self, row: int, col: int) -> Style:
        of_row = self.rows.get(row)
        at = of_row.get(col, 0) if of_row else 0
        return self.styles[at] if at < len(self.styles) else _PLAIN

    def number_format(self, row: int, col: int) -> str:
        """The number format code."""
        return self._style(row, col).number_format

    def bold(self, row: int, col: int) -> bool:
        """Whether the cell is bold."""
        return self._style(row, col).bold

    def indent(self, row: int, col: int) -> int:
        """Indentation steps."""
        return self._style(row, col).indent

    def superscript(self, row: int, col: int) -> str:
        """Characters set as superscript (rich text runs; a whole cell in superscript counts as none)."""
        return self.raised.get((row, col), "")

    def row_key(self, row: int) -> object:
        """The same for rows that share their pattern of styles."""
        return id(self.rows.get(row))


@dataclass(slots=True)
class SheetExtras:
    """What is known of one sheet beyond its values. ``errors``: place → error text."""

    look: Look | None = None
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def shortened(text: str, limit: int = 200) -> str:
    """A text on one line, cut with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def error_findings(errors: dict[tuple[int, int], str]) -> list[Finding]:
    """One finding for each kind of error value among the cells of a sheet."""
    kinds: dict[str, list[tuple[int, int]]] = {}
    for place, text in sorted(errors.items()):
        kinds.setdefault(text, []).append(place)
    return [
        ("importers.error-cells", {"text": text, "count": len(places)}, places[0])
        for text, places in kinds.items()
    ]
