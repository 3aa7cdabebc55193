"""A chart drawn for paper as SVG: own drawing, text as text, in the shipped font.

History is solid and broken where the definition changes, projection dashed in a shaded zone, provisional points hollow,
figures from outside square, reference figures diamonds with their figure beside them.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from workbench.base.messages import word
from workbench.briefing.chart_table import Axis, axis_label, carried_on, role_of, value_axis
from workbench.briefing.palette import series_color, token
from workbench.briefing.svg_columns import columns_svg

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec, Line, Point

FONT = "Noto Sans HK"
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 26.0, 14.0, 26.0


@dataclass(slots=True)
class _Place:
    """Where periods and values lie on the drawing, and what space is taken by words."""

    width: float
    height: float
    first: float
    last: float
    axis: Axis
    top: float = _TOP
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def x(self, year: float) -> float:
        span = self.last - self.first or 1.0
        return round(_LEFT + (year - self.first) / span * (self.width - _LEFT - _RIGHT), 2)

    def y(self, value: float) -> float:
        axis = self.axis
        share = (value - axis.low) / (axis.high - axis.low)
        return round(self.height - _BOTTOM - share * (self.height - self.top - _BOTTOM), 2)

    def clash(self, box: tuple[float, float, float, float]) -> float:
        """How badly a box meets what is there or the edge of the drawing; 0 = it stands free."""
        left, top, right, bottom = box
        outside = max(0.0, _LEFT - 6 - left) + max(0.0, right - self.width + 2) + max(0.0, -top)
        outside += max(0.0, bottom - (self.height - _BOTTOM + 2))
        met = sum(
            max(0.0, min(right, r) - max(left, l)) * max(0.0, min(bottom, b) - max(top, t))
            for l, t, r, b in self.taken  # noqa: E741
        )
        return met + outside * 100


def chart_svg(spec: ChartSpec, *, width: int = 640, height: int = 290, titled: bool = False) -> str:
    """The drawing, *width* × *height* px. titled: with title, measure and source inside, to stand alone."""
    head = 44.0 if titled else 0.0
    foot = 18.0 if titled else 0.0
    place = _place(spec, width, height + head, head)
    parts = [*(_heading(spec, place, width, height + head) if titled else ())]
    if spec.plain:
        parts += [*_zone(spec, place), *_grid(spec, place), *_events(spec, place), *_targets(spec, place)]
        for line in spec.lines:
            parts += [*_ranges(line, place), *_line(line, place)]
        parts += _labels(spec, place)
    else:
        parts.append(f'<g transform="translate(0 {head:g})">')
        parts += [*columns_svg(spec, _text, width, height), "</g>"]
    title = f"<title>{escape(spec.title)}</title><desc>{escape(spec.alt)}</desc>"
    total = height + head + foot
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{total:g}" viewBox="0 0 {width} {total:g}"'
        f' font-family="{FONT}" font-size="11" fill="{token("text")}" role="img" xml:lang="{spec.lang}">'
        f'{title}<rect width="{width}" height="{total:g}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _place(spec: ChartSpec, width: float, height: float, head: float) -> _Place:
    years = [p.period.decimal_year for line in spec.lines for s in line.segments for p in s]
    years += [target.period.decimal_year for target in spec.targets]
    first, last = (min(years), max(years)) if years else (0.0, 1.0)
    pad = max(0.4, (last - first) * 0.03)
    return _Place(width, height, first - pad, last + pad, value_axis(spec), _TOP + head)


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", color: str = "", bold: bool = False
) -> str:
    fill = f' fill="{color}"' if color else ""
    # A figure on the drawing has a rim of the paper's colour, so that it reads across a grid line too.
    weight = ' font-weight="700" stroke="#ffffff" stroke-width="2.5" paint-order="stroke"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{fill}{weight}>{escape(words)}</text>'


def text_width(words: str, size: float = 11) -> float:
    """About how wide a text is in the shipped font: an em for a Chinese character, a good half for others."""
    return sum(size if ord(c) > 0x2E80 else size * 0.3 if c in " \u2009.,:·" else size * 0.58 for c in words)


def _heading(spec: ChartSpec, place: _Place, width: float, height: float) -> list[str]:
    muted = token("muted")
    return [
        f'<g font-size="14">{_text(_LEFT - 40, 18, spec.title, bold=True)}</g>',
        _text(_LEFT - 40, 36, spec.subtitle, color=muted),
        f'<g font-size="9">{_text(_LEFT - 40, height + 12, spec.source_line, color=muted)}</g>',
    ]


def _zone(spec: ChartSpec, place: _Place) -> list[str]:
    if spec.projection_from is None:
        return []
    x = place.x(spec.projection_from.decimal_year)
    bottom = place.height - _BOTTOM
    zone = (
        f'<rect x="{x:g}" y="{place.top:g}" width="{place.width - _RIGHT - x:g}" height="{bottom - place.top:g}"'
        f' fill="{token("projection_zone")}"/>'
    )
    words = spec.projection_label or word("chartview.zone", spec.lang)
    wide = text_width(words)
    anchor, at = ("start", x + 6) if x + wide + 12 < place.width else ("end", place.width - _RIGHT)
    place.taken.append(
        (at, place.top, at + wide, place.top + 16)
        if anchor == "start"
        else (at - wide, place.top, at, place.top + 16)
    )
    return [zone, _text(at, place.top + 12, words, anchor=anchor, color=token("muted"))]


def _grid(spec: ChartSpec, place: _Place) -> list[str]:
    axis, right = place.axis, place.width - _RIGHT
    found = []
    steps = round((axis.high - axis.low) / axis.step)
    for n in range(steps + 1):
        value = round(axis.low + n * axis.step, 10)
        y = place.y(value)
        color = token("muted") if value == 0 else token("grid")
        found.append(
            f'<line x1="{_LEFT:g}" y1="{y:g}" x2="{right:g}" y2="{y:g}" stroke="{color}" stroke-width="0.8"/>'
        )
        found.append(
            _text(_LEFT - 6, y + 4, axis_label(value, spec, axis), anchor="end", color=token("muted"))
        )
    first, last = -int(-place.first // 1), int(place.last // 1)
    every = next((n for n in (1, 2, 5, 10, 20, 50) if (last - first) / n <= 12), 100)
    base = place.height - _BOTTOM
    for year in range(first, last + 1):
        if year % every:
            continue
        x = place.x(year)
        found.append(
            f'<line x1="{x:g}" y1="{base:g}" x2="{x:g}" y2="{base + 4:g}" stroke="{token("muted")}"/>'
        )
        found.append(_text(x, base + 17, str(year), anchor="middle", color=token("muted")))
    return found


def _events(spec: ChartSpec, place: _Place) -> list[str]:
    found = []
    for event in spec.events:
        shift = 0.5 if event.kind == "break" else 0.0
        x = place.x(event.period.decimal_year - shift)
        color = token("break")
        found.append(
            f'<line x1="{x:g}" y1="{place.top:g}" x2="{x:g}" y2="{place.height - _BOTTOM:g}" stroke="{color}"'
            ' stroke-width="1" stroke-dasharray="1.5 3"/>'
        )
        wide = text_width(event.text)
        place.taken.append((x - wide - 5, place.top, x + 2, place.top + 16))
        found.append(_text(x - 5, place.top + 12, event.text, anchor="end", color=color))
    return found


def _ranges(line: Line, place: _Place) -> list[str]:
    """Bars from the lower to the upper end of the likely range."""
    color, found = series_color(line.color), []
    for point in (p for segment in line.segments for p in segment):
        if point.low is None or point.high is None:
            continue
        x, low, high = place.x(point.period.decimal_year), place.y(point.low), place.y(point.high)
        ends = "".join(f"M{x - 4:g} {y:g} h8 " for y in (low, high))
        found.append(
            f'<path d="M{x:g} {low:g} V{high:g} {ends}" fill="none" stroke="{color}" stroke-width="1"/>'
        )
    return found


def _line(line: Line, place: _Place) -> list[str]:
    color, role = series_color(line.color), role_of(line)
    found = []
    for segment in line.segments:
        known = [point for point in segment if point.value is not None]
        spots = [(place.x(p.period.decimal_year), place.y(p.value)) for p in known if p.value is not None]
        if len(spots) > 1:
            path = " ".join(f"{x:g},{y:g}" for x, y in spots)
            dash = (
                ' stroke-dasharray="1.5 3"' if line.path else ' stroke-dasharray="6 4"' if line.dashed else ""
            )
            found.append(
                f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2" stroke-linejoin="round"{dash}/>'
            )
        if role != "projection":
            found += [_dot(point, x, y, color) for point, (x, y) in zip(known, spots, strict=True)]
    return found


def _dot(point: Point, x: float, y: float, color: str) -> str:
    if "outside" in point.flags:
        return f'<rect x="{x - 3.5:g}" y="{y - 3.5:g}" width="7" height="7" fill="#ffffff" stroke="{color}" stroke-width="1.5"/>'
    hollow = point.flags & {"provisional", "estimate"}
    fill, size = ("#ffffff", 3.4) if hollow else (color, 2.6)
    return f'<circle cx="{x:g}" cy="{y:g}" r="{size}" fill="{fill}" stroke="{color}" stroke-width="1.6"/>'


def _targets(spec: ChartSpec, place: _Place) -> list[str]:
    found, color = [], token("target")
    for target in spec.targets:
        x, y = place.x(target.period.decimal_year), place.y(target.value)
        place.taken.append((x - 7, y - 7, x + 7, y + 7))
        found.append(
            f'<path d="M{x:g} {y - 7:g} L{x + 7:g} {y:g} L{x:g} {y + 7:g} L{x - 7:g} {y:g} Z"'
            f' fill="#ffffff" stroke="{color}" stroke-width="1.8"/>'
        )
    return found


def _labels(spec: ChartSpec, place: _Place) -> list[str]:
    """Figures beside targets, the last point of each line and points from outside, where there is room."""
    wanted = [(t.period.decimal_year, t.value, t.text, token("target"), 8.0) for t in spec.targets]
    carried = carried_on(spec)
    for line in spec.lines:
        color, role = series_color(line.color), role_of(line)
        points = [p for s in line.segments for p in s if p.value is not None]
        shown = points[-1:]
        if role == "history" and len(points) <= 12:
            shown = [
                point
                for point in (*points[:1], *points[-1:])
                if point is points[0] or point.period not in carried
            ]
        elif role == "history":
            shown = [point for point in points[-1:] if point.period not in carried]
        wanted += [(p.period.decimal_year, p.value, p.text, color, 5.0) for p in shown if p.value is not None]
        for segment in line.segments:
            spots = [
                (place.x(p.period.decimal_year), place.y(p.value)) for p in segment if p.value is not None
            ]
            place.taken += [(x - 3, y - 3, x + 3, y + 3) for x, y in spots] + _along(spots)
    found = []
    for year, value, words, color, gap in wanted:
        x, y, wide = place.x(year), place.y(value), text_width(words)
        tries = _spots(x, y, wide, gap)
        anchor, at, base, box = min(tries, key=lambda one: place.clash(one[3]))  # the first of equals
        place.taken.append(box)
        found.append(_text(at, base, words, anchor=anchor, color=color, bold=True))
    return found


_Spot = tuple[str, float, float, tuple[float, float, float, float]]


def _spots(x: float, y: float, wide: float, gap: float) -> list[_Spot]:
    """Places for a label about a point, best first: above, below, right, left, then the corners and further off."""
    found: list[_Spot] = []
    for far in (0.0, 8.0, 18.0):
        up, down = y - gap - 4 - far, y + gap + 11 + far
        for base in (up, down):
            found.append(("middle", x, base, (x - wide / 2, base - 10, x + wide / 2, base + 3)))
        if not far:
            found.append(("start", x + gap + 4, y + 4, (x + gap + 4, y - 7, x + gap + 4 + wide, y + 6)))
            found.append(("end", x - gap - 4, y + 4, (x - gap - 4 - wide, y - 7, x - gap - 4, y + 6)))
        for base in (up, down):
            found.append(("end", x + gap, base, (x + gap - wide, base - 10, x + gap, base + 3)))
            found.append(("start", x - gap, base, (x - gap, base - 10, x - gap + wide, base + 3)))
    return found


def _along(spots: list[tuple[float, float]]) -> list[tuple[float, float, float, float]]:
    """Small boxes along a line, so that no figure is written across it."""
    found = []
    for (x1, y1), (x2, y2) in itertools.pairwise(spots):
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 8))
        for n in range(steps + 1):
            x, y = x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps
            found.append((x - 2, y - 2, x + 2, y + 2))
    return found
