"""Charts with columns, a second axis or names along the bottom, drawn for paper as SVG in the manner of ``svg.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from workbench.briefing.chart_table import Axis, Column, axis_label, chart_table, value_axis
from workbench.briefing.palette import series_color, tint, token

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec

_LEFT, _TOP, _BOTTOM, _LEGEND = 52.0, 14.0, 26.0, 16.0


def columns_svg(spec: ChartSpec, text: Text, width: float, height: float) -> list[str]:
    """The parts of the drawing, within *width* × *height* px. *text* writes words (see ``svg.py``)."""
    return _Drawing(spec, text, width, height).parts()


class Text(Protocol):
    """Writes words at a place."""

    def __call__(
        self, x: float, y: float, words: str, *, anchor: str = "start", color: str = "", bold: bool = False
    ) -> str:
        """SVG of a text."""
        ...


class _Drawing:
    def __init__(self, spec: ChartSpec, text: Text, width: float, height: float) -> None:
        self.spec, self.text, self.table = spec, text, chart_table(spec)
        self.second = any(column.secondary for column in self.table.columns)
        self.right = width - (52.0 if self.second else 26.0)
        self.legend = _legend(self.table.columns, self.right - _LEFT)
        self.base = height - _BOTTOM - _LEGEND * len(self.legend)
        self.axes = {False: value_axis(spec)}
        if self.second:
            self.axes[True] = value_axis(spec, secondary=True)
        self.step = (self.right - _LEFT) / max(1, len(self.table.labels))

    def x(self, row: int) -> float:
        return round(_LEFT + (row + 0.5) * self.step, 2)

    def y(self, value: float, second: bool) -> float:
        axis = self.axes[second]
        return round(self.base - (value - axis.low) / (axis.high - axis.low) * (self.base - _TOP), 2)

    def parts(self) -> list[str]:
        found = self.grid(self.axes[False], second=False)
        if self.second:
            found += self.grid(self.axes[True], second=True)
        found += self.bottom()
        clustered = [c for c in self.table.columns if c.shape == "column"]
        for place, column in enumerate(clustered):
            found += self.bars(column, place, len(clustered))
        found += self.stacks([c for c in self.table.columns if c.shape == "stacked"])
        for column in self.table.columns:
            if column.shape == "line":
                found += self.line(column)
        return found + self.keys()

    def grid(self, axis: Axis, *, second: bool) -> list[str]:
        found = []
        for n in range(round((axis.high - axis.low) / axis.step) + 1):
            value = round(axis.low + n * axis.step, 10)
            y = self.y(value, second)
            label = axis_label(value, self.spec, axis, secondary=second)
            if second:
                found.append(self.text(self.right + 6, y + 4, label, color=token("muted")))
                continue
            color = token("muted") if value == 0 else token("grid")
            found.append(
                f'<line x1="{_LEFT:g}" y1="{y:g}" x2="{self.right:g}" y2="{y:g}" stroke="{color}" stroke-width="0.8"/>'
            )
            found.append(self.text(_LEFT - 6, y + 4, label, anchor="end", color=token("muted")))
        return found

    def bottom(self) -> list[str]:
        labels = self.table.labels
        every = next((n for n in (1, 2, 5, 10) if len(labels) / n <= 14), 20)
        return [
            self.text(self.x(row), self.base + 17, label, anchor="middle", color=token("muted"))
            for row, label in enumerate(labels)
            if row % every == 0
        ]

    def bars(self, column: Column, place: int, count: int) -> list[str]:
        color, wide = series_color(column.color), self.step * 0.62 / count
        zero = self.y(max(0.0, self.axes[column.secondary].low), column.secondary)
        found = []
        for row, value in enumerate(column.values):
            if value is None:
                continue
            x, y = self.x(row) - self.step * 0.31 + place * wide, self.y(value, column.secondary)
            dash = ' stroke-dasharray="3 2"' if row in column.hollow else ""
            fill = "#ffffff" if row in column.hollow else tint(color, 0.75)
            found.append(
                f'<rect x="{x:g}" y="{min(y, zero):g}" width="{wide:g}" height="{abs(zero - y):g}" fill="{fill}"'
                f' stroke="{color}" stroke-width="1"{dash}/>'
            )
        return found

    def stacks(self, columns: list[Column]) -> list[str]:
        found = []
        for row in range(len(self.table.labels)):
            below = 0.0
            for column in columns:
                value = column.values[row] or 0.0
                if not value:
                    continue
                top, foot = self.y(below + value, False), self.y(below, False)
                color, wide = series_color(column.color), self.step * 0.62
                x = self.x(row) - wide / 2
                found.append(
                    f'<rect x="{x:g}" y="{top:g}" width="{wide:g}" height="{foot - top:g}" fill="{tint(color, 0.75)}"'
                    f' stroke="#ffffff" stroke-width="0.8"/>'
                )
                if foot - top >= 12:
                    found.append(self.text(self.x(row), (top + foot) / 2 + 4, f"{value:g}", anchor="middle"))
                below += value
        return found

    def line(self, column: Column) -> list[str]:
        color = series_color(column.color)
        spots = [
            (row, self.x(row), self.y(value, column.secondary))
            for row, value in enumerate(column.values)
            if value is not None
        ]
        found = []
        if len(spots) > 1:
            path = " ".join(f"{x:g},{y:g}" for _, x, y in spots)
            dash = ' stroke-dasharray="6 4"' if column.role == "projection" else ""
            found.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"{dash}/>')
        for row, x, y in spots:
            fill = "#ffffff" if row in column.hollow else color
            found.append(
                f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="{fill}" stroke="{color}" stroke-width="1.6"/>'
            )
        return found

    def keys(self) -> list[str]:
        """Names of the series below the chart, each beside a patch of its colour."""
        found = []
        for number, row in enumerate(self.legend):
            y = self.base + _BOTTOM + _LEGEND * number + 8
            for x, column in row:
                color = series_color(column.color)
                if column.shape == "line":
                    found.append(
                        f'<line x1="{x:g}" y1="{y - 4:g}" x2="{x + 14:g}" y2="{y - 4:g}" stroke="{color}" stroke-width="2.4"/>'
                    )
                else:
                    found.append(
                        f'<rect x="{x + 2:g}" y="{y - 9:g}" width="10" height="10" fill="{tint(color, 0.75)}" stroke="{color}"/>'
                    )
                found.append(self.text(x + 19, y, column.name))
        return found


def _legend(columns: tuple[Column, ...], room: float) -> list[list[tuple[float, Column]]]:
    """Rows of the key: where each name begins."""
    rows: list[list[tuple[float, Column]]] = [[]]
    x = _LEFT
    for column in columns:
        wide = 34 + sum(11 if ord(c) > 0x2E80 else 6.4 for c in column.name)
        if rows[-1] and x + wide > _LEFT + room:
            rows.append([])
            x = _LEFT
        rows[-1].append((x, column))
        x += wide
    return rows
